"""Every Python block of the README and the docs runs, page by page, and every link leads somewhere."""

import re
import shutil
import warnings
from pathlib import Path

import matplotlib
import pandas as pd
import pytest

import framing

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?!https?://|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def name(page):
    return page.relative_to(ROOT).as_posix()


def text_of(page):
    return page.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder as a reader has it: the checkout's examples and lexicons, articles, and a table of one's own."""
    for folder in ("examples", "lexicons"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "articles")
    table = framing.read_articles(ROOT / "examples" / "articles")[["outlet", "title", "text", "date"]]
    table.rename(columns={"outlet": "brand", "text": "plaintext", "title": "h1"}).to_csv(
        tmp_path / "export.csv", index=False
    )
    matplotlib.use("agg")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(text_of(page))], ids=name)
def test_the_python_of_a_page_runs(page, desk):
    namespace = {"__name__": "page"}
    for block in BLOCK.finditer(text_of(page)):
        line = text_of(page)[: block.start(1)].count("\n")
        code = compile("\n" * line + block[1], str(page), "exec")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", framing.FramingWarning)
            exec(code, namespace)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_inside_the_project_leads_somewhere(page):
    missing = [link for link in LINK.findall(text_of(page)) if not (page.parent / link).exists()]
    assert not missing


def test_every_page_of_the_docs_is_listed_in_the_readme():
    readme = text_of(ROOT / "README.md")
    shown = {"docs/changes.md": "CHANGELOG.md", "docs/contributing.md": "CONTRIBUTING.md"}  # the same pages on the site
    pages = [name(page) for page in ROOT.glob("docs/*.md")]
    assert [page for page in pages if shown.get(page, page) not in readme] == []


def test_the_glossary_says_each_word_once_and_in_order():
    rows = text_of(ROOT / "docs" / "glossary.md").split("|---|---|\n")[1].splitlines()
    words = [row.split("|")[1].strip().lower() for row in rows]
    assert words == sorted(set(words))


def test_everything_public_stands_on_the_api_page():
    page = text_of(ROOT / "docs" / "api.md")
    assert "automodule:: framing.errors" in page
    listed = {*re.findall(r"\w+", page), *framing.errors.__all__}
    assert [word for word in framing.__all__ if word not in listed] == []


def test_the_lexicon_of_the_guide_is_complete_and_works(tmp_path):
    guide = text_of(ROOT / "docs" / "writing-lexicons.md")
    (tmp_path / "harbour.yaml").write_text(re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1], encoding="utf-8")
    texts = pd.DataFrame(
        {"outlet": "A", "text": ["Union bosses met fat cats. The anti-union law and union-led action."]}
    )
    result = framing.analyze(texts, tmp_path / "harbour.yaml", syntax=False)
    assert result.mentions["text"].tolist() == ["Union bosses", "fat cats", "union"]
    assert result.mentions["stance"].tolist() == ["critical", "critical", "neutral"]


def test_the_finding_of_the_tutorial_stands_in_the_tables(corpus):
    """What the tutorial says of its own tables is what they show."""
    tutorial = " ".join(text_of(ROOT / "docs" / "tutorial.md").split()).replace(" %", "%")
    who = {"referent": "syrian_government"}
    by_voice = corpus.labels(by=["outlet", "voice"], voice="all", **who).query("stance == 'critical'")
    rows = by_voice.set_index(["outlet", "voice"])
    courier, daily = rows.loc["Two Shores Courier"], rows.loc["Far Harbour Daily"]

    def of(row):
        return f"{row['n'] or 'none'} of {row['choices']}"

    own = courier.loc["own"]
    ends = f"{own['share']:.0%}, 95% interval {100 * own['low']:.0f} to {own['high']:.0%}; five articles"
    assert f"name in {of(own)} references to the Syrian government ({ends})" in tutorial
    assert f"{of(daily.loc['own'])} (0 to {daily.loc['own', 'high']:.0%}; six articles)" in tutorial
    assert f"({of(courier.loc['reported'])}, {of(daily.loc['reported'])})" in tutorial
    assert f"({of(courier.loc['quoted'])}, {of(daily.loc['quoted'])})" in tutorial
    assert courier.loc["own", "articles"] == 5 and daily.loc["own", "articles"] == 6
    pair = corpus.compare("Two Shores Courier", "Far Harbour Daily", seed=0)
    row = pair[(pair["measure"] == "labels") & (pair["referent"] == "syrian_government")].iloc[0]
    assert row["stories"] == 5 and pd.isna(row["p"])


def test_the_misreadings_that_the_tutorial_shows_are_still_there(corpus):
    """When they are mended, the tutorial must say something else."""
    own = corpus.evidence(outlet="Two Shores Courier", referent="syrian_government", stance="critical", voice="own")[
        "sentence_text"
    ]
    assert len(own) == 11 and own.str.contains("A security source said").sum() == 1
    claims = corpus.evidence(of="claims", outlet="Olive Road Post", target="russia")
    assert claims["polarity"].value_counts().to_dict() == {"blame": 11, "deny": 1}
    assert claims["sentence_text"].str.contains("taken the cables out|faulted the factions").sum() == 2


def examples_of(page):
    """The sentences in the tables of a page that belong to one word in code: (word, sentence)."""
    rows = [row.strip("| ").split(" | ") for row in text_of(ROOT / "docs" / page).splitlines() if row.startswith("| `")]
    single = [(row[0].strip("`"), row[-1]) for row in rows if row[0].count("`") == 2 and row[-1].endswith(".")]
    return [(word, f"{part.strip('. ')}.") for word, text in single for part in re.split(r"(?<=\.) (?=[A-Z])", text)]


def test_the_examples_of_voices_are_read_as_the_page_says():
    examples = examples_of("voice.md")
    assert [word for word, _ in examples] == ["own", "quoted", "reported"]
    for voice, sentence in examples:
        result = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": [sentence]}), "syria")
        assert result.mentions.loc[result.mentions["text"] == "regime", "voice"].tolist() == [voice], sentence


def test_the_examples_of_forms_are_read_as_the_page_says():
    examples = examples_of("agency.md")
    assert len(examples) == 6
    for form, sentence in examples:
        result = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": [sentence]}), "syria")
        assert result.agency()[form].sum() == 1, sentence
