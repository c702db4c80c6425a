"""The comparisons of an analysis: outlets with outlets, within the stories that they share."""

from __future__ import annotations

import pandas as pd

from framing import measure

from .measured import Measured


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

    def _counts(self, by: str) -> measure.Counts:
        found = self.mentions, self.claims, self.articles, self.lexicon.choices, self.lexicon.targets
        return measure.count(*found, by=by)
