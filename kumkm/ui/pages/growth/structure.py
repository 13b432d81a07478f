"""Views on what regions live on: structure with location quotients, and shift-share of a change."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kumkm.analysis import catalogue, specialisation
from kumkm.domain import units
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError
from kumkm.figures.matrix import quotient_table
from kumkm.figures.shifts import shift_bars
from kumkm.narrative import growth_sentences as said
from kumkm.ui.pages.growth.shared import Room, Taken, heading_with_variant, note, say
from kumkm.ui.parts import charts, prose, similar, simulation, tables
from kumkm.ui.state import cache

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


def structure_headline(room: Room) -> None:
    """What the economy of the area rests on."""
    if room.selection.growth.variant:
        found = cache.analysis("location_quotient", data="enterprises")
        say(
            said.enterprise_structure(found, room.selection.region_code, room.names, _SECTIONS),
            "UMKM terdata menurut kategori KBLI · location quotient (LQ) di atas 1 berarti basis",
            mark=simulation.simulated_mark("enterprises"),
        )
        return
    found = cache.analysis("structure")
    headline = said.structure(found, room.selection.region_code, room.names)
    say(headline, "PDRB ADHB menurut lapangan usaha · location quotient (LQ) di atas 1 berarti basis")


def structure(room: Room) -> None:
    """Location quotients as a table of all regions; who is alike; what cannot be told."""
    heading_with_variant(
        "Location quotient", "bagian di daerah dibanding bagian di seluruh daerah", "UMKM menurut KBLI"
    )
    if room.selection.growth.variant:
        _enterprise_structure(room)
        return
    found = cache.analysis("structure")
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        st.html(quotient_table(found, room.style, names=room.names, highlighted=room.highlighted))
    with right:
        _alike(room)
        prose.heading("Tanpa pertambangan")
        note(escape(catalogue.NO_MINING_IN_GRDP))


def _alike(room: Room) -> None:
    """The regions of nearest structure; for the province nothing."""
    if room.selection.is_province:
        prose.heading("Daerah berstruktur mirip")
        note("Pilih satu daerah untuk melihat daerah yang strukturnya paling mirip.")
        return
    similar.similar(room.selection.region_code)


def _enterprise_structure(room: Room) -> None:
    found = cache.analysis("location_quotient", data="enterprises")
    for year, rows in found.groupby("year"):
        prose.heading(f"Gelombang {year}", "dibandingkan dengan daerah segelombang")
        heads = {sector: _SECTIONS.get(sector, sector) for sector in sorted(rows["sector"].unique())}
        here = {code: name for code, name in room.names.items() if code in set(rows["region_code"])}
        st.html(quotient_table(rows, room.style, names=here, highlighted=room.highlighted, sectors=heads))
    note(_mining_words(set(found["sector"])))


def _mining_words(sectors: set[str]) -> str:
    if catalogue.MINING in sectors:
        return "Kategori B adalah pertambangan; usaha tambang besar tidak termasuk UMKM."
    return "Tidak ada UMKM pertambangan (kategori B) yang tercatat, maka angka ini sudah tanpa pertambangan."


def _shift_span(room: Room) -> Span:
    if not room.selection.growth.variant:
        waves = sorted(cache.read("enterprise_sectors")["year"].unique())
        if not waves:
            raise UsageError("Data UMKM menurut lapangan usaha belum ada.")
        last = int(waves[0]) - 1  # a wave did not see its own year to the end
        return Span(last - (room.span.years if room.span is not None else 5), last)
    years = [int(year) for year in sorted(cache.read("cooperative_types")["year"].unique())]
    if len(years) < 2:
        raise UsageError("Pergeseran koperasi memerlukan daftar koperasi dua tahun buku.")
    wanted = room.span.first if room.span is not None else years[0]
    return Span(wanted if wanted in years[:-1] else years[0], years[-1])


def _parts(room: Room, span: Span) -> pd.DataFrame:
    data = "cooperatives" if room.selection.growth.variant else "enterprises"
    return cache.analysis("shift_share", data=data, from_year=span.first, to_year=span.last)


def _what(room: Room) -> tuple[str, str, str]:
    """What is counted, its unit, and the indicator that says whether it is simulated."""
    if room.selection.growth.variant:
        return "jumlah koperasi", "jenis koperasi", "cooperatives_registered"
    return "usaha yang bertahan", "kategori KBLI", "enterprises"


def _groups(parts: pd.DataFrame, room: Room) -> list[tuple[str, pd.DataFrame]]:
    """Parts per region, one frame per reference: the wave of the chosen region first, else the one with most regions.

    Regions of different waves were compared with different references and stand in different pictures.
    """
    found = [
        (str(group), specialisation.shift_share_by_region(rows.drop(columns="group")))
        for group, rows in parts.groupby("group")
    ]
    chosen = room.selection.region_code
    return sorted(found, key=lambda item: (chosen not in set(item[1]["region_code"]), -len(item[1]), item[0]))


def _among(room: Room, group: str) -> str:
    return "" if room.selection.growth.variant else f" gelombang {group}"


def shift_headline(room: Room) -> None:
    """Who gained by its own pull."""
    span = _shift_span(room)
    what, by, indicator_id = _what(room)
    group, by_region = _groups(_parts(room, span), room)[0]
    headline = said.shifted(by_region, what, span, room.names, _among(room, group))
    mark = simulation.simulated_mark(indicator_id)
    say(headline, f"shift-share menurut {by} · persen dari {span.first}", mark=mark, otherwise="Belum ada data.")


def shift(room: Room) -> None:
    """Three components per region, one picture per reference, and the table with the allocation effect."""
    span = _shift_span(room)
    groups = _groups(_parts(room, span), room)
    what, by, _ = _what(room)
    heading_with_variant("Tiga komponen pergeseran", f"{what} menurut {by}, {span}", "Koperasi menurut jenis")
    for group, _ in groups:
        if len(groups) > 1:
            prose.heading(f"Gelombang {group}", "dibandingkan dengan daerah segelombang")
        alt = f"Shift-share {what}, {span}, {group}"
        charts.chart(_shift_figure(room, span, group), key=f"grafik_pergeseran_{group}", alt=alt)
    note(_shift_caveat(room, span))
    _shift_table(room, pd.concat([by_region for _, by_region in groups], ignore_index=True))


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


@cache.per_build(200)
def _shift_figure(room: Room, span: Span, group: str) -> Any:
    by_region = dict(_groups(_parts(room, span), room))[group]
    here = {code: name for code, name in room.names.items() if code in set(by_region["region_code"])}
    return shift_bars(
        by_region[by_region["region_code"].isin(list(here))],
        room.style,
        names=here,
        highlighted=room.highlighted,
        height=96 + room.height(20, 24) * len(here),
    )


def _shift_caveat(room: Room, span: Span) -> str:
    if room.selection.growth.variant:
        return (
            "Koperasi terdaftar menurut jenis, tanpa KDKMP dan tanpa yang bubar; dibandingkan dengan seluruh provinsi."
        )
    return (
        f"Usaha yang tercatat pada pendataan, menurut tahun mulai: yang sudah berdiri akhir {span.first} dan akhir "
        f"{span.last}. Yang tutup sebelum didata tidak diketahui, maka ini komposisi usaha yang bertahan, bukan "
        "pertumbuhan jumlah usaha. Pembandingnya daerah segelombang."
    )


def _shift_table(room: Room, by_region: pd.DataFrame) -> None:
    with st.expander("Tabel dalam banyaknya, dengan efek alokasi Esteban-Marquillas"):
        names: dict[str, Any] = {**room.names, "74.00": "Binaan Provinsi", PROVINCE: "Jumlah"}
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


def structure_data(room: Room) -> Taken:
    """Shares and location quotients of every region and line of business."""
    if room.selection.growth.variant:
        found = cache.analysis("location_quotient", data="enterprises")
        found = found.assign(sector=[f"{key} {_SECTIONS.get(key, '')}".strip() for key in found["sector"]])
        return Taken("Struktur UMKM menurut kategori KBLI", found, {"value": "Usaha"}, {"value": 0})
    return Taken("Struktur ekonomi", cache.analysis("structure"), {"value": "PDRB ADHB (rupiah)"}, {"value": 0})


def shift_data(room: Room) -> Taken:
    """The components of every region, with what it was compared with."""
    span, (what, by, _) = _shift_span(room), _what(room)
    parts = [rows.assign(group=group) for group, rows in _groups(_parts(room, span), room)]
    every = pd.concat(parts, ignore_index=True)
    headings = {"change": f"Perubahan ({what})", "before": f"Tahun awal ({what})", "after": f"Tahun akhir ({what})"}
    return Taken(f"Pergeseran {what} menurut {by} {span}", every, headings)
