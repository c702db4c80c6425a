"""The running text of all articles with every known name as one unit, so that slots can be compared across articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.find.words import Words

__all__ = ["Spans", "Stream", "make_stream", "slots_of"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_KEY = 1 << 32


@dataclass(frozen=True)
class Stream:
    """Units of text: words and names.

    `unit` is the number of a word, or `words` + the number of an actor where one of its names stands (with all words
    of the name in one unit). `first` is the position of the unit's first word, `row` its article, `sentence` a number
    of its own for every sentence, `joined` whether only a space parts it from the unit before, `owner` the actor whose
    adjective it is ("Syrian"), `busy` whether it belongs to a label of something that is no actor.
    """

    words: int
    actors: int
    unit: Ints
    first: Ints
    row: Ints
    sentence: Ints
    joined: Bools
    owner: Ints
    busy: Bools

    @property
    def edge(self) -> int:
        """The unit that stands for the end of a sentence, or a mark."""
        return self.words + self.actors


@dataclass(frozen=True)
class Spans:
    """Stretches of a stream, from unit `start` to unit `last`, each of one of some kinds (`code`)."""

    start: Ints
    last: Ints
    code: Ints


def make_stream(
    words: Words, tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame, actors: Sequence[str]
) -> Stream:
    """Put the names of `actors` in the place of their words.

    Parameters
    ----------
    words : Words
    tables : mapping of str to DataFrame
        The evidence tables `mentions`, `references` and `sentences`.
    articles : DataFrame
    actors : sequence of str
        Ids; names of other referents become busy words.
    """
    row_of = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    number = {actor: n for n, actor in enumerate(actors)}

    def keys(rows: pd.DataFrame, column: str) -> Ints:
        part = row_of[rows["article_id"]].to_numpy(dtype=np.int64) * 2 + (rows["part"] == "text").to_numpy()
        return part * _KEY + rows[column].to_numpy(dtype=np.int64)

    where = (words.row.astype(np.int64) * 2 + words.part) * _KEY + words.start
    unit, kept = words.word.astype(np.int64), np.ones(len(words.word), dtype=bool)
    owner, busy = np.full(len(unit), -1, dtype=np.int64), np.zeros(len(unit), dtype=bool)
    labels = tables["mentions"].rename(columns={"referent": "actor"}).assign(kind="label")
    columns = ["article_id", "part", "start", "end", "actor", "kind"]
    rows = pd.concat([labels[columns], tables["references"][columns]], ignore_index=True)
    firsts, lasts = (np.searchsorted(where, keys(rows, column)).tolist() for column in ("start", "end"))
    codes = rows["actor"].map(number).fillna(-1).astype(int)
    for first, last, code, kind in zip(firsts, lasts, codes, rows["kind"], strict=True):
        if code < 0:
            busy[first:last] = True
        elif kind == "demonym":
            owner[first:last] = code
        elif last > first:
            unit[first] = len(words.terms) + code
            kept[first + 1 : last] = False
    at = np.flatnonzero(kept)
    sentence = np.searchsorted(np.sort(keys(tables["sentences"], "start")), where[at], side="right")
    joined = words.joined[at] & np.concatenate([[False], sentence[1:] == sentence[:-1]])[: len(at)]
    row = words.row[at].astype(np.int64)
    return Stream(len(words.terms), len(actors), unit[at], at, row, sentence, joined, owner[at], busy[at])


def slots_of(stream: Stream, spans: Spans) -> list[Ints]:
    """Give the slots in which spans stand, as numbers: what is before, what is behind, two before, two behind, both.

    Examples
    --------
    >>> none = np.full(3, -1)
    >>> stream = Stream(3, 0, np.arange(3), np.arange(3), none, none, np.array([False, True, True]), none, none > 0)
    >>> one = Spans(np.array([1]), np.array([1]), np.array([0]))
    >>> same = Stream(3, 0, np.array([0, 2, 2]), *(getattr(stream, c) for c in
    ...               ("first", "row", "sentence", "joined", "owner", "busy")))
    >>> [a.tolist() == b.tolist() for a, b in zip(slots_of(stream, one), slots_of(same, one))]
    [True, True, True, True, True]
    """
    edge = stream.edge
    left = np.where(stream.joined, np.concatenate([[edge], stream.unit[:-1]]), edge)
    follows = np.concatenate([stream.joined[1:], [False]])
    right = np.where(follows, np.concatenate([stream.unit[1:], [edge]]), edge)
    left2 = np.where(stream.joined, np.concatenate([[edge], left[:-1]]), edge)
    right2 = np.where(follows, np.concatenate([right[1:], [edge]]), edge)
    base = edge + 1
    before, behind = left[spans.start], right[spans.last]
    pairs = [before, behind, left2[spans.start] * base + before, behind * base + right2[spans.last],
             before * base + behind]  # fmt: skip
    return [kind * base * base + pair for kind, pair in enumerate(pairs)]
