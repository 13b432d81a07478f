"""Empty forms for those who send, one per kind of delivery, whose every word the reader understands.

They hold no formulas: a program that fills one in would leave them uncalculated, and such cells are not read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from kumkm.domain.menus import Menu
from kumkm.domain.proposals import Stage
from kumkm.domain.regions import Region, Regions
from kumkm.errors import UsageError

HELP, LISTS = "Petunjuk", "Referensi"
_BLANK_ROWS = 300
_EARLIEST = date(1945, 1, 1)
_LATEST = date(2100, 12, 31)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_A4 = 9


class Sort(StrEnum):
    """How cells of a column are written and checked while they are filled in."""

    NUMBER = "number"
    CODE = "code"
    REGION = "region"
    MONTH = "month"
    YEAR = "year"
    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    PLACE = "place"
    DATE = "date"


class Rows(StrEnum):
    """What is filled in beforehand: nothing, a row per region, or twelve per region."""

    BLANK = "blank"
    REGIONS = "regions"
    MONTHS = "months"


@dataclass(frozen=True)
class Column:
    """A column of a form. `choices` are what may stand in it; empty where anything may."""

    heading: str
    sort: Sort = Sort.COUNT
    width: float = 12
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet to fill in. `titles` stand above the heading; `{year}` in them is the year of the data."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Rows = Rows.BLANK


@dataclass(frozen=True)
class Form:
    """A form of one kind. `years_after` is the year it is usually for, counted from the last full one.

    `help` says what is special about filling it in; an `extract` is a CSV, since no workbook holds so many rows.
    """

    kind: str
    label: str
    sender: str
    when: str
    sheets: tuple[Sheet, ...]
    help: tuple[str, ...] = ()
    years_after: int = 0
    extract: bool = False


MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_TYPES = ("Produsen", "Pemasaran", "Konsumen", "Jasa", "Simpan Pinjam")
_YES_NO = ("Ya", "Tidak")
_PAPER = ("Ada", "Tidak ada")
_FUNDS = (
    "DAK Fisik",
    "DAK Nonfisik",
    "Tugas Pembantuan",
    "Dekonsentrasi",
    "APBN",
    "APBD Provinsi",
    "APBD Kabupaten/Kota",
)
_HEALTH = ("Sehat", "Cukup sehat", "Dalam pengawasan", "Dalam pengawasan khusus")
# Stand for lists too long for a cell's own validation, or that come with the data of the project.
_REGIONS, _STAGES, _MENUS, _ROLES = ("daftar daerah",), ("daftar tahap",), ("daftar menu",), ("daftar peran",)

_PROVINCE = "PROVINSI SULAWESI TENGGARA"
_OFFICES = "dinas yang membidangi koperasi dan UMKM di kabupaten/kota atau provinsi"
_KEYS = (
    Column("No", Sort.NUMBER, 5),
    Column("Kode Kemendagri", Sort.CODE, 12),
    Column("Kabupaten/Kota", Sort.REGION, 28),
)
_REGION = Column("Kabupaten/Kota", Sort.REGION, 28, _REGIONS)

COOPERATIVE_LIST = Form(
    "cooperative_list",
    "Daftar koperasi per tahun buku",
    _OFFICES,
    "sekali setahun, setelah batas waktu RAT",
    (
        Sheet(
            "Koperasi",
            ("DAFTAR KOPERASI", _PROVINCE, "TAHUN BUKU {year}"),
            (
                Column("No", Sort.NUMBER, 5),
                Column("Nama Koperasi", Sort.TEXT, 36),
                Column("Nomor Badan Hukum", Sort.TEXT, 28),
                Column("Tanggal Badan Hukum", Sort.DATE, 13),
                Column("NIK Koperasi", Sort.TEXT, 16),
                _REGION,
                Column("Kecamatan", Sort.TEXT, 18),
                Column("Desa/Kelurahan", Sort.TEXT, 20),
                Column("Jenis Koperasi", Sort.TEXT, 15, _TYPES),
                Column("Bentuk Koperasi", Sort.TEXT, 18, ("Primer", "Sekunder")),
                Column("Status Keaktifan", Sort.TEXT, 13, ("Aktif", "Tidak Aktif")),
                Column("Tanggal RAT", Sort.DATE, 13),
                Column("Anggota L (Orang)"),
                Column("Anggota P (Orang)"),
                Column("Jumlah Anggota (Orang)"),
                Column("Manajer (Orang)"),
                Column("Karyawan (Orang)"),
                Column("Modal Sendiri (Rp)", Sort.MONEY, 18),
                Column("Modal Luar (Rp)", Sort.MONEY, 18),
                Column("Aset (Rp)", Sort.MONEY, 18),
                Column("Volume Usaha (Rp)", Sort.MONEY, 18),
                Column("SHU (Rp)", Sort.MONEY, 16),
                Column("Status NIK", Sort.TEXT, 18, ("Aktif", "Kedaluwarsa", "Belum bersertifikat")),
                Column("Berlaku Sampai", Sort.DATE, 13),
                Column("Kesehatan Koperasi", Sort.TEXT, 22, _HEALTH),
                Column("KDKMP", Sort.TEXT, 9, _YES_NO),
            ),
        ),
    ),
    (
        "Satu baris satu koperasi. Data pengurus dan anggota sebagai orang tidak diminta.",
        "Status Keaktifan wajib diisi. Aset adalah modal sendiri ditambah modal luar; anggota adalah L ditambah P.",
    ),
)

COOPERATIVE_RECAP = Form(
    "cooperative_recap",
    "Rekapitulasi koperasi menurut kabupaten/kota",
    _OFFICES,
    "sekali setahun, setelah tutup tahun",
    (
        Sheet(
            "Rekap Koperasi",
            ("REKAPITULASI KOPERASI MENURUT KABUPATEN/KOTA", _PROVINCE, "TAHUN {year}"),
            (
                *_KEYS,
                Column("Jumlah Koperasi (Unit)"),
                Column("Koperasi Aktif (Unit)"),
                Column("Koperasi Tidak Aktif (Unit)"),
                Column("Koperasi Melaksanakan RAT (Unit)", width=14),
                Column("Koperasi Bersertifikat NIK (Unit)", width=14),
                *(Column(f"Koperasi {name} (Unit)") for name in _TYPES),
                Column("Anggota L (Orang)"),
                Column("Anggota P (Orang)"),
                Column("Jumlah Anggota (Orang)"),
                Column("Manajer (Orang)"),
                Column("Karyawan (Orang)"),
                Column("Modal Sendiri (Rp)", Sort.MONEY, 20),
                Column("Modal Luar (Rp)", Sort.MONEY, 20),
                Column("Aset (Rp)", Sort.MONEY, 20),
                Column("Volume Usaha (Rp)", Sort.MONEY, 20),
                Column("Sisa Hasil Usaha (Rp)", Sort.MONEY, 20),
                Column("KDKMP Terbentuk (Unit)"),
                Column("KDKMP Beroperasi (Unit)"),
            ),
            Rows.REGIONS,
        ),
    ),
    ("Aktif ditambah tidak aktif sama dengan jumlah koperasi; kelima jenis juga. KDKMP tidak dihitung dua kali.",),
)

ENTERPRISE_RECAP = Form(
    "enterprise_recap",
    "Rekapitulasi UMKM menurut skala usaha",
    _OFFICES,
    "sekali setahun, setelah tutup tahun",
    (
        Sheet(
            "Rekap UMKM",
            ("REKAPITULASI UMKM MENURUT KABUPATEN/KOTA", _PROVINCE, "TAHUN {year}"),
            (
                *_KEYS,
                Column("Jumlah UMKM (Unit)"),
                Column("Usaha Mikro (Unit)"),
                Column("Usaha Kecil (Unit)"),
                Column("Usaha Menengah (Unit)"),
                Column("UMKM Ber-NIB (Unit)"),
                Column("Tenaga Kerja UMKM (Orang)", width=14),
            ),
            Rows.REGIONS,
        ),
    ),
    ("Mikro, kecil, dan menengah bersama-sama sama dengan jumlah UMKM. Batas skalanya menurut PP 7/2021.",),
)

KUR = Form(
    "kur",
    "Penyaluran KUR per bulan",
    "Kanwil DJPb Sulawesi Tenggara atau dinas, dari SIKP",
    "setiap bulan",
    (
        Sheet(
            "KUR",
            ("PENYALURAN KUR PER BULAN", _PROVINCE, "TAHUN {year}"),
            (
                *_KEYS,
                Column("Bulan", Sort.MONTH, 12),
                Column("Penyaluran KUR (Rp)", Sort.MONEY, 20),
                Column("Debitur KUR (Orang)", width=14),
                Column("Penyaluran KUR Sektor Produksi (Rp)", Sort.MONEY, 20),
            ),
            Rows.MONTHS,
        ),
    ),
    ("Yang diisi penyaluran bulan itu saja, bukan jumlah sejak Januari. Bulan yang belum berjalan dibiarkan kosong.",),
    years_after=1,
)

PROPOSALS = Form(
    "proposals",
    "Usulan program dan riwayatnya",
    "dinas kabupaten/kota dan provinsi",
    "selama musim perencanaan, setiap kali tahapnya berubah",
    (
        Sheet(
            "Usulan",
            ("DAFTAR USULAN PROGRAM", _PROVINCE),
            (
                Column("No", Sort.NUMBER, 5),
                Column("Kode Usulan", Sort.TEXT, 18),
                Column("Tahun Anggaran", Sort.YEAR, 10),
                _REGION,
                Column("OPD", Sort.TEXT, 32),
                Column("Judul Usulan", Sort.TEXT, 44),
                Column("Menu Kegiatan", Sort.TEXT, 30, _MENUS),
                Column("Sumber Dana", Sort.TEXT, 18, _FUNDS),
                Column("Kementerian Tujuan", Sort.TEXT, 26),
                Column("Volume", Sort.RATE, 10),
                Column("Satuan", Sort.TEXT, 10),
                Column("Harga Satuan (Rp)", Sort.MONEY, 18),
                Column("Nilai Usulan (Rp)", Sort.MONEY, 18),
                Column("Lokasi Kegiatan", Sort.TEXT, 24),
                Column("Lintang", Sort.PLACE, 11),
                Column("Bujur", Sort.PLACE, 11),
                Column("Luas Lahan (m2)", Sort.RATE, 11),
                Column("Status Lahan", Sort.TEXT, 18),
                Column("TOR", Sort.TEXT, 10, _PAPER),
                Column("RAB", Sort.TEXT, 10, _PAPER),
                Column("DED", Sort.TEXT, 10, _PAPER),
                Column("Sertifikat Lahan", Sort.TEXT, 10, _PAPER),
                Column("Pernyataan Tidak Sengketa", Sort.TEXT, 12, _PAPER),
                Column("Komitmen APBD", Sort.TEXT, 12, _PAPER),
                Column("NIK Koperasi Pengelola", Sort.TEXT, 17),
                Column("Jumlah Peserta (Orang)"),
                Column("Peserta Tanpa NIB (Orang)"),
                Column("Tahap", Sort.TEXT, 24, _STAGES),
                Column("Tanggal Tahap", Sort.DATE, 13),
                Column("Nomor Dokumen", Sort.TEXT, 24),
                Column("Nilai Disetujui (Rp)", Sort.MONEY, 18),
                Column("Keterangan", Sort.TEXT, 34),
            ),
        ),
        Sheet(
            "Riwayat",
            ("RIWAYAT TAHAP USULAN", _PROVINCE),
            (
                Column("No", Sort.NUMBER, 5),
                Column("Kode Usulan", Sort.TEXT, 18),
                Column("Tahap", Sort.TEXT, 24, _STAGES),
                Column("Tanggal", Sort.DATE, 13),
                Column("Pelaku", Sort.TEXT, 30, _ROLES),
                Column("Nomor Dokumen", Sort.TEXT, 24),
                Column("Nilai (Rp)", Sort.MONEY, 18),
                Column("Alasan", Sort.TEXT, 40),
            ),
        ),
    ),
    (
        "Nilai usulan adalah volume dikali harga satuan. Sebelum diajukan, TOR dan RAB harus ada.",
        "Lembar 'Riwayat': satu baris satu perpindahan tahap, berurutan, dengan kode usulan yang sama. Pelaku ditulis "
        "sebagai peran, tidak pernah sebagai nama orang.",
    ),
    years_after=2,
)

OPERATOR_LOG = Form(
    "operator_log",
    "Catatan pengiriman operator ODS",
    "Dinas Koperasi dan UMKM Provinsi Sulawesi Tenggara",
    "setiap kali ada kiriman, atau setelah batas waktu",
    (
        Sheet(
            "Pengiriman",
            ("CATATAN PENGIRIMAN DATA", _PROVINCE),
            (
                Column("No", Sort.NUMBER, 5),
                _REGION,
                Column("Sistem", Sort.TEXT, 12, ("ODS", "Rekap", "SIKP", "SIDT")),
                Column("Jenis Data", Sort.TEXT, 24),
                Column("Tahun Buku", Sort.YEAR, 10),
                Column("Tanggal Kirim", Sort.DATE, 13),
                Column("Batas Waktu", Sort.DATE, 13),
                Column("Jumlah Baris"),
                Column("Status Kirim", Sort.TEXT, 15, ("Tepat waktu", "Terlambat", "Belum lapor")),
            ),
        ),
    ),
    ("Satu baris satu kiriman yang diharapkan. Tanggal Kirim dikosongkan bila belum ada yang dikirim.",),
)

MACRO = Form(
    "macro",
    "Angka makro (format data terbuka)",
    "BPS, Dukcapil, atau Satu Data daerah",
    "sekali setahun, setelah terbit resmi",
    (
        Sheet(
            "Makro",
            ("ANGKA MAKRO MENURUT KABUPATEN/KOTA", _PROVINCE),
            (
                *_KEYS,
                Column("Tahun", Sort.YEAR, 8),
                Column("Jumlah Penduduk (Jiwa)", width=14),
                Column("Jumlah Penduduk Miskin (Jiwa)", width=14),
                Column("Persentase Penduduk Miskin", Sort.RATE, 12),
                Column("Tingkat Pengangguran Terbuka", Sort.RATE, 13),
                Column("Tingkat Partisipasi Angkatan Kerja", Sort.RATE, 13),
                Column("Indeks Pembangunan Manusia", Sort.RATE, 13),
                Column("Rasio Gini", Sort.RATE, 9),
                Column("PDRB Atas Dasar Harga Berlaku (Rp)", Sort.MONEY, 24),
                Column("PDRB Atas Dasar Harga Konstan 2010 (Rp)", Sort.MONEY, 24),
            ),
            Rows.REGIONS,
        ),
    ),
    ("Tingkat dan persentase diisi 0 sampai 100, misalnya 11,34. Kodenya kode Kemendagri, bukan kode BPS.",),
)

ENTERPRISE_LIST = Form(
    "enterprise_list",
    "Tarikan SIDT-KUMKM per usaha",
    "pengelola SIDT-KUMKM",
    "setiap gelombang pendataan",
    (
        Sheet(
            "Usaha",
            (),
            tuple(
                Column(name)
                for name in (
                    "id_data_badan_usaha", "nib", "jenis_kelamin", "kategori_kbli", "kode_kbli", "status_badan_usaha",
                    "skala_usaha", "modal_pendirian", "tahun_mulai_operasi", "omzet_tahunan", "asset", "kab_usaha",
                    "kec_usaha", "tk_dibayar_laki", "tk_dibayar_perempuan", "tk_dibayar_disabil_laki",
                    "tk_dibayar_disabil_perempuan", "tk_not_dibayar_laki", "tk_not_dibayar_perempuan",
                    "tk_not_dibayar_disabil_laki", "tk_not_dibayar_disabil_perempuan", "tahun_pendataan", "updated_at",
                )
            ),
        ),
    ),
    extract=True,
)  # fmt: skip

FORMS: Mapping[str, Form] = {
    form.kind: form
    for form in (
        COOPERATIVE_LIST, COOPERATIVE_RECAP, ENTERPRISE_LIST, ENTERPRISE_RECAP, KUR, PROPOSALS, OPERATOR_LOG, MACRO,
    )
}  # fmt: skip


def find(kind: str) -> Form:
    """The form of a kind; raises UsageError listing the known ones."""
    if kind not in FORMS:
        known = "; ".join(f"{form.kind} ({form.label})" for form in FORMS.values())
        raise UsageError(f"Jenis kiriman '{kind}' tidak dikenal. Yang ada: {known}.")
    return FORMS[kind]


def suffix(form: Form) -> str:
    """The ending of a form's file name."""
    return ".csv" if form.extract else ".xlsx"


