"""The look all charts share: ink, colours, an Axes to draw on, and text for those who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.words import display, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ACCENT", "INK", "PALE", "QUIET", "RULE", "Look", "alt_text", "axes", "choose", "finish", "looks", "say"]

INK, QUIET, RULE, PALE, ACCENT = "#1b1b1b", "#5c5c5c", "#dddddd", "#a9a9a9", "#0072b2"
WIDTH = 6.8  #: inches: the two columns of a journal page


class Look(NamedTuple):
    """A colour and a marker, so that colour is never the only difference."""

    colour: str
    marker: str


# Okabe and Ito's colours, which stay apart for colour-blind readers; one per stance, everywhere.
_STANCES = {
    "favourable": Look("#0072b2", "o"),
    "neutral": Look("#6b6b6b", "s"),
    "critical": Look("#d55e00", "D"),
    "honouring": Look("#009e73", "^"),
    "sanitising": Look("#cc79a7", "v"),
    "condemning": Look("#a0350a", "P"),
}
_SPARE = [Look("#56b4e9", "p"), Look("#e69f00", "h"), Look("#1b1b1b", "X"), Look("#8c6bb1", "<"), Look("#4d7c0f", ">")]


def looks(stances: Iterable[str]) -> dict[str, Look]:
    """Give each stance its colour and marker: fixed for the usual ones, in order for a lexicon's own.

    Examples
    --------
    >>> looks(["critical", "mocking"])["critical"].colour
    '#d55e00'
    """
    own = [s for s in dict.fromkeys(stances) if s not in _STANCES]
    return _STANCES | {stance: _SPARE[i % len(_SPARE)] for i, stance in enumerate(own)}


def axes(ax: Axes | None, *, height: float) -> Axes:
    """Return `ax`, or the Axes of a new figure `height` inches high that pyplot does not know of."""
    if ax is not None:
        return ax
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, max(height, 1.5)), dpi=150, layout="constrained", facecolor="white")
    return figure.subplots()


def finish(ax: Axes, *, title: str, alt: str) -> Axes:
    """Set the title, clear what carries no data, and keep the text for those who cannot see the chart."""
    ax.set_title(textwrap.fill(plain(title), 46), loc="left", fontsize=10.5, fontweight="bold", color=INK, pad=10,
                 parse_math=False)  # fmt: skip
    for side in ax.spines.values():
        side.set_visible(False)
    ax.tick_params(length=0, labelsize=8.5, labelcolor=INK)
    ax.tick_params(axis="y", pad=9)
    ax.set_label(f"{plain(title)}. {alt}")
    return ax


def say(ax: Axes | None, *, title: str, words: str) -> Axes:
    """Draw a sentence in place of a chart that has nothing to show."""
    ax = axes(ax, height=1.5)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0, 0.5, plain(words), transform=ax.transAxes, fontsize=9, color=QUIET, wrap=True, parse_math=False)
    return finish(ax, title=title, alt=words)


def alt_text(ax: Axes) -> str:
    """Return the text alternative of a chart: its title and every value drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `framing.show` returned.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> empty = pd.DataFrame(columns=["outlet", "voice", "n", "choices", "share", "low", "high", "note"])
    >>> show.alt_text(show.voice(empty))
    'Whose voice carries the names. No names of this lexicon were found, so there is nothing to draw.'
    """
    return str(ax.get_label())


def choose(table: pd.DataFrame, column: str, value: str | None) -> tuple[pd.DataFrame, str]:
    """Keep the rows of one `value` of `column`, given as id or display name.

    Raises
    ------
    FramingError
        If the value is unknown, or none is given and the table holds several.
    """
    names: Mapping[str, str] = table.attrs.get("names", {})
    known = [str(v) for v in table[column].dropna().unique()]
    if value is None:
        if len(known) == 1:
            return table, known[0]
        raise FramingError(
            f"The table holds {len(known)} {column}s and a chart shows one: give {column}=, "
            f"for instance {column}={known[0]!r}. Known: {', '.join(known[:20])}{', ...' if len(known) > 20 else ''}."
        )
    by_name = {display(k, names): k for k in known}
    ident = value if value in known else by_name.get(value)
    if ident is None:
        raise FramingError(f"The table has no {column} {value!r}. {did_you_mean(value, [*known, *by_name])}")
    return table[table[column] == ident], ident
