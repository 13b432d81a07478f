"""Two years side by side: a line per region from where it stood to where it stands, by rank or by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.question import question
from kumkm.figures.labels import missing_note
from kumkm.figures.theme import Style, layout, text_width

_ENDS = ("before", "after")
_LEADER = 26  # px from the end of a line to its label, where labels may have moved


def slope(
    moves: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    years: tuple[int, int],
    highlighted: Sequence[str] = (),
    height: int = 520,
    unit_text: str = "",
    number: Callable[[float], str] = units.number,
    by: Literal["rank", "value"] = "rank",
    indicator_id: str | None = None,
) -> go.Figure:
    """Draw `position.rank_movement`: rank, name and value of every region at both years, and the line between.

    By rank the places are even; by value the lines end at the values, and only their labels are pushed apart. `number`
    writes a value (base units), `unit_text` says of what, on top. Regions without both years are named below.
    `indicator_id` is that of the indicator a click on an end asks about.
    """
    rows = moves[moves["region_code"].isin(list(names))].sort_values(["rank_after", "region_code"], ignore_index=True)
    absent = [name for code, name in names.items() if code not in set(rows["region_code"])]
    texts = {end: _texts(rows, end, names, number) for end in _ENDS}
    side = 18 + (_LEADER if by == "value" else 0) + text_width([*texts["before"], *texts["after"]], style.small_px)
    spec = layout(style, height)
    spec["margin"] = {
        "l": side,
        "r": side,
        "t": style.text_px + 14,
        "b": 8 + ((style.small_px + 6) * (1 + (len(absent) - 1) // 4) if absent else 0),
    }
    spec["xaxis"] |= {"range": [0, 1], "visible": False}
    low, high = _range(rows, by)
    spec["yaxis"] |= {"range": [low, high], "visible": False}
    pixel = abs(high - low) / max(1, height - spec["margin"]["t"] - spec["margin"]["b"])
    spec["shapes"] = [_axis_line(x, style) for x in (0, 1)]
    spec["annotations"] = _heads(years, unit_text, style)
    for end in _ENDS:
        shifts = _shifts(rows, end, by, pixel, (low, high), style.small_px + 3)
        spec["annotations"] += _labels(rows, end, texts[end], shifts, style, highlighted, by)
        spec["shapes"] += _leaders(rows, end, shifts, style) if by == "value" else []
    spec["annotations"] += [
        *missing_note(absent, style, yanchor="top", yshift=-6, xshift=10 - side, per_line=4),
    ]
    return go.Figure(data=_lines(rows, style, names, highlighted, _Ends(by, texts, years, indicator_id)), layout=spec)


def _texts(rows: pd.DataFrame, end: str, names: Mapping[str, str], number: Callable[[float], str]) -> list[str]:
    """`3 Kolaka 12,4` on the right, `12,4 Kolaka 3` on the left: ranks stand at the lines."""
    spread = zip(rows["region_code"], rows[f"rank_{end}"], rows[f"value_{end}"], strict=True)
    if end == "after":
        return [f"{rank}  {names[code]}  {number(float(value))}" for code, rank, value in spread]
    return [f"{number(float(value))}  {names[code]}  {rank}" for code, rank, value in spread]


def _range(rows: pd.DataFrame, by: str) -> tuple[float, float]:
    """Ranks run downwards, values upwards."""
    if rows.empty:
        return 0.0, 1.0
    if by == "rank":
        return float(rows["ranked"].max()) + 0.7, 0.3
    both = pd.concat([rows["value_before"], rows["value_after"]])
    pad = 0.06 * (float(both.max() - both.min()) or abs(float(both.max())) or 1.0)
    return float(both.min()) - pad, float(both.max()) + pad


@dataclass(frozen=True)
class _Ends:
    """What an end of a line stands for, says and asks: `texts` by end, a row each; `indicator_id` as of `slope`."""

    by: str
    texts: Mapping[str, Sequence[str]]
    years: tuple[int, int]
    indicator_id: str | None


def _lines(
    rows: pd.DataFrame,
    style: Style,
    names: Mapping[str, str],
    highlighted: Sequence[str],
    ends_of: _Ends,
) -> list[dict[str, Any]]:
    """One trace for all others, one for each chosen region on top."""
    chosen = [code for code in highlighted if code in set(rows["region_code"])]
    traces = []
    for code in [None, *reversed(chosen)]:
        members = rows[rows["region_code"] == code] if code else rows[~rows["region_code"].isin(chosen)]
        colour, shape = style.mark(highlighted.index(code)) if code else (style.palette.faint, "circle")
        xs: list[float | None] = []
        ys: list[float | None] = []
        texts: list[str | None] = []
        codes: list[str] = []
        questions: list[str | None] = []
        for position, row in zip(members.index, members.to_dict("records"), strict=True):
            xs += [0, 1, None]
            ys += [float(f"{row[f'{ends_of.by}_{end}']:.6g}") for end in _ENDS] + [None]
            ends = zip(_ENDS, ends_of.years, strict=True)
            codes += [row["region_code"]] * 3
            texts += [f"{ends_of.texts[end][position]} ({year})" for end, year in ends] + [None]
            if ends_of.indicator_id:
                questions += [question(ends_of.indicator_id, row["region_code"], year) for year in ends_of.years] + [
                    None
                ]
        trace: dict[str, Any] = {
            "type": "scatter",
            "mode": "lines+markers",
            "x": xs,
            "y": ys,
            "line": {"color": colour, "width": 2.5 if code else 1},
            "marker": {"color": colour, "symbol": shape, "size": 9 if code else 5, "opacity": 1},
            "name": names[code] if code else "",
            "ids": codes,
            "hovertext": texts,
            "hovertemplate": "%{hovertext}<extra></extra>",
            "connectgaps": False,
            "cliponaxis": False,
        }
        traces.append(trace | ({"customdata": questions} if ends_of.indicator_id else {}))
    return traces


def _shifts(rows: pd.DataFrame, end: str, by: str, pixel: float, ends: tuple[float, float], size: float) -> list[float]:
    """How far each label of one side moves up, in px, so that none overlaps another or leaves the plot."""
    upwards = [abs(float(value) - ends[0]) / pixel for value in rows[f"{by}_{end}"]]
    ceiling = abs(ends[1] - ends[0]) / pixel
    return apart(upwards, rows[f"rank_{end}"].tolist(), size, ceiling)


def _labels(
    rows: pd.DataFrame,
    end: str,
    texts: Sequence[str],
    shifts: Sequence[float],
    style: Style,
    highlighted: Sequence[str],
    by: str,
) -> list[dict[str, Any]]:
    """Rank, name and value of every region at one side."""
    left = end == "before"
    out = 8 + (_LEADER if by == "value" else 0)
    labels = []
    for code, text, height, shift in zip(rows["region_code"], texts, rows[f"{by}_{end}"], shifts, strict=True):
        is_chosen = code in highlighted
        colour = style.mark(highlighted.index(code))[0] if is_chosen else style.palette.ink
        labels.append(
            {
                "x": 0 if left else 1,
                "y": float(height),
                "text": f"<b>{text}</b>" if is_chosen else text,
                "showarrow": False,
                "xanchor": "right" if left else "left",
                "xshift": -out if left else out,
                "yshift": round(shift),
                "borderpad": 0,
                "font": {"color": colour, "size": style.small_px},
            }
        )
    return labels


def _leaders(rows: pd.DataFrame, end: str, shifts: Sequence[float], style: Style) -> list[dict[str, Any]]:
    """Thin lines from the ends to labels that had to move."""
    out = -1 if end == "before" else 1
    line = {"color": style.palette.faint, "width": 0.8}
    return [
        {
            "type": "line",
            "xref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0 if end == "before" else 1,
            "yanchor": float(value),
            "x0": out * 6,
            "x1": out * (_LEADER + 4),
            "y0": 0,
            "y1": round(shift),
            "line": line,
        }
        for value, shift in zip(rows[f"value_{end}"], shifts, strict=True)
    ]


def apart(places: Sequence[float], ranks: Sequence[int], size: float, ceiling: float) -> list[float]:
    """How far each label must move so that neighbours are `size` px apart and all stay between 0 and `ceiling`.

    Labels that crowd form a block around the mean of their places; blocks that meet join. Ties go by rank, then in the
    order given, from above.
    """
    order = sorted(range(len(places)), key=lambda item: (places[item], -ranks[item], -item))
    blocks: list[tuple[list[int], float]] = []
    for item in order:
        members = [item]
        bottom = _bottom(members, places, size, ceiling)
        while blocks and bottom < blocks[-1][1] + len(blocks[-1][0]) * size - 1e-9:
            members = blocks.pop()[0] + members
            bottom = _bottom(members, places, size, ceiling)
        blocks.append((members, bottom))
    shifts = [0.0] * len(places)
    for members, bottom in blocks:
        for step, item in enumerate(members):
            shifts[item] = bottom + step * size - places[item]
    return shifts


def _bottom(members: Sequence[int], places: Sequence[float], size: float, ceiling: float) -> float:
    """Where the lowest label of a block stands."""
    extent = (len(members) - 1) * size
    middle = sum(places[item] for item in members) / len(members)
    return max(size / 2, min(middle - extent / 2, ceiling - size / 2 - extent))


def _axis_line(x: int, style: Style) -> dict[str, Any]:
    line = {"color": style.palette.line, "width": 1}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _heads(years: tuple[int, int], unit_text: str, style: Style) -> list[dict[str, Any]]:
    """The two years above their axes, and the unit between them."""
    base = {
        "y": 1,
        "yref": "paper",
        "xref": "paper",
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": 4,
        "borderpad": 0,
    }
    strong = {"font": {"color": style.palette.ink, "size": style.text_px}}
    quiet = {"font": {"color": style.palette.muted, "size": style.small_px}}
    return [
        base | strong | {"x": 0, "xanchor": "right", "xshift": -8, "text": f"<b>{years[0]}</b>"},
        base | strong | {"x": 1, "xanchor": "left", "xshift": 8, "text": f"<b>{years[1]}</b>"},
        *([base | quiet | {"x": 0.5, "xanchor": "center", "text": unit_text}] if unit_text else []),
    ]
