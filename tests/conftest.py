"""What the tests share: the example corpus analysed once, and how hypothesis draws its examples.

The same examples are drawn on every run, so that a change is judged by what it changes; new ones are drawn with
``pytest --hypothesis-profile=explore``, as often as wanted.
"""

import pytest
from coding import fill, perfect
from hypothesis import settings

import framing
from framing.read.shipped import shipped
from framing.validation.units import read_key

settings.register_profile("framing", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("framing")


@pytest.fixture(scope="session")
def examples():
    """The composed articles of five outlets on six stories, as `read_articles` gives them."""
    return framing.read_articles(shipped("articles"))


@pytest.fixture(scope="session")
def corpus(examples):
    """The Analysis of the example corpus; do not change its tables."""
    return framing.analyze(examples, "syria")


@pytest.fixture(scope="session")
def drawn(corpus, tmp_path_factory):
    """A sheet of labels and one of claims."""
    folder = tmp_path_factory.mktemp("sheets")
    for of in ("mentions", "claims"):
        framing.coding_sheet(corpus, folder / f"{of}.xlsx", of=of, n=60, seed=2)
    return folder


@pytest.fixture
def sheet(drawn, tmp_path):
    """A copy of the sheet of labels, with its key."""
    for name in ("mentions.xlsx", "mentions.key.json", "claims.xlsx", "claims.key.json"):
        (tmp_path / name).write_bytes((drawn / name).read_bytes())
    return tmp_path / "mentions.xlsx"


@pytest.fixture
def filled(corpus, sheet):
    """The sheet of labels, filled in by a coder who agrees with the machine."""
    return fill(sheet, sheet.with_name("ada.xlsx"), perfect(corpus, read_key(sheet.with_suffix(".key.json"))))
