"""Filled-in sheets, read again: what is taken, what is reported, what is refused."""

import datetime
import re

import pandas as pd
import pytest
from coding import change, column, page_of, perfect, row_where

import framing
from framing.errors import FramingError, FramingWarning
from framing.validation.units import read_key


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
