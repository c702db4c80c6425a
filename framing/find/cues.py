"""Cues of citation in one parsed sentence: who says, by which word, which stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .content import MATTER, CueWords, around_aside, content_of, own_aside
from .grammar import SUBJECTS, agent_of, clause_of, is_passive, match_phrase, phrase_span, subject_of, subtree_span
from .repair import CLOSING, OPENING, STRAIGHT, lost_comma, phrase_start

__all__ = ["Citation", "find_citations", "trim", "with_gloss"]

Token = Any

@dataclass
class Citation:
    """One cue with its speaker and content, as token spans of a sentence."""

    cue: tuple[int, int]
    stance: str
    speaker: tuple[int, int] | None
    content: list[tuple[int, int]] = field(default_factory=list)
    speaks: bool = True  # a verb of saying that a quotation beside it may lean on
    relative: tuple[int, int] | None = None  # the pronoun that stands for the speaker: "the army, which says C"


def find_citations(doc: Any, words: CueWords) -> list[Citation]:
    """Find every citation in a parsed sentence, in the order of the cues."""
    found: list[Citation] = []
    for token in doc:
        found += _by_phrase(token, words)
        if token.tag_.startswith("VB"):
            found += _by_verb(token, words)
        elif token.tag_.startswith("NN"):
            found += _by_noun(token, words)
        elif token.tag_ == "JJ" and token.dep_ == "acomp":
            found += _by_adjective(token, words)
    for cite in found:
        if cite.speaker and _is_date(doc, cite.speaker, words):
            cite.speaker = None
        cite.content = [part for span in cite.content for part in _around_cue(span, cite)]
    return found


def _around_cue(span: tuple[int, int], cite: Citation) -> Iterator[tuple[int, int]]:
    """Cut cue and speaker out of content they stand in: "which the ministry said would close"."""
    left, right = cite.cue
    if cite.speaker and span[0] <= cite.speaker[0] < left:
        left = cite.speaker[0]
    if not span[0] <= left < right <= span[1]:
        yield span
        return
    yield from ((a, b) for a, b in ((span[0], left), (right, span[1])) if a < b)


def _by_verb(verb: Token, words: CueWords) -> Iterator[Citation]:
    if verb.dep_ in ("amod", "compound"):
        return
    match = match_phrase(verb, words.verbs)
    if match is None:
        quoting = match_phrase(verb, words.quoting)
        if quoting is not None:
            yield Citation((verb.i, verb.i + quoting[1]), quoting[0], _speaker(verb, words), [])
        return
    if _says_nothing(verb, words):
        return
    stance, size = match
    content = list(content_of(verb, stance, words)) or list(_clause_quoted(verb))
    speaker = _speaker(verb, words)
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if (
        len(subjects) > 1
        and verb.doc[subjects[-1].left_edge.i - 1].text == ","
        and not any(c.dep_ == "ccomp" for c in verb.children)
    ):  # "The rescuers, a nurse told us, dug"
        speaker = phrase_span(subjects[-1])
        content = list(around_aside(verb, subjects))
    aside = own_aside(verb) if (not content or speaker is None) and verb.tag_ in ("VBD", "VBZ", "VBP") else None
    if aside is not None and (not content or len(aside[1]) == 1):
        speaker, content = aside
    if speaker is not None and speaker[1] == verb.i and (start := phrase_start(verb.doc, verb, 0)) is not None:
        if start < speaker[0] and lost_comma(verb.doc, start):  # the Observatory for Human Rights said
            speaker = start, verb.i
    speaks = stance != "hedging"
    participle = any(c.dep_ in ("xcomp", "oprd") and c.tag_ == "VBN" for c in verb.children)
    if participle and not any(c.dep_ == "dobj" for c in verb.children):
        return  # "900 villagers reported killed": nobody says who reports
    if not content and (speaker is None or not speaks):
        return
    yield Citation((verb.i, verb.i + size), stance, speaker, content, speaks, _relative(verb))


def _clause_quoted(verb: Token) -> Iterator[tuple[int, int]]:
    """ "C, the ministry was quoted as saying": the clause before the verb of quoting."""
    above = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and is_passive(above):
        clauses = (c for c in above.children if c.dep_ in ("advcl", "ccomp", "parataxis") and c.right_edge.i < above.i)
        yield from (subtree_span(c) for c in clauses)


def _says_nothing(verb: Token, words: CueWords) -> bool:
    """Whether a verb of saying says nothing here ("claimed 20 lives"), or its subject is told ("Kyiv told to save")."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if any(o.lower_ in words.lives for o in objects):
        return True
    if f"to {verb.lower_}" in words.guilty and verb.dep_ == "xcomp" and match_phrase(verb.head, words.being):
        return not objects  # they are to blame
    told = verb.tag_ in ("VBD", "VBN") and not objects and match_phrase(verb, words.telling) is not None
    return told and not is_passive(verb) and any(c.dep_ == "xcomp" and c.i > verb.i for c in verb.children)


