"""A chart of how often the doer of harm is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.columns import draw_columns
from framing.show.dots import Block, arrange, group_names, left_out, order_groups, rank
from framing.show.theme import INK, QUIET, Look, say
from framing.show.words import display_actor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["agency"]


def agency(table: pd.DataFrame, *, most: int = 5, ax: Axes | None = None) -> Axes:
    """Draw, by who was harmed, how often each outlet names the doer in the same sentence.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.agency()`` returned.
    most : int
        How many victims to draw, those of the most reports first.
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
    ...     "outlet": ["Courier"], "victim": ["civilians"], "events": [20], "named": [8], "articles": [9],
    ...     "share": [0.4], "low": [0.2], "high": [0.6], "note": [""]})
    >>> [text.get_text() for panel in show.agency(table).child_axes for text in panel.texts]
    ['harm to civilians', '8 of 20']
    """
    title = "How often the doer of harm is named"
    if table.empty or not table["events"].any():
        return say(ax, title=title, words="No reports of harm were found, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    rows = table.assign(
        group=group_names(table, "victim"), victim=table["victim"].fillna(""), n=table["named"], total=table["events"]
    )
    ranked = rank(rows, "victim", "events")
    order = order_groups(rows[rows["victim"].isin(ranked[:most])], rows["group"], "victim")
    blocks = [
        Block(
            f"harm to {display_actor(victim, names)}" if victim else "no victim named",
            arrange(rows[rows["victim"] == victim], order),
            Look(INK, "o") if victim else Look(QUIET, "s"),
        )
        for victim in ranked[:most]
    ]
    axis = "Share of reports of harm that name a doer, with 95% interval" + left_out(len(ranked) - len(blocks))
    return draw_columns(ax, blocks, title=title, axis=axis)
