"""Where the data that comes with framing lies: lexicons, example articles and the course."""

from __future__ import annotations

from pathlib import Path

from framing.errors import FramingError, did_you_mean

__all__ = ["shipped"]

_IN_CHECKOUT = {
    "lexicons": "lexicons", "articles": "examples/articles", "town": "examples/town", "coast": "examples/coast",
    "course": "examples/course",
}  # fmt: skip


def shipped(name: str) -> Path:
    """Find a folder that comes with framing, in an installed wheel or in a checkout.

    Parameters
    ----------
    name : {"lexicons", "articles", "town", "coast", "course"}
        Which folder.

    Returns
    -------
    pathlib.Path
        The existing folder.

    Raises
    ------
    FramingError
        If nothing of that name is shipped, or the installation lost it.

    Examples
    --------
    >>> shipped("lexicons").name
    'lexicons'
    """
    if name not in _IN_CHECKOUT:
        raise FramingError(f"framing ships no folder {name!r}. {did_you_mean(name, _IN_CHECKOUT)}")
    package = Path(__file__).resolve().parent.parent
    places = [package / "shipped" / name, package.parent / _IN_CHECKOUT[name]]
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(str(place) for place in places)
    raise FramingError(f"the {name} shipped with framing are missing: looked for {looked}. Install framing again.")
