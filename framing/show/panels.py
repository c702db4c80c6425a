"""Panels inside one Axes: the same small chart for several categories or outlets, side by side and in bands."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from framing.show.theme import INK, QUIET, RULE, Look, axes, room, type_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "ROW",
    "Sheet",
    "broken",
    "draw_key",
    "head",
    "lay_out",
    "name_rows",
    "pack",
    "share_axis",
    "text_width",
    "widths",
]

ROW = 0.205  #: inches from one row of a chart to the next
_MARGIN = 0.15  #: inches between the edge of a figure and what is drawn


class Sheet(NamedTuple):
    """An Axes with panels inside, band by band from top to bottom."""

    ax: Axes
    bands: list[list[Axes]]
    unit: tuple[float, float]  # what an inch is in the coordinates of `ax`

    @property
    def panels(self) -> list[Axes]:
        """All panels in the order of reading."""
        return [panel for band in self.bands for panel in band]


def text_width(texts: Sequence[str], points: float) -> float:
    """Estimate the width in inches of the longest line among texts, without drawing them.

    Examples
    --------
    >>> round(text_width(["Courier", "Two Shores Courier"], 8), 2)
    1.16
    """
    lines = [line for text in texts for line in text.split("\n")]
    return max(map(len, lines), default=0) * points * 0.58 / 72


def widths(ax: Axes | None, count: int, *, left: float, aside: float, least: float) -> tuple[list[int], float]:
    """Deal `count` panels out to bands, as evenly as can be, and give the width in inches of a panel.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        What they will stand in.
    count : int
        How many panels.
    left, aside : float
        Inches for the names left of each band, and for what stands to the right of every panel.
    least : float
        Inches that a panel needs.
    """
    inner = max(room(ax) - left - _MARGIN, least + aside)
    columns = max(1, min(count, int(inner / (least + aside))))
    bands = math.ceil(count / columns)
    columns = math.ceil(count / bands)
    dealt = [min(columns, count - at) for at in range(0, count, columns)]
    return dealt, max(inner / columns - aside, 0.2)


def lay_out(
    ax: Axes | None,
    dealt: Sequence[int],
    heights: Sequence[float],
    *,
    wide: tuple[float, float],
    lines: int,
    over: float = 0.0,
) -> Sheet:
    """Place the panels.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        What they are placed in; a new figure of the height that they need if None.
    dealt : sequence of int
        How many panels each band has.
    heights : sequence of float
        Height in inches of the panels of each band.
    wide : tuple of float
        Inches of a panel, and to its right.
    lines : int
        How many lines the longest heading has.
    over : float
        Inches over all bands, for a key.
    """
    size = type_of(ax)
    head = 0.08 + lines * 1.15 * size.small / 72
    ticks = 0.12 + size.tiny / 72
    above = [head + over, *(head + ticks for _ in heights[1:])]
    whole = sum(heights) + sum(above)
    ax = axes(ax, height=whole + ticks + 0.75)
    inner = max(dealt) * sum(wide)
    ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    ax.patch.set_visible(False)
    top, bands = 1.0, []
    for height, count, over in zip(heights, dealt, above, strict=True):
        top -= (height + over) / whole
        boxes = [(i * sum(wide) / inner, top, wide[0] / inner, height / whole) for i in range(count)]
        bands.append([ax.inset_axes(box) for box in boxes])
    for child in ax.child_axes:
        child.patch.set_visible(False)
        for side in child.spines.values():
            side.set_visible(False)
    ax.xaxis.labelpad = 72 * ticks
    return Sheet(ax, bands, (1 / inner, 1 / whole))


def pack(words: Sequence[str], points: float, wide: float) -> list[list[int]]:
    """Deal the entries of a key, each behind a swatch, out to lines `wide` inches wide.

    Examples
    --------
    >>> pack(["own words", "quoted", "reported speech"], 8, 2.2)
    [[0, 1], [2]]
    """
    lines: list[list[int]] = [[]]
    used = 0.0
    for number, word in enumerate(words):
        needs = text_width([word], points) + 0.36
        if lines[-1] and used + needs > wide:
            lines.append([])
            used = 0.0
        lines[-1].append(number)
        used += needs
    return lines


def share_axis(panel: Axes, *, size: float) -> None:
    """Give a panel an x axis of shares from 0 to 100 percent."""
    panel.set_xlim(0, 1)
    panel.set_xticks([0, 0.5, 1], labels=["0", "50", "100%"])
    panel.set_xticks([0.25, 0.75], minor=True)
    panel.tick_params(axis="x", which="both", length=0, labelsize=size, labelcolor=QUIET, pad=2)
    panel.grid(axis="x", which="both", color=RULE, linewidth=0.7)
    panel.set_axisbelow(True)


def name_rows(panel: Axes, names: Sequence[str], *, size: float, shown: bool) -> None:
    """Give a panel one row per name, from top to bottom; only the first panel of a band says them."""
    panel.set_ylim(len(names) - 0.5, -0.5)
    if shown:
        panel.set_yticks(range(len(names)), labels=names, parse_math=False)
    else:
        panel.set_yticks(range(len(names)))
    panel.tick_params(axis="y", length=0, labelsize=size, labelcolor=INK, pad=7, labelleft=shown)
    panel.grid(axis="y", color="#efefed", linewidth=0.7)


def broken(words: str, *, size: float, wide: float) -> str:
    """Break a heading into the lines that fit over a panel `wide` inches wide, three at most.

    Examples
    --------
    >>> broken("United States and the US-led coalition", size=8, wide=1.4).splitlines()
    ['United States and', 'the US-led', 'coalition']
    """
    fit = max(int((wide - 0.12) / (size * 0.62 / 72)), 6)
    return "\n".join(textwrap.wrap(words, fit, max_lines=3, placeholder="…") or [words])


def head(panel: Axes, words: str, look: Look | None, *, size: float) -> None:
    """Write what a panel shows over it, behind its marker."""
    panel.annotate(words, (0, 1), xycoords="axes fraction", xytext=(9 if look else 0, 4), fontsize=size, color=INK,
                   textcoords="offset points", fontweight="bold", parse_math=False, va="bottom", annotation_clip=False,
                   linespacing=1.1)  # fmt: skip
    if look:
        from matplotlib.transforms import ScaledTranslation

        up = (4 + size * (0.45 + 1.3 * words.count("\n"))) / 72
        shifted = panel.transAxes + ScaledTranslation(3.5 / 72, up, panel.figure.dpi_scale_trans)  # type: ignore[union-attr]
        panel.plot([0], [1], marker=look.marker, color=look.colour, markersize=0.6 * size, linestyle="none",
                   transform=shifted, clip_on=False)  # fmt: skip


def draw_key(sheet: Sheet, entries: Sequence[tuple[str, Look]], *, over: float) -> None:
    """Name markers once, over all panels, in the `over` inches kept free there."""
    size = type_of(sheet.ax).small
    lines = pack([words for words, _ in entries], size, 1 / sheet.unit[0])
    across, up = sheet.unit
    for number, line in enumerate(lines):
        x, y = 0.0, 1 - (over / len(lines) * (number + 0.5)) * up
        for entry in line:
            words, look = entries[entry]
            sheet.ax.plot([x + 0.06 * across], [y], marker=look.marker, color=look.colour, markersize=0.6 * size,
                          linestyle="none")  # fmt: skip
            sheet.ax.annotate(words, (x + 0.16 * across, y), va="center", fontsize=size, color=INK, parse_math=False)
            x += (text_width([words], size) + 0.36) * across
