"""What a verb of saying reports: the stretches of its sentence that are somebody's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from framing.read.figures import load_figures

from .grammar import SUBJECTS, clause_of, match_phrase, subtree_around, subtree_span
from .repair import CLOSING, FINITE, lost_comma, phrase_start
from .vocabulary import Vocabulary

__all__ = ["BY_OBJECT", "MATTER", "CueWords", "around_aside", "content_of", "own_aside"]

Token = Any
_GLOSSING = ("which", "where", "who", "whose")
_NOMINAL, _LONGEST_SPEAKER = ("NN", "DT", "JJ", "IN", "CD", "PO", "HY"), 9  # tags, tokens of a noun phrase
_TAIL = 7  # tokens that may follow who said it at the end
#: Stances whose verbs cite by their object alone: "accused Israel of", "rejected the charge".
BY_OBJECT = ("accusing", "denying")
#: Prepositions between a word of reporting and its matter: accused of, remarks about.
MATTER = ("of", "for", "against", "over", "about")


class CueWords:
    """The reporting words of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.verbs = vocabulary.phrases("reporting", "verbs")
        self.quoting = vocabulary.phrases("reporting", "quoting")
        self.nouns = vocabulary.groups("reporting", "nouns")
        self.adjectives = vocabulary.groups("reporting", "adjectives")
        self.light = vocabulary.forms("citing", "verbs", group="light")
        self.objects = vocabulary.phrases("citing", "verbs", group="objects")
        self.addressing = vocabulary.phrases("citing", "verbs", group="addressing")
        self.documents = vocabulary.forms("citing", "nouns", group="documents")
        self.telling = vocabulary.phrases("citing", "verbs", group="telling")
        self.guilty = vocabulary.forms("responsibility", "adjectives", group="responsible")
        self.being = vocabulary.phrases("doing", "verbs", group="being")
        self.lives = vocabulary.forms("doing", "nouns", group="losing")
        self.reasons = vocabulary.forms("citing", "verbs", group="reasons")
        self.according = vocabulary.phrases("reporting", "phrases")
        self.weekdays, self.months = load_figures().lists["weekdays"], load_figures().lists["months"]


def content_of(verb: Token, stance: str, words: CueWords) -> Iterator[tuple[int, int]]:
    """Yield the stretches that a verb of saying reports."""
    clausal, before = False, False
    behind = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    behind &= any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    objected = stance in BY_OBJECT and any(c.dep_ == "dobj" for c in verb.children)
    for child in verb.children:
        if (behind or objected) and child.dep_ == "ccomp" and child.i < verb.i:
            continue  # "Few talk of it, but the mayor says C"; "X accused Y of it; Y denied the charge"
        if (
            match_phrase(child, words.according)
            or child.dep_ == "xcomp"
            and child.tag_ == "VBG"
            and _accuses(child, words)
        ):
            continue
        if child.dep_ in ("ccomp", "xcomp") and not (child.dep_ == "xcomp" and child.tag_[0] not in "VJN"):
            clausal, before = True, before or child.i < verb.i
            left, right = subtree_span(child)
            if child.dep_ == "xcomp" and child.i > verb.i and not match_phrase(verb, words.addressing):
                left = _object_start(verb, left)
            right = min(right, _next_cue(child, verb, words), _adding(child, words))
            right = max(right, _joined_end(child, verb))
            yield from _without_glosses(left, right, verb.doc)
        elif child.dep_ in ("csubj", "csubjpass") and child.i < verb.i:
            clausal = True
            yield subtree_span(child)
        elif child.dep_ in ("advcl", "prep") and child.lower_ == "as" and _has_object(verb):
            clausal = True
            inner = next((c for c in child.children if c.dep_ == "pcomp" and match_phrase(c, words.verbs)), None)
            first, last = (inner.i, inner.right_edge.i + 1) if inner is not None else _from_object(verb, child)
            yield from _without_glosses(first, last, verb.doc)  # quoted residents as saying C
        elif child.dep_ == "oprd" and _has_object(verb):
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
    elif (stance in BY_OBJECT or match_phrase(verb, words.objects)) and not any(
        c.dep_ == "dative" for c in verb.children
    ):
        yield from _objects(verb, words)


def _accuses(verb: Token, words: CueWords) -> bool:
    found = match_phrase(verb, words.verbs)
    return found is not None and found[0] in BY_OBJECT


def _object_start(verb: Token, left: int) -> int:
    """Where content begins that takes the verb's object for its subject: "urged the rebels to leave"."""
    for child in verb.children:
        if child.dep_ == "dobj" and verb.i < child.i < left and child.tag_ != "WP":
            return int(child.left_edge.i)
    return left


