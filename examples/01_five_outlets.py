"""Five outlets, six stories: who is named how, who is blamed, and who gets to speak.

Run it with `python examples/01_five_outlets.py`; a word after that names the folder for the results.

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
# Of `choices` places where it picked a name, `n` were of this stance; `share` is n / choices.
labels = result.labels()
government = labels[labels["referent"] == "syrian_government"]
print("\nNaming the Syrian government:")
print(government[["outlet", "stance", "n", "choices", "share", "note"]].to_string(index=False))

# 2. Who is blamed in the articles on the strike of 27 February: in the outlet's own voice, or on somebody's word?
# "nobody named" counts harm told without a doer ("33 soldiers were killed"). Denials are counted apart.
blame = result.blame(by=["outlet", "story"])
strike = blame[(blame["story"] == "Strike at Balyun") & (blame["claims"] + blame["denied"] > 0)]
strike = strike.assign(target=strike["target"].map(blame.attrs["names"]).fillna("nobody named"))
print("\nBlame in the articles on the strike at Balyun:")
print(strike[["outlet", "target", "claims", "total", "own_voice", "attributed", "denied"]].to_string(index=False))

# 3. Whose voices does each outlet carry? The three it cites most.
sources = result.sources()
sources["speaker"] = sources["speaker"].map(sources.attrs["names"]).fillna("unnamed")
sources = sources.sort_values(["outlet", "n"], ascending=[True, False])
print("\nMost cited:")
print(sources.groupby("outlet").head(3)[["outlet", "speaker", "n", "total", "share"]].to_string(index=False))

# 4. No number without its sentences: two of those behind one count of part 1.
print("\nTwo sentences behind the Two Shores Courier's critical labels:")
behind = {"outlet": "Two Shores Courier", "referent": "syrian_government", "stance": "critical", "voice": "own"}
for hit in result.evidence(**behind, n=2).itertuples():
    print(f"  {hit.date:%d %B}, {hit.label!r}: {hit.sentence_text}")

# 5. Two charts, and the report with everything in it (open report.html in a browser).
figure, (left, right) = plt.subplots(ncols=2, figsize=(15, 8), layout="constrained")
show.labels(labels, referent="syrian_government", ax=left)
show.blame(result.blame(), ax=right)
figure.savefig(results / "five-outlets.png", dpi=150)
framing.write_report(result, results / "report.html")
print(f"\nCharts and report are in {results.resolve()}")
