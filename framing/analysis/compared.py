"""The comparisons of an analysis: outlets with outlets, within the stories that they share."""

from __future__ import annotations

import pandas as pd

from framing import measure
from framing.match.stories import story_table
from framing.read.figures import load_figures

from .measured import Groups, Measured


class Compared(Measured):
    """What differs between outlets."""

    def compare(self, *sides: str, by: str = "outlet", pairs: bool = False, seed: int = 0) -> pd.DataFrame:
        """Compare outlets, within stories where they share six or more; see `framing.measure.compare`.

        `by` compares something else: another column of the articles, ``"month"``, or ``"part"``, headlines with texts.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> table = framing.analyze(texts, "syria").compare("Courier", "Herald")
        >>> table.query("stance == 'critical'")[["referent", "share_a", "share_b", "more_in"]].values.tolist()[0]
        ['syrian_government', 1.0, 0.0, 'Courier']
        """
        return self._named(measure.compare(self._counts(by), sides=sides, pairs=pairs, seed=seed))

    def disputed_figures(self, *, story: str | None = None) -> pd.DataFrame:
        """Give the numbers of the same thing that cannot all be true; see `framing.measure.disputed_figures`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "Raid",
        ...                       "text": ["33 civilians were killed.", "At least 34 civilians died."]})
        >>> framing.analyze(texts, "syria").disputed_figures()[["outlet", "text", "note"]].values.tolist()
        [['Courier', '33', 'not at least 34 (Herald)'], ['Herald', 'At least 34', 'not 33 (Courier)']]
        """
        self._check_figures()
        return self._counted(measure.disputed_figures(self.figures, self.articles, story=story))

    def omissions(
        self, *, story: str | None = None, outlet: str | None = None, k: int = 2, each: str = "thing"
    ) -> pd.DataFrame:
        """Give what `k` others report on a story and an outlet does not; see `framing.measure.omissions`.

        With ``each="sentence"`` every place where another outlet reports it; see `framing.measure.omitted`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "Raid",
        ...                       "text": ["Russian jets struck.", "It rained."]})
        >>> left = framing.analyze(texts, "syria").omissions(outlet="Herald", k=1)
        >>> left[["what", "name", "outlets"]].values.tolist()
        [['claim', 'Russia held responsible', 'Courier'], ['actor', 'Russia mentioned', 'Courier']]
        """
        measure.check_choice("each", each, ["thing", "sentence"])
        give = measure.omissions if each == "thing" else measure.omitted
        names = self.names | load_figures().names
        people = {r.id for r in self.lexicon.referents.values() if r.kind == "people"}
        actors = [actor for actor in self.lexicon.actors if actor not in people]
        return self._counted(give(self.tables, self.articles, actors, story=story, outlet=outlet, k=k, names=names))

    def stories(self) -> pd.DataFrame:
        """Say of each story how many articles it has and how well they hold together; see `story_table`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "talks", "text": ["The regime met."] * 2})
        >>> framing.analyze(texts, "syria").stories()[["story", "articles", "outlets"]].values.tolist()
        [['talks', 2, 2]]
        """
        return story_table(self.articles)

    def map(self, *, by: Groups = ("outlet",), voice: str = "own", resamples: int = 500, seed: int = 0) -> pd.DataFrame:
        """Place outlets on a plane by the names they chose; see `framing.measure.map`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> framing.analyze(texts, "syria").map()["note"].iloc[0]
        'not enough evidence (n=1)'
        """
        found = self.mentions, self.articles, self.lexicon.choices
        return self._named(measure.map(*found, by=by, voice=voice, resamples=resamples, seed=seed))

    def shift(self, *outlets: str, referent: str, stance: str, voice: str = "own") -> pd.DataFrame:
        """Split the difference between two outlets' shares of a stance by label; see `framing.measure.shift`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> result = framing.analyze(texts, "syria")
        >>> table = result.shift("Courier", "Herald", referent="syrian_government", stance="critical")
        >>> table.loc[table["contribution"] > 0, ["label", "contribution"]].values.tolist()
        [['Syrian army(s)', 0.5], ['regime(s)', 0.5]]
        """
        found = self.mentions, self.articles, self.lexicon.choices
        return self._named(measure.shift(*found, sides=outlets, referent=referent, stance=stance, voice=voice))

    def standardised(self, *sides: str, by: str = "outlet") -> pd.DataFrame:
        """Give each outlet's shares over one mix of stories, the same for all; see `framing.measure.standardised`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> table = framing.analyze(texts, "syria").standardised()
        >>> table.query("stance == 'critical'")[["outlet", "raw", "note"]].values.tolist()[0]
        ['Courier', 1.0, 'no shared stories: the raw share stands alone']
        """
        return self._named(measure.standardised(self._counts(by), sides=sides))

    def distances(self, *sides: str, by: str = "outlet", seed: int = 0) -> pd.DataFrame:
        """Give the distance between each two outlets beside what chance would bring; see `framing.measure.distances`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> framing.analyze(texts, "syria").distances()[["a", "b", "distance", "n_a", "n_b"]].values.tolist()[0]
        ['Courier', 'Herald', 1.0, 1, 1]
        """
        return self._named(measure.distances(self._counts(by), sides=sides, seed=seed))

    def sensitivity(
        self, *, referent: str | None = None, stance: str | None = None, target: str | None = None
    ) -> pd.DataFrame:
        """Say whether the order of outlets survives leaving out any one thing; see `framing.measure.sensitivity`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> framing.analyze(texts, "syria").sensitivity()["note"].tolist()
        ['no order: fewer than two outlets have enough evidence']
        """
        found = self.mentions, self.claims, self.articles, self.lexicon.choices
        return self._named(measure.sensitivity(*found, referent=referent, stance=stance, target=target))

    def _counts(self, by: str) -> measure.Counts:
        found = self.mentions, self.claims, self.articles, self.lexicon.choices, self.lexicon.targets
        return measure.count(*found, by=by)

    def _counted(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give a table the names of what can be counted, beside those of the lexicon."""
        table.attrs["names"] = self.names | load_figures().names
        return table
