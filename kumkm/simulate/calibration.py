"""What the simulation is held to: published totals, and how they spread over the regions.

Everything regional is read from `data/reference/`; the province's totals stand here with their source.
A published statement fixes a region's level where there is one; population, villages and economy fix the rest.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kumkm.domain import regions as region_list
from kumkm.domain.regions import Level, Region

YEARS = (2019, 2020, 2021, 2022, 2023)
LAST_YEAR = YEARS[-1]
# 4.674 in October 2023 and 4.479 in February 2022 are published; the years before follow the growth since 2015.
REGISTERED = dict(zip(YEARS, (4306, 4392, 4479, 4577, 4674), strict=True))
DISSOLVED = dict(zip(YEARS, (14, 16, 15, 18, 17), strict=True))
NEW_BEFORE = 99
# 44,65 % of 4.479 and 49,2 % of 4.674 are published.
ACTIVE = dict(zip(YEARS, (1860, 1915, 2000, 2150, 2300), strict=True))
# 490 of 2.300 and 476 for book year 2021 are published.
HELD_RAT = dict(zip(YEARS, (462, 458, 476, 484, 490), strict=True))
PROVINCIAL_SHARE = 0.02
UNSTATED_ACTIVE_SHARE = 0.62
# The three largest turnovers of 2023 that were published (a savings cooperative each), in rupiah.
LARGEST_SUBJECT = "ksp_terbesar_omzet"
ENTERPRISES = 250_000
FIRST_WAVE = ("74.71", "74.02", "74.07", "74.04", "74.12")
WAVES = (2022, 2023)
# A point well inside each region, in degrees (latitude, longitude), taken from geo/regions.geojson.
INSIDE = {
    "74.01": (-3.86, 121.44), "74.02": (-3.06, 121.65), "74.03": (-5.07, 122.50), "74.04": (-5.32, 122.88),
    "74.05": (-4.24, 122.30), "74.06": (-4.67, 121.85), "74.07": (-5.31, 123.59), "74.08": (-3.11, 121.22),
    "74.09": (-3.34, 122.02), "74.10": (-4.57, 123.03), "74.11": (-3.44, 121.29), "74.12": (-4.13, 123.10),
    "74.13": (-4.84, 122.48), "74.14": (-5.26, 122.37), "74.15": (-5.58, 122.66), "74.71": (-4.04, 122.53),
    "74.72": (-5.43, 122.71),
}  # fmt: skip
KDKMP_YEAR = 2025
KDKMP_OPERATING_SHARE = 0.4
# 8 of 2.285 had met by December 2025; that is published with the 40 % that operate. One for every 134 villages of a
# region is 8. Members are not published: two in a hundred residents, a little more than the twenty asked of each.
KDKMP_VILLAGES_PER_RAT = 134
KDKMP_MEMBERS_SHARE = 0.02


@dataclass(frozen=True)
class Place:
    """One region as the simulation sees it; `villages` and `population` are 0 for the provincial bucket."""

    region: Region
    population: int
    villages: int
    economy_idr: float
    districts: int

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def short(self) -> str:
        return self.region.abbreviation if self.region.is_local else "Provinsi"


@dataclass(frozen=True)
class Calibration:
    """Places by code (the provincial bucket first) and what was stated: (region, subject) → (year, value) by year."""

    places: tuple[Place, ...]
    every: dict[tuple[str, str], list[tuple[int, float]]]

    @property
    def statements(self) -> dict[tuple[str, str], tuple[int, float]]:
        """The newest per region and subject; of two for one year the larger."""
        return {key: max(values) for key, values in self.every.items()}

    @property
    def local(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.region.is_local)

    def stated(self, subject: str) -> dict[str, float]:
        """Region code → the newest published value on a subject."""
        return {code: value for (code, known), (_year, value) in self.statements.items() if known == subject}

    def newest(self, *subjects: str) -> dict[str, float]:
        """Region code → the newest published value on any of the subjects, the first subject before the next."""
        best: dict[str, tuple[int, float]] = {}
        for subject in subjects:
            for (code, known), statement in self.statements.items():
                if known == subject and statement[0] > best.get(code, (0, 0.0))[0]:
                    best[code] = statement
        return {code: value for code, (_year, value) in best.items()}


def load(reference: Path) -> Calibration:
    """Read regions, figures and statements under `reference`."""
    figures = _newest_figures(reference / "figures.csv")
    regions = region_list.load(reference)
    bucket = next(region for region in regions.all if region.level is Level.PROVINCIAL_BUCKET)
    places = [Place(bucket, 0, 0, 0.0, 1)]
    for region in regions.local_in_force(LAST_YEAR):
        keys = (region.code, region.bps_code or "")
        villages = int(_figure(figures, "villages", keys))
        population = int(_figure(figures, "population_persons", keys))
        economy = _figure(figures, "grdp_current_idr", keys)
        places.append(Place(region, population, villages, economy, min(28, max(5, round(villages / 10)))))
    return Calibration(tuple(places), _statements(reference / "statements.csv"))


def _figure(figures: Mapping[tuple[str, str, str], float], measure: str, keys: tuple[str, str]) -> float:
    """A dotted code is Kemendagri's and four digits are BPS's, so each key fits only its own system."""
    return next(figures[measure, key, ""] for key in keys if (measure, key, "") in figures)


def _newest_figures(path: Path) -> dict[tuple[str, str, str], float]:
    newest: dict[tuple[str, str, str], tuple[str, float]] = {}
    for row in _rows(path):
        key = (row["measure_id"], row["region_code_printed"], "")
        if row["year"] <= str(LAST_YEAR + 1) and row["year"] >= newest.get(key, ("", 0.0))[0]:
            newest[key] = (row["year"], float(row["value"]))
    return {key: value for key, (_year, value) in newest.items()}


def _statements(path: Path) -> dict[tuple[str, str], list[tuple[int, float]]]:
    every: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for row in _rows(path):
        every.setdefault((row["region_code"], row["subject_id"]), []).append((int(row["year"]), float(row["value"])))
    return every


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Split `total` into whole parts proportional to `weights` (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole if whole else 0.0 for weight in weights]
    parts = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


@dataclass(frozen=True)
class Quotas:
    """Counts of cooperatives: field → year → one number per place, in the order of the places."""

    registered: dict[int, list[int]]
    new: dict[int, list[int]]
    dissolved: dict[int, list[int]]
    active: dict[int, list[int]]
    held_rat: dict[int, list[int]]


def quotas(calibration: Calibration, scale: float) -> Quotas:
    """Spread the province's counts over the places; `scale` below 1 shrinks them all alike."""
    sized = min(1.0, scale)
    weights = _registered_weights(calibration)
    registered = {LAST_YEAR: apportion(round(REGISTERED[LAST_YEAR] * sized), weights)}
    new: dict[int, list[int]] = {}
    dissolved: dict[int, list[int]] = {}
    for year in reversed(YEARS):
        gone = max(1, round(DISSOLVED[year] * sized))
        before = REGISTERED.get(year - 1, REGISTERED[year] + DISSOLVED[year] - NEW_BEFORE)
        born = round(REGISTERED[year] * sized) - round(before * sized) + gone
        dissolved[year], new[year] = apportion(gone, weights), apportion(born, weights)
        flows = zip(registered[year], new[year], dissolved[year], strict=True)
        registered[year - 1] = [stock - came + left for stock, came, left in flows]
    shares = _active_shares(calibration)
    active = {year: _active(round(ACTIVE[year] * sized), registered[year], shares) for year in YEARS}
    held = {year: _held_rat(calibration, round(HELD_RAT[year] * sized), active[year], sized) for year in YEARS}
    return Quotas(registered, new, dissolved, active, held)


