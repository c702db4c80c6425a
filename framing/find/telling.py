"""On whose word a number is given, and of which time: a day of its own, or a period."""

from __future__ import annotations

from bisect import bisect_left

from ..read.figures import FigureWords
from .numbers import Number, Words
from .text import Block
from .voice import VoiceMap

__all__ = ["Telling"]

_LOCALS = "witnesses"  # civilians who speak
_BREAKS = frozenset(", ; : and but that - while".split())
_BACK = 2000  # characters in which a pronoun finds who was cited last


class Telling:
    """Answers for the numbers of one sentence who gives them, and when what they count happened."""

    def __init__(self, block: Block, words: Words, voices: VoiceMap, known: FigureWords, people: str) -> None:
        self.block, self.words, self.voices, self.lists, self.people = block, words, voices, known.lists, people
        self.openers = known.openers("periods")

    def source(self, number: Number) -> tuple[str, str | None]:
        """Return on whose word a number is given, as an id and in words."""
        row = self.voices.innermost(self.words[number.core].start)
        if row is not None and row.speaker is None:
            row = self.voices.around(row)
        if row is not None and row.speaker is not None:
            return self._id(row.speaker), row.speaker_text
        return self._counter(number) or self._reporter(number) or ("outlet", None)

    def _counter(self, number: Number) -> tuple[str, str | None] | None:
        """Who counts, where a verb of counting before the number says so: "the Observatory counted 34"."""
        words, counting = self.words, self.lists["counting"]
        verb = next(
            (i for i in range(number.first - 1, max(0, number.first - 10), -1) if words.at(i) in counting), None
        )
        if verb is None:
            return None
        last = verb
        if words.at(verb - 1) == ",":  # the Observatory, which follows the war, counted
            opening = [i for i in range(max(1, verb - 20), verb - 1) if words.at(i) == ","]
            if not opening or words.at(opening[-1] + 1) not in self.lists["asides"]:
                return None
            last = opening[-1]
        first = last
        while first > 0 and words.at(first - 1) not in _BREAKS and last - first < 9:
            first -= 1
        if first == last:
            return None
        start, end = words[first].start, words[last - 1].end
        if last - first == 1 and words.at(first) in self.lists["pronouns"]:
            return self._cited_before(start)
        return self._id(self.voices.identify(start, end)), self.block.text[start:end]

    def _cited_before(self, position: int) -> tuple[str, str | None] | None:
        """Who was cited last in the same part, for a pronoun."""
        part = int((self.block.starts <= position).sum()) - 1
        least = max(int(self.block.starts[part]), position - _BACK)
        for at in range(bisect_left(self.voices.starts, position) - 1, -1, -1):
            row = self.voices.rows[at]
            if row.start < least:
                return None
            if row.speaker is not None:
                return self._id(row.speaker), row.speaker_text
        return None

    def _reporter(self, number: Number) -> tuple[str, str | None] | None:
        """Who reports, where marks are lost and a known source is named behind: "killed 12 people a monitor said"."""
        words = self.words
        verb = next((i for i in range(number.last, len(words)) if words.at(i) in self.lists["saying"]), None)
        if verb is None or any(words.at(i) in ',;:"“”' for i in range(number.last, verb)):
            return None
        for first in range(verb - 1, max(number.last - 1, verb - 5), -1):
            who = self.voices.identify(words[first].start, words[verb - 1].end)
            if who != "other":
                first -= first > number.last and words.at(first - 1) in ("a", "an", "the")
                return self._id(who), self.block.text[words[first].start : words[verb - 1].end]
        return None

    def _id(self, speaker: str) -> str:
        return _LOCALS if speaker == self.people else speaker

    def period(self, number: Number, noun_end: int) -> str | None:
        """Return the words that say over which time a number was summed up, or of which other time it is."""
        words, lists = self.words, self.lists
        first, last = number.first, max(number.last, noun_end)
        while first > 0 and words.at(first - 1) not in (",", ";", ":") and number.first - first < 12:
            first -= 1
        while last < len(words) and words.at(last) not in lists["clauses"] and last - number.last < 20:
            last += 1
        for at in range(first, last):
            if words.at(at) in ("in", "mid") and self._is_month_or_year(at + 1):
                return self._span(at, min(at + 3, last))
            if words.at(at) == "since" and words.at(at + 1) in lists["weekdays"] | lists["today"]:
                continue
            for size in range(min(3, last - at), 0, -1) if words.at(at) in self.openers else ():
                if words.phrase(at, at + size) in lists["periods"]:
                    return self._span(at, at + size)
        return None

    def day(self, number: Number) -> str | None:
        """Return the day on which it happened ("monday", "february 27") if the clause says so; not when it was said."""
        words, said = self.words, self.lists["counting"]
        behind = range(number.last, min(number.last + 20, len(words)))
        before = range(number.first - 1, max(-1, number.first - 11), -1)
        for places in (behind, before):
            for at in places:
                word = words.at(at)
                if not said.isdisjoint((words.at(at - 1), words.at(at - 2))):
                    continue
                if word in self.lists["weekdays"]:
                    if self._is_dateline(at):
                        continue
                    return word.removesuffix("s")
                if word in self.lists["months"] and (of_month := self._day_of_month(at)) is not None:
                    if self._is_dateline(at):
                        continue
                    return f"{word} {of_month}"
                if word in (",", ";", ":") or places is behind and word in said:
                    break
        return None

    def _is_dateline(self, at: int) -> bool:
        """Whether a day is the date of the report: with its year, and no preposition ("Friday 17 Nov 2017")."""
        first = last = at
        while first > 0 and self._is_of_date(first - 1):
            first -= 1
        while last + 1 < len(self.words) and self._is_of_date(last + 1):
            last += 1
        year = any(self._is_month_or_year(i) for i in range(first, last + 1) if self.words.at(i).isdigit())
        return year and self.words.at(first - 1) not in self.lists["dated"]

    def _is_of_date(self, at: int) -> bool:
        """Whether a word or mark is part of a date."""
        word = self.words.at(at)
        return word in (",", ".") or word in self.lists["weekdays"] or word in self.lists["months"] or (
            word.isdigit() and (len(word) < 3 or self._is_month_or_year(at))
        )  # fmt: skip

    def _day_of_month(self, at: int) -> str | None:
        """The number beside a month: "27 Feb", "Feb. 27"."""
        beside = (self.words.at(at - 1), self.words.at(at + 1 + (self.words.at(at + 1) == ".")))
        return next((word for word in beside if word.isdigit() and len(word) < 3), None)

    def _is_month_or_year(self, at: int) -> bool:
        """Whether a month or a year stands at a word: "in August", "in 2013", "mid-August"."""
        at += self.words.at(at) in ("-", "mid", "late", "early")
        at += self.words.at(at) == "-"
        word = self.words.at(at)
        return word in self.lists["months"] or len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")

    def _span(self, first: int, last: int) -> str:
        return self.block.text[self.words[first].start : self.words[last - 1].end]
