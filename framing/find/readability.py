"""Readability by formula, and the diversity of a text's words: from its words, sentences and syllables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import nan, sqrt

__all__ = ["READABILITY", "mattr", "mtld", "readability"]

#: The features that `readability` gives.
READABILITY = (
    "words_per_sentence", "flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index",
    "automated_readability_index", "mattr", "mtld",
)  # fmt: skip

_WINDOW = 50  # words; shorter texts have no diversity that could be compared
_FACTOR = 0.72
_LEAST_SENTENCES = 3


def readability(words: Sequence[str], sentences: int, syllables: Callable[[str], int]) -> dict[str, float]:
    """Give the readability and lexical diversity of a text.

    Parameters
    ----------
    words : sequence of str
        The folded words of the text, in order.
    sentences : int
        How many sentences they stand in.
    syllables : callable
        How many syllables a word has.

    Returns
    -------
    dict of float
        The features of ``READABILITY``; missing where there is no word or sentence, below 3 sentences (SMOG), or below
        50 words (diversity).

    References
    ----------
    Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology, 32, 221-233.
    Kincaid, J. P., et al. (1975). Derivation of new readability formulas for Navy enlisted personnel.
    McLaughlin, G. H. (1969). SMOG grading: A new readability formula. Journal of Reading, 12, 639-646.
    Coleman, M., & Liau, T. L. (1975). A computer readability formula designed for machine scoring. Journal of Applied
    Psychology, 60, 283-284. Smith, E. A., & Senter, R. J. (1967). Automated readability index.

    Examples
    --------
    >>> found = readability(["the", "cat", "sat"], 1, lambda word: 1)
    >>> round(found["flesch_reading_ease"], 2), found["words_per_sentence"], found["smog_index"]
    (119.19, 3.0, nan)
    """
    if not words or not sentences:
        return dict.fromkeys(READABILITY, nan)
    counts = [syllables(word) for word in words]
    length, spoken, n = len(words) / sentences, sum(counts) / len(words), len(words)
    letters = sum(char.isalpha() for word in words for char in word) / n
    long = sum(count >= 3 for count in counts)
    return {
        "words_per_sentence": length,
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * spoken,
        "flesch_kincaid_grade": 0.39 * length + 11.8 * spoken - 15.59,
        "smog_index": 1.043 * sqrt(30 * long / sentences) + 3.1291 if sentences >= _LEAST_SENTENCES else nan,
        "coleman_liau_index": 5.8 * letters - 29.6 * sentences / n - 15.8,
        "automated_readability_index": 4.71 * letters + 0.5 * length - 21.43,
        "mattr": mattr(words),
        "mtld": mtld(words),
    }


def mattr(words: Sequence[str], *, window: int = _WINDOW) -> float:
    """Give the mean share of different words in every window of so many words: the same for long and short texts.

    Returns
    -------
    float
        Above 0 to 1; missing where the text is shorter than the window.

    References
    ----------
    Covington, M. A., & McFall, J. D. (2010). Cutting the Gordian knot: The moving-average type-token ratio (MATTR).
    Journal of Quantitative Linguistics, 17, 94-100.

    Examples
    --------
    >>> mattr(["a", "b", "a", "b"], window=3)
    0.6666666666666666
    """
    if len(words) < window:
        return nan
    inside = Counter(words[:window])
    total = len(inside)
    for left, right in zip(words, words[window:], strict=False):
        inside[right] += 1
        inside[left] -= 1
        if not inside[left]:
            del inside[left]
        total += len(inside)
    return total / ((len(words) - window + 1) * window)


def mtld(words: Sequence[str], *, factor: float = _FACTOR) -> float:
    """Give the mean length of stretches whose share of different words stays above a limit, read in both directions.

    Returns
    -------
    float
        Words, from 1; higher is more diverse. Missing below 50 words.

    References
    ----------
    McCarthy, P. M., & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: A validation study of sophisticated approaches to
    lexical diversity assessment. Behavior Research Methods, 42, 381-392.

    Examples
    --------
    >>> mtld(["so", "it", "goes", "on"] * 15)
    6.0
    """
    if len(words) < _WINDOW:
        return nan
    return (_stretch(words, factor) + _stretch(words[::-1], factor)) / 2


def _stretch(words: Sequence[str], factor: float) -> float:
    """Divide the words by the stretches that end where the share of different words falls to the limit."""
    whole, seen, n = 0.0, set[str](), 0
    for word in words:
        seen.add(word)
        n += 1
        if len(seen) / n <= factor:
            whole, seen, n = whole + 1, set(), 0
    if n:
        whole += (1 - len(seen) / n) / (1 - factor)
    return len(words) / whole if whole else float(len(words))
