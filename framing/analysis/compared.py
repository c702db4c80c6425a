"""The comparisons of an analysis: outlets with outlets, within the stories that they share."""

from __future__ import annotations

import pandas as pd

from framing import measure
from framing.read.figures import load_figures

from .measured import Measured


class Compared(Measured):
    """What differs between outlets."""

    def compare(self, *outlets: str, seed: int = 0) -> pd.DataFrame:
        """Compare outlets, within stories where they share six or more; see `framing.measure.compare`.

        Examples
        --------
        >>> import framing, pandas as pd
        >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The regime met.", "The Syrian army met."]})
        >>> table = framing.analyze(texts, "syria").compare("Courier", "Herald")
        >>> table.query("stance == 'critical'")[["referent", "share_a", "share_b", "more_in"]].values.tolist()[0]
        ['syrian_government', 1.0, 0.0, 'Courier']
        """
        found = self.mentions, self.claims, self.articles, self.lexicon.choices, self.lexicon.targets
        return self._named(measure.compare(*found, outlets=outlets, seed=seed))

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
        return self._counted(
            give(self.tables, self.articles, actors, story=story, outlet=outlet, k=k, names=names)
        )

    def _counted(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give a table the names of what can be counted, beside those of the lexicon."""
        table.attrs["names"] = self.names | load_figures().names
        return table
