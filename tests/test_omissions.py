"""Omissions: what others report and one outlet does not, with the sentences, and what is said where nothing is."""

import pandas as pd
import pytest

import framing
from framing import show
from framing.errors import FramingError
from framing.measure import omissions, omitted

RUSSIA = "Russian jets bombed the market, the Observatory said. 15 civilians were killed."


def report(outlet, text, *, date="2020-03-01", story="Raid", title=""):
    return {"outlet": outlet, "title": title, "text": text, "date": date, "story": story}


@pytest.fixture(scope="module")
def raid():
    """Two outlets that tell of Russian jets, one that does not, one alone on another story."""
    return framing.analyze(
        pd.DataFrame([
            report("A", RUSSIA),
            report("B", "It was raining. Nobody spoke. Trees stood. " + RUSSIA),
            report("C", "The market burned."),
            report("D", RUSSIA, story="Elsewhere"),
        ]),
        "syria",
    )  # fmt: skip


def test_each_kind_of_thing_is_found_missing(raid):
    table = raid.omissions(story="Raid", outlet="C")
    assert table[["what", "name", "others", "of", "lead"]].values.tolist() == [
        ["claim", "Russia held responsible", 2, 2, 1],
        ["figure", "how many killed: civilians", 2, 2, 1],
        ["source", "Syrian Observatory for Human Rights cited", 2, 2, 1],
        ["actor", "Russia mentioned", 2, 2, 1],
    ]
    assert set(table["outlets"]) == {"A, B"} and set(table["note"]) == {""}


def test_nothing_is_missing_where_it_is_reported(raid):
    for outlet in ("A", "B"):
        table = raid.omissions(story="Raid", outlet=outlet)
        assert table["thing"].isna().all() and table["note"].tolist() == [
            "leaves out nothing that 2 other outlets report"
        ]


def test_the_example_is_the_most_prominent_place_and_leads_to_its_words(raid):
    articles = raid.articles.set_index("article_id")
    for row in raid.omissions(story="Raid", outlet="C").to_dict("records"):
        assert articles.at[row["article_id"], "outlet"] == "A"
        assert row["example"] and row["end"] > row["start"]
    actor = raid.omissions(story="Raid", outlet="C").query("what == 'actor'").iloc[0]
    assert articles.at[actor["article_id"], actor["part"]][actor["start"] : actor["end"]] == actor["example"]


def test_every_place_behind_an_omission_is_given(raid):
    places = raid.omissions(story="Raid", outlet="C", each="sentence")
    assert places["reported_by"].value_counts().to_dict() == {"A": 4, "B": 4}
    things = raid.omissions(story="Raid", outlet="C")
    assert places.groupby("thing").size().to_dict() == things.set_index("thing")["n"].to_dict()
    assert places["what"].drop_duplicates().tolist() == ["claim", "figure", "source", "actor"]


def test_all_numbers_of_a_thing_are_one_figure():
    result = framing.analyze(
        pd.DataFrame(
            [report("A", "15 civilians were killed."), report("B", "At least 40 people died."), report("C", "Rain.")]
        ),
        "syria",
    )
    table = result.omissions(outlet="C").query("what == 'figure'")
    assert table[["name", "others", "n"]].values.tolist() == [["how many killed: civilians", 2, 2]]


def test_a_target_is_left_out_once_and_for_whom_only_where_it_is_blamed_for_else():
    shared = "Russian jets killed three Turkish soldiers."
    result = framing.analyze(
        pd.DataFrame([
            report("A", shared), report("B", shared), report("C", "Rain fell."),
            report("D", "Russian jets killed three civilians."),
        ]),
        "syria",
    )  # fmt: skip
    claims = result.omissions().query("what == 'claim'").groupby("outlet")["name"].agg(list)
    assert claims.to_dict() == {
        "C": ["Russia held responsible"], "D": ["Russia held responsible for harm to Turkey"],
    }  # fmt: skip


def test_a_denial_is_a_thing_of_its_own():
    blame, deny = "Russian jets bombed the market.", "Russia denied that its jets bombed the market."
    result = framing.analyze(pd.DataFrame([report("A", deny), report("B", deny), report("C", blame)]), "syria")
    names = set(result.omissions(outlet="C").query("what == 'claim'")["name"])
    assert "Russia said not to be responsible" in names


