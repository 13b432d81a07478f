"""Pieces of Data: the dictionary, coverage, sources, downloads."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from kumkm.export import tables
from kumkm.ui import cache, components


def dictionary() -> None:
    """Every indicator with definition, formula, unit and span."""
    found = cache.read("indicators")
    components.headline(
        f"{len(found)} indikator, {len(cache.names())} kabupaten/kota, setiap angka bersumber.",
        "Kamus indikator, cakupan data, sumber, dan unduhan.",
    )
    components.heading("Kamus indikator")
    components.html_table(_dictionary_table(found))


def _dictionary_table(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indikator": found["label"],
            "Kode": found["indicator_id"],
            "Satuan": found["unit"],
            "Definisi": found["definition"],
            "Rumus": found["formula_text"],
            "Frekuensi": found["cadence"],
            "Tahun": [f"{row.first_year}–{row.last_year}" for row in found.itertuples()],
            "Catatan": found["caveat"],
        }
    )


def coverage() -> None:
    """Indicator × year: how many regions have a published value."""
    found = cache.read("indicator_coverage")
    years = list(range(int(found["year"].min()), int(found["year"].max()) + 1))
    total = len(cache.names())
    head = "".join(f"<th>{str(year)[2:]}</th>" for year in years)
    lines = []
    for label, rows in found.groupby("label", sort=False):
        by_year = rows.set_index("year")
        cells = "".join(_cell(by_year, year) for year in years)
        lines.append(f"<tr><th>{escape(str(label))}</th>{cells}</tr>")
    components.heading(
        "Cakupan", f"banyaknya kabupaten/kota dari {total} yang terbit menurut tahun; p = hanya provinsi"
    )
    st.html(
        f'<div class="k-scroll"><table class="k-matrix"><thead><tr><th>20…</th>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _cell(by_year: pd.DataFrame, year: int) -> str:
    if year not in by_year.index:
        return '<td class="k-c0"></td>'
    regions = int(by_year.loc[year, "regions"])
    if regions == 0:
        return '<td class="k-c1">p</td>'
    return f'<td class="{"k-c3" if regions >= by_year.loc[year, "in_force"] else "k-c2"}">{regions}</td>'


def sources() -> None:
    """Every source with code system and licence."""
    found = cache.read("sources")
    components.heading("Sumber")
    components.html_table(
        pd.DataFrame(
            {
                "Penerbit": found["publisher"],
                "Judul": found["title"],
                "Rujukan": found["reference"],
                "Sistem kode": found["code_system"].map({"bps": "BPS", "kemendagri": "Kemendagri"}),
                "Lisensi": found["licence"],
                "Diambil": [f"{day:%d-%m-%Y}" for day in found["retrieved_on"]],
                "Angka": found["printed_values"].astype(str),
            }
        ),
        right=["Angka"],
    )


def downloads() -> None:
    """The whole panel and the dictionary, as CSV and XLSX."""
    components.heading("Unduhan", f"versi data {cache.published().build_id}")
    with st.container(horizontal=True):
        for name, label, make in (
            ("panel-indikator", "Seluruh nilai indikator", _whole_panel),
            ("kamus-indikator", "Kamus indikator", lambda: _dictionary_table(cache.read("indicators"))),
            (
                "pernyataan-publik",
                "Pernyataan publik Sultra",
                lambda: cache.read("statements", region_code="74"),
            ),
        ):
            st.download_button(
                f"{label} (CSV)",
                partial(_csv, make),
                f"{name}.csv",
                "text/csv",
                on_click="ignore",
                key=f"{name}_csv",
            )
            st.download_button(
                f"{label} (XLSX)",
                partial(_xlsx, make, label),
                f"{name}.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                on_click="ignore",
                key=f"{name}_xlsx",
            )


def _csv(make: object) -> str:
    return tables.to_csv(make())  # type: ignore[operator]


def _xlsx(make: object, title: str) -> bytes:
    notes = [f"Versi data {cache.published().build_id}. Sel kosong berarti belum ada data, bukan nol."]
    return tables.to_xlsx(make(), title=title, notes=notes)  # type: ignore[operator]


def _whole_panel() -> pd.DataFrame:
    frames = [
        cache.read("indicator_panel", indicator_id=indicator_id).assign(indicator_id=indicator_id)
        for indicator_id in cache.read("indicators")["indicator_id"]
    ]
    return pd.concat(frames, ignore_index=True)[
        [
            "indicator_id",
            "region_code",
            "year",
            "value",
            "status_words",
            "period",
            "basis",
            "simulated",
            "change",
            "change_pct",
        ]
    ]
