"""The evidence tables, declared once: their columns, their types, and how rows become a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from .text import PARTS

__all__ = ["SCHEMAS", "Collector", "build", "empty"]

_TEXT, _INT, _MAYBE_INT, _FEW, _BOOL, _MAYBE_BOOL = "str", "int64", "Int64", "Int16", "bool", "boolean"
_WHERE = {"article_id": _TEXT, "outlet": _TEXT, "part": _TEXT, "sentence": _INT, "start": _INT, "end": _INT}

#: Table name -> column -> dtype. Missing text is NaN; missing offsets and counts are ``pd.NA``.
SCHEMAS: dict[str, dict[str, str]] = {
    "skipped": {"article_id": _TEXT, "part": _TEXT, "start": _INT, "end": _INT, "reason": _TEXT},
    "sentences": {
        "article_id": _TEXT, "part": _TEXT, "sentence": _INT, "start": _INT, "end": _INT,
        "clauses": _FEW, "passives": _FEW, "agentless": _FEW,
    },
    "mentions": _WHERE
    | dict.fromkeys(
        ["text", "label", "referent", "stance", "voice", "cue_stance", "speaker", "speaker_text", "victim"], _TEXT),
    "references": _WHERE | dict.fromkeys(["text", "actor", "kind"], _TEXT),
    "attributions": {
        "article_id": _TEXT, "outlet": _TEXT, "part": _TEXT, "attribution": _INT, "sentence": _INT,
        "start": _INT, "end": _INT, "words": _INT, "kind": _TEXT, "cue": _TEXT, "cue_stance": _TEXT,
        "cue_start": _MAYBE_INT, "cue_end": _MAYBE_INT, "speaker": _TEXT, "speaker_text": _TEXT,
        "speaker_start": _MAYBE_INT, "speaker_end": _MAYBE_INT, "speaker_name": _TEXT, "named": _MAYBE_BOOL,
    },
    "claims": _WHERE
    | dict.fromkeys(
        ["target", "target_text", "source", "source_text", "polarity", "certainty", "victim", "victim_text",
         "event", "form", "voice", "named_nearby"], _TEXT),
    "figures": _WHERE
    | {
        "text": _TEXT, "value": _MAYBE_INT, "at_least": _MAYBE_INT, "at_most": _MAYBE_INT, "counted": _TEXT,
        "counted_text": _TEXT, "of_whom": _TEXT, "kind": _TEXT, "noun": _TEXT, "partial": _BOOL, "added": _BOOL,
        "update": _BOOL, "period": _TEXT, "day": _TEXT, "place": _TEXT, "source": _TEXT, "source_text": _TEXT,
        "voice": _TEXT,
    },
}  # fmt: skip

_NUMBERS = frozenset(["row", "part", "sentence", "start", "end", "attribution", "clauses", "passives", "agentless"])


def build(name: str, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Make the evidence table `name` from its columns, with the declared order and types.

    Examples
    --------
    >>> build("skipped", {c: [] for c in SCHEMAS["skipped"]}).columns.tolist()
    ['article_id', 'part', 'start', 'end', 'reason']
    """
    schema = SCHEMAS[name]
    return pd.DataFrame({column: pd.Series(columns[column], dtype=dtype) for column, dtype in schema.items()})


def empty(name: str) -> pd.DataFrame:
    """Make the evidence table `name` without rows."""
    return build(name, {column: [] for column in SCHEMAS[name]})


class Collector:
    """Collects the rows of one evidence table, as pieces of columns.

    The article of a row is given as its number in `articles` (``row``) and the part as its number in ``PARTS``, so that
    their names are put in once, at the end.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["A", "B"]})
    >>> rows = Collector("skipped")
    >>> rows.add({"row": [1], "part": [0], "start": [3], "end": [8], "reason": ["share"]})
    >>> rows.table(articles)
      article_id   part  start  end reason
    0          2  title      3    8  share
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: dict[str, list[Sequence[Any] | np.ndarray]] = {}

    def add(self, columns: Mapping[str, Sequence[Any] | np.ndarray]) -> None:
        """Add rows, given by their columns."""
        for column, values in columns.items():
            self.pieces.setdefault(column, []).append(values)

    def table(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Make the table of the rows added; the collector is empty afterwards."""
        if not self.pieces:
            return empty(self.name)
        columns: dict[str, Any] = {}
        for column in list(self.pieces):
            pieces = self.pieces.pop(column)  # lets go of them, so that no column is held twice for long
            columns[column] = np.concatenate(pieces) if column in _NUMBERS else list(chain(*pieces))
        rows = columns["row"].astype(np.int64)
        columns |= {name: articles[name].array.take(rows) for name in ("article_id", "outlet")}
        columns["part"] = pd.array(PARTS, dtype="str").take(columns["part"].astype(np.int64))
        return build(self.name, columns)
