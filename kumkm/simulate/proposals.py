"""Programme proposals of three budget years with the history of their stages; nobody is named, only roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from kumkm.simulate import wording
from kumkm.simulate.calibration import INSIDE, LAST_YEAR, Calibration, Place
from kumkm.simulate.errors import PROPOSAL_ERRORS, ProposalError
from kumkm.simulate.ledger import PERINGATAN, Ledger, Spot
from kumkm.simulate.pages import WRITTEN_AT, Cell, Column, Page

FILE = "usulan-program.xlsx"
BUDGET_YEARS = (2023, 2024, 2025)
PER_REGION_AND_YEAR = 4
PROVINCES_OWN = 5
# Regions that have a centre (Wakatobi, the province's in Kendari) or its contract (Baubau), so none is proposed there.
HAS_CENTRE = ("74.07", "74.71", "74.72")
TOGETHER, COOPERATIVES, ENTERPRISES = "Kementerian Koperasi dan UKM", "Kementerian Koperasi", "Kementerian UMKM"
FIRST_OF_TWO_MINISTRIES = 2025


@dataclass(frozen=True)
class Menu:
    """What may be proposed. Costs are per unit, in rupiah; `share` weighs how often."""

    name: str
    fund: str
    ministry: str
    unit: str
    volumes: tuple[int, int]
    costs: tuple[float, float]
    share: float
    has_land: bool = False
    has_manager: bool = False
    has_trainees: bool = False


MENUS = (
    Menu("Rumah Produksi Bersama", "Tugas Pembantuan", ENTERPRISES, "Unit", (1, 1), (7.4e9, 10.8e9), 0.1, True, True),
    Menu("DAK Nonfisik PK2UMK", "DAK Nonfisik", ENTERPRISES, "Orang", (60, 180), (2.0e6, 3.2e6), 0.3,
         has_trainees=True),
    Menu("Koperasi Modern", "APBN", COOPERATIVES, "Koperasi", (1, 3), (1.5e8, 3.0e8), 0.2, has_manager=True),
    Menu("Layanan Rumah Kemasan", "Tugas Pembantuan", ENTERPRISES, "Unit", (1, 1), (3.5e8, 9.0e8), 0.12, True, True),
    Menu("Revitalisasi Pasar Rakyat", "Tugas Pembantuan", COOPERATIVES, "Unit", (1, 1), (9.0e8, 1.4e9), 0.12, True,
         True),
    Menu("Pengembangan Kewirausahaan Nasional", "APBN", ENTERPRISES, "Wirausaha", (20, 60), (5.0e6, 1.0e7), 0.16,
         has_trainees=True),
)  # fmt: skip
CENTRE = Menu("PLUT-KUMKM", "DAK Fisik", ENTERPRISES, "Unit", (1, 1), (4.0e9, 5.4e9), 0.0, True)
PROVINCIAL = Menu("Pendataan Lengkap KUMKM", "Dekonsentrasi", ENTERPRISES, "Data", (5000, 20000), (1.5e4, 4e4), 0.0)

# Stage, days after 1 February of the year before, who acts.
PATH = (
    ("DRAF", 0, "Operator OPD"),
    ("DIAJUKAN", 30, "Kepala Dinas Kabupaten/Kota"),
    ("TERVERIFIKASI PROVINSI", 62, "Verifikator Provinsi"),
    ("DISEPAKATI RAKORDA", 110, "Kepala Dinas Provinsi"),
    ("DIINPUT KRISNA/SIPD", 135, "Operator Bappeda"),
    ("DIBAHAS RAKORTEK", 150, "Deputi Kementerian"),
    ("DITERIMA", 152, "Deputi Kementerian"),
    ("SIMONI", 195, "Bappenas dan Kementerian Keuangan"),
    ("DITETAPKAN", 270, "Kementerian Keuangan"),
    ("KONTRAK", 440, "PPK"),
    ("REALISASI", 590, "PPK"),
    ("SELESAI/HIBAH", 680, "Kepala Dinas Kabupaten/Kota"),
)
RETURNED = ("DIKEMBALIKAN", 42, "Verifikator Provinsi")
ENDINGS = {
    "DIBAHAS RAKORTEK": (
        ("DITOLAK", "Belum menjadi prioritas kementerian"),
        ("DIDISKUSIKAN", "Menunggu kelengkapan data"),
    ),
    "SIMONI": (("TIDAK DIAKOMODASI", "Pagu tidak mencukupi"),),
}
COLUMNS = (
    Column("number", ("No",), "plain", 5),
    Column("proposal_id", ("Kode Usulan",), "text", 16),
    Column("budget_year", ("Tahun Anggaran",), "plain"),
    Column("region", ("Kabupaten/Kota",), "text", 26),
    Column("office", ("OPD",), "text", 34),
    Column("title", ("Judul",), "text", 50),
    Column("menu", ("Menu",), "text", 30),
    Column("fund", ("Sumber Dana",), "text", 18),
    Column("ministry", ("Kementerian Tujuan",), "text", 26),
    Column("volume", ("Volume",)),
    Column("unit", ("Satuan",), "text"),
    Column("unit_cost_idr", ("Harga Satuan (Rp)",), "money", 16),
    Column("amount_idr", ("Nilai Usulan (Rp)",), "money", 18),
    Column("location", ("Lokasi",), "text", 22),
    Column("latitude", ("Lintang",), "plain"),
    Column("longitude", ("Bujur",), "plain"),
    Column("land_m2", ("Luas Lahan (m2)",)),
    Column("land_status", ("Status Lahan",), "text", 16),
    Column("has_tor", ("TOR",), "text", 7),
    Column("has_rab", ("RAB",), "text", 7),
    Column("has_ded", ("DED",), "text", 7),
    Column("has_certificate", ("Sertifikat",), "text"),
    Column("has_no_dispute", ("Pernyataan Tidak Sengketa",), "text", 14),
    Column("has_budget_commitment", ("Komitmen APBD",), "text", 14),
    Column("manager_nik", ("NIK Koperasi Pengelola",), "text", 17),
    Column("trainees", ("Jumlah Peserta",)),
    Column("trainees_without_nib", ("Peserta Tanpa NIB",)),
    Column("stage", ("Tahap",), "text", 24),
    Column("stage_date", ("Tanggal Tahap",), "date"),
    Column("document", ("Nomor Dokumen",), "text", 24),
    Column("approved_idr", ("Nilai Disetujui (Rp)",), "money", 18),
    Column("note", ("Keterangan",), "text", 34),
)
HISTORY = (
    Column("number", ("No",), "plain", 5),
    Column("proposal_id", ("Kode Usulan",), "text", 16),
    Column("stage", ("Tahap",), "text", 24),
    Column("stage_date", ("Tanggal",), "date"),
    Column("actor", ("Pelaku",), "text", 32),
    Column("document", ("Nomor Dokumen",), "text", 24),
    Column("reason", ("Alasan",), "text", 34),
    Column("amount_idr", ("Nilai (Rp)",), "money", 18),
)
Row = dict[str, Cell]


@dataclass(frozen=True)
class Proposal:
    """One proposal and its steps, the last of which it stands at."""

    row: Row
    steps: list[Row]
    place: Place
    menu: Menu


def workbook(calibration: Calibration, panel: pd.DataFrame, ledger: Ledger, *, seed: int, clean: bool) -> list[Page]:
    """The sheets `Usulan` and `Riwayat`."""
    managers = _managers(panel)
    proposals: list[Proposal] = []
    for index, place in enumerate(calibration.places):
        random = np.random.default_rng([seed, 6, index])
        for year in BUDGET_YEARS:
            for number, menu in enumerate(_menus(place, year, index, random), start=1):
                code = f"SIM-{place.code.replace('.', '')}-{year}-{number:02d}"
                proposals.append(_proposal(place, year, code, number, menu, managers.get(place.code, []), random))
    spoilt = [] if clean else _plant(proposals)
    pages = [_proposals_page(proposals), _history_page(proposals)]
    regions = {_code(proposal): proposal.place.code for proposal in proposals}
    for error, code in spoilt:
        page, label = (pages[1], _last_step(pages[1], code)) if error.in_history else (pages[0], code)
        spot = Spot(page.name, page.row_of(label), page.letter(error.key), page.heading(error.key))
        ledger.note(error.rule, PERINGATAN, FILE, spot, error.what, regions[code])
    return pages


def _last_step(page: Page, code: str) -> str:
    """The label of a proposal's last line in the history."""
    at = page.position("proposal_id")
    return [label for label, row in zip(page.labels, page.rows, strict=True) if row[at] == code][-1]


