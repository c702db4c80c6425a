"""Cues of citation in one parsed sentence: who says, by which word, which stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .grammar import (
    SUBJECTS,
    agent_of,
    clause_of,
    is_passive,
    match_phrase,
    phrase_span,
    subject_of,
    subtree_around,
    subtree_span,
)
from .repair import CLOSING, FINITE, phrase_start
from .vocabulary import Vocabulary

__all__ = ["Citation", "CueWords", "find_citations"]

Token = Any
#: Stances whose verbs cite by their object alone: "accused Israel of", "rejected the charge".
_BY_OBJECT = ("accusing", "denying")
_WHAT_FOR = ("of", "for", "against", "over", "about")


@dataclass
class Citation:
    """One cue with its speaker and content, as token spans of a sentence."""

    cue: tuple[int, int]
    stance: str
    speaker: tuple[int, int] | None
    content: list[tuple[int, int]] = field(default_factory=list)
    speaks: bool = True  # a verb of saying that a quotation beside it may lean on


class CueWords:
    """The reporting words of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.verbs = vocabulary.phrases("reporting", "verbs")
        self.quoting = vocabulary.phrases("reporting", "quoting")
        self.nouns = vocabulary.groups("reporting", "nouns")
        self.objects = vocabulary.phrases("citing", "verbs", group="objects")
        self.addressing = vocabulary.phrases("citing", "verbs", group="addressing")
        self.documents = vocabulary.forms("citing", "nouns", group="documents")
        self.reasons = vocabulary.forms("citing", "verbs", group="reasons")
        self.according = vocabulary.phrases("reporting", "phrases")


def find_citations(doc: Any, words: CueWords) -> list[Citation]:
    """Find every citation in a parsed sentence, in the order of the cues."""
    found: list[Citation] = []
    for token in doc:
        found += _by_phrase(token, words)
        if token.tag_.startswith("VB"):
            found += _by_verb(token, words)
        elif token.tag_.startswith("NN"):
            found += _by_noun(token, words)
    for cite in found:
        cite.content = [part for span in cite.content for part in _around_cue(span, cite)]
    return found


def _around_cue(span: tuple[int, int], cite: Citation) -> Iterator[tuple[int, int]]:
    """Cut cue and speaker out of content they stand in: "which the ministry said would close"."""
    left, right = cite.cue
    if cite.speaker and span[0] <= cite.speaker[0] < left:
        left = cite.speaker[0]
    if not span[0] <= left < right <= span[1]:
        yield span
        return
    yield from ((a, b) for a, b in ((span[0], left), (right, span[1])) if a < b)


def _by_verb(verb: Token, words: CueWords) -> Iterator[Citation]:
    if verb.dep_ in ("amod", "compound"):
        return
    match = match_phrase(verb, words.verbs)
    if match is None:
        quoting = match_phrase(verb, words.quoting)
        if quoting is not None:
            yield Citation((verb.i, verb.i + quoting[1]), quoting[0], _speaker(verb, words), [])
        return
    stance, size = match
    content = list(_content(verb, stance, words))
    speaker = _speaker(verb, words)
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if (
        len(subjects) > 1
        and verb.doc[subjects[-1].left_edge.i - 1].text == ","
        and not any(c.dep_ == "ccomp" for c in verb.children)
    ):  # "The rescuers, a nurse told us, dug"
        speaker = phrase_span(subjects[-1])
        content = list(_around_aside(verb, subjects))
    if not content and verb.tag_ in ("VBD", "VBZ", "VBP"):
        start = phrase_start(verb.doc, verb, 0)
        if start is not None and start > 4 and verb.doc[start - 1].text == "," and len(verb.doc) - verb.i < 7:
            speaker, content = (
                (start, verb.i),
                [(0, start - 1)],
            )  # ", NP said." at the end, whatever the parse makes of it
    speaks = stance != "hedging"
    if not content and (speaker is None or not speaks):
        return
    yield Citation((verb.i, verb.i + size), stance, speaker, content, speaks)


def _around_aside(verb: Token, subjects: list[Token]) -> Iterator[tuple[int, int]]:
    """The clause around an aside that the parse took for its main verb."""
    yield subtree_span(subjects[0])
    rest = [c for c in verb.children if c.i > verb.i and c.tag_.startswith("VB")]
    if rest:
        yield subtree_span(rest[0])


