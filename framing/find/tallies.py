"""The numbers of one sentence with what each counts: which are counts at all, and which share their harm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from ..read.figures import FigureWords
from .counted import CountedWords, Harm, Noun, telling
from .numbers import Number, NumberFinder, Words

__all__ = ["Tallies", "Tally"]


_WORD = re.compile(r"[^\W\d_]+")
_BODILY = ("killing", "wounding")
_ELLIPSIS = 3  # words between a number and "and": 30 government and 39 rebel fighters
_SHORT = 8  # words between the members of a list that share their verb


@dataclass(frozen=True)
class Tally:
    """A number, what stands behind it, the harm that it counts, and whether it is part of another number."""

    number: Number
    noun: Noun
    harm: Harm | None
    partial: bool = False


class Tallies:
    """Reads the numbers of sentences by the words around them."""

    def __init__(self, words: FigureWords, counted: CountedWords) -> None:
        self.words, self.lists, self.counted = words, words.lists, counted
        self.numbers = NumberFinder(words)
        self.reaching = words.lists["updates"] | {"to", "at", "of"}
        #: Words without one of which no number of a sentence counts anything.
        self.telling = counted.harmful | counted.things | telling(
            words.lists["counting"] - words.lists["saying"], words.lists["updates"]
        )  # fmt: skip

    def find(self, words: Words) -> list[Tally]:
        """Return the numbers of a sentence that may count something, in order."""
        numbers = [n for n in self.numbers.find(words) if not self._is_no_count(words, n)]
        starts = {i: n for n in numbers for i in range(n.first, n.core + 1)}
        found: list[Tally] = []
        for number in numbers:
            noun = self.counted.noun(words, number.last)
            left = found[-1].number.last if found else 0
            harm = self._harm(words, number, noun, left, starts)
            if noun.kind is None and (harm is None or harm.event == "any"):
                noun = self.counted.numbered(words, number.first, left) or noun
                harm = noun.harm if noun.first < number.first else harm
            partial = self._is_partial(words, number, noun)
            if noun.kind is not None:
                number = self.numbers.bounded_behind(words, number, noun.last)
            found.append(Tally(number, noun, harm, partial))
        return self._shared(words, self._elliptic(words, found))

    def _is_no_count(self, words: Words, number: Number) -> bool:
        """Whether a number is a date, a time, an age, a measure, a score or part of a name."""
        lists, before = self.lists, words.at(number.first - 1)
        behind, following = words.at(number.last), words.at(number.last + 1)
        glued = number.last < len(words) and words[number.last].glued
        if behind in lists["measures"] or f"{behind} {following}" in lists["measures"]:
            return True
        if number.value == 1 and behind in ("another", "of"):  # "one of its centres", but "one of them"
            return following not in lists["pointing"]
        if behind == "-" and glued or behind in lists["months"] and words[number.last].capital:
            return True
        if behind == "to" and following in lists["measures"] or behind == "of" and following in lists["months"]:
            return True
        if number.first and before in lists["names"] and number.core == number.first:
            return True
        if number.bare_year and (not before[:1].isalpha() or before in lists["months"] | lists["dating"]):
            return True
        return behind in (":", ".", "/") and glued and following[:1].isdigit()

    def _harm(self, words: Words, number: Number, noun: Noun, left: int, numbers: dict[int, Number]) -> Harm | None:
        """The harm that a number is of: in its noun, before it, behind its noun, or in a toll that it is."""
        if noun.harm is not None and not self._is_attribute(noun):
            return noun.harm
        before, behind = self.counted.before(words, number.first), self.counted.behind(words, noun.last, numbers)
        if noun.harm is not None:  # "killed 20 displaced people"
            return next((h for h in (before, behind) if h is not None and h.event in _BODILY), noun.harm)
        ambiguous = before is not None and not words.at(before.first).endswith("ing")
        if ambiguous and behind is not None and behind.event in _BODILY and self._is_right_behind(words, noun, behind):
            return behind  # what stands right behind wins: "child killed 20 people injured"
        told_as_toll = noun.kind is None or words.at(number.first - 1) in self.reaching
        toll = self.counted.toll(words, number.first, left) if told_as_toll else None
        if before is not None and not (toll is not None and before.event == "attack"):  # "the toll hits 43"
            return before
        whole = self._among(words, noun)
        found = (self._of_whole(words, whole) if whole is not None else None) or behind or toll
        return found or self.counted.beside(words, number.first, noun.last)

    def _is_right_behind(self, words: Words, noun: Noun, harm: Harm) -> bool:
        """Whether a harm follows what is counted as its verb: "20 people injured", "20 people were injured"."""
        between = words.texts[noun.last : harm.first]
        plain = len(between) <= (1 if noun.kind is not None else 2)  # a noun that no list knows
        return not between or plain and between[-1] in self.counted.be

    def _is_attribute(self, noun: Noun) -> bool:
        """Whether the harm of a noun phrase stands before its noun, and is none of the body: "50 captive soldiers"."""
        return noun.kind is not None and noun.harm is not None and noun.harm.last < noun.last and (
            noun.harm.event not in _BODILY
        )  # fmt: skip

    def _elliptic(self, words: Words, found: list[Tally]) -> list[Tally]:
        """Give the noun of the second of two numbers to the first: "30 regime and 39 rebel fighters"."""
        for at in range(len(found) - 1):
            one, two = found[at], found[at + 1]
            last = two.number.first - 1
            if one.noun.kind is None and one.harm is None and two.noun.kind is not None and (
                words.at(last) == "and" and 0 < last - one.number.last <= _ELLIPSIS
            ):  # fmt: skip
                found[at] = replace(one, noun=Noun(one.number.last, last, two.noun.kind), harm=two.harm)
        return found

    def _of_whole(self, words: Words, at: int) -> Harm | None:
        """The harm of those among whom a number is counted: "among the dead", "among those killed"."""
        while words.at(at) in ("the", "those", "these", "people", "victims"):
            at += 1
        return self.counted.harm(words, at) if at < len(words) else None

    def _shared(self, words: Words, found: list[Tally]) -> list[Tally]:
        """Give harm to the members of a list that share it: "killed 3 men, 2 women"; "10 men and 5 women died"."""
        for at in range(1, len(found)):
            one, two = found[at - 1], found[at]
            joined = self._joined(words, one, two)
            if joined and one.partial and self._is_listed_part(words, one.number):
                two = found[at] = replace(two, partial=True)
            if two.harm is None and one.harm is not None and (two.partial or joined or self._goes_along(words, two)):
                found[at] = replace(two, harm=one.harm)
        for at in range(len(found) - 1, 0, -1):
            one, two = found[at - 1], found[at]
            if one.harm is not None or two.harm is None:
                continue
            joined = self._joined(words, one, two)
            follows = two.harm.first >= two.noun.first and (two.partial or joined)
            if follows or self._among(words, one.noun) == two.number.first:
                parts = (
                    joined and self._among(words, two.noun) is not None
                )  # 12 children and 11 men were among the dead
                found[at - 1] = replace(one, harm=two.harm, partial=one.partial or parts)
        return found

    def _joined(self, words: Words, one: Tally, two: Tally) -> bool:
        """Whether two numbers stand in one list."""
        last = max(one.noun.last, one.harm.last if one.harm is not None else 0)
        between = [w.text for w in words[min(last, two.number.first) : two.number.first]]
        if 0 < len(between) < 7 and self.lists["joining"].issuperset(between):
            return True
        alike = two.noun.kind in (None, one.noun.kind) and one.harm is not None and one.harm.first >= one.noun.first
        return alike and len(between) < _SHORT and between[-1:] == ["and"]  # 15 men were killed in A and six in B

    def _goes_along(self, words: Words, tally: Tally) -> bool:
        """Whether a number comes on top of the one before: "killed 19 people in Balyun and another 23 in Maarat"."""
        first = tally.number.first
        return words.at(first - 1) in self.lists["adding"] and words.at(first - 2) == "and"

    def _is_listed_part(self, words: Words, number: Number) -> bool:
        """Whether words before a number say that it is part of another one: "including"."""
        return any(
            words.phrase(number.first - n, number.first) in self.words.part_before
            for n in range(1, min(5, number.first + 1))
        )

    def _is_partial(self, words: Words, number: Number, noun: Noun) -> bool:
        """Whether a number is said to be part of another one."""
        behind = self.words.part_behind
        return (
            noun.anaphoric
            or self._is_listed_part(words, number)
            or any(words.phrase(number.last, number.last + n) in behind for n in (2, 3))
            or number.value is not None and self._is_of_whole(words, number.last)
            or self._among(words, noun) is not None
        )  # fmt: skip

    def _is_of_whole(self, words: Words, at: int) -> bool:
        """Whether a number before word `at` is taken from a whole that was told of: "20 of the soldiers"."""
        following = words.at(at + 1)
        return words.at(at) == "of" and (following == "the" or following in self.lists["pointing"])

    def _among(self, words: Words, noun: Noun) -> int | None:
        """Where the whole begins of which a number is a part: "two medics were among at least 31 killed"."""
        for at in range(noun.last, min(noun.last + 8, len(words))):  # six civilians including a child were among
            word = words.at(at)
            if word in self.lists["amid"]:
                follows = words.at(at - 1) in self.lists["be"] or at == noun.last
                return at + 1 if follows and words.at(at + 1) not in ("them", "whom", "others") else None
            if word[:1].isdigit() or word in (";", ",") or self.counted.harm(words, at) is not None:
                return None
        return None

    def is_added(self, words: Words, tally: Tally) -> bool:
        """Whether a number comes on top of another: "another seven", "seven others"."""
        beside = {words.at(tally.number.first - 1), words.at(tally.number.core - 1)}
        return tally.noun.others or not beside.isdisjoint(self.lists["adding"])

    def is_update(self, words: Words, number: Number) -> bool:
        """Whether a number is told as replacing an earlier one."""
        before = range(max(0, number.first - 8), number.first)
        return any(
            words.phrase(at, min(at + n, number.first)) in self.lists["updates"] for at in before for n in (1, 2)
        )

    def is_told(self, words: Words, tally: Tally) -> bool:
        """Whether a number of things without harm is told as news: neither "one" nor "the two"."""
        kind = tally.noun.kind or ""
        least = self.words.least.get(kind, 10 if kind in self.counted.civil else 2)
        told = (tally.number.value or tally.number.most or 0) >= least
        return told and words.at(tally.number.first - 1) not in self.lists["definite"]

    def goes_on(self, words: Words, number: Number) -> bool:
        """Whether a bare number goes on from one told before: "counted 34", "put the figure at 33", "later of 33"."""
        behind = words.at(number.last)
        if behind and behind[0].isalnum() and behind not in self.lists["ends"]:
            return False
        known = self.lists["counting"] | self.lists["updates"] | self.words.groups["tolls"].keys()
        return any(w.text in known for w in words[max(0, number.first - 8) : number.first])

    def sentences(self, folded: str, sentences: np.ndarray) -> list[int]:
        """Return the numbers of the sentences that hold a number, and words of what it could count."""
        matches = [(m.start(), m[0]) for m in self.numbers.trigger.finditer(folded)]
        where = np.searchsorted(sentences[:, 0], [at for at, _ in matches], side="right") - 1
        only_one: dict[int, bool] = {}
        for number, (_, word) in zip(where.tolist(), matches, strict=True):
            only_one[number] = only_one.get(number, True) and word == "one"
        found = []
        for number, one in only_one.items():
            words = frozenset(_WORD.findall(folded, *sentences[number].tolist()))
            if not words.isdisjoint(self.counted.harmful if one else self.telling):
                found.append(number)
        return found
