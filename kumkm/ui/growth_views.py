"""Pieces of Pertumbuhan: span, headline, year on year and average, index, contribution."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from kumkm.analysis import growth
from kumkm.domain import units
from kumkm.domain.breaks import Breaks
from kumkm.domain.indicators import INDICATORS, Direction, Formula, Indicator, MapKind
from kumkm.domain.measures import MEASURES
from kumkm.domain.selection import PROVINCE, Selection
from kumkm.figures.contribution import waterfall
from kumkm.figures.ranking import ranking
from kumkm.figures.trend import trend
from kumkm.ui import cache, components, filters, frame

# Growth rates are drawn with this look; the numbers come from the chosen indicator.
_GROWTH = INDICATORS["grdp_growth"]
_INDEX = Indicator(
    id="index",
    label="Indeks",
    short_label="Indeks",
    definition="Nilai dibagi nilai tahun dasar, dikali 100.",
    formula_text="nilai ÷ nilai tahun dasar × 100",
    topic="",
    unit=units.INDEX,
    numerator="",
    decimals=1,
    direction=Direction.NEUTRAL,
)


@dataclass(frozen=True)
class Span:
    """The first and last year compared, both with data."""

    first: int
    last: int

    @property
    def years(self) -> int:
        return self.last - self.first


def level_indicator(selection: Selection) -> Indicator:
    """The level whose growth is discussed: a growth rate stands for the PDRB it is computed from."""
    indicator = selection.indicator
    return INDICATORS["grdp_constant"] if indicator.formula is Formula.GROWTH else indicator


def level_selection(selection: Selection) -> Selection:
    """The selection with the level indicator in place of a growth rate."""
    return replace(selection, indicator_id=level_indicator(selection).id)


def choose_span(selection: Selection, panel: pd.DataFrame) -> Span | None:
    """Let the viewer choose base and end year; None where fewer than two years have data."""
    found = cache.coverage()[level_indicator(selection).id]
    years = [year for year in found.years if found.is_well_covered(year)]
    base, compare = st.columns([1.4, 1], vertical_alignment="bottom", gap="medium")
    with compare:
        filters.compare()
    if len(years) < 2:
        return None
    last = max((year for year in years if year <= selection.year), default=years[-1])
    last = last if last > years[0] else years[-1]
    with base:
        first = st.select_slider(
            "Tahun dasar",
            [year for year in years if year < last] + [last],
            value=max([year for year in years if year <= last - 5], default=years[0]),
            key=f"dasar_{level_indicator(selection).id}_{last}",
        )
    return Span(int(first), last) if int(first) < last else Span(years[0], last)


def _local(panel: pd.DataFrame) -> pd.DataFrame:
    return panel[panel["region_code"].isin(list(cache.names()))]


def _breaks(selection: Selection) -> Breaks:
    return cache.breaks(level_indicator(selection).id)


def headline(selection: Selection, panel: pd.DataFrame, span: Span | None) -> None:
    """Who grew how much over the span, in one sentence."""
    indicator = level_indicator(selection)
    if span is None:
        components.headline(f"{indicator.short_label} hanya terbit untuk satu tahun; pertumbuhan belum dapat dihitung.")
        return
    if _breaks(selection).lie_between(selection.region_code, span.first, span.last):
        components.headline(
            f"{indicator.short_label} {span.first} dan {span.last} tidak sebanding: ada putus deret di antaranya.",
            "Pilih tahun dasar yang sama deretnya. " + " ".join(f"{item.reason}." for item in _breaks(selection).all),
        )
        return
    average = growth.cagr(panel, span.first, span.last, _breaks(selection)).set_index("region_code")["growth_pct"]
    local = average.reindex(list(cache.names())).dropna()
    if local.empty:
        components.headline(f"{indicator.short_label} {span.first}–{span.last} belum lengkap datanya.")
        return
    names = cache.names()
    code = selection.region_code
    value = average.get(code)
    who = "Sulawesi Tenggara" if code == PROVINCE else names[code]
    top, bottom = str(local.idxmax()), str(local.idxmin())
    verb = "tumbuh" if value is None or pd.isna(value) or value >= 0 else "menyusut"
    start = (
        f"{indicator.short_label} {who} {verb} rata-rata {units.percent(abs(value), 2)} setahun, "
        f"{span.first}–{span.last}"
        if value is not None and pd.notna(value)
        else f"{indicator.short_label} {span.first}–{span.last}"
    )
    components.headline(
        f"{start}; tertinggi {names[top]} ({units.percent(local[top], 2)}), "
        f"terendah {names[bottom]} ({units.percent(local[bottom], 2)}).",
        f"{indicator.label} · pertumbuhan rata-rata majemuk (CAGR) {span.years} tahun",
        mark=components.simulated_mark(indicator.id),
    )


def _rates(values: pd.Series) -> pd.DataFrame:
    names = cache.names()
    known = values.reindex(list(names))
    return pd.DataFrame({"region_code": list(names), "region_name": list(names.values()), "value": known.to_numpy()})


def year_on_year_and_average(selection: Selection, panel: pd.DataFrame, span: Span | None) -> None:
    """Last year's growth beside the average over the span."""
    if span is None:
        return
    style = frame.style(selection)
    last = panel[panel["year"] == span.last].set_index("region_code")["change_pct"]
    average = growth.cagr(panel, span.first, span.last, _breaks(selection)).set_index("region_code")["growth_pct"]
    for column, title, detail, values in zip(
        st.columns(2, gap="medium"),
        ("Setahun terakhir", "Rata-rata setahun"),
        (f"persen, {span.last} terhadap {span.last - 1}", f"persen setahun, {span.first}–{span.last}"),
        (last, average),
        strict=True,
    ):
        with column:
            components.heading(title, detail)
            if values.reindex(list(cache.names())).notna().any():
                figure = ranking(
                    _rates(values),
                    _GROWTH,
                    style,
                    highlighted=selection.highlighted,
                    province=_number(values.get(PROVINCE)),
                    height=560 if selection.screen else 440,
                    asked=(level_indicator(selection).id, span.last),
                )
                components.chart(figure, key=f"grafik_{title.lower().replace(' ', '_')}", alt=f"{title}, {detail}")
            else:
                _no_comparison(span.last - 1 if title.startswith("Setahun") else span.first, span.last)


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _no_comparison(first: int, last: int) -> None:
    st.html(
        f'<p class="k-notice">Perubahan {first}–{last} tidak ditampilkan: datanya belum ada '
        "atau melintasi putus deret.</p>"
    )


