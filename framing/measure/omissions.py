"""Omissions: what several other outlets report on a story, and one does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.find.naming import shortens
from framing.measure.things import check_story, things

__all__ = ["omissions", "omitted"]

_LEAD = 3  # sentences that open a text
_UNNAMED = ("other", "observers", "media")  # kinds of source that are told apart by name
_PLACE = ["article_id", "part", "sentence", "start", "end"]
_THING = ["what", "thing", "name"]
_COLUMNS = ["story", "outlet", *_THING, "others", "of", "outlets", "lead", "n", "articles", "example", *_PLACE, "note"]


def omissions(
    tables: Mapping[str, pd.DataFrame],
    articles: pd.DataFrame,
    actors: Iterable[str],
    *,
    story: str | None = None,
    outlet: str | None = None,
    k: int = 2,
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Give what at least `k` other outlets report on a story and an outlet does not.

    Looked at are **actors** (named, by label or otherwise), **sources** (cited), **claims** (a target held
    responsible, or denied to be, by anybody; and for harm to whom, where the outlet holds it responsible for other
    harm only) and **figures** (a number of the same thing, whatever the number).

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Evidence tables: mentions, references, attributions, claims, figures; those left out are not looked at.
    articles : DataFrame
        With ``article_id, outlet, story`` and, optionally, ``date``.
    actors : iterable of str
        Ids of the lexicon's actors.
    story, outlet : str, optional
        Only this story; only what this outlet leaves out.
    k : int
        How many other outlets must report it.
    names : mapping, optional
        Display names by id.

    Returns
    -------
    DataFrame
        Ranked by how many others have it, how many of them in the title or the first three sentences, then claims,
        figures, sources, actors, and how often:
        ``story, outlet`` (that leaves it out), ``what`` (actor, source, claim or figure), ``thing`` (its ids),
        ``name`` (in words), ``others`` (outlets that report it), ``of`` (other outlets on the story), ``outlets``
        (their names), ``lead`` (how many of them open with it), ``n, articles`` (places and articles), the first and
        most prominent place: ``example`` (its words), ``article_id, part, sentence, start, end``; and ``note``. An
        outlet that leaves nothing out has one row without a thing, and the note says so.

    Raises
    ------
    FramingError
        If no article has a story, `story` or `outlet` is unknown or do not go together, or `k` is below 1.

    See Also
    --------
    omitted : every place behind the rows.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["A", "B", "C"], "story": "s"})
    >>> place = {"part": "text", "sentence": 0, "start": 0, "end": 6}
    >>> references = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "text": "Moscow",
    ...                            "actor": "russia"} | place)
    >>> left = omissions({"references": references}, articles, ["russia"], outlet="C")
    >>> left[["outlet", "what", "thing", "others", "of", "outlets"]].values.tolist()
    [['C', 'actor', 'russia', 2, 2, 'A, B']]
    """
    pieces = [
        _ranked(left, outlets, mine, k)
        for left, outlets, mine in _left_out(tables, articles, actors, story, outlet, k, names or {})
    ]
    return pd.concat(pieces, ignore_index=True)


