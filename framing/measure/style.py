"""Style: the means of an outlet's article features, such as words per sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.measure.groups import MIN_STORIES, Grouping
from framing.measure.intervals import MIN_VALUES, mean_interval

__all__ = ["style"]


def style(
    counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("outlet",),
    resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Average each feature over a group's articles, every article weighing the same.

    Parameters
    ----------
    counts : DataFrame
        One row per article (and ``part``): ``article_id`` and one numeric column per feature; missing values are left
        out.
    articles : DataFrame
        All articles; groups without a value stay.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"`` or ``"part"``.
    resamples : int
        Bootstrap resamples of articles (of stories, where a group has ten or more).
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        by..., ``feature, articles, mean, low, high, note``. ``articles`` counts those with a value; ``low, high``
        is a 95 % bootstrap interval.

    Raises
    ------
    FramingError
        If `by` is unknown.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Courier"})
    >>> counts = pd.DataFrame({"article_id": ["a", "b"], "words_per_sentence": [20.0, 30.0]})
    >>> style(counts, articles).drop(columns=["low", "high"])
        outlet             feature  articles  mean                       note
    0  Courier  words_per_sentence         2  25.0  not enough evidence (n=2)
    """
    names = [by] if isinstance(by, str) else list(by)
    features = [str(c) for c in counts.select_dtypes("number") if c not in ("article_id", *names)]
    own = [name for name in names if name in counts and name not in articles]
    grouping = Grouping(counts[["article_id", *own, *features]], articles, by, least=MIN_STORIES)
    rows = grouping.rows.sort_values("article_id")
    values = rows[features].astype(float)
    both = pd.concat([values.fillna(0), values.notna().astype(float)], axis=1)
    sums = both.groupby([rows["_group"], rows["_cluster"]], sort=False).sum()
    owner = sums.index.get_level_values(0)
    parts = []
    for group in grouping.frame.index:
        totals, has = np.hsplit(sums[owner == group].to_numpy(), 2)
        n = has.sum(axis=0)
        low, high = mean_interval(totals, has, resamples=resamples, seed=seed)
        part = pd.DataFrame({"feature": features, "articles": n.astype("int64"), "low": low, "high": high})
        part["mean"] = np.divide(totals.sum(axis=0), n, out=np.full(len(n), np.nan), where=n > 0)
        parts.append(part.assign(_group=group, _clusters=(has > 0).sum(axis=0)))
    table = grouping.frame.reset_index().merge(pd.concat(parts), on="_group")
    table["note"] = pd.Series(
        [_note(*row) for row in zip(*(table[c] for c in ("articles", "_clusters", "low")), strict=True)], dtype="str"
    )
    return table[[*grouping.by, "feature", "articles", "mean", "low", "high", "note"]]


def _note(articles: int, clusters: int, low: float) -> str:
    """Word why there is no interval."""
    if clusters < MIN_VALUES:
        return f"not enough evidence (n={articles})"
    return "no interval: all values are equal" if np.isnan(low) else ""
