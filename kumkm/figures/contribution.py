"""Waterfall: what each region adds to the growth of all, ending at the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.theme import Style, figure


def waterfall(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 380,
) -> go.Figure:
    """Draw contributions (region_code, contribution_pp), in the frame's order, and their sum."""
    chart = figure(style, height)
    base = 0.0
    starts, lengths, colours, texts = [], [], [], []
    for row in frame.itertuples():
        starts.append(round(base, 4))
        lengths.append(round(row.contribution_pp, 4))
        base += row.contribution_pp
        texts.append(units.number(row.contribution_pp, 2, signed=True))
        colours.append(_colour(row.region_code, row.contribution_pp, highlighted, style))
    labels = [names[code] for code in frame["region_code"]]
    chart.add_bar(
        x=[*labels, "Jumlah"],
        y=[*lengths, round(base, 4)],
        base=[*starts, 0.0],
        marker={"color": [*colours, style.palette.ink]},
        text=[*texts, units.number(base, 2, signed=True)],
        textposition="outside",
        textfont={"size": style.small_px},
        cliponaxis=False,
        hovertemplate="%{x}: %{text} poin persen<extra></extra>",
    )
    tops = [max(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    bottoms = [min(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    low, high = min([0.0, base, *bottoms]), max([0.0, base, *tops])
    pad = 0.12 * ((high - low) or 1.0)
    chart.update_xaxes(showgrid=False, tickangle=-40, automargin=True)
    chart.update_yaxes(
        nticks=5,
        automargin=True,
        zeroline=True,
        zerolinecolor=style.palette.muted,
        range=[low - (pad if low < 0 else 0), high + pad],
    )
    chart.update_layout(bargap=0.25)
    return chart


def _colour(code: str, value: float, highlighted: Sequence[str], style: Style) -> str:
    if code in highlighted:
        return style.mark(highlighted.index(code))[0]
    return style.palette.below if value < 0 else style.palette.bar
