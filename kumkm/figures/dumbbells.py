"""Two values of each region on one line, hollow and full, with a bridge between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kumkm.figures.labels import halo
from kumkm.figures.theme import Style

_HOLLOW_SIZE, _FULL_SIZE = 12, 9
_THIN = "\u2009"  # keeps a number off its mark


@dataclass(frozen=True)
class Telling:
    """Who stands at the ends and what is said there: `words` name the hollow and the full one when hovering."""

    names: Mapping[str, str]
    highlighted: Sequence[str]
    words: tuple[str, str]
    say: Callable[[float], str]


def dumbbells(rows: pd.DataFrame, heights: Sequence[int], style: Style, telling: Telling) -> list[dict[str, Any]]:
    """A bridge, a hollow and a full mark per row of region_code, hollow, full; NaN is not drawn.

    Each mark has its number on the outer side.
    """
    return [
        _bridges(rows, heights, style),
        _ends(rows, heights, "hollow", style, telling),
        _ends(rows, heights, "full", style, telling),
    ]


def _ends(rows: pd.DataFrame, heights: Sequence[int], column: str, style: Style, telling: Telling) -> dict[str, Any]:
    hollow = column == "hollow"
    words = telling.words[0 if hollow else 1]
    marks = {code: style.mark(position) for position, code in enumerate(telling.highlighted)}
    plain = (style.palette.muted if hollow else style.palette.sequential[3], "circle")
    drawn = [(y, row) for y, row in zip(heights, rows.to_dict("records"), strict=True) if pd.notna(row[column])]
    pairs = [marks.get(row["region_code"], plain) for _, row in drawn]
    values = [float(row[column]) for _, row in drawn]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(value, 4) for value in values],
        "y": [y for y, _ in drawn],
        "marker": {
            "color": [colour for colour, _ in pairs],
            "symbol": [f"{shape}-open" if hollow else shape for _, shape in pairs],
            "size": _HOLLOW_SIZE if hollow else _FULL_SIZE,
            "line": {"width": 2 if hollow else 0},
        },
        "text": [f"{_THIN}{telling.say(value)}{_THIN}" for value in values],
        "textposition": [f"middle {_side(row, hollow)}" for _, row in drawn],
        "textfont": {
            "size": style.small_px,
            "color": style.palette.muted if hollow else style.palette.ink,
            "shadow": halo(style.palette.paper),
        },
        "ids": [row["region_code"] for _, row in drawn],
        "hovertext": [telling.names[row["region_code"]] for _, row in drawn],
        "hovertemplate": f"%{{hovertext}}<br>{words}: %{{text}}<extra></extra>",
        "cliponaxis": False,
    }


def _side(row: Mapping[Any, Any], hollow: bool) -> str:
    """Numbers stand on the outer sides; where both are one, the full one's to the right."""
    before = not row["full"] < row["hollow"]
    return "left" if before == hollow else "right"


def _bridges(rows: pd.DataFrame, heights: Sequence[int], style: Style) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[int | None] = []
    for y, hollow, full in zip(heights, rows["hollow"], rows["full"], strict=True):
        if pd.notna(hollow) and pd.notna(full):
            xs += [round(float(hollow), 4), round(float(full), 4), None]
            ys += [y, y, None]
    line = {"color": style.palette.faint, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}
