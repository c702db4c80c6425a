"""A chart of who is held responsible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.cells import keep
from framing.show.columns import draw_columns
from framing.show.dots import Block, arrange, group_names, left_out, order_groups, rank
from framing.show.theme import INK, QUIET, Look, choose, say
from framing.show.tiles import Tile, draw_tiles
from framing.show.words import NOBODY, display, display_actor, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["blame", "blame_matrix"]


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
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

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
    >>> [text.get_text() for panel in show.blame(table).child_axes for text in panel.texts]
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


def blame_matrix(table: pd.DataFrame, *, most: int = 8, ax: Axes | None = None, **only: object) -> Axes:
    """Draw who blames whom: whose claims down, who is held responsible across.

    The number is that of the claims; a tile is the darker the larger its share of what this source says of harm. The
    outlet's own reports that name nobody stand in its row.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.blame(by="source")`` returned, or ``by=["outlet", "source"]``, of which one outlet is drawn.
    most : int
        How many sources, and how many targets, to draw: those of most claims.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.
    **only
        Which part of the table: ``outlet="Courier"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    FramingError
        If the table is not by source, a name is unknown, or it holds several outlets and none is chosen.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "source": ["outlet", "outlet", "army", "army"], "target": ["rebels", None] * 2, "claims": [3, 5, 2, 0],
    ...     "total": [8, 8, 2, 2], "share": [0.375, 0.625, 1.0, 0.0]})
    >>> [text.get_text() for text in show.blame_matrix(table).texts]
    ['3', '5', '2']
    """
    title = "Who blames whom"
    if table.empty or not table["claims"].any():
        return say(ax, title=title, words="No claims of responsibility were found, so there is nothing to draw.")
    if "source" not in table:
        raise FramingError('The table does not say whose claims they are: make it with blame(by="source").')
    names = table.attrs.get("names", {})
    rows = keep(table, only)
    columns = [str(column) for column in rows]
    for column in [column for column in columns[: columns.index("target")] if column != "source"]:
        rows, value = choose(rows, column, None)
        title += f": {plain(value)}"
    rows = rows.assign(source=rows["source"].fillna(""), target=rows["target"].fillna(""))
    if not rows["claims"].any():
        return say(ax, title=title, words="No claims of responsibility were found, so there is nothing to draw.")
    sources, targets = rank(rows, "source", "claims"), [t for t in rank(rows, "target", "claims") if t]
    left = max(len(sources) - most, 0) + max(len(targets) - most, 0)
    sources, targets = sources[:most], [*targets[:most], ""]
    tiles = {}
    drawn = rows[(rows["claims"] > 0) & rows["source"].isin(sources) & rows["target"].isin(targets)]
    for row in drawn.to_dict("records"):
        count = f"{int(row['claims']):,}"
        tiles[sources.index(row["source"]), targets.index(row["target"])] = Tile(row["share"], count, count)
    note = "Rows: on whose word. Numbers: claims; the darker, the larger their share of the row."
    note += f" {left} rarer sources or targets are left to the table." if left else ""
    across = [display_actor(target, names) if target else NOBODY for target in targets]
    return draw_tiles(ax, [display(source, names) if source else "not stated" for source in sources], across, tiles,
                      colour=INK, words=(title, note))  # fmt: skip
