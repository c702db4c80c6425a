"""Every script of the examples runs from anywhere, and prints what it promises."""

import re
import runpy
import sys
from pathlib import Path

import pytest

import framing

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("[0-9]*.py"))
PROMISED = {
    "02": (r"before July +critical +4 +5 .*(?s:.*)from July +critical +0 +19 ", ["protesters.png"]),
    "03": (r"labels \| Syrian government \| critical \| 96% .* \| \.031 \|", ["comparison.tex", "comparison.csv"]),
    "04": (r"Common Standard +accusing +1 +1(?s:.*)attacker +0 ", []),
    "05": (r"Police +1 +0 +\d+ +\d+", ["blame.png"]),
    "06": (r"Ada 80, Ben 80 of 80 rows coded(?s:.*)names +precision", ["sheet.xlsx", "sheet.key.json"]),
    "07": (r"chance +right in 20% (?s:.*)framing +right in (4|5|6|7|8)\d% ", []),
    "08": (r"Nan's kiosk(?s:.*)\nwounding: ", ["report.html", "handout.html"]),
}


@pytest.mark.parametrize("script", SCRIPTS[1:], ids=lambda path: path.stem)  # the first: test_examples_corpus
def test_a_script_runs_and_prints_what_it_promises(script, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(script), "results"])
    runpy.run_path(str(script), run_name="__main__")
    said, files = PROMISED[script.name[:2]]
    assert re.search(said, capsys.readouterr().out)
    assert [name for name in files if not (tmp_path / "results" / name).exists()] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_short_and_begins_with_its_question(script):
    lines = script.read_text(encoding="utf-8").splitlines()
    assert 20 <= len(lines) <= 60
    assert lines[0].startswith('"""')
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert f"`{script.name}`" in readme


def test_the_year_is_three_briefs_a_month():
    articles = framing.read_articles(EXAMPLES / "year" / "halvery-lantern.csv")
    assert articles["date"].dt.to_period("M").value_counts().tolist() == [3] * 12
    assert articles["text"].str.split().str.len().between(20, 60).all()
