"""The finding step: articles and a lexicon in, evidence tables out; a plain function of one partition of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from ..read.lexicon import Lexicon
from .blame import BlameFinder, Claim
from .characters import classify
from .labels import Hit, find_hits
from .matcher import Matcher
from .quotes import find_quotes
from .sentences import find_sentences
from .syntax import parse
from .tables import SCHEMAS, build
from .text import PARTS, Block, read_blocks
from .vocabulary import Vocabulary
from .voice import Attribution, VoiceFinder, VoiceMap

__all__ = ["find_evidence"]

_PART_NAMES = np.array(PARTS, dtype=object)


def find_evidence(
    articles: pd.DataFrame, lexicon: Lexicon, *, nlp: Any = None, progress: Callable[[int], object] | None = None
) -> dict[str, pd.DataFrame]:
    """Find labels, voices and claims in the articles.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``: `article_id`, `outlet`, `title`, `text`.
    lexicon : Lexicon
    nlp : spaCy Language, optional
        A model with tagger and parser. Without one, quotations and labels are found, reported voice and claims are not.
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
    finder = _Finder(articles, lexicon, nlp)
    for block in read_blocks(articles):
        finder.read(block)
        if progress is not None:
            progress(int(block.rows[-1] - block.rows[0] + 1))
    return finder.tables()


