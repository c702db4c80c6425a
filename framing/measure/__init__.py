"""Evidence rows in, result tables out."""

from .agency import agency
from .agreement import agreement
from .blame import blame
from .compare import compare
from .correct import correct
from .evidence import evidence
from .labels import labels
from .sources import sources
from .style import style
from .validity import validity
from .voice import voice

__all__ = ["agency", "agreement", "blame", "compare", "correct", "evidence", "labels", "sources", "style",
           "validity", "voice"]  # fmt: skip
