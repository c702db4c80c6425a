"""Sentences, with offsets into the raw text."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from .characters import ALNUM, BREAK, SPACE, STOP, UPPER, classify

__all__ = ["find_sentences"]

_END = re.compile(r"[.!?…]*[\"'”’»)\]]*")
_NEXT = re.compile(r"\s+[\"'“‘«„(\[]*[^\W_a-zß-öø-ÿ]")
_GLUED = re.compile(r"[\"“(]?[A-Z][a-z]")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“‘])([^\W\d_.]{1,6}|(?:[A-Za-z]\.)*[A-Za-z])$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]$")


def find_sentences(text: str, abbreviations: Collection[str], *, classes: np.ndarray | None = None) -> np.ndarray:
    """Cut a text into sentences: line breaks first, then full stops that end no abbreviation.

    Parameters
    ----------
    text : str
        Any text; whitespace around a sentence belongs to none.
    abbreviations : collection of str
        Words without their full stop after which no sentence ends.
    classes : ndarray of uint8, optional
        ``classify(text)``, if it is known already.

    Returns
    -------
    ndarray of int, shape (sentences, 2)
        Half-open start and end of each sentence.

    Examples
    --------
    >>> text = "Gen. Smith spoke. It was 5 a.m. in Idlib.\\nNext"
    >>> [text[s:e] for s, e in find_sentences(text, {"Gen"})]
    ['Gen. Smith spoke.', 'It was 5 a.m. in Idlib.', 'Next']
    """
    classes = classify(text) if classes is None else classes
    blank = (classes == SPACE) | (classes == BREAK)
    solid = np.flatnonzero(~blank)
    if not len(solid):
        return np.empty((0, 2), dtype=np.int64)
    cuts = np.union1d(np.flatnonzero(classes == BREAK), np.array(_stops(text, classes, abbreviations), dtype=np.int64))
    # A sentence starts at the first solid character behind a cut and ends at the last one before the next.
    first = np.searchsorted(solid, np.concatenate([[0], cuts]))
    last = np.concatenate([first[1:], [len(solid)]])
    keep = last > first
    return np.column_stack([solid[first[keep]], solid[last[keep] - 1] + 1])


def _stops(text: str, classes: np.ndarray, abbreviations: Collection[str]) -> list[int]:
    """Return the positions behind full stops (and the marks after them) at which a sentence ends."""
    stop = classes == STOP
    stop[1:] &= classes[:-1] != STOP  # the first of a run
    after = np.append(classes[1:], SPACE)
    before = np.concatenate([[SPACE], classes[:-1]])
    glued = (after == UPPER) & (before == ALNUM)
    candidates = np.flatnonzero(stop & ((after != ALNUM) & (after != UPPER) | glued))
    cuts = []
    for at, is_glued in zip(candidates.tolist(), glued[candidates].tolist(), strict=True):
        end = _END.match(text, at).end()  # type: ignore[union-attr]
        if is_glued:
            if _GLUED.match(text, end) and text[max(0, at - 2) : at].islower() and at >= 2:
                cuts.append(end)
        elif _NEXT.match(text, end) and not (text[at] == "." and _continues(text, at, abbreviations)):
            cuts.append(end)
    return cuts


def _continues(text: str, dot: int, abbreviations: Collection[str]) -> bool:
    """Whether the full stop at `dot` ends an abbreviation or an initial, not a sentence."""
    word = _LAST_WORD.search(text[max(0, dot - 8) : dot])
    return word is not None and (word.group(1) in abbreviations or _INITIALS.match(word.group(1)) is not None)
