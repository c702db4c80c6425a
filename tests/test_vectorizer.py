"""FramingVectorizer keeps scikit-learn's contract, and looks at nothing but the text itself."""

import pickle

import joblib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

import framing
from framing import FramingVectorizer
from framing.errors import ArticlesError, FramingError, LexiconError

TEXTS = [
    "The Syrian regime shelled the town. Five people died.",
    "Government forces met. Damascus said that it would not attack.",
    "It rained all day long.",
    "“The regime is finished,” a rebel commander said. Russian jets bombed a bakery.",
    "",
]
LABELS = ("labels:syrian_government:critical", "labels:syrian_government:neutral")


@pytest.fixture(scope="module")
def fitted():
    return FramingVectorizer("syria").set_output(transform="pandas").fit(TEXTS)


@pytest.fixture(scope="module")
def table(fitted):
    return fitted.transform(TEXTS)


def test_shares_are_those_of_the_analysis(table):
    articles = pd.DataFrame({"outlet": list("ABCDE"), "title": "", "text": TEXTS})
    articles["text"] = articles["text"].replace("", "Nothing.")
    result = framing.analyze(articles, "syria")
    labels = result.labels(referent="syrian_government").set_index(["outlet", "stance"])["share"]
    for name in LABELS:
        shares = labels.xs(name.split(":")[2], level="stance").tolist()
        np.testing.assert_array_equal(table[name], shares)
    blame = result.blame().query("target == 'russia'")["share"]
    np.testing.assert_allclose(table["blame:russia"], blame)
    voices = result.voice().query("voice == 'own'")["share"]
    np.testing.assert_allclose(table["voice:own"], voices)
    np.testing.assert_allclose(table["style:words"][:4], result.style_counts["words"][:4])


def test_nothing_to_share_is_missing_not_zero(table):
    assert table.loc[:, LABELS[0]].isna().tolist() == [False, False, True, True, True]  # the fourth is quoted
    assert table.loc[1, LABELS[0]] == 0.0
    assert table.loc[2, [c for c in table if not c.startswith("style")]].isna().all()


def test_names_follow_from_the_lexicon_alone(fitted, table):
    assert list(table) == fitted.get_feature_names_out().tolist()
    other = FramingVectorizer("syria").fit(["Another text."])
    assert other.get_feature_names_out().tolist() == list(table)
    assert len(set(table)) == table.shape[1]
    families = [name.partition(":")[0] for name in table]
    assert list(dict.fromkeys(families)) == ["labels", "voice", "blame", "style"]


def test_families_come_in_the_order_asked_for():
    names = FramingVectorizer("syria", families=["style", "voice"]).fit(TEXTS).get_feature_names_out()
    assert list(dict.fromkeys(name.partition(":")[0] for name in names)) == ["style", "voice"]
    assert "voice:own" in FramingVectorizer("syria", families="voice").fit(TEXTS).get_feature_names_out()


@settings(max_examples=8)
@given(st.permutations(range(5)), st.integers(1, 5))
def test_a_row_does_not_depend_on_its_neighbours(fitted, table, order, size):
    few = order[:size]
    pd.testing.assert_frame_equal(fitted.transform([TEXTS[i] for i in few]), table.iloc[few].reset_index(drop=True))


def test_indicators_tell_missing_from_zero(table):
    vectorizer = FramingVectorizer("syria", missing="indicator").set_output(transform="pandas")
    filled = vectorizer.fit_transform(TEXTS)
    assert not filled.isna().any(axis=None)
    assert filled["missing:labels:syrian_government"].tolist() == [0, 0, 1, 1, 1]
    assert filled["missing:style:words_per_sentence"].tolist() == [0, 0, 0, 0, 1]
    assert filled[LABELS[0]].tolist() == [1, 0, 0, 0, 0]
    pd.testing.assert_frame_equal(filled[list(table)], table.fillna(0.0))


@pytest.mark.parametrize("form", [list, tuple, np.array, pd.Series, lambda x: np.array(x)[:, None], iter])
def test_texts_come_in_any_sequence(fitted, table, form):
    pd.testing.assert_frame_equal(fitted.transform(form(TEXTS)), table)


def test_articles_bring_their_titles(fitted, table):
    frame = pd.DataFrame({"title": ["Regime falls", None], "text": [TEXTS[2], TEXTS[2]]}, index=[7, 9])
    found = fitted.transform(frame)
    assert found[LABELS[0]].tolist()[0] == 1.0 and np.isnan(found[LABELS[0]].iloc[1])
    pd.testing.assert_frame_equal(fitted.transform(pd.DataFrame({"body": TEXTS})), table)


