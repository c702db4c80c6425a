"""Lexicons made of lexicons: joined, or with referents left out; each comes out as the text of one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import LexiconError, did_you_mean
from .build import key_of
from .entries import NAMES, NAMING, Referent, Step
from .inflect import spell_forms
from .write import write_yaml

if TYPE_CHECKING:
    from .lexicon import Lexicon

__all__ = ["join", "only", "without"]

_CHANGED = "+changed"


def join(left: Lexicon, right: Lexicon) -> tuple[str, str]:
    """Write the text and file name of two lexicons as one.

    Raises
    ------
    LexiconError
        If they contradict each other; lists where, and what to do.
    """
    new = {id_: r for id_, r in right.referents.items() if id_ not in left.referents}
    errors = list(_contradictions(left, right, new))
    if errors:
        raise LexiconError(*errors)
    said = {replace(shared, file="") for shared in left.shared}
    words = {(w.section, w.group, w.role, w.forms): w for w in (*right.words, *left.words)}
    order = dict.fromkeys((w.section, w.group, w.role, w.forms) for w in (*left.words, *right.words))
    names = NAMES | _said(right) | _said(left) | {id_: r.name for id_, r in (left.referents | new).items()}
    steps = [*left.steps, *(step for step in right.steps if step not in left.steps)]
    steps += [Step("added", right.name, referents=tuple(new))] if new else []
    head: dict[str, Any] = {
        key: "; ".join(dict.fromkeys(v for v in (getattr(left, key), getattr(right, key)) if v))
        for key in ("title", "period", "license", "codebook")
    }
    joined = replace(
        left, name=f"{left.name}+{right.name}", version=f"{left.version}+{right.version}",
        referents=left.referents | new, words=tuple(words[key] for key in order), names=names,
        shared=(*left.shared, *(s for s in right.shared if replace(s, file="") not in said)),
        guards=left.guards | right.guards, steps=tuple(steps), **head,
    )  # fmt: skip
    return _written(joined)


def without(lexicon: Lexicon, referents: Sequence[str]) -> tuple[str, str]:
    """Write the text and file name of a lexicon without some referents.

    Raises
    ------
    LexiconError
        If a referent is unknown, none is given, or a guard that is kept needs one of them.
    """
    given = dict.fromkeys(_known(lexicon, referents))
    kept = {id_: r for id_, r in lexicon.referents.items() if id_ not in given}
    shared = tuple(
        replace(s, actors=actors) for s in lexicon.shared if (actors := tuple(a for a in s.actors if a not in given))
    )
    entries = {entry for r in kept.values() for entry in _entries(r)} | {f for s in shared for f in s.forms}
    guards = {entry: guard for entry, guard in lexicon.guards.items() if entry in entries}
    groups = {word.group for word in lexicon.words}
    for entry, guard in guards.items():
        if needed := [id_ for id_ in (*guard.near, *guard.not_near) if id_ in given]:
            raise LexiconError(
                f"the guard of {entry!r} needs {needed[0]!r}; keep it, or leave out who {entry!r} names."
            )
    version = lexicon.version.removesuffix(_CHANGED) + _CHANGED
    step = Step("dropped", lexicon.name, referents=tuple(given))
    names = {id_: name for id_, name in lexicon.names.items() if id_ not in given or id_ in groups}
    return _written(
        replace(lexicon, version=version, referents=kept, shared=shared, guards=guards, names=names,
                steps=(*lexicon.steps, step))
    )  # fmt: skip


def only(lexicon: Lexicon, referents: Sequence[str]) -> tuple[str, str]:
    """Write the text and file name of a lexicon that keeps some referents."""
    kept = _known(lexicon, referents)
    dropped = [id_ for id_ in lexicon.referents if id_ not in kept]
    return without(lexicon, dropped) if dropped else _written(lexicon)


def _known(lexicon: Lexicon, referents: Sequence[str]) -> list[str]:
    given = [referents] if isinstance(referents, str) else list(referents)
    if not given:
        raise LexiconError(f"no referent was named; the lexicon {lexicon.name} has {', '.join(lexicon.referents)}.")
    for id_ in given:
        if id_ not in lexicon.referents:
            hint = did_you_mean(id_, lexicon.referents)
            raise LexiconError(f"no referent {id_!r} in the lexicon {lexicon.name}. {hint}")
    return given


def _written(lexicon: Lexicon) -> tuple[str, str]:
    return write_yaml(lexicon), re.sub(r"[^\w.+-]+", "-", lexicon.name) + ".yaml"


def _entries(referent: Referent) -> Iterator[str]:
    for key in NAMING:
        yield from getattr(referent, key)
    for forms in referent.labels.values():
        yield from forms


def _contradictions(left: Lexicon, right: Lexicon, new: dict[str, Referent]) -> Iterator[str]:
    """Say where two lexicons cannot both be right, and what to do."""
    if left.language != right.language:
        yield f"{left.name} is in the language {left.language!r}, {right.name} in {right.language!r}."
    for id_, referent in right.referents.items():
        if id_ in left.referents and replace(left.referents[id_], file="") != replace(referent, file=""):
            yield (f"both {left.name} and {right.name} define the referent {id_!r}, differently; leave one out: "
                   f".drop({id_!r}).")  # fmt: skip
    for entry in left.guards.keys() | right.guards.keys():
        if _has(left, entry) and _has(right, entry) and left.guards.get(entry) != right.guards.get(entry):
            yield f"the form {entry!r} has different guards in {left.name} and {right.name}; make them the same."
    named = _said(left)
    for id_, name in _said(right).items():
        if named.get(id_, name) != name and id_ not in left.referents.keys() | right.referents.keys():
            yield f"{id_!r} is {named[id_]!r} in {left.name} and {name!r} in {right.name}; rename one."
    meanings = dict(_meanings(left, left.referents))
    for form, (said, ids) in _meanings(right, new):
        if form in meanings and meanings[form] != (said, ids):
            yield (f"the form {form!r} is a {meanings[form][0]} in {left.name} and a {said} in {right.name}; leave one "
                   f"of them out, with .drop({ids[0]!r}), or change one of the files.")  # fmt: skip


def _said(lexicon: Lexicon) -> dict[str, str]:
    """Give the display names that a lexicon's files state."""
    return {id_: name for id_, name in lexicon.names.items() if name != NAMES.get(id_)}


def _has(lexicon: Lexicon, entry: str) -> bool:
    return any(entry in _entries(r) for r in lexicon.referents.values()) or any(
        entry in s.forms for s in lexicon.shared
    )


def _meanings(lexicon: Lexicon, referents: dict[str, Referent]) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Give each form of the referents, and of what is shared, with its meaning and whom it names."""
    for referent in referents.values():
        for entry in _entries(referent):
            for form in spell_forms(entry):
                yield key_of(form), (f"name of {referent.id!r}", (referent.id,))
    for shared in lexicon.shared:
        for entry in shared.forms:
            for form in spell_forms(entry):
                yield key_of(form), (f"shared form ({shared.stance}: {', '.join(shared.actors)})", shared.actors)
