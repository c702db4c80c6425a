"""A chart of the differences between two outlets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.theme import INK, PALE, QUIET, RULE, axes, choose, finish, say
from framing.show.words import NOBODY, display, percent, plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["compare", "described"]

SIGNIFICANT = 0.05  #: the q below which a difference is marked


def compare(
    table: pd.DataFrame, *, a: str | None = None, b: str | None = None, most: int = 20, ax: Axes | None = None
) -> Axes:
    """Draw the differences between two outlets with their intervals, the largest in either direction outermost.

    Black: the difference stands after correction (q < .05). Grey: it may be chance.
    Hollow: not enough evidence for an interval.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.compare()`` returned.
    a, b : str, optional
        The outlets to compare; needed where the table compares several pairs.
    most : int
        How many rows to draw: those with the smallest q, then the largest difference.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; in a notebook, show it with ``.figure``.

    Returns
    -------
    matplotlib.axes.Axes
        Differences of shares on x, `a` minus `b`: to the right there is more in `a`.

    Raises
    ------
    FramingError
        If an outlet is unknown, or the table compares several pairs and none is chosen.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "measure": ["labels"], "referent": ["army"], "stance": ["critical"], "a": ["Courier"], "b": ["Herald"],
    ...     "share_a": [0.9], "share_b": [0.1], "difference": [0.8], "low": [0.6], "high": [0.9], "p": [0.001],
    ...     "q": [0.004], "n_a": [37], "n_b": [3], "stories": [8], "more_in": ["Courier"], "note": [""]})
    >>> ax = show.compare(table)
    >>> ax.get_yticklabels()[0].get_text(), float(ax.collections[-1].get_offsets()[0, 0])
    ('army: critical', 0.8)
    """
    if table.empty:
        return say(ax, title="Differences", words="There is nothing to compare: the table has no rows.")
    rows = _pair(table, a, b)
    first, second = (plain(rows[side].iloc[0]) for side in ("a", "b"))
    title = f"{shorten(first, 60)} compared with {shorten(second, 60)}"
    usable = rows[rows["difference"].notna() & (rows["low"].notna() | (rows["difference"] != 0))]
    if usable.empty:
        return say(ax, title=title, words="Not enough evidence: no share of the two can be compared.")
    picked = usable.assign(size=-usable["difference"].abs()).sort_values(["q", "size"], na_position="last")[:most]
    picked = picked.sort_values("difference", ascending=False, kind="stable")
    picked = picked.assign(y=[float(i) for i in range(len(picked))])
    names = [wrap(described(row, table.attrs.get("names", {})), 34) for row in picked.to_dict("records")]
    ax = axes(ax, height=1.9 + len(names) * (0.32 if any("\n" in name for name in names) else 0.25))
    _draw(ax, picked)
    ax.set_yticks(list(picked["y"]), labels=names, parse_math=False)
    left = len(rows) - len(picked)
    _axis(ax, picked, (first, second), f" {left} smaller or missing ones are left to the table." if left else "")
    return finish(ax, title=title, alt=_alt(picked, (first, second), names))


def _pair(table: pd.DataFrame, a: str | None, b: str | None) -> pd.DataFrame:
    """Keep the rows of one pair of outlets."""
    rows = table
    for column, value in (("a", a), ("b", b)):
        if value is not None:
            rows = choose(rows, column, value)[0]
    pairs = [f"{x} and {y}" for x, y in rows[["a", "b"]].drop_duplicates().itertuples(index=False)]
    if len(pairs) > 1:
        raise FramingError(
            f"The table compares {len(pairs)} pairs and a chart shows one: give a= (and b=). "
            f"Known: {'; '.join(pairs[:10])}{'; ...' if len(pairs) > 10 else ''}."
        )
    return rows


def described(row: dict, names: dict) -> str:
    """Name what one row compares: a referent's stance, who is blamed, or whose words the names are.

    Examples
    --------
    >>> described({"measure": "blame", "referent": None, "stance": None}, {})
    'blamed: nobody named'
    """
    parts = [display(row[c], names) for c in ("referent", "stance") if pd.notna(row[c]) and row[c] != ""]
    if row["measure"] == "blame":
        return f"blamed: {': '.join(parts) or NOBODY}"
    return ("voice: " if row["measure"] == "voice" else "") + (": ".join(parts) or display(row["measure"], names))


def _draw(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw intervals, dots, shares and q."""
    sure = rows["low"].notna()
    stands = rows["q"].lt(SIGNIFICANT).fillna(False).astype(bool)
    ink = [INK if s else PALE if k else QUIET for s, k in zip(stands, sure, strict=True)]
    colours = pd.Series(ink, index=rows.index)
    ax.axvline(0, color=QUIET, linewidth=0.9, zorder=1)
    ax.hlines(rows["y"][sure], rows["low"][sure], rows["high"][sure], colors=list(colours[sure]), linewidth=1.8)
    fill = [colour if known else "white" for colour, known in zip(ink, sure, strict=True)]
    ax.scatter(rows["difference"], rows["y"], s=32, c=fill, edgecolors=ink, linewidths=1.2, zorder=3, clip_on=False)
    for row, bold in zip(rows.to_dict("records"), stands, strict=True):
        q = (
            f" · q {'<' if row['q'] < 0.001 else ''}{max(row['q'], 0.001):.3f}".replace("0.", ".")
            if pd.notna(row["q"])
            else ""
        )
        ax.annotate(f"{percent(row['share_a'])} vs {percent(row['share_b'])}{q}", (1.025, row["y"]), va="center",
                    xycoords=("axes fraction", "data"), fontsize=8, fontweight="bold" if bold else "normal",
                    color=INK if bold else QUIET)  # fmt: skip


