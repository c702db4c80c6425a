"""Lexicons: the knowledge of the library, read strictly from YAML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import LexiconError, did_you_mean
from .inflect import spell_forms, verb_forms
from .shipped import shipped
from .tree import Branch, read_tree

__all__ = ["Lexicon", "Referent", "Shared", "Word", "list_lexicons", "load_lexicon"]

KINDS = ("actor", "people", "act", "event", "place")
RESERVED = ("outlet", "observers", "witnesses", "media", "other", "unspecified")
#: Sections of word lists: section -> the lists that a class in it may hold.
SECTIONS = {
    "sources": {"names", "nouns"},
    "roles": {"nouns"},
    "people": {"nouns"},
    "events": {"verbs", "intransitive", "nouns", "suffered"},
    "doing": {"verbs", "nouns", "adjectives"},
    "responsibility": {"verbs", "nouns", "adjectives", "prepositions", "phrases"},
    "reporting": {"verbs", "quoting", "nouns", "adjectives", "phrases"},
    "citing": {"verbs", "nouns"},
    "distancing": {"adjectives", "phrases"},
    "hedges": {"verbs", "adverbs", "adjectives", "modals", "phrases"},
    "style": {"verbs", "words", "phrases"},
    "irrealis": {"conjunctions", "modals", "negations"},
    "places": {"prepositions", "nouns"},
    "pointing": {"nouns", "adjectives", "verbs"},
    "abbreviations": {"nouns"},
}
_INFLECTED = {"verbs", "quoting", "intransitive"}
_HEAD = {"lexicon", "version", "language", "title", "period", "license", "codebook"}
_NAMING = ("aliases", "metonyms", "demonyms")


@dataclass(frozen=True)
class Word:
    """One entry of a word list: its first form stands for it, `forms` are all spellings."""

    section: str
    group: str
    role: str
    lemma: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Referent:
    """Someone or something that outlets name: an actor, people, an act, an event or a place."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nationals: bool = False  # whether its civilians count as this actor where they are harmed


@dataclass(frozen=True)
class Shared:
    """Forms that can name several actors; the first of `actors` is the default."""

    forms: tuple[str, ...]
    stance: str
    actors: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What may be chosen, who may be named, and the words that tie them together.

    Read one with :func:`load_lexicon`. `referents` maps ids to :class:`Referent`, `shared` lists forms that
    can name several actors, `words` lists the word lists (events, reporting verbs, hedges ...), `sources`
    holds the text of the files it was composed of (the last one its own), `hash` a short SHA-256 of them.

    Examples
    --------
    >>> lexicon = load_lexicon("syria")
    >>> lexicon.referents["russia"].name
    'Russia'
    """

    name: str
    version: str
    language: str
    title: str
    period: str
    license: str
    codebook: str
    hash: str
    referents: dict[str, Referent]
    shared: tuple[Shared, ...]
    words: tuple[Word, ...]
    names: dict[str, str]
    sources: dict[str, str]

    def __repr__(self) -> str:
        labels = len(self.choices)
        return f"<Lexicon {self.name} {self.version}: {len(self.referents)} referents, {labels} labels>"

    @property
    def actors(self) -> list[str]:
        """Ids of the actors and peoples that can be blamed or harmed, in the lexicon's order."""
        return [r.id for r in self.referents.values() if r.kind in ("actor", "people")]

    @property
    def choices(self) -> pd.DataFrame:
        """Every label as a row: `referent`, `stance`, `label`."""
        rows = []
        for referent in self.referents.values():
            named = [(s.stance, form) for s in self.shared if referent.id in s.actors for form in s.forms]
            own = [(stance, form) for stance, forms in referent.labels.items() for form in forms]
            order = list(dict.fromkeys(stance for stance, _ in own + named))
            rows += [(referent.id, *row) for row in sorted(own + named, key=lambda row: order.index(row[0]))]
        return pd.DataFrame(rows, columns=["referent", "stance", "label"], dtype="str")

    @property
    def speakers(self) -> list[str]:
        """Ids that can stand in a `speaker` or `source` column: actors, then kinds of source."""
        return [*self.actors, *dict.fromkeys(w.group for w in self.words if w.section == "sources"), "other"]

    def find_words(self, section: str, *, group: str | None = None, role: str | None = None) -> list[Word]:
        """Return the words of one section, and of one group or list in it.

        Examples
        --------
        >>> {w.group for w in load_lexicon("conflict").find_words("reporting", role="verbs")} >= {"neutral", "doubting"}
        True
        """
        return [
            w for w in self.words
            if w.section == section and group in (None, w.group) and role in (None, w.role)
        ]  # fmt: skip


