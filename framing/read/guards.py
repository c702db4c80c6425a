"""Guards: an entry that counts only in a context, as a person writes it in a lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

import yaml

from .inflect import spell_forms
from .tree import Branch

__all__ = ["Guard", "guarded", "read_guard"]

_AS = ("name", "title")
_RESOLVER = yaml.resolver.Resolver()
_WITHIN = ("sentence", "passage", "article")


@dataclass(frozen=True)
class Guard:
    """Where an entry counts; all conditions that are given must hold.

    `near` and `not_near` are words, or ids of referents, whose names then all count; `within` says whether they are
    looked for in the sentence, in its passage (with the sentences on either side, and the title) or in the whole
    article. `after` and `before` words stand right before and right behind
    the entry (`not_...`: must not). `not_inside` lists longer names. `not_as` holds ``name`` (no part of a longer name
    in capitals) or ``title`` (not right before the name of a person).

    Examples
    --------
    >>> str(Guard(near=("Syria", "Damascus"), within="article"))
    'near: [Syria, Damascus], within: article'
    """

    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    within: str = "sentence"
    preceded_by: tuple[str, ...] = ()
    not_preceded_by: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    not_followed_by: tuple[str, ...] = ()
    not_inside: tuple[str, ...] = ()
    not_as: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join(f"{key}: {value}" for key, value in self.items())

    def speaks(self, entry: str) -> bool:
        """Whether an entry itself holds one of the words that should be near.

        Examples
        --------
        >>> Guard(near=("Gaza", "Israeli(s)")).speaks("war in Gaza"), Guard(near=("Gaza",)).speaks("Gazan war")
        (True, False)
        """
        spelled = (re.escape(form) for word in self.near for form in spell_forms(word))
        return any(re.search(rf"(?<!\w){form}(?!\w)", entry, re.IGNORECASE) for form in spelled)

    def items(self) -> list[tuple[str, str]]:
        """Give what was set, as keys and values of YAML."""
        found = []
        for key, name in KEYS.items():
            value = getattr(self, name)
            if value and value != "sentence":
                found.append((key, value if isinstance(value, str) else flow(value)))
        return found


#: Key in a lexicon -> attribute.
KEYS = {field.name.replace("_", " "): field.name for field in fields(Guard)}


def flow(words: tuple[str, ...]) -> str:
    """Write words as a list of YAML on one line, in quotation marks where they would be read as something else.

    Examples
    --------
    >>> flow(("Syria", "the: one", "(s)"))
    '[Syria, "the: one", "(s)"]'
    """
    return f"[{', '.join(map(scalar, words))}]"


def scalar(text: str) -> str:
    """Write one value of YAML, in quotation marks unless it is made of plain words.

    Examples
    --------
    >>> scalar("government force(s)"), scalar("- no"), scalar('say "no"')
    ('government force(s)', '"- no"', '"say \\\\"no\\\\""')
    """
    plain = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"  # not no, 7:30, null
    if (
        plain
        and text[:1].isalnum()
        and all(c.isalnum() or c in " ._'’()/&-" for c in text)
        and text == " ".join(text.split())
    ):
        return text
    return str(yaml.dump(text, default_style='"', allow_unicode=True, width=1_000_000)).strip()


def guarded(branch: Branch) -> tuple[list[Branch], Guard | None]:
    """Read an entry: a form, or a mapping of a form (or several) with the guard that binds it.

    Raises
    ------
    LexiconError
        If a key is unknown, the form is missing, or nothing is said that would bind it.
    """
    if not branch.is_mapping:
        return [branch], None
    body = branch.entries({"form", "forms", *KEYS})
    if ("form" in body) == ("forms" in body):
        branch.fail("an entry with a guard needs 'form' (or 'forms'), once: {form: government, near: [Syria]}.")
    forms = [body["form"]] if "form" in body else list(body["forms"].items())
    keys = {key: value for key, value in body.items() if key in KEYS}
    return forms, _guard(keys, branch, f"the form {forms[0].text()!r} has no guard; ", ", or write the form alone.")


def read_guard(branch: Branch) -> Guard:
    """Read a guard that binds all labels of a referent.

    Raises
    ------
    LexiconError
        If a key is unknown, or nothing is said that would bind them.
    """
    if not branch.is_mapping:
        branch.fail("'only' is a guard in braces: {near: [Syria], within: passage}.")
    return _guard(branch.entries(set(KEYS)), branch, "'only' binds nothing; ", ", or remove the line.")


def _guard(given: dict[str, Branch], branch: Branch, problem: str, remedy: str) -> Guard:
    """Read the conditions of a guard."""
    values = {KEYS[key]: value for key, value in given.items()}
    if not values.keys() - {"within"}:
        branch.fail(f"{problem}add one of {', '.join(key for key in KEYS if key != 'within')}{remedy}")
    if "within" in values and not values.keys() & {"near", "not_near"}:
        values["within"].fail("'within' says how near is near; it needs 'near' or 'not near'.")
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name == "within":
            read[name] = value.one_of(_WITHIN)
        elif name == "not_as":
            read[name] = tuple(item.one_of(_AS) for item in value.items())
        else:
            read[name] = tuple(item.form() for item in value.items())
            if not read[name]:
                value.fail("an empty list binds nothing; write a word or remove the line.")
    return Guard(**read)
