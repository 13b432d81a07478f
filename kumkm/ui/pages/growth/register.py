"""Views on what is real: growth of the same cooperatives against the register, and the outlook as a scenario."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import outlook
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.view.growth import DRIVERS, RATE_RANGE, REGISTER_FIELDS, Span
from kumkm.errors import UsageError
from kumkm.export import views
from kumkm.figures.decomposition import real_versus_paper, register_steps
from kumkm.figures.outlook import outlook_bars
from kumkm.narrative import growth_sentences
from kumkm.ui.pages.growth.shared import GrowthScope, Taken, province_or, said_html
from kumkm.ui.parts import charts, layout, prose, simulation
from kumkm.ui.parts.html import NOTHING
from kumkm.ui.state import cache, choices

_PARAMS: Final = ("primary", "secondary", "tertiary")
# Perhaps too few report; perhaps what is told of others, or of another span, would give few away.
_SECRET_WHY = "bagian-bagiannya bersama angka lain dapat membuka usaha satu atau dua koperasi"

_TERMS: Final = (
    "Yang sama: melapor pada kedua tahun. Baru terdaftar: belum ada dalam daftar tahun pertama. Perubahan "
    "pelaporan: ada dalam daftar pada kedua tahun, tetapi hanya melapor pada salah satunya."
)


def _field(scope: GrowthScope) -> str:
    """Assets or members where those are the indicator; turnover otherwise."""
    return next((field for field, key in REGISTER_FIELDS.items() if key == scope.level.id), "turnover_idr")


def measured(scope: GrowthScope) -> Indicator:
    """What is taken apart: turnover, assets or members."""
    return INDICATORS[REGISTER_FIELDS[_field(scope)]]


def _span(scope: GrowthScope) -> Span:
    coverage = cache.coverage().get(measured(scope).id)
    years = [] if coverage is None else [year for year in coverage.years if coverage.is_well_covered(year)]
    if len(years) < 2:
        raise UsageError("Pertumbuhan riil koperasi memerlukan daftar koperasi dua tahun buku.")
    wanted = scope.span.first if scope.span is not None else years[0]
    last = scope.selection.year if scope.selection.year in years[1:] else years[-1]
    return Span(wanted if wanted in years and wanted < last else years[0], last)


def _decomposed(scope: GrowthScope, span: Span) -> pd.DataFrame:
    return cache.analysis("decomposition", field=_field(scope), from_year=span.first, to_year=span.last)


def _register_headline(scope: GrowthScope, decomposed: pd.DataFrame, span: Span) -> Markup:
    """The honest headline: the same cooperatives, beside the register."""
    what = measured(scope)
    headline = growth_sentences.real_or_paper(decomposed, what, span, province_or(scope), scope.names)
    return said_html(
        headline,
        f"{what.label} · koperasi tanpa KDKMP, menurut daftar",
        mark=simulation.simulated_mark(what.id),
        otherwise=f"{what.short_label} {scope.place} {span} dirahasiakan: {_SECRET_WHY}.",
    )


def register(scope: GrowthScope) -> None:
    """From the first year's figure to the last, step by step; and every region, real against paper."""
    span = _span(scope)
    decomposed, what, code = _decomposed(scope, span), measured(scope), province_or(scope)
    known = decomposed.loc[decomposed["region_code"] == code, "change"].notna().any()
    why = growth_sentences.why_they_differ(decomposed, code, what) if known else None
    secret = NOTHING if known else prose.quiet_html(f"{scope.place}: r (dirahasiakan): {_SECRET_WHY}.")
    with layout.grid("tumbuh_cakupan"):
        layout.texts(
            judul=_register_headline(scope, decomposed, span),
            dari=prose.heading_html("Dari mana perubahannya", f"{scope.place}, {span}"),
            sebab=prose.sentences_html([why] if why else []) + secret,
            riil=prose.heading_html("Riil dan menurut daftar", "persen, tiap daerah"),
            catatan=prose.notices_html(_yet_to_send(scope, decomposed)) + prose.quiet_html(_TERMS),
        )
        if known:
            charts.chart(_steps(scope, span), key="grafik_langkah", alt=f"Perubahan {what.label}, {span}")
        alt = f"Pertumbuhan riil dan menurut daftar, {span}"
        charts.chart(_dumbbells(scope, span), key="grafik_nyata", alt=alt)


