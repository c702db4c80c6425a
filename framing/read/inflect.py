"""The forms of a word as a lexicon spells it: ``terrorist(s)`` and ``shoot / shot``."""

from __future__ import annotations

import re

__all__ = ["spell_forms", "verb_forms"]

_OPTION = re.compile(r"\(([^()]*)\)")
_VOWELS = "aeiou"


def spell_forms(entry: str) -> list[str]:
    """Write out every optional ending of a form.

    Examples
    --------
    >>> spell_forms("government force(s)")
    ['government force', 'government forces']
    >>> spell_forms("regime")
    ['regime']
    """
    option = _OPTION.search(entry)
    if option is None:
        return [" ".join(entry.split())]
    head, tail = entry[: option.start()], entry[option.end() :]
    return [form for middle in ("", option.group(1)) for form in spell_forms(head + middle + tail)]


def verb_forms(entry: str) -> list[str]:
    """Inflect a verb: base, third person, past, participle, -ing; the first word of a phrase is inflected.

    Irregular verbs spell their past, participle and -ing form after slashes: ``shoot / shot``,
    ``give / gave / given``, ``admit / admitted / admitted / admitting``.

    Examples
    --------
    >>> verb_forms("stab")
    ['stab', 'stabs', 'stabbed', 'stabbing']
    >>> verb_forms("carry out")
    ['carry out', 'carries out', 'carried out', 'carrying out']
    >>> verb_forms("shoot / shot")
    ['shoot', 'shoots', 'shot', 'shooting']
    >>> verb_forms("take / took / taken")
    ['take', 'takes', 'took', 'taken', 'taking']
    """
    base, *irregular = (" ".join(p.split()) for p in entry.split("/"))
    verb, _, rest = base.partition(" ")
    rest = f" {rest}" if rest else ""
    past = irregular[:2] or [_with_ending(verb, "ed") + rest]
    ing = irregular[2] if len(irregular) > 2 else _with_ending(verb, "ing") + rest
    return list(dict.fromkeys([base, _third_person(verb) + rest, *past, ing]))


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _with_ending(verb: str, ending: str) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + ending
    if verb.endswith("e") and ending == "ed":
        return verb + "d"
    if verb.endswith("y") and ending == "ed" and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    vowels = re.findall(r"[aeiou]+", verb)
    if len(vowels) == 1 and len(vowels[0]) == 1 and re.search(r"[aeiou][^aeiouwxy]$", verb):
        return verb + verb[-1] + ending
    return verb + ending
