"""Who did it and who did not, in one breath: "the rebels, not the army", "X rather than Y", "not X but Y"."""

from __future__ import annotations

from typing import Any

from .grammar import conjuncts

__all__ = ["contrasted"]

Token = Any
_PAIRS = (("rather", "than"), ("instead", "of"))
_WITHIN = ("det", "amod", "compound", "poss", "nummod", "case")


def contrasted(noun: Token) -> tuple[list[Token], list[Token]]:
    """Return the nouns joined to a noun (itself among them) that are meant, and those that are set aside."""
    while noun.dep_ in ("conj", "appos") and noun.head != noun and noun.tag_.startswith("NN"):
        if not _marked(noun) and not _marked(noun.head):
            break
        noun = noun.head
    beside = [c for c in noun.children if c.dep_ == "appos" and _marked(c)]
    following = _after_pair(noun)
    nouns = list(dict.fromkeys([*conjuncts(noun), *beside, *following]))
    instead = any(c.lower_ == "but" and c.dep_ == "cc" for c in noun.children)
    aside = [t for t in nouns if t in following or _marked(t) and (t != noun or instead)]
    return [t for t in nouns if t not in aside], aside


def _marked(noun: Token) -> bool:
    """Whether "not", "rather than" or "instead of" stands before a noun."""
    doc, at = noun.doc, noun.i
    while at > 0 and doc[at - 1].dep_ in _WITHIN and (doc[at - 1].head == noun or doc[at - 1].head.head == noun):
        at -= 1
    before = doc[at - 1].lower_ if at else ""
    return before == "not" or at > 1 and (doc[at - 2].lower_, before) in _PAIRS


def _after_pair(noun: Token) -> list[Token]:
    """The noun behind "rather than" or "and not", however it is attached."""
    doc = noun.doc
    for at in range(noun.i + 1, min(noun.right_edge.i + 3, len(doc) - 2)):
        if (doc[at].lower_, doc[at + 1].lower_) in (*_PAIRS, ("and", "not"), (",", "not")):
            return [t for t in doc[at + 2 : at + 6] if t.tag_.startswith("NN") and t.dep_ not in _WITHIN][:1]
    return []
