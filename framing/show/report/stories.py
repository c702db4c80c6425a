"""The section of the report that sets the outlets' versions of one event side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from framing.show.article import stances_of
from framing.show.page import Html, render
from framing.show.report.section import Report, Section
from framing.show.versions import Versions, compose
from framing.show.words import plain

__all__ = ["main_stories", "stories_section"]

MOST_STORIES = 6


def main_stories(articles: pd.DataFrame) -> list[str]:
    """List the stories that two outlets or more report, those of most outlets and articles first.

    Examples
    --------
    >>> main_stories(pd.DataFrame({"story": ["a", "b", "b", None], "outlet": ["x", "x", "y", "z"]}))
    ['b']
    """
    if "story" not in articles or articles["story"].isna().all():
        return []
    told = articles.assign(story=articles["story"].astype("str").where(articles["story"].notna()))
    sizes = told.groupby("story")["outlet"].agg(["nunique", "size"])
    sizes = sizes[sizes["nunique"] > 1].sort_values(["nunique", "size"], ascending=False, kind="stable")
    return [str(name) for name in sizes.index]


def stories_section(report: Report) -> Section | None:
    """Set the outlets' versions of the stories side by side that most of them report."""
    known = main_stories(report.result.articles)
    if not known:
        return None
    evidence, stances = report.evidence, stances_of(report.result)

    def link(kind: str, row: Mapping[str, Any]) -> str:
        return evidence.of_article(row["article_id"]) if kind == "article" else evidence.place(kind, row)

    section = Section(
        "stories",
        "Stories, side by side",
        "What each outlet calls everybody, whom it blames and who speaks, in its reports of the same event. The small "
        "numbers lead to the sentences; “–” means that the outlet's reports of this event have nothing of the kind. "
        "Rows that hold for a single outlet are left out; show.story() has them.",
    )
    for number, name in enumerate(known[:MOST_STORIES]):
        versions = _shared(compose(report.result, name, link=link))
        page = render("story.html.j2", versions=versions, stances=stances, alone=False, marks=report.marks)
        heading = Html('<h3 id="story{}"><bdi>{}</bdi></h3>').format(number, plain(name))
        section.blocks.append(heading + page)
    if len(known) > MOST_STORIES:
        section.after = (
            f"{MOST_STORIES} of {len(known):,} stories are shown, those that most outlets report; "
            "show.story(result, story) shows any of them."
        )
    return section


def _shared(versions: Versions) -> Versions:
    """Keep the rows in which two outlets or more can be compared, and what one of them leaves out."""
    blocks = [
        block._replace(lines=[line for line in block.lines if sum(map(bool, line.cells)) > 1])
        for block in versions.blocks
    ]
    return replace(versions, blocks=[block for block in blocks if block.lines])
