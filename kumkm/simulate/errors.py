"""The planted errors: one table per delivery.

Rule ids are those of `queries/rules/`; PII is personal data. Recaps of a few regions bear a galat each; the list, the
extract and the proposals bear warnings only, so that they publish.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kumkm.simulate import spoilt_list as rows
from kumkm.simulate import spoilt_recaps as recaps
from kumkm.simulate.calibration import INSIDE, LAST_YEAR
from kumkm.simulate.ledger import GALAT, PERINGATAN, Spot
from kumkm.simulate.pages import Cell

Fields = Mapping[str, Cell]
YEAR, BEFORE = LAST_YEAR, LAST_YEAR - 1


@dataclass(frozen=True)
class RecapError:
    """An error in one recap workbook; `region_code` is None in the province's own."""

    rule: str
    severity: str
    region_code: str | None
    layout: str
    what: str
    apply: Callable[[recaps.Book], list[Spot]]


RECAP_ERRORS = (
    RecapError("V18", GALAT, "74.09", "A", "jumlah anggota 7 lebih banyak daripada L + P",
               recaps.alter("Rekap 2019-2023", str(BEFORE), "members", lambda value: value + 7)),
    RecapError("V36", GALAT, "74.10", "B", "baris TOTAL volume usaha bukan jumlah rinciannya",
               recaps.alter(str(BEFORE), "TOTAL", "turnover_idr", lambda value: value + 25_000_000)),
    RecapError("V38", GALAT, "74.11", "C", "volume usaha 1.000 kali tahun sebelumnya (salah satuan)",
               recaps.retype("turnover_idr", YEAR, lambda value: value * 1000)),
    RecapError("V06", GALAT, "74.12", "D", "titik sebagai desimal di kolom yang memakai titik sebagai ribuan",
               recaps.overwrite("Keuangan", str(BEFORE), "turnover_idr", "4611203.5")),
    RecapError("V01", GALAT, None, "E", "nama 'Buton Tenggara' yang tidak ada", recaps.unknown_name),
    RecapError("V13", PERINGATAN, "74.01", "A", "tanda '-' untuk kecamatan yang belum melapor", recaps.dashes),
    RecapError("PII", PERINGATAN, "74.02", "B", "kolom nama petugas dan nomor telepon", recaps.officers),
    RecapError("V22", PERINGATAN, "74.03", "C", "aset 9 persen di atas modal sendiri + modal luar",
               recaps.retype("assets_idr", BEFORE, lambda value: value * 1.09)),
    RecapError("V21", PERINGATAN, "74.06", "B", "jumlah per jenis 3 lebih banyak daripada jumlah koperasi",
               recaps.one_type_more),
    RecapError("V47", PERINGATAN, "74.07", "C", "koperasi aktif 7 persen lebih banyak daripada daftar ODS",
               recaps.more_active),
    RecapError("V50", PERINGATAN, "74.08", "D", "KDKMP satu lebih banyak daripada desa dan kelurahan",
               recaps.alter("KDKMP 2025", "74.08", "kdkmp_formed", lambda value: value + 1)),
    RecapError("V40", PERINGATAN, "74.14", "B", "lembar 2023 sama persis dengan lembar 2022", recaps.last_year_again),
    RecapError("V35", PERINGATAN, "74.15", "C", "persentase aktif 4,1 poin di atas hitungannya",
               recaps.retype("active_pct", BEFORE, lambda value: value + 4.1)),
)  # fmt: skip


@dataclass(frozen=True)
class ListError:
    """An error in `count` rows of the list of cooperatives; with `every_year` in all years of each."""

    rule: str
    key: str
    count: int
    what: str
    eligible: rows.Rule
    apply: rows.Change
    every_year: bool = False


