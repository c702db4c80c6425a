"""What stands beside the names: words in a label's place that the lexicon lacks, and longer names around a label."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..read.lexicon import Lexicon
from .matcher import Matcher
from .text import fold, read_blocks
from .vocabulary import Vocabulary

__all__ = ["find_longer_names", "find_slots"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEHIND = re.compile(r"(?:['’]s|['’])? ([a-z][a-z-]{2,})(?![\w'’])")
_BEFORE = re.compile(r"(?<![\w'’-])([a-z][a-z-]{2,}) $")
_CAPITAL_BEFORE = re.compile(r"(?<![\w'’-])([A-Z][\w'’-]*) $")
_CAPITAL_BEHIND = re.compile(r" ([A-Z][\w-]*)")
_REACH = 40
#: Sections whose words can stand in a label's place; those of the others are verbs, adverbs, citations, places.
_NOUNS = ("roles", "people", "pointing")
_SLOTS = ("article_id", "outlet", "referent", "slot", "word", "phrase")


def find_slots(articles: pd.DataFrame, lexicon: Lexicon) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the words that stand right before or behind an actor's alias or demonym, where labels have theirs.

    "Assad regime" is a label; of "Assad clique" the alias is found, and the word behind it may be a label that is
    missing. Words in capitals belong to names and are left out, as are those the lexicon lists as verbs, places ...

    Parameters
    ----------
    articles : DataFrame
        From ``read_articles``.
    lexicon : Lexicon

    Returns
    -------
    slots : DataFrame
        One row per place: ``article_id, outlet, referent, slot`` (``behind`` or ``before``), ``word, phrase``.
    words : DataFrame
        One row per word: ``word, n`` (in all texts), ``likeness``: how much the words before it resemble those before
        the last words of labels (cosine, 0 to 1); nouns used like labels are near 1, verbs near 0.

    Examples
    --------
    >>> from framing.read.articles import read_articles
    >>> from framing.read.lexicon import load_lexicon
    >>> texts = read_articles(pd.DataFrame({"outlet": ["A"], "text": ["Assad's clique met the Syrian government."]}))
    >>> find_slots(texts, load_lexicon("syria"))[0][["referent", "word", "phrase"]].values.tolist()
    [['syrian_government', 'clique', "Assad's clique"]]
    """
    vocabulary = Vocabulary(lexicon)
    naming = {n for n, name in enumerate(vocabulary.names) if name.kind in ("alias", "demonym")}
    actors = vocabulary.actors
    known = {fold(f) for w in lexicon.words if w.section not in _NOUNS for f in w.forms}
    rows: list[tuple[str, ...]] = []
    before: dict[str, Counter[str]] = defaultdict(Counter)
    ids, outlets = articles["article_id"].tolist(), articles["outlet"].tolist()
    for block in read_blocks(articles):
        words = [fold(word) for word in _WORD.findall(block.text)]
        for left, word in zip(["", *words], words, strict=False):
            before[word][left] += 1
        found = vocabulary.find_names(block.text, block.folded)
        parts = block.part_of(found[:, 1])
        for (index, start, end), part in zip(found.tolist(), parts, strict=True):
            name = vocabulary.names[index]
            if index not in naming or name.referent not in actors or block.parts[part] == 0:
                continue
            row = int(block.rows[part])
            behind = _BEHIND.match(block.text, end)
            ahead = _BEFORE.search(block.text, max(0, start - _REACH), start)
            for slot, match in (("behind", behind), ("before", ahead)):
                if match and match[1] not in known:
                    phrase = block.text[min(start, match.start(1)) : max(end, match.end(1))]
                    rows.append((ids[row], outlets[row], name.referent, slot, match[1], phrase))
    slots = pd.DataFrame(rows, columns=list(_SLOTS), dtype="str")
    return slots, _likeness(before, dict.fromkeys(slots["word"]), lexicon)


def _likeness(before: dict[str, Counter[str]], words: Iterable[str], lexicon: Lexicon) -> pd.DataFrame:
    """Count each word, and compare what stands before it with what stands before the last words of labels."""
    heads: Counter[str] = Counter()
    for head in {fold(label).split()[-1].replace("(s)", "") for label in lexicon.choices["label"]}:
        heads.update(before.get(head, {}))
    size = float(np.sqrt(sum(n * n for n in heads.values())))
    rows = []
    for word in words:
        own = before[word]
        norm = float(np.sqrt(sum(n * n for n in own.values()))) * size
        rows.append((word, own.total(), sum(n * heads[left] for left, n in own.items()) / norm if norm else 0.0))
    return pd.DataFrame(rows, columns=["word", "n", "likeness"]).astype(
        {"word": "str", "n": "int64", "likeness": float}
    )


def find_longer_names(
    mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, lexicon: Lexicon
) -> pd.Series:
    """Say for each label mention which longer name it may be a part of: "Iraqi" before "government".

    A word in capitals right beside the label, not at the beginning of a sentence nor in a headline, never in small
    letters in the same article, and no name of the same referent; behind the label only if that begins with a capital,
    too. Only labels of actors and people are looked at.

    Returns
    -------
    Series of str
        On the index of `mentions`; missing where there is none.

    Examples
    --------
    >>> from framing.find.evidence import find_evidence
    >>> from framing.read.articles import read_articles
    >>> from framing.read.lexicon import load_lexicon
    >>> texts = read_articles(pd.DataFrame({"outlet": ["A"], "text": ["He met the Swiss government."]}))
    >>> found = find_evidence(texts, load_lexicon("syria"))
    >>> find_longer_names(found["mentions"], found["sentences"], texts, load_lexicon("syria")).tolist()
    ['Swiss government']
    """
    own = {
        r.id: Matcher([*r.aliases, *r.metonyms, *r.demonyms]) if r.aliases or r.metonyms or r.demonyms else None
        for r in lexicon.referents.values()
        if r.kind in ("actor", "people")
    }
    texts = articles.set_index("article_id")["text"]
    keys = ["article_id", "part", "sentence"]
    opens = mentions[keys].merge(sentences[[*keys, "start"]], on=keys, how="left")["start"].tolist()
    found: list[str | None] = []
    columns = [mentions[c].tolist() for c in ("article_id", "part", "start", "end", "referent")]
    for (id_, part, start, end, referent), opening in zip(zip(*columns, strict=True), opens, strict=True):
        if part == "title" or referent not in own:
            found.append(None)
            continue
        text = texts[id_]
        left = _CAPITAL_BEFORE.search(text, max(opening, start - _REACH), start)
        right = _CAPITAL_BEHIND.match(text, end) if text[start].isupper() else None
        words = [m[1] for m in (left, right) if m and m.start(1) > opening]
        words = [w for w in words if not re.search(rf"\b{re.escape(w.lower())}\b", text)]
        names = own[referent]
        words = [w for w in words if names is None or not len(names.find(w, fold(w)))]
        at = left.start(1) if left and left[1] in words else start
        found.append(text[at : right.end(1) if right and right[1] in words else end] if words else None)
    return pd.Series(found, index=mentions.index, dtype="str")
