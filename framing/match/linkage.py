"""Average linkage on sparse pairs: groups in which members are alike on average."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from framing.match.likeness import Pairs

__all__ = ["average_linkage"]


def average_linkage(n: int, pairs: Pairs, threshold: float) -> np.ndarray:
    """Join the two groups that are most alike on average, again and again, until none are `threshold` alike.

    The likeness of two groups is the mean over all pairs of their members (UPGMA); pairs not listed count as 0. At a
    higher threshold every group is a part of one at a lower threshold, for the joining stops sooner.

    Parameters
    ----------
    n : int
        How many things there are, numbered from 0.
    pairs : Pairs
        Those that are alike, each once.
    threshold : float
        Above 0.

    Returns
    -------
    array of int, shape (n,)
        The number of the first member of each thing's group.

    References
    ----------
    Sokal, R. R., & Michener, C. D. (1958). A statistical method for evaluating systematic relationships. *University of
    Kansas Science Bulletin*, 38, 1409-1438.

    Examples
    --------
    >>> pairs = Pairs(np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.5]))
    >>> average_linkage(3, pairs, 0.4).tolist()
    [0, 0, 2]
    >>> average_linkage(3, pairs, 0.2).tolist()
    [0, 0, 0]
    """
    listed = zip(pairs.one.tolist(), pairs.other.tolist(), pairs.likeness.tolist(), strict=True)
    near: list[dict[int, float]] = [{} for _ in range(n)]  # sums of likeness to the groups beside, by their number
    heap: list[tuple[float, int, int]] = []
    for one, other, likeness in listed:
        near[one][other] = near[other][one] = likeness
        if likeness >= threshold:
            heap.append((-likeness, one, other))
    heapify(heap)
    size, group = [1] * n, list(range(n))
    while heap:
        wanted, one, other = heappop(heap)
        if other not in near[one] or -wanted != near[one][other] / (size[one] * size[other]):
            continue  # one of them has grown since, or is part of another
        for beside, likeness in near[other].items():
            del near[beside][other]
            if beside != one:
                near[one][beside] = near[beside][one] = near[one].get(beside, 0.0) + likeness
        near[other] = {}
        size[one] += size[other]
        group[other] = one
        for beside, likeness in near[one].items():
            average = likeness / (size[one] * size[beside])
            if average >= threshold:
                heappush(heap, (-average, min(one, beside), max(one, beside)))
    for i in range(n):  # a group's number is that of its first member, so it is settled before the others
        group[i] = group[group[i]]
    return np.array(group, dtype=np.int64)
