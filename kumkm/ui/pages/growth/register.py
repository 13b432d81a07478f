"""Views on what is real: growth of the same cooperatives against the register, and the outlook as a scenario."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from kumkm.analysis import outlook
from kumkm.analysis.catalogue import REGISTER_FIELDS
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import DRIVERS, RATE_RANGE, Span
from kumkm.errors import UsageError
from kumkm.figures.decomposition import real_versus_paper, register_steps
from kumkm.figures.outlook import outlook_bars
from kumkm.narrative import growth_sentences as said
from kumkm.ui.pages.growth.shared import Room, Taken, note, province_or, say
from kumkm.ui.parts import charts, prose, simulation
from kumkm.ui.state import cache, choices

_PARAMS: Final = ("primary", "secondary", "tertiary")
# Perhaps too few report; perhaps what is told of others, or of another span, would give few away.
_SECRET_WHY = "bagian-bagiannya bersama angka lain dapat membuka usaha satu atau dua koperasi"


def _field(room: Room) -> str:
    """Assets or members where those are the indicator; turnover otherwise."""
    return next((field for field, key in REGISTER_FIELDS.items() if key == room.level.id), "turnover_idr")


def measured(room: Room) -> Indicator:
    """What is taken apart: turnover, assets or members."""
    return INDICATORS[REGISTER_FIELDS[_field(room)]]


def _span(room: Room) -> Span:
    found = cache.coverage().get(measured(room).id)
    years = [] if found is None else [year for year in found.years if found.is_well_covered(year)]
    if len(years) < 2:
        raise UsageError("Pertumbuhan nyata koperasi memerlukan daftar koperasi dua tahun buku.")
    wanted = room.span.first if room.span is not None else years[0]
    last = room.selection.year if room.selection.year in years[1:] else years[-1]
    return Span(wanted if wanted in years and wanted < last else years[0], last)


def _found(room: Room, span: Span) -> pd.DataFrame:
    return cache.analysis("decomposition", field=_field(room), from_year=span.first, to_year=span.last)


def register_headline(room: Room) -> None:
    """The honest headline: the same cooperatives, beside the register."""
    span = _span(room)
    found, what = _found(room, span), measured(room)
    headline = said.real_or_paper(found, what, span, province_or(room), room.names)
    say(
        headline,
        f"{what.label} · koperasi tanpa KDKMP, menurut daftar",
        mark=simulation.simulated_mark(what.id),
        otherwise=f"{what.short_label} {room.place} {span} dirahasiakan: {_SECRET_WHY}.",
    )


def register(room: Room) -> None:
    """From the first year's figure to the last, step by step; and every region, real against paper."""
    span = _span(room)
    found, what, code = _found(room, span), measured(room), province_or(room)
    mine = found[found["region_code"] == code]
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        prose.heading("Dari mana perubahannya", f"{room.place}, {span}")
        if mine.empty or mine["change"].isna().all():
            note(f"{room.place}: r (dirahasiakan): {_SECRET_WHY}.")
        else:
            charts.chart(_steps(room, span), key="grafik_langkah", alt=f"Perubahan {what.label}, {span}")
            prose.sentences([line for line in (said.why_they_differ(found, code, what),) if line])
    with right:
        prose.heading("Nyata dan menurut daftar", "persen, tiap daerah")
        alt = f"Pertumbuhan nyata dan menurut daftar, {span}"
        charts.chart(_dumbbells(room, span), key="grafik_nyata", alt=alt)
    if (sent := len(found) - 1 - int("74.00" in set(found["region_code"]))) < len(room.names):
        prose.notices([f"Baru {sent} dari {len(room.names)} daerah mengirim daftar untuk kedua tahun."])
    note(
        "Yang sama: melapor pada kedua tahun. Baru terdaftar: belum ada dalam daftar tahun pertama. Perubahan "
        "pelaporan: ada dalam daftar pada kedua tahun, tetapi hanya melapor pada salah satunya."
    )


