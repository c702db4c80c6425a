"""The course: its answers to guesses, its exercises as notebooks, the solutions of the guide, and what is printed."""

import ast
import html
import re
import subprocess
from pathlib import Path

import jupytext
import nbclient
import pandas as pd
import pytest

import framing
from framing import course
from framing.__main__ import main
from framing.errors import FramingError
from framing.read.shipped import shipped

FOLDER = Path(__file__).parents[1] / "examples" / "course"
EXERCISES = sorted(FOLDER.glob("[1-9]_*.py"))
GUIDE = (FOLDER / "teachers-guide.md").read_text(encoding="utf-8")
SOLUTIONS = [tuple(cell.strip() for cell in row) for row in re.findall(r"^\| (\d) \| (\w+) \| (.+) \|$", GUIDE, re.M)]
COUNTS = pd.Series({"Courier": 11, "Olive Road Post": 14, "Herald": 0, "Review": 0})

exercises = pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)


def solved(source, number):
    """Write the guide's solutions in the place of the dots."""
    for exercise, name, answer in SOLUTIONS:
        if exercise == number:
            source = re.sub(rf'^{name} = "?\.\.\.( %)?"?$', f"{name} = {answer!r}", source, flags=re.M)
    return source


def run(path, number):
    """Run an exercise with the guide's solutions, and give what its cells show."""
    shown, space = [], {}
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "code":
            tree = ast.parse(solved(cell.source, number))
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, path.name, "exec"), space)
            if last is not None:
                shown.append(eval(compile(ast.Expression(last.value), path.name, "eval"), space))
    return shown


@pytest.fixture(scope="session")
def analyses():
    """Analyses that several exercises ask for, by their articles and lexicon."""
    return {}


@pytest.fixture
def once(monkeypatch, analyses, tmp_path):
    """Analyse the same articles once for all exercises, write no report."""
    monkeypatch.chdir(tmp_path)
    analyze = framing.analyze

    def remembered(articles, lexicon, **options):
        key = (lexicon, tuple(articles["text"]))
        if key not in analyses:
            analyses[key] = analyze(articles, lexicon, **options)
        return analyses[key]

    monkeypatch.setattr(framing, "analyze", remembered)
    monkeypatch.setattr(framing, "write_report", lambda *_, **__: None)  # slow, and tested by itself


@exercises
def test_the_solutions_of_the_guide_are_what_the_library_gives(path, once):
    number = path.name[0]
    feedback = [seen for seen in run(path, number) if isinstance(seen, course.Feedback)]
    asked = [name for exercise, name, _ in SOLUTIONS if exercise == number]
    assert [f.verdict for f in feedback].count("right") == len(asked), [repr(f) for f in feedback]
    assert {f.verdict for f in feedback} <= {"right", "open"}


@exercises
def test_every_guess_is_asked_for_and_has_its_solution(path):
    text = path.read_text(encoding="utf-8")
    asked = set(re.findall(r'^(\w+) = "*\n?\.\.\.', text, re.M))
    judged = set(re.findall(r"course\.reflect\((\w+)", text))
    counted = {name for exercise, name, _ in SOLUTIONS if exercise == path.name[0]}
    assert asked >= judged | counted
    assert all(re.search(rf"course\.check\(\s*{name}\b", text) for name in counted)
    assert all(re.search(rf'^{name} = """\n\.\.\.\n"""$', text, re.M) for name in judged), "a quotation breaks nothing"
    folded = re.findall(r'^# %% jupyter=\{"source_hidden": true\}\n(.*)$', text, re.M)
    assert folded == [f"# Question {n}" for n in range(1, len(counted) + 1)], "the first line stays to be read"
    parts = [part for part in ("Read", "Guess", "Look", "Check", "Judge") if re.search(rf"^# ## {part}", text, re.M)]
    assert path.name[0] == "7" or parts == ["Read", "Guess", "Look", "Check", "Judge"]


def test_an_exercise_runs_in_a_real_kernel_before_anything_is_answered(tmp_path):
    notebook = jupytext.read(FOLDER / "4_whom_do_they_blame.py")
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [out.get("data", {}).get("text/html", "") for cell in notebook.cells for out in cell.get("outputs", ())]
    assert sum("Nothing is written here yet" in out for out in shown) == 5
    assert any("Paper A" in out and "Turkish troops hit" in out for out in shown)
    assert any("<img" in out and "alt='" in out and "Russia" in out for out in shown), "the chart is seen, and heard"


