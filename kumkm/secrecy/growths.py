"""What is told of a growth of the register, until an attack on it fails."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kumkm.secrecy.attack import System, Unknown, exposed
from kumkm.secrecy.protecting import (
    AFTER,
    BEFORE,
    CAME,
    COARSE,
    COARSE_PARTS,
    FINE_PARTS,
    NONE,
    PROVINCE,
    WENT,
    Disclosure,
    Parts,
    Totals,
    disclosures,
)
from kumkm.secrecy.rules import COMPANION, Protection

Part = tuple[str, str]  # region, part
_REST = {AFTER: CAME, CAME: AFTER, BEFORE: WENT, WENT: BEFORE}
_REST |= {one: other for pair in FINE_PARTS.values() for one, other in (pair, pair[::-1])}


@dataclass(frozen=True)
class Publication:
    """What is told of a growth: the parts (None where withheld), the totals of both years, whose growth of the same
    bodies.
    """

    parts: Mapping[Part, float | None]
    before: Totals
    after: Totals
    growths: Mapping[str, float] = field(default_factory=dict)


def settled(parts: Parts, rule: Protection, *, tells_growth: bool) -> dict[str, Disclosure]:
    """How far the parts are told: withhold parts, then growths, then more regions' parts, and only then the province's,
    until nobody comes too near.
    """
    levels = disclosures(parts, rule)
    near = _near(parts, levels, rule, tells_growth=tells_growth)
    if near and tells_growth:
        levels |= {code: replace(levels[code], growth=False) for code, _ in near if code in levels}
        near = _near(parts, levels, rule, tells_growth=tells_growth)
    for code, change in _further(parts, levels, near, tells_growth=tells_growth) if near else ():
        levels |= {code: change}
        if not (near := _near(parts, levels, rule, tells_growth=tells_growth)):
            return levels
    return levels | ({PROVINCE: Disclosure(NONE, COMPANION, growth=False)} if near else {})


def _further(
    parts: Parts, levels: Mapping[str, Disclosure], near: Collection[Part], *, tells_growth: bool
) -> list[tuple[str, Disclosure]]:
    """What else may be withheld, one by one: growths of regions whose parts are withheld, then parts of others; those
    that can cover most come first, so that few are needed.
    """
    wanted = {part for _, part in near}

    def cover(code: str) -> float:
        return sum(parts.amount(code, part) for part in wanted)

    order = sorted(parts.regions, key=lambda code: (-cover(code), code))
    hidden = [code for code in order if code in levels and levels[code].level == NONE]
    growths = [(code, replace(levels[code], growth=False)) for code in hidden if tells_growth and levels[code].growth]
    return growths + [(code, Disclosure(NONE, COMPANION)) for code in order if code not in hidden]


def _near(parts: Parts, levels: Mapping[str, Disclosure], rule: Protection, *, tells_growth: bool) -> set[Part]:
    if not levels:
        return set()
    return exposed(system_of(parts, _planned(parts, levels, tells_growth=tells_growth), rule), rule)  # type: ignore[return-value]


def tells(item: Disclosure | None, part: str) -> bool:
    """Whether a part is told of a region; `item` is how far its parts are told, None where whole."""
    if item is not None and item.level == NONE:
        return False
    return part in (BEFORE, AFTER) or (part in FINE_PARTS) == (item is not None and item.level == COARSE)


def _planned(parts: Parts, levels: Mapping[str, Disclosure], *, tells_growth: bool) -> Publication:
    """What will be told at these levels."""
    shown: dict[Part, float | None] = {}
    growths = {}
    for code, row in parts.sums.items():
        item = levels.get(code)
        for part, total in row.items():
            if item is not None and item.level == NONE:
                shown |= {(code, part): None} if part in COARSE_PARTS else {}
            elif tells(item, part):
                shown[code, part] = total.value
        if tells_growth and (item is None or item.growth) and BEFORE in row and AFTER in row and row[BEFORE].value > 0:
            growths[code] = (row[AFTER].value / row[BEFORE].value - 1) * 100
    return Publication(shown, parts.before, parts.after, growths)


def system_of(parts: Parts, publication: Publication, rule: Protection) -> System:
    """Two parts make each year's total, a growth ties two levels, the regions of a part and of a total add up to the
    province's.
    """
    system = System()
    untold = [
        code for code in parts.regions if any(publication.parts.get((code, part), 0.0) is None for part in COARSE_PARTS)
    ]
    for code in untold:
        guarded = parts.guarded(code, COARSE_PARTS, rule)
        for part in COARSE_PARTS:
            if part in parts.sums[code]:
                need = (
                    _need(parts, code, part, rule, pinned=_is_pinned(code, part, publication))
                    if part in guarded
                    else 0.0
                )
                item = parts.sums[code][part]
                against = part in (CAME, WENT)
                system.add(Unknown((code, part), item.value, code, need, item.value < 0, against))
        for pair, totals in (((AFTER, CAME), publication.after), ((BEFORE, WENT), publication.before)):
            if code not in totals.hidden:
                system.balance({(code, part): 1.0 for part in pair})
        if code in publication.growths and len(_among(system, code, (AFTER, BEFORE))) == 2:
            # Told rounded: what it says of the levels is said of the true ones, so that they fit.
            system.balance({(code, AFTER): 1.0, (code, BEFORE): -(1 + publication.growths[code] / 100)})
    for part in COARSE_PARTS:
        if publication.parts.get((PROVINCE, part)) is not None:
            _add_up(system, untold, part)
    if PROVINCE in publication.growths:
        factor = 1 + publication.growths[PROVINCE] / 100
        system.balance({(code, part): 1.0 if part == AFTER else -factor for code in untold for part in (AFTER, BEFORE)})
    _total(system, publication, rule)
    _tell_apart(system, parts, publication, rule)
    return system


def _total(system: System, publication: Publication, rule: Protection) -> None:
    """Totals that are withheld: what is told of their parts must not give them away, nor what is told of others'."""
    for name, pair, totals in (
        ("total_after", (AFTER, CAME), publication.after),
        ("total_before", (BEFORE, WENT), publication.before),
    ):
        regions = [code for code in totals.hidden if code != PROVINCE]
        for code in regions:
            item = totals.hidden[code]
            system.add(Unknown((code, name), item.value, code, totals.need(code, rule), signed=True))
            shown = {part: publication.parts.get((code, part)) for part in pair}
            weights = _among(system, code, pair)
            if weights or any(amount is not None for amount in shown.values()):
                system.relate(weights | {(code, name): -1.0}, -sum(amount or 0.0 for amount in shown.values()))
        if totals.adds_up and PROVINCE not in totals.hidden:
            _add_up(system, regions, name)


