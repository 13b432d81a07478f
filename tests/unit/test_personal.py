"""Personal data is found by heading and by content; bodies, money and dates are not. All identifiers invented."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.ingest.masking import MaskedSheet, masked_sheets, notes_outside, previewed
from kumkm.ingest.personal import (
    business_name_heading,
    clean,
    clean_name,
    is_bare_phone,
    is_dialled,
    location_heading,
    mask,
    may_hold,
    personal_content,
    personal_heading,
    personal_in,
    personal_number,
    without,
)
from kumkm.ingest.sheets import Sheet

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
        ("7471.0115.0190.0001", "NIK kependudukan"),
        ("7471 01 150190 0001", "NIK kependudukan"),
        ("74.71.01.15.01.90.0001", "NIK kependudukan"),
        ("NIK: 7471014013900001", "NIK kependudukan"),
        ("KTP 7471 0140 1390 0001", "NIK kependudukan"),
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
        ("0062 812 0000 0001", "telepon"),
        ("62.812.0000.0001", "telepon"),
        ("0812_0000_0001", "telepon"),
        ("0812\u20130000\u20130001", "telepon"),
        ("0812\u00a00000\u00a00001", "telepon"),
        ("HP 81200000001", "telepon"),
        ("hubungi: 812-0000-0001", "telepon"),
        ("dinas@contoh.go.id", "surel kantor"),
        ("dinas@contoh.go.id, orang@contoh.id", "surel"),
        ("a.n. La Ode Contoh", "nama orang"),
        ("Ketua: Wa Ode Misal", "nama orang"),
        ("CONTACT PERSON : BUDI CONTOH", "nama orang"),
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
        "81298760079",
        "KSU Budi Santoso",
        "Ketua: KSU Budi Santoso",
        "Penanggung Jawab: Dinas Koperasi",
        "a.n. Kepala Dinas",
        "Pemilik: Perempuan",
        "Pengurus: 5 orang",
        "Jenis: Konsumen",
        "NIK: 7471010010001 2023",
        "17-08-2023 05-09-2023",
        "31.12.2023-01.01.2024",
        "188.45/0812/2023",
        "(0401) 3121234",
        "Telp. (0401) 3121234",
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


GAPS = st.sampled_from([" ", ".", "-", "_", "\u00a0", "\u2009", "\u2011", "\u2013", "\u200b"])


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


@given(BIRTHS, st.booleans(), GAPS, st.sampled_from(["4444", "6 6 4", "2 2 2 6 4", "4 2 6 4", "2 2 2 2 2 2 4"]))
def test_a_parted_id_number_leaves_no_digit(birth, woman, gap, groups):
    rest = f"747101{birth.day + 40 * woman:02}{birth:%m%y}0012"
    parts = []
    for size in map(int, groups.replace(" ", "")):
        parts, rest = [*parts, rest[:size]], rest[size:]
    assert clean(f"warga {gap.join(parts)} di Kolaka") == "warga [data pribadi] di Kolaka"


@given(
    st.sampled_from(["0", "+62", "+62 ", "0062"]), st.integers(11, 99), st.lists(st.integers(1, 4), min_size=2), GAPS
)
def test_a_mobile_number_parted_anyhow_leaves_no_digit(prefix, operator, sizes, gap):
    digits, parts = "987600791", []
    for size in sizes:
        parts, digits = [*parts, digits[:size]], digits[size:]
    number = f"{prefix}8{operator}{gap}{gap.join(filter(None, [*parts, digits]))}"
    assert clean(f"hubungi {number}, terima kasih") == "hubungi [data pribadi], terima kasih"


@given(st.text("0123456789 .-+62@:ab\u2013\u00a0()hpnikat", max_size=40))
def test_the_quick_look_misses_nothing(text):
    assert may_hold(text) or (personal_in(text) is None and clean(text) == text)


LETTERS = st.sampled_from(["BH/KDK.21/1.2", "BH/XXVII.5", "PAD/M.KUKM.2", "SK/DISKOP", "AHU.AH.01.26"])


@given(st.integers(1, 9999), LETTERS, st.sampled_from(["I", "IV", "XII", "08"]), st.integers(1967, 2026))
def test_no_number_of_a_decree_is_taken_for_a_person(number, letters, month, year):
    for written in (
        f"{number:03}/{letters}/{month}/{year}",
        f"Nomor {number} Tahun {year}",
        f"188.4/{number:04}/{year}",
    ):
        assert personal_in(written) is None and clean(written) == written


@given(st.integers(7400000000000, 7499999999999), st.integers(1000000000000, 7999999999999))
def test_no_number_of_a_body_is_taken_for_a_person(cooperative, business):
    for written in (str(cooperative), f"NIK {cooperative}", f"NIB: {business}", f"{cooperative} {business}"):
        assert personal_in(written) is None and clean(written) == written


@given(st.dates(date(2021, 1, 1), date(2039, 12, 31)), st.integers(0, 9999999))
def test_no_number_of_a_business_issued_on_a_day_is_taken_for_a_person(day, rest):
    written = f"{day:%d%m%y}{rest:07}"
    assert personal_in(written) is None and personal_in(f"NIB {written}") is None


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_no_span_of_days_is_taken_for_a_person(first, last):
    for form, between in (("%d-%m-%Y", " - "), ("%d/%m/%Y", " s.d. "), ("%d.%m.%Y", "-"), ("%d %m %Y", " ")):
        assert personal_in(f"{first:{form}}{between}{last:{form}}") is None


@given(st.floats(0, 9.9e14))
def test_no_typed_amount_below_a_quadrillion_is_taken_for_a_person(amount):
    assert personal_number(amount) is None and personal_number(round(amount)) is None


def test_a_typed_id_number_is_one_and_another_of_sixteen_digits_is_not():
    assert personal_number(7401015505900012) == personal_number(7401015505900012.0) == "NIK kependudukan"
    assert personal_number(7401019999900012.0) is personal_number(1e15) is None


def test_among_numbers_a_number_to_call_is_told_by_what_leads_it():
    assert all(map(is_dialled, ["081298760079", "0812-9876-0079", "'081298760079", "+6281298760079", "0811212345678"]))
    assert not any(
        map(
            is_dialled, ["81298760079", "0,81298760079", "0.0812987600", "0812", "812.987.600.790", "0", "", "-0812345"]
        )
    )
    assert is_bare_phone("81298760079") and not is_bare_phone("7401000000001") and not is_bare_phone("8123")


def test_what_is_left_is_recognised_by_its_own_words():
    assert without("REKAP KOPERASI TAHUN 2023 hub. HP: 0812-9876-0079 a.n. Budi Contoh") == "REKAP KOPERASI TAHUN 2023"
    assert without("Kolaka [data pribadi]") == "Kolaka"
    assert without("NIK Koperasi") == "NIK Koperasi"


def test_names_of_files_stay_readable_and_openable():
    assert clean_name("rekap 0812-9876-0079 Kolaka.xlsx") == "rekap (data pribadi) Kolaka.xlsx"
    assert clean_name("7401015505900012.csv") == "(data pribadi).csv"
    assert clean_name("rekap-koperasi-2023-08-12.xlsx") == "rekap-koperasi-2023-08-12.xlsx"


def test_a_sheet_is_masked_at_one_place_and_where_is_said():
    rows = [["REKAP hub. 0812-9876-0079", ""], ["Kabupaten", 7401015505900012], ["Muna", 7401015505900012.0], ["", 12]]
    sheet, twin = masked_sheets(
        [Sheet("Muna 081298760079", rows, hidden_rows=frozenset({4})), Sheet("Muna 081298760078", [])]
    )
    assert (sheet.name, twin.name) == ("Muna [data pribadi]", "Muna [data pribadi] (2)")
    assert sheet.rows == [
        ["REKAP hub. [data pribadi]", ""],
        ["Kabupaten", "[data pribadi]"],
        ["Muna", "[data pribadi]"],
        ["", 12],
    ]
    assert sheet.hidden_rows == {4}
    assert rows[1][1] == 7401015505900012
    places = [(note.row_number, note.column_letter, note.field, note.found) for note in notes_outside(sheet, [])]
    assert places == [
        (None, None, "sheet_name", "telepon"),
        (1, "A", None, "telepon"),
        (2, "B", None, "NIK kependudukan"),
        (3, "B", None, "NIK kependudukan"),
    ]


def test_the_signature_and_the_letterhead_of_an_office_are_masked_and_nobody_is_told():
    [sheet] = masked_sheets([Sheet("x", [["Email: dinas@contoh.go.id"], ["NIP. 19651231 199003 1 001"]])])
    assert sheet.rows == [["Email: [data pribadi]"], ["NIP. [data pribadi]"]]
    assert notes_outside(sheet, []) == []


def test_the_first_lines_of_what_nobody_knows_name_no_owner():
    rows = [["Bantuan sosial", ""], ["Nama Pemilik", "Barang"], ["NURHAYATI CONTOH", "gerobak"]]
    assert previewed(Sheet("x", rows)) == ["Bantuan sosial", "Nama Pemilik Barang", "gerobak"]


@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=12), st.floats(0, 9e14), st.integers(0, 10**12)), max_size=4), max_size=4
    )
)
def test_what_is_not_personal_is_the_same_after_masking(rows):
    [sheet] = masked_sheets([Sheet("Rekap", rows)])
    assert isinstance(sheet, MaskedSheet)
    assert all(
        mine == theirs or personal_in(theirs) or clean(theirs) != theirs
        for before, after in zip(rows, sheet.rows, strict=True)
        for theirs, mine in zip(before, after, strict=True)
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
