"""The command line: a complete folder or none, one clean line for what went wrong."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib import metadata

import pandas as pd
import pytest

from framing import output
from framing.__main__ import main
from framing.errors import FramingError
from framing.output import fingerprint

TEXTS = {
    "article_id": ["007", "008"],
    "outlet": ["The Daily", "The Echo"],
    "date": ["2020-03-01", "2020-03-02"],
    "text": ["The Syrian regime shelled the town. It rained.", "Syrian government forces took the town."],
}


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.csv"
    pd.DataFrame(TEXTS).to_csv(path, index=False)
    return path


def quick(news, out, *more):
    """Analyze without parsing, which takes a second."""
    return main(["analyze", str(news), "--lexicon", "syria", "--out", str(out), "--no-syntax", "--quiet", *more])


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder that the demo makes, and what it printed."""
    folder = tmp_path_factory.mktemp("cli")
    done = subprocess.run(
        [sys.executable, "-m", "framing", "demo"], capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return folder / "framing-demo", done


# The folder


def test_a_lexicon_that_names_nobody_in_the_articles_is_asked_about(news, tmp_path, capsys):
    assert quick(news, tmp_path / "one") == 0
    assert "is it the lexicon for them?" not in capsys.readouterr().err
    harbour = tmp_path / "harbour.csv"
    harbour.write_text("referent,stance,form\nunion,neutral,dockers\nunion,critical,mob\n", encoding="utf-8")
    assert main(["analyze", str(news), "--lexicon", str(harbour), "--out", str(tmp_path / "two"), "--no-syntax"]) == 0
    assert "no name that harbour lists stands in these articles; is it the lexicon for them?" in capsys.readouterr().err


def test_demo_ends_with_the_paths(demo):
    folder, done = demo
    paths = dict(line.split(": ") for line in done.stdout.splitlines())
    assert list(paths) == ["Report", "Charts", "Tables", "Record"]
    assert all((folder.parent / path).exists() for path in paths.values())
    made = sorted(p.name for p in folder.iterdir())
    assert made == ["charts", "report-evidence.csv", "report.html", "run.json", "tables"]


def test_progress_goes_to_stderr(demo):
    assert "30/30" in demo[1].stderr
    assert "30 articles, 5 outlets, 6 stories" in demo[1].stderr


def test_tables_open_in_a_spreadsheet_and_hold_their_sentences(demo):
    tables = demo[0] / "tables"
    assert {path.stem for path in tables.iterdir()} == {
        "agency", "articles", "attributions", "blame", "blame_by_source", "claims", "compare", "copies",
        "disputed_figures", "distances", "diversity", "figures", "labels", "labels_any_voice", "labels_by_word", "map",
        "mentions", "names", "omissions", "references", "repeats", "sensitivity", "sentences", "skipped", "sources",
        "standardised", "stories", "style", "voice",
    }  # fmt: skip
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tables.iterdir())
    mentions = rows(tables / "mentions.csv")
    assert all(row["text"] in row["sentence_text"] for row in mentions)
    assert "text" not in rows(tables / "articles.csv")[0]
    named = {row["id"] for row in rows(tables / "names.csv")}
    assert {row["referent"] for row in mentions} <= named


def test_the_tables_are_those_of_the_library(demo, corpus):
    written = pd.read_csv(demo[0] / "tables" / "labels.csv", keep_default_na=False, na_values=[""])
    pd.testing.assert_frame_equal(written.fillna({"note": ""}), corpus.labels(), check_dtype=False)


def test_charts_are_there_as_png_and_svg(demo):
    charts = demo[0] / "charts"
    names = {path.stem for path in charts.glob("*.png")}
    assert {"labels-syrian_government", "labels-killing", "voice", "blame", "sources", "said", "agency"} <= names
    assert {"map", "blame_matrix", "profile-1-birch-quay-review"} <= names
    assert {"distances-labels", "distances-blame", "sensitivity", "standardised-syrian_government"} <= names
    assert len([name for name in names if name.startswith("compare-")]) == 5
    assert names == {path.stem for path in charts.glob("*.svg")}
    assert all(path.read_bytes().startswith(b"\x89PNG\r\n") for path in charts.glob("*.png"))
    assert all(ET.parse(path).getroot().tag.endswith("svg") for path in charts.glob("*.svg"))


def test_only_names_that_were_chosen_get_a_chart(demo, corpus):
    choices = corpus.labels().groupby("referent")["choices"].sum()
    drawn = {path.stem.removeprefix("labels-") for path in (demo[0] / "charts").glob("labels-*.png")}
    assert drawn == set(choices.index[choices > 0])


