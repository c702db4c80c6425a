"""Whether words at given places are nouns."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .syntax import parse

__all__ = ["find_nouns"]

_KEYS = ["article_id", "part", "sentence"]


def find_nouns(places: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, *, nlp: Any) -> pd.Series:
    """Say of each place whether its last word is a noun there: "shell" in "a shell fell", not in "they shell it".

    Parameters
    ----------
    places : DataFrame
        ``article_id, part, sentence, start, end``, offsets in title or text.
    sentences, articles : DataFrame
    nlp : spaCy Language

    Returns
    -------
    Series of bool
        On the index of `places`.

    Examples
    --------
    >>> from framing.find.syntax import find_model, load_model
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["A shell fell. They shell it."]})
    >>> where = {"article_id": "1", "part": "text", "sentence": [0, 1]}
    >>> sentences = pd.DataFrame(where | {"start": [0, 14], "end": [13, 28]})
    >>> places = pd.DataFrame(where | {"start": [2, 19], "end": [7, 24]})
    >>> find_nouns(places, sentences, articles, nlp=load_model(find_model())).tolist()
    [True, False]
    """
    spans = places.drop_duplicates(_KEYS)[_KEYS].merge(sentences[[*_KEYS, "start", "end"]], on=_KEYS)
    texts = articles.set_index("article_id")
    rows: list[Any] = list(spans.itertuples(index=False))
    docs = parse(nlp, [str(texts.at[row.article_id, row.part])[row.start : row.end] for row in rows])
    parsed = {(row.article_id, row.part, row.sentence): (row.start, doc) for row, doc in zip(rows, docs, strict=True)}
    found = []
    for place in places[[*_KEYS, "start", "end"]].itertuples(index=False, name=None):
        offset, doc = parsed.get(place[:3], (0, None))
        span = doc.char_span(place[3] - offset, place[4] - offset, alignment_mode="expand") if doc is not None else None
        last = span[-1] if span is not None else None
        found.append(last is not None and last.tag_.startswith("NN"))
    return pd.Series(found, index=places.index, dtype=bool)
