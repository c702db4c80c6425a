"""Repeats: sentences that an outlet prints in more than one article, such as its background to a war."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.match.sequences import sequences

__all__ = ["find_repeats"]

_FEWEST = 4  # sequences of a sentence, so at least eight words: shorter sentences are alike by chance
_SHARE = 0.8  # of its sequences that must stand in another article of the outlet
_COLUMNS = ["article_id", "outlet", "date", "sentence", "start", "end", "repeat_of", "similarity", "sentence_text"]


def find_repeats(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences of texts that stand in more than one article of their outlet, word for word or nearly.

    A sentence of at least eight words is repeated if four in five of its sequences of five words stand in other
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
    >>> text = "The war began in 2011 with protests against the government in Daraa."
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": "Courier", "date": pd.NaT, "text": [text, text]})
    >>> sentences = pd.DataFrame({"article_id": ["1", "2"], "part": "text", "sentence": 0, "start": 0, "end": len(text)})
    >>> find_repeats(articles, sentences)[["article_id", "repeat_of"]].values.tolist()
    [['1', nan], ['2', '1']]
    """
    ranked = articles.sort_values(["date", "article_id"], kind="stable")[["article_id", "outlet", "date", "text"]]
    rows = sentences[sentences["part"] == "text"][["article_id", "sentence", "start", "end"]]
    rows = rows.merge(ranked.assign(rank=np.arange(len(ranked))), on="article_id")
    spans = zip(rows["text"], rows["start"], rows["end"], strict=True)
    rows["sentence_text"] = pd.Series([text[start:end] for text, start, end in spans], dtype="str")
    told = [_repeated(part) for _, part in rows.groupby("outlet")]
    table = pd.concat([rows.head(0).assign(first=pd.NA, similarity=np.nan), *told])
    first = table["first"].astype("Int64")
    ids = ranked["article_id"].to_numpy()
    table["repeat_of"] = pd.Series([None if pd.isna(i) else ids[i] for i in first], index=table.index, dtype="str")
    return table.sort_values(["rank", "sentence"])[_COLUMNS].astype({"similarity": float}).reset_index(drop=True)


def _repeated(rows: pd.DataFrame) -> pd.DataFrame:
    """Find the repeated sentences of one outlet; `first` is the rank of the article in which one stood before."""
    found = sequences(rows["sentence_text"])
    long = np.array([len(numbers) >= _FEWEST for numbers in found], dtype=bool)
    rows, found = rows[long], [numbers for numbers, kept in zip(found, long, strict=True) if kept]
    if rows.empty:
        return rows.assign(first=pd.NA, similarity=np.nan)
    place = np.repeat(np.arange(len(rows)), [len(numbers) for numbers in found])
    rank = rows["rank"].to_numpy()[place]
    of = pd.factorize(np.concatenate(found))[0]
    ranks = pd.Series(rank).groupby(of).agg(["min", "max"]).to_numpy()[of]
    first, last = ranks[:, 0], ranks[:, 1]
    words = np.bincount(place)
    earlier, other = (np.bincount(place, weights=weight) / words for weight in (first < rank, first < last))
    again = np.flatnonzero(earlier >= _SHARE)
    origin = pd.Series(first[first < rank]).groupby(place[first < rank]).agg(lambda ranks: ranks.mode().iloc[0])
    table = rows.assign(first=pd.array([pd.NA] * len(rows), dtype="Int64"), similarity=other)
    table.iloc[again, -2], table.iloc[again, -1] = origin.loc[again].to_numpy(), earlier[again]
    return table[table["similarity"] >= _SHARE]
