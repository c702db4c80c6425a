"""One event side by side: what each outlet calls everybody, whom it blames, who speaks, in its own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show.article import stances_of
from framing.show.page import Html, render
from framing.show.versions import compose

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = ["story"]


def story(result: Analysis, story: str) -> Html:
    """Show the outlets' versions of one event side by side, choice by choice.

    One column per outlet: headlines; what everybody and everything is called, own words before those of others; who
    is held responsible and on whose word; who speaks, and with which verbs. Each count opens to its sentences.

    Parameters
    ----------
    result : Analysis
        What `framing.analyze` returned, of articles with a column `story`.
    story : str
        As in ``result.articles["story"]``.

    Returns
    -------
    Html
        A string that a notebook shows as a page.

    Raises
    ------
    FramingError
        If the articles carry no stories, or not this one.

    See Also
    --------
    framing.write_handout : The same on two printed pages.

    Examples
    --------
    >>> import framing
    >>> import pandas as pd
    >>> from framing import show
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "story": "truce",
    ...                       "text": ["The Syrian regime met.", "The Syrian government met."]})
    >>> page = show.story(framing.analyze(texts, "syria", syntax=False), "truce")
    >>> "Syrian regime" in page, page.count("<details>")
    (True, 2)
    """
    versions = compose(result, story)
    stances = stances_of(result)
    return render("story.html.j2", versions=versions, stances=stances, alone=True, marks=_unmarked)


def _unmarked(*outlets: object, about: object = None) -> Html:
    """Give no attributes: a page without filters needs none."""
    return Html("")
