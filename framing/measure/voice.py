"""Voice: whether an outlet's labels stand in its own words or in somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.groups import Grouping, join_notes, shares

__all__ = ["STANCES", "VOICES", "unknown_voice", "voice"]

#: The voices, in the order of tables and charts.
VOICES = ("own", "quoted", "reported", "scare")
#: The stances of the cue that introduces somebody's words, in the order of tables and charts.
STANCES = ("neutral", "doubting", "endorsing", "denying", "accusing", "hedging")


def voice(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("outlet",),
    referent: str | None = None,
) -> pd.DataFrame:
    """Give each voice's share of the label mentions whose voice is known.

    Parameters
    ----------
    mentions : DataFrame
        Evidence table of label mentions.
    articles : DataFrame
        All articles; groups without a mention stay, with zeros.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `mentions`:
        ``["outlet", "speaker"]`` shows in whose mouth the labels stand, with a missing speaker where they are in nobody
        else's.
    referent : str, optional
        Count only mentions of this referent.

    Returns
    -------
    DataFrame
        by..., ``voice, n, choices, articles, share, low, high, neutral, doubting, endorsing, denying, accusing,
        hedging, note``. ``choices`` are the mentions of known voice, ``articles`` the group's articles with at least
        one. The six that follow count how the words that hold the mention are introduced (said, claimed, confirmed,
        denied, accused, believed); what stands in nobody else's mouth, or in a quotation that no verb introduces, is
        in none. The note counts mentions of unknown voice.

    Raises
    ------
    FramingError
        If `by` is unknown, or no mention names `referent`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    >>> mentions = pd.DataFrame({"article_id": "a", "referent": "army",
    ...                          "voice": ["own", "own", "own", "own", "quoted", None],
    ...                          "cue_stance": [None, None, None, None, "doubting", None]})
    >>> table = voice(mentions, articles)
    >>> table[["voice", "n", "choices", "share", "neutral", "doubting"]]
          voice  n  choices  share  neutral  doubting
    0       own  4        5    0.8        0         0
    1    quoted  1        5    0.2        0         1
    2  reported  0        5    0.0        0         0
    3     scare  0        5    0.0        0         0
    >>> table["note"].iloc[0]
    'not enough evidence (n=5 in 1 article); 1 more of unknown voice'
    """
    if referent is not None:
        known = mentions["referent"].dropna().unique()
        if referent not in known:
            raise FramingError(f"No label names referent={referent!r}. {did_you_mean(referent, sorted(known))}")
        mentions = mentions[mentions["referent"] == referent]
    grouping = Grouping(mentions, articles, by)
    every = grouping.rows
    grouping.rows = every[every["voice"].notna()]
    table = shares(grouping, pd.DataFrame({"voice": pd.Series(VOICES, dtype="str")}))
    left_out = unknown_voice(every, table, grouping)
    table["note"] = pd.Series(join_notes(table["note"], left_out), dtype="str")
    keys, stances = [*grouping.by, "voice"], list(STANCES)
    counted = grouping.rows[keys].assign(**{stance: grouping.rows["cue_stance"] == stance for stance in stances})
    table = table.merge(counted.groupby(keys, dropna=False, observed=True).sum().reset_index(), "left", on=keys)
    table[stances] = table[stances].fillna(0).astype("int64")
    return table[[*[column for column in table if column != "note"], "note"]]


def unknown_voice(rows: pd.DataFrame, table: pd.DataFrame, grouping: Grouping, base: Sequence[str] = ()) -> list[str]:
    """Word, for each row of a table, how many mentions were left out because their voice is unknown."""
    keys = [*grouping.by, *base]
    unknown = rows[rows["voice"].isna()]
    if unknown.empty:
        return [""] * len(table)
    if not keys:
        return [f"{len(unknown)} more of unknown voice"] * len(table)
    counted = unknown.groupby(keys, dropna=False, observed=True).size().rename("_n").reset_index()
    found = table[keys].merge(counted, on=keys, how="left")["_n"].fillna(0).astype(int)
    return [f"{n} more of unknown voice" if n else "" for n in found]
