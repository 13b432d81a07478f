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
from kumkm.ui.pages.growth.shared import GrowthScope, Taken, note, province_or, say
from kumkm.ui.parts import charts, prose, simulation
from kumkm.ui.state import cache, choices

_PARAMS: Final = ("primary", "secondary", "tertiary")
# Perhaps too few report; perhaps what is told of others, or of another span, would give few away.
_SECRET_WHY = "bagian-bagiannya bersama angka lain dapat membuka usaha satu atau dua koperasi"


def _field(scope: GrowthScope) -> str:
    """Assets or members where those are the indicator; turnover otherwise."""
    return next((field for field, key in REGISTER_FIELDS.items() if key == scope.level.id), "turnover_idr")


def measured(scope: GrowthScope) -> Indicator:
    """What is taken apart: turnover, assets or members."""
    return INDICATORS[REGISTER_FIELDS[_field(scope)]]


def _span(scope: GrowthScope) -> Span:
    found = cache.coverage().get(measured(scope).id)
    years = [] if found is None else [year for year in found.years if found.is_well_covered(year)]
    if len(years) < 2:
        raise UsageError("Pertumbuhan riil koperasi memerlukan daftar koperasi dua tahun buku.")
    wanted = scope.span.first if scope.span is not None else years[0]
    last = scope.selection.year if scope.selection.year in years[1:] else years[-1]
    return Span(wanted if wanted in years and wanted < last else years[0], last)


def _found(scope: GrowthScope, span: Span) -> pd.DataFrame:
    return cache.analysis("decomposition", field=_field(scope), from_year=span.first, to_year=span.last)


def register_headline(scope: GrowthScope) -> None:
    """The honest headline: the same cooperatives, beside the register."""
    span = _span(scope)
    found, what = _found(scope, span), measured(scope)
    headline = said.real_or_paper(found, what, span, province_or(scope), scope.names)
    say(
        headline,
        f"{what.label} · koperasi tanpa KDKMP, menurut daftar",
        mark=simulation.simulated_mark(what.id),
        otherwise=f"{what.short_label} {scope.place} {span} dirahasiakan: {_SECRET_WHY}.",
    )


def register(scope: GrowthScope) -> None:
    """From the first year's figure to the last, step by step; and every region, real against paper."""
    span = _span(scope)
    found, what, code = _found(scope, span), measured(scope), province_or(scope)
    mine = found[found["region_code"] == code]
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        prose.heading("Dari mana perubahannya", f"{scope.place}, {span}")
        if mine.empty or mine["change"].isna().all():
            note(f"{scope.place}: r (dirahasiakan): {_SECRET_WHY}.")
        else:
            charts.chart(_steps(scope, span), key="grafik_langkah", alt=f"Perubahan {what.label}, {span}")
            prose.sentences([line for line in (said.why_they_differ(found, code, what),) if line])
    with right:
        prose.heading("Riil dan menurut daftar", "persen, tiap daerah")
        alt = f"Pertumbuhan riil dan menurut daftar, {span}"
        charts.chart(_dumbbells(scope, span), key="grafik_nyata", alt=alt)
    if (sent := len(found) - 1 - int("74.00" in set(found["region_code"]))) < len(scope.names):
        prose.notices([f"Baru {sent} dari {len(scope.names)} daerah mengirim daftar untuk kedua tahun."])
    note(
        "Yang sama: melapor pada kedua tahun. Baru terdaftar: belum ada dalam daftar tahun pertama. Perubahan "
        "pelaporan: ada dalam daftar pada kedua tahun, tetapi hanya melapor pada salah satunya."
    )


@charts.kept(200)
def _steps(scope: GrowthScope, span: Span) -> Any:
    found = _found(scope, span)
    return register_steps(
        found[found["region_code"] == province_or(scope)].iloc[0],
        scope.style,
        indicator=measured(scope),
        first=span.first,
        last=span.last,
        height=scope.height(372, 460),
    )


