"""Compare passive voice with sentences that people have coded, beside a search for forms of "be" and participles.

    python benchmarks/passive.py FOLDER [--quiet]

Every CSV file of FOLDER needs a column `sentence` (in any case) and a code 0 or 1 in `human_coding` or in a column that
ends in `passive_binary`. A sentence counts as passive if `find_passives` finds a verb in it. Intervals resample
sentences. Every disagreement is listed, for codes and parses are both wrong at times; docs/quality.md says who was
right how often.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pandas as pd
from scores import f1, kappa, markdown, mean, score

from framing.find.passives import find_passives
from framing.find.syntax import find_model, load_model, parse

_BE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got|gotten)\b(?: \w+ly| not)? \w+(?:ed|en|wn)\b", re.I
)


def read(path: Path) -> pd.DataFrame:
    """Return the sentences of a file and their codes."""
    table = pd.read_csv(path)
    words = next(name for name in table if name.lower() == "sentence")
    code = next(name for name in table if name == "human_coding" or name.endswith("passive_binary"))
    return pd.DataFrame({"sentence": table[words].astype("str"), "coded": table[code].astype("int64")}).dropna()


def main() -> None:
    """Print the scores of each file, then what is disagreed on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--quiet", action="store_true", help="leave the disagreements out")
    options = parser.parse_args()
    nlp = load_model(find_model() or "")
    rows, disagreed = [], []
    for path in sorted(Path(options.folder).glob("*.csv")):
        table = read(path)
        passives = [find_passives(doc) for doc in parse(nlp, table["sentence"].tolist())]
        table["framing"] = [int(bool(verbs)) for verbs in passives]
        table["be and participle"] = table["sentence"].str.contains(_BE).astype(int)
        for system in ("framing", "be and participle"):
            pairs = list(zip(table[system].tolist(), table["coded"].tolist(), strict=True))
            cells = [(found * coded, found, coded) for found, coded in pairs]
            agreed = score(mean, [found == coded for found, coded in pairs])
            rows.append([path.stem, len(table), system, agreed, score(kappa, pairs), score(f1, cells)])
        other = table[table["framing"] != table["coded"]]
        disagreed += [f"{path.stem}: found {r.framing}, coded {r.coded}: {r.sentence}" for r in other.itertuples()]
    print(markdown(["sentences", "n", "system", "agreement", "kappa", "F1"], rows))
    print(f"\n{len(disagreed)} disagreements")
    if not options.quiet:
        print("\n".join(disagreed))


if __name__ == "__main__":
    main()
