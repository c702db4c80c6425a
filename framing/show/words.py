"""How ids and numbers are written for readers: names, percentages, intervals."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

import pandas as pd

__all__ = [
    "ELSE", "NOBODY", "NO_AGENCY", "count_of", "display", "display_actor", "interval", "letter", "percent", "plain",
    "shorten", "wrap",
]  # fmt: skip

#: What stands where harm is reported and no doer is named.
NOBODY = "nobody named"
#: What stands where words are cited and nobody is credited with them.
ELSE = "nobody credited"
#: What stands for articles that are credited to no news agency.
NO_AGENCY = "no agency credited"

#: The ids that are the same in every lexicon, because the evidence tables define them.
_FIXED = {
    "own": "own words",
    "quoted": "quoted",
    "reported": "reported speech",
    "scare": "scare quotes",
    "outlet": "the outlet itself",
    "unspecified": "left open",
    "other": "others",
}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def display(ident: object, names: Mapping[str, str] | None = None, *, missing: str = "not stated") -> str:
    """Write an id as its display name, or in plain letters where the lexicon gives none.

    Parameters
    ----------
    ident : object
        An id of a result table; missing values become `missing`.
    names : mapping, optional
        Display names by id, as in ``table.attrs["names"]``.
    missing : str
        What a missing id is called.

    Returns
    -------
    str

    Examples
    --------
    >>> display("armed_groups"), display("usa", {"usa": "United States"}), display(None)
    ('armed groups', 'United States', 'not stated')
    """
    if pd.isna(ident):  # type: ignore[call-overload]
        return missing
    key = str(ident)
    if names and key in names:
        return plain(names[key])
    return _FIXED.get(key) or plain(key).replace("_", " ")


def display_actor(ident: object, names: Mapping[str, str] | None = None, *, missing: str = "not stated") -> str:
    """Write the id of somebody who acts or suffers; the ids that every lexicon has are called otherwise among sources.

    Examples
    --------
    >>> display_actor("other", {"other": "Other sources"})
    'others'
    """
    return {"other": "others", "unspecified": "left open"}.get(str(ident)) or display(ident, names, missing=missing)


def plain(text: object) -> str:
    """Replace control characters, lone surrogates and what else neither SVG nor HTML nor workbooks may contain.

    Examples
    --------
    >>> plain("fifty" + chr(0) + "two")
    'fifty\ufffdtwo'
    """
    return _UNPRINTABLE.sub("\ufffd", str(text))


def percent(share: float) -> str:
    """Write a share between 0 and 1 as a percentage that never rounds to none or all.

    Examples
    --------
    >>> percent(0.902), percent(0.001), percent(0.999), percent(1.0), percent(float("nan"))
    ('90%', '<1%', '>99%', '100%', 'no share')
    """
    if pd.isna(share):
        return "no share"
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def interval(low: float, high: float) -> str:
    """Write an interval of shares, or nothing where there is none.

    Examples
    --------
    >>> interval(0.77, 0.96), interval(float("nan"), float("nan"))
    ('77–96%', '')
    """
    if pd.isna(low) or pd.isna(high):
        return ""
    return f"{100 * low:.0f}–{100 * high:.0f}%"


def count_of(n: float, total: float) -> str:
    """Write a count with its denominator.

    Examples
    --------
    >>> count_of(37, 41)
    '37 of 41'
    """
    return f"{int(n):,} of {int(total):,}"


def letter(number: int) -> str:
    """Name a note: a to z, then aa.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def shorten(text: str, width: int) -> str:
    """Cut a text at `width` characters, with an ellipsis.

    Examples
    --------
    >>> shorten("The Daily Correspondent", 10)
    'The Daily…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def wrap(text: str, width: int = 28) -> str:
    """Break a long name into at most two lines, keeping its end, which often tells two outlets apart.

    Examples
    --------
    >>> wrap("The Northern Correspondent and Evening Post")
    'The Northern Correspondent\\nand Evening Post'
    >>> wrap("The Northern Correspondent and Evening Post of the Eastern Provinces")
    'The Northern Correspondent\\n…st of the Eastern Provinces'
    """
    lines = textwrap.wrap(text, width) or [text]
    rest = " ".join(lines[1:])
    return "\n".join([lines[0], rest if len(rest) <= width else "…" + rest[1 - width :].lstrip()] if rest else lines)
