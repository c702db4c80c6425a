"""The findings in plain words, each with its counts and its interval, or with 'not enough evidence'."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from framing.show.compare import SIGNIFICANT, described
from framing.show.page import Html
from framing.show.words import count_of, display, display_actor, interval, percent, plain

__all__ = ["Finding", "Link", "linked", "said_of_blame", "said_of_differences", "said_of_labels", "said_of_sources",
           "share_of"]  # fmt: skip

_VAGUE = ("other", "unspecified")  #: targets of which a summary says nothing: they stand for different people

Link = Callable[[dict], str]  #: from a row of a table to where its sentences stand


class Finding(NamedTuple):
    """A sentence of the summary, and the ids it is about; none if it is about all."""

    text: Html
    about: Sequence[str] = ()


def _nowhere(row: dict) -> str:
    return ""


def _unknown(referent: str, stance: str) -> str:
    return ""


def _joined(parts: Iterable[Html], between: str) -> Html:
    return Html(between).join(parts)


def linked(words: str, href: str) -> Html:
    """Write words that lead somewhere, if there is somewhere to lead to."""
    return Html('<a href="{}">{}</a>').format(href, words) if href else Html("{}").format(words)


def share_of(row: dict, n: str, total: str, link: Link) -> Html:
    """Write one outlet's share: 'Courier, 90% (37 of 41; 95% interval 77–96%)', the counts a link."""
    count = linked(count_of(row[n], row[total]), link(row))
    words = Html("{}, {} ({}; 95% interval {})")
    return words.format(plain(row["outlet"]), percent(row["share"]), count, interval(row["low"], row["high"]))


def _spread(rows: pd.DataFrame, n: str, total: str, link: Link) -> Html:
    """Write the highest and the lowest share that have an interval; empty if none has."""
    sure = rows[rows["low"].notna() & rows["share"].notna()].sort_values("share", ascending=False, kind="stable")
    records = sure.to_dict("records")
    if not records:
        return Html("")
    first = share_of(records[0], n, total, link)
    if len(records) == 1:
        return Html("in {}").format(first)
    if records[0]["share"] == records[-1]["share"]:
        return Html("in {}, and the same share in every outlet with enough evidence").format(first)
    return Html("most often in {}; least often in {}").format(first, share_of(records[-1], n, total, link))


def _counts(rows: Iterable[dict], n: str, total: str, link: Link) -> Html:
    """Write counts without shares: '2 of 8 in Courier, 0 of 3 in Herald'."""
    words = Html("{} in {}")
    return _joined(
        (words.format(linked(count_of(r[n], r[total]), link(r)), plain(r["outlet"])) for r in rows),
        ", ",
    )


def _like(such: str) -> Html:
    """Give an example of a stance's names, where one is known."""
    return Html(", such as “{}”,").format(such) if such else Html("")


def _counted(rows: pd.DataFrame, names: dict[str, str], link: Link, word: Callable[[str, str], str]) -> Html:
    """Write the counts of the stance in which outlets differ most: 'critical names: 2 of 8 in Courier'."""
    rows = rows[rows["choices"] > 0]
    shares = rows.groupby("stance", sort=False)["share"]
    spread = (shares.max() - shares.min())[::-1]
    stance = spread.idxmax() if spread.max() > 0 else shares.max()[::-1].idxmax()
    chosen = rows[rows["stance"] == stance].sort_values("share", ascending=False, kind="stable")
    counts = _counts(chosen.to_dict("records"), "n", "choices", link)
    like = _like(word(chosen["referent"].iloc[0], str(stance)) if chosen["n"].any() else "")
    return Html("{} names{} {}").format(display(stance, names), like, counts)


def said_of_labels(
    table: pd.DataFrame, *, link: Link = _nowhere, word: Callable[[str, str], str] = _unknown, most: int = 4
) -> list[Finding]:
    """Say, for the referents named most, how the outlets' choices range in the stance on which they differ most.

    `word` gives, for a referent and a stance, the name found most, so that readers see what the stance means.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Courier"], "referent": ["army"], "stance": ["critical"], "n": [1],
    ...                       "choices": [3], "share": [1 / 3], "low": [None], "high": [None]})
    >>> str(said_of_labels(table)[0].text)
    'Army: too few choices for shares; critical names 1 of 3 in Courier.'
    """
    names = table.attrs.get("names", {})
    once = table.drop_duplicates(["outlet", "referent"])
    ranked = once.groupby("referent")["choices"].sum().sort_values(ascending=False, kind="stable")
    if table["low"].isna().all():  # too little for shares: what is named in more than one way says most
        ways = table[table["n"] > 0].groupby("referent")["stance"].nunique()
        ranked = ranked.loc[sorted(ranked.index, key=lambda referent: -min(ways.get(referent, 0), 2))]
    said = []
    for referent in ranked[ranked > 0].index[:most]:
        rows = table[table["referent"] == referent]
        name = display(referent, names)
        name = name[:1].upper() + name[1:]
        sure = rows[rows["low"].notna()]
        if sure.empty:
            text = Html("{}: too few choices for shares; {}.").format(name, _counted(rows, names, link, word))
            said.append(Finding(text, [referent]))
            continue
        shares = sure.groupby("stance", sort=False)["share"]
        spread = (shares.max() - shares.min())[::-1]  # of equal ones the last, the least favourable
        stance = spread.idxmax() if spread.max() > 0 else shares.max().idxmax()
        text = _spread(rows[rows["stance"] == stance], "n", "choices", link)
        weak = rows.drop_duplicates("outlet")["low"].isna().sum()
        few = f" In {weak} more {'outlet' if weak == 1 else 'outlets'} there is not enough evidence." if weak else ""
        words = Html("{}: {} names{} {}.{}")
        like = _like(word(referent, stance))
        said.append(Finding(words.format(name, display(stance, names), like, text, few), [referent]))
    return said


