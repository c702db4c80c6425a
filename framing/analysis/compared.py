"""The comparisons of an analysis: outlets with outlets, within the stories that they share."""

from __future__ import annotations

import pandas as pd

from framing import measure
from framing.match.stories import story_table

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
