"""What an analysis is of: articles, words and evidence by outlet, for the report and for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from framing.show.article import date_of
from framing.show.page import Html, render
from framing.show.table import Cell, Row, Table
from framing.show.wire import said_of_wire
from framing.show.words import plain

__all__ = ["overview", "overview_table", "scope"]


def overview(result: Any) -> Html:
    """Show what an analysis holds, as a notebook shows it: its scope, its lexicon, and counts by outlet.

    Examples
    --------
    >>> import framing
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
    >>> "1 article from 1 outlet" in overview(framing.analyze(texts, "syria", syntax=False))
    True
    """
    table = overview_table(result, lambda *key: "")
    return render(
        "overview.html.j2",
        result=result,
        scope=scope(result.articles),
        wire=said_of_wire(result.parameters),
        table=table,
    )


def overview_table(
    result: Any,
    link: Callable[..., str],
    *,
    homes: Mapping[str, str] | None = None,
    marks: Callable[..., Html] = lambda outlet: Html(""),
) -> Table:
    """Count articles, wire copy where there is any, words and evidence by outlet.

    Parameters
    ----------
    result : Analysis
    link : callable
        From a kind of evidence and an outlet to where its sentences stand.
    homes : mapping, optional
        From an outlet to the list of its articles.
    marks : callable
        From an outlet to the attributes by which the page's filters know its row.
    """
    homes = homes or {}
    articles = result.articles.groupby("outlet", sort=True)["words"].agg(["size", "sum"])
    counts = {name: getattr(result, name)["outlet"].value_counts() for name in ("mentions", "claims")}
    cited = result.attributions.drop_duplicates(["article_id", "part", "attribution"])["outlet"].value_counts()
    copied = result.articles.groupby("outlet")["wire"].count() if "wire" in result.articles else pd.Series(dtype=int)
    lines = []
    for outlet, row in articles.iterrows():
        home = homes.get(plain(outlet), "")
        line = [Cell(plain(outlet)), Cell(f"{row['size']:,}", home)]
        line += [Cell(f"{copied[outlet]:,}", home if copied[outlet] else "")] if copied.any() else []
        line += [Cell(f"{row['sum']:,}", home)]
        for chapter, values in (("names", counts["mentions"]), ("claims", counts["claims"]), ("sources", cited)):
            n = int(values.get(outlet, 0))
            line.append(Cell(f"{n:,}", link(chapter, outlet) if n else ""))
        lines.append(Row(line, marks(outlet)))
    head = ["Outlet", "articles", *(["wire copy"] if copied.any() else []), "words"]
    return Table("The articles", [*head, "names", "reports of harm", "citations"], lines, anchor="t0" if homes else "")


def scope(articles: pd.DataFrame) -> str:
    """Say how many articles of how many outlets, and from when.

    Examples
    --------
    >>> scope(pd.DataFrame({"outlet": ["Courier"], "date": [pd.Timestamp("2020-02-27")]}))
    '1 article from 1 outlet, 27 February 2020'
    """
    count, outlets = len(articles), articles["outlet"].nunique()
    dates = [date_of({"date": day}) for day in (articles["date"].min(), articles["date"].max())]
    when = "" if not dates[0] else f", {dates[0]}" if dates[0] == dates[1] else f", {dates[0]} to {dates[1]}"
    return f"{count:,} article{'s' * (count != 1)} from {outlets} outlet{'s' * (outlets != 1)}{when}"
