"""Agreement: how far several readings of the same units coincide, beyond what chance would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.intervals import bootstrap

__all__ = ["MIN_UNITS", "NONE", "Agreement", "agreement", "align", "alpha"]

#: The value of a reading's first field that says: there is nothing here.
NONE = "none"

#: Alpha gets an interval from this many units upwards.
MIN_UNITS = 20

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """How far coders agree: ``table``, one row per field, and ``confusion``, one per field and pair of values."""

    table: pd.DataFrame
    confusion: pd.DataFrame

    def __repr__(self) -> str:
        said = ", ".join(f"{row['field']} {row['alpha']:.2f}" for row in self.table.to_dict("records"))
        return f"<Agreement (alpha): {said}>"


def agreement(readings: pd.DataFrame, fields: Sequence[str], *, resamples: int = 2000, seed: int = 0) -> Agreement:
    """Give Krippendorff's alpha (nominal) and the plain agreement of coders, field by field.

    The first field is compared wherever two coders read a unit, "nothing here" being one of its values; the others
    where two coders found something, so that no agreement is counted twice.

    Parameters
    ----------
    readings : DataFrame
        ``id, rater`` and `fields`, one row per reading; several of one rater on one unit are aligned by `align`. A
        rater who found nothing has one row whose first field is ``"none"``.
    fields : sequence of str
        The columns to compare, the one that decides whether anything was found first.
    resamples : int
        Number of bootstrap resamples of units.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    Agreement
        ``table`` has ``field, coders, units, agreement, alpha, low, high, note``: ``units`` were read by two coders or
        more; ``agreement`` is the share of pairs that coincide (0 to 1); ``alpha`` is 1 for perfect agreement, 0 for
        what chance would bring, and missing where all values are the same; ``low, high`` is its 95 % bootstrap
        interval. ``confusion`` has ``field, coder_a, coder_b, value_a, value_b, n``.

    References
    ----------
    Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology (4th ed.), ch. 12. Hayes, A. F., &
    Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data. Communication
    Methods and Measures, 1, 77-89.

    Examples
    --------
    >>> readings = pd.DataFrame({"id": list("aabbcc"), "rater": ["Ada", "Ben"] * 3,
    ...                          "voice": ["own", "own", "own", "quoted", "quoted", "quoted"]})
    >>> agreement(readings, ["voice"]).table[["field", "units", "agreement", "alpha"]].round(3)
       field  units  agreement  alpha
    0  voice      3      0.667  0.444
    """
    aligned = align(readings, fields)
    raters = list(dict.fromkeys(readings["rater"]))
    rows, tables = [], []
    for field in fields:
        wide = aligned.pivot(index=["id", "slot"], columns="rater", values=field).reindex(columns=raters)
        wide = wide[wide.notna().sum(axis=1) >= 2]
        rows.append({"field": field, **_alpha_row(wide, resamples, seed)})
        tables.append(_cross(wide, field, raters))
    columns = ["field", "coders", "units", "agreement", "alpha", "low", "high", "note"]
    return Agreement(pd.DataFrame(rows)[columns], pd.concat(tables, ignore_index=True))


def align(readings: pd.DataFrame, fields: Sequence[str]) -> pd.DataFrame:
    """Put the readings of several raters side by side: those of one unit that resemble each other share a slot.

    Within a unit, pairs are formed in the order of how many fields they share, the first field counting most. A rater
    without a partner for somebody else's reading has ``"none"`` in that slot.

    Parameters
    ----------
    readings : DataFrame
        ``id, rater`` and `fields`; "nothing here" is a row whose first field is ``"none"``.
    fields : sequence of str
        Columns to align by, the most important first.

    Returns
    -------
    DataFrame
        ``id, slot, rater`` and `fields`: one row per unit, slot and rater of the unit.

    Examples
    --------
    >>> readings = pd.DataFrame({"id": "a", "rater": ["Ada", "Ada", "Ben"], "target": ["army", "rebels", "rebels"]})
    >>> align(readings, ["target"])[["slot", "rater", "target"]].values.tolist()
    [[0, 'Ada', 'army'], [0, 'Ben', 'none'], [1, 'Ada', 'rebels'], [1, 'Ben', 'rebels']]
    """
    first = fields[0]
    rows: list[dict[str, object]] = []
    for unit, own in readings.groupby("id", sort=False):
        raters = list(dict.fromkeys(own["rater"]))
        slots: list[dict[object, tuple]] = []
        for rater in raters:
            _place(slots, rater, _found(own[own["rater"] == rater], first, fields))
        for slot, taken in enumerate(slots or [{}]):
            for rater in raters:
                values = taken.get(rater, (NONE, *[None] * (len(fields) - 1)))
                rows.append({"id": unit, "slot": slot, "rater": rater, **dict(zip(fields, values, strict=True))})
    return pd.DataFrame(rows, columns=["id", "slot", "rater", *fields])


def _found(rows: pd.DataFrame, first: str, fields: Sequence[str]) -> list[tuple]:
    """List the readings that found something."""
    return list(rows.loc[rows[first] != NONE, list(fields)].itertuples(index=False, name=None))


def _place(slots: list[dict[object, tuple]], rater: object, found: list[tuple]) -> None:
    """Put one rater's readings into the slots they resemble most, the rest into free ones, then into new ones."""
    pairs = []
    for number, reading in enumerate(found):
        for slot, taken in enumerate(slots):
            other = next(iter(taken.values()))
            same = [a == b for a, b in zip(reading, other, strict=True)]
            pairs.append((-(len(same) * same[0] + sum(same)), slot, number))
    placed: set[int] = set()
    for _, slot, number in sorted(pairs):
        if number not in placed and rater not in slots[slot]:
            slots[slot][rater] = found[number]
            placed.add(number)
    slots.extend({rater: reading} for number, reading in enumerate(found) if number not in placed)


