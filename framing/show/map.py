"""The outlet map: outlets placed by the names they chose, with the choices that pull them apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.show.dots import below, group_names, words_height
from framing.show.panels import text_width
from framing.show.placing import Box, place
from framing.show.theme import INK, NARROW, QUIET, RULE, Look, axes, finish, looks, outlet_looks, room, say, type_of
from framing.show.words import display, percent, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["map"]

_NAMED, _NAMED_NARROW = 10, 6  #: outlets whose names have room in a chart; of more, numbers stand for them
_WIDER = 1.3  #: how much longer the lines below are than those of charts with names on the left
_REACH = 0.86  #: how far the longest arrow reaches towards the edge of what the outlets span


class _Frame(NamedTuple):
    """The part of the plane that is drawn: its left and lower edge, its size, and how many inches a unit has."""

    x: float
    y: float
    width: float
    height: float
    scale: float

    def inches(self, x: float, y: float) -> tuple[float, float]:
        """Give a point in inches from the lower left corner."""
        return (x - self.x) * self.scale, (y - self.y) * self.scale


def map(table: pd.DataFrame, *, most: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw outlets where the names they chose place them: near each other where they chose alike.

    Ellipses hold the true position in 95 % of samples; a hollow marker has none, for want of articles. Arrows are the
    choices that pull most, in the direction in which they pull; an outlet far along an arrow made that choice more
    often than the others did. The middle is what all outlets together chose. Arrows have their own scale. Of more
    outlets than their names have room for, numbers stand in the chart and a key below it.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.map()`` returned.
    most : int, optional
        How many choices to name, those that contribute most to the plane; by default six, or four in a narrow chart.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Positions as in the table, on equal scales. The arrows are ``ax.patches``, behind the ellipses.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> places = pd.DataFrame({
    ...     "kind": "outlet", "outlet": ["Courier", "Herald", "Post"], "referent": None, "stance": None,
    ...     "x": [-1.0, 0.0, 1.0], "y": [0.2, -0.4, 0.2], "major": 0.3, "minor": 0.1, "angle": 90.0,
    ...     "n": [40, 50, 60], "articles": 12, "contribution": 1 / 3, "share_x": 0.8, "share_y": 0.2, "note": ""})
    >>> show.map(places).collections[-1].get_offsets()[:, 0].tolist()
    [-1.0, 0.0, 1.0]
    """
    title = "How alike the outlets name things"
    if table.empty:
        return say(ax, title=title, words="The table has no rows, so there is nothing to draw.")
    rows = table.assign(group=group_names(table.drop(columns="kind"), "referent"))
    outlets, choices = rows[rows["kind"] == "outlet"], rows[rows["kind"] == "choice"]
    placed = outlets[outlets["x"].notna()]
    if placed.empty:
        why = "; ".join(dict.fromkeys(plain(note) for note in outlets["note"].dropna() if note)) or "no choices"
        return say(ax, title=title, words=f"There is nothing to place: {shorten(why, 200)}.")
    size, narrow = type_of(ax), room(ax) < NARROW
    most = (4 if narrow else 6) if most is None else most
    arrows = choices[choices["contribution"] > 0].sort_values("contribution", ascending=False, kind="stable")[:most]
    wide = room(ax) - 0.35
    tall = (0.9 if narrow else 0.74) * wide
    own = [f"{shorten(name, 34)} ({int(n):,})" for name, n in zip(placed["group"], placed["n"], strict=True)]
    said = _note(placed.iloc[0], outlets[outlets["x"].isna()])
    if len(own) > (_NAMED_NARROW if narrow else _NAMED):
        key = [f"{i} {name}".replace(" ", "\N{NO-BREAK SPACE}") for i, name in enumerate(own, 1)]
        said = f"{'; '.join(key)}. {said}"
        own = [str(i) for i in range(1, len(own) + 1)]
    ax = axes(ax, height=tall + words_height(ax, title, said, wide=_WIDER) + 0.1)
    frame, stretch = _frame(placed, arrows, wide, tall)
    look = _looks(table, placed)
    ax.axhline(0, color=RULE, linewidth=0.8, zorder=0)
    ax.axvline(0, color=RULE, linewidth=0.8, zorder=0)
    tips = [(stretch * row["x"], stretch * row["y"]) for row in arrows.to_dict("records")]
    names = table.attrs.get("names", {})
    _draw_arrows(ax, tips, arrows, frame)
    _draw_places(ax, placed, look)
    pulls = [
        f"{display(row['referent'], names)}:\n{display(row['stance'], names)}" for row in arrows.to_dict("records")
    ]
    at = list(zip(placed["x"], placed["y"], strict=True))
    _write(ax, frame, [*at, *tips], [*own, *pulls], bold=len(own), size=(size.small, size.tiny))
    ax.set(xlim=(frame.x, frame.x + frame.width), ylim=(frame.y, frame.y + frame.height), xticks=[], yticks=[])
    ax.set_aspect("equal", adjustable="box")
    below(ax, said, wide=_WIDER)
    return finish(ax, title=title, alt=_alt(placed, arrows, pulls, outlets[outlets["x"].isna()]))


