"""Whose claim it is: the outlet's, or that of whoever is cited with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from .actors import SentenceActors
from .antecedents import PRONOUNS
from .denials import denies
from .grammar import conjuncts, phrase_span, subject_of
from .responsibility import ResponsibilityWords
from .text import Block, fold
from .voice import Attribution, VoiceMap

__all__ = ["OUTLET", "SOMEBODY", "Claimants", "Source"]

Token = Any
_LOCALS = "witnesses"  # civilians who speak
_NEAR = 80  # characters of a source's attributes that are looked at


@dataclass(frozen=True)
class Source:
    """Who makes a claim, and the words that name them."""

    id: str
    text: str | None = None


OUTLET, SOMEBODY = Source("outlet"), Source("other")


class Claimants:
    """Answers for one sentence on whose word a claim stands."""

    def __init__(
        self, block: Block, offset: int, actors: SentenceActors, voices: VoiceMap, words: ResponsibilityWords
    ) -> None:
        self.block, self.offset, self.actors, self.voices, self.words = block, offset, actors, voices, words
        self.doc = actors.doc

    def row(self, token: Token) -> Attribution | None:
        """Return the citation around a token; of two with the same content the one that is cited by the other."""
        row = self.voices.innermost(self.start(token))
        if row is None or row.cue is None:
            return row
        first, last = bisect_left(self.voices.starts, row.start), bisect_right(self.voices.starts, row.start)
        same = [r for r in self.voices.rows[first:last] if r.end == row.end and r.speaker_span]
        cited = [r for r in same if r.cue and r.speaker_span and r.cue[1] <= r.speaker_span[0] < r.cue[1] + 3]
        if not cited or len(same) == 1:
            return row
        first, last = cited[0].cue or (0, 0)
        others = (r for r in same if r.cue and r.cue[0] > first and " " in self.block.text[first:last])
        return next(others, cited[0])  # "according to X, Y says C", but "Y, citing X, says C"

    def of(self, row: Attribution | None) -> list[Source]:
        """Return who is cited: one source, or each of several ("the Observatory and residents said")."""
        if row is not None and row.speaker is None:  # "is believed to": whoever reports the belief
            row = self.voices.around(row)
        if row is None or row.speaker is None:
            return [OUTLET]
        if fold(row.speaker_text or "").split()[:1] in (["nobody"], ["no"], ["nothing"], ["none"]):
            return [self._finder(row)]
        first = Source(row.speaker if row.speaker != self.actors.words.people else _LOCALS, row.speaker_text)
        if row.speaker_span is None or not self.offset <= row.speaker_span[0] < self.offset + len(self.doc.text):
            return [first]
        inside = [t for t in self.doc if row.speaker_span[0] <= self.start(t) < row.speaker_span[1]]
        heads = [t for t in inside if t.head not in inside and t.tag_.startswith("NN")]
        hit = self.actors.by_token.get(heads[0].i) if heads else None
        if hit is not None and hit.referent != self.actors.words.people and first.id not in self.actors.words.actors:
            first = Source(hit.referent, first.text)
        elif first.id == "other" and heads:
            first = Source(self.named(heads[0]).id, first.text)
        joined = [t for h in heads[:1] for t in conjuncts(h) if t in inside]
        several = list(dict.fromkeys(self.named(t) for t in joined)) if len(joined) > 1 else []
        known = {s.id: s for s in reversed(several) if s.id != "other"}
        return list(known.values())[::-1] if len(known) > 1 else [first]

    def _finder(self, row: Attribution) -> Source:
        """Who found "nothing to show that"; the outlet where nobody did ("nobody can say")."""
        nothing = next((t for t in self.doc if row.speaker_span and self.start(t) == row.speaker_span[0]), None)
        return self._who_found(nothing) or OUTLET

    def finder(self, token: Token) -> list[Source]:
        """Return who saw no sign of an event: "the monitors saw no sign that C"."""
        above = (t for t in token.ancestors if t.dep_ == "dobj" and any(c.lower_ == "no" for c in t.children))
        found = self._who_found(next(above, None))
        return [OUTLET] if found is None else [found]

    def _who_found(self, noun: Token | None) -> Source | None:
        finder = subject_of(noun.head) if noun is not None and noun.dep_ == "dobj" else None
        return None if finder is None else self.named(finder)

    def named(self, noun: Token) -> Source:
        """Return the source that a noun names."""
        span = phrase_span(noun)
        text = self.text(span)
        actor = next((n.actor for n in self.actors.named(noun)[:1]), None)
        left = self.start(self.doc[span[0]])
        kind = self.voices.identify(left, left + len(text))
        if kind == "other" and actor is None:  # a panel appointed by the United Nations
            whole = self.text((span[0], max(span[1], noun.right_edge.i + 1)))
            kind = self.voices.identify(left, left + min(len(whole), _NEAR))
        kind = kind if kind != "other" or actor is None else actor
        return Source(kind if kind != self.actors.words.people else _LOCALS, text)

    def accusers(self, noun: Token, token: Token, row: Attribution | None, *, own: bool) -> list[Source]:
        """Return who accuses where a noun is said to: the resolved speaker of the verb's citation, else the noun."""
        if fold(noun.text) in ("i", "we") and row is not None:
            return self.of(row)
        cite = self.voices.by_cue.get(self.start(token))
        actors = self.actors.named(noun, speaker=row.speaker if row is not None else None)
        sources = [Source(n.actor, self.text(n.span)) for n in actors]
        among = [p for c in noun.subtree if c.lower_ == "including" for p in c.children if p.dep_ == "pobj"]
        sources += [Source(n.actor, self.text(n.span)) for p in among for n in self.actors.named(p)]
        if cite is not None and cite.speaker is not None and not own and (cite.speaker != "other" or not actors):
            if noun.lower_ in PRONOUNS or cite.speaker not in self.actors.words.actors or not actors:
                return self.of(cite)
        return sources or [self.named(noun)]

    def accusation(self, token: Token) -> tuple[Token, list[Source]] | None:
        """Return the noun of accusation that an event is the content of, and whose it is: "X's charge that"."""
        clause, steps = token, 0
        while clause.head != clause and clause.dep_ not in ("acl", "relcl", "ccomp", "pcomp") and steps < 4:
            clause, steps = clause.head, steps + 1
        noun = clause.head
        that = any(c.lower_ == "that" and c.i < clause.i for c in clause.children) or clause.dep_ == "pcomp"
        if not that:
            return None
        owners = [noun] if noun.dep_ == "pobj" else []
        while noun.dep_ in ("pobj", "prep") and noun.head != noun:
            noun = noun.head
        if fold(noun.text) not in self.words.accusation or not noun.tag_.startswith(("NN", "VB")) or noun.i > token.i:
            return None
        owners = owners or [p for c in noun.children if c.lower_ in ("by", "from") for p in c.children]
        owners += [c for c in noun.children if c.dep_ == "poss" and c.lower_ not in PRONOUNS]
        sources = [self.named(o) for o in owners]
        adjectives = [c for c in noun.children if c.dep_ in ("amod", "compound") and c.i in self._any()]
        hits = [self._any()[c.i] for c in adjectives]
        return noun, sources + [Source(h, c.text) for h, c in zip(hits, adjectives, strict=True) if not sources]

    def is_nobodys(self, accusation: Token, row: Attribution) -> bool:
        """Whether a citation is that of "the accusation that", which says of nobody that it is theirs."""
        its = any(c.dep_ == "poss" or c.lower_ in ("by", "from") for c in accusation.children)
        mine = row.cue is not None and row.cue[0] == self.start(accusation)
        return mine and not its and not any(c.i in self._any() for c in accusation.children)

    def _any(self) -> dict[int, str]:
        return {i: h.referent for i, h in (self.actors.weak | self.actors.by_token).items()}

    def denying_verb(self, token: Token) -> Token | None:
        """Return the verb that denies what a token says, however the clause was attached: "denied ... that C"."""
        verb = token
        while verb.head != verb:
            verb = verb.head
            if (
                verb.tag_.startswith("VB")
                and verb.i < token.i
                and denies(verb, self.words)
                and any(t.lower_ == "that" for t in self.doc[verb.i : token.i])
            ):
                return verb
        return None

    def speaks(self, token: Token) -> bool:
        """Whether a token stands in the name of somebody who is cited."""
        return self.voices.names_speaker(self.start(token))

    def start(self, token: Token) -> int:
        """Return where a token starts in the block."""
        return int(self.offset + token.idx)

    def text(self, span: tuple[int, int]) -> str:
        """Return the words of a token span."""
        last = self.doc[span[1] - 1]
        return self.block.text[self.offset + self.doc[span[0]].idx : self.offset + last.idx + len(last)]
