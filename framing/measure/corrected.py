"""Corrected shares: what shares become once the machine's errors are allowed for, and which comparisons stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from framing.measure.coded import ALL_OUTLETS, MACHINE, Evidence, Floats, Keep, Sample, blaming, few, own, voiced
from framing.measure.compare import REST
from framing.measure.groups import Grouping, tally
from framing.measure.intervals import MIN_CHOICES, Sums, spread
from framing.measure.sampling import estimate, interval

__all__ = ["SHARES", "Share", "correct_shares"]

Mask = NDArray[np.bool_]


class Share(NamedTuple):
    """A share: its cells, the columns within which they sum to one, and which readings count."""

    name: str
    cell: list[str]
    base: list[str]
    keep: Keep


SHARES = {
    "mentions": [Share("labels", ["referent", "stance"], ["referent"], own), Share("voice", ["voice"], [], voiced)],
    "claims": [Share("blame", ["target"], [], blaming)],
}


def correct_shares(share: Share, evidence: Evidence, sample: Sample, outlets: Sequence[str]) -> list[pd.DataFrame]:
    """Give the tables of one share: shares by outlet and over all, and each outlet compared with the others."""
    part = _Part(share, evidence, sample, outlets)
    return [part.shares(), part.comparisons()]


class _Corrected(NamedTuple):
    """One part of the corpus, cell by cell: the machine's share, the corrected one, and the variances of both."""

    n: Floats
    choices: Floats
    share: Floats
    corrected: Floats
    between: Floats  # how much the share varies between articles
    coding: Floats  # what coding only a sample adds
    clusters: Floats
    codings: Floats

    @property
    def freedom(self) -> Floats:
        """Degrees of freedom of the corrected share: of the articles or of the codings, whichever are fewer."""
        return np.maximum(np.minimum(self.clusters, self.codings) - 1, 1)


