"""A chart of the words that one side uses more than another."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.compare import SIGNIFICANT
from framing.show.theme import INK, PALE, QUIET, RULE, axes, choose, finish, say
from framing.show.words import plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["keywords"]


def keywords(
    table: pd.DataFrame, *, a: str | None = None, b: str | None = None, most: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the terms that differ most clearly between two sides, those of each side with their interval.

    Black: the difference stands after correction (q < .05). Grey: it may be chance.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.keywords()`` returned.
    a, b : str, optional
        The sides; needed where the table compares several pairs.
    most : int
        How many terms of each side.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Log-odds on x, `a` against `b`: to the right, more in `a`; ticks say how many times more.

    Raises
    ------
    FramingError
        If a side is unknown, or the table compares several pairs and none is chosen.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "term": ["tide", "rain"], "a": "Courier", "b": "Herald", "n_a": [24, 6], "n_b": [6, 24],
    ...     "articles_a": 3, "articles_b": 3, "log_odds": [1.2, -1.2], "low": [0.4, -2.0], "high": [2.0, -0.4],
    ...     "q": [0.01, 0.01], "more_in": ["Courier", "Herald"], "note": ""})
    >>> [tick.get_text() for tick in show.keywords(table).get_yticklabels()]
    ['tide', 'rain']
    """
    rows = table
    for column, value in (("a", a), ("b", b)):
        if value is not None and len(rows):
            rows = choose(rows, column, value)[0]
    pairs = [f"{x} and {y}" for x, y in rows[["a", "b"]].drop_duplicates().itertuples(index=False)]
    if len(pairs) > 1:
        raise FramingError(
            f"The table compares {len(pairs)} pairs and a chart shows one: give a= (and b=). "
            f"Known: {'; '.join(pairs[:10])}{'; ...' if len(pairs) > 10 else ''}."
        )
    rows = rows[rows["low"].notna()]
    if rows.empty:
        return say(ax, title="Keywords", words="Not enough evidence: no word was used often enough to be compared.")
    first, second = plain(rows["a"].iloc[0]), plain(rows["b"].iloc[0])
    tops = [rows[rows["more_in"] == side][:most] for side in (rows["a"].iloc[0], rows["b"].iloc[0])]
    picked = pd.concat(tops).sort_values("log_odds", ascending=False, kind="stable")
    if picked.empty:
        return say(ax, title="Keywords", words=f"{first} and {second} use every word equally often.")
    ax = axes(ax, height=1.9 + 0.205 * len(picked))
    at = list(range(len(picked)))
    stands = (picked["q"] < SIGNIFICANT).tolist()
    ink = [INK if s else PALE for s in stands]
    ax.axvline(0, color=QUIET, linewidth=0.9, zorder=1)
    ax.hlines(at, picked["low"], picked["high"], colors=ink, linewidth=1.8)
    ax.scatter(picked["log_odds"], at, s=30, c=ink, zorder=3, clip_on=False)
    for y, row, bold in zip(at, picked.to_dict("records"), stands, strict=True):
        ax.annotate(f"{row['n_a']:,} vs {row['n_b']:,}", (1.025, y), xycoords=("axes fraction", "data"), va="center",
                    fontsize=8, color=INK if bold else QUIET, fontweight="bold" if bold else "normal")  # fmt: skip
    ax.set_yticks(at, labels=[shorten(plain(term), 40) for term in picked["term"]], parse_math=False)
    _axis(ax, picked, (first, second))
    title = f"Words of {shorten(first, 40)} and of {shorten(second, 40)}"
    return finish(ax, title=title, alt=_alt(picked))


def _axis(ax: Axes, rows: pd.DataFrame, sides: tuple[str, str]) -> None:
    """Write how many times more, and over each direction which side it is."""
    reach = float(rows[["low", "high"]].abs().max().max()) * 1.04
    powers = [p for p in range(1, 8) if math.log(2) * p <= reach]
    step = max(1, math.ceil(len(powers) / 3))
    ticks = [p for p in powers if p % step == 0] or powers
    ax.set_xlim(-reach, reach)
    ax.set_xticks([-p * math.log(2) for p in reversed(ticks)] + [0] + [p * math.log(2) for p in ticks],
                  labels=[f"{2**p}x" for p in reversed(ticks)] + ["same"] + [f"{2**p}x" for p in ticks])  # fmt: skip
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    over = [f"more in →\n{wrap(sides[0], 22)}", f"← more in\n{wrap(sides[1], 22)}"]
    ax.set_ylim(len(rows) - 0.4, -1.0 - 0.75 * max(text.count("\n") for text in over))
    for x, text, side in ((0.98, over[0], "right"), (0.02, over[1], "left")):
        ax.text(x, -0.7, text, transform=ax.get_yaxis_transform(), ha=side, va="bottom", fontsize=8.5, color=INK,
                fontweight="bold", parse_math=False)  # fmt: skip
    words = ("How many times the odds, with 95% interval between articles; at the right the uses on both sides. "
             "Black: stands after correction (q < .05). Grey: may be chance.")  # fmt: skip
    ax.set_xlabel(textwrap.fill(words, 72), fontsize=8, color=QUIET, loc="left", parse_math=False)


def _alt(rows: pd.DataFrame) -> str:
    """Write the terms as sentences."""
    said = [
        f"{plain(row['term'])}: {row['n_a']:,} against {row['n_b']:,} uses, more in {plain(row['more_in'])}; "
        + ("stands after correction" if row["q"] < SIGNIFICANT else "may be chance")
        for row in rows.to_dict("records")
    ]
    return ". ".join(said) + "."
