"""The sections that set outlets against each other as wholes: distances, the map, the same stories, time, copies.

Each is None where it would have nothing to say.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.match.copies import THRESHOLD
from framing.show.compare import SIGNIFICANT, described
from framing.show.distances import distances
from framing.show.map import map as outlet_map
from framing.show.over_time import over_time
from framing.show.page import Html
from framing.show.report.between_tables import (
    copies_table,
    distances_table,
    map_table,
    periods_table,
    pulls_table,
    sensitivity_table,
    standardised_table,
)
from framing.show.report.section import Report, Section, main_outlets
from framing.show.report.summary import Finding, linked, share_of
from framing.show.report.tables import written_q
from framing.show.sensitivity import finding, sensitivity
from framing.show.standardised import standardised
from framing.show.words import count_of, display, interval, percent, plain

__all__ = ["MOST_APART", "copies_section", "distances_section", "map_section", "period_of", "sensitivity_section",
           "standardised_section", "time_section"]  # fmt: skip

MOST_APART = 10  #: outlets whose distances are given: with 225 of them there are 25,200 pairs
MOST_LISTED = 40  #: rows of a table; the result tables have all
MOST_MONTHS = 36  #: in a chart; of more, years are drawn
_CHARTS = 3  #: of standardised shares


def standardised_section(report: Report) -> Section | None:
    """Set shares over the same stories beside the raw ones."""
    if len(report.homes) < 2:
        return None
    table = report.result.standardised()
    known = table[table["share"].notna()]
    known = known[known.groupby(["measure", "referent", "stance"], dropna=False)["outlet"].transform("size") > 1]
    if known.empty:
        return None
    moved = (known["share"] - known["raw"]).abs().sort_values(ascending=False, kind="stable")
    listed = known.loc[moved.index[: MOST_LISTED // 2]]
    section = Section(
        "standardised",
        "Over the same stories",
        "An outlet that writes about sieges uses other names than one that writes about talks. Here every outlet's "
        "shares are put over one mix of stories, each weighing the same, beside the raw ones. Where the two part, the "
        "raw share was partly the choice of what to cover.",
    )
    names = known[(known["measure"] == "labels") & (known["choices"] > 0)]
    spread = names.groupby(["referent", "stance"], sort=False)["share"].agg(lambda shares: shares.max() - shares.min())
    spread = spread[spread > 0].sort_values(ascending=False, kind="stable")
    seen: list[str] = []
    for referent, stance in spread.index:
        if referent not in seen and len(seen) < _CHARTS:
            chart = standardised(report.drawn(table), referent=referent, stance=stance)
            section.blocks.append(report.figure(chart, f"standardised{len(seen)}", about=[referent]))
            seen.append(referent)
    section.blocks.append(standardised_table(listed, report.evidence))
    if len(listed) < len(known):
        section.after = f"The {len(listed)} of {len(known):,} shares that part most; standardised() has all."
    row = listed.iloc[0].to_dict()
    about = [row["referent"]] if pd.notna(row["referent"]) else []
    text = Html(
        "Raw shares and shares over the same {} stories part most in {} ({}): {} raw, {} of choices, against {} over "
        "the same stories (95% interval {})."
    ).format(
        int(row["mix"]), plain(row["outlet"]), described(row, report.evidence.names), percent(row["raw"]),
        linked(count_of(row["n"], row["choices"]), "#standardised"), percent(row["share"]),
        interval(row["low"], row["high"]),
    )  # fmt: skip
    section.findings = [Finding(text, about)]
    return section


def distances_section(report: Report) -> Section | None:
    """Say how far each two outlets lie apart, beyond what chance would bring."""
    every = list(report.homes)
    if len(every) < 2:
        return None
    chosen = main_outlets(report.result.articles, MOST_APART)
    table = report.result.distances(*(chosen if len(every) > len(chosen) else ()), seed=report.seed)
    table = table[(table["measure"] == "blame") | table["referent"].isna()]
    known = table[table["distance"].notna()].sort_values("excess", ascending=False, kind="stable", na_position="last")
    if known["excess"].isna().all():
        return None
    section = Section(
        "distances",
        "How far outlets lie apart",
        "The share of its choices, or of its blame, that one of two outlets would have to make otherwise to be like "
        "the other, in percentage points. Two halves of one outlet's articles lie apart too, by chance; what counts "
        "is the distance beyond chance. It has no direction: the differences themselves stand further up.",
    )
    for measure in ("labels", "blame"):
        rows = known[known["measure"] == measure]
        if rows["excess"].notna().any() and len(rows) > 1:
            rows.attrs = table.attrs
            section.blocks.append(report.figure(distances(rows, measure=measure), f"distances-{measure}"))
    section.blocks.append(distances_table(known[: 2 * MOST_LISTED], report.evidence))
    section.after = (
        f"Between the {len(chosen)} outlets with most articles, of {len(every)}." if len(every) > len(chosen) else ""
    )
    tested = known[known["q"].notna()]
    row = known.iloc[0]
    what = "whom they hold responsible" if row["measure"] == "blame" else "the names they choose"
    text = Html(
        "Farthest apart beyond chance, in {}: {} and {}, {:.0f} points where chance would bring {:.0f} ({}). "
    ).format(
        what, plain(row["a"]), plain(row["b"]), 100 * row["distance"], 100 * row["expected"],
        f"q = {written_q(row['q'])}".replace("= <", "<") if pd.notna(row["q"]) else "not tested",
    )  # fmt: skip
    stand = int((tested["q"] < SIGNIFICANT).sum())
    rest = Html("Of {} distances tested {} after correction.").format(
        linked(f"{len(tested):,}", "#distances"),
        f"{stand:,} {'stands' if stand == 1 else 'stand'}" if stand else "none stands",
    )
    section.findings = [Finding(text + rest if len(tested) else text.strip())]
    return section


def map_section(report: Report) -> Section | None:
    """Place the outlets by the names they chose."""
    table = report.result.map(voice="own" if report.result.has_syntax else "all", seed=report.seed)
    places = table[table["kind"] == "outlet"]
    if places["x"].isna().all():
        return None
    pulls = table[(table["kind"] == "choice") & (table["contribution"] > 0)]
    pulls = pulls.sort_values("contribution", ascending=False, kind="stable")
    section = Section(
        "map",
        "The outlet map",
        "Outlets near each other name things alike; one far along an arrow makes that choice more often than the "
        "others do. The middle is what all of them chose together. Near means alike in names, not in blame or truth, "
        "and outlets whose ellipses overlap widely cannot be told apart.",
    )
    drawn = pd.concat([report.drawn(places), table[table["kind"] == "choice"]])
    drawn.attrs = table.attrs
    section.blocks = [
        report.figure(outlet_map(drawn), "map"),
        map_table(places, report.evidence),
        pulls_table(pulls[:10], report.evidence),
    ]
    first = pulls.iloc[0]
    sure = int(places["major"].notna().sum())
    said = (
        "No outlet has enough articles for an ellipse: distances on the map may be chance."
        if not sure
        else f"{sure} of {len(places)} outlets have an ellipse; where two overlap widely, the outlets may not differ."
    )
    text = Html("What pulls outlets apart most on the {}: {} ({} of the picture, which shows {} and {} of all "
                "differences). {}").format(
        linked("map of names", "#map"),
        f"{display(first['referent'], report.evidence.names)}, {display(first['stance'], report.evidence.names)}",
        percent(first["contribution"]), percent(first["share_x"]), percent(first["share_y"]), said,
    )  # fmt: skip
    section.findings = [Finding(text, [first["referent"]])]
    return section


def sensitivity_section(report: Report) -> Section | None:
    """Say whether the order of outlets hangs on one term, article, story or rule."""
    table = report.result.sensitivity()
    if len(table) < 2:
        return None
    tried = table[table["kind"] != "nothing"].sort_values(["apart", "tau"], ascending=[False, True], kind="stable")
    moving = tried[(tried["swaps"] > 0) | (tried["apart"] > 0)][: MOST_LISTED // 2]
    worst = tried[~tried.index.isin(moving.index)].groupby("kind", sort=False).head(1)
    rows = pd.concat([moving, worst])
    words = finding(table)
    return Section(
        "sensitivity",
        "What the order of outlets hangs on",
        f"{words} Outlets are ordered by one share, and one thing is left out at a time. What counts is whether two "
        "outlets change places whose intervals lie apart.",
        [report.figure(sensitivity(table), "sensitivity", about=[table["referent"].iloc[0]]),
         sensitivity_table(rows, report.evidence)],
        f"The strongest {len(rows)} of {len(tried):,}; sensitivity() has all." if len(rows) < len(tried) else "",
        [Finding(Html("What the {} hangs on. {}").format(linked("order of outlets", "#sensitivity"), words),
                 [table["referent"].iloc[0]])],
    )  # fmt: skip


def period_of(articles: pd.DataFrame) -> str | None:
    """Choose months, or years where there would be too many of them; none where dates span fewer than three.

    Examples
    --------
    >>> period_of(pd.DataFrame({"date": pd.to_datetime(["2020-01-05", "2020-02-07", "2020-03-08"])}))
    'month'
    >>> period_of(pd.DataFrame({"date": pd.to_datetime(["2020-01-05", None])}))
    """
    if "date" not in articles or articles["date"].isna().all():
        return None
    dates = articles["date"].dropna()
    months = 12 * (dates.max().year - dates.min().year) + dates.max().month - dates.min().month + 1
    name = "month" if months <= MOST_MONTHS else "year"
    return name if dates.dt.to_period("M" if name == "month" else "Y").nunique() > 2 else None


def time_section(report: Report) -> Section | None:
    """Draw how the names of one referent change over time."""
    time = period_of(report.result.articles)
    if time is None:
        return None
    voice = "own" if report.result.has_syntax else "all"
    chosen = main_outlets(report.result.articles, 12)
    table = report.result.labels(by=["outlet", time], voice=voice)
    table = table[table["outlet"].isin(chosen) & table[time].notna()]
    sure = table[table["low"].notna()]
    if sure.empty:
        return None
    referent = sure.groupby("referent")["n"].sum().idxmax()
    sure = sure[sure["referent"] == referent]
    spread = sure.groupby(["stance", "outlet"])["share"].agg(["size", "max", "min"])
    spread = spread[spread["size"] > 1]
    if spread.empty:
        return None
    widest: Any = (spread["max"] - spread["min"]).idxmax()
    stance, outlet = widest
    rows = table[(table["referent"] == referent) & (table["stance"] == stance)]
    rows.attrs = table.attrs
    names = report.evidence.names
    what = f"{display(referent, names)}: {display(stance, names)}"
    ends = sure[(sure["stance"] == stance) & (sure["outlet"] == outlet)].sort_values("share", kind="stable")
    link = report.evidence.of_labels(outlet, referent, stance)
    low, high = (_in_period(row, time, link) for row in (ends.iloc[0].to_dict(), ends.iloc[-1].to_dict()))
    text = Html("{}, {} by {}: least in {}; most in {}. Of many periods some differ by chance.").format(
        plain(outlet), what, time, low, high
    )
    return Section(
        "time",
        "Over time",
        "The names of the referent that is named most, in the stance that changes most. Look first at the counts, then "
        "at the bands: where those of two periods overlap widely, they do not show that anything changed. Events "
        "change too, and with them what there is to name.",
        [report.figure(over_time(rows, time=time), "time", about=[referent]),
         periods_table(rows, report.evidence, time=time, caption=f"{what}, by {time}")],
        findings=[Finding(text, [referent])],
    )  # fmt: skip


def _in_period(row: dict, time: str, link: str) -> Html:
    """Write one period's share as summaries write an outlet's."""
    return share_of({**row, "outlet": row[time]}, "n", "choices", lambda _: link)


def copies_section(report: Report) -> Section | None:
    """List the articles that are copies of others."""
    found = report.result.copies()
    if found.empty:
        return None
    found = found.sort_values("similarity", ascending=False, kind="stable")
    count = len(found)
    section = Section(
        "copies",
        "Copies",
        f"An article is a copy if at least {percent(THRESHOLD)} of its sequences of five words stand in another, "
        "longer one. A report "
        "that several outlets print makes numbers seem surer than they are; count_copies() leaves copies out.",
        [copies_table(found[:MOST_LISTED], report.evidence)],
        f"The {MOST_LISTED} of {count:,} that are most alike; copies() has all." if count > MOST_LISTED else "",
    )
    articles = f"{count:,} of {len(report.result.articles):,} articles {'are copies' if count > 1 else 'is a copy'}"
    text = Html("{} of {} in this collection; half of the lightly rewritten ones are not found.").format(
        linked(articles, "#copies"), "others" if count > 1 else "another"
    )
    section.findings = [Finding(text)]
    return section
