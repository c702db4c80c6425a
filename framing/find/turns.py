"""Speakers whom the layout names, not a verb: turns of a transcript (MAYOR: ...), signed quotations ("..." - Ann)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from .leaning import Cite, Span
from .text import Block

__all__ = ["find_signed", "find_turns"]

_FEWEST_TURNS = 2  # one line that begins with a word and a colon is no transcript
_NAME = r"[A-Z][\w.'’-]*[\w'’](?: (?:[A-Z][\w.'’-]*[\w'’]|[A-Z]\.|of|for|the|de|van|al|bin)){0,5}"
_LABEL = re.compile(
    r"^([\"“]?)((?:[A-Z][A-Z.'’-]*[A-Z.]|Q|A)(?: [A-Z.'’-]+){0,3})(?: \([^()\n]{1,40}\))?:[ \t]+(?=\S)", re.M
)
_SIGNED = re.compile(rf"[^\S\n]*\n?[^\S\n]*[―—–]{{1,2}} ?({_NAME})(?=[^\S\n]*(?:[,\n;(]|\.(?:\s|$)|$))")
_LONG = 5  # words of a quotation that a name follows


def find_turns(block: Block, starts: Sequence[int], headings: Collection[str]) -> list[Cite]:
    """Find the turns of a transcript: paragraphs that open with a name in capitals and a colon.

    `headings` are the words in lower case that open a line so and name nobody ("update", "watch").
    """
    found = []
    for begin, end in zip(block.starts.tolist(), block.ends.tolist(), strict=True):
        text = block.text[begin:end]
        labels = [m for m in _LABEL.finditer(text) if m.group(2).lower() not in headings] if ":" in text else []
        for match in labels if len(labels) >= _FEWEST_TURNS else ():
            last = text.find("\n", match.end())
            last = len(text.rstrip()) if last < 0 else last
            if match.group(1) and text[last - 1] in '"”':
                last -= 1
            name = (begin + match.start(2), begin + match.end(2))
            colon = begin + text.index(":", match.end(2))
            found.append(_cite(starts, (colon, colon + 1), name, (begin + match.end(), begin + last)))
    return found


def find_signed(block: Block, starts: Sequence[int], loose: Sequence[Span]) -> list[Cite]:
    """Find the names set behind quotations that lean on no verb: "It was dark." - Ann Lee, Millbrook."""
    found = []
    for quote in loose:
        match = _SIGNED.match(block.text, quote[1])
        if match and len(block.text[quote[0] : quote[1]].split()) >= _LONG:
            dash = next(at for at in range(quote[1], match.start(1)) if block.text[at] in "―—–")
            found.append(_cite(starts, (dash, dash + 1), match.span(1), quote))
    return found


def _cite(starts: Sequence[int], cue: Span, name: Span, quote: Span) -> Cite:
    return Cite(bisect_right(starts, quote[0]) - 1, cue, "neutral", name, name, [], False, [quote])
