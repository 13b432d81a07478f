"""Figures as a page places them: sent as Plotly specifies them, drawn by `static/chart/`, mounted once.

What travels with a rerun is the figure; the browser keeps the drawing and changes it (ADR 0033).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, ParamSpec

from kumkm.figures.theme import role_of
from kumkm.ui.parts.component import Component
from kumkm.ui.state import address, cache, choices, inquiry
from kumkm.ui.state.kept import Kept

P = ParamSpec("P")
Drawn = dict[str, Any]
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_UNREAD: Final = {
    *("borderpad", "showarrow", "cliponaxis", "connectgaps", "fixedrange", "template", "separators", "dragmode"),
    *("paper_bgcolor", "plot_bgcolor", "showlegend", "constraintext", "insidetextanchor", "textangle"),
}
_component = Component("chart", "chart/chart.js")


def kept(
    most: int, ahead: Callable[[], Iterable[tuple[Any, ...]]] | None = None
) -> Callable[[Callable[P, Any]], Kept[P, Drawn | None]]:
    """As `cache.per_build`, for what makes a Plotly figure (or None): kept is what travels to the browser."""

    def keeping(function: Callable[P, Any]) -> Kept[P, Drawn | None]:
        @wraps(function)
        def made(*args: P.args, **kwargs: P.kwargs) -> Drawn | None:
            figure = function(*args, **kwargs)
            return None if figure is None else drawn(figure)

        return cache.per_build(most, ahead)(made)

    return keeping


def chart(figure: Drawn | None, *, key: str, alt: str) -> None:
    """A drawn figure under a name that readers hear; nothing where there is none.

    Marks with a region's code in `ids` (or `uid`, of a whole trace) choose that region, as the map does. Numbers with a
    question in `customdata`, or in the `name` of an annotation that captures events, ask where they come from. Every
    chart lists its marks as a table.
    """
    if figure is None:
        return
    _component(
        _data(figure, alt),
        key=key,
        on_daerah_change=lambda: address.select_region(choices.of(key).daerah or ""),
        on_asal_change=lambda: inquiry.ask_text(choices.of(key).asal or ""),
    )


def _data(figure: Drawn, alt: str) -> dict[str, Any]:
    """What travels; whom the visitor has chosen stands in the address, and is no part of it."""
    return {
        "figure": figure,
        "alt": alt,
        "names": cache.names(),
    }


def drawn(figure: Any) -> Drawn:
    """A Plotly figure, each colour of a palette as its role: the theme of the page, or paper, then decides."""
    text = json.dumps(_read(figure.to_plotly_json()), ensure_ascii=False)
    spec: Drawn = json.loads(_COLOUR.sub(lambda colour: role_of(colour.group()), text))
    return spec


def _read(part: Any) -> Any:
    """Without what only Plotly itself would ask for; a page sends a hundred annotations."""
    if isinstance(part, dict):
        return {key: _read(value) for key, value in part.items() if key not in _UNREAD}
    return [_read(value) for value in part] if isinstance(part, (list, tuple)) else part
