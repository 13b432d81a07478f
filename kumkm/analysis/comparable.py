"""Which regions can be compared here, on which date, and how each stands among them.

Whatever ranks, names an extreme, or calls a region alike asks here: sentences, tables, figures, the map, the strip. It
decides on values as they are written on screen, and without ever looking at a value that is protected.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from statistics import median as middle
from typing import Any

import pandas as pd

from kumkm.domain import units
from kumkm.domain.indicators import Formula, Indicator, MapKind
from kumkm.domain.selection import PROVINCE

FEWEST = 5  # with fewer regions a median deviation says nothing: of three, the nearer end always lies within it
_PROTECTED = ("suppressed", "rahasia")


class Verdict(StrEnum):
    """A region against the median of those compared."""

    HIGHER = "lebih tinggi dari"
    SIMILAR = "setara dengan"
    LOWER = "lebih rendah dari"


@dataclass(frozen=True)
class Place:
    """A rank from above and from below, both beginning with 1; `tied` of `ranked` regions share it, it included."""

    rank: int
    from_below: int
    tied: int
    ranked: int


@dataclass(frozen=True)
class Comparable:
    """The regions of one indicator and year (or span) that can be compared, and those that cannot, and why.

    `shown` has those compared, as they are written, in the indicator's scale; `names` has all regions. `protected` are
    withheld, `absent` have no value, `thin` have one that rests on fewer than `least_base` (0: no such rule), `partial`
    have one of another period than most, such as some months of the year; it is told there. `step` is the last digit
    written. `similar_pct` limits what counts as alike, in percent of the median (NaN: no such limit);
    `chance` is how far shares of so many bodies lie apart for no reason. `having` says what those with a
    value have done, as it follows `yang`.
    """

    shown: Mapping[str, Decimal]
    names: Mapping[str, str]
    protected: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    thin: tuple[str, ...] = ()
    partial: Mapping[str, str] = field(default_factory=dict)
    step: Decimal = Decimal(1)
    least_base: float = 0.0
    similar_pct: float = float("nan")
    chance: Decimal = Decimal(0)
    having: str = "ada datanya"

    @property
    def count(self) -> int:
        """How many are compared."""
        return len(self.shown)

    @property
    def every(self) -> int:
        """How many regions there are."""
        return len(self.names)

    @property
    def unranked(self) -> tuple[str, ...]:
        """Those with a value that are not compared, by code."""
        return tuple(sorted((*self.thin, *self.partial)))

    @property
    def is_complete(self) -> bool:
        return self.count == self.every

    @property
    def hides(self) -> bool:
        """Whether any region is protected: it may be the extreme, so nobody is called the highest or the lowest."""
        return bool(self.protected)

    @property
    def has_spread(self) -> bool:
        """Whether there are enough regions for a verdict against the median."""
        return self.count >= FEWEST

    @cached_property
    def median(self) -> Decimal:
        """The median of those compared, as it is written; 0 without any."""
        return units.rounded(float(middle(self.shown.values())), -self._exponent) if self.shown else Decimal(0)

    @cached_property
    def deviation(self) -> Decimal:
        """The median of the distances from the median, as it is written; 0 for fewer than `FEWEST`."""
        if not self.has_spread:
            return Decimal(0)
        return units.rounded(float(middle(abs(value - self.median) for value in self.shown.values())), -self._exponent)

    @cached_property
    def limit(self) -> Decimal:
        """How far from the median still counts as alike.

        One median deviation, but never beyond `similar_pct` of the median; at least what is chance.
        """
        relative = self.deviation
        if pd.notna(self.similar_pct):
            relative = units.rounded(float(abs(self.median)) * self.similar_pct / 100, -self._exponent)
        return max(min(self.deviation, relative), self.chance)

    @cached_property
    def is_even(self) -> bool:
        """Whether all compared lie within one step of rounding, so that none stands before another."""
        return self.count > 1 and max(self.shown.values()) - min(self.shown.values()) <= self.step

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """Those compared, the highest first; what is written alike goes by code."""
        return tuple(sorted(self.shown, key=lambda code: (-self.shown[code], code)))

    @property
    def top(self) -> tuple[str, ...]:
        """Who is written highest, by code."""
        return self._holding(max(self.shown.values(), default=None))

    @property
    def bottom(self) -> tuple[str, ...]:
        """Who is written lowest, by code."""
        return self._holding(min(self.shown.values(), default=None))

    def is_similar(self, code: str) -> bool:
        """Whether a region is too near the median to be ranked: its distance is that of the usual one."""
        return self.has_spread and code in self.shown and abs(self.shown[code] - self.median) <= self.limit

    def verdict(self, code: str) -> Verdict | None:
        """Against the median; None for a region not compared, and where too few are."""
        if not self.has_spread or code not in self.shown:
            return None
        if self.is_similar(code):
            return Verdict.SIMILAR
        return Verdict.HIGHER if self.shown[code] > self.median else Verdict.LOWER

    def place(self, code: str) -> Place | None:
        """The rank of a region; None where it is not compared, or where its rank would be noise.

        A region alike to the median has none, so that rank and verdict never contradict each other.
        """
        if code not in self.shown or self.is_even or self.is_similar(code):
            return None
        mine, every = self.shown[code], self.shown.values()
        above, alike = sum(value > mine for value in every), sum(value == mine for value in every)
        return Place(above + 1, self.count - above - alike + 1, alike, self.count)

    @property
    def _exponent(self) -> int:
        return int(self.step.as_tuple().exponent)

    def _holding(self, value: Decimal | None) -> tuple[str, ...]:
        return tuple(sorted(code for code, mine in self.shown.items() if mine == value))


def comparable(frame: pd.DataFrame, indicator: Indicator) -> Comparable:
    """Decide who is compared in one year or span.

    `frame` has one row per region: region_code, region_name, value (base unit, NaN: none) and, where they are known,
    status (`suppressed`: protected), status_words, period (none: the whole year), base (what a ratio divides by),
    least_base and similar_pct (of `data/parameters.toml`). Its order never matters. An indicator that diverges from
    zero has no limit relative to its median, which may be nothing at all.
    """
    rows = frame.sort_values("region_code")
    usual = _usual_period(rows)
    states = {str(row["region_code"]): _state(row, usual) for row in rows.to_dict("records")}
    periods = dict(zip(rows["region_code"], _periods(rows), strict=True))
    values = dict(zip(rows["region_code"], rows["value"], strict=True))
    diverges = indicator.map_kind is MapKind.DIVERGING

    def those(state: str) -> tuple[str, ...]:
        return tuple(code for code, found in states.items() if found == state)

    compared = those("compared")
    return Comparable(
        shown={code: indicator.shown(float(values[code])) for code in compared},
        names=dict(zip(rows["region_code"], rows["region_name"], strict=True)),
        protected=those("protected"),
        absent=those("absent"),
        thin=those("thin"),
        partial={code: periods[code] for code in those("partial")},
        step=units.step(indicator.decimals),
        least_base=_constant(rows, "least_base", 0.0),
        similar_pct=float("nan") if diverges else _constant(rows, "similar_pct", float("nan")),
        chance=_chance(rows[rows["region_code"].isin(compared)], indicator),
        having=_having(rows),
    )


_WHOLE_YEAR = "setahun penuh"


def _periods(rows: pd.DataFrame) -> list[str]:
    """The part of the year each value is of."""
    return [_period(period) for period in rows["period"]] if "period" in rows else [_WHOLE_YEAR] * len(rows)


def _period(printed: object) -> str:
    return printed if isinstance(printed, str) and printed else _WHOLE_YEAR


def _usual_period(rows: pd.DataFrame) -> str:
    """The period of most values; of equally many, the whole year, else the first by name."""
    known = Counter(period for period, value in zip(_periods(rows), rows["value"], strict=True) if pd.notna(value))
    return min(known, key=lambda period: (-known[period], period != _WHOLE_YEAR, period), default=_WHOLE_YEAR)


def _state(row: Mapping[Any, Any], usual: str) -> str:
    if row.get("status") in _PROTECTED:
        return "protected"
    if pd.isna(row["value"]):
        return "absent"
    if _period(row.get("period")) != usual:
        return "partial"
    base, least = float(row.get("base", math.nan)), float(row.get("least_base", math.nan))
    return "thin" if base < least else "compared"


def _having(rows: pd.DataFrame) -> str:
    """A wave of a survey covers regions; what is reported, they send themselves; the rest is published."""
    if "period" in rows and rows["period"].astype(str).str.startswith("gelombang").any():
        return "terdata"
    if "status_words" in rows and (rows["status_words"] == "dilaporkan").any():
        return "melapor"
    return "ada datanya"


def _chance(compared: pd.DataFrame, indicator: Indicator) -> Decimal:
    """The standard deviation of a share of so many bodies, √(m (100 − m) ÷ base) around the median share m.

    The median over the regions, as written; 0 where it is no share of a base. Of 200 cooperatives a share of 18 % lies
    2.7 points apart by chance alone: no rank follows from less.
    """
    shares = indicator.formula is Formula.RATIO and indicator.unit.is_percent and "base" in compared
    known = compared.dropna(subset=["base"]) if shares else compared.iloc[:0]
    share = float(known["value"].median()) if len(known) else math.nan
    if not 0 < share < 100:
        return Decimal(0)
    return units.rounded(float((share * (100 - share) / known["base"]).pow(0.5).median()), indicator.decimals)


def _constant(rows: pd.DataFrame, column: str, otherwise: float) -> float:
    known = rows[column].dropna().tolist() if column in rows else []
    return float(known[0]) if known else otherwise


def by_year(panel: pd.DataFrame, indicator: Indicator, names: Mapping[str, str]) -> dict[int, Comparable]:
    """`comparable` for every year of an `indicator_panel`; a region of `names` without a row has no value there."""
    regions = pd.DataFrame({"region_code": list(names), "region_name": list(names.values())})
    return {
        int(year): comparable(regions.merge(rows.drop(columns="year"), on="region_code", how="left"), indicator)
        for year, rows in panel[panel["region_code"].isin(list(names))].groupby("year")
    }


def over_span(found: pd.DataFrame, panel: pd.DataFrame, level: Indicator, first: int, last: int) -> pd.DataFrame:
    """Computed values with what decides whether they can be compared.

    `found` has region_code and a value computed from two years of `panel` (`indicator_panel` of `level`). Adds status
    (`suppressed` where either year is protected), base, least_base and similar_pct. The base of a count is what it
    starts from, for growth from two bodies says nothing; of a ratio what it divides by in the first year; else NaN.
    Order as given.
    """
    counted = level.formula is Formula.MEASURE and level.change_is_percent
    basis = "value" if counted else "base"
    ends = panel[panel["year"].isin((first, last))]
    secret = set(ends.loc[ends["status"].isin(_PROTECTED), "region_code"])
    begun = panel[panel["year"] == first].set_index("region_code").reindex(columns=[basis])[basis]
    return found.assign(
        status=["suppressed" if code in secret else "reported" for code in found["region_code"]],
        base=found["region_code"].map(begun).astype(float),
        least_base=_constant(panel, "least_base", float("nan")),
        similar_pct=_constant(panel, "similar_pct", float("nan")),
    )


def reference_years(area: pd.DataFrame, regional: Mapping[str, int], region_code: str) -> dict[str, int]:
    """The one year in which each indicator of an area is told, on every screen.

    `area` is `area_values`; `regional` is the latest year in which most regions have a value. The province stands for
    itself: its own latest. A region is told in the year in which it can be compared, else in its own latest.
    """
    own: dict[str, set[int]] = {
        str(indicator_id): {int(year) for year in years} for indicator_id, years in area.groupby("indicator_id")["year"]
    }
    return {
        indicator_id: regional[indicator_id]
        if region_code != PROVINCE and regional.get(indicator_id) in years
        else max(years)
        for indicator_id, years in own.items()
    }
