"""Words: every word of the articles in order, as numbers, with the voice that speaks it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .text import PARTS, Block, fold, read_blocks

__all__ = ["SPOKEN", "Words", "find_term", "read_words", "voices_of"]

#: The voices that running text can have; a word without any (nothing was parsed) has -1.
SPOKEN = ("own", "quoted", "reported")

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['-][^\W\d_]+)*")
_PLACE = ["article_id", "part", "sentence", "start", "end"]


@dataclass(frozen=True)
class Words:
    """The words of articles, in order.

    `terms` are the different words, folded (but "US" and the like), without a possessive 's. Of each word in turn,
    `word` is its number in `terms`, `row` that of its article, `part` and `start` say where it stands there, `voice` is
    its number in ``SPOKEN``, and `joined` says whether nothing but a space parts it from the word before.
    """

    terms: list[str]
    word: np.ndarray
    row: np.ndarray
    part: np.ndarray
    start: np.ndarray
    voice: np.ndarray
    joined: np.ndarray

    def only(self, voice: str) -> Words:
        """Keep the words of one voice; "all" keeps all."""
        return self if voice == "all" else self._kept(self.voice == SPOKEN.index(voice))

    def of_parts(self, parts: Collection[str]) -> Words:
        """Keep the words of titles, of texts, or of both."""
        if set(PARTS) <= set(parts):
            return self
        return self._kept(np.isin(self.part, [number for number, part in enumerate(PARTS) if part in parts]))

    def _kept(self, kept: np.ndarray) -> Words:
        joined = self.joined & np.concatenate([[False], kept[:-1]])
        columns = (column[kept] for column in (self.word, self.row, self.part, self.start, self.voice, joined))
        return Words(self.terms, *columns)


def read_words(articles: pd.DataFrame, attributions: pd.DataFrame, *, parsed: bool = True) -> Words:
    """Read the words of titles and texts; page furniture and numbers are left out.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``.
    attributions : DataFrame
        The evidence table: what is quoted or reported there is not the outlet's own; the innermost row decides.
    parsed : bool
        Whether sentences were parsed. Without, what stands outside quotation marks has no voice.

    Returns
    -------
    Words

    Examples
    --------
    >>> text = "It rained. The U.S. army's flag fell."
    >>> texts = pd.DataFrame({"article_id": ["1"], "title": ["Rain"], "text": [text]})
    >>> words = read_words(texts, pd.DataFrame(columns=["article_id", "part", "start", "end", "kind"]))
    >>> [words.terms[number] for number in words.word]
    ['rain', 'it', 'rained', 'the', 'U.S.', 'army', 'flag', 'fell']
    >>> words.joined.tolist()
    [False, False, True, False, True, True, True, True]
    """
    painter = _Painter(articles, attributions, parsed)
    numbers: dict[str, int] = {}
    pieces: list[tuple[np.ndarray, ...]] = []
    for block in read_blocks(articles):
        spans = [match.span() for match in _WORD.finditer(block.folded)]
        if not spans:
            continue
        word = np.array([numbers.setdefault(term, len(numbers)) for term in _terms(block, spans)], dtype=np.int32)
        starts, ends = np.array(spans).T
        at = block.part_of(starts)
        voice = painter.paint(block)[starts]
        joined = np.zeros(len(word), dtype=bool)
        behind = np.frombuffer(block.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)[ends[:-1]]
        joined[1:] = (starts[1:] - ends[:-1] == 1) & (behind == ord(" ")) & (voice[1:] == voice[:-1])
        where = block.rows[at].astype(np.int32), block.parts[at].astype(np.int8), (starts - block.starts[at])
        pieces.append((word, *where, voice, joined))
    if not pieces:
        none = np.empty(0, np.int32)
        return Words([], none, none, none, none, none, none.astype(bool))
    return Words(list(numbers), *(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _terms(block: Block, spans: list[tuple[int, int]]) -> Iterator[str]:
    """Fold the words; those in capitals among others that are not ("US", "IS") stay as they are."""
    capitals = [1 < end - start and block.text[start:end].isupper() for start, end in spans]
    lonely = zip([False, *capitals], capitals, [*capitals[1:], False], strict=False)
    for (start, end), (before, own, behind) in zip(spans, lonely, strict=True):
        if own and not before and not behind:
            yield block.text[start:end]
        else:
            yield block.folded[start:end].removesuffix("'s")


class _Painter:
    """Knows the voice of every character of a block, from the attributions."""

    def __init__(self, articles: pd.DataFrame, attributions: pd.DataFrame, parsed: bool) -> None:
        self.ids = articles["article_id"].tolist()
        self.ground = 0 if parsed else -1
        self.spans: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        for (id_, part), rows in attributions.groupby(["article_id", "part"], sort=False):
            size = (rows["start"] - rows["end"]).to_numpy()
            rows = rows.iloc[np.argsort(size, kind="stable")]  # the longest first, so that the innermost is on top
            self.spans[str(id_), str(part)] = list(zip(rows["start"], rows["end"], rows["kind"], strict=True))

    def paint(self, block: Block) -> np.ndarray:
        voice = np.full(len(block.text), self.ground, dtype=np.int8)
        for row, part, offset in zip(block.rows.tolist(), block.parts.tolist(), block.starts.tolist(), strict=True):
            for start, end, kind in self.spans.get((self.ids[row], PARTS[part]), ()):
                voice[offset + start : offset + end] = SPOKEN.index(kind)
        return voice


def voices_of(places: pd.DataFrame, attributions: pd.DataFrame, *, parsed: bool = True) -> pd.Series:
    """Say whose voice speaks at each place: that of the innermost attribution around it, else the outlet's own.

    Parameters
    ----------
    places : DataFrame
        With ``article_id, part, start, end``.
    attributions : DataFrame
        The evidence table.
    parsed : bool
        Whether sentences were parsed. Without, what stands outside quotation marks has no voice.

    Returns
    -------
    Series of str
        On the index of `places`: own, quoted, reported, or missing.

    Examples
    --------
    >>> spans = pd.DataFrame({"article_id": ["1"], "part": ["text"], "start": [0], "end": [9], "kind": ["quoted"]})
    >>> places = pd.DataFrame({"article_id": "1", "part": "text", "start": [4, 20], "end": [8, 24]})
    >>> voices_of(places, spans).tolist()
    ['quoted', 'own']
    """
    keys = ["article_id", "part"]
    left = places[[*keys, "start"]].assign(_row=np.arange(len(places)))
    both = left.merge(attributions[[*keys, "start", "end", "kind"]], on=keys, suffixes=("", "_of"))
    both = both[(both["start_of"] <= both["start"]) & (both["start"] < both["end"])]
    both = both.assign(size=both["end"] - both["start_of"]).sort_values("size", kind="stable").drop_duplicates("_row")
    voice = pd.Series("own" if parsed else None, index=range(len(places)), dtype="str")
    voice.loc[both["_row"]] = both["kind"].to_numpy()
    return voice.set_axis(places.index)


def find_term(term: str, words: Words, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Give the places of a word, or of words side by side: those, and no others, that are counted for it.

    Parameters
    ----------
    term : str
        Words in small letters, or in the capitals in which `words` has them.
    words : Words
    articles, sentences : DataFrame

    Returns
    -------
    DataFrame
        One row per place: ``article_id, outlet, part, sentence, start, end, text, voice``.

    Examples
    --------
    >>> from framing.find.evidence import find_evidence
    >>> from framing.read.articles import read_articles
    >>> from framing.read.lexicon import load_lexicon
    >>> texts = read_articles(pd.DataFrame({"outlet": ["A"], "text": ["It rained. The army's flag fell."]}))
    >>> found = find_evidence(texts, load_lexicon("conflict"))
    >>> words = read_words(texts, found["attributions"])
    >>> find_term("army flag", words, texts, found["sentences"])[["sentence", "text"]].values.tolist()
    [[1, "army's flag"]]
    """
    wanted = term.split()
    numbers = {known: number for number, known in enumerate(words.terms)}
    codes = [numbers.get(word, numbers.get(fold(word), -1)) for word in wanted]
    firsts = np.flatnonzero(words.word[: len(words.word) - len(codes) + 1] == codes[0]) if codes else np.empty(0, int)
    for step, code in enumerate(codes[1:], 1):
        firsts = firsts[(words.word[firsts + step] == code) & words.joined[firsts + step]]
    lasts = firsts + len(codes) - 1
    row = words.row[firsts]
    ends = words.start[lasts] + (len(wanted[-1]) if wanted else 0)
    rows = articles[["article_id", "outlet"]].iloc[row].reset_index(drop=True)
    rows["part"] = pd.array(PARTS, dtype="str").take(words.part[firsts].astype(np.int64))
    rows["start"], rows["end"] = words.start[firsts].astype("int64"), ends.astype("int64")
    places = zip(row.tolist(), rows["part"], rows["start"], rows["end"], strict=True)
    rows["text"] = pd.Series([articles[part].iat[at][start:end] for at, part, start, end in places], dtype="str")
    rows["voice"] = pd.Series([(*SPOKEN, None)[voice] for voice in words.voice[firsts]], dtype="str")
    rows["sentence"] = _sentences(rows, sentences)
    return rows[["article_id", "outlet", *_PLACE[1:], "text", "voice"]]


def _sentences(places: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """Give the number of the sentence in which each place lies."""
    left = places.reset_index(names="_row").sort_values("start", kind="stable")
    right = sentences[["article_id", "part", "start", "sentence"]].sort_values("start", kind="stable")
    both = pd.merge_asof(left, right, on="start", by=["article_id", "part"])
    return both.set_index("_row")["sentence"].reindex(places.index).fillna(-1).astype("int64")