def _note(first: pd.Series, missing: pd.DataFrame) -> str:
    """Say how much the plane shows, and what its marks are."""
    said = f"Across {percent(first['share_x'])}, upwards {percent(first['share_y'])} of all differences. In brackets: "
    said += "choices. Ellipses: 95%; hollow: too few articles for one. Arrows: choices that pull; own scale."
    return f"{said} Not enough evidence: {shorten(', '.join(missing['group']), 120)}." if len(missing) else said


def _looks(table: pd.DataFrame, placed: pd.DataFrame) -> dict[str, Look]:
    """Give what is placed the look of its outlet."""
    if "outlet" not in table:
        return dict.fromkeys(placed["group"], Look(INK, "o"))
    fixed = outlet_looks(table)
    return {group: fixed[outlet] for group, outlet in zip(placed["group"], placed["outlet"], strict=True)}


def _frame(placed: pd.DataFrame, arrows: pd.DataFrame, wide: float, tall: float) -> tuple[_Frame, float]:
    """Choose what part of the plane is drawn, and by how much arrows are stretched."""
    reach = placed["major"].fillna(0)
    reach = reach.where(reach < 2 * reach.median() + 1e-12, reach.median())  # one wide ellipse may be cut
    left, right = float((placed["x"] - reach).min()), float((placed["x"] + reach).max())
    low, high = float((placed["y"] - reach).min()), float((placed["y"] + reach).max())
    left, right, low, high = min(left, 0.0), max(right, 0.0), min(low, 0.0), max(high, 0.0)
    stretch = 0.0
    for x, y in zip(arrows["x"], arrows["y"], strict=True):
        limits = [side / part for part, side in ((x, right if x > 0 else left), (y, high if y > 0 else low)) if part]
        if limits and max(limits) > 0:
            fits = _REACH * max(min(limits), 0.5 * max(limits))
            stretch = fits if not stretch else min(stretch, fits)
    tips = [(stretch * x, stretch * y) for x, y in zip(arrows["x"], arrows["y"], strict=True)]
    left, right = min([left, *(x for x, _ in tips)]), max([right, *(x for x, _ in tips)])
    low, high = min([low, *(y for _, y in tips)]), max([high, *(y for _, y in tips)])
    scale = min(wide / ((right - left) * 1.25 or 1), tall / ((high - low) * 1.2 or 1))
    middle = (left + right) / 2, (low + high) / 2
    size = wide / scale, tall / scale
    return _Frame(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size, scale), stretch


def _draw_arrows(ax: Axes, tips: Sequence[tuple[float, float]], arrows: pd.DataFrame, frame: _Frame) -> None:
    from matplotlib.patches import FancyArrowPatch

    look = looks(arrows["stance"].dropna())
    for (x, y), stance in zip(tips, arrows["stance"], strict=True):
        ax.add_patch(FancyArrowPatch((0, 0), (x, y), arrowstyle="-|>", mutation_scale=7, shrinkA=0, shrinkB=0,
                                     linewidth=1.1, color=look[stance].colour, zorder=1.5))  # fmt: skip


