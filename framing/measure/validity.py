"""Validity: how right the machine's readings are, measure by measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.blame import distinct
from framing.measure.coded import (
    ALL_OUTLETS,
    ALL_REFERENTS,
    FIELDS,
    MACHINE,
    NOBODY,
    Evidence,
    Floats,
    Keep,
    Sample,
    blaming,
    every,
    few,
    own,
    voiced,
)  # fmt: skip
from framing.measure.corrected import SHARES, correct_shares
from framing.measure.intervals import MIN_CHOICES
from framing.measure.sampling import Design, estimate, interval

__all__ = ["Tables", "validity"]


class Tables(NamedTuple):
    """What `validity` gives; see there."""

    scores: pd.DataFrame
    shares: pd.DataFrame
    comparisons: pd.DataFrame
    confusion: pd.DataFrame


class _Score(NamedTuple):
    """What has to coincide for a reading to be right, and which readings count; ``key[0]`` is the referent."""

    name: str
    key: list[str]
    keep: Keep


_SCORES = {
    "mentions": [
        _Score("names", ["referent"], every),
        _Score("labels", ["referent", "stance"], own),
        _Score("voice", ["referent", "voice"], voiced),
    ],
    "claims": [_Score("blame", ["target"], blaming), _Score("sources", ["target", "source"], blaming)],
}


def validity(evidence: Evidence, units: pd.DataFrame, readings: pd.DataFrame) -> Tables:
    """Score the machine against coders, correct its shares, and say which comparisons stand.

    Each unit weighs the inverse of its probability to be coded. With several coders a unit counts as the mean of their
    readings. The corrected share is that of the difference estimator: the machine's counts in the whole corpus, plus
    the weighted sum of what a reading adds to or takes from them in each coded unit. It is unbiased for both counts
    whatever errors the machine makes, because the units were drawn at random.

    Parameters
    ----------
    evidence : Evidence
        What was found in the whole corpus.
    units : DataFrame
        The coded units: ``id, outlet, stratum, size`` (units of the stratum in the corpus) and ``passed`` (whether
        nothing had been found there).
    readings : DataFrame
        ``id, rater`` and the fields; ``rater`` is a coder or ``"machine"``. Who found nothing in a unit has one row
        whose first field is ``"none"``.

    Returns
    -------
    Tables
        ``scores``: ``measure, outlet, referent, statistic`` (precision, recall or f1), ``n, total`` (codings,
        unweighted), ``share, low, high, note``.
        ``shares``: ``measure, outlet, referent, stance, n, choices, share`` (the machine's), ``corrected, low, high,
        codings, note``; the interval holds the uncertainty of the articles and that of the codings.
        ``comparisons``: each outlet against the others, machine and corrected, with the verdict on each.
        ``confusion``: ``field, found, read, n, weighted``.

    References
    ----------
    Egami, N., Hinck, M., Stewart, B. M., & Wei, H. (2023). Using imperfect surrogates for downstream inference:
    Design-based supervised learning for social science applications of large language models. NeurIPS 36.
    Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I., & Zrnic, T. (2023). Prediction-powered inference.
    Science, 382, 669-674. Sarndal, C.-E., Swensson, B., & Wretman, J. (1992). Model Assisted Survey Sampling.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcd"), "outlet": "Courier"})
    >>> rows = pd.DataFrame({"article_id": list("abcd") * 5, "referent": "army", "stance": "critical", "voice": "own"})
    >>> cells = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> units = pd.DataFrame({"id": list("uvwxyz"), "outlet": "Courier", "stratum": 0, "size": 20, "passed": False})
    >>> found = pd.DataFrame({"id": list("uvwxyz"), "rater": "machine", "referent": "army", "stance": "critical",
    ...                       "voice": "own"})
    >>> read = found.assign(rater="Ada", stance=["neutral"] * 3 + ["critical"] * 3)
    >>> tables = validity(Evidence("mentions", rows, articles, cells), units, pd.concat([found, read]))
    >>> tables.shares.query("measure == 'labels'")[["outlet", "stance", "share", "corrected"]].head(2)
        outlet    stance  share  corrected
    0  Courier   neutral    0.0        0.5
    1  Courier  critical    1.0        0.5
    """
    of = evidence.of
    if of == "claims":
        rows = distinct(evidence.rows)
        evidence = evidence._replace(rows=rows.assign(target=rows["target"].fillna(NOBODY)))
    sample = Sample(units, readings, FIELDS[of])
    outlets = sorted(evidence.articles["outlet"].dropna().unique())
    shares, comparisons = zip(*(correct_shares(s, evidence, sample, outlets) for s in SHARES[of]), strict=True)
    return Tables(
        scores=_named(pd.concat([_scores(score, sample, outlets) for score in _SCORES[of]], ignore_index=True)),
        shares=_named(pd.concat(shares, ignore_index=True)),
        comparisons=_named(pd.concat(comparisons, ignore_index=True)),
        confusion=sample.confusion(),
    )


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Write harm nobody is named for as tables of blame do: without a target."""
    return table.assign(referent=table["referent"].where(table["referent"] != NOBODY).astype("str"))


def _scores(score: _Score, sample: Sample, outlets: Iterable[str]) -> pd.DataFrame:
    """Give precision, recall and F1 of one measure, by outlet and referent."""
    keys = sample.seen(score.keep, score.key)
    found = sample.count(MACHINE, score.keep, keys)
    read, right = np.zeros_like(found), np.zeros_like(found)
    for i, coder in enumerate(sample.coders):
        own = sample.count(coder, score.keep, keys)
        read += own * sample.part[:, [i]]
        right += np.minimum(found, own) * sample.part[:, [i]]
    referents = list(dict.fromkeys(keys[score.key[0]]))
    sums = np.column_stack(
        [np.ones(len(keys)), *[(keys[score.key[0]] == referent).to_numpy(dtype=float) for referent in referents]]
    )
    found, read, right = found @ sums, read @ sums, right @ sums
    rows = []
    for outlet in (*outlets, ALL_OUTLETS):
        inside = sample.inside(outlet)
        for name, above, below in (
            ("precision", right, found), ("recall", right, read), ("f1", 2 * right, found + read),
        ):  # fmt: skip
            table = _ratio(above, below, sample.design, inside)
            rows.append(
                table.assign(measure=score.name, outlet=outlet, referent=[ALL_REFERENTS, *referents], statistic=name)
            )
    first = ["measure", "outlet", "referent", "statistic"]
    joined = pd.concat(rows, ignore_index=True)
    return joined[[*first, *(c for c in joined if c not in first)]]


def _ratio(above: Floats, below: Floats, design: Design, inside: NDArray[np.bool_]) -> pd.DataFrame:
    """Give weighted ratios with their intervals, one row per column."""
    given = estimate(above, below, design, inside=inside, touched=below > 0)
    units = (below[inside] > 0).sum(axis=0)
    weighted = design.weight[inside][:, None] * below[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        most = weighted.sum(axis=0) ** 2 / (weighted**2).sum(axis=0)
    low, high = interval(given.share, given.variance, most=most, freedom=units - 1.0)
    enough = units >= MIN_CHOICES
    return pd.DataFrame(
        {
            "n": np.rint(above[inside].sum(axis=0)).astype("int64"),
            "total": np.rint(below[inside].sum(axis=0)).astype("int64"),
            "share": given.share,
            "low": np.where(enough, low, np.nan),
            "high": np.where(enough, high, np.nan),
            "note": pd.Series(np.where(enough, "", [few(n) for n in units]), dtype="str"),
        }
    )
