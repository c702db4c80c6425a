"""Quotation spans of every kind of mark, with offsets into the raw text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np

from .characters import BREAK, CLOSE_MARK, DASH, LOWER, OPEN_BRACKET, OPEN_MARK, STOP, STRAIGHT, classify

__all__ = ["find_quotes"]

_CLOSED_BY = {
    '"': '"”', "“": '”“"', "”": '”"', "„": '“”"', "‟": '”"', "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "`": "'`", "‘": "’'", "‚": "‘’", "'": "'’",
}  # fmt: skip
_DOUBLED = {"'": '"', "`": "“", "‘": "“", "’": "”", "‚": "„"}  # what two of a kind stand for
_ALIKE = {"″": '"', "＂": '"', "′": "'", "´": "'", "‛": "‘", "❝": "“", "❞": "”"}
_SINGLE = "'`‘’‚‛′´"
_DEEPEST = 3  # quotations inside each other, and marks in a row that are no decoration
_OPENS, _CLOSES, _EITHER = range(3)
_DECADE = re.compile(r"\d0s\b")
_TOKEN = re.compile(r"[^\s,.;:!?]+")


def find_quotes(
    text: str, sentences: np.ndarray, *, elided: Collection[str] = (), classes: np.ndarray | None = None
) -> list[tuple[int, int]]:
    """Find what stands between quotation marks, the marks included.

    A mark after a space and before a word opens, one after a word and before a space closes; where that leaves doubt
    its shape decides, or they alternate. An unclosed quotation ends with its paragraph where the next paragraph opens
    with a mark again (a quotation of several paragraphs), else with its sentence. Single marks count only as a pair.
    Four marks or more in a row are decoration.

    Parameters
    ----------
    text : str
        Any text at all.
    sentences : ndarray of int, shape (sentences, 2)
        From :func:`find_sentences`.
    elided : collection of str
        What an apostrophe may begin ("em" in "'em"), in lower case.
    classes : ndarray of uint8, optional
        ``classify(text)``, if it is known already.

    Returns
    -------
    list of (int, int)
        Half-open spans, sorted by start; two of them are apart or one holds the other, the holder first.

    Examples
    --------
    >>> from framing.find.sentences import find_sentences
    >>> text = 'He said “the ‘regime’ fell” and "left.'
    >>> [text[s:e] for s, e in find_quotes(text, find_sentences(text, ()))]
    ['“the ‘regime’ fell”', '‘regime’', '"left.']
    """
    classes = classify(text) if classes is None else classes
    marks = _find_marks(text, classes, elided)
    if not marks:
        return []
    breaks = np.flatnonzero(classes == BREAK)
    paragraphs = np.searchsorted(breaks, [mark.start for mark in marks]).tolist()
    reader = _Reader(sentences[:, 1])
    for i, mark in enumerate(marks):
        last = i + 1 == len(marks) or paragraphs[i + 1] != paragraphs[i]
        reader.read(mark, None if last else marks[i + 1])
        if last and reader.open:
            end = int(breaks[paragraphs[i]]) if paragraphs[i] < len(breaks) else len(text)
            following = text[end : end + 40].lstrip()
            reader.close_all(end if following[:1] and following[0] in '"“„«' else None)
    return sorted(reader.spans, key=lambda span: (span[0], -span[1]))


@dataclass(slots=True)
class _Mark:
    """A quotation mark: what it is (two single marks in a row are a double one), where, and which side it stands on."""

    kind: str
    start: int
    end: int
    side: int
    possessive: bool  # a single mark between "s" and a space


def _find_marks(text: str, classes: np.ndarray, elided: Collection[str]) -> list[_Mark]:
    """Find the quotation marks of a text; apostrophes inside and at the head of words are none."""
    at = np.flatnonzero((classes >= CLOSE_MARK) & (classes <= OPEN_MARK))
    row = np.cumsum(np.diff(at, prepend=-2) > 1) if len(at) else at
    at = at[np.bincount(row, minlength=1)[row] <= _DEEPEST]
    if not len(at):
        return []
    padded = np.concatenate([classes, np.full(2, BREAK, dtype=np.uint8)])  # which is also what stands before 0
    within = (padded[at - 1] >= LOWER) & (padded[at + 1] >= LOWER)
    within[within] = [text[i] in _SINGLE for i in at[within].tolist()]  # "it's"
    at = at[~within]
    marks, read = [], 0
    for start, before in zip(at.tolist(), padded[at - 1].tolist(), strict=True):
        if start < read:
            continue
        kind, end = _ALIKE.get(text[start], text[start]), start + 1
        if text[end : end + 1] == text[start] and (kind in _SINGLE or before <= BREAK):
            kind, end = _DOUBLED.get(kind, kind), end + 1
        read, after = end, int(padded[end])
        side = _side(kind, before, after, text[start - 1] in ",;:")
        if kind in _SINGLE and side != _CLOSES:
            read = _elision_end(text, end, elided)
            if side == _EITHER or read > end:
                continue
        marks.append(_Mark(kind, start, end, side, kind in _SINGLE and text[start - 1] == "s" and after <= BREAK))
    return marks


def _elision_end(text: str, at: int, elided: Collection[str]) -> int:
    """Return the end of a word at which an apostrophe stands for what is left out ("'90s", "'em"), else `at`."""
    word = _DECADE.match(text, at) or _TOKEN.match(text, at, at + 8)
    return word.end() if word and (word.re is _DECADE or word[0].lower() in elided) else at


@cache
def _side(kind: str, before: int, after: int, comma: bool) -> int:
    """Say whether a mark opens or closes by the classes of the characters around it, else by its shape.

    `comma` says whether a comma, semicolon or colon stands before it.
    """
    if before <= BREAK or before in (DASH, OPEN_BRACKET):
        if after > BREAK or before > BREAK:
            return _OPENS
    elif after < STRAIGHT and after != DASH:
        return _CLOSES
    if kind in "“„‟«‹‘‚":
        return _OPENS
    if kind in "”»›’":
        return _CLOSES
    if CLOSE_MARK <= before <= OPEN_MARK:
        return _OPENS if after >= LOWER else _CLOSES
    glued = after >= LOWER and (before >= LOWER or before == STOP or comma)
    return _EITHER if glued or before <= BREAK else _CLOSES


class _Reader:
    """Walks over the marks; keeps a stack of the quotations that are open in the paragraph."""

    def __init__(self, sentence_ends: np.ndarray) -> None:
        self.sentence_ends = sentence_ends.tolist()
        self.open: list[tuple[_Mark, int]] = []  # with the number of spans found before
        self.spans: list[tuple[int, int]] = []

    def read(self, mark: _Mark, following: _Mark | None) -> None:
        """Close the quotation that the mark closes, or open one; `following` is the next mark of the paragraph."""
        if mark.side != _OPENS or mark.kind == "”":
            for depth in range(len(self.open) - 1, -1, -1):
                opener = self.open[depth][0]
                if mark.kind in _CLOSED_BY[opener.kind] and (mark.side != _OPENS or mark.kind != opener.kind):
                    if not (mark.possessive and self._closes_later(opener, following)):
                        self._close(depth, mark.end)
                    return
        if mark.side == _CLOSES or mark.kind not in _CLOSED_BY:
            return
        if self.open and self.open[-1][0].kind == mark.kind:
            start = self.open[-1][0].start
            if mark.kind in _SINGLE or self._sentence_end(start) <= mark.start or len(self.open) == _DEEPEST:
                self._give_up(mark.start)
        if len(self.open) < _DEEPEST:
            self.open.append((mark, len(self.spans)))

    def close_all(self, paragraph_end: int | None) -> None:
        """Close what a paragraph leaves open, with the paragraph or else each with its sentence."""
        while self.open:
            self._give_up(None, end=paragraph_end)

    def _close(self, depth: int, end: int) -> None:
        start = self.open[depth][0].start
        while len(self.open) > depth + 1:
            self._give_up(end - 1)
        self.open.pop()
        self.spans.append((start, end))

    def _give_up(self, limit: int | None, *, end: int | None = None) -> None:
        """Close the innermost quotation without a mark: double ones end with their sentence, single ones were none."""
        mark, before = self.open.pop()
        if mark.kind in _SINGLE:
            return
        end = self._sentence_end(mark.start) if end is None else end
        end = max([end, *(inner for _, inner in self.spans[before:])])
        if limit is not None:
            end = min(end, limit)
        if end > mark.end:
            self.spans.append((mark.start, end))

    def _closes_later(self, opener: _Mark, following: _Mark | None) -> bool:
        """Whether the next mark closes the single quotation, so that this one is the apostrophe of a plural."""
        if following is None or following.side != _CLOSES or following.kind not in _CLOSED_BY[opener.kind]:
            return False
        return following.start < self._sentence_end(opener.start)

    def _sentence_end(self, start: int) -> int:
        return self.sentence_ends[min(bisect_right(self.sentence_ends, start), len(self.sentence_ends) - 1)]
