"""Labels and references: which name stands where, and whom it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from .text import Block
from .vocabulary import Vocabulary

__all__ = ["NAMING", "Hit", "find_hits"]

#: Kinds of hit that name an actor.
NAMING = ("label", "alias", "metonym", "demonym")

_WORDS_AFTER = re.compile(r"(?:[ -][\w'-]+){1,4}")
_WORD_BEFORE = re.compile(r"([\w'-]+) (?:the )?$")


@dataclass(frozen=True)
class Hit:
    """A name found in a block: where, and what it stands for.

    `kind` is ``label`` (a choice), ``alias``, ``metonym``, ``demonym`` or ``source`` (a kind of source); names that do not
    act for their actor here are ``place`` ("in Damascus") and ``nationality`` ("a Turkish baker").
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
    the nearest one named in its sentence, else to its default.
    """
    found = vocabulary.find_names(block.text, block.folded)
    if not len(found):
        return []
    parts = block.part_of(found[:, 1]).tolist()
    where = np.searchsorted(sentences[:, 0], found[:, 1], side="right") - 1
    hits: list[Hit] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []
    for (index, start, end), part, sentence in zip(found.tolist(), parts, where.tolist(), strict=True):
        name = vocabulary.names[index]
        kind = name.kind
        if kind == "metonym" and _is_place(block, start, end, vocabulary):
            kind = "place"
        elif kind == "demonym" and not _modifies_actor(block, end, vocabulary):
            kind = "nationality"
        elif kind == "shared":
            waiting.append((len(hits), name.actors))
            kind = "label"
        hits.append(Hit(start, end, part, sentence, kind, name.referent, name.label, name.stance))
    for position, actors in waiting:
        hits[position] = _resolve_shared(hits, position, actors)
    return hits


def _is_place(block: Block, start: int, end: int, vocabulary: Vocabulary) -> bool:
    before = _WORD_BEFORE.search(block.folded[max(0, start - 24) : start])
    if before and before.group(1) in vocabulary.place_prepositions:
        return True
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


def _resolve_shared(hits: list[Hit], position: int, actors: tuple[str, ...]) -> Hit:
    """Give a shared form to the nearest of its actors named in the sentence, else to its default."""
    hit = hits[position]
    best, distance = actors[0], None
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(hits) and hits[at].sentence == hit.sentence and hits[at].part == hit.part:
            other = hits[at]
            if other.referent in actors and other.kind in NAMING and other.label != hit.label:
                gap = abs(other.start - hit.start)
                if distance is None or gap < distance:
                    best, distance = other.referent, gap
                break
            at += step
    return Hit(hit.start, hit.end, hit.part, hit.sentence, "label", best, hit.label, hit.stance)
