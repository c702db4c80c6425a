"""The units of a coding sheet: which there are, which are drawn, and the key that says how."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.analysis import Analysis
from framing.errors import FramingError
from framing.measure.groups import Grouping
from framing.measure.sampling import LEAST, allocate

__all__ = ["Key", "draw", "fingerprint", "identify", "read_key"]

_PLACE = ["article_id", "part", "sentence"]
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"  # no vowels: no id can become a word, a month or a number in a spreadsheet
_OTHERS = "(others)"
_FORMAT = 1


@dataclass(frozen=True)
class Key:
    """What a sheet does not tell its coders: where each row comes from, and how likely it was to be drawn.

    Attributes
    ----------
    of : {"mentions", "claims"}
        What the sheet asks about.
    units : DataFrame
        ``id, article_id, part, start, end, found, stratum, passed, check``: the span asked about (of a further name,
        and of claims, the sentence), the spans of names found in it, the number of its stratum, whether nothing was
        found in it, and a fingerprint of its text.
    strata : DataFrame
        ``stratum, names, passed, size``: its number, what it consists of, and how many units the corpus has of it.
    fields : dict
        Of each column to fill in: ``values`` (shown -> id) and whether it is ``needed``.
    record : dict
        Versions, lexicon, size of the corpus and the ids of its articles, n, by and seed.
    """

    of: str
    units: pd.DataFrame
    strata: pd.DataFrame
    fields: dict[str, dict[str, Any]]
    record: dict[str, Any]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the key as JSON."""
        content = {
            "framing_key": _FORMAT, "of": self.of, "record": self.record, "fields": self.fields,
            "strata": self.strata.to_dict("records"), "units": self.units.to_dict("records"),
        }  # fmt: skip
        Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_key(path: str | os.PathLike[str]) -> Key:
    """Read the key of a coding sheet.

    Raises
    ------
    FramingError
        If there is none, or the file is something else.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        if content["framing_key"] != _FORMAT:
            raise FramingError(f"{path} was written by another version of framing (format {content['framing_key']}).")
        units, strata = pd.DataFrame(content["units"]), pd.DataFrame(content["strata"])
        return Key(content["of"], units, strata, content["fields"], content["record"])
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        raise FramingError(f"{path} is no key of a coding sheet (a .key.json that coding_sheet wrote).") from None


def draw(
    result: Analysis, *, of: str, n: int, by: Sequence[str], seed: int, passed_over: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw units in strata: what was found, and, for a part of the rows, sentences that were passed over.

    A unit of labels is a name that was found, or a sentence that may hold a further one; of claims, a sentence.
    Sentences that were passed over are told apart by whether an actor is named in them. Where `n` is too small for at
    least two rows of each stratum, the smallest are pooled, the last name of `by` first.

    Returns
    -------
    units, strata : DataFrame
        As in `Key`, the units in random order, with ``sentence`` (its number).
    """
    rng = np.random.default_rng(seed)
    everything = _population(result, of)
    missed = everything["passed"].to_numpy(dtype=bool)
    rows_passed = min(round(n * passed_over), int(missed.sum()))
    chosen: list[pd.DataFrame] = []
    strata: list[dict[str, Any]] = []
    for passed, wanted in ((False, n - rows_passed), (True, rows_passed)):
        units = everything[missed == passed].reset_index(drop=True)
        names = _stratify(units, result, of, by, wanted)
        sizes = names.groupby(list(names), sort=True).size()
        rows = allocate(sizes.tolist(), wanted)
        groups = names.groupby(list(names), sort=True).indices
        for (label, size), count in zip(sizes.items(), rows, strict=True):
            label = label if isinstance(label, tuple) else (label,)
            key = label if label in groups else label[0]
            number = len(strata)
            strata.append({"stratum": number, "names": list(label), "passed": passed, "size": int(size)})
            picked = rng.choice(groups[key], size=count, replace=False)
            chosen.append(units.iloc[picked].assign(stratum=number))
    drawn = pd.concat(chosen, ignore_index=True)
    return drawn.iloc[rng.permutation(len(drawn))].reset_index(drop=True), pd.DataFrame(strata)


