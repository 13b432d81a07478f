"""Pieces of Indikator: headline, ranking, position among all, trend, details, definition.

What depends only on build, selection and style is made once and kept: a meeting goes back and forth.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis.comparable import comparable
from kumkm.domain.events import concerning
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.selection import DETAILS, PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.ranking import ranking as ranking_figure
from kumkm.figures.theme import Style
from kumkm.figures.trend import trend as trend_figure
from kumkm.narrative import clauses, gaps, reporting
from kumkm.narrative.about_indicator import about_indicator, footnote
from kumkm.ui.parts import asking, beside, charts, layout, look, maps, prose, selected, simulation, sources, tables
from kumkm.ui.parts.html import NOTHING, place
from kumkm.ui.shell.origin import cells_table
from kumkm.ui.state import cache

_ONE_YEAR = "Hanya satu tahun yang terbit; tren belum dapat digambar."


def _panel(selection: Selection) -> pd.DataFrame:
    return cache.read("indicator_panel", indicator_id=selection.indicator_id)


def texts(selection: Selection) -> None:
    """All that is written on the page, area by area."""
    indicator = selection.indicator
    other = beside.companion(indicator, selection.region_code, selection.year)
    companion = NOTHING
    if other:
        companion = prose.heading_html("Angka lain tentang hal yang sama") + prose.paragraph_html(other)
    layout.texts(
        judul=_headline_html(selection) + prose.missing_year_html(selection),
        jenjang=prose.heading_html("Peringkat", f"{indicator.unit_text}{_ranked_whom(selection)}"),
        kata=_in_words(indicator.id, selection.year, selection.region_code) + companion,
        sebaran=_position(selection, look.style(selection)),
        tren=prose.heading_html("Tren", indicator.unit_text)
        + prose.notices_html([] if _has_trend(selection) else [_ONE_YEAR]),
        arti=_definition(indicator),
        sumber=beside.discrepancy_html(selection)
        + sources.sources_html(selection, province_basis=selected.province_basis(selection)),
    )


def _headline_html(selection: Selection) -> Markup:
    more = (_reported(selection), beside.target_words(selection.indicator, selection.region_code, selection.year))
    return prose.headline_html(
        selected.headline(selection),
        " · ".join([_detail(selection), *filter(None, more)]),
        mark=simulation.simulated_mark(selection.indicator_id, selection.year),
    )


def _reported(selection: Selection) -> str:
    """Of how many bodies the money of the chosen area is told."""
    panel = _panel(selection)
    mine = panel[(panel["region_code"] == selection.region_code) & (panel["year"] == selection.year)]
    return "" if mine.empty else reporting.reported(selection.indicator, mine.iloc[0])


@cache.per_build(2500)
def _detail(selection: Selection) -> str:
    """What is on screen in words, and what kind of figure it is."""
    frame = selected.frame(selection)
    mine = frame if selection.is_province else frame[frame["region_code"] == selection.region_code]
    return f"{prose.words(selection)}{_period(mine if mine['value'].notna().any() else frame)}"


def _period(frame: pd.DataFrame) -> str:
    known = frame.dropna(subset=["value"])
    if known.empty:
        return ""
    status = ", ".join(sorted(set(known["status_words"])))
    periods = sorted({str(period) for period in known["period"].dropna()})
    return "".join([*(f" · {period}" for period in periods), f" · angka {status}"])


def _ranked_whom(selection: Selection) -> str:
    among = cache.standings(selection.indicator_id).get(selection.year)
    return f", {clauses.of_whom(among)}" if among and among.count and not among.is_complete else ""


def ranking(selection: Selection) -> None:
    """All regions from highest to lowest."""
    figure = _ranking_figure(selection.everywhere, look.style(selection))
    charts.chart(figure, key="grafik_peringkat", alt=f"Peringkat {prose.words(selection.everywhere)}")


@charts.kept(500, ahead=lambda: [(Selection(key, year), look.usual_style()) for key, year in selected.latest()])
def _ranking_figure(selection: Selection, style: Style) -> Any:
    return ranking_figure(
        selected.frame(selection),
        selection.indicator,
        style,
        province=selected.province_value(selection),
        height=480 if selection.screen else 524,
        subject=(selection.indicator_id, selection.year),
    )


@cache.per_build(2500, ahead=lambda: [(key, year, PROVINCE) for key, year in selected.latest()])
def _in_words(indicator_id: str, year: int, region_code: str) -> Markup:
    paragraph = about_indicator(
        cache.read("indicator_by_region", indicator_id=indicator_id, year=year),
        cache.read("indicator_panel", indicator_id=indicator_id),
        INDICATORS[indicator_id],
        year,
        region_code,
        cache.breaks(indicator_id),
    )
    note = footnote(
        cache.read("indicator_by_region", indicator_id=indicator_id, year=year), INDICATORS[indicator_id], region_code
    )
    small = Markup('<p class="k-text k-quiet">{}</p>').format(note) if note else NOTHING
    text = prose.paragraph_html(paragraph) + small
    return Markup('<section><h2 class="k-heading">Ringkasnya</h2>{}</section>').format(text) if text else NOTHING


@cache.per_build(300)
def _position(selection: Selection, style: Style) -> Markup:
    among = comparable(selected.frame(selection), selection.indicator)
    strip = marks.strip(among, selection.indicator, style, highlighted=selection.highlighted)
    if not strip:
        return NOTHING
    hint = "Garis: median."
    if among.has_spread:
        hint = f"Garis: median. Pita: {clauses.similar_means(selection.indicator, among)}."
    heading = prose.heading_html("Sebaran", hint)
    return Markup('<section class="k-position">{}{}</section>').format(heading, strip)


def trend(selection: Selection) -> None:
    """All regions over the years."""
    figure = _trend_figure(selection.pictured, look.style(selection))
    charts.chart(figure, key="grafik_tren", alt=f"Tren {prose.words(selection)}")


def _has_trend(selection: Selection) -> bool:
    return bool(_panel(selection)["year"].nunique() > 1)


@charts.kept(500, ahead=lambda: [(Selection(key, year), look.usual_style()) for key, year in selected.latest()])
def _trend_figure(selection: Selection, style: Style) -> Any:
    if not _has_trend(selection):
        return None
    return trend_figure(
        _panel(selection),
        selection.indicator,
        style,
        names=cache.names(),
        highlighted=selection.highlighted,
        breaks=cache.breaks(selection.indicator_id),
        year=selection.year,
        height=400 if selection.screen else 330,
        events=concerning(cache.events(), selection.indicator.topic, selection.highlighted),
    )


def _definition(indicator: Indicator) -> Markup:
    """What the indicator means and how it is computed."""
    rows = [
        ("Definisi", indicator.definition),
        ("Rumus", indicator.formula_text),
        ("Satuan", indicator.unit_text),
        ("Frekuensi", indicator.cadence),
        *((("Aturan", rule),) if (rule := beside.rule_in_force(indicator)) else ()),
    ]
    years = cache.coverage()[indicator.id].years
    breaks = gaps.breaks_by_heading(cache.breaks(indicator.id), min(years), max(years))
    return prose.definitions_html([*rows, *breaks.items()])


def details(selection: Selection) -> None:
    """Small multiples, a map of every year, the table twin, or the rows behind the numbers; one at a time."""
    with st.container():
        st.segmented_control(
            "Rincian",
            list(DETAILS),
            format_func=DETAILS.__getitem__,
            key="rincian",
            required=True,
            label_visibility="collapsed",
        )
        _details(selection)


def _details(selection: Selection) -> None:
    if selection.details == "tabel":
        _table(selection)
    elif selection.details == "peta":
        maps.maps_of_years(selection)
    elif selection.details == "asal":
        provenance(selection)
    else:
        place(_multiples(selection.indicator_id, look.style(selection)))


def _table(selection: Selection) -> None:
    table = tables.region_table(selected.frame(selection), selection.indicator, selection.year)
    words = ("Kode", "Kabupaten/Kota", "Penyumbang", "Target", "Status", "Mutu data")
    numbers = [name for name in table.columns if name not in words]
    attributes = [asking.why(selection.indicator_id, code, selection.year) for code in table["Kode"]]
    value = selection.indicator.unit_text.capitalize()
    tables.html_table(table, right=numbers, regions=list(table["Kode"]), attributes={value: attributes})


@cache.per_build(300, ahead=lambda: [(key, look.usual_style()) for (key,) in cache.every_indicator()])
def _multiples(indicator_id: str, style: Style) -> Markup:
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    return marks.small_multiples(
        panel[panel["region_code"].isin(list(cache.names()))],
        INDICATORS[indicator_id],
        style,
        names=cache.names(),
        breaks=cache.breaks(indicator_id),
    )


def provenance(selection: Selection) -> None:
    """The printed figures behind the chosen value, with file and row."""
    rows = cache.read(
        "provenance",
        indicator_id=selection.indicator_id,
        region_code=selection.region_code,
        year=selection.year,
    )
    if rows.empty:
        nothing = "Tidak ada angka tercetak untuk pilihan ini; pilih daerah atau tahun lain."
        place(Markup('<p class="k-notice">{}</p>').format(nothing))
        return
    place(Markup('<p class="k-formula"><b>Rumus.</b> {}</p>').format(selection.indicator.formula_text))
    tables.html_table(cells_table(rows), right=["Angka tercetak"])
