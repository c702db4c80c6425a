"""Ask whether outlets of known lines keep apart in a share of labels, in their own words and without regard to voice.

    python benchmarks/outlets.py ARTICLES LEXICON --referent war --stance sanitising --low A B --high C D [--cut REGEX]

ARTICLES is a table with `outlet` and `text` (and `title`). Separation is the probability that an outlet of `high` has a
greater share than one of `low`; 1.0 means that the groups do not overlap. An outlet with fewer choices than `--enough`
is a tie. `--cut` leaves out what matches, for rubrics that an outlet puts into every headline.
"""

from __future__ import annotations

import argparse

import pandas as pd
from scores import markdown

import framing


def separation(shares: dict[str, float | None], low: list[str], high: list[str]) -> float:
    """Return how often an outlet of `high` lies above one of `low`; ties, and outlets without a share, count half."""
    pairs = [(shares.get(a), shares.get(b)) for a in low for b in high]
    won = [0.5 if a is None or b is None or a == b else float(b > a) for a, b in pairs]
    return sum(won) / len(won)


def main() -> None:
    """Print each outlet's share, by voice, and the separation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("lexicon")
    parser.add_argument("--referent", nargs="+", required=True)
    parser.add_argument("--stance", nargs="+", required=True)
    parser.add_argument("--low", nargs="+", required=True)
    parser.add_argument("--high", nargs="+", required=True)
    parser.add_argument("--enough", type=int, default=10)
    parser.add_argument("--cut")
    options = parser.parse_args()
    table = pd.read_csv(options.articles, dtype="str")
    if options.cut:
        table["text"] = table["text"].str.replace(options.cut, "", regex=True)
    columns = [name for name in ("article_id", "outlet", "title", "text") if name in table]
    result = framing.analyze(table[columns].drop_duplicates(["outlet", "text"]), options.lexicon)
    counts, separated = {}, []
    for voice in ("own", "all"):
        shares = result.labels(voice=voice)
        shares = shares[shares["referent"].isin(options.referent)]
        hits = shares[shares["stance"].isin(options.stance)].groupby("outlet")["n"].sum()
        choices = shares.drop_duplicates(["outlet", "referent"]).groupby("outlet")["choices"].sum()
        known = choices.index[choices >= options.enough]
        counts[voice] = {outlet: (int(hits[outlet]), int(choices[outlet])) for outlet in choices.index}
        separated.append(separation({o: hits[o] / choices[o] for o in known}, options.low, options.high))
    side = dict.fromkeys(options.low, "low") | dict.fromkeys(options.high, "high")
    rows = []
    for outlet, (n, of) in counts["own"].items():
        every, total = counts["all"][outlet]
        own_share, all_share = (f"{a / b:.2f}" if b else "-" for a, b in ((n, of), (every, total)))
        rows.append([outlet, side.get(outlet, ""), own_share, f"{n} of {of}", all_share, f"{every} of {total}"])
    print(markdown(["outlet", "group", "own words", "n", "all voices", "n"], rows))
    print(f"\nseparation: {separated[0]:.3f} in own words, {separated[1]:.3f} in all voices")


if __name__ == "__main__":
    main()
