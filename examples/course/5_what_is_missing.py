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
# # 5. What is missing?
#
# *45 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots;
# quotation marks stay where they are.*
#
# The hardest thing to see in an article is what is not there. You cannot see it at all as long as you read one paper.
# With five papers on the same event it becomes visible: what several of them report and one does not.

# %%
import framing
from framing import course

syria = course.articles("articles")
coast = course.articles("coast")

# %% [markdown]
# ## Read: the day of an agreement
#
# On 5 March 2020 the presidents of Russia and Turkey agreed in Moscow that the fighting in Idlib should stop. On the same
# day people who had fled from the war died on a farm near Maarat Misrin. The names of the papers are hidden. (In a group
# of five, each reads one report and tells the others what stands in it. Nobody can tell what does not.)

# %%
course.read(syria, story="Moscow ceasefire", hide=True)

# %% [markdown]
# ## Guess
#
# **Question 1.** Which papers say nothing of the dead on the farm? Write the letters with commas between: `"A, B"`.

# %%
left_out = "..."

# %% [markdown]
# ## Read: the night of a fire
#
# A house in which people who ask for asylum live was set on fire. Here are three reports. Read two, or share them out,
# and write down every number of people who were hurt, and **who says so**.

# %%
course.read(coast, story="Fire at Milldown House", outlet=["Quayside Voice", "Wide Strait Daily", "Halvery Lantern"])

# %% [markdown]
# **Question 2.** How many people were injured by the fire, by the lowest number that any paper gives? (Do not count the
# police officers; stones hit them.)

# %%
lowest = ...

# %% [markdown]
# **Question 3.** And by the highest?

# %%
highest = ...

# %% [markdown]
# ## Look
#
# Which numbers do at least three of the four others give, and this paper does not?

# %%
result = framing.analyze(syria, "syria")
missing = result.omissions(story="Moscow ceasefire", k=3)
dead = missing.query("what == 'figure' and thing.str.contains('killing, civilians')")
dead[["outlet", "others", "example"]].set_axis(["paper without it", "others that have it", "what they write of the dead"], axis=1)

# %% [markdown]
# The computer can tell you *that* something is missing. It cannot tell you why: for want of space, because the reporter
# did not know, or because somebody did not want it told. Nor can it tell you what *all* papers left out.
#
# And these are the numbers of injured people on the night of the fire in all five papers, with their sources. Where the
# source is empty, the computer found none. Is it right everywhere? Compare with the texts.

# %%
fire = framing.analyze(coast, "migration").disputed_figures(story="Fire at Milldown House")
hurt = fire[fire["counted"] == "wounding"]
hurt[["outlet", "text", "source_text", "at_least", "at_most"]].fillna("").set_axis(
    ["paper", "words", "who says so", "at least", "at most"], axis=1
)

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
letters = course.letters(syria, story="Moscow ceasefire")
course.check(
    left_out, sorted(dead["outlet"]), also=letters, because="Who struck the farm is disputed; that people died there is not."
)

# %% jupyter={"source_hidden": true}
# Question 2
course.check(lowest, int(hurt["at_least"].min()), because="That is the number of the fire service, without the two officers.")

# %% jupyter={"source_hidden": true}
# Question 3
course.check(
    highest, int(hurt["at_most"].max()),
    because="That is the number of a doctor of an aid group. One paper gives both, and says whose they are.",
)

# %% [markdown]
# ## Judge
#
# The fire service counts five and a doctor eleven. Both may be honest: what does each of them count? Which number would
# you put into the headline, and how would you word it? Quote the sentence that you would keep.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, ask="What would a reader of one paper alone believe?")