def _managers(panel: pd.DataFrame) -> dict[str, list[str]]:
    """Cooperatives that may run what is built: active, with a meeting and finances in the last year."""
    fit = panel[(panel["book_year"] == LAST_YEAR) & (panel["status"] == "Aktif") & panel["rat_held"].astype(bool)]
    fit = fit[fit["assets_idr"].notna() & ~fit["secondary"].astype(bool)]
    return {str(code): [str(nik) for nik in rows["nik"]] for code, rows in fit.groupby("region_code")}


def _menus(place: Place, year: int, index: int, random: np.random.Generator) -> list[Menu]:
    """What a region proposes in a year; a centre once, where there is none."""
    if not place.region.is_local:
        return [PROVINCIAL] * PROVINCES_OWN
    shares = np.array([menu.share for menu in MENUS])
    chosen = [MENUS[pick] for pick in random.choice(len(MENUS), size=PER_REGION_AND_YEAR, p=shares / shares.sum())]
    if year == BUDGET_YEARS[index % len(BUDGET_YEARS)] and place.code not in HAS_CENTRE and index % 2:
        chosen.append(CENTRE)
    return chosen


def _proposal(
    place: Place, year: int, code: str, number: int, menu: Menu, managers: Sequence[str], random: np.random.Generator
) -> Proposal:
    volume = int(random.integers(menu.volumes[0], menu.volumes[1] + 1))
    step = 1e3 if menu.costs[1] < 1e6 else 1e5
    cost = int(round(random.uniform(*menu.costs) / step) * step)
    turn = len(MENUS) * (year - BUDGET_YEARS[0]) + number
    location = wording.village(place.short, 1 + turn % place.districts, turn)
    ministry = TOGETHER if year < FIRST_OF_TWO_MINISTRIES else menu.ministry
    office = "Dinas Koperasi dan UMKM"
    row: Row = {
        "proposal_id": code, "budget_year": year, "region": place.region.name,
        "office": office if place.region.is_local else f"{office} Provinsi", "menu": menu.name,
        "title": f"{menu.name} {location} tahap {number}", "fund": menu.fund, "ministry": ministry, "volume": volume,
        "unit": menu.unit, "unit_cost_idr": cost, "amount_idr": volume * cost, "location": location,
        "has_tor": "Ada", "has_rab": "Ada", "note": None,
    }  # fmt: skip
    row |= _land(place, menu, random)
    if menu.has_manager and managers:
        row["manager_nik"] = managers[int(random.integers(0, len(managers)))]
    if menu.has_trainees:
        row |= {"trainees": volume, "trainees_without_nib": 0}
    steps = _steps(row, year, random)
    last = steps[-1]
    row |= {key: last[key] for key in ("stage", "stage_date", "document")}
    granted = [step["amount_idr"] for step in steps if step["stage"] == "DITETAPKAN"]
    row["approved_idr"] = granted[0] if granted else None
    row["note"] = last["reason"]
    return Proposal(row, steps, place, menu)


