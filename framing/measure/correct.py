"""Correct: single evidence rows replaced by a person's reading, with a record of every change."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.measure.agreement import NONE
from framing.measure.coded import FIELDS, NOBODY, NOT_STATED

__all__ = ["correct"]

Row = dict[Any, Any]

#: Words beside an id, which are of no use once the id has changed.
_WORDS = {
    "mentions": {"voice": ["speaker", "speaker_text"]},
    "claims": {"target": ["target_text", "named_nearby", "form"], "source": ["source_text", "voice"],
               "victim": ["victim_text"]},
}  # fmt: skip


def correct(
    of: str, rows: pd.DataFrame, sentences: pd.DataFrame, units: pd.DataFrame, readings: pd.DataFrame
) -> tuple[pd.DataFrame, list[Row]]:
    """Replace what was found in coded units by what one coder read there.

    What the coder read otherwise is changed, what he did not see is removed, what was missing is added. Details that no
    coder is asked for (a speaker's words, the kind of event) are missing in what was added, and where they no longer
    fit.

    Parameters
    ----------
    of : {"mentions", "claims"}
        Which evidence.
    rows, sentences : DataFrame
        Evidence tables.
    units : DataFrame
        The coded units: ``id, article_id, outlet, part, start, end, passed``.
    readings : DataFrame
        One coder's: ``coder, id``, the fields, and ``words, start, end`` of a further name.

    Returns
    -------
    rows : DataFrame
        The evidence table, corrected.
    changes : list of dict
        One per change: ``coder, id, of, article_id, part, start, end, change`` (changed, removed or added), ``before``
        and ``after`` (the fields, missing where there is nothing).

    Examples
    --------
    >>> place = {"article_id": ["a"], "outlet": "Courier", "part": "text", "sentence": 0, "start": 4, "end": 10}
    >>> rows = pd.DataFrame(place | {"referent": "army", "stance": "critical", "voice": "own", "speaker": "x"})
    >>> units = pd.DataFrame(place | {"id": "m1", "passed": False})
    >>> read = pd.DataFrame({"coder": ["Ada"], "id": "m1", "referent": "army", "stance": "critical",
    ...                      "voice": "quoted"})
    >>> rows, changes = correct("mentions", rows, rows[["article_id", "part", "sentence", "start", "end"]], units, read)
    >>> rows["voice"].tolist(), changes[0]["change"]
    (['quoted'], 'changed')
    """
    rows = rows.copy()
    gone: list[Any] = []
    new: list[Row] = []
    changes: list[Row] = []
    places = {str(unit["id"]): unit for unit in units.to_dict("records")}
    for id_, own in readings.groupby("id", sort=False):
        if str(id_) not in places:
            continue
        unit = places[str(id_)]
        read = own[own[FIELDS[of][0]] != NONE].to_dict("records")
        found = _found(of, rows, unit)
        shown = [_shown(of, rows.loc[copies[0]].to_dict()) for copies in found]
        for copies, reading in _pair(found, shown, read):
            before = _shown(of, rows.loc[copies[0]].to_dict()) if copies else None
            after = {field: _value(reading[field]) for field in FIELDS[of]} if reading is not None else None
            if before == after:
                continue
            if after is None:
                gone += copies
            elif before is None:
                new.append(_new(of, sentences, unit, reading or {}) | _stored(after))
            else:
                stale = {word: None for f, words in _WORDS[of].items() if before[f] != after[f] for word in words}
                for column, value in (_stored(after) | stale).items():
                    rows.loc[copies, [c for c in (column,) if c in rows]] = value
            span = rows.loc[copies[0]] if copies else pd.Series(new[-1])
            kind = "added" if before is None else "removed" if after is None else "changed"
            changes.append(
                {"coder": str(own["coder"].iloc[0]), "id": str(id_), "of": of, "article_id": unit["article_id"],
                 "part": unit["part"], "start": int(span["start"]), "end": int(span["end"]), "change": kind,
                 "before": before, "after": after}
            )  # fmt: skip
    kept = rows.drop(index=gone)
    if new:
        kept = pd.concat([kept, pd.DataFrame(new).reindex(columns=list(rows)).astype(rows.dtypes.to_dict())])
    return kept.reset_index(drop=True), changes


def _found(of: str, rows: pd.DataFrame, unit: Row) -> list[list[Any]]:
    """List what was found in a unit; of claims, each with the rows that repeat it."""
    here = rows[(rows["article_id"] == unit["article_id"]) & (rows["part"] == unit["part"])]
    here = here[(here["start"] < unit["end"]) & (here["end"] > unit["start"])]
    if of == "claims":
        groups = here.groupby(["target", "source", "polarity"], dropna=False, sort=False).groups
        return [list(index) for index in groups.values()]
    return [] if unit["passed"] else [[index] for index in here.index[:1]]


def _pair(found: list[list[Any]], shown: list[Row], read: list[Row]) -> list[tuple[list[Any], Row | None]]:
    """Put each reading to the finding that shares most of its fields, the first field counting most."""
    scores = []
    for i, before in enumerate(shown):
        for j, reading in enumerate(read):
            same = [before[field] == _value(reading[field]) for field in before]
            scores.append((-(len(same) * same[0] + sum(same)), i, j))
    partner: dict[int, int] = {}
    for _, i, j in sorted(scores):
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs: list[tuple[list[Any], Row | None]] = [
        (copies, read[partner[i]] if i in partner else None) for i, copies in enumerate(found)
    ]
    return pairs + [([], reading) for j, reading in enumerate(read) if j not in partner.values()]


def _shown(of: str, row: Row) -> Row:
    """Write the fields of an evidence row as coders do."""
    values = {field: _value(row[field]) for field in FIELDS[of]}
    if of == "claims":
        values["target"] = values["target"] or NOBODY
        values["victim"] = values["victim"] or NOT_STATED
    return values


def _stored(after: Row) -> Row:
    """Write a reading's fields as evidence rows do."""
    return {field: None if value in (NOBODY, NOT_STATED) else value for field, value in after.items()}


def _new(of: str, sentences: pd.DataFrame, unit: Row, reading: Row) -> Row:
    """Make a row for what had been missed: at its words, or at the whole sentence."""
    start, end = unit["start"], unit["end"]
    words = _value(reading.get("words"))
    row: Row = {}
    if words:
        start, end = int(reading["start"]), int(reading["end"])
        row = {"text": words, "label": words}
    same = sentences[(sentences["article_id"] == unit["article_id"]) & (sentences["part"] == unit["part"])]
    number = same.loc[(same["start"] <= start) & (same["end"] >= end), "sentence"]
    place = {name: unit[name] for name in ("article_id", "outlet", "part")}
    return place | {"sentence": int(number.iloc[0]), "start": start, "end": end} | row


def _value(value: Any) -> Any:
    return None if pd.isna(value) else value
