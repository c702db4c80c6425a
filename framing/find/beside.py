"""What stands beside an actor: the modifiers of its names, and the verbs of which it is agent or patient."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from ..read.lexicon import Lexicon
from .grammar import agent_of, conjuncts, is_passive, objects_of, subject_of
from .syntax import parse
from .text import fold
from .vocabulary import Vocabulary

__all__ = ["SLOTS", "find_beside", "places_of"]

Token = Any
#: Where a word can stand beside an actor.
SLOTS = ("modifiers", "agent", "patient")
_MODIFIERS = ("amod", "compound", "nmod", "poss")
_NO_CLAUSE = ("aux", "auxpass", "amod", "compound")
_AT_ONCE = 5_000  # sentences parsed together
_KEYS = ["article_id", "part", "sentence"]
_COLUMNS = ["article_id", "outlet", "part", "sentence", "start", "end", "text", "voice", "actor", "slot", "term"]


def places_of(mentions: pd.DataFrame, references: pd.DataFrame, actor: str, voices: pd.Series) -> pd.DataFrame:
    """List the places where an actor (or another referent) is named, with or without a choice.

    Parameters
    ----------
    mentions, references : DataFrame
        Evidence tables.
    actor : str
        Id of a referent.
    voices : Series
        Whose voice speaks at each of `references`, on their index.

    Returns
    -------
    DataFrame
        ``article_id, outlet, part, sentence, start, end, voice, actor, chosen``: whether the name is a label.
    """
    where = [*_KEYS, "outlet", "start", "end"]
    labels = mentions.loc[mentions["referent"] == actor, [*where, "voice"]].assign(chosen=True)
    others = references.assign(voice=voices).loc[references["actor"] == actor, [*where, "voice"]].assign(chosen=False)
    rows = pd.concat([labels, others], ignore_index=True).assign(actor=actor)
    return rows.sort_values([*_KEYS, "start"], kind="stable").reset_index(drop=True)


def find_beside(
    places: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, lexicon: Lexicon, *, nlp: Any, lemmas: Any
) -> pd.DataFrame:
    """Parse the sentences in which an actor is named, and read off what stands beside it.

    *Modifiers* are adjectives and nouns before the noun that names it, inside a label too ("illegal" of "illegal
    immigrants"), and what it is said to be ("the settlers are heroes": "heroes"). *Agent* and *patient* are the verbs
    whose doer, or sufferer, it is: in the passive the doer stands behind "by"; "not" and particles belong to the verb
    ("not carry out"); "be" is none. A name before a noun of role stands for that noun ("Turkish soldiers").

    Parameters
    ----------
    places : DataFrame
        From `places_of`.
    sentences, articles : DataFrame
    lexicon : Lexicon
    nlp, lemmas : spaCy Language
        From ``load_model`` and ``load_lemmas``.

    Returns
    -------
    DataFrame
        One row per word beside a name: ``article_id, outlet, part, sentence, start, end, text, voice, actor, slot,
        term``: `term` is the verb's lemma or the folded modifier, `voice` that of the name.
    """
    roles = Vocabulary(lexicon).role_nouns
    held = places.groupby(_KEYS, sort=False).indices
    spans = sentences.merge(pd.DataFrame(list(held), columns=_KEYS), on=_KEYS)[[*_KEYS, "start", "end"]]
    texts = articles.set_index("article_id")
    records: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in places.to_dict("records")]
    rows: list[tuple[Any, ...]] = []
    for first in range(0, len(spans), _AT_ONCE):
        few: list[Any] = list(spans.iloc[first : first + _AT_ONCE].itertuples(index=False))
        docs = parse(nlp, [str(texts.at[s.article_id, s.part])[s.start : s.end] for s in few])
        for span, doc in zip(few, docs, strict=True):
            for _, component in lemmas.pipeline:
                doc = component(doc)
            named = [records[i] for i in held[span.article_id, span.part, span.sentence]]
            rows += _read(doc, span.start, named, roles)
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.astype({c: "int64" if c in ("sentence", "start", "end") else "str" for c in _COLUMNS})


class _Named(NamedTuple):
    """A name in a parsed sentence: the tokens it spans, and the noun that stands for its actor."""

    start: int
    end: int
    head: Token
    place: dict[str, Any]


def _read(doc: Any, offset: int, places: list[dict[str, Any]], roles: frozenset[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one sentence."""
    names: dict[int, _Named] = {}
    for place in places:
        span = doc.char_span(place["start"] - offset, place["end"] - offset, alignment_mode="expand")
        if span is not None:
            head = span.root
            while head.dep_ in _MODIFIERS and head.head.i > head.i and fold(head.head.text) in roles:
                head = head.head
            names.setdefault(head.i, _Named(span.start, span.end, head, place))
    found = [(i, "modifiers", token, fold(token.text)) for i, n in names.items() for token in _modifiers(n)]
    for verb in doc:
        if verb.tag_.startswith("VB") and verb.dep_ not in _NO_CLAUSE and verb.lemma_ != "be":
            found += [(t.i, slot, verb, _term(verb)) for slot, t in _parties(verb) if t.i in names]
    for head, slot, token, term in dict.fromkeys(found):
        where = names[head].place
        start = offset + token.idx
        yield (where["article_id"], where["outlet"], where["part"], where["sentence"], start, start + len(token),
               token.text, where["voice"], where["actor"], slot, term)  # fmt: skip


def _modifiers(name: _Named) -> Iterator[Token]:
    """Yield what modifies the noun of a name; the words of a proper name do not."""
    head = name.head
    for child in head.children:
        proper = name.start <= child.i < name.end and not name.place["chosen"]
        if child.i < head.i and child.dep_ in _MODIFIERS[:3] and child.text[0].isalpha() and not proper:
            yield child
    verb = head.head
    if head.dep_ == "nsubj" and verb.lemma_ == "be" and not any(c.dep_ == "neg" for c in verb.children):
        yield from (c for c in verb.children if c.dep_ in ("acomp", "attr") and c.tag_[0] in "JN")


def _parties(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield whoever does what the verb says, and whoever suffers it."""
    passive = is_passive(verb)
    subject, agent = subject_of(verb), agent_of(verb) if passive else None
    for noun in conjuncts(subject) if subject is not None else ():
        yield ("patient" if passive else "agent"), noun
    for noun in conjuncts(agent) if agent is not None else ():
        yield "agent", noun
    for noun in () if passive else objects_of(verb):
        yield "patient", noun


def _term(verb: Token) -> str:
    """Write a verb as its lemma, with "not" before it and its particle behind."""
    negated = "not " if any(c.dep_ == "neg" for c in verb.children) else ""
    particle = "".join(f" {c.lower_}" for c in verb.children if c.dep_ == "prt")
    return f"{negated}{fold(verb.lemma_)}{particle}"
