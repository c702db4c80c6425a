"""Contrast: the difference of two sides' shares, its interval and its p; within stories, or between articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from framing.measure.intervals import Sums, spread, variance

__all__ = [
    "EXACT",
    "MIN_SHARED",
    "RESAMPLES",
    "Contrast",
    "Side",
    "paired",
    "sign_patterns",
    "subsets",
    "unpaired",
    "welch",
]

#: Below six shared stories no sign-flip p can reach .05 (the smallest is 2 / 2 ** stories).
MIN_SHARED = 6

#: Random permutations or sign flips; up to 12 stories all 4,096 sign patterns are tried instead.
RESAMPLES, EXACT = 2000, 12
_BLOCK = 4_000_000

Floats = NDArray[np.float64]


class Side(NamedTuple):
    """What one side's clusters contribute: ``hits`` by cell, and ``choices`` by what cells are shares of.

    ``base`` says for each column of ``hits`` which column of ``choices`` it is a share of.
    """

    hits: Floats
    choices: Floats
    base: NDArray[np.int_]


class Contrast(NamedTuple):
    """Both shares, the 95 % interval of their difference and its two-sided p; an array element per cell."""

    share_a: Floats
    share_b: Floats
    low: Floats
    high: Floats
    p: Floats
    n_a: Floats
    n_b: Floats
    clusters_a: Floats
    clusters_b: Floats


def paired(a: Side, b: Side, *, seed: int = 0) -> Contrast:
    """Compare two sides within stories; row i of both is the same story.

    Parameters
    ----------
    a, b : Side
        Hits and choices by story and cell. Stories without a choice on both sides do not count.
    seed : int
        Seed of the sign flips (not used up to 12 stories, where all are tried).

    Returns
    -------
    Contrast
        Shares are standardised to the same mix of stories (Mantel-Haenszel weights); ``clusters_a`` and
        ``clusters_b`` are the stories that count.

    Examples
    --------
    Six stories, ten choices on each side in each, always two more hits on side a:

    >>> ten = np.full((6, 1), 10.0)
    >>> contrast = paired(Side(ten * 0.5, ten, np.array([0])), Side(ten * 0.3, ten, np.array([0])))
    >>> contrast.share_a, contrast.share_b, contrast.p
    (array([0.5]), array([0.3]), array([0.03125]))
    """
    total_a, total_b = (side.choices[:, side.base] for side in (a, b))
    both = (total_a > 0) & (total_b > 0)
    weights = np.divide(total_a * total_b, total_a + total_b, out=np.zeros_like(a.hits), where=both)
    stories = both.sum(axis=0).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = weights / weights.sum(axis=0)
        rates = [
            np.divide(hits, choices, out=np.zeros_like(hits), where=both)
            for hits, choices in ((a.hits, total_a), (b.hits, total_b))
        ]
        shares = [(weights * rate).sum(axis=0) for rate in rates]
        parts = weights * (rates[0] - rates[1])
        difference = parts.sum(axis=0)
        freedom = 1 / (weights**2).sum(axis=0) - 1  # stories that weigh little add little
        several = np.where(freedom > 1e-9, 1 + 1 / freedom, np.nan)
        total = several * ((parts - weights * difference) ** 2).sum(axis=0)
        for choices, hits, rate, share in zip((total_a, total_b), (a.hits, b.hits), rates, shares, strict=True):
            # choices, and story size as seen by a choice, that would give these weights' variance
            effective = 1 / np.divide(weights**2, choices, out=np.zeros_like(weights), where=both).sum(axis=0)
            own = several * ((weights * (rate - share)) ** 2).sum(axis=0)
            scaled = np.where(both, hits, 0).sum(axis=0) / np.where(both, choices, 0).sum(axis=0) * effective
            total = total + spread(scaled, effective, effective * (weights**2).sum(axis=0), own) - own
        reach = stats.t.ppf(0.975, freedom) * np.sqrt(total)
    hit, tried = np.zeros(parts.shape[1]), 0
    for signs in sign_patterns(len(parts), seed):
        hit += (np.abs(signs @ np.nan_to_num(parts)) >= np.abs(difference) - 1e-9).sum(axis=0)
        tried += len(signs)
    p = hit / tried if len(parts) <= EXACT else (hit + 1) / (tried + 1)
    low, high = _bounds(difference, reach)
    n_a, n_b = (np.where(both, choices, 0).sum(axis=0) for choices in (total_a, total_b))
    return Contrast(shares[0], shares[1], low, high, p, n_a, n_b, stories, stories)


def unpaired(a: Side, b: Side, order: NDArray[np.int_], *, seed: int = 0) -> Contrast:
    """Compare two sides whose clusters have nothing in common, by permuting clusters between them.

    The permuted statistic is the difference over its standard error. Where the clusters of one side are larger than
    the other's, permuting them alone finds differences that are none too often, so p is never smaller than that of
    Welch's t: where it is below .05, the interval excludes 0.

    Parameters
    ----------
    a, b : Side
        Hits and choices by cluster and cell.
    order : ndarray of int
        A permutation of the clusters of `a` followed by those of `b` that does not depend on which side is
        called a (for instance by id), so that exchanging the sides changes signs only.
    seed : int
        Seed of the permutations.

    Returns
    -------
    Contrast
        With plain shares; ``clusters_a`` and ``clusters_b`` are those with a choice.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> ten = np.full((30, 1), 10.0)
    >>> sides = [Side(rng.binomial(10, share, ten.shape) * 1.0, ten, np.array([0])) for share in (0.6, 0.3)]
    >>> contrast = unpaired(*sides, np.arange(60))
    >>> bool(contrast.low[0] > 0), float(contrast.p[0].round(4))
    (True, 0.0005)
    """
    hits, choices = np.vstack([a.hits, b.hits])[order], np.vstack([a.choices, b.choices])[order]
    matrix = np.hstack([hits, hits**2, hits * choices[:, a.base], choices, choices > 0, choices**2])
    total = matrix.sum(axis=0)
    left = matrix[order < len(a.hits)].sum(axis=0)
    sides = [_sums(x[None], a.base) for x in (left, total - left)]
    observed = _studentised(*sides)[0]
    hit = np.zeros(len(a.base))
    smaller = min(len(a.hits), len(b.hits))
    for weights in subsets(len(hits), smaller, seed):
        drawn = weights @ matrix
        statistic = np.abs(_studentised(_sums(drawn, a.base), _sums(total - drawn, a.base)))
        # where a permutation leaves a side without choices the statistic is missing: count it against the finding
        hit += (~(statistic < np.abs(observed) * (1 - 1e-6))).sum(axis=0)
    first, second = (Sums(*(x[0] for x in side)) for side in sides)
    difference = first.share - second.share
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = [side.choices**2 / side.choices2 for side in (first, second)]  # clusters that weigh little add little
        spreads = [
            variance(side) * (1 - 1 / side.clusters) / (1 - 1 / clusters)
            for side, clusters in zip((first, second), worth, strict=True)
        ]
        freedom = welch(*spreads, *worth)
        error = np.sqrt(spreads[0] + spreads[1])
        reach = stats.t.ppf(0.975, freedom) * error
        p = np.maximum((hit + 1) / (RESAMPLES + 1), 2 * stats.t.sf(np.abs(difference) / error, freedom))
    n = (first.choices, second.choices, first.clusters, second.clusters)
    return Contrast(first.share, second.share, *_bounds(difference, reach), p, *n)


def welch(one: Floats, other: Floats, clusters: Floats, others: Floats) -> Floats:
    """Give the degrees of freedom of the sum of two variances, each of an (effective) number of clusters.

    References
    ----------
    Welch, B. L. (1947). The generalization of Student's problem when several different population variances are
    involved. Biometrika, 34, 28-35.

    Examples
    --------
    >>> float(welch(*(np.array(x) for x in (1.0, 1.0, 6.0, 6.0))))
    10.0
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (one + other) ** 2 / (one**2 / (clusters - 1) + other**2 / (others - 1))
    return np.where((clusters > 1) & (others > 1), freedom, np.nan)


