"""One event side by side: what each outlet calls everybody, whom it blames, who speaks, in its own sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import distinct
from framing.show.article import date_of, stances_of
from framing.show.page import Html, render
from framing.show.words import ELSE, NOBODY, display, display_actor, plain

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["Block", "Hit", "Item", "Line", "Versions", "compose", "story"]

MOST_WORDS = 4  #: named beside an item

Link = Callable[[str, Mapping[str, Any]], str]  #: from a kind of evidence and one of its rows to where it is printed


class Hit(NamedTuple):
    """A sentence with its hit, and where the page prints it, if it does."""

    before: str
    hit: str
    after: str
    href: str


class Item(NamedTuple):
    """One choice of an outlet: how it reads, how it looks, what kind it is, and the sentences it stands in."""

    text: str
    css: str
    tag: str
    small: str
    hits: list[Hit]


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


def story(result: Analysis, story: str) -> Html:
    """Show the outlets' versions of one event side by side, choice by choice.

    One column per outlet: headlines; what everybody and everything is called, own words before those of others; who
    is held responsible and on whose word; who speaks, and with which verbs. Each count opens to its sentences.

    Parameters
    ----------
    result : Analysis
        What `framing.analyze` returned, of articles with a column `story`.
    story : str
        As in ``result.articles["story"]``.

    Returns
    -------
    Html
        A string that a notebook shows as a page.

    Raises
    ------
    FramingError
        If the articles carry no stories, or not this one.

    See Also
    --------
    framing.write_handout : The same on two printed pages.

    Examples
    --------
    >>> import framing
    >>> from framing import show
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "truce",
    ...                       "text": ["The Syrian regime met.", "The Syrian government met."]})
    >>> page = show.story(framing.analyze(texts, "syria", syntax=False), "truce")
    >>> "Syrian regime" in page, page.count("<details>")
    (True, 2)
    """
    versions = compose(result, story)
    stances = stances_of(result)
    return render("story.html.j2", versions=versions, stances=stances, alone=True, marks=_unmarked)


def _unmarked(*outlets: object, about: object = None) -> Html:
    """Give no attributes: a page without filters needs none."""
    return Html("")


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
    blocks = [found.names(), found.blame(), found.sources()]
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
                        key=lambda pair: (order.get(pair[0][0], 1), -len(pair[1])))  # fmt: skip
        items = []
        for (how, stance, _), group in groups:
            look = f"label st{self.stances.index(stance)}" if stance in self.stances else "label"
            tag = display(stance, self.names_of) + (f", {display(how)}" if how != "own" else "")
            text = plain(group["text"].value_counts().index[0])
            items.append(Item(text, look if how == "own" else f"{look} other", tag, "", self._hits("names", group)))
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
            items.append(Item(text, "", "", _words(group["event"]), self._hits("claims", group)))
        return items

    def _agentless_items(self, rows: pd.DataFrame) -> list[Item]:
        return [Item("harm without a doer", "", "", _words(rows["event"]), self._hits("claims", rows))]

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
            items.append(Item(verbs, "cue", tag, _words(group["speaker_text"]), self._hits("sources", group)))
        return items

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
