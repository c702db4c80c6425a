"""Agreement of coders: alpha against published examples and an independent implementation, alignment, intervals."""

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from framing.measure.agreement import agreement, align, alpha


def readings(*columns, field="voice"):
    """One reading per unit and rater; None where a rater did not read the unit."""
    rows = [(f"u{i}", f"r{j}", value) for j, column in enumerate(columns) for i, value in enumerate(column) if value]
    return pd.DataFrame(rows, columns=["id", "rater", field])


def test_alpha_is_that_of_krippendorffs_example_with_two_observers():
    assert alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True))) == pytest.approx(0.692, abs=5e-4)


def test_alpha_is_that_of_krippendorffs_binary_example():
    a, b = "0100000010", "1110010000"
    assert alpha(list(zip(a, b, strict=True))) == pytest.approx(0.095, abs=5e-4)


def test_alpha_is_that_of_krippendorffs_example_with_four_observers_and_missing_values():
    rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    values = [[None if v == "." else v for v in unit] for unit in zip(*rows, strict=True)]
    assert alpha(values) == pytest.approx(0.743, abs=5e-4)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_nltk(seed):
    rng = np.random.default_rng(seed)
    values = rng.choice(list("abc"), size=(40, 3)).astype(object)
    values[:, 1] = np.where(rng.random(40) < 0.6, values[:, 0], values[:, 1])
    values[rng.random(values.shape) < 0.1] = None
    values = values[(values != None).sum(axis=1) > 1]  # noqa: E711  (nltk takes no unit that was read once)
    data = [(f"r{j}", i, v) for i, unit in enumerate(values) for j, v in enumerate(unit) if v is not None]
    assert alpha(values) == pytest.approx(AnnotationTask(data).alpha(), abs=1e-9)


def test_no_alpha_where_nothing_varies():
    table = agreement(readings("aaaa", "aaaa"), ["voice"]).table
    assert np.isnan(table["alpha"][0]) and table["agreement"][0] == 1
    assert table["note"][0] == "all values are the same"


def test_the_interval_holds_alpha_and_narrows_with_more_units():
    rng = np.random.default_rng(0)
    widths = []
    for size in (30, 300):
        a = rng.choice(list("abc"), size)
        b = np.where(rng.random(size) < 0.7, a, rng.choice(list("abc"), size))
        row = agreement(readings(a, b), ["voice"], seed=1).table.iloc[0]
        assert row["low"] < row["alpha"] < row["high"]
        widths.append(row["high"] - row["low"])
    assert widths[1] < widths[0] / 2


def test_a_unit_with_two_readings_is_one_unit_of_the_bootstrap():
    table = pd.DataFrame({"id": ["a"] * 4, "rater": ["x", "x", "y", "y"], "target": ["p", "q", "q", "p"]})
    row = agreement(table, ["target"]).table.iloc[0]
    assert (row["units"], row["agreement"], row["alpha"]) == (1, 1, 1)


def test_readings_are_aligned_by_the_fields_they_share():
    table = pd.DataFrame({
        "id": "a", "rater": ["x", "x", "y", "y"], "target": ["army", "rebels", "rebels", "isis"],
        "source": ["outlet", "media", "media", "outlet"],
    })  # fmt: skip
    pairs = align(table, ["target", "source"]).pivot(index="slot", columns="rater", values="target")
    assert set(pairs.itertuples(index=False, name=None)) == {("rebels", "rebels"), ("army", "isis")}


def test_who_sees_less_has_nothing_in_the_slots_that_are_left():
    table = pd.DataFrame({"id": "a", "rater": ["x", "x", "y"], "target": ["army", "rebels", "none"]})
    values = align(table, ["target"]).query("rater == 'y'")["target"].tolist()
    assert values == ["none", "none"]


def test_the_confusion_table_counts_pairs_of_values():
    table = agreement(readings("aab", "abb"), ["voice"]).confusion
    counts = table.set_index(["value_a", "value_b"])["n"].to_dict()
    assert counts == {("a", "a"): 1, ("a", "b"): 1, ("b", "b"): 1}
