"""Claims of responsibility in composed sentences; known failures are marked in the file with what goes wrong."""

import pandas as pd
import pytest
from composed import entries, judge_blame

import framing


def marks(entry):
    return [pytest.mark.xfail(reason=entry["xfail"])] if "xfail" in entry else []


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"], marks=marks(e)) for e in entries("blame")])
def test_composed_sentences_have_their_claims(entry):
    assert judge_blame(entry) == []


def test_every_case_has_five_sentences_and_a_tenth_claims_nothing():
    cases = pd.Series([e["case"] for e in entries("blame")]).value_counts()
    assert cases.min() >= 5
    silent = sum(not e["claims"] and not e.get("agentless") for e in entries("blame"))
    assert silent >= 0.1 * len(entries("blame"))


def test_the_event_or_blame_word_is_the_claims_span():
    text = "Turkey accused Damascus of bombing the hospital. Ten people were killed in Idlib."
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": [text]}), "syria")
    assert [text[r.start : r.end] for r in result.claims.itertuples()] == ["accused", "killed"]


def test_a_label_of_an_act_says_who_it_happened_to():
    text = "Two Turkish soldiers were martyred near Saraqib. The rebels slaughtered the villagers."
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": [text]}), "syria")
    acts = result.mentions[result.mentions["referent"] == "killing"]
    assert acts[["text", "victim"]].values.tolist() == [["martyred", "turkey"], ["slaughtered", "civilians"]]
