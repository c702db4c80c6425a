"""Predictability: framing that differs is told apart, framing that does not is not, and topics leak nothing."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import framing
from framing import measure, show
from framing.errors import FramingError
from framing.measure.predictability import _groups


def corpus_of(seed=0, *, stories=30, outlets=("Courier", "Herald", "Post"), effect=0.0, topic=0.0):
    """Make shares and words of one article an outlet on each story; `effect` of the outlet, `topic` of the story."""
    rng = np.random.default_rng(seed)
    articles = pd.DataFrame([(f"{s}-{o}", o, f"s{s}") for s in range(stories) for o in outlets],
                            columns=["article_id", "outlet", "story"])  # fmt: skip
    side = articles["outlet"].map({o: i for i, o in enumerate(outlets)}).to_numpy()
    shares = rng.normal(0.5, 0.1, (len(articles), 6))
    shares[:, 0] += effect * (side == 0)
    shares[:, 1:3] += topic * rng.normal(0, 1, (stories, 2)).repeat(len(outlets), axis=0)
    shares[rng.random(shares.shape) < 0.2] = np.nan
    words = rng.poisson(1, (len(articles), 30))
    words[:, :3] += 4 * (side[:, None] == np.arange(3))
    return pd.DataFrame(shares, columns=[f"labels:army:{i}" for i in range(6)]), sparse.csr_array(words), articles


@pytest.fixture(scope="module")
def found():
    return measure.predictability(*corpus_of(effect=0.4), permutations=39, seed=1)


def test_framing_that_differs_is_told_apart(found):
    scores = found.scores.set_index("model")
    assert scores.loc["framing", "accuracy"] > 0.5
    assert scores.loc["framing", "low"] > scores.loc["permuted", "accuracy"]
    assert scores.loc["framing", "p"] == 1 / 40
    assert scores.loc["words", "accuracy"] > 0.9
    assert scores.loc["majority", "accuracy"] <= 0.4
    assert scores.loc["framing", "calibration"] < 0.15
    assert scores.loc["framing", "log_loss"] < scores.loc["majority", "log_loss"]
    assert "framing tells the outlet of" in found.verdict and "p = 0.025" in repr(found)


def test_what_gives_it_away_is_named_with_its_means(found):
    top = found.choices.iloc[0]
    assert (top["outlet"], top["feature"], top["stable"]) == ("Courier", "labels:army:0", True)
    assert top["coefficient"] > 0 and top["low"] > 0 and top["mean"] > top["mean_rest"] + 0.3
    noise = found.choices.query("feature == 'labels:army:5'")
    assert (noise["coefficient"].abs() < top["coefficient"]).all()


def test_the_confusion_adds_up(found):
    table = found.confusion
    assert len(table) == 9 and table["n"].sum() == 90
    assert (table.groupby("outlet")["n"].sum() == 30).all()
    right = table[table["outlet"] == table["predicted"]]["n"].sum()
    assert right / 90 == pytest.approx(found.scores["accuracy"].iloc[0])
    recalls = table[table["outlet"] == table["predicted"]]["share"]
    assert recalls.mean() == pytest.approx(found.scores["balanced"].iloc[0])


def test_framing_that_does_not_differ_is_not_told_apart():
    ps = [measure.predictability(*corpus_of(seed), permutations=19, seed=seed).scores["p"].iloc[0] for seed in range(3)]
    assert sum(p <= 0.05 for p in ps) <= 1


def test_a_topic_does_not_pass_for_framing():
    shares, words, articles = corpus_of(2, topic=3.0)
    scores = measure.predictability(shares, words, articles, permutations=0).scores.set_index("model")
    assert scores.loc["framing", "accuracy"] < 0.45
    assert np.isnan(scores.loc["framing", "p"]) and scores.loc["permuted", "note"] == "no permutations were asked for"


def test_who_covers_what_does_not_pass_for_framing():
    # each outlet covers its own kind of story; within a story, all write alike: learnt, but no more than when shuffled
    shares, words, articles = corpus_of(3, stories=40, outlets=("A", "B"))
    rng = np.random.default_rng(0)
    kept = rng.random(80) < np.where((articles["outlet"] == "A") == (np.arange(80) // 2 < 20), 1.0, 0.35)
    shares.iloc[:, 0] += 0.8 * (np.arange(80) // 2 < 20)
    articles, shares, words = articles[kept].reset_index(drop=True), shares[kept], words[np.flatnonzero(kept)]
    scores = measure.predictability(shares, words, articles, permutations=39).scores.set_index("model")
    assert scores.loc["framing", "accuracy"] > 0.6 and scores.loc["permuted", "accuracy"] > 0.6
    assert scores.loc["framing", "p"] > 0.05


def test_the_same_seed_gives_the_same(found):
    again = measure.predictability(*corpus_of(effect=0.4), permutations=39, seed=1)
    pd.testing.assert_frame_equal(again.scores, found.scores)
    pd.testing.assert_frame_equal(again.choices, found.choices)


def test_an_interval_is_that_of_a_share_of_clusters(found):
    # thirty stories of three articles: Korn and Graubard's lies around Wilson's on as many
    row = found.scores.iloc[0]
    half = 1.96 * np.sqrt(row["accuracy"] * (1 - row["accuracy"]) / 90)
    assert row["accuracy"] - row["low"] == pytest.approx(half, rel=0.5)
    assert row["balanced_low"] < row["balanced"] < row["balanced_high"]


def test_groups_are_stories_else_days_else_articles():
    _, _, articles = corpus_of(effect=0.4)
    days = articles.drop(columns="story").assign(date=pd.Timestamp("2020-03-01") + pd.to_timedelta(
        np.arange(90) // 3, unit="D"))  # fmt: skip
    every = [_groups(a) for a in (articles, days, days.drop(columns="date"))]
    assert [kind for _, kind in every] == ["story", "date", "article_id"]
    assert [len(set(group)) for group, _ in every] == [30, 30, 90]


def test_too_little_is_refused_in_words():
    shares, words, articles = corpus_of(stories=12)
    few = measure.predictability(shares, words, articles)
    assert few.verdict == "not enough evidence (12 story groups, 20 needed)"
    assert few.scores["accuracy"].isna().all() and few.confusion.empty
    small = measure.predictability(shares[:24], words[:24], articles[:24])
    assert "fewer than two values of outlet have 10 articles" in small.verdict
    assert small.left_out == ["Courier", "Herald", "Post"]
    assert "Not enough evidence" in show.alt_text(show.predictability(small))
    with pytest.raises(FramingError, match="needs two values of 'outlet'"):
        measure.predictability(shares, words, articles.assign(outlet="A"))
    with pytest.raises(FramingError, match="no column to group by"):
        measure.predictability(shares, words, articles, by="leaning")


def test_small_outlets_are_left_out_and_named():
    shares, words, articles = corpus_of(effect=0.4)
    articles.loc[articles.index[:6], "outlet"] = "Gazette"
    found = measure.predictability(shares, words, articles, permutations=0)
    assert found.left_out == ["Gazette"] and found.scores["articles"].eq(84).all()


def test_the_chart_draws_the_confusion(found):
    ax = show.predictability(found)
    drawn = [int(text.get_text()) for text in ax.texts]
    assert sorted(drawn) == sorted(n for n in found.confusion["n"] if n)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["Courier", "Herald", "Post"]
    assert "told right" in show.alt_text(ax)


def test_features_are_the_shares_of_each_article(corpus):
    shares = corpus.features()
    assert shares.index.tolist() == corpus.articles["article_id"].tolist()
    by_hand = corpus.labels(by=["outlet", "story"], referent="syrian_government")
    counted = corpus.articles.groupby(["outlet", "story"]).size()
    row = by_hand[(by_hand["stance"] == "critical") & by_hand["share"].notna()].iloc[0]
    assert counted[row["outlet"], row["story"]] == 1
    at = corpus.articles.query("outlet == @row.outlet and story == @row.story")["article_id"].item()
    assert shares.loc[at, "labels:syrian_government:critical"] == pytest.approx(row["share"])
    assert corpus.predictability().verdict.startswith("not enough evidence")
    assert framing.measure.Predictability is type(corpus.predictability())