def _draw_places(ax: Axes, placed: pd.DataFrame, look: Mapping[str, Look]) -> None:
    """Draw the ellipses, then the markers over them."""
    from matplotlib.patches import Ellipse

    for row in placed[placed["major"].notna()].to_dict("records"):
        colour = look[row["group"]].colour
        ax.add_patch(Ellipse((row["x"], row["y"]), 2 * row["major"], 2 * row["minor"], angle=row["angle"],
                             facecolor=(*_rgb(colour), 0.09), edgecolor=(*_rgb(colour), 0.6), linewidth=0.8,
                             zorder=1))  # fmt: skip
    for marker in dict.fromkeys(look[group].marker for group in placed["group"]):
        own = placed[[look[group].marker == marker for group in placed["group"]]]
        colours = [look[group].colour for group in own["group"]]
        fill = [c if pd.notna(m) else "white" for c, m in zip(colours, own["major"], strict=True)]
        ax.scatter(own["x"].astype(float), own["y"].astype(float), marker=marker, s=30, c=fill, edgecolors=colours,
                   linewidths=1.2, zorder=4, label="outlets")  # fmt: skip


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _write(
    ax: Axes, frame: _Frame, points: Sequence[tuple[float, float]], texts: Sequence[str], *, bold: int,
    size: tuple[float, float],
) -> None:  # fmt: skip
    """Write the names of outlets, then of choices, beside their points."""
    sizes = [size[0] if i < bold else size[1] for i in range(len(texts))]
    boxes = [(text_width([text], points_), 1.25 * points_ / 72 * (text.count("\n") + 1))
             for text, points_ in zip(texts, sizes, strict=True)]  # fmt: skip
    inches = [frame.inches(float(x), float(y)) for x, y in points]
    shafts = []
    origin = frame.inches(0, 0)
    for x, y in inches[bold:]:
        steps = max(int(math.dist(origin, (x, y)) / 0.12), 1)
        for i in range(1, steps):
            along = i / steps
            cx, cy = origin[0] + along * (x - origin[0]), origin[1] + along * (y - origin[1])
            shafts.append(Box(cx - 0.04, cy - 0.04, 0.08, 0.08))
    bounds = frame.width * frame.scale, frame.height * frame.scale
    for number, (box, text) in enumerate(zip(place(inches, boxes, bounds=bounds, taken=shafts), texts, strict=True)):
        x, y = frame.x + (box.x + box.width / 2) / frame.scale, frame.y + (box.y + box.height / 2) / frame.scale
        strong = number < bold
        if (far := _leader(box, inches[number])) is not None:
            ends = [points[number], (frame.x + far[0] / frame.scale, frame.y + far[1] / frame.scale)]
            ax.plot(*zip(*ends, strict=True), color=QUIET, linewidth=0.5, zorder=3.5)
        ax.annotate(text, (x, y), ha="center", va="center", fontsize=sizes[number], parse_math=False, zorder=5,
                    color=INK if strong else QUIET, fontweight="bold" if strong else "normal",
                    style="normal" if strong else "italic", linespacing=1.1)  # fmt: skip


def _leader(box: Box, point: tuple[float, float]) -> tuple[float, float] | None:
    """Give where a line from a point ends at its name, if that stands apart."""
    nearest = (min(max(point[0], box.x), box.x + box.width), min(max(point[1], box.y), box.y + box.height))
    return nearest if math.dist(nearest, point) > 0.13 else None


def _alt(placed: pd.DataFrame, arrows: pd.DataFrame, pulls: Sequence[str], missing: pd.DataFrame) -> str:
    """Say where the outlets lie, what pulls, and how much the plane shows."""
    said = []
    for row in placed.to_dict("records"):
        sure = "" if pd.notna(row["major"]) else ", without an ellipse"
        said.append(f"{row['group']} at {row['x']:.2f} across and {row['y']:.2f} up ({int(row['n']):,} choices{sure})")
    pulled = [
        f"{name.replace(chr(10), ' ')} towards {row['x']:.2f} across and {row['y']:.2f} up"
        for name, row in zip(pulls, arrows.to_dict("records"), strict=True)
    ]
    first = placed.iloc[0]
    end = f" Not placed: {', '.join(missing['group'])}." if len(missing) else ""
    return (
        f"{'; '.join(said)}. Choices that pull: {'; '.join(pulled) or 'none'}. The axes show "
        f"{percent(first['share_x'])} and {percent(first['share_y'])} of all differences.{end}"
    )
