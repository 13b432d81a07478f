"""How surely a region is under-served: in what part of all weightings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.axes import HALF, QUARTERS, share_axis, value_axis
from kumkm.figures.columns import above_plot, region_margins
from kumkm.figures.labels import missing_note, region_axis
from kumkm.figures.theme import Style, layout, text_width

_STANDOFF = 9  # px between a name and a mark at zero
_CHOSEN_SIZE = 12


def under_served(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 520,
) -> go.Figure:
    """Draw how often each region is under-served when weights vary, the most often on top, beside the half.

    `frame` has region_code, under_served_pct (0-100, of all weightings). NaN or no row: named below, not drawn. The
    chosen have their colour, and their shape at the end of the bar.
    """
    known = frame[frame["region_code"].isin(list(names))].dropna(subset=["under_served_pct"])
    known = known.sort_values(["under_served_pct", "region_code"], ascending=[True, False], ignore_index=True)
    codes = known["region_code"].tolist()
    absent = [name for code, name in names.items() if code not in set(codes)]
    spec = layout(style, height, bargap=0.36)
    spec["margin"] |= region_margins(codes, names, absent, style, _STANDOFF) | {
        "r": 22 + text_width(["100%"], style.small_px)
    }
    spec["xaxis"] |= _often_axis(style)
    spec["yaxis"] |= region_axis(codes, names, highlighted, style, _STANDOFF) | {"showgrid": False}
    spec["shapes"] = [_half_line(style)]
    spec["annotations"] = [
        above_plot("persen dari seluruh pembobotan", 0, "left", style, style.palette.muted),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    traces = [_often(known, style, names, highlighted), _chosen(known, style, highlighted)]
    return go.Figure(data=traces, layout=spec)


def _often_axis(style: Style) -> dict[str, Any]:
    words = [units.percent(tick, 0) for tick in QUARTERS]
    words[QUARTERS.index(50)] = f'<b><span style="color:{style.palette.ink}">separuh</span></b>'
    return value_axis([100.0], style) | share_axis() | {"showline": False, "ticktext": words}


def _often_words(value: float) -> str:
    """Whole percent; what is nearly never or nearly always is not said to be never or always."""
    if 0 < value < 1:
        return "<1%"
    return ">99%" if 99 < value < 100 else units.percent(value, 0)


def _often(known: pd.DataFrame, style: Style, names: Mapping[str, str], highlighted: Sequence[str]) -> dict[str, Any]:
    marks = {code: style.mark(position)[0] for position, code in enumerate(highlighted)}
    values = known["under_served_pct"].astype(float)
    palette = style.palette
    often = [palette.sequential[3] if value > HALF else palette.bar for value in values]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [round(value, 3) for value in values],
        "y": list(range(len(known))),
        "marker": {
            "color": [marks.get(code, tone) for code, tone in zip(known["region_code"], often, strict=True)],
            "line": {"width": 0},
        },
        "text": [f"  {_often_words(value).replace('<', '&lt;').replace('>', '&gt;')}" for value in values],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": style.small_px, "color": palette.ink},
        "ids": known["region_code"].tolist(),
        "hovertext": [names[code] for code in known["region_code"]],
        "hovertemplate": "%{hovertext}: kurang terlayani pada %{text} pembobotan<extra></extra>",
        "cliponaxis": False,
    }


def _chosen(known: pd.DataFrame, style: Style, highlighted: Sequence[str]) -> dict[str, Any]:
    """The shapes of the chosen at the ends of their bars."""
    rows = [
        (y, float(row.under_served_pct), *style.mark(highlighted.index(row.region_code)))
        for y, row in enumerate(known.itertuples())
        if row.region_code in highlighted
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(value, 3) for _, value, _, _ in rows],
        "y": [y for y, _, _, _ in rows],
        "marker": {
            "color": [colour for _, _, colour, _ in rows],
            "symbol": [shape for _, _, _, shape in rows],
            "size": _CHOSEN_SIZE,
            "line": {"width": 1, "color": style.palette.paper},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _half_line(style: Style) -> dict[str, Any]:
    line = {"color": style.palette.ink, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": HALF, "x1": HALF, "yref": "paper", "y0": 0, "y1": 1, "line": line}
