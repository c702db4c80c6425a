"""What an analysis shows beyond its lexicon: words, names and patterns that nobody listed before."""

from __future__ import annotations

from .compared import Compared


class Explored(Compared):
    """What can be discovered in the articles."""
