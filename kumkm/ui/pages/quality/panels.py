"""Pieces of Kualitas: the criteria of DAK, who has reported, and counts that contradict each other."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from kumkm.analysis import quality
from kumkm.analysis.comparable import Place
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import quality as narrative
from kumkm.ui.parts import asking, simulation, statements
from kumkm.ui.state import cache

_CRITERIA: Final = {
    "rat_share": "Koperasi melaksanakan RAT",
    "cooperative_member_ratio": "Anggota terhadap penduduk",
    "nik_certified_share": "Koperasi bersertifikat NIK",
}
_HATCHED: Final = '<td class="k-none"><span>belum ada data</span></td>'


def readiness_html(selection: Selection) -> str:
    """The four criteria of 2019 per region, each with its place among all; the fourth is for the office to fill in."""
    years = {key: cache.coverage()[key].latest for key in _CRITERIA if key in cache.coverage()}
    frames = {key: cache.read("indicator_by_region", indicator_id=key, year=year) for key, year in years.items()}
    mark = simulation.SIMULATED if any(frame["simulated"].any() for frame in frames.values()) else ""
    heading = _heading("Kesiapan DAK", "empat kriteria seleksi DAK nonfisik 2019; urutan dari nilai tertinggi", mark)
    head = "".join(
        f'<th colspan="3">{escape(label)}<small>{escape(_of_what(key, years.get(key)))}</small></th>'
        for key, label in _CRITERIA.items()
    )
    by_code = {key: frame.set_index("region_code") for key, frame in frames.items()}
    rows = "".join(_readiness_row(code, selection, by_code, years) for code in cache.names())
    return (
        f'{heading}<div class="k-scroll"><table class="k-table k-ready"><thead><tr><th>Kabupaten/Kota</th>'
        f"{head}<th>Kelembagaan dinas<small>nomenklatur dan dukungan</small></th></tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
        '<div class="k-aside"><p>Kriteria keempat tidak termuat dalam kiriman mana pun. Kementerian mengusulkan '
        "penerima, Kementerian Keuangan memutuskan. Urutan tidak dihitung untuk yang belum ada datanya.</p></div>"
    )


def _of_what(indicator_id: str, year: int | None) -> str:
    indicator = INDICATORS[indicator_id]
    of_what = {"rat_share": "RAT ÷ aktif", "cooperative_member_ratio": "anggota ÷ penduduk"}
    return f"{of_what.get(indicator_id, 'bersertifikat ÷ aktif')}, {year}" if year else indicator.short_label


def _readiness_row(code: str, selection: Selection, frames: dict[str, pd.DataFrame], years: dict[str, int]) -> str:
    cells = "".join(
        _criterion(key, code, frames[key], years[key]) if key in frames else '<td colspan="3" class="k-none"></td>'
        for key in _CRITERIA
    )
    row_class = "k-on" if code in selection.highlighted else ""
    names = cache.names()
    empty = f'<td class="k-none" rowspan="{len(names)}"><span>belum ada data: isian dinas</span></td>'
    fourth = empty if code == next(iter(names)) else ""
    return f'<tr class="{row_class}"><th scope="row">{escape(names[code])}</th>{cells}{fourth}</tr>'


def _criterion(indicator_id: str, code: str, frame: pd.DataFrame, year: int) -> str:
    indicator, found = INDICATORS[indicator_id], frame.loc[code]
    if pd.isna(found["value"]):
        return '<td class="k-none" colspan="3"><span>belum ada data</span></td>'
    width = 100 * found["value"] / frame["value"].max() if frame["value"].max() > 0 else 0
    return (
        f'<td class="k-num"{asking.why(indicator_id, code, year)}>{escape(indicator.text(found["value"]))}</td>'
        f'<td class="k-bar"><i style="width:{width:.0f}%"></i></td>'
        f'<td class="k-place">{_place(cache.standings(indicator_id)[year].place(code))}</td>'
    )


def _place(place: Place | None) -> str:
    return "" if place is None else f"ke-{place.rank}"


def choose_year() -> int | None:
    """Let the viewer choose the book year of the reports; None where no log was sent."""
    log = cache.read("submissions")
    if log.empty:
        return None
    years = sorted(int(year) for year in log["book_year"].unique())
    chosen = st.segmented_control("Tahun buku", years, default=years[-1], required=True, key="tahun_buku")
    return int(chosen) if chosen else years[-1]


def reporting_heading() -> str:
    """The title over the choice of the book year."""
    log = cache.read("submissions")
    heading = _heading("Siapa sudah melapor", "menurut log operator", _mark(log))
    if not log.empty:
        return heading
    said = "Log operator belum dikirim; belum dapat dikatakan siapa yang sudah melapor."
    return f'{heading}<p class="k-notice">{said}</p>'


def reporting_html(selection: Selection, year: int | None) -> str:
    """Who has reported what for a book year, against the deadline, by the log of operators."""
    log = cache.read("submissions")
    if year is None:
        return ""
    log = log.assign(state=quality.report_states(log, date.today()))
    mine = log[log["book_year"] == year]
    on_time, late, due, not_yet = (int((mine["state"] == state).sum()) for state in ("on_time", "late", "due", "open"))
    said = narrative.reported(on_time=on_time, late=late, due=due, not_yet=not_yet)
    return f'<p class="k-text">{escape(said)}</p>{_reporting_table(log, mine, selection)}'


def _mark(rows: pd.DataFrame) -> str:
    return simulation.SIMULATED if rows["simulated"].any() else ""


def _reporting_table(log: pd.DataFrame, mine: pd.DataFrame, selection: Selection) -> str:
    kinds = mine[["system", "data_subject"]].drop_duplicates().sort_values(["data_subject", "system"])
    cells = mine.set_index(["region_code", "system", "data_subject"])
    head = "".join(
        f"<th>{escape(row.data_subject)}<small>{escape(row.system)}{_deadline(mine, row)}</small></th>"
        for row in kinds.itertuples()
    )
    every = log.assign(on_time=log["state"] == "on_time").groupby("region_code")["on_time"].agg(["sum", "size"])
    rows = []
    for code, name in cache.names().items():
        reports = "".join(_report(cells, (code, row.system, row.data_subject)) for row in kinds.itertuples())
        row_class = "k-on" if code in selection.highlighted else ""
        tally = f"{every.loc[code, 'sum']} dari {every.loc[code, 'size']}" if code in every.index else units.MISSING
        rows.append(
            f'<tr class="{row_class}"><th scope="row">{escape(name)}</th>{reports}<td class="k-num">{tally}</td></tr>'
        )
    span = f"{log['book_year'].min()}–{log['book_year'].max()}"
    return (
        f'<div class="k-scroll"><table class="k-table k-reports"><thead><tr><th>Kabupaten/Kota</th>{head}'
        f'<th class="k-num">Tepat waktu<small>{span}</small></th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _deadline(mine: pd.DataFrame, kind: Any) -> str:
    found = mine[(mine["system"] == kind.system) & (mine["data_subject"] == kind.data_subject)]["deadline_on"].dropna()
    return f" · batas {_day(found.max())}" if len(found) else ""


def _day(moment: Any) -> str:
    return statements.date_words(f"{moment:%Y-%m-%d}")


def _report(cells: pd.DataFrame, key: tuple[str, str, str]) -> str:
    if key not in cells.index:
        return _HATCHED
    found = cells.loc[key]
    if found["state"] == "due":
        return '<td class="k-due"><b>belum lapor</b></td>'
    if found["state"] == "open":
        return "<td>belum jatuh tempo</td>"
    day = _day(found["submitted_on"])
    if found["state"] == "late":
        return f"<td><b>terlambat {int(found['days_late'])} hari</b> <span>{day}</span></td>"
    return f"<td>{'tepat waktu' if pd.notna(found['days_late']) else 'sudah lapor'} <span>{day}</span></td>"


def reconciliation_html(selection: Selection) -> str:
    """What was said in public beside what is loaded for the same year; contradictions are marked."""
    place = "Sulawesi Tenggara" if selection.region_code == PROVINCE else cache.names()[selection.region_code]
    said = cache.read("reconciliation", region_code=selection.region_code)
    shown = said[said["loaded"].notna() | (said["versions"] > 1)]
    mark = simulation.SIMULATED if shown["simulated"].any() else ""
    heading = _heading("Angka yang berbeda", f"pernyataan publik dan data termuat, {place}", mark)
    if shown.empty:
        said_nothing = f"Belum ada pernyataan tentang {escape(place)} yang dapat disandingkan."
        return f'{heading}<p class="k-notice">{said_nothing}</p>'
    rows = "".join(
        _statements(rows, selection.region_code) for _, rows in shown.groupby(["subject_id", "year"], sort=False)
    )
    left = len(said) - len(shown)
    rest = f" {left} pernyataan lain belum ada bandingannya." if left else ""
    return (
        f'{heading}<div class="k-scroll"><table class="k-table k-said-table"><thead><tr><th>Pokok dan tahun</th>'
        '<th class="k-num">Termuat</th><th class="k-num">Disebut</th><th class="k-num">Selisih</th><th>Oleh</th>'
        f"<th>Keterangan</th></tr></thead><tbody>{rows}</tbody></table></div>"
        '<div class="k-aside"><p>Selisih ialah yang disebut terhadap yang termuat, apa adanya; masa dan batasannya '
        f"dapat berbeda, lihat keterangan.{rest}</p></div>"
    )


def _statements(rows: pd.DataFrame, region_code: str) -> str:
    """One subject and year: every version beside the one loaded value."""
    first, size = rows.iloc[0], len(rows)
    clash = ' <i class="k-tag" title="Sumber saling bertentangan">berbeda</i>' if first["versions"] > 1 else ""
    loaded = "belum ada data" if pd.isna(first["loaded"]) else _amount(first["loaded"], first["unit"])
    kind = "k-num k-absent" if pd.isna(first["loaded"]) else "k-num"
    asked = ""
    if pd.notna(first["loaded"]) and isinstance(first["indicator_id"], str):
        asked = asking.why(first["indicator_id"], region_code, int(first["year"]))
    opening = (
        f'<th scope="rowgroup" rowspan="{size}">{escape(first["label"])} {first["year"]}{clash}</th>'
        f'<td class="{kind}" rowspan="{size}"{asked}>{escape(loaded)}</td>'
    )
    return "".join(
        f"<tr{' class=k-first' if position == 0 else ''}>{opening if position == 0 else ''}{_version(row)}</tr>"
        for position, row in enumerate(rows.itertuples())
    )


def _version(row: Any) -> str:
    about = "±" if row.qualifier == "perkiraan" else ""
    difference = units.percent(row.difference_pct, 1, signed=True) if pd.notna(row.difference_pct) else units.MISSING
    when = f", {statements.date_words(row.said_on)}" if isinstance(row.said_on, str) else ""
    note = row.note if isinstance(row.note, str) else ""
    return (
        f'<td class="k-num">{about}{escape(_amount(row.said, row.unit))}</td>'
        f'<td class="k-num">{escape(difference)}</td>'
        f"<td>{escape(row.speaker)}{escape(when)}</td><td>{escape(note)}</td>"
    )


def _amount(value: float, unit: str) -> str:
    if unit == "rupiah":
        scale = units.scale_for(value)
        return units.quantity(value, units.RUPIAH, 2 if scale is units.TRILLIONS else 0, scale)
    return units.number(value)


def _heading(text: str, detail: str, mark: str = "") -> str:
    return f'<h2 class="k-heading">{escape(text)}<span>{escape(detail)}</span> {mark}</h2>'