def test_sources_are_told_apart_by_name_where_their_kind_says_little():
    one = "The Harbour Observatory said that it rained. Amnesty International said so, too."
    result = framing.analyze(
        pd.DataFrame([report("A", one), report("B", one), report("C", "Amnesty said that it rained.")]), "syria"
    )
    cited = result.omissions(outlet="C").query("what == 'source'")["name"].tolist()
    assert cited == ["Harbour Observatory cited"]  # Amnesty is short for Amnesty International


def test_the_ranking_is_by_others_then_lead_then_kind():
    table = framing.analyze(
        pd.DataFrame([
            report("A", "Turkey mourned. Russia mourned."), report("B", "Turkey mourned. Russia mourned."),
            report("C", "Russia mourned."), report("D", "It rained."),
        ]),
        "syria",
    ).omissions(outlet="D")  # fmt: skip
    assert table["name"].tolist() == ["Russia mentioned", "Turkey mentioned"]
    assert table["others"].tolist() == [3, 2] and table["of"].tolist() == [3, 3]


def test_what_came_out_later_is_said_to():
    late = "2020-03-05"
    table = framing.analyze(
        pd.DataFrame([report("A", RUSSIA, date=late), report("B", RUSSIA, date=late), report("C", "It burned.")]),
        "syria",
    ).omissions(outlet="C")
    assert set(table["note"]) == {"the others reported it later"}


@pytest.mark.parametrize(
    ("options", "note"),
    [
        ({"story": "Elsewhere"}, "no other outlet reports this story"),
        ({"story": "Raid", "outlet": "C", "k": 3}, "only 2 other outlets report this story, and k=3"),
    ],
)
def test_why_nothing_is_left_out(raid, options, note):
    table = raid.omissions(**options)
    assert table["note"].tolist() == [note] and table["thing"].isna().all() and table["others"].tolist() == [0]
    assert raid.omissions(**options, each="sentence").empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"story": "Rade"}, "no story 'Rade'. Did you mean 'Raid'"),
        ({"outlet": "E"}, "'E' has no article on any of these stories. Known: A, B, C, D"),
        ({"story": "Raid", "outlet": "D"}, "'D' has no article on the story 'Raid'"),
        ({"k": 0}, "k=0: at least one other outlet"),
        ({"each": "sentences"}, "each='sentences' is unknown. Did you mean 'sentence'"),
    ],
)
def test_mistakes_are_named(raid, options, message):
    with pytest.raises(FramingError, match=message):
        raid.omissions(**options)


def test_stories_are_needed():
    bare = framing.analyze(pd.DataFrame({"outlet": ["A", "B"], "text": [RUSSIA, "Rain."]}), "syria")
    with pytest.raises(FramingError, match="no article has a story"):
        bare.omissions()


def test_the_order_of_articles_does_not_matter(corpus):
    back = omissions({n: t[::-1] for n, t in corpus.tables.items()}, corpus.articles[::-1], corpus.lexicon.actors)
    there = omissions(corpus.tables, corpus.articles, corpus.lexicon.actors)
    keys = ["story", "outlet", "what", "name", "others", "of", "outlets", "lead", "n", "articles", "note"]
    same = [table[keys].sort_values(keys).reset_index(drop=True) for table in (back, there)]
    pd.testing.assert_frame_equal(*same)


def test_an_outlet_leaves_out_nothing_of_its_own(corpus):
    for name, rows in corpus.omissions(each="sentence").groupby("outlet"):
        assert name not in set(rows["reported_by"])


def test_tables_not_given_are_not_looked_at(raid):
    places = omitted({"mentions": raid.mentions}, raid.articles, raid.lexicon.actors, story="Raid", outlet="C")
    assert set(places["what"]) == {"actor"}


def test_the_chart_shows_who_reports_and_who_does_not(raid):
    table = raid.omissions(story="Raid")
    ax = show.omissions(table)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["A", "B", "C"]
    assert len(ax.get_yticklabels()) == 4
    markers = [line for line in ax.lines if line.get_marker() in ("s", "D")]
    assert [line.get_marker() for line in markers] == ["s", "s", "D"] * 4
    assert "Russia held responsible (claim): left out by C" in show.alt_text(ax)
    with pytest.raises(FramingError, match="holds one outlet"):
        show.omissions(raid.omissions(story="Raid", outlet="C"))


def test_the_chart_says_that_nothing_is_left_out(raid):
    ax = show.omissions(raid.omissions(story="Raid", k=3))
    assert "Nothing is left out" in show.alt_text(ax)
