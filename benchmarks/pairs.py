"""Take names out of a lexicon, and see whether `suggest_pairs` finds them again.

    python benchmarks/pairs.py ARTICLES [--lexicon syria] [--draws 20] [--first 100] [--sheet FILE.csv]

A *pair* is two names of one actor, both used in ARTICLES at least ten times, in five articles, by two outlets. A name
here is an entry with every longer entry that holds it ("regime" with "Assad regime", "regime forces" ...), so that
nothing of it stays behind; entries that hold a shorter one are no names of their own. Ten pairs without a name in
common are drawn at random, once for each seed from `first` on. *One taken out*: of each pair one name, drawn at random,
is taken out of the lexicon, and counts as found if it, or a longer form of it, is among the 50 suggestions under the
right actor, as name or variant. *Both taken out*: both names
are, and both must be found; beside it the share of the single names. The weights of
`suggest_pairs` were set on the seeds 0 to 5.

With `--sheet` the 50 suggestions of the first seed (one taken out) are written in random order, to be judged.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import framing
from framing.read.inflect import spell_forms
from framing.read.lexicon import Lexicon, load_lexicon
from framing.read.write import write_yaml

USES, ARTICLES, OUTLETS = 10, 5, 2
PAIRS, MOST = 10, 50

Key = tuple[str, ...]


class Name(NamedTuple):
    """A name of an actor: the words that all its entries hold."""

    actor: str
    words: Key


def key_of(form: str) -> Key:
    """Return the words of a form, without possessives and plurals."""
    shortest = min(spell_forms(form), key=len).lower().replace("’", "'").replace("'s", "")
    return tuple(word.removesuffix("s") for word in shortest.split())


def holds(long: Key, short: Key) -> bool:
    """Whether the words of one form stand within another."""
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def entries_of(lexicon: Lexicon) -> list[tuple[str, str]]:
    """List every label, alias and shared form with whom it names."""
    found = [(s.actors[0], form) for s in lexicon.shared for form in s.forms]
    for referent in lexicon.referents.values():
        found += [(referent.id, form) for forms in referent.labels.values() for form in forms]
        found += [(referent.id, form) for form in referent.aliases]
    return found


def find_names(lexicon: Lexicon, mentions: pd.DataFrame, articles: pd.DataFrame) -> list[Name]:
    """List the names of actors that are used often enough."""
    entries = [(actor, form, key_of(form)) for actor, form in entries_of(lexicon)]
    keys = {key for _, _, key in entries}
    names: dict[Name, None] = {}
    for referent in lexicon.referents.values():
        if referent.kind not in ("actor", "people"):
            continue
        for form in (form for forms in referent.labels.values() for form in forms):
            key = key_of(form)
            if any(other != key and holds(key, other) for other in keys):
                continue
            own = {f for actor, f, k in entries if actor == referent.id and holds(k, key)}
            used = mentions[(mentions["referent"] == referent.id) & mentions["label"].isin(own)]
            spread = used["article_id"].nunique() >= ARTICLES and used["outlet"].nunique() >= OUTLETS
            if len(used) >= USES and spread and not is_still_named(lexicon, articles, used, Name(referent.id, key)):
                names[Name(referent.id, key)] = None
    return list(names)


def is_still_named(lexicon: Lexicon, articles: pd.DataFrame, used: pd.DataFrame, name: Name) -> bool:
    """Whether half of a name's places are still of its actor without it: "Syria" in "Syria army" names the same."""
    result = framing.analyze(
        articles[articles["article_id"].isin(used["article_id"])], without(lexicon, [name]), syntax=False
    )
    found = pd.concat([result.mentions.rename(columns={"referent": "actor"}), result.references])
    found = found[(found["actor"] == name.actor) & (found["kind"] != "demonym")]
    where = ["article_id", "part", "start", "end"]
    both = used[where].reset_index().merge(found[where], on=where[:2], suffixes=("", "_found"))
    both = both[(both["start_found"] < both["end"]) & (both["start"] < both["end_found"])]
    return both["index"].nunique() > len(used) / 2


