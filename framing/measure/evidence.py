"""Evidence: the rows behind a number, with the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.find.tables import SCHEMAS
from framing.measure.periods import PERIODS, is_period, period_of

__all__ = ["evidence", "evidence_table"]

_TABLES = ("mentions", "claims", "attributions", "references", "figures")


def evidence_table(where: Mapping[str, object], articles: pd.DataFrame, of: str | None = None) -> str:
    """Name the evidence table that is asked for: `of`, else the first that has all the columns of `where`.

    Raises
    ------
    FramingError
        If there is no table `of`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": "Courier"})
    >>> evidence_table({"outlet": "Courier", "target": "army"}, articles)
    'claims'
    """
    if of is not None:
        if of not in _TABLES:
            raise FramingError(f"no evidence called {of!r}. {did_you_mean(of, _TABLES)}")
        return of
    known = {*articles.columns, *PERIODS}
    return next((t for t in _TABLES if all(c in known or c in SCHEMAS[t] for c in where)), _TABLES[0])


def evidence(
    table: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    where: Mapping[str, object],
    *,
    n: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Give the rows of an evidence table that meet all conditions, each with its sentence, title and date.

    Parameters
    ----------
    table : DataFrame
        An evidence table (mentions, claims, attributions, ...).
    sentences : DataFrame
        Evidence table of sentences.
    articles : DataFrame
        The articles, with ``title`` and ``text``.
    where : mapping
        Column of `table` or of `articles`, or ``"year"``, ``"month"``, ``"week"``, to a value, a list of values, or
        None for missing.
    n : int, optional
        Draw at most this many rows at random, in their order; by default give all.
    seed : int
        Seed of the draw.

    Returns
    -------
    DataFrame
        The columns of `table`, then ``sentence_text, title, date`` (missing where there is none).

    Raises
    ------
    FramingError
        If a column is unknown, `n` is negative, or an outlet of `where` is not among the articles.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": "Courier", "date": pd.Timestamp("2020-03-01"),
    ...                          "title": "Truce", "text": "It held. The army left."})
    >>> sentences = pd.DataFrame({"article_id": "a", "part": "text", "sentence": [0, 1], "start": [0, 9],
    ...                           "end": [8, 23]})
    >>> mentions = pd.DataFrame({"article_id": ["a"], "part": "text", "sentence": 1, "referent": "army"})
    >>> evidence(mentions, sentences, articles, {"referent": "army", "month": "2020-03"})[
    ...     ["referent", "sentence_text", "title"]]
      referent    sentence_text  title
    0     army  The army left.  Truce
    """
    if n is not None and n < 0:
        raise FramingError(f"n={n} rows cannot be drawn; give a number from 0 upwards, or None for all.")
    known = articles.set_index("article_id")
    keep = pd.Series(True, index=table.index)
    for column, value in where.items():
        keep &= _meets(_column(column, table, known), value)
        if column == "outlet":
            _check_outlets(value, articles)
    rows = table[keep].reset_index(drop=True)
    if n is not None and n < len(rows):
        drawn = np.sort(np.random.default_rng(seed).choice(len(rows), size=n, replace=False))
        rows = rows.iloc[drawn].reset_index(drop=True)
    place = ["article_id", "part", "sentence"]
    spans = rows[place].merge(sentences[[*place, "start", "end"]], on=place, how="left")
    return rows.assign(
        sentence_text=pd.Series(_cut(spans, known), dtype="str", index=rows.index),
        title=rows["article_id"].map(known["title"]),
        date=rows["article_id"].map(known["date"]),
    )


def _column(name: str, table: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Find a column in the evidence, else in its articles."""
    if name in table:
        return table[name]
    if name in known and name not in ("title", "text"):
        return table["article_id"].map(known[name])
    if is_period(name, known):
        return period_of(table["article_id"].map(known["date"]), name)
    names = [*table, *(c for c in known if c not in ("title", "text")), *(PERIODS if "date" in known else [])]
    raise FramingError(f"{name!r} is no column of this evidence or its articles. {did_you_mean(name, names)}")


def _meets(column: pd.Series, value: object) -> pd.Series:
    """Mark the rows that have the value, one of the values, or none where None is asked for."""
    values = list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    given = pd.Series(values, dtype="object")
    return column.isin(given.dropna().tolist()) | (column.isna() & bool(given.isna().any()))


def _check_outlets(value: object, articles: pd.DataFrame) -> None:
    outlets = sorted(articles["outlet"].dropna().unique())
    for outlet in [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else []:
        if outlet not in outlets:
            raise FramingError(f"There is no outlet {outlet!r}. {did_you_mean(str(outlet), outlets)}")


def _cut(spans: pd.DataFrame, known: pd.DataFrame) -> list[str | None]:
    """Cut each sentence out of its article's title or text."""
    cut: list[str | None] = []
    found = spans["start"].notna()
    starts, ends = spans["start"].fillna(0).astype(int), spans["end"].fillna(0).astype(int)
    for article, part, start, end, there in zip(spans["article_id"], spans["part"], starts, ends, found, strict=True):
        text = known.at[article, part] if there else None
        cut.append(text[start:end] if isinstance(text, str) else None)
    return cut
