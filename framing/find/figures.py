"""Figures: the numbers that a report gives, with their bounds, what they count, of whom, and on whose word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..read.figures import load_figures
from .counted import CountedWords, Harm, Noun
from .labels import NAMING, Hit
from .numbers import Number, NumberFinder, Word, cut
from .text import Block
from .vocabulary import Vocabulary
from .voice import VoiceMap

__all__ = ["Figure", "FigureFinder"]

_PERSONS = frozenset("killing wounding seizing torture displacement missing".split())
_LOCALS = "witnesses"  # civilians who speak
_PRONOUNS = frozenset("he she it they him her".split())


@dataclass(frozen=True)
class Figure:
    """One number reported; offsets of the block."""

    sentence: int
    start: int
    end: int
    text: str
    value: int | None
    at_least: int | None
    at_most: int | None
    counted: str
    counted_text: str
    of_whom: str | None
    kind: str | None
    noun: str | None
    partial: bool
    period: str | None
    source: str
    source_text: str | None
    voice: str | None


@dataclass(frozen=True)
class _Draft:
    """A number of a sentence while it is read."""

    number: Number
    noun: Noun
    harm: Harm | None
    partial: bool = False


class FigureFinder:
    """Finds the figures of a block by its words alone; no sentence is parsed for them.

    Only `source` and `voice` come from the parses that other finders asked for.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = load_figures()
        self.numbers, self.counted = NumberFinder(self.words), CountedWords(vocabulary, self.words)
        self.actors = vocabulary.actors
        self.nationals = frozenset(r.id for r in vocabulary.lexicon.referents.values() if r.nationals)
        self.people = next((r.id for r in vocabulary.lexicon.referents.values() if r.kind == "people"), "civilians")

    def find(self, block: Block, sentences: np.ndarray, hits: Sequence[Hit], voices: VoiceMap, *, parsed: bool) -> list[Figure]:
        """Return the figures of a block, in order."""
        found: list[Figure] = []
        starts = [hit.start for hit in hits]
        parts = block.part_of(sentences[:, 0])
        for number, (start, end) in enumerate(sentences.tolist()):
            if self.numbers.trigger.search(block.folded, start, end) is None:
                continue
            inside = hits[bisect_left(starts, start) : bisect_left(starts, end)]
            before = next((f for f in reversed(found[-6:]) if parts[f.sentence] == parts[number] and number - f.sentence < 3), None)
            reader = _Sentence(self, block, number, cut(block.text, block.folded, start, end), inside, voices)
            found += reader.figures(before, parsed)
        return found


