"""Where incomes and growths stand: a logarithmic axis, and one that is stretched where a region is far beyond all."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import pandas as pd

from kumkm.domain import units
from kumkm.domain.units import Scale

_WIDE = 2.5  # how many median deviations either way a stretched axis is nearly even
_FAR = 6.0  # a value this many median deviations from the line stretches the axis


@dataclass(frozen=True)
class Axis:
    """Where values stand: `at` gives the place, `low` and `high` the ends, as places."""

    at: Callable[[float], float]
    low: float
    high: float
    ticks: tuple[float, ...]
    note: str

    @property
    def range(self) -> tuple[float, float]:
        return self.low, self.high


def income_axis(known: Mapping[int, pd.DataFrame], scale: Scale) -> Axis:
    values = [float(value) / scale.divisor for frame in known.values() for value in frame["income"]]
    lines = [float(value) / scale.divisor for frame in known.values() for value in frame["income_line"].dropna()]
    low, high = math.log10(min(values + lines)), math.log10(max(values + lines))
    pad = 0.07 * ((high - low) or 0.5)
    steps = [step * 10.0**power for power in range(-3, 7) for step in (1, 1.5, 2, 3, 4, 6, 8)]
    ticks = tuple(step for step in steps if low - pad <= math.log10(step) <= high + pad)
    return Axis(
        lambda value: math.log10(value / scale.divisor),
        round(low - pad, 4),
        round(high + pad, 4),
        _thinned(ticks, math.log10, (high - low + 2 * pad) / 16),
        "skala logaritma",
    )


def growth_axis(known: Mapping[int, pd.DataFrame]) -> Axis:
    values = [float(value) for frame in known.values() for value in frame["growth_pct"]]
    lines = [float(frame["growth_line"].iloc[0]) for frame in known.values() if frame["growth_line"].notna().any()]
    centre = round(median(lines or values))
    spread = median(abs(value - centre) for value in values)
    far = max(abs(value - centre) for value in values)
    stretched = spread > 0 and far > _FAR * spread

    def at(value: float) -> float:
        return math.asinh((value - centre) / (_WIDE * spread)) if stretched else value

    low, high = at(min(values + lines)), at(max(values + lines))
    pad = 0.1 * ((high - low) or 1.0)
    nice = (0, 10, 20, 5, 2, 15, 8, 30, 50, 100) if stretched else _even(low, high)
    ticks = sorted({float(sign * step) for step in nice for sign in (1, -1)})
    inside = tuple(tick for tick in ticks if low - pad <= at(tick) <= high + pad)
    return Axis(
        at,
        round(low - pad, 4),
        round(high + pad, 4),
        _thinned(inside, at, (high - low + 2 * pad) / 12, first=nice),
        f"skala melebar di sekitar {units.percent(centre, 0)}" if stretched else "",
    )


def _even(low: float, high: float) -> list[float]:
    """Multiples of a round step that cover the range in about six."""
    raw = max(abs(low), abs(high), 1e-9) / 6
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= raw)
    return [step * number for number in range(8)]


def _thinned(
    ticks: Sequence[float], at: Callable[[float], float], apart: float, first: Sequence[float] = ()
) -> tuple[float, ...]:
    """Ticks at least `apart` from one another; those named `first` are kept before others."""
    rank = {float(tick): position for position, tick in enumerate(first)}
    kept: list[float] = []
    for tick in sorted(ticks, key=lambda tick: (rank.get(abs(tick), len(rank)), tick)):
        if all(abs(at(tick) - at(other)) >= apart for other in kept):
            kept.append(tick)
    return tuple(sorted(kept))
