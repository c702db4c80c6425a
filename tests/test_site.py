"""The site builds without a warning, is complete and spelled, and says of every public name how to use it."""

import inspect
import subprocess
import sys
from pathlib import Path

import failures
import pytest

import framing
from framing import show

ROOT = Path(__file__).parent.parent
PUBLIC = {f"framing.{name}": getattr(framing, name) for name in framing.__all__ if name != "show"}
PUBLIC |= {f"framing.show.{name}": getattr(show, name) for name in show.__all__}
for owner in (framing.Analysis, framing.Lexicon):
    PUBLIC |= {
        f"framing.{owner.__name__}.{name}": member
        for name, member in inspect.getmembers(owner)
        if not name.startswith("_") and inspect.isfunction(member)
    }


def test_the_site_builds_without_a_warning(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", tmp_path / "read", "docs"]
    done = subprocess.run([*command, tmp_path / "site"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "http://" not in home.replace("http://www.w3.org", "")


def test_every_page_is_in_the_contents():
    contents = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").split("\n")
    pages = [page.relative_to(ROOT / "docs").with_suffix("").as_posix() for page in ROOT.glob("docs/**/*.md")]
    assert [page for page in pages if page not in contents and page != "index"] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented_with_an_example(name):
    doc = inspect.getdoc(PUBLIC[name]) or ""
    is_error = inspect.isclass(PUBLIC[name]) and issubclass(PUBLIC[name], (Exception, Warning))
    assert doc.split("\n")[0].endswith((".", "`.", ";", ":")) or "\n\n" in doc
    assert is_error or ">>> " in doc


def test_the_list_of_known_failures_is_that_of_the_tests():
    assert (ROOT / "docs" / "known-failures.md").read_text(encoding="utf-8") == failures.page()


def test_spelling():
    read = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "framing", "examples", "benchmarks"]
    done = subprocess.run(
        [sys.executable, "-m", "codespell_lib", *read], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout == ""
    assert done.returncode == 0
