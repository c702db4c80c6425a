"""Wire copy in the articles of an analysis: who is credited, what may become of it, how it is shown."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing import measure, show
from framing.__main__ import main
from framing.errors import FramingError, LexiconError
from framing.find.tables import SCHEMAS
from framing.find.wire import find_wire
from framing.read.agencies import load_agencies, read_agencies
from framing.read.shipped import shipped
from framing.show.wire import said_of_wire

# Articles


def reports():
    """Articles of two outlets, half of each taken from agencies, and of an agency itself."""
    told = "The Syrian regime shelled the town of Hama on {} May, killing five civilians. Syrian government forces met."
    rows = []
    for day in range(1, 7):
        report = told.format(day)
        rows += [("Courier", report), ("Courier", f"BEIRUT (Reuters) - {report}"), ("Herald", f"{report} - AFP"),
                 ("Herald", f"{report} It rained."), ("reuters", f"HOMS (Reuters) - {report}")]  # fmt: skip
    return pd.DataFrame(rows, columns=["outlet", "text"])


@pytest.fixture(scope="module")
def result():
    return framing.analyze(reports(), "syria")


def test_articles_say_whom_they_are_credited_to(result):
    counts = result.articles.groupby(["outlet", "wire"], dropna=False).size()
    found = {(outlet, None if pd.isna(wire) else wire): n for (outlet, wire), n in counts.items()}
    assert found == {
        ("Courier", None): 6, ("Courier", "Reuters"): 6, ("Herald", "AFP"): 6, ("Herald", None): 6,
        ("reuters", None): 6,
    }  # fmt: skip
    assert str(result.articles["wire"].dtype) == "str"


@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_any_split_and_any_order_find_the_same(cut, random):
    articles = framing.read_articles(reports())
    whole = find_wire(articles)
    halves = pd.concat([find_wire(articles.iloc[:cut]), find_wire(articles.iloc[cut:])])
    pd.testing.assert_series_equal(halves, whole)
    order = random.sample(range(len(articles)), len(articles))
    pd.testing.assert_series_equal(find_wire(articles.iloc[order]), whole.iloc[order])


def test_a_wire_column_of_the_users_own_is_believed_cell_by_cell():
    table = reports().head(4).assign(wire=["dpa", None, "", "Town Wire"])
    articles = framing.read_articles(table)
    assert articles["wire"].tolist() == ["dpa", "", "", "Town Wire"]
    again = framing.analyze(articles, "syria", syntax=False).articles["wire"]
    assert again.isna().tolist() == [False, True, True, False]
    assert again.dropna().tolist() == ["dpa", "Town Wire"]


def test_a_wire_column_without_a_name_says_nothing(tmp_path):
    table = reports().head(4).assign(wire=None)
    assert framing.read_articles(table)["wire"].isna().all()
    table.to_csv(tmp_path / "news.csv", index=False)
    for articles in (table, tmp_path / "news.csv"):
        found = framing.analyze(articles, "syria", syntax=False).articles["wire"]
        assert found.dropna().tolist() == ["Reuters", "AFP"]


def test_articles_analysed_again_keep_what_was_found(result):
    again = framing.analyze(result.articles, "syria", syntax=False)
    pd.testing.assert_series_equal(again.articles["wire"], result.articles["wire"])


# What may become of wire copy

TABLES = ("labels", "voice", "blame", "sources", "agency", "style", "compare")


def assert_same(one, other):
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name)(), getattr(other, name)())


def test_excluded_copy_leaves_what_an_analysis_without_it_finds(result):
    kept = result.articles[result.articles["wire"].isna()]
    assert_same(result.wire_copy("exclude"), framing.analyze(kept.assign(wire=""), "syria"))


def test_credited_copy_counts_as_if_the_agency_had_been_the_outlet(result):
    outlets = result.articles["wire"].replace({"Reuters": "reuters"}).fillna(result.articles["outlet"])
    assert_same(result.wire_copy("credit"), framing.analyze(result.articles.assign(outlet=outlets), "syria"))


def test_credited_copy_joins_an_agency_that_is_an_outlet_here_and_keeps_who_printed_it(result):
    articles = result.wire_copy("credit").articles
    assert sorted(articles["outlet"].unique()) == ["AFP", "Courier", "Herald", "reuters"]
    assert articles["printed_by"].tolist() == result.articles["outlet"].tolist()
    assert "printed_by" not in result.articles


def test_a_column_of_the_users_that_is_called_printed_by_is_kept():
    table = reports().head(2).assign(printed_by=["x", "y"])
    articles = framing.analyze(table, "syria", syntax=False).wire_copy("credit").articles
    assert articles["printed_by"].tolist() == ["Courier", "Courier"]
    assert articles["printed_by_given"].tolist() == ["x", "y"]


def test_the_given_analysis_stays_as_it_is(result):
    before = {name: getattr(result, name).copy() for name in ("articles", *SCHEMAS)}
    result.wire_copy("credit")
    result.wire_copy("exclude")
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(result, name), table)
    assert result.wire_copy("keep") is result


def test_every_table_can_be_split_by_wire(result):
    for name in TABLES[:-1]:
        groups = getattr(result, name)(by="wire")["wire"]
        assert groups.dropna().unique().tolist() == ["AFP", "Reuters"]
        assert groups.isna().any()
    table = result.labels(by="wire", referent="syrian_government", voice="all")
    counts = table.groupby("wire", dropna=False)["n"].sum().tolist()
    assert counts == [12, 12, 36]  # two names an article
    ax = show.labels(table)
    parts = [ax, *ax.child_axes]
    assert "no agency credited" in [t.get_text() for part in parts for t in (*part.get_yticklabels(), *part.texts)]


def test_the_choice_is_recorded_and_saved(result, tmp_path):
    for how in ("keep", "exclude", "credit"):
        chosen = result.wire_copy(how)
        parameters = chosen.record()["parameters"]
        assert (parameters["wire"], parameters["wire_copy"]) == (how, {"AFP": 6, "Reuters": 6})
        chosen.save(tmp_path / how)
        again = framing.load_analysis(tmp_path / how)
        assert again.record() == chosen.record()
        pd.testing.assert_frame_equal(again.articles, chosen.articles)
        assert_same(again, chosen)


def test_choices_that_cannot_be_made_say_why(result):
    with pytest.raises(FramingError, match=r"how='exlude' is unknown. Did you mean 'exclude'\?"):
        result.wire_copy("exlude")
    with pytest.raises(FramingError, match=r"wire_copy\('exclude'\) was chosen before; choose 'credit' on what"):
        result.wire_copy("exclude").wire_copy("credit")
    copies = framing.analyze(reports().iloc[1:3], "syria", syntax=False)
    with pytest.raises(FramingError, match="all 2 articles are wire copy: nothing would be left to measure"):
        copies.wire_copy("exclude")


def test_counts_go_from_many_to_few_and_then_by_name():
    articles = pd.DataFrame({"wire": ["dpa", "UPI", "AFP", None, "UPI"]})
    assert list(measure.wire_counts(articles).items()) == [("UPI", 2), ("AFP", 1), ("dpa", 1)]


# Shown


def test_an_article_says_whom_it_is_credited_to_or_who_printed_it(result):
    def byline(analysis, number):
        return re.search(r'class="byline">(.*?)</p>', show.article(analysis, str(number)))[1]

    assert byline(result, 2) == "<bdi>Courier</bdi>, <bdi>credited to Reuters</bdi>"
    assert byline(result, 1) == "<bdi>Courier</bdi>"
    assert byline(result.wire_copy("credit"), 2) == "<bdi>reuters</bdi>, <bdi>printed by Courier</bdi>"


@pytest.mark.parametrize(
    ("how", "said"),
    [("keep", "They are counted under the outlets that printed them."), ("exclude", "They were left out"),
     ("credit", "They are counted under the agency")],
)  # fmt: skip
def test_the_report_says_what_became_of_wire_copy(result, tmp_path, how, said):
    framing.write_report(result.wire_copy(how), tmp_path / "report.html", texts="snippets")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    sentence = f"Wire copy: 12 articles are credited to a news agency (AFP 6, Reuters 6). {said}"
    overview, _, rest = page.partition('<section id="names">')
    assert sentence in overview
    assert sentence in rest.partition('<section id="method">')[2]
    assert ("wire copy</th>" in overview) == (how != "exclude")


def test_one_article_of_wire_copy_is_said_in_the_singular():
    assert "1 article is credited to a news agency (AFP 1)." in said_of_wire({"wire": "keep", "wire_copy": {"AFP": 1}})


# The command line


def test_the_command_line_takes_the_choice(tmp_path, capsys):
    reports().to_csv(tmp_path / "news.csv", index=False)
    command = ["analyze", str(tmp_path / "news.csv"), "--lexicon", "syria", "--no-syntax"]
    for how, outlets in (("exclude", 3), ("credit", 4), (None, 3)):
        out = tmp_path / str(how)
        assert main([*command, "--out", str(out), *(["--wire", how] if how else [])]) == 0
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        assert record["parameters"]["wire"] == record["options"]["wire"] == (how or "keep")
        assert record["outlets"] == outlets
        assert "Wire copy: 12 articles" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*command, "--out", str(tmp_path / "x"), "--wire", "drop"])
    assert "argument --wire: invalid choice: 'drop'" in capsys.readouterr().err


# The file of agencies

FILE = shipped("lexicons") / "agencies.yaml"


def damaged(tmp_path, old, new):
    source = FILE.read_text(encoding="utf-8")
    assert old in source
    path = Path(tmp_path) / "agencies.yaml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    forms: [UPI,", "    froms: [UPI,", r"yaml:\d+: unknown key 'froms'. Did you mean 'forms'\?"),
        ("    name: UPI\n", "", r"yaml:\d+: the key 'name' is missing"),
        ("    name: UPI\n", "    name: UPI\n    name: Upi\n", r"yaml:\d+: the key 'name' stands twice"),
        ("    forms: [UPI,", "    forms: [UPI, AFP,", r"yaml:\d+: 'AFP' stands for 'afp' already; keep one"),
        ("  pictures:\n", "  pics:\n", r"yaml:\d+: unknown key 'pics'. Did you mean 'pictures'\?"),
        ("    house: Rossiya Segodnya\n", "    house: [a, b]\n", r"yaml:\d+: expected a word or a phrase here"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(tmp_path, old, new, message):
    with pytest.raises(LexiconError, match=message):
        read_agencies(damaged(tmp_path, old, new))


def test_every_entry_says_where_it_is_from():
    tree = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    entries = [*tree["agencies"].values(), tree["several"], *tree["words"].values()]
    assert all(entry["source"] for entry in entries)
    assert load_agencies().version == tree["version"] == "1.0.0"
