"""Result tables as tables of the report: every count and share a link to its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from framing.measure.voice import STANCES
from framing.show.compare import described
from framing.show.report.evidence import Evidence
from framing.show.table import Cell, Row, Table
from framing.show.words import ELSE, NOBODY, display, display_actor, interval, letter, percent, plain

__all__ = ["Notes", "about_of", "agency_table", "blame_table", "compare_table", "count_cell", "diversity_table",
           "introduced_table", "labels_table", "said_table", "share_cell", "sources_table", "style_table",
           "voice_table", "written_q"]  # fmt: skip

MOST_DIFFERENCES = 60

_COUNTED = re.compile(r" \(n=[^)]*\)")
_FORMS = ("active", "passive", "nominal", "adjectival", "explicit", "agentless_passive", "intransitive",
          "other_agentless")  # fmt: skip


def count_cell(n: float, href: str) -> Cell:
    """Write a count; nothing stands behind a zero."""
    return Cell("–") if pd.isna(n) else Cell(f"{int(n):,}", href if n else "")


def written_q(q: float) -> str:
    """Write a q as journals do.

    Examples
    --------
    >>> written_q(0.0312), written_q(0.0001), written_q(float("nan"))
    ('.031', '< .001', '–')
    """
    return "–" if pd.isna(q) else "< .001" if q < 0.001 else f"{q:.3f}".replace("0.", ".", 1)


class Notes(dict[str, str]):
    """The notes at the foot of one table, each with its letter; the counts in them stand in the table anyway."""

    def letter(self, note: object) -> str:
        """Return the letter of a note, none for what is empty."""
        said = _COUNTED.sub("", plain(note)) if pd.notna(note) else ""  # type: ignore[call-overload]
        return self.setdefault(said, letter(len(self))) if said else ""


def share_cell(row: dict, href: str, n: float, notes: Notes) -> Cell:
    """Write a share with its interval, or with the letter of the reason why it has none."""
    note = notes.letter(row["note"])
    if pd.isna(row["share"]):
        return Cell("–", "", "", note)
    return Cell(percent(row["share"]), href if n else "", interval(row["low"], row["high"]), note)


def about_of(ident: object) -> list[object]:
    """List what a row is about: somebody, or nobody."""
    return [] if pd.isna(ident) else [ident]  # type: ignore[call-overload]


def _outlets(table: pd.DataFrame) -> list[str]:
    """List the outlets in the order of the table."""
    return list(dict.fromkeys(table["outlet"]))


def _one_note(outlet: str, rows: pd.DataFrame, letters: Notes) -> tuple[Cell, list[dict]]:
    """Say a note that holds for a whole row of the table once, beside the outlet, and no more in its cells."""
    notes = rows["note"].fillna("").unique()
    if len(notes) == 1 and notes[0]:
        return Cell(plain(outlet), "", "", letters.letter(notes[0])), rows.assign(note="").to_dict("records")
    return Cell(plain(outlet)), rows.to_dict("records")


def labels_table(table: pd.DataFrame, evidence: Evidence, *, referent: str, voice: str) -> Table:
    """Lay out one referent: outlets down, stances across."""
    rows = table[table["referent"] == referent]
    stances = list(dict.fromkeys(rows["stance"]))
    lines = []
    notes = Notes()
    for outlet in _outlets(rows):
        first, own = _one_note(outlet, rows[rows["outlet"] == outlet], notes)
        line = [first]
        for row in sorted(own, key=lambda row: stances.index(row["stance"])):
            href = evidence.of_labels(outlet, referent, row["stance"])
            line += [count_cell(row["n"], href), share_cell(row, href, row["n"], notes)]
        href = evidence.of_labels(outlet, referent)
        line += [count_cell(own[0]["choices"], href), count_cell(max(row["articles"] for row in own), href)]
        lines.append(Row(line, evidence.filters.marks(outlet)))
    head = [column for stance in stances for column in (display(stance, evidence.names), "share")]
    caption = f"Names: {display(referent, evidence.names)}, {voice}"
    marks = evidence.filters.marks(about=[referent])
    return Table(caption, ["Outlet", *head, "choices", "articles"], lines, marks=marks, notes=list(notes))


def voice_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """Lay out the voices: outlets down, voices across."""
    voices = list(dict.fromkeys(table["voice"]))
    lines = []
    notes = Notes()
    for outlet in _outlets(table):
        first, own = _one_note(outlet, table[table["outlet"] == outlet], notes)
        line = [first]
        for row in sorted(own, key=lambda row: voices.index(row["voice"])):
            href = evidence.of_voice(outlet, row["voice"])
            line += [count_cell(row["n"], href), share_cell(row, href, row["n"], notes)]
        line.append(count_cell(own[0]["choices"], evidence.link("names", outlet)))
        lines.append(Row(line, evidence.filters.marks(outlet)))
    head = [column for voice in voices for column in (display(voice, evidence.names), "share")]
    return Table("Whose words the names are", ["Outlet", *head, "all names"], lines, notes=list(notes))


def introduced_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List with which verbs the words are introduced in which somebody else uses the names."""
    ways = [way for way in STANCES if table[way].any()]
    lines = []
    for row in table[(table["voice"] != "own") & (table["n"] > 0)].to_dict("records"):
        href = evidence.of_voice(row["outlet"], row["voice"])
        outlet, voice = Cell(plain(row["outlet"])), Cell(display(row["voice"], evidence.names))
        line = [outlet, voice, count_cell(row["n"], href), *(count_cell(row[way], href) for way in ways)]
        lines.append(Row(line, evidence.filters.marks(row["outlet"])))
    return Table("How others' use of the names is introduced", ["Outlet", "voice", "names", *ways], lines, words=2)


