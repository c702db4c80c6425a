"""Bad input gets one clear message: what was given, what would have worked, and where."""

import json
import time

import pandas as pd
import pytest

import framing
from framing import show
from framing.errors import ArticlesError, FramingError, FramingWarning, LexiconError

ONE = pd.DataFrame({"outlet": ["The Daily"], "text": ["The Syrian regime met the press."]})
LEXICON = """lexicon: mine
version: 1.0.0
language: en
title: Mine
referents:
  army:
    name: The army
    kind: actor
    labels:
      neutral: [army]
      critical: [junta]
"""


@pytest.fixture(scope="module")
def result():
    return framing.analyze(ONE, "syria", syntax=False)


def refused(call, *args, **options):
    with pytest.raises(FramingError) as error:
        call(*args, **options)
    return str(error.value)


# Articles


def test_no_such_file(tmp_path):
    (tmp_path / "articles.csv").write_text("outlet,text\nA,b\n")
    said = refused(framing.analyze, tmp_path / "artcles.csv", "syria")
    assert said == f"no such file or folder: {tmp_path / 'artcles.csv'}. In {tmp_path}: Did you mean 'articles.csv'?"


def test_a_csv_without_a_text_column(tmp_path):
    (tmp_path / "news.csv").write_text("outlet,headline\nA,b\n")
    said = refused(framing.analyze, tmp_path / "news.csv", "syria")
    assert "news.csv has no column for the text: its columns are outlet, headline." in said
    assert "Call it 'text'" in said


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: ONE.head(0), "the DataFrame holds no articles."),
        (lambda folder: folder, "holds no .txt or .html files"),
        (lambda folder: folder / "empty.csv", "empty.csv is empty: it has not even a line of column names."),
        (lambda folder: folder / "head.csv", "head.csv holds no articles."),
    ],
)
def test_an_empty_corpus(tmp_path, make, said):
    (tmp_path / "empty.csv").touch()
    (tmp_path / "head.csv").write_text("outlet,text\n")
    given = make(tmp_path)
    if given is tmp_path:
        given = tmp_path / "nothing"
        given.mkdir()
    assert said in refused(framing.analyze, given, "syria")


def test_articles_that_are_all_empty_are_kept_and_measured_as_nothing():
    blank = pd.DataFrame({"outlet": ["A", "B"], "text": ["", "  "]})
    with pytest.warns(FramingWarning, match="2 of 2 articles are empty"):
        result = framing.analyze(blank, "syria", syntax=False)
    table = result.labels()
    assert (table["n"] == 0).all()
    assert table["share"].isna().all()
    assert set(table["outlet"]) == {"A", "B"}


def test_a_file_that_is_not_utf8_is_read_and_said(tmp_path):
    text = "outlet,text\nDer Bote,The régime’s “army” met.\n"
    (tmp_path / "news.csv").write_bytes(text.encode("cp1252"))
    with pytest.warns(FramingWarning, match="Windows-1252"):
        articles = framing.read_articles(tmp_path / "news.csv")
    assert articles.at[0, "text"] == "The régime’s “army” met."


def test_five_megabytes_in_one_article_are_fast_and_exact():
    text = (
        "The committee met in the old town hall on Monday about the price of bread. " * 68_000
        + "The Syrian regime met."
    )
    assert len(text) > 5_000_000
    start = time.perf_counter()
    result = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": [text]}), "syria")
    assert time.perf_counter() - start < 60
    (mention,) = result.mentions.itertuples()
    assert text[mention.start : mention.end] == "Syrian regime"
    assert result.evidence(referent="syrian_government")["sentence_text"].tolist() == ["The Syrian regime met."]


@pytest.mark.parametrize("text", ["x" * 5_000_000, "“" * 1_000_000, "regime " * 100_000, "\n" * 1_000_000 + "regime"])
def test_long_texts_of_a_strange_kind_raise_nothing(text):
    result = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": [text]}), "syria", syntax=False)
    assert set(result.mentions["text"]) <= {"regime"}
    assert len(result.mentions) == text.count("regime")


