"""Who speaks: the attributions of an article in turn, and what "he", "the ministry" or a bare name points back to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .labels import NAMING, Hit
from .speakers import SpeakerWords
from .text import Block

__all__ = ["Attribution", "Memory"]

_BACK = 600  # characters back in which a vague name finds its antecedent


@dataclass(frozen=True)
class Attribution:
    """One contiguous part of what somebody is cited with; offsets of the block."""

    citation: int
    sentence: int
    start: int
    end: int
    kind: str
    cue: tuple[int, int] | None = None
    stance: str | None = None
    speaker: str | None = None
    speaker_text: str | None = None
    speaker_span: tuple[int, int] | None = None
    second_hand: bool = False  # cited by somebody who is quoted, not by the outlet


class Memory:
    """Remembers who spoke last in an article, to resolve "he", "it" and quotations that float."""

    def __init__(self, block: Block, words: SpeakerWords, hits: Sequence[Hit]) -> None:
        self.block, self.words, self.hits = block, words, hits
        self.starts = [h.start for h in hits]
        self.part_starts, self.part_rows = block.starts.tolist(), block.rows.tolist()
        self.part = -1
        self.last: Attribution | None = None
        self.by_noun: dict[str, Attribution] = {}  # who was cited last as "a source", "a report"

    def resolve(
        self,
        row: Attribution,
        name: tuple[int, int] | None,
        inside: tuple[int, int] | None,
        rows: Sequence[Attribution],
    ) -> Attribution:
        """Fill speaker and speaker_text of a citation whose speaker is named at `name`."""
        self._enter(row.cue[0] if row.cue else 0)
        if name is None:
            return row
        start, end = name
        phrase = self.block.text[start:end]
        if inside and self.words.is_speaker_itself(phrase):
            owner = next((r for r in reversed(rows) if r.start <= start < r.end and r.speaker), None)
            return replace(row, speaker=owner.speaker, speaker_text=owner.speaker_text) if owner else row
        if self.words.is_pronoun(phrase):
            if self.last is not None:
                return replace(row, speaker=self.last.speaker, speaker_text=self.last.speaker_text)
            return self._earlier(row, start, phrase)
        speaker = self.words.identify(phrase, self._hits_in(start, end), start)
        if speaker == "other":
            speaker = self._glossed(row.speaker_span, start, end) or self._introduced(phrase, start)
            if speaker == "other" and self.words.is_vague(phrase):
                row = self._cited(row, phrase) or self._earlier(row, start, phrase)
                self.last = row
                return row
        row = replace(row, speaker=speaker, speaker_text=self.words.shorten(phrase))
        if not inside:
            self.last = row
            self.by_noun |= {noun: row for noun in self.words.speaking_nouns(phrase)}
        return row

    def inherit(self, row: Attribution) -> Attribution:
        """Give a floating quotation the speaker before it."""
        self._enter(row.start)
        if self.last is None:
            found = self._earlier(row, row.start, "")
            return row if found.speaker == "other" else found
        return replace(row, speaker=self.last.speaker, speaker_text=self.last.speaker_text)

    def _cited(self, row: Attribution, phrase: str) -> Attribution | None:
        """Take "the source", "the report" for who was cited as one before, else for who was cited last at all."""
        nouns = self.words.speaking_nouns(phrase)
        if not nouns:
            return None
        known = next((self.by_noun[noun] for noun in nouns if noun in self.by_noun), self.last)
        if known is None or known.speaker is None:
            return replace(row, speaker="other", speaker_text=phrase)
        return replace(row, speaker=known.speaker, speaker_text=known.speaker_text)

    def _earlier(self, row: Attribution, start: int, phrase: str) -> Attribution:
        """Take "it", "the group", "the ministry" for the speaker or actor named last before it in the article."""
        named = self._same_noun(start, phrase)
        if named is not None:
            return replace(row, speaker=named.referent, speaker_text=self.block.text[named.start : named.end])
        known = [self.last] if self.last is not None and self.last.speaker != "other" else []
        at = bisect_left(self.starts, start) - 1
        floor = self.part_starts[self.part]
        while at >= 0 and self.starts[at] >= max(floor, start - _BACK):
            hit = self.hits[at]
            at -= 1
            if hit.sentence == row.sentence and self.words.is_pronoun(phrase):
                continue
            if row.start <= hit.start < row.end and not self.words.is_owned(phrase):  # whoever is spoken of
                continue
            if not self.words.may_be(phrase, hit.referent):  # Daesh has no ministry
                continue
            if hit.referent in self.words.actors and hit.kind in NAMING or hit.kind == "source":
                if known and known[0].cue and known[0].cue[0] > hit.start:
                    break
                return replace(row, speaker=hit.referent, speaker_text=self.block.text[hit.start : hit.end])
        if known:
            return replace(row, speaker=known[0].speaker, speaker_text=known[0].speaker_text)
        return replace(row, speaker="other", speaker_text=phrase)

    def _same_noun(self, start: int, phrase: str) -> Hit | None:
        """Find "Turkey's defence ministry" behind "the ministry": the same noun, earlier, beside a name."""
        noun = phrase.split()[-1] if phrase else ""
        floor = max(self.part_starts[self.part], start - _BACK)
        at = self.block.text.rfind(noun, floor, start) if len(noun) > 3 else -1
        if at < 0:
            return None
        near = [
            h
            for h in self._hits_in(max(floor, at - 40), at + len(noun))
            if h.referent in self.words.actors and h.kind in NAMING
        ]
        return near[-1] if near else None

    def _introduced(self, phrase: str, start: int) -> str:
        """Find who a bare name is where the article first has it: "director Rami Rahman ... Rahman said"."""
        name = self.words.shorten(phrase).split()[-1]
        if not name[:1].isupper() or len(name) < 3:
            return "other"
        floor = self.part_starts[self.part]
        at = self.block.text.find(name, floor, start)
        if at < 0:
            return "other"
        left = max(floor, self.block.text.rfind(".", floor, at) + 1, at - 90)
        window = self.block.text[left:at]
        return self.words.identify(window, [h for h in self._hits_in(left, at)], left) if window.strip() else "other"

    def _glossed(self, span: tuple[int, int] | None, start: int, end: int) -> str | None:
        """Find for whom an official speaks whose gloss tells it: "the health ministry, run by the rebels"."""
        if span is None or not self.words.is_official(self.block.text[start : span[1]]):
            return None
        behind = self._hits_in(end, span[1])
        return next((h.referent for h in behind if h.referent in self.words.actors and h.kind in NAMING), None)

    def _hits_in(self, start: int, end: int) -> Sequence[Hit]:
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _enter(self, position: int) -> None:
        part = bisect_right(self.part_starts, position) - 1
        if self.part < 0 or self.part_rows[part] != self.part_rows[self.part]:
            self.last, self.by_noun = None, {}
        self.part = part
