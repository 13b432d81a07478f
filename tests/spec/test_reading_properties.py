"""Layouts made with their truth: whatever word stands wherever, a number is right, or somebody is told why not."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.ingest.opening import FileKind, Opened
from kumkm.ingest.sheets import Sheet
from kumkm.settings import load
from kumkm.warehouse.deliveries import reader

NAMES = ("Kolaka", "Konawe", "Muna", "Buton", "Kota Kendari")
CODES = ("74.01", "74.02", "74.03", "74.04", "74.71")
UNITS = {
    "Rp": 1.0,
    "Rupiah": 1.0,
    "Rp ribu": 1e3,
    "Rp. Ribuan": 1e3,
    "Rp 000": 1e3,
    "Rp x 1000": 1e3,
    "Rp 1.000,-": 1e3,
    "ribu rupiah": 1e3,
    "Rp juta": 1e6,
    "Rp. Jt": 1e6,
    "juta rupiah": 1e6,
    "dalam jutaan rupiah": 1e6,
    "Rp 000.000": 1e6,
    "Rp M": 1e9,
    "Rp Mlr": 1e9,
    "Rp Milyard": 1e9,
    "Rp Miliyar": 1e9,
    "miliar rupiah": 1e9,
    "Rp T": 1e12,
    "Rp Trl": 1e12,
}
UNKNOWN_UNITS = ("Rp kodi", "Rp lusin", "US$ juta", "Rp/orang", "Rp juta per kapita", "USD")
OTHER_NATURES = {
    "Target": "target",
    "Sasaran": "target",
    "Rencana": "target",
    "Proyeksi": "proyeksi",
    "Kenaikan": "kenaikan",
    "Pertumbuhan": "kenaikan",
    "Selisih": "kenaikan",
    "Naik/Turun": "kenaikan",
    "Persentase": "persen",
    "Rasio": "persen",
    "Rata-rata": "rata-rata",
    "Peringkat": "peringkat",
    "Prognosa": "proyeksi",
    "Tahun Lalu": "lampau",
}
POPULATIONS = (
    "Binaan",
    "Penerima Bantuan",
    "Penerima BPUM",
    "Peserta Pelatihan",
    "Difasilitasi",
    "Syariah",
    "Wanita",
    "Sampel",
    "Primer",
    "Sekunder",
    "Terdampak Covid",
    "Unggulan",
    "KUD",
)
LETTERHEAD = (
    "PEMERINTAH PROVINSI SULAWESI TENGGARA",
    "DINAS KOPERASI DAN UMKM",
    "DINAS KOPERASI, UKM DAN TENAGA KERJA",
    "Jl. Contoh No. 12 Kendari, Telp. (0401) 000000",
    "Lampiran Surat Nomor 518/12/2019",
    "Tanggal 5 Januari 2021",
    "Email: contoh@contoh.go.id",
    "Kendari, 31 Januari 2022",
    "KEADAAN PER 31 DESEMBER 2023",
    "PROVINSI SULAWESI TENGGARA",
    "DATA SIMULASI, BUKAN DATA NYATA",
    "Sumber: Dinas Koperasi",
    "Tabel 4.1",
    "Lampiran II",
    "KEPUTUSAN KEPALA DINAS",
)


@pytest.fixture(scope="module")
def read():
    """Read the rows of one sheet; returns its only delivery, or None where the file is refused."""
    reading = reader(load(), date(2026, 11, 29))

    def of(rows, sheet="Sheet1", merged=()):
        from kumkm.errors import RefusedFile

        opened = Opened(Path("uji.xlsx"), FileKind.XLSX, "0" * 64, 1, (), None)
        try:
            found = reading.read_sheets(opened, "uji.xlsx", [Sheet(sheet, [list(row) for row in rows], merged=merged)])
        except RefusedFile:
            return None
        assert len(found) == 1
        return found[0]

    return of


def facts(delivery, field):
    """Region → value of one field; every fact must be of 2023."""
    if delivery is None:
        return {}
    found = [fact for fact in delivery.facts if fact.field == field]
    assert {fact.year for fact in found} <= {2023}
    return {fact.region_code: fact.value for fact in found}


def said(delivery):
    """Whether somebody is told: by a note, or because the file is refused."""
    return delivery is None or bool(delivery.notes)


values = st.lists(st.integers(1, 9_999), min_size=5, max_size=5).map(lambda found: [float(value) for value in found])


# -- units ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Money:
    """A table of one column of money whose unit stands in one place."""

    place: str

    def rows(self, unit, numbers):
        title, heading = ["VOLUME USAHA KOPERASI TAHUN 2023"], "Volume Usaha"
        body = [[name, number] for name, number in zip(NAMES, numbers, strict=True)]
        match self.place:
            case "brackets":
                return [title, ["Kabupaten/Kota", f"{heading} ({unit})"], *body]
            case "title":
                return [[f"{title[0]} ({unit})"], ["Kabupaten/Kota", heading], *body]
            case "line":
                return [title, [f"({unit})"], ["Kabupaten/Kota", heading], *body]
            case "row":
                return [title, ["Kabupaten/Kota", heading], ["", f"({unit})"], *body]
            case "upper":
                return [title, ["Kabupaten/Kota", f"Keuangan ({unit})"], ["", heading], *body]
            case "column":
                return [
                    ["DATA KOPERASI TAHUN 2023"], ["Uraian", "Satuan", *NAMES], ["Volume Usaha", unit, *numbers],
                    ["Koperasi Aktif", "Unit", 1.0, 2.0, 3.0, 4.0, 5.0],
                ]  # fmt: skip
            case _:
                return [
                    ["Kabupaten/Kota", "Tahun", "Uraian", "Satuan", "Nilai"],
                    *([name, 2023.0, heading, unit, number] for name, number in body),
                ]


places = st.sampled_from(["brackets", "title", "line", "row", "upper", "column", "long"])


@given(places, st.sampled_from(sorted(UNITS)), values)
def test_a_known_unit_holds_wherever_it_stands(read, place, unit, numbers):
    found = facts(read(Money(place).rows(unit, numbers)), "turnover_idr")
    assert found == {
        code: pytest.approx(number * UNITS[unit]) for code, number in zip(CODES, numbers, strict=True)
    }  # fmt: skip


@given(places, st.sampled_from(UNKNOWN_UNITS), values)
def test_an_unknown_unit_leaves_its_number_unread_and_is_named(read, place, unit, numbers):
    delivery = read(Money(place).rows(unit, numbers))
    assert facts(delivery, "turnover_idr") == {}
    assert said(delivery)


# -- what kind of number, and of whom ---------------------------------------------------------------------


def counted(place, word, numbers):
    """A table of active cooperatives in which a word stands in one place; returns its rows and its sheet's name."""
    body = [[name, number] for name, number in zip(NAMES, numbers, strict=True)]
    title, head = ["DATA KOPERASI TAHUN 2023"], ["Kabupaten/Kota", "Koperasi Aktif"]
    match place:
        case "heading":
            return [title, [head[0], f"{word} {head[1]}"], *body], "Sheet1"
        case "behind":
            return [title, [head[0], f"{head[1]} ({word})"], *body], "Sheet1"
        case "upper":
            return [title, [head[0], word], ["", head[1]], *body], "Sheet1"
        case "lower":
            return [title, head, ["", word], *body], "Sheet1"
        case "title":
            return [[f"{word} KOPERASI AKTIF TAHUN 2023".upper()], head, *body], "Sheet1"
        case "year":
            return [["JUMLAH KOPERASI AKTIF"], [head[0], f"{word} 2023"], *body], "Sheet1"
        case "sheet":
            return [title, head, *body], word.replace("/", " ")
        case "row":
            return [title, ["Uraian", *NAMES], [f"{word} Koperasi Aktif", *numbers],
                    ["Jumlah Koperasi", 9e4, 9e4, 9e4, 9e4, 9e4]], "Sheet1"  # fmt: skip
        case _:
            return [
                [head[0], "Tahun", "Indikator", "Nilai"],
                *([name, 2023.0, f"{word} Koperasi Aktif", number] for name, number in body),
            ], "Sheet1"


