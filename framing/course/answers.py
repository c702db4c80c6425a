"""Kind answers to what a reader guessed, and to what a reader thinks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import escape

from framing.errors import FramingError, did_you_mean

__all__ = ["Feedback", "check", "reflect"]

_COLOURS = {"right": "#1b6e3c", "close": "#8a5a00", "different": "#1f4e79", "open": "#555555", "noted": "#1b6e3c"}
_HEADS = {"right": "Yes.", "close": "Close.", "different": "The count says something else.", "open": "", "noted": ""}


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer.

    Attributes
    ----------
    verdict : {"right", "close", "different", "open", "noted"}
        ``open`` where nothing was answered yet, ``noted`` where there is no right and wrong.
    message : str
        In plain words.

    Examples
    --------
    >>> check(3, 3)
    Yes. The count is 3.
    """

    verdict: str
    message: str

    def __repr__(self) -> str:
        return f"{_HEADS[self.verdict]} {self.message}".strip()

    def _repr_html_(self) -> str:
        colour = _COLOURS[self.verdict]
        head = f"<b style='color:{colour}'>{_HEADS[self.verdict]}</b> " if _HEADS[self.verdict] else ""
        return (
            f"<div style='border-left:4px solid {colour};padding:.4em .8em;max-width:44em'>"
            f"{head}{escape(self.message)}</div>"
        )


def check(answer: Any, measured: Any, *, near: float | None = None, because: str = "") -> Feedback:
    """Hold an answer against what was measured, and say kindly how they compare.

    Parameters
    ----------
    answer : number, str, sequence of str, or ``...``
        The reader's. ``...`` or an empty text means that nothing was answered yet. "12", "12 %" and "about a dozen"
        count as numbers, names may be written with slips, several names as a list or with commas.
    measured : number, str, Series or sequence of str
        What the library gives. Of a Series of counts by name the largest is the answer, ties included, and the runner-
        up is close. A sequence of texts is a set of names, in no order.
    near : float, optional
        How far off a number is still close; by default a fifth of it, and at least 1 (shares between 0 and 1: 0.1).
    because : str, optional
        What explains the result; shown with every answer that was given.

    Returns
    -------
    Feedback

    Raises
    ------
    FramingError
        If nothing was measured (an empty Series, a missing number).

    Examples
    --------
    >>> check(..., 14)
    Nothing is written here yet. Put your guess in the place of the three dots; a guess cannot be wrong.
    >>> check("about 12", 14, because="Headlines count, too.")
    Close. You say 12, the count is 14. Headlines count, too.
    >>> counts = pd.Series({"Courier": 11, "Post": 14, "Herald": 0})
    >>> check("courier", counts)
    Close. You say Courier (11). Post comes before it (14).
    >>> check(["Post"], ["Post", "Courier"])
    Close. You have Post. Also there: Courier.
    """
    if _is_open(answer):
        return Feedback(
            "open",
            "Nothing is written here yet. Put your guess in the place of the three dots; a guess cannot be wrong.",
        )
    if isinstance(measured, pd.Series):
        verdict, message = _ranked(answer, measured)
    elif isinstance(measured, str):
        right = _match(str(answer), [measured]) is not None
        verdict = "right" if right else "different"
        message = f"The answer is {measured}." if right else f"You say {answer}, the answer is {measured}."
    elif isinstance(measured, Iterable):
        verdict, message = _named(answer, [str(name) for name in measured])
    else:
        verdict, message = _counted(answer, measured, near)
    return Feedback(verdict, f"{message} {because}".strip())


def reflect(text: Any, *, words: int = 15, ask: str = "") -> Feedback:
    """Take a judgement in one's own words: there is no right and wrong, only saying more, and pointing to the text.

    Parameters
    ----------
    text : str or ``...``
        The reader's.
    words : int
        How many are asked for at least.
    ask : str, optional
        A question to go on with.

    Examples
    --------
    >>> reflect("It is unfair.")
    You have 3 words so far. Say why, and quote a word or a sentence that made you think so.
    >>> reflect('The headline "rioters" judges people before anybody knows what they did.', words=10)
    Noted: 11 words. Ask somebody who sees it differently which sentence they would quote.
    """
    if _is_open(text):
        return Feedback("open", "Nothing is written here yet. Two or three sentences are enough.")
    length = len(str(text).split())
    if length < words:
        return Feedback(
            "open",
            f"You have {length} word{'' if length == 1 else 's'} so far. "
            "Say why, and quote a word or a sentence that made you think so.",
        )
    if not re.search("[\"'“‘]", str(text)):
        ask = f"Which words of an article would you quote for it? {ask}".strip()
        return Feedback("noted", f"Noted: {length} words. {ask}")
    more = ask or "Ask somebody who sees it differently which sentence they would quote."
    return Feedback("noted", f"Noted: {length} words. {more}")


def _is_open(answer: Any) -> bool:
    return answer is None or answer is ... or str(answer).strip(" .") == "" or (
        isinstance(answer, list | tuple | set) and all(_is_open(a) for a in answer)
    )


