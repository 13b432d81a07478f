"""Two indicators beside each other over the years: every region a path, its last year a dot with its name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.indicators import Indicator
from kumkm.domain.question import question
from kumkm.figures.labels import Box, Label, Sheet, halo, missing_note, place
from kumkm.figures.theme import Style, layout, on_paper, text_width

_RADIUS = 4.5
_LOG_FROM = 4.0  # an indicator of money whose greatest value is this many times the least stands on a log axis


def connected_scatter(
    points: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    x_indicator: Indicator,
    y_indicator: Indicator,
    height: int = 520,
    width: int = 900,
    indicator_id: str | None = None,
) -> go.Figure:
    """Draw `association.paths` (region_code, year, x, y in base units): a line through a region's years.

    The last year is a dot with the region's name; of chosen regions the first year is written too, and others where
    there is room beside their points. Regions without a pair of values are named below. Money that spreads widely
    stands on a logarithmic axis, and the axis says so. `width` is the least width the figure will have, for placing
    names; `indicator_id` that of the indicator a click on a dot asks about.
    """
    rows = points[points["region_code"].isin(list(names))].sort_values(["region_code", "year"], ignore_index=True)
    rows = rows.assign(x=rows["x"] / x_indicator.scale.divisor, y=rows["y"] / y_indicator.scale.divisor)
    lasts = rows.groupby("region_code").tail(1)
    absent = [name for code, name in names.items() if code not in set(rows["region_code"])]
    spec = layout(style, height)
    spec["margin"] = {
        "l": 16 + text_width([units.number(float(rows["y"].max()), 1)] if len(rows) else [], style.small_px),
        "r": 16,
        "t": 2 * style.small_px + 8,
        "b": 2 * style.small_px + 20 + ((style.small_px + 6) * (1 + len(absent) // 6) if absent else 0),
    }
    logs = _is_log(rows["x"], x_indicator), _is_log(rows["y"], y_indicator)
    ranges = _range(rows["x"], logs[0]), _range(rows["y"], logs[1])
    spec["xaxis"] |= _axis(ranges[0], logs[0])
    spec["yaxis"] |= _axis(ranges[1], logs[1])
    size = (width - spec["margin"]["l"] - spec["margin"]["r"], height - spec["margin"]["t"] - spec["margin"]["b"])
    chosen = [code for code in highlighted if code in set(rows["region_code"])]
    spec["annotations"] = [
        *_titles(x_indicator, y_indicator, logs, spec["margin"]["l"], style),
        *_words(rows, lasts, names, highlighted, _Sheet(logs, ranges, size, style)),
        *missing_note(absent, style, yanchor="top", yshift=-2 * style.small_px - 18),
    ]
    traces = [_background(rows[~rows["region_code"].isin(chosen)], style)]
    traces += [
        _highlighted(rows[rows["region_code"] == code], style, highlighted.index(code)) for code in reversed(chosen)
    ]
    traces += [
        _dots(
            lasts[~lasts["region_code"].isin(chosen)], style, names, highlighted, x_indicator, y_indicator, indicator_id
        ),
        _dots(
            lasts[lasts["region_code"].isin(chosen)], style, names, highlighted, x_indicator, y_indicator, indicator_id
        ),
    ]
    return go.Figure(data=traces, layout=spec)


def _is_log(values: pd.Series[float], indicator: Indicator) -> bool:
    if not indicator.unit.is_money or not len(values) or float(values.min()) <= 0:
        return False
    return float(values.max()) >= _LOG_FROM * float(values.min())


def _range(values: pd.Series[float], log: bool) -> tuple[float, float]:
    """The ends of the axis: logarithms on a log axis, as Plotly wants them."""
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    low, high = (math.log10(low), math.log10(high)) if log else (low, high)
    pad = 0.08 * ((high - low) or abs(high) or 1.0)
    return low - pad, high + pad


def _axis(ends: tuple[float, float], log: bool) -> dict[str, Any]:
    axis: dict[str, Any] = {"range": list(ends), "showline": False, "nticks": 7}
    if not log:
        return axis | {"tickformat": ","}
    steps = [step * 10.0**power for power in range(-3, 9) for step in (1, 1.5, 2, 3, 5, 7)]
    ticks = [step for step in steps if ends[0] <= math.log10(step) <= ends[1]]
    texts = [units.number(tick, 0 if tick == round(tick) else 1) for tick in ticks]
    return axis | {"type": "log", "tickvals": ticks, "ticktext": texts}


def _background(rows: pd.DataFrame, style: Style) -> dict[str, Any]:
    """One trace for the paths of all others."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for _, members in rows.groupby("region_code"):
        xs += [*_rounded(members["x"]), None]
        ys += [*_rounded(members["y"]), None]
    line = {"color": style.palette.faint, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _highlighted(rows: pd.DataFrame, style: Style, position: int) -> dict[str, Any]:
    """The path of a chosen region."""
    line = {"color": style.mark(position)[0], "width": 2}
    path = {"x": _rounded(rows["x"]), "y": _rounded(rows["y"]), "line": line}
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", **path}


def _dots(
    rows: pd.DataFrame,
    style: Style,
    names: Mapping[str, str],
    highlighted: Sequence[str],
    x_indicator: Indicator,
    y_indicator: Indicator,
    indicator_id: str | None,
) -> dict[str, Any]:
    """Each region's last year."""
    marks = {code: style.mark(position) for position, code in enumerate(highlighted)}
    codes = rows["region_code"].tolist()
    pairs = [marks.get(code, (style.palette.bar, "circle")) for code in codes]
    hovers = [
        f"<b>{names[row['region_code']]}</b> {row['year']}"
        f"<br>{x_indicator.short_label}: {x_indicator.text(row['x'] * x_indicator.scale.divisor)}"
        f"<br>{y_indicator.short_label}: {y_indicator.text(row['y'] * y_indicator.scale.divisor)}"
        for row in rows.to_dict("records")
    ]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": _rounded(rows["x"]),
        "y": _rounded(rows["y"]),
        "marker": {
            "color": [colour for colour, _ in pairs],
            "symbol": [shape for _, shape in pairs],
            "size": [2 * _RADIUS + (3 if code in marks else 0) for code in codes],
            "opacity": 1,
            "line": {"width": 1, "color": style.palette.paper},
        },
        "ids": codes,
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    if indicator_id is not None:
        trace["customdata"] = [
            question(indicator_id, code, int(year)) for code, year in zip(codes, rows["year"], strict=True)
        ]
    return trace


def _rounded(values: pd.Series[float]) -> list[float]:
    return [float(f"{value:.6g}") for value in values]


@dataclass(frozen=True)
class _Sheet:
    """Axes and size, as the placing of labels wants them."""

    logs: tuple[bool, bool]
    ranges: tuple[tuple[float, float], tuple[float, float]]
    plot: tuple[float, float]
    style: Style

    def labels(
        self, rows: pd.DataFrame, texts: Sequence[str], ways: pd.DataFrame, taken: Sequence[Box], first: Sequence[bool]
    ) -> list[Label]:
        return place(
            _places(rows, self.logs),
            texts,
            Sheet(*self.ranges, self.plot, self.style.small_px, _RADIUS),
            lines=[_places(members, self.logs) for _, members in ways.groupby("region_code") if len(members) > 1],
            taken=taken,
            first=first,
        )

    def dots(self, rows: pd.DataFrame) -> list[Box]:
        """The room the dots take."""
        (left, right), (low, high) = self.ranges
        boxes = []
        for x, y in _places(rows, self.logs):
            across, up = (x - left) / (right - left) * self.plot[0], (y - low) / (high - low) * self.plot[1]
            boxes.append(Box(across - _RADIUS, up - _RADIUS, across + _RADIUS, up + _RADIUS))
        return boxes


def _words(
    rows: pd.DataFrame, lasts: pd.DataFrame, names: Mapping[str, str], highlighted: Sequence[str], sheet: _Sheet
) -> list[dict[str, Any]]:
    """Every region's name at its last point; then the years of the chosen ones where there is room beside theirs."""
    codes = lasts["region_code"].tolist()
    texts = [names[code] for code in codes]
    named = sheet.labels(lasts, texts, rows, [], [code in highlighted for code in codes])
    bold = [f"<b>{text}</b>" if code in highlighted else text for code, text in zip(codes, texts, strict=True)]
    earlier = rows[rows["region_code"].isin(list(highlighted)) & ~rows.index.isin(lasts.index)]
    years = [str(year) for year in earlier["year"]]
    taken = [label.box for label in named] + sheet.dots(lasts)
    dated = sheet.labels(earlier, years, rows, taken, [])
    begins = ~earlier["region_code"].duplicated()
    beside = [begin or not label.leader for begin, label in zip(begins, dated, strict=True)]
    return _written(lasts, bold, named, highlighted, sheet) + _written(
        earlier.loc[pd.Series(beside, index=earlier.index, dtype=bool)],
        [year for year, kept in zip(years, beside, strict=True) if kept],
        [label for label, kept in zip(dated, beside, strict=True) if kept],
        highlighted,
        sheet,
    )


def _written(
    rows: pd.DataFrame, texts: Sequence[str], labels: Sequence[Label], highlighted: Sequence[str], sheet: _Sheet
) -> list[dict[str, Any]]:
    palette, small = sheet.style.palette, sheet.style.small_px
    colours = {code: sheet.style.mark(position)[0] for position, code in enumerate(highlighted)}
    return [
        label.annotation(
            x=round(at[0], 5),
            y=round(at[1], 5),
            text=text,
            line=palette.faint,
            font={"color": colours.get(code, palette.ink), "size": small, "shadow": halo(palette.paper)},
        )
        for code, text, at, label in zip(rows["region_code"], texts, _places(rows, sheet.logs), labels, strict=True)
    ]


def _places(rows: pd.DataFrame, logs: tuple[bool, bool]) -> list[tuple[float, float]]:
    """Points as annotations want them: logarithms on log axes."""
    return [
        (math.log10(x) if logs[0] else float(x), math.log10(y) if logs[1] else float(y))
        for x, y in zip(rows["x"], rows["y"], strict=True)
    ]


def _titles(
    x_indicator: Indicator, y_indicator: Indicator, logs: tuple[bool, bool], left: int, style: Style
) -> list[dict[str, Any]]:
    """The vertical axis is named above the plot, the other one below it at the right."""
    texts = [
        f"{indicator.short_label}, {indicator.unit_text}" + (" (skala logaritma)" if log else "")
        for indicator, log in zip((x_indicator, y_indicator), logs, strict=True)
    ]
    up: dict[str, Any] = {
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 8 - left,
        "yshift": style.small_px - 2,
    }
    across: dict[str, Any] = {"x": 1, "y": 0, "xanchor": "right", "yanchor": "top", "yshift": -style.small_px - 12}
    look = style.palette.ink, style.small_px
    return [on_paper(texts[1], *look, **up), on_paper(texts[0], *look, **across)]
