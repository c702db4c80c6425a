"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .correct import correct
from .diversity import diversity
from .evidence import evidence, evidence_table
from .features import feature_names, features
from .groups import check_choice
from .keywords import keywords
from .labels import labels
from .phrases import Counts, count_beside, count_phrases, count_words
from .predictability import Predictability, predictability
from .sources import sources
from .style import style
from .validity import validity
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "Counts", "Predictability", "agency", "agreement", "blame", "check_choice", "compare", "correct", "count_beside",
    "count_phrases", "count_words", "diversity", "evidence", "evidence_table", "feature_names", "features",
    "keywords", "labels", "predictability", "sources", "style", "treat_wire", "validity", "voice", "wire_counts",
]  # fmt: skip
