"""The coding sheet: a stratified sample for people to code, who do not see what the machine found."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.analysis import Analysis
from framing.errors import FramingError
from framing.show.page import csv_of, write_page
from framing.show.words import plain
from framing.validation.codebook import WORDS, Field, fields_of, instructions
from framing.validation.units import Key, draw, fingerprint, identify

__all__ = ["coding_sheet"]

#: What rows are drawn by if nothing is said.
_BY = {"mentions": ("outlet", "stance"), "claims": ("outlet", "target")}
_FEWEST = 10
_WIDTHS = {"id": 11, "title": 30, "before": 40, "sentence": 60, "after": 40, WORDS: 20, "comment": 30}
_SHEETS = ("coding", "codebook", "values")


def coding_sheet(
    result: Analysis,
    path: str | os.PathLike[str],
    *,
    n: int = 200,
    of: str = "mentions",
    by: str | Sequence[str] | None = None,
    passed_over: float = 1 / 3,
    seed: int = 0,
) -> Key:
    """Draw a stratified sample and write it as a sheet to be coded by hand, blind to the machine's answers.

    Each row shows a sentence with its title and neighbours, and asks what a coder reads there. Rows stand in random
    order, and the outlet is not shown. A part of the rows are sentences in which nothing was found: without them one
    could tell how much of what was found is right, but not how much was missed.

    Beside the sheet its **key** is written (``sheet.key.json`` beside ``sheet.xlsx``). It says where each row comes
    from and how likely it was to be drawn; keep it, and do not give it to the coders. The same articles, lexicon,
    options and seed give the same sheet and key again.

    Parameters
    ----------
    result : Analysis
        What ``analyze`` found.
    path : str or path
        A ``.xlsx`` file, with drop-down values and the codebook as a second sheet; or a ``.csv`` file, with the
        codebook in a file of its own beside it.
    n : int
        Rows to draw, 10 or more.
    of : {"mentions", "claims"}
        Labels with their voice, or claims of responsibility for harm.
    by : str or sequence of str, optional
        Strata: columns of the articles, ``"month"``, or columns of what was found. By default outlet and stance of
        labels, outlet and target of claims. Rare strata get more rows than their share, small ones are pooled.
    passed_over : float
        The share of rows that are sentences in which nothing (or nothing further) was found; above 0 and below 1.
    seed : int
        Seed of the draw.

    Returns
    -------
    Key
        The key, as written.

    Raises
    ------
    FramingError
        If nothing of the kind was found, the file exists, or an option is wrong.

    See Also
    --------
    read_codings : reads filled-in sheets.
    validity : says how right the machine is, and corrects its shares.

    Examples
    --------
    >>> import tempfile, framing
    >>> texts = pd.DataFrame({"outlet": "Courier", "text": [f"The regime shelled {i}. It fell." for i in range(20)]})
    >>> result = framing.analyze(texts, "syria")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     key = coding_sheet(result, f"{folder}/sheet.csv", n=12, seed=1)
    ...     print(*sorted(path.name for path in Path(folder).iterdir()))
    sheet.codebook.csv sheet.csv sheet.key.json
    >>> len(key.units), int(key.units["passed"].sum())
    (12, 4)
    """
    path = Path(path)
    fields = fields_of(of, result.lexicon)
    _check(result, path, of, n, passed_over)
    names = [by] if isinstance(by, str) else list(_BY[of] if by is None else by)
    units, strata = draw(result, of=of, n=n, by=names, seed=seed, passed_over=passed_over)
    units["id"] = identify(of, units)
    texts = result.articles.set_index("article_id")[["title", "text"]].to_dict()
    units["check"] = [
        fingerprint(str(texts[part][a])[start:end])
        for a, part, start, end in zip(units["article_id"], units["part"], units["start"], units["end"], strict=True)
    ]
    record = {k: v for k, v in result.record().items() if k in ("framing", "lexicon", "articles", "outlets")}
    record |= {"article_ids": result.articles["article_id"].tolist()}
    record |= {"n": n, "by": names, "seed": seed, "passed_over": passed_over}
    kept = ["id", "article_id", "part", "start", "end", "found", "stratum", "passed", "check"]
    values = {f.name: {"needed": f.needed, "values": {shown: i for i, (shown, _) in f.values.items()}} for f in fields}
    key = Key(of, units[kept], strata, values, record)
    rows = _rows(units, result, of)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        _write_workbook(path, rows, fields, of)
    else:
        _write_csv(path, rows, fields, of)
    key.save(path.with_suffix(".key.json"))
    return key


def _check(result: Analysis, path: Path, of: str, n: int, passed_over: float) -> None:
    """Raise on options that cannot work."""
    if path.suffix not in (".xlsx", ".csv"):
        raise FramingError(f"{path.name}: a coding sheet is a .xlsx or .csv file, for instance {path.stem}.xlsx.")
    for made in (path, path.with_suffix(".key.json")):
        if made.exists():
            raise FramingError(f"{made} exists, and may hold codings; choose another name.")
    if n < _FEWEST:
        raise FramingError(f"n={n} rows say nothing; give {_FEWEST} or more (200 is usual).")
    if not 0 < passed_over < 1:
        raise FramingError(f"passed_over={passed_over} must lie between 0 and 1, for instance 0.3.")
    if of == "claims" and not result.has_syntax:
        raise FramingError("there are no claims to code: this analysis was made without syntax.")
    if getattr(result, of).empty:
        raise FramingError(f"there is nothing to code: no {of} were found.")


def _rows(units: pd.DataFrame, result: Analysis, of: str) -> pd.DataFrame:
    """Make the columns that coders see."""
    place = ["article_id", "part", "sentence"]
    spans = result.sentences.set_index(place)[["start", "end"]].to_dict("index")
    texts = result.articles.set_index("article_id")[["title", "text"]].to_dict("index")

    def sentence(article: str, part: str, number: int) -> str:
        at = spans.get((article, part, number))
        return "" if at is None else str(texts[article][part])[at["start"] : at["end"]]

    rows = []
    for unit in units.to_dict("records"):
        article, part, number = unit["article_id"], unit["part"], unit["sentence"]
        title = texts[article]["title"]
        whole = sentence(article, part, number)
        row = {
            "id": unit["id"],
            "title": title if part == "text" and isinstance(title, str) else "",
            "before": sentence(article, part, number - 1),
            "sentence": _mark(whole, spans[article, part, number]["start"], unit["found"]),
            "after": sentence(article, part, number + 1) or (sentence(article, "text", 0) if part == "title" else ""),
        }
        if of == "mentions":
            row[WORDS] = "" if unit["passed"] else str(texts[article][part])[unit["start"] : unit["end"]]
        rows.append({column: plain(text) for column, text in row.items()})
    return pd.DataFrame(rows)


def _mark(sentence: str, start: int, spans: list[list[int]]) -> str:
    """Put double brackets around words that are taken up already."""
    for first, last in sorted(spans, reverse=True):
        a, b = first - start, last - start
        sentence = f"{sentence[:a]}[[{sentence[a:b]}]]{sentence[b:]}"
    return sentence


def _codebook(fields: list[Field], of: str) -> list[list[str]]:
    """Lay out the codebook: the rules, then every column with its values."""
    lines = [["Rules", ""], *(["", rule] for rule in instructions(of)), ["", ""]]
    for field in fields:
        lines += [[field.name, field.question + ("" if field.needed else " (may be left empty)")]]
        lines += [["", f"{shown}: {meaning}" if meaning else shown] for shown, meaning in field.values.values()]
        lines += [["", ""]]
    return lines[:-1]


def _write_csv(path: Path, rows: pd.DataFrame, fields: list[Field], of: str) -> None:
    """Write the sheet and its codebook; a cell that a spreadsheet would take for a formula gets a space in front."""
    rows = rows.assign(**{field.name: "" for field in fields}, comment="")
    write_page(csv_of(rows), path)
    book = pd.DataFrame(_codebook(fields, of), columns=["column", "meaning"])
    write_page(csv_of(book), path.with_suffix(".codebook.csv"))


def _write_workbook(path: Path, rows: pd.DataFrame, fields: list[Field], of: str) -> None:
    """Write the sheet as a workbook: coding, codebook, and the values behind the drop-downs."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    coding: Any = book.active
    coding.title = _SHEETS[0]
    wrapped = Alignment(wrap_text=True, vertical="top")
    asked = PatternFill("solid", fgColor="FFF6DD")
    columns = [*rows, *(field.name for field in fields), "comment"]
    for at, column in enumerate(columns, start=1):
        _put(coding.cell(1, at), column).font = Font(bold=True)
        coding.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column, 22)
    for number, row in enumerate(rows.to_dict("records"), start=2):
        for at, column in enumerate(columns, start=1):
            cell = _put(coding.cell(number, at), row.get(column, ""))
            cell.alignment = wrapped
            if column not in row:
                cell.fill = asked
            if column in (WORDS, "comment"):
                cell.number_format = "@"  # text: "8 March" stays what it is
    coding.freeze_panes = "B2"
    _write_lines(book.create_sheet(_SHEETS[1]), _codebook(fields, of), wrapped)
    values = book.create_sheet(_SHEETS[2])
    for at, field in enumerate(fields, start=1):
        shown = [field.name, *(name for name, _ in field.values.values())]
        for number, name in enumerate(shown, start=1):
            _put(values.cell(number, at), name)
        letter = get_column_letter(at)
        rule = DataValidation("list", formula1=f"{_SHEETS[2]}!${letter}$2:${letter}${len(shown)}", allow_blank=True)
        rule.error = f"Choose a value of the list for {field.name}; the sheet 'codebook' explains them."
        rule.showErrorMessage = True
        column = get_column_letter(columns.index(field.name) + 1)
        rule.add(f"{column}2:{column}{len(rows) * 2 + 50}")  # room for copied rows
        coding.add_data_validation(rule)
    values.sheet_state = "hidden"
    book.save(path)


def _put(cell: Any, text: str) -> Any:
    """Write text as text, never as a formula."""
    cell.value = text or None
    if text:
        cell.data_type = "s"
    return cell


def _write_lines(sheet: Any, lines: list[list[str]], wrapped: Any) -> None:
    """Write the codebook, with the names of columns in bold."""
    from openpyxl.styles import Font

    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 110
    for number, (first, second) in enumerate(lines, start=1):
        _put(sheet.cell(number, 1), first).font = Font(bold=True)
        _put(sheet.cell(number, 2), second).alignment = wrapped