LIST_ERRORS = (
    ListError("V08", "nik", 8, "NIK koperasi 12 digit", rows.silent, rows.put("nik", lambda nik: nik[:-1]), True),
    ListError("V56", "name", 6, "nama dan desa sama, NIK berbeda", rows.twin, rows.same_name, True),
    ListError("V13", "outside_capital_idr", 40, "tanda '-' pada modal luar yang belum dilaporkan", rows.silent,
              rows.put("outside_capital_idr", lambda _none: "-")),
    ListError("V22", "assets_idr", 12, "aset 12 persen di atas modal sendiri + modal luar", rows.small,
              rows.scaled("assets_idr", 1.12)),
    ListError("V23", "surplus_idr", 6, "SHU 62 persen dari volume usaha", rows.smallest,
              rows.scaled("surplus_idr", 0.62, of="turnover_idr")),
    ListError("V24", "turnover_idr", 4, "ada SHU tetapi volume usaha 0", rows.small, rows.scaled("turnover_idr", 0.0)),
    ListError("V25", "members", 10, "koperasi primer aktif dengan 19 anggota", rows.of_few_members, rows.few_members),
    ListError("V27", "rat_date", 18, "RAT melewati 31 Maret", rows.primary_with_meeting,
              rows.put("rat_date", lambda _day: date(YEAR + 1, 5, 20))),
    ListError("V30", "rat_date", 6, "tidak aktif tetapi melapor RAT", rows.inactive_among_many,
              rows.put("rat_date", lambda _none: date(YEAR + 1, 2, 20))),
    ListError("V31", "nik_valid_until", 20, "sertifikat NIK aktif yang sudah kedaluwarsa", rows.certified,
              rows.put("nik_valid_until", lambda _day: date(YEAR, 6, 15))),
    ListError("V37", "assets_idr", 8, "RAT tanpa data keuangan", rows.small, rows.no_finances),
    ListError("V39", "turnover_idr", 10, "volume usaha 1,9 kali", rows.small, rows.scaled("turnover_idr", 1.9)),
    ListError("V40", "turnover_idr", 14, "semua angka sama dengan tahun lalu", rows.small, rows.copied),
    ListError("V41", "members", 5, "dua angka terakhir tertukar dibanding tahun lalu", rows.swappable, rows.transposed),
    ListError("V46", "legal_number", 5, "nomor badan hukum berganti", rows.known,
              rows.put("legal_number", lambda number: f"{number}/PAD")),
)  # fmt: skip


@dataclass(frozen=True)
class EnterpriseError:
    """An error in `count` rows of the extract, spoilt by queries/simulate/enterprise.sql; twins bear it in pairs."""

    rule: str
    column: str
    count: int
    what: str
    twin: bool = False


ENTERPRISE_ERRORS = (
    EnterpriseError("V10", "nib", 30, "NIB 12 digit"),
    EnterpriseError("V15", "kode_kbli", 20, "kode KBLI 4 digit"),
    EnterpriseError("V32", "skala_usaha", 20, "skala tidak sesuai omzet"),
    EnterpriseError("V33", "omzet_tahunan", 5, "omzet di atas Rp50 miliar"),
    EnterpriseError("V34", "tk_dibayar_disabil_laki", 15, "pekerja disabilitas melebihi pekerja"),
    EnterpriseError("V57", "nib", 10, "satu NIB pada dua usaha", twin=True),
)


@dataclass(frozen=True)
class ProposalError:
    """An error in `count` proposals that fit; `change` returns what to overwrite, `copies` enters them twice.

    With `in_history` the last step of the history bears it as well, and is the cell that tells.
    """

    rule: str
    key: str
    count: int
    what: str
    fits: Callable[[Fields], bool]
    change: Callable[[Fields], Fields] = dict
    copies: bool = False
    in_history: bool = False


def _decided(row: Fields) -> bool:
    return row["stage"] == "DITETAPKAN" or row["approved_idr"] is not None


