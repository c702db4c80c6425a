"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .copies import leave_out, treat_copies, treat_repeats
from .correct import correct
from .counts import Counts, count
from .distances import distances
from .diversity import diversity
from .evidence import evidence, evidence_table
from .features import feature_names, features
from .figures import disputed_figures
from .groups import check_choice
from .keywords import keywords
from .labels import labels
from .map import map
from .omissions import omissions, omitted
from .periods import stories_in_order
from .phrases import TermCounts, count_beside, count_phrases, count_words
from .predictability import Predictability, predictability
from .sensitivity import sensitivity
from .shift import shift
from .sources import sources
from .standardised import standardised
from .style import style
from .subset import described, subset
from .validity import validity
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "Counts", "Predictability", "TermCounts", "agency", "agreement", "blame", "check_choice", "compare", "correct",
    "count", "count_beside", "count_phrases", "count_words", "described", "disputed_figures", "distances",
    "diversity", "evidence", "evidence_table", "feature_names", "features", "keywords", "labels", "leave_out", "map",
    "omissions", "omitted", "predictability", "sensitivity", "shift", "sources", "standardised", "stories_in_order",
    "style", "subset", "treat_copies", "treat_repeats", "treat_wire", "validity", "voice", "wire_counts",
]  # fmt: skip
