"""What a section of the report is, and what the functions that make sections draw on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.show.page import Html
from framing.show.report.evidence import Evidence
from framing.show.report.summary import Finding
from framing.show.svg import inline_svg
from framing.show.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.check import LexiconCheck

__all__ = ["Figure", "Report", "Section", "main_outlets"]


MOST_DRAWN = 30  #: outlets in a chart; the tables hold all


def main_outlets(articles: pd.DataFrame, most: int) -> list[str]:
    """List the outlets with most articles, `most` at most, by name.

    Examples
    --------
    >>> main_outlets(pd.DataFrame({"outlet": ["Herald", "Courier", "Post", "Courier", "Post"]}), 2)
    ['Courier', 'Post']
    """
    counts = articles["outlet"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return sorted(str(outlet) for outlet in counts.index[:most])


@dataclass(frozen=True)
class Figure:
    """A chart as SVG, and the attributes by which the page's filters know it."""

    svg: Html
    marks: Html = Html("")


@dataclass
class Section:
    """One idea of the report: words, then charts and tables, and what it adds to the summary."""

    anchor: str
    title: str
    lead: str
    blocks: list[Figure | Table | Html] = field(default_factory=list)
    after: str = ""
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """What the functions of the sections draw on."""

    result: Any
    evidence: Evidence
    homes: dict[str, str]  #: from an outlet to the list of its articles
    seed: int = 0
    check: LexiconCheck | None = None

    @cached_property
    def diversity(self) -> pd.DataFrame:
        """How many sources each outlet has."""
        return self.result.diversity()

    def drawn(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep the outlets that charts have room for: those with most articles."""
        if len(self.homes) <= MOST_DRAWN:
            return table
        kept = table[table["outlet"].isin(main_outlets(self.result.articles, MOST_DRAWN))]
        kept.attrs = table.attrs
        return kept

    def marks(self, *outlets: object, about: Sequence[object] | None = None) -> Html:
        """Write the attributes by which the page's filters know something."""
        return self.evidence.filters.marks(*outlets, about=about)

    def figure(self, ax: Axes, name: str, *, about: Sequence[object] | None = None) -> Figure:
        """Make a chart part of the page; `name` must be its own."""
        return Figure(inline_svg(ax, prefix=name), self.marks(about=about))
