"""Voice: the outlet's own words, or somebody's that it quotes or reports, and whose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from .content import CueWords
from .cues import Citation, find_citations, trim, with_gloss
from .grammar import match_phrase
from .headlines import HeadlineReader
from .labels import Hit
from .leaning import Cite, Span, close_quotes, holders, is_short, lean_quotes
from .memory import Attribution, Memory
from .speakers import SpeakerWords
from .text import Block
from .turns import find_signed, find_turns
from .vocabulary import Vocabulary

__all__ = ["Attribution", "Voice", "VoiceFinder"]

_WORD = re.compile(r"[a-z]+")
_TRAILING = ("neutral", "doubting", "endorsing")


@dataclass(frozen=True)
class Voice:
    """Whose words stand at one place: `kind` is own, quoted, reported, scare or None where nobody can tell.

    `stance` is that of the cue that introduces them.
    """

    kind: str | None
    speaker: str | None = None
    speaker_text: str | None = None
    stance: str | None = None


class VoiceFinder:
    """Finds attributions in a block and answers whose voice speaks where."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.cue_words = CueWords(vocabulary)
        self.speaker_words = SpeakerWords(vocabulary)
        self.headlines = HeadlineReader(vocabulary)
        self.headings = vocabulary.forms("citing", "nouns", group="headings")
        self.distancing = sorted(vocabulary.forms("distancing"), key=len, reverse=True)

    def says(self, token: Any) -> bool:
        """Whether a token is a verb of saying that may trail its clause."""
        match = match_phrase(token, self.cue_words.verbs)
        return match is not None and match[0] in _TRAILING

    def find(
        self,
        block: Block,
        sentences: np.ndarray,
        quotes: Sequence[Span],
        docs: dict[int, Any] | None,
        hits: Sequence[Hit],
    ) -> VoiceMap:
        """Return the attributions of a block; `docs` maps sentence numbers to parses (None without a model)."""
        starts = sentences[:, 0].tolist()
        by_sentence: dict[int, list[Hit]] = {}
        for hit in hits:
            by_sentence.setdefault(hit.sentence, []).append(hit)
        if docs is not None:
            turns = find_turns(block, starts, self.headings)
            turned = {turn.sentence for turn in turns}
            cites: list[Cite] = []
            firsts = set(np.unique(block.part_of(sentences[:, 0]), return_index=True)[1].tolist())
            for i in sorted(docs):
                found = self._cites(docs[i], i, starts[i], by_sentence.get(i, ()))
                if i not in turned:  # "MAYOR: C" is read by its layout
                    text = block.text[slice(*sentences[i])]
                    found += self._headline(docs[i], text, i, starts[i], by_sentence.get(i, ()),
                                            heads=i in firsts, quoting=bool(found))  # fmt: skip
                cites += found
            spoken = [turn.quotes[0] for turn in turns]
            marked = [q for q in quotes if not any(q[0] < s <= q[1] for s, _ in spoken)]
            marked = close_quotes(block.text, marked, cites)
            scare, loose = lean_quotes(block, starts, marked, cites)
            loose = [q for q in loose if not any(s <= q[0] < e for s, e in spoken)]
            signed = find_signed(block, starts, loose)
            loose = [q for q in loose if q not in {c.quotes[0] for c in signed}]
            rows = _rows(
                Memory(block, self.speaker_words, hits), starts, sorted([*marked, *spoken]),
                [*cites, *turns, *signed], loose,
            )  # fmt: skip
        else:  # nobody can tell who speaks
            scare, loose = self._bare_quotes(block, sentences, quotes)
            rows = [Attribution(i, bisect_right(starts, q[0]) - 1, *q, "quoted") for i, q in enumerate(loose)]
        hit_starts = [h.start for h in hits]

        def identify(start: int, end: int) -> str:
            inside = hits[bisect_left(hit_starts, start) : bisect_left(hit_starts, end)]
            return self.speaker_words.identify(block.text[start:end], inside, start)

        return VoiceMap(block, rows, scare, self.distancing, identify)

    def _cites(self, doc: Any, sentence: int, offset: int, hits: Sequence[Hit]) -> list[Cite]:
        found = [_in_block(c, doc, sentence, offset) for c in find_citations(doc, self.cue_words)]
        return [c for c in found if not self._cites_a_thing(doc, c, offset, hits)]

    def _cites_a_thing(self, doc: Any, cite: Cite, offset: int, hits: Sequence[Hit]) -> bool:
        """Whether "citing" or "quoting" takes a reason and no source: "citing security concerns"."""
        if cite.name is None or not cite.name[0] - cite.cue[1] == 1:
            return False
        phrase = doc.text[cite.name[0] - offset : cite.name[1] - offset]
        named = [h for h in hits if cite.name[0] <= h.start < cite.name[1]]
        return phrase.islower() and self.speaker_words.identify(phrase, named, cite.name[0]) == "other" and (
            doc.text[cite.cue[0] - offset : cite.cue[1] - offset].lower() in self.cue_words.reasons
        )  # fmt: skip

    def _headline(
        self, doc: Any, text: str, sentence: int, offset: int, hits: Sequence[Hit], *, heads: bool, quoting: bool
    ) -> list[Cite]:
        """Find who is cited beside a colon or a dash; a name that only modifies ("Aleppo shelling: ...") is nobody."""

        def knows(start: int, end: int) -> bool:
            phrase, head = doc.char_span(start, end), doc.char_span(start, end).root
            named = [h for h in hits if start <= h.start - offset < end]
            named = [h for h in named if h.kind == "source" or h.referent in self.speaker_words.actors]
            at = offset + head.idx
            inside = any(h.start <= at < h.end for h in named)
            if named and not inside and not self.speaker_words.is_official(head.text):
                named = []
            return self.speaker_words.identify(phrase.text, named, offset + start) != "other"

        found = self.headlines.find(doc, text, knows, heads=heads, quoting=quoting)
        return [_in_block(found, doc, sentence, offset)] if found is not None else []

    def _bare_quotes(
        self, block: Block, sentences: np.ndarray, quotes: Sequence[Span]
    ) -> tuple[list[Span], list[Span]]:
        """Without a parse: short quotations in a sentence without a verb of saying are scare quotes, others cite."""
        cued = cache(lambda number: self._cued(block, sentences[number]))  # asked once for each sentence
        lasts = (np.searchsorted(sentences[:, 0], [end for _, end in quotes]) - 1).tolist()
        scare: list[Span] = []
        loose: list[Span] = []
        last_end = -1
        for quote, last in zip(quotes, lasts, strict=True):
            if is_short(block.text, quote) and not cued(last):
                scare.append(quote)
            elif quote[0] >= last_end:
                loose.append(quote)
            last_end = max(last_end, quote[1])
        return scare, loose

    def _cued(self, block: Block, sentence: np.ndarray) -> bool:
        """Whether a sentence that nobody parsed holds a verb of saying."""
        return any(word in self.cue_words.verbs for word in _WORD.findall(block.folded[sentence[0] : sentence[1]]))


