"""Whole-word, longest-match search for many forms at once (Aho-Corasick)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import ahocorasick_rs as ac
import numpy as np

from .text import fold

__all__ = ["Matcher"]

_BLOCKS_BEFORE = frozenset("-–_@#‑‐")
_SURROGATE = re.compile("[\ud800-\udfff]")


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
        keys: dict[str, list[int]] = defaultdict(list)
        for index, form in enumerate(self.forms):
            keys[fold(form)].append(index)
        self._indices = list(keys.values())
        self._capitals = [[word for word in form.split() if _is_caps(word)] for form in self.forms]
        self._automaton = ac.AhoCorasick(list(keys), implementation=ac.Implementation.DFA) if keys else None

    def find(self, text: str, folded: str) -> np.ndarray:
        """Return an int array of shape (hits, 3): form index, start, end; sorted by start.

        Searched overlapping first, whole words checked, and only then the longest kept: a leftmost-longest search
        loses a hit whenever its longest candidate is no whole word.
        """
        rows, last = [], 0
        whole = [hit for hit in self._search(folded) if _is_whole(text, hit[1], hit[2])]
        for key, start, end in sorted(whole, key=lambda hit: (hit[1], -hit[2])):
            if start >= last and (index := self._spelled(self._indices[key], text[start:end])) is not None:
                rows.append((index, start, end))
                last = end
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def _search(self, folded: str) -> list[tuple[int, int, int]]:
        if self._automaton is None:
            return []
        try:
            return self._automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # half of a surrogate pair
            return self._automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", folded), overlapping=True)

    def _spelled(self, indices: list[int], words: str) -> int | None:
        """Return the form that the words spell: one in capitals before one that ignores case."""
        fitting = [i for i in indices if all(word in words for word in self._capitals[i])]
        return max(fitting, key=lambda i: len(self._capitals[i]), default=None)


def _is_caps(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and ((before := text[start - 1]).isalnum() or before in _BLOCKS_BEFORE):
        return False
    return end >= len(text) or not ((after := text[end]).isalnum() or after == "_")
