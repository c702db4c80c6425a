"""The folder of results that the command line writes: report, charts, tables, and a record to cite."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from . import show
from .analysis import Analysis
from .errors import FramingError
from .show.page import csv_of, write_page
from .show.report.between import MOST_APART
from .show.report.section import main_outlets

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["check_folder", "fingerprint", "write_results"]

_RECORD = "run.json"
_MADE = ("charts", "report-evidence.csv", "report.html", _RECORD, "tables")
_MOST_PROFILES = 6  #: charts of this kind
_EVIDENCE = ("mentions", "references", "attributions", "claims", "figures")


def check_folder(folder: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Make sure that results may be written to `folder`; nothing but the results of an earlier run is ever replaced.

    Raises
    ------
    FramingError
        If `folder` exists and is not empty, unless `force` is true and it holds results and nothing else.

    Examples
    --------
    >>> check_folder("not-there-yet").name
    'not-there-yet'
    """
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise FramingError(f"{path} is a file; choose another folder with --out.")
    held = sorted(p.name for p in path.iterdir() if not p.name.startswith(".")) if path.exists() else []
    foreign = [name for name in held if name not in _MADE]
    if foreign:
        raise FramingError(
            f"{path} holds what is no result of framing ({', '.join(foreign[:3])}{', ...' if foreign[3:] else ''}); "
            "choose another folder with --out."
        )
    if held and not force:
        raise FramingError(f"{path} holds results already; choose another folder with --out, or add --force.")
    return path


