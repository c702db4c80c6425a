"""The news agency that a report is credited to: by its dateline or byline, or by its closing line.

A credit stands where reports carry one, and says whose the report is. An agency that is cited, that took the picture
or that "contributed" is none: the writing is the outlet's. Only the title and the ends of the text are read, and
hardly those unless they name an agency. The agencies and the words of credits stand in ``lexicons/agencies.yaml``.
"""

from __future__ import annotations

import html
import re

import pandas as pd

from .credits import LONGEST_CREDIT, Hit, credit_words
from .furniture import DATE
from .text import fold

__all__ = ["find_credit", "find_wire"]

_REACH, _SOURCES = 600, 1500  # characters of the head and of the tail; of the tail in which "Source:" is looked for
_LONGEST_LINE, _LONGEST_PLACE = 120, 60  # characters
_BYLINES, _BARE_BYLINES = 8, 3  # lines from the start that may be a byline; that may be one without "By"
_MOST_PLACE_WORDS, _PROSE = 8, 60

_TAG = re.compile(r"<(/?\w+)[^<>]{0,300}>")
_INLINE = frozenset(["a", "b", "em", "font", "i", "span", "strong", "u"])
_ODD = re.compile(r"[^\w\s\x21-\x7e©–—―…“”‘’„«»•·]|\*")

_DASH = r"(?:\s*--+|\s*[–—―_]|\s+-|-(?=\s))"
_CAPITAL = r"\s*[\"“‘'«]?[A-Z0-9À-ÖØ-Þ]"
_THE = re.compile(r"\b[Tt]he\s+$")
_OPENS = re.compile(_CAPITAL)
_SENTENCE = re.compile(r"\s*[\"“‘'«]?(?:[A-Z0-9À-ÖØ-Þ][\w'’-]*\s+){1,2}[a-z]")  # no photographer's name
_DASHED = re.compile(rf"{_DASH}|\s*:")
_DASHED_ON = re.compile(rf"{_DASH}{_CAPITAL}")
_BARRED_ON = re.compile(rf"\s*\|{_CAPITAL}")
_CAPITALS = re.compile(r"(?:^|[\s.])[A-Z][A-Z'’.-]+[A-Z](?:[ ,/]+[A-Z\d][\w.'’-]*){0,4}[\s,]*$")
_PLACE_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’/-]*|\d{1,4}\.?|de|del|la|of|al|el|and|[-–—]")
_CITY = r"(?:[,|–—-]\s*(?:[A-Z][\w'’-]*[\s,]+){1,3})?"
_DATED = re.compile(rf"[\s,|–—-]*{_CITY}(?:[A-Z][a-z]+[,.]?\s+)?(?:{DATE.pattern})")

_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*\s+|\n\s*")
_ENDED = re.compile(r"(?:^|\n|[.!?…][\"”’')\]]*)\s*$")
_FULL_STOP = re.compile(r"[.!?…][\"”’']?\s+$")
_SIGN = re.compile(rf"{_DASH}\s*$|[-–—_]\s*$")
_DESK = r"(?:/[a-z]{1,4}){0,3}/?\s*[.)\]]?\s*"  # the initials of a desk: "AFP/lb"
_LINE_END, _TEXT_END = re.compile(rf"{_DESK}(?=\n|$)"), re.compile(rf"{_DESK}$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,160})[)\]]")
_LAST_WORDS = re.compile(rf"[.!?…][\"”’')\]]*\s*(?:{_DASH}|[-–—])?\s*([^.!?…\n]{{2,80}})\.?$")
_STOPS = re.compile(r"\s*(?:[.)\]|•]|$)")
_GOES_ON = re.compile(r"['’]|[-\s]*[a-z]|\s*/")


