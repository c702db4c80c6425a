"""Style: how an article is written, as counts of its text (length, readability, words of stance, passive voice)."""

from __future__ import annotations

import re
from functools import cache
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from ..read.lexicon import Lexicon
from .matcher import Matcher
from .passives import CLAUSES, count_rest
from .readability import READABILITY, readability
from .text import PARTS, Block, read_blocks

__all__ = ["count_style", "style_features"]

_PASSIVES = ("passive_share", "agentless_passive_share")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _counter() -> Any:
    import textstat

    return textstat.textstat if hasattr(textstat, "textstat") else textstat


@cache
def _syllables(word: str) -> int:
    """Syllables by the CMU dictionary that textstat packages; remembered, because texts repeat their words."""
    return max(1, int(_counter().syllable_count(word)))


def count_style(
    articles: pd.DataFrame, sentences: pd.DataFrame, lexicon: Lexicon, *, nlp: Any = None, part: str = "text"
) -> pd.DataFrame:
    """Count what the style of each article is measured by.

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``.
    sentences : DataFrame
        The evidence table of their sentences.
    lexicon : Lexicon
        The words of its section ``style`` are counted, group by group.
    nlp : spaCy Language, optional
        Parses the sentences that finding left out, for every clause of a text counts. Without it the shares of
        passives are missing.
    part : {"text", "title"}
        Which part of the articles is counted.

    Returns
    -------
    DataFrame
        One row per article: `article_id`, `part`, then the columns of `style_features`: `words`; those of
        `readability`, such as `flesch_reading_ease` (about 0 hard to 100 easy); the rate of each group in the
        section ``style``, such as `hedges_per_1000_words`; `passive_share` and `agentless_passive_share` (of
        the finite clauses, 0 to 1). Missing where there is no word, or no clause. Page furniture is not
        counted.

    Examples
    --------
    >>> from framing.read.articles import read_articles
    >>> from framing.read.lexicon import load_lexicon
    >>> from framing.find.evidence import find_evidence
    >>> lexicon = load_lexicon("conflict")
    >>> articles = read_articles(pd.DataFrame({"outlet": ["A"], "text": ["The cat sat. It reportedly slept."]}))
    >>> row = count_style(articles, find_evidence(articles, lexicon)["sentences"], lexicon).iloc[0]
    >>> int(row.words), float(row.words_per_sentence), round(row.hedges_per_1000_words)
    (6, 3.0, 167)
    """
    counted = sentences[sentences["part"] == part].groupby("article_id").size()
    stance = _Stance(lexicon)
    ids = articles["article_id"].tolist()
    rows: list[dict[str, Any]] = []
    for block in read_blocks(articles):
        found = stance.count(block)
        for index, (row, number) in enumerate(zip(block.rows, block.parts, strict=True)):
            if PARTS[number] == part:
                text = block.folded[block.starts[index] : block.ends[index]]
                counts = dict(zip(stance.groups, found[index].tolist(), strict=True))
                rows.append(_count(ids[row], text, int(counted.get(ids[row], 0)), counts))
    table = pd.DataFrame(rows, columns=["article_id", *style_features(lexicon)[: -len(_PASSIVES)]])
    table = table.join(_passives(articles, sentences, nlp, part), on="article_id")
    table.insert(1, "part", part)
    return table


def _passives(articles: pd.DataFrame, sentences: pd.DataFrame, nlp: Any, part: str) -> pd.DataFrame:
    """Give each article's shares of passives, by article_id."""
    counts = count_rest(articles, sentences, nlp, part=part) if nlp is not None else sentences.iloc[:0]
    sums = counts.groupby("article_id")[list(CLAUSES)].sum().astype("float64")
    clauses = sums["clauses"].where(sums["clauses"] > 0)
    return pd.DataFrame({_PASSIVES[0]: sums["passives"] / clauses, _PASSIVES[1]: sums["agentless"] / clauses})


class _Stance:
    """The words of a lexicon's section ``style``, ready to be counted by group."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = {form: word.group for word in lexicon.find_words("style") for form in word.forms}
        self.groups = list(dict.fromkeys(forms.values()))
        self._matcher = Matcher(list(forms))
        self._group = np.array([self.groups.index(group) for group in forms.values()], dtype=np.int64)

    def count(self, block: Block) -> np.ndarray:
        """Return an int array of shape (parts of the block, groups)."""
        counts = np.zeros((len(block.rows), len(self.groups)), dtype=np.int64)
        found = self._matcher.find(block.text, block.folded)
        np.add.at(counts, (block.part_of(found[:, 1]), self._group[found[:, 0]]), 1)
        return counts


def _count(article_id: str, text: str, sentences: int, stance: dict[str, int]) -> dict[str, Any]:
    words = _WORD.findall(text)
    row: dict[str, Any] = {"article_id": article_id, "words": len(words)}
    rates = {_rate(group): 1000 * n / len(words) if words and sentences else nan for group, n in stance.items()}
    return row | readability(words, sentences, _syllables) | rates


def _rate(group: str) -> str:
    return f"{group}_per_1000_words"


def style_features(lexicon: Lexicon) -> list[str]:
    """Name what `count_style` gives with a lexicon.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> style_features(load_lexicon("conflict"))[:3]
    ['words', 'words_per_sentence', 'flesch_reading_ease']
    """
    return ["words", *READABILITY, *map(_rate, _Stance(lexicon).groups), *_PASSIVES]
