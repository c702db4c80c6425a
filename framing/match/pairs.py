"""Pairs: names that articles use for an actor where others use a name of the lexicon, and that it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.find.nouns import find_nouns
from framing.find.text import PARTS, fold
from framing.find.words import Words
from framing.match.stream import Spans, Stream, make_stream, slots_of
from framing.read.figures import load_figures
from framing.read.lexicon import Lexicon

__all__ = ["DAYS", "suggest_pairs"]

#: Without stories, articles of so many days stand for one.
DAYS = 3
#: A name that is suggested stands in so many places, articles and outlets.
PLACES, ARTICLES, OUTLETS = 5, 3, 2

_LONGEST = 3  # words of a suggested name
_COMPOSED, _ARTICLE, _STORY, _SENTENCE, _PLACE = 0.1, 0.5, 0.3, 0.3, 2.0
_KNOWN = 50.0  # uses of known names from which an actor's slots are half trusted
_LIMIT = 2.0  # lifts beyond this say no more
_VARIANTS = 6
_TRIED, _READ, _NOUN = 6, 6, 1 / 3  # candidates parsed for each asked for, places of each, share of nouns
#: Sections of the lexicon whose nouns, and whose other words, are no names.
_NO_NAMES = ("events", "doing", "reporting", "citing", "hedges", "style", "responsibility", "places")
#: Groups of its section `naming` of which the same is true: people by their office, and those who speak for others.
_OFFICES = ("titles", "voices", "common")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def suggest_pairs(
    words: Words,
    tables: Mapping[str, pd.DataFrame],
    articles: pd.DataFrame,
    lexicon: Lexicon,
    *,
    referent: str | None = None,
    n: int = 50,
    nlp: Any = None,
) -> pd.DataFrame:
    """Rank words that may be further names of the lexicon's actors.

    A word, or two or three, is a candidate if the lexicon does not know it and it stands in three articles of two
    outlets. For each actor it scores by four things, each of them a column:

    - ``slots``: how much the slots it stands in (the words around it) resemble those of the actor's known names;
    - ``composed``: how often it stands right behind one of the actor's names or adjectives ("Assad clique");
    - ``together``: how much more often than by chance it is used where the actor is named, in the same article and the
      same story (without stories: within three days); and how much less in the same sentence, because two names for
      one actor replace each other;
    - ``n``: how often it is used.

    Parameters
    ----------
    words : Words
    tables : mapping of str to DataFrame
        The evidence tables `mentions`, `references` and `sentences`; syntax is not needed.
    articles : DataFrame
    lexicon : Lexicon
    referent : str, optional
        Suggest names of this actor only.
    n : int
        How many names to suggest.
    nlp : spaCy Language, optional
        Parses a few sentences of each candidate, so that only nouns are kept.

    Returns
    -------
    DataFrame
        ``referent, name, variants, known, score, slots, composed, together, n, articles, outlets, example, article_id,
        known_example, known_article_id``, the best first. `variants` are shorter and longer forms; `known` is a name
        of the lexicon that stands in one of its slots in another article, of the same story where there is one. They
        are suggestions, to be read and judged.
    """
    actors = [r.id for r in lexicon.referents.values() if r.kind in ("actor", "people")]
    stream = make_stream(words, tables, articles, actors)
    spans, names = _candidates(stream, words, articles, lexicon)
    known = np.flatnonzero(stream.unit >= stream.words)
    both = _Both(stream, spans, Spans(known, known, stream.unit[known] - stream.words), len(names))
    story = _stories(articles)
    parts = _parts(both, story, _after_place(stream, words, spans, lexicon, len(names)))
    score = parts.pop("score")
    actor = score.argmax(axis=1) if score.size else np.empty(0, dtype=int)
    at = np.arange(len(names))
    table = pd.DataFrame({
        "referent": pd.Series([actors[i] for i in actor], dtype="str"), "name": pd.Series(names, dtype="str"),
        "score": score[at, actor], **{column: values[at, actor] for column, values in parts.items()},
        **_spread(spans, stream, articles, len(names)), "_code": at, "_actor": actor,
    })  # fmt: skip
    if referent is not None:
        table = table[table["referent"] == referent]
    table = table[table["slots"] > 0].sort_values(["score", "name"], ascending=[False, True], kind="stable")
    shown = _Examples(both, words, articles, tables["sentences"], story)
    if nlp is not None:
        table = table[: _TRIED * n]
        table = table[_nouns(table["_code"], shown, nlp)]
    table = _merge(table, n)
    found = [shown.of(code, actor) for code, actor in zip(table["_code"], table["_actor"], strict=True)]
    columns = ["name", "example", "article_id", "known", "known_example", "known_article_id"]
    table = table.assign(**{c: pd.Series([row[c] for row in found], dtype="str", index=table.index) for c in columns})
    return table[["referent", "name", "variants", "known", "score", "slots", "composed", "together", "n", "articles",
                  "outlets", *columns[1:3], *columns[4:]]].reset_index(drop=True)  # fmt: skip


class _Both:
    """Candidates and known names, with the slots they stand in: the actors are numbered behind the candidates."""

    def __init__(self, stream: Stream, spans: Spans, known: Spans, candidates: int) -> None:
        self.stream, self.candidates = stream, candidates
        self.start = np.concatenate([spans.start, known.start])
        self.last = np.concatenate([spans.last, known.last])
        self.owner = np.concatenate([spans.code, candidates + known.code])
        self.kinds = slots_of(stream, Spans(self.start, self.last, self.owner))
        everywhere = np.arange(len(stream.unit))
        self.all_kinds = slots_of(stream, Spans(everywhere, everywhere, everywhere))

    def count(self, columns: Ints) -> sparse.csr_array:
        """Say in which columns (articles, stories, sentences) each candidate and actor occurs at all."""
        shape = (self.candidates + self.stream.actors, int(columns.max(initial=0)) + 1)
        matrix = sparse.coo_array((np.ones(len(columns)), (self.owner, columns)), shape=shape).tocsr()
        matrix.data[:] = 1
        return matrix


def _candidates(stream: Stream, words: Words, articles: pd.DataFrame, lexicon: Lexicon) -> tuple[Spans, list[str]]:
    """Find the stretches of one to three unknown words that may be names: frequent, no verbs, no events."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    def listed(forms: set[str]) -> NDArray[np.bool_]:
        known = np.array([fold(term) in forms and not term.isupper() for term in words.terms] + [True], dtype=bool)
        return known[np.minimum(stream.unit, stream.words)]

    small = listed({*ENGLISH_STOP_WORDS, *"abcdefghijklmnopqrstuvwxyz"})
    nouns = {fold(f) for w in lexicon.words if w.section in _NO_NAMES and w.role == "nouns" for f in w.forms}
    nouns |= {fold(f) for w in lexicon.find_words("naming") if w.group in _OFFICES for f in w.forms}
    figures = load_figures()
    tallies = listed({*figures.numbers["ones"], *figures.numbers["scales"], *figures.ranges["vague"]})
    nouns |= figures.lists["measures"]
    others = {fold(f) for w in lexicon.words if w.role != "nouns" for f in w.forms}
    event, verb = listed(nouns), listed(others)
    free = (stream.unit < stream.words) & ~stream.busy
    pieces = []
    for length in range(1, _LONGEST + 1):
        start = np.arange(len(free) - length + 1)
        last = start + length - 1
        good = free[start] & ~small[start] & ~small[last] & ~event[last] & (stream.owner[last] < 0)
        good &= ~tallies[start] & ~tallies[last] & (~verb[last] if length == 1 else True)
        for step in range(1, length):
            good &= free[start + step] & stream.joined[start + step]
        start, last = start[good], last[good]
        code = np.zeros(len(start), dtype=np.int64)
        for step in range(length):
            code = code * (stream.words + 1) + stream.unit[start + step] + 1
        pieces.append((start, last, code))
    start, last, code = (np.concatenate(column) for column in zip(*pieces, strict=True))
    number = pd.factorize(code)[0]
    frame = pd.DataFrame({"code": number, "row": stream.row[start]})
    frame["outlet"] = pd.factorize(articles["outlet"])[0][frame["row"]]
    counts = frame.groupby("code").nunique()
    often = ((counts["row"] >= ARTICLES) & (counts["outlet"] >= OUTLETS)).to_numpy() & (np.bincount(number) >= PLACES)
    kept = often[number]
    new, place = np.unique(number[kept], return_inverse=True)
    spans = Spans(start[kept], last[kept], place)
    first = np.full(len(new), -1, dtype=np.int64)
    first[place[::-1]] = np.arange(len(place))[::-1]
    names = [" ".join(words.terms[u] for u in stream.unit[spans.start[i] : spans.last[i] + 1]) for i in first]
    return spans, names


