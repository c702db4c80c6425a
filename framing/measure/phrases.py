"""Phrases: pairs and triples of words that stand together more often than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

if TYPE_CHECKING:
    from framing.find.words import Words

__all__ = ["LEAST_BITS", "LEAST_RATIO", "MOSTLY", "TermCounts", "count_beside", "count_phrases", "count_words"]

#: A phrase stands together at least 2 ** 4 times as often as chance would have it (pointwise mutual information),
#: and that is no accident (Dunning's log-likelihood ratio, at .001).
LEAST_BITS, LEAST_RATIO = 4.0, 10.83
#: A pair that is part of one triple in this share of its places is left to it.
MOSTLY = 0.8

Ints = NDArray[np.int_]


class TermCounts(NamedTuple):
    """How often each term was counted in each article: a sparse matrix (articles, terms), and totals by article."""

    terms: list[str]
    matrix: sparse.csr_array
    totals: Ints


def count_words(words: Words, articles: int) -> TermCounts:
    """Count each word in each of so many articles.

    Examples
    --------
    >>> from framing.find.words import Words
    >>> row = np.array([0, 0, 1])
    >>> words = Words(["it", "rained"], np.array([0, 1, 0]), row, row, row, row, row > 1)
    >>> count_words(words, 2).matrix.toarray().tolist(), count_words(words, 2).totals.tolist()
    ([[1, 1], [1, 0]], [2, 1])
    """
    totals = np.bincount(words.row, minlength=articles)
    return TermCounts(words.terms, _matrix(words.row, words.word, (articles, len(words.terms))), totals)


def count_phrases(words: Words, articles: int, *, least: int = 5) -> TermCounts:
    """Count the pairs and triples of words that belong together; totals are those of all words.

    A pair is kept from `least` places on if it passes ``LEAST_BITS`` and ``LEAST_RATIO``; a triple if both of its
    pairs are frequent enough and it passes however it is cut in two, so that "the border patrol" is none. A pair that
    is hardly ever found outside a triple ("lot of" in "a lot of") is left to it.

    References
    ----------
    Church, K. W., & Hanks, P. (1990). Word association norms, mutual information, and lexicography. Computational
    Linguistics, 16, 22-29. Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics, 19, 61-74. The measures are nltk's.

    Examples
    --------
    >>> from framing.find.words import Words
    >>> order = np.array([0, 1, 2, 3] * 5 + [3, 2] * 40)
    >>> joined = np.arange(len(order)) % 4 == 1
    >>> none = order * 0
    >>> words = Words(["border", "patrol", "said", "so"], order, none, none, none, none, joined)
    >>> count_phrases(words, 1).terms
    ['border patrol']
    """
    size, total = len(words.terms), len(words.word)
    single = np.bincount(words.word, minlength=size).astype(np.int64)
    second = np.flatnonzero(words.joined)
    pairs = _grams(words.word[second - 1], words.word[second], size)
    often = pairs.n >= least
    ended = np.full(total, -1, dtype=np.int64)  # the frequent pair that ends at each word
    ended[second] = np.where(often[pairs.number], pairs.number, -1)
    third = np.flatnonzero((ended[1:] >= 0) & (ended[:-1] >= 0)) + 1
    triples = _grams(ended[third - 1], words.word[third], size)
    both = np.empty((len(triples.n), 2), dtype=np.int64)  # the pairs that a triple begins and ends with
    both[triples.number] = np.column_stack([ended[third - 1], ended[third]])

    good = np.flatnonzero(triples.n >= least)
    good = good[_together(triples.n[good], pairs.n[both[good, 0]], single[triples.last[good]], total)]
    good = good[_together(triples.n[good], single[pairs.first[both[good, 0]]], pairs.n[both[good, 1]], total)]
    whole = np.zeros(len(pairs.n), dtype=np.int64)
    np.maximum.at(whole, both[good].ravel(), np.repeat(triples.n[good], 2))
    kept = np.flatnonzero(often & (whole < MOSTLY * pairs.n))
    kept = kept[_together(pairs.n[kept], single[pairs.first[kept]], single[pairs.last[kept]], total)]

    text = words.terms
    terms = [f"{text[a]} {text[b]}" for a, b in zip(pairs.first[kept], pairs.last[kept], strict=True)]
    heads = both[good, 0]
    begun = zip(pairs.first[heads], pairs.last[heads], triples.last[good], strict=True)
    terms += [f"{text[a]} {text[b]} {text[c]}" for a, b, c in begun]
    counted = [
        _matrix(words.row[at], _renumbered(chosen, len(grams.n))[grams.number], (articles, len(chosen)))
        for at, grams, chosen in ((second, pairs, kept), (third, triples, good))
    ]
    totals = np.bincount(words.row, minlength=articles)
    return TermCounts(terms, sparse.csr_array(sparse.hstack(counted, format="csr")), totals)


class _Grams(NamedTuple):
    """Pairs of things side by side: the `number` of the pair at each place; of each pair its parts and count."""

    number: Ints
    first: Ints
    last: Ints
    n: Ints


def _grams(left: Ints, right: Ints, size: int) -> _Grams:
    """Number the pairs of what stands left and right; what stands right is below `size`."""
    codes, number, n = np.unique(left.astype(np.int64) * size + right, return_inverse=True, return_counts=True)
    first, last = np.divmod(codes, max(size, 1))
    return _Grams(number, first, last, n)


def _together(n: Ints, left: Ints, right: Ints, total: int) -> NDArray[np.bool_]:
    """Say which pairs stand together more often than chance; `left` and `right` count their halves."""
    from nltk.metrics.association import BigramAssocMeasures as Measures

    kept = [
        Measures.pmi(both, (a, b), total) >= LEAST_BITS
        and Measures.likelihood_ratio(both, (a, b), total) >= LEAST_RATIO
        for both, a, b in zip(n.tolist(), left.tolist(), right.tolist(), strict=True)
    ]
    return np.array(kept, dtype=bool)


def count_beside(rows: pd.DataFrame, articles: pd.DataFrame) -> TermCounts:
    """Count the words beside an actor (`term`) in each article; totals are those of all such words.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a", "a"], "term": ["deport", "greet"]})
    >>> count_beside(rows, pd.DataFrame({"article_id": ["a", "b"]})).totals.tolist()
    [2, 0]
    """
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    where = place[rows["article_id"]].to_numpy()
    codes, terms = pd.factorize(rows["term"], sort=True)
    matrix = _matrix(where, codes, (len(articles), len(terms)))
    return TermCounts([str(term) for term in terms], matrix, np.bincount(where, minlength=len(articles)))


def _renumbered(kept: Ints, size: int) -> Ints:
    """Give the new number of each code, -1 where it is not kept."""
    numbers = np.full(size, -1, dtype=np.int64)
    numbers[kept] = np.arange(len(kept))
    return numbers


def _matrix(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_array:
    """Count how often each column was met in each row; columns below 0 are left out."""
    met = columns >= 0
    ones = np.ones(int(met.sum()), dtype=np.int64)
    return sparse.coo_array((ones, (rows[met], columns[met])), shape=shape).tocsr()
