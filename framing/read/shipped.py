"""Where the shipped lexicons and example articles lie: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from ..errors import FramingError

__all__ = ["shipped"]

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = {"lexicons": "lexicons", "articles": "examples/articles"}


def shipped(name: str) -> Path:
    """Return the folder of shipped ``"lexicons"`` or ``"articles"``.

    Raises
    ------
    FramingError
        If the folder is in neither place: the installation is incomplete.

    Examples
    --------
    >>> shipped("lexicons").is_dir()
    True
    """
    places = [_PACKAGE / "shipped" / name, _PACKAGE.parent / _CHECKOUT[name]]
    for place in places:
        if place.is_dir():
            return place
    raise FramingError(f"the shipped {name} are missing (looked in {places[0]} and {places[1]}); install newsframing again.")
