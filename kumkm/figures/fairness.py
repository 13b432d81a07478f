"""Need against proposals: whose share of the proposals falls short of its share of the need, and how surely so.

What is needed is hollow, what is asked for is full; verdicts are words, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.analysis import need
from kumkm.domain import units
from kumkm.figures.labels import halo, missing_note, region_axis
from kumkm.figures.theme import Style, layout, on_paper, text_width

UNDER = need.Service.UNDER.words
_RATIO = "rasio"
_HOLLOW_SIZE, _FULL_SIZE = 12, 9
_HALF = 50.0
_STANDOFF = 9  # px between a name and a mark at zero
_QUARTERS = (0, 25, 50, 75, 100)
_THIN = "\u2009"  # keeps a number off its mark


# ---- shares by region ----------------------------------------------------------------------------------------------


def shares(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 520,
) -> go.Figure:
    """Draw each region's share of need (hollow) and of proposals (full), the least served on top.

    `frame` has region_code, need_share_pct, proposal_share_pct (0-100), service (the verdict in words, as of
    `need.equity`). Regions come by proposals ÷ need, which stands at the right with the verdict; without any need there
    is no ratio.
    Regions with NaN in either are named below, not drawn.
    """
    known = _with_ratio(frame[frame["region_code"].isin(list(names))])
    absent = [name for code, name in names.items() if code not in set(known["region_code"])]
    spec = layout(style, height)
    room = number_room([units.percent(value, 1) for value in (*known["hollow"], *known["full"])], style)
    ratio_px, words_px = room + 6 + text_width([_RATIO], style.small_px), 16 + text_width([UNDER], style.small_px)
    spec["margin"] |= region_margins(known["region_code"], names, absent, style, room) | {"r": ratio_px + words_px}
    spec["xaxis"] |= value_axis([*known["hollow"], *known["full"]], style) | {"ticksuffix": "%"}
    spec["yaxis"] |= region_axis(known["region_code"].tolist(), names, highlighted, style, room)
    spec["annotations"] = [
        key("kebutuhan", "usulan", style),
        column_head(_RATIO, ratio_px, style),
        *(beside(y, text, ratio_px, style) for y, text in enumerate(_ratio_words(known))),
        *(_verdict(y, words, ratio_px + 16, style) for y, words in enumerate(known["service"])),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    traces = dumbbells(
        known,
        range(len(known)),
        style,
        names=names,
        highlighted=highlighted,
        words=("bagian kebutuhan", "bagian usulan"),
        say=lambda value: units.percent(value, 1),
    )
    return go.Figure(data=traces, layout=spec)


def _with_ratio(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns region_code, hollow, full, service, ratio (∞ without need, 1 with neither).

    The least served last, as Plotly draws upwards.
    """
    known = frame.dropna(subset=["need_share_pct", "proposal_share_pct"])
    found = pd.DataFrame(
        {
            "region_code": known["region_code"],
            "hollow": known["need_share_pct"].astype(float),
            "full": known["proposal_share_pct"].astype(float),
            "service": known["service"],
        }
    )
    found = found.assign(ratio=(found["full"] / found["hollow"]).fillna(1.0))
    return found.sort_values(["ratio", "region_code"], ascending=False, ignore_index=True)


def _ratio_words(known: pd.DataFrame) -> list[str]:
    """The ratio, a dash where there is no need to divide by."""
    return [
        units.number(ratio, 2) if wanted > 0 else units.MISSING
        for ratio, wanted in zip(known["ratio"], known["hollow"], strict=True)
    ]


def _verdict(y: int, words: str, shift: int, style: Style) -> dict[str, Any]:
    strong = words == UNDER
    colour = style.palette.ink if strong else style.palette.muted
    text = f"<b>{words}</b>" if strong else words
    return beside(y, text, shift, style, colour=colour) | {"xanchor": "left"}


# ---- parts shared with other comparisons by region -----------------------------------------------------------------


def dumbbells(
    rows: pd.DataFrame,
    heights: Sequence[int],
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str],
    words: tuple[str, str],
    say: Callable[[float], str],
) -> list[dict[str, Any]]:
    """A bridge, a hollow and a full mark per row of region_code, hollow, full; NaN is not drawn.

    Each mark has its number on the outer side; `words` name the hollow and the full one when hovering.
    """
    return [
        _bridges(rows, heights, style),
        _ends(rows, heights, "hollow", style, names, highlighted, words[0], say),
        _ends(rows, heights, "full", style, names, highlighted, words[1], say),
    ]


