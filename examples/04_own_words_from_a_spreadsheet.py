"""How do I count my own words? A lexicon from a spreadsheet, tried on articles before anything is believed.

Run it with `python examples/04_own_words_from_a_spreadsheet.py`. `words.csv` has one row per word: who or what it names
(`referent`), how it presents them (`stance`), and the word (`form`). Open it in any spreadsheet and save it as CSV.
"""

from pathlib import Path

import framing

here = Path(__file__).parent
words = framing.load_lexicon(here / "words.csv")
print(words)

articles = framing.read_articles(here / "town")
shooting = articles[articles["story"] == "Ferry Street shooting"]
result = framing.analyze(shooting, words)

print("\nWhat the young man is called, in the papers' own words:")
names = result.labels(referent="young_man")
print(names[["outlet", "stance", "n", "choices", "share"]].round(2).to_string(index=False))

print("\nThe accusing names, whoever uses them, each in its sentence:")
for row in result.evidence(referent="young_man", stance="accusing").itertuples():
    print(f"  {row.outlet} ({row.voice}): {row.sentence_text}")

# Before you trust it: which of your words carry the result, which never occur, which stand mostly in quotations?
check = framing.check_lexicon(result)
print("\nYour words, and what became of them:")
print(check.terms[["stance", "label", "n", "own", "quoted_share", "note"]].round(2).to_string(index=False))

# A list that works becomes a lexicon with a version, to be argued and published.
words.to_yaml("my-lexicon.yaml")
print("\nWritten as a lexicon: my-lexicon.yaml")
