"""Which column of a table holds the outlet, the title, the text, the date, the story and the id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from framing.errors import ArticlesError, did_you_mean

__all__ = ["REQUIRED", "find_columns", "usual"]

REQUIRED = ("outlet", "text")

#: Our name -> the names such a column usually has, the surest first; case, spaces and dots do not matter.
_USUAL = {
    "article_id": ["article_id", "id", "articleid", "doc_id", "document_id", "docid"],
    "outlet": ["outlet", "source", "publisher", "newspaper", "publication", "source_name", "outlet_name", "media",
               "media_outlet", "medium", "news_source", "journal", "paper", "site_name", "site", "domain",
               "source_domain"],
    "date": ["date", "published", "publication_date", "published_at", "date_published", "published_date",
             "publish_date", "date_publish", "pub_date", "pubdate", "date_time", "datetime", "timestamp", "day"],
    "title": ["title", "headline", "heading", "article_title", "head_line", "title_text"],
    "text": ["text", "content", "body", "article", "article_text", "full_text", "fulltext", "article_body",
             "body_text", "main_text", "maintext", "article_content", "content_text", "news_text"],
    "story": ["story", "story_id", "event", "event_id"],
    "wire": ["wire"],
}  # fmt: skip
_KNOWN = {name: (ours, rank) for ours, names in _USUAL.items() for rank, name in enumerate(names)}


def usual(column: object) -> str | None:
    """Say which of our columns one of this name usually is.

    Examples
    --------
    >>> usual("Publication Date")
    'date'
    >>> usual("leaning") is None
    True
    """
    return _KNOWN.get(_plain(column), (None, 0))[0]


def find_columns(columns: Iterable[object], given: Mapping[str, str | None], name: str) -> dict[str, object]:
    """Find the column for each of our names.

    Parameters
    ----------
    columns : iterable
        The columns of the table.
    given : mapping
        Our name -> the column the caller named for it, or None.
    name : str
        What to call the table in an error.

    Returns
    -------
    dict
        Our name -> the column of the table; names without a column are left out.

    Raises
    ------
    ArticlesError
        If a named column does not exist, one column is named twice, or the outlet or the text is not found.

    Examples
    --------
    >>> find_columns(["Source", "body", "lean"], {}, "a.csv")
    {'outlet': 'Source', 'text': 'body'}
    """
    columns = list(columns)
    found: dict[str, object] = {}
    for ours, column in given.items():
        if column is None:
            continue
        if column not in columns:
            hint = did_you_mean(column, map(str, columns))
            raise ArticlesError(f"{name} has no column {column!r} (given as {ours}={column!r}). {hint}")
        if column in found.values():
            other = next(key for key, value in found.items() if value == column)
            raise ArticlesError(f"the column {column!r} of {name} is given twice: as {other}= and as {ours}=.")
        found[ours] = column
    free = [column for column in columns if column not in found.values()]
    for ours in _USUAL:
        candidates = [column for column in free if usual(column) == ours]
        if ours not in found and candidates:
            found[ours] = min(candidates, key=lambda c: (str(c) != ours, _KNOWN[_plain(c)][1]))
    for ours in REQUIRED:
        if ours not in found:
            raise ArticlesError(_missing(ours, columns, name))
    return found


def _missing(ours: str, columns: list[object], name: str) -> str:
    listed = ", ".join(map(str, columns)) or "none"
    example = f'read_articles(..., {ours}="{columns[0] if columns else "column"}")'
    why = " Without outlets nothing can be compared." if ours == "outlet" else ""
    return (
        f"{name} has no column for the {ours}: its columns are {listed}.{why} "
        f"Call it {ours!r} (or {', '.join(_USUAL[ours][1:4])}), or name the column to use: {example}."
    )


def _plain(column: object) -> str:
    return re.sub(r"[\W_]+", "_", str(column)).strip("_").casefold()
