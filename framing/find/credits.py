"""The words of credits: which agencies a piece of text names, and whom a list of names credits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from framing.read.agencies import Agencies, load_agencies

from .text import fold

__all__ = ["LONGEST_CREDIT", "Credits", "Hit", "credits"]

LONGEST_CREDIT = 90  #: characters
_MOST_NAME_WORDS = 4
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ@][\w.'’-]*|of|for|in|the|with|at|al|de|van|von|bin")
_SEPARATOR = re.compile(r"\s*[,/&+;|•·]+(?:\s*and\b)?\s*|\s+and\s+|\s+[-–—]+\s+|\s*--+\s*")
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
def credits() -> Credits:
    """Return the words of the shipped file, made ready once."""
    return Credits(load_agencies())


class Credits:
    """The agencies and the words of credits, as patterns.

    Examples
    --------
    >>> [hit.id for hit in credits().hits("Reuters and the Associated Press of Pakistan")]
    ['reuters', 'app']
    >>> sorted(credits().credited("Staff, AFP and dpa", "Courier"))
    ['afp', 'dpa']
    >>> credits().credited("a spokesman told AFP", "Courier")
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
            (agency.id, fold(parts[0]), re.compile(r"(?<!\w)" + r"[^\n]{1,250}?".join(map(re.escape, map(fold, parts)))))
            for agency in known.agencies.values() for parts in (text.split(" ... ") for text in agency.signatures)
        ]  # fmt: skip

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

    def credited(self, words: str, outlet: str, *, names: str = "", bracket: bool = False) -> set[str]:
        """Read a list that holds nothing but agencies, staff, the outlet and, if asked for, names.

        Parameters
        ----------
        words : str
            The list: "Staff, AFP and dpa".
        outlet : str
            Who printed the report.
        names : {"", "apart", "beside"}
            Whether names may be items of their own ("Ann Lee, Reuters"), or stand beside an agency too ("Ann Lee AP").
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
        for item in _SEPARATOR.split(words):
            ids, plain = self._agencies(item, bracket=bracket, beside=names == "beside"), fold(item.strip())
            if not (ids or not plain or plain in self._staff or plain == fold(outlet) or names and _is_name(item)):
                return set()
            found |= ids
        return found

    def _agencies(self, item: str, *, bracket: bool, beside: bool) -> set[str]:
        """Say which agencies an item is: beside them stand only an article, a role, staff and, if allowed, a name."""
        hits = [hit for hit in self.hits(item) if bracket or hit.proper and not hit.short]
        if not hits:
            return set()
        at = hits[0].end
        for hit in hits[1:]:
            at = at if item[at : hit.start].strip(" -") else hit.end
        if role := self.role.match(item, at):
            at = role.end()
        first = re.sub(r"\b[Tt]he\s*$", "", item[: hits[0].start]).strip()
        fits = not first or fold(first) in self._staff or beside and _is_name(first)
        return {hit.id for hit in hits} if fits and not item[at:].strip(" .'’") else set()


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any(words)})\b\s*[:–-]?\s*", re.IGNORECASE)


def _is_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= _MOST_NAME_WORDS and all(map(_NAME_WORD.fullmatch, parts)) and not parts[0][0].islower()
