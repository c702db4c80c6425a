"""HTML from the templates: every value is escaped, and the result shows itself in a notebook."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from framing.show.words import letter

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Html", "render"]


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
