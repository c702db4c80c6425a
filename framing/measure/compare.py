"""Compare: differences between outlets, within the stories they share where there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from framing.measure.contrast import MIN_SHARED, Contrast, Side, paired, unpaired
from framing.measure.counts import Counts, cluster_names, count_stories, gather
from framing.measure.groups import SEVERAL, join_notes
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS

__all__ = ["REST", "compare"]

#: What stands in column ``b`` where an outlet is compared with every other.
REST = "all other outlets"


def compare(counts: Counts, *, sides: Sequence[str] = (), pairs: bool = False, seed: int = 0) -> pd.DataFrame:
    """Compare outlets in label shares (own voice), blame shares and the share of labels in their own voice.

    Where two sides share six stories or more in which both made choices, they are compared *within stories*:
    each story weighs n_a n_b / (n_a + n_b), so that both shares are over the same mix of stories (they then
    differ from those of ``labels()``), p comes from flipping the sign of each story's difference (exactly, up
    to 12 stories), and the interval from the variance between stories. Without a shared story shares are those of
    ``labels()``, stories (articles, where no stories are known) are permuted between the sides, p is never smaller
    than that of Welch's t, and the note says "unpaired"; with one to five shared stories, or a single story on a
    side, the interval is the unpaired one and there is no p. Two-sided throughout. ``q`` is Benjamini and Hochberg's
    over all rows of this table that have a p (where both shares are 0, or both 1, there is nothing to test): filter
    afterwards, never before.

    Parameters
    ----------
    counts : Counts
        From `count`; what its sides are, outlets or anything else, is what is compared.
    sides : sequence of str
        Two or more outlets, compared pairwise in this order; by default all.
    pairs : bool
        Whether all outlets are compared pairwise if none is named; by default each with all others.
    seed : int
        Seed of permutations and sign flips.

    Returns
    -------
    DataFrame
        ``measure`` (``labels``, ``blame`` or ``voice``), ``referent`` (of blame, the target: missing where nobody is
        named), ``stance`` (of voice, ``own``), ``a, b, share_a, share_b, difference`` (a minus b), its 95 % interval
        ``low, high``, ``p, q, n_a, n_b`` (choices behind each share), ``stories`` (shared, with choices on both
        sides), ``more_in`` (the outlet with the larger share) and ``note``.

    Raises
    ------
    FramingError
        If fewer than two outlets are there, one is unknown, or one is compared with itself.

    References
    ----------
    Greenland, S., & Robins, J. M. (1985). Estimation of a common effect parameter from sparse follow-up data.
    Biometrics, 41, 55-68 (the weights). Janssen, A. (1997). Studentized permutation tests for non-i.i.d.
    hypotheses. Statistics & Probability Letters, 36, 9-21. Benjamini, Y., & Hochberg, Y. (1995). Controlling
    the false discovery rate. Journal of the Royal Statistical Society B, 57, 289-300.

    Examples
    --------
    >>> from framing.measure.counts import count
    >>> articles = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": ["Courier"] * 4 + ["Herald"] * 4})
    >>> mentions = pd.DataFrame({"article_id": list("abcdefgh") * 5, "referent": "army", "voice": "own",
    ...                          "stance": (["critical"] * 4 + ["neutral"] * 4) * 5})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> table = compare(count(mentions, claims, articles, choices, []))
    >>> table[["measure", "stance", "share_a", "share_b", "p", "more_in"]].iloc[1]
    measure      labels
    stance     critical
    share_a         1.0
    share_b         0.0
    p          0.028486
    more_in     Courier
    Name: 1, dtype: object
    """
    known = counts.check(sides, asked="compare")
    rest = REST if counts.by == "outlet" else f"all other {counts.by}s"
    given = not sides and not pairs and len(known) > 2
    parts = []
    for a, b in [(side, rest) for side in known] if given else combinations(known, 2):
        left = (counts.units["side"] == a).to_numpy()
        right = counts.units["side"].notna().to_numpy() & ~left if given else (counts.units["side"] == b).to_numpy()
        parts.append(_pair(counts, left, right, seed).assign(a=a, b=b))
    table = adjust(pd.concat(parts, ignore_index=True))
    side = np.sign(table["difference"].round(12))
    table["more_in"] = table["a"].where(side > 0, table["b"].where(side < 0)).astype("str")
    return table[
        ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high", "p", "q",
         "n_a", "n_b", "stories", "more_in", "note"]
    ]  # fmt: skip


def adjust(table: pd.DataFrame) -> pd.DataFrame:
    """Add ``q``: Benjamini and Hochberg's over all rows that have a p.

    Examples
    --------
    >>> adjust(pd.DataFrame({"p": [0.01, np.nan, 0.04]}))["q"].tolist()
    [0.02, nan, 0.04]
    """
    q = pd.Series(np.nan, index=table.index)
    tested = table["p"].notna()
    if tested.any():
        q[tested] = stats.false_discovery_control(table.loc[tested, "p"])
    return table.assign(q=q)


def _pair(counts: Counts, left: NDArray[np.bool_], right: NDArray[np.bool_], seed: int) -> pd.DataFrame:
    """Compare two sets of articles in every cell."""
    within = paired(*shared_stories(counts, left, right), seed=seed)
    use = within.clusters_a >= MIN_SHARED
    between, single = within, False
    if not use.all():
        one, other, order = all_clusters(counts, left, right)
        between = unpaired(one, other, order, seed=seed)
        single = any(is_one_story(counts, side) for side in (left, right))
    best = Contrast(*(np.where(use, x, y) for x, y in zip(within, between, strict=True)))
    enough = np.minimum(best.n_a, best.n_b) >= MIN_CHOICES
    enough &= np.minimum(best.clusters_a, best.clusters_b) >= MIN_CLUSTERS
    certain = [(np.round(best.share_a, 12) == x) & (np.round(best.share_b, 12) == x) for x in (0, 1)]
    tested = enough & ~certain[0] & ~certain[1] & (use | ((within.clusters_a == 0) & (not single)))
    table = counts.cells.assign(
        share_a=best.share_a, share_b=best.share_b, difference=best.share_a - best.share_b,
        low=np.where(enough, best.low, np.nan), high=np.where(enough, best.high, np.nan),
        p=np.where(tested, best.p, np.nan), n_a=best.n_a.astype("int64"), n_b=best.n_b.astype("int64"),
        stories=within.clusters_a.astype("int64"),
    )  # fmt: skip
    few = [few_words(*row) for row in zip(enough, *best[5:], strict=True)]
    how = [words_of_pairing(*row, single=single) if fit else ""
           for fit, *row in zip(enough, use, within.clusters_a, strict=True)]  # fmt: skip
    tests = np.select([enough & certain[0], enough & certain[1]], ["no test: both are 0", "no test: both are 1"], "")
    return table.assign(note=pd.Series(join_notes(few, how, tests), dtype="str"))


def shared_stories(counts: Counts, left: NDArray[np.bool_], right: NDArray[np.bool_]) -> list[Side]:
    """Sum both sides by story, over the stories in which both have articles."""
    stories = counts.units["story"]
    shared = sorted(set(stories[left].dropna()) & set(stories[right].dropna()))
    return [gather(counts, side, stories, shared) for side in (left, right)]


def all_clusters(
    counts: Counts, left: NDArray[np.bool_], right: NDArray[np.bool_]
) -> tuple[Side, Side, NDArray[np.int_]]:
    """Sum both sides by cluster, and give an order of all of them that does not depend on which side is the left."""
    busy = counts.choices.any(axis=1)
    names = [cluster_names(counts, side) for side in (left, right)]
    ids = counts.units["article_id"]
    firsts = [ids[side & busy].groupby(own).min() for side, own in zip((left, right), names, strict=True)]
    sides = [gather(counts, *part) for part in zip((left, right), names, (f.index for f in firsts), strict=True)]
    order = pd.concat(firsts).reset_index(drop=True).sort_values().index.to_numpy()
    return sides[0], sides[1], order


def is_one_story(counts: Counts, side: NDArray[np.bool_]) -> bool:
    """Whether a side is known to tell of one story only, so that its articles cannot speak of others."""
    units = counts.units[side]
    return bool(units["story"].notna().any()) and count_stories(units) < SEVERAL


def few_words(enough: bool, n_a: float, n_b: float, clusters_a: float, clusters_b: float) -> str:
    """Word why there is no interval, or the empty string where there is one."""
    if enough:
        return ""
    few = min(n_a, n_b) < MIN_CHOICES
    where = "" if few else f", in {clusters_a:.0f} and {clusters_b:.0f} articles or stories"
    return f"not enough evidence (n={n_a:.0f} and {n_b:.0f}{where})"


def words_of_pairing(within: bool, stories: float, *, single: bool, what: str = "interval") -> str:
    """Word that two sides are not compared within stories, and why there is no p.

    Examples
    --------
    >>> words_of_pairing(False, 1, single=False)
    'no p: 1 shared story with choices, 6 needed; interval unpaired'
    """
    if within:
        return ""
    if not stories:
        return "unpaired: no shared stories" + ("; no p: a single story on one side" if single else "")
    shared = f"{stories:.0f} shared stor{'y' if stories == 1 else 'ies'} with choices"
    return f"no p: {shared}, {MIN_SHARED} needed; {what} unpaired"
