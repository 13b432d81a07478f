"""What all growths of a region's register together leave between each other: sums of bodies that reported in the same
years.

Two growths that share a year leave who reported in one of the other two only; three leave less, by inclusion and
exclusion. So the unknowns are groups of bodies by who reported when, and every number that is told is a sum of groups.
Of a group nobody is taken to know anything beforehand but what one of its bodies knows of itself, as within a sum
(p% rule): it must still be free to lie `protection` higher or lower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kumkm.secrecy.protecting import AFTER, BEFORE, CAME, WENT
from kumkm.secrecy.rules import DOMINANT, Protection, Sum, together
from kumkm.solver.linear import reachable

REPORTED, LISTED, ABSENT = "R", "RL", "N"
# Of which year a part is (0 the earlier, 1 the later of the two), and what its bodies did in the other.
_PARTS = {
    BEFORE: (0, "R"), WENT: (0, "NL"), "left": (0, "N"), "coverage_lost": (0, "L"),
    AFTER: (1, "R"), CAME: (1, "NL"), "entered": (1, "N"), "coverage_gained": (1, "L"),
}  # fmt: skip

_AMPLE = 3.0  # how many times what a small group must move another must have, to hide it whatever else holds
_ZERO = 1e-9

Group = tuple[int, str]  # year, pattern: a letter per year, as mart.register_pattern has them
Growth = tuple[int, int]  # from year, to year
Amounts = NDArray[np.float64]  # a number per group
Matrix = NDArray[np.float64]  # relations × groups
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Telling:
    """What is told of one region: the years whose total is, the parts of growths, the growths of the same bodies."""

    totals: Collection[int] = ()
    parts: Collection[tuple[Growth, str]] = ()
    growths: Collection[Growth] = ()

    def without(self, growth: Growth) -> Telling:
        """What is left where nothing is told of one growth."""
        return Telling(
            self.totals,
            [item for item in self.parts if item[0] != growth],
            [item for item in self.growths if item != growth],
        )


@dataclass(frozen=True)
class Register:
    """A region's groups and what each reported; `years` are those of the letters of a pattern, ascending."""

    years: tuple[int, ...]
    least: int
    groups: Mapping[Group, Sum] = field(default_factory=dict)

    def among(self, year: int, other: int, letters: str) -> list[Group]:
        """The groups of a year that did in another what one of the letters says."""
        place = self.years.index(other)
        return [group for group in self.groups if group[0] == year and group[1][place] in letters]

    def between(self, year: int, one: int, other: int, letters: str) -> Sum | None:
        """Who did in one of two other years what the letters say, and not in the other; None where nobody is."""
        first, second = (self.among(year, of, letters) for of in (one, other))
        apart = [self.groups[group] for group in set(first) ^ set(second)]
        return together(apart) if apart else None

    def exposed(self, telling: Telling, rule: Protection) -> bool:
        """Whether somebody comes too near to a group of few, with all that is told of the region."""
        keys = list(self.groups)
        sums = [self.groups[key] for key in keys]
        size = np.array([item.size for item in sums])
        few = np.array([item.why(self.least, rule) not in (None, DOMINANT) and item.size > 0 for item in sums])
        if not few.any() or not (telling.parts or telling.growths):
            return False
        relations = np.array([[row.get(key, 0.0) for key in keys] for row in self._relations(telling)])
        left = _left_alone(relations, few, size, rule)
        near = few & (np.abs(left) > _ZERO).any(axis=0)
        alone = [int(place) for place in np.flatnonzero(near) if sums[place].contributors == 1]
        return bool(near.any()) and any(not _free(left, size, near, insider, rule) for insider in (None, *alone))

    def _relations(self, telling: Telling) -> Iterable[dict[Group, float]]:
        for year in telling.totals:
            yield {group: 1.0 for group in self.groups if group[0] == year}
        for growth, part in telling.parts:
            at, letters = _PARTS[part]
            yield dict.fromkeys(self.among(growth[at], growth[1 - at], letters), 1.0)
        for before, after in telling.growths:
            first, last = self.among(before, after, REPORTED), self.among(after, before, REPORTED)
            level = sum(self.groups[group].value for group in first)
            if level:
                factor = sum(self.groups[group].value for group in last) / level
                yield dict.fromkeys(last, 1.0) | dict.fromkeys(first, -factor)


def _left_alone(relations: Matrix, few: Flags, size: Amounts, rule: Protection) -> Matrix:
    """The relations that are left when all groups are eliminated that can hide the few amply: whatever else is told,
    those can make up for it.
    """
    ample = ~few & (size >= _AMPLE * rule.protection * size[few].max())
    if not ample.any():
        return relations
    across, strength, _ = np.linalg.svd(relations[:, ample])
    left: Matrix = across[:, int((strength > _ZERO).sum()) :].T @ relations
    return np.where(np.abs(left) > _ZERO, left, 0.0)


def _free(relations: Matrix, size: Amounts, near: Flags, insider: int | None, rule: Protection) -> bool:
    """Whether each of the groups that are near may move as far as it must, also for a body that knows its own group."""
    room = size.copy()
    if insider is not None:
        room[insider] = 0.0
    wanted = np.flatnonzero(near & (room > 0))
    short = [
        place for place, free in zip(wanted, _moves_evenly(relations * room, wanted, rule), strict=True) if not free
    ]
    if not len(short):
        return True
    need = np.zeros(len(size))
    need[short] = rule.protection * size[short]
    return bool(reachable([dict(enumerate(row)) for row in relations.tolist()], room, need).all())


def _moves_evenly(scaled: Matrix, wanted: NDArray[np.intp], rule: Protection) -> Flags:
    """Which groups may move as far as they must where all others move as little as possible, each in shares of what it
    has: most do, and need no linear programme.
    """
    still = np.eye(scaled.shape[1]) - np.linalg.pinv(scaled, rcond=_ZERO) @ scaled
    own = still[wanted, wanted]
    share = np.divide(still[:, wanted], own, out=np.full((len(still), len(wanted)), np.inf), where=own > _ZERO)
    return np.asarray(np.abs(share).max(axis=0, initial=0.0) * rule.protection <= 1, dtype=bool)


def withheld(register: Register, telling: Telling, rule: Protection) -> list[Growth]:
    """The growths of which nothing may be told, so that nobody comes too near: one that is enough, else more; the
    longest and earliest first.
    """
    closed: list[Growth] = []
    while register.exposed(telling, rule):
        growths = {growth for growth, _ in telling.parts} | set(telling.growths)
        order = sorted(growths, key=lambda growth: (growth[0] - growth[1], growth[1]))
        enough = (growth for growth in order if not register.exposed(telling.without(growth), rule))
        closed.append(next(enough, order[0]))
        telling = telling.without(closed[-1])
    return closed
