"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .copies import leave_out, treat_copies, treat_repeats
from .correct import correct
from .diversity import diversity
from .evidence import evidence, evidence_table
from .labels import labels
from .sources import sources
from .style import style
from .validity import validity
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "agency", "agreement", "blame", "compare", "correct", "diversity", "evidence", "evidence_table", "labels",
    "leave_out", "sources", "style", "treat_copies", "treat_repeats", "treat_wire", "validity", "voice", "wire_counts",
]  # fmt: skip
