"""Agency: whether the doer of harm is named where harm is reported, and in what form."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.measure.groups import Grouping, shares

__all__ = ["agency", "events"]

_NAMED = ("active", "passive", "nominal", "adjectival", "explicit")
_FORMS = (*_NAMED, "agentless_passive", "intransitive", "other_agentless")


def agency(claims: pd.DataFrame, articles: pd.DataFrame, *, by: str | Sequence[str] = ("outlet",)) -> pd.DataFrame:
    """Give, for each victim, the share of harm events whose doer is named.

    An event is one harm word of one sentence; it is named if any claim on it has a target other than
    ``unspecified``. Denials are no events. Where one event harms two victims, it counts for each.

    Parameters
    ----------
    claims : DataFrame
        Evidence table of claims; a missing target is agentless harm.
    articles : DataFrame
        All articles; groups without an event stay, with zeros.
    by : str or sequence of str
        Columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or other columns of `claims`.

    Returns
    -------
    DataFrame
        by..., ``victim, events, named, articles, share, low, high``, then how many events have each form,
        summing to ``events``: with a doer ``active, passive, nominal, adjectival, explicit``; without
        ``agentless_passive, other_agentless``; with or without ``intransitive``; then ``note``.
        ``articles`` counts the group's articles with at least one event; a missing ``victim`` was not stated.

    Raises
    ------
    FramingError
        If `by` is unknown.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"]})
    >>> claims = pd.DataFrame({"article_id": "a", "part": "text", "sentence": [0, 1], "start": [3, 80],
    ...     "end": [9, 86], "target": ["army", None], "polarity": ["blame", None], "victim": "civilians",
    ...     "form": ["active", "passive"]})
    >>> agency(claims, articles)[["victim", "events", "named", "share", "active", "passive", "agentless_passive"]]
          victim  events  named  share  active  passive  agentless_passive
    0  civilians       2      1    0.5       1        0                  1
    1        NaN       0      0    NaN       0        0                  0
    """
    grouping = Grouping(events(claims), articles, by)
    victims = [*sorted(grouping.rows["victim"].dropna().unique()), None]
    table = shares(grouping, pd.DataFrame({"victim": pd.Series(victims, dtype="str"), "named": True}), ["victim"])
    table = table[table["named"]].drop(columns="named").rename(columns={"n": "named", "choices": "events"})
    keys = [*grouping.by, "victim"]
    forms = list(_FORMS)
    counts = pd.get_dummies(grouping.rows["form"]).reindex(columns=forms, fill_value=False)
    found = pd.concat([grouping.rows[keys], counts], axis=1)
    table = table.merge(found.groupby(keys, dropna=False, observed=True)[forms].sum().reset_index(), "left", on=keys)
    table[forms] = table[forms].fillna(0).astype("int64")
    return table[[*keys, "events", "named", "articles", "share", "low", "high", *forms, "note"]]


def events(claims: pd.DataFrame) -> pd.DataFrame:
    """Fold claims into one row per harm event and victim: whether it names a doer (`named`), and its form in the table.

    Examples
    --------
    >>> claims = pd.DataFrame({"article_id": "a", "part": "text", "sentence": 0, "start": 3, "end": 9,
    ...     "victim": "other", "target": [None, "army"], "polarity": [None, "blame"], "form": ["passive", "active"]})
    >>> events(claims)[["target", "form", "named"]].values.tolist()
    [['army', 'active', True]]
    """
    rows = claims[claims["polarity"] != "deny"]
    named = rows["target"].notna() & (rows["target"] != "unspecified")
    form = rows["form"].where((rows["form"] == "intransitive") | named)
    form = form.mask(~named & (rows["form"] == "passive"), "agentless_passive").fillna("other_agentless")
    rows = rows.assign(named=named, form=form).sort_values("named", ascending=False, kind="stable")
    return rows.drop_duplicates(["article_id", "part", "sentence", "start", "end", "victim"])
