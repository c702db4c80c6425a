"""One article with everything that was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, did_you_mean
from framing.show.marks import Line, collect, cut
from framing.show.page import Html, render
from framing.show.theme import looks
from framing.show.words import plain

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["Annotated", "annotate", "article", "date_of", "stances_of"]

_MARKED = ("mentions", "attributions", "claims", "skipped", "sentences")


class Annotated(NamedTuple):
    """What the template needs of an article."""

    anchor: str
    outlet: str
    date: str
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
    position = known.index(str(article_id))
    tables = {name: getattr(result, name) for name in _MARKED}
    own = {name: table[table["article_id"].astype("str") == str(article_id)] for name, table in tables.items()}
    stances = stances_of(result)
    view = annotate(result.articles.iloc[position], own, names=result.lexicon.names, stances=stances, anchor="a")
    return render("fragment.html.j2", article=view, stances=stances)


def stances_of(result: Any) -> dict[str, str]:
    """Map each stance that occurs to its colour; its position is its number in the style sheet."""
    found = list(dict.fromkeys(result.mentions["stance"].dropna()))
    look = looks(found)
    return {stance: look[stance].colour for stance in found}


def date_of(row: Mapping[str, Any] | pd.Series) -> str:
    """Write an article's date, or nothing where it has none.

    Examples
    --------
    >>> date_of({"date": pd.Timestamp("2020-02-27 10:00")})
    '27 February 2020'
    """
    date = row["date"]
    return "" if pd.isna(date) else f"{date.day} {date:%B %Y}" if hasattr(date, "day") else plain(date)


def annotate(
    row: pd.Series,
    tables: Mapping[str, pd.DataFrame],
    *,
    names: Mapping[str, str],
    stances: Mapping[str, str],
    anchor: str,
) -> Annotated:
    """Cut title and text of one article at its marks; `tables` hold this article's evidence only."""
    marked = {name: table for name, table in tables.items() if name != "sentences"}
    parts = {}
    for part in ("title", "text"):
        text = row[part] if isinstance(row[part], str) else ""
        found = tables["sentences"]
        found = found[found["part"] == part].sort_values("start")
        code = "h" if part == "title" else "t"
        spans = found[["sentence", "start", "end"]].to_numpy(dtype=int).tolist()
        sentences = [(f"{anchor}{code}{number}", start, end) for number, start, end in spans]
        parts[part] = cut(text, collect(marked, part, names, list(stances)), sentences)
    return Annotated(anchor, plain(row["outlet"]), date_of(row), parts["title"], parts["text"])
