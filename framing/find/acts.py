"""Harm that a verb speaks of: struck X, launched a strike, left 20 dead, came under fire, died."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .grammar import agent_of, clause_of, conjuncts, is_passive, match_phrase, objects_of, subject_of
from .harm import Event, EventWords
from .text import fold

__all__ = ["suffered_by", "verb_events"]

Token = Any
_WITHIN = ("because", "in", "by", "from", "during", "after", "under", "amid", "with", "through", "following", "as")
_AT = ("on", "upon", "at", "into", "against", "towards", "targeting", "hitting")
_IN = ("of", "among", "to", "in", "across", "inside")
_THROUGH = ("dobj", "pobj", "prep", "amod", "nummod", "acl", "conj", "acomp", "oprd", "xcomp", "compound", "ccomp",
            "dative", "attr", "advmod", "pcomp")  # fmt: skip
_AWAY = ("from", "to", "into", "toward", "towards", "across")
_DEEP = 5  # steps from a causing verb to the harm it leaves


def verb_events(verb: Token, words: EventWords) -> Iterator[Event]:
    """Yield the harm events that a verb speaks of."""
    harm = match_phrase(verb, words.verbs)
    made = _made(verb, words, harm is not None)
    intransitive = match_phrase(verb, words.intransitive)
    if made is not None:
        objects = _acted_on(verb)
        acted_on = made in objects or any(made in _inner(o, words) for o in objects)
        first = next((t for t in [made, *made.ancestors] if t.dep_ != "conj"), made)
        acted = first.head.dep_ == "prep" and not acted_on  # engaged in, whatever its form
        doer = agent_of(verb) if is_passive(verb) and not acted else _subject(verb, words)
        victims = [*_behind(made, _AT), *_aimed(verb), *suffered_by(made)]
        yield Event(verb, words.noun(made) or "attack", _form(verb), doer, [], victims, made)
    elif harm is not None and not (intransitive and not _acted_on(verb)):
        yield from _harm(verb, *harm, words)
    elif intransitive is not None:
        yield from _died(verb, intransitive[0], words)
    elif match_phrase(verb, words.landing):
        subject = subject_of(verb)
        if subject is not None and words.is_means(subject):
            yield Event(verb, "attack", "intransitive", None, [], _aimed(verb), subject)
    elif match_phrase(verb, words.causing):
        yield from _caused(verb, words)
    elif match_phrase(verb, words.undergoing):
        noun = next((t for t in [*objects_of(verb), *_behind(verb, None)] if words.noun(t)), None)
        if noun is not None:
            yield Event(verb, words.noun(noun) or "attack", "nominal", None, _listed(subject_of(verb)), [], noun)
    elif match_phrase(verb, words.holding) and any(fold(o.text) in words.captives for o in _acted_on(verb)):
        doer = agent_of(verb) if is_passive(verb) else _subject(verb, words)
        yield Event(verb, "seizing", _form(verb), doer, _acted_on(verb))
    elif match_phrase(verb, words.losing) and any(fold(o.text) in words.persons | words.lives for o in _acted_on(verb)):
        yield Event(verb, "killing", "intransitive", None, _listed(subject_of(verb)))
    elif any(c.dep_ == "acomp" and fold(c.text) in words.stricken for c in verb.children):
        yield Event(verb, "killing", "intransitive", None, _listed(subject_of(verb)))


def suffered_by(noun: Token) -> list[Token]:
    """Return whom an event noun may have happened to: "attack on X", "killing of X", "strike in X"."""
    behind = [
        inner for child in noun.children if child.dep_ == "acl"
        for inner in [*(c for c in child.children if c.dep_ == "dobj" and child.lower_ in _AT), *_behind(child, _AT)]
    ]  # fmt: skip
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ in (*_AT, *_IN) and following.head != noun:  # however it is attached
        behind += [p for p in following.children if p.dep_ == "pobj"]
    return [*_behind(noun, _AT), *behind, *_behind(noun, _IN)]


def _behind(head: Token, prepositions: tuple[str, ...] | None) -> list[Token]:
    """Return the nouns behind the prepositions of a noun or verb."""
    return [
        inner for child in head.children
        if child.dep_ in ("prep", "dative") and (prepositions is None or child.lower_ in prepositions)
        for inner in child.children if inner.dep_ == "pobj"
    ]  # fmt: skip


def _aimed(verb: Token) -> list[Token]:
    """Return what a verb is aimed at: "fired at X", "opened fire with mortars on X"; last where it struck."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.tag_.startswith("NN")]
    nouns = [*objects_of(verb), *_behind(verb, None), *joined]
    return [
        *_behind(verb, _AT),
        *(t for n in nouns for t in _behind(n, ("on", "at", "against"))),
        *_behind(verb, ("to", "in", "across", "inside")),
    ]


