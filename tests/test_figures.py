"""Figures: found in composed sentences, and held against each other within a story."""

import functools
import itertools
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing import show
from framing.errors import ArticlesError, FramingError, LexiconError
from framing.find.evidence import find_evidence
from framing.measure.figures import apart, disputed_figures
from framing.measure.things import things
from framing.read.figures import load_figures, read_figures
from framing.read.lexicon import load_lexicon
from framing.read.shipped import shipped

HERE = Path(__file__).parent
ENTRIES = yaml.safe_load((HERE / "sentences" / "figures.yaml").read_text(encoding="utf-8"))
DISPUTES = yaml.safe_load((HERE / "sentences" / "disputes.yaml").read_text(encoding="utf-8"))


def bounds(row):
    """Write bounds as the labels do."""
    low, high = ("" if pd.isna(row[name]) else str(int(row[name])) for name in ("at_least", "at_most"))
    return low if low == high else f"{low}-{high}"


@functools.cache
def found():
    """The figures of all composed sentences, by number of the entry."""
    texts = [f"{entry['previous']} {entry['text']}" if "previous" in entry else entry["text"] for entry in ENTRIES]
    articles = pd.DataFrame({"article_id": [f"e{i}" for i in range(len(texts))], "outlet": "Composed", "text": texts})
    figures = framing.analyze(articles, "syria").figures
    rows = {}
    for number, entry in enumerate(ENTRIES):
        own = figures[figures["article_id"] == f"e{number}"]
        rows[number] = own[own["start"] >= len(texts[number]) - len(entry["text"])].to_dict("records")
    return rows


def judge(entry, rows):
    """Say what is wrong with the figures found; nothing where all is right."""
    wrong = []
    rows = list(rows)
    for wanted in entry["figures"]:
        row = next((r for r in rows if r["text"] == wanted["text"] and bounds(r) == wanted["bounds"]), None)
        if row is None:
            wrong.append(f"missing {wanted['text']} among {[(r['text'], bounds(r)) for r in rows]}")
            continue
        rows.remove(row)
        for field, value in wanted.items():
            got = row[field] if field in row else bounds(row)
            if (None if pd.isna(got) else got) != value:
                wrong.append(f"{wanted['text']}: {field} {got!r}, wanted {value!r}")
    return wrong + [f"no figure: {row['text']} ({row['counted']})" for row in rows]


def marked(number, entry):
    reason = entry.get("xfail")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(number, marks=marks, id=f"{entry['case']}-{number}")


@pytest.mark.parametrize("number", [marked(number, entry) for number, entry in enumerate(ENTRIES)])
def test_the_figures_of_a_sentence_are_found(number):
    assert judge(ENTRIES[number], found()[number]) == []


def test_the_table_of_sentences_is_varied_and_honest():
    texts = [entry["text"] for entry in ENTRIES]
    assert len(set(texts)) == len(texts) >= 80
    assert sum(not entry["figures"] for entry in ENTRIES) >= len(texts) / 10


def test_offsets_reproduce_the_number(corpus):
    articles = corpus.articles.set_index("article_id")
    assert len(corpus.figures) > 50
    for row in corpus.figures.to_dict("records"):
        assert articles.at[row["article_id"], row["part"]][row["start"] : row["end"]] == row["text"]


def test_bounds_hold_the_value(corpus):
    exact = corpus.figures.dropna(subset="value")
    low, high = exact["at_least"].fillna(0), exact["at_most"].fillna(10**12)
    assert (low <= exact["value"] + 1).all() and (high >= exact["value"] - 1).all() and (low <= high).all()


def test_two_halves_give_the_rows_of_the_whole(examples):
    lexicon = load_lexicon("syria")
    whole = find_evidence(examples, lexicon)["figures"]
    halves = [find_evidence(half.reset_index(drop=True), lexicon)["figures"] for half in (examples[:9], examples[9:])]
    pd.testing.assert_frame_equal(whole, pd.concat(halves, ignore_index=True))


def test_without_syntax_the_same_figures_are_found(corpus, examples):
    bare = find_evidence(examples, load_lexicon("syria"))["figures"]
    told = [column for column in bare if column not in ("source", "source_text", "voice")]
    pd.testing.assert_frame_equal(bare[told], corpus.figures[told])


