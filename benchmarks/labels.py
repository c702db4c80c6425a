"""Time the finding step without syntax: sentences, quotations, labels and voice, with every evidence row.

    python benchmarks/labels.py ARTICLES [--terms 1000] [--hits 6] [--guards 0] [--figures]

ARTICLES is anything that ``read_articles`` reads. The lexicon is drawn from the corpus itself: words and pairs of words
of middling frequency, so that `terms` forms give about `hits` hits an article; of its labels, `guards` in a hundred are
bound to a context, half of them to words in their sentence, half to words in their article. One core. Reading (with the
language of each article identified) and finding are timed apart; memory is the peak of Python, numpy and Arrow in a run
of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import framing
from framing.find.evidence import find_evidence
from framing.read.lexicon import Lexicon, load_lexicon

SIZES = (1_000, 5_000)
_RUNS = 5
_WORD = re.compile(r"\b[a-z]{4,}\b")
_PAIR = re.compile(r"\b([a-z]+)(?=( [a-z]+)\b)")
_REFERENTS = 25
_HEAD = "lexicon: drawn\nversion: 1.0.0\nlanguage: en\ntitle: Drawn terms\nextends: [conflict]\nreferents:\n"


def draw_lexicon(texts: list[str], path: Path, *, terms: int, hits: float, guards: int = 0, seed: int = 0) -> None:
    """Write a lexicon of `terms` forms, a quarter of them aliases, that give about `hits` hits an article."""
    counts: Counter[str] = Counter()
    for text in texts:
        lowered = text.lower()
        counts.update(_WORD.findall(lowered))
        counts.update(map("".join, _PAIR.findall(lowered)))
    wanted = hits * len(texts) / terms
    fitting = sorted(term for term, n in counts.items() if wanted / 2 <= n <= wanted * 3)
    drawn = np.random.default_rng(seed).choice(fitting, terms, replace=False).tolist()
    rng = np.random.default_rng(seed + 1)
    lines = []

    def entry(label: str) -> object:
        if rng.integers(100) >= guards:
            return label
        return {
            "form": label,
            "near": rng.choice(drawn, 10).tolist(),
            "within": str(rng.choice(["sentence", "article"])),
        }

    for number in range(_REFERENTS):
        forms = drawn[number::_REFERENTS]
        aliases, labels = forms[: len(forms) // 4], forms[len(forms) // 4 :]
        lines += [f"  thing_{number}:", f"    name: Thing {number}", "    kind: actor"]
        lines += [f"    aliases: {json.dumps(aliases)}", "    labels:"]
        neutral, critical = ([entry(label) for label in labels[first::2]] for first in (0, 1))
        lines += [f"      neutral: {json.dumps(neutral)}", f"      critical: {json.dumps(critical)}"]
    path.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def measure(articles: pd.DataFrame, lexicon: Lexicon, *, figures: bool) -> str:
    """Find in the articles and say how fast, and with how much memory."""
    find_evidence(articles.head(20), lexicon)
    seconds = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        tables = find_evidence(articles, lexicon, figures=figures)
        seconds.append(time.perf_counter() - began)
    size = sum(len(text.encode("utf-8")) for column in ("title", "text") for text in articles[column]) / 1e6
    rows = sum(len(table) for table in tables.values())
    hits = len(tables["mentions"]) + len(tables["references"])
    kept = sum(int(table.memory_usage(deep=True).sum()) for table in tables.values()) / 1e6
    del tables
    finding, best, n = float(np.median(seconds)), min(seconds), len(articles)
    beyond = _peak(articles, lexicon, figures=figures) - kept
    return (
        f"{n:,} articles, {size:.1f} MB, {hits / n:.1f} hits an article\n"
        f"  finding: {finding:.2f} s, {n / finding:,.0f} articles/s, {size / finding:.1f} MB/s "
        f"(median of {_RUNS}; best {size / best:.1f})\n"
        f"  memory: {rows:,} rows of {kept:.1f} MB; {beyond:.1f} MB beyond them at the peak"
    )


def _peak(articles: pd.DataFrame, lexicon: Lexicon, *, figures: bool) -> float:
    """Return the peak of allocated memory while finding, in MB."""
    arrow = pa.default_memory_pool()
    before, most = arrow.bytes_allocated(), 0

    def watch(_: int) -> None:
        nonlocal most
        most = max(most, arrow.bytes_allocated() - before)

    tracemalloc.start()
    tables = find_evidence(articles, lexicon, figures=figures, progress=watch)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    most = max(most, arrow.bytes_allocated() - before)
    del tables
    return (peak + most) / 1e6


def main() -> None:
    """Draw the lexicon, measure every size and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--terms", type=int, default=1_000)
    parser.add_argument("--hits", type=float, default=6)
    parser.add_argument("--guards", type=int, default=0, help="percent of the labels that are bound to a context")
    parser.add_argument("--figures", action="store_true", help="find figures as well")
    options = parser.parse_args()
    began = time.perf_counter()
    articles = framing.read_articles(options.articles)
    print(f"reading {len(articles):,} articles: {time.perf_counter() - began:.2f} s; {options.terms:,} terms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.yaml"
        draw_lexicon(articles["text"].tolist(), path, terms=options.terms, hits=options.hits, guards=options.guards)
        lexicon = load_lexicon(path)
    for size in SIZES:
        print(measure(articles.head(size), lexicon, figures=options.figures))


if __name__ == "__main__":
    main()
