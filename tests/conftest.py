"""What the tests share: the example corpus analysed once, and a hypothesis profile without a stopwatch."""

import pytest
from hypothesis import settings

import framing
from framing.read.shipped import shipped

settings.register_profile("framing", deadline=None)
settings.load_profile("framing")


@pytest.fixture(scope="session")
def examples():
    """The composed articles of five outlets on four stories, as `read_articles` gives them."""
    return framing.read_articles(shipped("articles"))


@pytest.fixture(scope="session")
def corpus(examples):
    """The Analysis of the example corpus; do not change its tables."""
    return framing.analyze(examples, "syria")