def test_the_record_says_how_to_repeat_the_run(demo, corpus):
    record = json.loads((demo[0] / "run.json").read_text(encoding="utf-8"))
    assert record["framing"] == metadata.version("newsframing")
    assert record["lexicon"]["hash"] == corpus.lexicon.hash
    assert record["parameters"] == corpus.parameters
    assert record["packages"].keys() == {"pandas", "numpy", "scipy", "matplotlib", "textstat", "spacy"}
    assert (record["seed"], record["articles"], record["outlets"]) == (0, 30, 5)
    assert record["options"] == {
        "command": "demo", "out": "framing-demo", "seed": 0, "syntax": True, "texts": "full", "wire": "keep",
        "copies": "keep", "repeats": "keep", "stories": False, "figures": True,
    }  # fmt: skip
    assert record["input"]["name"] == "articles"
    assert len(record["input"]["sha256"]) == 64


def test_the_same_run_writes_the_same_tables_and_charts(news, tmp_path):
    assert quick(news, tmp_path / "one") == quick(news, tmp_path / "two") == 0
    files = [p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*") if p.suffix in (".csv", ".svg")]
    assert len(files) > 20
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_ids_stay_text(news, tmp_path):
    quick(news, tmp_path / "out")
    assert [row["article_id"] for row in rows(tmp_path / "out" / "tables" / "articles.csv")] == ["007", "008"]


def test_two_outlets_are_compared_once(news, tmp_path):
    quick(news, tmp_path / "out")
    pairs = {(row["a"], row["b"]) for row in rows(tmp_path / "out" / "tables" / "compare.csv")}
    assert pairs == {("The Daily", "The Echo")}
    assert (tmp_path / "out" / "charts" / "compare.svg").is_file()


def test_one_outlet_is_measured_and_not_compared(tmp_path):
    pd.DataFrame(TEXTS).head(1).to_csv(tmp_path / "one.csv", index=False)
    assert quick(tmp_path / "one.csv", tmp_path / "out") == 0
    assert not list((tmp_path / "out").rglob("compare*"))


def test_without_syntax_the_charts_are_of_any_voice_and_say_so(news, tmp_path):
    quick(news, tmp_path / "out")
    charts = {path.stem for path in (tmp_path / "out" / "charts").glob("labels*.png")}
    assert charts == {"labels_any_voice-syrian_government"}
    assert rows(tmp_path / "out" / "tables" / "labels.csv")[0]["share"] == ""


def test_without_figures_no_table_tells_of_numbers_and_the_report_says_so(news, tmp_path):
    table = pd.read_csv(news).assign(story="talks")
    table.to_csv(tmp_path / "stories.csv", index=False)
    for more in ((), ("--no-figures",)):
        assert quick(tmp_path / "stories.csv", tmp_path / "out", "--force", *more) == 0
        names = {file.name for file in (tmp_path / "out" / "tables").iterdir()}
        page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        assert "omissions.csv" in names
        assert {"figures.csv", "disputed_figures.csv"}.isdisjoint(names) == bool(more)
        assert ("not looked for" in page) == bool(more)


def test_columns_may_be_named(tmp_path):
    frame = pd.DataFrame(TEXTS).rename(columns={"outlet": "who", "text": "what"})
    frame.to_csv(tmp_path / "news.csv", index=False)
    assert quick(tmp_path / "news.csv", tmp_path / "out", "--outlet", "who", "--text", "what") == 0
    articles = rows(tmp_path / "out" / "tables" / "articles.csv")
    assert [row["outlet"] for row in articles] == ["The Daily", "The Echo"]
    options = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["options"]
    assert (options["outlet"], options["text"], options["title"]) == ("who", "what", None)


def test_snippets_print_no_sentence_without_evidence(news, tmp_path):
    quick(news, tmp_path / "full")
    quick(news, tmp_path / "snippets", "--texts", "snippets")
    assert "It rained." in (tmp_path / "full" / "report.html").read_text(encoding="utf-8")
    assert "It rained." not in (tmp_path / "snippets" / "report.html").read_text(encoding="utf-8")


def test_the_fingerprint_is_the_files_sha256_and_changes_with_any_file_of_a_folder(news):
    assert fingerprint(news) == hashlib.sha256(news.read_bytes()).hexdigest()
    before = fingerprint(news.parent)
    (news.parent / "more.txt").write_text("more")
    assert fingerprint(news.parent) != before


# What is never destroyed


def test_results_are_not_overwritten_without_force(news, tmp_path, capsys):
    out = tmp_path / "out"
    assert quick(news, out) == 0
    before = (out / "report.html").stat().st_mtime_ns
    assert quick(news, out) == 2
    assert "holds results already; choose another folder with --out, or add --force." in capsys.readouterr().err
    assert (out / "report.html").stat().st_mtime_ns == before
    assert quick(news, out, "--force", "--seed", "3") == 0
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["seed"] == 3


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_what_is_no_result_is_never_replaced(news, tmp_path, capsys, force):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("three years of work")
    assert quick(news, tmp_path / "mine", *force) == 2
    assert "holds what is no result of framing (thesis.txt); choose another folder" in capsys.readouterr().err
    assert quick(news, tmp_path / "mine" / "thesis.txt", *force) == 2
    assert "is a file; choose another folder" in capsys.readouterr().err
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "three years of work"


def test_an_empty_folder_is_filled_and_missing_ones_are_made(news, tmp_path):
    (tmp_path / "empty").mkdir()
    assert quick(news, tmp_path / "empty") == 0
    assert quick(news, tmp_path / "deep" / "down") == 0
    assert (tmp_path / "deep" / "down" / "report.html").is_file()


@pytest.mark.parametrize(("failure", "code"), [(FramingError("no\nreport"), 2), (OSError(28, "disk full"), 2),
                                               (KeyboardInterrupt(), 130), (RuntimeError("a bug"), None)])  # fmt: skip
def test_a_failing_run_leaves_nothing_and_keeps_the_old(news, demo, tmp_path, monkeypatch, capsys, failure, code):
    shutil.copytree(demo[0], tmp_path / "old")

    def fail(*args, **options):
        raise failure

    monkeypatch.setattr(output.show, "write_report", fail)
    before = sorted(tmp_path.iterdir())
    for folder, force in (("new", []), ("old", ["--force"])):
        if code is None:
            with pytest.raises(RuntimeError):
                quick(news, tmp_path / folder, *force)
        else:
            assert quick(news, tmp_path / folder, *force) == code
            assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "old" / "report.html").is_file()


