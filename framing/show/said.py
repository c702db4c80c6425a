"""A chart of how those who are cited are introduced: said, or claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.show.dots import arrange, group_names, heading, left_out, order_groups, percent_axis, rank
from framing.show.theme import INK, QUIET, Look, axes, finish, say
from framing.show.words import ELSE, display, interval, percent, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["said"]


class _Way(NamedTuple):
    """A kind of reporting verb, named by its plainest one, and how its part of a bar looks."""

    words: str
    colour: str
    hatch: str = ""
    dark: bool = False

    @property
    def edge(self) -> str:
        """The colour of its outline, dark enough to be seen without a fill."""
        return self.colour if self.dark else "#8a8a8a"


# In the order of the bars. Dark to light and light to dark again, so that they stay apart in grey.
_WAYS = {
    "doubting": _Way("“claimed”", "#7a2f00", dark=True),
    "denying": _Way("“denied”", "#d55e00", dark=True),
    "accusing": _Way("“accused”", "#f0b070", "xxxx"),
    "hedging": _Way("“believes”", "#fbe3c8", "////"),
    "neutral": _Way("“said”", "#d4dbe0"),
    "endorsing": _Way("“confirmed”", "#0072b2", dark=True),
    "no_cue": _Way("no verb", "#ffffff"),
}


def said(table: pd.DataFrame, *, most: int = 4, ax: Axes | None = None) -> Axes:
    """Draw, by who is cited, how each outlet's citations divide into said, claimed, confirmed and so on.

    The thin line over the left end is the 95 % interval of the share of doubting verbs. Bars without fill are shares on
    too little evidence for an interval.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.sources()`` returned.
    most : int
        How many speakers to draw, the most cited first.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; in a notebook, show it with ``.figure``.

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
    >>> bars = {bar.get_label(): float(bar[0].get_width()) for bar in show.said(table).containers}
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
    used = [way for way in _WAYS if drawn[way].any()]
    ax = axes(ax, height=1.5 + min(most, len(ranked)) * (0.29 + 0.235 * len(order)))
    ticks: list[tuple[float, str]] = []
    alt = []
    y = 0.0
    for speaker in ranked[:most]:
        own = arrange(drawn[drawn["speaker"] == speaker], order)
        name = display(speaker, names) if speaker else ELSE
        heading(ax, y, name, Look(INK if speaker else QUIET, "o" if speaker else "s"))
        for number, row in enumerate(own.to_dict("records"), 1):
            _bar(ax, y + number, row, used)
            ticks.append((y + number, wrap(row["group"])))
        alt.append(f"{name}: {'; '.join(_alt(row, used) for row in own.to_dict('records'))}.")
        y += len(own) + 1.3
    top = _key(ax, used)
    ax.set_yticks([at for at, _ in ticks], labels=[group for _, group in ticks], parse_math=False)
    ax.set_ylim(y - 0.6, top - 0.6)
    axis = "Share of the citations; thin line: 95% interval for verbs of doubt; no fill: not enough evidence"
    percent_axis(ax, axis + left_out(len(ranked) - most))
    return finish(ax, title=title, alt=" ".join(alt))


def _bar(ax: Axes, y: float, row: dict, ways: list[str]) -> None:
    """Stack the kinds of verb in one outlet's citations of one speaker, and say of how many."""
    left, sure = 0.0, pd.notna(row["doubting_low"])
    for way in ways:
        width = row[way] / row["n"] if row["n"] else 0.0
        if not width:
            continue
        look = _WAYS[way]
        ax.barh(y, width, left=left, height=0.62, facecolor=look.colour if sure else "white", linewidth=0.7,
                edgecolor="white" if sure and not look.hatch else look.edge, hatch=look.hatch if sure else None,
                label=way, zorder=2)  # fmt: skip
        left += width
    if sure:
        ax.hlines([y + 0.41], [row["doubting_low"]], [row["doubting_high"]], color=INK, linewidth=1.2, zorder=4)
    count = f"{int(row['n']):,} citation{'s' * (row['n'] != 1)}"
    ax.annotate(count, (1.025, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=QUIET)


def _key(ax: Axes, ways: list[str]) -> float:
    """Name the looks once, in the order of the bars, in lines over the first; return where the lines begin."""
    lines = [ways[at : at + 4] for at in range(0, len(ways), 4)]
    for number, line in enumerate(lines):
        y = -0.9 - 0.85 * (len(lines) - 1 - number)
        for column, way in enumerate(line):
            look = _WAYS[way]
            ax.barh(y, 0.022, left=0.25 * column, height=0.5, facecolor=look.colour, edgecolor=look.edge,
                    linewidth=0.7, hatch=look.hatch, zorder=4)  # fmt: skip
            ax.text(0.25 * column + 0.031, y, shorten(look.words, 24), va="center", fontsize=8, color=INK)
    return -0.9 - 0.85 * (len(lines) - 1)


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
