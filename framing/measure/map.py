"""Map: outlets placed by the names they chose, by correspondence analysis within each referent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from framing.errors import FramingError
from framing.measure.groups import Grouping, check_choice, refusal
from framing.measure.voice import VOICES

__all__ = ["map"]

#: A place gets an ellipse from this many articles (or stories) with a choice upwards.
MIN_ELLIPSE = 8
#: Below three outlets there is nothing to lay out in a plane.
MIN_OUTLETS = 3

_COLUMNS = ("kind", "referent", "stance", "x", "y", "major", "minor", "angle", "n", "articles", "contribution",
            "share_x", "share_y", "note")  # fmt: skip
_UNPLACED = dict.fromkeys(["x", "y", "major", "minor", "angle", "contribution", "share_x", "share_y"], np.nan)
Floats = NDArray[np.float64]


class _Counts(NamedTuple):
    """Choices by cluster and cell; the outlet (or group) of each cluster, the referent of each cell."""

    choices: Floats
    group: NDArray[np.int_]
    base: NDArray[np.int_]


class _Plane(NamedTuple):
    """Positions of the groups, directions of the cells, and the inertia (variance) of every axis."""

    points: Floats
    arrows: Floats
    inertia: Floats


def map(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    choices: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("outlet",),
    voice: str = "own",
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Place outlets on a plane by what they call each referent, with the choices that pull them apart.

    What an outlet chose for a referent is held against what all of them together chose for it, so that an outlet is
    not moved by whom it writes about, only by the names it uses. An outlet's choices weigh by their number. Distances
    between outlets are chi-square distances between their deviations.

    Parameters
    ----------
    mentions : DataFrame
        Evidence table of label mentions.
    articles : DataFrame
        All articles; groups with fewer than five choices or three articles stay in the table, without a position.
    choices : DataFrame
        Every ``referent, stance`` of the lexicon.
    by : str or sequence of str
        What is placed: columns of `articles`, ``"year"``, ``"month"``, ``"week"``, ``"part"``, or of `mentions`.
    voice : {"own", "quoted", "reported", "scare", "all"}
        Whose words count.
    resamples : int
        Bootstrap resamples of articles (of stories, where a group tells two or more) behind the ellipses.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        ``kind, by..., referent, stance, x, y, major, minor, angle, n, articles, contribution, share_x, share_y,
        note``. Rows of `kind` ``outlet`` are positions: ``major, minor, angle`` are the half axes of the 95 % ellipse
        around them and its turn (degrees; missing below eight articles or stories), ``n`` their choices. Rows of `kind`
        ``choice`` are stances of a referent: ``x, y`` is the direction in which a stance pulls, as long as its
        contribution to each axis. ``contribution`` is the share of the plane's variance that is due to the row (all
        outlets sum to one, all choices too); ``share_x, share_y`` the share of all variance that the axis shows. The
        larger end of each axis is the one on which the stance that contributes most to it lies.

    Raises
    ------
    FramingError
        If `by` or `voice` is unknown.

    References
    ----------
    Greenacre, M. J. (1984). Theory and applications of correspondence analysis. Academic Press.
    Cazes, P., Chessel, D., & Doledec, S. (1988). L'analyse des correspondances internes d'un tableau partitionne.
    Revue de statistique appliquee, 36(1), 39-54 (expectations within blocks of columns).
    Greenacre, M. (2013). Contribution biplots. Journal of Computational and Graphical Statistics, 22, 107-122.
    Linting, M., Meulman, J. J., Groenen, P. J. F., & van der Kooij, A. J. (2007). Stability of nonlinear principal
    components analysis. Psychological Methods, 12, 359-379 (bootstrap, rotated back by Procrustes).

    Examples
    --------
    >>> outlets = ["Courier"] * 6 + ["Herald"] * 6 + ["Post"] * 6
    >>> articles = pd.DataFrame({"article_id": [f"a{i:02}" for i in range(18)], "outlet": outlets})
    >>> stances = ["critical"] * 24 + ["neutral"] * 30 + ["critical"] * 6 + ["neutral"] * 6 + ["critical"] * 6
    >>> mentions = pd.DataFrame({"article_id": articles["article_id"].repeat(4).to_numpy(), "referent": "army",
    ...                          "stance": stances, "voice": "own"})
    >>> table = map(mentions, articles, mentions[["referent", "stance"]].drop_duplicates(), resamples=50)
    >>> table.round(2)[["kind", "outlet", "stance", "x", "n", "note"]].values.tolist()[:2]
    [['outlet', 'Courier', nan, 1.0, 24, 'no ellipse: 6 articles or stories, 8 needed'],
     ['outlet', 'Herald', nan, -1.0, 24, 'no ellipse: 6 articles or stories, 8 needed']]
    >>> table.round(2).loc[3:, ["kind", "referent", "stance", "x", "n"]].values.tolist()
    [['choice', 'army', 'critical', 0.71, 36], ['choice', 'army', 'neutral', -0.71, 36]]
    """
    check_choice("voice", voice, [*VOICES, "all"])
    if resamples < 1:
        raise FramingError(f"resamples={resamples} is too few; give 1 or more, for instance 500.")
    grouping = Grouping(mentions if voice == "all" else mentions[mentions["voice"] == voice], articles, by)
    cells = pd.concat([choices[["referent", "stance"]], grouping.rows[["referent", "stance"]]]).drop_duplicates(
        ignore_index=True
    )
    counts = _count(grouping, cells)
    places = _places(grouping, counts)
    placed = (places["note"] == "").to_numpy()
    lost = _refusal(counts, placed)
    plane = None if lost else _plane(_sum(counts, np.ones(len(counts.group))), counts.base, placed)
    if plane is None:
        places["note"] = places["note"].where(places["note"] != "", lost or "no difference in what outlets chose")
        return _table(grouping, places, _arrows(cells, counts))
    inertia = plane.inertia[:2]
    axes = dict(zip(("share_x", "share_y"), inertia / plane.inertia.sum(), strict=True))
    places.loc[placed, ["x", "y"]] = plane.points[:, :2]
    mass = places.loc[placed, "n"].to_numpy(dtype=float)
    size = mass / mass.sum() * (plane.points[:, :2] ** 2).sum(axis=1)
    places.loc[placed, "contribution"] = size / inertia.sum()
    places.loc[placed, ["major", "minor", "angle"]] = _ellipses(counts, placed, plane, resamples, seed)
    clusters = np.bincount(counts.group, minlength=len(places))
    few = placed & (clusters < MIN_ELLIPSE)
    places.loc[few, ["major", "minor", "angle"]] = np.nan
    places.loc[few, "note"] = [f"no ellipse: {k} articles or stories, {MIN_ELLIPSE} needed" for k in clusters[few]]
    arrows = _arrows(cells, counts).assign(x=plane.arrows[:, 0], y=plane.arrows[:, 1])
    arrows["contribution"] = plane.arrows[:, :2] ** 2 @ inertia / inertia.sum()
    return _table(grouping, places.assign(**axes), arrows.assign(**axes))


