"""Whether a harm is said to have happened, and how certainly."""

from __future__ import annotations

from typing import Any

from .grammar import auxiliaries, match_phrase
from .harm import EventWords
from .text import fold

__all__ = ["hedged", "status"]

Token = Any
_CLIMB = 6  # steps up from an event to what decides over it
_FROM = ("after", "amid", "during", "from", "since")  # behind these harm is taken for granted: shelter from raids
_FINITE = ("VBD", "VBZ", "VBP")


def status(token: Token, words: EventWords, *, owned: bool = False) -> str:
    """Return ``real``, ``negated`` or ``unreal`` for an event: has it happened according to who speaks?

    `owned`: the event is a noun with its doer ("Russia's seizure"), which takes for granted that it happened, whatever
    is said of it; "a Russian invasion would" does not.
    """
    if not (token.tag_.startswith("NN") or words.as_noun(token)):
        return _of_clause(token, words)
    if any(c.lower_ == "no" for c in token.children):
        return "negated"
    above, fled = token, False
    while above.head != above and not above.head.tag_.startswith(("VB", "MD")):
        above = above.head
        fled = fled or above.lower_ in _FROM and above.dep_ == "prep"
    if match_phrase(above.head, words.ending):  # "halt all attacks": there are some
        return "real"
    hangs = above.dep_ in ("dobj", "xcomp", "pobj", "ccomp", "prep")
    if match_phrase(above.head, words.ability) and not fled and hangs:
        return "unreal"
    if above.head.tag_ == "MD" and above.i > above.head.i:
        return "unreal"  # "Should the regime attack", read as a noun
    granted = owned and not any(c.lower_ in ("a", "an", "any") for c in token.children)
    return "real" if granted or above.head == above else _of_clause(above.head, words)


def _of_clause(verb: Token, words: EventWords) -> str:
    for _ in range(_CLIMB):
        state = _of_verb(verb, words) if verb.tag_.startswith(("VB", "MD")) else None
        if state is not None:
            return state
        if verb.dep_ in ("ccomp", "acl", "relcl") and _without_sign(verb.head, words):
            return "negated"
        if verb.dep_ == "ccomp" and verb.head.dep_ in ("xcomp", "pcomp") and _withheld(verb.head, words):
            return "unreal"
        if verb.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return "real"
        if verb.dep_ in ("ROOT", "ccomp", "relcl", "parataxis") or verb.head == verb:
            return "real"
        if verb.dep_ == "acl" and verb.tag_ == "VB":
            return "unreal"
        if verb.dep_ == "advcl" and verb.tag_ in _FINITE:
            return "real"
        if verb.tag_ == "VBG" and any(c.dep_ == "nsubj" for c in verb.children):
            return "real"  # "warned of Russia moving troops"
        if verb.tag_ == "VBG" and verb.dep_ in ("dobj", "xcomp", "pobj", "ccomp", "pcomp"):
            if match_phrase(verb.head, words.ability):
                return "unreal"
        verb = verb.head
    return "real"


def _of_verb(verb: Token, words: EventWords) -> str | None:
    """What the auxiliaries, conjunctions and negations of a verb make of it; None: ask the clause above."""
    lowered = [fold(a.text) for a in auxiliaries(verb)]
    perfect = any(a in ("have", "'ve") for a in lowered)
    denied = (c for c in verb.children if c.dep_ in ("neg", "preconj"))
    if any(a in words.negations for a in lowered) or any(c.lower_ in words.negations for c in denied):
        return "unreal" if perfect and any(a in words.unreal for a in lowered) else "negated"  # would not have bombed
    if any(a in words.unreal for a in lowered) or (any(a in words.modals for a in lowered) and not perfect):
        return "unreal"
    subjects = [c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(c.dep_ in ("aux", "auxpass") and c.i < at for at in subjects for c in verb.children):
        return "unreal"  # "Had Moscow bombed the bridge"
    if any(c.lower_ in words.conjunctions for c in verb.children if c.dep_ in ("mark", "advmod")):
        return "unreal"
    to = any(c.tag_ == "TO" for c in verb.children)
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and to and not perfect:
        purpose = verb.dep_ == "advcl" and not any(
            match_phrase(verb.head, table) for table in (words.light, words.firing, words.managing)
        )
        if match_phrase(verb.head, words.ability) or purpose or verb.head.tag_.startswith(("NN", "JJ")):
            return "unreal"
    return None


def _withheld(saying: Token, words: EventWords) -> bool:
    """Whether what somebody might say is not said: "refused to say that", "stopped short of saying that"."""
    above = saying.head if saying.dep_ == "xcomp" else saying.head.head
    return match_phrase(above, words.withholding) is not None


def _without_sign(above: Token, words: EventWords) -> bool:
    """Whether what speaks of an event is said not to be there: "found nothing to show that", "no sign that"."""
    for near in (above, above.head):
        if near.tag_.startswith("NN") and (
            fold(near.text) in words.negations or any(c.lower_ == "no" and c.dep_ == "det" for c in near.children)
        ):
            return near == above or above.dep_ in ("relcl", "acl")
    return False


def hedged(token: Token, doer: Token | None, noun: Token | None, words: EventWords) -> bool:
    """Whether a hedge stands on the event, on its doer, or on the verb that it depends on."""
    for near in (token, doer, noun):
        if near is not None and _hedges(near, words):
            return True
    verb = token
    for _ in range(_CLIMB - 1):
        lowered = [fold(a.text) for a in auxiliaries(verb)] if verb.tag_.startswith("VB") else []
        if any(a in words.modals for a in lowered) or any(
            fold(c.text) in words.adverbs for c in verb.children if c.dep_ in ("advmod", "acomp")
        ):
            return True
        parent = verb.head
        doubted = match_phrase(parent, words.hedge_verbs) is not None
        if verb.dep_ in ("ccomp", "conj") and doubted and any(c.lower_ == "it" for c in parent.children):
            return True
        if any(
            c.dep_ == "parataxis" and match_phrase(c, words.hedge_verbs) and any(s.lower_ == "it" for s in c.children)
            for c in verb.children
        ):  # "had, it is believed, been planted"
            return True
        if parent == verb or verb.dep_ in ("relcl", "ccomp", "conj", "parataxis", "advcl"):
            return False
        if verb.dep_ in ("xcomp", "acomp", "oprd") and doubted:
            return True
        if verb.dep_ == "xcomp" and fold(parent.text) in words.adjectives:
            return True
        verb = parent
    return False


def _hedges(near: Token, words: EventWords) -> bool:
    for child in near.children:
        word = fold(child.text)
        hedge = word in words.adjectives or word in words.adverbs
        if hedge and child.dep_ in ("amod", "advmod", "det", "compound"):
            return True
        if child.dep_ in ("relcl", "acl") and match_phrase(child, words.hedge_verbs):
            return True  # warplanes thought to be Russian
        if child.dep_ == "amod" and any(fold(g.text) in words.adverbs for g in child.children):
            return True
    return False
