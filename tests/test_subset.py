"""Part of the evidence: every table of it equals what the same articles, or titles, give alone."""

import pandas as pd
import pytest

import framing
from framing.errors import FramingError
from framing.measure import subset
from framing.measure.periods import every_period, period_of

TABLES = ["labels", "voice", "blame", "sources", "diversity", "agency", "style"]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_by_part_as_well(corpus, name):
    table = getattr(corpus, name)(by=["outlet", "part"])
    assert table["part"].unique().tolist() == ["title", "text"]
    assert set(table["outlet"]) == set(corpus.articles["outlet"])
    assert list(table)[:2] == ["outlet", "part"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_titles_alone_is_the_titles_half_of_the_table_by_part(corpus, name):
    both = getattr(corpus, name)(by=["outlet", "part"])
    titles = getattr(corpus.subset(part="title"), name)()
    every = ("outlet", "referent", "stance", "voice", "target", "speaker", "victim", "feature")
    keys = [column for column in every if column in titles]
    half = both[both["part"] == "title"].drop(columns="part")
    wide = titles.merge(half, on=keys, how="left", suffixes=("", "_by_part"))
    for column in titles.columns.difference(keys):
        pd.testing.assert_series_equal(wide[column], wide[f"{column}_by_part"], check_names=False, check_dtype=False)
    assert len(titles) <= len(half)


def test_titles_and_texts_together_are_everything(corpus):
    parts = [corpus.subset(part=part) for part in ("title", "text")]
    for name in ("mentions", "claims", "attributions", "references", "sentences"):
        assert sum(len(getattr(part, name)) for part in parts) == len(getattr(corpus, name)), name
    assert [len(part.articles) for part in parts] == [len(corpus.articles)] * 2


def test_a_subset_of_outlets_gives_their_rows_of_every_table(corpus):
    chosen = sorted(corpus.articles["outlet"].unique())[:2]
    table, part = corpus.labels(), corpus.subset(outlet=chosen).labels()
    whole = table[table["outlet"].isin(chosen)].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, whole)


def test_a_subset_remembers_the_outlets_that_colours_go_by(corpus):
    part = corpus.subset(outlet="Seven Gates Herald")
    every = sorted(corpus.articles["outlet"].unique())
    assert part.labels().attrs["outlets"] == corpus.labels().attrs["outlets"] == every
    again = part.subset(part="title")
    assert again.outlets == corpus.outlets


def test_the_record_says_what_was_asked_for(corpus, tmp_path):
    part = corpus.subset(month="2020-03").subset(part="title")
    steps = part.record()["parameters"]["subset"]
    assert [step["where"] for step in steps] == ["month=2020-03", "part=title"]
    assert steps[0]["of_articles"] == len(corpus.articles)
    assert repr(part).endswith("only month=2020-03; only part=title>")
    assert framing.load_analysis(part.save(tmp_path / "run")).parameters["subset"] == steps


def test_a_subset_by_a_column_of_ones_own_and_by_missing_values():
    desks = {"desk": ["war", None, "home"], "size": [1, 2, 2]}
    articles = pd.DataFrame({"article_id": list("abc"), "outlet": "X"} | desks)
    assert subset(articles, {}, {"desk": None})[0]["article_id"].tolist() == ["b"]
    assert subset(articles, {}, {"desk": ["war", None]})[0]["article_id"].tolist() == ["a", "b"]
    assert subset(articles, {}, {"size": 2, "desk": "home"})[0]["article_id"].tolist() == ["c"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"outlet": "Seven Gate Herald"}, "There is no outlet 'Seven Gate Herald'.*Did you mean 'Seven Gates Herald'"),
        ({"otlet": "x"}, "columns of the articles, periods and part; 'otlet' is none. Did you mean 'outlet'"),
        ({"part": "titel"}, "There is no part 'titel' among these articles. Did you mean 'title'"),
        ({"month": "2019-01"}, "There is no month '2019-01'.*Known: 2020-02, 2020-03"),
        ({"outlet": []}, "outlet=.. asks for nothing"),
        ({"story": None}, "There is no missing value among these articles"),
        ({"text": "regime"}, "'text' is none"),
        ({"referent": "army"}, "'referent' is none"),
        ({}, "subset was given nothing to choose by"),
    ],
)
def test_a_subset_says_what_it_cannot_choose(corpus, where, message):
    with pytest.raises(FramingError, match=message):
        corpus.subset(**where)


def test_a_subset_without_articles_is_refused():
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "desk": ["war", "home"]})
    with pytest.raises(FramingError, match="no article meets all of: outlet=X, desk=home"):
        subset(articles, {}, {"outlet": "X", "desk": "home"})


def dated(*days):
    dates = pd.to_datetime(list(days))
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(len(days))], "outlet": "X", "date": dates})


def test_a_month_without_an_article_is_a_gap_and_not_left_out():
    articles = dated("2020-01-15", "2020-04-02")
    mentions = pd.DataFrame({"article_id": ["a0"], "referent": "army", "stance": "critical", "voice": "own"})
    table = framing.measure.labels(mentions, articles, mentions[["referent", "stance"]], by=["outlet", "month"])
    assert table["month"].tolist() == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert table["choices"].tolist() == [1, 0, 0, 0]
    assert table["share"].isna().tolist() == [False, True, True, True]


def test_periods_are_named_alike_whichever_way_they_are_made():
    days = pd.Series(pd.date_range("2019-12-20", "2021-01-10"))
    for name in ("year", "month", "week"):
        every = every_period(days, name)
        assert every == sorted(every) == list(period_of(days, name).unique())


def test_weeks_are_those_of_iso_8601():
    days = pd.Series(pd.to_datetime(["2020-12-31", "2021-01-03", "2021-01-04"]))
    assert period_of(days, "week").tolist() == ["2020-W53", "2020-W53", "2021-W01"]


def test_an_undated_article_has_a_group_of_its_own():
    articles = dated("2020-01-15", None)
    mentions = pd.DataFrame({"article_id": ["a0", "a1"], "referent": "army", "stance": "critical", "voice": "own"})
    table = framing.measure.labels(mentions, articles, mentions[["referent", "stance"]], by="month")
    assert table["month"].isna().tolist() == [False, True] and table["choices"].tolist() == [1, 1]


def test_stories_stand_in_the_order_of_time(corpus):
    told = corpus.articles.groupby("story")["date"].min().sort_values().index.tolist()
    table = corpus.labels(by=["outlet", "story"])
    assert table.loc[table["outlet"] == "Olive Road Post", "story"].unique().tolist() == told
    assert table.attrs["stories"] == told != sorted(told)


def test_a_story_has_no_gaps_in_months():
    articles = dated("2020-01-15", "2020-04-02").assign(story=["s", "t"])
    mentions = pd.DataFrame({"article_id": ["a0"], "referent": "army", "stance": "critical", "voice": "own"})
    table = framing.measure.labels(mentions, articles, mentions[["referent", "stance"]], by=["story", "month"])
    assert table[["story", "month"]].values.tolist() == [["s", "2020-01"], ["t", "2020-04"]]


def test_evidence_is_found_by_year_and_week(corpus):
    found = corpus.evidence(week="2020-W10", year="2020")
    assert len(found) and set(period_of(found["date"], "week")) == {"2020-W10"}
