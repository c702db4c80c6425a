"""Word lists of other tools, read as lexicons: tables as CSV, and YAML dictionaries of quanteda.

They are turned into the tree that a lexicon file would have, each node on its own line, so that one builder checks all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from ..errors import did_you_mean
from .entries import NAMING
from .tree import Branch, Complaints, parse_tree

__all__ = ["is_foreign", "translate"]

#: What a word list does not bring along: reporting verbs, hedges, kinds of source. Voice cannot be told without them.
_BASE = "conflict"
_OWN = {"lexicon", "version", "title", "extends", "referents", "shared", "composed"}
_COLUMNS = ("referent", "name", "kind", "stance", "label", "form", "naming", "guard", "file")
_LISTS = {"alias": "aliases", "metonym": "metonyms", "demonym": "demonyms"}
_KIND = "event"  # of what is imported without a kind: it can be named, and neither blamed nor harmed


def is_foreign(tree: Branch) -> bool:
    """Whether a YAML file is a dictionary of quanteda: categories, and nothing that a lexicon begins with."""
    return tree.is_mapping and bool(tree.keys()) and not tree.keys() & _OWN


def translate(text: str, path: Path, tree: Branch | None = None) -> Branch:
    """Turn a word list into the tree of a lexicon; CSV, unless its YAML `tree` is given.

    Raises
    ------
    LexiconError
        With the line, if columns or categories are not those of a word list.

    Examples
    --------
    >>> tree = translate("referent,stance,form\\narmy,neutral,troops\\n", Path("words.csv"))
    >>> tree.branch("referents").entries()["army"].entries()["labels"].entries()["neutral"].line
    2
    """
    start = Branch(_text("", 1), path)
    parts = _read_rows(text, start) if tree is None else _read_categories(tree)
    head = {"lexicon": path.stem, "version": "0.0.0", "language": "en", "title": path.name, "extends": _BASE}
    return Branch(_mapping({key: _text(value, 1) for key, value in head.items()} | parts, 1), path)


def _read_categories(tree: Branch) -> dict[str, yaml.Node]:
    """Read stances of one referent, named like the file, or referents with their stances."""
    branches = tree.entries()
    nested = {key for key, branch in branches.items() if branch.is_mapping}
    if not nested:
        one = {"name": _text(tree.path.stem, 1), "kind": _text(_KIND, 1), "labels": tree.node}
        return {"referents": _mapping({tree.path.stem: _mapping(one, 1)}, 1)}
    referents: dict[str, yaml.Node] = {}
    errors = Complaints()
    for key, branch in branches.items():
        with errors.kept():
            if key not in nested:
                branch.fail(
                    f"the category {key!r} holds words, others hold categories; give all of them the same levels."
                )
            for stance, words in branch.entries().items():
                if words.is_mapping:
                    words.fail(f"{key!r}, {stance!r} holds a third level; a word list has two: who is named, and how. "
                               "If this is a lexicon, it needs the lines 'lexicon:' and 'version:'.")  # fmt: skip
            body = {"name": _text(key, branch.line), "kind": _text(_KIND, branch.line), "labels": branch.node}
            referents[key] = _mapping(body, branch.line)
    errors.complain()
    return {"referents": _mapping(referents, 1)}


def _read_rows(text: str, start: Branch) -> dict[str, yaml.Node]:
    """Read a table of names, one a row."""
    bodies: dict[str, dict[str, yaml.Node]] = {}
    lists: dict[tuple[str, str, str], dict[str, yaml.Node]] = {}
    shared: dict[tuple[str, str], tuple[list[str], yaml.Node]] = {}
    errors = Complaints()
    for line, row in _rows(text, start):
        with errors.kept():
            at = Branch(_text("", line), start.path)
            id_, entry = row["referent"], _entry(row, at)
            body = bodies.setdefault(
                id_, {"name": _text(row["name"] or id_, line), "kind": _text(row["kind"] or _KIND, line)}
            )
            for key in ("name", "kind"):
                if row[key] not in ("", body[key].value):
                    at.fail(
                        f"the {key} of {id_!r} is {row[key]!r} here and {body[key].value!r} above; make them the same."
                    )
            naming = row["naming"] or "label"
            if naming == "shared":
                shared.setdefault((row["stance"], row["label"] or row["form"]), ([], entry))[0].append(id_)
            elif naming == "label":
                lists.setdefault((id_, "label", row["stance"] or "neutral"), {}).setdefault(
                    row["label"] or str(line), entry
                )
            elif naming in _LISTS:
                lists.setdefault((id_, _LISTS[naming], ""), {}).setdefault(row["label"] or str(line), entry)
            else:
                at.fail(f"unknown naming {naming!r}. {did_you_mean(naming, ['label', 'shared', *_LISTS])}")
    errors.complain()
    return _assemble(bodies, lists, shared)


def _assemble(
    bodies: dict[str, dict[str, yaml.Node]],
    lists: dict[tuple[str, str, str], dict[str, yaml.Node]],
    shared: dict[tuple[str, str], tuple[list[str], yaml.Node]],
) -> dict[str, yaml.Node]:
    """Put the rows of a table together as referents and shared forms."""
    for id_, body in bodies.items():
        for key in NAMING:
            if words := lists.get((id_, key, "")):
                body[key] = _list(list(words.values()))
        labels = {
            stance: _list(list(w.values())) for (i, kind, stance), w in lists.items() if (i, kind) == (id_, "label")
        }
        if labels:
            body["labels"] = _mapping(labels, _line(next(iter(labels.values()))))
    parts: dict[str, yaml.Node] = {"referents": _mapping({id_: _mapping(body, 1) for id_, body in bodies.items()}, 1)}
    entries = []
    for (stance, _), (actors, entry) in shared.items():
        line = _line(entry)
        ids = _list([_text(actor, line) for actor in dict.fromkeys(actors)])
        entries.append(_mapping({"forms": _list([entry]), "stance": _text(stance, line), "actors": ids}, line))
    return parts | ({"shared": _list(entries)} if entries else {})


def _rows(text: str, start: Branch) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line and cells of each row that is not empty."""
    first = text.lstrip("\n").split("\n", 1)[0]
    reader = csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count), strict=True)
    columns: list[str] = []
    try:
        for cells in reader:
            values = [cell.strip() for cell in cells]
            if not any(values):
                continue
            if not columns:
                columns = [value.lower() for value in values]
                _check_columns(columns, start)
                continue
            at = Branch(_text("", reader.line_num), start.path)
            if len(values) > len(columns):
                at.fail(
                    f"{len(values)} cells in {len(columns)} columns; put forms that hold a comma in quotation marks."
                )
            row = dict.fromkeys(_COLUMNS, "") | dict(zip(columns, values, strict=False))
            if not row["referent"]:
                at.fail("the cell 'referent' is empty; say who or what the form names.")
            yield reader.line_num, row
    except csv.Error as error:
        Branch(_text("", reader.line_num), start.path).fail(f"not valid CSV: {error}.")
    if not columns:
        start.fail("the file is empty; the first row names the columns: referent, stance, form.")


