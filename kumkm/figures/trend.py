"""All regions over the years in grey, the chosen ones in colour and shape, the province dashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain.breaks import Breaks
from kumkm.domain.indicators import Indicator, MapKind
from kumkm.figures.theme import Style, figure

PROVINCE = "74"
NO_BREAKS = Breaks()


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
) -> go.Figure:
    """Draw a panel (region_code, year, value): every area a line, gaps left open, cut at each break.

    `names` gives the label of each code drawn; codes without a name are left out.
    """
    chart = figure(style, height)
    years = sorted(panel["year"].unique())
    table = panel.pivot(index="region_code", columns="year", values="value").reindex(
        columns=range(int(years[0]), int(years[-1]) + 1)
    )
    table = table / indicator.scale.divisor
    others = [code for code in table.index if code in names and code not in (*highlighted, PROVINCE)]
    _background(chart, table.loc[others], indicator, breaks, style)
    if PROVINCE in table.index and indicator.map_kind is not MapKind.COUNT:
        _line(chart, table.loc[PROVINCE], indicator, breaks, (style.palette.ink, None), "Sultra", style)
    for position, code in reversed(list(enumerate(highlighted))):
        if code in table.index:
            _line(chart, table.loc[code], indicator, breaks, style.mark(position), names[code], style)
    _marks(chart, indicator, breaks.everywhere, year, years, style)
    longest = max([len("Sultra"), *(len(names[code]) for code in highlighted)])
    chart.update_layout(margin_r=18 + round(0.58 * longest * style.text_px))
    return chart


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


def _background(chart: go.Figure, table: pd.DataFrame, indicator: Indicator, breaks: Breaks, style: Style) -> None:
    """One trace for all the grey lines: small to send, quick to draw."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for code, row in table.iterrows():
        x, y = _with_gaps(row, breaks.years(str(code)), indicator.decimals)
        xs += [*x, None]
        ys += [*y, None]
    chart.add_scatter(
        x=xs,
        y=ys,
        mode="lines+markers",
        line={"color": style.palette.faint, "width": 1},
        marker={"size": 2.5},
        opacity=0.75,
        hoverinfo="skip",
        connectgaps=False,
    )


def _line(
    chart: go.Figure,
    row: pd.Series[float],
    indicator: Indicator,
    breaks: Breaks,
    mark: tuple[str, str | None],
    name: str,
    style: Style,
) -> None:
    colour, shape = mark
    x, y = _with_gaps(row, breaks.years(str(row.name)), indicator.decimals)
    chart.add_scatter(
        x=x,
        y=y,
        mode="lines+markers" if shape else "lines",
        line={"color": colour, "width": 2.5 if shape else 1.5, "dash": "solid" if shape else "dot"},
        marker={"symbol": shape, "size": 7, "color": colour} if shape else None,
        name=name,
        hovertemplate=f"{name} %{{x}}: %{{y}} {indicator.unit_text}<extra></extra>",
        connectgaps=False,
    )
    last = row.last_valid_index()
    if last is not None:
        chart.add_annotation(
            x=int(str(row.index[-1])),
            y=float(row[last]),
            text=name,
            showarrow=False,
            xanchor="left",
            xshift=12,
            font={"color": colour, "size": style.text_px},
        )


def _marks(
    chart: go.Figure,
    indicator: Indicator,
    breaks: Sequence[int],
    year: int | None,
    years: Sequence[int],
    style: Style,
) -> None:
    for first in breaks:
        if years[0] < first <= years[-1]:
            chart.add_vline(x=first - 0.5, line={"color": style.palette.muted, "width": 1, "dash": "dash"})
            chart.add_annotation(
                x=first - 0.5,
                y=1,
                yref="paper",
                text="deret baru",
                showarrow=False,
                xanchor="left",
                yanchor="top",
                xshift=3,
                font={"color": style.palette.muted, "size": style.small_px},
            )
    if year is not None:
        chart.add_vline(x=year, line={"color": style.palette.accent, "width": 1})
    span = max(1, int(years[-1]) - int(years[0]))
    step = 1 if span <= 8 else 2
    chart.update_xaxes(
        range=[years[0] - 0.3, years[-1] + 0.3],
        tickvals=list(range(int(years[-1]), int(years[0]) - 1, -step)),
        showgrid=False,
        ticks="outside",
        tickcolor=style.palette.line,
        automargin=True,
        tickformat="d",
    )
    diverging = indicator.map_kind is MapKind.DIVERGING
    chart.update_yaxes(
        nticks=6,
        automargin=True,
        zeroline=diverging,
        zerolinecolor=style.palette.muted,
        tickformat=",",
        rangemode="tozero" if indicator.map_kind is MapKind.COUNT else "normal",
    )
