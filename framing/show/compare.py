"""A chart of the differences between two outlets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.cells import keep, one_category
from framing.show.dots import below, words_height
from framing.show.theme import INK, NARROW, PALE, QUIET, RULE, axes, choose, finish, room, say, type_of
from framing.show.words import NOBODY, display, display_actor, percent, plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["compare", "described"]

SIGNIFICANT = 0.05  #: the q below which a difference is marked
_NOTE = ("Difference in percentage points, with 95% interval. Black: stands after correction (q < .05). Grey: may be "
         "chance. Hollow: not enough evidence.")  # fmt: skip


def compare(
    table: pd.DataFrame,
    *,
    a: str | None = None,
    b: str | None = None,
    referent: str | None = None,
    stance: str | None = None,
    most: int = 20,
    ax: Axes | None = None,
) -> Axes:
    """Draw differences between outlets with their intervals, the largest in either direction outermost.

    Of two outlets all differences are drawn; or, with `referent` and `stance`, one difference in all pairs of outlets,
    such as each against the rest.

    Black: the difference stands after correction (q < .05). Grey: it may be chance.
    Hollow: not enough evidence for an interval.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.compare()`` returned.
    a, b : str, optional
        The outlets to compare; needed where the table compares several pairs, unless one difference is chosen.
    referent, stance : str, optional
        The difference to draw for every pair in the table: ids or display names of a referent and one of its stances.
    most : int
        How many rows to draw: those that stand after correction, then those with an interval, then the others, the
        largest difference first.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Differences of shares on x, `a` minus `b`: to the right there is more in `a`.

    Raises
    ------
    FramingError
        If a name is unknown, or the table compares several pairs and neither a pair nor a difference is chosen.

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
    names = table.attrs.get("names", {})
    if referent is None and stance is None:
        rows = _pair(table, a, b)
        sides = (plain(rows["a"].iloc[0]), plain(rows["b"].iloc[0]))
        title = f"{shorten(sides[0], 60)} compared with {shorten(sides[1], 60)}"
        words = [described(row, names) for row in rows.to_dict("records")]
    else:
        rows = _cell(table, a, b, referent, stance)
        against = list(dict.fromkeys(rows["b"]))
        sides = ("the outlet named", plain(against[0]) if len(against) == 1 else "the other")
        title = described(rows.iloc[0].to_dict(), names)
        title += f", against {plain(against[0])}" if len(against) == 1 else ", outlet against outlet"
        pairs = zip(rows["a"], rows["b"], strict=True)
        words = [plain(x) if len(against) == 1 else f"{plain(x)} – {plain(y)}" for x, y in pairs]
    rows = rows.assign(name=words)
    usable = rows[rows["difference"].notna() & (rows["low"].notna() | (rows["difference"] != 0))]
    if usable.empty:
        return say(ax, title=title, words="Not enough evidence: no shares can be compared.")
    rank = 2 - usable["low"].notna().astype(int) - usable["q"].lt(SIGNIFICANT).fillna(False).astype(int)
    picked = usable.assign(rank=rank, size=-usable["difference"].abs()).sort_values(["rank", "size"], kind="stable")[
        :most
    ]
    picked = picked.sort_values("difference", ascending=False, kind="stable")
    picked = picked.assign(y=[float(i) for i in range(len(picked))])
    size = type_of(ax)
    labels = [wrap(name, size.name + 6) for name in picked["name"]]
    left = len(rows) - len(picked)
    note = _NOTE + (f" {left} smaller or missing ones are left to the table." if left else "")
    row = 2.45 if any("\n" in label for label in labels) or room(ax) < NARROW else 2.0
    ax = axes(ax, height=(len(labels) + 3.2) * row * size.label / 72 + words_height(ax, title, note))
    _draw(ax, picked)
    ax.set_yticks(list(picked["y"]), labels=labels, parse_math=False)
    _axis(ax, picked, sides)
    below(ax, note)
    return finish(ax, title=title, alt=_alt(picked, list(picked["name"])))


def _cell(table: pd.DataFrame, a: str | None, b: str | None, referent: str | None, stance: str | None) -> pd.DataFrame:
    """Keep one difference of every pair; a referent without a stance is one that is blamed."""
    rows = table if stance is not None else table[table["measure"] == "blame"]
    given = {"a": a, "b": b, "referent": referent, "stance": stance}
    rows = keep(rows, {column: value for column, value in given.items() if value is not None})
    one_category(rows, ["referent"] if stance is None else ["measure", "referent", "stance"])
    return rows


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
    shown = display_actor if row["measure"] == "blame" else display
    parts = [shown(row[c], names) for c in ("referent", "stance") if pd.notna(row[c]) and row[c] != ""]
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
    narrow = room(ax) < NARROW
    for row, bold in zip(rows.to_dict("records"), stands, strict=True):
        ax.annotate(_shares(row, narrow), (1.025, row["y"]), va="center", xycoords=("axes fraction", "data"),
                    fontsize=type_of(ax).tiny if narrow else type_of(ax).small, fontweight="bold" if bold else "normal",
                    color=INK if bold else QUIET)  # fmt: skip


def _shares(row: dict, narrow: bool) -> str:
    """Write both shares with what they are of, and q where there is room for it."""
    parts = [f"{percent(row[f'share_{side}'])} of {int(row[f'n_{side}']):,}" for side in "ab"]
    if narrow:
        return "\n".join(parts)
    q = f" · q {'<' if row['q'] < 0.001 else ''}{max(row['q'], 0.001):.3f}".replace("0.", ".")
    return " vs ".join(parts) + (q if pd.notna(row["q"]) else "")


def _axis(ax: Axes, rows: pd.DataFrame, sides: tuple[str, str]) -> None:
    """Give equal room to both directions, and say over each which outlet has more."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    widest = float(rows[["difference", "low", "high"]].abs().max().max())
    reach = max(0.1, math.ceil(10 * widest) / 10)
    ax.set_xlim(-1.03 * reach, 1.03 * reach)
    ax.set_ylim(len(rows) - 0.4, -2.6)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, symmetric=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(100 * value):.0f}"))
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    for x, y, text in (
        (0, -1.6, f"← more in {shorten(sides[1], 44)}"),
        (1, -0.75, f"more in {shorten(sides[0], 44)} →"),
    ):
        ax.text(x, y, text, transform=ax.get_yaxis_transform(), ha="right" if x else "left", va="bottom", color=INK,
                fontsize=type_of(ax).label, fontweight="bold", parse_math=False)  # fmt: skip


def _alt(rows: pd.DataFrame, names: list[str]) -> str:
    """Write the differences as sentences, each naming the outlet that has more."""
    said = []
    for name, row in zip(names, rows.to_dict("records"), strict=True):
        more = row["a"] if row["difference"] > 0 else row["b"]
        verdict = "not enough evidence" if pd.isna(row["low"]) else (
            "stands after correction" if row["q"] < SIGNIFICANT else "may be chance")  # fmt: skip
        shares = f"{percent(row['share_a'])} against {percent(row['share_b'])}"
        which = f", more in {plain(more)}" if row["difference"] else ", no difference"
        said.append(f"{name.replace(chr(10), ' ')}: {shares}{which}; {verdict}.")
    return " ".join(said)
