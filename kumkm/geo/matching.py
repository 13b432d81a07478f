"""Deciding which region each row of a delivered layer is.

Kemendagri and BPS codes look alike and collide, so a code's system is never assumed: names decide,
and where there are no names, dotted codes are held against the present boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from kumkm.domain.regions import CodeSystem, Region, Regions
from kumkm.errors import InputError, RegionError
from kumkm.geo import boundaries

CODE_FIELDS = (
    "kdpkab", "kode_kab", "kode_kabupaten_kota", "kode_kabkota", "kode_kab_kota", "kodekab", "kdkab",
    "kd_kab", "idkab", "id_kab", "kdbbps", "kab_code", "adm2_pcode", "kode", "code", "kdppum", "kdepum",
)  # fmt: skip
NAME_FIELDS = (
    "wadmkk", "nama_kabupaten_kota", "nama_kabkota", "nama_kab", "namakab", "nmkab", "kab_kota", "kabkota",
    "kabupaten", "kabupaten_kota", "adm2_id", "adm2_en", "name_2", "namobj", "nama", "name", "nama_wilayah",
)  # fmt: skip
_CODE = re.compile(r"(?:ID)?(\d{2})(\.?)(\d{2})(?:\.?\d{2,3}(?:\.?\d{3,4})?)?", re.IGNORECASE)
SHOWN = 5  # examples in a message

FitsCode = Callable[[gpd.GeoDataFrame, CodeSystem], bool]


@dataclass(frozen=True)
class Match:
    """Rows with `region_code`, and how they were recognised."""

    layer: gpd.GeoDataFrame  # region_code, geometry
    code_field: str | None
    name_field: str | None
    system: CodeSystem | None
    skipped: int  # rows that are no kabupaten/kota of this province


def match(
    layer: gpd.GeoDataFrame,
    regions: Regions,
    *,
    where: str,
    code_field: str | None = None,
    name_field: str | None = None,
    fits: FitsCode,
) -> Match:
    """Return the province's rows with their region code; raises InputError.

    `fits(rows, system)` says whether geometry agrees with the codes in column `digits` read under
    `system`; it is asked only where there are no names. `where` opens every message.
    """
    code_field = _field(layer, code_field, where) if code_field else _detect(layer, CODE_FIELDS, _digits)
    names = _name_reader(regions)
    name_field = _field(layer, name_field, where) if name_field else _detect(layer, NAME_FIELDS, names)
    if code_field is None and name_field is None:
        raise InputError(
            f"{where}: kolom kode atau nama kabupaten/kota tidak ditemukan. "
            f"Kolom yang ada: {_columns(layer)}. Sebutkan dengan --code-field atau --name-field."
        )
    rows = _read(layer, code_field, name_field, regions)
    system = _decide(rows, regions, code_field, where, fits)
    rows["region_code"] = [_row_code(row, system, regions) for row in rows.itertuples()]
    known = rows[rows["region_code"].notna()]
    if known.empty:
        raise InputError(f"{where}: tidak ada baris yang dikenali sebagai kabupaten/kota Sulawesi Tenggara.")
    return Match(known[["region_code", "geometry"]], code_field, name_field, system, len(layer) - len(known))


# ---- fields


def _columns(layer: gpd.GeoDataFrame) -> str:
    return ", ".join(str(column) for column in layer.columns if column != layer.geometry.name) or "(tidak ada)"


def _field(layer: gpd.GeoDataFrame, wanted: str, where: str) -> str:
    for column in layer.columns:
        if str(column).lower() == wanted.lower() and column != layer.geometry.name:
            return str(column)
    raise InputError(f"{where}: kolom '{wanted}' tidak ada. Kolom yang ada: {_columns(layer)}.")


def _detect(layer: gpd.GeoDataFrame, candidates: tuple[str, ...], read: Callable[[object], str | None]) -> str | None:
    """Return the candidate column that tells most regions apart (the earlier on a tie), or None."""
    by_name = {str(column).lower(): str(column) for column in layer.columns}
    columns = [by_name[name] for name in candidates if name in by_name]
    values = {column: {read(value) for value in layer[column]} - {None} for column in columns}
    best = max(columns, key=lambda column: len(values[column]), default=None)
    return best if best is not None and values[best] else None


def _digits(value: object) -> str | None:
    """Return the four digits of a code of this province (of its villages too), or None.

    A float with decimals (74.01 as a number) is refused: 74.10 and 74.1 cannot be told apart.
    """
    match = _CODE.fullmatch(_text(value))
    return match[1] + match[3] if match and match[1] == "74" and match[3] != "00" else None


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and (pd.isna(value) or not value.is_integer())):
        return ""
    return str(int(value) if isinstance(value, float) else value).strip()


def _name_reader(regions: Regions) -> Callable[[object], str | None]:
    """Return a reader: cell → code of the kabupaten/kota with that name, or None."""

    def read(value: object) -> str | None:
        try:
            region = regions.resolve_name(_text(value))
        except RegionError:
            return None
        return region.code if region.is_local else None

    return read


def _read(
    layer: gpd.GeoDataFrame, code_field: str | None, name_field: str | None, regions: Regions
) -> gpd.GeoDataFrame:
    """Return digits, dotted, name (as written), named (code by name), geometry; other provinces left out."""
    rows = gpd.GeoDataFrame(geometry=layer.geometry.to_numpy(), crs=layer.crs)
    codes = [_text(value) for value in layer[code_field]] if code_field else [""] * len(layer)
    names = [_text(value) for value in layer[name_field]] if name_field else [""] * len(layer)
    read_name = _name_reader(regions)
    rows["digits"] = [_digits(code) for code in codes]
    rows["dotted"] = ["." in code for code in codes]
    rows["name"] = names
    rows["named"] = [read_name(name) for name in names]
    foreign = [
        bool(_CODE.fullmatch(code)) and digits is None for code, digits in zip(codes, rows["digits"], strict=True)
    ]
    return rows[[not flag for flag in foreign]].astype({"digits": object, "named": object}).reset_index(drop=True)


# ---- code system


def _decide(
    rows: gpd.GeoDataFrame, regions: Regions, code_field: str | None, where: str, fits: FitsCode
) -> CodeSystem | None:
    """Return the system of the codes; None where names alone identify the rows. Raises InputError."""
    coded = rows[rows["digits"].notna()]
    if coded.empty:
        return None
    if (coded["name"] != "").any():
        return _decide_by_name(coded[coded["name"] != ""], regions, where)
    if not coded["dotted"].all():
        raise InputError(_ambiguous(regions, code_field, where))
    systems = [system for system in CodeSystem if _known(coded, system, regions) and fits(coded, system)]
    if len(systems) != 1:
        raise InputError(
            f"{where}: kode pada kolom '{code_field}' tidak cocok dengan letak poligonnya, baik sebagai kode "
            "Kemendagri maupun BPS. Tambahkan kolom nama kabupaten/kota dan sebutkan dengan --name-field."
        )
    return systems[0]


def _decide_by_name(coded: gpd.GeoDataFrame, regions: Regions, where: str) -> CodeSystem:
    """Return the only system under which every code agrees with its name."""
    unread = sorted({row.name for row in coded[["name", "named"]].itertuples(index=False) if row.named is None})
    if unread:
        raise InputError(
            f"{where}: nama {', '.join(map(repr, unread[:SHOWN]))} tidak dikenali sebagai kabupaten/kota. "
            "Perbaiki ejaannya atau sebutkan kolom nama yang benar dengan --name-field."
        )
    conflicts = {system: _conflicts(coded, system, regions) for system in CodeSystem}
    agreeing = [system for system in CodeSystem if not conflicts[system]]
    if len(agreeing) == 1:
        return agreeing[0]
    if agreeing:
        raise InputError(f"{where}: kodenya terlalu sedikit untuk menentukan sistem kode (Kemendagri atau BPS).")
    details = "; ".join(f"sebagai {system.value}: {', '.join(conflicts[system][:SHOWN])}" for system in CodeSystem)
    raise InputError(
        f"{where}: kode dan nama tidak selaras di bawah satu sistem kode pun ({details}). "
        "Perbaiki baris itu, atau hapus kolom kode dan impor dengan nama saja."
    )


def _conflicts(coded: gpd.GeoDataFrame, system: CodeSystem, regions: Regions) -> list[str]:
    pairs = sorted({(row.digits, row.name, row.named) for row in coded.itertuples(index=False)})
    return [f"{digits} bukan {name}" for digits, name, named in pairs if code_of(digits, system, regions) != named]


def _known(coded: gpd.GeoDataFrame, system: CodeSystem, regions: Regions) -> bool:
    return all(code_of(digits, system, regions) for digits in coded["digits"])


def _ambiguous(regions: Regions, code_field: str | None, where: str) -> str:
    example = next(region for region in regions.local if region.bps_code not in (None, _bare(region)))
    other = regions.resolve_code(_bare(example), system=CodeSystem.BPS)
    return (
        f"{where}: kode empat angka pada kolom '{code_field}' bermakna ganda. "
        f"{_bare(example)} adalah {example.name} menurut Kemendagri, tetapi {other.name} menurut BPS. "
        "Tambahkan kolom nama kabupaten/kota (sebutkan dengan --name-field), "
        "atau pakai kode Kemendagri bertitik."
    )


def _bare(region: Region) -> str:
    return region.code.replace(".", "")


def code_of(digits: str, system: CodeSystem, regions: Regions) -> str | None:
    """Return the dotted Kemendagri code of four digits read under `system`; None if there is none."""
    try:
        return regions.resolve_code(digits, system=system).code
    except RegionError:
        return None


def _row_code(row: object, system: CodeSystem | None, regions: Regions) -> str | None:
    digits, named = getattr(row, "digits", None), getattr(row, "named", None)
    if isinstance(digits, str) and system is not None:
        return code_of(digits, system, regions)
    return named if isinstance(named, str) else None


# ---- geometry against the present layer


def misplaced(layer: gpd.GeoDataFrame, present: gpd.GeoDataFrame, tolerance_m: float) -> list[str]:
    """Return the codes whose inner point lies further than `tolerance_m` from the present region.

    `layer` has region_code (one row per region), `present` has code; both any CRS.
    A region that the present layer does not know is not judged.
    """
    here = present.to_crs(boundaries.METRIC).set_index("code").geometry
    rows = layer.to_crs(boundaries.METRIC)
    return [
        code
        for code, point in zip(rows["region_code"], rows.geometry.representative_point(), strict=True)
        if code in here.index and here[code].distance(point) > tolerance_m
    ]
