"""Measure how news outlets frame the same events: what they call things, whom they blame, whose words they carry.

Examples
--------
>>> import framing
>>> "syria" in framing.list_lexicons()
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import show
    from .analysis import Analysis, analyze, load_analysis
    from .check import LexiconCheck, check_lexicon
    from .errors import ArticlesError, FramingError, FramingWarning, LexiconError, ModelMissing
    from .match.stories import match_stories
    from .read.articles import read_articles
    from .read.lexicon import Lexicon, list_lexicons, load_lexicon
    from .show.handout import write_handout
    from .show.report import write_report
    from .validation import Codings, Validity, agreement, coding_sheet, methods_text, read_codings, validity
    from .vectorizer import FramingVectorizer

__all__ = [
    "Analysis", "ArticlesError", "Codings", "FramingError", "FramingVectorizer", "FramingWarning", "Lexicon",
    "LexiconCheck", "LexiconError", "ModelMissing", "Validity", "agreement", "analyze", "check_lexicon", "coding_sheet",
    "list_lexicons", "load_analysis", "load_lexicon", "match_stories", "methods_text", "read_articles",
    "read_codings", "show", "validity", "write_handout", "write_report",
]  # fmt: skip

#: Where each public name lives; fetched when first asked for, so that importing framing loads nothing.
_HOMES = {
    ".analysis": ("Analysis", "analyze", "load_analysis"),
    ".check": ("LexiconCheck", "check_lexicon"),
    ".errors": ("ArticlesError", "FramingError", "FramingWarning", "LexiconError", "ModelMissing"),
    ".match.stories": ("match_stories",),
    ".read.articles": ("read_articles",),
    ".read.lexicon": ("Lexicon", "list_lexicons", "load_lexicon"),
    ".show.handout": ("write_handout",),
    ".show.report": ("write_report",),
    ".vectorizer": ("FramingVectorizer",),
    ".validation": ("Codings", "Validity", "agreement", "coding_sheet", "methods_text", "read_codings", "validity"),
}


def __getattr__(name: str) -> Any:
    if name == "show":
        return import_module(".show", __name__)
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home, __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
