"""Sensitivity against counting again from scratch and SciPy's tau, swaps, refusals, the sentence and the chart."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing import show
from framing.errors import FramingError
from framing.find.tables import empty
from framing.measure.blame import blame
from framing.measure.labels import labels
from framing.measure.sensitivity import KINDS, sensitivity

CHOICES = pd.DataFrame({
    "referent": "army", "stance": ["neutral", "neutral", "critical", "critical"],
    "label": ["army", "troops", "junta", "regime"],
})  # fmt: skip
STANCE = CHOICES.set_index("label")["stance"]


def news(seed=0, outlets=5, each=9, stories=6):
    """Draw mentions, claims and articles of outlets that lean more and more; two junta words carry it."""
    rng = np.random.default_rng(seed)
    articles = pd.DataFrame({
        "article_id": [f"a{i:03}" for i in range(outlets * each)], "outlet": ["ABCDEFGHIJKLMNO"[i // each] for i in
        range(outlets * each)], "story": [f"s{rng.integers(stories)}" for _ in range(outlets * each)],
    })  # fmt: skip
    articles["wire"] = pd.Series([None if rng.random() < 0.8 else "AFP" for _ in articles.index], dtype="str")
    rows, found = [], []
    for i, article in articles.iterrows():
        lean = (i // each + 1) / (outlets + 2)
        odds = [(1 - lean) / 2, (1 - lean) / 2, lean / 3, lean / 1.5]
        names = rng.choice(CHOICES["label"], rng.integers(0, 7), p=odds)
        rows += [(article["article_id"], name, rng.choice(["own", "quoted"])) for name in names]
        for sentence in range(rng.integers(0, 5)):
            blamed = rng.random() < lean
            found += [(article["article_id"], sentence, "army" if blamed else None, "blame" if blamed else None,
                       rng.choice(["outlet", "media"]), rng.choice(["killing", "attack"]))]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["article_id", "label", "voice"]).assign(referent="army")
    mentions["stance"] = mentions["label"].map(STANCE)
    claims = empty("claims").reindex(range(len(found)))
    columns = ["article_id", "sentence", "target", "polarity", "source", "event"]
    claims = claims.assign(part="text", **pd.DataFrame(found, columns=columns))
    return mentions, claims.astype({c: "str" for c in columns if c != "sentence"}), articles


def run(news, **options):
    return sensitivity(*news, CHOICES, **options)


def shares_of(mentions, articles, voice="own"):
    table = labels(mentions, articles, CHOICES, voice=voice)
    return table[table["stance"] == "critical"].set_index("outlet")["share"]


def test_every_row_agrees_with_counting_again_and_with_scipys_tau():
    mentions, claims, articles = news()
    table = run((mentions, claims, articles), referent="army", stance="critical")
    whole = shares_of(mentions, articles)
    assert set(table["kind"]) == set(KINDS)
    for row in table.itertuples():
        gone = {
            "article": articles["article_id"] == row.left_out, "story": articles["story"] == row.left_out,
            "wire": articles["wire"].notna(),
        }.get(row.kind, articles["story"] == "")  # fmt: skip
        rows = mentions[~mentions["article_id"].isin(articles.loc[gone, "article_id"])]
        rows = rows[rows["label"] != row.left_out] if row.kind == "term" else rows
        share = shares_of(rows, articles[~gone], "all" if row.kind == "voice" else "own")
        alike = share.round(12).groupby(share.round(12)).groups  # equal shares stand together
        ranked = [set(alike[x]) for x in sorted(alike, reverse=True)]
        assert [set(part.split(" = ")) for part in row.order.split(" > ")] == ranked
        assert row.tau == pytest.approx(stats.kendalltau(whole, share).statistic)
        assert abs(row.change) == pytest.approx((share - whole).abs().max())
        ranks = np.sign(np.subtract.outer(*[whole.to_numpy()] * 2)), np.sign(np.subtract.outer(*[share.to_numpy()] * 2))
        assert row.swaps == (ranks[0] * ranks[1] < 0).sum() / 2
        own = rows if row.kind == "voice" else rows[rows["voice"] == "own"]
        assert row.n == (mentions["voice"] == "own").sum() - len(own)


def test_blame_is_ordered_by_its_share_and_events_are_its_terms():
    mentions, claims, articles = news(3, each=40)
    table = run((mentions, claims, articles), target="army")
    whole = blame(claims, articles, []).query("target == 'army'").set_index("outlet")["share"]
    assert table["order"].iloc[0].split(" > ") == list(whole.sort_values(ascending=False).index)
    assert sorted(table.loc[table["kind"] == "term", "left_out"]) == ["attack", "killing"]
    for event in ("attack", "killing"):
        rest = blame(claims[claims["event"] != event], articles, []).query("target == 'army'").set_index("outlet")
        row = table[table["left_out"] == event].iloc[0]
        assert row["tau"] == pytest.approx(stats.kendalltau(whole, rest["share"]).statistic)
    own = blame(claims, articles, [], source="outlet").query("target == 'army'").set_index("outlet")["share"]
    assert table[table["kind"] == "voice"]["tau"].iloc[0] == pytest.approx(stats.kendalltau(whole, own).statistic)


def hinge(times=20):
    """Two outlets far apart, of which one rests on a single term."""
    ids = [f"a{i}" for i in range(2 * times)]
    articles = pd.DataFrame({"article_id": ids, "outlet": ["A"] * times + ["B"] * times})
    rows = [(i, name) for i in articles["article_id"][:times] for name in ("junta", "junta", "junta", "army")]
    rows += [(i, name) for i in articles["article_id"][times:] for name in ("regime", "army", "army", "troops")]
    mentions = pd.DataFrame(rows, columns=["article_id", "label"]).assign(referent="army", voice="own")
    return mentions.assign(stance=mentions["label"].map(STANCE)), empty("claims"), articles


def test_a_term_on_which_all_hangs_stands_first_and_the_sentence_says_so():
    table = run(hinge(), referent="army", stance="critical")
    assert table["kind"].unique().tolist() == ["nothing", "term", "article", "voice"]
    first = table[table["kind"] == "term"].iloc[0]
    assert (first["left_out"], first["tau"], first["swaps"], first["apart"]) == ("junta", -1, 1, 1)
    assert (first["swapped"], first["order"], first["changed"]) == ("A and B", "B > A", "A")
    assert first["change"] == pytest.approx(-0.75)
    said = show.finding(table)
    assert "does not survive: A and B, whose intervals lie apart, change places without the term “junta”." in said
    assert f"Nothing else of {len(table) - 1} things" in said


def test_the_sentence_says_that_an_order_survives():
    mentions, claims, articles = hinge()
    mentions["label"] = mentions["label"].replace({"regime": "junta"})
    table = run((mentions, claims, articles), referent="army", stance="critical")
    said = show.finding(table[table["kind"] != "term"].reset_index(drop=True))
    assert "survives: none of 41 things left out one at a time changes it." in said


def test_the_chart_has_a_row_per_kind_and_blue_where_intervals_lie_apart():
    table = run(hinge(), referent="army", stance="critical")
    ax = show.sensitivity(table)
    assert [label.get_text().split("\n")[0] for label in ax.get_yticklabels()] == [
        "any one term", "any one article", "the voice filter"]  # fmt: skip
    taus = np.concatenate([c.get_offsets()[:, 0] for c in ax.collections])
    assert sorted(taus) == sorted(table.loc[table["kind"] != "nothing", "tau"].dropna())
    assert "does not survive" in show.alt_text(ax)


def test_by_default_the_referent_with_most_evidence_is_taken():
    mentions, claims, articles = news()
    few = pd.DataFrame({"article_id": ["a000"], "label": "rebels", "voice": "own", "referent": "rebels",
                        "stance": "neutral"})  # fmt: skip
    more = pd.concat([pd.DataFrame({"referent": ["rebels"], "stance": "neutral", "label": "rebels"}), CHOICES])
    table = sensitivity(pd.concat([mentions, few]), claims, articles, more)
    assert table["referent"].eq("army").all() and len(table) > 10


@pytest.mark.parametrize("case", ["one outlet", "one article", "no labels", "no articles with choices"])
def test_degenerate_cases_are_answered_in_words(case):
    mentions, claims, articles = hinge()
    if case == "one outlet":
        articles = articles.assign(outlet="A")
    elif case == "one article":
        articles = articles[:1]
        mentions = mentions[mentions["article_id"] == "a0"]
    else:
        mentions = mentions[:0]
    table = run((mentions, claims, articles), referent="army", stance="critical")
    assert len(table) == 1 and table["note"].tolist() == ["no order: fewer than two outlets have enough evidence"]
    assert np.isnan(table["tau"].iloc[0])
    assert "no order to speak of: fewer than two outlets" in show.finding(table)
    assert "no order to speak of" in show.alt_text(show.sensitivity(table))


def test_all_zeros_and_one_story():
    mentions, claims, articles = hinge()
    mentions = mentions.assign(label="army", stance="neutral")
    table = run((mentions, claims, articles.assign(story="s")), referent="army", stance="critical")
    assert table["order"].iloc[0] == "A = B" and table["note"].iloc[0] == "no order: all are equal"
    assert table["swaps"].eq(0).all()
    story = table[table["kind"] == "story"].iloc[0]
    assert story["note"] == "not enough evidence is left of A, B" and story["outlets"] == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"referent": "amry"}, "no labels for the referent 'amry'. Did you mean 'army'"),
        ({"referent": "army", "stance": "critcal"}, "no stance 'critcal' for the referent 'army'. Did you mean"),
        ({"target": "amry"}, "Nobody blames target='amry'. Did you mean 'army'"),
        ({"target": "army", "stance": "critical"}, "with a referent or a stance; give one"),
    ],
)
def test_messages(options, message):
    with pytest.raises(FramingError, match=message):
        run(news(), **options)


@settings(max_examples=8)
@given(seed=st.integers(0, 999))
def test_order_and_names_do_not_matter(seed):
    mentions, claims, articles = news(seed)
    one = run((mentions, claims, articles), referent="army", stance="critical")
    shuffled = mentions.sample(frac=1, random_state=seed), claims, articles.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(one, run(shuffled, referent="army", stance="critical"))
    new = dict(zip("ABCDE", "VWXYZ", strict=True))  # the same order of names, so that ties break alike
    renamed = run((mentions, claims, articles.assign(outlet=articles["outlet"].map(new))), referent="army",
                  stance="critical")  # fmt: skip
    pd.testing.assert_frame_equal(one.drop(columns=["swapped", "order", "changed", "note"]),
                                  renamed.drop(columns=["swapped", "order", "changed", "note"]))  # fmt: skip
    assert one["order"].map(lambda order: order.translate(str.maketrans(new))).equals(renamed["order"])


def test_fifteen_outlets_and_eight_hundred_articles_take_seconds():
    import time

    found = news(1, outlets=15, each=54)
    start = time.process_time()
    table = run(found, referent="army", stance="critical")
    assert len(table) > 500 and time.process_time() - start < 5
