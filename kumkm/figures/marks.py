"""Small marks that sit in text and tables: sparkline, strip of all regions, small multiples.

They are plain HTML and vector images without script, cost a few hundred bytes each and print well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import pandas as pd
from markupsafe import Markup

from kumkm.analysis.comparable import Comparable
from kumkm.domain.breaks import Breaks
from kumkm.domain.indicators import Indicator
from kumkm.figures.html import address_of
from kumkm.figures.theme import Style, role_of

NO_BREAKS = Breaks()
# A tick per region in each row of a long table: all are filled in at once and by `%`, in half the time of `format`.
_TICK = Markup('<i style="left:%.1f%%" title="%s"></i>')


def sparkline(
    values: Sequence[float | None], style: Style, *, width: int = 96, height: int = 24, label: str = ""
) -> Markup:
    """A line over the years, oldest first; a gap in the data is a gap in the line, the last point a dot."""
    known = [value for value in values if value is not None and pd.notna(value)]
    if not known:
        return Markup()
    low, high = min(known), max(known)
    x_step = (width - 6) / max(1, len(values) - 1)
    points = [
        None
        if value is None or pd.isna(value)
        else (3 + position * x_step, _place(float(value), low, high, 3, height - 3))
        for position, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point)
    body = Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.5"/><circle cx="{}" cy="{}" r="2.5" fill="{}"/>'
    ).format(_path(points), style.palette.muted, *map(_short, last), style.palette.ink)
    return _image(body, width, height, "k-spark", label)


def strip(
    among: Comparable,
    indicator: Indicator,
    style: Style,
    *,
    highlighted: Sequence[str] = (),
    with_text: bool = True,
) -> Markup:
    """Every region compared a tick on one axis, clipped to the median ± 4 median deviations; empty without any.

    Values beyond the clip sit at the edge, behind a break in the axis; both ends say whose they are. The tall grey line
    is the median, the band around it what counts as alike. Who is protected, absent or rests on too few has no tick.
    Without text ticks travel as whole percents in `data-at`, a page of a region having two hundred of them; the frame's
    script draws them.
    """
    if not among.count:
        return Markup()
    shown = {code: float(value) for code, value in among.shown.items()}
    lowest, highest, median = min(shown.values()), max(shown.values()), float(among.median)
    low, high, reach = lowest, highest, 4 * float(among.deviation)
    if reach > 0:
        low, high = max(low, median - reach), min(high, median + reach)

    def left(value: float) -> float:
        return _place(min(max(value, low), high), high, low, 0, 100)

    def written(value: float) -> str:
        return indicator.number(value * indicator.scale.divisor)

    band = (left(median - float(among.limit)), left(median + float(among.limit)))
    body = [
        Markup('<i class="k-band" style="left:{}%;width:{}%"></i>').format(
            _short(band[0]), _short(max(0.3, band[1] - band[0]))
        ),
        Markup('<i class="k-median" style="left:{}%"></i>').format(_short(left(median))),
    ]
    ticks = [
        (left(value), f"{among.names[code]}: {indicator.text(value * indicator.scale.divisor)}")
        for code, value in shown.items()
        if code not in highlighted
    ]
    if with_text:
        body.append((_TICK * len(ticks)) % tuple(chain.from_iterable(ticks)))
    labels = []
    for position, code in reversed(list(enumerate(highlighted))):
        if code in shown:
            colour, _ = style.mark(position)
            place = left(shown[code])
            body.append(
                Markup('<i class="k-lit" style="left:{}%;background:{}"></i>').format(_short(place), role_of(colour))
            )
            if position == 0:
                labels.append(
                    _label(place, f"{among.names[code]} {written(shown[code])}", f"k-name;color:{role_of(colour)}")
                )
    if with_text:
        labels += [
            _label(0, f"{'‹ ' if lowest < low else ''}{written(lowest)}", "k-end", _who(among, lowest)),
            _label(left(median), f"median {written(median)}", "k-end"),
            _label(100, f"{written(highest)}{' ›' if highest > high else ''}", "k-end", _who(among, highest)),
        ]
    at = Markup() if with_text else Markup(' data-at="{}"').format(" ".join(f"{place:.0f}" for place, _ in ticks))
    return Markup('<div class="k-strip{}" role="img" aria-label="{}"><div{}>{}</div>{}</div>').format(
        "".join(
            name
            for name, applies in (
                (" k-bare", not with_text),
                (" k-cut-low", lowest < low),
                (" k-cut-high", highest > high),
            )
            if applies
        ),
        f"Sebaran{f' {indicator.short_label},' if with_text else ''} {among.count} daerah: "
        f"{written(lowest)} sampai {written(highest)}",
        at,
        Markup("").join(body),
        Markup("").join(labels if with_text else []),
    )


def _who(among: Comparable, value: float) -> str:
    """Whose value it is; several are counted."""
    codes = [code for code, shown in among.shown.items() if float(shown) == value]
    return among.names[codes[0]] if len(codes) == 1 else f"{len(codes)} daerah"


def _label(place: float, text: str, kind: str, below: str = "") -> Markup:
    """A word at a percentage of the strip, kept inside its ends. `kind` is a class and an optional style."""
    name, _, extra = kind.partition(";")
    shift = 0 if place < 12 else -100 if place > 88 else -50
    words = Markup("{}<br>{}").format(text, below) if below else text
    return Markup('<span class="{}" style="left:{:.1f}%;transform:translateX({}%);{}">{}</span>').format(
        name, place, shift, extra, words
    )


# Drawn ten times as fine in whole numbers, which are shorter to send; width and height in px.
_FINE, _MULTIPLE = 10, (150, 56)


def small_multiples(
    panel: pd.DataFrame,
    indicator: Indicator,
    style: Style,
    *,
    names: Mapping[str, str],
    breaks: Breaks = NO_BREAKS,
    free: bool = False,
) -> Markup:
    """One small line chart per region, in the order of `names`, on one common scale with the median faint behind.

    With `free` each stands on its own scale from its lowest to its highest value, and nothing behind: directions can be
    compared, heights not.

    Lines are masks over the colour of the page, so that what is chosen is not part of the drawing: it is sent once and
    stays while regions are chosen (`highlighting` colours them). All lines are one drawing, one below the other, of
    which each region shows its own height; median and zero line are the same in all.
    """
    years = list(range(int(panel["year"].min()), int(panel["year"].max()) + 1))
    table = panel.pivot(index="region_code", columns="year", values="value").reindex(columns=years)
    table = table.loc[[code for code in names if code in table.index]]
    low, high = float(table.min().min()), float(table.max().max())
    counts = table.count()
    median = _points(table.median().where(2 * counts >= counts.max()), years, breaks.everywhere, low, high)
    behind = Markup() if free else _zero(low, high, style) + _stroke(median, style.palette.faint, 1)
    cells, lines = [], []
    for number, (code, row) in enumerate(table.iterrows()):
        ends = (float(row.min()), float(row.max())) if free else (low, high)
        points = _points(row, years, breaks.years(str(code)), *ends)
        lines += [None, *(point and (point[0], point[1] + number * _MULTIPLE[1]) for point in points)]
        cells.append(_multiple(str(code), row, _share(number, len(table)), indicator, names))
    return Markup(
        '<div class="k-multiples" style="--k-many:{};--k-lines:{};--k-behind:{};--k-series:{}">{}</div>'
    ).format(
        len(table),
        _mask(_stroke(lines, _INK, 2), len(table)),
        _mask(behind),
        role_of(style.palette.sequential[2]),
        Markup("").join(cells),
    )


def _share(number: int, many: int) -> str:
    """Where the height of one lies among `many`, as the position of a background counts: the last one is at 100%."""
    return f"{100 * number / max(1, many - 1):.4g}%"


def _multiple(
    code: str,
    row: pd.Series[float],
    at: str,
    indicator: Indicator,
    names: Mapping[str, str],
) -> Markup:
    last = row.last_valid_index()
    value = indicator.number(float(row[last])) if last is not None else "–"
    return Markup(
        '<figure class="k-multiple" data-daerah="{code}"><figcaption><b>{name}</b><span>{told}</span></figcaption>'
        '<div><i style="--k-at:{at}"></i></div></figure>'
    ).format(code=code, name=names[code], told=value, at=at)


_INK = "#000"  # a mask shows through where it is drawn, whatever the colour


def _stroke(points: Sequence[tuple[float, float] | None], colour: str, width: int) -> Markup:
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"/>').format(
        _path(points, _FINE), colour, width * _FINE
    )


def _mask(body: Markup, many: int = 1) -> Markup:
    """A drawing, `many` high, as a value of a style attribute.

    The attribute's own quotes are double: those round the address are escaped.
    """
    width, height = _MULTIPLE
    return Markup("url(&quot;{}&quot;)").format(_address(body, width, many * height, _FINE))


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


def _zero(low: float, high: float, style: Style) -> Markup:
    if not low < 0 < high:
        return Markup()
    y = _FINE * _place(0.0, low, high, 3, 53)
    return Markup('<line x1="0" x2="{}" y1="{:.0f}" y2="{:.0f}" stroke="{}" stroke-width="{}"/>').format(
        _FINE * _MULTIPLE[0], y, y, style.palette.line, _FINE
    )


def _image(body: Markup, width: int, height: int, kind: str, label: str) -> Markup:
    """An SVG drawing as an image of its own: pages let images through, not drawings."""
    return Markup('<img class="{}" width="{}" height="{}" alt="{}" src="{}">').format(
        kind, width, height, label, _address(body, width, height)
    )


def _address(body: Markup, width: int, height: int, fine: int = 1) -> Markup:
    """A drawing as a data address; `fine` units make a px."""
    drawing = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>')
    return address_of(drawing.format(width * fine, height * fine, body))


def _place(value: float, low: float, high: float, top: float, bottom: float) -> float:
    """Put `high` at `top` and `low` at `bottom`; a flat series sits in the middle."""
    if high == low:
        return (top + bottom) / 2
    return bottom - (value - low) / (high - low) * (bottom - top)


def _short(place: float) -> str:
    """A place in px with a decimal where it has one."""
    return f"{round(place, 1):g}"


def _path(points: Sequence[tuple[float, float] | None], fine: int = 1) -> str:
    """SVG path data; None lifts the pen. A lone point becomes a short stroke.

    With `fine` units to a px: whole numbers, each line relative to the point before.
    """
    parts: list[str] = []
    before: tuple[int, int] | None = None
    for point, following in zip(points, [*points[1:], None], strict=True):
        if point is None:
            before = None
            continue
        x, y = round(point[0] * fine), round(point[1] * fine)
        if before is None:
            start = f"{x} {y}" if fine > 1 else f"{_short(point[0])} {_short(point[1])}"
            parts.append(f"M{start}{'' if following else f'h{2 * fine}'}")
        elif fine > 1:
            parts.append(f"l{x - before[0]} {y - before[1]}")
        else:
            parts.append(f"L{_short(point[0])} {_short(point[1])}")
        before = (x, y)
    return "".join(parts)
