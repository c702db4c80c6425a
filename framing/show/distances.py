"""A chart of the distances between outlets: a triangle of cells, one for each two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import FramingError
from framing.show.dots import below, words_height
from framing.show.panels import ROW, text_width
from framing.show.theme import INK, QUIET, RULE, axes, choose, finish, room, say, type_of
from framing.show.words import display, plain, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["distances"]

SIGNIFICANT = 0.05  #: the q below which a distance is marked
_WORDS = ("Share of choices that one of the two would have to make otherwise, beyond what chance would bring, in "
          "percentage points. Bold*: stands after correction (q < .05). In brackets: the plain distance, not enough "
          "evidence.")  # fmt: skip
_SHADES = ["#f4f4f2", "#d5e3ee", "#a9c8e0", "#6fa5cd", "#2f7eb5", "#0a568c"]


def distances(
    table: pd.DataFrame, *, measure: str = "labels", referent: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how far each two outlets lie apart beyond chance, with outlets that are alike beside each other.

    A cell's number and shade are the excess distance in percentage points. Bold with a star: it stands after
    correction (q < .05). In brackets: the plain distance, where there is not enough evidence to say what chance does.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.distances()`` returned.
    measure : {"labels", "blame"}
        Which distance.
    referent : str, optional
        Id or display name; by default all referents together.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    FramingError
        If the table has no such measure or referent.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "measure": "labels", "referent": pd.Series([None] * 3, dtype="str"), "a": ["Courier", "Courier", "Herald"],
    ...     "b": ["Herald", "Post", "Post"], "distance": [0.1, 0.6, 0.55], "expected": 0.08,
    ...     "excess": [0.02, 0.52, 0.47], "p": [0.4, 0.001, 0.001], "q": [0.4, 0.0015, 0.0015], "note": ""})
    >>> ax = show.distances(table)
    >>> sorted(text.get_text() for text in ax.texts)
    ['2', '47*', '52*']
    """
    if table.empty:
        return say(ax, title="Distances", words="There is nothing to compare: the table has no rows.")
    rows = table[table["measure"] == measure]
    if rows.empty:
        raise FramingError(f"The table has no measure {measure!r}. Known: {', '.join(table['measure'].unique())}.")
    if referent is None:
        rows = rows[rows["referent"].isna()]
        if rows.empty:
            raise FramingError("The table has no row for all referents together: give referent=.")
    else:
        rows, referent = choose(rows, "referent", referent)
    of = "names: all referents" if referent is None else f"names: {display(referent, table.attrs.get('names', {}))}"
    title = f"How far outlets lie apart, {'blame' if measure == 'blame' else of}"
    rows = rows[rows["distance"].notna()]
    if rows.empty:
        return say(ax, title=title, words="Not enough evidence: no two outlets can be compared.")
    order = _order(rows)
    count = len(order)
    size = type_of(ax)
    names = [wrap(plain(outlet), size.name) for outlet in order]
    cell = min((room(ax) - text_width(names[1:], size.label) - 0.3) / (count - 1), 1.2)
    heads = [wrap(plain(outlet), max(int(cell / (size.label * 0.58 / 72)), 1)) for outlet in order[:-1]]
    upright = text_width(heads, size.label) > cell or any("…" in head for head in heads)
    heads = names[:-1] if upright else heads
    under = (text_width(heads, size.label) if upright else 0.3) + 0.1
    row = ROW * 1.6 * size.label / 8.5
    ax = axes(ax, height=row * (count - 1) + under + words_height(ax, title, _WORDS))
    points = size.small if text_width(["(88)"], size.small) < 0.96 * cell else 0.9 * size.tiny
    said = [_cell(ax, row, order, points) for row in rows.to_dict("records")]
    ax.set_xlim(-0.5, max(count - 1.5, (room(ax) - text_width(names[1:], size.label) - 0.3) / cell - 0.5))
    ax.set_ylim(count - 0.5, 0.5)
    below(ax, _WORDS)
    finish(ax, title=title, alt=" ".join(said))
    ax.set_xticks(range(count - 1), labels=heads, rotation=90 if upright else 0, parse_math=False)
    ax.set_yticks(range(1, count), labels=names[1:], parse_math=False)
    return ax


def _order(rows: pd.DataFrame) -> list[str]:
    """Order the outlets so that those which are alike stand beside each other."""
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform

    outlets = list(dict.fromkeys([*rows["a"], *rows["b"]]))
    wide = rows.pivot(index="a", columns="b", values="distance").reindex(index=outlets, columns=outlets)
    both = wide.fillna(wide.T)
    filled = both.fillna(both.stack().mean()).to_numpy(copy=True)
    for i in range(len(outlets)):
        filled[i, i] = 0.0
    if len(outlets) < 3:
        return outlets
    flat = squareform(filled, checks=False)
    tree = hierarchy.linkage(flat, "average", optimal_ordering=True)
    return [outlets[i] for i in hierarchy.leaves_list(tree)]


def _cell(ax: Axes, row: dict, order: list[str], points: float) -> str:
    """Draw the cell of two outlets, and say it in words."""
    from matplotlib.patches import Rectangle

    x, y = sorted((order.index(row["a"]), order.index(row["b"])))
    known = pd.notna(row["excess"])
    stands = pd.notna(row["q"]) and row["q"] < SIGNIFICANT
    value = row["excess"] if known else row["distance"]
    number = f"{100 * value:.0f}".replace("-0", "0").replace("-", "−")
    step = min(int(max(value, 0) / 0.1), len(_SHADES) - 1)
    ax.add_patch(Rectangle((x - 0.48, y - 0.47), 0.96, 0.94, facecolor=_SHADES[step] if known else "white",
                           edgecolor=RULE if known else QUIET, linewidth=0.6))  # fmt: skip
    text = (f"{number}*" if stands else number) if known else f"({number})"
    dark = known and step >= 4
    ax.text(x, y, text, ha="center", va="center", fontsize=points, fontweight="bold" if stands else "normal",
            color="white" if dark else INK if stands else QUIET)  # fmt: skip
    verdict = "not enough evidence" if not known else (
        "stands after correction" if stands else "may be chance" if pd.notna(row["q"]) else "not tested")  # fmt: skip
    expected = f", {100 * row['expected']:.0f} expected by chance" if known else ""
    return (f"{plain(row['a'])} and {plain(row['b'])}: distance {100 * row['distance']:.0f} points{expected}; "
            f"{verdict}.")  # fmt: skip
