"""Guards at work: whether an entry that is bound to a context counts where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from ..read.guards import Guard
from ..read.inflect import spell_forms
from ..read.lexicon import Lexicon
from .matcher import Matcher
from .text import Block

__all__ = ["GuardTest", "compile_guards"]

_REACH = 80  # characters beside a form in which its neighbours stand
_AROUND = 1  # sentences on either side that make a passage
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_NAME = re.compile(r" +[A-Z]")
_FIRST_NAME = re.compile(r" +[A-Z][a-z]")  # no abbreviation: "the regime US officials know"
_LAST_NAME = re.compile(r"(?:^|[\s(\"“‘'])([A-Z][\w'’.-]*) +$")


class GuardTest:
    """One guard, compiled: tells for a form at a place whether it counts there."""

    def __init__(self, guard: Guard, names: dict[str, list[str]]) -> None:
        self.within = guard.within
        self.near, self.not_near = _matcher(guard.near, names), _matcher(guard.not_near, names)
        self.inside = _matcher(guard.not_inside, {})
        self.before = _matcher(guard.preceded_by, {}), _matcher(guard.not_preceded_by, {})
        self.behind = _matcher(guard.followed_by, {}), _matcher(guard.not_followed_by, {})
        self._read: tuple[str, list[tuple[int, int]]] = ("", [])
        self._found: list[list[tuple[int, int]]] = [[], []]
        self.no_name, self.no_title = "name" in guard.not_as, "title" in guard.not_as

    def holds(self, block: Block, start: int, end: int, sentences: np.ndarray, number: int) -> bool:
        """Whether the form at ``start:end`` of the block, in the sentence of this number, counts."""
        if not self._beside(block, start, end):
            return False
        if self.inside is not None:
            left = max(0, start - _REACH)
            for s, e in _places(self.inside, block, left, end + _REACH):
                if s <= start and e >= end and (s, e) != (start, end):
                    return False
        first, last = sentences[number].tolist()
        if (self.no_name or self.no_title) and not _is_headline(block.text[first:last]):
            if self.no_name and _in_name(block.text, start, end, first):
                return False
            if self.no_title and _FIRST_NAME.match(block.text, end):
                return False
        if self.near is None and self.not_near is None:
            return True
        spans = _spans(block, self.within, sentences, number)
        if self._read != (block.text, spans):  # the next form of the same article or sentence asks again
            self._read = (block.text, spans)
            self._found = [
                [place for span in spans for place in _places(m, block, *span)] if m else []
                for m in (self.near, self.not_near)
            ]
        near, not_near = (any(e <= start or s >= end for s, e in places) for places in self._found)
        return (near or self.near is None) and not not_near

    def _beside(self, block: Block, start: int, end: int) -> bool:
        """Whether the words right before and right behind the form, a space or hyphen away, are those asked for."""
        sides = ((self.before, start - 1, max(0, start - _REACH), start - 1), (self.behind, end, end + 1, end + _REACH))
        for matchers, gap, left, right in sides:
            joined = gap >= 0 and block.folded[gap : gap + 1] in (" ", "-")
            edge = gap if right == gap else left
            for matcher, sought in zip(matchers, (True, False), strict=True):
                if matcher is not None:
                    found = joined and any(edge in place for place in _places(matcher, block, left, right))
                    if found != sought:
                        return False
        return True


def compile_guards(lexicon: Lexicon) -> dict[str, GuardTest]:
    """Compile the guards of a lexicon, by entry.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> compile_guards(load_lexicon("conflict"))
    {}
    """
    if not lexicon.guards:
        return {}
    names = {
        r.id: [*r.aliases, *r.metonyms, *r.demonyms, *(e for es in r.labels.values() for e in es)]
        for r in lexicon.referents.values()
    }
    free = {id_: [entry for entry in entries if entry not in lexicon.guards] for id_, entries in names.items()}
    tests = {guard: GuardTest(guard, free) for guard in dict.fromkeys(lexicon.guards.values())}
    return {entry: tests[guard] for entry, guard in lexicon.guards.items()}


def _matcher(words: tuple[str, ...], names: dict[str, list[str]]) -> Matcher | None:
    """Look for words; an id stands for all names of its referent."""
    forms = [form for word in words for entry in names.get(word, [word]) for form in spell_forms(entry)]
    return Matcher(list(dict.fromkeys(forms))) if words else None


def _places(matcher: Matcher, block: Block, left: int, right: int) -> Iterator[tuple[int, int]]:
    for _, start, end in matcher.find(block.text[left:right], block.folded[left:right]).tolist():
        yield start + left, end + left


def _spans(block: Block, within: str, sentences: np.ndarray, number: int) -> list[tuple[int, int]]:
    """Return where to look: in a sentence, in the passage around it and the title, or in the whole article."""
    first, last = sentences[number].tolist()
    if within == "sentence":
        return [(first, last)]
    part = int(np.searchsorted(block.starts, first, side="right")) - 1
    parts = np.flatnonzero(block.rows == block.rows[part])
    if within == "article":
        return [(int(block.starts[parts[0]]), int(block.ends[parts[-1]]))]
    left = max(int(block.starts[part]), int(sentences[max(0, number - _AROUND), 0]))
    right = min(int(block.ends[part]), int(sentences[min(len(sentences) - 1, number + _AROUND), 1]))
    title = [(int(block.starts[p]), int(block.ends[p])) for p in parts.tolist() if block.parts[p] == 0 and p != part]
    return [*title, (left, right)]


def _in_name(text: str, start: int, end: int, opening: int) -> bool:
    """Whether a form in capitals stands beside another word in capitals: "Martyrs Bridge", "the Iraqi Government"."""
    if not text[start].isupper():
        return False
    if _NEXT_NAME.match(text, end):
        return True
    before = _LAST_NAME.search(text, max(opening, start - _REACH), start)
    return before is not None and before.start(1) > opening  # the first word of a sentence has its capital anyway


def _is_headline(sentence: str) -> bool:
    """Whether all long words have capitals, so that nobody can tell a name."""
    long = [word for word in _WORD.findall(sentence) if len(word) > 3]
    return len(long) > 3 and all(word[0].isupper() for word in long)
