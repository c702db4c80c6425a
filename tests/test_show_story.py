"""A story side by side: each cell holds what that outlet wrote, and nothing else."""

import re

import pandas as pd
import pytest
from test_show_composed import Composed
from test_show_report import Page

from framing import show
from framing.errors import FramingError
from framing.show.handout import MOST_OUTLETS, _fit
from framing.show.versions import Block, Item, Line, compose


@pytest.fixture(scope="module")
def versions(corpus):
    return compose(corpus, "Strike at Balyun")


def block(versions, title):
    return next(block for block in versions.blocks if block.title == title)


def told(versions, title):
    """The number of sentences by outlet, in all cells of a block."""
    lines = block(versions, title).lines
    return {
        outlet: sum(len(item.hits) for line in lines for item in line.cells[number])
        for number, outlet in enumerate(versions.outlets)
    }


def own(corpus, name):
    table = getattr(corpus, name)
    inside = corpus.articles.loc[corpus.articles["story"] == "Strike at Balyun", "article_id"]
    return table[table["article_id"].isin(inside)]


def test_every_label_of_the_story_stands_in_the_column_of_its_outlet(corpus, versions):
    assert told(versions, "What it is called") == own(corpus, "mentions")["outlet"].value_counts().to_dict()


def test_every_citation_of_the_story_stands_in_the_column_of_its_outlet(corpus, versions):
    cited = own(corpus, "attributions").drop_duplicates(["article_id", "part", "attribution"])
    assert told(versions, "Who speaks") == cited["outlet"].value_counts().to_dict()


def test_blame_counts_what_the_blame_table_counts(corpus, versions):
    table = corpus.blame(by=["outlet", "story"])
    table = table[table["story"] == "Strike at Balyun"]
    counted = table.groupby("outlet")[["claims", "denied"]].sum().sum(axis=1)
    assert told(versions, "Who is held responsible") == counted[counted > 0].to_dict()


def test_each_sentence_holds_its_hit_and_stands_in_an_article_of_the_outlet(corpus, versions):
    texts = corpus.articles[corpus.articles["story"] == "Strike at Balyun"].groupby("outlet")
    texts = {outlet: "\n".join([*rows["title"], *rows["text"]]) for outlet, rows in texts}
    for title in ("What it is called", "Who is held responsible", "Who speaks", "Numbers that do not agree"):
        for line in block(versions, title).lines:
            for outlet, items in zip(versions.outlets, line.cells, strict=True):
                for hit in [hit for item in items for hit in item.hits]:
                    assert hit.hit
                    assert hit.before + hit.hit + hit.after in texts[outlet]


def test_an_outlets_own_words_come_before_those_of_others(versions):
    for line in block(versions, "What it is called").lines:
        for items in line.cells:
            others = [bool(item.over) for item in items]
            assert others == sorted(others)


def test_who_leaves_something_out_is_said_beside_who_reports_it(corpus, versions):
    left = corpus.omissions(story="Strike at Balyun")
    silent = {outlet: 0 for outlet in versions.outlets} | left[left["what"].notna()]["outlet"].value_counts().to_dict()
    lines = block(versions, "What each leaves out").lines
    for number, outlet in enumerate(versions.outlets):
        said = [line.cells[number][0].text for line in lines if line.cells[number]]
        assert said.count("not reported") == silent[outlet]
    for line in lines:
        assert sum(bool(cell and cell[0].hits) for cell in line.cells) >= 2


def test_numbers_that_contradict_are_those_of_the_table(corpus, versions):
    table = corpus.disputed_figures(story="Strike at Balyun")
    items = [
        item for line in block(versions, "Numbers that do not agree").lines for cell in line.cells for item in cell
    ]
    assert sorted(item.text for item in items) == sorted(table["text"])
    assert sum(item.css == "figure" for item in items) == (table["disputes"] > 0).sum()