def test_figures_may_be_left_out_and_then_nothing_is_said_of_them(corpus, examples, tmp_path):
    result = framing.analyze(examples, "syria", figures=False)
    assert result.figures.empty and not result.has_figures
    pd.testing.assert_frame_equal(result.claims, corpus.claims)
    result.save(tmp_path / "run")
    again = framing.load_analysis(tmp_path / "run").subset(story="Spring Shield")
    for ask in (again.disputed_figures, lambda: again.evidence(of="figures")):
        with pytest.raises(FramingError, match=r"numbers were not looked for.*analyze again with figures=True"):
            ask()
    heads = [show.story(run, "Spring Shield").count("Numbers that do not agree") for run in (corpus, again)]
    assert heads[0] > 0 == heads[1]


@settings(max_examples=15)
@given(st.lists(st.text(alphabet="0123456789,.- —“”\n\tkilledozn and people women Syrian", max_size=80), max_size=30))
def test_any_text_is_survived_and_offsets_hold(texts):
    texts = [f"{text} x" for text in texts] or ["x"]
    articles = pd.DataFrame(
        {"article_id": [f"{i}" for i in range(len(texts))], "outlet": "A", "title": "", "text": texts}
    )
    for row in find_evidence(articles, lexicon())["figures"].to_dict("records"):
        assert texts[int(row["article_id"])][row["start"] : row["end"]] == row["text"]


@functools.cache
def lexicon():
    return load_lexicon("syria")


def test_a_lexicon_without_words_of_harm_still_counts(tmp_path):
    source = "lexicon: harbour\nversion: 1.0.0\nlanguage: en\ntitle: Harbour\nreferents:\n  union:\n    name: Union\n"
    (tmp_path / "harbour.yaml").write_text(source + "    kind: actor\n    aliases: [Union]\n", encoding="utf-8")
    texts = pd.DataFrame({"outlet": ["A"], "text": ["20 trucks stood at the gate. 12 men were killed."]})
    figures = framing.analyze(texts, tmp_path / "harbour.yaml", syntax=False).figures
    assert figures[["text", "counted"]].values.tolist() == [["20", "vehicles"], ["12", "killing"]]


def test_numbers_are_kept_with_a_saved_analysis(corpus, tmp_path):
    corpus.save(tmp_path / "run")
    pd.testing.assert_frame_equal(framing.load_analysis(tmp_path / "run").figures, corpus.figures)


def test_an_analysis_saved_before_figures_says_so(corpus, tmp_path):
    corpus.save(tmp_path / "run")
    (tmp_path / "run" / "figures.parquet").unlink()
    with pytest.raises(ArticlesError, match="has no figures: it was saved by framing .* Analyse its articles again"):
        framing.load_analysis(tmp_path / "run")


def test_evidence_leads_from_a_figure_to_its_sentence(corpus):
    rows = corpus.evidence(of="figures", counted="downing", outlet="Two Shores Courier")
    assert rows["text"].tolist() == ["two", "two"] and rows["sentence_text"].str.contains("down").all()
    with pytest.raises(FramingError, match="Did you mean 'syrian_government'"):
        corpus.evidence(of="figures", of_whom="syrian_goverment")


# ---------------------------------------------------------------------- disputes


def pairs(table):
    """The pairs of outlets with numbers that dispute each other: (story, {(outlet, number), (outlet, number)})."""
    said = set()
    for (story, _), rows in table.groupby(["story", "thing"]):
        told = list(zip(rows["outlet"], rows["number"], strict=True))
        against = apart(rows)
        said |= {
            (story, frozenset([told[one], told[two]]))
            for one, two in itertools.combinations(range(len(told)), 2)
            if against[one, two] and told[one][0] != told[two][0]
        }
    return said


def test_the_disputes_of_the_composed_corpus_are_those_a_reader_finds(corpus):
    wanted = {
        (story, frozenset([(one, a), (two, b)]))
        for story, groups in DISPUTES.items()
        for left, right in groups
        for (one, a), (two, b) in itertools.product(map(tuple, left), map(tuple, right))
        if one != two
    }
    told = pairs(corpus.disputed_figures())
    hits = len(wanted & told)
    assert 2 * hits / (len(wanted) + len(told)) >= 0.7, (wanted - told, told - wanted)


