"""Klassen typology as a picture: income across, growth up, two lines that cut the regions into four classes, by year.

Income stands on a logarithmic axis. Growth stands on a plain one unless a region grew far beyond all others; then the
axis is stretched around the line and says so. Ranges are those of all years, so that only regions and lines move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.quadrant.axes import growth_axis, income_axis
from kumkm.figures.quadrant.board import Board, Plane
from kumkm.figures.quadrant.moving import change, moving_by_year
from kumkm.figures.quadrant.steady import key, trail
from kumkm.figures.theme import Style, layout, on_paper, text_width


def quadrant(frames: Mapping[int, pd.DataFrame], style: Style, plane: Plane, *, year: int) -> go.Figure:
    """Draw one classification per year, as of `typology.klassen`, opened at `year` (or the last year there is).

    Each frame has region_code, income (base units), growth_pct, income_line, growth_line, class_id, class_name. A dot
    is full at or above the income line, hollow below it; regions without a value are named, not drawn; a year in which
    nothing can be placed is left out.
    """
    known = {number: _known(frame, plane.names) for number, frame in sorted(frames.items())}
    known = {number: frame for number, frame in known.items() if len(frame)}
    if not known:
        return _nothing(style, plane.height)
    start = year if year in known else max(known)
    spec = _sheet(style, plane.height)
    margin = spec["margin"]
    plot = (plane.width - margin["l"] - margin["r"], plane.height - margin["t"] - margin["b"])
    board = Board(
        style=style,
        plane=plane,
        income=income_axis(known, plane.income_scale),
        growth=growth_axis(known),
        plot=plot,
    )
    moving = moving_by_year(board, known)
    trails = [trail(board, code, known) for code in board.plane.highlighted]
    steady = [*trails, key(board)]
    _style_axes(spec, board)
    spec |= _steps(list(known), start) if len(known) > 1 else {}
    order = range(len(moving[start]))
    return go.Figure(
        data=[*moving[start], *steady],
        layout=spec,
        frames=[
            {"name": str(number), "data": [change(trace) for trace in traces], "traces": list(order)}
            for number, traces in moving.items()
        ]
        if len(known) > 1
        else [],
    )


def _steps(years: Sequence[int], start: int) -> dict[str, Any]:
    """A step per year, opened at `start`; the chart's own controls play them."""
    steps = [{"label": str(year), "method": "animate", "args": [[str(year)]]} for year in years]
    return {"sliders": [{"active": list(years).index(start), "steps": steps}]}


def _known(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The rows that can be placed, by code."""
    rows = frame[frame["income"].gt(0) & frame["growth_pct"].notna() & frame["region_code"].isin(list(names))]
    return rows.sort_values("region_code", ignore_index=True)


def _nothing(style: Style, height: int) -> go.Figure:
    spec = layout(style, height)
    spec["xaxis"] |= {"visible": False}
    spec["yaxis"] |= {"visible": False}
    words = {"text": "belum ada data", "showarrow": False, "font": {"color": style.palette.muted}}
    spec["annotations"] = [words | {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}]
    return go.Figure(data=[], layout=spec)


def _sheet(style: Style, height: int) -> dict[str, Any]:
    spec = layout(style, height)
    rows = 2 * style.small_px + 22
    spec["margin"] = {
        "l": 16 + text_width(["−10"], style.small_px),
        "r": 16 + text_width(["pertumbuhan"], style.small_px),
        "t": round(2.6 * style.small_px) + 14,
        "b": rows,
    }
    return spec


def _style_axes(spec: dict[str, Any], board: Board) -> None:
    """Axes and their titles."""
    style = board.style
    for side, axis in (("xaxis", board.income), ("yaxis", board.growth)):
        step = [tick for tick in axis.ticks if tick != round(tick)]
        unit = board.plane.income_scale.divisor if side == "xaxis" else 1.0
        spec[side] |= {
            "range": list(axis.range),
            "tickvals": [round(axis.at(tick * unit), 4) for tick in axis.ticks],
            "ticktext": [units.number(tick, 1 if step else 0) for tick in axis.ticks],
        }
    titles = [
        title + (f" ({axis.note})" if axis.note else "")
        for title, axis in zip(board.plane.labels, (board.income, board.growth), strict=True)
    ]
    left, below = -spec["margin"]["l"] + 8, -(style.small_px + 12)
    look = style.palette.ink, style.small_px
    up: dict[str, Any] = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": left}
    across: dict[str, Any] = {"x": 1, "y": 0, "xanchor": "right", "yanchor": "top", "yshift": below}
    spec["annotations"] = [
        on_paper(titles[1], *look, **up, yshift=round(1.3 * style.small_px) + 6),
        on_paper(titles[0], *look, **across),
    ]
