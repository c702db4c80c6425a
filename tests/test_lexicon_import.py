"""Word lists of other tools are read with the checks of any lexicon, and each complaint names its row."""

import pytest

from framing.errors import LexiconError
from framing.read.lexicon import load_lexicon

ROWS = """referent,name,kind,stance,form,naming
army,The army,actor,neutral,army,
army,,,critical,junta(s),label
army,,,,General Low,alias
mob,The mob,people,neutral,mob,
army,,,critical,gang,shared
mob,,,critical,gang,shared
"""
QUANTEDA = """army:
  neutral: [army, soldiers]
  critical:
    - junta
mob:
  critical: [mob]
"""


@pytest.fixture
def read(tmp_path):
    def reader(text, name="words.csv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load_lexicon(tmp_path / name)

    return reader


@pytest.fixture
def refused(read, tmp_path):
    def reader(text, name="words.csv"):
        with pytest.raises(LexiconError) as error:
            read(text, name)
        return str(error.value).replace(f"{tmp_path}/", "").replace(f"{tmp_path}\\", "")

    return reader


@pytest.mark.parametrize("text", [ROWS, ROWS.replace(",", ";"), ROWS.replace(",", "\t"), "\ufeff" + ROWS, "\n" + ROWS])
def test_a_table_is_a_lexicon(read, text):
    lexicon = read(text)
    army = lexicon.referents["army"]
    assert (army.name, army.kind, army.aliases) == ("The army", "actor", ("General Low",))
    assert army.labels == {"neutral": ("army",), "critical": ("junta(s)",)}
    assert (lexicon.shared[0].forms, lexicon.shared[0].actors) == (("gang",), ("army", "mob"))
    assert (lexicon.name, lexicon.version, list(lexicon.sources)) == (
        "words",
        "0.0.0",
        ["style.yaml", "conflict.yaml", "words.csv"],
    )
    assert lexicon.find_words("reporting", role="verbs")  # voice needs them


def test_three_columns_are_enough_and_nobody_is_made_an_actor(read):
    lexicon = read("Referent,Stance,Form\ntax,critical,burden\ntax,,levy\n")
    assert lexicon.referents["tax"].labels == {"critical": ("burden",), "neutral": ("levy",)}
    assert lexicon.actors == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("form,naming", "fom,naming", "words.csv:1: unknown column 'fom'. Did you mean 'form'?"),
        ("form,naming", "naming,naming", "words.csv:1: the column 'naming' stands twice; remove one."),
        ("stance,form,naming", "stance,naming", "words.csv:1: a word list needs the columns 'referent' and 'form'"),
        ("junta(s)", "army", "words.csv:3: the form 'army' has two meanings: label of army (critical) here, label of"),
        (
            "junta(s)",
            "junt*",
            "words.csv:3: 'junt*' has a wildcard, and there are none; spell the endings: junt, junt(s)",
        ),
        ("junta(s)", "", "words.csv:3: the cell 'form' is empty"),
        (
            "junta(s)",
            "junta, the",
            "words.csv:3: 7 cells in 6 columns; put forms that hold a comma in quotation marks.",
        ),
        ("alias", "alais", "words.csv:4: unknown naming 'alais'. Did you mean 'alias'"),
        ("people", "crowd", "words.csv:5: unknown kind 'crowd'. Known: actor, people"),
        ("army,,,,Gen", ",,,,Gen", "words.csv:4: the cell 'referent' is empty"),
        ("army,,,,Gen", "army,Troops,,,Gen", "words.csv:4: the name of 'army' is 'Troops' here and 'The army' above"),
        ("General Low", '"General Low', "not valid CSV"),
    ],
)
def test_a_wrong_row_is_named(refused, old, new, said):
    assert said in refused(ROWS.replace(old, new, 1))


def test_a_guard_can_stand_in_a_cell(read, refused):
    text = 'referent,form,guard\narmy,troops,"near: [Low, Assad], within: article"\n'
    assert str(read(text).guards["troops"]) == "near: [Low, Assad], within: article"
    assert "words.csv:2: unknown key 'neer'. Did you mean 'near'" in refused(text.replace("near", "neer"))


@pytest.mark.parametrize(("text", "said"), [("", "is empty"), ("form\narmy\n", "needs the columns"), ("\n\n", "empty")])
def test_what_is_no_word_list_is_refused(refused, text, said):
    assert said in refused(text)


def test_categories_of_a_dictionary_are_stances(read):
    lexicon = read("positive: [good, fine]\nnegative: bad\n", "mood.yaml")
    assert lexicon.referents["mood"].labels == {"positive": ("good", "fine"), "negative": ("bad",)}
    assert lexicon.actors == []


def test_nested_categories_are_referents_and_stances(read):
    lexicon = read(QUANTEDA, "parties.yml")
    assert {id_: r.labels for id_, r in lexicon.referents.items()} == {
        "army": {"neutral": ("army", "soldiers"), "critical": ("junta",)},
        "mob": {"critical": ("mob",)},
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[mob]", "[army]", "parties.yaml:6: the form 'army' has two meanings: label of mob (critical) here"),
        (
            "[mob]",
            "[mob*]",
            "parties.yaml:6: 'mob*' has a wildcard, and there are none; spell the endings: mob, mob(s)",
        ),
        ("\n  critical: [mob]", " [mob]", "parties.yaml:5: the category 'mob' holds words, others hold categories"),
        ("[mob]", "{a: b}", "parties.yaml:6: 'mob', 'critical' holds a third level; a word list has two"),
    ],
)
def test_a_wrong_dictionary_is_refused_with_its_line(refused, old, new, said):
    assert said in refused(QUANTEDA.replace(old, new), "parties.yaml")
