"""Codings against the machine: agreement of coders, precision and recall, corrected shares, and a verdict in words."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.analysis import Analysis
from framing.errors import FramingError, FramingWarning
from framing.measure import agreement as _agreement
from framing.measure import validity as _validity
from framing.measure.agreement import NONE, Agreement
from framing.measure.blame import distinct
from framing.measure.coded import ALL_OUTLETS, ALL_REFERENTS, FIELDS, MACHINE, NOBODY, NOT_STATED, Evidence
from framing.show.words import NOBODY as NOBODY_NAMED
from framing.show.words import display, display_actor, percent
from framing.validation.codings import Codings

__all__ = ["Validity", "agreement", "validity"]


@dataclass(frozen=True)
class Validity:
    """How right the machine is on this corpus.

    Attributes
    ----------
    of : {"mentions", "claims"}
        What was coded.
    scores : DataFrame
        ``measure, outlet, referent, statistic, n, total, share, low, high, note``: precision, recall and f1, weighted.
    shares : DataFrame
        ``measure, outlet, referent, stance, n, choices, share, corrected, low, high, codings, note``: what the machine
        counted, and the share once its errors are allowed for, with a 95 % interval.
    comparisons : DataFrame
        ``measure, outlet, other, referent, stance, share_a, share_b, difference, corrected, low, high, codings,
        verdict``: each outlet against the others.
    confusion : DataFrame
        ``field, found, read, n, weighted``: what the machine found against what coders read.
    units, passed : int
        How many units were coded, and in how many of them nothing had been found.
    coders : list of str
        Who coded.

    Examples
    --------
    >>> import framing
    >>> codings = framing.read_codings({"Ada": "examples/codings/labels-ada.csv"})
    >>> articles = framing.read_articles("examples/articles")
    >>> coded = articles[articles["date"].between("2020-02-27", "2020-03-06")]
    >>> found = framing.validity(framing.analyze(coded, "syria"), codings)
    >>> found.scores["statistic"].unique().tolist()
    ['precision', 'recall', 'f1']
    """

    of: str
    scores: pd.DataFrame
    shares: pd.DataFrame
    comparisons: pd.DataFrame
    confusion: pd.DataFrame
    units: int
    passed: int
    coders: list[str]

    def __repr__(self) -> str:
        return f"<Validity of {self.of}: {self.units} units coded by {', '.join(self.coders)}. {self.verdict}>"

    @property
    def verdict(self) -> str:
        """Whether comparisons of outlets stand, in words."""
        return _say(self.comparisons)

    def score(self, measure: str, statistic: str) -> pd.Series:
        """Give one score over all outlets and referents: a row of `scores`."""
        rows = self.scores
        chosen = rows[(rows["measure"] == measure) & (rows["statistic"] == statistic)]
        return chosen[(chosen["outlet"] == ALL_OUTLETS) & (chosen["referent"] == ALL_REFERENTS)].iloc[0]


def agreement(codings: Codings, *, resamples: int = 2000, seed: int = 0) -> Agreement:
    """Give Krippendorff's alpha and the plain agreement of coders, field by field.

    Parameters
    ----------
    codings : Codings
        What ``read_codings`` returned, of two coders or more.
    resamples : int
        Bootstrap resamples of rows behind the interval.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    Agreement
        ``table`` has ``field, coders, units, agreement, alpha, low, high, note``. The first field (referent, or target)
        is compared in all rows, the others where two coders found something.

    Raises
    ------
    FramingError
        If there is only one coder.

    See Also
    --------
    framing.measure.agreement : how it is computed.

    Examples
    --------
    >>> import framing
    >>> codings = framing.read_codings({name: f"examples/codings/labels-{name}.csv" for name in ("ada", "ben")})
    >>> framing.agreement(codings).table["field"].tolist()
    ['referent', 'stance', 'voice']
    """
    if len(codings.coders) < 2:
        raise FramingError(f"agreement needs two coders; these codings are by {codings.coders[0]} alone.")
    return _agreement(codings.readings, codings.fields, resamples=resamples, seed=seed)


def validity(result: Analysis, codings: Codings) -> Validity:
    """Say how right the machine is on this corpus, and what its shares become once its errors are allowed for.

    With several coders each row counts as the mean of their readings; to use a reading they agreed on, give that file
    alone. The analysis may be a later one than that the sheet was drawn from (another version, a mended lexicon), as
    long as the articles are the same.

    Parameters
    ----------
    result : Analysis
        What ``analyze`` found.
    codings : Codings
        What ``read_codings`` returned.

    Returns
    -------
    Validity

    Raises
    ------
    FramingError
        If the articles are others than those the sheet was drawn from, or more, or the analysis was corrected by
        codings.

    Warns
    -----
    FramingWarning
        If some rows belong to articles that are gone or changed, or whole strata have no coded row.

    See Also
    --------
    framing.measure.validity : how it is computed, with references.

    Examples
    --------
    >>> import framing
    >>> codings = framing.read_codings({"Ada": "examples/codings/labels-ada.csv"})
    >>> articles = framing.read_articles("examples/articles")
    >>> coded = articles[articles["date"].between("2020-02-27", "2020-03-06")]
    >>> framing.validity(framing.analyze(coded, "syria"), codings).coders
    ['Ada']
    """
    if result.parameters.get("corrections"):
        raise FramingError(
            "this analysis was corrected by hand, so codings would be compared with themselves; give the analysis as "
            "it was before correct()."
        )
    units = codings.units_in(result.articles)
    _check_covered(result.articles, codings)
    units = units.drop(columns="passed").merge(_strata(codings.key.strata, units["stratum"]), on="stratum")
    read = codings.readings[codings.readings["id"].isin(units["id"])]
    of = codings.of
    cells = result.lexicon.choices[["referent", "stance"]].drop_duplicates()
    if of == "claims":
        targets = [*result.lexicon.targets, NOBODY]
        cells = pd.DataFrame({"target": pd.Series(targets, dtype="str")})
    evidence = Evidence(of, getattr(result, of), result.articles[["article_id", "outlet"]], cells)
    found = machine_readings(result, units, of)
    tables = _validity(evidence, units, pd.concat([found, read], ignore_index=True))
    for table in tables:
        table.attrs["names"] = dict(result.names)
    return Validity(of, *tables, units=len(units), passed=int(units["passed"].sum()), coders=codings.coders)


def _check_covered(articles: pd.DataFrame, codings: Codings) -> None:
    """Raise if there are articles from which nothing could be drawn: no weight of the sheet stands for them."""
    record, ids = codings.key.record, articles["article_id"]
    new = ids[~ids.isin(record["article_ids"])].tolist() if "article_ids" in record else []
    count = len(new) or len(ids) - record.get("articles", len(ids))  # keys of earlier versions only say how many
    if count <= 0:
        return
    first = f" (first: {new[0]!r})" if new else ""
    drawn = 'article_id=codings.key.record["article_ids"]' if new else "..."
    raise FramingError(
        f"the sheet was drawn from {record.get('articles', len(ids) - count):,} articles, and this analysis has "
        f"{count:,} more{first}: its codings say nothing about them. Give the articles that were drawn from alone, "
        f"result.subset({drawn}), or draw a sheet from all of them."
    )


def _strata(strata: pd.DataFrame, coded: pd.Series) -> pd.DataFrame:
    """Give the size of each coded stratum; one without codings goes to the most similar one of its class."""
    has = strata["stratum"].isin(coded)
    sizes = strata.set_index("stratum")["size"].astype(float).to_dict()
    records = strata.to_dict("records")
    lost = 0
    for empty in strata[~has].to_dict("records"):
        others = [s for s in records if s["passed"] == empty["passed"] and s["stratum"] in set(coded)]
        if others:
            alike = [sum(a == b for a, b in zip(s["names"], empty["names"], strict=True)) for s in others]
            sizes[others[int(np.argmax(alike))]["stratum"]] += empty["size"]
        lost += 1
    if lost:
        warnings.warn(
            f"{lost} of {len(strata)} strata have no coded row; each is counted with the one most like it.",
            FramingWarning,
            stacklevel=3,
        )
    return strata[has].assign(size=strata["stratum"].map(sizes))[["stratum", "size", "passed"]]


def machine_readings(result: Analysis, units: pd.DataFrame, of: str) -> pd.DataFrame:
    """Give what the machine found in each unit, in the form of a coder's readings."""
    rows = result.mentions if of == "mentions" else distinct(result.claims)
    groups = dict(iter(rows.groupby(["article_id", "part"])))
    fields = FIELDS[of]
    parts = []
    for unit in units.to_dict("records"):
        own = groups.get((unit["article_id"], unit["part"]))
        if own is not None:
            own = own[(own["start"] < unit["end"]) & (own["end"] > unit["start"])]
            if of == "mentions" and unit["passed"]:
                taken = np.array(unit["found"], dtype=int).reshape(-1, 2)
                spans = own[["start", "end"]].to_numpy()
                own = own[[not ((taken[:, 0] < end) & (taken[:, 1] > start)).any() for start, end in spans]]
            elif of == "mentions":
                own = own.head(1)
        if own is None or own.empty:
            own = pd.DataFrame({fields[0]: [NONE]})
        elif of == "claims":
            own = own.assign(target=own["target"].fillna(NOBODY), victim=own["victim"].fillna(NOT_STATED))
        parts.append(own.reindex(columns=fields).assign(id=unit["id"]))
    found = pd.concat(parts, ignore_index=True).astype(dict.fromkeys(fields, "str"))
    return found.assign(rater=MACHINE)[["id", "rater", *fields]]