def _axis(ax: Axes, rows: pd.DataFrame, sides: tuple[str, str], left: str) -> None:
    """Give equal room to both directions, and say over each which outlet has more."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    widest = float(rows[["difference", "low", "high"]].abs().max().max())
    reach = max(0.1, math.ceil(10 * widest) / 10)
    ax.set_xlim(-1.03 * reach, 1.03 * reach)
    over = [f"more in →\n{wrap(sides[0], 22)}", f"← more in\n{wrap(sides[1], 22)}"]
    lines = max(text.count("\n") for text in over)
    ax.set_ylim(len(rows) - 0.4, -1.0 - 0.75 * lines)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, symmetric=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(100 * value):.0f}"))
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    ax.set_xlabel(f"Difference in percentage points, with 95% interval.{left}\n"
                  "Black: stands after correction (q < .05).\nGrey: may be chance. Hollow: not enough evidence.",
                  fontsize=8, color=QUIET, loc="left", parse_math=False)  # fmt: skip
    for x, text, side in ((0.98, over[0], "right"), (0.02, over[1], "left")):
        ax.text(x, -0.7, text, transform=ax.get_yaxis_transform(), ha=side, va="bottom", fontsize=8.5, color=INK,
                fontweight="bold", parse_math=False)  # fmt: skip


def _alt(rows: pd.DataFrame, sides: tuple[str, str], names: list[str]) -> str:
    """Write the differences as sentences, each naming the outlet that has more."""
    said = []
    for name, row in zip(names, rows.to_dict("records"), strict=True):
        more = sides[0] if row["difference"] > 0 else sides[1]
        verdict = "not enough evidence" if pd.isna(row["low"]) else (
            "stands after correction" if row["q"] < SIGNIFICANT else "may be chance")  # fmt: skip
        shares = f"{percent(row['share_a'])} against {percent(row['share_b'])}"
        which = f", more in {more}" if row["difference"] else ", no difference"
        said.append(f"{name.replace(chr(10), ' ')}: {shares}{which}; {verdict}.")
    return " ".join(said)