def _half_more(row: Fields) -> Fields:
    amount = row["amount_idr"]
    assert isinstance(amount, int)
    return {"approved_idr": amount * 3 // 2}


def _third_without(row: Fields) -> Fields:
    trainees = row["trainees"]
    assert isinstance(trainees, int)
    return {"trainees_without_nib": trainees // 3}


def _second_centre(row: Fields) -> Fields:
    """A centre, complete with land and papers, where one is being built since 2024."""
    latitude, longitude = INSIDE["74.72"]
    papers = ("has_ded", "has_certificate", "has_no_dispute", "has_budget_commitment")
    return {
        "menu": "PLUT-KUMKM", "title": f"Pembangunan Gedung PLUT-KUMKM {row['location']}", "fund": "DAK Fisik",
        "volume": 1, "unit": "Unit", "unit_cost_idr": 4_500_000_000, "amount_idr": 4_500_000_000, "latitude": latitude,
        "longitude": longitude, "land_m2": 2500, "land_status": "Milik Pemda", "manager_nik": None, "trainees": None,
        "trainees_without_nib": None, **dict.fromkeys(papers, "Ada"),
    }  # fmt: skip


def _too_cheap(row: Fields) -> Fields:
    """A third of the cost of one unit, and so of the whole."""
    cost, volume = row["unit_cost_idr"], row["volume"]
    assert isinstance(cost, int)
    assert isinstance(volume, int)
    cost = round(cost / 3e5) * 100_000
    return {"unit_cost_idr": cost, "amount_idr": volume * cost}


def _unlisted(row: Fields) -> Fields:
    return {"menu": "Gerai UMKM Digital", "title": f"Gerai UMKM Digital {row['location']}"}


def _of_the_province(row: Fields) -> Fields:
    return {
        "menu": "Pendataan Lengkap KUMKM", "title": f"Pendataan Lengkap KUMKM {row['location']}",
        "fund": "Dekonsentrasi",
    }  # fmt: skip


def _submitted(row: Fields) -> bool:
    return row["stage"] not in ("DRAF", "DIKEMBALIKAN")


PROPOSAL_ERRORS = (
    ProposalError("V61", "unit_cost_idr", 4, "harga satuan sepertiga kisaran acuan menunya",
                  lambda row: row["menu"] in ("Rumah Produksi Bersama", "Revitalisasi Pasar Rakyat"), _too_cheap),
    ProposalError("V62", "has_certificate", 3, "usulan RPB diajukan tanpa sertifikat lahan",
                  lambda row: row["menu"] == "Rumah Produksi Bersama" and _submitted(row),
                  lambda _row: {"has_certificate": "Tidak"}),
    ProposalError("V64", "title", 1, "PLUT diusulkan di daerah yang telah memilikinya",
                  lambda row: row["region_code"] == "74.72" and row["budget_year"] == 2025, _second_centre),
    ProposalError("V66", "menu", 2, "menu yang tidak ada dalam daftar tahun itu",
                  lambda row: row["menu"] == "Koperasi Modern", _unlisted),
    ProposalError("V66", "menu", 1, "kabupaten mengusulkan menu kewenangan provinsi",
                  lambda row: row["menu"] == "Pengembangan Kewirausahaan Nasional" and row["region_code"] != "74.00",
                  _of_the_province),
    ProposalError("V65", "title", 3, "usulan yang sama dimasukkan dua kali", lambda row: row["budget_year"] == 2025,
                  copies=True),
    ProposalError("V67", "trainees_without_nib", 6, "peserta pelatihan tanpa NIB",
                  lambda row: row["menu"] == "DAK Nonfisik PK2UMK", _third_without),
    ProposalError("V68", "document", 4, "keputusan tanpa nomor dokumen",
                  lambda row: row["stage"] in ("DITOLAK", "TIDAK DIAKOMODASI"), lambda _row: {"document": None},
                  in_history=True),
    ProposalError("V69", "approved_idr", 2, "disetujui melebihi usulan, tanpa penjelasan", _decided, _half_more),
)  # fmt: skip
