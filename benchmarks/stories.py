"""Score matched stories against labels, or time the matching of a large corpus.

    python benchmarks/stories.py ARTICLES --labels LABELS.csv [--days 3] [--threshold 0.15]
    python benchmarks/stories.py ARTICLES
    python benchmarks/stories.py ARTICLES --grow 100000

LABELS.csv has columns `article_id` and `story`, for some or all of the articles; all articles are matched, those with a
label are scored. Without LABELS.csv the column `story` of ARTICLES holds the labels, as in ``examples/articles``; it is
taken away before matching. B-cubed precision is the mean, over articles, of how many of those put with one belong with
it; recall of how many that belong with it were put with it (Bagga & Baldwin 1998); F1 their harmonic mean. Because most
articles report an event alone, baselines stand beside: each article a story of its own, each day one story. *Pairs* is
the F1 of the pairs of articles that are put together, which single articles do not flatter; *of stories with two or
more* is B-cubed over the articles that have a partner by their label. Intervals (95 %) resample the labelled stories.

``--grow`` draws as many articles as asked for from the given ones: each event is one article, reported by one to nine
outlets on three days; a report keeps 70 in 100 of its event's sentences and takes as many from another article. Time,
the peak of memory, and B-cubed against the events drawn are printed, and the time of finding copies among them.

References: Bagga, A., & Baldwin, B. (1998). Algorithms for scoring coreference chains. LREC workshop on linguistic
coreference.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
import warnings
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import numpy as np
import pandas as pd
from scores import Cell, f1, markdown, pooled, score

import framing
from framing.match.copies import find_copies
from framing.match.stories import DAYS, THRESHOLD

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FEWEST, _ADAY = 0.35, 140  # chance that an event has no further report; articles a day


def shared(found: Sequence[Hashable], true: Sequence[Hashable]) -> list[Cell]:
    """For each article: how many were put with it and belong, were put with it, belong; itself counted."""
    sizes, labels, both = Counter(found), Counter(true), Counter(zip(found, true, strict=True))
    return [(both[f, t], sizes[f], labels[t]) for f, t in zip(found, true, strict=True)]


def bcubed(cells: Sequence[Cell]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1.

    >>> bcubed(shared([1, 1, 1, 2], ["a", "a", "b", "b"]))
    (0.6666666666666666, 0.75, 0.7058823529411765)
    """
    hits, found, wanted = np.array(cells, dtype=float).T
    precision, recall = float(np.mean(hits / found)), float(np.mean(hits / wanted))
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairs_f1(cells: Sequence[Cell]) -> float:
    """F1 of the pairs that are put together.

    >>> pairs_f1(shared([1, 1, 1, 2], ["a", "a", "b", "b"]))
    0.4
    """
    return f1([(hits - 1, found - 1, wanted - 1) for hits, found, wanted in cells])


def rows_of(table: pd.DataFrame, found: str) -> list[str]:
    """Score one partition: B-cubed, pairs, B-cubed of partnered articles, with intervals over labelled stories."""
    cells = pd.Series(shared(table[found].tolist(), table["label"].tolist()), index=table.index)
    stories = [part.tolist() for _, part in cells.groupby(table["label"])]
    parts = [score(pooled(lambda drawn, i=i: bcubed(drawn)[i]), stories) for i in range(3)]
    partnered = [story for story in stories if len(story) > 1]
    return [*parts, score(pooled(pairs_f1), stories), score(pooled(lambda drawn: bcubed(drawn)[2]), partnered)]


def compare(articles: pd.DataFrame, labels: pd.Series, *, days: int, threshold: float) -> None:
    """Match all articles, and print the scores of those with a label."""
    matched = framing.match_stories(articles.assign(story=None), days=days, threshold=threshold)
    table = matched.set_index("article_id")[["story", "date"]].join(labels.rename("label"), how="inner")
    table["alone"], table["day"] = table.index, table["date"].dt.date.astype("str")
    table["story"] = table["story"].fillna(table["alone"])
    several = table["label"].value_counts()
    print(f"{len(table)} articles with a label, {len(several)} stories; days={days}, threshold={threshold}")
    several = several[several > 1]
    print(f"{len(several)} stories have two or more articles, together {several.sum()}\n")
    head = ["system", "precision", "recall", "B-cubed F1", "pairs F1", "B-cubed F1 of stories with two or more"]
    systems = {"framing": "story", "each article alone": "alone", "each day one story": "day"}
    print(markdown(head, [[name, *rows_of(table, column)] for name, column in systems.items()]))


def grow(articles: pd.DataFrame, n: int, *, seed: int = 0) -> pd.DataFrame:
    """Draw `n` reports of events; the true event is in the column `label`."""
    rng = np.random.default_rng(seed)
    sentences = [np.array(_SENTENCE.split(text)[:40], dtype=object) for text in articles["text"]]
    titles, outlets = articles["title"].tolist(), articles["outlet"].unique()
    columns: dict[str, list] = {"outlet": [], "date": [], "title": [], "text": [], "label": []}
    event = 0
    while len(columns["text"]) < n:
        source, first = rng.integers(len(articles)), rng.integers(max(n // _ADAY, 1))
        for _ in range(min(rng.geometric(_FEWEST), 9)):
            own, other = sentences[source], sentences[rng.integers(len(articles))]
            kept = [*own[rng.random(len(own)) < 0.7], *rng.choice(other, max(len(other) * 3 // 10, 1))]
            columns["outlet"].append(rng.choice(outlets))
            columns["date"].append(pd.Timestamp("2020-01-01") + pd.Timedelta(days=int(first + rng.integers(3))))
            columns["title"].append(titles[source] if rng.random() < 0.3 else kept[0][:80])
            columns["text"].append(" ".join(kept))
            columns["label"].append(event)
        event += 1
    return pd.DataFrame(columns).head(n).assign(language="en")


def timed(what: str, task: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Do something, and print its time and the peak of memory."""
    wall, busy, before = time.perf_counter(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = task()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{what}: {time.perf_counter() - wall:.0f} s, of the processor {time.process_time() - busy:.0f} s")
    print(f"{what}: peak of memory {after / 1024:,.0f} MB, {before / 1024:,.0f} MB before", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--labels")
    parser.add_argument("--grow", type=int)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    args = parser.parse_args()
    warnings.simplefilter("ignore", framing.FramingWarning)
    articles = framing.read_articles(args.articles)
    if args.grow:
        grown = framing.read_articles(grow(articles, args.grow))
        print(f"{len(grown):,} articles, {grown['date'].nunique():,} days, {grown['label'].nunique():,} events")
        matched = timed("stories", lambda: framing.match_stories(grown, days=args.days, threshold=args.threshold))
        scores = "precision {:.2f}, recall {:.2f}, F1 {:.2f}".format(
            *bcubed(shared(matched["story"].tolist(), matched["label"].tolist()))
        )
        print(f"stories: B-cubed {scores}")
        copies = timed("copies", lambda: find_copies(grown))
        print(f"copies: {len(copies):,}")
        return
    labelled = pd.read_csv(args.labels, dtype=str) if args.labels else articles
    compare(articles, labelled.set_index("article_id")["story"].dropna(), days=args.days, threshold=args.threshold)


if __name__ == "__main__":
    main()
