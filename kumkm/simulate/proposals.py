"""Programme proposals of three budget years with the history of their stages; nobody is named, only roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from kumkm.domain.proposals import Stage
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
    demands: tuple[str, ...] = ()  # papers about land without which it may not be submitted


MENUS = (
    Menu("Rumah Produksi Bersama", "Tugas Pembantuan", ENTERPRISES, "Unit", (1, 1), (7.4e9, 10.8e9), 0.1, True, True,
         demands=("has_certificate",)),
    Menu("DAK Nonfisik PK2UMK", "DAK Nonfisik", ENTERPRISES, "Orang", (60, 180), (2.0e6, 3.2e6), 0.3,
         has_trainees=True),
    Menu("Koperasi Modern", "APBN", COOPERATIVES, "Koperasi", (1, 3), (1.5e8, 3.0e8), 0.2, has_manager=True),
    Menu("Layanan Rumah Kemasan", "Tugas Pembantuan", ENTERPRISES, "Unit", (1, 1), (3.5e8, 9.0e8), 0.12, True, True),
    Menu("Revitalisasi Pasar Rakyat", "Tugas Pembantuan", COOPERATIVES, "Unit", (1, 1), (9.0e8, 1.4e9), 0.12, True,
         True),
    Menu("Pengembangan Kewirausahaan Nasional", "APBN", ENTERPRISES, "Wirausaha", (20, 60), (5.0e6, 1.0e7), 0.16,
         has_trainees=True),
)  # fmt: skip
CENTRE = Menu("PLUT-KUMKM", "DAK Fisik", ENTERPRISES, "Unit", (1, 1), (4.0e9, 5.4e9), 0.0, True,
              demands=("has_no_dispute", "has_budget_commitment"))  # fmt: skip
PROVINCIAL = Menu("Pendataan Lengkap KUMKM", "Dekonsentrasi", ENTERPRISES, "Data", (5000, 20000), (1.5e4, 4e4), 0.0)

# What it is about, so that titles read like titles; a region's turn picks one.
SUBJECTS = {
    "Rumah Produksi Bersama": ("Kelapa", "Kakao", "Rumput Laut", "Mete", "Nilam", "Sagu", "Ikan Asap", "Rotan"),
    "DAK Nonfisik PK2UMK": (
        "Pengelolaan Keuangan Koperasi", "Pemasaran Digital Usaha Mikro", "Pengemasan Produk", "Pengawasan Koperasi",
        "Kewirausahaan Pemula", "Penjaminan Mutu Produk",
    ),
    "Koperasi Modern": ("Gerai Koperasi", "Gudang dan Pengeringan", "Sistem Kasir dan Pembukuan", "Cold Storage"),
    "Layanan Rumah Kemasan": ("Pangan Olahan", "Hasil Laut", "Kopi dan Kakao", "Kerajinan"),
    "Revitalisasi Pasar Rakyat": ("Los Basah", "Los Kering", "Kios dan Drainase"),
    "Pengembangan Kewirausahaan Nasional": ("Inkubasi Wirausaha Muda", "Wirausaha Perempuan", "Wirausaha Pesisir"),
    "Pendataan Lengkap KUMKM": ("Usaha Mikro", "Usaha Kecil", "Koperasi", "Sentra Usaha", "Pelaku Ekonomi Kreatif"),
    "PLUT-KUMKM": ("Gedung",),
}  # fmt: skip
# Days after 1 February of the year before the budget's at which a proposal of middling pace gets to a stage.
PATH = (
    (Stage.DRAFT, 0),
    (Stage.SUBMITTED, 30),
    (Stage.VERIFIED, 62),
    (Stage.AGREED, 110),
    (Stage.ENTERED, 135),
    (Stage.DISCUSSED, 150),
    (Stage.ACCEPTED, 152),
    (Stage.HARMONISED, 195),
    (Stage.APPROVED, 270),
    (Stage.CONTRACTED, 440),
    (Stage.UNDER_WAY, 540),
    (Stage.COMPLETED, 680),
)
PACE = (0.8, 1.15)  # the fastest and the slowest
# Two of a region's proposals of the last year got no further than somebody's desk, another desk for each region.
STALLED = (1, 3)
STALLS = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.VERIFIED, Stage.AGREED, Stage.ENTERED, Stage.DISCUSSED)
RETURNED, RETURNED_DAY, RESUBMITTED_DAY = 0.2, 42, 55
DISCUSSED, REJECTED, NOT_ACCOMMODATED = 0.25, 0.2, 0.3  # shares at the Rakortek, and of those that reach Simoni
REJECTED_AFTER_DISCUSSION, DISCUSSION_DAYS = 0.4, 20
REASONS = {
    Stage.RETURNED: ("Lengkapi TOR dan RAB", "Rincian harga satuan belum ada", "Status lahan belum jelas"),
    Stage.UNDER_DISCUSSION: ("Menunggu kelengkapan data", "Perlu kejelasan pengelola", "Volume perlu ditinjau"),
    Stage.REJECTED: (
        "Belum menjadi prioritas kementerian", "Data teknis tidak lengkap", "Tumpang tindih dengan usulan lain",
    ),
    Stage.NOT_ACCOMMODATED: ("Pagu tidak mencukupi", "Kesiapan di bawah usulan daerah lain"),
}  # fmt: skip
PAPERS = ("has_ded", "has_certificate", "has_no_dispute", "has_budget_commitment")
PAPER_SHARE = 0.75
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
                proposals.append(
                    _proposal(place, year, code, (index, number), menu, managers.get(place.code, []), random)
                )
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
    place: Place,
    year: int,
    code: str,
    order: tuple[int, int],
    menu: Menu,
    managers: Sequence[str],
    random: np.random.Generator,
) -> Proposal:
    """One proposal; `order` is its region's place in the list and its own among the region's of that year."""
    index, number = order
    volume = int(random.integers(menu.volumes[0], menu.volumes[1] + 1))
    step = 1e3 if menu.costs[1] < 1e6 else 1e5
    cost = int(round(random.uniform(*menu.costs) / step) * step)
    turn = len(MENUS) * (year - BUDGET_YEARS[0]) + number
    location = wording.village(place.short, 1 + turn % place.districts, turn)
    subjects = SUBJECTS[menu.name]
    ministry = TOGETHER if year < FIRST_OF_TWO_MINISTRIES else menu.ministry
    office = "Dinas Koperasi dan UMKM"
    row: Row = {
        "proposal_id": code, "budget_year": year, "region": place.region.name,
        "office": office if place.region.is_local else f"{office} Provinsi", "menu": menu.name,
        "title": f"{menu.name} {subjects[(turn + index) % len(subjects)]} {location}", "fund": menu.fund,
        "ministry": ministry, "volume": volume, "unit": menu.unit, "unit_cost_idr": cost, "amount_idr": volume * cost,
        "location": location, "has_tor": "Ada", "has_rab": "Ada", "note": None,
    }  # fmt: skip
    if menu.has_manager and managers:
        row["manager_nik"] = managers[int(random.integers(0, len(managers)))]
    if menu.has_trainees:
        row |= {"trainees": volume, "trainees_without_nib": 0}
    steps = _steps(row, place, _stall(year, index, number), random)
    last = steps[-1]
    row |= {key: last[key] for key in ("stage", "stage_date", "document")}
    unfinished = last["stage"] in (Stage.DRAFT.official, Stage.RETURNED.official)
    row |= _land(place, menu, random, unfinished=unfinished)
    if unfinished and random.random() < 0.6:
        row["has_rab"] = "Tidak"
    granted = [step["amount_idr"] for step in steps if step["stage"] == Stage.APPROVED.official]
    row["approved_idr"] = granted[0] if granted else None
    row["note"] = last["reason"]
    return Proposal(row, steps, place, menu)


def _land(place: Place, menu: Menu, random: np.random.Generator, *, unfinished: bool) -> Row:
    """What is needed to build: land of the local government, papers and a place on the map.

    What the menu demands is there once the proposal is submitted; the other papers are often missing.
    """
    if not menu.has_land:
        return {}
    latitude, longitude = INSIDE.get(place.code, (None, None))
    held = {paper: "Ada" if random.random() < PAPER_SHARE else "Tidak" for paper in PAPERS}
    if not unfinished:
        held |= dict.fromkeys(menu.demands, "Ada")
    return {
        "latitude": latitude, "longitude": longitude, "land_m2": int(random.integers(21, 60)) * 100,
        "land_status": "Milik Pemda", **held,
    }  # fmt: skip


def _steps(row: Row, place: Place, stall: Stage | None, random: np.random.Generator) -> list[Row]:
    """The way along the stages until it ends, is turned down, stalls or the file was written."""
    requested, year = row["amount_idr"], row["budget_year"]
    assert isinstance(requested, int)
    assert isinstance(year, int)
    start = date(year - 1, 2, 1) + timedelta(days=int(random.integers(0, 12)))
    amount, steps = requested, list[Row]()
    pace = random.uniform(*PACE)
    for stage, days in _way(stall, random):
        day = start + timedelta(days=round(days * pace))
        if day > WRITTEN_AT.date():
            break
        if stage is Stage.AGREED and random.random() < 0.2:  # the Rakorda trims one in five
            amount = int(round(requested * random.uniform(0.85, 0.97) / 1e5) * 1e5)
        if stage is Stage.APPROVED:
            amount = int(round(amount * random.uniform(0.7, 1.0) / 1e5) * 1e5)
        reasons = REASONS.get(stage)
        steps.append({
            "proposal_id": row["proposal_id"], "stage": stage.official, "stage_date": day,
            "actor": _role(stage, place),
            "document": f"{len(steps):02d}/SIM/{row['proposal_id']}" if stage is not Stage.DRAFT else None,
            "reason": reasons[int(random.integers(0, len(reasons)))] if reasons else None, "amount_idr": amount,
        })  # fmt: skip
    return steps


def _role(stage: Stage, place: Place) -> str:
    return stage.role if place.region.is_local else stage.role.replace("kabupaten/kota", "provinsi")


def _stall(year: int, index: int, number: int) -> Stage | None:
    if year < BUDGET_YEARS[-1] or number not in STALLED:
        return None
    return STALLS[(len(STALLED) * index + STALLED.index(number)) % len(STALLS)]


def _way(stall: Stage | None, random: np.random.Generator) -> list[tuple[Stage, int]]:
    """Stages with their day: some are returned once, some end at the ministry or for want of money, some stall."""
    draws = random.random(4)
    way: list[tuple[Stage, int]] = []
    for stage, days in PATH:
        way += _turns(stage, days, draws, stall)
        last = way[-1][0]
        if last is stall or (last.decided and not last.approved):
            break
    return way


def _turns(stage: Stage, days: int, draws: np.ndarray, stall: Stage | None) -> list[tuple[Stage, int]]:
    """A stage of the path with what may come between: given back, discussed, turned down."""
    if stage is Stage.SUBMITTED and (draws[0] < RETURNED or stall is Stage.RETURNED):
        back = [(stage, days), (Stage.RETURNED, RETURNED_DAY)]
        return back if stall is Stage.RETURNED else [*back, (stage, RESUBMITTED_DAY)]
    if stage is Stage.ACCEPTED and draws[1] < REJECTED:
        return [(Stage.REJECTED, days)]
    if stage is Stage.ACCEPTED and draws[1] < REJECTED + DISCUSSED:
        after = Stage.REJECTED if draws[2] < REJECTED_AFTER_DISCUSSION else Stage.ACCEPTED
        return [(Stage.UNDER_DISCUSSION, days), (after, days + DISCUSSION_DAYS)]
    if stage is Stage.APPROVED and draws[3] < NOT_ACCOMMODATED:
        return [(Stage.NOT_ACCOMMODATED, days)]
    return [(stage, days)]


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
                _spoil(proposals[index], error)
            used |= {code, _code(proposals[index])}
            spoilt.append((error, code))
    return spoilt


def _spoil(proposal: Proposal, error: ProposalError) -> None:
    """Overwrite what the error changes; another amount is another amount all along the way."""
    before, changed = proposal.row["amount_idr"], error.change(proposal.row)
    proposal.row.update(changed)
    if error.in_history:
        proposal.steps[-1].update(changed)
    after = proposal.row["amount_idr"]
    if before != after:
        for row in (proposal.row, *proposal.steps):
            _scale(row, "approved_idr" if row is proposal.row else "amount_idr", before, after)


def _scale(row: Row, key: str, before: Cell, after: Cell) -> None:
    value = row[key]
    if isinstance(value, int) and isinstance(before, int) and isinstance(after, int):
        row[key] = after if value == before else round(value / before * after / 1e5) * 100_000


def _fits(error: ProposalError, proposal: Proposal) -> bool:
    return error.fits({**proposal.row, "region_code": proposal.place.code})


def _code(proposal: Proposal) -> str:
    return str(proposal.row["proposal_id"])


def _copy(proposal: Proposal, code: str) -> Proposal:
    steps = [{**step, "proposal_id": code} for step in proposal.steps]
    return replace(proposal, row={**proposal.row, "proposal_id": code}, steps=steps)


def _titles(what: str) -> tuple[str, ...]:
    years = f"TAHUN ANGGARAN {BUDGET_YEARS[0]}-{BUDGET_YEARS[-1]}"
    return (what, "PROVINSI SULAWESI TENGGARA", years, "KEADAAN PER 31 JULI 2024", wording.MARK)


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