def _land(place: Place, menu: Menu, random: np.random.Generator) -> Row:
    """What is needed to build: land of the local government, papers and a place on the map."""
    if not menu.has_land:
        return {}
    latitude, longitude = INSIDE.get(place.code, (None, None))
    papers = ("has_ded", "has_certificate", "has_no_dispute", "has_budget_commitment")
    return {
        "latitude": latitude, "longitude": longitude, "land_m2": int(random.integers(21, 60)) * 100,
        "land_status": "Milik Pemda", **dict.fromkeys(papers, "Ada"),
    }  # fmt: skip


def _steps(row: Row, year: int, random: np.random.Generator) -> list[Row]:
    """The way along the stages until it ends, is turned down or the file was written."""
    start = date(year - 1, 2, 1) + timedelta(days=int(random.integers(0, 12)))
    asked = row["amount_idr"]
    assert isinstance(asked, int)
    amount, steps = asked, list[Row]()
    for stage, days, actor in _way(random):
        day = start + timedelta(days=days)
        if day > WRITTEN_AT.date():
            break
        if stage == "DITETAPKAN":
            amount = int(round(asked * random.uniform(0.7, 1.0) / 1e5) * 1e5)
        reason = next((why for ends in ENDINGS.values() for end, why in ends if end == stage), None)
        reason = "Lengkapi TOR dan RAB" if stage == RETURNED[0] else reason
        number = f"{len(steps):02d}/SIM/{row['proposal_id']}" if stage != "DRAF" else None
        steps.append({
            "proposal_id": row["proposal_id"], "stage": stage, "stage_date": day, "actor": actor,
            "document": number, "reason": reason, "amount_idr": amount,
        })  # fmt: skip
    return steps


