"""A chart of how those who are cited are introduced: said, or claimed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.bars import Bar, Part, bar_panels, draw_bar
from framing.show.dots import arrange, below, group_names, left_out, order_groups, rank
from framing.show.panels import broken, head
from framing.show.theme import INK, QUIET, Look, finish, say, type_of
from framing.show.words import ELSE, display, interval, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["said"]


# In the order of the bars. Dark to light and light to dark again, so that they stay apart in grey.
_WAYS = {
    "doubting": Part("“claimed”", "#7a2f00", dark=True),
    "denying": Part("“denied”", "#d55e00", dark=True),
    "accusing": Part("“accused”", "#f0b070", "xxxx"),
    "hedging": Part("“believes”", "#fbe3c8", "////"),
    "neutral": Part("“said”", "#d4dbe0"),
    "endorsing": Part("“confirmed”", "#0072b2", dark=True),
    "no_cue": Part("no verb", "#ffffff", "...."),
}


def said(table: pd.DataFrame, *, most: int = 4, ax: Axes | None = None) -> Axes:
    """Draw, by who is cited, how each outlet's citations divide into said, claimed, confirmed and so on.

    The thin line below the left end is the 95 % interval of the share of doubting verbs. Bars without fill are shares
    on too little evidence for an interval.

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
        Shares from 0 to 1 on x, one bar per outlet and speaker.

    See Also
    --------
    framing.show.sources : how often they are cited.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"], "speaker": ["army"], "n": [20], "share": [0.4], "low": [0.2], "neutral": [12],
    ...     "doubting": [5], "endorsing": [2], "denying": [0], "accusing": [0], "hedging": [0],
    ...     "no_cue": [1], "doubting_share": [0.25], "doubting_low": [0.1], "doubting_high": [0.5]})
    >>> (panel,) = show.said(table).child_axes
    >>> bars = {bar.get_label(): float(bar[0].get_width()) for bar in panel.containers}
    >>> bars["doubting"], bars["neutral"]
    (0.25, 0.6)
    """
    title = "Said or claimed: how sources are introduced"
    if table.empty or not table["n"].any():
        return say(ax, title=title, words="No citations were found, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    rows = table.assign(group=group_names(table, "speaker"), speaker=table["speaker"].fillna(""))
    ranked = rank(rows, "speaker", "n")
    drawn = rows[rows["speaker"].isin(ranked[:most])]
    order = order_groups(
        drawn.assign(share=drawn["doubting_share"], low=drawn["doubting_low"]), drawn["group"], "speaker"
    )
    used = {way: part for way, part in _WAYS.items() if drawn[way].any()}
    blocks = [arrange(drawn[drawn["speaker"] == speaker], order) for speaker in ranked[:most]]
    heads = [display(speaker, names) if speaker else ELSE for speaker in ranked[:most]]
    counts = [f"{int(n):,}" for n in drawn["n"]]
    sheet, wide = bar_panels(ax, [order] * len(blocks), heads, counts, list(used.values()))
    size = type_of(sheet.ax)
    alt = []
    for panel, block, name, speaker in zip(sheet.panels, blocks, heads, ranked, strict=False):
        look = Look(INK, "o") if speaker else Look(QUIET, "s")
        head(panel, broken(name, size=size.small, wide=wide), look, size=size.small)
        for row in block.to_dict("records"):
            draw_bar(panel, order.index(row["group"]), _bar(row, used), used, size=size.tiny, wide=wide)
        alt.append(f"{name}: {'; '.join(_alt(row, list(used)) for row in block.to_dict('records'))}.")
    axis = "Share of the citations, which are counted at the right; thin line: 95% interval for verbs of doubt; "
    below(sheet.ax, f"{axis}no fill: not enough evidence{left_out(len(ranked) - most)}")
    return finish(sheet.ax, title=title, alt=" ".join(alt))


def _bar(row: dict, ways: Iterable[str]) -> Bar:
    """Divide one outlet's citations of one speaker by the kind of verb."""
    shares = {way: row[way] / row["n"] if row["n"] else 0.0 for way in ways}
    return Bar(shares, row["doubting_low"], row["doubting_high"], f"{int(row['n']):,}")


def _alt(row: dict, ways: list[str]) -> str:
    """Write one bar in words."""
    parts = [
        f"{'no' if way == 'none' else way} verb {percent(row[way] / row['n'])}" for way in ways if row["n"] and row[way]
    ]
    if not parts:
        return f"{row['group']} no citations"
    sure = interval(row["doubting_low"], row["doubting_high"])
    of = f" of {int(row['n']):,}" + (f", 95% interval for doubting {sure}" if sure else "")
    return f"{row['group']} {', '.join(parts)}{of}"