@pytest.mark.parametrize(
    ("answer", "measured", "verdict"),
    [
        (..., 3, "open"), ("", 3, "open"), ("...", 3, "open"), ([...], ["A"], "open"), (3, 3, "right"),
        ("3 times", 3, "right"), ("three", 3, "right"), ("nobody", 0, "right"), ("about 12", 14, "close"),
        (2, 3, "close"), (30, 14, "different"), ("many", 3, "open"), ("35 %", 0.352, "right"), (35, 0.352, "right"),
        (0.4, 0.352, "close"), ("90%", 0.352, "different"),
        ("olive road post", COUNTS, "right"), ("the Olive Road", COUNTS, "right"), ("Oliv Road Post", COUNTS, "right"),
        ("Olive Rode", COUNTS, "right"), ("courier", COUNTS, "close"), ("B", pd.Series({"A": 11, "B": 1}), "different"),
        ("Herald", COUNTS, "different"), ("Gazette", COUNTS, "open"),
        ("Russia, Syrian government", ["Russia", "Syrian government"], "right"),
        ("the Syrian government and russia", ["Russia", "Syrian government"], "right"),
        (["Russia"], ["Russia", "Syrian government"], "close"), ("Turkey", ["Russia"], "different"),
        ("Rebels and opposition", ["Rebels and opposition"], "right"), ("nobody", [], "right"),
        ("Russia", [], "different"),
        ("6,0", 6, "right"), ((6, 0), 6, "right"), ("6 or 7", 6, "open"), ("6 %", 6, "open"), ("twenty", 20, "right"),
        ("a third", 0.352, "close"), ("two thirds", 0.667, "right"), ("... %", 0.352, "open"), ("\n...\n", 3, "open"),
        ("Courier and Herald", COUNTS, "open"), ("Olive Road Post, it shouts", COUNTS, "right"),
        ("no, never", "no", "right"),
    ],
)  # fmt: skip
def test_answers_are_taken_as_people_write_them(answer, measured, verdict):
    assert course.check(answer, measured).verdict == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("A, D", "right"), ("ad", "right"), ("AD", "right"), ("a d", "right"), ("paper A & Paper D", "right"),
        ("bad", "close"), ("Review; D", "right"), ("A", "close"), ("A, B", "different"), ("...", "open"),
    ],
)  # fmt: skip
def test_letters_stand_for_papers(answer, verdict):
    letters = dict(zip("ABD", ["Birch Quay Review", "Far Harbour Daily", "Seven Gates Herald"], strict=True))
    assert course.check(answer, ["Birch Quay Review", "Seven Gates Herald"], also=letters).verdict == verdict
    said = repr(course.check("b.", "Birch Quay Review", also=letters))
    assert said.endswith("You say B (Far Harbour Daily), the answer is A (Birch Quay Review).")
    assert repr(course.check("Q", "Birch Quay Review", also=letters)) == "I do not know 'Q'. Write one letter: A, B, D."


def test_an_actor_may_be_called_what_the_lexicon_calls_it(corpus):
    also = course.other_names(corpus)
    both = ["Russia", "Syrian government"]
    for answer in ("Russian and regime jets", "Moscow, Damascus", "Russia and Syria"):
        assert course.check(answer, both, also=also).verdict == "right"
    assert repr(course.check("Turks", both, also=also)).endswith("Not among what was found: Turkey.")
    cited = pd.Series({"Syrian government": 30, "Russia": 1})
    assert course.check("Assad", cited, also=also).verdict == "right"
    assert "You say Iran: no count." in repr(course.check("Tehran", cited, also=also))


def test_an_answer_that_cannot_be_read_hears_no_solution():
    for answer in ("lots", "6 or 7", "6 %"):
        assert "Headlines" not in repr(course.check(answer, 6, because="Headlines count."))


def test_feedback_is_kind_says_both_numbers_and_explains():
    said = repr(course.check(30, 14, because="Headlines count."))
    assert said == (
        "The count says something else. You say 30, the count is 14. Look at the sentences: which would you count "
        "otherwise? Headlines count."
    )
    last = repr(course.check("Herald", COUNTS))
    assert last.startswith("The count says something else. You say Herald (0). Olive Road Post comes first (14).")
    assert repr(course.check("Gazette", COUNTS)).startswith("I do not know 'Gazette'. ")
    tie = pd.Series({"A": 3, "B": 3, "C": 1})
    assert repr(course.check("B", tie)) == "Yes. B comes first (3), and so does A."
    assert not re.search("wrong|false|error|fail", said)


def test_feedback_escapes_what_was_typed():
    html = course.check("<script>", COUNTS)._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_nothing_measured_is_an_error_of_the_exercise():
    with pytest.raises(FramingError, match="nothing to hold the answer against"):
        course.check(3, float("nan"))
    with pytest.raises(FramingError, match="no name has a count"):
        course.check("A", pd.Series(dtype=float))


def test_judgements_are_taken_and_never_marked():
    assert course.reflect(...).verdict == "open"
    assert repr(course.reflect("No.")).startswith("You have 1 word so far.")
    assert "Which words of an article" in repr(course.reflect("word " * 20))
    assert "Which words of an article" in repr(course.reflect("It doesn't quote anybody, that's " + "why " * 20))
    assert course.reflect('I read "the regime" and thought: ' + "why " * 20).verdict == "noted"


