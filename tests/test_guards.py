"""A guard binds an entry to a context: only there it counts, and a shorter one inside it does not either."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.errors import LexiconError
from framing.find.evidence import find_evidence
from framing.read.articles import read_articles
from framing.read.guards import KEYS

LEXICON = """lexicon: guarded
version: 1.0.0
language: en
title: Guarded
extends: [conflict]
referents:
  syrian_government:
    name: Syrian government
    kind: actor
    aliases: [Assad, Syrian Arab Army]
    metonyms: [Damascus]
    labels:
      neutral:
        - Syrian government
        - {form: government(s), GUARD}
      critical: [regime]
  rebels: {name: Rebels, kind: actor, aliases: [Free Army], labels: {neutral: [rebel(s)]}}
"""


def load(tmp_path, guard, form="government(s)"):
    path = tmp_path / "guarded.yaml"
    path.write_text(LEXICON.replace("GUARD", guard).replace("form: government(s)", f"form: {form}"), encoding="utf-8")
    return framing.load_lexicon(path)


def found(lexicon, text, title=""):
    articles = read_articles(pd.DataFrame({"outlet": ["A"], "title": [title], "text": [text]}))
    return find_evidence(articles, lexicon)["mentions"]["text"].tolist()


@pytest.mark.parametrize(
    ("guard", "text", "labels"),
    [
        ("near: [Assad]", "The government met Assad.", ["government"]),
        ("near: [Assad]", "The government met.", []),
        ("near: [Assad]", "Assad left. The government met.", []),
        ("near: [Assad]", "The government of the Assads met.", []),
        ("near: [Assad(s)]", "The government of the Assads met.", ["government"]),
        ("near: [Assad], within: article", "Assad left. The government met.", ["government"]),
        ("near: [Assad], within: article", "It rained. The government met.", []),
        ("near: [Assad], within: passage", "Assad left. The government met.", ["government"]),
        ("near: [Assad], within: passage", "The government met. Assad left.", ["government"]),
        ("near: [Assad], within: passage", "Assad left. It rained. The government met.", []),
        ("near: [Assad], within: passage", "The government met. It rained. Assad left.", []),
        ("not near: [Assad], within: passage", "Assad left. The government met.", []),
        ("near: [government]", "The government met.", []),  # not near itself
        ("near: [government]", "The government met another government.", ["government", "government"]),
        ("near: [syrian_government]", "The Syrian Arab Army and the government met.", ["government"]),
        ("near: [syrian_government]", "The government met in Damascus.", ["government"]),
        ("near: [syrian_government]", "The government met rebels.", ["rebels"]),
        ("near: [US]", "The government told us.", []),
        ("near: [US]", "The government told US officers.", ["government"]),
        ("not near: [Iraq]", "The government of Iraq met.", []),
        ("not near: [Iraq]", "The government met.", ["government"]),
        ("near: [Assad], not near: [Iraq]", "Assad met the government of Iraq.", []),
        ("preceded by: [new]", "The new government met.", ["government"]),
        ("preceded by: [new]", "New and old government met.", []),
        ("not preceded by: [Iraqi, new]", "The Iraqi government met the government.", ["government"]),
        ("followed by: [forces]", "The government forces met the government.", ["government"]),
        ("not followed by: [forces]", "The government forces met the government.", ["government"]),
        ("not followed by: [officials]", "Governments met. The government-officials fled.", ["Governments"]),
        ("not inside: [local government]", "The local government met the government.", ["government"]),
        ("not inside: [Government House]", "Government House fell, and the government met.", ["government"]),
        ("not as: [name]", "He crossed Government Bridge. The government met.", ["government"]),
        ("not as: [name]", "He met the Iraqi Government there.", []),
        ("not as: [name]", "Government troops met.", ["Government"]),
        ("not as: [name]", "He met the Government in Damascus.", ["Government"]),
        ("near: [Assad]", "The Syrian government met.", ["Syrian government"]),  # only the bound entry is bound
    ],
)
def test_an_entry_counts_only_where_its_guard_holds(tmp_path, guard, text, labels):
    assert found(load(tmp_path, guard), text) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("General Low spoke, and the general left.", ["general"]),
        ("The General spoke.", ["General"]),
        ("He met General Low.", []),
    ],
)
def test_a_title_before_a_name_is_no_choice(tmp_path, text, labels):
    assert found(load(tmp_path, "not as: [title]", "general"), text) == labels


def test_in_a_headline_in_capitals_nobody_can_tell_a_name(tmp_path):
    lexicon = load(tmp_path, "not as: [name, title]")
    assert found(lexicon, "It rained.", title="Divided Government Meets Allies Over Harbour") == ["Government"]


@pytest.mark.parametrize("within", ["passage", "article"])
def test_the_title_belongs_to_the_article_and_the_next_article_does_not(tmp_path, within):
    lexicon = load(tmp_path, f"near: [Assad], within: {within}")
    texts = pd.DataFrame({"outlet": "A", "title": ["Assad speaks", "Rain"], "text": ["The government met."] * 2})
    assert find_evidence(read_articles(texts), lexicon)["mentions"]["article_id"].tolist() == ["1"]


def test_what_is_held_back_names_nobody_and_frees_no_shorter_form(tmp_path):
    lexicon = load(tmp_path, "near: [Assad]", "regime forces")
    assert found(lexicon, "The regime forces fled, then the regime fell.") == ["regime"]


def test_a_guard_may_bind_an_alias_several_forms_and_a_shared_form(tmp_path):
    text = LEXICON.replace("form: government(s), GUARD", "forms: [cabinet, ministry], near: [Assad]")
    text = text.replace("[Free Army]", "[{form: Army, not as: [name]}]")
    text += "shared:\n  - {forms: [{form: fighters, preceded by: [armed]}], stance: critical, actors: [rebels]}\n"
    path = tmp_path / "guarded.yaml"
    path.write_text(text, encoding="utf-8")
    lexicon = framing.load_lexicon(path)
    assert list(lexicon.guards) == ["cabinet", "ministry", "Army", "fighters"]
    said = "Assad's cabinet met. The ministry closed. Armed fighters met fighters."
    assert found(lexicon, said) == ["cabinet", "fighters"]
    texts = pd.DataFrame({"outlet": ["A"], "text": ["The Army met the Salvation Army."]})
    assert find_evidence(read_articles(texts), lexicon)["references"]["start"].tolist() == [4]


@given(
    st.sampled_from(["passage", "article"]),
    st.lists(st.sampled_from(["The government met.", "Assad left.", "Rain in Iraq.", "Government House."]), max_size=8),
)
def test_halves_of_a_corpus_find_what_the_whole_finds(tmp_path_factory, within, sentences):
    folder = tmp_path_factory.mktemp("g")
    lexicon = load(folder, f"near: [Assad], not near: [Iraq], within: {within}, not as: [name]")
    texts = [
        f"On day {n} it was cold. {said}"
        for n, said in enumerate([*sentences, "Assad's government.", "The government."])
    ]
    texts = read_articles(pd.DataFrame({"outlet": "A", "text": texts}))
    whole = find_evidence(texts, lexicon)["mentions"]
    halves = [find_evidence(half, lexicon)["mentions"] for half in (texts.iloc[:3], texts.iloc[3:])]
    pd.testing.assert_frame_equal(whole, pd.concat(halves, ignore_index=True))


# Complaints


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("nearby: [Assad]", "unknown key 'nearby'. Did you mean 'near'"),
        ("near: []", "an empty list binds nothing; write a word or remove the line."),
        ("within: article", "the form 'government(s)' has no guard; add one of near, not near"),
        ("within: article, not as: [name]", "'within' says how near is near; it needs 'near' or 'not near'."),
        (
            "near: [Assad], within: town",
            "'town' is not one of sentence, passage, article. Known: sentence, passage, article.",
        ),
        ("not as: [nam]", "'nam' is not one of name, title. Did you mean 'name'?"),
        (
            "near: [syrian_goverment]",
            "'syrian_goverment', which is no referent and no context. Did you mean 'syrian_government'?",
        ),
        ("near: [Syri*]", "'Syri*' has a wildcard, and there are none; spell the endings"),
        ("form: state, near: [Assad]", "the key 'form' stands twice"),
        ("forms: [state], near: [Assad]", "an entry with a guard needs 'form' (or 'forms'), once"),
    ],
)
def test_a_wrong_guard_is_refused_with_its_line(tmp_path, guard, said):
    with pytest.raises(LexiconError) as error:
        load(tmp_path, guard)
    assert "guarded.yaml:15: " in str(error.value)
    assert said in str(error.value)


ONLY = LEXICON.replace("    labels:\n      neutral:\n", "    only: GUARD\n    labels:\n      neutral:\n").replace(
    "{form: government(s), GUARD}", "{form: government(s), preceded by: [the]}"
)


def load_only(tmp_path, guard):
    path = tmp_path / "guarded.yaml"
    path.write_text(ONLY.replace("GUARD", guard), encoding="utf-8")
    return framing.load_lexicon(path)


def test_only_binds_all_labels_but_those_that_need_it_not(tmp_path):
    lexicon = load_only(tmp_path, "{near: [Assad, Syrian], within: passage}")
    assert list(lexicon.guards) == ["government(s)", "regime"]  # one has its own guard, one the word in its name
    assert found(lexicon, "The Syrian government met.") == ["Syrian government"]
    assert found(lexicon, "The regime met.") == []
    assert found(lexicon, "The government met in Damascus.") == ["government"]
    assert found(lexicon, "Assad left. The regime met the rebels.") == ["regime", "rebels"]
    assert framing.load_lexicon(lexicon.to_yaml(tmp_path / "again.yaml")) == lexicon


def test_a_context_stands_for_its_words(tmp_path):
    path = tmp_path / "guarded.yaml"
    contexts = "contexts:\n  the_war: [Assad, Homs]\n  all_of_it: [the_war, Aleppo]\nreferents:\n"
    text = ONLY.replace("GUARD", "{near: [all_of_it]}").replace("referents:\n", contexts)
    path.write_text(text, encoding="utf-8")
    lexicon = framing.load_lexicon(path)
    assert lexicon.guards["regime"].near == ("Assad", "Homs", "Aleppo")
    assert found(lexicon, "The regime met. The regime met in Homs.") == ["regime"]
    assert framing.load_lexicon(lexicon.to_yaml(tmp_path / "again.yaml")) == lexicon
    path.write_text(text.replace("all_of_it]", "all_of_us]"), encoding="utf-8")
    with pytest.raises(LexiconError, match="no referent and no context. Did you mean 'all_of_it'"):
        framing.load_lexicon(path)
    path.write_text(text.replace("the_war", "war"), encoding="utf-8")
    with pytest.raises(LexiconError, match="a context is called by a name with _"):
        framing.load_lexicon(path)


@pytest.mark.parametrize(
    ("guard", "said"),
    [
        ("[Assad]", "'only' is a guard in braces: {near: [Syria], within: passage}."),
        ("{within: passage}", "'only' binds nothing; add one of near, not near"),
        ("{form: x, near: [Assad]}", "unknown key 'form'"),
        ("{near: [syrian_goverment]}", "which is no referent and no context. Did you mean 'syrian_government'?"),
    ],
)
def test_a_wrong_guard_of_all_labels_is_refused_with_its_line(tmp_path, guard, said):
    with pytest.raises(LexiconError) as error:
        load_only(tmp_path, guard)
    assert "guarded.yaml:12: " in str(error.value)
    assert said in str(error.value)
    assert len(str(error.value).splitlines()) <= 2


def test_a_guard_reads_back(tmp_path):
    lexicon = load(tmp_path, "near: [Assad, 'no', \"a: b\"], within: article, not as: [name]")
    assert str(lexicon.guards["government(s)"]) == 'near: [Assad, "no", "a: b"], within: article, not as: [name]'
    assert framing.load_lexicon(lexicon.to_yaml(tmp_path / "again.yaml")) == lexicon
    assert framing.load_lexicon(lexicon.to_csv(tmp_path / "again.csv")).guards == lexicon.guards


def test_every_guard_is_explained_in_the_guide():
    guide = (Path(__file__).parent.parent / "docs" / "writing-lexicons.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}: " not in guide] == []


def test_the_guards_of_the_guide_can_be_read(tmp_path):
    guide = (Path(__file__).parent.parent / "docs" / "writing-lexicons.md").read_text(encoding="utf-8")
    labels = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[1]
    head = LEXICON[: LEXICON.index("  syrian_government")]
    (tmp_path / "guide.yaml").write_text(f"{head}  company:\n    name: C\n    kind: actor\n{labels}", encoding="utf-8")
    assert list(framing.load_lexicon(tmp_path / "guide.yaml").guards) == ["management", "government", "General"]
