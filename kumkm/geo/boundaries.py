"""The boundary layer of the kabupaten/kota and what makes it a sound one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

import geopandas as gpd
import shapely

from kumkm.domain.regions import Region, Regions
from kumkm.errors import InputError, RegionError
from kumkm.settings import Settings

LONLAT = 4326
METRIC = 32751  # WGS 84 / UTM 51S: the whole province in one zone, unlike TM-3
MAX_OVERLAP = 0.001  # share of the smaller region's area
INDICATIVE_NOTE = "Batas indikatif, bukan acuan hukum"


@dataclass(frozen=True)
class LayerInfo:
    """What `geo/layer.toml` says about the layer."""

    indicative: bool
    source: str
    attribution: str
    licence: str

    @property
    def note(self) -> str:
        """The sentence that belongs on every map; empty for an official layer."""
        return INDICATIVE_NOTE if self.indicative else ""


def load_info(settings: Settings) -> LayerInfo:
    """Read `geo/layer.toml`; raises InputError."""
    try:
        table = tomllib.loads((settings.geo / "layer.toml").read_text(encoding="utf-8"))
        return LayerInfo(**table)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"geo/layer.toml tidak dapat dibaca: {error}. Isinya harus indicative, source, attribution dan licence."
        ) from error


def load(settings: Settings) -> gpd.GeoDataFrame:
    """Return the layer: columns code, name, geometry (EPSG:4326); one row per region, by code."""
    path = settings.geo / "regions.geojson"
    try:
        layer = gpd.read_file(path)[["code", "name", "geometry"]]
    except (OSError, RuntimeError, KeyError) as error:
        raise InputError(
            f"geo/regions.geojson tidak dapat dibaca: {error}. Kembalikan berkas itu dari rilis program."
        ) from error
    return layer.sort_values("code", ignore_index=True)


def check_layer(layer: gpd.GeoDataFrame, regions: Regions, year: int) -> list[str]:
    """Return every reason, in Indonesian, why the layer cannot serve in `year`; empty if sound.

    `layer` has code, name and polygons in any CRS. All regions in force are there exactly once,
    codes and names agree, geometry is valid, and no two regions overlap by more than MAX_OVERLAP.
    """
    expected = regions.local_in_force(year)
    problems = _code_problems(list(layer["code"]), expected)
    problems += _name_problems(layer, regions)
    unsound = _geometry_problems(layer)
    return problems + unsound + ([] if unsound else _overlap_problems(layer))


def _code_problems(codes: list[str], expected: tuple[Region, ...]) -> list[str]:
    names = {region.code: region.name for region in expected}
    missing = [f"{name} ({code}) tidak ada." for code, name in names.items() if code not in codes]
    repeated = [f"{names[code]} ({code}) ada {codes.count(code)} kali." for code in names if codes.count(code) > 1]
    unknown = [f"Kode '{code}' bukan kabupaten/kota yang berlaku." for code in codes if code not in names]
    return missing + repeated + unknown


def _name_problems(layer: gpd.GeoDataFrame, regions: Regions) -> list[str]:
    return [
        f"Nama '{name}' tidak cocok dengan kode {code}."
        for code, name in zip(layer["code"], layer["name"], strict=True)
        if not _agree(code, name, regions)
    ]


def _agree(code: str, name: str, regions: Regions) -> bool:
    try:
        return regions.resolve_name(name).code == code
    except RegionError:
        return False


def _geometry_problems(layer: gpd.GeoDataFrame) -> list[str]:
    problems = []
    for code, geometry in zip(layer["code"], layer.geometry, strict=True):
        if geometry is None or geometry.is_empty or geometry.area == 0:
            problems.append(f"Poligon {code} kosong.")
        elif not isinstance(geometry, shapely.Polygon | shapely.MultiPolygon):
            problems.append(f"Geometri {code} bukan poligon melainkan {geometry.geom_type}.")
        elif not geometry.is_valid:
            problems.append(f"Poligon {code} tidak sah: {shapely.is_valid_reason(geometry)}.")
    return problems


def _overlap_problems(layer: gpd.GeoDataFrame) -> list[str]:
    metric = layer.to_crs(METRIC)
    codes, shapes = list(layer["code"]), metric.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    problems = []
    for first, second in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        if first < second:
            smaller = min(shapes[first].area, shapes[second].area)
            shared = shapes[first].intersection(shapes[second]).area
            if shared > MAX_OVERLAP * smaller:
                problems.append(f"{codes[first]} dan {codes[second]} tumpang tindih {decimal(shared / 1e6)} km².")
    return problems


def parts(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    """Return the polygons of any geometry, the largest first; lines and points are left out."""
    flat = shapely.get_parts(shapely.get_parts(geometry))  # twice: a collection may hold multipolygons
    polygons = [part for part in flat if isinstance(part, shapely.Polygon) and part.area > 0]
    return sorted(polygons, key=lambda polygon: -polygon.area)


def decimal(value: float, digits: int = 2) -> str:
    """Write a number the Indonesian way: 1234.5 → '1.234,50'."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))
