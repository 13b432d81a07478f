"""What a register's growth is made of: the same cooperatives on one hand, coming, going and reporting on the other.

Growth of the same bodies is solid; what only came or went with the register is hollow or hatched, everywhere alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.indicators import Indicator
from kumkm.domain.question import question
from kumkm.figures.labels import halo, missing_note, region_axis
from kumkm.figures.theme import Style, layout, on_paper, text_width

SECRET = "r (dirahasiakan)"
_SAME, _PAPER = "koperasi yang sama", "menurut daftar"
_HOLLOW_SIZE, _FULL_SIZE = 10, 11


# ---- one area ------------------------------------------------------------------------------------------------------


def register_steps(
    row: Mapping[Any, Any] | pd.Series[Any],
    style: Style,
    *,
    first: int,
    last: int,
    indicator: Indicator,
    height: int = 380,
) -> go.Figure:
    """Draw one row of `register.decompose` as steps from the value of `first` to that of `last`.

    Steps start at zero change, so that lengths can be compared; both values are written at the ends. Where entrants,
    exits and reporting may not be told apart they are one step; a withheld row says so in words.
    """
    if pd.isna(row["before"]) or pd.isna(row["after"]):
        return _withheld(style, height)
    steps = _steps(row)
    lengths = [length / indicator.scale.divisor for _, length, _ in steps]
    starts = [sum(lengths[:position]) for position in range(len(lengths))]
    total = float(row["change"]) / indicator.scale.divisor
    lift = style.small_px + 6 if total >= 0 else 0
    spec = layout(style, height, bargap=0.34)
    spec["margin"] |= {"t": 2 * style.text_px + 14, "b": 2 * style.small_px + 14}
    spec["xaxis"] |= _step_axis([f"{first}", *(words for words, _, _ in steps), f"{last}"], style)
    spec["yaxis"] |= _change_axis([0.0, total, *starts, *(a + b for a, b in zip(starts, lengths, strict=True))], style)
    spec["shapes"] = _connectors([0.0, *(a + b for a, b in zip(starts, lengths, strict=True))], style)
    spec["annotations"] = [
        _level(0, 0.0, indicator.text(float(row["before"])), style),
        _level(len(steps) + 1, max(total, 0.0), indicator.text(float(row["after"])), style, lift=lift),
        _axis_title(f"Perubahan sejak {first}, {indicator.unit_text}", style),
    ]
    return go.Figure(data=[_step_bars(steps, starts, lengths, total, indicator, style)], layout=spec)


def _steps(row: Mapping[Any, Any] | pd.Series[Any]) -> list[tuple[str, float, bool]]:
    """Words, length in base units, and whether the step is growth of the same bodies."""
    same = [("koperasi<br>yang sama", float(row["matched_change"]), True)]
    if pd.isna(row["entrants"]):
        return [*same, ("masuk, keluar,<br>dan cakupan", float(row["unmatched_change"]), False)]
    return [
        *same,
        ("baru<br>terdaftar", float(row["entrants"]), False),
        ("keluar<br>daftar", -float(row["exits"]), False),
        ("perubahan<br>pelaporan", float(row["coverage_change"]), False),
    ]


def _step_bars(
    steps: Sequence[tuple[str, float, bool]],
    starts: Sequence[float],
    lengths: Sequence[float],
    total: float,
    indicator: Indicator,
    style: Style,
) -> dict[str, Any]:
    palette = style.palette
    real = [same for _, _, same in steps]
    shown = [*units.parts_shown(lengths, indicator.decimals), total]  # as written they add up
    digits = [units.number(length, indicator.decimals, signed=True) for length in shown]
    return {
        "type": "bar",
        "x": list(range(1, len(steps) + 2)),
        "y": [round(length, 6) for length in [*lengths, total]],
        "base": [round(start, 6) for start in [*starts, 0.0]],
        "marker": {
            "color": [palette.sequential[3] if same else palette.bar for same in real] + [palette.ink],
            "pattern": {
                "shape": ["" if same else "/" for same in real] + [""],
                "fillmode": "replace",
                "size": 7,
                "solidity": 0.35,
            },
            "line": {"width": [0 if same else 1 for same in real] + [0], "color": palette.bar},
        },
        "text": digits,
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": style.small_px, "color": palette.ink},
        "cliponaxis": False,
        "hovertext": [words.replace("<br>", " ") for words, _, _ in steps] + ["perubahan seluruhnya"],
        "hovertemplate": f"%{{hovertext}}: %{{text}} {indicator.unit_text}<extra></extra>",
    }


def _step_axis(words: Sequence[str], style: Style) -> dict[str, Any]:
    return {
        "range": [-0.6, len(words) - 0.4],
        "tickvals": list(range(len(words))),
        "ticktext": list(words),
        "tickangle": 0,
        "showgrid": False,
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.small_px},
    }


def _change_axis(edges: Sequence[float], style: Style) -> dict[str, Any]:
    low, high = min(edges), max(edges)
    pad = 0.14 * ((high - low) or 1.0)
    return {
        "range": [low - (pad if low < 0 else 0.25 * pad), high + pad],
        "showticklabels": False,
        "showgrid": False,
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
    }


def _connectors(levels: Sequence[float], style: Style) -> list[dict[str, Any]]:
    """Thin lines that carry each level on to the next step."""
    line = {"color": style.palette.faint, "width": 1}
    return [
        {"type": "line", "x0": position + (0.33 if position else -0.33), "x1": position + 0.67, "y0": y, "y1": y}
        | {"line": line, "layer": "below"}
        for position, y in enumerate(levels)
        if position
    ]


def _level(x: int, y: float, text: str, style: Style, lift: int = 0) -> dict[str, Any]:
    return {
        "x": x,
        "y": y,
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": lift + 3,
        "borderpad": 0,
        "font": {"color": style.palette.ink, "size": style.small_px},
    }


def _axis_title(text: str, style: Style) -> dict[str, Any]:
    place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": style.text_px}
    return on_paper(text, style.palette.muted, style.small_px, **place)


def _withheld(style: Style, height: int) -> go.Figure:
    spec = layout(style, height)
    spec["xaxis"] |= {"visible": False}
    spec["yaxis"] |= {"visible": False}
    words = {"text": SECRET, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    spec["annotations"] = [words | {"font": {"color": style.palette.muted, "size": style.text_px}}]
    return go.Figure(data=[], layout=spec)


# ---- all regions ---------------------------------------------------------------------------------------------------


def real_versus_paper(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 460,
    subject: tuple[str, int] | None = None,
) -> go.Figure:
    """Draw what the register seems to say (hollow) beside what the same cooperatives did (full), percent.

    `frame` is that of `register.decompose`; regions come by matched_growth_pct, the highest on top. Withheld regions
    follow as words, regions without a row are named below. `subject` is what a click on a dot asks about.
    """
    rows = frame[frame["region_code"].isin(list(names))]
    known = rows.dropna(subset=["growth_pct", "matched_growth_pct"]).sort_values(["matched_growth_pct", "region_code"])
    secret = rows[~rows["region_code"].isin(known["region_code"])].sort_values("region_code", ascending=False)
    ordered = pd.concat([secret, known], ignore_index=True)
    absent = [name for code, name in names.items() if code not in set(rows["region_code"])]
    spec = layout(style, height)
    spec["margin"] |= {
        "l": 14 + text_width([names[code] for code in ordered["region_code"]], style.text_px),
        "r": 12 + text_width([_SAME], style.small_px) // 2,
        "t": style.small_px + 14,
        "b": style.small_px + 12 + (style.small_px + 8 if absent else 0),
    }
    spec["xaxis"] |= _growth_axis(known, style)
    spec["yaxis"] |= region_axis(ordered["region_code"].tolist(), names, highlighted, style)
    spec["annotations"] = [
        *(_secret(position, style) for position in range(len(secret))),
        *_heads(known, len(ordered) - 1, style),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    heights = list(range(len(secret), len(ordered)))
    traces = [
        _bridges(known, heights, style),
        _ends(known, heights, "growth_pct", style, highlighted),
        _ends(known, heights, "matched_growth_pct", style, highlighted),
    ]
    if subject is not None:
        for trace in traces[1:]:
            trace["customdata"] = [question(subject[0], code, subject[1]) for code in known["region_code"]]
    return go.Figure(data=traces, layout=spec)


def _ends(
    known: pd.DataFrame, heights: Sequence[int], column: str, style: Style, highlighted: Sequence[str]
) -> dict[str, Any]:
    """One dot per region with its number on the outer side."""
    hollow = column == "growth_pct"
    other = "matched_growth_pct" if hollow else "growth_pct"
    marks = {code: style.mark(position) for position, code in enumerate(highlighted)}
    plain = (style.palette.bar if hollow else style.palette.sequential[3], "circle")
    pairs = [marks.get(code, plain) for code in known["region_code"]]
    values = known[column].astype(float)
    right = (values > known[other]) | ((values == known[other]) & (not hollow))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(value, 4) for value in values],
        "y": list(heights),
        "marker": {
            "color": [colour for colour, _ in pairs],
            "symbol": [f"{shape}-open" if hollow else shape for _, shape in pairs],
            "size": _HOLLOW_SIZE if hollow else _FULL_SIZE,
            "line": {"width": 2 if hollow else 0},
        },
        "text": [units.percent(value, 1, signed=True) for value in values],
        "textposition": ["middle right" if on_right else "middle left" for on_right in right],
        "textfont": {
            "size": style.small_px,
            "color": style.palette.muted if hollow else style.palette.ink,
            "shadow": halo(style.palette.paper),
        },
        "ids": known["region_code"].tolist(),
        "hovertemplate": f"%{{id}}<br>{_PAPER if hollow else _SAME}: %{{text}}<extra></extra>",
        "cliponaxis": False,
    }


def _bridges(known: pd.DataFrame, heights: Sequence[int], style: Style) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for y, paper, real in zip(heights, known["growth_pct"], known["matched_growth_pct"], strict=True):
        xs += [round(float(paper), 4), round(float(real), 4), None]
        ys += [y, y, None]
    line = {"color": style.palette.faint, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _growth_axis(known: pd.DataFrame, style: Style) -> dict[str, Any]:
    values = [*known["growth_pct"], *known["matched_growth_pct"], 0.0]
    low, high = float(min(values)), float(max(values))
    reach = (high - low) or 1.0
    return {
        "range": [low - 0.24 * reach, high + 0.16 * reach],  # on the left names of regions stand beside the numbers
        "nticks": 6,
        "ticksuffix": "%",
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def _heads(known: pd.DataFrame, top: int, style: Style) -> list[dict[str, Any]]:
    """What hollow and full mean, above the dots of the first row."""
    if known.empty:
        return []
    row = known.iloc[-1]
    paper, real = float(row["growth_pct"]), float(row["matched_growth_pct"])
    right = real >= paper
    return [
        _head(paper, top, _PAPER, style.palette.muted, "right" if right else "left", style),
        _head(real, top, _SAME, style.palette.sequential[3], "left" if right else "right", style),
    ]


def _head(x: float, y: int, text: str, colour: str, xanchor: str, style: Style) -> dict[str, Any]:
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": "bottom",
        "xshift": 8 if xanchor == "right" else -8,
        "yshift": 12,
        "borderpad": 0,
        "font": {"color": colour, "size": style.small_px, "shadow": halo(style.palette.paper)},
    }


def _secret(position: int, style: Style) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "y": position,
        "text": SECRET,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"color": style.palette.muted, "size": style.small_px},
    }