def _after_place(stream: Stream, words: Words, spans: Spans, lexicon: Lexicon, candidates: int) -> Floats:
    """Give the share of each candidate's places that follow a preposition of place: "in Aleppo"."""
    prepositions = {fold(f) for w in lexicon.find_words("places", role="prepositions") for f in w.forms}
    is_one = np.array([term in prepositions for term in words.terms] + [False] * (stream.actors + 1), dtype=float)
    before = np.where(stream.joined, np.concatenate([[stream.edge], stream.unit[:-1]]), stream.edge)[spans.start]
    return np.bincount(spans.code, weights=is_one[before], minlength=candidates) / np.bincount(
        spans.code, minlength=candidates
    )


def _stories(articles: pd.DataFrame) -> Ints:
    """Number the story of each article; without stories, the days it falls into; else the article itself."""
    own = "article " + articles["article_id"].astype("str")
    if "story" in articles and articles["story"].notna().any():
        return pd.factorize(articles["story"].astype("str").where(articles["story"].notna(), own))[0]
    if "date" in articles and articles["date"].notna().any():
        days = ((articles["date"] - articles["date"].min()).dt.days // DAYS).astype("str")
        return pd.factorize(days.where(articles["date"].notna(), own))[0]
    return np.arange(len(articles))


def _parts(both: _Both, story: Ints, placed: Floats) -> dict[str, Floats]:
    """Score every candidate for every actor: arrays of shape (candidates, actors)."""
    stream, n = both.stream, both.candidates
    uses = np.bincount(both.owner[both.owner < n], minlength=n)
    slots = np.mean([_likeness(both, kind) for kind in range(len(both.kinds))], axis=0)
    composed = np.zeros((n, stream.actors))
    of = both.owner < n
    start, owner = both.start[of], both.owner[of]
    before = np.where(stream.joined[start], start - 1, start)
    for found in (stream.owner[start], stream.owner[before], stream.unit[before] - stream.words):
        named = found >= 0
        np.add.at(composed, (owner[named], found[named]), 1)
    composed = np.minimum(composed / np.maximum(uses, 1)[:, None], 1)
    row = stream.row[both.start]
    article, tale = _lift(both, row), _lift(both, story[row])
    sentence = _lift(both, stream.sentence[both.start])
    together = _ARTICLE * article + _STORY * tale - _SENTENCE * sentence
    score = (slots + _COMPOSED * composed) * np.exp(together) * np.log1p(uses)[:, None]
    known = np.bincount(both.owner[~of] - n, minlength=stream.actors)
    score = score * ((1 - placed) ** _PLACE)[:, None] * (known / (known + _KNOWN))
    return {"score": score, "slots": slots, "composed": composed,
            "together": together}  # fmt: skip


def _likeness(both: _Both, kind: int) -> Floats:
    """Compare the slots of candidates and actors by the cosine of their pointwise mutual information."""
    slot, code = np.unique(both.kinds[kind], return_inverse=True)
    known, times = np.unique(both.all_kinds[kind], return_counts=True)
    at = np.minimum(np.searchsorted(known, slot), len(known) - 1)
    everywhere = np.where(known[at] == slot, times[at], 1)
    shape = (both.candidates + both.stream.actors, len(slot))
    counts = sparse.coo_array((np.ones(len(code)), (both.owner, code)), shape=shape).tocsr().tocoo()
    own = np.bincount(both.owner, minlength=shape[0])
    chance = own[counts.row] * everywhere[counts.col] / len(both.stream.unit)
    value = np.maximum(np.log(counts.data / chance), 0)
    matrix = sparse.coo_array((value, (counts.row, counts.col)), shape=shape).tocsr()
    size = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    cosine = (matrix[: both.candidates] @ matrix[both.candidates :].T).toarray()
    whole = size[: both.candidates, None] * size[None, both.candidates :]
    return np.divide(cosine, whole, out=np.zeros_like(cosine), where=whole > 0)


def _lift(both: _Both, columns: Ints) -> Floats:
    """Give how much more often than by chance candidate and actor meet, as a logarithm between -2 and 2."""
    met = both.count(columns)
    total = np.asarray(met.sum(axis=1)).ravel()
    n, size = both.candidates, len(np.unique(columns))
    pairs = (met[:n] @ met[n:].T).toarray() + 0.5
    return np.clip(np.log(pairs * size / (total[:n, None] * total[None, n:] + 1)), -_LIMIT, _LIMIT)


def _spread(spans: Spans, stream: Stream, articles: pd.DataFrame, candidates: int) -> dict[str, Any]:
    """Count the uses, articles and outlets of each candidate."""
    frame = pd.DataFrame({"code": spans.code, "articles": stream.row[spans.start]})
    frame["outlets"] = pd.factorize(articles["outlet"])[0][frame["articles"]]
    counts = frame.groupby("code").agg(n=("articles", "size"), articles=("articles", "nunique"),
                                       outlets=("outlets", "nunique")).reindex(range(candidates))  # fmt: skip
    return {str(column): counts[column].to_numpy() for column in counts}


def _merge(table: pd.DataFrame, n: int) -> pd.DataFrame:
    """Keep the best of names of one actor that contain each other; the others become its variants."""
    kept: list[int] = []
    keys: list[tuple[str, tuple[str, ...]]] = []
    variants: list[list[str]] = []
    for position, (referent, name) in enumerate(zip(table["referent"], table["name"], strict=True)):
        key = tuple(word.removesuffix("s") for word in name.split())
        same = (i for i, (r, k) in enumerate(keys) if r == referent and (_inside(k, key) or _inside(key, k)))
        twin = next(same, None)
        if twin is not None:
            variants[twin].append(name)
        elif len(kept) < n:
            kept.append(position)
            keys.append((referent, key))
            variants.append([])
    listed = pd.Series([", ".join(v[:_VARIANTS]) for v in variants], dtype="str")
    return table.iloc[kept].reset_index(drop=True).assign(variants=listed)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _nouns(codes: pd.Series, shown: _Examples, nlp: Any) -> NDArray[np.bool_]:
    """Say which candidates are, in a third of some of their places, nouns."""
    rows = [(code, *shown.row_of(span)) for code in codes for span in shown.some(code, _READ)]
    places = pd.DataFrame(rows, columns=["code", "article_id", "part", "sentence", "start", "end"])
    nouns = find_nouns(places, shown.table, shown.articles, nlp=nlp)
    return (nouns.groupby(places["code"]).mean().reindex(codes) >= _NOUN).to_numpy()


@dataclass
class _Place:
    """Where a name stands: article, part, offsets."""

    row: int
    part: str
    start: int
    end: int


class _Examples:
    """Finds for a suggestion a sentence of its own, and one where a known name stands in the same slot."""

    def __init__(self, both: _Both, words: Words, articles: pd.DataFrame, sentences: pd.DataFrame, story: Ints) -> None:
        self.both, self.words, self.articles, self.story = both, words, articles, story
        self.order = np.argsort(both.owner, kind="stable")
        self.edges = np.searchsorted(both.owner[self.order], np.arange(both.candidates + both.stream.actors + 1))
        self.table = sentences
        grouped = sentences.groupby(["article_id", "part"])[["start", "end"]]
        keys: list[Any] = list(grouped.groups)
        self.sentences = dict(zip(keys, (rows.to_numpy() for _, rows in grouped), strict=True))

    def of(self, code: int, actor: int) -> dict[str, str | None]:
        own, other = self._spans(code), self._spans(self.both.candidates + actor)
        mine, theirs = self._alike(own, other)
        place = self._place(own[0] if mine is None else mine)
        written = Counter(self._text(self._place(i)) for i in own)
        found: dict[str, str | None] = {
            "name": written.most_common(1)[0][0], "example": self._sentence(place),
            "article_id": str(self.articles["article_id"].iat[place.row]),
        }  # fmt: skip
        if theirs is None:
            return found | dict.fromkeys(["known", "known_example", "known_article_id"])
        known = self._place(theirs)
        return found | {
            "known": self._text(known), "known_example": self._sentence(known),
            "known_article_id": str(self.articles["article_id"].iat[known.row]),
        }  # fmt: skip

    def some(self, code: int, most: int) -> Ints:
        """Give places of a candidate, evenly spread."""
        spans = self._spans(code)
        return spans[np.unique(np.linspace(0, len(spans) - 1, most).astype(int))]

    def row_of(self, span: int) -> tuple[str, str, int, int, int]:
        """Give article, part, sentence and offsets of a place."""
        place = self._place(span)
        id_ = str(self.articles["article_id"].iat[place.row])
        starts = self.sentences[id_, place.part][:, 0]
        number = int(np.searchsorted(starts, place.start, side="right")) - 1
        return id_, place.part, number, place.start, place.end

    def _spans(self, owner: int) -> Ints:
        return self.order[self.edges[owner] : self.edges[owner + 1]]

    def _alike(self, own: Ints, other: Ints) -> tuple[int | None, int | None]:
        """Find a place of each in the same slot, in two articles, of one story if possible; the rarer slot first."""
        row = self.both.stream.row[self.both.start]
        for same_story in (True, False):
            for kind in (4, 3, 2, 1, 0):
                slots = self.both.kinds[kind]
                where: dict[Any, list[int]] = {}
                for i in other.tolist():
                    key = (slots[i], self.story[row[i]]) if same_story else slots[i]
                    where.setdefault(key, []).append(i)
                for i in own.tolist():
                    key = (slots[i], self.story[row[i]]) if same_story else slots[i]
                    twin = next((j for j in where.get(key, ()) if row[j] != row[i]), None)
                    if twin is not None:
                        return i, twin
        return None, None

    def _place(self, span: int) -> _Place:
        stream, words = self.both.stream, self.words
        first, last = int(stream.first[self.both.start[span]]), int(self.both.last[span])
        following = int(stream.first[last + 1]) if last + 1 < len(stream.first) else len(words.word)
        end = following - 1 if stream.unit[last] >= stream.words else int(stream.first[last])
        length = len(words.terms[words.word[end]])
        return _Place(int(words.row[first]), PARTS[words.part[first]], int(words.start[first]),
                      int(words.start[end]) + length)  # fmt: skip

    def _text(self, place: _Place) -> str:
        return str(self.articles[place.part].iat[place.row])[place.start : place.end]

    def _sentence(self, place: _Place) -> str | None:
        rows = self.sentences.get((self.articles["article_id"].iat[place.row], place.part))
        if rows is None:
            return None
        inside = rows[(rows[:, 0] <= place.start) & (place.start < rows[:, 1])]
        return str(self.articles[place.part].iat[place.row])[inside[0, 0] : inside[0, 1]] if len(inside) else None
