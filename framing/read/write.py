"""A lexicon written down again: as one YAML file, and as a table of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from .entries import HEAD, NAMES, NAMING, SECTIONS, Referent
from .guards import Guard, flow, scalar
from .inflect import spell_forms

if TYPE_CHECKING:
    from .lexicon import Lexicon

__all__ = ["frame_of", "write_yaml"]

_COLUMNS = ("referent", "name", "kind", "stance", "label", "form", "naming", "guard", "file")
_WIDTH = 110


def frame_of(lexicon: Lexicon) -> pd.DataFrame:
    """Give one row per form; see `Lexicon.to_frame`."""
    rows = []
    for referent in lexicon.referents.values():
        named = [(stance, "label", form) for stance, forms in referent.labels.items() for form in forms]
        named += [("", key.removesuffix("es" if key == "aliases" else "s"), form) for key in NAMING
                  for form in getattr(referent, key)]  # fmt: skip
        rows += [(referent, *row, referent.file) for row in named]
    for shared in lexicon.shared:
        rows += [
            (lexicon.referents[actor], shared.stance, "shared", form, shared.file)
            for form in shared.forms for actor in shared.actors
        ]  # fmt: skip
    table = [
        (r.id, r.name, r.kind, stance or None, entry, form, naming, str(lexicon.guards.get(entry, "")) or None, file)
        for r, stance, naming, entry, file in rows
        for form in spell_forms(entry)
    ]
    return pd.DataFrame(table, columns=list(_COLUMNS), dtype="str")


def write_yaml(lexicon: Lexicon) -> str:
    """Write the text of one file that holds the whole lexicon and reads back equal.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> print(write_yaml(load_lexicon("conflict")).splitlines()[1])
    lexicon: conflict
    """
    lines = ["# Written by framing from the files listed under 'composed'; it holds everything and extends nothing."]
    head = {"lexicon": lexicon.name} | {key: getattr(lexicon, key) for key in HEAD if key != "lexicon"}
    lines += [f"{key}: {scalar(value)}" for key, value in head.items() if value]
    lines.append("composed:")
    for step in lexicon.steps:
        row = {key: flow(step.referents) if key == "referents" else scalar(str(v)) for key, v in step.row().items()}
        lines.append(f"  - {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}")
    lines += _sections(lexicon)
    if lexicon.referents:
        lines += ["", "referents:"]
        for referent in lexicon.referents.values():
            lines += _referent(referent, lexicon.guards)
    if lexicon.shared:
        lines += ["", "shared:"]
    for shared in lexicon.shared:
        lines += [f"  - stance: {scalar(shared.stance)}", f"    actors: {flow(shared.actors)}"]
        lines += _list("    forms", shared.forms, lexicon.guards)
        lines += [f"    file: {scalar(shared.file)}"]
    return "\n".join(lines) + "\n"


def _sections(lexicon: Lexicon) -> Iterator[str]:
    grouped = {word.group for word in lexicon.words}
    grouped |= lexicon.referents.keys()
    bare = [id_ for id_, name in lexicon.names.items() if id_ not in grouped and name != NAMES.get(id_)]
    for section in SECTIONS:
        lists: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for word in lexicon.find_words(section):
            lists[word.group][word.role].append(word.entry)
        if section == "sources":
            lists |= {id_: {} for id_ in bare}  # a class that has a name and no words
        if lists:
            yield from ("", f"{section}:")
        for group, roles in lists.items():
            yield f"  {scalar(group)}:"
            if group in lexicon.names and group not in lexicon.referents:
                yield f"    name: {scalar(lexicon.names[group])}"
            for role, entries in roles.items():
                yield from _list(f"    {role}", tuple(entries), {})


def _referent(referent: Referent, guards: dict[str, Guard]) -> Iterator[str]:
    yield from ("", f"  {scalar(referent.id)}:", f"    name: {scalar(referent.name)}", f"    kind: {referent.kind}")
    yield f"    file: {scalar(referent.file)}"
    if referent.nationals:
        yield "    nationals: yes"
    for key in NAMING:
        if getattr(referent, key):
            yield from _list(f"    {key}", getattr(referent, key), guards)
    if referent.labels:
        yield "    labels:"
    for stance, forms in referent.labels.items():
        yield from _list(f"      {scalar(stance)}", forms, guards)


def _list(key: str, entries: tuple[str, ...], guards: dict[str, Guard]) -> Iterator[str]:
    """Write a list of entries on lines of a readable width."""
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    line = f"{key}: ["
    for number, entry in enumerate(entries):
        words = f"{{form: {scalar(entry)}, {guards[entry]}}}" if entry in guards else scalar(entry)
        words += "," if number < len(entries) - 1 else ""
        if len(line) + len(words) > _WIDTH and number:
            yield line.rstrip()
            line = indent
        line += words + " "
    yield line.rstrip() + "]"
