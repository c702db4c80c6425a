"""Where to write names beside points, so that they cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Box", "place"]


class Box(NamedTuple):
    """A rectangle: its left and lower edge, its width and height, in inches."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: Box) -> float:
        """Give the area that two boxes share."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        tall = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(wide, 0.0) * max(tall, 0.0)


#: Where a name may stand: the place of its box's corner, in widths and heights of the box, and the sign of the gap.
_SIDES = [(0, -0.5, 1, 0), (-1, -0.5, -1, 0), (-0.5, 0, 0, 1), (-0.5, -1, 0, -1), (0, 0, 1, 1), (0, -1, 1, -1),
          (-1, 0, -1, 1), (-1, -1, -1, -1)]  # fmt: skip


def place(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    *,
    bounds: tuple[float, float],
    taken: Sequence[Box] = (),
    gap: float = 0.07,
) -> list[Box]:
    """Choose a place for each name in turn: the one that covers least, the nearest and the right one first.

    Parameters
    ----------
    points : sequence of tuple of float
        What is named, in inches.
    sizes : sequence of tuple of float
        Width and height of each name.
    bounds : tuple of float
        Width and height of what is drawn on; to leave it costs most.
    taken : sequence of Box
        What else should not be covered.
    gap : float
        Inches between a point and its name.

    Examples
    --------
    >>> [tuple(round(v, 2) for v in box) for box in place([(1, 1), (1.1, 1)], [(0.5, 0.1)] * 2, bounds=(3, 2))]
    [(0.43, 0.95, 0.5, 0.1), (1.17, 0.95, 0.5, 0.1)]
    """
    solid = [*taken, *(Box(x - gap / 2, y - gap / 2, gap, gap) for x, y in points)]
    whole = Box(0, 0, *bounds)
    found: list[Box] = []
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        best, least = None, float("inf")
        for reach in (gap, 2.5 * gap, 4.5 * gap):
            for number, (dx, dy, gx, gy) in enumerate(_SIDES):
                box = Box(x + dx * width + gx * reach, y + dy * height + gy * reach, width, height)
                covered = sum(box.covers(other) for other in (*solid, *found))
                outside = width * height - box.covers(whole)
                cost = covered + 5 * outside + 1e-4 * number + 2e-3 * (reach / gap - 1)
                if cost < least - 1e-12:
                    best, least = box, cost
        found.append(best or Box(x, y, width, height))
    return found