def usual_year(form: Form, today: date) -> int:
    """The year a form is usually asked for on a day."""
    return today.year - 1 + form.years_after


def make(kind: str, regions: Regions, menus: Sequence[Menu], year: int) -> bytes:
    """The empty form of a kind for the data of one year: a workbook, or the headings of an extract as CSV."""
    form = find(kind)
    if form.extract:
        return _headings(form)
    local = regions.local_in_force(year)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": form.label})
        writer = _Writer(book, year, local, _lists(local, menus, year))
        writer.help(form)
        for sheet in form.sheets:
            writer.sheet(sheet)
        writer.lists({name for sheet in form.sheets for column in sheet.columns for name in column.choices})
    return buffer.getvalue()


def _headings(form: Form) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([column.heading for column in form.sheets[0].columns])
    return buffer.getvalue().encode()


def _lists(local: Sequence[Region], menus: Sequence[Menu], year: int) -> dict[str, list[str]]:
    """The lists that stand on a sheet of their own, by what stands for them in `choices`."""
    latest = max((last for menu in menus for last in menu.years if last <= year), default=year)
    return {
        _REGIONS[0]: [region.name for region in local],
        _STAGES[0]: [stage.words for stage in Stage],
        _MENUS[0]: [menu.name for menu in menus if latest in menu.years],
        _ROLES[0]: list(dict.fromkeys(stage.role for stage in Stage)),
    }


