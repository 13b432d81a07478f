"""How far a number can lie under linear relations with others: two linear programmes of SciPy's HiGHS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_SLACK = 1e-9  # of the largest number: sums of floating numbers are not exact


@dataclass(frozen=True)
class Relation:
    """Σ weight × unknown = total."""

    weights: Mapping[int, float]
    total: float


@dataclass(frozen=True)
class Range:
    """The smallest and the largest value an unknown can have; ±inf where nothing holds it."""

    low: float
    high: float


def ranges(relations: Sequence[Relation], bounds: Sequence[tuple[float, float]], wanted: Sequence[int]) -> list[Range]:
    """The range of each wanted unknown, in order; what the relations do not allow at all is (nan, nan).

    `bounds` has the least and the largest value of every unknown, ±inf where there is none.
    """
    from scipy.optimize import linprog  # takes a second to import: only where it is needed

    scale = max((abs(relation.total) for relation in relations), default=1.0) or 1.0
    rows = np.zeros((len(relations), len(bounds)))
    for at, relation in enumerate(relations):
        for unknown, weight in relation.weights.items():
            rows[at, unknown] = weight
    totals = np.array([relation.total for relation in relations]) / scale
    scaled = [(low / scale, high / scale) for low, high in bounds]
    both = np.vstack([rows, -rows])
    limits = np.concatenate([totals + _SLACK, _SLACK - totals])

    def least(objective: np.ndarray) -> float:
        found = linprog(objective, A_ub=both, b_ub=limits, bounds=scaled, method="highs")
        return float(found.fun) * scale if found.status == 0 else (-np.inf if found.status == _UNBOUNDED else np.nan)

    told = []
    for unknown in wanted:
        objective = np.zeros(len(bounds))
        objective[unknown] = 1.0
        told.append(Range(least(objective), -least(-objective)))
    return told


_UNBOUNDED = 3
