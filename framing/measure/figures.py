"""Disputed figures: the same thing counted in one story, with numbers that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.measure.places import same_place
from framing.measure.things import ANYBODY, check_story, things

__all__ = ["BESIDE", "CLOSE", "FAR", "FROM", "LISTED", "WITHIN", "apart", "disputed_figures"]

#: How far apart numbers of one thing may be, as a factor: of fewer than 20, of more, and of things without harm.
FAR = (10.0, 30.0, 2.0)
#: How far apart numbers may be that are told of one place by the way, as a factor.
BESIDE = 1.6
#: An article with more numbers than this for one harm lists several events; its numbers are only held against others
#: that come first as well or are of the same place, and only within this factor.
LISTED, WITHIN = 3, 3.0
#: Numbers from 20 on that differ by no more than this factor count one thing, even in one article.
CLOSE = 1.1
#: Without harm, numbers are compared from this one on.
FROM = 100

_FEW = 20
_NIGHT = 1  # days: an event by night is of either day
_WEEK = 7
_KEY = ["story", "thing"]
_BOUNDS = ["value", "at_least", "at_most"]
_PLACE = ["article_id", "part", "sentence", "start", "end"]
_COLUMNS = [*_KEY, "counted", "of_whom", "kind", "number", *_BOUNDS, "text", "outlet", "source", "source_text", "n",
            "articles", "first", "day", "place", "numbers", "stands", "main", "disputes", "note", *_PLACE]  # fmt: skip


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
        source, source_text, n`` (places), ``articles, first`` (date), ``day`` and ``place`` (if told), ``numbers``
        (how many different ones its article gives for this harm: the more, the less sure is the match),
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
    ...     "place": None, "source": "outlet", "source_text": None})
    >>> disputed_figures(figures, articles)[["outlet", "text", "disputes", "note"]]
      outlet         text  disputes                                     note
    0      C  at least 22         0            agrees with 33 (A) and 34 (B)
    1      A           33         1  not 34 (B); agrees with at least 22 (C)
    2      B           34         1  not 33 (A); agrees with at least 22 (C)
    """
    kept = check_story(articles, story)
    rows = things(figures, kept)
    many = (rows["at_least"].fillna(rows["at_most"]) >= FROM) & (~rows["kind"].isin(ANYBODY) | rows["whom"].notna())
    rows = rows[~rows["aside"] & rows["period"].isna() & ((rows["counted"] != rows["kind"]) | many)]
    table = _statements(rows[_may_dispute(rows)])
    pieces = [_judged(own) for _, own in table.groupby(_KEY, sort=False)]
    pieces = [own for own in pieces if own["disputes"].any()]
    result = pd.concat(pieces, ignore_index=True) if pieces else _judged(table.iloc[:0])
    return result[_COLUMNS]


def _may_dispute(rows: pd.DataFrame) -> pd.Series:
    """Whether a figure's thing has different numbers by different outlets or sources; of others nothing is asked."""
    number = rows.groupby(["at_least", "at_most"], dropna=False).ngroup()
    groups = rows.assign(_number=number).groupby(_KEY)[["_number", "outlet", "source"]].transform("nunique")
    return (groups["_number"] > 1) & ((groups["outlet"] > 1) | (groups["source"] > 1))


