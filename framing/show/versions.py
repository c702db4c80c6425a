"""The evidence of one story in rows, with one column per outlet: what show.story, the report and the handout print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import distinct
from framing.show.article import date_of, stances_of
from framing.show.words import ELSE, NOBODY, display, display_actor, plain

__all__ = ["Block", "Hit", "Item", "Line", "Versions", "compose"]

MOST_WORDS = 4  #: named beside an item

Link = Callable[[str, Mapping[str, Any]], str]  #: from a kind of evidence and one of its rows to where it is printed


class Hit(NamedTuple):
    """A sentence with its hit, and where the page prints it, if it does."""

    before: str
    hit: str
    after: str
    href: str


class Item(NamedTuple):
    """One choice of an outlet: how it reads, how it looks, what kind it is, and the sentences it stands in.

    `over` is said once over all items of its kind that follow each other.
    """

    text: str
    hits: list[Hit]
    css: str = ""
    tag: str = ""
    small: str = ""
    over: str = ""


class Line(NamedTuple):
    """One row: whom or what it is about, and each outlet's items."""

    name: str
    about: Sequence[str]
    cells: list[list[Item]]


class Block(NamedTuple):
    """The rows of one idea."""

    title: str
    lead: str
    lines: list[Line]


class Headline(NamedTuple):
    """How one article of the story is headed."""

    title: str
    where: str
    href: str


@dataclass(frozen=True)
class Versions:
    """All that the page says about one story, outlet by outlet."""

    name: str
    outlets: list[str]
    headlines: list[list[Headline]]
    blocks: list[Block]


def compose(result: Any, story: object, *, link: Link | None = None) -> Versions:
    """Sort the evidence of one story into rows and one column per outlet.

    Parameters
    ----------
    result : Analysis
    story : str
    link : callable, optional
        Says where a page prints the sentence of a row of evidence; without it sentences come along.
    """
    articles = _articles_of(result, story)
    outlets = sorted(articles["outlet"].astype(str).unique())
    found = _Found(result, articles, outlets, link)
    headlines = [
        [
            Headline(plain(row["title"]) if isinstance(row["title"], str) and row["title"] else "untitled",
                     ", ".join(word for word in (date_of(row), f"{row['words']:,} words") if word),
                     link("article", row) if link else "")
            for row in articles[articles["outlet"].astype(str) == outlet].to_dict("records")
        ]
        for outlet in outlets
    ]  # fmt: skip
    blocks = [found.names(), found.blame(), found.sources(), found.figures(), found.omissions()]
    return Versions(plain(story), [plain(o) for o in outlets], headlines, [block for block in blocks if block.lines])


def _articles_of(result: Any, story: object) -> pd.DataFrame:
    """Return the articles of one story."""
    articles = result.articles
    known = [str(s) for s in articles["story"].dropna().unique()] if "story" in articles else []
    if not known:
        raise FramingError(
            "these articles carry no stories: give them a column 'story', the same word for all reports of one event."
        )
    if str(story) not in known:
        raise FramingError(f"There is no story {story!r} among {len(known)}. {did_you_mean(story, known)}")
    return articles[articles["story"].astype("str") == str(story)]


