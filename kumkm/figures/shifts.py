"""Shift-share by region: what grew with the province, with the mix of sectors, and by the region's own strength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.labels import coloured, missing_note
from kumkm.figures.theme import Style, layout, text_width

# In the order they are stacked: what sets regions apart begins at zero, what all share lies outside.
PARTS = {
    "competitive": "Daya saing daerah",
    "industry_mix": "Bauran lapangan usaha",
    "provincial_growth": "Pertumbuhan provinsi",
}
COLUMNS = {"competitive": "daya saing", "change": "seluruhnya"}


def shift_bars(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 460,
    unit: str = "",
) -> go.Figure:
    """Draw the three parts of each region's change, in percent of `before`, stacked both ways from zero.

    `frame` has region_code, before, change, provincial_growth, industry_mix, competitive, all in one unit, one row per
    region. The strongest competitive part stands on top; it and the change in all, shown by a mark, are written at the
    right. Regions without a value or that began with nothing are named below. `unit` is
    what was counted, for hovering.
    """
    shares = _in_percent(frame[frame["region_code"].isin(list(names))])
    codes = shares["region_code"].tolist()
    absent = [name for code, name in names.items() if code not in set(codes)]
    spec = layout(style, height, barmode="relative", bargap=0.36)
    spec["margin"] |= {
        "l": 14 + text_width([names[code] for code in codes], style.text_px),
        "r": 2 * _column_px(style) + 6,
        "t": 2 * style.small_px + 18,
        "b": style.small_px + 12 + (style.small_px + 10) * (1 + (len(absent) - 1) // 6 if absent else 0),
    }
    spec["xaxis"] |= _percent_axis(shares, style)
    spec["yaxis"] |= {
        "range": [-0.6, max(0, len(codes) - 1) + 0.6],
        "tickvals": list(range(len(codes))),
        "ticktext": [_tick(code, names, highlighted, style) for code in codes],
        "showgrid": False,
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.text_px},
    }
    spec["annotations"] = [
        *_heads(style),
        *_column(shares, "competitive", 1, style),
        *_column(shares, "change", 2, style),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    bars = [_bars(shares, part, style, names) for part in PARTS]
    return go.Figure(data=[*bars, _totals(shares, style, names, highlighted, unit)], layout=spec)


def _in_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """The parts and the change in percent of `before`, the strongest competitive part last, as Plotly draws upwards."""
    known = frame[frame["before"].gt(0)].dropna(subset=["change", *PARTS])
    columns = ["change", *PARTS]
    shares = known[columns].div(known["before"], axis="index") * 100
    rows = shares.assign(region_code=known["region_code"], units=known["change"])
    return rows.sort_values(["competitive", "region_code"], ignore_index=True)


def _tick(code: str, names: Mapping[str, str], highlighted: Sequence[str], style: Style) -> str:
    if code not in highlighted:
        return names[code]
    return coloured(names[code], style.mark(highlighted.index(code))[0])


def _part_colour(part: str, style: Style) -> str:
    palette = style.palette
    return {
        "provincial_growth": palette.faint,
        "industry_mix": palette.below,
        "competitive": palette.sequential[3],
    }[part]


def _bars(shares: pd.DataFrame, part: str, style: Style, names: Mapping[str, str]) -> dict[str, Any]:
    colour = _part_colour(part, style)
    hatched = {"shape": "/", "fillmode": "replace", "size": 6, "solidity": 0.45}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [round(float(value), 4) for value in shares[part]],
        "y": list(range(len(shares))),
        "marker": {
            "color": colour,
            "line": {"width": 0},
            "pattern": hatched if part == "industry_mix" else {"shape": ""},
        },
        "name": PARTS[part],
        "text": [names[code] for code in shares["region_code"]],
        "textposition": "none",
        "ids": shares["region_code"].tolist(),
        "hovertext": [units.percent(value, 1, signed=True) for value in shares[part]],
        "hovertemplate": f"%{{text}}<br>{PARTS[part]}: %{{hovertext}}<extra></extra>",
    }


def _totals(
    shares: pd.DataFrame, style: Style, names: Mapping[str, str], highlighted: Sequence[str], unit: str
) -> dict[str, Any]:
    """A mark at each region's change in all."""
    marks = {code: style.mark(position) for position, code in enumerate(highlighted)}
    pairs = [marks.get(code, (style.palette.ink, "line-ns")) for code in shares["region_code"]]
    words = f" {unit}" if unit else ""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(float(value), 4) for value in shares["change"]],
        "y": list(range(len(shares))),
        "marker": {
            "symbol": [shape for _, shape in pairs],
            "color": [colour for colour, _ in pairs],
            "size": 11,
            "line": {"width": [2 if shape == "line-ns" else 1 for _, shape in pairs], "color": style.palette.ink},
        },
        "text": [units.percent(value, 1, signed=True) for value in shares["change"]],
        "hovertext": [
            f"{names[code]}<br>Perubahan seluruhnya: {units.number(value, signed=True)}{words}"
            for code, value in zip(shares["region_code"], shares["units"], strict=True)
        ],
        "hovertemplate": "%{hovertext} (%{text})<extra></extra>",
        "cliponaxis": False,
    }


def _percent_axis(shares: pd.DataFrame, style: Style) -> dict[str, Any]:
    parts = shares[list(PARTS)]
    low = float(min(parts.clip(upper=0).sum(axis="columns").min(), shares["change"].min())) if len(shares) else 0.0
    high = float(max(parts.clip(lower=0).sum(axis="columns").max(), shares["change"].max())) if len(shares) else 1.0
    low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or 1.0
    return {
        "range": [low - (0.04 * span if low < 0 else 0.0), high + 0.02 * span],
        "nticks": 6,
        "ticksuffix": "%",
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def _heads(style: Style) -> list[dict[str, Any]]:
    """The three parts named in their colours, in the order they are stacked, and what the mark means."""
    samples = {"provincial_growth": "■", "industry_mix": "▨", "competitive": "■"}
    words = [f'<span style="color:{_part_colour(part, style)}">{samples[part]}</span> {PARTS[part]}' for part in PARTS]
    line = "    ".join([*words, "<b>|</b> perubahan seluruhnya"])
    return [_above(line, 0, "left", style, style.palette.ink)]


def _column_px(style: Style) -> int:
    return 14 + text_width(COLUMNS.values(), style.small_px)


def _column(shares: pd.DataFrame, part: str, place: int, style: Style) -> list[dict[str, Any]]:
    """One part in numbers, right-aligned, the first or second column beside the plot."""
    shift = place * _column_px(style)
    colour = _part_colour(part, style) if part in PARTS else style.palette.ink
    numbers = [
        {
            "x": 1,
            "xref": "paper",
            "y": position,
            "text": units.percent(value, 1, signed=True),
            "showarrow": False,
            "xanchor": "right",
            "xshift": shift,
            "borderpad": 0,
            "font": {"color": colour, "size": style.small_px},
        }
        for position, value in enumerate(shares[part])
    ]
    return [*numbers, _above(COLUMNS[part], 1, "right", style, colour) | {"xshift": shift, "yshift": 2}]


def _above(text: str, x: int, xanchor: str, style: Style, colour: str) -> dict[str, Any]:
    return {
        "x": x,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": "bottom",
        "yshift": style.small_px + 4,
        "borderpad": 0,
        "font": {"color": colour, "size": style.small_px},
    }