def _relative(verb: Token) -> tuple[int, int] | None:
    pronouns = ((c.i, c.i + 1) for c in verb.children if c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP"))
    return next(pronouns, None) if verb.dep_ == "relcl" else None


def _speaker(verb: Token, words: CueWords) -> tuple[int, int] | None:
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "advcl") and not own and match_phrase(verb.head, words.verbs):
        return _speaker(verb.head, words)  # said C, adding C
    if is_passive(verb):
        agent = agent_of(verb)
        return phrase_span(agent) if agent is not None else None
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.tag_.startswith("VB"):  # quoted a source as saying
        above = head.head
        person = next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)
        return phrase_span(person) if person is not None else None
    subject = _subject(verb, words)
    if subject is None:
        return _inverted(verb, words) or _named_before(verb) or _before(verb)
    closing = _parted(subject, verb)
    if closing is None:
        left, right = phrase_span(_author(subject, verb, words))
        return left - 2 * (left > 1 and verb.doc[left - 1].text == "-"), right  # vice-president, torn apart
    start = phrase_start(verb.doc, verb, closing + 1)
    return (start, verb.i) if start is not None and start < verb.i else _inverted(verb, words)


def _named_before(verb: Token) -> tuple[int, int] | None:
    """The capitalised words right before a finite verb whose subject the parse has missed: "Jolly said C"."""
    doc, first = verb.doc, verb.i
    while first > 0 and doc[first - 1].is_title and not doc[first - 1].is_punct:
        first -= 1
    return (first, verb.i) if first < verb.i and verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _parted(subject: Token, verb: Token) -> int | None:
    """Where a quotation ends that holds the subject but not its verb: the parse has mistaken one for the other's."""
    marks = [t for t in verb.doc[subject.i : verb.i] if t.text in CLOSING or t.text in OPENING]
    plain = [t for t in marks if t.text in STRAIGHT]
    shaped = [t for t in marks if t.text not in STRAIGHT]
    if len(plain) % 2:
        return int(plain[-1].i)
    return int(shaped[0].i) if shaped and shaped[0].text in CLOSING else None


def _author(noun: Token, verb: Token, words: CueWords) -> Token:
    """Who put out the document that speaks: "the army issued a statement saying C"."""
    above = noun.head
    if verb.dep_ not in ("acl", "relcl") or verb.head != noun or noun.lower_ not in words.documents:
        return noun
    if noun.dep_ == "pobj" and above.lower_ == "in":
        above = above.head
    if not above.tag_.startswith("VB"):
        return noun
    author = agent_of(above) if is_passive(above) else subject_of(above)
    return author if author is not None and author != noun else noun


def _subject(verb: Token, words: CueWords) -> Token | None:
    """The subject of a verb of saying; joined to a clause that is itself reported, it shares the reporter's subject."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if len(subjects) > 1 and verb.doc[subjects[-1].i - 1].text == "-":  # the parse tears "vice-president" apart
        return subjects[-1]
    own = bool(subjects)
    joined = any(c.dep_ == "cc" or c.text in ",;" for c in verb.head.children if verb.head.i < c.i < verb.i)
    if verb.dep_ == "conj" and not own and not joined:  # "50 were wounded the monitor said"
        return None
    if verb.dep_ == "conj" and not own and verb.head.dep_ == "ccomp" and verb.tag_ == verb.head.head.tag_:
        return subject_of(verb.head.head)
    above = verb.head.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and match_phrase(above, words.verbs):
        if verb.head.lower_ not in words.documents and not is_passive(above):
            return subject_of(above)  # condemned the raid, describing it as C
    return subject_of(verb)


def _inverted(verb: Token, words: CueWords) -> tuple[int, int] | None:
    """ "C said Umm Khaled": the name right behind a finite verb without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = last = verb.i + 1
    while last < len(verb.doc) and verb.doc[last].tag_ in ("NNP", "DT", "NN", "NNPS", "JJ"):
        last += 1
    if (
        first == last
        or verb.doc[last - 1].dep_ in ("npadvmod", "nsubj", "nsubjpass", "compound")
        and verb.doc[last - 1].head != verb
    ):
        return None  # "said rebels were near"
    named = verb.doc[last - 1].tag_.startswith("NN") and not _is_date(verb.doc, (first, last), words)
    return (first, last) if named else None


def _is_date(doc: Any, span: tuple[int, int], words: CueWords) -> bool:
    """Whether a phrase only says when: "said early Friday", "said March 3". A bare month may be a name: Theresa May."""
    names = [t.lower_ for t in doc[span[0] : span[1]] if t.tag_ not in ("DT", "JJ", "RB")]
    counted = span[1] < len(doc) and doc[span[1]].tag_ == "CD"
    return bool(names) and all(name in words.weekdays or counted and name in words.months for name in names)


def _before(verb: Token) -> tuple[int, int] | None:
    """The noun phrase right before a finite verb whose subject the parse has missed."""
    start = phrase_start(verb.doc, verb, 0) if verb.tag_ in ("VBD", "VBZ", "VBP") else None
    return (start, verb.i) if start is not None and start < verb.i else None


