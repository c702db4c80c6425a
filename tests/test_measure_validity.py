"""Scores and corrected shares: against hand counts, by enumerating every sample, and by simulation."""

import importlib.util
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from framing.measure.coded import Evidence
from framing.measure.sampling import Design, allocate, design_of, estimate, interval
from framing.measure.validity import validity

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "validation.py"


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40), st.integers(1, 400))
def test_rows_are_divided_as_asked(sizes, n):
    rows = allocate(sizes, n)
    least = np.minimum(sizes, 2)
    assert (rows <= sizes).all() and (rows >= least).all()
    assert rows.sum() == max(min(n, sum(sizes)), least.sum())


def test_larger_strata_get_more_rows_but_a_smaller_part():
    rows = allocate([100, 400, 10_000], 60)
    assert rows[0] < rows[1] < rows[2]
    assert rows[0] / 100 > rows[1] / 400 > rows[2] / 10_000


def test_totals_are_unbiased_over_every_possible_sample():
    rng = np.random.default_rng(0)
    found, there = rng.integers(0, 3, 9).astype(float), rng.integers(0, 3, 9).astype(float)
    strata = [range(0, 5), range(5, 9)]
    totals = []
    for chosen in product(*(combinations(stratum, 2) for stratum in strata)):
        units = [i for part in chosen for i in part]
        design = Design(np.array([0, 0, 1, 1]), np.array([False, False, True, True]), np.array([5.0, 4.0]))
        added = (there - found)[units][:, None]
        known = np.array([found.sum()])
        below = estimate(0 * added, added, design, known=(np.zeros(1), known))
        totals.append(below.total[0])
    assert np.mean(totals) == pytest.approx(there.sum())


def test_the_variance_is_about_that_of_repeated_sampling():
    rng = np.random.default_rng(1)
    size = 400
    found = (rng.random(size) < 0.4).astype(float)
    there = np.where(rng.random(size) < 0.15, 1 - found, found)
    stratum = found.astype(int)
    sizes = np.bincount(stratum).astype(float)
    shares, variances = [], []
    for _ in range(600):
        units = np.concatenate([rng.choice(np.flatnonzero(stratum == s), 30, replace=False) for s in (0, 1)])
        design = Design(stratum[units], np.zeros(60, dtype=bool), sizes)
        known = np.array([found.sum()]), np.array([float(size)])
        got = estimate((there - found)[units][:, None], np.zeros((60, 1)), design, known=known)
        shares.append(got.share[0])
        variances.append(got.variance[0])
    assert np.mean(shares) == pytest.approx(there.mean(), abs=0.005)
    assert np.mean(variances) == pytest.approx(np.var(shares), rel=0.15)


def test_the_interval_is_wilsons_where_units_weigh_the_same():
    hits, n = np.array([3.0, 20.0, 38.0]), 40
    share = hits / n
    low, high = interval(share, share * (1 - share) / n, most=np.full(3, 40.0), freedom=np.full(3, 1e9))
    expected = np.array([proportion_confint(int(h), n, method="wilson") for h in hits])
    assert low == pytest.approx(expected[:, 0], abs=0.01)
    assert high == pytest.approx(expected[:, 1], abs=0.01)


def test_no_error_among_few_units_is_not_no_error():
    design = Design(np.zeros(6, dtype=int), np.zeros(6, dtype=bool), np.array([600.0]))
    got = estimate(np.ones((6, 1)), np.ones((6, 1)), design)
    low, high = interval(got.share, got.variance, most=np.array([6.0]), freedom=np.array([5.0]))
    assert got.share[0] == 1 and 0.2 < low[0] < 0.7 and high[0] == 1


def tables(found, read, *, sizes, rows, outlets=None):
    """Validity of hand-made readings: found and read are (referent, stance, voice) of each unit, or None."""
    fields = ["referent", "stance", "voice"]
    ids = [f"u{i}" for i in range(len(found))]
    outlets = outlets or ["Courier"] * len(ids)
    units = pd.DataFrame({"id": ids, "outlet": outlets, "stratum": sizes, "size": sizes})
    units["passed"] = [reading is None for reading in found]
    given_ = []
    for rater, readings in (("machine", found), ("Ada", read)):
        for id_, reading in zip(ids, readings, strict=True):
            given_.append([id_, rater, *(reading or ("none", None, None))])
    readings = pd.DataFrame(given_, columns=["id", "rater", *fields])
    mentions = pd.DataFrame(rows, columns=["article_id", *fields])
    articles = pd.DataFrame({"article_id": mentions["article_id"].unique()})
    articles["outlet"] = [a.split("-")[0] for a in articles["article_id"]]
    cells = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
    return validity(Evidence("mentions", mentions, articles, cells), units, readings)


OWN, OTHER = ("army", "critical", "own"), ("army", "neutral", "own")