class _Sentence:
    """Reads the figures of one sentence."""

    def __init__(
        self, finder: FigureFinder, block: Block, number: int, words: list[Word], hits: Sequence[Hit], voices: VoiceMap
    ) -> None:
        self.finder, self.block, self.number, self.words, self.hits, self.voices = finder, block, number, words, hits, voices
        self.lists, self.counted = finder.words.lists, finder.counted

    def figures(self, before: Figure | None, parsed: bool) -> list[Figure]:
        numbers = [n for n in self.finder.numbers.find(self.words) if not self._is_no_count(n)]
        drafts = self._drafts(numbers)
        found: list[Figure] = []
        for draft in self._shared(drafts):
            last = found[-1] if found else before
            figure = self._figure(draft, last, parsed)
            if figure is not None:
                found.append(figure)
        return found

    def _is_no_count(self, number: Number) -> bool:
        """Whether a number is a date, a time, an age, a measure, a score or part of a name."""
        words, lists = self.words, self.lists
        before = self._at(number.first - 1)
        behind, next_ = self._at(number.last), self._at(number.last + 1)
        if behind in lists["measures"] or f"{behind} {next_}" in lists["measures"]:
            return True
        if behind == "-" and words[number.last].glued or behind in lists["months"]:
            return True
        if behind == "to" and next_ in lists["measures"] or behind == "of" and next_ in lists["months"]:
            return True
        if number.first and before in lists["names"] and number.core == number.first:
            return True
        if number.bare_year and (before in ("the", "in", "of", "since", "by", "until", "from", "early", "late", "to", "and", "(", "between", "a", "after", "before", "mid", "-") or not before):
            return True
        return behind in (":", ".", "/") and number.last < len(words) and words[number.last].glued and next_[:1].isdigit()

    def _drafts(self, numbers: Sequence[Number]) -> list[_Draft]:
        """Read behind and before each number."""
        drafts = []
        starts = {i: n for n in numbers for i in range(n.first, n.core + 1)}
        for at, number in enumerate(numbers):
            noun = self.counted.noun(self.words, number.last)
            left = numbers[at - 1].last if at else 0
            harm = noun.harm
            if harm is None:
                harm = self.counted.before(self.words, number.first)
            if harm is None:
                harm = self.counted.behind(self.words, noun.last, starts)
            if harm is None and noun.kind is None:
                harm = self.counted.toll(self.words, number.first, left)
            drafts.append(_Draft(number, noun, harm, self._is_partial(number, noun)))
        return drafts

    def _shared(self, drafts: list[_Draft]) -> list[_Draft]:
        """Give harm to the members of a list that share it: "killed 3 men, 2 women", "10 men and 5 women were killed"."""
        for at in range(1, len(drafts)):
            one, two = drafts[at - 1], drafts[at]
            if two.harm is None and one.harm is not None and (two.partial or self._joined(one, two)):
                drafts[at] = replace(two, harm=one.harm)
        for at in range(len(drafts) - 1, 0, -1):
            one, two = drafts[at - 1], drafts[at]
            if one.harm is None and two.harm is not None and two.harm.first >= two.noun.first and self._joined(one, two):
                drafts[at - 1] = replace(one, harm=two.harm)
        return drafts

    def _joined(self, one: _Draft, two: _Draft) -> bool:
        """Whether two numbers stand in one list."""
        last = max(one.noun.last, one.harm.last if one.harm is not None else 0)
        between = [w.text for w in self.words[min(last, two.number.first) : two.number.first]]
        return len(between) < 7 and all(w in (",", "and", "or", "as", "well", "plus", "with", "another", "then", "also", "of", "later", "to") for w in between)

    def _is_partial(self, number: Number, noun: Noun) -> bool:
        phrases = self.finder.words
        if noun.anaphoric:
            return True
        for size in range(4, 0, -1):
            if number.first - size >= 0 and self._phrase(number.first - size, number.first) in phrases.part_before:
                return True
        return self._phrase(number.last, number.last + 2) in phrases.part_behind

    def _figure(self, draft: _Draft, last: Figure | None, parsed: bool) -> Figure | None:
        """Make a figure of a draft, or None where nothing says what the number counts."""
        number, noun, harm = draft.number, draft.noun, draft.harm
        first, end = self.words[number.first].start, self.words[number.last - 1].end
        kind = noun.kind
        of_whom = self._of_whom(noun, kind)
        bare = kind is None and of_whom is None
        event = harm.event if harm is not None else None
        text = self._words_of(harm) if harm is not None else None
        if (event is None or event == "any") and bare and last is not None and self._is_counted(number):
            event, text, kind, of_whom = last.counted, last.counted_text, last.kind, last.of_whom
        elif bare and harm is not None and (noun.others or noun.anaphoric) and last is not None and last.sentence == self.number:
            kind, of_whom = last.kind, last.of_whom
        if event == "any":
            return None
        if event in ("seizing", "violation") and kind is not None and self._is_thing(kind):
            event = None
        if event is None:
            if kind is None or not self._is_told(number, noun):
                return None
            event, text = kind, self._span(noun.first, noun.last)
        source, source_text = self._source(number, last)
        return Figure(
            self.number, first, end, self.block.text[first:end], number.value, number.least, number.most,
            event, text or "", of_whom, kind, self._span(noun.first, noun.last) or None, draft.partial,
            self._period(number, noun), source, source_text, self.voices.at(first, end, parsed=parsed).kind,
        )  # fmt: skip

    def _is_thing(self, kind: str) -> bool:
        return kind in ("drones", "helicopters", "aircraft", "tanks", "vehicles", "ships", "guns", "missiles", "posts", "targets",
                        "hospitals", "schools", "buildings", "settlements")  # fmt: skip

    def _is_told(self, number: Number, noun: Noun) -> bool:
        """Whether a number of things without harm is told as news: neither "one" nor "the two"."""
        before = self._at(number.first - 1)
        return number.value != 1 and before not in ("the", "these", "those", "its", "their", "his", "both", "all")

    def _is_counted(self, number: Number) -> bool:
        """Whether a bare number is one that somebody counts: "counted 34", "put the figure at 33", "later of 33"."""
        behind = self._at(number.last)
        if behind and (behind[0].isalnum() and behind not in self.lists["ends"]):
            return False
        before = [w.text for w in self.words[max(0, number.first - 8) : number.first]]
        return any(w in self.lists["counting"] or w in self.lists["changing"] or w in self.finder.words.groups["tolls"] for w in before)

    def _of_whom(self, noun: Noun, kind: str | None) -> str | None:
        """Whose or which people a number counts: an actor, civilians, or None where nobody says."""
        civil = kind in self.finder.words.civil
        hit = self._hit(noun)
        if hit is not None and hit.referent in self.finder.actors and hit.referent != self.finder.people:
            if not civil or hit.referent in self.finder.nationals:
                return hit.referent
        if civil or hit is not None and hit.referent == self.finder.people:
            return self.finder.people
        return None

    def _hit(self, noun: Noun) -> Hit | None:
        """The name inside a noun phrase, or behind "of" and "from" after it."""
        if noun.first >= len(self.words) or noun.last <= noun.first:
            return None
        start, end = self.words[noun.first].start, self.words[noun.last - 1].end
        inside = [h for h in self.hits if start <= h.start < end]
        if inside:
            return inside[0]
        if self._at(noun.last) in ("of", "from", "belonging", "loyal"):
            after = [h for h in self.hits if end <= h.start < end + 25 and h.kind in NAMING]
            return after[0] if after else None
        owner = next((w for w in self.words[noun.first : noun.last] if w.text in ("its", "their", "his")), None)
        if owner is None:
            return None
        named = [h for h in self.hits if h.end <= owner.start and h.kind in NAMING and h.referent in self.finder.actors]
        return named[-1] if named else None

    def _source(self, number: Number, last: Figure | None) -> tuple[str, str | None]:
        """On whose word a number is given."""
        position = self.words[number.core].start
        row = self.voices.innermost(position)
        if row is not None and row.speaker is None:
            row = self.voices.around(row)
        if row is not None and row.speaker is not None:
            return (row.speaker if row.speaker != self.finder.people else _LOCALS), row.speaker_text
        return self._counter(number, last) or ("outlet", None)

    def _counter(self, number: Number, last: Figure | None) -> tuple[str, str | None] | None:
        """Who counts, where a verb of counting before the number says so: "the Observatory counted 34"."""
        at = next((i for i in range(number.first - 1, max(-1, number.first - 8), -1) if self.words[i].text in self.lists["counting"]), None)
        if at is None:
            return None
        first = at
        while first > 0 and self.words[first - 1].text not in (",", ";", ":", "and", "but", "that", "-") and at - first < 9:
            first -= 1
        if first == at:
            return None
        if at - first == 1 and self.words[first].text in _PRONOUNS:
            return (last.source, last.source_text) if last is not None and last.source != "outlet" else None
        start, end = self.words[first].start, self.words[at - 1].end
        who = self.voices.identify(start, end)
        return (who if who != self.finder.people else _LOCALS, self.block.text[start:end]) if who != "other" else None

    def _period(self, number: Number, noun: Noun) -> str | None:
        """The words that say over which time the number was summed up, within its clause."""
        first, last = number.first, max(number.last, noun.last)
        while first > 0 and self.words[first - 1].text not in ",;:" and number.first - first < 14:
            first -= 1
        while last < len(self.words) and self.words[last].text not in ",;:" and last - number.last < 20:
            last += 1
        words = [w.text for w in self.words[first:last]]
        for at in range(len(words)):
            for size in range(3, 0, -1):
                if " ".join(words[at : at + size]) in self.lists["periods"]:
                    return self._span(first + at, min(first + at + size, last))
        return None

    def _words_of(self, harm: Harm) -> str:
        return self._span(harm.first, harm.last)

    def _span(self, first: int, last: int) -> str:
        return self.block.text[self.words[first].start : self.words[last - 1].end] if last > first else ""

    def _phrase(self, first: int, last: int) -> str:
        return " ".join(w.text for w in self.words[max(0, first) : last])

    def _at(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""
