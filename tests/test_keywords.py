"""Keywords: the published formula by hand, a guard against bursts, and every number reaches its sentences."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import framing
from framing import measure, show
from framing.errors import FramingError
from framing.find.words import read_words
from framing.measure.keywords import PRIOR

TEXTS = [
    ("Courier", "The tide rose. The harbour board met the ferry crew. “The storm surge was bad,” the mayor said."),
    ("Courier", "The tide fell, and the harbour board slept. US officials told us nothing."),
    ("Herald", "Heavy rain fell on the ferry. The harbour board said that the storm surge had passed."),
    ("Herald", "The rain stopped. The ferry sailed."),
]


@pytest.fixture(scope="module")
def result():
    articles = pd.DataFrame(TEXTS, columns=["outlet", "text"]).assign(leaning=["left", "left", "right", None])
    return framing.analyze(articles, "syria")


def counts_of(rows, totals=None):
    matrix = sparse.csr_array(np.array(rows))
    terms = [f"w{i}" for i in range(matrix.shape[1])]
    return measure.TermCounts(terms, matrix, np.array(totals) if totals is not None else matrix.sum(axis=1))


def articles_of(*outlets, **more):
    return pd.DataFrame({"article_id": [str(i) for i in range(len(outlets))], "outlet": outlets, **more})


# The numbers


def test_log_odds_and_z_are_those_of_the_published_formula():
    rows = [[9, 1, 4], [7, 3, 2], [8, 0, 5], [1, 6, 4], [2, 9, 3]]
    table = measure.keywords(counts_of(rows), articles_of("A", "A", "A", "B", "B"), prior=20).set_index("term")
    for i in range(3):  # by hand, word by word, as in Monroe, Colaresi and Quinn
        y_a, y_b = sum(r[i] for r in rows[:3]), sum(r[i] for r in rows[3:])
        n_a, n_b = sum(map(sum, rows[:3])), sum(map(sum, rows[3:]))
        alpha = 20 * (y_a + y_b) / (n_a + n_b)
        omega_a = (y_a + alpha) / (n_a + 20 - y_a - alpha)
        omega_b = (y_b + alpha) / (n_b + 20 - y_b - alpha)
        delta = math.log(omega_a) - math.log(omega_b)
        variance = 1 / (y_a + alpha) + 1 / (n_a + 20 - y_a - alpha) + 1 / (y_b + alpha) + 1 / (n_b + 20 - y_b - alpha)
        row = table.loc[f"w{i}"]
        assert row["log_odds"] == pytest.approx(delta)
        assert row["z"] == pytest.approx(delta / math.sqrt(variance))
        assert [row["n_a"], row["n_b"], row["total_a"], row["total_b"]] == [y_a, y_b, n_a, n_b]
        assert row["articles_a"] == sum(r[i] > 0 for r in rows[:3])


def test_the_design_effect_is_the_variance_between_articles_over_that_between_words():
    rng = np.random.default_rng(3)
    rows = rng.poisson(rng.gamma(0.3, 10, (12, 4)))
    rows[:, 3] += 20
    table = measure.keywords(counts_of(rows), articles_of(*"AAAAAABBBBBB")).set_index("term")
    weight = PRIOR * min(rows[:6].sum(), rows[6:].sum())
    for i in range(4):
        naive, guarded = 0.0, 0.0
        for side in (rows[:6], rows[6:]):
            alpha = weight * rows[:, i].sum() / rows.sum()
            hits, rest = side[:, i].sum() + alpha, side.sum() + weight - side[:, i].sum() - alpha
            share = hits / (hits + rest)
            residuals = [(a[i] - share * a.sum()) * (1 / hits + 1 / rest) for a in side]  # of the logit, one by one
            between = 6 / 5 * sum(r**2 for r in residuals)
            naive += 1 / hits + 1 / rest
            guarded += max(between, 1 / hits + 1 / rest)
        assert table.loc[f"w{i}", "design"] == pytest.approx(guarded / naive)


def test_bursts_are_no_findings():
    rng = np.random.default_rng(1)
    bursts = rng.poisson(rng.gamma(0.15, 12, (240, 150)))  # words that come many times, in few articles
    table = measure.keywords(counts_of(bursts), articles_of(*(["A", "B"] * 120)))
    naive = 2 * (1 - 0.5 * (1 + np.vectorize(math.erf)(table["z"].abs() / math.sqrt(2))))
    assert (naive < 0.05).mean() > 0.3
    assert (table["p"] < 0.05).mean() < 0.08
    assert (table["q"] < 0.05).sum() == 0


def test_a_real_difference_is_found_and_named():
    rng = np.random.default_rng(2)
    rows = rng.poisson(5, (60, 40))
    rows[:30, 0] += rng.poisson(6, 30)
    top = measure.keywords(counts_of(rows), articles_of(*["A"] * 30, *["B"] * 30)).iloc[0]
    assert (top["term"], top["more_in"]) == ("w0", "A")
    assert top["q"] < 0.01 and top["low"] > 0


def test_stories_are_the_clusters_where_a_side_has_ten():
    rng = np.random.default_rng(4)
    story = np.repeat(np.arange(12), 5)
    rows = rng.poisson(3, (120, 6))
    rows[:, 0] += np.tile(rng.poisson(8, 24)[:, None], 5).ravel()  # a word that belongs to the story
    plain = articles_of(*["A"] * 60, *["B"] * 60)
    told = plain.assign(story=[f"s{s}" for s in [*story, *story]])
    by_article, by_story = (measure.keywords(counts_of(rows), a).set_index("term")["design"] for a in (plain, told))
    assert by_story["w0"] > 2 * by_article["w0"]


def test_an_outlet_is_like_itself():
    rows = [[4, 2], [4, 2], [4, 2], [4, 2], [4, 2], [4, 2]]
    table = measure.keywords(counts_of(rows), articles_of(*"AAABBB"))
    assert table["log_odds"].abs().max() < 1e-12
    assert table["more_in"].isna().all() and (table["p"] > 0.99).all()


def test_the_order_of_articles_does_not_matter():
    rng = np.random.default_rng(5)
    rows, outlets = rng.poisson(3, (20, 5)), ["A", "B"] * 10
    order = rng.permutation(20)
    one = measure.keywords(counts_of(rows), articles_of(*outlets))
    other = measure.keywords(counts_of(rows[order]), articles_of(*(outlets[i] for i in order)))
    pd.testing.assert_frame_equal(one, other)


def test_thin_evidence_is_refused_in_words_and_keeps_its_counts():
    table = measure.keywords(counts_of([[2, 9], [0, 0], [2, 0], [0, 9]], [99] * 4), articles_of(*"AABB"), least=1)
    notes = table.set_index("term")["note"].to_dict()
    assert notes == {"w0": "not enough evidence (n=4)", "w1": "not enough evidence (n=18 in 2 articles or stories)"}
    assert table[["low", "high", "p", "q"]].isna().all(axis=None)
    assert table["n_a"].tolist() == [9, 2] or sorted(table["n_a"]) == [2, 9]


def test_a_side_without_words_and_a_word_without_others_have_no_odds():
    silent = measure.keywords(counts_of([[9, 9]] * 3 + [[0, 0]] * 3), articles_of(*"AAABBB"))
    assert silent["n_a"].tolist() == [27, 27] and silent[["log_odds", "z", "p"]].isna().all(axis=None)
    assert silent["note"].str.startswith("not enough evidence").all() and silent["more_in"].isna().all()
    alone = measure.keywords(counts_of([[9]] * 6), articles_of(*"AAABBB"))
    assert alone["note"].tolist() == ["nothing to compare with"] and alone["p"].isna().all()


def test_who_is_compared_with_whom():
    counts, articles = counts_of([[5, 5]] * 9), articles_of(*"AAABBBCCC", month=["x", "y", None] * 3)

    def pairs(*groups, by="outlet"):
        table = measure.keywords(counts, articles, groups=groups, by=by)
        return sorted(set(zip(table["a"], table["b"], strict=True)))

    rest = "all other outlets"
    assert pairs() == [("A", rest), ("B", rest), ("C", rest)]
    assert pairs("B") == [("B", rest)]
    assert pairs("C", "A") == [("C", "A")]
    assert pairs("A", "B", "C") == [("A", "B"), ("A", "C"), ("B", "C")]
    assert pairs(by="month") == [("x", "y")]
    table = measure.keywords(counts, articles, by="month")
    assert table[["n_a", "n_b"]].values.tolist() == [[15, 15]] * 2  # the articles without a month are on no side


@pytest.mark.parametrize(
    ("groups", "by", "said"),
    [
        (["Z"], "outlet", "no outlet 'Z'. Known: A, B"),
        (["A", "A"], "outlet", "'A' twice"),
        ([], "leaning", "no column to group by"),
        ([], "same", "needs two groups to compare; by='same' gives ['x']"),
    ],
)
def test_wrong_names_are_said(groups, by, said):
    with pytest.raises(FramingError) as error:
        measure.keywords(counts_of([[5]] * 2), articles_of(*"AB", same="x"), groups=groups, by=by)
    assert said in str(error.value)


# Words and phrases


def test_words_have_the_voice_of_the_innermost_citation():
    articles = pd.DataFrame({"article_id": ["1"], "title": [""], "text": ["He said she said no way. It rained."]})
    spans = pd.DataFrame({"article_id": "1", "part": "text", "start": [8, 17], "end": [24, 19],
                          "kind": ["reported", "quoted"]})  # fmt: skip
    words = read_words(articles, spans)
    voices = dict(zip([words.terms[i] for i in words.word], words.voice.tolist(), strict=True))
    assert voices == {"he": 0, "said": 2, "she": 2, "no": 1, "way": 2, "it": 0, "rained": 0}
    assert read_words(articles, spans, parsed=False).voice.tolist()[:2] == [-1, -1]
    assert [words.terms[i] for i in words.only("quoted").word] == ["no"]


def test_capitals_keep_apart_what_they_mean():
    articles = pd.DataFrame({"article_id": ["1"], "title": ["US TOLD US"], "text": ["The US told us. U.S. flags."]})
    words = read_words(articles, pd.DataFrame(columns=["article_id", "part", "start", "end", "kind"]))
    assert [words.terms[i] for i in words.word] == ["us", "told", "us", "the", "US", "told", "us", "U.S.", "flags"]


def test_own_words_are_counted_and_quoted_ones_are_not(result):
    table = result.keywords(least=1).set_index("term")
    assert "bad" not in table.index  # the mayor's
    assert table.loc["tide", ["n_a", "n_b", "more_in"]].tolist() == [2, 0, "Courier"]
    assert "bad" in set(result.keywords(least=1, voice="quoted")["term"])
    assert table.loc["US", "n_a"] == 1 and table.loc["us", "n_a"] == 1


@pytest.mark.parametrize("of", ["words", "phrases"])
def test_every_count_leads_to_as_many_sentences(corpus, of):
    table = corpus.keywords("Two Shores Courier", of=of, least=5)
    for row in [*table.head(8).to_dict("records"), *table.tail(8).to_dict("records")]:
        found = corpus.concordance(row["term"], outlet="Two Shores Courier")
        assert len(found) == row["n_a"]
        assert found["article_id"].nunique() == row["articles_a"]
        words = row["term"].lower().split()
        for sentence in found["sentence_text"]:
            assert all(word in sentence.lower().replace("’", "'") for word in words)


def test_offsets_of_a_concordance_reproduce_its_text(corpus):
    found = corpus.concordance("armed groups", voice="all")
    texts = corpus.articles.set_index("article_id")
    assert len(found)
    for row in found.to_dict("records"):
        assert texts.loc[row["article_id"], row["part"]][row["start"] : row["end"]] == row["text"]


def test_of_headlines_only_headlines_are_read(corpus):
    heads = corpus.subset(part="title")
    table = heads.keywords("Two Shores Courier", voice="all", least=1)
    words = corpus.articles.query("outlet == 'Two Shores Courier'")["title"].str.lower().str.cat(sep=" ")
    assert table["total_a"].iloc[0] < 120
    assert all(term.lower() in words for term in table[table["n_a"] > 0]["term"].head(20))
    assert set(heads.concordance(table["term"].iloc[0], voice="all")["part"]) == {"title"}


def test_phrases_belong_together(result):
    rows = ["the border patrol met", "a border patrol slept", "the border patrol ate"] * 3
    rows += [f"the {noun} said that the {noun} was there" for noun in ("dog", "cat", "mayor", "tide", "ferry")] * 4
    articles = pd.DataFrame({"article_id": [str(i) for i in range(len(rows))], "title": "", "text": rows})
    words = read_words(articles, pd.DataFrame(columns=["article_id", "part", "start", "end", "kind"]))
    phrases = measure.count_phrases(words, len(rows))
    assert "border patrol" in phrases.terms
    assert not {"the border", "the border patrol", "the dog"} & set(phrases.terms)
    assert phrases.matrix.sum(axis=0)[phrases.terms.index("border patrol")] == 9


def test_phrase_measures_are_those_of_the_textbooks():
    from framing.measure.phrases import _together

    n, left, right, total = 9, 12, 30, 1000
    cells = [[n, left - n], [right - n, total - left - right + n]]
    expected = [[left * right / total, left * (total - right) / total],
                [(total - left) * right / total, (total - left) * (total - right) / total]]  # fmt: skip
    ratio = 2 * sum(o * math.log(o / e) for o, e in zip(sum(cells, []), sum(expected, []), strict=True))
    assert math.log2(n * total / (left * right)) > 4 and ratio > 10.83
    assert _together(np.array([n]), np.array([left]), np.array([right]), total).tolist() == [True]
    assert _together(np.array([5]), np.array([100]), np.array([100]), total).tolist() == [False]


def test_phrases_do_not_cross_marks():
    articles = pd.DataFrame({"article_id": ["1"], "title": [""], "text": ["Harbour board, ferry. Board ferry\nboard"]})
    words = read_words(articles, pd.DataFrame(columns=["article_id", "part", "start", "end", "kind"]))
    assert words.joined.tolist() == [False, True, False, False, True, False]


# Beside an actor


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The brutal regime shelled the town.", [("modifiers", "brutal"), ("agent", "shell")]),
        ("The town was shelled by the regime.", [("agent", "shell")]),
        ("The regime was condemned.", [("patient", "condemn")]),
        ("Rebels did not attack the regime.", [("patient", "not attack")]),
        ("The regime, which carried out raids, fell.", [("agent", "carry out"), ("agent", "fall")]),
        ("The regime is weak.", [("modifiers", "weak")]),
        ("The Syrian regime met.", [("modifiers", "syrian"), ("agent", "meet")]),
        ("Assad met them.", [("agent", "meet")]),
        ("Rain met them.", []),
    ],
)
def test_what_stands_beside_an_actor(text, rows):
    found = framing.analyze(pd.DataFrame({"outlet": ["A"], "text": [text]}), "syria")._beside("syrian_government")
    assert list(zip(found["slot"], found["term"], strict=True)) == rows
    assert [text[s:e] for s, e in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()


def test_neighbours_are_counted_and_lead_to_sentences(corpus):
    table = corpus.keywords(of="agent", referent="syrian_government", voice="all", least=1)
    row = table.iloc[0]
    found = corpus.concordance(row["term"], of="agent", referent="syrian_government", voice="all")
    one = found[found["outlet"] == row["a"]]
    assert len(one) == row["n_a"] and len(found) == row["n_a"] + row["n_b"]
    assert found["sentence_text"].notna().all()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"of": "verbs"}, "of='verbs' is unknown"),
        ({"voice": "scare"}, "voice='scare' is unknown"),
        ({"of": "agent"}, "of='agent' needs a referent"),
        ({"referent": "russia"}, "of='words' takes no referent"),
        ({"of": "agent", "referent": "rusia"}, "Did you mean 'russia'"),
    ],
)
def test_options_that_do_not_go_together(corpus, options, said):
    with pytest.raises(FramingError) as error:
        corpus.keywords(**options)
    assert said in str(error.value)


def test_without_syntax_nobody_knows_whose_words_they_are():
    texts = pd.DataFrame(TEXTS, columns=["outlet", "text"])
    bare = framing.analyze(texts, "syria", syntax=False)
    with pytest.raises(FramingError, match="choose voice='all'"):
        bare.keywords()
    assert len(bare.keywords(voice="all", least=1))
    with pytest.raises(FramingError, match="needs parsed sentences"):
        bare.keywords(of="agent", referent="russia", voice="all")


# Shown


def test_the_chart_draws_the_table(corpus):
    table = corpus.keywords("Two Shores Courier", "Far Harbour Daily", voice="all", least=3)
    ax = show.keywords(table, most=5)
    drawn = ax.collections[-1].get_offsets()
    terms = [tick.get_text() for tick in ax.get_yticklabels()]
    expected = table.set_index("term")["log_odds"]
    assert len(terms) == 10
    assert [round(float(x), 6) for x in drawn[:, 0]] == [round(expected[term], 6) for term in terms]
    assert "more in" in show.alt_text(ax)
    with pytest.raises(FramingError, match="compares 5 pairs"):
        show.keywords(corpus.keywords())
    assert "Not enough evidence" in show.alt_text(show.keywords(table[:0]))


def test_two_sides_with_the_same_words_are_said_to_have_them():
    texts = pd.DataFrame({"outlet": ["Courier", "Herald"] * 6, "date": pd.date_range("2020-03-01", periods=12)})
    texts["text"] = "It rained all day and the cat slept."
    table = framing.analyze(texts, "syria", syntax=False).keywords("Courier", "Herald", voice="all", least=1)
    assert "Courier and Herald use every word equally often" in show.alt_text(show.keywords(table))
