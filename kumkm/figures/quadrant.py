"""Klassen typology as a picture: income across, growth up, two lines that cut the regions into four classes, by year.

Income stands on a logarithmic axis. Growth stands on a plain one unless a region grew far beyond all others; then the
axis is stretched around the line and says so. Ranges are those of all years, so that only regions and lines move.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.analysis.typology import KlassenClass
from kumkm.domain import units
from kumkm.domain.question import question
from kumkm.domain.units import Scale, Unit
from kumkm.figures.labels import Box, Label, halo, missing_note, place
from kumkm.figures.theme import Style, layout, on_paper, text_width

_RADIUS = 5.5
_WIDE = 2.5  # how many median deviations either way a stretched axis is nearly even
_FAR = 6.0  # a value this many median deviations from the line stretches the axis
_FRAME_MS, _MOVE_MS = 1100, 250
_STEP_PX = 78
_BUTTON_PAD = 24  # px Plotly adds to the width of a button's words
_CORNERS = (
    (KlassenClass.DEVELOPING_FAST, 0, 1),
    (KlassenClass.DEVELOPED_FAST, 1, 1),
    (KlassenClass.LAGGING, 0, 0),
    (KlassenClass.DEVELOPED_SLOW, 1, 0),
)
_FILLED = {
    KlassenClass.DEVELOPED_FAST: "circle",
    KlassenClass.DEVELOPED_SLOW: "circle",
    KlassenClass.DEVELOPING_FAST: "circle-open",
    KlassenClass.LAGGING: "circle-open",
}


@dataclass(frozen=True)
class _Axis:
    """Where values stand: `at` gives the place, `low` and `high` the ends, as places."""

    at: Callable[[float], float]
    low: float
    high: float
    ticks: tuple[float, ...]
    note: str

    @property
    def range(self) -> tuple[float, float]:
        return self.low, self.high


@dataclass(frozen=True)
class _Board:
    """What every year's picture shares."""

    style: Style
    names: Mapping[str, str]
    highlighted: tuple[str, ...]
    income: _Axis
    growth: _Axis
    plot: tuple[float, float]
    scale: Scale
    unit: Unit
    asked: str | None

    def corner(self, across: float, up: float) -> tuple[float, float]:
        """The place so many px right of the left edge and above the lower one; negative from right and top."""
        width, height = self.plot
        x = (across if across >= 0 else width + across) / width
        y = (up if up >= 0 else height + up) / height
        return (
            round(self.income.low + x * (self.income.high - self.income.low), 4),
            round(self.growth.low + y * (self.growth.high - self.growth.low), 4),
        )


def quadrant(
    frames: Mapping[int, pd.DataFrame],
    style: Style,
    *,
    year: int,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 560,
    width: int = 1000,
    income_scale: Scale = units.MILLIONS,
    income_unit: Unit = units.RUPIAH_PER_PERSON,
    labels: tuple[str, str] = ("PDRB ADHK per orang, juta rupiah", "Pertumbuhan, persen setahun"),
    asked: str | None = None,
) -> go.Figure:
    """Draw one classification per year, as of `typology.klassen`, opened at `year` (or the last year there is).

    Each frame has region_code, income (base units), growth_pct, income_line, growth_line, class_id, class_name. A dot
    is full at or above the income line, hollow below it; regions without a value are named, not drawn; a year in which
    nothing can be placed is left out. `labels` are the titles of both axes. `width` is the least width the figure will
    have, for placing names. `asked` is the id of the indicator a click on a dot asks about, None where dots do not
    answer.
    """
    known = {number: _known(frame, names) for number, frame in sorted(frames.items())}
    known = {number: frame for number, frame in known.items() if len(frame)}
    if not known:
        return _nothing(style, height)
    start = year if year in known else max(known)
    spec = _sheet(style, height, several=len(known) > 1)
    margin = spec["margin"]
    plot = (width - margin["l"] - margin["r"], height - margin["t"] - margin["b"])
    board = _Board(
        style=style,
        names=names,
        highlighted=tuple(highlighted),
        income=_income_axis(known, income_scale),
        growth=_growth_axis(known),
        plot=plot,
        scale=income_scale,
        unit=income_unit,
        asked=asked,
    )
    moving = _moving_by_year(board, known)
    trails = [_trail(board, code, known) for code in board.highlighted]
    steady = [*trails, _key(board)]
    _dress(spec, board, labels)
    spec |= _controls(style, list(known), start) if len(known) > 1 else {}
    order = range(len(moving[start]))
    return go.Figure(
        data=[*moving[start], *steady],
        layout=spec,
        frames=[
            {"name": str(number), "data": [_change(trace) for trace in traces], "traces": list(order)}
            for number, traces in moving.items()
        ]
        if len(known) > 1
        else [],
    )


