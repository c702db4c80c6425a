"""Coding sheets, filled in and read again: what coders see, what survives, what is mended, what it says."""

import datetime
import json
import re

import openpyxl
import pandas as pd
import pytest
from coding import fill, perfect

import framing
from framing.__main__ import main
from framing.errors import FramingError, FramingWarning
from framing.read.shipped import shipped
from framing.validation.units import read_key

PARTS = ["mentions", "claims"]


@pytest.fixture(scope="module")
def drawn(corpus, tmp_path_factory):
    """A sheet of labels and one of claims."""
    folder = tmp_path_factory.mktemp("sheets")
    for of in PARTS:
        framing.coding_sheet(corpus, folder / f"{of}.xlsx", of=of, n=60, seed=2)
    return folder


@pytest.fixture
def sheet(drawn, tmp_path):
    """A copy of the sheet of labels, with its key."""
    for name in ("mentions.xlsx", "mentions.key.json", "claims.xlsx", "claims.key.json"):
        (tmp_path / name).write_bytes((drawn / name).read_bytes())
    return tmp_path / "mentions.xlsx"


@pytest.fixture
def filled(corpus, sheet):
    """The sheet of labels, filled in by a coder who agrees with the machine."""
    return fill(sheet, sheet.with_name("ada.xlsx"), perfect(corpus, read_key(sheet.with_suffix(".key.json"))))


def page_of(path, name="coding"):
    book = openpyxl.load_workbook(path)
    return book, book[name]


def column(page, name):
    return [cell.value for cell in page[1]].index(name) + 1


def change(path, row, name, value):
    book, page = page_of(path)
    page.cell(row, column(page, name)).value = value
    book.save(path)


def row_where(path, test):
    """The first row whose cells, by column, pass the test."""
    _, page = page_of(path)
    names = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if test(dict(zip(names, (cell.value for cell in row), strict=True))):
            return row[0].row
    raise LookupError


@pytest.mark.parametrize("of", PARTS)
def test_a_sheet_shows_the_text_and_no_answer(drawn, corpus, of):
    _, page = page_of(drawn / f"{of}.xlsx")
    names = [cell.value for cell in page[1]]
    asked = list(read_key(drawn / f"{of}.key.json").fields)
    assert names == ["id", "title", "before", "sentence", "after", *(["words"] if of == "mentions" else []), *asked,
                     "comment"]  # fmt: skip
    rows = pd.DataFrame(page.iter_rows(min_row=2, values_only=True), columns=names)
    assert len(rows) == 60 and rows["id"].is_unique
    assert rows[[*asked, "comment"]].isna().all(axis=None)
    assert not rows["sentence"].isna().any()
    assert not set(corpus.articles["outlet"]) & set(rows["title"].dropna())


@pytest.mark.parametrize("of", PARTS)
def test_every_field_has_a_drop_down_and_an_entry_in_the_codebook(drawn, of):
    book, page = page_of(drawn / f"{of}.xlsx")
    asked = read_key(drawn / f"{of}.key.json").fields
    rules = page.data_validations.dataValidation
    assert len(rules) == len(asked)
    book_text = "\n".join(str(cell) for row in book["codebook"].values for cell in row if cell)
    for rule in rules:
        sheet, first, last = re.match(r"(\w+)!\$\w+\$(\d+):\$\w+\$(\d+)", rule.formula1).groups()
        letter = rule.formula1.split("$")[1]
        name = book[sheet][f"{letter}1"].value
        values = [book[sheet][f"{letter}{i}"].value for i in range(int(first), int(last) + 1)]
        assert values == list(asked[name]["values"])
        assert all(value in book_text for value in values)
    assert book["values"].sheet_state == "hidden"


def test_the_codebook_does_not_say_how_the_lexicon_reads_a_name(drawn):
    _, page = page_of(drawn / "mentions.xlsx", "codebook")
    lines = [str(row[1]) for row in page.values if row[1]]
    government = next(line for line in lines if line.startswith("Syrian government:"))
    assert "regime" in government and "critical" not in government


