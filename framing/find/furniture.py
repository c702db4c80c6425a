"""Page furniture in an article's text: share bars, captions, repeated titles, tag lists, readers' comments.

Conservative: to miss furniture costs little, to skip a sentence costs a finding. A whole line is skipped only if it
is short and not all there is. The phrases stand in ``lexicons/furniture.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from framing.read.furniture import furniture_phrases

__all__ = ["DATE", "find_brand", "find_furniture"]

Span = tuple[int, int, str]

_HEAD = 3000  # characters from the start in which icons, the title and the date are looked for
_OPENING_WORDS, _CAPTION_WORDS = 40, 60  # longest line skipped for its beginning, for its credit
_LONGEST_LINE, _LONGEST_CREDIT, _LONGEST_ENDING = 1000, 80, 400  # characters
_FEWEST_ICONS, _ICON_GAP = 6, 30
_DATE_LINES = 6  # lines from the start, or from the repeated title
_SENTENCE_END = ".!?\"'”’»)]…"
_WORD = re.compile(r"[^\W_]+")
_INNER_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?][\"”’]?\s+[A-Z“\"]")
DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}(?:st|nd|rd|th)?\.?,? [^\W\d_]+\.?,? \d{4}|[^\W\d_]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}-\d\d-\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRAND_BEHIND = re.compile(r"\s+[|–—-]+\s+(?P<name>[^|–—/]{2,40}?)\s*$")
_BRAND_BEFORE = re.compile(r"^\s*(?P<name>[^|–—]{2,40}?)\s+[|–—-]+\s+")
_FEWEST_INITIALS = 3  # words of a name that an outlet may be called by the initials of
_TAG = re.compile(r"\s*#?\w[\w'’.&-]*(?: \w[\w'’.&-]*){0,3}\s*")


def find_furniture(text: str, title: str = "") -> list[Span]:
    """Find what a page printed around the article and a copy of it brought along.

    Parameters
    ----------
    text : str
        The article's text.
    title : str, optional
        Its title, to find it repeated at the head of the text.

    Returns
    -------
    list of (int, int, str)
        Start, end (half-open) and reason of each span, sorted and disjoint. Reasons: ``caption``, ``comments``,
        ``copyright``, ``credit``, ``date``, ``icons``, ``link``, ``promotion``, ``share``, ``tags``, ``title``.

    Examples
    --------
    >>> text = "Share this\\nThe bridge is shut.\\nEngineers at work. © Agency / A. Name\\nIt reopens in May."
    >>> [(text[start:end], reason) for start, end, reason in find_furniture(text)]
    [('Share this', 'share'), ('Engineers at work. © Agency / A. Name', 'caption')]
    """
    spans: list[Span] = []
    matcher, rules = _matcher()
    for index, start, end in _hits(matcher, text):
        for rule, reason in rules[index]:
            if span := _RULES[rule](text, start, end):
                spans.append((*span, reason))
    spans += _icons(text)
    spans += _head(text, title)
    spans += _comments(text)
    spans += _tag_list(text)
    return _disjoint(spans)


def find_brand(title: str, outlet: str) -> list[Span]:
    """Find the outlet's own name before or behind a title, with the mark between them.

    The name is the outlet's as it is, without spaces and marks, with one word more, or by its initials.

    Examples
    --------
    >>> title = "Bridge shut for good - The Daily Courier"
    >>> [(title[start:end], reason) for start, end, reason in find_brand(title, "dailycourier")]
    [(' - The Daily Courier', 'outlet')]
    >>> find_brand("Bridge shut for good - mayor", "dailycourier")
    []
    """
    matches = (pattern.search(title) for pattern in (_BRAND_BEHIND, _BRAND_BEFORE))
    return next(([(*m.span(), "outlet")] for m in matches if m and _is_brand(m["name"], outlet)), [])


def _is_brand(name: str, outlet: str) -> bool:
    words = [w for w in _WORD.findall(name.lower()) if w != "the"]
    own = "".join(w for w in _WORD.findall(outlet.lower()) if w != "the")
    initials = "".join(w[0] for w in words) if len(words) >= _FEWEST_INITIALS else None
    return bool(own) and own in ("".join(words), "".join(words[:-1]), initials)


@lru_cache(maxsize=1)
def _matcher() -> tuple[AhoCorasick, list[list[tuple[str, str]]]]:
    """Build the automaton of all phrases, as written and in capitals, with the rules of each."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for rule in _RULES:
        for phrase, reason in furniture_phrases()[rule].items():
            for form in dict.fromkeys((phrase, phrase.upper())):
                rules.setdefault(form, []).append((rule, reason))
    return AhoCorasick(list(rules), implementation=Implementation.DFA), list(rules.values())


