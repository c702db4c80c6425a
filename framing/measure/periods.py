"""Periods: the year, month or week of an article, and every one of a span, so that gaps stay gaps."""

from __future__ import annotations

import pandas as pd

__all__ = ["PERIODS", "every_period", "is_period", "period_of", "stories_in_order"]

#: What dates can be grouped by, and how pandas calls its frequency.
PERIODS = {"year": "Y", "month": "M", "week": "W-SUN"}


def is_period(name: str, articles: pd.DataFrame) -> bool:
    """Tell whether `name` is a period of the articles' dates, and no column of their own.

    Examples
    --------
    >>> is_period("month", pd.DataFrame({"date": []})), is_period("month", pd.DataFrame({"month": []}))
    (True, False)
    """
    return name in PERIODS and name not in articles and "date" in articles


def period_of(dates: pd.Series, name: str) -> pd.Series:
    """Name the period of each date: ``2020``, ``2020-03``, or the ISO week ``2020-W11``; missing without a date.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2020-03-15", "2021-01-01", None]))
    >>> period_of(days, "month").tolist()
    ['2020-03', '2021-01', nan]
    >>> period_of(days, "week").tolist()
    ['2020-W11', '2020-W53', nan]
    """
    if name != "week":
        return dates.dt.strftime({"year": "%Y", "month": "%Y-%m"}[name]).astype("str")
    iso = dates.dt.isocalendar()
    weeks = iso["year"].astype("str") + "-W" + iso["week"].astype("str").str.zfill(2)
    return weeks.where(dates.notna()).astype("str")


def every_period(dates: pd.Series, name: str) -> list[str]:
    """Name every period from the first to the last date, those without an article among them.

    Examples
    --------
    >>> every_period(pd.Series(pd.to_datetime(["2020-03-15", "2019-12-01"])), "month")
    ['2019-12', '2020-01', '2020-02', '2020-03']
    """
    if dates.isna().all():
        return []
    span = pd.period_range(dates.min(), dates.max(), freq=PERIODS[name])
    return period_of(pd.Series(span.start_time), name).tolist()


def stories_in_order(articles: pd.DataFrame) -> list[object]:
    """List the stories by the date of their first article, those without a date last, by name.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-03-15", "2020-03-02", None])
    >>> stories_in_order(pd.DataFrame({"story": ["Truce", "Strike", "Bridge"], "date": days}))
    ['Strike', 'Truce', 'Bridge']
    """
    told = articles.dropna(subset=["story"])
    if "date" not in told:
        return sorted(told["story"].unique())
    return list(told.groupby("story")["date"].min().sort_values(kind="stable", na_position="last").index)
