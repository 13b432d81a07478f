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
    # cells of a year, a remark or a mark that say more than when
    "Kabupaten/Kota;Tahun;Penyaluran KUR (Rp juta)\nKolaka;Semester I 2023;100\nMuna;Semester I 2023;100",
    "Kabupaten/Kota;Tahun;Penyaluran KUR (Rp juta)\nKolaka;2023 (s.d. Juni);100\nMuna;2023 (s.d. Juni);100",
    "Kabupaten/Kota;Tahun;Jumlah UMKM\nKolaka;2023 proyeksi;7\nMuna;2023 proyeksi;8",
    "Kabupaten/Kota;Tahun;Periode;Jumlah Koperasi\nKolaka;2023;Semester I;7\nMuna;2023;Semester I;8",
    "Kabupaten/Kota;Tahun;Koperasi Aktif;Keterangan\nKolaka;2023;7;sampai Oktober\nMuna;2023;8;sampai Oktober",
    "VOLUME USAHA TAHUN 2023 (Rp juta);\nKabupaten/Kota;2023*\nKolaka;7\nMuna;8\n*) sampai dengan Juni 2023;",
    "KOPERASI PER 30 JUNI 2023;\nKabupaten/Kota;Volume Usaha (Rp juta)\nKolaka;7\nMuna;8",
    "KUR TAHUN 2023;;\nNo;Kabupaten/Kota;Penyaluran (Rp juta)\n1;Kolaka;7\n2;Muna;8\nData per 31 Oktober 2023;;",
    # constant prices of another base; only one kind of cooperatives; of two regions nobody can say which
    "Kode Kemendagri;Daerah;Tahun;PDRB Harga Konstan 2000 (Rp miliar)\n74.01;Kolaka;2023;8\n74.03;Muna;2023;9",
    f"DATA KSP TAHUN 2023;\n{ACTIVE}",
    f"DATA USP KOPERASI TAHUN 2023;\n{ACTIVE}",
    # units that disagree, in a title, a note, or the column "Satuan"
    "VOLUME USAHA TAHUN 2021 (dalam jutaan rupiah);\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;123,5\nMuna;130,5",
    "VOLUME USAHA TAHUN 2021;\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;123,5\nMuna;130\nCatatan: dalam jutaan rupiah;",
    "KABUPATEN KOLAKA;;\nUraian;Satuan;2021\nVolume Usaha (Rp);Persen;123,5\nSHU (Rp);Unit;5",
    "Kabupaten/Kota;Tahun;Volume Usaha (Rp kodi)\nKolaka;2021;123",
    # nothing says that it is KUR
    "Kabupaten/Kota;Tahun;Anggaran (Rp);Realisasi (Rp);Sisa (Rp)\nKolaka;2023;5000000;4000000;1000000",
    "Kabupaten/Kota;Tahun;Nilai (Rp)\nKolaka;2023;4000000",
    # a mean, or a state at each month's end, is no sum; months that only rise are sums since January
    "VOLUME USAHA PER KOPERASI TAHUN 2023;\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;7000000\nMuna;8000000",
    "VOLUME USAHA PER BULAN TAHUN 2023;\nKabupaten/Kota;Volume Usaha (Rp)\nKolaka;7000000\nMuna;8000000",
    "VOLUME USAHA TAHUN 2023 (Rp);;\nKabupaten/Kota;Volume Usaha (Rp);Catatan: dalam jutaan rupiah\nKolaka;7;\nMuna;8;",
    "VOLUME USAHA TAHUN 2023;\nKabupaten/Kota;2023²\nKolaka;7\nMuna;8\n² Keadaan sampai dengan September;",
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
    # a column "No" numbers rows, whatever stands above it; a remark says how a number moved, or of which year it is
    (
        "DATA KOPERASI TAHUN 2022;;\n;KOPERASI AKTIF;\nKabupaten/Kota;No;Jumlah (Lembaga)\nKolaka;1;27\nMuna;2;82",
        {("cooperatives_active", 2022): 27},
    ),
    (
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Keterangan\nKolaka;2023;7;naik\nMuna;2023;8;turun",
        {("cooperatives_active", 2023): 7},
    ),
    (
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Keterangan\nKolaka;2023;7;data tahun 2021\nMuna;2023;8;",
        {("cooperatives_active", 2021): 7},
    ),
    (
        "KOPERASI AKTIF TAHUN 2023;\nKabupaten/Kota;Koperasi Aktif\nKolaka¹;7\nMuna;8\n¹ Data tahun 2021;",
        {("cooperatives_active", 2021): 7},
    ),
    (
        "PENYALURAN KUR PER BULAN (Rp juta);;;\nKabupaten/Kota;Tahun;Bulan;Penyaluran\nKolaka;2023;1;7\nMuna;2023;1;8",
        {("kur_disbursed_idr", 2023): 7e6},
    ),
    # a long table of targets and what happened
    (
        "Kabupaten/Kota;Indikator;Tahun;Nilai\nKolaka;Koperasi Aktif;Target 2023;90\nKolaka;Koperasi Aktif;2022;40",
        {("cooperatives_active", 2022): 40},
    ),
    (
        "Kabupaten/Kota;Indikator;jenis_data;Tahun;Nilai\nKolaka;Koperasi Aktif;Target;2022;90\n"
        "Kolaka;Koperasi Aktif;Realisasi;2022;40",
        {("cooperatives_active", 2022): 40},
    ),
    # what counts as cooperatives are those without the KDKMP
    (
        "DATA TAHUN 2025;;;\nKabupaten/Kota;Koperasi Non KDKMP;KDKMP;Jumlah Koperasi\nKolaka;27;60;87\nMuna;10;50;60",
        {("cooperatives_registered", 2025): 27, ("kdkmp_formed", 2025): 60},
    ),
    ("Provinsi/Kabupaten/Kota;Tahun;Koperasi Aktif\nKolaka;2023;7\nMuna;2023;8", {("cooperatives_active", 2023): 7}),
    (
        "Kabupaten/Kota;Jumlah Kecamatan;Tahun;Koperasi Aktif\nKolaka;12;2023;7\nMuna;22;2023;8",
        {("cooperatives_active", 2023): 7},
    ),
]  # fmt: skip
LISTS = [
    "DAFTAR KOPERASI AKTIF TAHUN BUKU 2023", "DAFTAR KOPERASI SIMPAN PINJAM TAHUN BUKU 2023",
    "DAFTAR KOPERASI USULAN PEMBUBARAN TAHUN BUKU 2023",
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


PARTS_OF_A_LIST = [
    ("I. KOPERASI AKTIF", "II. KOPERASI DIBUBARKAN"), ("KOPERASI UMUM", "KOPERASI DESA MERAH PUTIH"),
    ("A. SEHAT", "B. TIDAK SEHAT"),
]  # fmt: skip


@pytest.mark.parametrize("headings", PARTS_OF_A_LIST)
def test_headings_inside_a_list_that_set_bodies_apart_are_told(deliver, headings):
    first, second = (f"{text};;" for text in headings)
    bodies = [f"Koperasi {number};74010000000{number:02};Jasa" for number in range(1, 5)]
    heading = "DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2023;;\nNama Koperasi;NIK;Jenis"
    delivery = deliver("\n".join([heading, first, *bodies[:2], second, *bodies[2:]]))
    assert [note.note for note in delivery.notes].count("group_row") == 1


@pytest.mark.parametrize(
    "headings", [("KECAMATAN POMALAA", "KECAMATAN WUNDULAKO"), ("A. KOPERASI JASA", "B. KOPERASI PRODUSEN")]
)
def test_headings_inside_a_list_that_say_where_or_of_what_type_are_no_trouble(deliver, headings):
    first, second = (f"{text};;" for text in headings)
    bodies = [f"Koperasi {number};74010000000{number:02};Jasa" for number in range(1, 5)]
    heading = "DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2023;;\nNama Koperasi;NIK;Jenis"
    delivery = deliver("\n".join([heading, first, *bodies[:2], second, *bodies[2:]]))
    assert len(delivery.rows) == 4
    assert "group_row" not in [note.note for note in delivery.notes]


def test_a_dash_is_no_name(deliver):
    names = ["Koperasi Satu", "Koperasi Dua", "Koperasi Tiga", "Koperasi Empat"]
    rows = [f"{name};740100000000{number};Jasa" for number, name in enumerate([*names, "-", "...."])]
    delivery = deliver("\n".join(["DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2023;;", "Nama Koperasi;NIK;Jenis", *rows]))
    assert [row["name"] for row in delivery.rows] == names


def test_a_title_of_two_regions_is_of_neither(deliver):
    for places in ("BUTON DAN KOTA BAUBAU", "MUNA DAN MUNA BARAT", "KOLAKA, KONAWE"):
        delivery = deliver(
            f"DATA KOPERASI KABUPATEN {places} TAHUN 2022;\nUraian;Jumlah\nKoperasi Aktif;7\nTidak Aktif;5"
        )
        assert {fact.region_code for fact in delivery.facts} == {None}


PARTS = {
    "Kabupaten/Kota;Tahun;Kategori KBLI;Jumlah UMKM": ("A", "C", "Jumlah"),
    "Kabupaten/Kota;Tahun;Kategori  KBLI;Jumlah UMKM": ("A", "C", "Total"),
    "Kabupaten/Kota;Tahun;Kecamatan;Jumlah UMKM": ("Pomalaa", "Wolo", "Seluruh Kecamatan"),
    "Kabupaten/Kota;Tahun;Kecamatan;Jumlah  UMKM": ("Pomalaa", "Wolo", "Semua"),
    "Kabupaten/Kota;Tahun; Kecamatan;Jumlah UMKM": ("Pomalaa", "Wolo", "Kab. Kolaka"),
}


@pytest.mark.parametrize("heading", PARTS)
@pytest.mark.parametrize("printed", [30, 99])
def test_a_total_among_parts_is_the_whole_and_no_part_more(deliver, heading, printed):
    names = PARTS[heading]
    rows = "\n".join(f"Kolaka;2023;{name};{value}" for name, value in zip(names, (10, 20, printed), strict=True))
    delivery = deliver(f"{heading}\n{rows}")
    whole = [fact.value for fact in delivery.facts if fact.subdistrict is None and fact.sector is None]
    assert (whole, len(delivery.facts)) == ([printed], 3)
    assert [(total.printed, total.summed) for total in delivery.totals] == [(printed, 30)]


def test_the_region_s_own_name_among_its_kecamatan_is_the_whole(deliver):
    for name in ("Kab. Kolaka", "Kabupaten", "Kabupaten Kolaka/Kolaka Regency"):
        delivery = deliver(
            f"KOPERASI KABUPATEN KOLAKA TAHUN 2022;\nKecamatan;Koperasi Aktif\nPomalaa;20\nWolo;10\n{name};30"
        )
        assert [fact.value for fact in delivery.facts if fact.subdistrict is None] == [30]


def test_the_province_s_own_among_kecamatan_are_of_no_kabupaten(deliver):
    delivery = deliver(
        "KOPERASI KABUPATEN KOLAKA TAHUN 2022;\nKecamatan;Koperasi Aktif\nPomalaa;20\nWolo;10\nBinaan Provinsi;5"
    )
    assert [(fact.region_code, fact.value) for fact in delivery.facts if fact.subdistrict is None] == [("74.00", 5)]


def test_types_are_a_whole_only_with_their_total(deliver):
    heading = "Kabupaten/Kota;Tahun;Produsen;Konsumen;Jasa;Simpan Pinjam;Pemasaran;Lainnya;Jumlah"
    delivery = deliver(f"{heading}\nKolaka;2023;1;2;3;4;5;6;21\nMuna;2023;1;2;3;4;5;6;21")
    assert [fact.value for fact in delivery.facts if fact.cooperative_type is None] == [21, 21]


def test_a_row_of_the_province_that_is_the_sum_of_all_is_a_total(deliver):
    rows = "\n".join(f"{name};2023;{value}" for name, value in (("Kolaka", 10), ("Muna", 12), ("Provinsi", 22)))
    delivery = deliver(f"Kabupaten/Kota;Tahun;Koperasi Aktif\n{rows}")
    assert {fact.region_code for fact in delivery.facts} == {"74.01", "74.03"}
    assert [(total.printed, total.summed) for total in delivery.totals] == [(22, 22)]


def test_a_list_of_village_cooperatives_is_theirs(deliver):
    heading = "Nama Koperasi;NIK;Kabupaten/Kota;Jenis;Status"
    title = "DAFTAR KOPERASI DESA/KELURAHAN MERAH PUTIH (KDKMP) TAHUN BUKU 2025"
    delivery = deliver(f"{title};;;;\n{heading}\nKoperasi Satu;7401000000001;Kolaka;Jasa;Aktif")
    assert [row["kdkmp"] for row in delivery.rows] == [True]


# -- what the second outsider found --------------------------------------------------------------------------

MORE = [
    (  # a heading printed again under a title of its own is of another table
        "A. REALISASI TAHUN 2022;;;\nNo;Kab/Kota;Koperasi Aktif;Koperasi Tidak Aktif\n1;Kolaka;10;20\n;;;\n"
        "B. TARGET TAHUN 2023;;;\nNo;Kab/Kota;Koperasi Aktif;Koperasi Tidak Aktif\n1;Kolaka;99;20",
        {("cooperatives_active", 2022): 10, ("cooperatives_inactive", 2022): 20},
    ),
    (  # a line between the rows speaks of those below it
        "DATA KOPERASI TAHUN 2023;;\nKab/Kota;Koperasi Aktif;Koperasi Tidak Aktif\nMuna;1;2\nTARGET;;\nKolaka;10;20",
        {},
    ),
    (  # a publication is no year of data
        "SULAWESI TENGGARA DALAM ANGKA 2023;;\nTabel 9.1 Jumlah Koperasi Menurut Kabupaten/Kota, 2022;;\n"
        "Kabupaten/Kota;Koperasi Aktif;Koperasi Tidak Aktif\nKolaka;10;20",
        {("cooperatives_active", 2022): 10, ("cooperatives_inactive", 2022): 20},
    ),
    (  # some headings with a year, the rest of the title's
        "DATA KOPERASI TAHUN 2023;;;\nKab/Kota;Jumlah Koperasi 2022;Jumlah Koperasi 2023;Aktif\nKolaka;5;6;4",
        {("cooperatives_registered", 2022): 5, ("cooperatives_registered", 2023): 6, ("cooperatives_active", 2023): 4},
    ),
    (  # what stands beside a measure and changes it
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Anggota per Koperasi;Volume Usaha per Bulan (Rp);Kesehatan Koperasi;"
        "Aset Tetap (Rp);Anggota (P);Mutasi Anggota;Tahun RAT;Koperasi + KDKMP;Aktif/Tidak Aktif\n"
        "Kolaka;2023;20;35;1000;77;5;9;3;2022;8;4",
        {("cooperatives_active", 2023): 20, ("members_female", 2023): 9},
    ),
    (  # a unit below the numbers of the columns
        "DATA KOPERASI TAHUN 2023;;\nKabupaten/Kota;Koperasi Aktif;Volume Usaha (Rp)\n(1);(2);(3)\n;(unit);(juta)\n"
        "Kolaka;10;100\nMuna;10;100",
        {("cooperatives_active", 2023): 10, ("turnover_idr", 2023): 100e6},
    ),
    (  # a letterhead's street is a street
        "Jl. Pemuda No. 118 Kode Pos 93511;\nDATA KOPERASI TAHUN 2023;\nKabupaten/Kota;Koperasi Aktif\nKolaka;7",
        {("cooperatives_active", 2023): 7},
    ),
    (  # a group of rows is a group
        "KABUPATEN KOLAKA TAHUN 2023;;\nUraian;Satuan;Jumlah\nKELEMBAGAAN;;\nKoperasi Aktif;Unit;7\n"
        "USAHA;;\nAset;Rp juta;5",
        {("cooperatives_active", 2023): 7, ("assets_idr", 2023): 5e6},
    ),
    (  # under a title of village cooperatives
        "DATA KDKMP TAHUN 2025;;\nKabupaten/Kota;Terbentuk;Beroperasi\nKolaka;7;3",
        {("kdkmp_formed", 2025): 7, ("kdkmp_operating", 2025): 3},
    ),
]  # fmt: skip
HELD = [
    "PENYALURAN KUR (Rp juta);;\nKabupaten/Kota;Penyaluran per 31 Maret 2023;Penyaluran per 30 Juni 2023\nKolaka;1;2",
    "nama_kabupaten_kota,tahun,triwulan,jumlah_debitur_kur\nKABUPATEN KOLAKA,2023,1,10",
    "kabupaten_kota,tahun,jenis_kelamin,jumlah_anggota_koperasi\nKABUPATEN KOLAKA,2023,SEMUA UMUR DEWASA,20",
    "PENYALURAN KUR TAHUN 2023;\nKabupaten/Kota;Debitur\nKolaka;10\nMuna;9\nKeterangan: data s.d. 30 September 2023;",
    "REALISASI KUR S/D TAHUN 2023;\nKabupaten/Kota;Debitur\nKolaka;10",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_tables_are_read_as_the_second_outsider_meant_them(deliver, text, expected):
    found = {(fact.field, fact.year): fact.value for fact in deliver(text).facts if fact.region_code == "74.01"}
    assert found == expected


@pytest.mark.parametrize("text", HELD)
def test_a_part_of_a_year_or_of_people_is_no_whole(deliver, text):
    delivery = deliver(text)
    assert delivery is None or (delivery.facts == [] and delivery.notes != [])


def test_a_total_named_after_the_kabupaten_is_no_kecamatan(deliver):
    delivery = deliver(
        "Jumlah UMKM per Kecamatan Kabupaten Muna 2023;;;\nKecamatan;Mikro;Kecil;Total\n"
        "Katobu;10;1;11\nDuruka;11;2;13\nMuna;21;3;24"
    )
    assert {fact.subdistrict for fact in delivery.facts} == {"Katobu", "Duruka"}
    assert sum(fact.value for fact in delivery.facts if fact.field == "enterprises_micro") == 21


def test_a_list_with_a_year_per_column_takes_its_own_year(deliver):
    delivery = deliver(
        "DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2023;;;;\nNo;Nama Koperasi;Status;Anggota 2022;Anggota 2023\n"
        "1;KSP A;Aktif;10;20"
    )
    assert [row["members"] for row in delivery.rows] == [20]


def test_two_subjects_in_one_table_are_two_deliveries(project, tmp_path):
    path = tmp_path / "dua.csv"
    path.write_text(
        "DATA KOPERASI DAN UMKM 2023;;;;\nKab/Kota;Koperasi;;UMKM;\n;Aktif;Tidak Aktif;Mikro;Kecil\nKolaka;1;2;3;4",
        encoding="utf-8",
    )
    found = reader(project, date(2026, 11, 29)).read(opening.inspect(path), path.name)
    assert {fact.field: fact.value for delivery in found for fact in delivery.facts} == {
        "cooperatives_active": 1, "cooperatives_inactive": 2, "enterprises_micro": 3, "enterprises_small": 4,
    }  # fmt: skip


MONTHS = "Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp juta);Debitur"


def times(delivery):
    return [(fact.region_code, fact.year, fact.month) for fact in delivery.facts if fact.field == "kur_borrowers"]


def test_a_row_that_names_its_region_does_not_take_the_month_of_another(deliver):
    delivery = deliver(f"{MONTHS}\nMuna;2023;11;90;9\nMuna;2023;12;70;7\nKolaka;2023;;4200;100")
    assert ("74.01", 2023, 12) not in times(delivery)
    assert [(note.note, note.row_number, note.found) for note in delivery.notes] == [("not_a_date", 4, "")]


def test_nor_its_year(deliver):
    delivery = deliver("Kabupaten/Kota;Tahun;Koperasi Aktif\nMuna;2022;7\nMuna;2023;8\nKolaka;;9")
    assert [(fact.region_code, fact.year) for fact in delivery.facts] == [
        ("74.03", 2022),
        ("74.03", 2023),
        ("74.01", None),
    ]


def test_what_is_written_once_in_front_is_of_the_rows_below(deliver):
    ahead = "Bulan;Kabupaten/Kota;Tahun;Penyaluran (Rp juta);Debitur"
    delivery = deliver(f"{ahead}\n1;Kolaka;2023;40;4\n;Muna;;50;5\n2;Kolaka;;30;3\n;Muna;;60;6")
    found = [(code, 2023, month) for month in (1, 2) for code in ("74.01", "74.03")]
    assert times(delivery) == found


def test_a_region_written_once_is_of_the_months_below(deliver):
    delivery = deliver(f"{MONTHS}\nKolaka;2023;1;40;4\n;;2;50;5\nMuna;2023;1;30;3\n;;2;60;6")
    assert times(delivery) == [(code, 2023, month) for code in ("74.01", "74.03") for month in (1, 2)]
