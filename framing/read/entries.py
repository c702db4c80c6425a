"""What a lexicon consists of: referents, shared forms, words, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["HEAD", "KINDS", "NAMES", "NAMING", "RESERVED", "SECTIONS", "Referent", "Shared", "Step", "Word"]

KINDS = ("actor", "people", "act", "event", "place")
RESERVED = ("outlet", "observers", "witnesses", "media", "other", "unspecified")
#: Sections of word lists: section -> the lists that a class in it may hold.
SECTIONS = {
    "sources": {"names", "nouns"},
    "roles": {"nouns"},
    "people": {"nouns"},
    "events": {"verbs", "intransitive", "nouns", "suffered"},
    "doing": {"verbs", "nouns", "adjectives"},
    "responsibility": {"verbs", "nouns", "adjectives", "prepositions", "phrases"},
    "reporting": {"verbs", "quoting", "nouns", "adjectives", "phrases"},
    "citing": {"verbs", "nouns"},
    "distancing": {"adjectives", "phrases"},
    "hedges": {"verbs", "adverbs", "adjectives", "modals", "phrases"},
    "style": {"verbs", "words", "phrases"},
    "irrealis": {"conjunctions", "modals", "negations", "adjectives"},
    "places": {"prepositions", "nouns"},
    "pointing": {"nouns", "adjectives", "verbs"},
    "naming": {"nouns", "adjectives", "prepositions"},
    "abbreviations": {"nouns"},
}
HEAD = ("lexicon", "version", "language", "title", "period", "license", "codebook")
#: Display names of ids that need no entry.
NAMES = {"outlet": "the outlet itself", "other": "Other", "unspecified": "unspecified"}
NAMING = ("aliases", "metonyms", "demonyms")


@dataclass(frozen=True)
class Word:
    """One entry of a word list: its first form stands for it, `forms` are all spellings, `entry` what was written."""

    section: str
    group: str
    role: str
    lemma: str
    forms: tuple[str, ...]
    entry: str = ""


@dataclass(frozen=True)
class Referent:
    """Someone or something that outlets name: an actor, people, an act, an event or a place."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nationals: bool = False  # whether its civilians count as this actor where they are harmed
    file: str = ""


@dataclass(frozen=True)
class Shared:
    """Forms that can name several actors; the first of `actors` is the default."""

    forms: tuple[str, ...]
    stance: str
    actors: tuple[str, ...]
    file: str = ""


@dataclass(frozen=True)
class Step:
    """One step by which a lexicon came to be: a file that was read, or referents that were dropped or added.

    Examples
    --------
    >>> Step("dropped", "syria", referents=("isis",)).row()
    {'step': 'dropped', 'lexicon': 'syria', 'referents': ['isis']}
    """

    step: str  # read, dropped, added
    lexicon: str
    version: str = ""
    file: str = ""
    hash: str = ""
    referents: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """Give what is known, ready for JSON."""
        known = {key: getattr(self, key) for key in ("step", "lexicon", "version", "file", "hash")}
        return {k: v for k, v in known.items() if v} | ({"referents": list(self.referents)} if self.referents else {})
