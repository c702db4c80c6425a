"""Can I believe the machine on my articles? Draw a sheet, code it by hand, score it, correct the shares.

Run it with `python examples/06_validation.py`; a word after that names the folder for the sheet. The codings in
`codings` are those of two invented coders, who read 80 places in articles composed for teaching.
"""

import sys
from pathlib import Path

import framing

here = Path(__file__).parent
results = Path(sys.argv[1] if len(sys.argv) > 1 else "validation")
results.mkdir(parents=True, exist_ok=True)

# The coders read the four stories between these days; figures hold for what was drawn from, and for nothing else.
articles = framing.read_articles(here / "articles")
result = framing.analyze(articles[articles["date"].between("2020-02-27", "2020-03-06")], "syria")

# 1. Draw places at random, some of them where nothing was found. Coders get the sheet and never see the key.
key = framing.coding_sheet(result, results / "sheet.xlsx", n=80, seed=1)
print(f"{len(key.units)} places drawn, {key.units['passed'].sum()} of them where nothing was found.")

# 2. Weeks later the filled-in sheets come back.
folder = here / "codings"
codings = framing.read_codings({"Ada": folder / "labels-ada.csv", "Ben": folder / "labels-ben.csv"})
print(codings)

# 3. Do the coders agree with each other? Without that, nobody can say whether the machine is right.
agreed = framing.agreement(codings, seed=0)
print(f"\n{agreed.table[['field', 'units', 'agreement', 'alpha', 'low', 'high']].round(2).to_string(index=False)}")

# 4. Is the machine right? Precision: of what it found. Recall: of what is there.
valid = framing.validity(result, codings)
overall = valid.scores.query("outlet == 'all outlets' and referent == 'all'")
columns = ["measure", "statistic", "n", "total", "share", "low", "high"]
print(f"\n{overall[columns].round(2).to_string(index=False)}")

# 5. What would a careful reader of all articles have counted? Where there is an interval, report this share.
own = valid.shares.query("measure == 'voice' and stance == 'own' and codings > 0")
columns = ["outlet", "referent", "share", "corrected", "low", "high", "codings"]
print(f"\n{own[columns].round(2).to_string(index=False)}")
print(f"\n{valid.verdict}")
print(f"\nFor the paper:\n{framing.methods_text(result, validity=valid, agreement=agreed)}")
