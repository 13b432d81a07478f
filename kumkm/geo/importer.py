"""Replacing the boundary layer by another one, typically the official, or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import geopandas as gpd
import shapely

from kumkm.domain import regions as region_list
from kumkm.domain.regions import CodeSystem, Regions
from kumkm.errors import InputError
from kumkm.geo import boundaries, matching, reading, shapes
from kumkm.geo.boundaries import LayerInfo, decimal
from kumkm.geo.locator import locator_text
from kumkm.geo.simplify import Simplified, inhabited_islands, missing_islands, simplify
from kumkm.settings import Settings

TOLERANCE_INDICATIVE_M = 5_000  # how far the present layer may be off
TOLERANCE_OFFICIAL_M = 1_000
MAX_AREA_ERROR = 0.30  # of the official area; beyond it something else than land was delivered
WORTH_A_LOOK = 0.05
MAX_SELF_OVERLAP = 0.01  # of a region's area, between its own polygons


@dataclass(frozen=True)
class Area:
    """One region's area, in km²."""

    code: str
    name: str
    official: float | None
    measured: float

    @property
    def error(self) -> float | None:
        """Deviation as a share of the official area; None where there is no official area."""
        return self.measured / self.official - 1 if self.official else None


@dataclass(frozen=True)
class ImportReport:
    """What was recognised, changed and measured by an import that succeeded."""

    file: str
    layer: str
    match: matching.Match
    simplified: Simplified
    repaired: int
    areas: list[Area]
    notes: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        """Return the report in Indonesian, ready for a terminal."""
        return "\n".join([*self._summary(), "", *self._area_table(), *self._remarks()])

    def _summary(self) -> list[str]:
        match, simplified = self.match, self.simplified
        system = {CodeSystem.KEMENDAGRI: "Kemendagri", CodeSystem.BPS: "BPS", None: "tidak dipakai"}[match.system]
        fields = f"Kolom kode: {match.code_field or '-'}; kolom nama: {match.name_field or '-'}"
        rows = f"Baris dipakai: {len(match.layer)}; dilewati: {match.skipped}"
        size = decimal(len(simplified.text.encode()) / 1000, 0)
        return [
            f"Batas {len(self.areas)} kabupaten/kota diganti dari {self.file} (lapisan {self.layer}).",
            f"  {fields}; sistem kode: {system}.",
            f"  {rows}; poligon diperbaiki: {self.repaired}.",
            f"  Penyederhanaan {simplified.tolerance_m} m, {size} kB; "
            + f"pulau kecil tak berpenduduk dihilangkan: {simplified.islets_dropped}.",
        ]

    def _area_table(self) -> list[str]:
        lines = [f"{'Kode':<6} {'Kabupaten/kota':<30} {'Resmi km²':>10} {'Terukur':>10} {'Selisih':>8}"]
        for area in self.areas:
            official = decimal(area.official) if area.official else "-"
            error = f"{decimal(100 * area.error, 1)}%" if area.error is not None else "-"
            mark = "  periksa" if area.error is not None and abs(area.error) > WORTH_A_LOOK else ""
            lines.append(f"{area.code:<6} {area.name:<30} {official:>10} {decimal(area.measured):>10} {error:>8}{mark}")
        return lines

    def _remarks(self) -> list[str]:
        remarks = list(self.notes)
        if self.simplified.octagons:
            remarks.append(
                "Pulau berpenduduk yang tidak ada di berkas digambar sebagai segi delapan: "
                f"{', '.join(self.simplified.octagons)}."
            )
        remarks.append("Sesuaikan geo/layer.toml, geo/LICENSE dan geo/README.md dengan sumber dan lisensi yang baru.")
        return ["", "Catatan:", *(f"  - {remark}" for remark in remarks)]


def import_layer(
    path: Path | str,
    settings: Settings,
    *,
    code_field: str | None = None,
    name_field: str | None = None,
    source: str | None = None,
) -> ImportReport:
    """Replace `geo/regions.geojson`, `geo/layer.toml` and `static/geo/regions.json` by what `path` holds.

    `source` is the attribution on the map (default: the file's name). Raises InputError with the
    reasons if the layer is not sound; then nothing was changed.
    """
    path = Path(path)
    regions = region_list.load(settings.reference)
    layer_name, match = _first_that_fits(path, settings, regions, code_field, name_field)
    merged, repaired = _one_row_per_region(match.layer, regions)
    areas = _areas(merged, regions)
    _refuse_if(path.name, _problems(merged, areas, regions))
    info = LayerInfo(False, source or path.name, source or path.name, "Sesuai ketentuan pemilik data")
    simplified = simplify(
        merged, inhabited_islands(settings), {"name": "sultra_kabkota", "attribution": info.attribution}
    )
    _refuse_if(path.name, boundaries.check_layer(simplified.layer, regions, date.today().year))
    notes = match.layer.attrs.get("notes", []) + _notes(merged, simplified, settings)
    _publish(settings, simplified, info)
    return ImportReport(path.name, layer_name, match, simplified, repaired, areas, notes)


# ---- recognising