def _way(random: np.random.Generator) -> list[tuple[str, int, str]]:
    """Stages with their day: some are returned once, some end at the ministry or for want of money."""
    way: list[tuple[str, int, str]] = []
    returned = random.random() < 0.15
    ends = {"DIBAHAS RAKORTEK": random.random() < 0.35, "SIMONI": random.random() < 0.3}
    for stage, days, actor in PATH:
        way.append((stage, days, actor))
        if stage == "DIAJUKAN" and returned:
            way += [RETURNED, ("DIAJUKAN", 55, actor)]
        if ends.get(stage):
            endings = ENDINGS[stage]
            way.append((endings[int(random.integers(0, len(endings)))][0], days + 3, actor))
            return way
    return way


def _plant(proposals: list[Proposal]) -> list[tuple[ProposalError, str]]:
    """Spoil proposals, each at most once; returns which error stands at which code."""
    spoilt: list[tuple[ProposalError, str]] = []
    used: set[str] = set()
    for error in PROPOSAL_ERRORS:
        fit = [
            index for index, proposal in enumerate(proposals) if _fits(error, proposal) and _code(proposal) not in used
        ]
        for index in fit[:: max(1, len(fit) // error.count)][: error.count]:
            code = _code(proposals[index])
            if error.copies:
                code = f"{code}-B"
                proposals.append(_copy(proposals[index], code))
            else:
                changed = error.change(proposals[index].row)
                proposals[index].row.update(changed)
                if error.in_history:
                    proposals[index].steps[-1].update(changed)
            used |= {code, _code(proposals[index])}
            spoilt.append((error, code))
    return spoilt


def _fits(error: ProposalError, proposal: Proposal) -> bool:
    return error.fits({**proposal.row, "region_code": proposal.place.code})


def _code(proposal: Proposal) -> str:
    return str(proposal.row["proposal_id"])


def _copy(proposal: Proposal, code: str) -> Proposal:
    steps = [{**step, "proposal_id": code} for step in proposal.steps]
    return replace(proposal, row={**proposal.row, "proposal_id": code}, steps=steps)


def _titles(what: str) -> tuple[str, ...]:
    return (what, "PROVINSI SULAWESI TENGGARA", f"TAHUN ANGGARAN {BUDGET_YEARS[0]}-{BUDGET_YEARS[-1]}", wording.MARK)


def _proposals_page(proposals: Sequence[Proposal]) -> Page:
    rows = [
        [number, *(proposal.row.get(column.key) for column in COLUMNS[1:])]
        for number, proposal in enumerate(proposals, start=1)
    ]
    labels = [_code(proposal) for proposal in proposals]
    return Page("Usulan", _titles("USULAN PROGRAM KOPERASI DAN UMKM"), COLUMNS, rows, labels, numbered=False)


def _history_page(proposals: Sequence[Proposal]) -> Page:
    steps = [step for proposal in proposals for step in proposal.steps]
    rows = [[number, *(step[column.key] for column in HISTORY[1:])] for number, step in enumerate(steps, start=1)]
    return Page(
        "Riwayat", _titles("RIWAYAT TAHAP USULAN"), HISTORY, rows, [str(row[0]) for row in rows], numbered=False
    )
