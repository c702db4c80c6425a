"""Compare ways to put an interval on an effective number of sources: which of them cover a known truth?

    python benchmarks/entropy.py [replicates]

Twelve sides whose shares fall with their rank (effectively 8.5), cited 8 times an article. With 400 replicates, seed 0,
at a within-article correlation of .05 / .4:

    15 articles    percentile bootstrap .56 / .14   Miller-Madow .94 / .83   Chao-Shen .94 / .82   jackknife 1.00 / .97
    30 articles    percentile bootstrap .77 / .48   Miller-Madow .95 / .88   Chao-Shen .95 / .87   jackknife  .99 / .95
    60 articles    percentile bootstrap .89 / .65   Miller-Madow .94 / .90   Chao-Shen .95 / .89   jackknife  .99 / .96

Miller and Madow's and Chao and Shen's corrections are for independent citations; their standard error here is that of
the bootstrap over articles, which allows for correlation, but their correction does not.
"""

from __future__ import annotations

import sys

import numpy as np
from coverage import zipf
from scipy import special, stats

from framing.measure.entropy import effective_numbers


def entropy(totals):
    """Plain entropy of the last axis."""
    return special.entr(totals / totals.sum(-1, keepdims=True)).sum(-1)


def miller_madow(totals):
    """Add (categories seen - 1) / 2n (Miller 1955)."""
    return entropy(totals) + ((totals > 0).sum(-1) - 1) / (2 * totals.sum(-1))


def chao_shen(totals):
    """Weigh by the chance of being seen, after shrinking to the sample's coverage (Chao and Shen 2003)."""
    n = totals.sum(-1, keepdims=True)
    shares = (1 - np.minimum((totals == 1).sum(-1, keepdims=True), n - 1) / n) * totals / n
    return (special.entr(shares) / np.where(totals > 0, 1 - (1 - shares) ** n, 1)).sum(-1)


def draw(rng, articles, shares, correlation, reps):
    """Draw counts, shape (replicates, articles, sides)."""
    own = rng.gamma(np.broadcast_to(shares * (1 - correlation) / correlation, (reps, articles, len(shares)))) + 1e-300
    return rng.multinomial(rng.negative_binomial(2, 0.2, (reps, articles)), own / own.sum(-1, keepdims=True))


def resampled(rng, counts, resamples=300):
    """Plain entropy of resamples of the articles, shape (replicates, resamples)."""
    reps, articles, _ = counts.shape
    weights = rng.multinomial(articles, np.full(articles, 1 / articles), (reps, resamples))
    return entropy(np.einsum("rba,ras->rbs", weights, counts))


def main(reps=400):
    """Print the coverage of each way."""
    import pandas as pd

    rng = np.random.default_rng(0)
    shares = zipf(12)
    truth = stats.entropy(shares)
    for articles in (15, 30, 60):
        for correlation in (0.05, 0.2, 0.4):
            counts = draw(rng, articles, shares, correlation, reps)
            totals, drawn = counts.sum(1), resampled(rng, counts)
            group, cluster, side = np.nonzero(counts)
            rows = pd.DataFrame({"_group": group, "_cluster": cluster, "side": side})
            found = effective_numbers(rows.loc[rows.index.repeat(counts[group, cluster, side])], "side", most=20)
            reach = stats.t.ppf(0.975, articles - 1) * drawn.std(1)
            ways = {"percentile bootstrap": np.quantile(drawn, [0.025, 0.975], axis=1)}
            for name, way in (("Miller-Madow", miller_madow), ("Chao-Shen", chao_shen)):
                ways[name] = way(totals) - reach, way(totals) + reach
            ways["jackknife"] = np.log(found["low"].dropna()), np.log(found["high"].dropna())
            said = [f"{name} {((low <= truth) & (truth <= high)).mean():.2f}" for name, (low, high) in ways.items()]
            print(f"{articles} articles, correlation {correlation}: {', '.join(said)}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
