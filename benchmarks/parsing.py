"""Time finding with parses against parsing every article whole, and check that the trees are the same.

    python benchmarks/parsing.py ARTICLES LEXICON [--first 300] [--runs 3]

ARTICLES is anything that ``read_articles`` reads. Times are seconds of the processor (on a machine that others use too,
a clock would measure them as well), the least of `runs`; everything runs on one thread. Whole articles are parsed by
``nlp.pipe(texts)`` with spaCy's own settings: by the tagger and parser alone, as framing uses them, and by all
components that the model is shipped with.

Two checks: each parsed sentence is parsed again with spaCy's own matrix products, which must give the same tree; and
its words are compared with those of the whole article's tree, which may differ, for the parser sees their neighbours.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import spacy
from scores import markdown

import framing
from framing.find import syntax
from framing.find.evidence import find_evidence
from framing.read.lexicon import load_lexicon

ALONE = ["ner", "lemmatizer", "attribute_ruler"]  # what is left out of a whole parse by tagger and parser


def least(job: Callable[[], Any], runs: int) -> tuple[float, Any]:
    """Return the least processor time of some runs, and what the job returned."""
    times, found = [], None
    for _ in range(runs):
        began = time.process_time()
        found = job()
        times.append(time.process_time() - began)
    return min(times), found


def words(doc: Any, offset: int = 0) -> Iterator[tuple[int, tuple[str, int, str]]]:
    """Yield where each word stands and its tag, the place of its head, and its label."""
    for token in doc:
        yield offset + token.idx, (token.tag_, offset + token.head.idx, token.dep_)


def parsed_sentences(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of texts that were parsed as they stand, with their article's row and their text."""
    rows = sentences[(sentences["part"] == "text") & sentences["clauses"].notna()]
    number = dict(zip(articles["article_id"], range(len(articles)), strict=True))
    rows = rows.assign(row=[number[id_] for id_ in rows["article_id"]])
    places = zip(rows["row"], rows["start"], rows["end"], strict=True)
    rows["words"] = [articles["text"].iat[row][start:end] for row, start, end in places]
    return rows[[syntax.plain_case(text) == text for text in rows["words"]]]


def compare_trees(articles: pd.DataFrame, sentences: pd.DataFrame, nlp: Any, plain: Any, whole: list[Any]) -> str:
    """Say how many words have another tree with spaCy's own products, and in the whole article."""
    rows = parsed_sentences(articles, sentences)
    ours, theirs = (syntax.parse(model, rows["words"].tolist()) for model in (nlp, plain))
    in_article = [dict(words(doc)) for doc in whole]
    n = other = shared = alike = 0
    for doc, same, row, start in zip(ours, theirs, rows["row"], rows["start"], strict=True):
        mine = dict(words(doc, start))
        n += len(mine)
        other += sum(one != two for one, two in zip(mine.values(), dict(words(same, start)).values(), strict=True))
        around = in_article[row]
        both = [(tree, around[at]) for at, tree in mine.items() if at in around]
        shared += len(both)
        alike += sum(one == two for one, two in both)
    return (
        f"{len(rows):,} parsed sentences, {n:,} words: {other} have another tag, head or label with spaCy's own "
        f"products; {alike / shared:.1%} have the same as in the whole article's tree."
    )


def main() -> None:
    """Time and check, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("lexicon")
    parser.add_argument("--first", type=int, default=300, help="how many articles (default: 300)")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", framing.FramingWarning)
        articles = framing.read_articles(options.articles).head(options.first)
    lexicon, name = load_lexicon(options.lexicon), syntax.find_model() or ""
    nlp, plain, shipped = syntax.load_model(name), spacy.load(name, exclude=ALONE), spacy.load(name)
    texts = articles["text"].tolist()
    find_evidence(articles.head(10), lexicon, nlp=nlp)

    labels, _ = least(lambda: find_evidence(articles, lexicon), options.runs)
    claims, alone = least(lambda: find_evidence(articles, lexicon, nlp=nlp, claims_only=True), options.runs)
    everything, found = least(lambda: find_evidence(articles, lexicon, nlp=nlp), options.runs)
    base, trees = least(lambda: list(plain.pipe(texts)), options.runs)
    as_shipped, _ = least(lambda: list(shipped.pipe(texts)), max(1, options.runs - 1))
    rows = [
        ("labels and quotations, no parse", labels, 0.0),
        ("claims alone", claims, alone["sentences"]["clauses"].notna().mean()),
        ("everything: claims and citations", everything, found["sentences"]["clauses"].notna().mean()),
        ("articles parsed whole, tagger and parser", base, np.nan),
        ("articles parsed whole, model as shipped", as_shipped, np.nan),
    ]
    n = len(articles)
    size = sum(map(len, texts)) / 1e6
    print(f"{n:,} articles, {size:.1f} million characters, {len(found['sentences']):,} sentences\n")
    head = "what, sentences parsed, articles/s, ms an article, whole parse / this, whole parse as shipped / this"
    lines = [
        [what, "-" if np.isnan(share) else f"{share:.0%}", f"{n / seconds:,.0f}", f"{1000 * seconds / n:.1f}",
         f"{base / seconds:.1f}", f"{as_shipped / seconds:.1f}"]
        for what, seconds, share in rows
    ]  # fmt: skip
    print(markdown(head.split(", "), lines))
    print(f"\nCitations cost {1000 * (everything - claims) / n:.1f} ms an article beyond claims alone.")
    print(differences(alone["claims"], found["claims"]))
    print(compare_trees(articles, found["sentences"], nlp, plain, trees))


def differences(alone: pd.DataFrame, full: pd.DataFrame) -> str:
    """Say how claims found alone differ from those of a full run."""

    def keys(claims: pd.DataFrame, *columns: str) -> set[tuple[str, ...]]:
        place = ["article_id", "part", "start", "event", "target", "polarity", *columns]
        return set(claims[place].astype("str").itertuples(index=False, name=None))

    missing, more = len(keys(full) - keys(alone)), len(keys(alone) - keys(full))
    other = len(keys(full, "source") - keys(alone, "source")) - missing
    return (
        f"Claims alone: of {len(full):,} claims with citations {missing} are missing, {more} are found beyond them, "
        f"and {other} have another source."
    )


if __name__ == "__main__":
    main()