def said_of_blame(table: pd.DataFrame, *, link: Link = _nowhere) -> list[Finding]:
    """Say of whom outlets differ most in blaming them, how far they range, and how often nobody is named.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Courier"], "target": ["army"], "claims": [1], "total": [3],
    ...                       "share": [1 / 3], "low": [None], "high": [None]})
    >>> [str(finding.text) for finding in said_of_blame(table)]
    ['Army held responsible for harm: too few reports for shares; 1 of 3 in Courier.']
    """
    names = table.attrs.get("names", {})
    if table.empty or not table["claims"].any():
        return []
    ranked = table[~table["target"].isin(_VAGUE)].groupby("target")["claims"].sum()
    ranked = ranked.sort_values(ascending=False, kind="stable")
    sure = table[table["low"].notna()].groupby("target")["share"].agg(lambda shares: shares.max() - shares.min())
    ranked = ranked.loc[sorted(ranked.index, key=lambda target: -round(sure.get(target, 0), 3))]
    said = []
    for target in ranked[ranked > 0].index[:2]:
        text = _spread(table[table["target"] == target], "claims", "total", link)
        name = display_actor(target, names)
        name = name[:1].upper() + name[1:]
        if not text:
            rows = table[(table["target"] == target) & (table["total"] > 0)]
            counts = _counts(rows.to_dict("records"), "claims", "total", link)
            text = Html("too few reports for shares; {}").format(counts)
        said.append(Finding(Html("{} held responsible for harm: {}.").format(name, text), [target]))
    nobody = table[table["target"].isna()]
    text = _spread(nobody, "claims", "total", link)
    if not text and nobody["claims"].any():
        rows = nobody[nobody["total"] > 0].sort_values("share", ascending=False, kind="stable")
        text = Html("too few reports for shares; {}").format(_counts(rows.to_dict("records"), "claims", "total", link))
    if text:
        said.append(Finding(Html("Harm for which the sentence names nobody: {}.").format(text)))
    return said


def said_of_sources(table: pd.DataFrame, diversity: pd.DataFrame, *, link: Link = _nowhere) -> list[Finding]:
    """Say how many sides effectively speak, and how often those cited most “claimed” rather than “said”.

    Examples
    --------
    >>> diversity = pd.DataFrame({"outlet": ["Courier", "Herald"], "sides": [9, 12], "effective_sides": [4.1, 8.2],
    ...                           "sides_low": [3.1, 6.9], "sides_high": [5.6, 9.9]})
    >>> str(said_of_sources(pd.DataFrame(columns=["speaker", "n", "doubting_low"]), diversity)[0].text)[:58]
    'Sides that effectively speak: most in Herald, 8.2 (of 12; '
    """
    names = table.attrs.get("names", {})
    sure = diversity[diversity["sides_low"].notna()].sort_values("effective_sides", ascending=False, kind="stable")
    words = Html("{}, {:.1f} ({}; 95% interval {:.1f}–{:.1f})")
    counts = [
        words.format(plain(row["outlet"]), row["effective_sides"], linked(f"of {row['sides']}", link(row)),
                     row["sides_low"], row["sides_high"])
        for row in sure.to_dict("records")
    ]  # fmt: skip
    said = []
    if len(counts) > 1:
        said.append(
            Finding(Html("Sides that effectively speak: most in {}; fewest in {}.").format(counts[0], counts[-1]))
        )
    known = table[table["doubting_low"].notna() & table["speaker"].notna()]
    known = known.drop(columns=["share", "low", "high"], errors="ignore")
    known = known.rename(columns={f"doubting_{name}": name for name in ("share", "low", "high")})
    ranked = table.groupby("speaker")["n"].sum().sort_values(ascending=False, kind="stable")
    for speaker in ranked[ranked > 0].index[:2]:
        text = _spread(known[known["speaker"] == speaker], "doubting", "n", link)
        if text:
            start = Html("{} introduced by a verb of doubt, such as “claimed”: {}.")
            said.append(Finding(start.format(display(speaker, names), text), [speaker]))
    return said


def said_of_differences(table: pd.DataFrame) -> list[Finding]:
    """Say how many differences stand after correction, and which is the largest."""
    names = table.attrs.get("names", {})
    tested = table[table["q"].notna()]
    if tested.empty:
        shared = table["stories"].max() if "stories" in table else float("nan")
        here = f" (here are {int(shared)} at most)" if shared > 0 else ""
        text = Html("No difference between outlets could be tested: that takes six shared stories{}, or more articles.")
        return [Finding(text.format(here))]
    stand = tested[tested["q"] < SIGNIFICANT]
    if stand.empty:
        return [Finding(Html(
            "Of {} differences tested between outlets none stands after correction (q &lt; .05). "
            "That does not show that the outlets are alike; there may be too few articles to tell."
        ).format(linked(f"{len(tested):,}", "#compare")))]  # fmt: skip
    row = stand.assign(size=stand["difference"].abs()).nlargest(1, "size").to_dict("records")[0]
    text = Html(
        "Of {} differences tested between outlets, {} {} after correction (q &lt; .05). "
        "The largest is {}: {} in {} against {} in {}."
    ).format(
        linked(f"{len(tested):,}", "#compare"), linked(f"{len(stand):,}", "#compare"),
        "stands" if len(stand) == 1 else "stand", described(row, names), percent(row["share_a"]), plain(row["a"]),
        percent(row["share_b"]), plain(row["b"]),
    )  # fmt: skip
    return [Finding(text)]
