"""Copies and repeated sentences: what counts as one, what becomes of the numbers, and what is said about it."""

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing import measure
from framing.__main__ import main
from framing.errors import FramingError
from framing.find.tables import SCHEMAS
from framing.match.copies import find_copies
from framing.match.repeats import find_repeats
from framing.match.sequences import sequences
from framing.show.copies import said_of_copies

LEAD = "The Syrian regime shelled the market of a town near Hama on Tuesday morning, and five civilians were killed."
MORE = [
    "Rescuers dug until noon for a baker and his two sons under the roof of the bakery.",
    "A doctor of the field clinic said that most of the wounded had been hit by glass.",
    "Syrian government forces denied that any of their guns had fired at the place.",
    "By evening the road to the north was open again and lorries with flour came in.",
    "Shopkeepers put boards over their windows and swept the street in front of them.",
]
WAR = "Protests against the Syrian regime had begun in the town of Daraa nine years before."
RAIN = "In the capital it rained all day, the theatre stayed shut and the river rose by two feet under the bridges."
REPORT = " ".join([LEAD, *MORE])


def news(*rows):
    table = pd.DataFrame(rows, columns=["outlet", "date", "text"])
    return table.assign(article_id=[f"a{number}" for number in range(1, len(table) + 1)])


@pytest.fixture(scope="module")
def result():
    """A report in three outlets (one shortened), printed twice by one of them; a war told twice by Herald."""
    return framing.analyze(
        news(
            ("Courier", "2020-03-02", f"HAMA (Reuters) - {REPORT}"),
            ("Herald", "2020-03-03", " ".join([LEAD, *MORE[:3]])),
            ("Courier", "2020-03-04", REPORT),
            ("Herald", "2020-03-05", f"{RAIN} {WAR}"),
            ("Herald", "2020-03-06", f"The army of Syria parades on Friday. {WAR}"),
            ("Post", "2020-03-07", f"{WAR} Syrian government forces met in Homs."),
        ),
        "syria",
    )


def listed(table, *columns):
    return list(map(tuple, table[list(columns)].values.tolist()))


# What is a copy


def test_copies_point_to_the_longest_version_in_any_outlet(result):
    table = result.copies()
    assert listed(table, "article_id", "outlet", "copy_of", "of_outlet") == [
        ("a2", "Herald", "a1", "Courier"), ("a3", "Courier", "a1", "Courier"),
    ]  # fmt: skip
    assert table["similarity"].tolist() == pytest.approx([1, 1])
    assert table["wire"].tolist() == ["Reuters", "Reuters"]
    assert table["of_date"].tolist() == [pd.Timestamp("2020-03-02")] * 2


def test_similarity_is_the_share_of_the_copys_sequences():
    half = " ".join([LEAD, MORE[0]])
    table = find_copies(framing.read_articles(news(
        ("A", "2020-03-02", REPORT), ("B", "2020-03-02", f"{half} {RAIN}"),
    )))  # fmt: skip
    own, whole = sequences([f"{half} {RAIN}", REPORT])
    share = len(set(own.tolist()) & set(whole.tolist())) / len(set(own.tolist()))
    assert table["similarity"].tolist() == [pytest.approx(share)]
    assert 0.4 < share < 0.7


def test_a_long_article_that_holds_a_report_is_no_copy_and_the_report_is():
    long = " ".join([RAIN, *MORE, RAIN.replace("rained", "snowed"), WAR])
    table = find_copies(framing.read_articles(news(("A", "2020-03-01", " ".join(MORE)), ("B", "2020-03-02", long))))
    assert listed(table, "article_id", "copy_of") == [("a1", "a2")]


def test_shared_background_makes_no_copy():
    rows = news(("A", "2020-03-01", f"{REPORT} {WAR}"), ("B", "2020-03-01", f"{RAIN} {RAIN[::-1]} {WAR}"))
    assert find_copies(framing.read_articles(rows)).empty