def _is_pinned(code: str, part: str, publication: Publication) -> bool:
    return code not in (publication.after if part in (AFTER, CAME) else publication.before).hidden


def _need(parts: Parts, code: str, part: str, rule: Protection, *, pinned: bool) -> float:
    """How far a part must be free to move. Where a total that gives nobody away is published, and what is left of it is
    small, the part can be free only as far as that: half of it.
    """
    need = rule.protection * parts.amount(code, part)
    return min(need, parts.room(code, part, _REST[part], pinned=True, rule=rule) / 2) if pinned else need


def _among(system: System, code: str, pair: Sequence[str]) -> dict[object, float]:
    return {(code, part): 1.0 for part in pair if (code, part) in system.unknowns}


def _add_up(system: System, regions: Sequence[str], part: str) -> None:
    system.balance({(code, part): 1.0 for code in regions})


def _tell_apart(system: System, parts: Parts, publication: Publication, rule: Protection) -> None:
    """Entrants and reporting where only their sum is told, or nothing; the province's may be told apart."""
    for flow, pair in FINE_PARTS.items():
        merged = [
            code for code in parts.regions if (code, flow) in publication.parts or (code, flow) in system.unknowns
        ]
        for code in merged:
            guarded = parts.guarded(code, pair, rule)
            for part in pair:
                if part in parts.sums[code]:
                    need = _need(parts, code, part, rule, pinned=True) if part in guarded else 0.0
                    item = parts.sums[code][part]
                    against = part == pair[1]
                    system.add(Unknown((code, part), item.value, code, need, against=against))
            apart = _among(system, code, pair)
            if (code, flow) in system.unknowns:
                system.relate(apart | {(code, flow): -1.0}, 0.0)
            else:
                system.balance(apart)
        for part in pair:
            if publication.parts.get((PROVINCE, part)) is not None:
                _add_up(system, merged, part)