@cache.per_build(200)
def _steps(room: Room, span: Span) -> Any:
    found = _found(room, span)
    return register_steps(
        found[found["region_code"] == province_or(room)].iloc[0],
        room.style,
        indicator=measured(room),
        first=span.first,
        last=span.last,
        height=room.height(372, 460),
    )


@cache.per_build(200)
def _dumbbells(room: Room, span: Span) -> Any:
    found = _found(room, span)
    return real_versus_paper(
        found[found["region_code"].isin(list(room.names))],
        room.style,
        names=room.names,
        highlighted=room.highlighted,
        height=room.height(424, 464),
        asked=(measured(room).id, span.last),
    )


def scenario_headline(room: Room) -> None:
    """What the assumptions give, and whether the target is reached."""
    path, target = _path(room), room.selection.growth.target
    say(
        said.scenario(path, target, outlook.reaches(path, target), room.place),
        "Skenario, bukan ramalan: hitungan dari asumsi yang Anda isi, dalam harga "
        f"{int(path['year'].min())} (angka sangat sementara)",
    )


def _path(room: Room) -> pd.DataFrame:
    rates = dict(zip(_PARAMS, room.selection.growth.rates, strict=True))
    return cache.analysis("outlook", region_code=province_or(room), **rates)


def _decimals(path: pd.DataFrame) -> int:
    """Of trillions: a small economy needs two to be told apart from a year to the next."""
    return 1 if float(path["value"].max()) >= 20 * units.TRILLIONS.divisor else 2


def _rate(label: str, key: str) -> None:
    """A slider over rates in steps of half a percent; one from the address may lie between them."""
    low, high = RATE_RANGE
    steps = {low + half / 2 for half in range(int(2 * (high - low)) + 1)} | {float(choices.of(key))}
    st.select_slider(label, sorted(steps), format_func=lambda rate: units.number(rate, 1), key=key)


def scenario(room: Room) -> None:
    """The assumptions, the years they give, and how far from the target."""
    inputs, picture = st.columns([1, 2.6], gap="medium")
    with inputs:
        prose.heading("Asumsi", "persen setahun")
        for driver in DRIVERS:
            _rate(f"Sektor {driver}", f"laju_{driver}")
        _rate("Sasaran PDRB", "sasaran")
    path, target = _path(room), room.selection.growth.target
    with picture:
        prose.heading("PDRB", f"harga {int(path['year'].min())}; asumsi bergaris")
        figure = outlook_bars(
            path, room.style, target_pct=target, height=room.height(400, 460), decimals=_decimals(path)
        )
        charts.chart(figure, key="grafik_skenario", alt=f"Skenario PDRB {room.place} sampai {outlook.HORIZON}")
    gap = outlook.gap_to_target(path, target)
    words = units.quantity(abs(gap), units.RUPIAH, 2, units.scale_for(gap))
    side = "di atas" if gap >= 0 else "di bawah"
    note(
        f"Pada {int(path['year'].max())} nilainya {words} {side} jalur sasaran {units.percent(target, 1)} setahun. "
        "Setiap sektor tumbuh dengan laju tetap lalu dijumlahkan; pertumbuhan jumlah berubah karena bagian sektor yang "
        "lebih cepat membesar."
    )


def register_data(room: Room) -> Taken:
    """From the first year's figure to the last, step by step, for every region."""
    span, what = _span(room), measured(room)
    headings = {"change": f"Perubahan ({what.unit.name})"}
    return Taken(f"Pertumbuhan nyata {what.short_label} {span}", _found(room, span), headings, {"change": 0})


def scenario_data(room: Room) -> Taken:
    """The years the assumptions give; a scenario, and called one."""
    frame = _path(room).assign(region_code=province_or(room), status_words="skenario")
    title = f"Skenario PDRB {room.place}"
    headings = {"value": "PDRB ADHK (rupiah)", "growth_pct": "Laju (%)"}
    return Taken(title, frame, headings, {"value": 0}, ("Skenario, bukan ramalan: hitungan dari asumsi di layar.",))
