"""Small questions put to a dependency parse: who is the subject, what belongs to a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = [
    "SUBJECTS",
    "agent_of",
    "auxiliaries",
    "clause_of",
    "conjuncts",
    "is_passive",
    "match_phrase",
    "objects_of",
    "phrase_span",
    "subject_of",
    "subtree_around",
    "subtree_span",
]

Token = Any
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_WHERE = ("across", "against", "around", "at", "in", "inside", "into", "near", "on", "outside")
_CUT = ("relcl", "acl", "appos", "advcl", "parataxis", "ccomp")


def match_phrase(token: Token, table: dict[str, list[tuple[tuple[str, ...], str]]]) -> tuple[str, int] | None:
    """Look a token and those behind it up in ``Vocabulary.phrases``; return (group, tokens matched).

    The words of a phrase may be parted by one object ("pinned the blame on").
    """
    entries = table.get(token.lower_)
    if not entries:
        return None
    doc = token.doc
    for rest, group in entries:
        at = token.i
        for word in rest:
            at = next((i for i in range(at + 1, min(at + 6, len(doc))) if doc[i].lower_ == word), -1)
            if at < 0:
                break
        if at >= 0:
            return group, at - token.i + 1
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive: "was killed", "killed by", a bare participle behind its noun."""
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and any(c.dep_ == "auxpass" for c in verb.children)):
        return (
            verb.tag_ == "VBD"
            and any(c.dep_ == "agent" for c in verb.children)
            and not any(c.dep_ == "nsubj" for c in verb.children)
        )
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return is_passive(verb.head)
    if verb.dep_ == "acl" and any(t.tag_ == "WDT" for t in verb.doc[max(0, verb.head.left_edge.i - 1) : verb.head.i]):
        return False  # "the raid, which the army blamed on the rebels": read as the blamed army
    bare = ("acl", "xcomp", "oprd")  # 20 killed in a raid, 20 reported killed
    return verb.dep_ in bare and verb.tag_ == "VBN" and not any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children)


def _own_subject(verb: Token) -> Token | None:
    """Return the head of the subject that stands in a verb's own clause."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in _WHERE:
        return None  # "hit a mill in Sumy killing ten": Sumy was read as who killed
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if len(subjects) > 1 and any(t.text == ":" for t in verb.doc[subjects[0].i : subjects[-1].i]):
        return subjects[-1]  # "The General Staff: Russian troops shelled"
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in ("who", "which", "that") and child.tag_ in ("WP", "WDT"):
                if verb.dep_ == "relcl":
                    return verb.head
                return next((c for c in verb.head.children if verb.dep_ == "ccomp" and c.dep_ == "attr"), child)
            return child
        if child.dep_ == "csubj" and child.tag_ == "VBG":  # "feuding factions were": read as a clause
            inside = next((c for c in child.children if c.dep_ == "dobj"), None)
            if inside is not None and inside.i + 1 == verb.i:
                return inside
    return None


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """Return the head of a verb's subject, its own or the one it shares with the clause it hangs on."""
    own = _own_subject(verb)
    if own is not None:
        return own
    if depth > 4:
        return None
    head = verb.head
    if verb.dep_ in ("acl", "advcl") and head.tag_.startswith(("NN", "PRP")):
        return head
    if verb.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBZ", "VBP"):  # "denies Damascus carried out": read as its object
        before = [c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i]
        return before[-1] if before and before[-1].right_edge.i + 1 == verb.left_edge.i else None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(head):
        return agent_of(head)
    if verb.dep_ == "relcl":
        return head if not any(c.dep_ in SUBJECTS for c in verb.children) else None
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP") and head.tag_ in ("VBG", "VB"):
        while head.tag_ in ("VBG", "VB", "IN") and head.head != head:  # a finite verb joins no gerund: misread
            head = head.head
        return subject_of(head, depth=depth + 1)
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep") and head != verb:
        if verb.dep_ in ("xcomp", "advcl") and (asked := _asked(verb, head)) is not None:
            return asked
        if verb.dep_ == "xcomp":
            for child in head.children:
                if child.dep_ == "dobj" and child.i < verb.i:
                    return child
            if head.tag_.startswith("JJ"):  # X is likely to have done
                return subject_of(head.head, depth=depth + 1)
        if verb.dep_ == "pcomp":
            above = _verb_above(head)
            person = next((c for c in above.children if c.dep_ == "dobj"), None)
            if head.lower_ in ("of", "for", "from") and person is not None and person.i < head.i:  # accused X of doing
                return person
            if is_passive(above):  # X was accused of doing; killed by doing
                return subject_of(above, depth=depth + 1) if head.lower_ in ("of", "for") else agent_of(above)
            return subject_of(above, depth=depth + 1)
        return (
            subject_of(head, depth=depth + 1) if head.tag_.startswith("VB") or head.dep_ in ("ROOT", "prep") else None
        )
    return None


