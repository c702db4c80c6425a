"""What files hold: HTML from the templates, every value escaped, and tables that spreadsheets read as they are."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from framing.errors import FramingError
from framing.show.words import letter

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Html", "check_place", "csv_of", "render", "write_page"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  #: what a spreadsheet takes for the beginning of a formula


class Html(Markup):
    """A piece of HTML: a string that a notebook shows as what it means.

    Examples
    --------
    >>> Html("<b>five</b>")._repr_html_()
    '<b>five</b>'
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Make the template environment once; escaping is on for every template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("framing", "show/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["letter"] = letter
    return environment


def render(template: str, **values: Any) -> Html:
    """Fill the template of that name.

    Examples
    --------
    >>> render("article.css.j2", stances=[]).startswith(".framing-article")
    True
    """
    return Html(_environment().get_template(template).render(**values))


def check_place(path: str | os.PathLike[str]) -> None:
    """Make sure that there is a folder to write into, before anything is measured.

    Raises
    ------
    FramingError
        If there is none.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise FramingError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into: make it first.")


def csv_of(table: pd.DataFrame) -> str:
    """Write a table as CSV, with the mark that spreadsheets look for and a space before what they take for a formula.

    Examples
    --------
    >>> csv_of(pd.DataFrame({"outlet": ["=SUM(A1)", None], "difference": [-0.5, 0.1]})).splitlines()[1:]
    [' =SUM(A1),-0.5', ',0.1']
    """
    safe = table.copy(deep=False)
    for place, column in enumerate(table.columns):
        if not (pd.api.types.is_numeric_dtype(table[column]) or pd.api.types.is_datetime64_any_dtype(table[column])):
            safe.isetitem(place, list(map(_as_text, table[column])))
    return "\ufeff" + safe.to_csv(index=False, lineterminator="\n")


def _as_text(value: object) -> object:
    return f" {value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_page(page: str, path: str | os.PathLike[str]) -> Path:
    """Write a page; the file is replaced only once the new one is complete."""
    path = Path(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(page.encode("utf-8", "replace"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path
