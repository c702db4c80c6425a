"""Parsing only some sentences loses nothing that parsing all of them would find."""

import composed
import pandas as pd
import pytest

import framing
from framing.find.evidence import find_evidence
from framing.find.syntax import find_model, load_model
from framing.find.triggers import Triggers


@pytest.fixture(scope="module")
def nlp():
    return load_model(find_model())


@pytest.fixture(scope="module")
def lexicon():
    return framing.load_lexicon("syria")


@pytest.fixture
def parse_all(monkeypatch):
    everything = lambda self, block, sentences, quotes: (set(range(len(sentences))),) * 2  # noqa: E731
    return lambda: monkeypatch.setattr(Triggers, "find", everything)


def composed_articles():
    entries = [e for name in ("blame", "voice") for e in composed.entries(name)]
    return framing.read_articles(pd.DataFrame({"outlet": "Composed", "text": [e["whole"] for e in entries]}))


def cited_by_words(tables):
    """The attributions, but for colons and dashes in texts: those are looked at where a sentence is parsed anyway."""
    rows = tables["attributions"]
    rows = rows[~rows["cue"].isin([":", "-", "–", "—"]) | (rows["part"] == "title")]
    return rows.drop(columns="attribution").reset_index(drop=True)


@pytest.mark.parametrize("source", ["examples", "composed"])
def test_parsing_every_sentence_finds_the_same(source, examples, lexicon, nlp, parse_all):
    articles = examples if source == "examples" else composed_articles()
    some = find_evidence(articles, lexicon, nlp=nlp)
    parse_all()
    everything = find_evidence(articles, lexicon, nlp=nlp)
    assert some["sentences"]["clauses"].isna().any() and everything["sentences"]["clauses"].notna().all()
    for name in ("claims", "mentions"):
        pd.testing.assert_frame_equal(some[name], everything[name])
    pd.testing.assert_frame_equal(cited_by_words(some), cited_by_words(everything))


HELD = [  # sentence, may tell of harm, may cite somebody
    ("It rained.", False, False),
    ("They took a bus and had lunch.", False, False),
    ("They had a role in it.", False, False),
    ("They bear the guilt for it.", True, False),
    ("Nobody was involved.", True, False),
    ("Three of them were dead.", True, False),
    ("He lost his son.", True, False),
    ("He lost his keys.", False, False),
    ("It cost him a leg.", True, False),
    ("Shells fell.", True, False),
    ("The regime-besieged town waited.", True, False),
    ("He blew himself up.", True, False),  # a phrase with a word in between
    ("It left a book behind.", True, False),
    ("It left her homeless.", True, False),
    ("It left her cheerful.", False, False),
    ("They dropped it.", False, False),
    ("They dropped mortar rounds.", True, False),
    ("She said so.", False, True),
    ("Its plan is good.", False, True),  # a verb to the eye: plan
    ("The idea is good.", False, False),
    ("The idea that it is good spread.", False, True),
    ("Its answer about the bridge came late.", False, True),
    ("The “new” mill stands.", False, False),
    ("“New,” she sighed.", False, True),
    ("Ann Lee: “The mill stands.”", False, True),
]


@pytest.mark.parametrize(("sentence", "harm", "cited"), HELD, ids=[h[0] for h in HELD])
def test_what_a_sentence_is_parsed_for(sentence, harm, cited, lexicon, monkeypatch):
    found = []
    find = Triggers.find

    def watch(*where):
        found.append(find(*where))
        return set(), set()

    monkeypatch.setattr(Triggers, "find", watch)
    find_evidence(framing.read_articles(pd.DataFrame({"outlet": ["A"], "text": [sentence]})), lexicon, nlp=object())
    assert [bool(numbers) for numbers in found[0]] == [harm, cited]


def test_titles_with_a_colon_are_parsed(lexicon, nlp):
    titled = pd.DataFrame({"outlet": ["A"], "title": ["Observatory: bridge reopens to buses"], "text": ["It rained."]})
    rows = find_evidence(framing.read_articles(titled), lexicon, nlp=nlp)["attributions"]
    assert rows["speaker"].tolist() == ["observers"]


def test_a_quotation_nobody_parsed_reads_alike_beside_other_articles(lexicon, nlp):
    text = "They showed it in “The Mill on the Hill and Other Tales” again."
    alone, together = (
        find_evidence(framing.read_articles(pd.DataFrame({"outlet": "A", "text": texts})), lexicon, nlp=nlp)
        for texts in ([text], [text, "She said so."])
    )
    pd.testing.assert_frame_equal(
        alone["attributions"], together["attributions"].query("article_id == '1'").reset_index(drop=True)
    )


def test_claims_alone_parse_less_and_claim_the_same(examples, corpus, lexicon, nlp):
    alone = find_evidence(examples, lexicon, nlp=nlp, claims_only=True)
    sources = ["source", "source_text"]  # another sentence may tell who "he" is
    pd.testing.assert_frame_equal(alone["claims"].drop(columns=sources), corpus.claims.drop(columns=sources))
    assert (alone["claims"]["source"] == corpus.claims["source"]).mean() > 0.95
    parsed = alone["sentences"]["clauses"].notna()
    assert parsed.sum() < corpus.sentences["clauses"].notna().sum()


def test_claims_alone_leave_the_voice_of_other_sentences_open(lexicon, nlp):
    text = "The regime shelled the town. The regime met. “The regime met twice this week,” she wrote."
    articles = framing.read_articles(pd.DataFrame({"outlet": ["A"], "text": [text]}))
    found = find_evidence(articles, lexicon, nlp=nlp, claims_only=True)
    assert found["mentions"]["voice"].fillna("missing").tolist() == ["own", "missing", "missing"]
    assert found["attributions"].empty