def draw(names: list[Name], seed: int) -> list[tuple[Name, Name]]:
    """Draw pairs of names of one actor, no name twice; the first of each is the one to be taken out."""
    rng = np.random.default_rng(seed)
    pairs = [(a, b) for a, b in combinations(names, 2) if a.actor == b.actor]
    drawn: list[tuple[Name, Name]] = []
    for at in rng.permutation(len(pairs)):
        if not {name for pair in drawn for name in pair} & set(pairs[at]):
            drawn.append(pairs[at] if rng.random() < 0.5 else pairs[at][::-1])
        if len(drawn) == PAIRS:
            break
    return drawn


def without(lexicon: Lexicon, names: Iterable[Name]) -> Lexicon:
    """Take names out of a lexicon, with every entry that holds them."""
    gone = {form for _, form in entries_of(lexicon) for name in names if holds(key_of(form), name.words)}
    referents = {}
    for id_, referent in lexicon.referents.items():
        labels = {s: tuple(f for f in forms if f not in gone) for s, forms in referent.labels.items()}
        aliases = tuple(form for form in referent.aliases if form not in gone)
        referents[id_] = replace(referent, labels={s: f for s, f in labels.items() if f}, aliases=aliases)
    shared = tuple(replace(s, forms=f) for s in lexicon.shared if (f := tuple(x for x in s.forms if x not in gone)))
    guards = {form: guard for form, guard in lexicon.guards.items() if form not in gone}
    text = write_yaml(replace(lexicon, referents=referents, shared=shared, guards=guards))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "smaller.yaml"
        path.write_text(text, encoding="utf-8")
        return load_lexicon(path)


def is_found(table: pd.DataFrame, name: Name) -> bool:
    """Whether a name is among the suggestions for its actor, as name or variant."""
    rows = table[table["referent"] == name.actor]
    forms = [*rows["name"], *(form for listed in rows["variants"] for form in listed.split(", ") if form)]
    return any(holds(key_of(form), name.words) for form in forms)


def main() -> None:
    """Draw, take out, suggest, and print the recall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--lexicon", default="syria")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--first", type=int, default=100)
    parser.add_argument("--sheet")
    options = parser.parse_args()
    articles, lexicon = framing.read_articles(options.articles), load_lexicon(options.lexicon)
    names = find_names(lexicon, framing.analyze(articles, lexicon, syntax=False).mentions, articles)
    possible = sum(a.actor == b.actor for a, b in combinations(names, 2))
    print(f"{len(names)} names of {len({name.actor for name in names})} actors, {possible} pairs")
    recalls: dict[str, list[float]] = {"one taken out": [], "both taken out": [], "each name, both taken out": []}
    seconds = []
    for seed in range(options.first, options.first + options.draws):
        pairs = draw(names, seed)
        for way, gone in (("one taken out", [a for a, _ in pairs]), ("both taken out", [n for p in pairs for n in p])):
            result = framing.analyze(articles, without(lexicon, gone), syntax=False)
            began = time.process_time()
            table = result.suggest_pairs(n=MOST)
            seconds.append(time.process_time() - began)
            wanted = [[a] if way == "one taken out" else [a, b] for a, b in pairs]
            hits = [[is_found(table, name) for name in of] for of in wanted]
            recalls[way].append(float(np.mean([all(found) for found in hits])))
            if way == "both taken out":
                recalls["each name, both taken out"].append(float(np.mean(hits)))
            if options.sheet and way == "one taken out" and seed == options.first:
                shuffled = table.sample(frac=1, random_state=seed)
                columns = ["referent", "name", "variants", "n", "outlets", "example", "known", "known_example"]
                shuffled[columns].to_csv(options.sheet, index=False, encoding="utf-8-sig")
    for way, values in recalls.items():
        print(f"{way}: recall at {MOST} {np.mean(values):.2f} (mean of {len(values)} draws of {PAIRS} pairs; "
              f"{min(values):.1f} to {max(values):.1f}); of the first draw {values[0]:.1f}")  # fmt: skip
    print(f"suggesting: {np.median(seconds):.1f} s of the processor for {len(articles):,} articles")


if __name__ == "__main__":
    main()
