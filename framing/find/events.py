"""Harm in one parsed sentence: each event with its doer, victims and form."""

from __future__ import annotations

from typing import Any

from .acts import suffered_by, verb_events
from .grammar import match_phrase
from .harm import Event, EventWords
from .text import fold

__all__ = ["Event", "EventWords", "find_events"]

Token = Any
_CLOSED = frozenset("DT IN CC TO PRP PRP$ MD CD , . : `` '' -LRB- -RRB- HYPH POS WDT WP WRB EX RP PDT RB SYM".split())
_WITHIN = ("in", "by", "from", "during", "after", "under", "amid", "with", "through", "following", "as")


def find_events(doc: Any, words: EventWords) -> list[Event]:
    """Find the harm events of a sentence; an event noun that a verb already speaks of is not counted again."""
    events: list[Event] = []
    used: set[int] = set()
    for token in doc:
        if token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound", "aux") and not words.as_noun(token):
            for event in verb_events(token, words):
                events.append(event)
                used.update(t.i for t in (event.noun, event.token) if t is not None)
    for token in doc:
        misread = _misread(token, words)
        if misread is not None:
            events.append(misread)
            used.add(token.i)
    for token in doc:
        if token.i not in used and token.tag_ not in _CLOSED:
            named = _noun_event(token, words)
            if named is not None:
                events.append(named)
    return events


def _misread(token: Token, words: EventWords) -> Event | None:
    """A finite verb that was read as an adjective of its object: "before Russia annexed Crimea"."""
    before = token.doc[token.i - 1] if token.i else token
    if token.tag_ != "VBD" or token.dep_ != "amod" or token.head.i < token.i or not before.tag_.startswith("NN"):
        return None
    match = match_phrase(token, words.verbs)
    return None if match is None else Event(token, match[0], "active", before, [token.head])


def _noun_event(token: Token, words: EventWords) -> Event | None:
    """A harm noun with its owner ("regime shelling of the town"), or a pair with a hyphen ("regime-besieged")."""
    if token.i >= 2 and token.doc[token.i - 1].text == "-" and token.tag_ in ("VBN", "VBD", "JJ", "NN"):
        match = match_phrase(token, words.verbs)
        if match is not None:
            whom = [token.head] if token.head.i > token.i else []
            return Event(token, match[0], "adjectival", token.doc[token.i - 2], [], whom)
        done = any(match_phrase(token, table) for table in (words.causing, words.firing, words.light))
        if done and token.dep_ == "amod" and words.is_means(token.head):
            event = words.noun(token.head) or "attack"
            return Event(token, event, "adjectival", token.doc[token.i - 2], [], suffered_by(token.head))
    toll = words.suffered.get(fold(token.text)) if token.tag_.startswith(("NN", "JJ")) else None
    if toll is not None and (token.tag_ != "JJ" or token.dep_ in ("nsubj", "pobj", "nsubjpass")):
        return _toll(token, toll, words)
    event_class = words.noun(token)
    if event_class is None:
        return _war(token) if fold(token.text) in words.waged else None
    fire = any(fold(t.text) in words.fire for t in (token, token.head, *token.conjuncts))  # rocket and artillery fire
    if words.is_instrument(token) and not fire:  # missiles harm nobody, their use does
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        if fold(above.text) not in words.using:
            return None
        return Event(above, event_class, "nominal", None, [], suffered_by(above), above)
    if token.dep_ in ("compound", "amod") and token.head.i > token.i and words.is_means(token.head):
        return None
    nominal = ("pobj", "nsubj", "dobj", "nsubjpass", "conj", "ROOT")
    if token.tag_ == "VBG" and token.dep_ not in nominal and not words.as_noun(token):
        return None
    of = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return Event(token, event_class, "nominal", None, of, suffered_by(token), token)


def _war(token: Token) -> Event | None:
    """A war that is one side's: "Russia's war on Ukraine", "the government's war against its people"."""
    owned = any(c.dep_ == "poss" for c in token.children)
    whom = [p for c in token.children if c.lower_ in ("on", "against") for p in c.children if p.dep_ == "pobj"]
    return Event(token, "attack", "nominal", None, [], whom, token) if owned and whom else None


def _toll(token: Token, event: str, words: EventWords) -> Event:
    """A noun of loss, whose modifier is the victim: "civilian deaths", "death toll from Russian strikes"."""
    before = [c for c in token.children if c.dep_ in ("amod", "compound", "poss") and c.i < token.i]
    means = next(
        (
            p
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in _WITHIN
            for p in c.children
            if p.dep_ == "pobj" and words.is_means(p)
        ),
        None,
    )
    return Event(token, event, "nominal", None, [], [*suffered_by(token), *before], means)