class _Finder:
    """Collects the rows of all blocks."""

    def __init__(self, articles: pd.DataFrame, lexicon: Lexicon, nlp: Any) -> None:
        self.vocabulary = Vocabulary(lexicon)
        self.voice, self.blame, self.nlp = VoiceFinder(self.vocabulary), BlameFinder(self.vocabulary), nlp
        self.triggers = Matcher(sorted(_trigger_forms(self.vocabulary))) if nlp is not None else None
        self.ids = articles["article_id"].to_numpy(dtype=object)
        self.outlets = articles["outlet"].to_numpy(dtype=object)
        self.columns: dict[str, dict[str, list]] = {name: {c: [] for c in schema} for name, schema in SCHEMAS.items()}
        self.citations = 0

    def read(self, block: Block) -> None:
        classes = classify(block.text)
        sentences = find_sentences(block.text, self.vocabulary.abbreviations, classes=classes)
        if not len(sentences):
            self._add_skipped(block)
            return
        quotes = find_quotes(block.text, sentences, classes=classes)
        hits = find_hits(block, sentences, self.vocabulary)
        docs = self._parse(block, sentences, quotes)
        voices = self.voice.find(block, sentences, quotes, docs, hits)
        claims = self.blame.find(block, sentences, docs, hits, voices) if docs else []
        where = _Where(block, sentences, self.ids, self.outlets)
        self._add_skipped(block)
        self._add_sentences(where)
        self._add_hits(where, hits, voices)
        self._add_attributions(where, voices.rows)
        self._add_claims(where, claims)

    def _parse(self, block: Block, sentences: np.ndarray, quotes: list[tuple[int, int]]) -> dict[int, Any]:
        """Parse the sentences that hold a cue, a harm word, a word of responsibility or a quotation mark."""
        if self.triggers is None:
            return {}
        found = self.triggers.find(block.text, block.folded)[:, 1]
        starts = np.concatenate([found, np.array([q for span in quotes for q in (span[0], span[1] - 1)], dtype=np.int64)])
        numbers = np.unique(np.searchsorted(sentences[:, 0], starts, side="right") - 1)
        numbers = [int(n) for n in numbers if n >= 0]
        spans = sentences[numbers].tolist() if numbers else []
        return dict(zip(numbers, parse(self.nlp, [block.text[s:e] for s, e in spans], self.voice.says), strict=True))

    def _extend(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        columns = self.columns[table]
        for row in rows:
            for name, values in columns.items():
                values.append(row.get(name))

    def _add_skipped(self, block: Block) -> None:
        self._extend("skipped", (
            {"article_id": self.ids[block.rows[i]], "part": PARTS[block.parts[i]], "start": s, "end": e, "reason": r}
            for i, s, e, r in block.skipped
        ))  # fmt: skip

    def _add_sentences(self, where: _Where) -> None:
        columns = self.columns["sentences"]
        columns["article_id"] += where.ids[where.row].tolist()
        columns["part"] += _PART_NAMES[where.block.parts[where.part]].tolist()
        columns["sentence"] += where.number.tolist()
        columns["start"] += (where.sentences[:, 0] - where.shift).tolist()
        columns["end"] += (where.sentences[:, 1] - where.shift).tolist()

    def _add_hits(self, where: _Where, hits: list[Hit], voices: VoiceMap) -> None:
        mentions, references = [], []
        parsed = self.nlp is not None
        for hit in hits:
            if hit.kind == "source":
                continue
            row = where.row_of(hit.sentence, hit.start, hit.end)
            row["text"] = where.block.text[hit.start : hit.end]
            if hit.kind == "label":
                voice = voices.at(hit.start, hit.end, parsed=parsed)
                row |= {"label": hit.label, "referent": hit.referent, "stance": hit.stance, "voice": voice.kind,
                        "speaker": voice.speaker, "speaker_text": voice.speaker_text}  # fmt: skip
                mentions.append(row)
            else:
                references.append(row | {"actor": hit.referent, "kind": hit.kind})
        self._extend("mentions", mentions)
        self._extend("references", references)

    def _add_attributions(self, where: _Where, found: list[Attribution]) -> None:
        rows = []
        text = where.block.text
        for a in found:
            row = where.row_of(a.sentence, a.start, a.end)
            shift = int(where.shift[a.sentence])
            row |= {"attribution": self.citations + a.citation, "kind": a.kind, "cue_stance": a.stance, "speaker": a.speaker, "speaker_text": a.speaker_text}
            if a.cue:
                row |= {"cue": text[a.cue[0] : a.cue[1]], "cue_start": a.cue[0] - shift, "cue_end": a.cue[1] - shift}
            if a.speaker_span:
                row |= {"speaker_start": a.speaker_span[0] - shift, "speaker_end": a.speaker_span[1] - shift}
            rows.append(row)
        self.citations += max((a.citation for a in found), default=-1) + 1
        self._extend("attributions", rows)

    def _add_claims(self, where: _Where, claims: list[Claim]) -> None:
        self._extend("claims", (vars(c) | where.row_of(c.sentence, c.start, c.end) for c in claims))

    def tables(self) -> dict[str, pd.DataFrame]:
        tables = {name: build(name, columns) for name, columns in self.columns.items()}
        attributions = tables["attributions"]
        # Numbered within the article, so that rows do not depend on their neighbours.
        first = attributions.groupby("article_id")["attribution"].transform("min")
        tables["attributions"] = attributions.assign(attribution=attributions["attribution"] - first)
        return tables


class _Where:
    """Turns offsets of a block into article, part, sentence and offsets of the part."""

    def __init__(self, block: Block, sentences: np.ndarray, ids: np.ndarray, outlets: np.ndarray) -> None:
        self.block, self.sentences, self.ids, self.outlets = block, sentences, ids, outlets
        self.part = block.part_of(sentences[:, 0])
        self.row = block.rows[self.part]
        self.shift = block.starts[self.part]
        first = np.searchsorted(self.part, self.part, side="left")
        self.number = np.arange(len(sentences)) - first

    def row_of(self, sentence: int, start: int, end: int) -> dict[str, Any]:
        row, shift = self.row[sentence], int(self.shift[sentence])
        return {
            "article_id": self.ids[row], "outlet": self.outlets[row], "part": PARTS[self.block.parts[self.part[sentence]]],
            "sentence": int(self.number[sentence]), "start": start - shift, "end": end - shift,
        }  # fmt: skip


def _trigger_forms(vocabulary: Vocabulary) -> set[str]:
    forms: set[str] = set()
    for section in ("events", "responsibility", "reporting"):
        for role in ("verbs", "intransitive", "nouns", "phrases", "adjectives"):
            if (section, role) != ("reporting", "nouns"):
                forms |= vocabulary.forms(section, role)
    forms |= {form for form in vocabulary.forms("doing", group="harmed")}
    return {f for f in forms if f not in vocabulary.abbreviations}
