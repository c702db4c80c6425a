"""Claims of responsibility: who is said to have harmed whom, on whose word, how certainly; or nobody at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .actors import ActorWords, Named, SentenceActors
from .certainty import hedged, status
from .events import Event, EventWords, find_events
from .grammar import match_phrase, phrase_span
from .labels import NAMING, Hit
from .responsibility import Blame, ResponsibilityWords, find_blame
from .text import Block, fold
from .vocabulary import Vocabulary
from .voice import Attribution, VoiceMap

__all__ = ["BlameFinder", "Claim"]

Token = Any
_FINITE = ("VBD", "VBZ", "VBP", "VBN")


@dataclass(frozen=True)
class Claim:
    """One claim of responsibility, or one agentless harm (`target` None); offsets of the block."""

    sentence: int
    start: int
    end: int
    target: str | None
    target_text: str | None
    source: str
    source_text: str | None
    polarity: str | None
    certainty: str
    victim: str | None
    victim_text: str | None
    event: str
    form: str
    voice: str | None
    named_nearby: str | None = None


class BlameFinder:
    """Finds claims in the parsed sentences of a block."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.actor_words = ActorWords(vocabulary)
        self.event_words = EventWords(vocabulary)
        self.words = ResponsibilityWords(vocabulary)

    def find(
        self, block: Block, sentences: np.ndarray, docs: dict[int, Any], hits: Sequence[Hit], voices: VoiceMap
    ) -> tuple[list[Claim], dict[int, str]]:
        """Return the claims of a block in order, and who was harmed by the word at each offset ("martyred": whom?).

        `docs` maps sentence numbers to parses.
        """
        if not docs:
            return [], {}
        by_sentence: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_sentence[hit.sentence].append(hit)
        parts = block.part_of(sentences[:, 0])
        claims: list[Claim] = []
        victims: dict[int, str] = {}
        for number in sorted(docs):
            before: list[str] = []
            for back in (1, 2):
                if not before and number >= back and parts[number - back] == parts[number]:
                    before = [
                        h.referent
                        for h in by_sentence[number - back]
                        if h.referent in self.actor_words.actors and h.kind in NAMING
                    ]
            offset = int(sentences[number, 0])
            actors = SentenceActors(docs[number], offset, by_sentence[number], before, self.actor_words)
            sentence = _Sentence(self, block, number, offset, actors, voices)
            claims += sentence.claims()
            victims |= sentence.victims()
        return _name_nearby(claims, parts), victims


