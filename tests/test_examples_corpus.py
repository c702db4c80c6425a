"""The composed corpus keeps what examples/README.md promises of it."""

from __future__ import annotations

import datetime
import difflib
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "examples" / "articles"
FILES = sorted(FOLDER.rglob("*.txt"))
KEYS = ["title", "outlet", "date", "story", "composed"]
STORIES = {"Strike at Balyun", "Spring Shield", "Battle for Saraqib", "Moscow ceasefire"}
OUTLETS = {"Seven Gates Herald", "Olive Road Post", "Two Shores Courier", "Birch Quay Review", "Far Harbour Daily"}
CREDIT = "(Meridian News Agency)"


def parse(path: Path) -> dict[str, str]:
    """Split one file into its front matter and its text (by hand, so that the library is not its own judge)."""
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return fields | {"text": text}


ARTICLES = {path.relative_to(FOLDER).as_posix(): parse(path) for path in FILES}
every_article = pytest.mark.parametrize("name", list(ARTICLES))


def unquoted(text: str) -> str:
    """Blank what stands inside double quotation marks, paragraph by paragraph (an open quotation ends with it)."""
    return "\n".join(re.sub(r"“[^”]*(”|$)|\"[^\"]*(\"|$)", " ", line) for line in text.splitlines())


def told_by(outlet: str) -> str:
    """Join an outlet's titles and texts."""
    return "\n".join(f"{a['title']}\n{a['text']}" for a in ARTICLES.values() if a["outlet"] == outlet)


def test_every_outlet_tells_every_story_once():
    told = [(a["outlet"], a["story"]) for a in ARTICLES.values()]
    assert sorted(told) == sorted((outlet, story) for outlet in OUTLETS for story in STORIES)


def test_readme_names_every_outlet_and_story_and_says_composed():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in OUTLETS | STORIES if f"| {name} |" not in readme] == []
    assert "composed for teaching" in readme


def test_nothing_but_articles_lies_in_the_folder():
    assert [p for p in FOLDER.rglob("*") if p.is_file() and p.suffix != ".txt"] == []


@every_article
def test_front_matter_is_complete_and_says_composed(name):
    article = ARTICLES[name]
    assert [key for key in article if key != "text"] == KEYS
    assert article["composed"] == "true"
    assert all(article[key].strip() == article[key] != "" for key in KEYS)
    assert article["text"].startswith("\n") and not article["text"].startswith("\n\n")


@every_article
def test_file_name_agrees_with_front_matter(name):
    article = ARTICLES[name]
    folder, stem = name.removesuffix(".txt").split("/")
    slug = article["story"].lower().replace(" ", "-")
    assert folder == article["outlet"].lower().replace(" ", "-")
    assert stem == f"{datetime.date.fromisoformat(article['date'])}-{slug}"


@every_article
def test_length_is_that_of_a_short_news_report(name):
    assert 250 <= len(ARTICLES[name]["text"].split()) <= 290


@every_article
def test_paragraphs_are_separated_by_one_blank_line(name):
    paragraphs = ARTICLES[name]["text"].strip().split("\n\n")
    assert len(paragraphs) >= 5
    assert all(p and "\n" not in p and p == p.strip() for p in paragraphs)


@every_article
def test_quotation_marks_are_paired_and_of_one_kind(name):
    text = ARTICLES[name]["text"]
    assert not ('"' in text and "“" in text)
    assert text.count("“") == text.count("”")
    # A quotation that runs on is opened again in each of its paragraphs and closed once.
    runs_on = sum(p.count('"') % 2 for p in text.split("\n\n"))
    assert text.count('"') % 2 == runs_on % 2 and runs_on in (0, 1)


def test_one_wire_report_is_carried_by_two_outlets_nearly_word_for_word():
    carried = [a for a in ARTICLES.values() if a["text"].rstrip().endswith(CREDIT)]
    assert {a["outlet"] for a in carried} == {"Far Harbour Daily", "Olive Road Post"}
    first, second = (re.findall(r"\w+", a["text"]) for a in carried)
    assert 0.93 < difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() < 1


def test_other_reports_of_one_story_are_not_copies():
    own = [a for a in ARTICLES.values() if CREDIT not in a["text"]]
    words = [(a["outlet"], re.findall(r"\w+", a["text"])) for a in own]
    pairs = [(x, y) for i, x in enumerate(words) for y in words[i + 1 :]]
    assert max(difflib.SequenceMatcher(None, x[1], y[1], autojunk=False).ratio() for x, y in pairs) < 0.4


def test_the_distant_daily_only_quotes_regime():
    told = told_by("Far Harbour Daily")
    assert len(re.findall(r"\bregime\b", told, re.I)) >= 4
    assert not re.search(r"\bregime\b", unquoted(told), re.I)


def test_the_state_leaning_outlet_says_regime_only_of_turkey():
    own = unquoted(told_by("Seven Gates Herald"))
    assert len(re.findall(r"\b(Turkish|Erdogan) regime\b", own)) == len(re.findall(r"\bregime\b", own, re.I)) >= 4


@pytest.mark.parametrize(
    ("outlet", "words"),
    [
        ("Seven Gates Herald", ["Syrian Arab Army", "terrorists", "liberated", "martyred", "Syrian government"]),
        ("Olive Road Post", ["regime", "Opposition fighters", "liberated", "martyred", "fall", "at least 22"]),
        ("Two Shores Courier", ["Assad regime", "opposition", "martyred", "neutralized", "so-called"]),
        ("Birch Quay Review", ["Syrian army", "government forces", "militants", "terrorists", "so-called"]),
        ("Far Harbour Daily", ["government forces", "rebels", "insurgents", "believed", "reportedly", "denied"]),
    ],
)
def test_each_line_shows_in_the_outlets_own_words(outlet, words):
    own = unquoted(told_by(outlet)).lower()
    assert [word for word in words if word.lower() not in own] == []


def test_the_first_example_runs_without_a_warning_and_leaves_charts_and_report(tmp_path):
    script = FOLDER.parent / "01_five_outlets.py"
    run = subprocess.run(
        [sys.executable, "-W", "error", str(script), "results"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert sorted(p.name for p in (tmp_path / "results").iterdir()) == ["five-outlets.png", "report.html"]
    assert re.search(r"Far Harbour Daily +critical +0 ", run.stdout), "only quoted, so no choice of its own"
    assert re.search(r"Two Shores Courier +critical +[1-9]", run.stdout)