def _say(table: pd.DataFrame, most: int = 3) -> str:
    """Word which comparisons stand."""
    if table.empty:
        return "There is one outlet, so there is nothing to compare."
    shown = table[~table["verdict"].isin(["no difference", "hidden by errors"])]
    if shown.empty:
        return "The machine's counts show no difference between an outlet and the others."
    count = shown["verdict"].value_counts()
    stands, fallen = count.get("stands", 0), shown[shown["verdict"] == "cannot stand"]
    said = [
        f"Of {len(shown)} differences between an outlet and the others that the machine's counts show, {stands} "
        f"{'stands' if stands == 1 else 'stand'} once its errors are allowed for"
    ]
    if len(fallen):
        said.append(f"{len(fallen)} cannot stand, because the machine errs differently on the two sides")
    if count.get("not settled", 0):
        said.append(f"{count['not settled']} are not settled by these codings")
    if count.get("not enough codings", 0):
        said.append(f"{count['not enough codings']} have too few codings to tell")
    text = "; ".join(said) + "."
    if len(fallen):
        examples = [_example(row, table.attrs.get("names", {})) for row in fallen.head(most).to_dict("records")]
        text += f" Do not report: {'; '.join(examples)}{'; ...' if len(fallen) > most else ''}."
    hidden = (table["verdict"] == "hidden by errors").sum()
    return text + (f" {hidden} more {'shows' if hidden == 1 else 'show'} only after correction." if hidden else "")


def _example(row: dict, names: dict[str, str]) -> str:
    """Word one comparison that cannot stand."""
    what = [display_actor(row["referent"], names, missing=NOBODY_NAMED)] if row["measure"] != "voice" else []
    what += [display(row["stance"], names)] if row["measure"] != "blame" else []
    return (
        f"{row['outlet']} ({', '.join(what)}), counted {percent(row['share_a'])} against {percent(row['share_b'])}, "
        f"corrected difference {100 * row['corrected']:+.0f} points "
        f"({100 * row['low']:+.0f} to {100 * row['high']:+.0f})"
    )
