"""Inequality between regions: Williamson, Theil within and between groups, Gini, and their path over the years.

All take a panel with region_code, year, output (PDRB ADHK, rupiah) and population (persons), one row per region and
year, in any order. A year in which any region lacks either, or all have no output, is given as NaN: an index over
fewer regions is another index. Theil and Gini are made of shares, sigma of logarithms: one output below 0 (for sigma,
of 0 too) leaves them undefined. A row without a value says why in `reason`, in Indonesian; it is missing elsewhere.
Incomes are output ÷ population; the mean income is Σoutput ÷ Σpopulation, not the mean of the regions.
Sources: Williamson (1965); Theil (1967); Shorrocks (1980) for the decomposition.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

_Year = Callable[[pd.DataFrame], dict[str, float]]


@dataclass(frozen=True)
class _Domain:
    """Where an index is defined: no output below `least`, or, if `open`, not at it either."""

    least: float = -math.inf
    open: bool = False
    words: str = ""

    def refuses(self, outputs: pd.Series[float]) -> int:
        """How many outputs leave the index undefined."""
        return int(((outputs < self.least) | (self.open & (outputs == self.least))).sum())


_ANY = _Domain()
_NO_NEGATIVE = _Domain(0.0, words="negatif")
_ABOVE_NOTHING = _Domain(0.0, open=True, words="nol atau negatif")


def williamson(panel: pd.DataFrame) -> pd.DataFrame:
    """IW = √(Σ(y_i − ȳ)² · f_i / n) / ȳ. Returns year, value, regions, reason, by year; 0 is even, may exceed 1."""
    return _by_year(panel, lambda rows: {"value": _williamson(rows)}, ["value"])


def theil(panel: pd.DataFrame, groups: Mapping[str, str] | None = None) -> pd.DataFrame:
    """T = Σ s_i · ln(s_i / p_i), s the share of output, p of population (0 · ln 0 = 0).

    `groups` maps region_code to a group. Returns year, value, within, between, regions, reason, by year, with value =
    within + between; without groups every region is its own and within is 0.
    """
    return _by_year(panel, lambda rows: _theil(rows, groups), ["value", "within", "between"], _NO_NEGATIVE)


def gini_regions(panel: pd.DataFrame) -> pd.DataFrame:
    """G = 1 − Σ(P_k − P_k−1)(Y_k + Y_k−1), regions by rising income; weighted by population.

    Between regions: not the Gini of household spending that BPS publishes. Returns year, value, regions, reason, by
    year.
    """
    return _by_year(panel, lambda rows: {"value": _gini(rows)}, ["value"], _NO_NEGATIVE)


def sigma(panel: pd.DataFrame) -> pd.DataFrame:
    """Spread of incomes: standard deviation of ln y over regions (each counts once, ÷ n). Returns year, value, regions,
    reason.

    A falling path is sigma-convergence (Barro and Sala-i-Martin 1992). A description, not a test.
    """
    return _by_year(panel, lambda rows: {"value": _sigma(rows)}, ["value"], _ABOVE_NOTHING)


def incomes(panel: pd.DataFrame) -> pd.DataFrame:
    """Income per head: region_code, year, value (rupiah per person; NaN where either part is missing or zero)."""
    population = panel["population"].where(panel["population"] > 0)
    table = panel[["region_code", "year"]].assign(value=panel["output"] / population)
    return table.sort_values(["region_code", "year"], ignore_index=True)


def _by_year(panel: pd.DataFrame, of_year: _Year, columns: list[str], domain: _Domain = _ANY) -> pd.DataFrame:
    every = panel["region_code"].nunique()
    rows: list[dict[str, Any]] = []
    for year, group in panel.sort_values("region_code").groupby("year"):
        known = group.dropna(subset=["output", "population"])
        reason = _why_not(known, every, domain)
        values = dict.fromkeys(columns, math.nan) if reason else of_year(known)
        rows.append({"year": int(str(year)), **values, "regions": len(known), "reason": reason or None})
    return pd.DataFrame(rows, columns=["year", *columns, "regions", "reason"])


def _why_not(known: pd.DataFrame, every: int, domain: _Domain) -> str:
    """Why a year has no index, in words; empty where it has one."""
    if missing := every - int((known["population"] > 0).sum()):
        return f"PDRB atau penduduk {missing} daerah belum ada."
    if refused := domain.refuses(known["output"]):
        return f"PDRB {refused} daerah {domain.words}; indeks ini tidak terdefinisi untuknya."
    return "" if known["output"].sum() > 0 else "Jumlah PDRB semua daerah tidak di atas nol."


def _williamson(rows: pd.DataFrame) -> float:
    output, population = rows["output"].tolist(), rows["population"].tolist()
    people = math.fsum(population)
    mean = math.fsum(output) / people
    spread = math.fsum((y / f - mean) ** 2 * f / people for y, f in zip(output, population, strict=True))
    return math.sqrt(spread) / mean


def _theil(rows: pd.DataFrame, groups: Mapping[str, str] | None) -> dict[str, float]:
    shares = pd.DataFrame(
        {
            "group": [(groups or {}).get(str(code), str(code)) for code in rows["region_code"]],
            "output": (rows["output"] / math.fsum(rows["output"])).to_numpy(),
            "population": (rows["population"] / math.fsum(rows["population"])).to_numpy(),
        }
    )
    between, within = [], []
    for _, members in shares.groupby("group"):
        of_output, of_people = math.fsum(members["output"]), math.fsum(members["population"])
        between.append(_entropy(of_output, of_people))
        within += [
            of_output * _entropy(output / of_output, people / of_people) if of_output else 0.0
            for output, people in zip(members["output"], members["population"], strict=True)
        ]
    parts = {"within": math.fsum(within), "between": math.fsum(between)}
    return {"value": parts["within"] + parts["between"], **parts}


def _entropy(share: float, reference: float) -> float:
    return share * math.log(share / reference) if share > 0 else 0.0


def _gini(rows: pd.DataFrame) -> float:
    pairs = sorted(
        zip(rows["output"].tolist(), rows["population"].tolist(), strict=True), key=lambda pair: pair[0] / pair[1]
    )
    output, people = math.fsum(pair[0] for pair in pairs), math.fsum(pair[1] for pair in pairs)
    area, so_far = [], 0.0
    for part, persons in pairs:
        reached = so_far + part / output
        area.append(persons / people * (reached + so_far))
        so_far = reached
    return 1 - math.fsum(area)


def _sigma(rows: pd.DataFrame) -> float:
    logs = [math.log(y / f) for y, f in zip(rows["output"].tolist(), rows["population"].tolist(), strict=True)]
    mean = math.fsum(logs) / len(logs)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in logs) / len(logs))
