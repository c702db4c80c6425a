"""A chart of the names chosen for one referent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.columns import draw_columns
from framing.show.dots import Block, arrange, group_names, left_out, order_groups, rank
from framing.show.theme import choose, looks, say
from framing.show.words import display

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["labels"]


def labels(table: pd.DataFrame, *, referent: str | None = None, most: int = 9, ax: Axes | None = None) -> Axes:
    """Draw how often each outlet chose each stance (or label) when it named one referent.

    A dot is a share of the outlet's choices, its line the 95 % interval; the count stands at the right.
    A hollow dot is a share on too little evidence for an interval, with the reason beside it.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.labels()`` returned, by stance or by label.
    referent : str, optional
        Id or display name; needed unless the table holds only one.
    most : int
        How many labels to draw if the table is by label, the most frequent first; stances are all drawn.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x. `alt_text` gives its values as words.

    Raises
    ------
    FramingError
        If the referent is unknown, or none is given and there are several.

    See Also
    --------
    framing.show.voice : whose words the names are.
    framing.show.compare : differences between outlets.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"] * 2, "referent": ["army"] * 2, "stance": ["neutral", "critical"],
    ...     "n": [4, 37], "choices": [41, 41], "articles": [9, 9], "share": [0.1, 0.9],
    ...     "low": [0.04, 0.77], "high": [0.23, 0.96], "note": ["", ""]})
    >>> ax = show.labels(table, referent="army")
    >>> [text.get_text() for panel in ax.child_axes for text in panel.texts]
    ['neutral', '4', 'critical', '37', 'of 41']
    """
    if table.empty:
        return say(ax, title="Names", words="No names of this lexicon were found, so there is nothing to draw.")
    look = looks(table["stance"].dropna())
    names = table.attrs.get("names", {})
    rows, chosen = choose(table, "referent", referent)
    title = f"Names: {display(chosen, names)}"
    if not rows["choices"].any():
        return say(ax, title=title, words="No outlet named it by a label of the lexicon, so there is nothing to draw.")
    category = "label" if "label" in rows else "stance"
    rows = rows.assign(group=group_names(rows, "referent"), total=rows["choices"])
    order = order_groups(rows, rows["group"], category)
    values = rank(rows, "label", "n") if category == "label" else list(rows["stance"].unique())
    blocks = []
    for value in values[:most] if category == "label" else values:
        block = rows[rows[category] == value]
        stance = str(block["stance"].iloc[0])
        heading = display(value, names) + (f" ({display(stance, names)})" if category == "label" else "")
        blocks.append(Block(heading, arrange(block, order), look[stance]))
    axis = "Share of all choices of a name, with 95% interval" + left_out(len(values) - len(blocks))
    return draw_columns(ax, blocks, title=title, axis=axis)
