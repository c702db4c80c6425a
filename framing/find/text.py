"""Titles and texts of articles joined into blocks, so that one pass reads many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from .furniture import find_brand, find_furniture

__all__ = ["PARTS", "Block", "fold", "read_blocks"]

PARTS = ("title", "text")
_SEPARATOR = "\n\n"
_PLAIN = {"’": "'", "\n": " ", "\t": " ", "\xa0": " ", "‑": "-", "‐": "-"}
_AT_ONCE = 50  # articles taken out of the table together


def fold(text: str) -> str:
    """Lower the case and plain the marks of a text without changing its length.

    ``str.lower`` alone makes "İdlib" one character longer, which would shift every offset behind it.

    Examples
    --------
    >>> fold("İdlib’s")
    "İdlib's"
    >>> len(fold("İ")) == len("İ")
    True
    """
    lowered = text.lower()
    if text.isascii():
        return lowered.replace("\n", " ").replace("\t", " ")
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for mark, plain in _PLAIN.items():  # several times as fast as str.translate on text that is not ASCII
        lowered = lowered.replace(mark, plain)
    return lowered


@dataclass(frozen=True)
class Block:
    """Parts of some articles in one string.

    Part `i` stands at ``text[starts[i]:ends[i]]``; it is the title or text (`parts[i]`) of article row `rows[i]`.
    Page furniture is blanked by line breaks of the same length, so that finders pass over it and offsets hold.
    """

    text: str
    folded: str
    starts: np.ndarray
    ends: np.ndarray
    rows: np.ndarray
    parts: np.ndarray
    skipped: list[tuple[int, int, int, str]]

    def part_of(self, offsets: np.ndarray) -> np.ndarray:
        """Return the index of the part in which each offset of the block lies."""
        return np.searchsorted(self.starts, offsets, side="right") - 1


def read_blocks(articles: pd.DataFrame, *, size: int = 200_000) -> Iterator[Block]:
    """Cut the articles into blocks of about `size` characters, in their order."""
    pieces: list[_Piece] = []
    length = 0
    for row, outlet, title, text in _rows(articles):
        pieces += [_Piece(row, 0, title, find_brand(title, outlet)), _Piece(row, 1, text, find_furniture(text, title))]
        length += len(text)
        if length >= size:
            yield _join(pieces)
            pieces, length = [], 0
    if pieces:
        yield _join(pieces)


class _Piece(NamedTuple):
    """The title or text of an article, and the page furniture in it."""

    row: int
    part: int
    text: str
    furniture: list[tuple[int, int, str]]


def _rows(articles: pd.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Give row number, outlet, title and text of each article, without copying the whole columns."""
    columns = [articles[name] if name in articles else pd.Series("", articles.index) for name in ("outlet", *PARTS)]
    for first in range(0, len(articles), _AT_ONCE):
        few = slice(first, first + _AT_ONCE)
        rows = zip(*(column.iloc[few].tolist() for column in columns), strict=True)
        for row, (outlet, title, text) in enumerate(rows, first):
            yield row, outlet, title, text


def _join(pieces: Sequence[_Piece]) -> Block:
    skipped = [(index, *span) for index, piece in enumerate(pieces) for span in piece.furniture]
    masked = [_mask(piece.text, piece.furniture) for piece in pieces]
    lengths = np.array([len(t) for t in masked])
    starts = np.concatenate([[0], np.cumsum(lengths[:-1] + len(_SEPARATOR))])
    joined = _SEPARATOR.join(masked)
    return Block(
        text=joined, folded=fold(joined), starts=starts, ends=starts + lengths,
        rows=np.array([p[0] for p in pieces]), parts=np.array([p[1] for p in pieces]), skipped=skipped,
    )  # fmt: skip


def _mask(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Put line breaks in the place of sorted, disjoint spans."""
    pieces, at = [], 0
    for start, end, _ in spans:
        pieces += [text[at:start], "\n" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
