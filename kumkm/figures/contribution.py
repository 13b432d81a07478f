"""Waterfall: what each region adds to the growth of all, ending at the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.question import question
from kumkm.domain.view.selection import PROVINCE
from kumkm.figures.theme import Style, layout


def waterfall(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 380,
    asked: tuple[str, int] | None = None,
) -> go.Figure:
    """Draw contributions (region_code, contribution_pp, shown_pp), in the frame's order, and their sum.

    `asked` is the indicator and year a click on a bar asks about, None where bars do not answer.
    """
    base = 0.0
    starts, colours, texts = [], [], []
    lengths = [round(float(value), 4) for value in frame["contribution_pp"]]
    for code, length, shown in zip(frame["region_code"], lengths, frame["shown_pp"], strict=True):
        starts.append(round(base, 4))
        base += length
        texts.append(units.number(shown, 2, signed=True))
        colours.append(_colour(code, length, highlighted, style))
    trace = {
        "type": "bar",
        "x": [*(names[code] for code in frame["region_code"]), "Jumlah"],
        "y": [*lengths, round(base, 4)],
        "base": [*starts, 0.0],
        "marker": {"color": [*colours, style.palette.ink]},
        "text": [*texts, units.number(float(frame["shown_pp"].sum()), 2, signed=True)],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": style.small_px},
        "cliponaxis": False,
        "customdata": None
        if asked is None
        else [question(asked[0], code, asked[1]) for code in [*frame["region_code"], PROVINCE]],
        "hovertemplate": "%{x}: %{text} poin persen<extra></extra>",
    }
    edges = [0.0, base, *starts, *(start + length for start, length in zip(starts, lengths, strict=True))]
    low, high = min(edges), max(edges)
    pad = 0.12 * ((high - low) or 1.0)
    spec = layout(style, height, bargap=0.25)
    spec["xaxis"] |= {"showgrid": False, "tickangle": -40, "automargin": True}
    spec["yaxis"] |= {
        "nticks": 5,
        "automargin": True,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "range": [low - (pad if low < 0 else 0), high + pad],
    }
    return go.Figure(data=[trace], layout=spec)


def _colour(code: str, value: float, highlighted: Sequence[str], style: Style) -> str:
    if code in highlighted:
        return style.mark(highlighted.index(code))[0]
    return style.palette.below if value < 0 else style.palette.bar