def find_wire(articles: pd.DataFrame) -> pd.Series:
    """Find the agency that each article is credited to; an answer depends on nothing but its article.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``: `outlet`, `title`, `text`, `wire`. What `wire` says is believed: a name stays, and the
        empty text, which says that no agency is credited, becomes missing. Where it is missing, the text is read.

    Returns
    -------
    Series of str
        The agency's name, ``several agencies``, or missing; on the index of `articles`.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": "Courier", "title": "", "wire": [None, "dpa", ""],
    ...                       "text": ["HOMS (Reuters) - It rained.", "It rained.", "It rained. - AFP"]})
    >>> find_wire(table).tolist()
    ['Reuters', 'dpa', nan]
    """
    columns = (articles[name].tolist() for name in ("wire", "text", "title", "outlet"))
    found = [
        find_credit(text, title, outlet=outlet) if pd.isna(wire) else wire or None
        for wire, text, title, outlet in zip(*columns, strict=True)
    ]
    return pd.Series(found, index=articles.index, dtype="str", name="wire")


def find_credit(text: str, title: str = "", *, outlet: str = "") -> str | None:
    """Find the agency that one report is credited to.

    Parameters
    ----------
    text, title : str
        The article.
    outlet : str
        Who printed it; an agency's own report is no copy.

    Returns
    -------
    str or None
        The agency's name; ``several agencies`` where more than one is credited or none is named; None without a credit.

    Examples
    --------
    >>> find_credit("BEIRUT (Reuters) - Shells hit the town on Monday.", outlet="Courier")
    'Reuters'
    >>> find_credit("Shells hit the town. (With AFP and dpa)", outlet="Courier")
    'several agencies'
    >>> find_credit("Shells hit the town, a resident told Reuters.", outlet="Courier") is None
    True
    """
    known = credit_words().known
    head, tail, title = _plain(text[:_REACH]), _plain(text[-_REACH:]), _plain(title[-_REACH:])
    found = _in_title(title) | _in_head(head, title, outlet) | _in_tail(tail, outlet)
    if not found:
        found = _far_source(text[-_SOURCES:-_REACH], outlet)
    named = found - {known.several.id}
    own = known.of_outlet(outlet) if named else None
    if not found or own and known.agencies[own].house in {known.agencies[id_].house for id_ in named}:
        return None
    return known.agencies[named.pop()].name if len(named) == 1 else known.several.name