class _Writer:
    """Writes the sheets of one form."""

    def __init__(self, book: Any, year: int, local: Sequence[Region], lists: Mapping[str, Sequence[str]]) -> None:
        self._book = book
        self._year = year
        self._local = local
        self._lists = lists
        self._title = book.add_format({"bold": True, "font_size": 12})
        self._prose = book.add_format({"text_wrap": True, "valign": "top"})
        self._heading = book.add_format(
            {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#EDF1F4",
            }
        )
        self._cells = {sort: book.add_format(_format(sort)) for sort in Sort}

    def help(self, form: Form) -> None:
        page = self._book.add_worksheet(HELP)
        page.set_column(0, 0, 100)
        page.hide_gridlines(2)
        page.write_string(0, 0, form.label, self._title)
        for row, line in enumerate(_help_lines(form, self._year), start=2):
            page.write_string(row, 0, line, self._prose)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def sheet(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.titles):
            page.write_string(row, 0, line.format(year=self._year), self._title)
        top = len(sheet.titles) + 1
        page.set_row(top, 48)
        rows = list(self._rows(sheet))
        for index, column in enumerate(sheet.columns):
            page.write_string(top, index, column.heading, self._heading)
            page.set_column(index, index, column.width)
            rule = self._rule(column)
            if rule is not None:
                page.data_validation(top + 1, index, top + len(rows), index, rule)
        for row, cells in enumerate(rows, start=top + 1):
            for index, value in enumerate(cells):
                self._write(page, row, index, value, sheet.columns[index].sort)
        self._print(page, sheet, top, len(rows))

    def _rows(self, sheet: Sheet) -> Iterator[Sequence[str | int | None]]:
        """What is filled in beforehand, row by row."""
        if sheet.rows is Rows.BLANK:
            yield from ([None] * len(sheet.columns) for _ in range(_BLANK_ROWS))
            return
        months: Sequence[str | None] = MONTHS if sheet.rows is Rows.MONTHS else (None,)
        pairs = ((region, month) for region in self._local for month in months)
        for number, (region, month) in enumerate(pairs, start=1):
            known: dict[Sort, str | int | None] = {
                Sort.NUMBER: number, Sort.CODE: region.code, Sort.REGION: region.name, Sort.MONTH: month,
                Sort.YEAR: self._year,
            }  # fmt: skip
            yield [known.get(column.sort) for column in sheet.columns]

    def _write(self, page: Any, row: int, index: int, value: str | int | None, sort: Sort) -> None:
        if isinstance(value, str):
            page.write_string(row, index, value, self._cells[sort])
        elif value is not None:
            page.write_number(row, index, value, self._cells[sort])
        else:
            page.write_blank(row, index, None, self._cells[sort])

    def _rule(self, column: Column) -> dict[str, Any] | None:
        """What may be typed into a column; None where anything may."""
        if not column.choices:
            return _RULES.get(column.sort)
        listed = self._lists.get(column.choices[0])
        source = list(column.choices) if listed is None else self._place_of(column.choices[0])
        return {
            "validate": "list",
            "source": source,
            "error_title": "Tidak ada dalam daftar",
            "error_message": "Pilih salah satu dari daftar, atau kosongkan.",
        }

    def _place_of(self, name: str) -> str:
        first = 1
        for other, items in self._lists.items():
            if other == name:
                return f"={LISTS}!{xl_range_abs(first, 0, first + len(items) - 1, 0)}"
            first += len(items) + 2
        raise KeyError(name)

    def lists(self, used: set[str]) -> None:
        """The lists below each other in one column, so that nothing there looks like a table."""
        if not used & set(self._lists):
            return
        page = self._book.add_worksheet(LISTS)
        page.set_column(0, 0, 50)
        row = 0
        for name, items in self._lists.items():
            page.write_string(row, 0, name.capitalize(), self._title)
            for place, item in enumerate(items, start=row + 1):
                page.write_string(place, 0, item)
            row += len(items) + 2

    def _print(self, page: Any, sheet: Sheet, top: int, rows: int) -> None:
        keys = [index for index, column in enumerate(sheet.columns) if column.sort is Sort.REGION]
        page.freeze_panes(top + 1, keys[0] + 1 if keys and keys[0] < 3 else 2)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
        page.print_area(0, 0, top + rows, len(sheet.columns) - 1)
        page.set_footer("&L&A&RHalaman &P dari &N")


