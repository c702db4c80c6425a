"""What a table of shares counts: its categories, its columns of counts, and the part of it that a chart shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.words import ELSE, NOBODY, display, display_actor

__all__ = ["Kind", "cell_name", "in_time", "keep", "kind_of", "one_category"]


class Kind(NamedTuple):
    """A kind of table: its categories from outer to inner, its columns of counts, and what its shares are of."""

    title: str
    cells: tuple[str, ...]
    n: str
    total: str
    base: str
    missing: str


_KINDS = (
    Kind("Names", ("referent", "stance", "label"), "n", "choices", "choices of a name", "not stated"),
    Kind("Whose voice carries the names", ("voice",), "n", "choices", "names", "not stated"),
    Kind("Who is held responsible", ("target",), "claims", "total", "reports of harm", NOBODY),
    Kind("Who is cited", ("speaker",), "n", "total", "citations", ELSE),
    Kind("How often the doer of harm is named", ("victim",), "named", "events", "reports of harm", "no victim named"),
)


def kind_of(table: pd.DataFrame) -> Kind:
    """Tell by its columns what a table counts.

    Raises
    ------
    FramingError
        If it is no table of shares.

    Examples
    --------
    >>> columns = ["outlet", "target", "claims", "total", "share", "low", "high"]
    >>> kind_of(pd.DataFrame(columns=columns)).title
    'Who is held responsible'
    """
    for kind in _KINDS:
        if {kind.n, kind.total, "share", "low", "high"} <= set(table) and kind.cells[0] in table:
            return kind._replace(cells=tuple(cell for cell in kind.cells if cell in table))
    raise FramingError(
        "This chart takes a table of shares: what labels(), voice(), blame(), sources() or agency() return. "
        f"Given was a table with the columns {', '.join(map(str, table))}."
    )


def cell_name(value: object, kind: Kind, names: Mapping[str, str]) -> str:
    """Write a category for readers.

    Examples
    --------
    >>> cell_name(None, kind_of(pd.DataFrame(columns=["target", "claims", "total", "share", "low", "high"])), {})
    'nobody named'
    """
    if kind.title == "Who is cited":
        return display(value, names, missing=kind.missing)
    return display_actor(value, names, missing=kind.missing)


def keep(table: pd.DataFrame, only: Mapping[str, object]) -> pd.DataFrame:
    """Keep the rows with the values given, as ids or display names; None stands for missing.

    Raises
    ------
    FramingError
        If a column or a value is unknown.

    Examples
    --------
    >>> keep(pd.DataFrame({"target": ["army", None]}), {"target": None})["target"].isna().tolist()
    [True]
    """
    names: Mapping[str, str] = table.attrs.get("names", {})
    for column, given in only.items():
        if column not in table:
            raise FramingError(f"The table has no column {column!r}. {did_you_mean(column, map(str, table))}")
        known = [str(value) for value in table[column].dropna().unique()]
        by_name = {display(value, names): value for value in known}
        wanted: list[str | None] = []
        values: list[Any] = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
        for value in values:
            if pd.isna(value) and not table[column].isna().any():
                raise FramingError(f"The table has no row with a missing {column}. {did_you_mean('', known)}")
            if pd.notna(value) and str(value) not in known and str(value) not in by_name:
                raise FramingError(
                    f"The table has no {column} {value!r}. {did_you_mean(str(value), [*known, *by_name])}"
                )
            wanted.append(None if pd.isna(value) else str(value) if str(value) in known else by_name[str(value)])
        texts = table[column].astype("str")
        fits = texts.isin([value for value in wanted if value is not None]) & table[column].notna()
        table = table[fits | (table[column].isna() & (None in wanted))]
    return table


def in_time(table: pd.DataFrame, column: str, values: Sequence[Any]) -> list[Any]:
    """Put periods into their order, and stories into the one that the table remembers; else leave them as they are.

    Examples
    --------
    >>> in_time(pd.DataFrame(), "month", ["2020-03", "2020-01"])
    ['2020-01', '2020-03']
    """
    if column in ("year", "month", "week"):
        return sorted(values)
    known = {story: place for place, story in enumerate(table.attrs.get("stories", ()))} if column == "story" else {}
    return sorted(values, key=lambda value: known.get(value, len(known)))


def one_category(rows: pd.DataFrame, columns: Iterable[str]) -> None:
    """Raise unless the rows hold one value of each of the columns.

    Raises
    ------
    FramingError
        Naming the column and what could be chosen.
    """
    for column in columns:
        values = rows[column].drop_duplicates()
        if len(values) > 1:
            known = [str(value) for value in values.dropna()]
            raise FramingError(
                f"The table holds {len(values)} {column}s and this chart shows one: give {column}=, for instance "
                f"{column}={known[0]!r}. Known: {', '.join(known[:20])}{', ...' if len(known) > 20 else ''}."
            )
