"""The shapes of `static/geo/regions.json` as plain points, coarser where a map is small."""

from __future__ import annotations

import json
import re
from typing import Any

import shapely

from kumkm.domain.outlines import Outlines
from kumkm.errors import InputError
from kumkm.settings import Settings

Points = list[tuple[float, float]]


def load(settings: Settings, *, step: float, least: float) -> Outlines:
    """Every region's rings, simplified by `step` units of the shapes' viewBox; see `coarse`. Raises InputError."""
    path = settings.static / "geo" / "regions.json"
    try:
        layer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        rings = {
            region["code"]: [list(ring.exterior.coords)[:-1] for ring in coarse(region["d"], step, least)]
            for region in layer["regions"]
        }
        _, _, width, height = layer["viewBox"]
        return Outlines(width, height, rings, note=layer["note"], attribution=layer["attribution"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"static/geo/regions.json tidak dapat dibaca: {error}. Buat lagi dengan `python -m kumkm geo shapes`."
        ) from error


def coarse(path: str, step: float, least: float) -> list[shapely.Polygon]:
    """The rings of path data, simplified, the largest first; of less than `least` square units only a region's largest.

    A hole is a ring like any other.
    """
    ordered = sorted((shapely.Polygon(points) for points in rings(path)), key=lambda ring: -ring.area)
    kept = [ring for position, ring in enumerate(ordered) if position == 0 or ring.area >= least]
    return [ring.simplify(step) for ring in kept]


def rings(path: str) -> list[Points]:
    """The rings of path data of the kind `M x y l dx dy ... z`: absolute to begin with, then relative."""
    outlines = []
    for part in path.split("M")[1:]:
        numbers = [float(text) for text in re.findall(r"-?\d*\.?\d+", part)]
        x, y = numbers[0], numbers[1]
        points = [(x, y)]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + across, y + down
            points.append((x, y))
        outlines.append(points)
    return outlines
