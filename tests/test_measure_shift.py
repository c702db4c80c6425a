"""Word shift: contributions are the difference, to the last digit, and each is what the formula says."""

import numpy as np
import pandas as pd
import pytest

from framing.errors import FramingError
from framing.measure import shift

CHOICES = pd.DataFrame(
    {"referent": ["army"] * 4 + ["rebels"], "stance": ["critical", "critical", "neutral", "favourable", "neutral"],
     "label": ["regime", "junta", "troops", "heroes", "rebels"]}
)  # fmt: skip


def evidence(**counts):
    """Mentions by outlet: how often each label of the army was used."""
    rows = [(f"{outlet} 1", label) for outlet, used in counts.items() for label, n in used.items() for _ in range(n)]
    mentions = pd.DataFrame(rows, columns=["article_id", "label"]).assign(referent="army", voice="own")
    articles = pd.DataFrame({"article_id": [f"{outlet} 1" for outlet in counts], "outlet": list(counts)})
    return mentions, articles, CHOICES


def explain(found, *sides, stance="critical", **more):
    return shift(*found, sides=sides, referent="army", stance=stance, **more)


@pytest.mark.parametrize("seed", range(10))
def test_contributions_sum_to_the_difference_of_the_shares_that_labels_gives(seed):
    rng = np.random.default_rng(seed)
    found = evidence(**{o: dict(zip(CHOICES["label"][:4], rng.integers(0, 30, 4), strict=True)) for o in ("A", "B")})
    table = explain(found, "A", "B")
    from framing.measure import labels

    mentions, articles, choices = found
    stances = mentions.merge(choices[["label", "stance"]], on="label")
    shares = labels(stances, articles, choices).query("stance == 'critical' and referent == 'army'")["share"].tolist()
    assert np.isclose(table["contribution"].sum(), shares[0] - shares[1], atol=1e-12)
    assert np.isclose(table["difference"].iloc[0], shares[0] - shares[1], atol=1e-12)
    assert np.isclose(table["explained_a"].iloc[0], shares[0]) and np.isclose(table["explained_b"].iloc[0], shares[1])


def test_a_contribution_is_what_the_formula_says():
    found = evidence(A={"regime": 6, "troops": 4}, B={"regime": 1, "junta": 1, "troops": 8})
    table = explain(found, "A", "B").set_index("label")
    middle = (0.6 + 0.2) / 2
    assert np.isclose(table.at["regime", "contribution"], (1 - middle) * (0.6 - 0.1))
    assert np.isclose(table.at["junta", "contribution"], (1 - middle) * (0.0 - 0.1))
    assert np.isclose(table.at["troops", "contribution"], (0 - middle) * (0.4 - 0.8))
    assert table.at["heroes", "contribution"] == 0 and table.at["heroes", "n_a"] == 0
    assert table.index.tolist()[:3] == ["regime", "troops", "junta"]


def test_exchanging_the_outlets_changes_signs_and_nothing_else():
    found = evidence(A={"regime": 6, "troops": 4}, B={"regime": 1, "junta": 1, "troops": 8})
    there, back = explain(found, "A", "B"), explain(found, "B", "A")
    assert np.allclose(there["contribution"], -back["contribution"])
    assert there["label"].tolist() == back["label"].tolist()


def test_one_outlet_stands_against_all_others():
    found = evidence(A={"regime": 6}, B={"troops": 3}, C={"troops": 4, "junta": 1})
    table = explain(found, "A")
    assert table["b"].unique().tolist() == ["all other outlets"]
    assert table["choices_b"].iloc[0] == 8 and np.isclose(table["difference"].iloc[0], 1 - 1 / 8)


def test_few_choices_are_said_and_none_leave_the_contributions_missing():
    few = explain(evidence(A={"regime": 3}, B={"troops": 9}), "A", "B")
    assert few["note"].eq("not enough evidence (n=3 and 9)").all() and few["contribution"].notna().all()
    none = explain(evidence(A={"regime": 3}, B={}), "A", "B")
    assert none["contribution"].isna().all() and none["n_a"].sum() == 3 and none["difference"].isna().all()


def test_only_the_voice_asked_for_counts():
    mentions, articles, choices = evidence(A={"regime": 6}, B={"troops": 6})
    mentions["voice"] = ["quoted"] * 3 + ["own"] * 9
    assert explain((mentions, articles, choices), "A", "B")["choices_a"].iloc[0] == 3
    assert explain((mentions, articles, choices), "A", "B", voice="all")["choices_a"].iloc[0] == 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sides": ["Aa", "B"]}, "There is no outlet 'Aa'"),
        ({"sides": []}, "shift takes one outlet or two; it was given 0"),
        ({"sides": ["A", "B", "A"]}, "it was given 3"),
        ({"sides": ["A", "A"]}, "shift was given 'A' twice"),
        ({"referent": "armi"}, "no labels for the referent 'armi'. Did you mean 'army'"),
        ({"stance": "critcal"}, "'army' has no stance 'critcal'. Did you mean 'critical'"),
        ({"voice": "owm"}, "voice='owm' is unknown"),
    ],
)
def test_unknown_names_are_refused(change, message):
    asked = {"sides": ["A", "B"], "referent": "army", "stance": "critical"} | change
    with pytest.raises(FramingError, match=message):
        shift(*evidence(A={"regime": 3}, B={"troops": 9}), **asked)


def test_one_outlet_alone_cannot_be_compared():
    with pytest.raises(FramingError, match="shift needs two outlets"):
        shift(*evidence(A={"regime": 3}), sides=["A"], referent="army", stance="critical")
