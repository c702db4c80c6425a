"""Sources in words, names and verbs, and how many there effectively are: against SciPy and counts by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from test_measure_shares import ARTICLES, make, mention, row

from framing.errors import FramingError
from framing.find.tables import empty
from framing.measure.diversity import diversity
from framing.measure.entropy import MIN_OUTSIDE, MIN_REPEATED, MIN_SAMPLES, effective_numbers
from framing.measure.sources import citations, sources
from framing.measure.voice import STANCES, voice

SIDES = ["army", "rebels", "witnesses"]


def cite(article, number, speaker, name=None, stance="neutral", words=5, **more):
    named = None if speaker is None else name is not None
    return {"article_id": article, "attribution": number, "kind": "reported", "speaker": speaker, "words": words,
            "speaker_text": speaker, "speaker_name": name, "named": named, "cue_stance": stance} | more  # fmt: skip


def many(cited):
    """Articles a00, a01 ... of one outlet, each with the speakers listed for it."""
    articles = pd.DataFrame({"article_id": [f"a{i:02}" for i in range(len(cited))], "outlet": "Courier"})
    rows = [cite(f"a{i:02}", n, who) for i, speakers in enumerate(cited) for n, who in enumerate(speakers)]
    return make("attributions", rows), articles


# Sources


CITED = make(
    "attributions",
    [
        cite("a1", 0, "army", "Anna Berg", words=10), cite("a1", 0, "army", "Anna Berg", words=2),  # one in two parts
        cite("a1", 1, "army", "anna berg", "doubting", words=4), cite("a1", 2, "army", "Oleg Marin"),
        cite("a2", 0, "army", None, "doubting"), cite("a2", 1, "witnesses"), cite("a2", 2, None, stance=None, words=9),
        cite("b1", 0, "rebels", "Jan Boer", words=0),
    ],
)  # fmt: skip


def test_sources_count_words_names_and_those_without_one():
    table = sources(CITED, ARTICLES, SIDES)
    army = row(table, outlet="Courier", speaker="army")
    assert (army["n"], army["words"], army["total_words"], army["words_share"]) == (4, 21 + 5, 40, 26 / 40)
    assert (army["speakers"], army["unnamed"]) == (2, 1)  # a name counts once, however it is written
    nobody = row(table, outlet="Courier", speaker=None)
    assert (nobody["words"], nobody["speakers"], nobody["unnamed"], nobody["no_cue"]) == (9, 0, 0, 1)
    assert row(table, outlet="Courier", speaker="rebels")["words_share"] == 0


def test_without_words_the_share_of_words_is_missing():
    table = sources(CITED, ARTICLES, SIDES)
    assert np.isnan(row(table, outlet="Herald", speaker="rebels")["words_share"])  # cited with no word
    assert np.isnan(row(table, outlet="Monitor", speaker="army")["words_share"])
    assert row(table, outlet="Monitor", speaker="army")["doubting_note"] == "not enough evidence (n=0)"


def test_said_or_claimed_is_a_share_of_the_side_with_the_interval_of_all_shares():
    cited = make("attributions", [cite(f"x{i:02}", 0, "army", None, "doubting" if i < 2 else "neutral")
                                  for i in range(12)] + [cite("x00", 1, "rebels")])  # fmt: skip
    articles = pd.DataFrame({"article_id": [f"x{i:02}" for i in range(12)], "outlet": "Courier"})
    army = row(sources(cited, articles, SIDES), speaker="army")
    clopper = stats.binomtest(2, 12).proportion_ci(method="exact")
    assert army["doubting_share"] == 2 / 12
    assert (army["doubting_low"], army["doubting_high"]) == pytest.approx((clopper.low, clopper.high))
    rebels = row(sources(cited, articles, SIDES), speaker="rebels")
    assert rebels["doubting_share"] == 0
    assert np.isnan(rebels["doubting_low"])
    assert rebels["doubting_note"] == "not enough evidence (n=1)"


@pytest.mark.parametrize("by", ["outlet", ["outlet", "month"], "section", []])
def test_words_and_verbs_add_up_in_every_grouping(by):
    table = sources(CITED, ARTICLES, SIDES, by=by)
    assert table["words"].sum() == 40
    assert table[[*STANCES, "no_cue"]].sum(axis=1).tolist() == table["n"].tolist()
    keys = [by] if isinstance(by, str) else list(by)
    groups = table.groupby(keys, dropna=False) if keys else table.groupby(lambda _: 0)
    assert set(groups["words_share"].sum(min_count=1).dropna().round(9)) <= {1.0}
    assert (groups["words"].sum() == groups["total_words"].first()).all()


def test_a_citation_is_one_row_with_all_its_words():
    assert len(citations(CITED)) == 7
    assert citations(CITED)["words"].sum() == CITED["words"].sum()


# Effective numbers


def brute(rows, column):
    """Entropy by SciPy, corrected by leaving out one cluster at a time where there are clusters enough."""

    def entropy(of):
        return stats.entropy(of[column].value_counts()) if len(of) else 0.0

    clusters = rows["_cluster"].unique()
    k = len(clusters)
    if k < MIN_SAMPLES:
        return np.exp(entropy(rows))
    without = [entropy(rows[rows["_cluster"] != cluster]) for cluster in clusters]
    return np.exp(max(0, k * entropy(rows) - (k - 1) * np.mean(without)))


drawn = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcde")), min_size=1, max_size=40)
drawn_wide = st.lists(st.sampled_from("abcde"), min_size=MIN_SAMPLES, max_size=3 * MIN_SAMPLES).map(
    lambda sides: [(i % (MIN_SAMPLES + 3), side) for i, side in enumerate(sides)]
)


@given(drawn | drawn_wide)
def test_effective_numbers_are_those_of_scipy_with_each_cluster_left_out(pairs):
    rows = pd.DataFrame(pairs, columns=["_cluster", "side"]).assign(_group=0)
    found = effective_numbers(rows, "side").iloc[0]
    assert found["number"] == pytest.approx(brute(rows, "side"))
    assert found["number"] >= 1
    assert found["clusters"] >= MIN_SAMPLES or found["number"] <= found["categories"] + 1e-9
    assert (found["n"], found["categories"]) == (len(rows), rows["side"].nunique())
    assert found["clusters"] == rows["_cluster"].nunique()


def test_where_articles_are_alike_the_number_is_the_plain_exponential_of_the_entropy():
    shares = [3, 2, 1]
    rows = pd.DataFrame({"_group": 0, "_cluster": np.repeat(np.arange(30), 6), "side": list("aaabbc") * 30})
    assert effective_numbers(rows, "side")["number"].iloc[0] == pytest.approx(np.exp(stats.entropy(shares)))


@pytest.mark.parametrize("sides", [1, 2, 5])
def test_equal_shares_give_as_many_as_there_are(sides):
    rows = pd.DataFrame({"_group": 0, "_cluster": np.repeat(np.arange(20), sides), "side": list("abcde"[:sides]) * 20})
    assert effective_numbers(rows, "side")["number"].iloc[0] == pytest.approx(sides)


def test_groups_do_not_touch_each_other():
    one = pd.DataFrame({"_group": 0, "_cluster": np.arange(40) % 13, "side": list("abcb") * 10})
    other = one.assign(_group=1, side="x")
    both = effective_numbers(pd.concat([one, other]), "side", most=9)
    pd.testing.assert_frame_equal(both.loc[[0]], effective_numbers(one, "side", most=9))


def sample(rng, articles, shares, groups):
    counts = rng.poisson(4, (groups, articles))
    group, cluster = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    return pd.DataFrame({"_group": group, "_cluster": cluster, "side": rng.choice(len(shares), len(group), p=shares)})


def test_intervals_cover_a_known_truth_where_the_plain_number_falls_short():
    shares = 1 / np.arange(1, 13) / (1 / np.arange(1, 13)).sum()
    truth = np.exp(stats.entropy(shares))
    rows = sample(np.random.default_rng(1), 15, shares, 400)
    found = effective_numbers(rows, "side", most=20)
    plain = rows.groupby("_group")["side"].agg(lambda of: np.exp(stats.entropy(of.value_counts())))
    assert plain.mean() < 0.93 * truth
    assert found["number"].mean() == pytest.approx(truth, rel=0.03)
    assert ((found["low"] <= truth) & (truth <= found["high"])).mean() >= 0.93


def test_an_interval_contains_its_number_and_no_more_sides_than_there_are():
    rows = sample(np.random.default_rng(2), 14, [0.6, 0.3, 0.1], 50)
    found = effective_numbers(rows, "side", most=3).dropna()
    assert len(found) > 30
    assert ((found["low"] <= found["number"]) & (found["number"] <= found["high"])).all()
    assert (found["high"] <= np.maximum(3, found["number"])).all()
    assert (found["low"] >= 1).all()


def test_too_few_articles_refuse_and_one_more_does_not():
    def low(articles):
        rows = pd.DataFrame({"_group": 0, "_cluster": np.arange(articles * 6) // 6, "side": list("aaabbc") * articles})
        rows.loc[rows.index % 7 == 0, "side"] = "d"
        return effective_numbers(rows, "side", most=9)["low"].iloc[0]

    assert np.isnan(low(MIN_SAMPLES - 1))
    assert low(MIN_SAMPLES) > 1


def test_nearly_one_side_refuses():
    rows = pd.DataFrame({"_group": 0, "_cluster": np.arange(60) // 3, "side": "a"})
    rows.loc[[0, 10], "side"] = "b"
    assert effective_numbers(rows, "side", most=9)[["outside", "low"]].iloc[0].tolist() == [
        MIN_OUTSIDE - 1, pytest.approx(np.nan, nan_ok=True)]  # fmt: skip
    rows.loc[20, "side"] = "b"
    assert effective_numbers(rows, "side", most=9)["low"].iloc[0] > 1


def test_of_names_nobody_knows_how_many_were_missed():
    rows = pd.DataFrame({"_group": 0, "_cluster": np.arange(80) // 4, "name": list("abcd") * 20})
    known = effective_numbers(rows, "name").iloc[0]
    assert known["repeated"] == 1
    rows.loc[rows.index % 4 == 0, "name"] = [f"met once {i}" for i in range(20)]
    once = effective_numbers(rows, "name").iloc[0]
    assert once["repeated"] == 0.75 < MIN_REPEATED
    assert np.isnan(once["low"])
    assert effective_numbers(rows, "name", most=99)["low"].notna().all()


# The table


def test_diversity_counts_sides_names_and_the_unnamed():
    table = diversity(CITED, ARTICLES, SIDES)
    got = row(table, outlet="Courier")
    assert (got["citations"], got["credited"], got["articles"]) == (6, 5, 2)
    assert (got["sides"], got["named"], got["speakers"], got["unnamed"]) == (2, 3, 2, 2)
    assert got["unnamed_share"] == 2 / 5
    assert list(table) == [
        "outlet", "citations", "credited", "articles", "sides", "effective_sides", "sides_low", "sides_high", "named",
        "speakers", "effective_speakers", "speakers_low", "speakers_high", "unnamed", "unnamed_share", "unnamed_low",
        "unnamed_high", "note"]  # fmt: skip


def test_no_citation_is_zero_counts_and_missing_numbers():
    for table in (diversity(CITED, ARTICLES, SIDES), diversity(empty("attributions"), ARTICLES, SIDES)):
        got = row(table, outlet="Monitor")
        assert got[["citations", "credited", "articles", "sides", "named", "speakers", "unnamed"]].eq(0).all()
        assert got[["effective_sides", "effective_speakers", "unnamed_share", "sides_low", "unnamed_low"]].isna().all()
        assert got["note"] == "not enough evidence (n=0)"


def test_one_citation_is_one_source_and_no_interval():
    got = row(diversity(CITED, ARTICLES, SIDES), outlet="Herald")
    assert (got["citations"], got["effective_sides"], got["effective_speakers"], got["unnamed_share"]) == (1, 1, 1, 0)
    assert got[["sides_low", "speakers_low", "unnamed_low"]].isna().all()
    assert got["note"] == (
        "sides: not enough evidence (n=1 in 1 article or story); speakers: not enough evidence (n=1 in 1 article or "
        "story); unnamed: not enough evidence (n=1)"
    )


def test_one_speaker_in_many_articles_is_one_source():
    cited, articles = many([["army", "army"]] * 15)
    got = diversity(cited, articles, SIDES).iloc[0]
    assert (got["effective_sides"], got["sides"]) == (1, 1)
    assert np.isnan(got["sides_low"])
    assert "sides: no interval: nearly all citations are of one" in got["note"]


def test_where_all_go_unnamed_there_is_no_number_of_names():
    cited, articles = many([["army", "rebels"]] * 15)
    got = diversity(cited, articles, SIDES).iloc[0]
    assert (got["named"], got["speakers"], got["unnamed"], got["unnamed_share"]) == (0, 0, 30, 1)
    assert np.isnan(got["effective_speakers"])
    assert 0.5 < got["unnamed_low"] < got["unnamed_high"] == 1
    assert got["note"] == "speakers: not enough evidence (n=0)"
    assert 1 < got["sides_low"] <= got["effective_sides"] <= got["sides_high"] <= len(SIDES)


def test_nobody_credited_is_no_source():
    cited = make("attributions", [cite("a1", 0, None), cite("a1", 1, None)])
    got = row(diversity(cited, ARTICLES, SIDES), outlet="Courier")
    assert (got["citations"], got["credited"], got["sides"], got["unnamed"]) == (2, 0, 0, 0)
    assert np.isnan(got["unnamed_share"])


def test_stories_are_the_clusters_where_there_are_ten():
    cited, articles = many([["army", "rebels", "army"], ["army", "witnesses"]] * 12)
    alike = articles.assign(story=[f"s{i // 2}" for i in range(24)])
    by_article, by_story = (diversity(cited, of, SIDES).iloc[0] for of in (articles, alike))
    assert by_article["effective_sides"] != by_story["effective_sides"]
    few = diversity(cited, articles.assign(story=[f"s{i // 2 % 11}" for i in range(24)]), SIDES).iloc[0]
    assert "in 11 articles or stories" in few["note"]


@given(st.lists(st.lists(st.sampled_from(SIDES), max_size=4), min_size=1, max_size=20), st.integers(0, 9))
def test_order_does_not_matter_and_numbers_hold_together(listed, seed):
    cited, articles = many(listed)
    table = diversity(cited, articles, SIDES)
    shuffled = diversity(cited.sample(frac=1, random_state=seed), articles.sample(frac=1, random_state=seed), SIDES)
    pd.testing.assert_frame_equal(table, shuffled)
    got = table.iloc[0]
    assert got["credited"] == sum(map(len, listed))
    assert (got["credited"] == 0) == np.isnan(got["effective_sides"])
    assert got["named"] + got["unnamed"] == got["credited"]


def test_by_is_checked_and_may_be_a_column_of_the_citations():
    with pytest.raises(FramingError, match="Did you mean 'outlet'"):
        diversity(CITED, ARTICLES, SIDES, by="outlett")
    by_kind = diversity(CITED, ARTICLES, SIDES, by=["outlet", "cue_stance"])
    assert row(by_kind, outlet="Courier", cue_stance="doubting")["citations"] == 2


# In whose mouth


def test_voice_counts_how_others_words_are_introduced():
    rows = [mention("a1", "army"), mention("a1", "army", "reported", cue_stance="doubting", speaker="rebels"),
            mention("a1", "regime forces", "reported", cue_stance="neutral", speaker="rebels"),
            mention("a2", "army", "quoted", speaker="witnesses"), mention("a2", "army", "scare", cue_stance="doubting",
            speaker="rebels")]  # fmt: skip
    table = voice(make("mentions", rows), ARTICLES)
    reported = row(table, outlet="Courier", voice="reported")
    assert (reported["n"], reported["doubting"], reported["neutral"], reported["accusing"]) == (2, 1, 1, 0)
    assert row(table, outlet="Courier", voice="quoted")[list(STANCES)].sum() == 0  # no verb
    assert row(table, outlet="Courier", voice="own")[list(STANCES)].sum() == 0
    assert row(table, outlet="Monitor", voice="own")[list(STANCES)].eq(0).all()
    whose = voice(make("mentions", rows), ARTICLES, by=["outlet", "speaker"])
    rebels = row(whose, outlet="Courier", speaker="rebels", voice="reported")
    assert (rebels["n"], rebels["choices"], rebels["doubting"]) == (2, 3, 1)
    assert row(whose, outlet="Courier", speaker=None, voice="own")["n"] == 1
    assert row(whose, outlet="Herald", speaker="rebels", voice="reported")["n"] == 0


def test_the_tables_of_the_example_corpus_lead_to_their_evidence(corpus):
    table = corpus.sources()
    for got in table[table["n"] > 0].to_dict("records"):
        speaker = None if pd.isna(got["speaker"]) else got["speaker"]
        behind = corpus.evidence(of="attributions", outlet=got["outlet"], speaker=speaker)
        once = behind.drop_duplicates(["article_id", "part", "attribution"])
        assert len(once) == got["n"]
        assert behind["words"].sum() == got["words"]
        assert (once["named"] == False).sum() == got["unnamed"]  # noqa: E712
        assert (once["cue_stance"] == "doubting").sum() == got["doubting"]
    diverse = corpus.diversity().set_index("outlet")
    assert (diverse["citations"] == table.groupby("outlet")["n"].sum()).all()
    assert (diverse["unnamed"] == table.groupby("outlet")["unnamed"].sum()).all()
