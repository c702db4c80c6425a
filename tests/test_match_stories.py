"""Stories are found again in the composed articles, whatever their order, and odd input is answered."""

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

import framing
from framing.errors import FramingError
from framing.match.likeness import LEAST, Likeness, Pairs
from framing.match.linkage import average_linkage
from framing.match.stories import story_table

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def bench():
    """The module benchmarks/stories.py."""
    if not BENCHMARKS.is_dir():
        pytest.skip("benchmarks/ is not part of this copy")
    sys.path.insert(0, str(BENCHMARKS))
    import stories

    yield stories
    sys.path.remove(str(BENCHMARKS))
    del sys.modules["stories"], sys.modules["scores"]


@pytest.fixture(scope="module")
def untold(examples):
    return examples.drop(columns="story")


@pytest.fixture(scope="module")
def matched(untold):
    return framing.match_stories(untold)


def partition(table):
    """The sets of articles that are told as one story."""
    return {frozenset(ids) for ids in table.dropna(subset="story").groupby("story")["article_id"].agg(list)}


def news(*rows):
    return pd.DataFrame(rows, columns=["outlet", "date", "text"])


# The measure


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_bcubed_is_what_counting_every_pair_gives(bench, items):
    found, true = [f for f, _ in items], [t for _, t in items]
    each = range(len(items))
    precision, recall = [], []
    for i in each:
        with_i = [j for j in each if found[j] == found[i]]
        of_i = [j for j in each if true[j] == true[i]]
        both = len(set(with_i) & set(of_i))
        precision.append(both / len(with_i))
        recall.append(both / len(of_i))
    p, r = np.mean(precision), np.mean(recall)
    assert bench.bcubed(bench.shared(found, true)) == pytest.approx((p, r, 2 * p * r / (p + r)))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_the_f1_of_pairs_is_what_counting_every_pair_gives(bench, items):
    put = {(i, j) for i, j in combinations(range(len(items)), 2) if items[i][0] == items[j][0]}
    belong = {(i, j) for i, j in combinations(range(len(items)), 2) if items[i][1] == items[j][1]}
    wanted = 2 * len(put & belong) / (len(put) + len(belong)) if put or belong else 0.0
    assert bench.pairs_f1(bench.shared(*zip(*items, strict=True))) == pytest.approx(wanted)


# Quality


def test_the_stories_of_the_composed_articles_are_found_again(bench, examples, matched):
    precision, recall, f1 = bench.bcubed(bench.shared(matched["story"].tolist(), examples["story"].tolist()))
    assert f1 >= 0.9
    assert precision >= 0.9
    assert recall >= 0.85


def test_same_formula_another_event_is_another_story():
    table = framing.match_stories(news(
        ("Courier", "2016-05-01", "A bomb in a bakery of Qamishli killed 16 people, Kurdish police said."),
        ("Herald", "2016-05-01", "Qamishli: a bakery bomb killed 16, say Kurdish police."),
        ("Courier", "2016-05-01", "A mine near a school of Zardana killed three people, rescuers said."),
        ("Herald", "2016-05-20", "A bomb in a bakery of Qamishli killed 16 people, Kurdish police said."),
    ))  # fmt: skip
    assert [sorted(story) for story in sorted(partition(table), key=min)] == [["1", "2"], ["3"], ["4"]]


# What always holds


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(untold, matched, random):
    order = random.sample(range(len(untold)), len(untold))
    again = framing.match_stories(untold.iloc[order])
    pd.testing.assert_frame_equal(again, matched.iloc[order].reset_index(drop=True), check_exact=True)


WORDS = ["shells", "Homs", "talks", "Geneva", "bread", "16", "the", "river", "Aleppo", "", "🙂", "قصف"]
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["Courier", "Herald", "Post"]),
        st.sampled_from([None, "2016-05-01", "2016-05-02", "2016-05-09"]),
        st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.filterwarnings("ignore::framing.FramingWarning")
@settings(max_examples=25)
@given(ARTICLES)
def test_every_article_with_words_is_in_one_story_and_duplicates_of_a_day_are_together(rows):
    given_rows = news(*rows)
    table = framing.match_stories(given_rows)
    assert len(table) == len(rows)
    assert table["story"].isna().tolist() == [set(text.split()) <= {"the", "🙂"} for text in table["text"]]
    same = table.groupby(["date", "text"], dropna=False)["story"].nunique()
    assert (same <= 1).all()
    assert table["story_fit"].dropna().between(0, 1).all()
    alone = ~table["story"].duplicated(keep=False)
    assert table.loc[alone | table["story"].isna(), "story_fit"].isna().all()
    stories = story_table(table)
    assert stories["story"].is_unique
    assert stories["articles"].sum() == table["story"].notna().sum()
    assert stories["cohesion"].dropna().between(0, 1).all()


