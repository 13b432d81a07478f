"""A small picture of all regions for the head of a page: coarse shapes, one of them filled by the address's fragment.

`locator.svg#74.01` fills Kolaka. It is an image, so the browser fetches it once for all regions.
"""

from __future__ import annotations

import json

import shapely

from kumkm.geo.outlines import coarse

_COARSE = 5.0  # units of the shapes' viewBox
_LEAST = 130.0  # square units; smaller islands are left out, but for a region's largest
_STYLE = (
    "path{fill:#DEDBD3;stroke:#FBFAF7;stroke-width:3}path:target{fill:#C8481A}"
    "@media (prefers-color-scheme:dark){path{fill:#2A3642;stroke:#10161D}path:target{fill:#FF9B54}}"
)


def locator_text(shapes_text: str) -> str:
    """The picture, from the text of `static/geo/regions.json`."""
    layer = json.loads(shapes_text)
    drawn = {region["code"]: "".join(map(_ring, coarse(region["d"], _COARSE, _LEAST))) for region in layer["regions"]}
    paths = "".join(f'<path id="{code}" d="{path}"/>' for code, path in drawn.items())
    box = " ".join(map(str, layer["viewBox"]))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{_STYLE}</style>{paths}</svg>\n'


def _ring(polygon: shapely.Polygon) -> str:
    points = [f"{x:.0f} {y:.0f}" for x, y in list(polygon.exterior.coords)[:-1]]
    return f"M{'L'.join(points)}z"
