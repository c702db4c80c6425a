"""Sources: whose voices an outlet carries, and how it introduces them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.measure.groups import Grouping, shares

__all__ = ["sources"]

#: Stances of the reporting verb, as columns of the table.
_STANCES = ("neutral", "doubting", "endorsing", "denying", "accusing", "hedging")


def sources(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    speakers: Iterable[str],
    *,
    by: str | Sequence[str] = ("outlet",),
) -> pd.DataFrame:
    """Give each speaker's share of the citations, and how they were cited.

    A citation broken into parts ("...," he said, "...") counts once.

    Parameters
    ----------
    attributions : DataFrame
        Evidence table of attributions.
    articles : DataFrame
        All articles; groups without a citation stay, with zeros.
    speakers : iterable of str
        Ids of actors and kinds of source; those never cited stay, with zeros.
    by : str or sequence of str
        Columns of `articles`, ``"month"``, ``"part"``, or other columns of `attributions`.

    Returns
    -------
    DataFrame
        by..., ``speaker, n, total, articles, share, low, high, quoted, reported, neutral, doubting, endorsing,
        denying, accusing, hedging, note``, with a row of missing ``speaker`` for those the lexicon does not
        know. ``articles`` counts the group's articles with at least one citation. ``quoted`` are citations with
        any words in quotation marks, ``reported`` the others; the six that follow count reporting verbs by
        stance.

    Raises
    ------
    FramingError
        If `by` is unknown.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    >>> attributions = pd.DataFrame({"article_id": "a", "part": "text", "attribution": [0, 0, 1],
    ...     "kind": ["quoted", "quoted", "reported"], "cue_stance": ["neutral", "neutral", "doubting"],
    ...     "speaker": ["army", "army", "witnesses"]})
    >>> sources(attributions, articles, ["army", "witnesses"])[
    ...     ["speaker", "n", "total", "share", "quoted", "reported", "neutral", "doubting"]]
         speaker  n  total  share  quoted  reported  neutral  doubting
    0       army  1      2    0.5       1         0        1         0
    1  witnesses  1      2    0.5       0         1        0         1
    2        NaN  0      2    0.0       0         0        0         0
    """
    citation = ["article_id", "part", "attribution"]
    quoted = (attributions["kind"] == "quoted").groupby([attributions[c] for c in citation]).transform("any")
    cited = attributions.assign(quoted=quoted, reported=~quoted).drop_duplicates(citation)
    for stance in _STANCES:
        cited[stance] = cited["cue_stance"] == stance
    grouping = Grouping(cited, articles, by)
    known = list(dict.fromkeys([*speakers, *sorted(cited["speaker"].dropna().unique())]))
    table = shares(grouping, pd.DataFrame({"speaker": pd.Series([*known, None], dtype="str")}))
    table = table.rename(columns={"choices": "total"})
    counts = ["quoted", "reported", *_STANCES]
    keys = [*grouping.by, "speaker"]
    found = grouping.rows.groupby(keys, dropna=False, observed=True)[counts].sum().reset_index()
    table = table.merge(found, "left", on=keys)
    table[counts] = table[counts].fillna(0).astype("int64")
    return table[[*[c for c in table if c != "note"], "note"]]