def _in_block(cite: Citation, doc: Any, sentence: int, offset: int) -> Cite:
    """Give a citation, whose spans are tokens of a sentence, the offsets of its block."""

    def absolute(span: tuple[int, int]) -> tuple[int, int]:
        return offset + doc[span[0]].idx, offset + doc[span[1] - 1].idx + len(doc[span[1] - 1])

    spans = [s for s in (trim(doc, span) for span in cite.content) if s[1] > s[0]]
    name = absolute(cite.speaker) if cite.speaker and cite.speaker[1] > cite.speaker[0] else None
    full = absolute(cite.relative or with_gloss(doc, cite.speaker, cite.cue)) if name and cite.speaker else None
    content = [absolute(s) for s in spans]
    return Cite(sentence, absolute(cite.cue), cite.stance, full, name, content, cite.speaks, [])


def _rows(
    memory: Memory, starts: list[int], quotes: Sequence[Span], cites: list[Cite], loose: list[Span]
) -> list[Attribution]:
    """Make the rows of all citations, in the order of their cues, so that pronouns find their speaker."""
    rows: list[Attribution] = []
    events: list[tuple[int, Cite | tuple[int, int]]] = [(c.cue[0], c) for c in cites if c.content or c.quotes]
    events += [(q[0], q) for q in loose]
    quote_starts = [q[0] for q in quotes]
    for number, (_, event) in enumerate(sorted(events, key=lambda e: e[0])):
        if isinstance(event, tuple):
            base = memory.inherit(Attribution(number, bisect_right(starts, event[0]) - 1, *event, "quoted"))
            rows.append(base)
            continue
        inside = next(iter(holders(event.cue[0], quotes, quote_starts)), None)
        first, last = (min(s for s, _ in event.content), max(e for _, e in event.content)) if event.content else (0, 0)
        base = Attribution(number, event.sentence, first, last, "", event.cue, event.stance, speaker_span=event.speaker)
        if inside and event.stance == "hedging":  # "I think": an attitude inside a quotation is the speaker's own
            continue
        base = memory.resolve(base, event.name, inside, rows)
        for start, end in event.content:
            whole = any(q[0] <= start + 1 and end <= q[1] + 1 for q in event.quotes)
            if not whole:
                kind = "quoted" if inside else "reported"
                rows.append(replace(base, start=start, end=end, kind=kind, second_hand=inside is not None))
        for start, end in event.quotes:
            rows.append(replace(base, sentence=bisect_right(starts, start) - 1, start=start, end=end, kind="quoted"))
    return sorted(_mark_repeats(rows), key=lambda r: (r.start, -r.end))


