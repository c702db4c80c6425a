"""Group evidence rows, keep the zeros, and turn counts into shares: the machinery of every table of shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.find.text import PARTS
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS, Sums, share_interval
from framing.measure.periods import PERIODS, every_period, is_period, period_of, stories_in_order

__all__ = [
    "MIN_STORIES", "NOT_GROUPS", "SEVERAL", "Grouping", "check_choice", "clusters_of", "join_notes",
    "refusal", "shares", "tally",
]  # fmt: skip

#: From this many stories in a group upwards, its stories are the clusters of a share; below, its articles.
SEVERAL = 2
#: The same for what is estimated by resampling clusters or leaving them out, which needs more of them.
MIN_STORIES = 10

#: Columns that are no groups.
NOT_GROUPS = ("article_id", "title", "text")


def check_choice(name: str, given: object, known: Sequence[str]) -> None:
    """Raise unless `given` is one of `known`.

    Raises
    ------
    FramingError
        Naming the option, what was given and what would have worked.

    Examples
    --------
    >>> check_choice("voice", "own", ["own", "quoted"])
    """
    if given not in known:
        raise FramingError(f"{name}={given!r} is unknown. {did_you_mean(str(given), known)}")


def clusters_of(articles: pd.DataFrame, groups: pd.Series, *, least: int = SEVERAL) -> pd.Series:
    """Say which cluster each article belongs to: its story where its group has several, else itself.

    Where a group has one story, an interval therefore speaks of that story: it allows for other articles on it, not
    for other stories.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and, optionally, ``story``.
    groups : Series
        The group of each article, on the same index.
    least : int
        From how many stories on they are the clusters.

    Returns
    -------
    Series of int
        Cluster numbers; an article without a story is its own cluster.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "story": ["s", "s", "t"]})
    >>> clusters_of(articles, pd.Series([0, 0, 0])).tolist()
    [0, 0, 1]
    >>> clusters_of(articles, pd.Series([0, 0, 1])).tolist()
    [0, 1, 2]
    """
    if "story" not in articles:
        return pd.Series(np.arange(len(articles)), index=articles.index)
    alone = articles["article_id"].astype("str").where(articles["story"].isna())
    stories = sum(names.groupby(groups).transform("nunique") for names in (articles["story"], alone))
    by_story = (stories >= least) & articles["story"].notna()
    names = articles["story"].astype("str").where(by_story, articles["article_id"].astype("str"))
    return names.groupby([by_story, names], sort=False).ngroup()


class Grouping:
    """Groups of evidence rows by columns of the articles, by period, or by columns of the rows themselves.

    Parameters
    ----------
    rows : DataFrame
        Evidence rows with ``article_id``.
    articles : DataFrame
        All articles; groups without any row stay.
    by : str or sequence of str
        Columns of `articles`; ``"year"``, ``"month"`` or ``"week"`` of their ``date`` (``"2020-03"``); or columns of
        `rows`, ``"part"`` among them. None: one group.
    least : int
        From how many stories of a group on they are its clusters.

    Attributes
    ----------
    rows : DataFrame
        The given rows with ``_group`` and ``_cluster``; rows of unknown articles are an error.
    frame : DataFrame
        One row per group, in order, with the columns of `by`; its index is ``_group``. Stories stand in the order of
        time, and of periods all from the first to the last, so that a gap is a group without evidence.
    articles : DataFrame
        The articles with the `by` columns they define.

    Raises
    ------
    FramingError
        If a name in `by` is no column, or rows belong to an article that is not in `articles`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"]})
    >>> Grouping(pd.DataFrame({"article_id": ["a"]}), articles, "outlet").frame["outlet"].tolist()
    ['X', 'Y']
    """

    def __init__(
        self, rows: pd.DataFrame, articles: pd.DataFrame, by: str | Sequence[str], *, least: int = SEVERAL
    ) -> None:
        self.by = [by] if isinstance(by, str) else list(dict.fromkeys(by))
        of_articles = [name for name in self.by if _in_articles(name, articles)]
        of_rows = [name for name in self.by if name not in of_articles]
        for name in of_rows:
            _check_by(name, rows, articles)
        keys = articles[["article_id"]].copy()
        for name in of_articles:
            keys[name] = period_of(articles["date"], name) if is_period(name, articles) else articles[name]
        unknown = ~rows["article_id"].isin(keys["article_id"])
        if unknown.any():
            example = rows.loc[unknown, "article_id"].iloc[0]
            raise FramingError(f"{unknown.sum()} evidence rows belong to no article, for instance {example!r}.")
        self.articles = keys
        found = _groups_of_articles(keys[of_articles], articles) if of_articles else pd.DataFrame(index=[0])
        if of_rows:
            values = _groups_of_rows(rows[of_rows])
            found = found.merge(values, how="cross") if of_articles else values
        self.frame = found[self.by].reset_index(drop=True).rename_axis("_group")
        keys = keys.assign(_cluster=clusters_of(articles, _codes(keys, of_articles), least=least))
        kept = rows.drop(columns=[*of_articles, "_cluster", "_group"], errors="ignore").merge(
            keys, on="article_id", how="left"
        )
        kept["_group"] = _match(kept, self.frame) if self.by else 0
        self.rows = kept


def _in_articles(name: str, articles: pd.DataFrame) -> bool:
    return (name in articles and name not in NOT_GROUPS) or is_period(name, articles)


def _groups_of_articles(keys: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List the groups that the articles form: every period of the span for each, stories in the order of time."""
    found = keys.drop_duplicates()
    periods = [name for name in keys if is_period(str(name), articles)]
    if periods and "story" not in keys:  # a story has its days; elsewhere a period without an article is a gap
        for name in periods:
            rest = found.drop(columns=name).drop_duplicates()
            every = pd.DataFrame({name: pd.Series(every_period(articles["date"], str(name)), dtype="str")})
            filled = rest.merge(every, how="cross") if len(rest.columns) else every
            found = pd.concat([filled[list(keys)], found]).drop_duplicates()
    columns = [str(name) for name in keys]
    return found.sort_values(columns, key=lambda column: _in_order(column, articles), kind="stable")