def test_passed_over_sentences_are_a_third_and_come_from_every_outlet(drawn, corpus):
    for of in PARTS:
        key = read_key(drawn / f"{of}.key.json")
        assert key.units["passed"].sum() == 20
        outlets = key.units[key.units["passed"]]["article_id"].map(corpus.articles.set_index("article_id")["outlet"])
        assert outlets.nunique() == 5


def test_the_key_knows_how_many_units_each_stratum_has(drawn, corpus):
    key = read_key(drawn / "mentions.key.json")
    sizes = key.strata.groupby("passed")["size"].sum()
    assert sizes[False] == len(corpus.mentions)
    assert sizes[True] <= len(corpus.sentences)
    assert (key.units.groupby("stratum").size() <= key.strata.set_index("stratum")["size"]).all()


def test_units_point_at_their_words(drawn, corpus):
    texts = corpus.articles.set_index("article_id")
    _, page = page_of(drawn / "mentions.xlsx")
    words = {row[0]: row[5] for row in page.iter_rows(min_row=2, values_only=True)}
    for unit in read_key(drawn / "mentions.key.json").units.to_dict("records"):
        text = texts.at[unit["article_id"], unit["part"]][unit["start"] : unit["end"]]
        assert words[unit["id"]] == (None if unit["passed"] else text)


def test_the_same_seed_draws_the_same_sheet_another_seed_another(corpus, tmp_path):
    keys = [
        framing.coding_sheet(corpus, tmp_path / f"{name}.csv", n=30, seed=seed)
        for name, seed in [("a", 1), ("b", 1), ("c", 2)]
    ]
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.key.json").read_bytes() == (tmp_path / "b.key.json").read_bytes()
    assert set(keys[0].units["id"]) != set(keys[2].units["id"])


def test_strata_are_pooled_where_there_are_too_many(corpus, tmp_path):
    key = framing.coding_sheet(corpus, tmp_path / "a.csv", n=30, by=["outlet", "label"], seed=0)
    assert len(key.units) == 30
    drawn = key.units.groupby("stratum").size()
    assert (drawn >= key.strata.set_index("stratum")["size"].clip(upper=2)).all()


def test_ids_survive_a_spreadsheet(drawn):
    ids = [id_ for of in PARTS for id_ in read_key(drawn / f"{of}.key.json").units["id"]]
    assert len(set(ids)) == 120
    for id_ in ids:
        assert re.fullmatch(r"[mc][2-9bcdfghjkmnpqrstvwxz]{7}", id_)  # no number, date, formula or scientific notation


def test_no_cell_becomes_a_formula(tmp_path):
    texts = [f"=SUM(A{i}) regime forces shelled it. -2 men fell." for i in range(20)]
    result = framing.analyze(pd.DataFrame({"outlet": "A", "text": texts}), "syria")
    framing.coding_sheet(result, tmp_path / "a.xlsx", n=12)
    _, page = page_of(tmp_path / "a.xlsx")
    assert any(str(cell.value).startswith("=") for row in page for cell in row)
    assert all(cell.data_type != "f" for row in page for cell in row)
    framing.coding_sheet(result, tmp_path / "b.csv", n=12)
    cells = pd.read_csv(tmp_path / "b.csv", dtype=str, keep_default_na=False)
    assert not cells.map(lambda text: text[:1] in "=+-@" and text != "").any(axis=None)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": "a.txt"}, "a coding sheet is a .xlsx or .csv file, for instance a.xlsx"),
        ({"n": 3}, "n=3 rows say nothing; give 10 or more"),
        ({"of": "mention"}, "of='mention' is unknown. Did you mean 'mentions'?"),
        ({"by": ["outlets"]}, "by='outlets' is no column to group by. Did you mean 'outlet'?"),
        ({"passed_over": 1.0}, "passed_over=1.0 must lie between 0 and 1"),
    ],
)
def test_options_that_cannot_work_are_refused(corpus, tmp_path, options, message):
    options = {"path": "a.xlsx"} | options
    with pytest.raises(FramingError, match=re.escape(message)):
        framing.coding_sheet(corpus, tmp_path / options.pop("path"), **options)


