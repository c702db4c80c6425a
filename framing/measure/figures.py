"""Disputed figures: the same thing counted in one story, with numbers that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.measure.things import ANYBODY, check_story, things

__all__ = ["CLOSE", "FAR", "FROM", "apart", "disputed_figures"]

#: How far apart numbers of one thing may be, as a factor: of fewer than 20, of more, and of things without harm.
FAR = (10.0, 30.0, 2.0)
#: Numbers from 20 on that differ by no more than this factor count one thing, even in one article.
CLOSE = 1.1
#: Without harm, numbers are compared from this one on.
FROM = 100

_FEW = 20
_NIGHT = pd.Timedelta(days=1)  # an event by night is of either day
_KEY = ["story", "thing"]
_BOUNDS = ["value", "at_least", "at_most"]
_PLACE = ["article_id", "part", "sentence", "start", "end"]
_COLUMNS = [*_KEY, "counted", "of_whom", "kind", "number", *_BOUNDS, "text", "outlet", "source", "source_text", "n",
            "articles", "first", "day", "stands", "main", "disputes", "note", *_PLACE]  # fmt: skip


def disputed_figures(figures: pd.DataFrame, articles: pd.DataFrame, *, story: str | None = None) -> pd.DataFrame:
    """Give the numbers that outlets report for the same thing, where they cannot all be true.

    Two numbers dispute each other if what they say at least and at most does not meet: "33" and "34" do, "at least
    22" and "34" do not. Numbers of one outlet by one source never do: the outlet follows a count, or tells of parts or
    of other events. Which of them stands for the thing is said below; docs/figures.md gives all rules.

    Parameters
    ----------
    figures : DataFrame
        Evidence table of figures.
    articles : DataFrame
        With ``article_id, outlet, story`` and, optionally, ``date``.
    story : str, optional
        Only this story.

    Returns
    -------
    DataFrame
        One row per story, thing, number, outlet and source, for things with a dispute: ``story, thing, counted,
        of_whom, kind, number`` (written in one way), ``value, at_least, at_most, text`` (as it stands), ``outlet,
        source, source_text, n`` (places), ``articles, first`` (date), ``day`` (on which it happened, if told),
        ``stands`` (whether it is what the outlet gives by this source), ``main`` (whether an article gives it first),
        ``disputes`` (rows that cannot be true along with this one), ``note``, and where its first place is:
        ``article_id, part, sentence, start, end``.

    Raises
    ------
    FramingError
        If no article has a story, or none has this one.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["A", "B", "C"], "story": "s"})
    >>> figures = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["A", "B", "C"], "part": "text",
    ...     "sentence": 0, "start": 0, "end": 2, "text": ["33", "34", "at least 22"], "value": [33, 34, 22],
    ...     "at_least": [33, 34, 22], "at_most": [33, 34, None], "counted": "killing", "of_whom": "army",
    ...     "kind": "fighters", "partial": False, "added": False, "update": False, "period": None, "day": None,
    ...     "source": "outlet", "source_text": None})
    >>> disputed_figures(figures, articles)[["outlet", "text", "disputes", "note"]]
      outlet         text  disputes                                    note
    0      A           33         1  not 34 (B); agrees with at least 22 (C)
    1      B           34         1  not 33 (A); agrees with at least 22 (C)
    2      C  at least 22         0            agrees with 33 (A) and 34 (B)
    """
    kept = check_story(articles, story)
    rows = things(figures, kept)
    many = (rows["at_least"].fillna(rows["at_most"]) >= FROM) & (~rows["kind"].isin(ANYBODY) | rows["whom"].notna())
    rows = rows[~rows["aside"] & rows["period"].isna() & ((rows["counted"] != rows["kind"]) | many)]
    table = _statements(rows)
    pieces = [_judged(own) for _, own in table.groupby(_KEY, sort=False)]
    pieces = [own for own in pieces if own["disputes"].any()]
    result = pd.concat(pieces, ignore_index=True) if pieces else _judged(table.iloc[:0])
    return result[_COLUMNS]


def _statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Fold the figures into one row per story, thing, number, outlet and source."""
    told = rows.groupby(["article_id", "thing", "value"])["day"].transform("first")
    rows = rows.assign(day=rows["day"].fillna(told), _at=np.arange(len(rows)))
    rows = rows.assign(stands=_stands(rows), main=_main_count(rows))
    groups = rows.groupby([*_KEY, *_BOUNDS, "outlet", "source"], dropna=False, sort=False)
    table = groups.agg(
        counted=("counted", "first"), of_whom=("whom", "first"), kind=("kind", "first"), text=("text", "first"),
        source_text=("source_text", "first"), n=("text", "size"), articles=("article_id", "nunique"),
        first=("date", "min"), day=("day", "first"), article_id=("article_id", "first"), part=("part", "first"),
        sentence=("sentence", "first"), start=("start", "first"), end=("end", "first"), _at=("_at", "min"),
        stands=("stands", "any"), main=("main", "any"),
    ).reset_index()  # fmt: skip
    spelled = [_spell(*row) for row in table[["text", *_BOUNDS]].itertuples(index=False)]
    table = table.assign(number=pd.Series(spelled, dtype="str"))
    size = table["value"].astype("Float64").fillna(table["at_least"].astype("Float64")).fillna(0).astype(float)
    table = table.assign(_size=size)
    outlets = table.groupby(_KEY)["outlet"].transform("nunique")
    return table.assign(_outlets=outlets).sort_values(
        ["story", "_outlets", "thing", "_size", "outlet", "_at"],
        ascending=[True, False, True, True, True, True], kind="stable",
    ).reset_index(drop=True)  # fmt: skip


