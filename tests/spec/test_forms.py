"""Every form comes back understood: filled in without a finding, in part too; untouched with one that says so."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from rounds import some

from kumkm.__main__ import main
from kumkm.errors import UsageError
from kumkm.export import form_book, forms
from kumkm.warehouse import menus
from kumkm.warehouse.rehearsal import check

pytestmark = pytest.mark.slow  # every form is filled in and delivered

TODAY = date(2026, 11, 29)
BOOKS = [kind for kind, form in forms.FORMS.items() if not form.extract]
BLANK_PLACES = ("Kabupaten Muna", "Kota Baubau")


def recap(number):
    """One region's cooperatives; every sum holds."""
    active, inactive = 40 + number, 20 + number % 5
    members, equity = 900 + 3 * number, 2_000_000_000 + 1_000_000 * number
    return {
        "Jumlah Koperasi (Unit)": active + inactive,
        "Koperasi Aktif (Unit)": active,
        "Koperasi Tidak Aktif (Unit)": inactive,
        "Koperasi Melaksanakan RAT (Unit)": 30 + number,
        "Koperasi Bersertifikat NIK (Unit)": 25 + number,
        "Koperasi Produsen (Unit)": 20,
        "Koperasi Pemasaran (Unit)": 5,
        "Koperasi Konsumen (Unit)": active + inactive - 40,
        "Koperasi Jasa (Unit)": 5,
        "Koperasi Simpan Pinjam (Unit)": 10,
        "Anggota L (Orang)": members - 400,
        "Anggota P (Orang)": 400,
        "Jumlah Anggota (Orang)": members,
        "Manajer (Orang)": 12,
        "Karyawan (Orang)": 30 + number,
        "Modal Sendiri (Rp)": equity,
        "Modal Luar (Rp)": 500_000_000,
        "Koperasi Bermodal Luar (Unit)": 25,
        "Aset (Rp)": equity + 500_000_000,
        "Volume Usaha (Rp)": 3_000_000_000,
        "Sisa Hasil Usaha (Rp)": 150_000_000,
        "KDKMP Terbentuk (Unit)": 8 + number,
        "KDKMP Beroperasi (Unit)": 0,
    }


def enterprises(number):
    return {
        "Jumlah UMKM (Unit)": 10_110 + number,
        "Usaha Mikro (Unit)": 10_000 + number,
        "Usaha Kecil (Unit)": 100,
        "Usaha Menengah (Unit)": 10,
        "UMKM Ber-NIB (Unit)": 4_000,
        "Tenaga Kerja UMKM (Orang)": 15_300 + number,
    }


def kur(number):
    now_more_now_less = number * 7 % 5
    disbursed = 10_000_000_000 + 7_000_000 * now_more_now_less
    return {
        "Penyaluran KUR (Rp)": disbursed,
        "Debitur KUR (Orang)": 280 + now_more_now_less,
        "Debitur KUR Sektor Produksi (Orang)": 130,
        "Penyaluran KUR Sektor Produksi (Rp)": disbursed // 2,
    }


def macro(number):
    return {
        "Jumlah Penduduk (Jiwa)": 150_000 + number,
        "Jumlah Penduduk Miskin (Jiwa)": 15_000 + number,
        "Persentase Penduduk Miskin": 10.5,
        "Tingkat Pengangguran Terbuka": 3.25,
        "Tingkat Partisipasi Angkatan Kerja": 68.1,
        "Indeks Pembangunan Manusia": 71.3,
        "Rasio Gini": 0.35,
        "PDRB Atas Dasar Harga Berlaku (Rp)": 9_000_000_000_000,
        "PDRB Atas Dasar Harga Konstan 2010 (Rp)": 6_000_000_000_000 + number,
    }


def cooperative(number):
    equity, outside = 150_000_000 + 1_000_000 * number, 50_000_000
    return {
        "No": number + 1,
        "Nama Koperasi": f"Koperasi Contoh Nomor {number}",
        "Nomor Badan Hukum": f"{100 + number}/BH/XXVII/2010",
        "Tanggal Badan Hukum": datetime(2010, 5, 1 + number),
        "NIK Koperasi": f"74010100{10000 + number}",
        "Kabupaten/Kota": "Kabupaten Kolaka" if number % 2 else "Kota Kendari",
        "Kecamatan": "Contoh",
        "Desa/Kelurahan": f"Desa Contoh {number}",
        "Jenis Koperasi": "Simpan Pinjam" if number % 3 else "Produsen",
        "Bentuk Koperasi": "Primer",
        "Status Keaktifan": "Aktif",
        "Tanggal RAT": datetime(2026, 2, 10),
        "Anggota L (Orang)": 30 + number,
        "Anggota P (Orang)": 20,
        "Jumlah Anggota (Orang)": 50 + number,
        "Manajer (Orang)": 1,
        "Karyawan (Orang)": 3,
        "Modal Sendiri (Rp)": equity,
        "Modal Luar (Rp)": outside,
        "Aset (Rp)": equity + outside,
        "Volume Usaha (Rp)": 300_000_000,
        "SHU (Rp)": 20_000_000,
        "Status NIK": "Aktif",
        "Berlaku Sampai": datetime(2028, 1, 31),
        "Kesehatan Koperasi": "Sehat",
        "KDKMP": "Tidak",
    }


