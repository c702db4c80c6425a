"""analyze() and Analysis: from articles and a lexicon to every table; the only module that knows all stages."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from . import measure
from .errors import FramingError, ModelMissing, did_you_mean
from .find.evidence import find_evidence
from .find.style import count_style
from .find.syntax import MODELS, find_model, load_model
from .find.tables import SCHEMAS
from .find.wire import find_wire
from .read.agencies import load_agencies
from .read.articles import read_articles
from .read.lexicon import Lexicon, load_lexicon
from .saving import Saved, compose_record, read_saved, write_saved

__all__ = ["Analysis", "analyze", "load_analysis"]

Groups = str | Sequence[str]
_IDS = {"referent", "target", "source", "speaker", "actor", "victim"}  # columns that hold ids of the lexicon


def analyze(articles: Any, lexicon: str | Path | Lexicon, *, syntax: bool = True, progress: bool = False) -> Analysis:
    """Find labels, voices and claims in articles, ready to be measured, compared and shown.

    Parameters
    ----------
    articles : DataFrame, path, or what else ``read_articles`` takes
    lexicon : str, Path or Lexicon
        A shipped name (``"syria"``), a ``.yaml`` file, or a Lexicon.
    syntax : bool
        Whether sentences are parsed. Without parsing, labels and quotations are found, voice outside quotation marks
        is missing (never ``own``), and there are no claims.
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
            tables = find_evidence(articles, lexicon, nlp=nlp, progress=bar.update)
    else:
        tables = find_evidence(articles, lexicon, nlp=nlp)
    version = f"{model} {nlp.meta['version']}" if nlp is not None else None
    articles = articles.assign(wire=find_wire(articles))
    parameters = {
        "syntax": nlp is not None,
        "model": version,
        "wire": "keep",
        "wire_copy": measure.wire_counts(articles),
    }
    return Analysis(articles, lexicon, tables, parameters)


