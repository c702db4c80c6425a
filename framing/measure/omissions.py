"""Omissions: what several other outlets report on a story, and one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.figures import check_story, things
from framing.measure.groups import check_choice

__all__ = ["omissions"]

#: What can be left out.
WHAT = ("actor", "source", "claim", "figure")
_LEAD = 3  # sentences that open a text
_PLACE = ["article_id", "outlet", "part", "sentence", "start", "end"]
_COLUMNS = ["story", "outlet", "what", "thing", "others", "of", "outlets", "lead", "n", "articles", "example",
            "article_id", "part", "sentence", "start", "end", "note"]  # fmt: skip
_SENTENCES = ["story", "outlet", "what", "thing", "reported_by", "text", "article_id", "part", "sentence", "start", "end"]


def omissions(
    tables: dict[str, pd.DataFrame],
    articles: pd.DataFrame,
    actors: Iterable[str],
    *,
    story: str | None = None,
    outlet: str | None = None,
    k: int = 2,
    each: str = "thing",
) -> pd.DataFrame:
    """Give what at least `k` other outlets report on a story and an outlet does not.

    Looked at are **actors** (named, by label or otherwise), **sources** (cited), **claims** (a target held responsible
    or denying it, by anybody) and **figures** (a number of the same thing, whatever the number).

    Parameters
    ----------
    tables : dict of DataFrame
        Evidence tables: mentions, references, attributions, claims, figures.
    articles : DataFrame
        With ``article_id, outlet, story``.
    actors : iterable of str
        Ids of the lexicon's actors.
    story, outlet : str, optional
        Only this story; only what this outlet leaves out.
    k : int
        How many other outlets must report it.
    each : {"thing", "sentence"}
        One row per thing left out, or one per place where another outlet reports it.

    Returns
    -------
    DataFrame
        Ranked by how many others have it, how many of them in the title or the first three sentences, and how often.
        For things: ``story, outlet`` (that leaves it out), ``what, thing, others`` (outlets that report it), ``of``
        (other outlets on the story), ``outlets`` (their names), ``lead`` (how many of them open with it), ``n,
        articles`` (places and articles), the first and most prominent of them: ``example`` (its words), ``article_id,
        part, sentence, start, end``; and ``note``. An outlet that leaves nothing out has one row without a thing, and
        the note says so. For sentences: ``story, outlet, what, thing, reported_by, text`` and the place.

    Raises
    ------
    FramingError
        If no article has a story, `story` or `outlet` is unknown, or `k` is below 1.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["A", "B", "C"], "story": "s"})
    >>> place = {"part": "text", "sentence": 0, "start": 0, "end": 6}
    >>> references = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "text": "Moscow",
    ...                            "actor": "russia"} | place)
    >>> left = omissions({"references": references}, articles, ["russia"])
    >>> left[["outlet", "what", "thing", "others", "of", "outlets"]].iloc[-1].tolist()
    ['C', 'actor', 'russia', 2, 2, 'A, B']
    """
    check_choice("each", each, ("thing", "sentence"))
    if k < 1:
        raise FramingError(f"k={k}: at least one other outlet must report what is left out; give 1 or more.")
    kept = check_story(articles, story)
    if outlet is not None and outlet not in set(articles["outlet"]):
        raise FramingError(f"there is no outlet {outlet!r}. {did_you_mean(outlet, sorted(articles['outlet'].unique()))}")
    found = _reported(tables, kept, set(actors))
    pieces = []
    for name, own in kept.groupby("story", sort=True):
        outlets = sorted(own["outlet"].unique())
        rows = found[found["story"] == name]
        for mine in outlets:
            if outlet is None or mine == outlet:
                pieces.append(_left_out(rows, str(name), mine, outlets, k, each))
    if not pieces:
        raise FramingError(f"{outlet!r} has no article on {'the story ' + repr(story) if story else 'any story'}.")
    return pd.concat(pieces, ignore_index=True)


def _left_out(rows: pd.DataFrame, story: str, outlet: str, outlets: list[str], k: int, each: str) -> pd.DataFrame:
    """What one outlet leaves out of one story."""
    rest = len(outlets) - 1
    mine = set(rows.loc[rows["outlet"] == outlet, "key"])
    others = rows[(rows["outlet"] != outlet) & ~rows["key"].isin(mine)]
    groups = others.groupby("key", sort=False)
    lead = others[others["lead"]].groupby("key")["outlet"].nunique()
    table = groups.agg(
        what=("what", "first"), thing=("thing", "first"), others=("outlet", "nunique"),
        outlets=("outlet", lambda names: ", ".join(sorted(set(names)))), n=("thing", "size"),
        articles=("article_id", "nunique"),
    )  # fmt: skip
    table = table.assign(lead=lead.reindex(table.index).fillna(0).astype("int64"))
    table = table[table["others"] >= k]
    table = table.sort_values(["others", "lead", "n"], ascending=False, kind="stable")
    if each == "sentence":
        order = {key: at for at, key in enumerate(table.index)}
        told = others[others["key"].isin(order)]
        told = told.assign(_rank=told["key"].map(order)).sort_values(["_rank", "outlet"], kind="stable")
        told = told.rename(columns={"outlet": "reported_by"}).assign(story=story, outlet=outlet)
        return told[_SENTENCES]
    best = others.sort_values("lead", ascending=False, kind="stable").drop_duplicates("key").set_index("key")
    places = best[["text", "article_id", "part", "sentence", "start", "end"]].rename(columns={"text": "example"})
    table = table.join(places).assign(story=story, outlet=outlet, of=rest, note="").reset_index(drop=True)
    if table.empty:
        blank = dict.fromkeys(_COLUMNS) | {"story": story, "outlet": outlet, "of": rest, "others": 0, "lead": 0,
                                           "n": 0, "articles": 0, "note": _why(rest, k)}  # fmt: skip
        table = pd.DataFrame([blank]).astype({c: table[c].dtype for c in _COLUMNS if c not in ("sentence", "start", "end")})
        table = table.astype({c: "Int64" for c in ("sentence", "start", "end")})
    return table.astype({c: "Int64" for c in ("sentence", "start", "end")})[_COLUMNS]


def _why(rest: int, k: int) -> str:
    if rest == 0:
        return "no other outlet reports this story"
    if rest < k:
        return f"only {rest} other outlet{'s' if rest > 1 else ''} on this story, and k={k} are asked for"
    return f"leaves out nothing that {k} others report"


def _reported(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, actors: set[str]) -> pd.DataFrame:
    """Everything that is reported, one row per place: story, outlet, what, thing, key, lead and where."""
    pieces = [read(tables, articles, actors) for read in (_actors, _sources, _claims, _figures)]
    rows = pd.concat([piece for piece in pieces if len(piece)] or pieces, ignore_index=True)
    stories = articles.set_index("article_id")["story"]
    rows = rows[rows["article_id"].isin(stories.index)]
    lead = (rows["part"] == "title") | (rows["sentence"] < _LEAD)
    return rows.assign(story=rows["article_id"].map(stories), lead=lead, key=rows["what"] + ": " + rows["thing"])


def _piece(rows: pd.DataFrame, what: str, thing: pd.Series) -> pd.DataFrame:
    text = rows["text"] if "text" in rows else thing
    return rows[_PLACE].assign(what=what, thing=thing, text=text)


def _actors(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, actors: set[str]) -> pd.DataFrame:
    pieces = []
    for name, column in (("mentions", "referent"), ("references", "actor")):
        if name in tables:
            rows = tables[name][tables[name][column].isin(actors)]
            pieces.append(_piece(rows, "actor", rows[column]))
    return pd.concat(pieces) if pieces else _nothing()


def _sources(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, actors: set[str]) -> pd.DataFrame:
    if "attributions" not in tables:
        return _nothing()
    rows = tables["attributions"]
    rows = rows[rows["speaker"].notna() & (rows["speaker"] != "other") | rows["speaker_name"].notna()]
    rows = rows.drop_duplicates(["article_id", "part", "attribution"])
    thing = rows["speaker_name"].where(rows["speaker"].isin(["other", "observers", "media"]) & rows["speaker_name"].notna(), rows["speaker"])
    return _piece(rows, "source", thing).assign(text=rows["speaker_text"])


def _claims(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, actors: set[str]) -> pd.DataFrame:
    if "claims" not in tables:
        return _nothing()
    rows = tables["claims"]
    rows = rows[rows["target"].isin(actors)]
    thing = rows["target"].where(rows["polarity"] != "deny", rows["target"] + ", denied")
    whom = rows["victim"].where(rows["victim"] != "other")
    return _piece(rows, "claim", thing + (" -> " + whom).fillna("")).assign(text=rows["target_text"])


def _figures(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, actors: set[str]) -> pd.DataFrame:
    if "figures" not in tables:
        return _nothing()
    rows = things(tables["figures"], articles)
    return _piece(rows, "figure", rows["thing"])


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_PLACE, "what", "thing", "text"])


_Reader = Callable[[dict[str, pd.DataFrame], pd.DataFrame, set[str]], pd.DataFrame]
