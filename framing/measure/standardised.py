"""Standardised shares: what outlets' shares would be if all of them had covered the same mix of stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csgraph

from framing.measure.contrast import MIN_SHARED
from framing.measure.counts import Counts, gather
from framing.measure.intervals import korn_graubard, spread

__all__ = ["Fitted", "fit_shares", "standardised"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def standardised(counts: Counts, *, sides: Sequence[str] = ()) -> pd.DataFrame:
    """Give each outlet's share over one mix of stories, the same for all, beside its raw share.

    Outlets differ in what they cover. Here every story weighs the same, however much an outlet wrote about it, and
    the mix is that of the stories in which two outlets or more made choices. Where every outlet covered every story
    of the mix, a standardised share is the mean of the outlet's shares in the single stories. Where an outlet left
    stories out, its share there is put at the story's level plus the outlet's mean distance to the others in the
    stories that they share (fixed effects of outlets and stories, by least squares). An outlet needs six shared
    stories; below, its standardised share is missing.

    Parameters
    ----------
    counts : Counts
        From `count`.
    sides : sequence of str
        Two or more outlets; by default all. Another selection has another mix.

    Returns
    -------
    DataFrame
        ``measure, referent, stance`` (as in `compare`), ``outlet``, ``n, choices, articles``, ``raw`` (n / choices, as
        in ``labels()``), ``share`` (standardised, cut at 0 and 1), its 95 % interval ``low, high``, ``stories``
        (shared with another outlet, with choices), ``mix`` (stories of the mix) and ``note``.

    Raises
    ------
    FramingError
        If fewer than two outlets are there, or one is unknown.

    References
    ----------
    Mundlak, Y. (1978). On the pooling of time series and cross section data. Econometrica, 46, 69-85 (fixed effects).
    Efron, B., & Stein, C. (1981). The jackknife estimate of variance. Annals of Statistics, 9, 586-596 (of stories).

    Examples
    --------
    Both outlets are critical in six choices of eight on harsh stories and in two of eight on others, but the Courier
    writes twice as much about the harsh ones:

    >>> from framing.measure.counts import count
    >>> rows = [(o, s, k, (k % 8 < 6) == (s < 4)) for o in ("Courier", "Herald") for s in range(8)
    ...         for k in range(16 if (o == "Courier") == (s < 4) else 8)]
    >>> found = pd.DataFrame(rows, columns=["outlet", "story", "k", "critical"])
    >>> found["article_id"], found["story"] = found["outlet"] + found["story"].astype(str), found["story"].astype(str)
    >>> found["stance"] = found["critical"].map({True: "critical", False: "neutral"})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> articles = found[["article_id", "outlet", "story"]].drop_duplicates()
    >>> counts = count(found.assign(referent="army", voice="own"), claims, articles, choices, [])
    >>> table = standardised(counts).query("stance == 'critical'")
    >>> table[["outlet", "n", "choices", "raw", "share", "stories"]].round(2)
        outlet   n  choices   raw  share  stories
    2  Courier  56       96  0.58    0.5        8
    3   Herald  40       96  0.42    0.5        8
    """
    names = counts.check(sides, asked="standardised")
    masks = [(counts.units["side"] == name).to_numpy() for name in names]
    stories = sorted(counts.units.loc[np.logical_or.reduce(masks), "story"].dropna().unique())
    told = [gather(counts, mask, counts.units["story"], stories) for mask in masks]
    hits, choices = np.stack([side.hits for side in told]), np.stack([side.choices for side in told])
    whole = [[part[mask].sum(axis=0) for mask in masks] for part in (counts.hits, counts.choices, counts.choices > 0)]
    tables = []
    for base in range(choices.shape[2]):
        cells = np.flatnonzero(counts.base == base)
        found = fit_shares(hits[:, :, cells], choices[:, :, base])
        n = np.stack(whole[0])[:, cells]
        total, articles = (np.stack(part)[:, base][:, None] + 0 * n for part in whole[1:])
        shared = np.broadcast_to(found.shared[:, None], n.shape)
        tables.append(
            pd.DataFrame(
                {
                    "_cell": np.broadcast_to(cells, n.shape).ravel(),
                    counts.by: np.repeat(names, len(cells)),
                    "n": n.ravel().astype("int64"),
                    "choices": total.ravel().astype("int64"),
                    "articles": articles.ravel().astype("int64"),
                    "share": found.share.ravel(),
                    "low": found.low.ravel(),
                    "high": found.high.ravel(),
                    "stories": shared.ravel().astype("int64"),
                    "mix": found.mix,
                    "note": np.repeat(found.notes, len(cells)),
                }
            )  # fmt: skip
        )
    table = pd.concat(tables, ignore_index=True).sort_values("_cell", kind="stable", ignore_index=True)
    raw = (table["n"] / table["choices"]).where(table["choices"] > 0)
    table["note"] = table["note"].mask(table["choices"] == 0, "not enough evidence (n=0)").astype("str")
    table = counts.cells.iloc[table.pop("_cell")].reset_index(drop=True).join(table.assign(raw=raw))
    return table[["measure", "referent", "stance", counts.by, "n", "choices", "articles", "raw", "share", "low", "high",
                  "stories", "mix", "note"]]  # fmt: skip


class Fitted(NamedTuple):
    """Standardised shares and their intervals (outlets x cells), by outlet the stories shared and a note, the mix."""

    share: Floats
    low: Floats
    high: Floats
    shared: Floats
    mix: int
    notes: list[str]


def fit_shares(hits: Floats, choices: Floats) -> Fitted:
    """Standardise the shares of one base: `hits` is outlets x stories x cells, `choices` outlets x stories."""
    has = choices > 0
    has &= has.sum(axis=0) > 1
    shared = has.sum(axis=1).astype(float)
    kept, linked = _linked(has)
    share, low, high = (np.full((len(hits), hits.shape[2]), np.nan) for _ in range(3))
    notes = [_why(*row) for row in zip(kept, linked, shared, strict=True)]
    if kept.sum() < 2:
        return Fitted(share, low, high, shared, 0, notes)
    mix = has[kept].sum(axis=0) > 1
    has, choices, hits = has[kept][:, mix], choices[kept][:, mix], hits[kept][:, mix]
    rates = np.divide(hits, choices[:, :, None], out=np.zeros_like(hits), where=has[:, :, None])
    estimate, without = _fit(rates, has)
    size = mix.sum()
    variance = (size - 1) / size * ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    told = has.sum(axis=1)[:, None].astype(float)
    # choices that would give the mean of as many story shares the same variance, were they independent
    worth = told**2 / np.divide(1, choices, out=np.zeros_like(choices), where=has).sum(axis=1)[:, None]
    seen = (hits * has[:, :, None]).sum(axis=1) / (choices * has).sum(axis=1)[:, None]
    variance = spread(seen * worth, worth + 0 * seen, worth / told + 0 * seen, variance)
    share[kept] = np.clip(estimate.round(12), 0, 1)
    low[kept], high[kept] = korn_graubard(share[kept], variance, worth + 0 * seen, told + 0 * seen)
    return Fitted(share, low, high, shared, int(size), notes)


def _fit(rates: Floats, has: Mask) -> tuple[Floats, Floats]:
    """Fit effects of outlets and stories; give the outlets' shares over the mix, whole and without each story."""
    outlets, size = has.shape
    present = has.astype(float)
    each = present.sum(axis=0)
    level = rates.sum(axis=0) / each[:, None]  # mean share in the story, stories x cells
    inside = present / each  # outlets x stories
    # normal equations of the outlets' effects once stories are taken out, story by story
    left = np.einsum("os,op->sop", present, np.eye(outlets)) - np.einsum("os,ps->sop", present, inside)
    right = (rates - level * present[:, :, None]).transpose(1, 0, 2)
    matrix, vector = left.sum(axis=0), right.sum(axis=0)
    tie = np.full((outlets, outlets), 1 / outlets)  # effects sum to 0

    def shares(matrix: Floats, vector: Floats, level: Floats, inside: Floats) -> Floats:
        effect = np.linalg.solve(matrix + tie, vector)
        return effect + level[..., None, :] - np.einsum("...o,...oc->...c", inside, effect)[..., None, :]

    whole = shares(matrix, vector, level.mean(axis=0), inside.mean(axis=1))
    without = shares(
        matrix - left, vector - right, (level.sum(axis=0) - level) / (size - 1),
        (inside.sum(axis=1) - inside.T) / (size - 1),
    )  # fmt: skip
    return whole, without