@pytest.mark.parametrize("marks", ['"', '""', "“”", "‘’", "«»„‟‹›", "''", "”“", "'\"" * 200, "“" * 200, "\n\n“\n\n“"])
def test_an_article_of_only_quotation_marks(marks):
    frame = pd.DataFrame({"outlet": ["A", "B"], "title": [marks, ""], "text": [marks, f"{marks}regime{marks} met."]})
    result = framing.analyze(frame, "syria")
    assert result.mentions[result.mentions["outlet"] == "A"].empty
    assert (result.labels()["n"] <= 1).all()


# Lexicons and ids


def test_an_unknown_lexicon():
    said = refused(framing.analyze, ONE, "syrai")
    assert said == "no lexicon named 'syrai'. Did you mean 'syria'? Or give a path to a .yaml file."


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: r.labels(referent="syrian_goverment"), "Did you mean 'syrian_government'?"),
        (lambda r: r.voice(referent="syrian_goverment"), "syrian_goverment"),
        (lambda r: r.blame(victim="civilian"), "victim='civilian' is unknown. Did you mean 'civilians'?"),
        (lambda r: r.blame(source="rusia"), "source='rusia' is unknown. Did you mean 'russia'"),
        (lambda r: r.evidence(target="rusia"), "no id 'rusia' in the lexicon syria. Did you mean 'russia'"),
        (
            lambda r: r.evidence(speaker=["russia", "turky"]),
            "no id 'turky' in the lexicon syria. Did you mean 'turkey'",
        ),
        (lambda r: r.name("Russia"), "no id 'Russia' in the lexicon syria. Did you mean 'russia'"),
        (lambda r: show.labels(r.labels(), referent="rusia"), "no referent 'rusia'. Did you mean"),
    ],
)
def test_an_unknown_actor(result, call, said):
    assert said in refused(call, result)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: r.labels(by="outlt"), "by='outlt' is no column to group by. Did you mean 'outlet'?"),
        (lambda r: r.labels(voice="owm"), "voice='owm' is unknown. Did you mean 'own'?"),
        (lambda r: r.labels(each="word"), "each='word' is unknown."),
        (lambda r: r.evidence(of="claim"), "no evidence called 'claim'. Did you mean 'claims'?"),
        (
            lambda r: r.evidence(outlt="A"),
            "'outlt' is no column of this evidence or its articles. Did you mean 'outlet'?",
        ),
        (lambda r: r.evidence(outlet="The Dail"), "There is no outlet 'The Dail'. Did you mean 'The Daily'?"),
    ],
)
def test_an_unknown_word_in_a_question(result, call, said):
    assert said in refused(call, result)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("aliases", "aliases", None),
        ("    kind:", "    alias: [x]\n    kind:", "mine.yaml:8: unknown key 'alias'. Did you mean 'aliases'?"),
        ("critical:", "neutral:", "mine.yaml:11: the key 'neutral' stands twice (first on line 10); merge the two."),
        ("[junta]", "[Army]", "mine.yaml:11: the form 'Army' has two meanings: label of army (critical) here, label of "
         "army (neutral) at mine.yaml:10; keep one, or list it once under 'shared'."),
    ],
    ids=["good", "unknown key", "duplicate", "two meanings"],
)  # fmt: skip
def test_a_lexicon_of_ones_own(tmp_path, old, new, said):
    path = tmp_path / "mine.yaml"
    path.write_text(LEXICON.replace(old, new), encoding="utf-8")
    if said is None:
        text = pd.DataFrame({"outlet": ["A"], "text": ["The junta met."]})
        assert framing.analyze(text, path, syntax=False).mentions["stance"].tolist() == ["critical"]
    else:
        with pytest.raises(LexiconError) as error:
            framing.analyze(ONE, path)
        assert str(error.value).startswith(f"{tmp_path}")
        assert str(error.value).endswith(said)


