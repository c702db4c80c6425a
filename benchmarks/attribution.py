"""Compare attributions with labels in the format of PolNeAR, beside two simple baselines.

    python benchmarks/attribution.py ARTICLES ATTRIBUTIONS [--compartment dev]

ARTICLES has one JSON object a line with `article_id`, `outlet`, `text` (and `compartment`), ATTRIBUTIONS one with
`article_id` and `content`, `cue`, `source` as lists of [start, end). Measured are

- characters of content (white space left out): F1;
- attributions found: pairs with an overlap (Jaccard, in characters) of at least .3 or .8, the best pairs first, each
  attribution once: F1;
- characters of content between double quotation marks: recall;
- speaker: of the pairs at .3 whose label names a source, those whose speaker overlaps with it by at least .5.

Baselines: *quotation marks* takes what stands between double marks, paragraph by paragraph, from nobody. *Marks and
clauses* adds the complement clauses of reporting verbs (the lexicon's), with the verb's subject as the speaker; a
quotation goes to the verb of its sentence. Intervals resample articles.

The second table asks what is missed. An attribution is *speech* if its cue holds a reporting verb, noun or phrase of
the lexicon that is not in the group `hedging`, or if its content holds a double quotation mark; *belief* if its cue
holds a word of that group or of the hedges; *plan or wish* if it holds a verb of ability ("wants", "plans"); *other
cue* if the lexicon has none of its words ("knows", "saw", "backs"); else it has *no cue*. The first that fits counts.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from scores import Cell, any_of, f1, markdown, mean, pooled, read_jsonl, recall, score, short

import framing
from framing.find.syntax import find_model, load_model
from framing.read.lexicon import load_lexicon

LEXICON = "conflict"
MARKS = '"“”„«»'
CLASSES = ("speech", "belief", "plan or wish", "other cue", "no cue")
_QUOTED = re.compile(rf"[{MARKS}][^{MARKS}\n]+(?:[{MARKS}]|$)", re.MULTILINE)
_CLAUSES = ("ccomp",)
Span = tuple[int, int]


@dataclass
class Cited:
    """One attribution: the stretches of its content, the phrase that names the speaker, its cue's words."""

    content: list[Span]
    speaker: list[Span] = field(default_factory=list)
    cue: str = ""


def ours(articles: pd.DataFrame) -> dict[str, list[Cited]]:
    """Find attributions with framing."""
    rows = framing.analyze(articles, LEXICON).attributions
    found: dict[str, list[Cited]] = {}
    for (article, _), parts in rows[rows["part"] == "text"].groupby(["article_id", "attribution"]):
        first = parts.iloc[0]
        speaker = [] if pd.isna(first.speaker_start) else [(int(first.speaker_start), int(first.speaker_end))]
        content = list(zip(parts["start"].tolist(), parts["end"].tolist(), strict=True))
        found.setdefault(str(article), []).append(Cited(content, speaker))
    return found


def by_marks(articles: pd.DataFrame) -> dict[str, list[Cited]]:
    """Take what stands between double quotation marks."""
    texts = zip(articles["article_id"], articles["text"], strict=True)
    return {id_: [Cited([m.span()]) for m in _QUOTED.finditer(text)] for id_, text in texts}


def by_clauses(articles: pd.DataFrame) -> dict[str, list[Cited]]:
    """Take quotations, and the complement clauses of reporting verbs with the verb's subject."""
    verbs = {form for word in load_lexicon(LEXICON).find_words("reporting", role="verbs") for form in word.forms}
    nlp = load_model(find_model() or "")
    found = {}
    for id_, doc in zip(articles["article_id"], nlp.pipe(articles["text"]), strict=True):
        quotes = [m.span() for m in _QUOTED.finditer(doc.text)]
        cited: list[Cited] = []
        for verb in (t for t in doc if t.tag_.startswith("VB") and t.lower_ in verbs):
            who = [_span(c) for c in verb.children if c.dep_ == "nsubj"][:1]
            said = [_span(c) for c in verb.children if c.dep_ in _CLAUSES]
            near = [q for q in quotes if verb.sent.start_char <= q[0] < verb.sent.end_char]
            if said or near:
                quotes = [q for q in quotes if q not in near]
                cited.append(Cited([q for q in near if not any(s <= q[0] < e for s, e in said)] + said, who))
        found[id_] = cited + [Cited([q]) for q in quotes]
    return found


def _span(token: Any) -> Span:
    last = token.right_edge
    return token.left_edge.idx, last.idx + len(last)


def characters(spans: list[Span], text: str) -> set[int]:
    """Return the positions of all characters in the spans that are no white space."""
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def between_marks(spans: list[Span], text: str) -> set[int]:
    """Return those positions that stand between double marks, counted from the start of the paragraph."""
    inside = set()
    for start, end in spans:
        at = text.rfind("\n", 0, start) + 1
        is_open = sum(text[i] in MARKS for i in range(at, start)) % 2 == 1
        for i in range(start, end):
            if text[i] in MARKS:
                is_open = not is_open
            elif text[i] == "\n":
                is_open = False
            elif is_open and not text[i].isspace():
                inside.add(i)
    return inside


def overlap(one: set[int], other: set[int]) -> float:
    """Jaccard overlap of two sets."""
    return len(one & other) / len(one | other) if one | other else 0.0


@dataclass
class Compared:
    """One article's found attributions against its labels, as cells for the scores."""

    characters: Cell
    quoted: Cell
    pairs: dict[float, list[tuple[int, int]]]
    sizes: tuple[int, int]
    speakers: list[bool]

    def cell(self, threshold: float) -> Cell:
        return len(self.pairs[threshold]), *self.sizes


