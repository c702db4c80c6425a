"""A chart of who is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.columns import draw_columns
from framing.show.dots import Block, arrange, group_names, left_out, order_groups, rank
from framing.show.theme import INK, QUIET, Look, say
from framing.show.words import ELSE, display

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["sources"]


def sources(table: pd.DataFrame, *, most: int = 5, ax: Axes | None = None) -> Axes:
    """Draw whose words each outlet carries: the share of its citations that go to each kind of speaker.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.sources()`` returned.
    most : int
        How many speakers to draw, the most cited first.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"], "speaker": ["witnesses"], "n": [8], "total": [20], "articles": [9],
    ...     "share": [0.4], "low": [0.2], "high": [0.6], "quoted": [3], "reported": [5], "note": [""]})
    >>> [text.get_text() for panel in show.sources(table).child_axes for text in panel.texts]
    ['witnesses', '8 of 20']
    """
    title = "Who is cited"
    if table.empty or not table["n"].any():
        return say(ax, title=title, words="No citations were found, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    rows = table.assign(group=group_names(table, "speaker"), speaker=table["speaker"].fillna(""))
    ranked = rank(rows, "speaker", "n")
    order = order_groups(rows[rows["speaker"].isin(ranked[:most])], rows["group"], "speaker")
    blocks = [
        Block(
            display(speaker, names) if speaker else ELSE,
            arrange(rows[rows["speaker"] == speaker], order),
            Look(INK, "o") if speaker else Look(QUIET, "s"),
        )
        for speaker in ranked[:most]
    ]
    axis = "Share of all citations, with 95% interval" + left_out(len(ranked) - len(blocks))
    return draw_columns(ax, blocks, title=title, axis=axis)
