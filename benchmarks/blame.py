"""Compare claims and voices with labelled sentences, beside simple baselines.

    python benchmarks/blame.py GOLD.jsonl [MORE.jsonl ...]

One JSON object a line: `id`, `outlet`, `title`, `prev`, `sentence`, `next`, `claims` (target, source, polarity,
certainty, victim), `agentless`, `mentions` (text, voice, speaker) and, if it is not `syria`, the `lexicon`. Each record
is read as an article of three sentences; the middle one counts. Measured are

- claims on a target: F1 over (target, polarity), and over (target, source, polarity), each once a sentence; and over
  those that deny, and those that are hedged, alone;
- agentless harm, yes or no: kappa;
- victim: of the claims found with target, source and polarity, those with the victim that the label states;
- voice of each labelled word (the outlet's, quoted, indirect): kappa, and the share whose voice is rightly told to be
  the outlet's or not;
- speaker of each labelled word that is not the outlet's: the share whose content words agree (Jaccard of at least .5).

Baselines for claims: *actor and harm word* blames every actor that is named in a sentence with a harm word of the
lexicon, in the outlet's voice; *entity prior* does so only for the actor that the labels of that lexicon blame most
often (knowledge that nobody has beforehand). Both call a sentence with a harm word agentless if they blame nobody in
it, and state no victim. Baselines for voice: *quotation marks* (what stands between double marks is quoted, all else
the outlet's) and *always own*. Intervals resample sentences.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from scores import Cell, any_of, f1, kappa, markdown, mean, pooled, read_jsonl, score

import framing
from framing.read.lexicon import load_lexicon

MARKS = '"“”„«»'
_MINOR = frozenset("the a an of and for in on to its his her their said says".split())  # no content words
_VOICES = {"own": "outlet", "scare": "outlet", "quoted": "quote", "reported": "indirect"}
_FIELDS = ("target", "source", "polarity", "certainty", "victim")
_HARM = ("verbs", "intransitive", "nouns", "suffered")


@dataclass(frozen=True)
class Claim:
    """One claim of responsibility."""

    target: str
    source: str
    polarity: str
    certainty: str
    victim: str


@dataclass
class Answer:
    """What a system says of one sentence."""

    claims: list[Claim] = field(default_factory=list)
    agentless: bool = False
    voices: list[tuple[str, str]] = field(default_factory=list)  # of each labelled word, with the speaker's name


@dataclass
class Record:
    """One labelled sentence, and where it stands in its article."""

    label: dict[str, Any]

    def __post_init__(self) -> None:
        before, after = (self.label.get(side) or "" for side in ("prev", "next"))
        self.id, self.lexicon = str(self.label["id"]), self.label.get("lexicon") or "syria"
        self.text = " ".join(part for part in (before, self.label["sentence"], after) if part)
        self.start = len(before) + 1 if before else 0
        self.end = self.start + len(self.label["sentence"])
        self.claims = [Claim(*(c[field] for field in _FIELDS)) for c in self.label["claims"]]
        self.words = list(self._words())

    def _words(self) -> Iterator[tuple[int, str, str]]:
        """Yield position, voice and speaker of each labelled word, up to one that the sentence does not hold."""
        at = 0
        for word in self.label["mentions"]:
            at = self.label["sentence"].find(word["text"], at)
            if at < 0:
                return
            yield self.start + at, word["voice"], word["speaker"] or ""
            at += len(word["text"])


def analyze(records: list[Record]) -> dict[str, dict[str, pd.DataFrame]]:
    """Return the evidence about each record's text, by id and table; each lexicon's records are read together."""
    evidence: dict[str, dict[str, pd.DataFrame]] = {record.id: {} for record in records}
    for lexicon in {record.lexicon for record in records}:
        rows = [(r.id, r.label["outlet"], r.label.get("title", ""), r.text) for r in records if r.lexicon == lexicon]
        result = framing.analyze(pd.DataFrame(rows, columns=["article_id", "outlet", "title", "text"]), lexicon)
        for name in ("claims", "mentions", "references", "attributions"):
            table = getattr(result, name)
            table = table[table["part"] == "text"]
            for id_, part in table.groupby("article_id"):
                evidence[str(id_)][name] = part
            for id_, *_ in rows:
                evidence[id_].setdefault(name, table.iloc[:0])
    return evidence


def ours(record: Record, evidence: dict[str, pd.DataFrame]) -> Answer:
    """Answer with framing."""
    rows = _inside(evidence["claims"], record)
    named = rows[rows["target"].notna()]
    named = named.assign(victim=named["victim"].fillna("none"))
    voices = [_voice(at, record.text, evidence) for at, *_ in record.words]
    claims = [Claim(*fields) for fields in named[list(_FIELDS)].itertuples(index=False)]
    return Answer(claims, bool(rows["target"].isna().any()), voices)


def _inside(table: pd.DataFrame, record: Record) -> pd.DataFrame:
    return table[(table["start"] >= record.start) & (table["start"] < record.end)]


def _voice(at: int, text: str, evidence: dict[str, pd.DataFrame]) -> tuple[str, str]:
    """Give voice and speaker at a place: of the label that stands there, else of the smallest attribution around it."""
    mentions, around = (evidence[name] for name in ("mentions", "attributions"))
    here = mentions[(mentions["start"] <= at) & (mentions["end"] > at)]
    if len(here):
        kind, speaker = here["voice"].iloc[0], here["speaker_text"].fillna("").iloc[0]
        return "quote" if kind == "scare" and between_marks(at, text) else _VOICES.get(kind, "missing"), speaker
    around = around[(around["start"] <= at) & (around["end"] > at)]
    if around.empty:
        return "outlet", ""
    smallest = around.loc[(around["end"] - around["start"]).idxmin()]
    return _VOICES[smallest["kind"]], "" if pd.isna(smallest["speaker_text"]) else smallest["speaker_text"]


def between_marks(at: int, text: str) -> bool:
    """Tell whether an odd number of double marks stands before a place in its paragraph."""
    return sum(text[text.rfind("\n", 0, at) + 1 : at].count(mark) for mark in MARKS) % 2 == 1


class Baselines:
    """What can be said without reading how the words of a sentence hang together."""

    def __init__(self, records: list[Record]) -> None:
        blamed: dict[str, Counter[str]] = defaultdict(Counter)
        for record in records:
            blamed[record.lexicon].update(c.target for c in record.claims if c.polarity == "blame")
        self.lexicons = {name: load_lexicon(name) for name in {record.lexicon for record in records}}
        self.most_blamed = {
            name: [actor for actor, _ in blamed[name].most_common() if actor in lexicon.actors][:1]
            for name, lexicon in self.lexicons.items()
        }
        self.harm = {
            name: any_of(
                form for role in _HARM for word in lexicon.find_words("events", role=role) for form in word.forms
            )
            for name, lexicon in self.lexicons.items()
        }

    def every_actor(self, record: Record, evidence: dict[str, pd.DataFrame]) -> Answer:
        """Blame every actor named beside a harm word; take quotation marks for the voice."""
        voices = [("quote" if between_marks(at, record.text) else "outlet", "") for at, *_ in record.words]
        return self._blame(record, evidence, list(self.lexicons[record.lexicon].actors), voices)

    def prior(self, record: Record, evidence: dict[str, pd.DataFrame]) -> Answer:
        """Blame the actor that is blamed most; take every word for the outlet's own."""
        return self._blame(record, evidence, self.most_blamed[record.lexicon], [("outlet", "")] * len(record.words))

    def _blame(
        self, record: Record, evidence: dict[str, pd.DataFrame], actors: list[str], voices: list[tuple[str, str]]
    ) -> Answer:
        harm = self.harm[record.lexicon].search(record.label["sentence"]) is not None
        named = {
            *_inside(evidence["references"], record)["actor"], *_inside(evidence["mentions"], record)["referent"]
        }  # fmt: skip
        claims = [Claim(actor, "outlet", "blame", "asserted", "none") for actor in actors if harm and actor in named]
        return Answer(claims, harm and not claims, voices)


