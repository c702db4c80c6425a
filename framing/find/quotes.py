"""Quotation spans of every kind of mark, with offsets into the raw text."""

from __future__ import annotations

import numpy as np

from .characters import ALNUM, BREAK, MARK, OTHER, SINGLE, SPACE, STOP, UPPER, classify

__all__ = ["find_quotes"]

_CLOSED_BY = {
    '"': '"”', "“": '”“"', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "‹": "›", "`": "'`", "‘": "’'", "‚": "‘’", "'": "'’",
}  # fmt: skip
_SINGLE = "'‘‚"
_DEEPEST = 3


def find_quotes(text: str, sentences: np.ndarray, *, classes: np.ndarray | None = None) -> list[tuple[int, int]]:
    """Find what stands between quotation marks, the marks included.

    A mark after a space and before a word opens, one after a word and before a space closes; where that leaves doubt
    they alternate. An unclosed quotation ends with its paragraph where the next paragraph opens with a mark again
    (a quotation of several paragraphs), else with its sentence. Single marks count only as a pair.

    Parameters
    ----------
    text : str
        Any text at all.
    sentences : ndarray of int, shape (sentences, 2)
        From :func:`find_sentences`.
    classes : ndarray of uint8, optional
        ``classify(text)``, if it is known already.

    Returns
    -------
    list of (int, int)
        Half-open spans, sorted by start; nested quotations follow the one that holds them.

    Examples
    --------
    >>> from framing.find.sentences import find_sentences
    >>> text = 'He said “the ‘regime’ fell” and "left.'
    >>> [text[s:e] for s, e in find_quotes(text, find_sentences(text, ()))]
    ['“the ‘regime’ fell”', '‘regime’', '"left.']
    """
    classes = classify(text) if classes is None else classes
    marks = np.flatnonzero((classes == MARK) | _single_marks(text, classes))
    if not len(marks):
        return []
    reader = _Reader(text, classes, sentences[:, 1])
    breaks = np.flatnonzero(classes == BREAK)
    paragraph = np.searchsorted(breaks, marks)
    bounds = np.flatnonzero(np.diff(paragraph)) + 1
    for group in np.split(marks, bounds):
        index = np.searchsorted(breaks, group[0])
        reader.read(group.tolist(), int(breaks[index]) if index < len(breaks) else len(text))
    return sorted(reader.spans, key=lambda span: (span[0], -span[1]))


def _single_marks(text: str, classes: np.ndarray) -> np.ndarray:
    """Single marks that may open before a word or close after one; not apostrophes inside words."""
    single = classes == SINGLE
    if not single.any():
        return single
    before = np.concatenate([[SPACE], classes[:-1]])
    after = np.append(classes[1:], SPACE)
    word_before = (before == ALNUM) | (before == UPPER)
    word_after = (after == ALNUM) | (after == UPPER)
    return single & (word_before != word_after) | single & ((before == STOP) | (after == MARK) | (before == MARK))


class _Reader:
    """Walks over the marks of one paragraph after the other; keeps a stack of the quotations that are open."""

    def __init__(self, text: str, classes: np.ndarray, sentence_ends: np.ndarray) -> None:
        self.text, self.classes, self.sentence_ends = text, classes, sentence_ends
        self.open: list[tuple[str, int]] = []
        self.spans: list[tuple[int, int]] = []

    def read(self, marks: list[int], paragraph_end: int) -> None:
        """Read the marks of one paragraph and close what it leaves open."""
        skip = -1
        for at in marks:
            if at == skip:  # the second half of '' or ``
                continue
            mark = self.text[at]
            if mark in "'`" and self.text[at + 1 : at + 2] == mark:
                mark, skip = '"', at + 1
            self._mark(mark, at, max(at, skip) + 1)
        continued = self._continued(paragraph_end)
        for mark, start in self.open:
            self._close_unclosed(mark, start, paragraph_end if continued else None)
        self.open = []

    def _mark(self, mark: str, at: int, end: int) -> None:
        side = self._side(at, end)
        if side != "opens":
            for depth in range(len(self.open) - 1, -1, -1):
                opener, start = self.open[depth]
                if mark in _CLOSED_BY[opener]:
                    if mark in "'’" and side == "closes" and self._possessive(at, depth):
                        return
                    self.spans.append((start, end))
                    for inner, inner_start in self.open[depth + 1 :]:
                        self._close_unclosed(inner, inner_start, None)
                    del self.open[depth:]
                    return
        if side == "closes" or mark not in _CLOSED_BY or mark in "’":
            return
        if self.open and self.open[-1][0] == mark:
            start = self.open[-1][1]
            if mark in _SINGLE or self._sentence_end(start) <= at or len(self.open) == _DEEPEST:
                self._close_unclosed(*self.open.pop(), None)
        if len(self.open) < _DEEPEST:
            self.open.append((mark, at))

    def _side(self, at: int, end: int) -> str:
        before = self.classes[at - 1] if at else SPACE
        after = self.classes[end] if end < len(self.text) else SPACE
        if self.text[at] in "“„‟«‘‚" and not (self.text[at] in "“‘" and self.open and self.open[-1][0] in "„‚"):
            return "opens"
        if after in (SPACE, BREAK):
            return "closes"
        if before in (SPACE, BREAK) or self.text[at - 1] in "([—–":
            return "opens"
        if after in (ALNUM, UPPER) and before in (ALNUM, UPPER):
            return "either"
        if after == OTHER or before == STOP or self.text[at - 1] == ",":
            return "closes"
        return "either"

    def _possessive(self, at: int, depth: int) -> bool:
        """An apostrophe after a plural s, with a later single mark to close the quotation."""
        if self.text[at - 1] != "s" or self.text[at + 1 : at + 2] != " ":
            return False
        end = self._sentence_end(self.open[depth][1])
        return any(c in "'’" for c in self.text[at + 1 : end])

    def _sentence_end(self, start: int) -> int:
        return int(self.sentence_ends[min(np.searchsorted(self.sentence_ends, start, side="right"), len(self.sentence_ends) - 1)])

    def _close_unclosed(self, mark: str, start: int, paragraph_end: int | None) -> None:
        end = self._sentence_end(start) if paragraph_end is None else paragraph_end
        if mark not in _SINGLE and end > start + 1:
            self.spans.append((start, end))

    def _continued(self, paragraph_end: int) -> bool:
        following = self.text[paragraph_end : paragraph_end + 40].lstrip()
        return following[:1] in ('"', "“", "„", "«") and following != ""
