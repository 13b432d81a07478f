"""A build as an export tells it: nothing of a later year, every figure in the one year it is told in, asked once.

What is due is due on the day of the build: the same build says the same on every day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

import pandas as pd

from kumkm.analysis import catalogue, proposals, quality
from kumkm.analysis.comparable import Comparable, by_year, reference_years
from kumkm.domain.breaks import Breaks
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import DEFAULT, HEADLINES, IN_BLOCKS, INDICATORS
from kumkm.domain.meeting import Proceedings
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError
from kumkm.export.contents import Contents
from kumkm.export.downloads import SIMULATED
from kumkm.export.outcome import Outcome
from kumkm.narrative.sources import behind

Row = Mapping[Any, Any]
T = TypeVar("T")
# What is shown, and what the sentences on an area need besides.
_BESIDES: Final = ("cooperatives_active", "cooperatives_registered", "rat_registered_share", "grdp_share", "population",
                   "proposed_value")  # fmt: skip
_INDICATORS: Final = tuple(dict.fromkeys((*HEADLINES, *IN_BLOCKS, *_BESIDES)))
_OF_BUDGETS: Final = ("proposals", "proposed_value")


@dataclass(frozen=True)
class Edition:
    """What is told of a build up to the year of the contents, and of what a meeting decided on it."""

    contents: Contents
    proceedings: Proceedings | None = None

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the meeting decided in the area; None where there was none, or it has decided nothing there."""
        outcome = None if self.proceedings is None else Outcome(self.contents, self.proceedings)
        return outcome if outcome is not None and outcome.items else None

    def read(self, name: str, **params: Any) -> pd.DataFrame:
        """A read without what is of a later year; of proposals that is their budget year."""
        rows = self.contents.read(name, **params)
        if "year" not in rows:
            return rows
        timely = rows["year"] <= self.contents.year
        if "indicator_id" in rows:
            of_budgets = rows["indicator_id"].isin(_OF_BUDGETS)
            timely = timely.where(~of_budgets, rows["year"] <= (self.budget_year or 0))
        return rows[timely]

    def refuse_unknown_year(self) -> None:
        """Raise UsageError where nothing at all is told of the year, with the years there are."""
        years = self.contents.read("indicator_coverage")["year"]
        if self.contents.year not in set(years):
            raise UsageError(f"Tidak ada angka tahun {self.contents.year}. Yang ada: {years.min()}–{years.max()}.")

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """Regions per indicator and year; of proposals also the budget years to come."""
        return catalogue.coverage_of(self.read)

    @cached_property
    def latest(self) -> dict[str, int]:
        """The latest year in which most regions have a value, of every indicator that has one."""
        return {key: coverage.latest for key, coverage in self.coverage.items() if coverage.regions}

    @cached_property
    def _made(self) -> dict[tuple[object, ...], Any]:
        return {}

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made under a key; made the first time."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def standing(self, indicator_id: str, year: int) -> Comparable | None:
        """Who is compared in a year; None where nobody has a value, or a secret one."""
        return self.kept(("standing", indicator_id, year), lambda: self._standing(indicator_id, year))

    def _standing(self, indicator_id: str, year: int) -> Comparable | None:
        panel = self.read("indicator_panel", indicator_id=indicator_id)
        return by_year(panel[panel["year"] == year], INDICATORS[indicator_id], self.contents.local).get(year)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every area by code, the province first."""
        return {code: Area(self, code) for code in (PROVINCE, *self.contents.local)}

    @cached_property
    def budget_year(self) -> int | None:
        """The latest budget year of which proposals were delivered, as on the screens; None where there is none.

        Of a year that is past, the latest up to the year after: in a year the next one is planned.
        """
        years = proposals.delivered(self.contents.read)["budget_year"]
        if self.contents.year < self._opens_on:
            years = years[years <= self.contents.year + 1]
        return None if years.empty else int(years.max())

    @property
    def _opens_on(self) -> int:
        """The year a deck is of where none is asked for."""
        panel = self.contents.read("indicator_panel", indicator_id=DEFAULT).dropna(subset=["value"])
        return 0 if panel.empty else int(panel["year"].max())

    @cached_property
    def proposals(self) -> pd.DataFrame:
        """Those of that year, of all areas, the dearest first."""
        return proposals.of_year(self.contents.read, self.budget_year)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """The log of operators up to the year, with the `state` of each report on the day of the build."""
        log = self.contents.read("submissions")
        log = log[log["book_year"] <= self.contents.year]
        day = self.contents.build["built_at"].date()
        return log.assign(state=quality.report_states(log, day) if len(log) else "")

    def breaks(self, indicator_id: str) -> Breaks:
        return catalogue.breaks_of(self.contents.read, indicator_id)

    def sources(self, indicator_id: str, year: int) -> str:
        """Publishers and titles behind an indicator in a year; of what is simulated the title, marked."""
        return self.kept(("sources", indicator_id, year), lambda: self._sources(indicator_id, year))

    def _sources(self, indicator_id: str, year: int) -> str:
        titles = behind(self.contents.read("indicator_sources", indicator_id=indicator_id), year)
        return "; ".join(_of_simulation(part) for part in titles.split("; "))


def _of_simulation(source: str) -> str:
    """`DATA SIMULASI, Penyaluran KUR` → `Penyaluran KUR (simulasi)`: beside published ones it says which is which."""
    title = source.removeprefix(f"{SIMULATED}, ")
    return source if title == source else f"{title} (simulasi)"


@dataclass(frozen=True)
class Area:
    """An area of the build, and the year in which each of its indicators is told."""

    edition: Edition
    code: str

    @property
    def name(self) -> str:
        return self.edition.contents.regions.by_code[self.code].short_name

    @cached_property
    def values(self) -> pd.DataFrame:
        """`area_values`, of what is told."""
        rows = self.edition.read("area_values", region_code=self.code)
        return rows[rows["indicator_id"].isin(_INDICATORS)]

    @cached_property
    def years(self) -> dict[str, int]:
        return reference_years(self.values, self.edition.latest, self.code)

    @cached_property
    def standings(self) -> dict[str, Comparable]:
        """Who is compared in the year told."""
        standings = {key: self.edition.standing(key, year) for key, year in self.years.items()}
        return {key: among for key, among in standings.items() if among is not None}

    @cached_property
    def _rows(self) -> dict[tuple[str, int], Row]:
        return {(str(row["indicator_id"]), int(row["year"])): row for row in self.values.to_dict("records")}

    def row(self, indicator_id: str, year: int | None = None) -> Row | None:
        """The row told of an indicator, or that of a year; a secret one too. None where there is none."""
        return self._rows.get((indicator_id, self.years.get(indicator_id, 0) if year is None else year))

    @cached_property
    def proposals(self) -> pd.DataFrame:
        """Those of the budget year, the dearest first."""
        every = self.edition.proposals
        return every if self.code == PROVINCE else every[every["region_code"] == self.code]
