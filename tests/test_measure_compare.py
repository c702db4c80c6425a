"""Comparisons against hand calculation and SciPy, symmetry, pairing, refusals and messages."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing.errors import FramingError
from framing.find.tables import empty
from framing.measure.compare import REST, compare
from framing.measure.contrast import Side, paired, unpaired
from framing.measure.counts import count

CHOICES = pd.DataFrame({"referent": "army", "stance": ["neutral", "critical"]})
ONE = np.array([0])


def corpus(critical, choices, outlets, stories=None):
    """One article per entry, with that many critical labels among that many choices."""
    ids = [f"a{i:03}" for i in range(len(outlets))]
    articles = pd.DataFrame({"article_id": ids, "outlet": outlets})
    if stories is not None:
        articles["story"] = pd.Series(stories, dtype="str")
    rows = [
        (i, "critical" if k < hits else "neutral")
        for i, hits, many in zip(ids, critical, choices, strict=True)
        for k in range(many)
    ]
    mentions = empty("mentions").reindex(range(len(rows)))
    mentions["article_id"], mentions["stance"] = pd.DataFrame(rows, columns=["i", "s"], dtype="str").to_numpy().T
    return mentions.assign(referent="army", voice="own"), articles


def run(mentions, articles, *outlets, seed=0, claims=None, actors=()):
    claims = empty("claims") if claims is None else claims
    return compare(count(mentions, claims, articles, CHOICES, actors), sides=outlets, seed=seed)


def critical(table):
    return table[(table["measure"] == "labels") & (table["stance"] == "critical")].iloc[0]


def test_columns_are_those_of_the_design():
    table = run(*corpus([3, 1], [5, 5], ["A", "B"]))
    assert list(table) == ["measure", "referent", "stance", "a", "b", "share_a", "share_b", "difference", "low", "high",
                           "p", "q", "n_a", "n_b", "stories", "more_in", "note"]  # fmt: skip
    assert table["measure"].tolist() == ["labels", "labels", "blame", "voice"]


def test_paired_shares_are_mantel_haenszel_standardised():
    a, b = np.array([4, 1, 3, 2, 5, 4, 2.0]), np.array([1, 1, 0, 2, 1, 2, 0.0])
    na, nb = np.array([6, 3, 5, 4, 9, 5, 2.0]), np.array([4, 8, 3, 4, 5, 6, 2.0])
    weights = na * nb / (na + nb)
    got = paired(Side(a[:, None], na[:, None], ONE), Side(b[:, None], nb[:, None], ONE))
    assert got.share_a[0] == pytest.approx((weights * a / na).sum() / weights.sum())
    assert got.share_b[0] == pytest.approx((weights * b / nb).sum() / weights.sum())
    differences = weights * (a / na - b / nb)
    reference = stats.permutation_test((differences,), np.sum, permutation_type="samples", n_resamples=np.inf)
    assert got.p[0] == pytest.approx(reference.pvalue)
    assert got.low[0] < got.share_a[0] - got.share_b[0] < got.high[0]


def test_paired_interval_is_students_t_where_stories_are_alike_and_evidence_is_ample():
    rng = np.random.default_rng(1)
    size = np.full((40, 1), 200.0)
    a, b = (rng.binomial(200, rng.beta(6, 4, (40, 1))).astype(float) for _ in range(2))
    got = paired(Side(a, size, ONE), Side(b, size, ONE))
    expected = stats.ttest_rel(a[:, 0] / 200, b[:, 0] / 200).confidence_interval()
    assert (got.low[0], got.high[0]) == pytest.approx((expected.low, expected.high), abs=0.004)
    wilcoxon = stats.ttest_rel(a[:, 0], b[:, 0]).pvalue
    assert got.p[0] == pytest.approx(wilcoxon, abs=0.03)


def test_unpaired_p_agrees_with_scipys_exact_permutation_test():
    a, b = np.array([3, 2, 4, 4, 1.0]), np.array([1, 0, 2, 1, 2, 0.0])
    sides = [Side(x[:, None], np.full((len(x), 1), 4.0), ONE) for x in (a, b)]
    got = unpaired(*sides, np.arange(11), seed=3)

    def statistic(x, y):
        parts = []
        for z in (x, y):
            n, share = 4 * len(z), z.sum() / (4 * len(z))
            smoothed = (z.sum() + 1) / (n + 2)
            own = len(z) / (len(z) - 1) * ((z - 4 * share) ** 2).sum() / n**2
            assumed = smoothed * (1 - smoothed) * 1.9 / n
            parts.append((share, own + 5 / (min(z.sum(), n - z.sum()) + 5) * max(assumed - own, 0)))
        return (parts[0][0] - parts[1][0]) / np.sqrt(parts[0][1] + parts[1][1])

    reference = stats.permutation_test((a, b), statistic, n_resamples=np.inf)
    assert got.p[0] == pytest.approx(reference.pvalue, abs=0.02)


def test_six_shared_stories_are_compared_within_stories():
    many = 8
    mentions, articles = corpus(
        [4] * many + [1] * many, [5] * 2 * many, ["A"] * many + ["B"] * many, [f"s{i}" for i in range(many)] * 2
    )
    got = critical(run(mentions, articles, "A", "B"))
    assert (got["stories"], got["note"], got["more_in"]) == (8, "", "A")
    assert got["p"] == pytest.approx(2 / 2**8)
    assert got["difference"] == pytest.approx(0.6)
    assert 0 < got["low"] < 0.6 < got["high"] <= 1


def test_pairing_removes_a_different_mix_of_stories():
    """Within every story both outlets are alike, but A writes more about the harsh ones."""
    stories = [f"s{i}" for i in range(8)]
    harsh = [i < 4 for i in range(8)]
    sizes_a, sizes_b = [16 if h else 4 for h in harsh], [4 if h else 16 for h in harsh]
    rate = [0.75 if h else 0.25 for h in harsh]
    hits = [int(s * r) for s, r in zip(sizes_a + sizes_b, rate * 2, strict=True)]
    mentions, articles = corpus(hits, sizes_a + sizes_b, ["A"] * 8 + ["B"] * 8, stories * 2)
    assert critical(run(mentions, articles))["difference"] == pytest.approx(0)
    assert critical(run(mentions, articles.drop(columns="story")))["difference"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("stories", "note"),
    [
        (None, "unpaired: no shared stories"),
        ([f"s{i}" for i in range(12)], "unpaired: no shared stories"),
        (["s0"] * 12, "no p: 1 shared story with choices, 6 needed; interval unpaired"),
        ([f"s{i % 4}" for i in range(12)], "no p: 4 shared stories with choices, 6 needed; interval unpaired"),
    ],
)
def test_without_six_shared_stories_the_note_says_unpaired(stories, note):
    mentions, articles = corpus([4] * 6 + [1] * 6, [5] * 12, ["A"] * 6 + ["B"] * 6, stories)
    got = critical(run(mentions, articles))
    assert got["note"] == note
    assert not np.isnan(got["low"])
    assert np.isnan(got["p"]) if note.startswith("no p") else got["p"] < 0.05
    assert (got["share_a"], got["share_b"], got["n_a"]) == (0.8, 0.2, 30)


@pytest.mark.parametrize(
    ("sizes", "note"),
    [
        ([1, 1, 2, 5, 5, 5], "not enough evidence (n=4 and 15)"),
        ([9, 9, 0, 5, 5, 5], "not enough evidence (n=18 and 15, in 2 and 3 articles or stories)"),
    ],
)
def test_refusal_blanks_interval_and_p_but_never_the_counts(sizes, note):
    got = critical(run(*corpus([1, 1, 0, 2, 2, 2], sizes, ["A"] * 3 + ["B"] * 3)))
    assert got["note"] == note
    assert got[["low", "high", "p", "q"]].isna().all()
    assert got["n_b"] == 15 and got["share_b"] == pytest.approx(0.4)


def test_no_choices_on_one_side_leave_the_difference_missing():
    got = critical(run(*corpus([2, 0], [5, 0], ["A", "B"])))
    assert np.isnan(got["share_b"]) and np.isnan(got["difference"]) and pd.isna(got["more_in"])
    assert got["note"] == "not enough evidence (n=5 and 0)"


def test_q_is_benjamini_hochberg_over_the_whole_table():
    rng = np.random.default_rng(2)
    mentions, articles = corpus(rng.binomial(6, 0.5, 60), [6] * 60, list("ABCDEF") * 10)
    table = run(mentions, articles, "A", "B", "C")
    p = table["p"].dropna().to_numpy()
    assert len(table[["a", "b"]].drop_duplicates()) == 3
    order = np.argsort(p)
    ranked = np.minimum.accumulate((p[order] * len(p) / np.arange(1, len(p) + 1))[::-1])[::-1]
    assert table["q"].dropna().to_numpy()[order] == pytest.approx(ranked)


def test_blame_is_compared_with_agentless_harm_and_without_denials():
    mentions, articles = corpus([0] * 8, [0] * 8, ["A"] * 4 + ["B"] * 4)
    rows = [(f"a{i:03}", k, None if i < 4 else "army", None if i < 4 else "blame") for i in range(8) for k in range(3)]
    rows += [("a000", 9, "army", "deny")]
    frame = pd.DataFrame(rows, columns=["article_id", "sentence", "target", "polarity"])
    claims = empty("claims").reindex(range(len(rows))).assign(part="text", source="outlet", **frame)
    table = run(mentions, articles, claims=claims, actors=["army", "rebels"])
    table = table[table["measure"] == "blame"]
    assert table["referent"].isna().sum() == 1
    agentless = table[table["referent"].isna()].iloc[0]
    assert (agentless["share_a"], agentless["share_b"], agentless["n_a"]) == (1, 0, 12)
    rebels = table[table["referent"] == "rebels"].iloc[0]
    assert rebels["difference"] == 0 and rebels["low"] < 0 < rebels["high"]
    assert np.isnan(rebels["p"]) and rebels["note"] == "unpaired: no shared stories; no test: both are 0"


def test_by_default_every_outlet_meets_all_others():
    table = run(*corpus([4, 3, 1, 0] * 5, [5] * 20, list("ABCD") * 5))
    assert table["a"].unique().tolist() == list("ABCD") and set(table["b"]) == {REST}
    got = critical(table)
    assert got["share_b"] == pytest.approx((3 + 1 + 0) / 15)
    assert set(table["more_in"].dropna()) <= {*"ABCD", REST}


@pytest.mark.parametrize(
    ("outlets", "message"),
    [
        (("A",), "given one outlet, 'A'; give a second, or none for all. Known: B."),
        (("A", "A"), "given 'A' twice; an outlet cannot be compared with itself"),
        (("Heral", "A"), "There is no outlet 'Heral'. Known: A, B."),
    ],
)
def test_messages(outlets, message):
    with pytest.raises(FramingError, match=message):
        run(*corpus([1, 1], [5, 5], ["A", "B"]), *outlets)


def test_one_outlet_alone_cannot_be_compared():
    with pytest.raises(FramingError, match=r"compare needs two outlets; these articles have \['A'\]"):
        run(*corpus([1, 1], [5, 5], ["A", "A"]))


@settings(deadline=None, max_examples=15)
@given(
    data=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), min_size=10, max_size=40),
    told=st.sampled_from([None, 3, 8, 14, 40]),
    seed=st.integers(0, 9),
)
def test_exchanging_the_outlets_changes_signs_only(data, told, seed):
    hits, sizes = [min(h, s) for h, s, _ in data], [s for _, s, _ in data]
    outlets = ["A", "B", *("A" if x else "B" for *_, x in data)][: len(data)]
    stories = None if told is None else [f"s{i * 7 % told:02}" for i in range(len(data))]
    mentions, articles = corpus(hits, sizes, outlets, stories)
    one, two = run(mentions, articles, "A", "B", seed=seed), run(mentions, articles, "B", "A", seed=seed)
    for left, right in (("share_a", "share_b"), ("n_a", "n_b"), ("p", "p"), ("q", "q"), ("stories", "stories")):
        np.testing.assert_allclose(one[left], two[right], atol=1e-9)
    for left, right in (("difference", "difference"), ("low", "high"), ("high", "low")):
        np.testing.assert_allclose(one[left], -two[right], atol=1e-9)
    assert one["more_in"].equals(two["more_in"])
    shuffled = run(
        mentions.sample(frac=1, random_state=seed), articles.sample(frac=1, random_state=seed), "A", "B", seed=seed
    )
    pd.testing.assert_frame_equal(one, shuffled)
    shown = one[one["low"].notna()]
    assert shown["low"].ge(-1).all() and shown["high"].le(1).all()
    assert (shown["low"] <= shown["difference"]).all() and (shown["difference"] <= shown["high"]).all()


def test_permutation_and_sign_flips_keep_their_level_where_nothing_differs():
    rng = np.random.default_rng(8)
    reps, base = 1000, np.arange(1000)

    def side(n):
        size = np.minimum(rng.negative_binomial(1, 0.3, (n, reps)), 8)
        return Side(rng.binomial(size, rng.beta(0.9, 2.1, size.shape)).astype(float), size.astype(float), base)

    p = unpaired(side(10), side(60), np.arange(70)).p
    assert 0.01 < np.mean(p <= 0.05) < 0.075
    p = paired(side(20), side(20)).p
    assert 0.01 < np.mean(p <= 0.05) < 0.075


def test_all_pairs_of_all_outlets():
    found = corpus([4, 3, 1, 0] * 5, [5] * 20, list("ABCD") * 5)
    table = compare(count(found[0], empty("claims"), found[1], CHOICES, []), pairs=True)
    assert [tuple(pair) for pair in table[["a", "b"]].drop_duplicates().to_numpy()] == [
        ("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D")]  # fmt: skip
    assert pd.isna(table["q"]).eq(pd.isna(table["p"])).all()


@pytest.mark.parametrize(
    ("told", "note"),
    [
        (["s"] * 6 + ["t"] * 6, "unpaired: no shared stories; no p: a single story on one side"),
        (["s"] * 6 + [f"t{i}" for i in range(6)], "unpaired: no shared stories; no p: a single story on one side"),
        ([f"s{i % 3}" for i in range(6)] + [f"t{i % 3}" for i in range(6)], "unpaired: no shared stories"),
        (["s", "t"] * 3 + [f"u{i}" for i in range(6)],
         "not enough evidence (n=30 and 30, in 2 and 6 articles or stories)"),
    ],
)  # fmt: skip
def test_stories_that_are_not_shared_are_the_clusters(told, note):
    got = critical(run(*corpus([4] * 6 + [1] * 6, [5] * 12, ["A"] * 6 + ["B"] * 6, told)))
    assert got["note"] == note
    assert np.isnan(got["p"]) == (note != "unpaired: no shared stories")


def test_headlines_are_compared_with_texts_within_articles():
    mentions, articles = corpus([5] * 8, [9] * 8, ["A"] * 8)
    mentions["part"] = np.where(mentions.groupby("article_id").cumcount() < 4, "title", "text")
    table = compare(count(mentions, empty("claims"), articles, CHOICES, [], by="part"))
    got = critical(table)
    assert (got["a"], got["b"]) == ("text", "title")
    assert (got["share_a"], got["share_b"]) == pytest.approx((0.2, 1.0))
    assert (got["n_a"], got["n_b"], got["stories"], got["p"]) == (40, 32, 8, 2 / 2**8)


def test_headlines_are_compared_within_stories_where_there_are_several():
    mentions, articles = corpus([5] * 24, [9] * 24, ["A", "B", "C"] * 8, [f"s{i // 3}" for i in range(24)])
    mentions["part"] = np.where(mentions.groupby("article_id").cumcount() < 4, "title", "text")
    assert critical(compare(count(mentions, empty("claims"), articles, CHOICES, [], by="part")))["stories"] == 8


def test_other_columns_can_be_compared_and_unknown_ones_are_named():
    mentions, articles = corpus([4, 1] * 6, [5] * 12, ["A"] * 12)
    articles["section"] = ["news", "opinion"] * 6
    got = critical(compare(count(mentions, empty("claims"), articles, CHOICES, [], by="section")))
    assert (got["a"], got["share_a"], got["b"], got["share_b"]) == ("news", 0.8, "opinion", 0.2)
    with pytest.raises(FramingError, match=r"by='sectoin' is nothing to compare by. Did you mean 'section'\?"):
        count(mentions, empty("claims"), articles, CHOICES, [], by="sectoin")
    with pytest.raises(FramingError, match=r"There is no section 'opinions'. Did you mean 'opinion'\?"):
        compare(count(mentions, empty("claims"), articles, CHOICES, [], by="section"), sides=["news", "opinions"])


def test_an_outlet_differs_by_0_from_a_copy_of_itself():
    mentions, articles = corpus([4, 1, 3, 0, 2, 5, 1, 1], [5] * 8, ["A"] * 8, [f"s{i}" for i in range(8)])
    copy = mentions.assign(article_id="b" + mentions["article_id"])
    both = pd.concat([articles, articles.assign(outlet="B", article_id="b" + articles["article_id"])])
    for told in (both, both.drop(columns="story")):
        table = run(pd.concat([mentions, copy]), told)
        assert table["difference"].dropna().eq(0).all() and not (table["p"] < 1).any()
        shown = table[table["low"].notna()]
        assert len(shown) and ((shown["low"] <= 0) & (shown["high"] >= 0)).all()
