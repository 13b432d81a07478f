"""Headline indicators of an area against a chosen baseline."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup, escape

from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, INDICATORS, Indicator
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting, sentences
from kumkm.narrative import key_figures as words
from kumkm.ui.parts import asking, beside, look, simulation
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

_PLAIN = ("tetap", "dilaporkan")


def key_figures_html(selection: Selection, drawn_as: str = "k-figures") -> Markup:
    """The six figures of the area: value, change since a year of the viewer's choice, sparkline, what is beside.

    `drawn_as` is their class: a screen with sizes of its own draws them by its own rules.
    """
    area = cache.regions().by_code[selection.region_code].short_name
    cells = _key_figures(selection.region_code, selection.since, look.style(selection))
    return Markup('<section class="{}" aria-label="Angka utama {}">{}</section>').format(drawn_as, area, cells)


@cache.per_build(300, ahead=lambda: [(code, 1, look.usual_style()) for (code,) in cache.every_area()])
def _key_figures(region_code: str, since: int, style: Style) -> Markup:
    area = cache.read("area_values", region_code=region_code)
    years = cache.told_years(region_code)
    cells = [_key_figure(area, INDICATORS[key], region_code, years.get(key), since, style) for key in HEADLINES]
    return join(cells)


def _key_figure(
    area: pd.DataFrame, indicator: Indicator, region_code: str, year: int | None, since: int, style: Style
) -> Markup:
    rows = area[area["indicator_id"] == indicator.id].set_index("year")
    called = words.called(indicator)
    if year is None:
        value, whom = _absent(indicator, region_code)
        tile = Markup('<div><h3 title="{}">{}</h3><b>{}</b><p><small title="{}">{}</small></p></div>')
        return tile.format(indicator.label, called, value, whom, whom)
    last = rows.loc[year]
    series = rows["value"].reindex(range(int(rows.index.min()), year + 1)).tolist()
    change = words.change(rows, indicator, region_code, year, since, cache.breaks(indicator.id))
    return Markup(
        "<div><h3 title='{whole_label}'>{label} <small>{when}</small></h3><b{simulated}{why}>{value}</b>{spark}"
        '<p><span{tone} title="{whole}">{change}</span>{below}</p></div>'
    ).format(
        label=called,
        whole_label=indicator.label,
        when=sentences.when(last, year),
        simulated=simulation.underlined(last["simulated"]),
        why=asking.why(indicator.id, region_code, year),
        value=split_unit(clauses.value_text(indicator, last["value"], last["status"])),
        spark=marks.sparkline(series, style, width=110, height=26, label=f"{indicator.short_label} sampai {year}"),
        tone=NOTHING if change.good is None else Markup(' class="k-{}"').format("better" if change.good else "worse"),
        change=change.text,
        whole=change.whole or change.text,
        below=_below(area, indicator, last, region_code, year),
    )


def _below(area: pd.DataFrame, indicator: Indicator, last: pd.Series[object], region_code: str, year: int) -> Markup:
    """What kind of figure it is, what it is of, and what it is held against; in one line, whole at the pointer."""
    parts = [
        "" if last["status_words"] in _PLAIN else str(last["status_words"]),
        "jumlah kab/kota" if last["basis"] == "sum_of_regions" and last["status_words"] != "dilaporkan" else "",
        words.amount(area, indicator, year),
        reporting.reported(indicator, last),
        beside.target_words(indicator, region_code, year, marked=True).partition(" (")[0],
        _benchmark(indicator, region_code, year),
        f"mutu {last['grade']}" if isinstance(last["grade"], str) else "",
        beside.beside(indicator, region_code, year),
    ]
    text = " · ".join(filter(None, parts))
    return Markup('<small title="{}">{}</small>').format(text, text) if text else NOTHING


def _benchmark(indicator: Indicator, region_code: str, year: int) -> str:
    """The province beside a region's share or index; sums of a region are not held against the whole."""
    if region_code == PROVINCE or indicator.change_is_percent:
        return ""
    row = sentences.row_of(cache.read("area_values", region_code=PROVINCE), indicator.id, year)
    return "" if row is None else f"Sultra {indicator.text(float(row['value']))}"


def _absent(indicator: Indicator, region_code: str) -> tuple[Markup | str, str]:
    """What there is instead, and of whom: where the province is not whole, still some of its regions reported."""
    coverage = cache.coverage().get(indicator.id)
    if region_code != PROVINCE or coverage is None or not coverage.regions:
        return units.MISSING, "belum ada data"
    panel = cache.read("indicator_panel", indicator_id=indicator.id)
    having = cache.standings(indicator.id)[coverage.latest].having
    there = words.instead(indicator, coverage, panel, cache.names(), having)
    if there.value == units.MISSING:
        return there.value, there.words
    value = split_unit(there.value)
    return Markup("<span{}>{}</span>").format(simulation.underlined(there.simulated), value), there.words


def split_unit(text: str) -> Markup:
    """The number strong, its unit light."""
    digits, space, unit = text.partition(" ")
    return Markup("{}<small>{}{}</small>").format(digits, space, unit) if unit else escape(digits)
