"""analyze() and Analysis: from articles and a lexicon to every table."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Any

from framing import measure
from framing.errors import ModelMissing
from framing.find.evidence import find_evidence
from framing.find.syntax import MODELS, find_model, load_model
from framing.find.wire import find_wire
from framing.read.articles import read_articles
from framing.read.lexicon import Lexicon, load_lexicon
from framing.saving import read_saved

from .explored import Explored


def analyze(
    articles: Any, lexicon: str | Path | Lexicon, *, syntax: bool = True, figures: bool = True, progress: bool = False
) -> Analysis:
    """Find labels, voices, claims and figures in articles, ready to be measured, compared and shown.

    Parameters
    ----------
    articles : DataFrame, path, or what else ``read_articles`` takes
    lexicon : str, Path or Lexicon
        A shipped name (``"syria"``), a ``.yaml`` file, or a Lexicon.
    syntax : bool
        Whether sentences are parsed. Without parsing, labels and quotations are found, voice outside quotation marks
        is missing (never ``own``), and there are no claims.
    figures : bool
        Whether numbers are looked for. Without them, and without parsing, finding is four times as fast; then nothing
        is said of disputed figures, nor of numbers left out.
    progress : bool
        Whether a progress bar is shown on stderr.

    Returns
    -------
    Analysis

    Raises
    ------
    ArticlesError, LexiconError
        If either cannot be read.

    Warns
    -----
    ModelMissing
        If `syntax` is asked for and no spaCy model is installed; says how to get one.

    Examples
    --------
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"],
    ...                       "text": ["The Syrian regime shelled it.", "Syrian government forces shelled it."]})
    >>> result = analyze(texts, "syria")
    >>> result.mentions[["outlet", "text", "stance", "voice"]]
        outlet                      text    stance voice
    0  Courier             Syrian regime  critical   own
    1   Herald  Syrian government forces   neutral   own
    """
    articles, lexicon, model = read_articles(articles), load_lexicon(lexicon), find_model() if syntax else None
    if syntax and model is None:
        warnings.warn(
            f"no spaCy model is installed (looked for {' and '.join(MODELS)}): there are no claims, and voice outside "
            'quotation marks is missing. Get one with: python -m pip install "newsframing[syntax]"',
            ModelMissing,
            stacklevel=2,
        )
    nlp = load_model(model) if model else None
    if progress:
        from tqdm import tqdm

        with tqdm(total=len(articles), unit=" articles", file=sys.stderr) as bar:
            tables = find_evidence(articles, lexicon, nlp=nlp, figures=figures, progress=bar.update)
    else:
        tables = find_evidence(articles, lexicon, nlp=nlp, figures=figures)
    version = f"{model} {nlp.meta['version']}" if nlp is not None else None
    articles = articles.assign(wire=find_wire(articles))
    stories = articles.attrs.get("stories", "given") if articles["story"].notna().any() else "none"
    parameters = {"syntax": nlp is not None, "model": version, "figures": figures, "stories": stories, "wire": "keep"}
    return Analysis(articles, lexicon, tables, parameters | {"wire_copy": measure.wire_counts(articles)})


class Analysis(Explored):
    """The evidence found in a corpus, and every table that can be measured from it.

    Made by :func:`analyze`. The evidence tables are attributes (`articles`, `sentences`, `mentions`, `references`,
    `attributions`, `claims`, `skipped`); the result tables are methods.

    Examples
    --------
    >>> import pandas as pd
    >>> analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
    <Analysis: 1 article, 1 outlet; 1 label, 0 claims, 0 attributions; lexicon syria>
    """


def load_analysis(path: str | os.PathLike[str]) -> Analysis:
    """Read an analysis that `Analysis.save` wrote.

    Raises
    ------
    FramingError
        If the folder is no saved analysis.

    Examples
    --------
    >>> load_analysis("nowhere")
    Traceback (most recent call last):
    framing.errors.ArticlesError: no saved analysis in 'nowhere': run.json is missing there.
    """
    saved = read_saved(path)
    return Analysis(saved.articles, saved.lexicon, saved.tables, saved.record["parameters"])
