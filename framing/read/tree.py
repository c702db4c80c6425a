"""YAML read from its syntax tree: every value is text, every message has its file and line.

A plain ``safe_load`` turns ``no`` into False, ``7:30`` into 450, and silently drops the first of two equal keys.
Lexicons are edited by people who do not program, so none of that may happen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from ..errors import LexiconError, did_you_mean

__all__ = ["Branch", "read_tree"]


@dataclass(frozen=True)
class Branch:
    """One place in a YAML file: a node of the syntax tree, the file, and how to complain about it."""

    node: yaml.Node
    path: Path

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.node.start_mark.line + 1

    def fail(self, message: str) -> NoReturn:
        """Raise a LexiconError that points to this place."""
        raise LexiconError(f"{self.path}:{self.line}: {message}")

    def text(self) -> str:
        """Return the scalar as the text that stands in the file."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail("expected a word or a phrase here, found a list or a mapping.")
        if not self.node.value.strip():
            self.fail("an empty value; write one or remove the line.")
        return self.node.value.strip()

    def items(self) -> Iterator[Branch]:
        """Yield the items of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.MappingNode):
            self.fail("expected a list here, found a mapping.")
        nodes = self.node.value if isinstance(self.node, yaml.SequenceNode) else [self.node]
        yield from (Branch(n, self.path) for n in nodes)

    def entries(self, known: set[str] | None = None) -> dict[str, Branch]:
        """Return the entries of a mapping; a double key or one outside `known` is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("expected 'key: value' lines here.")
        found: dict[str, Branch] = {}
        for key_node, value_node in self.node.value:
            key_branch = Branch(key_node, self.path)
            key = key_branch.text()
            if key in found:
                key_branch.fail(f"the key {key!r} stands twice (first on line {found[key].line}); merge the two.")
            if known is not None and key not in known:
                key_branch.fail(f"unknown key {key!r}. {did_you_mean(key, sorted(known))}")
            found[key] = Branch(value_node, self.path)
        return found


def read_tree(path: Path) -> Branch:
    """Read a YAML file as its syntax tree.

    Raises
    ------
    LexiconError
        If the file is missing, not UTF-8, not YAML, or empty; with the line where it is known.
    """
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LexiconError(f"{path}:{line}: not UTF-8; save the file as UTF-8 and read it again.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(f"{path}:{line}: not valid YAML: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not valid YAML: {error}.") from None
    if node is None:
        raise LexiconError(f"{path}: the file is empty.")
    return Branch(node, path)
