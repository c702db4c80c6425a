"""The handout: one story side by side on two printed pages, for class."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.article import stances_of
from framing.show.page import check_place, render, write_page
from framing.show.versions import Block, Headline, Hit, Item, Line, Versions, compose
from framing.show.words import plain, shorten

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["write_handout"]

MOST_OUTLETS = 6
MOST_ITEMS = 4  #: in one cell
#: The parts of each page, and how many lines of print each may take; what one leaves, the next may use.
_PAGES = (
    {"headlines": 10, "sentences": 14, "What it is called": 46},
    {"Who is held responsible": 18, "Who speaks": 16, "Numbers that do not agree": 8, "What each leaves out": 18},
)
_WIDTH = 128  #: letters that fit beside each other over all columns
_FIRST = 17  #: letters in the first column


class Part(NamedTuple):
    """A block that fits, and how many of its rows did not."""

    block: Block
    left_out: int


def write_handout(
    result: Analysis,
    path: str | os.PathLike[str],
    *,
    story: str,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Path:
    """Write the outlets' versions of one story as an HTML page that prints on two sides of A4, with questions.

    What does not fit is left out and counted: rows that fewest outlets share, sentences but for one of each outlet.

    Parameters
    ----------
    result : Analysis
        What `framing.analyze` returned, of articles with a column `story`.
    path : str or path
        The file to write; replaced if it exists.
    story : str
        As in ``result.articles["story"]``.
    outlets : sequence of str, optional
        Six at most; by default those that wrote most about it.
    title : str, optional
        The heading; by default the name of the story.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    FramingError
        If the story or an outlet is unknown, more than six outlets are asked for, or the folder does not exist.

    See Also
    --------
    framing.show.story : All of it, for a notebook.
    framing.write_report : The whole analysis.

    Examples
    --------
    >>> import framing
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "story": "truce", "text": ["The Syrian regime met."]})
    >>> result = framing.analyze(texts, "syria", syntax=False)
    >>> framing.write_handout(result, "truce.html", story="truce", outlets=["Courrier"])
    Traceback (most recent call last):
    framing.errors.FramingError: 'Courrier' has no article on the story 'truce'. Did you mean 'Courier'?
    """
    check_place(path)
    versions = compose(result, story)
    chosen = _chosen(result.articles, versions, outlets)
    left = len(versions.outlets) - len(chosen)
    versions = _only(versions, chosen)
    headlines, tall = _headlines(versions)
    sentences = _sentences(versions)
    page = render(
        "handout.html.j2",
        title=plain(title or story),
        versions=versions,
        headlines=headlines,
        sentences=sentences,
        parts=_parts(versions, _PAGES[0]["headlines"] - tall + (0 if sentences else _PAGES[0]["sentences"])),
        left=left,
        articles=int((result.articles["story"].astype("str") == str(story)).sum()),
        result=result,
        lexicon=result.lexicon,
        stances=stances_of(result),
    )
    return write_page(page, path)


def _chosen(articles: pd.DataFrame, versions: Versions, outlets: Sequence[str] | None) -> list[str]:
    """List the outlets to show: those asked for, or those with most words on the story, in the order of the names."""
    if outlets is None:
        told = articles[articles["story"].astype("str") == versions.name]
        words = told.groupby(told["outlet"].map(plain))["words"].sum()
        return sorted(words.sort_values(ascending=False, kind="stable").index[:MOST_OUTLETS])
    for outlet in outlets:
        if outlet not in versions.outlets:
            near = did_you_mean(outlet, versions.outlets)
            raise FramingError(f"{outlet!r} has no article on the story {versions.name!r}. {near}")
    if not 0 < len(outlets) <= MOST_OUTLETS:
        raise FramingError(f"outlets= names {len(outlets)}; one to {MOST_OUTLETS} fit on the page.")
    return list(outlets)


def _only(versions: Versions, outlets: Sequence[str]) -> Versions:
    """Keep the columns of some outlets, and the rows in which they have anything."""
    kept = [versions.outlets.index(outlet) for outlet in outlets]
    blocks = []
    for block in versions.blocks:
        lines = [line._replace(cells=[line.cells[number] for number in kept]) for line in block.lines]
        blocks.append(block._replace(lines=[line for line in lines if any(line.cells)]))
    return Versions(versions.name, list(outlets), [versions.headlines[number] for number in kept], blocks)


def _parts(versions: Versions, spare: int) -> dict[str, Part]:
    """Cut every block to the room there is for it; `spare` is what headlines and sentences left of the first page."""
    blocks = {block.title: block for block in versions.blocks}
    parts = {}
    for page in _PAGES:
        for title, room in page.items():
            if title in ("headlines", "sentences"):
                continue
            spare += room
            if title in blocks:
                parts[title], spare = _fit(blocks[title], spare, len(versions.outlets))
        spare = 0
    return parts


def _fit(block: Block, room: int, columns: int) -> tuple[Part, int]:
    """Keep the rows that fit into the room, in their order, each cell cut to its first items; and say what is left."""
    lines: list[Line] = []
    room -= 2  # the heading
    for line in block.lines:
        cut = line._replace(name=shorten(line.name, 4 * _FIRST), cells=[_cut(cell) for cell in line.cells])
        tall = max([_tall(cut.name, _FIRST * 0.9), *(_tall_cell(cell, columns) for cell in cut.cells)])
        if tall > room:
            break
        room -= tall
        lines.append(cut)
    return Part(block._replace(lines=lines), len(block.lines) - len(lines)), room


def _cut(cell: list[Item]) -> list[Item]:
    """Keep the first items of a cell, and say how many more there are."""
    items = [
        item._replace(text=shorten(item.text, 38), small=shorten(item.small, 34), hits=item.hits)
        for item in cell[: MOST_ITEMS if len(cell) <= MOST_ITEMS else MOST_ITEMS - 1]
    ]
    more = len(cell) - len(items)
    return [*items, Item(f"{more} more", [], "more")] if more else items


def _tall(text: str, width: float) -> int:
    return max(1, math.ceil(len(text) / width))


def _tall_cell(cell: Sequence[Item], columns: int) -> int:
    """Say how many lines of print a cell takes, rather too many than too few."""
    width = _WIDTH / columns * 0.86  # lines break at words
    over = 0
    for number, item in enumerate(cell):
        over += bool(item.over) and (number == 0 or cell[number - 1].over != item.over)
    often = [" 2×" if len(item.hits) > 1 else "" for item in cell]
    letters = [len(i.text + more) + 0.75 * len(i.tag + i.small) + 2 for i, more in zip(cell, often, strict=True)]
    return over + sum(math.ceil(n / width) for n in letters) + math.ceil(len(cell) / 5) if cell else 1


def _headlines(versions: Versions) -> tuple[list[list[Headline]], int]:
    """Cut the headlines of each outlet to the room there is, and say how much of it they take."""
    width = _WIDTH / len(versions.outlets) * 0.7  # set larger
    cut = []
    for heads in versions.headlines:
        most = max(30, int(width * (_PAGES[0]["headlines"] - 3) / min(2, len(heads))))
        cut.append([head._replace(title=shorten(head.title, most)) for head in heads[:2]])
    return cut, max(sum(_tall(head.title, width) + 2 for head in heads) for heads in cut)


def _sentences(versions: Versions) -> tuple[str, list[Hit | None]] | None:
    """Take, of what the outlets name most differently in their own words, one sentence of each."""
    block = next((block for block in versions.blocks if block.title == "What it is called"), None)
    best: tuple[int, Line] | None = None
    for line in block.lines if block else []:
        own = [[item for item in cell if not item.over] for cell in line.cells]
        tags = {item.tag for items in own for item in items}
        score = 10 * min(len(tags), 2) + sum(bool(items) for items in own)
        if len(tags) > 1 and (best is None or score > best[0]):
            best = score, line
    if best is None:
        return None
    room = int(_WIDTH / len(versions.outlets) * 0.86 * (_PAGES[0]["sentences"] - 3))
    hits = [next((item.hits[0] for item in cell if not item.over), None) for cell in best[1].cells]
    return best[1].name, [_around(hit, room) if hit else None for hit in hits]


def _around(hit: Hit, room: int) -> Hit:
    """Cut a sentence to the words around its hit."""
    before, after = " ".join(hit.before.split()), " ".join(hit.after.split())
    each = max(10, (room - len(hit.hit)) // 2)
    left = max(each, room - len(hit.hit) - len(after))
    right = max(each, room - len(hit.hit) - len(before))
    if len(before) > left:
        before = "… " + before[-left:].partition(" ")[2]
    space = " " if hit.before[-1:].isspace() else ""
    gap = " " if hit.after[:1].isspace() else ""
    return Hit(before + space, shorten(hit.hit, 60), gap + shorten(after, right), "")
