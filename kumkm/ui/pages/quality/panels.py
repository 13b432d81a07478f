"""Pieces of Kualitas: the criteria of DAK, who has reported, and counts that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import quality
from kumkm.analysis.comparable import Place
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import quality as narrative
from kumkm.narrative.grammar import date_words
from kumkm.ui.parts import asking, simulation, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.shell import filters
from kumkm.ui.state import cache, choices

_CRITERIA: Final = {
    "rat_share": "Koperasi melaksanakan RAT",
    "cooperative_member_ratio": "Anggota terhadap penduduk",
    "nik_certified_share": "Koperasi bersertifikat NIK",
}
_HATCHED: Final = Markup('<td class="k-none"><span>belum ada data</span></td>')


@cache.per_build(4)
def readiness_html() -> Markup:
    """The four criteria of 2019 per region, each with its place among all; the fourth is for the office to fill in."""
    years = {key: cache.coverage()[key].latest for key in _CRITERIA if key in cache.coverage()}
    frames = {key: cache.read("indicator_by_region", indicator_id=key, year=year) for key, year in years.items()}
    mark = simulation.SIMULATED if any(frame["simulated"].any() for frame in frames.values()) else NOTHING
    heading = _heading("Kesiapan DAK", "empat kriteria seleksi DAK nonfisik 2019; urutan dari nilai tertinggi", mark)
    head = join(
        Markup('<th colspan="3">{}<small>{}</small></th>').format(label, _of_what(key, years.get(key)))
        for key, label in _CRITERIA.items()
    )
    by_code = {key: frame.set_index("region_code") for key, frame in frames.items()}
    rows = join(_readiness_row(code, by_code, years) for code in cache.names())
    table = Markup(
        '<div class="k-scroll"><table class="k-table k-ready"><thead><tr><th>Kabupaten/Kota</th>'
        "{}<th>Kelembagaan dinas<small>nomenklatur dan dukungan</small></th></tr></thead><tbody>{}</tbody>"
        "</table></div>"
        '<div class="k-aside"><p>Kriteria keempat tidak termuat dalam kiriman mana pun. Kementerian mengusulkan '
        "penerima, Kementerian Keuangan memutuskan. Urutan tidak dihitung untuk yang belum ada datanya.</p></div>"
    )
    return heading + table.format(head, rows)


def _of_what(indicator_id: str, year: int | None) -> str:
    indicator = INDICATORS[indicator_id]
    of_what = {"rat_share": "RAT ÷ aktif", "cooperative_member_ratio": "anggota ÷ penduduk"}
    return f"{of_what.get(indicator_id, 'bersertifikat ÷ aktif')}, {year}" if year else indicator.short_label


def _readiness_row(code: str, frames: dict[str, pd.DataFrame], years: dict[str, int]) -> Markup:
    absent = Markup('<td colspan="3" class="k-none"></td>')
    cells = join(_criterion(key, code, frames[key], years[key]) if key in frames else absent for key in _CRITERIA)
    names = cache.names()
    empty = Markup('<td class="k-none" rowspan="{}"><span>belum ada data: isian dinas</span></td>')
    fourth = empty.format(len(names)) if code == next(iter(names)) else NOTHING
    return Markup('<tr{}><th scope="row">{}</th>{}{}</tr>').format(tables.of_region(code), names[code], cells, fourth)


def _criterion(indicator_id: str, code: str, frame: pd.DataFrame, year: int) -> Markup:
    indicator, row = INDICATORS[indicator_id], frame.loc[code]
    if pd.isna(row["value"]):
        return Markup('<td class="k-none" colspan="3"><span>belum ada data</span></td>')
    width = 100 * row["value"] / frame["value"].max() if frame["value"].max() > 0 else 0
    return Markup(
        '<td class="k-num"{why}>{value}</td><td class="k-bar"><i style="width:{width:.0f}%"></i></td>'
        '<td class="k-place">{place}</td>'
    ).format(
        why=asking.why(indicator_id, code, year),
        value=indicator.text(row["value"]),
        width=width,
        place=_place(cache.standings(indicator_id)[year].place(code)),
    )


def _place(place: Place | None) -> str:
    return "" if place is None else f"ke-{place.rank}"


def choose_year(selection: Selection) -> int | None:
    """Let the viewer choose the book year of the reports; None where no log was sent."""
    log = cache.read("submissions")
    if log.empty:
        return None
    years = sorted(int(year) for year in log["book_year"].unique())
    chosen = selection.quality.book_year if selection.quality.book_year in years else years[-1]
    choices.put("buku", chosen)
    filters.chip("Tahun buku", years, "buku", {year: f"tahun buku {year}" for year in years})
    return chosen


def reporting_heading() -> Markup:
    """The title over the choice of the book year."""
    log = cache.read("submissions")
    heading = _heading("Siapa sudah melapor", "menurut log operator", _mark(log))
    if not log.empty:
        return heading
    message = "Log operator belum dikirim; belum dapat dikatakan siapa yang sudah melapor."
    return heading + _notice(message)


def reporting_html(year: int | None) -> Markup:
    """Who has reported what for a book year, against the deadline, by the log of operators."""
    return NOTHING if year is None else _reporting(year, date.today())


@cache.per_build(20)
def _reporting(year: int, today: date) -> Markup:
    log = cache.read("submissions")
    log = log.assign(state=quality.report_states(log, today))
    mine = log[log["book_year"] == year]
    summary = narrative.reported(**quality.state_counts(mine["state"]))
    return Markup('<p class="k-text">{}</p>{}').format(summary, _reporting_table(log, mine))


def _mark(rows: pd.DataFrame) -> Markup:
    return simulation.SIMULATED if rows["simulated"].any() else NOTHING


def _reporting_table(log: pd.DataFrame, mine: pd.DataFrame) -> Markup:
    kinds = mine[["system", "data_subject"]].drop_duplicates().sort_values(["data_subject", "system"])
    cells = mine.set_index(["region_code", "system", "data_subject"])
    head = join(
        Markup("<th>{}<small>{}{}</small></th>").format(row.data_subject, row.system, _deadline(mine, row))
        for row in kinds.itertuples()
    )
    every = log.assign(on_time=log["state"] == "on_time").groupby("region_code")["on_time"].agg(["sum", "size"])
    rows = []
    for code, name in cache.names().items():
        reports = join(_report(cells, (code, row.system, row.data_subject)) for row in kinds.itertuples())
        tally = f"{every.loc[code, 'sum']} dari {every.loc[code, 'size']}" if code in every.index else units.MISSING
        row = Markup('<tr{}><th scope="row">{}</th>{}<td class="k-num">{}</td></tr>')
        rows.append(row.format(tables.of_region(code), name, reports, tally))
    span = f"{log['book_year'].min()}–{log['book_year'].max()}"
    return Markup(
        '<div class="k-scroll"><table class="k-table k-reports"><thead><tr><th>Kabupaten/Kota</th>{}'
        '<th class="k-num">Tepat waktu<small>{}</small></th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(head, span, join(rows))


def _deadline(mine: pd.DataFrame, kind: Any) -> str:
    days = mine[(mine["system"] == kind.system) & (mine["data_subject"] == kind.data_subject)]["deadline_on"].dropna()
    return f" · batas {_day(days.max())}" if len(days) else ""


def _day(moment: Any) -> str:
    return date_words(f"{moment:%Y-%m-%d}")


def _report(cells: pd.DataFrame, key: tuple[str, str, str]) -> Markup:
    if key not in cells.index:
        return _HATCHED
    report = cells.loc[key]
    if report["state"] == "due":
        return Markup('<td class="k-due"><b>belum lapor</b></td>')
    if report["state"] == "open":
        return Markup("<td>belum jatuh tempo</td>")
    day = _day(report["submitted_on"])
    if report["state"] == "late":
        return Markup("<td><b>terlambat {} hari</b> <span>{}</span></td>").format(int(report["days_late"]), day)
    how = "tepat waktu" if pd.notna(report["days_late"]) else "sudah lapor"
    return Markup("<td>{} <span>{}</span></td>").format(how, day)


@cache.per_build(40, ahead=lambda: cache.every_area())
def reconciliation_html(region_code: str) -> Markup:
    """What was said in public beside what is loaded for the same year; contradictions are marked."""
    place = "Sulawesi Tenggara" if region_code == PROVINCE else cache.names()[region_code]
    statements = cache.read("reconciliation", region_code=region_code)
    shown = statements[statements["loaded"].notna() | (statements["versions"] > 1)]
    heading = _heading("Angka yang berbeda", f"pernyataan publik dan data termuat, {place}", _mark(shown))
    if shown.empty:
        return heading + _notice(f"Belum ada pernyataan tentang {place} yang dapat disandingkan.")
    rows = join(_statements(rows, region_code) for _, rows in shown.groupby(["subject_id", "year"], sort=False))
    left = len(statements) - len(shown)
    rest = f" {left} pernyataan lain belum ada bandingannya." if left else ""
    table = Markup(
        '<div class="k-scroll"><table class="k-table k-said-table"><thead><tr><th>Pokok dan tahun</th>'
        '<th class="k-num">Termuat</th><th class="k-num">Disebut</th><th class="k-num">Selisih</th><th>Oleh</th>'
        "<th>Keterangan</th></tr></thead><tbody>{}</tbody></table></div>"
        '<div class="k-aside"><p>Selisih ialah yang disebut terhadap yang termuat, apa adanya; masa dan batasannya '
        "dapat berbeda, lihat keterangan.{}</p></div>"
    )
    return heading + table.format(rows, rest)


def _statements(rows: pd.DataFrame, region_code: str) -> Markup:
    """One subject and year: every version beside the one loaded value."""
    first, size = rows.iloc[0], len(rows)
    clashing = Markup(' <i class="k-tag" title="Sumber saling bertentangan">berbeda</i>')
    loaded = "belum ada data" if pd.isna(first["loaded"]) else _amount(first["loaded"], first["unit"])
    kind = "k-num k-absent" if pd.isna(first["loaded"]) else "k-num"
    attributes = NOTHING
    if pd.notna(first["loaded"]) and isinstance(first["indicator_id"], str):
        attributes = asking.why(first["indicator_id"], region_code, int(first["year"]))
    opening = Markup(
        '<th scope="rowgroup" rowspan="{size}">{label} {year}{clash}</th>'
        '<td class="{kind}" rowspan="{size}"{asked}>{loaded}</td>'
    ).format(
        size=size,
        label=first["label"],
        year=first["year"],
        clash=clashing if first["versions"] > 1 else NOTHING,
        kind=kind,
        asked=attributes,
        loaded=loaded,
    )
    one, *others = (_version(row) for row in rows.itertuples())
    begun = Markup("<tr class=k-first>{}{}</tr>").format(opening, one)
    return begun + join(Markup("<tr>{}</tr>").format(other) for other in others)


def _version(row: Any) -> Markup:
    about = "±" if row.qualifier == "perkiraan" else ""
    difference = units.percent(row.difference_pct, 1, signed=True) if pd.notna(row.difference_pct) else units.MISSING
    when = f", {date_words(row.said_on)}" if isinstance(row.said_on, str) else ""
    note = row.note if isinstance(row.note, str) else ""
    return Markup('<td class="k-num">{}{}</td><td class="k-num">{}</td><td>{}{}</td><td>{}</td>').format(
        about, _amount(row.said, row.unit), difference, row.speaker, when, note
    )


def _amount(value: float, unit: str) -> str:
    if unit == "rupiah":
        scale = units.scale_for(value)
        return units.quantity(value, units.RUPIAH, 2 if scale is units.TRILLIONS else 0, scale)
    return units.number(value)


def _heading(text: str, detail: str, mark: Markup) -> Markup:
    return Markup('<h2 class="k-heading">{}<span>{}</span> {}</h2>').format(text, detail, mark)


def _notice(text: str) -> Markup:
    return Markup('<p class="k-notice">{}</p>').format(text)
