"""An HTML page in, the article's text, title and date out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from framing.read.encodings import decode

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read_html(raw: bytes, name: str) -> dict[str, str]:
    """Extract the article of an HTML page with trafilatura; nothing is fetched.

    Parameters
    ----------
    raw : bytes
        The page.
    name : str
        What to call the page in an error.

    Returns
    -------
    dict
        ``text`` (empty where the extractor finds none) and, where the page gives them, ``title`` and ``date``.

    Raises
    ------
    ArticlesError
        If the bytes cannot be decoded.

    Examples
    --------
    >>> page = "<html><head><title>Bridge shut</title></head><body><article><p>" + "The bridge is shut. " * 20
    >>> article = read_html(page.encode(), "bridge.html")
    >>> article["title"], article["text"][:19]
    ('Bridge shut', 'The bridge is shut.')
    """
    from trafilatura import bare_extraction

    page = _decode(raw, name)
    dates = {"original_date": True, "extensive_search": False}
    with _quiet("trafilatura", "htmldate", "courlan", "justext"):
        article = bare_extraction(
            page, include_comments=False, include_images=False, with_metadata=True, date_extraction_params=dates
        )
    found = {key: getattr(article, key, None) for key in ("title", "date")}
    return {"text": getattr(article, "text", None) or ""} | {key: value for key, value in found.items() if value}


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:4096])
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw, name)[0]


@contextmanager
def _quiet(*loggers: str) -> Iterator[None]:
    """Silence libraries that log an error for every page without an article."""
    levels = {logging.getLogger(name): logging.getLogger(name).level for name in loggers}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)