def _known(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The rows that can be placed, by code."""
    found = frame[frame["income"].gt(0) & frame["growth_pct"].notna() & frame["region_code"].isin(list(names))]
    return found.sort_values("region_code", ignore_index=True)


def _nothing(style: Style, height: int) -> go.Figure:
    spec = layout(style, height)
    spec["xaxis"] |= {"visible": False}
    spec["yaxis"] |= {"visible": False}
    words = {"text": "belum ada data", "showarrow": False, "font": {"color": style.palette.muted}}
    spec["annotations"] = [words | {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}]
    return go.Figure(data=[], layout=spec)


# ---- axes ----------------------------------------------------------------------------------------------------------


def _income_axis(known: Mapping[int, pd.DataFrame], scale: Scale) -> _Axis:
    values = [float(value) / scale.divisor for frame in known.values() for value in frame["income"]]
    lines = [float(value) / scale.divisor for frame in known.values() for value in frame["income_line"].dropna()]
    low, high = math.log10(min(values + lines)), math.log10(max(values + lines))
    pad = 0.07 * ((high - low) or 0.5)
    steps = [step * 10.0**power for power in range(-3, 7) for step in (1, 1.5, 2, 3, 4, 6, 8)]
    ticks = tuple(step for step in steps if low - pad <= math.log10(step) <= high + pad)
    return _Axis(
        lambda value: math.log10(value / scale.divisor),
        round(low - pad, 4),
        round(high + pad, 4),
        _thinned(ticks, math.log10, (high - low + 2 * pad) / 16),
        "skala logaritma",
    )


def _growth_axis(known: Mapping[int, pd.DataFrame]) -> _Axis:
    values = [float(value) for frame in known.values() for value in frame["growth_pct"]]
    lines = [float(frame["growth_line"].iloc[0]) for frame in known.values() if frame["growth_line"].notna().any()]
    centre = round(median(lines or values))
    spread = median(abs(value - centre) for value in values)
    far = max(abs(value - centre) for value in values)
    stretched = spread > 0 and far > _FAR * spread

    def at(value: float) -> float:
        return math.asinh((value - centre) / (_WIDE * spread)) if stretched else value

    low, high = at(min(values + lines)), at(max(values + lines))
    pad = 0.1 * ((high - low) or 1.0)
    nice = (0, 10, 20, 5, 2, 15, 8, 30, 50, 100) if stretched else _even(low, high)
    ticks = sorted({float(sign * step) for step in nice for sign in (1, -1)})
    inside = tuple(tick for tick in ticks if low - pad <= at(tick) <= high + pad)
    return _Axis(
        at,
        round(low - pad, 4),
        round(high + pad, 4),
        _thinned(inside, at, (high - low + 2 * pad) / 12, first=nice),
        f"skala melebar di sekitar {units.percent(centre, 0)}" if stretched else "",
    )


def _even(low: float, high: float) -> list[float]:
    """Multiples of a round step that cover the range in about six."""
    raw = max(abs(low), abs(high), 1e-9) / 6
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= raw)
    return [step * number for number in range(8)]


def _thinned(
    ticks: Sequence[float], at: Callable[[float], float], apart: float, first: Sequence[float] = ()
) -> tuple[float, ...]:
    """Ticks at least `apart` from one another; those named `first` are kept before others."""
    rank = {float(tick): position for position, tick in enumerate(first)}
    kept: list[float] = []
    for tick in sorted(ticks, key=lambda tick: (rank.get(abs(tick), len(rank)), tick)):
        if all(abs(at(tick) - at(other)) >= apart for other in kept):
            kept.append(tick)
    return tuple(sorted(kept))


# ---- one year ------------------------------------------------------------------------------------------------------


def _moving_by_year(board: _Board, known: Mapping[int, pd.DataFrame]) -> dict[int, list[dict[str, Any]]]:
    """The traces that change with the year; each year's names know where they stood the year before."""
    trails = [[point for point in _way(board, code, known) if point is not None] for code in board.highlighted]
    found: dict[int, list[dict[str, Any]]] = {}
    before: dict[str, Label] = {}
    for number, frame in known.items():
        names = _names_placed(board, frame, trails, before)
        before = names
        found[number] = _moving(board, number, frame, names)
    return found


def _names_placed(
    board: _Board, frame: pd.DataFrame, trails: Sequence[Sequence[tuple[float, float]]], before: Mapping[str, Label]
) -> dict[str, Label]:
    codes = frame["region_code"].tolist()
    stood = [before[code] for code in codes] if all(code in before for code in codes) else []
    placed = place(
        _places(board, frame),
        [board.names[code] for code in codes],
        x_range=board.income.range,
        y_range=board.growth.range,
        plot=board.plot,
        size=board.style.small_px,
        first=[code in board.highlighted for code in codes],
        radius=_RADIUS,
        taken=_corner_boxes(board),
        lines=[*_cut_ends(board, frame), *trails],
        before=stood,
    )
    return dict(zip(codes, placed, strict=True))


def _places(board: _Board, frame: pd.DataFrame) -> list[tuple[float, float]]:
    return [
        (round(board.income.at(float(income)), 4), round(board.growth.at(float(growth)), 4))
        for income, growth in zip(frame["income"], frame["growth_pct"], strict=True)
    ]


def _moving(board: _Board, year: int, frame: pd.DataFrame, names: Mapping[str, Label]) -> list[dict[str, Any]]:
    lit = [code for code in board.highlighted if code in set(frame["region_code"])]
    others = frame[~frame["region_code"].isin(lit)]
    chosen = frame.set_index("region_code", drop=False).loc[lit]
    return [
        _digits(board, year, frame),
        *_cuts(board, frame),
        _leaders(board, frame, names),
        _dots(board, year, others),
        _dots(board, year, chosen),
        _words(board, frame, names),
        _cut_words(board, frame),
    ]


def _dots(board: _Board, year: int, frame: pd.DataFrame) -> dict[str, Any]:
    codes = frame["region_code"].tolist()
    places = _places(board, frame)
    marks = {code: board.style.mark(position) for position, code in enumerate(board.highlighted)}
    symbols = [
        marks[code][1] if code in marks else _FILLED.get(class_id, "circle-open")
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
            "size": [2 * _RADIUS + (3 if code in marks else 0) for code in codes],
            "opacity": 1,
            "line": {"width": 2, "color": board.style.palette.bar},
        },
        "hovertext": [_told(board, year, row) for row in frame.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    if set(codes) & marks.keys():
        trace["marker"]["line"] = {"width": 1, "color": board.style.palette.paper}
    if board.asked is not None:
        trace["customdata"] = [question(board.asked, code, year) for code in codes]
    return trace


def _told(board: _Board, year: int, row: Mapping[Any, Any]) -> str:
    """What hovering a dot says."""
    income = units.quantity(float(row["income"]), board.unit, 1, board.scale)
    words = f"<b>{board.names[row['region_code']]}</b> {year}<br>{income}, tumbuh {units.percent(row['growth_pct'], 2)}"
    return words if row["class_name"] is None or pd.isna(row["class_name"]) else f"{words}<br>{row['class_name']}"


def _words(board: _Board, frame: pd.DataFrame, names: Mapping[str, Label]) -> dict[str, Any]:
    palette = board.style.palette
    codes = frame["region_code"].tolist()
    marks = {code: board.style.mark(position)[0] for position, code in enumerate(board.highlighted)}
    places = [_shifted(board, point, names[code]) for code, point in zip(codes, _places(board, frame), strict=True)]
    return {
        "type": "scatter",
        "mode": "text",
        "ids": codes,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": [f"<b>{board.names[code]}</b>" if code in marks else board.names[code] for code in codes],
        "textposition": [names[code].textposition for code in codes],
        "textfont": {
            "size": board.style.small_px,
            "color": [marks.get(code, palette.ink) for code in codes],
            "shadow": halo(palette.paper),
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _shifted(board: _Board, point: tuple[float, float], label: Label) -> tuple[float, float]:
    """The place of a label's anchor, as places on the axes."""
    across = label.xshift / board.plot[0] * (board.income.high - board.income.low)
    up = label.yshift / board.plot[1] * (board.growth.high - board.growth.low)
    return round(point[0] + across, 4), round(point[1] + up, 4)


def _leaders(board: _Board, frame: pd.DataFrame, names: Mapping[str, Label]) -> dict[str, Any]:
    """Thin lines to names that stand far from their dot; one segment per region, of no length where none is needed."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for code, point in zip(frame["region_code"], _places(board, frame), strict=True):
        end = _shifted(board, point, names[code]) if names[code].leader else point
        xs += [point[0], end[0], None]
        ys += [point[1], end[1], None]
    line = {"color": board.style.palette.faint, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _cuts(board: _Board, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The two lines between the classes; without a value there is no line."""
    income, growth = _line_places(board, frame)
    ends = {"x": [income, income], "y": list(board.growth.range)}, {"x": list(board.income.range), "y": [growth] * 2}
    line = {"color": board.style.palette.muted, "width": 1, "dash": "dash"}
    return [
        {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip", "cliponaxis": False} | end
        for end in ends
    ]


def _cut_ends(board: _Board, frame: pd.DataFrame) -> list[list[tuple[float, float]]]:
    """The same lines for the placing of names: those that are there."""
    income, growth = _line_places(board, frame)
    upright = [] if income is None else [[(income, end) for end in board.growth.range]]
    level = [] if growth is None else [[(end, growth) for end in board.income.range]]
    return upright + level


def _line_places(board: _Board, frame: pd.DataFrame) -> tuple[float | None, float | None]:
    income, growth = float(frame["income_line"].iloc[0]), float(frame["growth_line"].iloc[0])
    return (
        None if math.isnan(income) else round(board.income.at(income), 4),
        None if math.isnan(growth) else round(board.growth.at(growth), 4),
    )


def _cut_words(board: _Board, frame: pd.DataFrame) -> dict[str, Any]:
    """Both lines with their values, above the plot and to the right of it."""
    income, growth = _line_places(board, frame)
    income_text = units.quantity(float(frame["income_line"].iloc[0]), board.unit, 1, board.scale)
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


def _digits(board: _Board, year: int, frame: pd.DataFrame) -> dict[str, Any]:
    """The year in large faint digits, and who is missing in it."""
    palette, small = board.style.palette, board.style.small_px
    missing = [name for code, name in board.names.items() if code not in set(frame["region_code"])]
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


def _change(trace: Mapping[str, Any]) -> dict[str, Any]:
    """What of a trace a frame has to say anew."""
    parts = {key: trace[key] for key in ("x", "y", "text", "textposition", "hovertext", "customdata") if key in trace}
    if "marker" in trace:
        parts["marker"] = {key: trace["marker"][key] for key in ("symbol", "color", "size")}
    if trace["mode"] == "text" and "ids" in trace:
        parts["textfont"] = {"color": trace["textfont"]["color"]}
    if "ids" in trace:
        parts["ids"] = trace["ids"]
    return {"type": "scatter", **parts}


# ---- what stays ----------------------------------------------------------------------------------------------------


def _way(board: _Board, code: str, known: Mapping[int, pd.DataFrame]) -> list[tuple[float, float] | None]:
    """A region's place in every year from the first to the last; None where it has none."""
    way: list[tuple[float, float] | None] = []
    for number in range(min(known), max(known) + 1):
        rows = known[number][known[number]["region_code"] == code] if number in known else []
        way.append(_places(board, rows)[0] if len(rows) else None)
    return way


def _trail(board: _Board, code: str, known: Mapping[int, pd.DataFrame]) -> dict[str, Any]:
    """A chosen region's way through all years; a year it cannot be placed in is a gap."""
    way = [point or (None, None) for point in _way(board, code, known)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in way],
        "y": [y for _, y in way],
        "line": {"color": board.style.mark(board.highlighted.index(code))[0], "width": 1.2},
        "opacity": 0.6,
        "connectgaps": False,
        "hoverinfo": "skip",
        "name": board.names[code],
    }


def _key(board: _Board) -> dict[str, Any]:
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
            "symbol": [_FILLED[kind] for kind, _, _ in _CORNERS],
            "size": 8,
            "color": board.style.palette.faint,
            "line": {"width": 1.5, "color": board.style.palette.faint},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _corner_boxes(board: _Board) -> list[Box]:
    width, height = board.plot
    rows = 2 * board.style.small_px
    boxes = []
    for kind, across, up in _CORNERS:
        long = 24 + text_width([kind.words], board.style.small_px)
        left = 0 if across == 0 else width - long
        bottom = 0 if up == 0 else height - rows
        boxes.append(Box(left, bottom, left + long, bottom + rows))
    return boxes


def _sheet(style: Style, height: int, *, several: bool) -> dict[str, Any]:
    spec = layout(style, height)
    rows = 2 * style.small_px + 22
    spec["margin"] = {
        "l": 16 + text_width(["−10"], style.small_px),
        "r": 16 + text_width(["pertumbuhan"], style.small_px),
        "t": round(2.6 * style.small_px) + 14,
        "b": rows + (round(1.2 * style.small_px) + 40 if several else 0),
    }
    return spec


def _dress(spec: dict[str, Any], board: _Board, labels: tuple[str, str]) -> None:
    """Axes and their titles."""
    style = board.style
    for key, axis in (("xaxis", board.income), ("yaxis", board.growth)):
        step = [tick for tick in axis.ticks if tick != round(tick)]
        spec[key] |= {
            "range": list(axis.range),
            "tickvals": [
                round(axis.at(tick * board.scale.divisor if key == "xaxis" else tick), 4) for tick in axis.ticks
            ],
            "ticktext": [units.number(tick, 1 if step else 0) for tick in axis.ticks],
        }
    titles = [
        title + (f" ({axis.note})" if axis.note else "")
        for title, axis in zip(labels, (board.income, board.growth), strict=True)
    ]
    left, below = -spec["margin"]["l"] + 8, -(style.small_px + 12)
    look = style.palette.ink, style.small_px
    up: dict[str, Any] = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": left}
    across: dict[str, Any] = {"x": 1, "y": 0, "xanchor": "right", "yanchor": "top", "yshift": below}
    spec["annotations"] = [
        on_paper(titles[1], *look, **up, yshift=round(1.3 * style.small_px) + 6),
        on_paper(titles[0], *look, **across),
    ]


def _controls(style: Style, years: Sequence[int], start: int) -> dict[str, Any]:
    """Putar, Jeda and a step per year, below the plot."""
    words = ("Putar", "Jeda")
    buttons_px = sum(text_width([word], style.small_px) + _BUTTON_PAD for word in words) + 30
    palette = style.palette
    font = {"color": palette.muted, "size": style.small_px}
    down = 2 * style.small_px + 24
    move = {"duration": _MOVE_MS, "easing": "cubic-in-out"}
    play = {"frame": {"duration": _FRAME_MS, "redraw": False}, "transition": move, "fromcurrent": True}
    halt = {"frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    step = {"frame": {"duration": _MOVE_MS, "redraw": False}, "transition": move}
    menu = {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"t": down, "l": 0},
        "bgcolor": palette.surface,
        "bordercolor": palette.line,
        "borderwidth": 1,
        "font": font | {"color": palette.ink},
        "buttons": [
            {"label": words[0], "method": "animate", "args": [None, {"mode": "immediate", **play}]},
            {"label": words[1], "method": "animate", "args": [[None], {"mode": "immediate", **halt}]},
        ],
    }
    slider = {
        "active": list(years).index(start),
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "lenmode": "pixels",
        "len": buttons_px + _STEP_PX * len(years),
        "pad": {"t": down - 4, "l": buttons_px, "r": 0},
        "currentvalue": {"visible": False},
        "bgcolor": palette.faint,
        "activebgcolor": palette.accent,
        "bordercolor": palette.line,
        "borderwidth": 0,
        "ticklen": 4,
        "tickcolor": palette.faint,
        "font": font,
        "transition": move,
        "steps": [
            {"label": str(year), "method": "animate", "args": [[str(year)], {"mode": "immediate", **step}]}
            for year in years
        ],
    }
    return {"updatemenus": [menu], "sliders": [slider]}