def _listed(token: Token | None) -> list[Token]:
    return [] if token is None else [token]


def _form(verb: Token) -> str:
    return "passive" if is_passive(verb) else "active"


def _acted_on(verb: Token) -> list[Token]:
    """Objects of an active verb, subjects of a passive one, the noun of a reduced relative."""
    if is_passive(verb):
        return _listed(subject_of(verb))
    found = [o for o in objects_of(verb) if o.tag_ not in ("WDT", "WP")]
    clause = verb.head if verb.dep_ == "ccomp" else verb  # the crimes he said they had committed
    if clause.dep_ == "relcl" and not found and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        found = [clause.head]
    return found


def _made(verb: Token, words: EventWords, harms: bool) -> Token | None:
    """The harm that a light verb makes, the weapon that a verb fires: "carried out a wave of strikes"."""
    light, firing = match_phrase(verb, words.light), match_phrase(verb, words.firing)
    if not light and not firing:
        return None
    objects = _acted_on(verb)
    if light and light[1] > 1:  # "is engaged in a pattern of aggression"
        objects = [t for o in _inside_phrase(verb, light[1]) for t in conjuncts(o)] or objects
    for noun in [t for o in objects for t in (o, *_inner(o, words))]:
        if words.is_instrument(noun):
            if firing and (not harms or words.noun(noun)):
                return noun
        elif light and words.noun(noun):
            return noun
    if objects and objects[0].lower_ in ("it", "them", "this") and not harms:
        before = (t for t in reversed(verb.doc[: verb.i]) if t.tag_.startswith("NN"))
        return next((t for t in before if firing and words.is_instrument(t) or light and words.noun(t)), None)
    return None


def _inner(noun: Token, words: EventWords) -> list[Token]:
    """What a noun is full of: "a wave of strikes"; not what it only shows: "a drawing of a bomb"."""
    return [] if fold(noun.text) in words.depicting else _behind(noun, ("of", "including"))


def _subject(verb: Token, words: EventWords) -> Token | None:
    """The subject of a verb; of "an attack on a convoy that killed ten" the attack, not the convoy."""
    subject = subject_of(verb)
    if subject is not None and subject.lower_ == "what" and verb.dep_ == "csubj":  # what killed them was a rocket
        return next((c for c in verb.head.children if c.dep_ == "attr"), subject)
    if subject is None:
        return next((c for c in verb.children if c.dep_ == "aux" and words.as_noun(c)), None)  # misread
    thing = any(c.lower_ in ("that", "which") for c in verb.children)
    if verb.dep_ == "relcl" and subject == verb.head and thing and not words.is_means(subject):
        above = subject
        while above.dep_ in ("pobj", "conj") and above.head.head != above.head:
            above = above.head.head if above.dep_ == "pobj" else above.head
            if words.is_means(above) and above.tag_.startswith(("NN", "VBG")):
                return above
    return subject


def _doer(verb: Token, words: EventWords) -> Token | None:
    """The subject of an active verb; "hit the market killing ten" is done by who hit it, not by the market."""
    doer = _subject(verb, words)
    if doer is None:
        return None
    if not words.is_means(doer):  # days of strikes, a series of raids
        doer = next((p for p in _behind(doer, ("of",)) if words.noun(p)), doer)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and not words.is_means(doer) and fold(doer.text) not in words.roles:
        above = clause_of(doer)
        if above != doer and above.tag_.startswith("VB"):
            return agent_of(above) if is_passive(above) else subject_of(above)
    return doer


