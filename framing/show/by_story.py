"""Story by outlet: a grid of one share, so that one sees where the outlets part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.cells import cell_name, in_time, keep, kind_of, one_category
from framing.show.theme import INK, looks, say
from framing.show.tiles import Tile, draw_tiles
from framing.show.words import count_of, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["by_story"]


def by_story(table: pd.DataFrame, *, most: int = 20, ax: Axes | None = None, **only: object) -> Axes:
    """Draw one share in a grid of stories (down, in the order of time) and outlets (across).

    A tile is the darker the higher the share, and says of how many. White with ``0``: the outlet covered the story and
    made no choice. No tile: it did not cover it.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``labels``, ``voice``, ``blame``, ``sources`` or ``agency`` returned by outlet and story:
        ``result.labels(by=["outlet", "story"])``.
    most : int
        How many stories to draw, those in which most was counted.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.
    **only
        Which share: ``referent="syrian_government", stance="critical"``; ``target=None`` for nobody named.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    FramingError
        If the table is not by outlet and story, a name is unknown, or several shares are left.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier", "Herald"], "story": "Truce", "target": "army", "claims": [3, 0], "total": [4, 0],
    ...     "share": [0.75, None], "low": None, "high": None})
    >>> [text.get_text() for text in show.by_story(table).texts]
    ['3 of 4', '0']
    """
    if table.empty:
        return say(ax, title="Story by outlet", words="The table has no rows, so there is nothing to draw.")
    kind, names = kind_of(table), table.attrs.get("names", {})
    missing = [name for name in ("outlet", "story") if name not in table]
    if missing:
        raise FramingError(f'The table has no {missing[0]}: make it with by=["outlet", "story"].')
    rows = keep(table, only)
    one_category(rows, kind.cells)
    rows = rows.dropna(subset=["story"])
    words = ", ".join(cell_name(rows[cell].iloc[0], kind, names) for cell in kind.cells if len(rows))
    title = f"{kind.title}: {words}"
    if not rows[kind.total].any():
        return say(ax, title=title, words="Nothing was counted in any story, so there is nothing to draw.")
    counted = rows.groupby("story", sort=False)[kind.total].sum()
    chosen = set(counted[counted > 0].sort_values(ascending=False, kind="stable").index[:most])
    stories = in_time(table, "story", [story for story in counted.index if story in chosen])
    outlets = sorted(rows["outlet"].unique())
    tiles = {}
    for row in rows[rows["story"].isin(chosen)].to_dict("records"):
        count = count_of(row[kind.n], row[kind.total]) if row[kind.total] else "0"
        tiles[stories.index(row["story"]), outlets.index(row["outlet"])] = Tile(row["share"], count, count.replace(
            " of ", "/"))  # fmt: skip
    stance = str(rows["stance"].iloc[0]) if "stance" in rows else ""
    left = len(counted) - len(stories)
    note = f"Share of all {kind.base}: the darker the more. 0: covered, none counted. No tile: not covered."
    note += f" {left} stor{'y' if left == 1 else 'ies'} with less evidence left to the table." if left else ""
    colour = looks([stance])[stance].colour if stance else INK
    return draw_tiles(ax, [plain(story) for story in stories], [plain(outlet) for outlet in outlets], tiles,
                      colour=colour, words=(title, note))  # fmt: skip