def _in_order(column: pd.Series, articles: pd.DataFrame) -> pd.Series:
    """Give what a column of groups is sorted by: its values, or for stories when they begin."""
    if column.name != "story":
        return column
    order = stories_in_order(articles)
    return column.map(pd.Series(range(len(order)), index=order))


def _groups_of_rows(values: pd.DataFrame) -> pd.DataFrame:
    """List the groups that evidence rows form; title and text are both there, found or not."""
    found = values.drop_duplicates()
    if "part" in found:
        rest = found.drop(columns="part").drop_duplicates()
        parts = pd.DataFrame({"part": pd.Series(PARTS, dtype="str")})
        found = (rest.merge(parts, how="cross") if len(rest.columns) else parts)[list(found)]
    columns = [str(name) for name in found]
    return found.sort_values(columns, key=lambda c: c.map(PARTS.index) if c.name == "part" else c, kind="stable")


def _check_by(name: str, rows: pd.DataFrame, articles: pd.DataFrame) -> None:
    known = [str(c) for c in articles if c not in NOT_GROUPS]
    known += [name for name in PERIODS if "date" in articles and name not in known]
    known += [str(c) for c in rows if c not in known and c not in (*NOT_GROUPS, "sentence", "start", "end")]
    known = [c for c in known if not c.startswith("_")]
    if name not in known:
        raise FramingError(f"by={name!r} is no column to group by. {did_you_mean(name, known)}")


