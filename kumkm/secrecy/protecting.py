"""Decides what of a build's money is withheld: sums by region, and the parts of a growth of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

import numpy as np
from numpy.typing import NDArray

from kumkm.secrecy.rules import COMPANION, DOMINANT, Protection, Sum, withheld
from kumkm.solver.cover import Flags

PROVINCE = "74"
REST = "sisa"  # what a delivered province has beyond the regions that are known: of whoever did not report
LEFT = "sisa neraca"  # what the measures of one table leave between each other
BEFORE, AFTER, CAME, WENT = "matched_before", "matched_after", "came", "went"
COARSE_PARTS = (BEFORE, AFTER, CAME, WENT)
FINE_PARTS = {CAME: ("entered", "coverage_gained"), WENT: ("left", "coverage_lost")}
NONE, COARSE, FINE = "none", "coarse", "fine"


@dataclass(frozen=True)
class Table:
    """Sums that are protected together: measure → region → sum, of one year. `least` contributors make one public.

    `adds_up`: what is published of the province is the sum of the regions. `left` is what the measures leave between
    each other, region → sum: Σ sign × measure, of whoever answered only some of them (measure → sign in `signs`).
    """

    sums: Mapping[str, Mapping[str, Sum]]
    least: int
    adds_up: bool
    left: Mapping[str, Sum] = field(default_factory=dict)
    signs: Mapping[str, int] = field(default_factory=dict)

    @property
    def regions(self) -> list[str]:
        """All regions that have a sum in any measure, by code, the rest among them; the province is none."""
        return sorted({code for row in self.sums.values() for code in row} - {PROVINCE})

    def why(self, region: str, rule: Protection) -> str | None:
        """Why a region's sums give somebody away; one of them is enough."""
        rows = (*self.sums.values(), self.left)
        told = (self._counted(row, region).why(self.least, rule) for row in rows if region in row)
        return next((why for why in told if why is not None), None)

    def need(self, measure: str, region: str, rule: Protection) -> float:
        """How far a withheld sum must be free to move. A province that gives nobody away is withheld for what it would
        leave of its regions: it may be known as nearly as they allow.
        """
        row = self.sums[measure]
        free = region == PROVINCE and self._counted(row, region).why(self.least, rule) is None
        return 0.0 if free else rule.protection * abs(row[region].value)

    def sensitive(self, region: str, rule: Protection) -> bool:
        """Whether what the measures leave of a region gives somebody away."""
        return region in self.left and self.left[region].why(self.least, rule) is not None

    def _counted(self, row: Mapping[str, Sum], region: str) -> Sum:
        """The sum of a region; of the province at least those counted contributed, though some region counted none."""
        of_regions = [item.contributors for code, item in row.items() if code != PROVINCE]
        counted = [contributors for contributors in of_regions if contributors is not None]
        if region != PROVINCE or row[region].contributors is not None or not counted:
            return row[region]
        return replace(row[region], contributors=sum(counted))


def protected(table: Table, rule: Protection) -> dict[str, str]:
    """The regions of a table whose sums are withheld, with why; the province among them where nothing else covers."""
    regions = table.regions
    why = {region: found for region in [*regions, PROVINCE] if (found := table.why(region, rule)) is not None}
    if not table.adds_up or PROVINCE in why or not why:
        return why
    values = _amounts(table.sums.values(), regions)
    left = _amounts([table.left], regions)
    given = np.array([table.sensitive(region, rule) for region in regions])
    exposed = np.array([region in why for region in regions])
    room = rule.prior * np.vstack([values, left])
    needs = rule.protection * np.vstack([values, left * given])
    bodies = np.array([[_bodies(row.get(code)) for code in regions] for row in table.sums.values()])
    chosen = withheld(exposed, bodies, room, needs)
    if chosen is None:
        return why | {PROVINCE: COMPANION}
    return {region: why.get(region, COMPANION) for region, flag in zip(regions, chosen, strict=True) if flag}


def _amounts(rows: Iterable[Mapping[str, Sum]], regions: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[abs(row[code].value) if code in row else 0.0 for code in regions] for row in rows])


def _bodies(item: Sum | None) -> float:
    """How many a sum is of; one where nobody knows."""
    return 0.0 if item is None else float(1 if item.contributors is None else item.contributors)


@dataclass(frozen=True)
class Totals:
    """What is told of one year's totals: the amounts of the regions whose total is withheld (the province may be one),
    and whether the province's is published as the sum of all.
    """

    hidden: Mapping[str, float] = field(default_factory=dict)
    adds_up: bool = False


@dataclass(frozen=True)
class Parts:
    """The parts of a growth between two years: region → part or flow → sum, and the totals of the two years, which pin
    the parts down where they are published. `closed` are regions of which another growth tells so much that this one's
    parts would give away who stands between the two, with why; `merged` those of which that holds for entrants, exits
    and reporting only. The province may be among them.
    """

    sums: Mapping[str, Mapping[str, Sum]]
    least: int
    before: Totals = field(default_factory=Totals)
    after: Totals = field(default_factory=Totals)
    closed: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)

    @property
    def regions(self) -> list[str]:
        return sorted(set(self.sums) - {PROVINCE})

    def sensitive(self, region: str, parts: Sequence[str], rule: Protection) -> dict[str, str]:
        """Which of a region's parts give somebody away, with why."""
        row = self.sums.get(region, {})
        return {part: why for part in parts if part in row and (why := row[part].why(self.least, rule)) is not None}

    def guarded(self, region: str, parts: Sequence[str], rule: Protection) -> list[str]:
        """Which of a region's parts nobody may come near to. One that is dominated is not printed, but where it passes
        the p% rule its sum gives nobody's share away.
        """
        return [part for part, why in self.sensitive(region, parts, rule).items() if why != DOMINANT]

    def amount(self, region: str, part: str) -> float:
        found = self.sums.get(region, {}).get(part)
        return 0.0 if found is None else abs(found.value)

    def without_largest(self, region: str, part: str) -> float:
        """What the others of a part have together; nothing where nobody knows who gave what."""
        found = self.sums.get(region, {}).get(part)
        return 0.0 if found is None or isnan(found.largest) else max(0.0, found.size - found.largest)

    def room(self, region: str, one: str, other: str, *, pinned: bool, rule: Protection) -> float:
        """How far a part may move: as far as the other part of the same published total may."""
        own, rest = self.amount(region, one), self.amount(region, other)
        return rule.prior * (min(own, rest) if pinned else max(own, rest))


