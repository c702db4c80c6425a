"""Evidence rows in, result tables out."""

from .agency import agency
from .blame import blame
from .compare import compare
from .diversity import diversity
from .evidence import evidence
from .labels import labels
from .sources import sources
from .style import style
from .voice import voice

__all__ = ["agency", "blame", "compare", "diversity", "evidence", "labels", "sources", "style", "voice"]
