"""How numbers are written and what they count, from ``lexicons/figures.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from framing.read.inflect import spell_forms, verb_forms
from framing.read.shipped import shipped
from framing.read.tree import Branch, read_tree

__all__ = ["BOUNDS", "FigureWords", "load_figures", "read_figures"]

#: How a number can be bounded.
BOUNDS = ("at_least", "more_than", "at_most", "less_than", "nearly", "about")

_LISTS = ("between", "more", "measures", "names", "months", "periods", "ends", "be", "beside")
_VERBS = ("counting", "changing")
_GROUPS = ("tolls", "states", "objects")
_NUMBERS = ("ones", "scales")
_RANGES = ("vague", "several")
_KEYS = ("version", "bounds", "tolerance", "part", "kinds", *_LISTS, *_VERBS, *_GROUPS, *_NUMBERS, *_RANGES)


@dataclass(frozen=True)
class FigureWords:
    """The words of figures; all in lower case.

    Attributes
    ----------
    numbers : dict of str to dict
        ``ones`` and ``scales``: word -> value.
    ranges : dict of str to dict
        ``vague`` and ``several``: word -> (least, most).
    before, behind : dict of str to str
        Phrase -> how it bounds the number behind or before it.
    lists : dict of str to frozenset
        The plain lists of the file, verbs inflected.
    groups : dict of str to dict
        ``tolls``, ``states`` and ``objects``: phrase -> what is counted.
    part_before, part_behind : frozenset of str
        Phrases that make a number part of another.
    kinds : dict of str to str
        Noun -> kind of people or things; ``names`` gives the kinds' names.
    civil : frozenset of str
        The kinds that are civilians.

    Examples
    --------
    >>> words = load_figures()
    >>> words.before["no fewer than"], words.kinds["warplanes"], words.names["posts"]
    ('at_least', 'aircraft', 'posts and bases')
    """

    version: str
    numbers: dict[str, dict[str, int]]
    ranges: dict[str, dict[str, tuple[int, int]]]
    before: dict[str, str]
    behind: dict[str, str]
    tolerance: float
    lists: dict[str, frozenset[str]]
    groups: dict[str, dict[str, str]]
    part_before: frozenset[str]
    part_behind: frozenset[str]
    kinds: dict[str, str]
    names: dict[str, str]
    civil: frozenset[str]


@lru_cache(maxsize=1)
def load_figures() -> FigureWords:
    """Read the shipped file once.

    Raises
    ------
    LexiconError
        If it is damaged; see `read_figures`.
    """
    return read_figures(shipped("lexicons") / "figures.yaml")


def read_figures(path: Path) -> FigureWords:
    """Read a file of figure words strictly.

    Raises
    ------
    LexiconError
        Unknown, double or missing key, or what should be a number is none; with file and line.
    """
    top = _entries(read_tree(path), _KEYS)
    bounds = {name: _entries(body, ("before", "behind")) for name, body in _entries(top["bounds"], BOUNDS).items()}
    lists = {name: _forms(top[name]) for name in _LISTS}
    lists |= {name: frozenset(f for item in top[name].items() for f in verb_forms(item.text())) for name in _VERBS}
    groups = {
        name: {form: group for group, body in top[name].entries().items() for form in _forms(body)} for name in _GROUPS
    }
    part = _entries(top["part"], ("before", "behind"))
    kinds: dict[str, str] = {}
    names, civil = {}, set()
    for kind, body in top["kinds"].entries().items():
        entry = _entries(body, ("name", "nouns"), ("of",))
        names[kind] = entry["name"].text()
        civil |= {kind} if "of" in entry and entry["of"].one_of(("civilians",)) else set()
        for form in sorted(_forms(entry["nouns"])):
            kinds.setdefault(form, kind)
    return FigureWords(
        version=top["version"].text(),
        numbers={name: {word: int(_number(b)) for word, b in top[name].entries().items()} for name in _NUMBERS},
        ranges={name: {word: _range(b) for word, b in top[name].entries().items()} for name in _RANGES},
        before={form: bound for bound, body in bounds.items() for form in _forms(body["before"])},
        behind={form: bound for bound, body in bounds.items() for form in _forms(body["behind"])},
        tolerance=_number(top["tolerance"]), lists=lists, groups=groups,
        part_before=_forms(part["before"]), part_behind=_forms(part["behind"]),
        kinds=kinds, names=names, civil=frozenset(civil),
    )  # fmt: skip


def _forms(branch: Branch) -> frozenset[str]:
    return frozenset(form.lower() for item in branch.items() for form in spell_forms(item.form()))


def _number(branch: Branch) -> float:
    try:
        return float(branch.text())
    except ValueError:
        branch.fail(f"{branch.text()!r} is no number.")


def _range(branch: Branch) -> tuple[int, int]:
    parts = branch.text().split()
    if len(parts) != 2 or not all(part.isdigit() for part in parts) or int(parts[0]) > int(parts[1]):
        branch.fail(f"{branch.text()!r} is no range; write the least and the most, for instance '20 199'.")
    return int(parts[0]), int(parts[1])


def _entries(branch: Branch, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> dict[str, Branch]:
    """Return the entries of a mapping that must have the keys `needed` and may have those `allowed`."""
    body = branch.entries({*needed, *allowed})
    for key in needed:
        if key not in body:
            branch.fail(f"the key {key!r} is missing.")
    return body
