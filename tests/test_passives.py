"""Passive voice in composed sentences, and its shares of an article's clauses."""

import numpy as np
import pandas as pd
import pytest

import framing
from framing.find.passives import CLAUSES, count_clauses, count_rest, find_passives
from framing.find.syntax import find_model, load_model, parse

# Sentence, its finite clauses, those in the passive, those of them that name no doer.
COUNTED = [
    ("Shells hit the bakery.", 1, 0, 0),
    ("The bakery was hit by shells.", 1, 1, 0),
    ("The bakery was hit.", 1, 1, 1),
    ("The bakery has been hit twice since it was rebuilt.", 2, 2, 2),
    ("Two bakers were wounded and taken to the clinic.", 2, 2, 2),
    ("Two bakers were wounded and taken away by the medics.", 2, 2, 0),
    ("Two bakers had fled and hidden in a cellar.", 2, 0, 0),
    ("The clinic must be repaired before winter comes.", 2, 1, 1),
    ("The guard got beaten.", 1, 1, 1),
    ("The witnesses who were questioned said that nobody had fired.", 3, 1, 1),
    ("The bridge built by the army stands.", 1, 0, 0),
    ("The mayor wants to be heard.", 1, 0, 0),  # passive, but no finite clause
    ("The harvest is late and the mill is closed by decree.", 2, 1, 0),
    ("No comment.", 0, 0, 0),
    ("", 0, 0, 0),
]


@pytest.fixture(scope="module")
def nlp():
    return load_model(find_model())


@pytest.mark.parametrize(("sentence", "clauses", "passives", "agentless"), COUNTED, ids=[c[0] for c in COUNTED])
def test_clauses_of_a_sentence(nlp, sentence, clauses, passives, agentless):
    counts = count_clauses({0: parse(nlp, [sentence])[0]}, 1)
    assert [int(counts[column][0]) for column in CLAUSES] == [clauses, passives, agentless]


def test_passives_need_not_be_finite(nlp):
    (doc,) = parse(nlp, ["The mayor wants to be heard and not to be interrupted."])
    assert [verb.text for verb in find_passives(doc)] == ["heard", "interrupted"]


def test_sentences_that_nobody_parsed_have_no_counts_until_style_is_asked_for(nlp):
    text = "The old mill was sold. Rebels shelled the mill. It was rebuilt by the town. It stands."
    result = framing.analyze(pd.DataFrame({"outlet": ["A"], "title": ["The mill was sold"], "text": [text]}), "syria")
    parsed = result.sentences[result.sentences["part"] == "text"]["clauses"]
    assert parsed.isna().any() and parsed.notna().any()
    counts = count_rest(result.articles, result.sentences, nlp)
    assert counts[list(CLAUSES)].sum().tolist() == [4, 2, 1]
    features = result.style().set_index("feature")["mean"]
    assert features["passive_share"] == 0.5 and features["agentless_passive_share"] == 0.25


def test_what_finding_counted_is_what_parsing_everything_counts(nlp, corpus):
    nothing = corpus.sentences.assign(**dict.fromkeys(CLAUSES, pd.array([None] * len(corpus.sentences), dtype="Int16")))
    some, none = (count_rest(corpus.articles, table, nlp)[list(CLAUSES)] for table in (corpus.sentences, nothing))
    assert not some.isna().any(axis=None)
    assert (some != none).any(axis=1).mean() < 0.01  # finding mends sentences that lost a mark


def test_without_parses_the_shares_are_missing_and_say_so(examples):
    result = framing.analyze(examples, "syria", syntax=False)
    assert result.sentences["clauses"].isna().all()
    rows = result.style().query("feature == 'passive_share'")
    assert len(rows) == 5 and rows["mean"].isna().all()
    assert (rows["note"] == "not enough evidence (n=0)").all()


def test_an_article_without_a_clause_has_no_share(nlp):
    result = framing.analyze(pd.DataFrame({"outlet": ["A", "B"], "text": ["No comment.", "He was paid."]}), "syria")
    assert np.isnan(result.style_counts["passive_share"][0]) and result.style_counts["passive_share"][1] == 1
