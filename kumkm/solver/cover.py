"""The cheapest set of items that cover each other: a 0–1 programme solved by SciPy's HiGHS."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


def cheapest_cover(costs: NDArray[np.float64], demands: NDArray[np.float64], must: Flags) -> Flags | None:
    """The set with the least Σ costs that holds all of `must` and in which every demand is met; None where none is.

    `demands` has one row of weights per demand: their sum over the chosen must not be negative (what an item asks for
    is its own negative weight, what others give is positive). Costs are positive, so that nothing is chosen idly.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # takes a second to import: only where it is needed

    if not must.any():
        return np.zeros(len(costs), dtype=bool)
    largest = np.abs(demands).max(axis=1, initial=0.0)
    rows = demands[largest > 0] / largest[largest > 0, None]
    solution = milp(
        costs,
        constraints=LinearConstraint(rows, 0.0, np.inf) if len(rows) else None,
        integrality=np.ones(len(costs)),
        bounds=Bounds(must.astype(float), 1.0),
    )
    return None if solution.x is None else np.rint(solution.x).astype(bool)