def _check_columns(columns: Sequence[str], start: Branch) -> None:
    for column in columns:
        if column not in _COLUMNS:
            start.fail(f"unknown column {column!r}. {did_you_mean(column, _COLUMNS)} The first row names the columns.")
        if columns.count(column) > 1:
            start.fail(f"the column {column!r} stands twice; remove one.")
    if "referent" not in columns or not {"form", "label"} & set(columns):
        start.fail(f"a word list needs the columns 'referent' and 'form'; this one has {', '.join(columns)}.")


def _entry(row: dict[str, str], at: Branch) -> yaml.Node:
    """Make the node of an entry, with its guard if it has one."""
    entry = _text(row["label"] or row["form"], at.line)
    if not entry.value:
        at.fail("the cell 'form' is empty; write the form or remove the row.")
    if not row["guard"]:
        return entry
    guard = parse_tree("{" + row["guard"] + "}", Path(f"{at.path}:{at.line}, guard"))
    return _mapping({"form": entry} | {k: _moved(v.node, at.line) for k, v in guard.entries().items()}, at.line)


def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("", 0, line - 1, 0, None, 0)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _text(value: str, line: int) -> yaml.ScalarNode:
    """Make a scalar as if it stood in quotes: a cell is one value, commas and all."""
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, _mark(line), _mark(line), style='"')


def _list(nodes: Sequence[yaml.Node]) -> yaml.SequenceNode:
    mark = nodes[0].start_mark
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(nodes), mark, mark)


def _mapping(values: Mapping[str, yaml.Node], line: int) -> yaml.MappingNode:
    pairs = [(_text(key, _line(node)), node) for key, node in values.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, _mark(line), _mark(line))


def _moved(node: yaml.Node, line: int) -> yaml.Node:
    """Put a node that was read from a cell on the line of its row."""
    if isinstance(node, yaml.SequenceNode):
        return _list([_moved(item, line) for item in node.value]) if node.value else _list([_text("", line)])
    return _text(node.value, line)
