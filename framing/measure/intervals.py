"""Intervals for shares and means of articles that cluster, and the bootstrap behind the latter.

A share is a ratio: the choices that fall on a category over all choices, summed over articles. Choices in
one article (or in one outlet's articles on one story: the *cluster*) resemble each other, so the interval
counts clusters. The variance of the ratio is linearised; where few choices of the rarer kind were seen, the
estimate is pulled up towards a within-cluster correlation of .3; the interval is then Korn and Graubard's
on the effective number of choices. ``benchmarks/coverage.py`` shows its coverage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

__all__ = [
    "MIN_CHOICES",
    "MIN_CLUSTERS",
    "MIN_VALUES",
    "Sums",
    "bootstrap",
    "guard",
    "korn_graubard",
    "mean_interval",
    "share_interval",
    "spread",
]

#: A share gets an interval from this many choices, in this many clusters, upwards.
MIN_CHOICES, MIN_CLUSTERS = 5, 3
#: A mean gets an interval from this many clusters upwards.
MIN_VALUES = 8

#: Within-cluster correlation assumed where the data cannot tell, and how many choices of the rarer kind
#: weigh as much as that assumption.
_CORRELATION, _WEIGHT = 0.3, 5.0

#: Draws held in memory at once.
_BLOCK = 4_000_000

Floats = NDArray[np.float64]


class Sums(NamedTuple):
    """The sums over clusters that a share and its variance need, one array element per share.

    ``hits`` and ``choices`` are totals, ``clusters`` those with a choice, and ``hits2``, ``cross`` and
    ``choices2`` the sums over clusters of hits squared, hits times choices and choices squared.
    """

    hits: Floats
    choices: Floats
    clusters: Floats
    hits2: Floats
    cross: Floats
    choices2: Floats

    @property
    def share(self) -> Floats:
        """Hits over choices; missing where there is no choice."""
        return np.divide(self.hits, self.choices, out=np.full_like(self.hits, np.nan), where=self.choices > 0)

    @property
    def enough(self) -> NDArray[np.bool_]:
        """Whether choices and clusters reach the minimum for an interval."""
        return (self.choices >= MIN_CHOICES) & (self.clusters >= MIN_CLUSTERS)


def spread(hits: Floats, choices: Floats, size: Floats, linearised: Floats) -> Floats:
    """Guard a linearised variance of a share against being too small where evidence is thin.

    Parameters
    ----------
    hits, choices : ndarray
        Totals behind the share.
    size : ndarray
        Mean cluster size as seen by a choice (sum of squared sizes over sum of sizes).
    linearised : ndarray
        The variance as estimated between clusters.

    Returns
    -------
    ndarray
        The variance, never smaller than `linearised`.

    Examples
    --------
    No choice fell on the category, so the clusters show no variance; the guard does not believe that:

    >>> spread(np.array([0.0]), np.array([20.0]), np.array([2.0]), np.array([0.0])).round(4)
    array([0.0028])
    """
    smoothed = (hits + 1) / (choices + 2)
    return guard(linearised, smoothed * (1 - smoothed), np.minimum(hits, choices - hits), choices, size)


def guard(linearised: Floats, single: Floats, rarer: Floats, choices: Floats, size: Floats) -> Floats:
    """Pull a variance up towards that of choices that correlate, the more so the fewer of the rarer kind were seen.

    `single` is the assumed variance of one choice, `rarer` the number of choices of the rarer kind.
    """
    assumed = single * (1 + np.maximum(size - 1, 0) * _CORRELATION) / choices
    trust = _WEIGHT / (rarer + _WEIGHT)
    return linearised + trust * np.maximum(assumed - linearised, 0)


def variance(sums: Sums) -> Floats:
    """Give the guarded variance of each share (missing below two clusters)."""
    hits, choices, clusters, hits2, cross, choices2 = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / choices
        residual = np.maximum(hits2 - 2 * share * cross + share**2 * choices2, 0)
        linearised = np.where(clusters > 1, clusters / (clusters - 1), np.nan) * residual / choices**2
        return spread(hits, choices, choices2 / choices, linearised)


def share_interval(sums: Sums) -> tuple[Floats, Floats]:
    """Give the 95 % Korn-Graubard interval of each share; missing where evidence is too thin.

    Parameters
    ----------
    sums : Sums
        Totals over clusters.

    Returns
    -------
    low, high : ndarray
        Bounds in [0, 1] that contain the share.

    References
    ----------
    Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number
    of positive counts estimated from survey data. Survey Methodology, 24, 193-201.

    Examples
    --------
    Twelve articles with one choice each, two of them on the category (Clopper-Pearson gives .021 to .484):

    >>> one = lambda *numbers: Sums(*(np.array([float(n)]) for n in numbers))
    >>> low, high = share_interval(one(2, 12, 12, 2, 2, 12))
    >>> low.round(3), high.round(3)
    (array([0.021]), array([0.484]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = korn_graubard(sums.share, variance(sums), sums.choices, sums.clusters)
    refused = ~sums.enough
    low[refused], high[refused] = np.nan, np.nan
    return low, high


def korn_graubard(share: Floats, variance: Floats, choices: Floats, clusters: Floats) -> tuple[Floats, Floats]:
    """Give the 95 % interval of shares of known variance, on the effective number of choices (at most `choices`).

    Examples
    --------
    >>> low, high = korn_graubard(*(np.array([x]) for x in (2 / 12, 0.0, 12.0, 12.0)))
    >>> low.round(3), high.round(3)
    (array([0.021]), array([0.484]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        smoothed = (share * choices + 1) / (choices + 2)
        effective = np.minimum(smoothed * (1 - smoothed) / variance, choices)
        freedom = stats.t.ppf(0.975, choices - 1) / stats.t.ppf(0.975, clusters - 1)
        effective = effective * freedom**2
        x = share * effective
        low = np.where(share > 0, stats.beta.ppf(0.025, x, effective - x + 1), 0.0)
        high = np.where(share < 1, stats.beta.ppf(0.975, x + 1, effective - x), 1.0)
    return low, high


def _resample(matrix: NDArray[np.float32], resamples: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Sum the rows of `matrix` in each resample: how often each row was drawn, times the rows."""
    clusters = len(matrix)
    drawn = rng.integers(clusters, size=(resamples, clusters))
    drawn += clusters * np.arange(resamples)[:, None]
    weights = np.bincount(drawn.ravel(), minlength=drawn.size).reshape(drawn.shape)
    return weights.astype(np.float32) @ matrix


def bootstrap(
    counts: ArrayLike, groups: ArrayLike, *, resamples: int = 2000, seed: int = 0
) -> Iterator[tuple[object, NDArray[np.float32]]]:
    """Resample clusters within each group; sums of counts come as one matrix product per group.

    Parameters
    ----------
    counts : array, shape (clusters, measures)
        What each cluster contributes to each measure.
    groups : array, shape (clusters,)
        The group of each cluster, for instance its outlet.
    resamples : int
        Number of resamples.
    seed : int
        Seed of the random generator.

    Yields
    ------
    group : object
        One of `groups`, in order of first appearance.
    sums : ndarray, shape (resamples, measures)
        Sum of each measure in each resample (float32).

    Examples
    --------
    >>> for outlet, sums in bootstrap([[1, 2], [3, 2], [9, 9]], ["A", "A", "B"], resamples=4, seed=1):
    ...     print(outlet, sums.shape, sums[:, 1].tolist())
    A (4, 2) [4.0, 4.0, 4.0, 4.0]
    B (4, 2) [9.0, 9.0, 9.0, 9.0]
    """
    matrix = np.asarray(counts, dtype=np.float32)
    rng = np.random.default_rng(seed)
    codes, names = pd.factorize(np.asarray(groups))
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(len(names) + 1))
    for name, start, end in zip(names, edges[:-1], edges[1:], strict=True):
        rows = matrix[order[start:end]]
        step = max(1, _BLOCK // len(rows))
        blocks = [_resample(rows, min(step, resamples - done), rng) for done in range(0, resamples, step)]
        yield name, np.concatenate(blocks)


def mean_interval(values: Floats, has: Floats, *, resamples: int = 2000, seed: int = 0) -> tuple[Floats, Floats]:
    """Give the 95 % bootstrap-t interval of means over clustered articles; missing where evidence is too thin.

    Parameters
    ----------
    values, has : ndarray, shape (clusters, measures)
        Sum of the values in each cluster, and how many articles of it have one.
    resamples : int
        Number of resamples of clusters.
    seed : int
        Seed of the random generator.

    Returns
    -------
    low, high : ndarray, shape (measures,)
        The bounds; missing below eight clusters with a value, and where all values are equal.

    References
    ----------
    Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician, 69,
    371-386 (the percentile interval is too short and ignores skewness; the bootstrap-t interval mends both).

    Examples
    --------
    >>> values = np.arange(8.0)[:, None]
    >>> low, high = mean_interval(values, np.ones_like(values), seed=1)
    >>> bool(1.0 < low[0] < 3.5 < high[0] < 6.0)
    True
    """
    clusters, total = (has > 0).sum(axis=0).astype(float), has.sum(axis=0)
    centre = np.divide(values.sum(axis=0), total, out=np.zeros(len(total)), where=total > 0)
    values = values - centre * has  # so that single precision loses nothing to cancellation
    terms = np.hstack([values, has, values**2, values * has, has**2])
    mean, error = _mean(terms.sum(axis=0), clusters)
    low, high = np.full(len(mean), np.nan), np.full(len(mean), np.nan)
    able = (clusters >= MIN_VALUES) & (error > 1e-9 * np.abs(centre))
    if able.any():
        ((_, drawn),) = bootstrap(terms, np.zeros(len(terms)), resamples=resamples, seed=seed)
        means, errors = _mean(drawn.astype(float), clusters)
        with np.errstate(divide="ignore", invalid="ignore"):
            t = np.where(errors > 1e-6 * error, (means - mean) / errors, np.nan)[:, able]
        upper, lower = np.nanquantile(t, [0.975, 0.025], axis=0)
        low[able], high[able] = mean[able] - upper * error[able], mean[able] - lower * error[able]
    return low + centre, high + centre


def _mean(terms: Floats, clusters: Floats) -> tuple[Floats, Floats]:
    """Give means and their linearised standard errors from sums over clusters."""
    values, has, values2, cross, has2 = np.split(terms, 5, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = values / has
        residual = np.maximum(values2 - 2 * mean * cross + mean**2 * has2, 0)
        return mean, np.sqrt(clusters / (clusters - 1) * residual) / has
