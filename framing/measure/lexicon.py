"""How well a lexicon fits a corpus: coverage, its terms one by one, and what hangs on each of them."""

from __future__ import annotations

import pandas as pd

from framing.measure.groups import join_notes
from framing.measure.intervals import MIN_CHOICES
from framing.measure.voice import VOICES

__all__ = ["ambiguous_terms", "candidates", "coverage", "influence", "terms"]

#: A term dominates, or stands mostly in quotations, from this share on, if it was found this often.
MOST, ENOUGH = 0.5, 10
#: A term is listed as ambiguous if this share of its mentions is doubtful, and this many at least.
DOUBTFUL, FEW = 0.25, 2
#: A candidate stands in the slot in this share of all its places, in this many articles at least, and is used like the
#: last words of labels to this degree.
IN_SLOT, ARTICLES, LIKENESS = 0.1, 2, 0.3


def coverage(mentions: pd.DataFrame, articles: pd.DataFrame, choices: pd.DataFrame) -> pd.DataFrame:
    """Count for each outlet and referent the articles that make a choice at all, in any voice.

    Returns
    -------
    DataFrame
        ``outlet, referent, articles, covered, share, choices``; the rows with `referent` missing speak of all together.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "X"]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a"], "outlet": "X", "referent": "army"})
    >>> coverage(mentions, articles, pd.DataFrame({"referent": ["army"]})).values.tolist()
    [['X', nan, 2, 1, 0.5, 2], ['X', 'army', 2, 1, 0.5, 2]]
    """
    referents = pd.DataFrame({"referent": pd.Series([None, *choices["referent"].unique()], dtype="str")})
    outlets = articles.groupby("outlet", sort=True)["article_id"].nunique().rename("articles").reset_index()
    table = outlets.merge(referents, how="cross")[["outlet", "referent", "articles"]]
    rows = pd.concat([mentions, mentions.assign(referent=pd.Series(None, index=mentions.index, dtype="str"))])
    groups = rows.groupby(["outlet", "referent"], dropna=False)["article_id"]
    counts = pd.DataFrame({"covered": groups.nunique(), "choices": groups.size()}).reset_index()
    table = table.merge(counts, on=["outlet", "referent"], how="left")
    table[["covered", "choices"]] = table[["covered", "choices"]].fillna(0).astype("int64")
    table.insert(4, "share", table["covered"] / table["articles"])
    return table


def terms(mentions: pd.DataFrame, choices: pd.DataFrame) -> pd.DataFrame:
    """Count each label of the lexicon, in every voice, and note what stands out.

    Returns
    -------
    DataFrame
        ``referent, stance, label, n, own, quoted, reported, scare, articles, outlets, share, quoted_share, note``.
        `share` is of all choices for the referent in any voice, `quoted_share` of the term's own mentions; both are
        missing where there was none. `note`: never found; dominates (from .5 of the choices on, if there is a rival
        and n >= 10); mostly in quotations (from .5 on, n >= 10).

    Examples
    --------
    >>> choices = pd.DataFrame({"referent": "army", "stance": "neutral", "label": ["army", "troops"]})
    >>> mentions = pd.DataFrame({"article_id": "a", "outlet": "X", "referent": "army", "stance": "neutral",
    ...                          "label": ["army"] * 12, "voice": "own"})
    >>> terms(mentions, choices)[["label", "n", "share", "note"]].values.tolist()
    [['army', 12, 1.0, 'dominates'], ['troops', 0, 0.0, 'never found']]
    """
    keys = ["referent", "stance", "label"]
    groups = mentions.groupby(keys)
    counts = pd.DataFrame(
        {"n": groups.size(), "articles": groups["article_id"].nunique(), "outlets": groups["outlet"].nunique()}
    )
    voices = mentions.groupby([*keys, "voice"]).size().unstack(fill_value=0).reindex(columns=list(VOICES), fill_value=0)
    table = choices[keys].drop_duplicates().merge(counts.join(voices).reset_index(), on=keys, how="left")
    numbers = ["n", *VOICES, "articles", "outlets"]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    total = table.groupby("referent")["n"].transform("sum")
    table["share"] = (table["n"] / total).where(total > 0)
    table["quoted_share"] = (table["quoted"] / table["n"]).where(table["n"] > 0)
    rivals = table.groupby("referent")["label"].transform("size") > 1
    elsewhere = table.groupby("label")["n"].transform("sum") > 0
    often = table["n"] >= ENOUGH
    notes = [
        (table["n"] == 0)
        .map({True: "never found", False: ""})
        .where(~((table["n"] == 0) & elsewhere), "found for others only"),
        (often & rivals & (table["share"] >= MOST)).map({True: "dominates", False: ""}),
        (often & (table["quoted_share"] >= MOST)).map({True: "mostly in quotations", False: ""}),
    ]
    return table[[*keys, *numbers, "share", "quoted_share"]].assign(note=pd.Series(join_notes(*notes), dtype="str"))