def blame_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List who is held responsible, by outlet; targets that an outlet neither blames nor clears are left out."""
    ways = {"own_voice": "in the outlet's own words", "attributed": "attributed", "denied": "denied"}
    lines = []
    notes = Notes()
    for row in table[(table["claims"] > 0) | (table["denied"] > 0)].to_dict("records"):
        key = ("claims", row["outlet"], row["target"])
        href = evidence.link(*key)
        cells = {name: count_cell(row[name], evidence.link(*key, way)) for name, way in ways.items()}
        marks = evidence.filters.marks(row["outlet"], about=about_of(row["target"]))
        lines.append(Row([
            Cell(plain(row["outlet"])), Cell(display_actor(row["target"], evidence.names, missing=NOBODY)),
            count_cell(row["claims"], href), count_cell(row["total"], evidence.link("claims", row["outlet"])),
            share_cell(row, href, row["claims"], notes), cells["own_voice"], cells["attributed"],
            count_cell(row["hedged"], href), cells["denied"], count_cell(row["articles"], href),
        ], marks))  # fmt: skip
    head = ["Outlet", "held responsible", "reports", "of", "share", "own words", "attributed", "hedged", "denied",
            "articles"]  # fmt: skip
    return Table("Who is held responsible for harm", head, lines, words=2, notes=list(notes))


def sources_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List who is cited, by outlet, how often and at what length, and how many of them are named."""
    lines = []
    notes = Notes()
    for row in table[table["n"] > 0].to_dict("records"):
        key = ("sources", row["outlet"], row["speaker"])
        href = evidence.link(*key)
        kinds = [count_cell(row[kind], evidence.link(*key, kind)) for kind in ("quoted", "reported")]
        words = Cell(percent(row["words_share"]), href, f"{int(row['words']):,} words")
        total = count_cell(row["total"], evidence.link("sources", row["outlet"]))
        marks = evidence.filters.marks(row["outlet"], about=about_of(row["speaker"]))
        lines.append(Row([
            *_cited(row, evidence), count_cell(row["n"], href), total, share_cell(row, href, row["n"], notes), words,
            count_cell(row["speakers"], href), count_cell(row["unnamed"], href), *kinds,
            count_cell(row["articles"], href),
        ], marks))  # fmt: skip
    head = ["Outlet", "cited", "citations", "of", "share", "share of words", "names", "unnamed", "quoted", "reported",
            "articles"]  # fmt: skip
    return Table("Who is cited", head, lines, words=2, notes=list(notes))


