"""The findings in plain words, each with its counts and its interval, or with 'not enough evidence'."""

from __future__ import annotations

import pandas as pd

from framing.show.compare import SIGNIFICANT, described
from framing.show.words import count_of, display, display_actor, interval, percent, plain

__all__ = ["said_of_blame", "said_of_differences", "said_of_labels", "said_of_sources"]


def _said(row: dict, n: str, total: str) -> str:
    """Write one outlet's share: '90% in Courier (37 of 41; 95% interval 77–96%)'."""
    sure = interval(row["low"], row["high"])
    return f"{percent(row['share'])} in {plain(row['outlet'])} ({count_of(row[n], row[total])}; 95% interval {sure})"


def _spread(rows: pd.DataFrame, n: str, total: str) -> str:
    """Write the highest and the lowest share that have an interval; empty if none has."""
    sure = rows[rows["low"].notna() & rows["share"].notna()].sort_values("share", ascending=False, kind="stable")
    records = sure.to_dict("records")
    if not records:
        return ""
    if len(records) == 1:
        return _said(records[0], n, total)
    if records[0]["share"] == records[-1]["share"]:
        return f"{_said(records[0], n, total)}, and the same share in every outlet with enough evidence"
    return f"highest {_said(records[0], n, total)}, lowest {_said(records[-1], n, total)}"


def _counted(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Write the counts of the stance in which outlets differ most: 'Critical names: 2 of 8 in Courier.'"""
    rows = rows[rows["choices"] > 0]
    shares = rows.groupby("stance", sort=False)["share"]
    spread = (shares.max() - shares.min())[::-1]
    stance = spread.idxmax() if spread.max() > 0 else shares.max()[::-1].idxmax()
    chosen = rows[rows["stance"] == stance].sort_values("share", ascending=False, kind="stable")
    counts = [f"{count_of(row['n'], row['choices'])} in {plain(row['outlet'])}" for row in chosen.to_dict("records")]
    return f"{display(stance, names).capitalize()} names: {', '.join(counts)}."


def said_of_labels(table: pd.DataFrame, *, most: int = 4) -> list[str]:
    """Say, for the referents named most, how the outlets' choices range in the stance on which they differ most.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Courier"], "referent": ["army"], "stance": ["critical"], "n": [1],
    ...                       "choices": [3], "share": [1 / 3], "low": [None], "high": [None]})
    >>> said_of_labels(table)
    ['Army: not enough evidence for shares. Critical names: 1 of 3 in Courier.']
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
            said.append(f"{name}: not enough evidence for shares. {_counted(rows, names)}")
            continue
        shares = sure.groupby("stance", sort=False)["share"]
        spread = (shares.max() - shares.min())[::-1]  # of equal ones the last, the least favourable
        stance = spread.idxmax() if spread.max() > 0 else shares.max().idxmax()
        text = f"{display(stance, names)} names: " + _spread(rows[rows["stance"] == stance], "n", "choices")
        weak = rows.drop_duplicates("outlet")["low"].isna().sum()
        few = f" In {weak} more {'outlet' if weak == 1 else 'outlets'} there is not enough evidence." if weak else ""
        said.append(f"{name}, {text}.{few}")
    return said


def said_of_blame(table: pd.DataFrame) -> list[str]:
    """Say who is blamed most, how far outlets range in it, and how often nobody is named."""
    names = table.attrs.get("names", {})
    if table.empty or not table["claims"].any():
        return []
    ranked = table.groupby("target")["claims"].sum().sort_values(ascending=False, kind="stable")
    said = []
    for target in ranked[ranked > 0].index[:2]:
        text = _spread(table[table["target"] == target], "claims", "total")
        name = display_actor(target, names)
        if text:
            said.append(f"Held responsible for harm, {name}: {text}.")
        else:
            rows = table[(table["target"] == target) & (table["total"] > 0)]
            records = rows.to_dict("records")
            counts = [f"{count_of(row['claims'], row['total'])} in {plain(row['outlet'])}" for row in records]
            said.append(f"Held responsible for harm, {name}: not enough evidence for shares; {', '.join(counts)}.")
    text = _spread(table[table["target"].isna()], "claims", "total")
    if text:
        said.append(f"Harm for which the sentence names nobody: {text}.")
    return said


def said_of_sources(table: pd.DataFrame, diversity: pd.DataFrame) -> list[str]:
    """Say how many sides effectively speak, and how often those cited most “claimed” rather than “said”.

    Examples
    --------
    >>> diversity = pd.DataFrame({"outlet": ["Courier", "Herald"], "sides": [9, 12], "effective_sides": [4.1, 8.2],
    ...                           "sides_low": [3.1, 6.9], "sides_high": [5.6, 9.9]})
    >>> said_of_sources(pd.DataFrame(columns=["speaker", "n", "doubting_low"]), diversity)[0][:58]
    'Sides that effectively speak: most in Herald, 8.2 (of 12; '
    """
    names = table.attrs.get("names", {})
    sure = diversity[diversity["sides_low"].notna()].sort_values("effective_sides", ascending=False, kind="stable")
    counts = [
        f"{plain(row['outlet'])}, {row['effective_sides']:.1f} (of {row['sides']}; 95% interval "
        f"{row['sides_low']:.1f}–{row['sides_high']:.1f})"
        for row in sure.to_dict("records")
    ]
    said = [f"Sides that effectively speak: most in {counts[0]}, fewest in {counts[-1]}."] if len(counts) > 1 else []
    known = table[table["doubting_low"].notna() & table["speaker"].notna()]
    known = known.drop(columns=["share", "low", "high"], errors="ignore")
    known = known.rename(columns={f"doubting_{name}": name for name in ("share", "low", "high")})
    ranked = table.groupby("speaker")["n"].sum().sort_values(ascending=False, kind="stable")
    for speaker in ranked[ranked > 0].index[:2]:
        text = _spread(known[known["speaker"] == speaker], "doubting", "n")
        if text:
            said.append(f"Introduced by a verb of doubt, such as “claimed”, {display(speaker, names)}: {text}.")
    return said


def said_of_differences(table: pd.DataFrame) -> list[str]:
    """Say how many differences stand after correction, and which is the largest."""
    names = table.attrs.get("names", {})
    tested = table[table["q"].notna()]
    if tested.empty:
        return ["No difference between outlets could be tested: that takes more shared stories or articles."]
    stand = tested[tested["q"] < SIGNIFICANT]
    if stand.empty:
        return [
            f"Of {len(tested)} differences tested between outlets none stands after correction (q < .05). "
            "That does not show that the outlets are alike; there may be too few articles to tell."
        ]
    row = stand.assign(size=stand["difference"].abs()).nlargest(1, "size").to_dict("records")[0]
    verb = "stands" if len(stand) == 1 else "stand"
    return [
        f"Of {len(tested)} differences tested between outlets, {len(stand)} {verb} after correction (q < .05). "
        f"The largest is {described(row, names)}: {percent(row['share_a'])} in {plain(row['a'])} "
        f"against {percent(row['share_b'])} in {plain(row['b'])}."
    ]