def _statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Fold the figures into one row per story, thing, number, outlet and source."""
    told = rows.groupby(["article_id", "thing", "value"])[["day", "place"]].transform("first")
    rows = rows.assign(day=rows["day"].fillna(told["day"]), place=rows["place"].fillna(told["place"]))
    whole = rows["value"].where(~rows["partial"].astype(bool))
    numbers = whole.groupby([rows["article_id"], rows["counted"]]).transform("nunique")
    rows = rows.assign(numbers=numbers.astype("int64"), _at=np.arange(len(rows)))
    rows = rows.assign(stands=_stands(rows), main=_main_count(rows))
    groups = rows.groupby([*_KEY, *_BOUNDS, "outlet", "source"], dropna=False, sort=False)
    table = groups.agg(
        counted=("counted", "first"), of_whom=("whom", "first"), kind=("kind", "first"), text=("text", "first"),
        source_text=("source_text", "first"), n=("text", "size"), articles=("article_id", "nunique"),
        first=("date", "min"), day=("day", "first"), place=("place", "first"), numbers=("numbers", "max"),
        article_id=("article_id", "first"), part=("part", "first"),
        sentence=("sentence", "first"), start=("start", "first"), end=("end", "first"), _at=("_at", "min"),
        stands=("stands", "any"), main=("main", "any"),
    ).reset_index()  # fmt: skip
    spelled = [_spell(*row) for row in table[["text", *_BOUNDS]].itertuples(index=False)]
    table = table.assign(number=pd.Series(spelled, dtype="str"))
    outlets = table.groupby(_KEY)["outlet"].transform("nunique")
    return table.assign(_size=_size(table), _outlets=outlets).sort_values(
        ["story", "_outlets", "thing", "_size", "outlet", "_at"],
        ascending=[True, False, True, True, True, True], kind="stable",
    ).reset_index(drop=True)  # fmt: skip


class _Told(NamedTuple):
    """One figure while it is decided which of its article's figures stand; `at` is its place in the table."""

    at: int
    story: str
    thing: str
    outlet: str
    article: str
    source: str
    exact: bool
    size: float
    update: bool
    day: pd.Timestamp | None
    date: pd.Timestamp | None


def _stands(rows: pd.DataFrame) -> np.ndarray:
    """Whether a figure is what its outlet gives for the thing on this word.

    An outlet that gives several numbers tells of other events as well, or how a count went up. The first number of an
    article stands, for headline and opening tell of the event itself; so does the first of each further source that is
    named, a higher one that is told to replace it, an exact one behind "dozens", and one hardly different. Of several
    articles of an outlet the last stands, or the one with the highest number of a day.
    """
    table = pd.DataFrame({
        "at": np.arange(len(rows)), **{c: rows[c].to_numpy() for c in ("story", "thing", "outlet")},
        "article": rows["article_id"].to_numpy(), "source": rows["source"].to_numpy(),
        "exact": rows["value"].notna().to_numpy(), "size": _size(rows).to_numpy(), "update": rows["update"].to_numpy(),
        "day": rows["day"].to_numpy(), "date": rows["date"].to_numpy(), "_text": (rows["part"] != "title").to_numpy(),
        "_sentence": rows["sentence"].to_numpy(), "_start": rows["start"].to_numpy(),
    })  # fmt: skip
    table = table.sort_values(["story", "thing", "outlet", "article", "_text", "_sentence", "_start"], kind="stable")
    table = table.drop(columns=["_text", "_sentence", "_start"])
    told = [_Told(*row) for row in table.itertuples(index=False)]
    stands = np.zeros(len(rows), dtype=bool)
    for _, own in groupby(told, key=lambda row: row[1:4]):
        heads = [head for _, article in groupby(own, key=lambda row: row.article) for head in _heads(list(article))]
        stands[[head.at for head in heads if not any(_replaces(other, head) for other in heads)]] = True
    return stands


def _size(rows: pd.DataFrame) -> pd.Series:
    """Give the number itself, else its lower bound, else 0."""
    return rows["value"].astype("Float64").fillna(rows["at_least"].astype("Float64")).fillna(0).astype(float)


