"""Dates as people write them; the order of day and month is never guessed in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

import pandas as pd

__all__ = ["parse_dates"]

_ZONE = r"(:\d\d(?:[.,]\d+)?)\s*(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)$"
_ISO = r"\d{4}-\d{1,2}(?:-\d{1,2})?(?:[T ].*)?|\d{4}/\d{1,2}/\d{1,2}(?: .*)?|\d{8}"
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\d{1,2}-\d{1,2}-\d\d(?!\d)")  # 20-03-02 could begin with its year


def parse_dates(values: pd.Series, place: Callable[[int], str]) -> tuple[pd.Series, list[str]]:
    """Read a column of dates; what cannot be read is missing and counted.

    Parameters
    ----------
    values : pandas.Series
        Dates, strings or numbers such as 20200302.
    place : callable
        Row position -> the words for it in a message, such as ``row 3``.

    Returns
    -------
    tuple of pandas.Series and list of str
        The dates as ``datetime64[us]``, as printed (a time zone is dropped, not converted), and messages
        about what was lost or decided.

    Notes
    -----
    A month without a day is read as its first day; a year alone is no date. Numbers such as 03/04/2020 are read
    in the order that other dates of the column prove; without such proof the day comes first, with a message;
    if the column proves both orders they are missing.

    Examples
    --------
    >>> dates, messages = parse_dates(pd.Series(["2020-03-02", "2 March 2020", "soon"]), "row {}".format)
    >>> dates.dt.strftime("%d.%m.%Y").tolist()
    ['02.03.2020', '02.03.2020', nan]
    >>> messages
    ["1 of 3 dates cannot be read and is missing; the first is 'soon' (row 2). Write dates as 2020-03-02."]
    """
    values = values.reset_index(drop=True)
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return values.dt.tz_localize(None).astype("datetime64[us]"), []
    if pd.api.types.is_datetime64_dtype(values.dtype):
        return values.astype("datetime64[us]"), []
    if pd.api.types.is_float_dtype(values.dtype):
        whole = (values.dropna() % 1 == 0).all()  # 20200302 beside a missing date is read as 20200302.0
        values = values.astype("Int64") if whole else values
    text = values.astype("str").str.strip()
    text = text.mask(text == "")
    plain = text.str.replace(_ZONE, r"\1", regex=True)
    iso = plain.where(plain.str.fullmatch(_ISO, na=False))
    dates = pd.to_datetime(iso, format="ISO8601", errors="coerce").astype("datetime64[us]")
    left = plain[dates.isna() & text.notna()]
    if left.empty:
        return dates, []
    proof = _order_proved(left.unique())
    read = {value: _read(value, proof) for value in left.unique()}
    dates[left.index] = pd.to_datetime(left.map(read)).astype("datetime64[us]")
    return dates, _messages(text, dates, left, proof, place)


def _order_proved(values: Iterable[str]) -> dict[str, str]:
    """Map each order ("day", "month") that some date of the column proves to the first such date."""
    proof: dict[str, str] = {}
    for value in values:
        if numbers := _NUMBERS.match(value):
            if int(numbers[1]) > 12:
                proof.setdefault("day", value)
            elif int(numbers[3]) > 12:
                proof.setdefault("month", value)
    return proof


def _is_ambiguous(value: str) -> bool:
    numbers = _NUMBERS.match(value)
    return bool(numbers and int(numbers[1]) <= 12 and int(numbers[3]) <= 12 and numbers[1] != numbers[3])


def _read(value: str, proof: dict[str, str]) -> datetime | None:
    from dateutil.parser import parse  # comes with pandas

    if _is_ambiguous(value) and len(proof) == 2 or _SHORT_YEAR.match(value):
        return None
    day_first = not (_is_ambiguous(value) and "month" in proof)
    readings = []
    for default in (datetime(2001, 1, 1), datetime(2002, 2, 2)):  # what the value does not say, the default does
        try:
            readings.append(parse(value, default=default, dayfirst=day_first, ignoretz=True))
        except (ValueError, OverflowError):
            return None
    first, second = readings
    if (first.year, first.month) != (second.year, second.month):
        return None
    return first if first.day == second.day else first.replace(day=1)


def _messages(
    text: pd.Series, dates: pd.Series, left: pd.Series, proof: dict[str, str], place: Callable[[int], str]
) -> list[str]:
    messages = []
    ambiguous = left[left.map(_is_ambiguous)]
    if len(ambiguous) and len(proof) < 2 and "day" not in proof:
        order = f"month first, as {proof['month']!r} shows" if proof else "day first, as nothing shows their order"
        messages.append(
            f"dates such as {ambiguous.iloc[0]!r} ({place(ambiguous.index[0])}) were read {order} "
            f"({len(ambiguous)} of {text.notna().sum()}). If that is wrong, write dates as 2020-03-02."
        )
    lost = text[dates.isna() & text.notna()]
    if len(lost):
        which = "cannot be read and is missing" if len(lost) == 1 else "cannot be read and are missing"
        mixed = (
            f" The column mixes day first ({proof['day']!r}) and month first ({proof['month']!r})."
            if len(proof) == 2
            else ""
        )
        messages.append(
            f"{len(lost)} of {text.notna().sum()} dates {which}; the first is {lost.iloc[0]!r} "
            f"({place(lost.index[0])}).{mixed} Write dates as 2020-03-02."
        )
    return messages