def _count(grouping: Grouping, cells: pd.DataFrame) -> _Counts:
    """Count choices by cluster within group, and cell; clusters in the order of their first article."""
    rows = grouping.rows[["article_id", "_group", "_cluster", "referent", "stance"]].merge(
        cells.assign(_cell=np.arange(len(cells))), how="left"
    )
    firsts = rows.groupby(["_group", "_cluster"])["article_id"].min().reset_index().sort_values(
        ["_group", "article_id"], ignore_index=True
    )  # fmt: skip
    rows = rows.merge(firsts[["_group", "_cluster"]].assign(_row=np.arange(len(firsts))), how="left")
    choices = np.zeros((len(firsts), len(cells)))
    np.add.at(choices, (rows["_row"].to_numpy(dtype=int), rows["_cell"].to_numpy(dtype=int)), 1)
    base = cells.groupby("referent", sort=False).ngroup().to_numpy()
    return _Counts(choices, firsts["_group"].to_numpy(dtype=int), base.astype(int))


def _places(grouping: Grouping, counts: _Counts) -> pd.DataFrame:
    """List the groups with their choices and articles, and why some cannot be placed."""
    size = len(grouping.frame)
    n = np.bincount(counts.group, weights=counts.choices.sum(axis=1), minlength=size).astype(int)
    clusters = np.bincount(counts.group, minlength=size)
    articles = grouping.rows.groupby("_group")["article_id"].nunique().reindex(range(size), fill_value=0)
    note = refusal(n, clusters)
    return grouping.frame.assign(kind="outlet", n=n, articles=articles.to_numpy(), note=note, **_UNPLACED)


def _refusal(counts: _Counts, placed: NDArray[np.bool_]) -> str:
    """Word why there is no plane, or return the empty text."""
    if not len(placed) or not counts.choices.any():
        return "no choices were found"
    if placed.sum() < MIN_OUTLETS:
        return f"no map: {placed.sum()} with enough evidence, {MIN_OUTLETS} needed; compare two with compare()"
    return ""


def _sum(counts: _Counts, weights: Floats) -> Floats:
    """Sum the clusters of each group, each as often as it weighs."""
    total = np.zeros((counts.group.max() + 1, counts.choices.shape[1]))
    np.add.at(total, counts.group, counts.choices * weights[:, None])
    return total


