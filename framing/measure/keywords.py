"""Keywords: the words, phrases or neighbours of an actor that one side uses more than another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from framing.errors import FramingError, did_you_mean
from framing.measure.groups import Grouping, clusters_of, refusal
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS
from framing.measure.phrases import TermCounts

__all__ = ["PRIOR", "keywords"]

#: The prior weighs as much as this share of the smaller side's words.
PRIOR = 0.1

Floats = NDArray[np.float64]


def keywords(
    counts: TermCounts,
    articles: pd.DataFrame,
    *,
    groups: Sequence[str] = (),
    by: str = "outlet",
    prior: float | None = None,
    least: int = MIN_CHOICES,
) -> pd.DataFrame:
    """Compare how often two sides use each term, by log-odds with an informative Dirichlet prior.

    The prior gives each side the same few words in the mix of both, so that rare words do not look telling by
    accident. Its z takes every word for an independent draw; but words come in bursts, a name thirty times in one
    article. So interval, p and q rest on the variance *between articles* (between stories, where a side has several)
    wherever that is larger, and `design` says how many times larger it is.

    Parameters
    ----------
    counts : TermCounts
        Of words, phrases, or words beside an actor, by article.
    articles : DataFrame
        All articles, in the order of `counts`.
    groups : sequence of str
        Values of `by`. None: each against all others. One: it against all others. Two: the one against the other.
        More: every pair of them.
    by : str
        A column of `articles`, or ``"month"``.
    prior : float, optional
        How many words the prior weighs; by default a tenth of the smaller side's.
    least : int
        Terms used less often on both sides together are left out.

    Returns
    -------
    DataFrame
        ``term, a, b, n_a, n_b, total_a, total_b, articles_a, articles_b, log_odds`` (a against b, natural logarithm,
        with the prior), its 95 % interval ``low, high``, ``z`` (Monroe and others'), ``design`` (1 or more), ``p, q,
        more_in, note``; the clearest differences first. Below five uses or three articles interval, p and q are
        missing, and `note` says so; where a side has no words at all, so is the rest.

    Raises
    ------
    FramingError
        If a column or a group is unknown, or there are fewer than two groups.

    References
    ----------
    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection and evaluation
    for identifying the content of political conflict. Political Analysis, 16, 372-403 (equations 15 to 22). Benjamini,
    Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B, 57,
    289-300.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcdef"), "outlet": ["Courier"] * 3 + ["Herald"] * 3})
    >>> used = sparse.csr_array([[8, 2], [8, 2], [8, 2], [2, 8], [2, 8], [2, 7]])
    >>> table = keywords(TermCounts(["tide", "rain"], used, np.full(6, 10)), articles)
    >>> table[["term", "a", "b", "n_a", "n_b", "more_in"]].values.tolist()[0]
    ['tide', 'Courier', 'Herald', 24, 6, 'Courier']
    """
    sides = _sides(articles, by)
    pairs = _pairs(sides, list(groups), by)
    parts = []
    for a, b in pairs:
        left = (sides == a).to_numpy()
        right = ~left & sides.notna().to_numpy() if b not in sides.to_numpy() else (sides == b).to_numpy()
        two = [_side(counts, articles, mask) for mask in (left, right)]
        weight = min(side.total for side in two) * PRIOR if prior is None else prior
        parts.append(_contrast(counts.terms, two, weight, least).assign(a=a, b=b))
    table = pd.concat(parts, ignore_index=True)
    table["q"] = np.nan
    tested = table["p"].notna()
    if tested.any():
        table.loc[tested, "q"] = stats.false_discovery_control(table.loc[tested, "p"])
    table["more_in"] = table["a"].where(table["log_odds"] > 0, table["b"].where(table["log_odds"] < 0)).astype("str")
    clear = table["z"].abs() / np.sqrt(table["design"])
    ranked = table.assign(_clear=-clear, _none=table["p"].isna())
    ranked = ranked.sort_values(["_none", "_clear", "term"], kind="stable")
    columns = ["term", "a", "b", "n_a", "n_b", "total_a", "total_b", "articles_a", "articles_b", "log_odds", "low",
               "high", "z", "design", "p", "q", "more_in", "note"]  # fmt: skip
    return ranked[columns].reset_index(drop=True)


def _sides(articles: pd.DataFrame, by: str) -> pd.Series:
    """Name the side of each article; missing where it has none."""
    grouping = Grouping(articles[["article_id"]], articles, by)
    names = grouping.frame[by].astype("str").where(grouping.frame[by].notna())
    return names.reindex(grouping.rows["_group"]).set_axis(articles.index)


def _pairs(sides: pd.Series, given: list[str], by: str) -> list[tuple[str, str]]:
    """List the pairs to compare, after checking the names."""
    known = sorted(sides.dropna().unique())
    for name in given:
        if name not in known:
            raise FramingError(f"There is no {by} {name!r}. {did_you_mean(str(name), known)}")
    twice = next((name for name in given if given.count(name) > 1), None)
    if twice is not None:
        raise FramingError(f"keywords was given {twice!r} twice; a side cannot be compared with itself.")
    if len(known) < 2:
        raise FramingError(f"keywords needs two groups to compare; by={by!r} gives {known or 'none'}.")
    if len(given) < 2 and len(known) > 2:
        return [(name, f"all other {by}s") for name in given or known]
    if len(given) == 1:
        return [(given[0], next(name for name in known if name != given[0]))]
    return list(combinations(given or known, 2))


class _Side(NamedTuple):
    """What one side's words come to: sums over its clusters of uses, words, and their products, and its articles."""

    uses: Floats
    articles: NDArray[np.int_]
    clusters: NDArray[np.int_]
    uses2: Floats
    cross: Floats
    total: float
    total2: float
    size: int


def _side(counts: TermCounts, articles: pd.DataFrame, mask: NDArray[np.bool_]) -> _Side:
    """Sum one side's counts by cluster, without ever making the matrix dense."""
    rows = np.flatnonzero(mask)
    matrix, totals = counts.matrix[rows].astype(float), counts.totals[rows].astype(float)
    chosen = articles.iloc[rows]
    cluster = clusters_of(chosen, pd.Series(0, index=chosen.index)).to_numpy()
    size = int(cluster.max()) + 1 if len(cluster) else 0
    adder = sparse.csr_array((np.ones(len(rows)), (cluster, np.arange(len(rows)))), shape=(size, len(rows)))
    summed, words = sparse.csr_array(adder @ matrix), adder @ totals
    squares = summed.copy()
    squares.data **= 2
    return _Side(
        np.asarray(summed.sum(axis=0)).ravel(), np.diff(matrix.tocsc().indptr), np.diff(summed.tocsc().indptr),
        np.asarray(squares.sum(axis=0)).ravel(), summed.T @ words, float(words.sum()), float((words**2).sum()),
        int((words > 0).sum()),
    )  # fmt: skip


def _contrast(terms: list[str], sides: list[_Side], weight: float, least: int) -> pd.DataFrame:
    """Compare two sides in every term that they use often enough together."""
    a, b = sides
    used = np.flatnonzero(a.uses + b.uses >= max(least, 1))
    n_a, n_b = a.uses[used], b.uses[used]
    added = weight * (n_a + n_b) / max(a.total + b.total, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds, simple, robust = zip(*(_log_odds(side, used, added, weight) for side in sides), strict=True)
        difference, naive = odds[0] - odds[1], simple[0] + simple[1]
        guarded = np.maximum(simple[0], robust[0]) + np.maximum(simple[1], robust[1])
        z, design = difference / np.sqrt(naive), guarded / naive
    met = a.clusters[used] + b.clusters[used]
    met = np.minimum(met, min(a.size, b.size))
    note = np.where(np.isnan(z) & (met >= MIN_CLUSTERS), "nothing to compare with", refusal(n_a + n_b, met))
    enough = note == ""
    freedom = np.maximum(met - 1, 1)
    error = np.sqrt(guarded)
    reach = stats.t.ppf(0.975, freedom) * error
    p = 2 * stats.t.sf(np.abs(difference) / error, freedom)
    return pd.DataFrame({
        "term": pd.Series([terms[i] for i in used], dtype="str"), "n_a": n_a.astype("int64"),
        "n_b": n_b.astype("int64"), "total_a": int(a.total), "total_b": int(b.total),
        "articles_a": a.articles[used], "articles_b": b.articles[used], "log_odds": difference,
        "low": np.where(enough, difference - reach, np.nan), "high": np.where(enough, difference + reach, np.nan),
        "z": z, "design": design, "p": np.where(enough, p, np.nan),
        "note": pd.Series(note, dtype="str"),
    })  # fmt: skip


def _log_odds(side: _Side, used: NDArray[np.int_], added: Floats, weight: float) -> tuple[Floats, Floats, Floats]:
    """Give the log-odds of the terms with the prior, their variance between words, and that between clusters."""
    hits, rest = side.uses[used] + added, side.total + weight - side.uses[used] - added
    hits, rest = (np.where((hits > 0) & (rest > 0), part, np.nan) for part in (hits, rest))
    share = hits / (hits + rest)
    residual = side.uses2[used] - 2 * share * side.cross[used] + share**2 * side.total2
    clusters = max(side.size, 2)
    between = clusters / (clusters - 1) * np.maximum(residual, 0) * (1 / hits + 1 / rest) ** 2
    return np.log(hits / rest), 1 / hits + 1 / rest, between
