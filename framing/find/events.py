"""Harm in one parsed sentence: each event with its doer, victim and form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .grammar import agent_of, clause_of, is_passive, match_phrase, objects_of, subject_of
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["Event", "EventWords", "find_events"]

Token = Any
_NOMINAL = ("pobj", "nsubj", "nsubjpass", "compound", "attr", "appos", "dobj")
_WITHIN = ("in", "by", "from", "during", "after", "under", "amid", "with", "through", "following", "as")


@dataclass
class Event:
    """One harm event: its word, its class, the noun of who did it and of who suffered it (None: not said)."""

    token: Token
    event: str
    form: str
    doer: Token | None
    victim: Token | None
    noun: Token | None = None  # the event or instrument noun whose owner did it


class EventWords:
    """The words of harm of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.verbs = vocabulary.phrases("events", "verbs")
        self.intransitive = vocabulary.phrases("events", "intransitive")
        self.nouns = vocabulary.groups("events", "nouns")
        self.figurative = vocabulary.forms("doing", group="figurative")
        #: Classes of harm that only people suffer.
        self.personal = frozenset(("killing", "wounding", "seizing", "torture"))
        self.suffered = vocabulary.groups("events", "suffered")
        self.instruments = vocabulary.forms("roles", group="instruments")
        self.roles = vocabulary.forms("roles")
        self.light = vocabulary.phrases("doing", "verbs", group="light")
        self.causing = vocabulary.phrases("doing", "verbs", group="causing")
        self.undergoing = vocabulary.phrases("doing", "verbs", group="undergoing")
        self.harmed = vocabulary.forms("doing", group="harmed")
        self.mutual = vocabulary.forms("doing", group="mutual")
        self.ability = vocabulary.phrases("doing", "verbs", group="ability")
        self.adverbs = vocabulary.forms("hedges", "adverbs")
        self.adjectives = vocabulary.forms("hedges", "adjectives")
        self.modals = vocabulary.forms("hedges", "modals")
        self.hedge_verbs = vocabulary.phrases("hedges", "verbs")
        self.conjunctions = vocabulary.forms("irrealis", "conjunctions")
        self.unreal = vocabulary.forms("irrealis", "modals")
        self.negations = vocabulary.forms("irrealis", "negations")

    def noun(self, token: Token) -> str | None:
        """The class of a harm noun, alone or with the word before it ("air strike")."""
        word = fold(token.text)
        only_noun = word in self.nouns and word not in self.verbs  # airstrikes, whatever the tagger says
        if not token.tag_.startswith(("NN", "VBG", "JJ")) and token.dep_ not in _NOMINAL and not only_noun:
            return None
        if token.tag_ == "VBG" and any(c.dep_ == "dobj" for c in token.children):
            return None
        if token.i and token.doc[token.i - 1].text == "-":  # cease-fire is no fire, an air-strike is a strike
            return self.nouns.get("".join(t.lower_ for t in token.doc[max(0, token.i - 2) : token.i + 1]))
        if token.i:
            pair = f"{fold(token.doc[token.i - 1].text)} {word}"
            if pair in self.nouns:
                return self.nouns[pair]
        return self.nouns.get(word)

    def as_noun(self, token: Token) -> bool:
        """Whether a harm noun was taken for a verb: "rebel shelling killed", "in regime airstrikes"."""
        if self.noun(token) is None:
            return False
        if fold(token.text) not in self.verbs:
            return True
        if token.tag_ == "VBG":
            return (
                token.i > 0
                and token.doc[token.i - 1].tag_.startswith(("NN", "JJ"))
                and token.dep_ not in ("acl", "advcl", "ROOT", "xcomp", "conj")
            )
        return token.dep_ in _NOMINAL

    def is_means(self, token: Token) -> bool:
        """Whether a noun is an event or an instrument: what does harm for somebody."""
        word = fold(token.text)
        return self.noun(token) is not None or word in self.instruments or word in self.mutual or word in self.suffered


