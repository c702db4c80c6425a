"""Figures: the numbers that a report gives, with their bounds, what they count, of whom, and on whose word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..read.figures import load_figures
from .counted import CountedWords, Noun
from .labels import NAMING, Hit
from .numbers import Number, Words, cut
from .places import Place, PlaceFinder
from .tallies import Tallies, Tally
from .telling import Telling
from .text import Block
from .vocabulary import Vocabulary
from .voice import VoiceMap

__all__ = ["Figure", "FigureFinder"]

_NEAR = 3  # sentences within which a bare number goes on from another
_CHAIN = 45  # characters from one place to the one it lies in: "Balyun in the northern province of Idlib"
_BEHIND = 25  # characters behind a noun in which a name may stand: fighters of the group


@dataclass(frozen=True)
class Figure:
    """One number reported; offsets of the block. What the fields mean is said in docs/figures.md."""

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
    place: str | None
    source: str
    source_text: str | None
    voice: str | None


class FigureFinder:
    """Finds the figures of a block by its words alone; no sentence is parsed for them.

    Only `source` and `voice` rest on the parses that other finders asked for.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = load_figures()
        self.counted = CountedWords(vocabulary, self.words)
        self.tallies = Tallies(self.words, self.counted)
        self.places = PlaceFinder(vocabulary, self.words)
        self.actors = vocabulary.actors
        self.nationals = frozenset(r.id for r in vocabulary.lexicon.referents.values() if r.nationals)
        self.people = next((r.id for r in vocabulary.lexicon.referents.values() if r.kind == "people"), "civilians")

    def find(
        self, block: Block, sentences: np.ndarray, hits: Sequence[Hit], voices: VoiceMap, *, parsed: bool
    ) -> list[Figure]:
        """Return the figures of a block, in order."""
        found: list[Figure] = []
        starts = [hit.start for hit in hits]
        parts, spans = block.part_of(sentences[:, 0]), sentences.tolist()
        for number in self.tallies.sentences(block.folded, sentences):
            start, end = spans[number]
            inside = hits[bisect_left(starts, start) : bisect_left(starts, end)]
            before = found[-1] if found and parts[found[-1].sentence] == parts[number] else None
            words = cut(block.text, block.folded, start, end)
            telling = Telling(block, words, voices, self.words, self.people)
            found += _Sentence(self, number, words, inside, telling).figures(before, parsed)
        return found


