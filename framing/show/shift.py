"""Word shift: why two shares differ, label by label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.show.dots import below, words_height
from framing.show.theme import INK, QUIET, RULE, axes, finish, looks, outlet_looks, say, type_of
from framing.show.words import count_of, display, percent, plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["shift"]


def shift(table: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Draw what each label adds to the difference between two outlets' shares of a stance.

    Bars to the right widen the lead of the first outlet, bars to the left narrow it; all together are the difference,
    drawn on top. A full bar is a label of the stance in question, a hatched one a label of another stance.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.shift()`` returned.
    most : int
        How many labels to draw, those of the largest contributions.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Contributions in shares, from -1 to 1, on x.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "referent": "army", "stance": ["critical", "neutral"], "label": ["regime forces", "army"], "a": "Courier",
    ...     "b": "Herald", "n_a": [4, 1], "choices_a": 5, "share_a": [0.8, 0.2], "n_b": [0, 5], "choices_b": 5,
    ...     "share_b": [0.0, 1.0], "contribution": [0.48, 0.32], "explained": "critical", "explained_a": 0.8,
    ...     "explained_b": 0.0, "difference": 0.8, "note": ""})
    >>> [round(float(bar.get_width()), 2) for bar in show.shift(table).patches]
    [0.8, 0.48, 0.32]
    """
    if table.empty:
        return say(ax, title="Word shift", words="The table has no rows, so there is nothing to draw.")
    names, first = table.attrs.get("names", {}), table.iloc[0]
    a, b = shorten(plain(first["a"]), 40), shorten(plain(first["b"]), 40)
    what = f"{display(first['referent'], names)}, {display(first['explained'], names)}"
    title = f"{what}: {a} and {b}"
    if pd.isna(first["difference"]):
        why = "One of the outlets made no choice for this referent, so there is nothing to explain."
        return say(ax, title=title, words=why)
    used = table[(table["n_a"] > 0) | (table["n_b"] > 0)]
    drawn = used[:most]
    size, look = type_of(ax), looks([*table["stance"].dropna(), first["explained"]])
    labels = [wrap(plain(label), size.name) for label in drawn["label"]]
    step = (2.4 if any("\n" in label for label in labels) else 2.0) * size.label / 72
    less = len(used) - len(drawn)
    left = f" {less} label{'s' * (less != 1)} of less weight {'is' if less == 1 else 'are'} left to the table."
    left = left if less else ""
    note = f" {plain(first['note'])[0].upper()}{plain(first['note'])[1:]}." if first["note"] else ""
    others = " Hatched: labels of other stances." if (drawn["stance"] != first["explained"]).any() else ""
    said = f"Percentage points of the difference.{others} Right: how often {a} · {b} used it, of all choices."
    said += left + note
    ax = axes(ax, height=step * (len(labels) + 4) + words_height(ax, title, said))
    ax.barh(0, first["difference"], height=0.62, facecolor=INK, label="difference")
    beside = [f"{percent(first['explained_a'])} − {percent(first['explained_b'])}"]
    for y, row in enumerate(drawn.to_dict("records"), 1):
        of_stance = row["stance"] == first["explained"]
        colour = look[row["stance"]].colour
        ax.barh(y, row["contribution"], height=0.62, facecolor=colour if of_stance else "white", edgecolor=colour,
                hatch=None if of_stance else "/////", linewidth=0.8, label=plain(row["label"]))  # fmt: skip
        beside.append(f"{count_of(row['n_a'], row['choices_a'])} · {count_of(row['n_b'], row['choices_b'])}")
    for y, text in enumerate(beside):
        ax.annotate(text, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=size.small,
                    color=INK if y == 0 else QUIET, fontweight="bold" if y == 0 else "normal")  # fmt: skip
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_yticks(range(len(labels) + 1), labels=["difference", *labels], parse_math=False)
    _axis(ax, table, drawn, (a, b))
    below(ax, said)
    finish(ax, title=title, alt=_alt(drawn, first, (a, b)))
    return ax


def _axis(ax: Axes, table: pd.DataFrame, drawn: pd.DataFrame, sides: tuple[str, str]) -> None:
    """Scale the axis to the widest bar, and say over it which way each outlet pulls."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    size, look = type_of(ax), outlet_looks(table)
    parts = drawn["contribution"]
    values = [float(value) for value in (parts.min(), parts.max(), table["difference"].iloc[0])]
    low, high = min(0.0, *values), max(0.0, *values)
    pad = 0.06 * (high - low or 1)
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(len(drawn) + 0.6, -2.6)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:+.0f}" if round(value, 6) else "0"))
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    for x, y, words, outlet in ((0, -1.6, f"← more in {sides[1]}", "b"), (1, -0.75, f"more in {sides[0]} →", "a")):
        name = table[outlet].iloc[0]
        colour = look[name].colour if name in table.attrs.get("outlets", look) else INK
        ax.text(x, y, words, ha="right" if x else "left", va="bottom", fontsize=size.label, fontweight="bold",
                transform=ax.get_yaxis_transform(), color=colour, parse_math=False)  # fmt: skip


def _alt(drawn: pd.DataFrame, first: pd.Series, sides: tuple[str, str]) -> str:
    """Write the contributions in words."""
    said = [
        f"{plain(row['label'])} ({plain(row['stance'])}) {100 * row['contribution']:+.1f} points, "
        f"{count_of(row['n_a'], row['choices_a'])} against {count_of(row['n_b'], row['choices_b'])}"
        for row in drawn.to_dict("records")
    ]
    whole = f"{sides[0]} {percent(first['explained_a'])}, {sides[1]} {percent(first['explained_b'])}"
    return f"{whole}: {100 * first['difference']:+.1f} points, of which {'; '.join(said)}."
