"""The codebook of a coding sheet: what each column asks, and the values that may stand in it."""

from __future__ import annotations

from typing import NamedTuple

from framing.errors import FramingError, did_you_mean
from framing.measure.agreement import NONE
from framing.measure.coded import FIELDS, NOBODY, NOT_STATED
from framing.measure.voice import VOICES
from framing.read.lexicon import Lexicon, Referent

__all__ = ["KINDS", "WORDS", "Field", "fields_of", "instructions"]

#: What a sheet can ask about.
KINDS = ("mentions", "claims")
#: The column of a sheet of labels that holds the words asked about.
WORDS = "words"


class Field(NamedTuple):
    """A column to fill in: its name, what it asks, its values by id (as shown, and what they mean), and if it must be.

    ``values`` maps an id to ``(shown, meaning)``. A field that is not `needed` may be left empty.
    """

    name: str
    question: str
    values: dict[str, tuple[str, str]]
    needed: bool


_STANCES = {
    "favourable": "the name presents its bearer as legitimate, friendly or one of ours",
    "neutral": "the plain name, on nobody's side",
    "critical": "the name presents its bearer as illegitimate, hostile or alien",
    "honouring": "the name gives the dead or their deed honour",
    "sanitising": "the name makes an act or its harm sound small",
    "condemning": "the name calls an act a crime",
}
_VOICES = {
    "own": "the outlet's own words; also the name of a speaker in front of what he says",
    "quoted": "inside quotation marks that give somebody's words",
    "reported": "inside what somebody said, thinks or claims, without quotation marks",
    "scare": "the outlet distances itself: scare quotes, or after 'so-called'",
}
_SOURCES = {
    "outlet": "the outlet says it in its own voice",
    "observers": "monitors, United Nations, rights groups, analysts",
    "witnesses": "residents, activists, medics, local sources",
    "media": "another outlet or an agency",
    "other": "somebody else",
}
_LABELS = """\
Each row asks about one name for one of the referents listed below: a name that was chosen where another could stand.
Words in [[double brackets]] have been taken up already. Where the column "words" is filled, judge these words, which \
stand in [[ ]].
Where it is empty, look for a further name outside the brackets. Usually there is none: choose "none of these". If \
there is one, write its words as they stand in the sentence, and fill in the row; for a second one copy the whole row.
Plain proper names that leave no choice (a person, a unit, a capital) are no names in this sense.
Names of others ("the government" of another country) and parts of proper names ("Six Day War") are "none of these".
Judge from the sentence; use title, the sentence before and the one after to find out who is meant.\
"""
_CLAIMS = """\
Each row asks who is held responsible for harm in one sentence: killing, wounding, attack, strike, shelling, \
abduction, torture, siege, displacement, destruction, a violation or a crime.
If the sentence holds nobody responsible and reports no harm, choose "no claim". So for plans, threats and military \
stance ("backs", "controls", "entered"), and for harm that is only a name or an object ("condemned the attack").
If harm is reported and no doer is stated in the sentence ("five were killed", "an explosion hit"), the target is \
"nobody named".
Adjectives and compounds name a doer: "regime shelling", "rebel-shelled". Mutual fighting is harm without a doer.
A sentence with two claims (another target, another source, or one blames and one denies) takes two rows: copy the \
whole row and change the copy. The same target, source and polarity is one claim, however many harms are told.
Judge what this sentence says; use title, the sentence before and the one after only to resolve "they" or "the group".\
"""


def instructions(of: str) -> list[str]:
    """Give the rules for coders, one paragraph each.

    Examples
    --------
    >>> instructions("claims")[0][:47]
    'Each row asks who is held responsible for harm '
    """
    text = _LABELS if of == "mentions" else _CLAIMS
    return [
        *text.splitlines(),
        "Fill in one file each, without talking to other coders about rows, and without looking up what was found. Do "
        "not change the column names or the ids. If you are unsure, decide, and say so under comment.",
    ]


