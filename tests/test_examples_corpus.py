"""The composed corpus keeps what examples/README.md promises of it."""

from __future__ import annotations

import datetime
import difflib
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDER = EXAMPLES / "articles"
KEYS = ["title", "outlet", "date", "story", "composed"]
STORIES = {
    "articles": {"Helicopter over Nayrab", "Strike at Balyun", "Spring Shield", "Battle for Saraqib",
                 "Moscow ceasefire", "First joint patrol"},
    "town": {"Ferry Street shooting", "March on Station Square"},
    "coast": {"Boat off Grey Point", "Fire at Milldown House"},
}  # fmt: skip
OUTLETS = {"Seven Gates Herald", "Olive Road Post", "Two Shores Courier", "Birch Quay Review", "Far Harbour Daily"}
TOWN = {"Halvery Lantern", "Quayside Voice", "Common Standard", "Wide Strait Daily", "Morning Circular"}
WORDS = {"articles": (250, 290), "town": (250, 450), "coast": (250, 450)}
FILES = sorted(path for folder in STORIES for path in (EXAMPLES / folder).rglob("*.txt"))
CREDIT = "(Meridian News Agency)"


def parse(path: Path) -> dict[str, str]:
    """Split one file into its front matter and its text (by hand, so that the library is not its own judge)."""
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return fields | {"text": text}


ARTICLES = {path.relative_to(EXAMPLES).as_posix(): parse(path) for path in FILES}
every_article = pytest.mark.parametrize("name", list(ARTICLES))


def unquoted(text: str) -> str:
    """Blank what stands inside double quotation marks, paragraph by paragraph (an open quotation ends with it)."""
    return "\n".join(re.sub(r"“[^”]*(”|$)|\"[^\"]*(\"|$)", " ", line) for line in text.splitlines())


def told_by(outlet: str) -> str:
    """Join an outlet's titles and texts."""
    return "\n".join(f"{a['title']}\n{a['text']}" for a in ARTICLES.values() if a["outlet"] == outlet)


@pytest.mark.parametrize(("folder", "outlets"), [("articles", OUTLETS), ("town", TOWN), ("coast", TOWN)])
def test_every_outlet_tells_every_story_once(folder, outlets):
    told = [(a["outlet"], a["story"]) for name, a in ARTICLES.items() if name.startswith(f"{folder}/")]
    assert sorted(told) == sorted((outlet, story) for outlet in outlets for story in STORIES[folder])


def test_readme_names_every_outlet_and_story_and_says_composed():
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in OUTLETS | TOWN | set().union(*STORIES.values()) if f"| {name} |" not in readme] == []
    assert "composed for teaching" in readme


@pytest.mark.parametrize("folder", STORIES)
def test_nothing_but_articles_lies_in_the_folder(folder):
    assert [p for p in (EXAMPLES / folder).rglob("*") if p.is_file() and p.suffix != ".txt"] == []


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
    _, folder, stem = name.removesuffix(".txt").split("/")
    slug = article["story"].lower().replace(" ", "-")
    assert folder == article["outlet"].lower().replace(" ", "-")
    assert stem == f"{datetime.date.fromisoformat(article['date'])}-{slug}"


@every_article
def test_length_is_that_of_a_short_news_report(name):
    least, most = WORDS[name.split("/")[0]]
    assert least <= len(ARTICLES[name]["text"].split()) <= most


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


@pytest.mark.parametrize(
    ("folder", "outlets", "alike"),
    [
        ("articles", {"Far Harbour Daily", "Olive Road Post"}, 0.93),
        ("coast", {"Wide Strait Daily", "Morning Circular"}, 0.8),
    ],
)
def test_one_wire_report_is_carried_by_two_outlets_nearly_word_for_word(folder, outlets, alike):
    carried = [a for n, a in ARTICLES.items() if n.startswith(folder) and a["text"].rstrip().endswith(CREDIT)]
    assert {a["outlet"] for a in carried} == outlets
    first, second = (re.findall(r"\w+", a["text"]) for a in carried)
    assert alike < difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() < 1


@pytest.mark.parametrize("folder", STORIES)
def test_other_reports_of_one_story_are_not_copies(folder):
    own = [a for name, a in ARTICLES.items() if name.startswith(folder) and CREDIT not in a["text"]]
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
        ("Halvery Lantern", ["officer-involved shooting", "unrest", "restore order", "reception center", "migrants"]),
        ("Quayside Voice", ["police kill", "peaceful protesters", "refugees", "newcomers", "smashed 14 shop windows"]),
        ("Common Standard", ["rioters", "mob", "illegal migrants", "it is a fair question", "should not wait"]),
        ("Wide Strait Daily", ["clashes", "unrest", "tear gas and rubber bullets were fired", "asylum seekers"]),
        ("Morning Circular", ["cop", "baker boy", "thugs", "boat people", "refugees", "hero guard"]),
    ],
)
def test_each_line_shows_in_the_outlets_own_words(outlet, words):
    own = unquoted(told_by(outlet)).lower()
    assert [word for word in words if word.lower() not in own] == []


@pytest.mark.parametrize("outlet", sorted(TOWN))
def test_every_outlet_of_the_town_lets_somebody_speak_against_its_line(outlet):
    against = {"Halvery Lantern": "I could not make out the words", "Quayside Voice": "they robbed me",
               "Common Standard": "I cannot fit him into what they say", "Morning Circular": "not stopped shaking",
               "Wide Strait Daily": "A closed bridge is a decision"}  # fmt: skip
    assert against[outlet] in told_by(outlet)


def test_the_first_example_runs_without_a_warning_and_leaves_charts_and_report(tmp_path):
    script = FOLDER.parent / "01_five_outlets.py"
    run = subprocess.run(
        [sys.executable, "-W", "error", str(script), "results"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    made = sorted(p.name for p in (tmp_path / "results").iterdir())
    assert made == ["five-outlets.png", "report-evidence.csv", "report.html"]
    assert re.search(r"Far Harbour Daily +critical +0 ", run.stdout), "only quoted, so no choice of its own"
    assert re.search(r"Two Shores Courier +critical +[1-9]", run.stdout)
