"""A small picture of all regions for the head of a page: coarse shapes, one of them filled by the address's fragment.

`locator.svg#74.01` fills Kolaka. It is an image, so the browser fetches it once for all regions.
"""

from __future__ import annotations

import json
import re

import shapely

_COARSE = 5.0  # units of the shapes' viewBox
_LEAST = 130.0  # square units; smaller islands are left out, but for a region's largest
_STYLE = (
    "path{fill:#DEDBD3;stroke:#FBFAF7;stroke-width:3}path:target{fill:#C8481A}"
    "@media (prefers-color-scheme:dark){path{fill:#2A3642;stroke:#10161D}path:target{fill:#FF9B54}}"
)


def locator_text(shapes_text: str) -> str:
    """The picture, from the text of `static/geo/regions.json`."""
    layer = json.loads(shapes_text)
    paths = "".join(f'<path id="{region["code"]}" d="{_coarse(region["d"])}"/>' for region in layer["regions"])
    box = " ".join(map(str, layer["viewBox"]))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{_STYLE}</style>{paths}</svg>\n'


def _coarse(path: str) -> str:
    """Path data with the large rings only, in whole units."""
    rings = sorted((shapely.Polygon(points) for points in _rings(path)), key=lambda ring: -ring.area)
    kept = [ring for position, ring in enumerate(rings) if position == 0 or ring.area >= _LEAST]
    return "".join(_ring(ring.simplify(_COARSE)) for ring in kept)


def _ring(polygon: shapely.Polygon) -> str:
    points = [f"{x:.0f} {y:.0f}" for x, y in list(polygon.exterior.coords)[:-1]]
    return f"M{'L'.join(points)}z"


def _rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings of path data of the kind `M x y l dx dy ... z`: absolute to begin with, then relative."""
    found = []
    for part in path.split("M")[1:]:
        numbers = [float(text) for text in re.findall(r"-?\d*\.?\d+", part)]
        x, y = numbers[0], numbers[1]
        points = [(x, y)]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + across, y + down
            points.append((x, y))
        found.append(points)
    return found
