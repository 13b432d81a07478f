"""Making a boundary layer small without tearing shared borders or losing inhabited islands."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from kumkm.errors import InputError
from kumkm.geo import boundaries
from kumkm.settings import Settings

MAX_BYTES = 150_000
DECIMALS = 4  # about 11 m
TOLERANCES = (0, 10, 20, 30, 40, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 700, 1000)  # metres
MIN_AREA = 30_000  # square metres: smaller uninhabited islets are dropped
MAX_GAP = 100  # metres: a narrower gap enclosed by neighbours is a drawing error
MIN_HOLE = 2_000_000  # square metres
NEAR = 600  # metres from an inhabited island's point to its land
OCTAGON_RADIUS = 350  # metres


@dataclass(frozen=True)
class Simplified:
    """The small layer, its GeoJSON text, and what it cost."""

    layer: gpd.GeoDataFrame  # code, name, geometry (EPSG:4326, four decimals)
    text: str
    tolerance_m: int
    islets_dropped: int
    octagons: list[str]  # names of inhabited islands drawn schematically


def inhabited_islands(settings: Settings) -> gpd.GeoDataFrame:
    """Return island_code, region_code ('' if shared), name, point (EPSG:32751) of every inhabited island."""
    try:
        with (settings.geo / "inhabited_islands.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        points = [shapely.Point(float(row["longitude"]), float(row["latitude"])) for row in rows]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"geo/inhabited_islands.csv tidak dapat dibaca: {error}.") from error
    return gpd.GeoDataFrame(rows, geometry=points, crs=boundaries.LONLAT).to_crs(boundaries.METRIC)


def simplify(layer: gpd.GeoDataFrame, islands: gpd.GeoDataFrame, header: dict[str, str]) -> Simplified:
    """Return the layer at the smallest tolerance whose GeoJSON stays under MAX_BYTES.

    `layer`: code, name, geometry (EPSG:32751, valid, no gross overlap). `header` goes on top of the
    file. Raises InputError if no tolerance is enough.
    """
    shapes = [_without_holes(shape) for shape in _clean_coverage(layer.geometry.to_numpy())]
    for tolerance in TOLERANCES:
        kept = [_keep_parts(shape, islands, max(MIN_AREA, tolerance**2)) for shape in shapes]
        simple = np.asarray(shapely.coverage_simplify(np.asarray(kept, dtype=object), tolerance), dtype=object)
        drawn, octagons = _with_octagons(simple, list(layer["code"]), islands)
        text = geojson_text(_rounded(layer, drawn), header)
        if len(text.encode()) < MAX_BYTES:
            dropped = sum(
                len(boundaries.parts(before)) - len(boundaries.parts(after))
                for before, after in zip(shapes, kept, strict=True)
            )
            return Simplified(_as_written(text), text, tolerance, dropped, octagons)
    raise InputError(f"Batas tidak dapat disederhanakan sampai di bawah {MAX_BYTES // 1000} kB.")


def missing_islands(layer: gpd.GeoDataFrame, islands: gpd.GeoDataFrame) -> list[str]:
    """Return the inhabited islands (names) without land within NEAR metres of their point."""
    land = shapely.STRtree(layer.to_crs(boundaries.METRIC).geometry.to_numpy())
    near = set(land.query(islands.geometry.to_numpy(), predicate="dwithin", distance=NEAR)[0])
    return [name for index, name in enumerate(islands["name"]) if index not in near]


def geojson_text(layer: gpd.GeoDataFrame, header: dict[str, str]) -> str:
    """Return the layer (EPSG:4326) as compact RFC 7946 GeoJSON: shells anticlockwise, four decimals."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [_rings(part) for part in boundaries.parts(geometry)],
            },
        }
        for code, name, geometry in zip(layer["code"], layer["name"], layer.geometry, strict=True)
    ]
    content = {"type": "FeatureCollection", **header, "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _rings(polygon: shapely.Polygon) -> list[list[list[float]]]:
    oriented = shapely.orient_polygons(polygon, exterior_cw=False)
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
        for ring in (oriented.exterior, *oriented.interiors)
    ]


def _clean_coverage(shapes: np.ndarray) -> np.ndarray:
    """Close the hairline gaps and overlaps along borders that two files' authors drew twice."""
    if shapely.coverage_is_valid(shapes):
        return shapes
    return np.asarray(shapely.coverage_clean(shapes, gap_width=MAX_GAP), dtype=object)


def _without_holes(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Fill holes under MIN_HOLE that are no neighbour's enclave: lakes and slivers between villages."""
    return shapely.MultiPolygon(
        [
            shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > MIN_HOLE])
            for part in boundaries.parts(shape)
        ]
    )


def _keep_parts(shape: shapely.Geometry, islands: gpd.GeoDataFrame, min_area: float) -> shapely.MultiPolygon:
    """Drop islets under `min_area` unless an inhabited island's point is near; the largest part stays."""
    polygons = boundaries.parts(shape)
    tree = shapely.STRtree(polygons)
    inhabited = set(tree.query(islands.geometry.to_numpy(), predicate="dwithin", distance=NEAR)[1])
    return shapely.MultiPolygon(
        [part for i, part in enumerate(polygons) if i == 0 or part.area >= min_area or i in inhabited]
    )


def _with_octagons(
    shapes: np.ndarray, codes: list[str], islands: gpd.GeoDataFrame
) -> tuple[list[shapely.Geometry], list[str]]:
    """Draw an octagon for every inhabited island without land; returns the shapes and the islands' names."""
    drawn = list(shapes)
    land = shapely.union_all(shapes)
    names = []
    for island in islands.itertuples():
        if land.distance(island.geometry) > NEAR and island.region_code in codes:
            index = codes.index(island.region_code)
            octagon = island.geometry.buffer(OCTAGON_RADIUS, quad_segs=2).difference(land)
            drawn[index] = shapely.union_all([drawn[index], octagon])
            land = land.union(octagon)
            names.append(island.name)
    return drawn, names


def _rounded(layer: gpd.GeoDataFrame, shapes: list[shapely.Geometry]) -> gpd.GeoDataFrame:
    """Return the layer in EPSG:4326 with the new shapes, every vertex rounded, valid again."""
    lonlat = gpd.GeoSeries(shapes, crs=boundaries.METRIC).to_crs(boundaries.LONLAT).to_numpy()
    rounded = shapely.transform(lonlat, lambda points: np.round(points, DECIMALS))
    geometry = [shapely.MultiPolygon(boundaries.parts(shape)) for shape in shapely.make_valid(rounded)]
    return gpd.GeoDataFrame(layer[["code", "name"]].reset_index(drop=True), geometry=geometry, crs=boundaries.LONLAT)


def _as_written(text: str) -> gpd.GeoDataFrame:
    """Return the layer that a reader of the file will see, vertex by vertex."""
    return gpd.GeoDataFrame.from_features(json.loads(text)["features"], crs=boundaries.LONLAT)
