"""Writing the report: filling the template, and putting the file in its place once it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.article import Annotated, annotate, date_of, found_in, stances_of
from framing.show.copies import said_of_copies
from framing.show.covers import covers, read_with
from framing.show.lexicon import said_of_steps
from framing.show.overview import overview_table, scope
from framing.show.page import Html, check_place, csv_of, render, write_page
from framing.show.report.evidence import Evidence
from framing.show.report.section import MOST_DRAWN, Report, Section
from framing.show.report.sections import make_sections
from framing.show.report.stories import MOST_STORIES, main_stories
from framing.show.table import Cell, Table
from framing.show.wire import said_of_wire
from framing.show.words import plain

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.check import LexiconCheck

__all__ = ["write_report"]

#: Title of each chapter of the evidence, and the section it stands behind.
_CHAPTERS = {
    "names": ("Names and voices", "names"),
    "claims": ("Responsibility", "blame"),
    "agency": ("How harm is told", "agency"),
    "sources": ("Citations", "sources"),
}


class Shelf(NamedTuple):
    """One outlet's articles: how they are listed, and in full where they are printed."""

    anchor: str
    outlet: str
    listed: list[Cell]
    articles: list[Annotated]
    marks: Html
    left_out: int = 0


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
    Of large collections no more than 200 articles are printed, 90,000 words at most, and no more than some 1000
    sentences (one of each group at least): of larger groups the report shows a part and says so, and all sentences
    are written to a file beside it, ``report-evidence.csv`` for ``report.html``. The tables stay complete.

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
    check_place(path)
    report = _page(result, path, texts == "full", title, seed, check)
    return write_page(report, path)


def _page(
    result: Any, path: str | os.PathLike[str], full: bool, title: str | None, seed: int, check: LexiconCheck | None
) -> Html:
    """Fill the template; what evidence the page cannot hold goes into a file beside it."""
    told = result.articles["story"].astype("str").isin(main_stories(result.articles)[:MOST_STORIES])
    evidence = Evidence(result, with_articles=full, first=result.articles.loc[told, "article_id"])
    stances = stances_of(result)
    shelves = _shelves(result, evidence, stances, full)
    homes = {shelf.outlet: f"#{shelf.anchor}" for shelf in shelves}
    sections = make_sections(Report(result, evidence, homes, seed, check))
    beside = Path(path).with_name(f"{Path(path).stem}-evidence.csv")
    if evidence.sampled:
        write_page(_evidence_csv(result), beside)
    evidence.lead_back(_number_tables(sections), {name: section for name, (_, section) in _CHAPTERS.items()})
    findings = [
        {"text": finding.text, "marks": evidence.filters.marks(about=finding.about or None)}
        for section in sections
        for finding in section.findings
    ]
    chosen = result.parameters or {}
    left_out = covers(chosen)
    return render(
        "report.html.j2",
        title=plain(title or result.lexicon.title),
        result=result,
        lexicon=result.lexicon,
        summary=findings if any(evidence.chapters.values()) else [],
        overview=overview_table(result, evidence.link, homes=homes, marks=evidence.filters.marks),
        scope=scope(result.articles),
        made_of=said_of_steps(result.lexicon.steps),
        wire=" ".join(said for said in (said_of_wire(chosen), said_of_copies(chosen)) if said not in left_out),
        covers=left_out,
        read_with=read_with(chosen),
        sections=sections,
        chapters=[(name, *_CHAPTERS[name], groups) for name, groups in evidence.chapters.items() if groups],
        filters=evidence.filters,
        drawn=min(MOST_DRAWN, len(homes)),
        sampled=evidence.sampled,
        brief=len(evidence.brief),
        beside=beside.name,
        shelves=shelves,
        printed=len(evidence.shown),
        full=full,
        stances=stances,
    )


def _number_tables(sections: list[Section]) -> list[tuple[str, str]]:
    """Give every table its anchor; return, in order, the anchor of each row with that of each group it leads to."""
    pairs = []
    count = 0
    for section in sections:
        for place, block in enumerate(section.blocks):
            if isinstance(block, Table):
                count += 1
                section.blocks[place] = replace(block, anchor=block.anchor or f"t{count}")
                pairs += list(_links_of(section.blocks[place]))
    return pairs


def _links_of(table: Any) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(table.rows, 1):
        for cell in row.cells:
            if cell.href:
                yield f"{table.anchor}r{number}", cell.href[1:]


#: What the file beside the report says of each piece of evidence, where it applies.
_BESIDE = ["evidence", "article_id", "outlet", "date", "title", "part", "sentence_text", "text", "referent", "stance",
           "voice", "speaker", "speaker_text", "cue", "cue_stance", "kind", "target", "source", "polarity", "certainty",
           "victim", "event", "form", "start", "end"]  # fmt: skip


def _evidence_csv(result: Any) -> str:
    """Write all labels, claims and citations with their sentences as CSV."""
    kinds = ("mentions", "claims", "attributions")
    tables = [result.evidence(of=name).assign(evidence=name).reindex(columns=_BESIDE).astype(object) for name in kinds]
    return csv_of(pd.concat(tables, ignore_index=True))


def _shelves(result: Any, evidence: Evidence, stances: dict[str, str], full: bool) -> list[Shelf]:
    """List each outlet's articles, and print those that the evidence leads to."""
    found = found_in(result, evidence.shown if full else ())
    shelves: dict[str, Shelf] = {}
    for ident, row in evidence.articles.items():
        outlet = plain(row["outlet"])
        new = Shelf(f"o{len(shelves)}", outlet, [], [], evidence.filters.marks(row["outlet"]))
        shelf = shelves.setdefault(outlet, new)
        shown = full and ident in evidence.shown
        heading = plain(row["title"]) if isinstance(row["title"], str) and row["title"] else "no headline"
        said = f"{row['number']}. {heading}"
        shelf.listed.append(Cell(said, f"#{row['anchor']}" if shown else "", date_of(row)))
        if shown:
            view = annotate(row, found, names=evidence.names, stances=stances, anchor=row["anchor"])
            shelf.articles.append(view)
    return list(shelves.values())
