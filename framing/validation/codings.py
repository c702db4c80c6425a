"""Filled-in coding sheets in, checked codings out."""

from __future__ import annotations

import datetime
import difflib
import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import FramingError, FramingWarning, did_you_mean
from framing.measure.agreement import NONE
from framing.measure.coded import FIELDS, NOBODY, NOT_STATED
from framing.validation.codebook import WORDS
from framing.validation.files import Grid, cell_name, read_grid, text_of
from framing.validation.units import Key, fingerprint, read_key

__all__ = ["Codings", "read_codings"]

_SHOWN = ("title", "before", "sentence", "after", "comment")
_PROBLEM = ["file", "cell", "given", "problem", "remedy"]


@dataclass(frozen=True)
class Codings:
    """What coders read, row by row.

    Attributes
    ----------
    key : Key
        The key of the sheet.
    rows : DataFrame
        ``coder, id``, the fields (ids of the lexicon; ``"none"`` in the first where there is nothing), ``words, start,
        end`` of a further name, and ``comment``.
    problems : DataFrame
        ``file, cell, given, problem, remedy``; rows named here are left out of `rows`, unless the remedy says not.

    Examples
    --------
    >>> import framing
    >>> codings = framing.read_codings({"Ada": "examples/codings/labels-ada.csv"})
    >>> codings.of, codings.coders, codings.fields
    ('mentions', ['Ada'], ['referent', 'stance', 'voice'])
    """

    key: Key
    rows: pd.DataFrame
    problems: pd.DataFrame

    @property
    def of(self) -> str:
        """What the sheet asked about: mentions or claims."""
        return self.key.of

    @property
    def fields(self) -> list[str]:
        """The columns that were filled in."""
        return FIELDS[self.of]

    @property
    def coders(self) -> list[str]:
        """The names of the coders."""
        return list(dict.fromkeys(self.rows["coder"]))

    @property
    def readings(self) -> pd.DataFrame:
        """``id, rater`` and the fields: what `framing.measure.agreement` takes."""
        return self.rows.rename(columns={"coder": "rater"})[["id", "rater", *self.fields]]

    def only(self, coder: str | None = None) -> Codings:
        """Keep one coder's rows; without a name, those of the only one.

        Raises
        ------
        FramingError
            If there is no such coder, or there are several and none is named.
        """
        if coder is None and len(self.coders) > 1:
            names = ", ".join(self.coders)
            raise FramingError(f"these codings are by {names}; say whose are to be used: coder={self.coders[0]!r}.")
        coder = self.coders[0] if coder is None else coder
        if coder not in self.coders:
            raise FramingError(f"no coder {coder!r}. {did_you_mean(coder, self.coders)}")
        return Codings(self.key, self.rows[self.rows["coder"] == coder].reset_index(drop=True), self.problems)

    def units_in(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Give the coded units with their outlet, as far as their text stands unchanged in these articles.

        Raises
        ------
        FramingError
            If none does: the codings belong to other articles.

        Warns
        -----
        FramingWarning
            If some do not.
        """
        texts = articles.set_index("article_id")[["title", "text"]].to_dict()
        units = self.key.units[self.key.units["id"].isin(self.rows["id"])]
        same = [
            fingerprint(str(texts[unit["part"]].get(unit["article_id"], ""))[unit["start"] : unit["end"]])
            == unit["check"]
            for unit in units.to_dict("records")
        ]
        if not any(same):
            raise FramingError("these codings belong to other articles: no coded row stands in this analysis.")
        if not all(same):
            lost = units.loc[[not s for s in same], "article_id"]
            warnings.warn(
                f"{len(lost)} coded rows are left out: their articles are gone or changed (first: {lost.iloc[0]!r}).",
                FramingWarning,
                stacklevel=3,
            )
        outlets = articles.set_index("article_id")["outlet"]
        return units[same].assign(outlet=units.loc[same, "article_id"].map(outlets)).reset_index(drop=True)

    def __repr__(self) -> str:
        coded = ", ".join(f"{coder} {rows['id'].nunique()}" for coder, rows in self.rows.groupby("coder", sort=False))
        problems = f"; {len(self.problems)} problems" if len(self.problems) else ""
        return f"<Codings of {self.of}: {coded or 'nothing'} of {len(self.key.units)} rows coded{problems}>"


def read_codings(
    files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Mapping[str, str | os.PathLike[str]],
    *,
    key: str | os.PathLike[str] | None = None,
) -> Codings:
    """Read one or more filled-in coding sheets, check every cell, and keep the rows that are right.

    Parameters
    ----------
    files : path, sequence of paths, or mapping of coder to path
        The .xlsx or .csv files, one for each coder. Without a mapping a coder is called as the file.
    key : path, optional
        The key that `coding_sheet` wrote; by default the one in the folder of the first file that fits.

    Returns
    -------
    Codings
        Its ``problems`` list, cell by cell, what could not be used and how to mend it.

    Raises
    ------
    FramingError
        If a file cannot be read, its columns are gone, no key is found, or no row is left.

    Warns
    -----
    FramingWarning
        If there are problems; names the first.

    See Also
    --------
    agreement : says how far coders agree.
    validity : says how right the machine is.

    Examples
    --------
    >>> read_codings("nowhere.csv")
    Traceback (most recent call last):
    framing.errors.FramingError: there is no file nowhere.csv.
    """
    paths = _paths(files)
    columns = {"id", *FIELDS["mentions"], *FIELDS["claims"], WORDS, *_SHOWN}
    grids = {coder: read_grid(path, columns) for coder, path in paths.items()}
    found = read_key(key) if key is not None else _find_key(list(paths.values()), list(grids.values()))
    readers = [_Reader(coder, grid, found) for coder, grid in grids.items()]
    rows = pd.DataFrame([row for reader in readers for row in reader.read()])
    problems = pd.DataFrame([p for reader in readers for p in reader.problems], columns=_PROBLEM)
    if len(problems):
        first = problems.iloc[0]
        at = f"{first['file']}{', cell ' + first['cell'] if first['cell'] else ''}"
        more = f" ({len(problems) - 1} more in .problems)" if len(problems) > 1 else ""
        warnings.warn(f"{at}: {first['problem']}. {first['remedy']}{more}", FramingWarning, stacklevel=2)
    if rows.empty:
        raise FramingError(f"no row of {', '.join(g.name for g in grids.values())} is coded and can be used.")
    columns_out = ["coder", "id", *FIELDS[found.of], WORDS, "start", "end", "comment"]
    texts = [c for c in columns_out if c not in ("start", "end")]
    rows = rows.reindex(columns=columns_out).astype(dict.fromkeys(texts, "str") | {"start": "Int64", "end": "Int64"})
    return Codings(found, rows, problems)


def _paths(files: Any) -> dict[str, Path]:
    """Name each file's coder."""
    if isinstance(files, Mapping):
        return {str(coder): Path(path) for coder, path in files.items()}
    several = [files] if isinstance(files, (str, os.PathLike)) else list(files)
    paths = {Path(path).stem: Path(path) for path in several}
    if not paths:
        raise FramingError("no file of codings was given.")
    if len(paths) < len(several):
        raise FramingError('two files have the same name; say who coded which: {"Ada": "a/sheet.xlsx", "Ben": ...}.')
    return paths


def _find_key(paths: list[Path], grids: list[Grid]) -> Key:
    """Find the key that holds the ids of the files, in their folders."""
    ids = {text_of(value) for grid in grids for row in grid.rows for value in row[:1]}
    ids |= {text_of(row[grid.columns.index("id")]) for grid in grids if "id" in grid.columns for row in grid.rows}
    candidates = sorted({path for p in paths for path in p.parent.glob("*.key.json")})
    keys = [(len(ids & set(key.units["id"])), key) for key in map(read_key, candidates)]
    best = max(keys, key=lambda pair: pair[0], default=(0, None))
    if not best[0] or best[1] is None:
        raise FramingError(
            f"no key of this sheet lies beside {paths[0].name} (looked for *.key.json in {paths[0].parent}). "
            "Name it with key=, or draw the sheet again with the same articles, lexicon and options: it comes anew."
        )
    return best[1]


class _Reader:
    """Reads one coder's sheet."""

    def __init__(self, coder: str, grid: Grid, key: Key) -> None:
        self.coder, self.grid, self.key = coder, grid, key
        self.problems: list[dict[str, str]] = []
        self.fields = FIELDS[key.of]
        self.units: dict[str, Any] = {str(unit["id"]): unit for unit in key.units.to_dict("records")}
        self.known = {
            name: {_plain(shown): id_ for shown, id_ in field["values"].items()}
            | {_plain(id_): id_ for id_ in field["values"].values()}
            for name, field in key.fields.items()
        }
        for note in grid.notes:
            self.report("", "", "read with a guess", note)
        self.at = self._columns()

    def report(self, cell: str, given: str, problem: str, remedy: str) -> None:
        """Note a problem."""
        values = (self.grid.name, cell, given, problem, remedy)
        self.problems.append(dict(zip(_PROBLEM, values, strict=True)))

    def _columns(self) -> dict[str, int]:
        """Find each column we know; one with a slip in its name is taken, and reported."""
        given = [_plain(name) for name in self.grid.columns]
        at = {name: place for place, name in enumerate(given)}
        wanted = ["id", *self.fields, *([WORDS] if self.key.of == "mentions" else [])]
        for name in wanted:
            if name in at:
                continue
            free = [other for other in given if other and other not in {*wanted, *_SHOWN}]
            close = difflib.get_close_matches(name, free, n=1, cutoff=0.7)
            if not close:
                listed = ", ".join(n for n in self.grid.columns if n)
                raise FramingError(
                    f"{self.grid.name} has no column {name!r}: its columns are {listed}. Give it its old name back."
                )
            at[name] = at[close[0]]
            cell = cell_name(-1, at[name])
            self.report(cell, close[0], f"no column is called {name!r}", f"Taken for it; rename it to {name!r}.")
        return at

    def cell(self, row: int, column: str) -> str:
        return cell_name(row, self.at[column])

    def text(self, row: int, column: str) -> str:
        line = self.grid.rows[row]
        place = self.at.get(column, len(line))
        return text_of(line[place]) if place < len(line) else ""

    def read(self) -> list[dict[str, object]]:
        """Read all rows; those with a problem are reported and left out."""
        rows: dict[str, list[tuple[int, dict[str, object]]]] = {}
        seen, spoilt = set(), set()
        for number in range(len(self.grid.rows)):
            id_ = self.text(number, "id")
            answers = [self.text(number, field) for field in self.fields]
            if not id_ and not any(answers):
                continue
            if id_ not in self.units:
                hint = did_you_mean(id_, difflib.get_close_matches(id_, self.units, n=2, cutoff=0.6))
                remedy = f"{hint} Copy the id from the sheet as it was drawn.".strip()
                self.report(self.cell(number, "id"), id_, f"the id {id_!r} is not in the key", remedy)
                continue
            seen.add(id_)
            if any(answers):
                row = self._row(number, id_)
                if row is None:
                    spoilt.add(id_)
                else:
                    rows.setdefault(id_, []).append((number, row))
        lost = [id_ for id_ in self.units if id_ not in seen]
        if lost:
            first = ", ".join(lost[:3]) + (", ..." if len(lost) > 3 else "")
            self.report("", first, f"{len(lost)} of the {len(self.units)} rows drawn are missing",
                        "They count as not coded; if they were deleted by mistake, copy them back.")  # fmt: skip
        whole = {id_: own for id_, own in rows.items() if id_ not in spoilt}
        return [row for id_, own in whole.items() for row in self._once(id_, own)]

    def _row(self, number: int, id_: str) -> dict[str, object] | None:
        """Read one row, or report what is wrong with it."""
        before = len(self.problems)
        values: dict[str, object] = {field: self._value(number, field) for field in self.fields}
        first = values[self.fields[0]]
        if len(self.problems) > before:
            return None
        row: dict[str, object] = {"coder": self.coder, "id": id_, "comment": self.text(number, "comment")}
        if first == NONE:
            return row | dict.fromkeys(self.fields[1:]) | {self.fields[0]: NONE}
        for field in self.fields:
            agentless = first == NOBODY and field in ("source", "polarity")
            if values[field] is None and self.key.fields[field]["needed"] and not agentless:
                self.report(self.cell(number, field), "", f"{field} is empty", "Choose a value of its list.")
        if first == NOBODY:
            values["polarity"] = None
        elif self.key.of == "claims":
            values["certainty"] = values["certainty"] or "asserted"
        if self.key.of == "claims":
            values["victim"] = values["victim"] or NOT_STATED
        if self.key.of == "mentions" and self.units[id_]["passed"]:
            row |= self._further(number, id_)
        return row | values if len(self.problems) == before else None

    def _value(self, number: int, field: str) -> str | None:
        """Read one cell, or report it."""
        line = self.grid.rows[number]
        raw = line[self.at[field]] if self.at[field] < len(line) else None
        text = text_of(raw)
        if not text:
            return None
        known = self.known[field]
        if _plain(text) in known:
            return known[_plain(text)]
        if isinstance(raw, (datetime.date, datetime.time)):
            problem, remedy = "the spreadsheet made a date of it", "Choose a value of the list again."
        else:
            problem = f"{text!r} is no value of {field}"
            remedy = did_you_mean(text, self.key.fields[field]["values"])
        self.report(self.cell(number, field), text, problem, remedy)
        return None

    def _further(self, number: int, id_: str) -> dict[str, object]:
        """Find the words of a further name in its sentence."""
        words = self.text(number, WORDS)
        if not words:
            self.report(self.cell(number, WORDS), "", "the words of the further name are missing",
                        "Write them as they stand in the sentence.")  # fmt: skip
            return {}
        line = self.grid.rows[number]
        place = self.at.get("sentence")
        sentence = str(line[place] or "") if place is not None and place < len(line) else ""
        bare = re.sub(r"\[\[(.*?)\]\]", lambda hit: "\0" * len(hit[1]), sentence.removeprefix(" "))
        pattern = r"\s+".join(map(re.escape, words.split()))
        hit = re.search(rf"(?<!\w){pattern}(?!\w)", bare, re.IGNORECASE) or re.search(pattern, bare, re.IGNORECASE)
        if hit is None:
            self.report(self.cell(number, WORDS), words, f"{words!r} does not stand in the sentence outside [[ ]]",
                        "Copy the words from the sentence.")  # fmt: skip
            return {}
        start = self.units[id_]["start"]
        return {WORDS: words, "start": start + hit.start(), "end": start + hit.end()}

    def _once(self, id_: str, own: list[tuple[int, dict[str, object]]]) -> Iterable[dict[str, object]]:
        """Keep each reading of a unit once; a unit read in two ways at once is left out."""
        kept: list[dict[str, object]] = []
        for number, row in own:
            bare = {k: v for k, v in row.items() if k != "comment"}
            if any(bare == {k: v for k, v in other.items() if k != "comment"} for other in kept):
                self.report(self.cell(number, "id"), id_, "this row repeats another one", "It is kept once.")
            else:
                kept.append(row)
        first = self.fields[0]
        one_only = self.key.of == "mentions" and not self.units[id_]["passed"]
        if len(kept) > 1 and (one_only or any(row[first] == NONE for row in kept)):
            cells = " and ".join(self.cell(number, "id") for number, _ in own)
            self.report(cells, id_, "this row stands there twice, with different answers", "Delete the wrong one.")
            return []
        return kept


def _plain(text: object) -> str:
    return " ".join(str(text).replace("\u00a0", " ").split()).casefold()
