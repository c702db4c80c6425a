"""Claims of responsibility: who is said to have harmed whom, on whose word, how certainly; or nobody at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .actors import ActorWords, Named, SentenceActors
from .antecedents import PRONOUNS
from .certainty import hedged, status
from .claimants import OUTLET, SOMEBODY, Claimants, Source
from .claims import Claim, in_order, merge, name_nearby, with_victim
from .denials import denying_subjects
from .events import Event, EventWords, find_events
from .grammar import match_phrase, phrase_span, subject_of
from .labels import NAMING, Hit
from .responsibility import Blame, ResponsibilityWords, find_blame
from .text import Block, fold
from .victims import Victims
from .vocabulary import Vocabulary
from .voice import Attribution, VoiceMap

__all__ = ["BlameFinder", "Claim"]

Token = Any
Span = tuple[int, int]
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_ANYONE = ("anyone", "anybody", "any", "none", "nobody", "one")
_ASKING = ("who", "what", "whose", "whoever")
_EACH_OTHER = (("each", "other"), ("one", "another"), ("each", "side"))
_NO_VICTIM: tuple[str | None, Span | None] = (None, None)


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
            people = hit.kind in ("demonym", "nationality")  # "western" says where, "Western" who
            if not people or not block.text[hit.start].islower():
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
            sentence = _Sentence(self, number, actors, Claimants(block, offset, actors, voices, self.words))
            claims += sentence.claims()
            victims |= sentence.victims()
        return name_nearby(claims, parts), victims


class _Sentence:
    """The claims of one sentence."""

    def __init__(self, finder: BlameFinder, number: int, actors: SentenceActors, says: Claimants) -> None:
        self.number, self.actors, self.says = number, actors, says
        self.doc, self.harmed = actors.doc, Victims(actors)
        self.events, self.words = finder.event_words, finder.words
        self.found: list[Event] = []

    def claims(self) -> list[Claim]:
        self.found = find_events(self.doc, self.events)
        if any(t.text == "?" for t in self.doc[-2:]):
            self.found = [e for e in self.found if self._open(e)]
        found, charges = self._explicit()
        agentless: list[tuple[Claim, Event]] = []
        for event in self.found:
            for claim in self._from_event(event):
                if any(charge.covers(event, claim) for charge in charges):
                    continue
                if claim.target is None:
                    agentless.append((claim, event))
                else:
                    found.append(claim)
        found = merge(found)
        if found:
            found = merge(found + self._denied(found))
            harmed = [*(c for c, _ in agentless), *self._by_things(), *found]
            mutual = _mutual(self.doc)
            found = [with_victim(c, harmed, mutual=mutual) for c in found]
        return in_order(found + merge(_told(agentless, found)))

    def _explicit(self) -> tuple[list[Claim], list[_Charge]]:
        """Return the claims made in so many words, and what they charge somebody with."""
        found: list[Claim] = []
        charges: list[_Charge] = []
        for blame in find_blame(self.doc, self.words):
            claims = list(self._from_blame(blame))
            found += claims
            if claims and blame.complement is not None:
                left, right = blame.complement.left_edge.i, blame.complement.right_edge.i
                charges.append(_Charge(left, right, frozenset(c.target for c in claims)))
        return found, charges

    def _by_things(self) -> list[Claim]:
        """Harm that "it" or a thing did, whoever is behind it: it says who was harmed ("it cost him a foot")."""
        persons = self.events.persons
        events = [
            e for e in self.found
            if e.doer is not None and (e.doer.lower_ in PRONOUNS or fold(e.doer.text) not in persons)
        ]  # fmt: skip
        return [self._claim(e.token, "asserted", self._victim(e), e.event, e.form, None) for e in events]

    def victims(self) -> dict[int, str]:
        """Return offset of each event's word -> who was harmed by it."""
        harmed = ((self.says.start(e.token), self._victim(e)[0]) for e in self.found if e.patients or e.victims)
        return {start: victim for start, victim in harmed if victim is not None}

    def _from_event(self, event: Event) -> Iterator[Claim]:
        row = self.says.row(event.token)
        speaker = row.speaker if row is not None else None
        accusation = self.says.accusation(event.token)
        if row is not None and accusation is not None and self.says.is_nobodys(accusation[0], row):
            row = None  # "the accusation that": whose it is, the sentence does not say
        if row is not None and row.stance != "denying" and accusation is not None:
            speaker = None  # what X is charged with: "it" is who is charged
        named, span, form = self._doers(event, speaker)
        state = status(event.token, self.events, owned=bool(named) and event.noun == event.token)
        denier = self.says.denying_verb(event.token) if row is None else None
        if match_phrase(event.token, self.events.ending) and event.form != "intransitive":
            state, row = "real", row if row is None or row.stance != "hedging" else replace(row, stance="neutral")
        denies = denier is not None or row is not None and row.stance == "denying"
        if state == "unreal" and event.form != "adjectival":
            return
        if event.doer is not None and self._nobody(event.doer):
            state = "negated"
        if denies and not named and event.doer is not None and self._anyone(event.doer):
            sources = self.says.of(row)
            named = [Named(s.id, phrase_span(event.doer)) for s in sources if s.id in self.actors.words.actors]
        denied = state == "negated" or denies
        doers = frozenset(n.actor for n in named)
        base = self._claim(event.token, self._certainty(event, row), self._victim(event, doers), event.event, form, row)
        sources = self.says.finder(event.token) if state == "negated" and row is None else self.says.of(row)
        if denier is not None and row is None:
            subject = subject_of(denier)
            sources = [self.says.named(subject)] if subject is not None else sources
        if accusation is not None:
            base = replace(base, form="explicit" if named else form)
            if not denies and (row is None or row.speaker is None) and accusation[1]:
                sources = accusation[1][:1]
        for who in named:
            claim = replace(base, target=who.actor, target_text=self._text(span or who.span))
            for source in sources:
                yield _by(claim, source, "deny" if denied else "blame")
            if denies and accusation is not None:
                yield from (_by(claim, s, "blame") for s in accusation[1] if s not in sources)
            other = self.says.voices.denier(self.says.start(event.token)) if row is not None and not denied else None
            if other is not None and other.speaker is not None:
                yield _by(claim, Source(other.speaker, other.speaker_text), "deny")
        doer = event.doer or event.noun
        if doer is not None and not denied:
            for who in self.actors.set_aside(doer):
                claim = replace(base, target=who.actor, target_text=self._text(who.span))
                yield from (_by(claim, s, "deny") for s in sources)
        yield from self._without_name(event, base, bool(named), denied, span)

    def _without_name(self, event: Event, base: Claim, named: bool, denied: bool, span: Span | None) -> Iterator[Claim]:
        """Harm whose doer is asked for, is somebody who is no actor of the lexicon, or is not said at all."""
        if named:
            return
        if self._open(event):
            hedge = replace(base, target="unspecified", target_text=self._text(span), certainty="hedged")
            yield replace(hedge, polarity="blame")
            yield base
        elif denied:
            return
        elif event.doer is not None and self.says.speaks(event.doer):
            return  # "the monitor said shelling hit the town": who speaks did nothing
        elif event.doer is not None and self._responsible(event.doer, event.form):
            yield replace(base, target="other", target_text=self._text(span), polarity="blame")
        elif event.doer is None and self._happened(event):
            yield base
        elif event.doer is not None and base.victim is not None and event.event in self.events.bodily:
            if fold(event.doer.text) in self.events.harmed:  # a crisis that drove them from their homes
                yield base

    def _doers(self, event: Event, speaker: str | None) -> tuple[list[Named], Span | None, str]:
        """Return who did it, the words for them, and the form in which they are named."""
        named, span, form = [], None, event.form
        if event.doer is not None:
            span = phrase_span(event.doer)
            hit = (self.actors.weak | self.actors.by_token).get(event.doer.i)
            if form == "adjectival":
                return [Named(hit.referent, (event.doer.i, event.doer.i + 1))] if hit is not None else [], span, form
            named = self.actors.named(event.doer, speaker=speaker)
        noun = event.noun
        clash = noun is not None and fold(noun.text) in self.events.mutual and noun.i < event.token.i
        if not named and event.noun is not None and not clash:
            span = phrase_span(event.noun)
            for noun in [event.noun, *(c for c in event.noun.conjuncts if self.events.is_means(c))]:
                for actor in self.actors.owners(noun, speaker=speaker):
                    if actor not in [n.actor for n in named]:
                        named.append(Named(actor, phrase_span(noun)))
            if named and form not in ("adjectival", "nominal") and not self.events.is_instrument(event.noun):
                form = "nominal"
        return named, span, form

    def _certainty(self, event: Event, row: Attribution | None) -> str:
        hedge = row is not None and row.stance == "hedging"
        return "hedged" if hedge or hedged(event.token, event.doer, event.noun, self.events) else "asserted"

    def _victim(self, event: Event, doers: frozenset[str] = frozenset()) -> tuple[str | None, Span | None]:
        land = event.event == "violation"
        person = event.event in self.events.personal
        for noun in [*event.patients, *event.victims]:
            direct = person and noun in event.patients
            victim, span = self.harmed.find(noun, person=direct, land=land, doers=doers)
            if victim is not None:
                return victim, span
        return _NO_VICTIM

    def _nobody(self, doer: Token) -> bool:
        """Whether a doer is denied: "neither the army nor", "no soldier"."""
        return any(c.dep_ in ("preconj", "det", "cc") and fold(c.text) in self.events.negations for c in doer.children)

    def _anyone(self, doer: Token) -> bool:
        return doer.lower_ in _ANYONE or any(c.lower_ == "any" for c in doer.children)

    def _open(self, event: Event) -> bool:
        """Whether the doer is asked for: "about who launched the attack", "which side fired"."""
        if event.doer is None or event.token.dep_ == "relcl":
            return False
        which = any(c.dep_ == "det" and c.tag_ in ("WP", "WDT") for c in event.doer.children)
        return which or event.doer.tag_ in ("WP", "WDT") and event.doer.lower_ in _ASKING

    def _responsible(self, doer: Token, form: str) -> bool:
        """Whether a doer could be held responsible: a person, a force, a name; not a thing or a bare pronoun."""
        name = doer.tag_ in ("NNP", "NNPS") and doer.i not in self.actors.weak and not self.events.is_means(doer)
        return fold(doer.text) in self.events.persons or name and form == "active" and doer.dep_ == "nsubj"

    def _happened(self, event: Event) -> bool:
        """Whether agentless harm is said to have happened and is not only named."""
        if event.form in ("passive", "intransitive") or event.form == "nominal" and event.noun != event.token:
            return True
        token = event.token
        if event.noun == token and token.dep_ in ("nsubj", "nsubjpass") and token.head.tag_ in _FINITE:
            return True  # "rocket fire resumed"
        behind = event.noun == token and token.dep_ in ("pobj", "dobj") and token.head.lower_ in ("after", "following")
        if behind and event.victims:
            return True  # "smoke rose after an air strike"
        if token.tag_.startswith("VB"):
            return event.noun is not None or event.form == "active" and token.dep_ != "ROOT"
        return event.event in self.events.bodily and (bool(event.patients or event.victims) or event.noun is None)

    def _from_blame(self, blame: Blame) -> Iterator[Claim]:
        state = status(blame.token, self.events)
        if state == "unreal" and not blame.held and not self._maybe(blame) or self._harmless_charge(blame):
            return
        row = self.says.row(blame.token)
        speaker = row.speaker if row is not None else None
        named = next((n for t in blame.targets if (n := self.actors.named(t, speaker=speaker))), [])
        if blame.complement is not None and blame.complement in blame.targets:  # condemned the raid: whoever did it
            inside = [e for e in self.found if e.token in blame.complement.subtree]
            named = list({n.actor: n for e in inside for n in self._doers(e, speaker)[0]}.values()) or named
        if not named and blame.own and row is not None:
            named = [Named(s.id, phrase_span(blame.targets[0])) for s in self.says.of(row)]
        sources = self.says.of(row)
        if blame.unsaid and sources == [OUTLET]:
            sources = [SOMEBODY]
        if blame.accuser is not None:
            sources = self.says.accusers(blame.accuser, blame.token, row, own=blame.own)
        hedge = blame.hedged or hedged(blame.token, blame.targets[0], None, self.events)
        certainty = "hedged" if hedge or (row is not None and row.stance == "hedging") else "asserted"
        doers = frozenset(n.actor for n in named)
        victim = self._victim_of(blame.complement, doers)
        if blame.victim is not None:
            means = self.events.is_means(blame.victim)
            victim = self._victim_of(blame.victim, doers) if means else self.harmed.find(blame.victim, person=True)
        denied = (blame.denied != (state == "negated")) or (row is not None and row.stance == "denying")
        base = self._claim(blame.token, certainty, victim, "responsibility", "explicit", row)
        for target in named:
            claim = replace(base, target=target.actor, target_text=self._text(target.span))
            yield from (_by(claim, source, "deny" if denied else "blame") for source in sources)
        for target in self.actors.set_aside(blame.targets[0]):
            claim = replace(base, target=target.actor, target_text=self._text(target.span))
            yield from (_by(claim, source, "blame" if denied else "deny") for source in sources)

    def _maybe(self, blame: Blame) -> bool:
        """Whether a state is only thought possible: "could be behind the raid"."""
        return any(c.lower_ in self.events.modals for c in blame.token.head.children if c.dep_ == "aux")

    def _harmless_charge(self, blame: Blame) -> bool:
        """Whether somebody is accused of something that is no harm ("of funding", "for the delay")."""
        if blame.complement is None or not blame.charge:
            return False
        words, guilt = self.events, self.words.responsible | self.words.responsibility
        return not any(words.is_harmful(t) or fold(t.text) in guilt for t in blame.complement.subtree)

    def _victim_of(self, complement: Token | None, doers: frozenset[str]) -> tuple[str | None, Span | None]:
        if complement is None:
            return _NO_VICTIM
        inside = range(complement.left_edge.i, complement.right_edge.i + 1)
        events = [e for e in self.found if e.token.i in inside]
        return next((v for e in events if (v := self._victim(e, doers))[0] is not None), _NO_VICTIM)

    def _denied(self, found: Sequence[Claim]) -> list[Claim]:
        """Whoever of those blamed denies it beside the claim: "which Moscow denies"."""
        denials = []
        for verb, who in denying_subjects(self.doc, self.words):
            for actor in [n.actor for n in self.actors.named(who)]:
                blamed = [c for c in found if c.target == actor and c.polarity == "blame" and c.source != actor]
                source = Source(actor, self._text(phrase_span(who)))
                start = self.says.start(verb)
                place = {"start": start, "end": start + len(verb), "certainty": "asserted"}
                denials += [_by(replace(c, **place), source, "deny") for c in blamed[:1]]  # type: ignore[arg-type]
        return denials

    def _claim(
        self,
        token: Token,
        certainty: str,
        victim: tuple[str | None, Span | None],
        event: str,
        form: str,
        row: Attribution | None,
    ) -> Claim:
        """Return a claim with everything but its target and polarity, by the first who is cited."""
        start = self.says.start(token)
        source = self.says.of(row)[0]
        voice = self.says.voices.at(start, start + len(token), parsed=True).kind
        return Claim(
            self.number, start, start + len(token), None, None, source.id, source.text, None, certainty, victim[0],
            self._text(victim[1]) if victim[0] else None, event, form, voice,
        )  # fmt: skip

    def _text(self, span: Span | None) -> str | None:
        return None if span is None else self.says.text(span)