def find_events(doc: Any, words: EventWords) -> list[Event]:
    """Find the harm events of a sentence; an event noun that a verb already speaks of is not counted again."""
    events: list[Event] = []
    used: set[int] = set()
    for token in doc:
        if token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound", "aux") and not words.as_noun(token):
            for event in _verb_events(token, words):
                events.append(event)
                used.update(t.i for t in (event.noun, event.token) if t is not None)
    for token in doc:
        if token.i not in used:
            named = _noun_event(token, words)
            if named is not None:
                events.append(named)
    return events


def _verb_events(verb: Token, words: EventWords) -> Iterator[Event]:
    match = match_phrase(verb, words.verbs)
    light = match_phrase(verb, words.light)
    if light is not None:
        made = [o for o in _acted_on(verb) if words.noun(o) or (fold(o.text) in words.instruments and match is None)]
        if made:
            noun = made[0]
            doer = agent_of(verb) if is_passive(verb) else subject_of(verb)
            yield Event(
                verb,
                words.noun(noun) or "attack",
                _form(verb, doer),
                doer,
                _suffered(noun) or _prepositional(verb),
                noun,
            )
            return
    intransitive = match_phrase(verb, words.intransitive)
    if match is not None and not (intransitive and not _acted_on(verb)):
        yield from _harm(verb, match[0], words)
    elif intransitive is not None:
        subject = subject_of(verb)
        means = _means_around(verb, words)
        if subject is not None and words.is_means(subject):
            yield Event(verb, intransitive[0], "intransitive", None, means and _suffered(means), subject)
        else:
            yield Event(verb, intransitive[0], "intransitive", None, subject, means)
    elif match_phrase(verb, words.causing) is not None:
        yield from _caused(verb, words)
    elif match_phrase(verb, words.undergoing) is not None:
        noun = next((t for t in _objects_and_prepositional(verb) if words.noun(t)), None)
        if noun is not None:
            yield Event(verb, words.noun(noun) or "attack", "nominal", None, subject_of(verb), noun)


def _harm(verb: Token, event: str, words: EventWords) -> Iterator[Event]:
    passive = is_passive(verb)
    doer = agent_of(verb) if passive else _doer(verb, words)
    objects = objects_of(verb)
    if (
        objects
        and fold(objects[0].text) in words.figurative
        or passive
        and (told := subject_of(verb)) is not None
        and fold(told.text) in words.figurative
    ):
        return
    victim = subject_of(verb) if passive else (objects[0] if objects else _prepositional(verb))
    if victim is not None and not passive and fold(victim.text) in words.instruments:  # fired mortars at the crews
        victim = _prepositional(verb, inside=False) or victim
    if victim is not None and victim.like_num and not passive:  # killed 28 and wounded 30 militants
        further = [o for c in verb.children if c.dep_ == "conj" for o in objects_of(c) if not o.like_num]
        victim = further[0] if further else victim
    if not passive and not objects and victim is None and doer is None:
        return
    if doer is not None and words.is_means(doer):
        yield Event(
            verb,
            event,
            "nominal" if words.noun(doer) and fold(doer.text) not in words.instruments else _form(verb, doer),
            None,
            victim,
            doer,
        )
    elif doer is None:
        yield Event(verb, event, "passive" if passive else "active", None, victim, _means_around(verb, words))
    else:
        yield Event(verb, event, _form(verb, doer), doer, victim)


