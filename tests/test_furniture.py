"""Page furniture is found, and no sentence with it."""

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.errors import LexiconError
from framing.find.furniture import find_brand, find_furniture
from framing.read.furniture import RULES, _phrases, furniture_phrases

BODY = "The council closed the old bridge on Monday. Engineers had found cracks in two pillars.\n\nIt reopens in May."


def found(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(text[start:end], reason) for start, end, reason in find_furniture(text, title)]


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ("Share this", "share"),
        ("SHARE THIS ARTICLE", "share"),
        ("Print this page", "share"),
        ("- Email -", "share"),
        ("Get short URL", "share"),
        ("READ MORE: Why bridges fail", "promotion"),
        ("Sign up for our newsletter and get the best of the week", "promotion"),
        ("Follow us on Twitter and Facebook", "promotion"),
        ("Advertisement", "promotion"),
        ("FILE PHOTO: The old bridge before it was closed. REUTERS/A. Name", "caption"),
        ("Engineers at the old bridge on May 2, 2020. © AFP / A. Name", "caption"),
        ("The old bridge last year (Photo: A. Name)", "caption"),
        ("A. Name/Getty Images", "caption"),
        ("Copyright © 2020 The Daily. All rights reserved.", "copyright"),
        ("https://daily.example/bridge @thedaily", "link"),
    ],
)
@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_a_line_of_furniture_is_found_wherever_it_stands(furniture, reason, place):
    first, second = BODY.split("\n\n")
    lines = {"head": [furniture, first, second], "middle": [first, furniture, second],
             "tail": [first, second, furniture]}[place]  # fmt: skip
    assert found("\n".join(lines)) == [(furniture, reason)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share this burden, the mayor said, and nobody will drown.",
        "Photo albums of the old bridge sell well.",
        "Facebook and Twitter users mourned the bridge.",
        "Also on Tuesday, two workers were hurt.",
        "Posted by residents, the video shows the bridge fall.",
        "Tags on the stones showed that they came from abroad, and the inspectors said so.",
        "Reporting by a local paper had warned of cracks that nobody had wanted to see.",
        "He closed the bridge (Reuters)",
        "The mayor accused his rivals, the press, the builders.",
        "She wrote about it on www.daily.example before she was sacked.",
        "Closing remarks in: the council hall drew laughter, but nobody was convinced and many left.",
        "An iconic icon of icons, said the icon painter.",
    ],
)
@pytest.mark.parametrize("place", ["alone", "first", "last"])
def test_a_sentence_is_never_skipped(sentence, place):
    text = {"alone": sentence, "first": f"{sentence}\n\n{BODY}", "last": f"{BODY}\n\n{sentence}"}[place]
    assert found(text) == []


@pytest.mark.parametrize("line", ["Engineers at work. © AFP / A. Name", "FILE PHOTO: Engineers at work.", "Share"])
def test_a_line_that_is_the_whole_text_is_kept(line):
    assert found(line) == []
    assert found(f"\n  {line}\n") == []


def test_names_of_pictograms_in_a_row_are_found_with_their_line():
    icons = "date 2020-03-02  icon bookmarkicon cameraicon checkicon closeicon editicon fbicon fm"
    assert found(f" {icons}\n{BODY}") == [(icons, "icons")]
    assert found("iconbookmark iconcamera iconcheck iconclose iconedit iconfb " + BODY) == [
        ("iconbookmark iconcamera iconcheck iconclose iconedit icon", "icons")
    ]


TITLE = "Council closes the old bridge over cracks"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n",
        f"{TITLE.upper()}\n",
        f"{TITLE}.\n",
        f"Mon 02 Mar 2020 {TITLE} |\n",
        f"A. Name Analysis 2 March 2020\n{TITLE}\n",
        "Council closes “the old bridge” over cracks!\n",
        f"Posted on March 2 2020 by A. Name {TITLE}\n",
    ],
)
def test_the_title_repeated_at_the_head_is_found(head):
    assert found(f"{head} {BODY}", TITLE) == [(head.rstrip(), "title")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, f"{TITLE} in two of its pillars, officials said. It reopens in May."),
        ("Army closes old bridge", "Army closes old bridge Monday, it said. It reopens in May."),
        ("Bridge shut", "Bridge shut.\nIt reopens in May."),
        (TITLE, f"Officials said on Monday that the {TITLE}. It reopens in May."),
        (TITLE, f"{BODY}\n{TITLE}\n{BODY}"),
        (TITLE, f"2 March 2020 {TITLE}"),
        (TITLE, f"{TITLE}. {BODY}"),
        ("", BODY),
    ],
    ids=[
        "goes on",
        "capital after a short title",
        "short title",
        "inside a sentence",
        "later",
        "all there is",
        "glued",
        "none",
    ],
)
def test_a_lead_that_begins_like_its_title_is_kept(title, text):
    assert found(text, title) == []


