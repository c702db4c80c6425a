"""Time keywords on a saved analysis, and count how often they find a difference where there is none.

    python benchmarks/keywords.py RUN [--by outlet] [--actor ID] [--nulls 20]

RUN is a folder that `result.save` wrote. *Words* and *phrases* include reading all articles again for their words;
finding does not count. *Agent* includes the parse of every sentence that names the actor. Each is timed on one core,
in seconds of the processor; memory is the peak of Python and numpy in a run of its own.

*Nulls*: every article is given one of two sides by the toss of a coin, so that every difference is chance. The table
says which share of the words would be called different at p < .05 and p < .001 by the z of Monroe and others, which
takes every word for an independent draw, and by the p of `keywords`, which looks at the variance between articles.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc

import numpy as np
import pandas as pd
from scipy import stats
from threadpoolctl import threadpool_limits

import framing
from framing import measure

BINS, NAMES = [0, 10, 30, 100, np.inf], ["5 to 10", "11 to 30", "31 to 100", "more than 100"]


def clock(folder: str, **options: object) -> tuple[float, int]:
    """Return the seconds of the processor for one table on a fresh analysis, and its rows."""
    result = framing.load_analysis(folder)
    began = time.process_time()
    table = result.keywords(**options)  # type: ignore[arg-type]
    return time.process_time() - began, len(table)


def false_positives(result: framing.Analysis, draws: int) -> pd.DataFrame:
    """Toss coins for sides, and give the shares of words called different, by how often they are used."""
    counts = measure.count_words(result._words.only("own"), len(result.articles))
    rng = np.random.default_rng(0)
    rows = []
    for _ in range(draws):
        sides = result.articles.assign(side=np.where(rng.random(len(result.articles)) < 0.5, "x", "y"))
        table = measure.keywords(counts, sides, by="side")
        table = table[table["p"].notna()]
        uses = pd.cut(table["n_a"] + table["n_b"], BINS, labels=NAMES)
        naive = 2 * stats.norm.sf(table["z"].abs())
        kinds = (("z", naive), ("p", table["p"]))
        shares = {f"{kind} < {level}": p < level for kind, p in kinds for level in (0.05, 0.001)}
        rows.append(pd.DataFrame(shares).assign(uses=uses.to_numpy(), found=(table["q"] < 0.05).to_numpy()))
    every = pd.concat(rows)
    print(f"rows with q < .05, a table: {every['found'].sum() / draws:.2f}")
    return every.drop(columns="found").groupby("uses", observed=True).mean()


def main() -> None:
    """Time, weigh, toss coins and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("--by", default="outlet")
    parser.add_argument("--actor")
    parser.add_argument("--nulls", type=int, default=20)
    options = parser.parse_args()
    result = framing.load_analysis(options.run)
    print(result)
    cases: list[dict[str, object]] = [{"of": "words"}, {"of": "phrases"}]
    cases += [{"of": "agent", "referent": options.actor}] if options.actor else []
    with threadpool_limits(limits=1):
        for case in cases:
            seconds, rows = clock(options.run, by=options.by, **case)
            print(f"{case['of']}, each {options.by} against the rest: {seconds:.1f} s, {rows:,} rows")
        tracemalloc.start()
        fresh = framing.load_analysis(options.run)
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        fresh.keywords(of="words", by=options.by)
        print(f"memory of words: {(tracemalloc.get_traced_memory()[1] - before) / 1e6:.0f} MB at the peak")
        tracemalloc.stop()
        if options.nulls:
            print(false_positives(result, options.nulls).round(4).to_string())


if __name__ == "__main__":
    main()
