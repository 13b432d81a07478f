"""Daftar: every proposal, filtered and sorted; and one of them with its history, checklist, findings and neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import pipeline
from kumkm.analysis.duplicates import Sameness
from kumkm.domain import units
from kumkm.domain.proposals import Stage
from kumkm.domain.view.proposals import DOCUMENTS, FINDINGS
from kumkm.narrative import proposal_sentences as said
from kumkm.ui.pages.proposals.shared import ProposalScope, proposals_taken
from kumkm.ui.parts import prose, tables
from kumkm.ui.parts.html import place
from kumkm.ui.parts.statements import date_words
from kumkm.ui.state import cache, choices

_PRINTED = 300  # rows on paper, about six sheets
_STYLED = 3000  # rows written the Indonesian way; a longer list is narrowed down first
_KEY = "tabel_usulan"
_ANY = {"": "Semua"}
_FLAGS: Final = {"": None, "lengkap": True, "kurang": False, "ada": True, "tanpa": False}


@cache.per_build(50)
def _found(scope: ProposalScope) -> pd.DataFrame:
    view = scope.view
    return pipeline.chosen(
        scope.every,
        year=scope.year,
        regions=scope.codes,
        menu=view.menu,
        fund=view.fund,
        stage=view.stage,
        ministry=view.ministry,
        documents=_FLAGS[view.documents],
        findings=_FLAGS[view.findings],
        text=view.text,
    )


def headline(scope: ProposalScope) -> None:
    """How many fit, and their sum."""
    found = _found(scope)
    spoken = said.listing(found, len(scope.of_year))
    detail = f"tahun anggaran {scope.year} · {scope.place or 'seluruh provinsi'}"
    paper = _on_paper(_rows(scope, found.head(_STYLED).reset_index(drop=True)))
    place(prose.headline_html(spoken, detail, mark=scope.stamp), paper)


def listing(scope: ProposalScope) -> None:
    """Filters, the list, and the proposal chosen in it."""
    _filters(scope)
    found = _found(scope)
    opened = scope.every[scope.every["proposal_id"] == scope.view.opened]
    if found.empty and opened.empty:
        return
    if scope.selection.screen:
        prose.notices(["Di layar bersama, usulan satu per satu tidak dirinci; yang tampak jumlahnya."])
        return
    _table(scope, found)
    if not opened.empty:
        _detail(scope, opened.iloc[0])


def _filters(scope: ProposalScope) -> None:
    text, menu, fund, stage, more = st.columns([1.5, 1.3, 1.1, 1.1, 0.8], gap="small", vertical_alignment="bottom")
    with text:
        st.text_input("Cari", key="cari", placeholder="judul, lokasi, kode")
    with menu:
        _choice("Menu", "menu", _ANY | scope.menus)
    with fund:
        _choice("Sumber dana", "dana", _ANY | _known(scope, "fund"))
    with stage:
        present = set(scope.of_year["stage"])
        _choice("Tahap", "tahap", _ANY | {item.value: item.words for item in Stage if item.value in present})
    view = scope.view
    used = sum(map(bool, (view.ministry, view.documents, view.findings)))
    with more, st.popover(f"Lainnya ({used})" if used else "Lainnya", width="stretch"):
        _choice("Kementerian", "kementerian", _ANY | _known(scope, "ministry"))
        _choice("Syarat", "syarat", DOCUMENTS)
        _choice("Temuan", "temuan", FINDINGS)


def _known(scope: ProposalScope, column: str) -> dict[str, str]:
    return {found: found for found in sorted(str(word) for word in scope.of_year[column].dropna().unique())}


def _choice(label: str, key: str, options: Mapping[str, str]) -> None:
    if choices.of(key, "") not in options:
        choices.put(key, "")
    st.selectbox(label, list(options), format_func=options.__getitem__, key=key)


def _table(scope: ProposalScope, found: pd.DataFrame) -> None:
    shown = found.head(_STYLED).reset_index(drop=True)
    table = _rows(scope, shown)
    if len(found) > _STYLED:
        prose.notices([f"Ditampilkan {units.number(_STYLED)} dari {units.number(len(found))}; persempit saringannya."])
    written = table.style.format(
        {
            "Nilai saat diajukan": lambda value: units.quantity(value, units.RUPIAH),
            "Kesiapan": lambda value: units.percent(value, 0),
            "Temuan": lambda value: units.number(value),
        }
    )
    ids = shown["proposal_id"].tolist()
    st.dataframe(
        written,
        key=_KEY,
        hide_index=True,
        placeholder=units.MISSING,
        column_config={"Judul": st.column_config.Column(width=330), "Menu": st.column_config.Column(width=130)},
        height=min(420, 38 + 35 * max(1, len(table))),
        selection_mode="single-row",
        on_select=lambda: _open(ids),
    )


def _rows(scope: ProposalScope, shown: pd.DataFrame) -> pd.DataFrame:
    """Proposals as the list shows them, numbers not yet written."""
    heads = scope.menu_heads
    return pd.DataFrame(
        {
            "Kode": shown["proposal_id"],
            "Daerah": scope.places(shown["region_code"]),
            "Judul": [
                f"{row.title} (diberitakan)" if row.published else row.title
                for row in shown[["title", "published"]].itertuples()
            ],
            "Menu": [heads.get(menu, name) for menu, name in zip(shown["menu_id"], shown["menu"], strict=True)],
            "Dana": shown["fund"],
            "Tahap": shown["stage_words"],
            "Nilai saat diajukan": shown["proposed_idr"],
            "Kesiapan": shown["readiness"] * 100,
            "Temuan": shown["findings"],
        }
    )


def _on_paper(table: pd.DataFrame) -> Markup:
    """The list as a sheet shows it: the one on screen is a picture of the rows in sight."""
    rows = table.head(_PRINTED)
    written = rows.assign(
        **{
            "Nilai saat diajukan": [units.quantity(value, units.RUPIAH) for value in rows["Nilai saat diajukan"]],
            "Kesiapan": [units.percent(value, 0) for value in rows["Kesiapan"]],
            "Temuan": [units.number(value) for value in rows["Temuan"]],
        }
    )
    rest = Markup("<p>Dicetak {} dari {}; persempit saringannya.</p>").format(
        units.number(len(rows)), units.number(len(table))
    )
    listed = tables.table_html(written, right=["Nilai saat diajukan", "Kesiapan", "Temuan"])
    return Markup('<div class="k-paper">{}{}</div>').format(listed, rest if len(table) > len(rows) else "")


def _open(ids: list[str]) -> None:
    """The row just chosen becomes the proposal shown; none chosen closes it."""
    rows = choices.of(_KEY).selection.rows
    choices.put("usulan", ids[rows[0]] if rows and rows[0] < len(ids) else "")


def _detail(scope: ProposalScope, row: pd.Series[Any]) -> None:
    mark = "diberitakan, bukan kiriman" if row["published"] else ""
    prose.heading(str(row["title"]), f"{row['proposal_id']} {mark}")
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _facts(scope, row)
        prose.heading("Riwayat")
        _history(scope, str(row["proposal_id"]))
    with right:
        prose.heading("Syarat", _ready_words(row))
        _checklist(str(row["proposal_id"]))
        _findings(str(row["proposal_id"]))
        _neighbours(scope, row)


def _facts(scope: ProposalScope, row: pd.Series[Any]) -> None:
    area = scope.names.get(row["region_code"], "Provinsi")
    facts = [
        ("Daerah", f"{area}, {row['location']}" if isinstance(row["location"], str) else area),
        ("Koordinat", _coordinates(row)),
        ("Menu", f"{row['menu']} · {row['fund']}"),
        ("Volume", f"{units.number(row['volume'])} {row['unit']}" if pd.notna(row["volume"]) else units.MISSING),
        ("Saat diajukan", units.quantity(row["proposed_idr"], units.RUPIAH)),
        (f"Pada tahap {str(row['stage_words']).lower()}", units.quantity(row["amount_idr"], units.RUPIAH)),
        ("Disetujui", units.quantity(row["approved_idr"], units.RUPIAH)),
        ("Asal", _origin(row)),
    ]
    place(prose.definitions_html(facts))


def _coordinates(row: pd.Series[Any]) -> str:
    """`4,0123° LS, 122,5123° BT`, as delivered."""
    if pd.isna(row["latitude"]) or pd.isna(row["longitude"]):
        return units.MISSING
    north, east = float(row["latitude"]), float(row["longitude"])
    return f"{units.number(abs(north), 4)}° {'LU' if north > 0 else 'LS'}, {units.number(abs(east), 4)}° BT"


def _origin(row: pd.Series[Any]) -> str:
    sheet = f", lembar {row['sheet']}" if isinstance(row["sheet"], str) and row["sheet"] else ""
    simulated = " · DATA SIMULASI" if row["simulated"] else ""
    return f"{row['file']}{sheet}, baris {int(row['row_number'])}{simulated}"


def _ready_words(row: pd.Series[Any]) -> str:
    if pd.isna(row["readiness"]):
        return "menunya belum dikenal"
    return f"{units.percent(row['readiness'] * 100, 0)} terpenuhi"


def _history(scope: ProposalScope, proposal_id: str) -> None:
    steps = scope.stages[scope.stages["proposal_id"] == proposal_id]
    table = pd.DataFrame(
        {
            "Tanggal": [_day(value) for value in steps["entered_on"]],
            "Tahap": steps["stage_words"],
            "Lama": [f"{units.number(value)} hari" if pd.notna(value) else units.MISSING for value in steps["days"]],
            "Dokumen": steps["document"].fillna(units.MISSING),
            "Alasan": steps["reason"].fillna(""),
            "Nilai": [units.quantity(value, units.RUPIAH) for value in steps["amount_idr"]],
        }
    )
    tables.html_table(table, right=["Lama", "Nilai"])


def _day(value: object) -> str:
    return date_words(value.strftime("%Y-%m-%d")) if isinstance(value, pd.Timestamp) else "tanpa tanggal"


def _checklist(proposal_id: str) -> None:
    found = cache.read("proposal_readiness", proposal_id=proposal_id)
    words = {True: "ada", False: "belum ada"}
    table = pd.DataFrame(
        {
            "Syarat": found["words"],
            "Wajib": ["wajib" if flag else "" for flag in found["mandatory"]],
            "Keadaan": ["tidak disebut" if pd.isna(met) else words[bool(met)] for met in found["met"]],
        }
    )
    if len(table):
        tables.html_table(table)


def _findings(proposal_id: str) -> None:
    found = cache.read("proposal_findings", proposal_id=proposal_id)
    prose.heading("Temuan", f"{len(found)}")
    if found.empty:
        return
    table = pd.DataFrame(
        {
            "Aturan": found["rule"],
            "Tingkat": found["severity"],
            "Sel": found["cell"].fillna(""),
            "Pesan": found["message"],
        }
    )
    tables.html_table(table)


def _neighbours(scope: ProposalScope, row: pd.Series[Any]) -> None:
    """What stands there already, and other proposals of the same menu in the same region."""
    assets = cache.read("assets")
    mine = assets[assets["region_code"] == row["region_code"]]
    same = pipeline.chosen(scope.every, regions=[str(row["region_code"])], menu=str(row["menu_id"] or ""))
    same = same[same["proposal_id"] != row["proposal_id"]].sort_values("budget_year")
    prose.heading("Sudah ada di daerah ini")
    _lines([f"{item.name}, {item.status} ({item.source})" for item in mine.itertuples()])
    _twins(scope, str(row["proposal_id"]))
    prose.heading("Usulan semenu di daerah ini", f"{len(same)}")
    lines = [f"{item.budget_year}: {item.title}, {item.stage_words.lower()}" for item in same.itertuples()]
    _lines(lines)


def _twins(scope: ProposalScope, proposal_id: str) -> None:
    """Proposals that may be this one again, with the reason; somebody must look, nothing is left out."""
    pairs = cache.analysis("duplicates")
    mine = pairs[(pairs["proposal_id"] == proposal_id) | (pairs["other_id"] == proposal_id)]
    titles = scope.every.set_index("proposal_id")["title"]
    prose.heading("Mungkin usulan yang sama", f"{len(mine)}")
    lines = []
    for pair in mine.itertuples():
        other = pair.other_id if pair.proposal_id == proposal_id else pair.proposal_id
        why = "; ".join(Sameness(reason).words for reason in str(pair.reasons).split(";"))
        lines.append(f"{other}: {titles[other]} ({why}, kemiripan {units.number(pair.similarity, 0)} dari 100)")
    _lines(lines)


def _lines(lines: list[str]) -> None:
    place(*(Markup('<p class="k-text">{}</p>').format(line) for line in lines or ["Belum ada yang tercatat."]))


def listing_data(scope: ProposalScope) -> pd.DataFrame:
    """The proposals as filtered."""
    return proposals_taken(_found(scope))
