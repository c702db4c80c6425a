"""A chart as SVG inside a page: text stays text, ids stay apart, and readers who cannot see it get words."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from framing.show.page import Html
from framing.show.theme import alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["inline_svg"]

_USED = re.compile(r"url\(#([^)]+)\)")


def inline_svg(ax: Axes, *, prefix: str) -> Html:
    """Write the figure of `ax` as an SVG element that can stand inside HTML.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `framing.show` returned.
    prefix : str
        Set before every id, so that the charts of one page do not take each other's.

    Returns
    -------
    Html

    Examples
    --------
    >>> from framing.show.theme import say
    >>> inline_svg(say(None, title="Names", words="Nothing & nobody."), prefix="c1")[:70]
    Html('<svg viewBox="0 0 489.6 108" role="img" aria-label="Names. Nothing &am')
    """
    from matplotlib import rc_context

    figure: Figure = ax.figure  # type: ignore[assignment]
    buffer = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "framing", "svg.image_inline": True}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    root = ET.fromstring(buffer.getvalue())
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
        for key in [key for key in element.attrib if key.startswith("{")]:
            element.attrib[key.split("}")[-1]] = element.attrib.pop(key)
    for child in [child for child in root if child.tag == "metadata"]:
        root.remove(child)
    _rename(root, prefix)
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img", "aria-label": alt_text(ax)}
    return Html(ET.tostring(root, encoding="unicode"))


def _rename(root: ET.Element, prefix: str) -> None:
    """Keep only the ids that something points to, under new names."""
    used = set()
    for element in root.iter():
        used |= {name for value in element.attrib.values() for name in _USED.findall(value)}
        used |= {element.attrib["href"][1:]} if element.attrib.get("href", "").startswith("#") else set()
    new = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(used))}
    for element in root.iter():
        ident = element.attrib.pop("id", "")
        if ident in new:
            element.attrib["id"] = new[ident]
        for key, value in element.attrib.items():
            if key == "href" and value[1:] in new:
                element.attrib[key] = f"#{new[value[1:]]}"
            elif "url(#" in value:
                element.attrib[key] = _USED.sub(lambda match: f"url(#{new[match[1]]})", value)
