"""When a sum of money gives somebody away, and which others are withheld with it.

A sum is primary when too few contribute to it, when one has too much of it, or when the second largest contributor
could tell the largest to within p per cent (p% rule). Where the sum of all is published, what is withheld must cover
each other: whoever knows the others beforehand to within `prior` of their value, and one of them exactly, must still
miss each by `protection`. Regions of the fewest bodies are chosen, by optimum as tau-Argus does, but by what everybody
may know of the regions: a choice by amounts would bound them. For the same reason a region that was looked at and gave
too little room stays withheld when others join it, for told it would say what it was too small for; they join in leaps,
twice as many bodies each time, so that where it ends says little of what was needed; and what a companion of many comes
to is nobody's, so that it needs no room of its own, which would say what it was too large for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from kumkm.solver.cover import Flags, cheapest_cover

_TIE = 2e-4  # what a later region costs more than an earlier one of as many bodies; above the gap of the solver
NEAR = 1e-9  # of an amount: products of shares and sums of floats are not exact
Amounts = NDArray[np.float64]  # measures × regions

FEW, UNKNOWN, DOMINANT, CLOSE, COMPANION = "few", "unknown", "dominant", "close", "companion"


@dataclass(frozen=True)
class Protection:
    """Shares of one: how far a protected value must stay from what anybody can work out, and what they may know
    beforehand; how much of a sum one may have.
    """

    protection: float
    prior: float
    dominance: float


@dataclass(frozen=True)
class Sum:
    """A sum of amounts. `largest`, `second` and `size` (Σ of absolute amounts) are NaN where nobody knows who gave
    what; `contributors` is None where nobody knows how many there are.
    """

    value: float
    contributors: int | None
    largest: float
    second: float
    size: float

    @property
    def magnitude(self) -> float:
        """What its bodies have of it, whichever way: surpluses and losses that net to nothing are no less of somebody.
        Where nobody knows who gave what, the least it can be.
        """
        return abs(self.value) if isnan(self.size) else max(self.size, abs(self.value))

    def why(self, least: int, rule: Protection) -> str | None:
        """Why the sum gives somebody away; None where it does not."""
        if self.contributors is None:
            return UNKNOWN
        if self.contributors < least:
            return FEW
        if self.size - self.largest - self.second < rule.protection * self.largest:
            return CLOSE
        return DOMINANT if self.largest > rule.dominance * self.size else None


def is_own(why: str) -> bool:
    """Whether a sum is withheld for a reason of its own; a companion is withheld for others, what is told for none."""
    return why not in ("", COMPANION)


def together(parts: Sequence[Sum]) -> Sum:
    """The sum of sums of different bodies; at least one."""
    counts = [part.contributors for part in parts]
    amounts = [amount for part in parts for amount in (part.largest, part.second)]
    first, second = sorted(amounts, reverse=True)[:2] if not any(map(isnan, amounts)) else (nan, nan)
    return Sum(
        sum(part.value for part in parts),
        None if None in counts else sum(count or 0 for count in counts),
        first,
        second,
        sum(part.size for part in parts),
    )


def withheld(
    exposed: Flags, bodies: Amounts, room: Amounts, needs: Amounts, of_some: Amounts | None = None
) -> Flags | None:
    """The regions to withhold, the exposed among them, where the sum of all is published; None where none is enough.

    `bodies` decide what is lost, measures × regions: how many contribute, which everybody may know. Amounts may not
    decide: that the smallest were taken would say of each that it is smaller than the smallest that is told. Among
    equals the first by order goes. `room` is how far an amount may move for who knows it beforehand,
    `needs` how far it must be able to, and may have rows beyond: of sums that are told by being left over. What is of
    nobody covers nothing; where `bodies` alone do not say what is, `of_some` does, of the same shape.

    First as if every region gave room enough, so that whoever knows one of them exactly is left with another; then, for
    as long as the amounts give too little, more regions join, twice as many bodies each time.
    """
    regions = bodies.shape[1]
    sums = bodies.sum(axis=1, keepdims=True)
    shares = np.divide(bodies, sums, out=np.zeros_like(bodies), where=sums > 0).mean(axis=0)
    costs = 1 / regions + shares + _TIE * np.arange(regions)
    there = (bodies if of_some is None else of_some) > 0
    there = np.vstack([there, *[there.any(axis=0)] * (len(needs) - len(there))])
    chosen = cheapest_cover(costs, _demands(there.astype(float), (needs > 0).astype(float)), exposed)
    demands = _demands(room, needs)
    slack = NEAR * np.abs(demands).max(axis=1, initial=0.0)
    is_there = np.asarray(there.any(axis=0))
    while chosen is not None and (demands @ chosen < -slack).any():
        if chosen.all():
            return None
        wanted = 2 * shares[chosen & ~exposed].sum()
        is_enough = False
        while not is_enough:
            rest = np.flatnonzero(~chosen & is_there)
            rest = rest if len(rest) else np.flatnonzero(~chosen)
            chosen[_joining(shares, wanted - shares[chosen & ~exposed].sum(), rest)] = True
            is_enough = bool(chosen.all() or shares[chosen & ~exposed].sum() >= wanted - NEAR)
    return chosen


def _joining(shares: Amounts, missing: float, rest: NDArray[np.intp]) -> int:
    """Which region joins: the one of the fewest bodies among those that have what is missing, else that of the most;
    among equals the first.
    """
    ample = rest[shares[rest] >= missing - NEAR]
    return int(ample[np.argmin(shares[ample])] if len(ample) else rest[np.argmax(shares[rest])])


def _demands(room: Amounts, needs: Amounts) -> Amounts:
    """One row for each sum that must be able to move and each region that somebody may know exactly."""
    regions = room.shape[1]
    rows = []
    for at in range(len(needs)):
        for region in np.flatnonzero(needs[at] > 0):
            for insider in range(regions):
                if insider == region:
                    continue
                row = room[at].copy()
                row[insider] = 0.0
                row[region] = -needs[at, region]
                rows.append(row)
    return np.array(rows).reshape(-1, regions)
