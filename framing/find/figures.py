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
_MANY = 30  # figures of an article among which the one is looked for that a bare number goes on from
_NEAR = 3  # sentences
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
    added: bool
    update: bool
    period: str | None
    day: str | None
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
            own = [f for f in found[-_MANY:] if parts[f.sentence] == parts[number]]
            before = own[-1] if own else None
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
            last = next((f for f in reversed(found) if not f.partial), found[-1] if found else before)
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
        if behind == "another" and number.value == 1:
            return True
        if behind == "of" and number.value == 1 and number.core == number.first:  # one of its centres
            return next_ not in ("them", "whom", "those")
        if behind == "-" and words[number.last].glued or behind in lists["months"]:
            return True
        if behind == "to" and next_ in lists["measures"] or behind == "of" and next_ in lists["months"]:
            return True
        if number.first and before in lists["names"] and number.core == number.first:
            return True
        if number.bare_year and (before[:1].isdigit() or before in lists["months"] or before in ("the", "in", "of", "since", "by", "until", "from", "early", "late", "to", "and", "(", "between", "a", "after", "before", "mid", "-") or not before):
            return True
        return behind in (":", ".", "/") and number.last < len(words) and words[number.last].glued and next_[:1].isdigit()

    def _drafts(self, numbers: Sequence[Number]) -> list[_Draft]:
        """Read behind and before each number."""
        drafts = []
        starts = {i: n for n in numbers for i in range(n.first, n.core + 1)}
        for at, number in enumerate(numbers):
            noun = self.counted.noun(self.words, number.last)
            left = numbers[at - 1].last if at else 0
            harm = self._harm(number, noun, left, starts)
            if noun.kind is None and (harm is None or harm.event == "any"):
                noun = self.counted.numbered(self.words, number.first, left) or noun
                harm = noun.harm if noun.first < number.first else harm
            drafts.append(_Draft(number, noun, harm, self._is_partial(number, noun)))
        return drafts

    def _harm(self, number: Number, noun: Noun, left: int, numbers: dict[int, Number]) -> Harm | None:
        """The harm that a number is of: in its noun, before it, behind its noun, or in a toll that it is."""
        if noun.harm is not None:
            return noun.harm
        before = self.counted.before(self.words, number.first)
        behind = self.counted.behind(self.words, noun.last, numbers)
        if before is not None and not self._at(before.first).endswith("ing") and behind is not None and (
            behind.first == noun.last and behind.event in ("killing", "wounding")
        ):  # what stands right behind wins: "child killed 20 people injured"
            return behind
        toll = self.counted.toll(self.words, number.first, left) if noun.kind is None else None
        if before is not None and not (toll is not None and before.event == "attack"):  # "the toll hits 43"
            return before
        whole = self._among(noun)
        return (self._of_whole(whole) if whole is not None else None) or behind or toll

    def _of_whole(self, at: int) -> Harm | None:
        """The harm of those among whom a number is counted: "among the dead", "among those killed"."""
        while self._at(at) in ("the", "those", "these", "people", "victims"):
            at += 1
        return self.counted.harm(self.words, at) if at < len(self.words) else None

    def _shared(self, drafts: list[_Draft]) -> list[_Draft]:
        """Give harm to the members of a list that share it: "killed 3 men, 2 women", "10 men and 5 women were killed"."""
        for at in range(1, len(drafts)):
            one, two = drafts[at - 1], drafts[at]
            if two.harm is None and one.harm is not None and (two.partial or self._joined(one, two)):
                drafts[at] = replace(two, harm=one.harm)
        for at in range(len(drafts) - 1, 0, -1):
            one, two = drafts[at - 1], drafts[at]
            whole = self._among(one.noun) == two.number.first
            if one.harm is None and two.harm is not None and (
                whole or two.partial and two.harm.first >= two.noun.first or two.harm.first >= two.noun.first and self._joined(one, two)
            ):
                drafts[at - 1] = replace(one, harm=two.harm)
        return drafts

    def _joined(self, one: _Draft, two: _Draft) -> bool:
        """Whether two numbers stand in one list."""
        last = max(one.noun.last, one.harm.last if one.harm is not None else 0)
        between = [w.text for w in self.words[min(last, two.number.first) : two.number.first]]
        return 0 < len(between) < 7 and all(w in (",", "-", "–", "and", "or", "as", "well", "plus", "along", "with", "another", "then", "also", "of", "later", "to") for w in between)

    def _is_partial(self, number: Number, noun: Noun) -> bool:
        phrases = self.finder.words
        if noun.anaphoric:
            return True
        for size in range(4, 0, -1):
            if number.first - size >= 0 and self._phrase(number.first - size, number.first) in phrases.part_before:
                return True
        if any(self._phrase(number.last, number.last + size) in phrases.part_behind for size in (2, 3)):
            return True
        if number.value is not None and self._phrase(number.last, number.last + 2) in ("of the", "of these", "of those"):
            return True
        return self._among(noun) is not None

    def _among(self, noun: Noun) -> int | None:
        """Where the whole begins of which a number is a part: "two medics were among at least 31 killed"."""
        for at in range(noun.last, min(noun.last + 8, len(self.words))):  # "six civilians including a child were among"
            word = self._at(at)
            if word in ("among", "amongst"):
                follows = self._at(at - 1) in self.lists["be"] or at == noun.last
                return at + 1 if follows and self._at(at + 1) not in ("them", "whom", "others") else None
            if word[:1].isdigit() or word in ";," or self.counted.harm(self.words, at) is not None:
                return None
        return None

    def _figure(self, draft: _Draft, last: Figure | None, parsed: bool) -> Figure | None:
        """Make a figure of a draft, or None where nothing says what the number counts."""
        number, noun, harm = draft.number, draft.noun, draft.harm
        first, end = self.words[number.first].start, self.words[number.last - 1].end
        kind = noun.kind
        of_whom = self._of_whom(noun, kind)
        bare = kind is None and of_whom is None
        event = harm.event if harm is not None else None
        text = self._words_of(harm) if harm is not None else None
        near = last is not None and (event == "any" or self.number - last.sentence < _NEAR)
        if (event is None or event == "any") and bare and last is not None and near and self._is_counted(number):
            event, text, kind, of_whom = last.counted, last.counted_text, last.kind, last.of_whom
        elif event is None and draft.partial and kind is not None and last is not None and near:
            event, text = last.counted, last.counted_text
        elif bare and harm is not None and (noun.others or noun.anaphoric) and last is not None and last.sentence == self.number:
            kind, of_whom = None if noun.anaphoric else last.kind, last.of_whom
        if event == "any":
            return None
        if event == "casualties" and number.value is not None and near and last is not None and last.counted == "killing":
            event = "killing"  # "30 were killed. The Observatory reported 34 casualties."
        event = self._of_things(event, kind)
        if event is None:
            if kind is None or not self._is_told(number, noun):
                return None
            event, text = kind, self._span(noun.first, noun.last)
        source, source_text = self._source(number)
        return Figure(
            self.number, first, end, self.block.text[first:end], number.value, number.least, number.most,
            event, text or "", of_whom, kind, self._span(noun.first, noun.last) or None, draft.partial, self._is_added(draft, event, last), self._is_update(number),
            self._period(number, noun), self._day(number), source, source_text, self.voices.at(first, end, parsed=parsed).kind,
        )  # fmt: skip

    def _of_things(self, event: str | None, kind: str | None) -> str | None:
        """What happened to things that cannot be killed or arrested; of what is lost, by its kind."""
        lost = self.finder.words.lost
        if event == "loss":
            return lost.get(kind or "", "killing" if kind is not None else None)
        if kind not in lost:
            return event
        return lost[kind] if event in ("killing", "wounding") else None if event in ("seizing", "violation") else event

    def _is_added(self, draft: _Draft, event: str, last: Figure | None) -> bool:
        """Whether a number comes on top of one told before: "another seven were killed"."""
        adding = draft.noun.others or bool({self._at(draft.number.first - 1), self._at(draft.number.core - 1)} & self.lists["adding"])
        return adding and last is not None and last.counted == event

    def _is_update(self, number: Number) -> bool:
        """Whether a number is told as replacing an earlier one."""
        updates = self.lists["updates"]
        return any(
            self._phrase(at, at + size) in updates
            for at in range(max(0, number.first - 8), number.first) for size in (1, 2) if at + size <= number.first
        )  # fmt: skip

    def _is_told(self, number: Number, noun: Noun) -> bool:
        """Whether a number of things without harm is told as news: neither "one" nor "the two"."""
        before, least = self._at(number.first - 1), self.finder.words.least.get(noun.kind or "", 10 if noun.kind in self.counted.civil else 2)
        return (number.value or number.most or 0) >= least and before not in ("the", "these", "those", "its", "their", "his", "both", "all")

    def _is_counted(self, number: Number) -> bool:
        """Whether a bare number is one that somebody counts: "counted 34", "put the figure at 33", "later of 33"."""
        behind = self._at(number.last)
        if behind and (behind[0].isalnum() and behind not in self.lists["ends"]):
            return False
        before = [w.text for w in self.words[max(0, number.first - 8) : number.first]]
        return any(w in self.lists["counting"] or w in self.lists["updates"] or w in self.finder.words.groups["tolls"] for w in before)

    def _of_whom(self, noun: Noun, kind: str | None) -> str | None:
        """Whose or which people a number counts: an actor, civilians, or None where nobody says."""
        civil = kind in self.counted.civil
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

    def _source(self, number: Number) -> tuple[str, str | None]:
        """On whose word a number is given."""
        position = self.words[number.core].start
        row = self.voices.innermost(position)
        if row is not None and row.speaker is None:
            row = self.voices.around(row)
        if row is not None and row.speaker is not None:
            return self._id(row.speaker), row.speaker_text
        return self._counter(number) or self._reporter(number) or ("outlet", None)

    def _counter(self, number: Number) -> tuple[str, str | None] | None:
        """Who counts, where a verb of counting before the number says so: "the Observatory counted 34"."""
        words, counting = self.words, self.lists["counting"]
        at = next((i for i in range(number.first - 1, max(0, number.first - 10), -1) if words[i].text in counting), None)
        if at is None:
            return None
        last = at
        if words[at - 1].text == ",":  # the Observatory, which follows the war, counted
            opening = [i for i in range(max(1, at - 20), at - 1) if words[i].text == ","]
            if not opening or words[opening[-1] + 1].text not in ("which", "who", "a", "the", "based"):
                return None
            last = opening[-1]
        first = last
        while first > 0 and words[first - 1].text not in (",", ";", ":", "and", "but", "that", "-", "while") and last - first < 9:
            first -= 1
        if first == last:
            return None
        start, end = words[first].start, words[last - 1].end
        if last - first == 1 and words[first].text in _PRONOUNS:
            part = self.block.part_of(np.array([start]))[0]
            rows = [r for r in self.voices.rows if self.block.starts[part] <= r.start < start and r.speaker is not None]
            return (self._id(rows[-1].speaker or "other"), rows[-1].speaker_text) if rows else None
        return self._id(self.voices.identify(start, end)), self.block.text[start:end]

    def _reporter(self, number: Number) -> tuple[str, str | None] | None:
        """Who reports, where marks are lost and a known source is named behind: "killed 12 people a monitor said"."""
        said = ("said", "says", "reported")
        at = next((i for i in range(number.last, len(self.words)) if self._at(i) in said), None)
        if at is None or any(self._at(i) in ",;:\"“”" for i in range(number.last, at)):
            return None
        for first in range(at - 1, max(number.last - 1, at - 5), -1):
            who = self.voices.identify(self.words[first].start, self.words[at - 1].end)
            if who != "other":
                first -= first > number.last and self._at(first - 1) in ("a", "an", "the")
                return self._id(who), self._span(first, at)
        return None

    def _id(self, speaker: str) -> str:
        return _LOCALS if speaker == self.finder.people else speaker

    def _period(self, number: Number, noun: Noun) -> str | None:
        """The words that say over which time the number was summed up, within its clause."""
        first, last = number.first, max(number.last, noun.last)
        while first > 0 and self.words[first - 1].text not in (",", ";", ":") and number.first - first < 12:
            first -= 1
        ends = (",", ";", ":", "as", "when", "while", "after", "before", "but")
        while last < len(self.words) and self.words[last].text not in ends and last - number.last < 20:
            last += 1
        words = [w.text for w in self.words[first:last]]
        for at in range(len(words)):
            if words[at] in ("in", "mid") and self._dates(first + at + 1):
                return self._span(first + at, min(first + at + 3, last))
            if words[at] == "since" and {*words[at + 1 : at + 2]} & (self.lists["weekdays"] | self.lists["today"]):
                continue
            for size in range(3, 0, -1):
                if " ".join(words[at : at + size]) in self.lists["periods"]:
                    return self._span(first + at, min(first + at + size, last))
        return None

    def _day(self, number: Number) -> str | None:
        """The day on which it happened ("monday", "february 27"), if the clause says so; not that on which it was said."""
        behind = range(number.last, min(number.last + 20, len(self.words)))
        before = range(number.first - 1, max(-1, number.first - 11), -1)
        said = self.lists["counting"]
        for places in (behind, before):
            for at in places:
                word = self._at(at)
                if {self._at(at - 1), self._at(at - 2)} & said:
                    continue
                if word in self.lists["weekdays"]:
                    return word.removesuffix("s")
                if word in self.lists["months"] and (day := next((w for w in self._around(at) if w.isdigit()), None)):
                    return f"{word} {day}"
                if word in ",;:" or places is behind and word in said:
                    break
        return None

    def _around(self, at: int) -> list[str]:
        """The words beside a month's name, where its day may stand: "27 Feb", "Feb. 27"."""
        following = at + 1 + (self._at(at + 1) == ".")
        return [word for word in (self._at(at - 1), self._at(following)) if len(word) < 3]

    def _dates(self, at: int) -> bool:
        """Whether a month or a year stands at a word, or behind a hyphen: "in August", "in 2013", "mid-August"."""
        at += self._at(at) in ("-", "mid", "late", "early")
        at += self._at(at) == "-"
        word = self._at(at)
        return word in self.lists["months"] or len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")

    def _words_of(self, harm: Harm) -> str:
        return self._span(harm.first, harm.last)

    def _span(self, first: int, last: int) -> str:
        return self.block.text[self.words[first].start : self.words[last - 1].end] if last > first else ""

    def _phrase(self, first: int, last: int) -> str:
        return " ".join(w.text for w in self.words[max(0, first) : last])

    def _at(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""