def test_a_sheet_that_may_hold_codings_is_not_overwritten(corpus, sheet):
    with pytest.raises(FramingError, match="exists, and may hold codings"):
        framing.coding_sheet(corpus, sheet)


def test_a_filled_in_sheet_is_read_back(corpus, filled):
    codings = framing.read_codings(filled)
    assert repr(codings) == "<Codings of mentions: ada 60 of 60 rows coded>"
    key = read_key(filled.with_name("mentions.key.json"))
    for id_, readings in perfect(corpus, key).items():
        own = codings.rows[codings.rows["id"] == id_]
        assert own["referent"].tolist() == [reading["referent"] for reading in readings]


def test_names_and_ids_are_taken_whatever_their_case(filled):
    row = row_where(filled, lambda cells: cells["referent"] == "Syrian government")
    change(filled, row, "referent", " SYRIAN\u00a0government ")
    change(filled, row, "voice", "Own")
    assert len(framing.read_codings(filled).problems) == 0


def csv_of(path, out, **options):
    """Save the sheet as a spreadsheet program would."""
    _, page = page_of(path)
    names, *rows = page.values
    pd.DataFrame(rows, columns=names).to_csv(out, index=False, **options)
    return out


@pytest.mark.parametrize(
    "options", [{"encoding": "utf-8"}, {"encoding": "utf-8-sig", "sep": ";"}, {"encoding": "utf-16"}]
)
def test_csv_files_of_every_make_give_the_same_codings(filled, options):
    expected = framing.read_codings(filled).readings.drop(columns="rater")
    got = framing.read_codings(csv_of(filled, filled.with_name("saved.csv"), **options))
    pd.testing.assert_frame_equal(got.readings.drop(columns="rater"), expected)


def test_an_old_encoding_is_read_with_a_guess_that_is_reported(filled):
    path = csv_of(filled, filled.with_name("old.csv"), encoding="cp1252", errors="replace")
    with pytest.warns(FramingWarning, match="read as Windows-1252"):
        codings = framing.read_codings(path)
    assert codings.rows["id"].nunique() == 60


def problems(path, match):
    with pytest.warns(FramingWarning, match=match):
        return framing.read_codings(path)


def test_a_slip_in_a_value_names_the_cell_and_the_value_meant(filled):
    row = row_where(filled, lambda cells: cells["stance"] == "critical")
    change(filled, row, "stance", "critcal")
    codings = problems(filled, rf"ada.xlsx, cell H{row}: 'critcal' is no value of stance. Did you mean 'critical'\?")
    assert codings.rows["id"].nunique() == 59


def test_a_date_made_by_the_spreadsheet_is_noticed(filled):
    row = row_where(filled, lambda cells: cells["stance"] == "critical")
    change(filled, row, "voice", datetime.datetime(2024, 3, 8))
    codings = problems(filled, f"cell I{row}: the spreadsheet made a date of it")
    assert codings.problems["given"].tolist() == ["2024-03-08"]


def test_an_empty_answer_is_noticed(filled):
    row = row_where(filled, lambda cells: cells["stance"] == "critical")
    change(filled, row, "stance", None)
    assert problems(filled, f"cell H{row}: stance is empty").rows["id"].nunique() == 59


def test_a_renamed_column_is_taken_and_reported(filled):
    change(filled, 1, "referent", "referents")
    codings = problems(filled, "cell G1: no column is called 'referent'. Taken for it; rename it to 'referent'")
    assert codings.rows["id"].nunique() == 60


def test_a_column_that_is_gone_is_an_error(filled):
    change(filled, 1, "voice", "xyz")
    with pytest.raises(FramingError, match="ada.xlsx has no column 'voice': its columns are id, title"):
        framing.read_codings(filled)


