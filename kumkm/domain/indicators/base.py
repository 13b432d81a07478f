"""What an indicator is: a measure, a quotient of measures, or a change; with everything a screen says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kumkm.domain import units
from kumkm.domain.units import Scale, Unit


class Formula(StrEnum):
    """How a value comes from its measures."""

    MEASURE = "measure"  # numerator as published
    RATIO = "ratio"  # numerator ÷ denominator × factor, summed before divided
    GROWTH = "growth"  # numerator this year ÷ last year − 1, in percent
    SHARE = "share"  # region's numerator ÷ the province's, in percent
    CHANGE = "change"  # numerator ÷ denominator − 1 in percent: the same bodies now and a year ago


class Direction(StrEnum):
    """Which way is better, if any."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class MapKind(StrEnum):
    """How a map may draw it: rates fill areas, counts are circles, growth diverges from zero."""

    RATE = "rate"
    COUNT = "count"
    DIVERGING = "diverging"


@dataclass(frozen=True)
class Also:
    """Another series of the same concept, and the sentence that says why the two differ."""

    id: str
    why: str


@dataclass(frozen=True)
class Indicator:
    """One indicator. `label` is the official Indonesian name in full, `short_label` fits a tile."""

    id: str
    label: str
    short_label: str
    definition: str
    formula_text: str
    topic: str
    unit: Unit
    numerator: str
    formula: Formula = Formula.MEASURE
    denominator: str | None = None
    factor: float = 1.0
    decimals: int = 0
    scale: Scale = units.ONES
    direction: Direction = Direction.NEUTRAL
    map_kind: MapKind = MapKind.RATE
    caveat: str = ""
    cadence: str = "Tahunan"
    derived: bool = False
    published: str | None = None  # the measure that prints it where its ingredients are not published
    also: Also | None = None
    sought: str = ""  # words by which people look for it, where neither name has them
    may_exceed: bool = False  # a percentage of something it is no part of: 120 % of a target is no mistake

    @property
    def choice(self) -> str:
        """What a list to choose from shows: the short name first, so that a cut loses only the official one.

        That one is left out where it only adds words to the short one, and no acronym to look for. Last the words by
        which people look for it besides.
        """
        adds = self.short_label.casefold() not in self.label.casefold() or "(" in self.label
        official = self.label if adds else ""
        return " · ".join(word for word in (self.short_label, official, self.sought) if word)

    @property
    def is_part_of_whole(self) -> bool:
        """True where the numerator is a part of the denominator: above 100 % it is a mistake and is not published."""
        return self.formula is Formula.RATIO and self.unit.is_percent and not self.may_exceed

    @property
    def change_is_percent(self) -> bool:
        """True where a relative change reads better than an absolute one (counts and money)."""
        return self.unit not in (units.PERCENT, units.INDEX, units.YEARS)

    def shown(self, value: float) -> Decimal:
        """The bare number as it stands on screen, in the indicator's scale; what is written alike is equal."""
        return units.rounded(value / self.scale.divisor, self.decimals)

    def written(self, value: float) -> float:
        """A value as it stands on screen, in base units: what is written alike is one number. NaN stays NaN."""
        return value if units.is_missing(value) else float(self.shown(value)) * self.scale.divisor

    def apart(self, after: float, before: float) -> float:
        """How far two values are apart as they stand on screen, in base units: what a reader gets who subtracts."""
        return float(self.shown(after) - self.shown(before)) * self.scale.divisor

    @property
    def base_decimals(self) -> int:
        """Decimals of a value in base units: what is shown in millions is whole in rupiah."""
        return self.decimals if self.scale.divisor == 1.0 else 0

    def number(self, value: float | None, *, signed: bool = False) -> str:
        """The bare number in the indicator's scale, e.g. `28,3`."""
        scaled = None if value is None else value / self.scale.divisor
        return units.number(scaled, self.decimals, signed=signed)

    def text(self, value: float | None) -> str:
        """The number with its unit, e.g. `Rp28,3 triliun`; money beyond a thousand takes the next word."""
        return units.quantity(value, self.unit, self.decimals, self._told_in(value))

    def _told_in(self, value: float | None) -> Scale:
        """The scale, or the one that reads better: Rp4,0 triliun rather than Rp3.998,8 miliar."""
        is_scaled_money = self.unit is units.RUPIAH and self.scale is not units.ONES
        if value is None or units.is_missing(value) or not is_scaled_money or abs(self.shown(value)) < 1000:
            return self.scale
        return units.scale_for(float(self.shown(value)) * self.scale.divisor)

    def steps_between(self, low: float, high: float) -> int:
        """By how many of the last digit shown two values differ as they are written: 92,6 and 92,8 by 2."""
        shown = [units.rounded(value / self.scale.divisor, self.decimals) for value in (low, high)]
        return int((shown[1] - shown[0]).scaleb(self.decimals))

    def change_text(self, value: float | None) -> str:
        """A difference with its unit, e.g. `−0,24 poin persen`."""
        return units.change(value, self.unit, self.decimals, self.scale)

    def apart_text(self, after: float, before: float) -> str:
        """The difference of two values that are both on screen, as a reader would compute it."""
        return self.change_text(self.apart(after, before))

    def moved_text(self, value: float | None, change: float | None) -> str:
        """A change that led to `value`, so that it agrees with both numbers as shown; an en dash where unknown."""
        if value is None or change is None or units.is_missing(value) or units.is_missing(change):
            return units.MISSING
        return self.apart_text(value, float(f"{value - change:.14g}"))  # a subtraction leaves its last digits behind

    @property
    def unit_text(self) -> str:
        """The unit of `number`, for axes: `triliun rupiah`, `persen`, `jiwa`."""
        return f"{self.scale.word} {self.unit.name}".strip()
