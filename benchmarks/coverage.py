"""Simulate how often 95 % intervals cover the truth, and how often p falls below .05 where nothing differs.

    python benchmarks/coverage.py [replicates [part]]

Choices per article are 0 to 8 (a third of articles have none; mean 2.2), or 1 to 19 with long articles leaning
another way than short ones. Choices within an article share a rate drawn from a beta distribution, whose
within-article correlation is 0 to .6; in stories, one to many articles draw their rates around the story's.
"Longer": the articles of one side hold four times as many choices.

With 2,000 replicates of each setting, seed 0, lowest coverage over all settings of a row:

    share         3 to 8 articles .98 to 1.00, 12 .96, 20 .95, 50 and 100 .94; long articles leaning .93;
                  3 stories .99, 5 .97, 9 to 50 .94 to .95 (25: .935), with up to 20 articles each
    difference    DIFF
    standardised  STD
    mean          8 to 100 articles .94 (log-normal values, sigma up to .4); very skewed (sigma .7): 8 articles .925
    test          TEST
    distance      DIST
    q < .05       at most .033 of the discoveries are false, in tables of 60 rows of which 18 differ
    effective     (this part alone, 1,000 replicates) sides: 12 articles .95, 15 to 120 articles .93 to .94; names: 15
                  and 20 articles .97 to .98, 40 articles .93, 80 and 160 articles .95, where most samples show an
                  interval; at most .069 of all samples show one that misses

So shares get an interval from 5 choices in 3 clusters, standardised shares from 6 shared stories, means from 8
clusters; below, tables refuse. "Shown" is how often a sample of that size reaches the minimum. At 3 to 8 articles
intervals are wide, not wrong.
"""

from __future__ import annotations

import sys
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from framing.measure.contrast import Side, paired, unpaired
from framing.measure.counts import Counts
from framing.measure.distances import distances
from framing.measure.entropy import effective_numbers
from framing.measure.intervals import Sums, mean_interval, share_interval
from framing.measure.standardised import fit_shares

SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
PAIRS = ((0.02, 0.02), (0.1, 0.1), (0.3, 0.3), (0.9, 0.9), (0.05, 0.3), (0.02, 0.5), (0.3, 0.6))
EPS = 1e-9


def zipf(categories, exponent=1.0):
    """Give shares that fall with their rank."""
    weights = 1 / np.arange(1, categories + 1) ** exponent
    return weights / weights.sum()


# Shares of sides, of which there are 20 at most, and of names, of which nobody knows how many there are.
SIDES = {
    "even, 4": np.full(4, 1 / 4), "even, 15": np.full(15, 1 / 15), "halving, 6": 0.5 ** np.arange(6) / (2 - 0.5**5),
    "1/rank, 12": zipf(12), "1/rank^1.5, 20": zipf(20, 1.5), "90 and 10 %": np.array([0.9, 0.1]),
    "90, 7, 3 %": np.array([0.9, 0.07, 0.03]), "97, 2, 1 %": np.array([0.97, 0.02, 0.01]),
    "80 % and 6 others": np.array([0.8, 0.05, 0.05, 0.04, 0.03, 0.02, 0.01]),
}  # fmt: skip
NAMES = {
    "even, 50": np.full(50, 1 / 50), "1/rank, 20": zipf(20), "1/rank, 50": zipf(50), "1/rank, 200": zipf(200),
    "1/rank, 1000": zipf(1000), "1/rank^1.3, 200": zipf(200, 1.3), "1/rank^1.3, 2000": zipf(2000, 1.3),
    "1/rank^1.5, 30": zipf(30, 1.5), "1/rank^1.5, 2000": zipf(2000, 1.5),
}  # fmt: skip


def sizes(rng, shape):
    """Draw choices per article, as in news: many articles with none, a few with eight."""
    return np.minimum(rng.negative_binomial(1, 0.3, shape), 8)


def rates(rng, mean, correlation, shape):
    """Draw rates of a given mean that make choices correlate; mean may be an array."""
    if correlation == 0:
        return np.broadcast_to(mean, shape)
    mean = np.clip(mean, 1e-6, 1 - 1e-6)
    spread = (1 - correlation) / correlation
    return rng.beta(mean * spread, (1 - mean) * spread, shape)