def _plain(text: str) -> str:
    """Take tags, entities, emoji and asterisks out of a piece of text."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(lambda tag: "" if tag[1].strip("/").lower() in _INLINE else "\n", text)
    return _ODD.sub(" ", text).strip()


def _in_title(title: str) -> set[str]:
    """Read "(AFP)" or "| AFP" at the end of a title."""
    for mark, end in (("(", ")"), ("|", "")):
        first, found, last = title.rpartition(mark)
        if found and first and last.endswith(end):
            return credit_words().credited(last.removesuffix(")"), "", bracket=mark == "(")
    return set()


# The head: datelines and bylines


def _in_head(head: str, title: str, outlet: str) -> set[str]:
    """Read datelines and bylines."""
    hits = credit_words().hits(head)
    if not hits:
        return set()
    found = {hit.id for hit in hits if _opens_report(hit, head, title)}
    for match in _BRACKETS.finditer(head):
        if _is_dateline(head[: match.start()], head[match.end() :]):
            found |= credit_words().credited(match[1], outlet, bracket=True)
    return found | _bylines(head, outlet)


def _is_dateline(before: str, after: str) -> bool:
    """Say whether a place, or nothing, stands before a bracket, and the report behind it: "BEIRUT (...) - Shells"."""
    before = before.rstrip()
    line = before[before.rfind("\n") + 1 :].rstrip(":–—- ")
    dashed = after.startswith("-") or bool(_DASHED.match(after)) or before.endswith((":", "–", "—"))
    runs_on = bool(_OPENS.match(after)) and "\n" not in after[:2]
    if not line:
        return dashed or runs_on
    if not dashed:
        return runs_on and bool(_CAPITALS.search(before))
    last = _last_sentence(line)
    return not last or _is_place(line) or _is_place(last) or _is_lower_place(line)


def _opens_report(hit: Hit, head: str, title: str) -> bool:
    """Say whether an agency without brackets opens the report: "/TASS/", "AFP - ", "BEIRUT - AFP -", "AFP, 3 May"."""
    before, after = _THE.sub("", head[: hit.start]), head[hit.end :]
    line = before[before.rfind("\n") + 1 :]
    if line.endswith("/"):
        return after.startswith("/") and hit.proper and line[-2:-1] in ("", " ", ".")
    if hit.short or hit.id == credit_words().several and head[hit.start].islower():
        return False
    opens = not _last_sentence(line).strip() and hit.end - hit.start > 2
    if (opens or hit.proper and not line.strip()) and _DASHED_ON.match(after):
        return True
    if not hit.proper:
        return False
    if not line.strip() and _BARRED_ON.match(after):
        return True
    if place := re.fullmatch(rf"(.{{2,{_LONGEST_PLACE}}}?)(?:,|{_DASH}|\s)\s*", line):
        ended = re.match(r"\s*(?:\n|$)", after) and place[1].isupper() and not line[-1:].isalpha()
        if (_DASHED.match(after) or ended) and len(place[1].split()) <= 4 and _is_place(place[1]):
            return True
    if _repeats(before, title) and _SENTENCE.match(after):
        return True
    dated = _DATED.match(after) or credit_words().dated.match(after)
    goes_on = dated and re.match(r"\s*[,;]\s*[a-z]", after[dated.end() :])  # "told AFP Monday, May 3, 2016, that"
    return bool(dated) and not goes_on and not credit_words().picture.search(line[-25:])


def _bylines(head: str, outlet: str) -> set[str]:
    """Read short lines at the head that hold a byline and nothing else."""
    words, found = credit_words(), set()
    lines = [line.strip() for line in head.split("\n") if line.strip()][: _BYLINES + 1]
    prose = False
    for number, line in enumerate(lines[:_BYLINES]):
        if len(line) <= _LONGEST_LINE:
            beside = " ".join([*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]])
            if intro := words.byline.match(line):
                found |= words.credited(line[intro.end() :], outlet, names=True)
            elif not prose and not words.picture.search(beside[: 2 * _LONGEST_LINE]):
                apart = number < _BARE_BYLINES and "," in line or "|" in line
                found |= words.credited(line, outlet, names=apart and "/" not in line)
        prose = prose or len(line) > _PROSE and line.rstrip("\"”’')")[-1:] in ".!?…"
    return found


def _is_place(words: str) -> bool:
    """Say whether words can be a dateline's place and date: capitalised ones and numbers, none of a picture."""
    parts = words.replace(",", " ").split()
    fits = 0 < len(parts) <= _MOST_PLACE_WORDS and all(map(_PLACE_WORD.fullmatch, parts))
    foreign = credit_words().picture.search(words) or credit_words().hits(words)
    return (fits or bool(_CAPITALS.search(words))) and not foreign


def _is_lower_place(line: str) -> bool:
    """Say whether a line begins like a dateline that lost its capitals: one to three plain words."""
    parts = line.replace(",", " ").split()
    return 0 < len(parts) <= 3 and line.islower() and all(part.isalpha() for part in parts)


def _last_sentence(line: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(f"{line} ")]
    return line[ends[-1] :] if ends else line


def _repeats(before: str, title: str) -> bool:
    """Say whether a head repeats the title, just before an agency: "Ten killed in Homs AFP Shells hit the town"."""
    words, wanted = re.findall(r"\w+", fold(before)), re.findall(r"\w+", fold(title))
    return len(wanted) > 2 and words[-len(wanted) :] == wanted


# The tail: closing credits


def _in_tail(tail: str, outlet: str) -> set[str]:
    """Read closing credits, and, where there is none, the words that only one agency's reports end with."""
    found: set[str] = set()
    if hits := credit_words().hits(tail):
        found |= _brackets(tail, outlet) | _closing_line(tail, outlet) | _last_lines(tail, outlet)
        found |= {hit.id for hit in hits if _signs(hit, tail) or _holds_copyright(hit, tail)}
    return found or credit_words().signed(tail)


