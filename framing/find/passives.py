"""Passive voice: the finite clauses of parsed sentences, those in the passive, and those that name no doer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from .grammar import SUBJECTS
from .repair import FINITE
from .syntax import parse

__all__ = ["CLAUSES", "count_clauses", "count_rest", "find_passives"]

Token = Any
#: Columns of the sentences table: finite clauses, those in the passive, those of them that name no doer.
CLAUSES = ("clauses", "passives", "agentless")
_VERBS = frozenset([*FINITE, "VB", "VBN", "VBG"])
_NO_CLAUSE = ("aux", "auxpass", "amod", "compound")
_AT_ONCE = 5_000  # sentences parsed together


def find_passives(doc: Any) -> list[Token]:
    """Return the verbs of a parsed sentence that stand in the passive, finite or not.

    A verb is passive if it has a passive auxiliary ("was killed", "got hurt") or, where a headline leaves that out, a
    doer behind "by", or if it is joined to one that is ("was killed and burned"). A participle that only belongs to a
    noun ("the town shelled by the army") is none.

    Examples
    --------
    >>> from framing.find.syntax import find_model, load_model
    >>> nlp = load_model(find_model())
    >>> [verb.text for verb in find_passives(nlp("The mill was burned and looted by soldiers who had left the camp."))]
    ['burned', 'looted']
    """
    return [token for token in doc if token.tag_ in _VERBS and _is_passive(token)]


def _is_passive(verb: Token) -> bool:
    if verb.dep_ in _NO_CLAUSE:
        return False
    marks = ("auxpass",) if verb.dep_ in ("acl", "advcl") else ("auxpass", "agent")
    return any(c.dep_ in marks for c in verb.children) or _shares(verb) and _is_passive(verb.head)


def _shares(verb: Token) -> bool:
    """Whether a participle has no subject and auxiliary of its own, but those of the verb that it is joined to."""
    own = (*SUBJECTS, "csubjpass", "aux", "auxpass")
    joined = verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ in _VERBS
    return joined and not any(c.dep_ in own for c in verb.children)


def _is_finite(verb: Token) -> bool:
    if verb.dep_ in _NO_CLAUSE:
        return False
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)
    return verb.tag_ in FINITE or helped or _shares(verb) and _is_finite(verb.head)


def _names_doer(verb: Token) -> bool:
    """Whether somebody is named behind "by", be it at another participle: "was burned and looted by soldiers"."""
    together = [verb, *(v for v in verb.conjuncts if _shares(v) or _shares(verb))]
    return any(c.dep_ == "agent" for v in together for c in v.children)


def count_clauses(docs: Mapping[int, Any], n: int) -> dict[str, np.ndarray]:
    """Count the clauses of `n` sentences as columns of the sentences table; missing where nothing was parsed.

    Parameters
    ----------
    docs : mapping of int to spaCy Doc
        The parsed sentences by number.
    n : int
        How many sentences there are.

    Returns
    -------
    dict of ndarray of float, shape (n,)
        The columns of ``CLAUSES``: finite clauses, finite clauses in the passive, and those without a doer.
    """
    counts = np.full((n, len(CLAUSES)), np.nan, dtype=np.float32)
    for number, doc in docs.items():
        counts[number] = _count(doc)
    return dict(zip(CLAUSES, counts.T, strict=True))


def _count(doc: Any) -> tuple[int, int, int]:
    finite = [token for token in doc if token.tag_ in _VERBS and _is_finite(token)]
    passive = [verb for verb in finite if _is_passive(verb)]
    return len(finite), len(passive), sum(not _names_doer(verb) for verb in passive)


def count_rest(articles: pd.DataFrame, sentences: pd.DataFrame, nlp: Any, *, part: str = "text") -> pd.DataFrame:
    """Parse the sentences of texts (or titles) whose clauses nobody has counted, and count them.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``.
    sentences : DataFrame
        The evidence table of their sentences.
    nlp : spaCy Language
    part : {"text", "title"}
        Whose sentences; the others are left out.

    Returns
    -------
    DataFrame
        The sentences of that part, every one with its counts.

    Examples
    --------
    >>> from framing.find.syntax import find_model, load_model
    >>> from framing.find.tables import build
    >>> where = {"article_id": ["1"], "part": ["text"], "sentence": [0], "start": [0], "end": [21]}
    >>> sentences = build("sentences", where | dict.fromkeys(CLAUSES, [None]))
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["The bridge was built."]})
    >>> count_rest(articles, sentences, load_model(find_model()))[list(CLAUSES)].values.tolist()
    [[1, 1, 1]]
    """
    chosen = sentences[sentences["part"] == part].reset_index(drop=True)
    left = np.flatnonzero(chosen[CLAUSES[0]].isna())
    texts = dict(zip(articles["article_id"], articles[part], strict=True))
    for first in range(0, len(left), _AT_ONCE):
        rows = left[first : first + _AT_ONCE]
        counts = count_clauses(dict(enumerate(parse(nlp, list(_cut(texts, chosen.iloc[rows]))))), len(rows))
        for column, values in counts.items():
            chosen.loc[rows, column] = values.astype(np.int16)
    return chosen


def _cut(texts: dict[str, str], sentences: pd.DataFrame) -> Iterator[str]:
    for id_, start, end in sentences[["article_id", "start", "end"]].itertuples(index=False):
        yield texts[id_][start:end]
