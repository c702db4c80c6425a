"""Speakers whom a colon or a dash of a headline names: "Monitor: 12 killed", "12 killed - monitor"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .cues import Citation
from .naming import NameFinder
from .repair import FINITE
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["HeadlineReader"]

_OPENING = "\"“„«‘'`"
_LONG_NAME, _LONGEST_NAME, _LEAST_CONTENT = 5, 10, 3  # tokens
_NO_NAME = ("CC", "IN", "RB", "TO", "WDT", "WP", "WRB")  # tags with which no name begins
_LONG_DASHES = "–—―"
_TAIL = re.compile(r"(?:\s*(?:[|«].*|\([^()]*\)|\.\s*[^\W\d_a-z]+|[.!\"”»]))+\s*$")  # (11:20), | The Site, . VIDEO
_BEHIND = ("IN", "TO")  # tags behind which a phrase says more of its noun
_NO_OFFICE, _PLACED = ("CC", "VB"), ("at", "in", "near", "on")
_LONGEST_TAIL = 200  # characters
_LONGEST_SHORT = 6  # letters of a name in capitals: PGO
_ARTICLES = ("a", "an")


class HeadlineReader:
    """Finds who is cited without a verb, beside a colon or a dash.

    `knows` tells whether the lexicon says who stands in ``[start, end)`` of a sentence.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.names = NameFinder(vocabulary)
        self.headings = vocabulary.forms("citing", "nouns", group="headings")
        self.titles = vocabulary.forms("naming", "nouns", group="titles")
        self.speaking = self.titles.union(
            vocabulary.forms("pointing", group="speaking"),
            *(vocabulary.forms("naming", "nouns", group=g) for g in ("voices", "institutions", "unnamed")),
        ) - vocabulary.forms("events") - vocabulary.forms("roles", group="instruments")  # fmt: skip

    def find(
        self, doc: Any, text: str, knows: Callable[[int, int], bool], *, heads: bool, quoting: bool
    ) -> Citation | None:
        """Return the citation of a sentence that parsed to `doc`.

        `heads`: it heads an article or its text, where also those are cited whom the lexicon does not know; `quoting`:
        somebody is cited in it by a verb.
        """
        for first, last, left, right in _sides(doc, text):
            while last > first and doc[last - 1].is_punct:
                last -= 1
            if not 0 < last - first <= _LONGEST_NAME or right - left < _LEAST_CONTENT or doc[first].tag_ in _NO_NAME:
                continue
            if last - first > _LONG_NAME and not (left and any(t.tag_ == "NNP" for t in doc[first:last])):
                continue
            start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            quoted = left > 0 and text[doc[left].idx] in _OPENING and all(t.is_title for t in doc[first:last])
            if not quoted and any(t.tag_ in FINITE for t in doc[first:last]):
                continue
            placed = _PLACED if left else ("about",)  # Prisoners in Kherson: ..., ...: Zelensky about Kherson
            topic = any(t.tag_ == "VBG" or t.lower_ in placed for t in doc[first:last])
            known = not topic and knows(start, end)
            if quoted or not quoting and (known or heads and self._speaks(doc, text, first, last, left)):
                mark = (left - 1, left) if left else (right, right + 1)
                return Citation(mark, "neutral", (first, last), [(left, right)], False)
        return None

    def _speaks(self, doc: Any, text: str, first: int, last: int, left: int) -> bool:
        """Whether a phrase that the lexicon does not know stands where only a speaker stands, or is an office."""
        words = [text[t.idx : t.idx + len(t)] for t in doc[first:last]]
        if left == 0 and doc[first - 1].text != ":":
            short = len(words) == 1 and words[0].isupper() and len(words[0]) <= _LONGEST_SHORT
            short = short and words[0].lower() not in self.headings
            capitals = words[0][0].isupper() and words[-1][0].isupper()
            named = doc[first - 1].text[0] in _LONG_DASHES and capitals and self.names.find(" ".join(words)) is not None
            if doc[first - 2].text == "," or short or named:
                return True
        behind = next((t.i for t in doc[first:last] if t.tag_ in _BEHIND), last)
        if doc[first].lower_ in _ARTICLES or any(t.tag_ in _NO_OFFICE for t in doc[first:last]) or (
            left == 0 and behind < last and doc[behind].lower_ == "on"
        ):  # fmt: skip
            return False
        office = [fold(word) for word in words[: behind - first] if word[0].isalnum()]
        if any(" ".join(office[-size:]) in self.speaking for size in (3, 2, 1)):
            return True
        ends = words[-1][0].isupper() and behind == last
        return ends and any(word.lower() in self.titles and word[0].isupper() for word in words[:-1])


def _sides(doc: Any, text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where a speaker may stand, before the first mark and behind the last one, and what it would say."""
    marks = [
        t.i for t in doc
        if t.text == ":" or t.text in ("-", "--", *_LONG_DASHES) and t.i and doc[t.i - 1].whitespace_ and t.whitespace_
    ]  # fmt: skip
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL)) if marks else None
    size = next((t.i for t in doc if tail and t.idx >= tail.start()), len(doc))
    marks = [at for at in marks if at < size]
    if marks:
        yield 0, marks[0], marks[0] + 1, len(doc)
        yield marks[-1] + 1, size, 0, marks[-1]
