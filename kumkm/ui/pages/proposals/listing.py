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
from kumkm.domain.meeting import Decision
from kumkm.domain.proposals import SUBMITTED_ONLY, SUBMITTED_ONLY_WORDS, Stage
from kumkm.domain.secrecy import in_words
from kumkm.domain.view.proposals import COUNTED_ONLY, DOCUMENTS, FINDINGS
from kumkm.export import views
from kumkm.narrative import proposal_sentences
from kumkm.narrative.grammar import date_words, small
from kumkm.ui.pages.proposals.shared import ProposalScope
from kumkm.ui.parts import layout, prose, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache, choices, office

_PRINTED = 300  # rows on paper, about six sheets
_STYLED = 3000  # rows written the Indonesian way; a longer list is narrowed down first
# Text of a cell is wrapped from a height of row on; a list of short titles shows more rows.
_WRAPPED, _ONE_LINE = 66, 35  # px
_FITS = 50  # letters of a title on one line
_KEY = "tabel_usulan"
_MORE = "saringan_lain"
_ANY = {"": "Semua"}
_FLAGS: Final = {"": None, "lengkap": True, "kurang": False, "ada": True, "tanpa": False}


@cache.per_build(50)
def _matching(scope: ProposalScope) -> pd.DataFrame:
    """What fits the filters, the dearest first; without an amount last."""
    view = scope.view
    proposals = pipeline.chosen(
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
    return proposals.sort_values(["proposed_idr", "proposal_id"], ascending=[False, True])


def _headline(scope: ProposalScope, proposals: pd.DataFrame) -> Markup:
    """How many fit, and their sum; on paper the list."""
    spoken = proposal_sentences.listing(proposals, len(scope.of_year))
    detail = f"tahun anggaran {scope.year} · {scope.place or 'seluruh provinsi'} · nilai terbesar dahulu"
    paper = _on_paper(_rows(scope, proposals.head(_STYLED).reset_index(drop=True)))
    return prose.headline_html(spoken, detail, mark=scope.stamp) + paper


def listing(scope: ProposalScope) -> None:
    """Filters, the list, and the proposal chosen in it."""
    proposals = _matching(scope)
    opened = scope.every[scope.every["proposal_id"] == scope.view.opened]
    any_rows = not (proposals.empty and opened.empty)
    listed = any_rows and scope.names_single
    with layout.grid("usulan_daftar"):
        layout.texts(
            judul=_headline(scope, proposals),
            catatan=prose.notices_html(_left_out(scope, proposals) if any_rows else []),
            rinci=_detail(scope, opened.iloc[0]) if listed and not opened.empty else NOTHING,
        )
        _filters(scope)
        if listed:
            _table(scope, proposals)


def _left_out(scope: ProposalScope, proposals: pd.DataFrame) -> list[str]:
    """Why proposals are not listed one by one, or not all of them; empty where they are."""
    if not scope.names_single:
        return [COUNTED_ONLY]
    if len(proposals) > _STYLED:
        return [f"Ditampilkan {units.number(_STYLED)} dari {units.number(len(proposals))}; persempit saringannya."]
    return []


def _filters(scope: ProposalScope) -> None:
    st.text_input("Cari", key="cari", placeholder="judul, lokasi, kode")
    _choice("Menu", "menu", _ANY | scope.menus)
    _choice("Sumber dana", "dana", _ANY | _known(scope, "fund"))
    present = set(scope.of_year["stage"])
    submitted = {SUBMITTED_ONLY: SUBMITTED_ONLY_WORDS}
    _choice("Tahap", "tahap", _ANY | submitted | {item.value: item.words for item in Stage if item.value in present})
    _more_filters(scope)


def _more_filters(scope: ProposalScope) -> None:
    """Three that are seldom used, drawn once they are opened; on the button how many of them are set."""
    ministries = _ANY | _known(scope, "ministry")
    choices.settle("kementerian", ministries)
    view = scope.view
    used = sum(map(bool, (view.ministry, view.documents, view.findings)))
    shown = st.popover(f"Lainnya ({used})" if used else "Lainnya", width="stretch", key=_MORE, on_change="rerun")
    if not shown.open:
        return
    with shown:
        for label, key, options in (
            ("Kementerian", "kementerian", ministries),
            ("Syarat", "syarat", DOCUMENTS),
            ("Temuan", "temuan", FINDINGS),
        ):
            _choice(label, key, options, on_change=_stay_open)


def _stay_open() -> None:
    """A button of another name is another button to Streamlit, and closed."""
    choices.put(_MORE, True)


def _known(scope: ProposalScope, column: str) -> dict[str, str]:
    return {value: value for value in sorted(str(word) for word in scope.of_year[column].dropna().unique())}


def _choice(label: str, key: str, options: Mapping[str, str], **more: Any) -> None:
    choices.settle(key, options)
    st.selectbox(label, list(options), format_func=options.__getitem__, key=key, **more)


def _table(scope: ProposalScope, proposals: pd.DataFrame) -> None:
    shown = proposals.head(_STYLED).reset_index(drop=True)
    table = _rows(scope, shown)
    table["Judul"] = [_without_menu(*pair) for pair in zip(table["Judul"], shown["menu"], strict=True)]
    row = _WRAPPED if table["Judul"].str.len().max() > _FITS else _ONE_LINE
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
        column_config={"Judul": st.column_config.Column(width=400), "Menu": st.column_config.Column(width=100)},
        height=min(480, 40 + row * max(1, len(table))),
        row_height=row,
        selection_mode="single-row",
        on_select=lambda: _open(ids),
    )


