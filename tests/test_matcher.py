"""Forms are found as whole words, the longest at each place, and never in any text with an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.find.matcher import Matcher
from framing.find.text import fold

FORMS = ["regime", "Syrian regime", "regime forces", "forces", "US", "US forces", "us", "U.S.", "İdlib", "Assad's men",
         "so-called", "the Élysée", "ISIS", "IS"]  # fmt: skip
MATCHER = Matcher(FORMS)


def found(text: str, matcher: Matcher = MATCHER) -> list[str]:
    return [text[start:end] for _, start, end in matcher.find(text, fold(text)).tolist()]


@pytest.mark.parametrize(
    ("text", "hits", "why"),
    [
        ("The regime fell.", ["regime"], "a word"),
        ("REGIME", ["REGIME"], "case is ignored"),
        ("regimes, regimented, preregime", [], "only whole words"),
        ("regime’s", ["regime"], "a possessive ends the word"),
        ("anti-regime, anti‑regime, anti–regime", [], "a hyphen on the left blocks"),
        ("regime-held", ["regime"], "a hyphen on the right does not"),
        ("#regime @regime _regime regime_", [], "tags and handles are no words of the text"),
        ("the Syrian regime forces", ["Syrian regime", "forces"], "the first that starts, then the next"),
        ("regime forcesX", ["regime"], "the longest is no whole word, so the shorter one is kept"),
        ("the Syrian regimes, the regime", ["regime"], "a failed longer form hides nothing behind it"),
        ("US troops told us", ["US", "us"], "a form in capitals matches capitals, its lower-case twin the rest"),
        ("Us", ["Us"], "a capital at the start of a sentence is no abbreviation"),
        ("US forces and us forces", ["US forces", "us", "forces"], "an abbreviation inside a form keeps its capitals"),
        ("this is ISIS; IS said", ["ISIS", "IS"], "a word that is also an abbreviation"),
        ("the U.S. said", ["U.S."], "a form that ends in a mark"),
        ("in the U.S.A", [], "but not inside a longer one"),
        ("İdlib and in İDLIB", ["İdlib", "İDLIB"], "letters that grow in lower case"),
        ("Assad’s men; Assad's\nmen", ["Assad’s men", "Assad's\nmen"], "apostrophes and line breaks are folded"),
        ("the so‑called", ["so‑called"], "so are hyphens"),
        ("THE ÉLYSÉE", ["THE ÉLYSÉE"], "capitals beyond ASCII"),
        ("regime\x00regime", ["regime", "regime"], "NUL is a character like any other"),
        ("\ud800regime\udfff", ["regime"], "half of a surrogate pair"),
        ("😀regime😀", ["regime"], "offsets count characters, not bytes"),
        ("", [], "nothing"),
    ],
)
def test_matching(text, hits, why):
    assert found(text) == hits, why


def test_a_hit_gives_the_index_of_its_form():
    assert Matcher(["us", "US"]).find("US us", fold("US us")).tolist() == [[1, 0, 2], [0, 3, 5]]


def test_no_forms_find_nothing():
    assert Matcher([]).find("text", "text").shape == (0, 3)


texts = st.one_of(st.text(st.characters()), st.lists(st.sampled_from([*FORMS, *" -s’\n.\ud800é"])).map("".join))


@given(texts)
def test_hits_in_any_text_are_their_forms_sorted_disjoint_and_whole(text):
    last = 0
    for form, start, end in MATCHER.find(text, fold(text)).tolist():
        assert last <= start < end <= len(text)
        assert fold(text[start:end]) == fold(FORMS[form])
        assert not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        last = end


def by_hand(text: str, forms: list[str]) -> list[tuple[int, int]]:
    """Try every form at every place, the longest first."""
    folded, hits, at = fold(text), [], 0
    while at < len(text):
        for form in sorted(forms, key=len, reverse=True):
            end = at + len(form)
            if (
                folded.startswith(form, at) and not (at and (folded[at - 1].isalnum() or folded[at - 1] == "-"))
                and not folded[end : end + 1].isalnum()
            ):  # fmt: skip
                hits.append((at, end))
                at = end - 1
                break
        at += 1
    return hits


forms_of_two_letters = st.text("ab ", min_size=1, max_size=5).map(lambda form: " ".join(form.split())).filter(bool)


@given(st.text("ab -A."), st.lists(forms_of_two_letters, unique=True, max_size=6))
def test_a_search_by_hand_finds_the_same(text, forms):
    assert [(s, e) for _, s, e in Matcher(forms).find(text, fold(text)).tolist()] == by_hand(text, forms)


@pytest.mark.parametrize("piece", ["regime ", "Syrian regime", "US", "İ", "é", " "])
def test_a_large_text_is_searched_to_its_end(piece):
    text = piece * (1_000_000 // len(piece)) + " Syrian regime"
    assert MATCHER.find(text, fold(text))[-1].tolist()[1:] == [len(text) - 13, len(text)]
