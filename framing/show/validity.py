"""Charts of how right the machine is: scores, corrected shares, and what is taken for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.dots import Block, draw_blocks, percent_axis
from framing.show.theme import ACCENT, INK, PALE, QUIET, Look, axes, choose, finish, say
from framing.show.words import NOBODY, display_actor, interval, percent, plain, shorten, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["confusion", "corrected", "scores"]

_ALL_OUTLETS, _ALL = "all outlets", "all"
_STATISTICS = {"precision": "right, of what was found (precision)", "recall": "found, of what is there (recall)"}
_OWN_NAMES = {"nobody": NOBODY, "none": "nothing"}


def scores(table: pd.DataFrame, *, measure: str | None = None, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """Draw precision and recall of one measure, by outlet or by referent.

    Parameters
    ----------
    table : pandas.DataFrame
        ``validity(...).scores``.
    measure : str, optional
        Which measure (names, labels, voice; blame, sources); needed if the table holds several.
    by : {"outlet", "referent"}
        What one row of the chart stands for; the other is taken together.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    FramingError
        If `measure` or `by` is unknown.

    Examples
    --------
    >>> from framing import show
    >>> table = pd.DataFrame({"measure": "blame", "outlet": ["Courier", "all outlets"], "referent": "all",
    ...     "statistic": "precision", "n": [18, 40], "total": [20, 44], "share": [.9, .91], "low": [.7, .8],
    ...     "high": [.97, .96], "note": ""})
    >>> show.scores(table).get_title(loc="left")
    'How right the readings of blame are'
    """
    if by not in ("outlet", "referent"):
        raise FramingError(f"by={by!r} is unknown. {did_you_mean(by, ['outlet', 'referent'])}")
    rows, name = choose(table, "measure", measure)
    title = f"How right the readings of {name} are"
    rows = rows[rows["referent"].eq(_ALL) if by == "outlet" else rows["outlet"].eq(_ALL_OUTLETS)]
    rows = rows[rows["total"] > 0]
    if rows.empty:
        return say(ax, title=title, words="No row of this kind was coded, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    shown = [plain(v) if v in (_ALL, _ALL_OUTLETS) else _name(v, names) for v in rows[by]]
    rows = rows.assign(group=shown)
    blocks = []
    for statistic, words in _STATISTICS.items():
        own = rows[rows["statistic"] == statistic]
        if len(own):
            look = Look(INK, "o") if statistic == "precision" else Look(ACCENT, "s")
            blocks.append(Block(words, own, look))
    axis = "Share, weighted to the corpus, with 95% interval; counts are codings"
    return draw_blocks(ax, blocks, title=title, axis=axis)


def corrected(
    table: pd.DataFrame,
    *,
    measure: str | None = None,
    referent: str | None = None,
    stance: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one share of every outlet twice: as the machine counted it, and once its errors are allowed for.

    Parameters
    ----------
    table : pandas.DataFrame
        ``validity(...).shares``.
    measure, referent, stance : str, optional
        Which share; each is needed if the table holds several. Of blame, `referent` is the target, and there is no
        stance; of voice, `stance` is the voice, and there is no referent.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Shares from 0 to 1 on x: a ring for what was counted, a dot with its 95 % interval for what is corrected.

    Raises
    ------
    FramingError
        If a name is unknown, or several are there and none is given.

    Examples
    --------
    >>> from framing import show
    >>> table = pd.DataFrame({"measure": "labels", "outlet": ["Courier"], "referent": "army", "stance": "critical",
    ...     "n": 40, "choices": 100, "share": .4, "corrected": .46, "low": .35, "high": .57, "codings": 30, "note": ""})
    >>> show.corrected(table).get_xlabel()[:40]
    'ring: as counted; dot: corrected for the'
    """
    rows, measure = choose(table, "measure", measure)
    names = table.attrs.get("names", {})
    said = []
    for column, value in (("referent", referent), ("stance", stance)):
        if rows[column].notna().any() or value is not None:
            rows = rows.assign(**{column: rows[column].fillna(_ALL if column == "stance" else "nobody")})
            rows.attrs["names"] = names | _OWN_NAMES
            rows, chosen = choose(rows, column, value)
            said.append(_name(chosen, names))
    title = f"{' · '.join(said) or measure}: counted and corrected"
    rows = rows[rows["share"].notna() | rows["corrected"].notna()]
    if rows.empty:
        return say(ax, title=title, words="Nothing of this kind was found or read, so there is nothing to draw.")
    labels = [wrap(plain(outlet)) for outlet in rows["outlet"]]
    ax = axes(ax, height=1.2 + 0.28 * len(rows))
    y = np.arange(len(rows))
    ax.hlines(y, rows["low"], rows["high"], color=INK, linewidth=1.8, zorder=2)
    ax.scatter(rows["share"], y, s=42, facecolors="white", edgecolors=ACCENT, linewidths=1.4, zorder=3,
               clip_on=False, label="as counted")  # fmt: skip
    ax.scatter(rows["corrected"], y, s=30, color=INK, zorder=4, clip_on=False, label="corrected")
    for at, row in zip(y, rows.to_dict("records"), strict=True):
        words = f"{int(row['codings'])} codings" + ("" if pd.notna(row["corrected"]) else ": too few")
        ax.annotate(words, (1.025, at), va="center", xycoords=("axes fraction", "data"), fontsize=8, color=QUIET,
                    parse_math=False)  # fmt: skip
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(y, labels=labels, parse_math=False)
    percent_axis(ax, "ring: as counted; dot: corrected for the machine's errors, with 95% interval")
    alt = "; ".join(
        f"{row['outlet']} counted {percent(row['share'])}, corrected {percent(row['corrected'])}"
        + (f" (95% interval {interval(row['low'], row['high'])})" if pd.notna(row["low"]) else "")
        for row in rows.to_dict("records")
    )
    return finish(ax, title=title, alt=f"{alt}.")


