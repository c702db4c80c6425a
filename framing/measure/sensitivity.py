"""Sensitivity: whether the order of outlets survives leaving out any one term, article or story, or a filter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.errors import FramingError, did_you_mean
from framing.measure.blame import blame, distinct
from framing.measure.intervals import MIN_CHOICES, MIN_CLUSTERS
from framing.measure.labels import labels

__all__ = ["KINDS", "sensitivity"]

#: What can be left out: nothing, one term (of blame: one kind of event), one article, one story; the filter of voice
#: (labels then count in every voice, blame only in the outlet's own words); reports credited to news agencies.
KINDS = ("nothing", "term", "article", "story", "voice", "wire")

#: So many pairs that change places are named; the others are counted.
_NAMED = 5

Floats = NDArray[np.float64]


def sensitivity(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    *,
    referent: str | None = None,
    stance: str | None = None,
    target: str | None = None,
) -> pd.DataFrame:
    """Order the outlets by one share, leave out one thing after the other, and say whether the order survives.

    Counts are taken from the evidence tables; nothing is found anew. Ordered are the outlets whose share has an
    interval. Two outlets *change places* where the one with the larger share comes to have the smaller one; that
    counts most where their intervals lie apart, for the order of others is not known anyway.

    Parameters
    ----------
    mentions, claims : DataFrame
        Evidence tables.
    articles : DataFrame
        All articles; ``story`` and ``wire`` may be missing.
    choices : DataFrame
        Every ``referent, stance, label`` of the lexicon.
    referent, stance : str, optional
        Order outlets by the share of this stance among the names of this referent, in the outlets' own words. By
        default the referent with the most choices, of those for which two outlets have an interval, and its stance
        on which outlets differ most.
    target : str, optional
        Order them by the share of blame on this actor instead.

    Returns
    -------
    DataFrame
        ``measure, referent`` (of blame, the target), ``stance, kind`` (one of ``KINDS``), ``left_out, n`` (choices
        left out; negative where ``voice`` adds some), ``outlets`` (ordered), ``tau`` (Kendall's tau-b with the
        order of everything; missing below two outlets, or where all are equal), ``swaps`` (pairs that change places),
        ``apart`` (those of them whose intervals lie apart), ``swapped`` (which), ``order``, ``change`` (the largest
        change of a share), ``changed`` (whose) and ``note``. The first row is that of everything; the others stand by
        kind, those that change most first. Articles without a choice change nothing and have no row.

    Raises
    ------
    FramingError
        If a referent, stance or target is unknown, or `target` is given with one of the others.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika, 33, 239-251.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abcdefgh"), "outlet": ["Courier"] * 4 + ["Herald"] * 4})
    >>> mentions = pd.DataFrame({"article_id": list("abcdefgh") * 6, "referent": "army", "voice": "own",
    ...     "label": ((["junta"] * 4 + ["regime"] * 4) + (["junta"] * 4 + ["army"] * 4) + ["army"] * 8) * 2})
    >>> mentions["stance"] = mentions["label"].map({"junta": "critical", "regime": "critical", "army": "neutral"})
    >>> claims = pd.DataFrame(columns=["article_id", "part", "sentence", "target", "source", "polarity"], dtype="str")
    >>> table = sensitivity(mentions, claims, articles, mentions, referent="army", stance="critical")
    >>> table.loc[table["kind"] != "article", ["kind", "left_out", "tau", "order", "change", "changed"]].round(2)
           kind          left_out  tau             order  change  changed
    0   nothing                    1.0  Courier > Herald    0.00      NaN
    1      term             junta -1.0  Herald > Courier   -0.67  Courier
    2      term            regime  1.0  Courier > Herald   -0.33   Herald
    3      term              army  NaN  Courier = Herald    0.67   Herald
    12    voice  quotation filter  1.0  Courier > Herald    0.00      NaN
    """
    if target is not None:
        if referent is not None or stance is not None:
            raise FramingError(f"sensitivity was given target={target!r} with a referent or a stance; give one.")
        tally = _of_blame(claims, articles, target)
    else:
        tally = _of_labels(mentions, articles, choices, *_choose(mentions, articles, choices, referent, stance))
    parts = [_compare(tally, kind, counts) for kind, counts in _leave_out(tally, articles)]
    table = pd.concat(parts, ignore_index=True)
    place = table["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    table = table.assign(_place=place, _size=-table["change"].abs())
    table = table.sort_values(
        ["_place", "apart", "tau", "_size", "left_out"], ascending=[True, False, True, True, True], kind="stable"
    )
    table = table.drop(columns=["_place", "_size"]).reset_index(drop=True)
    for at, (column, value) in enumerate(zip(["measure", "referent", "stance"], tally[:3], strict=True)):
        table.insert(at, column, pd.Series(value, index=table.index, dtype="str"))
    return table


class _Tally(NamedTuple):
    """Choices by article and term, whether each term is a hit, and the outlets that are ordered.

    ``counts`` and ``other`` (the filter of voice turned) are articles x terms; ``shares`` has the rows ``outlet, share,
    low, high`` of the outlets ordered, ``outlets`` says which articles are theirs (articles x outlets).
    """

    measure: str
    referent: str
    stance: str | None
    terms: list[str]
    hit: NDArray[np.bool_]
    counts: Floats
    other: Floats
    shares: pd.DataFrame
    outlets: Floats


class _Counts(NamedTuple):
    """Hits, choices and articles with a choice by leave-out and outlet; names and sizes of what was left out."""

    names: list[str]
    sizes: Floats
    hits: Floats
    choices: Floats
    articles: Floats


def _choose(
    mentions: pd.DataFrame, articles: pd.DataFrame, choices: pd.DataFrame, referent: str | None, stance: str | None
) -> tuple[str, str]:
    """Check the referent and the stance, or choose those that say most about the order of outlets."""
    known = list(dict.fromkeys(choices["referent"]))
    if referent is not None and referent not in known:
        raise FramingError(f"no labels for the referent {referent!r}. {did_you_mean(referent, known)}")
    rows = choices if referent is None else choices[choices["referent"] == referent]
    stances = list(dict.fromkeys(rows["stance"]))
    if stance is not None and stance not in stances:
        of = f" for the referent {referent!r}" if referent else ""
        raise FramingError(f"no stance {stance!r}{of}. {did_you_mean(stance, stances)}")
    rows = rows if stance is None else rows[rows["stance"] == stance]
    table = labels(mentions, articles, choices).merge(rows[["referent", "stance"]].drop_duplicates())
    sure = table[table["low"].notna()].groupby(["referent", "stance"], sort=False)
    found = pd.DataFrame({
        "ordered": sure.size() > 1, "choices": sure["choices"].sum(), "range": sure["share"].max() - sure["share"].min()
    }).reset_index()  # fmt: skip
    if found.empty:
        return rows["referent"].iloc[0], rows["stance"].iloc[0]
    best = found.sort_values(["ordered", "choices", "range"], ascending=False, kind="stable").iloc[0]
    return best["referent"], best["stance"]


def _of_labels(
    mentions: pd.DataFrame, articles: pd.DataFrame, choices: pd.DataFrame, referent: str, stance: str
) -> _Tally:
    """Count the labels of a referent."""
    rows = mentions[mentions["referent"] == referent]
    stances = rows.drop_duplicates("label").set_index("label")["stance"].sort_index()
    table = labels(rows, articles, choices[choices["referent"] == referent])
    shares, outlets = _ordered(table[table["stance"] == stance], articles)
    kinds = rows["label"], list(stances.index)
    own = rows["voice"] == "own"
    return _Tally(
        "labels", referent, stance, list(stances.index), (stances == stance).to_numpy(),
        _tally(rows[own], *kinds, articles), _tally(rows, *kinds, articles), shares, outlets,
    )  # fmt: skip


def _of_blame(claims: pd.DataFrame, articles: pd.DataFrame, target: str) -> _Tally:
    """Count the reports of harm, by kind of event and whether they blame the target."""
    known = sorted(claims["target"].dropna().unique())
    if target not in known:
        raise FramingError(f"Nobody blames target={target!r}. {did_you_mean(target, known)}")
    table = blame(claims, articles, [])
    shares, outlets = _ordered(table[table["target"] == target], articles)
    rows = distinct(claims)
    rows = rows[rows["polarity"] != "deny"]
    blamed = (rows["target"] == target).map({True: "+", False: "-"})
    events = rows["event"].astype("str").fillna("no kind of event")
    terms = sorted(events.unique())
    columns = [sign + term for term in terms for sign in "+-"]
    kinds = blamed + events, columns
    return _Tally(
        "blame", target, None, terms, np.array([column[0] == "+" for column in columns]),
        _tally(rows, *kinds, articles), _tally(rows[rows["source"] == "outlet"], *kinds, articles), shares, outlets,
    )  # fmt: skip


def _ordered(table: pd.DataFrame, articles: pd.DataFrame) -> tuple[pd.DataFrame, Floats]:
    """Give the outlets whose share has an interval, the largest share first, and which articles are theirs."""
    shares = table.loc[table["low"].notna(), ["outlet", "share", "low", "high"]]
    shares = shares.sort_values(["share", "outlet"], ascending=[False, True], ignore_index=True)
    theirs = articles["outlet"].to_numpy()[:, None] == shares["outlet"].to_numpy()[None, :]
    return shares, theirs.astype(float)


def _tally(rows: pd.DataFrame, kinds: pd.Series, columns: list[str], articles: pd.DataFrame) -> Floats:
    """Count rows by article and kind."""
    at = pd.Index(articles["article_id"]).get_indexer(rows["article_id"])
    column = pd.Index(columns).get_indexer(pd.Index(kinds[rows.index]))
    return sparse.coo_array((np.ones(len(rows)), (at, column)), shape=(len(articles), len(columns))).toarray()


def _leave_out(tally: _Tally, articles: pd.DataFrame) -> Iterator[tuple[str, _Counts]]:
    """Count again without each thing in turn."""
    counts, outlets = tally.counts, tally.outlets
    yield "nothing", _recount(tally, counts, [""])
    if len(tally.shares) < 2:
        return
    whole = _recount(tally, counts, [""])
    each = counts.shape[1] // len(tally.terms) if tally.terms else 1
    for number, term in enumerate(tally.terms):
        kept = np.arange(counts.shape[1]) // each != number
        if (counts[:, ~kept].T @ outlets).any():
            yield "term", _recount(tally, counts * kept, [term])
    busy = (counts.sum(axis=1) > 0) & (outlets.sum(axis=1) > 0)
    yield "article", _without(tally, whole, np.flatnonzero(busy), list(articles["article_id"][busy]))
    if "story" in articles:
        told = articles["story"].where(busy)
        codes, names = pd.factorize(told, sort=True)
        yield "story", _without(tally, whole, codes, [str(name) for name in names], by_code=True)
    yield "voice", _recount(tally, tally.other, ["quotation filter" if tally.measure == "labels" else "others' claims"])
    if "wire" in articles:
        copied = (articles["wire"].notna() & (articles["wire"] != "")).to_numpy()
        if (busy & copied).any():
            yield "wire", _recount(tally, counts * ~copied[:, None], ["wire copy"])


def _recount(tally: _Tally, counts: Floats, names: list[str]) -> _Counts:
    """Count hits, choices and articles by outlet in one table of counts."""
    total = counts.sum(axis=1)
    sums = [part @ tally.outlets for part in (counts[:, tally.hit].sum(axis=1), total, (total > 0) * 1.0)]
    size = (tally.counts.sum(axis=1) @ tally.outlets).sum() - sums[1].sum()
    return _Counts(names, np.array([size]), *(part[None] for part in sums))


def _without(
    tally: _Tally, whole: _Counts, codes: NDArray[np.int_], names: list[str], *, by_code: bool = False
) -> _Counts:
    """Take single articles out of the whole (`codes` are rows), or groups of them (`codes` are theirs, or -1)."""
    rows = np.flatnonzero(codes >= 0) if by_code else codes
    group = codes[rows] if by_code else np.arange(len(rows))
    adder = sparse.coo_array((np.ones(len(rows)), (group, rows)), shape=(len(names), len(tally.counts))).tocsr()
    total = tally.counts.sum(axis=1)
    parts = (tally.counts[:, tally.hit].sum(axis=1), total, (total > 0) * 1.0)
    sums = [adder @ (part[:, None] * tally.outlets) for part in parts]
    left = [now - gone for now, gone in zip(whole[2:], sums, strict=True)]
    return _Counts(names, sums[1].sum(axis=1), *left)


def _compare(tally: _Tally, kind: str, counts: _Counts) -> pd.DataFrame:
    """Compare the order of each leave-out with that of everything."""
    outlets = list(tally.shares["outlet"])
    base = tally.shares["share"].to_numpy()
    enough = (counts.choices >= MIN_CHOICES) & (counts.articles >= MIN_CLUSTERS)
    share = np.where(enough, counts.hits / np.maximum(counts.choices, 1), np.nan)
    first, second = (np.array([pair[i] for pair in combinations(range(len(outlets)), 2)], dtype=int) for i in (0, 1))
    before = np.sign((base[first] - base[second]).round(12))
    after = np.sign((share[:, first] - share[:, second]).round(12))
    both = ~np.isnan(after)
    agree = np.nansum(before * after, axis=1)
    untied = np.sqrt((both * before**2).sum(axis=1) * np.nansum(after**2, axis=1))
    swap = before * after < 0
    low, high = tally.shares["low"].to_numpy(), tally.shares["high"].to_numpy()
    apart = (low[first] > high[second]) | (low[second] > high[first])
    change = share - base
    most = np.abs(np.nan_to_num(change)).argmax(axis=1) if outlets else np.zeros(len(share), dtype=int)
    rows = np.arange(len(share))
    largest = change[rows, most] if outlets else np.full(len(share), np.nan)
    pairs = [(outlets[i], outlets[j]) for i, j in zip(first, second, strict=True)]
    return pd.DataFrame({
        "kind": kind, "left_out": pd.Series(counts.names, dtype="str"), "n": counts.sizes.astype("int64"),
        "outlets": enough.sum(axis=1), "tau": np.divide(agree, untied, out=np.full(len(rows), np.nan),
                                                        where=untied > 0),
        "swaps": swap.sum(axis=1), "apart": (swap & apart).sum(axis=1),
        "swapped": pd.Series([_named(pairs, which, apart) for which in swap], dtype="str"),
        "order": pd.Series([_order(outlets, of) for of in share], dtype="str"), "change": largest,
        "changed": pd.Series([outlets[i] if abs(size) > 1e-12 else None
                              for i, size in zip(most, largest, strict=True)], dtype="str"),
        "note": pd.Series([_note(outlets, *row) for row in zip(enough, untied, strict=True)], dtype="str"),
    })  # fmt: skip


def _named(pairs: list[tuple[str, str]], which: NDArray[np.bool_], apart: NDArray[np.bool_]) -> str:
    """Name the pairs that change places, those whose intervals lie apart first."""
    found = [*np.flatnonzero(which & apart), *np.flatnonzero(which & ~apart)]
    named = [" and ".join(pairs[i]) for i in found[:_NAMED]]
    return "; ".join([*named, f"{len(found) - _NAMED} more"] if len(found) > _NAMED else named)


def _order(outlets: list[str], share: Floats) -> str:
    """Write the order, the largest share first; "=" stands between equal shares."""
    known = [i for i in np.argsort(-share, kind="stable") if not np.isnan(share[i])]
    marks = [" = " if round(share[i] - share[j], 12) == 0 else " > " for i, j in zip(known, known[1:], strict=False)]
    return "".join(outlets[i] + mark for i, mark in zip(known, [*marks, ""], strict=False))


def _note(outlets: list[str], enough: NDArray[np.bool_], untied: float) -> str:
    """Word which outlets have not enough evidence left, or that there is no order."""
    if len(outlets) < 2:
        return "no order: fewer than two outlets have enough evidence"
    gone = [outlet for outlet, fit in zip(outlets, enough, strict=True) if not fit]
    if gone:
        return f"not enough evidence is left of {', '.join(gone)}"
    return "" if untied else "no order: all are equal"
