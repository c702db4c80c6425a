"""Denials beside a claim: "which Moscow denies", "a charge that the army called a lie"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .grammar import agent_of, is_passive, match_phrase, objects_of, subject_of
from .responsibility import ResponsibilityWords
from .text import fold

__all__ = ["denies", "denying_subjects"]

Token = Any
_BACK = ("it", "this", "that", "which", "them", "these", "so")


def denying_subjects(doc: Any, words: ResponsibilityWords) -> Iterator[tuple[Token, Token]]:
    """Yield (verb, who denies) where somebody rejects what else the sentence says, without repeating it."""
    for verb in doc:
        if not verb.tag_.startswith("VB"):
            continue
        if not denies(verb, words):
            continue
        who = agent_of(verb) if is_passive(verb) else subject_of(verb)
        what = [subject_of(verb)] if is_passive(verb) else objects_of(verb)
        if who is not None and (any(_points_back(t, words) for t in what if t is not None) or _relates(verb)):
            yield verb, who


def denies(verb: Token, words: ResponsibilityWords) -> bool:
    """Whether a verb rejects what is said, or calls it untrue."""
    return match_phrase(verb, words.deny) is not None or (
        match_phrase(verb, words.call) is not None and _untrue(verb, words)
    )


def _points_back(noun: Token, words: ResponsibilityWords) -> bool:
    """Whether a noun stands for what was said before: "it", "the charge"."""
    if noun.lower_ in _BACK:
        return True
    said = fold(noun.text) in words.accusation
    return said and not any(c.dep_ in ("acl", "relcl", "prep") for c in noun.children)


def _relates(verb: Token) -> bool:
    """ "a charge Moscow denies", "which the YPG denies"."""
    return verb.dep_ == "relcl" and (
        not any(c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children)
    )


def _untrue(verb: Token, words: ResponsibilityWords) -> bool:
    return any(fold(t.text) in words.untruths for t in verb.subtree if t.i > verb.i and t.head.i >= verb.i)
