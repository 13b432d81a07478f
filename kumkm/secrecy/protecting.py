"""Decides what of a build's money is withheld: sums by region, and the parts of a growth of the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

import numpy as np

from kumkm.secrecy.rules import CLOSE, COMPANION, DOMINANT, NEAR, UNKNOWN, Protection, Sum, is_own, withheld
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
    `wholes` names the measure of which one is a part, `rests` what that has beyond the part: measure → region → sum.
    Where the whole is told, part and rest move against each other, and neither beyond it: the part is pinned.
    """

    sums: Mapping[str, Mapping[str, Sum]]
    least: int
    adds_up: bool
    left: Mapping[str, Sum] = field(default_factory=dict)
    signs: Mapping[str, int] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)
    rests: Mapping[str, Mapping[str, Sum]] = field(default_factory=dict)

    @property
    def regions(self) -> list[str]:
        """All regions that have a sum in any measure, by code, the rest among them; the province is none."""
        return sorted({code for row in self.sums.values() for code in row} - {PROVINCE})

    def wholes_in(self, other: Table) -> list[str]:
        """The measures that are parts of another table's."""
        return [part for part, whole in self.wholes.items() if whole in other.sums]

    def has(self, region: str) -> bool:
        return any(region in row for row in self.sums.values())

    def why(self, region: str, rule: Protection) -> str | None:
        """Why a region's sums give somebody away; one of them is enough."""
        rests = ({code: rest for code, rest in row.items() if not _is_nobodys(rest)} for row in self.rests.values())
        rows = (*self.sums.values(), self.left, *rests)
        return next((why for row in rows if (why := self._why(row, region, rule)) is not None), None)

    def need(self, measure: str, region: str, rule: Protection, *, pinned: bool = False) -> float:
        """How far a sum that is withheld for itself, its parts or its whole must be free to move; a companion need not:
        it is withheld for what it would leave of others. So is a province that gives nobody away: it may be known as
        nearly as they allow. A pinned part that is not known to be of few half as far as there is room.
        """
        if region == PROVINCE and self._why(self.sums[measure], region, rule) is None:
            return 0.0
        amount_of = self._amount if self.is_of_few(measure, region, rule) else self._net
        need = rule.protection * amount_of(self.sums, measure, region)
        if not pinned or region not in self.rests.get(measure, {}) or self.is_of_few(measure, region, rule):
            return need
        return min(need, self.room(measure, region, rule, pinned=True) / 2)

    def rest_need(self, measure: str, region: str, rule: Protection) -> float:
        """How far what is left of a part's whole must be free to move: where it is known to be of few."""
        is_of_few = self._is_of_few(self.rests.get(measure, {}), region, rule)
        return rule.protection * self._amount(self.rests, measure, region) if is_of_few else 0.0

    def room(self, measure: str, region: str, rule: Protection, *, pinned: bool = False) -> float:
        """How far a sum may move for who knows it, and what is left of its whole, beforehand."""
        amount = self._net(self.sums, measure, region)
        is_bound = pinned and region in self.rests.get(measure, {})
        return rule.prior * (min(amount, self._net(self.rests, measure, region)) if is_bound else amount)

    def rest_room(self, measure: str, region: str, rule: Protection) -> float:
        return rule.prior * self._net(self.rests, measure, region)

    def rest_why(self, measure: str, region: str, rule: Protection) -> str | None:
        """Why what is left of a part's whole gives somebody away."""
        return self._why(self.rests.get(measure, {}), region, rule)

    def is_of_few(self, measure: str, region: str, rule: Protection) -> bool:
        """Whether a sum is known to give somebody away. What nobody counts is withheld, too, but withholds nothing of
        its whole, and nothing beside it: a part or a rest of nobody knows how many is mostly one of many.
        """
        return self._is_of_few(self.sums[measure], region, rule)

    def given_by_whole(self, measure: str, region: str, rule: Protection) -> bool:
        """Whether the whole of a part tells too nearly what part or rest is, where one is known to be of few."""
        if region not in self.sums[measure] or region not in self.rests.get(measure, {}):
            return False
        own = rule.protection * self._amount(self.sums, measure, region) if self.is_of_few(measure, region, rule) else 0
        need = max(own, self.rest_need(measure, region, rule))
        return need * (1 - NEAR) > self.room(measure, region, rule, pinned=True)

    def sensitive(self, region: str, rule: Protection) -> bool:
        """Whether what the measures leave of a region gives somebody away."""
        return region in self.left and self.left[region].why(self.least, rule) is not None

    def _is_of_few(self, row: Mapping[str, Sum], region: str, rule: Protection) -> bool:
        return self._why(row, region, rule) not in (None, UNKNOWN)

    def _why(self, row: Mapping[str, Sum], region: str, rule: Protection) -> str | None:
        if region not in row:
            return None
        return self._counted(row, region).why(self.least, rule)

    def _amount(self, rows: Mapping[str, Mapping[str, Sum]], measure: str, region: str) -> float:
        item = rows.get(measure, {}).get(region)
        return 0.0 if item is None else item.magnitude

    def _net(self, rows: Mapping[str, Mapping[str, Sum]], measure: str, region: str) -> float:
        """What a sum comes to, which is what was told of it in other years, and is known beforehand."""
        item = rows.get(measure, {}).get(region)
        return 0.0 if item is None else abs(item.value)

    def _counted(self, row: Mapping[str, Sum], region: str) -> Sum:
        """The sum of a region; of the province at least those counted contributed, though some region counted none."""
        of_regions = [item.contributors for code, item in row.items() if code != PROVINCE]
        counted = [contributors for contributors in of_regions if contributors is not None]
        if region != PROVINCE or row[region].contributors is not None or not counted:
            return row[region]
        return replace(row[region], contributors=sum(counted))


