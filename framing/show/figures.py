"""A chart of numbers that dispute each other."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.theme import ACCENT, INK, PALE, QUIET, RULE, axes, choose, finish, say
from framing.show.words import display, display_actor, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["disputed_figures"]

_SPREAD = 12  # from this factor between the largest and the smallest number on, the axis is logarithmic
_OPEN = 1.16  # how far an open side reaches beyond all numbers, as a factor


def disputed_figures(
    table: pd.DataFrame, *, story: str | None = None, thing: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the numbers that outlets give for one thing: a dot, or a line as far as the number is left open.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.disputed_figures()`` returned.
    story, thing : str, optional
        Which story and which `thing` of it; needed where the table holds several.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        The numbers on x (logarithmic where they lie far apart), one row per outlet, number and source (none where the
        outlet gives it in its own words). Arrows: at least, at most. Pale: another count by the same source.

    Raises
    ------
    FramingError
        If the table holds several stories or things and none is chosen, or the one given is not there.

    Examples
    --------
    >>> import framing, pandas as pd
    >>> from framing import show
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "Raid",
    ...                       "text": ["33 civilians were killed.", "At least 34 civilians died."]})
    >>> table = framing.analyze(texts, "syria").disputed_figures()
    >>> [text.get_text() for text in show.disputed_figures(table).texts]
    ['33', 'at least 34']
    """
    if table.empty:
        return say(
            ax,
            title="Numbers that cannot all be true",
            words="No numbers of one thing dispute each other, so there is nothing to draw.",
        )
    names = table.attrs.get("names", {})
    rows, _ = choose(table, "story", story)
    rows = _of_thing(rows, thing).reset_index(drop=True)
    counted, whom = rows["counted"].iloc[0], rows["of_whom"].iloc[0]
    of = "" if pd.isna(whom) or whom == counted else f": {' '.join(display(w, names) for w in str(whom).split())}"
    title = f"How many {display(counted, names)}{of}"
    ax = axes(ax, height=1.1 + 0.27 * len(rows))
    _draw(ax, rows)
    for y, row in enumerate(rows.to_dict("records")):
        ax.annotate(row["number"], (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                    color=INK if row["stands"] else PALE, parse_math=False)  # fmt: skip
    ax.set_ylim(len(rows) - 0.4, -0.7)
    labels = [shorten(plain(row["outlet"]), 24) + _word(row, names) for row in rows.to_dict("records")]
    ax.set_yticks(range(len(rows)), labels=labels, parse_math=False)
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    label = "Blue: others give a number that cannot be true along with it. Pale: another count by the same source"
    ax.set_xlabel(textwrap.fill(label, 58), fontsize=8.5, color=QUIET, loc="left", parse_math=False)
    return finish(ax, title=title, alt=_alt(rows, names))


def _of_thing(rows: pd.DataFrame, thing: str | None) -> pd.DataFrame:
    """Keep the rows of one thing."""
    known = [str(t) for t in rows["thing"].unique()]
    if thing is None and len(known) > 1:
        raise FramingError(
            f"the story {rows['story'].iloc[0]!r} has {len(known)} disputed things and a chart shows one: give thing=, "
            f"for instance thing={known[0]!r}. Known: {'; '.join(known)}."
        )
    if thing is not None and thing not in known:
        raise FramingError(f"the table has no thing {thing!r} in this story. {did_you_mean(thing, known)}")
    return rows if thing is None else rows[rows["thing"] == thing]


def _word(row: dict, names: dict[str, str]) -> str:
    """Say on whose word a number stands."""
    if row["source"] == "outlet":
        return ""
    text = row["source_text"]
    return f" · {shorten(plain(text) if pd.notna(text) else display_actor(row['source'], names), 26)}"


def _draw(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw dots for exact numbers, lines for what is left open, with arrows on open sides."""
    low = rows["at_least"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    high = rows["at_most"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    ends = np.concatenate([low, high])
    least, most = float(np.nanmin(ends)), float(np.nanmax(ends))
    wide = most > _SPREAD * max(least, 1)
    step = 1.6 if wide else _OPEN
    left, right = (max(least, 1) / step, most * step) if wide else (max(0.0, least - (step - 1) * most), most * step)
    if wide:
        from matplotlib.ticker import FuncFormatter, NullFormatter

        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.tick_params(axis="x", which="minor", length=0)
    ax.set_xlim(left, right)
    for y, (a, b, stands, disputed) in enumerate(zip(low, high, rows["stands"], rows["disputes"] > 0, strict=True)):
        colour = PALE if not stands else ACCENT if disputed else INK
        start, end = float(left if np.isnan(a) else a), float(right if np.isnan(b) else b)
        if start < end:
            ax.plot([start, end], [y, y], color=colour, linewidth=2.2, solid_capstyle="butt", zorder=2)
        for at, marker in ((a, None if np.isnan(b) else "|"), (b, None if np.isnan(a) else "|")):
            if not np.isnan(at):
                ax.plot([at], [y], marker="o" if a == b or marker is None else marker, color=colour, markersize=6.5,
                        zorder=3, linestyle="none")  # fmt: skip
        if np.isnan(b):
            ax.plot([right], [y], marker=">", color=colour, markersize=6, zorder=3, clip_on=False, linestyle="none")
        if np.isnan(a):
            ax.plot([left], [y], marker="<", color=colour, markersize=6, zorder=3, clip_on=False, linestyle="none")


def _alt(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Write every number as a sentence."""
    said = [
        f"{plain(row['outlet'])}{_word(row, names)}: {row['number']}" + (f" ({row['note']})" if row["note"] else "")
        for row in rows.to_dict("records")
    ]
    return "; ".join(said) + "."