def proposal(number):
    return {
        "No": number + 1,
        "Kode Usulan": f"7401-2025-{number + 1:02}",
        "Tahun Anggaran": 2025,
        "Kabupaten/Kota": "Kabupaten Kolaka",
        "OPD": "Dinas Koperasi dan UKM",
        "Judul Usulan": f"Pelatihan Pengemasan Produk Angkatan {number + 1}",
        "Menu Kegiatan": "DAK Nonfisik PK2UMK",
        "Sumber Dana": "DAK Nonfisik",
        "Kementerian Tujuan": "Kementerian UMKM",
        "Volume": 100,
        "Satuan": "Orang",
        "Harga Satuan (Rp)": 2_500_000,
        "Nilai Usulan (Rp)": 250_000_000,
        "Lokasi Kegiatan": f"Pomalaa {number}",
        "TOR": "Ada",
        "RAB": "Ada",
        "Jumlah Peserta (Orang)": 100,
        "Peserta Tanpa NIB (Orang)": 0,
        "Tahap": "Diajukan",
        "Tanggal Tahap": datetime(2024, 3, 1),
        "Nomor Dokumen": f"050/{number}/2024",
    }


def stage(number):
    return {
        "No": number + 1,
        "Kode Usulan": f"7401-2025-{number // 2 + 1:02}",
        "Tahap": "Diajukan" if number % 2 else "Draf",
        "Tanggal": datetime(2024, 3 if number % 2 else 2, 1),
        "Pelaku": "Kepala dinas kabupaten/kota" if number % 2 else "Operator dinas kabupaten/kota",
        "Nomor Dokumen": f"050/{number // 2}/2024" if number % 2 else None,
        "Nilai (Rp)": 250_000_000,
    }


def submission(number):
    return {
        "No": number + 1,
        "Kabupaten/Kota": ("Kabupaten Kolaka", "Kabupaten Muna", "Kota Kendari")[number % 3],
        "Sistem": "ODS",
        "Jenis Data": "Daftar Koperasi" if number < 3 else "Laporan RAT",
        "Tahun Buku": 2025,
        "Tanggal Kirim": datetime(2026, 4, 10 + number),
        "Batas Waktu": datetime(2026, 4, 30),
        "Jumlah Baris": 60 + number,
        "Status Kirim": "Tepat waktu",
    }


def enterprise(number):
    return {
        "id_data_badan_usaha": 7400249700 + number,
        "nib": f"91200{10_000_000 + number}",
        "jenis_kelamin": "PEREMPUAN",
        "kategori_kbli": "G",
        "kode_kbli": "47111",
        "status_badan_usaha": "Perorangan",
        "skala_usaha": "Mikro",
        "modal_pendirian": 4_900_000,
        "tahun_mulai_operasi": 2020,
        "omzet_tahunan": 16_000_000,
        "asset": 3_700_000,
        "kab_usaha": "KABUPATEN KOLAKA",
        "kec_usaha": "Contoh",
        "tk_dibayar_laki": 1,
        "tk_dibayar_perempuan": 1,
        "tahun_pendataan": 2023,
        "updated_at": "2023-10-02 10:00:00",
    }


FILLED = {
    "cooperative_list": {"Koperasi": cooperative},
    "cooperative_recap": {"Rekap Koperasi": recap},
    "enterprise_recap": {"Rekap UMKM": enterprises},
    "kur": {"KUR": kur},
    "macro": {"Makro": macro},
    "proposals": {"Usulan": proposal, "Riwayat": stage},
    "operator_log": {"Pengiriman": submission},
}
BODIES = {"Usulan": 3, "Riwayat": 6}


@pytest.fixture(scope="module")
def alone(project, tmp_path_factory):
    """A project without anything published, so that nothing is compared."""
    return replace(project, warehouse=tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="module")
def made(project, regions):
    """The empty form of a kind, for the year it is usually asked for."""
    known = menus.read(project.reference / "menu.toml").menus
    return lambda kind: form_book.make(kind, regions, known, forms.usual_year(forms.FORMS[kind], TODAY))


