"""Every rule says what it demands, fires on its own example, and says nothing about a delivery without errors."""

import re
import tomllib
import zipfile
from datetime import UTC, datetime

import duckdb
import pytest
import xlsxwriter
from rounds import some

from kumkm import settings
from kumkm.ingest.delivery import Note
from kumkm.warehouse import build, checks, deliveries
from kumkm.warehouse.rehearsal import check

pytestmark = pytest.mark.slow  # the example of every rule is delivered and checked

PROJECT = settings.load()
RULES = {query.name: query for query in checks.rules(PROJECT)}
THRESHOLDS = set(tomllib.loads(PROJECT.parameters.read_text(encoding="utf-8")))
CELLS = (
    ("delivery_id", "VARCHAR"),
    ("sheet", "VARCHAR"),
    ("row_number", "BIGINT"),
    ("column_letter", "VARCHAR"),
    ("column", "VARCHAR"),
    ("found", "VARCHAR"),
    ("expected", "VARCHAR"),
    ("message", "VARCHAR"),
    ("region_code", "VARCHAR"),
)
# Their example cannot be written as a CSV; each has a test of its own below.
OF_WORKBOOKS = {"B01", "B03", "B07", "B11", "B20", "B21", "B29"}
WRITTEN = sorted(set(RULES) - OF_WORKBOOKS)
RECAP_HEADING = ("Kabupaten/Kota", "Tahun", "Koperasi Aktif", "Koperasi Tidak Aktif")


def write_example(example, folder):
    """The CSV files of an example: files are parted by ` // `, lines by ` / `."""
    paths = []
    for number, text in enumerate(example.split(" // "), start=1):
        path = folder / f"contoh-{number}.csv"
        path.write_text("\n".join(text.split(" / ")) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def found(project, tmp_path):
    """What a rehearsal of CSV text finds: `found("a;b / 1;2")` is a list of findings; of `only` a rule, its alone."""
    return lambda example, *only: check(write_example(example, tmp_path), project, rules=only or None).findings


@pytest.fixture
def noted(project):
    """What the rules find in a delivery of which a reader noticed this much: `noted(note)` is a list of findings."""

    def found(*notes):
        with duckdb.connect(":memory:") as connection:
            build.create_tables(connection, project)
            delivery = {"delivery_id": "a", "file": "rekap.xlsx", "file_hash": "a", "size_bytes": 1, "simulated": False,
                        "kind": "cooperative_recap", "subject": "cooperatives", "provider": "dinas", "complete": False,
                        "received_at": datetime(2026, 1, 1, tzinfo=UTC)}  # fmt: skip
            deliveries.insert(connection, "raw.delivery", [delivery])
            deliveries.insert(connection, "raw.note", [{"delivery_id": "a", **note._asdict()} for note in notes])
            checks.run(connection, project)
            return checks.findings(connection)

    return found


def note_of(note, cell=None, found=None, heading=None, expected=None, sheet="Rekap"):
    """A note at a cell, a row ("3") or a sheet (None)."""
    letter, row = re.fullmatch(r"([A-Z]*)(\d*)", cell or "").groups()
    return Note(sheet, int(row) if row else None, letter or None, heading, None, note, found, expected, None)


@pytest.fixture
def workbook(tmp_path):
    """Write a recap of one region as a workbook; `spoil(workbook, sheet)` may hide or alter what it likes."""

    def write(name, spoil=lambda _book, _sheet: None):
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("Rekap")
            sheet.write_row(0, 0, RECAP_HEADING)
            sheet.write_row(1, 0, ["Kolaka", 2022, 10, 20])
            sheet.write_row(2, 0, ["Kolaka", 2023, 11, 19])
            spoil(book, sheet)
        return path

    return write


def rules_of(findings):
    return {finding.rule for finding in findings}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_it_demands_how_grave_it_is_and_what_it_returns(name):
    query = RULES[name]
    assert query.severity in checks.SEVERITIES
    assert query.purpose.endswith(".")
    assert query.example
    assert query.grain
    assert set(query.cause) <= set(checks.CAUSES)
    assert query.returns in (CELLS, (*CELLS, ("severity", "VARCHAR")))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_names_exactly_the_thresholds_it_goes_by(name):
    query = RULES[name]
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"'(\w+)'", body)) & THRESHOLDS == set(query.params)


