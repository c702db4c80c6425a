"""Compare: differences between outlets, within the stories they share where there are enough of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import distinct
from framing.measure.contrast import MIN_SHARED, Contrast, Side, paired, unpaired
from framing.measure.groups import MIN_STORIES, join_notes
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS

__all__ = ["REST", "compare"]

#: What stands in column ``b`` where an outlet is compared with every other.
REST = "all other outlets"


def compare(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    actors: Iterable[str],
    *,
    outlets: Sequence[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """Compare outlets in label shares (own voice), blame shares and the share of labels in their own voice.

    Where two sides share six stories or more in which both made choices, they are compared *within stories*:
    each story weighs n_a n_b / (n_a + n_b), so that both shares are over the same mix of stories (they then
    differ from those of ``labels()``), p comes from flipping the sign of each story's difference (exactly, up
    to 12 stories), and the interval from the variance between stories. Without a shared story shares are those of
    ``labels()``, articles (stories, where both sides have ten or more) are permuted between the sides, and the note
    says "unpaired"; with one to five shared stories the interval is the unpaired one and there is no p. Two-sided
    throughout. ``q`` is Benjamini and Hochberg's over all rows of this table that have a p (where both shares are 0,
    or both 1, there is nothing to test): filter afterwards, never before.

    Parameters
    ----------
    mentions, claims : DataFrame
        Evidence tables.
    articles : DataFrame
        All articles; ``story`` may be missing.
    choices : DataFrame
        Every ``referent, stance`` of the lexicon.
    actors : iterable of str
        Ids that can be blamed.
    outlets : sequence of str
        Two or more, compared pairwise in this order; by default each outlet against all others.
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
    >>> articles = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": ["Courier"] * 4 + ["Herald"] * 4})
    >>> mentions = pd.DataFrame({"article_id": list("abcdefgh") * 5, "referent": "army", "voice": "own",
    ...                          "stance": (["critical"] * 4 + ["neutral"] * 4) * 5})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> table = compare(mentions, claims, articles, choices, [], outlets=["Courier", "Herald"])
    >>> table[["measure", "stance", "share_a", "share_b", "p", "more_in"]].iloc[1]
    measure      labels
    stance     critical
    share_a         1.0
    share_b         0.0
    p          0.028486
    more_in     Courier
    Name: 1, dtype: object
    """
    counts = _count(mentions, claims, articles, choices, list(actors))
    parts = []
    for a, b in _pairs(articles, outlets):
        left = (articles["outlet"] == a).to_numpy()
        right = ~left if b == REST else (articles["outlet"] == b).to_numpy()
        parts.append(_pair(counts, articles, left, right, seed).assign(a=a, b=b))
    table = pd.concat(parts, ignore_index=True)
    table["q"] = np.nan
    tested = table["p"].notna()
    if tested.any():
        table.loc[tested, "q"] = stats.false_discovery_control(table.loc[tested, "p"])
    side = np.sign(table["difference"].round(12))
    table["more_in"] = table["a"].where(side > 0, table["b"].where(side < 0)).astype("str")
    return table[
        ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high", "p", "q",
         "n_a", "n_b", "stories", "more_in", "note"]
    ]  # fmt: skip


class _Counts(NamedTuple):
    """What was counted: ``cells`` (measure, referent, stance), hits by article and cell, choices by article and base.

    ``base`` says which column of ``choices`` each cell is a share of.
    """

    cells: pd.DataFrame
    hits: NDArray[np.float64]
    choices: NDArray[np.float64]
    base: NDArray[np.int_]


def _count(
    mentions: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, choices: pd.DataFrame, actors: list[str]
) -> _Counts:
    """Count hits and choices of every measure by article."""
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    own = mentions[mentions["voice"] == "own"]
    voiced = mentions[mentions["voice"].notna()]
    harm = distinct(claims)
    harm = harm[harm["polarity"] != "deny"]
    every = choices[["referent", "stance"]].drop_duplicates(ignore_index=True)
    referents = every[["referent"]].drop_duplicates(ignore_index=True)
    targets = list(dict.fromkeys([*actors, *sorted(harm["target"].dropna().unique())]))
    kinds: tuple[tuple[str, pd.DataFrame, pd.DataFrame, list[str], list[str]], ...] = (
        ("labels", every, own, ["referent", "stance"], ["referent"]),
        ("blame", pd.DataFrame({"target": pd.Series([*targets, None], dtype="str")}), harm, ["target"], []),
        ("voice", referents.assign(voice="own"), voiced, ["referent", "voice"], ["referent"]),
    )
    cells, hits, totals, bases = [], [], [], []
    width = 0
    for measure, frame, rows, cell, base in kinds:
        where = place[rows["article_id"]].to_numpy()
        group = frame.groupby(base, sort=False).ngroup().to_numpy() if base else np.zeros(len(frame), dtype=int)
        hits.append(_tally(where, rows, frame[cell], len(articles)))
        totals.append(_tally(where, rows, frame[base].drop_duplicates(), len(articles)))
        bases.append(group + width)
        width += totals[-1].shape[1]
        named = frame.rename(columns={"target": "referent", "voice": "stance"})
        cells.append(named.assign(measure=measure))
    frame = pd.concat(cells, ignore_index=True).reindex(columns=["measure", "referent", "stance"])
    return _Counts(frame.astype("str"), np.hstack(hits), np.hstack(totals), np.concatenate(bases))


def _tally(where: NDArray[np.int_], rows: pd.DataFrame, keys: pd.DataFrame, size: int) -> NDArray[np.float64]:
    """Count, by article, the rows that agree with each row of `keys` (all of them, if `keys` has no columns)."""
    if keys.columns.empty:
        return np.bincount(where, minlength=size)[:, None].astype(float)
    code = rows[list(keys)].merge(keys.assign(_code=np.arange(len(keys))), how="left")["_code"]
    found = code.notna().to_numpy()
    at = (where[found], code[found].to_numpy(dtype=int))
    return sparse.coo_array((np.ones(found.sum()), at), shape=(size, len(keys))).toarray()


def _pairs(articles: pd.DataFrame, outlets: Sequence[str]) -> list[tuple[str, str]]:
    """List the pairs to compare, after checking the names."""
    known = sorted(articles["outlet"].dropna().unique())
    given = [outlets] if isinstance(outlets, str) else list(outlets)
    for outlet in given:
        if outlet not in known:
            raise FramingError(f"There is no outlet {outlet!r}. {did_you_mean(outlet, known)}")
    twice = next((outlet for outlet in given if given.count(outlet) > 1), None)
    if twice is not None:
        raise FramingError(f"compare was given {twice!r} twice; an outlet cannot be compared with itself.")
    if len(given) == 1:
        others = [outlet for outlet in known if outlet != given[0]]
        hint = did_you_mean("", others) or "These articles have no other."
        raise FramingError(f"compare was given one outlet, {given[0]!r}; give a second, or none for all. {hint}")
    if len(known) < 2:
        raise FramingError(f"compare needs two outlets; these articles have {known or 'none'}.")
    if not given and len(known) > 2:
        return [(outlet, REST) for outlet in known]
    return list(combinations(given or known, 2))


def _pair(
    counts: _Counts, articles: pd.DataFrame, left: NDArray[np.bool_], right: NDArray[np.bool_], seed: int
) -> pd.DataFrame:
    """Compare two sets of articles in every cell."""
    stories = articles["story"] if "story" in articles else pd.Series(np.nan, index=articles.index)
    told = [set(stories[side].dropna()) for side in (left, right)]
    shared = sorted(told[0] & told[1])
    within = paired(*(_gather(counts, side, stories, shared) for side in (left, right)), seed=seed)
    use = within.clusters_a >= MIN_SHARED
    between = within
    if not use.all():
        by_story = min(len(t) for t in told) >= MIN_STORIES
        names = articles["article_id"].astype("str")
        if by_story:
            names = stories.astype("str").where(stories.notna(), names)
        busy = counts.choices.any(axis=1)
        firsts = [articles.loc[side & busy, "article_id"].groupby(names).min() for side in (left, right)]
        sides = [_gather(counts, side, names, first.index) for side, first in zip((left, right), firsts, strict=True)]
        order = pd.concat(firsts).reset_index(drop=True).sort_values().index.to_numpy()
        between = unpaired(sides[0], sides[1], order, seed=seed)
    best = Contrast(*(np.where(use, x, y) for x, y in zip(within, between, strict=True)))
    enough = np.minimum(best.n_a, best.n_b) >= MIN_CHOICES
    enough &= np.minimum(best.clusters_a, best.clusters_b) >= MIN_CLUSTERS
    certain = [(np.round(best.share_a, 12) == x) & (np.round(best.share_b, 12) == x) for x in (0, 1)]
    tested = enough & ~certain[0] & ~certain[1] & (use | (within.clusters_a == 0))
    table = counts.cells.assign(
        share_a=best.share_a, share_b=best.share_b, difference=best.share_a - best.share_b,
        low=np.where(enough, best.low, np.nan), high=np.where(enough, best.high, np.nan),
        p=np.where(tested, best.p, np.nan), n_a=best.n_a.astype("int64"), n_b=best.n_b.astype("int64"),
        stories=within.clusters_a.astype("int64"),
    )  # fmt: skip
    notes = [_note(*row) for row in zip(enough, use, within.clusters_a, *best[5:], strict=True)]
    tests = np.select([enough & certain[0], enough & certain[1]], ["no test: both are 0", "no test: both are 1"], "")
    return table.assign(note=pd.Series(join_notes(notes, tests), dtype="str"))


def _gather(counts: _Counts, side: NDArray[np.bool_], names: pd.Series, clusters: Iterable[str]) -> Side:
    """Sum one side's hits and choices by cluster, in the order given."""
    index = pd.Index(list(clusters), dtype="str")
    place = pd.Series(np.arange(len(index)), index=index)
    code = names[side].map(place).fillna(-1).to_numpy(dtype=int)
    found = code >= 0
    rows = np.flatnonzero(side)[found]
    adder = sparse.coo_array((np.ones(len(rows)), (code[found], rows)), shape=(len(index), len(side))).tocsr()
    return Side(adder @ counts.hits, adder @ counts.choices, counts.base)


def _note(
    enough: bool, within: bool, stories: float, n_a: float, n_b: float, clusters_a: float, clusters_b: float
) -> str:
    """Word why there is no interval, or that sides are not compared within stories."""
    if not enough:
        few = min(n_a, n_b) < MIN_CHOICES
        where = "" if few else f", in {clusters_a:.0f} and {clusters_b:.0f} articles or stories"
        return f"not enough evidence (n={n_a:.0f} and {n_b:.0f}{where})"
    if within:
        return ""
    if not stories:
        return "unpaired: no shared stories"
    shared = f"{stories:.0f} shared stor{'y' if stories == 1 else 'ies'} with choices"
    return f"no p: {shared}, {MIN_SHARED} needed; interval unpaired"
