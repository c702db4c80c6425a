"""Claims of one sentence and of its neighbours, put in order: one row per target, source and polarity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

__all__ = ["Claim", "in_order", "merge", "name_nearby", "with_victim"]


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


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """Keep one row per target, source and polarity in a sentence: the first, with the first victim that is stated."""
    kept: dict[tuple[str | None, str, str | None], Claim] = {}
    for claim in in_order(claims):
        key = (claim.target, claim.source, claim.polarity)
        first = kept.get(key)
        if first is None:
            kept[key] = claim
        elif claim.victim is not None and (
            first.victim in (None, "other") or claim.victim != "other" and _bodily(claim) and not _bodily(first)
        ):
            kept[key] = replace(first, victim=claim.victim, victim_text=claim.victim_text)
    return list(kept.values())


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Sort claims by where their words stand."""
    return sorted(claims, key=lambda c: c.start)


def _bodily(claim: Claim) -> bool:
    """Whether people were killed or wounded: that says best who was harmed."""
    return claim.event in ("killing", "wounding")


def with_victim(claim: Claim, harmed: Sequence[Claim], *, mutual: bool = False) -> Claim:
    """Take the victim from other harm in the sentence, in the same voice if there is any: "fell, killing ten".

    With `mutual`, two who harm each other are each other's victims.
    """
    if claim.victim is not None:
        return claim
    others = {c.target for c in harmed if c.target not in (None, claim.target) and c.polarity == "blame"}
    if mutual and len(others) == 1:
        return replace(claim, victim=others.pop())
    told = claim.event == "responsibility"  # what X is blamed for may be what the answer speaks of
    near = [h for h in harmed if h.victim not in (None, claim.target) and (told or h.target in (None, claim.target))]
    best = next((h for h in near if h.source == claim.source), near[0] if near else None)
    return replace(claim, victim=best.victim, victim_text=best.victim_text) if best is not None else claim


def name_nearby(claims: list[Claim], parts: np.ndarray) -> list[Claim]:
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
