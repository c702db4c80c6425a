"""Distances: how far outlets lie apart in all their choices at once, beside what chance alone would bring."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from framing.measure.compare import adjust, all_clusters, few_words, is_one_story, shared_stories, words_of_pairing
from framing.measure.contrast import EXACT, MIN_SHARED, RESAMPLES, Side, sign_patterns, subsets, welch
from framing.measure.counts import Counts
from framing.measure.groups import join_notes
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS, guard

__all__ = ["distances"]

Floats = NDArray[np.float64]


def distances(counts: Counts, *, sides: Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Give the distance between each two outlets: the share of its choices that one would have to make otherwise.

    It is the total variation between the shares of the stances (of the targets, for blame), from 0 (the same shares)
    to 1 (no choice in common). Small samples lie apart even where nothing differs, and the more so the smaller they
    are, so `expected` gives the mean distance once outlets are exchanged at random, and `excess` what is left.

    Where two outlets share six stories or more in which both made choices, their shares are over the same mix of
    stories, and the outlets are exchanged story by story (sign flips, all of them up to 12 stories). Without a shared
    story whole stories (articles, where no stories are known) are permuted between the two; with one to five, or a
    single story on a side, there is no p. The p of permuted clusters is that of the distance over its standard
    error, and never smaller than that of Welch's t (of several referents, F), so that it stays right where the two
    differ in size.

    Parameters
    ----------
    counts : Counts
        From `count`.
    sides : sequence of str
        Two or more outlets; by default all.
    seed : int
        Seed of permutations and sign flips.

    Returns
    -------
    DataFrame
        ``measure`` (``labels`` or ``blame``), ``referent`` (missing: all referents together, each weighing
        n_a n_b / (n_a + n_b); of blame, always missing), ``a, b, distance, expected, excess, p, q, n_a, n_b, stories,
        note``. There is no interval: near 0 none is known to be right.

    Raises
    ------
    FramingError
        If fewer than two outlets are there, or one is unknown.

    References
    ----------
    Gentzkow, M., Shapiro, J. M., & Taddy, M. (2019). Measuring group differences in high-dimensional choices: Method
    and application to congressional speech. Econometrica, 87, 1307-1340 (the bias, and the comparison with random
    assignment). Chung, E., & Romano, J. P. (2013). Exact and asymptotically robust permutation tests. Annals of
    Statistics, 41, 484-507 (the standard error).

    Examples
    --------
    >>> from framing.measure.counts import count
    >>> articles = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": ["Courier"] * 4 + ["Herald"] * 4})
    >>> mentions = pd.DataFrame({"article_id": list("abcdefgh") * 5, "referent": "army", "voice": "own",
    ...                          "stance": (["critical"] * 4 + ["neutral"] * 4) * 3 + ["critical"] * 16})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> table = distances(count(mentions, claims, articles, choices, []))
    >>> table[["referent", "a", "b", "distance", "expected", "excess", "p"]].round(2).iloc[1:2]
      referent        a       b  distance  expected  excess     p
    1     army  Courier  Herald       0.6      0.16    0.44  0.03
    """
    names = counts.check(sides, asked="distances")
    rows = _Rows(counts)
    masks = {name: (counts.units["side"] == name).to_numpy() for name in names}
    parts = [rows.compare(masks[a], masks[b], seed).assign(a=a, b=b) for a, b in combinations(names, 2)]
    table = adjust(pd.concat(parts, ignore_index=True))
    return table[["measure", "referent", "a", "b", "distance", "expected", "excess", "p", "q", "n_a", "n_b", "stories",
                  "note"]]  # fmt: skip


class _Apart(NamedTuple):
    """Distances with their expectation and p, the choices and clusters behind them; an array element per row."""

    distance: Floats
    expected: Floats
    p: Floats
    n_a: Floats
    n_b: Floats
    clusters_a: Floats
    clusters_b: Floats
    varied: Floats  # whether more than one category was chosen at all


class _Shares(NamedTuple):
    """Shares by cell; by base, the variance summed over cells, choices, and clusters as they weigh."""

    share: Floats
    variance: Floats
    choices: Floats
    clusters: Floats


class _Seen(NamedTuple):
    """By row, distances with their standard errors; by base, squared errors and differences, degrees of freedom."""

    distance: Floats
    error: Floats
    error2: Floats
    squares: Floats
    freedom: Floats