def influence(mentions: pd.DataFrame, choices: pd.DataFrame, *, voice: str = "own") -> pd.DataFrame:
    """Say what each outlet's share of a stance would be without one term: the lexicon with that line taken out.

    Parameters
    ----------
    mentions, choices : DataFrame
    voice : str
        Whose words count, as in `measure.labels`.

    Returns
    -------
    DataFrame
        ``outlet, referent, stance, label, n, choices, share, share_without, change, note``, the largest changes first,
        but those of outlets with fewer than five choices for the referent last; only terms that were found.
        `share_without` and `change` are missing where the term is the only one. A share of another stance rises in
        proportion when a term is left out.

    Examples
    --------
    >>> mentions = pd.DataFrame({"outlet": "X", "referent": "army", "stance": ["critical", "neutral", "neutral"],
    ...                          "label": ["junta", "army", "army"], "voice": "own"})
    >>> influence(mentions, mentions)[["label", "share", "share_without"]].round(2).values.tolist()
    [['army', 0.67, 0.0], ['junta', 0.33, 0.0]]
    """
    rows = mentions if voice == "all" else mentions[mentions["voice"] == voice]
    keys = ["outlet", "referent", "stance", "label"]
    table = rows.groupby(keys).size().rename("n").reset_index()
    table["choices"] = table.groupby(keys[:2])["n"].transform("sum")
    of_stance = table.groupby(keys[:3])["n"].transform("sum")
    rest = table["choices"] - table["n"]
    table["share"] = of_stance / table["choices"]
    table["share_without"] = ((of_stance - table["n"]) / rest).where(rest > 0)
    table["change"] = table["share_without"] - table["share"]
    order = pd.Categorical(table["referent"], list(dict.fromkeys(choices["referent"])), ordered=True)
    few = table["choices"] < MIN_CHOICES
    table["note"] = pd.Series([f"not enough evidence (n={n})" for n in table["choices"]], dtype="str").where(few, "")
    table = table.assign(_few=few, _size=-table["change"].abs(), _place=order)
    table = table.sort_values(["_few", "_size", "_place", "outlet", "label"], kind="stable")
    return table.drop(columns=["_few", "_size", "_place"]).reset_index(drop=True)