def test_precision_and_recall_weigh_units_by_how_many_they_stand_for():
    # Ten found units of 100, of which one is nothing; five passed-over ones of 300, of which one holds a name.
    found, read = [OWN] * 10 + [None] * 5, [OWN] * 9 + [None] + [OWN] + [None] * 4
    rows = [(f"Courier-{i % 20}", *OWN) for i in range(100)]
    scores = tables(found, read, sizes=[100] * 10 + [300] * 5, rows=rows).scores
    mine = scores[(scores["measure"] == "names") & (scores["outlet"] == "all outlets") & (scores["referent"] == "all")]
    share = mine.set_index("statistic")["share"]
    assert share["precision"] == pytest.approx(0.9)
    assert share["recall"] == pytest.approx(90 / (90 + 60))
    assert share["f1"] == pytest.approx(2 * 90 / (100 + 150))
    assert mine.set_index("statistic").loc["recall", ["n", "total"]].tolist() == [9, 10]


def test_corrected_shares_add_what_was_missed_and_take_what_was_wrong():
    # 60 critical and 40 neutral were counted; a fifth of the critical ones are neutral, and 30 were missed.
    found = [OWN] * 10 + [OTHER] * 10 + [None] * 10
    read = [OTHER] * 2 + [OWN] * 8 + [OTHER] * 10 + [OWN] + [None] * 9
    rows = [(f"Courier-{i % 20}", *(OWN if i < 60 else OTHER)) for i in range(100)]
    shares = tables(found, read, sizes=[60] * 10 + [40] * 10 + [300] * 10, rows=rows).shares
    row = shares[(shares["measure"] == "labels") & (shares["stance"] == "critical")].iloc[0]
    assert row["share"] == pytest.approx(0.6)
    assert row["corrected"] == pytest.approx((60 - 12 + 30) / (100 + 30))
    assert row["low"] < row["corrected"] < row["high"] and row["codings"] == 21


def test_a_reader_who_agrees_everywhere_changes_no_share():
    found = [OWN] * 10 + [OTHER] * 10 + [None] * 10
    rows = [(f"Courier-{i % 20}", *(OWN if i < 60 else OTHER)) for i in range(100)]
    result = tables(found, found, sizes=[60] * 10 + [40] * 10 + [300] * 10, rows=rows)
    shares = result.shares.dropna(subset="corrected")
    assert shares["corrected"].tolist() == pytest.approx(shares["share"].tolist())
    known = result.scores[result.scores["total"] > 0]
    assert (known["share"] == 1).all()


def two_outlets(wrong):
    """The machine counts 75 % critical in Courier and 25 % in Herald; `wrong` of ten critical readings are neutral."""
    counted = {"Courier": 150, "Herald": 50}
    rows = [(f"{o}-{i % 20}", *(OWN if i < n else OTHER)) for o, n in counted.items() for i in range(200)]
    found, read, sizes, outlets = [], [], [], []
    for outlet, critical, bad in (("Courier", 150, wrong), ("Herald", 50, 0)):
        found += [OWN] * 30 + [OTHER] * 10
        read += [OTHER] * 3 * bad + [OWN] * (30 - 3 * bad) + [OTHER] * 10
        sizes += [critical + len(outlet) / 100] * 30 + [200 - critical + len(outlet) / 100] * 10
        outlets += [outlet] * 40
    result = tables(found, read, sizes=sizes, rows=rows, outlets=outlets).comparisons
    return result[(result["measure"] == "labels") & (result["stance"] == "critical")].iloc[0]


def test_a_comparison_stands_where_the_machine_is_right():
    row = two_outlets(0)
    assert row["difference"] == pytest.approx(0.5)
    assert row["verdict"] == "stands" and row["low"] > 0


def test_a_comparison_cannot_stand_where_errors_differ_by_outlet():
    row = two_outlets(7)
    assert row["difference"] == pytest.approx(0.5)
    assert row["verdict"] == "cannot stand" and row["low"] < 0 < row["high"]


def test_few_codings_get_no_figure():
    rows = [(f"Courier-{i % 20}", *OWN) for i in range(100)]
    result = tables([OWN] * 3, [OWN] * 3, sizes=[100] * 3, rows=rows)
    row = result.shares[result.shares["stance"] == "critical"].iloc[0]
    assert np.isnan(row["corrected"]) and row["note"] == "not enough codings (n=3)"
    assert result.scores["low"].isna().all()


def test_the_design_is_read_off_the_units():
    units = pd.DataFrame({"stratum": ["b", "a", "b"], "size": [9, 4, 9], "passed": [True, False, True]})
    assert design_of(units).weight.tolist() == [4.5, 4.0, 4.5]


def test_corrected_shares_are_unbiased_and_their_intervals_hold_the_truth():
    """The short form of benchmarks/validation.py: a machine whose counts are off by up to ten points."""
    spec = importlib.util.spec_from_file_location("benchmark_validation", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    table = benchmark.simulate("usual", replicates=24, seed=3)
    assert table["counted"].abs().max() > 0.08
    assert table["error"].abs().max() < 0.045
    assert 0.9 <= table["covers"].mean() <= 1