def said_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List with which verbs those who are cited are introduced, by outlet."""
    ways = [way for way in (*STANCES, "no_cue") if way != "doubting" and table[way].any()]
    lines = []
    notes = Notes()
    for row in table[table["n"] > 0].to_dict("records"):
        href = evidence.link("sources", row["outlet"], row["speaker"])
        share = {name: row[f"doubting_{name}"] for name in ("share", "low", "high", "note")}
        marks = evidence.filters.marks(row["outlet"], about=about_of(row["speaker"]))
        lines.append(Row([
            *_cited(row, evidence), count_cell(row["n"], href), count_cell(row["doubting"], href),
            share_cell(share, href, row["doubting"], notes), *(count_cell(row[way], href) for way in ways),
        ], marks))  # fmt: skip
    head = ["Outlet", "cited", "citations", "doubting", "share", *(way.replace("_cue", " verb") for way in ways)]
    return Table("Said or claimed", head, lines, words=2, notes=list(notes))


def _cited(row: dict, evidence: Evidence) -> tuple[Cell, Cell]:
    return Cell(plain(row["outlet"])), Cell(display(row["speaker"], evidence.names, missing=ELSE))


def diversity_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List how many sources each outlet has, how many effectively, and how often they go unnamed."""
    lines = []
    notes = Notes()
    for row in table.to_dict("records"):
        href = evidence.link("sources", row["outlet"])
        unnamed = {name: row[f"unnamed_{name}"] for name in ("share", "low", "high")} | {"note": ""}
        marks = evidence.filters.marks(row["outlet"])
        lines.append(Row([
            Cell(plain(row["outlet"]), "", "", notes.letter(row["note"])), count_cell(row["citations"], href),
            count_cell(row["sides"], href), _effective(row, "sides", href), count_cell(row["speakers"], href),
            _effective(row, "speakers", href), count_cell(row["unnamed"], href),
            share_cell(unnamed, href, row["unnamed"], notes),
            count_cell(row["articles"], href),
        ], marks))  # fmt: skip
    head = ["Outlet", "citations", "sides", "effectively", "names", "effectively", "unnamed", "share", "articles"]
    return Table("How many sources", head, lines, notes=list(notes))


def _effective(row: dict, what: str, href: str) -> Cell:
    """Write an effective number with its interval; without one it is only a hint, and stands in brackets."""
    number, low, high = (row[name] for name in (f"effective_{what}", f"{what}_low", f"{what}_high"))
    if pd.isna(number):
        return Cell("–")
    return Cell(f"{number:.1f}", href, f"{low:.1f}–{high:.1f}") if pd.notna(low) else Cell(f"({number:.1f})", href)


def agency_table(table: pd.DataFrame, evidence: Evidence) -> Table:
    """List how harm is told, by outlet and victim."""
    forms = [form for form in _FORMS if form in table and table[form].any()]
    lines = []
    notes = Notes()
    for row in table[table["events"] > 0].to_dict("records"):
        key = ("agency", row["outlet"], row["victim"])
        href = evidence.link(*key, "doer named")
        cells = []
        for form in forms:
            ways = [evidence.exact(*key, doer, form) for doer in ("doer named", "no doer named")]
            one = "" if all(ways) else "".join(ways)
            cells.append(count_cell(row[form], one or evidence.link(*key)))
        marks = evidence.filters.marks(row["outlet"], about=about_of(row["victim"]))
        lines.append(Row([
            Cell(plain(row["outlet"])), Cell(display_actor(row["victim"], evidence.names, missing="no victim named")),
            count_cell(row["events"], evidence.link(*key)), count_cell(row["named"], href),
            share_cell(row, href, row["named"], notes),
            *cells, count_cell(row["articles"], evidence.link(*key)),
        ], marks))  # fmt: skip
    head = ["Outlet", "harmed", "reports", "doer named", "share", *(form.replace("_", " ") for form in forms)]
    return Table("How harm is told", [*head, "articles"], lines, words=2, notes=list(notes))


