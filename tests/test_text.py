"""Blocks hold every character where the articles have it; folding keeps length."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.find.characters import BREAK, DIGIT, LOWER, OTHER, SPACE, STOP, UPPER, classify
from framing.find.evidence import find_evidence
from framing.find.tables import SCHEMAS
from framing.find.text import fold, read_blocks
from framing.read.lexicon import load_lexicon

anything = st.text(st.characters())  # lone halves of surrogate pairs included


def make_articles(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["title", "text"], dtype="object")


@given(anything)
def test_folding_any_text_keeps_its_length(text):
    assert len(fold(text)) == len(text)


@given(anything, anything)
def test_a_text_folds_as_its_pieces_do(left, right):
    if "Σ" not in left + right:  # whose small letter depends on its neighbours
        assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.parametrize(
    ("text", "folded", "why"),
    [
        ("İdlib", "İdlib", "its small letter is two characters long"),
        ("Assad’s", "assad's", "one apostrophe stands for all"),
        ("pro‑Assad", "pro-assad", "a hyphen that does not break is a hyphen"),
        ("Free\nSyrian\tArmy\xa0", "free syrian army ", "a name may be wrapped"),
        ("ÉLYSÉE", "élysée", "capitals beyond ASCII"),
    ],
)
def test_folding(text, folded, why):
    assert fold(text) == folded, why


@given(anything)
def test_every_character_has_a_class(text):
    assert len(classify(text)) == len(text)


@pytest.mark.parametrize(
    ("char", "kind", "why"),
    [
        ("é", LOWER, "a small letter beyond ASCII"), ("Š", UPPER, "a capital beyond ASCII"),
        ("ب", UPPER, "a letter of a script without case may begin a sentence"), ("7", DIGIT, "a digit"),
        ("\x00", OTHER, "a control character is no space"), ("\ud800", OTHER, "half of a surrogate pair"),
        ("😀", OTHER, "a character beyond the basic plane"), ("\u2028", BREAK, "a line separator"),
        ("\u3000", SPACE, "a wide space"), ("…", STOP, "an ellipsis"),
    ],
)  # fmt: skip
def test_classes(char, kind, why):
    assert classify(char).tolist() == [kind], why


@given(st.lists(st.tuples(anything, anything), max_size=8), st.integers(1, 60))
def test_blocks_hold_every_article_once_and_in_order(pairs, size):
    articles = make_articles(*pairs)
    found = []
    for block in read_blocks(articles, size=size):
        assert len(block.folded) == len(block.text)
        for row, part, start, end in zip(block.rows, block.parts, block.starts, block.ends, strict=True):
            original = pairs[row][part]
            spans = [(s, e) for i, s, e, _ in block.skipped if (block.rows[i], block.parts[i]) == (row, part)]
            masked = list(original)
            for s, e in spans:
                masked[s:e] = "\n" * (e - s)
            assert block.text[start:end] == "".join(masked)
            found.append((row, part))
    assert found == [(row, part) for row in range(len(pairs)) for part in (0, 1)]


def test_offsets_of_a_block_lie_in_their_part():
    (block,) = read_blocks(make_articles(("", "One."), ("Two", ""), ("", "")))
    assert block.part_of(np.array([block.text.index("One"), block.text.index("Two")])).tolist() == [1, 2]


def test_furniture_is_blanked_and_nothing_else():
    text = "The bridge is shut.\nShare this\nIt reopens in May."
    (block,) = read_blocks(make_articles(("Bridge shut", text)))
    assert block.text.endswith("The bridge is shut." + "\n" * 12 + "It reopens in May.")
    assert block.skipped == [(1, 20, 30, "share")]


LEXICON = load_lexicon("syria")
prose = st.lists(
    st.sampled_from([*"“”\"'.,\n\ud800\0", "The Syrian regime", "Assad", "terrorists", "he said", "U.S.", "İdlib",
                     "Share this", "killed", "in Damascus"])
).map(" ".join)  # fmt: skip


def find(*texts: str) -> dict[str, pd.DataFrame]:
    articles = make_articles(*[(text[:20], text) for text in texts])
    articles["article_id"] = [str(n) for n in range(len(texts))]
    return find_evidence(articles.assign(outlet="Courier"), LEXICON)


@settings(max_examples=50, deadline=None)
@given(prose)
def test_evidence_reproduces_the_text_at_its_offsets(text):
    tables, parts = find(text), {"title": text[:20], "text": text}
    sentences = tables["sentences"].set_index(["part", "sentence"])
    for name, column in (("mentions", "text"), ("references", "text")):
        for row in tables[name].itertuples():
            words = parts[row.part][row.start : row.end]
            assert words.encode("utf-8", "replace") == getattr(row, column).encode("utf-8", "replace")
            within = sentences.loc[(row.part, row.sentence)]
            assert within.start <= row.start < within.end
    for name, schema in SCHEMAS.items():
        assert list(tables[name].columns) == list(schema)
        assert tables[name].dtypes.astype("str").to_dict() == schema


@settings(max_examples=20, deadline=None)
@given(st.lists(prose, min_size=1, max_size=5), st.integers(0, 5))
def test_two_halves_of_a_corpus_give_the_rows_of_the_whole(texts, cut):
    articles = make_articles(*[("Town falls", text) for text in texts])
    articles = articles.assign(article_id=[str(n) for n in range(len(texts))], outlet="Courier")
    whole = find_evidence(articles, LEXICON)
    halves = [find_evidence(half, LEXICON) for half in (articles[:cut], articles[cut:])]
    for name, table in whole.items():
        joined = pd.concat([half[name] for half in halves], ignore_index=True)
        pd.testing.assert_frame_equal(joined, table)


def test_nothing_of_spacy_is_loaded_without_syntax():
    code = (
        "import sys, pandas, framing; "
        "framing.analyze(pandas.DataFrame({'outlet': ['A'], 'text': ['The regime fell.']}), 'syria', syntax=False); "
        "raise SystemExit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "piece",
    ['"', ".", " ", "\n", "regime ", "terrorists ", "Get short URL\n", "“Assad said. ", "İ", '" ', "“a” he said "],
)
def test_a_large_article_of_one_piece_is_read(piece):
    text = piece * (300_000 // len(piece))
    found = find(text)
    for table in found.values():
        assert (table["end"] <= len(text)).all()
