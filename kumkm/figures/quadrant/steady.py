"""What stays while the years pass: the ways of chosen regions, and the four classes named in their corners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kumkm.analysis.typology import KlassenClass
from kumkm.figures.labels import Box, halo
from kumkm.figures.quadrant.board import FILLED, Board, places_of
from kumkm.figures.theme import text_width

_CORNERS = (
    (KlassenClass.DEVELOPING_FAST, 0, 1),
    (KlassenClass.DEVELOPED_FAST, 1, 1),
    (KlassenClass.LAGGING, 0, 0),
    (KlassenClass.DEVELOPED_SLOW, 1, 0),
)


def way_of(board: Board, code: str, known: Mapping[int, pd.DataFrame]) -> list[tuple[float, float] | None]:
    """A region's place in every year from the first to the last; None where it has none."""
    way: list[tuple[float, float] | None] = []
    for number in range(min(known), max(known) + 1):
        rows = known[number][known[number]["region_code"] == code] if number in known else []
        way.append(places_of(board, rows)[0] if len(rows) else None)
    return way


def trail(board: Board, code: str, known: Mapping[int, pd.DataFrame]) -> dict[str, Any]:
    """A chosen region's way through all years; a year it cannot be placed in is a gap."""
    way = [point or (None, None) for point in way_of(board, code, known)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in way],
        "y": [y for _, y in way],
        "line": {"color": board.style.mark(board.plane.highlighted.index(code))[0], "width": 1.2},
        "opacity": 0.6,
        "connectgaps": False,
        "hoverinfo": "skip",
        "name": board.plane.names[code],
    }


def key(board: Board) -> dict[str, Any]:
    """The four classes named in their corners, each behind the dot its regions have."""
    half = board.style.small_px
    places = [board.corner(12 if across == 0 else -12, half if up == 0 else -half) for _, across, up in _CORNERS]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": [f"\u2009{kind.words}" if across == 0 else f"{kind.words}\u2009" for kind, across, _ in _CORNERS],
        "textposition": ["middle right" if across == 0 else "middle left" for _, across, _ in _CORNERS],
        "textfont": {
            "size": board.style.small_px,
            "color": board.style.palette.muted,
            "shadow": halo(board.style.palette.paper),
        },
        "marker": {
            "symbol": [FILLED[kind] for kind, _, _ in _CORNERS],
            "size": 8,
            "color": board.style.palette.faint,
            "line": {"width": 1.5, "color": board.style.palette.faint},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def corner_boxes(board: Board) -> list[Box]:
    width, height = board.plot
    rows = 2 * board.style.small_px
    boxes = []
    for kind, across, up in _CORNERS:
        long = 24 + text_width([kind.words], board.style.small_px)
        left = 0 if across == 0 else width - long
        bottom = 0 if up == 0 else height - rows
        boxes.append(Box(left, bottom, left + long, bottom + rows))
    return boxes