def _mark_repeats(rows: list[Attribution]) -> list[Attribution]:
    """Mark what a cited speaker says of their own saying as second-hand: "she said that she believed C" cites once."""
    around: dict[int, list[Attribution]] = {}
    for row in rows:
        if row.kind == "reported" and row.speaker_text is not None:
            around.setdefault(row.sentence, []).append(row)

    def repeats(row: Attribution) -> bool:
        return row.kind == "reported" and row.cue is not None and any(
            o.start <= row.cue[0] < o.end and o.citation != row.citation and o.speaker_text == row.speaker_text
            for o in around.get(row.sentence, ())
        )  # fmt: skip

    return [replace(row, second_hand=True) if repeats(row) else row for row in rows]


class VoiceMap:
    """The attributions of a block, and the voice at each place in it."""

    def __init__(
        self,
        block: Block,
        rows: list[Attribution],
        scare: list[tuple[int, int]],
        distancing: list[str],
        identify: Callable[[int, int], str],
    ) -> None:
        self.block, self.rows, self.scare, self.distancing = block, rows, scare, distancing
        #: The id of whoever is named at a stretch of the block.
        self.identify = identify
        self.endings = tuple(distancing)
        self.starts = [r.start for r in rows]
        self.by_cue = {r.cue[0]: r for r in reversed(rows) if r.cue is not None}
        self.speakers = sorted({r.speaker_span for r in rows if r.speaker_span is not None})
        self.scare_starts = [s for s, _ in scare]

    def at(self, start: int, end: int, *, parsed: bool) -> Voice:
        """Return the voice at ``[start, end)``; outside quotation marks it is unknown where nothing was parsed."""
        row = self.innermost(start)
        at = bisect_right(self.scare_starts, start) - 1
        if at >= 0 and self.scare[at][1] >= end and (row is None or row.start < self.scare[at][0]):
            if row is not None:
                return Voice("quoted", row.speaker, row.speaker_text, row.stance)
            return Voice("scare")
        if row is None or row.kind == "reported":
            before = (
                self.block.folded[max(0, start - 24) : start].rstrip(" '\"").removesuffix(" the").removesuffix(" a")
            )
            if (
                before.endswith(self.endings)
                and self._distanced(before)
                or self.block.folded.startswith(self.endings, start)
            ):
                return Voice("scare", row.speaker, row.speaker_text, row.stance) if row else Voice("scare")
        if row is not None:
            who = row if row.speaker is not None else self.around(row) or row
            return Voice(row.kind, who.speaker, who.speaker_text, row.stance or who.stance)
        return Voice("own" if parsed else None)

    def names_speaker(self, position: int) -> bool:
        """Whether a place lies in the phrase that names the speaker of a citation."""
        at = bisect_right(self.speakers, (position, len(self.block.text))) - 1
        return at >= 0 and self.speakers[at][0] <= position < self.speakers[at][1]

    def _distanced(self, before: str) -> bool:
        words = (word for word in self.distancing if before.endswith(word))
        return any(not before[: -len(word)][-1:].isalnum() for word in words)

    def around(self, inner: Attribution) -> Attribution | None:
        """Return the smallest attribution with a speaker that holds another one."""
        holding = [
            r
            for r in self.rows
            if r.speaker is not None and r.start <= inner.start and inner.end <= r.end and r.citation != inner.citation
        ]
        return min(holding, key=lambda r: r.end - r.start, default=None)

    def denier(self, position: int) -> Attribution | None:
        """Return who rejects what somebody else is cited with here: "dismissed the army's claim that C"."""
        inner = self.innermost(position)
        for row in self.rows[: bisect_right(self.starts, position)]:
            if position < row.end and row.stance == "denying" and inner is not None and row.citation != inner.citation:
                return row
        return None

    def innermost(self, position: int) -> Attribution | None:
        """Return the smallest attribution that holds a position."""
        best = None
        for at in range(bisect_right(self.starts, position) - 1, -1, -1):
            row = self.rows[at]
            if position < row.end and (best is None or row.end - row.start < best.end - best.start):
                best = row
            if position - row.start > 4000:
                break
        return best