def _told_of_figures(verb: Token, words: EventWords, length: int = 1) -> bool:
    """Whether what is struck, hit or killed is a figure of speech: a deal, a record, a team, the box office."""
    told = [*_acted_on(verb), *_listed(subject_of(verb))]
    own = range(verb.i, verb.i + length)  # lay siege
    where = (t for t in _behind(verb, ("at", "to", "in")) if t.tag_ != "NNP")  # the West Bank is a place
    return any(fold(t.text) in words.figurative for t in told if t.i not in own) or (
        any(fold(t.text) in words.contests for t in where)
    )


def _is_misread(verb: Token) -> bool:
    """Whether a finite verb was read as a participle, for it has an object: "rebels targeted on Monday the airport"."""
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    behind = [c for c in verb.children if c.i > verb.i]
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and bool(objects) and behind[0].dep_ == "prep" and (
        not any(c.dep_ == "agent" for c in behind)
    )  # fmt: skip


def _lacks_object(verb: Token, length: int, event: str, doer: Token, words: EventWords) -> bool:
    """Whether what was read as the doer is who was harmed: verbs of killing and destroying have an object."""
    objects = [o for o in objects_of(verb) if o.lower_ != "dead"]  # shot dead
    if length > 1 and verb.doc[verb.i + length - 1].lower_ != "dead":
        return False
    alone = verb.dep_ in ("ROOT", "ccomp", "acl", "advcl") or verb.dep_ == "conj" and doer.head == verb
    plain = verb.tag_ in ("VBD", "VBN") and alone and not words.is_means(doer)
    inner = any(c.dep_ in ("ccomp", "xcomp", "aux", "prt", "conj") for c in verb.children)
    return event in words.bodily | {"destruction"} and plain and not inner and not objects and doer.i < verb.i


def _harm(verb: Token, event: str, length: int, words: EventWords) -> Iterator[Event]:
    passive = is_passive(verb) and not _is_misread(verb)
    form = "passive" if passive else "active"
    doer = agent_of(verb) if passive else _doer(verb, words)
    ending = match_phrase(verb, words.ending)
    if _spoken(verb, words) or ending is not None and ending[1] > length:  # beat off an assault
        return
    if not passive and doer is not None and _lacks_object(verb, length, event, doer, words):
        agent = agent_of(verb)  # "102 schools destroyed", "a boy shot dead by police"
        means = _means_around(verb, words) if agent is None else None
        yield Event(verb, event, "passive", agent, [doer], [], means)
        return
    if _told_of_figures(verb, words, length) or doer is not None and words.is_figure(doer) or _led_astray(verb, length):
        return
    if not passive and doer is not None and _counted_with_the_harmed(doer, verb, words):
        yield Event(verb, event, "passive", None, [doer], [], _means_around(verb, words))
        return
    if match_phrase(verb, words.taking) and not any(_is_land(t, words) for t in _acted_on(verb)):
        return
    objects = [o for o in objects_of(verb) if o.tag_ != "WDT"] or objects_of(verb)
    if length > 1:  # the object that is part of the phrase: "sent troops into X"
        objects = [o for o in objects if o.i != verb.i + length - 1]
    if event == "displacement" and any(fold(t.text) in words.envoys for t in _acted_on(verb)):
        return  # expelled diplomats
    if event == "seizing" and any(fold(t.text) in words.places for t in _acted_on(verb)):
        return  # "oil fields captured by the group"
    patients = _listed(subject_of(verb)) if passive else [*_inside_phrase(verb, length), *objects, *_in_clause(verb)]
    victims = _aimed(verb)
    if not passive and objects and words.is_instrument(objects[0]):  # fired mortars at the crews
        patients, victims = [], [*victims, *objects]
    if objects and objects[0].like_num and not passive:  # killed 28 and wounded 30 militants
        further = [o for c in verb.children if c.dep_ == "conj" for o in objects_of(c) if not o.like_num]
        patients = [*further, *patients]
    if not passive and not patients and not victims and doer is None:
        return
    idle = doer is not None and fold(doer.text) in words.strikers and not _behind(verb, _AT)
    if not passive and not patients and idle:
        return  # "doctors struck"
    if doer is not None and words.is_means(doer):
        event_noun = words.noun(doer) and (not words.is_instrument(doer) or _paired(doer, words))
        yield Event(verb, event, "nominal" if event_noun else form, None, patients, victims, doer)
    elif doer is None:
        yield Event(verb, event, form, None, patients, victims, _means_around(verb, words))
    else:
        yield Event(verb, event, form, doer, patients, victims)
        yield from _gapped(verb, event)


