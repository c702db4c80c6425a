"""Phrases: pairs and triples of words that stand together more often than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

if TYPE_CHECKING:
    from framing.find.words import Words

__all__ = ["LEAST_BITS", "LEAST_RATIO", "Counts", "count_beside", "count_phrases", "count_words"]

#: A phrase stands together at least 2 ** 4 times as often as chance would have it (pointwise mutual information),
#: and that is no accident (Dunning's log-likelihood ratio, at .001).
LEAST_BITS, LEAST_RATIO = 4.0, 10.83

Ints = NDArray[np.int_]


class Counts(NamedTuple):
    """How often each term was counted in each article: a sparse matrix (articles, terms), and totals by article."""

    terms: list[str]
    matrix: sparse.csr_array
    totals: Ints


def count_words(words: Words, articles: int) -> Counts:
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
    return Counts(words.terms, _matrix(words.row, words.word, (articles, len(words.terms))), totals)


def count_phrases(words: Words, articles: int, *, least: int = 5) -> Counts:
    """Count the pairs and triples of words that belong together; totals are those of all words.

    A pair is kept from `least` places on if it passes ``LEAST_BITS`` and ``LEAST_RATIO``; a triple if both of its
    pairs are frequent enough and it passes however it is cut in two, so that "the illegal border" is no phrase.

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
    size = len(words.terms)
    single = np.bincount(words.word, minlength=size).astype(np.int64)
    second = np.flatnonzero(words.joined)
    codes, place, n = np.unique(
        words.word[second - 1].astype(np.int64) * size + words.word[second], return_inverse=True, return_counts=True
    )
    first, last = np.divmod(codes, max(size, 1))
    often = n >= least
    kept = np.flatnonzero(often)
    kept = kept[_together(n[kept], single[first[kept]], single[last[kept]], len(words.word))]
    terms = [f"{words.terms[a]} {words.terms[b]}" for a, b in zip(first[kept], last[kept], strict=True)]
    found = [_matrix(words.row[second], _renumbered(kept, len(codes))[place], (articles, len(kept)))]

    pair = np.full(len(words.word), -1, dtype=np.int64)
    pair[second] = np.where(often[place], place, -1)
    third = np.flatnonzero((pair[1:] >= 0) & (pair[:-1] >= 0)) + 1
    codes, place, count = np.unique(pair[third - 1] * size + words.word[third], return_inverse=True, return_counts=True)
    head, last3 = np.divmod(codes, max(size, 1))
    tail = np.searchsorted(first * size + last, last[head] * size + last3)
    total = len(words.word)
    good = np.flatnonzero(count >= least)
    good = good[_together(count[good], n[head[good]], single[last3[good]], total)]
    good = good[_together(count[good], single[first[head[good]]], n[tail[good]], total)]
    terms += [
        f"{words.terms[first[h]]} {words.terms[last[h]]} {words.terms[w]}"
        for h, w in zip(head[good], last3[good], strict=True)
    ]
    found.append(_matrix(words.row[third], _renumbered(good, len(codes))[place], (articles, len(good))))
    totals = np.bincount(words.row, minlength=articles)
    return Counts(terms, sparse.csr_array(sparse.hstack(found, format="csr")), totals)


def _together(n: Ints, left: Ints, right: Ints, total: int) -> NDArray[np.bool_]:
    """Say which pairs stand together more often than chance; `left` and `right` count their halves."""
    from nltk.metrics.association import BigramAssocMeasures as Measures

    kept = [
        Measures.pmi(both, (a, b), total) >= LEAST_BITS
        and Measures.likelihood_ratio(both, (a, b), total) >= LEAST_RATIO
        for both, a, b in zip(n.tolist(), left.tolist(), right.tolist(), strict=True)
    ]
    return np.array(kept, dtype=bool)


def count_beside(rows: pd.DataFrame, articles: pd.DataFrame) -> Counts:
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
    return Counts([str(term) for term in terms], matrix, np.bincount(where, minlength=len(articles)))


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
