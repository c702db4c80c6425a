"""analyze() and Analysis: from articles and a lexicon to every table; the only module that knows all stages."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd

from .errors import ModelMissing
from .find.evidence import find_evidence
from .find.syntax import MODELS, find_model, load_model
from .read.articles import read_articles
from .read.lexicon import Lexicon, load_lexicon

__all__ = ["Analysis", "analyze"]


class Analysis:
    def __init__(self, articles: pd.DataFrame, lexicon: Lexicon, tables: dict[str, pd.DataFrame]) -> None:
        self.articles, self.lexicon = articles, lexicon
        for name, table in tables.items():
            setattr(self, name, table)


def analyze(articles: Any, lexicon: str | Lexicon) -> Analysis:
    articles = read_articles(articles)
    lexicon = load_lexicon(lexicon)
    model = find_model()
    if model is None:
        warnings.warn(f"no spaCy model ({' or '.join(MODELS)})", ModelMissing, stacklevel=2)
    tables = find_evidence(articles, lexicon, nlp=load_model(model) if model else None)
    return Analysis(articles, lexicon, tables)
