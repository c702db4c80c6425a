"""Who a speaker is: the name behind a pronoun, and the actor or kind of source behind a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .labels import NAMING, Hit
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["SpeakerWords"]

_NAME = r"(?:[A-Z][\w'’.-]*|al-\w+|bin|el-\w+)"
_INTRODUCED = re.compile(
    r"(?:^|[\s-])(?!(?:of|in|at|from|for|with|to|on|near|and|the|a|by|behind|inside|outside)\b)[a-z]+ "
    rf"({_NAME}(?: {_NAME})*)$"
)
_PERSONAL = frozenset("he she him her his hers".split())
_IMPERSONAL = frozenset("it they them its their".split())
_OWNERS = frozenset("his her its their".split())


class SpeakerWords:
    """Maps speaker phrases to actors and kinds of source by the lexicon."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.kinds = vocabulary.groups("sources", "nouns")
        self.officials = vocabulary.forms("roles", "nouns")
        self.speaking = vocabulary.forms("pointing", "nouns", group="speaking")
        self.vague = self.officials | self.speaking | vocabulary.forms("pointing", "nouns", group="vague")
        self.actors = vocabulary.actors
        self.bodies = vocabulary.forms("naming", "nouns", group="bodies")
        self.ministries = vocabulary.forms("naming", "nouns", group="ministries")
        self.states = vocabulary.countries

    def identify(self, phrase: str, hits: Sequence[Hit], offset: int) -> str:
        """Return the id of the speaker: an actor named in the phrase, else a kind of source, else ``other``.

        `hits` are the names found inside the phrase, which starts at `offset`. A named source ("the Observatory") is
        first, then a common noun of witnesses ("a resident of Damascus"), then the actor, then any other source.
        """
        named = [h for h in hits if h.kind == "source"]
        actors = [
            h
            for h in hits
            if h.referent in self.actors
            and (h.kind in NAMING or self.is_official(phrase) or h.end - h.start == len(phrase))
            and not re.match(r"-(?:based|born|led|backed|run)", phrase[h.end - offset :])
        ]
        if named and (not actors or named[0].start <= actors[0].start):
            return named[0].referent
        kind = self._kind(phrase)
        if actors and (kind is None or kind in ("media", "other") or self._last_word_official(phrase)):
            return actors[0].referent
        if actors and kind == "observers" and actors[0].kind in ("alias", "label"):
            return kind
        return kind or (actors[0].referent if actors else "other")

    def _kind(self, phrase: str) -> str | None:
        """The kind of source that the head of the phrase names: the last noun before a preposition counts most."""
        whole = words = fold(phrase).replace("'s", "").split()
        for cut in ("of", "from", "in", "at", "for", "with", "to", "on"):
            if cut in words[1:]:
                words = words[: words.index(cut, 1)]
        for size in (3, 2, 1):
            for at in range(len(words) - size, -1, -1):
                group = self.kinds.get(" ".join(words[at : at + size]))
                if group is not None:
                    return group
        inside = whole[len(words) + 1 :] if words[-1:] and words[-1] in self.bodies and whole[len(words) :] else []
        return self._kind(" ".join(inside)) if whole[len(words) : len(words) + 1] == ["of"] and inside else None

    def is_official(self, phrase: str) -> bool:
        """Whether a phrase holds the word of an office: spokesman, ministry."""
        return any(word.strip(",.;:()") in self.officials for word in fold(phrase).split())

    def _last_word_official(self, phrase: str) -> bool:
        words = fold(phrase).split()
        return bool(words) and words[-1] in self.officials

    def is_vague(self, phrase: str) -> bool:
        """Whether a phrase is a definite noun that only points to someone: "the group", "the ministry"."""
        words = fold(phrase).split()
        if words[:2] == ["one", "of"] and words[-1] in {"them", "those"} | self.officials:
            return True
        return len(words) in (1, 2, 3) and words[0] in ("the", "its", "their", "this") and words[-1] in self.vague

    def may_be(self, phrase: str, referent: str) -> bool:
        """Whether a noun may point to an actor: "the ministry" is a state's."""
        words = fold(phrase).split()
        return not words or words[-1] not in self.ministries or referent in self.states

    def speaking_nouns(self, phrase: str) -> list[str]:
        """Return the words of a phrase that stand for whoever speaks, without plurals: "a security source"."""
        return [word.removesuffix("s") for word in fold(phrase).split() if word in self.speaking]

    @staticmethod
    def shorten(phrase: str) -> str:
        """Leave the name where a common noun only introduces it.

        Examples
        --------
        >>> SpeakerWords.shorten("State Department spokeswoman Jen Psaki"), SpeakerWords.shorten("President Obama")
        ('Jen Psaki', 'President Obama')
        """
        match = _INTRODUCED.search(phrase)
        return match.group(1) if match else phrase

    @staticmethod
    def is_owned(phrase: str) -> bool:
        """Whether a phrase says that the speaker belongs to somebody: "one of its diplomats"."""
        return not _OWNERS.isdisjoint(fold(phrase).split())

    @staticmethod
    def is_pronoun(phrase: str) -> bool:
        """Whether a speaker phrase is a pronoun of the third person.

        Examples
        --------
        >>> SpeakerWords.is_pronoun("He"), SpeakerWords.is_pronoun("The ministry")
        (True, False)
        """
        return fold(phrase) in _PERSONAL | _IMPERSONAL

    @staticmethod
    def is_speaker_itself(phrase: str) -> bool:
        """Whether the phrase is "I" or "we": inside a quotation the speaker stays who it is."""
        return fold(phrase) in ("i", "we", "you", "one", "me", "us")
