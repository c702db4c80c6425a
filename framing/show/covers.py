"""What a report covers, in words: part of the articles, copies left out, readings that coders replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.show.copies import said_of_copies
from framing.show.wire import said_of_wire
from framing.show.words import plain

__all__ = ["covers", "read_with"]

#: What the columns of a subset are called in a sentence; a column of the user's own is called as it is.
_PART = {"part=title": "headlines alone", "part=text": "texts without their headlines"}


def covers(parameters: Mapping[str, Any]) -> list[str]:
    """Say what was left out of an analysis or changed in it, and nothing where nothing was.

    Parameters
    ----------
    parameters : mapping
        Of the analysis.

    Returns
    -------
    list of str
        Sentences: part of the articles; wire copy and copies that do not count each time; corrections.

    Examples
    --------
    >>> covers({"wire": "keep"})
    []
    >>> covers({"subset": [{"where": "part=title, outlet=Courier", "of_articles": 30}]})
    ['Only a part of what was read, headlines alone, outlet=Courier, of 30 articles.']
    >>> covers({"corrections": [{"coder": "Ada", "unit": "u1"}, {"coder": "Ada", "unit": "u2"}]})
    ['2 readings of the program were replaced by those of a coder (Ada); the record of the run lists them.']
    """
    said = [_of_part(step) for step in parameters.get("subset", [])]
    if parameters.get("wire", "keep") != "keep":
        said.append(said_of_wire(parameters))
    if parameters.get("copies_found") or parameters.get("repeats_found"):
        said.append(said_of_copies(parameters))
    changes = parameters.get("corrections", [])
    if changes:
        coders = ", ".join(dict.fromkeys(plain(change["coder"]) for change in changes))
        many = (
            f"{len(changes):,} readings of the program were replaced by those"
            if len(changes) > 1
            else "1 reading of the program was replaced by that"
        )
        said.append(f"{many} of a coder ({coders}); the record of the run lists them.")
    return said


def _of_part(step: Mapping[str, Any]) -> str:
    where = ", ".join(_PART.get(condition, plain(condition)) for condition in step["where"].split(", "))
    return f"Only a part of what was read, {where}, of {step['of_articles']:,} articles."


def read_with(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name what else a reader of the method should know: the language model, where stories came from.

    Examples
    --------
    >>> read_with({"syntax": True, "model": "en_core_web_sm 3.8.0", "stories": "given"})
    [('Sentences', 'parsed with the language model en_core_web_sm 3.8.0'), ('Stories', 'given with the articles')]
    """
    model = parameters.get("model")
    said = [("Sentences", f"parsed with the language model {plain(model)}" if model else "not parsed")]
    said += [] if parameters.get("figures", True) else [("Numbers", "not looked for")]
    stories = plain(parameters.get("stories", "none"))
    named = {"given": "given with the articles", "none": "none; outlets are compared over all their articles"}
    return [*said, ("Stories", named.get(stories, stories))] if "stories" in parameters else said
