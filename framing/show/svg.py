"""A chart as SVG inside a page: text stays text, ids stay apart, and readers who cannot see it get words."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

from framing.show.page import Html
from framing.show.theme import alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["inline_svg"]

MOST_ALT = 600  #: letters of a text alternative

_INHERITED = {
    "font-family": "DejaVu Sans, Verdana, sans-serif",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
}
MANY_DOTS = 40  #: circles in one path, from which on they are drawn as points

_ANY_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_FAMILY = re.compile(r" ?font-family: [^;]*;")
_USED = re.compile(r"url\(#([^)]+)\)")
_AROUND_LETTERS = re.compile(r" ?([A-Za-z]) ?")


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
    for path in root.iterfind(".//pattern/path"):
        _dot(path)
    _shrink(root)
    for element in root.iter():
        _gather(element)
    _name_styles(root, prefix)
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img", "aria-label": _said(alt_text(ax))} | _INHERITED
    return Html(ET.tostring(root, encoding="unicode"))


def _said(alt: str) -> str:
    """Cut a text alternative that nobody would listen to; the page has the same values as a table."""
    return alt if len(alt) <= MOST_ALT else f"{alt[: alt.rfind(';', 0, MOST_ALT)]}; and more: the table has all values."


def _shrink(root: ET.Element) -> None:
    """Drop what changes nothing: empty groups, white space, turns by zero, decimals nobody sees, style rules."""
    for element in list(root.iter()):
        for child in list(element):
            if child.tag == "style" or (child.tag == "g" and not any(inner.tag != "g" for inner in child.iter())):
                element.remove(child)
            child.tail = None
        if element.tag != "text":
            element.text = None
        for key, value in list(element.attrib.items()):
            if key in ("d", "x", "y", "transform", "points"):
                value = _NUMBER.sub(lambda match: f"{float(match[0]):.1f}", _NO_TURN.sub("", value))
                if key == "d":
                    value = _AROUND_LETTERS.sub(r"\1", value)
            elif key == "style":
                value = _FAMILY.sub("", value).replace(": ", ":").replace("; ", ";")
            element.attrib[key] = " ".join(value.split())
            if not element.attrib[key]:
                del element.attrib[key]
    for element in root.iter():
        _unwrap(element)


def _dot(path: ET.Element) -> None:
    """Draw the many small circles of a dotted hatch as points of a round pen: a tenth of the letters."""
    circles = [[float(n) for n in _ANY_NUMBER.findall(part)] for part in path.attrib["d"].split("M")[1:]]
    if len(circles) < MANY_DOTS or "L" in path.attrib["d"]:
        return
    edges = [(min(c[::2]), max(c[::2]), min(c[1::2]), max(c[1::2])) for c in circles]
    wide = edges[0][1] - edges[0][0]
    style = dict(rule.split(":") for rule in path.attrib["style"].replace(" ", "").strip(";").split(";"))
    if style.get("fill") in (None, "none") or any(abs(right - left - wide) > 0.1 for left, right, _, _ in edges):
        return
    path.attrib["d"] = "".join(f"M{(a + b) / 2:.1f} {(c + d) / 2:.1f}h0" for a, b, c, d in edges)
    pen = wide + float(style.get("stroke-width", 1)) * (style.get("stroke", "none") != "none")
    path.attrib["style"] = f"fill:none;stroke:{style['fill']};stroke-width:{pen:.2f};stroke-linecap:round"


def _gather(element: ET.Element) -> None:
    """Say once, on a group, what neighbours have in common."""
    for key in ("clip-path", "style"):
        run: list[ET.Element] = []
        for child in [*element, None]:
            if run and (child is None or child.tag == "defs" or child.get(key) != run[0].get(key)):
                if len(run) > 1 and run[0].get(key) and all(one.tag != "g" for one in run):
                    _wrap(element, run, key)
                run = []
            if child is not None and child.tag != "defs":
                run.append(child)


def _wrap(element: ET.Element, run: list[ET.Element], key: str) -> None:
    """Put neighbours into a group that bears what they have in common."""
    group = ET.Element("g", {key: run[0].attrib[key]})
    element.insert(list(element).index(run[0]), group)
    for child in run:
        del child.attrib[key]
        element.remove(child)
        group.append(child)


def _name_styles(root: ET.Element, prefix: str) -> None:
    """Write each style that is used several times once, as a class."""
    uses = Counter(element.get("style") for element in root.iter())
    names = {style: f"{prefix}s{n}" for n, style in enumerate(s for s, count in uses.items() if s and count > 2)}
    for element in root.iter():
        style = element.get("style")
        if style in names:
            del element.attrib["style"]
            element.set("class", names[style])
    if names:
        rules = ET.Element("style")
        rules.text = "".join(f".{name}{{{style}}}" for style, name in names.items())
        root.insert(0, rules)


def _unwrap(element: ET.Element) -> None:
    """Put the children of groups that say nothing in the place of the group."""
    while any(child.tag == "g" and not child.attrib for child in element):
        inner = [list(child) if child.tag == "g" and not child.attrib else [child] for child in element]
        element[:] = [child for children in inner for child in children]


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
