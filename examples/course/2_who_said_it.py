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
# # 2. Who said it?
#
# *45 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots;
# quotation marks stay where they are.*
#
# A newspaper prints many words that are not its own. It quotes a minister, a neighbour, a soldier. A hard word between
# quotation marks is somebody else's. But the paper chose whom to quote.

# %%
import framing
from framing import course, show

syria = course.articles("articles")

# %% [markdown]
# ## Read
#
# Two reports about the same day. For every sentence with the word "regime" in it, ask: who is speaking? There are three
# possibilities.
#
# | | for instance | whose word is it? |
# |---|---|---|
# | own words | The regime closed the road. | the paper's |
# | quoted | "The regime closed the road," a farmer said. | the farmer's |
# | reported | A farmer said that the regime had closed the road. | the farmer's, put into the paper's sentence |

# %%
course.read(syria, story="Battle for Saraqib", outlet=["Far Harbour Daily", "Olive Road Post"])

# %% [markdown]
# ## Guess
#
# **Question 1.** In how many sentences of its six articles does the *Far Harbour Daily* print "regime" (or "the Assad
# regime") for the Syrian government, whoever says it? You have seen one of the six articles.

# %%
printed = ...

# %% [markdown]
# **Question 2.** And how many of these stand in its own words?

# %%
in_own_words = ...

# %% [markdown]
# **Question 3.** Whom do the papers let speak? Look at the two reports again, then guess which of the five papers cites
# *witnesses* most often: residents, medics, neighbours, people who were there.
# (The five: Birch Quay Review, Far Harbour Daily, Olive Road Post, Seven Gates Herald, Two Shores Courier.)

# %%
witnesses = "..."

# %% [markdown]
# **Question 4.** And whom does the *Seven Gates Herald* cite most often? One side or kind of people: the Syrian
# government, Russia, Turkey, rebels, witnesses, observers ...

# %%
herald_cites = "..."

# %% [markdown]
# ## Look
#
# The computer reads the grammar of each sentence to find out who is speaking. (A few seconds.)

# %%
result = framing.analyze(syria, "syria")
course.picture(show.voice(result.voice(referent="syrian_government")))

# %% [markdown]
# The chart counts all names for the Syrian government, not "regime" alone. "Scare quotes" are quotation marks around a
# single word that the paper does not want to be its own, as in: the so-called "liberation". The thin line belongs to
# exercise 6. Now read who says "regime" in the *Far Harbour Daily*:

# %%
course.sentences(result, referent="syrian_government", stance="critical", outlet="Far Harbour Daily")

# %% [markdown]
# And these are the people and sides that each paper cites. One column is one paper; the numbers are citations.
# "Observers" are monitors and rights groups, "other sources" all that are on no list.

# %%
cited = result.sources().assign(speaker=lambda table: table["speaker"].map(result.names))
cited = cited.pivot_table(index="speaker", columns="outlet", values="n", aggfunc="sum").astype(int)
cited[cited.sum(axis=1) > 2].rename_axis(index=None, columns=None)

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
regime = result.mentions.query(
    "referent == 'syrian_government' and stance == 'critical' and outlet == 'Far Harbour Daily'"
)
course.check(printed, len(regime), because="Once in each of its six stories.")

# %% jupyter={"source_hidden": true}
# Question 2
course.check(
    in_own_words, int((regime["voice"] == "own").sum()),
    because="Every single one stands between quotation marks. A search for the word alone would not have told you.",
)

# %% jupyter={"source_hidden": true}
# Question 3
course.check(witnesses, cited.loc[result.names["witnesses"]], because="It gives more room to people who live there than to officials.")

# %% jupyter={"source_hidden": true}
# Question 4
course.check(
    herald_cites, cited["Seven Gates Herald"], also=course.other_names(result),
    because="An unnamed 'military source' counts for its side.",
)

# %% [markdown]
# ## Judge
#
# The *Far Harbour Daily* never says "regime" itself, but people whom it quotes do. It does cite the government's side, but
# never lets it speak between quotation marks. Is that fair? What would you have done as its editor? Quote a sentence.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, ask="Whom would you have had to telephone?")
