"""Which thing of its story a figure counts, so that the numbers of several outlets can be held against each other."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean

__all__ = ["ANYBODY", "check_story", "things"]

#: Kinds that say no more than that people are meant.
ANYBODY = ("people",)
_FIGHTERS = ("fighters", "commanders", "pilots")
#: Harm that is told of people; other harm is told of things as well.
_BODILY = ("killing", "wounding", "casualties", "missing", "displacement", "seizing")
_BOUNDS = ["value", "at_least", "at_most"]
_SENTENCE = ["article_id", "part", "sentence"]


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

    Two figures count the same thing if they count the same harm (without harm: things of the same kind) of the same
    side or kind of people. What is said of nobody in particular ("34 dead", "34 people") goes to those of whom its
    article gives the same number; else to the side, or to the civilians, that most outlets of the story report for it;
    so do soldiers of no named side, to an actor. It
    goes to none that an outlet reports as a part of all harmed, or beside another number for all.

    Parameters
    ----------
    figures : DataFrame
        Evidence table of figures.
    articles : DataFrame
        With ``article_id`` and ``story``; figures of other articles are left out.

    Returns
    -------
    DataFrame
        The figures with ``story`` and ``date``; ``day`` as a date; ``whom``, the side or kind of people; ``thing``,
        text that is the same for the same thing (over a period is another thing); and ``aside``: whether the number
        is part of another one ("19 of them"), comes on top of it ("another seven"), or adds up to it with others.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "story": "s"})
    >>> figures = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "part": "text", "sentence": 0,
    ...     "value": [33, 34], "at_least": [33, 34], "at_most": [33, 34], "counted": "killing",
    ...     "of_whom": ["army", None], "kind": ["fighters", None], "partial": False, "added": False, "period": None,
    ...     "day": None, "source": "outlet"})
    >>> things(figures, articles)["thing"].tolist()
    ['killing, army', 'killing, army']
    """
    stories = articles.set_index("article_id")[["story", *(["date"] if "date" in articles else [])]]
    rows = figures[figures["article_id"].isin(stories.index)].join(stories, on="article_id")
    dates = rows["date"] if "date" in rows else pd.Series(pd.NaT, index=rows.index)
    known = rows["day"].notna() & dates.notna()
    found = [_date(day, at) if sure else None for day, at, sure in zip(rows["day"], dates, known, strict=True)]
    days = pd.Series(found, dtype="datetime64[ns]")
    rows = rows.assign(whom=_whom(rows), date=dates, day=days.set_axis(rows.index))
    fighting = rows["whom"].isna() & rows["kind"].isin(_FIGHTERS)
    anybody = rows["whom"].isna() & ~fighting & (rows["kind"].isna() | rows["kind"].isin(ANYBODY))
    keys = pd.MultiIndex.from_frame(rows[["story", "counted"]])
    mains = [(which, _main(rows, which, civil=civil)) for which, civil in ((anybody, True), (fighting, False))]
    again = _told_again(rows)
    rows["whom"] = rows["whom"].fillna(again)
    for which, main in mains:
        rows["whom"] = rows["whom"].mask(
            which & again.isna(), pd.Series(main.reindex(keys).to_numpy(), index=rows.index, dtype="str")
        )
    rows["whom"] = rows["whom"].fillna(rows["kind"].where(~anybody))
    vague = rows["partial"].astype(bool) & anybody
    own = rows["whom"].where(rows["whom"] != rows["counted"])
    thing = rows["counted"].where(own.isna(), rows["counted"] + ", " + own.fillna(""))
    thing = thing + np.where(rows["period"].notna(), ", over time", "")
    return rows.assign(thing=thing, aside=vague | _aside(rows.assign(thing=thing)))


@lru_cache(maxsize=4096)
def _date(day: str, published: pd.Timestamp) -> pd.Timestamp | None:
    """Find the date of a day of the week ("thursday") or of a month ("february 27") as of the day of publication.

    Examples
    --------
    >>> _date("thursday", pd.Timestamp("2020-02-29")), _date("dec 31", pd.Timestamp("2020-02-29"))
    (Timestamp('2020-02-27 00:00:00'), Timestamp('2019-12-31 00:00:00'))
    """
    today = published.normalize()
    month, _, of_month = day.partition(" ")
    days = [today - pd.Timedelta(days=back) for back in range(366 if of_month else 7)]
    if not of_month:
        return next((d for d in days if d.day_name().lower() == day), None)
    return next((d for d in days if d.day == int(of_month) and d.month_name().lower().startswith(month[:3])), None)


def _told_again(rows: pd.DataFrame) -> pd.Series:
    """Of whom the same article gives the same number elsewhere: the headline's five are the text's five soldiers."""
    again = rows.groupby(["article_id", "counted", "value"])["whom"].agg(["first", "nunique"])
    keys = pd.MultiIndex.from_frame(rows[["article_id", "counted", "value"]])
    found = again["first"].where(again["nunique"] == 1).reindex(keys)
    return pd.Series(found.to_numpy(), index=rows.index, dtype="str")


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
    barred = parts.assign(_barred=True)
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
    whole = rows[~part & rows["period"].isna() & rows["value"].notna()]
    several = whole.groupby(["article_id", "counted"])["value"].transform("nunique") > 2
    for _, own in whole[several].groupby(["article_id", "counted"], sort=False):
        values = set(own["value"].tolist())
        lists = [of["value"].drop_duplicates().tolist() for _, of in own.groupby(_SENTENCE, sort=False)]
        runs = [some[at : at + size] for some in lists for size in (2, 3) for at in range(len(some) - size + 1)]
        added = {value for run in runs if sum(run) in values for value in run}
        aside[own.index] |= own["value"].isin(added)
    return aside.astype(bool)


def _whom(rows: pd.DataFrame) -> pd.Series:
    """Of whom a figure is in so many words: a side, a kind of civilians, things and whose they are; else missing."""
    generic = rows["of_whom"].isna() & (rows["kind"].isna() | rows["kind"].isin([*ANYBODY, *_FIGHTERS]))
    people = rows["of_whom"].where((rows["of_whom"] != "civilians") | rows["kind"].isna(), rows["kind"])
    people = people.where(rows["kind"] != "people", rows["of_whom"]).fillna(rows["kind"])
    things = (rows["of_whom"].fillna("") + " " + rows["kind"].fillna("")).str.strip()
    return people.where(rows["counted"].isin(_BODILY), things).where(~generic).astype("str")
