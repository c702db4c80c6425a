# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Project: your own articles
#
# *Three lessons, in groups of three or four.*
#
# Choose one event that at least three papers reported, and ask one question about it: which words, whose words, who did
# it, who is blamed, or what is missing.
#
# ## Collect
#
# 1. Find the reports of at least three papers on the same event; five are better. Only articles you may copy for class.
# 2. Make a folder called `my-articles` beside this notebook, and in it one folder for each paper, named like the paper.
# 3. Save each article as a plain text file (`.txt`) in the folder of its paper; a Word file is not read. The list of files
#    in the browser makes one: *New*, then *New File*. On top of it write the lines below, with a short name for the event
#    that is the same in all papers, then an empty line, then the text.
#
# ```
# ---
# title: the headline
# date: 2025-04-09
# story: Harbour fire
# ---
#
# The text of the article ...
# ```
#
# Until you have done that, the next box takes the articles of the course instead.

# %%
from pathlib import Path

import framing
from framing import course, show

mine = course.articles("my-articles" if Path("my-articles").exists() else "town")
mine[["outlet", "date", "story", "title"]]

# %% [markdown]
# ## Before you count
#
# Write down what you expect, and why. A result is only interesting if it could have been otherwise.

# %%
we_expect = """
...
"""

# %%
course.reflect(we_expect, words=20, ask="What would you have to find to say that you were wrong?")

# %% [markdown]
# ## Choose a list of words
#
# | topic | name of the list |
# |---|---|
# | war in Syria | `"syria"` |
# | war in Ukraine | `"ukraine"` |
# | Israel and the Palestinians | `"israel_palestine"` |
# | people who come, borders | `"migration"` |
# | police and protest | `"policing"` |
#
# None fits? Then write your own. In the list of files choose *New*, then *Terminal*; a black window opens. Type
#
# ```
# python -m framing lexicon new mine.yaml
# ```
#
# and a file `mine.yaml` stands in the list. Open it, and put your words in the place of those about a strike in a
# harbour. Ask after each change, in the black window, whether it is right, and which words it finds:
#
# ```
# python -m framing lexicon check mine.yaml --on my-articles
# ```
#
# Then `"mine.yaml"` is the name of your list.

# %%
word_list = "policing"
result = framing.analyze(mine, word_list)
result

# %% [markdown]
# ## Look
#
# What is called what, in the papers' own words? Which words are chosen by one paper only? A row is a name, a column a
# paper, a number how often it stands there. "Sanitising" are words that make a hard thing softer.

# %%
words = result.labels(each="label").pivot_table(index=["referent", "stance", "label"], columns="outlet", values="n", aggfunc="sum")
words[words.sum(axis=1) > 0].style.format("{:.0f}")

# %% [markdown]
# Choose whom or what you ask about, from the first column above, and draw it:

# %%
whom = "police"
course.picture(show.labels(result.labels(), referent=whom))

# %% [markdown]
# Whose words are they, and who is blamed? A hollow point means: too few to say.

# %%
course.picture(show.voice(result.voice()))

# %%
course.picture(show.blame(result.blame()))

# %% [markdown]
# Read the sentences behind whatever you want to report. Add what you look for in the brackets, with commas between:
# `referent=whom`, `outlet="..."`, `stance="critical"`, `voice="own"`; or, for blame, `of="claims"` and `target="police"`.

# %%
course.sentences(result, n=20)

# %% [markdown]
# ## Test the machine
#
# Take twenty of these sentences, and let two of you decide separately, without talking, what the machine should have
# found. How often do you agree with each other? How often with the machine? Both numbers belong into your report.

# %%
we_agree_of_20 = ...
machine_right_of_20 = ...

# %% [markdown]
# ## Report
#
# One page: the question, what you expected, the articles and how you chose them, one chart, three sentences quoted from
# the articles, how often the machine was right, and what you may **not** conclude. The next box writes a page with all
# tables and sentences, `our-report.html`; click on it in the list of files.

# %%
framing.write_report(result, "our-report.html", title="Our articles");

# %%
our_finding = """
...
"""

# %%
course.reflect(our_finding, words=40, ask="Which paper would protest against your finding, and with which sentence?")