def ambiguous_terms(
    mentions: pd.DataFrame, references: pd.DataFrame, longer: pd.Series, shared: dict[str, list[str]], telling: set[str]
) -> pd.DataFrame:
    """List labels that may often mean somebody or something else, with the reason.

    Parameters
    ----------
    mentions, references : DataFrame
    longer : Series
        From ``find_longer_names``.
    shared : dict
        Labels that several actors share, and the actors.
    telling : set of str
        Labels that hold a name of their referent, and referents that are no actors: nobody else can be meant.

    Returns
    -------
    DataFrame
        ``referent, label, reason, n, of, share, first``: `n` of `of` mentions are doubtful for that reason; `first` is
        the position of the first of them in `mentions`, as an example.
    """
    rows = mentions.reset_index(drop=True)
    named = pd.concat([
        references[["article_id", "part", "sentence", "actor"]].rename(columns={"actor": "referent"}).assign(label=""),
        rows.loc[~rows["label"].isin(list(shared)), ["article_id", "part", "sentence", "referent", "label"]],
    ])  # fmt: skip
    pairs = named[["article_id", "referent", "label"]].drop_duplicates()
    others = rows[["article_id", "referent", "label"]].merge(
        pairs, on=["article_id", "referent"], suffixes=("", "_other")
    )
    others = others[others["label"] != others["label_other"]][["article_id", "referent", "label"]].drop_duplicates()
    alone = ~_in(rows, others, ["article_id", "referent", "label"])
    in_sentence = named.drop_duplicates(["article_id", "part", "sentence", "referent"])
    unnamed = ~_in(rows, in_sentence, ["article_id", "part", "sentence", "referent"])
    is_shared = rows["label"].isin(list(shared))
    reasons = {
        "part of a longer name": longer.reset_index(drop=True).notna(),
        "its referent is not named otherwise in the article": alone & ~is_shared & ~rows["label"].isin(list(telling)),
        "shared, and none of its actors is named in the sentence": is_shared & unnamed,
    }
    keys = ["referent", "label"]
    total = rows.groupby(keys).size().rename("of")
    found = []
    for reason, doubtful in reasons.items():
        groups = rows[doubtful].assign(first=rows.index[doubtful]).groupby(keys)
        found.append(
            groups.agg(n=("first", "size"), first=("first", "first")).join(total).reset_index().assign(reason=reason)
        )
    table = pd.concat(found, ignore_index=True)
    table["share"] = table["n"] / table["of"]
    table = table[(table["share"] >= DOUBTFUL) & (table["n"] >= FEW)]
    table = table.sort_values(["n", "share"], ascending=False, kind="stable").reset_index(drop=True)
    return table[["referent", "label", "reason", "n", "of", "share", "first"]]


def _in(rows: pd.DataFrame, table: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether each row's keys stand in a table."""
    return pd.Series(pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(table[keys])), index=rows.index)


def candidates(slots: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """List words that stand where labels stand, beside the same actor, and that the lexicon lacks.

    Parameters
    ----------
    slots, words : DataFrame
        From ``find_slots``.

    Returns
    -------
    DataFrame
        ``referent, word, slot, n, articles, outlets, in_slot, likeness, example``: `in_slot` is the share of the word's
        places in the corpus that stand beside an actor; the most frequent first. They are suggestions to be read.

    Examples
    --------
    >>> slots = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "referent": "army", "slot": "behind",
    ...                       "word": "clique", "phrase": "army clique"})
    >>> words = pd.DataFrame({"word": ["clique"], "n": [4], "likeness": [0.8]})
    >>> candidates(slots, words)[["word", "n", "in_slot", "example"]].values.tolist()
    [['clique', 2, 0.5, 'army clique']]
    """
    keys = ["referent", "word", "slot"]
    groups = slots.groupby(keys, sort=False)
    table = pd.DataFrame({
        "n": groups.size(), "articles": groups["article_id"].nunique(), "outlets": groups["outlet"].nunique(),
        "example": groups["phrase"].first(),
    }).reset_index()  # fmt: skip
    everywhere = slots.groupby("word").size().rename("beside")
    table = table.merge(words.rename(columns={"n": "_all"}), on="word", how="left").join(everywhere, on="word")
    table["in_slot"] = table["beside"] / table["_all"]
    kept = (table["in_slot"] >= IN_SLOT) & (table["articles"] >= ARTICLES) & (table["likeness"] >= LIKENESS)
    table = table[kept].sort_values(["n", "in_slot", "word"], ascending=[False, False, True], kind="stable")
    columns = [*keys, "n", "articles", "outlets", "in_slot", "likeness", "example"]
    return table[columns].reset_index(drop=True)
