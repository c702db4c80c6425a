"""Sampling: how many units each stratum gives, and what a stratified sample says about the whole.

A *unit* is what one row of a coding sheet asks about. Units are drawn at random within strata, so each has a known
probability to be drawn, and weighs its inverse. Every figure here is a ratio of two totals: what is known of the
corpus, plus what the coded units add, each by its weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

__all__ = ["Design", "Estimate", "allocate", "design_of", "estimate", "interval"]

#: Rows drawn from a stratum at the least, so that its spread can be seen.
LEAST = 2

#: How many coded units the spread within a class of units (found, or passed over) weighs in the spread of a stratum.
_PRIOR = 3.0

Floats = NDArray[np.float64]


class Design(NamedTuple):
    """How the coded units were drawn; one array element per unit, but for ``sizes``: one per stratum.

    ``passed`` marks units in which nothing had been found.
    """

    stratum: NDArray[np.int_]
    passed: NDArray[np.bool_]
    sizes: Floats

    @property
    def coded(self) -> Floats:
        """Coded units of each stratum."""
        return np.bincount(self.stratum, minlength=len(self.sizes)).astype(float)

    @property
    def weight(self) -> Floats:
        """Inverse probability of each unit to be among the coded ones."""
        return (self.sizes / np.maximum(self.coded, 1))[self.stratum]


class Estimate(NamedTuple):
    """Ratios of totals, one array element per cell: the ratio, its variance, and the total below it."""

    share: Floats
    variance: Floats
    total: Floats


def allocate(sizes: Sequence[int], n: int, *, least: int = LEAST) -> NDArray[np.int_]:
    """Divide `n` rows over strata by the square root of their sizes, at least `least` (or all) of each.

    Between equal and proportional numbers: small strata are seen, and large ones do not end up with huge weights.

    Parameters
    ----------
    sizes : sequence of int
        Units of each stratum.
    n : int
        Rows to divide; never more than there are units.
    least : int
        The smallest number of rows of a stratum.

    Returns
    -------
    ndarray of int
        Rows of each stratum; they sum to `n`, or to what the minimum takes if that is more.

    References
    ----------
    Bankier, M. D. (1988). Power allocations: Determining sample sizes for subnational areas. The American
    Statistician, 42, 174-177.

    Examples
    --------
    >>> allocate([1, 100, 400, 900], 26).tolist()
    [1, 4, 8, 13]
    """
    total = np.asarray(sizes, dtype=float)
    floor, n = np.minimum(total, least), min(n, int(total.sum()))
    low, high = 0.0, float(n) + float(np.sqrt(total.max(initial=0)))
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.clip(middle * np.sqrt(total), floor, total).sum() < n else (low, middle)
    exact = np.clip(high * np.sqrt(total), floor, total)
    rows = np.floor(exact + 1e-9)
    order = np.argsort(-(exact - rows), kind="stable")
    rows[order[: max(0, round(n - rows.sum()))]] += 1
    return np.minimum(rows, total).astype(int)


def design_of(units: pd.DataFrame) -> Design:
    """Read the design off coded units: ``stratum`` (any names), ``size`` (units of the stratum), ``passed``.

    Examples
    --------
    >>> units = pd.DataFrame({"stratum": ["a", "a", "b"], "size": [10, 10, 8], "passed": [False, False, True]})
    >>> design_of(units).weight.tolist()
    [5.0, 5.0, 8.0]
    """
    codes, names = pd.factorize(units["stratum"])
    sizes = units.groupby("stratum")["size"].first().reindex(names).to_numpy(dtype=float)
    return Design(codes, units["passed"].to_numpy(dtype=bool), sizes)


def estimate(
    above: Floats,
    below: Floats,
    design: Design,
    *,
    known: tuple[Floats, Floats] | None = None,
    inside: NDArray[np.bool_] | None = None,
    touched: NDArray[np.bool_] | None = None,
) -> Estimate:
    """Estimate ratios of totals from coded units, with the variance that comes from coding a sample only.

    The ratio is ``(A + sum w a) / (B + sum w b)``, with ``A, B`` known and ``a, b`` what each coded unit adds. With A
    and B the machine's counts and a and b a reading's counts less the machine's, this is the difference estimator of
    survey sampling: unbiased for both totals, however wrong the machine is.

    The variance is linearised (Taylor). In a stratum of a few rows it is drawn towards that of all strata of its class
    (found or passed over), which in turn counts one error more than was seen: that no error turned up among few rows
    does not show that there is none.

    Parameters
    ----------
    above, below : ndarray, shape (units, cells)
        What each coded unit adds to the totals above and below the line.
    design : Design
        How the units were drawn.
    known : tuple of two ndarrays, shape (cells,)
        The known totals A and B; by default 0.
    inside : ndarray of bool, shape (units,)
        Which units belong to the part of the corpus that is asked about; by default all.
    touched : ndarray of bool, shape (units, cells)
        Which units the ratio is about at all, so that an error could have been seen there; by default all. Units that
        were passed over always are.

    Returns
    -------
    Estimate
        Shares are cut at 0 and 1; missing where the total below the line is not positive.

    References
    ----------
    Sarndal, C.-E., Swensson, B., & Wretman, J. (1992). Model Assisted Survey Sampling, ch. 5 and 6. Smyth, G. K.
    (2004). Linear models and empirical Bayes methods for assessing differential expression. Statistical Applications
    in Genetics and Molecular Biology, 3, article 3 (drawing variances towards a common one).

    Examples
    --------
    A machine found 40 of 100; in ten rows of each class a reader agreed but for one, which was none:

    >>> found = np.array([1.0] * 10 + [0.0] * 10)
    >>> read = found - np.eye(20)[0]
    >>> design = Design(np.repeat([0, 1], 10), np.repeat([False, False], 10), np.array([40.0, 60.0]))
    >>> known = np.array([40.0]), np.array([100.0])
    >>> estimate((read - found)[:, None], np.zeros((20, 1)), design, known=known).share.round(2)
    array([0.36])
    """
    belongs = np.ones(len(above), dtype=bool) if inside is None else inside
    weight = (design.weight * belongs)[:, None]
    start = known or (np.zeros(above.shape[1]), np.zeros(below.shape[1]))
    top, total = start[0] + (weight * above).sum(axis=0), start[1] + (weight * below).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip(np.where(total > 0, top / total, np.nan), 0, 1)
        unseen = np.ones_like(share) if known is None else share * (1 - share)
        risk = np.ones(above.shape, dtype=bool) if touched is None else touched | design.passed[:, None]
        variance = _variance(above - share * below, unseen, design, risk, belongs) / total**2
    return Estimate(share, variance, total)


def interval(share: Floats, variance: Floats, *, most: Floats, freedom: Floats) -> tuple[Floats, Floats]:
    """Give the 95 % Wilson interval of shares whose variance is known, on the effective number of choices.

    Parameters
    ----------
    share, variance : ndarray
        The shares, and the variance of each.
    most : ndarray
        What the effective number of choices may be at most.
    freedom : ndarray
        Degrees of freedom of the variance, 1 or more.

    Returns
    -------
    low, high : ndarray
        Bounds in [0, 1].

    References
    ----------
    Dean, N., & Pagano, M. (2015). Evaluating confidence interval methods for binomial proportions in clustered
    surveys. Journal of Survey Statistics and Methodology, 3, 484-503.

    Examples
    --------
    Ten of ten, with no variance seen (Wilson's interval of 10 of 10 is .722 to 1):

    >>> one = np.ones(1)
    >>> low, high = interval(one, 0 * one, most=10 * one, freedom=1e6 * one)
    >>> low.round(3), high.round(3)
    (array([0.722]), array([1.]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z2 = stats.t.ppf(0.975, np.maximum(freedom, 1)) ** 2
        reach = np.fmin(np.sqrt(z2 * variance), 0.5)  # a share nearer to 0 or 1 than this is not known to be there
        inner = np.clip((share * most + 1) / (most + 2), reach, 1 - reach)
        n = np.fmin(inner * (1 - inner) / variance, most)
        centre = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def _variance(
    residual: Floats, unseen: Floats, design: Design, risk: NDArray[np.bool_], belongs: NDArray[np.bool_]
) -> Floats:
    """Give the variance of the weighted total of residuals of the units that belong; `unseen` is one error, squared."""
    coded, sizes = design.coded, design.sizes
    within = _squares(residual * belongs[:, None], design.stratum, coded)
    overall = _squares(residual, design.stratum, coded)
    at_risk = np.zeros_like(within)
    np.add.at(at_risk, design.stratum, (risk & belongs[:, None]).astype(float))
    classes = np.zeros(len(sizes), dtype=int)
    classes[design.stratum] = design.passed
    prior = np.zeros_like(within)
    for passed in (False, True):
        units = np.maximum(risk[design.passed == passed].sum(axis=0), 1)
        prior[classes == passed] = (overall[classes == passed].sum(axis=0) + unseen) / units
    prior *= at_risk / np.maximum(coded, 1)[:, None]
    square = (within + _PRIOR * prior) / (np.maximum(coded - 1, 0) + _PRIOR)[:, None]
    factor = np.where(coded > 0, sizes**2 * np.maximum(1 - coded / sizes, 0) / np.maximum(coded, 1), 0)
    return factor @ square


def _squares(values: Floats, stratum: NDArray[np.int_], coded: Floats) -> Floats:
    """Sum squared deviations from the mean of the stratum, stratum by stratum."""
    sums = np.zeros((len(coded), values.shape[1]))
    squares = np.zeros_like(sums)
    np.add.at(sums, stratum, values)
    np.add.at(squares, stratum, values**2)
    return np.maximum(squares - sums**2 / np.maximum(coded, 1)[:, None], 0)
