"""Five outlets, four stories: who is named how, who is blamed, and who gets to speak.

Run it with      python examples/01_five_outlets.py
or, to choose where the results go,      python examples/01_five_outlets.py my-results

The articles were composed for teaching; see examples/README.md.
"""

import sys
from pathlib import Path

import matplotlib.pyplot as plt

import framing
from framing import show

# Where the articles are, and where the results go: the word after the script's name, else "five-outlets".
articles_folder = Path(__file__).parent / "articles"
results = Path(sys.argv[1] if len(sys.argv) > 1 else "five-outlets")
results.mkdir(parents=True, exist_ok=True)

# Read the articles, then find every label, claim and quotation that the "syria" lexicon knows.
articles = framing.read_articles(articles_folder)
result = framing.analyze(articles, "syria")
print(result)

# 1. What does each outlet call the Syrian government in its own words (not in quotations)?
# Of `choices` places where it had to pick a name, it picked one of this stance `n` times; `share` is n / choices.
labels = result.labels()
government = labels[labels["referent"] == "syrian_government"]
print("\nNaming the Syrian government:")
print(government[["outlet", "stance", "n", "choices", "share", "note"]].to_string(index=False))

# 2. Whom does each outlet report as responsible for the strike of 27 February, on its own word or on another's?
# A row without a target counts harm that is told without a doer ("33 soldiers were killed").
blame = result.blame(by=["outlet", "story"])
strike = blame[(blame["story"] == "Strike at Balyun") & (blame["claims"] + blame["denied"] > 0)]
print("\nBlame in the articles on the strike at Balyun:")
print(strike[["outlet", "target", "claims", "total", "own_voice", "attributed", "denied"]].to_string(index=False))

# 3. Whose voices does each outlet carry? The three it cites most.
sources = result.sources().sort_values(["outlet", "n"], ascending=[True, False])
print("\nMost cited:")
print(sources.groupby("outlet").head(3)[["outlet", "speaker", "n", "total", "share"]].to_string(index=False))

# 4. No number without its sentences: two of those behind one count of part 1.
print("\nTwo sentences behind the Two Shores Courier's critical labels:")
print(result.evidence(outlet="Two Shores Courier", referent="syrian_government", stance="critical", n=2).to_string())

# 5. Two charts, and the report with everything in it (open report.html in a browser).
figure, (left, right) = plt.subplots(ncols=2, figsize=(14, 5), layout="constrained")
show.labels(labels, referent="syrian_government", ax=left)
show.blame(result.blame(), ax=right)
figure.savefig(results / "five-outlets.png", dpi=150)
framing.write_report(result, results / "report.html")
print(f"\nCharts and report are in {results.resolve()}")
