"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .correct import correct
from .diversity import diversity
from .evidence import evidence, evidence_table
from .figures import disputed_figures
from .groups import check_choice
from .labels import labels
from .omissions import omissions, omitted
from .sources import sources
from .style import style
from .validity import validity
from .voice import voice
from .wire import treat_wire, wire_counts

__all__ = [
    "agency", "agreement", "blame", "check_choice", "compare", "correct", "disputed_figures", "diversity", "evidence",
    "evidence_table", "labels", "omissions", "omitted", "sources", "style", "treat_wire", "validity", "voice",
    "wire_counts",
]  # fmt: skip
