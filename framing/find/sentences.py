"""Sentences, with offsets into the raw text."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from .characters import BREAK, CLOSE_MARK, LOWER, OPEN_BRACKET, OPEN_MARK, SPACE, STOP, STRAIGHT, UPPER, classify

__all__ = ["find_sentences"]

_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]")
_INNER_CAPITAL = re.compile(r"[a-z]{1,3}-?[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")


def find_sentences(
    text: str, abbreviations: Collection[str], *, openers: Collection[str] = (), classes: np.ndarray | None = None
) -> np.ndarray:
    """Cut a text into sentences: line breaks first, then full stops that end no abbreviation.

    A sentence ends at a stop, with the marks that close after it, if a space and a capital or a digit follow; without
    the space only between a word and a capitalised one ("fell.The"). After an abbreviation or initials it ends only
    before one of the `openers` or behind a quotation mark.

    Parameters
    ----------
    text : str
        Any text; whitespace around a sentence belongs to none.
    abbreviations : collection of str
        Words without their full stop after which no sentence ends.
    openers : collection of str
        Capitalised words ("The") that begin a sentence even after an abbreviation.
    classes : ndarray of uint8, optional
        ``classify(text)``, if it is known already.

    Returns
    -------
    ndarray of int, shape (sentences, 2)
        Half-open start and end of each sentence; together they hold every character but whitespace.

    Examples
    --------
    >>> text = "Gen. Smith spoke at 5 a.m. in the U.S. The army left.\\nNext"
    >>> [text[s:e] for s, e in find_sentences(text, {"Gen"}, openers={"The"})]
    ['Gen. Smith spoke at 5 a.m. in the U.S.', 'The army left.', 'Next']
    """
    classes = classify(text) if classes is None else classes
    cuts = np.concatenate([[0], np.flatnonzero(classes == BREAK), _stops(text, classes, abbreviations, openers)])
    cuts.sort()
    limits = np.append(cuts[1:], len(text))
    # From the first character behind a cut that is no space, to the last one before the next cut.
    solid = np.append(classes > BREAK, True)
    starts = _next(solid, cuts)
    keep = starts < limits
    backwards = _next(solid[-2::-1], len(text) - limits[keep])
    return np.column_stack([starts[keep], len(text) - backwards])


def _stops(text: str, classes: np.ndarray, abbreviations: Collection[str], openers: Collection[str]) -> np.ndarray:
    """Return the positions behind stops (and the marks that close after them) at which a sentence ends."""
    classes = np.concatenate([classes, np.array([SPACE, BREAK], dtype=np.uint8)])
    stop = classes == STOP
    dots = np.flatnonzero(stop[1:] & ~stop[:-1] & (classes[:-1] != BREAK)) + 1  # first of a run; none begins a line
    dots = dots[classes[dots + 1] != LOWER]
    ends = _next(~_within(classes, STOP, STRAIGHT), dots)
    begins = _next(stop | (classes >= LOWER) | (classes == BREAK), ends)
    spaced, kind = classes[ends] <= BREAK, classes[begins]
    glued = (kind == UPPER) & (classes[np.minimum(begins + 1, len(text))] == LOWER) & (dots > 1)
    glued &= (classes[dots - 1] == LOWER) & (classes[dots - 2] == LOWER)
    glued &= (begins == ends) | (begins == ends + 1) & _within(classes[ends], OPEN_MARK, OPEN_BRACKET)
    candidates = (begins < len(text)) & np.where(spaced, kind >= LOWER, glued)
    dots, ends, begins, kind = dots[candidates], ends[candidates], begins[candidates], kind[candidates]
    # Only a lone full stop may belong to the word before it; a quotation mark behind it settles that it does not.
    lone = (classes[dots + 1] != STOP) & ~_within(classes[ends - 1], CLOSE_MARK, STRAIGHT)
    edges = np.append(-1, np.flatnonzero((classes <= BREAK) | _within(classes, STRAIGHT, OPEN_BRACKET)))
    words = edges[np.searchsorted(edges, dots) - 1] + 1
    cut = kind != LOWER
    longest = max(map(len, abbreviations), default=1)
    short = np.flatnonzero(lone & ((dots - words <= longest) | (classes[dots - 2] == STOP)) | ~cut)
    for i, word, dot, begin in np.column_stack([short, words[short], dots[short], begins[short]]).tolist():
        if not cut[i]:
            cut[i] = _INNER_CAPITAL.match(text, begin) is not None
        last = text[word:dot]
        if lone[i] and text[dot] == "." and (last in abbreviations or _INITIALS.fullmatch(last)):
            cut[i] = (opener := _WORD.match(text, begin)) is not None and opener[0] in openers
    return ends[cut]


def _within(classes: np.ndarray, first: int, last: int) -> np.ndarray:
    return (classes >= first) & (classes <= last)


def _next(wanted: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Return the first place at or behind each position that is wanted; there must be one."""
    found = positions.copy()
    for _ in range(3):  # most are near; for the others all places are listed
        found += ~wanted[found]
    far = np.flatnonzero(~wanted[found])
    if len(far):
        places = np.flatnonzero(wanted)
        found[far] = places[np.searchsorted(places, found[far])]
    return found
