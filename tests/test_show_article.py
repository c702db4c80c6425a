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
    """Collects the text of an article's body, and the marks over each stretch."""

    def __init__(self, page):
        super().__init__()
        self.spans, self.found, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.inside = self.inside or attrs.get("class") == "body"
        if tag == "span":
            self.spans.append(attrs)

    def handle_endtag(self, tag):
        if tag == "span":
            self.spans.pop()

    def handle_data(self, data):
        if self.inside:
            self.found.append((data, self.spans[-1] if self.spans else {}))


def body(page):
    return "".join(text for text, _ in Texts(str(page)).found).rstrip("\n")


@pytest.mark.parametrize("number", range(10))
def test_the_text_comes_out_as_it_went_in(number):
    composed = Composed()
    row = composed.articles.iloc[number]
    assert body(show.article(composed, row["article_id"])) == row["text"]


def test_labels_carry_stance_voice_and_referent():
    found = Texts(show.article(Composed(), "Hill-0-0")).found
    own, quoted = [span for text, span in found if text == "regime"]
    assert own["title"] == "critical name for Northland government, own words"
    assert own["data-tag"] == "critical"
    assert quoted["title"].startswith("quoted: he | critical name for Northland government, quoted")
    assert {"quote", "label"} <= set(quoted["class"].split())


def test_claims_carry_target_source_and_certainty():
    found = {text: span for text, span in Texts(show.article(Composed(), "Hill-1-0")).found}
    assert found["fired"]["title"].endswith("claim: monitors blames Northland government, hedged")
    assert found["denied"]["data-tag"] == "clears Northland government"


def test_harm_without_a_doer_says_so_and_who_is_named_nearby():
    found = [span for text, span in Texts(show.article(Composed(), "Hill-0-0")).found if text == "killed"]
    assert "harm, nobody named as doer, Northland government named nearby, victim: civilians" in found[0]["title"]
    assert "nobody named" in found[0]["data-tag"]


def test_dangerous_text_is_escaped():
    page = str(show.article(Composed(), "The -2-0"))
    assert NASTY in unescape(page)
    assert "<script" not in page


def test_the_page_shows_itself_in_a_notebook():
    page = show.article(Composed(), "Hill-0-0")
    assert page._repr_html_() == str(page)
    assert re.search(r"<style>.*\.framing-article \.st0", page, re.S)


def test_an_unknown_article_is_named():
    with pytest.raises(FramingError, match="no article 'Hill-0' among 10. Did you mean 'Hill-"):
        show.article(Composed(), "Hill-0")


def test_nested_and_crossing_marks_cover_exactly_their_stretch():
    marks = [Mark(0, 6, "a", "A"), Mark(2, 4, "b", "B", "tag"), Mark(3, 9, "c", "C"), Mark(8, 99, "d", "D")]
    (line,) = cut("0123456789", marks, [("s", 0, 10)])
    assert [(s.text, s.css, s.tag) for s in line.segments] == [
        ("01", "a", ""), ("2", "a b", ""), ("3", "a b c", "tag"), ("45", "a c", ""), ("67", "c", ""), ("8", "c d", ""),
        ("9", "d", ""),
    ]  # fmt: skip


def test_a_mark_over_two_sentences_goes_on_in_the_second():
    lines = cut("One. Two.", [Mark(0, 9, "q", "quoted", "who")], [("s0", 0, 4), ("s1", 5, 9)])
    assert [(line.anchor, [(s.text, s.css, s.tag) for s in line.segments]) for line in lines] == [
        ("s0", [("One.", "q", "")]), ("", [(" ", "q", "")]), ("s1", [("Two.", "q", "who")])]  # fmt: skip


SPANS = st.tuples(st.integers(-3, 40), st.integers(-3, 40))


@given(
    st.text(max_size=30, alphabet="ab <&.\u0130\U0001f525"), st.lists(SPANS, max_size=12), st.sets(st.integers(0, 30))
)
def test_cutting_loses_no_character(text, spans, edges):
    marks = [Mark(a, b, f"m{i}", f"m{i}") for i, (a, b) in enumerate(spans)]
    stops = sorted(edge for edge in edges if edge <= len(text))
    sentences = [(f"s{a}", a, b) for a, b in zip(stops, stops[1:], strict=False)]
    lines = cut(text, marks, sentences)
    assert "".join(s.text for line in lines for s in line.segments) == text
    at = 0
    for line in lines:
        for segment in line.segments:
            for i, (a, b) in enumerate(spans):
                covers = 0 <= a <= at and min(b, len(text)) >= at + len(segment.text)
                assert (f"m{i}" in segment.css.split()) == covers
            at += len(segment.text)
