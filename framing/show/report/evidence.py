"""The evidence register of the report: every sentence behind every number, under an anchor for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.measure.agency import events
from framing.measure.blame import distinct
from framing.show.page import Html
from framing.show.report.filters import Filters
from framing.show.words import ELSE, NOBODY, display, display_actor, plain

__all__ = ["MOST_ARTICLES", "MOST_DETAILED", "MOST_SENTENCES", "MOST_WORDS", "Entry", "Evidence", "Group"]

_ABOUT = ("referent", "target", "victim", "speaker")

MOST_ARTICLES = 200  #: printed in full, and of more no more than hold
MOST_WORDS = 90_000  #: words
MOST_DETAILED = 30  #: outlets whose sentences stand under each cell where there are more cells than sentences to show
MOST_SENTENCES = 1000  #: in the whole register; beyond that each group shows only some of its own


class Entry(NamedTuple):
    """A sentence with its hit, and where it stands; it has an anchor where no article is printed to lead to."""

    anchor: str
    before: str
    hit: str
    after: str
    href: str
    where: str
    remark: str


@dataclass
class Group:
    """The sentences of one cell of a table, or a heading over such groups."""

    anchor: str
    heading: str
    groups: list[Group] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    left_out: int = 0
    back: str = ""
    marks: Html = Html("")


class Evidence:
    """All evidence of an analysis, in chapters of nested groups; `link` finds the group behind a cell.

    Parameters
    ----------
    result : Analysis
    with_articles : bool
        Whether the report prints the articles, so that sentences can link to them.
    first : iterable of str
        The articles to print first where not all are.
    """

    def __init__(self, result: Any, *, with_articles: bool, first: Iterable[object] = ()) -> None:
        self.names: dict[str, str] = result.lexicon.names
        self.filters = Filters(result)
        self._anchors: dict[tuple, str] = {}
        self._places: dict[tuple, str] = {}
        self._with_articles = with_articles
        ordered = result.articles.sort_values("outlet", kind="stable")
        self.articles = {
            str(row["article_id"]): row | {"number": number, "anchor": f"a{number}"}
            for number, row in enumerate(ordered.to_dict("records"), 1)
        }
        self.shown: set[str] = set()
        self._words = 0
        for ident in first:
            self._print(str(ident))
        self._sentences = {
            (str(article), part, number): (start, end)
            for article, part, number, start, end in result.sentences[
                ["article_id", "part", "sentence", "start", "end"]
            ].itertuples(index=False)
        }
        self.by_voice = bool(result.has_syntax)
        keys = ["voice", "referent", "stance"] if self.by_voice else ["referent", "stance", "voice"]
        chapters = {
            "names": (result.mentions, ["outlet", *keys]),
            "claims": (_by_way(result.claims), ["outlet", "target", "way"]),
            "agency": (_by_form(result.claims), ["outlet", "victim", "doer", "how"]),
            "sources": (_cited(result.attributions), ["outlet", "speaker", "kind"]),
        }
        self.brief: set[str] = set()  #: outlets whose sentences stand in one group
        sizes = self._sizes(chapters.values())
        if len(sizes) > MOST_SENTENCES:
            counts = result.articles["outlet"].value_counts()
            self.brief = {str(outlet) for outlet in counts.index[MOST_DETAILED:]}
            sizes = self._sizes(chapters.values())
        self.sampled = bool(sizes.sum() > MOST_SENTENCES)
        self._kept = _largest(sizes) if self.sampled else 0
        self.chapters = {name: self._chapter(name, rows, keys) for name, (rows, keys) in chapters.items()}
        if len(self.articles) <= MOST_ARTICLES:
            self.shown = set(self.articles)

    def link(self, *key: Any) -> str:
        """Return the link to the group of that key, or to the nearest group over it; empty if there is none."""
        path = tuple("" if pd.isna(part) else str(part) for part in key)
        while len(path) > 1:
            if path in self._anchors:
                return f"#{self._anchors[path]}"
            path = path[:-1]
        return ""

    def exact(self, *key: Any) -> str:
        """Return the link to the group of exactly that key; empty if there is none."""
        path = tuple("" if pd.isna(part) else str(part) for part in key)
        return f"#{self._anchors[path]}" if path in self._anchors else ""

    def of_labels(self, outlet: str, referent: Any = None, stance: Any = None) -> str:
        """Return the link to the labels in the outlet's own words, or in any voice where voice is not known."""
        rest = [part for part in (referent, stance) if part is not None]
        return self.link("names", outlet, "own", *rest) if self.by_voice else self.link("names", outlet, *rest)

    def of_voice(self, outlet: str, voice: str) -> str:
        """Return the link to the labels in one voice."""
        return self.link("names", outlet, voice) if self.by_voice else self.link("names", outlet)

    def of_article(self, ident: object) -> str:
        """Return the link to an annotated article; empty where it is not printed."""
        shown = self._with_articles and str(ident) in self.shown
        return f"#{self.articles[str(ident)]['anchor']}" if shown else ""

    def place(self, chapter: str, row: Mapping[str, Any]) -> str:
        """Return the link to the very sentence of one row of evidence; empty where the report does not print it."""
        return self._places.get((chapter, *_place(row)), "") or self._printed(row)

    def lead_back(self, rows: Iterable[tuple[str, str]], sections: Mapping[str, str]) -> None:
        """Let each group lead back to the first row of a table that leads to it, else to where its outer one does.

        Parameters
        ----------
        rows : iterable of (anchor of the row, anchor of the group)
        sections : mapping
            The section behind each chapter, where groups lead that no row leads to.
        """
        first: dict[str, str] = {}
        for row, group in rows:
            first.setdefault(group, row)
        for chapter, groups in self.chapters.items():
            _lead_back(groups, first, sections[chapter])

    def _chapter(self, chapter: str, rows: pd.DataFrame, keys: Sequence[str]) -> list[Group]:
        """Nest the rows by `keys`; each group gets an anchor, the innermost its sentences."""
        blocks: dict[tuple, list[dict]] = {}
        within: dict[tuple, set[str]] = {}
        about = next(number for number, key in enumerate(keys) if key in _ABOUT)
        for row in rows.to_dict("records"):
            path = tuple("" if pd.isna(row[key]) else str(row[key]) for key in keys)
            cell = path[:1] if path[0] in self.brief else path
            blocks.setdefault(cell, []).append(row)
            for depth in range(1, len(cell) + 1):
                within.setdefault(cell[:depth], set()).add(path[about])
        order = {path: number for number, path in enumerate(within)}
        groups: dict[tuple, Group] = {(): Group("", "")}
        for path in sorted(blocks, key=lambda path: [order[path[:depth]] for depth in range(1, len(path) + 1)]):
            for depth in range(1, len(path) + 1):
                key = path[:depth]
                if key not in groups:
                    anchor = self._anchors[(chapter, *key)] = f"{chapter[0]}{chapter[-2]}{order[key]}"
                    groups[key] = Group(anchor, self._heading(keys[depth - 1], key[-1]))
                    known = within[key] if depth <= about + 1 else None  # said once is enough
                    groups[key].marks = self.filters.marks(*key[: depth == 1], about=known)
                    groups[key[:-1]].groups.append(groups[key])
            picked = self._pick(blocks[path])
            groups[path].entries = [self._entry(chapter, row) for row in picked]
            groups[path].left_out = len(blocks[path]) - len(picked)
        return groups[()].groups

    def _heading(self, key: str, value: str) -> str:
        """Name a group for readers."""
        if key == "outlet":
            return plain(value)
        missing = {"target": NOBODY, "victim": "no victim named", "speaker": ELSE}
        shown = display_actor if key in ("target", "victim") else display
        name = shown(value, self.names) if value else missing.get(key, "not determined")
        return f"harm to {name}" if key == "victim" and value else name

    def _pick(self, rows: list[dict]) -> list[dict]:
        """Take all rows, or, of much evidence, a few, from articles that are shown anyway where there are enough."""
        if not self.sampled or len(rows) <= self._kept:
            picked = rows
        else:
            inside = [row for row in rows if str(row["article_id"]) in self.shown]
            picked = (inside if len(inside) >= self._kept else rows[:: len(rows) // self._kept])[: self._kept]
        for row in picked:
            self._print(str(row["article_id"]))
        return picked

    def _print(self, ident: str) -> None:
        """Print an article in full if there is room for it."""
        words = len(str(self.articles[ident]["text"]).split()) if ident not in self.shown else 0
        if words and len(self.shown) < MOST_ARTICLES and self._words + words <= MOST_WORDS:
            self.shown.add(ident)
            self._words += words

    def _sizes(self, chapters: Iterable[tuple[pd.DataFrame, Sequence[str]]]) -> np.ndarray:
        """Count the sentences of each group that will show some."""
        sizes = []
        for rows, keys in chapters:
            brief = rows["outlet"].astype("str").isin(self.brief)
            sizes += [rows[~brief].groupby(list(keys), dropna=False).size(), rows[brief].groupby("outlet").size()]
        return np.concatenate(sizes)

    def _entry(self, chapter: str, row: dict) -> Entry:
        """Cut the hit's sentence at the hit, and say where it stands."""
        article = self.articles[str(row["article_id"])]
        text = article[row["part"]]
        start, end = self._sentences.get(
            (str(row["article_id"]), row["part"], row["sentence"]), (max(0, row["start"] - 120), row["end"] + 120)
        )
        left, right = max(start, min(row["start"], end)), max(start, min(row["end"], end))
        href = self._printed(row)
        anchor = "" if href else f"e{len(self._places)}"
        if not href:
            self._places[(chapter, *_place(row))] = f"#{anchor}"
        where = f"article {article['number']}" + (", headline" if row["part"] == "title" else "")
        before, hit, after = (plain(text[a:b]) for a, b in ((start, left), (left, right), (right, end)))
        return Entry(anchor, before, hit, after, href, where, _remark(row, self.names))

    def _printed(self, row: Mapping[str, Any]) -> str:
        """Return the link to the sentence in its annotated article; empty where that is not printed."""
        ident, some = str(row["article_id"]), len(self.articles) > MOST_ARTICLES
        if not self._with_articles or (some and ident not in self.shown):
            return ""
        known = (ident, row["part"], row["sentence"]) in self._sentences
        code = f"{'h' if row['part'] == 'title' else 't'}{row['sentence']}" if known else ""
        return f"#{self.articles[ident]['anchor']}{code}"


def _place(row: Mapping[str, Any]) -> tuple:
    return str(row["article_id"]), row["part"], row["start"], row["end"]


def _lead_back(groups: Iterable[Group], first: Mapping[str, str], outer: str) -> None:
    """Inside a group that leads back, those lead back as well to which a row of their own leads."""
    for group in groups:
        group.back = first.get(group.anchor, outer)
        _lead_back(group.groups, first, "")


def _largest(sizes: np.ndarray) -> int:
    """Return how many sentences each group may show, one at least, for the register to stay within bounds."""
    kept = 1
    while np.minimum(sizes, kept + 1).sum() <= MOST_SENTENCES and kept < sizes.max(initial=0):
        kept += 1
    return kept


def _remark(row: dict, names: dict[str, str]) -> str:
    """Say what the group's headings do not: who claims, with what reserve, who is named nearby."""
    if "polarity" not in row:  # a mention, or a citation, which says who speaks by its headings
        plainly = pd.isna(row["cue_stance"]) or row["cue_stance"] == "neutral"
        speaks = [f"“{row['speaker_text']}” speaks"] if "cue" not in row and pd.notna(row["speaker_text"]) else []
        return ", ".join([*speaks, *([] if plainly else [f"introduced as {row['cue_stance']}"])])
    if pd.isna(row["target"]) or row["target"] == "":
        near = row["named_nearby"]
        return f"{display_actor(near, names)} named in a neighbouring sentence" if pd.notna(near) else ""
    said = []
    if "doer" in row:
        said.append(f"doer: {display_actor(row['target'], names)}")
    if row["source"] != "outlet":
        verb = "denied" if row["polarity"] == "deny" else "claimed"
        said.append(f"{verb} by {display(row['source'], names, missing='somebody')}")
    return ", ".join([*said, *(["hedged"] if row["certainty"] == "hedged" else [])])


def _by_way(claims: pd.DataFrame) -> pd.DataFrame:
    """Sort claims into the columns of the blame table, which counts the same claim of one sentence once."""
    rows = distinct(claims)
    way = pd.Series("attributed", index=rows.index, dtype="str")
    way = way.mask(rows["source"] == "outlet", "in the outlet's own words")
    return rows.assign(way=way.mask(rows["polarity"] == "deny", "denied"))


def _by_form(claims: pd.DataFrame) -> pd.DataFrame:
    """Sort claims into the columns of the agency table, which counts an event once for each victim."""
    rows = events(claims)
    doer = rows["named"].map({True: "doer named", False: "no doer named"}).astype("str")
    return rows.assign(doer=doer, how=rows["form"])


def _cited(attributions: pd.DataFrame) -> pd.DataFrame:
    """Keep the first part of each citation, which counts as quoted if any part is."""
    citation = ["article_id", "part", "attribution"]
    quoted = (attributions["kind"] == "quoted").groupby([attributions[c] for c in citation]).transform("any")
    kind = quoted.map({True: "quoted", False: "reported"}).astype("str")
    return attributions.assign(kind=kind).drop_duplicates(citation)
