"""How the columns of a result table are written: which hold ids, which shares, and where their intervals stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from framing.show.words import ELSE, NOBODY, display, display_actor, interval, percent, plain

__all__ = ["Column", "columns_of"]

#: Columns that hold ids of the lexicon or of the evidence tables, and what a missing one means.
_IDS = {
    "referent": "all", "target": NOBODY, "victim": "no victim named", "speaker": ELSE, "source": ELSE,
    "actor": "not stated", "stance": "–", "voice": "not determined", "measure": "–", "feature": "–",
}  # fmt: skip
_DOERS = ("target", "victim")
_SHARE = re.compile(r"(^|_)(share|agreement|likeness)(_|$)")
_POINTS = ("difference", "change")
_HEADS = {"own_voice": "own words", "n": "n", "p": "p", "q": "q"}


@dataclass(frozen=True)
class Column:
    """One column as readers see it, with the columns of its interval and of its note, where it has them."""

    name: str
    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    low: str = ""
    high: str = ""
    note: str = ""

    @property
    def head(self) -> str:
        """What stands over the column."""
        of_interval = " (95% interval)" if self.low else ""
        return _HEADS.get(self.name, plain(self.name).replace("_", " ")) + of_interval

    @property
    def is_number(self) -> bool:
        """Whether the column is set to the right."""
        return self.kind not in ("words", "id")

    def write(self, row: Mapping[str, Any]) -> str:
        """Write the value of one row."""
        value = row[self.name]
        if self.kind == "id":
            shown = display_actor if self.name in _DOERS else display
            return shown(value, self.names, missing=_IDS[self.name])
        if pd.isna(value):
            return "–" if self.is_number else ""
        return _WRITTEN[self.kind](value)

    def interval_of(self, row: Mapping[str, Any]) -> str:
        """Write the interval of one row, if there is one."""
        if not self.low or pd.isna(row[self.low]) or pd.isna(row[self.high]):
            return ""
        if self.kind == "share":
            return interval(row[self.low], row[self.high])
        ends = [_WRITTEN[self.kind](row[end]).removesuffix(" points") for end in (self.low, self.high)]
        return " to ".join(ends) if self.kind == "points" else "–".join(ends)

    def note_of(self, row: Mapping[str, Any]) -> str:
        """Give the note of one row, if there is one."""
        return plain(row[self.note]) if self.note and pd.notna(row[self.note]) else ""


def columns_of(frame: pd.DataFrame) -> list[Column]:
    """List the columns as readers see them: ends of intervals and notes go to the value they belong to.

    Examples
    --------
    >>> table = pd.DataFrame(columns=["outlet", "n", "share", "low", "high", "doubting_share", "doubting_low",
    ...                               "doubting_high", "doubting_note", "note"])
    >>> [(column.name, column.low, column.note) for column in columns_of(table)]
    [('outlet', '', ''), ('n', '', ''), ('share', 'low', 'note'), ('doubting_share', 'doubting_low', 'doubting_note')]
    """
    names = frame.attrs.get("names", {})
    known = [str(name) for name in frame.columns]
    columns: list[Column] = []
    for name in known:
        ends = name.removesuffix("low") + "high"
        if name.endswith("low") and ends in known and columns:
            columns[-1] = _with_ends(columns[-1], name, ends)
        elif name.endswith("high") and name.removesuffix("high") + "low" in known:
            continue
        elif name != "note" and not name.endswith("_note"):
            columns.append(Column(name, _kind(name, frame), names))
    for name in [name for name in known if name == "note" or name.endswith("_note")]:
        low = name.removesuffix("note") + "low"
        bearer = next((i for i, column in enumerate(columns) if column.low == low), None)
        if bearer is None:
            columns.append(Column(name, "words", names))
        else:
            columns[bearer] = Column(**{**vars(columns[bearer]), "note": name})
    return columns


def _with_ends(column: Column, low: str, high: str) -> Column:
    return Column(column.name, column.kind, column.names, low, high)


def _kind(name: str, frame: pd.DataFrame) -> str:
    """Tell what a column holds from its name, and from its type where the name says nothing."""
    column = frame[name]
    if name in _IDS:
        return "id"
    if isinstance(column, pd.DataFrame) or not pd.api.types.is_numeric_dtype(column):
        return "date" if pd.api.types.is_datetime64_any_dtype(column) else "words"
    if pd.api.types.is_bool_dtype(column):
        return "words"
    if name in _POINTS or (name == "corrected" and "difference" in frame):
        return "points"
    if name in ("p", "q"):
        return "p"
    if _SHARE.search(name) or name == "corrected":
        return "share"
    whole = pd.api.types.is_integer_dtype(column) or (column.dropna() % 1 == 0).all()
    return "count" if whole else "number"


def _chance(value: float) -> str:
    """Write a p or q as journals do: three decimals, no leading zero."""
    return "< .001" if value < 0.001 else f"{value:.3f}".replace("0.", ".", 1)


_WRITTEN = {
    "words": lambda value: {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else plain(value),
    "date": lambda value: f"{value.day} {value:%B %Y}",
    "count": lambda value: f"{int(value):,}",
    "number": lambda value: f"{value:,.2f}",
    "share": percent,
    "points": lambda value: f"{100 * value:+.0f} points",
    "p": _chance,
}