def style_table(table: pd.DataFrame, names: dict[str, str], hrefs: dict[str, str]) -> Table:
    """Lay out the means of style: features down, outlets across, each leading to the outlet's articles."""
    outlets = _outlets(table)
    lines = []
    notes = Notes()
    for feature in dict.fromkeys(table["feature"]):
        line = [Cell(display(feature, names))]
        for row in _by_outlet(table[table["feature"] == feature], outlets):
            if pd.isna(row["mean"]):
                line.append(Cell("–", "", "", notes.letter(row["note"])))
            else:
                span = f"{row['low']:.2f}–{row['high']:.2f}" if pd.notna(row["low"]) else ""
                line.append(Cell(f"{row['mean']:.2f}", hrefs.get(row["outlet"], ""), span))
        lines.append(Row(line))
    return Table("Style, mean per article", ["Feature", *map(plain, outlets)], lines, notes=list(notes))


def _by_outlet(rows: pd.DataFrame, outlets: Sequence[str]) -> list[dict]:
    """Give one feature's rows in the order of the outlets."""
    return rows.set_index("outlet").reindex(list(outlets)).reset_index().to_dict("records")


def compare_table(table: pd.DataFrame, evidence: Evidence, outlets: Sequence[str]) -> Table:
    """List the differences that could be tested or estimated, the surest first."""
    rows = table[table["low"].notna() | table["p"].notna()]
    rows = rows.assign(size=-rows["difference"].abs()).sort_values(["q", "size"], na_position="last")
    lines = []
    for row in rows[:MOST_DIFFERENCES].to_dict("records"):
        pair = [_side(row, row[side], evidence, outlets) for side in ("a", "b")]
        points = f"{abs(100 * row['difference']):.0f} points"
        more = [f"more in {plain(row['more_in'])}"] if pd.notna(row["more_in"]) else []
        more += [plain(row["note"])] if pd.notna(row["note"]) and row["note"] else []
        marks = evidence.filters.marks(row["a"], row["b"], about=about_of(row["referent"]))
        lines.append(Row([
            Cell(described(row, evidence.names)), Cell(plain(row["a"])), Cell(plain(row["b"])),
            Cell(percent(row["share_a"]), pair[0], f"n = {_n(row['n_a'])}"),
            Cell(percent(row["share_b"]), pair[1], f"n = {_n(row['n_b'])}"),
            Cell(points, pair[0] or pair[1], "; ".join(more)), Cell(written_q(row["q"]), pair[0] or pair[1]),
            Cell(_n(row["stories"]), pair[0] or pair[1]),
        ], marks))  # fmt: skip
    head = ["Measure", "outlet", "against", "share", "share there", "difference", "q", "stories"]
    return Table("Differences between outlets, the surest first", head, lines, words=3)


def _n(value: float) -> str:
    """Write a number that may be missing."""
    return "–" if pd.isna(value) else f"{int(value):,}"


def _side(row: dict, outlet: str, evidence: Evidence, outlets: Sequence[str]) -> str:
    """Find the sentences of one side; those of several outlets together stand behind the section's own table."""
    if row["measure"] == "blame":
        return evidence.link("claims", outlet, row["referent"]) if outlet in outlets else "#blame"
    if row["measure"] == "voice":
        return evidence.link("names", outlet, "own", row["referent"]) if outlet in outlets else "#voice"
    if outlet in outlets:
        return evidence.of_labels(outlet, row["referent"], row["stance"])
    return "#names"