def test_an_id_that_was_typed_over_is_noticed(filled):
    _, page = page_of(filled)
    id_ = page["A5"].value
    change(filled, 5, "id", id_[:-1])
    codings = problems(filled, f"cell A5: the id '{id_[:-1]}' is not in the key. Did you mean '{id_}'")
    assert codings.rows["id"].nunique() == 59


def test_missing_rows_are_reported_and_the_others_kept(filled):
    book, page = page_of(filled)
    page.delete_rows(4, 3)
    book.save(filled)
    codings = problems(filled, "3 of the 60 rows drawn are missing. They count as not coded")
    assert codings.rows["id"].nunique() == 57


def test_a_doubled_row_is_kept_once_a_contradiction_not_at_all(filled):
    row = row_where(filled, lambda cells: cells["words"] and cells["stance"] == "critical")
    other = row_where(filled, lambda cells: cells["words"] and cells["stance"] == "neutral")
    book, page = page_of(filled)
    for source in (row, other):
        page.append([cell.value for cell in page[source]])
    book.save(filled)
    change(filled, page.max_row, "stance", "critical")
    codings = problems(filled, "Delete the wrong one|It is kept once")
    assert set(codings.problems["problem"]) == {
        "this row repeats another one", "this row stands there twice, with different answers",
    }  # fmt: skip
    assert codings.rows["id"].nunique() == 59


def test_rows_left_blank_are_not_coded_and_no_problem(filled):
    for row in range(2, 12):
        for name in ("referent", "stance", "voice"):
            change(filled, row, name, None)
    codings = framing.read_codings(filled)
    assert codings.rows["id"].nunique() == 50 and codings.problems.empty


def test_a_further_name_needs_its_words(filled):
    row = row_where(filled, lambda cells: not cells["words"] and "[[" in cells["sentence"])
    for name, value in (("referent", "Rebels and opposition"), ("stance", "neutral"), ("voice", "own")):
        change(filled, row, name, value)
    assert problems(filled, f"cell F{row}: the words of the further name are missing").rows["id"].nunique() == 59
    change(filled, row, "words", "surely not in there")
    problems(filled, r"does not stand in the sentence outside \[\[ \]\]")


def test_a_further_name_is_found_in_its_sentence(filled, corpus):
    row = row_where(filled, lambda cells: not cells["words"] and len(cells["sentence"]) > 60)
    _, page = page_of(filled)
    words = re.sub(r"\[\[.*?\]\]", "", page.cell(row, column(page, "sentence")).value).split()[-1].strip(".”,")
    for name, value in (("words", words), ("referent", "rebels"), ("stance", "neutral"), ("voice", "own")):
        change(filled, row, name, value)
    codings = framing.read_codings(filled)
    reading = codings.rows[codings.rows["words"] == words].iloc[0]
    unit = codings.key.units.set_index("id").loc[reading["id"]]
    text = corpus.articles.set_index("article_id").at[unit["article_id"], unit["part"]]
    assert text[reading["start"] : reading["end"]] == words


def test_files_that_are_no_codings_are_refused(tmp_path, filled):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK no workbook")
    for path, message in [
        (broken, "broken.xlsx is no readable workbook"),
        (tmp_path / "nowhere.xlsx", "there is no file"),
    ]:
        with pytest.raises(FramingError, match=message):
            framing.read_codings(path)
    (tmp_path / "a.ods").write_bytes(b"")
    with pytest.raises(FramingError, match="codings are .xlsx or .csv files. Save it as .xlsx"):
        framing.read_codings(tmp_path / "a.ods")
    for key in tmp_path.glob("*.key.json"):
        key.unlink()
    with pytest.raises(FramingError, match="no key of this sheet lies beside ada.xlsx"):
        framing.read_codings(filled)