def compare(found: list[Cited], labels: list[Cited], text: str) -> Compared:
    """Compare what was found in one article with its labels."""
    theirs = [characters(label.content, text) for label in labels]
    mine = [characters(cited.content, text) for cited in found]
    all_mine, all_theirs = set().union(*mine), set().union(*theirs)
    direct = between_marks([span for label in labels for span in label.content], text)
    near = [(overlap(m, t), i, j) for i, m in enumerate(mine) for j, t in enumerate(theirs) if m & t]
    pairs = {threshold: list(_best(near, threshold)) for threshold in (0.3, 0.8)}
    speakers = [
        overlap(characters(found[i].speaker, text), wanted) >= 0.5
        for i, j in pairs[0.3] if (wanted := characters(labels[j].speaker, text))
    ]  # fmt: skip
    return Compared(
        (len(all_mine & all_theirs), len(all_mine), len(all_theirs)), (len(direct & all_mine), 0, len(direct)),
        pairs, (len(mine), len(theirs)), speakers,
    )  # fmt: skip


def _best(near: list[tuple[float, int, int]], threshold: float) -> Iterator[tuple[int, int]]:
    """Pair found with labelled, the greatest overlap first, each at most once."""
    used: tuple[set[int], set[int]] = set(), set()
    for much, i, j in sorted(near, reverse=True):
        if much >= threshold and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j


class Classes:
    """Sorts labelled attributions by the words of their cue."""

    def __init__(self) -> None:
        lexicon = load_lexicon(LEXICON)

        def forms(section: str, *, leave: str = "", only: str = "", group: str | None = None) -> re.Pattern[str]:
            words = (w for w in lexicon.find_words(section, group=group) if w.group != leave and only in ("", w.group))
            return any_of({form for word in words for form in word.forms})

        self.of_cue = {
            "speech": [forms("reporting", leave="hedging")],
            "belief": [forms("reporting", only="hedging"), forms("hedges")],
            "plan or wish": [forms("doing", group="ability")],
        }

    def of(self, label: Cited, text: str) -> str:
        """Return the class of a label; see the head of this file."""
        if any(mark in text[start:end] for start, end in label.content for mark in MARKS):
            return "speech"
        fitting = [name for name, words in self.of_cue.items() if any(w.search(label.cue) for w in words)]
        return fitting[0] if fitting else "other cue" if label.cue else "no cue"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("attributions")
    parser.add_argument("--compartment", help="only articles of this compartment")
    options = parser.parse_args()
    articles = pd.DataFrame(read_jsonl(options.articles))
    if options.compartment:
        articles = articles[articles["compartment"] == options.compartment]
    articles = articles[["article_id", "outlet", "text"]].astype({"article_id": "str"}).reset_index(drop=True)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    labels: dict[str, list[Cited]] = {id_: [] for id_ in texts}
    for row in read_jsonl(options.attributions):
        if (id_ := str(row["article_id"])) in labels:
            spans = [[(s, e) for s, e in row[part]] for part in ("content", "source", "cue")]
            labels[id_].append(Cited(spans[0], spans[1], " ".join(texts[id_][s:e] for s, e in spans[2])))
    systems = {"framing": ours, "quotation marks": by_marks, "marks and clauses": by_clauses}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", framing.FramingWarning)
        found = {name: system(articles) for name, system in systems.items()}
    compared = {
        name: [compare(cited.get(id_, []), labels[id_], text) for id_, text in texts.items()]
        for name, cited in found.items()
    }
    print(f"{len(articles)} articles, {sum(map(len, labels.values())):,} attributions\n")
    print(scores_table(compared))
    print()
    print(classes_table(compared["framing"], labels, texts))


def scores_table(compared: dict[str, list[Compared]]) -> str:
    """Lay out one column per system."""
    rows = [
        ("characters of content, F1", lambda c: score(f1, [a.characters for a in c])),
        ("attributions, overlap of at least .3, F1", lambda c: score(f1, [a.cell(0.3) for a in c])),
        ("attributions, overlap of at least .8, F1", lambda c: score(f1, [a.cell(0.8) for a in c])),
        ("characters between quotation marks, recall", lambda c: score(recall, [a.quoted for a in c])),
        ("speaker of those found", lambda c: score(pooled(mean), [a.speakers for a in c])),
    ]
    return markdown(["what", *compared], [[what, *(cell(c) for c in compared.values())] for what, cell in rows])


def classes_table(compared: list[Compared], labels: dict[str, list[Cited]], texts: dict[str, str]) -> str:
    """Lay out how many attributions of each class there are, and how many of them framing finds."""
    classes = Classes()
    hit: dict[str, list[bool]] = {name: [] for name in CLASSES}
    for article, (id_, text) in zip(compared, texts.items(), strict=True):
        met = {j for _, j in article.pairs[0.3]}
        for j, label in enumerate(labels[id_]):
            hit[classes.of(label, text)].append(j in met)
    total = sum(map(len, hit.values()))
    silent = [h for name in CLASSES if name != "speech" for h in hit[name]]
    rows = [(name, values) for name, values in hit.items()] + [("all but speech", silent)]
    return markdown(
        ["attributions of the corpus", "n", "share", "found by framing"],
        [[name, f"{len(values):,}", short(len(values) / total), short(mean(values))] for name, values in rows],
    )


if __name__ == "__main__":
    main()
