"""What a pronoun points back to: the speaker, a subject before it, or whom the sentences before named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .grammar import subject_of
from .text import fold

if TYPE_CHECKING:
    from .actors import SentenceActors

__all__ = ["PRONOUNS", "antecedent", "may_mean"]

Token = Any
PRONOUNS = frozenset(
    "it its itself they their them themselves he him his himself she her herself we our us ourselves i my me "
    "who whom whose which that".split()
)
_PLURAL, _PERSONAL = ("they", "their", "them"), ("he", "his", "him", "she", "her")
_MODIFIES = ("amod", "compound", "nmod", "poss")
_SINGULAR = frozenset("it its itself he him his himself she her herself".split())


def may_mean(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun and a noun agree in number: "its" does not point to "the separatists"."""
    body = noun.tag_ == "NNP" and any(c.lower_ == "the" for c in noun.children)  # the Syrian Coalition is no "he"
    return (pronoun.lower_ not in _SINGULAR or noun.tag_ != "NNS") and not (body and pronoun.lower_ in _PERSONAL)


def antecedent(actors: SentenceActors, pronoun: Token, speaker: str | None, avoid: frozenset[str]) -> list[str]:
    """Return the actors a pronoun or a bare "the army" may mean; those to `avoid` cannot be meant."""
    if pronoun.i in actors.pending:  # "his legacy may stem from his ...": it cannot point to what it explains
        return []
    actors.pending.add(pronoun.i)
    try:
        return _look_back(actors, pronoun, speaker, avoid)
    finally:
        actors.pending.discard(pronoun.i)


def _look_back(actors: SentenceActors, pronoun: Token, speaker: str | None, avoid: frozenset[str]) -> list[str]:
    """Look for the speaker, then for the subjects above the pronoun, then for whom the sentences before named."""
    if speaker is not None and speaker not in avoid and _may_be_speaker(actors, pronoun, speaker):
        return [speaker]
    verb = pronoun.head
    for clause in verb.children:  # before the troops left they shot
        if clause.dep_ == "advcl" and clause.right_edge.i < pronoun.i and (subject := subject_of(clause)) is not None:
            found = [a for a in actors.names_in(subject) if a not in avoid]
            if found and may_mean(pronoun, subject):
                return found
    while verb.head != verb:
        owner = _owner_of_report(verb)
        if owner is not None and may_mean(pronoun, owner):
            found = [a for a in actors.names_in(owner) if a not in avoid]
            return found or (["other"] if owner.tag_ == "NNP" else [])
        verb = verb.head
        if verb.tag_.startswith("VB"):
            subject = subject_of(verb)
            if subject is None or subject.right_edge.i >= pronoun.i or subject.lower_ in PRONOUNS:
                continue
            found = [a for a in actors.names_in(subject) if a not in (*avoid, actors.words.people)]
            if found and may_mean(pronoun, subject):
                return found
    if pronoun.lower_ in _PERSONAL:
        near = [h for i, h in sorted(actors.by_token.items()) if i < pronoun.i and may_mean(pronoun, actors.doc[i])]
        if near and near[-1].referent not in avoid:
            return [near[-1].referent]
    return [a for a in actors.before if a not in avoid][:1]


def _owner_of_report(clause: Token) -> Token | None:
    """Whose report a clause is the content of: "Iran's acknowledgement that it shot"."""
    if clause.dep_ != "acl" or not any(c.dep_ == "mark" for c in clause.children):
        return None
    return next((c for c in clause.head.children if c.dep_ == "poss" and c.lower_ not in PRONOUNS), None)


def _may_be_speaker(actors: SentenceActors, pronoun: Token, speaker: str) -> bool:
    """Whether the speaker is an actor and, where the sentence names it, agrees in number with the pronoun."""
    if speaker not in actors.words.actors:
        return False
    named = [i for i, hit in (actors.weak | actors.by_token).items() if hit.referent == speaker]
    heads = [actors.doc[i] for i in named if actors.doc[i].head.i not in named]
    officials = actors.words.officials
    if pronoun.lower_ in _PLURAL and heads and all(
        h.i > pronoun.i and (h.dep_ in _MODIFIES or fold(h.text) in officials) for h in heads
    ):  # fmt: skip
        return False  # "They shot at us, Turkish officials said"
    return not heads or any(may_mean(pronoun, head) for head in heads)
