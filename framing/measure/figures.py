"""Disputed figures: the same thing counted in one story, with numbers that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean

__all__ = ["check_story", "disputed_figures", "things"]

#: Kinds that say no more than that people are meant.
_ANYBODY = ("people",)
_FIGHTERS = ("fighters", "commanders", "pilots")
#: Harm that is told of people; other harm is told of things as well.
_BODILY = ("killing", "wounding", "casualties", "missing", "displacement", "seizing")
#: Numbers of a thing further apart than this factor are taken to count different things.
FAR = 8.0

_KEY = ["story", "thing"]
_ROW = ["value", "at_least", "at_most", "outlet", "source"]
_COLUMNS = ["story", "thing", "counted", "of_whom", "kind", "value", "at_least", "at_most", "text", "outlet", "source",
            "source_text", "n", "articles", "first", "disputes", "note", "article_id", "part", "sentence", "start",
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
    whom = _whom(rows)
    fighting = rows["kind"].isin(_FIGHTERS) & whom.isna()
    anybody = whom.isna() & (rows["kind"].isna() | rows["kind"].isin(_ANYBODY))
    named = rows.assign(_whom=whom)[whom.notna() & ~rows["partial"].astype(bool)]
    rank = named.groupby(["story", "counted", "_whom"])["outlet"].agg(["nunique", "size"])
    rank = rank.sort_values(["nunique", "size"], ascending=False, kind="stable").reset_index()
    first = rank.drop_duplicates(["story", "counted"]).set_index(["story", "counted"])["_whom"]
    actors = rank[rank["_whom"].isin(rows["of_whom"].dropna()) & ~rank["_whom"].isin(["civilians"])]
    army = actors.drop_duplicates(["story", "counted"]).set_index(["story", "counted"])["_whom"]
    keys = pd.MultiIndex.from_frame(rows[["story", "counted"]])
    whom = whom.mask(anybody, pd.Series(first.reindex(keys).to_numpy(), index=rows.index))
    whom = whom.mask(fighting, pd.Series(army.reindex(keys).to_numpy(), index=rows.index))
    whom = whom.fillna(rows["kind"])
    thing = rows["counted"].where(whom.isna() | (whom == rows["counted"]), rows["counted"] + ", " + whom.fillna(""))
    thing = thing + np.where(rows["period"].notna(), ", over time", "")
    own = rows["kind"].notna()
    thing = thing + np.where(rows["partial"].astype(bool) & ~own, ", in part", "")
    return rows.assign(thing=thing, whom=whom)


def _whom(rows: pd.DataFrame) -> pd.Series:
    """Of whom a figure is in so many words: a side, a kind of civilians, or things and whose they are."""
    bodily = rows["counted"].isin(_BODILY)
    finer = rows["kind"].where(rows["of_whom"] == "civilians", rows["of_whom"])
    finer = finer.fillna(rows["of_whom"])
    both = rows["of_whom"].fillna("") + " " + rows["kind"].fillna("")
    told = finer.where(bodily | rows["kind"].isna(), both.str.strip())
    generic = rows["of_whom"].isna() & (rows["kind"].isna() | rows["kind"].isin([*_ANYBODY, *_FIGHTERS]))
    return told.where(~generic & (told != "")).where(rows["of_whom"].notna() | ~generic).fillna(
        rows["kind"].where(~generic)
    )


def disputed_figures(
    figures: pd.DataFrame, articles: pd.DataFrame, *, story: str | None = None
) -> pd.DataFrame:
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
        of_whom, kind, value, at_least, at_most, text`` (the words), ``outlet, source, source_text, n, articles,
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
    ...     "kind": "fighters", "partial": False, "period": None, "source": "outlet", "source_text": None})
    >>> disputed_figures(figures, articles)[["outlet", "text", "disputes", "note"]]
      outlet         text  disputes                                    note
    0      A           33         1  not 34 (B); agrees with at least 22 (C)
    1      B           34         1  not 33 (A); agrees with at least 22 (C)
    2      C  at least 22         0            agrees with 33 (A) and 34 (B)
    """
    kept = check_story(articles, story)
    rows = things(figures, kept)
    rows = rows.assign(date=rows["date"] if "date" in rows else pd.NaT)
    table = _statements(rows)
    pieces = [_judged(own) for _, own in table.groupby(_KEY, sort=False)]
    pieces = [own for own in pieces if own["disputes"].any()]
    result = pd.concat(pieces, ignore_index=True) if pieces else _judged(table.iloc[:0])
    return result[_COLUMNS]


def _statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Fold the figures into one row per story, thing, number, outlet and source."""
    rows = rows.assign(_at=np.arange(len(rows)))
    groups = rows.groupby([*_KEY, *_ROW], dropna=False, sort=False)
    table = groups.agg(
        counted=("counted", "first"), of_whom=("whom", "first"), kind=("kind", "first"), text=("text", "first"),
        source_text=("source_text", "first"), n=("text", "size"), articles=("article_id", "nunique"),
        first=("date", "min"), article_id=("article_id", "first"), part=("part", "first"),
        sentence=("sentence", "first"), start=("start", "first"), end=("end", "first"), _at=("_at", "min"),
    ).reset_index()  # fmt: skip
    size = table["value"].astype("Float64").fillna(table["at_least"].astype("Float64")).fillna(0).astype(float)
    table = table.assign(_size=size)
    outlets = table.groupby(_KEY)["outlet"].transform("nunique")
    return table.assign(_outlets=outlets).sort_values(
        ["story", "_outlets", "thing", "_size", "outlet", "_at"],
        ascending=[True, False, True, True, True, True], kind="stable",
    ).reset_index(drop=True)  # fmt: skip


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Say of each number of a thing which others it cannot be true along with, and which it agrees with."""
    low = rows["at_least"].astype("Float64").fillna(0).to_numpy(dtype=float)
    high = rows["at_most"].astype("Float64").fillna(np.inf).to_numpy(dtype=float)
    size = rows["_size"].to_numpy(dtype=float)
    apart = (low[:, None] > high[None, :]) | (low[None, :] > high[:, None])
    near = np.maximum(size[:, None], size[None, :]) <= FAR * np.maximum(np.minimum(size[:, None], size[None, :]), 1)
    outlet, source = rows["outlet"].to_numpy(dtype=object), rows["source"].to_numpy(dtype=object)
    same = (outlet[:, None] == outlet[None, :]) & (source[:, None] == source[None, :])
    later = (same & (size[:, None] < size[None, :])).any(axis=1)
    apart &= near & ~same & ~later[:, None] & ~later[None, :]
    meets = near & ~apart & (outlet[:, None] != outlet[None, :]) & ~later[:, None] & ~later[None, :]
    notes = []
    for at in range(len(rows)):
        told = []
        if later[at]:
            told = ["an earlier count: the same outlet gives more by the same source"]
        else:
            told += [f"not {_listed(rows, apart[at])}"] if apart[at].any() else []
            told += [f"agrees with {_listed(rows, meets[at])}"] if meets[at].any() else []
        notes.append("; ".join(told))
    return rows.assign(disputes=apart.sum(axis=1).astype("int64"), note=pd.Series(notes, index=rows.index, dtype="str"))


def _listed(rows: pd.DataFrame, which: Iterable[bool]) -> str:
    """List numbers with their outlets: "33 (A, B) and 34 (C)"."""
    by_text = rows[np.asarray(which)].groupby(rows["text"].str.lower(), sort=False)["outlet"].unique()
    said = [f"{text} ({', '.join(outlets)})" for text, outlets in by_text.items()]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
