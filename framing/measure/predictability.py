"""Predictability: whether a classifier can tell who wrote an article from its framing alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from framing.errors import FramingError
from framing.measure.groups import Grouping
from framing.measure.intervals import Sums, bootstrap, share_interval

__all__ = ["FOLDS", "MIN_ARTICLES", "MIN_GROUPS", "Predictability", "predictability"]

#: Folds of the cross-validation, inside and outside.
FOLDS, INNER = 5, 3
#: A side is told apart from this many articles upwards; anything is said from so many groups upwards.
MIN_ARTICLES, MIN_GROUPS = 10, 20
#: Strengths of regularisation to choose from (scikit-learn's C; small is strong).
PENALTIES = (0.001, 0.01, 0.1, 1.0, 10.0)

_TOPS = 10  # bins of confidence in which calibration is looked at

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]


@dataclass(frozen=True)
class Predictability:
    """Whether framing tells who wrote an article.

    Attributes
    ----------
    by : str
        What was told: ``outlet``, or another column.
    groups : str
        What was kept together in cross-validation: ``story``, ``date`` or ``article_id``.
    scores : DataFrame
        ``model, articles, groups, accuracy, low, high, balanced, balanced_low, balanced_high, log_loss, calibration, p,
        note``; models are ``framing``, ``words`` (a bag of words), ``majority`` and ``permuted`` (framing with the
        sides shuffled: low and high hold 95 % of the shufflings).
    confusion : DataFrame
        ``by, predicted, n, articles, share``: what became of each side's articles, by the framing model.
    choices : DataFrame
        ``by, feature, coefficient, low, high, stable, mean, mean_rest, articles``: what gives a side away, the
        strongest first; low and high are over the folds, `stable` says that all agree on the sign.
    left_out : list of str
        Sides with too few articles.
    """

    by: str
    groups: str
    scores: pd.DataFrame
    confusion: pd.DataFrame
    choices: pd.DataFrame
    left_out: list[str]

    def __repr__(self) -> str:
        return f"<Predictability of {self.by}: {self.verdict}>"

    @property
    def verdict(self) -> str:
        """What came out, in words."""
        rows: dict[str, Any] = {row["model"]: row for row in self.scores.to_dict("records")}
        framing = rows["framing"]
        if framing["note"]:
            return str(framing["note"])
        said = [
            f"framing tells the {self.by} of {framing['accuracy']:.0%} of {framing['articles']:,} articles "
            f"({framing['low']:.0%} to {framing['high']:.0%})"
        ]
        told = [model for model in ("permuted", "majority", "words") if pd.notna(rows[model]["accuracy"])]
        said += [f"{model} {rows[model]['accuracy']:.0%}" for model in told]
        return "; ".join(said) + (f"; p = {framing['p']:.3f}" if pd.notna(framing["p"]) else "")


class _Data(NamedTuple):
    """What is learnt from: the side of each article, what must not be parted, and whether groups are stories."""

    y: Ints
    names: list[str]
    group: Ints
    within: bool


def predictability(
    shares: pd.DataFrame,
    words: sparse.csr_array,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    permutations: int = 100,
    seed: int = 0,
) -> Predictability:
    """Cross-validate a logistic regression on the articles' shares of labels, voices and blame.

    Stories are never parted between learning and testing, nor, without stories, the articles of a day. The strength of
    the penalty is chosen inside each fold, by the log-loss, so that probabilities can be taken at their word
    (`calibration` is how far they miss, on average). p comes from learning again from shuffled sides: shuffled within
    stories, where there are any, so that who covers what stays as it is and cannot count as framing.

    Parameters
    ----------
    shares : DataFrame, shape (articles, features)
        From ``features``; missing values get the mean of the training articles and an indicator.
    words : sparse array, shape (articles, words)
        The bag of words to compare with: learnt by the same folds and rules, as tf-idf.
    articles : DataFrame
        In the same order.
    by : str
        A column of `articles`, or ``"month"``.
    permutations : int
        Shufflings; 0 for no p.
    seed : int
        Seed of folds, shufflings and resamples.

    Returns
    -------
    Predictability

    Raises
    ------
    FramingError
        If `by` is unknown, or fewer than two of its values have any article.

    References
    ----------
    Ojala, M., & Garriga, G. C. (2010). Permutation tests for studying classifier performance. Journal of Machine
    Learning Research, 11, 1833-1863. Varma, S., & Simon, R. (2006). Bias in error estimation when using
    cross-validation for model selection. BMC Bioinformatics, 7, 91.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": ["Courier", "Courier", "Herald"]})
    >>> shares = pd.DataFrame({"labels:army:critical": [1.0, 1.0, 0.0]})
    >>> predictability(shares, sparse.csr_array(np.eye(3)), articles)
    <Predictability of outlet: not enough evidence (fewer than two values of outlet have 10 articles)>
    """
    sides = _sides(articles, by)
    counts = sides.value_counts()
    if len(counts) < 2:
        raise FramingError(f"predictability needs two values of {by!r}; these articles have {len(counts)}.")
    known = sorted(counts[counts >= MIN_ARTICLES].index)
    left_out = sorted(counts[counts < MIN_ARTICLES].index)
    rows = np.flatnonzero(sides.isin(known))
    group, kind = _groups(articles.iloc[rows])
    if len(known) < 2:
        return _refusal(by, kind, f"fewer than two values of {by} have {MIN_ARTICLES} articles", len(rows), left_out)
    if len(np.unique(group)) < MIN_GROUPS:
        few = f"{len(np.unique(group))} {kind} groups, {MIN_GROUPS} needed"
        return _refusal(by, kind, few, len(rows), left_out)
    data = _Data(sides.iloc[rows].map({name: i for i, name in enumerate(known)}).to_numpy(dtype=int), known, group,
                 kind == "story")  # fmt: skip
    X = shares.iloc[rows].to_numpy(dtype=float)
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):  # products this small wait for each other on more threads
        told = _learn(data, X, _framing, seed)
        read = _learn(data, sparse.csr_array(words[rows]), _words, seed)
        chance = np.array([_accuracy(told, X, shuffled) for shuffled in _shuffled(data, permutations, seed)])
    scores = _scores(data, told, read, chance, seed)
    n = np.zeros((len(known), len(known)), dtype=np.int64)
    np.add.at(n, (data.y, told.predicted), 1)
    confusion = pd.DataFrame({
        by: np.repeat(known, len(known)), "predicted": known * len(known), "n": n.ravel(),
        "articles": np.repeat(n.sum(axis=1), len(known)),
    })  # fmt: skip
    confusion["share"] = confusion["n"] / confusion["articles"]
    choices = _choices(told.coefficients, data, shares.iloc[rows], by)
    return Predictability(by, kind, scores, confusion, choices, left_out)


def _sides(articles: pd.DataFrame, by: str) -> pd.Series:
    grouping = Grouping(articles[["article_id"]], articles, by)
    names = grouping.frame[by].astype("str").where(grouping.frame[by].notna())
    return names.reindex(grouping.rows["_group"]).set_axis(articles.index)


def _groups(articles: pd.DataFrame) -> tuple[Ints, str]:
    """Number what must not be parted: stories, else days, else articles."""
    ids = "article " + articles["article_id"].astype("str")
    for kind in ("story", "date"):
        if kind in articles and articles[kind].notna().any():
            names = articles[kind].astype("str") if kind == "story" else articles[kind].dt.strftime("%Y-%m-%d")
            return pd.factorize(names.where(articles[kind].notna(), ids))[0], kind
    return np.arange(len(articles)), "article_id"


def _refusal(by: str, kind: str, why: str, articles: int, left_out: list[str]) -> Predictability:
    scores = pd.DataFrame({"model": ["framing", "words", "majority", "permuted"], "articles": articles})
    numbers = ["groups", "accuracy", "low", "high", "balanced", "balanced_low", "balanced_high", "log_loss",
               "calibration", "p"]  # fmt: skip
    scores = scores.assign(**dict.fromkeys(numbers, np.nan), note=f"not enough evidence ({why})")
    confusion = pd.DataFrame(columns=[by, "predicted", "n", "articles", "share"])
    choices = pd.DataFrame(
        columns=[by, "feature", "coefficient", "low", "high", "stable", "mean", "mean_rest", "articles"]
    )
    return Predictability(by, kind, scores, confusion, choices, left_out)


class _Learnt(NamedTuple):
    """What a model said of articles it had not seen: probabilities by side, the folds, and what it had learnt."""

    probability: Floats
    folds: list[tuple[Ints, Ints]]
    penalties: list[float]
    coefficients: list[Floats]

    @property
    def predicted(self) -> Ints:
        return self.probability.argmax(axis=1)


def _framing(penalty: float) -> Any:
    """Make the model of framing: shares, with the mean and an indicator for what is missing."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    filled = SimpleImputer(strategy="mean", add_indicator=True, keep_empty_features=True)
    return make_pipeline(filled, StandardScaler(), LogisticRegression(C=penalty, max_iter=500, tol=1e-3))


