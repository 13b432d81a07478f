"""What is taken away from the screen: one form for every table, so that none leaves its mark, source or build behind.

A CSV opens right in an Indonesian Excel: semicolons, decimal commas, a byte order mark, numbers as precise as their
unit is shown. The plain form beside it (commas, points, every digit) is for programs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pandas as pd

from kumkm.domain.regions import CodeSystem, Regions
from kumkm.export.tables import neutral, plain, to_csv, to_xlsx

PLACE: Final = "Daerah"
SOURCE, MARK, BUILD = "Sumber", "Keterangan data", "Versi data"
SIMULATED: Final = "DATA SIMULASI"
OFFICE: Final = "Dinas Koperasi dan UMKM"  # who a file taken away is from
_BOM: Final = "\ufeff"

# Column of a read or an analysis → its heading, and the decimals its unit is shown with (None: text, dates, counts).
COLUMNS: Final[Mapping[str, tuple[str, int | None]]] = {
    "indicator": ("Indikator", None),
    "year": ("Tahun", None),
    "value": ("Nilai", 2),
    "unit": ("Satuan", None),
    "change": ("Perubahan setahun", 2),
    "change_pct": ("Perubahan setahun (%)", 1),
    "growth_pct": ("Pertumbuhan (%)", 2),
    "difference": ("Selisih", 2),
    "rank": ("Peringkat", None),
    "answered": ("Melapor", None),
    "asked": ("Dari seluruhnya", None),
    "grade": ("Mutu data", None),
    "contribution_pp": ("Andil (poin persen)", 2),
    "share_pct": ("Persentase (%)", 2),
    "shown_pp": ("Andil seperti tertulis (poin persen)", 2),
    "shown_share_pct": ("Persentase seperti tertulis (%)", 1),
    "published_growth_pct": ("Pertumbuhan terbitan (%)", 2),
    "discrepancy_pp": ("Selisih dari terbitan (poin persen)", 2),
    "value_before": ("Nilai tahun awal", 2),
    "value_after": ("Nilai tahun akhir", 2),
    "rank_before": ("Peringkat tahun awal", None),
    "rank_after": ("Peringkat tahun akhir", None),
    "moved": ("Naik peringkat", None),
    "ranked": ("Daerah diperingkat", None),
    "left_out": ("Daerah tidak diperingkat", None),
    "protected": ("Daerah dirahasiakan", None),
    "index": ("Indeks (tahun dasar = 100)", 1),
    "income": ("Pendapatan per orang (rupiah)", 0),
    "turnover_per_member": ("Volume usaha per anggota (rupiah)", 0),
    "income_line": ("Garis tengah (rupiah)", 0),
    "growth_line": ("Garis pertumbuhan (%)", 2),
    "class_name": ("Tipologi", None),
    "measure": ("Ukuran", None),
    "within": ("Di dalam kelompok", 4),
    "between": ("Antarkelompok", 4),
    "regions": ("Daerah dihitung", None),
    "inequality": ("Indeks", 4),
    "sector": ("Lapangan usaha atau jenis", None),
    "province_share_pct": ("Persentase di seluruh daerah (%)", 2),
    "lq": ("Location quotient", 2),
    "basis": ("Basis", None),
    "before": ("Tahun awal", 0),
    "after": ("Tahun akhir", 0),
    "changed": ("Perubahan", 0),
    "provincial_growth": ("Pertumbuhan provinsi", 2),
    "industry_mix": ("Bauran", 2),
    "competitive": ("Daya saing", 2),
    "competitive_homothetic": ("Daya saing homotetik", 2),
    "allocation": ("Alokasi", 2),
    "group": ("Pembanding", None),
    "matched_change": ("Perubahan badan yang sama", 0),
    "entrants": ("Baru terdaftar", 0),
    "exits": ("Tidak terdaftar lagi", 0),
    "coverage_change": ("Perubahan pelaporan", 0),
    "unmatched_change": ("Perubahan badan lain", 0),
    "matched_growth_pct": ("Pertumbuhan badan yang sama (%)", 2),
    "matched_bodies": ("Badan yang sama", None),
    "bodies_before": ("Badan tahun awal", None),
    "bodies_after": ("Badan tahun akhir", None),
    "driver": ("Sektor", None),
    "x": ("Indikator pembanding", 2),
    "y": ("Pertumbuhan PDRB (%)", 2),
    "rank_correlation": ("Korelasi peringkat", 2),
    "title": ("Usulan", None),
    "budget_year": ("Tahun anggaran", None),
    "office": ("Dinas", None),
    "menu": ("Menu", None),
    "fund": ("Sumber dana", None),
    "stage_words": ("Tahap", None),
    "stage_date": ("Tanggal tahap", None),
    "entered_on": ("Masuk", None),
    "left_on": ("Keluar", None),
    "days": ("Hari", None),
    "limit_days": ("Batas hari", 0),
    "overdue_days": ("Lewat batas (hari)", 0),
    "actor": ("Pelaku", None),
    "document": ("Dokumen", None),
    "reason": ("Alasan", None),
    "volume": ("Volume", 2),
    "unit_cost_idr": ("Harga satuan (rupiah)", 0),
    "amount_idr": ("Nilai (rupiah)", 0),
    "proposed_idr": ("Nilai saat diajukan (rupiah)", 0),
    "approved_idr": ("Nilai disetujui (rupiah)", 0),
    "missing_documents": ("Dokumen kurang", None),
    "documents_complete": ("Dokumen lengkap", None),
    "location": ("Lokasi", None),
    "published": ("Diberitakan", None),
    "findings": ("Temuan", None),
    "score": ("Skor", 3),
    "chosen": ("Terpilih", None),
    "need_index": ("Indeks kebutuhan", 3),
    "population_persons": ("Penduduk (jiwa)", 0),
    "share_need": ("Bagian kebutuhan", 4),
    "given": ("Nilai usulan (rupiah)", 0),
    "share_given": ("Bagian usulan", 4),
    "ratio": ("Bagian usulan ÷ bagian kebutuhan", 2),
    "service": ("Keterlayanan", None),
    "proposals": ("Usulan", None),
    "severity": ("Tingkat", None),
    "rule": ("Aturan", None),
    "heading": ("Judul kolom", None),
    "found": ("Ditemukan", None),
    "expected": ("Diharapkan", None),
    "message": ("Keterangan", None),
    "topic": ("Topik", None),
    "label": ("Nama", None),
    "definition": ("Definisi", None),
    "formula_text": ("Rumus", None),
    "direction": ("Arah yang baik", None),
    "cadence": ("Frekuensi", None),
    "caveat": ("Catatan", None),
    "first_year": ("Tahun pertama", None),
    "last_year": ("Tahun terakhir", None),
    "speaker": ("Yang menyatakan", None),
    "said_on": ("Tanggal", None),
    "qualifier": ("Sebutan", None),
    "note": ("Catatan", None),
    "reference": ("Rujukan", None),
    "publication": ("Judul terbitan", None),
    "versions": ("Versi angka", None),
    "menu_id": ("Kode menu", None),
    "proposal_id": ("Kode usulan", None),
    "indicator_id": ("Kode indikator", None),
    "region_code": ("Kode daerah", None),
    "status_words": ("Status", None),
    "period": ("Periode", None),
    "file": ("Berkas", None),
    "sheet": ("Lembar", None),
    "row_number": ("Baris", None),
    "cell": ("Sel", None),
}
# Values that are words of the program; all others are written as they stand.
_WORDS: Final = {"all": "semua sektor"}
_LAST: Final = (
    *("menu_id", "proposal_id", "indicator_id", "region_code"),
    *("status_words", "period", "file", "sheet", "row_number", "cell"),
)


@dataclass(frozen=True)
class Download:
    """A table to take away, before it is one file or another.

    `frame` has columns of `COLUMNS` in base units; `simulated` of its rows may be a column, else `simulated` says it of
    all. `headings` replaces headings for this table, `decimals` decimals: a number, or one per row where units differ.
    Headings that `COLUMNS` does not know stand as they are if they are in `own`.
    """

    name: str
    title: str
    frame: pd.DataFrame
    regions: Regions
    source: str
    build_id: str
    simulated: bool
    headings: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, int | Sequence[int]] = field(default_factory=dict)
    own: Sequence[str] = ()
    notes: Sequence[str] = ()

    def table(self) -> pd.DataFrame:
        """Place first, then what is told, then codes, status, period and place in the file; source, mark, build last.

        Raises KeyError for a column nobody has given a heading.
        """
        columns = [name for name in self.frame.columns if name not in ("simulated", "region_name")]
        ordered = [name for name in columns if name not in _LAST] + [name for name in _LAST if name in columns]
        table = pd.DataFrame(index=self.frame.index)
        if "region_code" in self.frame:
            table[PLACE] = [self._place(code) for code in self.frame["region_code"]]
        for name in ordered:
            table[self._heading(name)] = self.frame[name].map(_worded)
        table[SOURCE] = self.source
        table[MARK] = [SIMULATED if flag else "" for flag in self._marks()]
        table[BUILD] = self.build_id
        return table

    def excel_csv(self) -> bytes:
        """CSV as an Indonesian Excel opens it: `;`, decimal comma, byte order mark, rounded by unit."""
        table, places = self.table(), self.places()
        # There a dot parts hours from minutes: a bare 74.01 would become a time of day.
        if (code := self._heading("region_code")) in table:
            table[code] = f"{CodeSystem.KEMENDAGRI}:" + table[code].astype(str)
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        writer.writerow([neutral(str(name)) for name in table.columns])
        columns = [
            [_cell(value, decimals) for value, decimals in zip(table[name], places[name], strict=True)]
            for name in table.columns
        ]
        writer.writerows(zip(*columns, strict=True))
        return (_BOM + buffer.getvalue()).encode()

    def plain_csv(self) -> str:
        """CSV for programs: comma, decimal point, every digit."""
        return to_csv(self.table())

    def xlsx(self) -> bytes:
        """A workbook: title, the table with numbers as numbers, then notes."""
        mark = f"{SIMULATED} · " if any(self._marks()) else ""
        notes = [
            *self.notes,
            f"{SOURCE}: {self.source}.",
            f"{BUILD} {self.build_id}. Sel kosong berarti belum ada data, bukan nol.",
        ]
        return to_xlsx(self.table(), title=f"{mark}{self.title}", notes=notes, places=self.places())

    def _heading(self, name: str) -> str:
        if name in self.headings:
            return self.headings[name]
        return name if name in self.own else COLUMNS[name][0]

    def _place(self, code: Any) -> str:
        known = self.regions.by_code.get(str(code))
        return "" if known is None else known.name

    def _marks(self) -> list[bool]:
        if "simulated" in self.frame:
            return [bool(flag) for flag in self.frame["simulated"]]
        return [self.simulated] * len(self.frame)

    def places(self) -> dict[str, Sequence[int | None]]:
        """Heading → decimals of every row; None writes the value as it is."""
        rows = len(self.frame)
        decimals: dict[str, Sequence[int | None]] = {name: [None] * rows for name in (PLACE, SOURCE, MARK, BUILD)}
        for name in self.frame.columns:
            if name in ("simulated", "region_name"):
                continue
            given = self.decimals.get(name, COLUMNS.get(name, ("", None))[1])
            decimals[self._heading(name)] = [given] * rows if given is None or isinstance(given, int) else given
        return decimals


def _worded(value: Any) -> Any:
    """Yes and no, and words of the program, in words of the reader; everything else as it is."""
    if isinstance(value, str):
        return _WORDS.get(value, value)
    return ("ya" if value else "tidak") if isinstance(plain(value), bool) else value


def _cell(value: Any, decimals: int | None) -> str:
    """One cell for Excel; empty where there is nothing, never a formula."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, float):
        return str(neutral(value))
    exact = Decimal(repr(value))
    if decimals is None:
        return f"{exact.normalize():f}".replace(".", ",")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}".replace(".", ",")
