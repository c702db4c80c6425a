"""Coding sheets: what coders see, how units are drawn, what survives a spreadsheet."""

import re

import pandas as pd
import pytest
from coding import page_of

import framing
from framing.errors import FramingError
from framing.validation.units import read_key

PARTS = ["mentions", "claims"]


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
