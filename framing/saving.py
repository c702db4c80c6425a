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
from .read.lexicon import Lexicon, load_lexicon

__all__ = ["Saved", "compose_record", "read_saved", "write_saved"]

_RECORD = "run.json"


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
        If `path` exists and `overwrite` is false.
    """
    path = Path(path)
    if path.exists() and not overwrite:
        raise FramingError(f"{path} exists; choose another folder or pass overwrite=True.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        (unfinished / "lexicon").mkdir(parents=True)
        for name, table in {"articles": saved.articles, **saved.tables}.items():
            table.to_parquet(unfinished / f"{name}.parquet")
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


def read_saved(path: str | os.PathLike[str]) -> Saved:
    """Read the folder again.

    Raises
    ------
    ArticlesError
        If it holds no saved analysis, or one of an earlier version that lacks a table.
    """
    folder = Path(path)
    if not (folder / _RECORD).is_file():
        raise ArticlesError(f"no saved analysis in {str(path)!r}: {_RECORD} is missing there.")
    record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").is_file()]
    if missing:
        raise ArticlesError(
            f"the analysis in {str(path)!r} has no {' and no '.join(missing)}: it was saved by framing "
            f"{record['framing']}, which did not find them, or is damaged. Analyse its articles again."
        )
    lexicon = load_lexicon(folder / "lexicon" / f"{record['lexicon']['file']}")
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in SCHEMAS}
    return Saved(pd.read_parquet(folder / "articles.parquet"), lexicon, tables, record)