def _population(result: Analysis, of: str) -> pd.DataFrame:
    """List every unit of the corpus."""
    sentences = _readable(result)
    rows = result.mentions if of == "mentions" else result.claims
    spans = rows.groupby(_PLACE)[["start", "end"]].apply(lambda g: g.to_numpy().tolist()).rename("found")
    sentences = sentences.merge(spans.reset_index(), on=_PLACE, how="left")
    sentences["found"] = sentences["found"].where(sentences["found"].notna(), None)
    sentences["found"] = [found if isinstance(found, list) else [] for found in sentences["found"]]
    empty = sentences["found"].map(len) == 0
    acted = pd.concat([result.references[_PLACE], result.mentions[_PLACE]]).drop_duplicates()
    acts = sentences[_PLACE].merge(acted, on=_PLACE, how="left", indicator=True)["_merge"].eq("both").to_numpy()
    if of == "mentions":
        own = [[list(span)] for span in zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)]
        marked = rows.assign(found=pd.Series(own, index=rows.index))
        rest = sentences.assign(passed=True, kind=np.where(empty, "no name found", "a further name"))
        return pd.concat([marked.assign(passed=False, kind="found"), rest], ignore_index=True)
    first = result.claims.drop_duplicates(_PLACE).drop(columns=["outlet", "start", "end"])
    units = sentences.merge(first, on=_PLACE, how="left")
    kind = np.where(empty, np.where(acts, "passed over, an actor named", "passed over"), "found")
    return units.assign(passed=empty, kind=kind, found=pd.Series([[]] * len(units), index=units.index))


def _readable(result: Analysis) -> pd.DataFrame:
    """List the sentences that are no page furniture."""
    skipped = result.skipped.rename(columns={"start": "from", "end": "to"})[["article_id", "part", "from", "to"]]
    joined = result.sentences.reset_index().merge(skipped, on=["article_id", "part"])
    inside = joined.loc[(joined["start"] >= joined["from"]) & (joined["end"] <= joined["to"]), "index"]
    outlets = result.articles.set_index("article_id")["outlet"]
    kept = result.sentences.drop(index=inside.tolist()).reset_index(drop=True)
    return kept.assign(outlet=kept["article_id"].map(outlets))


def _stratify(units: pd.DataFrame, result: Analysis, of: str, by: Sequence[str], n: int) -> pd.DataFrame:
    """Name each unit's stratum by the columns of `by` and by what was found; pool those too small for `n` rows."""
    known = [name for name in by if name in result.articles or name == "month"]
    own = [name for name in by if name not in known]
    Grouping(getattr(result, of), result.articles, by)  # checks the names
    columns = Grouping(units, result.articles, known).rows[known] if known else pd.DataFrame(index=units.index)
    columns = columns.reset_index(drop=True).assign(_kind=units["kind"], **{name: units.get(name) for name in own})
    names = columns.astype("object").where(columns.notna(), "(none)").astype("str")
    for name in reversed(list(names)):
        sizes = names.groupby(list(names)).size()
        if allocate(sizes.tolist(), n).sum() <= n:
            break
        small = sizes.index[allocate(sizes.tolist(), n, least=0) < LEAST]
        at = pd.MultiIndex.from_frame(names) if names.shape[1] > 1 else pd.Index(names.iloc[:, 0])
        names.loc[at.isin(small), name] = _OTHERS
    return names


def identify(of: str, units: pd.DataFrame) -> list[str]:
    """Make an id for each unit, the same whenever the same unit is drawn."""
    columns = [units[c] for c in ("article_id", "part", "start", "end", "passed")]
    ids = []
    for place in zip(*columns, strict=True):
        said = json.dumps([of, *map(str, place[:4]), bool(place[4]) and of == "mentions"])
        number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8])
        digits = []
        for _ in range(7):
            number, digit = divmod(number, len(_ALPHABET))
            digits.append(_ALPHABET[digit])
        ids.append(of[0] + "".join(digits))
    return ids


def fingerprint(text: str) -> str:
    """Give a short fingerprint of a unit's text, by which a changed corpus is noticed."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