def _by_phrase(token: Token, words: CueWords) -> Iterator[Citation]:
    match = match_phrase(token, words.according)
    if match is None:
        return
    stance, size = match
    doc = token.doc
    last = doc[token.i + size - 1]
    speaker = next(
        (d for t in (last, token) for d in t.children if d.dep_ in ("pobj", "dobj") and d.i > last.i - 1), None
    )
    if speaker is None:
        return
    speaker = _compiler(speaker)
    top = token
    while top.head != top and top.dep_ in ("prep", "pcomp", "pobj") and not top.head.tag_.startswith("VB"):
        top = top.head
    clause = clause_of(top.head if top.head != top else top)
    if clause.i in range(token.i, token.i + size):
        clause = doc[:].root
    while clause.head != clause and (
        token.i == doc[0].i and clause.dep_ in ("ccomp", "conj", "advcl", "relcl", "acl")
        or clause.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in clause.children)
        or clause.dep_ in ("advcl", "pcomp", "acl", "conj") and clause.tag_ in ("VBG", "VBN")
        and clause.head.i < clause.i < token.i and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
    ):  # fmt: skip
        clause = clause_of(clause.head)
    borrowed = match_phrase(clause, words.verbs) if clause.tag_.startswith("VB") else None
    if borrowed:  # "media reported citing a source": C is the source's
        stance = borrowed[0]
        reported = list(content_of(clause, stance, words))
        if reported:
            yield Citation((token.i, token.i + size), stance, phrase_span(speaker), reported)
            return
    left, right = subtree_span(clause)
    hole_left, hole_right = token.i, max(phrase_span(speaker)[1], token.i + size)
    content = [s for s in ((left, min(right, hole_left)), (max(left, hole_right), right)) if s[1] - s[0] > 1]
    yield Citation((token.i, token.i + size), stance, phrase_span(speaker), content)


def _compiler(noun: Token) -> Token:
    """Who stands behind "figures compiled by X", "a statement from X"."""
    if noun.tag_.startswith("NNP"):
        return noun
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return agent_of(child) or noun
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), noun)
    return noun


def _by_adjective(adjective: Token, words: CueWords) -> Iterator[Citation]:
    """ "is sure that C", "was critical of C": an adjective of thought or speech behind a form of "be"."""
    stance = words.adjectives.get(adjective.lower_)
    if stance is None or not adjective.head.tag_.startswith("VB"):
        return
    content = []
    for child in adjective.children:
        if child.dep_ == "ccomp":
            content.append(subtree_span(child))
        elif child.dep_ == "prep" and child.lower_ in MATTER:
            content += [subtree_span(c) for c in child.children if c.dep_ in ("pobj", "pcomp")]
    speaker = subject_of(adjective.head)
    if content and speaker is not None and speaker.lower_ not in ("it", "there"):
        yield Citation((adjective.i, adjective.i + 1), stance, phrase_span(speaker), content, speaks=False)


def _by_noun(noun: Token, words: CueWords) -> Iterator[Citation]:
    """ "the claim that C", "his denial of C": a noun of reporting with its clause."""
    stance = words.nouns.get(noun.lower_)
    if stance is None:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    matter = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in MATTER), None)
    verb = noun.head if noun.dep_ == "dobj" else None
    if owner is None and verb is not None and verb.lower_ in words.light:  # made remarks about C, gave a warning that C
        owner = subject_of(verb) if not is_passive(verb) else agent_of(verb)
    if owner is not None and matter is not None:
        content = [subtree_span(c) for c in matter.children if c.dep_ in ("pobj", "pcomp")]
        yield Citation((noun.i, noun.i + 1), stance, phrase_span(owner), content, speaks=False)
        return
    clauses = (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl"))
    clause = next((c for c in clauses if any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)), None)
    if clause is None:
        return
    speaker = owner or next((c for c in noun.children if c.dep_ == "compound"), None)
    if speaker is None:
        speaker = next(
            (
                p
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
    if speaker is None:
        if noun.head.tag_.startswith("VB") and match_phrase(noun.head, words.verbs):
            return
        speaker = noun
    yield Citation((noun.i, noun.i + 1), stance, phrase_span(speaker), [subtree_span(clause)], speaks=False)


def with_gloss(doc: Any, span: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """Widen a speaker's phrase by its appositions and relative clauses: "Ann Lee, a lawyer who left"."""
    head = doc[span[0] : span[1]].root
    left, right = span[0], max(span[1], head.right_edge.i + 1)
    if cue[0] >= span[1]:
        right = min(right, cue[0])
    if any(t.dep_ in ("ccomp", "parataxis") for t in doc[span[1] : right]):
        right = span[1]
    while right > span[1] and doc[right - 1].is_punct:
        right -= 1
    return left, right


def trim(doc: Any, span: tuple[int, int]) -> tuple[int, int]:
    """Drop marks and spaces at both ends of a token span, but not quotation marks that stand as a pair."""
    left, right = span
    while left < right and (doc[left].is_space or doc[left].text in ",;:.-–—"):
        left += 1
    while right > left and (doc[right - 1].is_space or doc[right - 1].text in ",;:.-–—"):
        right -= 1
    return left, right
