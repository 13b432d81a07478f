"""Which regions can be compared here, on which date, and how each stands among them.

Whatever ranks, names an extreme, or calls a region alike asks here: sentences, tables, figures, the map, the strip. It
decides on values as they are written on screen, and without ever looking at a value that is protected.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from statistics import median as middle
from typing import Any

import numpy as np
import pandas as pd

from kumkm.analysis import growth
from kumkm.domain import units
from kumkm.domain.indicators import Formula, Indicator, MapKind
from kumkm.domain.view.selection import PROVINCE

FEWEST = 5  # with fewer regions a median deviation says nothing: of three, the nearer end always lies within it
_PROTECTED = ("suppressed", "rahasia")


class Verdict(StrEnum):
    """A region against the median of those compared."""

    HIGHER = "lebih tinggi dari"
    SIMILAR = "dekat dengan"
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
    written; where numbers are `exact`, as bodies counted one by one, it is no rounding. `similar_pct` limits what
    counts as alike, in percent of the median (NaN: no such limit); `chance` is how far shares of so many bodies lie
    apart for no reason. `having` says what those with a value have done, as it follows `yang`.
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
    exact: bool = False

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
        rounding = Decimal(0) if self.exact else self.step
        return self.count > 1 and max(self.shown.values()) - min(self.shown.values()) <= rounding

    @cached_property
    def is_flat(self) -> bool:
        """Whether nobody stands out: all are even, or both ends too near the median to be ranked."""
        return self.count > 1 and (self.is_even or all(self.is_similar(ends[0]) for ends in (self.top, self.bottom)))

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
    return _among(frame.to_dict("records"), indicator)


Row = Mapping[Any, Any]
_WHOLE_YEAR = "setahun penuh"


def _among(given: Iterable[Row], indicator: Indicator) -> Comparable:
    """`comparable` of rows instead of a frame: of a map's every year there are dozens."""
    rows = {str(row["region_code"]): row for row in sorted(given, key=lambda row: str(row["region_code"]))}
    usual = _usual_period(rows.values())
    states = {code: _state(row, usual) for code, row in rows.items()}

    def those(state: str) -> tuple[str, ...]:
        return tuple(code for code, own in states.items() if own == state)

    compared = those("compared")
    diverges = indicator.map_kind is MapKind.DIVERGING
    return Comparable(
        shown={code: indicator.shown(float(rows[code]["value"])) for code in compared},
        names={code: row["region_name"] for code, row in rows.items()},
        protected=those("protected"),
        absent=those("absent"),
        thin=those("thin"),
        partial={code: _period(rows[code]) for code in those("partial")},
        step=units.step(indicator.decimals),
        least_base=_constant(rows.values(), "least_base", 0.0),
        similar_pct=math.nan if diverges else _constant(rows.values(), "similar_pct", math.nan),
        chance=_chance([rows[code] for code in compared], indicator),
        having=_having(rows.values()),
        exact=_is_exact([float(rows[code]["value"]) for code in compared], indicator),
    )


def _is_exact(values: Iterable[float], indicator: Indicator) -> bool:
    """Whether values are written to the last unit, as they were counted."""
    whole = indicator.formula is Formula.MEASURE and not indicator.unit.is_money and indicator.base_decimals == 0
    return whole and indicator.scale.divisor == 1.0 and all(value.is_integer() for value in values)


def _number(row: Row, name: str) -> float:
    """A number of a row; NaN where it has none, or the column is not there."""
    value = row.get(name)
    return math.nan if value is None or pd.isna(value) else float(value)


def _period(row: Row) -> str:
    """The part of the year a value is of."""
    printed = row.get("period")
    return printed if isinstance(printed, str) and printed else _WHOLE_YEAR


def _usual_period(rows: Iterable[Row]) -> str:
    """The period of most values; of equally many, the whole year, else the first by name."""
    known = Counter(_period(row) for row in rows if not math.isnan(_number(row, "value")))
    return min(known, key=lambda period: (-known[period], period != _WHOLE_YEAR, period), default=_WHOLE_YEAR)