class _Found:
    """The evidence of the articles of one story."""

    def __init__(self, result: Any, articles: pd.DataFrame, outlets: list[str], link: Link | None) -> None:
        self.result, self.outlets, self.link = result, outlets, link
        self.story = articles["story"].iloc[0]
        self.names_of = result.lexicon.names
        self.stances = list(stances_of(result))
        self.texts = {str(row["article_id"]): row for row in articles.to_dict("records")}
        sentences = self._own(result.sentences)
        places = sentences[["article_id", "part", "sentence", "start", "end"]].itertuples(index=False)
        self.sentences = {(str(a), part, number): (start, end) for a, part, number, start, end in places}

    def _own(self, table: pd.DataFrame) -> pd.DataFrame:
        return table[table["article_id"].astype("str").isin(list(self.texts))]

    def names(self) -> Block:
        """Say what everybody is called: first whom most outlets name, and name differently."""
        rows = self._own(self.result.mentions)
        lines = []
        for referent in _ranked(rows, "referent", "label"):
            name = display(referent, self.names_of)
            lines.append(Line(name, [referent], self._cells(rows[rows["referent"] == referent], self._names_items)))
        lead = "Own words first; then those that stand in quotations, reported speech or scare quotes."
        return Block("What it is called", lead, lines)

    def _names_items(self, rows: pd.DataFrame) -> list[Item]:
        order = {"own": 0}
        rows = rows.assign(how=rows["voice"].fillna("not determined"))
        groups = sorted(rows.groupby(["how", "stance", "label"], sort=False),
                        key=lambda pair: (order.get(pair[0][0], 1), pair[0][0], -len(pair[1])))  # fmt: skip
        items = []
        for (how, stance, _), group in groups:
            look = f"label st{self.stances.index(stance)}" if stance in self.stances else "label"
            text, over = plain(group["text"].value_counts().index[0]), "" if how == "own" else display(how)
            items.append(Item(text, self._hits("names", group), look, display(stance, self.names_of), over=over))
        return items

    def blame(self) -> Block:
        """Say who is held responsible, on whose word, and in which words."""
        rows = distinct(self._own(self.result.claims))
        blamed = _ranked(rows[rows["target"].notna()], "target", "event")
        lines = []
        for target in blamed:
            cells = self._cells(rows[rows["target"] == target], self._blame_items)
            lines.append(Line(display_actor(target, self.names_of), [target], cells))
        if rows["target"].isna().any():
            cells = self._cells(rows[rows["target"].isna()], self._agentless_items)
            lines.append(Line(NOBODY, [], cells))
        return Block("Who is held responsible", "Claims that somebody did harm, by whose word; denials beside.", lines)

    def _blame_items(self, rows: pd.DataFrame) -> list[Item]:
        items = []
        rows = rows.assign(by=rows["source"].fillna(""), way=rows["polarity"].fillna("blame"))
        groups = sorted(rows.groupby(["way", "by"], sort=False), key=lambda pair: (pair[0][0], -len(pair[1])))
        for (way, source), group in groups:
            who = display(source, self.names_of) if source else "somebody"
            own = source == "outlet"
            text = f"denied by {who}" if way == "deny" else "in its own words" if own else f"according to {who}"
            items.append(Item(text, self._hits("claims", group), small=_words(group["event"])))
        return items

    def _agentless_items(self, rows: pd.DataFrame) -> list[Item]:
        return [Item("harm without a doer", self._hits("claims", rows), small=_words(rows["event"]))]

    def sources(self) -> Block:
        """Say who speaks, and how they are introduced."""
        rows = self._own(self.result.attributions).drop_duplicates(["article_id", "part", "attribution"])
        lines = []
        for speaker in _ranked(rows[rows["speaker"].notna()], "speaker", "cue"):
            name = display(speaker, self.names_of)
            lines.append(Line(name, [speaker], self._cells(rows[rows["speaker"] == speaker], self._source_items)))
        if rows["speaker"].isna().any():
            lines.append(Line(ELSE, [], self._cells(rows[rows["speaker"].isna()], self._source_items)))
        return Block("Who speaks", "The verbs that introduce them, and by which name.", lines)

    def _source_items(self, rows: pd.DataFrame) -> list[Item]:
        rows = rows.assign(how=rows["cue_stance"].fillna(""))
        items = []
        for how, group in sorted(rows.groupby("how", sort=False), key=lambda pair: -len(pair[1])):
            verbs = _words(group["cue"]) or "quotation marks alone"
            tag = how if how not in ("", "neutral") else ""
            items.append(Item(verbs, self._hits("sources", group), "cue", tag, _words(group["speaker_text"])))
        return items

    def figures(self) -> Block:
        """Say which numbers cannot all be true, and on whose word each stands."""
        rows = self.result.disputed_figures(story=self.story)
        lines = []
        for thing, own in rows.groupby("thing", sort=False):
            cells = self._cells(own, self._figure_items)
            lines.append(Line(_thing("figure", str(thing), self.names_of), _ids(own["of_whom"]), cells))
        return Block("Numbers that do not agree", "Each with its source; a number in grey contradicts no other.", lines)

    def _figure_items(self, rows: pd.DataFrame) -> list[Item]:
        items = []
        for row in rows.to_dict("records"):
            source = "" if row["source"] == "outlet" else display(row["source"], self.names_of, missing="")
            who = plain(row["source_text"]) if pd.notna(row["source_text"]) else source
            look = "figure" if row["disputes"] else "figure agreed"
            items.append(Item(plain(row["text"]), [self._hit("figures", row)], look, small=who and f"according to {who}"))
        return items

    def omissions(self) -> Block:
        """Say what several outlets report, and who does not."""
        k = min(2, len(self.outlets) - 1)
        title = "What each leaves out"
        if not k:
            return Block(title, "", [])
        rows = self.result.omissions(story=self.story, k=k, each="sentence")
        lines = []
        for (what, thing), own in rows.groupby(["what", "thing"], sort=False):
            silent = [str(outlet) for outlet in own["outlet"].unique()]
            told = own.rename(columns={"outlet": "silent", "reported_by": "outlet"})
            told = told.drop_duplicates(["article_id", "part", "start", "end"])
            cells = self._cells(told, lambda found: [Item("reported", self._hits("omissions", found))])
            for number, outlet in enumerate(self.outlets):
                if outlet in silent:
                    cells[number] = [Item("not reported", [], "silent")]
            lines.append(Line(_thing(str(what), str(thing), self.names_of), _ids(re.split(r", | -> ", str(thing))), cells))
        lead = f"What {'two other outlets or more report' if k > 1 else 'the other outlet reports'} on this event."
        return Block(title, lead, sorted(lines, key=lambda line: -sum(bool(i.hits) for cell in line.cells for i in cell)))

    def _cells(self, rows: pd.DataFrame, items: Callable[[pd.DataFrame], list[Item]]) -> list[list[Item]]:
        """Make one cell per outlet."""
        by_outlet = {str(outlet): group for outlet, group in rows.groupby("outlet", sort=False)}
        return [items(by_outlet[outlet]) if outlet in by_outlet else [] for outlet in self.outlets]

    def _hits(self, kind: str, rows: pd.DataFrame) -> list[Hit]:
        return [self._hit(kind, row) for row in rows.to_dict("records")]

    def _hit(self, kind: str, row: dict) -> Hit:
        """Cut a sentence at its hit; where the page prints it anyway, a link is enough."""
        href = self.link(kind, row) if self.link else ""
        if href:
            return Hit("", "", "", href)
        text = self.texts[str(row["article_id"])][row["part"]]
        place = (str(row["article_id"]), row["part"], row["sentence"])
        start, end = self.sentences.get(place, (max(0, row["start"] - 120), row["end"] + 120))
        left, right = max(start, min(row["start"], end)), max(start, min(row["end"], end))
        return Hit(*(plain(text[a:b]) for a, b in ((start, left), (left, right), (right, end))), "")