class Analysis:
    """The evidence found in a corpus, and every table that can be measured from it.

    Made by :func:`analyze`. The evidence tables are attributes (`articles`, `sentences`, `mentions`, `references`,
    `attributions`, `claims`, `skipped`); the result tables are methods.

    Examples
    --------
    >>> import pandas as pd
    >>> analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
    <Analysis: 1 article, 1 outlet; 1 label, 0 claims, 0 attributions; lexicon syria>
    """

    skipped: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    references: pd.DataFrame
    attributions: pd.DataFrame
    claims: pd.DataFrame

    def __init__(
        self, articles: pd.DataFrame, lexicon: Lexicon, tables: dict[str, pd.DataFrame], parameters: dict[str, Any]
    ) -> None:
        self.articles, self.lexicon, self.parameters = articles, lexicon, parameters
        for name in SCHEMAS:
            setattr(self, name, tables[name])

    def __repr__(self) -> str:
        def count(n: int, what: str) -> str:
            return f"{n:,} {what if n == 1 else what.replace('story', 'storie') + 's'}"

        stories = self.articles["story"].nunique()
        corpus = [count(len(self.articles), "article"), count(self.articles["outlet"].nunique(), "outlet")]
        corpus += [count(stories, "story")] if stories else []
        cited = len(self.attributions.drop_duplicates(["article_id", "part", "attribution"]))
        found = [count(len(self.mentions), "label"), count(len(self.claims), "claim"), count(cited, "attribution")]
        return f"<Analysis: {', '.join(corpus)}; {', '.join(found)}; lexicon {self.lexicon.name}>"

    @property
    def has_syntax(self) -> bool:
        """Whether sentences were parsed; without, reported voice and claims are missing."""
        return bool(self.parameters["syntax"])

    @property
    def version(self) -> str:
        """The version of framing that measures."""
        return metadata.version("newsframing")

    @property
    def names(self) -> dict[str, str]:
        """Display names by id."""
        return self.lexicon.names

    def name(self, id_: str) -> str:
        """Return the display name of an id.

        Raises
        ------
        FramingError
            If the lexicon knows no such id.
        """
        if id_ not in self.names:
            raise FramingError(f"no id {id_!r} in the lexicon {self.lexicon.name}. {did_you_mean(id_, self.names)}")
        return self.names[id_]

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        table.attrs["names"] = dict(self.names)
        return table

    def labels(
        self, *, by: Groups = ("outlet",), voice: str = "own", each: str = "stance", referent: str | None = None
    ) -> pd.DataFrame:
        """Give each stance's (or label's) share of the choices made for its referent; see `framing.measure.labels`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
        >>> result.labels(referent="syrian_government")[["stance", "n", "choices"]].values.tolist()
        [['favourable', 0, 1], ['neutral', 0, 1], ['critical', 1, 1]]
        """
        choices, mentions = self.lexicon.choices, self.mentions
        if referent is not None:
            known = choices["referent"].unique()
            if referent not in known:
                raise FramingError(f"no labels for the referent {referent!r}. {did_you_mean(referent, known)}")
            choices, mentions = choices[choices["referent"] == referent], mentions[mentions["referent"] == referent]
        return self._named(measure.labels(mentions, self.articles, choices, by=by, voice=voice, each=each))

    def voice(self, *, by: Groups = ("outlet",), referent: str | None = None) -> pd.DataFrame:
        """Give the share of label mentions in each voice; see `framing.measure.voice`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
        >>> result.voice()["n"].tolist()  # own, quoted, reported, scare
        [1, 0, 0, 0]
        """
        return self._named(measure.voice(self.mentions, self.articles, by=by, referent=referent))

    def blame(self, *, by: Groups = ("outlet",), victim: str | None = None, source: str | None = None) -> pd.DataFrame:
        """Give each target's share of the claims, with agentless harm as a row; see `framing.measure.blame`.

        Examples
        --------
        >>> import pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["Russian jets bombed the town. Five died."]})
        >>> analyze(texts, "syria").blame().query("claims > 0")[["target", "claims", "total"]].values.tolist()
        [['russia', 1, 2], [nan, 1, 2]]
        """
        targets = self.lexicon.targets
        return self._named(measure.blame(self.claims, self.articles, targets, by=by, victim=victim, source=source))

    def sources(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give each speaker's share of the attributions; see `framing.measure.sources`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["It is over, Moscow said."]}), "syria")
        >>> result.sources().query("n > 0")[["speaker", "n", "reported"]].values.tolist()
        [['russia', 1, 1]]
        """
        return self._named(measure.sources(self.attributions, self.articles, self.lexicon.speakers, by=by))

    def diversity(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give how many sources a group effectively has, and how many go unnamed; see `framing.measure.diversity`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["It is over, a baker said."]}), "syria")
        >>> result.diversity()[["citations", "sides", "speakers", "unnamed"]].values.tolist()
        [[1, 1, 0, 1]]
        """
        return self._named(measure.diversity(self.attributions, self.articles, self.lexicon.speakers, by=by))

    def agency(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give how often the doer of harm is named, by victim; see `framing.measure.agency`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["A"], "text": ["Russian jets killed two civilians."]}), "syria")
        >>> result.agency().query("events > 0")[["victim", "events", "named"]].values.tolist()
        [['civilians', 1, 1]]
        """
        return self._named(measure.agency(self.claims, self.articles, by=by))

    def style(self, *, by: Groups = ("outlet",), seed: int = 0) -> pd.DataFrame:
        """Give the means of readability, length, hedging and passive voice; see `framing.measure.style`.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
        >>> result.style()[["feature", "mean"]].values.tolist()[0]
        ['words', 3.0]
        """
        return self._named(measure.style(self.style_counts, self.articles, by=by, seed=seed))

    @cached_property
    def style_counts(self) -> pd.DataFrame:
        """One row of style counts per article, counted at first use; parses the sentences that finding left out."""
        model = find_model() if self.has_syntax else None
        return count_style(self.articles, self.sentences, self.lexicon, nlp=load_model(model) if model else None)

    def compare(self, *outlets: str, seed: int = 0) -> pd.DataFrame:
        """Compare outlets, within stories where they share six or more; see `framing.measure.compare`.

        Examples
        --------
        >>> import pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> table = analyze(texts, "syria").compare("Courier", "Herald")
        >>> table.query("stance == 'critical'")[["referent", "share_a", "share_b", "more_in"]].values.tolist()[0]
        ['syrian_government', 1.0, 0.0, 'Courier']
        """
        found = self.mentions, self.claims, self.articles, self.lexicon.choices, self.lexicon.targets
        return self._named(measure.compare(*found, outlets=outlets, seed=seed))

    def wire_copy(self, how: str) -> Analysis:
        """Choose what becomes of the reports that outlets took from news agencies; nothing is found anew.

        Parameters
        ----------
        how : {"keep", "exclude", "credit"}
            Keep them under the outlets that printed them, as `analyze` does; leave them out; or count them under the
            agency, as if it were their outlet. The column `printed_by` of `articles` then says who printed them.

        Returns
        -------
        Analysis
            A new one, except where nothing is to be done; the choice stands in its `record`.

        Raises
        ------
        FramingError
            If `how` is unknown, another choice was made before, or no article would be left.

        Examples
        --------
        >>> import pandas as pd
        >>> texts = pd.DataFrame({"outlet": "Courier", "text": ["HOMS (AFP) - The regime met.", "The regime met."]})
        >>> analyze(texts, "syria").wire_copy("credit").labels().query("n > 0")[["outlet", "n"]].values.tolist()
        [['AFP', 1], ['Courier', 1]]
        """
        made, tables = self.parameters["wire"], {name: getattr(self, name) for name in SCHEMAS}
        articles, tables = measure.treat_wire(self.articles, tables, how, load_agencies().of_outlet)
        if how == made:
            return self
        if made != "keep":
            raise FramingError(f"wire_copy({made!r}) was chosen before; choose {how!r} on what analyze returned.")
        return Analysis(articles, self.lexicon, tables, self.parameters | {"wire": how})

    def evidence(self, *, of: str | None = None, n: int | None = None, seed: int = 0, **where: object) -> pd.DataFrame:
        """Return the evidence rows behind any number, with their sentences.

        Parameters
        ----------
        of : {"mentions", "claims", "attributions", "references"}, optional
            Which evidence; by default the first of these tables that has all the columns named in `where`.
        n : int, optional
            Draw at most that many rows.
        seed : int
            Seed of the draw.
        **where
            Column = value, as in a result table: ``outlet="Courier", referent="syrian_government", stance="critical"``.

        Returns
        -------
        DataFrame
            The rows with `sentence_text`, `title` and `date`.

        Raises
        ------
        FramingError
            If a table, a column, an outlet or an id is unknown.

        Examples
        --------
        >>> import pandas as pd
        >>> result = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["It rained. The regime met."]}), "syria")
        >>> result.evidence(referent="syrian_government").sentence_text.tolist()
        ['The regime met.']
        """
        of = measure.evidence_table(where, self.articles, of)
        for column in _IDS.intersection(where):
            values = [where[column]] if isinstance(where[column], str) else where[column]
            for value in values if isinstance(values, Iterable) else ():
                if isinstance(value, str):
                    self.name(value)
        return self._named(measure.evidence(getattr(self, of), self.sentences, self.articles, where, n=n, seed=seed))

    def correct(self, codings: Any, *, coder: str | None = None) -> Analysis:
        """Put one coder's readings (`read_codings`) in place of what was found, and record every change."""
        own = codings.only(coder)
        units = own.units_in(self.articles)
        rows, changes = measure.correct(own.of, getattr(self, own.of), self.sentences, units, own.rows)
        tables = {name: getattr(self, name) for name in SCHEMAS} | {own.of: rows}
        done = {"corrections": [*self.parameters.get("corrections", []), *changes]}
        return Analysis(self.articles, self.lexicon, tables, self.parameters | done)

    def record(self) -> dict[str, Any]:
        """Return what a run can be cited and repeated by: versions, lexicon with hash, parameters, size of the corpus.

        Examples
        --------
        >>> import pandas as pd
        >>> record = analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria").record()
        >>> record["articles"], record["lexicon"]["name"]
        (1, 'syria')
        """
        return compose_record(self.articles, self.lexicon, self.parameters)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Save the analysis as a folder of Parquet tables with its lexicon and a run.json; read by `load_analysis`.

        The folder appears only once it is complete.

        Raises
        ------
        FramingError
            If `path` exists and `overwrite` is false.
        """
        tables = {name: getattr(self, name) for name in SCHEMAS}
        return write_saved(path, Saved(self.articles, self.lexicon, tables, self.record()), overwrite=overwrite)


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