def _first_that_fits(
    path: Path, settings: Settings, regions: Regions, code_field: str | None, name_field: str | None
) -> tuple[str, matching.Match]:
    """Return the first layer in which all regions in force are recognised; else raise the first reason."""
    layers = reading.polygon_layers(path)
    present = boundaries.load(settings)
    tolerance = _tolerance(settings)

    def fits(rows: gpd.GeoDataFrame, system: CodeSystem) -> bool:
        coded = rows.assign(region_code=[matching.code_of(digits, system, regions) for digits in rows["digits"]])
        whole = coded[["region_code", "geometry"]].set_geometry(shapely.make_valid(coded.geometry.to_numpy()))
        return not matching.misplaced(whole.dissolve("region_code", as_index=False), present, tolerance)

    refusals = []
    for name, layer in layers.items():
        where = f"{path.name}, lapisan {name}"
        try:
            layer = reading.in_lonlat(layer, where)
            match = matching.match(layer, regions, where=where, code_field=code_field, name_field=name_field, fits=fits)
            _refuse_if(where, _missing(match, regions))
        except InputError as error:
            refusals.append(error)
        else:
            match.layer.attrs["notes"] = layer.attrs["notes"]
            return name, match
    raise refusals[0]


def _tolerance(settings: Settings) -> int:
    return TOLERANCE_INDICATIVE_M if boundaries.load_info(settings).indicative else TOLERANCE_OFFICIAL_M


def _missing(match: matching.Match, regions: Regions) -> list[str]:
    codes = set(match.layer["region_code"])
    in_force = regions.local_in_force(date.today().year)
    return [f"{region.name} ({region.code}) tidak ada." for region in in_force if region.code not in codes]


def _refuse_if(where: str, problems: list[str]) -> None:
    if problems:
        reasons = "\n".join(f"  - {problem}" for problem in problems)
        raise InputError(
            f"{where}: batas tidak dapat dipakai; tidak ada yang diubah.\n{reasons}\nPerbaiki, lalu ulangi."
        )


# ---- merging and judging


def _one_row_per_region(rows: gpd.GeoDataFrame, regions: Regions) -> tuple[gpd.GeoDataFrame, int]:
    """Return code, name, geometry (EPSG:32751) by code, and how many polygons had to be made valid."""
    invalid = ~rows.is_valid
    sound = rows.set_geometry(shapely.make_valid(rows.geometry.to_numpy()), crs=rows.crs).to_crs(boundaries.METRIC)
    codes, shapes_, doubled = [], [], []
    for code, group in sound.groupby("region_code", sort=True):
        whole = shapely.union_all(group.geometry.to_numpy())
        if group.area.sum() - whole.area > MAX_SELF_OVERLAP * whole.area:
            doubled.append(f"{regions.by_code[str(code)].name} ({code}) ada lebih dari sekali dan saling menutupi.")
        codes.append(str(code))
        shapes_.append(shapely.MultiPolygon(boundaries.parts(whole)))
    _refuse_if("Berkas batas", doubled)
    names = [regions.by_code[code].short_name for code in codes]
    merged = gpd.GeoDataFrame({"code": codes, "name": names}, geometry=shapes_, crs=boundaries.METRIC)
    return merged, int(invalid.sum())


def _areas(merged: gpd.GeoDataFrame, regions: Regions) -> list[Area]:
    return [
        Area(code, name, regions.by_code[code].area_km2, area / 1e6)
        for code, name, area in zip(merged["code"], merged["name"], merged.area, strict=True)
    ]


def _problems(merged: gpd.GeoDataFrame, areas: list[Area], regions: Regions) -> list[str]:
    wrong = [
        f"Luas {area.name} {decimal(area.measured)} km², padahal resmi {decimal(area.official or 0)} km²; "
        "mungkin wilayah laut ikut atau wilayahnya tertukar."
        for area in areas
        if area.error is not None and abs(area.error) > MAX_AREA_ERROR
    ]
    return boundaries.check_layer(merged, regions, date.today().year) + wrong


def _notes(merged: gpd.GeoDataFrame, simplified: Simplified, settings: Settings) -> list[str]:
    """Return what deserves a look although the layer is accepted."""
    rows = merged.rename(columns={"code": "region_code"})
    moved = matching.misplaced(rows, boundaries.load(settings), _tolerance(settings))
    lost = missing_islands(simplified.layer, inhabited_islands(settings))
    notes = [f"Letak {code} jauh berbeda dari batas sebelumnya; pastikan tidak tertukar." for code in moved]
    if lost:
        notes.append(f"Pulau berpenduduk tanpa daratan pada peta: {', '.join(lost)}.")
    return notes


# ---- publishing


def _publish(settings: Settings, simplified: Simplified, info: LayerInfo) -> None:
    """Prepare every file beside its target, then swap them all in."""
    drawn = shapes.shapes_text(settings, simplified.layer, info)
    contents = {
        settings.geo / "regions.geojson": simplified.text,
        settings.geo / "layer.toml": _layer_toml(info),
        settings.static / "geo" / "regions.json": drawn,
        settings.static / "geo" / "locator.svg": locator_text(drawn),
    }
    drafts = {target: target.with_name(f".{target.name}.{os.getpid()}.tmp") for target in contents}
    try:
        for target, text in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            drafts[target].write_text(text, encoding="utf-8")
        for target, draft in drafts.items():
            draft.replace(target)
    except OSError as error:
        raise InputError(f"Berkas batas tidak dapat ditulis: {error}. Periksa izin folder geo dan static.") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _layer_toml(info: LayerInfo) -> str:
    values = {"source": info.source, "attribution": info.attribution, "licence": info.licence}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"indicative = {str(info.indicative).lower()}", *lines, ""])