class _Rows:
    """The rows of the table: all labels, the labels of each referent, and blame.

    Cells are folded into bases (a referent, or blame), bases into rows, of which the first holds all labels.
    """

    def __init__(self, counts: Counts) -> None:
        wanted = np.flatnonzero(counts.cells["measure"] != "voice")
        cells = wanted[np.argsort(counts.base[wanted], kind="stable")]
        bases, starts, self.base = np.unique(counts.base[cells], return_index=True, return_inverse=True)
        self.counts = counts._replace(hits=counts.hits[:, cells], choices=counts.choices[:, bases], base=self.base)
        self.starts, self.fold = starts, np.eye(len(bases))[self.base]
        firsts = counts.cells.iloc[cells[starts]]
        labels = (firsts["measure"] == "labels").to_numpy()
        self.together = np.hstack([labels[:, None] * 1.0, np.eye(len(bases))])
        referents = firsts["referent"].where(labels)
        self.frame = pd.DataFrame({
            "measure": ["labels", *firsts["measure"]], "referent": pd.Series([None, *referents], dtype="str"),
        })  # fmt: skip

    def compare(self, left: NDArray[np.bool_], right: NDArray[np.bool_], seed: int) -> pd.DataFrame:
        """Compare two sets of articles."""
        a, b = shared_stories(self.counts, left, right)
        within = self._within(a, b, seed)
        use = within.clusters_a >= MIN_SHARED
        best, single = within, False
        if not use.all():
            between = self._between(*all_clusters(self.counts, left, right), seed)
            best = _Apart(*(np.where(use, x, y) for x, y in zip(within, between, strict=True)))
            single = any(is_one_story(self.counts, side) for side in (left, right))
        enough = np.minimum(best.n_a, best.n_b) >= MIN_CHOICES
        enough &= np.minimum(best.clusters_a, best.clusters_b) >= MIN_CLUSTERS
        tested = enough & (best.varied > 0) & (use | ((within.clusters_a == 0) & (not single)))
        expected = np.where(enough, best.expected, np.nan)
        few = [few_words(*row) for row in zip(enough, *best[3:7], strict=True)]
        how = [words_of_pairing(*row, single=single, what="distance") if fit else ""
               for fit, *row in zip(enough, use, within.clusters_a, strict=True)]  # fmt: skip
        same = np.where(enough & (best.varied == 0), "no test: both always chose the same", "")
        return self.frame.assign(
            distance=best.distance, expected=expected, excess=best.distance - expected,
            p=np.where(tested, best.p, np.nan), n_a=best.n_a.astype("int64"), n_b=best.n_b.astype("int64"),
            stories=within.clusters_a.astype("int64"), note=pd.Series(join_notes(few, how, same), dtype="str"),
        )  # fmt: skip

    def _within(self, a: Side, b: Side, seed: int) -> _Apart:
        """Compare over the same mix of stories, and exchange the sides story by story."""
        both = (a.choices > 0) & (b.choices > 0)
        weights = np.divide(a.choices * b.choices, a.choices + b.choices, out=np.zeros_like(a.choices), where=both)
        rates = [self._rates(side, both) for side in (a, b)]
        parts = weights[:, self.base] * (rates[0] - rates[1])
        scale = weights.sum(axis=0) @ self.together
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = self._fold(parts.sum(axis=0)) / scale
            total, hit, tried = np.zeros(len(scale)), np.zeros(len(scale)), 0
            for signs in sign_patterns(len(parts), seed):
                drawn = self._fold(signs @ parts) / scale
                hit += (drawn >= distance - 1e-9).sum(axis=0)
                total += drawn.sum(axis=0)
                tried += len(signs)
        p = hit / tried if len(parts) <= EXACT else (hit + 1) / (tried + 1)
        n_a, n_b = (np.where(both, side.choices, 0).sum(axis=0) @ self.together for side in (a, b))
        told = (both @ self.together > 0).sum(axis=0).astype(float)
        varied = self._varied((rates[0] + rates[1]).sum(axis=0))
        return _Apart(distance, total / tried, p, n_a, n_b, told, told, varied)

    def _between(self, a: Side, b: Side, order: NDArray[np.int_], seed: int) -> _Apart:
        """Compare the plain shares, and permute clusters between the sides."""
        hits, choices = (np.vstack(pair)[order] for pair in ((a.hits, b.hits), (a.choices, b.choices)))
        matrix = np.hstack([hits, hits * choices[:, self.base], choices, choices**2, (hits**2) @ self.fold])
        whole = matrix.sum(axis=0)
        first = matrix[order < len(a.hits)].sum(axis=0)
        seen = self._measure(first[None], (whole - first)[None])
        total, hit, counted = np.zeros(len(self.frame)), np.zeros(len(self.frame)), np.zeros(len(self.frame))
        with np.errstate(divide="ignore", invalid="ignore"):
            for chosen in subsets(len(matrix), min(len(a.hits), len(b.hits)), seed):
                one = chosen @ matrix
                drawn = self._measure(one, whole - one)
                # where a permutation leaves a side without choices, it counts against the finding
                hit += (~(drawn.distance / drawn.error < seen.distance / seen.error * (1 - 1e-6))).sum(axis=0)
                total += np.nan_to_num(drawn.distance).sum(axis=0)
                counted += (~np.isnan(drawn.distance)).sum(axis=0)
            p = np.maximum((hit + 1) / (RESAMPLES + 1), self._parametric(seen))
            expected = total / counted
        n_a, n_b = (side.choices.sum(axis=0) @ self.together for side in (a, b))
        told = [(side.choices @ self.together > 0).sum(axis=0).astype(float) for side in (a, b)]
        varied = self._varied(hits.sum(axis=0))
        return _Apart(seen.distance[0], expected, p, n_a, n_b, told[0], told[1], varied)

    def _fold(self, differences: Floats) -> Floats:
        """Sum absolute differences of cells to half of them by row."""
        return np.abs(differences) @ self.fold @ self.together / 2

    def _varied(self, chosen: Floats) -> Floats:
        return ((chosen > 0) @ self.fold > 1).astype(float) @ self.together

    def _rates(self, side: Side, both: NDArray[np.bool_]) -> Floats:
        choices = np.where(both, side.choices, 0)[:, self.base]
        return np.divide(side.hits, choices, out=np.zeros_like(side.hits), where=choices > 0)

    def _measure(self, a: Floats, b: Floats) -> _Seen:
        """Measure two sides by their sums, one row per permutation."""
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = self._shares(a), self._shares(b)
            weights = np.nan_to_num(one.choices * other.choices / (one.choices + other.choices))
            apart = np.abs(one.share - other.share)
            error = weights**2 * np.nan_to_num(one.variance + other.variance)
            squares = weights**2 * (apart**2 @ self.fold)
            scale = weights @ self.together
            freedom = welch(one.variance, other.variance, one.clusters, other.clusters)
            return _Seen(
                (weights * (apart @ self.fold / 2)) @ self.together / scale, np.sqrt(error @ self.together) / scale,
                error, squares, freedom,
            )  # fmt: skip

    def _shares(self, sums: Floats) -> _Shares:
        """Give the shares of one side with their variances (linearised, guarded)."""
        cells, bases = len(self.base), self.fold.shape[1]
        hits, cross, choices, choices2, hits2 = np.split(sums, np.cumsum([cells, cells, bases, bases]), axis=1)
        share = np.nan_to_num(hits / choices[:, self.base])
        squares = hits2 + (share**2 * choices2[:, self.base] - 2 * share * cross) @ self.fold
        smoothed = (hits + 1) / (choices + self.fold.sum(axis=0))[:, self.base]
        most = np.maximum.reduceat(hits, self.starts, axis=1)
        assumed = 1 - smoothed**2 @ self.fold
        size = choices2 / choices
        clusters = choices / size
        linearised = np.maximum(squares, 0) / choices**2 / np.where(clusters > 1, 1 - 1 / clusters, np.nan)
        return _Shares(share, guard(linearised, assumed, choices - most, choices, size), choices, clusters)

    def _parametric(self, seen: _Seen) -> Floats:
        """Give the p of Welch's t of one base, as if it varied in one direction only; of several, that of F."""
        error, squares, free = (x[0] for x in (seen.error2, seen.squares, np.nan_to_num(seen.freedom, nan=1.0)))
        total = error @ self.together
        with np.errstate(divide="ignore", invalid="ignore"):
            directions = total**2 / (error**2 @ self.together)
            freedom = total**2 / ((error**2 / free) @ self.together)
            return stats.f.sf((squares @ self.together) / total, directions, freedom)
