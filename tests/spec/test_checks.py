"""Every rule says what it demands, fires on its own example, and says nothing about a delivery without errors."""

import re
import tomllib
import zipfile

import pytest
import xlsxwriter

from kumkm import settings
from kumkm.warehouse import checks
from kumkm.warehouse.rehearsal import check

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
OF_WORKBOOKS = {"B01", "B03", "B07", "B11"}
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
    """What a rehearsal of CSV text finds: `found("a;b / 1;2")` is a list of findings."""
    return lambda example: check(write_example(example, tmp_path), project).findings


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
    assert query.returns in (CELLS, (*CELLS, ("severity", "VARCHAR")))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_names_exactly_the_thresholds_it_goes_by(name):
    query = RULES[name]
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"'(\w+)'", body)) & THRESHOLDS == set(query.params)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_example_of_a_rule_makes_it_fire(name, found):
    hits = [finding for finding in found(RULES[name].example) if finding.rule == name]
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


@pytest.mark.parametrize("case", QUIET)
def test_a_rule_is_silent_where_all_is_well(case, found):
    rule, delivery = QUIET[case]
    assert rule not in rules_of(found(delivery))


def test_a_difference_between_two_deliveries_does_not_hold_back(found):
    first = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi / Kolaka;2022;100;40;140"
    second = (
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;Koperasi Baru;Koperasi Bubar"
        " / Kolaka;2023;103;41;144;3;2"
    )
    (finding,) = [item for item in found(f"{first} // {second}") if item.rule == "V42"]
    assert finding.severity == "peringatan"


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


@pytest.mark.parametrize("value", ["0", "-1", "1E+300", "-1E+300", "", "x", "0,000001"])
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
