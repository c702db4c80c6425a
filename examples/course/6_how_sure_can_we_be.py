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
# *60 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots.*
#
# You have believed the computer for five exercises. Now test it. It can be wrong in two ways: it can **misread** a
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
# Here are all places in two reports at which the computer believes that somebody is held responsible for harm, or that
# harm is told without a doer. The second table says, number by number, what it believes. Make a mark wherever you would
# have decided otherwise.

# %%
read = framing.analyze(town[town["story"] == "Ferry Street shooting"], "policing")
two = ["Quayside Voice", "Wide Strait Daily"]
course.sentences(read, of="claims", outlet=two)

# %%
drawn = read.evidence(of="claims", outlet=two)
drawn.assign(number=range(1, len(drawn) + 1), who_did_it=drawn["target"].map(read.names).fillna("nobody named"),
             who_says_so=drawn["source"].map(read.names).replace("the outlet itself", "the paper itself"))[["number", "who_did_it", "who_says_so"]]

# %% [markdown]
# How many of them would you have decided otherwise? Which, and why? There is no solution in this box: compare with your
# neighbour. Where the two of you differ, it is not only the machine that is unsure.

# %%
my_reading = ...

# %%
course.reflect(my_reading, ask="Did you and your neighbour disagree anywhere?")

# %% [markdown]
# ## Guess
#
# **Question 1.** In its own words the *Two Shores Courier* names the Syrian government 13 times in six articles, 11 times
# with a judging name: 85 %. If it had written a hundred more articles of the same kind, would it be 85 % again? Surely
# not exactly. What is the *lowest* share that you would still believe in? Write a percentage, such as `"50 %"`.

# %%
lowest_share = ...

# %% [markdown]
# **Question 2.** Two papers differ in all six stories in the same direction. Could that be chance? Imagine a coin for
# each story: heads, the one paper uses more judging names; tails, the other does. Six coins can fall in 64 ways. In how
# many of these 64 do all six fall on the same side?

# %%
ways = ...

# %% [markdown]
# **Question 3.** Leave out one story after another. Will the paper with the largest share of judging names always be the
# same one? Write `"yes"` or `"no"`.

# %%
always_same = ...

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
critical[["n", "choices", "articles", "share", "low", "high", "note"]].round(2)

# %% [markdown]
# Now two papers against each other, story by story. `p` says how often chance alone would bring a difference as large.

# %%
pair = result.compare("Olive Road Post", "Far Harbour Daily", seed=0)
row = pair.query("measure == 'labels' and referent == 'syrian_government' and stance == 'critical'")
row[["share_a", "share_b", "difference", "p", "stories"]].round(3)

# %% [markdown]
# And every story left out once:

# %%
left = {}
for story in sorted(syria["story"].unique()):
    kept = result.mentions.query("referent == 'syrian_government' and voice == 'own'")
    kept = kept[~kept["article_id"].isin(syria.loc[syria["story"] == story, "article_id"])]
    left[f"without {story}"] = kept.groupby("outlet")["stance"].apply(lambda stances: (stances == "critical").mean())
framing_left = pd.DataFrame(left).T.round(2)
framing_left

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
course.check(
    lowest_share, float(critical.loc["Two Shores Courier", "low"]), near=0.2,
    because="13 names in six articles are few. That is what the long line says.",
)

# %% jupyter={"source_hidden": true}
course.check(ways, round(64 * 2 / 2**6), because="All heads or all tails: 2 of 64, about 3 in 100. Fewer stories could not even show that.")

# %% jupyter={"source_hidden": true}
winners = framing_left.idxmax(axis=1)
course.check(
    always_same, "yes" if winners.nunique() == 1 else "no",
    because=f"In {int((winners == winners.mode()[0]).sum())} of {len(winners)} cases it is the {winners.mode()[0]}.",
)

# %% [markdown]
# ## Judge
#
# A friend says: "The computer has proved that the *Olive Road Post* is biased." What has it shown, and what has it not?
# Answer your friend in three sentences, with one number and one quotation.

# %%
my_view = ...

# %%
course.reflect(my_view, words=25, ask="Would you have written the same if the number had surprised you?")