@pytest.mark.parametrize("name", some(WRITTEN, set(range(0, 100, 2))))
def test_the_example_of_a_rule_makes_it_fire(name, found):
    hits = [finding for finding in found(RULES[name].example, name) if finding.rule == name]
    assert hits
    assert all(finding.message and finding.severity in checks.SEVERITIES for finding in hits)


def test_a_recap_and_a_list_without_errors_find_nothing(found):
    assert found(CLEAN_RECAP + " // " + CLEAN_LIST) == ()


CLEAN_RECAP = (
    "KEADAAN PER 31 DESEMBER 2023;;;;;;;;;;;; / "
    "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;RAT;Koperasi Baru;Koperasi Bubar;"
    "Anggota L;Anggota P;Jumlah Anggota;Volume Usaha (Rp);SHU (Rp) / "
    "Kolaka;2022;1;1;2;1;0;0;40;30;70;900000000;20000000 / "
    "Kolaka;2023;1;1;2;1;0;0;42;31;73;950000000;21000000"
)
CLEAN_LIST = (
    "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Bentuk;Status;Tanggal RAT;Anggota L;Anggota P;Jumlah Anggota;"
    "Volume Usaha (Rp);SHU (Rp) / "
    "Koperasi Contoh Maju;7401000000001;Kolaka;2022;Jasa;Primer Kabupaten/Kota;Aktif;20-02-2023;40;30;70;900000000;"
    "20000000 / "
    "Koperasi Contoh Jaya;7401000000002;Kolaka;2022;Konsumen;Primer Kabupaten/Kota;Tidak Aktif;;;;;; / "
    "Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Primer Kabupaten/Kota;Aktif;20-02-2024;42;31;73;950000000;"
    "21000000 / "
    "Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Konsumen;Primer Kabupaten/Kota;Tidak Aktif;;;;;;"
)


def test_a_finding_names_the_cell_as_excel_counts(found):
    (finding,) = [item for item in found(RULES["V18"].example) if item.rule == "V18"]
    assert (finding.row, finding.column, finding.cell) == (2, "Jumlah Anggota", "E2")
    assert (finding.found, finding.expected, finding.region_code) == ("31", "30", "74.01")
    assert finding.message == "Anggota 31 ≠ L 10 + P 20."


def test_personal_data_is_named_by_kind_never_by_value(found):
    for name in ("PII", "V09"):
        shown = " ".join(str(part) for finding in found(RULES[name].example) for part in finding.as_json().values())
        assert "7499990101909999" not in shown
        assert "080000000001" not in shown
        assert "CONTOH KETUA" not in shown


def test_hidden_sheets_and_rows_are_read_and_said_to_be(project, workbook):
    def hide(book, sheet):
        book.add_worksheet("Terlihat").activate()
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.hide()

    hits = [finding for finding in check([workbook("a.xlsx", hide)], project).findings if finding.rule == "B11"]
    assert {(finding.sheet, finding.row) for finding in hits} == {("Rekap", None), ("Rekap", 3)}


def test_a_workbook_that_links_to_another_is_read_with_a_warning(project, workbook, tmp_path):
    path = tmp_path / "bertaut.xlsx"
    with zipfile.ZipFile(workbook("a.xlsx")) as plain, zipfile.ZipFile(path, "w") as linked:
        for item in plain.infolist():
            linked.writestr(item, plain.read(item))
        linked.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert rules_of(check([path], project).findings) == {"B07"}


@pytest.mark.parametrize(("name", "rule"), [("rekap.xls", "B01"), ("rekap.xlsm", "B03")])
def test_a_workbook_under_the_name_of_another_kind_is_read_with_a_warning(project, workbook, name, rule):
    assert rules_of(check([workbook(name)], project).findings) == {rule}


