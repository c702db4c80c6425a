"""HTML from the templates: every value is escaped, and the result shows itself in a notebook."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from framing.errors import FramingError
from framing.show.words import letter

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Html", "check_place", "render", "write_page"]


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
