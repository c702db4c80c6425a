"""The words of harm: what is an attack, a weapon, a loss, and what only sounds like one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .grammar import match_phrase
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["Event", "EventWords"]

Token = Any
_NOMINAL = ("pobj", "nsubj", "nsubjpass", "compound", "attr", "appos", "dobj")


@dataclass
class Event:
    """One harm event: its word, its class, its form, the noun of who did it (None: not said).

    `patients` are the nouns that it is directly done to, `victims` those it is aimed at, the likeliest first; `noun` is
    the event or instrument noun whose owner did it.
    """

    token: Token
    event: str
    form: str
    doer: Token | None = None
    patients: list[Token] = field(default_factory=list)
    victims: list[Token] = field(default_factory=list)
    noun: Token | None = None


class EventWords:
    """The words of harm of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def doing(group: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
            return vocabulary.phrases("doing", "verbs", group=group)

        self.verbs = vocabulary.phrases("events", "verbs")
        self.intransitive = vocabulary.phrases("events", "intransitive")
        self.nouns = vocabulary.groups("events", "nouns")
        self.noun_ends = frozenset(noun.rpartition(" ")[2] for noun in self.nouns)
        #: Those that are told of for the sake of who suffered them.
        self.bodily = frozenset(("killing", "wounding", "displacement"))
        self.suffered = vocabulary.groups("events", "suffered")
        #: Classes of harm that only people suffer.
        self.personal = frozenset(("killing", "wounding", "seizing", "torture", "displacement"))
        self.contests = vocabulary.forms("doing", group="contest")
        self.figurative = vocabulary.forms("doing", group="figurative") | self.contests
        self.using, self.fire = (vocabulary.forms("doing", "nouns", group=group) for group in ("using", "fire"))
        self.envoys = vocabulary.forms("doing", "nouns", group="envoys")
        self.waged = vocabulary.forms("doing", "nouns", group="waged")
        self.unions = vocabulary.forms("doing", group="unions")
        self.strikers = vocabulary.forms("people", group="civilians") | vocabulary.forms("sources", group="witnesses")
        self.instruments = vocabulary.forms("roles", group="instruments")
        self.roles = vocabulary.forms("roles")
        self.civilians = vocabulary.forms("people", group="civilians")
        self.places = vocabulary.forms("people", group="places") | vocabulary.forms("places", "nouns")
        self.persons = self.roles - self.instruments | vocabulary.forms("people", group="civilians")
        self.light, self.landing = doing("light"), doing("landing")
        self.firing = doing("firing") | doing("setting")
        self.taking = doing("taking")
        self.land = vocabulary.forms("doing", "nouns", group="taking")
        self.heights = vocabulary.forms("doing", "nouns", group="positions")
        self.lives = vocabulary.forms("doing", "nouns", group="losing")
        self.causing, self.undergoing, self.losing = doing("causing"), doing("undergoing"), doing("losing")
        self.claiming = vocabulary.phrases("responsibility", "verbs", group="claim_harm")
        self.holding, self.captives = doing("holding"), vocabulary.forms("doing", "nouns", group="holding")
        self.harmed = vocabulary.forms("doing", group="harmed")
        self.body = vocabulary.forms("doing", group="body")
        self.stricken = vocabulary.forms("doing", group="stricken")
        self.mutual = vocabulary.forms("doing", group="mutual")
        self.depicting = vocabulary.forms("doing", group="depicting")
        self.undertakings = vocabulary.forms("doing", group="undertaking")
        self.wordy, self.scolding, self.withholding = doing("wordy"), doing("scolding"), doing("withholding")
        self.forces = vocabulary.forms("roles", group="forces")
        self.offices = vocabulary.forms("naming", "nouns", group="titles") - self.forces
        self.ability, self.ending, self.managing = doing("ability"), doing("ending"), doing("managing")
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
        if word not in self.noun_ends and not (token.i and token.doc[token.i - 1].text == "-"):
            return None
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
        return None if word not in self.nouns or self.is_figure(token) else self.nouns[word]

    def is_figure(self, noun: Token) -> bool:
        """Whether a harm noun is a figure of speech or stopped work: a heart attack, a strike by teachers."""
        for child in noun.children:
            if child.dep_ in ("compound", "amod") and fold(child.text) in self.figurative:
                return True
            for inner in child.children:
                if inner.dep_ != "pobj" or child.lower_ not in ("of", "by"):
                    continue
                if child.lower_ == "of" and fold(inner.text) in self.figurative:
                    return True
                if fold(noun.text) in self.unions and fold(inner.text) in self.strikers:
                    return True
        return False

    def as_noun(self, token: Token) -> bool:
        """Whether a harm noun was taken for a verb: "rebel shelling killed", "in regime airstrikes"."""
        if self.noun(token) is None:
            return False
        if fold(token.text) not in self.verbs:
            return True
        if token.tag_ == "VBG":
            before = token.i > 0 and token.doc[token.i - 1].tag_.startswith(("NN", "JJ"))
            after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
            inside = before and token.doc[token.i - 1].dep_ == "pobj" and after.tag_ in ("IN", ".", ",")
            faced = token.dep_ == "xcomp" and after.lower_ == "by" and bool(match_phrase(token.head, self.undergoing))
            following = inside or faced or after.lower_ == "of"  # killed in regime shelling on the town
            return following or before and token.dep_ not in ("acl", "advcl", "ROOT", "xcomp", "conj")
        return token.dep_ in _NOMINAL

    def is_instrument(self, token: Token) -> bool:
        """Whether a noun is a weapon or what carries one."""
        hyphen = token.i > 0 and token.doc[token.i - 1].text == "-"  # a cease-fire
        pair = f"{fold(token.doc[token.i - 1].text)} {fold(token.text)}" if token.i else ""
        return (fold(token.text) in self.instruments or pair in self.instruments) and not hyphen

    def is_means(self, token: Token) -> bool:
        """Whether a noun is an event or an instrument: what does harm for somebody."""
        word = fold(token.text)
        other = word in self.mutual or word in self.suffered
        return other or self.noun(token) is not None or self.is_instrument(token)

    def _is_figurative(self, verb: Token) -> bool:
        """Whether a verb of harm has the object of a figure of speech: "abusing his power"."""
        return any(c.dep_ == "dobj" and fold(c.text) in self.figurative for c in verb.children)

    def is_harmful(self, token: Token) -> bool:
        """Whether a word speaks of harm at all: an event, a weapon, a loss."""
        word = fold(token.text)
        return (
            self.noun(token) is not None
            or word in self.mutual
            or word in self.suffered
            or word in self.harmed
            or match_phrase(token, self.verbs) is not None
            and not self._is_figurative(token)
            or match_phrase(token, self.intransitive) is not None
        )
