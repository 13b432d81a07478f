"""Whether an indicator tells regions apart at all.

Standard scores make any spread equally large: regions between 92,592 and 92,594 would be as far apart as regions
between 5 and 16. So a difference counts only beyond the last digit that is shown, and beyond what the indicator moves
by itself from one year to the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from kumkm.analysis.ingredients import Read, threshold
from kumkm.domain.indicators import Indicator

_ROBUST = 1.4826  # a median absolute deviation times this is the standard deviation of normal noise


@dataclass(frozen=True)
class Limits:
    """Up to which differences regions count as alike: `steps` of the last digit shown, `noise` times their own."""

    steps: float
    noise: float


def limits_of(read: Read) -> Limits:
    """The limits of this build (`same_steps`, `same_noise`)."""
    return Limits(threshold(read, "same_steps"), threshold(read, "same_noise"))


def noise(changes: pd.DataFrame) -> float:
    """The standard deviation of one value by itself, from yearly changes (columns year, change); 0 without any.

    σ = 1,4826 · median |Δ − median Δ of the year| ÷ √2: what all regions share is no noise, and a change holds that of
    two values. Robust (Rousseeuw and Croux 1993), so that one region that really moved is no noise either.
    """
    known = changes.dropna(subset=["change"])
    if known.empty:
        return 0.0
    own = known["change"] - known.groupby("year")["change"].transform("median")
    return float(_ROBUST * own.abs().median() / math.sqrt(2))


def alike(values: pd.Series[float], changes: pd.DataFrame, indicator: Indicator, limits: Limits) -> str:
    """Why values of regions (none missing) tell nothing apart, in Indonesian; empty where they do.

    `changes` are the yearly changes up to then, as of `noise`.
    """
    low, high = float(values.min()), float(values.max())
    if indicator.steps_between(low, high) <= limits.steps:
        written = sorted({indicator.text(low), indicator.text(high)})
        return f"Praktis sama di semua daerah ({' dan '.join(written)})."
    spread, own = float(values.std(ddof=0)), noise(changes)
    if spread <= limits.noise * own:
        return (
            f"Simpangan antardaerah ({indicator.number(spread)}) tidak melebihi goyangan tahunannya sendiri "
            f"({indicator.number(own)})."
        )
    return ""
