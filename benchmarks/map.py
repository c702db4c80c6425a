"""How often the ellipses of the outlet map hold the true position: python benchmarks/map.py

Outlets with known preferences are drawn; their articles make correlated choices between three stances of four
referents. The true map is that of their expected choices. It is turned onto the estimated one (a map has no
orientation), and counted is how many true positions lie inside their ellipse.
"""

from importlib import import_module

import numpy as np

PLACE = import_module("framing.measure.map")
REFERENTS, STANCES = 4, 3
CORRELATION = 0.25  # of the choices of one article


def preferences(outlets, rng, strength):
    """Draw each outlet's probabilities: the common ones, moved by `strength`."""
    common = rng.dirichlet(np.full(STANCES, 2.0), REFERENTS)
    moved = np.log(common) + strength * rng.normal(size=(outlets, REFERENTS, STANCES))
    return np.exp(moved) / np.exp(moved).sum(axis=2, keepdims=True)


def draw(chances, articles, rng):
    """Draw articles: how often each names each referent, and which stance it chooses."""
    rows, owners = [], []
    spread = 1 / CORRELATION - 1
    for outlet, own in enumerate(chances):
        for _article in range(articles):
            named = rng.poisson(1.5, REFERENTS)
            inner = [rng.dirichlet(np.maximum(chance * spread, 1e-3)) for chance in own]
            counts = [rng.multinomial(n, p) for n, p in zip(named, inner, strict=True)]
            if sum(named):
                rows.append(np.concatenate(counts))
                owners.append(outlet)
    return np.array(rows, dtype=float), np.array(owners)


def run(outlets, articles, strength, rng, resamples):
    """Return how many true positions lie in their ellipse, and the median half axis of the ellipses."""
    chances = preferences(outlets, rng, strength)
    choices, owners = draw(chances, articles, rng)
    base = np.repeat(np.arange(REFERENTS), STANCES)
    counts, placed = PLACE._Counts(choices, owners, base), np.ones(outlets, dtype=bool)
    found = PLACE._plane(PLACE._sum(counts, np.ones(len(owners))), base, placed)
    true = PLACE._plane(chances.reshape(outlets, -1), base, placed)
    major, minor, angle = PLACE._ellipses(counts, placed, found, resamples, 0).T
    points = found.points[:, :2]
    mass = PLACE._sum(counts, np.ones(len(owners))).sum(axis=1)
    off = PLACE._rotated(true.points[:, :2], points, mass) - points
    turn = np.radians(angle)
    along = off[:, 0] * np.cos(turn) + off[:, 1] * np.sin(turn)
    across = -off[:, 0] * np.sin(turn) + off[:, 1] * np.cos(turn)
    inside = (along / major) ** 2 + (across / minor) ** 2 <= 1
    return inside.sum(), np.median(major)


def main(positions=1800, resamples=150):
    """Print the coverage for few and many outlets, weak and strong preferences, few and many articles."""
    rng = np.random.default_rng(0)
    print("outlets strength articles coverage major")
    for outlets in (3, 5, 15):
        for strength in (0.5, 1.0):
            for articles in (8, 10, 15, 30, 100):
                maps = positions // outlets
                found = [run(outlets, articles, strength, rng, resamples) for _ in range(maps)]
                inside, major = (np.array(column) for column in zip(*found, strict=True))
                coverage = inside.sum() / (maps * outlets)
                print(f"{outlets:7} {strength:8} {articles:8} {coverage:8.3f} {np.median(major):5.2f}", flush=True)


if __name__ == "__main__":
    main()
