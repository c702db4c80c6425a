"""News agencies and the words of credits, from ``lexicons/agencies.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from framing.read.shipped import shipped
from framing.read.tree import Branch, read_tree

__all__ = ["WORDS", "Agencies", "Agency", "load_agencies"]

#: The word lists of the file; what each does is said there.
WORDS = ("bylines", "closings", "copyrights", "dates", "pictures", "roles", "sources", "staff")

_LISTS = ("forms", "bracketed", "signatures", "outlets")


@dataclass(frozen=True)
class Agency:
    """One news agency: its `name`, and the `forms`, `bracketed` forms and `signatures` by which credits name it."""

    id: str
    name: str
    source: str
    forms: tuple[str, ...]
    bracketed: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    house: str = ""


@dataclass(frozen=True)
class Agencies:
    """All agencies, what stands for several or unnamed ones, and the words of credits by list.

    Examples
    --------
    >>> known = load_agencies()
    >>> known.agencies["afp"].name, known.several.name
    ('AFP', 'several agencies')
    """

    version: str
    agencies: dict[str, Agency]
    several: Agency
    words: dict[str, tuple[str, ...]]

    def of_outlet(self, outlet: str) -> str | None:
        """Return the id of the agency that an outlet is, None if it is none.

        It is one if its name begins with a form of the agency's, or is one of those that count in brackets only.

        Examples
        --------
        >>> known = load_agencies()
        >>> [known.of_outlet(name) for name in ("reuters", "The Associated Press", "www.tass.com", "PA", "PA Post")]
        ['reuters', 'ap', 'tass', 'pa', None]
        """
        match = self._outlets.match(_plain(outlet))
        return self._ids[match[1]] if match else None

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Map each name under which an agency publishes, in lower case and without marks, to its id."""
        return {
            _plain(form): agency.id
            for agency in self.agencies.values()
            for form in (*agency.bracketed, *agency.forms, *agency.outlets)
        }

    @cached_property
    def _outlets(self) -> re.Pattern[str]:
        short = {_plain(form) for agency in self.agencies.values() for form in agency.bracketed}
        names = sorted(self._ids, key=len, reverse=True)
        any_, whole = ("|".join(re.escape(n) for n in names if (n in short) == wanted) for wanted in (False, True))
        return re.compile(rf"(?:the |www )*((?:{any_})(?!\w| s\b)|(?:{whole})$)")


def _plain(name: str) -> str:
    """Write a name in lower case, with one space in the place of marks."""
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


@lru_cache(maxsize=1)
def load_agencies() -> Agencies:
    """Read the shipped file once.

    Raises
    ------
    LexiconError
        If it is damaged; see `read_agencies`.
    """
    return read_agencies(shipped("lexicons") / "agencies.yaml")


def read_agencies(path: Path) -> Agencies:
    """Read a file of agencies strictly.

    Raises
    ------
    LexiconError
        Unknown, double or missing key, or a form of two agencies; with file and line.
    """
    tree = read_tree(path)
    top = _entries(tree, ("version", "agencies", "several", "words"), ())
    agencies: dict[str, Agency] = {}
    owners: dict[str, str] = {}
    for id_, branch in top["agencies"].entries().items():
        agencies[id_] = _agency(id_, branch, owners)
    lists = _entries(top["words"], WORDS, ())
    words = {}
    for name, branch in lists.items():
        body = _entries(branch, ("forms", "source"), ())
        words[name] = tuple(item.text() for item in body["forms"].items())
    return Agencies(top["version"].text(), agencies, _agency("several", top["several"], owners), words)


def _agency(id_: str, branch: Branch, owners: dict[str, str]) -> Agency:
    """Read one entry; `owners` holds the forms read before, to complain about one with two meanings."""
    body = _entries(branch, ("name", "forms", "source"), (*_LISTS[1:], "house"))
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        items = list(body[key].items()) if key in body else []
        lists[key] = tuple(item.text() for item in items)
        for item in items:
            owner = owners.setdefault(item.text(), id_)
            if owner != id_:
                item.fail(f"{item.text()!r} stands for {owner!r} already; keep one.")
    house = body["house"].text() if "house" in body else id_
    return Agency(id_, body["name"].text(), body["source"].text(), house=house, **lists)


def _entries(branch: Branch, needed: tuple[str, ...], allowed: tuple[str, ...]) -> dict[str, Branch]:
    """Return the entries of a mapping that must have the keys `needed` and may have those `allowed`."""
    body = branch.entries({*needed, *allowed})
    for key in needed:
        if key not in body:
            branch.fail(f"the key {key!r} is missing.")
    return body
