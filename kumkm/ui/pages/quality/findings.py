"""Pieces of Kualitas: what the rules found and where, the district's own workbook with comments, how it was read."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm import settings as project
from kumkm.domain import units
from kumkm.domain.access import Permission
from kumkm.domain.secrecy import in_words
from kumkm.domain.view.quality import EVERYWHERE
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.export import views
from kumkm.export.annotated import annotate, can_annotate
from kumkm.export.downloads import Download
from kumkm.export.rules import UNWRITTEN
from kumkm.ui.parts import understood
from kumkm.ui.parts.downloads import offer, table
from kumkm.ui.parts.html import join, place
from kumkm.ui.state import access, cache, choices
from kumkm.warehouse import checks
from kumkm.warehouse.checks import Finding

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE: Final = 15
_ALL: Final = ""
_PAGE: Final = "halaman"


@cache.per_build(4)
def _purposes() -> dict[str, str]:
    """What every rule demands, in one line."""
    written = {query.name: query.purpose for query in checks.rules(project.load())}
    return {item.name: item.purpose for item in UNWRITTEN} | written


def findings(selection: Selection) -> None:
    """Counts, filters, one page of findings, and what can be taken along."""
    every = cache.read("findings")
    mark = " · DATA SIMULASI" if every["simulated"].any() else ""
    summary = "Tidak ada temuan: semua kiriman memenuhi aturan yang berlaku." if every.empty else _in_words(every)
    shown = st.expander(f"**Temuan** {summary}{mark}", key="buka_temuan", on_change="rerun")
    if not shown.open or every.empty:
        return
    with shown:
        _by_rule(every)
        mine = _of_own_regions(every)
        if mine.empty:
            place(Markup('<p class="k-text">Rincian temuan diperlihatkan kepada peran yang memerlukannya.</p>'))
            return
        wanted = _filtered(mine, selection)
        if selection.screen:
            wanted = _without_names(wanted)
        _table(wanted)
        _downloads(wanted, selection)


def _of_own_regions(every: pd.DataFrame) -> pd.DataFrame:
    """The findings whoever looks may see one by one: an operator those of its region, a guest none."""
    regions = access.visitor().regions(Permission.RECORDS)
    return every if regions is None else every[every["region_code"].isin(regions)]


def _in_words(every: pd.DataFrame) -> str:
    counts = every["severity"].value_counts()
    parts = [f"{units.number(counts[name])} {name}" for name in checks.SEVERITIES if name in counts]
    held = every[every["held_back"]]["file"].nunique()
    kept = f"; {held} kiriman ditahan, versi baik terakhirnya tetap dipakai" if held else ""
    return f"{', '.join(parts)}{kept}"


def _by_rule(every: pd.DataFrame) -> None:
    counted = every.groupby("rule").size().sort_values(ascending=False, kind="stable")
    purposes = _purposes()
    item = Markup("<li><b>{}</b><span>{}</span><em>{}</em></li>")
    items = join(
        item.format(str(rule), purposes.get(str(rule), ""), units.number(count)) for rule, count in counted.items()
    )
    with st.expander(f"Jumlah menurut aturan ({len(counted)} aturan)", expanded=False):
        place(Markup('<ul class="k-rules">{}</ul>').format(items))


def _filtered(every: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    severity, rule, region, file = st.columns([1.5, 1.6, 1.2, 1.7], gap="medium")
    with severity:
        known = _present(every, "severity", checks.SEVERITIES)
        choices.settle("tingkat", known)
        severities = st.pills("Tingkat", known, selection_mode="multi", key="tingkat", on_change=_first_page)
    with rule:
        known = sorted(every["rule"].unique())
        choices.settle("aturan", known)
        rules = st.multiselect("Aturan", known, key="aturan", placeholder="Semua aturan", on_change=_first_page)
    with region:
        code = _choose_region(every, selection)
    with file:
        files = [_ALL, *sorted(every["file"].dropna().unique())]
        choices.settle("berkas", files)
        name = st.selectbox(
            "Berkas", files, format_func=lambda item: item or "Semua berkas", key="berkas", on_change=_first_page
        )
    kept = pd.Series(True, index=every.index)
    for column, wanted in (("severity", severities), ("rule", rules), ("region_code", [code]), ("file", [name])):
        if wanted and wanted != [_ALL]:
            kept &= every[column].isin(wanted)
    return every[kept]


def _present(every: pd.DataFrame, column: str, order: tuple[str, ...]) -> list[str]:
    return [value for value in order if (every[column] == value).any()]


def _first_page() -> None:
    choices.put(_PAGE, 1)


def _choose_region(every: pd.DataFrame, selection: Selection) -> str:
    """Let another region be looked at than that of the frame; the code, empty for all."""
    known = cache.regions().by_code
    codes = sorted(code for code in every["region_code"].dropna().unique() if code in known)
    mine = _ALL if selection.region_code == PROVINCE else selection.region_code
    words = {_ALL: known[mine].short_name, EVERYWHERE: "Semua daerah"} if mine else {_ALL: "Semua daerah"}
    words |= {code: known[code].short_name for code in codes if code != mine}
    choices.settle("letak", words)
    st.selectbox("Daerah", list(words), format_func=words.__getitem__, key="letak", on_change=_first_page)
    chosen = str(choices.of("letak"))
    return {_ALL: mine, EVERYWHERE: _ALL}.get(chosen, chosen)


def _without_names(shown: pd.DataFrame) -> pd.DataFrame:
    """In front of a room, cells about a single cooperative or enterprise are counted, not shown."""
    by_name = int(shown["by_name"].sum())
    if by_name:
        notice = Markup(
            '<p class="k-notice">{} temuan pada daftar per koperasi dan per usaha tidak dirinci di layar bersama.</p>'
        )
        place(notice.format(units.number(by_name)))
    return shown[~shown["by_name"]]


def _table(shown: pd.DataFrame) -> None:
    if shown.empty:
        place(Markup('<p class="k-notice">Tidak ada temuan untuk saringan ini.</p>'))
        return
    pages = -(-len(shown) // _PER_PAGE)
    page = min(int(choices.of(_PAGE, 1)), pages)
    rows = shown.iloc[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    table = Markup(
        '<div class="k-scroll"><table class="k-table k-findings"><thead><tr><th>Aturan</th><th>Tingkat</th>'
        "<th>Daerah</th><th>Letak</th><th>Ditemukan</th><th>Diharapkan</th><th>Penjelasan</th></tr></thead>"
        "<tbody>{}</tbody></table></div>"
    )
    place(table.format(join(_row(row) for row in rows.itertuples())))
    _pager(page, pages, len(shown))


def _row(row: Any) -> Markup:
    steps = [_text(row.sheet), _text(row.cell) or (f"baris {row.row_number}" if pd.notna(row.row_number) else "")]
    where = " › ".join(step for step in steps if step)
    heading = f" ({_text(row.heading)})" if _text(row.heading) else ""
    return Markup(
        '<tr><td title="{purpose}"><b>{rule}</b></td><td class="k-{severity}">{severity}</td><td>{region}</td>'
        "<td>{file}<small>{where}</small></td><td>{found}</td><td>{expected}</td><td>{message}</td></tr>"
    ).format(
        purpose=_purposes().get(row.rule, ""),
        rule=row.rule,
        severity=row.severity,
        region=_region(row.region_code),
        file=_text(row.file),
        where=where + heading,
        found=_text(row.found),
        expected=_text(row.expected),
        message=in_words(row.message),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _region(code: object) -> str:
    known = cache.regions().by_code
    return known[code].short_name if isinstance(code, str) and code in known else units.MISSING


def _pager(page: int, pages: int, every: int) -> None:
    with st.container(horizontal=True, key="temuan_pindah", vertical_alignment="center"):
        st.button("Sebelumnya", on_click=_turn, args=(page - 1,), disabled=page == 1, key="temuan_sebelum")
        position = f"Halaman {page} dari {units.number(pages)} · {units.number(every)} temuan"
        place(Markup('<span class="k-label">{}</span>').format(position), width="content")
        st.button("Berikutnya", on_click=_turn, args=(page + 1,), disabled=page == pages, key="temuan_sesudah")


def _turn(to: int) -> None:
    choices.put(_PAGE, to)


def _downloads(shown: pd.DataFrame, selection: Selection) -> None:
    """The findings as filtered, and the chosen workbook with comments."""
    with st.container(horizontal=True, key="temuan_unduhan", vertical_alignment="center"):
        offer("temuan", partial(download, shown), key="temuan")
        _workbook(selection)


def _workbook(selection: Selection) -> None:
    """The button for the chosen file; every finding of the file is noted, whatever else is filtered."""
    name = choices.of("berkas") or _ALL
    if not name:
        place(Markup('<span class="k-label">Pilih satu berkas untuk mengunduhnya dengan catatan di selnya.</span>'))
        return
    every = cache.read("findings")
    mine = every[every["file"] == name]
    path = source_file(name, mine)
    if path is None or selection.screen:
        place(Markup('<span class="k-label">Berkas aslinya tidak tersedia di sini untuk diberi catatan.</span>'))
        return
    st.download_button(
        "Unduh berkas bercatatan",
        partial(_annotated, path, mine),
        f"{path.stem}-bercatatan.xlsx",
        _XLSX,
        on_click="ignore",
        key="temuan_bercatatan",
        type="primary",
    )


def source_file(name: str, mine: pd.DataFrame) -> Path | None:
    """Where the very workbook a file's findings speak of still lies; None if it is gone, changed or no workbook.

    A real workbook holds what is told to nobody, and names and phone numbers: it is handed out to nobody here. Whoever
    sends one gets it back with comments in the session it is sent in (Unggah).
    """
    settings = project.load()
    hashes = set(mine["file_hash"].dropna())
    if not hashes or not mine["simulated"].all():
        return None
    for folder in (settings.sample, settings.raw):
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file() and _fits(str(path), path.stat().st_mtime, hashes):
            return path
    return None


def _fits(path: str, changed: float, hashes: set[str]) -> bool:
    return _hash_of_workbook(path, changed) in hashes


@cache.per_build(200)
def _hash_of_workbook(path: str, changed: float) -> str:
    """The hash of a file that takes comments; empty for any other. `changed` keeps the cache true."""
    content = Path(path).read_bytes()
    return hashlib.sha256(content).hexdigest() if can_annotate(content) else ""


def _annotated(path: Path, mine: pd.DataFrame) -> bytes:
    every = cache.read("understood")
    how = understood.table(every[every["file_hash"].isin(mine["file_hash"].dropna())])
    return annotate(path.read_bytes(), [_finding(row) for row in mine.itertuples()], how)


def _finding(row: Any) -> Finding:
    return Finding(
        rule=row.rule,
        severity=row.severity,
        file=_text(row.file),
        sheet=_text(row.sheet) or None,
        row=int(row.row_number) if pd.notna(row.row_number) else None,
        column=_text(row.heading) or None,
        found=_text(row.found) or None,
        expected=_text(row.expected) or None,
        message=in_words(row.message),
        region_code=_text(row.region_code) or None,
        cell=_text(row.cell) or None,
    )


def download(shown: pd.DataFrame) -> Download:
    """The findings as filtered."""
    return table("temuan", views.FINDINGS_TITLE, views.findings(shown), source=views.FINDINGS_SOURCE)


def understanding() -> None:
    """How the columns of one delivery were understood; those with columns not read can be chosen first."""
    every = cache.read("understood")
    if every.empty:
        return
    mark = " · DATA SIMULASI" if every["simulated"].any() else ""
    shown = st.expander(
        f"**Cara kiriman dibaca** {understood.summary(every)}{mark}", key="buka_dibaca", on_change="rerun"
    )
    if not shown.open:
        return
    by_file = {str(name): lines for name, lines in every.groupby("file", sort=True)}
    names = sorted(by_file, key=lambda name: -understood.unread(by_file[name]))
    with shown:
        name = st.selectbox(
            "Berkas", names, format_func=lambda name: _file_words(name, by_file[name]), key="dibaca_berkas"
        )
        understood.show(by_file[str(name)])


def _file_words(name: str, lines: pd.DataFrame) -> str:
    parts = [name, understood.summary(lines)]
    parts += ["ditahan"] if lines["held_back"].any() else []
    parts += ["DATA SIMULASI"] if lines["simulated"].all() else []
    return " · ".join(parts)
