"""How many words of an article each citation carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from .memory import Attribution

__all__ = ["count_words"]

_TO_LETTER = re.compile(r"(?<!\S)[^\w\s]*(?=\w)")  # from the beginning of a word to its first letter or digit


def count_words(rows: Sequence[Attribution], text: str) -> list[int]:
    """Count the words for which each row is the innermost one, so that the rows' sum counts no word twice.

    Of two rows that hold a word the shorter one has it; of two of one length the later. A word is what stands between
    two spaces and holds a letter or a digit; it stands where the first of these stands.

    Examples
    --------
    >>> outer, inner = Attribution(0, 0, 0, 27, "reported"), Attribution(1, 0, 13, 27, "quoted")
    >>> count_words([outer, inner], 'he says that "we have won"')
    [3, 3]
    """
    words = np.array(list(_word_starts(rows, text)), dtype=np.int64)
    owner = np.full(len(words), -1)
    for at in sorted(range(len(rows)), key=lambda at: rows[at].start - rows[at].end):  # the longest first
        left, right = np.searchsorted(words, (rows[at].start, rows[at].end))
        owner[left:right] = at
    return np.bincount(owner[owner >= 0], minlength=len(rows)).tolist()


def _word_starts(rows: Sequence[Attribution], text: str) -> Iterator[int]:
    """Give where the words that any row holds stand, in order."""
    reach = 0
    for start, end in sorted((row.start, row.end) for row in rows):
        begin = first = max(start, reach)
        while first > 0 and not (text[first - 1].isspace() or text[first - 1].isalnum()):
            first -= 1  # marks before the row that belong to its first word
        for match in _TO_LETTER.finditer(text, first, end):
            if match.end() >= begin:
                yield match.end()
        reach = max(reach, end)
