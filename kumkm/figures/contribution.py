"""Waterfall: what each region adds to the growth of all, ending at the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.question import question
from kumkm.domain.view.selection import PROVINCE
from kumkm.figures.columns import in_column
from kumkm.figures.theme import Style, axis, layout, text_width


def waterfall(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 380,
    subject: tuple[str, int] | None = None,
) -> go.Figure:
    """Draw contributions (region_code, contribution_pp, shown_pp) from the top down in the frame's order, then their
    sum; each bar begins where the one above ended. Numbers stand in a column at the right.

    `subject` is the indicator and year a number asks about, None where numbers do not answer.
    """
    lengths = [round(float(value), 4) for value in frame["contribution_pp"]]
    ends = [round(end, 4) for end in accumulate(lengths, initial=0.0)]
    codes = [*frame["region_code"], PROVINCE]
    words = [*(names[code] for code in frame["region_code"]), "Jumlah"]
    shown = [*frame["shown_pp"], float(frame["shown_pp"].sum())]
    texts = [units.number(float(value), 2, signed=True) for value in shown]
    questions = [None if subject is None else question(subject[0], code, subject[1]) for code in codes]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [*lengths, ends[-1]],
        "y": words,
        "base": [*ends[:-1], 0.0],
        "ids": codes,
        "marker": {
            "color": [
                *(_colour(code, length, highlighted, style) for code, length in zip(codes, lengths, strict=False)),
                style.palette.ink,
            ]
        },
        "text": texts,
        "textposition": "none",
        "customdata": questions if subject else None,
        "hovertemplate": "%{y}: %{text} poin persen<extra></extra>",
    }
    low, high = min(ends), max(ends)
    spec = layout(style, height, bargap=0.25)
    right = 14 + text_width(texts, style.text_px)
    spec["margin"] |= {"l": 10 + text_width(words, style.text_px), "r": right, "b": style.small_px + 14}
    spec["yaxis"] |= {"range": [len(words) - 0.5, -0.5], "showgrid": False, "showline": False}
    spec["yaxis"] |= axis(style.palette.ink, style.text_px)
    spec["xaxis"] |= {
        "nticks": 6,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "range": [low - 0.01 * (high - low), high + 0.01 * (high - low)] if high > low else [0.0, 1.0],
    }
    spec["annotations"] = [
        in_column(name, text, right - 8, style, question=answer_to, size=style.text_px)
        for name, text, answer_to in zip(words, texts, questions, strict=True)
    ]
    return go.Figure(data=[trace], layout=spec)


def _colour(code: str, value: float, highlighted: Sequence[str], style: Style) -> str:
    if code in highlighted:
        return style.mark(highlighted.index(code))[0]
    return style.palette.below if value < 0 else style.palette.bar