def _ends(
    rows: pd.DataFrame,
    heights: Sequence[int],
    column: str,
    style: Style,
    names: Mapping[str, str],
    highlighted: Sequence[str],
    words: str,
    say: Callable[[float], str],
) -> dict[str, Any]:
    hollow = column == "hollow"
    marks = {code: style.mark(position) for position, code in enumerate(highlighted)}
    plain = (style.palette.muted if hollow else style.palette.sequential[3], "circle")
    drawn = [(y, row) for y, row in zip(heights, rows.to_dict("records"), strict=True) if pd.notna(row[column])]
    pairs = [marks.get(row["region_code"], plain) for _, row in drawn]
    values = [float(row[column]) for _, row in drawn]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(value, 4) for value in values],
        "y": [y for y, _ in drawn],
        "marker": {
            "color": [colour for colour, _ in pairs],
            "symbol": [f"{shape}-open" if hollow else shape for _, shape in pairs],
            "size": _HOLLOW_SIZE if hollow else _FULL_SIZE,
            "line": {"width": 2 if hollow else 0},
        },
        "text": [f"{_THIN}{say(value)}{_THIN}" for value in values],
        "textposition": [f"middle {_side(row, hollow)}" for _, row in drawn],
        "textfont": {
            "size": style.small_px,
            "color": style.palette.muted if hollow else style.palette.ink,
            "shadow": halo(style.palette.paper),
        },
        "hovertext": [names[row["region_code"]] for _, row in drawn],
        "hovertemplate": f"%{{hovertext}}<br>{words}: %{{text}}<extra></extra>",
        "cliponaxis": False,
    }


def _side(row: Mapping[Any, Any], hollow: bool) -> str:
    """Numbers stand on the outer sides; where both are one, the full one's to the right."""
    before = not row["full"] < row["hollow"]
    return "left" if before == hollow else "right"


