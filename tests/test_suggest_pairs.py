"""Names the lexicon lacks are found where others use one of its names; a draft shows them to a person."""

import pandas as pd
import pytest

import framing
from framing.__main__ import main
from framing.errors import FramingError

LEXICON = """lexicon: strike
version: 1.0.0
language: en
title: Strike
extends: [conflict]
referents:
  company:
    name: Harbour company
    kind: actor
    aliases: [Hales]
    labels: {neutral: [harbour company], critical: [fat cats]}
  union:
    name: Dockers
    kind: actor
    demonyms: [Elmish]
    labels: {neutral: [dockers], critical: [mob]}
"""
PLACES = ["Elm Quay", "Oak Quay", "Ash Quay", "Fir Quay", "Yew Quay", "Lime Quay"]


def texts():
    """Two outlets on six days: one says "the consortium" and "brotherhood" where the other uses known names."""
    for day, place in enumerate(PLACES):
        tail = f"{place}, and the dockers blocked it. The {{}} refused to pay. It was windy."
        yield "Courier", day, "The harbour company closed " + tail.format("harbour company")
        yield "Herald", day, "The consortium closed " + tail.format("consortium").replace("dockers", "brotherhood")
        yield "Post", day, "The consortium closed " + tail.format("consortium").replace("dockers", "brotherhood")
        yield "Post", day, "A seagull watched the ferry near the market."


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "strike.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    table = pd.DataFrame(texts(), columns=["outlet", "day", "text"])
    table["date"] = pd.Timestamp("2020-03-01") + pd.to_timedelta(10 * table["day"], unit="D")
    return framing.analyze(table, path, syntax=False)


@pytest.fixture(scope="module")
def table(result):
    return result.suggest_pairs()


def test_names_in_the_place_of_known_ones_are_found_for_the_right_actor(table):
    best = table.drop_duplicates("referent").set_index("referent")
    assert best.loc["company", "name"] == "consortium"
    assert best.loc["union", "name"] == "brotherhood"
    assert table["score"].is_monotonic_decreasing


def test_a_suggestion_brings_its_counts_and_both_sentences(table):
    row = table.set_index("name").loc["consortium"]
    assert row[["n", "articles", "outlets"]].tolist() == [24, 12, 2]
    assert "consortium" in row["example"] and "harbour company" in row["known_example"]
    assert row["known"] == "harbour company" and row["article_id"] != row["known_article_id"]
    assert 0 < row["slots"] <= 1


def test_known_names_are_not_suggested(table, result):
    known = {form.lower() for form in result.lexicon.to_frame()["form"]}
    assert not known & {name.lower() for name in table["name"]}


def test_one_actor_can_be_asked_for(result):
    table = result.suggest_pairs(referent="union", n=3)
    assert set(table["referent"]) == {"union"} and len(table) <= 3
    with pytest.raises(FramingError, match="Did you mean 'union'"):
        result.suggest_pairs(referent="unions")


def test_the_order_of_articles_does_not_matter(result, table):
    turned = framing.analyze(result.articles.iloc[::-1], result.lexicon, syntax=False).suggest_pairs()
    columns = ["referent", "name", "n", "articles"]
    pd.testing.assert_frame_equal(turned[columns].sort_values(columns, ignore_index=True),
                                  table[columns].sort_values(columns, ignore_index=True))  # fmt: skip


def test_nouns_only_where_sentences_can_be_parsed(result):
    names = set(result.suggest_pairs(syntax=False)["name"])
    assert set(result.suggest_pairs()["name"]) <= names
    assert "refused" not in set(result.suggest_pairs()["name"])


def test_nothing_found_is_no_failure(result):
    articles = pd.DataFrame({"outlet": ["A", "B"], "text": ["It rained.", "It snowed."]})
    assert framing.analyze(articles, result.lexicon, syntax=False).suggest_pairs().empty
    assert framing.analyze(articles, "conflict", syntax=False).suggest_pairs().empty


def test_the_draft_loads_and_holds_suggestions_as_remarks(result, tmp_path, capsys):
    original = result.lexicon.to_yaml(tmp_path / "strike.yaml")
    news = tmp_path / "news.csv"
    result.articles[["outlet", "date", "text"]].to_csv(news, index=False)
    file = tmp_path / "better.yaml"
    assert main(["lexicon", "new", str(file), "--from", str(news), "--lexicon", str(original), "--names", "5"]) == 0
    text = file.read_text(encoding="utf-8")
    assert "#   - consortium  # 24 times in 12 articles, 2 outlets" in text
    assert "# company (Harbour company)" in text
    again = framing.load_lexicon(file)
    assert again.name == "better" and again.version == "0.1.0"
    assert again.referents.keys() == result.lexicon.referents.keys()
    moved = tmp_path / "moved.yaml"
    moved.write_text(text.replace("fat cats", "fat cats, consortium"), encoding="utf-8")
    assert "consortium" in set(framing.load_lexicon(moved).choices["label"])
    assert "to be read and judged" in capsys.readouterr().out
    assert main(["lexicon", "new", str(file), "--from", str(news), "--lexicon", "syria"]) == 2
    assert "exists" in capsys.readouterr().err
    assert main(["lexicon", "new", str(tmp_path / "x.yaml"), "--from", str(news)]) == 2
    assert "give both --from and --lexicon" in capsys.readouterr().err


def test_a_draft_of_a_lexicon_with_neighbours_stands_alone(tmp_path):
    (tmp_path / "base.yaml").write_text(LEXICON, encoding="utf-8")
    more = "lexicon: more\nversion: 1.0.0\nlanguage: en\ntitle: More\nextends: [base]\n"
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    news = tmp_path / "news.csv"
    pd.DataFrame({"outlet": ["A"], "text": ["The mob met the fat cats."]}).to_csv(news, index=False)
    file = tmp_path / "elsewhere" / "mine.yaml"
    assert main(["lexicon", "new", str(file), "--from", str(news), "--lexicon", str(tmp_path / "more.yaml")]) == 0
    assert framing.load_lexicon(file).referents.keys() == {"company", "union"}
