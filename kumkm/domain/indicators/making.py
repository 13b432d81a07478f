"""The two shapes most indicators from deliveries have: a count, and a ratio of sums."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Also, Direction, Formula, Indicator, MapKind
from kumkm.domain.indicators.topics import Topic
from kumkm.domain.units import Scale, Unit


def count(
    topic: Topic,
    id: str,
    measure: str,
    label: str,
    short: str,
    definition: str,
    unit: Unit,
    formula: str,
    direction: Direction = Direction.NEUTRAL,
    caveat: str = "",
    also: Also | None = None,
) -> Indicator:
    return Indicator(
        id=id,
        label=label,
        short_label=short,
        definition=definition,
        formula_text=formula,
        topic=topic.name,
        unit=unit,
        also=also,
        numerator=measure,
        direction=direction,
        map_kind=MapKind.COUNT,
        caveat=caveat.strip(),
        cadence=topic.cadence,
    )


def ratio(
    topic: Topic,
    id: str,
    numerator: str,
    denominator: str,
    label: str,
    short: str,
    definition: str,
    formula: str,
    *,
    unit: Unit = units.PERCENT,
    factor: float = 100.0,
    decimals: int = 1,
    scale: Scale = units.ONES,
    direction: Direction = Direction.HIGHER,
    caveat: str = "",
    kind: Formula = Formula.RATIO,
    map_kind: MapKind = MapKind.RATE,
    also: Also | None = None,
    may_exceed: bool = False,
) -> Indicator:
    return Indicator(
        id=id,
        also=also,
        may_exceed=may_exceed,
        label=label,
        short_label=short,
        definition=definition,
        formula_text=formula,
        topic=topic.name,
        unit=unit,
        numerator=numerator,
        denominator=denominator,
        formula=kind,
        factor=factor,
        decimals=decimals,
        scale=scale,
        direction=direction,
        map_kind=map_kind,
        caveat=caveat.strip(),
        cadence=topic.cadence,
        derived=True,
    )