@settings(max_examples=8)
@given(st.floats(LEAST, 1), st.floats(LEAST, 1))
def test_a_higher_threshold_only_parts_stories(untold, one, other):
    fine, coarse = (partition(framing.match_stories(untold, threshold=t)) for t in (max(one, other), min(one, other)))
    assert all(any(story <= whole for whole in coarse) for story in fine)


@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(0.05, 0.9))
def test_average_linkage_is_that_of_scipy(n, seed, threshold):
    rng = np.random.default_rng(seed)  # no two pairs alike, for at ties more than one answer is right
    like = np.eye(n)
    for i, j in combinations(range(n), 2):
        like[i, j] = like[j, i] = rng.random()
    upper = np.triu_indices(n, 1)
    ours = average_linkage(n, Pairs(*upper, like[upper]), threshold)
    theirs = fcluster(linkage(squareform(1 - like, checks=False), "average"), 1 - threshold, "distance")
    assert len(set(ours)) == len(set(theirs)) == len(set(zip(ours, theirs, strict=True)))
    assert all(ours[i] == min(np.flatnonzero(ours == ours[i])) for i in range(n))


def test_the_pairs_are_all_there_are_however_they_are_blocked(untold, monkeypatch):
    rows = untold.sort_values(["date", "title"]).copy()
    rows.iloc[-3:, rows.columns.get_loc("date")] = pd.NaT
    like = Likeness(rows)
    cosine = (like.vectors @ like.vectors.T).toarray()
    wanted = {}
    for i, j in combinations(range(len(rows)), 2):
        gap = 0 if np.isnan(like.day[i] + like.day[j]) else abs(like.day[i] - like.day[j])
        if gap <= 2 and cosine[i, j] * (1 - gap / 4) >= LEAST:
            wanted[i, j] = cosine[i, j] * (1 - gap / 4)
    for cells in (20_000_000, 40):
        monkeypatch.setattr("framing.match.likeness._CELLS", cells)
        found = like.pairs(days=2)
        pairs = dict(zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.likeness, strict=True))
        assert pairs == pytest.approx(wanted)
    assert any(np.isnan(like.day[j]) for _, j in wanted)


# Names, fit and the table


def test_a_story_is_named_by_its_first_day_and_its_words(matched):
    for story, part in matched.groupby("story"):
        date, _, words = story.partition(" ")
        assert date == part["date"].min().strftime("%Y-%m-%d")
        text = " ".join([*part["title"], *part["text"]]).lower()
        assert all(word.lower() in text for word in words.split(", "))


def test_two_stories_of_one_name_are_told_apart():
    rows = [("Courier", "2016-05-01", "Homs"), ("Herald", "2016-05-09", "Homs")]
    assert framing.match_stories(news(*rows).drop(columns="date"))["story"].nunique() == 1
    same_day = news(("Courier", "2016-05-01", "🙂 12"), ("Herald", "2016-05-01", "13"))
    assert framing.match_stories(same_day)["story"].tolist() == ["2016-05-01 12", "2016-05-01 13"]
    apart = pd.DataFrame({
        "outlet": ["A", "B", "C"], "date": "2016-05-01",
        "title": ["Homs rain", "Homs rain", "Homs rain"],
        "text": ["one " * 3 + "alpha beta", "two " * 3 + "gamma delta", "three " * 3 + "epsilon zeta"],
    })  # fmt: skip
    names = framing.match_stories(apart, threshold=1)["story"]
    assert names.is_unique


def test_fit_and_cohesion_are_means_of_likeness(examples):
    table = framing.match_stories(examples)  # has a story column, which is kept
    assert table["story"].tolist() == examples["story"].tolist()
    like = Likeness(table)
    cosine = (like.vectors @ like.vectors.T).toarray()
    for i, story in enumerate(table["story"]):
        others = [j for j in range(len(table)) if table["story"][j] == story and j != i]
        assert table["story_fit"][i] == pytest.approx(cosine[i, others].mean())
    told = story_table(table).set_index("story")
    for story, part in table.groupby("story"):
        pairs = [cosine[i, j] for i, j in combinations(part.index, 2)]
        assert told.loc[story, "cohesion"] == pytest.approx(np.mean(pairs))
        assert told.loc[story, ["articles", "outlets"]].tolist() == [len(part), part["outlet"].nunique()]
        assert (told.loc[story, "first"], told.loc[story, "last"]) == (part["date"].min(), part["date"].max())


