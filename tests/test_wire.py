"""Wire copy: whose report an article is, by its dateline, byline or closing line, and what may become of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.find.wire import find_credit
from framing.read.agencies import load_agencies

SEVERAL = "several agencies"
LEAD = "Shells hit the market of the old town on Monday, and nine people were hurt."

#: Heads and tails of reports, and the agency that each is credited to; {} stands for the report.
CREDITED = [
    # datelines
    ("BEIRUT (Reuters) - {}", "Reuters"),
    ("BEIRUT, March 3 (Reuters) - {}", "Reuters"),
    ("HARBOUR CITY, Wis. (AP) — {}", "Associated Press"),
    ("ROUND ROCK, N.M., Feb. 8 (UPI) -- {}", "UPI"),
    ("RIO DEL MAR/OLD TOWN (Reuters) – {}", "Reuters"),
    ("(Reuters) - {}", "Reuters"),
    ("(AFP) {}", "AFP"),
    ("Beirut (AFP) – {}", "AFP"),
    ("BEIJING, May 5 (Xinhua) -- {}", "Xinhua"),
    ("MOSCOW, July 7. /TASS/. {}", "TASS"),
    ("DAMASCUS, (SANA) – {}", "SANA"),
    ("LONDON (PA) - {}", "PA Media"),
    ("New Delhi: (PTI) {}", "PTI"),
    ("GAZA CITY (Xinhua/AFP) - {}", SEVERAL),
    ("ANKARA - Anadolu Agency\n\n{}", "Anadolu Agency"),
    ("BEIRUT, Kyodo — {}", "Kyodo"),
    ("AFP - {}", "AFP"),
    ("PTI | New Delhi\n{}", "PTI"),
    ("Rescuers dug through the rubble of a bakery in the harbour.\n\nHOMS (AP) — {}", "Associated Press"),
    # datelines, damaged
    ("BEIRUT(Reuters) –{}", "Reuters"),
    ("BEIRUT (Reuters)-{}", "Reuters"),
    ("beirut (reuters) - {}", "Reuters"),
    ("Nine hurt as shells hit market BEIRUT (Sputnik) {}", "Sputnik"),
    ("Shells hit a market. BEIRUT August 21 (The Associated Press) {}", "Associated Press"),
    ("The toll rises again. Afp - {}", "AFP"),
    ("<p>BEIRUT (<b>Reuters</b>) &mdash; {}</p>", "Reuters"),
    ("**BEIRUT** (*AFP*) - {}", "AFP"),
    ("HAVANA (AP) _ {}", "Associated Press"),
    ("🔴 BEIRUT (AFP) — {}", "AFP"),
    # bylines
    ("By Ann Lee, Associated Press\n\n{}", "Associated Press"),
    ("By ANN LEE | Associated Press\n{}", "Associated Press"),
    ("By ANN LEE and BO RAY, Associated Press Writers\n{}", "Associated Press"),
    ("By Ann Lee of The Associated Press\n{}", "Associated Press"),
    ("By Agence France-Presse\n{}", "AFP"),
    ("AFP\n3 March 2016\n{}", "AFP"),
    ("Reuters Staff\n\n{}", "Reuters"),
    ("Source: Agencies\n{}", SEVERAL),
    ("NEWS WIRES\n{}", SEVERAL),
    ("Ten dead in blast monitor AFP Friday 23 Aug 2013 {}", "AFP"),
    ("Agencies, Beirut Tuesday 22 November 2016 {}", SEVERAL),
    # closing lines
    ("{} - REUTERS", "Reuters"),
    ("{} (AFP)", "AFP"),
    ("{}\n\n(AFP)", "AFP"),
    ("{}\nReuters", "Reuters"),
    ("{} (IANS)", "IANS"),
    ("{} — Agence France-Presse", "AFP"),
    ("{} – dpa", "dpa"),
    ("{} - AFP/fa", "AFP"),
    ("{} /AA/", "Anadolu Agency"),
    ("{} (AFP, Reuters)", SEVERAL),
    ("{}\nAFP/Reuters", SEVERAL),
    ("{} (With AFP and Reuters) Last Update: 16 November", SEVERAL),
    ("{} (With inputs from agencies)", SEVERAL),
    ("{} with agencies", SEVERAL),
    ("{}\n\n- With AFP", "AFP"),
    ("{} Source: Agencies", SEVERAL),
    ("{} (Source: Agencies) Twitter", SEVERAL),
    ("{} Source: Interfax" + " Related news and the foot of a page." * 20, "Interfax"),
    ("{}\n\nCopyright 2016 AFP", "AFP"),
    ("{}\n\n© Copyright 2031 The Associated Press. All rights reserved.", "Associated Press"),
    ("{}\n(c) 2015 dpa", "dpa"),
    ("{} (Reporting by Ann Lee; Editing by Bo Ray)", "Reuters"),
    ("{} Reporting by Ann Lee; editing by Bo Ray Our Standards: Principles", "Reuters"),
    ("{} (Reporting by AFP)", "AFP"),
    ("{} This story was reported by The Associated Press. Ann Lee helped.", "Associated Press"),
    ("{} Source: TASS Related News", "TASS"),
    ("{} By Reuters.", "Reuters"),
    # closing lines, damaged
    ("{}-AFP", "AFP"),
    ("{}--Reuters", "Reuters"),
    ("{} Reuters", "Reuters"),
    ("{} (AP Reuters and AFP)", SEVERAL),
    ("{}<br/><i>(AFP)</i>", "AFP"),
    ("{}</p><p>&copy; 2016 AFP</p>", "AFP"),
    ("{} 😀 (AFP)", "AFP"),
    ("{} 🇸🇾 – Xinhua", "Xinhua"),
    # head and tail together
    ("BEIRUT (AFP) - {} (With Reuters)", SEVERAL),
    ("Agencies\n{} - AFP", "AFP"),
]  # fmt: skip

#: The same, where no report is credited to an agency.
NOT_CREDITED = [
    # cited
    "{} A resident told Reuters on Monday.",
    "{} Nine people were hurt, a resident told AFP.",
    "According to AFP, nine people were hurt. {}",
    "Nine people were hurt, Reuters reported. {}",
    "{} He said so in an interview with AP.",
    "{} He said so in an interview with the Agence France-Presse (AFP).",
    "The Associated Press (AP) reported it first. {}",
    "{} State news agency SANA reported the shelling.",
    "{} The rebels withdrew; Sputnik reported. 218-11",
    "A new AP-NORC poll finds that people worry. {}",
    "AP-NORC Poll: Half of all people worry. {}",
    "The Associated Press-GfK poll showed a change. {}",
    "{} He named two agencies.",
    "A resident told AFP Monday, May 3, 2016, that shells had hit. {}",
    "The mayor asked federal agencies Friday, Jan. 3, 2020. {}",
    "{} By AFP's count nine were hurt.",
    "{} With Reuters Institute data.",
    "Read more: (Reuters) {}",
    # pictures
    "Rescuers at the market in 2016. (Jim Bell/Reuters)\n\n{}",
    "(Reuters photo: Jim Bell)\n\n{}",
    "Jim Bell/Associated Press\n\n{}",
    "Image copyright Reuters Image caption The market. {}",
    "Image copyright\nReuters\nImage caption\n{}",
    "Rescuers at the market on Monday (AFP photo) HOMS {}",
    "Rescuers at the market. (AFP) {}",
    "Mayor Ann Lee (AP)\n\n{}",
    "At the market. | AP Photo Nine people hurt {}",
    "At the market. | REUTERS Nine people hurt {}",
    "Nine hurt in shelling REUTERS Jim Bell Middle East 1730 28.04.2017 {}",
    "{} (Photo: AFP)",
    "{} (Photo by AFP)",
    "{} (Photo The market burns on Monday. by AFP)",
    "{} © AFP 2016 / Jim Bell",
    "{}\n\nPhoto: Jim Bell/AFP",
    "{}\n\nImage copyright\nReuters\nImage caption\nThe market.",
    "{} With AP Photo archives.",
    # contributed: the writing is the outlet's
    "{}\n\nThe Associated Press contributed to this report.",
    "{} Agencies contributed to this report. Read also",
    "{}\n\nContributing: The Associated Press",
    "{} Material from Reuters was used in this article.",
    "{} Additional reporting by Ann Lee.",
    "{} (Additional reporting by AFP)",
    "{} This story rests partly on wire service reports.",
    # shared: the writing is not the agency's alone
    "Staff and agencies\n\n{}",
    "By Web Desk, Reuters\n\n{}",
    "By Ann Lee and The Associated Press\n\n{}",
    "By Town Post, AFP\n\n{}",
    "{} Source TownPost and agencies",
    "{} (Source: Town Office + Agencies) Twitter",
    "{} (Evening Post and Sputnik)",
    "{}\n\nWith Post wires",
    # look-alikes
    "PHILADELPHIA, PA - {}",
    "By Sana Khan\n\n{}",
    "The Environmental Protection Agency\n\n{}",
    "Shells hit market, nine hurt - Reuters",
    "Mayor to leave - TASS\n\n{}",
    "{}\n\nContinued on page 2. Copyright 2016 The Town Post",
]  # fmt: skip


@pytest.mark.parametrize(("report", "agency"), CREDITED)
def test_a_credited_report_is_known_by_its_head_or_tail(report, agency):
    assert find_credit(report.replace("{}", LEAD), outlet="Town Post") == agency


@pytest.mark.parametrize("report", NOT_CREDITED)
def test_an_agency_that_is_cited_or_took_the_picture_or_helped_is_no_credit(report):
    assert find_credit(report.replace("{}", LEAD), outlet="Town Post") is None


@pytest.mark.parametrize(
    ("title", "agency"),
    [("Shells hit market (AFP)", "AFP"), ("Shells hit market | Reuters", "Reuters"), ("Nine hurt - Reuters", None),
     ("AP: Nine hurt", None), ("(AFP)", None), ("Market burns (AFP photo)", None)],
)  # fmt: skip
def test_a_title_credits_only_in_a_bracket_or_behind_a_bar(title, agency):
    assert find_credit(LEAD, title, outlet="Town Post") == agency


def test_a_title_repeated_before_the_agency_is_read_over():
    title = "Nine hurt as shells hit market"
    assert find_credit(f"Monday 3 May 2016 {title} AFP Shells hit the market.", title) == "AFP"
    assert find_credit(f"{title} REUTERS Jim Bell Middle East. {LEAD}", title) is None


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [("Reuters", None), ("reuters", None), ("Reuters UK", None), ("www.reuters.com", None), ("Town Post", "Reuters"),
     ("Associated Press", "Reuters"), ("Reutersville Post", "Reuters")],
)  # fmt: skip
def test_an_agency_does_not_copy_itself(outlet, agency):
    assert find_credit(f"BEIRUT (Reuters) - {LEAD}", outlet=outlet) == agency


def test_agencies_of_one_house_do_not_copy_each_other():
    assert find_credit(f"MOSCOW (RIA Novosti) - {LEAD}", outlet="Sputnik") is None
    assert find_credit(f"MOSCOW (RIA Novosti) - {LEAD}", outlet="TASS") == "RIA Novosti"


KNOWN = load_agencies().agencies.values()
FORMS = [(form, agency, short) for agency in KNOWN for short in (False, True)
         for form in (agency.bracketed if short else agency.forms)]  # fmt: skip


@pytest.mark.parametrize(("form", "agency", "short"), FORMS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_form_of_every_agency_credits_it_and_citing_it_does_not(form, agency, short):
    assert find_credit(f"HOMS ({form}) - {LEAD}") == agency.name
    assert find_credit(f"{LEAD} - {form}") == (None if short else agency.name)
    assert find_credit(f"{LEAD} A resident told {form} so.") is None
    assert find_credit(f"A resident told {form} so. {LEAD}") is None
    assert find_credit(f"HOMS ({form}) - {LEAD}", outlet=form) is None


# What holds for any text

PIECES = [
    "(Reuters)", "AFP", " - ", "\n", "BEIRUT", "(", ")", "[", "/", "By ", "Source: ", "With ", "agencies", "©", " ",
    "2016", ".", "Photo", "<b>", "&amp;", "😀", "İ", "\ud83d", "Associated Press", ", ", " and ", LEAD,
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=60))
def test_no_text_and_title_raise(text, title):
    names = {agency.name for agency in KNOWN} | {SEVERAL, None}
    assert find_credit(text, title, outlet=title) in names
    assert find_credit(title, text) in names


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_a_text_that_names_no_agency_is_nobodys_copy(text):
    named = any(form.casefold() in text.casefold() for form, _, _ in FORMS)
    words = any(form.casefold() in text.casefold() for form in load_agencies().several.forms)
    if not named and not words:
        assert find_credit(text) is None


@given(st.sampled_from([*CREDITED, *((report, None) for report in NOT_CREDITED if "{}" in report)]), st.integers(0, 30))
def test_what_stands_in_the_middle_does_not_matter(case, size):
    report, agency = case
    long = LEAD + " It rained all day." * 40 + " The mayor told Reuters so. BEIRUT (AFP) - It rained." * size
    assert find_credit(report.replace("{}", long + " It rained all day." * 40 + LEAD), outlet="Town Post") == agency


@pytest.mark.parametrize("piece", ["A", "(", "AFP ", "BEIRUT, ", "- ", "By AFP, ", "Mr. ", "Source: A ", "May 3, "])
def test_no_text_takes_long(piece):
    text = piece * 5000
    start = time.process_time()
    for whole in (text, f"{text} (AFP) {text}", f"{text}\n(Reuters) - {text}", f"(Reuters) - {text} - AFP"):
        find_credit(whole, text)
    assert time.process_time() - start < 1  # a pattern that goes astray takes minutes
