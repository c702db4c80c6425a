"""Shares as dots with their intervals, in blocks of one row per outlet: the chart behind several ideas."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.theme import INK, QUIET, RULE, Look, axes, finish, type_of
from framing.show.words import NO_AGENCY, count_of, display, interval, percent, plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "Block",
    "arrange",
    "below",
    "described",
    "draw_blocks",
    "draw_dots",
    "group_names",
    "heading",
    "left_out",
    "order_groups",
    "percent_axis",
    "rank",
    "words_height",
]


@dataclass(frozen=True)
class Block:
    """A heading and its rows: `group, share, low, high, n, total, note`, and `more`, words after the count."""

    heading: str
    rows: pd.DataFrame
    look: Look


def group_names(table: pd.DataFrame, before: str) -> pd.Series:
    """Name each row's group (outlet, or outlet and month ...) by the columns that stand before `before`."""
    keys = list(table.columns[: list(table.columns).index(before)])
    names = table.attrs.get("names", {})

    def named(value: object, key: str) -> str:
        if pd.isna(value):  # type: ignore[call-overload]
            return NO_AGENCY if key == "wire" else display(value)
        return display(value, names) if value in names else plain(value)

    parts = pd.DataFrame({key: [named(value, key) for value in table[key]] for key in keys}, index=table.index)
    return parts.agg(" · ".join, axis=1) if len(table) else pd.Series(dtype="str")


def order_groups(table: pd.DataFrame, group: pd.Series, category: str) -> list[str]:
    """Order the groups by their share in the category on which they differ most; those without intervals go last."""
    rows = table.assign(group=group, share=table["share"].where(table["low"].notna()))
    wide = rows.pivot_table(index="group", columns=category, values="share", aggfunc="first", dropna=False)
    wide = wide.reindex(list(dict.fromkeys(group)))
    if wide.isna().all(axis=None):
        return list(wide.index)
    widest = str((wide.max() - wide.min()).idxmax())
    return list(wide.sort_values(widest, ascending=False, kind="stable", na_position="last").index)


def rank(table: pd.DataFrame, category: str, count: str) -> list[str]:
    """List the values of `category` that were counted at all, the most frequent first."""
    ranked = table.groupby(category)[count].sum().sort_values(ascending=False, kind="stable")
    return list(ranked[ranked > 0].index)