def _content(verb: Token, stance: str, words: CueWords) -> Iterator[tuple[int, int]]:
    """Yield the stretches that a verb of saying reports."""
    clausal, before = False, False
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and not (child.dep_ == "xcomp" and child.tag_[0] not in "VJN"):
            clausal, before = True, before or child.i < verb.i
            left, right = subtree_span(child)
            if child.dep_ == "xcomp" and child.i > verb.i and not match_phrase(verb, words.addressing):
                left = _object_start(verb, left)
            right = max(min(right, _next_cue(child, verb, words)), _joined_end(child, verb))
            yield from _without_glosses(left, right, verb.doc)
        elif child.dep_ in ("csubj", "csubjpass") and child.i < verb.i:
            clausal = True
            yield subtree_span(child)
        elif child.dep_ in ("advcl", "prep") and child.lower_ == "as" and has_object(verb):
            clausal = True
            yield from _without_glosses(*_from_object(verb, child), verb.doc)
        elif child.dep_ == "oprd" and has_object(verb):
            clausal = True
            yield from _without_glosses(*_from_object(verb, child), verb.doc)
    if clausal:
        yield from _going_on(verb, before)
        return
    head = verb.head
    if verb.dep_ in ("parataxis", "advcl", "ccomp", "dep") and head != verb and _parenthetical(verb):
        yield from subtree_around(head, verb)
    elif (
        verb.dep_ == "relcl" and _parenthetical(verb) and _comma_before(verb)
    ):  # "..., one of them said", hung on a noun
        yield from subtree_around(clause_of(head), verb)
    elif (stance in _BY_OBJECT or match_phrase(verb, words.objects)) and not any(
        c.dep_ == "dative" for c in verb.children
    ):
        yield from _objects(verb)


def _object_start(verb: Token, left: int) -> int:
    """Where content begins that takes the verb's object for its subject: "urged the rebels to leave"."""
    for child in verb.children:
        if child.dep_ == "dobj" and verb.i < child.i < left and child.tag_ != "WP":
            return int(child.left_edge.i)
    return left


def _joined_end(clause: Token, verb: Token) -> int:
    """Where content ends that goes on with a verb of its own form: "agreed to share a road and pay for it"."""
    joined = [
        c for c in verb.children
        if c.dep_ == "conj" and c.tag_ == clause.tag_ != verb.tag_ and not any(g.dep_ in SUBJECTS for g in c.children)
    ]  # fmt: skip
    return max((int(c.right_edge.i) + 1 for c in joined), default=0)


def _objects(verb: Token) -> Iterator[tuple[int, int]]:
    """What is accused, rejected or announced: the objects behind the verb and what hangs on it with "of" or "for"."""
    if sum(c.dep_ == "dobj" for c in verb.children) > 1:  # denied them the key
        return
    for child in verb.children:
        if child.i > verb.i and (child.dep_ in ("dobj", "oprd") or child.dep_ == "prep" and child.lower_ in _WHAT_FOR):
            if child.tag_ in ("PRP", "WP") and child.dep_ == "dobj":
                continue
            yield from _without_glosses(*subtree_span(child), verb.doc)
        elif child.dep_ == "nsubjpass":
            yield subtree_span(child)


def _going_on(verb: Token, before: bool) -> Iterator[tuple[int, int]]:
    """What a cue in the middle of its clause goes on to report: "C, X said, and C", "C, X said, because C"."""
    if before and _quoted_before(verb):
        return
    for child in verb.children:
        if child.i < verb.i:
            continue
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children)
        if before and child.dep_ == "conj" and own and child.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB"):
            yield subtree_span(child)
        elif (
            child.dep_ == "advcl"
            and own
            and child.tag_ != "VBG"
            and (before or any(c.lower_ == "if" for c in child.children))
        ):
            yield subtree_span(child)


def _quoted_before(verb: Token) -> bool:
    """Whether a quotation ends right before a verb of saying and its speaker: what follows is the reporter's again."""
    closings = [t.i for t in verb.doc[: verb.i] if t.text in CLOSING]
    return bool(closings) and not any(t.tag_ in FINITE for t in verb.doc[closings[-1] + 1 : verb.i])


