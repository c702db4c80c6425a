"""The paragraph for the methods section of a paper: what was counted, with what, and how well it was validated."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.analysis import Analysis
from framing.measure.agreement import Agreement
from framing.show.words import interval, percent
from framing.validation.validate import Validity

__all__ = ["methods_text"]

_MEASURES = {
    "names": "names found at all",
    "labels": "stance of names in the outlet's own words",
    "voice": "voice of names",
    "blame": "who is held responsible, or that nobody is named",
    "sources": "who is held responsible and on whose word",
}


def methods_text(
    result: Analysis,
    *,
    validity: Validity | Sequence[Validity] | None = None,
    agreement: Agreement | Sequence[Agreement] | None = None,
) -> str:
    """Compose the paragraph for a paper: corpus, instrument with versions, what was counted, and how well it holds.

    Parameters
    ----------
    result : Analysis
        What was measured.
    validity : Validity or sequence of Validity, optional
        What ``validity`` returned; of labels and of claims, if both were coded. Without it the text says that nothing
        was validated.
    agreement : Agreement or sequence of Agreement, optional
        What ``agreement`` returned, in the same order.

    Returns
    -------
    str
        Plain sentences, to be edited.

    Examples
    --------
    >>> import framing
    >>> result = framing.analyze(pd.DataFrame({"outlet": ["Courier"], "text": ["The regime met."]}), "syria")
    >>> methods_text(result).splitlines()[0][:58]
    'We analysed 1 article by 1 outlet with framing 0.1.0 and t'
    """
    shown = [validity] if isinstance(validity, Validity) else list(validity or [])
    agreed = [agreement] if isinstance(agreement, Agreement) else list(agreement or [])
    parts = [_corpus(result), _counted(result)]
    for place, own in enumerate(shown):
        parts.append(_validated(own, agreed[place] if place < len(agreed) else None))
    if not shown:
        parts.append("The readings were not validated on this corpus.")
    changes = result.parameters.get("corrections", [])
    if changes:
        coders = ", ".join(dict.fromkeys(change["coder"] for change in changes))
        parts.append(
            f"After validation, {len(changes)} {_plural('reading', len(changes))} of the machine {_was(len(changes))} "
            f"replaced by that of a coder ({coders}); each change is listed in the record of the run."
        )
    return "\n\n".join(parts)


def _corpus(result: Analysis) -> str:
    """Say what was analysed, with what."""
    record = result.record()
    articles, outlets = record["articles"], record["outlets"]
    dates = result.articles["date"].dropna() if "date" in result.articles else pd.Series(dtype="datetime64[ns]")
    stories = result.articles["story"].nunique()
    words = [f"We analysed {articles:,} {_plural('article', articles)} by {outlets} {_plural('outlet', outlets)}"]
    if stories:
        words.append(f"on {stories:,} {'story' if stories == 1 else 'stories'}")
    if len(dates):
        first, last = dates.min().date().isoformat(), dates.max().date().isoformat()
        words.append(f"published on {first}" if first == last else f"published from {first} to {last}")
    lexicon = record["lexicon"]
    words.append(
        f"with framing {record['framing']} and the lexicon {lexicon['name']} {lexicon['version']} "
        f"({lexicon['hash']}; {result.lexicon.title})"
    )
    model = record["parameters"].get("model")
    parsed = f" Sentences were parsed with {model}." if model else " Sentences were not parsed."
    return " ".join(words) + "." + parsed


def _counted(result: Analysis) -> str:
    """Say what was counted, and how much there was."""
    own = int((result.mentions["voice"] == "own").sum())
    text = (
        f"We counted {len(result.mentions):,} {_plural('name', len(result.mentions))} that could have been chosen "
        f"otherwise, {own:,} of them in the outlets' own words, as shares of the choices made for their referent"
    )
    if not result.has_syntax:
        return text + "."
    table = result.blame(by=[])
    named, total = int(table.loc[table["target"].notna(), "claims"].sum()), int(table["claims"].sum())
    return (
        f"{text}; and {total:,} {_plural('report', total)} of harm, of which {named:,} hold somebody responsible, as "
        "shares of all reports of harm. Intervals are 95 % intervals that take articles (or stories) as the units."
    )


def _validated(validity: Validity, agreement: Agreement | None) -> str:
    """Say how well the readings hold."""
    what = "labels" if validity.of == "mentions" else "claims"
    passed = f"{validity.passed:,} of them sentences in which nothing had been found"
    coders = len(validity.coders)
    text = [
        f"To validate {what}, {validity.units:,} units were drawn at random within strata, {passed}, and coded by "
        f"{coders} {_plural('coder', coders)} who did not see the machine's answers."
    ]
    if agreement is not None:
        alphas = [_alpha(row) for row in agreement.table.to_dict("records")]
        text.append(f"Krippendorff's alpha was {'; '.join(alphas)}.")
    for measure, words in _MEASURES.items():
        if (validity.scores["measure"] == measure).any():
            said = [_score(validity, measure, statistic) for statistic in ("precision", "recall")]
            text.append(f"{words[0].upper()}{words[1:]}: {', '.join(said)}.")
    text.append(
        "Figures are weighted by the inverse probability of being drawn. Shares were corrected for misreadings with "
        "the difference estimator, which is unbiased under this design (Egami et al. 2023), with intervals that "
        "include the uncertainty of the codings."
    )
    return " ".join([*text, validity.verdict])


def _alpha(row: dict) -> str:
    """Write one field's alpha."""
    if pd.isna(row["alpha"]):
        return f"not defined for {row['field']} ({row['note']})"
    limits = f", {row['low']:.2f} to {row['high']:.2f}" if pd.notna(row["low"]) else ""
    return f"{row['alpha']:.2f} for {row['field']} (n={row['units']}{limits})"


def _score(validity: Validity, measure: str, statistic: str) -> str:
    """Write one score."""
    row = validity.score(measure, statistic)
    limits = interval(row["low"], row["high"])
    return f"{statistic} {percent(row['share'])}{f' ({limits})' if limits else ''}"


def _plural(word: str, n: int) -> str:
    return word if n == 1 else f"{word}s"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"
