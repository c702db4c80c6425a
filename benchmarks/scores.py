"""What the benchmarks share: F1, kappa, intervals by resampling records, word searches and Markdown tables."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

RESAMPLES = 1000
Cell = tuple[int, int, int]  # hits, found, wanted of one record


def read_jsonl(path: str | Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def f1(cells: Sequence[Cell]) -> float:
    """Harmonic mean of precision and recall, hits summed over records (micro)."""
    hits, found, wanted = np.array(cells, dtype=np.int64).reshape(-1, 3).sum(axis=0).tolist()
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def recall(cells: Sequence[Cell]) -> float:
    """Hits as a share of what was wanted, summed over records."""
    hits, _, wanted = np.array(cells, dtype=np.int64).reshape(-1, 3).sum(axis=0).tolist()
    return hits / wanted if wanted else float("nan")


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa of (found, wanted) pairs; 0 where one side never varies."""
    n = len(pairs)
    labels = {label for pair in pairs for label in pair}
    agreed = sum(a == b for a, b in pairs) / n
    chance = sum(sum(a == k for a, _ in pairs) * sum(b == k for _, b in pairs) for k in labels) / n**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 0.0


def mean(values: Sequence[float | bool]) -> float:
    """Arithmetic mean, missing where there is no value."""
    return float(np.mean(values)) if len(values) else float("nan")


def pooled(statistic: Callable[[list[Any]], float]) -> Callable[[Sequence[Sequence[Any]]], float]:
    """Make a statistic of values take one list of values per record, so that records can be resampled."""
    return lambda records: statistic([value for record in records for value in record])


def score(
    statistic: Callable[[Sequence[Any]], float], records: Sequence[Any], *, seed: int = 0, resamples: int = RESAMPLES
) -> str:
    """Word a statistic with its 95 % percentile interval over resampled records: ".84 (.82-.86)"."""
    value = statistic(records)
    if np.isnan(value):
        return "-"
    rng = np.random.default_rng(seed)
    drawn = (rng.integers(len(records), size=len(records)) for _ in range(resamples))
    low, high = np.nanquantile([statistic([records[i] for i in rows]) for rows in drawn], [0.025, 0.975])
    return f"{short(value)} ({short(low)}-{short(high)})"


def short(value: float) -> str:
    """Write a share with two decimals and no leading zero: .84, 1.00, -.02."""
    return "-" if np.isnan(value) else f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Make a search for whole words or phrases; case is ignored."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