def _adding(clause: Token, words: CueWords) -> int:
    """Where content ends because its speaker says more: "said that C, adding that C"."""
    for child in clause.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i > clause.i and match_phrase(child, words.verbs):
            return int(child.left_edge.i)
    return len(clause.doc)


def _joined_end(clause: Token, verb: Token) -> int:
    """Where content ends that goes on with a verb of its own form: "agreed to share a road and pay for it"."""
    joined = [
        c for c in verb.children
        if c.dep_ == "conj" and c.tag_ == clause.tag_ != verb.tag_ and not any(g.dep_ in SUBJECTS for g in c.children)
    ]  # fmt: skip
    return max((int(c.right_edge.i) + 1 for c in joined), default=0)


def _objects(verb: Token, words: CueWords) -> Iterator[tuple[int, int]]:
    """What is accused, rejected or announced: the objects behind the verb and what hangs on it with "of" or "for"."""
    if sum(c.dep_ == "dobj" for c in verb.children) > 1:  # denied them the key
        return
    cue = match_phrase(verb, words.verbs)
    last = verb.i + (cue[1] if cue else 1)
    for child in verb.children:
        if verb.i < child.i < last and child.dep_ in ("prep", "agent"):  # referred to C: the preposition is the cue's
            yield from (subtree_span(c) for c in child.children if c.dep_ in ("pobj", "pcomp"))
        elif child.i > verb.i and (child.dep_ in ("dobj", "oprd") or child.dep_ == "prep" and child.lower_ in MATTER):
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
        again = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if (before or again) and child.dep_ == "conj" and own and child.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB"):
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
    """Cut what only says who or what something is: "the town, which rebels hold", "Idlib where rebels fight"."""
    at = left
    for token in doc[left:right]:
        relative = token.dep_ == "relcl" or token.dep_ == "appos" and any(c.dep_ == "relcl" for c in token.children)
        first = token.left_edge
        named = first.lower_ in _GLOSSING and token.head.tag_ in ("NNP", "NNPS")  # a name needs no telling apart
        if relative and first.i > at and (named or doc[first.i - 1].text == ","):
            yield at, first.i
            at = min(token.right_edge.i + 1, right)
    if at < right:
        yield at, right


def _has_object(verb: Token) -> bool:
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
            and (found[0] in BY_OBJECT or any(c.dep_ in ("ccomp", "xcomp") for c in child.children))
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


def own_aside(verb: Token) -> tuple[tuple[int, int], list[tuple[int, int]]] | None:
    """ ", X said." at the end and "C, X said on Monday, C", whatever the parse makes of it: speaker and content."""
    doc = verb.doc
    start = phrase_start(doc, verb, 0)
    if start is None or doc[start - 1].text != ",":
        start = _phrase_behind_comma(verb) or start
    lost = start is not None and lost_comma(doc, start)
    if start is None or start < 3 or not lost and doc[start - 1].text != ",":
        return None
    if any(t.text in CLOSING for t in doc[start : verb.i]):
        return None
    end = next((t.i for t in doc[verb.i + 1 : verb.i + 12] if t.text in ",-–—;" or t.tag_ in FINITE), len(doc))
    following = doc[verb.i + 1 : verb.i + 2]
    adverbial = lost and any(t.tag_ == "IN" and t.lower_ != "to" for t in following)  # said with bombs causing
    long = len(doc) - verb.i >= _TAIL and not adverbial
    if end < len(doc) and doc[end].text not in ",-–—" or end == len(doc) and long:
        return None
    return (start, verb.i), [
        (0, start - (not lost)),
        *([(end + 1, len(doc))] if doc[end:].text.startswith(",") else []),
    ]


def _phrase_behind_comma(verb: Token) -> int | None:
    """Where a noun phrase begins that fills what lies between a comma and a verb: ", fishermen on the quay said"."""
    doc, at = verb.doc, verb.i
    while at > 0 and doc[at - 1].tag_[:2] in _NOMINAL:
        at -= 1
    named = any(t.tag_.startswith("NN") for t in doc[at : at + 3])
    opens = at < verb.i and doc[at].tag_ != "IN" and named and verb.i - at <= _LONGEST_SPEAKER
    return at if opens and at > 0 and doc[at - 1].text == "," else None


def around_aside(verb: Token, subjects: list[Token]) -> Iterator[tuple[int, int]]:
    """The clause around an aside that the parse took for its main verb."""
    yield subtree_span(subjects[0])
    rest = [c for c in verb.children if c.i > verb.i and c.tag_.startswith("VB")]
    if rest:
        yield subtree_span(rest[0])