def claim_cell(record: Record, answer: Answer, view: Callable[[Claim], object]) -> Cell:
    """Compare what a view leaves of the claims found and labelled; it gives None for a claim that does not count."""
    found, wanted = ({view(claim) for claim in claims} - {None} for claims in (answer.claims, record.claims))
    return len(found & wanted), len(found), len(wanted)


VIEWS: dict[str, Callable[[Claim], object]] = {
    "target F1": lambda c: (c.target, c.polarity),
    "target and source F1": lambda c: (c.target, c.source, c.polarity),
    "denials F1": lambda c: c.target if c.polarity == "deny" else None,
    "hedged F1": lambda c: (c.target, c.polarity) if c.certainty == "hedged" else None,
}


def victims(record: Record, answer: Answer) -> list[bool]:
    """Tell of each labelled claim that states a victim and was found whether that victim was."""
    found: dict[object, set[str]] = defaultdict(set)
    whose = VIEWS["target and source F1"]
    for claim in answer.claims:
        found[whose(claim)].add(claim.victim)
    stated = [(found[whose(claim)], claim.victim) for claim in record.claims if claim.victim != "none"]
    return [victim in names for names, victim in stated if names]


def voice_pairs(record: Record, answer: Answer) -> list[tuple[str, str]]:
    """Pair the voice found at each labelled word with the labelled one."""
    return [(found, wanted) for (found, _), (_, wanted, _) in zip(answer.voices, record.words, strict=True)]