def _doer(verb: Token, words: EventWords) -> Token | None:
    """The subject of an active verb; "hit the market killing ten" is done by who hit it, not by the market."""
    doer = subject_of(verb)
    if doer is None:
        misread = next((c for c in verb.children if c.dep_ == "aux" and words.as_noun(c)), None)
        return misread
    if not words.is_means(doer):  # days of strikes, a series of raids
        means = (p for c in doer.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
        doer = next((p for p in means if words.noun(p)), doer)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and not words.is_means(doer) and fold(doer.text) not in words.roles:
        above = clause_of(doer)
        if above != doer and above.tag_.startswith("VB"):
            return agent_of(above) if is_passive(above) else subject_of(above)
    return doer


def _form(verb: Token, doer: Token | None) -> str:
    return "passive" if is_passive(verb) else "active"


def _caused(verb: Token, words: EventWords) -> Iterator[Event]:
    """ "left 20 dead", "caused heavy losses": an event only if what follows is harm."""
    harmed = None
    for token in verb.subtree:
        near = (
            token.head == verb
            or token.head.head == verb
            and token.dep_ in ("pobj", "amod", "nummod", "acl", "conj", "acomp", "compound")
        )
        if (
            token.i > verb.i
            and near
            and (fold(token.text) in words.harmed or words.noun(token))
            and token.tag_[0] in "NJV"
        ):
            harmed = token
            break
    passive = is_passive(verb)
    if harmed is None and passive:  # the deaths were caused by
        subject = subject_of(verb)
        harmed = (
            subject if subject is not None and (fold(subject.text) in words.harmed or words.noun(subject)) else None
        )
    if harmed is None or harmed.dep_ in ("relcl", "advcl"):
        return
    doer = agent_of(verb) if passive else subject_of(verb)
    victim = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i), None)
    if victim == harmed:
        victim = _suffered(harmed)
    elif victim is None and harmed.dep_ in ("acomp", "oprd", "ccomp", "amod"):
        victim = next((c for c in harmed.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    event = words.noun(harmed) or "killing"
    if doer is not None and words.is_means(doer):
        yield Event(verb, event, "nominal", None, victim, doer)
    elif doer is not None:
        yield Event(verb, event, "active", doer, victim)
    elif passive:
        yield Event(verb, event, "passive", None, victim)


def _noun_event(token: Token, words: EventWords) -> Event | None:
    """A harm noun with its owner ("regime shelling of the town"), or a pair with a hyphen ("regime-besieged")."""
    if token.i >= 2 and token.doc[token.i - 1].text == "-":
        match = match_phrase(token, words.verbs)
        if match is not None and token.tag_ in ("VBN", "VBD", "JJ", "NN"):
            return Event(
                token, match[0], "adjectival", token.doc[token.i - 2], token.head if token.head.i > token.i else None
            )
    toll = words.suffered.get(fold(token.text)) if token.tag_.startswith("NN") else None
    if toll is not None:
        return _toll(token, toll, words)
    event = words.noun(token)
    if event is None or token.dep_ in ("compound", "amod") and token.head.i > token.i and words.is_means(token.head):
        return None
    if token.tag_ == "VBG" and token.dep_ not in ("pobj", "nsubj", "dobj", "nsubjpass", "conj", "ROOT"):
        return None
    return Event(token, event, "nominal", None, _suffered(token), token)


def _toll(token: Token, event: str, words: EventWords) -> Event:
    """A noun of loss, whose modifier is the victim: "civilian deaths", "death toll from Russian strikes"."""
    victim = _suffered(token) or next(
        (c for c in token.children if c.dep_ in ("amod", "compound", "poss") and c.i < token.i), None
    )
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
    return Event(token, event, "nominal", None, victim, means)


def _acted_on(verb: Token) -> list[Token]:
    """Objects of an active verb, subjects of a passive one, the noun of a reduced relative."""
    if is_passive(verb):
        subject = subject_of(verb)
        return [subject] if subject is not None else []
    found = objects_of(verb)
    if verb.dep_ == "relcl" and not found and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        found = [verb.head]
    return found


def _objects_and_prepositional(verb: Token) -> list[Token]:
    return objects_of(verb) + [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]


def _prepositional(verb: Token, *, inside: bool = True) -> Token | None:
    """What a verb is aimed at: "fired at X"; with `inside` also where ("struck in X")."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in (
            "on",
            "at",
            "into",
            "against",
            *(("in", "across") if inside else ()),
        ):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def _suffered(noun: Token) -> Token | None:
    """Who an event noun happened to: "attack on X", "killing of X", "civilian deaths"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "of", "against", "at", "targeting", "into", "among"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "acl" and child.lower_ in ("targeting", "hitting", "against"):
            for inner in child.children:
                if inner.dep_ == "dobj":
                    return inner
    return None


def _means_around(verb: Token, words: EventWords) -> Token | None:
    """The event in which somebody was harmed: "killed in regime shelling", "wounded by a mine"."""
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "advmod") and child.lower_ in _WITHIN:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    for noun in [inner, *inner.conjuncts]:
                        if words.is_means(noun):
                            return noun
    return None
