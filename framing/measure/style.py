"""Style: the means of an outlet's article features, such as words per sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.measure.groups import Grouping
from framing.measure.intervals import MIN_VALUES, bootstrap, mean_interval

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
        One row per article: ``article_id`` and one numeric column per feature; missing values are left out.
    articles : DataFrame
        All articles; groups without a value stay.
    by : str or sequence of str
        Columns of `articles` or ``"month"``.
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
    grouping = Grouping(counts[["article_id", *features]], articles, by)
    rows = grouping.rows.sort_values("article_id")
    values = rows[features].astype(float)
    both = pd.concat([values.fillna(0), values.notna().astype(float)], axis=1)
    sums = both.groupby([rows["_group"], rows["_cluster"]], sort=False).sum()
    groups, table = sums.index.get_level_values(0), sums.to_numpy()
    drawn = dict(bootstrap(table, groups, resamples=resamples, seed=seed))
    none = np.full((1, 2 * len(features)), np.nan)
    parts = [_group(features, table[groups == g], drawn.get(g, none)).assign(_group=g) for g in grouping.frame.index]
    return grouping.frame.reset_index().merge(pd.concat(parts), on="_group").drop(columns="_group")


def _group(features: list[str], sums: np.ndarray, drawn: np.ndarray) -> pd.DataFrame:
    """Average one group's features; `sums` and `drawn` hold values first, then how many articles have one."""
    width = len(features)
    n, clusters = sums[:, width:].sum(axis=0), (sums[:, width:] > 0).sum(axis=0).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums[:, :width].sum(axis=0) / n
        low, high = mean_interval(drawn[:, :width] / drawn[:, width:], clusters)
    note = [f"not enough evidence (n={int(k)})" if c < MIN_VALUES else "" for k, c in zip(n, clusters, strict=True)]
    return pd.DataFrame(
        {"feature": pd.Series(features, dtype="str"), "articles": n.astype("int64"), "mean": mean,
         "low": low, "high": high, "note": pd.Series(note, dtype="str")}
    )  # fmt: skip
