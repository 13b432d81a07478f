"""Forms for those who send, one per kind of delivery: sheets, titles, headings and lists the reader understands.

`kumkm.export.form_book` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kumkm.errors import UsageError


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
REGIONS, STAGES, MENUS, ROLES = ("daftar daerah",), ("daftar tahap",), ("daftar menu",), ("daftar peran",)

_PROVINCE = "PROVINSI SULAWESI TENGGARA"
_OFFICES = "dinas yang membidangi koperasi dan UMKM di kabupaten/kota atau provinsi"
_KEYS = (
    Column("No", Sort.NUMBER, 5),
    Column("Kode Kemendagri", Sort.CODE, 12),
    Column("Kabupaten/Kota", Sort.REGION, 28),
)
_REGION = Column("Kabupaten/Kota", Sort.REGION, 28, REGIONS)

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
                Column("Koperasi Bermodal Luar (Unit)", width=12),
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
                Column("Debitur KUR Sektor Produksi (Orang)", width=14),
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
                Column("Menu Kegiatan", Sort.TEXT, 30, MENUS),
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
                Column("Tahap", Sort.TEXT, 24, STAGES),
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
                Column("Tahap", Sort.TEXT, 24, STAGES),
                Column("Tanggal", Sort.DATE, 13),
                Column("Pelaku", Sort.TEXT, 30, ROLES),
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
