"""Can an outlet be told by its framing alone? Framing features in a scikit-learn pipeline, tested on unseen stories.

Run it with `python examples/07_classifier.py`. The articles were composed for teaching.
"""

from pathlib import Path

import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler

import framing

articles = framing.read_articles(Path(__file__).parent / "articles")

# Every story is left out once and predicted from the five others: a story's own names must not give the outlet away.
folds = LeaveOneGroupOut()
texts, outlets, stories = articles["text"], articles["outlet"], articles["story"]

# Columns come from the lexicon, and each row from its text alone, so nothing leaks from the held-out story.
features = framing.FramingVectorizer("syria", families=["labels", "voice", "blame"], missing="indicator")
pipelines = {
    "chance": DummyClassifier(strategy="most_frequent"),
    "framing": make_pipeline(features, MaxAbsScaler(), LogisticRegression(C=3.0, max_iter=2000)),
    "all words": make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10.0, max_iter=2000)),
}
for name, pipeline in pipelines.items():
    scores = cross_val_score(pipeline, texts, outlets, groups=stories, cv=folds)
    print(f"{name:<10} right in {scores.mean():.0%} of articles; by story {scores.min():.0%} to {scores.max():.0%}")

# Words know spelling and datelines. Framing features can be read: which choices mark each outlet?
fitted = pipelines["framing"].fit(texts, outlets)
weights = pd.DataFrame(
    fitted[-1].coef_, index=fitted[-1].classes_, columns=fitted[0].get_feature_names_out()
)
for outlet, row in weights.iterrows():
    shares = row[~row.index.str.startswith("missing")]
    print(f"\n{outlet}: {', '.join(f'{name} ({value:+.1f})' for name, value in shares.nlargest(3).items())}")
