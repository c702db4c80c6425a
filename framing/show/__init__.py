"""Result tables in, matplotlib Axes and HTML out."""

from framing.show.agency import agency
from framing.show.article import article
from framing.show.blame import blame
from framing.show.compare import compare
from framing.show.figures import disputed_figures
from framing.show.handout import write_handout
from framing.show.labels import labels
from framing.show.lexicon import influence
from framing.show.omissions import omissions
from framing.show.report import write_report
from framing.show.said import said
from framing.show.sources import sources
from framing.show.story import story
from framing.show.table import table
from framing.show.theme import alt_text
from framing.show.validity import confusion, corrected, scores
from framing.show.voice import voice

__all__ = ["agency", "alt_text", "article", "blame", "compare", "confusion", "corrected", "disputed_figures",
           "influence", "labels", "omissions", "said", "scores", "sources", "story", "table", "voice", "write_handout",
           "write_report"]  # fmt: skip