RECAP = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif"
BODIES = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status"
MONEY = "Kabupaten/Kota;Tahun;Volume Usaha (Rp)"
# One cause at several cells: delivery or notes → cell and number of cells of the one finding, what it says of the rest.
ONE_CAUSE = {
    "B11": (
        (note_of("hidden_row", "3", expected="baris terlihat"), note_of("hidden_row", "4", expected="baris terlihat")),
        (None, 2, "Begitu pula 1 baris lain di lembar ini (4)."),
    ),
    "B12": (
        [note_of("unknown_item", cell, "Aula", sheet=sheet) for sheet in ("2022", "2023") for cell in ("B3", "B5")],
        ("B3", 4, "Begitu pula 3 sel lain di berkas ini (lembar '2022', '2023')."),
    ),
    "B13": (f"{MONEY} / Kolaka;2023;1,23457E+12 / Konawe;2023;1,33457E+12", ("C2", 2, "sel lain di kolom ini (C3).")),
    "B14": (f"{RECAP} / Kolaka;2023;10;20 / Kolaka;2023;12;22", ("C3", 2, "1 sel lain di baris ini (D3).")),
    "B17": (
        [note_of("unknown_word", f"{letter}4", "BERPRESTASI", "Koperasi Berprestasi") for letter in "CDE"],
        ("C4", 3, "Begitu pula 2 sel lain di baris ini (D4, E4)."),
    ),
    "B18": (
        [note_of("part_year", "5", "Triwulan I 2024", sheet=name) for name in ("I", "II", "III", "IV", "V", "VI")],
        (None, 6, "5 baris lain di berkas ini (lembar 'I', 'II', 'III', 'IV' dan 2 lembar lain)."),
    ),
    "B19": ([note_of("unnamed_row", f"{row}") for row in (7, 9)], (None, 2, "1 baris lain di lembar ini (9).")),
    "B21": (
        [note_of("accepted_word", f"{letter}4", "BINAAN", "Koperasi Binaan", "SN") for letter in "CD"],
        ("C4", 2, "1 sel lain di baris ini (D4)."),
    ),
    "PII": (
        f"{BODIES};No HP / Koperasi A;7401000000001;Kolaka;2023;Jasa;Aktif;080000000001"
        " / Koperasi B;7401000000002;Kolaka;2023;Jasa;Aktif;080000000002",
        ("G2", 2, "1 sel lain di kolom ini (G3)."),
    ),
    "V01": (
        f"{RECAP} / Buton Tenggara;2022;10;20 / Kolaka;2022;9;20 / Buton Tenggara;2023;12;20",
        ("A2", 2, "1 sel lain di kolom ini (A4)."),
    ),
    "V02": (f"Kode BPS;{RECAP} / 7401;Kolaka;2023;10;20 / 7402;Konawe;2023;12;20", ("A2", 2, "kolom ini (A3).")),
    "V03": (
        f"Kode Kemendagri;{RECAP} / 74.1;Buton Utara;2022;10;20 / 74.1;Buton Utara;2023;12;20",
        ("A2", 2, "kolom ini (A3)."),
    ),
    "V04": (
        f"{BODIES} / Koperasi A;7401000000001;Kolaka;2923;Jasa;Aktif / Koperasi B;7401000000002;Kolaka;2923;Jasa;Aktif",
        ("D2", 2, "kolom ini (D3)."),
    ),
    "V05": (
        f"{RECAP} / " + " / ".join(f"{name};2023;-{row};20" for row, name in enumerate(
            ("Kolaka", "Konawe", "Muna", "Buton", "Bombana", "Wakatobi", "Konawe Utara"), start=2)),
        ("C2", 7, "Begitu pula 6 sel lain di kolom ini (C3–C8)."),
    ),
    "V06": (
        f"{MONEY} / Kolaka;2023;1.250.000.000 / Konawe;2023;4611203.5 / Muna;2023;2.500.000.000 / Buton;2023;461203.5",
        ("C2", 4, "kolom ini (C3, C4, C5)."),
    ),
    "V07": (
        [note_of("unknown_unit", f"D{row}", "Rp kodi", "Satuan") for row in range(6, 12)],
        ("D6", 6, "Begitu pula 5 sel lain di kolom ini (D7, D8, D9, D10, D11)."),
    ),
    "V09": (
        f"{BODIES} / Koperasi A;7499990101909999;Kolaka;2023;Jasa;Aktif"
        " / Koperasi B;7499990101909998;Kolaka;2023;Jasa;Aktif / Koperasi C;7401000000002;Kolaka;2023;Jasa;Aktif",
        ("B2", 2, "kolom ini (B3)."),
    ),
    "V11": (
        f"{BODIES} / Koperasi A;7401000000001;Kolaka;2023;KSU;Aktif / Koperasi B;7401000000002;Kolaka;2023;KSU;Aktif",
        ("E2", 2, "kolom ini (E3)."),
    ),
    "V12": (
        f"{BODIES} / Koperasi A;7401000000001;Kolaka;2023;Jasa;Entah / Koperasi B;7401000000002;Kolaka;2023;Jasa;Entah"
        " / Koperasi C;7401000000003;Kolaka;2023;Jasa;Aktif",
        ("F2", 2, "kolom ini (F3)."),
    ),
    "V13": (f"{RECAP} / Kolaka;2023;10;- / Konawe;2023;12;-", ("D2", 2, "kolom ini (D3).")),
    "V14": (
        f"{BODIES};Tanggal RAT / Koperasi A;7401000000001;Kolaka;2023;Jasa;Aktif;31-02-2024"
        " / Koperasi B;7401000000002;Kolaka;2023;Jasa;Aktif;31-04-2024",
        ("G2", 2, "kolom ini (G3)."),
    ),
    "V35": (
        f"{RECAP};Jumlah Koperasi;Persentase Koperasi Aktif / Kolaka;2023;10;20;30;44,1 / Konawe;2023;10;30;40;44,1",
        ("F2", 2, "kolom ini (F3)."),
    ),
    "V36": (
        f"{RECAP};Jumlah Koperasi / Kolaka;2023;10;20;30 / Konawe;2023;12;22;34 / JUMLAH;;23;45;68",
        ("C4", 3, "2 sel lain di baris ini (D4, E4)."),
    ),
    "V38": (
        f"{MONEY} / Kolaka;2022;1250000000 / Kolaka;2023;1300000000000 / Konawe;2022;2250000000"
        " / Konawe;2023;2300000000000",
        ("C3", 2, "kolom ini (C5)."),
    ),
}  # fmt: skip


