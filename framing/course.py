"""What the course's exercises need: articles to read, sentences to look at, and kind answers to a reader's guesses.

Nothing here prints. Every function returns an object that a notebook shows by itself and that `print` can print.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup, escape

from .errors import FramingError, did_you_mean
from .read.articles import read_articles
from .read.shipped import shipped

if TYPE_CHECKING:
    from .analysis import Analysis

__all__ = ["Feedback", "Page", "articles", "check", "read", "reflect", "sentences"]

_SHIPPED = ("articles", "town", "coast")
_COLOURS = {"right": "#1b6e3c", "close": "#8a5a00", "different": "#1f4e79", "open": "#555555", "noted": "#1b6e3c"}
_HEADS = {"right": "Yes.", "close": "Close.", "different": "The count says something else.", "open": "", "noted": ""}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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


@dataclass(frozen=True)
class Page:
    """Something to read: HTML in a notebook, plain text elsewhere."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def articles(folder: str | Path) -> pd.DataFrame:
    """Read a set of articles that comes with framing, or a folder of your own.

    Parameters
    ----------
    folder : {"articles", "town", "coast"} or path
        The Syrian war; a police shooting and a march; a boat and a fire; or any folder that `read_articles` reads. A
        folder beside the notebook comes before one of the same name that is shipped.

    Raises
    ------
    FramingError
        If there is no such folder.

    Examples
    --------
    >>> sorted(articles("town")["story"].unique())
    ['Ferry Street shooting', 'March on Station Square']
    """
    path = Path(folder)
    if not path.exists() and str(folder) in _SHIPPED:
        path = shipped(str(folder))
    if not path.exists():
        raise FramingError(
            f"there is no folder {str(folder)!r} in {Path.cwd()}. Make it and put your articles into it, one .txt file "
            f"each, or use one that comes with the course: {', '.join(_SHIPPED)}."
        )
    return read_articles(path)


def read(
    articles: pd.DataFrame, *, story: str, outlet: str | Sequence[str] | None = None, hide: bool = False,
    headlines: bool = False,
) -> Page:  # fmt: skip
    """Lay out the articles on one story to be read.

    Parameters
    ----------
    articles : DataFrame
        As `articles` gives them.
    story : str
    outlet : str or sequence of str, optional
        Only these outlets; by default all.
    hide : bool
        Whether letters stand in the place of the outlets' names, so that nobody reads with a name in mind.
    headlines : bool
        Whether only the headlines are shown.

    Raises
    ------
    FramingError
        If the story or an outlet is not among the articles.

    Examples
    --------
    >>> print(read(articles("town"), story="Ferry Street shooting", outlet="Wide Strait Daily", headlines=True))
    Wide Strait Daily: Teenager shot dead by police in harbour town
    """
    stories = sorted(articles["story"].dropna().unique())
    if story not in stories:
        raise FramingError(f"there is no story {story!r}. {did_you_mean(story, stories)}")
    rows = articles[articles["story"] == story].sort_values("outlet", kind="stable")
    letters = dict(zip(rows["outlet"].unique(), _LETTERS, strict=False))
    wanted = list(letters) if outlet is None else [outlet] if isinstance(outlet, str) else list(outlet)
    for name in wanted:
        if name not in letters:
            raise FramingError(f"no article of {name!r} on this story. {did_you_mean(name, list(letters))}")
    text, html = [], []
    for row in rows[rows["outlet"].isin(wanted)].to_dict("records"):
        name = f"Outlet {letters[row['outlet']]}" if hide else row["outlet"]
        paragraphs = [] if headlines else [p for p in row["text"].split("\n") if p.strip()]
        text.append("\n\n".join([f"{name}: {row['title']}", *paragraphs]))
        body = Markup("").join(Markup("<p style='margin:.5em 0'>{}</p>").format(p) for p in paragraphs)
        html.append(Markup(
            "<div style='border:1px solid #ccc;border-radius:4px;padding:.6em 1em;margin:.6em 0;max-width:44em'>"
            "<small>{}</small><br><b style='font-size:1.15em'>{}</b>{}</div>"
        ).format(name, row["title"], body))  # fmt: skip
    return Page(("\n" if headlines else "\n\n\n").join(text), "".join(html))


def sentences(result: Analysis, *, n: int = 10, seed: int = 0, **where: object) -> Page:
    """Show the sentences behind a number, what was found in them in bold.

    Parameters
    ----------
    result : Analysis
    n : int
        How many at most; drawn at random if there are more.
    seed : int
        Seed of the draw.
    **where
        As in `Analysis.evidence`: ``outlet="..."``, ``stance="critical"``, ``target="police"`` ...

    Examples
    --------
    >>> import framing, pandas as pd
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
    >>> sentences(framing.analyze(texts, "syria"), referent="syrian_government")
    1. Courier: The [regime] met.
    """
    rows = result.evidence(n=n, seed=seed, **where)  # type: ignore[arg-type]
    if rows.empty:
        return Page("No sentence was found.", "<p>No sentence was found.</p>")
    found = rows.merge(
        result.sentences[["article_id", "part", "sentence", "start"]].rename(columns={"start": "from"}),
        on=["article_id", "part", "sentence"], how="left",
    )  # fmt: skip
    text, html = [], []
    for number, row in enumerate(found.to_dict("records"), start=1):
        said, at, to = row["sentence_text"], int(row["start"] - row["from"]), int(row["end"] - row["from"])
        before, hit, after = said[:at], said[at:to], said[to:]
        text.append(f"{number}. {row['outlet']}: {before}[{hit}]{after}".replace("\n", " "))
        html.append(
            Markup("<li style='margin:.3em 0'>{}<b>{}</b>{} <small>{}</small></li>").format(
                before, hit, after, row["outlet"]
            )
        )
    return Page("\n".join(text), f"<ol style='max-width:48em'>{''.join(html)}</ol>")


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
        verdict, message = _named(answer, [measured])
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
        return Feedback("noted", f"Noted: {length} words. Which words of an article would you quote for it? {ask}".strip())
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
    return "different", f"You say {said}, the count is {shown}. Look at the sentences: which would you count otherwise?"


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
    parts = answer if isinstance(answer, list | tuple | set) else re.split(r",|;|\band\b", str(answer))
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
    said += f"Also there: {', '.join(missed)}. " if missed and hit else f"Found was: {', '.join(missed)}. " if missed else ""
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
