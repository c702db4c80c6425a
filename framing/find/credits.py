"""The words of credits: which agencies a piece of text names, and whom a list of names credits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation

from framing.read.agencies import Agencies, load_agencies

from .text import fold

__all__ = ["LONGEST_CREDIT", "Credits", "Hit", "credit_words"]

LONGEST_CREDIT = 90  #: characters
_MOST_NAME_WORDS = 4
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ@][\w.'’-]*|of|for|in|the|with|at|al|de|van|von|bin")
_SEPARATOR = re.compile(r"(\s*[,/&+;|•·]+(?:\s*and\b)?\s*|\s+and\s+|\s+[-–—]+\s+|\s*--+\s*)")
_JOINS = re.compile(r"and|[&+]")
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True)
class Hit:
    """An agency named at ``text[start:end]``.

    It is `proper` if spelled as the agency spells itself, and `short` if it counts in brackets only.
    """

    start: int
    end: int
    id: str
    proper: bool
    short: bool


@lru_cache(maxsize=1)
def credit_words() -> Credits:
    """Return the words of the shipped file, made ready once."""
    return Credits(load_agencies())


class Credits:
    """The agencies and the words of credits, as patterns.

    Examples
    --------
    >>> [hit.id for hit in credit_words().hits("Reuters and the Associated Press of Pakistan")]
    ['reuters', 'app']
    >>> sorted(credit_words().credited("AFP and dpa", "Courier"))
    ['afp', 'dpa']
    >>> credit_words().credited("Courier and AFP", "Courier")
    set()
    """

    def __init__(self, known: Agencies) -> None:
        words, several = known.words, known.several
        self.known, self.several = known, several.id
        self._forms = {
            fold(form): (agency.id, form, short)
            for agency in (*known.agencies.values(), several)
            for short, forms in ((True, agency.bracketed), (False, agency.forms))
            for form in forms
        }
        self._keys = list(self._forms)
        self._automaton = AhoCorasick(self._keys, implementation=Implementation.DFA)
        self._staff = {fold(word) for word in words["staff"]}
        self.role = re.compile(rf"\s+(?:{_any(words['roles'])})\b", re.IGNORECASE)
        self.picture = re.compile(rf"\b(?:{_any(words['pictures'])})\b", re.IGNORECASE)
        self.dated = re.compile(rf"[\s,|–—-]*(?:{_any(words['dates'])})\b")
        self.byline = _opening((*words["bylines"], *words["sources"]))
        self.closing = _opening((*words["closings"], *words["sources"]))
        ended = r"(?:^|\n|[.!?…][\"”’')\]]*|[•|])\s*(?:[-–—]+\s*)?"
        source = rf"(?:{_any(words['sources'])}|(?i:{_any(words['sources'])})(?=\s*:))"
        self.source = re.compile(rf"(?:{_any(words['sources'])})\b")
        closing = rf"(?:{ended}(?i:{_any(words['closings'])})|(?<!\w)(?P<source>{source}))"
        self.closing_line = re.compile(rf"{closing}\b\s*[:–-]?\s*")
        mark = rf"(?:{_any(words['copyrights'])})[\s,.]*({_YEAR})?[\s,.]*(?:by\s+)?(?:the\s+)?$"
        self.copyright = re.compile(mark, re.IGNORECASE)
        self.year = re.compile(rf"[\s,.]+{_YEAR}")
        self._signatures = [
            (agency.id, parts[0], re.compile(r"(?<!\w)" + r"[^\n]{1,250}?".join(map(re.escape, parts))))
            for agency in known.agencies.values()
            for parts in (fold(text).split(" ... ") for text in agency.signatures)
        ]

    def hits(self, text: str) -> list[Hit]:
        """Find the agencies named: whole words, the longest, each place once, in any case of letters."""
        rows = self._automaton.find_matches_as_indexes(fold(text), overlapping=True)
        lower = text.islower()  # a text that lost its capitals
        found: list[Hit] = []
        for key, start, end in sorted(rows, key=lambda row: (row[1], -row[2])):
            whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            if whole and (not found or start >= found[-1].end):
                id_, form, short = self._forms[self._keys[key]]
                words = text[start:end]
                proper = lower or words in (form, form.upper()) or not form.isupper() and words[:1].isupper()
                found.append(Hit(start, end, id_, proper, short))
        return found

    def signed(self, tail: str) -> set[str]:
        """Find the agencies by words that only their reports end with."""
        folded = tail.lower()
        return {id_ for id_, first, pattern in self._signatures if first in folded and pattern.search(folded)}

    def credited(self, words: str, outlet: str, *, names: bool = False, bracket: bool = False) -> set[str]:
        """Read a list that names agencies and nobody else but, if asked for, their reporters.

        Parameters
        ----------
        words : str
            The list: "AFP and dpa", "Ann Lee, Reuters".
        outlet : str
            Who printed the report. Where it, its staff or anybody else shares the credit, there is none.
        names : bool
            Whether names may stand before the agency: "Ann Lee AP". A name that "and" joins to it shares the credit.
        bracket : bool
            Whether it stands in brackets, where short forms and any case of letters count.

        Returns
        -------
        set of str
            The ids of the agencies; empty if anything else stands in the list.
        """
        words = words.strip(" :,;-–—_|•/")
        if not words or len(words) > LONGEST_CREDIT or self.picture.search(words):
            return set()
        found: set[str] = set()
        items = _SEPARATOR.split(words)
        named = []
        for item in items[::2]:
            ids, plain = self._agencies(item, bracket=bracket, names=names), fold(item.strip())
            if plain in self._staff or plain == fold(outlet) or not (ids or not plain or names and _is_name(item)):
                return set()
            found |= ids
            named.append(bool(ids))
        signs = zip(items[1::2], pairwise(named), strict=True)
        return set() if any(one != other and _JOINS.search(sign) for sign, (one, other) in signs) else found

    def _agencies(self, item: str, *, bracket: bool, names: bool) -> set[str]:
        """Say which agencies an item is: beside them stand only an article, a role and, if allowed, a name."""
        hits = [hit for hit in self.hits(item) if bracket or hit.proper and not hit.short]
        if not hits:
            return set()
        at = hits[0].end
        for hit in hits[1:]:
            at = at if item[at : hit.start].strip(" -") else hit.end
        if role := self.role.match(item, at):
            at = role.end()
        first = re.sub(r"\b[Tt]he\s*$", "", item[: hits[0].start]).strip()
        fits = not first or names and _is_name(first) and fold(first) not in self._staff
        return {hit.id for hit in hits} if fits and not item[at:].strip(" .'’") else set()


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any(words)})\b\s*[:–-]?\s*", re.IGNORECASE)


def _is_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= _MOST_NAME_WORDS and all(map(_NAME_WORD.fullmatch, parts)) and not parts[0][0].islower()
