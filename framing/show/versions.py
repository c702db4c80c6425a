"""The evidence of one story in rows, with one column per outlet: what show.story, the report and the handout print."""

from __future__ import annotations

import re
from collections import Counter
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

Rows = list[dict[str, Any]]
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
            Headline(plain(row["title"]) if isinstance(row["title"], str) and row["title"] else "no headline",
                     ", ".join(word for word in (date_of(row), f"{row['words']:,} words") if word),
                     link("article", row) if link else "")
            for row in articles[articles["outlet"].astype(str) == outlet].to_dict("records")
        ]
        for outlet in outlets
    ]  # fmt: skip
    blocks = [found.names(), found.blame(), found.sources(), found.omissions()]
    blocks[3:3] = [found.figures()] if result.has_figures else []
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
        raise FramingError(f"There is no story {story!r} among {len(known)}. {did_you_mean(str(story), known)}")
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
        groups = _grouped(_records(self._own(self.result.mentions)), "referent")
        lines = [
            Line(display(referent, self.names_of), [referent], self._cells(groups[referent], self._names_items))
            for referent in _ranked(groups, "label")
        ]
        lead = "Own words first; then those that stand in quotations, reported speech or scare quotes."
        return Block("What it is called", lead, lines)

    def _names_items(self, rows: Rows) -> list[Item]:
        groups = _grouped(rows, "voice", "stance", "label")
        items = []
        for key in sorted(groups, key=lambda key: (key[0] != "own", key[0] or "~", -len(groups[key]))):
            voice, stance, _ = key
            look = f"label st{self.stances.index(stance)}" if stance in self.stances else "label"
            over = "" if voice == "own" else display(voice or None, missing="not determined")
            text = _frequent(row["text"] for row in groups[key])[0]
            hits = self._hits("names", groups[key])
            items.append(Item(text, hits, look, display(stance, self.names_of), over=over))
        return items

    def blame(self) -> Block:
        """Say who is held responsible, on whose word, and in which words."""
        groups = _grouped(_records(distinct(self._own(self.result.claims))), "target")
        agentless = groups.pop("", [])
        lines = [Line(NOBODY, [], self._cells(agentless, self._agentless_items))] if agentless else []
        for target in _ranked(groups, "event"):
            cells = self._cells(groups[target], self._blame_items)
            lines.append(Line(display_actor(target, self.names_of), [target], cells))
        return Block("Who is held responsible", "Claims that somebody did harm, by whose word; denials beside.", lines)

    def _blame_items(self, rows: Rows) -> list[Item]:
        groups = _grouped(rows, "polarity", "source")
        items = []
        for key in sorted(groups, key=lambda key: (key[0] == "deny", -len(groups[key]))):
            way, source = key
            who = display(source or None, self.names_of, missing="somebody")
            own = "in its own words" if source == "outlet" else f"according to {who}"
            text = f"denied by {who}" if way == "deny" else own
            items.append(Item(text, self._hits("claims", groups[key]), small=self._words_of(groups[key])))
        return items

    def _agentless_items(self, rows: Rows) -> list[Item]:
        return [Item("harm without a doer", self._hits("claims", rows), small=self._words_of(rows))]

    def sources(self) -> Block:
        """Say who speaks, and how they are introduced."""
        table = self._own(self.result.attributions).drop_duplicates(["article_id", "part", "attribution"])
        groups = _grouped(_records(table), "speaker")
        order = sorted(_ranked(groups, "cue"), key=lambda speaker: (speaker == "", speaker == "other"))
        lines = [
            Line(display(speaker or None, self.names_of, missing=ELSE), _ids([speaker or None]),
                 self._cells(groups[speaker], self._source_items))
            for speaker in order
        ]  # fmt: skip
        return Block("Who speaks", "The verbs that introduce them, and by which name.", lines)

    def _source_items(self, rows: Rows) -> list[Item]:
        items = []
        for how, group in sorted(_grouped(rows, "cue_stance").items(), key=lambda pair: -len(pair[1])):
            verbs = _listed(str(row["cue"]).lower() for row in group if row["cue"]) or "quotation marks alone"
            who = _listed(row["speaker_text"] for row in group if row["speaker_text"])
            tag = "" if how == "neutral" else how
            items.append(Item(verbs, self._hits("sources", group), "cue", tag, who))
        return items

    def figures(self) -> Block:
        """Say which numbers cannot all be true, and on whose word each stands."""
        table = self.result.disputed_figures(story=self.story)
        names = table.attrs.get("names", {})
        lines = []
        for thing, rows in _grouped(_records(table), "thing").items():
            about = _ids(row["of_whom"] or None for row in rows)
            name = ", ".join(display(part, names) for part in thing.split(", "))
            lines.append(Line(name, about, self._cells(rows, self._figure_items)))
        return Block("Numbers that do not agree", "Each with its source; a number in grey contradicts no other.", lines)

    def _figure_items(self, rows: Rows) -> list[Item]:
        items = []
        for row in rows:
            source = "" if row["source"] == "outlet" else display(row["source"] or None, self.names_of, missing="")
            who = plain(row["source_text"]) or source
            look = "figure" if row["disputes"] else "figure agreed"
            hits = self._hits("figures", [row])
            items.append(Item(plain(row["text"]), hits, look, small=f"according to {who}" if who else ""))
        return items

    def omissions(self) -> Block:
        """Say what several outlets report, and who does not."""
        k = min(2, len(self.outlets) - 1)
        title = "What each leaves out"
        if not k:
            return Block(title, "", [])
        found = _records(self.result.omissions(story=self.story, k=k, each="sentence"))
        lines = []
        for (name, thing), rows in _grouped(found, "name", "thing").items():
            silent = {str(row["outlet"]) for row in rows}
            told = {(row["article_id"], row["part"], row["start"], row["end"]): row for row in rows}
            cells = self._cells([row | {"outlet": row["reported_by"]} for row in told.values()], self._told_items)
            for number, outlet in enumerate(self.outlets):
                if outlet in silent:
                    cells[number] = [Item("not reported", [], "silent")]
            about = [ident for ident in re.split(r",? ", thing) if ident in self.names_of]
            lines.append(Line(plain(name), about, cells))
        lines.sort(key=lambda line: -sum(bool(item.hits) for cell in line.cells for item in cell))
        lead = f"What {'two other outlets or more report' if k > 1 else 'the other outlet reports'} on this event."
        return Block(title, lead, lines)

    def _told_items(self, rows: Rows) -> list[Item]:
        return [Item("reported", self._hits("omissions", rows))]

    def _cells(self, rows: Rows, items: Callable[[Rows], list[Item]]) -> list[list[Item]]:
        """Make one cell per outlet."""
        by_outlet = _grouped(rows, "outlet")
        return [items(by_outlet[outlet]) if outlet in by_outlet else [] for outlet in self.outlets]

    def _words_of(self, rows: Rows) -> str:
        """List the words in the texts that rows of evidence stand on."""
        texts = (self.texts[str(row["article_id"])][row["part"]][row["start"] : row["end"]] for row in rows)
        return _listed(text.lower() for text in texts)

    def _hits(self, kind: str, rows: Rows) -> list[Hit]:
        """Cut sentences at their hits; where the page prints them anyway, a link is enough."""
        hits = []
        for row in rows:
            href = self.link(kind, row) if self.link else ""
            hits.append(Hit("", "", "", href) if href else self._cut(row))
        return hits

    def _cut(self, row: dict) -> Hit:
        text = self.texts[str(row["article_id"])][row["part"]]
        place = (str(row["article_id"]), row["part"], row["sentence"])
        start, end = self.sentences.get(place, (max(0, row["start"] - 120), row["end"] + 120))
        left, right = max(start, min(row["start"], end)), max(start, min(row["end"], end))
        return Hit(plain(text[start:left]), plain(text[left:right]), plain(text[right:end]), "")


