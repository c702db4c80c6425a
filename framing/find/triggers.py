"""Which sentences are worth a parse: those that hold the words without which nothing would be found in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from .content import MATTER
from .text import Block, fold
from .vocabulary import Vocabulary

__all__ = ["Triggers"]

_WORD = re.compile(r"[^\W_]+")
_COLONS = ":-–—"
_OWNERS = ("s", "my", "our", "your", "his", "her", "its", "their", "whose")


class _Forms:
    """Words and phrases; a sentence holds a phrase if it holds its words, wherever they stand."""

    def __init__(self, *forms: Iterable[str]) -> None:
        single: set[str] = set()
        self.further: dict[str, list[frozenset[str]]] = defaultdict(list)
        for form in (form for some in forms for form in some):
            first, *rest = _WORD.findall(fold(form)) or [""]
            if rest:
                self.further[first].append(frozenset(rest))
            else:
                single.add(first)
        self.single, self.firsts = frozenset(single), frozenset(self.further)

    def in_(self, words: frozenset[str]) -> bool:
        if not self.single.isdisjoint(words):
            return True
        return any(rest <= words for first in self.firsts & words for rest in self.further[first])


class Triggers:
    """Tells of the sentences of a block what a parse could find in them, by their words alone.

    The words are those of the lexicon that `find_events`, `find_blame` and `find_citations` start from, with the
    words that they need beside them; so a sentence without any of them has no claim and no citation of its own.

    Examples
    --------
    >>> from framing.find.sentences import find_sentences
    >>> from framing.read.lexicon import load_lexicon
    >>> from framing.find.text import read_blocks
    >>> import pandas as pd
    >>> texts = ["It took a bus. He said so. Shells fell. It held them responsible. He told us that shells fell."]
    >>> (block,) = read_blocks(pd.DataFrame({"title": "", "text": texts}))
    >>> harm, cited = Triggers(Vocabulary(load_lexicon("syria"))).find(block, find_sentences(block.text, ()), [])
    >>> sorted(harm), sorted(cited)
    ([2, 3, 4], [1, 4])
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.harm, self.cues = list(_harm(vocabulary)), list(_cues(vocabulary))
        self.quoting = _Forms(vocabulary.forms("reporting", "quoting"))

    def find(self, block: Block, sentences: np.ndarray, quotes: Sequence[tuple[int, int]]) -> tuple[set[int], set[int]]:
        """Return the numbers of the sentences that may tell of harm, and of those that may cite somebody."""
        marked, headed = _standing(quotes, sentences), _headed(block, sentences)
        harm, cited = set(), set()
        for number, (start, end) in enumerate(sentences.tolist()):
            words = frozenset(_WORD.findall(block.folded[start:end]))
            if _meets(words, self.harm):
                harm.add(number)
            if (
                number in headed or _meets(words, self.cues)
                or number in marked and (self.quoting.in_(words) or any(c in _COLONS for c in block.text[start:end]))
            ):  # fmt: skip
                cited.add(number)
        return harm, cited


def _meets(words: frozenset[str], needs: Sequence[tuple[_Forms, ...]]) -> bool:
    """Whether a sentence holds, for any of the needs, one form of each of its lists."""
    return any(all(forms.in_(words) for forms in need) for need in needs)


def _harm(vocabulary: Vocabulary) -> Iterable[tuple[_Forms, ...]]:
    """Yield what harm and responsibility need."""

    def doing(role: str, *groups: str) -> frozenset[str]:
        return frozenset().union(*(vocabulary.forms("doing", role, group=group) for group in groups))

    def laid(role: str, *groups: str) -> frozenset[str]:
        return frozenset().union(*(vocabulary.forms("responsibility", role, group=group) for group in groups))

    weapons, people = (vocabulary.forms("roles", group="instruments"), vocabulary.forms("people", group="civilians"))
    losses = [vocabulary.forms("doing", group=group) for group in ("harmed", "body")]
    yield (_Forms(vocabulary.forms("events"), vocabulary.forms("doing", group="stricken")),)
    yield _Forms(doing("verbs", "causing")), _Forms(*losses)  # left ten dead
    yield _Forms(doing("verbs", "firing", "setting")), _Forms(weapons)
    yield _Forms(doing("verbs", "landing")), _Forms(weapons, doing("nouns", "mutual"))
    yield _Forms(doing("verbs", "holding")), _Forms(doing("nouns", "holding"))  # the hostages held there
    yield _Forms(doing("verbs", "losing")), _Forms(vocabulary.forms("roles"), people, doing("nouns", "losing"))
    yield (_Forms(laid("verbs", "accuse", "condemn", "trace_to", "clear", "none"), doing("verbs", "taking_part")),)
    yield (_Forms(laid("adjectives", "responsible"), laid("nouns", "culprit"), laid("phrases", "handiwork")),)
    yield _Forms(laid("verbs", "hold")), _Forms(laid("adjectives", "hold"))
    yield _Forms(laid("verbs", "blame_on")), _Forms(laid("nouns", "blame_on", "responsible"))
    yield _Forms(doing("verbs", "falling")), _Forms(laid("nouns", "fall_on", "suspicion"))
    yield _Forms(laid("verbs", "bear")), _Forms(laid("nouns", "fall_on"))
    yield _Forms(laid("verbs", "claim", "deny")), _Forms(laid("nouns", "responsible", "accusation"))
    yield _Forms(laid("verbs", "claim")), _Forms(["by"])  # it was claimed by the group
    yield _Forms(laid("verbs", "claim_harm")), _Forms(vocabulary.forms("events", "nouns"))
    yield _Forms(laid("nouns", "accusation")), _Forms(["against"]), _Forms(["of"])


def _cues(vocabulary: Vocabulary) -> Iterable[tuple[_Forms, ...]]:
    """Yield what citations need."""
    nouns = _Forms(vocabulary.forms("reporting", "nouns"))
    yield (_Forms(*(vocabulary.forms("reporting", role) for role in ("verbs", "phrases", "adjectives"))),)
    yield nouns, _Forms(["that"])
    owners = _Forms(_OWNERS, vocabulary.forms("citing", "verbs", group="light"))
    yield nouns, _Forms(MATTER), owners  # its warning of floods, gave an account of it


def _standing(spans: Sequence[tuple[int, int]], sentences: np.ndarray) -> set[int]:
    """Return the sentences in which spans begin or end."""
    edges = np.array([at for start, end in spans for at in (start, end - 1)], dtype=np.int64)
    return set((np.searchsorted(sentences[:, 0], edges, side="right") - 1).tolist())


def _headed(block: Block, sentences: np.ndarray) -> set[int]:
    """Return the sentences of titles with a colon or a dash, which may stand beside a speaker: "Monitor: 12 killed"."""
    titles = zip(block.starts.tolist(), block.ends.tolist(), block.parts.tolist(), strict=True)
    colons = [at for start, end, part in titles if part == 0 for at in range(start, end) if block.text[at] in _COLONS]
    return _standing([(at, at + 1) for at in colons], sentences)
