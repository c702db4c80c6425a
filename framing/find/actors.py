"""Whom a noun phrase names: its own name, the adjective before it, or the actor a pronoun points back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .grammar import agent_of, conjuncts, phrase_span, subject_of
from .labels import NAMING, Hit
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["ActorWords", "Named", "SentenceActors"]

Token = Any
_OWNER_DEPS = ("compound", "amod", "poss", "nmod", "nummod", "det", "npadvmod")
_SAID_OF = ("acomp", "attr", "oprd")  # warplanes thought to be Russian
_PRONOUNS = frozenset(
    "it its they their them he his him she her we our us i my itself themselves who which that".split()
)


@dataclass(frozen=True)
class Named:
    """An actor and the words (token span) that stand for it."""

    actor: str
    span: tuple[int, int]


class ActorWords:
    """The nouns of a lexicon that act for an actor, and those that are harmed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.actors = vocabulary.actors
        self.roles = vocabulary.forms("roles")
        self.officials = vocabulary.forms("roles", group="officials")
        self.nationals = frozenset(r.id for r in vocabulary.lexicon.referents.values() if r.nationals)
        self.bare = vocabulary.forms("places", "nouns")
        self.belonging = vocabulary.forms("pointing", "adjectives", group="belonging")
        self.counted = vocabulary.forms("pointing", "nouns", group="counted")
        self.harm = vocabulary.forms("events", "nouns") | self.roles
        self.mutual = vocabulary.forms("doing", group="mutual")
        self.forces = vocabulary.forms("roles", group="forces")
        self.civilians = vocabulary.forms("people", group="civilians")
        self.places = vocabulary.forms("people", group="places")
        self.fighters = vocabulary.forms("people", group="fighters")
        self.people = next((r.id for r in vocabulary.lexicon.referents.values() if r.kind == "people"), "civilians")


