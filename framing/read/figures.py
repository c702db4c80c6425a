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

_LISTS = (
    "between", "more", "adding", "measures", "names", "months", "dated", "weekdays", "today", "periods", "updates",
    "dating", "joining", "definite", "belonging", "owning", "asides", "saying", "clauses", "ends", "be", "beside",
    "locating", "directions", "articles", "determiners", "pointing", "pronouns", "opening", "stops", "amid", "plurals",
)  # fmt: skip
_VERBS = ("counting",)
_GROUPS = ("tolls", "states", "acts", "losses", "objects")
_NUMBERS = ("ones", "scales", "fractions")
_RANGES = ("vague", "several")
_KEYS = (
    "version",
    "bounds",
    "tolerance",
    "ruined",
    "part",
    "classes",
    "kinds",
    *_LISTS,
    *_VERBS,
    *_GROUPS,
    *_NUMBERS,
    *_RANGES,
)


@dataclass(frozen=True)
class FigureWords:
    """The words of figures; all in lower case.

    Attributes
    ----------
    numbers : dict of str to dict
        ``ones``, ``scales``: word -> value; ``fractions``: phrase -> by what the scale behind it is divided.
    ranges : dict of str to dict
        ``vague`` and ``several``: word -> (least, most).
    before, behind : dict of str to str
        Phrase -> how it bounds the number behind or before it.
    lists : dict of str to frozenset
        The plain lists of the file, verbs inflected.
    groups : dict of str to dict
        ``tolls``, ``states``, ``acts``, ``losses`` and ``objects``: phrase -> what is counted.
    part_before, part_behind : frozenset of str
        Phrases that make a number part of another.
    kinds : dict of str to str
        Noun -> kind of people or things; ``names`` gives the names of kinds and classes.
    civil : frozenset of str
        The kinds that are civilians.
    lost, least : dict
        What happened to things that are lost, by kind (the kinds of things); from which number on a kind is a figure.

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
    lost: dict[str, str]
    least: dict[str, int]
    ruined: str

    def openers(self, name: str) -> frozenset[str]:
        """Return the first words of the phrases of a list, so that a look at one word tells where none begins."""
        return _openers(self.lists[name])


@lru_cache(maxsize=8)
def _openers(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


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
    lists |= {name: _forms(top[name], verbs=True) for name in _VERBS}
    groups = {
        name: {
            form: group for group, body in top[name].entries().items() for form in _forms(body, verbs=name == "acts")
        }
        for name in _GROUPS
    }
    part = _entries(top["part"], ("before", "behind"))
    kinds: dict[str, str] = {}
    names = {name: body.text() for name, body in top["classes"].entries().items()}
    civil, lost, least = set(), {}, {}
    for kind, body in top["kinds"].entries().items():
        entry = _entries(body, ("name", "nouns"), ("of", "lost", "from"))
        names[kind] = entry["name"].text()
        civil |= {kind} if "of" in entry and entry["of"].one_of(("civilians",)) else set()
        if "lost" in entry:
            lost[kind] = entry["lost"].text()
        if "from" in entry:
            least[kind] = int(_number(entry["from"]))
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
        kinds=kinds, names=names, civil=frozenset(civil), lost=lost, least=least, ruined=top["ruined"].text(),
    )  # fmt: skip


def _forms(branch: Branch, *, verbs: bool = False) -> frozenset[str]:
    """Spell every form of a list in lower case; verbs are inflected."""
    spell = verb_forms if verbs else spell_forms
    return frozenset(form.lower() for item in branch.items() for form in spell(item.form()))


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