def _ranked(rows: pd.DataFrame, key: str, choice: str) -> Iterable[str]:
    """Order what is named: by most outlets first, then in most different ways, then most often."""
    sizes = rows.groupby(key).agg(outlets=("outlet", "nunique"), ways=(choice, "nunique"), n=("outlet", "size"))
    return list(sizes.sort_values(["outlets", "ways", "n"], ascending=False, kind="stable").index)


def _words(column: pd.Series) -> str:
    """List the different words of a column, the most frequent first."""
    words = [plain(word) for word in column.dropna().str.lower().value_counts().index]
    return ", ".join(words[:MOST_WORDS]) + (", …" if len(words) > MOST_WORDS else "")


def _ids(values: Iterable[object]) -> list[str]:
    """List the different ids, none for what is missing."""
    return list(dict.fromkeys(str(value) for value in values if pd.notna(value)))  # type: ignore[call-overload]


_KINDS = {"actor": "{} is named", "source": "{} is cited", "figure": "a number: {}"}


def _thing(what: str, thing: str, names: Mapping[str, str]) -> str:
    """Write what is left out, or counted, in words.

    Examples
    --------
    >>> _thing("claim", "syrian_army, denied -> turkey", {"turkey": "Turkey"})
    'syrian army denies harm to Turkey'
    """
    who, _, whom = thing.partition(" -> ")
    if what == "claim":
        actor = display_actor(who.removesuffix(", denied"), names)
        verb = "denies harm" if who.endswith(", denied") else "held responsible for harm"
        return f"{actor} {verb}" + (f" to {display_actor(whom, names)}" if whom else "")
    said = ", ".join(display(part, names) for part in thing.split(", "))
    return _KINDS.get(what, "{}").format(said)
