"""Tables of the report that set outlets against each other as wholes, or against themselves over time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.show.compare import described
from framing.show.report.evidence import Evidence
from framing.show.report.tables import Notes, about_of, count_cell, share_cell, written_q
from framing.show.table import Cell, Row, Table
from framing.show.words import display, interval, percent, plain

__all__ = ["copies_table", "distances_table", "map_table", "periods_table", "pulls_table", "sensitivity_table",
           "standardised_table"]  # fmt: skip

#: Rules that can be left out, of labels and of blame.
_RULES = {
    "voice": ("the words of others counted too", "only the outlets' own words counted"),
    "wire": ("wire copy left out",) * 2,
}


def _link(evidence: Evidence, measure: str, outlet: str, referent: object, stance: object = None) -> str:
    """Find the sentences behind one share of one outlet."""
    known = [part for part in (referent, stance) if pd.notna(part) and part != ""]  # type: ignore[call-overload]
    if measure == "blame":
        return evidence.link("claims", outlet, *([referent] if stance is not None or known else []))
    if measure == "voice":
        return evidence.link("names", outlet, "own", *known[:1])
    return evidence.of_labels(outlet, *known)


def standardised_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List shares over one mix of stories beside the raw ones, in the order of the rows."""
    lines = []
    for row in rows.to_dict("records"):
        href = _link(evidence, row["measure"], row["outlet"], row["referent"], row["stance"])
        marks = evidence.filters.marks(row["outlet"], about=about_of(row["referent"]))
        lines.append(Row([
            Cell(described(row, evidence.names)), Cell(plain(row["outlet"])), count_cell(row["n"], href),
            count_cell(row["choices"], href), Cell(percent(row["raw"]), href if row["n"] else ""),
            Cell(percent(row["share"]), href if row["n"] else "", interval(row["low"], row["high"])),
            Cell(f"{int(row['stories'])} of {int(row['mix'])}", href),
        ], marks))  # fmt: skip
    head = ["Measure", "outlet", "n", "of", "raw share", "over the same stories", "stories"]
    return Table("Raw shares, and shares over the same stories", head, lines, words=2)


def distances_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List the distances of pairs of outlets, the largest excess first."""
    lines, notes = [], Notes()
    for row in rows.to_dict("records"):
        sides = [_link(evidence, row["measure"], row[side], None) for side in ("a", "b")]
        href = sides[0] or sides[1]
        points = [Cell("–") if pd.isna(row[c]) else Cell(_signed(f"{100 * row[c]:.0f}"), href)
                  for c in ("distance", "expected", "excess")]  # fmt: skip
        note = notes.letter(row["note"])
        lines.append(Row([
            Cell("blame" if row["measure"] == "blame" else "names"), Cell(plain(row["a"])), Cell(plain(row["b"])),
            points[0], points[1], points[2]._replace(note=note), Cell(written_q(row["q"]), href),
            count_cell(row["n_a"], sides[0]), count_cell(row["n_b"], sides[1]), count_cell(row["stories"], href),
        ], evidence.filters.marks(row["a"], row["b"])))  # fmt: skip
    head = ["Distance in", "outlet", "and", "distance, points", "by chance", "beyond chance", "q", "choices",
            "choices there", "stories"]  # fmt: skip
    return Table("How far outlets lie apart", head, lines, words=3, notes=list(notes))


def map_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List where the map places each outlet, on how many choices, and how sure that is."""
    lines, notes = [], Notes()
    for row in rows.to_dict("records"):
        href = evidence.of_labels(row["outlet"])
        sure = f"{row['major']:.2f} by {row['minor']:.2f}" if pd.notna(row["major"]) else "–"
        lines.append(Row([
            Cell(plain(row["outlet"]), "", "", notes.letter(row["note"])), count_cell(row["n"], href),
            count_cell(row["articles"], href), _place(row["x"], href), _place(row["y"], href), Cell(sure),
            Cell(percent(row["contribution"]), href) if pd.notna(row["contribution"]) else Cell("–"),
        ], evidence.filters.marks(row["outlet"])))  # fmt: skip
    head = ["Outlet", "choices", "articles", "across", "upwards", "ellipse", "part of the picture"]
    return Table("Where the map places the outlets", head, lines, notes=list(notes))