def alpha(values: Sequence[Sequence[object]] | NDArray[np.object_]) -> float:
    """Give Krippendorff's alpha of nominal values.

    Parameters
    ----------
    values : sequence or array of object, shape (units, coders)
        The values, missing ones as None or NaN.

    Returns
    -------
    float
        At most 1; missing if no unit has two values, or all values are the same.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    Section B of the reference, where alpha is .692:

    >>> ada = list("aabbdcccedda")
    >>> ben = list("babbbccceddd")
    >>> round(alpha(list(zip(ada, ben))), 3)
    0.692
    """
    coincidences, size = _coincidences(pd.DataFrame(values))
    return float(_alpha(coincidences.sum(axis=0, keepdims=True), size)[0])


def _coincidences(wide: pd.DataFrame) -> tuple[Floats, int]:
    """Count, unit by unit, the pairs of values that stand together; a unit's pairs weigh as many as it has values."""
    codes, known = pd.factorize(wide.to_numpy(dtype=object).ravel(), use_na_sentinel=True)
    codes = codes.reshape(wide.shape)
    size = len(known)
    counts = np.stack([(codes == value).sum(axis=1) for value in range(size)], axis=1) if size else np.zeros((0, 0))
    total = counts.sum(axis=1)
    counts, total = counts[total > 1], total[total > 1]
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(size)
    return (pairs / (total - 1)[:, None, None]).reshape(len(counts), -1), size


def _alpha(sums: Floats, size: int) -> Floats:
    """Give alpha from summed coincidences, one per row."""
    matrix = sums.reshape(len(sums), size, size)
    margins = matrix.sum(axis=2)
    n = margins.sum(axis=1)
    observed = n - np.trace(matrix, axis1=1, axis2=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (n**2 - (margins**2).sum(axis=1)) / (n - 1)
        return np.where(expected > 1e-9, 1 - observed / expected, np.nan)


def _alpha_row(wide: pd.DataFrame, resamples: int, seed: int) -> dict[str, object]:
    """Compute one field: alpha, plain agreement, and alpha's interval over units."""
    coders = int(wide.notna().any().sum())
    pairs, size = _coincidences(wide)
    row: dict[str, object] = {"coders": coders, "units": wide.index.get_level_values("id").nunique(), "note": ""}
    missing: dict[str, object] = {"agreement": np.nan, "alpha": np.nan, "low": np.nan, "high": np.nan}
    if not len(pairs):
        return row | missing | {"note": "no unit was read twice"}
    total = pairs.sum(axis=0, keepdims=True)
    row |= missing | {"agreement": float(np.trace(total.reshape(size, size)) / total.sum())}
    row["alpha"] = float(_alpha(total, size)[0])
    if np.isnan(row["alpha"]):  # type: ignore[call-overload]
        return row | {"note": "all values are the same"}
    units = pd.DataFrame(pairs).groupby(wide.index.get_level_values("id").to_numpy()).sum().to_numpy()
    if len(units) < MIN_UNITS:
        return row | {"note": f"no interval below {MIN_UNITS} units (n={len(units)})"}
    ((_, drawn),) = bootstrap(units, np.zeros(len(units)), resamples=resamples, seed=seed)
    row["low"], row["high"] = np.nanquantile(_alpha(drawn.astype(float), size), [0.025, 0.975]).tolist()
    return row


def _cross(wide: pd.DataFrame, field: str, raters: list) -> pd.DataFrame:
    """Count which value of one coder stands beside which value of another."""
    parts = []
    for place, a in enumerate(raters):
        for b in raters[place + 1 :]:
            both = wide[[a, b]].dropna().set_axis(["value_a", "value_b"], axis=1)
            counted = both.groupby(["value_a", "value_b"]).size().rename("n").reset_index()
            parts.append(counted.assign(field=field, coder_a=a, coder_b=b))
    columns = ["field", "coder_a", "coder_b", "value_a", "value_b", "n"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