def arrange(rows: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Put one category's rows into the order of the groups."""
    return rows.set_index("group").reindex(order).dropna(subset="n").reset_index()


def left_out(count: int) -> str:
    """Say how many categories a chart does not draw."""
    return f". {count} rarer {'one is' if count == 1 else 'ones are'} left to the table" if count > 0 else ""


def percent_axis(ax: Axes, label: str) -> None:
    """Give `ax` an x axis of shares from 0 to 100 percent, with quiet lines behind the data."""
    from matplotlib.ticker import PercentFormatter

    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    below(ax, label)


def below(ax: Axes, label: str, *, wide: float = 1.0) -> None:
    """Say under a chart what its axis shows, in lines `wide` times as long where no names stand left of it."""
    size = type_of(ax)
    ax.set_xlabel(textwrap.fill(label, int(wide * size.note)), fontsize=size.label, color=QUIET, loc="left",
                  parse_math=False)  # fmt: skip


def words_height(ax: Axes | None, title: str, label: str, *, wide: float = 1.0) -> float:
    """Estimate the inches that a title and the words below a chart take."""
    size = type_of(ax)
    lines = len(textwrap.wrap(title, size.line)), len(textwrap.wrap(label, int(wide * size.note)))
    return (1.4 * lines[0] * size.title + 1.5 * lines[1] * size.label) / 72 + 0.35


def draw_blocks(ax: Axes | None, blocks: Sequence[Block], *, title: str, axis: str) -> Axes:
    """Draw the blocks below each other: dot and interval, hollow where the interval was refused.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Where to draw; a new figure if None.
    blocks : sequence of Block
        Drawn from top to bottom; a block without a heading has no heading line.
    title, axis : str
        What the chart and its x axis say.

    Returns
    -------
    matplotlib.axes.Axes
    """
    size = type_of(ax)
    labels = [wrap(group, size.name) for block in blocks for group in block.rows["group"]]
    lines = len(labels) + sum(1.3 for block in blocks if block.heading)
    ax = axes(ax, height=1.0 + lines * (0.3 if any("\n" in label for label in labels) else 0.205))
    ticks: list[float] = []
    y = 0.0
    for block in blocks:
        if block.heading:
            heading(ax, y, block.heading, block.look)
            y += 1.0
        at = [y + i for i in range(len(block.rows))]
        draw_dots(ax, at, block)
        _counts(ax, at, block)
        ticks += at
        y += len(block.rows) + (0.3 if block.heading else 0.0)
    ax.set_ylim(y - 0.3, -0.7)
    ax.set_yticks(ticks, labels=labels, parse_math=False)
    hollow = any((block.rows["low"].isna() & block.rows["share"].notna()).any() for block in blocks)
    percent_axis(ax, f"{axis}; hollow: not enough evidence for an interval" if hollow else axis)
    return finish(ax, title=title, alt=" ".join(described(block) for block in blocks))


def heading(ax: Axes, y: float, words: str, look: Look) -> None:
    """Write the heading of a block of rows, with its marker."""
    ax.axhspan(y - 0.46, y + 0.46, color="#f4f4f2", linewidth=0, zorder=0)
    ax.plot([0.016], [y], marker=look.marker, color=look.colour, markersize=5.5, linestyle="none")
    ax.annotate(shorten(words, 60), (0.016, y), xytext=(8, 0), textcoords="offset points", va="center",
                fontsize=type_of(ax).label, fontweight="bold", color=INK, parse_math=False)  # fmt: skip


def draw_dots(ax: Axes, at: Sequence[float], block: Block) -> None:
    """Draw one block's dots and intervals at the heights given."""
    rows = block.rows.assign(y=at)
    sure = rows[rows["low"].notna() & rows["share"].notna()]
    ax.hlines(sure["y"], sure["low"], sure["high"], color=block.look.colour, linewidth=1.8, zorder=2)
    drawn = rows[rows["share"].notna()]
    fill = [block.look.colour if known else "white" for known in drawn["low"].notna()]
    ax.scatter(drawn["share"], drawn["y"], marker=block.look.marker, s=30, c=fill, edgecolors=block.look.colour,
               linewidths=1.2, zorder=3, clip_on=False, label=block.heading or "share")  # fmt: skip


def _counts(ax: Axes, at: Sequence[float], block: Block) -> None:
    """Write one block's counts and notes."""
    rows = block.rows.assign(y=at)
    for row in rows.to_dict("records"):
        ax.annotate(count_of(row["n"], row["total"]) + row.get("more", ""), (1.025, row["y"]), va="center",
                    xycoords=("axes fraction", "data"), fontsize=type_of(ax).small, color=QUIET,
                    parse_math=False)  # fmt: skip
        if pd.notna(row["note"]) and row["note"] and pd.isna(row["share"]):
            _note(ax, row)


def _note(ax: Axes, row: dict) -> None:
    """Say in place of a missing dot why there is no share."""
    ax.annotate(shorten(str(row["note"]), 60), (0.0, row["y"]), xytext=(8, 0), textcoords="offset points", va="center",
                fontsize=7, style="italic", color=QUIET, parse_math=False,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip


def described(block: Block) -> str:
    """Write a block's values as a sentence."""
    said = [
        f"{row['group']} {percent(row['share'])} ({count_of(row['n'], row['total'])}"
        + (f", 95% interval {interval(row['low'], row['high'])}" if pd.notna(row["low"]) else "")
        + (f", {row['note']}" if pd.notna(row["note"]) and row["note"] else "")
        + ")"
        for row in block.rows.to_dict("records")
    ]
    return (f"{block.heading}: " if block.heading else "") + "; ".join(said) + "."