def _format(sort: Sort) -> dict[str, Any]:
    numbers = {
        Sort.COUNT: "#,##0", Sort.MONEY: "#,##0", Sort.RATE: "#,##0.00", Sort.PLACE: "0.000000", Sort.YEAR: "0",
        Sort.DATE: "dd/mm/yyyy",
    }  # fmt: skip
    given = sort in (Sort.CODE, Sort.MONTH, Sort.TEXT, Sort.REGION)
    return {"border": 1, "border_color": "#C9D1D6", "num_format": "@" if given else numbers.get(sort, "General")}


def _at_least(kind: str, minimum: float, words: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": ">=",
        "value": minimum,
        "error_title": "Isian tidak sesuai",
        "error_message": words,
    }


def _between(kind: str, first: Any, last: Any, words: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": first,
        "maximum": last,
        "error_title": "Isian tidak sesuai",
        "error_message": words,
    }


_RULES: Mapping[Sort, dict[str, Any]] = {
    Sort.COUNT: _at_least("integer", 0, "Isi bilangan bulat mulai dari 0, tanpa satuan. Kosongkan bila belum ada."),
    Sort.MONEY: _between("decimal", -1e15, 1e15, "Isi angka dalam rupiah penuh, tanpa 'Rp'. Kosongkan bila belum ada."),
    Sort.RATE: _at_least("decimal", 0, "Isi angka, tanpa satuan dan tanpa tanda persen. Kosongkan bila belum ada."),
    Sort.PLACE: _between("decimal", -180, 180, "Isi derajat desimal, misalnya -4,0123."),
    Sort.YEAR: _between("integer", _FIRST_YEAR, _LAST_YEAR, "Isi tahun dengan empat angka."),
    Sort.DATE: _between("date", _EARLIEST, _LATEST, "Isi tanggal, misalnya 31/03/2026. Kosongkan bila belum ada."),
}


