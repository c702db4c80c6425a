"""The phrases of page furniture, from ``lexicons/furniture.yaml``."""

from __future__ import annotations

from functools import lru_cache

import yaml

from framing.errors import LexiconError, did_you_mean
from framing.read.shipped import shipped

__all__ = ["RULES", "furniture_phrases"]

#: The rules of the file; what each does is said there.
RULES = ("anywhere", "lines", "openings", "credits", "endings", "comment_heads", "icons", "links")


@lru_cache(maxsize=1)
def furniture_phrases() -> dict[str, dict[str, str]]:
    """Read the phrases once: rule -> phrase -> reason.

    Raises
    ------
    LexiconError
        If a rule is unknown or missing, or a phrase is no text.

    Examples
    --------
    >>> furniture_phrases()["anywhere"]["Get short URL"]
    'share'
    """
    path = shipped("lexicons") / "furniture.yaml"
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules.pop("version", None)
    for rule in [*rules, *RULES]:
        if rule not in RULES:
            raise LexiconError(f"{path.name}: unknown rule {rule!r}. {did_you_mean(rule, RULES)}")
        if rule not in rules:
            raise LexiconError(f"{path.name}: the rule {rule!r} is missing.")
    return {rule: _phrases(rules[rule], f"{path.name}, {rule}") for rule in RULES}


def _phrases(reasons: dict[str, list[str]], where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for reason, phrases in reasons.items():
        for phrase in phrases:
            if not isinstance(phrase, str) or not phrase:
                raise LexiconError(f"{where}, {reason}: {phrase!r} is not a phrase. Put it in quotation marks.")
            found[phrase] = reason
    return found
