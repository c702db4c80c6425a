"""Distances against hand calculation, exact permutation and compare's p; refusals; properties."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial import distance as scipy_distance
from test_measure_compare import corpus

from framing.errors import FramingError
from framing.find.tables import empty
from framing.measure.compare import compare
from framing.measure.counts import count
from framing.measure.distances import distances

STANCES = ["neutral", "critical", "favourable"]
CHOICES = pd.DataFrame({"referent": ["army"] * 3 + ["rebels"] * 2, "stance": [*STANCES, "neutral", "critical"]})


def made(rows):
    """Build mentions and articles from rows of outlet, story, referent, stance, times."""
    frame = pd.DataFrame(rows, columns=["outlet", "story", "referent", "stance", "times"])
    frame["article_id"] = frame["outlet"] + frame["story"].astype("str")
    articles = frame[["article_id", "outlet", "story"]].drop_duplicates(ignore_index=True)
    mentions = frame.loc[frame.index.repeat(frame["times"])].assign(voice="own")
    return mentions[["article_id", "referent", "stance", "voice"]], articles


def run(mentions, articles, *outlets, claims=None, seed=0):
    claims = empty("claims") if claims is None else claims
    return distances(count(mentions, claims, articles, CHOICES, []), sides=outlets, seed=seed)


def pick(table, referent):
    rows = table[table["measure"] == "labels"]
    rows = rows[rows["referent"].isna() if referent is None else rows["referent"] == referent]
    return rows.iloc[0]


def draw(seed, stories, shares, outlets="AB", most=6):
    rng = np.random.default_rng(seed)
    return [
        (outlet, story, "army", stance, int(n))
        for outlet in outlets
        for story in stories(outlet)
        for stance, n in zip(STANCES, rng.multinomial(rng.integers(1, most), shares(outlet)), strict=True)
    ]


def test_columns_are_those_of_the_design_and_every_referent_has_a_row():
    table = run(*made([("A", "s", "army", "neutral", 3), ("B", "s", "army", "critical", 1)]))
    assert list(table) == ["measure", "referent", "a", "b", "distance", "expected", "excess", "p", "q", "n_a", "n_b",
                           "stories", "note"]  # fmt: skip
    assert table["measure"].tolist() == ["labels", "labels", "labels", "blame"]
    assert table["referent"].fillna("-").tolist() == ["-", "army", "rebels", "-"]


def test_the_distance_is_total_variation_and_all_referents_weigh_by_their_evidence():
    rows = [("A", "s", "army", "neutral", 5), ("A", "s", "army", "critical", 3), ("A", "s", "army", "favourable", 2),
            ("B", "t", "army", "neutral", 1), ("B", "t", "army", "critical", 4), ("A", "s", "rebels", "neutral", 6),
            ("B", "t", "rebels", "critical", 3)]  # fmt: skip
    table = run(*made(rows))
    army = scipy_distance.cityblock([0.5, 0.3, 0.2], [0.2, 0.8, 0]) / 2
    assert pick(table, "army")["distance"] == pytest.approx(army)
    weights = [10 * 5 / 15, 6 * 3 / 9]
    assert pick(table, None)["distance"] == pytest.approx((weights[0] * army + weights[1]) / sum(weights))


def test_within_stories_it_agrees_with_all_sign_patterns_by_hand():
    told = range(8)
    rows = draw(1, lambda _: told, lambda o: [0.5, 0.3, 0.2] if o == "A" else [0.2, 0.6, 0.2])
    got = pick(run(*made(rows)), "army")
    frame = pd.DataFrame(rows, columns=["outlet", "story", "referent", "stance", "n"])
    wide = frame.pivot_table(index=["outlet", "story"], columns="stance", values="n", aggfunc="sum", fill_value=0)
    sides = [wide.loc[outlet].to_numpy(float) for outlet in "AB"]
    totals = [side.sum(axis=1) for side in sides]
    weights = totals[0] * totals[1] / (totals[0] + totals[1])
    parts = weights[:, None] * (sides[0] / totals[0][:, None] - sides[1] / totals[1][:, None]) / weights.sum()
    drawn = np.array([np.abs(np.array(signs) @ parts).sum() / 2 for signs in product([1, -1], repeat=8)])
    assert got["stories"] == 8 and got["note"] == ""
    assert got["distance"] == pytest.approx(np.abs(parts.sum(axis=0)).sum() / 2)
    assert got["expected"] == pytest.approx(drawn.mean())
    assert got["excess"] == pytest.approx(got["distance"] - drawn.mean())
    assert got["p"] == pytest.approx((drawn >= got["distance"] - 1e-9).mean())


def test_between_articles_the_expectation_agrees_with_every_exchange_by_hand():
    rows = draw(2, lambda o: range(5) if o == "A" else range(5, 9), lambda o: [0.4, 0.4, 0.2])
    mentions, articles = made(rows)
    got = pick(run(mentions, articles.drop(columns="story")), "army")
    counts = pd.crosstab(mentions["article_id"], mentions["stance"]).to_numpy()
    drawn = []
    for chosen in combinations(range(9), 5):
        inside = np.isin(np.arange(9), chosen)
        one, other = counts[inside].sum(axis=0), counts[~inside].sum(axis=0)
        drawn.append(np.abs(one / one.sum() - other / other.sum()).sum() / 2)
    assert got["note"] == "unpaired: no shared stories"
    assert got["distance"] == pytest.approx(drawn[0])
    assert got["expected"] == pytest.approx(np.mean(drawn), abs=0.01)


@pytest.mark.parametrize("stories", [None, [f"s{i % 9}" for i in range(18)]])
def test_with_two_stances_p_is_that_of_compare(stories):
    rng = np.random.default_rng(4)
    mentions, articles = corpus(rng.binomial(6, [0.6] * 9 + [0.3] * 9), [6] * 18, ["A"] * 9 + ["B"] * 9, stories)
    counts = count(mentions, empty("claims"), articles, CHOICES[3:].assign(referent="army"), [])
    one = distances(counts).query("referent == 'army'").iloc[0]
    other = compare(counts).query("measure == 'labels' and stance == 'critical'").iloc[0]
    assert one["distance"] == pytest.approx(abs(other["difference"]))
    assert one["p"] == pytest.approx(other["p"], abs=0.004)
    assert one["stories"] == other["stories"]


def test_what_chance_alone_brings_is_taken_off():
    """Two outlets with the same rates: the plain distance is far from 0, the excess is not."""
    found = []
    for seed in range(16):
        rows = draw(seed, lambda o: range(8) if o == "A" else range(8, 16), lambda _: [1 / 3] * 3, most=3)
        mentions, articles = made(rows)
        found.append(pick(run(mentions, articles.drop(columns="story")), "army"))
    found = pd.DataFrame(found)
    assert found["distance"].mean() > 0.2
    assert abs(found["excess"].astype(float).mean()) < 0.05


def test_q_is_benjamini_hochberg_over_the_whole_table():
    rows = draw(5, lambda _: range(9), lambda o: [0.6, 0.2, 0.2] if o == "C" else [0.2, 0.6, 0.2], outlets="ABCD")
    table = run(*made(rows))
    tested = table["p"].notna()
    assert table.loc[tested, "q"].to_numpy() == pytest.approx(stats.false_discovery_control(table.loc[tested, "p"]))
    assert len(table) == 6 * 4


@pytest.mark.parametrize(
    ("stories", "note", "p"),
    [
        (["s"] * 12, "no p: 1 shared story with choices, 6 needed; distance unpaired", False),
        ([f"s{i % 5}" for i in range(12)], "no p: 5 shared stories with choices, 6 needed; distance unpaired", False),
        (["s"] * 6 + ["t"] * 6, "unpaired: no shared stories; no p: a single story on one side", False),
        ([f"s{i}" for i in range(12)], "unpaired: no shared stories", True),
        (None, "unpaired: no shared stories", True),
    ],
)
def test_degenerate_stories_are_answered_in_words(stories, note, p):
    mentions, articles = corpus([4] * 6 + [1] * 6, [5] * 12, ["A"] * 6 + ["B"] * 6, stories)
    got = pick(run(mentions, articles), "army")
    assert got["note"] == note
    assert pd.notna(got["p"]) == p and got["distance"] == pytest.approx(0.6)
    assert got["excess"] == pytest.approx(0.6 - got["expected"])


def test_one_article_each_all_zeros_and_the_same_choice_throughout():
    got = pick(run(*corpus([2, 0], [2, 9], ["A", "B"])), "army")
    assert got["note"] == "not enough evidence (n=2 and 9)" and got["distance"] == 1
    assert got[["expected", "excess", "p", "q"]].isna().all()
    got = pick(run(*corpus([0, 0], [0, 9], ["A", "B"])), "army")
    assert np.isnan(got["distance"]) and got["note"] == "not enough evidence (n=0 and 9)"
    got = pick(run(*corpus([0] * 12, [5] * 12, ["A"] * 6 + ["B"] * 6)), "army")
    assert got["distance"] == 0 and np.isnan(got["p"])
    assert got["note"] == "unpaired: no shared stories; no test: both always chose the same"


@pytest.mark.parametrize(
    ("outlets", "message"),
    [(("A", "A"), "an outlet cannot be compared with itself"), (("A",), "given one outlet"), (("Z", "A"), "no outlet")],
)
def test_messages(outlets, message):
    with pytest.raises(FramingError, match=message):
        run(*corpus([1, 1], [5, 5], ["A", "B"]), *outlets)


@settings(max_examples=4)
@given(seed=st.integers(0, 9999), told=st.sampled_from([None, 1, 4, 9]))
def test_order_and_names_do_not_matter_and_an_outlet_is_at_distance_0_from_its_copy(seed, told):
    stories = range(9 if told is None else told)
    mentions, articles = made(draw(seed, lambda _: stories, lambda o: [0.5, 0.3, 0.2]))
    copy = mentions[mentions["article_id"].str.startswith("A")]
    more = articles[articles["outlet"] == "A"]
    mentions = pd.concat([mentions, copy.assign(article_id="C" + copy["article_id"])])
    articles = pd.concat([articles, more.assign(outlet="C", article_id="C" + more["article_id"])])
    articles = articles.astype({"story": "str"}) if told else articles.drop(columns="story")
    table = run(mentions, articles, seed=seed)
    own = table[(table["a"] == "A") & (table["b"] == "C")]
    assert own["distance"].dropna().round(12).eq(0).all() and not (own["p"] < 1).any()
    assert table["distance"].dropna().between(0, 1 + 1e-12).all()
    shuffled = run(mentions.sample(frac=1, random_state=seed), articles.sample(frac=1, random_state=seed), seed=seed)
    pd.testing.assert_frame_equal(table, shuffled)
    swapped = run(mentions, articles.replace({"outlet": {"A": "B", "B": "A"}}), "B", "A", "C", seed=seed)
    same = run(mentions, articles, "A", "B", "C", seed=seed)
    pd.testing.assert_frame_equal(same.drop(columns=["a", "b"]), swapped.drop(columns=["a", "b"]))
