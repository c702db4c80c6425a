"""Whether two names are of one place, however they are spelled."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

__all__ = ["ALIKE", "same_place"]

#: From this share of common letters on (`difflib.SequenceMatcher.ratio`) two words are one name: Qamishli, Qameshli.
ALIKE = 0.75

_SHORT = 4  # letters from which a spelling may vary


@lru_cache(maxsize=1 << 16)
def same_place(one: str, two: str) -> bool:
    """Say whether two names have a word in common, or nearly: transliterations differ.

    Parameters
    ----------
    one, two : str

    Returns
    -------
    bool

    Examples
    --------
    >>> same_place("Khan Sheikhun", "Khan Shaykhun"), same_place("al-Qameshli", "Qamishli"), same_place("Homs", "Hama")
    (True, True, False)
    """
    return any(_alike(a, b) for a in _words(one) for b in _words(two))


def _words(name: str) -> list[str]:
    words = name.lower().replace("-", " ").replace(",", " ").split()
    return [word for word in words if len(word) >= _SHORT] or words


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    first, second = sorted((one, two))  # the ratio depends on which comes first
    return min(len(one), len(two)) >= _SHORT and SequenceMatcher(None, first, second).ratio() >= ALIKE