def _words(penalty: float) -> Any:
    """Make the model of words."""
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    # tf-idf rows have length 1, shares have unit variance: the same penalty bites a hundred times less
    return make_pipeline(
        TfidfTransformer(sublinear_tf=True), LogisticRegression(C=100 * penalty, max_iter=500, tol=1e-3)
    )


def _folds(y: Ints, group: Ints, folds: int, seed: int) -> list[tuple[Ints, Ints]]:
    """Part the articles, groups together and sides evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    return [(train, test) for train, test in splitter.split(np.zeros(len(y)), y, group) if len(test) and len(train)]


def _learn(data: _Data, X: Any, make: Any, seed: int) -> _Learnt:
    """Let a model say of each article who wrote it, without having seen its group."""
    folds = _folds(data.y, data.group, FOLDS, seed)
    probability = np.zeros((len(data.y), len(data.names)))
    penalties, coefficients = [], []
    for train, test in folds:
        penalties.append(_penalty(data, X, train, make, seed))
        model = make(penalties[-1]).fit(X[train], data.y[train])
        probability[np.ix_(test, model.classes_)] = model.predict_proba(X[test])
        if make is _framing:
            coefficients.append(_coefficients(model, X.shape[1], len(data.names)))
    return _Learnt(probability, folds, penalties, coefficients)


def _penalty(data: _Data, X: Any, train: Ints, make: Any, seed: int) -> float:
    """Choose the penalty with the least log-loss on inner folds."""
    losses = []
    inner = _folds(data.y[train], data.group[train], INNER, seed)
    for penalty in PENALTIES:
        loss = 0.0
        for learnt, tested in ((train[a], train[b]) for a, b in inner):
            model = make(penalty).fit(X[learnt], data.y[learnt])
            probability = np.full((len(tested), len(data.names)), 1e-6)
            probability[:, model.classes_] = model.predict_proba(X[tested])
            loss -= np.log(np.maximum(probability[np.arange(len(tested)), data.y[tested]], 1e-6)).sum()
        losses.append(loss)
    return PENALTIES[int(np.argmin(losses))]


def _coefficients(model: Any, features: int, sides: int) -> Floats:
    """Give a model's coefficients for each side and feature, in standard deviations; those of indicators are left."""
    logistic = model[-1]
    found = logistic.coef_ if len(logistic.coef_) > 1 else np.vstack([-logistic.coef_, logistic.coef_]) / 2
    every = np.zeros((sides, features))
    every[logistic.classes_] = found[:, :features]
    return every