class _Sentence:
    """The claims of one sentence."""

    def __init__(
        self, finder: BlameFinder, block: Block, number: int, offset: int, actors: SentenceActors, voices: VoiceMap
    ) -> None:
        self.block, self.number, self.offset = block, number, offset
        self.actors, self.voices, self.doc = actors, voices, actors.doc
        self.events, self.words = finder.event_words, finder.words
        self.known = finder.actor_words.actors

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        self.found = find_events(self.doc, self.events)
        if self.doc.text.rstrip("\"'”’) ").endswith("?"):
            self.found = [e for e in self.found if self._open(e)]
        charged: list[tuple[int, int, set[str | None]]] = []  # what somebody is accused of: no claim of its own
        for blame in find_blame(self.doc, self.words):
            claims = list(self._from_blame(blame))
            found += claims
            if claims and blame.complement is not None:
                charged.append(
                    (blame.complement.left_edge.i, blame.complement.right_edge.i + 1, {c.target for c in claims})
                )
        blamed = [c.target for c in found]
        agentless: list[Claim] = []
        for event in self.found:
            known = {t for left, right, targets in charged if left <= event.token.i < right for t in targets}
            for claim in self._from_event(event):
                if known and (claim.target in known or claim.target is None):
                    continue
                (agentless if claim.target is None else found).append(claim)
        del blamed
        harmed = [c for c in agentless + found if c.victim is not None]
        found = [_with_victim(c, harmed) for c in _merge(found)]
        if not any(c.polarity == "blame" and c.target != "unspecified" for c in found):
            found += _merge(agentless)
        return sorted(found, key=lambda c: c.start)

    def victims(self) -> dict[int, str]:
        """Return offset of each event's word -> who was harmed by it."""
        harmed = ((self._start(e.token), self._harmed(e)[0]) for e in self.found if e.victim is not None)
        return {start: victim for start, victim in harmed if victim is not None}

    def _from_event(self, event: Event) -> Iterator[Claim]:
        state = status(event.token, self.events)
        if state == "unreal":
            return
        row = self._row_at(event.token)
        speaker = row.speaker if row is not None else None
        named = self.actors.named(event.doer, speaker=speaker) if event.doer is not None else []
        if event.form == "adjectival" and event.doer is not None and event.doer.i in self.actors.by_token:
            named = [Named(self.actors.by_token[event.doer.i].referent, (event.doer.i, event.doer.i + 1))]
        if event.doer is not None and self._nobody(event.doer):
            state = "negated"
        span = phrase_span(event.doer) if event.doer is not None else None
        form = event.form
        if not named and event.noun is not None:
            for noun in [event.noun, *(c for c in event.noun.conjuncts if self.events.is_means(c))]:
                for actor in self.actors.owners(noun, speaker=speaker):
                    if actor not in [n.actor for n in named]:
                        named.append(Named(actor, phrase_span(noun)))
            if named and form not in ("adjectival", "nominal") and fold(event.noun.text) not in self.events.instruments:
                form = "nominal"
            span = phrase_span(event.noun)
        certainty = (
            "hedged"
            if hedged(event.token, event.doer, event.noun, self.events) or (row is not None and row.stance == "hedging")
            else "asserted"
        )
        victim, victim_span = self._harmed(event) if event.victim is not None else (None, None)
        denied = state == "negated" or (row is not None and row.stance == "denying")
        base = self._claim(event.token, certainty, victim, victim_span, event.event, form, row)
        denier = self.voices.denier(self._start(event.token)) if row is not None and not denied else None
        for who in named:
            claim = replace(
                base, target=who.actor, target_text=self._text(span), polarity="deny" if denied else "blame"
            )
            yield claim
            if denier is not None and denier.speaker is not None:
                yield replace(claim, source=denier.speaker, source_text=denier.speaker_text, polarity="deny")
        if not named and self._open(event):
            yield replace(
                base, target="unspecified", target_text=self._text(span), polarity="blame", certainty="hedged"
            )
            yield base
            return
        if named or denied:
            return
        if event.doer is not None and not self._harmless(event):
            yield replace(base, target="other", target_text=self._text(span), polarity="blame")
        elif event.doer is None and self._happened(event):
            yield base

    def _harmed(self, event: Event) -> tuple[str | None, tuple[int, int] | None]:
        if event.victim is None:
            return None, None
        person = event.event in self.events.personal and event.token.tag_.startswith("VB")
        return self.actors.victims(event.victim, person=person, land=event.event == "violation")

    def _nobody(self, doer: Token) -> bool:
        """Whether a doer is denied: "neither the army nor", "no soldier"."""
        return any(c.dep_ in ("preconj", "det", "cc") and fold(c.text) in self.events.negations for c in doer.children)

    def _open(self, event: Event) -> bool:
        """Whether the doer is asked for: "about who launched the attack"."""
        return (
            event.doer is not None
            and event.doer.tag_ in ("WP", "WDT")
            and event.doer.lower_.startswith("who")
            and event.token.dep_ != "relcl"
        )

    def _harmless(self, event: Event) -> bool:
        """Whether the doer is nobody who could be held responsible (a thing, a pronoun that points nowhere)."""
        return event.doer is None or fold(event.doer.text) not in self.actors.words.roles

    def _happened(self, event: Event) -> bool:
        """Whether agentless harm is said to have happened and is not only named."""
        if event.form in ("passive", "intransitive") or event.form == "nominal" and event.noun != event.token:
            return True
        if (
            event.noun == event.token
            and event.token.dep_ in ("nsubj", "nsubjpass")
            and event.token.head.tag_ in _FINITE
        ):
            return True  # "rocket fire resumed"
        if event.token.tag_.startswith("VB"):
            return event.noun is not None or event.form == "active" and event.token.dep_ != "ROOT"
        return event.event in ("killing", "wounding", "displacement") and (
            event.victim is not None or event.noun is None
        )

    def _from_blame(self, blame: Blame) -> Iterator[Claim]:
        if status(blame.token, self.events) == "unreal" and not blame.held or self._harmless_charge(blame):
            return
        row = self._row_at(blame.token)
        negated = status(blame.token, self.events) == "negated"
        speaker = row.speaker if row is not None else None
        targets = self.actors.named(blame.target, speaker=speaker)
        source, source_text = self._source(row)
        if blame.accuser is not None:
            cite = self.voices.by_cue.get(self._start(blame.token))
            accusers = self.actors.named(blame.accuser, speaker=speaker)
            source_text = self._text(phrase_span(blame.accuser))
            source = accusers[0].actor if accusers else "other"
            if fold(blame.accuser.text) in ("i", "we") and row is not None:
                source, source_text = self._source(row)
            elif cite is None and not accusers:
                left = self._start(self.doc[phrase_span(blame.accuser)[0]])
                source = self.voices.identify(left, left + len(source_text or ""))
            elif (
                cite is not None
                and cite.speaker is not None
                and not blame.own
                and (cite.speaker != "other" or not accusers)
            ):
                source, source_text = cite.speaker, cite.speaker_text
        certainty = (
            "hedged"
            if blame.hedged
            or hedged(blame.token, blame.target, None, self.events)
            or (row is not None and row.stance == "hedging")
            else "asserted"
        )
        victim, victim_span = self._victim_of(blame.complement)
        if blame.victim is not None:
            victim, victim_span = self.actors.victims(blame.victim)
        denied = (blame.denied != negated) or (row is not None and row.stance == "denying")
        base = self._claim(blame.token, certainty, victim, victim_span, "responsibility", "explicit", row)
        base = replace(base, source=source, source_text=source_text, polarity="deny" if denied else "blame")
        for target in targets:
            yield replace(base, target=target.actor, target_text=self._text(target.span))

    def _harmless_charge(self, blame: Blame) -> bool:
        """Whether somebody is accused of something that is no harm ("of funding", "for the delay")."""
        if blame.complement is None or not blame.charge:
            return False
        words = self.events
        return not any(
            words.is_means(t) or fold(t.text) in words.harmed | self.words.responsible
            or match_phrase(t, words.verbs) or match_phrase(t, words.intransitive)
            for t in blame.complement.subtree
        )  # fmt: skip

    def _victim_of(self, complement: Token | None) -> tuple[str | None, tuple[int, int] | None]:
        if complement is None:
            return None, None
        for event in self.found:
            if event.token.i in range(complement.left_edge.i, complement.right_edge.i + 1) and event.victim is not None:
                return self._harmed(event)
        return None, None

    def _claim(
        self,
        token: Token,
        certainty: str,
        victim: str | None,
        victim_span: tuple[int, int] | None,
        event: str,
        form: str,
        row: Attribution | None,
    ) -> Claim:
        start = self._start(token)
        source, source_text = self._source(row)
        voice = self.voices.at(start, start + len(token), parsed=True).kind
        return Claim(
            self.number, start, start + len(token), None, None, source, source_text, None, certainty, victim,
            self._text(victim_span) if victim else None, event, form, voice,
        )  # fmt: skip

    def _source(self, row: Attribution | None) -> tuple[str, str | None]:
        if row is not None and row.speaker is None:  # "is believed to": whoever reports the belief
            row = self.voices.around(row)
        if row is None or row.speaker is None:
            return "outlet", None
        return row.speaker, row.speaker_text

    def _row_at(self, token: Token) -> Attribution | None:
        return self.voices.innermost(self._start(token))

    def _start(self, token: Token) -> int:
        return int(self.offset + token.idx)

    def _text(self, span: tuple[int, int] | None) -> str | None:
        if span is None:
            return None
        last = self.doc[span[1] - 1]
        return self.block.text[self.offset + self.doc[span[0]].idx : self.offset + last.idx + len(last)]


