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
# # 4. Whom do they blame?
#
# *45 minutes. Shift + Enter runs a box. Write your answers in the place of the three dots;
# quotation marks stay where they are.*
#
# On 27 February 2020 at least 33 Turkish soldiers were killed from the air near Balyun, a village in Syria. Who flew the
# aircraft is disputed to this day. We are not going to find out. We look at whom each paper holds responsible, and **on
# whose word**: its own, or somebody's.

# %%
import framing
from framing import course, show

syria = course.articles("articles")

# %% [markdown]
# ## Read
#
# Five reports, with the names of the papers hidden. Fill in a table on paper: for each report, who is blamed, who says
# so, and who denies it. (In a group of five, each reads one and tells the others.)

# %%
course.read(syria, story="Strike at Balyun", hide=True)

# %% [markdown]
# Which of them would you think is close to the government of Turkey, of Syria, of Russia, or to the opposition? Here are
# the headlines with the names.

# %%
course.read(syria, story="Strike at Balyun", headlines=True)

# %% [markdown]
# ## Guess
#
# **Question 1.** Whom does the headline of the *Olive Road Post* name as those who killed? If there are several, write
# them with a comma between: `"X, Y"`.

# %%
post_headline = "..."

# %% [markdown]
# **Question 2.** And the headline of the *Two Shores Courier*?

# %%
courier_headline = "..."

# %% [markdown]
# **Question 3.** The five papers tell six stories of this war. Over all six: which paper holds *Russia* responsible for
# harm most often?

# %%
blames_russia = "..."

# %% [markdown]
# **Question 4.** Over all six stories: which paper tells most often of harm *without* a doer ("were killed", "died in an
# air strike")?

# %%
nobody = "..."

# %% [markdown]
# ## Look

# %%
result = framing.analyze(syria, "syria")
table = result.blame()
course.picture(show.blame(table))

# %% [markdown]
# A share of blame is not a share of guilt. A paper that reports from one side of a front sees the shells of the other.
# Here are two rows of the chart once more, as counts: how often it is the paper itself who says so, how often it is
# somebody whom the paper cites, and how often the paper reports that it is denied.

# %%
blame = table.assign(target=table["target"].map(result.names).fillna("nobody named"))
asked = blame[blame["target"].isin(["Russia", "nobody named"])].sort_values(["target", "outlet"], ascending=[False, True])
asked.set_index(["target", "outlet"])[["claims", "own_voice", "attributed", "denied"]].rename_axis([None, None]).set_axis(
    ["places", "the paper itself", "on somebody's word", "denied"], axis=1
)

# %% [markdown]
# And these are the sentences behind the numbers for Russia. Is the computer right in each? It has to decide who "they"
# and "the soldiers" are, and sometimes it decides wrongly. A sentence that tells of two harms ("bombed", "killing") stands
# here twice. Would the *Olive Road Post* still come first without the wrong ones?

# %%
course.sentences(result, of="claims", target="russia", polarity="blame", n=20)

# %% [markdown]
# ## Check
#
# Choose *Run* and then *Run All Cells* in the menu: every box runs, with your answers in it. The code of the boxes below
# is folded away, because it would tell you the result. Click on the grey bar to unfold it, if you like.

# %% jupyter={"source_hidden": true}
# Question 1
headline = result.claims.query("part == 'title'").merge(syria.query("story == 'Strike at Balyun'")[["article_id"]])
headline = headline.assign(name=headline["target"].map(result.names))
post = headline.query("outlet == 'Olive Road Post'")["name"].dropna().unique().tolist()
course.check(
    post_headline, post, also=course.other_names(result), because="'Russian and regime jets' are two, each in one word."
)

# %% jupyter={"source_hidden": true}
# Question 2
courier = headline.query("outlet == 'Two Shores Courier'")["name"].dropna().unique().tolist()
course.check(
    courier_headline, courier, also=course.other_names(result), because="Two papers, one event, and Russia is gone."
)

# %% jupyter={"source_hidden": true}
# Question 3
counts = blame.pivot_table(index="target", columns="outlet", values="claims", aggfunc="sum").fillna(0).astype(int)
course.check(blames_russia, counts.loc["Russia"], because="The four others do so hardly ever.")

# %% jupyter={"source_hidden": true}
# Question 4
course.check(
    nobody, counts.loc["nobody named"],
    because="The paper that is farthest away takes the fewest risks, and names the fewest culprits.",
)

# %% [markdown]
# ## Judge
#
# The *Far Harbour Daily* writes that soldiers "were killed in an air strike", and lets Turkey, analysts and a diplomat say
# who did it. The *Olive Road Post* writes "Russian and regime jets kill dozens". One is careful, one is clear. Which is
# the better journalism on the morning after? Quote both.

# %%
my_view = """
...
"""

# %%
course.reflect(my_view, ask="What would have to be known before you change your mind?")
