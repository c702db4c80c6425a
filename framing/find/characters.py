"""Character classes of a whole text at once, so that sentences and quotations look only where they must."""

from __future__ import annotations

from functools import cache

import numpy as np

__all__ = ["ALNUM", "BREAK", "MARK", "OTHER", "SINGLE", "SPACE", "STOP", "UPPER", "classify"]

OTHER, SPACE, BREAK, STOP, MARK, SINGLE, UPPER, ALNUM = range(8)
_BMP = 0x10000
_SETS = {STOP: ".!?…", MARK: "\"“”„‟«»‹›`", SINGLE: "'‘’‚"}


def classify(text: str) -> np.ndarray:
    """Return the class of every character as a uint8 array of the text's length.

    UPPER is a capital or a digit (what a sentence may begin with), ALNUM any other letter.

    Examples
    --------
    >>> classify('A b.').tolist() == [UPPER, SPACE, ALNUM, STOP]
    True
    """
    points = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    return _table()[np.minimum(points, _BMP)]


@cache
def _table() -> np.ndarray:
    table = np.full(_BMP + 1, OTHER, dtype=np.uint8)
    for point in range(_BMP):
        char = chr(point)
        if char.isalnum():
            table[point] = UPPER if char.isupper() or char.isdigit() else ALNUM
        elif char.isspace():
            table[point] = SPACE
    table[[ord(c) for c in "\n\r\x0b\x0c\x85\u2028\u2029"]] = BREAK
    for kind, chars in _SETS.items():
        table[[ord(c) for c in chars]] = kind
    return table