@dataclass(frozen=True)
class Told:
    """How far a region's parts are told, and why no further; `growth`: whether that of the same bodies is told."""

    level: str
    why: str | None = None
    growth: bool = True


_SIDES = ((AFTER, CAME), (BEFORE, WENT))


def told(parts: Parts, rule: Protection) -> dict[str, Told]:
    """How far each region's parts are told; regions that are told whole are left out."""
    regions = parts.regions
    # Two parts make a total: where that is withheld, so are they.
    why = {code: COMPANION for code in regions if code in parts.before.hidden or code in parts.after.hidden}
    why |= {code: found for code, found in parts.closed.items() if code in regions}
    why |= {code: next(iter(own.values())) for code in regions if (own := parts.sensitive(code, COARSE_PARTS, rule))}
    levels: dict[str, Told] = {}
    if why:
        chosen = _withheld_parts(parts, why, rule)
        hidden = set(why) if chosen is None else {code for code, flag in zip(regions, chosen, strict=True) if flag}
        levels = {code: Told(NONE, why.get(code, COMPANION), _growth_is_told(parts, code, rule)) for code in hidden}
        if chosen is None:
            levels[PROVINCE] = Told(NONE, COMPANION, growth=False)
    if PROVINCE in parts.before.hidden or PROVINCE in parts.after.hidden or PROVINCE in parts.closed:
        levels[PROVINCE] = Told(NONE, COMPANION, growth=False)
    if PROVINCE not in levels and (found := parts.sensitive(PROVINCE, COARSE_PARTS, rule)):
        levels[PROVINCE] = Told(NONE, next(iter(found.values())), growth=False)
    return levels | _merged(parts, levels, rule)


def _withheld_parts(parts: Parts, why: Mapping[str, str], rule: Protection) -> Flags | None:
    regions = parts.regions
    room, needs, bodies = (np.zeros((2, len(regions))) for _ in range(3))
    for side, ((one, other), hidden) in enumerate(zip(_SIDES, (parts.after.hidden, parts.before.hidden), strict=True)):
        for at, code in enumerate(regions):
            room[side, at] = parts.room(code, one, other, pinned=code not in hidden, rule=rule)
            bodies[side, at] = sum(_bodies(parts.sums[code].get(part)) for part in (one, other))
            given = parts.guarded(code, (one, other), rule)
            needs[side, at] = rule.protection * max((parts.amount(code, part) for part in given), default=0.0)
    return withheld(np.array([code in why for code in regions]), bodies, room, needs)


def _growth_is_told(parts: Parts, region: str, rule: Protection) -> bool:
    """Whether the growth of the same bodies may be told beside both totals: came and went must cover each other, also
    for whoever is the largest of those who went, or came, and knows its own.
    """
    if region in parts.closed or parts.sensitive(region, (BEFORE, AFTER), rule):
        return False
    before = parts.amount(region, BEFORE)
    given = parts.guarded(region, (CAME, WENT), rule)
    if not given or before == 0:
        return not given
    factor = parts.amount(region, AFTER) / before
    came, went = parts.amount(region, CAME), parts.amount(region, WENT)
    covers = {
        CAME: factor * rule.prior * parts.without_largest(region, WENT) >= rule.protection * came,
        WENT: rule.prior * parts.without_largest(region, CAME) >= rule.protection * went * factor,
    }
    return all(covers[part] for part in given)


def _merged(parts: Parts, levels: Mapping[str, Told], rule: Protection) -> dict[str, Told]:
    """Regions whose entrants, exits and reporting may not be told apart; the province too where it would tell them."""
    fine = [part for pair in FINE_PARTS.values() for part in pair]
    merged = {
        code: Told(COARSE, next(iter(found.values())))
        for code in parts.regions
        if code not in levels and (found := parts.sensitive(code, fine, rule))
    }
    merged |= {code: Told(COARSE, why) for code, why in parts.merged.items() if code not in levels and code != PROVINCE}
    if PROVINCE in levels:
        return merged
    withheld_here = [*merged, *levels]
    own = parts.sensitive(PROVINCE, fine, rule)
    if (
        own
        or PROVINCE in parts.merged
        or not all(_covered(parts, withheld_here, pair, rule) for pair in FINE_PARTS.values())
    ):
        merged[PROVINCE] = Told(COARSE, next(iter(own.values()), COMPANION))
    return merged


def _covered(parts: Parts, regions: Sequence[str], pair: tuple[str, str], rule: Protection) -> bool:
    """Whether the two parts of these regions, of which each region's sum and the province's parts are known, cover each
    other.
    """
    room = {code: parts.room(code, *pair, pinned=True, rule=rule) for code in regions}
    for code in regions:
        given = parts.guarded(code, pair, rule)
        need = rule.protection * max((parts.amount(code, part) for part in given), default=0.0)
        others = sorted((room[other] for other in regions if other != code), reverse=True)
        if sum(others[1:]) < need:
            return False
    return True
