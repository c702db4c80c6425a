"""Tables for readers: names instead of ids, percentages with their intervals, notes at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from framing.show.fields import Column, columns_of
from framing.show.page import Html, render
from framing.show.words import letter, plain

__all__ = ["Cell", "Row", "Table", "table"]

MOST_ROWS = 100  #: that a notebook shows by itself

_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "–": "--",
    "“": "``", "”": "''", "…": r"\dots{}",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")


class Cell(NamedTuple):
    """What a cell says, where it leads, what stands small beside it, and the letter of its note."""

    text: str
    href: str = ""
    small: str = ""
    note: str = ""


class Row(NamedTuple):
    """A row of cells, and the attributes by which a filter of the page knows it."""

    cells: Sequence[Cell]
    marks: Html = Html("")


@dataclass(frozen=True)
class Table:
    """A table for readers; its first `words` columns are words, the others numbers, unless `align` says otherwise.

    A notebook shows it by itself. `to_html`, `to_latex` and `to_markdown` give it as text for a page, a paper or a
    README; every value is escaped as the language wants it.

    Examples
    --------
    >>> print(Table("Names", ["Outlet", "n"], [Row([Cell("A & B"), Cell("5", "", "of 9")])]).to_latex())
    \\begin{table}
    \\centering
    \\caption{Names}
    \\begin{tabular}{lr}
    \\toprule
    Outlet & n \\\\
    \\midrule
    A \\& B & 5 (of 9) \\\\
    \\bottomrule
    \\end{tabular}
    \\end{table}
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Row]
    words: int = 1
    anchor: str = ""
    notes: Sequence[str] = ()
    marks: Html = Html("")
    align: str = ""

    @property
    def sides(self) -> str:
        """The side to which each column is set, ``l`` or ``r``."""
        return self.align or "l" * self.words + "r" * (len(self.head) - self.words)

    @property
    def is_linked(self) -> bool:
        """Whether any cell leads somewhere."""
        return any(cell.href for row in self.rows for cell in row.cells)

    def to_html(self) -> Html:
        """Give the table as HTML with its style, as a notebook shows it.

        Examples
        --------
        >>> "<b>" in Table("<b>", ["x"], []).to_html()
        False
        """
        return render("table.html.j2", table=self)

    def to_markdown(self) -> str:
        """Give the table as Markdown (pipes), the notes below it.

        Examples
        --------
        >>> print(Table("Names", ["Outlet", "n"], [Row([Cell("A|B"), Cell("5", "", "", "a")])], notes=["few"]
        ...             ).to_markdown())
        **Names**
        <BLANKLINE>
        | Outlet | n |
        |:--|--:|
        | A\\|B | 5<sup>a</sup> |
        <BLANKLINE>
        <sup>a</sup> few
        """
        rules = "|".join(":--" if side == "l" else "--:" for side in self.sides)
        lines = [_piped(map(_markdown, self.head)), f"|{rules}|"]
        for row in self.rows:
            notes = [f"<sup>{cell.note}</sup>" if cell.note else "" for cell in row.cells]
            lines.append(_piped(_markdown(_said(cell)) + note for cell, note in zip(row.cells, notes, strict=True)))
        parts = [f"**{_markdown(self.caption)}**"] if self.caption else []
        parts.append("\n".join(lines))
        parts += [f"<sup>{letter(number)}</sup> {_markdown(note)}" for number, note in enumerate(self.notes)]
        return "\n\n".join(parts)

    def to_latex(self, *, label: str | None = None) -> str:
        """Give the table as LaTeX, for the package booktabs.

        Parameters
        ----------
        label : str, optional
            What ``\\ref`` calls it.
        """
        lines = [r"\begin{table}", r"\centering"]
        lines += [rf"\caption{{{_latex(self.caption)}}}"] if self.caption else []
        lines += [rf"\label{{{label}}}"] if label else []
        lines += [rf"\begin{{tabular}}{{{self.sides}}}", r"\toprule", _ruled(map(_latex, self.head)), r"\midrule"]
        for row in self.rows:
            notes = [rf"\textsuperscript{{{cell.note}}}" if cell.note else "" for cell in row.cells]
            lines.append(_ruled(_latex(_said(cell)) + note for cell, note in zip(row.cells, notes, strict=True)))
        lines += [r"\bottomrule", r"\end{tabular}"]
        notes = [rf"\textsuperscript{{{letter(number)}}} {_latex(note)}" for number, note in enumerate(self.notes)]
        lines += ["", r"\smallskip", r"{\footnotesize " + "; ".join(notes) + "}"] if notes else []
        return "\n".join([*lines, r"\end{table}"])

    def _repr_html_(self) -> str:
        if len(self.rows) <= MOST_ROWS:
            return str(self.to_html())
        caption = f"{self.caption or 'Table'} (the first {MOST_ROWS} of {len(self.rows)} rows; to_html() gives all)"
        return str(replace(self, caption=caption, rows=self.rows[:MOST_ROWS]).to_html())

    def __str__(self) -> str:
        return self.to_markdown()


