"""Where it happened: places in composed sentences, and places as they are spelled."""

import pandas as pd
import pytest

import framing
from framing.measure.figures import disputed_figures
from framing.measure.places import same_place

SENTENCES = [
    ("Shelling killed 12 people in the town of Balyun.", ["Balyun"]),
    ("In Balyun in the northern province of Idlib 12 people were killed.", ["Balyun, Idlib"]),
    ("At least 12 civilians were killed in Balyun district and 5 in West Aleppo on Monday.", ["Balyun", "Aleppo"]),
    ("An air strike on Syria's Idlib province killed 12 people.", ["Idlib"]),
    ("Air strikes in Syria killed 12 people.", [None]),
    ("Turkish soldiers in August killed 12 people, the Foreign Ministry said.", [None]),
    ("12 people were killed by the army of Bashar al-Assad.", [None]),
    ("Raids on al-Qamishli's market killed 12 and wounded 30.", ["al-Qamishli", "al-Qamishli"]),
]


@pytest.mark.parametrize(("text", "places"), SENTENCES)
def test_a_number_is_of_the_place_named_nearest(text, places):
    articles = pd.DataFrame({"article_id": ["1"], "outlet": ["A"], "text": [text]})
    found = framing.analyze(articles, "syria", syntax=False).figures["place"]
    assert [None if pd.isna(place) else place for place in found] == places


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Khan Sheikhun", "Khan Shaykhoun", True),
        ("Deir Ezzor", "Deir al-Zor", True),
        ("al-Hamadaniya", "Hamadaniyah", True),
        ("Homs", "Hama", False),
        ("Jassem", "Douma", False),
        ("Ain", "Ain", True),
    ],
)
def test_transliterations_are_one_place_and_others_are_not(one, two, same):
    assert same_place(one, two) is same
    assert same_place(two, one) is same


def daily(outlet, first, second):
    """Compose a report that lists two attacks of one day."""
    return (
        f"Air strikes killed 40 people across the north on Monday. In Jasmin 1{first} civilians were killed in the "
        f"market, a monitor said. In Kafr Olive {second} people died when a school was hit, the monitor said."
    )


def test_attacks_of_one_day_are_told_apart_by_their_places():
    articles = framing.read_articles(
        pd.DataFrame(
            {
                "outlet": ["A", "B"],
                "story": "monday",
                "date": pd.Timestamp("2020-03-02"),
                "title": ["A report", "B report"],
                "text": [daily("A", 5, 20), daily("B", 6, 25)],
            }
        )  # fmt: skip
    )
    result = framing.analyze(articles, "syria", syntax=False)
    table = disputed_figures(result.figures, result.articles)
    pairs = {
        (row.outlet, row.number, row.note) for row in table.itertuples() if row.disputes
    }  # fmt: skip
    assert ("A", "15", "not 16 (B)") in {(o, n, note.split("; ")[-1]) for o, n, note in pairs}
    assert not any("15" in note and "25" in number or "16" in note and "20" in number for _, number, note in pairs)
    assert not any("40" in note or number == "40" for _, number, note in pairs)


def test_the_same_day_of_the_week_is_one_day_though_dates_of_articles_are_wrong():
    text = "A bomb killed {} people in Jasmin on Friday."
    articles = framing.read_articles(
        pd.DataFrame(
            {
                "outlet": ["A", "B"],
                "story": "bomb",
                "date": pd.to_datetime(["2020-03-02", "2020-03-29"]),
                "text": [text.format(60), text.format(70)],
            }
        )  # fmt: skip
    )
    table = framing.analyze(articles, "syria", syntax=False).disputed_figures()
    assert sorted(table["number"]) == ["60", "70"]
    assert set(table["disputes"]) == {1}


def test_a_headline_may_list_the_dead_and_the_wounded_without_a_verb():
    articles = pd.DataFrame(
        {"article_id": ["1"], "outlet": ["A"], "text": ["20 people killed 30 others injured in car bomb"]}
    )
    found = framing.analyze(articles, "syria", syntax=False).figures
    assert found[["text", "counted"]].to_numpy().tolist() == [["20", "killing"], ["30", "wounding"]]


def test_whether_two_names_are_of_one_place_does_not_depend_on_their_order():
    assert same_place("Beada", "Bedea") == same_place("Bedea", "Beada")  # of which difflib's ratio is .6 and .8
