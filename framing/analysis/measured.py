"""The result tables of an analysis, one method per idea."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from framing import measure
from framing.errors import FramingError, did_you_mean
from framing.find.style import count_style
from framing.find.syntax import find_model, load_model

from .found import Found

Groups = str | Sequence[str]


class Measured(Found):
    """What can be counted in each group of articles."""

    def labels(
        self, *, by: Groups = ("outlet",), voice: str = "own", each: str = "stance", referent: str | None = None
    ) -> pd.DataFrame:
        """Give each stance's (or label's) share of the choices made for its referent; see `framing.measure.labels`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> result = framing.analyze(texts, "syria")
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
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.voice()["n"].tolist()  # own, quoted, reported, scare
        [1, 0, 0, 0]
        """
        return self._named(measure.voice(self.mentions, self.articles, by=by, referent=referent))

    def blame(self, *, by: Groups = ("outlet",), victim: str | None = None, source: str | None = None) -> pd.DataFrame:
        """Give each target's share of the claims, with agentless harm as a row; see `framing.measure.blame`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["Russian jets bombed the town. Five died."]})
        >>> framing.analyze(texts, "syria").blame().query("claims > 0")[["target", "claims", "total"]].values.tolist()
        [['russia', 1, 2], [nan, 1, 2]]
        """
        targets = self.lexicon.targets
        return self._named(measure.blame(self.claims, self.articles, targets, by=by, victim=victim, source=source))

    def sources(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give each speaker's share of the attributions; see `framing.measure.sources`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["It is over, Moscow said."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.sources().query("n > 0")[["speaker", "n", "reported"]].values.tolist()
        [['russia', 1, 1]]
        """
        return self._named(measure.sources(self.attributions, self.articles, self.lexicon.speakers, by=by))

    def diversity(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give how many sources a group effectively has, and how many go unnamed; see `framing.measure.diversity`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["It is over, a baker said."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.diversity()[["citations", "sides", "speakers", "unnamed"]].values.tolist()
        [[1, 1, 0, 1]]
        """
        return self._named(measure.diversity(self.attributions, self.articles, self.lexicon.speakers, by=by))

    def agency(self, *, by: Groups = ("outlet",)) -> pd.DataFrame:
        """Give how often the doer of harm is named, by victim; see `framing.measure.agency`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["A"], "text": ["Russian jets killed two civilians."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.agency().query("events > 0")[["victim", "events", "named"]].values.tolist()
        [['civilians', 1, 1]]
        """
        return self._named(measure.agency(self.claims, self.articles, by=by))

    def style(self, *, by: Groups = ("outlet",), seed: int = 0) -> pd.DataFrame:
        """Give the means of readability, length, hedging and passive voice; see `framing.measure.style`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
        >>> result = framing.analyze(texts, "syria")
        >>> result.style()[["feature", "mean"]].values.tolist()[0]
        ['words', 3.0]
        """
        counts = self.style_counts
        if "part" in by and "part" not in self.articles:
            counts = pd.concat([counts, self._count_style("title")]) if self._part == "text" else counts
        return self._named(measure.style(counts, self.articles, by=by, seed=seed))

    @cached_property
    def style_counts(self) -> pd.DataFrame:
        """One row of style counts per article, counted at first use; parses the sentences that finding left out.

        Of texts, or of titles in a `subset` that holds nothing else.
        """
        return self._count_style(self._part)

    @property
    def _part(self) -> str:
        """The part that style is counted in."""
        only_titles = len(self.sentences) > 0 and not (self.sentences["part"] == "text").any()
        return "title" if only_titles else "text"

    def _count_style(self, part: str) -> pd.DataFrame:
        model = find_model() if self.has_syntax else None
        nlp = load_model(model) if model else None
        return count_style(self.articles, self.sentences, self.lexicon, nlp=nlp, part=part)