def filled(content, kind, leave=()):
    """The workbook with plausible values in every row, but for regions left blank."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, values_of in FILLED[kind].items():
        sheet = book[name]
        top = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "No")
        where = {cell.value: cell.column for cell in sheet[top]}
        given = sheet.cell(top + 1, where.get("Kode Kemendagri", 1)).value is not None
        rows = sheet.max_row - top if given else BODIES.get(name, 6)
        for number in range(rows):
            row = top + 1 + number
            if given and sheet.cell(row, where["Kabupaten/Kota"]).value in leave:
                continue
            for heading, value in values_of(number).items():
                sheet.cell(row, where[heading]).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def report(content, kind, folder, settings):
    path = folder / f"kiriman{forms.suffix(forms.FORMS[kind])}"
    path.write_bytes(content)
    return check([path], settings)


def said(found):
    return [(item.rule, item.place, item.message) for item in found.findings]


@pytest.mark.parametrize("kind", some(BOOKS, {0, 2, 4}))
def test_a_form_filled_in_comes_back_with_no_finding_and_every_column_is_read(kind, made, alone, tmp_path):
    found = report(filled(made(kind), kind), kind, tmp_path, alone)
    assert said(found) == []
    unread = {line.heading for _, line in found.understood if not line.read}
    assert unread <= {"No"}
    assert len(found.understood) == sum(len(sheet.columns) for sheet in forms.FORMS[kind].sheets)


@pytest.mark.parametrize("kind", ["cooperative_recap", "enterprise_recap", "kur", "macro"])
def test_a_region_left_blank_is_no_finding(kind, made, alone, tmp_path):
    assert said(report(filled(made(kind), kind, leave=BLANK_PLACES), kind, tmp_path, alone)) == []


@pytest.mark.parametrize("kind", some(BOOKS, {0, 3}))
def test_an_untouched_form_is_told_so_in_words(kind, made, alone, tmp_path):
    found = report(made(kind), kind, tmp_path, alone)
    assert not found.refused
    assert not found.held_back
    assert "B22" in {item.rule for item in found.findings}
    assert len(found.findings) == len(forms.FORMS[kind].sheets)


def test_the_form_of_an_extract_is_its_headings_and_comes_back_clean(made, alone, tmp_path):
    names = next(csv.reader(io.StringIO(made("enterprise_list").decode())))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    writer.writerows(enterprise(number) for number in range(5))
    found = report(buffer.getvalue().encode(), "enterprise_list", tmp_path, alone)
    assert said(found) == []
    assert {line.heading for _, line in found.understood if line.read} == set(names)


def test_a_form_knows_the_regions_of_its_year_and_holds_no_formula(made, regions):
    book = openpyxl.load_workbook(io.BytesIO(made("cooperative_recap")))
    sheet = book["Rekap Koperasi"]
    codes = [row[1].value for row in sheet.iter_rows(min_row=6) if row[1].value]
    assert codes == [region.code for region in regions.local_in_force(2025)]
    assert "TAHUN 2025" in [sheet.cell(row, 1).value for row in range(1, 5)]
    assert not [cell for page in book for row in page for cell in row if cell.data_type == "f"]


def test_a_choice_names_a_list_that_is_there(made):
    book = openpyxl.load_workbook(io.BytesIO(made("proposals")))
    lists = [rule for rule in book["Usulan"].data_validations.dataValidation if rule.type == "list"]
    ranges = [rule.formula1 for rule in lists if rule.formula1.startswith(form_book.LISTS)]
    offered = [[row[0].value for row in book[form_book.LISTS][ref.split("!")[1].replace("$", "")]] for ref in ranges]
    assert ["Kabupaten Buton" in items or "Diajukan" in items or "PLUT-KUMKM" in items for items in offered] == [
        True
    ] * 3
    assert all(None not in items for items in offered)


def test_an_unknown_kind_is_answered_with_the_list():
    with pytest.raises(UsageError, match="cooperative_recap"):
        forms.find("rekap")


def test_the_command_writes_a_form_says_where_and_overwrites_only_when_told(tmp_path, capsys):
    out = tmp_path / "formulir.xlsx"
    asked = ["template", "kur", "--out", str(out), "--year", "2024"]
    assert main(asked) == 0
    assert f"formulir tahun 2024 ditulis ke {out}" in capsys.readouterr().out
    out.write_bytes(b"isian orang")
    assert main(asked) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert out.read_bytes() == b"isian orang"
    assert main([*asked, "--force"]) == 0
    assert openpyxl.load_workbook(out).sheetnames == [form_book.HELP, "KUR"]


def test_a_form_of_an_extract_is_not_written_as_a_workbook(tmp_path, capsys):
    assert main(["template", "enterprise_list", "--out", str(tmp_path / "sidt.xlsx")]) == 2
    assert ".csv" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
