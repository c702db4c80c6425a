"""The comparisons of an analysis: outlets with outlets, within the stories that they share."""

from __future__ import annotations

import pandas as pd

from framing import measure

from .measured import Groups, Measured


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
