"""Outlook as a transparent scenario: the viewer says how fast each driver grows and sees the years that follow.

Nothing is estimated: x_t = x_0 · (1 + g)^(t − 0) per driver, drivers added up. It is arithmetic on assumptions, never a
forecast.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

HORIZON = 2029


def outlook(
    levels: Mapping[str, float], rates_pct: Mapping[str, float], base_year: int, horizon: int = HORIZON
) -> pd.DataFrame:
    """Levels of every driver and of all from `base_year` to `horizon`.

    `levels` maps driver to its level in the base year, `rates_pct` to its growth in percent a year (absent counts as
    0). Returns year, driver (`all` for the sum), value, share_pct (of all), growth_pct (against the year before, NaN
    in the base year), by year, drivers in the order given, the sum last.
    """
    rows = []
    before: dict[str, float] = {}
    for step in range(horizon - base_year + 1):
        now = {driver: level * (1 + rates_pct.get(driver, 0.0) / 100) ** step for driver, level in levels.items()}
        now["all"] = sum(now.values())
        for driver, value in now.items():
            growth = (value / before[driver] - 1) * 100 if before.get(driver, 0) > 0 else float("nan")
            share = value / now["all"] * 100 if now["all"] else float("nan")
            rows.append((base_year + step, driver, value, share, growth))
        before = now
    return pd.DataFrame(rows, columns=["year", "driver", "value", "share_pct", "growth_pct"])


def reaches(path: pd.DataFrame, target_pct: float) -> int | None:
    """The first year in which all together grow by at least the target, percent a year; None if never."""
    total = path[(path["driver"] == "all") & (path["growth_pct"] >= target_pct - 1e-9)]
    return int(total["year"].min()) if len(total) else None


def gap_to_target(path: pd.DataFrame, target_pct: float) -> float:
    """Level of the last year minus the level had everything grown by the target each year; negative is short of it."""
    total = path[path["driver"] == "all"].sort_values("year")
    years = int(total["year"].iloc[-1] - total["year"].iloc[0])
    return float(total["value"].iloc[-1] - total["value"].iloc[0] * (1 + target_pct / 100) ** years)
