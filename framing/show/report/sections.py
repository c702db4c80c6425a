"""The sections of the report, one small function each; `SECTIONS` is their order.

To add one: write a function that takes a `Report` and returns a `Section`, or None where it has nothing to say, and put
it into `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable

from framing.show.agency import agency
from framing.show.blame import blame
from framing.show.compare import compare
from framing.show.labels import labels
from framing.show.lexicon import check_tables, influence
from framing.show.page import Html
from framing.show.report.between import (
    copies_section,
    distances_section,
    map_section,
    sensitivity_section,
    standardised_section,
    time_section,
)
from framing.show.report.section import Figure, Report, Section
from framing.show.report.stories import stories_section
from framing.show.report.summary import said_of_blame, said_of_differences, said_of_labels, said_of_sources
from framing.show.report.tables import (
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
from framing.show.said import said
from framing.show.sources import sources
from framing.show.voice import voice
from framing.show.words import display, plain

__all__ = ["SECTIONS", "make_sections"]

MOST_CHARTS = 6  #: of one kind; the tables hold the rest
MOST_WORDS = 12  #: of one stance, listed below its table


def make_sections(report: Report) -> list[Section]:
    """Make every section that has something to say."""
    made = [make(report) for make in SECTIONS]
    return [section for section in made if section is not None]


def names_section(report: Report) -> Section:
    """Say what everybody is called: a chart and a table for each referent, the most often named first."""
    result, evidence = report.result, report.evidence
    table = result.labels(voice="own" if result.has_syntax else "all")
    words = "in the outlet's own words" if result.has_syntax else "in any voice"
    section = Section(
        "names",
        "Names",
        "A choice is a name used where the lexicon lists others that could have stood there. Shares are of all "
        "choices for the same referent.",
    )
    chosen = table.drop_duplicates(["outlet", "referent"]).groupby("referent")["choices"].sum()
    chosen = chosen.sort_values(ascending=False, kind="stable")
    for number, referent in enumerate(chosen[chosen > 0].index):
        if number < MOST_CHARTS:
            section.blocks.append(
                report.figure(labels(report.drawn(table), referent=referent), f"names{number}", about=[referent])
            )
        section.blocks.append(labels_table(table, evidence, referent=referent, voice=words))
        section.blocks.append(_words_counted(report, referent))
    if not section.blocks:
        section.blocks.append(report.figure(labels(table.head(0)), "names"))
    unnamed = [display(referent, evidence.names) for referent in chosen[chosen == 0].index]
    if unnamed:
        section.after = f"No choice was found for: {', '.join(unnamed)}."
    link = lambda row: evidence.of_labels(row["outlet"], row["referent"], row["stance"])  # noqa: E731
    found = result.mentions.groupby(["referent", "stance"])["text"].agg(lambda texts: texts.value_counts().index[0])
    word = lambda referent, stance: plain(found.get((referent, stance), ""))  # noqa: E731
    section.findings = said_of_labels(table, link=link, word=word)
    return section


def _words_counted(report: Report, referent: str) -> Html:
    """List the names that were found for a referent by stance, the most frequent first."""
    found = report.result.mentions
    found = found[found["referent"] == referent]
    said = []
    for stance, rows in found.groupby("stance", sort=False):
        words = list(rows["label"].value_counts().index)
        more = f", and {len(words) - MOST_WORDS} more" if len(words) > MOST_WORDS else ""
        listed = "; ".join(plain(word) for word in words[:MOST_WORDS]) + more
        said.append(Html("<b>{}</b> {}").format(display(stance, report.evidence.names), listed))
    return Html('<p class="words"{}>Counted as {}.</p>').format(report.marks(about=[referent]), Html(". ").join(said))


def voice_section(report: Report) -> Section:
    """Say whose words the names are."""
    table = report.result.voice()
    section = Section(
        "voice",
        "Whose voice",
        "A loaded name in a quotation is the speaker's choice. Only names in the outlet's own words count as its own.",
        [report.figure(voice(report.drawn(table)), "voice"), voice_table(table, report.evidence)],
    )
    introduced = introduced_table(table, report.evidence)
    section.blocks += [introduced] if introduced.rows else []
    return section


def blame_section(report: Report) -> Section:
    """Say who is held responsible."""
    table, evidence = report.result.blame(), report.evidence
    link = lambda row: evidence.link("claims", row["outlet"], row["target"])  # noqa: E731
    return Section(
        "blame",
        "Who is held responsible",
        "Reports of harm are claims that somebody did it, and harm told without a doer. Denials stand beside, never "
        "inside. Who is not listed for an outlet is neither blamed nor cleared by it.",
        [report.figure(blame(report.drawn(table)), "blame"), blame_table(table, evidence)],
        findings=said_of_blame(table, link=link),
    )


def sources_section(report: Report) -> Section:
    """Say who is cited, how they are introduced, and how many they are."""
    table, evidence = report.result.sources(), report.evidence
    link = lambda row: evidence.link("sources", row["outlet"], *([row["speaker"]] if "speaker" in row else []))  # noqa: E731
    section = Section(
        "sources",
        "Who is cited",
        "Each citation, in quotation marks or not, who speaks in it, and with which verb: said, or claimed. The "
        "effective number of sources is how many equally often cited ones would be as diverse. Who is not listed for "
        "an outlet is not cited by it.",
        [report.figure(sources(report.drawn(table)), "sources"), sources_table(table, evidence)],
        findings=said_of_sources(table, report.diversity, link=link),
    )
    if table["n"].any():
        section.blocks += [report.figure(said(report.drawn(table)), "said"), said_table(table, evidence)]
        section.blocks.append(diversity_table(report.diversity, evidence))
        section.after = (
            "Effective numbers in brackets have no interval and are no ground for comparing outlets: an outlet with "
            "more articles shows more sources."
        )
    return section


def agency_section(report: Report) -> Section:
    """Say how harm is told."""
    table = report.result.agency()
    return Section(
        "agency",
        "How harm is told",
        "Whether the sentence that reports harm names who did it, and in what form.",
        [report.figure(agency(report.drawn(table)), "agency"), agency_table(table, report.evidence)],
    )


def style_section(report: Report) -> Section:
    """Say how long, readable and passive the articles are."""
    return Section(
        "style",
        "Style",
        "Length, readability and passive voice, as means per article; each figure leads to the outlet's articles.",
        [style_table(report.result.style(), report.evidence.names, report.homes)],
    )


def compare_section(report: Report) -> Section | None:
    """Say in what the outlets differ: a chart for each pair, then one table."""
    if len(report.homes) < 2:
        return None
    table = report.result.compare(seed=report.seed)
    section = Section(
        "compare",
        "Differences between outlets",
        "Each outlet against another, or against the rest; q is the p-value corrected for the number of comparisons.",
        findings=said_of_differences(table),
    )
    pairs = list(table[["a", "b"]].drop_duplicates().itertuples(index=False))
    for number, (a, b) in enumerate(pairs[:MOST_CHARTS]):
        pair = table[(table["a"] == a) & (table["b"] == b)]
        if pair["low"].notna().any():  # else nothing but hollow dots
            chart = report.figure(compare(pair), f"compare{number}")
            section.blocks.append(Figure(chart.svg, report.marks(a, b)))
    listed = compare_table(table, report.evidence, list(report.homes))
    section.blocks += [listed] if listed.rows else []
    if len(listed.rows) < len(table):
        section.after = (
            f"{len(table) - len(listed.rows)} of {len(table)} comparisons, with too little evidence or the least "
            "sure, stand only in the full table, compare()."
        )
    return section


def lexicon_section(report: Report) -> Section | None:
    """Say how the lexicon fits: the chart of influence, then the tables of the check."""
    if report.check is None:
        return None
    return Section(
        "lexicon",
        "How the lexicon fits",
        "What to look at before these numbers are believed: terms on which much depends, terms that may mean something "
        "else, words that may be missing.",
        [report.figure(influence(report.check.influence), "lexicon"), *check_tables(report.check)],
        f"{report.check.verdict}.",
    )


#: Every section, in the order of the page.
SECTIONS: list[Callable[[Report], Section | None]] = [
    names_section,
    voice_section,
    blame_section,
    sources_section,
    agency_section,
    stories_section,
    style_section,
    compare_section,
    standardised_section,
    distances_section,
    map_section,
    sensitivity_section,
    time_section,
    copies_section,
    lexicon_section,
]
