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
# # 6. How sure can we be?
#
# *60 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots;
# quotation marks stay where they are.*
#
# A computer counts fast, and is easily believed. Now test it. It can be wrong in two ways: it can **misread** a
# sentence, and it can be right about too **few** sentences.

# %%
import pandas as pd

import framing
from framing import course, show

syria = course.articles("articles")
town = course.articles("town")
result = framing.analyze(syria, "syria")

# %% [markdown]
# ## Read: is the machine right?
#
# An officer of the police shot Dario Venn, 19, at a tram stop. Here are all places in two reports at which the computer
# believes that somebody is held responsible for harm, or that harm is told without a doer. The table below says, number
# by number, whom it takes for the doer, and who says so. Make a mark wherever you would have decided otherwise.

# %%
read = framing.analyze(town[town["story"] == "Ferry Street shooting"], "policing")
two = ["Common Standard", "Wide Strait Daily"]
course.sentences(read, of="claims", outlet=two)

# %%
drawn = read.evidence(of="claims", outlet=two)
drawn.assign(number=range(1, len(drawn) + 1), who_did_it=drawn["target"].map(read.names).fillna("nobody named"),
             who_says_so=drawn["source"].map(read.names).replace("the outlet itself", "the paper itself"),
             ).set_index("number")[["who_did_it", "who_says_so"]]

# %% [markdown]
# How many of them would you have decided otherwise? Which, and why? There is no solution in this box: compare with your
# neighbour. Where the two of you differ, it is not only the machine that is unsure.

# %%
my_reading = """
...
"""

# %%
course.reflect(my_reading, ask="Did you and your neighbour disagree anywhere?")

# %% [markdown]
# ## Guess
#
# **Question 1.** Now the other set of articles: six stories of the war in Syria, told by five papers (exercise 1). In its
# own words the *Two Shores Courier* names the Syrian government 13 times, 11 times with a judging name: 85 %. If it had written a hundred more articles of the same kind, would it be 85 % again? Surely
# not exactly. What is the *lowest* share that you would still believe in? Write a percentage, such as `"50 %"`.

# %%
lowest_share = "... %"

# %% [markdown]
# **Question 2.** Two papers differ in all six stories in the same direction. Could that be chance? Imagine a coin for
# each story: heads, the one paper uses more judging names; tails, the other does. Six coins can fall in 64 ways. In how
# many of these 64 do all six fall on the same side?

# %%
ways = ...

# %% [markdown]
# **Question 3.** Which paper has the largest share of judging names? Leave out one story after another, and look again.
# Will the same paper come first each time, and alone? Write `yes` or `no`.

# %%
always_same = "..."

# %% [markdown]
# ## Look
#
# The line around each point is a *95 % interval*. Read it so: if the paper went on writing like this, the share would
# likely lie within. With six articles the lines are long.

# %%
names = result.labels(referent="syrian_government")
course.picture(show.labels(names, referent="syrian_government"))

# %%
critical = names.query("stance == 'critical'").set_index("outlet")
critical[["n", "choices", "articles", "share", "low", "high"]].round(2).rename_axis(None).set_axis(
    ["judging names", "of names", "in articles", "share", "line from", "line to"], axis=1
)

# %% [markdown]
# Shares are parts of 1: 0.85 is 85 %. Only articles with such a name in the paper's own words are counted.
#
# Now two papers against each other, story by story; every story weighs the same here, so that the shares differ a little
# from those above. `p` says how often chance alone would bring a difference as large: .031 is about 3 in 100.

# %%
pair = result.compare("Olive Road Post", "Far Harbour Daily", seed=0)
row = pair.query("measure == 'labels' and referent == 'syrian_government' and stance == 'critical'")
row[["share_a", "share_b", "difference", "p", "stories"]].round(3).set_axis([""], axis=0).rename(
    columns={"share_a": "Olive Road Post", "share_b": "Far Harbour Daily"}
)

# %% [markdown]
# And every story left out once. In each row, which share is the largest?

# %%
left = {}
for story in sorted(syria["story"].unique()):
    kept = result.mentions.query("referent == 'syrian_government' and voice == 'own'")
    kept = kept[~kept["article_id"].isin(syria.loc[syria["story"] == story, "article_id"])]
    left[f"without {story}"] = kept.groupby("outlet")["stance"].apply(lambda stances: (stances == "critical").mean())
left = pd.DataFrame(left).T.rename_axis(columns=None)
left.round(2)

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
course.check(
    lowest_share, float(critical.loc["Two Shores Courier", "low"]), near=0.2,
    because="The line of the Courier begins there. 13 names in six articles are few: that is what the long line says.",
)

# %% jupyter={"source_hidden": true}
# Question 2
course.check(ways, round(64 * 2 / 2**6), because="All heads or all tails: 2 of 64, about 3 in 100. Fewer stories could not even show that.")

# %% jupyter={"source_hidden": true}
# Question 3
first = left.eq(left.max(axis=1), axis=0)
alone = first[first.sum(axis=1) == 1].idxmax(axis=1)
shared = first[first.sum(axis=1) > 1]
course.check(
    always_same, "yes" if shared.empty and alone.nunique() == 1 else "no",
    because=" ".join(
        [f"In {n} of {len(left)} cases it is the {paper} alone." for paper, n in alone.value_counts().items()]
        + [f"{story.replace('without', 'Without')}, {' and '.join(shared.columns[row])} are level." for story, row in shared.iterrows()]
    ),
)

# %% [markdown]
# ## Judge
#
# A friend says: "The computer has proved that the *Olive Road Post* is biased." What has it shown, and what has it not?
# Answer your friend in three sentences, with one number and one quotation.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, words=25, ask="Would you have written the same if the number had surprised you?")