def _is_nobodys(rest: Sum) -> bool:
    return rest.contributors == 0 and rest.value == 0


_NOTHING = Sum(0.0, 0, 0.0, 0.0, 0.0)
Part = tuple[Table, str]  # a measure of a table that is part of another


def protected(table: Table, rule: Protection) -> dict[str, str]:
    """The regions of a table whose sums are withheld, with why; the province among them where nothing else covers."""
    return decided({"": table}, rule)[""]


def decided(tables: Mapping[str, Table], rule: Protection) -> dict[str, dict[str, str]]:
    """Of every table of a year, by name, the regions whose sums are withheld, with why; the province may be among them.

    Wholes come before their parts. A whole that tells too nearly what a part or its rest is, is withheld itself, and
    with a whole its parts, whose share could not be told anyway: so nobody learns the least it can be. Where no regions
    cover whole, part and rest alike, the part's province goes first, and only then the whole's.
    """
    reasons: dict[str, dict[str, str]] = {}
    beside: dict[str, _Whole] = {name: _Whole() for name in tables}
    for name in _wholes_first(tables):
        table, own = tables[name], beside[name]
        below = [(other, item, part) for other, item in tables.items() for part in item.wholes_in(table)]
        parts = [(item, part) for _, item, part in below]
        why = _primary(table, parts, own.withheld, rule)
        chosen = _companions(table, why, parts, own, rule)
        is_covered = chosen is not None
        if chosen is None and parts:
            chosen = _companions(table, why, [], own, rule)
        reasons[name] = dict.fromkeys([PROVINCE, *why] if chosen is None else chosen, COMPANION) | why
        for other, _, _ in below:
            province = set() if is_covered else {PROVINCE}
            is_told = table.adds_up and PROVINCE not in reasons[name]
            beside[other] = _Whole(beside[other].withheld | set(reasons[name]) | province, is_told)
    return reasons


@dataclass(frozen=True)
class _Whole:
    """The regions whose whole is withheld, and whether what all their wholes make is told."""

    withheld: frozenset[str] = frozenset()
    adds_up: bool = True

    def pins(self, region: str) -> bool:
        """Whether a part cannot move but against the rest of its region, or by moving other regions' wholes."""
        return self.adds_up or region not in self.withheld

    def covers(self, region: str) -> bool:
        """Whether a part was covered when its whole was withheld."""
        return self.adds_up and region in self.withheld


def _wholes_first(tables: Mapping[str, Table]) -> list[str]:
    of = {measure: name for name, table in tables.items() for measure in table.sums}

    def depth(name: str) -> int:
        return max((1 + depth(of[whole]) for whole in tables[name].wholes.values() if whole in of), default=0)

    return sorted(tables, key=lambda name: (depth(name), name))