def test_a_story_of_one_outlet_or_two_has_a_page():
    composed = Composed()
    composed.articles["story"] = ["one"] * 4 + ["two"] * 6
    assert "What each leaves out" not in show.story(composed, "one")
    page = Page(str(show.story(composed, "two")))
    assert not page.problems
    assert "Terrorists" in str(show.story(composed, "two"))


def test_the_page_is_closed_escaped_and_opens_to_sentences_without_a_script(corpus):
    page = Page(str(show.story(corpus, "Strike at Balyun")))
    assert not page.problems
    tags = [tag for tag, _ in page.tags]
    assert tags.count("details") == tags.count("summary") > 50
    assert "script" not in tags


def test_a_story_that_is_not_there_is_named(corpus):
    with pytest.raises(
        FramingError, match="There is no story 'Strike at Balyum' among 6. Did you mean 'Strike at Balyun'"
    ):
        show.story(corpus, "Strike at Balyum")
    composed = Composed()
    composed.articles["story"] = None
    with pytest.raises(FramingError, match="these articles carry no stories: give them a column 'story'"):
        show.story(composed, "s1")


def test_the_handout_has_no_script_and_nothing_from_outside(corpus, tmp_path):
    text = show.write_handout(corpus, tmp_path / "class.html", story="Strike at Balyun").read_text(encoding="utf-8")
    page = Page(text)
    assert not page.problems
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a"}
    assert not re.search(r"https?:|url\(", text)
    assert [attrs for tag, attrs in page.tags if attrs.get("class") == "second"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.html"]


def test_the_handout_leaves_out_outlets_beyond_six_and_says_so(tmp_path):
    composed = Composed()
    composed.articles["outlet"] = [f"Outlet {n}" for n in range(10)]
    composed.articles["story"] = "all"
    for name in ("mentions", "claims", "attributions"):
        table = getattr(composed, name)
        table["outlet"] = table["article_id"].map(composed.articles.set_index("article_id")["outlet"])
    text = show.write_handout(composed, tmp_path / "class.html", story="all").read_text(encoding="utf-8")
    assert "4 more outlets are left out." in text
    assert text.count('<th scope="col">') == 2 * MOST_OUTLETS
    with pytest.raises(FramingError, match="outlets= names 7; one to 6 fit"):
        show.write_handout(composed, tmp_path / "x.html", story="all", outlets=[f"Outlet {n}" for n in range(7)])
    chosen = show.write_handout(composed, tmp_path / "two.html", story="all", outlets=["Outlet 3", "Outlet 0"])
    heads = re.findall(r'<th scope="col"><bdi>(.*?)</bdi>', chosen.read_text(encoding="utf-8"))
    assert heads == ["Outlet 3", "Outlet 0"] * 2


def test_rows_that_do_not_fit_are_counted():
    lines = [Line(f"row {n}", [], [[Item("a name", [])] * 3, []]) for n in range(20)]
    part, left = _fit(Block("Names", "", lines), 20, 2)
    assert 0 < len(part.block.lines) < 20
    assert part.left_out == 20 - len(part.block.lines)
    assert 0 <= left < 20


def test_an_outlet_without_an_article_on_the_story_is_named(corpus, tmp_path):
    with pytest.raises(
        FramingError, match="'Olive Post' has no article on the story 'Spring Shield'. Did you mean 'Olive Road Post'"
    ):
        show.write_handout(corpus, tmp_path / "x.html", story="Spring Shield", outlets=["Olive Post"])


def test_the_report_sets_stories_side_by_side_and_every_small_number_leads_to_a_sentence(corpus, tmp_path):
    path = show.write_report(corpus, tmp_path / "r.html", texts="snippets")
    page = Page(path.read_text(encoding="utf-8"))
    assert [page.words[f"story{n}"] for n in range(6)] == list(
        corpus.articles.drop_duplicates("story").sort_values("story")["story"]
    )
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert {link[1:] for link in links} <= set(page.ids)
    assert pd.Series(links).str.fullmatch(r"#e\d+").sum() > 100
