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