def test_every_rule_with_a_cause_is_tested_to_tell_it_once():
    assert set(ONE_CAUSE) | set(ONE_MORE) == {name for name, query in RULES.items() if query.cause}


@pytest.mark.parametrize("name", some(ONE_CAUSE, set(range(0, 24, 2))))
def test_one_cause_is_one_finding_that_counts_its_cells(name, found, noted):
    given, (cell, cells, rest) = ONE_CAUSE[name]
    hits = [item for item in (found(given, name) if isinstance(given, str) else noted(*given)) if item.rule == name]
    (finding,) = [item for item in hits if item.cells > 1]
    assert (finding.cell, finding.cells) == (cell, cells)
    assert finding.message.endswith(rest)


# A line more of the rule's own example, about another body: texts replaced in it, and what is found then.
ONE_MORE = {
    "V08": ("B2", 2, "1 sel lain di kolom ini (B3)."),
    "V10": ("E2", 2, "1 sel lain di kolom ini (E3)."),
    "V15": ("E2", 2, "1 sel lain di kolom ini (E3)."),
    "V19": ("E2", 2, "1 sel lain di kolom ini (E3)."),
    "V25": ("G2", 2, "1 sel lain di kolom ini (G3)."),
    "V27": ("G2", 2, "1 sel lain di kolom ini (G3)."),
    "V28": ("G2", 2, "1 sel lain di kolom ini (G3)."),
    "V37": ("G2", 2, "1 sel lain di kolom ini (G4)."),
    "V55": ("B3", 2, "1 sel lain di kolom ini (B4)."),
    "V57": ("E2", 3, "2 sel lain di kolom ini (E3, E4)."),
    "V60": ("H2", 2, "1 sel lain di kolom ini (H3)."),
    "V62": ("G2", 2, "1 sel lain di kolom ini (G3)."),
    "V65": ("D3", 2, "1 sel lain di kolom ini (D4)."),
    "V66": ("E2", 3, "2 sel lain di kolom ini (E3, E4)."),
    "V72": ("C2", 2, "1 sel lain di kolom ini (C4)."),
    "V74": ("E2", 3, "2 sel lain di kolom ini (E3, E4)."),
    "B26": ("F2", 2, "1 sel lain di kolom ini (F3)."),
}
_ANOTHER = (
    ("7401000000001", "7401000000009"), ("740100000001;", "740100000009;"), ("Maju", "Lagi"), ("C-1;", "C-9;"),
    ("U-1;", "U-9;"), ("Pelatihan wirausaha", "Pelatihan usaha tani"), ("mesin jahit", "mesin bubut"),
)  # fmt: skip
_OTHERWISE = {
    "V19": (("Kolaka", "Konawe"),),
    "V55": (("Maju", "Lagi"),),
    "V57": (("C-1;", "C-9;"),),
    "V65": (("U-1;", "U-9;"), ("DAK Nonfisik", "APBD Provinsi")),
}