class SentenceActors:
    """Answers whom the nouns of one parsed sentence name.

    Parameters
    ----------
    doc : spaCy Doc
    offset : int
        Where the sentence starts in its block.
    hits : sequence of Hit
        The names found in the sentence.
    before : sequence of str
        Actors that the sentence before names, the likeliest first.
    """

    def __init__(self, doc: Any, offset: int, hits: Sequence[Hit], before: Sequence[str], words: ActorWords) -> None:
        self.doc, self.words, self.before = doc, words, before
        self.by_token: dict[int, Hit] = {}
        self.weak: dict[int, Hit] = {}  # places and nationalities
        starts = [t.idx + offset for t in doc]
        for hit in hits:
            if hit.referent not in words.actors:
                continue
            first = bisect_right(starts, hit.start) - 1
            for i in range(max(first, 0), len(doc)):
                if starts[i] >= hit.end:
                    break
                (self.by_token if hit.kind in NAMING else self.weak)[i] = hit

    def named(self, noun: Token, *, speaker: str | None = None) -> list[Named]:
        """Return the actors that a noun and those joined to it name; `speaker` is whom "it" and "we" fall back on."""
        found: list[Named] = []
        for head in conjuncts(noun):
            for actor in [*self._one(head, speaker), *self._beside(head)]:
                if actor != self.words.people and actor not in [f.actor for f in found]:
                    found.append(Named(actor, phrase_span(head)))
        return found

    def _beside(self, head: Token) -> list[str]:
        """Names in a row without their commas: "Saudi Arabia Turkey and Qatar", "the Assad regime Russia and"."""
        found, at = [], head.i
        while at in self.by_token:
            hit = self.by_token[at]
            at -= 1
            while at in self.by_token and self.by_token[at] is hit:
                at -= 1
            if at in self.by_token and self.by_token[at].kind != "demonym" and hit.kind in ("alias", "metonym"):
                found.append(self.by_token[at].referent)
        return found

    def _one(self, noun: Token, speaker: str | None) -> list[str]:
        own = self.by_token.get(noun.i)
        if own is not None and not self._only_modifies(noun, own):
            return [own.referent]
        person = self.weak.get(noun.i)
        if person is not None and person.referent in self.words.nationals and person.kind == "nationality":
            return [person.referent]  # "a Palestinian stabbed"
        owners = self.owners(noun, speaker=speaker)
        if owners:
            return owners
        inner = _counted(noun)
        if (
            inner is not None
            and inner.i > noun.i
            and (noun.tag_ in ("DT", "CD", "PRP") or fold(noun.text) in self.words.roles)
        ):
            return self._one(inner, speaker)
        if noun.lower_ in ("who", "which", "that") and noun.tag_ in ("WDT", "WP"):
            clause = noun.head if noun.head.dep_ == "relcl" else noun.head.head
            if clause.dep_ != "relcl" or clause.head.i > noun.i:
                return []
            hit = self.by_token.get(clause.head.i)
            return (
                [hit.referent]
                if hit is not None
                else [
                    h
                    for c in clause.head.children
                    if c.i < noun.i and c.dep_ in _OWNER_DEPS
                    for h in self._in_modifier(c, speaker)
                ]
            )
        if noun.lower_ in _PRONOUNS:
            return self._antecedent(noun, speaker)
        for child in noun.children:
            if child.dep_ == "appos" and self.by_token.get(child.i):
                return [self.by_token[child.i].referent]
        if fold(noun.text) in self.words.forces and any(
            c.lower_ in ("the", "its", "their", "these") for c in noun.children if c.dep_ in ("det", "poss")
        ):
            return (
                self._antecedent(noun, None) if not any(c.dep_ in ("compound", "nummod") for c in noun.children) else []
            )
        return []

    def _only_modifies(self, noun: Token, hit: Hit) -> bool:
        """A name that goes on behind a hyphen ("regime-held") names no doer."""
        return (
            noun.i + 1 < len(self.doc)
            and self.doc[noun.i + 1].text == "-"
            and noun.dep_ in ("npadvmod", "compound", "amod")
        )

    def owners(self, noun: Token, *, speaker: str | None = None, agents: bool = True) -> list[str]:
        """Return the actors in a noun's adjectives, compounds and possessives, or behind its "of", "by", "from".

        Without `agents` only those before the noun: whose it is, not who did it.
        """
        found: list[str] = []
        for child in noun.children:
            if child.dep_ in _OWNER_DEPS and child.i < noun.i:
                found += self._in_modifier(child, speaker)
        if not agents:
            of = (c for c in noun.children if c.lower_ == "of" and fold(noun.text) in self.words.roles)
            found += [n.actor for c in of for p in c.children for n in self.named(p) if not found]
            return list(dict.fromkeys(found))
        if not found:
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ == "in" and fold(noun.text) in self.words.officials:
                    found += [self.weak[c.i].referent for c in child.children if c.i in self.weak]
                elif (
                    child.dep_ in ("acl", "relcl")
                    and child.tag_ in ("VBN", "VBD")
                    and fold(noun.text) in self.words.harm
                ):
                    agent = agent_of(child)
                    found += [self.weak[t.i].referent for t in child.subtree if t.i in self.weak and t.dep_ in _SAID_OF]
                    found += [n.actor for n in self.named(agent, speaker=speaker)] if agent is not None else []
                elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            found += [n.actor for n in self.named(inner, speaker=speaker)]
                elif child.dep_ == "prep" and child.lower_ == "with" and fold(noun.text) in self.words.mutual:
                    found += [
                        n.actor for c in child.children if c.dep_ == "pobj" for n in self.named(c, speaker=speaker)
                    ]
                elif child.dep_ == "prep" and child.lower_ == "of" and fold(noun.text) in self.words.roles:
                    found += [
                        n.actor for c in child.children if c.dep_ == "pobj" for n in self.named(c, speaker=speaker)
                    ]
                elif child.i > noun.i and child.lower_ in self.words.belonging:
                    found += [self.by_token[t.i].referent for t in child.subtree if t.i in self.by_token][:1]
        if not found and noun.i + 1 < len(self.doc) and self.doc[noun.i + 1].tag_ in ("VBN", "VBD"):
            agent = agent_of(self.doc[noun.i + 1])  # "gas dropped by", however it is attached
            found += [n.actor for n in self.named(agent, speaker=speaker)] if agent is not None else []
        beside = self.by_token.get(noun.i - 1)
        if (
            not found and beside is not None and noun.dep_ in ("aux", "dep", "ROOT", "nmod", "npadvmod")
        ):  # misread, yet beside its owner
            found.append(beside.referent)
        return list(dict.fromkeys(found))

    def _in_modifier(self, modifier: Token, speaker: str | None) -> list[str]:
        found = []
        for token in modifier.subtree:
            if token.i >= modifier.head.i:
                break
            hit = self.by_token.get(token.i)
            following = self.doc[token.i + 1].text if token.i + 1 < len(self.doc) else ""
            if hit is not None and following != "-":
                found.append(hit.referent)
            elif token.dep_ == "poss" and token.lower_ in _PRONOUNS:
                found += self._antecedent(token, speaker)
        return found

    def _antecedent(self, token: Token, speaker: str | None) -> list[str]:
        """The actor a pronoun or a bare "the army" points to: the speaker, a subject before, the sentence before."""
        if speaker in self.words.actors:
            return [speaker]  # type: ignore[list-item]
        verb = token.head
        while verb.head != verb:
            verb = verb.head
            if verb.tag_.startswith("VB"):
                subject = subject_of(verb)
                if subject is not None and subject.right_edge.i < token.i and subject.lower_ not in _PRONOUNS:
                    hit = self.by_token.get(subject.i)
                    owners = [hit.referent] if hit is not None else self.owners(subject)
                    if owners:
                        return owners
        return list(self.before[:1])

    def victims(self, noun: Token, *, person: bool = False, land: bool = False) -> tuple[str | None, tuple[int, int]]:
        """Return who is harmed where `noun` is the object of harm: an actor, civilians, ``other`` or nobody stated.

        With `person`, the harm is one that only people suffer (killing, wounding): whoever it is counts as a civilian.
        With `land`, it is done to territory (annexing): a place is harmed with whoever it belongs to.
        """
        span = phrase_span(noun)
        for head in conjuncts(noun):
            word = fold(head.text)
            own = self.by_token.get(head.i)
            if own is not None:
                return own.referent, span
            if word in self.words.bare and not land:
                continue  # "a mainly Kurdish town", "the Syrian capital": a place, and nobody's
            nation = next((self.weak[t.i].referent for t in head.lefts if t.i in self.weak), None)
            if head.i in self.weak and self.weak[head.i].kind == "nationality":
                nation = self.weak[head.i].referent
            if nation in self.words.nationals:
                return nation, span
            owners = self.owners(head, agents=False)
            if word in self.words.civilians or word in self.words.places:
                theirs = [a for a in owners if a in self.words.nationals or word in self.words.counted]
                return (theirs[0] if theirs else self.words.people), span
            owners = owners or ([nation] if nation is not None else [])
            if owners:
                return owners[0], span
            inner = _counted(head)
            if inner is not None:
                return self.victims(inner, person=person, land=land)
            if word in self.words.fighters:
                return "other", span
            if head.like_num or word in ("dozens", "scores", "hundreds", "thousands", "others", "dead"):
                return self.words.people, span
            if person and head.tag_ in ("NN", "NNS", "NNP", "NNPS") and word not in self.words.roles:
                return self.words.people, span
        return None, span


def _counted(noun: Token) -> Token | None:
    """The noun behind a number or a measure: "scores of civilians", "members of the group"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "among", "in"):
            for inner in child.children:
                if inner.dep_ == "pobj" and child.lower_ == "of":
                    return inner
    return None
