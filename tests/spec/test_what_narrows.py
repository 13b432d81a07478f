"""Words that stand apart from the heading - in another column, a title, a footnote - and change what a number is."""

from datetime import date

import pytest

from kumkm.errors import RefusedFile
from kumkm.ingest import opening
from kumkm.warehouse.deliveries import reader

TWO = "\nKolaka;7\nMuna;8"
ACTIVE = "Kabupaten/Kota;Koperasi Aktif" + TWO
NOT_READ = [
    # a column of words says which part is counted
    "Kabupaten/Kota;Tahun;Kelompok;Jumlah Koperasi\nKolaka;2023;Penerima Bantuan;7",
    "Kabupaten/Kota;Tahun;Skema;Debitur;Penyaluran (Rp juta)\nKolaka;2023;Mikro;50;40",
    "Kabupaten/Kota;Tahun;Bank;Debitur\nKolaka;2023;BRI;50",
    "kode_kabupaten_kota;nama_kabupaten_kota;jenis_kelamin;tahun;jumlah_penduduk;satuan\n7404;Kolaka;LAKI-LAKI;2025;12;ORANG",
    "kode_kabupaten_kota;nama_kabupaten_kota;kelompok_umur;tahun;jumlah_penduduk\n7404;Buton;0-4;2025;12000",
    "nama_kabupaten_kota;jumlah_koperasi_aktif;satuan;tahun\nKolaka;12;PERSEN;2021",
    "Kabupaten/Kota;Tahun;Keterangan;Jumlah Koperasi\nKolaka;2023;Binaan;7",
    # the title, or a line above the heading
    f"DATA KOPERASI KDKMP TAHUN 2023;\n{ACTIVE}",
    f"DATA KOPERASI BARU TAHUN 2023;\n{ACTIVE}",
    f"DATA KOPERASI ONLINE TAHUN 2023;\n{ACTIVE}",
    f"DATA KOPERASI KEWENANGAN PROVINSI TAHUN 2023;\n{ACTIVE}",
    f"DATA KOPERASI KECAMATAN POMALAA TAHUN 2023;\n{ACTIVE}",
    f"DATA KOPERASI TAHUN 2023;\nKDKMP;\n{ACTIVE}",
    f"DATA KOPERASI TAHUN 2023;\nSimpan Pinjam;\n{ACTIVE}",
    f"DATA KOPERASI TAHUN 2023;\nBer-NIB;\n{ACTIVE}",
    f"SISA KOPERASI AKTIF TAHUN 2023;\n{ACTIVE}",
    f"+/- KOPERASI AKTIF TAHUN 2023;\n{ACTIVE}",
    f"DATA UMKM BARU TAHUN 2023;\nKabupaten/Kota;Jumlah UMKM{TWO}",
    f"DATA UMKM DI LUAR KOTA TAHUN 2023;\nKabupaten/Kota;Jumlah UMKM{TWO}",
    "REALISASI KUR MIKRO TAHUN 2023;;\nKabupaten/Kota;Debitur;Penyaluran (Rp juta)\nKolaka;50;40",
    "REALISASI KUR PER 30 JUNI 2023;;\nKabupaten/Kota;Debitur;Penyaluran (Rp juta)\nKolaka;50;40",
    f"TENAGA KERJA KOPERASI DAN UMKM TAHUN 2023;\nKabupaten/Kota;Koperasi{TWO}",
    f"JUMLAH ANGGOTA KOPERASI MENURUT JENIS TAHUN 2023;\nKabupaten/Kota;Koperasi Konsumen{TWO}",
    # units that disagree, in a title, a note, or the column "Satuan"
    "VOLUME USAHA TAHUN 2021 (dalam jutaan rupiah);\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;123,5\nMuna;130,5",
    "VOLUME USAHA TAHUN 2021;\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;123,5\nMuna;130\nCatatan: dalam jutaan rupiah;",
    "KABUPATEN KOLAKA;;\nUraian;Satuan;2021\nVolume Usaha (Rp);Persen;123,5\nSHU (Rp);Unit;5",
    "Kabupaten/Kota;Tahun;Volume Usaha (Rp kodi)\nKolaka;2021;123",
    # nothing says that it is KUR
    "Kabupaten/Kota;Tahun;Anggaran (Rp);Realisasi (Rp);Sisa (Rp)\nKolaka;2023;5000000;4000000;1000000",
    "Kabupaten/Kota;Tahun;Nilai (Rp)\nKolaka;2023;4000000",
    # more cells than headings: which of them is meant, nobody can say
    "Kabupaten/Kota,Tahun,Jumlah UMKM\nKolaka,2023,1,250\nMuna,2023,12,500",
    "Kabupaten/Kota;Kecamatan;Tahun;Koperasi Aktif\nKolaka;Pomalaa;2023;7",
]  # fmt: skip
READ = [
    (
        "nama_kabupaten_kota,skala_usaha,jumlah_umkm,satuan,tahun\nKABUPATEN KOLAKA,MIKRO,123,UNIT,2021",
        {("enterprises_micro", 2021): 123},
    ),
    (
        "Kabupaten/Kota,status_koperasi,jumlah_koperasi,satuan,tahun\n"
        "KOLAKA,AKTIF,123,UNIT,2021\nKOLAKA,TIDAK AKTIF,20,UNIT,2021",
        {("cooperatives_active", 2021): 123, ("cooperatives_inactive", 2021): 20},
    ),
    ("Kabupaten/Kota;Tahun;Kelompok;Jumlah Koperasi\nKolaka;2023;KDKMP;7", {("kdkmp_formed", 2023): 7}),
    ("nama_kabupaten_kota,jumlah_umkm,satuan,tahun\nKOLAKA,12,RIBU UNIT,2021", {("enterprises", 2021): 12_000}),
    ("kab/kota,volume_usaha,satuan,tahun\nKOLAKA,123.5,MILIAR RUPIAH,2021", {("turnover_idr", 2021): 123.5e9}),
    ("Kabupaten/Kota;Tahun;Volume Usaha Rp (000)\nKolaka;2021;123,5", {("turnover_idr", 2021): 123_500}),
    (
        "KABUPATEN KOLAKA TAHUN 2023;;;\nIndikator;Satuan;Target;Realisasi\nJumlah Koperasi Aktif;Unit;45;42",
        {("cooperatives_active", 2023): 42},
    ),
    (
        "KINERJA KOPERASI KABUPATEN KOLAKA TAHUN 2023;;;;\nUraian;Satuan;Target;Realisasi;Capaian (%)\n"
        "Jumlah Koperasi Aktif;Unit;45;42;93\nVolume Usaha Koperasi;Rp juta;45;42;93",
        {("cooperatives_active", 2023): 42, ("turnover_idr", 2023): 42e6},
    ),
    (
        f"JUMLAH KOPERASI AKTIF MENURUT KABUPATEN/KOTA TAHUN 2023;\nKabupaten/Kota;Jumlah{TWO}",
        {("cooperatives_active", 2023): 7},
    ),
    (
        "Jumlah Koperasi Aktif Menurut Kabupaten/Kota (Unit);;\n;2022;2023\nKolaka;41;42\nMuna;51;52",
        {("cooperatives_active", 2022): 41, ("cooperatives_active", 2023): 42},
    ),
    (
        "Kabupaten/Kota;Koperasi Aktif;;\n;2022;2023;%\nKolaka;41;42;7\nMuna;41;42;7",
        {("cooperatives_active", 2022): 41, ("cooperatives_active", 2023): 42},
    ),
    (
        "KOPERASI AKTIF;;\nKabupaten/Kota;2022;2023*)\nKolaka;41;42\nMuna;51;52\n*) Angka target;;",
        {("cooperatives_active", 2022): 41},
    ),
    ("Kabupaten/Kota;Tahun;Koperasi Aktif\nKolaka;2023;42%", {("cooperatives_active", 2023): None}),
]  # fmt: skip
LISTS = [
    "DAFTAR KOPERASI AKTIF TAHUN BUKU 2023", "DAFTAR KOPERASI SIMPAN PINJAM TAHUN BUKU 2023",
    "DAFTAR KOPERASI KDKMP TAHUN BUKU 2023", "DAFTAR KOPERASI USULAN PEMBUBARAN TAHUN BUKU 2023",
    "DAFTAR KOPERASI PENERIMA BANTUAN TAHUN BUKU 2023", "DAFTAR KOPERASI SUDAH RAT TAHUN BUKU 2023",
]  # fmt: skip


