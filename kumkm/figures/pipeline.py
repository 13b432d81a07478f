"""The way of proposals through the stages: how many came how far, where they stand now, and how long already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.theme import Style, layout, on_paper, text_width

_ASIDE = "di luar jalur"
_STANDOFF = 6  # px between a stage and the zero line
_GAP = 1.0  # rows of room between the way and what left it, which hold the heading of the latter
_LIMIT, _MEDIAN = "batas", "lama"
_HEADS = ("hari", "batas", "lewat")  # columns right of the days


# ---- how far -------------------------------------------------------------------------------------------------------


def funnel(frame: pd.DataFrame, style: Style, *, height: int = 480) -> go.Figure:
    """Draw how many proposals ever reached each stage, and as the darker part how many stand there now.

    `frame`, in the order of stages: stage_words, reached, here (counts; NaN is not drawn), amount_idr (rupiah of those
    here; NaN = not known), aside (bool). Stages aside of the way are drawn below in muted colours.
    """
    rows = frame.assign(y=_places(frame["aside"].astype(bool).tolist()))
    now = [_now(here, amount) for here, amount in zip(rows["here"], rows["amount_idr"], strict=True)]
    now_px = 16 + text_width(now, style.small_px)
    high = float(rows["reached"].max()) if rows["reached"].notna().any() else 1.0
    spec = layout(style, height, barmode="overlay", bargap=0.34)
    spec["margin"] |= {
        "l": 14 + _STANDOFF + text_width(rows["stage_words"], style.text_px),
        "r": now_px + 12 + text_width([units.number(high)], style.text_px),
        "t": style.small_px + 16,
        "b": 6,
    }
    spec["xaxis"] |= _zero_axis(high, style)
    spec["yaxis"] |= _stage_axis(rows["stage_words"].tolist(), rows["y"].tolist(), style)
    spec["annotations"] = [
        _key(style),
        *_aside_head(rows, style),
        *(
            _beside(y, text, style, empty=not here > 0)
            for y, text, here in zip(rows["y"], now, rows["here"], strict=True)
        ),
    ]
    return go.Figure(data=[_bars(rows, "reached", style), _bars(rows, "here", style)], layout=spec)


def _places(aside: Sequence[bool]) -> list[float]:
    """Heights of the rows, counted downwards from 0; those aside follow after a gap, whatever their place was."""
    way = sum(not off for off in aside)
    on_way, off_way = 0, 0
    places = []
    for off in aside:
        places.append(-(way + _GAP + off_way) if off and way else -float(off_way if off else on_way))
        on_way, off_way = on_way + (not off), off_way + off
    return places


def _now(here: float, amount_idr: float) -> str:
    """`kini 12 · Rp3,4 miliar`."""
    count = f"kini {units.number(here)}"
    if not here > 0:
        return count
    return f"{count} · {_rupiah(amount_idr) if pd.notna(amount_idr) else units.MISSING}"


def _rupiah(value: float) -> str:
    scale = units.scale_for(value)
    decimals = 0 if scale.divisor <= units.MILLIONS.divisor else 1
    return units.quantity(value, units.RUPIAH, decimals, scale)


def _bars(rows: pd.DataFrame, column: str, style: Style) -> dict[str, Any]:
    """One bar per stage; the count that ever reached it is written at its end."""
    drawn = rows[rows[column].notna()]
    whole = column == "reached"
    palette = style.palette
    tones = (palette.bar, palette.faint) if whole else (palette.sequential[3], palette.muted)
    digits = [units.number(value) for value in drawn[column]]
    words = "pernah sampai" if whole else "kini di sini"
    return {
        "type": "bar",
        "orientation": "h",
        "x": [int(value) for value in drawn[column]],
        "y": drawn["y"].tolist(),
        "marker": {"color": [tones[1] if off else tones[0] for off in drawn["aside"]], "line": {"width": 0}},
        "text": digits,
        "textposition": "outside" if whole else "none",
        "constraintext": "none",
        "textfont": {"size": style.text_px, "color": palette.ink},
        "hovertext": drawn["stage_words"].tolist(),
        "hovertemplate": f"%{{hovertext}}<br>{words}: %{{text}} usulan<extra></extra>",
        "cliponaxis": False,
    }


def _zero_axis(high: float, style: Style) -> dict[str, Any]:
    return {
        "range": [0, 1.01 * (high or 1.0)],
        "showticklabels": False,
        "showgrid": False,
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def _stage_axis(words: Sequence[str], places: Sequence[float], style: Style) -> dict[str, Any]:
    low, high = min(places, default=0.0), max(places, default=0.0)
    return {
        "range": [low - 0.6, high + 0.6],
        "tickvals": list(places),
        "ticktext": list(words),
        "ticklabelstandoff": _STANDOFF,
        "showgrid": False,
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.text_px},
    }


def _key(style: Style) -> dict[str, Any]:
    """What the two tones mean, above the bars."""
    palette = style.palette
    text = (
        f'<span style="color:{palette.bar}">■</span> pernah sampai    '
        f'<span style="color:{palette.sequential[3]}">■</span> kini di sini'
    )
    return on_paper(text, palette.ink, style.small_px, x=0, y=1, xanchor="left", yanchor="bottom", yshift=8)


def _aside_head(rows: pd.DataFrame, style: Style) -> list[dict[str, Any]]:
    """The heading of the muted group, in the gap above it; none where nothing left the way."""
    aside = rows.loc[rows["aside"].astype(bool), "y"]
    if aside.empty or len(aside) == len(rows):
        return []
    words = {"x": 0, "xref": "paper", "y": float(aside.max()) + _GAP, "text": _ASIDE, "showarrow": False}
    font = {"color": style.palette.muted, "size": style.small_px}
    return [words | {"xanchor": "right", "xshift": -_STANDOFF, "borderpad": 0, "font": font}]


def _beside(y: float, text: str, style: Style, *, empty: bool) -> dict[str, Any]:
    """Words in a column at the right edge; muted where nothing is there."""
    return {
        "x": 1,
        "xref": "paper",
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 12 + text_width(["0000"], style.text_px),
        "borderpad": 0,
        "font": {"color": style.palette.muted if empty else style.palette.ink, "size": style.small_px},
    }


# ---- how long ------------------------------------------------------------------------------------------------------


def ageing(frame: pd.DataFrame, style: Style, *, height: int = 440) -> go.Figure:
    """Draw how long proposals have stood in each stage, as a dot, against the limit of that stage, as a tick.

    `frame`, in the order of stages: stage_words, days_median (NaN: nothing to draw), days_limit (NaN: no limit),
    overdue (count past the limit; NaN = not known). The way past a limit is drawn strong; both numbers of days and how
    many are past the limit stand in columns at the right, a dash where there is none to tell. The heads of the columns
    are all the words there are: a wall has no room for a sentence in every row.
    """
    rows = frame.assign(y=[-float(position) for position in range(len(frame))])
    rows["past"] = rows["overdue"].where(rows["days_limit"].notna())
    days = [*rows["days_median"].dropna(), *rows["days_limit"].dropna()]
    column_px = 14 + text_width(_HEADS, style.small_px)
    spec = layout(style, height)
    spec["margin"] |= {
        "l": 14 + _STANDOFF + text_width(rows["stage_words"], style.text_px),
        "r": len(_HEADS) * column_px + 8,
        "t": style.small_px + 16,
        "b": style.small_px + 14,
    }
    spec["xaxis"] |= _day_axis(max(days, default=1.0), style)
    spec["yaxis"] |= _stage_axis(rows["stage_words"].tolist(), rows["y"].tolist(), style)
    spec["yaxis"] |= {"showgrid": True, "griddash": "dot"}
    spec["annotations"] = [
        annotation
        for place, (column, head) in enumerate(zip(("days_median", "days_limit", "past"), _HEADS, strict=True), 1)
        for annotation in _column(rows, column, head, place * column_px, style)
    ]
    traces = [_stems(rows, style), _beyond(rows, style), _limits(rows, style), _medians(rows, style)]
    return go.Figure(data=traces, layout=spec)


def _column(rows: pd.DataFrame, column: str, head: str, shift: int, style: Style) -> list[dict[str, Any]]:
    """Numbers right-aligned `shift` px right of the plot, under their head; NaN is a dash. Who is late is strong."""
    right = {"xanchor": "right", "xshift": shift}
    numbers = [
        {"x": 1, "xref": "paper", "y": y, "showarrow": False, "borderpad": 0} | _written(value, column, style) | right
        for y, value in zip(rows["y"], rows[column], strict=True)
    ]
    above = on_paper(head, style.palette.muted, style.small_px, x=1, y=1, yanchor="bottom", yshift=8)
    return [*numbers, above | right]


def _written(value: float, column: str, style: Style) -> dict[str, Any]:
    """A number of a column and how strong it is."""
    late = column == "past" and value > 0
    muted = not late and column != "days_median"
    text = units.number(value)
    font = {"color": style.palette.muted if muted else style.palette.ink, "size": style.small_px}
    return {"text": f"<b>{text}</b>" if late else text, "font": font}


def _day_axis(high: float, style: Style) -> dict[str, Any]:
    return _zero_axis(high, style) | {
        "range": [0, 1.05 * (high or 1.0)],
        "showticklabels": True,
        "nticks": 5,
        "tickangle": 0,
    }


def _lines(parts: Sequence[tuple[float, float, float]], colour: str, width: float) -> dict[str, Any]:
    """Level strokes, each from one x to another at its y."""
    xs = [x for start, end, _ in parts for x in (start, end, None)]
    ys = [y for _, _, place in parts for y in (place, place, None)]
    line = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _stems(rows: pd.DataFrame, style: Style) -> dict[str, Any]:
    known = rows.dropna(subset=["days_median"])
    parts = [(0.0, round(float(days), 2), float(y)) for days, y in zip(known["days_median"], known["y"], strict=True)]
    return _lines(parts, style.palette.faint, 2)


def _beyond(rows: pd.DataFrame, style: Style) -> dict[str, Any]:
    """From the limit to the dot, where the dot lies beyond it."""
    late = rows[rows["days_median"] > rows["days_limit"]]
    parts = [
        (round(float(row.days_limit), 2), round(float(row.days_median), 2), float(row.y)) for row in late.itertuples()
    ]
    return _lines(parts, style.palette.below, 5)


def _limits(rows: pd.DataFrame, style: Style) -> dict[str, Any]:
    known = rows.dropna(subset=["days_limit"])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(float(days), 2) for days in known["days_limit"]],
        "y": known["y"].tolist(),
        "marker": {
            "symbol": "line-ns",
            "size": style.text_px + 3,
            "line": {"width": 2, "color": style.palette.ink},
        },
        "text": [units.number(days) for days in known["days_limit"]],
        "hovertext": known["stage_words"].tolist(),
        "hovertemplate": f"%{{hovertext}}<br>{_LIMIT}: %{{text}} hari<extra></extra>",
        "cliponaxis": False,
    }


def _medians(rows: pd.DataFrame, style: Style) -> dict[str, Any]:
    known = rows.dropna(subset=["days_median"])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(float(days), 2) for days in known["days_median"]],
        "y": known["y"].tolist(),
        "marker": {"color": style.palette.sequential[3], "symbol": "circle", "size": 11},
        "text": [units.number(days) for days in known["days_median"]],
        "hovertext": known["stage_words"].tolist(),
        "hovertemplate": f"%{{hovertext}}<br>{_MEDIAN}: %{{text}} hari<extra></extra>",
        "cliponaxis": False,
    }
