"""Pieces of Data: the dictionary, coverage, sources, downloads."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.secrecy import EXPLAINED
from kumkm.domain.view.selection import PROVINCE
from kumkm.export.downloads import Download
from kumkm.ui.parts import prose, sources, tables
from kumkm.ui.parts.downloads import offer, table
from kumkm.ui.parts.html import join, place
from kumkm.ui.state import cache

_SEARCHED: Final = ("label", "topic", "definition", "formula_text", "caveat", "indicator_id")


def reference() -> None:
    """How much there is; the dictionary, what is withheld and why, coverage, sources."""
    place(_headline())
    wanted = st.text_input("Cari dalam kamus", key="cari_kamus", placeholder="misalnya: RAT, KUR, kemiskinan")
    place(_dictionary(wanted) + _rest())


def _headline() -> Markup:
    return prose.headline_html(
        f"{len(cache.read('indicators'))} indikator, {len(cache.names())} kabupaten/kota, setiap angka bersumber.",
        "Kamus indikator, cakupan data, sumber, dan unduhan.",
    )


@cache.per_build(50)
def _dictionary(wanted: str) -> Markup:
    """The indicators of which name, definition or what else is told holds every word typed; all without a word."""
    every = cache.read("indicators")
    told = every[list(_SEARCHED)].fillna("").agg(" ".join, axis=1).str.lower()
    kept = pd.Series(True, index=every.index)
    for word in wanted.lower().split():
        kept &= told.str.contains(word, regex=False)
    found = every[kept]
    heading = prose.heading_html("Kamus indikator", f"{len(found)} dari {len(every)}" if wanted.strip() else "")
    if found.empty:
        return heading + prose.quiet_html("Tidak ada indikator yang memuat semua kata itu.")
    return heading + Markup('<div class="k-dictionary">{}</div>').format(tables.table_html(_dictionary_table(found)))


@cache.per_build(2)
def _rest() -> Markup:
    return join(
        [
            prose.heading_html("Yang dirahasiakan"),
            Markup('<p class="k-text">{}</p>').format(EXPLAINED),
            _coverage(),
            _sources(),
        ]
    )


def _dictionary_table(indicators: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indikator": indicators["label"],
            "Satuan": indicators["unit"],
            "Definisi": indicators["definition"],
            "Rumus": indicators["formula_text"],
            "Frekuensi": indicators["cadence"],
            "Tahun": [
                "–".join(dict.fromkeys([str(row.first_year), str(row.last_year)])) for row in indicators.itertuples()
            ],
            "Catatan": indicators["caveat"],
            "Kode": indicators["indicator_id"],
        }
    )


def _coverage() -> Markup:
    """Indicator × year: how many regions have a published value."""
    coverage = cache.read("indicator_coverage")
    years = list(range(int(coverage["year"].min()), int(coverage["year"].max()) + 1))
    total = len(cache.names())
    head = join(Markup("<th>{}</th>").format(str(year)[2:]) for year in years)
    lines = []
    for label, rows in coverage.groupby("label", sort=False):
        by_year = rows.set_index("year")
        cells = join(_cell(by_year, year) for year in years)
        lines.append(Markup("<tr><th>{}</th>{}</tr>").format(str(label), cells))
    heading = prose.heading_html(
        "Cakupan", f"banyaknya kabupaten/kota dari {total} yang terbit menurut tahun; p = hanya provinsi"
    )
    matrix = Markup(
        '<div class="k-scroll"><table class="k-matrix"><thead><tr><th>20…</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    )
    return heading + matrix.format(head, join(lines))


def _cell(by_year: pd.DataFrame, year: int) -> Markup:
    if year not in by_year.index:
        return Markup('<td class="k-c0"></td>')
    regions = int(by_year.loc[year, "regions"])
    if regions == 0:
        return Markup('<td class="k-c1">p</td>')
    kind = "k-c3" if regions >= by_year.loc[year, "in_force"] else "k-c2"
    return Markup('<td class="{}">{}</td>').format(kind, regions)


def _sources() -> Markup:
    """Every source with code system and licence."""
    listed = cache.read("sources")
    return prose.heading_html("Sumber") + tables.table_html(
        pd.DataFrame(
            {
                "Penerbit": listed["publisher"],
                "Judul": listed["title"],
                "Rujukan": listed["reference"],
                "Sistem kode": listed["code_system"].map({"bps": "BPS", "kemendagri": "Kemendagri"}),
                "Lisensi": listed["licence"],
                "Diambil": [f"{day:%d-%m-%Y}" for day in listed["retrieved_on"]],
                "Angka": listed["printed_values"].astype(str),
            }
        ),
        right=["Angka"],
    )


def downloads() -> None:
    """The whole panel, the dictionary and the public statements."""
    prose.heading("Unduhan", f"versi data {cache.published().build_id}")
    for name, label, make in (
        ("seluruh-nilai-indikator", "Seluruh nilai indikator", _whole_panel),
        ("kamus-indikator", "Kamus indikator", _dictionary_download),
        ("pernyataan-publik", "Pernyataan publik Sultra", _statements),
    ):
        offer(name, partial(make, name, label), key=name, label=label)


def _whole_panel(name: str, title: str) -> Download:
    """Every value of every indicator, each with its own unit, decimals and source."""
    frames = []
    for key, indicator in INDICATORS.items():
        panel = cache.read("indicator_panel", indicator_id=key)
        if not panel.empty:
            frames.append(panel.assign(indicator_id=key, indicator=indicator.label, unit=indicator.unit.name,
                                       reference=sources.source_of(key)))  # fmt: skip
    every = pd.concat(frames, ignore_index=True)
    columns = ["region_code", "indicator", "year", "value", "unit", "change", "change_pct", "indicator_id",
               "status_words", "period", "reference", "simulated"]  # fmt: skip
    decimals = [INDICATORS[key].base_decimals for key in every["indicator_id"]]
    source = "lihat kolom Rujukan"
    return table(name, title, every[columns], source=source, decimals={"value": decimals, "change": decimals})


def _dictionary_download(name: str, title: str) -> Download:
    indicators = cache.read("indicators")
    columns = ["label", "topic", "unit", "definition", "formula_text", "cadence", "caveat", "first_year", "last_year",
               "indicator_id", "simulated"]  # fmt: skip
    return table(name, title, indicators[columns], source="registri indikator dashboard ini")


def _statements(name: str, title: str) -> Download:
    statements = cache.read("statements", region_code=PROVINCE).rename(columns={"title": "publication"})
    columns = ["label", "topic", "year", "value", "unit", "qualifier", "speaker", "said_on", "publication",
               "reference", "note", "versions"]  # fmt: skip
    return table(name, title, statements[columns], source="pernyataan publik, menurut kolom Rujukan")