def _heads(told: list[_Told]) -> list[_Told]:
    """Return the figures of one article that stand in it."""
    kept: dict[str, _Told] = {}
    same: list[_Told] = []
    for row in told:
        days = [other.day for other in kept.values() if pd.notna(other.day)]
        if days and pd.notna(row.day) and row.day not in days:
            continue  # of another event
        head = kept.get(row.source)
        if head is None and (not kept or row.source != "outlet") or (
            head is not None and row.update and row.size > head.size
        ):  # fmt: skip
            same = [other for other in same if head is None or other.source != row.source]
        elif not (head is not None and not head.exact and row.exact and row.size >= head.size) and not any(
            row.size == other.size for other in kept.values()
        ):
            same += [row] if any(_close(row.size, other.size) for other in kept.values()) else []
            continue
        kept[row.source] = row
        same.append(row)
    return same


def _close(one: float, two: float) -> bool:
    """Whether two numbers are so near to each other that they hardly count two things: 33 and 34."""
    return min(one, two) >= _FEW and max(one, two) <= CLOSE * min(one, two) or one == two


def _replaces(other: _Told, row: _Told) -> bool:
    """Whether a number of another article of the outlet, on the same word or its own, is the later one."""
    if other.article == row.article or other.source not in (row.source, "outlet"):
        return False
    if pd.notna(other.date) and pd.notna(row.date) and other.date != row.date:
        return bool(other.date > row.date)  # type: ignore[operator]
    return other.size > row.size


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


def apart(rows: pd.DataFrame) -> np.ndarray:
    """Say which numbers of one thing cannot both be true.

    Parameters
    ----------
    rows : DataFrame
        Rows of one thing, as `disputed_figures` gives them: ``value, at_least,
        at_most, outlet, source, counted, kind, day, place, numbers, stands, main``.

    Returns
    -------
    ndarray of bool, shape (rows, rows)
        Symmetric.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [33, 34, 22], "at_least": [33, 34, 22], "at_most": [33, 34, None],
    ...                      "outlet": ["A", "B", "C"], "source": "outlet", "counted": "killing", "kind": None,
    ...                      "day": pd.NaT, "place": None, "numbers": 1, "stands": True, "main": True})
    >>> apart(rows).tolist()
    [[False, True, False], [True, False, False], [False, False, False]]
    """
    return _disjoint(*_bounds(rows)) & _comparable(rows)


