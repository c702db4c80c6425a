"""Axes that a notebook shows by themselves, as it shows tables."""

from __future__ import annotations

import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure

__all__ = ["Chart"]

_DENSITY = 2  #: pixels of the picture per pixel of the page, so that it is sharp on fine screens


class Chart(Axes):
    """Axes of a figure of their own; as the last line of a notebook's cell they are the picture of that figure.

    Matplotlib does this for figures that pyplot knows of, and only where a notebook was told to. Charts are made
    without pyplot and change nothing for others, so they bring the picture themselves.

    Examples
    --------
    >>> from framing import show
    >>> picture, size = show.blank(85)._repr_png_()
    >>> picture[:4], size["width"]
    (b'\\x89PNG', 321)
    """

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Draw the whole figure, with the size in which it is shown."""
        figure: Figure = self.get_figure(root=True)  # type: ignore[assignment]
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=96 * _DENSITY)
        wide, tall = figure.get_size_inches()
        return file.getvalue(), {"width": round(96 * wide), "height": round(96 * tall)}
