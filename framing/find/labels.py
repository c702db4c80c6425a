"""Labels and references: which name stands where, and whom it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from .text import Block
from .vocabulary import Vocabulary

__all__ = ["NAMING", "Hit", "find_hits"]

#: Kinds of hit that name an actor.
NAMING = ("label", "alias", "metonym", "demonym")

_WORDS_AFTER = re.compile(r"(?:[ -][\w'-]+){1,4}")
_NEAR = 12  # names on each side among which a shared form looks for its actor
_WORD_BEFORE = re.compile(r"(?:([\w'-]+) )?([\w'-]+) (?:the )?$")
_BACK = 40  # characters before a name that may hold two words


@dataclass(frozen=True)
class Hit:
    """A name found in a block: where, and what it stands for.

    `kind` is ``label`` (a choice), ``alias``, ``metonym``, ``demonym`` or ``source`` (a kind of source); names that
    do not act for their actor here are ``place`` ("in Damascus") and ``nationality`` ("a Turkish baker").
    """

    start: int
    end: int
    part: int
    sentence: int
    kind: str
    referent: str
    label: str
    stance: str


def find_hits(block: Block, sentences: np.ndarray, vocabulary: Vocabulary) -> list[Hit]:
    """Find every name of the lexicon in a block, in order.

    A metonym counts unless a preposition of place or a noun of place says that the place is meant; a demonym counts
    where it modifies a noun that acts for its actor ("Turkish soldiers"); a form that several actors share goes to
    the nearest one named in its sentence, else to its default. A name that its guard holds back is no hit, nor is a
    shorter one inside it.
    """
    found = vocabulary.find_names(block.text, block.folded)
    if not len(found):
        return []
    parts = block.part_of(found[:, 1]).tolist()
    where = np.searchsorted(sentences[:, 0], found[:, 1], side="right") - 1
    hits: list[Hit] = []
    shared: dict[int, tuple[str, ...]] = {}
    for (index, start, end), part, sentence in zip(found.tolist(), parts, where.tolist(), strict=True):
        name = vocabulary.names[index]
        kind = name.kind
        if name.guard is not None and not name.guard.holds(block, start, end, sentences, sentence):
            continue
        if kind == "metonym" and _is_place(block, start, end, vocabulary):
            kind = "place"
        elif kind == "demonym" and not _modifies_actor(block, end, vocabulary):
            kind = "nationality"
        elif kind == "shared":
            shared[len(hits)] = name.actors
            kind = "label"
        hits.append(Hit(start, end, part, sentence, kind, name.referent, name.label, name.stance))
    for position, referent in _named_nearest(hits, shared):
        hits[position] = replace(hits[position], referent=referent)
    return hits


def _is_place(block: Block, start: int, end: int, vocabulary: Vocabulary) -> bool:
    before = _WORD_BEFORE.search(block.folded[max(0, start - _BACK) : start])
    if before and before.group(2) in vocabulary.place_prepositions:
        return before.group(1) not in vocabulary.laid  # pointed the finger at Moscow
    after = _WORDS_AFTER.match(block.folded, end)
    return after is not None and after.group().split()[0] in vocabulary.place_nouns


def _modifies_actor(block: Block, end: int, vocabulary: Vocabulary) -> bool:
    """Whether one of the next words, before any mark, acts for an actor."""
    if block.folded[end : end + 1] == "-":
        return False
    after = _WORDS_AFTER.match(block.folded, end)
    if after is None:
        return False
    words = after.group().strip().split()
    for size in (1, 2, 3):
        for at in range(min(3, len(words) - size + 1)):
            phrase = " ".join(words[at : at + size])
            if phrase in vocabulary.role_nouns or phrase.removesuffix("'s") in vocabulary.role_nouns:
                return True
    return False


def _named_nearest(hits: list[Hit], shared: dict[int, tuple[str, ...]]) -> list[tuple[int, str]]:
    """Say to which of its actors each shared form goes: the nearest one named in its sentence, if there is one.

    Another shared form names nobody; and of many names in a sentence only the nearest few are looked at.
    """
    found = []
    for position, actors in shared.items():
        hit = hits[position]
        first = max(0, position - _NEAR)
        near = [other for at, other in enumerate(hits[first : position + _NEAR + 1], first) if at not in shared]
        named = [
            (abs(other.start - hit.start), other.referent)
            for other in near
            if other.sentence == hit.sentence and other.kind in NAMING and other.referent in actors
        ]
        if named:
            found.append((position, min(named, key=lambda pair: pair[0])[1]))
    return found
