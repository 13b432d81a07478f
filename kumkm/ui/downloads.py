"""Downloads of exactly what is shown: table as CSV and XLSX, map and charts as SVG and PNG; and forms to fill in."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from kumkm import settings as project
from kumkm.analysis.comparable import comparable
from kumkm.domain.selection import Selection
from kumkm.export import form_book, forms, tables
from kumkm.ui import assets, cache, components
from kumkm.warehouse import menus

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
            "Peringkat": _ranks(frame, selection),
            "Status": frame["status_words"],
            "Keterangan data": ["DATA SIMULASI" if simulated else "" for simulated in frame["simulated"]],
        }
    )


def _ranks(frame: pd.DataFrame, selection: Selection) -> pd.Series[int]:
    """The ranks as on screen; empty for who is not compared, or stands too near the median to be ranked."""
    among = comparable(frame, selection.indicator)
    places = [among.place(code) for code in frame["region_code"]]
    return pd.Series([None if place is None else place.rank for place in places], index=frame.index, dtype="Int64")


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
            _XLSX,
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


def form() -> None:
    """An empty form of the kind chosen, for those who send."""
    components.heading("Formulir kiriman", "isi, kirim kembali: setiap judul, satuan, dan daftarnya sudah dikenal")
    with st.container(horizontal=True, key="formulir", vertical_alignment="bottom"):
        kind = st.selectbox("Jenis kiriman", list(forms.FORMS), format_func=_label_of, key="formulir_jenis", width=420)
        ending = forms.suffix(forms.find(kind))
        st.download_button(
            "Unduh formulir",
            partial(_form, kind),
            f"formulir-{kind.replace('_', '-')}{ending}",
            "text/csv" if ending == ".csv" else _XLSX,
            on_click="ignore",
            key="formulir_unduh",
        )


def _label_of(kind: str) -> str:
    return forms.find(kind).label


def _form(kind: str) -> bytes:
    """Made when asked for, for the year that is usual on that day."""
    reference = project.load().reference
    year = forms.usual_year(forms.find(kind), date.today())
    return form_book.make(kind, cache.regions(), menus.read(reference / menus.FILE).menus, year)
