"""Room and words around a comparison by region: margins, heads, and columns right of the plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kumkm.figures.theme import Style, on_paper, text_width


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
    return above_plot(text, 0, "left", style, style.palette.ink)


def column_head(text: str, shift: int, style: Style) -> dict[str, Any]:
    """The head of a column of numbers whose right edge is `shift` px right of the plot."""
    return above_plot(text, 1, "right", style, style.palette.muted) | {"xshift": shift}


def beside(y: int | str, text: str, shift: int, style: Style, *, colour: str | None = None) -> dict[str, Any]:
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


def in_column(
    y: int | str, text: str, shift: int, style: Style, *, question: str | None = None, size: int | None = None
) -> dict[str, Any]:
    """A number in a column right of the plot, its right edge `shift` px from it; a click on it asks `question`."""
    number = beside(y, text, shift, style)
    number["font"]["size"] = size or style.small_px
    return number | ({"name": question, "captureevents": True} if question else {})


def above_plot(text: str, x: int, xanchor: str, style: Style, colour: str) -> dict[str, Any]:
    return on_paper(text, colour, style.small_px, x=x, y=1, xanchor=xanchor, yanchor="bottom", yshift=6)
