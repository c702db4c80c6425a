"""Words of stance, counted in composed texts: each place once, the longest form, by group."""

import math

import pandas as pd
import pytest

from framing.find.evidence import find_evidence
from framing.find.style import count_style
from framing.read.articles import read_articles
from framing.read.lexicon import load_lexicon


def counted(text, *, title="", lexicon="conflict"):
    """Return the counts of one article, rates turned back into numbers of words."""
    lexicon = load_lexicon(lexicon)
    articles = read_articles(pd.DataFrame({"outlet": ["A"], "title": [title], "text": [text]}))
    row = count_style(articles, find_evidence(articles, lexicon)["sentences"], lexicon).iloc[0]
    return {c.removesuffix("_per_1000_words"): round(row[c] * row["words"] / 1000) for c in row.index if "1000" in c}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Perhaps the ferry could sail.", {"hedges": 2}),
        ("In May the ferry sails.", {}),
        ("The ferry may not sail.", {"hedges": 1}),
        ("Clearly, without a doubt, it was late.", {"boosters": 2}),
        ("They did not realise that it had left.", {"factives": 1}),
        ("They managed to board and failed to pay.", {"implicatives": 2}),
        ("It was a disgraceful and barbaric act.", {"evaluatives": 2}),
        ("A flood of letters met a firestorm on the board.", {"disaster_metaphors": 2}),
        ("The flood took the bridge.", {}),
        ("A war of words turned into a legal battle.", {"war_metaphors": 2}),
        ("The war took the bridge.", {}),
        ("The ferry is blue and carries nine cars.", {}),
    ],
)
def test_each_group_is_counted(text, found):
    assert {group: n for group, n in counted(text).items() if n} == found


def test_the_longest_form_counts_once():
    assert counted("There is no doubt about the ferry.")["boosters"] == 1


def test_titles_are_not_counted():
    assert counted("The ferry sails.", title="Clearly a disgraceful ferry")["boosters"] == 0


def test_two_articles_do_not_mix():
    lexicon = load_lexicon("conflict")
    articles = read_articles(pd.DataFrame({"outlet": ["A", "B"], "text": ["Clearly so. ", "The ferry sails."]}))
    table = count_style(articles, find_evidence(articles, lexicon)["sentences"], lexicon)
    assert table["boosters_per_1000_words"].tolist() == [500.0, 0.0]


def test_without_words_rates_are_missing():
    lexicon = load_lexicon("conflict")
    articles = read_articles(pd.DataFrame({"outlet": ["A", "A"], "text": ["12 34.", "The ferry sails."]}))
    table = count_style(articles, find_evidence(articles, lexicon)["sentences"], lexicon)
    assert math.isnan(table["boosters_per_1000_words"].iloc[0])


def test_a_lexicon_without_such_words_has_no_such_columns(tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text("lexicon: bare\nversion: 0.1.0\nlanguage: en\ntitle: Bare\n", encoding="utf-8")
    assert counted("Clearly so.", lexicon=str(path)) == {}
