"""One filled-in sheet in, its cells out, as they stand in the file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import pandas as pd

from framing.errors import FramingError
from framing.read.files import read_csv

__all__ = ["Grid", "cell_name", "read_grid"]


class Grid(NamedTuple):
    """The cells of a sheet: the names in the first line, the rows below it, and what was lost in reading."""

    name: str
    columns: list[str]
    rows: list[list[object]]
    notes: list[str]


def read_grid(path: Path, known: set[str]) -> Grid:
    """Read a .xlsx or .csv file; of a workbook, the sheet "coding", else the first.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    known : set of str
        Columns whose values are text whatever they look like.

    Returns
    -------
    Grid

    Raises
    ------
    FramingError
        If the file is missing, broken or of another kind.
    """
    if not path.is_file():
        raise FramingError(f"there is no file {path}.")
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _read_workbook(path)
    if ending in (".csv", ".tsv"):
        table = read_csv(path, known)
        frame = table.frame.astype("object").where(table.frame.notna(), None)
        return Grid(path.name, [str(c) for c in frame], frame.to_numpy().tolist(), table.notes)
    hint = "Save it as .xlsx." if ending in (".xls", ".ods", ".numbers", ".xlsm") else "Give the filled-in sheet."
    raise FramingError(f"cannot read {path.name}: codings are .xlsx or .csv files. {hint}")


def _read_workbook(path: Path) -> Grid:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise FramingError(f"{path.name} is no readable workbook ({error}); open it and save it as .xlsx.") from None
    sheet = book["coding"] if "coding" in book.sheetnames else book[book.sheetnames[0]]
    lines: list[list[object]] = [list(line) for line in sheet.iter_rows(values_only=True)]
    book.close()
    head = [str(name or "") for name in lines[0]] if lines else []
    return Grid(path.name, head, lines[1:], [])


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do.

    Parameters
    ----------
    row : int
        Number of the row below the line of names, from 0.
    column : int
        Number of the column, from 0.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(5, 27)
    ('A2', 'AB7')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 2}"


def text_of(value: object) -> str:
    """Write a cell's value as text; empty ones as nothing.

    Examples
    --------
    >>> text_of("  own "), text_of(None), text_of(3.0)
    ('own', '', '3')
    """
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\u00a0", " ").split())
