"""Wire copy in words: who an article is credited to, and what became of such articles in a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.show.words import plain

__all__ = ["credit_of", "said_of_wire"]

_TREATED = {
    "keep": "They are counted under the outlets that printed them.",
    "exclude": "They were left out: no number or sentence of this report is from them.",
    "credit": "They are counted under the agency, as if it were their outlet.",
}


def credit_of(row: Mapping) -> str:
    """Say whom an article is credited to, or, where it counts under the agency, who printed it; else nothing.

    Examples
    --------
    >>> credit_of({"outlet": "Courier", "wire": "Reuters"})
    'credited to Reuters'
    >>> credit_of({"outlet": "Reuters", "wire": "Reuters", "printed_by": "Courier"})
    'printed by Courier'
    """
    if pd.isna(row.get("wire")):
        return ""
    return f"printed by {plain(row['printed_by'])}" if "printed_by" in row else f"credited to {plain(row['wire'])}"


def said_of_wire(parameters: Mapping[str, Any]) -> str:
    """Say how many articles are credited to which agencies, and what became of them.

    Parameters
    ----------
    parameters : mapping
        Of the analysis: `wire`, the choice made, and `wire_copy`, the articles of each agency before it was made.

    Examples
    --------
    >>> said_of_wire({"wire": "exclude", "wire_copy": {"AFP": 2, "Reuters": 1}})
    'Wire copy: 3 articles are credited to a news agency (AFP 2, Reuters 1). They were left out: no number or
    sentence of this report is from them.'
    >>> said_of_wire({"wire": "keep", "wire_copy": {}})
    'Wire copy: no article is credited to a news agency.'
    """
    counts = parameters.get("wire_copy") or {}
    if not counts:
        return "Wire copy: no article is credited to a news agency."
    n = sum(counts.values())
    listed = ", ".join(f"{plain(agency)} {count:,}" for agency, count in counts.items())
    many = f"{n:,} article{'s are' if n > 1 else ' is'} credited to a news agency ({listed})."
    return f"Wire copy: {many} {_TREATED[parameters.get('wire', 'keep')]}"
