"""The finding step: articles and a lexicon in, evidence tables out; a plain function of one partition of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..read.lexicon import Lexicon
from .blame import BlameFinder, Claim
from .carried import count_words
from .characters import classify
from .figures import Figure, FigureFinder
from .labels import NAMING, Hit, find_hits
from .naming import NameFinder
from .passives import count_clauses
from .quotes import find_quotes
from .sentences import find_sentences
from .syntax import parse
from .tables import SCHEMAS, Collector
from .text import Block, read_blocks
from .triggers import Triggers
from .vocabulary import Vocabulary
from .voice import Attribution, Voice, VoiceFinder, VoiceMap

__all__ = ["find_evidence"]

_WHERE = ("article_id", "outlet", "part", "sentence", "start", "end")
_CLAIM = [column for column in SCHEMAS["claims"] if column not in _WHERE]
_FIGURE = [column for column in SCHEMAS["figures"] if column not in _WHERE]


def find_evidence(
    articles: pd.DataFrame,
    lexicon: Lexicon,
    *,
    nlp: Any = None,
    claims_only: bool = False,
    figures: bool = True,
    progress: Callable[[int], object] | None = None,
) -> dict[str, pd.DataFrame]:
    """Find labels, voices and claims in the articles.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``: `article_id`, `outlet`, `title`, `text`.
    lexicon : Lexicon
    nlp : spaCy Language, optional
        A model with tagger and parser. Without one, quotations and labels are found, reported voice and claims are not.
    claims_only : bool
        Parse only the sentences that may tell of harm. Claims are as without it, but where only another sentence
        tells who speaks ("he"): then their source may differ. Voices and attributions are those of the parsed
        sentences; elsewhere they are missing.
    figures : bool
        Whether figures are found; without parsing they take three quarters of the time.
    progress : callable, optional
        Called with the number of articles done after each block.

    Returns
    -------
    dict of DataFrame
        The tables of ``find.tables.SCHEMAS``. Rows depend on their own article alone: finding on two halves of a
        corpus and concatenating equals finding on the whole.

    Examples
    --------
    >>> from framing.read.articles import read_articles
    >>> from framing.read.lexicon import load_lexicon
    >>> texts = pd.DataFrame({"outlet": ["A"], "text": ["The Syrian regime fell, and Damascus said so."]})
    >>> find_evidence(read_articles(texts), load_lexicon("syria"))["mentions"].text.tolist()
    ['Syrian regime']
    """
    finder = _Finder(articles, lexicon, nlp, claims_only, figures)
    for block in read_blocks(articles):
        finder.read(block)
        if progress is not None:
            progress(int(block.rows[-1] - block.rows[0] + 1))
    return finder.tables()


class _Finder:
    """Collects the rows of all blocks."""

    def __init__(self, articles: pd.DataFrame, lexicon: Lexicon, nlp: Any, claims_only: bool, figures: bool) -> None:
        self.vocabulary = Vocabulary(lexicon)
        self.voice, self.blame, self.nlp = VoiceFinder(self.vocabulary), BlameFinder(self.vocabulary), nlp
        self.names, self.figures = NameFinder(self.vocabulary), FigureFinder(self.vocabulary) if figures else None
        self.triggers, self.claims_only = Triggers(self.vocabulary), claims_only
        self.articles = articles
        self.acts = frozenset(r.id for r in lexicon.referents.values() if r.kind == "act")
        self.rows = {name: Collector(name) for name in SCHEMAS}

    def read(self, block: Block) -> None:
        self._add_skipped(block)
        classes, words = classify(block.text), self.vocabulary
        sentences = find_sentences(block.text, words.abbreviations, openers=words.openers, classes=classes)
        if not len(sentences):
            return
        quotes = find_quotes(block.text, sentences, elided=words.elided, classes=classes)
        hits = find_hits(block, sentences, words)
        harm, cited = self.triggers.find(block, sentences, quotes) if self.nlp is not None else (set(), set())
        docs = self._parse(block, sentences, sorted(harm if self.claims_only else harm | cited))
        voices = self.voice.find(block, sentences, quotes, docs if self.nlp is not None else None, hits)
        harmful = {number: doc for number, doc in docs.items() if number in harm}
        claims, victims = self.blame.find(block, sentences, harmful, hits, voices)
        where = _Where(block, sentences)
        all_of_them = where.at(np.arange(len(sentences)), sentences[:, 0], sentences[:, 1])
        self.rows["sentences"].add(all_of_them | count_clauses(docs, len(sentences)))
        heard = docs if self.claims_only else range(len(sentences))  # sentences whose voices can be told
        self._add_hits(where, hits, voices, victims, heard)
        told = [row for row in voices.rows if not row.second_hand and row.sentence in heard]
        self._add_attributions(where, told, classes)
        self.rows["claims"].add(where.of(claims) | {name: [getattr(c, name) for c in claims] for name in _CLAIM})
        if self.figures is not None:
            numbers = self.figures.find(block, sentences, hits, voices, parsed=self.nlp is not None)
            row = {name: [getattr(figure, name) for figure in numbers] for name in _FIGURE}
            self.rows["figures"].add(where.of(numbers) | row)

    def _parse(self, block: Block, sentences: np.ndarray, numbers: list[int]) -> dict[int, Any]:
        texts = [block.text[start:end] for start, end in sentences[numbers].tolist()]
        return dict(zip(numbers, parse(self.nlp, texts, self.voice.says), strict=True)) if numbers else {}

    def _add_skipped(self, block: Block) -> None:
        if block.skipped:
            at, starts, ends, reasons = (list(column) for column in zip(*block.skipped, strict=True))
            where: dict[str, Any] = {"row": block.rows[at], "part": block.parts[at], "start": starts, "end": ends}
            self.rows["skipped"].add(where | {"reason": reasons})

    def _add_hits(
        self, where: _Where, hits: list[Hit], voices: VoiceMap, victims: dict[int, str], heard: Container[int]
    ) -> None:
        text, parsed = where.block.text, self.nlp is not None
        labels = [hit for hit in hits if hit.kind == "label"]
        harmed = [victims.get(h.start) if h.referent in self.acts else None for h in labels]
        spoken = [voices.at(h.start, h.end, parsed=parsed) if h.sentence in heard else Voice(None) for h in labels]
        self.rows["mentions"].add(where.of(labels) | {
            "text": [text[h.start : h.end] for h in labels], "label": [h.label for h in labels],
            "referent": [h.referent for h in labels], "stance": [h.stance for h in labels],
            "voice": [v.kind for v in spoken], "cue_stance": [v.stance for v in spoken],
            "speaker": [v.speaker for v in spoken], "speaker_text": [v.speaker_text for v in spoken], "victim": harmed,
        })  # fmt: skip
        others = [h for h in hits if h.kind in NAMING and h.kind != "label" and h.referent in self.vocabulary.actors]
        self.rows["references"].add(where.of(others) | {
            "text": [text[h.start : h.end] for h in others], "actor": [h.referent for h in others],
            "kind": [h.kind for h in others],
        })  # fmt: skip

    def _add_attributions(self, where: _Where, found: list[Attribution], classes: np.ndarray) -> None:
        if not found:
            return
        text, columns = where.block.text, where.of(found)
        shifts = where.shift[[a.sentence for a in found]].tolist()
        numbers = np.array([a.citation for a in found])
        # Numbered within the article, so that rows do not depend on their neighbours.
        first = np.full(int(columns["row"].max()) + 1, numbers.max())
        np.minimum.at(first, columns["row"], numbers)

        def moved(spans: list[tuple[int, int] | None], side: int) -> list[int | None]:
            return [span[side] - shift if span else None for span, shift in zip(spans, shifts, strict=True)]

        cues, speakers = [a.cue for a in found], [a.speaker_span for a in found]
        names = self.names.of_rows(found, where.block)
        self.rows["attributions"].add(columns | {
            "attribution": numbers - first[columns["row"]], "words": count_words(found, classes),
            "kind": [a.kind for a in found],
            "cue": [text[c[0] : c[1]] if c else None for c in cues], "cue_stance": [a.stance for a in found],
            "cue_start": moved(cues, 0), "cue_end": moved(cues, 1),
            "speaker": [a.speaker for a in found], "speaker_text": [a.speaker_text for a in found],
            "speaker_start": moved(speakers, 0), "speaker_end": moved(speakers, 1), "speaker_name": names,
            "named": [None if a.speaker_text is None else bool(name) for a, name in zip(found, names, strict=True)],
        })  # fmt: skip

    def tables(self) -> dict[str, pd.DataFrame]:
        return {name: rows.table(self.articles) for name, rows in self.rows.items()}


class _Where:
    """Turns offsets of a block into article, part, sentence and offsets of the part."""

    def __init__(self, block: Block, sentences: np.ndarray) -> None:
        self.block = block
        self.part = block.part_of(sentences[:, 0])
        self.shift = block.starts[self.part]
        self.number = np.arange(len(sentences)) - np.searchsorted(self.part, self.part, side="left")

    def of(self, found: Sequence[Hit] | Sequence[Attribution] | Sequence[Claim] | Sequence[Figure]) -> dict[str, Any]:
        """Return where each thing stands, as columns."""
        table = np.array([(f.sentence, f.start, f.end) for f in found], dtype=np.int64).reshape(-1, 3)
        return self.at(table[:, 0], table[:, 1], table[:, 2])

    def at(self, sentences: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> dict[str, Any]:
        """Return where spans of sentences stand, as columns; in small numbers, for they are kept until the end."""
        part, shift = self.part[sentences], self.shift[sentences]
        columns = {
            "row": self.block.rows[part], "part": self.block.parts[part], "sentence": self.number[sentences],
            "start": starts - shift, "end": ends - shift,
        }  # fmt: skip
        return {name: numbers.astype(np.int32) for name, numbers in columns.items()}
