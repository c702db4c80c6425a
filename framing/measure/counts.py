"""Counts: hits and choices of every measure by article, from which outlets are compared in whatever way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import distinct
from framing.measure.contrast import Side
from framing.measure.groups import NOT_GROUPS, SEVERAL
from framing.measure.periods import period_of

__all__ = ["PARTS", "Counts", "cluster_names", "count", "count_stories", "gather"]

#: What ``by="part"`` compares.
PARTS = ("title", "text")


class Counts(NamedTuple):
    """What was counted, by unit (an article, or a part of one) and cell.

    ``cells`` are the categories (measure, referent, stance), ``hits`` units x cells, ``choices`` units x bases;
    ``base`` says which column of ``choices`` each cell is a share of. ``units`` has a row per unit: ``article_id``,
    ``side`` (the outlet, or what else is compared) and ``story``. ``by`` names what sides are.
    """

    cells: pd.DataFrame
    hits: NDArray[np.float64]
    choices: NDArray[np.float64]
    base: NDArray[np.int_]
    units: pd.DataFrame
    by: str = "outlet"

    @property
    def sides(self) -> list[str]:
        """The sides, in alphabetical order."""
        return sorted(self.units["side"].dropna().unique())

    def check(self, given: Sequence[str], *, asked: str) -> list[str]:
        """Give the sides named, or all of them if none is.

        Raises
        ------
        FramingError
            If one is unknown or named twice, or there are fewer than two; `asked` says by what function.
        """
        known, names = self.sides, [given] if isinstance(given, str) else list(given)
        for name in names:
            if name not in known:
                raise FramingError(f"There is no {self.by} {name!r}. {did_you_mean(str(name), known)}")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            same = f"an {self.by}" if self.by[0] in "aeiou" else f"a {self.by}"
            raise FramingError(f"{asked} was given {twice!r} twice; {same} cannot be compared with itself.")
        if len(names) == 1:
            others = [name for name in known if name != names[0]]
            hint = did_you_mean("", others) or "These articles have no other."
            raise FramingError(f"{asked} was given one {self.by}, {names[0]!r}; give a second, or none for all. {hint}")
        if len(known) < 2:
            several = re.sub(r"(?<![aeiou])y$", "ie", self.by) + "s"
            raise FramingError(f"{asked} needs two {several}; these articles have {known or 'none'}.")
        return names or known


def count(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    actors: Iterable[str],
    *,
    by: str = "outlet",
) -> Counts:
    """Count hits and choices of labels (own voice), blame, and the labels' own voice, article by article.

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
    by : str
        What is compared: ``"outlet"``, another column of `articles`, ``"month"``, or ``"part"`` (headlines with
        texts; each article then stands on both sides).

    Returns
    -------
    Counts

    Raises
    ------
    FramingError
        If `by` is no column.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Courier", "Herald"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "referent": "army", "voice": "own",
    ...                          "stance": ["critical", "neutral", "neutral"]})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> counts = count(mentions, claims, articles, choices, [])
    >>> counts.cells["stance"].tolist(), counts.hits.tolist()
    (['neutral', 'critical', nan, 'own'], [[1.0, 1.0, 0.0, 2.0], [1.0, 0.0, 0.0, 1.0]])
    """
    units, key = _units(articles, by)
    place = units[key].assign(_at=np.arange(len(units)))
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
        where = rows[key].merge(place, how="left", on=key)["_at"].to_numpy()
        group = frame.groupby(base, sort=False).ngroup().to_numpy() if base else np.zeros(len(frame), dtype=int)
        hits.append(_tally(where, rows, frame[cell], len(units)))
        totals.append(_tally(where, rows, frame[base].drop_duplicates(), len(units)))
        bases.append(group + width)
        width += totals[-1].shape[1]
        named = frame.rename(columns={"target": "referent", "voice": "stance"})
        cells.append(named.assign(measure=measure))
    frame = pd.concat(cells, ignore_index=True).reindex(columns=["measure", "referent", "stance"])
    units = units[["article_id", "side", "story"]]
    return Counts(frame.astype("str"), np.hstack(hits), np.hstack(totals), np.concatenate(bases), units, by)


def _units(articles: pd.DataFrame, by: str) -> tuple[pd.DataFrame, list[str]]:
    """List what is counted by: articles, or their parts; and the columns by which evidence is assigned to them."""
    missing = pd.Series(np.nan, index=articles.index, dtype="str")
    told = articles["story"].astype("str") if "story" in articles else missing
    units = articles.assign(story=told).reset_index(drop=True)
    if by in articles and by not in NOT_GROUPS:
        return units.assign(side=units[by].astype("str")), ["article_id"]
    if by == "month" and "date" in articles:
        return units.assign(side=period_of(units["date"], "month")), ["article_id"]
    if by == "part":
        # the same article stands on both sides: where there is one story only, articles are what is paired
        alone = units["article_id"].astype("str")
        units["story"] = units["story"].fillna(alone) if count_stories(units) >= SEVERAL else alone
        parts = units.merge(pd.DataFrame({"part": PARTS}), how="cross")
        return parts.assign(side=parts["part"]), ["article_id", "part"]
    known = [str(c) for c in articles if c not in NOT_GROUPS] + (["month"] if "date" in articles else []) + ["part"]
    raise FramingError(f"by={by!r} is nothing to compare by. {did_you_mean(by, known)}")


def _tally(where: NDArray[np.int_], rows: pd.DataFrame, keys: pd.DataFrame, size: int) -> NDArray[np.float64]:
    """Count, by unit, the rows that agree with each row of `keys` (all of them, if `keys` has no columns)."""
    if keys.columns.empty:
        return np.bincount(where, minlength=size)[:, None].astype(float)
    code = rows[list(keys)].merge(keys.assign(_code=np.arange(len(keys))), how="left")["_code"]
    found = code.notna().to_numpy()
    at = (where[found], code[found].to_numpy(dtype=int))
    return sparse.coo_array((np.ones(found.sum()), at), shape=(size, len(keys))).toarray()


def gather(counts: Counts, side: NDArray[np.bool_], names: pd.Series, clusters: Iterable[str]) -> Side:
    """Sum one side's hits and choices by cluster, in the order given.

    Parameters
    ----------
    counts : Counts
    side : ndarray of bool, shape (units,)
        The units of the side.
    names : Series of str
        The cluster of each unit.
    clusters : iterable of str
        The clusters wanted; units of others do not count.

    Returns
    -------
    Side
    """
    index = pd.Index(list(clusters), dtype="str")
    place = pd.Series(np.arange(len(index)), index=index)
    code = names[side].map(place).fillna(-1).to_numpy(dtype=int)
    found = code >= 0
    rows = np.flatnonzero(side)[found]
    adder = sparse.coo_array((np.ones(len(rows)), (code[found], rows)), shape=(len(index), len(side))).tocsr()
    return Side(adder @ counts.hits, adder @ counts.choices, counts.base)


def count_stories(units: pd.DataFrame) -> int:
    """Count the stories of some units; an article without one is a story of its own."""
    return int(units["story"].nunique() + units.loc[units["story"].isna(), "article_id"].nunique())


def cluster_names(counts: Counts, side: NDArray[np.bool_]) -> pd.Series:
    """Name the cluster of each unit as `clusters_of` assigns them: its story where a side has several, else itself.

    Returns
    -------
    Series of str
        On the index of the units; those of other sides are missing.
    """
    units = counts.units[side]
    alone = "article " + units["article_id"].astype("str")
    names = ("story " + units["story"]).fillna(alone) if count_stories(units) >= SEVERAL else alone
    return names.reindex(counts.units.index)
