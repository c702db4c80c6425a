"""Means of features, and the sentences behind a number."""

import numpy as np
import pandas as pd
import pytest

from framing.errors import FramingError
from framing.measure.evidence import evidence
from framing.measure.style import style

ARTICLES = pd.DataFrame(
    {
        "article_id": [f"a{i:02}" for i in range(20)],
        "outlet": ["Courier"] * 12 + ["Herald"] * 7 + ["Monitor"],
        "date": pd.to_datetime(["2020-02-01"] * 10 + ["2020-03-01"] * 9 + [None]),
        "title": "Shells fall",
        "text": "First one. Then two.",
    }
)
VALUES = np.random.default_rng(0).gamma(9, 2, 19)
COUNTS = pd.DataFrame({"article_id": ARTICLES["article_id"][:19], "words_per_sentence": VALUES, "hedges": 0.0})
COUNTS.loc[0, "hedges"] = np.nan


def test_style_means_weigh_articles_alike_and_leave_out_missing_values():
    table = style(COUNTS, ARTICLES)
    assert list(table) == ["outlet", "feature", "articles", "mean", "low", "high", "note"]
    courier = table.iloc[0]
    assert courier["mean"] == pytest.approx(VALUES[:12].mean())
    assert courier["low"] < courier["mean"] < courier["high"]
    assert table.iloc[1]["articles"] == 11
    assert table.iloc[1]["note"] == "no interval: all values are equal"


def test_style_refuses_few_articles_and_keeps_outlets_without_values():
    table = style(COUNTS, ARTICLES).set_index(["outlet", "feature"])
    herald, monitor = (table.loc[(outlet, "words_per_sentence")] for outlet in ("Herald", "Monitor"))
    assert herald["note"] == "not enough evidence (n=7)" and np.isnan(herald["low"])
    assert herald["mean"] == pytest.approx(VALUES[12:].mean())
    assert monitor["articles"] == 0 and np.isnan(monitor["mean"])


def test_style_is_repeatable_and_ignores_the_order_of_articles():
    shuffled = style(COUNTS.sample(frac=1, random_state=1), ARTICLES.sample(frac=1, random_state=2), seed=5)
    pd.testing.assert_frame_equal(style(COUNTS, ARTICLES, seed=5), shuffled)
    assert set(style(COUNTS, ARTICLES, by="month")["month"].dropna()) == {"2020-02", "2020-03"}


SENTENCES = pd.DataFrame(
    [(i, part, s, start, end) for i in ARTICLES["article_id"]
     for part, s, start, end in (("title", 0, 0, 11), ("text", 0, 0, 10), ("text", 1, 11, 20))],
    columns=["article_id", "part", "sentence", "start", "end"],
)  # fmt: skip
MENTIONS = pd.DataFrame(
    {
        "article_id": ["a00", "a00", "a12", "a19"],
        "outlet": ["Courier", "Courier", "Herald", "Monitor"],
        "part": ["text", "title", "text", "text"],
        "sentence": [1, 0, 0, 1],
        "referent": pd.Series(["army", "army", "killing", None], dtype="str"),
    }
)


def test_evidence_cuts_the_sentence_out_of_title_or_text():
    got = evidence(MENTIONS, SENTENCES, ARTICLES, {"referent": "army"})
    assert got["sentence_text"].tolist() == ["Then two.", "Shells fall"]
    assert list(got) == [*MENTIONS, "sentence_text", "title", "date"]
    assert got["date"].tolist() == [pd.Timestamp("2020-02-01")] * 2


@pytest.mark.parametrize(
    ("where", "articles"),
    [
        ({}, ["a00", "a00", "a12", "a19"]),
        ({"outlet": ["Courier", "Herald"], "part": "text"}, ["a00", "a12"]),
        ({"month": "2020-03"}, ["a12"]),
        ({"referent": None}, ["a19"]),
        ({"referent": ["army", None]}, ["a00", "a00", "a19"]),
        ({"referent": "nobody"}, []),
    ],
)
def test_evidence_meets_all_conditions(where, articles):
    assert evidence(MENTIONS, SENTENCES, ARTICLES, where)["article_id"].tolist() == articles


def test_evidence_draws_n_rows_in_order_and_repeatably():
    one, two = (evidence(MENTIONS, SENTENCES, ARTICLES, {}, n=3, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert len(one) == 3 and one["article_id"].is_monotonic_increasing
    assert len(evidence(MENTIONS, SENTENCES, ARTICLES, {}, n=99)) == 4


@pytest.mark.parametrize(
    ("where", "n", "message"),
    [
        (
            {"referrent": "army"},
            None,
            "'referrent' is no column of this evidence or its articles. Did you mean 'referent'",
        ),
        ({"outlet": "Courrier"}, None, "There is no outlet 'Courrier'. Did you mean 'Courier'"),
        ({}, -1, "n=-1 rows cannot be drawn"),
    ],
)
def test_evidence_messages(where, n, message):
    with pytest.raises(FramingError, match=message):
        evidence(MENTIONS, SENTENCES, ARTICLES, where, n=n)
