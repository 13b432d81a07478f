"""All regions over the years in grey, the chosen ones in colour and shape, the province dashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.breaks import Breaks
from kumkm.domain.events import Event
from kumkm.domain.indicators import Indicator, MapKind
from kumkm.domain.question import question
from kumkm.figures.events import notes
from kumkm.figures.theme import Style, layout, text_width

PROVINCE = "74"
NO_BREAKS = Breaks()
_DASH = 0.06  # half the length of a lone value's mark, in years


def trend(
    panel: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    breaks: Breaks = NO_BREAKS,
    year: int | None = None,
    height: int = 320,
    indicator_id: str | None = None,
    events: Sequence[Event] = (),
) -> go.Figure:
    """Draw a panel (region_code, year, value): every area a line, gaps left open, cut at each break.

    `names` gives the label of each code drawn; codes without a name are left out. The outermost of the grey lines are
    named at their ends. `indicator_id` is that of the
    indicator a click on a point asks about, where it is not the one drawn. `events` stand as notes above the plot,
    those that matter most first.
    """
    years = sorted(panel["year"].unique())
    table = panel.pivot(index="region_code", columns="year", values="value").reindex(
        columns=range(int(years[0]), int(years[-1]) + 1)
    )
    table = table / indicator.scale.divisor
    others = [code for code in table.index if code in names and code not in (*highlighted, PROVINCE)]
    drawn = [
        (code, style.mark(position), names[code])
        for position, code in reversed(list(enumerate(highlighted)))
        if code in table.index
    ]
    if PROVINCE in table.index and indicator.map_kind is not MapKind.COUNT:
        drawn.insert(0, (PROVINCE, (style.palette.ink, ""), "Sultra"))
    spec = layout(style, height)
    spec["shapes"], spec["annotations"] = _marks(breaks.everywhere, year, years, style)
    outer = _outermost(table.loc[others])
    right = 18 + max(
        text_width(["Sultra", *(name for _, _, name in drawn)], style.text_px),
        text_width([names[code] for code in outer], style.small_px),
    )
    above = notes(events, years, style, right=right)
    top = max(8, above.top)
    spec["shapes"] += above.shapes
    spec["annotations"] += above.annotations + _apart(
        [
            *(_name(table.loc[code], mark[0], name, style) for code, mark, name in drawn),
            *(_outer_name(table.loc[code], names[code], style) for code in outer),
        ],
        pixel=float(table.max().max() - table.min().min()) / max(1, height - 32 - top),
        size=style.text_px + 3,
    )
    spec["xaxis"] |= _years_axis(years, style)
    spec["yaxis"] |= _value_axis(indicator, style)
    extremes = [units.number(float(table.min().min()), 1), units.number(float(table.max().max()), 1)]
    spec["margin"] |= {
        "l": 12 + text_width(extremes, style.small_px),
        "r": right,
        "t": top,
        "b": 14 + style.small_px,
    }
    lines = [
        _line(table.loc[code], indicator, breaks, mark, name, indicator_id or indicator.id)
        for code, mark, name in drawn
    ]
    return go.Figure(data=[_background(table.loc[others], indicator, breaks, style), *lines], layout=spec)


def _with_gaps(
    row: pd.Series[float], breaks: Sequence[int], decimals: int
) -> tuple[list[float | None], list[float | None]]:
    """x and y with None where a year is missing and before each break, so that no line crosses it."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for label, value in row.items():
        year = int(str(label))
        if year in breaks:
            xs.append(None)
            ys.append(None)
        xs.append(year)
        ys.append(None if pd.isna(value) else round(float(value), decimals + 1))
    return xs, ys