def _far_source(text: str, outlet: str) -> set[str]:
    """Read "Source: AFP" behind a sentence, above what a page prints below the report."""
    for source in credit_words().source.finditer(text):
        if _ENDED.search(text[: source.start()]):
            return _closing_line(_plain(text[source.start() : source.start() + 2 * LONGEST_CREDIT]), outlet)
    return set()


def _brackets(tail: str, outlet: str) -> set[str]:
    """Read "(AFP)", "(With AFP)", "(Source: agencies)" behind a sentence."""
    found, words = set(), credit_words()
    for match in _BRACKETS.finditer(tail):
        after = tail[match.end() :]
        if not _ENDED.search(_SIGN.sub("", tail[: match.start()])):
            continue
        if intro := words.closing.match(match[1]):
            if not re.match(r"\s*[a-z]", after):
                found |= words.credited(match[1][intro.end() :], outlet, bracket=True)
        elif _LINE_END.match(after):
            found |= words.credited(match[1], outlet, bracket=True)
    return found


def _closing_line(tail: str, outlet: str) -> set[str]:
    """Read what follows "Source:", "With" and the like, up to the last agency with which all before it is a list."""
    words = credit_words()
    for intro in words.closing_line.finditer(tail):
        opened = tail.rfind("(", 0, intro.start())
        if opened > tail.rfind(")", 0, intro.start()) and words.picture.search(tail, opened, intro.start()):
            continue
        rest = tail[intro.end() : intro.end() + LONGEST_CREDIT].split("\n")[0]
        for hit in reversed(words.hits(rest)):
            role = words.role.match(rest, hit.end)
            end = role.end() if role else hit.end
            ids, after = words.credited(rest[:end], outlet), rest[end:]
            open_end = intro["source"] and not _GOES_ON.match(after) and not words.picture.match(after.lstrip())
            if ids and (open_end or _STOPS.match(after)):
                return ids
    return set()


def _last_lines(tail: str, outlet: str) -> set[str]:
    """Read lines of the tail, and words behind its last sentence, that hold nothing but a list of agencies."""
    found, words = set(), credit_words()
    lines = [line.strip() for line in tail.split("\n") if line.strip()]
    for above, line, below in zip(lines, lines[1:], [*lines[2:], ""], strict=False):
        if not words.picture.search(f"{above[-_PROSE:]} {below[:_PROSE]}"):
            found |= words.credited(line, outlet)
    if last := _LAST_WORDS.search(tail):
        found |= words.credited(last[1], outlet)
    return found


def _signs(hit: Hit, tail: str) -> bool:
    """Say whether an agency closes a line or the text: "He left. - AFP", "He left. AFP".

    A sentence must have ended: a headline's dash ("Mayor to leave - AFP") names who says so.
    """
    before, after = _THE.sub("", tail[: hit.start]), tail[hit.end :]
    if role := credit_words().role.match(after):
        after = after[role.end() :]
    if not _LINE_END.match(after) or hit.short and not (before.endswith("/") and after.startswith("/")):
        return False
    if sign := _SIGN.search(before):
        return bool(before[: sign.start()].strip()) and bool(_ENDED.search(before[: sign.start()]))
    ended = _FULL_STOP.search(before) or before.endswith("/") and _ENDED.search(before[:-1])
    return hit.proper and bool(ended) and bool(_TEXT_END.match(after))


def _holds_copyright(hit: Hit, tail: str) -> bool:
    """Say whether the report is the agency's property, by a mark and a year; a name behind a slash took a picture."""
    words, after = credit_words(), tail[hit.end :]
    mark, later = words.copyright.search(tail, 0, hit.start), words.year.match(after)
    if hit.short or not mark or not (mark[1] or later):
        return False
    behind = after[later.end() if later else 0 :].lstrip()
    return not behind.startswith("/") and not words.picture.search(tail, max(0, mark.start() - 12), mark.start())
