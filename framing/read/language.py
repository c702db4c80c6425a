"""Which language an article is in, judged from a piece of its middle."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

__all__ = ["identify"]

_PIECE = 300  # characters: enough to tell languages apart, at a fraction of the cost of a whole article
_SHORTEST = 200  # about 40 English words; below, a guess would rest on names
_SUREST_ENOUGH = 0.5


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Load the packaged model once, at first use; two threads at once would only load it twice."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier


def identify(texts: Iterable[str]) -> list[str | None]:
    """Identify the language of each text.

    Parameters
    ----------
    texts : iterable of str
        Articles.

    Returns
    -------
    list of str or None
        ISO 639-1 codes; None where a text has fewer than 200 characters (about 40 words) or the answer is unsure.

    Examples
    --------
    >>> identify(["The council closed the old bridge on Monday because engineers had found cracks. " * 4, "Oui."])
    ['en', None]
    """
    return [_identify(text) for text in texts]


def _identify(text: str) -> str | None:
    if len(text) < _SHORTEST:
        return None
    start = max(0, (len(text) - _PIECE) // 2)  # the middle: menus and comments stand at the ends
    piece = text[start : start + _PIECE]
    if len(piece.strip()) < _SHORTEST:
        return None
    language, probability = _identifier().classify(piece)
    return language if probability >= _SUREST_ENOUGH else None