def test_the_table_says_which_stories_to_look_at():
    rows = news(
        ("Courier", "2016-05-01", "Shells hit the market of Homs."), ("Herald", "2016-05-01", "Shells hit Homs mart."),
        ("Courier", "2016-05-01", "Talks opened in Geneva."), ("Courier", "2016-05-01", "In Geneva talks opened."),
        ("Herald", "2016-05-01", "Bread grew dear."), ("Courier", "2016-05-01", "An old bridge was painted green."),
        ("Herald", "2016-05-01", "Judges met about fishing."),
    ).assign(story=["market", "market", "talks", "talks", "bread", "mixed", "mixed"])  # fmt: skip
    table = story_table(framing.match_stories(rows)).set_index("story")
    assert table["note"].to_dict() == {
        "bread": "one article", "market": "", "mixed": "loose: its articles have little in common",
        "talks": "one outlet",
    }  # fmt: skip


# A story column wins


@pytest.mark.filterwarnings("ignore::framing.FramingWarning")
def test_a_story_column_wins_as_a_whole():
    rows = news(("A", None, "Homs fell."), ("B", None, "Homs fell."), ("C", None, "Homs fell.")).assign(
        story=["a", None, "a"]
    )
    table = framing.match_stories(rows)
    assert table["story"].isna().tolist() == [False, True, False]
    assert table.attrs["stories"] == "given"
    emptied = framing.match_stories(rows.assign(story=None))
    assert emptied["story"].nunique() == 1


def test_matching_again_changes_nothing(matched):
    pd.testing.assert_frame_equal(framing.match_stories(matched), matched)
    assert framing.match_stories(matched).attrs["stories"] == "matched (days=3, threshold=0.15)"


# Odd input


@pytest.mark.filterwarnings("ignore::framing.FramingWarning")
@pytest.mark.parametrize(
    "texts",
    [["Shells hit Homs."], ["", ""], ["the", "and"], ["Homs fell."] * 5, ["🙂", "\ud800 Homs"], ["上海下雨", "قصف"]],
)
def test_odd_corpora_are_answered(texts):
    table = framing.match_stories(pd.DataFrame({"outlet": "Courier", "text": pd.Series(texts, dtype=object)}))
    assert len(table) == len(texts)
    assert len(story_table(table)) == table["story"].nunique()


def test_articles_without_a_date_are_compared_with_all():
    rows = news(
        ("A", "2016-05-01", "Shells hit the market of Homs."), ("B", None, "Shells hit Homs market."),
        ("C", "2016-07-01", "A bridge was painted green."),
    )  # fmt: skip
    assert [sorted(story) for story in sorted(partition(framing.match_stories(rows)), key=min)] == [["1", "2"], ["3"]]


@pytest.mark.parametrize(
    ("options", "said"),
    [({"days": -1}, r"days=-1 is no number of days; give a whole number from 0"), ({"days": 1.5}, "days=1.5 is no"),
     ({"threshold": 0}, r"threshold=0 is out of range; give a number from 0.08 to 1"),
     ({"threshold": 1.1}, "out of range"), ({"threshold": float("nan")}, "out of range")],
)  # fmt: skip
def test_options_out_of_range_say_what_would_work(options, said):
    with pytest.raises(FramingError, match=said):
        framing.match_stories(news(("A", None, "Homs.")), **options)


# In an analysis


def test_an_analysis_says_how_its_stories_came_to_be(matched, untold, corpus):
    short = framing.analyze(matched.head(3), "syria", syntax=False)
    assert short.record()["parameters"]["stories"] == "matched (days=3, threshold=0.15)"
    assert framing.analyze(untold.head(2), "syria", syntax=False).record()["parameters"]["stories"] == "none"
    assert corpus.record()["parameters"]["stories"] == "given"
    pd.testing.assert_frame_equal(corpus.stories(), story_table(corpus.articles))
    assert framing.analyze(untold.head(2), "syria", syntax=False).stories().empty
