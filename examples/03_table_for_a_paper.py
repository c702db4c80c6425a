"""Do two outlets differ, and how do I print that? A comparison as a table for a paper.

Run it with `python examples/03_table_for_a_paper.py`; a word after that names the folder for the tables. The articles
were composed for teaching.
"""

import sys
from pathlib import Path

import framing
from framing import show

results = Path(sys.argv[1] if len(sys.argv) > 1 else "table-for-a-paper")
results.mkdir(parents=True, exist_ok=True)

result = framing.analyze(Path(__file__).parent / "articles", "syria")
pair = result.compare("Olive Road Post", "Far Harbour Daily", seed=0)

# q is corrected for all rows of the table. Choose what to print only after that, and say how many rows there were.
tested = pair["p"].notna().sum()
print(f"{len(pair)} differences, {tested} of them with a p.")

# What the study is about was decided before looking: names for the government, and whom reports of harm blame.
chosen = pair[
    ((pair["referent"] == "syrian_government") & (pair["measure"] == "labels"))
    | ((pair["measure"] == "blame") & pair["referent"].isin(["russia", "syrian_government"]))
]
columns = ["measure", "referent", "stance", "share_a", "share_b", "difference", "low", "high", "p", "q", "stories"]
title = f"Olive Road Post (a) and Far Harbour Daily (b); q over {tested} tests"
table = show.table(chosen[columns], title=title)
print(f"\n{table.to_markdown()}")

(results / "comparison.tex").write_text(table.to_latex(label="tab:comparison"), encoding="utf-8")
chosen.to_csv(results / "comparison.csv", index=False)
show.compare(pair).figure.savefig(results / "comparison.png")

# The paragraph on the method, with versions and the hash of the lexicon.
print(f"\n{framing.methods_text(result)}")
print(f"\nTable, numbers and chart are in {results.resolve()}")
