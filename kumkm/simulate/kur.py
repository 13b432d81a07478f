"""KUR by region and month: January to August 2021 meets the published totals, the rest follows their level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kumkm.simulate import wording
from kumkm.simulate.calibration import Calibration, Place, apportion, relative_size
from kumkm.simulate.layouts import NUMBER, TOTAL, summed
from kumkm.simulate.pages import Cell, Column, Page

FILE = "kur-bulanan.xlsx"
YEARS = (2021, 2022, 2023)
STATED_MONTHS = 8
# Level against 2021; March 2022 with about Rp310 miliar is published.
LEVEL = {2021: 1.0, 2022: 1.15, 2023: 1.24}
SEASON = (0.93, 0.96, 1.0, 1.02, 0.97, 1.03, 1.04, 1.05, 1.03, 1.0, 0.98, 0.95)
MEAN_LOAN_MILLIONS = 35.5
# One debtor borrows Rp32,5 juta in Muna and Rp37,8 juta in Kolaka; the others lie around the mean.
PRODUCTION_SHARE = (0.42, 0.52)
TARGET_OVER_RESULT = 1.08
COLUMNS = (
    NUMBER,
    Column("region", ("Kabupaten/Kota",), "text", 26),
    Column("month", ("Bulan",), "text", 12),
    Column("kur_target_idr", ("Target Penyaluran (Rp juta)",), "money", 16),
    Column("kur_disbursed_idr", ("Realisasi", "Penyaluran (Rp juta)"), "money", 16),
    Column("kur_borrowers", ("Realisasi", "Debitur (Orang)"), "count", 12),
    Column("kur_production_idr", ("Realisasi", "Sektor Produksi (Rp juta)"), "money", 16),
    Column("kur_production_borrowers", ("Realisasi", "Debitur Sektor Produksi (Orang)"), "count", 16),
)


def workbook(calibration: Calibration, *, seed: int) -> list[Page]:
    """One sheet per year; twelve lines per region, whose name stands in one merged cell."""
    base = _first_months(calibration)
    borrowers = _first_borrowers(calibration, base)
    tables = [_region(place, base[place.code], borrowers[place.code], seed) for place in calibration.local]
    return [_page(year, calibration.local, [table[year] for table in tables]) for year in YEARS]


def _stated(calibration: Calibration, subject: str) -> dict[str, float]:
    """What was published for January to August 2021, by region."""
    return {
        code: value
        for (code, known), statements in calibration.every.items()
        if known == subject
        for year, value in statements
        if year == YEARS[0]
    }


def _first_months(calibration: Calibration) -> dict[str, int]:
    """Rp juta from January to August 2021: as stated, else a share of what is left, below the largest stated."""
    stated = {code: round(value / 1e6) for code, value in _stated(calibration, "kur_penyaluran").items()}
    silent = [place for place in calibration.local if place.code not in stated]
    left = stated["74"] - sum(stated.get(place.code, 0) for place in calibration.local)
    size = relative_size(silent)
    weights = [size[place.code] ** 0.75 for place in silent]
    parts = apportion(left, weights)
    return {**stated, **{place.code: part for place, part in zip(silent, parts, strict=True)}}


def _first_borrowers(calibration: Calibration, base: dict[str, int]) -> dict[str, int]:
    stated = _stated(calibration, "kur_debitur")
    return {code: round(stated.get(code, amount / MEAN_LOAN_MILLIONS)) for code, amount in base.items()}


def _region(place: Place, amount: int, borrowers: int, seed: int) -> dict[int, list[list[int]]]:
    """Year → twelve lines of target, disbursed (Rp juta), borrowers, production (Rp juta), borrowers of production."""
    random = np.random.default_rng([seed, 4, int(place.code.replace(".", ""))])
    season = np.array(SEASON) * (1 + 0.02 * random.uniform(-1, 1, size=12))
    share = random.uniform(*PRODUCTION_SHARE)
    first = season[:STATED_MONTHS]
    stated = {"amount": apportion(amount, list(first)), "borrowers": apportion(borrowers, list(first))}
    table: dict[int, list[list[int]]] = {}
    for year in YEARS:
        lines = []
        for month in range(12):
            level = LEVEL[year] * season[month] / first.sum() * (1 + 0.02 * random.uniform(-1, 1))
            given, people = round(amount * level), round(borrowers * level * (0.985 ** (year - YEARS[0])))
            if year == YEARS[0] and month < STATED_MONTHS:
                given, people = stated["amount"][month], stated["borrowers"][month]
            elif _looks_swapped(people, table, year, month):
                people += 1
            lines.append(
                [round(given * TARGET_OVER_RESULT), given, people, round(given * share), round(people * share)]
            )
        table[year] = lines
    return table


def _looks_swapped(people: int, table: dict[int, list[list[int]]], year: int, month: int) -> bool:
    """The same digits as a year ago in another order would read as a slip."""
    before = table[year - 1][month][2] if year - 1 in table else people
    return before != people and sorted(str(before)) == sorted(str(people))


def _page(year: int, places: Sequence[Place], tables: Sequence[list[list[int]]]) -> Page:
    rows: list[list[Cell]] = []
    for place, lines in zip(places, tables, strict=True):
        rows += [
            [len(rows) + month + 1, place.region.name, wording.MONTHS[month], *line] for month, line in enumerate(lines)
        ]
    labels = [f"{place.code} {month}" for place in places for month in wording.MONTHS]
    rows.append(summed(COLUMNS, rows, "region"))
    titles = ("PENYALURAN KREDIT USAHA RAKYAT (KUR)", "PROVINSI SULAWESI TENGGARA", f"TAHUN {year}", wording.MARK)
    return Page(f"KUR {year}", titles, COLUMNS, rows, [*labels, TOTAL], merged=("region",))