def write_results(
    result: Analysis, folder: str | os.PathLike[str], *, data: Path, options: dict[str, Any], force: bool = False
) -> Path:
    """Write report, charts, tables and run.json; the folder appears only once it is complete.

    Parameters
    ----------
    result : Analysis
    folder : str or path
        The folder to make, with the folders above it.
    data : Path
        The file or folder the articles were read from; its name and SHA-256 go into the record.
    options : dict
        What was asked for, ``seed`` and ``texts`` among it; goes into the record.
    force : bool
        Whether the results of an earlier run are replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FramingError
        If the folder may not be written to; see `check_folder`.
    """
    path = check_folder(folder, force=force).resolve()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        for part in ("tables", "charts"):
            (unfinished / part).mkdir(parents=True)
        tables = dict(_results(result, options["seed"]))
        for name, table in tables.items():
            _write_table(table, unfinished / "tables" / f"{name}.csv")
        for name, table in _evidence(result):
            _write_table(table, unfinished / "tables" / f"{name}.csv")
        for name, ax in _charts(result, tables):
            _write_chart(ax, unfinished / "charts" / name)
        show.write_report(result, unfinished / "report.html", texts=options["texts"], seed=options["seed"])
        record = _record(result, data, options)
        (unfinished / _RECORD).write_text(json.dumps(record, indent=2, ensure_ascii=False), encoding="utf-8")
        _put(unfinished, path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Path(folder)


def _put(unfinished: Path, path: Path) -> None:
    """Move the finished folder to its place; what stood there goes only once the new one stands."""
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    if path.exists():
        path.rename(old)
    unfinished.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _results(result: Analysis, seed: int) -> Iterator[tuple[str, pd.DataFrame]]:
    """Measure every result table."""
    yield "labels", result.labels()
    yield "labels_any_voice", result.labels(voice="all")
    yield "labels_by_word", result.labels(each="label")
    yield "voice", result.voice()
    yield "blame", result.blame()
    yield "blame_by_source", result.blame(by="source")
    yield "sources", result.sources()
    yield "diversity", result.diversity()
    yield "agency", result.agency()
    yield "style", result.style(seed=seed)
    if result.articles["date"].dt.to_period("M").nunique() > 2:
        yield "labels_by_month", result.labels(by=["outlet", "month"], voice="own" if result.has_syntax else "all")
    yield "map", result.map(voice="own" if result.has_syntax else "all", seed=seed)
    if result.articles["story"].notna().any():
        yield "stories", result.stories()
        if result.has_figures:
            yield "disputed_figures", result.disputed_figures()
        yield "omissions", result.omissions()
    outlets = sorted(result.articles["outlet"].unique())
    if len(outlets) > 1:  # of two outlets, "each against the rest" would say everything twice
        yield "compare", result.compare(*(outlets if len(outlets) == 2 else ()), seed=seed)
        yield "standardised", result.standardised()
        main = main_outlets(result.articles, MOST_APART)
        yield "distances", result.distances(*(main if len(outlets) > len(main) else ()), seed=seed)
        yield "sensitivity", result.sensitivity()
    yield "copies", result.copies()
    yield "repeats", result.repeats()


def _evidence(result: Analysis) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the evidence tables, with the sentences they stand in; the articles without their texts."""
    yield "articles", result.articles.drop(columns="text")
    for name in _EVIDENCE if result.has_figures else _EVIDENCE[:-1]:
        yield name, result.evidence(of=name)
    for name in ("sentences", "skipped"):
        yield name, getattr(result, name)
    yield "names", pd.DataFrame(list(result.names.items()), columns=["id", "name"])


def _charts(result: Analysis, tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, Axes]]:
    """Draw every chart; names without a choice get none."""
    kind = "labels" if result.has_syntax else "labels_any_voice"
    choices = tables[kind].groupby("referent", sort=False)["choices"].sum()
    for referent in choices.index[choices > 0]:
        yield f"{kind}-{_slug(referent)}", show.labels(tables[kind], referent=referent)
    for name in ("voice", "blame", "sources", "agency"):
        yield name, getattr(show, name)(tables[name])
    yield "said", show.said(tables["sources"])
    yield "blame_matrix", show.blame_matrix(tables["blame_by_source"])
    yield "map", show.map(tables["map"])
    yield from _charts_between(tables)
    for number, outlet in enumerate(list(dict.fromkeys(tables[kind]["outlet"]))[:_MOST_PROFILES], start=1):
        yield f"profile-{number}-{_slug(outlet)}", show.profile(tables[kind], outlet=outlet)
    if "labels_by_month" in tables and choices.any():
        pulls = tables["map"].query("kind == 'choice'").set_index("referent")["contribution"]
        referent = pulls.idxmax() if pulls.notna().any() else choices.idxmax()
        months = tables["labels_by_month"]
        months = months[months["referent"] == referent]
        outlets, stances = _most(months, "outlet", 12), _most(months, "stance", 5)
        drawn = show.over_time(months, referent=str(referent), outlet=outlets, stance=stances)
        yield f"over_time-{_slug(str(referent))}", drawn
    if "compare" in tables:
        pairs = tables["compare"].groupby(["a", "b"], sort=False)
        for number, ((a, _), pair) in enumerate(pairs, start=1):
            yield "compare" if len(pairs) == 1 else f"compare-{number}-{_slug(str(a))}", show.compare(pair)


def _charts_between(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, Axes]]:
    """Draw what sets outlets against each other, where there is something to draw."""
    if "distances" not in tables:
        return
    apart = tables["distances"]
    for measure in ("labels", "blame"):
        rows = apart[(apart["measure"] == measure) & (apart["referent"].isna() | (measure == "blame"))]
        rows.attrs = apart.attrs
        if rows["distance"].notna().any():
            yield f"distances-{measure}", show.distances(rows, measure=measure)
    yield "sensitivity", show.sensitivity(tables["sensitivity"])
    table = tables["standardised"]
    known = table[table["share"].notna() & (table["measure"] == "labels")]
    if known.empty:
        return
    shares = known.groupby(["referent", "stance"], sort=False)["share"]
    widest: Any = (shares.max() - shares.min()).idxmax()
    drawn = show.standardised(table, referent=widest[0], stance=widest[1])
    yield f"standardised-{_slug(widest[0])}", drawn


def _most(table: pd.DataFrame, column: str, count: int) -> list[str]:
    """Give the values of a column of which most was counted, in the order of the table."""
    n = table.groupby(column, sort=False)["n"].sum()
    return [value for value in n.index if value in n.nlargest(count).index]


def _write_table(table: pd.DataFrame, path: Path) -> None:
    write_page(csv_of(table), path)


def _write_chart(ax: Axes, path: Path) -> None:
    from matplotlib import rc_context

    figure: Any = ax.figure
    figure.savefig(path.with_name(f"{path.name}.png"), dpi=200)
    figure.set_layout_engine("none")  # the layout is found by now; to find it again takes as long as drawing
    with rc_context({"svg.hashsalt": "framing"}):  # the same run writes the same bytes
        figure.savefig(path.with_name(f"{path.name}.svg"), metadata={"Date": None})


def _slug(text: str) -> str:
    """Make a part of a file name that every system allows."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")[:60] or "unnamed"


def _record(result: Analysis, data: Path, options: dict[str, Any]) -> dict[str, Any]:
    """Compose what the run can be cited and repeated by."""
    return result.record() | {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": options["seed"],
        "input": {"name": data.resolve().name, "sha256": fingerprint(data)},
        "options": options,
    }


def fingerprint(data: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a file; of a folder, that of its files' names and SHA-256 in the order of their names.

    Examples
    --------
    >>> from framing.read.shipped import shipped
    >>> len(fingerprint(shipped("articles")))
    64
    """
    path = Path(data)
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    names = sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())
    lines = [f"{fingerprint(path / name)}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
