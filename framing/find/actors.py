"""Whom a noun phrase names: its own name, the adjective before it, or the actor a pronoun points back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .antecedents import PRONOUNS, antecedent
from .contrast import contrasted
from .grammar import agent_of, conjuncts, match_phrase, phrase_span
from .labels import NAMING, Hit
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["ActorWords", "Named", "SentenceActors"]

Token = Any
_OWNER_DEPS = ("compound", "amod", "poss", "nmod", "nummod", "det", "npadvmod")
_SAID_OF = ("acomp", "attr", "oprd")  # warplanes thought to be Russian
_POINTING = ("the", "its", "their", "his", "this", "these", "those", "that")
_BE = ("is", "are", "was", "were", "be", "been")


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
        self.forces = vocabulary.forms("roles", group="forces")
        self.things = vocabulary.forms("roles", group="instruments")
        self.nationals = frozenset(r.id for r in vocabulary.lexicon.referents.values() if r.nationals)
        self.bare = vocabulary.forms("places", "nouns") - vocabulary.forms("people", group="places")
        self.belonging = vocabulary.forms("pointing", "adjectives", group="belonging")
        self.counted = vocabulary.forms("pointing", "nouns", group="counted")
        pointing = vocabulary.groups("pointing", "nouns")
        #: Nouns that stand for one actor of the lexicon where nothing else says whose they are: "the army".
        self.defaults = {noun: group for noun, group in pointing.items() if group in vocabulary.actors}
        bare = vocabulary.groups("pointing", "adjectives")
        #: The same before a noun of harm or force: "government shelling".
        self.modifiers = {noun: group for noun, group in bare.items() if group in vocabulary.actors}
        self.origin = vocabulary.phrases("pointing", "verbs", group="origin")
        self.claiming = vocabulary.phrases("responsibility", "verbs", group="claim_harm")
        self.endured, self.fought = (vocabulary.forms("doing", group=group) for group in ("endured", "fought"))
        self.countries = vocabulary.countries
        self.harm = vocabulary.forms("events", "nouns") | self.roles
        self.mutual = vocabulary.forms("doing", group="mutual")
        self.civilians = vocabulary.forms("people", group="civilians")
        self.places = vocabulary.forms("people", group="places")
        self.quarters = vocabulary.forms("people", group="quarters")
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
        self.pending: set[int] = set()  # pronouns whose antecedent is being looked for
        starts = [t.idx + offset for t in doc]
        for hit in hits:
            if hit.referent not in words.actors:
                continue
            first = bisect_right(starts, hit.start) - 1
            for i in range(max(first, 0), len(doc)):
                if starts[i] >= hit.end:
                    break
                (self.by_token if hit.kind in NAMING else self.weak)[i] = hit

    def named(self, noun: Token, *, speaker: str | None = None, avoid: frozenset[str] = frozenset()) -> list[Named]:
        """Return the actors that a noun and those joined to it name.

        `speaker` is whom "it" and "we" fall back on; pronouns do not point to whom they should `avoid`.
        """
        kept, aside = contrasted(noun)
        found: list[Named] = []
        for head in conjuncts(noun) if not aside else kept:
            whose = any(c.dep_ == "poss" and c.lower_ in PRONOUNS for c in head.children)
            if found and whose and not any(c.i in self.weak or c.i in self.by_token for c in head.children):
                continue  # "and its allies", but "and its Russian ally"
            for actor in [*self._one(head, speaker, avoid), *self._in_a_row(head)]:
                if actor != self.words.people and actor not in [f.actor for f in found]:
                    found.append(Named(actor, phrase_span(head)))
        return found

    def set_aside(self, noun: Token) -> list[Named]:
        """Return the actors of whom a noun phrase says that it was not they: "the rebels rather than the army"."""
        aside = contrasted(noun)[1]
        found = [Named(actor, phrase_span(head)) for head in aside for actor in self._one(head, None, frozenset())]
        return [n for n in found if n.actor != self.words.people]

    def names_in(self, noun: Token) -> list[str]:
        """Return the actors that a noun names by its own words, without looking further."""
        hit = self.by_token.get(noun.i)
        return [hit.referent] if hit is not None and not self.only_modifies(noun) else self.owners(noun)

    def default(self, noun: Token) -> str | None:
        """Return the actor that "the army" means in this lexicon where nobody else's is spoken of."""
        before = f"{fold(self.doc[noun.i - 1].text)} " if noun.i else ""
        actor = self.words.defaults.get(fold(noun.text)) or self.words.defaults.get(before + fold(noun.text))
        others = any(c.i in self.weak or c.i in self.by_token for c in noun.children if c.i < noun.i)
        return None if others else actor

    def only_modifies(self, noun: Token) -> bool:
        """Whether a name goes on behind a hyphen ("regime-held"): it names no doer."""
        return (
            noun.i + 1 < len(self.doc)
            and self.doc[noun.i + 1].text == "-"
            and noun.dep_ in ("npadvmod", "compound", "amod")
        )

    def _in_a_row(self, head: Token) -> list[str]:
        """Names in a row: "Saudi Arabia Turkey and Qatar", which lost their commas, "Syrian or Russian warplanes"."""
        found, at = [], head.i
        while at in self.by_token:
            hit = self.by_token[at]
            at -= 1
            while at in self.by_token and self.by_token[at] is hit:
                at -= 1
            if at in self.by_token and self.by_token[at].kind != "demonym" and hit.kind in ("alias", "metonym"):
                found.append(self.by_token[at].referent)
            elif at > 0 and self.doc[at].tag_ == "CC" and at - 1 in self.by_token:  # Syrian or Russian warplanes
                before = self.by_token[at - 1]
                found += [before.referent] if before.kind == "demonym" and hit.kind == "label" else []
        return found

    def _one(self, noun: Token, speaker: str | None, avoid: frozenset[str]) -> list[str]:
        own = self.by_token.get(noun.i)
        if own is not None and not self.only_modifies(noun):
            return [own.referent]
        person = self.weak.get(noun.i)
        if person is not None and person.referent in self.words.nationals and person.kind == "nationality":
            return [person.referent]  # "a Palestinian stabbed"
        glossed = noun.dep_ == "appos" and noun.head.i in self.by_token and any(c.dep_ == "det" for c in noun.children)
        if glossed and noun.head.i < noun.i:
            return [self.by_token[noun.head.i].referent]  # Hamas, the Palestinian group
        owners = self.owners(noun, speaker=speaker, avoid=avoid)
        if owners:
            return owners
        inner = _counted(noun)
        if inner is not None and (noun.tag_ in ("DT", "CD", "PRP") or fold(noun.text) in self.words.roles):
            return self._one(inner, speaker, avoid)
        if noun.tag_ in ("WDT", "WP"):
            return self._head_of_relative(noun, speaker)
        if noun.lower_ in PRONOUNS:
            return antecedent(self, noun, speaker, avoid)
        if noun.tag_ == "VBG" and noun.dep_ == "pcomp":  # "by retreating separatists"
            return [a for c in noun.children if c.dep_ == "dobj" for a in self.names_in(c)]
        return self._said_to_be(noun) or self._described(noun, avoid)

    def _head_of_relative(self, pronoun: Token, speaker: str | None) -> list[str]:
        """Whom "who", "which", "whose" relate to."""
        clause = pronoun.head
        while clause.dep_ != "relcl" and clause.head != clause and clause.i < pronoun.i + 12:
            clause = clause.head
        if clause.dep_ != "relcl" or clause.head.i > pronoun.i:
            return []
        found = self.names_in(clause.head) if clause.head.lower_ not in PRONOUNS else []
        return found or self._said_to_be(clause.head) or self._described(clause.head, frozenset())

    def _said_to_be(self, noun: Token) -> list[str]:
        """Whom else the sentence says a noun is: "the men, members of X", "the men who shot were members of X"."""
        others = [c for c in noun.children if c.dep_ == "appos"]
        if noun.dep_ == "nsubj" and noun.head.lower_ in _BE:
            others += [c for c in noun.head.children if c.dep_ == "attr"]
        for other in others:
            hit = self.by_token.get(other.i)
            found = [hit.referent] if hit is not None else self.owners(other)
            if found and found[0] != self.words.people:
                return found[:1]
        return []

    def _described(self, noun: Token, avoid: frozenset[str]) -> list[str]:
        """Whom "the army" or "these gunmen" means: an actor named before, else the lexicon's."""
        word = fold(noun.text)
        if noun.i in self.weak or any(c.i in self.weak for c in noun.children):
            return []
        pointing = any(c.lower_ in _POINTING for c in noun.children if c.dep_ in ("det", "poss"))
        counted = any(c.dep_ == "nummod" or c.dep_ == "compound" and c.tag_ == "NN" for c in noun.children)
        default = self.default(noun)
        if word in self.words.forces and pointing and not counted and (default is None or default in self.before):
            found = antecedent(self, noun, None, avoid)
            if found:
                return found
        return [default] if default is not None else []

    def owners(
        self, noun: Token, *, speaker: str | None = None, agents: bool = True, avoid: frozenset[str] = frozenset()
    ) -> list[str]:
        """Return the actors in a noun's adjectives, compounds and possessives, or behind its "of", "by", "from".

        Without `agents` only those before the noun: whose it is, not who did it.
        """
        found: list[str] = []
        for child in noun.children:
            if child.dep_ in _OWNER_DEPS and child.i < noun.i:
                found += self._in_modifier(child, speaker, avoid)
        if agents and not found:
            found = [n.actor for doer in self._behind(noun) for n in self.named(doer, speaker=speaker, avoid=avoid)]
            found = found or self._of_whom_it_is_said(noun)
        elif not found and fold(noun.text) in self.words.roles:
            of = (p for c in noun.children if c.lower_ == "of" for p in c.children)
            found = [n.actor for p in of for n in self.named(p, avoid=avoid)]
        before = self.doc[noun.i - 1] if noun.i else noun
        torn = (
            noun.dep_ in ("advcl", "acl") and noun.tag_ == "VBG" and before.dep_ == "pobj"
        )  # killed in regime shelling
        if not found and noun.i and (torn or noun.dep_ in ("aux", "dep", "ROOT", "nmod", "npadvmod")):  # misread
            beside = self.by_token.get(noun.i - 1)
            beside = None if beside is not None and self._endures(before, noun, beside) else beside
            bare = self.words.modifiers.get(fold(before.text))
            found += [beside.referent] if beside is not None else [bare] if bare is not None else []
        return list(dict.fromkeys(found))

    def _behind(self, noun: Token) -> Iterator[Token]:
        """The nouns behind an event or a force that say whose it is: "shelling by X", "fighters of X"."""
        word = fold(noun.text)
        acting = [p for c in noun.children if c.dep_ in ("prep", "agent") for p in conjuncts_of_preposition(c)]
        for prep in acting:
            if (
                prep.lower_ == "by"
                or prep.lower_ == "from" and self.doc[prep.i - 1].tag_ != "RB"  # not far from
                or prep.lower_ == "with" and word in self.words.mutual
                or prep.lower_ == "against" and word in self.words.fought
                or prep.lower_ == "of" and word in self.words.roles
            ):  # fmt: skip
                yield from (c for c in prep.children if c.dep_ == "pobj")
        if noun.dep_ == "nsubj" and match_phrase(noun.head, self.words.origin):  # the bullet came from
            yield from (p for c in noun.head.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
        following = self.doc[noun.i + 1] if noun.i + 1 < len(self.doc) else noun
        if word in self.words.harm:
            if following.lower_ in ("by", "from") and following.head != noun:  # however it is attached
                yield from (c for c in following.children if c.dep_ == "pobj")
            coming = (c for c in noun.children if c.dep_ == "acl" and match_phrase(c, self.words.origin))
            yield from (p for c in coming for g in c.children if g.lower_ == "from" for p in g.children)
            doing = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ in ("VBN", "VBD")]
            doing = doing or ([following] if following.tag_ in ("VBN", "VBD") else [])
            for verb in (v for v in doing if not match_phrase(v, self.words.claiming)):  # whoever claimed it says so
                agent = agent_of(verb)  # "gas dropped by"
                if agent is not None:
                    yield agent

    def _of_whom_it_is_said(self, noun: Token) -> list[str]:
        """ "warplanes thought to be Russian", "forces loyal to X", "officials in Damascus"."""
        word, found = fold(noun.text), []
        for child in noun.children:
            if child.dep_ in ("acl", "relcl") and child.tag_ in ("VBN", "VBD") and word in self.words.harm:
                said = (t for t in child.subtree if (t.head if t.dep_ == "conj" else t).dep_ in _SAID_OF)
                found += [self.weak[t.i].referent for t in said if t.i in self.weak]
            elif child.dep_ == "prep" and child.lower_ == "in" and word in self.words.officials:
                found += [self.weak[c.i].referent for c in child.children if c.i in self.weak]
            elif child.lower_ == "there" and word in self.words.officials:
                hits = {i: h.referent for i, h in (self.by_token | self.weak).items() if i < noun.i}
                found += [hits[max(hits)]] if hits else []
            elif child.i > noun.i and child.lower_ in self.words.belonging:
                found += [self.by_token[t.i].referent for t in child.subtree if t.i in self.by_token][:1]
        return found

    def _endures(self, name: Token, noun: Token, hit: Hit) -> bool:
        """Whether a country's bare name says who suffered it: "the Ukraine invasion", "the Gaza siege"."""
        bare = name.tag_ == "NNP" and name.dep_ == "compound" and hit.referent in self.words.countries
        return bare and fold(noun.text) in self.words.endured

    def _in_modifier(self, modifier: Token, speaker: str | None, avoid: frozenset[str]) -> list[str]:
        found: list[str] = []
        for token in modifier.subtree:
            if token.i >= modifier.head.i:
                break
            hit = self.by_token.get(token.i)
            following = self.doc[token.i + 1].text if token.i + 1 < len(self.doc) else ""
            if hit is not None and following != "-" and not self._endures(token, modifier.head, hit):
                found.append(hit.referent)
            elif token.dep_ == "poss" and token.tag_ == "WP$":
                found += self._head_of_relative(token, speaker)
            elif token.dep_ == "poss" and token.lower_ in PRONOUNS:
                found += antecedent(self, token, speaker, avoid)
            elif token.dep_ in ("compound", "poss") and token == modifier and following != "-":
                default = self.default(token) or self.words.modifiers.get(fold(token.text))
                found += [default] if default is not None else []
        return found


def conjuncts_of_preposition(prep: Token) -> list[Token]:
    """Return a preposition and those joined to it: "by Russia and by Iran"."""
    return [prep, *(c for c in prep.children if c.dep_ == "conj" and c.lower_ == prep.lower_)]


def _counted(noun: Token) -> Token | None:
    """The noun behind a number or a measure: "scores of civilians", "members of the group"."""
    behind = (p for c in noun.children if c.lower_ == "of" and c.i > noun.i for p in c.children if p.dep_ == "pobj")
    return next(behind, None)
