"""Repeats: sentences that an outlet prints in more than one article, such as its background to a war."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.match.sequences import sequences

__all__ = ["find_repeats"]

_FEWEST = 4  # sequences of a sentence, so at least eight words: shorter sentences are alike by chance
_SHARE = 0.7  # of its sequences that must stand in another article of the outlet
_COLUMNS = ["article_id", "outlet", "date", "sentence", "start", "end", "repeat_of", "similarity", "sentence_text"]


def find_repeats(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences of texts that stand in more than one article of their outlet, word for word or nearly.

    A sentence of at least eight words is repeated if seven in ten of its sequences of five words stand in other
    articles of the outlet. Articles are taken by date; those without a date come last.

    Parameters
    ----------
    articles : DataFrame
        As ``read_articles`` gives them.
    sentences : DataFrame
        The evidence table.

    Returns
    -------
    DataFrame
        One row per such sentence: ``article_id, outlet, date, sentence, start, end, repeat_of, similarity,
        sentence_text``. `repeat_of` is the first article in which most of it stood before, missing where the sentence
        is the first; `similarity` the share of its sequences that stand in other articles (in earlier ones, where
        `repeat_of` is given).

    Examples
    --------
    >>> told = "The war began in 2011 with protests against the government in Daraa."
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": "Courier", "date": pd.NaT, "text": [told, told]})
    >>> sentences = pd.DataFrame({"article_id": ["1", "2"], "part": "text", "sentence": 0, "start": 0, "end": 69})
    >>> find_repeats(articles, sentences)[["article_id", "repeat_of"]].values.tolist()
    [['1', nan], ['2', '1']]
    """
    ranked = articles.sort_values(["date", "article_id"], kind="stable")[["article_id", "outlet", "date", "text"]]
    rows = sentences[sentences["part"] == "text"][["article_id", "sentence", "start", "end"]]
    rows = rows.merge(ranked.assign(rank=np.arange(len(ranked))), on="article_id")
    spans = zip(rows["text"], rows["start"], rows["end"], strict=True)
    rows["sentence_text"] = pd.Series([text[start:end] for text, start, end in spans], dtype="str")
    first, share = np.full(len(rows), -1), np.zeros(len(rows))
    for places in rows.groupby("outlet").indices.values():
        part = rows.iloc[places]
        first[places], share[places] = _repeated(part["sentence_text"].tolist(), part["rank"].to_numpy())
    ids = [*ranked["article_id"], None]  # the last is that of no article: -1
    table = rows.assign(repeat_of=pd.Series([ids[rank] for rank in first], dtype="str"), similarity=share)
    table = table[table["similarity"] >= _SHARE].sort_values(["rank", "sentence"])
    return table[_COLUMNS].reset_index(drop=True)


def _repeated(texts: list[str], ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Say of each sentence of one outlet in which article it stood before, or -1, and how much of it is repeated."""
    found = [numbers if len(numbers) >= _FEWEST else numbers[:0] for numbers in sequences(texts)]
    lengths = np.array([len(numbers) for numbers in found])
    place = np.repeat(np.arange(len(texts)), lengths)
    rank = ranks[place]
    of = pd.factorize(np.concatenate(found))[0]
    spread = pd.Series(rank).groupby(of).agg(["min", "max"]).to_numpy()[of]
    first, last = spread[:, 0], spread[:, 1]

    def share(there: np.ndarray) -> np.ndarray:
        return np.bincount(place, weights=there, minlength=len(texts)) / np.maximum(lengths, 1)

    earlier = share(first < rank)
    again = earlier >= _SHARE
    known = (first < rank) & again[place]
    origin = np.full(len(texts), -1)
    modes = pd.Series(first[known]).groupby(place[known]).agg(lambda ranks: ranks.mode().iloc[0])
    origin[modes.index.to_numpy(dtype=np.int64)] = modes.to_numpy()
    return origin, np.where(again, earlier, share(first < last))