@pytest.mark.parametrize("name", some(ONE_MORE, set(range(0, 17, 3))))
def test_the_same_mistake_in_another_row_is_counted_and_not_told_again(name, found):
    lines = RULES[name].example.split(" / ")
    more = lines[1]
    for old, new in _OTHERWISE.get(name, _ANOTHER):
        more = more.replace(old, new)
    cell, cells, rest = ONE_MORE[name]
    (finding,) = [item for item in found(" / ".join([*lines, more]), name) if item.rule == name]
    assert (finding.cell, finding.cells) == (cell, cells)
    assert finding.message.endswith(rest)


def test_different_causes_in_one_column_stay_apart(found):
    findings = found(
        f"{BODIES} / Koperasi A;7401000000001;Kolaka;2023;KSU;Aktif / Koperasi B;7401000000002;Kolaka;2023;Karet;Aktif"
        " / Koperasi C;7401000000003;Kolaka;2023;KSU;Aktif"
    )
    assert [(item.cell, item.cells) for item in findings if item.rule == "V11"] == [("E2", 2), ("E3", 1)]


def test_a_wrong_column_of_totals_is_told_once_as_a_wrong_row_is(found):
    findings = found(
        "REKAP KOPERASI TAHUN 2023;;;; / Uraian;Kolaka;Konawe;Muna;Jumlah / Koperasi Aktif;10;11;12;40"
        " / Koperasi Tidak Aktif;20;19;18;60 / Jumlah Koperasi;30;30;30;99"
    )
    (finding,) = [item for item in findings if item.rule == "V36"]
    assert (finding.cell, finding.cells) == ("E3", 3)


# -- twice ------------------------------------------------------------------------------------------------


def test_a_region_twice_in_one_table_with_equal_numbers_is_told_and_counted_once(found):
    findings = found(f"{RECAP} / Kolaka;2023;10;20 / Konawe;2023;11;21 / Kolaka;2023;10;20")
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.cell, finding.cells) == ("B14", "peringatan", "C4", 2)
    assert "(sel C2 dan C4)" in finding.message


def test_a_region_twice_of_which_one_number_differs_is_one_finding(found):
    (finding,) = found(f"{RECAP} / Kolaka;2023;10;20 / Kolaka;2023;10;21")
    assert (finding.rule, finding.severity, finding.cell) == ("B14", "galat", "D3")


def test_the_same_recap_on_another_sheet_and_another_year_below_are_no_repetition(project, tmp_path):
    path = tmp_path / "dua.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Rekap", "Salinan"):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate([RECAP_HEADING, ["Kolaka", 2022, 10, 20], ["Kolaka", 2023, 11, 19]]):
                sheet.write_row(row, 0, cells)
    assert check([path], project).findings == ()


NAMELESS = "Nama Koperasi;Kabupaten/Kota;Desa/Kelurahan;Tahun Buku;Jenis;Status"


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("Koperasi Maju;Kolaka;;2023;Jasa;Aktif / KOPERASI  MAJU;Kolaka;;2023;Jasa;Aktif", ["A3"]),
        ("Koperasi Maju;Kolaka;Contoh 1;2023;Jasa;Aktif / Koperasi Maju;Kolaka;Contoh 2;2023;Jasa;Aktif", []),
        ("Koperasi Maju;Kolaka;;2023;Jasa;Aktif / Koperasi Maju;Konawe;;2023;Jasa;Aktif", []),
        ("Koperasi Maju;Kolaka;;2022;Jasa;Aktif / Koperasi Maju;Kolaka;;2023;Jasa;Aktif", []),
        ("KSP Maju;Kolaka;;2023;Jasa;Aktif / Koperasi Jasa Maju;Kolaka;;2023;Jasa;Aktif", []),
    ],
)
def test_a_body_without_numbers_is_known_by_its_name_and_place(found, rows, cells):
    assert [item.cell for item in found(f"{NAMELESS} / {rows}") if item.rule == "V55"] == cells


