"""Sentences: where they end and where they do not, each row with its reason."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing.find.characters import classify
from framing.find.sentences import find_sentences
from framing.find.vocabulary import Vocabulary
from framing.read.lexicon import load_lexicon

WORDS = Vocabulary(load_lexicon("conflict"))


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in find_sentences(text, WORDS.abbreviations, openers=WORDS.openers).tolist()]


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("The town fell. |Rebels fled.", "a stop, a space, a capital"),
        ("The town fell. |3 died.", "a digit may begin a sentence"),
        ("The town fell. |$3 million was lost.", "so may an amount"),
        ("The town fell.  \n\n|Rebels fled", "a line break, with or without a stop"),
        ("Town falls\r\n|Rebels flee", "a line break of Windows"),
        ("Town falls\u2028|Rebels flee", "a line separator"),
        ("Really?! |Yes... |No!", "a run of stops is one"),
        ("He left … |The rest stayed.", "an ellipsis before a capital"),
        ("He left … and came back.", "an ellipsis before a small letter"),
        ("He left. . . . |The rest stayed.", "a spaced ellipsis"),
        ("He said: “We left.” |The rest stayed.", "a quotation mark closes after the stop"),
        ('He said: "We left." |The rest stayed.', "a straight one too"),
        ("(He left.) |The rest stayed.", "so does a bracket"),
        ("He left. |“We stayed,” she said.", "a quotation mark opens the next one"),
        ('He left. |"We stayed," she said.', "a straight mark opens the next one"),
        ("“Why?” he asked.", "a question inside goes on in small letters"),
        ("He left. |— A. Name", "a signature"),
        ("He left. |• The rest stayed.", "a bullet"),
        ("He left. |iPhones rang.", "a small letter with a capital inside begins a name"),
        ("He left. |al-Assad stayed.", "an article before a name"),
        ("Gen. Smith met Mr. Jones.", "titles"),
        ("J. R. Smith met A.B. Jones and J.K. Rowling.", "initials"),
        ("It is 3.5 percent of $1.2 billion.", "decimal points"),
        ("See No. 5 and Fig. 3.", "abbreviations before a digit"),
        ("It began at 5 a.m. Monday in the U.S. Army base.", "an abbreviation before a name"),
        ("It is in the U.S. |The army left.", "an abbreviation that ends a sentence before a clear new one"),
        ("He joined Acme Inc. |It failed.", "also one without inner stops"),
        ("It is in “the U.S.” |Nobody left.", "a quotation mark behind an abbreviation settles it"),
        ("He met Malcolm X. |He left.", "an initial that ends a sentence"),
        ("They said “no.” |Nobody left.", "a word that is an abbreviation only with a capital"),
        ("They don't. |Police do.", "a letter behind an apostrophe is no initial"),
        ("in Washington, D.C., and elsewhere", "a comma follows"),
        ("the army fell.|The rebels fled", "a lost space between a word and a capitalised one"),
        ("the army fell.|“The rebels fled”", "and before a quotation mark"),
        ("the army fell.”|The rebels fled", "and behind one"),
        ("it went on and on...and on", "an ellipsis inside"),
        ("He quit (Ala.), the paper said", "a comma behind a bracket"),
        ("  \t He left. |\x00 Next.  ", "space belongs to no sentence, NUL does"),
        ("“We left. ”\n|Next", "a mark behind a space stays with its line"),
        ("بيان أول. |بيان ثان", "a script without capitals"),
    ],
)
def test_sentences(marked, why):
    """A bar marks where a sentence begins behind another."""
    assert cut(marked.replace("|", "")) == [sentence.strip() for sentence in marked.split("|")], why


@pytest.mark.xfail(reason="whether a capital begins a sentence or a name is not known here")
@pytest.mark.parametrize(
    "marked",
    [
        "It happened at 5 a.m. |Police came.",
        "He joined Acme Inc. |Shares fell.",
        "“Stop!” Smith said.",
        "He lost to Doe vs. The State.",
        "He left. |and nobody saw it.",
        "The report ran over two\nlines.",
        "It stood on Example.Com first.",
    ],
)
def test_known_limits(marked):
    assert cut(marked.replace("|", "")) == [sentence.strip() for sentence in marked.split("|")]


texts = st.one_of(
    st.text(st.characters()),
    st.lists(st.sampled_from([*"\".!…“”'() \n3-\ud800\0", "He", "left", "U.S.", "Mr.", "The"])).map("".join),
)


@given(texts)
def test_sentences_of_any_text_are_sorted_trimmed_and_hold_all_but_space(text):
    last = 0
    for start, end in find_sentences(text, WORDS.abbreviations, openers=WORDS.openers).tolist():
        assert last <= start < end <= len(text)
        assert text[last:start].strip() == "" and text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


@given(st.lists(texts, max_size=4))
@example(["", ". 0"])
def test_sentences_of_a_paragraph_do_not_depend_on_its_neighbours(texts):
    apart = [sentence for text in texts for sentence in cut(text)]
    assert cut("\n\n".join(texts)) == apart


def test_classes_may_be_given():
    text = "He left. She stayed."
    assert find_sentences(text, (), classes=classify(text)).tolist() == [[0, 8], [9, 20]]


@pytest.mark.parametrize("piece", [".", " ", "\n", ". ", '!"', "A. ", "He left. ", ".\u2028", "(", "é"])
def test_a_large_text_is_cut_to_its_end(piece):
    text = piece * (1_000_000 // len(piece))
    spans = find_sentences(text, WORDS.abbreviations, openers=WORDS.openers)
    assert (spans[-1, 1] if len(spans) else 0) == len(text.rstrip())