def _registered_weights(calibration: Calibration) -> list[float]:
    """Cooperatives of the last year: as stated and grown by 2 % a year, else by people, villages and economy."""
    total = REGISTERED[LAST_YEAR]
    stated = {
        code: value * 1.02 ** max(0, LAST_YEAR - year)
        for (code, subject), (year, value) in calibration.statements.items()
        if subject == "koperasi_total"
    }
    silent = [place for place in calibration.local if place.code not in stated]
    left = total * (1 - PROVINCIAL_SHARE) - sum(stated.get(place.code, 0.0) for place in calibration.local)
    size = relative_size(silent)
    return [
        total * PROVINCIAL_SHARE if not place.region.is_local else stated.get(place.code) or left * size[place.code]
        for place in calibration.places
    ]


def relative_size(places: Sequence[Place]) -> dict[str, float]:
    """Each place's part of the places given, by people (0.6), villages and economy (0.2 each); sums to 1."""
    people = sum(place.population for place in places)
    villages = sum(place.villages for place in places)
    economy = sum(place.economy_idr for place in places)
    return {
        place.code: 0.6 * place.population / people
        + 0.2 * place.villages / villages
        + 0.2 * place.economy_idr / economy
        for place in places
    }


def _active_shares(calibration: Calibration) -> list[float]:
    active, total = calibration.stated("koperasi_aktif"), calibration.stated("koperasi_total")
    return [
        min(0.9, active[place.code] / total[place.code])
        if place.code in active and place.code in total
        else UNSTATED_ACTIVE_SHARE
        for place in calibration.places
    ]


def _active(total: int, registered: Sequence[int], shares: Sequence[float]) -> list[int]:
    """Shift all stated shares by the same log-odds until the province's total is met."""

    def expected(shift: float) -> list[float]:
        odds = (share / (1 - share) * math.exp(shift) for share in shares)
        return [count * odd / (1 + odd) for count, odd in zip(registered, odds, strict=True)]

    low, high = -6.0, 6.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(expected(middle)) < total else (low, middle)
    return [min(count, part) for count, part in zip(registered, apportion(total, expected(low)), strict=True)]


def _held_rat(calibration: Calibration, total: int, active: Sequence[int], sized: float) -> list[int]:
    """As stated where somebody stated it, else in proportion to the active ones; never more than are active."""
    stated = calibration.stated("koperasi_rat")
    fixed = [
        min(count, round(stated[place.code] * sized)) if place.region.is_local and place.code in stated else None
        for place, count in zip(calibration.places, active, strict=True)
    ]
    open_weights = [0.0 if known is not None else float(count) for known, count in zip(fixed, active, strict=True)]
    rest = apportion(total - sum(known or 0 for known in fixed), open_weights)
    return [part if known is None else known for known, part in zip(fixed, rest, strict=True)]
