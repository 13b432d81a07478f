"""Inequality between regions over the years: small panels of indices, and Theil's parts within and between groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.domain.events import Event
from kumkm.figures.events import notes
from kumkm.figures.labels import halo
from kumkm.figures.theme import Style, layout, text_width

_DECIMALS = 3
_GAP = 0.06  # share of the width between panels


# ---- indices -------------------------------------------------------------------------------------------------------


def inequality_paths(
    paths: Mapping[str, pd.DataFrame],
    style: Style,
    *,
    height: int = 260,
    width: int = 1000,
    events: Sequence[Event] = (),
) -> go.Figure:
    """Draw one panel per index, side by side: its name above, the first and the last value at the ends of the line.

    `paths` maps the name to a frame with year and value; NaN is a gap in the line. What matters is which way an index
    goes, so that each panel has a scale of its own that does not begin at zero; the figure says so. `width` is the
    least width the figure will have; `events` stand as notes above each panel.
    """
    years = sorted({int(year) for frame in paths.values() for year in frame["year"]})
    wide = (1 - _GAP * (len(paths) - 1)) / max(1, len(paths))
    spec = layout(style, height)
    above = notes(events, years, style, plot_px=round(wide * width)) if years else None
    top = above.top if above else 0
    spec["margin"] |= {"t": top + 2 * style.text_px + 14, "b": 3 * style.small_px + 24, "l": 10, "r": 10}
    spec["annotations"], spec["shapes"] = [_caution(style)], []
    traces = []
    for position, (title, frame) in enumerate(paths.items()):
        suffix = "" if position == 0 else str(position + 1)
        start = position * (wide + _GAP)
        spec[f"xaxis{suffix}"] = spec["xaxis"] | _panel_years(years, (start, start + wide), suffix, style)
        spec[f"yaxis{suffix}"] = spec["yaxis"] | _panel_range(frame, suffix)
        spec["annotations"] += [
            _title(title, start, top, style),
            *_end_values(frame, suffix, style),
            *(item | {"xref": f"x{suffix}"} for item in (above.annotations if above else [])),
        ]
        spec["shapes"] += [item | {"xref": f"x{suffix}"} for item in (above.shapes if above else [])]
        traces.append(_path(title, frame, suffix, style))
    return go.Figure(data=traces, layout=spec)


def _path(title: str, frame: pd.DataFrame, suffix: str, style: Style) -> dict[str, Any]:
    """One index over every year from its first to its last; a year without a value is a gap."""
    series = frame.set_index("year")["value"].astype(float)
    every = series.reindex(range(int(series.index.min()), int(series.index.max()) + 1)) if len(series) else series
    values = [None if pd.isna(value) else round(float(value), 5) for value in every]
    ends = {_first(series), _last(series)}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "x": [int(year) for year in every.index],
        "y": values,
        "text": [units.number(value, _DECIMALS) for value in values],
        "line": {"color": style.palette.ink, "width": 2},
        "marker": {
            "color": style.palette.ink,
            "size": [8 if year in ends else 4 for year in every.index],
            "opacity": 1,
        },
        "connectgaps": False,
        "hovertemplate": f"{title} %{{x}}: %{{text}}<extra></extra>",
        "cliponaxis": False,
    }


def _first(series: pd.Series[float]) -> int | None:
    label = series.first_valid_index()
    return None if label is None else int(str(label))


def _last(series: pd.Series[float]) -> int | None:
    label = series.last_valid_index()
    return None if label is None else int(str(label))


def _end_values(frame: pd.DataFrame, suffix: str, style: Style) -> list[dict[str, Any]]:
    """First and last value, on the side of the line where it does not go; words where there is none."""
    series = frame.set_index("year")["value"].astype(float)
    first, last = _first(series), _last(series)
    if first is None or last is None:
        return [_value(None, None, "belum ada data", suffix, style, "middle")]
    known = series.dropna()
    ends = [(first, known.iloc[1] if len(known) > 1 else None), (last, known.iloc[-2] if len(known) > 1 else None)]
    return [
        _value(
            year,
            float(series[year]),
            units.number(float(series[year]), _DECIMALS),
            suffix,
            style,
            "bottom" if beside is None or beside <= series[year] else "top",
        )
        for year, beside in (ends if first != last else ends[:1])
    ]


def _value(year: int | None, value: float | None, text: str, suffix: str, style: Style, yanchor: str) -> dict[str, Any]:
    known = value is not None
    return {
        "xref": f"x{suffix}" if known else f"x{suffix} domain",
        "yref": f"y{suffix}" if known else f"y{suffix} domain",
        "x": year if known else 0.5,
        "y": value if known else 0.5,
        "text": f"<b>{text}</b>" if known else text,
        "showarrow": False,
        "yanchor": yanchor,
        "yshift": {"bottom": 6, "top": -6, "middle": 0}[yanchor],
        "borderpad": 0,
        "font": {
            "color": style.palette.ink if known else style.palette.muted,
            "size": style.text_px,
            "shadow": halo(style.palette.paper),
        },
    }


def _panel_years(years: Sequence[int], domain: tuple[float, float], suffix: str, style: Style) -> dict[str, Any]:
    if not years:
        return {"domain": list(domain), "anchor": f"y{suffix}", "showticklabels": False}
    return {
        "domain": [round(domain[0], 4), round(domain[1], 4)],
        "anchor": f"y{suffix}",
        "range": [years[0] - 0.55, years[-1] + 0.55],
        "tickvals": sorted({years[0], years[-1]}),
        "tickformat": "d",
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": style.palette.line,
    }


def _panel_range(frame: pd.DataFrame, suffix: str) -> dict[str, Any]:
    known = frame["value"].dropna()
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    pad = 0.3 * ((high - low) or abs(high) or 1.0)
    return {
        "anchor": f"x{suffix}",
        "range": [low - pad, high + pad],
        "showticklabels": False,
        "showgrid": False,
        "showline": False,
    }


def _title(title: str, left: float, top: int, style: Style) -> dict[str, Any]:
    return _at_paper(f"<b>{title}</b>", left, 1, style) | {
        "yanchor": "bottom",
        "yshift": top + 6,
        "font": {"color": style.palette.ink, "size": style.text_px},
    }


def _caution(style: Style) -> dict[str, Any]:
    words = "Skala tiap panel berbeda dan tidak mulai dari nol; yang dibaca arahnya."
    return _at_paper(words, 0, 0, style) | {"yanchor": "top", "yshift": -style.small_px - 18}


def _at_paper(text: str, x: float, y: float, style: Style) -> dict[str, Any]:
    return {
        "text": text,
        "x": round(x, 4),
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": style.palette.muted, "size": style.small_px},
    }


# ---- parts ---------------------------------------------------------------------------------------------------------


def theil_parts(
    frame: pd.DataFrame, style: Style, *, words: tuple[str, str] = ("antar", "dalam"), height: int = 320
) -> go.Figure:
    """Stack Theil's index by year: between groups from zero up, within groups above it, the whole written on top.

    `frame` has year, value, within, between; the share of between in percent stands in its part. A year that is NaN
    is named, not drawn. `words` name the two parts, between and within.
    """
    rows = frame.sort_values("year")
    spec = layout(style, height, barmode="stack", bargap=0.36)
    known = rows.dropna(subset=["value"])
    right = 16 + text_width([f"{word} kelompok" for word in words], style.text_px)
    spec["margin"] |= {"t": style.text_px + 8, "r": right, "b": style.small_px + 16}
    high = float(known["value"].max()) if len(known) else 1.0
    spec["yaxis"] |= {"range": [0, 1.1 * high], "showticklabels": False, "showgrid": False, "showline": False}
    spec["yaxis"] |= {"zeroline": True, "zerolinecolor": style.palette.muted}
    spec["xaxis"] |= {
        "tickvals": [int(year) for year in rows["year"]],
        "tickformat": "d",
        "showgrid": False,
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.text_px},
    }
    spec["annotations"] = [
        *_totals(known, style),
        *_part_names(known, words, style),
        *(_no_data(int(year), style) for year in rows.loc[rows["value"].isna(), "year"]),
    ]
    colours = (style.palette.sequential[3], style.palette.faint)
    shares = [units.percent(float(row["between"]) / float(row["value"]) * 100, 0) for _, row in known.iterrows()]
    return go.Figure(
        data=[
            _part(known, "between", words[0], colours[0], style) | _inside(shares, style),
            _part(known, "within", words[1], colours[1], style),
        ],
        layout=spec,
    )


def _part(known: pd.DataFrame, column: str, word: str, colour: str, style: Style) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [int(year) for year in known["year"]],
        "y": [round(float(value), 5) for value in known[column]],
        "marker": {"color": colour, "line": {"width": 0}},
        "name": word,
        "hovertext": [units.number(float(value), 4) for value in known[column]],
        "hovertemplate": f"{word} kelompok %{{x}}: %{{hovertext}}<extra></extra>",
    }


def _inside(texts: Sequence[str], style: Style) -> dict[str, Any]:
    """Numbers in the middle of a bar, in the colour of the paper."""
    return {
        "text": list(texts),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": style.palette.paper, "size": style.small_px},
    }


def _totals(known: pd.DataFrame, style: Style) -> list[dict[str, Any]]:
    return [
        {
            "x": int(row["year"]),
            "y": float(row["value"]),
            "text": f"<b>{units.number(float(row['value']), _DECIMALS)}</b>",
            "showarrow": False,
            "yanchor": "bottom",
            "yshift": 3,
            "borderpad": 0,
            "font": {"color": style.palette.ink, "size": style.small_px},
        }
        for _, row in known.iterrows()
    ]


def _part_names(known: pd.DataFrame, words: tuple[str, str], style: Style) -> list[dict[str, Any]]:
    """What the two parts are, beside the last bar at their height."""
    if known.empty:
        return []
    last = known.iloc[-1]
    between, whole = float(last["between"]), float(last["value"])
    places = (
        (words[0], between / 2, style.palette.sequential[3]),
        (words[1], (between + whole) / 2, style.palette.muted),
    )
    return [
        {
            "x": 1,
            "xref": "paper",
            "y": height,
            "text": f"{word} kelompok",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "borderpad": 0,
            "font": {"color": colour, "size": style.text_px},
        }
        for word, height, colour in places
    ]


def _no_data(year: int, style: Style) -> dict[str, Any]:
    return {
        "x": year,
        "y": 0,
        "text": "belum<br>ada data",
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": 4,
        "font": {"color": style.palette.muted, "size": style.small_px},
    }