def test_articles_can_be_read_without_knowing_whose_they_are():
    town = course.articles("town")
    page = course.read(town, story="Ferry Street shooting", hide=True)
    assert [f"Paper {letter}:" in repr(page) for letter in "ABCDEF"] == [True] * 5 + [False]
    assert "Halvery Lantern:" not in repr(page) and "<b style='font-size:1.15em'>Man, 19, dies" in page._repr_html_()
    one = course.read(town, story="Ferry Street shooting", outlet="Quayside Voice", hide=True)
    assert repr(one).startswith("Paper D: Police kill")
    with pytest.raises(FramingError, match="no story 'Ferry'. Known: Ferry Street shooting"):
        course.read(town, story="Ferry")
    with pytest.raises(FramingError, match="no article of 'Lantern' on this story"):
        course.read(town, story="Ferry Street shooting", outlet="Lantern")
    with pytest.raises(FramingError, match="no folder 'mine' in .* use one that comes with the course: articles, town"):
        course.articles("mine")


def test_a_folder_beside_the_notebook_comes_first(tmp_path, monkeypatch):
    (tmp_path / "town" / "Post").mkdir(parents=True)
    (tmp_path / "town" / "Post" / "one.txt").write_text("---\ntitle: A\nstory: s\n---\n\nIt rained.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert course.articles("town")["outlet"].tolist() == ["Post"]


def test_the_command_writes_notebooks_guide_and_handouts(tmp_path, capsys):
    out = tmp_path / "my-course"
    assert main(["course", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "1_words_for_the_same_thing.ipynb" in said and "python -m notebook" in said
    assert {p.stem for p in out.glob("*.ipynb")} == {p.stem for p in EXERCISES}
    assert {p.name for p in out.glob("handouts/*.html")} == {p.name for p in FOLDER.glob("handouts/*.html")}
    assert (out / "teachers-guide.md").exists() and not list(out.glob("*.py"))
    first = jupytext.read(out / "1_words_for_the_same_thing.ipynb")
    assert first.metadata["kernelspec"]["name"] == "python3" and "Words for the same thing" in first.cells[0].source
    folded = [cell for cell in first.cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    assert len(folded) == 3 and all("course.check(" in cell.source for cell in folded), "the answers are folded away"
    assert main(["course", "--out", str(out)]) == 2
    assert "exists" in capsys.readouterr().err


def test_without_jupytext_the_command_writes_text_and_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jupytext", None)
    assert main(["course", "--out", str(tmp_path / "c")]) == 0
    assert 'pip install "newsframing[course]"' in capsys.readouterr().out
    assert len(list((tmp_path / "c").glob("[1-9]_*.py"))) == len(EXERCISES)


HANDOUTS = sorted((FOLDER / "handouts").glob("*.html"))
handouts = pytest.mark.parametrize("path", HANDOUTS, ids=lambda path: path.stem)


def plain(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


@handouts
def test_handouts_quote_the_articles_as_they_are(path):
    printed = re.findall(r"<article>(.*?)</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    files = [file for name in ("articles", "town") for file in shipped(name).rglob("*.txt")]
    corpus = "\n".join(file.read_text(encoding="utf-8") for file in files)
    pieces = [plain(piece) for article in printed for piece in re.findall(r"<(?:h3|p)>(.*?)</(?:h3|p)>", article)]
    assert (len(pieces) >= 10) == (path.name[0] != "6")
    assert [piece for piece in pieces if piece != "[...]" and piece not in corpus] == []


def test_the_handout_on_doubt_shows_what_the_library_gives(corpus):
    page = next(path for path in HANDOUTS if path.name[0] == "6").read_text(encoding="utf-8")
    rows = [[plain(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in re.findall(r"<tr>(.*?)</tr>", page)]
    town = course.articles("town")
    read = framing.analyze(town[town["story"] == "Ferry Street shooting"], "policing")
    claims = read.evidence(of="claims", outlet=["Common Standard", "Wide Strait Daily"])
    claims = claims.assign(who=claims["target"].map(read.names).fillna("nobody named"))
    assert [row[1:3] for row in rows if len(row) == 4] == claims[["sentence_text", "who"]].values.tolist()
    critical = corpus.labels(referent="syrian_government").query("stance == 'critical'")
    assert [row for row in rows if len(row) == 5] == [
        [r.outlet, str(r.n), str(r.choices), f"{r.share:.0%}", f"{r.low:.0%} to {r.high:.0%}"]
        for r in critical.itertuples()
    ]


@handouts
def test_a_handout_prints_on_two_pages(path, tmp_path):
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("no chromium to print with")
    out = tmp_path / "page.pdf"
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    subprocess.run([chromium, *options, path.as_uri()], capture_output=True, timeout=60, check=True)
    assert len(re.findall(rb"/Type\s*/Page\b", out.read_bytes())) == 2
