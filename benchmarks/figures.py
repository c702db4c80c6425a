"""Score disputed figures, and single figures, against what a person read.

    python benchmarks/figures.py ARTICLES LEXICON LABELS [--single] [--wrong]

ARTICLES is anything that ``read_articles`` reads. Without ``--single`` it needs a `story` column, and LABELS is a JSON
list of ``{"story": ..., "things": [{"counted": "killing", "reports": {"Outlet": ["27-", "31"]}}]}``: each thing that
several outlets count, with the numbers that each gives ("27" exactly, "27-" at least, "-99" at most, "20-199"
between). The unit is a pair of numbers of two outlets that count the same thing and cannot both be true.

With ``--single``, LABELS is a JSON list of ``{"article_id": ..., "part": "text", "start": ..., "end": ...,
"figures": [...]}``: one stretch of text each, usually a sentence, and its figures as ``{"text": "at least 22",
"bounds": "22-", "counted": "killing", "of_whom": "turkey", "kind": "fighters", "source": "outlet"}``. A figure is found
if one with the same bounds stands in its words; the other fields are scored among those found, where they are not "?".
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scores import f1, markdown, mean, pooled, score, short

import framing
from framing.measure.figures import apart

Pair = frozenset[tuple[str, str]]
FIELDS = ("counted", "of_whom", "kind", "source")


def bounds(text: str) -> tuple[float, float]:
    """Read "27", "27-", "-99" or "20-199"."""
    if "-" not in text:
        return float(text), float(text)
    low, _, high = text.partition("-")
    return float(low or 0), float(high or np.inf)


def wanted_pairs(story: dict[str, Any]) -> set[tuple[str, Pair]]:
    """Return the pairs of numbers of a story that cannot both be true, after what a person read."""
    found = set()
    for thing in story["things"]:
        told = [(outlet, number) for outlet, numbers in thing["reports"].items() for number in numbers]
        for at, (outlet, number) in enumerate(told):
            for other, against in told[at + 1 :]:
                (low, high), (least, most) = bounds(number), bounds(against)
                if outlet != other and (high < least or most < low):
                    found.add((thing["counted"], frozenset([(outlet, spell(low, high)), (other, spell(least, most))])))
    return found


def found_pairs(table: pd.DataFrame) -> set[tuple[str, Pair]]:
    """Return the pairs of numbers of a story that dispute each other in the table."""
    found = set()
    for _, rows in table.groupby("thing", sort=False):
        told = [
            (
                row.outlet,
                spell(0 if pd.isna(row.at_least) else row.at_least, np.inf if pd.isna(row.at_most) else row.at_most),
            )
            for row in rows.itertuples()
        ]
        for one, two in np.argwhere(apart(rows)).tolist():
            if told[one][0] != told[two][0]:
                found.add((rows["counted"].iloc[0], frozenset([told[one], told[two]])))
    return found


def spell(low: float, high: float) -> str:
    """Write bounds in one way."""
    return f"{low:.0f}-{high:.0f}"


def score_disputes(result: framing.Analysis, labels: list[dict[str, Any]], *, wrong: bool) -> None:
    """Print precision, recall and F1 of disputes, and what was wrong."""
    table = result.disputed_figures()
    cells = []
    for story in labels:
        wanted, found = wanted_pairs(story), found_pairs(table[table["story"] == story["story"]])
        cells.append((len(wanted & found), len(found), len(wanted)))
        if wrong:
            for name, pairs in (("missed", wanted - found), ("wrong", found - wanted)):
                for counted, pair in sorted(pairs, key=str):
                    print(story["story"], name, counted, *sorted(pair))
    hits, found, wanted = np.sum(cells, axis=0)
    rows = [
        [len(cells), wanted, found, hits, short(hits / max(found, 1)), short(hits / max(wanted, 1)), score(f1, cells)]
    ]
    print(markdown(["stories", "pairs read", "pairs found", "right", "precision", "recall", "F1 (95 %)"], rows))


def score_single(result: framing.Analysis, labels: list[dict[str, Any]], *, wrong: bool) -> None:
    """Print precision and recall of figures, and how right their fields are."""
    cells, fields = [], {field: [] for field in FIELDS}
    figures = result.figures
    for unit in labels:
        rows = figures[(figures["article_id"] == unit["article_id"]) & (figures["part"] == unit["part"])]
        rows = rows[(rows["start"] >= unit["start"]) & (rows["start"] < unit["end"])].to_dict("records")
        hits, total = 0, len(rows)
        for figure in unit["figures"]:
            match = next(
                (row for row in rows if _bounds_of(row) == bounds(figure["bounds"]) and _same(row, figure)), None
            )
            if match is None:
                if wrong:
                    print("missed", figure)
                continue
            rows.remove(match)
            hits += 1
            for field in FIELDS:
                got = None if pd.isna(match[field]) else match[field]
                if figure[field] == "?":  # nobody can tell from the text at hand
                    continue
                fields[field].append([got == figure[field]])
                if wrong and got != figure[field]:
                    print(field, got, "wanted", figure[field], "in", figure["text"])
        if wrong:
            for row in rows:
                print("wrong", row["text"], row["counted"], row["noun"])
        cells.append((hits, total, len(unit["figures"])))
    hits, found, wanted = np.sum(cells, axis=0)
    print(f"{len(cells)} sentences, {wanted} figures read, {found} found, {hits} right")
    print(f"precision {short(hits / max(found, 1))}, recall {short(hits / max(wanted, 1))}, F1 {score(f1, cells)}")
    rows = [[field, len(values), score(pooled(mean), values)] for field, values in fields.items()]
    print(markdown(["field", "n", "right (95 %)"], rows))


def _bounds_of(row: dict[str, Any]) -> tuple[float, float]:
    low, high = row["at_least"], row["at_most"]
    return (0.0 if pd.isna(low) else float(low)), (np.inf if pd.isna(high) else float(high))


def _same(row: dict[str, Any], figure: dict[str, Any]) -> bool:
    one, two = row["text"].lower(), figure["text"].lower()
    return one in two or two in one


def main() -> None:
    """Read the arguments, analyse, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("lexicon")
    parser.add_argument("labels", type=Path)
    parser.add_argument("--single", action="store_true", help="score figures one by one")
    parser.add_argument("--wrong", action="store_true", help="print what was missed or wrong")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", framing.FramingWarning)
        result = framing.analyze(options.articles, options.lexicon)
    (score_single if options.single else score_disputes)(result, labels, wrong=options.wrong)


if __name__ == "__main__":
    main()
