"""A scenario in bars: what is known in full colour, what is assumed hatched, the way at target growth as a line.

Totals stand in one row above the bars, where the line cannot run through them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.units import Scale
from kumkm.figures.theme import Style, layout, on_paper, text_width

_ALL = "all"


def outlook_bars(
    path: pd.DataFrame,
    style: Style,
    *,
    target_pct: float | None = None,
    height: int = 420,
    scale: Scale = units.TRILLIONS,
    decimals: int = 1,
) -> go.Figure:
    """Stack the drivers of `outlook.outlook` by year, with the total and its growth in a row above the bars.

    The first year is what was published, later years are assumptions and drawn so. `target_pct` draws the path the
    total would take at that growth a year; None draws none. Values are rupiah, written in `scale`.
    """
    drivers = [driver for driver in path["driver"].unique() if driver != _ALL]
    table = path.pivot(index="year", columns="driver", values="value").sort_index() / scale.divisor
    growth = path[path["driver"] == _ALL].set_index("year")["growth_pct"]
    years = [int(year) for year in table.index]
    wanted = _target(float(table[_ALL].iloc[0]), years, target_pct)
    spec = layout(style, height, barmode="stack", bargap=0.38)
    words = [*(f"■ {driver}" for driver in drivers), *([_target_words(target_pct)] if target_pct is not None else [])]
    spec["margin"] |= {
        "t": round(4.2 * style.small_px) + 12,
        "b": 2 * style.small_px + 18,
        "r": 20 + text_width(words, style.text_px),
    }
    high = max(float(table[_ALL].max()), *(wanted or [0.0]))
    spec["yaxis"] |= {"range": [0, 1.03 * high], "showticklabels": False, "showgrid": False, "showline": False}
    spec["yaxis"] |= {"zeroline": True, "zerolinecolor": style.palette.muted}
    spec["xaxis"] |= {
        "range": [years[0] - 0.55, years[-1] + 0.55],
        "tickvals": years,
        "ticktext": [str(years[0]), *(f"{year}<br>asumsi" for year in years[1:])],
        "showgrid": False,
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.small_px},
    }
    spec["annotations"] = [
        *_totals(table[_ALL], growth, decimals, style),
        *_names(table, drivers, wanted, target_pct, high, height, style),
        _unit(f"{scale.word} rupiah".strip(), style),
    ]
    bars = [_bars(table[driver], driver, position, decimals, style) for position, driver in enumerate(drivers)]
    return go.Figure(data=[*bars, *_target_line(years, wanted, target_pct, decimals, style)], layout=spec)


def _colours(style: Style) -> tuple[str, ...]:
    palette = style.palette
    return palette.sequential[3], palette.sequential[2], palette.below


def _bars(values: pd.Series[float], driver: str, position: int, decimals: int, style: Style) -> dict[str, Any]:
    """One driver: the base year solid, the others hatched."""
    colour = _colours(style)[position % 3]
    assumed = [False] + [True] * (len(values) - 1)
    return {
        "type": "bar",
        "x": [int(str(year)) for year in values.index],
        "y": [round(float(value), 4) for value in values],
        "name": driver,
        "marker": {
            "color": colour,
            "line": {"width": [1 if hatched else 0 for hatched in assumed], "color": colour},
            "pattern": {
                "shape": ["/" if hatched else "" for hatched in assumed],
                "fillmode": "replace",
                "size": 8,
                "solidity": 0.5,
            },
        },
        "hovertext": [units.number(float(value), decimals) for value in values],
        "hovertemplate": f"{driver} %{{x}}: %{{hovertext}}<extra></extra>",
    }


def _target(start: float, years: Sequence[int], target_pct: float | None) -> list[float]:
    if target_pct is None:
        return []
    return [start * (1 + target_pct / 100) ** (year - years[0]) for year in years]


def _target_words(target_pct: float | None) -> str:
    return f"sasaran {units.percent(target_pct, 1)}"


def _target_line(
    years: Sequence[int], wanted: Sequence[float], target_pct: float | None, decimals: int, style: Style
) -> list[dict[str, Any]]:
    if not wanted:
        return []
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(years),
        "y": [round(value, 4) for value in wanted],
        "line": {"color": style.palette.ink, "width": 1.5, "dash": "dot"},
        "marker": {"color": style.palette.ink, "size": 4, "opacity": 1},
        "hovertext": [units.number(value, decimals) for value in wanted],
        "hovertemplate": f"{_target_words(target_pct)} setahun, %{{x}}: %{{hovertext}}<extra></extra>",
        "cliponaxis": False,
    }
    return [line]


def _totals(total: pd.Series[float], growth: pd.Series[float], decimals: int, style: Style) -> list[dict[str, Any]]:
    """Total and growth above each bar, in one row."""
    labels = []
    for label, value in total.items():
        grown = growth.get(label)
        more = units.percent(float(grown), 1, signed=True) if grown is not None and pd.notna(grown) else " "
        labels.append(
            {
                "x": int(str(label)),
                "y": 1,
                "yref": "paper",
                "text": f"<b>{units.number(float(value), decimals)}</b><br>{more}",
                "showarrow": False,
                "yanchor": "bottom",
                "yshift": 4,
                "borderpad": 0,
                "font": {"color": style.palette.ink, "size": style.small_px},
            }
        )
    return labels


def _names(
    table: pd.DataFrame,
    drivers: Sequence[str],
    wanted: Sequence[float],
    target_pct: float | None,
    high: float,
    height: int,
    style: Style,
) -> list[dict[str, Any]]:
    """Drivers beside their part of the last bar, the target beside the end of its line, all clear of one another."""
    last = table.iloc[-1]
    base, places = 0.0, []
    for position, driver in enumerate(drivers):
        places.append((base + float(last[driver]) / 2, driver, _colours(style)[position % 3]))
        base += float(last[driver])
    if wanted:
        places.append((wanted[-1], _target_words(target_pct), ""))
    room = 1.03 * high / max(1, height - round(6.2 * style.small_px) - 30) * (style.text_px + 4)
    free, names = float("-inf"), []
    for y, text, colour in sorted(places):
        free = max(y, free + room)
        names.append(_name(free, f'<span style="color:{colour}">■</span> {text}' if colour else text, style))
    return names


def _name(y: float, text: str, style: Style) -> dict[str, Any]:
    return {
        "x": 1,
        "xref": "paper",
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 4,
        "borderpad": 0,
        "font": {"color": style.palette.ink, "size": style.text_px},
    }


def _unit(text: str, style: Style) -> dict[str, Any]:
    lift = round(2.8 * style.small_px) + 10
    place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": lift}
    return on_paper(text, style.palette.muted, style.small_px, **place)
