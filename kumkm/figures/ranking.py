"""All regions from the highest value to the lowest, the chosen ones lit, the province as a line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.indicators import Indicator, MapKind
from kumkm.figures.theme import Style, figure


def ranking(
    frame: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    highlighted: Sequence[str] = (),
    province: float | None = None,
    height: int = 460,
) -> go.Figure:
    """Rank regions. `frame` has region_code, region_name, value; NaN goes last, as words.

    Lengths start at zero for what can be counted; an index is a dot on its own range.
    """
    known = frame.dropna(subset=["value"]).sort_values(["value", "region_code"])
    missing = frame[frame["value"].isna()].sort_values("region_code", ascending=False)
    ordered = pd.concat([missing, known], ignore_index=True)
    chart = figure(style, height)
    values = ordered["value"] / indicator.scale.divisor
    colours = [_colour(row.region_code, row.value, highlighted, style) for row in ordered.itertuples()]
    dots = indicator.unit in (units.INDEX, units.YEARS)
    trace = {
        "x": _compact(values, indicator),
        "y": ordered["region_name"].tolist(),
        "customdata": ordered["region_code"].tolist(),
        "text": [indicator.number(value) if pd.notna(value) else "belum ada data" for value in ordered["value"]],
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    if dots:
        chart.add_scatter(
            **trace,
            mode="markers+text",
            textposition="middle right",
            marker={"color": colours, "size": 11, "symbol": _symbols(ordered, highlighted, style)},
            cliponaxis=False,
        )
    else:
        chart.add_bar(
            **trace,
            orientation="h",
            marker={"color": colours},
            textposition="outside",
            cliponaxis=False,
            textfont={"color": style.palette.ink},
        )
    _axes(chart, known["value"] / indicator.scale.divisor, dots, style)
    _missing_words(chart, missing, style)
    if province is not None and indicator.map_kind is not MapKind.COUNT:
        _province_line(chart, province / indicator.scale.divisor, indicator.number(province), style)
    return chart


def _compact(values: pd.Series[float], indicator: Indicator) -> list[float | None]:
    """Round far below what a pixel shows, to keep the message to the browser small."""
    return [None if pd.isna(value) else round(float(value), indicator.decimals + 1) for value in values]


def _colour(code: str, value: float, highlighted: Sequence[str], style: Style) -> str:
    if code in highlighted:
        return style.mark(highlighted.index(code))[0]
    return style.palette.below if value < 0 else style.palette.bar


def _symbols(frame: pd.DataFrame, highlighted: Sequence[str], style: Style) -> list[str]:
    return [
        style.mark(highlighted.index(code))[1] if code in highlighted else "circle" for code in frame["region_code"]
    ]


def _axes(chart: go.Figure, values: pd.Series[float], dots: bool, style: Style) -> None:
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if not dots:
        low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or 1.0
    chart.update_xaxes(
        range=[low - (0.16 if low < 0 or dots else 0.0) * span, high + 0.2 * span],
        showticklabels=False,
        showgrid=False,
        zeroline=not dots,
        zerolinecolor=style.palette.muted,
        zerolinewidth=1,
    )
    chart.update_yaxes(
        showgrid=False,
        ticks="",
        automargin=True,
        tickfont={"color": style.palette.ink, "size": style.text_px},
    )
    chart.update_layout(bargap=0.28)


def _missing_words(chart: go.Figure, missing: pd.DataFrame, style: Style) -> None:
    for name in missing["region_name"]:
        chart.add_annotation(
            x=0,
            xref="paper",
            y=name,
            text="belum ada data",
            showarrow=False,
            xanchor="left",
            font={"color": style.palette.muted, "size": style.small_px},
        )


def _province_line(chart: go.Figure, value: float, text: str, style: Style) -> None:
    chart.add_vline(x=value, line={"color": style.palette.ink, "width": 1, "dash": "dot"}, layer="below")
    chart.add_annotation(
        x=value,
        y=0,
        yref="paper",
        text=f"Sultra {text}",
        showarrow=False,
        xanchor="center",
        yanchor="top",
        font={"color": style.palette.ink, "size": style.small_px},
    )
    chart.update_layout(margin_b=12 + 2 * style.small_px)
