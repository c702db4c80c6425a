"""check_lexicon(): how well a lexicon fits a corpus, as tables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from .analysis import Analysis, analyze
from .errors import FramingError
from .find.slots import find_longer_names, find_slots
from .measure import lexicon as measured
from .measure.evidence import evidence
from .read.lexicon import Lexicon
from .show.page import csv_of, write_page

__all__ = ["LexiconCheck", "check_lexicon"]

_TABLES = ("coverage", "uncovered", "terms", "ambiguous", "candidates", "influence")


@dataclass(frozen=True)
class LexiconCheck:
    """What a lexicon finds in a corpus, and where to look before it is trusted.

    Attributes
    ----------
    lexicon : Lexicon
    articles : int
        How many articles were read.
    coverage : DataFrame
        ``outlet, referent, articles, covered, share, choices``: how many articles make a choice, in any voice.
    uncovered : DataFrame
        ``article_id, outlet, title, words`` of the articles without any.
    terms : DataFrame
        ``referent, stance, label, n, own, quoted, reported, scare, articles, outlets, share, quoted_share, note``.
    ambiguous : DataFrame
        ``referent, label, reason, n, of, share, example, article_id``: terms that may often mean something else.
    candidates : DataFrame
        ``referent, word, slot, n, articles, outlets, in_slot, likeness, example``: words that may be missing.
    influence : DataFrame
        ``outlet, referent, stance, label, n, choices, share, share_without, change, note``: each score without one
        of its terms.

    Examples
    --------
    >>> import framing, pandas as pd
    >>> texts = pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]})
    >>> check = framing.check_lexicon(framing.analyze(texts, "syria"))
    >>> check.coverage.query("referent.isna()")[["articles", "covered"]].values.tolist()
    [[1, 1]]
    """

    lexicon: Lexicon
    articles: int
    coverage: pd.DataFrame
    uncovered: pd.DataFrame
    terms: pd.DataFrame
    ambiguous: pd.DataFrame
    candidates: pd.DataFrame
    influence: pd.DataFrame

    def __repr__(self) -> str:
        return f"<LexiconCheck of {self.lexicon.name} {self.lexicon.version}: {self.verdict}>"

    @property
    def verdict(self) -> str:
        """What stands out, in words."""
        notes = self.terms["note"]
        found, dead = int((self.terms["n"] > 0).sum()), int((notes == "never found").sum())
        covered = self.articles - len(self.uncovered)
        said = [f"{covered:,} of {self.articles:,} articles make a choice", f"{found:,} terms found, {dead:,} never"]
        for what, note in (("dominating", "dominates"), ("mostly in quotations", "mostly in quotations")):
            said += _listed(what, self.terms.loc[notes.str.contains(note), "label"])
        said += _listed("ambiguous", self.ambiguous["label"]) + _listed("perhaps missing", self.candidates["word"])
        return "; ".join(said)

    def to_csv(self, folder: str | os.PathLike[str]) -> Path:
        """Write the tables into a new folder, one CSV file each.

        Raises
        ------
        FramingError
            If the folder exists.
        """
        path = Path(folder)
        if path.exists():
            raise FramingError(f"{path} exists; choose another folder.")
        path.mkdir(parents=True)
        for name in _TABLES:
            write_page(csv_of(getattr(self, name)), path / f"{name}.csv")
        return path


def check_lexicon(
    lexicon: str | Path | Lexicon | Analysis, articles: Any = None, *, syntax: bool = True, progress: bool = False
) -> LexiconCheck:
    """Say how well a lexicon fits a corpus, before its numbers are believed.

    Parameters
    ----------
    lexicon : str, Path, Lexicon or Analysis
        As in `analyze`; or an Analysis, which is checked with its own lexicon and articles, so that nothing is found
        twice.
    articles : DataFrame, path, or what else ``read_articles`` takes
        None with an Analysis.
    syntax, progress : bool
        As in `analyze`; without syntax, influence is of names in any voice.

    Returns
    -------
    LexiconCheck

    Raises
    ------
    FramingError
        If articles are missing, or given beside an Analysis.

    See Also
    --------
    framing.show.influence : A chart of the terms on which most depends.

    Examples
    --------
    >>> texts = pd.DataFrame({"outlet": ["Courier", "Herald"], "text": ["The Syrian regime met.", "It rained."]})
    >>> check_lexicon("syria", texts, syntax=False).uncovered[["outlet", "words"]].values.tolist()
    [['Herald', 2]]
    """
    if isinstance(lexicon, Analysis):
        if articles is not None:
            raise FramingError("an Analysis holds its articles; give check_lexicon the Analysis alone.")
        return _check(lexicon)
    if articles is None or isinstance(articles, Analysis):
        raise FramingError("check_lexicon needs a lexicon and articles, or an Analysis alone.")
    return _check(analyze(articles, lexicon, syntax=syntax, figures=False, progress=progress))


def _check(result: Analysis) -> LexiconCheck:
    words, mentions, texts = result.lexicon, result.mentions, result.articles
    choices = words.choices
    longer = find_longer_names(mentions, result.sentences, texts, words)
    shared = {form: list(s.actors) for s in words.shared for form in s.forms}
    ambiguous = measured.ambiguous_terms(mentions, result.references, longer, shared, _telling(words))
    examples = evidence(mentions.iloc[ambiguous.pop("first")], result.sentences, texts, {})
    silent = texts[~texts["article_id"].isin(mentions["article_id"])]
    tables = {
        "coverage": measured.coverage(mentions, texts, choices),
        "uncovered": silent[["article_id", "outlet", "title", "words"]].reset_index(drop=True),
        "terms": measured.terms(mentions, choices),
        "ambiguous": ambiguous.assign(example=examples["sentence_text"], article_id=examples["article_id"]),
        "candidates": measured.candidates(*find_slots(texts, words)),
        "influence": measured.influence(mentions, choices, voice="own" if result.has_syntax else "all"),
    }
    for table in tables.values():
        table.attrs["names"] = dict(result.names)
    return LexiconCheck(words, len(texts), **tables)


def _telling(lexicon: Lexicon) -> set[str]:
    """List labels that hold a name of their referent ("Assad regime"), and those of referents that are no actors."""
    found = set()
    for referent in lexicon.referents.values():
        names = {
            word
            for key in ("aliases", "metonyms", "demonyms")
            for form in getattr(referent, key)
            for word in form.split()
        }
        for forms in referent.labels.values():
            named = referent.kind not in ("actor", "people")
            found |= {form for form in forms if named or names & {w.removesuffix("'s") for w in form.split()}}
    return found


def _listed(what: str, words: pd.Series) -> list[str]:
    """Count different words and name the first three, or say nothing."""
    few = list(dict.fromkeys(words))
    return [f"{len(few)} {what} ({', '.join(few[:3])}{', ...' if few[3:] else ''})"] if few else []
