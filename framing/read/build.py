"""Composes one lexicon from the trees of its files, and complains about everything that is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import did_you_mean
from .entries import HEAD, KINDS, NAMES, NAMING, RESERVED, SECTIONS, Referent, Shared, Step, Word
from .guards import Guard, guarded, read_guard
from .inflect import spell_forms, verb_forms
from .tree import Branch, Complaints

__all__ = ["TOP", "Builder", "digest", "key_of"]

#: Every key that may stand at the top of a file.
TOP = {*HEAD, "extends", "contexts", "referents", "shared", "composed", *SECTIONS}
_NEEDED = ("lexicon", "version", "language", "title")
_INFLECTED = {"verbs", "quoting", "intransitive"}


def digest(*texts: str) -> str:
    """Return a short SHA-256 of the texts of a lexicon."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def key_of(form: str) -> str:
    """Return what two forms share if they match the same words: capitals are a form of their own.

    Examples
    --------
    >>> key_of("Regime"), key_of("US")
    ('regime', 'US')
    """
    return form if form.isupper() and len(form) > 1 else form.lower()


class Builder:
    """Adds file after file, the base first; `finish` gives the fields of a Lexicon."""

    def __init__(self) -> None:
        self.head: dict[str, str] = {}
        self.ids: set[str] = set()
        self.referents: dict[str, Referent] = {}
        self.shared: list[Shared] = []
        self.words: dict[tuple[str, str, str, tuple[str, ...]], Word] = {}
        self.contexts: dict[str, tuple[str, ...]] = {}
        self.guards: dict[str, Guard] = {}
        self.names: dict[str, str] = dict(NAMES)
        self.meanings: dict[str, tuple[str, Branch]] = {}
        self.steps: list[Step] = []
        self.later: list[Callable[[], None]] = []  # checks that need all referents
        self.errors = Complaints()

    def add(self, tree: Branch, text: str) -> None:
        """Add what stands in one file."""
        entries: dict[str, Branch] = {}
        with self.errors.kept():
            entries = tree.entries(TOP)
        if not entries:
            return
        for key in _NEEDED:
            with self.errors.kept():
                if key not in entries:
                    tree.fail(f"the key {key!r} is missing.")
        with self.errors.kept():
            self.head = {key: entries[key].text() if key in entries else "" for key in HEAD}
        for section in SECTIONS:
            if section in entries:
                with self.errors.kept():
                    self._add_section(section, entries[section])
        for key, add in (
            ("contexts", self._add_contexts),
            ("referents", self._add_referents),
            ("shared", self._add_shareds),
            ("composed", self._add_steps),
        ):
            if key in entries:
                with self.errors.kept():
                    add(entries[key])
        head = self.head
        if head:
            self.steps.append(
                Step(
                    "made" if "composed" in entries else "read",
                    head["lexicon"],
                    head["version"],
                    tree.path.name,
                    digest(text),
                )
            )

    def _add_section(self, section: str, branch: Branch) -> None:
        for group, body in branch.entries().items():
            with self.errors.kept():
                lists = body.entries(SECTIONS[section] | {"name"})
                if "name" in lists:
                    self.names[group] = lists.pop("name").text()
                for role, items in lists.items():
                    for item in items.items():
                        with self.errors.kept():
                            text = item.form()
                            forms = tuple(verb_forms(text) if role in _INFLECTED else spell_forms(text))
                            word = Word(section, group, role, forms[0], forms, text)
                            self.words.setdefault((section, group, role, forms), word)

    def _add_contexts(self, branch: Branch) -> None:
        """Read lists of words that guards call by a name; a list may take up those before it."""
        for name, items in branch.entries().items():
            with self.errors.kept():
                if "_" not in name:
                    items.fail(f"a context is called by a name with _, so that no word is taken for it: the_{name}.")
                self.contexts[name] = self._spell_out(tuple(item.form() for item in items.items()))

    def _spell_out(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Put the words of contexts in place of their names."""
        return tuple(w for word in words for w in self.contexts.get(word, (word,)))

    def _add_referents(self, branch: Branch) -> None:
        if not branch.is_mapping:
            branch.fail("each referent is a block that begins with its id: 'army:', and 'name: ...' indented below.")
        for id_, body in branch.entries().items():
            known = id_ in self.ids
            self.ids.add(id_)
            with self.errors.kept():
                if id_ in RESERVED:
                    body.fail(f"{id_!r} is a reserved id; choose another.")
                if known:
                    body.fail(f"the referent {id_!r} is already defined in a file this one extends.")
                self._add_referent(id_, body)

    def _add_referent(self, id_: str, branch: Branch) -> None:
        body = branch.entries({"name", "kind", "only", "labels", "nationals", "file", *NAMING})
        for key in ("name", "kind"):
            if key not in body:
                branch.fail(f"the referent {id_!r} has no {key!r}.")
        kind = body["kind"].text()
        if kind not in KINDS:
            body["kind"].fail(f"unknown kind {kind!r}. {did_you_mean(kind, KINDS)}")
        naming: dict[str, Any] = {
            key: self._forms(body[key], f"{key} of {id_}") if key in body else () for key in NAMING
        }
        labels: dict[str, tuple[str, ...]] = {}
        if "labels" in body:
            if not body["labels"].is_mapping:
                body["labels"].fail(f"the labels of {id_!r} stand under a stance each, for instance 'neutral: [...]'.")
            for stance, items in body["labels"].entries().items():
                labels[stance] = self._forms(items, f"label of {id_} ({stance})")
        if "only" in body:
            common = self._in_full(read_guard(body["only"]), f"'only' of {id_}", body["only"])
            entries = (entry for forms in labels.values() for entry in forms)
            self.guards |= {e: common for e in entries if e not in self.guards and not common.speaks(e)}
        nationals = body["nationals"].text() if "nationals" in body else "no"
        if nationals not in ("yes", "no"):
            body["nationals"].fail(f"'nationals' is yes or no, not {nationals!r}.")
        file = body["file"].text() if "file" in body else branch.path.name
        self.names[id_] = body["name"].text()
        self.referents[id_] = Referent(
            id_, self.names[id_], kind, labels=labels, nationals=nationals == "yes", file=file, **naming
        )

    def _add_shareds(self, branch: Branch) -> None:
        for item in branch.items():
            with self.errors.kept():
                self._add_shared(item)

    def _add_shared(self, branch: Branch) -> None:
        body = branch.entries({"forms", "stance", "actors", "file"})
        for key in ("forms", "stance", "actors"):
            if key not in body:
                branch.fail(f"an entry of 'shared' needs {key!r}.")
        actors = []
        for item in body["actors"].items():
            if item.text() not in self.ids:
                item.fail(f"unknown actor {item.text()!r}. {did_you_mean(item.text(), sorted(self.ids))}")
            actors.append(item.text())
        if not actors:
            body["actors"].fail("an entry of 'shared' needs at least one actor.")
        file = body["file"].text() if "file" in body else branch.path.name
        forms = self._forms(body["forms"], "shared form")
        self.shared.append(Shared(forms, body["stance"].text(), tuple(actors), file))

    def _add_steps(self, branch: Branch) -> None:
        """Read how a lexicon that `to_yaml` wrote had been composed."""
        for item in branch.items():
            body = item.entries({"step", "lexicon", "version", "file", "hash", "referents"})
            texts = {key: value.text() for key, value in body.items() if key != "referents"}
            ids = tuple(i.text() for i in body["referents"].items()) if "referents" in body else ()
            if not {"step", "lexicon"} <= texts.keys():
                item.fail("a step of 'composed' needs 'step' and 'lexicon'; framing writes this section, leave it be.")
            step = Step(referents=ids, **texts)
            if step not in self.steps:
                self.steps.append(step)

    def _forms(self, branch: Branch, meaning: str) -> tuple[str, ...]:
        """Read a list of entries; each may be bound by a guard."""
        found = []
        # A mapping where a list should be is an entry with a guard, if it says what form it binds.
        for item in [branch] if branch.is_mapping and branch.keys() & {"form", "forms"} else branch.items():
            with self.errors.kept():
                forms, guard = guarded(item)
                for form in forms:
                    found.append(self._form(form, meaning))
                    if guard is not None:
                        self.guards[found[-1]] = self._in_full(guard, f"the guard of {found[-1]!r}", form)
        return tuple(found)

    def _form(self, item: Branch, meaning: str) -> str:
        """Check that no spelling of an entry has a second meaning; return the entry."""
        entry = item.form()
        if " / " in entry:
            forms = ", ".join(entry.split(" / "))
            item.fail(f"{entry!r} has a slash, as only verbs of word lists have; write each form by itself: {forms}.")
        for form in spell_forms(entry):
            if not form.strip():
                item.fail(f"{entry!r} may be spelled as nothing at all; leave a letter outside the brackets.")
            key = key_of(form)
            if key in self.meanings:
                other, where = self.meanings[key]
                item.fail(
                    f"the form {form!r} has two meanings: {meaning} here, {other} at {where.path.name}:{where.line}; "
                    "keep one, or list it once under 'shared'."
                )
            self.meanings[key] = (meaning, item)
        return entry

    def _in_full(self, guard: Guard, meaning: str, item: Branch) -> Guard:
        """Put the words of contexts in place of their names, and have the ids of referents checked at the end."""
        full = replace(guard, near=self._spell_out(guard.near), not_near=self._spell_out(guard.not_near))

        def check() -> None:
            """An id that is nearly right would be looked for as a word, and never be found."""
            for word in (*full.near, *full.not_near):
                if "_" in word and word not in self.ids:
                    known = sorted({*self.ids, *self.contexts})
                    item.fail(
                        f"{meaning} is near {word!r}, which is no referent and no context. {did_you_mean(word, known)}"
                    )

        self.later.append(check)
        return full

    def finish(self, sources: dict[Path, str]) -> dict[str, Any]:
        """Give the fields of the lexicon.

        Raises
        ------
        LexiconError
            With everything that was wrong.
        """
        for check in self.later:
            with self.errors.kept():
                check()
        self.errors.complain()
        return {key: self.head[key] for key in HEAD if key != "lexicon"} | {
            "name": self.head["lexicon"], "hash": digest(*sources.values()), "referents": self.referents,
            "shared": tuple(self.shared), "words": tuple(_ordered(list(self.words.values()))), "names": self.names,
            "guards": self.guards, "steps": tuple(self.steps),
            "sources": {path.name: text for path, text in sources.items()},
        }  # fmt: skip


def _ordered(words: Sequence[Word]) -> list[Word]:
    """Put the words of a group together, sections in the order of `SECTIONS`, groups and lists as they first stand."""
    sections = list(SECTIONS)
    places: dict[tuple[str, ...], int] = {}
    for word in words:
        for key in ((word.section, word.group), (word.section, word.group, word.role)):
            places.setdefault(key, len(places))
    return sorted(
        words,
        key=lambda w: (sections.index(w.section), places[w.section, w.group], places[w.section, w.group, w.role]),
    )