# -- what the reader could not take -----------------------------------------------------------------------

TOLD = [
    (
        note_of("unknown_word", "D4", "BERPRESTASI", "Jumlah Koperasi Berprestasi"),
        ("B17", "peringatan", "D4"),
        "Kata 'BERPRESTASI' pada judul kolom 'Jumlah Koperasi Berprestasi' tidak dikenal, jadi kolom ini tidak dibaca. "
        'Ganti judulnya, atau terima kata itu di halaman Unggah atau dengan --accept "BERPRESTASI".',
    ),
    (
        note_of("unknown_word", "1", "PESERTA, JUARA", "REKAP KOPERASI PESERTA JUARA"),
        ("B17", "peringatan", None),
        "Kata 'PESERTA, JUARA' pada judul tabel atau nama lembar 'REKAP KOPERASI PESERTA JUARA' tidak dikenal, jadi "
        "tabel ini tidak dibaca. Ganti judulnya, atau terima kata itu di halaman Unggah atau dengan "
        '--accept "PESERTA" --accept "JUARA".',
    ),
    (
        note_of("unknown_unit", "D6", "Rp kodi", "Volume Usaha"),
        ("V07", "galat", "D6"),
        "Satuan 'Rp kodi' pada kolom 'Volume Usaha' tidak dikenal, jadi angkanya tidak dibaca. Tulis Rp, Rp ribu, "
        "Rp juta, atau Rp miliar.",
    ),
    (
        note_of("part_year", "5", "Triwulan I 2024, Triwulan II 2024"),
        ("B18", "galat", None),
        "Lembar 'Rekap' memuat angka per bagian tahun (Triwulan I 2024, Triwulan II 2024), yang belum ditampung "
        "dashboard: tidak dibaca. Kirim angka setahun penuh (keadaan 31 Desember).",
    ),
    (
        note_of("unnamed_row", "12", "41"),
        ("B19", "peringatan", None),
        "Baris 12: terisi tetapi tidak bernama, jadi tidak dibaca. Isi nama daerah atau koperasinya; bila ini "
        "jumlah, tulis JUMLAH.",
    ),
    (
        note_of("uncalculated", "C6", "7 sel"),
        ("B20", "peringatan", "C6"),
        "Lembar 'Rekap': rumus pada 7 sel belum dihitung, jadi tidak dibaca. Buka dan simpan di Excel, lalu kirim "
        "lagi.",
    ),
    (
        note_of("accepted_word", "D4", "BINAAN", "Koperasi Binaan", "SN"),
        ("B21", "info", "D4"),
        "Kata 'BINAAN' pada 'Koperasi Binaan' diterima oleh SN untuk kiriman ini; angkanya dibaca seakan kata itu "
        "tidak ada.",
    ),
    (
        note_of("merged_value", "C6", "9000"),
        ("B29", "galat", "C6"),
        "Baris 6: sel angka digabung (9000), jadi tidak jelas milik baris atau kolom yang mana. Pisahkan selnya "
        "(Unmerge Cells) dan tulis angka masing-masing.",
    ),
    (
        note_of("nothing_read", "4", "kata 'BERPRESTASI' tidak dikenal."),
        ("B22", "peringatan", None),
        "Tabel pada lembar 'Rekap' dikenali, tetapi tidak satu angka pun terbaca: kata 'BERPRESTASI' tidak dikenal.",
    ),
]


@pytest.mark.parametrize(("note", "where", "message"), TOLD, ids=lambda value: getattr(value, "note", None))
def test_what_was_not_read_is_told_with_what_to_do(noted, note, where, message):
    (finding,) = noted(note)
    assert (finding.rule, finding.severity, finding.cell) == where
    assert finding.message == message


