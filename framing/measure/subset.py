"""Subset: the articles and evidence rows of one outlet, story, period, part, or column of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.find.text import PARTS
from framing.measure.periods import PERIODS, is_period, period_of

__all__ = ["described", "subset"]

_NOT_ASKED = ("title", "text")


def subset(
    articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame], where: Mapping[str, object]
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Keep the articles that meet all conditions, and the evidence found in them, in their titles or texts alone.

    Parameters
    ----------
    articles : DataFrame
        All articles.
    tables : mapping of str to DataFrame
        Evidence tables with `article_id` and `part`.
    where : mapping
        Column of `articles`, ``"year"``, ``"month"``, ``"week"``, or ``"part"`` (``"title"`` or ``"text"``), to a
        value, a list of values, or None for missing.

    Returns
    -------
    tuple of DataFrame and dict of DataFrame
        New articles and evidence tables. Articles stay whole where a `part` is asked for.

    Raises
    ------
    FramingError
        If a column or a value is unknown, or no article meets all conditions.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Courier", "Herald"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "part": ["title", "text", "title"]})
    >>> kept, tables = subset(articles, {"mentions": mentions}, {"outlet": "Courier", "part": "title"})
    >>> kept["outlet"].tolist(), tables["mentions"].values.tolist()
    (['Courier'], [['a', 'title']])
    """
    keep = pd.Series(True, index=articles.index)
    parts: list[object] = list(PARTS)
    for name, value in where.items():
        if name == "part" and "part" not in articles:
            parts = _check(name, value, pd.Series(PARTS, dtype="str"))
        else:
            column = _column(name, articles)
            keep &= _meets(column, _check(name, value, column))
    if not keep.any():
        raise FramingError(f"no article meets all of: {described(where)}. Each is met by some; leave one out.")
    kept = articles[keep].reset_index(drop=True)
    ids = set(kept["article_id"])
    return kept, {
        name: table[table["article_id"].isin(ids) & table["part"].isin(parts)].reset_index(drop=True)
        for name, table in tables.items()
    }


def described(where: Mapping[str, object]) -> str:
    """Word conditions for a message or a record.

    Examples
    --------
    >>> described({"part": "title", "outlet": ["Courier", "Herald"], "story": None})
    'part=title, outlet=Courier or Herald, story=missing'
    """
    return ", ".join(
        f"{name}={' or '.join('missing' if pd.isna(v) else str(v) for v in _values(value))}"  # type: ignore[call-overload]
        for name, value in where.items()
    )


def _values(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]


def _column(name: str, articles: pd.DataFrame) -> pd.Series:
    """Find a column of the articles, or the period of their dates."""
    if is_period(name, articles):
        return period_of(articles["date"], name)
    if name in articles and name not in _NOT_ASKED:
        return articles[name]
    known = ["part", *(str(c) for c in articles if c not in _NOT_ASKED), *(PERIODS if "date" in articles else [])]
    raise FramingError(
        f"subset takes columns of the articles, periods and part; {name!r} is none. {did_you_mean(name, known)}"
    )


def _check(name: str, value: object, column: pd.Series) -> list[object]:
    """Raise unless every value asked for is there."""
    values = _values(value)
    if not values:
        raise FramingError(f"{name}=[] asks for nothing; leave it out, or give a value.")
    for one in values:
        if not _meets(column, [one]).any():
            given = "missing value" if pd.isna(one) else f"{name} {one!r}"  # type: ignore[call-overload]
            known = [str(v) for v in sorted(column.dropna().unique(), key=str)]
            raise FramingError(f"There is no {given} among these articles. {did_you_mean(str(one), known)}")
    return values


def _meets(column: pd.Series, values: list[object]) -> pd.Series:
    given = pd.Series(values, dtype="object")
    return column.isin(given.dropna().tolist()) | (column.isna() & bool(given.isna().any()))
