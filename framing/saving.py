"""What an analysis leaves behind: its record, and a folder of Parquet tables with its lexicon."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .errors import ArticlesError, FramingError
from .find.tables import SCHEMAS
from .read.articles import COLUMNS
from .read.lexicon import Lexicon, load_lexicon

__all__ = ["Saved", "compose_record", "read_saved", "write_saved"]

_RECORD = "run.json"
_PARAMETERS = ("syntax", "stories", "wire", "wire_copy")


class Saved(NamedTuple):
    """What a saved analysis consists of."""

    articles: pd.DataFrame
    lexicon: Lexicon
    tables: dict[str, pd.DataFrame]
    record: dict[str, Any]


def compose_record(articles: pd.DataFrame, lexicon: Lexicon, parameters: dict[str, Any]) -> dict[str, Any]:
    """Compose what a run can be cited and repeated by; see `Analysis.record`."""
    matched = str(parameters.get("stories")).startswith("matched")
    used = {"spacy": parameters["syntax"], "scikit-learn": matched, "datasketch": "copies" in parameters}
    packages = ["pandas", "numpy", "scipy", "matplotlib", "textstat", *(name for name in used if used[name])]
    return {
        "framing": metadata.version("newsframing"),
        "python": sys.version.split()[0],
        "packages": {package: metadata.version(package) for package in packages},
        "lexicon": {
            "name": lexicon.name,
            "version": lexicon.version,
            "hash": lexicon.hash,
            "file": list(lexicon.sources)[-1],
            "composed": lexicon.provenance,
        },
        "parameters": parameters,
        "articles": len(articles),
        "outlets": int(articles["outlet"].nunique()),
    }


def write_saved(path: str | os.PathLike[str], saved: Saved, *, overwrite: bool = False) -> Path:
    """Write the folder; it appears only once it is complete.

    Raises
    ------
    FramingError
        If `path` exists and `overwrite` is false, or a column of the user's own cannot be saved.
    """
    path = Path(path)
    if path.exists() and not overwrite:
        raise FramingError(f"{path} exists; choose another folder or pass overwrite=True.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        (unfinished / "lexicon").mkdir(parents=True)
        for name, table in {"articles": saved.articles, **saved.tables}.items():
            _write_table(table, unfinished / f"{name}.parquet")
        for name, text in saved.lexicon.sources.items():
            (unfinished / "lexicon" / name).write_text(text, encoding="utf-8", newline="")
        record = json.dumps(saved.record, indent=2, ensure_ascii=False)
        (unfinished / _RECORD).write_text(record, encoding="utf-8")
        if path.exists():
            shutil.rmtree(path)
        unfinished.replace(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return path


def _write_table(table: pd.DataFrame, path: Path) -> None:
    try:
        table.to_parquet(path)
    except (TypeError, ValueError, NotImplementedError) as error:  # of which pyarrow's errors are
        raise FramingError(
            f"the table {path.stem} cannot be saved: {' '.join(str(error).split())}. Turn its column into text, for "
            "instance articles['column'].astype(str), and analyze again."
        ) from None


def read_saved(path: str | os.PathLike[str]) -> Saved:
    """Read the folder again.

    Raises
    ------
    ArticlesError
        If it holds no saved analysis, a file of it is damaged, or it is one of an earlier version whose tables lack a
        column.
    """
    folder = Path(path)
    if not (folder / _RECORD).is_file():
        raise ArticlesError(f"no saved analysis in {str(path)!r}: {_RECORD} is missing there.")
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        saved_by, parameters, lexicon = record["framing"], record["parameters"], record["lexicon"]["file"]
    except (ValueError, KeyError, TypeError):
        raise ArticlesError(f"{folder / _RECORD} is damaged: it is no record that Analysis.save wrote.") from None
    needed = {"articles": COLUMNS, **SCHEMAS}
    tables = {name: _read_table(folder / f"{name}.parquet") for name in needed}
    lacking = [name for name, table in tables.items() if table is None]
    lacking += [
        f"column {column!r} in {name}"
        for name, table in tables.items()
        if table is not None
        for column in needed[name]
        if column not in table
    ]
    lacking += [f"{name!r} in {_RECORD}" for name in _PARAMETERS if name not in parameters]
    if lacking:
        again = "Analyse its articles again"
        if tables["articles"] is not None:
            paths = f"{str(folder / 'articles.parquet')!r}, {str(folder / 'lexicon' / lexicon)!r}"
            again += f": framing.analyze({paths})"
        raise ArticlesError(
            f"the analysis in {str(path)!r} has no {' and no '.join(lacking)}: it was saved by framing {saved_by}, "
            f"which did not find them, or is damaged. {again}."
        )
    found = {name: table for name, table in tables.items() if table is not None}
    return Saved(found.pop("articles"), load_lexicon(folder / "lexicon" / lexicon), found, record)


def _read_table(path: Path) -> pd.DataFrame | None:
    """Read a table, None if it is not there."""
    if not path.is_file():
        return None
    try:
        return pd.read_parquet(path)
    except ValueError as error:  # pyarrow's errors are ValueErrors
        raise ArticlesError(f"{path} is damaged and cannot be read: {error}. Analyse its articles again.") from None