def test_a_lexicon_that_is_not_utf8(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(LEXICON.replace("junta", "régime").encode("cp1252"))
    assert refused(framing.analyze, ONE, path).endswith(
        "mine.yaml:11: not UTF-8; save the file as UTF-8 and read it again."
    )


# Comparing and saving


def test_compare_with_one_outlet(result):
    assert "compare needs two outlets" in refused(result.compare)
    assert "compare was given one outlet, 'The Daily'; give a second" in refused(result.compare, "The Daily")
    assert "There is no outlet 'The Dayly'. Did you mean 'The Daily'?" in refused(
        result.compare, "The Daily", "The Dayly"
    )


def test_saving_over_something_and_loading_nothing(result, tmp_path):
    result.save(tmp_path / "run")
    said = refused(result.save, tmp_path / "run")
    assert said == f"{tmp_path / 'run'} exists; choose another folder or pass overwrite=True."
    assert "no saved analysis in" in refused(framing.load_analysis, tmp_path)


def test_a_run_of_an_earlier_version_says_what_it_lacks_and_how_to_make_it_again(tmp_path):
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["Five soldiers died near Homs."]}), "syria")
    run = result.save(tmp_path / "run")
    for table, column in (("figures", "place"), ("articles", "wire")):
        path = run / f"{table}.parquet"
        pd.read_parquet(path).drop(columns=column).to_parquet(path)
    record = json.loads((run / "run.json").read_text())
    del record["parameters"]["wire_copy"]
    (run / "run.json").write_text(json.dumps(record))
    said = refused(framing.load_analysis, run)
    assert "has no column 'wire' in articles and no column 'place' in figures and no 'wire_copy' in run.json" in said
    assert f"saved by framing {result.version}" in said
    call = said[said.index("framing.analyze(") : -1]
    assert eval(call).figures["place"].tolist() == ["Homs"]  # what it says to do does help


def test_a_damaged_run_says_which_file(tmp_path):
    result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
    run = result.save(tmp_path / "run")
    (run / "claims.parquet").write_bytes(b"PAR1 and no more")
    assert "claims.parquet is damaged and cannot be read" in refused(framing.load_analysis, run)
    (run / "run.json").write_text("{}")
    assert "run.json is damaged" in refused(framing.load_analysis, run)


def test_own_columns_of_several_kinds_are_read_as_text_grouped_and_saved(tmp_path):
    texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": "The regime met.", "tags": [["a"], ["b"]]})
    texts = texts.assign(mixed=[1, "one"], ready=[True, None], none=None)
    texts[7] = "seven"
    listed, several = "'tags' holds list values; it is read as text", "'mixed' holds int and str values"
    with pytest.warns(FramingWarning, match=listed), pytest.warns(FramingWarning, match=several):
        found = framing.analyze(texts, "syria", syntax=False)
    assert found.articles["tags"].tolist() == ["['a']", "['b']"] and found.articles["mixed"].tolist() == ["1", "one"]
    for by in ("tags", "mixed", "ready", "none", "7"):
        assert found.labels(by=by, voice="all")["n"].sum() == 2
    assert framing.load_analysis(found.save(tmp_path / "run")).articles["7"].tolist() == ["seven"] * 2


def test_a_column_that_cannot_be_saved_is_said_to_be_none(tmp_path):
    found = framing.analyze(ONE, "syria", syntax=False)
    found.articles["odd"] = [object()]
    assert "the table articles cannot be saved" in refused(found.save, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_workbook_holds_any_text(tmp_path):
    odd = "".join(map(chr, [0, 1, 0xB, 0xFFFE, 0xFFFF]))
    texts = pd.DataFrame({"outlet": ["Courier"] * 10, "text": [f"The regime{odd} met on day {i}." for i in range(10)]})
    framing.coding_sheet(framing.analyze(texts, "syria", syntax=False), tmp_path / "sheet.xlsx", n=10)
    assert (tmp_path / "sheet.xlsx").stat().st_size


def test_every_error_is_a_framing_error_and_a_value_error():
    assert issubclass(ArticlesError, (FramingError, ValueError))
    assert issubclass(LexiconError, FramingError) and issubclass(LexiconError, ValueError)
