"""How alike articles are: word vectors of their titles and leads, and the pairs that are alike within some days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.find.text import fold, read_blocks

__all__ = ["LEAST", "Likeness", "Pairs"]

#: Pairs less alike than this count as not alike at all.
LEAST = 0.08

_LEAD = 200  # words of the text that are read: what an article reports stands at its head, the background behind it
_NAME, _NUMBER = 2.0, 2.0  # weights of names and of numbers
_TOKEN = r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}"
_WITHOUT = 5  # articles without the word that every outlet is taken to have beside its own: few show no habit
_CELLS = 20_000_000  # pairs compared at once
_ROWS = 512


@dataclass(frozen=True)
class Pairs:
    """Pairs of articles, by their numbers (`one` < `other`), and how alike they are."""

    one: np.ndarray
    other: np.ndarray
    likeness: np.ndarray


class Likeness:
    """Word vectors of articles; the likeness of two is the cosine of their angle, 0 to 1.

    Term frequencies are logarithms, and words that few articles have weigh more (TF-IDF, smoothed). Names and numbers
    count twice; names are words that the texts mostly write with a capital. A word that stands in a share of the other
    articles of the same outlet loses that share of its weight: an outlet's set phrases tell no event.

    Parameters
    ----------
    articles : DataFrame
        With `outlet`, `date`, `title` and `text`, in the order in which pairs are numbered: by date, those without a
        date last.

    Attributes
    ----------
    vectors : sparse array of shape (articles, words)
        Of length one, or zero where an article has no words.
    words : list of str
        The word of each column; a name as it is mostly written.
    day : array of float
        Days since 1970; missing without a date.

    Examples
    --------
    >>> articles = pd.DataFrame({"outlet": ["A", "B", "C"], "date": pd.to_datetime(["2016-05-01"] * 3), "title": "",
    ...                          "text": ["Shells hit Homs.", "Shells hit Homs again.", "Rain in Hama."]})
    >>> pairs = Likeness(articles).pairs(days=1)
    >>> pairs.one.tolist(), pairs.other.tolist()
    ([0], [1])
    """

    def __init__(self, articles: pd.DataFrame) -> None:
        words, self.words, self.is_number = _weigh(*_parts(articles))
        self.vectors = _without_habits(words, articles["outlet"])
        days = articles["date"].dt.normalize() - pd.Timestamp(0)
        self.day = (days / pd.Timedelta(days=1)).to_numpy(dtype=float)

    @property
    def wordless(self) -> np.ndarray:
        """Whether each article has no word to compare."""
        return np.diff(self.vectors.indptr) == 0

    def pairs(self, *, days: int, progress: bool = False) -> Pairs:
        """Find the pairs at most `days` apart that are at least `LEAST` alike.

        Likeness falls with each day between, to half of the cosine at `days`. An article without a date is compared
        with all others, in full.
        """
        found: list[np.ndarray] = []
        blocks = list(self._blocks(days))
        for first, last, others in _watched(blocks, progress):
            product = (self.vectors[first:last] @ self.vectors[others].T).tocoo()
            one, other, likeness = product.row + first, others[product.col], product.data
            gap = np.nan_to_num(np.abs(self.day[one] - self.day[other]))
            likeness = np.minimum(likeness, 1.0) * (1 - gap / max(2 * days, 1))
            kept = (other > one) & (gap <= days) & (likeness >= LEAST)
            found.append(np.array([one[kept], other[kept], likeness[kept]]))
        one, other, likeness = np.concatenate(found, axis=1) if found else np.empty((3, 0))
        order = np.lexsort((other, one))
        return Pairs(one[order].astype(np.int64), other[order].astype(np.int64), likeness[order])

    def _blocks(self, days: int) -> Iterator[tuple[int, int, np.ndarray]]:
        """Give the rows to compare together, and the rows that are near any of them."""
        dated = int(np.count_nonzero(~np.isnan(self.day)))
        undated = np.arange(dated, len(self.day))
        first = 0
        while first < len(self.day):
            last = min(first + _ROWS, dated if first < dated else len(self.day))
            others = self._near(first, last, dated, undated, days)
            while (last - first) * len(others) > _CELLS and last - first > 1:
                last = first + (last - first) // 2
                others = self._near(first, last, dated, undated, days)
            yield first, last, others
            first = last

    def _near(self, first: int, last: int, dated: int, undated: np.ndarray, days: int) -> np.ndarray:
        if first >= dated:
            return undated[first - dated :]
        end = np.searchsorted(self.day[:dated], self.day[last - 1] + days, side="right")
        return np.concatenate([np.arange(first, end), undated])


def _watched(blocks: list[Any], progress: bool) -> Any:
    if not progress:
        return blocks
    import sys

    from tqdm import tqdm

    return tqdm(blocks, unit=" blocks", file=sys.stderr)


def _parts(articles: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Give the titles, and the leads without page furniture."""
    parts: tuple[list[str], list[str]] = ([], [])
    for block in read_blocks(articles):
        for start, end, part in zip(block.starts.tolist(), block.ends.tolist(), block.parts.tolist(), strict=True):
            words = block.text[start:end].split(None, _LEAD)
            parts[part].append(" ".join(words[:_LEAD]))
    return parts


