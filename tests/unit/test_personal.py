"""Personal data is found by heading and by content; bodies, money and dates are not. All identifiers invented."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.ingest.personal import (
    business_name_heading,
    clean,
    location_heading,
    mask,
    personal_content,
    personal_heading,
    personal_in,
)

HEADINGS = {
    "NIK kependudukan": [
        "nik_pengusaha",
        "NIK Pemilik",
        "No. KTP",
        "Nomor KTP",
        "KTP",
        "NIK (KTP)",
        "NIK Ketua",
        "Pengurus / Ketua / NIK",
        "Nomor Induk Kependudukan",
        "No KK",
    ],
    "nama orang": [
        "nama_pengusaha",
        "Nama Pemilik",
        "Nama Ketua",
        "NAMA  KETUA",
        "Nama\nPengurus",
        "Pengurus / Nama",
        "Nama Manajer",
        "Nama Pelaku Usaha",
        "Nama Penanggung Jawab",
        "Nama Operator ODS",
        "Nama Lengkap",
        "Nama Pemilik (Perempuan)",
    ],
    "telepon": ["No HP", "kontak_hp", "Telepon", "No. Telp.", "WA", "No. WhatsApp", "Telp/Fax", "HP Ketua"],
    "surel": ["Email", "E-mail", "Alamat E-Mail", "Surel"],
    "tanggal lahir": ["Tanggal Lahir", "Tgl Lahir", "tanggal_lahir", "Tempat/Tgl Lahir", "TTL"],
    "alamat rumah": [
        "Alamat Pemilik",
        "alamat_pengusaha",
        "rt_pengusaha",
        "rw_pengusaha",
        "kel_pengusaha",
        "kec_pengusaha",
        "Alamat Rumah",
        "Alamat Domisili",
    ],
    "NPWP pribadi": ["NPWP Pemilik", "npwp_pengusaha"],
    "kontak": ["Kontak", "Contact Person", "PIC", "CP"],
    "foto": ["foto_usaha", "Foto KTP", "Foto"],
}


@pytest.mark.parametrize(("kind", "heading"), [(kind, heading) for kind, all_ in HEADINGS.items() for heading in all_])
def test_a_heading_of_personal_data_is_known(kind, heading):
    assert personal_heading(heading) == kind


@pytest.mark.parametrize(
    "heading",
    [
        "NIK",
        "NIK Koperasi",
        "nik_koperasi",
        "Nomor Induk Koperasi",
        "NIK Koperasi Pengelola",
        "Status NIK",
        "Koperasi ber-NIK",
        "NIB",
        "Nama Koperasi",
        "Nama",
        "Nama Kabupaten/Kota",
        "Ketua",
        "Sekretaris",
        "Manajer",
        "Manajer (Orang)",
        "Manajer / L",
        "Pengawas",
        "Jumlah Pengurus",
        "Jumlah Pemilik ber-KTP",
        "Jumlah Pengusaha",
        "Alamat",
        "Alamat Koperasi",
        "Jenis Kelamin",
        "jenis_kelamin",
        "Pendidikan Formal",
        "prov_pengusaha",
        "kab_usaha",
        "Karyawan",
        "Jumlah Anggota",
        "Kecamatan",
        "NPWP",
        "Status Usaha",
        "wajib",
        "Simpanan Wajib",
        "Tanggal Badan Hukum",
        "",
    ],
)
def test_a_heading_of_a_body_a_count_or_a_place_is_left_alone(heading):
    assert personal_heading(heading) is None


def test_name_and_place_of_an_enterprise_are_told_apart_from_its_owners():
    assert business_name_heading("nama_usaha") == business_name_heading("Nama Usaha") == "nama usaha"
    assert business_name_heading("Nama Koperasi") is business_name_heading("Jenis Usaha") is None
    places = [
        "alamat_usaha",
        "rt_usaha",
        "rw_usaha",
        "alamat_latitude",
        "alamat_longitude",
        "Koordinat",
        "RT/RW",
        "Lat",
    ]
    assert {location_heading(heading) for heading in places} == {"lokasi usaha"}
    assert location_heading("kec_usaha") is location_heading("Alamat Koperasi") is location_heading("Latihan") is None
    assert not any(map(personal_heading, ["nama_usaha", *places]))


@pytest.mark.parametrize("role", ["Ketua", "Sekretaris", "Bendahara", "Pengawas", "Manajer", "Pemilik", "Operator"])
def test_a_role_stands_over_names_or_over_counts_and_the_cells_tell(role):
    assert personal_content(role, ["La Ode Contoh, S.E.", "Wa Ode Misal", None, "-"]) == "nama orang"
    assert personal_content(role, [1, 2, 0, "3", "-", None]) is None
    assert personal_content(role, ["ada", "tidak ada", "ya"]) is None
    assert personal_content(role, []) is None


def test_a_column_that_holds_identifiers_under_a_harmless_heading_is_known_by_its_cells():
    assert (
        personal_content("NIK", ["7471011501900001", 7471015501900002, 7471011501900003.0, "-"]) == "NIK kependudukan"
    )
    assert personal_content("NIK", ["7471010010001", "7471010010002", "7471011501900001"]) is None
    assert personal_content("Keterangan", ["hubungi 0812-0000-0001", "081200000002"]) == "telepon"
    assert personal_content("NPWP", ["12.345.678.9-012.000", "123456789012345"]) == "NPWP pribadi"
    assert personal_content("NPWP Koperasi", ["12.345.678.9-012.000"]) is None
    assert personal_content("NPWP", ["Ada", "Tidak"]) is None
    assert personal_content("Nama Ketua", [1, 2]) == "nama orang"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("7471011501900001", "NIK kependudukan"),
        ("7471015501900001", "NIK kependudukan"),
        ("'7471012902000001", "NIK kependudukan"),
        ("7471 0115 0190 0001", "NIK kependudukan"),
        ("747101-150190-0001", "NIK kependudukan"),
        ("74.71.01.150190.0001", "NIK kependudukan"),
        ("NIK.7471011501900001 a.n. Contoh", "NIK kependudukan"),
        ("9601013112990001", "NIK kependudukan"),
        ("081200000001", "telepon"),
        ("0812-0000-0001", "telepon"),
        ("0812 0000 001", "telepon"),
        ("(0812) 0000001", "telepon"),
        ("0812.0000.0001", "telepon"),
        ("+6281200000001", "telepon"),
        ("+62 812-0000-0001", "telepon"),
        ("(+62) 0812 0000 0001", "telepon"),
        ("62 812 0000 0001", "telepon"),
        ("6281200000001", "telepon"),
        ("WA:0812000001", "telepon"),
        ("08120000000001", "telepon"),
        ("contoh.orang@contoh.co.id", "surel"),
        ("Surel: A_b+c@contoh.id.", "surel"),
        ("07.345.678.9-012.000", "NPWP pribadi"),
    ],
)
def test_personal_data_is_found_in_text(text, kind):
    assert personal_in(text) == kind
    assert personal_in(f"Catatan: {text}, mohon dihubungi") == kind


@pytest.mark.parametrize(
    "text",
    [
        "4.000.000.000",
        "Rp. 4.000.000.000,-",
        "1.234.567.890.123.456",
        "62.812.345.678",
        "62812345678",
        "628123456000",
        "628.123.456.789",
        "1234567890123",
        "0811212345678",
        "7471010010001",
        "9120012345678",
        "0220001234567",
        "518.08/96/BH/XIV.10/VIII/2008",
        "AHU-001248.AH.01.26.TAHUN 2024",
        "08/12/2023",
        "08-12-2023 10:15:00",
        "2023-08-12",
        "-3.9985412345678901",
        "122.5123456789012345",
        "-4,0812345678",
        "0.8123456789",
        "2019 2020 2021 2022",
        "081234567",
        "081234567890123",
        "74710115019000012",
        "7471013213900001",
        "7471014013900001",
        "7471013002900001",
        "0971011501900001",
        "9771011501900001",
        "7471017201900001",
        "01.345.678.9-012.000",
        "Kec. Wangi-Wangi",
        "sama@rata",
        "",
    ],
)
def test_money_bodies_dates_and_places_are_left_alone(text):
    assert personal_in(text) is None


def test_cleaning_takes_out_every_piece_and_nothing_else():
    text = "Hub. a@b.id / 0812-0000-0001, NIK 7471011501900001, Rp 4.000.000.000 per 31/12/2023"
    assert clean(text) == "Hub. [data pribadi] / [data pribadi], NIK [data pribadi], Rp 4.000.000.000 per 31/12/2023"


@given(st.text("0123456789 .-+62@ab", max_size=40))
def test_cleaned_text_is_clean(text):
    assert personal_in(clean(text)) is None


BIRTHS = st.dates(date(1930, 1, 1), date(2010, 12, 31))


@given(BIRTHS, st.booleans(), st.sampled_from([11, 31, 64, 74, 91, 96]), st.integers(0, 9999), st.integers(0, 9999))
def test_every_id_number_is_found_whoever_it_belongs_to(birth, woman, province, district, serial):
    day = birth.day + 40 * woman
    number = f"{province}{district:04}{day:02}{birth:%m%y}{serial:04}"
    assert personal_in(number) == personal_in(f"x {number}.") == "NIK kependudukan"


@given(
    st.sampled_from(["0", "+62", "+62 ", "62 "]), st.integers(11, 99), st.integers(0, 99_999_999), st.sampled_from("- ")
)
def test_every_mobile_number_is_found_in_the_usual_forms(prefix, operator, rest, gap):
    number = f"8{operator}{rest:08}"
    grouped = re.sub(r"(\d{3})(\d{4})(\d{4})", rf"\1{gap}\2{gap}\3", number)
    assert (
        personal_in(prefix + number) == personal_in(prefix + grouped) == ("telepon" if operator % 100 >= 10 else None)
    )


@given(st.floats(0, 1e15), st.integers(0, 2))
def test_no_amount_of_money_is_taken_for_a_person(amount, places):
    written = f"{amount:,.{places}f}"
    assert personal_in(written) is None
    assert personal_in("Rp " + written.translate(str.maketrans(".,", ",."))) is None


@given(st.floats(-7, 3), st.floats(120, 125))
def test_no_coordinate_is_taken_for_a_person(latitude, longitude):
    assert personal_in(f"{latitude}, {longitude}") is None
    assert personal_in(f"{latitude:.15f}".replace(".", ",")) is None


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_no_date_is_taken_for_a_person(day):
    assert not any(personal_in(f"{day:{form}}") for form in ("%d/%m/%Y", "%d-%m-%Y %H:%M:%S", "%Y%m%d", "%d %B %Y"))


@given(st.text(max_size=40))
def test_a_mask_keeps_the_length_and_at_most_four_characters(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert masked.startswith("*" * max(len(text) - 4, min(len(text), 4) if len(text) <= 4 else 0))


def test_a_mask_looks_as_the_dossier_asks():
    assert mask("7471010101011234") == "************1234"
    assert mask("1234") == "****"
