"""Word sequences of texts as numbers: what copies and repeated passages are told by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

import numpy as np

from framing.find.text import fold

__all__ = ["LENGTH", "sequences"]

#: Words in a sequence.
LENGTH = 5

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def sequences(texts: Iterable[str]) -> list[np.ndarray]:
    """Number the sequences of five words of each text; equal sequences have equal numbers, whatever the marks and case.

    Two different sequences share one of 2**64 numbers so rarely that it does not matter.

    Returns
    -------
    list of array of uint64
        In the order of the words, one fewer than words by four; empty where a text is shorter.

    Examples
    --------
    >>> one, other, short = sequences(["Shells hit the old town.", "shells hit the old -- town", "Shells hit."])
    >>> one.tolist() == other.tolist(), len(one), len(short)
    (True, 1, 0)
    """
    known: dict[str, int] = {}
    found = []
    for text in texts:
        words = _WORD.findall(fold(text))
        codes = np.array([known.get(word) or known.setdefault(word, crc32(word.encode())) for word in words], np.uint64)
        numbers = np.zeros(max(len(words) - LENGTH + 1, 0), np.uint64)
        for place in range(LENGTH if len(numbers) else 0):
            numbers = numbers * _FACTOR + codes[place : place + len(numbers)]
            numbers ^= numbers >> np.uint64(29)
        found.append(numbers)
    return found
