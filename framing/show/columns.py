"""Shares as dots with their intervals, one panel per category, side by side: the chart behind several ideas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.dots import Block, below, described, draw_dots
from framing.show.panels import ROW, Sheet, broken, head, lay_out, name_rows, share_axis, text_width, widths
from framing.show.theme import QUIET, finish, type_of
from framing.show.words import count_of, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["beside", "draw_columns", "panels_of"]

_LEAST = 0.8  #: inches that a panel of dots needs


def draw_columns(
    ax: Axes | None, blocks: Sequence[Block], *, title: str, axis: str, orders: Sequence[Sequence[str]] | None = None
) -> Axes:
    """Draw each block in a panel of its own: groups down, dot and interval, hollow where the interval was refused.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Where to draw; a new figure if None.
    blocks : sequence of Block
        Drawn from left to right, in as many bands as needed. All have their groups in the same order.
    title, axis : str
        What the chart and its x axis say.
    orders : sequence of sequence of str, optional
        The groups of each block from top to bottom; blocks with others begin a new band. By default all have the same,
        as they stand in the blocks.

    Returns
    -------
    matplotlib.axes.Axes
        Its panels are ``ax.child_axes``, with shares from 0 to 1 on x.
    """
    size = type_of(ax)
    every = list(dict.fromkeys(group for block in blocks for group in block.rows["group"]))
    orders = orders or [every] * len(blocks)
    together = _totals(blocks)
    texts = [[_count(row, together) for row in block.rows.to_dict("records")] for block in blocks]
    aside = text_width([text for block in texts for text in block], size.small) + 0.2
    last = max(text_width([f"of {n:,}" for n in together.values()], size.small) if together else 0, 0)
    sheet, wide = panels_of(ax, orders, [block.heading for block in blocks], aside=(aside, last))
    for panel, block, counts, order in zip(sheet.panels, blocks, texts, orders, strict=True):
        at = [float(order.index(group)) for group in block.rows["group"]]
        draw_dots(panel, at, block)
        head(panel, broken(block.heading, size=size.small, wide=wide + aside - 0.1), block.look, size=size.small)
        for y, row, count in zip(at, block.rows.to_dict("records"), counts, strict=True):
            beside(panel, y, count, size=size.small)
            if pd.isna(row["share"]):
                _say_why(panel, y, row["note"], wide, size.tiny)
    done = 0
    for band in sheet.bands if together else []:
        for y, group in enumerate(orders[done]):
            beside(band[-1], y, f"of {together[group]:,}", size=size.small, off=72 * aside)
        done += len(band)
    hollow = any((block.rows["low"].isna() & block.rows["share"].notna()).any() for block in blocks)
    below(sheet.ax, f"{axis}; hollow: not enough evidence for an interval" if hollow else axis)
    return finish(sheet.ax, title=title, alt=" ".join(described(block) for block in blocks))


def panels_of(
    ax: Axes | None,
    rows: Sequence[Sequence[str]],
    headings: Sequence[str],
    *,
    aside: tuple[float, float],
    least: float | None = None,
    row: float = ROW,
    over: float = 0.0,
) -> tuple[Sheet, float]:
    """Lay out one panel of shares per list of names; return them with the width in inches of a panel.

    The panels of a band share the names of its first. `aside` is what stands right of each panel, and of each band;
    `over` is kept free above all.
    """
    size = type_of(ax)
    names = [[wrap(name, size.name) for name in group] for group in rows]
    left = text_width([name for group in names for name in group], size.label) + 0.15
    least = least or _LEAST * size.small / 8
    runs = [len(list(run)) for _, run in groupby(names)]
    fits = [widths(ax, run, left=left + aside[1], aside=aside[0], least=least) for run in runs]
    dealt, wide = [count for band, _ in fits for count in band], min(wide for _, wide in fits)
    firsts = [sum(dealt[:i]) for i in range(len(dealt))]
    broken_names = any("\n" in name for group in names for name in group)
    tall = max(row * size.label / 8.5, 2.5 * size.label / 72 if broken_names else 0)
    heads = [broken(words, size=size.small, wide=wide + aside[0] - 0.1) for words in headings if words]
    lines = max((words.count("\n") + 1 for words in heads), default=0)
    beyond = aside[0] + aside[1] / max(dealt)
    sheet = lay_out(ax, dealt, [tall * len(names[i]) for i in firsts], wide=(wide, beyond), lines=lines,
                    over=over)  # fmt: skip
    for band, first in zip(sheet.bands, firsts, strict=True):
        for number, panel in enumerate(band):
            share_axis(panel, size=size.tiny)
            name_rows(panel, names[first], size=size.label, shown=number == 0)
    return sheet, wide


def beside(panel: Axes, y: float, words: str, *, size: float, off: float = 0.0) -> None:
    """Write words to the right of a panel, `off` points further than the first."""
    panel.annotate(words, (1, y), xycoords=("axes fraction", "data"), xytext=(6 + off, 0), va="center", fontsize=size,
                   textcoords="offset points", color=QUIET, annotation_clip=False, parse_math=False)  # fmt: skip


def _totals(blocks: Sequence[Block]) -> dict[str, int]:
    """Give each group's total where it is the same in all blocks, so that it is said once; else nothing."""
    rows = pd.concat([block.rows[["group", "total"]] for block in blocks])
    totals = rows.groupby("group", sort=False)["total"].agg(["min", "max"])
    same = len(blocks) > 1 and totals["min"].eq(totals["max"]).all()
    return {str(group): int(total) for group, total in totals["min"].items()} if same else {}


def _count(row: dict, together: dict[str, int]) -> str:
    count = f"{int(row['n']):,}" if together else count_of(row["n"], row["total"])
    return count + str(row.get("more", ""))


def _say_why(panel: Axes, y: float, note: object, wide: float, size: float) -> None:
    """Say in place of a missing dot why there is no share, in as many letters as fit."""
    if isinstance(note, str) and note:
        panel.annotate(shorten(str(note), int(wide / (size * 0.56 / 72))), (0, y), xytext=(3, 0), va="center",
                       textcoords="offset points", fontsize=size, style="italic", color=QUIET, parse_math=False,
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