def list_lexicons() -> list[str]:
    """Name the shipped lexicons.

    Examples
    --------
    >>> "syria" in list_lexicons()
    True
    """
    found = []
    for path in sorted(shipped("lexicons").glob("*.yaml")):
        if path.read_text(encoding="utf-8").lstrip("\ufeff").find("\nlexicon:") >= 0:
            found.append(path.stem)
    return found


def load_lexicon(source: str | Path | Lexicon) -> Lexicon:
    """Read a lexicon by its shipped name or from a YAML file.

    Parameters
    ----------
    source : str, Path or Lexicon
        A shipped name (``"syria"``), a path to a ``.yaml`` file, or a Lexicon, which is returned as it is.

    Raises
    ------
    LexiconError
        Unknown name; missing, damaged or non-UTF-8 file; unknown or double key; one form with two meanings.
        The message gives file, line, and what would have worked.

    Examples
    --------
    >>> load_lexicon("syria").language
    'en'
    """
    if isinstance(source, Lexicon):
        return source
    path = _locate(str(source), Path(source))
    files: dict[Path, Branch] = {}
    _collect(path, files, ())
    builder = _Builder()
    for tree in files.values():
        builder.add(tree)
    sources = {p.name: p.read_text(encoding="utf-8-sig") for p in files}
    return builder.finish(sources)


def _locate(given: str, path: Path) -> Path:
    if path.suffix in (".yaml", ".yml"):
        if path.is_file():
            return path
        raise LexiconError(f"no lexicon file {given!r}; give an existing .yaml file or a shipped name.")
    candidate = shipped("lexicons") / f"{given}.yaml"
    if given not in list_lexicons():
        hint = did_you_mean(given, list_lexicons())
        raise LexiconError(f"no lexicon named {given!r}. {hint} Or give a path to a .yaml file.")
    return candidate


def _collect(path: Path, files: dict[Path, Branch], seen: tuple[str, ...]) -> None:
    """Read `path` after the files it extends, so that the base comes first."""
    tree = read_tree(path)
    head = tree.entries(_HEAD | {"extends", "referents", "shared", *SECTIONS})
    if path.stem in seen:
        head["extends"].fail(f"{path.stem!r} extends itself through {' -> '.join(seen)}.")
    if "extends" in head:
        for item in head["extends"].items():
            base = item.text()
            neighbour = path.parent / (base if base.endswith(".yaml") else f"{base}.yaml")
            if not neighbour.is_file():
                neighbour = shipped("lexicons") / f"{base}.yaml"
            if not neighbour.is_file():
                item.fail(f"extends {base!r}, which does not exist. {did_you_mean(base, list_lexicons())}")
            _collect(neighbour, files, (*seen, path.stem))
    files[path] = tree