def articles(rng, n, share, correlation, reps, *, longer=1):
    """Draw hits and choices of `n` articles; columns are replicates."""
    choices = sizes(rng, (n, reps)) * longer
    return rng.binomial(choices, rates(rng, share, correlation, choices.shape)).astype(float), choices.astype(float)


def lopsided(rng, n, share, slope, correlation, reps):
    """Draw articles of which the long quarter has another rate; None if no rates give the share."""
    long = rng.random((n, reps)) < 0.25
    choices = np.where(long, rng.integers(8, 20, long.shape), sizes(rng, long.shape))
    mean_short = stats.nbinom.pmf(np.arange(8), 1, 0.3) @ np.arange(8) + 8 * stats.nbinom.sf(7, 1, 0.3)
    weight_long, weight_short = 0.25 * 13.5, 0.75 * mean_short
    in_long = min(0.99, share * slope)
    in_short = (share * (weight_long + weight_short) - in_long * weight_long) / weight_short
    if not 0 < in_short < 1:
        return None
    rate = rates(rng, np.where(long, in_long, in_short), correlation, long.shape)
    return rng.binomial(choices, rate).astype(float), choices.astype(float)


def stories(rng, n, share, correlation, reps, *, most=4, longer=1):
    """Draw hits and choices of `n` stories of one to `most` articles, as sums; `share` may be their rates."""
    mean = share if np.ndim(share) else rates(rng, share, correlation, (n, reps))
    many = rng.integers(1, most + 1, (n, reps))
    hits, choices = np.zeros((n, reps)), np.zeros((n, reps))
    for number in range(most):
        size = sizes(rng, (n, reps)) * (number < many) * longer
        hits += rng.binomial(size, rates(rng, mean, 0.2, (n, reps)))
        choices += size
    return hits, choices


def totals(hits, choices):
    """Sum clusters as `share_interval` wants them."""
    return Sums(
        hits.sum(0), choices.sum(0), (choices > 0).sum(0).astype(float),
        (hits**2).sum(0), (hits * choices).sum(0), (choices**2).sum(0),
    )  # fmt: skip


def covered(low, high, truth):
    """Give the share of shown intervals that cover the truth, and the share of replicates that show one."""
    shown = ~np.isnan(low)
    inside = (low - EPS <= truth) & (truth <= high + EPS)
    return (inside[shown].mean() if shown.sum() >= 100 else np.nan), shown.mean()


def show_worst(name, found):
    """Print the lowest coverage and where it was found."""
    found = [row for row in found if not np.isnan(row[0])]
    low = min(found)
    mean = np.mean([row[0] for row in found])
    print(f"{name:<46} lowest {low[0]:.3f}  mean {mean:.3f}  shown {np.mean([r[1] for r in found]):.2f}  at {low[2]}")
    return low[0]


def one_share(rng, reps):
    """Shares of one outlet: articles, lopsided articles, stories."""
    worst = []
    for n in (3, 5, 8, 12, 20, 50, 100):
        found = [
            (*covered(*share_interval(totals(*articles(rng, n, p, c, reps))), p), f"share {p}, correlation {c}")
            for p, c in product(SHARES, (0, 0.1, 0.3, 0.6))
        ]
        worst.append(show_worst(f"share, {n} articles", found))
    for n in (3, 5, 12, 20, 50, 100):
        found = []
        for p, slope, c in product(SHARES, (0.7, 1, 1.3), (0.05, 0.3)):
            drawn = lopsided(rng, n, p, slope, c, reps)
            if drawn is not None:
                found.append((*covered(*share_interval(totals(*drawn)), p), f"share {p}, slope {slope}"))
        worst.append(show_worst(f"share, {n} articles, long ones lean", found))
    for n, most in ((3, 2), (3, 20), (5, 10), (9, 4), (9, 20), (15, 4), (25, 6), (50, 4)):
        found = [
            (*covered(*share_interval(totals(*stories(rng, n, p, c, reps, most=most))), p), f"{p}, correlation {c}")
            for p, c in product(SHARES, (0.1, 0.3, 0.5))
        ]
        worst.append(show_worst(f"share, {n} stories of up to {most} articles", found))
    return min(worst)


