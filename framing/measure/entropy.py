"""Effective numbers of categories, corrected for small samples, with intervals for articles that cluster.

The entropy of the shares seen is too low: a sample misses rare categories, and the more so the more the citations of
one article resemble each other. Leaving out one cluster at a time shows how fast the entropy still grows with further
clusters, which corrects it, and how much it varies. ``benchmarks/coverage.py`` shows what the intervals cover;
corrections for independent draws (Miller and Madow's, Chao and Shen's) and the percentile bootstrap cover less.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special, stats

__all__ = ["MIN_OUTSIDE", "MIN_REPEATED", "MIN_SAMPLES", "effective_numbers"]

#: An effective number gets an interval from this many clusters, ...
MIN_SAMPLES = 12
#: ... and from this many that hold more than the commonest category.
MIN_OUTSIDE = 3
#: Where nobody knows how many categories there are, this share of the citations must be of categories met in two
#: clusters or more; else too many were missed for any allowance.
MIN_REPEATED = 0.8

#: Within-cluster correlation assumed where the data cannot tell, and how many clusters that hold more than the
#: commonest category weigh as much as that assumption.
_CORRELATION, _WEIGHT = 0.5, 10.0


def effective_numbers(rows: pd.DataFrame, category: str, *, most: int | None = None) -> pd.DataFrame:
    """Give the effective number of categories in each group: the exponential of the entropy of their shares.

    It is the number of categories that would be as diverse if each had the same share, from 1 upwards.

    Parameters
    ----------
    rows : DataFrame
        One row per citation, with ``_group``, ``_cluster`` and `category`, none of them missing.
    category : str
        The column whose values are counted.
    most : int, optional
        How many categories there can be; no interval reaches beyond. Without it the categories are open (names of
        persons): the interval allows for categories not met, whose share is estimated by that of the citations of
        categories met in one cluster only, and is refused where that share is large.

    Returns
    -------
    DataFrame
        Index ``_group``: ``n`` (citations), ``clusters``, ``categories`` seen, ``outside`` (clusters that hold more
        than the commonest category), ``repeated`` (share of the citations whose category occurs in two clusters or
        more), ``number`` (corrected from ``MIN_SAMPLES`` clusters on; below, of the citations as they are, for a
        correction from few clusters goes astray), and ``low, high``, a 95 % interval, missing below the minima.

    References
    ----------
    Jost, L. (2006). Entropy and diversity. Oikos, 113, 363-375 (the effective number, Hill's number of order 1).
    Zahl, S. (1977). Jackknifing an index of diversity. Ecology, 58, 907-913.
    Good, I. J. (1953). The population frequencies of species and the estimation of population parameters. Biometrika,
    40, 237-264 (the share of categories not met).

    Examples
    --------
    Two sides cited equally often, by turns, in 20 articles:

    >>> rows = pd.DataFrame({"_group": 0, "_cluster": np.arange(80) // 4, "side": ["army", "rebels"] * 40})
    >>> effective_numbers(rows, "side")[["n", "clusters", "categories", "number"]]
             n  clusters  categories  number
    _group
    0       80        20           2     2.0
    """
    cells = rows.groupby(["_group", "_cluster", category], observed=True).size().rename("n").reset_index()
    totals = cells.groupby(["_group", category], observed=True)["n"].agg(total="sum", inside="size").reset_index()
    cells = cells.merge(totals, on=["_group", category])
    top = totals.sort_values(["total", category], ascending=[False, True]).drop_duplicates("_group")
    cells["commonest"] = cells.merge(top[["_group", category]].assign(top=True), "left")["top"].notna().to_numpy()
    found = _without_one(cells, totals)
    within = totals.merge(found[["n", "categories"]], left_on="_group", right_index=True)
    share = (within["total"] + 1 / within["categories"]) / (within["n"] + 1)
    moments = pd.DataFrame({"first": share * np.log(share), "second": share * np.log(share) ** 2})
    moments = moments.groupby(within["_group"]).sum()
    assumed = (moments["second"] - moments["first"] ** 2) * (1 + (found["size"] - 1) * _CORRELATION) / found["n"]
    trust = _WEIGHT / (found["outside"] + _WEIGHT)
    variance = found["variance"] + trust * (assumed - found["variance"]).clip(lower=0)
    repeated = totals["total"].where(totals["inside"] > 1, 0).groupby(totals["_group"]).sum() / found["n"]
    low, high = _interval(found, variance**0.5)
    enough = (found["clusters"] >= MIN_SAMPLES) & (found["outside"] >= MIN_OUTSIDE)
    if most is None:
        enough &= repeated >= MIN_REPEATED
        high *= np.exp(special.entr(repeated) + special.entr(1 - repeated))  # the entropy of met or not met
    else:
        high = high.clip(upper=np.maximum(most, np.exp(found["entropy"])))
    columns = ["n", "clusters", "categories", "outside"]
    corrected = found["entropy"].where(found["clusters"] >= MIN_SAMPLES, found["observed"])
    table = found[columns].assign(repeated=repeated, number=np.exp(corrected))
    return table.assign(low=low.where(enough), high=high.where(enough))


def _without_one(cells: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Leave out each cluster in turn; give the corrected entropy, its variance, and what they rest on, by group."""
    found = totals.groupby("_group").agg(n=("total", "sum"), categories=("total", "size"))
    found["sum"] = special.xlogy(totals["total"], totals["total"]).groupby(totals["_group"]).sum()
    rest = cells["total"] - cells["n"]
    cells = cells.assign(
        change=special.xlogy(cells["total"], cells["total"]) - special.xlogy(rest, rest),
        outside=cells["n"].where(~cells["commonest"], 0),
    )
    clusters = cells.groupby(["_group", "_cluster"])[["n", "change", "outside"]].sum().reset_index("_cluster")
    left = found["n"].reindex(clusters.index) - clusters["n"]
    kept = found["sum"].reindex(clusters.index) - clusters["change"]
    clusters["without"] = (np.log(left.clip(lower=1)) - kept / left.clip(lower=1)).where(left > 0, 0.0)
    groups = clusters.assign(n2=clusters["n"] ** 2, outside=clusters["outside"] > 0).groupby("_group")
    found = found.join(groups.agg(clusters=("n", "size"), n2=("n2", "sum"), outside=("outside", "sum")))
    k = found["clusters"]
    entropy = k * (np.log(found["n"]) - found["sum"] / found["n"]) - (k - 1) * groups["without"].mean()
    variance = (k - 1) ** 2 / k * groups["without"].var(ddof=1)
    found["observed"] = (np.log(found["n"]) - found["sum"] / found["n"]).clip(lower=0)
    return found.assign(entropy=entropy.clip(lower=0), variance=variance, size=found["n2"] / found["n"])


def _interval(found: pd.DataFrame, error: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the interval of the effective number, by Student's t on the logarithm of the entropy."""
    entropy = found["entropy"]
    freedom = (found["n"] ** 2 / found["n2"]).clip(upper=found["outside"]) - 1
    quantile = pd.Series(stats.t.ppf(0.975, freedom.clip(lower=1)), index=found.index)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reach = np.exp(quantile * error / entropy)
        return np.exp(entropy / reach), np.exp(entropy * reach)
