"""Lexicons are read strictly: what stands in the file is what is meant, and every complaint has file and line."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.errors import LexiconError
from framing.read.inflect import spell_forms, verb_forms
from framing.read.lexicon import KINDS, RESERVED, Lexicon, list_lexicons, load_lexicon
from framing.read.shipped import shipped
from framing.read.tree import read_tree

ROOT = Path(__file__).parent.parent
HEAD = "lexicon: mine\nversion: 1.0.0\nlanguage: en\ntitle: Mine\n"
BODY = """referents:
  army:
    name: The army
    kind: actor
    aliases: [General Low]
    labels:
      neutral: [army]
      critical: [junta(s)]
"""
ACTORS = {
    "syria": "syrian_government russia turkey us_coalition iran hezbollah israel isis nusra rebels armed_groups "
    "kurdish_forces gulf_states west civilians",
    "ukraine": "russia ukraine separatists protesters us west civilians",
    "israel_palestine": "israel hamas palestinians hezbollah iran us egypt un arab_states west civilians",
    "migration": "migrants undocumented dreamers birthright enforcers us_government mexico smugglers restrictionists "
    "advocates",
    "policing": "police federal_forces protesters movement antifa far_right suspects civilians",
    "conflict": "",
    "style": "",
}
#: The parties between which a study chooses; each must be nameable in more than one way.
MAIN = {
    "syria": "syrian_government rebels isis nusra kurdish_forces russia iran hezbollah turkey us_coalition israel",
    "ukraine": "russia ukraine separatists protesters us west",
    "israel_palestine": "israel hamas palestinians hezbollah iran us",
    "migration": "migrants undocumented dreamers enforcers restrictionists advocates",
    "policing": "police federal_forces protesters movement far_right suspects",
}


@pytest.fixture
def read(tmp_path):
    """Read a lexicon from text; the complaint is given without its folder."""

    def reader(text, name="mine.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load_lexicon(path)

    return reader


@pytest.fixture
def refused(read, tmp_path):
    def reader(text):
        with pytest.raises(LexiconError) as error:
            read(text)
        return str(error.value).replace(f"{tmp_path}/", "").replace(f"{tmp_path}\\", "")

    return reader


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


# Values stay what they are


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "null", "7:30", "1.10", "2020-03-01", "0x10", "1_000", "~"])
def test_every_value_is_text(read, word):
    lexicon = read(HEAD + BODY.replace("[army]", f"[{word}]"))
    assert lexicon.referents["army"].labels["neutral"] == (word,)


def test_a_version_stays_as_written(read):
    assert read(HEAD.replace("1.0.0", "1.10") + BODY).version == "1.10"


def test_a_single_value_is_a_list_of_one_and_a_bom_does_no_harm(read):
    lexicon = read(("\ufeff" + HEAD + BODY.replace("[army]", "army")).encode("utf-8"))
    assert lexicon.referents["army"].labels["neutral"] == ("army",)


def test_the_parts_come_in_their_order(read):
    lexicon = read(HEAD + BODY)
    assert lexicon.choices.values.tolist() == [["army", "neutral", "army"], ["army", "critical", "junta(s)"]]
    assert lexicon.actors == ["army"]
    assert lexicon.names["army"] == "The army"
    assert list(lexicon.sources) == ["mine.yaml"]
    assert repr(lexicon) == "<Lexicon mine 1.0.0: 1 referents, 2 labels>"


def test_the_hash_changes_with_the_text_and_only_with_it(read):
    assert read(HEAD + BODY).hash == read(HEAD + BODY, "copy.yaml").hash
    assert read(HEAD + BODY).hash != read(HEAD + BODY + "# a remark\n").hash


# Complaints


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("aliases:", "alias:", "alias:", "unknown key 'alias'. Did you mean 'aliases'"),
        ("referents:", "referent:", "referent:", "unknown key 'referent'. Did you mean 'referents'"),
        ("kind: actor", "kind: actr", "kind:", "unknown kind 'actr'. Did you mean 'actor'"),
        ("    kind: actor\n", "", "    name:", "the referent 'army' has no 'kind'."),
        ("critical:", "neutral:", "      neutral: [junta", "the key 'neutral' stands twice (first on line 11)"),
        (
            "[junta(s)]",
            "[Army]",
            "[Army]",
            "the form 'Army' has two meanings: label of army (critical) here, label of",
        ),
        (
            "[junta(s)]",
            "[general low]",
            "[general",
            "'general low' has two meanings: label of army (critical) here, aliases",
        ),
        ("[General Low]", "[a, a]", "[a, a]", "the form 'a' has two meanings"),
        ("[army]", "[]x", "[]x", "not valid YAML"),
        ("[army]", "['']", "['']", "an empty value; write one or remove the line."),
        ("[army]", "{a: b}", "{a: b}", "expected a list here, found a mapping."),
        ("[army]", "[[army]]", "[[army]]", "expected a word or a phrase here, found a list or a mapping."),
        ("  army:\n", "  other:\n", "    name:", "'other' is a reserved id; choose another."),
        ("name: The", "name: Its: The", "name: Its", "A colon inside a value: put the value in quotation marks."),
        ("    labels:\n", "---\n    labels:\n", "---", "Remove the line '---'."),
        ("    labels:\n", "    labels: [a]\n    nationals:\n", "    labels", "labels of 'army' stand under a stance"),
        ("name: The army", "name: [The army]", "[The army]", "expected a word or a phrase here"),
    ],
)
def test_complaints_give_file_line_and_a_way_out(refused, old, new, at, said):
    text = HEAD + BODY.replace(old, new)
    message = refused(text)
    assert message.startswith(f"mine.yaml:{line_of(text, at)}: ")
    assert said in message


@pytest.mark.parametrize("key", ["lexicon", "version", "language", "title"])
def test_the_head_is_complete(refused, key):
    text = re.sub(rf"^{key}:.*\n", "", HEAD, flags=re.M) + BODY
    assert refused(text) == f"mine.yaml:1: the key {key!r} is missing."


@pytest.mark.parametrize("id_", RESERVED)
def test_ids_of_sources_are_reserved(refused, id_):
    assert "reserved id" in refused(HEAD + BODY.replace("  army:", f"  {id_}:"))


def test_a_spelled_out_form_counts_as_a_form(refused):
    text = HEAD + BODY.replace("[army]", "[army, juntas]")
    assert "the form 'juntas' has two meanings" in refused(text)


def test_capitals_are_forms_of_their_own(read):
    assert read(HEAD + BODY.replace("[junta(s)]", "[ARMY]")).referents["army"].labels["critical"] == ("ARMY",)


def test_what_is_no_utf8_empty_or_missing_is_named(refused, tmp_path):
    said = refused((HEAD + "# Señor\n").encode("cp1252"))
    assert said == "mine.yaml:5: not UTF-8; save the file as UTF-8 and read it again."
    assert refused("# nothing\n") == "mine.yaml: the file is empty."
    assert refused("just words") == "mine.yaml:1: expected 'key: value' lines here."
    with pytest.raises(LexiconError, match="no lexicon file 'none.yaml'; give an existing .yaml file or"):
        load_lexicon("none.yaml")


@pytest.mark.parametrize(
    ("name", "hint"), [("syrai", "Did you mean 'syria'?"), ("zzz", "Known: conflict, israel_palestine")]
)
def test_an_unknown_name_gets_a_hint(name, hint):
    with pytest.raises(LexiconError, match=re.escape(f"no lexicon named {name!r}. {hint}")):
        load_lexicon(name)


def test_of_a_thousand_errors_twenty_are_listed(refused):
    words = "".join(f"  - {{forms: [w{n}], stance: critical, actors: [armi]}}\n" for n in range(998))
    body = BODY.replace("kind: actor", "kind: actr")
    lines = refused(HEAD + body + "shared:\n" + words).splitlines()
    assert lines[0] == "999 errors:"
    assert lines[1] == "mine.yaml:8: unknown kind 'actr'. Did you mean 'actor' or 'act'?"
    assert lines[2] == "mine.yaml:14: unknown actor 'armi'. Did you mean 'army'?"
    assert lines[20].startswith("mine.yaml:32: ")
    assert lines[21:] == ["... and 979 more."]


def test_unknown_keys_of_one_place_are_all_named(refused):
    said = refused(HEAD + BODY.replace("aliases:", "alias:").replace("labels:", "lables:"))
    assert said.splitlines()[0] == "2 errors:"
    assert "Did you mean 'aliases'" in said
    assert "Did you mean 'labels'" in said


# What is no lexicon at all


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.encode("utf-16"), "mine.yaml:1: UTF-16; save the file as UTF-8 and read it again."),
        (b"PK\x03\x04\x00\x00", "mine.yaml: not a text file (an Excel workbook or a zip file; save the list as CSV)."),
        (b"%PDF-1.7\n\x00", "mine.yaml: not a text file (a PDF)."),
        (b"\x89PNG\r\n\x00", "mine.yaml: not a text file (perhaps a document or a picture)."),
        (b"lexicon: a\x07b\n", "mine.yaml:1: "),
        (HEAD + "a: [b\n", "mine.yaml:6: not valid YAML"),
        (HEAD + "\ta: b\n", "The line begins with a tab; use spaces."),
        (HEAD + "a: 'b\n", "not valid YAML"),
        ("a" * 2_000_001, "mine.yaml: 2.0 MB is too large for a list of words; is it the right file?"),
        ("[" * 100_000, "mine.yaml:1: nested 13 levels deep; is a bracket left open?"),
        ("{a: " * 100_000, "mine.yaml:1: nested 13 levels deep; is a bracket left open?"),
        (HEAD + "a: &x [b]\nc: *x\n", "mine.yaml:6: '*x' is an alias of YAML; lexicons have none, and no wildcards;"),
        (HEAD + BODY.replace("[army]", "[*government]"), "'*government' is an alias of YAML"),
        (HEAD + BODY.replace("[army]", "[govern*]"), "'govern*' has a wildcard, and there are none; spell the endings"),
        (HEAD + BODY.replace("[army]", "['army(s']"), "a bracket too many or too few"),
        (HEAD + BODY.replace("[army]", "army, troops"), "a list stands in brackets, such a form in quotes: [army,"),
        (HEAD + BODY.replace("[army]", "[army / armies]"), "write each form by itself: army, armies."),
        (HEAD + BODY.replace("[army]", f"[{'a(b)' * 40}]"), "has 40 optional endings; at most 6 can be written out."),
        (HEAD + BODY.replace("[army]", "[(s)]"), "may be spelled as nothing at all"),
    ],
    ids=str,
)
def test_what_is_no_lexicon_is_refused_quickly(refused, text, said):
    began = time.perf_counter()
    assert said in refused(text)
    assert time.perf_counter() - began < 2


def test_a_form_in_quotes_may_hold_a_comma(tmp_path):
    (tmp_path / "mine.yaml").write_text(HEAD + BODY.replace("[army]", "'army, the'"), encoding="utf-8")
    assert "army, the" in load_lexicon(tmp_path / "mine.yaml").to_frame()["form"].tolist()


def test_a_bomb_of_anchors_does_not_go_off(refused):
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 60))
    assert refused(HEAD + "l0: &l0 [boom]\n" + levels).startswith("mine.yaml:6: '*l0' is an alias of YAML")


def test_ten_thousand_errors_take_seconds_not_minutes(refused):
    began = time.perf_counter()
    assert refused(HEAD + "".join(f"key{n}: x\n" for n in range(10_000))).startswith("10,000 errors:")
    assert time.perf_counter() - began < 5


def test_a_folder_a_text_file_and_a_path_in_extends_are_named(refused, tmp_path):
    (tmp_path / "words.txt").write_text("army\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words.txt: not a lexicon; give a .yaml or .csv file, or a shipped name."):
        load_lexicon(tmp_path / "words.txt")
    with pytest.raises(LexiconError, match="no lexicon named"):
        load_lexicon(tmp_path)
    said = refused(HEAD + "extends: [../conflict]\n")
    assert said == "mine.yaml:5: extends '../conflict'; give a shipped name, or the name of a file in the same folder."


# Extending


def test_a_lexicon_extends_a_shipped_one(read):
    lexicon = read(HEAD + "extends: [conflict]\n" + BODY)
    assert list(lexicon.sources) == ["style.yaml", "conflict.yaml", "mine.yaml"]
    assert lexicon.find_words("reporting", role="verbs")
    assert lexicon.title == "Mine"


def test_a_neighbour_goes_before_a_shipped_one(read, tmp_path):
    (tmp_path / "conflict.yaml").write_text(HEAD.replace("mine", "conflict") + BODY, encoding="utf-8")
    assert read(HEAD + "extends: conflict\n").actors == ["army"]


def test_an_unknown_base_gets_a_hint(refused):
    text = HEAD + "extends: [conflit]\n" + BODY
    assert refused(text) == "mine.yaml:5: extends 'conflit', which does not exist. Did you mean 'conflict'?"


def test_a_cycle_is_named(read, refused, tmp_path):
    (tmp_path / "yours.yaml").write_text(HEAD.replace("mine", "yours") + "extends: [mine]\n", encoding="utf-8")
    assert refused(HEAD + "extends: [yours]\n" + BODY) == "mine.yaml:5: 'mine' extends itself through mine -> yours."


def test_two_files_may_not_define_one_referent(refused, tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD.replace("mine", "base") + BODY, encoding="utf-8")
    text = HEAD + "extends: [base]\n" + BODY
    assert "the referent 'army' is already defined in a file this one extends." in refused(text)


def test_two_meanings_across_files_are_found(refused, tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD.replace("mine", "base") + BODY, encoding="utf-8")
    text = HEAD + "extends: [base]\n" + BODY.replace("  army:", "  navy:").replace("[General Low]", "[]")
    assert "label of army (neutral) at base.yaml:" in refused(text)


# Shared forms

SHARED = """  rebels: {name: Rebels, kind: actor, labels: {neutral: [rebel(s)]}}
shared:
  - forms: [terrorist(s)]
    stance: critical
    actors: [rebels, army]
