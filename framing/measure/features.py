"""Features: each article's own shares of labels, voices and blame, for those who learn from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.measure.blame import distinct
from framing.measure.voice import VOICES

__all__ = ["FEATURES", "NOBODY", "feature_names", "features"]

#: The families of features that evidence gives.
FEATURES = ("labels", "voice", "blame")
#: The target of a feature of harm without a doer.
NOBODY = "nobody"


def feature_names(choices: pd.DataFrame, targets: Iterable[str], *, of: Sequence[str] = FEATURES) -> list[str]:
    """Name the features that a lexicon gives, whatever the articles: ``family:referent:stance``.

    Examples
    --------
    >>> choices = pd.DataFrame({"referent": ["army"], "stance": ["neutral"]})
    >>> feature_names(choices, ["army"])
    ['labels:army:neutral', 'voice:own', 'voice:quoted', 'voice:reported', 'voice:scare', 'blame:army', 'blame:nobody']
    """
    pairs = choices[["referent", "stance"]].drop_duplicates()
    names = {
        "labels": [f"labels:{referent}:{stance}" for referent, stance in pairs.itertuples(index=False)],
        "voice": [f"voice:{voice}" for voice in VOICES],
        "blame": [f"blame:{target}" for target in (*targets, NOBODY)],
    }
    return [name for family in of for name in names[family]]


def features(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    names: Sequence[str],
    *,
    voice: str = "own",
) -> pd.DataFrame:
    """Give each article's shares; missing where the article has nothing that they are a share of.

    Parameters
    ----------
    mentions, claims : DataFrame
        Evidence tables.
    articles : DataFrame
        All articles, in the order of the result.
    names : sequence of str
        From `feature_names`.
    voice : {"own", "all"}
        Whose labels count.

    Returns
    -------
    DataFrame, shape (articles, names)
        Shares from 0 to 1, on the index ``article_id``: of a stance among the article's choices for its referent, of a
        voice among its labels whose voice is known, of a target among its reports of harm.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a"], "referent": "army", "stance": "neutral", "voice": "own"})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> features(mentions, claims, articles, ["labels:army:neutral", "voice:quoted"]).values.tolist()
    [[1.0, 0.0], [nan, nan]]
    """
    labels = mentions if voice == "all" else mentions[mentions["voice"] == voice]
    voiced, harm = mentions[mentions["voice"].notna()], distinct(claims)
    harm = harm[harm["polarity"] != "deny"]
    tallies = (
        (labels["article_id"], "labels:" + labels["referent"], ":" + labels["stance"]),
        (voiced["article_id"], pd.Series("voice", index=voiced.index), ":" + voiced["voice"]),
        (harm["article_id"], pd.Series("blame", index=harm.index), ":" + harm["target"].fillna(NOBODY)),
    )
    bases = list(dict.fromkeys(name.rpartition(":")[0] for name in names))
    ids = pd.concat([ids for ids, _, _ in tallies])
    base = pd.concat([base for _, base, _ in tallies])
    cell = pd.concat([base + rest for _, base, rest in tallies])
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    hits, totals = _count(place, ids, cell, names), _count(place, ids, base, bases)
    whole = totals[:, [bases.index(name.rpartition(":")[0]) for name in names]]
    shares = np.divide(hits, whole, out=np.full(hits.shape, np.nan), where=whole > 0)
    return pd.DataFrame(shares, index=pd.Index(articles["article_id"]), columns=list(names))


def _count(place: pd.Series, ids: pd.Series, cells: pd.Series, names: Sequence[str]) -> NDArray[np.float64]:
    """Count by article the rows whose cell is each of the names."""
    column = cells.map({name: number for number, name in enumerate(names)})
    known = column.notna().to_numpy()
    at = (place[ids[known]].to_numpy(), column[known].to_numpy(dtype=int))
    return sparse.coo_array((np.ones(int(known.sum())), at), shape=(len(place), len(names))).toarray()
