"""Views that set things beside each other: two regions, and an indicator of cooperatives or enterprises with growth."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kumkm.analysis import growth
from kumkm.analysis.comparable import Place
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import Span
from kumkm.figures.connected import connected_scatter
from kumkm.figures.trend import trend
from kumkm.narrative import growth_sentences as said
from kumkm.ui.pages.growth.shared import INDEX, Room, Taken, note, say, values_of
from kumkm.ui.parts import asking, charts, prose, simulation, tables
from kumkm.ui.state import cache, choices

_COMPARED = (
    "grdp_constant",
    "grdp_growth",
    "grdp_per_capita",
    "population",
    "poverty_rate",
    "unemployment_rate",
    "cooperatives_registered",
    "active_cooperative_share",
    "rat_share",
    "cooperative_turnover",
    "turnover_growth",
    "cooperative_members",
    "kur_disbursed",
    "data_precision_index",
)
_TOPICS = ("Kelembagaan koperasi", "Keuangan koperasi", "UMKM", "Pembiayaan")
_GROWTH = "grdp_growth"


def _pair(room: Room) -> tuple[str, str]:
    """The two regions: the chosen one and the first compared; what is not chosen is the largest economy left."""
    chosen = list(room.highlighted)
    panel = cache.read("indicator_panel", indicator_id="grdp_constant")
    local = panel[panel["region_code"].isin(list(room.names))]
    largest = local[local["year"] == local["year"].max()].sort_values("value", ascending=False)["region_code"]
    both = [*chosen, *(str(code) for code in largest if code not in chosen)][:2]
    return both[0], both[1]


def pair_headline(room: Room) -> None:
    """How the two grew, side by side."""
    first, second = _pair(room)
    if room.span is None:
        prose.headline(f"{room.names[first]} dan {room.names[second]}")
        return
    name = "cagr" if room.relative else "difference"
    rates = cache.analysis(name, indicator_id=room.level.id, from_year=room.span.first, to_year=room.span.last)
    rates = rates.rename(columns={"change": "growth_pct"})
    say(
        said.compared(rates, room.level, room.span, (first, second), room.names),
        f"{room.level.label} · dua daerah berdampingan",
        mark=simulation.simulated_mark(room.level.id),
        otherwise=f"{room.names[first]} dan {room.names[second]}: {room.level.short_label} belum dapat dibandingkan.",
    )


def pair(room: Room) -> None:
    """Their index on one axis, and their numbers side by side."""
    first, second = _pair(room)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        if room.span is not None:
            _indices(room, (first, second))
    with right:
        prose.heading("Angka terkini", f"{room.names[first]} dan {room.names[second]}")
        _side_by_side(room, first, second)


def _indices(room: Room, both: tuple[str, str]) -> None:
    assert room.span is not None
    prose.heading("Indeks", f"{room.level.short_label}, {room.span.first} = 100")
    figure = _pair_figure(room, room.span, both)
    if figure is not None:
        charts.chart(figure, key="grafik_berdua", alt=f"Indeks {room.names[both[0]]} dan {room.names[both[1]]}")


@cache.per_build(200)
def _pair_figure(room: Room, span: Span, both: tuple[str, str]) -> Any:
    """None where no index can be made."""
    indexed = growth.index_to(room.panel, span.first, room.breaks)
    if indexed.empty:
        return None
    return trend(
        indexed,
        INDEX,
        room.style,
        names=room.names,
        highlighted=both,
        breaks=room.breaks,
        year=span.last,
        height=room.height(392, 500),
        asked=room.level.id,
        events=room.events(),
    )


def _side_by_side(room: Room, first: str, second: str) -> None:
    rows: list[tuple[str, str, str]] = []
    asked: dict[str, list[str]] = {first: [], second: []}
    for indicator_id in _COMPARED:
        found = cache.coverage().get(indicator_id)
        if found is None:
            continue
        frame = cache.read("indicator_by_region", indicator_id=indicator_id, year=found.latest)
        by_code = frame.set_index("region_code")
        among = cache.standings(indicator_id)[found.latest]
        texts = {
            code: _text(INDICATORS[indicator_id], by_code.loc[code], among.place(code)) for code in (first, second)
        }
        mark = " ˢ" if by_code.loc[[first, second], "simulated"].any() else ""
        rows.append((f"{INDICATORS[indicator_id].short_label} {found.latest}{mark}", texts[first], texts[second]))
        for code in (first, second):
            asked[code].append(asking.why(indicator_id, code, found.latest))
    table = pd.DataFrame(rows, columns=["Indikator", room.names[first], room.names[second]])
    tables.html_table(
        table,
        right=[room.names[first], room.names[second]],
        asked={room.names[first]: asked[first], room.names[second]: asked[second]},
    )
    if any("ˢ" in row[0] for row in rows):
        note("ˢ data simulasi. Angka dalam kurung: urutan dari atas; tanpa: setara median atau tidak diperingkat.")


def _text(indicator: Indicator, row: pd.Series, place: Place | None) -> str:
    value = prose.value_text(indicator, row["value"], row["status"])
    part = f", {row['period']}" if isinstance(row["period"], str) and row["period"].startswith("bulan") else ""
    return f"{value} ({place.rank})" if place else f"{value}{part}"


def association_headline(room: Room) -> None:
    """How the two go together."""
    beside = INDICATORS[room.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    say(
        said.associated(points, beside, INDICATORS[_GROWTH]),
        f"{beside.label} dan {INDICATORS[_GROWTH].label}",
        mark=simulation.simulated_mark(beside.id),
        otherwise=f"{beside.short_label} dan pertumbuhan PDRB belum memiliki tahun yang sama.",
    )


def choose_beside() -> None:
    """Which indicator of cooperatives, enterprises or credit growth is set against."""
    known = [key for key, item in INDICATORS.items() if item.topic in _TOPICS and key in cache.coverage()]
    chosen = choices.of("dengan")
    options = known if chosen in known else [chosen, *known]
    st.selectbox("Indikator KUMKM", options, format_func=lambda key: INDICATORS[key].label, key="dengan")


def association(room: Room) -> None:
    """Every region's path through both, all labelled, and what it does not prove."""
    beside = INDICATORS[room.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    if points.empty:
        return
    alt = f"{beside.label} dan pertumbuhan PDRB tiap daerah"
    charts.chart(_connected_figure(room), key="grafik_kaitan", alt=alt)
    note(f"{said.NOT_CAUSE} Rentang {units.number(points['year'].nunique())} tahun: {_years(points)}.")


@cache.per_build(200)
def _connected_figure(room: Room) -> Any:
    beside = INDICATORS[room.selection.growth.beside]
    return connected_scatter(
        cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH),
        room.style,
        names=room.names,
        highlighted=room.highlighted,
        x_indicator=beside,
        y_indicator=INDICATORS[_GROWTH],
        asked=_GROWTH,
        width=1200,
        height=room.height(404, 500),
    )


def _years(points: pd.DataFrame) -> str:
    years = sorted(int(year) for year in points["year"].unique())
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def pair_data(room: Room) -> Taken:
    """The values of both regions in every year."""
    both = _pair(room)
    title = f"{room.level.short_label} {room.names[both[0]]} dan {room.names[both[1]]}"
    whole = {"value": room.level.base_decimals}
    return Taken(title, values_of(room, both), {"value": f"Nilai ({room.level.unit.name})"}, whole)


def association_data(room: Room) -> Taken:
    """Both indicators of every region and year."""
    beside = INDICATORS[room.selection.growth.beside]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=_GROWTH)
    title = f"{beside.short_label} dan pertumbuhan PDRB"
    return Taken(title, points, {"x": f"{beside.short_label} ({beside.unit.name})"}, {"x": beside.base_decimals})
