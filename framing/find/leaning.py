"""Which cue a quotation leans on, and which quotations cite nobody: scare quotes and titles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .text import Block

__all__ = ["Cite", "Span", "close_quotes", "holders", "is_short", "lean_quotes"]

Span = tuple[int, int]
_LONGEST_TITLE = 120  # characters
_SHORT = 4  # words up to which a quotation nobody is credited with is a scare quote, not a citation
_MARKS = "\"'”’»“‘›`"  # that may end a quotation
_NEAR = 4  # quotations looked back over for one that is still open
_GAP = 320  # characters between a quotation and the next of the same speaker: ," said Ann Lee, a lawyer who ... "
_REACH = 160  # characters between a quotation and the cue that it leans on


@dataclass
class Cite:
    """A citation with offsets of the block."""

    sentence: int
    cue: tuple[int, int]
    stance: str
    speaker: tuple[int, int] | None
    name: tuple[int, int] | None
    content: list[tuple[int, int]]
    speaks: bool
    quotes: list[tuple[int, int]]


def close_quotes(text: str, quotes: Sequence[Span], cites: Sequence[Cite]) -> list[Span]:
    """End a quotation whose closing mark is lost where its speaker is named: "We cried, a pensioner said."""
    ends = {c.content[0][0]: c.content[0][1] for c in cites if len(c.content) == 1 and c.content[0][1] < c.cue[0]}
    closed = []
    for start, end in quotes:
        told = next((ends[at] for at in (start, start + 1) if at in ends), end)
        closed.append((start, told if text[end - 1] not in _MARKS and start < told < end else end))
    return closed


def lean_quotes(
    block: Block, starts: list[int], quotes: Sequence[Span], cites: list[Cite]
) -> tuple[list[Span], list[Span]]:
    """Give every quotation its cue; return the scare quotes and those that nobody is credited with."""
    by_sentence: dict[int, list[Cite]] = {}
    for cite in cites:
        by_sentence.setdefault(cite.sentence, []).append(cite)
    quote_starts = [q[0] for q in quotes]

    def held(position: int) -> list[Span]:  # "He said 'no'," she told us, "and left": "said" speaks inside alone
        return holders(position, quotes, quote_starts)

    scare: list[Span] = []
    loose: list[Span] = []
    parts, part = block.starts.tolist(), 0
    last_end = -1
    last_cite: Cite | None = None
    for quote in quotes:
        nested = quote[0] < last_end
        _, broken, opening = block.text[max(0, last_end) : quote[0]].rpartition("\n")
        part, last_part = bisect_right(parts, quote[0]), part
        if broken and opening.strip() or part != last_part:
            last_cite = None  # a quotation goes on in the next paragraph only where it opens that
        first, last = bisect_right(starts, quote[0]) - 1, bisect_left(starts, quote[1]) - 1
        near = [c for i in dict.fromkeys((first, last)) for c in by_sentence.get(i, ())]
        near = [c for c in near if all(q[0] <= quote[0] and quote[1] <= q[1] for q in held(c.cue[0]))]
        if _names_a_work(block.text, quote):
            continue
        leans = _best_cue(quote, near, block) or _next_to(quote, block.text, by_sentence, first, last)
        if leans is None and not nested and last_cite is not None and _goes_on(block.text, last_end, quote):
            leans = last_cite
        if leans is not None:
            leans.quotes.append(quote)
            last_cite = last_cite if nested else leans
        elif is_short(block.text, quote) and not _whole_sentence(block.text, starts[first], quote):
            scare.append(quote)
        elif not nested and not _is_title(block.text[quote[0] : quote[1]]):
            loose.append(quote)
        last_end = max(last_end, quote[1])
    return scare, loose


def holders(position: int, quotes: Sequence[Span], quote_starts: Sequence[int]) -> list[Span]:
    """Return the quotations around a position, the outermost first."""
    at = bisect_right(quote_starts, position)
    return [q for q in quotes[max(0, at - _NEAR) : at] if q[0] < position < q[1]]


def is_short(text: str, quote: Span) -> bool:
    """Whether a quotation has so few words that it may be a scare quote."""
    return len(text[quote[0] : quote[1]].split()) <= _SHORT


def _next_to(quote: Span, text: str, by_sentence: dict[int, list[Cite]], first: int, last: int) -> Cite | None:
    """The cue of a sentence beside: "Stop!" | Smith said. — and: She wrote: | "..."."""
    for cite in by_sentence.get(last + 1, ()):
        between = text[quote[1] : cite.cue[0]]
        if cite.speaks and not cite.content and len(between) < 60 and "\n" not in between:
            return cite
    for cite in by_sentence.get(first - 1, ()):
        between = text[cite.cue[1] : quote[0]].rstrip()
        if cite.speaks and not cite.content and len(between) < _REACH and between.endswith(":"):
            return cite
    return None


def _whole_sentence(text: str, start: int, quote: Span) -> bool:
    return start == quote[0] and text[quote[1] - 2] in ".!?"


def _goes_on(text: str, last_end: int, quote: tuple[int, int]) -> bool:
    """Whether a quotation of its own sentence follows another in the paragraph: "A," he said. "B." """
    between = text[last_end : quote[0]].rstrip()
    return len(between) < _GAP and (not between or between[-1] in ".!?:,") and quote[1] - quote[0] > 12


def _is_title(quoted: str) -> bool:
    """Whether a quotation is the title of a work: its long words begin with capitals and no stop ends it.

    Examples
    --------
    >>> _is_title('"The Rebels of Harbour Street"'), _is_title('"The rebels came on Monday."')
    (True, False)
    """
    if len(quoted) > _LONGEST_TITLE or quoted[-2:-1] in ".!?":
        return False
    words = [w.strip("\"'“”‘’,.!?") for w in quoted.split()]
    long = [w for w in words if len(w) > 3]
    return bool(long) and len(words) <= 10 and all(w[:1].isupper() for w in long)


def _names_a_work(text: str, quote: Span) -> bool:
    """Whether a quotation is a title within its sentence: the host of "Morning Talk", on ABC's "This Week".

    Examples
    --------
    >>> _names_a_work('He said on "Harbour Talk" that', (11, 25)), _names_a_work('He said: "Harbour Talk"', (9, 23))
    (True, False)
    """
    before = text[max(0, quote[0] - 20) : quote[0]].split()
    word = before[-1] if before and text[quote[0] - 1 : quote[0]] == " " else ""
    inside = word.endswith(("'s", "’s")) or word.islower() and len(word) < 5
    return inside and _is_title(text[quote[0] : quote[1]])


def _best_cue(quote: tuple[int, int], cites: Sequence[Cite], block: Block) -> Cite | None:
    """The citation a quotation belongs to: the smallest whose content holds it, else the nearest verb beside it."""
    outside = [c for c in cites if not (quote[0] < c.cue[0] < quote[1])]
    holding = [
        (end - start, i) for i, c in enumerate(outside) for start, end in c.content
        if min(end, quote[1]) - max(start, quote[0]) > 0.5 * (min(quote[1], max(end, quote[0] + 1)) - quote[0])
    ]  # fmt: skip
    if holding:
        return outside[min(holding)[1]]
    beside = []
    for i, c in enumerate(outside):
        gap = max(c.cue[0] - quote[1], quote[0] - c.cue[1])
        if c.speaks and gap <= _REACH and "\n" not in block.text[min(c.cue[1], quote[1]) : max(c.cue[0], quote[0])]:
            beside.append((gap, i))
    if not beside or (quote[1] - quote[0] < 30 and min(beside)[0] > 40):
        return None
    return outside[min(beside)[1]]
