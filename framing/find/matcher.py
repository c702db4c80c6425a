"""Whole-word, longest-match search for many forms at once (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick_rs as ac
import numpy as np

from .text import fold

__all__ = ["Matcher"]


def _is_caps(form: str) -> bool:
    return len(form) > 1 and form.isupper()


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
        caps = [i for i, f in enumerate(self.forms) if _is_caps(f)]
        plain = [i for i, f in enumerate(self.forms) if not _is_caps(f)]
        self._passes = [
            (np.array(ids), ac.AhoCorasick([key(self.forms[i]) for i in ids], implementation=ac.Implementation.DFA), raw)
            for ids, key, raw in ((caps, str, True), (plain, fold, False))
            if ids
        ]
        self._inner_caps = {
            i: [w for w in self.forms[i].split() if _is_caps(w)] for i in plain if any(map(_is_caps, self.forms[i].split()))
        }

    def find(self, text: str, folded: str) -> np.ndarray:
        """Return an int array of shape (hits, 3): form index, start, end; sorted by start.

        Searched overlapping first, whole words checked, and only then the longest kept: a leftmost-longest search
        loses a hit whenever its longest candidate is no whole word.
        """
        found = []
        for ids, automaton, raw in self._passes:
            hits = automaton.find_matches_as_indexes(text if raw else folded, overlapping=True)
            if hits:
                table = np.array(hits, dtype=np.int64)
                table[:, 0] = ids[table[:, 0]]
                found.append(table)
        if not found:
            return np.empty((0, 3), dtype=np.int64)
        table = np.concatenate(found)
        table = table[np.lexsort((-table[:, 2], table[:, 1]))]
        rows, last = [], 0
        size = len(text)
        for form, start, end in table.tolist():
            if start < last:
                continue
            before = text[start - 1] if start else " "
            if before.isalnum() or before in "-–_@#" or (end < size and (text[end].isalnum() or text[end] == "_")):
                continue
            caps = self._inner_caps.get(form)
            if caps and not all(word in text[start:end] for word in caps):
                continue
            rows.append((form, start, end))
            last = end
        return np.array(rows, dtype=np.int64).reshape(-1, 3)
