"""Compare: differences between outlets, within the stories they share where there are enough of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, stats

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import distinct
from framing.measure.contrast import MIN_SHARED, Contrast, paired, unpaired
from framing.measure.groups import MIN_STORIES
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS

__all__ = ["REST", "compare"]

#: What stands in column ``b`` where an outlet is compared with every other.
REST = "all other outlets"


def compare(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    actors: Iterable[str],
    *,
    outlets: Sequence[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """Compare outlets in label shares (own voice), blame shares and the share of labels in their own voice.

    Where two sides share six stories or more in which both made choices, they are compared *within stories*:
    each story weighs n_a n_b / (n_a + n_b), so that both shares are over the same mix of stories (they then
    differ from those of ``labels()``), p comes from flipping the sign of each story's difference (exactly, up
    to 12 stories), and the interval from the variance between stories. Otherwise shares are those of ``labels()``,
    articles (stories, where both sides have ten or more) are permuted between the sides, and the note says
    "unpaired". Two-sided throughout. ``q`` is Benjamini and Hochberg's over all rows of this table: filter
    afterwards, never before.

    Parameters
    ----------
    mentions, claims : DataFrame
        Evidence tables.
    articles : DataFrame
        All articles; ``story`` may be missing.
    choices : DataFrame
        Every ``referent, stance`` of the lexicon.
    actors : iterable of str
        Ids that can be blamed.
    outlets : sequence of str
        Two or more, compared pairwise in this order; by default each outlet against all others.
    seed : int
        Seed of permutations and sign flips.

    Returns
    -------
    DataFrame
        ``measure`` (``labels``, ``blame`` or ``voice``), ``referent`` (of blame, the target: missing where nobody is
        named), ``stance`` (of voice, ``own``), ``a, b, share_a, share_b, difference`` (a minus b), its 95 % interval
        ``low, high``, ``p, q, n_a, n_b`` (choices behind each share), ``stories`` (shared, with choices on both
        sides), ``more_in`` (the outlet with the larger share) and ``note``.

    Raises
    ------
    FramingError
        If fewer than two outlets are there, one is unknown, or one is compared with itself.

    References
    ----------
    Greenland, S., & Robins, J. M. (1985). Estimation of a common effect parameter from sparse follow-up data.
    Biometrics, 41, 55-68 (the weights). Janssen, A. (1997). Studentized permutation tests for non-i.i.d.
    hypotheses. Statistics & Probability Letters, 36, 9-21. Benjamini, Y., & Hochberg, Y. (1995). Controlling
    the false discovery rate. Journal of the Royal Statistical Society B, 57, 289-300.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": ["Courier"] * 4 + ["Herald"] * 4})
    >>> mentions = pd.DataFrame({"article_id": list("abcdefgh") * 5, "referent": "army", "voice": "own",
    ...                          "stance": (["critical"] * 4 + ["neutral"] * 4) * 5})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> choices = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    >>> table = compare(mentions, claims, articles, choices, [], outlets=["Courier", "Herald"])
    >>> table[["measure", "stance", "share_a", "share_b", "p", "more_in"]].iloc[1]
    measure      labels
    stance     critical
    share_a         1.0
    share_b         0.0
    p          0.025987
    more_in     Courier
    Name: 1, dtype: object
    """
    counts = _count(mentions, claims, articles, choices, list(actors))
    parts = []
    for a, b in _pairs(articles, outlets):
        left = (articles["outlet"] == a).to_numpy()
        right = ~left if b == REST else (articles["outlet"] == b).to_numpy()
        parts.append(_pair(counts, articles, left, right, seed).assign(a=a, b=b))
    table = pd.concat(parts, ignore_index=True)
    table["q"] = np.nan
    tested = table["p"].notna()
    if tested.any():
        table.loc[tested, "q"] = stats.false_discovery_control(table.loc[tested, "p"])
    side = np.sign(table["difference"].round(12))
    table["more_in"] = table["a"].where(side > 0, table["b"].where(side < 0)).astype("str")
    return table[
        ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high", "p", "q",
         "n_a", "n_b", "stories", "more_in", "note"]
    ]  # fmt: skip
