"""How many words of an article each citation carries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .characters import BREAK, LOWER
from .memory import Attribution

__all__ = ["count_words"]


def count_words(rows: Sequence[Attribution], classes: np.ndarray) -> list[int]:
    """Count the words for which each row is the innermost one, so that the rows' sum counts no word twice.

    Of two rows that hold a word the shorter one has it; of two of one length the later. A word is what stands between
    two spaces and holds a letter or a digit; it stands where the first of these stands.

    Parameters
    ----------
    rows : sequence of Attribution
    classes : ndarray
        The character classes of the text, from ``classify``.

    Examples
    --------
    >>> from framing.find.characters import classify
    >>> outer, inner = Attribution(0, 0, 0, 27, "reported"), Attribution(1, 0, 13, 27, "quoted")
    >>> count_words([outer, inner], classify('he says that "we have won"'))
    [3, 3]
    """
    letters = np.flatnonzero(classes >= LOWER)
    blanks = np.cumsum(classes <= BREAK)[letters]
    words = letters[np.diff(blanks, prepend=-1) > 0]  # the first letter behind a blank
    owner = np.full(len(words), -1)
    spans = np.searchsorted(words, [(row.start, row.end) for row in rows]).tolist()
    for at in sorted(range(len(rows)), key=lambda at: rows[at].start - rows[at].end):  # the longest first
        owner[slice(*spans[at])] = at
    return np.bincount(owner[owner >= 0], minlength=len(rows)).tolist()