def omitted(
    tables: Mapping[str, pd.DataFrame],
    articles: pd.DataFrame,
    actors: Iterable[str],
    *,
    story: str | None = None,
    outlet: str | None = None,
    k: int = 2,
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Give every place where other outlets report what an outlet leaves out; parameters as in `omissions`.

    Returns
    -------
    DataFrame
        In the order of `omissions`: ``story, outlet`` (that leaves it out), ``what, thing, name, reported_by,
        text`` (the words), ``article_id, part, sentence, start, end``.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "story": "s"})
    >>> references = pd.DataFrame({"article_id": ["a"], "outlet": ["A"], "text": "Moscow", "actor": "russia",
    ...                            "part": "text", "sentence": 0, "start": 0, "end": 6})
    >>> places = omitted({"references": references}, articles, ["russia"], k=1)
    >>> places[["outlet", "reported_by", "text"]].values.tolist()
    [['B', 'A', 'Moscow']]
    """
    pieces = []
    for left, outlets, mine in _left_out(tables, articles, actors, story, outlet, k, names or {}):
        order = {key: at for at, key in enumerate(_ranked(left, outlets, mine, k)["thing"].dropna())}
        told = left.assign(_rank=left["thing"].map(order)).dropna(subset="_rank")
        told = told.sort_values(["_rank", "outlet"], kind="stable").rename(columns={"outlet": "reported_by"})
        pieces.append(told.assign(outlet=mine["outlet"].iloc[0]))
    columns = ["story", "outlet", *_THING, "reported_by", "text", *_PLACE]
    return pd.concat(pieces, ignore_index=True)[columns]


_Left = tuple[pd.DataFrame, list[str], pd.DataFrame]


def _left_out(
    tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, actors: Iterable[str], story: str | None,
    outlet: str | None, k: int, names: Mapping[str, str],
) -> list[_Left]:  # fmt: skip
    """For each story and outlet: the others' rows on what it leaves out, all outlets, and its own articles."""
    if k < 1:
        raise FramingError(f"k={k}: at least one other outlet must report what is left out; give 1 or more.")
    kept = check_story(articles, story)
    known = sorted(articles["outlet"].unique())
    if outlet is not None and outlet not in known:
        raise FramingError(f"there is no outlet {outlet!r}. {did_you_mean(outlet, known)}")
    found = _reported(tables, kept, frozenset(actors), names)
    pieces: list[_Left] = []
    for name, own in kept.groupby("story", sort=True):
        rows, outlets = found[found["story"] == name], sorted(own["outlet"].unique())
        for mine in outlets if outlet is None else [outlet] if outlet in outlets else []:
            has = set(rows.loc[rows["outlet"] == mine, "thing"])
            left = rows[(rows["outlet"] != mine) & ~rows["thing"].isin(has)]
            left = left[~left["wider"].isin(set(left["thing"]))]  # blames nobody: not once more for whom
            left = left[left.groupby("thing")["outlet"].transform("nunique") >= k]
            pieces.append((left, outlets, own[own["outlet"] == mine]))
    if not pieces:
        which = f"the story {story!r}" if story is not None else "any story"
        raise FramingError(
            f"{outlet!r} has no article on {which}. {did_you_mean(str(outlet), sorted(kept['outlet'].unique()))}"
        )
    return pieces


def _ranked(left: pd.DataFrame, outlets: list[str], mine: pd.DataFrame, k: int) -> pd.DataFrame:
    """Fold the others' rows into one row per thing, the most reported first."""
    first = left.sort_values("lead", ascending=False, kind="stable").drop_duplicates("thing").set_index("thing")
    groups = left.groupby("thing", sort=False)
    table = groups.agg(
        others=("outlet", "nunique"), outlets=("outlet", lambda given: ", ".join(sorted(set(given)))),
        n=("what", "size"), articles=("article_id", "nunique"), _date=("date", "min"),
    )  # fmt: skip
    lead = left[left["lead"]].groupby("thing")["outlet"].nunique()
    table = table.assign(lead=lead.reindex(table.index).fillna(0)).join(first[["what", "name", "text", *_PLACE]])
    table = table.assign(_what=table["what"].map({"claim": 3, "figure": 2, "source": 1, "actor": 0}))
    table = table.sort_values(["others", "lead", "_what", "n"], ascending=False, kind="stable").reset_index()
    later = table["_date"] > mine["date"].max() if "date" in mine else pd.Series(False, index=table.index)
    table = table.assign(note=later.map({True: "the others reported it later", False: ""}))
    if table.empty:
        table = table.reindex([0]).assign(others=0, lead=0, n=0, articles=0, note=_why(len(outlets) - 1, k))
    table = table.rename(columns={"text": "example"})
    table = table.assign(story=mine["story"].iloc[0], outlet=mine["outlet"].iloc[0], of=len(outlets) - 1)
    counts = dict.fromkeys(["others", "of", "lead", "n", "articles"], "int64")
    words = dict.fromkeys(["what", "thing", "name", "outlets", "example", "article_id", "part", "note"], "str")
    return table.astype(counts | words | dict.fromkeys(["sentence", "start", "end"], "Int64"))[_COLUMNS]


def _why(rest: int, k: int) -> str:
    """Say why nothing is left out."""
    if rest == 0:
        return "no other outlet reports this story"
    if rest < k:
        return f"only {rest} other outlet{'s report' if rest > 1 else ' reports'} this story, and k={k}"
    return f"leaves out nothing that {k} other outlet{'s' if k > 1 else ''} report{'' if k > 1 else 's'}"


