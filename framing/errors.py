"""The errors and warnings of framing, and the hint they share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["ArticlesError", "FramingError", "FramingWarning", "LexiconError", "ModelMissing", "did_you_mean"]


class FramingError(Exception):
    """Base class of every error that framing raises on purpose."""


class ArticlesError(FramingError, ValueError):
    """Articles that cannot be read or used: says what, where, and how to mend it."""


class LexiconError(FramingError, ValueError):
    """A lexicon that cannot be read: says file, line, and what would have worked.

    `messages` holds every complaint about the file; the text lists the first twenty.

    Examples
    --------
    >>> print(LexiconError("mine.yaml:3: one thing.", "mine.yaml:9: another."))
    2 errors:
    mine.yaml:3: one thing.
    mine.yaml:9: another.
    """

    LISTED = 20

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        if len(messages) <= 1:
            super().__init__(*messages)
            return
        more = len(messages) - self.LISTED
        last = [f"... and {more:,} more."] if more > 0 else []
        super().__init__("\n".join([f"{len(messages):,} errors:", *messages[: self.LISTED], *last]))


class FramingWarning(UserWarning):
    """Something was read or measured with a loss that is stated in the message."""


class ModelMissing(FramingWarning):
    """No spaCy model is installed: reported voice and claims are missing."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Name the closest known words as a sentence, or list what exists.

    Parameters
    ----------
    given : str
        The word that was not understood.
    known : iterable of str
        The words that would have been.

    Returns
    -------
    str
        ``Did you mean 'x'?`` or ``Known: a, b, c.``; empty if nothing is known.

    Examples
    --------
    >>> did_you_mean("syrai", ["conflict", "syria"])
    "Did you mean 'syria'?"
    >>> did_you_mean("zzz", ["conflict", "syria"])
    'Known: conflict, syria.'
    """
    known = [str(k) for k in known]
    lowered = {k.lower(): k for k in known}
    close = difflib.get_close_matches(str(given).lower(), list(lowered), n=2, cutoff=0.6)
    if close:
        return "Did you mean " + " or ".join(repr(lowered[c]) for c in close) + "?"
    return f"Known: {', '.join(known[:20])}{', ...' if len(known) > 20 else ''}." if known else ""
