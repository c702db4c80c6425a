"""Responsibility in so many words: accused X of, held X responsible, X was behind, denied any role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .grammar import agent_of, clause_of, is_passive, match_phrase, subject_of
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["Blame", "ResponsibilityWords", "find_blame"]

Token = Any


@dataclass
class Blame:
    """One statement of responsibility: its word, the noun held responsible, who says so (None: see the voice there)."""

    token: Token
    target: Token
    accuser: Token | None
    complement: Token | None
    denied: bool = False
    own: bool = False  # the accuser takes it on itself
    held: bool = False  # "calls for holding X accountable" blames X although nothing was held yet
    hedged: bool = False
    charge: bool = False  # "accused of it": no claim unless it is harm
    victim: Token | None = None


class ResponsibilityWords:
    """The words of responsibility of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def verbs(group: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
            return vocabulary.phrases("responsibility", "verbs", group=group)

        def nouns(group: str) -> frozenset[str]:
            return vocabulary.forms("responsibility", "nouns", group=group)

        self.accuse, self.blame_on, self.hold, self.bear = (
            verbs("accuse"),
            verbs("blame_on"),
            verbs("hold"),
            verbs("bear"),
        )
        self.hedges = vocabulary.phrases("hedges", "verbs")
        self.clear = verbs("clear")
        self.none = verbs("none")
        self.claim, self.deny = verbs("claim"), verbs("deny")
        self.on = vocabulary.forms("responsibility", "prepositions")
        self.held = vocabulary.forms("responsibility", "adjectives", group="hold")
        self.responsible = vocabulary.forms("responsibility", "adjectives", group="responsible")
        self.responsibility = nouns("responsible")
        self.laid = nouns("blame_on")
        self.accusation = nouns("accusation")
        self.denials = nouns("deny")
        self.hands = vocabulary.phrases("responsibility", "phrases", group="handiwork")


def find_blame(doc: Any, words: ResponsibilityWords) -> list[Blame]:
    """Find every statement of responsibility in a parsed sentence."""
    found: list[Blame] = []
    for token in doc:
        if token.tag_.startswith("VB"):
            found += _by_verb(token, words)
        if fold(token.text) in words.responsible or token.lower_ == "behind" or _to_blame(token, words):
            found += _by_predicate(token, words)
        if match_phrase(token, words.hands):
            found += _by_hands(token, words)
    return found


def _by_verb(verb: Token, words: ResponsibilityWords) -> list[Blame]:
    passive = is_passive(verb)
    accuser = agent_of(verb) if passive else subject_of(verb)
    subject = subject_of(verb) if passive else None
    objects = [subject] if subject is not None else [c for c in verb.children if c.dep_ == "dobj" and not passive]
    return (
        list(_of_another(verb, accuser, objects, words))
        or list(_held(verb, accuser, objects, words))
        or (list(_of_oneself(verb, accuser, objects, words)) if accuser is not None else [])
    )


def _of_another(
    verb: Token, accuser: Token | None, objects: list[Token], words: ResponsibilityWords
) -> Iterator[Blame]:
    """ "blamed the raid on X", "cleared X of it", "accused X of it"."""
    if match_phrase(verb, words.blame_on):
        placed = _placed_on(verb, words)
        named = any(fold(t.text) in words.responsibility | words.laid for t in verb.subtree)
        if placed is not None and (named or fold(verb.text).startswith("blam")):
            yield Blame(verb, placed, accuser, objects[0] if objects else None)
            return
    if not objects:
        return
    if match_phrase(verb, words.clear):
        yield Blame(verb, objects[0], accuser, _complement(verb), denied=True)
    elif match_phrase(verb, words.accuse):
        hedge = match_phrase(verb, words.hedges) is not None
        charge = any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)
        yield Blame(verb, objects[0], accuser, _complement(verb), hedged=hedge, charge=charge)