def speakers(record: Record, answer: Answer) -> list[bool]:
    """Tell of each labelled word that is somebody's whether the speaker found is the labelled one."""

    def content(name: str) -> set[str]:
        return set(re.findall(r"\w+", name.lower())) - _MINOR

    both = [
        (content(found), content(wanted))
        for (_, found), (_, voice, wanted) in zip(answer.voices, record.words, strict=True)
        if voice != "outlet" and wanted
    ]
    return [bool(one & other) and len(one & other) / len(one | other) >= 0.5 for one, other in both]


def report(name: str, records: list[Record]) -> str:
    """Lay out the tables of one set of labels."""
    evidence, baselines = analyze(records), Baselines(records)
    systems = {"framing": ours, "actor and harm word": baselines.every_actor, "entity prior": baselines.prior}
    answers = {system: [answer(r, evidence[r.id]) for r in records] for system, answer in systems.items()}

    def row(system: str, given: list[Answer]) -> list[str]:
        both = list(zip(records, given, strict=True))
        return [
            name, str(len(records)), system,
            *(score(f1, [claim_cell(r, a, view) for r, a in both]) for view in VIEWS.values()),
            score(kappa, [(a.agentless, bool(r.label["agentless"])) for r, a in both]),
            score(pooled(mean), [victims(r, a) for r, a in both]),
        ]  # fmt: skip

    heard = {
        system: [voice_pairs(r, a) for r, a in zip(records, given, strict=True)] for system, given in answers.items()
    }
    own = [[(found == "outlet") == (wanted == "outlet") for found, wanted in pairs] for pairs in heard["framing"]]
    named = [speakers(r, a) for r, a in zip(records, answers["framing"], strict=True)]
    spoken = [
        name, sum(map(len, own)), score(pooled(kappa), heard["framing"]),
        *(score(pooled(kappa), heard[system]) for system in list(systems)[1:]),
        score(pooled(mean), own), score(pooled(mean), named),
    ]  # fmt: skip
    columns = ["labels", "sentences", "system", *VIEWS, "agentless kappa", "victim where stated"]
    claims = markdown(columns, [row(*pair) for pair in answers.items()])
    head = "labels, words, framing: voice kappa, quotation marks, always own, framing: own or not, framing: speaker"
    prior = ", ".join(f"{actor} ({lexicon})" for lexicon, (actor, *_) in sorted(baselines.most_blamed.items()))
    return f"{claims}\n\n{markdown(head.split(', '), [spoken])}\n\nThe entity prior blames {prior}.\n"


def main() -> None:
    """Print the tables of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", framing.FramingWarning)
        for path in options.gold:
            print(report(Path(path).stem, [Record(row) for row in read_jsonl(path)]))


if __name__ == "__main__":
    main()
