"""Who is harmed: the side, the civilians or others behind the noun that harm is done to."""

from __future__ import annotations

from typing import Any

from .actors import SentenceActors
from .antecedents import PRONOUNS, may_mean
from .grammar import agent_of, conjuncts, phrase_span
from .text import fold

__all__ = ["Victims"]

Token = Any
Span = tuple[int, int]
_DEEP = 4  # steps from a noun to whose it is
_NEAR = 6  # nouns back in which a pronoun finds what was harmed
_IN = ("across", "at", "in", "inside", "into", "on", "throughout")
_WHERE = ("where", "which", "that", "whose")
_MANY = frozenset("more dozens scores hundreds thousands others dead".split())
_NOBODY = frozenset("anyone anybody nobody none one each something nothing anything".split())


class Victims:
    """Answers who is harmed where a noun of the sentence is the object of harm."""

    def __init__(self, actors: SentenceActors) -> None:
        self.actors, self.words = actors, actors.words

    def find(
        self, noun: Token, *, person: bool = False, land: bool = False, doers: frozenset[str] = frozenset()
    ) -> tuple[str | None, Span]:
        """Return an actor, civilians, ``other`` or None, and the words that stand for it.

        With `person`, the harm is one that only people suffer (killing, wounding): whoever it is counts as a civilian.
        With `land`, it is done to territory (annexing): a place is harmed with whoever it belongs to. A pronoun does
        not point to the `doers`.
        """
        for head in conjuncts(noun):
            victim = self._one(head, person, land, doers, 0)
            if victim == self.words.people:
                victim = self._land(doers) or victim
            if victim is not None and victim not in doers:
                return victim, phrase_span(noun)
        return None, phrase_span(noun)

    def _land(self, doers: frozenset[str]) -> str | None:
        """The people in whose land all of it happens, where a people counts as its side: "killed nine in Gaza"."""
        hits = self.actors.weak | self.actors.by_token
        lands = {
            hits[t.i].referent for t in self.actors.doc
            if t.i in hits and t.dep_ == "pobj" and t.head.lower_ in _IN and hits[t.i].kind in ("place", "alias")
        }  # fmt: skip
        lands = {land for land in lands if land in self.words.nationals}
        return lands.pop() if len(lands) == 1 and not lands <= doers else None

    def _one(self, head: Token, person: bool, land: bool, doers: frozenset[str], depth: int) -> str | None:
        word = fold(head.text)
        hit = self.actors.by_token.get(head.i)
        if hit is not None and not self.actors.only_modifies(head):
            return hit.referent
        if depth > _DEEP or word in _NOBODY:
            return None
        if word in PRONOUNS:
            return self._relative(head, doers, depth) or self._pointed(head, doers, depth)
        nation = self._nation(head)
        if word in self.words.bare and not land and nation is None:
            return None  # "a mainly Kurdish town", "the Syrian capital": a place, and nobody's
        return (
            nation
            or self._beside(head, doers, depth)
            or self._whose(head, land, doers, depth)
            or self._kind(head, person, land, doers, depth)
        )

    def _nation(self, head: Token) -> str | None:
        """The people that a noun belongs to, where a people counts as its side: "a Palestinian widow's greenhouse"."""
        weak = self.actors.weak
        before = [t for c in head.children if c.i < head.i and c.dep_ != "relcl" for t in c.subtree]
        for token in [head, *before]:
            hit = weak.get(token.i)
            if hit is not None and hit.referent in self.words.nationals and not self.actors.only_modifies(token):
                return hit.referent
        return None

    def _beside(self, head: Token, doers: frozenset[str], depth: int) -> str | None:
        """A name set beside: "her brother, a Ukrainian conscript"."""
        for child in head.children:
            if child.dep_ == "appos" and (child.tag_.startswith("NN") or child.i in self.actors.by_token):
                victim = self._one(child, False, False, doers, depth + 1)
                if victim not in (None, self.words.people, "other"):
                    return victim
        return None

    def _whose(self, head: Token, land: bool, doers: frozenset[str], depth: int) -> str | None:
        """The actor that the harmed belongs to: "army posts", "a police kiosk", "an ambulance of the army"."""
        words, word = self.words, fold(head.text)
        mine = next((c for c in head.children if c.dep_ == "poss"), None)
        if mine is not None and mine.lower_ in PRONOUNS:
            owner = self._relative(mine, doers, depth) or self._pointed(mine, doers, depth)
            homely = word in words.civilians | words.places and word not in words.counted
            if owner in words.nationals or owner is not None and not homely:
                return owner
            return None
        owners = self.actors.owners(head, agents=False, avoid=doers)
        if word in words.civilians or word in words.places:
            theirs = [a for a in owners if a in words.nationals]
            if word in words.counted or word in words.quarters:
                theirs = owners
            if not theirs and word not in words.civilians:
                theirs = self._of(head)
            return theirs[0] if theirs else None
        if owners:
            return owners[0]
        nation = next((self.actors.weak[t.i].referent for t in head.lefts if t.i in self.actors.weak), None)
        if nation is not None and (land or word not in words.fighters | words.roles):
            return nation
        if mine is not None and mine.i not in self.actors.weak:
            return self._one(mine, False, land, doers, depth + 1)
        return nation or self.actors.default(head)

    def _kind(self, head: Token, person: bool, land: bool, doers: frozenset[str], depth: int) -> str | None:
        """Whoever a common noun stands for: civilians, fighters of no side, or those it counts or holds."""
        words, word = self.words, fold(head.text)
        inside = self._inside(head, person, doers, depth)
        if inside not in (None, words.people, "other"):
            return inside
        if word in words.civilians or word in words.places:
            return words.people
        if inside is not None:
            return inside
        if word in words.fighters:
            return "other"
        if head.like_num or word in _MANY:
            return None if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20") else words.people  # in 2014
        if person and head.tag_ in ("NN", "NNS", "NNP", "NNPS") and word not in words.roles | words.things:
            return words.people
        return None

    def _inside(self, head: Token, person: bool, doers: frozenset[str], depth: int) -> str | None:
        """Those whom a noun counts or holds: "scores of civilians", "a dugout in which conscripts slept"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "with", "inside", "aboard") or child.lower_ == "full":
                inner = next((t for t in child.subtree if t.dep_ == "pobj"), None)
                place = inner is not None and inner.i in self.actors.weak and self.actors.weak[inner.i].kind == "place"
                if inner is not None and inner.tag_ != "CD" and not place:
                    victim = self._one(inner, person and child.lower_ == "of", False, doers, depth + 1)
                    if victim is not None and victim not in doers:
                        return victim
            elif child.dep_ == "acl" and child.tag_ in ("VBG", "VBN"):  # bases housing US forces, tunnels used by Hamas
                agent = agent_of(child)
                whose = [c for c in child.children if c.dep_ == "dobj"] if child.tag_ == "VBG" else [agent]
                for other in [t for t in whose if t is not None and child.lower_ in self.words.belonging]:
                    victim = self._one(other, False, False, doers, depth + 1)
                    if victim is not None and victim not in doers:
                        return victim
            elif child.dep_ in ("relcl", "acl") and any(t.lower_ in _WHERE for t in child.lefts for t in t.subtree):
                who = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
                if who is not None and who.lower_ not in PRONOUNS:
                    victim = self._one(who, False, False, doers, depth + 1)
                    if victim is not None and victim not in doers:
                        return victim
        return None

    def _of(self, head: Token) -> list[str]:
        """The actor behind "of": "an ambulance of the Ukrainian army"."""
        behind = (p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
        hits = (self.actors.by_token.get(p.i) for p in behind)
        return [h.referent for h in hits if h is not None and h.kind != "metonym" and h.referent != self.words.people]

    def _relative(self, pronoun: Token, doers: frozenset[str], depth: int) -> str | None:
        """What "who", "which" and "whose" stand for."""
        if not pronoun.tag_.startswith("W"):
            return None
        clause = pronoun
        while clause.head != clause and clause.dep_ != "relcl":
            clause = clause.head
        return self._one(clause.head, False, False, doers, depth + 1) if clause.dep_ == "relcl" else None

    def _pointed(self, pronoun: Token, doers: frozenset[str], depth: int) -> str | None:
        """What a pronoun points back to: the nearest noun before it that can be harmed and did no harm itself."""
        if pronoun.tag_.startswith("W"):
            return None
        nouns = [
            t for t in reversed(self.actors.doc[: pronoun.i])
            if t.tag_.startswith("NN") and t.dep_ not in ("compound", "amod", "nmod") and may_mean(pronoun, t)
        ]  # fmt: skip
        if pronoun.lower_ in ("they", "them", "their"):
            several = [t for t in nouns if t.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in t.children)]
            nouns = several or nouns
        for noun in nouns[:_NEAR]:
            victim = self._one(noun, False, False, doers, depth + 2)
            if victim is not None and victim not in doers:
                return victim
        return next((a for a in self.actors.before if a not in doers), None)
