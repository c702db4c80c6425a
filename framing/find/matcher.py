"""Whole-word, longest-match search for many forms at once (Aho-Corasick)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import ahocorasick_rs as ac
import numpy as np

from .text import fold

__all__ = ["Matcher"]

_BLOCKS_BEFORE = frozenset("-–_@#‑‐")


class Matcher:
    """Finds forms in text: whole words, longest first, each place once.

    A form in capitals ("US", "FSA") matches only capitals; any other form ignores case, but a capital abbreviation
    inside it ("US forces") must stand in capitals. A hyphen on the left blocks ("anti-regime"), on the right it does
    not ("regime-held").

    Parameters
    ----------
    forms : sequence of str
        What to look for; a hit gives the index of its form.

    Examples
    --------
    >>> text = "The Syrian regime and anti-regime forces told us that US planes came."
    >>> hits = Matcher(["regime", "Syrian regime", "US"]).find(text, fold(text))
    >>> [text[s:e] for _, s, e in hits.tolist()]
    ['Syrian regime', 'US']
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = list(forms)
        self._folded = [fold(form) for form in self.forms]
        self._capitals = [[word for word in form.split() if _is_caps(word)] for form in self.forms]
        keys: dict[bytes, list[int]] = defaultdict(list)
        for index, folded in enumerate(self._folded):
            keys[_one_byte_each(folded)].append(index)
        self._indices = list(keys.values())
        self._automaton = ac.BytesAhoCorasick(list(keys), implementation=ac.Implementation.DFA) if keys else None

    def find(self, text: str, folded: str) -> np.ndarray:
        """Return an int array of shape (hits, 3): form index, start, end; sorted by start.

        Searched overlapping first, whole words checked, and only then the longest kept: a leftmost-longest search
        loses a hit whenever its longest candidate is no whole word.
        """
        if self._automaton is None:
            return np.empty((0, 3), dtype=np.int64)
        rows, last = [], 0
        hits = self._automaton.find_matches_as_indexes(_one_byte_each(folded), overlapping=True)
        whole = [hit for hit in hits if _is_whole(text, hit[1], hit[2])]
        for key, start, end in sorted(whole, key=lambda hit: (hit[1], -hit[2])):
            if start >= last and (index := self._spelled(key, text[start:end], folded[start:end])) is not None:
                rows.append((index, start, end))
                last = end
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def _spelled(self, key: int, words: str, folded: str) -> int | None:
        """Return the form that the words spell: one in capitals before one that ignores case."""
        same = [i for i in self._indices[key] if self._folded[i] == folded]
        fitting = [i for i in same if all(caps in words for caps in self._capitals[i])]
        return max(fitting, key=lambda i: len(self._capitals[i]), default=None)


def _one_byte_each(folded: str) -> bytes:
    """Write each character as one byte, so that offsets stay; rare ones all as ``?``, told apart after the search."""
    return folded.encode("latin-1", errors="replace")


def _is_caps(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and ((before := text[start - 1]).isalnum() or before in _BLOCKS_BEFORE):
        return False
    return end >= len(text) or not ((after := text[end]).isalnum() or after == "_")
