"""An article with its marks: the text survives whole, whatever the marks do."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_show_composed import NASTY, Composed

from framing import show
from framing.errors import FramingError
from framing.show.marks import Mark, cut


class Texts(HTMLParser):
    """Collects the text of an article's body, and the marks over each stretch with their tag and tip."""

    def __init__(self, page):
        super().__init__()
        self.spans, self.found, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.inside = self.inside or attrs.get("class") == "body"
        if tag == "span":
            self.spans.append(attrs)
        if tag == "i" and self.spans:
            self.spans[-1].update(attrs)

    def handle_endtag(self, tag):
        if tag == "span":
            self.spans.pop()
        self.inside = self.inside and tag != "article"

    def handle_data(self, data):
        if self.inside:
            self.found.append((data, list(self.spans)))


def body(page):
    return "".join(text for text, _ in Texts(str(page)).found).rstrip("\n")


@pytest.mark.parametrize("number", range(10))
def test_the_text_comes_out_as_it_went_in(number):
    composed = Composed()
    row = composed.articles.iloc[number]
    assert body(show.article(composed, row["article_id"])) == row["text"]


def test_labels_carry_stance_voice_and_referent():
    found = Texts(show.article(Composed(), "Hill-0-0")).found
    own, quoted = [spans for text, spans in found if text == "regime"]
    assert own[-1]["data-tip"] == "for Northland government"
    assert own[-1]["data-tag"] == "critical"
    assert quoted[-1]["data-tip"] == "for Northland government, quoted"
    assert [span["data-tag"] for span in quoted if span.get("class") == "quote"] == ["he"]


def test_claims_carry_target_source_and_certainty():
    found = {str(text): spans[-1] for text, spans in Texts(show.article(Composed(), "Hill-1-0")).found if spans}
    assert found["fired"]["data-tip"] == "claim by monitors, hedged"
    assert found["denied"]["data-tip"] == "denial by Northland government"
    assert found["denied"]["data-tag"] == "clears Northland government"


def test_harm_without_a_doer_says_so_and_who_is_named_nearby():
    found = [spans[-1] for text, spans in Texts(show.article(Composed(), "Hill-0-0")).found if text == "killed"]
    assert "harm without a doer, Northland government named nearby, victim: civilians" in found[0]["data-tip"]
    assert "nobody named" in found[0]["data-tag"]


def test_every_tip_can_be_reached_by_the_keyboard_and_tells_what_the_tag_does_not():
    for number in range(3):
        for _, spans in Texts(show.article(Composed(), f"Hill-{number}-0")).found:
            for span in spans:
                assert ("data-tip" in span) == (span.get("tabindex") == "0")
    found = Texts(show.article(Composed(), "Hill-1-0")).found
    (tip,) = {span["data-tip"] for _, spans in found for span in spans if span.get("class") == "report"}
    assert tip == "reported, introduced as doubting"


def test_the_key_names_every_stance_of_the_analysis():
    page = str(show.article(Composed(), "Hill-0-0"))
    key = page[page.index('aria-label="Key to the marks"') :]
    assert re.findall(r'st(\d)">name<i data-tag="(\w+)"', key) == [
        ("0", "critical"), ("1", "neutral"), ("2", "honouring"), ("3", "favourable"),
    ]  # fmt: skip


def test_dangerous_text_is_escaped():
    page = str(show.article(Composed(), "The -2-0"))
    assert NASTY in unescape(page)
    assert "<script" not in page


def test_the_page_shows_itself_in_a_notebook():
    page = show.article(Composed(), "Hill-0-0")
    assert page._repr_html_() == str(page)
    assert re.search(r"<style>.*\.st0 {", page, re.S)


def test_an_unknown_article_is_named():
    with pytest.raises(FramingError, match="no article 'Hill-0' among 10. Did you mean 'Hill-"):
        show.article(Composed(), "Hill-0")


def test_nested_and_crossing_marks_cover_exactly_their_stretch():
    marks = [Mark(0, 6, "a", "A"), Mark(2, 4, "b", "B", "tag"), Mark(3, 9, "c", "C"), Mark(8, 99, "d", "D")]
    (line,) = cut("0123456789", marks, [("s", 0, 10)])
    (run,) = line.runs
    assert [(s.text, s.css, s.tag) for s in run.segments] == [
        ("01", "a", ""), ("2", "a b", ""), ("3", "a b c", "tag"), ("45", "a c", ""), ("67", "c", ""), ("8", "c d", ""),
        ("9", "d", ""),
    ]  # fmt: skip


def test_a_quotation_over_two_sentences_goes_on_in_the_second():
    marks = [Mark(0, 9, "quote", "quoted: who", "who"), Mark(5, 8, "label", "critical", "critical")]
    lines = cut("One. Two.", marks, [("s0", 0, 4), ("s1", 5, 9)])
    assert [
        (line.anchor, [(run.css, run.tag, [tuple(s) for s in run.segments]) for run in line.runs]) for line in lines
    ] == [
        ("s0", [("quote", "", [("One.", "", "", "")])]),
        ("", [("quote", "", [(" ", "", "", "")])]),
        ("s1", [("quote", "who", [("Two", "label", "critical", "critical"), (".", "", "", "")])]),
    ]


def test_a_label_that_crosses_the_edge_of_a_quotation_is_marked_on_both_sides():
    (line,) = cut("abcdef", [Mark(0, 4, "quote", "q", "who"), Mark(2, 6, "label", "l", "critical")], [("s", 0, 6)])
    assert [(run.css, run.tag, [(s.text, s.css, s.tag) for s in run.segments]) for run in line.runs] == [
        ("quote", "who", [("ab", "", ""), ("cd", "label", "")]),
        ("", "", [("ef", "label", "critical")]),
    ]


SPANS = st.tuples(st.integers(-3, 40), st.integers(-3, 40))


@given(
    st.text(max_size=30, alphabet="ab <&.\u0130\U0001f525"), st.lists(SPANS, max_size=12), st.sets(st.integers(0, 30))
)
def test_cutting_loses_no_character(text, spans, edges):
    marks = [Mark(a, b, "quote" if i % 3 == 0 else f"m{i}", f"m{i}") for i, (a, b) in enumerate(spans)]
    stops = sorted(edge for edge in edges if edge <= len(text))
    sentences = [(f"s{a}", a, b) for a, b in zip(stops, stops[1:], strict=False)]
    lines = cut(text, marks, sentences)
    assert "".join(s.text for line in lines for run in line.runs for s in run.segments) == text
    at = 0
    pairs = [(run, segment) for line in lines for run in line.runs for segment in run.segments]
    for run, segment in pairs:
        end = at + len(segment.text)
        over = {f"m{i}" for i, (a, b) in enumerate(spans) if 0 <= a <= at and min(b, len(text)) >= end}
        assert {word for says in (run.says, segment.says) for word in says.split(" | ") if word} == over
        at = end
