"""Claims of responsibility in composed sentences; known failures are marked in the file with what goes wrong."""

import pandas as pd
import pytest
from composed import entries, judge_blame

import framing
from framing.measure.blame import blame


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


def test_who_blames_whom_is_counted_within_what_each_source_says():
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["Courier", "Courier", "Herald"]})
    said = [
        ("a", 0, "army", "rebels", "blame"), ("a", 0, "army", "rebels", "blame"), ("a", 1, "army", "rebels", "blame"),
        ("a", 2, "rebels", "rebels", "blame"), ("b", 0, None, "rebels", None), ("b", 1, "army", "army", "deny"),
        ("b", 2, "rebels", "army", "blame"), ("c", 0, "army", "outlet", "blame"),
    ]  # fmt: skip
    claims = pd.DataFrame(said, columns=["article_id", "sentence", "target", "source", "polarity"])
    claims = claims.assign(part="text", certainty="asserted", victim="civilians", outlet="")
    table = blame(claims, articles, ["army", "rebels"], by=["outlet", "source"]).set_index(
        ["outlet", "source", "target"]
    )

    def counts(*key):
        found = table.loc[key]
        return found["claims"], found["total"], found["denied"], found["articles"]

    assert counts("Courier", "rebels", "army") == (
        2,
        4,
        0,
        2,
    )  # of four reports of harm by the rebels, one names nobody
    assert counts("Courier", "rebels", "rebels") == (1, 4, 0, 2)
    assert counts("Courier", "army", "rebels") == (1, 1, 0, 1)
    assert counts("Courier", "army", "army") == (0, 1, 1, 1)  # a denial stands beside
    assert counts("Herald", "outlet", "army") == (1, 1, 0, 1)
    assert counts("Herald", "rebels", "army")[:2] == (0, 0)
    assert pd.isna(table.loc[("Herald", "rebels", "army"), "share"])
    shares = table.groupby(level=["outlet", "source"])["share"].sum(min_count=1)
    assert shares[("Courier", "rebels")] == pytest.approx(1)


def test_a_subject_that_explains_itself_ends():
    text = (
        "The mayor’s most lasting legacy may stem from his nomination of a judge and his role in escalating the war on "
        "drugs."
    )
    articles = pd.DataFrame({"outlet": ["A"], "text": [text]})
    assert framing.analyze(articles, "policing").claims["target"].dropna().tolist() == []


def test_harm_to_one_side_is_counted_alone():
    articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    text = "Russian jets bombed a hospital. Rebels killed two Turkish soldiers. Four villagers were shot."
    found = framing.analyze(articles.assign(text=text), "syria")
    table = found.blame(victim="civilians").set_index("target")
    assert table.loc["russia", ["claims", "total"]].tolist() == [1, 2]
    assert table.loc["rebels", ["claims", "total"]].tolist() == [0, 2]
    forms = found.agency().set_index("victim")
    assert forms.loc["civilians", ["events", "named", "active", "agentless_passive"]].tolist() == [2, 1, 1, 1]
    assert forms.loc["turkey", ["events", "named", "active"]].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [".", "?!", "Not", "rather than", "not but", "who which that", "its its their", "and not the",
     "of by from on with", "Damascus - - shelled", "X-besieged", "-fired", "\"the\" 'claim' that", "İdlib shelled İ",
     "killed " * 60, "the army's its army which it who shelled", "Russia denied denied that that it it bombed"],
)  # fmt: skip
def test_no_words_break_the_finder(text):
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": [text]}), "syria")
    assert all(text[c.start : c.end].strip() for c in result.claims[result.claims["part"] == "text"].itertuples())
