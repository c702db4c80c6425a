"""A lexicon made ready for searching: one matcher for all names, quick look-ups for all words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ..read.inflect import spell_forms
from ..read.lexicon import Lexicon
from .guards import GuardTest, compile_guards
from .matcher import Matcher
from .text import fold

__all__ = ["Name", "Vocabulary"]


@dataclass(frozen=True)
class Name:
    """One form that the matcher looks for, and what it means.

    `kind` is ``label``, ``shared``, ``alias``, ``metonym``, ``demonym`` or ``source``; `referent` the actor, referent
    or kind of source; `actors` the candidates of a shared form; `guard` the context it is bound to.
    """

    form: str
    kind: str
    referent: str
    label: str = ""
    stance: str = ""
    actors: tuple[str, ...] = ()
    guard: GuardTest | None = None


class Vocabulary:
    """The names and words of a lexicon, compiled for finding.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> words = Vocabulary(load_lexicon("conflict"))
    >>> words.groups("reporting", "verbs")["alleged"]
    'doubting'
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = list(_names(lexicon))
        self.matcher = Matcher([n.form for n in self.names])
        self.actors = frozenset(lexicon.actors)
        self.countries = frozenset(r.id for r in lexicon.referents.values() if r.demonyms)
        marks = [(w.group, form) for w in lexicon.find_words("abbreviations") for form in w.forms]
        self.openers = frozenset(form for group, form in marks if group == "openers")
        self.elided = frozenset(form for group, form in marks if group == "elided")
        self.abbreviations = frozenset(form for group, form in marks if group not in ("openers", "elided"))
        self.role_nouns = self.forms("roles") | self.forms("events", "nouns")
        self.role_nouns |= self.forms("doing", "nouns", group="mutual")
        self.place_prepositions = self.forms("places", "prepositions")
        self.place_nouns = self.forms("places", "nouns")
        self.laid = self.forms("responsibility", "nouns", group="blame_on")

    def forms(self, section: str, role: str | None = None, *, group: str | None = None) -> frozenset[str]:
        """Return all folded forms of a section, or of one list or group in it."""
        return frozenset(fold(f) for w in self.lexicon.find_words(section, group=group, role=role) for f in w.forms)

    def groups(self, section: str, role: str | None = None) -> dict[str, str]:
        """Return form -> group for the single words and phrases of a section; the first group wins."""
        found: dict[str, str] = {}
        for word in self.lexicon.find_words(section, role=role):
            for form in word.forms:
                found.setdefault(fold(form), word.group)
        return found

    def phrases(
        self, section: str, role: str, *, group: str | None = None
    ) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Return first word -> [(further words, group)], longest first; so that tokens can be looked up in turn."""
        table: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for word in self.lexicon.find_words(section, group=group, role=role):
            for form in word.forms:
                first, *rest = fold(form).split()
                table[first].append((tuple(rest), word.group))
        return {first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in table.items()}

    def find_names(self, text: str, folded: str) -> np.ndarray:
        """Return (name index, start, end) of every name, the longest at each place."""
        return self.matcher.find(text, folded)


def _names(lexicon: Lexicon) -> list[Name]:
    found: dict[str, Name] = {}
    guards = compile_guards(lexicon)

    def add(
        form: str, kind: str, referent: str, label: str = "", stance: str = "", actors: tuple[str, ...] = ()
    ) -> None:
        for spelled in spell_forms(form):
            found.setdefault(spelled, Name(spelled, kind, referent, label, stance, actors, guards.get(form)))

    for referent in lexicon.referents.values():
        for stance, labels in referent.labels.items():
            for label in labels:
                add(label, "label", referent.id, label, stance)
        for form in referent.aliases:
            add(form, "alias", referent.id)
        for form in referent.metonyms:
            add(form, "metonym", referent.id)
        for form in referent.demonyms:
            add(form, "demonym", referent.id)
    for shared in lexicon.shared:
        for form in shared.forms:
            add(form, "shared", shared.actors[0], form, shared.stance, actors=shared.actors)
    for word in lexicon.find_words("sources", role="names"):
        for form in word.forms:
            add(form, "source", word.group)
    return list(found.values())