def _counted_with_the_harmed(doer: Token, verb: Token, words: EventWords) -> bool:
    """Whether a headline's passive is read as active: "6 civilians killed 22 injured in shelling"."""
    objects = objects_of(verb)
    harmed = doer.like_num or fold(doer.text) in words.civilians
    return harmed and bool(objects) and all(o.like_num for o in objects)


def _is_land(noun: Token, words: EventWords) -> bool:
    """Whether a noun is a country or its land: "Crimea", "Ukrainian territory", "the peninsula"; not "Round Hill"."""
    if fold(noun.text) in words.heights:
        return False
    named = (t for t in [noun, *noun.lefts] if t.tag_.startswith(("NNP", "JJ")) and t.text[:1].isupper())
    return fold(noun.text) in words.land or next(named, None) is not None


def _gapped(verb: Token, event: str) -> Iterator[Event]:
    """ "Washington bombed a wedding, and Moscow a school": the verb is said once."""
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and child.tag_ in ("NNP", "NNPS", "NNS"):
            whom = [c for c in child.children if c.dep_ in ("appos", "dobj") and c.i > child.i]
            if whom:
                yield Event(verb, event, "active", child, whom)


def _led_astray(verb: Token, length: int) -> bool:
    """Whether a particle gives the verb another meaning: "hang out", "strike back", "drive the fighters back"."""
    words = ("out", "back") if is_passive(verb) else ("out", "back", "down")  # courts strike down, mortars strike down
    particles = [c for c in verb.children if c.dep_ in ("prt", "advmod") and c.lower_ in words and c.i > verb.i]
    if any(p.i == verb.i + length or p.dep_ == "prt" and p.i > verb.i + length for p in particles):
        return True
    back = ([c.lower_ for c in p.children] for p in particles if p.lower_ == "back")
    return any(set(where) <= set(_AWAY) and (where or length == 1) for where in back)


def _spoken(verb: Token, words: EventWords) -> bool:
    """Whether somebody is attacked in words: "attacked him as a liberal", or over it; "a senator blasts Obama"."""
    subject = subject_of(verb)
    if subject is not None and (words.is_means(subject) or fold(subject.text) in words.forces):
        return False
    if match_phrase(verb, words.wordy):
        return any(c.dep_ == "prep" and c.lower_ in ("as", "over") for c in verb.children)
    civil = subject is not None and fold(subject.text) in words.offices
    named = any(c.dep_ == "dobj" and c.tag_ in ("NNP", "PRP") for c in verb.children)
    return civil and named and match_phrase(verb, words.scolding) is not None


def _inside_phrase(verb: Token, length: int) -> list[Token]:
    """The object of a verb of several words: "ran over X", "set fire to X"."""
    end = verb.i + length
    heads = [t for t in verb.doc[verb.i + 1 : end] if t.dep_ in ("prep", "dative", "prt")]
    return [p for t in heads for p in t.children if p.dep_ == "pobj"]


def _in_clause(verb: Token) -> list[Token]:
    """The object that was read as a clause of its own: "killed a woman hanging out washing"."""
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VBG" and c.i > verb.i)
    return [t for c in clauses for t in c.children if t.dep_ == "nsubj"]