@dataclass(frozen=True)
class _Charge:
    """What somebody is accused of (token span), and who: no claim of its own."""

    left: int
    right: int
    targets: frozenset[str | None]

    def covers(self, event: Event, claim: Claim) -> bool:
        outside = event.doer is None or event.doer.i < event.token.left_edge.i
        nobody = claim.target is None
        if nobody and event.noun is not None and self.left <= event.noun.i <= self.right:
            return True  # the bombings that X claimed killed ten
        return self.left <= event.token.i <= self.right and (claim.target in self.targets or nobody or outside)


def _told(agentless: Sequence[tuple[Claim, Event]], found: Sequence[Claim]) -> list[Claim]:
    """Harm without a doer counts where no claim names one; in the main clause also where only others do."""
    blamed = {c.source for c in found if c.polarity == "blame" and c.target != "unspecified"}
    if not blamed:
        return [c for c, _ in agentless]
    return [c for c, e in agentless if _main(e) and c.source == "outlet" and "outlet" not in blamed]


def _main(event: Event) -> bool:
    """Whether an event is told by the main verb of its sentence."""
    verb = event.token.head if event.token.dep_ in ("nsubj", "nsubjpass") else event.token
    return bool(verb.dep_ == "ROOT")


def _mutual(doc: Any) -> bool:
    """Whether two harm "each other", "one another"."""
    words = [t.lower_ for t in doc]
    return any(pair in _EACH_OTHER for pair in zip(words, words[1:], strict=False))


def _by(claim: Claim, source: Source, polarity: str) -> Claim:
    return replace(claim, source=source.id, source_text=source.text, polarity=polarity)
