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
from framing.match.copies import THRESHOLD, find_copies
from framing.match.repeats import find_repeats
from framing.measure.copies import COUNTED
from framing.measure.groups import check_choice
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
        only = "".join(f"; only {step['where']}" for step in self.parameters.get("subset", []))
        return f"<Analysis: {', '.join(corpus)}; {', '.join(found)}; lexicon {self.lexicon.name}{only}>"

    def _repr_html_(self) -> str:
        from framing.show.overview import overview

        return str(overview(self))

    @property
    def has_syntax(self) -> bool:
        """Whether sentences were parsed; without, reported voice and claims are missing."""
        return bool(self.parameters["syntax"])

    @property
    def has_figures(self) -> bool:
        """Whether numbers were looked for."""
        return bool(self.parameters.get("figures", True))

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

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> framing.analyze(texts, "syria").name("syrian_government")
        'Syrian government'
        """
        if id_ not in self.names:
            raise FramingError(f"no id {id_!r} in the lexicon {self.lexicon.name}. {did_you_mean(id_, self.names)}")
        return self.names[id_]

    @property
    def outlets(self) -> list[str]:
        """The outlets of the whole corpus, by which charts choose colours; a `subset` remembers them."""
        steps = self.parameters.get("subset", [])
        return list(steps[0]["outlets"]) if steps else sorted(self.articles["outlet"].dropna().unique())

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        table.attrs |= {"names": dict(self.names), "outlets": self.outlets}
        if "story" in table:
            table.attrs["stories"] = measure.stories_in_order(self.articles)
        return table

    def subset(self, **where: object) -> Self:
        """Keep part of the evidence: of some outlets, stories, months, or of the headlines alone.

        Parameters
        ----------
        **where
            Column of `articles` (your own included), ``year``, ``month``, ``week``, or ``part`` (``"title"`` or
            ``"text"``) = a value, a list of values, or None for missing.

        Returns
        -------
        Analysis
            A new one, from which every table can be had; what was asked for stands in its `record`. Nothing is found
            anew: a pronoun in a text keeps the name that its headline gave it.

        Raises
        ------
        FramingError
            If a column or a value is unknown, or no article meets all conditions.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": "Courier", "title": ["Regime talks"], "text": ["The Syrian army met."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.subset(part="title").labels(referent="syrian_government").query("n > 0")["stance"].tolist()
        ['critical']
        """
        if not where:
            raise FramingError('subset was given nothing to choose by; for instance part="title" or outlet="...".')
        articles, tables = measure.subset(self.articles, self.tables, where)
        step = {"where": measure.described(where), "of_articles": len(self.articles), "outlets": self.outlets}
        return self._with(articles, tables, subset=[*self.parameters.get("subset", []), step])

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

    def copies(self, *, threshold: float = THRESHOLD) -> pd.DataFrame:
        """List the articles that are copies of others; see `framing.match.copies.find_copies`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": "The Syrian regime met in Homs on Monday."})
        >>> framing.analyze(texts, "syria").copies()[["outlet", "of_outlet", "similarity"]].values.tolist()
        [['Herald', 'Courier', 1.0]]
        """
        return find_copies(self.articles, threshold=threshold)

    def repeats(self) -> pd.DataFrame:
        """List the sentences that stand in more than one article of their outlet; see `find_repeats`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": "Courier", "text": [
        ...     "The war began in 2011 with protests in Daraa. It rained.",
        ...     "The war began in 2011 with protests in Daraa. It snowed."]})
        >>> framing.analyze(texts, "syria").repeats()[["article_id", "repeat_of"]].values.tolist()
        [['1', nan], ['2', '1']]
        """
        return find_repeats(self.articles, self.sentences)

    def count_copies(self, how: str, *, threshold: float = THRESHOLD) -> Self:
        """Choose how reports count that stand in several articles, such as one wire report in two outlets.

        Parameters
        ----------
        how : {"keep", "once", "exclude"}
            Count each article, as `analyze` does; leave out the articles that `copies` lists, so that each report
            counts once, under the outlet of its longest version; or leave out every report that several outlets
            printed (what one outlet printed twice then counts once).
        threshold : float
            Of `copies`.

        Returns
        -------
        Analysis
            A new one, except for ``"keep"``; the choice stands in its `record`.

        Raises
        ------
        FramingError
            If `how` is unknown, another choice was made before, or no article would be left.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": "The Syrian regime met in Homs on Monday."})
        >>> framing.analyze(texts, "syria").count_copies("once").articles["outlet"].tolist()
        ['Courier']
        """
        if not self._chooses("copies", how):
            return self
        found = self.copies(threshold=threshold)
        gone = measure.treat_copies(self.articles, found, how)
        articles, tables = measure.leave_out(self.articles, self.tables, gone)
        counts = {"copies": len(found), "of": found["copy_of"].nunique(), "left_out": len(gone), "threshold": threshold}
        kept = self.parameters["wire"] == "keep"
        credits = measure.wire_counts(articles) if kept else self.parameters["wire_copy"]
        return self._with(articles, tables, copies=how, copies_found=counts, wire_copy=credits)

    def count_repeats(self, how: str) -> Self:
        """Choose how sentences count that an outlet prints in several articles, such as its background to a war.

        Parameters
        ----------
        how : {"keep", "once", "exclude"}
            Count what is found in them each time, as `analyze` does; only where the outlet first printed them; or not
            at all. `articles` and `sentences` stay, so `style`, which counts whole articles, does not change.

        Returns
        -------
        Analysis
            A new one, except for ``"keep"``; the choice stands in its `record`.

        Raises
        ------
        FramingError
            If `how` is unknown, or another choice was made before.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> told = "Protests against the Syrian regime had begun in the town of Daraa."
        >>> texts = pd.DataFrame({"outlet": "Courier", "text": [f"It rained. {told}", f"It snowed. {told}"]})
        >>> len(framing.analyze(texts, "syria").count_repeats("once").mentions)
        1
        """
        if not self._chooses("repeats", how):
            return self
        found = self.repeats()
        tables = measure.treat_repeats(self.tables, found, how)
        return self._with(self.articles, tables, repeats=how, repeats_found={"sentences": len(found)})

    def _chooses(self, what: str, how: str) -> bool:
        """Say whether a choice changes anything; it can be made once."""
        check_choice("how", how, COUNTED)
        made = self.parameters.get(what, "keep")
        if made not in ("keep", how):
            raise FramingError(f"count_{what}({made!r}) was chosen before; choose {how!r} on what analyze returned.")
        return how != made

    def _check_figures(self) -> None:
        if not self.has_figures:
            raise FramingError("numbers were not looked for in this analysis; analyze again with figures=True.")

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
            If a table, a column, an outlet or an id is unknown, or figures were not looked for.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["It rained. The regime met."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.evidence(referent="syrian_government").sentence_text.tolist()
        ['The regime met.']
        """
        of = measure.evidence_table(where, self.articles, of)
        if of == "figures":
            self._check_figures()
        for column in _IDS.intersection(where):
            values = [where[column]] if isinstance(where[column], str) else where[column]
            for value in values if isinstance(values, Iterable) else ():
                if isinstance(value, str):
                    self.name(value)
        return self._named(measure.evidence(getattr(self, of), self.sentences, self.articles, where, n=n, seed=seed))

    def correct(self, codings: Any, *, coder: str | None = None) -> Self:
        """Put one coder's readings (`read_codings`) in place of what was found, and record every change.

        Examples
        --------
        >>> import framing
        >>> codings = framing.read_codings({"Ada": "examples/codings/labels-ada.csv"})
        >>> corrected = framing.analyze("examples/articles", "syria").correct(codings)
        >>> len(corrected.parameters["corrections"]) > 0
        True
        """
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

        Examples
        --------
        >>> import framing, pandas as pd, tempfile
        >>> result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     framing.load_analysis(result.save(f"{folder}/run"))
        <Analysis: 1 article, 1 outlet; 1 label, 0 claims, 0 attributions; lexicon syria>
        """
        saved = Saved(self.articles, self.lexicon, self.tables, self.record())
        return write_saved(path, saved, overwrite=overwrite)
