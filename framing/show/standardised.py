"""A chart of standardised shares beside the raw ones."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.dots import percent_axis, words_height
from framing.show.theme import ACCENT, NARROW, PALE, QUIET, axes, choose, finish, room, say, type_of
from framing.show.words import display, display_actor, interval, percent, plain, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["standardised"]


def standardised(
    table: pd.DataFrame, *, referent: str | None = None, stance: str | None = None, measure: str = "labels",
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw each outlet's share over the common mix of stories with its interval, and its raw share as a hollow dot.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.standardised()`` returned.
    referent, stance : str, optional
        Which share: ids or display names; needed where the table holds several. Of ``blame``, `referent` is the target.
    measure : {"labels", "blame", "voice"}
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x, the largest on top.

    Raises
    ------
    FramingError
        If the measure, referent or stance is unknown, or must be chosen.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "measure": "labels", "referent": "army", "stance": "critical", "outlet": ["Courier", "Herald"],
    ...     "n": [56, 40], "choices": 96, "articles": 8, "raw": [0.58, 0.42], "share": 0.5, "low": 0.4, "high": 0.6,
    ...     "stories": 8, "mix": 8, "note": ""})
    >>> [text.get_text() for text in show.standardised(table).texts]
    ['50% (raw 58%), 8 stories', '50% (raw 42%), 8 stories']
    """
    if table.empty:
        return say(ax, title="Standardised shares", words="There is nothing to draw: the table has no rows.")
    rows, measure = choose(table, "measure", measure)
    rows, referent = choose(rows, "referent", referent)
    if measure != "blame":
        rows, stance = choose(rows, "stance", stance)
    names = table.attrs.get("names", {})
    what = f"{display(referent, names)}: {display(stance, names)}"
    what = f"blamed: {display_actor(referent, names)}" if measure == "blame" else what
    title = f"{what}, over the same mix of stories"
    by = str(rows.columns[3])
    drawn = rows[rows["raw"].notna()].sort_values(["share", "raw"], ascending=False, kind="stable")
    if drawn.empty:
        return say(ax, title=title, words="Not enough evidence: nobody made a choice.")
    mix = int(drawn["mix"].max())
    over = f"Share over {mix} stories, each weighing the same, with 95% interval; hollow: the raw share, over whatever"
    over = f"{over} each covered" if mix else "Raw share: too few shared stories to standardise"
    size, narrow = type_of(ax), room(ax) < NARROW
    labels = [wrap(plain(outlet), size.name) for outlet in drawn[by]]
    tall = 0.36 if narrow and drawn["share"].isna().any() else 0.3 if narrow else 0.27
    ax = axes(ax, height=0.3 + tall * len(drawn) + words_height(ax, title, over))
    said = []
    for y, row in enumerate(drawn.to_dict("records")):
        known = pd.notna(row["share"])
        if known:
            ax.plot([row["raw"], row["share"]], [y, y], color=PALE, linewidth=0.9, linestyle=(0, (2, 2)), zorder=1)
            ax.hlines(y, row["low"], row["high"], color=ACCENT, linewidth=1.8, zorder=2)
            ax.scatter(row["share"], y, s=32, c=ACCENT, zorder=4, clip_on=False)
        ax.scatter(row["raw"], y, s=26, c="white", edgecolors=QUIET, linewidths=1.1, zorder=3, clip_on=False)
        words = f"{percent(row['share'])} (raw {percent(row['raw'])}), {row['stories']} stories"
        words = words if known else f"raw {percent(row['raw'])}; {row['note']}"
        lines = words.replace("), ", "),\n") if narrow and known else textwrap.fill(words, 17 if narrow else 30)
        ax.annotate(lines, (1.025, y), va="center", xycoords=("axes fraction", "data"),
                    fontsize=size.small, color=QUIET, parse_math=False)  # fmt: skip
        said.append(f"{plain(row[by])}: {words}{' ' + interval(row['low'], row['high']) if known else ''}.")
    ax.set_yticks(range(len(drawn)), labels=labels, parse_math=False)
    ax.set_ylim(len(drawn) - 0.5, -0.6)
    percent_axis(ax, over)
    return finish(ax, title=title, alt=" ".join(said))
