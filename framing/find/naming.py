"""Whether a speaker is named, and by which name."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence

import numpy as np

from .memory import Attribution
from .text import Block, fold
from .vocabulary import Vocabulary

__all__ = ["NameFinder"]

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w(?:[\w.’'‑-]*\w)?|[,;:()]")
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at)[-‑'’]")  # "al-Watan" has its capital behind it
_COMPOUND = re.compile(r"[-‑][a-z]+$")  # "Britain-based" names nobody
_POSSESSIVE = re.compile(r"['’]s?$")
_LISTED = ("source", "alias")
_LONGEST = 3  # words of a title or a common noun


class NameFinder:
    """Finds the proper name in the phrase that says who speaks.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> names = NameFinder(Vocabulary(load_lexicon("conflict")))
    >>> [names.find(phrase) for phrase in ("Foreign Minister Anna Berg", "the Turkish army", "a Turkish official")]
    ['Anna Berg', 'Turkish army', None]
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        def naming(group: str) -> frozenset[str]:
            return vocabulary.forms("naming", group=group)

        self.vocabulary = vocabulary
        self.titles, self.institutions, self.voices = naming("titles"), naming("institutions"), naming("voices")
        self.nations, self.inside, self.owners = naming("nations"), naming("inside"), naming("owners")
        self.ends = naming("ends") | frozenset(",;:()")
        people = [vocabulary.forms("people", group=group) for group in ("civilians", "fighters")]
        people.append(vocabulary.forms("sources", "nouns", group="witnesses"))
        self.unnamed = naming("unnamed").union(*people) - self.institutions - self.voices
        self.common = naming("common") | self.ends
        sections = ("sources", "roles", "people", "places", "pointing", "reporting", "events", "doing")
        nouns = [vocabulary.forms(section, "nouns") for section in sections]
        self.plain = naming("plain").union(self.unnamed, self.institutions, *nouns)
        forms = {name.form for name in vocabulary.names}
        self.listed: dict[str, list[str]] = {}  # names by whom they name
        self.owner: dict[str, str] = {}
        self.full: dict[str, list[str]] = {}
        for name in vocabulary.names:
            if name.kind in _LISTED and not name.form.islower() and not _lost_apostrophe(name.form, forms):
                self.listed.setdefault(name.referent, []).append(name.form)
                self.owner.setdefault(fold(name.form), name.referent)

    def of_rows(self, rows: Sequence[Attribution], block: Block) -> list[str | None]:
        """Return the name of each row's speaker, the fullest one that the lexicon or the article has for it."""
        if not any(row.speaker_text for row in rows):
            return [None] * len(rows)
        parts = block.part_of(np.array([row.start for row in rows], dtype=np.int64)).tolist()
        asked: dict[tuple[int, str, bool], str | None] = {}
        sides: list[tuple[int, str | None]] = []  # of each row: article and speaker, within whom names are matched
        found: list[str | None] = []
        for row, part in zip(rows, parts, strict=True):
            article, headline = int(block.rows[part]), bool(block.parts[part] == 0)
            key = (article, row.speaker_text or "", headline)
            if key not in asked:
                name = self.find(key[1], lowered=_Lowered(block, part), headline=headline)
                asked[key] = name and self.fullest(name)
            found.append(asked[key])
            sides.append((article, row.speaker))
        names: dict[tuple[int, str | None], set[str]] = {}
        for name, side in zip(found, sides, strict=True):
            if name is not None:
                names.setdefault(side, set()).add(name)
        ordered = {side: sorted(known, key=lambda name: (-len(name), name)) for side, known in names.items()}
        return [
            name and next(full for full in ordered[side] if shortens(name, full))
            for name, side in zip(found, sides, strict=True)
        ]

    def find(
        self, phrase: str, *, lowered: Callable[[str], bool] = lambda _: False, headline: bool = False
    ) -> str | None:
        """Return the proper name in a phrase, or None where it holds none.

        `lowered` says whether the article writes a word in small letters elsewhere, so that the capital at the
        beginning of a sentence (in a `headline`, any capital) makes no name.
        """
        read = _Phrase(self, phrase, lowered, headline)
        return read.name() if read.tokens else None

    def fullest(self, name: str) -> str:
        """Return the full name that the lexicon has for a short one, if there is no more than one.

        Examples
        --------
        >>> from framing.read.lexicon import load_lexicon
        >>> NameFinder(Vocabulary(load_lexicon("conflict"))).fullest("HRW")
        'Human Rights Watch'
        """
        name = name[:-1] if _lost_apostrophe(fold(name), self.owner) else name
        fuller = [full for full in self._full_names(self.owner.get(fold(name), "")) if shortens(name, full)]
        full = max(fuller, key=len, default=name)
        return full if all(shortens(other, full) for other in fuller) else name

    def _full_names(self, owner: str) -> list[str]:
        """Return the proper names among those that the lexicon lists for somebody; read once."""
        if owner not in self.full:
            self.full[owner] = [name for form in self.listed.get(owner, []) if (name := self.find(form))]
        return self.full[owner]


