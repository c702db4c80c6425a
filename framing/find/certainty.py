"""Whether a harm is said to have happened, and how certainly."""

from __future__ import annotations

from typing import Any

from .events import EventWords
from .grammar import auxiliaries, match_phrase
from .text import fold

__all__ = ["hedged", "status"]

Token = Any


def status(token: Token, words: EventWords) -> str:
    """Return ``real``, ``negated`` or ``unreal`` for an event: has it happened according to who speaks?"""
    verb = token
    steps = 0
    while steps < 6:
        if verb.tag_.startswith(("VB", "MD")):
            lowered = [fold(a.text) for a in auxiliaries(verb)]
            perfect = any(a in ("have", "'ve") for a in lowered)
            if any(a in words.negations for a in lowered) or any(
                c.lower_ in words.negations for c in verb.children if c.dep_ in ("neg", "preconj")
            ):
                return "negated"
            if any(a in words.unreal for a in lowered) or (any(a in words.modals for a in lowered) and not perfect):
                return "unreal"
            if any(
                c.dep_ in ("aux", "auxpass") and c.i < s.i
                for s in verb.children
                if s.dep_ in ("nsubj", "nsubjpass")
                for c in verb.children
            ):
                return "unreal"  # "Had Moscow bombed the bridge"
            if any(c.lower_ in words.conjunctions for c in verb.children if c.dep_ in ("mark", "advmod")):
                return "unreal"
            if verb.dep_ in ("xcomp", "ccomp", "advcl") and any(c.tag_ == "TO" for c in verb.children) and not perfect:
                if (
                    match_phrase(verb.head, words.ability)
                    or verb.dep_ == "advcl"
                    or verb.head.tag_.startswith(("NN", "JJ"))
                ):
                    return "unreal"
        if verb.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return "real"
        if verb.dep_ in ("ROOT", "ccomp", "relcl", "parataxis") or verb.head == verb:
            return "real"
        if verb.dep_ in ("acl",) and verb.tag_ == "VB":
            return "unreal"
        if verb.dep_ == "advcl" and verb.tag_ in ("VBD", "VBZ", "VBP"):
            return "real"
        parent = verb.head
        if (
            verb.tag_.startswith(("NN", "VBG"))
            and match_phrase(parent, words.ability)
            and verb.dep_ in ("dobj", "xcomp", "pobj", "ccomp")
        ):
            return "unreal"
        if verb.tag_.startswith("NN") and any(c.lower_ == "no" for c in verb.children):
            return "negated"
        verb, steps = parent, steps + 1
    return "real"


def hedged(token: Token, doer: Token | None, noun: Token | None, words: EventWords) -> bool:
    """Whether a hedge stands on the event, on its doer, or on the verb that it depends on."""
    for near in (token, doer, noun):
        if near is None:
            continue
        for child in near.children:
            word = fold(child.text)
            if child.dep_ in ("amod", "advmod", "det", "compound") and (
                word in words.adjectives or word in words.adverbs
            ):
                return True
            if child.dep_ in ("relcl", "acl") and match_phrase(
                child, words.hedge_verbs
            ):  # warplanes thought to be Russian
                return True
            if child.dep_ == "amod" and any(fold(g.text) in words.adverbs for g in child.children):
                return True
    verb, steps = token, 0
    while steps < 5:
        lowered = [fold(a.text) for a in auxiliaries(verb)] if verb.tag_.startswith("VB") else []
        if any(a in words.modals for a in lowered) or any(
            fold(c.text) in words.adverbs for c in verb.children if c.dep_ in ("advmod", "acomp")
        ):
            return True
        parent = verb.head
        if (
            verb.dep_ == "ccomp"
            and match_phrase(parent, words.hedge_verbs)
            and any(c.lower_ == "it" for c in parent.children)
        ):
            return True
        if parent == verb or verb.dep_ in ("relcl", "ccomp", "conj", "parataxis", "advcl"):
            return False
        if verb.dep_ in ("xcomp", "acomp", "oprd") and match_phrase(parent, words.hedge_verbs):
            return True
        if verb.dep_ == "xcomp" and fold(parent.text) in words.adjectives:
            return True
        verb, steps = parent, steps + 1
    return False
