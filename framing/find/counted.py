"""What a number counts: the noun behind it, and the word of harm that it goes with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..read.figures import FigureWords
from .numbers import Number, Word, Words
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["CountedWords", "Harm", "Noun", "telling"]

_WORD = re.compile(r"[^\W\d_]+")
_FAR = 16  # words from a noun to the harm behind it
_OBJECT = 8  # words from a verb to "and" behind its first object
_INSIDE = ("for", "of", "in")  # may stand inside that object
_DEEP = 5  # words of a noun phrase
_LONGEST = 4  # words of the longest phrase
_MARKS = "\"'“”‘’«»"


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
        self.words, self.lists = words, words.lists
        kinds = dict(words.kinds)
        self.civil = set(words.civil)
        for word in vocabulary.lexicon.find_words("people"):
            kind = {"fighters": "fighters", "places": "buildings"}.get(word.group, fold(word.forms[0]))
            for form in map(fold, word.forms):
                self.civil |= {kind} if word.group == "civilians" and form not in kinds else set()
                kinds.setdefault(form, kind)
        self.kinds = kinds
        self.states = words.groups["states"]
        self.verbs = _forms(vocabulary, "verbs") | words.groups["acts"]
        self.intransitive = _forms(vocabulary, "intransitive")
        tables = (self.states, self.intransitive, self.verbs)
        self.openers = frozenset(form.split()[0] for table in tables for form in table)
        #: First words of verbs in the present, which are no participles: "15 militants attack the post".
        self.present = frozenset(
            form.split()[0].lower() for word in vocabulary.lexicon.find_words("events", role="verbs")
            if len(word.forms) > 3 for form in word.forms[:2]
        )  # fmt: skip
        self.nouns = vocabulary.groups("events", "nouns")
        self.suffered = vocabulary.groups("events", "suffered") | words.groups["losses"]
        #: Words of harm, and of things, without which nothing is counted.
        self.harmful = telling(*tables, self.nouns, self.suffered, words.groups["objects"], words.groups["tolls"])
        self.things = telling(kinds)
        self.ends, self.be = words.lists["ends"], words.lists["be"]
        self.adverbs = words.lists["beside"] | self.be

    # ------------------------------------------------------------------ the noun

    def noun(self, words: Words, at: int) -> Noun:
        """Read what stands behind a number that ends before word `at`."""
        first = at
        if words.at(at) == "of":
            if words.at(at + 1) in self.lists["pointing"]:
                at += 2 + (words.at(at + 2) in self.be)
                kind, size = self._head(words, at)
                kind = None if kind is not None and kind.startswith("!") else kind
                return Noun(first, at + size if kind else at, kind, anaphoric=True)
            at += 1
            while words.at(at) in self.lists["determiners"]:
                at += 1
        others = False
        while (size := self._size(words, at, self.lists["more"])) > 0:
            others |= words.at(at) in self.lists["adding"]
            at += size
        modifier = self._modifier(words, at)
        start = at = modifier.last if modifier is not None else at
        while at < len(words) and sum(not (w.capital or w.text == "-") for w in words[start:at]) < _DEEP:
            kind, size = self._head(words, at)
            if size:
                return self._whole(words, first, at, size, modifier, others)
            if self._ends(words, at):
                break
            at += 1
        return Noun(first, modifier.last if modifier else start, None, modifier, others)

    def _ends(self, words: Words, at: int) -> bool:
        """Whether what a number counts has ended before a word."""
        word = words[at]
        if (
            word.text in self.ends
            or word.text == "of"
            or word.text in self.lists["articles"]
            or self.harm(words, at) is not None
            and not word.capital
        ):
            return True
        model = word.text[0].isdigit() and word.glued and words[at - 1].text == "-"  # Su-24 warplanes
        return not (word.text[0].isalpha() or model or word.text in _MARKS or word.text == "-")

    def numbered(self, words: Words, at: int, left: int) -> Noun | None:
        """Read what a bare number counts where that stands before it: "the number of Turkish soldiers to 8,100"."""
        for first in range(at - 2, max(left, at - 12) - 1, -1):
            if words[first].text == "number" and words[first + 1].text == "of":
                noun = self.noun(words, first + 1)
                return noun if noun.kind is not None and noun.last <= at else None
        return None

    def _whole(self, words: Words, first: int, at: int, size: int, modifier: Harm | None, others: bool) -> Noun:
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
            if last in self.lists["plurals"] or last.endswith("s") and not last.endswith("ss"):
                break
            _, size = self._head(words, at)
        if (
            kind is None
            and words.at(at) in self.be
            and not (told := self._head(words, at + 1)[0] or "!").startswith("!")
        ):
            kind = told  # "25 casualties were children"
        end = at
        joint = at
        while words.at(joint) in ("and", "or", "&"):  # women and children
            ahead = next((i for i in range(joint + 1, joint + 4) if self._head(words, i)[1]), None)
            if ahead is None or any(w.text in self.ends for w in words[joint + 1 : ahead]):
                break
            if any(self._is_number(w) for w in words[joint + 1 : ahead]):
                break
            end = joint = ahead + self._head(words, ahead)[1]
        return Noun(first, end, kind, harm, others)

    def _head(self, words: Words, at: int) -> tuple[str | None, int]:
        """Return the kind (or ``!event``) of the noun at a word, and of how many words it is."""
        for size in range(min(3, len(words) - at), 0, -1):
            phrase = words.phrase(at, at + size)
            if phrase in self.suffered and not (at + size < len(words) and self._is_number(words[at + size])):
                return f"!{self.suffered[phrase]}", size
            if phrase in self.kinds:
                return self.kinds[phrase], size
            if phrase in self.nouns:
                return f"!{self.nouns[phrase]}", size
        return None, 0

    def _modifier(self, words: Words, at: int) -> Harm | None:
        """Harm said right behind the number: "30 wounded", "30 wounded soldiers"."""
        while (
            at < len(words)
            and (words[at].text in self.adverbs or words[at].text.endswith("ly"))
            and (words[at].text not in ("who", "that"))
        ):
            at += 1
        harm = self.harm(words, at)
        if (
            harm is None
            or harm.form == "verb"
            and (words[at].text.endswith("ing") or self._head(words, at)[1] or self._takes_object(words, harm.last))
        ):
            return None
        while words.at(harm.last) in ("and", "or") and (more := self.harm(words, harm.last + 1)) is not None:
            harm = Harm(harm.event, harm.first, more.last, harm.form)
        return harm

    # ------------------------------------------------------------------ harm

    def harm(self, words: Words, at: int) -> Harm | None:
        """Return the harm that a word, or a phrase from it on, speaks of as a verb or state."""
        if words.at(at) not in self.openers:
            return None
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = words.phrase(at, at + size)
            for table, form in ((self.states, "state"), (self.intransitive, "state"), (self.verbs, "verb")):
                if phrase in table:
                    return Harm(table[phrase], at, at + size, form)
        return None

    def behind(self, words: Words, at: int, numbers: dict[int, Number]) -> Harm | None:
        """Find the harm that those counted, whose noun ends before `at`, suffered: "33 soldiers were killed"."""
        passive = False
        if words.at(at) in ("a", "an"):  # a new clause
            return None
        for i in range(at, min(at + _FAR, len(words))):
            word = words[i].text
            if word == "and" and self._head(words, i + 1)[1]:  # mostly women and children
                continue
            if word in self.lists["stops"]:
                return None
            if i in numbers:
                if self._ends_in(words, i, self.words.part_before):  # 82 people, including 58 civilians, were killed
                    continue
                return None
            passive |= self._is_auxiliary(words[i]) and words.at(i + 1) not in self.lists["articles"]
            harm = self.harm(words, i)
            if (
                harm is None
                or words[i].glued
                and words[i - 1].text == "-"
                or harm.form == "verb"
                and word in self.present
                and passive
            ):
                continue
            active = words.phrase(harm.first, harm.last) in self.verbs and self._takes_object(words, harm.last)
            active = active and not self._goes_on(words, numbers.get(harm.last))
            if harm.form == "state" and (passive or not active):
                return self._both(words, harm) if not self._attributive(words, harm.last) or passive else None
            if words[i].text.endswith("ing"):
                if passive and words.at(i - 1) == "being":
                    return harm
                return None
            if passive or not self._takes_object(words, harm.last) and words[i].text not in self.present:
                return self._both(words, harm) if passive or not self._head(words, i)[1] else None
            return None
        return None

    def _goes_on(self, words: Words, number: Number | None) -> bool:
        """Whether a number has a harm of its own, and is no object of the verb before: "20 killed 30 injured"."""
        if number is None:
            return False
        noun = self.noun(words, number.last)
        return noun.harm is not None or self.harm(words, noun.last) is not None

    def before(self, words: Words, at: int) -> Harm | None:
        """Find the harm whose object begins at word `at`: "killing at least 22 soldiers", "the deaths of 34"."""
        objects = self.words.groups["objects"]
        skipped = 0
        while at > 0 and skipped < 5:
            for size in range(_LONGEST, 0, -1):
                if at - size < 0:
                    continue
                phrase = words.phrase(at - size, at)
                if phrase in objects:
                    return Harm(objects[phrase], at - size, at, "noun")
                if phrase.endswith("ing of") and phrase.removesuffix(" of") in self.verbs:  # the martyring of 34
                    return Harm(self.verbs[phrase.removesuffix(" of")], at - size, at, "noun")
                if size > 1 and f"{words[at - size].text} of" in objects and words[at - 1].text == "of":
                    return Harm(
                        objects[f"{words[at - size].text} of"], at - size, at, "noun"
                    )  # the killing last week of 33
                harm = self.verbs.get(phrase)
                if harm is not None and not self._is_passive(words, at - size):
                    return self._joined(words, Harm(harm, at - size, at))
            if words[at - 1].text not in self.lists["between"] and words[at - 1].text not in _MARKS:
                return None
            at, skipped = at - 1, skipped + 1
        return None

    def beside(self, words: Words, at: int, behind: int) -> Harm | None:
        """Find the harm whose second object stands in words ``[at, behind)``: "destroyed a post and 80 fighters"."""
        follows = words.at(behind)
        if words.at(at - 1) != "and" or follows in self.be or follows[:1].isalpha() and follows not in self.ends:
            return None  # it has a verb of its own: "shelled the town and 12 people fled"
        for i in range(at - 3, max(at - 1 - _OBJECT, -1), -1):
            word = words[i].text
            if word in self.verbs and words.at(i + 1) in self.lists["articles"] and not self._is_passive(words, i):
                return Harm(self.verbs[word], i, i + 1)
            if word in self.ends and word not in _INSIDE or self._is_number(words[i]) or not word[0].isalpha():
                return None
        return None

    def toll(self, words: Words, at: int, left: int) -> Harm | None:
        """Find the toll that a bare number is: "the death toll stands at 34"."""
        tolls = self.words.groups["tolls"]
        for i in range(at - 1, max(left, at - 20) - 1, -1):
            for size in range(4, 0, -1):
                phrase = words.phrase(i, i + size)
                if phrase in tolls and i + size <= at:
                    return Harm(tolls[phrase], i, i + size, "toll")
                if size <= 2 and phrase in self.suffered and i + size <= at:
                    return Harm(self.suffered[phrase], i, i + size, "toll")
            if words[i].text in ";.":
                return None
        return None

    def _joined(self, words: Words, harm: Harm) -> Harm:
        """ "killed or wounded 20" counts casualties, of whom nobody says how many died."""
        if words.at(harm.first - 1) in ("and", "or", "and/or") and harm.first > 1:
            other = self.harm(words, harm.first - 2)
            if other is not None and {other.event, harm.event} == {"killing", "wounding"}:
                return Harm("casualties", other.first, harm.last)
        return harm

    def _both(self, words: Words, harm: Harm) -> Harm:
        """ "20 were killed or wounded" counts casualties, too."""
        other = self.harm(words, harm.last + 1) if words.at(harm.last) in ("and", "or") else None
        if other is not None and {other.event, harm.event} == {"killing", "wounding"} and (
            words.at(other.last) not in ("and", "or")
        ):  # fmt: skip
            return Harm("casualties", harm.first, other.last, harm.form)
        return harm

    def _ends_in(self, words: Words, at: int, phrases: frozenset[str]) -> bool:
        """Whether one of the phrases stands right before a word."""
        return any(words.phrase(max(0, at - n), at) in phrases for n in range(1, 5))

    def _is_passive(self, words: Words, at: int) -> bool:
        return any(self._is_auxiliary(words[i]) for i in range(max(0, at - 2), at)) and not words[at].text.endswith(
            "ing"
        )

    def _is_auxiliary(self, word: Word) -> bool:
        """Whether a word is a form of "be" or "get", and not IS, the group."""
        return word.text in self.be and not (word.text == "is" and word.capital)

    def _takes_object(self, words: Words, at: int) -> bool:
        """Whether a noun phrase follows, so that the verb before is active."""
        if at >= len(words):
            return False
        word = words[at]
        if word.text in self.lists["opening"] or word.text == "at" and words.at(at + 1) == "least":
            return True
        if word.text in self.lists["names"] or word.text in self.ends:
            return False
        if self._is_number(word):
            return True
        return bool(self._head(words, at)[1]) or word.capital

    def _is_number(self, word: Word) -> bool:
        numbers = self.words.numbers
        return word.text[0].isdigit() or word.text in numbers["ones"] or word.text in numbers["scales"] or (
            word.text in self.words.ranges["vague"] or word.text in self.words.ranges["several"]
        )  # fmt: skip

    def _attributive(self, words: Words, at: int) -> bool:
        """Whether a state belongs to a noun behind it: "wounded people"."""
        return bool(self._head(words, at)[1])

    def _size(self, words: Words, at: int, phrases: frozenset[str]) -> int:
        for size in (2, 1):
            if at + size <= len(words) and words.phrase(at, at + size) in phrases:
                return size
        return 0


def telling(*tables: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each form: what holds none of them holds no form.

    Examples
    --------
    >>> sorted(telling(["take out", "among the dead"], ["killed"]))
    ['among', 'killed', 'take']
    """
    return frozenset(max(_WORD.findall(form) or [""], key=len) for forms in tables for form in forms)


def _forms(vocabulary: Vocabulary, role: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in vocabulary.lexicon.find_words("events", role=role):
        for form in word.forms:
            found.setdefault(fold(form), word.group)
    return found