def test_arrays_by_default():
    found = FramingVectorizer("syria", families=["labels"]).fit_transform(TEXTS)
    assert isinstance(found, np.ndarray) and found.dtype == float and len(found) == 5


def test_no_text_gives_no_row(fitted):
    assert fitted.transform([]).shape == (0, len(fitted.feature_names_out_))


def test_clones_and_pickles_are_the_same(fitted, table):
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params() and not hasattr(copy, "feature_names_out_")
    own = clone(FramingVectorizer(framing.load_lexicon("syria"))).fit(TEXTS)
    for again in (pickle.loads(pickle.dumps(fitted)), own):
        np.testing.assert_array_equal(np.asarray(again.transform(TEXTS)), table.to_numpy())


def test_parameters_can_be_set_and_are_checked_when_fitted():
    vectorizer = FramingVectorizer("syria").set_params(voice="all", missing="indicator")
    assert vectorizer.get_params()["voice"] == "all"
    assert "missing='indicator'" in repr(vectorizer)
    for wrong, said in (
        ({"families": ["label"]}, "Did you mean 'labels'"), ({"missing": "zero"}, "missing='zero' is unknown"),
        ({"voice": "mine"}, "voice='mine' is unknown"), ({"syntax": False}, "without syntax"),
    ):  # fmt: skip
        with pytest.raises(FramingError) as error:
            FramingVectorizer("syria", **wrong).fit(TEXTS)
        assert said in str(error.value)
    with pytest.raises(LexiconError, match="Did you mean 'syria'"):
        FramingVectorizer("syrai").fit(TEXTS)


def test_without_syntax_labels_and_quotations_are_found():
    vectorizer = FramingVectorizer("syria", families=["labels", "voice"], voice="all", syntax=False)
    found = vectorizer.set_output(transform="pandas").fit_transform(TEXTS)
    assert found[LABELS[0]].tolist()[3] == 1.0


def test_it_is_not_used_before_it_is_fitted():
    with pytest.raises(NotFittedError):
        FramingVectorizer("syria").transform(TEXTS)
    with pytest.raises(NotFittedError):
        FramingVectorizer("syria").get_feature_names_out()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("one text", "takes a list of texts or a DataFrame, not a str"),
        (7, "not a int"),
        (["a", None], "row 1 is no text but None"),
        (["a", float("nan")], "row 1 is no text but nan"),
        (pd.DataFrame({"txt": ["a"], "b": ["c"]}), "no column 'text'. Did you mean 'txt'?"),
        (np.array([["a", "b"]]), "shape (1, 2)"),
    ],
)
def test_what_is_no_text_is_said(fitted, given, said):
    for use in (fitted.transform, FramingVectorizer("syria").fit):
        with pytest.raises(ArticlesError) as error:
            use(given)
        assert said in str(error.value)


def test_in_a_pipeline_and_a_grid_search():
    texts = ["The regime met.", "Government forces met."] * 6
    y = [1, 0] * 6
    steps = make_pipeline(
        FramingVectorizer("syria", families=["labels"]), SimpleImputer(keep_empty_features=True), LogisticRegression()
    )
    assert steps.fit(texts, y).predict(["The Syrian regime ate.", "The Syrian army ate."]).tolist() == [1, 0]
    grid = {"framingvectorizer__missing": ["nan", "indicator"]}
    search = GridSearchCV(steps, grid, cv=2).fit(texts, y)
    assert search.best_score_ == 1.0
    assert search.best_estimator_[:-1].get_feature_names_out()[0].startswith("labels:")


def test_in_a_column_transformer():
    frame = pd.DataFrame({"title": "", "text": TEXTS, "length": range(5)})
    by_name = ColumnTransformer([("framing", FramingVectorizer("syria", families=["labels"]), "text")])
    both = ColumnTransformer(
        [("framing", FramingVectorizer("syria", families=["labels"]), ["title", "text"])], remainder="passthrough"
    )
    one, two = by_name.fit_transform(frame), both.fit_transform(frame)
    np.testing.assert_array_equal(one, two[:, :-1])
    assert two[:, -1].tolist() == [0, 1, 2, 3, 4]
    assert both.get_feature_names_out()[-1] == "remainder__length"
    assert by_name.get_feature_names_out()[0].startswith("framing__labels:")


def test_in_parallel(fitted, table):
    with joblib.parallel_config(backend="threading"):
        halves = joblib.Parallel(n_jobs=2)(joblib.delayed(fitted.transform)(part) for part in (TEXTS[:2], TEXTS[2:]))
    pd.testing.assert_frame_equal(pd.concat(halves, ignore_index=True), table)


def test_tags_say_that_it_takes_texts():
    tags = FramingVectorizer("syria").__sklearn_tags__()
    assert tags.input_tags.string and not tags.input_tags.two_d_array