def _bounds(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    low = rows["at_least"].astype("Float64").fillna(0).to_numpy(dtype=float)
    return low, rows["at_most"].astype("Float64").fillna(np.inf).to_numpy(dtype=float)


def _disjoint(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Say which numbers have no value in common, by their bounds."""
    above = low[:, None] > high[None, :]
    return above | above.T


def _comparable(rows: pd.DataFrame) -> np.ndarray:
    """Whether two numbers can be held against each other.

    Both stand, of two outlets or sources, not too far apart, not of different days or places; or they are of one place
    and near to each other. Less is compared where an article lists many numbers; and not where both outlets give both
    numbers: then they count different things.
    """
    low, high = _bounds(rows)
    far = np.where(high < _FEW, FAR[0], FAR[1])
    far = np.where(rows["counted"].to_numpy(dtype=object) == rows["kind"].to_numpy(dtype=object), FAR[2], far)
    main = rows["main"].to_numpy(dtype=bool)
    outlet, source, day = (rows[c].to_numpy(dtype=object) for c in ("outlet", "source", "day"))
    value = rows["value"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    stands = rows["stands"].to_numpy(dtype=bool)
    here, elsewhere = _placed(rows["place"])
    can = _within(low, high, far) & stands[:, None] & stands[None, :]
    can &= ~elsewhere | (main[:, None] & main[None, :])  # one event goes by several names
    can |= here & (_within(low, high, BESIDE) | _same_day(day) & _within(low, high, WITHIN))
    listed = rows["numbers"].to_numpy() > LISTED
    can &= ~(listed[:, None] | listed[None, :]) | ((main[:, None] & main[None, :] | here) & _within(low, high, WITHIN))
    disjoint = _disjoint(low, high)

    def gives(one: int, two: int) -> bool:
        """Whether the outlet of row `one` gives the number of row `two` as well."""
        return bool(((outlet == outlet[one]) & (value == value[two]) & disjoint[one]).any())

    for one, two in np.argwhere(np.triu(can, 1)).tolist():
        told = not np.isnan(value[[one, two]]).any() and value[one] != value[two]
        both = told and gives(one, two) and gives(two, one)
        other_day = pd.notna(day[one]) and pd.notna(day[two]) and _days_apart(day[one], day[two]) > _NIGHT
        same = outlet[one] == outlet[two]
        wrong = source[one] == source[two] if same else both
        can[one, two] = can[two, one] = not (wrong or other_day)
    return can & ~np.eye(len(rows), dtype=bool)


def _within(low: np.ndarray, high: np.ndarray, factor: float | np.ndarray) -> np.ndarray:
    """Say which numbers are no further apart than a factor."""
    near = low[:, None] <= (factor * np.maximum(high, 1))[None, :]
    return near & near.T


def _placed(places: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Say which numbers are of one place, by the first name of each, and which have no place in common though both do.

    Examples
    --------
    >>> here, elsewhere = _placed(pd.Series(["Balyun, Idlib", "Balyoun", "Aleppo", None]))
    >>> here[0].tolist(), elsewhere[0].tolist()
    ([True, True, False, False], [False, False, True, False])
    """
    names = [() if pd.isna(place) else tuple(place.split(", ")) for place in places]
    here = [[bool(a and b) and same_place(a[0], b[0]) for b in names] for a in names]
    elsewhere = [[bool(a and b) and not any(same_place(x, y) for x in a for y in b) for b in names] for a in names]
    size = (len(names), len(names))
    return np.array(here, dtype=bool).reshape(size), np.array(elsewhere, dtype=bool).reshape(size)


def _same_day(days: np.ndarray) -> np.ndarray:
    """Say which numbers are of one day, as far as both tell theirs."""
    same = [[pd.notna(a) and pd.notna(b) and _days_apart(a, b) == 0 for b in days] for a in days]
    return np.array(same, dtype=bool).reshape(len(days), len(days))


def _days_apart(one: pd.Timestamp, two: pd.Timestamp) -> int:
    """Count the days between two days of the week: as such most days are told, and dates of articles are often wrong.

    Examples
    --------
    >>> _days_apart(pd.Timestamp("2020-02-27"), pd.Timestamp("2020-03-05")), _days_apart(
    ...     pd.Timestamp("2020-02-27"), pd.Timestamp("2020-02-29"))
    (0, 2)
    """
    days = abs(one - two).days % _WEEK
    return min(days, _WEEK - days)


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Say of each number of a thing which others it cannot be true along with, and which it agrees with."""
    can = _comparable(rows)
    against = can & _disjoint(*_bounds(rows))
    outlet, number = rows["outlet"].tolist(), rows["number"].tolist()
    notes = []
    for at, stands in enumerate(rows["stands"].tolist()):
        agree = [
            i
            for i in np.flatnonzero(can[at] & ~against[at]).tolist()
            if outlet[i] != outlet[at] and number[i] != number[at]
        ]
        told = [] if stands else ["another count by the same source"]
        told += [f"not {_listed(number, outlet, np.flatnonzero(against[at]).tolist())}"] if against[at].any() else []
        told += [f"agrees with {_listed(number, outlet, agree)}"] if agree else []
        notes.append("; ".join(told))
    disputes = against.sum(axis=1).astype("int64")
    return rows.assign(disputes=disputes, note=pd.Series(notes, index=rows.index, dtype="str"))


def _listed(numbers: list[str], outlets: list[str], which: Sequence[int]) -> str:
    """List numbers with their outlets: "33 (A, B) and 34 (C)"."""
    by_number: dict[str, list[str]] = {}
    for at in which:
        by_number.setdefault(numbers[at], []).append(outlets[at])
    said = [f"{number} ({', '.join(dict.fromkeys(own))})" for number, own in by_number.items()]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