def _reported(
    tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, actors: frozenset[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Everything that is reported, one row per place; `wider` is the thing that a thing is a case of."""
    pieces = []
    if "mentions" in tables:
        pieces.append(_rows(tables["mentions"], "actor", tables["mentions"]["referent"]))
    if "references" in tables:
        pieces.append(_rows(tables["references"], "actor", tables["references"]["actor"]))
    pieces = [
        rows[rows["id"].isin(actors)].assign(name=rows["id"].map(lambda id_: f"{names.get(id_, id_)} mentioned"))
        for rows in pieces
    ]
    if "attributions" in tables:
        pieces.append(_sources(tables["attributions"], articles, names))
    if "claims" in tables:
        pieces += _claims(tables["claims"], actors, names)
    if "figures" in tables:
        pieces.append(_figures(tables["figures"], articles, names))
    rows = pd.concat(pieces, ignore_index=True)
    told = articles.set_index("article_id")
    rows = rows[rows["article_id"].isin(told.index)]
    lead = (rows["part"] == "title") | (rows["sentence"] < _LEAD)
    dates = told["date"] if "date" in told else pd.Series(pd.NaT, index=told.index)
    return rows.assign(
        story=rows["article_id"].map(told["story"]),
        lead=lead,
        date=rows["article_id"].map(dates),
        thing=rows["what"] + " " + rows["id"],
    )


def _rows(table: pd.DataFrame, what: str, ids: pd.Series) -> pd.DataFrame:
    """Take the places of an evidence table, for things with these ids."""
    return table[[*_PLACE, "outlet", "text"]].assign(what=what, id=ids.astype("str"), name=ids, wider="")


def _sources(rows: pd.DataFrame, articles: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Who is cited: a side, or by name where the kind of source says little."""
    rows = rows[rows["speaker"].notna() & ((rows["speaker"] != "other") | rows["speaker_name"].notna())]
    rows = rows.drop_duplicates(["article_id", "part", "attribution"]).rename(columns={"speaker_text": "text"})
    by_name = rows["speaker"].isin(_UNNAMED) & rows["speaker_name"].notna()
    story = rows["article_id"].map(articles.set_index("article_id")["story"])
    known = rows["speaker_name"].where(by_name).groupby(story).transform(_fullest)
    ids = rows["speaker"].where(~by_name, known)
    return _rows(rows, "source", ids).assign(name=ids.map(lambda id_: f"{names.get(id_, id_)} cited"))


def _fullest(given: pd.Series) -> pd.Series:
    """Write each name as the longest of which it is short, in one story."""
    longest = sorted(given.dropna().unique(), key=lambda name: (-len(name), name))
    return given.map({name: next(full for full in longest if shortens(name, full)) for name in longest})


def _claims(rows: pd.DataFrame, actors: frozenset[str], names: Mapping[str, str]) -> list[pd.DataFrame]:
    """Who is held responsible, or denied to be, and for harm to whom."""
    rows = rows[rows["target"].isin(actors)].rename(columns={"target_text": "text"})
    denied = rows["polarity"] == "deny"
    target = rows["target"].map(lambda id_: names.get(id_, id_)).astype("str")
    wide = _rows(rows, "claim", rows["target"] + denied.map({True: " denied", False: ""}))
    wide = wide.assign(name=target + denied.map({True: " said not to be responsible", False: " held responsible"}))
    to = rows["victim"].notna() & (rows["victim"] != "other")
    whom = rows["victim"].map(lambda id_: names.get(id_, id_), na_action="ignore").astype("str")
    case = wide.assign(
        wider="claim " + wide["id"], id=wide["id"] + " " + rows["victim"], name=wide["name"] + " for harm to " + whom
    )
    return [wide, case[to]]


def _figures(figures: pd.DataFrame, articles: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Numbers of the same thing."""
    rows = things(figures, articles)
    rows = rows[~rows["aside"]]
    counted = rows["counted"].map(lambda id_: names.get(id_, id_)).astype("str")
    ids = [dict.fromkeys(str(of).split()) for of in rows["whom"].fillna("")]
    words = [
        " ".join(names.get(id_, id_) for id_ in own if id_ != what)
        for own, what in zip(ids, rows["counted"], strict=True)
    ]
    whom = pd.Series(words, index=rows.index, dtype="str")
    over = rows["period"].notna().map({True: ", over time", False: ""})
    return _rows(rows, "figure", rows["thing"]).assign(
        name="how many " + counted + (": " + whom).where(whom != "", "") + over
    )