def differences(rng, reps):
    """Differences of two outlets, within stories and between articles, and the level of their tests."""
    worst, level, base = [], [], np.arange(reps)
    for n, longer in ((6, 1), (8, 4), (12, 1), (20, 4), (40, 1)):
        found, below = [], []
        for (p, q), c, same in product(PAIRS, (0.1, 0.3), (False, True)):
            sides = []
            # a common normal quantile makes stories that are high in one outlet high in the other
            quantile = rng.random((n, reps))
            for share, factor in ((p, 1), (q, longer)):
                spread = (1 - c) / c
                common = stats.beta.ppf(quantile, share * spread, (1 - share) * spread) if same else share
                sides.append(Side(*stories(rng, n, common, c, reps, longer=factor), base))
            result = paired(*sides)
            enough = result.clusters_a >= 6
            low, high = (np.where(enough, x, np.nan) for x in (result.low, result.high))
            found.append((*covered(low, high, p - q), f"{p} and {q}, correlation {c}"))
            if p == q and enough.sum() >= 100:
                below.append((result.p[enough] <= 0.05).mean())
        worst.append(show_worst(f"difference, {n} shared stories{', one side longer' * (longer > 1)}", found))
        level.append(max(below))
        print(f"{'':<46} p <= .05 in at most {max(below):.3f} where nothing differs")
    sizes_ = ((4, 4, 1), (8, 20, 1), (20, 20, 4), (100, 10, 4), (60, 60, 1))
    told = ((3, 3, 1), (4, 20, 1), (10, 10, 1), (12, 40, 1))
    for (n, m, longer), draw, what in (
        *product(sizes_, [articles], ["articles"]), *product(told, [stories], ["stories"])
    ):  # fmt: skip
        found, below = [], []
        for (p, q), c in product(PAIRS, (0.1, 0.3)):
            sides = [
                Side(*draw(rng, k, share, c, reps, longer=factor), base)
                for k, share, factor in ((n, p, 1), (m, q, longer))
            ]
            result = unpaired(*sides, np.arange(n + m), seed=int(rng.integers(1 << 30)))
            enough = np.minimum(result.n_a, result.n_b) >= 5
            enough &= np.minimum(result.clusters_a, result.clusters_b) >= 3
            low, high = (np.where(enough, x, np.nan) for x in (result.low, result.high))
            found.append((*covered(low, high, p - q), f"{p} and {q}, correlation {c}"))
            if p == q and enough.sum() >= 100:
                below.append((result.p[enough] <= 0.05).mean())
        worst.append(show_worst(f"difference, {n} and {m} {what}{', these longer' * (longer > 1)}", found))
        level.append(max(below))
        print(f"{'':<46} p <= .05 in at most {max(below):.3f} where nothing differs")
    return min(worst), max(level)


