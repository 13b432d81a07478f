"""Plays who subtracts: how near anybody could come to a withheld amount with all that is published.

Every published number is a relation: regions add up to the province, two parts to a total, one level is another times
its growth. What follows from them for somebody who knows nothing else is a range that may be told, for anybody can work
it out. Protection is asked of somebody who knows more: every withheld amount beforehand to within `prior`, and one
region's exactly. Each amount must still be free to lie `protection` higher or lower.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kumkm.secrecy.rules import Protection
from kumkm.solver.linear import Range, Relation, ranges, reachable

NOBODY = ""  # owns what all make together
_NEAR = 1e-6  # of the amount: a linear programme is no more exact than that


@dataclass(frozen=True)
class Unknown:
    """An amount that is not published. `owner` is the region that knows its own, or NOBODY; `need` is how far it must
    be free to move, 0 where nobody minds. `against`: it moves against the others of its owner, for they have one total.
    What is known of it beforehand is the sum itself, as it was told of other years; to `within` an amount where it is
    told elsewhere.
    """

    key: Hashable
    value: float
    owner: str
    need: float
    signed: bool = False
    against: bool = False
    within: float = math.inf


@dataclass
class System:
    """What is published of one table: Σ weight × unknown = total, one by one."""

    unknowns: dict[Hashable, Unknown] = field(default_factory=dict)
    sums: list[tuple[dict[Hashable, float], float]] = field(default_factory=list)

    def add(self, unknown: Unknown) -> None:
        self.unknowns[unknown.key] = unknown

    def relate(self, weights: Mapping[Hashable, float], total: float) -> None:
        """Add a relation among unknowns; what is published of it belongs into the total."""
        if weights:
            self.sums.append((dict(weights), total))

    def balance(self, weights: Mapping[Hashable, float]) -> None:
        """Add the relation that holds, at their values, among those of these that are unknown."""
        known = {key: weight for key, weight in weights.items() if key in self.unknowns}
        self.relate(known, sum(weight * self.unknowns[key].value for key, weight in known.items()))

    def digest(self, rule: Protection, salt: str) -> str:
        """What the verdict rests on, in short: a table of the same digest has the same verdict. Without a salt that
        nobody knows it would tell whoever guesses the amounts that the guess is right.
        """
        unknowns = [(str(item.key), item.value, item.owner, item.need) for item in self.unknowns.values()]
        sums = [(sorted((str(key), weight) for key, weight in weights.items()), total) for weights, total in self.sums]
        return hashlib.sha256(repr((salt, unknowns, sums, rule)).encode()).hexdigest()

    @property
    def wanted(self) -> list[Unknown]:
        """Those that must stay unknown, in the order they were added."""
        return [unknown for unknown in self.unknowns.values() if unknown.need > 0]

    def knowing(self, amounts: Mapping[Hashable, float]) -> System:
        """The same for somebody who has these amounts from elsewhere: each is known as nearly as the two are alike, and
        nobody minds any more what comes of it.
        """
        unknowns = {
            key: replace(item, need=0.0, within=abs(item.value - amounts[key])) if key in amounts else item
            for key, item in self.unknowns.items()
        }
        return System(unknowns, self.sums)

    def placed(self) -> list[Relation]:
        at = {key: place for place, key in enumerate(self.unknowns)}
        return [Relation({at[key]: weight for key, weight in weights.items()}, total) for weights, total in self.sums]


def ranges_of(system: System) -> list[Range]:
    """The range that follows from what is published, of every wanted unknown, in their order."""
    unknowns = list(system.unknowns.values())
    free = [(-math.inf if unknown.signed else 0.0, math.inf) for unknown in unknowns]
    return ranges(system.placed(), free, [place for place, unknown in enumerate(unknowns) if unknown.need > 0])


def exposed(system: System, rule: Protection) -> set[Hashable]:
    """The wanted unknowns to which somebody who knows more could come too near."""
    unknowns = list(system.unknowns.values())
    relations = [relation.weights for relation in system.placed()]
    # What nets to little is no better known by itself than it is protected; what it may cover of others is little.
    room = np.array([min(max(abs(item.value) * rule.prior, item.need), item.within) for item in unknowns])
    need = np.array([unknown.need * (1 - _NEAR) for unknown in unknowns])
    owners = np.array([unknown.owner for unknown in unknowns])
    against = np.array([-1.0 if unknown.against else 1.0 for unknown in unknowns])
    near: set[Hashable] = set()
    nobodys = owners == NOBODY
    insiders = sorted(set(owners) - {NOBODY})
    who = insiders if len(insiders) > 1 else []
    for insider in [*who, NOBODY] if nobodys.any() or not who else who:
        known = (owners == insider) & ~nobodys
        # What an insider's own tells of all together is no secret to it.
        spared = known | nobodys & (insider != NOBODY)
        patterns = [_balanced(owners, need * ~spared, turn) * against for turn in range(_TURNS)]
        free = reachable(relations, np.where(known, 0.0, room), np.where(spared, 0.0, need), patterns)
        near |= {unknowns[place].key for place in np.flatnonzero(~free)}
    return near


_TURNS = 3


def _balanced(owners: NDArray[np.str_], need: NDArray[np.float64], turn: int) -> NDArray[np.float64]:
    """A direction per owner, so that what goes up and what goes down cancel as nearly as may be."""
    order = sorted(set(owners), key=lambda owner: -need[owners == owner].max(initial=0.0))
    signs, sums = np.ones(len(owners)), 0.0
    for owner in order[turn:] + order[:turn]:
        own = owners == owner
        sign = -1.0 if sums > 0 else 1.0
        signs[own], sums = sign, sums + sign * need[own].max(initial=0.0)
    return signs
