"""What a number counts: the noun behind it, and the word of harm that it goes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..read.figures import FigureWords
from .numbers import Number, Word
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["CountedWords", "Harm", "Noun"]

_FAR = 16  # words from a noun to the harm behind it
_DEEP = 6  # words of a noun phrase
_LONGEST = 4  # words of the longest phrase
_MARKS = "\"'“”‘’«»"
_PLURALS = frozenset("people men women children police troops personnel dead wounded injured".split())


@dataclass(frozen=True)
class Noun:
    """What stands behind a number: words ``[first, last)``, the kind of its head, and the harm that it names."""

    first: int
    last: int
    kind: str | None
    harm: Harm | None = None
    others: bool = False  # "20 others"
    anaphoric: bool = False  # "30 of them"


@dataclass(frozen=True)
class Harm:
    """A class of harm and the words ``[first, last)`` that say it."""

    event: str
    first: int
    last: int
    form: str = "verb"


class CountedWords:
    """The nouns and the words of harm that numbers go with, from a lexicon and ``lexicons/figures.yaml``."""

    def __init__(self, vocabulary: Vocabulary, words: FigureWords) -> None:
        self.words = words
        kinds = dict(words.kinds)
        for group, kind in (("civilians", "civilians"), ("fighters", "fighters"), ("places", "buildings")):
            for form in vocabulary.forms("people", group=group):
                kinds.setdefault(form, kind)
        for group, kind in (("forces", "fighters"), ("instruments", "guns")):
            for form in vocabulary.forms("roles", group=group):
                kinds.setdefault(form, kind)
        self.kinds = kinds
        self.states = words.groups["states"]
        self.verbs = {form: group for form, group in _forms(vocabulary, "verbs").items()}
        self.intransitive = {form: group for form, group in _forms(vocabulary, "intransitive").items()}
        self.nouns = vocabulary.groups("events", "nouns")
        self.suffered = vocabulary.groups("events", "suffered")
        self.ends, self.be = words.lists["ends"], words.lists["be"]
        self.beside = words.lists["beside"] | self.be

    # ------------------------------------------------------------------ the noun

    def noun(self, words: Sequence[Word], at: int) -> Noun:
        """Read what stands behind a number that ends before word `at`."""
        first = at
        if _text(words, at) == "of":
            if _text(words, at + 1) in ("them", "whom", "those", "these", "which"):
                return Noun(at, at + 2, None, anaphoric=True)
            at += 1
            while _text(words, at) in ("the", "its", "his", "their", "her", "those", "these", "our"):
                at += 1
        others = False
        while (size := self._size(words, at, self.words.lists["more"])) > 0:
            others |= _text(words, at) in ("others", "other", "more", "further", "additional")
            at += size
        modifier = self._modifier(words, at)
        start = at = modifier.last if modifier is not None else at
        while at < len(words) and at - start < _DEEP:
            kind, size = self._head(words, at)
            if size:
                return self._whole(words, first, at, size, modifier, others)
            word = words[at]
            if word.text in self.ends or not (word.text[0].isalpha() or word.text in _MARKS or word.text == "-"):
                break
            if self.harm(words, at) is not None and not word.capital:
                break
            at += 1
        return Noun(first, modifier.last if modifier else start, None, modifier, others)

    def _whole(
        self, words: Sequence[Word], first: int, at: int, size: int, modifier: Harm | None, others: bool
    ) -> Noun:
        """Go on from the first noun that counts to the head of the phrase."""
        kind, harm = None, modifier
        while size:
            found, _ = self._head(words, at)
            event = found[1:] if found is not None and found.startswith("!") else None
            if event is not None:
                harm = Harm(event, at, at + size, "noun")
            elif found is not None:
                kind = found if kind is None or found not in ("people",) else kind
            last, at = words[at + size - 1].text, at + size
            if last in _PLURALS or last.endswith("s") and not last.endswith("ss"):
                break
            _, size = self._head(words, at)
        end = at
        joint = at
        while _text(words, joint) in ("and", "or", "&"):  # women and children
            ahead = next((i for i in range(joint + 1, joint + 4) if self._head(words, i)[1]), None)
            if ahead is None or any(w.text in self.ends or w.text[0].isdigit() for w in words[joint + 1 : ahead]):
                break
            if any(w.text in self.words.numbers["ones"] for w in words[joint + 1 : ahead]):
                break
            end = joint = ahead + self._head(words, ahead)[1]
        return Noun(first, end, kind, harm, others)

    def _head(self, words: Sequence[Word], at: int) -> tuple[str | None, int]:
        """Return the kind (or ``!event``) of the noun at a word, and of how many words it is."""
        for size in range(min(3, len(words) - at), 0, -1):
            phrase = " ".join(w.text for w in words[at : at + size])
            if phrase in self.suffered:
                return f"!{self.suffered[phrase]}", size
            if phrase in self.kinds:
                return self.kinds[phrase], size
            if phrase in self.nouns:
                return f"!{self.nouns[phrase]}", size
        return None, 0

    def _modifier(self, words: Sequence[Word], at: int) -> Harm | None:
        """Harm said right behind the number: "30 wounded", "30 wounded soldiers"."""
        while at < len(words) and words[at].text in self.beside and words[at].text not in ("who", "that"):
            at += 1
        harm = self.harm(words, at)
        if harm is None or harm.form == "verb" and (
            words[at].text.endswith("ing") or self._head(words, at)[1] or self._takes_object(words, harm.last)
        ):
            return None
        while _text(words, harm.last) in ("and", "or") and (more := self.harm(words, harm.last + 1)) is not None:
            harm = Harm(harm.event, harm.first, more.last, harm.form)
        return harm

    # ------------------------------------------------------------------ harm

    def harm(self, words: Sequence[Word], at: int) -> Harm | None:
        """Return the harm that a word, or a phrase from it on, speaks of as a verb or state."""
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(w.text for w in words[at : at + size])
            for table, form in ((self.states, "state"), (self.intransitive, "state"), (self.verbs, "verb")):
                if phrase in table:
                    return Harm(table[phrase], at, at + size, form)
        return None

    def behind(self, words: Sequence[Word], at: int, numbers: dict[int, Number]) -> Harm | None:
        """Find the harm that those counted, whose noun ends before `at`, suffered: "33 soldiers were killed"."""
        passive = False
        for i in range(at, min(at + _FAR, len(words))):
            word = words[i].text
            if word in ";:" or word in ("but", "while", "after", "before", "and", "as", "said", "says", "without"):
                return None
            if i in numbers:
                return None
            passive |= word in self.be
            harm = self.harm(words, i)
            if harm is None or words[i].glued and words[i - 1].text == "-":
                continue
            if harm.form == "state":
                return harm if not self._attributive(words, harm.last) or passive else None
            if words[i].text.endswith("ing"):
                if passive and _text(words, i - 1) == "being":
                    return harm
                return None
            if passive or not self._takes_object(words, harm.last):
                return harm if passive or not self._head(words, i)[1] else None
            return None
        return None

    def before(self, words: Sequence[Word], at: int) -> Harm | None:
        """Find the harm whose object begins at word `at`: "killing at least 22 soldiers", "the deaths of 34"."""
        objects = self.words.groups["objects"]
        skipped = 0
        while at > 0 and skipped < 5:
            for size in range(_LONGEST, 0, -1):
                if at - size < 0:
                    continue
                phrase = " ".join(w.text for w in words[at - size : at])
                if phrase in objects:
                    return Harm(objects[phrase], at - size, at, "noun")
                harm = self.verbs.get(phrase)
                if harm is not None and not self._is_passive(words, at - size):
                    return self._joined(words, Harm(harm, at - size, at))
                harm = self.states.get(phrase)
            if words[at - 1].text not in self.words.lists["between"] and words[at - 1].text not in _MARKS:
                return None
            at, skipped = at - 1, skipped + 1
        return None

    def toll(self, words: Sequence[Word], at: int, left: int) -> Harm | None:
        """Find the toll that a bare number is: "the death toll stands at 34"."""
        tolls = self.words.groups["tolls"]
        for i in range(at - 1, max(left, at - 14) - 1, -1):
            for size in range(4, 0, -1):
                phrase = " ".join(w.text for w in words[i : i + size])
                if phrase in tolls and i + size <= at:
                    return Harm(tolls[phrase], i, i + size, "toll")
                if size <= 2 and phrase in self.suffered and i + size <= at:
                    return Harm(self.suffered[phrase], i, i + size, "toll")
            if words[i].text in ";.":
                return None
        return None

    def _joined(self, words: Sequence[Word], harm: Harm) -> Harm:
        """ "killed or wounded 20" counts casualties, of whom nobody says how many died."""
        if _text(words, harm.first - 1) in ("and", "or", "and/or") and harm.first > 1:
            other = self.harm(words, harm.first - 2)
            if other is not None and {other.event, harm.event} == {"killing", "wounding"}:
                return Harm("casualties", other.first, harm.last)
        return harm

    def _is_passive(self, words: Sequence[Word], at: int) -> bool:
        return any(_text(words, i) in self.be for i in range(max(0, at - 2), at)) and not words[at].text.endswith("ing")

    def _takes_object(self, words: Sequence[Word], at: int) -> bool:
        """Whether a noun phrase follows, so that the verb before is active."""
        if at >= len(words):
            return False
        word = words[at]
        if word.text in ("the", "a", "an", "their", "its", "his", "her", "them", "him", "some", "several", "more", "at"):
            return word.text != "at" or _text(words, at + 1) == "least"
        if word.text in self.words.lists["names"] or word.text in self.ends:
            return False
        if word.text[0].isdigit() or word.text in self.words.numbers["ones"] or word.text in self.words.ranges["vague"]:
            return True
        return bool(self._head(words, at)[1]) or word.capital

    def _attributive(self, words: Sequence[Word], at: int) -> bool:
        """Whether a state belongs to a noun behind it: "wounded people"."""
        return bool(self._head(words, at)[1])

    def _size(self, words: Sequence[Word], at: int, phrases: frozenset[str]) -> int:
        for size in (2, 1):
            if at + size <= len(words) and " ".join(w.text for w in words[at : at + size]) in phrases:
                return size
        return 0


def _forms(vocabulary: Vocabulary, role: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in vocabulary.lexicon.find_words("events", role=role):
        for form in word.forms:
            found.setdefault(fold(form), word.group)
    return found


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""