def test_a_lost_key_comes_anew(corpus, filled, tmp_path):
    (tmp_path / "mentions.key.json").unlink()
    framing.coding_sheet(corpus, tmp_path / "again.xlsx", n=60, seed=2)
    assert framing.read_codings(filled).rows["id"].nunique() == 60


def test_agreement_needs_two_coders(filled):
    with pytest.raises(FramingError, match="agreement needs two coders; these codings are by ada alone"):
        framing.agreement(framing.read_codings(filled))


def test_two_coders_are_compared_and_named(corpus, sheet, filled):
    readings = perfect(corpus, read_key(sheet.with_suffix(".key.json")))
    for number, own in enumerate(readings.values()):
        if number % 5 == 0 and own[0]["referent"] != "none":
            own[0]["voice"] = "quoted" if own[0]["voice"] != "quoted" else "own"
    other = fill(sheet, sheet.with_name("ben.xlsx"), readings)
    result = framing.agreement(framing.read_codings({"Ada": filled, "Ben": other}))
    table = result.table.set_index("field")
    assert table.loc["referent", "alpha"] == 1 and table.loc["voice", "alpha"] < 1
    assert set(result.confusion["coder_a"]) == {"Ada"} and set(result.confusion["coder_b"]) == {"Ben"}


@pytest.mark.parametrize("of", PARTS)
def test_a_coder_who_agrees_everywhere_finds_no_error(corpus, drawn, of, tmp_path):
    sheet = drawn / f"{of}.xlsx"
    key = read_key(drawn / f"{of}.key.json")
    path = fill(sheet, tmp_path / "ada.xlsx", perfect(corpus, key))
    valid = framing.validity(corpus, framing.read_codings(path, key=drawn / f"{of}.key.json"))
    assert (valid.scores.loc[valid.scores["total"] > 0, "share"] == 1).all()
    known = valid.shares.dropna(subset="corrected")
    assert known["corrected"].tolist() == pytest.approx(known["share"].tolist())
    assert (valid.confusion["found"] == valid.confusion["read"]).all()
    assert "cannot stand" not in set(valid.comparisons["verdict"])


def test_machine_shares_are_those_of_the_tables(corpus, filled):
    valid = framing.validity(corpus, framing.read_codings(filled))
    mine = valid.shares[valid.shares["measure"] == "labels"].set_index(["outlet", "referent", "stance"])
    theirs = corpus.labels().set_index(["outlet", "referent", "stance"])
    for place, row in theirs[theirs["choices"] > 0].iterrows():
        assert mine.loc[place, ["n", "choices"]].tolist() == row[["n", "choices"]].tolist()


def test_errors_of_the_machine_are_found_and_corrected(corpus, sheet):
    readings = perfect(corpus, read_key(sheet.with_suffix(".key.json")))
    for own in readings.values():
        if own[0]["voice"] == "own":
            own[0]["voice"] = "reported"
    path = fill(sheet, sheet.with_name("strict.xlsx"), readings)
    valid = framing.validity(corpus, framing.read_codings(path))
    assert valid.score("labels", "precision")["share"] == 0
    assert valid.score("names", "precision")["share"] == 1
    own = valid.shares.query("measure == 'voice' and stance == 'own' and outlet == 'all outlets'").iloc[0]
    assert own["share"] > 0.4 and own["corrected"] == pytest.approx(0)


def test_codings_serve_a_later_analysis_of_the_same_articles(corpus, examples, filled):
    later = framing.analyze(examples, "syria", syntax=False)
    codings = framing.read_codings(filled)
    valid = framing.validity(later, codings)
    assert valid.score("names", "precision")["share"] == 1
    earlier = framing.validity(corpus, codings)
    assert valid.score("labels", "recall")["share"] < earlier.score("labels", "recall")["share"]


def test_codings_of_other_articles_are_refused(filled):
    other = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": ["The regime met."]}), "syria")
    with pytest.raises(FramingError, match="these codings belong to other articles"):
        framing.validity(other, framing.read_codings(filled))


