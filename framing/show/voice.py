"""A chart of whose words the names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.bars import Bar, Part, bar_panels, draw_bar
from framing.show.dots import below, group_names, order_groups
from framing.show.theme import PALE, finish, say, type_of
from framing.show.words import display, interval, percent, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["voice"]

# From dark to light, so that the bars keep their order when printed in grey.
_PARTS = {
    "own": Part("", "#1f3f5f", dark=True),
    "quoted": Part("", "#4f94c4", dark=True),
    "reported": Part("", "#b5d4ea"),
    "scare": Part("", "#f5c98b", "////"),
}


def voice(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw, by outlet, how its names divide into own words, quotation, reported speech and scare quotes.

    The thin line below the end of the first part is the 95 % interval of the share in the outlet's own words.
    Bars without fill are shares on too little evidence for an interval.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.voice()`` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

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
    >>> [float(bar.get_width()) for bar in show.voice(table).child_axes[0].patches]
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
    parts = {v: _PARTS.get(v, Part("", PALE))._replace(words=display(v, names)) for v in voices}
    bars = [_bar(rows[rows["group"] == group]) for group in order]
    sheet, wide = bar_panels(ax, [order], [""], [bar.counted for bar in bars], list(parts.values()))
    (panel,) = sheet.panels
    for y, bar in enumerate(bars):
        draw_bar(panel, y, bar, parts, size=type_of(sheet.ax).tiny, wide=wide)
    below(sheet.ax, "Share of all names; thin line: 95% interval for own words; no fill: not enough evidence")
    return finish(sheet.ax, title=title, alt=_alt(rows, order, names))


def _bar(rows: pd.DataFrame) -> Bar:
    """Divide one group's names by their voices."""
    first = rows.iloc[0]
    note = plain(first["note"]) if pd.notna(first["note"]) else ""
    shares = {str(voice): float(share) for voice, share in zip(rows["voice"], rows["share"], strict=True)}
    return Bar(shares, first["low"], first["high"], f"{int(first['choices']):,} names", note)


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
