"""The look all charts share: ink, colours, an Axes to draw on, and text for those who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.words import display, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["ACCENT", "INK", "PALE", "QUIET", "RULE", "Look", "Type", "alt_text", "axes", "blank", "choose", "finish",
           "looks", "outlet_looks", "room", "say", "type_of"]  # fmt: skip

INK, QUIET, RULE, PALE, ACCENT = "#1b1b1b", "#5c5c5c", "#dddddd", "#a9a9a9", "#0072b2"
WIDTH = 6.8  #: inches: the two columns of a journal page
NARROW = 4.5  #: inches: below this width small type is used, as in one column of a journal
_LONGEST = 200  #: characters of a title
_GROWS = "grows with what is drawn"


class Type(NamedTuple):
    """Sizes of type in points, and how many characters of a name, a title or a note stand in one line."""

    title: float
    label: float
    small: float
    tiny: float
    name: int
    line: int
    note: int


_WIDE, _SMALL = Type(10.5, 8.5, 8, 7, 28, 46, 72), Type(8.5, 7, 6.5, 6, 13, 28, 36)


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


# Tol's muted colours, the pale ones darkened for thin lines: they stay apart for colour-blind readers, and from those
# of the stances; one per outlet.
_OUTLETS = ["#332288", "#cc6677", "#117733", "#999933", "#882255", "#44aa99", "#4a9cc4", "#aa4499", "#b8952a"]
_MARKERS = "osD^vPXph<>"


def outlet_looks(table: pd.DataFrame) -> dict[str, Look]:
    """Give each outlet its colour and marker, by its place among the outlets of the whole corpus.

    Two outlets never have both in common; markers begin to change when the colours are used up.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Herald"]})
    >>> table.attrs["outlets"] = ["Courier", "Herald"]
    >>> outlet_looks(table)["Herald"]
    Look(colour='#cc6677', marker='o')
    """
    known = list(table.attrs.get("outlets", ()))
    columns = [column for column in ("outlet", "a", "b") if column in table]
    found = sorted({str(value) for column in columns for value in table[column].dropna()})
    every = list(dict.fromkeys([*known, *found]))
    size = len(_OUTLETS)
    return {
        outlet: Look(_OUTLETS[i % size], _MARKERS[i // size % len(_MARKERS)]) for i, outlet in enumerate(every)
    }  # fmt: skip


def blank(width: float = 85) -> Axes:
    """Make an empty Axes in a figure `width` millimetres wide; the chart drawn on it sets the figure's height.

    One column of a journal page is some 85 mm wide, two are some 175 mm, as without `ax`. Below 115 mm charts use
    smaller type.

    Parameters
    ----------
    width : float
        Of the whole figure, in millimetres.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    FramingError
        If `width` is below 40 or above 1000.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier"], "victim": ["civilians"], "events": [20], "named": [8], "articles": [9],
    ...     "share": [0.4], "low": [0.2], "high": [0.6], "note": [""]})
    >>> ax = show.agency(table, ax=show.blank(85))
    >>> round(float(ax.figure.get_size_inches()[0]) * 25.4)
    85
    """
    if not 40 <= width <= 1000:
        raise FramingError(f"width={width} is no width of a figure in millimetres; one column is 85, two are 175.")
    from matplotlib.figure import Figure

    from framing.show.chart import Chart

    figure = Figure(figsize=(width / 25.4, 3), dpi=150, layout="constrained", facecolor="white")
    ax = figure.add_subplot(axes_class=Chart)
    ax.set_gid(_GROWS)
    return ax


def axes(ax: Axes | None, *, height: float) -> Axes:
    """Return `ax`, or the Axes of a new figure `height` inches high that pyplot does not know of."""
    ax = blank(WIDTH * 25.4) if ax is None else ax
    if ax.get_gid() == _GROWS:
        figure: Figure = ax.figure  # type: ignore[assignment]
        figure.set_figheight(max(height, 1.5))
        ax.set_gid(None)
    return ax


def room(ax: Axes | None) -> float:
    """Give the width in inches that an Axes has, with all that stands beside it."""
    if ax is None:
        return WIDTH
    figure = ax.figure
    width = figure.bbox.width / figure.dpi
    spec = ax.get_subplotspec()
    if spec is None:
        return float(width * ax.get_position().width)
    return float(width * len(spec.colspan) / spec.get_gridspec().ncols)


def type_of(ax: Axes | None) -> Type:
    """Give the sizes of type that suit the width of an Axes."""
    return _SMALL if room(ax) < NARROW else _WIDE


def finish(ax: Axes, *, title: str, alt: str) -> Axes:
    """Set the title, clear what carries no data, and keep the text for those who cannot see the chart."""
    size = type_of(ax)
    shown = textwrap.fill(shorten(plain(title), _LONGEST), size.line)
    ax.set_title(shown, loc="left", fontsize=size.title, fontweight="bold", color=INK, pad=10, parse_math=False)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.tick_params(length=0, labelsize=size.label, labelcolor=INK)
    ax.tick_params(axis="y", pad=9)
    ax.set_label(f"{plain(title)}. {alt}")
    return ax


def say(ax: Axes | None, *, title: str, words: str) -> Axes:
    """Draw a sentence in place of a chart that has nothing to show."""
    ax = axes(ax, height=1.5)
    ax.set_xticks([])
    ax.set_yticks([])
    size = type_of(ax)
    ax.text(0, 0.9, textwrap.fill(plain(words), 2 * size.line), transform=ax.transAxes, fontsize=size.label,
            color=QUIET, va="top", parse_math=False)  # fmt: skip
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
