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
# # 3. Who did it?
#
# *45 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots;
# quotation marks stay where they are.*
#
# | | | the doer is |
# |---|---|---|
# | active | The dog bit the boy. | named, and comes first |
# | passive with "by" | The boy was bitten by the dog. | named, and comes last |
# | passive without | The boy was bitten. | not named |
# | no doer at all | The boy was hurt. There was an incident with a dog. | not named, or out of reach |
#
# All four can be true. None of them is a lie. But after the last one nobody asks about the dog.

# %%
import pandas as pd

import framing
from framing import course

town = course.articles("town")
ferry = town[town["story"] == "Ferry Street shooting"]

# %% [markdown]
# ## Read
#
# The names of the papers are hidden. For each text, mark every place that tells of harm to Dario Venn (shot, killed,
# died, dead ...). Write beside it: is it said who did it, in the same sentence?

# %%
course.read(town, story="Ferry Street shooting", hide=True)

# %% [markdown]
# ## Guess
#
# **Question 1.** In one paper the young man dies again and again, and never is it said in that sentence who shot him.
# Which letter?

# %%
nobody_named = "..."

# %% [markdown]
# **Question 2.** In which paper's *headline* do the police come first, as those who act (active)? Give the letter.

# %%
active_headline = "..."

# %% [markdown]
# **Question 3.** In the paper of question 1, headline included: at how many places does he die, or is he dead?

# %%
dies_there = ...

# %% [markdown]
# ## Look
#
# The computer looks for words of harm and for the doer in the same sentence.

# %%
result = framing.analyze(ferry, "policing")
harm = result.agency().query("victim == 'suspects'").set_index("outlet")
harm[["events", "named", "active", "passive", "agentless_passive", "intransitive"]].rename_axis(None).set_axis(
    ["places of harm", "doer named", "active", "passive with by", "passive without", "no doer at all"], axis=1
)

# %% [markdown]
# "No doer at all" are verbs like "die", which have no place for one. Here are the sentences, first with a doer and then
# without. What was found is in bold.

# %%
course.sentences(result, of="claims", victim="suspects", target="police")

# %%
course.sentences(result, of="claims", victim="suspects", target=None)

# %% [markdown]
# Hold your own marks against these two lists. The computer counts only where it understands that the person harmed is the
# young man, and it misses some. Which of your marks are not in the lists, and which of its finds would you strike out?
#
# These are the letters:

# %%
letters = course.letters(town, story="Ferry Street shooting")
letters

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
never = harm[(harm["events"] > 1) & (harm["named"] == 0)].index[0]
course.check(nobody_named, never, also=letters, because="It begins with: 'Man, 19, dies after ...'")

# %% jupyter={"source_hidden": true}
# Question 2
titles = result.claims.query("part == 'title' and form == 'active' and target == 'police'")["outlet"]
course.check(active_headline, titles.iloc[0], also=letters, because="Subject, verb, object: 'Police kill ...'")

# %% jupyter={"source_hidden": true}
# Question 3
course.check(
    dies_there, int(harm.loc[never, "events"]),
    because=f"Of these {harm.loc[never, 'named']:g} name the police. That the officer 'discharged his weapon' stands elsewhere.",
)

# %% [markdown]
# ## Try it yourself
#
# Write two headlines about Ferry Street in the place of these two sentences: one that names the doer first, and one that
# names nobody. Neither may say anything false. The computer reads them. (If it errs, tell your teacher: sometimes it
# does. A sentence that is not in its answer holds no harm that it could find.)

# %%
with_doer = "The officer shot the boy."
without_doer = "The boy was shot."

# %%
mine = framing.analyze(pd.DataFrame({"outlet": "Me", "text": [with_doer, without_doer]}), "policing")
found = mine.evidence(of="claims")
pd.DataFrame({"sentence": found["sentence_text"], "doer": found["target"].map(mine.names).fillna("nobody named"), "form": found["form"]})

# %% [markdown]
# ## Judge
#
# A reporter says: "On the first evening I do not know what happened. That is why I write 'died after a shooting'."
# Another says: "You know that the police fired. Then say so." Whom do you agree with? Quote a sentence.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, ask="Would you write it the same way if the officer had been shot?")
