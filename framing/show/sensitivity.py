"""A chart and a sentence on what the order of outlets hangs on."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.dots import below, words_height
from framing.show.theme import ACCENT, INK, NARROW, PALE, QUIET, RULE, axes, finish, room, say, type_of
from framing.show.words import display, percent, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["finding", "sensitivity"]

_AXIS = ("Kendall's tau with the order of everything; 1: the same order. Blue: two outlets change places whose "
         "intervals lie apart. On the right, the worst of each row.")  # fmt: skip
_KINDS = {"term": "any one term", "article": "any one article", "story": "any one story", "voice": "the voice filter",
          "wire": "wire copy"}  # fmt: skip


def finding(table: pd.DataFrame) -> str:
    """Say in plain words whether the order of outlets survives.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.sensitivity()`` returned.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "measure": "labels", "referent": "army", "stance": "critical", "kind": ["nothing", "term", "article"],
    ...     "left_out": ["", "junta", "c07"], "outlets": 2, "tau": [1.0, -1.0, 1.0], "swaps": [0, 1, 0],
    ...     "apart": [0, 1, 0], "swapped": ["", "Courier and Herald", ""], "note": ""})
    >>> finding(table)[:104]
    'Army: critical. The order of 2 outlets does not survive: Courier and Herald, whose intervals lie apart, '
    >>> finding(table)[104:]
    'change places without the term “junta”. Nothing else of 2 things left out one at a time does.'
    """
    what = _what(table)
    if table.empty or len(table) == 1:
        why = "" if table.empty else str(table["note"].iloc[0]).removeprefix("no order: ")
        return f"{what}. There is no order to speak of{': ' if why else ''}{plain(why)}."
    tried = table[table["kind"] != "nothing"]
    outlets, moved, clear = int(table["outlets"].iloc[0]), tried[tried["swaps"] > 0], tried[tried["apart"] > 0]
    things = f"{len(tried):,} things left out one at a time"
    if moved.empty:
        said = f"The order of {outlets} outlets survives: none of {things} changes it."
    elif clear.empty:
        worst = moved.sort_values("tau", kind="stable").iloc[0]
        said = (f"The order of {outlets} outlets survives in what the intervals can tell apart: in none of {things} do "
                f"two outlets change places whose intervals lie apart. Outlets closer to each other do in "
                f"{len(moved):,}, most {_without(worst)} (Kendall's tau {_tau(worst['tau'])}).")  # fmt: skip
    else:
        worst = clear.sort_values(["apart", "tau"], ascending=[False, True], kind="stable").iloc[0]
        pairs = worst["swapped"].split("; ")
        others = int(worst["apart"]) - 1
        more = f" and {others} more pair{'s' if others > 1 else ''}" if others else ""
        left = len(clear) - 1
        rest = f"So do pairs in {left:,} of the other {len(tried) - 1:,}" if left else f"Nothing else of {things} does"
        said = (f"The order of {outlets} outlets does not survive: {pairs[0]}{more}, whose intervals lie apart, change "
                f"places {_without(worst)}. {rest}.")  # fmt: skip
    return plain(f"{what}. {said}")


def _what(table: pd.DataFrame) -> str:
    """Name the share by which outlets are ordered."""
    if table.empty:
        return "Sensitivity"
    first, names = table.iloc[0], table.attrs.get("names", {})
    referent = display(first["referent"], names)
    words = f"blame on {referent}" if first["measure"] == "blame" else f"{referent}: {display(first['stance'], names)}"
    return words[0].upper() + words[1:]


def _without(row: pd.Series) -> str:
    """Say what was left out."""
    if row["kind"] == "voice":
        return "with the words of others counted too" if row["measure"] == "labels" else "in the outlets' own words"
    if row["kind"] == "wire":
        return "without wire copy"
    kind = "event" if row["kind"] == "term" and row["measure"] == "blame" else row["kind"]
    return f"without the {kind} “{shorten(plain(row['left_out']), 40)}”"


def _tau(tau: float) -> str:
    return "missing" if pd.isna(tau) else f"{tau:.2f}".replace("0.", ".", 1).replace("-", "−")


def sensitivity(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far the order of outlets changes with each thing left out: a row per kind, a dot per thing.

    Blue: two outlets change places whose intervals lie apart. Grey: at most outlets close to each other do.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``result.sensitivity()`` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Kendall's tau with the order of everything on x: 1 is the same order, 0 none, -1 the reverse.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "measure": "labels", "referent": "army", "stance": "critical", "kind": ["nothing", "term", "article"],
    ...     "left_out": ["", "junta", "c07"], "outlets": 2, "tau": [1.0, -1.0, 1.0], "swaps": [0, 1, 0],
    ...     "apart": [0, 1, 0], "swapped": ["", "Courier and Herald", ""], "change": [0, -0.5, 0.01],
    ...     "changed": [None, "Courier", "Courier"], "note": ""})
    >>> ax = show.sensitivity(table)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['any one term\\n1 left out', 'any one article\\n1 left out']
    """
    title = f"What the order hangs on. {_what(table)}"
    rows = table[(table["kind"] != "nothing") & table["tau"].notna()] if len(table) else table
    if rows.empty:
        return say(ax, title=title, words=finding(table))
    kinds = [kind for kind in _KINDS if (rows["kind"] == kind).any()]
    size, narrow = type_of(ax), room(ax) < NARROW
    sorted_ = rows.sort_values(["apart", "tau"], ascending=[True, False], kind="stable")
    of = {kind: sorted_[sorted_["kind"] == kind] for kind in kinds}
    beside = [_worst(own.iloc[-1], 22 if narrow else 46) for own in of.values()]
    row = max(0.55, 1.35 * size.small / 72 * (max(words.count("\n") for words in beside) + 1.5))
    ax = axes(ax, height=0.3 + row * len(kinds) + words_height(ax, title, _AXIS))
    labels = []
    for y, (kind, own) in enumerate(of.items()):
        count = len(own)
        name = "any one kind of event" if kind == "term" and own["measure"].iloc[0] == "blame" else _KINDS[kind]
        name = "\n".join(textwrap.wrap(name, size.name))
        labels.append(f"{name}\n{count:,} left out" if kind in ("term", "article", "story") else name)
        at = [y + _shift(i, count) for i in range(count)]
        colours = [ACCENT if apart else PALE for apart in own["apart"]]
        ax.scatter(own["tau"], at, s=18, c=colours, zorder=3, clip_on=False, linewidths=0)
        ax.annotate(beside[y], (1.025, y), va="center", xycoords=("axes fraction", "data"), fontsize=size.small,
                    color=QUIET, parse_math=False)  # fmt: skip
    ax.set_yticks(range(len(kinds)), labels=labels, parse_math=False)
    ax.set_ylim(len(kinds) - 0.5, -0.5)
    lowest = min(0.8, math.floor(5 * float(rows["tau"].min())) / 5)
    ax.set_xlim(lowest - 0.02 * (1 - lowest), 1 + 0.02 * (1 - lowest))
    ax.locator_params(axis="x", nbins=5)
    ax.axvline(1, color=INK, linewidth=0.8, zorder=1)
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    below(ax, _AXIS)
    return finish(ax, title=title, alt=finding(table))


def _shift(number: int, count: int) -> float:
    """Spread the dots of a row over its height, evenly and without chance."""
    return 0.0 if count == 1 else ((number * 0.618034) % 1 - 0.5) * min(0.56, 0.04 * count)


def _worst(row: pd.Series, width: int) -> str:
    """Say what changes the order most in one row of the chart, and how, in lines of at most `width` letters."""
    said = [_without(row).removeprefix("without the ").removeprefix("without ")]
    if row["swaps"]:
        first = row["swapped"].split("; ")[0]
        more = f", and {row['swaps'] - 1} more" if row["swaps"] > 1 else ""
        said.append(f"{shorten(plain(first), 60)} swap{more}")
    else:
        said.append("no two outlets swap" if row["tau"] < 1 else "same order")
    if pd.notna(row["changed"]):
        size = percent(abs(row["change"]))[:-1]
        said.append(f"{shorten(plain(row['changed']), 40)} moves {size} point{'' if size in ('1', '<1') else 's'}")
    return "\n".join(textwrap.fill(words, width) for words in said)