def test_set_phrases_of_an_outlet_make_no_copy():
    foot = " ".join(MORE)
    heads = [RAIN, LEAD, WAR, "Judges in the harbour town let two fishermen go after a week of hearings."]
    rows = framing.read_articles(news(*[("A", "2020-03-01", f"{head} {foot}") for head in heads]))
    assert find_copies(rows).empty
    assert len(find_copies(rows.head(3))) == 2


def test_short_texts_are_copies_only_word_for_word():
    rows = news(
        ("A", "2020-03-01", "Homs fell on Monday, rebels said."),
        ("B", "2020-03-02", "Homs fell on Monday rebels said"),
        ("C", "2020-03-01", "Homs fell on Monday, rebels say."),
    )  # fmt: skip
    assert listed(find_copies(framing.read_articles(rows)), "article_id", "copy_of", "similarity") == [("a2", "a1", 1)]


SENTENCES = st.lists(st.sampled_from([LEAD, *MORE, WAR, RAIN, ""]), max_size=6)


def windows(text):
    """Give the runs of five words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


@pytest.mark.filterwarnings("ignore::framing.FramingWarning")
@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), SENTENCES.map(" ".join)), min_size=1, max_size=7),
    st.randoms(use_true_random=False),
)
def test_what_always_holds_of_copies(rows, random):
    articles = framing.read_articles(news(*[(outlet, "2020-03-01", text) for outlet, text in rows]))
    table = find_copies(articles)
    assert table["article_id"].is_unique
    assert not set(table["article_id"]) & set(table["copy_of"])  # what is copied stays
    assert table["similarity"].between(0.4, 1).all()
    order = random.sample(range(len(articles)), len(articles))
    again = find_copies(articles.iloc[order]).sort_values("article_id", ignore_index=True)
    pd.testing.assert_frame_equal(again, table.sort_values("article_id", ignore_index=True))
    texts = articles.set_index("article_id")["text"]
    left = texts.drop(table["article_id"])
    assert left[left.str.strip() != ""].is_unique  # of equal texts one is left
    runs = {i: windows(text) for i, text in texts.items()}
    phrases = {  # of each outlet: what it prints in more than three articles tells no copy
        outlet: {run for run, times in Counter(chain(*(runs[i] for i in ids))).items() if times > 3}
        for outlet, ids in articles.groupby("outlet")["article_id"]
    }
    for copy, outlet, of in find_copies(articles, threshold=1)[["article_id", "outlet", "copy_of"]].values:
        assert texts[copy].split() == texts[of].split() or runs[copy] - phrases[outlet] <= runs[of]


@pytest.mark.parametrize("threshold", [0, 1.01, float("nan")])
def test_a_threshold_out_of_range_is_refused(threshold, result):
    with pytest.raises(FramingError, match=r"threshold=\S+ is out of range; give a number above 0, up to 1"):
        result.copies(threshold=threshold)


# What is a repeat


def test_repeats_are_of_one_outlet_and_point_to_the_first(result):
    table = result.repeats()
    war = table[table["sentence_text"].str.startswith("Protests")]
    assert war["article_id"].tolist() == ["a4", "a5"]  # Post tells it once
    assert [None if pd.isna(i) else i for i in war["repeat_of"]] == [None, "a4"]
    texts = result.articles.set_index("article_id")["text"]
    assert all(texts[r["article_id"]][r["start"] : r["end"]] == r["sentence_text"] for r in table.to_dict("records"))
    assert set(table["outlet"]) == {"Courier", "Herald"}


def test_a_repeat_may_differ_in_a_word_and_must_be_long_enough(result):
    told = "The war, which began in March 2011 with marches in the south, has cost the lives of over {} bakers."
    texts = [told.format(280), told.format(300), "He gave no details of it.", "He gave no details of it."]
    days = [f"2020-03-0{day}" for day in range(1, 5)]
    rows = framing.analyze(news(*zip("AAAA", days, texts, strict=True)), "syria", syntax=False)
    assert listed(rows.repeats().dropna(subset="repeat_of"), "article_id", "repeat_of") == [("a2", "a1")]


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_repeats(result, random):
    articles = result.articles.iloc[random.sample(range(6), 6)]
    rows = random.sample(range(len(result.sentences)), len(result.sentences))
    pd.testing.assert_frame_equal(find_repeats(articles, result.sentences.iloc[rows]), result.repeats())


# What becomes of the numbers

TABLES = ("labels", "voice", "blame", "sources", "agency", "compare")


def assert_same(one, other):
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name)(), getattr(other, name)())


@pytest.mark.parametrize(("how", "left"), [("once", ["a1", "a4", "a5", "a6"]), ("exclude", ["a4", "a5", "a6"])])
def test_counted_copies_leave_what_an_analysis_without_them_finds(result, how, left):
    kept = result.articles[result.articles["article_id"].isin(left)]
    treated = result.count_copies(how)
    assert treated.articles["article_id"].tolist() == left
    assert_same(treated, framing.analyze(kept.assign(wire=kept["wire"].fillna("")), "syria"))


def test_a_report_counts_once_in_numbers(result):
    def regime(analysis):
        table = analysis.labels(referent="syrian_government", voice="all", by=["outlet"])
        return table[table["stance"] == "critical"].set_index("outlet")["n"].to_dict()

    assert regime(result) == {"Courier": 2, "Herald": 3, "Post": 1}
    assert regime(result.count_copies("once")) == {"Courier": 1, "Herald": 2, "Post": 1}
    assert regime(result.count_copies("once").count_repeats("once")) == {"Courier": 1, "Herald": 1, "Post": 1}
    assert regime(result.count_repeats("exclude")) == {"Courier": 0, "Herald": 1, "Post": 1}
    assert regime(result.wire_copy("exclude").count_copies("once")) == {"Courier": 1, "Herald": 2, "Post": 1}
    assert regime(result.wire_copy("credit").count_copies("once")) == {"Reuters": 1, "Herald": 2, "Post": 1}


def test_what_one_outlet_printed_twice_counts_once_when_copies_are_excluded():
    rows = framing.analyze(news(("A", "2020-03-01", REPORT), ("A", "2020-03-02", REPORT), ("B", None, RAIN)), "syria")
    assert rows.count_copies("exclude").articles["article_id"].tolist() == ["a1", "a3"]


@pytest.mark.parametrize("how", ["once", "exclude"])
def test_repeats_take_away_exactly_the_evidence_in_them(result, how):
    rows = result.repeats()
    rows = rows.dropna(subset="repeat_of") if how == "once" else rows
    places = set(zip(rows["article_id"], ["text"] * len(rows), rows["sentence"], strict=True))
    treated = result.count_repeats(how)
    for name in ("mentions", "references", "attributions", "claims"):
        table = getattr(result, name)
        stands = [place in places for place in zip(table["article_id"], table["part"], table["sentence"], strict=True)]
        pd.testing.assert_frame_equal(getattr(treated, name), table[[not s for s in stands]].reset_index(drop=True))
    for name in ("articles", "sentences", "skipped"):
        pd.testing.assert_frame_equal(getattr(treated, name), getattr(result, name))


def test_the_given_analysis_stays_and_keep_is_itself(result):
    before = {name: getattr(result, name).copy() for name in ("articles", *SCHEMAS)}
    result.count_copies("exclude").count_repeats("exclude")
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(result, name), table)
    assert result.count_copies("keep") is result
    assert result.count_repeats("keep") is result
    once = result.count_copies("once")
    assert once.count_copies("once") is once


def test_choices_that_cannot_be_made_say_why(result):
    with pytest.raises(FramingError, match=r"how='onse' is unknown. Did you mean 'once'\?"):
        result.count_copies("onse")
    with pytest.raises(FramingError, match=r"how='drop' is unknown"):
        result.count_repeats("drop")
    with pytest.raises(FramingError, match=r"count_copies\('once'\) was chosen before; choose 'exclude' on what"):
        result.count_copies("once").count_copies("exclude")
    both = framing.analyze(news(("A", None, REPORT), ("B", None, REPORT)), "syria", syntax=False)
    with pytest.raises(FramingError, match="all 2 articles were printed by several outlets: nothing would be left"):
        both.count_copies("exclude")


@given(st.sampled_from(["once", "exclude"]), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5))
def test_no_original_of_one_outlet_is_lost(how, drawn):
    articles = pd.DataFrame({"article_id": list("012345"), "outlet": list("AABBCC")})
    pairs = {str(copy): str(of) for copy, of in drawn if copy > of}
    pairs = {copy: of for copy, of in pairs.items() if of not in pairs}
    copies = pd.DataFrame({"article_id": list(pairs), "copy_of": list(pairs.values())}, dtype="str")
    outlet = dict(zip(articles["article_id"], articles["outlet"], strict=True))
    across = {of for copy, of in pairs.items() if how == "exclude" and outlet[copy] != outlet[of]}
    wanted = {*pairs, *across}
    if len(wanted) == len(articles):
        with pytest.raises(FramingError, match="nothing would be left"):
            measure.treat_copies(articles, copies, how)
    else:
        gone = measure.treat_copies(articles, copies, how)
        assert {i for i in articles["article_id"] if i in gone} == wanted


# What is said


def test_the_choice_is_recorded_saved_and_said(result, tmp_path):
    chosen = result.count_copies("once").count_repeats("exclude")
    parameters = chosen.record()["parameters"]
    found = {"copies": 2, "of": 1, "left_out": 2, "threshold": 0.4}
    assert (parameters["copies"], parameters["copies_found"]) == ("once", found)
    assert (parameters["repeats"], parameters["repeats_found"]) == ("exclude", {"sentences": 2})
    assert parameters["wire_copy"] == {"Reuters": 1}
    chosen.save(tmp_path / "run")
    again = framing.load_analysis(tmp_path / "run")
    assert again.record() == chosen.record()
    assert_same(again, chosen)
    framing.write_report(chosen, tmp_path / "report.html", texts="snippets")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("Copies: 2 articles are copies of 1 other. The copies were left out") == 2
    assert "Repeats: 2 sentences stand in more than one article of their outlet." in page
    assert "copies_found" not in page


@pytest.mark.parametrize(
    ("parameters", "said"),
    [({"copies": "once", "copies_found": {"copies": 0, "of": 0, "left_out": 0}}, "no article is a copy of another"),
     ({"copies": "once", "copies_found": {"copies": 1, "of": 1, "left_out": 1}}, "1 article is a copy of 1 other."),
     ({"copies": "exclude", "copies_found": {"copies": 3, "of": 2, "left_out": 5}}, "5 articles were left out"),
     ({"repeats": "once", "repeats_found": {"sentences": 7}}, "counts only the first time"),
     ({"repeats": "exclude", "repeats_found": {"sentences": 7}}, "counts not at all"),
     ({"repeats": "once", "repeats_found": {"sentences": 0}}, "no outlet prints a sentence in two articles"),
     ({}, "count each time")],
)  # fmt: skip
def test_copies_and_repeats_are_worded(parameters, said):
    assert said in said_of_copies(parameters)


def test_the_command_line_matches_stories_and_counts_copies(tmp_path, capsys):
    rows = news(("A", "2020-03-02", REPORT), ("B", "2020-03-02", REPORT), ("B", "2020-03-09", f"{RAIN} {WAR}"))
    rows.to_csv(tmp_path / "news.csv", index=False)
    words = ["analyze", str(tmp_path / "news.csv"), "--lexicon", "syria", "--no-syntax", "--stories"]
    code = main([*words, "--copies", "once", "--repeats", "once", "--out", str(tmp_path / "results")])
    assert code == 0
    assert "Copies: 1 article is a copy of 1 other." in capsys.readouterr().err
    folder = Path(tmp_path / "results")
    parameters = json.loads((folder / "run.json").read_text(encoding="utf-8"))["parameters"]
    assert (parameters["copies"], parameters["repeats"]) == ("once", "once")
    assert {"scikit-learn", "datasketch"} <= json.loads((folder / "run.json").read_text())["packages"].keys()
    assert parameters["stories"] == "matched (days=3, threshold=0.15)"
    stories = pd.read_csv(folder / "tables" / "stories.csv")
    assert stories["articles"].tolist() == [1, 1]  # the copy is left out