def report(outlet, text, *, date="2020-03-01", story="Raid"):
    return {"outlet": outlet, "text": text, "date": date, "story": story}


def table_of(*reports):
    return framing.analyze(pd.DataFrame(reports), "syria").disputed_figures()


def test_33_and_34_dispute_each_other_and_at_least_22_neither():
    table = table_of(
        report("A", "33 Turkish soldiers were killed."),
        report("B", "34 Turkish soldiers were killed, the Observatory said."),
        report("C", "At least 22 Turkish soldiers were killed."),
    )
    told = table.set_index("outlet")
    assert told["disputes"].to_dict() == {"A": 1, "B": 1, "C": 0}
    assert told.at["A", "note"] == "not 34 (B); agrees with at least 22 (C)"
    assert told.at["B", "source"] == "observers" and told.at["A", "source"] == "outlet"


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("33 civilians were killed.", "33 civilians died.", "the same number"),
        ("At least 12 people died.", "31 people were killed.", "the bound holds the other"),
        ("Dozens of people were killed.", "34 people were killed.", "the vague number holds the other"),
        ("12 soldiers were killed.", "15 soldiers were wounded.", "other harm"),
        ("12 Russian soldiers were killed.", "15 Turkish soldiers were killed.", "another side"),
        ("12 people were killed.", "More than 400,000 people have been killed since 2011.", "over years"),
        ("12 people were killed.", "In May 15 people were killed there.", "another time"),
        ("12 people were killed.", "2,000 people were killed.", "out of all proportion"),
        ("On Monday 12 people were killed.", "On Friday 15 people were killed.", "another day"),
        ("20 villages are empty.", "30 villages are empty.", "few things without harm"),
    ],
)
def test_what_is_no_dispute(one, two, why):
    assert table_of(report("A", one), report("B", two)).empty, why


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("34 dead were counted.", "22 Turkish soldiers were killed."),
        ("30 civilians were killed.", "43 people were killed in the raid."),
        ("12 soldiers were killed.", "15 Syrian soldiers were killed."),
        ("The country hosts 3.5 million Syrian refugees.", "Some 5 million Syrian refugees are hosted there."),
        ("Three Turkish drones were shot down.", "Turkey lost two drones. Two Turkish drones were shot down."),
    ],
)
def test_what_is_a_dispute_though_it_is_told_otherwise(one, two):
    assert not table_of(report("A", one), report("B", two)).empty


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday 17 Nov 2017 A shell killed 20 people in Balyun.", None),
        ("Published November 17 2017 A shell killed 20 people on Thursday.", "thursday"),
        ("Nov. 17, 2017 - A shell killed 20 people.", None),
        ("On 17 November 2017 a shell killed 20 people.", "november 17"),
        ("A shell killed 20 people on Friday, 17 November 2017.", "friday"),
        ("A shell killed 20 people on November 17.", "november 17"),
    ],
)
def test_the_date_of_a_report_is_no_day_of_an_event(text, day):
    figures = framing.analyze(pd.DataFrame([report("A", text)]), "syria", syntax=False).figures
    told = figures.loc[figures["text"] == "20", "day"]
    assert [None if pd.isna(found) else found for found in told] == [day]


def test_numbers_by_the_way_are_compared_where_place_and_day_are_one():
    text = "The council met for six hours. 40 people died in a raid on Maarat. "
    for place, disputed in (("in Balyun on Monday", True), ("in Kafr on Monday", False), ("in Balyun", False)):
        own = report("A", f"{text} A shell killed five people {place}.")
        table = table_of(own, report("B", "A shell killed 12 people in Balyun on Monday."))
        assert (table.loc[table["number"] == "5", "disputes"] > 0).any() == disputed


def test_an_update_is_no_dispute_of_an_outlet_with_itself():
    first = report("A", "At least 9 soldiers were killed.", date="2020-03-01")
    later = report("A", "33 soldiers were killed.", date="2020-03-02")
    assert table_of(first, later, report("B", "33 soldiers were killed.")).empty
    told = table_of(report("A", "20 soldiers were killed."), later, report("B", "34 soldiers were killed."))
    old = told[told["number"] == "20"].iloc[0]
    assert not old["stands"] and old["disputes"] == 0 and "another count" in old["note"]