def _plane(total: Floats, base: NDArray[np.int_], placed: NDArray[np.bool_]) -> _Plane | None:
    """Decompose what the placed groups chose, beside what all of them chose for the same referent."""
    n = np.zeros((len(placed), total.shape[1]))
    n[: len(total)] = total
    n = n[placed]
    rows, columns = n.sum(axis=1), n.sum(axis=0)
    if not rows.all():  # a resample may miss all choices of a group
        return None
    member = np.zeros((len(base), base.max() + 1))
    member[np.arange(len(base)), base] = 1
    whole = (columns @ member)[base]
    share = np.divide(columns, whole, out=np.zeros_like(columns), where=whole > 0)
    expected = (n @ member)[:, base] * share
    scale = np.sqrt(np.outer(rows, columns))
    residual = np.divide(n - expected, scale, out=np.zeros_like(n), where=scale > 0)
    left, sizes, right = np.linalg.svd(residual, full_matrices=False)
    if sizes[0] < 1e-9:
        return None
    sizes = np.where(sizes < 1e-9 * sizes[0], 0, sizes)
    sign = _signs(right)
    points = left * sizes * sign / np.sqrt(rows / rows.sum())[:, None]
    return _Plane(_two(points), _two((right * sign[:, None]).T * (sizes > 0)), _two(sizes[None] ** 2)[0])


def _signs(right: Floats) -> Floats:
    """Turn each axis so that the choice that contributes most to it (the first, among equals) lies at its upper end."""
    strongest = np.argmax(np.abs(right).round(9), axis=1)
    return np.where(right[np.arange(len(right)), strongest] < 0, -1.0, 1.0)


def _two(values: Floats) -> Floats:
    """Add axes of zeros where there are fewer than two."""
    return np.pad(values, ((0, 0), (0, max(0, 2 - values.shape[1]))))


def _ellipses(counts: _Counts, placed: NDArray[np.bool_], plane: _Plane, resamples: int, seed: int) -> Floats:
    """Resample each group's clusters, rotate every plane back to the first, and wrap what lies around each place."""
    rng = np.random.default_rng(seed)
    known = plane.points[:, :2]
    sizes = np.bincount(counts.group, minlength=len(placed))
    mass = _sum(counts, np.ones(len(counts.group))).sum(axis=1)
    mass = np.pad(mass, (0, len(placed) - len(mass)))[placed]
    drawn = []
    starts = np.concatenate([[0], np.cumsum(sizes)])
    for _ in range(resamples):
        weights = np.zeros(len(counts.group))
        for first, size in zip(starts[:-1], sizes, strict=True):
            if size:
                weights[first : first + size] = rng.multinomial(size, np.full(size, 1 / size))
        again = _plane(_sum(counts, weights), counts.base, placed)
        if again is not None:
            drawn.append(_rotated(again.points[:, :2], known, mass))
    if len(drawn) < 2:
        return np.full((len(known), 3), np.nan)
    off = np.stack(drawn) - known
    spread = np.einsum("rgi,rgj->gij", off, off) / len(drawn)
    clusters = sizes[placed].astype(float)
    reach = 2 * (clusters - 1) / (clusters - 2) * stats.f.ppf(0.95, 2, clusters - 2)  # Hotelling's T squared
    reach *= _tails(off, spread) * clusters / (clusters - 1)
    values, vectors = np.linalg.eigh(spread)
    half = np.sqrt(np.maximum(values, 0) * reach[:, None])
    angle = np.degrees(np.arctan2(vectors[:, 1, 1], vectors[:, 0, 1])) % 180
    return np.column_stack([half[:, 1], half[:, 0], angle])


def _tails(off: Floats, spread: Floats) -> float:
    """Say by how much more than of normal clouds ellipses must reach to hold 95 % of what was drawn; one at least.

    A plane that few outlets span turns now and then, and then all of them move far: the widest tail counts for all.
    """
    far = np.einsum("rgi,gij,rgj->rg", off, np.linalg.pinv(spread, hermitian=True), off)
    return float(max(np.quantile(far, 0.95, axis=0).max() / stats.chi2.ppf(0.95, 2), 1))


def _rotated(points: Floats, onto: Floats, mass: Floats) -> Floats:
    """Turn or mirror points so that they lie closest to `onto`, groups weighing by mass (orthogonal Procrustes)."""
    left, _, right = np.linalg.svd(points.T @ (onto * mass[:, None]))
    return points @ left @ right


def _arrows(cells: pd.DataFrame, counts: _Counts) -> pd.DataFrame:
    """List the stances with their choices, before anything is known of their directions."""
    return cells.assign(kind="choice", n=counts.choices.sum(axis=0).astype(int), note="", **_UNPLACED)


def _table(grouping: Grouping, places: pd.DataFrame, arrows: pd.DataFrame) -> pd.DataFrame:
    """Put outlets and choices below each other, the columns in their order."""
    table = pd.concat([places, arrows], ignore_index=True)
    table["articles"] = table["articles"].astype("Int64")
    first, *rest = _COLUMNS
    text = {column: "str" for column in ("kind", "referent", "stance", "note")}
    return table[[first, *grouping.by, *rest]].astype(text)
