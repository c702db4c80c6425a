"""FramingVectorizer: texts to framing features, as a step of scikit-learn's pipelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from .errors import ArticlesError, FramingError, did_you_mean
from .find.evidence import find_evidence
from .find.style import count_style, style_features
from .find.syntax import MODELS, find_model, load_model
from .measure.features import FEATURES, feature_names, features
from .measure.groups import check_choice
from .read.lexicon import Lexicon, load_lexicon

__all__ = ["FramingVectorizer"]

_FAMILIES = (*FEATURES, "style")
_MISSING = "missing:"


class FramingVectorizer(TransformerMixin, BaseEstimator):
    """Turn texts into the shares of labels, voices and blame in each, and features of its style.

    The columns follow from the lexicon alone, and a text's row from that text alone: it is the same whatever stands
    beside it, so that a cross-validation leaks nothing.

    Parameters
    ----------
    lexicon : str, Path or Lexicon
        As in `framing.analyze`.
    families : sequence of {"labels", "voice", "blame", "style"}
        Which features, in this order.
    voice : {"own", "all"}
        Whose labels count.
    missing : {"nan", "indicator"}
        What stands where a text has nothing to take a share of. "nan": a missing value, for estimators that take
        them, or an imputer. "indicator": 0, and a further column ``missing:...`` that is 1 there, so that a linear
        model can tell it from a share of 0. Indicators are made for each base (referent, voice, blame), and for each
        feature of style.
    syntax : bool
        Whether sentences are parsed. Without, there are no claims and no own voice: choose ``voice="all"``, and leave
        "blame" out.

    Attributes
    ----------
    lexicon_ : Lexicon
    feature_names_out_ : ndarray of str
        ``labels:referent:stance``, ``voice:own``, ``blame:target``, ``style:feature``, ``missing:base``.

    See Also
    --------
    framing.analyze : Tables with counts and intervals, for people.

    Examples
    --------
    >>> vectorizer = FramingVectorizer("syria", families=["labels"]).set_output(transform="pandas")
    >>> table = vectorizer.fit_transform(["The regime met.", "It rained."])
    >>> table["labels:syrian_government:critical"].tolist()
    [1.0, nan]
    """

    def __init__(
        self,
        lexicon: str | Path | Lexicon = "syria",
        *,
        families: Sequence[str] = _FAMILIES,
        voice: str = "own",
        missing: str = "nan",
        syntax: bool = True,
    ) -> None:
        self.lexicon = lexicon
        self.families = families
        self.voice = voice
        self.missing = missing
        self.syntax = syntax

    def fit(self, X: Any, y: object = None) -> Self:
        """Read the lexicon and name the columns; nothing is learnt from the texts, which are only checked.

        Raises
        ------
        ArticlesError, LexiconError, FramingError
            If the texts, the lexicon or an option cannot be used.
        """
        check_choice("missing", self.missing, ["nan", "indicator"])
        check_choice("voice", self.voice, ["own", "all"])
        families = [self.families] if isinstance(self.families, str) else list(self.families)
        for family in families:
            if family not in _FAMILIES:
                raise FramingError(f"no family of features {family!r}. {did_you_mean(family, _FAMILIES)}")
        if not self.syntax and ("blame" in families or self.voice == "own" and {"labels"} & set(families)):
            raise FramingError(
                "without syntax nothing is known of blame and of own words; leave 'blame' out and take voice='all'."
            )
        _frame(X)
        self.lexicon_ = load_lexicon(self.lexicon)
        evidence = [family for family in families if family != "style"]
        self._names = feature_names(self.lexicon_.choices, self.lexicon_.targets, of=evidence)
        self._style = style_features(self.lexicon_) if "style" in families else []
        named = self._names + [f"style:{name}" for name in self._style]
        order = {family: number for number, family in enumerate(families)}
        named.sort(key=lambda name: order[name.partition(":")[0]])
        self._shares = named
        bases = list(dict.fromkeys(_base(name) for name in named))
        indicators = [_MISSING + base for base in bases] if self.missing == "indicator" else []
        self.feature_names_out_ = np.array(named + indicators, dtype=object)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Give one row per text and one column per feature.

        Parameters
        ----------
        X : iterable of str, or DataFrame
            The texts; or articles with a column ``text`` and, if there is one, ``title``.

        Returns
        -------
        ndarray, or DataFrame after ``set_output(transform="pandas")``

        Raises
        ------
        sklearn.exceptions.NotFittedError, ArticlesError, FramingError
        """
        check_is_fitted(self, "feature_names_out_")
        articles = _frame(X)
        nlp = _model() if self.syntax else None
        found = find_evidence(articles, self.lexicon_, nlp=nlp, figures=False)
        parts = [features(found["mentions"], found["claims"], articles, self._names, voice=self.voice)]
        if self._style:
            counts = count_style(articles, found["sentences"], self.lexicon_, nlp=nlp)
            parts.append(counts.set_index("article_id")[self._style].add_prefix("style:"))
        table = pd.concat(parts, axis=1)[self._shares]
        if self.missing == "indicator":
            gaps = table.isna().T.groupby([_base(name) for name in self._shares], sort=False).all().T
            table = pd.concat([table.fillna(0.0), gaps.astype(float).add_prefix(_MISSING)], axis=1)
        return table.to_numpy(dtype=float)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Name the columns; `input_features` is ignored, for the columns follow from the lexicon."""
        check_is_fitted(self, "feature_names_out_")
        return self.feature_names_out_

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        return tags


def _base(name: str) -> str:
    """Say what a feature is a share of; a feature of style stands for itself."""
    return name if name.startswith("style:") else name.rpartition(":")[0]


def _model() -> Any:
    name = find_model()
    if name is None:
        raise FramingError(
            f"no spaCy model is installed (looked for {' and '.join(MODELS)}); choose syntax=False, or get one with: "
            'python -m pip install "newsframing[syntax]"'
        )
    return load_model(name)


def _frame(X: Any) -> pd.DataFrame:
    """Make the articles that finding needs of texts or of a DataFrame."""
    if isinstance(X, str) or not isinstance(X, Iterable):
        raise ArticlesError(f"FramingVectorizer takes a list of texts or a DataFrame, not a {type(X).__name__}.")
    titles: list[object] | None = None
    if isinstance(X, pd.DataFrame):
        if "text" not in X and X.shape[1] != 1:
            raise ArticlesError(f"the DataFrame has no column 'text'. {did_you_mean('text', map(str, X.columns))}")
        titles = X["title"].fillna("").tolist() if "title" in X else None
        texts = (X["text"] if "text" in X else X.iloc[:, 0]).tolist()
    else:
        values = np.asarray(X, dtype=object) if isinstance(X, np.ndarray) else X
        if isinstance(values, np.ndarray) and values.ndim > 1:
            if values.ndim > 2 or values.shape[1] != 1:
                raise ArticlesError(f"the array has the shape {values.shape}; give one column of texts.")
            values = values.ravel()
        texts = list(values)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise ArticlesError(f"row {number} is no text but {text!r}; leave such rows out, or fill them with ''.")
    ids = [str(number) for number in range(len(texts))]
    frame = pd.DataFrame({"article_id": ids, "outlet": "", "title": titles or "", "text": texts})
    return frame.astype({"article_id": "str", "outlet": "str", "title": "str", "text": "str"})
