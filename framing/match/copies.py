"""Copies: articles whose text stands, for the most part, in another article, such as one wire report in two outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.find.text import fold, read_blocks
from framing.match.sequences import sequences

__all__ = ["THRESHOLD", "find_copies"]

#: Share of an article's word sequences that must stand in another one for it to be a copy.
THRESHOLD = 0.4

_HABIT = 3  # a sequence in more articles of one outlet than this is a set phrase, and tells no copy
_FEWEST = 20  # sequences; what is shorter is a copy only if every word is the same
_BANDS, _IN_BAND = 64, 2  # of 128 minima: pairs with a Jaccard index of .2 are found with .93, of .3 with 1.00
_COLUMNS = ["article_id", "outlet", "date", "copy_of", "of_outlet", "of_date", "similarity", "wire"]


def find_copies(articles: pd.DataFrame, *, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Find the articles that are copies of others, in any outlet.

    An article is a copy if at least `threshold` of its sequences of five words stand in a longer article, or in one
    just as long that is dated earlier, which is not a copy itself. So of several versions of a report the longest is
    the one that is copied. Sequences that an outlet prints in more than three articles do not count. Candidates are
    found by MinHash; the similarity given is exact.

    Parameters
    ----------
    articles : DataFrame
        As ``read_articles`` gives them.
    threshold : float
        From above 0 to 1.

    Returns
    -------
    DataFrame
        One row per copy: ``article_id, outlet, date, copy_of, of_outlet, of_date, similarity, wire``. `similarity` is
        the share of the copy's sequences, 0 to 1; `wire` the agency that one of the two is credited to.

    Raises
    ------
    FramingError
        If `threshold` is out of range.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. *Compression and Complexity of Sequences*.

    Examples
    --------
    >>> report = "Shells hit the market of the old town on Monday, and seven people died."
    >>> articles = pd.DataFrame({"article_id": ["1", "2", "3"], "outlet": ["Courier", "Herald", "Herald"], "title": "",
    ...                          "date": pd.NaT, "text": [report, report, "It rained."]})
    >>> find_copies(articles)[["article_id", "copy_of", "similarity"]].values.tolist()
    [['2', '1', 1.0]]
    """
    if not 0 < threshold <= 1:
        raise FramingError(f"threshold={threshold!r} is out of range; give a number above 0, up to 1.")
    texts = _bodies(articles)
    told = _telling(sequences(texts), articles["outlet"])
    order = _longest_first(articles, texts)
    copy_of = _copies(told, _same(texts), order, threshold)
    rows = pd.DataFrame([(i, j, share) for i, (j, share) in copy_of.items()], columns=["row", "of", "similarity"])
    rows = rows.astype({"row": "int64", "of": "int64", "similarity": "float64"}).sort_values("row")
    copies, originals = (articles.iloc[rows[column].to_numpy()].reset_index(drop=True) for column in ("row", "of"))
    table = copies[["article_id", "outlet", "date"]].assign(
        copy_of=originals["article_id"], of_outlet=originals["outlet"], of_date=originals["date"],
        similarity=rows["similarity"].to_numpy(),
    )  # fmt: skip
    none = pd.Series(None, index=table.index, dtype="str")
    credits = [part["wire"].replace("", None) if "wire" in part else none for part in (copies, originals)]
    table["wire"] = credits[0].fillna(credits[1]).astype("str")
    return table[_COLUMNS]


def _bodies(articles: pd.DataFrame) -> list[str]:
    """Give the texts without page furniture and without the title repeated at their head."""
    return [
        block.text[start:end]
        for block in read_blocks(articles)
        for start, end, part in zip(block.starts.tolist(), block.ends.tolist(), block.parts.tolist(), strict=True)
        if part == 1
    ]


def _telling(found: list[np.ndarray], outlets: pd.Series) -> list[np.ndarray]:
    """Keep the distinct sequences of each article that are no set phrases of its outlet."""
    distinct = [np.unique(numbers) for numbers in found]
    for rows in outlets.reset_index(drop=True).groupby(outlets.to_numpy(), dropna=False).indices.values():
        numbers, times = np.unique(np.concatenate([distinct[i] for i in rows]), return_counts=True)
        habits = numbers[times > _HABIT]
        for i in rows if len(habits) else ():
            distinct[i] = np.setdiff1d(distinct[i], habits, assume_unique=True)
    return distinct


def _same(texts: Sequence[str]) -> np.ndarray:
    """Number the texts by their words; texts without a word are numbered apart."""
    words = [" ".join(re.findall(r"\w+", fold(text))) or i for i, text in enumerate(texts)]
    return pd.factorize(pd.Series(words, dtype=object))[0]


def _longest_first(articles: pd.DataFrame, texts: Sequence[str]) -> np.ndarray:
    """Order the rows by the length of their texts, then by date and by what they are."""
    keys = articles[["date", "title", "text", "outlet", "article_id"]].reset_index(drop=True)
    keys.insert(0, "words", [-len(text.split()) for text in texts])
    return keys.sort_values(keys.columns.tolist(), kind="stable").index.to_numpy()


def _copies(
    told: list[np.ndarray], same: np.ndarray, order: np.ndarray, threshold: float
) -> dict[int, tuple[int, float]]:
    """Say of which row each copy is a copy, and how much of it stands there; longer rows are settled first."""
    near = _candidates(told, order)
    copy_of: dict[int, tuple[int, float]] = {}
    first: dict[int, int] = {}
    for row in order.tolist():
        twin = first.setdefault(same[row], row)
        if twin != row:
            copy_of[row] = copy_of.get(twin, (twin, 1.0))
            continue
        best = max(
            ((_shared(told[row], told[other]), -place, other) for place, other in near.get(row, [])
             if other not in copy_of), default=(0.0, 0, -1),
        )  # fmt: skip
        if best[0] >= threshold:
            copy_of[row] = best[2], best[0]
    return copy_of


def _shared(part: np.ndarray, whole: np.ndarray) -> float:
    """Give the share of the sequences of `part` that are in `whole`."""
    return len(np.intersect1d(part, whole, assume_unique=True)) / len(part)


def _candidates(told: list[np.ndarray], order: np.ndarray) -> dict[int, list[tuple[int, int]]]:
    """Find for each row those before it in the order, with their places, that probably share sequences with it."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=_BANDS * _IN_BAND, params=(_BANDS, _IN_BAND))
    near: dict[int, list[tuple[int, int]]] = {}
    empty = MinHash(num_perm=_BANDS * _IN_BAND, hashfunc=int)
    for place, row in enumerate(order.tolist()):
        if len(told[row]) < _FEWEST:
            continue
        small = empty.copy()
        small.update_batch((told[row] & np.uint64(0xFFFFFFFF)).tolist())
        near[row] = sorted(index.query(small))
        index.insert((place, row), small, check_duplication=False)
    return near
