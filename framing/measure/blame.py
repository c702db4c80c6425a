"""Blame: whom an outlet holds responsible for harm, and how often nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.groups import Grouping, shares

__all__ = ["blame", "distinct"]

#: Targets and sources that every lexicon has beside its actors (they are part of the evidence schema).
_TARGETS = ("other", "unspecified")
_SOURCES = ("outlet", "observers", "witnesses", "media", "other")
_VICTIMS = ("civilians", "other")


def blame(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    actors: Iterable[str],
    *,
    by: str | Sequence[str] = ("outlet",),
    victim: str | None = None,
    source: str | None = None,
) -> pd.DataFrame:
    """Give each target's share of the reports of harm: blame claims and harm with no doer named.

    The same target, source and polarity in one sentence count once. Denials stand beside, never inside.

    Parameters
    ----------
    claims : DataFrame
        Evidence table of claims; a missing target is agentless harm.
    articles : DataFrame
        All articles; groups without a claim stay, with zeros.
    actors : iterable of str
        Ids of the lexicon's actors; those never blamed stay, with zeros.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `claims`.
    victim : str, optional
        Count only harm to this victim.
    source : str, optional
        Count only claims made by this source (``"outlet"``: the outlet itself).

    Returns
    -------
    DataFrame
        by..., ``target, claims, total, articles, share, low, high, own_voice, attributed, hedged, denied, note``,
        with a row of missing ``target`` for agentless harm. ``total`` is all blame claims plus agentless rows and
        ``articles`` the group's articles with at least one of them. ``own_voice`` are claims the outlet makes
        itself; with ``attributed`` they sum to ``claims``.

    Raises
    ------
    FramingError
        If `by`, `victim` or `source` is unknown.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    >>> claims = pd.DataFrame({"article_id": "a", "part": "text", "sentence": [0, 0, 1, 2],
    ...     "target": ["army", "army", None, "army"], "source": ["outlet", "outlet", "outlet", "army"],
    ...     "polarity": ["blame", "blame", None, "deny"], "certainty": "asserted", "victim": "civilians"})
    >>> blame(claims, articles, ["army"])[["target", "claims", "total", "share", "own_voice", "denied"]]
            target  claims  total  share  own_voice  denied
    0         army       1      2    0.5          1       1
    1        other       0      2    0.0          0       0
    2  unspecified       0      2    0.0          0       0
    3          NaN       1      2    0.5          1       0
    """
    actors = list(actors)
    claims = _only(claims, "victim", victim, [*actors, *_VICTIMS])
    claims = _only(claims, "source", source, [*actors, *_SOURCES])
    grouping = Grouping(distinct(claims), articles, by)
    every = grouping.rows
    denied = every["polarity"] == "deny"
    grouping.rows = every[~denied]
    targets = list(dict.fromkeys([*actors, *_TARGETS, *sorted(claims["target"].dropna().unique())]))
    table = shares(grouping, pd.DataFrame({"target": pd.Series([*targets, None], dtype="str")}))
    table = table.rename(columns={"n": "claims", "choices": "total"})
    counted = every.assign(
        own_voice=~denied & (every["source"] == "outlet"),
        attributed=~denied & (every["source"] != "outlet"),
        hedged=~denied & (every["certainty"] == "hedged"),
        denied=denied,
    )
    counts = ["own_voice", "attributed", "hedged", "denied"]
    keys = [*grouping.by, "target"]
    table = table.merge(counted.groupby(keys, dropna=False, observed=True)[counts].sum().reset_index(), "left", on=keys)
    table[counts] = table[counts].fillna(0).astype("int64")
    return table[[*[c for c in table if c != "note"], "note"]]


def distinct(claims: pd.DataFrame) -> pd.DataFrame:
    """Keep the first claim of each target, source and polarity in a sentence.

    Examples
    --------
    >>> claims = pd.DataFrame({"article_id": "a", "part": "text", "sentence": 0, "target": "army",
    ...                        "source": ["outlet", "outlet", "media"], "polarity": "blame"})
    >>> distinct(claims)["source"].tolist()
    ['outlet', 'media']
    """
    return claims.drop_duplicates(["article_id", "part", "sentence", "target", "source", "polarity"])


def _only(claims: pd.DataFrame, column: str, value: str | None, known: list[str]) -> pd.DataFrame:
    """Keep the claims with one value, which must be an id of the lexicon or occur."""
    if value is None:
        return claims
    known = list(dict.fromkeys([*known, *claims[column].dropna().unique()]))
    if value not in known:
        raise FramingError(f"{column}={value!r} is unknown. {did_you_mean(value, known)}")
    return claims[claims[column] == value]
