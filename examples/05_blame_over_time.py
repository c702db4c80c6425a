"""Whom does a paper hold responsible, and does that change? Blame by month, and by quarter on whose word.

Run it with `python examples/05_blame_over_time.py`; a word after that names the folder for the chart. The articles were
composed for teaching.
"""

import sys
from pathlib import Path

import framing
from framing import show

results = Path(sys.argv[1] if len(sys.argv) > 1 else "blame-over-time")
results.mkdir(parents=True, exist_ok=True)

articles = framing.read_articles(Path(__file__).parent / "year" / "halvery-lantern.csv")
articles["quarter"] = articles["date"].dt.to_period("Q").astype("str")
result = framing.analyze(articles, "policing")

# One row per quarter and target; the row without a target is harm without a doer ("a suspect was wounded").
blame = result.blame(by=["quarter"])
blame = blame[blame["target"].isin(["police", "protesters"]) | blame["target"].isna()]
blame = blame.assign(target=blame["target"].map(result.names).fillna("nobody named"))
print("Reports of harm, by quarter and by whom they hold responsible:")
print(blame.pivot_table(index="target", columns="quarter", values="claims", aggfunc="sum").to_string())

# A count grows with the news. The share of all reports of harm does not; its interval says how little a quarter is.
print("\nThe police, as a share of all reports of harm:")
police = blame[blame["target"] == result.name("police")]
columns = ["quarter", "claims", "total", "share", "low", "high", "own_voice", "attributed", "denied"]
print(police[columns].round(2).to_string(index=False))

print("\nTwo of the sentences in which the paper itself says so, and two in which nobody is named:")
for row in result.evidence(target="police", source="outlet", n=2, seed=1).itertuples():
    print(f"  {row.date:%B}, police: {row.sentence_text}")
for row in result.evidence(of="claims", target=None, n=2, seed=1).itertuples():
    print(f"  {row.date:%B}, nobody: {row.sentence_text}")

monthly = result.blame(by=["outlet", "month"])
show.over_time(monthly, target="police").figure.savefig(results / "blame.png")
print(f"\nThe chart is in {results.resolve()}")