def _without_menu(title: str, menu: object) -> str:
    """What tells a title from the others of its menu, which has a column of its own: its end is not cut off then."""
    rest = title.removeprefix(str(menu)).strip()
    return rest[:1].upper() + rest[1:] if rest else title


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
        | _verdicts(shown["proposal_id"])
    )


def _verdicts(ids: pd.Series[str]) -> dict[str, list[str]]:
    """What the meeting under way, or the last one, says of each; no column where none says anything."""
    decided = office.decisions(office.last())
    if not decided:
        return {}
    return {"Rapat": [_verdict(decided.get(str(name))) for name in ids]}


def _verdict(decision: Decision | None) -> str:
    if decision is None or decision.verdict is None:
        return ""
    amount = units.quantity(decision.amount_idr, units.RUPIAH) if decision.amount_idr is not None else ""
    return " · ".join(filter(None, (decision.verdict.words, amount, decision.reason)))


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


def _detail(scope: ProposalScope, row: pd.Series[Any]) -> Markup:
    """One proposal: what it is and how it came here, beside what it lacks and what stands near it."""
    proposal_id = str(row["proposal_id"])
    mark = "diberitakan, bukan kiriman" if row["published"] else ""
    left = _facts(scope, row) + prose.heading_html("Riwayat") + _history(scope, proposal_id)
    right = (
        prose.heading_html("Syarat", _ready_words(row))
        + _checklist(proposal_id)
        + _findings(proposal_id)
        + _neighbours(scope, row)
    )
    both = Markup('<div class="k-beside"><div>{}</div><div>{}</div></div>').format(left, right)
    return prose.heading_html(str(row["title"]), f"{proposal_id} {mark}") + both


def _facts(scope: ProposalScope, row: pd.Series[Any]) -> Markup:
    area = scope.names.get(row["region_code"], "Provinsi")
    facts = [
        ("Daerah", f"{area}, {row['location']}" if isinstance(row["location"], str) else area),
        ("Koordinat", _coordinates(row)),
        ("Menu", f"{row['menu']} · {row['fund']}"),
        ("Volume", f"{units.number(row['volume'])} {row['unit']}" if pd.notna(row["volume"]) else units.MISSING),
        ("Saat diajukan", units.quantity(row["proposed_idr"], units.RUPIAH)),
        (f"Pada tahap {small(str(row['stage_words']))}", units.quantity(row["amount_idr"], units.RUPIAH)),
        ("Disetujui", units.quantity(row["approved_idr"], units.RUPIAH)),
        ("Asal", _origin(row)),
    ]
    decided = office.decisions(office.last()).get(str(row["proposal_id"]))
    if decided is not None:
        facts.insert(-1, ("Rapat", _verdict(decided)))
    return prose.definitions_html(facts)


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


