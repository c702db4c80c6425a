"""A chart of who is held responsible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.columns import draw_columns
from framing.show.dots import Block, arrange, group_names, left_out, order_groups, rank
from framing.show.theme import INK, QUIET, Look, choose, say
from framing.show.words import NOBODY, display_actor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["blame"]


def blame(table: pd.DataFrame, *, targets: Sequence[str] | None = None, most: int = 5, ax: Axes | None = None) -> Axes:
    """Draw whom each outlet's reports of harm hold responsible, with the harm nobody is named for.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.blame()`` returned.
    targets : sequence of str, optional
        Ids or display names to draw, in this order; by default the `most` that are blamed most often.
    most : int
        How many targets to draw if `targets` is not given; "nobody named" comes on top of them.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; in a notebook, show it with ``.figure``.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x.

    Raises
    ------
    FramingError
        If a target is unknown.

    See Also
    --------
    framing.show.agency : how often a doer is named at all.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"] * 2, "target": ["army", None], "claims": [12, 9], "total": [21, 21],
    ...     "articles": [9, 9], "share": [0.57, 0.43], "low": [0.37, 0.24], "high": [0.76, 0.63],
    ...     "own_voice": [5, 9], "attributed": [7, 0], "hedged": [0, 0], "denied": [0, 0], "note": ["", ""]})
    >>> [text.get_text() for text in show.blame(table).texts]
    ['army', '12 (5)', 'nobody named', '9', 'of 21']
    """
    title = "Who is held responsible for harm"
    if table.empty or not table["claims"].any():
        return say(ax, title=title, words="No claims of responsibility were found, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    rows = table.assign(group=group_names(table, "target"), n=table["claims"], target=table["target"].fillna(""))
    ranked = [target for target in rank(rows, "target", "claims") if target]
    chosen = [choose(table, "target", target)[1] for target in targets] if targets else ranked[:most]
    order = order_groups(rows[rows["target"].isin([*chosen, ""])], rows["group"], "target")
    blocks = []
    for target in [*chosen, ""]:
        block = rows[rows["target"] == target]
        if target:
            block = block.assign(more=[f" ({int(own)})" if own else "" for own in block["own_voice"]])
        look = Look(INK, "o") if target else Look(QUIET, "s")
        blocks.append(Block(display_actor(target, names) if target else NOBODY, arrange(block, order), look))
    axis = "Share of all reports of harm, with 95% interval; in brackets: said in the outlet's own words"
    return draw_columns(ax, blocks, title=title, axis=axis + ("" if targets else left_out(len(ranked) - len(chosen))))
