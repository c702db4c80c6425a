"""Standardised shares against plain means and statsmodels' fixed effects, refusals, properties."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from test_measure_compare import CHOICES, corpus

from framing.errors import FramingError
from framing.find.tables import empty
from framing.measure.counts import count
from framing.measure.standardised import standardised


def run(mentions, articles, *outlets):
    return standardised(count(mentions, empty("claims"), articles, CHOICES, []), sides=outlets)


def critical(table):
    rows = table[(table["measure"] == "labels") & (table["stance"] == "critical")]
    return rows.set_index("outlet")


def news(rng, outlets, stories, cover, size=9, least=1):
    """Draw one article per outlet and story covered: counts, outlets, stories."""
    at = [(o, s) for o in range(outlets) for s in range(stories) if rng.random() < cover]
    choices = rng.integers(least, size, len(at))
    hits = rng.binomial(choices, [0.1 + 0.1 * o + 0.1 * (s % 5) for o, s in at])
    return hits.tolist(), choices.tolist(), ["ABCDEF"[o] for o, _ in at], [f"s{s:02}" for _, s in at]


def test_columns_are_those_of_the_design():
    assert list(run(*corpus([3, 1], [5, 5], ["A", "B"]))) == [
        "measure", "referent", "stance", "outlet", "n", "choices", "articles", "raw", "share", "low", "high", "stories",
        "mix", "note"]  # fmt: skip


def test_where_all_cover_all_stories_it_is_the_mean_over_stories_with_its_jackknife():
    hits, choices, outlets, stories = news(np.random.default_rng(1), 3, 30, 1.1, size=90, least=60)
    got = critical(run(*corpus(hits, choices, outlets, stories)))
    shares = pd.Series(np.divide(hits, choices)).groupby(pd.Series(outlets)).agg(["mean", "sem"])
    assert got["share"].to_numpy() == pytest.approx(shares["mean"].to_numpy())
    raw = pd.DataFrame({"h": hits, "n": choices}).groupby(pd.Series(outlets)).sum()
    assert got["raw"].to_numpy() == pytest.approx((raw["h"] / raw["n"]).to_numpy())
    assert got["mix"].eq(30).all() and got["note"].eq("").all()
    # with plenty of choices the guard is idle, and the interval about Student's
    half = 2.045 * shares["sem"].to_numpy()
    assert (got["high"] - got["low"]).to_numpy() / 2 == pytest.approx(half, rel=0.1)


def test_where_outlets_left_stories_out_it_agrees_with_fixed_effects_of_statsmodels():
    hits, choices, outlets, stories = news(np.random.default_rng(2), 5, 25, 0.6)
    got = critical(run(*corpus(hits, choices, outlets, stories)))
    frame = pd.DataFrame({"share": np.divide(hits, choices), "outlet": outlets, "story": stories})
    frame = frame[frame.groupby("story")["outlet"].transform("nunique") > 1]
    fit = smf.ols("share ~ C(outlet) + C(story)", frame).fit()
    for outlet in "ABCDE":
        everywhere = pd.DataFrame({"outlet": outlet, "story": frame["story"].unique()})
        assert got.loc[outlet, "share"] == pytest.approx(fit.predict(everywhere).mean())
    assert got["mix"].iloc[0] == frame["story"].nunique()
    assert got["stories"].to_dict() == frame.groupby("outlet")["story"].nunique().to_dict()


def test_the_jackknife_leaves_out_one_story_at_a_time():
    hits, choices, outlets, stories = (np.array(x) for x in news(np.random.default_rng(3), 4, 14, 0.8, size=90))
    from framing.measure.standardised import _fit

    names, told = sorted(set(outlets)), sorted(set(stories))
    rates, has = np.zeros((4, len(told), 1)), np.zeros((4, len(told)), dtype=bool)
    for h, n, o, s in zip(hits, choices, outlets, stories, strict=True):
        rates[names.index(o), told.index(s)], has[names.index(o), told.index(s)] = h / n, True
    assert (has.sum(axis=0) > 1).all()
    _, without = _fit(rates, has)
    for story in range(len(told)):
        kept = np.arange(len(told)) != story
        assert without[story] == pytest.approx(_fit(rates[:, kept], has[:, kept])[0])


def test_a_different_mix_of_stories_is_taken_out():
    """Within every story both are alike, but A covers more of the harsh ones, and B left some out."""
    told = [("A", s) for s in range(16)] + [("B", s) for s in range(16) if s % 4 or s > 7]
    hits = [8 if s < 8 else 2 for _, s in told]
    got = critical(run(*corpus(hits, [10] * len(told), [o for o, _ in told], [f"s{s}" for _, s in told])))
    assert got.loc["A", "raw"] > got.loc["B", "raw"] + 0.03
    assert got.loc["A", "share"] == pytest.approx(got.loc["B", "share"])


@pytest.mark.parametrize(
    ("stories", "note"),
    [
        (None, "no shared stories: the raw share stands alone"),
        (["s"] * 16, "1 shared story with choices, 6 needed"),
        ([f"s{i}" for i in range(16)], "no shared stories: the raw share stands alone"),
        ([f"s{i % 8 % 5}" for i in range(16)], "5 shared stories with choices, 6 needed"),
        ([f"s{i % 8 % 6}" for i in range(16)], ""),
    ],
)
def test_below_six_shared_stories_the_answer_is_in_words_and_the_raw_share_stays(stories, note):
    got = critical(run(*corpus([1] * 16, [3] * 16, ["A"] * 8 + ["B"] * 8, stories)))
    assert got["note"].eq(note).all() and got["raw"].eq(1 / 3).all() and got["n"].eq(8).all()
    assert got[["share", "low", "high"]].isna().all(axis=None) == bool(note)


def test_all_zeros_and_no_choices_at_all():
    stories = [f"s{i % 8}" for i in range(24)]
    got = critical(run(*corpus([0] * 24, [4] * 16 + [0] * 8, list("A" * 8 + "B" * 8 + "C" * 8), stories)))
    assert got.loc[["A", "B"], "share"].eq(0).all() and (got.loc[["A", "B"], "high"] > 0.02).all()
    assert np.isnan(got.loc["C", "raw"]) and got.loc["C", "note"] == "not enough evidence (n=0)"


def test_outlets_that_no_chain_of_stories_links_are_not_put_on_one_scale():
    outlets = ["A"] * 9 + ["B"] * 9 + ["C"] * 9 + ["D"] * 7 + ["E"] * 7
    stories = [*[f"s{i}" for i in range(9)] * 3, *[f"t{i}" for i in range(7)] * 2]
    got = critical(run(*corpus([1] * 41, [3] * 41, outlets, stories)))
    assert got.loc[list("ABC"), "share"].notna().all()
    assert got.loc[list("DE"), "note"].eq("its stories do not link it with the other outlets").all()


def test_one_outlet_alone_is_answered_in_words():
    with pytest.raises(FramingError, match=r"standardised needs two outlets; these articles have \['A'\]"):
        run(*corpus([1, 1], [5, 5], ["A", "A"]))


@settings(max_examples=15)
@given(seed=st.integers(0, 9999), outlets=st.integers(2, 5), cover=st.floats(0.5, 1))
def test_order_and_names_of_outlets_do_not_matter_and_intervals_hold_the_share(seed, outlets, cover):
    rng = np.random.default_rng(seed)
    hits, choices, names, stories = news(rng, outlets, 12, cover)
    if len(set(names)) < 2:
        return
    mentions, articles = corpus(hits, choices, names, stories)
    one = critical(run(mentions, articles))
    other = critical(run(mentions.sample(frac=1, random_state=seed), articles.sample(frac=1, random_state=seed)))
    pd.testing.assert_frame_equal(one, other)
    new = dict(zip("ABCDEF", "QZXMPB", strict=True))
    renamed = critical(run(mentions, articles.assign(outlet=articles["outlet"].map(new))))
    pd.testing.assert_frame_equal(one.rename(index=new).sort_index(), renamed.sort_index())
    shown = one[one["low"].notna()]
    assert ((shown["low"] <= shown["share"] + 1e-12) & (shown["share"] <= shown["high"] + 1e-12)).all()
    assert shown["low"].ge(0).all() and shown["high"].le(1).all()
    assert one["share"].isna().eq(one["note"] != "").all()