def _history(scope: ProposalScope, proposal_id: str) -> Markup:
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
    return tables.table_html(table, right=["Lama", "Nilai"])


def _day(value: object) -> str:
    return date_words(value.strftime("%Y-%m-%d")) if isinstance(value, pd.Timestamp) else "tanpa tanggal"


def _checklist(proposal_id: str) -> Markup:
    checklist = cache.read("proposal_readiness", proposal_id=proposal_id)
    words = {True: "ada", False: "belum ada"}
    table = pd.DataFrame(
        {
            "Syarat": checklist["words"],
            "Wajib": ["wajib" if flag else "" for flag in checklist["mandatory"]],
            "Keadaan": ["tidak disebut" if pd.isna(met) else words[bool(met)] for met in checklist["met"]],
        }
    )
    return tables.table_html(table) if len(table) else NOTHING


def _findings(proposal_id: str) -> Markup:
    findings = cache.read("proposal_findings", proposal_id=proposal_id)
    heading = prose.heading_html("Temuan", f"{len(findings)}")
    if findings.empty:
        return heading
    table = pd.DataFrame(
        {
            "Aturan": findings["rule"],
            "Tingkat": findings["severity"],
            "Sel": findings["cell"].fillna(""),
            "Pesan": findings["message"].map(in_words),
        }
    )
    return heading + tables.table_html(table)


def _neighbours(scope: ProposalScope, row: pd.Series[Any]) -> Markup:
    """What stands there already, and other proposals of the same menu in the same region."""
    assets = cache.read("assets")
    mine = assets[assets["region_code"] == row["region_code"]]
    same = pipeline.chosen(scope.every, regions=[str(row["region_code"])], menu=str(row["menu_id"] or ""))
    same = same[same["proposal_id"] != row["proposal_id"]].sort_values("budget_year")
    lines = [f"{item.budget_year}: {item.title}, {small(item.stage_words)}" for item in same.itertuples()]
    return (
        prose.heading_html("Sudah ada di daerah ini")
        + _lines([f"{item.name}, {item.status} ({item.source})" for item in mine.itertuples()])
        + _twins(scope, str(row["proposal_id"]))
        + prose.heading_html("Usulan semenu di daerah ini", f"{len(same)}")
        + _lines(lines)
    )


def _twins(scope: ProposalScope, proposal_id: str) -> Markup:
    """Proposals that may be this one again, with the reason; somebody must look, nothing is left out."""
    pairs = cache.analysis("duplicates")
    mine = pairs[(pairs["proposal_id"] == proposal_id) | (pairs["other_id"] == proposal_id)]
    titles = scope.every.set_index("proposal_id")["title"]
    lines = []
    for pair in mine.itertuples():
        other = pair.other_id if pair.proposal_id == proposal_id else pair.proposal_id
        why = "; ".join(Sameness(reason).words for reason in str(pair.reasons).split(";"))
        lines.append(f"{other}: {titles[other]} ({why}, kemiripan {units.number(pair.similarity, 0)} dari 100)")
    return prose.heading_html("Mungkin usulan yang sama", f"{len(mine)}") + _lines(lines)


def _lines(lines: list[str]) -> Markup:
    body = join(Markup('<p class="k-text">{}</p>').format(line) for line in lines or ["Belum ada yang tercatat."])
    return Markup("<div>{}</div>").format(body)


def listing_data(scope: ProposalScope) -> pd.DataFrame:
    """The proposals as filtered."""
    return views.proposals(_matching(scope))