"""


def test_a_shared_form_is_a_choice_of_each_of_its_actors(read):
    lexicon = read(HEAD + BODY + SHARED)
    found = lexicon.choices[lexicon.choices["label"] == "terrorist(s)"]
    assert found.values.tolist() == [["army", "critical", "terrorist(s)"], ["rebels", "critical", "terrorist(s)"]]
    assert lexicon.shared[0].actors[0] == "rebels"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("actors: [rebels, army]", "actors: [rebel, army]", "unknown actor 'rebel'. Did you mean 'rebels'"),
        ("    stance: critical\n", "", "an entry of 'shared' needs 'stance'."),
        ("[terrorist(s)]", "[rebels]", "the form 'rebels' has two meanings: shared form here, label of rebels"),
        ("stance: critical", "stanse: critical", "unknown key 'stanse'. Did you mean 'stance'"),
    ],
)
def test_shared_forms_are_checked(refused, old, new, said):
    assert said in refused(HEAD + BODY + SHARED.replace(old, new))


# Inflection


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("regime", ["regime"]),
        ("hero(es)", ["hero", "heroes"]),
        ("rebel(s) fighter(s)", ["rebel fighter", "rebel fighters", "rebels fighter", "rebels fighters"]),
        ("  two   spaces ", ["two spaces"]),
    ],
)
def test_optional_endings_are_written_out(entry, forms):
    assert spell_forms(entry) == forms


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("kill", "kill kills killed killing"),
        ("bomb", "bomb bombs bombed bombing"),
        ("execute", "execute executes executed executing"),
        ("deny", "deny denies denied denying"),
        ("destroy", "destroy destroys destroyed destroying"),
        ("die", "die dies died dying"),
        ("push", "push pushes pushed pushing"),
        ("free", "free frees freed freeing"),
        ("stab", "stab stabs stabbed stabbing"),
        ("shell", "shell shells shelled shelling"),
        ("visit", "visit visits visited visiting"),
        ("say / said", "say says said saying"),
        ("take / took / taken", "take takes took taken taking"),
        ("admit / admitted / admitted / admitting", "admit admits admitted admitting"),
    ],
)
def test_verbs_are_inflected(entry, forms):
    assert verb_forms(entry) == forms.split()


@given(st.text(alphabet="abc ()s", max_size=12))
def test_spelling_never_fails_and_keeps_no_optional_ending(entry):
    assert all("(s)" not in form for form in spell_forms(entry))


# What is shipped


@pytest.mark.parametrize("name", list_lexicons())
def test_every_shipped_lexicon_loads_and_is_argued(name):
    lexicon = framing.load_lexicon(name)
    assert isinstance(lexicon, Lexicon)
    assert lexicon.name == name
    assert lexicon.language == "en"
    assert lexicon.license
    assert re.fullmatch(r"\d+\.\d+\.\d+", lexicon.version)
    assert lexicon.codebook == f"docs/lexicons/{name}.md"
    assert (ROOT / lexicon.codebook).is_file()
    assert all(r.kind in KINDS for r in lexicon.referents.values())


@pytest.mark.parametrize("name", ACTORS)
def test_the_actors_are_those_of_the_codebook(name):
    assert set(load_lexicon(name).actors) == set(ACTORS[name].split())


@pytest.mark.parametrize("name", MAIN)
def test_every_stance_is_explained_in_the_codebook(name):
    lexicon = load_lexicon(name)
    said = (ROOT / lexicon.codebook).read_text(encoding="utf-8").lower()
    assert [s for s in lexicon.choices["stance"].unique() if s not in said] == []


@pytest.mark.parametrize(("name", "actor"), [(name, actor) for name in MAIN for actor in MAIN[name].split()])
def test_every_party_has_two_labels_in_two_stances(name, actor):
    choices = load_lexicon(name).choices
    labels = choices[choices["referent"] == actor].groupby("stance")["label"].nunique()
    assert (labels >= 2).sum() >= 2
    assert {"favourable", "critical"} & set(labels.index[labels >= 2])


@pytest.mark.parametrize("name", MAIN)
def test_every_referent_but_the_look_alikes_leaves_a_choice(name):
    lexicon = load_lexicon(name)
    stances = lexicon.choices.groupby("referent")["stance"].nunique()
    assert [r for r in lexicon.referents if stances.get(r, 0) < 2] == ["lookalikes"]


@pytest.mark.parametrize("name", MAIN)
def test_a_distance_is_no_label(name):
    """What "so-called" does to a name is recorded as its voice."""
    assert not load_lexicon(name).choices["label"].str.contains("so-called").any()


def test_every_word_of_stance_stands_in_one_group():
    words = load_lexicon("style").find_words("style")
    groups = {form: set() for word in words for form in word.forms}
    for word in words:
        for form in word.forms:
            groups[form].add(word.group)
    assert {form: found for form, found in groups.items() if len(found) > 1} == {}
    assert {w.group for w in words} == {
        "hedges", "boosters", "factives", "implicatives", "evaluatives", "disaster_metaphors", "war_metaphors"
    }  # fmt: skip


def test_shipped_lexicons_are_all_that_is_listed():
    assert set(list_lexicons()) == set(ACTORS)
    assert {p.stem for p in shipped("lexicons").glob("*.yaml")} == {*ACTORS, "agencies", "figures", "furniture"}


def test_the_tree_needs_no_yaml_loader_that_guesses(tmp_path):
    (tmp_path / "x.yaml").write_text("a: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="expected a word or a phrase"):
        read_tree(tmp_path / "x.yaml").entries()["a"].text()


def test_reading_is_the_same_in_every_process():
    code = "import framing; lexicon = framing.load_lexicon('syria'); print(lexicon.hash, *lexicon.choices['label'])"
    ran = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
        for _ in range(2)
    ]
    assert ran[0] == ran[1] != b""