def confusion(table: pd.DataFrame, *, field: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw what the machine found against what coders read, in codings; the darker, the larger the part of its row.

    Units in which both saw nothing are left out.

    Parameters
    ----------
    table : pandas.DataFrame
        ``validity(...).confusion``.
    field : str, optional
        Which field; needed if the table holds several.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Found on y, read on x; the diagonal is right.

    Raises
    ------
    FramingError
        If `field` is unknown.

    Examples
    --------
    >>> from framing import show
    >>> table = pd.DataFrame({"field": "voice", "found": ["own", "own", "quoted"], "read": ["own", "quoted", "quoted"],
    ...                       "n": [9, 1, 4], "weighted": [90.0, 10.0, 40.0]})
    >>> [text.get_text() for text in show.confusion(table).texts]
    ['9', '1', '4']
    """
    rows, field = choose(table, "field", field)
    title = f"What was found, and what was read: {field}"
    rows = rows[(rows["found"] != "none") | (rows["read"] != "none")]
    if rows.empty:
        return say(ax, title=title, words="Nothing was found or read, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    counts = rows.groupby("found")["n"].sum().add(rows.groupby("read")["n"].sum(), fill_value=0)
    order = [value for value in counts.sort_values(ascending=False, kind="stable").index if value != "none"]
    order += ["none"] if "none" in counts.index else []
    grid = rows.pivot_table(index="found", columns="read", values="n", aggfunc="sum")
    grid = grid.reindex(index=order, columns=order)
    part = grid.div(grid.sum(axis=1).replace(0, np.nan), axis=0).fillna(0).to_numpy()
    ax = axes(ax, height=1.6 + 0.3 * len(order))
    ax.imshow(part, cmap="Blues", vmin=0, vmax=1.6, aspect="auto")
    for (i, j), n in np.ndenumerate(grid.to_numpy()):
        if n > 0:
            ax.text(j, i, f"{n:g}", ha="center", va="center", fontsize=8, color=INK,
                    fontweight="bold" if i == j else "normal")  # fmt: skip
    shown = [_name(value, names) for value in order]
    ax.set_yticks(range(len(order)), labels=[wrap(name) for name in shown], parse_math=False)
    ax.set_xticks(range(len(order)), labels=[shorten(name, 26) for name in shown], rotation=40, ha="right",
                  rotation_mode="anchor", parse_math=False)  # fmt: skip
    ax.set_ylabel("found by the machine", fontsize=8.5, color=QUIET)
    ax.set_xlabel("read by coders", fontsize=8.5, color=QUIET)
    ax.set_xticks(np.arange(-0.5, len(order)), minor=True)
    ax.set_yticks(np.arange(-0.5, len(order)), minor=True)
    ax.grid(which="minor", color=PALE, linewidth=0.4)
    ax.tick_params(which="minor", length=0)
    alt = "; ".join(
        f"found {_name(row['found'], names)}, read {_name(row['read'], names)}: {row['n']:g}"
        for row in rows.to_dict("records")
    )
    return finish(ax, title=title, alt=f"{alt}.")


def _name(value: object, names: dict[str, str]) -> str:
    """Write a value of a field for readers."""
    return _OWN_NAMES.get(str(value)) or (NOBODY if pd.isna(value) else display_actor(value, names))  # type: ignore[call-overload]