def _paired(noun: Token, words: EventWords) -> bool:
    """Whether a weapon's name is part of an event's: "rocket fire"."""
    return noun.i > 0 and f"{fold(noun.doc[noun.i - 1].text)} {fold(noun.text)}" in words.nouns


def _died(verb: Token, event: str, words: EventWords) -> Iterator[Event]:
    if _told_of_figures(verb, words):
        return
    subject = subject_of(verb)
    means = _means_around(verb, words)
    if subject is not None and words.is_means(subject):
        yield Event(verb, event, "intransitive", None, [], [*suffered_by(means or subject), *_aimed(verb)], subject)
    else:
        yield Event(verb, event, "intransitive", None, _listed(subject), [], means)


def _caused(verb: Token, words: EventWords) -> Iterator[Event]:
    """ "left 20 dead", "caused heavy losses", "cost him a leg": an event only if what follows is harm."""
    passive = is_passive(verb)
    harmed = _left_behind(verb, words)
    if harmed is not None and words.noun(harmed) and match_phrase(verb, words.claiming):
        return  # claimed the bombing
    if harmed is None and passive:  # the deaths were caused by
        harmed = next((t for t in _listed(subject_of(verb)) if _is_loss(t, words)), None)
    if harmed is None:
        return
    doer = agent_of(verb) if passive else _subject(verb, words)
    around = {harmed, *(t for t in harmed.ancestors if t != verb)}
    objects = [c for c in verb.children if c.dep_ in ("dative", "dobj", "nsubj") and c.i > verb.i]
    persons = [t for t in objects if t.dep_ != "prep" and not _is_loss(t, words)]
    inner = [c for c in harmed.children if c.dep_ in ("nsubj", "nsubjpass") and harmed.dep_ not in ("relcl", "advcl")]
    counted = [t for t in persons if t in around and harmed.dep_ not in ("pobj", "dobj")]
    patients = [*inner, *(t for t in persons if t not in around), *counted]
    victims = [*suffered_by(harmed), *_behind(verb, ("to", "on")), harmed]
    event = words.noun(harmed) or "killing"
    if doer is not None and words.is_means(doer):
        yield Event(verb, event, "nominal", None, patients, victims, doer)
    elif doer is not None:
        yield Event(verb, event, "active", doer, patients, victims)
    elif passive:
        yield Event(verb, event, "passive", None, patients, victims)


def _is_loss(token: Token, words: EventWords) -> bool:
    return fold(token.text) in words.harmed or words.noun(token) is not None


def _left_behind(verb: Token, words: EventWords) -> Token | None:
    """The harm that a causing verb leaves behind it, not further away than its objects and their attributes."""
    if any(c.lower_ == "behind" and (c.dep_ == "prt" or c.i == verb.i + 1) for c in verb.children):
        return None  # "left behind their dead"
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        loss = _is_loss(token, words) and token.tag_[0] in "NJVR" and (token.dep_ != "ccomp" or token.tag_[0] != "N")
        limb = fold(token.text) in words.body and (
            any(c.dep_ == "poss" for c in token.children) or token.head.lower_ == "without"
        )
        if not loss and not limb:
            continue
        above, steps = token, 0
        while (
            above != verb
            and steps < _DEEP
            and (above.dep_ in _THROUGH or steps == 0 and above.dep_ == "nsubj")
            and (above.dep_ != "prep" or above.lower_ not in ("for", "through", "after", "behind"))
        ):
            above, steps = above.head, steps + 1
        if above == verb:
            return token
    return None


def _means_around(verb: Token, words: EventWords) -> Token | None:
    """The event in which somebody was harmed: "killed in regime shelling", "wounded by a mine"."""
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "advmod") and child.lower_ in _WITHIN:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    following = inner.doc[inner.i + 1 : inner.i + 2]
                    torn = [t for t in following if t.tag_ == "VBG" and words.as_noun(t)]  # killed in regime shelling
                    for noun in [*torn, *conjuncts(inner)]:
                        if words.is_means(noun) or fold(noun.text) in words.undertakings:
                            return noun
    return None