word_places = st.sampled_from(
    ["heading", "behind", "upper", "lower", "title", "year", "sheet", "row", "long"]
)  # fmt: skip


@given(word_places, st.sampled_from(sorted(OTHER_NATURES)), values)
def test_what_is_no_realisation_is_no_figure(read, place, word, numbers):
    delivery = read(*counted(place, word, numbers))
    assert facts(delivery, "cooperatives_active") == {}
    assert (
        OTHER_NATURES[word] != "target" or delivery is None or {fact.value for fact in delivery.targets} <= set(numbers)
    )


@given(word_places, st.sampled_from(["Realisasi", "Jumlah", "REALISASI"]), values)
def test_a_realisation_is_one_wherever_it_is_said(read, place, word, numbers):
    delivery = read(*counted(place, word, numbers))
    assert facts(delivery, "cooperatives_active") == dict(zip(CODES, numbers, strict=True))


@given(word_places, st.sampled_from(POPULATIONS), values)
def test_a_part_never_stands_in_for_all(read, place, word, numbers):
    delivery = read(*counted(place, word, numbers))
    for field in ("cooperatives_active", "cooperatives_registered"):
        assert not set(facts(delivery, field).values()) & (set(numbers) - {9e4})


syllables = st.sampled_from(["BRA", "KLU", "SNO", "PRI", "DWE", "GLA", "TRO", "VEN", "ZUK", "MIR", "QUA", "FLE"])
nonsense = st.lists(syllables, min_size=2, max_size=4).map("".join)


@given(word_places, nonsense, values)
def test_a_word_nobody_knows_leaves_its_number_unread_and_is_named(read, place, word, numbers):
    delivery = read(*counted(place, word, numbers))
    assert facts(delivery, "cooperatives_active") == {}
    assert said(delivery)
    if delivery is not None:
        assert any(word in (note.found or "").upper() for note in delivery.notes)


