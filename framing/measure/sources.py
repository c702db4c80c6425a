"""Sources: whose voices an outlet carries, and how it introduces them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.measure.groups import Grouping, shares
from framing.measure.voice import STANCES

__all__ = ["citations", "sources"]

_COLUMNS = (
    "n", "total", "articles", "share", "low", "high", "words", "total_words", "words_share", "speakers", "unnamed",
    "quoted", "reported", *STANCES, "no_cue", "doubting_share", "doubting_low", "doubting_high", "doubting_note",
    "note",
)  # fmt: skip
_COUNTS = ("words", "unnamed", "quoted", "reported", *STANCES, "no_cue")


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
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `attributions`.

    Returns
    -------
    DataFrame
        by..., ``speaker, n, total, articles, share, low, high, words, total_words, words_share, speakers, unnamed,
        quoted, reported, neutral, doubting, endorsing, denying, accusing, hedging, no_cue, doubting_share,
        doubting_low, doubting_high, doubting_note, note``, with a row of missing ``speaker`` for citations that
        nobody is credited with. ``articles`` counts the group's articles with at least one citation; ``words`` are the
        words cited and ``words_share`` their share of all ``total_words`` cited in the group; ``speakers`` counts the
        names of those who speak, ``unnamed`` the citations of speakers without a name. ``quoted`` are citations with
        any words in quotation marks, ``reported`` the others; the seven that follow count them by the stance of the
        cue, ``no_cue`` those without one; ``doubting_share = doubting / n`` ("claimed" rather than "said"), with its
        95 % interval.

    Raises
    ------
    FramingError
        If `by` is unknown.

    See Also
    --------
    framing.measure.diversity : how many sources a group effectively has.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    >>> attributions = pd.DataFrame({"article_id": "a", "part": "text", "attribution": [0, 0, 1],
    ...     "kind": ["quoted", "quoted", "reported"], "cue_stance": ["neutral", "neutral", "doubting"],
    ...     "speaker": ["army", "army", "witnesses"], "words": [6, 3, 3],
    ...     "speaker_name": ["Anna Berg", "Anna Berg", None], "named": [True, True, False]})
    >>> table = sources(attributions, articles, ["army", "witnesses"])
    >>> table[["speaker", "n", "total", "share", "words_share", "unnamed", "doubting_share"]]
         speaker  n  total  share  words_share  unnamed  doubting_share
    0       army  1      2    0.5         0.75        0             0.0
    1  witnesses  1      2    0.5         0.25        1             1.0
    2        NaN  0      2    0.0         0.00        0             NaN
    """
    grouping = Grouping(citations(attributions), articles, by)
    sides = [*dict.fromkeys([*speakers, *sorted(grouping.rows["speaker"].dropna().unique())]), None]
    cells = pd.DataFrame({"speaker": pd.Series(sides, dtype="str")})
    table = shares(grouping, cells).rename(columns={"choices": "total"})
    keys = [*grouping.by, "speaker"]
    groups = grouping.rows.groupby(keys, dropna=False, observed=True)
    found = groups[list(_COUNTS)].sum().assign(speakers=groups["speaker_name"].nunique())
    table = table.merge(found.reset_index(), "left", on=keys)
    counts = [*_COUNTS, "speakers"]
    table[counts] = table[counts].fillna(0).astype("int64")
    if grouping.by:
        table["total_words"] = table.groupby(grouping.by, dropna=False, observed=True)["words"].transform("sum")
    else:
        table["total_words"] = table["words"].sum()
    table["words_share"] = table["words"] / table["total_words"].where(table["total_words"] > 0)
    doubting = shares(grouping, cells.assign(doubting=True), ["speaker"]).query("doubting")
    found_of = {column: f"doubting_{column}" for column in ("share", "low", "high", "note")}
    table = table.merge(doubting[[*keys, *found_of]].rename(columns=found_of), "left", on=keys)
    return table[[*keys, *_COLUMNS]]


def citations(attributions: pd.DataFrame) -> pd.DataFrame:
    """Fold the parts of each citation into one row, with all its words, and quoted if any part is.

    Examples
    --------
    >>> parts = pd.DataFrame({"article_id": "a", "part": "text", "attribution": [0, 0], "kind": ["reported", "quoted"],
    ...                       "cue_stance": "neutral", "words": [4, 5], "speaker_name": ["UN", "UN"], "named": True})
    >>> citations(parts)[["words", "quoted", "reported", "unnamed", "neutral"]].values.tolist()
    [[9, True, False, False, True]]
    """
    citation = ["article_id", "part", "attribution"]
    whole = [attributions[column] for column in citation]
    quoted = (attributions["kind"] == "quoted").groupby(whole).transform("any")
    words = attributions["words"].groupby(whole).transform("sum")
    cited = attributions.assign(words=words, quoted=quoted, reported=~quoted).drop_duplicates(citation)
    stances = {stance: cited["cue_stance"] == stance for stance in STANCES}
    unnamed = cited["named"].eq(False).fillna(False).astype(bool)
    stances["no_cue"] = ~pd.concat(stances, axis=1).any(axis=1)
    return cited.assign(unnamed=unnamed, speaker_name=cited["speaker_name"].str.casefold(), **stances)