def _without_glosses(left: int, right: int, doc: Any) -> Iterator[tuple[int, int]]:
    """Cut relative clauses behind a comma out of reported content: "the town, which rebels hold" is a gloss."""
    at = left
    for token in doc[left:right]:
        if token.dep_ == "relcl" and token.left_edge.i > at and doc[token.left_edge.i - 1].text == ",":
            first, last = token.left_edge.i, min(token.right_edge.i + 1, right)
            if first > at:
                yield at, first
                at = last
    if at < right:
        yield at, right


def has_object(verb: Token) -> bool:
    """Whether a verb has a direct object."""
    return any(c.dep_ == "dobj" for c in verb.children)


def _next_cue(clause: Token, verb: Token, words: CueWords) -> int:
    """Where reported content ends because the reporter goes on: "denies that C and says C"."""
    for child in clause.children:
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children)
        if (
            child.dep_ == "conj"
            and child.i > clause.i
            and not own
            and child.tag_ == verb.tag_ != clause.tag_
            and (found := match_phrase(child, words.verbs))
            and (found[0] in _BY_OBJECT or any(c.dep_ in ("ccomp", "xcomp") for c in child.children))
        ):
            return min(child.left_edge.i, next((c.i for c in clause.children if c.dep_ == "cc"), child.left_edge.i))
    return len(clause.doc)


def _comma_before(verb: Token) -> bool:
    left = verb.left_edge.i
    return verb.doc[left].text == "," or left > 0 and verb.doc[left - 1].text == ","


def _from_object(verb: Token, last: Token) -> tuple[int, int]:
    first = next(c for c in verb.children if c.dep_ == "dobj")
    return min(first.left_edge.i, last.left_edge.i), max(first.right_edge.i, last.right_edge.i) + 1


def _parenthetical(verb: Token) -> bool:
    """ "C, X said" or "as X said" hung on C: only a subject, an auxiliary and perhaps an adverb of its own."""
    if verb.dep_ == "ccomp" and verb.head.i < verb.i and not _comma_before(verb):  # the content of C: "C says X said"
        return False
    aside = ("punct", "advmod", "aux", "npadvmod", "prep", "mark", "advcl")
    own = [c for c in verb.children if c.dep_ not in aside and not (c.dep_ in ("dobj", "dative") and c.i > verb.i)]
    left = verb.left_edge.i
    if verb.doc[left].text == ";" or left and verb.doc[left - 1].text == ";":
        return False
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")]
    if verb.dep_ == "advcl" and "as" not in marks:
        return False
    return len(own) == 1 and own[0].dep_ in ("nsubj", "nsubjpass") and own[0].tag_ not in ("WDT", "WP")


def _speaker(verb: Token, words: CueWords) -> tuple[int, int] | None:
    if is_passive(verb):
        agent = agent_of(verb)
        return phrase_span(agent) if agent is not None else None
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.tag_.startswith("VB"):  # quoted a source as saying
        above = head.head
        person = next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)
        return phrase_span(person) if person is not None else None
    subject = _subject(verb)
    if subject is not None:
        return phrase_span(_author(subject, verb, words))
    return _inverted(verb)


def _author(noun: Token, verb: Token, words: CueWords) -> Token:
    """Who put out the document that speaks: "the army issued a statement saying C"."""
    above = noun.head
    if verb.dep_ not in ("acl", "relcl") or verb.head != noun or noun.lower_ not in words.documents:
        return noun
    if noun.dep_ == "pobj" and above.lower_ == "in":
        above = above.head
    if not above.tag_.startswith("VB"):
        return noun
    author = agent_of(above) if is_passive(above) else subject_of(above)
    return author if author is not None and author != noun else noun


def _subject(verb: Token) -> Token | None:
    """The subject of a verb of saying; joined to a clause that is itself reported, it shares the reporter's subject."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if verb.dep_ == "conj" and not own and verb.head.dep_ == "ccomp" and verb.tag_ == verb.head.head.tag_:
        return subject_of(verb.head.head)
    return subject_of(verb)


def _inverted(verb: Token) -> tuple[int, int] | None:
    """ "C said Umm Khaled": the name right behind a finite verb without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = last = verb.i + 1
    while last < len(verb.doc) and verb.doc[last].tag_ in ("NNP", "DT", "NN", "NNPS", "JJ"):
        last += 1
    return (first, last) if last > first and verb.doc[last - 1].tag_.startswith("NN") else None