def test_two_sources_of_one_outlet_may_dispute_each_other():
    text = "Turkish officials said 33 soldiers were killed. The Observatory said 34 soldiers were killed."
    told = table_of(report("A", text), report("B", "33 soldiers were killed, Turkish officials said."))
    assert set(told.loc[told["number"] == "34", "note"]) == {"not 33 (A, B)"}


def test_parts_and_sums_are_no_counts_of_the_whole():
    text = "21 civilians were killed. Fifteen civilians were killed in the north and six civilians in the south."
    assert table_of(report("A", text), report("B", "21 civilians were killed.")).empty
    figures = framing.analyze(pd.DataFrame([report("A", text)]), "syria")
    marked = things(figures.figures, figures.articles)
    assert marked.set_index("text")["aside"].to_dict() == {"21": False, "Fifteen": True, "six": True}


def test_an_outlet_with_all_numbers_of_another_disputes_none_of_them():
    text = "12 people were killed in the east, the Observatory said. 15 people were killed in the west, a medic said."
    assert pairs(table_of(report("A", text), report("B", text))) == set()


def test_the_order_of_articles_does_not_matter(corpus):
    back = disputed_figures(corpus.figures[::-1], corpus.articles[::-1])
    assert pairs(back) == pairs(corpus.disputed_figures())


def test_an_outlet_against_itself_disputes_nothing(corpus):
    one = corpus.articles["outlet"] == "Far Harbour Daily"
    twin = corpus.articles[one].assign(outlet="Twin", article_id=lambda own: own["article_id"] + "-twin")
    result = framing.analyze(pd.concat([corpus.articles[one], twin]), "syria")
    assert pairs(result.disputed_figures()) == set()


def test_stories_are_needed_and_named(corpus):
    bare = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": ["12 died."]}), "syria")
    with pytest.raises(FramingError, match="no article has a story.*match_stories"):
        bare.disputed_figures()
    with pytest.raises(FramingError, match="no story 'Strike at Balyum'. Did you mean 'Strike at Balyun'"):
        corpus.disputed_figures(story="Strike at Balyum")
    assert set(corpus.disputed_figures(story="Strike at Balyun")["story"]) == {"Strike at Balyun"}


def test_no_figures_at_all_give_an_empty_table():
    table = table_of(report("A", "It rained."), report("B", "It rained."))
    assert table.empty and {"number", "note", "disputes"} <= set(table)


# ---------------------------------------------------------------------- chart and words


def test_the_chart_draws_each_number_with_its_bounds(corpus):
    table = corpus.disputed_figures()
    ax = show.disputed_figures(table, story="Spring Shield")
    rows = table[table["story"] == "Spring Shield"]
    assert [text.get_text() for text in ax.texts] == rows["number"].tolist()
    assert ax.get_xscale() == "log" and len(ax.get_yticklabels()) == len(rows)
    assert "2,212" in show.alt_text(ax) and "not dozens" in show.alt_text(ax)
    with pytest.raises(FramingError, match="a chart shows one: give story="):
        show.disputed_figures(table)
    with pytest.raises(FramingError, match="no thing 'killing, turky'.*Did you mean 'killing, turkey'"):
        show.disputed_figures(table, story="Strike at Balyun", thing="killing, turky")


def test_the_chart_says_that_nothing_is_disputed():
    ax = show.disputed_figures(table_of(report("A", "It rained."), report("B", "It rained.")))
    assert "nothing to draw" in show.alt_text(ax)


def test_the_shipped_words_are_read_and_mistakes_named(tmp_path):
    words = load_figures()
    assert words.kinds["drones"] == "drones" and words.before["no fewer than"] == "at_least"
    text = (shipped("lexicons") / "figures.yaml").read_text(encoding="utf-8")
    for wrong, right, message in [
        ("tolerance: 0.1", "tolerance: some", "'some' is no number"),
        ("dozens: 20 199", "dozens: 199 20", "'199 20' is no range"),
        ("tolerance: 0.1", "tolerence: 0.1", "Did you mean 'tolerance'"),
    ]:
        path = tmp_path / "figures.yaml"
        path.write_text(text.replace(wrong, right), encoding="utf-8")
        with pytest.raises(LexiconError, match=message):
            read_figures(path)
