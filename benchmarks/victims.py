"""Count by whose deaths a word is used, where people have coded whose deaths each sentence tells of.

    python benchmarks/victims.py SENTENCES.csv [--lexicon israel_palestine] [--words slaughter massacre murder]

SENTENCES.csv needs the columns `article_title`, `sentence` and `category` (whose deaths: a code given by people). A
sentence counts once for each word that a label of the referent `killing` begins with in it, whoever speaks; beside it,
the sentences in which the letters stand.
"""

from __future__ import annotations

import argparse

import pandas as pd
from scores import markdown

import framing


def main() -> None:
    """Print one row per word."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    parser.add_argument("--lexicon", default="israel_palestine")
    parser.add_argument("--words", nargs="+", default=["slaughter", "massacre", "murder"])
    options = parser.parse_args()
    table = pd.read_csv(options.sentences, dtype="str").fillna("")
    texts = {"title": table["article_title"], "text": table["sentence"], "category": table["category"]}
    result = framing.analyze(pd.DataFrame({"outlet": "corpus"} | texts), options.lexicon)
    killings = result.mentions[(result.mentions["part"] == "text") & (result.mentions["referent"] == "killing")]
    codes = sorted(table["category"].unique())
    rows = []
    for word in options.words:
        ids = killings.loc[killings["text"].str.lower().str.startswith(word), "article_id"]
        labels = result.articles[result.articles["article_id"].isin(ids)]
        letters = table[table["sentence"].str.contains(word, case=False, regex=False)]
        for system, found in (("framing", labels), ("letters", letters)):
            rows.append([word, system, *(int((found["category"] == code).sum()) for code in codes)])
    print(markdown(["word", "system", *codes], rows))


if __name__ == "__main__":
    main()
