"""How a lexicon fits a corpus: a chart of the terms on which most depends, and the tables of the report's section."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.show.table import Cell, Row, Table
from framing.show.theme import ACCENT, INK, PALE, QUIET, RULE, axes, choose, finish, say
from framing.show.words import display, percent, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["check_tables", "influence", "said_of_steps"]

_MOST_ROWS = 15  #: of each table in the report; the CSV files hold all


def influence(table: pd.DataFrame, *, referent: str | None = None, most: int = 10, ax: Axes | None = None) -> Axes:
    """Draw how each outlet's share of a stance would change if one term were not in the lexicon.

    A row is a term, a dot an outlet; the outlet that changes most is named. Outlets with fewer than five choices for
    the referent are left out.

    Parameters
    ----------
    table : pandas.DataFrame
        ``check_lexicon(...).influence``.
    referent : str, optional
        Id or display name; by default the terms of all referents.
    most : int
        How many terms to draw, those that change an outlet most.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Without it a new figure is made; a notebook shows it by itself.

    Returns
    -------
    matplotlib.axes.Axes
        Changes of shares, from -1 to 1, on x.

    Raises
    ------
    FramingError
        If the referent is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing import show
    >>> table = pd.DataFrame({
    ...     "outlet": ["Courier", "Herald"], "referent": "army", "stance": "critical", "label": "junta",
    ...     "share": [0.5, 0.4], "share_without": [0.1, 0.33], "change": [-0.4, -0.07], "note": ""})
    >>> [text.get_text() for text in show.influence(table).texts]
    ['Courier: 50% to 10%']
    """
    title = "What hangs on single terms"
    if referent is not None:
        table, referent = choose(table, "referent", referent)
    rows = table[(table["note"] == "") & table["change"].notna()]
    if rows.empty:
        return say(ax, title=title, words="No outlet made enough choices, so there is nothing to draw.")
    names = table.attrs.get("names", {})
    keys = ["referent", "stance", "label"]
    ranked = rows.assign(size=rows["change"].abs()).groupby(keys, sort=False)["size"].max()
    chosen = list(ranked.sort_values(ascending=False, kind="stable").index[:most])
    ax = axes(ax, height=1.2 + 0.36 * len(chosen))
    said = []
    for y, key in enumerate(chosen):
        term = rows[(rows[keys] == list(key)).all(axis=1)].sort_values("change", key=abs)
        top = term.iloc[-1]
        ax.hlines(y, min(term["change"].min(), 0), max(term["change"].max(), 0), color=RULE, linewidth=1.4, zorder=1)
        ax.scatter(
            term["change"], [y] * len(term), s=26, c=[PALE] * (len(term) - 1) + [ACCENT], zorder=3, clip_on=False
        )
        change = f"{plain(top['outlet'])}: {percent(top['share'])} to {percent(top['share_without'])}"
        ax.annotate(change, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=QUIET,
                    parse_math=False)  # fmt: skip
        said.append(f"without {plain(key[2])} ({plain(key[1])}, {display(key[0], names)}), {change}")
    labels = [
        f"{shorten(plain(label), 30)}\n{plain(stance)}, {shorten(display(id_, names), 26)}"
        for id_, stance, label in chosen
    ]
    ax.set_yticks(range(len(chosen)), labels=labels, parse_math=False)
    ax.set_ylim(len(chosen) - 0.5, -0.6)
    reach = max(0.1, float(rows["change"].abs().max()) * 1.08)
    ax.set_xlim(-reach, max(reach * 0.1, float(rows["change"].max()) * 1.08))
    ax.axvline(0, color=INK, linewidth=0.8, zorder=2)
    ax.grid(axis="x", color=RULE, linewidth=0.7)
    ax.set_axisbelow(True)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value * 100:+.0f}" if round(value, 6) else "0")
    axis = "Change of the stance's share, in percentage points, if the term were left out. Dots: outlets; blue: named"
    ax.set_xlabel(textwrap.fill(axis, 72), fontsize=8.5, color=QUIET, loc="left", parse_math=False)
    finish(ax, title=title, alt="; ".join(said) + ".")
    ax.tick_params(axis="y", labelsize=7.5)
    return ax


def said_of_steps(steps: Iterable[Any]) -> str:
    """Say how a lexicon came to be: its files with version and hash, and what was dropped or added.

    Examples
    --------
    >>> from framing.read.entries import Step
    >>> read = Step("read", "syria", "1.0.0", "syria.yaml", "0a1b")
    >>> said_of_steps([read, Step("dropped", "syria", referents=("isis",))])
    'syria.yaml 1.0.0 (0a1b); dropped from syria: isis'
    """
    said = []
    for step in steps:
        if step.referents:
            said.append(
                f"{step.step} {'from' if step.step == 'dropped' else 'of'} {step.lexicon}: {', '.join(step.referents)}"
            )
        elif step.step == "read":
            said.append(f"{step.file} {step.version} ({step.hash})")
    return plain("; ".join(said))


def check_tables(check: Any) -> list[Table]:
    """Lay out a LexiconCheck for the report, the most telling rows of each table."""
    names = check.coverage.attrs.get("names", {})
    found = [_coverage(check.coverage)]
    noted = check.terms[(check.terms["note"] != "") & (check.terms["n"] > 0)]
    found.append(
        _rows("Terms that stand out", ["Term", "of", "n", "of its referent's choices", "in quotations"], [
            [Cell(plain(r["label"]), "", plain(r["note"])), Cell(display(r["referent"], names)), Cell(f"{r['n']:,}"),
             Cell(percent(r["share"])), Cell(percent(r["quoted_share"]))]
            for r in noted.to_dict("records")
        ])
    )  # fmt: skip
    found.append(
        _rows("Terms that may mean something else", ["Term", "of", "Doubt", "For instance", "n"], [
            [Cell(plain(r["label"])), Cell(display(r["referent"], names)), Cell(r["reason"]),
             Cell(shorten(plain(r["example"]), 160)), Cell(f"{r['n']:,} of {r['of']:,}")]
            for r in check.ambiguous.to_dict("records")
        ], words=4)
    )  # fmt: skip
    found.append(
        _rows("Words that may be missing", ["Word", "beside", "For instance", "n", "articles"], [
            [Cell(plain(r["word"])), Cell(display(r["referent"], names)), Cell(plain(r["example"])),
             Cell(f"{r['n']:,}"), Cell(f"{r['articles']:,}")]
            for r in check.candidates.to_dict("records")
        ], words=3)
    )  # fmt: skip
    return [table for table in found if table.rows]


def _rows(caption: str, head: list[str], rows: list[list[Cell]], *, words: int = 2) -> Table:
    more = f" (the first {_MOST_ROWS} of {len(rows)})" if len(rows) > _MOST_ROWS else ""
    return Table(caption + more, head, [Row(cells) for cells in rows[:_MOST_ROWS]], words)


def _coverage(coverage: pd.DataFrame) -> Table:
    """Lay out how many articles of each outlet make a choice: outlets down."""
    rows = coverage[coverage["referent"].isna()].to_dict("records")
    lines = [
        Row([Cell(plain(r["outlet"])), Cell(f"{r['articles']:,}"), Cell(f"{r['covered']:,}", "", percent(r["share"])),
             Cell(f"{r['choices']:,}")])
        for r in rows
    ]  # fmt: skip
    return Table("Articles that make a choice", ["Outlet", "articles", "with a choice", "choices"], lines)