def table(frame: pd.DataFrame, *, title: str = "") -> Table:
    """Make any result table readable: display names, percentages with intervals in one column, notes at the foot.

    A column of low ends and one of high ends are joined to the value before them, as every result table orders them.
    Nothing is computed and no row is left out; take rows and columns with pandas first.

    Parameters
    ----------
    frame : pandas.DataFrame
        A result or evidence table.
    title : str
        The caption.

    Returns
    -------
    Table
        A notebook shows it by itself; `to_html`, `to_latex` and `to_markdown` give it as text.

    See Also
    --------
    framing.write_report : All tables, every number linked to its sentences.

    Examples
    --------
    >>> from framing import show
    >>> frame = pd.DataFrame({
    ...     "outlet": ["Courier", "Herald"], "target": ["russia", None], "claims": [3, 1], "total": [12, 1],
    ...     "share": [0.25, 1.0], "low": [0.08, None], "high": [0.5, None], "note": ["", "not enough evidence (n=1)"]})
    >>> frame.attrs["names"] = {"russia": "Russia"}
    >>> print(show.table(frame))
    | outlet | target | claims | total | share (95% interval) |
    |:--|:--|--:|--:|--:|
    | Courier | Russia | 3 | 12 | 25% (8–50%) |
    | Herald | nobody named | 1 | 1 | 100%<sup>a</sup> |
    <BLANKLINE>
    <sup>a</sup> not enough evidence (n=1)
    """
    columns = columns_of(frame)
    notes: dict[str, str] = {}
    rows = [Row([_cell(column, row, notes) for column in columns]) for row in frame.to_dict("records")]
    align = "".join("r" if column.is_number else "l" for column in columns)
    return Table(plain(title), [column.head for column in columns], rows, notes=list(notes), align=align)


def _cell(column: Column, row: dict, notes: dict[str, str]) -> Cell:
    """Write one cell; a note that was not met before gets the next letter."""
    note = column.note_of(row)
    if note:
        notes.setdefault(note, letter(len(notes)))
    return Cell(column.write(row), "", column.interval_of(row), notes.get(note, ""))


def _said(cell: Cell) -> str:
    """Join what stands in a cell with what stands small beside it."""
    return f"{cell.text} ({cell.small})" if cell.small else cell.text


def _piped(cells: object) -> str:
    return f"| {' | '.join(cells)} |"  # type: ignore[arg-type]


def _ruled(cells: object) -> str:
    return " & ".join(cells) + r" \\"  # type: ignore[arg-type]


def _markdown(text: str) -> str:
    """Escape what Markdown, or HTML within it, would take for its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(_MARKDOWN.sub(r"\\\1", escaped).split())


def _latex(text: str) -> str:
    """Escape what LaTeX would take for its own."""
    return " ".join("".join(_LATEX.get(character, character) for character in text).split())
