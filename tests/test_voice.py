"""Voices and citations in composed sentences; known failures are marked in the file, with their reason."""

import numpy as np
import pandas as pd
import pytest
from composed import entries, judge_voice
from hypothesis import given
from hypothesis import strategies as st

import framing


def marks(entry):
    return [pytest.mark.xfail(reason=entry["xfail"])] if "xfail" in entry else []


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"], marks=marks(e)) for e in entries("voice")])
def test_composed_sentences_have_their_voices(entry):
    assert judge_voice(entry) == []


def test_at_most_one_sentence_in_ten_is_known_to_fail():
    known = [e for e in entries("voice") if "xfail" in e]
    assert len(known) <= 0.1 * len(entries("voice"))


def test_every_case_has_five_sentences_and_a_tenth_cites_nobody():
    cases = pd.Series([e["case"] for e in entries("voice")]).value_counts()
    assert cases.min() >= 5
    assert sum(bool(e.get("cites_nobody")) for e in entries("voice")) >= 0.1 * len(entries("voice"))


WORDS = ["The ministry", "said", "that", "the regime", "according to", "he", "denied", "Assad", "was quoted as saying"]
MARKS = ["“", "”", '"', ",", ".", ":", "\n", "\n\n", "'", "«", "»", "", "🙂", "x" * 50, "İ", "-", "?"]
pieces = st.sampled_from(WORDS + MARKS)


@given(st.one_of(st.lists(pieces, max_size=25).map(" ".join), st.text(max_size=120)))
def test_any_text_at_all_gives_spans_inside_it(text):
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": [text + " The regime said so."]}), "syria")
    rows = result.attributions
    whole = result.articles["text"].iloc[0]
    assert ((rows["start"] >= 0) & (rows["start"] < rows["end"]) & (rows["end"] <= len(whole))).all()
    assert set(rows["kind"]) <= {"quoted", "reported"}
    for row in rows.dropna(subset=["speaker_start"]).to_dict("records"):
        assert 0 <= row["speaker_start"] < row["speaker_end"] <= len(whole)
    assert set(result.mentions["voice"].replace({np.nan: None})) <= {"own", "quoted", "reported", "scare"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ten people died in the raid near Homs, Oakham governor Rahmi Elver said early Friday.", "Rahmi Elver"),
        ("Ten people died in the raid, said March 3 the army.", None),
        ("According to Monday, ten people died.", None),
        ("Ten people died in the raid, said Theresa May.", "Theresa May"),  # a month that is a name
        ("The Friday Times said ten people died.", "The Friday Times"),
    ],
)
def test_days_and_dates_are_no_speakers(text, speaker):
    cited = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": [text]}), "syria").attributions
    assert cited["speaker_text"].unique().tolist() == ([speaker] if speaker else [pytest.approx(np.nan, nan_ok=True)])