def _primary(table: Table, parts: Sequence[Part], with_whole: Collection[str], rule: Protection) -> dict[str, str]:
    """The regions withheld for what they, their parts and their wholes give away, with why."""
    why = {code: COMPANION for code in with_whole if table.has(code)}
    for code in (*table.regions, PROVINCE):
        if any(part.given_by_whole(name, code, rule) for part, name in parts):
            why[code] = CLOSE
        if (reason := table.why(code, rule)) is not None:
            why[code] = reason
    return why


def _companions(
    table: Table, why: Mapping[str, str], parts: Sequence[Part], whole: _Whole, rule: Protection
) -> list[str] | None:
    """The regions to withhold so that those of `why` are covered, these among them; None where none are enough."""
    regions = table.regions
    if not table.adds_up or PROVINCE in why or not why:
        return list(why)
    rows = [
        *_own_rows(table, why, whole, rule),
        *(row for part in parts for row in _rows_of_part(*part, regions, rule)),
    ]
    room, needs = (np.array(side) for side in zip(*rows, strict=True))
    bodies = np.array([[_bodies(row.get(code)) for code in regions] for row in table.sums.values()])
    chosen = withheld(np.array([region in why for region in regions]), bodies, room, needs)
    return None if chosen is None else [region for region, flag in zip(regions, chosen, strict=True) if flag]


_Row = tuple[list[float], list[float]]  # room and need, by region


def _own_rows(table: Table, why: Mapping[str, str], whole: _Whole, rule: Protection) -> list[_Row]:
    """Room and need of a table's sums, and of what they leave. A part whose whole is withheld, among others that are
    told together, was covered with it; a companion needs nothing (see `rules.withheld`).
    """
    regions, rows = table.regions, []
    for measure, row in table.sums.items():
        pinned = {code: whole.pins(code) for code in regions}
        rows.append(
            (
                [table.room(measure, code, rule, pinned=pinned[code]) for code in regions],
                [
                    _need(table, measure, code, rule, pinned[code])
                    if code in row and not whole.covers(code) and is_own(why.get(code, ""))
                    else 0.0
                    for code in regions
                ],
            )
        )
    left = [table.left.get(code, _NOTHING) for code in regions]
    given = [
        rule.protection * item.magnitude * table.sensitive(code, rule) for code, item in zip(regions, left, strict=True)
    ]
    return [*rows, ([rule.prior * abs(item.value) for item in left], given)]


def _need(table: Table, measure: str, region: str, rule: Protection, pinned: bool) -> float:
    """How far a part must be able to move; pinned, for its rest as well."""
    need = table.need(measure, region, rule, pinned=pinned)
    return max(need, table.rest_need(measure, region, rule)) if pinned else need


def _rows_of_part(table: Table, measure: str, regions: Sequence[str], rule: Protection) -> list[_Row]:
    """Room and need of a part and of its rest, where the whole is withheld: each must be covered among the same
    regions. None where what the parts make together is not told.
    """
    if not table.adds_up:
        return []
    rooms = (
        [table.room(measure, code, rule) for code in regions],
        [table.rest_room(measure, code, rule) for code in regions],
    )
    return [(room, [amount * rule.protection / rule.prior for amount in room]) for room in rooms]


def _bodies(item: Sum | None) -> float:
    """How many a sum is of; one where nobody knows."""
    return 0.0 if item is None else float(1 if item.contributors is None else item.contributors)


@dataclass(frozen=True)
class Totals:
    """What is told of one year's totals: those of the regions whose total is withheld (the province may be one), which
    of these for others only, and whether the province's is published as the sum of all.
    """

    hidden: Mapping[str, Sum] = field(default_factory=dict)
    adds_up: bool = False
    companions: Collection[str] = ()

    def need(self, region: str, rule: Protection) -> float:
        """How far a withheld total must be free to move; a companion is withheld for others, and needs nothing."""
        return 0.0 if region in self.companions else rule.protection * self.hidden[region].magnitude


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
        total = self.sums.get(region, {}).get(part)
        return 0.0 if total is None else total.magnitude

    def without_largest(self, region: str, part: str) -> float:
        """What the others of a part have together; nothing where nobody knows who gave what."""
        total = self.sums.get(region, {}).get(part)
        return 0.0 if total is None or isnan(total.largest) else max(0.0, total.size - total.largest)

    def room(self, region: str, one: str, other: str, *, pinned: bool, rule: Protection) -> float:
        """How far a part may move: as far as the other part of the same published total may."""
        own, rest = self.amount(region, one), self.amount(region, other)
        return rule.prior * (min(own, rest) if pinned else max(own, rest))


