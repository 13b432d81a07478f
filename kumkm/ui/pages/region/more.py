"""Below the sheet of Daerah, folded: the region in sentences, its peers, what is on public record, all indicators."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kumkm.analysis import growth
from kumkm.domain import units
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative.about_region import about_region
from kumkm.narrative.grammar import Sentence, date_words
from kumkm.ui.parts import indicator_rows, prose, similar, statements, tables
from kumkm.ui.state import cache


def every_indicator(selection: Selection) -> None:
    """All indicators by topic, those whose name holds what is typed."""
    shown = st.expander("Semua indikator", key="semua_terbuka", on_change="rerun")
    if not shown.open:
        return
    with shown:
        wanted = st.text_input("Cari indikator", key="cari_indikator", placeholder="misalnya: RAT, KUR, kemiskinan")
        indicator_rows.rows(selection, wanted)


def in_words(selection: Selection) -> None:
    """The region in a few sentences, its peers, statements and programmes."""
    shown = st.expander("Cerita daerah, daerah mirip, dan pernyataan publik", key="cerita_terbuka", on_change="rerun")
    if not shown.open:
        return
    with shown:
        prose.sentences(_paragraph(selection.region_code))
        if not selection.is_province:
            similar.similar(selection.region_code)
        _public_record(selection)


@cache.per_build(100, ahead=cache.every_area)
def _paragraph(region_code: str) -> tuple[Sentence, ...]:
    """What is said of an area, to be read out."""
    area = cache.read("area_values", region_code=region_code)
    years = cache.told_years(region_code)
    year = cache.coverage()["grdp_growth"].latest
    levels = cache.read("indicator_panel", indicator_id="grdp_constant")
    local = levels[levels["region_code"].isin(list(cache.names()))]
    alike = cache.coverage()["poverty_rate"].latest
    poverty = cache.read("indicator_by_region", indicator_id="poverty_rate", year=alike).assign(year=alike)
    paragraph = about_region(
        area,
        region_code,
        cache.regions().by_code[region_code].short_name,
        years,
        standings=cache.told_standings(years),
        parts=growth.contribution(local, year - 1, year, cache.breaks("grdp_constant")).assign(year=year),
        published=cache.two_growths().get(year, (float("nan"),))[0],
        alike=None if region_code == PROVINCE else similar.nearest(region_code).merge(poverty, how="left"),
    )
    return tuple(paragraph)


def _public_record(selection: Selection) -> None:
    """Statements and programmes reported in public about the region."""
    programmes = cache.read("programmes", region_code=selection.region_code)
    statements.public_statements(selection)
    if programmes.empty:
        return
    prose.heading("Program yang diberitakan", "laporan publik, bukan data dinas")
    table = pd.DataFrame(
        {
            "Tahun": programmes["year"].astype(str),
            "Program": programmes["programme"],
            "Nilai": [_amount(value) for value in programmes["amount_idr"]],
            "Status": programmes["status"],
            "Sumber": [f"{row.speaker}, {date_words(row.said_on)}" for row in programmes.itertuples()],
        }
    )
    tables.html_table(table, right=["Nilai"])


def _amount(value: float) -> str:
    return units.quantity(value, units.RUPIAH, 1, units.scale_for(value)) if pd.notna(value) else "tidak disebut"
