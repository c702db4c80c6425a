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
# # 1. Words for the same thing
#
# *45 minutes. You need no programming: click into a grey box and press **Shift + Enter**. Where you see three dots
# `...`, write your answer in their place and press Shift + Enter again. Quotation marks around the dots stay where they
# are. If red lines appear, nothing is broken: look whether a quotation mark is gone, or a box further up was left out.*
#
# Every event can be told in more than one way, and every way is made of words that somebody chose. In this exercise you
# look at such choices. All articles were made up for teaching; the five newspapers do not exist.
#
# Run the first box. Nothing will happen that you can see.

# %%
import framing
from framing import course, show

# %% [markdown]
# ## Read: five headlines
#
# On an evening in April an officer of the police fired at Dario Venn, 19, an apprentice in a bakery. He died. Five
# newspapers, five headlines:

# %%
town = course.articles("town")
course.read(town, story="Ferry Street shooting", headlines=True)

# %% [markdown]
# Underline (or copy onto paper) in each headline the words for **what happened**, and the words for **the young man**.
# Which pair would his mother use? Which would the chief of police?
#
# ## Read: a war
#
# The other set of articles is about a real war, in the province of Idlib in Syria, in early 2020. Two sides fight there:
# the government of Syria, helped by Russia, and its armed opponents, helped by Turkey. For its government, too, there
# are several names.
#
# | | for instance |
# |---|---|
# | plain names | the Syrian government, the Syrian army, government forces |
# | names that judge | the regime, the Assad regime, regime forces |
#
# "Regime" is not wrong. It says that a government has no right to govern, or governs by force. That is why it is counted
# apart. Read two reports of the same day in full.

# %%
syria = course.articles("articles")
course.read(syria, story="Spring Shield", outlet=["Two Shores Courier", "Far Harbour Daily"])

# %% [markdown]
# ## Guess
#
# **Question 1.** Count in the report of the *Two Shores Courier*, headline included: how often is the Syrian government
# called a "regime" of some kind? Its soldiers and aircraft count, too. Leave out "regime media": that is the press.

# %%
how_often = ...

# %% [markdown]
# **Question 2.** There are six stories in this set, each told by the same five papers. Here are all their headlines of
# two of the stories. Which paper, do you think, says "regime" *most often in its own words*?

# %%
course.read(syria, story="Helicopter over Nayrab", headlines=True)

# %%
course.read(syria, story="Strike at Balyun", headlines=True)

# %%
most_often = "..."

# %% [markdown]
# **Question 3.** And of every ten times that the *Far Harbour Daily* names this government in its own words, how many
# times is the name one that judges?

# %%
of_ten = ...

# %% [markdown]
# ## Look
#
# Now the computer counts. It knows a list of names, which people wrote and argued about, and looks for them in all 30
# articles. (This box takes a few seconds; nothing is shown.)

# %%
result = framing.analyze(syria, "syria")

# %% [markdown]
# The chart shows, for each paper, which share of its names for the government is of which kind, in the paper's own words.
# "Neutral" are the plain names. The names that judge are of two kinds: "critical" ones such as "regime", and "favourable"
# ones such as "the legitimate government". The point is the share, the number beside it the count ("14 of 15"). The line
# says how far the share could be off, because six articles are few. Exercise 6 is about that line.

# %%
names = result.labels(referent="syrian_government")
course.picture(show.labels(names, referent="syrian_government"))

# %% [markdown]
# Never believe a number before you have seen sentences. Here are five behind it:

# %%
course.sentences(result, n=5, referent="syrian_government", stance="critical", voice="own")

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
one = result.mentions.query("referent == 'syrian_government' and stance == 'critical'")
here = syria.query("outlet == 'Two Shores Courier' and story == 'Spring Shield'")["article_id"]
course.check(how_often, int(one["article_id"].isin(here).sum()), because="The headline counts, and so does 'regime soldiers'; 'regime media' does not.")

# %% jupyter={"source_hidden": true}
# Question 2
critical = names.query("stance == 'critical'").set_index("outlet")
course.check(most_often, critical["n"], because="Two papers do it nearly always, three never do.")

# %% jupyter={"source_hidden": true}
# Question 3
course.check(
    of_ten, round(10 * critical.loc["Far Harbour Daily", "share"]),
    because="The word does stand in its articles, though. Exercise 2 finds out where.",
)

# %% [markdown]
# ## Judge
#
# The *Seven Gates Herald* never says "regime" of Syria, but it says "the Turkish regime". The *Far Harbour Daily* says
# "government" or "army" throughout. Is "government" the neutral word, or is it a choice as well? Write two or three sentences, and
# quote something.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, ask="Would you say the same of a government that you like?")