def _shuffled(data: _Data, permutations: int, seed: int) -> Iterator[Ints]:
    """Shuffle the sides: within stories, where these are known, else over all articles."""
    rng = np.random.default_rng(seed)
    for _ in range(permutations):
        if data.within:
            order = np.lexsort((rng.random(len(data.y)), data.group))
            shuffled = np.empty_like(data.y)
            shuffled[np.argsort(data.group, kind="stable")] = data.y[order]
            yield shuffled
        else:
            yield rng.permutation(data.y)


def _accuracy(told: _Learnt, X: Floats, shuffled: Ints) -> float:
    """Learn again from shuffled sides, with the same folds and penalties, and say how many are told right."""
    right = 0
    for (train, test), penalty in zip(told.folds, told.penalties, strict=True):
        right += int((_framing(penalty).fit(X[train], shuffled[train]).predict(X[test]) == shuffled[test]).sum())
    return right / len(X)


def _scores(data: _Data, told: _Learnt, read: _Learnt, chance: Floats, seed: int) -> pd.DataFrame:
    """Lay out how often each model is right."""
    likely = np.zeros_like(told.probability)
    for train, test in told.folds:
        likely[test] = np.bincount(data.y[train], minlength=len(data.names)) / len(train)
    rows = [_score(data, model, p, seed) for model, p in (
        ("framing", told.probability), ("words", read.probability), ("majority", likely))]  # fmt: skip
    if len(chance):
        p = (1 + (chance >= rows[0]["accuracy"] - 1e-12).sum()) / (1 + len(chance))
        rows[0]["p"] = float(p)
        low, high = np.quantile(chance, [0.025, 0.975])
        rows.append({"model": "permuted", "accuracy": chance.mean(), "low": low, "high": high, "note": ""})
    else:
        rows.append({"model": "permuted", "note": "no permutations were asked for"})
    columns = ["model", "articles", "groups", "accuracy", "low", "high", "balanced", "balanced_low", "balanced_high",
               "log_loss", "calibration", "p", "note"]  # fmt: skip
    table = pd.DataFrame(rows).reindex(columns=columns)
    return table.assign(articles=len(data.y), groups=int(data.group.max()) + 1)