def _yet_to_send(scope: GrowthScope, decomposed: pd.DataFrame) -> list[str]:
    """That not all regions sent a list of both years; empty where they did."""
    sent = len(decomposed) - 1 - int("74.00" in set(decomposed["region_code"]))
    every = len(scope.names)
    return [f"Baru {sent} dari {every} daerah mengirim daftar untuk kedua tahun."] if sent < every else []


@charts.kept(200)
def _steps(scope: GrowthScope, span: Span) -> Any:
    decomposed = _decomposed(scope, span)
    return register_steps(
        decomposed[decomposed["region_code"] == province_or(scope)].iloc[0],
        scope.style,
        indicator=measured(scope),
        first=span.first,
        last=span.last,
        height=scope.height(372, 460),
    )


@charts.kept(200)
def _dumbbells(scope: GrowthScope, span: Span) -> Any:
    decomposed = _decomposed(scope, span)
    return real_versus_paper(
        decomposed[decomposed["region_code"].isin(list(scope.names))],
        scope.style,
        names=scope.names,
        highlighted=scope.highlighted,
        height=scope.height(424, 464),
        subject=(measured(scope).id, span.last),
    )


def _scenario_headline(scope: GrowthScope, path: pd.DataFrame) -> Markup:
    """What the assumptions give, and whether the target is reached."""
    target = scope.selection.growth.target
    return said_html(
        growth_sentences.scenario(path, target, outlook.reaches(path, target), scope.place),
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
    path, target = _path(scope), scope.selection.growth.target
    with layout.grid("tumbuh_skenario"):
        layout.texts(
            judul=_scenario_headline(scope, path),
            asumsi=prose.heading_html("Asumsi", "persen setahun"),
            pdrb=prose.heading_html("PDRB", f"harga {int(path['year'].min())}; asumsi bergaris"),
            catatan=prose.quiet_html(_far_from(path, target)),
        )
        for driver in DRIVERS:
            _rate(f"Sektor {driver}", f"laju_{driver}")
        _rate("Sasaran PDRB", "sasaran")
        figure = outlook_bars(
            path, scope.style, target_pct=target, height=scope.height(400, 460), decimals=_decimals(path)
        )
        alt = f"Skenario PDRB {scope.place} sampai {outlook.HORIZON}"
        charts.chart(charts.drawn(figure), key="grafik_skenario", alt=alt)


def _far_from(path: pd.DataFrame, target: float) -> str:
    """How far the last year is from the target, and how it is computed."""
    gap = outlook.gap_to_target(path, target)
    words = units.quantity(abs(gap), units.RUPIAH, 2, units.scale_for(gap))
    side = "di atas" if gap >= 0 else "di bawah"
    return (
        f"Pada {int(path['year'].max())} nilainya {words} {side} jalur sasaran {units.percent(target, 1)} setahun. "
        "Setiap sektor tumbuh dengan laju tetap lalu dijumlahkan; pertumbuhan jumlah berubah karena bagian sektor yang "
        "lebih cepat membesar."
    )


def register_data(scope: GrowthScope) -> Taken:
    """From the first year's figure to the last, step by step, for every region."""
    span, what = _span(scope), measured(scope)
    headings = {"change": f"Perubahan ({what.unit.name})"}
    return Taken(f"Riil atau laporan {what.short_label} {span}", _decomposed(scope, span), headings, {"change": 0})


def scenario_data(scope: GrowthScope) -> Taken:
    """The years the assumptions give; a scenario, and called one."""
    frame = views.scenario(_path(scope), province_or(scope))
    title = f"Skenario PDRB {scope.place}"
    headings = {"value": "PDRB ADHK (rupiah)", "growth_pct": "Laju (%)"}
    return Taken(title, frame, headings, {"value": 0}, (views.SCENARIO_NOTE,))
