"""A chart of what is reported and what is left out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.dots import left_out
from framing.show.theme import INK, QUIET, RULE, axes, choose, finish, say
from framing.show.words import plain, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["omissions"]

_MISSING = "#d55e00"


def omissions(table: pd.DataFrame, *, story: str | None = None, most: int = 15, ax: Axes | None = None) -> Axes:
    """Draw what each outlet reports of one story, and what it leaves out: things down, outlets across.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.omissions()`` returned, for all outlets.
    story : str, optional
        Which story; needed where the table holds several.
    most : int
        How many things to draw, those first that most outlets report.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        A filled square where an outlet reports a thing, an open diamond where it leaves it out.

    Raises
    ------
    FramingError
        If the table holds several stories and none is chosen, or only one outlet.

    Examples
    --------
    >>> import framing, pandas as pd
    >>> from framing import show
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "Raid",
    ...                       "text": ["Russian jets struck.", "It rained."]})
    >>> ax = show.omissions(framing.analyze(texts, "syria").omissions(k=1))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Russia held responsible', 'Russia mentioned']
    """
    title = "Reported and left out"
    rows, name = choose(table, "story", story)
    outlets = sorted(rows["outlet"].unique())
    if len(outlets) < 2:
        raise FramingError(
            "the table holds one outlet and the chart compares several: call omissions() without outlet=."
        )
    missing = rows[rows["thing"].notna()]
    if missing.empty:
        return say(ax, title=f"{title}: {name}", words=f"Nothing is left out of this story: {rows['note'].iloc[0]}.")
    things = missing.sort_values(["others", "lead"], ascending=False, kind="stable").drop_duplicates("thing")
    lacking = missing.groupby("thing")["outlet"].agg(set)
    drawn = things.head(most)
    ax = axes(ax, height=1.5 + 0.36 * len(drawn))
    _draw(ax, drawn, outlets, lacking)
    label = "Filled: reported. Open: left out" + left_out(len(things) - len(drawn))
    ax.set_xlabel(label, fontsize=8.5, color=QUIET, loc="left", labelpad=8, parse_math=False)
    said = [f"{row['name']} ({row['what']}): left out by {', '.join(sorted(lacking[row['thing']]))}"
            for row in drawn.to_dict("records")]  # fmt: skip
    return finish(ax, title=f"{title}: {name}", alt="; ".join(said) + ".")


def _draw(ax: Axes, drawn: pd.DataFrame, outlets: list[str], lacking: pd.Series) -> None:
    """Draw the matrix, things from top to bottom, with lines between them."""
    for y, thing in enumerate(drawn["thing"]):
        ax.axhline(y + 0.5, color=RULE, linewidth=0.6, zorder=0)
        for x, outlet in enumerate(outlets):
            left = outlet in lacking[thing]
            ax.plot([x], [y], marker="D" if left else "s", markersize=7 if left else 9, linestyle="none",
                    markerfacecolor="white" if left else INK, markeredgecolor=_MISSING if left else INK,
                    markeredgewidth=1.6, zorder=3)  # fmt: skip
    ax.set_xlim(-0.6, len(outlets) - 0.4)
    ax.set_ylim(len(drawn) - 0.4, -0.6)
    ax.set_yticks(range(len(drawn)), labels=[textwrap.fill(plain(n), 34) for n in drawn["name"]], parse_math=False)
    ax.xaxis.tick_top()
    names = [wrap(plain(outlet), 14 if len(outlets) < 7 else 10) for outlet in outlets]
    ax.set_xticks(range(len(outlets)), labels=names, parse_math=False)
    ax.xaxis.set_label_position("bottom")
