"""Downloads of exactly what is shown: table as CSV and XLSX, map and charts as SVG and PNG."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from kumkm.domain.selection import Selection
from kumkm.export import tables
from kumkm.ui import assets, cache, components

_pictures = st.components.v2.component("kumkm.pictures", js=assets.STUB, isolate_styles=False)


def export_frame(selection: Selection) -> pd.DataFrame:
    """The regions as shown, in base units, with Indonesian headings."""
    indicator = selection.indicator
    frame = cache.read("indicator_by_region", indicator_id=indicator.id, year=selection.year)
    return pd.DataFrame(
        {
            "Kode": frame["region_code"],
            "Kabupaten/Kota": frame["region_name"],
            "Indikator": indicator.label,
            "Tahun": selection.year,
            "Periode": frame["period"],
            "Nilai": frame["value"],
            "Satuan": indicator.unit.name,
            "Perubahan setahun": frame["change"],
            "Perubahan setahun (%)": frame["change_pct"],
            "Peringkat": frame["rank"],
            "Status": frame["status_words"],
            "Keterangan data": ["DATA SIMULASI" if simulated else "" for simulated in frame["simulated"]],
        }
    )


def menu(selection: Selection) -> None:
    """The row of download buttons; files are made when asked for."""
    name = f"{selection.indicator_id}-{selection.year}"
    with st.container(horizontal=True, key="unduhan", vertical_alignment="center"):
        st.html('<span class="k-label">Unduh</span>', width="content")
        st.download_button(
            "CSV",
            partial(_csv, selection),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            key="unduh_csv",
        )
        st.download_button(
            "XLSX",
            partial(_xlsx, selection),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key="unduh_xlsx",
        )
        _pictures(
            key="gambar",
            height=40,
            width=560,
            data={
                "moduleUrl": assets.url("pictures.js"),
                "font": assets.url("fonts/public-sans.woff2"),
                "file": name,
                "title": f"{_stamp(selection)}{components.words(selection)}",
                "source": components.source_text(selection),
                "pictures": [
                    {"label": "Peta", "map": "peta"},
                    {"label": "Peringkat", "chart": "grafik_peringkat"},
                    {"label": "Tren", "chart": "grafik_tren"},
                ],
            },
        )


def _stamp(selection: Selection) -> str:
    """What every export of simulated figures says first."""
    simulated = components.is_simulated(cache.published().build_id, selection.indicator_id)
    return "DATA SIMULASI · " if simulated else ""


def _csv(selection: Selection) -> str:
    return tables.to_csv(export_frame(selection))


def _xlsx(selection: Selection) -> bytes:
    notes = [
        f"Pilihan: {components.words(selection)}.",
        f"{components.source_text(selection)}.",
        f"Catatan: {selection.indicator.caveat or '–'}",
        f"Versi data {cache.published().build_id}. Sel kosong berarti belum ada data, bukan nol.",
    ]
    title = f"{_stamp(selection)}{components.words(selection)}"
    return tables.to_xlsx(export_frame(selection), title=title, notes=notes)
