"""Stacked bars of shares in panels, and the key that names their parts: the chart behind voice and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.show.columns import beside, panels_of
from framing.show.panels import Sheet, pack, text_width
from framing.show.theme import INK, QUIET, type_of
from framing.show.words import percent, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Bar", "Part", "bar_panels", "draw_bar"]


class Part(NamedTuple):
    """A part of a bar: what it is called in the key, and how it looks."""

    words: str
    colour: str
    hatch: str = ""
    dark: bool = False

    @property
    def edge(self) -> str:
        """The colour of its outline, dark enough to be seen without a fill."""
        return self.colour if self.dark else "#8a8a8a"


class Bar(NamedTuple):
    """A row: the shares of its parts by name, the interval of one of them, its count in words, and a note."""

    shares: Mapping[str, float]
    low: float
    high: float
    counted: str
    note: str = ""


def bar_panels(
    ax: Axes | None, rows: Sequence[Sequence[str]], headings: Sequence[str], counts: Sequence[str],
    parts: Sequence[Part],
) -> tuple[Sheet, float]:  # fmt: skip
    """Lay out one panel of bars per list of names, under a key of their parts."""
    size = type_of(ax)
    aside = text_width(counts, size.small) + 0.2
    lines = pack([part.words for part in parts], size.small, 4.0 if size.line > 40 else 2.1)
    over = (len(lines) * 2.1 * size.small + 3) / 72
    least = 1.3 * size.small / 8
    sheet, wide = panels_of(ax, rows, headings, aside=(aside, 0.0), least=least, row=0.27, over=over)
    at = 1.0
    for line in lines:
        at -= 2.1 * size.small / 72 * sheet.unit[1]
        x = 0.0
        for number in line:
            part = parts[number]
            sheet.ax.barh(at + 0.5 * size.small / 72 * sheet.unit[1], 0.14 * sheet.unit[0], left=x, linewidth=0.7,
                          height=size.small / 72 * sheet.unit[1], facecolor=part.colour, edgecolor=part.edge,
                          hatch=part.hatch or None)  # fmt: skip
            sheet.ax.annotate(part.words, (x + 0.2 * sheet.unit[0], at + 0.5 * size.small / 72 * sheet.unit[1]),
                              va="center", fontsize=size.small, color=INK, parse_math=False)  # fmt: skip
            x += (text_width([part.words], size.small) + 0.36) * sheet.unit[0]
    return sheet, wide


def draw_bar(panel: Axes, y: float, bar: Bar, parts: Mapping[str, Part], *, size: float, wide: float) -> None:
    """Draw a bar with its interval as a thin line below it; without fill where there is no interval."""
    left, sure = 0.0, pd.notna(bar.low)
    for name, share in bar.shares.items():
        if pd.isna(share) or not share:
            continue
        part = parts[name]
        panel.barh(y, share, left=left, height=0.56, facecolor=part.colour if sure else "white", linewidth=0.7,
                   edgecolor="white" if sure and not part.hatch else part.edge, label=name, zorder=2,
                   hatch=part.hatch or None if sure else None)  # fmt: skip
        said = percent(share)
        if share * wide > text_width([said], size) + 0.08 and not part.hatch:
            panel.text(left + 0.04 / wide, y, said, va="center", fontsize=size,
                       color="white" if sure and part.dark else INK)  # fmt: skip
        left += share
    if sure:
        panel.hlines([y + 0.4], [bar.low], [bar.high], color=INK, linewidth=1.2, clip_on=False, zorder=4)
    elif bar.note and not left:
        panel.annotate(shorten(bar.note, int(wide / (size * 0.5 / 72))), (0.01, y), va="center", fontsize=size,
                       style="italic", color=QUIET, parse_math=False)  # fmt: skip
    beside(panel, y, bar.counted, size=size)
