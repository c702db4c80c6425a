"""Kind answers to what a reader guessed, and to what a reader thinks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import escape

from framing.course.names import meant, meant_all
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


def check(
    answer: Any, measured: Any, *, near: float | None = None, because: str = "", also: Mapping[str, str] | None = None,
) -> Feedback:  # fmt: skip
    """Hold an answer against what was measured, and say kindly how they compare.

    Parameters
    ----------
    answer : number, str, sequence of str, or ``...``
        The reader's. ``...`` or an empty text means that nothing was answered yet. "12", "12 %" and "about a dozen"
        count as numbers, "0,5" as a half; names may be written with slips, several names as a list or with commas.
    measured : number, str, Series or sequence of str
        What the library gives. Of a Series of counts by name the largest is the answer, ties included; the runner-up
        is close if it has at least half as much. A sequence of texts is a set of names, in no order.
    near : float, optional
        How far off a number is still close; by default a fifth of it, and at least 1 (shares between 0 and 1: 0.1).
    because : str, optional
        What explains the result; shown with every answer that was given.
    also : mapping of str to str, optional
        What a name may be called, with the name: the `letters` of papers, or the `other_names` of an actor.

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
    >>> check("a", "Courier", also={"A": "Post", "B": "Courier"})
    The count says something else. You say A (Post), the answer is B (Courier).
    """
    if _is_open(answer):
        return Feedback(
            "open",
            "Nothing is written here yet. Put your guess in the place of the three dots; a guess cannot be wrong.",
        )
    if isinstance(measured, pd.Series):
        verdict, message = _ranked(answer, measured, also or {})
    elif isinstance(measured, str):
        verdict, message = _one(str(answer), measured, also or {})
    elif isinstance(measured, Iterable):
        verdict, message = _named(answer, [str(name) for name in measured], also or {})
    else:
        verdict, message = _counted(answer, measured, near)
    return Feedback(verdict, message if verdict == "open" else f"{message} {because}".strip())


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
    if not _QUOTE.search(str(text)):
        ask = f"Which words of an article would you quote for it? {ask}".strip()
        return Feedback("noted", f"Noted: {length} words. {ask}")
    more = ask or "Ask somebody who sees it differently which sentence they would quote."
    return Feedback("noted", f"Noted: {length} words. {more}")


_QUOTE = re.compile(r"""["“”„«].+?["“”»]|(?<!\w)['‘].+?['’](?!\w)""", re.DOTALL)  # a pair, not an apostrophe


def _is_open(answer: Any) -> bool:
    return (
        answer is None
        or answer is ...
        or not re.search(r"[^\s.…%\"']", str(answer))
        or (isinstance(answer, list | tuple | set) and all(_is_open(a) for a in answer))
    )


def _counted(answer: Any, measured: Any, near: float | None) -> tuple[str, str]:
    """Judge a number."""
    if pd.isna(measured):
        raise FramingError("there is nothing to hold the answer against: the measured number is missing.")
    right, share = float(measured), isinstance(measured, float) and 0 <= measured <= 1
    what = "share" if share else "count"
    given, doubt = _number(answer, share)
    if given is None:
        return "open", doubt
    said, shown = (f"{value:.0%}" if share else f"{value:g}" for value in (given, right))
    if abs(given - right) < (0.005 if share else 1e-9):
        return "right", f"The {what} is {shown}."
    near = near if near is not None else 0.1 if share else max(1.0, abs(right) / 5)
    if abs(given - right) <= near + 1e-9:
        return "close", f"You say {said}, the {what} is {shown}."
    more = "" if share else " Look at the sentences: which would you count otherwise?"
    return "different", f"You say {said}, the {what} is {shown}.{more}"


_WORDS = {w: n for n, w in enumerate(
    "none one two three four five six seven eight nine ten eleven twelve".split()
)} | {"no": 0, "nobody": 0, "never": 0, "zero": 0, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
      "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip
_PARTS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4}


def _number(answer: Any, share: bool) -> tuple[float | None, str]:
    """Read a number out of an answer, or say why none can be read.

    A percentage, or more than 1 where a share is asked for, is divided by 100. Two numbers are one with a comma ("0,5",
    which Python reads as two), a first "of" a second, or a range, in which case the reader is asked.
    """
    text = ",".join(str(part) for part in answer) if isinstance(answer, tuple) else str(answer).lower()
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    percent = "%" in text or "percent" in text or "per cent" in text
    sample = "40 %" if share else "7"
    words = re.findall(r"[a-z]+", text)
    between = re.search(r"(\d+(?:\.\d+)?)\s*%?\s*(?:-|–|to|or|and)\s*(\d+(?:\.\d+)?)", text)
    if between:
        return None, f"I read two numbers here, {between[1]} and {between[2]}. Which of them would you choose?"
    if percent and not share:
        return None, f"You write a percentage. Here a number is asked for, such as {sample}."
    digits = None if isinstance(answer, bool) else re.search(r"-?\d+(\.\d+)?", text)
    if digits:
        value = float(digits[0])
        return (value / 100 if share and (percent or value > 1) else value), ""
    number = next((float(_WORDS[word]) for word in words if word in _WORDS), None)
    part = next((_PARTS[word] for word in words if word in _PARTS), None) if share else None
    if part is not None:
        return part * (1 if number is None else number), ""
    if number is None:
        return None, f"{str(answer)!r} is no number I can read. Write one in digits, such as {sample}."
    return (number / 100 if share and number > 1 else number), ""


def _ranked(answer: Any, measured: pd.Series, also: Mapping[str, str]) -> tuple[str, str]:
    """Judge which name comes first."""
    counts = measured.dropna().sort_values(ascending=False, kind="stable")
    if counts.empty:
        raise FramingError("there is nothing to hold the answer against: no name has a count.")
    names = [str(name) for name in counts.index]
    values = dict(zip(names, counts.tolist(), strict=True))
    given = meant(str(answer), names, also)
    if given is None:
        several = list(dict.fromkeys(name for name in meant_all(str(answer), names, also).values() if name))
        if len(several) > 1:
            return "open", f"You give {' and '.join(several)}. One is asked for: which of them comes first?"
        return "open", f"I do not know {str(answer)!r}. {did_you_mean(str(answer), names)}"
    if given not in values:
        return "different", f"You say {given}: no count. {names[0]} comes first ({_show(values[names[0]])})."
    first = [name for name in names if values[name] == values[names[0]]]
    if given in first:
        others = [name for name in first if name != given]
        tie = f", and so does {' and '.join(others)}" if others else ""
        return "right", f"{given} comes first ({_show(values[given])}){tie}."
    second = next(value for value in values.values() if value < values[names[0]])
    near = values[given] == second and 2 * second >= values[names[0]]
    lead = " and ".join(first)
    said = f"You say {given} ({_show(values[given])}). {lead} come{'s' if len(first) == 1 else ''} "
    if near:
        return "close", f"{said}before it ({_show(values[first[0]])})."
    return "different", f"{said}first ({_show(values[first[0]])}). What in the articles made you think otherwise?"


def _one(answer: str, measured: str, also: Mapping[str, str]) -> tuple[str, str]:
    """Judge a single name, or a yes or no."""
    letter = {name: f"{key} ({name})" for key, name in also.items() if len(key) == 1}
    names = list(dict.fromkeys([*also.values(), measured]))
    given = meant(answer, names, also)
    right = letter.get(measured, measured)
    if given == measured:
        return "right", f"The answer is {right}."
    if given is None and letter:
        return "open", f"I do not know {answer!r}. Write one letter: {', '.join(key for key in also if len(key) == 1)}."
    return "different", f"You say {letter.get(given or '', given or answer)}, the answer is {right}."


def _named(answer: Any, measured: list[str], also: Mapping[str, str]) -> tuple[str, str]:
    """Judge a name or a set of names."""
    text = answer if isinstance(answer, str) else ", ".join(str(part) for part in answer if not _is_open(part))
    known = list(dict.fromkeys([*measured, *also.values()]))
    matched = {} if text.strip().lower() in ("none", "nobody", "nothing") else meant_all(text, known, also)
    letter = {name: f"{key} ({name})" for key, name in also.items() if len(key) == 1}
    hit = [name for name in measured if name in matched.values()]
    missed = [letter.get(name, name) for name in measured if name not in hit]
    other = {name or part for part, name in matched.items() if name not in hit}
    extra = [letter.get(name, name) for name in sorted(other)]
    found = [letter.get(name, name) for name in measured]
    if not missed and not extra:
        return "right", f"That is what was found: {', '.join(found) or 'nobody'}."
    said = f"You have {', '.join(letter.get(name, name) for name in hit)}. " if hit else ""
    if missed:
        start = "Also there" if hit else "Found was" if len(missed) == 1 else "Found were"
        said += f"{start}: {', '.join(missed)}. "
    said += f"Not among what was found: {', '.join(extra)}." if extra else ""
    said += " Nobody was found." if not measured else ""
    return ("close" if hit and len(missed) + len(extra) <= max(1, len(hit)) else "different"), said.strip()


def _show(value: float) -> str:
    return f"{value:.0%}" if isinstance(value, float) and 0 < value < 1 else f"{value:g}"