def mixes(rng, reps):
    """Standardised shares of outlets that left stories out; rates of a story are alike in all outlets, or not at all.

    Which stories an outlet covers is drawn anew for every 50 replicates.
    """
    worst = []
    sizes_ = ((6, 2, 1), (8, 3, 0.9), (12, 2, 1), (12, 4, 0.8), (20, 5, 0.6), (40, 3, 0.8), (40, 12, 0.3))
    for n, count, cover in sizes_:
        found = []
        for own, c, alike in product([*([p] for p in SHARES), [0.02, 0.5], [0.1, 0.9], [0.3, 0.6]], (0.1, 0.3), (0, 1)):
            truth = np.resize(own, count)
            tables = []
            for _ in range(max(1, reps // 50)):
                quantile, hits, choices = rng.random((n, 50)), [], []
                for share in truth:
                    spread = (1 - c) / c
                    drawn = quantile if alike else rng.random((n, 50))
                    mean = stats.beta.ppf(drawn, share * spread, (1 - share) * spread)
                    many = rng.integers(1, 5, n) * (rng.random(n) < cover)
                    size = sizes(rng, (4, n)) * (np.arange(4)[:, None] < many)
                    within = rates(rng, np.broadcast_to(mean, (4, n, 50)), 0.2, (4, n, 50))
                    hits.append(rng.binomial(size[:, :, None], within).sum(0))
                    choices.append(size.sum(0))
                tables.append(fit_shares(np.array(hits, float), np.array(choices, float)))
            low, high = (np.concatenate([getattr(table, side) for table in tables], axis=1) for side in ("low", "high"))
            found.append((*covered(low, high, truth[:, None]), f"{own}, correlation {c}, alike {alike}"))
        worst.append(show_worst(f"standardised, {n} stories, {count} outlets", found))
    return min(worst)


def apart(rng, reps):
    """Distances of outlets that make the same choices: what is left of them, and the level of their test."""
    level, least = [], []
    kinds = ([1 / 3] * 3, [0.8, 0.15, 0.05], [0.96, 0.02, 0.02], [0.4, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05])
    settings = [(n, n, True, 1) for n in (6, 8, 12, 20, 40)]
    settings += [(n, m, False, longer) for n, m, longer in ((4, 4, 1), (20, 20, 1), (20, 8, 4), (60, 10, 4))]
    for n, m, shared, longer in settings:
        below, excess, plain = [], [], []
        for kind, c in product(kinds, (0.1, 0.3)):
            kept = []
            for _ in range(max(1, reps // 250)):
                common = rng.dirichlet(np.array(kind) * (1 - c) / c, (250, n)) if shared else None
                sides = []
                for k, factor in ((n, 1), (m, longer)):
                    own = rng.dirichlet(np.array(kind) * (1 - c) / c, (250, k)) if common is None else common
                    own = rng.gamma(own * 4 + 1e-9) + 1e-12  # an article's own rates, about those of the story
                    size = sizes(rng, (250, k)) * factor + shared
                    sides.append(rng.multinomial(size, own / own.sum(-1, keepdims=True)))
                kept.append(distances(as_counts(*sides, shared)).iloc[1:])
            table = pd.concat(kept)
            tested = table["p"].notna()
            below += [(table.loc[tested, "p"] <= 0.05).mean()] if tested.sum() >= 100 else []
            excess.append(table["excess"].mean())
            plain.append(table["distance"].mean())
        level.append(max(below))
        least.append(max(map(abs, excess)))
        what = f"{n} shared stories" if shared else f"{n} and {m} articles{', longer ones' if longer > 1 else ''}"
        print(f"{'distance, ' + what:<46} p <= .05 in at most {max(below):.3f} where nothing differs; mean distance "
              f"{min(plain):.2f} to {max(plain):.2f}, excess {min(excess):+.3f} to {max(excess):+.3f}")  # fmt: skip
    return max(level), max(least)


def as_counts(a, b, shared):
    """Make each replicate a referent: choices by replicate, cluster and category, of two outlets."""
    many, _, width = a.shape
    hits = np.concatenate([side.transpose(1, 0, 2).reshape(side.shape[1], -1) for side in (a, b)]).astype(float)
    cells = pd.DataFrame({"measure": "labels", "referent": np.repeat(np.arange(many).astype(str), width)})
    where = [f"{k}" for side in (a, b) for k in range(side.shape[1])]
    units = pd.DataFrame({"article_id": [f"{i:04}" for i in range(len(hits))], "story": where if shared else None})
    units["side"], units["story"] = ["A"] * a.shape[1] + ["B"] * b.shape[1], units["story"].astype("str")
    choices = hits.reshape(len(hits), many, width).sum(-1)
    return Counts(cells.assign(stance="x"), hits, choices, np.repeat(np.arange(many), width), units)


def discoveries(rng, reps):
    """Tables of 20 referents with three stances, of which 6 differ: how many of the rows with q < .05 are false."""
    found = []
    for n, shared in product((8, 12, 20, 40), (True, False)):
        false, right = [], []
        for _ in range(max(1, reps // 10)):
            real = np.repeat(np.arange(20) < 6, 3)
            sides = []
            for shift in (0.0, 0.29):
                kind = np.array([[0.3 + shift * (r < 6), 0.5 - shift * (r < 6), 0.2] for r in range(20)])
                own = rng.gamma(np.broadcast_to(kind * 4, (n, 20, 3))) + 1e-12
                size = rng.integers(0, 12, (n, 20))
                hits = rng.multinomial(size, own / own.sum(-1, keepdims=True))
                sides.append(Side(hits.reshape(n, 60).astype(float), size.astype(float), np.repeat(np.arange(20), 3)))
            p = (paired(*sides) if shared else unpaired(*sides, np.arange(2 * n), seed=int(rng.integers(1 << 30)))).p
            q = stats.false_discovery_control(np.nan_to_num(p, nan=1.0))
            false.append((q[~real] < 0.05).sum() / max((q < 0.05).sum(), 1))
            right.append((q[real] < 0.05).mean())
        found.append(np.mean(false))
        what = f"{n} {'shared stories' if shared else 'articles each'}"
        print(f"{'q < .05, ' + what:<46} false {found[-1]:.3f}, of the real ones found {np.mean(right):.2f}")
    return max(found)


def means(rng, reps):
    """Means of a feature over articles: symmetric, skewed, very skewed."""
    worst = []
    for n, sigmas in (*product((8, 10, 15, 30, 100), [(0.1, 0.25, 0.4)]), (8, (0.7,)), (30, (0.7,))):
        found = []
        for sigma in sigmas:
            values = rng.lognormal(0, sigma, (n, reps))
            interval = mean_interval(values, np.ones_like(values), seed=int(rng.integers(1 << 30)))
            found.append((*covered(*interval, np.exp(sigma**2 / 2)), f"log-normal, sigma {sigma}"))
        very_skewed = sigmas == (0.7,)  # shown, but beyond what is claimed
        lowest = show_worst(f"mean, {n} articles{', very skewed' if very_skewed else ''}", found)
        worst += [] if very_skewed else [lowest]
    return min(worst)


def citations(rng, n, shares, correlation, mean, reps):
    """Draw citations of `n` articles as rows; each article has its own shares, drawn from a Dirichlet distribution."""
    size = rng.negative_binomial(2, 2 / (2 + mean), (reps, n))
    own = rng.gamma(np.broadcast_to(shares * (1 - correlation) / correlation, (reps, n, len(shares)))) + 1e-300
    counts = rng.multinomial(size, own / own.sum(-1, keepdims=True))
    group, cluster, category = np.nonzero(counts)
    rows = pd.DataFrame({"_group": group, "_cluster": cluster, "category": category})
    return rows.loc[rows.index.repeat(counts[group, cluster, category])]


def diversity(rng, reps):
    """Effective numbers of sides, and of names; whether an interval is shown depends on what was drawn.

    So coverage is looked at where most samples show one, and elsewhere how many of all samples show one that misses.
    """
    worst, missing = [], []
    for what, kinds, sizes_, correlations, most in (
        ("sides", SIDES, (12, 15, 20, 30, 60, 120), (0.05, 0.2, 0.4), 20),
        ("names", NAMES, (15, 20, 40, 80, 160), (0.05, 0.2), None),
    ):
        for n in sizes_:
            found, missed = [], []
            for (kind, shares), c, mean in product(kinds.items(), correlations, (3, 8)):
                truth = np.exp(stats.entropy(shares))
                many = min(reps, max(200, 60_000_000 // (n * len(shares))))
                step = max(1, min(many, 20_000_000 // (n * len(shares))))
                drawn = (citations(rng, n, shares, c, mean, min(step, many - at)) for at in range(0, many, step))
                tables = [effective_numbers(rows, "category", most=most) for rows in drawn]
                low, high = (np.concatenate([table[side] for table in tables]) for side in ("low", "high"))
                coverage, shown = covered(low, high, truth)
                setting = f"{kind}, correlation {c}, {mean} an article"
                found += [(coverage, shown, setting)] if shown >= 0.5 else []
                missed.append(((low > truth + EPS) | (high < truth - EPS)).mean())
            worst.append(show_worst(f"effective number of {what}, {n} articles", found))
            missing.append(max(missed))
            print(f"{'':<46} at most {max(missed):.3f} of all samples show an interval that misses")
    return min(worst), max(missing)


def main(reps=2000, part=""):
    """Print the tables, of all parts or of one."""
    said = {
        "one_share": "lowest coverage of shares {}",
        "differences": "lowest coverage of differences {}, highest level of their tests {}",
        "mixes": "lowest coverage of standardised shares {}", "means": "lowest coverage of means {}",
        "apart": "highest level of the test of distances {}, mean excess at most {}",
        "discoveries": "false discoveries at q < .05 {}",
        "diversity": "lowest coverage of effective numbers {}, where most samples show one; all that miss {}",
    }  # fmt: skip
    for name, words in said.items():
        if part in ("", name):
            found = globals()[name](np.random.default_rng(0), int(reps))
            print(words.format(*(f"{x:.3f}" for x in np.atleast_1d(found))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