def _help_lines(form: Form, year: int) -> Iterator[str]:
    """Half a page for whoever fills the form in."""
    names = " dan ".join(f"'{sheet.name}'" for sheet in form.sheets)
    titled = any("{year}" in line for sheet in form.sheets for line in sheet.titles)
    yield f"Pengirim: {form.sender}. Waktu: {form.when}."
    yield f"Isilah lembar {names}, lalu simpan sebagai .xlsx dan kirim. Lembar Petunjuk dan Referensi tidak dibaca."
    if titled:
        yield f"Formulir ini untuk tahun {year}. Untuk tahun lain, ganti tahunnya pada judul di atas tabel."
    yield from form.help
    yield (
        "Kosong berarti belum ada datanya. 0 berarti datanya ada dan nilainya nol. Tanda '-', 'nihil', dan 'N/A' "
        "dibaca sebagai kosong dan diberi catatan: tulis 0 bila memang nol, kosongkan bila belum ada."
    )
    yield (
        "Uang diisi dalam rupiah penuh, tanpa titik yang diketik sendiri, tanpa 'Rp'. Bila lebih mudah dalam juta, "
        "ganti (Rp) pada judul kolom itu menjadi (Rp juta), untuk seluruh kolom."
    )
    yield (
        "Setiap kata pada judul tabel, judul kolom, dan nama lembar dibaca. Kata yang tidak dikenal membuat kolomnya, "
        "atau tabelnya, tidak dibaca dan disebutkan. Jangan menambah kata pada judul; kolom yang tidak diperlukan "
        "boleh dihapus."
    )
    yield (
        "Satu baris satu daerah atau satu badan, tanpa baris jumlah di tengah, tanpa sel gabungan. Ketik angkanya; "
        "rumus hanya dibaca bila sudah dihitung dan tersimpan di Excel."
    )
    yield "Data pribadi tidak diminta: hapus kolomnya sebelum mengirim bila ada."
