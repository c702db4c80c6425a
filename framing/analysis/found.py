"""The evidence of an analysis: its tables, names, sentences, what is kept of them, and how it is saved."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, Self

import pandas as pd

from framing import measure
from framing.errors import FramingError, did_you_mean
from framing.find.tables import SCHEMAS
from framing.read.agencies import load_agencies
from framing.read.lexicon import Lexicon
from framing.saving import Saved, compose_record, write_saved

_IDS = {"referent", "target", "source", "speaker", "actor", "victim", "of_whom"}  # columns that hold ids of the lexicon


class Found:
    """The evidence tables as attributes, and what can be done with them without measuring."""

    skipped: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    references: pd.DataFrame
    attributions: pd.DataFrame
    claims: pd.DataFrame
    figures: pd.DataFrame

    def __init__(
        self, articles: pd.DataFrame, lexicon: Lexicon, tables: dict[str, pd.DataFrame], parameters: dict[str, Any]
    ) -> None:
        self.articles, self.lexicon, self.parameters = articles, lexicon, parameters
        for name in SCHEMAS:
            setattr(self, name, tables[name])

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The evidence tables by name."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def _with(self, articles: pd.DataFrame, tables: dict[str, pd.DataFrame], **done: Any) -> Self:
        """Give a new analysis of other articles or evidence; `done` goes into its record."""
        return type(self)(articles, self.lexicon, tables, self.parameters | done)

    def __repr__(self) -> str:
        def count(n: int, what: str) -> str:
            return f"{n:,} {what if n == 1 else what.replace('story', 'storie') + 's'}"

        stories = self.articles["story"].nunique()
        corpus = [count(len(self.articles), "article"), count(self.articles["outlet"].nunique(), "outlet")]
        corpus += [count(stories, "story")] if stories else []
        cited = len(self.attributions.drop_duplicates(["article_id", "part", "attribution"]))
        found = [count(len(self.mentions), "label"), count(len(self.claims), "claim"), count(cited, "attribution")]
        return f"<Analysis: {', '.join(corpus)}; {', '.join(found)}; lexicon {self.lexicon.name}>"

    def _repr_html_(self) -> str:
        from framing.show.overview import overview

        return str(overview(self))

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

    def wire_copy(self, how: str) -> Self:
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
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": "Courier", "text": ["HOMS (AFP) - The regime met.", "The regime met."]})
        >>> framing.analyze(texts, "syria").wire_copy("credit").labels().query("n > 0")[["outlet", "n"]].values.tolist()
        [['AFP', 1], ['Courier', 1]]
        """
        made = self.parameters["wire"]
        articles, tables = measure.treat_wire(self.articles, self.tables, how, load_agencies().of_outlet)
        if how == made:
            return self
        if made != "keep":
            raise FramingError(f"wire_copy({made!r}) was chosen before; choose {how!r} on what analyze returned.")
        return self._with(articles, tables, wire=how)

    def evidence(self, *, of: str | None = None, n: int | None = None, seed: int = 0, **where: object) -> pd.DataFrame:
        """Return the evidence rows behind any number, with their sentences.

        Parameters
        ----------
        of : {"mentions", "claims", "attributions", "references", "figures"}, optional
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
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["It rained. The regime met."]})
        >>> result = framing.analyze(texts, "syria")
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

    def correct(self, codings: Any, *, coder: str | None = None) -> Self:
        """Put one coder's readings (`read_codings`) in place of what was found, and record every change."""
        own = codings.only(coder)
        units = own.units_in(self.articles)
        rows, changes = measure.correct(own.of, getattr(self, own.of), self.sentences, units, own.rows)
        corrections = [*self.parameters.get("corrections", []), *changes]
        return self._with(self.articles, self.tables | {own.of: rows}, corrections=corrections)

    def record(self) -> dict[str, Any]:
        """Return what a run can be cited and repeated by: versions, lexicon with hash, parameters, size of the corpus.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> record = framing.analyze(texts, "syria").record()
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
        saved = Saved(self.articles, self.lexicon, self.tables, self.record())
        return write_saved(path, saved, overwrite=overwrite)