def _weigh(titles: list[str], leads: list[str]) -> tuple[Any, list[str], np.ndarray]:
    """Weigh the words of each article; give the word of each column and whether it is a number."""
    from scipy import sparse
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer

    nothing: tuple[Any, list[str], np.ndarray] = sparse.csr_array((len(leads), 0)), [], np.zeros(0, dtype=bool)
    if not any(re.search(_TOKEN, part) for part in (*titles, *leads)):
        return nothing
    counter = CountVectorizer(lowercase=False, token_pattern=_TOKEN)
    counts = counter.fit_transform([*leads, *titles])
    forms = pd.DataFrame({"written": counter.get_feature_names_out()})
    forms["column"], plain = pd.factorize(forms["written"].map(fold), sort=True)
    forms["n"] = np.asarray(counts.sum(axis=0)).ravel()
    forms["in_leads"] = np.asarray(counts[: len(leads)].sum(axis=0)).ravel()
    forms["capitals"] = forms["in_leads"].where(forms["written"].map(lambda word: word[0].isupper()), 0)
    sums = forms.groupby("column")[["in_leads", "capitals"]].sum()
    is_name = (2 * sums["capitals"] > sums["in_leads"]).to_numpy()
    is_number = np.array([word[0].isdigit() for word in plain], dtype=bool)
    kept = np.flatnonzero(~np.isin(plain.astype(str), list(ENGLISH_STOP_WORDS)))
    if not len(kept):
        return nothing
    fold_forms = sparse.csr_array((np.ones(len(forms)), (np.arange(len(forms)), forms["column"])))[:, kept]
    folded = sparse.csr_array(counts[: len(leads)] + counts[len(leads) :]) @ fold_forms
    weight = np.where(is_number, _NUMBER, np.where(is_name, _NAME, 1.0))[kept]
    weighed = TfidfTransformer(norm=None, sublinear_tf=True).fit_transform(folded) @ sparse.diags_array(weight)
    often = forms.sort_values(["column", "n", "written"], ascending=[True, False, True]).drop_duplicates("column")
    words = np.where(is_name, often["written"], plain)[kept].tolist()
    return weighed, words, is_number[kept]


def _without_habits(weighed: Any, outlets: pd.Series) -> Any:
    """Take from each word's weight the share of its outlet's other articles that have it too; bring rows to length one.

    The share is one of the outlet's articles and of five more without the word, so that few articles show no habit.
    """
    from scipy import sparse
    from sklearn.preprocessing import normalize

    if not weighed.nnz:
        return weighed
    codes, names = pd.factorize(outlets)
    words = sparse.coo_array(weighed)
    of_outlet = sparse.csr_array((np.ones(len(codes)), (codes, np.arange(len(codes)))), (len(names), len(codes)))
    there = sparse.csr_array((np.ones(words.nnz), (words.row, words.col)), words.shape)
    having = sparse.csr_array(of_outlet @ there)
    having.sum_duplicates()  # in order, cells are looked up many times as fast
    n = having[codes[words.row], words.col]
    share = (n - 1) / (np.bincount(codes)[codes[words.row]] + _WITHOUT)
    left = sparse.csr_array((words.data * (1 - share), (words.row, words.col)), words.shape)
    left.sort_indices()
    return sparse.csr_array(normalize(left))
