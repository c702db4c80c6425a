"""A chart of who is taken for whom, by framing alone."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.show.theme import ACCENT, INK, QUIET, axes, finish, say
from framing.show.words import percent, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["predictability"]


def predictability(result: Any, *, ax: Axes | None = None) -> Axes:
    """Draw the confusion matrix: of each side's articles, the share that framing takes for each side's.

    Parameters
    ----------
    result : Predictability
        What ``result.predictability()`` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Who wrote on y, who was predicted on x; the number of articles in each cell.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> from framing.measure import Predictability
    >>> confusion = pd.DataFrame({"outlet": ["A", "A", "B", "B"], "predicted": ["A", "B"] * 2, "n": [8, 2, 3, 7],
    ...                           "articles": 10, "share": [0.8, 0.2, 0.3, 0.7]})
    >>> scores = pd.DataFrame({"model": ["framing", "words", "majority", "permuted"], "accuracy": [0.75, 0.9, 0.5, 0.5],
    ...                        "low": 0.5, "high": 0.9, "articles": 20, "p": 0.01, "note": ""})
    >>> ax = show.predictability(Predictability("outlet", "story", scores, confusion, pd.DataFrame(), []))
    >>> [text.get_text() for text in ax.texts]
    ['8', '2', '3', '7']
    """
    title = "Who is taken for whom, by framing alone"
    if result.confusion.empty:
        return say(ax, title=title, words=result.verdict[:1].upper() + result.verdict[1:] + ".")
    names = list(dict.fromkeys(result.confusion[result.by]))
    shares = result.confusion["share"].to_numpy().reshape(len(names), -1)
    counts = result.confusion["n"].to_numpy().reshape(len(names), -1)
    ax = axes(ax, height=2.2 + 0.32 * len(names))
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("shares", ["#ffffff", ACCENT])
    ax.imshow(shares, cmap=colours, vmin=0, vmax=1, aspect="auto")
    for y, x in np.ndindex(*shares.shape):
        if counts[y, x]:
            ax.text(x, y, f"{counts[y, x]:,}", ha="center", va="center", fontsize=7.5,
                    fontweight="bold" if x == y else "normal",
                    color="white" if shares[y, x] > 0.55 else INK)  # fmt: skip
    short = [shorten(plain(name), 26) for name in names]
    ax.set_xticks(range(len(names)), labels=short, rotation=40, ha="right", rotation_mode="anchor", parse_math=False)
    ax.set_yticks(range(len(names)), labels=[f"{n} ({c:,})" for n, c in zip(short, counts.sum(axis=1), strict=True)],
                  parse_math=False)  # fmt: skip
    words = (f"Rows: who wrote, with the number of articles. Columns: whom a classifier takes it for that sees labels, "
             f"voices and blame, and has seen no article of the same {result.groups.replace('_id', '')}. "
             f"Darker: more of the row. {result.verdict[:1].upper()}{result.verdict[1:]}.")  # fmt: skip
    ax.set_xlabel(textwrap.fill(words, 84), fontsize=8, color=QUIET, loc="left", parse_math=False)
    said = "; ".join(f"{name}: {counts[i, i]:,} of {counts[i].sum():,} told right ({percent(shares[i, i])})"
                     for i, name in enumerate(short))  # fmt: skip
    finish(ax, title=title, alt=f"{said}. {result.verdict}.")
    ax.tick_params(axis="y", pad=4)
    return ax
