"""A grid of tiles, dark where the share is high, with the counts written on them: the chart behind two ideas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.show.dots import below
from framing.show.panels import text_width
from framing.show.theme import INK, QUIET, RULE, Type, axes, finish, room, type_of
from framing.show.words import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Tile", "draw_tiles", "shade"]


class Tile(NamedTuple):
    """A share with the count behind it, in full and in short."""

    share: float
    words: str
    short: str


def shade(share: float, colour: str) -> tuple[float, float, float]:
    """Mix a colour with white: all of it at a share of one.

    Examples
    --------
    >>> shade(0, "#000000"), shade(1, "#000000")
    ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (1 - share * (1 - part) for part in parts)
    return red, green, blue


def draw_tiles(
    ax: Axes | None,
    rows: Sequence[str],
    columns: Sequence[str],
    tiles: Mapping[tuple[int, int], Tile],
    *,
    colour: str,
    words: tuple[str, str],
) -> Axes:
    """Draw the tiles; places without one stay empty.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Where to draw; a new figure if None.
    rows, columns : sequence of str
        Their names.
    tiles : mapping of tuple of int to Tile
        By row and column.
    colour : str
        Of a share of one.
    words : tuple of str
        The title, and what stands below the grid.

    Returns
    -------
    matplotlib.axes.Axes
        One rectangle per tile, its middle at column on x and row on y.
    """
    from matplotlib.patches import Rectangle

    size = type_of(ax)
    names = [wrap(name, size.name) for name in rows]
    cell = (room(ax) - text_width(names, size.label) - 0.3) / max(len(columns), 1)
    cell = min(cell, 1.4)
    level = [wrap(name, max(int(cell / (size.small * 0.58 / 72)), 1)) for name in columns]
    upright = any(len(word) * size.small * 0.58 / 72 > cell for name in columns for word in name.split())
    upright |= any("…" in name for name in level)
    heads = [wrap(name, 18) for name in columns] if upright else level
    tall = (text_width(heads, size.small) if upright else 0.15 * max(h.count("\n") + 1 for h in heads)) + 0.1
    row = 0.29 * size.label / 8.5
    ax = axes(ax, height=len(rows) * row + tall + 1.0)
    ax.patch.set_visible(False)
    for (y, x), tile in tiles.items():
        known = pd.notna(tile.share)
        fill = shade(float(tile.share) if known else 0.0, colour)
        ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=fill, edgecolor=RULE, linewidth=0.7))
        text, points = _fitting(tile, 0.9 * cell, size)
        dark = known and 0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2] < 0.55
        ax.text(x, y, text, ha="center", va="center", fontsize=points, parse_math=False,
                color="white" if dark else INK if known else QUIET)  # fmt: skip
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.45, -0.55))
    ax.set_yticks(range(len(rows)), labels=names, parse_math=False)
    below(ax, words[1])
    title, alt = words[0], _alt(rows, columns, tiles)
    finish(ax, title=title, alt=alt)
    ax.xaxis.set_ticks_position("top")
    ax.set_xticks(range(len(columns)), labels=heads, rotation=90 if upright else 0, parse_math=False)
    ax.tick_params(axis="x", length=0, pad=3, labelsize=size.small, labelcolor=INK)
    ax.xaxis.set_label_position("bottom")
    return ax


def _fitting(tile: Tile, wide: float, size: Type) -> tuple[str, float]:
    """Choose the longest words and the largest type that fit on a tile; none, if even the shortest do not."""
    for words, points in ((tile.words, size.small), (tile.short, size.small), (tile.short, size.tiny)):
        if text_width([words], points) < wide:
            return words, points
    return "", size.tiny


def _alt(rows: Sequence[str], columns: Sequence[str], tiles: Mapping[tuple[int, int], Tile]) -> str:
    """Write the tiles as a sentence per row."""
    said = []
    for y, name in enumerate(rows):
        own = [f"{columns[x]} {tile.words}" for (at, x), tile in tiles.items() if at == y]
        said.append(f"{name}: {', '.join(own) or 'none'}.")
    return " ".join(said)
