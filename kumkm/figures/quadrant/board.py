"""What every year's picture shares, and where a region stands on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kumkm.analysis.typology import KlassenClass
from kumkm.domain import units
from kumkm.domain.units import Scale, Unit
from kumkm.figures.quadrant.axes import Axis
from kumkm.figures.theme import Style

RADIUS = 5.5
FILLED = {
    KlassenClass.DEVELOPED_FAST: "circle",
    KlassenClass.DEVELOPED_SLOW: "circle",
    KlassenClass.DEVELOPING_FAST: "circle-open",
    KlassenClass.LAGGING: "circle-open",
}


@dataclass(frozen=True)
class Plane:
    """What incomes and growths stand on: whose they are, in what, how large, and what a dot asks.

    `labels` are the titles of both axes. `width` is the least width the figure will have, for placing names.
    `indicator_id` is that of the indicator a click on a dot asks about, None where dots do not answer.
    """

    names: Mapping[str, str]
    highlighted: Sequence[str] = ()
    height: int = 560
    width: int = 1000
    income_scale: Scale = units.MILLIONS
    income_unit: Unit = units.RUPIAH_PER_PERSON
    labels: tuple[str, str] = ("PDRB ADHK per orang, juta rupiah", "Pertumbuhan, persen setahun")
    indicator_id: str | None = None

    def income_text(self, income: float) -> str:
        """An income in words."""
        return units.quantity(income, self.income_unit, 1, self.income_scale)


@dataclass(frozen=True)
class Board:
    """What every year's picture shares."""

    style: Style
    plane: Plane
    income: Axis
    growth: Axis
    plot: tuple[float, float]

    def corner(self, across: float, up: float) -> tuple[float, float]:
        """The place so many px right of the left edge and above the lower one; negative from right and top."""
        width, height = self.plot
        x = (across if across >= 0 else width + across) / width
        y = (up if up >= 0 else height + up) / height
        return (
            round(self.income.low + x * (self.income.high - self.income.low), 4),
            round(self.growth.low + y * (self.growth.high - self.growth.low), 4),
        )


def places_of(board: Board, frame: pd.DataFrame) -> list[tuple[float, float]]:
    return [
        (round(board.income.at(float(income)), 4), round(board.growth.at(float(growth)), 4))
        for income, growth in zip(frame["income"], frame["growth_pct"], strict=True)
    ]