def _held(verb: Token, accuser: Token | None, objects: list[Token], words: ResponsibilityWords) -> Iterator[Blame]:
    """ "holds X responsible", "believes X responsible"."""
    if not match_phrase(verb, words.hold) or not _has_held(verb, words):
        return
    inner = (t for c in verb.children if c.dep_ == "ccomp" for t in c.children if t.dep_ in ("nsubj", "nsubjpass"))
    target = objects[0] if objects else next(inner, None)
    if target is not None:
        hedge = match_phrase(verb, words.hedges) is not None
        yield Blame(verb, target, None if hedge else accuser, _complement(verb), held=True, hedged=hedge)


def _of_oneself(verb: Token, accuser: Token, objects: list[Token], words: ResponsibilityWords) -> Iterator[Blame]:
    """ "X claimed responsibility", "X denied any role", "the raid was claimed by X", "X had nothing to do with it"."""
    passive, word = is_passive(verb), fold(objects[0].text) if objects else ""
    matter = _complement(objects[0]) if objects else None
    if match_phrase(verb, words.none) and not passive:
        yield Blame(verb, accuser, None, None, denied=True)
    elif not objects:
        return
    elif match_phrase(verb, words.claim) and (passive or word in words.responsibility):
        yield Blame(verb, accuser, accuser, objects[0] if passive else matter, own=True)
    elif match_phrase(verb, words.deny) and word in words.responsibility | words.accusation:
        if not any(c.dep_ in ("acl", "relcl") for c in objects[0].children):
            yield Blame(verb, accuser, accuser, matter, denied=True, own=True)
    elif match_phrase(verb, words.bear) and word in words.responsibility and not passive:
        yield Blame(verb, accuser, None, matter, denied=any(c.lower_ == "no" for c in objects[0].children))


def _to_blame(token: Token, words: ResponsibilityWords) -> bool:
    """ "X is to blame"."""
    return (
        token.tag_ == "VB"
        and token.i > 0
        and token.doc[token.i - 1].lower_ == "to"
        and f"to {fold(token.text)}" in words.responsible
    )


def _placed_on(verb: Token, words: ResponsibilityWords) -> Token | None:
    for child in verb.subtree:
        if (
            child.dep_ in ("prep", "dative")
            and child.lower_ in words.on
            and child.i > verb.i
            and child.i - verb.i < 15
            and child.head.i in (verb.i, *[c.i for c in verb.children])
        ):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def _has_held(verb: Token, words: ResponsibilityWords) -> bool:
    return any(
        fold(t.text) in words.held and t.head.i in {verb.i, *[c.i for c in verb.children]}
        for t in verb.subtree
        if t.i > verb.i
    )


def _by_predicate(word: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "X is responsible for Y", "X was behind Y", "X is to blame"."""
    head = word.head
    if not head.tag_.startswith("VB") or fold(head.text) not in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "'s",
        "being",
        "stood",
        "stands",
        "seem",
        "seemed",
        "appear",
        "appeared",
        "remain",
    ):
        if (
            word.dep_ in ("amod", "acl", "prep")
            and head.tag_.startswith("NN")
            and word.i > head.i
            and word.lower_ != "behind"
        ):
            yield Blame(word, head, None, _complement(word))
        return
    subject = subject_of(head)
    if subject is not None and subject.i != word.i:
        yield Blame(word, subject, None, _complement(word))


def _by_hands(token: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    doc = token.doc
    of = next((t for t in doc[token.i : token.i + 5] if t.lower_ == "of"), None)
    target = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if target is not None:
        clause = clause_of(token)
        victim = subject_of(clause) if clause.tag_.startswith("VB") else None
        yield Blame(token, target, None, None, victim=victim if victim is not None and victim.i < token.i else None)


def _complement(word: Token) -> Token | None:
    """What the responsibility is for: the noun behind "for", "of", "in"."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "in", "over"):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    return inner
    return None