class _Builder:
    """Composes one lexicon from its files and complains about one form with two meanings."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.referents: dict[str, Referent] = {}
        self.shared: list[Shared] = []
        self.words: dict[tuple[str, str, str, tuple[str, ...]], Word] = {}
        self.names: dict[str, str] = {"outlet": "the outlet itself", "other": "Other", "unspecified": "unspecified"}
        self.meanings: dict[str, tuple[str, Branch]] = {}

    def add(self, tree: Branch) -> None:
        entries = tree.entries()
        for key in ("lexicon", "version", "language", "title"):
            if key not in entries:
                tree.fail(f"the key {key!r} is missing.")
        self.head = {key: entries[key].text() if key in entries else "" for key in _HEAD}
        for section in SECTIONS:
            if section in entries:
                self._add_section(section, entries[section])
        if "referents" in entries:
            for id_, branch in entries["referents"].entries().items():
                self._add_referent(id_, branch)
        if "shared" in entries:
            for branch in entries["shared"].items():
                self._add_shared(branch)

    def _add_section(self, section: str, branch: Branch) -> None:
        for group, body in branch.entries().items():
            lists = body.entries(SECTIONS[section] | {"name"})
            if "name" in lists:
                self.names[group] = lists.pop("name").text()
            for role, items in lists.items():
                for item in items.items():
                    text = item.text()
                    forms = tuple(verb_forms(text) if role in _INFLECTED else spell_forms(text))
                    word = Word(section, group, role, forms[0], forms)
                    self.words.setdefault((section, group, role, forms), word)

    def _add_referent(self, id_: str, branch: Branch) -> None:
        if id_ in RESERVED:
            branch.fail(f"{id_!r} is a reserved id; choose another.")
        if id_ in self.referents:
            branch.fail(f"the referent {id_!r} is already defined in a file this one extends.")
        body = branch.entries({"name", "kind", "labels", "nationals", *_NAMING})
        for key in ("name", "kind"):
            if key not in body:
                branch.fail(f"the referent {id_!r} has no {key!r}.")
        kind = body["kind"].text()
        if kind not in KINDS:
            body["kind"].fail(f"unknown kind {kind!r}. {did_you_mean(kind, KINDS)}")
        naming: dict[str, Any] = {
            key: tuple(self._forms(item, f"{key} of {id_}") for item in body[key].items()) if key in body else ()
            for key in _NAMING
        }
        labels: dict[str, tuple[str, ...]] = {}
        if "labels" in body:
            for stance, items in body["labels"].entries().items():
                labels[stance] = tuple(self._forms(i, f"label of {id_} ({stance})") for i in items.items())
        nationals = body["nationals"].text() if "nationals" in body else "no"
        if nationals not in ("yes", "no"):
            body["nationals"].fail(f"'nationals' is yes or no, not {nationals!r}.")
        self.names[id_] = body["name"].text()
        self.referents[id_] = Referent(
            id_, self.names[id_], kind, labels=labels, nationals=nationals == "yes", **naming
        )

    def _add_shared(self, branch: Branch) -> None:
        body = branch.entries({"forms", "stance", "actors"})
        for key in ("forms", "stance", "actors"):
            if key not in body:
                branch.fail(f"an entry of 'shared' needs {key!r}.")
        actors = []
        for item in body["actors"].items():
            if item.text() not in self.referents:
                item.fail(f"unknown actor {item.text()!r}. {did_you_mean(item.text(), self.referents)}")
            actors.append(item.text())
        forms = tuple(self._forms(i, "shared form") for i in body["forms"].items())
        self.shared.append(Shared(forms, body["stance"].text(), tuple(actors)))

    def _forms(self, item: Branch, meaning: str) -> str:
        """Check that no spelling of an entry has a second meaning; return the entry."""
        entry = item.text()
        for form in spell_forms(entry):
            key = form if form.isupper() and len(form) > 1 else form.lower()
            if key in self.meanings:
                other, where = self.meanings[key]
                item.fail(
                    f"the form {form!r} has two meanings: {meaning} here, {other} at {where.path.name}:{where.line}; "
                    "keep one, or list it once under 'shared'."
                )
            self.meanings[key] = (meaning, item)
        return entry

    def finish(self, sources: dict[str, str]) -> Lexicon:
        digest = hashlib.sha256("".join(sources.values()).encode()).hexdigest()[:12]
        head = {key: self.head[key] for key in ("version", "language", "title", "period", "license", "codebook")}
        return Lexicon(
            name=self.head["lexicon"], hash=digest, referents=self.referents, shared=tuple(self.shared),
            words=tuple(self.words.values()), names=self.names, sources=sources, **head,
        )  # fmt: skip
