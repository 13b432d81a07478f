"""How far a number can lie under linear relations with others: linear programmes of SciPy's HiGHS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
        solution = linprog(objective, A_ub=both, b_ub=limits, bounds=scaled, method="highs")
        return (
            float(solution.fun) * scale
            if solution.status == 0
            else (-np.inf if solution.status == _UNBOUNDED else np.nan)
        )

    intervals = []
    for unknown in wanted:
        objective = np.zeros(len(bounds))
        objective[unknown] = 1.0
        intervals.append(Range(least(objective), -least(-objective)))
    return intervals


_UNBOUNDED = 3


def reachable(
    relations: Sequence[Mapping[int, float]],
    room: NDArray[np.float64],
    need: NDArray[np.float64],
    patterns: Sequence[NDArray[np.float64]] = (),
) -> NDArray[np.bool_]:
    """Which unknowns can move by `need` where each may move by `room` either way and Σ weight × move is 0 for each.

    What can be moved up can be moved down. All are asked at once, each in the direction (±1) of a pattern; what none of
    the patterns moves is asked one by one. An unknown whose need is 0 need not move.
    """
    reached = need <= 0
    scale = max(float(room.max(initial=0.0)), float(need.max(initial=0.0)), 1.0)
    rows = np.zeros((len(relations), len(room)))
    for at, relation in enumerate(relations):
        for unknown, weight in relation.items():
            rows[at, unknown] = weight
    size, short = np.abs(rows).max(axis=1, initial=0.0), need > room * (1 + _SLACK)
    system = rows[size > 0] / size[size > 0, None], room / scale, need / scale
    for pattern in patterns:
        candidates = np.flatnonzero(~reached & ~short)
        if len(candidates) > 1:
            reached[candidates] |= _moved(system, candidates, pattern[candidates])
    for alone in np.flatnonzero(~reached & ~short):
        reached[alone] = _moved(system, np.array([alone]), np.ones(1))[0]
    return reached


def _moved(
    system: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    candidates: NDArray[np.int64],
    signs: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Which of the asked unknowns reach their need in the direction of their sign, all in one move."""
    from scipy.optimize import linprog  # takes a second to import: only where it is needed

    rows, room, need = system
    count, many = len(room), len(candidates)
    equal = np.hstack([rows, np.zeros((len(rows), many))])
    least = np.zeros((many, count + many))
    least[np.arange(many), candidates] = -signs
    least[np.arange(many), count + np.arange(many)] = 1.0
    solution = linprog(
        np.concatenate([np.zeros(count), -1 / np.maximum(need[candidates], 1e-12)]),
        A_ub=least,
        b_ub=np.zeros(many),
        A_eq=equal if len(rows) else None,
        b_eq=np.zeros(len(rows)) if len(rows) else None,
        bounds=[*((-far, far) for far in room), *((0.0, far) for far in need[candidates])],
        method="highs",
    )
    if solution.x is None:
        return np.zeros(many, dtype=bool)
    moved: NDArray[np.float64] = solution.x[count:]
    return np.asarray(moved >= need[candidates] * (1 - 1e-6), dtype=bool)