def index(selection: Selection, panel: pd.DataFrame, span: Span | None) -> None:
    """Every region's path with the base year at 100."""
    if span is None:
        return
    components.heading("Indeks", f"{span.first} = 100")
    indexed = growth.index_to(panel, span.first, _breaks(selection))
    if indexed.empty:
        _no_comparison(span.first, span.last)
        return
    figure = trend(
        indexed,
        _INDEX,
        frame.style(selection),
        names=cache.names(),
        highlighted=selection.highlighted,
        breaks=_breaks(selection),
        year=span.last,
        height=400 if selection.screen else 330,
        asked=level_indicator(selection).id,
    )
    components.chart(figure, key="grafik_indeks", alt=f"Indeks {level_indicator(selection).label}, {span.first} = 100")


def contribution(selection: Selection, panel: pd.DataFrame, span: Span | None) -> None:
    """What each region adds to the growth of all; only for what may be summed."""
    indicator = level_indicator(selection)
    if span is None:
        return
    components.heading("Andil pertumbuhan", f"poin persen, {span.first}–{span.last}")
    additive = indicator.formula is Formula.MEASURE and MEASURES[indicator.numerator].additive
    if not additive or indicator.map_kind is not MapKind.COUNT:
        st.html(
            '<p class="k-notice">Andil hanya dapat dihitung untuk jumlah yang boleh dijumlahkan, misalnya PDRB '
            "atau penduduk; persentase dan indeks tidak.</p>"
        )
        return
    found = growth.contribution(_local(panel), span.first, span.last, _breaks(selection))
    if found["contribution_pp"].isna().all():
        _no_comparison(span.first, span.last)
        return
    figure = waterfall(
        found,
        frame.style(selection),
        names=cache.names(),
        highlighted=selection.highlighted,
        height=520 if selection.screen else 400,
        asked=(indicator.id, span.last),
    )
    components.chart(figure, key="grafik_andil", alt=f"Andil pertumbuhan {indicator.label} menurut daerah")
    st.html(f'<p class="k-text">{_total_words(panel, found, span)}</p>')


def _total_words(panel: pd.DataFrame, found: pd.DataFrame, span: Span) -> str:
    total = units.percent(found["contribution_pp"].sum(), 2, signed=True)
    levels = panel[panel["region_code"] == PROVINCE].set_index("year")
    text = f"Jumlah andil {total} adalah pertumbuhan jumlah seluruh kabupaten/kota."
    if {span.first, span.last} <= set(levels.index) and set(levels.loc[[span.first, span.last], "basis"]) == {
        "published"
    }:
        published = (levels.loc[span.last, "value"] / levels.loc[span.first, "value"] - 1) * 100
        text += (
            f" Provinsi menurut terbitan BPS tumbuh {units.percent(published, 2, signed=True)}; "
            "selisihnya diskrepansi statistik."
        )
    return text
