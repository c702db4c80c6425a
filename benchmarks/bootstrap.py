"""Time the cluster bootstrap: resample the articles of each outlet and sum every measure in every resample.

    python benchmarks/bootstrap.py [articles] [outlets] [measures] [resamples]

The default (20 outlets, 40 measures, 20,000 articles, 2,000 resamples) takes 0.3 s on one core.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from framing.measure.intervals import bootstrap


def main(articles: int = 20_000, outlets: int = 20, measures: int = 40, resamples: int = 2_000) -> None:
    """Print the median of five runs, and of the same by a numpy loop over 100 resamples (scaled up)."""
    rng = np.random.default_rng(0)
    counts = rng.poisson(2, (articles, measures)).astype(np.float32)
    groups = np.arange(articles) % outlets
    seconds = []
    for seed in range(5):
        start = time.perf_counter()
        for _ in bootstrap(counts, groups, resamples=resamples, seed=seed):
            pass
        seconds.append(time.perf_counter() - start)
    members = [np.flatnonzero(groups == g) for g in range(outlets)]
    start = time.perf_counter()
    for _ in range(100):
        for rows in members:
            counts[rng.choice(rows, len(rows))].sum(axis=0)
    loop = (time.perf_counter() - start) * resamples / 100
    what = f"{outlets} outlets x {measures} measures x {articles:,} articles, {resamples:,} resamples"
    print(f"{what}: {np.median(seconds):.2f} s (a numpy loop: {loop:.1f} s)")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
