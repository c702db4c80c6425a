"""Disputed figures: the same thing counted in one story, with numbers that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean

__all__ = ["apart", "check_story", "disputed_figures", "things"]

#: Kinds that say no more than that people are meant.
_ANYBODY = ("people",)
_FIGHTERS = ("fighters", "commanders", "pilots")
#: Harm that is told of people; other harm is told of things as well.
_BODILY = ("killing", "wounding", "casualties", "missing", "displacement", "seizing")
#: How far apart numbers of one thing may be, as a factor: of fewer than 20, of more, and of things without harm.
FAR = (10.0, 30.0, 2.0)
_FEW = 20
#: Numbers from 20 on that differ by less than this factor count one thing, even in one article.
CLOSE = 1.1
#: Without harm, numbers are compared from this one on.
FROM = 100

_NIGHT = pd.Timedelta(days=1)  # an event by night is of either day
_KEY = ["story", "thing"]
_BOUNDS = ["value", "at_least", "at_most"]
_SENTENCE = ["article_id", "part", "sentence"]
_ROW = ["value", "at_least", "at_most", "outlet", "source"]
_COLUMNS = ["story", "thing", "counted", "of_whom", "kind", "number", "value", "at_least", "at_most", "text", "outlet", "source",
            "source_text", "n", "articles", "first", "day", "stands", "main", "disputes", "note", "article_id", "part", "sentence", "start",
            "end"]  # fmt: skip


def check_story(articles: pd.DataFrame, story: str | None) -> pd.DataFrame:
    """Keep the articles that have a story, or those of one.

    Raises
    ------
    FramingError
        If no article has a story, or none has this one.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "story": ["s", None]})
    >>> check_story(articles, None)["article_id"].tolist()
    ['a']
    """
    told = articles[articles["story"].notna()] if "story" in articles else articles.iloc[:0]
    if told.empty:
        raise FramingError(
            "no article has a story, and only reports on the same events can be compared: give a column `story`, "
            "or let framing.match_stories(articles) fill it."
        )
    if story is None:
        return told
    kept = told[told["story"] == story]
    if kept.empty:
        raise FramingError(f"there is no story {story!r}. {did_you_mean(str(story), sorted(told['story'].unique()))}")
    return kept


def things(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Say of each figure which thing of its story it counts.

    Two figures count the same thing if they count the same harm (or, without harm, things of the same kind) of the
    same side or kind of people. What is said of nobody in particular ("34 dead", "34 people") goes to the side or
    people that most outlets of the story report for that harm; so do soldiers of no named side, to an actor. Figures
    summed up over a period, and parts of a number ("19 of them"), are things of their own.

    Parameters
    ----------
    figures : DataFrame
        Evidence table of figures.
    articles : DataFrame
        With ``article_id`` and ``story``; figures of other articles are left out.

    Returns
    -------
    DataFrame
        The figures with ``story`` and ``date``, `of_whom` and `kind` filled in, and ``thing``: text that is the same
        for the same thing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "story": "s", "date": pd.NaT})
    >>> figures = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "counted": "killing",
    ...     "of_whom": ["army", None], "kind": ["fighters", None], "partial": False, "period": None})
    >>> things(figures, articles)["thing"].tolist()
    ['killing, army', 'killing, army']
    """
    stories = articles.set_index("article_id")[["story", *(["date"] if "date" in articles else [])]]
    rows = figures[figures["article_id"].isin(stories.index)].join(stories, on="article_id")
    dates = rows["date"] if "date" in rows else pd.Series(pd.NaT, index=rows.index)
    rows = rows.assign(
        whom=_whom(rows), date=dates, day=[_date(d, at) for d, at in zip(rows["day"], dates, strict=True)]
    )
    fighting = rows["whom"].isna() & rows["kind"].isin(_FIGHTERS)
    anybody = rows["whom"].isna() & ~fighting & (rows["kind"].isna() | rows["kind"].isin(_ANYBODY))
    keys = pd.MultiIndex.from_frame(rows[["story", "counted"]])
    mains = [(which, _main(rows, which, civil=civil)) for which, civil in ((anybody, True), (fighting, False))]
    for which, main in mains:
        rows["whom"] = rows["whom"].mask(which, pd.Series(main.reindex(keys).to_numpy(), index=rows.index, dtype="str"))
    rows["whom"] = rows["whom"].fillna(rows["kind"].where(~anybody))
    vague = rows["partial"].astype(bool) & anybody
    own = rows["whom"].where(rows["whom"] != rows["counted"])
    thing = rows["counted"].where(own.isna(), rows["counted"] + ", " + own.fillna(""))
    thing = thing + np.where(rows["period"].notna(), ", over time", "")
    return rows.assign(thing=thing, aside=vague | _aside(rows.assign(thing=thing)))


