"""What the reader may filter the report by, without a script: outlets, and whom or what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from framing.show.page import Html
from framing.show.words import display, plain

__all__ = ["Filters"]

_ABOUT = {"mentions": ("referent",), "claims": ("target", "victim"), "attributions": ("speaker",)}
_VAGUE = ("other", "unspecified")

MOST_CHOICES = 60  #: in each list, the most frequent; browsers take long over more


class Filters:
    """Short codes for outlets and referents, and the attributes by which the style sheet hides what is not asked for.

    The page has a list to choose from for each; ``:has()`` in the style sheet sees the choice. What a link leads to
    is shown in any case.

    Examples
    --------
    >>> import types
    >>> import pandas as pd
    >>> tables = {name: pd.DataFrame(columns=columns) for name, columns in _ABOUT.items()}
    >>> articles = pd.DataFrame({"outlet": ["Herald", "Courier"]})
    >>> result = types.SimpleNamespace(articles=articles, lexicon=types.SimpleNamespace(names={}), **tables)
    >>> Filters(result).marks("Herald", about=[])
    Html(' data-o="1" data-r=""')
    """

    def __init__(self, result: Any) -> None:
        names = result.lexicon.names
        named = Counter(str(outlet) for outlet in result.articles["outlet"])
        found = Counter(
            str(i) for name, columns in _ABOUT.items() for c in columns for i in getattr(result, name)[c].dropna()
        )
        for ident in _VAGUE:
            found.pop(ident, None)
        outlets = sorted(name for name, _ in named.most_common(MOST_CHOICES))
        about = sorted(
            (ident for ident, _ in found.most_common(MOST_CHOICES)), key=lambda ident: display(ident, names).casefold()
        )
        self._outlets = {outlet: str(number) for number, outlet in enumerate(outlets)}
        self._about = {ident: str(number) for number, ident in enumerate(about)}
        #: code and name of each thing to choose
        self.outlets = [(code, plain(outlet)) for outlet, code in self._outlets.items()]
        self.about = [(code, display(ident, names)) for ident, code in self._about.items()]

    def marks(self, *outlets: object, about: Iterable[object] | None = None) -> Html:
        """Write the attributes of something that belongs to these outlets, and is about these ids.

        Without an outlet it belongs to all; one that is not in the list is hidden by any choice. With ``about=None``
        it is shown whatever is asked about, with ``about=[]`` it is hidden as soon as something is asked about.
        """
        codes = sorted({self._outlets[str(outlet)] for outlet in outlets if str(outlet) in self._outlets})
        said = Html(' data-o="{}"').format(" ".join(codes)) if outlets else Html("")
        if about is not None:
            known = sorted({self._about[str(ident)] for ident in about if str(ident) in self._about})
            said += Html(' data-r="{}"').format(" ".join(known))
        return said
