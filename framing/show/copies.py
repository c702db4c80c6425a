"""Copies and repeated sentences in words: how many were found, and what became of them in a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["said_of_copies"]


def said_of_copies(parameters: Mapping[str, Any]) -> str:
    """Say what became of copies between articles, and of sentences that an outlet repeats.

    Parameters
    ----------
    parameters : mapping
        Of the analysis: `copies` and `repeats`, the choices made, with `copies_found` and `repeats_found`; a choice
        that was not made is not there.

    Examples
    --------
    >>> said_of_copies({"copies": "once", "copies_found": {"copies": 12, "of": 9, "left_out": 12}})
    'Copies: 12 articles are copies of 9 others. The copies were left out, so that each report counts once.'
    >>> said_of_copies({})
    'Copies of one report in several articles, and sentences that an outlet repeats, count each time.'
    """
    said = [_of_copies(parameters), _of_repeats(parameters)]
    return " ".join(filter(None, said)) or (
        "Copies of one report in several articles, and sentences that an outlet repeats, count each time."
    )


def _of_copies(parameters: Mapping[str, Any]) -> str:
    found = parameters.get("copies_found")
    if not found:
        return ""
    if not found["copies"]:
        return "Copies: no article is a copy of another."
    are = "articles are copies" if found["copies"] > 1 else "article is a copy"
    many = f"Copies: {found['copies']:,} {are} of {found['of']:,} other{'s' if found['of'] > 1 else ''}."
    if parameters["copies"] == "once":
        return f"{many} The copies were left out, so that each report counts once."
    return (
        f"{many} {found['left_out']:,} articles were left out: reports that several outlets printed do not count, "
        "those that one outlet printed again count once."
    )


def _of_repeats(parameters: Mapping[str, Any]) -> str:
    found = parameters.get("repeats_found")
    if not found:
        return ""
    if not found["sentences"]:
        return "Repeats: no outlet prints a sentence in two articles."
    fate = "only the first time" if parameters["repeats"] == "once" else "not at all"
    many = f"{found['sentences']:,} sentences stand in more than one article of their outlet"
    return f"Repeats: {many}. What was found in them counts {fate}."