def _hits(matcher: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    try:
        return matcher.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # half of a surrogate pair
        return matcher.find_matches_as_indexes(re.sub("[\ud800-\udfff]", "\ufffd", text), overlapping=True)


def _line(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the line around a hit without the space at its ends; None if it is long or all there is."""
    left = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
    right = text.find("\n", end, end + _LONGEST_LINE)
    if left == 0 and start > _LONGEST_LINE or right < 0 and len(text) - end > _LONGEST_LINE:
        return None
    left, right = _trim(text, left, len(text) if right < 0 else right)
    alone = not text[max(0, left - 100) : left].strip() and not text[right : right + 100].strip()
    if alone and not text[:left].strip() and not text[right:].strip():
        return None
    return left, right


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _as_itself(text: str, start: int, end: int) -> tuple[int, int] | None:
    return start, end


def _as_line(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take a line that is the phrase, marks and spaces apart."""
    line = _line(text, start, end)
    if line and not _WORD.search(text, line[0], start) and not _WORD.search(text, end, line[1]):
        return line
    return None


def _as_opening(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take a short line that begins with the phrase."""
    if text[end - 1 : end].isalnum() and text[end : end + 1].isalnum():
        return None
    line = _line(text, start, end)
    if line and line[0] == start and len(text[start : line[1]].split()) <= _OPENING_WORDS:
        return line
    return None


def _as_credit(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take a short line that ends with the credit: the phrase and what follows it."""
    line = _line(text, start, end)
    if not line or line[1] - start > _LONGEST_CREDIT or _INNER_SENTENCE.search(text, end, line[1]):
        return None
    return line if len(text[slice(*line)].split()) <= _CAPTION_WORDS else None


def _as_ending(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take all from the phrase to the end, if a sentence ended before it and mostly names follow."""
    if len(text) - start > _LONGEST_ENDING + 100:
        return None
    before = text[max(0, start - 100) : start].rstrip(" ")
    _, last = _trim(text, start, len(text))
    rest = text[start:last]
    if not before or before[-1] not in _SENTENCE_END + "\n" or len(rest) > _LONGEST_ENDING or rest.isupper():
        return None
    words = [word for word in rest.split() if word[0].isalpha()]
    sentence = rest[-1] in ".!?"
    names = sum(word[0].islower() for word in words) <= len(words) * (0.5 if sentence else 0.6)
    return (start, last) if names or (text[end - 1] == ":" and not sentence) else None


def _as_link(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take a line of nothing but links and handles."""
    line = _line(text, start, end)
    marks = tuple(furniture_phrases()["links"])
    return line if line and all(word.startswith(marks) for word in text[slice(*line)].split()) else None


_RULES: dict[str, Callable[[str, int, int], tuple[int, int] | None]] = {
    "anywhere": _as_itself,
    "lines": _as_line,
    "openings": _as_opening,
    "credits": _as_credit,
    "endings": _as_ending,
    "links": _as_link,
}


def _icons(text: str) -> Iterator[Span]:
    """Find runs of the names of pictograms; a line that holds little else goes with them."""
    for word, reason in furniture_phrases()["icons"].items():
        if text.count(word, 0, _HEAD) < _FEWEST_ICONS:
            continue
        runs: list[list[int]] = [[]]
        for hit in re.finditer(re.escape(word), text):
            if runs[-1] and hit.start() - runs[-1][-1] > _ICON_GAP:
                runs.append([])
            runs[-1].append(hit.start())
        for run in runs:
            if len(run) < _FEWEST_ICONS:
                continue
            start, end = run[0], run[-1] + len(word)
            line = _line(text, start, end)
            little = line and start - line[0] + line[1] - end <= _ICON_GAP
            yield (*line, reason) if line and little else (start, end, reason)


def _head(text: str, title: str) -> Iterator[Span]:
    """Find the title repeated at the head, with the date or by-line before it, and lines that only hold a date."""
    start = _title_end(text[: 300 + 2 * len(title)], title)
    if start and text[start : start + 100].strip():
        yield (*_trim(text, 0, start), "title")
    for line in text[start : start + _HEAD].split("\n")[:_DATE_LINES][:-1]:
        short = len(line) <= 100 and len(line.split()) <= 8 and line.rstrip()[-1:] not in _SENTENCE_END
        if short and DATE.search(line):
            yield (*_trim(text, start, start + len(line)), "date")
        start += len(line) + 1


def _title_end(head: str, title: str) -> int:
    """Say where the title ends that the head repeats; 0 if it does not.

    A lead sentence may begin like its title, and a title glued to the text may be the only copy of its sentence: so
    a line break must follow. Before it may stand one short line or a date.
    """
    wanted = [word.casefold() for word in _WORD.findall(title)]
    folded = head.casefold()
    if len(wanted) < 4 or not all(word in folded for word in wanted):
        return 0
    words = list(_WORD.finditer(head))
    found = [word[0].casefold() for word in words]
    for first in range(min(16, len(found) - len(wanted) + 1)):
        if found[first : first + len(wanted)] != wanted:
            continue
        start, end = words[first].start(), words[first + len(wanted) - 1].end()
        before, after = head[:start], head[end:]
        if first and not (before.rstrip(" ").endswith("\n") or _YEAR.search(before)):
            return 0
        mark = re.match(r"[\"'”’»).!?| ]*(?:\n|$)", after)
        return end + len(mark[0].rstrip()) if mark else 0
    return 0


def _comments(text: str) -> Iterator[Span]:
    """Find readers' comments at the end: lines that name a reader and another article, each with one line below."""
    for mark, reason in furniture_phrases()["comment_heads"].items():
        end = len(text.rstrip())
        first, line_end, below = end, end, 0
        while below <= 1 and line_end > 0:
            start = text.rfind("\n", 0, line_end) + 1
            line = text[start:line_end].strip()
            name, found, _ = line.partition(mark)
            if found and start and 0 < len(name.split()) <= 3 and not line.endswith("."):
                first, below = start, 0
            elif line:
                below += 1
            line_end = start - 1
        yield (*_trim(text, first, end), reason)


def _tag_list(text: str) -> Iterator[Span]:
    """Find a last line of three or more short names between commas."""
    end = len(text.rstrip())
    if not end or text[end - 1] in _SENTENCE_END:
        return
    start = text.rfind("\n", max(0, end - _LONGEST_ENDING), end) + 1
    items = text[start:end].split(",")
    if start and len(items) > 2 and all(map(_TAG.fullmatch, items)):
        yield (*_trim(text, start, end), "tags")


def _disjoint(spans: list[Span]) -> list[Span]:
    """Sort the spans and join those that overlap; the first, at equal starts the longest, gives the reason."""
    joined: list[Span] = []
    for start, end, reason in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), joined[-1][2])
        else:
            joined.append((start, end, reason))
    return joined