class _Part:
    """One share, in every outlet."""

    def __init__(self, share: Share, evidence: Evidence, sample: Sample, outlets: Sequence[str]) -> None:
        self.share, self.sample, self.outlets = share, sample, list(outlets)
        grouping = Grouping(evidence.rows, evidence.articles, "outlet")
        grouping.rows = grouping.rows[share.keep(grouping.rows)]
        cells = pd.concat([evidence.cells.reindex(columns=share.cell).dropna(), sample.seen(share.keep, share.cell)])
        table, sums = tally(grouping, cells.drop_duplicates(ignore_index=True), share.base)
        self.cells = table[share.cell].drop_duplicates(ignore_index=True)
        shape = (len(self.outlets), len(self.cells))
        self.sums = np.stack([column.reshape(shape) for column in sums])  # what `Sums` holds x outlets x cells
        read, found = sample.mean(share.keep, self.cells), sample.count(MACHINE, share.keep, self.cells)
        group = self.cells.groupby(share.base, sort=False).ngroup() if share.base else np.zeros(shape[1], dtype=int)
        same = np.equal.outer(np.asarray(group), np.asarray(group)).astype(float)
        self.above, self.below = read - found, (read - found) @ same
        self.touched = (read + found) @ same > 0

    def of(self, chosen: Mask) -> _Corrected:
        """Correct the shares of some outlets taken together."""
        hits, choices, clusters = self.sums[:3, chosen].sum(axis=1)
        inside = np.isin(self.sample.outlet, np.array(self.outlets)[chosen])
        given = estimate(
            self.above, self.below, self.sample.design, known=(hits, choices), inside=inside, touched=self.touched
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            share = hits / choices
        return _Corrected(
            hits, choices, share, given.share, _between(self.sums[:, chosen]), given.variance, clusters,
            self.touched[inside].sum(axis=0).astype(float),
        )  # fmt: skip

    def label(self, outlet: str, table: dict[str, Floats]) -> pd.DataFrame:
        """Put the names of measure, outlet and cell before the numbers."""
        named = self.cells.rename(columns={"target": "referent", "voice": "stance"})
        named = named.reindex(columns=["referent", "stance"]).assign(measure=self.share.name, outlet=outlet)
        return named[["measure", "outlet", "referent", "stance"]].assign(**table)

    def shares(self) -> pd.DataFrame:
        """Give the machine's and the corrected share of every cell, by outlet and over all."""
        tables = []
        for outlet in (*self.outlets, ALL_OUTLETS):
            chosen = np.array([outlet in (name, ALL_OUTLETS) for name in self.outlets])
            part = self.of(chosen)
            low, high = interval(
                part.corrected, part.between + part.coding, most=part.choices, freedom=part.freedom
            )  # fmt: skip
            enough = part.codings >= MIN_CHOICES
            values = {"corrected": part.corrected, "low": low, "high": high}
            tables.append(
                self.label(outlet, {"n": part.n.astype("int64"), "choices": part.choices.astype("int64"),
                                    "share": part.share})
                .assign(**{name: np.where(enough, value, np.nan) for name, value in values.items()})
                .assign(codings=part.codings.astype("int64"),
                        note=pd.Series(np.where(enough, "", [few(n) for n in part.codings]), dtype="str"))
            )  # fmt: skip
        return pd.concat(tables, ignore_index=True)

    def comparisons(self) -> pd.DataFrame:
        """Compare each outlet with the others (two with each other): as counted, as corrected, and what stands."""
        tables = []
        count = len(self.outlets)
        for place, outlet in enumerate(self.outlets[: 1 if count == 2 else count] if count > 1 else []):
            chosen = np.arange(count) == place
            a, b = self.of(chosen), self.of(~chosen)
            counted, corrected = a.share - b.share, a.corrected - b.corrected
            t = stats.t.ppf(0.975, np.minimum(a.freedom, b.freedom))
            of_articles = stats.t.ppf(0.975, np.maximum(np.minimum(a.clusters, b.clusters) - 1, 1))
            half = t * np.sqrt(a.between + b.between + a.coding + b.coding)
            error = t * np.sqrt(a.coding + b.coding)
            codings = np.minimum(a.codings, b.codings)
            verdict = _verdict(
                counted, of_articles * np.sqrt(a.between + b.between), corrected, half, error, codings >= MIN_CHOICES
            )
            table = self.label(outlet, {"share_a": a.share, "share_b": b.share, "difference": counted,
                                        "corrected": corrected, "low": corrected - half, "high": corrected + half,
                                        "codings": codings.astype("int64")})  # fmt: skip
            table.loc[codings < MIN_CHOICES, ["corrected", "low", "high"]] = np.nan
            table.insert(2, "other", self.outlets[1] if count == 2 else REST)
            tables.append(table.assign(verdict=pd.Series(verdict, dtype="str")))
        if tables:
            return pd.concat(tables, ignore_index=True)
        columns = ["measure", "outlet", "other", "referent", "stance", "share_a", "share_b", "difference", "corrected",
                   "low", "high", "codings", "verdict"]  # fmt: skip
        return pd.DataFrame(columns=columns)


def _between(sums: NDArray[np.float64]) -> Floats:
    """Give the guarded variance of shares over the articles of outlets taken together, each outlet a stratum.

    Of one outlet it is that of `framing.measure.intervals.share_interval`.
    """
    total = Sums(*sums.sum(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = total.share
        hits, choices, clusters, hits2, cross, choices2 = sums
        squares = hits2 - 2 * share * cross + share**2 * choices2
        centred = squares - np.where(clusters > 1, (hits - share * choices) ** 2 / clusters, 0)
        factor = np.where(clusters > 1, clusters / (clusters - 1), 1)
        linearised = (factor * np.maximum(centred, 0)).sum(axis=0) / total.choices**2
        return spread(total.hits, total.choices, total.choices2 / total.choices, linearised)


def _verdict(
    counted: Floats, half_counted: Floats, corrected: Floats, half: Floats, half_error: Floats, enough: Mask
) -> NDArray[np.str_]:
    """Say of each difference that the counts show whether it stands once errors are allowed for."""
    shown = np.abs(counted) > half_counted
    sure = np.abs(corrected) > half
    same = np.sign(corrected) == np.sign(counted)
    unequal = np.abs(counted - corrected) > half_error  # the machine errs differently on the two sides
    return np.select(
        [~shown & enough & sure, ~shown, ~enough, sure & same, unequal],
        ["hidden by errors", "no difference", "not enough codings", "stands", "cannot stand"],
        "not settled",
    )