class _Sentence:
    """Makes the figures of one sentence."""

    def __init__(self, finder: FigureFinder, number: int, words: Words, hits: Sequence[Hit], telling: Telling) -> None:
        self.finder, self.number, self.words, self.hits, self.telling = finder, number, words, hits, telling
        self.text = telling.block.text

    def figures(self, before: Figure | None, parsed: bool) -> list[Figure]:
        """Return the figures in order; a bare number may go on from the one `before`."""
        found: list[Figure] = []
        tallies = self.finder.tallies.find(self.words)
        counting: list[int] = []  # the tallies that are figures
        for at, tally in enumerate(tallies):
            last = next((f for f in reversed(found) if not f.partial), found[-1] if found else before)
            figure = self._figure(tally, last, parsed)
            if figure is not None:
                found.append(figure)
                counting.append(at)
        if not found:
            return found
        places = self._places([tally.number for tally in tallies])
        return [replace(figure, place=places[at]) for figure, at in zip(found, counting, strict=True)]

    def _places(self, numbers: Sequence[Number]) -> list[str | None]:
        """Where it happened: the first place behind a number, or the last before it, with no other number between."""
        words = self.words
        found = self.finder.places.find(self.text, words[0].start, words[-1].end, self.hits)
        if not found:
            return [None] * len(numbers)
        edges = [words[0].start, *(words[number.first].start for number in numbers), words[-1].end]
        places: list[str | None] = []
        for first, own, end in zip(edges, edges[1:], edges[2:], strict=False):
            behind = [place for place in found if own < place.start < end]
            before = [place for place in found if first <= place.start < own]
            named = _chain(behind) or _chain(before[::-1])[::-1] or _chain(found)
            places.append(", ".join(dict.fromkeys(place.name for place in named)))
        return places

    def _figure(self, tally: Tally, last: Figure | None, parsed: bool) -> Figure | None:
        """Make a figure of a number, or None where nothing says what it counts."""
        number, noun, tallies = tally.number, tally.noun, self.finder.tallies
        event, text, of_whom, kind = self._counted(tally, last)
        event = self._of_things(event, kind)
        if event is None:
            if kind is None or not tallies.is_told(self.words, tally):
                return None
            event, text = kind, self._span(noun.first, noun.last)
        first, end = self.words[number.first].start, self.words[number.last - 1].end
        source, source_text = self.telling.source(number)
        added = last is not None and last.counted == event and tallies.is_added(self.words, tally)
        return Figure(
            self.number, first, end, self.text[first:end], number.value, number.least, number.most,
            counted=event, counted_text=text, of_whom=of_whom, kind=kind,
            noun=self._span(noun.first, noun.last) or None,
            partial=tally.partial, added=added, update=tallies.is_update(self.words, number),
            period=self.telling.period(number, noun.last), day=self.telling.day(number), place=None,
            source=source, source_text=source_text,
            voice=self.telling.voices.at(first, end, parsed=parsed).kind,
        )  # fmt: skip

    def _counted(self, tally: Tally, last: Figure | None) -> tuple[str | None, str, str | None, str | None]:
        """Say what a number counts: the harm and its words, of whom, and the kind; from the last figure if need be."""
        noun, harm = tally.noun, tally.harm
        kind, of_whom = noun.kind, self._of_whom(noun)
        event = harm.event if harm is not None else None
        text = self._span(harm.first, harm.last) if harm is not None else ""
        bare = kind is None and of_whom is None
        near = last is not None and self.number - last.sentence < _NEAR
        if last is None or not (near or event == "any"):
            pass
        elif event in (None, "any") and bare and self.finder.tallies.goes_on(self.words, tally.number):
            return last.counted, last.counted_text, last.of_whom, last.kind
        elif event is None and tally.partial and kind is not None:
            event, text = last.counted, last.counted_text
        elif bare and harm is not None and (noun.others or noun.anaphoric) and last.sentence == self.number:
            kind, of_whom = None if noun.anaphoric else last.kind, last.of_whom
        elif event == "casualties" and tally.number.value is not None and last.counted == "killing":
            event = "killing"  # "30 were killed. The Observatory reported 34 casualties."
        return None if event == "any" else event, text, of_whom, kind

    def _of_things(self, event: str | None, kind: str | None) -> str | None:
        """What happened to things, which cannot be killed or arrested, and to people, who cannot be destroyed."""
        lost, ruined = self.finder.words.lost, self.finder.words.ruined
        if event == "loss":
            return lost.get(kind or "", "killing" if kind is not None else None)
        if event == ruined and kind is not None and kind not in lost:
            return "killing"  # 80 militants were destroyed
        if kind not in lost:
            return event
        if event in ("killing", "wounding"):
            return ruined
        return None if event in ("seizing", "violation") else event

    def _of_whom(self, noun: Noun) -> str | None:
        """Whose or which people a number counts: an actor, civilians, or None where nobody says."""
        finder, hit, civil = self.finder, self._name(noun), noun.kind in self.finder.counted.civil
        if hit is not None and hit.referent in finder.actors and hit.referent != finder.people:
            if not civil or hit.referent in finder.nationals:
                return hit.referent
        return finder.people if civil or hit is not None and hit.referent == finder.people else None

    def _name(self, noun: Noun) -> Hit | None:
        """The name inside a noun phrase, behind "of" and "from" after it, or that "its" points back to."""
        if noun.first >= len(self.words) or noun.last <= noun.first:
            return None
        start, end = self.words[noun.first].start, self.words[noun.last - 1].end
        inside = [h for h in self.hits if start <= h.start < end]
        if inside:
            return inside[0]
        lists = self.finder.words.lists
        if self.words.at(noun.last) in lists["belonging"]:
            return next((h for h in self.hits if end <= h.start < end + _BEHIND and h.kind in NAMING), None)
        owner = next((w for w in self.words[noun.first : noun.last] if w.text in lists["owning"]), None)
        if owner is None:
            return None
        named = [h for h in self.hits if h.end <= owner.start and h.kind in NAMING and h.referent in self.finder.actors]
        return named[-1] if named else None

    def _span(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last - 1].end] if last > first else ""


def _chain(places: Sequence[Place]) -> list[Place]:
    """Return the first places that stand close together, in the order given."""
    found = list(places[:1])
    for place in places[1:]:
        near = found[-1]
        if max(place.start, near.start) - min(place.end, near.end) > _CHAIN:
            break
        found.append(place)
    return found
