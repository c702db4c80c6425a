"""Evidence rows in, result tables out."""

from .agency import agency
from .blame import blame
from .compare import compare
from .evidence import evidence, evidence_table
from .labels import labels
from .sources import sources
from .style import style
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "agency", "blame", "compare", "evidence", "evidence_table", "labels", "sources", "style",
    "treat_wire", "voice", "wire_counts",
]  # fmt: skip
