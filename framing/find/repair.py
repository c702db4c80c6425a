"""Commas that scraped copies have lost: "12 people were killed a monitor said" is parsed as if it had its comma.

A first parse shows where a cue trails its clause without a mark, or where a date is glued to the sentence; the
sentence is parsed again with the mark in place, and the mark is taken out of the parse, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

__all__ = [
    "CLOSING",
    "FINITE",
    "OPENING",
    "STRAIGHT",
    "lost_comma",
    "lost_marks",
    "phrase_start",
    "with_marks",
    "without_marks",
]

Token = Any
FINITE = ("VBD", "VBZ", "VBP", "MD")
_NAME = ("NNP", "NNPS")
_INSIDE = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "VBN", "FW", "''")
STRAIGHT = ('"', "''")
OPENING, CLOSING = ("“", "«", "„", "``"), (*STRAIGHT, "”", "»")
_JOINTS = ("of", "for", "and")  # inside a name: the Secretary of State
_LONGEST_TAIL = 14
_LOST = "lost commas"  # in the user data of a mended parse: the tokens before which a comma is missing
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"^.{{0,60}}?\b(?:{_DAY} {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|{_MONTH} {_DAY}\d{{4}}"
    r"|\d{1,2}-\d{1,2}-\d{4})"
    r"(?:,? \d{1,2}:?\d{2}(?: ?[AP]M)?)?(?=\s+[A-Z\"“])"
)


def lost_marks(doc: Any, saying: Callable[[Token], bool]) -> list[tuple[int, str]]:
    """Return the marks a sentence seems to have lost: (character position, mark), in order.

    Parameters
    ----------
    doc : spaCy Doc
        A first parse of the sentence.
    saying : callable
        Whether a token is a verb of saying.
    """
    found = []
    date = _DATELINE.match(doc.text)
    begin = 0
    if date and len(doc.text) - date.end() > 20:
        found.append((date.end(), "."))
        begin = next((t.i for t in doc if t.idx >= date.end()), 0)
    verb = next((t for t in reversed(doc) if t.tag_ in ("VBD", "VBZ", "VBP") and saying(t)), None)
    if verb is None or _tail(verb) > _LONGEST_TAIL or any(t.tag_ in FINITE for t in doc[verb.i + 1 :]):
        return found
    if verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in ("that", ":", "if", "whether", "how"):
        return found
    if not _trails(verb):
        return found
    start = phrase_start(doc, verb, begin)
    if (
        start is None
        or start - begin < 3
        or doc[start - 1].is_punct
        and doc[start - 1].text not in CLOSING
        or doc[start - 1].tag_ in ("IN", "CC", "DT", "TO", "WDT", "WP", "WRB")
        and doc[start - 1].dep_ != "advmod"  # abroad
    ):
        return found
    if any(t.tag_ in (*FINITE, "VBN", "VBG") for t in doc[begin:start]):
        found.append((doc[start - 1].idx + len(doc[start - 1]), ","))
    return found


def _tail(verb: Token) -> int:
    """How many tokens follow a verb of saying, but for what it goes on with: "the monitor said blaming the army"."""
    more = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i > verb.i), None)
    end = len(verb.doc) if more is None else int(more.left_edge.i)
    return end - verb.i


def _trails(verb: Token) -> bool:
    """Whether a verb of saying has no content or object of its own behind it, and no mark before its subject."""
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in ("ccomp", "dobj", "xcomp", "oprd", "acomp")
            and not (child.dep_ == "xcomp" and child.tag_ == "VBG")  # "local media reported citing a source"
            and not verb.lower_.startswith("t")
        ):
            return False
        if child.dep_ in ("nsubj", "nsubjpass"):
            left = child.left_edge.i
            if left and verb.doc[left - 1].is_punct and verb.doc[left - 1].text not in ("-", *CLOSING):
                return False
    return True


def phrase_start(doc: Any, verb: Token, begin: int) -> int | None:
    """Walk left from a verb of saying over the words of its subject; return where the subject begins."""
    at = verb.i - 1
    while at > begin and doc[at].tag_ in ("RB", "VBZ", "VBP", "VBD") and doc[at].dep_ in ("advmod", "aux"):
        at -= 1
    if doc[at].tag_ == "PRP":
        return at
    last = at
    while at >= begin:
        token = doc[at]
        before = doc[at - 1] if at > begin else None
        if token.tag_ in ("DT", "PRP$"):
            if (
                before is not None
                and before.lower_ in _JOINTS
                and at - 2 >= begin
                and doc[at - 2].tag_.startswith("NN")
            ):
                at -= 2
                continue
            if before is not None and before.tag_ == "IN":
                return _split(doc, at + 1, last)
            if (
                before is not None
                and before.tag_ in ("VBD", "VBZ", "VBP")
                and doc[last].tag_ in _NAME
                and doc[at + 1].tag_ not in _NAME
            ):
                return _split(doc, at + 1, last)
            return at
        if token.tag_ == "JJ" and before is not None and before.tag_ in ("NN", "NNS") and at < last:
            return at
        if token.lower_ in _JOINTS and before is not None and before.tag_.startswith("NN"):
            at -= 1
            continue
        if token.tag_ not in _INSIDE or token.tag_ == "VBN" and doc[at - 1].text != "-":
            if token.tag_ in ("IN", "TO"):
                return at + 1 if token.dep_ == "advmod" and at < last else _split(doc, at + 1, last)
            return at + 1 if at < last + 1 and at + 1 <= last else None
        at -= 1
    return None


def _split(doc: Any, left: int, right: int) -> int | None:
    """Part "Aleppo activists" or "the city Rami Abdel Rahman": where a name ends and a noun begins, or the reverse."""
    for at in range(left + 1, right + 1):
        if doc[at].lower_ in _JOINTS or doc[at - 1].lower_ in _JOINTS:
            continue
        one, other = doc[at - 1].tag_ in _NAME, doc[at].tag_ in _NAME
        if doc[at].tag_ == "JJ" and doc[at - 1].tag_ in ("NN", "NNS") and at < right:
            return at
        if one != other and doc[at].tag_ != "POS" and doc[at - 1].tag_ not in ("JJ", "HYPH", "POS"):
            return at
    return right if right > left and doc[right].tag_ == "NNS" and doc[right - 1].tag_ == "NN" else None


def with_marks(text: str, marks: Sequence[tuple[int, str]]) -> str:
    """Put the marks into the text."""
    for position, mark in sorted(marks, reverse=True):
        text = text[:position] + mark + text[position:]
    return text


def without_marks(doc: Any, text: str, marks: Sequence[tuple[int, str]]) -> Any | None:
    """Return the parse of the text with marks as a parse of the text without them; None if the words do not align."""
    from spacy.tokens import Doc

    added = {position + i for i, (position, _) in enumerate(sorted(marks))}
    kept = [t for t in doc if t.idx not in added]
    index = {t.i: n for n, t in enumerate(kept)}

    def head_of(token: Token) -> int:
        head = token.head
        while head.i not in index:
            head = head.head if head.head != head else token
        return index[head.i]

    spaces = [bool(t.whitespace_) or t.idx + len(t) in added for t in kept]
    same = Doc(doc.vocab, words=[t.text for t in kept], spaces=spaces)
    if same.text != text:
        return None
    mended = Doc(
        doc.vocab, words=[t.text for t in kept], spaces=spaces, tags=[t.tag_ for t in kept],
        heads=[head_of(t) for t in kept], deps=[t.dep_ for t in kept],
    )  # fmt: skip
    mended.user_data[_LOST] = {
        index[t.i + 1] for t in doc[:-1] if t.idx in added and t.text == "," and t.i + 1 in index
    }
    return mended


def lost_comma(doc: Any, at: int) -> bool:
    """Whether the sentence has lost a comma before its token `at`."""
    return at in doc.user_data.get(_LOST, ())
