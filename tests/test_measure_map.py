"""The outlet map, against a published correspondence analysis, statsmodels and hand calculation; then its refusals."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.multivariate.pca import PCA

from framing.errors import FramingError
from framing.measure import map as place_outlets

#: Greenacre (1984, p. 55): smoking among the staff of a firm, as a table of counts.
SMOKING = pd.DataFrame(
    [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]],
    index=["a senior managers", "b junior managers", "c senior employees", "d junior employees", "e secretaries"],
    columns=["none", "light", "medium", "heavy"],
)


def as_evidence(counts, articles=6):
    """Spread counts (outlets by (referent, stance)) over articles, one mention per row."""
    rows = [
        (outlet, f"{outlet} {i % articles}", *cell)
        for outlet, line in counts.iterrows() for cell, n in line.items() for i in range(int(n))
    ]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["outlet", "article_id", "referent", "stance"]).assign(voice="own")
    corpus = mentions[["article_id", "outlet"]].drop_duplicates(ignore_index=True)
    choices = pd.DataFrame(list(counts.columns), columns=["referent", "stance"])
    return mentions.drop(columns="outlet"), corpus, choices


def two_referents(seed=0, outlets=6, low=3):
    cells = pd.MultiIndex.from_tuples([("army", s) for s in "abc"] + [("rebels", s) for s in "ab"])
    counts = np.random.default_rng(seed).integers(low, 40, size=(outlets, 5))
    return pd.DataFrame(counts, index=[f"Outlet {i}" for i in range(outlets)], columns=cells)


def outlets_of(table):
    return table[table["kind"] == "outlet"]


def choices_of(table):
    return table[table["kind"] == "choice"]


def test_with_one_referent_it_is_the_correspondence_analysis_of_the_books():
    counts = SMOKING.set_axis(pd.MultiIndex.from_tuples([("smoking", s) for s in SMOKING]), axis=1)
    table = place_outlets(*as_evidence(counts), resamples=2)
    published = np.array([[0.0658, 0.1937], [-0.2590, 0.2433], [0.3806, 0.0107], [-0.2330, -0.0577], [0.2011, -0.0789]])
    found = outlets_of(table)[["x", "y"]].to_numpy()
    sign = np.sign(found[0] * published[0])
    assert np.allclose(found, published * sign, atol=5e-5)
    inertia = np.array([0.07476, 0.01002, 0.00041])
    assert np.allclose(table[["share_x", "share_y"]].iloc[0], inertia[:2] / inertia.sum(), atol=5e-4)


def residuals(counts):
    """Recompute by hand what is decomposed: each count less what was expected within its referent."""
    n = counts.to_numpy(dtype=float)
    residual = np.zeros_like(n)
    for i in range(n.shape[0]):
        for j, (referent, _) in enumerate(counts.columns):
            block = [k for k, (other, _) in enumerate(counts.columns) if other == referent]
            expected = n[i, block].sum() * n[:, j].sum() / n[:, block].sum()
            residual[i, j] = (n[i, j] - expected) / np.sqrt(n[i].sum() * n[:, j].sum())
    return residual


def test_with_two_referents_it_is_the_principal_components_of_the_residuals_within_them():
    counts = two_referents()
    table = place_outlets(*as_evidence(counts), resamples=2)
    known = PCA(residuals(counts), ncomp=2, standardize=False, demean=False, normalize=False, method="nipals")
    whole = (residuals(counts) ** 2).sum()
    assert np.allclose(table[["share_x", "share_y"]].iloc[0], known.eigenvals[:2] / whole)
    mass = counts.sum(axis=1).to_numpy() / counts.to_numpy().sum()
    scores = known.scores[:, :2] / np.sqrt(mass)[:, None]
    found = outlets_of(table)[["x", "y"]].to_numpy()
    assert np.allclose(np.abs(found), np.abs(scores), atol=1e-5)
    arrows = choices_of(table)[["x", "y"]].to_numpy()
    assert np.allclose(np.abs(arrows), np.abs(known.eigenvecs[:, :2]), atol=1e-5)


def test_a_point_lies_where_its_choices_pull_it():
    counts = two_referents(seed=3)
    table = place_outlets(*as_evidence(counts), resamples=2)
    mass = counts.sum(axis=1).to_numpy() / counts.to_numpy().sum()
    arrows = choices_of(table)[["x", "y"]].to_numpy()
    assert np.allclose(outlets_of(table)[["x", "y"]].to_numpy(), residuals(counts) @ arrows / np.sqrt(mass)[:, None])


def test_whom_an_outlet_writes_about_does_not_move_it():
    cells = pd.MultiIndex.from_tuples([("army", "a"), ("army", "b"), ("rebels", "a"), ("rebels", "b")])
    counts = pd.DataFrame([[10, 10, 30, 10], [90, 90, 3, 1], [4, 16, 12, 20]], index=list("XYZ"), columns=cells)
    counts.loc["X"], counts.loc["Y"] = [10, 10, 30, 10], [60, 60, 3, 1]  # the same shares of other amounts
    table = place_outlets(*as_evidence(counts), resamples=2)
    shares = counts / counts.T.groupby(level=0).sum().T.reindex(columns=cells.get_level_values(0)).to_numpy()
    assert np.allclose(shares.loc["X"], shares.loc["Y"])
    middle = outlets_of(table).set_index("outlet")
    alike = np.hypot(*(middle.loc["X", ["x", "y"]] - middle.loc["Y", ["x", "y"]]).astype(float))
    apart = np.hypot(*(middle.loc["X", ["x", "y"]] - middle.loc["Z", ["x", "y"]]).astype(float))
    assert alike < 0.5 * apart


def test_contributions_sum_to_one_on_either_side():
    table = place_outlets(*as_evidence(two_referents()), resamples=2)
    assert np.isclose(outlets_of(table)["contribution"].sum(), 1)
    assert np.isclose(choices_of(table)["contribution"].sum(), 1)


def test_the_same_articles_in_any_order_give_the_same_map():
    mentions, articles, choices = as_evidence(two_referents(), articles=9)
    table = place_outlets(mentions, articles, choices, resamples=30, seed=4)
    order = np.random.default_rng(1).permutation(len(articles))
    mixed = mentions.sample(frac=1, random_state=2)
    shuffled = place_outlets(mixed, articles.iloc[order], choices, resamples=30, seed=4)
    pd.testing.assert_frame_equal(table, shuffled)


def test_the_choice_that_contributes_most_lies_at_the_larger_end():
    for seed in range(5):
        arrows = choices_of(place_outlets(*as_evidence(two_referents(seed)), resamples=2))
        for axis in "xy":
            assert arrows[axis].abs().round(9).max() == arrows[axis].round(9).max()


def test_more_articles_of_the_same_kind_shrink_the_ellipses():
    counts = two_referents(low=10)
    few = outlets_of(place_outlets(*as_evidence(counts, articles=10), resamples=60))
    many = outlets_of(place_outlets(*as_evidence(counts * 9, articles=90), resamples=60))
    assert (many["major"] < 0.6 * few["major"]).all() and (many["minor"] <= many["major"]).all()
    assert few["angle"].between(0, 180).all()


def test_the_seed_decides():
    found = [place_outlets(*as_evidence(two_referents(), articles=9), resamples=20, seed=s)["major"] for s in (1, 1, 2)]
    pd.testing.assert_series_equal(found[0], found[1])
    assert not found[0].equals(found[2])


def test_an_outlet_with_few_articles_has_a_place_without_an_ellipse():
    counts = two_referents()
    mentions, articles, choices = as_evidence(counts, articles=12)
    few = articles["outlet"] != "Outlet 0"
    kept = pd.concat([articles[few], articles[~few][:4]])
    mentions = mentions[mentions["article_id"].isin(kept["article_id"])]
    row = outlets_of(place_outlets(mentions, kept, choices, resamples=5)).iloc[0]
    assert row["note"] == "no ellipse: 4 articles or stories, 8 needed"
    assert np.isfinite(row["x"]) and np.isnan(row["major"])


def test_an_outlet_with_few_choices_has_no_place_and_moves_nobody():
    counts = two_referents()
    extra = pd.DataFrame([[1, 0, 0, 2, 0]], index=["Small"], columns=counts.columns)
    with_it = place_outlets(*as_evidence(pd.concat([counts, extra])), resamples=2)
    small = outlets_of(with_it).set_index("outlet").loc["Small"]
    assert small["note"] == "not enough evidence (n=3)" and np.isnan(small["x"]) and small["n"] == 3
    without = place_outlets(*as_evidence(counts), resamples=2)
    columns = ["x", "y", "share_x"]
    pd.testing.assert_frame_equal(outlets_of(with_it)[columns][:6], outlets_of(without)[columns])


@pytest.mark.parametrize(
    ("outlets", "note"),
    [(1, "no map: 1 with enough evidence, 3 needed"), (2, "no map: 2 with enough evidence, 3 needed")],
)
def test_one_or_two_outlets_are_refused_in_words(outlets, note):
    table = place_outlets(*as_evidence(two_referents(outlets=outlets, low=20)), resamples=2)
    assert outlets_of(table)["note"].str.startswith(note).all()
    assert table["x"].isna().all() and (outlets_of(table)["n"] > 0).all()


def test_no_choices_at_all_are_said():
    _, articles, choices = as_evidence(two_referents())
    mentions = pd.DataFrame(columns=["article_id", "referent", "stance", "voice"], dtype="str")
    table = place_outlets(mentions, articles, choices)
    assert outlets_of(table)["note"].eq("not enough evidence (n=0)").all()
    assert choices_of(table)["n"].eq(0).all()


def test_outlets_that_chose_alike_are_said_not_to_differ():
    counts = two_referents(outlets=3, low=20)
    counts.loc[:] = counts.iloc[0].to_numpy()
    table = place_outlets(*as_evidence(counts), resamples=2)
    assert outlets_of(table)["note"].eq("no difference in what outlets chose").all()


def test_one_dimension_is_enough():
    cells = pd.MultiIndex.from_tuples([("army", "a"), ("army", "b")])
    counts = pd.DataFrame([[20, 10], [10, 20], [30, 5]], index=list("XYZ"), columns=cells)
    table = place_outlets(*as_evidence(counts), resamples=5)
    assert outlets_of(table)["y"].eq(0).all() and table["share_x"].iloc[0] == 1


def test_unknown_names_are_refused():
    found = as_evidence(two_referents())
    with pytest.raises(FramingError, match="voice='owm' is unknown. Did you mean 'own'"):
        place_outlets(*found, voice="owm")
    with pytest.raises(FramingError, match="by='otlet' is no column to group by"):
        place_outlets(*found, by="otlet")
    with pytest.raises(FramingError, match="resamples=0 is too few"):
        place_outlets(*found, resamples=0)


def test_groups_of_two_columns_are_placed_as_well(corpus):
    table = corpus.map(by=["outlet", "part"], resamples=2)
    assert list(table)[:3] == ["kind", "outlet", "part"]
    assert len(outlets_of(table)) == 10
