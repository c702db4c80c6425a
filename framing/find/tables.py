"""The evidence tables, declared once: their columns, their types, and how rows become a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

__all__ = ["SCHEMAS", "build", "empty"]

_TEXT, _INT, _MAYBE_INT = "str", "int64", "Int64"
_WHERE = {"article_id": _TEXT, "outlet": _TEXT, "part": _TEXT, "sentence": _INT, "start": _INT, "end": _INT}

#: Table name -> column -> dtype. Missing text is NaN; missing offsets are ``pd.NA``.
SCHEMAS: dict[str, dict[str, str]] = {
    "skipped": {"article_id": _TEXT, "part": _TEXT, "start": _INT, "end": _INT, "reason": _TEXT},
    "sentences": {"article_id": _TEXT, "part": _TEXT, "sentence": _INT, "start": _INT, "end": _INT},
    "mentions": _WHERE
    | dict.fromkeys(["text", "label", "referent", "stance", "voice", "speaker", "speaker_text", "victim"], _TEXT),
    "references": _WHERE | dict.fromkeys(["text", "actor", "kind"], _TEXT),
    "attributions": {
        "article_id": _TEXT, "outlet": _TEXT, "part": _TEXT, "attribution": _INT, "sentence": _INT,
        "start": _INT, "end": _INT, "kind": _TEXT, "cue": _TEXT, "cue_stance": _TEXT,
        "cue_start": _MAYBE_INT, "cue_end": _MAYBE_INT, "speaker": _TEXT, "speaker_text": _TEXT,
        "speaker_start": _MAYBE_INT, "speaker_end": _MAYBE_INT,
    },
    "claims": _WHERE
    | dict.fromkeys(
        ["target", "target_text", "source", "source_text", "polarity", "certainty", "victim", "victim_text",
         "event", "form", "voice", "named_nearby"], _TEXT),
}  # fmt: skip


def build(name: str, columns: Mapping[str, Sequence]) -> pd.DataFrame:
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