@pytest.fixture(scope="module")
def deliver(project, tmp_path_factory):
    """Read a CSV given as text; None where it is refused."""
    path = tmp_path_factory.mktemp("narrow") / "kiriman.csv"

    def read(text):
        path.write_text(text, encoding="utf-8")
        try:
            [delivery] = reader(project, date(2026, 11, 29)).read(opening.inspect(path), path.name)
        except RefusedFile:
            return None
        return delivery

    return read


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_only_a_part_or_not_understood_is_no_figure_and_is_said(deliver, text):
    delivery = deliver(text)
    assert delivery is None or (delivery.facts == [] and delivery.notes != [])


@pytest.mark.parametrize(("text", "expected"), READ)
def test_words_beside_a_number_say_what_it_is(deliver, text, expected):
    facts = deliver(text).facts
    assert {(fact.field, fact.year): fact.value for fact in facts if fact.region_code == "74.01"} == expected


@pytest.mark.parametrize("title", LISTS)
def test_a_list_that_its_title_narrows_is_not_the_register(deliver, title):
    heading = "Nama Koperasi;NIK;Kabupaten/Kota;Jenis;Status"
    delivery = deliver(f"{title};;;;\n{heading}\nKoperasi Satu;7401000000001;Kolaka;Jasa;Aktif")
    assert delivery.rows == [] and delivery.notes != []


def test_a_row_of_the_province_that_is_the_sum_of_all_is_a_total(deliver):
    rows = "\n".join(f"{name};2023;{value}" for name, value in (("Kolaka", 10), ("Muna", 12), ("Provinsi", 22)))
    delivery = deliver(f"Kabupaten/Kota;Tahun;Koperasi Aktif\n{rows}")
    assert {fact.region_code for fact in delivery.facts} == {"74.01", "74.03"}
    assert [(total.printed, total.summed) for total in delivery.totals] == [(22, 22)]
