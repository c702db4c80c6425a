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

texts, outlets, stories = articles["text"], articles["outlet"], articles["story"]

# Columns come from the lexicon, and each row from its text alone, so they may be made once without leaking anything.
framed = framing.FramingVectorizer("syria", families=["labels", "voice", "blame"], missing="indicator")
features = framed.fit_transform(texts)
model = make_pipeline(MaxAbsScaler(), LogisticRegression(C=3.0, max_iter=2000))
words = make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10.0, max_iter=2000))

# Every story is left out once and predicted from the five others: a story's own names must not give the outlet away.
rivals = {"chance": (DummyClassifier(), features), "framing": (model, features), "all words": (words, texts)}
for name, (estimator, given) in rivals.items():
    scores = cross_val_score(estimator, given, outlets, groups=stories, cv=LeaveOneGroupOut())
    print(f"{name:<10} right in {scores.mean():.0%} of articles; by story {scores.min():.0%} to {scores.max():.0%}")

# Words know spelling and datelines. Framing features can be read: which choices mark each outlet?
columns = framed.get_feature_names_out()
weights = pd.DataFrame(model.fit(features, outlets)[-1].coef_, index=model.classes_, columns=columns)
for outlet, row in weights.iterrows():
    shares = row[~row.index.str.startswith("missing")]
    print(f"\n{outlet}: {', '.join(f'{name} ({value:+.1f})' for name, value in shares.nlargest(3).items())}")

# As one pipeline it takes texts and can be saved, searched and cross-validated like any other.
last = stories == "First joint patrol"
pipeline = make_pipeline(framed, model).fit(texts[~last], outlets[~last])
print("\nThe last story, told by the five others:")
for said, told in zip(outlets[last], pipeline.predict(texts[last]), strict=True):
    print(f"  {said}: {told}")