def _stands(rows: pd.DataFrame) -> pd.Series:
    """Whether a figure is what its outlet gives for the thing on this word.

    An outlet that gives several numbers tells of other events as well, or how a count went up. The first number of an
    article stands, for headline and opening tell of the event itself; so does the first of each further source that is
    named, a higher one that is told to replace it, and an exact one behind "dozens". Of several articles of an outlet
    the last stands, or the one with the highest number of a day.
    """
    size = rows["value"].astype("Float64").fillna(rows["at_least"].astype("Float64")).fillna(0).astype(float)
    rows = rows.assign(_text=rows["part"] != "title", _size=size, _outlet=rows["source"] == "outlet")
    order = rows.sort_values(["_text", "sentence", "start"], kind="stable")
    stands = pd.Series(False, index=rows.index)
    for _, own in order.groupby(["story", "thing", "outlet"], sort=False):
        heads = pd.concat([_heads(told) for _, told in own.groupby("article_id", sort=False)])
        replaced = [any(_replaces(other, head) for _, other in heads.iterrows()) for _, head in heads.iterrows()]
        stands[heads.index[~np.array(replaced)]] = True
    return stands


def _spell(text: str, value: object, least: object, most: object) -> str:
    """Write a number with its bounds in one way: "Thirty-three" and "33" alike.

    Examples
    --------
    >>> _spell("No fewer than thirty", 30, 30, None), _spell("Dozens", None, 20, 199)
    ('at least 30', 'dozens')
    """
    if pd.isna(value):  # type: ignore[call-overload]
        return str(text).lower()
    given = int(value)  # type: ignore[call-overload]
    low, high = (None if pd.isna(bound) else int(bound) - given for bound in (least, most))  # type: ignore[call-overload]
    words = {
        (0, 0): "",
        (0, None): "at least ",
        (1, None): "more than ",
        (None, 0): "up to ",
        (None, -1): "fewer than ",
    }
    if (low, high) in words:
        return f"{words[low, high]}{given:,}"
    return f"{'almost' if high == 0 else 'about'} {given:,}"


def _main_count(rows: pd.DataFrame) -> pd.Series:
    """Whether a figure is the first that its article gives for the thing, or the same number again."""
    order = rows.assign(_text=rows["part"] != "title").sort_values(["_text", "sentence", "start"], kind="stable")
    first = order.groupby(["article_id", "thing"])[["value", "at_least", "at_most"]].transform("first")
    ratio = (order["value"] / first["value"]).astype("Float64").fillna(0)
    exact = (ratio == 1) | (order["value"].fillna(0) >= _FEW) & ratio.between(1 / CLOSE, CLOSE)
    exact = exact.astype(bool)
    first_of_all = ~order.duplicated(["article_id", "thing"])
    vague = order["value"].isna().where(first_of_all).groupby([order["article_id"], order["thing"]]).transform("first")
    return (exact | first_of_all | vague.astype(bool)).reindex(rows.index)


