"""What do I take into class? A report to click through, and a handout of one event on two printed pages.

Run it with `python examples/08_report_for_class.py`; a word after that names the folder. The articles were composed for
teaching. With your own, mind their copyright: `texts="snippets"` prints only the sentences that are evidence.
"""

import sys
from pathlib import Path

import framing

results = Path(sys.argv[1] if len(sys.argv) > 1 else "for-class")
results.mkdir(parents=True, exist_ok=True)

articles = framing.read_articles(Path(__file__).parent / "town")
result = framing.analyze(articles, "policing")

# To begin with on the board: five headlines of one evening.
march = articles[articles["story"] == "March on Station Square"]
for row in march.itertuples():
    print(f"{row.outlet}: {row.title}")

# Then the question: who was hurt, and who is said to have done it?
harm = result.blame(by=["outlet", "story"]).query("story == 'March on Station Square' and claims > 0")
harm = harm.assign(target=harm["target"].map(result.names).fillna("nobody named"))
print(f"\n{harm[['outlet', 'target', 'claims', 'own_voice', 'attributed']].to_string(index=False)}")

# And the numbers on which the papers do not agree.
disputed = result.disputed_figures(story="March on Station Square")
for thing, rows in disputed.groupby("thing"):
    print(f"\n{thing}: " + "; ".join(f"{row.text} ({row.outlet})" for row in rows.itertuples()))

framing.write_report(result, results / "report.html", texts="snippets", title="A shooting and a march")
framing.write_handout(result, results / "handout.html", story="March on Station Square")
print(f"\nReport and handout are in {results.resolve()}; open them in a browser.")
