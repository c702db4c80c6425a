"""The report: one offline file with summary, charts, tables, and the sentences behind every number."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.agency import agency
from framing.show.article import Annotated, annotate, date_of, found_in, stances_of
from framing.show.blame import blame
from framing.show.compare import compare
from framing.show.copies import said_of_copies
from framing.show.evidence import Evidence
from framing.show.labels import labels
from framing.show.lexicon import check_tables, influence, said_of_steps
from framing.show.page import Html, render
from framing.show.said import said
from framing.show.sources import sources
from framing.show.summary import said_of_blame, said_of_differences, said_of_labels, said_of_sources
from framing.show.svg import inline_svg
from framing.show.tables import (
    Cell,
    Table,
    agency_table,
    blame_table,
    compare_table,
    diversity_table,
    introduced_table,
    labels_table,
    said_table,
    sources_table,
    style_table,
    voice_table,
)
from framing.show.voice import voice
from framing.show.wire import said_of_wire
from framing.show.words import display, plain

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.check import LexiconCheck

__all__ = ["write_report"]

MOST_CHARTS = 6  #: of one kind; the tables hold the rest


@dataclass
class Section:
    """One idea of the report: words, then charts, each with its table."""

    anchor: str
    title: str
    lead: str
    blocks: list[tuple[Html | None, Table | None]] = field(default_factory=list)
    after: str = ""


class Shelf(NamedTuple):
    """One outlet's articles: how they are listed, and in full where they are printed."""

    anchor: str
    outlet: str
    listed: list[Cell]
    articles: list[Annotated]


