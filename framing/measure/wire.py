"""Wire copy left out, or counted under the agency it is credited to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from framing.errors import FramingError
from framing.measure.copies import leave_out
from framing.measure.groups import check_choice

__all__ = ["WIRE", "treat_wire", "wire_counts"]

#: What can be done with wire copy.
WIRE = ("keep", "exclude", "credit")


def wire_counts(articles: pd.DataFrame) -> dict[str, int]:
    """Count the articles credited to each agency, most first.

    Examples
    --------
    >>> wire_counts(pd.DataFrame({"wire": ["dpa", None, "AFP", "dpa"]}))
    {'dpa': 2, 'AFP': 1}
    """
    counts = articles["wire"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return {str(agency): int(n) for agency, n in counts.items()}


def treat_wire(
    articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame], how: str, agency_of: Callable[[str], str | None]
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Leave wire copy out of articles and evidence, or make the agency its outlet.

    Parameters
    ----------
    articles : DataFrame
        With `article_id`, `outlet` and `wire`.
    tables : mapping of str to DataFrame
        Evidence tables with `article_id`, some with `outlet`.
    how : {"keep", "exclude", "credit"}
        What to do. With ``credit`` the outlet becomes the agency, under the name it has as an outlet of these articles
        if it is one; `printed_by` keeps who printed each article.
    agency_of : callable
        Gives the agency that an outlet is, or None.

    Returns
    -------
    tuple of DataFrame and dict of DataFrame
        New articles and evidence tables; the given ones stay as they are.

    Raises
    ------
    FramingError
        If `how` is unknown, or no article would be left.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["Courier", "dpa (web)"], "wire": ["dpa", None]})
    >>> names = {"dpa": "dpa", "dpa (web)": "dpa"}
    >>> treat_wire(articles, {}, "credit", names.get)[0][["outlet", "printed_by"]].values.tolist()
    [['dpa (web)', 'Courier'], ['dpa (web)', 'dpa (web)']]
    >>> len(treat_wire(articles, {}, "exclude", names.get)[0])
    1
    """
    check_choice("how", how, WIRE)
    copied = articles["wire"].notna()
    if how == "exclude":
        if copied.all():
            raise FramingError(f"all {len(articles)} articles are wire copy: nothing would be left to measure.")
        return leave_out(articles, tables, set(articles.loc[copied, "article_id"]))
    if how == "keep":
        return articles, dict(tables)
    credited = articles.rename(columns={"printed_by": "printed_by_given"})
    credited["printed_by"] = articles["outlet"]
    credited["outlet"] = articles["outlet"].mask(copied, articles["wire"].map(_own_names(articles, agency_of)))
    outlets = credited.set_index("article_id")["outlet"]
    changed = {
        name: table.assign(outlet=table["article_id"].map(outlets).astype(table["outlet"].dtype))
        if "outlet" in table else table
        for name, table in tables.items()
    }  # fmt: skip
    return credited, changed


def _own_names(articles: pd.DataFrame, agency_of: Callable[[str], str | None]) -> dict[str, str]:
    """Map each agency credited to the outlet that it is, if it is one of these, else to itself."""
    outlets = sorted(articles["outlet"].unique(), reverse=True)
    homes = {agency: outlet for outlet in outlets if (agency := agency_of(outlet))}
    names = articles["wire"].dropna().unique()
    return {name: name if name in outlets else homes.get(agency_of(name) or "", name) for name in names}