def _date(day: object, published: object) -> pd.Timestamp | None:
    """Find the date of a day of the week, or of a month, as of the day of publication; None where either is missing.

    Examples
    --------
    >>> _date("thursday", pd.Timestamp("2020-02-29"))
    Timestamp('2020-02-27 00:00:00')
    """
    if pd.isna(day) or pd.isna(published):  # type: ignore[call-overload]
        return None
    today = pd.Timestamp(published).normalize()  # type: ignore[arg-type]
    for back in range(366):
        earlier = today - pd.Timedelta(days=back)
        month, of_month = earlier.month_name().lower(), str(earlier.day)
        if str(day) == earlier.day_name().lower() or str(day) in (f"{month} {of_month}", f"{month[:3]} {of_month}"):
            return earlier
    return None


def _main(rows: pd.DataFrame, which: pd.Series, *, civil: bool) -> pd.Series:
    """Of whom a harm is meant in a story where nobody is named (`which`): whom most outlets report.

    Not those whom an outlet reports as part of the harmed, or beside other numbers for the harmed as a whole.
    """
    key = ["story", "counted", "whom"]
    which = which & ~rows["added"].astype(bool)
    rows = rows[rows["period"].isna()]
    sides = rows[rows["of_whom"].notna() & ((rows["of_whom"] == rows["whom"]) | (rows["kind"] == "civilians"))]
    sides = sides[civil | (sides["of_whom"] != "civilians")]
    parts = rows.loc[rows["partial"].astype(bool), key].drop_duplicates()
    whole = rows.loc[which & ~rows["partial"].astype(bool), ["story", "counted", "outlet", "source", *_BOUNDS]]
    both = sides[["outlet", "source", *key, *_BOUNDS]]
    both = both.merge(whole, on=["story", "counted", "outlet"], suffixes=("", "_whole"))
    outlets_own = (both[["source", "source_whole"]] == "outlet").any(axis=1)
    both = both[outlets_own | (both["source"] == both["source_whole"])]
    low, high = (both[["at_least", "at_least_whole"]].max(axis=1), both[["at_most", "at_most_whole"]].min(axis=1))
    same = (both["value"] == both["value_whole"]).fillna(False)
    same |= (both["value"].isna() | both["value_whole"].isna()) & ~(low > high).fillna(False)
    beside = both.assign(_same=same).groupby(["outlet", *key])["_same"].any().reset_index()
    beside = beside.loc[~beside["_same"], key].drop_duplicates()
    barred = pd.concat([parts, beside]).drop_duplicates().assign(_barred=True)
    sides = sides.merge(barred, on=key, how="left")
    rank = sides[sides["_barred"].isna()].groupby(key)["outlet"].agg(["nunique", "size"]).reset_index()
    rank = rank.sort_values(["nunique", "size"], ascending=False, kind="stable")
    return rank.drop_duplicates(["story", "counted"]).set_index(["story", "counted"])["whom"]


def _aside(rows: pd.DataFrame) -> pd.Series:
    """Mark numbers that are part of another number of the same thing: "33 soldiers, 19 of them"; and such as add up."""
    part = rows["partial"].astype(bool)
    whole = rows.loc[~part, [*_SENTENCE, "thing"]].drop_duplicates().assign(_whole=True)
    aside = part & rows.merge(whole, on=[*_SENTENCE, "thing"], how="left")["_whole"].notna().to_numpy()
    aside |= rows["added"].astype(bool)
    for _, own in rows[~part & rows["period"].isna()].groupby(["article_id", "counted"], sort=False):
        values = own["value"].dropna().drop_duplicates().tolist()
        few = [values[at : at + size] for size in (2, 3) for at in range(len(values) - size + 1)]
        added = {value for some in few if sum(some) in values for value in some}
        aside[own.index] |= own["value"].isin(added)
    return aside.astype(bool)


