"""Coded units: how they were drawn, and who read what in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.agreement import NONE, align
from framing.measure.sampling import Design, design_of

__all__ = [
    "ALL_OUTLETS",
    "ALL_REFERENTS",
    "FIELDS",
    "MACHINE",
    "NOBODY",
    "NOT_STATED",
    "Evidence",
    "Sample",
    "blaming",
    "every",
    "few",
    "own",
    "voiced",
]

#: Who reads, where it is the machine; who is held responsible, where nobody is; and what stands for all of them.
MACHINE, NOBODY, ALL_OUTLETS, ALL_REFERENTS = "machine", "nobody", "all outlets", "all"

#: A victim whom the sentence does not name.
NOT_STATED = "not stated"
#: What a reading says, the field first that tells whether there is anything.
FIELDS = {
    "mentions": ["referent", "stance", "voice"],
    "claims": ["target", "source", "polarity", "certainty", "victim"],
}
Floats = NDArray[np.float64]
Keep = Callable[[pd.DataFrame], pd.Series]


class Evidence(NamedTuple):
    """What was found in the whole corpus: rows of ``mentions`` or ``claims``, all articles, and the lexicon's cells.

    ``cells`` are ``referent, stance`` of labels, or ``target`` of claims.
    """

    of: str
    rows: pd.DataFrame
    articles: pd.DataFrame
    cells: pd.DataFrame


def own(rows: pd.DataFrame) -> pd.Series:
    """Mark readings in the outlet's own words."""
    return rows["voice"] == "own"


def voiced(rows: pd.DataFrame) -> pd.Series:
    """Mark readings whose voice is known."""
    return rows["voice"].notna()


def blaming(rows: pd.DataFrame) -> pd.Series:
    """Mark claims that blame somebody or nobody, but deny nothing."""
    return rows["polarity"] != "deny"


def every(rows: pd.DataFrame) -> pd.Series:
    """Mark every reading."""
    return pd.Series(True, index=rows.index)


def few(n: float) -> str:
    """Word why there is no interval."""
    return f"not enough codings (n={int(n)})"


class Sample:
    """The coded units, their design, and who read what in them."""

    def __init__(self, units: pd.DataFrame, readings: pd.DataFrame, fields: list[str]) -> None:
        self.units = units.reset_index(drop=True)
        self.readings, self.fields = readings, fields
        self.design: Design = design_of(self.units)
        self.outlet = self.units["outlet"].to_numpy()
        self.place = pd.Series(np.arange(len(self.units)), index=self.units["id"])
        coders = readings[readings["rater"] != MACHINE]
        self.coders = list(dict.fromkeys(coders["rater"]))
        self.coded = np.column_stack(
            [self.units["id"].isin(coders.loc[coders["rater"] == coder, "id"]) for coder in self.coders]
        ).astype(float)
        self.part = self.coded / self.coded.sum(axis=1, keepdims=True)  # what each coder counts in each unit

    def count(self, rater: str, keep: Keep, keys: pd.DataFrame) -> Floats:
        """Count a rater's readings by unit and row of `keys`."""
        rows = self.readings[(self.readings["rater"] == rater) & (self.readings[self.fields[0]] != NONE)]
        rows = rows[keep(rows)]
        code = rows[list(keys)].merge(keys.assign(_code=np.arange(len(keys))), how="left", on=list(keys))["_code"]
        counted = np.zeros((len(self.units), len(keys)))
        known = code.notna().to_numpy()
        at = self.place[rows["id"]].to_numpy()
        np.add.at(counted, (at[known], code[known].to_numpy(dtype=int)), 1.0)
        return counted

    def mean(self, keep: Keep, keys: pd.DataFrame) -> Floats:
        """Count the coders' readings by unit and row of `keys`, as the mean of the coders of each unit."""
        counts = [self.count(coder, keep, keys) * self.part[:, [i]] for i, coder in enumerate(self.coders)]
        return np.sum(counts, axis=0)

    def seen(self, keep: Keep, columns: list[str]) -> pd.DataFrame:
        """List the distinct values that anybody read."""
        rows = self.readings[self.readings[self.fields[0]] != NONE]
        return rows.loc[keep(rows), columns].dropna().drop_duplicates(ignore_index=True)

    def inside(self, outlet: str) -> NDArray[np.bool_]:
        """Mark the units of an outlet, or of all of them."""
        return np.ones(len(self.units), dtype=bool) if outlet == ALL_OUTLETS else self.outlet == outlet

    def confusion(self) -> pd.DataFrame:
        """Count what was found against what was read, in the sample and weighted to the corpus."""
        parts = []
        weight = pd.Series(self.design.weight, index=self.units["id"])
        for i, coder in enumerate(self.coders):
            part = pd.Series(self.part[:, i], index=self.units["id"])
            rows = self.readings[self.readings["rater"].isin([MACHINE, coder])]
            aligned = align(rows[rows["id"].isin(part.index[part > 0])], self.fields)
            for field in self.fields:
                pair = aligned.pivot(index=["id", "slot"], columns="rater", values=field)
                pair = pair.dropna().reset_index().rename(columns={MACHINE: "found", coder: "read"})
                ids = pair["id"]
                parts.append(
                    pair[["found", "read"]].assign(
                        field=field, n=part[ids].to_numpy(), weighted=(weight[ids] * part[ids]).to_numpy()
                    )
                )
        table = pd.concat(parts, ignore_index=True)
        order = pd.Categorical(table["field"], self.fields, ordered=True)
        grouped = table.assign(field=order).groupby(["field", "found", "read"], observed=True)[["n", "weighted"]]
        return grouped.sum().reset_index().astype({"field": "str"}).rename_axis(columns=None)
