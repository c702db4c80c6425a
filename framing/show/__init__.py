"""Result tables in, matplotlib Axes and HTML out."""

from framing.show.agency import agency
from framing.show.article import article
from framing.show.blame import blame, blame_matrix
from framing.show.by_story import by_story
from framing.show.compare import compare
from framing.show.distances import distances
from framing.show.figures import disputed_figures
from framing.show.handout import write_handout
from framing.show.keywords import keywords
from framing.show.labels import labels
from framing.show.lexicon import influence
from framing.show.map import map
from framing.show.omissions import omissions
from framing.show.over_time import over_time
from framing.show.predictability import predictability
from framing.show.profile import profile
from framing.show.report import write_report
from framing.show.said import said
from framing.show.sensitivity import finding, sensitivity
from framing.show.shift import shift
from framing.show.sources import sources
from framing.show.standardised import standardised
from framing.show.story import story
from framing.show.table import table
from framing.show.theme import alt_text, blank
from framing.show.validity import confusion, corrected, scores
from framing.show.voice import voice

__all__ = [
    "agency", "alt_text", "article", "blame", "blame_matrix", "blank", "by_story", "compare", "confusion",
    "corrected", "disputed_figures", "distances", "finding", "influence", "keywords", "labels", "map", "omissions",
    "over_time", "predictability", "profile", "said", "scores", "sensitivity", "shift", "sources", "standardised",
    "story", "table", "voice", "write_handout", "write_report",
]  # fmt: skip