def _whom(rows: pd.DataFrame) -> pd.Series:
    """Of whom a figure is in so many words: a side, a kind of civilians, things and whose they are; else missing."""
    generic = rows["of_whom"].isna() & (rows["kind"].isna() | rows["kind"].isin([*_ANYBODY, *_FIGHTERS]))
    people = rows["of_whom"].where((rows["of_whom"] != "civilians") | rows["kind"].isna(), rows["kind"])
    people = people.where(rows["kind"] != "people", rows["of_whom"]).fillna(rows["kind"])
    things = (rows["of_whom"].fillna("") + " " + rows["kind"].fillna("")).str.strip()
    return people.where(rows["counted"].isin(_BODILY), things).where(~generic).astype("str")


def disputed_figures(figures: pd.DataFrame, articles: pd.DataFrame, *, story: str | None = None) -> pd.DataFrame:
    """Give the numbers that outlets report for the same thing, where they cannot all be true.

    Two numbers dispute each other if what they say at least and at most does not meet: "33" and "34" do, "at least
    22" and "34" do not. An outlet that follows the same source from one number to a higher one brings its report up
    to date; the lower number then disputes nothing.

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
        of_whom, kind, number`` (written in one way), ``value, at_least, at_most, text`` (as it stands), ``outlet, source, source_text, n, articles,
        first`` (date), ``disputes`` (rows of the thing that cannot be true along with this one), ``note``, and where
        its first sentence is: ``article_id, part, sentence, start, end``.

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
    ...     "kind": "fighters", "partial": False, "added": False, "update": False, "period": None, "day": None, "source": "outlet", "source_text": None})
    >>> disputed_figures(figures, articles)[["outlet", "text", "disputes", "note"]]
      outlet         text  disputes                                    note
    0      A           33         1  not 34 (B); agrees with at least 22 (C)
    1      B           34         1  not 33 (A); agrees with at least 22 (C)
    2      C  at least 22         0            agrees with 33 (A) and 34 (B)
    """
    kept = check_story(articles, story)
    rows = things(figures, kept)
    told = (rows["counted"] != rows["kind"]) | (rows["at_least"].fillna(rows["at_most"]) >= FROM) & (
        (rows["kind"] != "people") | rows["whom"].notna()
    )
    rows = rows[~rows["aside"] & rows["period"].isna() & told]
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
    groups = rows.groupby([*_KEY, *_ROW], dropna=False, sort=False)
    table = groups.agg(
        counted=("counted", "first"), of_whom=("whom", "first"), kind=("kind", "first"), text=("text", "first"),
        source_text=("source_text", "first"), n=("text", "size"), articles=("article_id", "nunique"),
        first=("date", "min"), day=("day", "first"), article_id=("article_id", "first"), part=("part", "first"),
        sentence=("sentence", "first"), start=("start", "first"), end=("end", "first"), _at=("_at", "min"), stands=("stands", "any"), main=("main", "any"),
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
    value = [None if pd.isna(number) else int(number) for number in rows["value"]]
    stands = rows["stands"].to_numpy(dtype=bool)
    main = rows["main"].to_numpy(dtype=bool)
    can = near & near.T & stands[:, None] & stands[None, :] & (main[:, None] | main[None, :])
    disjoint = (low[:, None] > high[None, :]) | (low[None, :] > high[:, None])

    def gives_both(one: int, two: int) -> str:
        """Whether the outlet of row `one` gives the number of row `two` beside it: ``own`` if on the same word."""
        there = (outlet == outlet[one]) & np.array([number == value[two] for number in value]) & disjoint[one]
        words = {*source[there], source[one]} if there.any() else set()
        return "" if not words else "own" if "outlet" in words or source[one] in source[there] else "other"

    for one, two in np.argwhere(np.triu(can, 1)).tolist():
        both = ["", ""]
        if value[one] is not None and value[two] is not None and not _close(value[one], value[two]):
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
