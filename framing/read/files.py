"""One file of articles in (.csv, .tsv, .jsonl, .json, .parquet), its table out, as it stands in the file."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import ArticlesError
from framing.read.columns import usual
from framing.read.encodings import decode

__all__ = ["Table", "read_csv", "read_file"]

_MISSING = ["", "NA", "NaN"]  # and nothing else: "None" or "null" may be a title


@dataclass
class Table:
    """A table of articles before it is checked: its rows, what to call it, and how to point to a row."""

    frame: pd.DataFrame
    name: str
    place: Callable[[int], str]
    notes: list[str] = field(default_factory=list)


def read_file(path: Path, as_text: Collection[str] = ()) -> Table:
    """Read one file of articles by the ending of its name.

    Parameters
    ----------
    path : pathlib.Path
        A .csv, .tsv, .jsonl, .ndjson, .json (each also .gz) or .parquet file.
    as_text : collection of str
        Columns that hold text even if they look like numbers, beside those with a usual name.

    Returns
    -------
    Table
        The rows of the file.

    Raises
    ------
    ArticlesError
        If the kind of file is not known, or the file is broken.
    """
    endings = [ending.lower() for ending in path.suffixes if ending.lower() != ".gz"]
    readers = {".csv": read_csv, ".tsv": read_csv, ".jsonl": _read_jsonl, ".ndjson": _read_jsonl,
               ".json": _read_json, ".parquet": _read_parquet}  # fmt: skip
    kind = endings[-1] if endings else ""
    if kind not in readers:
        hint = "Save the sheet as CSV (UTF-8). " if kind in (".xlsx", ".xls", ".ods") else ""
        raise ArticlesError(
            f"cannot read {path.name}: {f'{kind} files are' if kind else 'a file without an ending is'} not supported. "
            f"{hint}Readable: {', '.join(readers)}, or a folder of .txt and .html files."
        )
    return readers[kind](path, as_text)


def read_csv(path: Path, as_text: Collection[str] = ()) -> Table:
    """Read a .csv or .tsv file; commas, semicolons and tabs are told apart by the first line."""
    raw, notes = _utf8(path)
    head = raw[:65536].split(b"\n", 1)[0].decode("utf-8", errors="replace")
    separator = max("\t,;" if ".tsv" in path.name.lower() else ",;\t", key=head.count)
    options: dict[str, Any] = {"sep": separator, "keep_default_na": False, "na_values": _MISSING}
    try:
        header = pd.read_csv(io.BytesIO(raw), nrows=0, **options).columns
        types = {column: "str" for column in header if usual(column) or column in as_text}
        frame = pd.read_csv(io.BytesIO(raw), dtype=types, low_memory=False, **options)
    except pd.errors.EmptyDataError:
        raise ArticlesError(f"{path.name} is empty: it has not even a line of column names.") from None
    except pd.errors.ParserError as error:
        raise ArticlesError(
            f"{path.name} is not a well-formed table: {str(error).strip()}. "
            "Every row needs as many cells as the first line, and a text that holds "
            f"{separator!r} or line breaks must stand in double quotes."
        ) from None
    if not isinstance(frame.index, pd.RangeIndex):
        raise ArticlesError(
            f"{path.name} has rows with more cells than column names ({', '.join(map(str, header))}). "
            f"A text that holds {separator!r} must stand in double quotes."
        )
    return Table(frame, path.name, lambda i: f"row {i + 2} of {path.name}", notes)


def _read_jsonl(path: Path, as_text: Collection[str] = ()) -> Table:
    raw, notes = _utf8(path)
    rows, lines = [], []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            rows.append(_object(line, f"{path.name}, line {number}"))
            lines.append(number)
    return Table(frame_of(rows), path.name, lambda i: f"line {lines[i]} of {path.name}", notes)


def _read_json(path: Path, as_text: Collection[str] = ()) -> Table:
    raw, notes = _utf8(path)
    try:
        rows = json.loads(raw)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # one object a line under the wrong ending
            return _read_jsonl(path, as_text)
        raise ArticlesError(f"{path.name} is not JSON: {error}.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ArticlesError(f"{path.name} must hold a list of objects, one for each article, or one object a line.")
    return Table(frame_of(rows), path.name, lambda i: f"object {i + 1} of {path.name}", notes)


def _read_parquet(path: Path, as_text: Collection[str] = ()) -> Table:
    from pyarrow.lib import ArrowException

    try:
        frame = pd.read_parquet(path)
    except (ArrowException, OSError) as error:
        raise ArticlesError(f"{path.name} is not a readable parquet file: {error}.") from None
    return Table(frame.reset_index(drop=True), path.name, lambda i: f"row {i + 1} of {path.name}")


def _object(line: bytes, where: str) -> dict:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticlesError(f"{where} is not a JSON object: {error}.") from None
    if not isinstance(row, dict):
        raise ArticlesError(f'{where} must be a JSON object such as {{"outlet": ..., "text": ...}}.')
    return row


def frame_of(rows: list[dict]) -> pd.DataFrame:
    """Make a table of records; half of a surrogate pair, which no text may hold, becomes U+FFFD."""
    try:
        return pd.DataFrame(rows)
    except UnicodeEncodeError:
        return pd.DataFrame([{key: _whole(value) for key, value in row.items()} for row in rows])


def _whole(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)


def _utf8(path: Path) -> tuple[bytes, list[str]]:
    """Read a file as UTF-8 bytes without a mark, and note when it was something else."""
    raw = path.read_bytes()
    if path.name.lower().endswith(".gz"):
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise ArticlesError(f"{path.name} is not a whole gzip file: {error}.") from None
    text, encoding = decode(raw, path.name)
    if encoding == "utf-8":
        return raw, []
    return text.encode("utf-8"), [guessed([path.name])] if encoding == "cp1252" else []


def guessed(names: list[str]) -> str:
    """Say which files were read as Windows-1252."""
    one = len(names) == 1
    return (
        f"{len(names)} file{' is' if one else 's are'} not UTF-8 and {'was' if one else 'were'} read as Windows-1252 "
        f"(first: {names[0]}). Check its accents and quotation marks; if they are wrong, save it as UTF-8."
    )
