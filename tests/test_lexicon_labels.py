"""Composed sentences for the shipped lexicons: which names are labels, and which longer names hold them in vain."""

import pandas as pd
import pytest

from framing.find.evidence import find_evidence
from framing.read.articles import read_articles
from framing.read.lexicon import load_lexicon

FOUND = [
    # migration
    ("migration", "Undocumented immigrants waited.", "Undocumented immigrants", "undocumented", "neutral"),
    ("migration", "An illegal immigrant was stopped.", "illegal immigrant", "undocumented", "critical"),
    ("migration", "He said that illegals had come.", "illegals", "undocumented", "critical"),
    ("migration", "A wave of migrants reached the ferry.", "wave of migrants", "arrivals", "water"),
    ("migration", "The paper wrote of an invasion.", "invasion", "arrivals", "war"),
    ("migration", "They came in hordes.", "hordes", "arrivals", "animal"),
    ("migration", "Asylum seekers slept in the hall.", "Asylum seekers", "migrants", "neutral"),
    ("migration", "The refugees slept in the hall.", "refugees", "migrants", "favourable"),
    ("migration", "The bill would end chain migration.", "chain migration", "family_migration", "critical"),
    ("migration", "The bill would end family reunification.", "family reunification", "family_migration", "neutral"),
    ("migration", "She calls it amnesty.", "amnesty", "legalisation", "critical"),
    ("migration", "They want a path to citizenship.", "path to citizenship", "legalisation", "neutral"),
    ("migration", "An anchor baby, he said.", "anchor baby", "birthright", "critical"),
    ("migration", "The Dreamers sued.", "Dreamers", "dreamers", "favourable"),
    ("migration", "Two DACA recipients sued.", "DACA recipients", "dreamers", "neutral"),
    ("migration", "Removals rose in May.", "Removals", "removal", "sanitising"),
    ("migration", "Deportations rose in May.", "Deportations", "removal", "neutral"),
    ("migration", "The children sat in cages.", "in cages", "detention", "critical"),
    ("migration", "The border fence rusts.", "border fence", "barrier", "neutral"),
    ("migration", "It is a sanctuary city.", "sanctuary city", "sanctuary", "neutral"),
    # policing
    ("policing", "Police closed the bridge.", "Police", "police", "neutral"),
    ("policing", "The cops closed the bridge.", "cops", "police", "informal"),
    ("policing", "Law enforcement closed the bridge.", "Law enforcement", "police", "neutral"),
    ("policing", "Rioters filled the square.", "Rioters", "protesters", "critical"),
    ("policing", "Peaceful protesters filled the square.", "Peaceful protesters", "protesters", "favourable"),
    ("policing", "The unrest lasted two nights.", "unrest", "protest", "sanitising"),
    ("policing", "The riots lasted two nights.", "riots", "protest", "critical"),
    ("policing", "It was an officer-involved shooting.", "officer-involved shooting", "killing", "sanitising"),
    ("policing", "They fired less-lethal rounds.", "less-lethal", "weapons", "neutral"),
    ("policing", "They fired crowd-control munitions.", "crowd-control munitions", "weapons", "sanitising"),
    ("policing", "The suspect ran.", "suspect", "suspects", "neutral"),
    ("policing", "An unarmed man ran.", "unarmed man", "suspects", "favourable"),
    ("policing", "They demand to defund the police.", "defund the police", "reform", "neutral"),
    # the new choices of the older lists
    ("ukraine", "The Ukrainian garrison surrendered.", "surrendered", "azovstal", "critical"),
    ("ukraine", "The garrison was evacuated from Azovstal.", "evacuated from Azovstal", "azovstal", "neutral"),
    ("ukraine", "Families were forcibly deported.", "forcibly deported", "transfers", "critical"),
    ("ukraine", "The special military operation goes on.", "special military operation", "war", "sanitising"),
    ("ukraine", "The Ukraine conflict goes on.", "Ukraine conflict", "war", "sanitising"),
    ("syria", "The truce held for a day.", "truce", "truce", "neutral"),
    ("syria", "A terror network was broken up.", "terror network", "armed_groups", "critical"),
    ("israel_palestine", "The retaliatory strikes on Gaza went on.", "retaliatory strikes", "strikes", "favourable"),
    (
        "israel_palestine",
        "The Palestinian town was displaced by forcible transfer.",
        "forcible transfer",
        "leaving",
        "critical",
    ),
    ("israel_palestine", "It was a murderous night.", "murderous", "killing", "condemning"),
]
NOT_FOUND = [
    ("migration", "Prices rose on Wall Street.", "barrier"),
    ("migration", "It was an invasion of privacy.", "arrivals"),
    ("migration", "Amnesty International wrote a report.", "legalisation"),
    ("migration", "A wave of protests followed.", "arrivals"),
    ("migration", "Immigration is on the agenda.", "arrivals"),
    ("migration", "Anti-refugee slogans were heard.", "migrants"),
    ("policing", "The chief executive officer resigned.", "police"),
    ("policing", "It happened in March.", "protest"),
    ("policing", "The murder rate fell.", "killing"),
    ("policing", "The Patriots quarterback fell.", "far_right"),
    ("policing", "Environmental activists met.", "protesters"),
    ("ukraine", "A coup was tried in the harbour town.", "maidan"),
    ("ukraine", "The rebels captured a tank.", "territory"),
    ("ukraine", "The energy crisis goes on.", "war"),
    ("ukraine", "It was a war of words between Moscow and Kyiv.", "war"),
    ("ukraine", "The senator has few defenders in Boston.", "ukraine"),
    ("ukraine", "The miner died of a stroke.", "killing"),
    ("ukraine", "The pilot flew over Taliban militants.", "separatists"),
    ("israel_palestine", "The farmer died in a flood in Chile.", "killing"),
    ("israel_palestine", "The students protested against fees, and the protest grew.", "protests"),
    ("israel_palestine", "The hostages in the bank were freed.", "detention"),
    ("policing", "The singer died of cancer at home.", "killing"),
    ("migration", "The barriers to trade fell.", "barrier"),
    ("syria", "She fell to the floor.", "territory"),
    ("israel_palestine", "The bill was dead on arrival.", "killing"),
    ("syria", "They fled to Khan al-Assad.", "syrian_government"),
]


