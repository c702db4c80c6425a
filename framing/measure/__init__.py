"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .correct import correct
from .diversity import diversity
from .evidence import evidence, evidence_table
from .labels import labels
from .map import map
from .periods import stories_in_order
from .shift import shift
from .sources import sources
from .style import style
from .subset import described, subset
from .validity import validity
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "agency", "agreement", "blame", "compare", "correct", "described", "diversity", "evidence", "evidence_table",
    "labels", "map", "shift", "sources", "stories_in_order", "style", "subset", "treat_wire", "validity", "voice",
    "wire_counts",
]  # fmt: skip
