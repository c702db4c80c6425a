"""Shift: why the shares of a stance differ between two outlets, label by label."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.measure.compare import REST
from framing.measure.groups import check_choice
from framing.measure.intervals import MIN_CHOICES
from framing.measure.voice import VOICES

__all__ = ["shift"]


def shift(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    *,
    sides: Sequence[str],
    referent: str,
    stance: str,
    voice: str = "own",
) -> pd.DataFrame:
    """Split the difference between two outlets' shares of a stance into what each label adds to it.

    A label of the stance adds to the difference where `a` uses it more than `b`; a label of another stance where `a`
    uses it less. The contributions sum to the difference exactly.

    Parameters
    ----------
    mentions : DataFrame
        Evidence table of label mentions.
    articles : DataFrame
        All articles.
    choices : DataFrame
        Every ``referent, stance, label`` of the lexicon; those neither outlet uses stay, with zeros.
    sides : sequence of str
        One outlet, to hold against all others, or two.
    referent, stance : str
        The stance whose share is explained, among the choices for that referent.
    voice : {"own", "quoted", "reported", "scare", "all"}
        Whose words count.

    Returns
    -------
    DataFrame
        ``referent, stance, label, a, b, n_a, choices_a, share_a, n_b, choices_b, share_b, contribution, explained,
        explained_a, explained_b, difference, note``, one row per label, the largest contribution first. Here `stance`
        is the label's own and `explained` the stance asked for; ``share = n / choices`` of the label, ``explained_a``
        and ``explained_b`` the shares of the stance explained, and ``difference`` the first minus the second, the sum
        of all contributions. All are missing where a side has no choice.

    Raises
    ------
    FramingError
        If an outlet, the referent, its stance or the voice is unknown.

    Notes
    -----
    With s = 1 for labels of the stance and 0 for others, m the mean of the two shares of the stance, and p a label's
    share of the choices, its contribution is (s - m)(p_a - p_b). Exchanging `a` and `b` changes every sign and nothing
    else.

    References
    ----------
    Gallagher, R. J., Frank, M. R., Mitchell, L., Schwartz, A. J., Reagan, A. J., Danforth, C. M., & Dodds, P. S.
    (2021). Generalized word shift graphs: a method for visualizing and explaining pairwise comparisons between texts.
    EPJ Data Science, 10, 4.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Courier", "Herald"]})
    >>> mentions = pd.DataFrame({"article_id": ["a"] * 5 + ["b"] * 5, "referent": "army", "voice": "own",
    ...     "label": ["regime forces"] * 4 + ["army"] * 5 + ["troops"]})
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "neutral", "critical"],
    ...                         "label": ["army", "troops", "regime forces"]})
    >>> table = shift(mentions, articles, choices, sides=["Courier", "Herald"], referent="army", stance="critical")
    >>> table[["label", "n_a", "n_b", "contribution"]].round(2)
               label  n_a  n_b  contribution
    0  regime forces    4    0          0.48
    1           army    1    4          0.24
    2         troops    0    1          0.08
    >>> round(float(table["contribution"].sum()), 12)
    0.8
    """
    check_choice("voice", voice, [*VOICES, "all"])
    a, b = _sides(articles, sides)
    known = list(choices["referent"].unique())
    if referent not in known:
        raise FramingError(f"no labels for the referent {referent!r}. {did_you_mean(referent, known)}")
    labels = choices.loc[choices["referent"] == referent, ["referent", "stance", "label"]].drop_duplicates()
    stances = list(labels["stance"].unique())
    if stance not in stances:
        raise FramingError(f"{referent!r} has no stance {stance!r}. {did_you_mean(stance, stances)}")
    chosen = mentions[mentions["referent"] == referent]
    chosen = chosen if voice == "all" else chosen[chosen["voice"] == voice]
    outlets = chosen["article_id"].map(articles.set_index("article_id")["outlet"])
    on = {"a": outlets == a, "b": (outlets != a) if b == REST else (outlets == b)}
    table = labels.assign(a=a, b=b)
    for side, rows in on.items():
        counts = chosen.loc[rows, "label"].value_counts()
        n = table["label"].map(counts).fillna(0).astype("int64")
        total = int(n.sum())
        table[f"n_{side}"], table[f"choices_{side}"] = n, total
        table[f"share_{side}"] = n / total if total else np.nan
    of_stance = table["stance"] == stance
    table["contribution"] = np.nan
    table["explained"] = stance
    for side in "ab":
        table[f"explained_{side}"] = table.loc[of_stance, f"share_{side}"].sum(min_count=1)
    table["difference"] = table["explained_a"] - table["explained_b"]
    middle = (table["explained_a"] + table["explained_b"]) / 2
    table["contribution"] = (of_stance - middle) * (table["share_a"] - table["share_b"])
    n_a, n_b = int(table["choices_a"].iloc[0]), int(table["choices_b"].iloc[0])
    few = min(n_a, n_b) < MIN_CHOICES
    table["note"] = pd.Series(f"not enough evidence (n={n_a} and {n_b})" if few else "", table.index, dtype="str")
    order = (-table["contribution"].abs().round(12)).sort_values(kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def _sides(articles: pd.DataFrame, sides: Sequence[str]) -> tuple[str, str]:
    """Check the outlets; one alone stands against all others."""
    known = sorted(articles["outlet"].dropna().unique())
    for outlet in sides:
        if outlet not in known:
            raise FramingError(f"There is no outlet {outlet!r}. {did_you_mean(outlet, known)}")
    if len(sides) not in (1, 2):
        raise FramingError(f"shift takes one outlet or two; it was given {len(sides)}.")
    if len(set(sides)) < len(sides):
        raise FramingError(f"shift was given {sides[0]!r} twice; an outlet cannot be compared with itself.")
    if len(known) < 2:
        raise FramingError(f"shift needs two outlets; these articles have {known or 'none'}.")
    return sides[0], sides[1] if len(sides) == 2 else REST
