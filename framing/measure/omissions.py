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
_FIRST = {"claim": 3, "figure": 2, "source": 1, "actor": 0}  # of two things that as many report
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
    >>> left[["outlet", "what", "name", "others", "of", "outlets"]].values.tolist()
    [['C', 'actor', 'russia mentioned', 2, 2, 'A, B']]
    """
    rows, kept = _reported(tables, articles, actors, story, names or {}), check_story(articles, story)
    left = _left_out(rows, kept, outlet, k)
    missing = left[left["thing"].notna()]
    told = rows.sort_values("lead", ascending=False, kind="stable").drop_duplicates(["story", "thing"])
    table = missing.merge(told[["story", *_THING, "text", *_PLACE]], on=["story", "thing"])
    own = kept.groupby(["story", "outlet"])["date"].max() if "date" in kept else pd.Series(dtype="datetime64[ns]")
    last = own.reindex(pd.MultiIndex.from_frame(table[["story", "outlet"]])).to_numpy()
    table = table.assign(note=pd.Series(table["date"] > last).map({True: "the others reported it later", False: ""}))
    table = table.assign(_what=table["what"].map(_FIRST))
    table = pd.concat([table, left[left["thing"].isna()].assign(_what=0)], ignore_index=True)
    order = ["story", "outlet", "others", "lead", "_what", "n"]
    table = table.sort_values(order, ascending=[True, True, False, False, False, False], kind="stable")
    counts = dict.fromkeys(["others", "of", "lead", "n", "articles"], "int64")
    words = dict.fromkeys(["what", "thing", "name", "outlets", "text", "article_id", "part", "note"], "str")
    table = table.astype(counts | words | dict.fromkeys(["sentence", "start", "end"], "Int64"))
    return table.rename(columns={"text": "example"})[_COLUMNS].reset_index(drop=True)


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
    left = omissions(tables, articles, actors, story=story, outlet=outlet, k=k, names=names)
    left = left[left["thing"].notna()].assign(_rank=range(left["thing"].notna().sum()))
    rows = _reported(tables, articles, actors, story, names or {}).rename(columns={"outlet": "reported_by"})
    told = left[["story", "outlet", "thing", "_rank"]].merge(rows, on=["story", "thing"])
    told = told.sort_values(["_rank", "reported_by"], kind="stable")
    return told[["story", "outlet", *_THING, "reported_by", "text", *_PLACE]].reset_index(drop=True)


def _left_out(rows: pd.DataFrame, kept: pd.DataFrame, outlet: str | None, k: int) -> pd.DataFrame:
    """One row per story, outlet, and thing that `k` others report; one without a thing where there is none."""
    if k < 1:
        raise FramingError(f"k={k}: at least one other outlet must report what is left out; give 1 or more.")
    places = kept[["story", "outlet"]].drop_duplicates().sort_values(["story", "outlet"])
    places["of"] = places.groupby("story")["outlet"].transform("size") - 1
    if outlet is not None:
        wanted = places[places["outlet"] == outlet]
        if wanted.empty:
            known = sorted(places["outlet"].unique())
            raise FramingError(f"{outlet!r} has no article on {_named(kept)}. {did_you_mean(outlet, known)}")
        places = wanted
    groups = rows.groupby(["story", "thing"], sort=False)
    things = groups.agg(others=("outlet", "nunique"), n=("what", "size"), articles=("article_id", "nunique"),
                        wider=("wider", "first"), date=("date", "min"))  # fmt: skip
    by = rows[["story", "thing", "outlet"]].drop_duplicates().sort_values("outlet", kind="stable")
    lead = rows[rows["lead"]].groupby(["story", "thing"])["outlet"].nunique()
    names = by.groupby(["story", "thing"])["outlet"].agg(", ".join)
    things = things.assign(lead=lead.reindex(things.index).fillna(0), outlets=names).query("others >= @k").reset_index()
    pairs = places.merge(things, on="story").merge(by.assign(_has=True), on=["story", "thing", "outlet"], how="left")
    pairs = pairs[pairs["_has"].isna()].drop(columns="_has")
    wide = pairs[["story", "outlet", "thing"]].rename(columns={"thing": "wider"}).assign(_wide=True)
    pairs = pairs.merge(wide, on=["story", "outlet", "wider"], how="left")
    pairs = pairs[pairs["_wide"].isna()]  # blames nobody: not once more for harm to whom
    bare = places.merge(
        pairs[["story", "outlet"]].drop_duplicates().assign(_any=True), how="left", on=["story", "outlet"]
    )
    bare = bare[bare["_any"].isna()].assign(others=0, lead=0, n=0, articles=0)
    bare = bare.assign(note=[_why(rest, k) for rest in bare["of"]])
    return pd.concat([pairs, bare], ignore_index=True).drop(columns=["_wide", "_any", "wider"], errors="ignore")


def _named(kept: pd.DataFrame) -> str:
    """Name the one story, or say that there are several."""
    return f"the story {kept['story'].iloc[0]!r}" if kept["story"].nunique() == 1 else "any of these stories"


def _why(rest: int, k: int) -> str:
    """Say why nothing is left out."""
    if rest == 0:
        return "no other outlet reports this story"
    if rest < k:
        return f"only {rest} other outlet{'s report' if rest > 1 else ' reports'} this story, and k={k}"
    return f"leaves out nothing that {k} other outlet{'s' if k > 1 else ''} report{'' if k > 1 else 's'}"


def _reported(
    tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, actors: Iterable[str], story: str | None,
    names: Mapping[str, str],
) -> pd.DataFrame:  # fmt: skip
    """Everything that is reported, one row per place; `wider` is the thing that a thing is a case of."""
    kept, known = check_story(articles, story), frozenset(actors)
    tables = {name: rows[rows["article_id"].isin(kept["article_id"])] for name, rows in tables.items()}
    pieces = []
    for name, column in (("mentions", "referent"), ("references", "actor")):
        if name in tables:
            rows = _rows(tables[name], "actor", tables[name][column])
            rows = rows[rows["id"].isin(known)]
            pieces.append(rows.assign(name=rows["id"].map(lambda id_: f"{names.get(id_, id_)} mentioned")))
    if "attributions" in tables:
        pieces.append(_sources(tables["attributions"], kept, names))
    if "claims" in tables:
        pieces += _claims(tables["claims"], known, names)
    if "figures" in tables:
        pieces.append(_figures(tables["figures"], kept, names))
    rows = pd.concat(pieces, ignore_index=True)
    told = kept.set_index("article_id")
    lead = (rows["part"] == "title") | (rows["sentence"] < _LEAD)
    dates = told["date"] if "date" in told else pd.Series(pd.NaT, index=told.index)
    where = {"story": rows["article_id"].map(told["story"]), "date": rows["article_id"].map(dates)}
    return rows.assign(lead=lead, thing=rows["what"] + " " + rows["id"], **where)


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
