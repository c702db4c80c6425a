"""YAML read from its syntax tree: every value is text, every message has its file and line.

A plain ``safe_load`` turns ``no`` into False, ``7:30`` into 450, and silently drops the first of two equal keys.
Lexicons are edited by people who do not program, so none of that may happen here.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ..errors import LexiconError, did_you_mean

__all__ = ["LARGEST", "Branch", "Complaints", "parse_tree", "read_text", "read_tree"]

#: Bytes of the largest file that is read; the shipped lexicons have some 40,000.
LARGEST = 2_000_000
MOST_ENDINGS = 6  # optional endings of one form: 64 spellings
_DEEPEST = 12  # levels of nesting; a lexicon has six
#: libyaml, where PyYAML was built with it, reads ten times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BINARY = {b"PK": "an Excel workbook or a zip file; save the list as CSV", b"%PDF": "a PDF",
           b"\x1f\x8b": "a compressed file; unpack it"}  # fmt: skip


@dataclass(frozen=True)
class Branch:
    """One place in a YAML file: a node of the syntax tree, the file, and how to complain about it."""

    node: yaml.Node
    path: Path

    @property
    def is_mapping(self) -> bool:
        """Whether 'key: value' lines stand here."""
        return isinstance(self.node, yaml.MappingNode)

    def keys(self) -> set[str]:
        """Return the keys of a mapping as they stand, unchecked."""
        return {str(key.value) for key, _ in self.node.value} if self.is_mapping else set()

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

    def branch(self, key: str) -> Branch | None:
        """Return what stands under a key of a mapping, the rest unchecked."""
        for key_node, value_node in self.node.value if self.is_mapping else ():
            if key_node.value == key:
                return Branch(value_node, self.path)
        return None

    def one_of(self, known: Sequence[str]) -> str:
        """Return the scalar if it is one of `known`."""
        if self.text() not in known:
            self.fail(f"{self.text()!r} is not one of {', '.join(known)}. {did_you_mean(self.text(), known)}")
        return self.text()

    def form(self) -> str:
        """Return the scalar if it can be a form; wildcards and lists without brackets would be taken for letters."""
        text = self.text()
        if ", " in text and isinstance(self.node, yaml.ScalarNode) and not self.node.style:
            self.fail(f"{text!r} is one form with commas; a list stands in brackets, such a form in quotes: [{text}].")
        if "*" in text or "?" in text:
            bare = text.strip("*?").replace("*", "").replace("?", "")
            self.fail(f"{text!r} has a wildcard, and there are none; spell the endings: {bare}, {bare}(s) ...")
        if text.count("(") != text.count(")"):
            self.fail(f"{text!r} has a bracket too many or too few; an optional ending is written '(s)'.")
        if text.count("(") > MOST_ENDINGS:
            self.fail(
                f"{text[:40]!r} has {text.count('(')} optional endings; at most {MOST_ENDINGS} can be written out."
            )
        return text

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
        errors = Complaints()
        for key_node, value_node in self.node.value:
            with errors.kept():
                key_branch = Branch(key_node, self.path)
                key = key_branch.text()
                if key in found:
                    key_branch.fail(f"the key {key!r} stands twice (first on line {found[key].line}); merge the two.")
                if known is not None and key not in known:
                    key_branch.fail(f"unknown key {key!r}. {errors.hint(key, sorted(known))}")
                found[key] = Branch(value_node, self.path)
        errors.complain()
        return found


class Complaints:
    """Collects what is wrong with a file, so that one reading names it all.

    Examples
    --------
    >>> errors = Complaints()
    >>> for word in ("a", "b"):
    ...     with errors.kept():
    ...         raise LexiconError(f"{word} is wrong.")
    >>> errors.messages
    ['a is wrong.', 'b is wrong.']
    """

    def __init__(self) -> None:
        self.messages: list[str] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Go on behind a LexiconError, and keep what it says."""
        try:
            yield
        except LexiconError as error:
            self.messages += error.messages

    def hint(self, given: str, known: Iterable[str]) -> str:
        """Name the closest known words; not for what nobody will see listed."""
        return did_you_mean(given, known) if len(self.messages) < LexiconError.LISTED else ""

    def complain(self) -> None:
        """Raise what was kept as one error."""
        if self.messages:
            raise LexiconError(*self.messages)


def read_text(path: Path) -> str:
    """Read a file that should hold text in UTF-8.

    Raises
    ------
    LexiconError
        If the file is missing, larger than `LARGEST`, no text, or not UTF-8; with the line where it is known.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise LexiconError(f"{path}: {size / 1e6:,.1f} MB is too large for a list of words; is it the right file?")
        raw = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LexiconError(f"{path}:1: UTF-16; save the file as UTF-8 and read it again.")
    if b"\0" in raw:
        what = next((what for mark, what in _BINARY.items() if raw.startswith(mark)), "perhaps a document or a picture")
        raise LexiconError(f"{path}: not a text file ({what}).")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LexiconError(f"{path}:{line}: not UTF-8; save the file as UTF-8 and read it again.") from None


def read_tree(path: Path) -> Branch:
    """Read a YAML file as its syntax tree.

    Raises
    ------
    LexiconError
        If the file cannot be read as text, is not YAML, uses aliases, is nested too deep, or is empty; with the line
        where it is known.
    """
    return parse_tree(read_text(path), path)


def parse_tree(source: str, path: Path) -> Branch:
    """Read YAML text as its syntax tree; `path` stands in messages.

    Examples
    --------
    >>> parse_tree("a: no", Path("x.yaml")).entries()["a"].text()
    'no'
    """
    try:
        _check_shape(source, path)
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(
            f"{path}:{line}: not valid YAML: {error.problem}. {_likely(source, line, str(error.problem))}".rstrip()
        ) from None
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        raise LexiconError(f"{path}:{line}: a character that no text file holds (0x{_code(error):02X}).") from None
    if node is None:
        raise LexiconError(f"{path}: the file is empty.")
    return Branch(node, path)


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _check_shape(source: str, path: Path) -> None:
    """Refuse aliases, which can stand for millions of words, and nesting that no lexicon needs."""
    depth = 0
    for event in yaml.parse(source, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise LexiconError(
                f"{path}:{line}: '*{event.anchor}' is an alias of YAML; lexicons have none, and no wildcards; "
                "write out the words."
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise LexiconError(f"{path}:{line}: nested {depth} levels deep; is a bracket left open?")


def _likely(source: str, line: int, problem: str) -> str:
    """Say what is likely wrong with a line that is not YAML."""
    lines = source.splitlines()
    said = lines[line - 1] if line <= len(lines) else ""
    if "\t" in said[: len(said) - len(said.lstrip())]:
        return "The line begins with a tab; use spaces."
    if source.count("[") != source.count("]"):
        return "A bracket [ or ] is missing, here or above."
    if "end of stream" in problem:
        return "A quotation mark is open, here or above; write an apostrophe in a word as it is, without marks around."
    if "mapping values" in problem:
        return "A colon inside a value: put the value in quotation marks."
    if "another document" in problem:
        return "Remove the line '---'."
    return "Look for a missing comma, colon or indent, here or on the line above."