def test_changed_articles_are_left_out(examples, filled):
    codings = framing.read_codings(filled)
    first = codings.key.units["article_id"].iloc[0]
    changed = examples.copy()
    changed.loc[changed["article_id"] == first, ["title", "text"]] = "The regime met."
    with pytest.warns(FramingWarning, match="coded rows are left out: their articles are gone or changed"):
        valid = framing.validity(framing.analyze(changed, "syria", syntax=False), codings)
    assert valid.units < 60


def corrected(corpus, sheet):
    """The corpus with three readings replaced: one changed, one removed, one added."""
    readings = perfect(corpus, read_key(sheet.with_suffix(".key.json")))
    labels = [own[0] for own in readings.values() if own[0]["referent"] == "syrian_government"]
    labels[0]["voice"] = "scare"
    labels[1] |= {"referent": "none", "stance": None, "voice": None}
    _, page = page_of(sheet)
    id_, sentence = next(
        (row[0], row[3]) for row in page.iter_rows(min_row=2, values_only=True)
        if not row[5] and readings[row[0]][0]["referent"] == "none" and "[[" not in row[3]
    )  # fmt: skip
    word = sentence.split()[-1].strip(".”,")
    readings[id_] = [{"words": word, "referent": "rebels", "stance": "neutral", "voice": "own"}]
    path = fill(sheet, sheet.with_name("mended.xlsx"), readings)
    return corpus.correct(framing.read_codings(path)), word


def test_corrections_replace_rows_and_leave_a_record(corpus, sheet, tmp_path):
    before = len(corpus.mentions)
    result, word = corrected(corpus, sheet)
    assert len(corpus.mentions) == before == len(result.mentions)
    changes = result.record()["parameters"]["corrections"]
    assert sorted(change["change"] for change in changes) == ["added", "changed", "removed"]
    assert all(change["coder"] == "mended" for change in changes)
    assert word in set(result.mentions["label"])
    added = next(change for change in changes if change["change"] == "added")
    text = result.articles.set_index("article_id").at[added["article_id"], added["part"]]
    assert text[added["start"] : added["end"]] == word and added["before"] is None
    assert (result.mentions["voice"] == "scare").sum() == (corpus.mentions["voice"] == "scare").sum() + 1
    assert result.mentions.dtypes.equals(corpus.mentions.dtypes)
    result.save(tmp_path / "run")
    assert json.loads((tmp_path / "run" / "run.json").read_text())["parameters"]["corrections"] == changes
    again = framing.load_analysis(tmp_path / "run")
    assert again.record() == result.record()
    pd.testing.assert_frame_equal(again.labels(), result.labels())


def test_what_was_corrected_is_not_validated_by_the_same_codings(corpus, sheet):
    result, _ = corrected(corpus, sheet)
    with pytest.raises(FramingError, match="this analysis was corrected by hand"):
        framing.validity(result, framing.read_codings(sheet.with_name("mended.xlsx")))


def test_corrected_claims_are_measured_again(corpus, sheet):
    sheet = sheet.with_name("claims.xlsx")
    key = read_key(sheet.with_suffix(".key.json"))
    readings = perfect(corpus, key)
    id_ = next(i for i, own in readings.items() if len(own) == 1 and own[0]["target"] == "syrian_government")
    readings[id_][0]["target"] = "russia"
    path = fill(sheet, sheet.with_name("ada.xlsx"), readings)
    result = corpus.correct(framing.read_codings(path))
    blame = [r.blame(by=[]).set_index("target")["claims"] for r in (corpus, result)]
    assert blame[1]["russia"] == blame[0]["russia"] + 1
    assert blame[1]["syrian_government"] == blame[0]["syrian_government"] - 1
    (change,) = result.parameters["corrections"]
    assert (change["before"]["target"], change["after"]["target"]) == ("syrian_government", "russia")