def _codes(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    if not columns:
        return pd.Series(0, index=frame.index)
    return frame.groupby(columns, dropna=False, sort=False, observed=True).ngroup()


def _match(rows: pd.DataFrame, frame: pd.DataFrame) -> pd.Series:
    """Give the position in `frame` of each row's values; missing values match missing values."""
    place = frame.assign(_place=np.arange(len(frame)))
    merged = rows[list(frame)].merge(place, on=list(frame), how="left")
    return merged["_place"].set_axis(rows.index)


def refusal(choices: np.ndarray, clusters: np.ndarray) -> np.ndarray:
    """Word why there is no interval, or the empty string where there is one.

    Examples
    --------
    >>> refusal(np.array([3, 9, 40]), np.array([3, 2, 12])).tolist()
    ['not enough evidence (n=3)', 'not enough evidence (n=9 in 2 articles or stories)', '']
    """
    few = [f"not enough evidence (n={int(n)})" for n in choices]
    narrow = [
        f"not enough evidence (n={int(n)} in {int(k)} article{'s or stories' if k > 1 else ''})"
        for n, k in zip(choices, clusters, strict=True)
    ]
    return np.where(choices < MIN_CHOICES, few, np.where(clusters < MIN_CLUSTERS, narrow, ""))


def join_notes(*notes: Iterable[str]) -> list[str]:
    """Join notes row by row, leaving out empty ones.

    Examples
    --------
    >>> join_notes(["a", ""], ["b", "c"])
    ['a; b', 'c']
    """
    return ["; ".join(note for note in row if note) for row in zip(*notes, strict=True)]


def shares(grouping: Grouping, cells: pd.DataFrame, base: Sequence[str] = ()) -> pd.DataFrame:
    """Count rows by group and cell, divide by the rows of the group's base, and give each share its interval.

    Parameters
    ----------
    grouping : Grouping
        Its rows are the choices, each counted once.
    cells : DataFrame
        The categories to keep, one row each; its columns are columns of the rows. Others found are added.
    base : sequence of str
        The columns of `cells` within which shares sum to one (for labels: the referent).

    Returns
    -------
    DataFrame
        by..., cells..., ``n, choices, articles, share, low, high, note``; ``articles`` counts the group's
        articles with at least one choice.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"]})
    >>> rows = pd.DataFrame({"article_id": ["a", "a"], "voice": ["own", "own"]})
    >>> shares(Grouping(rows, articles, "outlet"), pd.DataFrame({"voice": ["own", "quoted"]}))[
    ...     ["outlet", "voice", "n", "choices", "share"]]
      outlet   voice  n  choices  share
    0      X     own  2        2    1.0
    1      X  quoted  0        2    0.0
    2      Y     own  0        0    NaN
    3      Y  quoted  0        0    NaN
    """
    table, sums = tally(grouping, cells, base)
    low, high = share_interval(sums)
    note = pd.Series(refusal(sums.choices, sums.clusters), dtype="str")
    return table.assign(share=sums.share, low=low, high=high, note=note)


def tally(grouping: Grouping, cells: pd.DataFrame, base: Sequence[str] = ()) -> tuple[pd.DataFrame, Sums]:
    """Count as `shares` does, and give the counts with the sums over clusters behind them.

    Returns
    -------
    table : DataFrame
        by..., cells..., ``n, choices, articles``.
    sums : Sums
        One element per row of `table`.
    """
    cells = pd.concat([cells, grouping.rows[list(cells)]], ignore_index=True).drop_duplicates(ignore_index=True)
    rows = grouping.rows[["article_id", "_group", "_cluster"]].copy()
    cells["_base"] = _codes(cells, list(base))
    rows["_cell"] = _match(grouping.rows, cells.drop(columns="_base"))
    rows["_base"] = cells["_base"].to_numpy()[rows["_cell"]]
    whole = ["_group", "_base"]
    sizes = rows.groupby([*whole, "_cluster"]).size().rename("m").reset_index()
    hits = rows.groupby([*whole, "_cell", "_cluster"]).size().rename("n").reset_index()
    hits = hits.merge(sizes, on=[*whole, "_cluster"])
    below = sizes.assign(m2=sizes["m"] ** 2).groupby(whole).agg(choices=("m", "sum"), k=("m", "size"), m2=("m2", "sum"))
    below["articles"] = rows.groupby(whole)["article_id"].nunique()
    above = hits.assign(n2=hits["n"] ** 2, nm=hits["n"] * hits["m"]).groupby(["_group", "_cell"])[["n", "n2", "nm"]]
    table = grouping.frame.reset_index().merge(cells.reset_index(names="_cell"), how="cross")
    table = table.merge(below.reset_index(), on=whole, how="left")
    table = table.merge(above.sum().reset_index(), on=["_group", "_cell"], how="left")
    counts = ["n", "choices", "articles", "k", "n2", "nm", "m2"]
    table[counts] = table[counts].fillna(0).astype("int64")
    sums = Sums(*(table[c].to_numpy(dtype=float) for c in ("n", "choices", "k", "n2", "nm", "m2")))
    return table[[*grouping.by, *cells.columns.drop("_base"), "n", "choices", "articles"]], sums
