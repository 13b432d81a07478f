"""Regions: codes, names, spellings, and the year each one came into being.

Two official code systems look alike and collide (Kemendagri 74.01 is Kolaka, BPS 7401 is Buton),
so a code is never read without its system.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kumkm.errors import InputError, RegionError


class Level(StrEnum):
    """What kind of area a row of `regions.csv` is."""

    NATION = "nasional"
    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    PROVINCIAL_BUCKET = "binaan_provinsi"


class Landmass(StrEnum):
    """Where an area lies: on the mainland of Sulawesi (Bombana with its island Kabaena too), or on islands."""

    MAINLAND = "daratan"
    ISLANDS = "kepulauan"


class CodeSystem(StrEnum):
    """Who issued a region code."""

    KEMENDAGRI = "kemendagri"
    BPS = "bps"


@dataclass(frozen=True)
class Region:
    """One area. `code` is the dotted Kemendagri code; `bps_code` is BPS's four digits, as text."""

    code: str
    bps_code: str | None
    level: Level
    name: str
    short_name: str
    abbreviation: str
    capital: str | None
    area_km2: float | None
    parent_code: str | None
    split_year: int | None
    valid_from: int
    valid_to: int | None
    landmass: Landmass | None = None

    @property
    def is_local(self) -> bool:
        """True for a kabupaten or a kota."""
        return self.level in (Level.REGENCY, Level.CITY)

    def in_force(self, year: int) -> bool:
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


class Regions:
    """All regions with their spellings; order is by code."""

    def __init__(self, regions: Iterable[Region], aliases: Iterable[tuple[str, str]]) -> None:
        self.all = tuple(sorted(regions, key=lambda region: region.code))
        self.by_code = {region.code: region for region in self.all}
        self._by_bps = {region.bps_code: region for region in self.all if region.bps_code}
        self._by_spelling: dict[tuple[str | None, str], Region] = {}
        listed = list(aliases)
        self.spellings = tuple(alias for _code, alias in listed)
        for code, alias in listed:
            self._add_alias(code, alias)

    @property
    def province(self) -> Region:
        return next(region for region in self.all if region.level is Level.PROVINCE)

    @property
    def local(self) -> tuple[Region, ...]:
        """Every kabupaten and kota ever listed, by code."""
        return tuple(region for region in self.all if region.is_local)

    @property
    def names(self) -> dict[str, str]:
        """Code → short name of every kabupaten and kota that exists today, by code."""
        return {region.code: region.short_name for region in self.local if region.valid_to is None}

    def local_in_force(self, year: int) -> tuple[Region, ...]:
        """The kabupaten and kota that exist in `year`, by code."""
        return tuple(region for region in self.local if region.in_force(year))

    def children(self, code: str) -> tuple[Region, ...]:
        """Regions that split off from `code`, by code."""
        return tuple(region for region in self.local if region.parent_code == code)

    def resolve_code(self, code: str, *, system: CodeSystem) -> Region:
        """Return the region that `system` gives this code.

        Kemendagri codes may be written 74.01 or 7401. Raises RegionError for anything else,
        also for `74.1`, what is left of a code that was once read as a number.
        """
        text = code.strip()
        if system is CodeSystem.KEMENDAGRI:
            dotted = f"{text[:2]}.{text[2:]}" if re.fullmatch(r"\d{4}", text) else text
            region = self.by_code.get(dotted)
        else:
            region = self._by_bps.get(text)
        if region is None:
            raise RegionError(
                f"Kode wilayah '{code}' tidak dikenal pada sistem kode {system.value}. "
                "Kode ditulis sebagai teks, dua angka provinsi dan dua angka kabupaten/kota."
            )
        return region

    def resolve_name(self, name: str) -> Region:
        """Return the region with exactly this spelling; raises RegionError.

        The type prefix (Kab., Kota) is split off but must agree: "Kab. Kendari" is an error.
        """
        prefix, spelling = split_type(name)
        region = self._by_spelling.get((prefix, spelling))
        if region is None and prefix is not None:
            region = self._by_spelling.get((None, spelling))
            if region is not None and _TYPE_OF_LEVEL.get(region.level) != prefix:
                region = None
        if region is None:
            raise RegionError(
                f"Nama kabupaten/kota '{name}' tidak dikenali. "
                "Gunakan nama resmi, misalnya 'Kabupaten Kolaka' atau 'Kota Kendari'."
            )
        return region

    def _add_alias(self, code: str, alias: str) -> None:
        region = self.by_code.get(code)
        if region is None:
            raise InputError(f"region_aliases.csv: kode '{code}' tidak ada di regions.csv.")
        other = self._by_spelling.setdefault(split_type(alias), region)
        if other is not region:
            raise InputError(f"region_aliases.csv: ejaan '{alias}' dipakai {other.name} dan {region.name}.")


_PREFIX = re.compile(r"^(KABUPATEN|KAB|KOTA|PROVINSI|PROV)(?:\.\s*|\s+)(?=\S)")
_TYPE = {"KAB": "KABUPATEN", "PROV": "PROVINSI"}
_TYPE_OF_LEVEL = {Level.REGENCY: "KABUPATEN", Level.CITY: "KOTA", Level.PROVINCE: "PROVINSI"}


def split_type(name: str) -> tuple[str | None, str]:
    """Return (type prefix or None, upper-case name with hyphens, dots and spaces removed)."""
    text = re.sub(r"\s+", " ", name.replace("\u00a0", " ")).strip().upper()
    prefix = None
    match = _PREFIX.match(text)
    if match:
        prefix = _TYPE.get(match[1], match[1])
        text = text[match.end() :]
    return prefix, re.sub(r"[\s.\-]", "", text)


def load(reference: Path) -> Regions:
    """Read `regions.csv` and `region_aliases.csv` under `reference`."""
    regions = []
    for number, row in enumerate(_rows(reference / "regions.csv"), start=2):
        try:
            regions.append(_region(row))
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(
                f"data/reference/regions.csv baris {number}: isi tidak sesuai kolomnya ({error}). "
                "Periksa kode, tingkat, luas, dan tahun pada baris itu."
            ) from error
    try:
        aliases = [(row["region_code"], row["alias"]) for row in _rows(reference / "region_aliases.csv")]
    except KeyError as error:
        raise InputError(f"data/reference/region_aliases.csv: kolom {error} tidak ada.") from error
    return Regions(regions, aliases)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _region(row: dict[str, str]) -> Region:
    def number(key: str) -> int | None:
        return int(row[key]) if row[key] else None

    return Region(
        code=row["region_code"],
        bps_code=row["bps_code"] or None,
        level=Level(row["level"]),
        name=row["name"],
        short_name=row["short_name"],
        abbreviation=row["abbreviation"],
        capital=row["capital"] or None,
        area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        parent_code=row["parent_code"] or None,
        split_year=number("split_year"),
        valid_from=int(row["valid_from"]),
        valid_to=number("valid_to"),
        landmass=Landmass(row["landmass"]) if row["landmass"] else None,
    )
