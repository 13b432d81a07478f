"""Beta-convergence as description: did regions that began poorer grow faster? No test, no p-value: n is the regions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kumkm.analysis.growth import NONE, cagr
from kumkm.domain.breaks import Breaks


@dataclass(frozen=True)
class Beta:
    """A line through growth against the logarithm of initial income, by least squares.

    `slope` is poin persen of yearly growth per unit of ln income; `per_doubling` the same for an income twice as high.
    `correlation` is Pearson's r. NaN where fewer than three regions or no spread.
    """

    slope: float
    intercept: float
    correlation: float
    regions: int

    @property
    def per_doubling(self) -> float:
        return self.slope * math.log(2)


def beta_points(income: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """What the line is drawn through: income per head at the start and its growth per year afterwards.

    `income` is a panel (region_code, year, value). Returns region_code, initial_income, ln_income, growth_pct (CAGR,
    percent a year), by code; NaN where either is missing.
    """
    start = income.loc[income["year"] == first].set_index("region_code")["value"]
    points = cagr(income, first, last, breaks)
    initial = points["region_code"].map(start).astype(float)
    logarithm = initial.map(lambda value: math.log(value) if value > 0 else math.nan)
    return points.assign(initial_income=initial, ln_income=logarithm)[
        ["region_code", "initial_income", "ln_income", "growth_pct"]
    ]


def beta(points: pd.DataFrame) -> Beta:
    """Fit growth_pct = a + b · ln_income over the points that have both; b < 0 is beta-convergence."""
    known = points.dropna(subset=["ln_income", "growth_pct"]).sort_values("region_code")
    x, y = known["ln_income"].tolist(), known["growth_pct"].tolist()
    if len(x) < 3:
        return Beta(math.nan, math.nan, math.nan, len(x))
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    across = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    of_x, of_y = math.fsum((a - mean_x) ** 2 for a in x), math.fsum((b - mean_y) ** 2 for b in y)
    if of_x == 0:
        return Beta(math.nan, math.nan, math.nan, len(x))
    slope = across / of_x
    correlation = across / math.sqrt(of_x * of_y) if of_y > 0 else math.nan
    return Beta(slope, mean_y - slope * mean_x, correlation, len(x))
