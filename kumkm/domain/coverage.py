"""Which years of an indicator have data, and of how many regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kumkm.domain.indicators import INDICATORS


@dataclass(frozen=True)
class Coverage:
    """For one indicator: number of regions published per year, by year, years without any left out.

    `province` are the years the province has a value, which may be others.
    """

    regions: Mapping[int, int]
    province: frozenset[int] = frozenset()

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last with a value of a region or the province, gap years included."""
        known = {*self.regions, *self.province}
        return tuple(range(min(known), max(known) + 1)) if known else ()

    @property
    def regional_years(self) -> tuple[int, ...]:
        """Every year from the first to the last with a value of a region, gap years included."""
        return tuple(range(min(self.regions), max(self.regions) + 1)) if self.regions else ()

    def is_well_covered(self, year: int) -> bool:
        """At least half as many regions as in the best year."""
        return 2 * self.regions.get(year, 0) >= max(self.regions.values(), default=1)

    @property
    def latest(self) -> int:
        """The latest well covered year."""
        return max(year for year in self.regions if self.is_well_covered(year))

    @property
    def why_no_series(self) -> str:
        """Why no growth is told where fewer than two years are well covered, as it follows the indicator's name.

        Waves of a survey have several years, each of other regions.
        """
        return "hanya terbit untuk satu tahun" if len(self.regions) < 2 else "mencakup daerah lain setiap tahun"

    def in_words(self) -> str:
        """The years with data, runs joined: `2018–2021, 2023`; few regions are said: `2022 (1 daerah)`."""
        full = [
            (run[0], f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]))
            for run in _runs([year for year in self.regions if self.is_well_covered(year)])
        ]
        sparse = [
            (year, f"{year} ({count} daerah)") for year, count in self.regions.items() if not self.is_well_covered(year)
        ]
        return ", ".join(text for _, text in sorted(full + sparse))


def _runs(years: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def no_data_in(year: str | int, indicator_id: str, coverage: Coverage) -> str:
    """Say that a year has no data, which years have, and which one is shown instead."""
    return (
        f"Tahun {year} tidak ada untuk {INDICATORS[indicator_id].short_label}. "
        f"Tahun yang ada: {coverage.in_words()}. Ditampilkan {coverage.latest}."
    )


def no_regions_in(year: int, indicator_id: str, coverage: Coverage) -> str:
    """Say that a year has no value of any region, whether the province has one, and which years have."""
    name = INDICATORS[indicator_id].short_label
    there = f"Tahun kabupaten/kota yang ada: {coverage.in_words()}."
    if year in coverage.province:
        return f"{name} {year} baru terbit untuk provinsi; kabupaten/kota belum ada data. {there}"
    return f"{name} {year} belum ada data. {there}"
