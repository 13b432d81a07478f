"""The best subset under limits, exactly: 0–1 programmes solved by SciPy's HiGHS and checked in whole numbers.

HiGHS works with floating numbers and lets a limit be missed by a millionth of itself. It is given limits a little too
wide on purpose, for it may lose a set that fills one to the last rupiah. Every answer is then added up again in whole
numbers; a set that breaks a limit is forbidden and the rest solved anew. That removes no allowed set.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
SECONDS = 10.0
_ROUNDS = 50
_WIDER = 1 + 5e-7


@dataclass(frozen=True)
class Limit:
    """What the chosen items may add up to at most. `sizes` has one whole number ≥ 0 per item."""

    sizes: Whole
    most: int

    def holds(self, chosen: Flags) -> bool:
        return int(self.sizes[chosen].sum()) <= self.most


@dataclass(frozen=True)
class Least:
    """How many of some items must be chosen at least."""

    among: Flags
    count: int


@dataclass(frozen=True)
class Choice:
    """`chosen` flags the items, None where no set was found. No allowed set costs less than `bound`.

    `proven`: the set is the cheapest; with `chosen` None: there is none.
    """

    chosen: Flags | None
    bound: float
    proven: bool


def cheapest(
    costs: NDArray[np.float64], limits: Sequence[Limit], leasts: Sequence[Least] = (), *, seconds: float = SECONDS
) -> Choice:
    """The set of items with the least Σ costs within all limits and with all that must be in it.

    The gap is 0: `mip_rel_gap` 0, and an absolute one of a millionth, so that costs want units in which a millionth
    is nothing. The same items in the same order give the same set, unless `seconds` run out first.
    """
    if not len(costs):
        possible = all(least.count <= 0 for least in leasts)
        return Choice(np.zeros(0, dtype=bool) if possible else None, 0.0, proven=True)
    until = time.monotonic() + seconds
    forbidden: list[Flags] = []
    bound = -np.inf
    for _ in range(_ROUNDS):
        solution = _solved(costs, limits, leasts, forbidden, until - time.monotonic())
        bound = max(bound, -np.inf if solution.mip_dual_bound is None else float(solution.mip_dual_bound))
        if solution.x is None:
            return Choice(None, bound, proven=solution.status == _NO_SET)
        chosen = np.rint(solution.x).astype(bool)
        broken = [limit for limit in limits if not limit.holds(chosen)]
        if not broken:
            return Choice(chosen, bound, proven=solution.status == _OPTIMAL)
        forbidden += [chosen & (limit.sizes > 0) for limit in broken]
        if time.monotonic() >= until:
            break
    return Choice(None, bound, proven=False)


_OPTIMAL, _NO_SET = 0, 2


def _solved(
    costs: NDArray[np.float64],
    limits: Sequence[Limit],
    leasts: Sequence[Least],
    forbidden: Sequence[Flags],
    seconds: float,
) -> Any:
    """One run of HiGHS. Limits are divided by what they allow: large numbers beside a limit lead HiGHS astray."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # takes a second to import: only where it is needed

    possible = np.ones(len(costs), dtype=bool)
    rows, low, high = [np.zeros(len(costs))], [0.0], [0.0]
    for limit in limits:
        possible &= limit.sizes <= limit.most
        rows.append(limit.sizes / max(limit.most, 1))
        high.append(_WIDER)
        low.append(-np.inf)
    for least in leasts:
        rows.append(least.among.astype(float))
        low.append(float(least.count))
        high.append(np.inf)
    for together in forbidden:
        rows.append(together.astype(float))
        low.append(-np.inf)
        high.append(float(together.sum() - 1))
    return milp(
        costs,
        constraints=LinearConstraint(np.array(rows) * possible, low, high),
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, possible.astype(float)),
        options={"mip_rel_gap": 0.0, "time_limit": max(seconds, 0.01)},
    )
