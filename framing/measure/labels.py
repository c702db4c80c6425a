"""Labels: the names an outlet chose, as shares of its choices for each referent."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.measure.groups import Grouping, check_choice, join_notes, shares
from framing.measure.voice import VOICES, unknown_voice

__all__ = ["labels"]


def labels(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("outlet",),
    voice: str = "own",
    each: str = "stance",
) -> pd.DataFrame:
    """Give each stance's (or label's) share of the choices made for its referent.

    A *choice* is a label mention of a referent in the selected voice. Counts are summed over a group's
    articles before dividing, so an article weighs by its choices.

    Parameters
    ----------
    mentions : DataFrame
        Evidence table of label mentions.
    articles : DataFrame
        All articles; groups without a mention stay, with zeros.
    choices : DataFrame
        Every ``referent, stance, label`` of the lexicon; those never used stay, with zeros.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `mentions`.
    voice : {"own", "quoted", "reported", "scare", "all"}
        Whose words count. Mentions whose voice is unknown count only under ``"all"``; the note says how many
        were left out.
    each : {"stance", "label"}
        What one row stands for.

    Returns
    -------
    DataFrame
        by..., ``referent, stance[, label], n, choices, articles, share, low, high, note``. ``articles`` counts
        the group's articles with at least one choice for the referent; ``low, high`` is a 95 % interval,
        missing where the note says why; ``share`` is missing where there was no choice.

    Raises
    ------
    FramingError
        If `by`, `voice` or `each` is unknown.

    See Also
    --------
    framing.measure.voice : how mentions divide over voices.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Courier", "Herald"]})
    >>> mentions = pd.DataFrame({"article_id": ["a"] * 4, "referent": "army", "voice": "own",
    ...     "label": ["regime forces", "regime forces", "regime forces", "army"],
    ...     "stance": ["critical", "critical", "critical", "neutral"]})
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"],
    ...                         "label": ["army", "regime forces"]})
    >>> labels(mentions, articles, choices)[["outlet", "stance", "n", "choices", "share", "note"]]
        outlet    stance  n  choices  share                       note
    0  Courier   neutral  1        4   0.25  not enough evidence (n=4)
    1  Courier  critical  3        4   0.75  not enough evidence (n=4)
    2   Herald   neutral  0        0    NaN  not enough evidence (n=0)
    3   Herald  critical  0        0    NaN  not enough evidence (n=0)
    """
    check_choice("voice", voice, [*VOICES, "all"])
    check_choice("each", each, ["stance", "label"])
    columns = ["referent", "stance"] if each == "stance" else ["referent", "stance", "label"]
    grouping = Grouping(mentions, articles, by)
    every = grouping.rows
    if voice != "all":
        grouping.rows = every[every["voice"] == voice]
    table = shares(grouping, choices[columns], ["referent"])
    if voice != "all":
        left_out = unknown_voice(every, table, grouping, ["referent"])
        table["note"] = pd.Series(join_notes(table["note"], left_out), dtype="str")
    return table
