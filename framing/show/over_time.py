"""Small multiples over time: one panel per outlet or category, intervals as bands, gaps left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.cells import Kind, cell_name, in_time, keep, kind_of, one_category
from framing.show.dots import below
from framing.show.panels import broken, draw_key, head, lay_out, pack, text_width, widths
from framing.show.theme import INK, PALE, QUIET, RULE, Look, finish, looks, outlet_looks, say, type_of
from framing.show.words import count_of, display, interval, percent, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["over_time"]

TIMES = ("year", "month", "week", "story")
_MOST_LINES, _FEW = 5, 9
_FLOOR = -0.26  #: where a panel ends below the axis of shares; the counts stand in between


class _Plan(NamedTuple):
    """Which columns stand for time, panels and lines, and the values of each in order."""

    time: str
    panels: str
    lines: str | None
    order: dict[str, list[Any]]


def over_time(
    table: pd.DataFrame, *, time: str | None = None, panels: str | None = None, ax: Axes | None = None, **only: object
) -> Axes:
    """Draw shares by month (year, week, or story in the order of time), one small panel per outlet.

    Bands are 95 % intervals (thin upright lines where a panel holds several lines); a hollow dot is a share on too
    little evidence for one. Where nothing was counted the line has a gap. The counts stand below the dots: as numbers,
    or as bars where there are many periods.

    Parameters
    ----------
    table : pandas.DataFrame
        What ``labels``, ``voice``, ``blame``, ``sources`` or ``agency`` returned, by time and, for instance, outlet:
        ``result.labels(by=["outlet", "month"])``.
    time : str, optional
        The column that holds time; by default ``year``, ``month``, ``week`` or ``story``. Its values are taken in the
        order of the table.
    panels : str, optional
        The column that has a panel per value: by default the outlet, else the category.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.
    **only
        Which part of the table: ``referent="syrian_government", stance="critical"``, ``target=None`` for nobody named,
        ``outlet=["Courier", "Herald"]``. What is left open has a line per value, five at most.

    Returns
    -------
    matplotlib.axes.Axes
        Its panels are ``ax.child_axes``, with periods from 0 on x, and shares from 0 to 1 on y.

    Raises
    ------
    FramingError
        If the table has no time, a name is unknown, or more is left open than can be drawn.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": "Courier", "month": ["2020-01", "2020-02", "2020-03"], "referent": "army", "stance": "critical",
    ...     "n": [4, 0, 9], "choices": [8, 0, 12], "articles": [3, 0, 5], "share": [0.5, None, 0.75],
    ...     "low": [0.2, None, 0.4], "high": [0.8, None, 0.9], "note": ""})
    >>> (panel,) = show.over_time(table).child_axes
    >>> panel.lines[0].get_ydata().tolist()
    [0.5, nan, 0.75]
    """
    if table.empty:
        return say(ax, title="Over time", words="The table has no rows, so there is nothing to draw.")
    kind, names = kind_of(table), table.attrs.get("names", {})
    rows = keep(table, only)
    plan = _plan(rows, kind, time, panels)
    plan.order["time"] = in_time(table, plan.time, plan.order["time"])
    rows = rows.dropna(subset=[plan.time])
    title = _title(rows, kind, plan, names)
    if not rows[kind.total].any():
        return say(ax, title=title, words="Nothing was counted in any period, so there is nothing to draw.")
    rows = rows.assign(_n=rows[kind.n], _total=rows[kind.total])
    look = _looks(table, plan)
    size = type_of(ax)
    left = text_width(["100%"], size.tiny) + 0.12
    dealt, wide = widths(ax, len(plan.order["panels"]), left=left, aside=0.28, least=size.small / 8)
    heads = [broken(_name(value, plan.panels, kind, names), size=size.small, wide=wide + 0.2)
             for value in plan.order["panels"]]  # fmt: skip
    keyed = [_name(value, str(plan.lines), kind, names) for value in plan.order["lines"]] if plan.lines else []
    over = 2.1 * size.small / 72 * len(pack(keyed, size.small, wide * max(dealt))) if keyed else 0.0
    lines = max(words.count("\n") + 1 for words in heads)
    sheet = lay_out(ax, dealt, [0.85 * size.small / 8] * len(dealt), wide=(wide, 0.28), lines=lines, over=over)
    if keyed:
        draw_key(sheet, list(zip(keyed, (look[value] for value in plan.order["lines"]), strict=True)), over=over)
    most = int(rows["_total"].max())
    alt = []
    for panel, value, words in zip(sheet.panels, plan.order["panels"], heads, strict=True):
        own = rows[_is(rows[plan.panels], value)]
        alt += _lines(panel, own, plan, look if plan.lines else {None: look[value]}, words.replace("\n", " "))
        totals = own.drop_duplicates(plan.time).set_index(plan.time)["_total"].reindex(plan.order["time"]).fillna(0)
        _counts(panel, totals.astype(int).tolist(), most, size.tiny, wide)
        _axes(panel, plan, wide, size=size.tiny, named=any(panel is band[0] for band in sheet.bands))
        head(panel, words, None if plan.lines else look[value], size=size.small)
    below(sheet.ax, _axis(kind, plan, most))
    return finish(sheet.ax, title=title, alt=" ".join(alt))


def _lines(panel: Axes, own: pd.DataFrame, plan: _Plan, look: Mapping[Any, Look], words: str) -> list[str]:
    """Draw the lines of one panel, and say them in words."""
    said = []
    for place, line in enumerate(plan.order["lines"]):
        rows = own if plan.lines is None else own[_is(own[plan.lines], line)]
        rows = rows.set_index(plan.time).reindex(plan.order["time"]).reset_index()
        aside = 0.14 * (place - (len(plan.order["lines"]) - 1) / 2)
        _draw(panel, rows, look[line], banded=plan.lines is None, aside=aside)
        said.append(_alt([words, *([str(line)] if plan.lines else [])], rows, plan))
    return said


def _plan(rows: pd.DataFrame, kind: Kind, time: str | None, panels: str | None) -> _Plan:
    """Find out what stands for time, panels and lines."""
    columns = [str(c) for c in rows]
    groups = columns[: columns.index(kind.cells[0])]
    time = time or next((name for name in TIMES if name in groups), None)
    if time is None or time not in groups:
        hint = 'make the table with by=["outlet", "month"]' if time is None else did_you_mean(time, groups)
        raise FramingError(f"The table has no column of time{'' if time is None else f' {time!r}'}: {hint}.")
    others = [name for name in groups if name != time]
    *outer, inner = kind.cells
    one_category(rows, outer)
    free = [name for name in (*others, inner) if rows[name].nunique(dropna=False) > 1]
    panels = panels or next(iter([*others, inner]))
    if panels not in (*others, inner):
        raise FramingError(f"panels={panels!r} is no column to draw by. {did_you_mean(panels, [*others, inner])}")
    lines = [name for name in free if name != panels]
    if len(lines) > 1:
        one_category(rows, lines[1:])
    order = {"time": list(rows[time].dropna().unique()), "panels": list(rows[panels].unique()), "lines": [None]}
    if lines:
        counted = set(rows.loc[rows[kind.n] > 0, lines[0]].astype("str"))
        order["lines"] = [value for value in rows[lines[0]].unique() if str(value) in counted]
        if len(order["lines"]) > _MOST_LINES:
            known = ", ".join("None" if pd.isna(value) else repr(str(value)) for value in order["lines"][:20])
            raise FramingError(
                f"{len(order['lines'])} values of {lines[0]} were counted, and a panel holds {_MOST_LINES} lines: "
                f"choose with {lines[0]}=. Known: {known}."
            )
    return _Plan(time, panels, lines[0] if lines else None, order)


def _looks(table: pd.DataFrame, plan: _Plan) -> dict[Any, Look]:
    """Give each line, or each panel where it holds one, its fixed colour."""
    column, values = (plan.lines, plan.order["lines"]) if plan.lines else (plan.panels, plan.order["panels"])
    if column == "stance":
        known = looks(table["stance"].dropna())
        return {value: known[value] for value in values}
    if column == "outlet":
        fixed = outlet_looks(table)
        return {value: fixed[value] for value in values}
    if not plan.lines:
        return dict.fromkeys(values, Look(INK, "o"))
    return dict(zip(values, [Look(INK, "o"), Look("#d55e00", "D"), Look("#0072b2", "s"), Look("#009e73", "^"),
                             Look(QUIET, "v")], strict=False))  # fmt: skip


def _is(column: pd.Series, value: object) -> pd.Series:
    return column.isna() if pd.isna(value) else column == value  # type: ignore[call-overload]


def _name(value: object, column: str, kind: Kind, names: Mapping[str, str]) -> str:
    return cell_name(value, kind, names) if column in kind.cells else plain(display(value, names))


def _title(rows: pd.DataFrame, kind: Kind, plan: _Plan, names: Mapping[str, str]) -> str:
    """Say what is drawn: the kind of table and the one category that all panels share."""
    fixed = [name for name in kind.cells if name not in (plan.panels, plan.lines)]
    said = [cell_name(rows[name].iloc[0], kind, names) for name in fixed if len(rows)]
    return f"{kind.title}: {', '.join(said)}" if said else kind.title


def _draw(panel: Axes, rows: pd.DataFrame, look: Look, *, banded: bool, aside: float) -> None:
    """Draw one line: intervals, the line with its gaps, and dots, hollow where there is no interval."""
    at = pd.Series(range(len(rows)), dtype=float) + aside
    sure = rows["low"].notna() & rows["share"].notna()
    if not banded:
        panel.vlines(at[sure], rows["low"][sure], rows["high"][sure], color=look.colour, linewidth=0.9, alpha=0.6)
    else:
        panel.bar(at[sure], (rows["high"] - rows["low"])[sure], bottom=rows["low"][sure], width=0.86, color=look.colour,
                  alpha=0.18, linewidth=0, label="interval")  # fmt: skip
    panel.plot(at, rows["share"].astype(float), color=look.colour, linewidth=1.2, zorder=3, clip_on=False)
    drawn = rows["share"].notna()
    fill = [look.colour if known else "white" for known in sure[drawn]]
    panel.scatter(at[drawn], rows["share"][drawn].astype(float), marker=look.marker, s=13, c=fill, zorder=4,
                  edgecolors=look.colour, linewidths=0.9, clip_on=False, label="share")  # fmt: skip


def _counts(panel: Axes, totals: Sequence[int], most: int, size: float, wide: float) -> None:
    """Write how much was counted in each period below it, or draw it where numbers have no room."""
    fits = text_width([f"{most:,}"], size) < 0.95 * wide / max(len(totals), 1)
    if fits:
        for at, total in enumerate(totals):
            if total:
                panel.text(at, -0.15, f"{total:,}", ha="center", va="center", fontsize=size, color=QUIET)
    else:
        tall = [0.16 * total / most for total in totals]
        panel.bar(range(len(totals)), tall, bottom=_FLOOR + 0.02, width=0.86, color=PALE, linewidth=0, label="count")


def _axes(panel: Axes, plan: _Plan, wide: float, *, size: float, named: bool) -> None:
    periods = plan.order["time"]
    panel.set_xlim(-0.6, len(periods) - 0.4)
    panel.set_ylim(_FLOOR, 1.04)
    panel.set_yticks([0, 0.5, 1], labels=["0", "50", "100%"])
    panel.tick_params(length=0, labelsize=size, labelcolor=QUIET, pad=2, labelleft=named)
    panel.grid(axis="y", color=RULE, linewidth=0.7)
    panel.set_axisbelow(True)
    labels = _letters(len(periods)) if plan.time == "story" else [str(period) for period in periods]
    fit = max(int(wide / (text_width([labels[-1]], size) + 0.1)), 1)
    step = -(-len(periods) // fit)
    shown = list(range(0, len(periods), step))
    panel.set_xticks(shown, labels=[labels[i] for i in shown], parse_math=False)


def _letters(count: int) -> list[str]:
    """Letters stand for stories; where there are too many, numbers do."""
    return list(ascii_uppercase[:count]) if count <= len(ascii_uppercase) else [str(i + 1) for i in range(count)]


def _axis(kind: Kind, plan: _Plan, most: int) -> str:
    """Say what the axes and marks show."""
    said = f"Share of all {kind.base}, with 95% interval; hollow: not enough evidence for one. Below: how many were "
    said += f"counted, {most:,} at most. Gap: nothing was."
    if plan.time != "story":
        return said
    letters = _letters(len(plan.order["time"]))
    listed = [
        f"{letter} {shorten(plain(story), 30)}" for letter, story in zip(letters, plan.order["time"], strict=True)
    ]
    listed = listed[:_FEW]
    more = ", ..." if len(plan.order["time"]) > _FEW else ""
    return f"{said} Stories in the order of time: {', '.join(listed)}{more}."


def _alt(heads: list[str], rows: pd.DataFrame, plan: _Plan) -> str:
    """Write a line's values in words."""
    said = []
    for row in rows[rows["share"].notna()].to_dict("records"):
        sure = f", 95% interval {interval(row['low'], row['high'])}" if pd.notna(row["low"]) else ""
        said.append(f"{row[plan.time]} {percent(row['share'])} ({count_of(row['_n'], row['_total'])}{sure})")
    return f"{', '.join(heads)}: {'; '.join(said) or 'nothing counted'}."
