"""Character classes of a whole text at once, so that sentences and quotations look only where they must."""

from __future__ import annotations

from functools import cache

import numpy as np

__all__ = [
    "BREAK", "CLOSE_BRACKET", "CLOSE_MARK", "DASH", "DIGIT", "LOWER", "OPEN_BRACKET", "OPEN_MARK", "OTHER", "SPACE",
    "STOP", "STRAIGHT", "UPPER", "classify",
]  # fmt: skip

# In an order that makes ranges of what is asked for: blank is <= BREAK, what may trail a sentence STOP to STRAIGHT,
# what may lead one STRAIGHT to OPEN_BRACKET, quotation marks CLOSE_MARK to OPEN_MARK, letters and digits >= LOWER.
SPACE, BREAK, OTHER, DASH, STOP, CLOSE_BRACKET, CLOSE_MARK, STRAIGHT = range(8)
OPEN_MARK, OPEN_BRACKET, LOWER, UPPER, DIGIT = range(8, 13)
_SETS = {
    BREAK: "\n\r\x0b\x0c\x85\u2028\u2029", DASH: "-‐‑–—―/", STOP: ".!?…", STRAIGHT: "\"'`″＂′´",
    OPEN_MARK: "“„‟«‹‘‚‛❝", CLOSE_MARK: "”»›’❞", OPEN_BRACKET: "([{", CLOSE_BRACKET: ")]}",
}  # fmt: skip
_BMP = 0x10000


def classify(text: str) -> np.ndarray:
    """Return the class of every character as a uint8 array of the text's length.

    UPPER is a letter that a sentence may begin with: a capital, or a letter of a script without case.

    Examples
    --------
    >>> classify('A b.').tolist() == [UPPER, SPACE, LOWER, STOP]
    True
    """
    points = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    return np.take(_table(), points, mode="clip")


@cache
def _table() -> np.ndarray:
    """Return the class of every code point of the basic plane, and OTHER for all beyond."""
    table = np.full(_BMP + 1, OTHER, dtype=np.uint8)
    for point in range(_BMP):
        char = chr(point)
        if char.isdigit():
            table[point] = DIGIT
        elif char.isalnum():
            table[point] = LOWER if char.islower() else UPPER
        elif char.isspace():
            table[point] = SPACE
    for kind, chars in _SETS.items():
        table[[ord(c) for c in chars]] = kind
    return table