@given(st.lists(st.sampled_from(LETTERHEAD), max_size=5, unique=True), values)
def test_a_letterhead_is_understood_as_what_it_is(read, lines, numbers):
    rows, sheet = counted("heading", "Jumlah", numbers)
    delivery = read([*([line] for line in lines), *rows], sheet)
    assert facts(delivery, "cooperatives_active") == dict(zip(CODES, numbers, strict=True))
    assert delivery.notes == []


# -- rows -------------------------------------------------------------------------------------------------


@given(values, st.booleans(), st.sampled_from(["", "-", "–"]), st.booleans(), st.integers(2, 5), st.booleans())
def test_a_row_without_a_name_is_a_total_or_it_is_said(read, numbers, right, last, numbered, after, merged):
    body = [[place + 1.0, name, number] for place, (name, number) in enumerate(zip(NAMES, numbers, strict=True))]
    body[-1][2] = last or body[-1][2]
    above = [row[2] for row in body[:after] if isinstance(row[2], float)]
    total = sum(above) if right else sum(above) + 7.5
    row = [6.0 if numbered else "", "", total]
    rows = [
        ["REKAP KOPERASI TAHUN 2023"],
        ["No", "Kabupaten/Kota", "Koperasi Aktif"],
        *body[:after],
        row,
        *body[after:],
    ]
    merges = (((2 + after, 0), (2 + after, 1)),) if merged else ()
    delivery = read(rows, merged=merges)
    found = facts(delivery, "cooperatives_active")
    assert found == {
        code: row[2] if isinstance(row[2], float) else None for code, row in zip(CODES, body, strict=True)
    }  # fmt: skip
    assert right or any(note.note == "unnamed_row" for note in delivery.notes)


FOOTERS = ("Sumber Rezeki", "Pembina Umat", "Catatan Sipil", "Kepala Dinas Sejahtera", "Mengetahui Bersama", "Ket Jaya",
           "Keterangan Maju", "Dibuat Tani", "Tembusan Jaya")  # fmt: skip


@given(st.permutations(FOOTERS), st.integers(1, 9))
def test_a_name_like_a_footer_is_a_name(read, names, count):
    rows = [["DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN BUKU 2023"], ["Nama Koperasi", "Jenis", "Status", "Anggota"]]
    rows += [[name, "Jasa", "Aktif", 25.0] for name in names[:count]]
    rows += [[], ["Sumber: ODS"], ["Mengetahui,"], ["Kepala Dinas"], ["CONTOH NAMA"], ["NIP. 19700101"]]
    assert [row["name"] for row in read(rows).rows] == names[:count]


FIELDS = {
    "Koperasi Aktif": "cooperatives_active", "Koperasi Tidak Aktif": "cooperatives_inactive",
    "Jumlah Anggota": "members", "RAT": "cooperatives_rat", "Bersertifikat NIK": "cooperatives_nik",
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1), st.randoms(use_true_random=False))
def test_a_column_that_is_not_there_has_no_number(read, present, random):
    headings = sorted(present)
    random.shuffle(headings)
    rows = [["DATA KOPERASI TAHUN 2023"], ["Kabupaten/Kota", *headings]]
    rows += [[name, *(float(len(heading)) for heading in headings)] for name in NAMES]
    assert {fact.field for fact in read(rows).facts} == {FIELDS[heading] for heading in present}


PAIRS = (
    ("Kabupaten/Kota", "Regency/Municipality"), ("Koperasi Aktif", "Active Cooperatives"),
    ("Koperasi Tidak Aktif", "Inactive Cooperatives"), ("Jumlah Koperasi", "Number of Cooperatives"),
    ("Jumlah Anggota", "Number of Members"),
)  # fmt: skip


@given(st.sampled_from(["{} {}", "{}/{}", "{}\n{}", "{} ({})"]), values)
def test_a_second_language_repeats_the_first(read, form, numbers):
    rows = [["Jumlah Koperasi Menurut Kabupaten/Kota, 2023"], [form.format(*pair) for pair in PAIRS]]
    rows += [[name, number, number + 1, 2 * number + 1, 9.0] for name, number in zip(NAMES, numbers, strict=True)]
    delivery = read(rows)
    assert facts(delivery, "cooperatives_active") == dict(zip(CODES, numbers, strict=True))
    assert facts(delivery, "members") == dict.fromkeys(CODES, 9.0)


@given(st.integers(1, 11), st.booleans(), values)
def test_months_as_dates_or_words_are_months(read, month, typed, numbers):
    heads = [datetime(2023, number, 1) if typed else f"{number:02d}-2023" for number in (month, month + 1)]
    if not typed:
        heads = [f"{name}-23" for name in ("Jan", "Feb")]
    rows = [["PENYALURAN KUR MENURUT KABUPATEN/KOTA (Rp juta)"], ["Kabupaten/Kota", *heads]]
    rows += [[name, number, number] for name, number in zip(NAMES, numbers, strict=True)]
    found = read(rows).facts
    assert {fact.month for fact in found} == ({month, month + 1} if typed else {1, 2})
    assert {fact.value for fact in found} == {number * 1e6 for number in numbers}
