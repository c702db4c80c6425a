"""From articles and a lexicon to every table; the only package that knows all stages.

`Analysis` is put together from one class per module: `found` (the evidence), `measured` (result tables), `compared`
(outlets with outlets), `explored` (beyond the lexicon).
"""

from .analysis import Analysis, analyze, load_analysis

__all__ = ["Analysis", "analyze", "load_analysis"]