def fields_of(of: str, lexicon: Lexicon) -> list[Field]:
    """Give the columns to fill in, with their values, for one lexicon.

    Parameters
    ----------
    of : {"mentions", "claims"}
        What the sheet asks about.
    lexicon : Lexicon
        Whose referents, stances and sources are the values.

    Returns
    -------
    list of Field

    Raises
    ------
    FramingError
        If `of` is unknown.

    Examples
    --------
    >>> from framing.read.lexicon import load_lexicon
    >>> [field.name for field in fields_of("mentions", load_lexicon("syria"))]
    ['referent', 'stance', 'voice']
    """
    if of not in KINDS:
        raise FramingError(f"of={of!r} is unknown. {did_you_mean(of, KINDS)}")
    fields = _fields_of_mentions(lexicon) if of == "mentions" else _fields_of_claims(lexicon)
    order = FIELDS[of]
    return sorted(fields, key=lambda field: order.index(field.name))


def _fields_of_mentions(lexicon: Lexicon) -> list[Field]:
    named = [r for r in lexicon.referents.values() if r.labels or any(r.id in s.actors for s in lexicon.shared)]
    referents = {NONE: ("none of these", "no name for any referent below, or no further name")}
    referents |= {r.id: (r.name, _examples(r, lexicon)) for r in named}
    stances = dict.fromkeys(lexicon.choices["stance"])
    elsewhere = f"see {lexicon.codebook}" if lexicon.codebook else "see the lexicon"
    return [
        Field("referent", "Who or what is named?", referents, True),
        Field("stance", "How does the name present its referent (not: is that deserved)?",
              {stance: (stance, _STANCES.get(stance, elsewhere)) for stance in stances}, True),
        Field("voice", "Whose words are they?", {voice: (voice, _VOICES[voice]) for voice in VOICES}, True),
    ]  # fmt: skip


def _fields_of_claims(lexicon: Lexicon) -> list[Field]:
    actors = {id_: (lexicon.names[id_], _examples(lexicon.referents[id_], lexicon)) for id_ in lexicon.actors}
    targets = {
        NONE: ("no claim", "nobody is held responsible, and no harm is reported"),
        NOBODY: ("nobody named", "harm is reported, and no doer is stated"),
        **actors,
        "other": ("others", "somebody who is not listed here"),
        "unspecified": ("left open", "who did it is the subject, and left open"),
    }
    sources = {s: (lexicon.names.get(s, s), _SOURCES.get(s, "")) for s in ("outlet", *lexicon.speakers)}
    sources |= {id_: actors[id_] for id_ in lexicon.actors if id_ in sources}
    return [
        Field("target", "Who is said to have done, or not to have done, harm?", targets, True),
        Field("source", "Whose claim is it?", sources, True),
        Field("polarity", "Is the target blamed, or is it denied that he did it?",
              {"blame": ("blame", "held responsible"), "deny": ("deny", "cleared, or the deed denied")}, True),
        Field("certainty", "Is it asserted or hedged?",
              {"asserted": ("asserted", "said outright, also by a source"),
               "hedged": ("hedged", "reportedly, allegedly, suspected, may have")}, False),
        Field("victim", "Who was harmed?",
              {NOT_STATED: (NOT_STATED, "the sentence does not say"), **actors,
               "civilians": actors.get("civilians", ("civilians", "people who do not fight")),
               "other": ("others", "somebody who is not listed here")}, False),
    ]  # fmt: skip


def _examples(referent: Referent, lexicon: Lexicon) -> str:
    """List a few names, without saying how the lexicon reads them."""
    labels = sorted(label for forms in referent.labels.values() for label in forms)
    step = max(1, len(labels) // 5)
    shared = [s.forms[0] for s in lexicon.shared if referent.id in s.actors]
    names = [*labels[::step][:5], *shared[:2]]
    return "for instance: " + ", ".join(name.replace("(s)", "s") for name in names) if names else ""