def _bridges(rows: pd.DataFrame, heights: Sequence[int], style: Style) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[int | None] = []
    for y, hollow, full in zip(heights, rows["hollow"], rows["full"], strict=True):
        if pd.notna(hollow) and pd.notna(full):
            xs += [round(float(hollow), 4), round(float(full), 4), None]
            ys += [y, y, None]
    line = {"color": style.palette.faint, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def value_axis(values: Sequence[float], style: Style) -> dict[str, Any]:
    """From zero to the largest; NaN does not count. Numbers beside marks stand in the margins."""
    high = max((float(value) for value in values if pd.notna(value)), default=0.0) or 1.0
    return {
        "range": [0, 1.005 * high],  # a mark at the very end would not be drawn
        "nticks": 6,
        "showgrid": False,
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def number_room(numbers: Sequence[str], style: Style) -> int:
    """Room in px for a number beside a mark that stands at an end of the axis."""
    return 16 + text_width(numbers, style.small_px)


def region_margins(
    codes: Sequence[str] | pd.Series[str],
    names: Mapping[str, str],
    absent: Sequence[str],
    style: Style,
    room: int,
) -> dict[str, int]:
    """Room for names and `room` px at the left, words above, ticks and the names of those absent below, in px."""
    lines = 1 + (len(absent) - 1) // 6 if absent else 0
    return {
        "l": 14 + room + text_width([names[code] for code in codes], style.text_px),
        "t": style.small_px + 14,
        "b": style.small_px + 12 + (style.small_px + 8) * lines,
    }


def key(hollow: str, full: str, style: Style) -> dict[str, Any]:
    """What hollow and full mean, above the plot at its left."""
    text = f"○ {hollow}    <b>●</b> {full}"
    return _above(text, 0, "left", style, style.palette.ink)


def column_head(text: str, shift: int, style: Style) -> dict[str, Any]:
    """The head of a column of numbers whose right edge is `shift` px right of the plot."""
    return _above(text, 1, "right", style, style.palette.muted) | {"xshift": shift}


def beside(y: int, text: str, shift: int, style: Style, *, colour: str | None = None) -> dict[str, Any]:
    """Words in a column right of the plot, their right edge `shift` px from it."""
    return {
        "x": 1,
        "xref": "paper",
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "right",
        "xshift": shift,
        "borderpad": 0,
        "font": {"color": colour or style.palette.ink, "size": style.small_px},
    }


def _above(text: str, x: int, xanchor: str, style: Style, colour: str) -> dict[str, Any]:
    return on_paper(text, colour, style.small_px, x=x, y=1, xanchor=xanchor, yanchor="bottom", yshift=6)


# ---- concentration -------------------------------------------------------------------------------------------------


def concentration(curve: pd.DataFrame, style: Style, *, height: int = 440, of: str = "kebutuhan") -> go.Figure:
    """Draw the cumulated share of proposals over that of need (or whatever `of` names), in a square.

    `curve` has region_name, need_cum_pct, proposal_cum_pct (0-100), in the order cumulated; each row ends its region's
    stretch, the curve starts at 0, rows with NaN or without a name (an origin) are left out. On the diagonal everybody
    has as much as is needed; the first and the last stretch are named, and what half of the need receives is written.
    """
    known = curve.dropna(subset=["region_name", "need_cum_pct", "proposal_cum_pct"])
    xs = [0.0, *(float(value) for value in known["need_cum_pct"])]
    ys = [0.0, *(float(value) for value in known["proposal_cum_pct"])]
    region = known["region_name"].astype(str).tolist()
    above = bool(region) and share_at(xs, ys, _HALF) > _HALF
    spec = _square(style, height, of, region[-1:])
    spec["annotations"].append(_even(above, style))
    if not region:
        spec["annotations"].append(_at((4.0, 88.0), "belum ada data", style, "left", "middle"))
        return go.Figure(data=[_diagonal(style)], layout=spec)
    pole = _pole(xs, ys, region[0], height - spec["margin"]["t"] - spec["margin"]["b"], style, above)
    spec["annotations"] += [*_end_names(ys, region, pole, style, above), _half(xs, ys, of, style, above)]
    spec["shapes"] = _thin_lines(xs, ys, pole, style)
    return go.Figure(data=[_diagonal(style), _curve(xs, ys, region, style)], layout=spec)


def _square(style: Style, height: int, of: str, last: Sequence[str]) -> dict[str, Any]:
    """Both axes from 0 to 100 %, equally long, with room for the last region's name at the right."""
    spec = layout(style, height)
    spec["margin"] |= {
        "l": 14 + text_width(["100%"], style.small_px),
        "r": 18 + text_width(last, style.small_px),
        "t": style.small_px + 16,
        "b": 2 * style.small_px + 24,
    }
    spec["xaxis"] |= _share_axis() | {"constrain": "domain", "constraintoward": "left"}
    spec["yaxis"] |= _share_axis() | {"scaleanchor": "x", "constrain": "domain"}
    spec["annotations"] = [
        _axis_words(f"bagian {of}, dijumlahkan", "bottom", style),
        _axis_words("bagian usulan, dijumlahkan", "top", style),
    ]
    return spec


def _even(above: bool, style: Style) -> dict[str, Any]:
    """The diagonal's name, on the side where the curve is not."""
    sides = ("left", "top") if above else ("right", "bottom")
    return _at((72.0, 72.0), "merata", style, *sides, colour=style.palette.muted)


def _share_axis() -> dict[str, Any]:
    return {
        "range": [0, 100],
        "tickvals": _QUARTERS,
        "ticktext": [units.percent(tick, 0) for tick in _QUARTERS],
        "showline": True,
        "showgrid": False,
    }


def _diagonal(style: Style) -> dict[str, Any]:
    line = {"color": style.palette.muted, "width": 1, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "x": [0, 100], "y": [0, 100], "line": line, "hoverinfo": "skip"}


def _curve(xs: Sequence[float], ys: Sequence[float], region: Sequence[str], style: Style) -> dict[str, Any]:
    """A dot where each region's stretch ends; the space to the diagonal is filled."""
    words = [f"{units.percent(x, 1)} → {units.percent(y, 1)}" for x, y in zip(xs, ys, strict=True)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [round(x, 4) for x in xs],
        "y": [round(y, 4) for y in ys],
        "fill": "tonexty",
        "fillcolor": style.palette.surface,
        "line": {"color": style.palette.sequential[3], "width": 2.5},
        "marker": {"color": style.palette.sequential[3], "size": [0, *[6] * len(region)], "opacity": 1}
        | {"line": {"width": 1, "color": style.palette.paper}},
        "text": ["", *region],
        "hovertext": words,
        "hovertemplate": "sampai dengan %{text}<br>%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


Pole = tuple[float, float, float, float]


def _pole(xs: Sequence[float], ys: Sequence[float], name: str, side_px: int, style: Style, above: bool) -> Pole:
    """From the middle of the first stretch to where its name stands clear across the diagonal: x0, y0, x1, y1."""
    x, y = (xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2
    if above:
        return x, y, min(92.0, y + 6), y
    wide = 100 * text_width([name], style.small_px) / max(1, side_px)
    return x, y, x, min(92.0, x + wide + 5)


def _end_names(
    ys: Sequence[float], region: Sequence[str], pole: Pole, style: Style, above: bool
) -> list[dict[str, Any]]:
    """The first region at its pole, the last one right of the plot at its stretch's middle."""
    place = {"xshift": 4, "yshift": 0} if above else {"xshift": -2, "yshift": 2}
    named = [_at(pole[2:], region[0], style, "left", "middle" if above else "bottom") | place]
    if len(region) > 1:
        named.append(_at((100.0, (ys[-2] + ys[-1]) / 2), region[-1], style, "left", "middle"))
    return named


def share_at(xs: Sequence[float], ys: Sequence[float], place: float) -> float:
    """The height of a piecewise straight curve at `place`; beyond its end that of its end."""
    for x0, x1, y0, y1 in zip(xs, xs[1:], ys, ys[1:], strict=False):
        if x0 <= place <= x1 and x1 > x0:
            return y0 + (y1 - y0) * (place - x0) / (x1 - x0)
    return ys[-1]


def _half(xs: Sequence[float], ys: Sequence[float], of: str, style: Style, above: bool) -> dict[str, Any]:
    """What half of the need receives, on the free side of the line up to the curve."""
    share = share_at(xs, ys, _HALF)
    text = f"separuh {of}:<br><b>{units.percent(share, 0)} usulan</b>"
    if above:
        return _at((_HALF, 24.0), text, style, "left", "bottom") | {"align": "left"}
    return _at((_HALF, share), text, style, "left", "top") | {"align": "left"}


def _thin_lines(xs: Sequence[float], ys: Sequence[float], pole: Pole, style: Style) -> list[dict[str, Any]]:
    """From the half on both axes to the curve, and the pole of the first region's name."""
    share = share_at(xs, ys, _HALF)
    x0, y0, x1, y1 = pole
    stroke = {"type": "line", "line": {"color": style.palette.faint, "width": 1}}
    return [
        stroke | {"x0": _HALF, "x1": _HALF, "y0": 0, "y1": share},
        stroke | {"x0": 0, "x1": _HALF, "y0": share, "y1": share},
        stroke | {"x0": x0, "x1": x1, "y0": y0, "y1": y1},
    ]


def _at(
    point: tuple[float, float], text: str, style: Style, xanchor: str, yanchor: str, colour: str | None = None
) -> dict[str, Any]:
    return {
        "x": round(point[0], 4),
        "y": round(point[1], 4),
        "text": text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "xshift": 10 if xanchor == "left" else -10,
        "yshift": {"bottom": 4, "middle": 0, "top": -4}[yanchor],
        "borderpad": 0,
        "font": {"color": colour or style.palette.ink, "size": style.small_px, "shadow": halo(style.palette.paper)},
    }


def _axis_words(text: str, edge: str, style: Style) -> dict[str, Any]:
    place: dict[str, Any] = {"x": 0, "xanchor": "left"}
    if edge == "top":
        place |= {"y": 1, "yanchor": "bottom", "yshift": 8}
    else:
        place |= {"y": 0, "yanchor": "top", "yshift": -style.small_px - 12}
    return on_paper(text, style.palette.muted, style.small_px, **place)


# ---- how surely ----------------------------------------------------------------------------------------------------


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
        _above(
            "seberapa sering kurang terlayani, persen dari seluruh pembobotan", 0, "left", style, style.palette.muted
        ),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    traces = [_often(known, style, names, highlighted), _chosen(known, style, highlighted)]
    return go.Figure(data=traces, layout=spec)


def _often_axis(style: Style) -> dict[str, Any]:
    words = [units.percent(tick, 0) for tick in _QUARTERS]
    words[_QUARTERS.index(50)] = f'<b><span style="color:{style.palette.ink}">separuh</span></b>'
    return value_axis([100.0], style) | _share_axis() | {"showline": False, "ticktext": words}


def _often_words(value: float) -> str:
    """Whole percent; what is nearly never or nearly always is not said to be never or always."""
    if 0 < value < 1:
        return "<1%"
    return ">99%" if 99 < value < 100 else units.percent(value, 0)


def _often(known: pd.DataFrame, style: Style, names: Mapping[str, str], highlighted: Sequence[str]) -> dict[str, Any]:
    marks = {code: style.mark(position)[0] for position, code in enumerate(highlighted)}
    values = known["under_served_pct"].astype(float)
    palette = style.palette
    often = [palette.sequential[3] if value > _HALF else palette.bar for value in values]
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
            "size": _HOLLOW_SIZE,
            "line": {"width": 1, "color": style.palette.paper},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _half_line(style: Style) -> dict[str, Any]:
    line = {"color": style.palette.ink, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": _HALF, "x1": _HALF, "yref": "paper", "y0": 0, "y1": 1, "line": line}
