"""Agreement, validity, corrections and the paragraph for a paper, from codings."""

import json

import pandas as pd
import pytest
from coding import fill, page_of, perfect

import framing
from framing.__main__ import main
from framing.errors import FramingError, FramingWarning
from framing.read.shipped import shipped
from framing.validation.units import read_key

PARTS = ["mentions", "claims"]


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


@pytest.mark.parametrize("earlier", [False, True])
def test_articles_that_were_added_after_the_draw_are_refused(corpus, examples, filled, tmp_path, earlier):
    added = pd.DataFrame({"article_id": ["new"], "outlet": ["Courier"], "text": ["The regime met."]})
    grown = framing.analyze(pd.concat([framing.read_articles(examples), added]), "syria", syntax=False)
    codings = framing.read_codings(filled)
    ids = codings.key.record["article_ids"]
    assert len(ids) == len(corpus.articles)
    if earlier:  # a key that only says how many articles there were
        del codings.key.record["article_ids"]
    with pytest.raises(FramingError, match=f"drawn from {len(ids)} articles, and this analysis has 1 more") as error:
        framing.validity(grown, codings)
    assert ("(first: 'new')" in str(error.value)) != earlier
    assert framing.validity(grown.subset(article_id=ids), codings).units == len(codings.key.units)


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
    assert "30 articles by 5 outlets on 6 stories" in text
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