def _lost_apostrophe(name: str, known: Container[str]) -> bool:
    """Whether a name ends in the s of a possessive that a copy wrote without its mark."""
    return name.endswith("s") and name[:-1] in known


class _Lowered:
    """Answers whether the article around a part of a block has a word in small letters."""

    def __init__(self, block: Block, part: int) -> None:
        first = part - int(block.parts[part])
        self.text, self.start, self.end = block.text, int(block.starts[first]), int(block.ends[first + 1])

    def __call__(self, word: str) -> bool:
        return re.compile(rf"\b{re.escape(word.lower())}\b").search(self.text, self.start, self.end) is not None


class _Phrase:
    """A speaker phrase cut into words, up to where its first noun phrase ends."""

    def __init__(self, words: NameFinder, phrase: str, lowered: Callable[[str], bool], headline: bool) -> None:
        self.words, self.phrase, self.lowered, self.headline = words, phrase, lowered, headline
        self.tokens = [match.span() for match in _TOKEN.finditer(phrase)]
        self.written = [phrase[start:end] for start, end in self.tokens]
        self.folded = [_POSSESSIVE.sub("", fold(word)) for word in self.written]
        self.capital = [_ARTICLE.sub("", word)[:1].isupper() for word in self.written]
        self.listed = self._listed()
        self.end = next((at for at in range(1, len(self.tokens)) if self._ends(at)), len(self.tokens))
        self.kinds = [self._kind(at) for at in range(self.end)]

    def name(self) -> str | None:
        """Return the last name in the phrase; nobody is named by what merely stands before people ("US officials")."""
        words = self.words
        if self.folded[self.end : self.end + 1] == [","] and not any(kind == "proper" for kind in self.kinds):
            return self._rest()  # "a baker, Samir Haddad"
        if self._last(words.unnamed) and not self._last(words.institutions) and not self._surname():
            return None
        proper = [run for run in self._runs() if any(self.kinds[at] == "proper" for at in run)]
        run = self._with_institution(proper[-1]) if proper else self._institution()
        if run is not None:
            whole = self.phrase[self.tokens[run.start][0] : self.tokens[run.stop - 1][1]]
            return " ".join(_POSSESSIVE.sub("", whole).split())
        if self._last(words.voices) and words.owners.intersection(self.folded[self.end : self.end + 1]):
            return self._rest()
        return None

    def _rest(self) -> str | None:
        """Find the name in what follows the first noun phrase and the word behind it."""
        rest = self.phrase[self.tokens[self.end][1] :]
        return self.words.find(rest, lowered=self.lowered, headline=self.headline)

    def _surname(self) -> bool:
        """Whether the phrase ends in a common noun that is a name here: "Anna Baker"."""
        return not self.headline and self.capital[self.end - 1] and "proper" in self.kinds[self.end - 2 : self.end - 1]

    def _listed(self) -> list[bool]:
        """Mark the words of names that the lexicon lists in capitals, without the titles before them."""
        listed = [False] * len(self.tokens)
        vocabulary = self.words.vocabulary
        for index, start, end in vocabulary.find_names(self.phrase, fold(self.phrase)).tolist():
            name = vocabulary.names[index]
            inside = [
                at
                for at, ((first, _), word) in enumerate(zip(self.tokens, self.folded, strict=True))
                if start <= first and first + len(word) <= end
            ]
            if name.kind not in _LISTED or name.form.islower():
                continue
            inside = inside[max((n + self._title(at) for n, at in enumerate(inside) if self._title(at)), default=0) :]
            source = name.kind == "source"
            if source or any(self.capital[at] and self.folded[at] not in self.words.nations for at in inside):
                for at in inside:
                    listed[at] = source or self.capital[at] or self.folded[at] in self.words.inside
        return listed

    def _ends(self, at: int) -> bool:
        """Whether the noun phrase has ended before a word."""
        if self.listed[at] or self._in_title(at):
            return False
        if not self._inside(at):
            return self.folded[at] in self.words.ends
        if self.capital[at + 1 : at + 2] != [True] or self.folded[at - 1] in self.words.unnamed:
            return True  # "Residents of Aleppo"
        kinds = [self._kind(before) for before in range(max(0, at - 2), at)]
        person = kinds == ["proper", "proper"] and self.folded[at] in self.words.owners
        return person or not self.capital[at - 1] or kinds[-1] == "parting"  # but "Institute of Justice"

    def _kind(self, at: int) -> str:
        """Sort a word: proper, plain, inside and nation ones may make a name together; others part two names."""
        word = self.folded[at]
        if self.listed[at]:
            return "proper"
        if word in self.words.nations:
            return "nation"
        if self._inside(at):
            return "inside"
        if not self.capital[at] or word in self.words.common or _COMPOUND.search(self.written[at]):
            return "parting"
        if self._in_title(at):
            return "parting"
        small = (at == 0 or self.headline) and self.lowered(word)
        return "plain" if small or word in self.words.plain else "proper"

    def _inside(self, at: int) -> bool:
        """Whether a word is a small one within a name: "of", "and", "bin"; in capitals it is part of a name itself."""
        return self.folded[at] in self.words.inside and (self.headline or not self.capital[at])

    def _title(self, at: int) -> int:
        """Return of how many words the title is that begins at a word."""
        return next((n for n in range(_LONGEST, 0, -1) if " ".join(self.folded[at : at + n]) in self.words.titles), 0)

    def _in_title(self, at: int) -> bool:
        return any(self._title(first) > at - first for first in range(max(0, at - _LONGEST + 1), at + 1))

    def _last(self, forms: frozenset[str]) -> bool:
        """Whether the noun phrase ends with one of the nouns."""
        return not self.listed[self.end - 1] and self._closes(self.end - 1, forms)

    def _closes(self, at: int, forms: frozenset[str]) -> bool:
        """Whether one of the nouns ends with a word."""
        return any(" ".join(self.folded[max(0, at - n) : at + 1]) in forms for n in range(_LONGEST))

    def _runs(self) -> Iterator[range]:
        """Give the stretches of words that may make a name together."""
        start = 0
        for at in range(self.end + 1):
            if at < self.end and self.kinds[at] != "parting":
                continue
            stop = at
            while stop > start and self.kinds[stop - 1] == "inside":
                stop -= 1
            while start < stop and self.kinds[start] == "inside":
                start += 1
            yield range(start, stop)
            start = at + 1

    def _with_institution(self, run: range) -> range:
        """Add the noun that makes a name an institution: "the Assad government"; a medium is its name."""
        for stop in range(run.stop + 1, min(run.stop + _LONGEST, self.end) + 1):
            if " ".join(self.folded[run.stop : stop]) in self.words.institutions - self.words.voices:
                return range(run.start, stop)
        return run

    def _institution(self) -> range | None:
        """Find an institution named by its nation or its capitals: "the Turkish army", "the Foreign Ministry"."""
        ends = (at for at in range(self.end - 1, -1, -1) if self._closes(at, self.words.institutions))
        last = next(ends, None)
        if last is None:
            return None
        first = next((at for at in range(last) if self.kinds[at] == "nation"), None)
        if first is not None:
            return range(first, last + 1)
        first = last
        while first > 0 and self.capital[first - 1] and self.folded[first - 1] not in self.words.ends:
            first -= 1
        opening = first == 0 and (first == last or self.lowered(self.folded[0]))  # a capital that opens the sentence
        shown = self.capital[last] and not opening and not self.written[last].isupper()
        return range(first, last + 1) if shown else None


def shortens(name: str, full: str) -> bool:
    """Whether a name is short for another one, or the same.

    Examples
    --------
    >>> [shortens(name, "Harbour Observatory for Human Rights") for name in ("Observatory", "HOHR", "Harbour")]
    [True, True, False]
    """
    words, whole = fold(name).split(), fold(full).split()
    if name.isupper() and fold(name).replace(".", "") == fold("".join(w[0] for w in full.split() if w[0].isupper())):
        return True
    head = next((at for at, word in enumerate(whole) if word in ("for", "of")), len(whole))
    return words == whole or (bool(words) and whole[max(0, head - len(words)) : head] == words)
