"""Labels, voice, blame, sources and agency: counts by hand, denominators, zeros, properties, messages."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from framing.find.tables import SCHEMAS, build, empty
from framing.measure.agency import agency
from framing.measure.blame import blame
from framing.measure.labels import labels
from framing.measure.sources import sources
from framing.measure.voice import STANCES, voice

CHOICES = pd.DataFrame(
    [("army", "neutral", "army"), ("army", "critical", "regime forces"), ("army", "critical", "death squads"),
     ("killing", "neutral", "killed"), ("killing", "honouring", "martyred")],
    columns=["referent", "stance", "label"],
)  # fmt: skip
ARTICLES = pd.DataFrame(
    {
        "article_id": ["a1", "a2", "b1", "c1"],
        "outlet": ["Courier", "Courier", "Herald", "Monitor"],
        "date": pd.to_datetime(["2020-02-27", "2020-03-05", "2020-03-06", None]),
        "title": "t",
        "text": "x",
        "section": ["world", "opinion", "world", "world"],
    }
)


def make(name, rows, **fixed):
    """Build an evidence table from dicts; columns not given are missing (or 0)."""
    defaults = {c: 0 if d in ("int64", "Int64") else None for c, d in SCHEMAS[name].items()}
    full = [defaults | {"part": "text", "start": i, "end": i + 1} | fixed | row for i, row in enumerate(rows)]
    return build(name, {c: [row[c] for row in full] for c in SCHEMAS[name]}) if full else empty(name)


def mention(article, label, voice="own", **more):
    row = CHOICES.set_index("label").loc[label]
    return {"article_id": article, "label": label, "referent": row["referent"], "stance": row["stance"],
            "voice": voice} | more  # fmt: skip


MENTIONS = make(
    "mentions",
    [mention("a1", "regime forces")] * 3
    + [mention("a1", "army"), mention("a1", "death squads", "quoted"), mention("a2", "regime forces", part="title")]
    + [mention("b1", "army", None), mention("b1", "army"), mention("b1", "killed")],
)


def row(table, **where):
    found = table
    for column, value in where.items():
        found = found[found[column].isna() if value is None else found[column] == value]
    assert len(found) == 1, f"{len(found)} rows for {where}"
    return found.iloc[0]


def test_label_share_is_mentions_of_the_stance_over_choices_of_the_referent():
    got = row(labels(MENTIONS, ARTICLES, CHOICES), outlet="Courier", referent="army", stance="critical")
    assert (got["n"], got["choices"], got["articles"], got["share"]) == (4, 5, 2, 0.8)


def test_quoted_labels_are_not_the_outlets_own():
    only = make("mentions", [mention("a1", "regime forces", "quoted")] * 9)
    assert labels(only, ARTICLES, CHOICES)["choices"].eq(0).all()
    assert row(labels(only, ARTICLES, CHOICES, voice="quoted"), outlet="Courier", stance="critical")["n"] == 9


def test_unknown_voice_counts_only_under_all_and_is_said_in_the_note():
    own = row(labels(MENTIONS, ARTICLES, CHOICES), outlet="Herald", referent="army", stance="neutral")
    assert own["choices"] == 1
    assert own["note"] == "not enough evidence (n=1); 1 more of unknown voice"
    every = row(labels(MENTIONS, ARTICLES, CHOICES, voice="all"), outlet="Herald", referent="army", stance="neutral")
    assert every["choices"] == 2
    assert "unknown" not in every["note"]


def test_every_group_and_category_stays_and_no_evidence_is_missing():
    table = labels(MENTIONS, ARTICLES, CHOICES)
    assert len(table) == 3 * 4
    monitor = table[table["outlet"] == "Monitor"]
    assert monitor["n"].eq(0).all()
    assert monitor["share"].isna().all()
    assert monitor["note"].eq("not enough evidence (n=0)").all()
    assert row(table, outlet="Courier", referent="army", stance="neutral")["share"] == 0.2


def test_each_label_keeps_labels_never_used():
    table = labels(MENTIONS, ARTICLES, CHOICES, each="label")
    assert list(table)[:4] == ["outlet", "referent", "stance", "label"]
    assert row(table, outlet="Courier", label="death squads")["n"] == 0
    assert row(table, outlet="Courier", label="regime forces")["share"] == 0.8


@pytest.mark.parametrize(
    ("by", "where", "choices"),
    [
        ("section", {"section": "world"}, 5),
        (["outlet", "month"], {"outlet": "Courier", "month": "2020-02"}, 4),
        (["outlet", "month"], {"outlet": "Monitor", "month": None}, 0),
        (["outlet", "part"], {"outlet": "Courier", "part": "title"}, 1),
        (["outlet", "part"], {"outlet": "Monitor", "part": "title"}, 0),
        ([], {}, 6),
    ],
)
def test_groups_by_article_columns_month_part_or_nothing(by, where, choices):
    got = row(labels(MENTIONS, ARTICLES, CHOICES, by=by), referent="army", stance="neutral", **where)
    assert got["choices"] == choices


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: labels(MENTIONS, ARTICLES, CHOICES, by="outlett"),
         r"by='outlett' is no column to group by. Did you mean 'outlet'\?"),
        (lambda: labels(MENTIONS, ARTICLES, CHOICES, by="text"), "by='text' is no column to group by"),
        (lambda: labels(MENTIONS, ARTICLES.drop(columns="date"), CHOICES, by="month"), "by='month' is no column"),
        (lambda: labels(MENTIONS, ARTICLES, CHOICES, voice="onw"), r"voice='onw' is unknown. Did you mean 'own'\?"),
        (lambda: labels(MENTIONS, ARTICLES, CHOICES, each="word"), "each='word' is unknown. Known: stance, label."),
        (lambda: voice(MENTIONS, ARTICLES, referent="amry"), r"referent='amry'. Did you mean 'army'\?"),
        (lambda: labels(MENTIONS, ARTICLES[1:], CHOICES), "6 evidence rows|5 evidence rows belong to no article"),
        (lambda: blame(empty("claims"), ARTICLES, ["army"], victim="civilian"),
         r"victim='civilian' is unknown. Did you mean 'civilians'\?"),
        (lambda: blame(empty("claims"), ARTICLES, ["army"], source="amry"), "Did you mean 'army'"),
    ],
)  # fmt: skip
def test_messages_say_what_would_have_worked(call, message):
    with pytest.raises(FramingError, match=message):
        call()


def test_voice_shares_are_of_mentions_whose_voice_is_known():
    table = voice(MENTIONS, ARTICLES)
    assert row(table, outlet="Courier", voice="quoted")["share"] == pytest.approx(1 / 6)
    assert row(table, outlet="Herald", voice="own")["share"] == 1
    assert row(table, outlet="Herald", voice="own")["note"].endswith("1 more of unknown voice")
    assert table["voice"].tolist() == ["own", "quoted", "reported", "scare"] * 3
    assert row(voice(MENTIONS, ARTICLES, referent="killing"), outlet="Courier", voice="own")["choices"] == 0


def claim(article, sentence, target, source="outlet", **more):
    polarity = None if target is None else "blame"
    return {"article_id": article, "sentence": sentence, "target": target, "source": source, "polarity": polarity,
            "certainty": "asserted", "victim": "civilians", "form": "active"} | more  # fmt: skip


CLAIMS = make(
    "claims",
    [
        claim("a1", 0, "army"), claim("a1", 0, "army", victim="other"),  # the same claim twice
        claim("a1", 0, "army", "rebels"), claim("a1", 1, "army", "rebels", certainty="hedged"),
        claim("a1", 2, "army", "army", polarity="deny"),
        claim("a2", 0, None, form="passive"), claim("a2", 1, None, form="intransitive"),
        claim("a2", 2, "unspecified", form="explicit"), claim("b1", 0, "rebels", form="passive"),
    ],
)  # fmt: skip


def test_blame_counts_a_claim_once_keeps_agentless_inside_and_denials_beside():
    table = blame(CLAIMS, ARTICLES, ["army", "rebels"])
    army = row(table, outlet="Courier", target="army")
    assert (army["claims"], army["total"], army["share"], army["articles"]) == (3, 6, 0.5, 2)
    assert (army["own_voice"], army["attributed"], army["hedged"], army["denied"]) == (1, 2, 1, 1)
    assert row(table, outlet="Courier", target=None)["share"] == pytest.approx(2 / 6)
    assert row(table, outlet="Courier", target="rebels")["share"] == 0
    assert row(table, outlet="Monitor", target="army")["total"] == 0
    assert table.groupby("outlet")["share"].sum(min_count=1).tolist()[:2] == pytest.approx([1, 1])


def test_a_denial_without_blame_has_a_count_and_no_share():
    table = blame(make("claims", [claim("a1", 0, "army", polarity="deny")]), ARTICLES, ["army"])
    got = row(table, outlet="Courier", target="army")
    assert (got["claims"], got["total"], got["denied"]) == (0, 0, 1)
    assert np.isnan(got["share"])


def test_blame_can_be_narrowed_to_a_source_or_a_victim():
    assert row(blame(CLAIMS, ARTICLES, ["army"], source="rebels"), outlet="Courier", target="army")["total"] == 2
    assert row(blame(CLAIMS, ARTICLES, ["army"], victim="other"), outlet="Courier", target="army")["total"] == 1


def test_sources_count_a_broken_citation_once():
    cited = make(
        "attributions",
        [{"article_id": "a1", "attribution": 0, "kind": k, "speaker": "army", "cue_stance": "doubting"}
         for k in ("reported", "quoted")]
        + [{"article_id": "a1", "attribution": 1, "kind": "reported", "cue_stance": "neutral"},
           {"article_id": "a2", "attribution": 0, "kind": "reported", "speaker": "army", "cue_stance": "neutral"}],
    )  # fmt: skip
    table = sources(cited, ARTICLES, ["army", "witnesses"])
    army = row(table, outlet="Courier", speaker="army")
    assert (army["n"], army["total"], army["quoted"], army["reported"]) == (2, 3, 1, 1)
    assert (army["doubting"], army["neutral"], army["articles"]) == (1, 1, 2)
    assert row(table, outlet="Courier", speaker=None)["n"] == 1
    assert row(table, outlet="Herald", speaker="witnesses")["total"] == 0


def test_agency_forms_sum_to_events_and_unspecified_names_nobody():
    table = agency(CLAIMS, ARTICLES)
    got = row(table, outlet="Courier", victim="civilians")
    # a1: sentences 0 (twice, by two sources, at two words) and 1; a2: two agentless and one left open
    assert (got["events"], got["named"], got["active"]) == (6, 3, 3)
    assert (got["agentless_passive"], got["intransitive"], got["other_agentless"]) == (1, 1, 1)
    forms = table.loc[:, "active":"other_agentless"].sum(axis=1)
    assert forms.tolist() == table["events"].tolist()
    assert row(table, outlet="Monitor", victim="civilians")["events"] == 0


def test_one_event_claimed_by_two_sources_is_one_event():
    rows = [claim("a1", 0, None, start=5, end=9), claim("a1", 0, "army", "media", start=5, end=9, form="passive")]
    got = row(agency(make("claims", rows), ARTICLES), outlet="Courier", victim="civilians")
    assert (got["events"], got["named"], got["passive"]) == (1, 1, 1)


def test_tables_have_the_columns_of_the_design():
    share = ["share", "low", "high"]
    assert list(labels(MENTIONS, ARTICLES, CHOICES)) == [
        "outlet", "referent", "stance", "n", "choices", "articles", *share, "note"]  # fmt: skip
    assert list(voice(MENTIONS, ARTICLES)) == [
        "outlet", "voice", "n", "choices", "articles", *share, *STANCES, "note"]  # fmt: skip
    assert list(blame(CLAIMS, ARTICLES, [])) == [
        "outlet", "target", "claims", "total", "articles", *share, "own_voice", "attributed", "hedged", "denied",
        "note"]  # fmt: skip
    assert list(sources(empty("attributions"), ARTICLES, [])) == [
        "outlet", "speaker", "n", "total", "articles", *share, "words", "total_words", "words_share", "speakers",
        "unnamed", "quoted", "reported", *STANCES, "no_cue", "doubting_share", "doubting_low", "doubting_high",
        "doubting_note", "note"]  # fmt: skip
    assert list(agency(CLAIMS, ARTICLES)) == [
        "outlet", "victim", "events", "named", "articles", *share, "active", "passive", "nominal", "adjectival",
        "explicit", "agentless_passive", "intransitive", "other_agentless", "note"]  # fmt: skip


@pytest.mark.parametrize("name", ["mentions", "claims", "attributions"])
def test_no_evidence_at_all_still_gives_every_outlet(name):
    call = {
        "mentions": lambda t: labels(t, ARTICLES, CHOICES),
        "claims": lambda t: blame(t, ARTICLES, ["army"]),
        "attributions": lambda t: sources(t, ARTICLES, ["army"]),
    }[name]
    table = call(empty(name))
    assert set(table["outlet"]) == {"Courier", "Herald", "Monitor"}
    assert table["share"].isna().all()


corpora = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(list(CHOICES["label"])), st.sampled_from(["own", "quoted", None])),
    max_size=80,
)
MANY = pd.DataFrame({"article_id": [f"x{i:02}" for i in range(12)], "outlet": list("AABBBBBBBBBB")})


def drawn(corpus):
    return make("mentions", [mention(f"x{i:02}", label, v) for i, label, v in corpus])


@settings(deadline=None, max_examples=40)
@given(corpus=corpora, seed=st.integers(0, 99))
def test_order_of_articles_and_rows_does_not_matter(corpus, seed):
    mentions = drawn(corpus)
    shuffled = labels(mentions.sample(frac=1, random_state=seed), MANY.sample(frac=1, random_state=seed), CHOICES)
    pd.testing.assert_frame_equal(labels(mentions, MANY, CHOICES), shuffled)


@settings(deadline=None, max_examples=40)
@given(corpus=corpora, cut=st.integers(0, 12))
def test_two_halves_add_up_to_the_whole(corpus, cut):
    counts = ["n", "choices", "articles"]
    mentions = drawn(corpus)
    known = {"A", "B"}
    halves = []
    for part in (MANY[:cut], MANY[cut:]):
        inside = mentions[mentions["article_id"].isin(part["article_id"])]
        halves.append(labels(inside, part, CHOICES, voice="all"))
    whole = labels(mentions, MANY, CHOICES, voice="all")
    added = pd.concat(halves).groupby(["outlet", "referent", "stance"])[counts].sum().sort_index()
    expected = whole.set_index(["outlet", "referent", "stance"])[counts].sort_index()
    assert set(whole["outlet"]) == known
    pd.testing.assert_frame_equal(added, expected)


@settings(deadline=None, max_examples=40)
@given(corpus=corpora)
def test_shares_sum_to_one_and_intervals_contain_them(corpus):
    table = labels(drawn(corpus), MANY, CHOICES, voice="all")
    whole = table.groupby(["outlet", "referent"]).agg(share=("share", "sum"), choices=("choices", "first"))
    assert np.allclose(whole["share"][whole["choices"] > 0], 1)
    assert len(table) == 2 * 4
    shown = table[table["low"].notna()]
    assert (shown["low"] >= 0).all() and (shown["high"] <= 1).all()
    assert (shown["low"] <= shown["share"] + 1e-12).all() and (shown["share"] <= shown["high"] + 1e-12).all()
    assert (shown["high"] > shown["low"]).all()
    assert table["note"].eq("").eq(table["low"].notna()).all()
