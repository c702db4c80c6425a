"""A chart of whose words the names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.dots import group_names, order_groups, percent_axis
from framing.show.theme import INK, PALE, QUIET, axes, finish, say
from framing.show.words import display, interval, percent, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["voice"]

# From dark to light, so that the bars keep their order when printed in grey.
_COLOURS = {"own": "#1f3f5f", "quoted": "#4f94c4", "reported": "#b5d4ea", "scare": "#f5c98b"}


def voice(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw, by outlet, how its names divide into own words, quotation, reported speech and scare quotes.

    The thin line over the end of the first part is the 95 % interval of the share in the outlet's own words.
    Bars without fill are shares on too little evidence for an interval.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.voice()`` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; in a notebook, show it with ``.figure``.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x, one bar per outlet.

    See Also
    --------
    framing.show.labels : the names themselves.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"] * 2, "voice": ["own", "quoted"], "n": [30, 10], "choices": [40, 40],
    ...     "articles": [9, 9], "share": [0.75, 0.25], "low": [0.6, 0.1], "high": [0.9, 0.4], "note": ["", ""]})
    >>> [float(bar.get_width()) for bar in show.voice(table).patches]
    [0.75, 0.25]
    """
    title = "Whose voice carries the names"
    if table.empty or not table["choices"].any():
        return say(ax, title=title, words="No names of this lexicon were found, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    rows = table.assign(group=group_names(table, "voice"))
    voices = [str(v) for v in dict.fromkeys(rows["voice"].dropna())]
    own = rows[rows["voice"] == voices[0]]
    order = order_groups(own, own["group"], "voice")
    ax = axes(ax, height=1.3 + 0.4 * len(order))
    for y, group in enumerate(order):
        _bar(ax, y, rows[rows["group"] == group])
    _key(ax, [(display(v, names), _COLOURS.get(v, PALE)) for v in voices])
    ax.set_yticks(range(len(order)), labels=[wrap(group) for group in order], parse_math=False)
    ax.set_ylim(len(order) - 0.4, -1.1)
    percent_axis(ax, "Share of all names; thin line: 95% interval for own words")
    return finish(ax, title=title, alt=_alt(rows, order, names))


def _bar(ax: Axes, y: int, rows: pd.DataFrame) -> None:
    """Stack one group's voices, write the shares that fit, and draw the interval of the first."""
    left = 0.0
    for row in rows[rows["share"].notna()].to_dict("records"):
        colour = _COLOURS.get(str(row["voice"]), PALE)
        sure = pd.notna(row["low"])
        ax.barh(y, row["share"], left=left, height=0.56, facecolor=colour if sure else "white", linewidth=0.8,
                edgecolor="white" if sure else colour, hatch="////" if row["voice"] == "scare" and sure else None,
                label=str(row["voice"]))  # fmt: skip
        if row["share"] >= 0.08:
            dark = sure and row["voice"] in ("own", "quoted")
            ax.text(left + 0.012, y, percent(row["share"]), va="center", fontsize=8, color="white" if dark else INK)
        left += row["share"]
    first = rows.iloc[0]
    if pd.notna(first["low"]):
        ax.hlines([y + 0.38], [first["low"]], [first["high"]], color=INK, linewidth=1.3, clip_on=False, zorder=4)
    elif pd.notna(first["note"]) and first["note"]:
        at = 0.01 if pd.isna(first["share"]) else 0.0
        ax.annotate(shorten(str(first["note"]), 80), (at, y if at else y + 0.43), va="center", fontsize=7,
                    style="italic", color=QUIET, parse_math=False)  # fmt: skip
    ax.annotate(f"{int(first['choices']):,} names", (1.025, y), xycoords=("axes fraction", "data"), va="center",
                fontsize=8, color=QUIET)  # fmt: skip


def _key(ax: Axes, entries: list[tuple[str, str]]) -> None:
    """Name the colours once, in the order of the bars, in a line over the first."""
    at = 0.0
    for name, colour in entries:
        ax.plot([at + 0.012], [-0.8], marker="s", markersize=6.5, color=colour, linestyle="none", zorder=4)
        ax.text(at + 0.032, -0.8, shorten(name, 20), va="center", fontsize=8.5, color=INK, parse_math=False)
        at += 0.07 + 0.0145 * len(name)


def _alt(rows: pd.DataFrame, order: list[str], names: dict) -> str:
    """Write the bars as sentences."""
    said = []
    for group in order:
        parts = []
        for row in rows[rows["group"] == group].to_dict("records"):
            sure = f" (95% interval {interval(row['low'], row['high'])})" if pd.notna(row["low"]) else ""
            parts.append(f"{display(row['voice'], names)} {percent(row['share'])}{sure}")
        said.append(f"{group}: {', '.join(parts)}.")
    return " ".join(said)