@charts.kept(200)
def _dumbbells(scope: GrowthScope, span: Span) -> Any:
    found = _found(scope, span)
    return real_versus_paper(
        found[found["region_code"].isin(list(scope.names))],
        scope.style,
        names=scope.names,
        highlighted=scope.highlighted,
        height=scope.height(424, 464),
        asked=(measured(scope).id, span.last),
    )


def scenario_headline(scope: GrowthScope) -> None:
    """What the assumptions give, and whether the target is reached."""
    path, target = _path(scope), scope.selection.growth.target
    say(
        said.scenario(path, target, outlook.reaches(path, target), scope.place),
        "Skenario, bukan ramalan: hitungan dari asumsi yang Anda isi, dalam harga "
        f"{int(path['year'].min())} (angka sangat sementara)",
    )


def _path(scope: GrowthScope) -> pd.DataFrame:
    rates = dict(zip(_PARAMS, scope.selection.growth.rates, strict=True))
    return cache.analysis("outlook", region_code=province_or(scope), **rates)


def _decimals(path: pd.DataFrame) -> int:
    """Of trillions: a small economy needs two to be told apart from a year to the next."""
    return 1 if float(path["value"].max()) >= 20 * units.TRILLIONS.divisor else 2


def _rate(label: str, key: str) -> None:
    """A slider over rates in steps of half a percent; one from the address may lie between them."""
    low, high = RATE_RANGE
    steps = {low + half / 2 for half in range(int(2 * (high - low)) + 1)} | {float(choices.of(key))}
    st.select_slider(label, sorted(steps), format_func=lambda rate: units.number(rate, 1), key=key)


def scenario(scope: GrowthScope) -> None:
    """The assumptions, the years they give, and how far from the target."""
    inputs, picture = st.columns([1, 2.6], gap="medium")
    with inputs:
        prose.heading("Asumsi", "persen setahun")
        for driver in DRIVERS:
            _rate(f"Sektor {driver}", f"laju_{driver}")
        _rate("Sasaran PDRB", "sasaran")
    path, target = _path(scope), scope.selection.growth.target
    with picture:
        prose.heading("PDRB", f"harga {int(path['year'].min())}; asumsi bergaris")
        figure = outlook_bars(
            path, scope.style, target_pct=target, height=scope.height(400, 460), decimals=_decimals(path)
        )
        charts.chart(
            charts.drawn(figure), key="grafik_skenario", alt=f"Skenario PDRB {scope.place} sampai {outlook.HORIZON}"
        )
    gap = outlook.gap_to_target(path, target)
    words = units.quantity(abs(gap), units.RUPIAH, 2, units.scale_for(gap))
    side = "di atas" if gap >= 0 else "di bawah"
    note(
        f"Pada {int(path['year'].max())} nilainya {words} {side} jalur sasaran {units.percent(target, 1)} setahun. "
        "Setiap sektor tumbuh dengan laju tetap lalu dijumlahkan; pertumbuhan jumlah berubah karena bagian sektor yang "
        "lebih cepat membesar."
    )


def register_data(scope: GrowthScope) -> Taken:
    """From the first year's figure to the last, step by step, for every region."""
    span, what = _span(scope), measured(scope)
    headings = {"change": f"Perubahan ({what.unit.name})"}
    return Taken(f"Riil atau laporan {what.short_label} {span}", _found(scope, span), headings, {"change": 0})


def scenario_data(scope: GrowthScope) -> Taken:
    """The years the assumptions give; a scenario, and called one."""
    frame = _path(scope).assign(region_code=province_or(scope), status_words="skenario")
    title = f"Skenario PDRB {scope.place}"
    headings = {"value": "PDRB ADHK (rupiah)", "growth_pct": "Laju (%)"}
    return Taken(title, frame, headings, {"value": 0}, ("Skenario, bukan ramalan: hitungan dari asumsi di layar.",))
