"""Intervals against independent implementations, refusals, and a small simulation of their coverage."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from framing.measure.groups import clusters_of
from framing.measure.intervals import Sums, bootstrap, mean_interval, share_interval, spread, variance


def totals(hits, choices):
    hits, choices = np.atleast_2d(np.asarray(hits, float).T).T, np.atleast_2d(np.asarray(choices, float).T).T
    return Sums(
        hits.sum(0), choices.sum(0), (choices > 0).sum(0).astype(float), (hits**2).sum(0), (hits * choices).sum(0),
        (choices**2).sum(0),
    )  # fmt: skip


@pytest.mark.parametrize("hits", [0, 1, 7, 29, 30])
def test_with_one_choice_per_article_it_is_clopper_pearson(hits):
    x = np.repeat([1.0, 0.0], [hits, 30 - hits])
    low, high = share_interval(totals(x, np.ones(30)))
    expected = proportion_confint(hits, 30, method="beta")
    assert (low[0], high[0]) == pytest.approx(expected, abs=0.012)
    assert low[0] <= expected[0] + 1e-9 and high[0] >= expected[1] - 1e-9


def test_linearised_variance_agrees_with_the_jackknife():
    rng = np.random.default_rng(3)
    choices = rng.integers(1, 9, 200).astype(float)
    hits = rng.binomial(choices.astype(int), rng.beta(2, 2, 200)).astype(float)
    without = np.array([(hits.sum() - h) / (choices.sum() - c) for h, c in zip(hits, choices, strict=True)])
    jackknife = 199 / 200 * ((without - without.mean()) ** 2).sum()
    assert variance(totals(hits, choices))[0] == pytest.approx(jackknife, rel=0.03)


def test_korn_graubard_by_hand():
    """Effective number and t adjustment as published, where the guard is idle (plenty of both kinds)."""
    rng = np.random.default_rng(4)
    choices = np.full(40, 10.0)
    hits = rng.binomial(10, rng.beta(1, 1, 40)).astype(float)
    share = hits.sum() / 400
    v = 40 / 39 * ((hits - share * 10) ** 2).sum() / 400**2
    effective = share * (1 - share) / v * (stats.t.ppf(0.975, 399) / stats.t.ppf(0.975, 39)) ** 2
    x = share * effective
    low, high = share_interval(totals(hits, choices))
    assert low[0] == pytest.approx(stats.beta.ppf(0.025, x, effective - x + 1), abs=0.002)
    assert high[0] == pytest.approx(stats.beta.ppf(0.975, x + 1, effective - x), abs=0.002)


def test_clustered_choices_widen_the_interval():
    low, high = share_interval(totals(np.repeat([5.0, 0.0], 10), np.full(20, 5.0)))
    spread_low, spread_high = share_interval(totals(np.tile([3.0, 2.0], 10), np.full(20, 5.0)))
    assert high[0] - low[0] > 1.5 * (spread_high[0] - spread_low[0])


def test_a_share_of_zero_or_one_is_not_certain():
    low, high = share_interval(totals(np.zeros(10), np.full(10, 4.0)))
    assert low[0] == 0 and 0.08 < high[0] < 0.35
    low, high = share_interval(totals(np.full(10, 4.0), np.full(10, 4.0)))
    assert high[0] == 1 and 0.65 < low[0] < 0.92


def test_the_guard_only_ever_adds():
    hits, choices = np.array([0.0, 1.0, 50.0]), np.array([20.0, 20.0, 100.0])
    given = np.array([0.0, 0.001, 0.02])
    assert (spread(hits, choices, np.full(3, 2.0), given) >= given).all()


@pytest.mark.parametrize(
    ("hits", "choices", "shown"),
    [([1, 0, 1], [2, 1, 1], False), ([2, 3], [9, 9], False), ([1, 0, 1], [2, 2, 1], True), ([0], [0], False)],
)
def test_no_interval_below_five_choices_or_three_articles(hits, choices, shown):
    low, high = share_interval(totals(hits, choices))
    assert (not np.isnan(low[0])) is shown and (not np.isnan(high[0])) is shown


def test_bootstrap_draws_within_groups_and_keeps_sizes():
    counts = np.column_stack([np.ones(30), np.arange(30)])
    groups = np.repeat(["A", "B"], [10, 20])
    drawn = dict(bootstrap(counts, groups, resamples=500, seed=2))
    assert (drawn["A"][:, 0] == 10).all() and (drawn["B"][:, 0] == 20).all()
    mean = drawn["A"][:, 1] / 10
    assert mean.mean() == pytest.approx(4.5, abs=0.15)
    assert mean.std() == pytest.approx(np.arange(10).std() / np.sqrt(10), rel=0.1)
    again = dict(bootstrap(counts, groups, resamples=500, seed=2))
    assert (again["B"] == drawn["B"]).all()


def test_bootstrap_in_blocks_gives_every_resample():
    ((_, sums),) = bootstrap(np.ones((9000, 1)), np.zeros(9000), resamples=1000)
    assert sums.shape == (1000, 1) and (sums == 9000).all()


def test_mean_interval_agrees_with_students_t_for_normal_values():
    values = np.random.default_rng(5).normal(1000, 3, (60, 1))
    low, high = mean_interval(values, np.ones_like(values))
    expected = stats.t.interval(0.95, 59, values.mean(), stats.sem(values[:, 0]))
    assert (low[0], high[0]) == pytest.approx(expected, abs=0.15)


def test_mean_interval_agrees_with_scipys_bootstrap_of_means_over_clusters():
    rng = np.random.default_rng(6)
    has = rng.integers(1, 4, (40, 1)).astype(float)
    values = rng.gamma(3, 2, (40, 1)) * has
    low, high = mean_interval(values, has, resamples=4000)
    reference = stats.bootstrap(
        (values[:, 0], has[:, 0]), lambda v, h, axis=-1: v.sum(axis) / h.sum(axis), paired=True, method="BCa",
        n_resamples=4000, rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    assert (low[0], high[0]) == pytest.approx((reference.low, reference.high), abs=0.25)


def test_stories_are_the_clusters_where_there_are_several():
    articles = pd.DataFrame(
        {"article_id": [f"a{i}" for i in range(17)], "story": ["s", "t"] * 4 + ["s"] * 4 + ["s"] * 3 + [None, None]}
    )
    clusters = clusters_of(articles, pd.Series([0] * 8 + [1] * 4 + [2] * 5))
    assert clusters[:8].nunique() == 2
    assert clusters[8:12].nunique() == 4  # one story: its articles
    assert clusters[12:].nunique() == 3  # an article without a story is one of its own
    assert clusters_of(articles, pd.Series(0, index=articles.index), least=10).nunique() == 17


@pytest.mark.parametrize(("articles", "share"), [(5, 0.05), (12, 0.3), (40, 0.9)])
def test_intervals_cover_the_truth_at_least_93_times_in_100(articles, share):
    rng = np.random.default_rng(7)
    choices = np.minimum(rng.negative_binomial(1, 0.3, (articles, 2000)), 8)
    rates = rng.beta(share * 3, (1 - share) * 3, choices.shape)
    low, high = share_interval(totals(rng.binomial(choices, rates), choices))
    shown = ~np.isnan(low)
    assert ((low <= share) & (share <= high))[shown].mean() >= 0.93


def few_stories(stories, each=15):
    """Draw the totals of an outlet that tells few stories, by the clusters that tables use."""
    rng = np.random.default_rng(9)
    rates = np.repeat(rng.beta(0.7, 1.63, (stories, 1000)), each, axis=0)
    choices = np.minimum(rng.negative_binomial(1, 0.3, rates.shape), 8)
    hits = rng.binomial(choices, rates)
    names = [f"s{i // each}" for i in range(len(rates))]
    articles = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(rates))], "story": names})
    clusters = clusters_of(articles, pd.Series(0, index=articles.index))
    low, high = share_interval(totals(*(pd.DataFrame(x).groupby(clusters).sum().to_numpy() for x in (hits, choices))))
    return ((low <= 0.3) & (high >= 0.3))[~np.isnan(low)].mean()


@pytest.mark.parametrize("stories", [3, 5, 9, 12])
def test_few_stories_with_many_articles_each_cover_the_share_over_all_stories(stories):
    assert few_stories(stories) >= 0.93


@pytest.mark.xfail(reason="an interval over the articles of one story speaks of that story, not of others")
def test_one_story_covers_the_share_over_all_stories():
    assert few_stories(1) >= 0.93
