"""One article with everything that was found in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.marks import Line, collect, cut
from framing.show.page import Html, render
from framing.show.theme import looks
from framing.show.wire import credit_of
from framing.show.words import plain

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["Annotated", "annotate", "article", "date_of", "found_in", "stances_of"]

_MARKED = ("mentions", "attributions", "claims", "skipped", "sentences")


Found = dict[tuple[str, str], dict[str, list[dict]]]


class Annotated(NamedTuple):
    """What the template needs of an article."""

    anchor: str
    outlet: str
    date: str
    credit: str
    title: list[Line]
    text: list[Line]


def article(result: Analysis, article_id: str) -> Html:
    """Show one article with its labels, quotations, claims and agentless harm marked where they stand.

    Labels are underlined, each stance in its own way, and carry the stance's name; quotations are shaded and carry
    their speaker; claims are boxed and say who is blamed; hovering tells the rest. The text itself is unchanged:
    tags are not part of it when it is copied.

    Parameters
    ----------
    result : Analysis
        What `framing.analyze` returned.
    article_id : str
        As in ``result.articles``.

    Returns
    -------
    Html
        A string that a notebook shows as a page.

    Raises
    ------
    FramingError
        If there is no such article.

    See Also
    --------
    framing.write_report : All articles, charts and tables in one file.

    Examples
    --------
    >>> import types
    >>> import pandas as pd
    >>> from framing import show
    >>> from framing.find.tables import empty
    >>> tables = {name: empty(name) for name in ["mentions", "attributions", "claims", "skipped", "sentences"]}
    >>> articles = pd.DataFrame({
    ...     "article_id": ["7"], "outlet": ["Courier"], "date": [pd.NaT], "title": ["Truce"], "text": ["It <holds>."]})
    >>> result = types.SimpleNamespace(articles=articles, lexicon=types.SimpleNamespace(names={}), **tables)
    >>> page = show.article(result, "7")
    >>> "It &lt;holds&gt;." in page
    True
    """
    known = [str(i) for i in result.articles["article_id"]]
    if str(article_id) not in known:
        raise FramingError(f"There is no article {article_id!r} among {len(known)}. {did_you_mean(article_id, known)}")
    row = result.articles.iloc[[known.index(str(article_id))]].to_dict("records")[0]
    stances = stances_of(result)
    found = found_in(result, {str(article_id)})
    view = annotate(row, found, names=result.lexicon.names, stances=stances, anchor="a")
    return render("fragment.html.j2", article=view, stances=stances)


def found_in(result: Any, articles: Collection[str]) -> Found:
    """Sort the evidence of some articles by article, part and table."""
    found: Found = {}
    for name in _MARKED:
        table = getattr(result, name)
        table = table[table["article_id"].astype("str").isin(list(articles))]
        for row in table.to_dict("records"):
            rows = found.setdefault((str(row["article_id"]), row["part"]), {table: [] for table in _MARKED})
            rows[name].append(row)
    return found


def stances_of(result: Any) -> dict[str, str]:
    """Map each stance that occurs to its colour; its position is its number in the style sheet."""
    found = list(dict.fromkeys(result.mentions["stance"].dropna()))
    look = looks(found)
    return {stance: look[stance].colour for stance in found}


def date_of(row: Mapping) -> str:
    """Write an article's date, or nothing where it has none.

    Examples
    --------
    >>> date_of({"date": pd.Timestamp("2020-02-27 10:00")})
    '27 February 2020'
    """
    date = row["date"]
    return "" if pd.isna(date) else f"{date.day} {date:%B %Y}" if hasattr(date, "day") else plain(date)


def annotate(
    row: Mapping, found: Found, *, names: Mapping[str, str], stances: Mapping[str, str], anchor: str
) -> Annotated:
    """Cut title and text of one article at its marks."""
    parts = {}
    for part in ("title", "text"):
        text = row[part] if isinstance(row[part], str) else ""
        rows = found.get((str(row["article_id"]), part), {name: [] for name in _MARKED})
        code = "h" if part == "title" else "t"
        sentences = sorted((r["start"], r["end"], f"{anchor}{code}{r['sentence']}") for r in rows["sentences"])
        marks = collect(rows, names, list(stances))
        parts[part] = cut(text, marks, [(ident, start, end) for start, end, ident in sentences])
    return Annotated(anchor, plain(row["outlet"]), date_of(row), credit_of(row), parts["title"], parts["text"])
