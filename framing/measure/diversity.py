"""Diversity: how many sources an outlet effectively has, and how many of them stay unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.measure.entropy import MIN_OUTSIDE, MIN_SAMPLES, effective_numbers
from framing.measure.groups import MIN_STORIES, Grouping, join_notes, shares
from framing.measure.sources import citations

__all__ = ["diversity"]


def diversity(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    speakers: Iterable[str],
    *,
    by: str | Sequence[str] = ("outlet",),
) -> pd.DataFrame:
    """Count each group's sources, give their effective numbers, and the share of citations without a name.

    The effective number of sources is the number of equally often cited ones that would be as diverse: the
    exponential of the entropy of the shares. It is corrected for what a small sample misses; see
    `framing.measure.entropy.effective_numbers`.

    Parameters
    ----------
    attributions : DataFrame
        Evidence table of attributions.
    articles : DataFrame
        All articles; groups without a citation stay, with zeros.
    speakers : iterable of str
        Ids of actors and kinds of source; no interval of an effective number of sides reaches beyond their number.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `attributions`.

    Returns
    -------
    DataFrame
        by..., ``citations, credited, articles, sides, effective_sides, sides_low, sides_high, named, speakers,
        effective_speakers, speakers_low, speakers_high, unnamed, unnamed_share, unnamed_low, unnamed_high, note``.
        ``credited`` are the citations with a speaker, ``articles`` those with a citation, ``sides`` the actors and
        kinds of source that speak, ``named`` the credited citations whose speaker is named, ``speakers`` the names;
        ``unnamed_share = unnamed / credited``. Intervals are 95 %; effective numbers are at least 1, and missing where
        nobody was cited (by name).

    Raises
    ------
    FramingError
        If `by` is unknown.

    References
    ----------
    Jost, L. (2006). Entropy and diversity. Oikos, 113, 363-375.

    See Also
    --------
    framing.measure.sources : who these sources are.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Courier", "Herald"]})
    >>> attributions = pd.DataFrame({"article_id": "a", "part": "text", "attribution": range(4), "kind": "reported",
    ...     "words": 9, "cue_stance": "neutral", "speaker": ["army", "army", "rebels", "rebels"],
    ...     "speaker_name": ["Anna Berg", "Anna Berg", None, None], "named": [True, True, False, False]})
    >>> table = diversity(attributions, articles, ["army", "rebels"])
    >>> table[["outlet", "citations", "sides", "effective_sides", "speakers", "unnamed"]]
        outlet  citations  sides  effective_sides  speakers  unnamed
    0  Courier          4      2              2.0         1        2
    1   Herald          0      0              NaN         0        0
    """
    cited = citations(attributions)
    grouping = Grouping(cited, articles, by, least=MIN_STORIES)
    every = grouping.rows
    credited = every[every["speaker"].notna()]
    named = credited[~credited["unnamed"]]
    table = grouping.frame.assign(
        citations=every.groupby("_group").size(),
        credited=credited.groupby("_group").size(),
        articles=every.groupby("_group")["article_id"].nunique(),
    )
    notes = []
    for what, column, rows, most in (
        ("sides", "speaker", credited, len(set(speakers))), ("speakers", "speaker_name", named, None)
    ):  # fmt: skip
        if what == "speakers":
            table["named"] = named.groupby("_group").size()
        found = effective_numbers(rows, column, most=most).reindex(table.index)
        table[[what, f"effective_{what}", f"{what}_low", f"{what}_high"]] = found[
            ["categories", "number", "low", "high"]
        ]
        notes.append([f"{what}: {why}" if why else "" for why in map(_why, found.to_dict("records"))])
    grouping = Grouping(cited, articles, by)
    grouping.rows = grouping.rows[grouping.rows["speaker"].notna()]
    unnamed = shares(grouping, pd.DataFrame({"unnamed": [True]}))
    unnamed = unnamed[unnamed["unnamed"]].reset_index(drop=True)
    table[["unnamed", "unnamed_share", "unnamed_low", "unnamed_high"]] = unnamed[["n", "share", "low", "high"]]
    counts = ["citations", "credited", "articles", "sides", "named", "speakers", "unnamed"]
    table[counts] = table[counts].fillna(0).astype("int64")
    notes.append([f"unnamed: {why}" if why else "" for why in unnamed["note"]])
    note = pd.Series(join_notes(*notes), dtype="str", index=table.index)
    return table.assign(note=note.mask(table["credited"] == 0, "not enough evidence (n=0)")).reset_index(drop=True)


def _why(found: dict) -> str:
    """Word why an effective number has no interval, or the empty string where it has one."""
    if pd.notna(found["low"]):
        return ""
    if pd.isna(found["n"]):
        return "not enough evidence (n=0)"
    if found["clusters"] < MIN_SAMPLES:
        where = "article or story" if found["clusters"] == 1 else "articles or stories"
        return f"not enough evidence (n={found['n']:.0f} in {found['clusters']:.0f} {where})"
    if found["outside"] < MIN_OUTSIDE:
        return "no interval: nearly all citations are of one"
    once = 1 - found["repeated"]
    return f"likely too low, no interval: {once:.0%} of the citations are of names met in one article or story only"
