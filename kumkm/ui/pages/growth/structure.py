"""Views on what regions live on: structure with location quotients, and shift-share of a change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import catalogue, specialisation
from kumkm.domain import units
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError
from kumkm.figures.matrix import quotient_table
from kumkm.figures.shifts import shift_bars
from kumkm.narrative import growth_sentences
from kumkm.ui.pages.growth.shared import GrowthScope, Taken, said_html, second_form
from kumkm.ui.parts import charts, layout, prose, similar, simulation, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

_EARLIER, _USUAL = 10, 5  # years before the last: as far back as is offered, and as is usual
# Sections of KBLI as short as a column's head.
_SECTIONS = {
    "A": "Pertanian",
    "B": "Pertambangan",
    "C": "Industri",
    "D": "Listrik",
    "E": "Air",
    "F": "Konstruksi",
    "G": "Perdagangan",
    "H": "Angkutan",
    "I": "Akomodasi, makan",
    "J": "Informasi",
    "K": "Keuangan",
    "L": "Real estat",
    "M": "Jasa profesi",
    "N": "Jasa sewa",
    "P": "Pendidikan",
    "Q": "Kesehatan",
    "R": "Hiburan",
    "S": "Jasa lain",
}


def _structure_headline(scope: GrowthScope, quotients: pd.DataFrame) -> Markup:
    """What the economy of the area rests on."""
    if scope.selection.growth.variant:
        return said_html(
            growth_sentences.enterprise_structure(quotients, scope.selection.region_code, scope.names, _SECTIONS),
            "UMKM terdata menurut kategori KBLI · location quotient (LQ) di atas 1 berarti basis",
            mark=simulation.simulated_mark("enterprises"),
        )
    headline = growth_sentences.structure(quotients, scope.selection.region_code, scope.names)
    return said_html(headline, "PDRB ADHB menurut lapangan usaha · location quotient (LQ) di atas 1 berarti basis")


def structure(scope: GrowthScope) -> None:
    """Location quotients as a table of all regions; who is alike; what cannot be told."""
    variant = scope.selection.growth.variant
    quotients = cache.analysis("location_quotient", data="enterprises") if variant else cache.analysis("structure")
    heading = prose.heading_html("Location quotient", "bagian di daerah dibanding bagian di seluruh daerah")
    with layout.grid("tumbuh_struktur"):
        layout.texts(
            judul=_structure_headline(scope, quotients), kepala=heading, mirip=NOTHING if variant else _alike(scope)
        )
        layout.texts(  # the same for every region
            gelombang=_enterprise_structure(scope, quotients) if variant else NOTHING,
            tabel=NOTHING if variant else quotient_table(quotients, names=scope.names),
        )
        second_form("UMKM menurut KBLI")


def _alike(scope: GrowthScope) -> Markup:
    """The regions of nearest structure, for the province none; and what cannot be left out."""
    alike = (
        prose.quiet_html("Pilih satu daerah untuk melihat daerah yang strukturnya paling mirip.")
        if scope.selection.is_province
        else similar.similar_html(scope.selection.region_code)
    )
    without = prose.heading_html("Tanpa pertambangan") + prose.quiet_html(catalogue.NO_MINING_IN_GRDP)
    return similar.HEADING + alike + without


def _enterprise_structure(scope: GrowthScope, quotients: pd.DataFrame) -> Markup:
    waves = join(_wave(scope, str(year), rows) for year, rows in quotients.groupby("year"))
    return waves + prose.quiet_html(_mining_words(set(quotients["sector"])))


def _wave(scope: GrowthScope, year: str, rows: pd.DataFrame) -> Markup:
    heads = {sector: _SECTIONS.get(sector, sector) for sector in sorted(rows["sector"].unique())}
    here = {code: name for code, name in scope.names.items() if code in set(rows["region_code"])}
    return _wave_heading(year) + quotient_table(rows, names=here, sectors=heads)


def _wave_heading(year: str) -> Markup:
    return prose.heading_html(f"Gelombang {year}", "dibandingkan dengan daerah segelombang")


def _mining_words(sectors: set[str]) -> str:
    if catalogue.MINING in sectors:
        return "Kategori B adalah pertambangan; usaha tambang besar tidak termasuk UMKM."
    return "Tidak ada UMKM pertambangan (kategori B) yang tercatat, maka angka ini sudah tanpa pertambangan."


def shift_years(scope: GrowthScope) -> list[int]:
    """Years between which a shift can be told, ascending; the last of them is the one it is told to."""
    if not scope.selection.growth.variant:
        waves = sorted(cache.read("enterprise_sectors")["year"].unique())
        if not waves:
            raise UsageError("Data UMKM menurut lapangan usaha belum ada.")
        last = int(waves[0]) - 1  # a wave did not see its own year to the end
        return list(range(last - _EARLIER, last + 1))
    years = [int(year) for year in sorted(cache.read("cooperative_types")["year"].unique())]
    if len(years) < 2:
        raise UsageError("Pergeseran koperasi memerlukan daftar koperasi dua tahun buku.")
    return years


def shift_span(scope: GrowthScope) -> Span:
    """The years compared: from the base chosen, else over as many years as the level."""
    *earlier, last = shift_years(scope)
    wanted = scope.selection.growth.base or last - (scope.span.years if scope.span is not None else _USUAL)
    return Span(wanted if wanted in earlier else earlier[0], last)


def _parts(scope: GrowthScope, span: Span) -> pd.DataFrame:
    data = "cooperatives" if scope.selection.growth.variant else "enterprises"
    return cache.analysis("shift_share", data=data, from_year=span.first, to_year=span.last)


def _what(scope: GrowthScope) -> tuple[str, str, str]:
    """What is counted, its unit, and the indicator that says whether it is simulated."""
    if scope.selection.growth.variant:
        return "jumlah koperasi", "jenis koperasi", "cooperatives_registered"
    return "usaha yang bertahan", "kategori KBLI", "enterprises"


def _groups(parts: pd.DataFrame, scope: GrowthScope) -> list[tuple[str, pd.DataFrame]]:
    """Parts per region, one frame per reference: the wave of the chosen region first, else the one with most regions.

    Regions of different waves were compared with different references and stand in different pictures.
    """
    groups = [
        (str(group), specialisation.shift_share_by_region(rows.drop(columns="group")))
        for group, rows in parts.groupby("group")
    ]
    chosen = scope.selection.region_code
    return sorted(groups, key=lambda item: (chosen not in set(item[1]["region_code"]), -len(item[1]), item[0]))


def _among(scope: GrowthScope, group: str) -> str:
    return "" if scope.selection.growth.variant else f" yang didata pada {group}"


def _shift_headline(scope: GrowthScope, span: Span, group: str, by_region: pd.DataFrame) -> Markup:
    """Who gained by its own pull."""
    what, by, indicator_id = _what(scope)
    headline = growth_sentences.shifted(by_region, what, span, scope.names, _among(scope, group))
    mark = simulation.simulated_mark(indicator_id)
    detail = f"shift-share menurut {by} · persen dari {span.first}"
    return said_html(headline, detail, mark=mark, otherwise="Belum ada data.")


def shift(scope: GrowthScope) -> None:
    """Three components per region, one picture per reference, and the table with the allocation effect."""
    span = shift_span(scope)
    groups = _groups(_parts(scope, span), scope)
    what, by, _ = _what(scope)
    waves = {
        f"gelombang{n}": (_wave_heading(group) if len(groups) > 1 else NOTHING) + _shift_list(scope, by_region)
        for n, (group, by_region) in enumerate(groups, 1)
    }
    with layout.grid("tumbuh_pergeseran"):
        layout.texts(
            judul=_shift_headline(scope, span, *groups[0]),
            kepala=prose.heading_html("Tiga komponen pergeseran", f"{what} menurut {by}, {span}"),
            catatan=prose.quiet_html(_shift_caveat(scope, span)),
            **waves,
        )
        second_form("Koperasi menurut jenis")
        for number, (group, _) in enumerate(groups, 1):
            alt = f"Shift-share {what}, {span}, {group}"
            charts.chart(_shift_figure(scope, span, group), key=f"grafik_pergeseran_{number}", alt=alt)
        _shift_table(scope, pd.concat([by_region for _, by_region in groups], ignore_index=True))


_COMPONENTS = ["provincial_growth", "industry_mix", "competitive"]


def _adding_up(by_region: pd.DataFrame) -> dict[str, list[float]]:
    """The components with one decimal, so that three add up to the change as it is written, and two to the third."""
    rows = [units.parts_shown(row, 1) for row in by_region[_COMPONENTS].to_numpy(dtype=float).tolist()]
    shown = {name: [row[place] for row in rows] for place, name in enumerate(_COMPONENTS)}
    homothetic = [units.parts_shown([value], 1)[0] for value in by_region["competitive_homothetic"]]
    rest = [
        units.parts_shown([whole - part], 1)[0] for whole, part in zip(shown["competitive"], homothetic, strict=True)
    ]
    return shown | {"competitive_homothetic": homothetic, "allocation": rest}


@charts.kept(200)
def _shift_figure(scope: GrowthScope, span: Span, group: str) -> Any:
    by_region = dict(_groups(_parts(scope, span), scope))[group]
    here = {code: name for code, name in scope.names.items() if code in set(by_region["region_code"])}
    return shift_bars(
        by_region[by_region["region_code"].isin(list(here))],
        scope.style,
        names=here,
        highlighted=scope.highlighted,
        height=96 + scope.height(20, 24) * len(here),
    )


def _shift_list(scope: GrowthScope, by_region: pd.DataFrame) -> Markup:
    """The picture as a list, for a phone: the own pull, and the whole change."""
    here = by_region[by_region["region_code"].isin(list(scope.names)) & (by_region["before"] > 0)]
    pull = 100 * here["competitive"] / here["before"]
    ordered = here.assign(pull=pull, whole=100 * here["change"] / here["before"])
    ordered = ordered.sort_values(["pull", "region_code"], ascending=[False, True])
    table = pd.DataFrame({"Daerah": [scope.names[str(code)] for code in ordered["region_code"]]}).assign(
        **{
            head: [units.percent(value, 1, signed=True) for value in ordered[column]]
            for head, column in (("Daya saing", "pull"), ("Seluruhnya", "whole"))
        }
    )
    return tables.on_phone(table, ["Daya saing", "Seluruhnya"], ordered["region_code"].tolist())


def _shift_caveat(scope: GrowthScope, span: Span) -> str:
    if scope.selection.growth.variant:
        return (
            "Koperasi terdaftar menurut jenis, tanpa KDKMP dan tanpa yang bubar; dibandingkan dengan seluruh provinsi."
        )
    return (
        f"Usaha yang tercatat pada pendataan, menurut tahun mulai: yang sudah berdiri akhir {span.first} dan akhir "
        f"{span.last}. Yang tutup sebelum didata tidak diketahui, maka ini komposisi usaha yang bertahan, bukan "
        "pertumbuhan jumlah usaha. Pembandingnya daerah segelombang."
    )


def _shift_table(scope: GrowthScope, by_region: pd.DataFrame) -> None:
    with st.expander("Tabel dalam banyaknya, dengan efek alokasi Esteban-Marquillas", key="tabel_pergeseran"):
        names: dict[str, Any] = {**scope.names, "74.00": "Binaan Provinsi", PROVINCE: "Jumlah"}
        columns = {
            "change": "Perubahan",
            "provincial_growth": "Pertumbuhan provinsi",
            "industry_mix": "Bauran",
            "competitive": "Daya saing",
            "competitive_homothetic": "Daya saing homotetik",
            "allocation": "Alokasi",
        }
        table = pd.DataFrame({"Kabupaten/Kota": [names[code] for code in by_region["region_code"]]})
        by_region = by_region.assign(**_adding_up(by_region))
        for column, head in columns.items():
            table[head] = [units.number(value, 1, signed=True) for value in by_region[column]]
        tables.html_table(table, right=list(columns.values()))


def structure_data(scope: GrowthScope) -> Taken:
    """Shares and location quotients of every region and line of business."""
    if scope.selection.growth.variant:
        quotients = cache.analysis("location_quotient", data="enterprises")
        quotients = quotients.assign(sector=[f"{key} {_SECTIONS.get(key, '')}".strip() for key in quotients["sector"]])
        return Taken("Struktur UMKM menurut kategori KBLI", quotients, {"value": "Usaha"}, {"value": 0})
    return Taken("Struktur ekonomi", cache.analysis("structure"), {"value": "PDRB ADHB (rupiah)"}, {"value": 0})


def shift_data(scope: GrowthScope) -> Taken:
    """The components of every region, with what it was compared with."""
    span, (what, by, _) = shift_span(scope), _what(scope)
    parts = [rows.assign(group=group) for group, rows in _groups(_parts(scope, span), scope)]
    every = pd.concat(parts, ignore_index=True)
    headings = {"change": f"Perubahan ({what})", "before": f"Tahun awal ({what})", "after": f"Tahun akhir ({what})"}
    return Taken(f"Pergeseran {what} menurut {by} {span}", every, headings)