# What is said


def test_errors_are_one_line_and_end_with_2(news, tmp_path, capsys):
    assert main(["analyze", str(news), "--lexicon", "syrai", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "framing: no lexicon named 'syrai'. Did you mean 'syria'? Or give a path to a .yaml file.\n"
    assert quick(tmp_path / "nwes.csv", tmp_path / "out") == 2
    assert "Did you mean 'news.csv'?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_errors_show_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "framing", "analyze", "nowhere", "--lexicon", "syria", "--out", "out"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("framing: no such file or folder: nowhere.")
    assert len(done.stderr.splitlines()) == 1


def test_warnings_are_notes_of_one_line(news, tmp_path, capsys):
    pd.DataFrame(TEXTS | {"date": ["someday", "2020-03-02"]}).to_csv(news, index=False)
    assert quick(news, tmp_path / "out") == 0
    (note,) = capsys.readouterr().err.splitlines()
    assert note.startswith("note: ")
    assert "someday" in note


@pytest.mark.parametrize(
    "words", [[], ["analyse"], ["analyze", "x"], ["demo", "--texts", "all"], ["demo", "--seed", "a"]]
)
def test_wrong_words_are_told_and_end_with_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: framing" in capsys.readouterr().err


def test_version_and_lexicons(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"framing {metadata.version('newsframing')}\n"
    assert main(["lexicons"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == ["conflict", "israel_palestine", "migration", "policing", "style", "syria", "ukraine"]


def test_no_cell_of_a_table_is_a_formula_to_a_spreadsheet(tmp_path):
    odd = ["=HYPERLINK(1)", "+1", "@SUM(A1)", "-2"]
    news = tmp_path / "news.csv"
    pd.DataFrame({"outlet": odd, "text": "=1+1 regime shelling killed 5. The army left."}).to_csv(news, index=False)
    assert quick(news, tmp_path / "out") == 0
    for path in (tmp_path / "out" / "tables").glob("*.csv"):
        cells = [cell for row in rows(path) for cell in row.values() if cell]
        assert not [cell for cell in cells if cell[0] in "=@" or cell[0] in "+-" and not is_number(cell)], path
    labels = rows(tmp_path / "out" / "tables" / "labels_any_voice.csv")
    assert {row["outlet"] for row in labels} == {f" {outlet}" for outlet in odd}


def is_number(cell):
    try:
        return bool(float(cell)) or True
    except ValueError:
        return False
