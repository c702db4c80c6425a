"""Responsibility in so many words: accused X of, held X responsible, X was behind, denied any role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .contrast import contrasted
from .grammar import agent_of, clause_of, is_passive, match_phrase, objects_of, subject_of
from .repair import FINITE
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["Blame", "ResponsibilityWords", "find_blame"]

Token = Any
_STANDING = ("acomp", "advcl", "xcomp", "oprd")  # "stands accused"
_NEAR = 6  # tokens from a headline's verb to its object
_REACH = 15  # tokens from a verb of blaming to what it is laid on


@dataclass
class Blame:
    """One statement of responsibility: its word, the nouns that may be held responsible (the first that names an
    actor is), who says so (None: see the voice there)."""

    token: Token
    targets: list[Token]
    accuser: Token | None = None
    complement: Token | None = None
    denied: bool = False
    own: bool = False  # the accuser takes it on itself
    held: bool = False  # "calls for holding X accountable" blames X although nothing was held yet
    hedged: bool = False
    charge: bool = False  # "accused of it", "condemned for it": no claim unless it is harm
    victim: Token | None = None
    unsaid: bool = False  # "is accused of": by somebody, who is not named


class ResponsibilityWords:
    """The words of responsibility of a lexicon, ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def verbs(group: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
            return vocabulary.phrases("responsibility", "verbs", group=group)

        def nouns(group: str) -> frozenset[str]:
            return vocabulary.forms("responsibility", "nouns", group=group)

        def ties(group: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
            return vocabulary.phrases("doing", "verbs", group=group)

        self.accuse, self.condemn = verbs("accuse"), verbs("condemn")
        self.blame_on, self.trace_to = verbs("blame_on"), verbs("trace_to")
        self.hold, self.bear = verbs("hold"), verbs("bear")
        self.hedges = vocabulary.phrases("hedges", "verbs")
        self.clear, self.none, self.claim, self.deny = verbs("clear"), verbs("none"), verbs("claim"), verbs("deny")
        self.claim_harm, self.deny_harm = verbs("claim_harm"), verbs("deny_harm")
        self.boasts = nouns("boast")
        self.harm = vocabulary.forms("events", "nouns") - vocabulary.forms("roles", group="instruments")
        self.be, self.fall_on = ties("being"), ties("falling")
        self.involve, self.call = ties("taking_part"), ties("calling")
        laying = (verbs(group) for group in ("accuse", "condemn", "blame_on", "trace_to", "hold", "bear"))
        freeing = (self.clear, self.none, self.deny, self.deny_harm)
        other = (self.claim, self.claim_harm, self.fall_on, self.involve)
        self.laying = frozenset().union(*laying, *freeing, *other)  # first words of all verbs that lay blame
        self.on = vocabulary.forms("responsibility", "prepositions")
        self.held = vocabulary.forms("responsibility", "adjectives", group="hold")
        self.responsible = vocabulary.forms("responsibility", "adjectives", group="responsible")
        self.responsibility, self.culprits = nouns("responsible"), nouns("culprit")
        self.laid, self.falling, self.suspicion = nouns("blame_on"), nouns("fall_on"), nouns("suspicion")
        self.matters = self.responsibility | self.laid
        self.accusation, self.denials = nouns("accusation"), nouns("deny")
        self.untruths = vocabulary.forms("doing", group="untruth")
        self.documents = vocabulary.forms("doing", group="document")
        self.negations = vocabulary.forms("irrealis", "negations")
        self.few = vocabulary.forms("irrealis", "adjectives")
        self.hands = vocabulary.phrases("responsibility", "phrases", group="handiwork")


def find_blame(doc: Any, words: ResponsibilityWords) -> list[Blame]:
    """Find every statement of responsibility in a parsed sentence."""
    found: list[Blame] = []
    for token in doc:
        word, tag = token.lower_, token.tag_
        if word in words.laying and tag.startswith("VB"):
            found += _by_verb(token, words)
        if word in words.responsible or word == "behind" or tag == "VB" and _to_blame(token, words):
            found += _by_predicate(token, words)
        if word in words.culprits:
            found += _by_culprit(token, words)
        if word in words.accusation and tag.startswith("NN"):
            found += _by_charge(token)
        if match_phrase(token, words.hands):
            found += _by_hands(token)
        if tag == "NNS" or token.dep_ == "compound":
            found += _by_headline(token, words)
    found = [b for b in found if not _is_nobody(b.accuser, words)]
    held = {t.i for b in found if b.held for target in b.targets for ts in contrasted(target) for t in ts}
    return [b for b in found if b.held or not any(t.i in held for t in b.targets)]


def _by_headline(verb: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "IS claims attack on bakers": a verb that was read as a noun, where no other verb stands."""
    doc = verb.doc
    claims = match_phrase(verb, words.claim_harm) and verb.i and doc[verb.i - 1].tag_ in ("NNP", "NNPS")
    harm = next((t for t in doc[verb.i + 1 : verb.i + _NEAR] if claims and fold(t.text) in words.harm), None)
    if harm is not None and not any(t.tag_ in FINITE and t not in (verb, harm) for t in doc):
        yield Blame(verb, [doc[verb.i - 1]], doc[verb.i - 1], harm, own=True)


def _is_nobody(accuser: Token | None, words: ResponsibilityWords) -> bool:
    """Whether hardly anybody lays the blame: "nobody blamed X", "not everybody blames X", "few accuse X"."""
    if accuser is None:
        return False
    barely = words.negations | words.few
    return fold(accuser.text) in barely or any(fold(c.text) in barely and c.i < accuser.i for c in accuser.children)


def _by_verb(verb: Token, words: ResponsibilityWords) -> list[Blame]:
    stands = verb.tag_ == "VBN" and verb.dep_ in _STANDING and match_phrase(verb.head, words.be) is not None
    passive = stands or is_passive(verb)
    accuser = agent_of(verb) if passive else _author(subject_of(_asking(verb) or verb), words)
    if accuser is not None and accuser.lower_ == "it" and verb.tag_ == "VB":
        accuser = None  # "it is easy to blame X"
    subject = subject_of(verb.head if stands else verb)
    objects = [subject] if passive and subject else [c for c in verb.children if c.dep_ == "dobj" and not passive]
    return (
        list(_fallen_on(verb, subject, words))
        or list(_of_another(verb, accuser, objects, words))
        or list(_held(verb, accuser, objects, words))
        or (list(_of_oneself(verb, accuser, objects, words)) if accuser is not None else [])
        or list(_no_part(verb, subject, words))
    )


def _asking(verb: Token) -> Token | None:
    """The verb that asks somebody for the blame, so that who asks lays it: "called on the Council to condemn X"."""
    above = verb.head
    to = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "ccomp") and any(c.tag_ == "TO" for c in verb.children)
    asked = any(c.dep_ == "dobj" or c.lower_ in ("on", "upon") for c in above.children if c.i < verb.i)
    return above if to and above.tag_.startswith("VB") and asked and subject_of(above) is not None else None


def _author(subject: Token | None, words: ResponsibilityWords) -> Token | None:
    """Who speaks where a document does: "the Council responded with a resolution condemning X"."""
    if subject is None or fold(subject.text) not in words.documents:
        return subject
    above = clause_of(subject.head) if subject.dep_ in ("dobj", "pobj") else subject
    return (subject_of(above) or subject) if above.tag_.startswith("VB") else subject


def _fallen_on(verb: Token, subject: Token | None, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "Blame for the shooting falls on X", "suspicion fell on X"."""
    word = fold(subject.text) if subject is not None else ""
    if subject is None or word not in words.falling | words.suspicion or not match_phrase(verb, words.fall_on):
        return
    targets = [p for c in verb.children if c.lower_ in words.on for p in c.children if p.dep_ == "pobj"]
    if targets:
        yield Blame(verb, targets, None, _complement(subject), hedged=word in words.suspicion)


def _of_another(
    verb: Token, accuser: Token | None, objects: list[Token], words: ResponsibilityWords
) -> Iterator[Blame]:
    """ "blamed the raid on X", "cleared X of it", "accused X of it", "condemned X's raid"."""
    if match_phrase(verb, words.blame_on):
        named = any(fold(t.text) in words.matters for t in verb.subtree)
        placed = _placed_on(verb, words, far=named)
        if placed and (named or match_phrase(verb, words.accuse)):
            yield Blame(verb, placed, accuser, objects[0] if objects else None)
            yield from _gapped(verb, placed[0], words)
            return
    if match_phrase(verb, words.trace_to) and objects:
        yield from (Blame(verb, [p], accuser, objects[0], charge=True) for p in _placed_on(verb, words, far=False)[:1])
    if not objects:  # "suspect gunmen loyal to X of it": read as a clause; "activists suspect rebels" as one phrase
        inner = (t for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "JJ" for t in c.children)
        objects = [t for t in inner if t.dep_ == "nsubj"] or objects_of(verb)
    if not objects:
        return
    if match_phrase(verb, words.clear):
        yield Blame(verb, objects, accuser, _complement(verb), denied=True)
    elif match_phrase(verb, words.accuse):
        hedge = match_phrase(verb, words.hedges) is not None
        charge = any(c.dep_ == "prep" and c.lower_ in ("of", "with") for c in verb.children)
        of = next((p for t in verb.subtree if t.lower_ == "of" for p in t.children if p.dep_ == "pcomp"), None)
        complement = _complement(verb) or of
        charge = charge or of is not None and complement == of
        unsaid = accuser is None and not hedge and (is_passive(verb) or verb.tag_ == "VBN")
        yield Blame(verb, objects, accuser, complement, hedged=hedge, charge=charge, unsaid=unsaid)
    elif match_phrase(verb, words.condemn):
        if any(c.dep_ == "neg" for t in verb.children if t.lower_ == "for" for p in t.children for c in p.children):
            return  # criticised for not doing enough
        yield Blame(verb, objects, accuser, _complement(verb) or objects[0], charge=True)


def _gapped(verb: Token, placed: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "Kiev blames it on the separatists, Moscow on Kiev": the verb is said once."""
    for other in placed.children:
        if other.dep_ in ("appos", "conj"):
            for prep in other.children:
                if prep.dep_ == "prep" and prep.lower_ in words.on and other.i > placed.i:
                    yield Blame(verb, [p for p in prep.children if p.dep_ == "pobj"], other)


def _held(verb: Token, accuser: Token | None, objects: list[Token], words: ResponsibilityWords) -> Iterator[Blame]:
    """ "holds X responsible", "believes X responsible", "sees X as the aggressor"."""
    held = _held_as(verb, words) if match_phrase(verb, words.hold) else None
    if held is None:
        return
    inner = (t for c in verb.children if c.dep_ == "ccomp" for t in c.children if t.dep_ in ("nsubj", "nsubjpass"))
    targets = objects or list(inner)[:1]
    if targets:
        hedge = match_phrase(verb, words.hedges) is not None
        complement = _complement(held) or _complement(verb)
        yield Blame(verb, targets, accuser, complement, held=True, hedged=hedge)


def _held_as(verb: Token, words: ResponsibilityWords) -> Token | None:
    near = {verb.i, *(c.i for c in verb.children)}
    behind = (t for t in verb.subtree if t.i > verb.i and fold(t.text) in words.held)
    return next((t for t in behind if t.head.i in near or t.head.head.i in near), None)


def _of_oneself(verb: Token, accuser: Token, objects: list[Token], words: ResponsibilityWords) -> Iterator[Blame]:
    """ "X claimed responsibility", "X denied any role", "the raid was claimed by X", "X had nothing to do with it"."""
    passive, word = is_passive(verb), fold(objects[0].text) if objects else ""
    matter = (_complement(objects[0]) or _complement(verb)) if objects else _complement(verb)
    if match_phrase(verb, words.none) and not passive:
        yield Blame(verb, [accuser], None, matter, denied=True)
    elif not objects:
        return
    elif match_phrase(verb, words.claim) and (passive or word in words.responsibility) or (
        match_phrase(verb, words.claim_harm) and word in words.harm
    ):  # fmt: skip
        yield Blame(verb, [accuser], accuser, objects[0] if passive else matter, own=True)
    elif match_phrase(verb, words.deny) and word in words.responsibility | words.accusation:
        if _is_boast(objects[0], words):
            yield Blame(verb, [objects[0]], accuser, matter, denied=True)
        elif not any(c.dep_ in ("acl", "relcl") for c in objects[0].children):
            charge = word not in words.responsibility
            yield Blame(verb, [accuser], accuser, matter, denied=True, own=True, charge=charge)
    elif match_phrase(verb, words.deny_harm) and word in words.harm:
        yield Blame(verb, [accuser], accuser, objects[0], denied=True, own=True)
    elif match_phrase(verb, words.bear) and word in words.falling and not passive:
        yield Blame(verb, [accuser], None, matter, denied=any(c.lower_ == "no" for c in objects[0].children))


def _is_boast(noun: Token, words: ResponsibilityWords) -> bool:
    """Whether somebody says that they did it themselves: "refutes Russian claims of destroying launchers"."""
    doing = any(p.tag_ == "VBG" for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pcomp")
    owners = [c for c in noun.children if c.dep_ in ("amod", "poss", "compound") and c.text[0].isupper()]
    return doing and bool(owners) and fold(noun.text) in words.boasts


def _no_part(verb: Token, subject: Token | None, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "No Palestinian was involved in the killing": having had a part in it is no claim, having had none is one."""
    if subject is None or not match_phrase(verb, words.involve):
        return
    negated = any(c.dep_ == "neg" for c in verb.children)  # by which the event is none, whoever is blamed
    if negated or any(c.lower_ in words.negations for c in subject.children):
        yield Blame(verb, [subject], None, _complement(verb), denied=not negated, charge=True)


def _to_blame(token: Token, words: ResponsibilityWords) -> bool:
    """ "X is to blame"."""
    return (
        token.tag_ == "VB"
        and token.i > 0
        and token.doc[token.i - 1].lower_ == "to"
        and f"to {fold(token.text)}" in words.responsible
    )


def _placed_on(verb: Token, words: ResponsibilityWords, *, far: bool) -> list[Token]:
    """What blame is laid on, nearest to the verb first; `far` looks on where the phrase was attached elsewhere."""
    preps = [
        t for t in verb.subtree
        if t.dep_ in ("prep", "dative") and t.lower_ in words.on and verb.i < t.i and (far or t.i - verb.i < _REACH)
    ]  # fmt: skip
    if not far and match_phrase(verb, words.accuse):  # blames it on X; at and to belong to other words
        preps = [t for t in preps if t.lower_ in ("on", "upon")]
    own = {verb.i, *(c.i for c in verb.children)}
    near = [t for t in preps if t.head.i in own and t.i - verb.i < _REACH]
    if not near and not far:  # blames the blast at the mill on X: "on" was attached to the mill
        objects = [c for c in verb.children if c.dep_ == "dobj" and not any(p.lower_ == "for" for p in c.subtree)]
        near = [t for t in preps[::-1] if any(c.head == o and c.i < t.i for o in objects for c in o.children)]
    chosen = near or (preps[::-1] if far else [])
    return [p for t in chosen for p in t.children if p.dep_ == "pobj"]


def _by_predicate(word: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "X is responsible for Y", "X was behind Y", "X is to blame"."""
    head = word.head
    while head.dep_ == "xcomp" and head.head != head and match_phrase(head, words.be):
        head = head.head  # seems to be responsible
    if not match_phrase(head, words.be):
        behind = word.dep_ in ("amod", "acl", "prep") and head.tag_.startswith("NN") and word.i > head.i
        if behind and word.lower_ != "behind":
            yield Blame(word, [head], None, _complement(word), charge=True)
        return
    subject = subject_of(head)
    if subject is not None and subject.i != word.i:
        yield Blame(word, [subject], None, _complement(word))


def _by_culprit(noun: Token, words: ResponsibilityWords) -> Iterator[Blame]:
    """ "The likely culprit is X", "X was the author of the raid"."""
    verb = noun.head
    if not match_phrase(verb, words.be):
        return
    side = "attr" if noun.dep_ in ("nsubj", "nsubjpass") else "nsubj"
    others = [c for c in verb.children if c.dep_ == side]
    if others and noun.dep_ in ("nsubj", "attr"):
        yield Blame(noun, others, None, _complement(noun))


def _by_charge(noun: Token) -> Iterator[Blame]:
    """ "allegations of brutality against the police"."""
    preps = (t for t in noun.subtree if t.lower_ == "against" and t.i > noun.i)
    against = [p for t in preps for p in t.children if p.dep_ == "pobj"]
    of = next((p for c in noun.children if c.lower_ == "of" and c.dep_ == "prep" for p in c.children), None)
    if against and of is not None:
        owners = [c for c in noun.children if c.dep_ == "poss"]
        owners += [p for c in noun.children if c.lower_ in ("by", "from") for p in c.children if p.dep_ == "pobj"]
        yield Blame(noun, against, owners[0] if owners else None, of, charge=True)


def _by_hands(token: Token) -> Iterator[Blame]:
    doc = token.doc
    of = next((t for t in doc[token.i : token.i + 5] if t.lower_ in ("of", "to")), None)
    target = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if target is not None:
        clause = clause_of(token)
        victim = subject_of(clause) if clause.tag_.startswith("VB") else None
        yield Blame(token, [target], victim=victim if victim is not None and victim.i < token.i else None)


def _complement(word: Token) -> Token | None:
    """What the responsibility is for: the noun behind "for", "of", "in"."""
    for child in word.children:
        about = child.dep_ == "prep" and child.lower_ in ("for", "of", "in", "over", "with", "behind")
        if about and child.i > word.i:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    return inner
    if word.lower_ == "behind":
        return next((c for c in word.children if c.dep_ == "pobj"), None)
    return None
