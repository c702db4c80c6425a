"""Lexicons made of lexicons say what they are made of, and a saved analysis finds them again."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.errors import LexiconError
from framing.read.guards import scalar
from framing.read.lexicon import list_lexicons, load_lexicon
from framing.read.tree import parse_tree

HEAD = "lexicon: {0}\nversion: 1.0.0\nlanguage: en\ntitle: About {0}\n"
ARMY = """referents:
  army: {name: The army, kind: actor, aliases: [Low], labels: {neutral: [army], critical: [junta(s)]}}
"""
NAVY = """referents:
  navy: {name: The navy, kind: actor, labels: {neutral: [navy], critical: [pirate(s)]}}
"""


@pytest.fixture
def write(tmp_path):
    def writer(name, text, folder=""):
        path = tmp_path / folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD.format(name) + text, encoding="utf-8")
        return path

    return writer


@pytest.fixture
def army(write):
    return load_lexicon(write("army", "extends: [conflict]\n" + ARMY))


@pytest.fixture
def navy(write):
    return load_lexicon(write("navy", NAVY))


# Joining


def test_a_join_holds_both_and_says_which_files_it_is_made_of(army, navy):
    both = army | navy
    assert list(both.referents) == ["army", "navy"]
    assert both.words == army.words
    assert (both.name, both.version, both.title) == ("army+navy", "1.0.0+1.0.0", "About army; About navy")
    steps = [(s["step"], s["lexicon"], s.get("file"), s.get("referents")) for s in both.provenance]
    assert steps == [
        ("read", "style", "style.yaml", None),
        ("read", "conflict", "conflict.yaml", None),
        ("read", "army", "army.yaml", None),
        ("read", "navy", "navy.yaml", None),
        ("added", "navy", None, ["navy"]),
        ("made", "army+navy", "army+navy.yaml", None),
    ]
    assert both.provenance[1]["hash"] == army.provenance[1]["hash"]
    assert both.provenance[-1]["hash"] == both.hash


def test_the_order_of_a_join_matters_for_the_order_only(army, navy):
    left, right = army | navy, navy | army
    assert left.referents == right.referents
    assert set(left.words) == set(right.words)
    assert (army | army).referents == army.referents


def test_where_each_name_came_from_is_kept(army, navy):
    files = (army | navy).drop("army").to_frame()["file"].unique().tolist()
    assert files == ["navy.yaml"]
    assert (army | navy).to_frame()["file"].unique().tolist() == ["army.yaml", "navy.yaml"]


def test_contradictions_are_all_listed_with_a_way_out(army, write):
    other = load_lexicon(
        write(
            "other",
            ARMY.replace("junta(s)", "putschists") + "  mob: {name: Mob, kind: people, labels: {critical: [juntas]}}\n",
        )
    )
    with pytest.raises(LexiconError) as error:
        army | other
    assert error.value.messages == (
        "both army and other define the referent 'army', differently; leave one out: .drop('army').",
        "the form 'juntas' is a name of 'army' in army and a name of 'mob' in other; leave one of them out, with "
        ".drop('mob'), or change one of the files.",
    )
    assert list((army.drop("army") | other).referents) == ["army", "mob"]


def test_languages_do_not_mix(army, tmp_path):
    (tmp_path / "de.yaml").write_text(HEAD.format("de").replace("en", "de") + NAVY, encoding="utf-8")
    with pytest.raises(LexiconError, match="army is in the language 'en', de in 'de'"):
        army | load_lexicon(tmp_path / "de.yaml")


def test_only_lexicons_are_joined(army):
    with pytest.raises(TypeError):
        army | "navy"


# Leaving out


def test_what_is_dropped_is_gone_and_recorded():
    syria = load_lexicon("syria")
    less = syria.drop("isis", "nusra")
    assert list(less.referents) == [id_ for id_ in syria.referents if id_ not in ("isis", "nusra")]
    assert all(not {"isis", "nusra"} & set(s.actors) for s in less.shared)
    assert [s.forms for s in less.shared] == [s.forms for s in syria.shared]
    assert {"step": "dropped", "lexicon": "syria", "referents": ["isis", "nusra"]} in less.provenance
    assert (less.name, less.version) == ("syria", f"{syria.version}+changed")
    assert less.hash != syria.hash
    assert "isis" not in less.names
    assert less != syria


def test_a_shared_form_goes_to_who_remains(write):
    text = (
        ARMY + "  mob: {name: Mob, kind: people}\nshared:\n  - {forms: [gang], stance: critical, actors: [mob, army]}\n"
    )
    lexicon = load_lexicon(write("army", text))
    assert lexicon.drop("mob").shared[0].actors == ("army",)
    assert lexicon.drop("mob", "army").shared == ()


def test_only_is_drop_of_the_rest():
    syria = load_lexicon("syria")
    kept = syria.only(["russia", "lookalikes"])
    assert kept == syria.drop(*(id_ for id_ in syria.referents if id_ not in ("russia", "lookalikes")))
    assert syria.only(list(syria.referents)) == syria
    assert syria.only("russia").actors == ["russia"]


@pytest.mark.parametrize("leave_out", [lambda lexicon: lexicon.drop("rusia"), lambda lexicon: lexicon.only(["rusia"])])
def test_an_unknown_referent_gets_a_hint(leave_out):
    with pytest.raises(
        LexiconError, match=re.escape("no referent 'rusia' in the lexicon syria. Did you mean 'russia'")
    ):
        leave_out(load_lexicon("syria"))


def test_nothing_to_leave_out_is_no_change_by_accident(army):
    with pytest.raises(LexiconError, match="no referent was named; the lexicon army has army."):
        army.drop()


def test_a_guard_keeps_whom_it_needs(write):
    text = ARMY.replace("[army]", "[{form: troops, near: [navy]}]") + NAVY.removeprefix("referents:\n")
    lexicon = load_lexicon(write("army", text))
    with pytest.raises(LexiconError, match="the guard of 'troops' needs 'navy'; keep it"):
        lexicon.drop("navy")
    assert lexicon.drop("army").guards == {}


# Written and read


@pytest.mark.parametrize("name", list_lexicons())
def test_a_lexicon_reads_back_equal(name, tmp_path):
    lexicon = load_lexicon(name)
    again = load_lexicon(lexicon.to_yaml(tmp_path / "again.yaml"))
    assert again == lexicon
    assert again.words == lexicon.words
    assert hash(again) == hash(lexicon)
    assert again.provenance[:-1] == lexicon.provenance
    assert list(again.sources) == ["again.yaml"]
    assert load_lexicon(again.to_yaml(tmp_path / "third.yaml")) == again


@pytest.mark.parametrize("name", [name for name in list_lexicons() if name != "conflict"])
def test_a_table_of_names_reads_back_with_the_same_names(name, tmp_path):
    lexicon = load_lexicon(name)
    again = load_lexicon(lexicon.to_csv(tmp_path / "names.csv"))
    columns = ["referent", "name", "kind", "stance", "label", "form", "naming", "guard"]
    tables = [x.to_frame()[columns].sort_values(columns).reset_index(drop=True) for x in (lexicon, again)]
    pd.testing.assert_frame_equal(*tables)
    assert again.words == load_lexicon("conflict").words


def test_a_frame_has_one_row_per_form(army):
    frame = army.to_frame()
    assert frame[["stance", "label", "form", "naming"]].fillna("").values.tolist() == [
        ["neutral", "army", "army", "label"],
        ["critical", "junta(s)", "junta", "label"],
        ["critical", "junta(s)", "juntas", "label"],
        ["", "Low", "Low", "alias"],
    ]
    assert frame["guard"].isna().all()


@given(st.text(max_size=20))
def test_any_word_can_be_written_as_yaml(text):
    text = " ".join(text.split())
    if text.isprintable() and text:
        assert parse_tree(f"[{scalar(text)}]", "x").node.value[0].value == text


# An analysis remembers

TEXTS = pd.DataFrame({"outlet": ["A", "B"], "text": ["The junta met pirates.", "The army met the navy."]})


@pytest.mark.parametrize("make", [
    lambda army, navy: army | navy,
    lambda army, navy: army,
    lambda army, navy: (army | navy).drop("navy"),
    lambda army, navy: ((army | navy).only(["navy"]) | army),
])  # fmt: skip
def test_a_saved_analysis_loads_again_with_its_lexicon(army, navy, make, tmp_path):
    lexicon = make(army, navy)
    result = framing.analyze(TEXTS, lexicon, syntax=False)
    loaded = framing.load_analysis(result.save(tmp_path / "run"))
    assert loaded.lexicon == lexicon
    assert (loaded.lexicon.hash, loaded.lexicon.provenance) == (lexicon.hash, lexicon.provenance)
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["lexicon"]["composed"] == lexicon.provenance == result.record()["lexicon"]["composed"]
    pd.testing.assert_frame_equal(loaded.labels(voice="all"), result.labels(voice="all"))


def test_composing_finds_what_the_parts_find(army, navy):
    both = framing.analyze(TEXTS, army | navy, syntax=False).mentions
    parts = [framing.analyze(TEXTS, lexicon, syntax=False).mentions for lexicon in (army, navy)]
    together = pd.concat(parts).sort_values(["article_id", "start"], ignore_index=True)
    pd.testing.assert_frame_equal(both, together)


def test_an_imported_list_is_saved_as_it_was(tmp_path):
    (tmp_path / "words.csv").write_text("referent,stance,form\narmy,critical,junta\n", encoding="utf-8")
    result = framing.analyze(TEXTS, tmp_path / "words.csv", syntax=False)
    loaded = framing.load_analysis(result.save(tmp_path / "run"))
    assert loaded.lexicon.hash == result.lexicon.hash
    assert loaded.mentions["text"].tolist() == ["junta"]