def _linked(has: Mask) -> tuple[Mask, Mask]:
    """Say which outlets share six stories with the others kept, and hang together whichever story is left out.

    Returns
    -------
    kept, enough : ndarray of bool, shape (outlets,)
        `enough` says which of them share enough stories, linked or not.
    """
    kept = _sharing(has, np.ones(len(has), dtype=bool))
    enough = kept.copy()
    while kept.any() and not (part := _largest(has[kept])).all():
        kept[np.flatnonzero(kept)[~part]] = False
        kept = _sharing(has, kept)
    return kept, enough


def _sharing(has: Mask, kept: Mask) -> Mask:
    """Keep the outlets that share enough stories with others that are kept."""
    while (few := kept & ((has & (has[kept].sum(axis=0) > 1)).sum(axis=1) < MIN_SHARED)).any():
        kept = kept & ~few
    return kept


def _largest(has: Mask) -> Mask:
    """Give the largest set of outlets that hang together by shared stories, with any one story left out."""
    present = has.astype(float)
    together = present @ present.T
    for story in range(-1, has.shape[1]):
        ties = together - np.outer(present[:, story], present[:, story]) if story >= 0 else together
        count, parts = csgraph.connected_components(ties > 0.5, directed=False)
        if count > 1:
            return parts == np.bincount(parts).argmax()
    return np.ones(len(has), dtype=bool)


def _why(kept: bool, enough: bool, shared: float) -> str:
    """Word why an outlet has no standardised share."""
    if kept:
        return ""
    if not shared:
        return "no shared stories: the raw share stands alone"
    if not enough:
        return f"{shared:.0f} shared stor{'y' if shared == 1 else 'ies'} with choices, {MIN_SHARED} needed"
    return "its stories do not link it with the other outlets"
