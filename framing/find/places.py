"""Where it happened: the names of places in a sentence, by what stands around capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..read.figures import FigureWords
from .labels import NAMING, Hit
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["Place", "PlaceFinder"]

_CAPITAL = r"(?:(?:[aA][ldrstz]|[aA]sh|[aA]th|[eE]l)-)?[A-ZÀ-ÖØ-Þ][\w'’]*(?:-\w+)*"
_NAME = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?: {_CAPITAL})*")
_WORD = re.compile(r"[\w'’-]+")
_BACK = 60  # characters before a name in which its preposition is looked for
_OWN = re.compile(r"['’]s?$")
_STEM = 4  # letters that a country has in common with its people: Syria, Syrian
#: Groups of the section `naming` whose words are no part of a place.
_NO_PLACES = ("common", "titles", "institutions", "nations", "plain")


class Place(NamedTuple):
    """A name of a place; offsets of the block."""

    start: int
    end: int
    name: str


class PlaceFinder:
    """Finds names of places, for nobody has a list of all villages.

    Capitals are a place behind a preposition of place ("in Balyun", "on the northern town of Balyun") or before a noun
    of place ("Balyun district"), unless the lexicon knows them as an actor, a people or a title.
    """

    def __init__(self, vocabulary: Vocabulary, words: FigureWords) -> None:
        self.nouns, self.locating = vocabulary.place_nouns, words.lists["locating"]
        directions, dates = words.lists["directions"], words.lists["weekdays"] | words.lists["months"]
        self.passed = directions | self.nouns | words.lists["definite"] | {"of", "a", "an"}
        naming = [word for word in vocabulary.lexicon.find_words("naming") if word.group in _NO_PLACES]
        common = {fold(form) for word in naming for form in word.forms}
        self.trimmed = common | dates | directions | self.nouns | self.locating | vocabulary.forms("events")
        self.nations = {
            form for referent in vocabulary.lexicon.referents.values() for form in referent.metonyms
            if form[:_STEM] in {adjective[:_STEM] for adjective in referent.demonyms}
        }  # fmt: skip
        self.passed |= set(map(fold, self.nations))  # in Syria's Balyun

    def find(self, text: str, start: int, end: int, hits: Sequence[Hit]) -> list[Place]:
        """Return the places named in ``text[start:end]``, in order."""
        actors = [hit for hit in hits if hit.kind in NAMING and hit.kind != "metonym"]
        found = []
        for match in _NAME.finditer(text, start, end):
            place = self._trimmed(text, match.start(), match.end())
            if place is None or any(hit.start < place.end and place.start < hit.end for hit in actors):
                continue
            before = text[max(start, match.start() - _BACK) : place.start]
            if self._is_before_noun(text, match.end(), end) or self._is_behind(before):
                found.append(place)
        return found

    def _trimmed(self, text: str, start: int, end: int) -> Place | None:
        """Leave out countries, directions, nouns of place and days around a name: "West Aleppo City Monday"."""
        words = list(_WORD.finditer(text, start, end))
        if words and words[0][0] in self.nations and not words[0][0].endswith("s"):
            return None  # in Syria; but "in Syria's Idlib"
        passed = [self._is_none(_OWN.sub("", word[0])) for word in words]
        first = next((at for at, skip in enumerate(passed) if not skip), len(words))
        last = next((at for at in range(first, len(words)) if passed[at]), len(words))
        if first == last:
            return None
        name = _OWN.sub("", text[words[first].start() : words[last - 1].end()])
        return Place(words[first].start(), words[last - 1].end(), name)

    def _is_none(self, word: str) -> bool:
        """Whether a word is no name of a place: a country, a direction, an agency in capitals, "Kurdish-held"."""
        shouted = len(word) > 1 and word.isupper()
        return word in self.nations or shouted or not self.trimmed.isdisjoint((fold(word), fold(word).split("-")[0]))

    def _is_before_noun(self, text: str, at: int, end: int) -> bool:
        """Whether a noun of place follows: "Balyun province"."""
        behind = _WORD.match(text, min(at + 1, end), end)
        return behind is not None and fold(behind[0]) in self.nouns

    def _is_behind(self, before: str) -> bool:
        """Whether a preposition of place, or a noun of place with "of", stands before: "in the", "the town of"."""
        last = ""
        for word in (_OWN.sub("", word) for word in reversed(_WORD.findall(fold(before)))):
            if last == "of":
                return word in self.nouns
            if word in self.locating:
                return True
            if word not in self.passed and "-" not in word:
                return False
            last = word
        return False
