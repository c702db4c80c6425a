"""Who is named: speaker phrases, casing, short forms; and the words and stances that citations carry."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.find.carried import count_words
from framing.find.characters import classify
from framing.find.memory import Attribution
from framing.find.naming import NameFinder, shortens
from framing.find.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def names():
    return NameFinder(Vocabulary(framing.load_lexicon("syria")))


NAMED = {
    # persons, whatever titles stand before them or behind
    "Anna Berg": "Anna Berg",
    "Foreign Minister Anna Berg": "Anna Berg",
    "Turkish Foreign Minister Anna Berg": "Anna Berg",
    "US Secretary of State Peter Lind": "Peter Lind",
    "President Bashar al-Assad": "Bashar al-Assad",
    "Lt. Gen. Oleg Marin": "Oleg Marin",
    "Jan de Boer": "Jan de Boer",
    "Samir al-Hakim": "Samir al-Hakim",
    "a baker, Samir Haddad": "Samir Haddad",
    "Samir Haddad, a baker": "Samir Haddad",
    "Anna Baker": "Anna Baker",
    "Senator Peter Lind of Ohio": "Peter Lind",
    "resident Samir Haddad": "Samir Haddad",
    "Samir Haddad head of a clinic in Idlib": "Samir Haddad",
    "UNICEF Executive Director Mary Holt": "Mary Holt",
    # institutions and organisations
    "the Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
    "the London-based Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
    "the observatory": "observatory",
    "Human Rights Watch": "Human Rights Watch",
    "the Harbour Institute of Justice": "Harbour Institute of Justice",
    "the Turkish army": "Turkish army",
    "Turkey's army": "Turkey's army",
    "the Syrian government": "Syrian government",
    "the Russian defence ministry": "Russian defence ministry",
    "the Foreign Ministry": "Foreign Ministry",
    "the Assad government": "Assad government",
    "the Nusra Front": "Nusra Front",
    "the Al Mirbad radio station": "Al Mirbad",
    "Moscow": "Moscow",
    "the SANA news agency": "SANA",
    # those who speak in the name of somebody
    "a Hezbollah spokesman": "Hezbollah",
    "a spokesman for Hezbollah": "Hezbollah",
    "a statement by the Nusra Front": "Nusra Front",
    "an AFP correspondent in Aleppo": "AFP",
    # those whom a nation, a place or an employer does not name
    "residents": None,
    "Residents": None,
    "Aleppo residents": None,
    "a resident of Aleppo": None,
    "Residents of Aleppo": None,
    "a military source": None,
    "a source at Aleppo Police Command": None,
    "officials": None,
    "a Syrian official": None,
    "US officials": None,
    "a Pentagon official": None,
    "the Turkish foreign minister": None,
    "a Turkish spokesman": None,
    "Syrian rebels": None,
    "Hezbollah fighters": None,
    "the army": None,
    "The army": None,
    "a Britain-based monitor": None,
    "Syrians": None,
    "they": None,
    "We": None,
    "Everybody": None,
    "officials, who did not give their names": None,
    "two of them": None,
    "—": None,
    "": None,
}


@pytest.mark.parametrize(("phrase", "name"), NAMED.items())
def test_a_proper_name_names_and_a_nation_place_or_employer_does_not(names, phrase, name):
    assert names.find(phrase) == name


def test_a_capital_that_only_opens_the_sentence_names_nobody(names):
    assert names.find("Stevedores") == "Stevedores"  # for all that the phrase alone can tell
    assert names.find("Stevedores", lowered={"stevedores"}.__contains__) is None
    assert names.find("Baker Street Stevedores", lowered={"street"}.__contains__) == "Baker Street Stevedores"
    assert names.find("Harbour Stevedores", lowered={"harbour", "stevedores"}.__contains__, headline=True) is None


@given(st.text(max_size=60))
def test_a_name_is_made_of_words_of_its_phrase(phrase):
    finder = test_a_name_is_made_of_words_of_its_phrase.finder
    name = finder.find(phrase)
    assert name is None or (name and "".join(name.split()) in "".join(phrase.split()))


test_a_name_is_made_of_words_of_its_phrase.finder = NameFinder(Vocabulary(framing.load_lexicon("conflict")))


@pytest.mark.parametrize(
    ("short", "full"),
    [("SOHR", "Syrian Observatory for Human Rights"), ("Observatory", "Syrian Observatory for Human Rights"),
     ("UN", "United Nations"), ("FSA", "Free Syrian Army"), ("SANAs", "Syrian Arab News Agency"),
     ("Reuters", "Reuters"), ("Anna Berg", "Anna Berg")],
)  # fmt: skip
def test_the_lexicon_has_the_full_name_of_a_short_one(names, short, full):
    assert names.fullest(short) == full


def test_a_short_name_that_several_share_stays_short(names):
    assert names.fullest("Alloush") == "Alloush"


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [("Berg", "Anna Berg", True), ("Anna", "Anna Berg", False), ("anna berg", "Anna Berg", True),
     ("U.N.", "United Nations", True), ("UN", "United Nations Children", False), ("Lind", "Friends of Lind", False)],
)  # fmt: skip
def test_short_forms_are_endings_or_initials(name, full, short):
    assert shortens(name, full) is short


TEXT = """Anna Berg, a teacher, said that the town was empty. "We are few," Berg said. Residents said that the \
shelling went on. Officials said that it was safe. The Turkish army said it had fired no shell."""


def analysed(*texts, **columns):
    frame = pd.DataFrame({"outlet": "Courier", "text": list(texts)} | columns)
    return framing.analyze(frame, "syria")


def test_speakers_are_named_or_not_and_known_by_the_fullest_name_of_the_article():
    rows = analysed(TEXT).attributions
    found = rows.drop_duplicates("attribution").set_index("speaker_text")
    assert found["named"].to_dict() == {
        "Anna Berg": True, "Berg": True, "Residents": False, "Officials": False, "The Turkish army": True
    }  # fmt: skip
    assert found.loc["Berg", "speaker_name"] == "Anna Berg"
    assert found["speaker_name"].notna().tolist() == found["named"].tolist()


def test_who_is_not_credited_is_neither_named_nor_unnamed():
    rows = analysed('It rained. "Nobody who lived here before the war will ever come back." It was late.').attributions
    assert rows["speaker_text"].isna().tolist() == rows["named"].isna().tolist() == [True]


def test_names_are_matched_within_an_article_only():
    rows = analysed("Anna Berg said that it was over.", "Berg said that it was not over.").attributions
    assert rows["speaker_name"].tolist() == ["Anna Berg", "Berg"]


# Words


def test_nested_words_count_once_for_the_innermost():
    rows = analysed("Reuters said that residents had claimed that the rebels had burnt the mill.").attributions
    rows = rows.sort_values("start")
    assert rows["words"].tolist() == [4, 7]  # "that residents had claimed", and what they claimed
    assert rows["words"].sum() == len("that residents had claimed that the rebels had burnt the mill".split())


def owner_of(rows, at):
    """The row that has a place, by the plainest reading: the shortest that holds it, of equals the last."""
    holding = [(r.end - r.start, -i) for i, r in enumerate(rows) if r.start <= at < r.end]
    return -min(holding)[1] if holding else None


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6)


@given(st.text(alphabet="ab, .\n“”-", max_size=50), spans)
def test_every_word_goes_to_the_shortest_row_that_holds_it(text, where):
    inside = [(start, min(start + size, len(text))) for start, size in where if start < len(text)]
    rows = [Attribution(i, 0, *span, "reported") for i, span in enumerate(sorted(inside, key=lambda s: (s[0], -s[1])))]
    counted = [0] * len(rows)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        first = next((at + i for i, c in enumerate(word) if c.isalnum()), None)
        owner = None if first is None else owner_of(rows, first)
        if owner is not None:
            counted[owner] += 1
        at += len(word)
    assert count_words(rows, classify(text)) == counted
    assert sum(counted) <= len(text.split())


def test_cited_words_never_exceed_the_words_of_the_article(corpus):
    cited = corpus.attributions[corpus.attributions["part"] == "text"].groupby("article_id")["words"].sum()
    words = corpus.articles.set_index("article_id")["words"]
    assert (cited <= words.reindex(cited.index)).all()
    assert cited.gt(0).all()


# The stance of the cue


def test_mentions_carry_the_stance_of_the_citation_they_stand_in():
    rows = analysed(
        "The regime met. The ministry claimed that the regime had gone. Residents said the regime stayed. "
        "The army confirmed that the regime was there."
    ).mentions
    rows = rows[rows["label"] == "regime(s)"]
    assert rows["voice"].tolist() == ["own", "reported", "reported", "reported"]
    assert rows["cue_stance"].replace({np.nan: None}).tolist() == [None, "doubting", "neutral", "endorsing"]


def test_own_voice_has_no_stance(corpus):
    assert corpus.mentions.loc[corpus.mentions["voice"] == "own", "cue_stance"].isna().all()
    assert corpus.mentions["cue_stance"].notna().any()
