"""Views on growth over the years: who grew (map and ranking), the paths, the contributions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import catalogue, growth
from kumkm.analysis.comparable import over_span
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import REGISTER_FIELDS, Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.figures import marks
from kumkm.figures.contribution import waterfall
from kumkm.figures.ranking import ranking
from kumkm.figures.slope import slope
from kumkm.figures.trend import trend
from kumkm.narrative import clauses, gaps, growth_sentences
from kumkm.narrative.grammar import Sentence
from kumkm.ui.pages.growth.shared import (
    INDEX,
    GrowthScope,
    Taken,
    gap_html,
    gap_notice,
    note,
    nothing_to_compare,
    province_or,
    said_html,
    say,
    second_form,
    simulated_mark,
    values_of,
)
from kumkm.ui.parts import charts, layout, maps, prose, simulation, tables
from kumkm.ui.parts import rates as rates_of
from kumkm.ui.state import cache

_SLOPE = "Peringkat dua tahun"


def _rates(scope: GrowthScope, span: Span) -> pd.DataFrame:
    """region_code, growth_pct: the average rate over the span; of shares and indices the difference."""
    return rates_of.between(scope.level.id, span.first, span.last)


def _who_headline(scope: GrowthScope, span: Span) -> Markup:
    """Who grew how fast, in one sentence."""
    rates, code = _rates(scope, span), scope.selection.region_code
    if rates.set_index("region_code")["growth_pct"].reindex([code]).isna().all() and not scope.selection.is_province:
        return prose.headline_html(_untold(scope, span), scope.level.label, mark=simulated_mark(scope))
    if scope.relative:
        headline = growth_sentences.average_growth(rates, scope.level, span, code, scope.names)
        detail = f"{scope.level.label} · pertumbuhan rata-rata majemuk (CAGR) {_passed(scope, span)} tahun"
    else:
        headline = growth_sentences.average_difference(rates, scope.level, span, code, scope.names)
        detail = f"{scope.level.label} · selisih {span.first} dan {span.last}"
    return prose.headline_html(headline or _not_comparable(scope), detail, mark=simulated_mark(scope))


def _passed(scope: GrowthScope, span: Span) -> str:
    """The years that passed between the two values, which may be of other parts of their years."""
    passed = growth.elapsed(scope.panel, span.first, span.last).dropna()
    years = float(passed.mode().iloc[0]) if len(passed) else span.years
    return units.number(years, 0 if years == int(years) else 1)


def _untold(scope: GrowthScope, span: Span) -> str:
    """Why the chosen region has no growth."""
    what = f"{scope.level.short_label} {scope.place} {span.first} dan {span.last}"
    if reasons := gaps.break_words(scope.breaks, [scope.selection.region_code], span):
        return f"{what} tidak sebanding. {reasons}"
    return f"{what} belum lengkap datanya atau dirahasiakan."


def _not_comparable(scope: GrowthScope) -> str:
    return f"{scope.level.short_label} {scope.span} tidak sebanding atau belum lengkap datanya."


def who(scope: GrowthScope) -> None:
    """The map of growth beside the ranking, and how many outpaced the province."""
    if nothing_to_compare(scope):
        return
    assert scope.span is not None
    rates, span = _rates(scope, scope.span), scope.span
    with layout.grid("tumbuh"):
        layout.texts(
            judul=_who_headline(scope, span),
            catatan=gap_html(scope),
            jenjang=_ranking_heading(scope, span),
            kata=prose.sentences_html(_beside(scope, rates, span)),
        )
        maps.map_of_values(
            scope.level_selection,
            scope.rate,
            _map_values(scope.everywhere),
            key="peta_tumbuh",
            title=f"{scope.rate.short_label} sejak {span.first}",
        )
        alt = f"Peringkat {scope.level.label}, {span}"
        charts.chart(_ranking_figure(scope.everywhere, span), key="grafik_peringkat_tumbuh", alt=alt)


def _beside(scope: GrowthScope, rates: pd.DataFrame, span: Span) -> list[Sentence]:
    """Who outpaced the province; of a register also what the same bodies did, for reporting grows on paper."""
    lines = [growth_sentences.faster_than_province(rates, scope.level, span, scope.names)] if scope.relative else []
    if catalogue.can_be_summed(scope.level.id):
        lines.append(growth_sentences.discrepancy(_contribution(scope, span), span))
    lines += [
        _later(rate, span) for rate in INDICATORS.values() if rate.published and rate.numerator == scope.level.numerator
    ]
    field = next((field for field, key in REGISTER_FIELDS.items() if key == scope.level.id), None)
    if field is not None:
        decomposed = cache.analysis("decomposition", field=field, from_year=span.first, to_year=span.last)
        lines.insert(0, growth_sentences.real_or_paper(decomposed, scope.level, span, province_or(scope), scope.names))
    return [line for line in lines if line]


def _later(rate: Indicator, span: Span) -> Sentence:
    """What is published of the province alone, after the last year that all regions have."""
    return growth_sentences.later_in_province(cache.read("indicator_panel", indicator_id=rate.id), rate, span)


@cache.per_build(200)
def _map_values(scope: GrowthScope) -> maps.MapValues:
    """The rate from the base to each later year, for every region."""
    assert scope.span is not None
    first = scope.span.first
    frames = [rates_of.between(scope.level.id, first, year).assign(year=year) for year in scope.years if year > first]
    panel = pd.concat(frames).rename(columns={"growth_pct": "value"})

    def simulated(year: int) -> bool:
        return simulation.is_simulated(scope.level.id, year)

    return maps.map_values(panel, scope.rate, simulated)


def _ranking_heading(scope: GrowthScope, span: Span) -> Markup:
    among, _ = growth_sentences.among_rates(_rates(scope, span), scope.rate, scope.names)
    whom = f", {clauses.of_whom(among)}" if among.count and not among.is_complete else ""
    unit = "persen setahun" if scope.relative else scope.rate.unit_text
    return prose.heading_html("Peringkat", f"{unit}, {span}{whom}")


@charts.kept(200)
def _ranking_figure(scope: GrowthScope, span: Span) -> Any:
    rates = _rates(scope, span)
    _, frame = growth_sentences.among_rates(rates, scope.rate, scope.names)
    province = rates.set_index("region_code")["growth_pct"].get(PROVINCE)
    return ranking(
        frame,
        scope.rate,
        scope.style,
        province=None if province is None or pd.isna(province) else float(province),
        height=scope.height(424, 464),
        subject=(scope.level.id, span.last),
    )


def _paths_headline(scope: GrowthScope, span: Span) -> Markup:
    """Where the index is highest and lowest."""
    if scope.selection.growth.variant:
        headline = growth_sentences.rank_moves(_moves(scope, span), scope.level, span, scope.names)
    elif not scope.relative:
        rates, code = _rates(scope, span), scope.selection.region_code
        headline = growth_sentences.average_difference(rates, scope.level, span, code, scope.names)
    else:
        headline = growth_sentences.index_leaders(_index_now(scope, span), scope.level, span, scope.names)
    return said_html(headline, scope.level.label, mark=simulated_mark(scope), otherwise=_not_comparable(scope))


def _indexed(scope: GrowthScope, span: Span) -> pd.DataFrame:
    return cache.analysis("index", indicator_id=scope.level.id, base_year=span.first)


def _index_now(scope: GrowthScope, span: Span) -> pd.DataFrame:
    """The index of the last year, of every region, with what decides whether it can be compared."""
    indexed = _indexed(scope, span)
    now = indexed[indexed["year"] == span.last].set_index("region_code")["value"].reindex(list(scope.names))
    rows = now.rename("growth_pct").rename_axis("region_code").reset_index()
    return over_span(rows, scope.panel, scope.level, span.first, span.last)


def _moves(scope: GrowthScope, span: Span) -> pd.DataFrame:
    return cache.analysis("rank_movement", indicator_id=scope.level.id, from_year=span.first, to_year=span.last)


def paths(scope: GrowthScope) -> None:
    """Small multiples on one scale with all paths above them, or the slope between two years."""
    if nothing_to_compare(scope):
        return
    assert scope.span is not None
    with layout.grid("tumbuh_lintasan"):
        if scope.selection.growth.variant:
            _slope(scope, scope.span)
        else:
            _indices(scope, scope.span)


def _slope(scope: GrowthScope, span: Span) -> None:
    layout.texts(
        judul=_paths_headline(scope, span),
        catatan=gap_html(scope),
        kepala=prose.heading_html("Perpindahan peringkat", f"{scope.level.short_label}, {span.first} dan {span.last}"),
    )
    second_form(_SLOPE)
    alt = f"Perpindahan peringkat {scope.level.label}, {span}"
    charts.chart(_slope_figure(scope, span), key="grafik_kemiringan", alt=alt)


@charts.kept(200)
def _slope_figure(scope: GrowthScope, span: Span) -> Any:
    return slope(
        _moves(scope, span),
        scope.style,
        names=scope.names,
        years=(span.first, span.last),
        highlighted=scope.highlighted,
        height=scope.height(410, 430),
        unit_text=scope.level.unit_text,
        number=scope.level.number,
        indicator_id=scope.level.id,
    )


def _indices(scope: GrowthScope, span: Span) -> None:
    """Paths as an index; shares and indices as they are, for an index of a percentage says little."""
    _, panel, words = _drawn(scope, span)
    if panel.empty:
        layout.texts(judul=_paths_headline(scope, span), catatan=gap_html(scope))
        return
    scales = "tiap daerah berskala sendiri: yang dibaca arahnya" if _free(scope) else "satu skala untuk semua daerah"
    layout.texts(
        judul=_paths_headline(scope, span),
        catatan=gap_html(scope),
        kepala=prose.heading_html("Lintasan", f"{words}; {scales}"),
        kecil=_multiples(scope, span),
    )
    st.toggle("Skala sendiri tiap daerah", key="skala")
    second_form(_SLOPE)
    alt = f"Lintasan {scope.level.label}, {words}"
    charts.chart(_trend_figure(scope, span), key="grafik_lintasan", alt=alt)


def _free(scope: GrowthScope) -> bool:
    return scope.selection.growth.free


def _drawn(scope: GrowthScope, span: Span) -> tuple[Indicator, pd.DataFrame, str]:
    """What is drawn as a path: how it is written, the panel, and its unit in words."""
    if scope.relative:
        return INDEX, _indexed(scope, span), f"indeks, {span.first} = 100"
    return scope.level, scope.panel, scope.level.unit_text


@cache.per_build(200)
def _multiples(scope: GrowthScope, span: Span) -> Markup:
    drawn, panel, _ = _drawn(scope, span)
    local = panel[panel["region_code"].isin(list(scope.names))]
    return marks.small_multiples(local, drawn, scope.style, names=scope.names, breaks=scope.breaks, free=_free(scope))


@charts.kept(200)
def _trend_figure(scope: GrowthScope, span: Span) -> Any:
    drawn, panel, _ = _drawn(scope, span)
    return trend(
        panel,
        drawn,
        scope.style,
        names=scope.names,
        highlighted=scope.highlighted,
        breaks=scope.breaks,
        year=span.last,
        height=scope.height(330, 400),
        indicator_id=scope.level.id,
        events=scope.events(),
    )


def contribution_headline(scope: GrowthScope) -> None:
    """Who carried the growth of all."""
    if nothing_to_compare(scope):
        return
    assert scope.span is not None
    if not catalogue.can_be_summed(scope.level.id):
        prose.headline(f"{scope.level.short_label} tidak dapat dijumlahkan antardaerah, maka tidak punya andil.")
        return
    headline = growth_sentences.leading_contributions(
        _contribution(scope, scope.span), scope.level, scope.span, scope.names
    )
    say(headline, f"{scope.level.label} · poin persen", mark=simulated_mark(scope), otherwise=_not_comparable(scope))


def _contribution(scope: GrowthScope, span: Span) -> pd.DataFrame:
    return cache.analysis("contribution", indicator_id=scope.level.id, from_year=span.first, to_year=span.last)


def contribution(scope: GrowthScope) -> None:
    """The waterfall of contributions, and the sum beside the published province."""
    if scope.span is None:
        return
    if not catalogue.can_be_summed(scope.level.id):
        note("Andil hanya dapat dihitung untuk jumlah, misalnya PDRB atau penduduk; persentase dan indeks tidak.")
        return
    gap_notice(scope)
    contributions = _contribution(scope, scope.span)
    local = contributions[contributions["region_code"] != PROVINCE]
    if local["contribution_pp"].isna().all():
        return
    prose.heading("Andil pertumbuhan", f"poin persen, {scope.span}")
    alt = f"Andil pertumbuhan {scope.level.label} menurut daerah, {scope.span}"
    charts.chart(_waterfall_figure(scope, scope.span), key="grafik_andil", alt=alt)
    prose.sentences([line for line in (growth_sentences.discrepancy(contributions, scope.span),) if line])
    _contribution_table(scope, contributions)


@charts.kept(200)
def _waterfall_figure(scope: GrowthScope, span: Span) -> Any:
    contributions = _contribution(scope, span)
    return waterfall(
        contributions[contributions["region_code"] != PROVINCE],
        scope.style,
        names=scope.names,
        highlighted=scope.highlighted,
        height=scope.height(408, 460),
        subject=(scope.level.id, span.last),
    )


def _contribution_table(scope: GrowthScope, contributions: pd.DataFrame) -> None:
    with st.expander("Tabel andil"):
        names = {**scope.names, PROVINCE: "Jumlah kabupaten/kota"}
        table = pd.DataFrame(
            {
                "Kabupaten/Kota": [names[code] for code in contributions["region_code"]],
                "Andil (poin persen)": [units.number(value, 2, signed=True) for value in contributions["shown_pp"]],
                "Bagian (%)": [units.number(value, 1) for value in contributions["shown_share_pct"]],
                "Pertumbuhan daerah (%)": [
                    units.number(value, 2, signed=True) for value in contributions["growth_pct"]
                ],
            }
        )
        tables.html_table(table, right=list(table.columns[1:]))


def who_data(scope: GrowthScope) -> Taken | None:
    """The rates of all regions and the province, with the two values they come from."""
    if scope.span is None:
        return None
    rates, span = _rates(scope, scope.span), scope.span
    ends = scope.panel[scope.panel["year"].isin([span.first, span.last])]
    wide = ends.pivot(index="region_code", columns="year", values="value").reindex(columns=[span.first, span.last])
    wide.columns = pd.Index(["value_before", "value_after"])
    frame = rates[["region_code", "growth_pct"]].merge(wide.reset_index(), on="region_code", how="left")
    whole = dict.fromkeys(("value_before", "value_after"), scope.level.base_decimals)
    return Taken(
        f"{scope.rate.short_label} {scope.level.short_label} {span}",
        frame[["region_code", "value_before", "value_after", "growth_pct"]],
        {
            "value_before": f"Nilai {span.first} ({scope.level.unit.name})",
            "value_after": f"Nilai {span.last} ({scope.level.unit.name})",
            "growth_pct": f"{scope.rate.short_label} ({scope.rate.unit.name})",
        },
        {**whole, "growth_pct": scope.rate.decimals},
    )


def paths_data(scope: GrowthScope) -> Taken | None:
    """The values of every year with their index; of the slope both ranks."""
    if scope.span is None:
        return None
    span = scope.span
    whole = scope.level.base_decimals
    if scope.selection.growth.variant:
        title = f"Peringkat {scope.level.short_label} {span.first} dan {span.last}"
        return Taken(title, _moves(scope, span), {}, {"value_before": whole, "value_after": whole})
    frame = values_of(scope)
    if scope.relative:
        index = _indexed(scope, span).rename(columns={"value": "index"})
        frame = frame.merge(index[["region_code", "year", "index"]], on=["region_code", "year"], how="left")
    title = f"Lintasan {scope.level.short_label}, tahun dasar {span.first}"
    return Taken(title, frame, {"value": f"Nilai ({scope.level.unit.name})"}, {"value": whole})


def contribution_data(scope: GrowthScope) -> Taken | None:
    """What every region carried, and the sum beside the published province."""
    if scope.span is None or not catalogue.can_be_summed(scope.level.id):
        return None
    return Taken(f"Andil pertumbuhan {scope.level.short_label} {scope.span}", _contribution(scope, scope.span))