def _by_phrase(token: Token, words: CueWords) -> Iterator[Citation]:
    match = match_phrase(token, words.according)
    if match is None:
        return
    stance, size = match
    doc = token.doc
    last = doc[token.i + size - 1]
    speaker = next(
        (d for t in (last, token) for d in t.children if d.dep_ in ("pobj", "dobj") and d.i > last.i - 1), None
    )
    if speaker is None:
        return
    speaker = _compiler(speaker)
    top = token
    while top.head != top and top.dep_ in ("prep", "pcomp", "pobj") and not top.head.tag_.startswith("VB"):
        top = top.head
    clause = clause_of(top.head if top.head != top else top)
    if clause.i in range(token.i, token.i + size):
        clause = doc[:].root
    while clause.head != clause and (
        token.i == doc[0].i and clause.dep_ in ("ccomp", "conj", "advcl", "relcl", "acl")
        or clause.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in clause.children)
    ):  # fmt: skip
        clause = clause.head
    borrowed = match_phrase(clause, words.verbs) if clause.tag_.startswith("VB") else None
    if borrowed:  # "media reported citing a source": C is the source's
        stance = borrowed[0]
        reported = list(_content(clause, stance, words))
        if reported:
            yield Citation((token.i, token.i + size), stance, phrase_span(speaker), reported)
            return
    left, right = subtree_span(clause)
    hole_left, hole_right = token.i, max(phrase_span(speaker)[1], token.i + size)
    content = [s for s in ((left, min(right, hole_left)), (max(left, hole_right), right)) if s[1] - s[0] > 1]
    yield Citation((token.i, token.i + size), stance, phrase_span(speaker), content)


def _compiler(noun: Token) -> Token:
    """Who stands behind "figures compiled by X", "a statement from X"."""
    if noun.tag_.startswith("NNP"):
        return noun
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return agent_of(child) or noun
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), noun)
    return noun


def _by_noun(noun: Token, words: CueWords) -> Iterator[Citation]:
    """ "the claim that C", "his denial of C": a noun of reporting with its clause."""
    stance = words.nouns.get(noun.lower_)
    if stance is None:
        return
    if stance in (*_BY_OBJECT, "doubting"):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        matter = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "about", "over")), None)
        if owner is not None and matter is not None:
            yield Citation((noun.i, noun.i + 1), stance, phrase_span(owner), [subtree_span(matter)], speaks=False)
            return
    clauses = (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl"))
    clause = next((c for c in clauses if any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)), None)
    if clause is None:
        return
    speaker = next((c for c in noun.children if c.dep_ in ("poss", "compound")), None)
    if speaker is None:
        speaker = next(
            (
                p
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
    if speaker is None:
        if noun.head.tag_.startswith("VB") and match_phrase(noun.head, words.verbs):
            return
        speaker = noun
    yield Citation((noun.i, noun.i + 1), stance, phrase_span(speaker), [subtree_span(clause)], speaks=False)


def with_gloss(doc: Any, span: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """Widen a speaker's phrase by its appositions and relative clauses: "Ann Lee, a lawyer who left"."""
    head = doc[span[0] : span[1]].root
    left, right = span[0], max(span[1], head.right_edge.i + 1)
    if cue[0] >= span[1]:
        right = min(right, cue[0])
    if any(t.dep_ in ("ccomp", "parataxis") for t in doc[span[1] : right]):
        right = span[1]
    while right > span[1] and doc[right - 1].is_punct:
        right -= 1
    return left, right


def trim(doc: Any, span: tuple[int, int]) -> tuple[int, int]:
    """Drop marks and spaces at both ends of a token span, but not quotation marks that stand as a pair."""
    left, right = span
    while left < right and (doc[left].is_space or doc[left].text in ",;:.-–—"):
        left += 1
    while right > left and (doc[right - 1].is_space or doc[right - 1].text in ",;:.-–—"):
        right -= 1
    return left, right
