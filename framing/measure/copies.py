"""Copies and repeated sentences counted once, or left out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.errors import FramingError
from framing.measure.groups import check_choice

__all__ = ["COUNTED", "leave_out", "treat_copies", "treat_repeats"]

#: What can be done with copies and with repeated sentences.
COUNTED = ("keep", "once", "exclude")

_IN_SENTENCES = ("mentions", "references", "attributions", "claims")


def leave_out(
    articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame], gone: set[str]
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Leave articles, and all evidence in them, out.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2"]})
    >>> leave_out(articles, {"claims": articles}, {"1"})[1]["claims"]["article_id"].tolist()
    ['2']
    """
    kept = {name: table[~table["article_id"].isin(gone)].reset_index(drop=True) for name, table in tables.items()}
    return articles[~articles["article_id"].isin(gone)].reset_index(drop=True), kept


def treat_copies(articles: pd.DataFrame, copies: pd.DataFrame, how: str) -> set[str]:
    """Say which articles are left out, so that a report counts once, or not at all where several outlets printed it.

    Parameters
    ----------
    articles : DataFrame
        With `article_id` and `outlet`.
    copies : DataFrame
        With `article_id` and `copy_of`, one row per copy.
    how : {"keep", "once", "exclude"}
        ``once`` leaves the copies out; ``exclude`` also the article that they are copies of, where it or one of them is
        of another outlet than the rest.

    Returns
    -------
    set of str
        Ids.

    Raises
    ------
    FramingError
        If `how` is unknown, or no article would be left.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2", "3"], "outlet": ["Courier", "Herald", "Herald"]})
    >>> copies = pd.DataFrame({"article_id": ["2"], "copy_of": ["1"]})
    >>> sorted(treat_copies(articles, copies, "once")), sorted(treat_copies(articles, copies, "exclude"))
    (['2'], ['1', '2'])
    """
    check_choice("how", how, COUNTED)
    gone: set[str] = set() if how == "keep" else set(copies["article_id"])
    if how == "exclude":
        outlets = articles.set_index("article_id")["outlet"]
        several = copies["article_id"].map(outlets) != copies["copy_of"].map(outlets)
        gone |= set(copies.loc[several, "copy_of"])
    if gone and len(gone) == len(articles):
        raise FramingError(f"all {len(articles)} articles were printed by several outlets: nothing would be left.")
    return gone


def treat_repeats(tables: Mapping[str, pd.DataFrame], repeats: pd.DataFrame, how: str) -> dict[str, pd.DataFrame]:
    """Leave the evidence in repeated sentences out: of all but the first of each outlet, or of all.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Evidence tables. `sentences` and `skipped` stay as they are.
    repeats : DataFrame
        With `article_id`, `sentence` and `repeat_of`, missing where a sentence is the first of its outlet.
    how : {"keep", "once", "exclude"}

    Raises
    ------
    FramingError
        If `how` is unknown.

    Examples
    --------
    >>> repeats = pd.DataFrame({"article_id": ["1", "2"], "sentence": [4, 0], "repeat_of": [None, "1"]})
    >>> claims = pd.DataFrame({"article_id": ["1", "2", "2"], "part": "text", "sentence": [4, 0, 1]})
    >>> treat_repeats({"claims": claims}, repeats, "once")["claims"]["sentence"].tolist()
    [4, 1]
    """
    check_choice("how", how, COUNTED)
    rows = repeats[repeats["repeat_of"].notna()] if how == "once" else repeats if how == "exclude" else repeats.head(0)
    gone = pd.MultiIndex.from_arrays([rows["article_id"], ["text"] * len(rows), rows["sentence"]])

    def kept(table: pd.DataFrame) -> pd.DataFrame:
        places = pd.MultiIndex.from_frame(table[["article_id", "part", "sentence"]])
        return table[~places.isin(gone)].reset_index(drop=True)

    return {name: kept(table) if name in _IN_SENTENCES else table for name, table in tables.items()}
