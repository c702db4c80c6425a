"""Participles that the parser took for the verb of the sentence: "gunmen positioned in the orchards fired rockets"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .grammar import SUBJECTS

__all__ = ["untangle"]

Token = Any
_PAST = ("VBD", "VBN")
_FINITE = ("VBD", "VBZ", "VBP")
_WHOLE = ("aux", "auxpass", "dobj", "dative", "neg", "expl")  # what a verb with its own subject may have, no participle
_BEHIND = ("IN", "RP", "RB")  # what stands right behind such a participle
_OPENS, _ASKING = ("mark", "cc", "expl"), ("WRB", "WP", "WDT")  # what opens a clause of its own
_WHEN = ("after", "as", "because", "before", "since", "that", "until", "while")


def untangle(doc: Any, saying: Callable[[Token], bool]) -> Any:
    """Return the parse with such participles under their noun, and the verb behind them in their place.

    The parser meets "jets believed to be Russian struck a market" and takes "believed" for what the jets did. A verb
    in the past right behind its subject, without an object, that is followed by a finite verb without a subject and
    without "and" or a comma, is a participle.

    Parameters
    ----------
    doc : spaCy Doc
    saying : callable
        Whether a token is a verb of saying: those trail their sentence ("six died the monitor said").

    Returns
    -------
    spaCy Doc
        `doc` itself where there is nothing to mend.
    """
    for verb in doc:
        if verb.tag_ in _PAST:
            later = _verb_behind(verb, saying)
            if later is not None:
                return _swapped(doc, verb, later)
    return doc


def _verb_behind(verb: Token, saying: Callable[[Token], bool]) -> Token | None:
    """Return the verb that is the true one, if `verb` is a participle."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    whole = any(c.dep_ in _WHOLE for c in verb.children) or verb.lower_ in ("was", "were")
    if len(subjects) != 1 or whole or not subjects[0].tag_.startswith("NN") or subjects[0].right_edge.i + 1 != verb.i:
        return None
    being = next((c for c in verb.children if c.lower_ == "be" and c.i == verb.i + 2), None)  # believed to be
    following = verb.doc[verb.i + 1 : verb.i + 2]
    if being is None and (saying(verb) or not all(t.tag_ in _BEHIND for t in following)):
        return None
    for later in verb.doc[verb.i + 1 :]:
        joins = later.dep_ == "cc" and later.head != verb and later.head.tag_[0] in "JN"  # to be Russian or Syrian
        opens = later.dep_ in _OPENS and not joins or later.tag_ in _ASKING or later.lower_ in _WHEN
        if opens or later.is_space or later.is_punct and later.text != "-":
            return None
        if later.tag_ in _FINITE and later.dep_ in ("conj", "ccomp"):
            own = [c for c in later.children if c.dep_ in SUBJECTS]
            inside = being is not None and later.head == being and len(own) == 1  # to be members shot
            beside = later.head in (verb, verb.head) and not own
            return later if (inside or beside) and not saying(later) else None
    return None


def _swapped(doc: Any, verb: Token, later: Token) -> Any:
    from spacy.tokens import Doc

    heads, deps, tags = [t.head.i for t in doc], [t.dep_ for t in doc], [t.tag_ for t in doc]
    subject = next(c for c in verb.children if c.dep_ in SUBJECTS)
    for child in later.children:
        if child.dep_ in SUBJECTS:
            heads[child.i], deps[child.i] = later.head.i, "attr"
    for child in verb.children:
        if child.i < verb.i or child.i > later.i:
            heads[child.i] = later.i
    heads[later.i] = later.i if verb.head == verb else verb.head.i
    deps[later.i], deps[subject.i] = verb.dep_, "nsubj"
    heads[verb.i], deps[verb.i], tags[verb.i] = subject.i, "acl", "VBN"
    spaces = [bool(t.whitespace_) for t in doc]
    mended = Doc(doc.vocab, words=[t.text for t in doc], spaces=spaces, tags=tags, heads=heads, deps=deps)
    mended.user_data.update(doc.user_data)
    return mended
