"""Views on growth over the years: who grew (map and ranking), the paths, the contributions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kumkm.analysis import catalogue, growth
from kumkm.analysis.comparable import over_span
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.figures import marks
from kumkm.figures.contribution import waterfall
from kumkm.figures.ranking import ranking
from kumkm.figures.slope import slope
from kumkm.figures.trend import trend
from kumkm.narrative import clauses
from kumkm.narrative import growth_sentences as said
from kumkm.narrative.grammar import Sentence
from kumkm.ui.pages.growth.shared import (
    INDEX,
    Room,
    Taken,
    gap_html,
    gap_notice,
    heading_with_variant,
    note,
    nothing_to_compare,
    province_or,
    say,
    simulated_mark,
    values_of,
)
from kumkm.ui.parts import charts, layout, maps, prose, simulation, tables
from kumkm.ui.state import cache

_SLOPE = "Peringkat dua tahun"


def _rates(room: Room, span: Span) -> pd.DataFrame:
    """region_code, growth_pct: the average rate over the span; of shares and indices the difference."""
    return _rates_between(room.level.id, span.first, span.last)


@cache.per_build(500)
def _rates_between(level_id: str, first: int, last: int) -> pd.DataFrame:
    name = "cagr" if INDICATORS[level_id].change_is_percent else "difference"
    found = cache.analysis(name, indicator_id=level_id, from_year=first, to_year=last)
    if name == "cagr":
        return found
    level, panel = INDICATORS[level_id], cache.read("indicator_panel", indicator_id=level_id)
    values = panel.set_index(["region_code", "year"])["value"]
    shown = [
        float("nan") if pd.isna(change) else level.apart(values[code, last], values[code, first])
        for code, change in zip(found["region_code"], found["change"], strict=True)
    ]
    return found.drop(columns="change").assign(growth_pct=shown)


def _who_headline(room: Room, span: Span) -> str:
    """Who grew how fast, in one sentence."""
    rates, code = _rates(room, span), room.selection.region_code
    if rates.set_index("region_code")["growth_pct"].reindex([code]).isna().all() and not room.selection.is_province:
        return prose.headline_html(_untold(room, span), room.level.label, mark=simulated_mark(room))
    if room.relative:
        headline = said.average_growth(rates, room.level, span, code, room.names)
        detail = f"{room.level.label} · pertumbuhan rata-rata majemuk (CAGR) {_passed(room, span)} tahun"
    else:
        headline = said.average_difference(rates, room.level, span, code, room.names)
        detail = f"{room.level.label} · selisih {span.first} dan {span.last}"
    return prose.headline_html(headline or _not_comparable(room), detail, mark=simulated_mark(room))


def _passed(room: Room, span: Span) -> str:
    """The years that passed between the two values, which may be of other parts of their years."""
    passed = growth.elapsed(room.panel, span.first, span.last).dropna()
    years = float(passed.mode().iloc[0]) if len(passed) else span.years
    return units.number(years, 0 if years == int(years) else 1)


def _untold(room: Room, span: Span) -> str:
    """Why the chosen region has no growth."""
    what = f"{room.level.short_label} {room.place} {span.first} dan {span.last}"
    if room.breaks.lie_between(room.selection.region_code, span.first, span.last):
        return f"{what} tidak sebanding: ada putus deret di antaranya."
    return f"{what} belum lengkap datanya atau dirahasiakan."


def _not_comparable(room: Room) -> str:
    return f"{room.level.short_label} {room.span} tidak sebanding atau belum lengkap datanya."


def who(room: Room) -> None:
    """The map of growth beside the ranking, and how many outpaced the province."""
    if nothing_to_compare(room):
        return
    assert room.span is not None
    rates, span = _rates(room, room.span), room.span
    with layout.grid("tumbuh"):
        layout.texts(
            judul=_who_headline(room, span),
            catatan=gap_html(room),
            jenjang=_ranking_heading(room, span),
            kata=prose.sentences_html(_beside(room, rates, span)),
        )
        maps.map_of_values(
            room.level_selection,
            room.rate,
            _map_values(room),
            key="peta_tumbuh",
            title=f"{room.rate.short_label} sejak {span.first}",
            height=room.height(448, 488),
        )
        alt = f"Peringkat {room.level.label}, {span}"
        charts.chart(_ranking_figure(room, span), key="grafik_peringkat_tumbuh", alt=alt, still=True)


def _beside(room: Room, rates: pd.DataFrame, span: Span) -> list[Sentence]:
    """Who outpaced the province; of a register also what the same bodies did, for reporting grows on paper."""
    lines = [said.faster_than_province(rates, room.level, span, room.names)] if room.relative else []
    if catalogue.can_be_summed(room.level.id):
        lines.append(said.discrepancy(_contribution(room, span), span))
    lines += [
        _later(rate, span) for rate in INDICATORS.values() if rate.published and rate.numerator == room.level.numerator
    ]
    field = next((field for field, key in catalogue.REGISTER_FIELDS.items() if key == room.level.id), None)
    if field is not None:
        found = cache.analysis("decomposition", field=field, from_year=span.first, to_year=span.last)
        lines.insert(0, said.real_or_paper(found, room.level, span, province_or(room), room.names))
    return [line for line in lines if line]


def _later(rate: Indicator, span: Span) -> Sentence:
    """What is published of the province alone, after the last year that all regions have."""
    return said.later_in_province(cache.read("indicator_panel", indicator_id=rate.id), rate, span)


@cache.per_build(200)
def _map_values(room: Room) -> maps.MapValues:
    """The rate from the base to each later year, for every region."""
    assert room.span is not None
    first = room.span.first
    frames = [_rates_between(room.level.id, first, year).assign(year=year) for year in room.years if year > first]
    panel = pd.concat(frames).rename(columns={"growth_pct": "value"})

    def simulated(year: int) -> bool:
        return simulation.is_simulated(room.level.id, year)

    return maps.map_values(panel, room.rate, simulated)


def _ranking_heading(room: Room, span: Span) -> str:
    among, _ = said.among_rates(_rates(room, span), room.rate, room.names)
    whom = f", {clauses.of_whom(among)}" if among.count and not among.is_complete else ""
    unit = "persen setahun" if room.relative else room.rate.unit_text
    return prose.heading_html("Peringkat", f"{unit}, {span}{whom}")


@cache.per_build(200)
def _ranking_figure(room: Room, span: Span) -> Any:
    rates = _rates(room, span)
    _, frame = said.among_rates(rates, room.rate, room.names)
    province = rates.set_index("region_code")["growth_pct"].get(PROVINCE)
    return ranking(
        frame,
        room.rate,
        room.style,
        highlighted=room.highlighted,
        province=None if province is None or pd.isna(province) else float(province),
        height=room.height(424, 464),
        asked=(room.level.id, span.last),
    )


def paths_headline(room: Room) -> None:
    """Where the index is highest and lowest."""
    if nothing_to_compare(room):
        return
    assert room.span is not None
    if room.selection.growth.variant:
        headline = said.rank_moves(_moves(room, room.span), room.level, room.span, room.names)
    elif not room.relative:
        rates, code = _rates(room, room.span), room.selection.region_code
        headline = said.average_difference(rates, room.level, room.span, code, room.names)
    else:
        headline = said.index_leaders(_index_now(room, room.span), room.level, room.span, room.names)
    say(headline, room.level.label, mark=simulated_mark(room), otherwise=_not_comparable(room))


def _indexed(room: Room, span: Span) -> pd.DataFrame:
    return cache.analysis("index", indicator_id=room.level.id, base_year=span.first)


def _index_now(room: Room, span: Span) -> pd.DataFrame:
    """The index of the last year, of every region, with what decides whether it can be compared."""
    indexed = _indexed(room, span)
    now = indexed[indexed["year"] == span.last].set_index("region_code")["value"].reindex(list(room.names))
    found = now.rename("growth_pct").rename_axis("region_code").reset_index()
    return over_span(found, room.panel, room.level, span.first, span.last)


def _moves(room: Room, span: Span) -> pd.DataFrame:
    return cache.analysis("rank_movement", indicator_id=room.level.id, from_year=span.first, to_year=span.last)


def paths(room: Room) -> None:
    """Small multiples on one scale with all paths above them, or the slope between two years."""
    if room.span is None:
        return
    gap_notice(room)
    if room.selection.growth.variant:
        _slope(room, room.span)
    else:
        _indices(room, room.span)


def _slope(room: Room, span: Span) -> None:
    heading_with_variant("Perpindahan peringkat", f"{room.level.short_label}, {span.first} dan {span.last}", _SLOPE)
    alt = f"Perpindahan peringkat {room.level.label}, {span}"
    charts.chart(_slope_figure(room, span), key="grafik_kemiringan", alt=alt)


@cache.per_build(200)
def _slope_figure(room: Room, span: Span) -> Any:
    return slope(
        _moves(room, span),
        room.style,
        names=room.names,
        years=(span.first, span.last),
        highlighted=room.highlighted,
        height=room.height(410, 500),
        unit_text=room.level.unit_text,
        number=room.level.number,
        asked=room.level.id,
    )


def _indices(room: Room, span: Span) -> None:
    """Paths as an index; shares and indices as they are, for an index of a percentage says little."""
    _, panel, words = _drawn(room, span)
    if panel.empty:
        return
    heading_with_variant("Lintasan", f"{words}; satu skala untuk semua daerah", _SLOPE)
    charts.small_multiples(_multiples(room, span), room.highlighted, room.style)
    alt = f"Lintasan {room.level.label}, {words}"
    charts.chart(_trend_figure(room, span), key="grafik_lintasan", alt=alt)


def _drawn(room: Room, span: Span) -> tuple[Indicator, pd.DataFrame, str]:
    """What is drawn as a path: how it is written, the panel, and its unit in words."""
    if room.relative:
        return INDEX, _indexed(room, span), f"indeks, {span.first} = 100"
    return room.level, room.panel, room.level.unit_text


@cache.per_build(200)
def _multiples(room: Room, span: Span) -> str:
    drawn, panel, _ = _drawn(room, span)
    local = panel[panel["region_code"].isin(list(room.names))]
    return marks.small_multiples(local, drawn, room.style, names=room.names, breaks=room.breaks)


@cache.per_build(200)
def _trend_figure(room: Room, span: Span) -> Any:
    drawn, panel, _ = _drawn(room, span)
    return trend(
        panel,
        drawn,
        room.style,
        names=room.names,
        highlighted=room.highlighted,
        breaks=room.breaks,
        year=span.last,
        height=room.height(330, 400),
        asked=room.level.id,
        events=room.events(),
    )


def contribution_headline(room: Room) -> None:
    """Who carried the growth of all."""
    if nothing_to_compare(room):
        return
    assert room.span is not None
    if not catalogue.can_be_summed(room.level.id):
        prose.headline(f"{room.level.short_label} tidak dapat dijumlahkan antardaerah, maka tidak punya andil.")
        return
    headline = said.leading_contributions(_contribution(room, room.span), room.level, room.span, room.names)
    say(headline, f"{room.level.label} · poin persen", mark=simulated_mark(room), otherwise=_not_comparable(room))


def _contribution(room: Room, span: Span) -> pd.DataFrame:
    return cache.analysis("contribution", indicator_id=room.level.id, from_year=span.first, to_year=span.last)


def contribution(room: Room) -> None:
    """The waterfall of contributions, and the sum beside the published province."""
    if room.span is None:
        return
    if not catalogue.can_be_summed(room.level.id):
        note("Andil hanya dapat dihitung untuk jumlah, misalnya PDRB atau penduduk; persentase dan indeks tidak.")
        return
    gap_notice(room)
    found = _contribution(room, room.span)
    local = found[found["region_code"] != PROVINCE]
    if local["contribution_pp"].isna().all():
        return
    prose.heading("Andil pertumbuhan", f"poin persen, {room.span}")
    alt = f"Andil pertumbuhan {room.level.label} menurut daerah, {room.span}"
    charts.chart(_waterfall_figure(room, room.span), key="grafik_andil", alt=alt)
    prose.sentences([line for line in (said.discrepancy(found, room.span),) if line])
    _contribution_table(room, found)


@cache.per_build(200)
def _waterfall_figure(room: Room, span: Span) -> Any:
    found = _contribution(room, span)
    return waterfall(
        found[found["region_code"] != PROVINCE],
        room.style,
        names=room.names,
        highlighted=room.highlighted,
        height=room.height(408, 460),
        asked=(room.level.id, span.last),
    )


def _contribution_table(room: Room, found: pd.DataFrame) -> None:
    with st.expander("Tabel andil"):
        names = {**room.names, PROVINCE: "Jumlah kabupaten/kota"}
        table = pd.DataFrame(
            {
                "Kabupaten/Kota": [names[code] for code in found["region_code"]],
                "Andil (poin persen)": [units.number(value, 2, signed=True) for value in found["shown_pp"]],
                "Bagian (%)": [units.number(value, 1) for value in found["shown_share_pct"]],
                "Pertumbuhan daerah (%)": [units.number(value, 2, signed=True) for value in found["growth_pct"]],
            }
        )
        tables.html_table(table, right=list(table.columns[1:]))


def who_data(room: Room) -> Taken | None:
    """The rates of all regions and the province, with the two values they come from."""
    if room.span is None:
        return None
    rates, span = _rates(room, room.span), room.span
    ends = room.panel[room.panel["year"].isin([span.first, span.last])]
    wide = ends.pivot(index="region_code", columns="year", values="value").reindex(columns=[span.first, span.last])
    wide.columns = pd.Index(["value_before", "value_after"])
    frame = rates[["region_code", "growth_pct"]].merge(wide.reset_index(), on="region_code", how="left")
    whole = dict.fromkeys(("value_before", "value_after"), room.level.base_decimals)
    return Taken(
        f"{room.rate.short_label} {room.level.short_label} {span}",
        frame[["region_code", "value_before", "value_after", "growth_pct"]],
        {
            "value_before": f"Nilai {span.first} ({room.level.unit.name})",
            "value_after": f"Nilai {span.last} ({room.level.unit.name})",
            "growth_pct": f"{room.rate.short_label} ({room.rate.unit.name})",
        },
        {**whole, "growth_pct": room.rate.decimals},
    )


def paths_data(room: Room) -> Taken | None:
    """The values of every year with their index; of the slope both ranks."""
    if room.span is None:
        return None
    span = room.span
    whole = room.level.base_decimals
    if room.selection.growth.variant:
        title = f"Peringkat {room.level.short_label} {span.first} dan {span.last}"
        return Taken(title, _moves(room, span), {}, {"value_before": whole, "value_after": whole})
    frame = values_of(room)
    if room.relative:
        index = _indexed(room, span).rename(columns={"value": "index"})
        frame = frame.merge(index[["region_code", "year", "index"]], on=["region_code", "year"], how="left")
    title = f"Lintasan {room.level.short_label}, tahun dasar {span.first}"
    return Taken(title, frame, {"value": f"Nilai ({room.level.unit.name})"}, {"value": whole})


def contribution_data(room: Room) -> Taken | None:
    """What every region carried, and the sum beside the published province."""
    if room.span is None or not catalogue.can_be_summed(room.level.id):
        return None
    return Taken(f"Andil pertumbuhan {room.level.short_label} {room.span}", _contribution(room, room.span))
