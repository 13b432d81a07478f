"""Shapes for the browser: regions as SVG paths in one viewBox, with insets and tiles.

Every vertex is rounded on the same grid of tenths of a unit, so a border that two regions share
stays the same line for both. The content depends on the files under `geo/` alone.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from kumkm.domain import regions as region_list
from kumkm.errors import InputError
from kumkm.geo import boundaries, tiles
from kumkm.geo.locator import locator_text
from kumkm.settings import Settings

WIDTH = 1000  # units; the height follows from the province's shape
MARGIN = 8
GRID = 10  # grid steps per unit
INSET_PADDING = 0.12  # of the longer side
FRAMING_AREA = 56  # square units (about 10 km²): smaller islands do not decide how large the map is drawn

Json = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """From metres (EPSG:32751, y up) to grid steps (y down)."""

    left: float
    top: float
    scale: float  # units per metre
    height: int  # units

    def to_units(self, geometries: Iterable[shapely.Geometry]) -> np.ndarray:
        """Return the geometries in units, every vertex on the grid."""

        def project(points: np.ndarray) -> np.ndarray:
            x = MARGIN + (points[:, 0] - self.left) * self.scale
            y = MARGIN + (self.top - points[:, 1]) * self.scale
            return np.round(np.column_stack([x, y]) * GRID) / GRID

        return np.asarray(shapely.transform(np.asarray(list(geometries), dtype=object), project))


@dataclass(frozen=True)
class Box:
    """A rectangle in units; x, y is the upper left corner."""

    x: float
    y: float
    width: float
    height: float


def write_shapes(settings: Settings) -> None:
    """Write `static/geo/regions.json` and `locator.svg` from the files under `geo/`; raises InputError."""
    folder = settings.static / "geo"
    folder.mkdir(parents=True, exist_ok=True)
    text = shapes_text(settings, boundaries.load(settings), boundaries.load_info(settings))
    (folder / "regions.json").write_text(text, encoding="utf-8")
    (folder / "locator.svg").write_text(locator_text(text), encoding="utf-8")


def shapes_text(settings: Settings, layer: gpd.GeoDataFrame, info: boundaries.LayerInfo) -> str:
    """Return the JSON of `layer` (code, geometry in EPSG:4326) with the project's insets and tiles."""
    metric = layer.sort_values("code").to_crs(boundaries.METRIC)
    frame = _frame(metric.total_bounds)
    shapes = dict(zip(metric["code"], frame.to_units(metric.geometry), strict=True))
    areas = [_region(code, shape) for code, shape in shapes.items()]
    content = {
        "viewBox": [0, 0, WIDTH, frame.height],
        "extent": _box_json(_extent(shapes.values())),
        "units_per_km": round(frame.scale * 1000, 4),
        "source": info.source,
        "attribution": info.attribution,
        "note": info.note,
        "regions": areas,
        "insets": _insets(_inset_rows(settings), shapes),
        "tiles": _tiles(settings),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _frame(bounds: np.ndarray) -> Frame:
    left, bottom, right, top = bounds
    scale = (WIDTH - 2 * MARGIN) / (right - left)
    return Frame(left, top, scale, height=round((top - bottom) * scale) + 2 * MARGIN)


def _extent(shapes: Iterable[shapely.Geometry]) -> Box:
    """Return what a map must show: all islands but far islets in the south, for which the rest would be drawn smaller.

    The width stays that of the whole: a map is as high as its window, and has sea to spare at its sides.
    """
    islands = [part for shape in shapes for part in boundaries.parts(shape) if part.area >= FRAMING_AREA]
    top, bottom = min(part.bounds[1] for part in islands), max(part.bounds[3] for part in islands)
    return Box(MARGIN, top, WIDTH - 2 * MARGIN, bottom - top)


# ---- regions


def _region(code: str, geometry: shapely.Geometry) -> Json:
    parts = boundaries.parts(geometry)
    return {
        "code": code,
        "d": "".join(_ring(ring) for part in parts for ring in (part.exterior, *part.interiors)),
        "label": _circle(parts[0]),
        "bbox": [_tidy(value) for value in geometry.bounds],
    }


def _ring(ring: shapely.LinearRing) -> str:
    """Return a closed subpath: absolute start, then relative steps; empty if the grid swallowed it."""
    points = np.round(shapely.get_coordinates(ring) * GRID).astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    if len(steps) < 3:
        return ""
    return f"M{_numbers(points[0])}l{_numbers(steps[:-1].ravel())}z"


def _numbers(steps: Iterable[int]) -> str:
    """Write grid steps as units in the fewest characters: [4, -12, 30] → '.4-1.2 3'."""
    text = ""
    for step in steps:
        number = f"{abs(int(step)) / GRID:g}".removeprefix("0") or "0"
        sign = "-" if step < 0 else " " if text else ""
        text += sign + number
    return text


def _circle(polygon: shapely.Polygon) -> Json:
    """Return the largest circle inside the polygon: x, y, r."""
    whole = boundaries.parts(shapely.make_valid(polygon))[0]
    line = shapely.maximum_inscribed_circle(whole, tolerance=0.2)
    x, y = line.coords[0]
    return {"x": _tidy(x), "y": _tidy(y), "r": _tidy(line.length)}


def _tidy(value: float) -> float:
    """Round to a tenth; whole numbers become int, to keep the file short."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded.is_integer() else rounded


# ---- insets


def _inset_rows(settings: Settings) -> list[Json]:
    path = settings.geo / "insets.toml"
    try:
        rows: list[Json] = tomllib.loads(path.read_text(encoding="utf-8")).get("inset", [])
    except (OSError, ValueError) as error:
        raise InputError(f"geo/insets.toml tidak dapat dibaca: {error}.") from error
    return rows


def _insets(rows: list[Json], shapes: dict[str, shapely.Geometry]) -> list[Json]:
    """Return title, codes and source of every inset; the browser finds it a place in the sea of its window."""
    insets = []
    for row in rows:
        unknown = set(row["codes"]) - set(shapes)
        if unknown:
            raise InputError(f"geo/insets.toml: kode {', '.join(sorted(unknown))} tidak ada pada peta.")
        insets.append({**row, "source": _box_json(_source_box([shapes[code] for code in row["codes"]]))})
    return insets


def _source_box(shapes: list[shapely.Geometry]) -> Box:
    """Return the surroundings of the regions' largest parts."""
    x0, y0, x1, y1 = shapely.union_all([boundaries.parts(shape)[0].envelope for shape in shapes]).bounds
    padding = INSET_PADDING * max(x1 - x0, y1 - y0)
    return Box(x0 - padding, y0 - padding, x1 - x0 + 2 * padding, y1 - y0 + 2 * padding)


def _box_json(box: Box) -> Json:
    return {key: _tidy(getattr(box, key)) for key in ("x", "y", "width", "height")}


# ---- tiles


def _tiles(settings: Settings) -> Json:
    in_force = region_list.load(settings.reference).local_in_force(date.today().year)
    cells = tiles.load(settings, in_force)
    return {
        "rows": max(tile.row for tile in cells) + 1,
        "columns": max(tile.column for tile in cells) + 1,
        "cells": [{"code": tile.code, "row": tile.row, "column": tile.column} for tile in cells],
    }