def _state(row: Row, usual: str) -> str:
    if row.get("status") in _PROTECTED:
        return "protected"
    if math.isnan(_number(row, "value")):
        return "absent"
    if _period(row) != usual:
        return "partial"
    return "thin" if _number(row, "base") < _number(row, "least_base") else "compared"


def _having(rows: Iterable[Row]) -> str:
    """A wave of a survey covers regions; what is reported, they send themselves; the rest is published."""
    listed = list(rows)
    if any(_period(row).startswith("gelombang") for row in listed):
        return "terdata"
    return "melapor" if any(row.get("status_words") == "dilaporkan" for row in listed) else "ada datanya"


def _chance(compared: Iterable[Row], indicator: Indicator) -> Decimal:
    """The standard deviation of a share of so many bodies, √(m (100 − m) ÷ base) around the median share m.

    The median over the regions, as written; 0 where it is no share of a base. Of 200 cooperatives a share of 18 % lies
    2.7 points apart by chance alone: no rank follows from less.
    """
    if indicator.formula is not Formula.RATIO or not indicator.unit.is_percent:
        return Decimal(0)
    known = [row for row in compared if not math.isnan(_number(row, "base"))]
    share = middle(_number(row, "value") for row in known) if known else math.nan
    if not 0 < share < 100:
        return Decimal(0)
    deviations = [math.sqrt(share * (100 - share) / _number(row, "base")) for row in known]
    return units.rounded(float(middle(deviations)), indicator.decimals)


def _constant(rows: Iterable[Row], column: str, otherwise: float) -> float:
    return next((value for row in rows if not math.isnan(value := _number(row, column))), otherwise)


def by_year(panel: pd.DataFrame, indicator: Indicator, names: Mapping[str, str]) -> dict[int, Comparable]:
    """`comparable` for every year of an `indicator_panel`; a region of `names` without a row has no value there."""
    years: dict[int, dict[str, Row]] = {}
    for row in panel[panel["region_code"].isin(list(names))].to_dict("records"):
        years.setdefault(int(row["year"]), {})[str(row["region_code"])] = row
    nothing: Row = {"value": math.nan}

    def every(rows: Mapping[str, Row]) -> list[Row]:
        return [{**rows.get(code, nothing), "region_code": code, "region_name": name} for code, name in names.items()]

    return {year: _among(every(rows), indicator) for year, rows in sorted(years.items())}


def over_span(computed: pd.DataFrame, panel: pd.DataFrame, level: Indicator, first: int, last: int) -> pd.DataFrame:
    """Computed values with what decides whether they can be compared.

    `computed` has region_code and a value computed from two years of `panel` (`indicator_panel` of `level`). Adds
    status (`suppressed` where either year is protected), base, least_base and similar_pct. The base of a count is what
    it starts from, for growth from two bodies says nothing; of a ratio what it divides by in the first year; else NaN.
    Order as given.
    """
    counted = level.formula is Formula.MEASURE and level.change_is_percent
    basis = "value" if counted else "base"
    stood = [growth.of_year(panel, year, panel["status"]) for year in (first, last)]
    secret = {code for years in stood for code, status in years.items() if status in _PROTECTED}
    begun = growth.of_year(panel, first, panel[basis]) if basis in panel else {}
    return computed.assign(
        status=["suppressed" if code in secret else "reported" for code in computed["region_code"]],
        base=[float(begun.get(code, math.nan)) for code in computed["region_code"]],
        least_base=_first(panel, "least_base"),
        similar_pct=_first(panel, "similar_pct"),
    )


def _first(frame: pd.DataFrame, column: str) -> float:
    values = frame[column].to_numpy(float) if column in frame else np.array([], dtype=float)
    known = values[~np.isnan(values)]
    return float(known[0]) if len(known) else math.nan


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
