"""What is marked in an article, and the article's text cut wherever a mark begins or ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from framing.show.words import NOBODY, display, display_actor, plain

__all__ = ["Line", "Mark", "Run", "Segment", "collect", "cut"]

_LONG = ("quote", "report", "skip")

Names = Mapping[str, str]
Rows = Mapping[str, Sequence[dict]]


class Mark(NamedTuple):
    """One thing found in a part of an article: where, how it looks, and what is said about it."""

    start: int
    end: int
    css: str
    says: str
    tag: str = ""


class Segment(NamedTuple):
    """A stretch of text under the same marks throughout; `tag` is shown behind it."""

    text: str
    css: str
    says: str
    tag: str


class Run(NamedTuple):
    """Segments within the same quotation or reported speech, or within none."""

    segments: list[Segment]
    css: str
    says: str
    tag: str


class Line(NamedTuple):
    """A sentence, or what stands between two; the latter has no anchor."""

    anchor: str
    runs: list[Run]


def collect(rows: Rows, names: Names, stances: Sequence[str]) -> list[Mark]:
    """List the marks of one part of one article, from that part's rows of each evidence table."""
    marks = [
        Mark(r["start"], r["end"], "skip", f"page furniture, not measured: {r['reason']}") for r in rows["skipped"]
    ]
    for row in rows["attributions"]:
        marks += _attribution(row, names)
    marks += [_mention(row, names, stances) for row in rows["mentions"]]
    marks += [_claim(row, names) for row in rows["claims"]]
    return marks


def _attribution(row: dict, names: Names) -> list[Mark]:
    """Mark the words carried, and the words that say who speaks."""
    who = (
        row["speaker_text"]
        if pd.notna(row["speaker_text"])
        else display(row["speaker"], names, missing="unnamed speaker")
    )
    verb = "quoted" if row["kind"] == "quoted" else "reported"
    side = display(row["speaker"], names, missing="")
    stance = row["cue_stance"] if pd.notna(row["cue_stance"]) and row["cue_stance"] != "neutral" else ""
    more = [f"speaks for {side}"] if side and side != who else []
    more += [f"introduced as {stance}"] if stance else []
    told = ", ".join([verb, *more]) if more else ""  # the look says the rest
    marks = [Mark(row["start"], row["end"], "quote" if verb == "quoted" else "report", told, f"{who}")]
    marks += [
        Mark(row[f"{what}_start"], row[f"{what}_end"], "cue", "")
        for what in ("cue", "speaker")
        if pd.notna(row[f"{what}_start"])
    ]
    return marks


def _mention(row: dict, names: Names, stances: Sequence[str]) -> Mark:
    """Mark a label with its stance and voice."""
    stance = display(row["stance"], names)
    voice = display(row["voice"], names, missing="voice not determined")
    look = f"label st{list(stances).index(row['stance'])}" if row["stance"] in stances else "label"
    said = f"for {display(row['referent'], names)}" + (f", {voice}" if row["voice"] != "own" else "")
    if pd.notna(row["victim"]):
        said += f", of {display(row['victim'], names)}"
    return Mark(row["start"], row["end"], look, said, stance)


def _claim(row: dict, names: Names) -> Mark:
    """Mark a claim with its target and source, or harm for which nobody is named."""
    harmed = f", victim: {display_actor(row['victim'], names)}" if pd.notna(row["victim"]) else ""
    if pd.isna(row["target"]):
        near = f", {display_actor(row['named_nearby'], names)} named nearby" if pd.notna(row["named_nearby"]) else ""
        return Mark(row["start"], row["end"], "harm", f"harm without a doer{near}{harmed}", NOBODY)
    target = display_actor(row["target"], names)
    source = display(row["source"], names, missing="somebody")
    hedged = ", hedged" if row["certainty"] == "hedged" else ""
    if row["polarity"] == "deny":
        says, tag = f"denial by {source}", f"clears {target}"
    else:
        says, tag = f"claim by {source}", f"blames {target}"
    return Mark(row["start"], row["end"], "claim", f"{says}{hedged}{harmed}", f"{tag}{hedged}")


def cut(text: str, marks: Sequence[Mark], sentences: Sequence[tuple[str, int, int]]) -> list[Line]:
    """Cut a text at every edge of a mark or sentence; put together again, the segments are the text.

    Parameters
    ----------
    text : str
    marks : sequence of Mark
        In any order; they may nest, overlap or reach beyond the text.
    sentences : sequence of (anchor, start, end)
        In order, without overlap.

    Returns
    -------
    list of Line

    Examples
    --------
    >>> lines = cut("He said: no.", [Mark(3, 7, "cue", "cue"), Mark(0, 8, "quote", "x")], [("s0", 0, 12)])
    >>> [(run.css, [(segment.text, segment.css) for segment in run.segments]) for run in lines[0].runs]
    [('quote', [('He ', ''), ('said', 'cue'), (':', '')]), ('', [(' no.', '')])]
    """
    waiting = sorted((m for m in marks if 0 <= m.start < min(m.end, len(text))), key=lambda m: (m.start, -m.end))
    edges = {e for m in waiting for e in (m.start, min(m.end, len(text)))}
    spans: list[tuple[str, int, int]] = []
    at = 0
    for anchor, start, end in sentences:
        spans += [("", at, start), (anchor, start, end)]
        at = end
    spans.append(("", at, len(text)))
    lines, active, taken = [], list[Mark](), 0
    ordered = sorted(edges)
    for anchor, start, end in spans:
        if start >= end:
            continue
        while ordered and ordered[0] <= start:
            ordered.pop(0)
        stops = [start]
        while ordered and ordered[0] < end:
            stops.append(ordered.pop(0))
        runs: list[Run] = []
        around: list[Mark] | None = None
        for left, right in zip(stops, [*stops[1:], end], strict=True):
            while taken < len(waiting) and waiting[taken].start <= left:
                active.append(waiting[taken])
                taken += 1
            active = [m for m in active if m.end > left]
            over = [m for m in active if m.css in _LONG]
            if over != around:
                runs.append(Run([], _css(over), _says(over), ""))
                around = over
            inner = [m for m in active if m.css not in _LONG]
            segment = Segment(plain(text[left:right]), _css(inner), _says(inner), _tags(inner, right))
            runs[-1] = runs[-1]._replace(segments=[*runs[-1].segments, segment], tag=_tags(over, right))
        lines.append(Line(anchor, runs))
    return lines


def _css(marks: Sequence[Mark]) -> str:
    """Join the classes of marks over one stretch."""
    return " ".join(dict.fromkeys(word for m in marks for word in m.css.split()))


def _says(marks: Sequence[Mark]) -> str:
    """Join what the marks over one stretch say."""
    return " | ".join(dict.fromkeys(plain(m.says) for m in marks if m.says))


def _tags(marks: Sequence[Mark], end: int) -> str:
    """Join the tags of the marks that end here, the innermost first."""
    return " · ".join(dict.fromkeys(plain(m.tag) for m in reversed(marks) if m.tag and m.end == end))