def test_several_coders_cannot_correct_at_once(corpus, sheet, filled):
    other = filled.with_name("ben.xlsx")
    other.write_bytes(filled.read_bytes())
    codings = framing.read_codings([filled, other])
    with pytest.raises(FramingError, match="these codings are by ada, ben; say whose are to be used: coder='ada'"):
        corpus.correct(codings)
    with pytest.raises(FramingError, match="no coder 'bne'. Did you mean 'ben'"):
        corpus.correct(codings, coder="bne")
    assert corpus.correct(codings, coder="ben").parameters["corrections"] == []


def test_the_methods_paragraph_says_what_was_done(corpus, filled):
    codings = framing.read_codings(filled)
    text = framing.methods_text(corpus, validity=framing.validity(corpus, codings))
    assert "20 articles by 5 outlets on 4 stories" in text
    assert f"the lexicon syria {corpus.lexicon.version} ({corpus.lexicon.hash}" in text
    assert "60 units were drawn at random within strata, 20 of them sentences in which nothing had been found" in text
    assert "Names found at all: precision 100%" in text
    assert "not validated" in framing.methods_text(corpus)
    assert "readings of the machine were replaced" not in text


def test_the_charts_draw_what_the_tables_say(corpus, filled):
    valid = framing.validity(corpus, framing.read_codings(filled))
    ax = framing.show.scores(valid.scores, measure="names")
    drawn = [tuple(point) for spots in ax.collections for point in getattr(spots, "get_offsets", list)()]
    assert any(x == 1 for x, _ in drawn)
    chart = framing.show.corrected(valid.shares, measure="voice", stance="own")
    rows = valid.shares.query("measure == 'voice' and stance == 'own'")
    assert chart.collections[1].get_offsets()[:, 0].tolist() == pytest.approx(rows["share"].tolist())
    assert chart.collections[2].get_offsets()[:, 0].tolist() == pytest.approx(rows["corrected"].tolist(), nan_ok=True)
    grid = framing.show.confusion(valid.confusion, field="voice")
    counts = valid.confusion.query("field == 'voice'")["n"].sum()
    assert sum(float(text.get_text()) for text in grid.texts) == counts


def test_the_command_line_draws_a_sheet_and_scores_it(corpus, tmp_path, capsys):
    data, options = str(shipped("articles")), ["--lexicon", "syria", "--quiet"]
    sheet = tmp_path / "sheet.xlsx"
    assert main(["sheet", data, *options, "--out", str(sheet), "--rows", "40"]) == 0
    path = fill(sheet, tmp_path / "ada.xlsx", perfect(corpus, read_key(sheet.with_suffix(".key.json"))))
    out = tmp_path / "validity"
    capsys.readouterr()
    assert main(["validity", data, *options, "--codings", str(path), "--out", str(out)]) == 0
    assert "once its errors are allowed for" in capsys.readouterr().out
    names = {"scores", "shares", "comparisons", "confusion", "problems"}
    assert {p.name for p in out.iterdir()} == {f"{name}.csv" for name in names} | {"methods.txt"}
    assert main(["sheet", data, *options, "--out", str(sheet)]) == 2
    assert "may hold codings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("of", "by", "rows"), [("mentions", "month", 24), ("mentions", [], 24), ("claims", "victim", 12)]
)
def test_a_small_corpus_is_drawn_whole(of, by, rows, tmp_path):
    texts = [f"The regime shelled {i}." for i in range(12)]
    dates = ["2020-01-01", "2020-02-01"] * 6
    result = framing.analyze(pd.DataFrame({"outlet": ["A", "B"] * 6, "date": dates, "text": texts}), "syria")
    sheet = tmp_path / "all.xlsx"
    key = framing.coding_sheet(result, sheet, n=200, of=of, by=by)
    assert len(key.units) == rows == key.strata["size"].sum()
    path = fill(sheet, tmp_path / "ada.xlsx", perfect(result, key))
    valid = framing.validity(result, framing.read_codings(path))
    assert (valid.scores.loc[valid.scores["total"] > 0, "share"] == 1).all()
