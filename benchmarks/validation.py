"""Simulate corrected shares: are they unbiased, and do their intervals hold the truth?

    python benchmarks/validation.py [replicates]

Four outlets, 40 articles each, choose a critical name with probability .1, .35, .6 and .9; choices within an article
share a rate (correlation .15). A machine finds the names, misses some, takes other words for names, mistakes stances
and voices; 200 (or 400) units are drawn as `coding_sheet` draws them, a third of them sentences with nothing found, and
read without error. *Counted* is the mean error of the machine's share, *corrected* that of the corrected one, in
percentage points, both against what a reader of the whole corpus would count. *Coverage* is how often the corrected
interval holds the share that the outlet's articles have in the long run.

With 500 replicates of each machine (fifteen minutes for the two sizes), seed 0, outlets in the order above, then all of
them:

    good   n=200  counted     +2.4  +0.8  -0.6  -2.4  +0.1
    good   n=200  corrected   +0.0  -0.0  -0.2  +0.1  -0.0
    good   n=200  coverage   0.966 0.960 0.980 0.978 0.948
    good   n=200  width      0.200 0.284 0.288 0.203 0.154
    usual  n=200  counted     +4.7  -0.7  -5.2  -9.7  -3.3
    usual  n=200  corrected   +0.3  -0.4  -0.9  -0.2  -0.2
    usual  n=200  coverage   0.980 0.970 0.960 0.968 0.946
    usual  n=200  width      0.262 0.367 0.375 0.256 0.205
    poor   n=200  counted    +11.5  -0.9 -12.5 -23.1  -7.3
    poor   n=200  corrected   +0.1  -0.1  -0.9  -0.4  +0.1
    poor   n=200  coverage   0.978 0.948 0.932 0.952 0.930
    poor   n=200  width      0.334 0.472 0.477 0.322 0.278
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from framing.measure.coded import MACHINE, Evidence, Sample
from framing.measure.corrected import SHARES, correct_shares
from framing.measure.sampling import allocate

TRUTH = (0.1, 0.35, 0.6, 0.9)
ARTICLES, SENTENCES, MEAN, CORRELATION, OWN = 40, 14, 6, 0.15, 0.65
STANCES, VOICES = np.array(["neutral", "critical"], dtype=object), np.array(["reported", "own"], dtype=object)
#: Of each machine: the probability to find a neutral and a critical name, other words taken for names (per name), a
#: neutral name taken for a critical one and the reverse, and a voice mistaken.
MACHINES = {
    "good": (0.97, 0.97, 0.02, 0.02, 0.02, 0.04),
    "usual": (0.92, 0.85, 0.06, 0.04, 0.08, 0.08),
    "poor": (0.80, 0.60, 0.15, 0.10, 0.20, 0.15),
}


def corpus(rng, machine):
    """Draw every unit of a corpus: what the machine found in it (missing: nothing) and what is there."""
    neutral, critical, false, up, down, voice = machine
    parts = []
    for outlet, share in enumerate(TRUTH):
        size = rng.negative_binomial(2, 2 / (2 + MEAN), ARTICLES)
        spread = (1 - CORRELATION) / CORRELATION
        rate = rng.beta(share * spread, (1 - share) * spread, ARTICLES)
        article = np.repeat(np.arange(ARTICLES), size)
        stance = (rng.random(len(article)) < rate[article]).astype(int)
        own = rng.random(len(article)) < OWN
        found = rng.random(len(article)) < np.where(stance, critical, neutral)
        taken = np.where(rng.random(len(article)) < np.where(stance, down, up), 1 - stance, stance)
        heard = np.where(rng.random(len(article)) < voice, ~own, own)
        names = pd.DataFrame({"article": article, "there": STANCES[stance], "voice": VOICES[own * 1], "passed": ~found,
                              "found": np.where(found, STANCES[taken], ""), "heard": VOICES[heard * 1]})  # fmt: skip
        names["sentence"] = np.where(found, -1, rng.integers(0, SENTENCES, len(names)))
        many = rng.poisson(false * len(names))
        wrong = pd.DataFrame({"article": rng.integers(0, ARTICLES, many), "there": "", "voice": "", "passed": False,
                              "found": STANCES[rng.integers(0, 2, many)],
                              "heard": VOICES[(rng.random(many) < OWN) * 1], "sentence": -1})  # fmt: skip
        parts.append(pd.concat([names, wrong]).assign(outlet=f"outlet {outlet}"))
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(article_id=rows["outlet"] + "/" + rows["article"].astype(str))


def draw(rng, rows, n):
    """Draw units in strata of outlet and what was found; where names were missed the draw does not know."""
    units = []
    found = rows[~rows["passed"]]
    groups = found.groupby(["outlet", "found"]).indices
    for (outlet, stance), count in zip(groups, allocate([len(i) for i in groups.values()], n - n // 3), strict=True):
        at = groups[outlet, stance]
        for i in rng.choice(at, count, replace=False):
            units.append((f"m{found.index[i]}", outlet, f"{outlet} {stance}", len(at), False, [found.index[i]]))
    missed = rows[rows["passed"]].groupby(["article_id", "sentence"]).groups
    for outlet, count in zip(range(len(TRUTH)), allocate([ARTICLES * SENTENCES] * len(TRUTH), n // 3), strict=True):
        for place in rng.choice(ARTICLES * SENTENCES, count, replace=False):
            article, sentence = divmod(place, SENTENCES)
            there = list(missed.get((f"outlet {outlet}/{article}", sentence), []))
            name = f"outlet {outlet}"
            units.append((f"p{outlet}.{place}", name, f"{name} passed", ARTICLES * SENTENCES, True, there))
    return pd.DataFrame(units, columns=["id", "outlet", "stratum", "size", "passed", "rows"])


def readings(rows, units):
    """Give what the machine found and what a reader who makes no error reads in each unit."""
    out = []
    for unit in units.to_dict("records"):
        own = rows.loc[unit["rows"]].to_dict("records")
        seen = [] if unit["passed"] else [(row["found"], row["heard"]) for row in own]
        read = [(row["there"], row["voice"]) for row in own if row["there"]]
        for rater, found in ((MACHINE, seen), ("reader", read)):
            for stance, voice in found or [(None, None)]:
                out.append((unit["id"], rater, "government" if stance else "none", stance, voice))
    return pd.DataFrame(out, columns=["id", "rater", "referent", "stance", "voice"])


def corrected(rng, machine, n):
    """Correct one corpus; give the rows of the critical share, with the true one in the corpus and in the long run."""
    rows = corpus(rng, machine)
    units = draw(rng, rows, n)
    sample = Sample(units, readings(rows, units), ["referent", "stance", "voice"])
    found = rows[~rows["passed"]]
    mentions = found.assign(referent="government", stance=found["found"], voice=found["heard"])
    names = [f"outlet {i}" for i in range(len(TRUTH))]
    articles = pd.DataFrame(
        {"article_id": [f"{name}/{i}" for name in names for i in range(ARTICLES)], "outlet": np.repeat(names, ARTICLES)}
    )
    cells = pd.DataFrame({"referent": "government", "stance": STANCES})
    evidence = Evidence("mentions", mentions[["article_id", "outlet", "referent", "stance", "voice"]], articles, cells)
    table, _ = correct_shares(SHARES["mentions"][0], evidence, sample, names)
    table = table[table["stance"] == "critical"].reset_index(drop=True)
    there = rows[rows["voice"] == "own"]
    critical = there["there"].eq("critical")
    true = [*critical.groupby(there["outlet"]).mean(), critical.mean()]
    return table.assign(true=true, long_run=[*TRUTH, np.mean(TRUTH)])


def simulate(name, *, n=200, replicates=1000, seed=0):
    """Simulate one machine; one row per outlet, then all outlets."""
    rng = np.random.default_rng(seed)
    tables = [corrected(rng, MACHINES[name], n).assign(place=range(len(TRUTH) + 1)) for _ in range(replicates)]
    table = pd.concat(tables)
    table = table.assign(
        counted=table["share"] - table["true"],
        error=table["corrected"] - table["true"],
        covers=(table["low"] <= table["long_run"]) & (table["long_run"] <= table["high"]),
        width=table["high"] - table["low"],
    )
    return table.groupby("place")[["counted", "error", "covers", "width", "codings"]].mean()


def main():
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for n in (200, 400):
        for name in MACHINES:
            table = simulate(name, n=n, replicates=replicates)
            said = {"counted": 100 * table["counted"], "corrected": 100 * table["error"], "coverage": table["covers"],
                    "width": table["width"]}  # fmt: skip
            for what, values in said.items():
                digits = "{:+5.1f}" if what in ("counted", "corrected") else "{:5.3f}"
                print(f"{name:6s} n={n}  {what:10s}", " ".join(digits.format(v) for v in values), flush=True)


if __name__ == "__main__":
    main()
