"""Did a paper's words change when it changed its rules? One outlet, one year, by month.

Run it with `python examples/02_one_outlet_one_year.py`; a word after that names the folder for the chart. The articles
were composed for teaching: in June the paper announces new words, and three briefs a month show what came of it.
"""

import sys
from pathlib import Path

import framing
from framing import show

results = Path(sys.argv[1] if len(sys.argv) > 1 else "one-year")
results.mkdir(parents=True, exist_ok=True)

articles = framing.read_articles(Path(__file__).parent / "year" / "halvery-lantern.csv")
result = framing.analyze(articles, "policing")
print(result)

# What does it call those who protest, in its own words, month by month? Months without a choice have no share.
monthly = result.labels(by=["outlet", "month"], referent="protesters")
critical = monthly[monthly["stance"] == "critical"]
print("\nCritical names for protesters, of all its names for them:")
print(critical[["month", "n", "choices", "share", "note"]].to_string(index=False))

# Months are thin. Any column of the articles can group: here, before and after the first of July.
articles["rules"] = (articles["date"] < "2025-07-01").map({True: "before July", False: "from July"})
halves = framing.analyze(articles, "policing")
for referent in ("protesters", "protest", "killing"):
    table = halves.labels(by=["rules"], referent=referent)
    print(f"\n{halves.name(referent)}:")
    print(table[["rules", "stance", "n", "choices", "share", "low", "high"]].round(2).to_string(index=False))

# Who did it? The share of reports of harm that name the doer.
named = halves.blame(by=["rules"])
nobody = named[named["target"].isna()]
print("\nReports of harm that name nobody:")
print(nobody[["rules", "claims", "total", "share", "low", "high"]].round(2).to_string(index=False))

show.over_time(monthly, stance="critical").figure.savefig(results / "protesters.png")
print(f"\nThe chart is in {results.resolve()}")
