"""What changes with the year: dots, their names, the lines between the classes, the year itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kumkm.domain import units
from kumkm.domain.question import question
from kumkm.figures.labels import Label, Sheet, halo, missing_note, place
from kumkm.figures.quadrant.board import FILLED, RADIUS, Board, places_of
from kumkm.figures.quadrant.steady import corner_boxes, way_of


def moving_by_year(board: Board, known: Mapping[int, pd.DataFrame]) -> dict[int, list[dict[str, Any]]]:
    """The traces that change with the year; each year's names know where they stood the year before."""
    trails = [[point for point in way_of(board, code, known) if point is not None] for code in board.plane.highlighted]
    traces: dict[int, list[dict[str, Any]]] = {}
    before: dict[str, Label] = {}
    for number, frame in known.items():
        names = _names_placed(board, frame, trails, before)
        before = names
        traces[number] = _moving(board, number, frame, names)
    return traces


def _names_placed(
    board: Board, frame: pd.DataFrame, trails: Sequence[Sequence[tuple[float, float]]], before: Mapping[str, Label]
) -> dict[str, Label]:
    codes = frame["region_code"].tolist()
    stood = [before[code] for code in codes] if all(code in before for code in codes) else []
    placed = place(
        places_of(board, frame),
        [board.plane.names[code] for code in codes],
        Sheet(board.income.range, board.growth.range, board.plot, board.style.small_px, RADIUS),
        first=[code in board.plane.highlighted for code in codes],
        taken=corner_boxes(board),
        lines=[*_cut_ends(board, frame), *trails],
        before=stood,
    )
    return dict(zip(codes, placed, strict=True))


def _moving(board: Board, year: int, frame: pd.DataFrame, names: Mapping[str, Label]) -> list[dict[str, Any]]:
    highlighted = [code for code in board.plane.highlighted if code in set(frame["region_code"])]
    others = frame[~frame["region_code"].isin(highlighted)]
    chosen = frame.set_index("region_code", drop=False).loc[highlighted]
    return [
        _digits(board, year, frame),
        *_cuts(board, frame),
        _leaders(board, frame, names),
        _dots(board, year, others),
        _dots(board, year, chosen),
        _words(board, frame, names),
        _cut_words(board, frame),
    ]