@dataclass(frozen=True)
class Disclosure:
    """How far a region's parts are told, and why no further; `growth`: whether that of the same bodies is told."""

    level: str
    why: str | None = None
    growth: bool = True


_SIDES = ((AFTER, CAME), (BEFORE, WENT))


def disclosures(parts: Parts, rule: Protection) -> dict[str, Disclosure]:
    """How far each region's parts are told; regions that are told whole are left out."""
    regions = parts.regions
    # Two parts make a total: where that is withheld, so are they.
    why = {code: COMPANION for code in regions if code in parts.before.hidden or code in parts.after.hidden}
    why |= {code: reason for code, reason in parts.closed.items() if code in regions}
    why |= {code: next(iter(own.values())) for code in regions if (own := parts.sensitive(code, COARSE_PARTS, rule))}
    levels: dict[str, Disclosure] = {}
    if why:
        chosen = _withheld_parts(parts, why, rule)
        hidden = set(why) if chosen is None else {code for code, flag in zip(regions, chosen, strict=True) if flag}
        levels = {
            code: Disclosure(NONE, why.get(code, COMPANION), _growth_is_told(parts, code, rule)) for code in hidden
        }
        if chosen is None:
            levels[PROVINCE] = Disclosure(NONE, COMPANION, growth=False)
    if PROVINCE in parts.before.hidden or PROVINCE in parts.after.hidden or PROVINCE in parts.closed:
        levels[PROVINCE] = Disclosure(NONE, COMPANION, growth=False)
    if PROVINCE not in levels and (sensitive := parts.sensitive(PROVINCE, COARSE_PARTS, rule)):
        levels[PROVINCE] = Disclosure(NONE, next(iter(sensitive.values())), growth=False)
    return levels | _merged(parts, levels, rule)


def _withheld_parts(parts: Parts, why: Mapping[str, str], rule: Protection) -> Flags | None:
    regions = parts.regions
    room, needs, bodies, of_some = (np.zeros((2, len(regions))) for _ in range(4))
    for side, ((one, other), hidden) in enumerate(zip(_SIDES, (parts.after.hidden, parts.before.hidden), strict=True)):
        for at, code in enumerate(regions):
            room[side, at] = parts.room(code, one, other, pinned=code not in hidden, rule=rule)
            counts = [_bodies(parts.sums[code].get(part)) for part in (one, other)]
            bodies[side, at] = sum(counts)
            of_some[side, at] = sum(counts) if code in hidden else min(counts)  # one moves against the other
            given = parts.guarded(code, (one, other), rule)
            needs[side, at] = rule.protection * max((parts.amount(code, part) for part in given), default=0.0)
    return withheld(np.array([code in why for code in regions]), bodies, room, needs, of_some)


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


def _merged(parts: Parts, levels: Mapping[str, Disclosure], rule: Protection) -> dict[str, Disclosure]:
    """Regions whose entrants, exits and reporting may not be told apart; the province too where it would tell them."""
    fine = [part for pair in FINE_PARTS.values() for part in pair]
    merged = {
        code: Disclosure(COARSE, next(iter(sensitive.values())))
        for code in parts.regions
        if code not in levels and (sensitive := parts.sensitive(code, fine, rule))
    }
    merged |= {
        code: Disclosure(COARSE, why) for code, why in parts.merged.items() if code not in levels and code != PROVINCE
    }
    if PROVINCE in levels:
        return merged
    withheld_here = [*merged, *levels]
    own = parts.sensitive(PROVINCE, fine, rule)
    if (
        own
        or PROVINCE in parts.merged
        or not all(_covered(parts, withheld_here, pair, rule) for pair in FINE_PARTS.values())
    ):
        merged[PROVINCE] = Disclosure(COARSE, next(iter(own.values()), COMPANION))
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