QUIET = {
    "money rounded to whole millions": (
        "V22",
        "Kabupaten/Kota;Tahun;Modal Sendiri (Rp juta);Modal Luar (Rp juta);Aset (Rp juta) / Kolaka;2023;1;1;3",
    ),
    "a share of meetings in all cooperatives": (
        "V35",
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;RAT;Persentase RAT"
        " / Kolaka;2023;20;20;40;10;25,0",
    ),
    "a share of meetings in active cooperatives": (
        "V35",
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;RAT;Persentase RAT"
        " / Kolaka;2023;20;20;40;10;50,0",
    ),
    "dissolved cooperatives within the total": (
        "V19",
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Koperasi Bubar;Jumlah Koperasi"
        " / Kolaka;2023;20;10;2;32",
    ),
    "five months for a secondary cooperative": (
        "V27",
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Bentuk;Status;Tanggal RAT"
        " / Pusat Koperasi Contoh;7401000000001;Kolaka;2022;Sekunder Kabupaten/Kota;Aktif;20-05-2023",
    ),
    "fifteen members of a cooperative founded since 2020": (
        "V25",
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Bentuk;Status;Tanggal Badan Hukum;Jumlah Anggota"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2023;Primer Kabupaten/Kota;Aktif;15-03-2022;15",
    ),
    "a certificate that ran out after its book year": (
        "V31",
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Status NIK;Tanggal Berlaku"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2022;Jasa;Aktif;Sertifikat - Aktif;15-06-2023"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif;Sertifikat - Aktif;15-06-2025",
    ),
    "two meetings missed where three are allowed": (
        "V29",
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;RAT"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2022;Aktif;Tidak"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2023;Aktif;Tidak",
    ),
    "a dissolved cooperative that is listed no more": (
        "V43",
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status"
        " / Koperasi Contoh Maju;7401000000001;Kolaka;2022;Jasa;Bubar"
        " / Koperasi Contoh Jaya;7401000000002;Kolaka;2022;Jasa;Aktif"
        " / Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Jasa;Aktif",
    ),
    "regions of different waves": (
        "V53",
        "id_data_badan_usaha;kab_usaha;skala_usaha;nib;tahun_pendataan"
        " / C-1;Kolaka;Usaha Mikro;;2023 / C-2;Konawe;Usaha Mikro;;2022",
    ),
    "a change of a handful": (
        "V39",
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2022;4;2 / Kolaka;2023;8;2",
    ),
    "few cooperatives whose sums swing": (
        "V39",
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Volume Usaha (Rp) / Kolaka;2022;4;900000000 / Kolaka;2023;5;1900000000",
    ),
    "a proposal for redesign": (
        "V64",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu"
        " / U-1;2026;Kota Baubau;Redesign gedung PLUT KUMKM;PLUT-KUMKM",
    ),
    "a draft without documents": (
        "V62",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Status;TOR;RAB"
        " / U-1;2025;Kolaka;Pelatihan wirausaha;Draf;Tidak;Tidak",
    ),
    "a proposal that was given back to add documents": (
        "V62",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Status;TOR;RAB"
        " / U-1;2025;Kolaka;Pelatihan wirausaha;Dikembalikan;Ada;Tidak",
    ),
    "a paper that the menu does not demand": (
        "V62",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Status;TOR;RAB;DED;Sertifikat"
        " / U-1;2025;Kolaka;Pengemasan kopi;Rumah Kemasan;Diajukan;Ada;Ada;Tidak;Tidak",
    ),
    "a unit cost within the range": (
        "V61",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Volume;Satuan;Harga Satuan;Nilai Usulan"
        " / U-1;2025;Kolaka;RPB kelapa;RPB;1;Unit;7400000000;7400000000",
    ),
    "a cost per person beside a range per package": (
        "V61",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Volume;Satuan;Harga Satuan;Nilai Usulan"
        " / U-1;2025;Kolaka;Pelatihan;PK2UMK;30;Orang;2500000;75000000",
    ),
    "a menu under another of its names": (
        "V66",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu"
        " / U-1;2025;Kolaka;RPB kelapa;Rumah Produksi Bersama (RPB) Kelapa"
        " / U-2;2025;Binaan Provinsi;Pendataan;PL-KUMKM",
    ),
    "a year whose list of menus is not known": (
        "V66",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu / U-1;2031;Kolaka;Mesin jahit;Bantuan Mesin",
    ),
    "the honoraria of a centre's staff": (
        "V63",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Luas Lahan;Status Lahan"
        " / U-1;2025;Kolaka;Honor konsultan pendamping;PLUT-KUMKM;;",
    ),
    "more approved than asked, and why": (
        "V69",
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Nilai Usulan;Nilai Disetujui;Keterangan"
        " / U-1;2025;Kolaka;Pelatihan wirausaha;54000000;60000000;pagu menu ditambah kementerian",
    ),
}


