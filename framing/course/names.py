"""Names as people write them: in part, with slips, by a letter, or in other words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["letters", "meant", "meant_all", "other_names"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(articles: pd.DataFrame, *, story: str) -> dict[str, str]:
    """Give the letters that stand for the outlets of one story where `read` hides their names.

    Examples
    --------
    >>> from framing import course
    >>> course.letters(course.articles("town"), story="Ferry Street shooting")["B"]
    'Halvery Lantern'
    """
    outlets = sorted(articles.loc[articles["story"] == story, "outlet"].unique())
    return dict(zip(_LETTERS, outlets, strict=False))


def other_names(result: Analysis) -> dict[str, str]:
    """Give all that an actor may be called, by the lexicon of an analysis, with the name that its tables use.

    Examples
    --------
    >>> import framing, pandas as pd
    >>> result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
    >>> other_names(result)["regime"], other_names(result)["Moscow"]
    ('Syrian government', 'Russia')
    """
    terms = result.lexicon.to_frame()
    own = terms[(terms["kind"] == "actor") & (terms["naming"] != "shared")]
    return dict(zip(own["form"], own["name"], strict=True))


def meant(text: str, names: Iterable[str], also: Mapping[str, str] | None = None) -> str | None:
    """Find the one name that is meant, in any case, in part, with slips, or by what it is also called.

    Examples
    --------
    >>> meant("the courier", ["Two Shores Courier", "Olive Road Post"])
    'Two Shores Courier'
    >>> meant("Paper b.", ["Halvery Lantern"], {"A": "Common Standard", "B": "Halvery Lantern"})
    'Halvery Lantern'
    """
    plain = {_plain(name): name for name in names}
    wanted = re.sub(r"^(the|paper) ", "", _plain(text))
    if not wanted:
        return None
    called = {_plain(other): name for other, name in (also or {}).items()}
    exact = plain.get(wanted) or called.get(wanted)
    if exact:
        return exact
    within = [name for key, name in plain.items() if f" {wanted} " in f" {key} "]
    within = within or [name for key, name in plain.items() if f" {key} " in f" {wanted} "]
    if len(within) == 1:
        return within[0]
    near = difflib.get_close_matches(wanted, list(plain), n=1, cutoff=0.8) if not within else []
    if near or within or " " not in wanted:
        return plain[near[0]] if near else None
    length = len(wanted.split())
    starts = {" ".join(key.split()[:length]): name for key, name in plain.items()}  # "Far Harbor", of three words
    near = difflib.get_close_matches(wanted, list(starts), n=1, cutoff=0.9)
    return starts[near[0]] if near else None


def meant_all(text: str, names: Iterable[str], also: Mapping[str, str] | None = None) -> dict[str, str | None]:
    """Take an answer with several names apart: each part, and the name that is meant by it, or None.

    Examples
    --------
    >>> meant_all("a & D", ["Herald"], {"A": "Review", "D": "Herald"})
    {'a': 'Review', 'D': 'Herald'}
    """
    names, found = list(names), dict[str, str | None]()
    for part in re.split("[,;/&+\n]", text):
        pieces = [piece.strip() for piece in re.split(r"\band\b", part)]
        if not all(meant(piece, names, also) for piece in pieces):  # one name that holds an "and"?
            pieces = [part.strip()] if meant(part, names, also) else pieces
        for piece in pieces:
            single = list(piece) if piece.isalpha() and not meant(piece, names, also) else piece.split()  # "AD", "A D"
            known = len(single) > 1 and all(len(one) == 1 and meant(one, (), also) for one in single)
            found |= {one: meant(one, names, also) for one in (single if known else [piece]) if one}
    return found


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