def _asked(verb: Token, head: Token) -> Token | None:
    """Return who is called on to do something: "called on X to halt"."""
    to = any(c.tag_ == "TO" for c in verb.children)
    on = (c for c in head.children if c.lower_ in ("on", "upon") and c.i == head.i + 1)
    return next((p for c in on for p in c.children if p.dep_ == "pobj"), None) if to else None


def _verb_above(token: Token) -> Token:
    while token.head != token and not token.tag_.startswith("VB"):
        token = token.head
    return token


def agent_of(verb: Token) -> Token | None:
    """Return the head of the by-phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    return inner
    return None


def objects_of(verb: Token) -> list[Token]:
    """Return the heads of a verb's direct objects."""
    if verb.dep_ == "amod" and any(c.dep_ == "nsubj" for c in verb.children) and verb.head.i > verb.i:
        return conjuncts(verb.head)  # "activists suspect rebels", read as an adjective
    return [o for c in verb.children if c.dep_ in ("dobj", "dative", "oprd") for o in conjuncts(c)]


def conjuncts(noun: Token) -> list[Token]:
    """Return a noun and those joined to it by "and" or "or"."""
    found = [noun]
    for child in noun.children:
        if child.dep_ == "conj" and child.tag_[0] in "NPCDJ":
            found += conjuncts(child)
    return found


def auxiliaries(verb: Token) -> Iterator[Token]:
    """Yield the auxiliaries and negations of a verb, and of the one it is joined to."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg"):
            yield child
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        yield from auxiliaries(verb.head)


def clause_of(token: Token) -> Token:
    """Climb to the verb that heads the clause of a token (the root if there is none)."""
    while token.head != token and not (token.tag_.startswith(("VB", "MD")) and token.dep_ not in ("amod", "compound")):
        token = token.head
    return token


def subtree_span(token: Token) -> tuple[int, int]:
    """Return first and last+1 token index of a subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def subtree_around(token: Token, hole: Token) -> Iterator[tuple[int, int]]:
    """Yield the runs of a subtree before and behind another subtree inside it."""
    left, right = subtree_span(token)
    hole_left, hole_right = subtree_span(hole)
    if hole_left - left > 0:
        yield left, hole_left
    if right - hole_right > 1:
        yield hole_right, right


def phrase_span(noun: Token) -> tuple[int, int]:
    """Return the token span of a noun phrase without relative clauses, appositions and what follows a comma."""
    left, right = noun.left_edge.i, noun.i + 1
    for child in noun.rights:
        if child.dep_ in _CUT or child.dep_ == "punct":
            break
        right = child.right_edge.i + 1
        cut = next((t for t in noun.doc[child.i : right] if t.dep_ in ("relcl", "acl")), None)
        if cut is not None:
            right = cut.left_edge.i
            break
    while left < noun.i and noun.doc[left].dep_ in ("punct", "cc", "advmod", "prep"):
        left += 1
    while right > noun.i + 1 and noun.doc[right - 1].is_punct:
        right -= 1
    return left, right