def _dots(board: Board, year: int, frame: pd.DataFrame) -> dict[str, Any]:
    codes = frame["region_code"].tolist()
    places = places_of(board, frame)
    marks = {code: board.style.mark(position) for position, code in enumerate(board.plane.highlighted)}
    symbols = [
        marks[code][1] if code in marks else FILLED.get(class_id, "circle-open")
        for code, class_id in zip(codes, frame["class_id"], strict=True)
    ]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "ids": codes,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "color": [marks[code][0] if code in marks else board.style.palette.bar for code in codes],
            "symbol": symbols,
            "size": [2 * RADIUS + (3 if code in marks else 0) for code in codes],
            "opacity": 1,
            "line": {"width": 2, "color": board.style.palette.bar},
        },
        "hovertext": [_hover(board, year, row) for row in frame.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    if set(codes) & marks.keys():
        trace["marker"]["line"] = {"width": 1, "color": board.style.palette.paper}
    if board.plane.indicator_id is not None:
        trace["customdata"] = [question(board.plane.indicator_id, code, year) for code in codes]
    return trace


def _hover(board: Board, year: int, row: Mapping[Any, Any]) -> str:
    """What hovering a dot says."""
    income = board.plane.income_text(float(row["income"]))
    name = board.plane.names[row["region_code"]]
    words = f"<b>{name}</b> {year}<br>{income}, tumbuh {units.percent(row['growth_pct'], 2)}"
    return words if row["class_name"] is None or pd.isna(row["class_name"]) else f"{words}<br>{row['class_name']}"


def _words(board: Board, frame: pd.DataFrame, names: Mapping[str, Label]) -> dict[str, Any]:
    palette = board.style.palette
    codes = frame["region_code"].tolist()
    marks = {code: board.style.mark(position)[0] for position, code in enumerate(board.plane.highlighted)}
    places = [_shifted(board, point, names[code]) for code, point in zip(codes, places_of(board, frame), strict=True)]
    return {
        "type": "scatter",
        "mode": "text",
        "ids": codes,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": [f"<b>{board.plane.names[code]}</b>" if code in marks else board.plane.names[code] for code in codes],
        "textposition": [names[code].textposition for code in codes],
        "textfont": {
            "size": board.style.small_px,
            "color": [marks.get(code, palette.ink) for code in codes],
            "shadow": halo(palette.paper),
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _shifted(board: Board, point: tuple[float, float], label: Label) -> tuple[float, float]:
    """The place of a label's anchor, as places on the axes."""
    across = label.xshift / board.plot[0] * (board.income.high - board.income.low)
    up = label.yshift / board.plot[1] * (board.growth.high - board.growth.low)
    return round(point[0] + across, 4), round(point[1] + up, 4)


def _leaders(board: Board, frame: pd.DataFrame, names: Mapping[str, Label]) -> dict[str, Any]:
    """Thin lines to names that stand far from their dot; one segment per region, of no length where none is needed."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for code, point in zip(frame["region_code"], places_of(board, frame), strict=True):
        end = _shifted(board, point, names[code]) if names[code].leader else point
        xs += [point[0], end[0], None]
        ys += [point[1], end[1], None]
    line = {"color": board.style.palette.faint, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _cuts(board: Board, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The two lines between the classes; without a value there is no line."""
    income, growth = _line_places(board, frame)
    ends = {"x": [income, income], "y": list(board.growth.range)}, {"x": list(board.income.range), "y": [growth] * 2}
    line = {"color": board.style.palette.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip", "cliponaxis": False} | end
        for end in ends
    ]


def _cut_ends(board: Board, frame: pd.DataFrame) -> list[list[tuple[float, float]]]:
    """The same lines for the placing of names: those that are there."""
    income, growth = _line_places(board, frame)
    upright = [] if income is None else [[(income, end) for end in board.growth.range]]
    level = [] if growth is None else [[(end, growth) for end in board.income.range]]
    return upright + level


def _line_places(board: Board, frame: pd.DataFrame) -> tuple[float | None, float | None]:
    income, growth = float(frame["income_line"].iloc[0]), float(frame["growth_line"].iloc[0])
    return (
        None if math.isnan(income) else round(board.income.at(income), 4),
        None if math.isnan(growth) else round(board.growth.at(growth), 4),
    )


def _cut_words(board: Board, frame: pd.DataFrame) -> dict[str, Any]:
    """Both lines with their values, above the plot and to the right of it."""
    income, growth = _line_places(board, frame)
    income_text = board.plane.income_text(float(frame["income_line"].iloc[0]))
    growth_text = units.percent(float(frame["growth_line"].iloc[0]), 2)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [income, board.income.high],
        "y": [board.growth.high, growth],
        "text": [f"batas {income_text}", _indented("batas", "pertumbuhan", growth_text)],
        "textposition": ["top center", "middle right"],
        "textfont": {"size": board.style.small_px, "color": board.style.palette.muted},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _indented(*lines: str) -> str:
    return "<br>".join(f"\u2002{line}" for line in lines)


def _digits(board: Board, year: int, frame: pd.DataFrame) -> dict[str, Any]:
    """The year in large faint digits, and who is missing in it."""
    palette, small = board.style.palette, board.style.small_px
    missing = [name for code, name in board.plane.names.items() if code not in set(frame["region_code"])]
    digits, note = board.corner(-10, -1.9 * small), board.corner(6, 2.2 * small)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [digits[0], note[0]],
        "y": [digits[1], note[1]],
        "text": [str(year), "".join(item["text"] for item in missing_note(missing, board.style))],
        "textposition": ["bottom left", "top right"],
        "textfont": {"size": [round(0.24 * board.plot[1]), small], "color": [palette.line, palette.muted]},
        "hoverinfo": "skip",
    }


def change(trace: Mapping[str, Any]) -> dict[str, Any]:
    """What of a trace a frame has to say anew."""
    parts = {key: trace[key] for key in ("x", "y", "text", "textposition", "hovertext", "customdata") if key in trace}
    if "marker" in trace:
        parts["marker"] = {key: trace["marker"][key] for key in ("symbol", "color", "size")}
    if trace["mode"] == "text" and "ids" in trace:
        parts["textfont"] = {"color": trace["textfont"]["color"]}
    if "ids" in trace:
        parts["ids"] = trace["ids"]
    return {"type": "scatter", **parts}
