"""What all regions up to one have of the need and of the proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.axes import HALF, share_axis
from kumkm.figures.labels import halo
from kumkm.figures.theme import Style, layout, on_paper, text_width

Pole = tuple[float, float, float, float]


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
    above = bool(region) and share_at(xs, ys, HALF) > HALF
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
    spec["xaxis"] |= share_axis() | {"constrain": "domain", "constraintoward": "left"}
    spec["yaxis"] |= share_axis() | {"scaleanchor": "x", "constrain": "domain"}
    spec["annotations"] = [
        _axis_words(f"bagian {of}, dijumlahkan", "bottom", style),
        _axis_words("bagian usulan, dijumlahkan", "top", style),
    ]
    return spec


def _even(above: bool, style: Style) -> dict[str, Any]:
    """The diagonal's name, on the side where the curve is not."""
    sides = ("left", "top") if above else ("right", "bottom")
    return _at((72.0, 72.0), "merata", style, *sides, colour=style.palette.muted)


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
    share = share_at(xs, ys, HALF)
    text = f"separuh {of}:<br><b>{units.percent(share, 0)} usulan</b>"
    if above:
        return _at((HALF, 24.0), text, style, "left", "bottom") | {"align": "left"}
    return _at((HALF, share), text, style, "left", "top") | {"align": "left"}


def _thin_lines(xs: Sequence[float], ys: Sequence[float], pole: Pole, style: Style) -> list[dict[str, Any]]:
    """From the half on both axes to the curve, and the pole of the first region's name."""
    share = share_at(xs, ys, HALF)
    x0, y0, x1, y1 = pole
    stroke = {"type": "line", "line": {"color": style.palette.faint, "width": 1}}
    return [
        stroke | {"x0": HALF, "x1": HALF, "y0": 0, "y1": share},
        stroke | {"x0": 0, "x1": HALF, "y0": share, "y1": share},
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
