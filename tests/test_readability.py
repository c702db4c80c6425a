"""Readability against textstat, and lexical diversity against a slow reading of its definitions."""

import math
import random

import pandas as pd
import pytest
import textstat

import framing
from framing.find.readability import READABILITY, mattr, mtld
from framing.find.style import count_style, style_features

TEXT = (
    "The harbour master opened the gate before sunrise. A ferry carried oranges and bicycles to the island. "
    "Nobody complained about the temperature, which was remarkable. Seventeen children waited for the telescope. "
    "An elderly musician repaired the melancholy accordion. It rained again that evening, and the candles went out. "
    "Everybody slept until noon."
)


@pytest.fixture(scope="module")
def counts():
    result = framing.analyze(pd.DataFrame({"outlet": ["A", "B"], "text": [TEXT, "Short."]}), "conflict", syntax=False)
    return result.style_counts


@pytest.mark.parametrize(
    "name",
    ["flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index", "automated_readability_index"],
)
def test_formulas_agree_with_textstat(counts, name):
    expected = getattr(textstat, name)(TEXT)
    if name == "automated_readability_index":  # textstat counts marks as characters, the authors letters and digits
        expected -= 4.71 * sum(c in ".," for c in TEXT) / len(TEXT.split())
    assert counts[name].iloc[0] == pytest.approx(expected, abs=0.02)


def test_what_a_text_is_too_short_for_is_missing(counts):
    short = counts.iloc[1]
    assert short[["smog_index", "mattr", "mtld"]].isna().all()
    assert not math.isnan(short["flesch_reading_ease"])


def test_moving_average_is_the_mean_over_all_windows():
    words = random.Random(1).choices("abcdefghij", k=300)
    shares = [len(set(words[i : i + 50])) / 50 for i in range(251)]
    assert mattr(words) == pytest.approx(sum(shares) / len(shares))
    assert math.isnan(mattr(words[:49]))


def slow_mtld(words):
    """McCarthy and Jarvis in words: count factors of .72, and a part of one for the rest; both ways; mean."""
    both = []
    for sequence in (words, words[::-1]):
        factors, stretch = 0.0, []
        for word in sequence:
            stretch = [*stretch, word]
            if len(set(stretch)) / len(stretch) <= 0.72:
                factors, stretch = factors + 1, []
        if stretch:
            factors += (1 - len(set(stretch)) / len(stretch)) / (1 - 0.72)
        both.append(len(words) / factors)
    return sum(both) / 2


def test_mtld_is_that_of_its_definition():
    words = random.Random(2).choices([f"w{i}" for i in range(40)], k=220)
    assert mtld(words) == pytest.approx(slow_mtld(words))


def test_diversity_does_not_grow_with_length_as_the_plain_share_does():
    rng = random.Random(3)
    long = rng.choices([f"w{i}" for i in range(200)], k=4000)
    short = long[:200]
    assert len(set(short)) / 200 > 5 * len(set(long)) / 4000
    assert mattr(short) == pytest.approx(mattr(long), abs=0.02)


def test_features_are_known_before_a_text_is_read(counts):
    lexicon = framing.load_lexicon("conflict")
    assert list(counts) == ["article_id", *style_features(lexicon)]
    assert set(READABILITY) <= set(counts)
    nothing = framing.read_articles(pd.DataFrame({"outlet": ["A"], "text": ["One."]})).iloc[:0]
    columns = ["article_id", "part", "clauses", "passives", "agentless"]
    empty = count_style(nothing, pd.DataFrame(columns=columns), lexicon)
    assert list(empty) == list(counts)


def test_outlets_get_intervals(corpus):
    table = corpus.style(by="story")
    rows = table[table["feature"].isin(["mtld", "smog_index"])]
    assert set(rows["feature"]) == {"mtld", "smog_index"}
    assert (rows["note"] != "").eq(rows["low"].isna()).all()