def _records(table: pd.DataFrame) -> Rows:
    """Give the rows as dicts, with the empty text for what is missing."""
    filled = table.astype(object).where(table.notna(), "")
    return [{str(key): value for key, value in row.items()} for row in filled.to_dict("records")]


def _grouped(rows: Rows, *keys: str) -> dict[Any, Rows]:
    """Group rows by one value, or by several, in the order in which they first occur."""
    groups: dict[Any, Rows] = {}
    for row in rows:
        values = tuple(str(row[key]) for key in keys)
        groups.setdefault(values if len(keys) > 1 else values[0], []).append(row)
    return groups


def _ranked(groups: Mapping[str, Rows], choice: str) -> list[str]:
    """Order what is named: by most outlets first, then in most different ways, then most often."""

    def rank(key: str) -> tuple[int, int, int]:
        rows = groups[key]
        return -len({row["outlet"] for row in rows}), -len({row[choice] for row in rows}), -len(rows)

    return sorted(groups, key=rank)


def _frequent(texts: Iterable[object]) -> list[str]:
    """List the different texts, the most frequent first."""
    return [plain(text) for text, _ in Counter(texts).most_common()]


def _listed(texts: Iterable[object]) -> str:
    """Name the most frequent of some texts."""
    words = _frequent(texts)
    return ", ".join(words[:MOST_WORDS]) + (", …" if len(words) > MOST_WORDS else "")


def _ids(values: Iterable[object]) -> list[str]:
    """List the different ids, none for what is missing."""
    return list(dict.fromkeys(str(value) for value in values if pd.notna(value)))  # type: ignore[call-overload]
