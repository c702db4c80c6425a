"""The choice profile of one outlet: what it calls everybody, beside what the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.columns import draw_columns
from framing.show.dots import Block
from framing.show.theme import PALE, choose, looks, say
from framing.show.words import display, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["profile"]


def profile(table: pd.DataFrame, *, outlet: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the shares of all stances in one outlet's choices, one row per referent, one panel per stance.

    Thin grey strokes are the shares of the other outlets.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.labels()`` returned: by outlet, and by stance.
    outlet : str, optional
        Whose profile; needed unless the table holds only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Its panels are ``ax.child_axes``, with shares from 0 to 1 on x.

    Raises
    ------
    FramingError
        If the outlet is unknown, or the table is not by outlet and stance.

    See Also
    --------
    framing.show.labels : one referent in all outlets.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"] * 2 + ["Herald"] * 2, "referent": "army", "stance": ["neutral", "critical"] * 2,
    ...     "n": [4, 37, 9, 1], "choices": [41, 41, 10, 10], "articles": 9, "share": [0.1, 0.9, 0.9, 0.1],
    ...     "low": [0.04, 0.77, 0.5, 0], "high": [0.23, 0.96, 1, 0.5], "note": ""})
    >>> [float(panel.lines[-1].get_xdata()[0]) for panel in show.profile(table, outlet="Courier").child_axes]
    [0.9, 0.1]
    """
    if table.empty:
        return say(ax, title="Profile", words="No names of this lexicon were found, so there is nothing to draw.")
    if "outlet" not in table or "stance" not in table or "label" in table:
        raise FramingError("A profile takes what labels() returns by outlet and stance.")
    names = table.attrs.get("names", {})
    own, chosen = choose(table, "outlet", outlet)
    title = f"The names that {shorten(plain(chosen), 60)} chose"
    used = own[own["choices"] > 0]
    if used.empty:
        return say(ax, title=title, words="It named nobody by a label of the lexicon, so there is nothing to draw.")
    ranked = used.drop_duplicates("referent").sort_values("choices", ascending=False, kind="stable")["referent"]
    stances = {referent: set(used.loc[used["referent"] == referent, "stance"]) for referent in ranked}
    alike = [referent for referent in ranked if stances[referent] <= stances[ranked.iloc[0]]]
    look = looks(table["stance"].dropna())
    blocks, orders, others = [], [], []
    for family in (alike, [referent for referent in ranked if referent not in alike]):
        own = used[used["referent"].isin(family)]
        for stance in dict.fromkeys(own["stance"]):
            rows = own[own["stance"] == stance].set_index("referent")
            rows = rows.loc[[referent for referent in family if referent in rows.index]].reset_index()
            group = [display(referent, names) for referent in rows["referent"]]
            blocks.append(Block(display(stance, names), rows.assign(group=group, total=rows["choices"]), look[stance]))
            orders.append([display(referent, names) for referent in family])
            rest = table[(table["outlet"] != chosen) & (table["stance"] == stance)].groupby("referent")["share"]
            others.append(
                [list(rest.get_group(ref).dropna()) if ref in rest.groups else [] for ref in rows["referent"]]
            )
    axis = "Share of all choices of a name, with 95% interval; strokes: other outlets"
    ax = draw_columns(ax, blocks, title=title, axis=axis, orders=orders)
    panels: list[Axes] = ax.child_axes  # type: ignore[assignment]
    for panel, block, order, shares in zip(panels, blocks, orders, others, strict=True):
        for group, values in zip(block.rows["group"], shares, strict=True):
            panel.plot(values, [order.index(group)] * len(values), marker="|", markersize=6, color=PALE,
                       linestyle="none", zorder=1.5)  # fmt: skip
    return ax