def _score(data: _Data, model: str, probability: Floats, seed: int) -> dict[str, Any]:
    """Score one model, with intervals over groups: the articles of a story resemble each other."""
    predicted = probability.argmax(axis=1)
    right = (predicted == data.y).astype(float)
    size, hits = np.bincount(data.group).astype(float), np.bincount(data.group, weights=right)
    sums = Sums(*(np.array([x]) for x in (
        hits.sum(), size.sum(), float(len(size)), (hits**2).sum(), (hits * size).sum(), (size**2).sum())))  # fmt: skip
    low, high = share_interval(sums)
    sides = len(data.names)
    at = data.group * sides + data.y
    each = [np.bincount(at, weights=w, minlength=len(size) * sides).reshape(-1, sides) for w in (right, right * 0 + 1)]
    ((_, drawn),) = bootstrap(np.hstack(each), np.zeros(len(size)), seed=seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        resampled = np.nanmean(drawn[:, :sides] / drawn[:, sides:], axis=1)
    balanced = np.mean(each[0].sum(axis=0) / each[1].sum(axis=0))
    return {
        "model": model, "note": "", "accuracy": right.mean(), "low": low[0], "high": high[0], "balanced": balanced,
        "balanced_low": np.quantile(resampled, 0.025), "balanced_high": np.quantile(resampled, 0.975),
        "log_loss": float(-np.log(np.maximum(probability[np.arange(len(right)), data.y], 1e-6)).mean()),
        "calibration": _calibration(probability.max(axis=1), right),
    }  # fmt: skip


def _calibration(confidence: Floats, right: Floats) -> float:
    """Give how far confidence misses the share that is right, on average over tenths of the articles."""
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split(order, _TOPS)
    return float(sum(abs(confidence[i].sum() - right[i].sum()) for i in parts) / len(right))


def _choices(folds: list[Floats], data: _Data, shares: pd.DataFrame, by: str) -> pd.DataFrame:
    """List what gives each side away: coefficients, over folds, beside the means of the side and of the rest."""
    stacked = np.stack(folds)
    rows = []
    for side, name in enumerate(data.names):
        own = data.y == side
        frame = pd.DataFrame({
            by: name, "feature": list(shares), "coefficient": stacked[:, side].mean(axis=0),
            "low": stacked[:, side].min(axis=0), "high": stacked[:, side].max(axis=0),
            "mean": shares[own].mean().to_numpy(), "mean_rest": shares[~own].mean().to_numpy(),
            "articles": shares[own].notna().sum().to_numpy(),
        })  # fmt: skip
        rows.append(frame)
    table = pd.concat(rows, ignore_index=True)
    table.insert(5, "stable", (table["low"] > 0) | (table["high"] < 0))
    strength = table["coefficient"].abs()
    order = table.assign(_strength=strength).sort_values(["stable", "_strength"], ascending=False, kind="stable")
    return order.drop(columns="_strength").reset_index(drop=True)