def _bounds(difference: Floats, reach: Floats) -> tuple[Floats, Floats]:
    return np.clip(difference - reach, -1, 1), np.clip(difference + reach, -1, 1)


def _sums(matrix: Floats, base: NDArray[np.int_]) -> Sums:
    """Cut a matrix of sums, one row per permutation, into the sums of each cell."""
    hits, hits2, cross, rest = np.split(matrix, [len(base), 2 * len(base), 3 * len(base)], axis=1)
    choices, clusters, choices2 = (part[:, base] for part in np.split(rest, 3, axis=1))
    return Sums(hits, choices, clusters, hits2, cross, choices2)


def _studentised(a: Sums, b: Sums) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return (a.share - b.share) / np.sqrt(variance(a) + variance(b))


def sign_patterns(stories: int, seed: int) -> Iterator[Floats]:
    """Give all patterns of signs where there are few stories, else random ones, in blocks."""
    if stories <= EXACT:
        yield np.array(list(product([1.0, -1.0], repeat=stories)))
        return
    rng = np.random.default_rng(seed)
    step = max(1, _BLOCK // stories)
    for done in range(0, RESAMPLES, step):
        yield rng.choice([-1.0, 1.0], size=(min(step, RESAMPLES - done), stories))


def subsets(clusters: int, size: int, seed: int) -> Iterator[sparse.csr_array]:
    """Give random subsets of clusters as rows of ones and zeros, in blocks."""
    rng = np.random.default_rng(seed)
    step = max(1, _BLOCK // max(size, 1))
    for done in range(0, RESAMPLES, step):
        rows = min(step, RESAMPLES - done)
        drawn = [rng.choice(clusters, size, replace=False, shuffle=False) for _ in range(rows)]
        ends = np.arange(0, rows * size + 1, size) if size else np.zeros(rows + 1, dtype=int)
        yield sparse.csr_array((np.ones(rows * size), np.concatenate(drawn), ends), shape=(rows, clusters))