def _background(table: pd.DataFrame, indicator: Indicator, breaks: Breaks, style: Style) -> dict[str, Any]:
    """One trace for all the grey lines: small to send, quick to draw. A lone year becomes a short dash.

    A line's code stands at its first point alone; the empty ones after it are as the one before.
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    codes: list[str] = []
    for code, row in table.iterrows():
        x, y = _with_gaps(row, breaks.years(str(code)), indicator.decimals)
        xs += _dashes(x, y)
        ys += [value for value, repeated in zip(y, _alone(y), strict=True) for _ in range(1 + repeated)] + [None]
        codes += [str(code), *[""] * (len(xs) - len(codes) - 1)]
    return {
        "type": "scatter",
        "x": xs,
        "y": ys,
        "ids": codes,
        "mode": "lines",
        "line": {"color": style.palette.faint, "width": 1},
        "hovertemplate": f"%{{id}} %{{x}}: %{{y}} {indicator.unit_text}<extra></extra>",
        "connectgaps": False,
    }


def _outermost(table: pd.DataFrame) -> list[str]:
    """Whose line ends highest and whose lowest, in the last year in which several end; one where all are one."""
    counts = table.count()
    several = counts[counts > 1].index
    if not len(several):
        return [str(code) for code in table.index[:1] if table.loc[code].notna().any()]
    last = table[several[-1]].dropna()
    return list(dict.fromkeys([str(last.idxmax()), str(last.idxmin())]))


def _outer_name(row: pd.Series[float], name: str, style: Style) -> dict[str, Any]:
    """A quieter name, for a line that nobody chose."""
    annotation = _name(row, style.palette.muted, name, style)
    return annotation | {"font": {"color": style.palette.muted, "size": style.small_px}}


def _alone(values: Sequence[float | None]) -> list[bool]:
    """True for a value with a gap on both sides."""
    padded = [None, *values, None]
    return [
        here is not None and before is None and after is None
        for before, here, after in zip(padded, values, padded[2:], strict=False)
    ]


def _dashes(years: Sequence[float | None], values: Sequence[float | None]) -> list[float | None]:
    """The years, a lone value's year twice a little apart, and the gap that ends the line."""
    drawn: list[float | None] = []
    for year, alone in zip(years, _alone(values), strict=True):
        drawn += [year - _DASH, year + _DASH] if alone and year is not None else [year]
    return [*drawn, None]


def _line(
    row: pd.Series[float], indicator: Indicator, breaks: Breaks, mark: tuple[str, str], name: str, indicator_id: str
) -> dict[str, Any]:
    """One area's line; the province, without a shape, is dotted."""
    colour, shape = mark
    x, y = _with_gaps(row, breaks.years(str(row.name)), indicator.decimals)
    line = {
        "type": "scatter",
        "x": x,
        "y": y,
        "uid": str(row.name),
        "mode": "lines+markers" if shape else "lines",
        "line": {"color": colour, "width": 2.5 if shape else 1.5, "dash": "solid" if shape else "dot"},
        "name": name,
        "customdata": [None if year is None else question(indicator_id, str(row.name), int(year)) for year in x],
        "hovertemplate": f"{name} %{{x}}: %{{y}} {indicator.unit_text}<extra></extra>",
        "connectgaps": False,
    }
    return line | ({"marker": {"symbol": shape, "size": 7, "color": colour}} if shape else {})


def _name(row: pd.Series[float], colour: str, name: str, style: Style) -> dict[str, Any]:
    """The area's name at the right edge, at the height of its last value."""
    last = row.last_valid_index()
    return {
        "x": int(str(row.index[-1])),
        "y": None if last is None else float(row[last]),
        "text": name,
        "visible": last is not None,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 12,
        "font": {"color": colour, "size": style.text_px},
    }


def _apart(names: list[dict[str, Any]], *, pixel: float, size: int) -> list[dict[str, Any]]:
    """Push names that would overlap apart, upwards from the lowest; `pixel` is the value of one pixel."""
    if pixel <= 0:
        return names
    free = float("-inf")
    for item in sorted((item for item in names if item["visible"]), key=lambda item: item["y"]):
        place = item["y"] / pixel
        item["yshift"] = round(max(0.0, free - place))
        free = place + item["yshift"] + size
    return names


def _marks(
    breaks: Sequence[int], year: int | None, years: Sequence[int], style: Style
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines and words for breaks that hold everywhere, and a line for the year on screen."""
    inside = [first for first in breaks if years[0] < first <= years[-1]]
    lines = [_upright(first - 0.5, style.palette.muted, "dash") for first in inside]
    words = [
        {
            "x": first - 0.5,
            "y": 1,
            "yref": "paper",
            "text": "deret baru",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": 3,
            "font": {"color": style.palette.muted, "size": style.small_px},
        }
        for first in inside
    ]
    if year is not None:
        lines.append(_upright(year, style.palette.accent, "solid"))
    return lines, words


def _upright(x: float, colour: str, dash: str) -> dict[str, Any]:
    line = {"color": colour, "width": 1, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _years_axis(years: Sequence[int], style: Style) -> dict[str, Any]:
    step = 1 if years[-1] - years[0] <= 8 else 2
    return {
        "range": [float(years[0]) - 0.3, float(years[-1]) + 0.3],
        "tickvals": list(range(int(years[-1]), int(years[0]) - 1, -step)),
        "tickformat": "d",
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": style.palette.line,
    }


def _value_axis(indicator: Indicator, style: Style) -> dict[str, Any]:
    return {
        "nticks": 6,
        "zeroline": indicator.map_kind is MapKind.DIVERGING,
        "zerolinecolor": style.palette.muted,
        "tickformat": ",",
        "rangemode": "tozero" if indicator.map_kind is MapKind.COUNT else "normal",
    }
