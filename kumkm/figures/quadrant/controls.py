"""Putar, Jeda and a step per year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kumkm.figures.theme import Style, text_width

_FRAME_MS, _MOVE_MS = 1100, 250
_STEP_PX = 78
_BUTTON_PAD = 24  # px Plotly adds to the width of a button's words


def controls(style: Style, years: Sequence[int], start: int) -> dict[str, Any]:
    """Putar, Jeda and a step per year, below the plot."""
    words = ("Putar", "Jeda")
    buttons_px = sum(text_width([word], style.small_px) + _BUTTON_PAD for word in words) + 30
    palette = style.palette
    font = {"color": palette.muted, "size": style.small_px}
    down = 2 * style.small_px + 24
    move = {"duration": _MOVE_MS, "easing": "cubic-in-out"}
    play = {"frame": {"duration": _FRAME_MS, "redraw": False}, "transition": move, "fromcurrent": True}
    halt = {"frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    step = {"frame": {"duration": _MOVE_MS, "redraw": False}, "transition": move}
    menu = {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"t": down, "l": 0},
        "bgcolor": palette.surface,
        "bordercolor": palette.line,
        "borderwidth": 1,
        "font": font | {"color": palette.ink},
        "buttons": [
            {"label": words[0], "method": "animate", "args": [None, {"mode": "immediate", **play}]},
            {"label": words[1], "method": "animate", "args": [[None], {"mode": "immediate", **halt}]},
        ],
    }
    slider = {
        "active": list(years).index(start),
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "lenmode": "pixels",
        "len": buttons_px + _STEP_PX * len(years),
        "pad": {"t": down - 4, "l": buttons_px, "r": 0},
        "currentvalue": {"visible": False},
        "bgcolor": palette.faint,
        "activebgcolor": palette.accent,
        "bordercolor": palette.line,
        "borderwidth": 0,
        "ticklen": 4,
        "tickcolor": palette.faint,
        "font": font,
        "transition": move,
        "steps": [
            {"label": str(year), "method": "animate", "args": [[str(year)], {"mode": "immediate", **step}]}
            for year in years
        ],
    }
    return {"updatemenus": [menu], "sliders": [slider]}
