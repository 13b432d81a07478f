"""All regions from the highest value to the lowest, the province as a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.indicators import Indicator, MapKind
from kumkm.domain.question import question
from kumkm.figures.columns import in_column
from kumkm.figures.theme import Style, axis, layout, text_width


def ranking(
    frame: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    province: float | None = None,
    height: int = 460,
    subject: tuple[str, int] | None = None,
) -> go.Figure:
    """Rank regions. `frame` is as `comparable` takes it; who cannot be compared goes last: first who rests on too few
    or is of another period, with the value, then who is missing or secret, as words.

    `subject` is the indicator and year a number asks about, None where numbers do not answer.

    Marks have the code of their region in `ids` and `meta.chosen`: the browser gives the chosen their colours.
    Lengths start at zero for what can be counted; an index is a dot on its own range. Values stand right-aligned in a
    column of their own, clear of the province's line.
    """
    among = comparable(frame, indicator)
    by_code = frame.set_index("region_code", drop=False)
    missing = by_code.loc[sorted([*among.absent, *among.protected], reverse=True)]
    known = by_code.loc[[*reversed(among.unranked), *reversed(among.ordered)]]
    ordered = pd.concat([missing, known], ignore_index=True)
    dots = indicator.unit in (units.INDEX, units.YEARS)
    spec = layout(style, height, bargap=0.28)
    spec["xaxis"] |= _value_axis(known["value"] / indicator.scale.divisor, dots, style)
    texts = {row["region_code"]: _text(row, among, indicator) for _, row in known.iterrows()}
    spec["margin"] |= {
        "l": 10 + text_width(frame["region_name"], style.text_px),
        "r": 14 + text_width(texts.values(), style.text_px),
    }
    spec["yaxis"] |= {"showgrid": False, "ticks": ""} | axis(style.palette.ink, style.text_px)
    questions = (
        {} if subject is None else {code: question(subject[0], code, subject[1]) for code in ordered["region_code"]}
    )
    spec["annotations"] = [
        *(_missing_words(row, style) for _, row in missing.iterrows()),
        *(
            in_column(
                name, texts[code], spec["margin"]["r"] - 8, style, question=questions.get(code), size=style.text_px
            )
            for code, name in zip(known["region_code"], known["region_name"], strict=True)
        ),
    ]
    if province is not None and indicator.map_kind is not MapKind.COUNT:
        spec["shapes"] = [_province_line(province / indicator.scale.divisor, style)]
        spec["annotations"].append(_province_words(province, indicator, style))
        spec["margin"]["b"] = 12 + 2 * style.small_px
    trace = _trace(ordered, texts, indicator, style, dots=dots)
    if questions:
        trace["customdata"] = list(questions.values())
    return go.Figure(data=[trace], layout=spec)


def _trace(
    ordered: pd.DataFrame,
    texts: Mapping[str, str],
    indicator: Indicator,
    style: Style,
    *,
    dots: bool,
) -> dict[str, Any]:
    values = [None if pd.isna(value) else float(value) for value in ordered["value"]]
    codes = ordered["region_code"].tolist()
    colours = [style.palette.below if (value or 0) < 0 else style.palette.bar for value in values]
    trace: dict[str, Any] = {
        "x": [
            None if value is None else round(value / indicator.scale.divisor, indicator.decimals + 1)
            for value in values
        ],
        "y": ordered["region_name"].tolist(),
        "ids": codes,
        "text": [texts.get(code, "belum ada data") for code in codes],
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "cliponaxis": False,
        "meta": {"chosen": True},
    }
    if dots:
        marker = {"color": colours, "size": 11, "symbol": ["circle"] * len(codes)}
        return trace | {"type": "scatter", "mode": "markers", "marker": marker}
    return trace | {
        "type": "bar",
        "orientation": "h",
        "marker": {"color": colours},
        "textposition": "none",
    }


def _text(row: pd.Series[Any], among: Comparable, indicator: Indicator) -> str:
    """The value, and before it why it does not count: numbers then end in one line."""
    code = row["region_code"]
    why = f"pembagi < {among.least_base:.0f}" if code in among.thin else among.partial.get(code, "")
    return f"{f'({why}) ' if why else ''}{indicator.number(float(row['value']))}"


def _value_axis(values: pd.Series[float], dots: bool, style: Style) -> dict[str, Any]:
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if not dots:
        low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or 1.0
    return {
        "range": [low - (0.04 if dots else 0.0) * span, high + (0.04 if dots else 0.01) * span],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": not dots,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def _missing_words(row: pd.Series[Any], style: Style) -> dict[str, Any]:
    secret = row.get("status") == "suppressed"
    return {
        "x": 0,
        "xref": "paper",
        "y": row["region_name"],
        "text": "r (dirahasiakan)" if secret else "belum ada data",
        "showarrow": False,
        "xanchor": "left",
        "font": {"color": style.palette.muted, "size": style.small_px},
    }


def _province_line(value: float, style: Style) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": style.palette.ink, "width": 1, "dash": "dot"},
    }


def _province_words(value: float, indicator: Indicator, style: Style) -> dict[str, Any]:
    return {
        "x": value / indicator.scale.divisor,
        "y": 0,
        "yref": "paper",
        "text": f"Sultra {indicator.number(value)}",
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "top",
        "font": {"color": style.palette.ink, "size": style.small_px},
    }