@pytest.fixture(scope="module")
def mentions():
    """Return the labels of a sentence, found with a shipped lexicon and without syntax."""
    lexicons = {name: load_lexicon(name) for name in {row[0] for row in FOUND + NOT_FOUND}}

    def find(name, text):
        articles = read_articles(pd.DataFrame({"outlet": ["A"], "text": [text]}))
        return find_evidence(articles, lexicons[name])["mentions"]

    return find


@pytest.mark.parametrize(("name", "text", "words", "referent", "stance"), FOUND)
def test_a_name_is_a_label(mentions, name, text, words, referent, stance):
    found = mentions(name, text)
    assert (words, referent, stance) in found[["text", "referent", "stance"]].itertuples(index=False, name=None)


@pytest.mark.parametrize(("name", "text", "referent"), NOT_FOUND)
def test_a_longer_name_is_none(mentions, name, text, referent):
    assert referent not in set(mentions(name, text)["referent"])


def test_what_both_sides_do_counts_where_the_conflict_is_spoken_of(mentions):
    assert mentions("israel_palestine", "Rain fell in Hebron. Two men died.")["text"].tolist() == []
    assert mentions("israel_palestine", "Rain fell on the West Bank. Two men died.")["text"].tolist() == [
        "the West Bank", "died",
    ]  # fmt: skip
    assert mentions("ukraine", "Russian troops shelled the port. Two men died.")["text"].tolist() == [
        "Russian troops", "died",
    ]  # fmt: skip
    assert mentions("policing", "An officer fired. The driver died.")["referent"].tolist() == ["police", "killing"]


def test_takfiris_and_terrorists_are_those_named_in_the_sentence(mentions):
    assert mentions("syria", "ISIL lost the town, and the takfiris fled.")["referent"].tolist() == ["isis", "isis"]
    assert mentions("syria", "The takfiri terrorists fled.")["referent"].tolist() == ["armed_groups"]
    assert mentions("ukraine", "Parliament called Russia a terrorist.")["referent"].tolist() == ["russia"]
    assert mentions("ukraine", "The terrorists shelled the school.")["referent"].tolist() == ["separatists"]


def test_a_label_of_an_act_leaves_its_actor_visible(mentions):
    found = mentions("policing", "They spoke of police brutality.")
    assert found[["text", "referent"]].values.tolist() == [["police", "police"], ["brutality", "force"]]


def test_a_shared_name_goes_to_the_one_named_in_its_sentence(mentions):
    assert mentions("policing", "The suspect and other thugs ran.")["referent"].tolist() == ["suspects", "suspects"]
    assert mentions("policing", "The thugs ran.")["referent"].tolist() == ["protesters"]