def pulls_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List the choices that pull outlets apart, the strongest first."""
    lines = [
        Row([
            Cell(f"{display(row['referent'], evidence.names)}: {display(row['stance'], evidence.names)}"),
            count_cell(row["n"], "#names"), _place(row["x"], "#names"), _place(row["y"], "#names"),
            Cell(percent(row["contribution"]), "#names"),
        ], evidence.filters.marks(about=[row["referent"]]))
        for row in rows.to_dict("records")
    ]  # fmt: skip
    head = ["Choice", "n", "pulls across", "upwards", "part of the picture"]
    return Table("The choices that pull outlets apart", head, lines)


def _place(value: float, href: str) -> Cell:
    return Cell("–") if pd.isna(value) else Cell(_signed(f"{value:.2f}"), href)


def _signed(number: str) -> str:
    """Write a minus as print does, and none before a zero."""
    return (number.lstrip("+-") if not number.strip("+-0.") else number).replace("-", "−")


def sensitivity_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List what was left out, and what became of the order of outlets."""
    lines = []
    for row in rows.to_dict("records"):
        href = _link(evidence, row["measure"], row["changed"], row["referent"], row["stance"]) if pd.notna(
            row["changed"]) else ""  # fmt: skip
        moved = _signed(f"{100 * row['change']:+.0f}") + " points" if pd.notna(row["changed"]) else "–"
        lines.append(Row([
            Cell("" if row["kind"] in _RULES else row["kind"]), _left_out(row, evidence), _gone(row["n"], href),
            Cell("–" if pd.isna(row["tau"]) else _signed(f"{row['tau']:.2f}"), href),
            Cell(f"{int(row['swaps'])}", href if row["swaps"] else ""),
            Cell(f"{int(row['apart'])}", href if row["apart"] else "", plain(row["swapped"]) if row["apart"] else ""),
            Cell(moved, href, plain(row["changed"]) if pd.notna(row["changed"]) else ""),
        ], evidence.filters.marks(about=about_of(row["referent"]))))  # fmt: skip
    head = ["Left out", "which", "choices", "Kendall's tau", "pairs that swap", "with intervals apart",
            "largest change of a share"]  # fmt: skip
    return Table("What becomes of the order of outlets", head, lines, words=2)


def _left_out(row: dict, evidence: Evidence) -> Cell:
    """Name what was left out; of an article, lead to it."""
    if row["kind"] in _RULES:
        return Cell(_RULES[row["kind"]][row["measure"] == "blame"])
    if row["kind"] == "article" and row["left_out"] in evidence.articles:
        article = evidence.articles[row["left_out"]]
        return Cell(f"article {article['number']}, {plain(article['outlet'])}", evidence.of_article(row["left_out"]))
    return Cell(plain(row["left_out"]))


def _gone(n: float, href: str) -> Cell:
    """Write how many choices a row leaves out, or adds."""
    return count_cell(n, href) if n >= 0 else Cell(f"{int(-n):,} more", href)


def periods_table(rows: pd.DataFrame, evidence: Evidence, *, time: str, caption: str) -> Table:
    """Lay out one stance over time: outlets down, periods across."""
    periods = sorted(rows[time].dropna().unique())
    lines, notes = [], Notes()
    for outlet in dict.fromkeys(rows["outlet"]):
        line = [Cell(plain(outlet))]
        own: Mapping = rows[rows["outlet"] == outlet].set_index(time).to_dict("index")
        for period in periods:
            row = own[period]
            href = evidence.of_labels(outlet, row["referent"], row["stance"])
            cell = share_cell(row | {"note": ""}, href, row["n"], notes)
            counts = [f"{int(row['n'])} of {int(row['choices'])}"] if row["choices"] else []
            line.append(cell._replace(small="; ".join([*counts, *([cell.small] if cell.small else [])])))
        lines.append(Row(line, evidence.filters.marks(outlet)))
    about = [rows["referent"].iloc[0]]
    return Table(caption, ["Outlet", *map(str, periods)], lines, marks=evidence.filters.marks(about=about))


def copies_table(rows: pd.DataFrame, evidence: Evidence) -> Table:
    """List the articles that are copies of others, those most alike first."""

    def named(ident: object) -> Cell:
        article = evidence.articles[str(ident)]
        return Cell(f"article {article['number']}", evidence.of_article(ident), plain(article["outlet"]))

    lines = [
        Row([
            named(row["article_id"]), named(row["copy_of"]), Cell(percent(row["similarity"])),
            Cell(plain(row["wire"]) if pd.notna(row["wire"]) else "–"),
        ], evidence.filters.marks(row["outlet"], row["of_outlet"]))
        for row in rows.to_dict("records")
    ]  # fmt: skip
    head = ["Copy", "of", "its sequences of five words found there", "credited to"]
    return Table("Copies", head, lines, align="llrl")