@pytest.mark.parametrize("case", some(QUIET, set(range(0, 22, 2))))
def test_a_rule_is_silent_where_all_is_well(case, found):
    rule, delivery = QUIET[case]
    assert rule not in rules_of(found(delivery, rule))


def test_a_difference_between_two_deliveries_does_not_hold_back(found):
    first = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi / Kolaka;2022;100;40;140"
    second = (
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;Koperasi Baru;Koperasi Bubar"
        " / Kolaka;2023;103;41;144;3;2"
    )
    (finding,) = [item for item in found(f"{first} // {second}") if item.rule == "V42"]
    assert finding.severity == "peringatan"


@pytest.mark.long
def test_a_menu_holds_back_only_where_that_years_guideline_has_been_read(copy, edit, tmp_path):
    example = write_example(RULES["V66"].example, tmp_path)
    assert {item.severity for item in check(example, copy).findings if item.rule == "V66"} == {"peringatan"}
    edit(copy, "menu.toml", "year = 2025\nconfirmed = false", "year = 2025\nconfirmed = true")
    assert {item.severity for item in check(example, copy).findings if item.rule == "V66"} == {"galat"}


def test_a_building_is_compared_whatever_its_unit_is_called(found):
    findings = found(
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Volume;Satuan;Harga Satuan;Nilai Usulan"
        " / U-1;2024;Kolaka;Pembangunan gedung;PLUT-KUMKM;1;Paket;45000000000;45000000000"
    )
    assert [item.found for item in findings if item.rule == "V61"] == ["Rp45.000.000.000"]


def test_a_land_certificate_is_missed_but_only_terms_and_budget_hold_back(found):
    findings = found(
        "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Status;TOR;RAB;Sertifikat"
        " / U-1;2025;Kolaka;RPB kelapa;Rumah Produksi Bersama;Diajukan;Ada;Tidak;Tidak"
    )
    told = {(item.column, item.severity) for item in findings if item.rule == "V62"}
    assert told == {("RAB", "galat"), ("Sertifikat", "peringatan")}


def test_an_enterprise_met_twice_is_counted_once_and_does_not_hold_back(found):
    findings = found(
        "id_data_badan_usaha;kab_usaha;skala_usaha;nib / C-1;Kolaka;Usaha Mikro; / C-1;Kolaka;Usaha Mikro;"
    )
    (finding,) = [item for item in findings if item.rule == "V55"]
    assert (finding.severity, finding.row) == ("peringatan", 3)


def test_a_turnover_of_one_enterprise_is_never_quoted(found):
    for name in ("V32", "V33"):
        assert not any("000.000.000" in finding.message for finding in found(RULES[name].example))


def test_a_region_column_with_an_unknown_name_is_found_where_indicators_stand_in_rows(found):
    findings = found(
        "Uraian;Kolaka;Buton Tenggara;Konawe / Koperasi Aktif;10;11;12 / Koperasi Tidak Aktif;20;19;18"
        " / Jumlah Koperasi;30;30;30"
    )
    assert "Buton Tenggara" in " ".join(finding.message for finding in findings if finding.rule == "V01")


@pytest.mark.parametrize("value", some(["0", "-1", "1E+300", "-1E+300", "", "x", "0,000001"], {0, 3, 6}))
def test_no_number_breaks_a_rule(found, value):
    recap = (
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;RAT;% Aktif;Anggota L;Anggota P;"
        "Jumlah Anggota;Modal Sendiri (Rp);Modal Luar (Rp);Aset (Rp);Volume Usaha (Rp);SHU (Rp)"
    )
    listed = (
        "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Anggota L;Anggota P;Jumlah Anggota;"
        "Modal Sendiri (Rp);Modal Luar (Rp);Aset (Rp);Volume Usaha (Rp);SHU (Rp)"
    )
    name = "Koperasi Contoh Maju;7401000000001;Kolaka;{};Jasa;Aktif"
    rows = [recap, ";".join(["Kolaka;2022", *["500"] * 13]), ";".join(["Kolaka;2023", *[value] * 13])]
    bodies = [listed, ";".join([name.format(2022), *["500"] * 8]), ";".join([name.format(2023), *[value] * 8])]
    assert isinstance(found(" / ".join(rows) + " // " + " / ".join(bodies)), tuple)