def _with_victim(claim: Claim, harmed: list[Claim]) -> Claim:
    """Take the victim from other harm in the same sentence, in the same voice if there is any: "fell, killing ten"."""
    if claim.victim is not None:
        return claim
    near = next((h for h in harmed if h.source == claim.source), harmed[0] if harmed else None)
    return replace(claim, victim=near.victim, victim_text=near.victim_text) if near is not None else claim


def _bodily(claim: Claim) -> bool:
    """Whether people were killed or wounded: that says best who was harmed."""
    return claim.event in ("killing", "wounding")


def _merge(claims: list[Claim]) -> list[Claim]:
    """Keep one row per target, source and polarity in a sentence: the first, with the first victim that is stated."""
    kept: dict[tuple[str | None, str, str | None], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.start):
        key = (claim.target, claim.source, claim.polarity)
        first = kept.get(key)
        if first is None:
            kept[key] = claim
        elif claim.victim is not None and (first.victim is None or _bodily(claim) and not _bodily(first)):
            kept[key] = replace(first, victim=claim.victim, victim_text=claim.victim_text)
    return list(kept.values())


def _name_nearby(claims: list[Claim], parts: np.ndarray) -> list[Claim]:
    """Tell for agentless harm which actor a neighbouring sentence names as a doer."""
    doers = {c.sentence: c.target for c in reversed(claims) if c.target is not None and c.polarity == "blame"}
    done = []
    for claim in claims:
        if claim.target is None:
            near = [
                n
                for n in (claim.sentence, claim.sentence - 1, claim.sentence + 1)
                if n in doers and parts[n] == parts[claim.sentence]
            ]
            claim = replace(claim, named_nearby=doers[near[0]]) if near else claim
        done.append(claim)
    return done