@pytest.mark.parametrize("line", ["2 Mar, 2020 09:16", "March 2, 2020", "By A. Name - February 7, 2013", "02/03/2020"])
def test_a_line_at_the_head_that_holds_a_date_is_found(line):
    assert found(f"{line}\n{BODY}") == [(line, "date")]
    assert found(f"{BODY}\n\n{BODY}\n{line}\n{BODY}") == []


def test_a_heading_with_a_year_is_no_date():
    assert found(f"Ten bridges that fell in 2019\n{BODY}") == []


def test_comments_at_the_end_are_found_together():
    comments = (
        "admin in: Another bridge\nGreat article ...\nhttps://pills.example/ in: A third\nHello there, I found ..."
    )
    assert found(f"{BODY}\n{comments}\n") == [(comments, "comments")]


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("\n  Bridge, Council, Public Works, 2020", "tags"),
        (" Tags bridges Council Public Works", "tags"),
        ("\nTags: bridges, council", "tags"),
        (" Reporting by A. Name; Editing by B. Name", "credit"),
        ("\n(Additional reporting by A. Name in Paris; Editing by B. Name)", "credit"),
        (" Our Standards: The Trust Principles.", "credit"),
        ("\nPosted by A. Name", "comments"),
    ],
)
def test_what_closes_a_page_is_found(ending, reason):
    assert found(BODY + ending) == [(ending.strip(), reason)]


def test_a_text_without_line_breaks_keeps_its_sentences():
    text = f"02.03.2020Get short URL 0 13 {BODY} ".replace("\n\n", " ")
    assert found(text) == [("Get short URL", "share")]


def test_overlapping_spans_are_joined():
    text = f"Share this article: https://daily.example © AFP\n{BODY}"
    assert found(text) == [("Share this article: https://daily.example © AFP", "share")]


pieces = st.sampled_from(
    ["Share", "\n", " ", "icon", "© AFP", "Tags", "in: ", "a in: b\n", "http://x", "@", "2 March 2020", "Photo:",
     "\r\n", "word", ".", ",", "\ufffd", "\0", "\u2028", "İ", "\ud800", TITLE, "Posted by", "(Photo:", "FILE PHOTO:"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(pieces).map("".join)), st.one_of(st.text(), st.just(TITLE)))
def test_spans_of_any_text_are_sorted_disjoint_and_inside(text, title):
    end_before = 0
    for start, end, reason in find_furniture(text, title):
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip() and reason
        end_before = end


@pytest.mark.parametrize("piece", ["Photo ", "icon ", "x in: y\n", "Share\n", "© ", "\n", "no news "])
def test_a_large_text_takes_no_long_time(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.perf_counter()
    find_furniture(text, TITLE)
    assert time.perf_counter() - began < 5


def test_the_phrases_are_read_by_rule_and_reason():
    phrases = furniture_phrases()
    assert tuple(phrases) == RULES
    assert phrases["openings"]["FILE PHOTO:"] == "caption"


def test_a_phrase_that_yaml_reads_as_something_else_is_refused():
    with pytest.raises(LexiconError, match=r"furniture.yaml, lines, share: False is not a phrase. Put it in quotation"):
        _phrases({"share": ["Share", False]}, "furniture.yaml, lines")


@pytest.mark.parametrize(
    ("title", "outlet", "brand"),
    [
        ("Bridge shut for good - The Daily Courier", "dailycourier", " - The Daily Courier"),
        ("Bridge shut for good | Courier Online", "courier", " | Courier Online"),
        ("Bridge shut for good — Ruda.Net", "ruda.net", " — Ruda.Net"),
        ("Ruda News Agency - Bridge shut for good", "rna", "Ruda News Agency - "),
        ("Bridge shut for good - mayor", "dailycourier", None),
        ("Bridge shut for good - Reuters", "dailycourier", None),
        ("Courier to close - the end of an era", "courier", None),
        ("Bridge shut for good", "", None),
        ("", "courier", None),
    ],
)
def test_the_outlets_own_name_is_no_part_of_its_title(title, outlet, brand):
    spans = [(title[start:end], reason) for start, end, reason in find_brand(title, outlet)]
    assert spans == ([(brand, "outlet")] if brand else [])


def test_a_headline_does_not_cite_the_outlet_that_prints_it():
    articles = pd.DataFrame({
        "outlet": ["reuters", "dailycourier"], "title": "Rebels hold the mill - Reuters", "text": "It is shut.",
    })  # fmt: skip
    result = framing.analyze(articles, "syria")
    assert result.mentions.loc[result.mentions["part"] == "title", "voice"].tolist() == ["own", "reported"]
    assert result.skipped[["article_id", "part", "reason"]].values.tolist() == [["1", "title", "outlet"]]
