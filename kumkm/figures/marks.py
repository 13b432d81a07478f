"""Small inline-SVG marks that sit in text and tables: sparkline, strip of all regions, small multiples.

They are vectors without script, so they cost a few hundred bytes and print well. Every text is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from kumkm.domain.indicators import Indicator
from kumkm.figures.theme import Style


def sparkline(
    values: Sequence[float | None], style: Style, *, width: int = 96, height: int = 24, label: str = ""
) -> str:
    """A line over the years, oldest first; a gap in the data is a gap in the line, the last point a dot."""
    known = [value for value in values if value is not None and pd.notna(value)]
    if not known:
        return ""
    low, high = min(known), max(known)
    x_step = (width - 6) / max(1, len(values) - 1)
    points = [
        None
        if value is None or pd.isna(value)
        else (3 + position * x_step, _place(float(value), low, high, 3, height - 3))
        for position, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point)
    return (
        f'<svg class="k-spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label)}"><path d="{_path(points)}" fill="none" stroke="{style.palette.muted}" '
        f'stroke-width="1.5" stroke-linecap="round"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.5" fill="{style.palette.ink}"/></svg>'
    )


def strip(
    frame: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    highlighted: Sequence[str] = (),
    width: int = 560,
    scale_text: bool = True,
) -> str:
    """Every region a tick on one axis, clipped to the median ± 4 median absolute deviations.

    `frame` has region_code, region_name, value. Values beyond the clip sit at the edge with an arrow;
    the median is the long line, one deviation around it the band that counts as similar.
    """
    known = frame.dropna(subset=["value"])
    if known.empty:
        return ""
    median = float(known["value"].median())
    mad = float((known["value"] - median).abs().median())
    low, high = float(known["value"].min()), float(known["value"].max())
    if mad > 0:
        low, high = max(low, median - 4 * mad), min(high, median + 4 * mad)
    text_px = style.small_px
    top, bottom = text_px + 10, text_px + 34
    height = bottom + (text_px + 8 if scale_text else 4)

    def x(value: float) -> float:
        return _place(min(max(value, low), high), high, low, 10, width - 10)

    palette = style.palette
    body = [
        f'<rect x="{x(median - mad):.1f}" y="{top}" width="{max(1.0, x(median + mad) - x(median - mad)):.1f}" '
        f'height="{bottom - top}" fill="{palette.surface}"/>',
        f'<line x1="10" x2="{width - 10}" y1="{bottom}" y2="{bottom}" stroke="{palette.line}"/>',
        f'<line x1="{x(median):.1f}" x2="{x(median):.1f}" y1="{top - 4}" y2="{bottom + 3}" '
        f'stroke="{palette.muted}" stroke-width="1.5"/>',
    ]
    for row in known.itertuples():
        if row.region_code not in highlighted:
            body.append(_tick(x(row.value), top, bottom, palette.muted, f"{row.region_name}: {indicator.text(row.value)}"))
    for position, code in reversed(list(enumerate(highlighted))):
        for row in known[known["region_code"] == code].itertuples():
            colour, _ = style.mark(position)
            anchor = "start" if x(row.value) < width * 0.2 else "end" if x(row.value) > width * 0.8 else "middle"
            body.append(_tick(x(row.value), top - 2, bottom + 2, colour, row.region_name, wide=True))
            if position == 0:
                body.append(
                    f'<text x="{x(row.value):.1f}" y="{text_px}" text-anchor="{anchor}" fill="{colour}" '
                    f'font-size="{text_px}" font-weight="650">{escape(row.region_name)} '
                    f"{escape(indicator.number(row.value))}</text>"
                )
    if scale_text:
        ends = (("start", 10.0, known["value"].min()), ("end", width - 10.0, known["value"].max()))
        for anchor, place, value in ends:
            body.append(
                f'<text x="{place}" y="{height - 3}" text-anchor="{anchor}" fill="{palette.muted}" '
                f'font-size="{text_px}">{escape(indicator.number(value))}</text>'
            )
        body.append(
            f'<text x="{x(median):.1f}" y="{height - 3}" text-anchor="middle" fill="{palette.muted}" '
            f'font-size="{text_px}">median {escape(indicator.number(median))}</text>'
        )
    return (
        f'<svg class="k-strip" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Sebaran {escape(indicator.short_label)} {len(known)} daerah">{"".join(body)}</svg>'
    )


def small_multiples(
    panel: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    breaks: Sequence[int] = (),
) -> str:
    """One small line chart per region on one common scale, in the order of `names`; median faint behind."""
    years = list(range(int(panel["year"].min()), int(panel["year"].max()) + 1))
    table = panel.pivot(index="region_code", columns="year", values="value").reindex(columns=years)
    table = table.loc[[code for code in names if code in table.index]]
    low, high = float(table.min().min()), float(table.max().max())
    median = _points(table.median(), years, breaks, low, high)
    cells = []
    for code, row in table.iterrows():
        chosen = code in highlighted
        colour = style.mark(highlighted.index(str(code)))[0] if chosen else style.palette.sequential[2]
        last = row.last_valid_index()
        value = indicator.number(float(row[last])) if last is not None else "–"
        cells.append(
            f'<figure class="k-multiple{" k-on" if chosen else ""}"><figcaption><b>{escape(names[str(code)])}</b>'
            f'<span>{escape(value)}</span></figcaption><svg viewBox="0 0 150 56" preserveAspectRatio="none" '
            f'role="img" aria-label="{escape(names[str(code)])}">{_zero(low, high, style)}'
            f'<path d="{_path(median)}" fill="none" stroke="{style.palette.faint}" vector-effect="non-scaling-stroke"/>'
            f'<path d="{_path(_points(row, years, breaks, low, high))}" fill="none" stroke="{colour}" '
            f'stroke-width="2" vector-effect="non-scaling-stroke"/></svg></figure>'
        )
    return f'<div class="k-multiples">{"".join(cells)}</div>'


def _points(
    row: pd.Series[float], years: Sequence[int], breaks: Sequence[int], low: float, high: float
) -> list[tuple[float, float] | None]:
    points: list[tuple[float, float] | None] = []
    step = 146 / max(1, len(years) - 1)
    for position, year in enumerate(years):
        if year in breaks:
            points.append(None)
        value = row[year]
        points.append(None if pd.isna(value) else (2 + position * step, _place(float(value), low, high, 3, 53)))
    return points


def _zero(low: float, high: float, style: Style) -> str:
    if not low < 0 < high:
        return ""
    y = _place(0.0, low, high, 3, 53)
    return f'<line x1="0" x2="150" y1="{y:.1f}" y2="{y:.1f}" stroke="{style.palette.line}"/>'


def _tick(x: float, top: float, bottom: float, colour: str, title: str, *, wide: bool = False) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="{colour}" '
        f'stroke-width="{4 if wide else 1.5}" opacity="{1 if wide else 0.7}"><title>{escape(title)}</title></line>'
    )


def _place(value: float, low: float, high: float, top: float, bottom: float) -> float:
    """Put `high` at `top` and `low` at `bottom`; a flat series sits in the middle."""
    if high == low:
        return (top + bottom) / 2
    return bottom - (value - low) / (high - low) * (bottom - top)


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """SVG path data; None lifts the pen. A lone point becomes a dot-long stroke."""
    parts, pen_down = [], False
    for point in points:
        if point is None:
            pen_down = False
            continue
        parts.append(f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}" + ("" if pen_down else "h.1"))
        pen_down = True
    return "".join(parts)