def _heads(told: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of one article that stand in it."""
    kept: dict[str, pd.Series] = {}
    same: list[object] = []
    for at, row in told.iterrows():
        days = [other["day"] for other in kept.values() if pd.notna(other["day"])]
        if days and pd.notna(row["day"]) and row["day"] not in days:
            continue  # of another event
        head = kept.get(row["source"])
        first = head is None and (not kept or not row["_outlet"])
        exact = head is not None and pd.isna(head["value"]) and pd.notna(row["value"]) and row["_size"] >= head["_size"]
        if first or head is not None and row["update"] and row["_size"] > head["_size"]:
            same = [i for i in same if head is None or told.at[i, "source"] != row["source"]]
            kept[row["source"]] = row
            same.append(at)
        elif exact or any(row["_size"] == other["_size"] for other in kept.values()):
            kept[row["source"]] = row
            same.append(at)
        elif any(_close(row["_size"], other["_size"]) for other in kept.values()):
            same.append(at)
    return told.loc[same]


def _close(one: float, two: float) -> bool:
    """Whether two numbers are so near to each other that they hardly count two things: 33 and 34."""
    return min(one, two) >= _FEW and max(one, two) <= CLOSE * min(one, two) or one == two


def _replaces(other: pd.Series, row: pd.Series) -> bool:
    """Whether a number of another article of the outlet, on the same word or its own, is the later one."""
    if other["article_id"] == row["article_id"] or other["source"] not in (row["source"], "outlet"):
        return False
    dated = pd.notna(other["date"]) and pd.notna(row["date"])
    if dated and other["date"] != row["date"]:
        return bool(other["date"] > row["date"])
    return bool(other["_size"] > row["_size"])


def apart(rows: pd.DataFrame) -> np.ndarray:
    """Say which numbers of one thing cannot both be true.

    Parameters
    ----------
    rows : DataFrame
        Rows of one thing, as `disputed_figures` gives them: ``at_least, at_most, outlet, source, stands``.

    Returns
    -------
    ndarray of bool, shape (rows, rows)
        Symmetric.

    Examples
    --------
    >>> rows = pd.DataFrame({"at_least": [33, 34, 22], "at_most": [33, 34, None], "outlet": ["A", "B", "C"],
    ...                      "source": "outlet", "value": [33, 34, 22], "day": None, "stands": True, "main": True})
    >>> apart(rows).tolist()
    [[False, True, False], [True, False, False], [False, False, False]]
    """
    low, high = _bounds(rows)
    return ((low[:, None] > high[None, :]) | (low[None, :] > high[:, None])) & _comparable(rows)


def _bounds(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    low = rows["at_least"].astype("Float64").fillna(0).to_numpy(dtype=float)
    return low, rows["at_most"].astype("Float64").fillna(np.inf).to_numpy(dtype=float)


def _comparable(rows: pd.DataFrame) -> np.ndarray:
    """Whether two numbers can be held against each other.

    Both stand, of two outlets or sources, not too far apart, not of different days; and not where both outlets give
    both numbers, or one gives both on the same word or in its own words: then they count different things.
    """
    low, high = _bounds(rows)
    far = np.where(high < _FEW, FAR[0], FAR[1])
    far = np.where(rows["counted"].to_numpy(dtype=object) == rows["kind"].to_numpy(dtype=object), FAR[2], far)
    near = low[:, None] <= far[None, :] * np.maximum(high[None, :], 1)
    outlet, source, day = (rows[c].to_numpy(dtype=object) for c in ("outlet", "source", "day"))
    value = rows["value"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    stands = rows["stands"].to_numpy(dtype=bool)
    main = rows["main"].to_numpy(dtype=bool)
    can = near & near.T & stands[:, None] & stands[None, :] & (main[:, None] | main[None, :])
    disjoint = (low[:, None] > high[None, :]) | (low[None, :] > high[:, None])

    def gives_both(one: int, two: int) -> str:
        """Whether the outlet of row `one` gives the number of row `two` beside it: ``own`` if on the same word."""
        there = (outlet == outlet[one]) & (value == value[two]) & disjoint[one]
        words = {*source[there], source[one]} if there.any() else set()
        return "" if not words else "own" if "outlet" in words or source[one] in source[there] else "other"

    for one, two in np.argwhere(np.triu(can, 1)).tolist():
        both = ["", ""]
        if not np.isnan(value[[one, two]]).any() and not _close(value[one], value[two]):
            both = [gives_both(one, two), gives_both(two, one)]
        other_day = pd.notna(day[one]) and pd.notna(day[two]) and abs(day[one] - day[two]) > _NIGHT
        same = outlet[one] == outlet[two]
        wrong = source[one] == source[two] if same else "own" in both or all(both)
        can[one, two] = can[two, one] = not (wrong or other_day)
    return can & ~np.eye(len(rows), dtype=bool)


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Say of each number of a thing which others it cannot be true along with, and which it agrees with."""
    against = apart(rows)
    outlet = rows["outlet"].to_numpy(dtype=object)
    meets = _comparable(rows) & ~against & (outlet[:, None] != outlet[None, :])
    number = rows["number"].to_numpy(dtype=object)
    meets &= number[:, None] != number[None, :]
    notes = []
    for at, stands in enumerate(rows["stands"]):
        told = [] if stands else ["another count by the same source"]
        told += [f"not {_listed(rows, against[at])}"] if against[at].any() else []
        told += [f"agrees with {_listed(rows, meets[at])}"] if meets[at].any() else []
        notes.append("; ".join(told))
    disputes = against.sum(axis=1).astype("int64")
    return rows.assign(disputes=disputes, note=pd.Series(notes, index=rows.index, dtype="str"))


def _listed(rows: pd.DataFrame, which: Iterable[bool]) -> str:
    """List numbers with their outlets: "33 (A, B) and 34 (C)"."""
    by_text = rows[np.asarray(which)].groupby("number", sort=False)["outlet"].unique()
    said = [f"{text} ({', '.join(outlets)})" for text, outlets in by_text.items()]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