def write_report(
    result: Analysis,
    path: str | os.PathLike[str],
    *,
    texts: Literal["full", "snippets"] = "full",
    title: str | None = None,
    seed: int = 0,
    check: LexiconCheck | None = None,
) -> Path:
    """Write one HTML file that works offline and leads from every number to its sentences.

    Parameters
    ----------
    result : Analysis
        What `framing.analyze` returned.
    path : str or path
        The file to write; replaced if it exists, and only once the new one is complete.
    texts : {"full", "snippets"}
        Whether whole articles are printed, or only the sentences that are evidence (mind copyright before sharing).
    title : str, optional
        The heading; by default the lexicon's title.
    seed : int
        Seed of the comparison, as in `Analysis.compare`.
    check : LexiconCheck, optional
        What ``check_lexicon(result)`` returned: adds a section on how the lexicon fits these articles.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    FramingError
        If `texts` is neither, or the folder does not exist.

    Notes
    -----
    No more than 200 articles are printed, and no more than some 2000 sentences: of larger groups the report shows a
    part and says so. The tables stay complete.

    See Also
    --------
    framing.show.article : One annotated article.

    Examples
    --------
    >>> from framing.show.report import write_report
    >>> write_report(None, "report.html", texts="ful")
    Traceback (most recent call last):
    framing.errors.FramingError: texts='ful' is not known. Did you mean 'full'?
    """
    if texts not in ("full", "snippets"):
        raise FramingError(f"texts={texts!r} is not known. {did_you_mean(texts, ['full', 'snippets'])}")
    path = Path(path)
    if not path.parent.is_dir():
        raise FramingError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into: make it first.")
    page = _page(result, texts == "full", title, seed, check)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(page.encode("utf-8", "replace"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _page(result: Any, full: bool, title: str | None, seed: int, check: LexiconCheck | None) -> Html:
    """Fill the template."""
    evidence = Evidence(result, with_articles=full)
    stances = stances_of(result)
    shelves = _shelves(result, evidence, stances, full)
    homes = {shelf.outlet: f"#{shelf.anchor}" for shelf in shelves}
    tables = {"labels": result.labels(voice="own" if result.has_syntax else "all"), "blame": result.blame()}
    differences = result.compare(seed=seed) if len(shelves) > 1 else None
    cited, diversity = result.sources(), result.diversity()
    summary = said_of_labels(tables["labels"]) + said_of_blame(tables["blame"]) + said_of_sources(cited, diversity)
    if differences is not None:
        summary += said_of_differences(differences)
    sections = [
        _labels_section(result, tables["labels"], evidence),
        _voice_section(result, evidence),
        _section("blame", tables["blame"], blame, blame_table(tables["blame"], evidence)),
        _sources_section(cited, diversity, evidence),
        _section("agency", result.agency(), agency, agency_table(result.agency(), evidence)),
        Section("style", *_TEXTS["style"], [(None, style_table(result.style(), evidence.names, homes))]),
    ]
    if differences is not None:
        sections.append(_compare_section(differences, evidence, list(homes)))
    if check is not None:
        sections.append(_check_section(check))
    return render(
        "report.html.j2",
        title=plain(title or result.lexicon.title),
        result=result,
        lexicon=result.lexicon,
        summary=summary if any(evidence.chapters.values()) else [],
        overview=_overview(result, evidence, homes),
        scope=_scope(result),
        made_of=said_of_steps(result.lexicon.steps),
        wire=f"{said_of_wire(result.parameters or {})} {said_of_copies(result.parameters or {})}",
        sections=sections,
        chapters=[(name, *_CHAPTERS[name], groups) for name, groups in evidence.chapters.items() if groups],
        sampled=evidence.sampled,
        shelves=shelves,
        printed=len(evidence.shown),
        full=full,
        stances=stances,
    )


#: Title and lead of each section.
_TEXTS = {
    "names": (
        "Names",
        "A choice is a name used where the lexicon lists others that could have stood there. Shares are of all "
        "choices for the same referent.",
    ),
    "voice": (
        "Whose voice",
        "A loaded name in a quotation is the speaker's choice. Only names in the outlet's own words count as its own.",
    ),
    "blame": (
        "Who is held responsible",
        "Reports of harm are claims that somebody did it, and harm told without a doer. Denials stand beside, never "
        "inside.",
    ),
    "sources": (
        "Who is cited",
        "Each citation, in quotation marks or not, who speaks in it, and with which verb: said, or claimed. The "
        "effective number of sources is how many equally often cited ones would be as diverse.",
    ),
    "agency": ("How harm is told", "Whether the sentence that reports harm names who did it, and in what form."),
    "style": (
        "Style",
        "Length, readability and passive voice, as means per article; each figure leads to the outlet's articles.",
    ),
    "compare": (
        "Differences between outlets",
        "Each outlet against another, or against the rest; q is the p-value corrected for the number of comparisons.",
    ),
    "lexicon": (
        "How the lexicon fits",
        "What to look at before these numbers are believed: terms on which much depends, terms that may mean something "
        "else, words that may be missing.",
    ),
}
#: Title of each chapter of the evidence, and the section it stands behind.
_CHAPTERS = {
    "names": ("Names and voices", "names"),
    "claims": ("Responsibility", "blame"),
    "agency": ("How harm is told", "agency"),
    "sources": ("Citations", "sources"),
}


def _section(name: str, table: pd.DataFrame, draw: Any, listed: Table) -> Section:
    """Make the section of an idea with one chart and one table."""
    return Section(name, *_TEXTS[name], [(inline_svg(draw(table), prefix=name), listed if listed.rows else None)])


def _labels_section(result: Any, table: pd.DataFrame, evidence: Evidence) -> Section:
    """Make the section of names: a chart and a table for each referent, the most often named first."""
    chosen = table.drop_duplicates(["outlet", "referent"]).groupby("referent")["choices"].sum()
    chosen = chosen.sort_values(ascending=False, kind="stable")
    section = Section("names", *_TEXTS["names"])
    words = "in the outlet's own words" if result.has_syntax else "in any voice"
    for number, referent in enumerate(chosen[chosen > 0].index):
        drawn = labels(table, referent=referent) if number < MOST_CHARTS else None
        svg = inline_svg(drawn, prefix=f"names{number}") if drawn is not None else None
        section.blocks.append((svg, labels_table(table, evidence, referent=referent, voice=words)))
    if not section.blocks:
        section.blocks.append((inline_svg(labels(table.head(0)), prefix="names"), None))
    unnamed = [display(referent, evidence.names) for referent in chosen[chosen == 0].index]
    if unnamed:
        section.after = f"No choice was found for: {', '.join(unnamed)}."
    return section


def _voice_section(result: Any, evidence: Evidence) -> Section:
    """Make the section of voices."""
    table = result.voice()
    section = _section("voice", table, voice, voice_table(table, evidence))
    introduced = introduced_table(table, evidence)
    if introduced.rows:
        section.blocks.append((None, introduced))
    return section


def _sources_section(table: pd.DataFrame, diversity: pd.DataFrame, evidence: Evidence) -> Section:
    """Make the section of sources: who is cited, how they are introduced, and how many they are."""
    section = _section("sources", table, sources, sources_table(table, evidence))
    if table["n"].any():
        section.blocks.append((inline_svg(said(table), prefix="said"), said_table(table, evidence)))
        section.blocks.append((None, diversity_table(diversity, evidence)))
        section.after = (
            "Effective numbers in brackets have no interval and are no ground for comparing outlets: an outlet with "
            "more articles shows more sources."
        )
    return section


def _check_section(check: LexiconCheck) -> Section:
    """Make the section on the lexicon itself: the chart of influence, then the tables of the check."""
    chart = inline_svg(influence(check.influence), prefix="lexicon")
    tables = check_tables(check)
    blocks = [(chart, None), *((None, table) for table in tables)]
    return Section("lexicon", *_TEXTS["lexicon"], blocks, f"{check.verdict}.")


def _compare_section(table: pd.DataFrame, evidence: Evidence, outlets: list[str]) -> Section:
    """Make the section of differences: a chart for each pair, then one table."""
    section = Section("compare", *_TEXTS["compare"])
    pairs = list(table[["a", "b"]].drop_duplicates().itertuples(index=False))
    for number, (a, b) in enumerate(pairs[:MOST_CHARTS]):
        pair = table[(table["a"] == a) & (table["b"] == b)]
        if pair["low"].isna().all():  # nothing but hollow dots
            continue
        section.blocks.append((inline_svg(compare(pair), prefix=f"compare{number}"), None))
    listed = compare_table(table, evidence, outlets)
    if listed.rows:
        section.blocks.append((None, listed))
    if len(listed.rows) < len(table):
        section.after = (
            f"{len(table) - len(listed.rows)} of {len(table)} comparisons, with too little evidence or the least "
            "sure, stand only in the full table, compare()."
        )
    return section


def _shelves(result: Any, evidence: Evidence, stances: dict[str, str], full: bool) -> list[Shelf]:
    """List each outlet's articles, and print those that the evidence leads to."""
    found = found_in(result, evidence.shown if full else ())
    shelves: dict[str, Shelf] = {}
    for ident, row in evidence.articles.items():
        outlet = plain(row["outlet"])
        shelf = shelves.setdefault(outlet, Shelf(f"o{len(shelves)}", outlet, [], []))
        shown = full and ident in evidence.shown
        heading = plain(row["title"]) if isinstance(row["title"], str) and row["title"] else "untitled"
        said = f"{row['number']}. {heading}"
        shelf.listed.append(Cell(said, f"#{row['anchor']}" if shown else "", date_of(row)))
        if shown:
            view = annotate(row, found, names=evidence.names, stances=stances, anchor=row["anchor"])
            shelf.articles.append(view)
    return list(shelves.values())


def _overview(result: Any, evidence: Evidence, homes: dict[str, str]) -> Table:
    """Count articles, wire copy where there is any, words and evidence by outlet."""
    articles = result.articles.groupby("outlet", sort=True)["words"].agg(["size", "sum"])
    counts = {name: getattr(result, name)["outlet"].value_counts() for name in ("mentions", "claims")}
    cited = result.attributions.drop_duplicates(["article_id", "part", "attribution"])["outlet"].value_counts()
    copied = result.articles.groupby("outlet")["wire"].count() if "wire" in result.articles else pd.Series(dtype=int)
    lines = []
    for outlet, row in articles.iterrows():
        home = homes.get(plain(outlet), "")
        line = [Cell(plain(outlet)), Cell(f"{row['size']:,}", home)]
        line += [Cell(f"{copied[outlet]:,}", home if copied[outlet] else "")] if copied.any() else []
        line += [Cell(f"{row['sum']:,}", home)]
        for chapter, values in (("names", counts["mentions"]), ("claims", counts["claims"]), ("sources", cited)):
            n = int(values.get(outlet, 0))
            line.append(Cell(f"{n:,}", evidence.link(chapter, outlet) if n else ""))
        lines.append(line)
    head = ["Outlet", "articles", *(["wire copy"] if copied.any() else []), "words"]
    return Table("The articles", [*head, "names", "reports of harm", "citations"], lines)


def _scope(result: Any) -> str:
    """Say how many articles of how many outlets, and from when."""
    articles, outlets = len(result.articles), result.articles["outlet"].nunique()
    dates = [date_of({"date": day}) for day in (result.articles["date"].min(), result.articles["date"].max())]
    when = "" if not dates[0] else f", {dates[0]}" if dates[0] == dates[1] else f", {dates[0]} to {dates[1]}"
    return f"{articles} article{'s' * (articles != 1)} from {outlets} outlet{'s' * (outlets != 1)}{when}"
