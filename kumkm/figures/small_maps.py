"""Maps of all years side by side: how a pattern moved, at a glance and on paper.

One drawing that holds the shapes once and uses them per region and year, as an image of its own: pages let images
through, not drawings. Classes are those of all years together, so that a colour means one thing in all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from kumkm.figures.html import address_of
from kumkm.figures.theme import Style

_COLUMNS = 5
_CELL = (200, 205)  # px of one map with its year
_TITLE = 20  # px


def small_maps(
    table: pd.DataFrame,
    edges: Sequence[float],
    style: Style,
    *,
    shapes: Mapping[str, str],
    box: tuple[int, int],
    label: str,
) -> Markup:
    """Maps of `table` (a row per region code, a column per year, ascending; NaN: no value) as one image.

    `edges` are class edges from low to high in the unit of the values; classes below zero take the colour of falling.
    `shapes` has the path data of each region in a drawing `box` wide and high.
    """
    years = list(table.columns)
    names = {code: f"r{position}" for position, code in enumerate(shapes)}
    defined = Markup("").join(Markup('<path id="{}" d="{}"/>').format(names[code], d) for code, d in shapes.items())
    scale = min(_CELL[0] / box[0], (_CELL[1] - _TITLE) / box[1])
    drawn = Markup("").join(
        _year(table[year], int(year), position, (edges, style), names, scale) for position, year in enumerate(years)
    )
    columns = min(_COLUMNS, max(1, len(years)))
    width, height = columns * _CELL[0], -(-len(years) // columns) * _CELL[1]
    picture = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="13">'
        '<defs>{}</defs><g stroke="{}" stroke-width="4" stroke-linejoin="round">{}</g></svg>'
    ).format(width, height, defined, style.palette.paper, drawn)
    image = Markup('<img class="k-years" width="{}" height="{}" alt="{}" src="{}">')
    return image.format(width, height, label, address_of(picture))


def _year(
    values: pd.Series[float],
    year: int,
    position: int,
    colours: tuple[Sequence[float], Style],
    names: Mapping[str, str],
    scale: float,
) -> Markup:
    """One map; regions of one colour together."""
    edges, style = colours
    row, column = divmod(position, _COLUMNS)
    groups: dict[str, list[str]] = {}
    for code, name in names.items():
        value = values.get(code)
        groups.setdefault(_colour(None if pd.isna(value) else float(value), edges, style), []).append(name)
    body = Markup("").join(
        Markup('<g fill="{}">{}</g>').format(
            colour, Markup("").join(Markup('<use href="#{}"/>').format(name) for name in members)
        )
        for colour, members in groups.items()
    )
    return Markup(
        '<text x="{}" y="{}" fill="{}" stroke="none">{}</text><g transform="translate({} {}) scale({:.3f})">{}</g>'
    ).format(
        column * _CELL[0] + 4,
        row * _CELL[1] + 14,
        style.palette.ink,
        year,
        column * _CELL[0],
        row * _CELL[1] + _TITLE,
        scale,
        body,
    )


def _colour(value: float | None, edges: Sequence[float], style: Style) -> str:
    """The tone of a value's class; of a class below zero the colour of falling, of none that of land."""
    palette = style.palette
    if value is None:
        return palette.line
    classes = max(1, len(edges) - 1)
    at = min(classes - 1, max(0, bisect_right(list(edges), value) - 1))
    if edges[0] < 0 and edges[at + 1] <= 0:
        return palette.below
    tones = palette.sequential
    return tones[round(at * (len(tones) - 1) / max(1, classes - 1))]