def _counted(answer: Any, measured: Any, near: float | None) -> tuple[str, str]:
    """Judge a number."""
    if pd.isna(measured):
        raise FramingError("there is nothing to hold the answer against: the measured number is missing.")
    right, share = float(measured), isinstance(measured, float) and 0 <= measured <= 1
    given = _number(answer, share)
    shown = f"{right:.0%}" if share else f"{right:g}"
    if given is None:
        return "open", f"{str(answer)!r} is no number I can read. Write one, such as {7 if not share else '40 %'}."
    said = f"{given:.0%}" if share else f"{given:g}"
    if abs(given - right) < (0.005 if share else 1e-9):
        return "right", f"The count is {shown}."
    near = near if near is not None else 0.1 if share else max(1.0, abs(right) / 5)
    if abs(given - right) <= near + 1e-9:
        return "close", f"You say {said}, the count is {shown}."
    more = "" if share else " Look at the sentences: which would you count otherwise?"
    return "different", f"You say {said}, the count is {shown}.{more}"


_WORDS = {w: n for n, w in enumerate(
    "none one two three four five six seven eight nine ten eleven twelve".split()
)} | {"no": 0, "nobody": 0, "never": 0, "zero": 0, "dozen": 12, "half": 0.5}  # fmt: skip


def _number(answer: Any, share: bool) -> float | None:
    """Read a number out of an answer; a percentage, or more than 1 where a share is asked for, is divided by 100."""
    if isinstance(answer, bool):
        return None
    text = str(answer).lower().replace(",", "")
    found = re.search(r"-?\d+(\.\d+)?", text)
    if found:
        value = float(found[0])
        return value / 100 if share and ("%" in text or value > 1) else value
    return next((float(_WORDS[word]) for word in re.findall(r"[a-z]+", text) if word in _WORDS), None)


def _ranked(answer: Any, measured: pd.Series) -> tuple[str, str]:
    """Judge which name comes first."""
    counts = measured.dropna().sort_values(ascending=False, kind="stable")
    if counts.empty:
        raise FramingError("there is nothing to hold the answer against: no name has a count.")
    names = [str(name) for name in counts.index]
    given = _match(str(answer), names)
    if given is None:
        return "open", f"I do not know {str(answer)!r}. {did_you_mean(str(answer), names)}"
    values = dict(zip(names, counts.tolist(), strict=True))
    first = [name for name in names if values[name] == values[names[0]]]
    if given in first:
        others = [name for name in first if name != given]
        tie = f", and so does {' and '.join(others)}" if others else ""
        return "right", f"{given} comes first ({_show(values[given])}){tie}."
    second = next(value for value in values.values() if value < values[names[0]])
    lead = " and ".join(first)
    said = f"You say {given} ({_show(values[given])}). {lead} come{'s' if len(first) == 1 else ''} "
    if values[given] == second:
        return "close", f"{said}before it ({_show(values[first[0]])})."
    return "different", f"{said}first ({_show(values[first[0]])}). What in the articles made you think otherwise?"


def _named(answer: Any, measured: list[str]) -> tuple[str, str]:
    """Judge a name or a set of names."""
    parts = re.split("[,;]", answer) if isinstance(answer, str) else [str(part) for part in answer]
    parts = [one for part in parts for one in ([part] if _match(part, measured) else re.split(r"\band\b", part))]
    if str(answer).strip().lower() in ("none", "nobody", "nothing"):
        parts = []
    given = [str(part).strip() for part in parts if not _is_open(part)]
    matched = {part: _match(part, measured) for part in given}
    hit = [name for name in measured if name in matched.values()]
    missed = [name for name in measured if name not in hit]
    extra = [part for part, name in matched.items() if name is None]
    if not missed and not extra:
        return "right", f"That is what was found: {', '.join(measured) or 'nobody'}."
    said = f"You have {', '.join(hit)}. " if hit else ""
    if missed:
        said += f"{'Also there' if hit else 'Found was'}: {', '.join(missed)}. "
    said += f"Not among what was found: {', '.join(extra)}." if extra else ""
    said += " Found was nobody." if not measured else ""
    return ("close" if hit and len(missed) + len(extra) <= max(1, len(hit)) else "different"), said.strip()


def _match(text: str, names: Sequence[str]) -> str | None:
    """Find the name that is meant: in any case, in part, with slips."""
    plain = {re.sub(r"[^a-z0-9]+", " ", name.lower()).strip(): name for name in names}
    wanted = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    wanted = wanted.removeprefix("the ")
    if wanted in plain:
        return plain[wanted]
    within = [name for key, name in plain.items() if wanted and f" {wanted} " in f" {key} "]
    if len(within) == 1:
        return within[0]
    near = difflib.get_close_matches(wanted, list(plain), n=1, cutoff=0.8)
    return plain[near[0]] if near else None


def _show(value: float) -> str:
    return f"{value:.0%}" if isinstance(value, float) and 0 < value < 1 else f"{value:g}"
