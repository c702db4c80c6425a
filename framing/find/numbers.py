"""Numbers in a sentence: digits and words, ranges, and the words that bound them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ..read.figures import FigureWords

__all__ = ["Number", "NumberFinder", "Word", "Words", "cut"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['.][^\W\d_]+)*|[^\w\s]|_+")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST = 4  # words of the longest phrase that bounds a number
_YEARS = range(1900, 2100)


class Word(NamedTuple):
    """A word or mark of a sentence, folded, with its offsets in the block and how it is joined to the one before."""

    text: str
    start: int
    end: int
    glued: bool
    capital: bool


class Words(list[Word]):
    """The words and marks of a sentence; beyond its ends stands the empty text."""

    def at(self, at: int) -> str:
        """Return the text of a word."""
        texts = self.texts
        return texts[at] if 0 <= at < len(texts) else ""

    def phrase(self, first: int, last: int) -> str:
        """Return the texts of words ``[first, last)``, with spaces between them."""
        return " ".join(self.texts[max(0, first) : last])

    @cached_property
    def texts(self) -> list[str]:
        """The texts of all words, to be asked for once the words are complete."""
        return [word.text for word in self]


def cut(text: str, folded: str, start: int, end: int) -> Words:
    """Cut a stretch of a block into words and marks.

    Examples
    --------
    >>> [word.text for word in cut("At least 1,200 fled.", "at least 1,200 fled.", 0, 20)]
    ['at', 'least', '1,200', 'fled', '.']
    """
    found, last = Words(), -1
    for match in _TOKEN.finditer(folded, start, end):
        first, behind = match.span()
        found.append(Word(match[0], first, behind, first == last, text[first].isupper()))
        last = behind
    return found


@dataclass(frozen=True)
class Number:
    """A number with its bounds: words ``[first, last)`` of the sentence, `core` where the number itself begins.

    `value` is the number as written (None for "dozens"); `least` and `most` what it says at least and at most.
    """

    first: int
    last: int
    core: int
    value: int | None
    least: int | None
    most: int | None
    bare_year: bool = False


class NumberFinder:
    """Finds the numbers of a sentence by the words of ``lexicons/figures.yaml``.

    Examples
    --------
    >>> from framing.read.figures import load_figures
    >>> finder = NumberFinder(load_figures())
    >>> text = "at least two dozen dead, 10 to 15 wounded, hundreds missing, 3-1"
    >>> [(n.value, n.least, n.most) for n in finder.find(cut(text, text, 0, len(text)))]
    [(24, 24, None), (None, 10, 15), (None, 200, 1999), (3, 3, 3)]
    """

    def __init__(self, words: FigureWords) -> None:
        self.words = words
        self.ones, self.scales, self.fractions = (words.numbers[name] for name in ("ones", "scales", "fractions"))
        self.vague, self.several = words.ranges["vague"], words.ranges["several"]
        openers = {*self.ones, *self.scales, *self.vague}
        alternatives = "|".join(sorted(map(re.escape, openers), key=len, reverse=True))
        phrases = (form.split()[0] for form in (*self.several, *self.fractions))
        self.openers = frozenset({*openers, *phrases, "a", "an"})
        #: Finds a sentence worth a look.
        self.trigger = re.compile(rf"\d|\b(?:{alternatives})\b")

    def find(self, words: Words) -> list[Number]:
        """Return the numbers of a sentence in order, ranges joined and bounds taken in."""
        found: list[Number] = []
        at = 0
        while at < len(words):
            word = words[at].text
            number = self._at(words, at) if word in self.openers or word[0].isdigit() else None
            if number is None:
                at += 1
                continue
            number = self._range(words, number)
            number = self._bounded(words, number, found[-1].last if found else 0)
            found.append(number)
            at = number.last
        return found

    def _at(self, words: Words, at: int) -> Number | None:
        """Read the number that begins at a word."""
        word = words[at].text
        if word[0].isdigit():
            return self._digits(words, at)
        if word not in self.openers:
            return None
        for size in (4, 3, 2, 1):  # several hundred, tens of thousands
            phrase = words.phrase(at, at + size)
            behind = words[at + size].text if at + size < len(words) else ""
            scale = self.scales.get(behind) or self.scales.get(behind.removesuffix("s"))
            if phrase in self.fractions and scale is not None:
                value = scale // self.fractions[phrase]
                return Number(at, at + size + 1, at, value, value, value)
            if phrase in self.several and scale is not None:
                low, high = self.several[phrase]
                return Number(at, at + size + 1, at, None, low * scale, (high + 1) * scale - 1)
        if word in self.vague:
            low, high = self.vague[word]
            return Number(at, at + 1, at, None, low, high)
        if word in ("a", "an") and at + 1 < len(words) and words[at + 1].text in self.scales:
            value, last = self._spelled(words, at + 1)
            return Number(at, last, at, value, value, value)
        if word in self.ones or word in self.scales:
            value, last = self._spelled(words, at)
            return Number(at, last, at, value, value, value)
        return None

    def _digits(self, words: Words, at: int) -> Number | None:
        word = words[at]
        before, behind = words[at - 1 : at], words[at + 1 : at + 2]
        if not _DIGITS.fullmatch(word.text):
            return None
        if (
            before
            and word.glued
            and before[0].text not in "\"'([-–—“‘"
            or behind
            and behind[0].glued
            and (behind[0].text.isalpha() and behind[0].text not in ("m", "mln", "bn", "k"))
        ):  # S300, 22nd
            return None
        if at > 1 and word.glued and before[0].text in "-–—" and before[0].glued:  # S-300, 2016-17
            return None
        value, last = float(word.text.replace(",", "")), at + 1
        if behind and behind[0].text in ("m", "k") and behind[0].glued:
            value, last = value * (1_000_000 if behind[0].text == "m" else 1000), last + 1
        elif behind and behind[0].text in self.scales:
            value, last = value * self.scales[behind[0].text], last + 1
        if value != int(value):
            return None
        year = len(word.text) == 4 and last == at + 1 and int(value) in _YEARS
        return Number(at, last, at, int(value), int(value), int(value), bare_year=year)

    def _spelled(self, words: Words, at: int) -> tuple[int, int]:
        """Put the words of one number together: two hundred and fifty-one."""
        total, part, last = 0, 0, at
        while last < len(words):
            word = words[last].text
            if word in self.ones:
                part += self.ones[word]
            elif word in self.scales:
                scale = self.scales[word]
                part = max(part, 1) * scale
                if scale >= 1000:
                    total, part = total + part, 0
            elif not self._goes_on(words, last, total + part):
                break
            last += 1
        return total + part, last

    def _goes_on(self, words: Words, at: int, so_far: int) -> bool:
        """Whether a hyphen or "and" stands inside a number: thirty-three, one hundred and two."""
        if at + 1 >= len(words) or at == 0:
            return False
        low = self.ones.get(words[at + 1].text, 0)
        if words[at].text == "-":
            return 0 < low < 10 and so_far % 100 >= 20 and so_far % 10 == 0
        return words[at].text == "and" and 0 < low < 100 and so_far >= 100 and so_far % 100 == 0 and (
            words[at - 1].text in self.scales
        )  # fmt: skip

    def _range(self, words: Words, number: Number) -> Number:
        """Join "10 to 15", "10-15", "between 10 and 15" and "10 or 15" into one number."""
        at = number.last
        if number.value is None or at + 1 >= len(words):
            return number
        joint, before = words[at].text, words[number.first - 1].text if number.first else ""
        other = self._at(words, at + 1) if joint in ("to", "-", "–", "or", "and") else None
        if other is None and joint in ("-", "–") and words[at + 1].text[0].isdigit() and words[at + 1].glued:
            digits = words[at + 1].text
            if _DIGITS.fullmatch(digits) and "." not in digits and not words[number.first].glued:
                value = int(digits.replace(",", ""))
                other = Number(at + 1, at + 2, at + 1, value, value, value)
        if other is None or other.value is None or other.value <= number.value:
            return number
        if joint == "and" and before != "between" or joint == "to" and before == "from":
            return number
        first = number.first - (before == "between")
        return Number(first, other.last, number.core, None, number.value, other.value)

    def _bounded(self, words: Words, number: Number, left: int) -> Number:
        """Take in the words that bound a number, before and behind it."""
        for size in range(_LONGEST, 0, -1):
            first = number.first - size
            bound = self.words.before.get(words.phrase(first, number.first)) if first >= left else None
            if bound is not None and (number.value is not None or bound not in ("about", "nearly")):
                return self._bound(replace(number, first=first, bare_year=False), bound)
        for size in range(3, 0, -1):
            behind = words.phrase(number.last, number.last + size)
            after = words[number.last + size : number.last + size + 1]
            if behind in self.words.behind and not (after and self.is_number(after[0])):
                return self._bound(replace(number, last=number.last + size, bare_year=False), self.words.behind[behind])
        if number.last < len(words) and words[number.last].text == "+" and words[number.last].glued:
            return self._bound(replace(number, last=number.last + 1), "at_least")
        return number

    def is_number(self, word: Word) -> bool:
        """Whether a word is a number, or the first word of one."""
        return word.text[0].isdigit() or word.text in self.openers and word.text not in ("a", "an")

    def bounded_behind(self, words: Words, number: Number, at: int) -> Number:
        """Take in a bound that stands behind what the number counts: "20 civilians at least"."""
        if number.value is None or number.least != number.most:
            return number
        bound = self.words.behind.get(words.phrase(at, at + 2))
        follows = at + 2 < len(words) and self.is_number(words[at + 2])
        return number if bound is None or follows else self._bound(number, bound)

    def _bound(self, number: Number, bound: str) -> Number:
        least, most, slack = number.least or 0, number.most, self.words.tolerance
        top = most if most is not None else least
        if bound == "at_least":
            return replace(number, most=None)
        if bound == "more_than":
            return replace(number, least=least + (number.value is not None), most=None)
        if bound == "at_most":
            return replace(number, least=None)
        if bound == "less_than":
            return replace(number, least=None, most=top - 1)
        if bound == "nearly":
            return replace(number, least=round(least * (1 - slack)))
        return replace(number, least=round(least * (1 - slack)), most=round(top * (1 + slack)))
