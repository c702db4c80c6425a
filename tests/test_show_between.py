"""The report's sections on outlets as wholes: their tables equal the library's; none stands without a word to say."""

import re
from html import unescape
from types import SimpleNamespace

import pandas as pd
import pytest
from test_show_report import Page

import framing
from framing.show.report.between import (
    MOST_APART,
    copies_section,
    distances_section,
    map_section,
    period_of,
    sensitivity_section,
    standardised_section,
    time_section,
)
from framing.show.report.evidence import Evidence
from framing.show.report.section import Report
from framing.show.words import percent

MAKERS = [standardised_section, distances_section, map_section, sensitivity_section, time_section, copies_section]


@pytest.fixture(scope="module")
def part(corpus):
    outlets = {outlet: f"#{outlet}" for outlet in sorted(corpus.articles["outlet"].unique())}
    return Report(corpus, Evidence(corpus, with_articles=True), outlets)


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_standardised_shares_are_those_of_the_library(part, corpus):
    section = standardised_section(part)
    table = corpus.standardised()
    (listed,) = [block for block in section.blocks if hasattr(block, "rows")]
    found = table[table["share"].notna()].set_index(["measure", "referent", "stance", "outlet"])
    moved = (found["share"] - found["raw"]).abs()
    first = found.loc[[moved.idxmax()]].iloc[0]
    raw, over = percent(first["raw"]), percent(first["share"])
    assert cells(listed)[0][2:6] == [f"{first['n']}", f"{first['choices']}", raw, over]
    assert all(cell.href for row in listed.rows for cell in row.cells[2:6] if cell.text not in ("0", "0%"))
    (finding,) = section.findings
    assert f"{percent(first['raw'])} raw" in str(finding.text) and "95% interval" in str(finding.text)


def test_distances_begin_with_the_largest_excess(part, corpus):
    section = distances_section(part)
    (listed,) = [block for block in section.blocks if hasattr(block, "rows")]
    table = corpus.distances(seed=0)
    together = table[(table["measure"] == "blame") | table["referent"].isna()].sort_values("excess", ascending=False)
    assert [row[5] for row in cells(listed)][0] == f"{100 * together['excess'].iloc[0]:.0f}"
    assert cells(listed)[0][1:3] == list(together.iloc[0][["a", "b"]])
    assert len(listed.rows) == 20 and len(section.blocks) == 3
    assert "none stands after correction" in str(section.findings[0].text)


def test_distances_of_many_outlets_are_those_of_the_ten_with_most_articles():
    asked = []

    class Result:
        articles = pd.DataFrame({"outlet": [f"o{n:02}" for n in range(20) for _ in range(n + 1)]})

        def distances(self, *outlets, seed):
            asked.extend(outlets)
            columns = ["measure", "referent", "a", "b", "distance", "expected", "excess", "p", "q", "note"]
            return pd.DataFrame(columns=columns)

    report = SimpleNamespace(result=Result(), homes=dict.fromkeys(Result.articles["outlet"]), seed=0)
    assert distances_section(report) is None
    assert asked == [f"o{n:02}" for n in range(10, 20)] and len(asked) == MOST_APART


def test_the_map_says_that_it_has_no_ellipses(part, corpus):
    section = map_section(part)
    places, pulls = (block for block in section.blocks if hasattr(block, "rows"))
    table = corpus.map(seed=0)
    found = table[table["kind"] == "outlet"]
    assert [row[0] for row in cells(places)] == found["outlet"].tolist()
    assert [row[3] for row in cells(places)] == [f"{x:.2f}".replace("-", "−") for x in found["x"]]
    assert "may be chance" in str(section.findings[0].text)
    assert cells(pulls)[0][4] == percent(table.loc[table["kind"] == "choice", "contribution"].max())


def test_sensitivity_lists_what_moves_the_order_and_the_worst_of_each_kind(part, corpus):
    section = sensitivity_section(part)
    table = corpus.sensitivity()
    (listed,) = [block for block in section.blocks if hasattr(block, "rows")]
    swaps = [int(row[4]) for row in cells(listed)]
    assert sum(n > 0 for n in swaps) == (table["swaps"] > 0).sum()
    assert {"term", "article", "story"} <= {row[0] for row in cells(listed)}
    assert unescape(str(section.findings[0].text)).endswith(framing.show.finding(table))


def test_copies_lead_to_their_articles(part, corpus):
    section = copies_section(part)
    (listed,) = section.blocks
    assert len(listed.rows) == len(corpus.copies()) == 1
    assert all(cell.href == part.evidence.of_article(ident) for cell, ident in zip(
        listed.rows[0].cells[:2], corpus.copies()[["article_id", "copy_of"]].iloc[0], strict=True))  # fmt: skip


def test_a_year_of_one_paper_is_drawn_by_month(tmp_path):
    months = [f"2020-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 9, 15, 21, 27)]
    words = ["The regime met. The regime spoke."] * 15 + ["The Syrian army met. The Syrian army spoke."] * 15
    texts = pd.DataFrame({"outlet": "Courier", "date": months, "text": words})
    result = framing.analyze(texts, "syria")
    page = Page(framing.write_report(result, tmp_path / "r.html").read_text(encoding="utf-8"))
    assert "time" in page.ids
    (table,) = [table for table in page.tables if table[0][1]["text"] == "2020-01"]
    shown = result.labels(by=["outlet", "month"], referent="syrian_government").query("stance == 'critical'")
    told = [cell["text"].strip() for cell in table[1][1:]]
    assert told in ([percent(share) for share in shown["share"]], [percent(1 - share) for share in shown["share"]])
    assert not re.search(r"sensitivity|distances", " ".join(page.ids))


def test_dates_within_two_months_or_none_have_no_section_on_time(part):
    assert time_section(part) is None
    assert period_of(pd.DataFrame({"outlet": ["Courier"]})) is None
    assert period_of(pd.DataFrame({"date": pd.to_datetime(["2010-01-01", "2013-05-05", "2019-02-02"])})) == "year"


def test_nothing_is_said_where_there_is_nothing_to_say():
    texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["It rained.", "It snowed."]})
    result = framing.analyze(texts, "syria", syntax=False)
    report = Report(result, Evidence(result, with_articles=True), {"Courier": "#o0", "Herald": "#o1"})
    assert [make(report) for make in MAKERS] == [None] * len(MAKERS)
