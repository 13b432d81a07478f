"""Files that lie, swell, hide code or are broken end in a refusal that says why, quickly and without being parsed."""

import os
import pickle
import struct
import time
import tracemalloc
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kumkm.errors import InputError, RefusedFile
from kumkm.ingest import archives, delimited, workbooks
from kumkm.ingest.opening import FileKind, csv_dialect, hidden_rows, inspect, percent_cells

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Rekap &amp; data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)
ODS_CELL = '<table:table-cell{} office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODS_REST = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
)


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path, parts, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx(path, rows=CELL, **more):
    parts = {"xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": LINKS}
    parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows)
    return zipped(path, {"[Content_Types].xml": "<Types/>", **parts, **more})


def ods(path, rows, **more):
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.format(rows)}
    return zipped(path, {**parts, "META-INF/manifest.xml": MANIFEST, **more})


def refused(path, rule):
    """Inspect, expecting a refusal by this rule; return its text, which names the file and gives advice."""
    started = time.perf_counter()  # ten seconds are the contract, not a benchmark
    with pytest.raises(RefusedFile) as caught:
        inspect(path)
    assert time.perf_counter() - started < 10
    error = caught.value
    assert error.rule == rule, str(error)
    assert error.found in str(error)
    assert error.expected in str(error)
    assert str(error).startswith(path.name)
    return str(error)


@pytest.fixture
def real(tmp_path):
    """A workbook as Excel would write it: text, a percentage, a hidden row, a formula that looks like an attack."""
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(path) as book:
        first, second = book.add_worksheet("Rekap & data"), book.add_worksheet("2023")
        percent, custom = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": '0.0" %"'})
        first.write_row(0, 0, ["Kolaka", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"])
        first.write_row(1, 1, [0.492, 12], percent)
        first.write(2, 28, 0.5, book.add_format({"num_format": 9}))
        first.write(3, 0, 49.2, custom)
        first.set_row(2, None, None, {"hidden": True})
        second.write_formula(0, 0, "=1+1", None, 2)
    return path


def test_a_workbook_is_what_its_bytes_say(real):
    opened = inspect(real)
    assert (opened.kind, opened.warnings, opened.size_bytes) == (FileKind.XLSX, (), real.stat().st_size)
    assert len(opened.sha256) == 64
    assert opened.dialect is None


def test_hidden_rows_count_from_one_and_percent_cells_from_zero(real):
    assert hidden_rows(real) == {"Rekap & data": {3}, "2023": set()}
    assert percent_cells(real) == {"Rekap & data": {(1, 1), (1, 2), (2, 28)}, "2023": set()}


def test_a_prefix_and_a_strict_order_of_attributes_are_not_needed(tmp_path):
    rows = '<x:row hidden="true" spans="1:2" r="7"><x:c s="0" r="AB7"><x:v>1</x:v></x:c></x:row>'
    path = xlsx(tmp_path / "a.xlsx", rows)
    assert inspect(path).kind is FileKind.XLSX
    assert hidden_rows(path) == {"Rekap & data": {7}}


def test_an_ods_is_known_and_has_no_such_rows_to_tell(tmp_path):
    path = ods(tmp_path / "a.ods", f"<table:table-row>{ODS_CELL.format('')}</table:table-row>{ODS_REST}")
    assert inspect(path).kind is FileKind.ODS
    assert hidden_rows(path) == percent_cells(path) == {}
    with path.open("rb") as file:
        assert CalamineWorkbook.from_filelike(file).get_sheet_by_name("A").to_python() == [[7.0]]


def test_a_workbook_under_another_workbooks_name_is_read_with_a_warning(real, tmp_path):
    for name in ("rekap.ods", "rekap.xls", "rekap.bak", "rekap"):
        moved = written(tmp_path / name, real.read_bytes())
        opened = inspect(moved)
        assert opened.kind is FileKind.XLSX
        assert [warning.rule for warning in opened.warnings] == ["B01"]
    old = written(tmp_path / "lama.xlsx", OLE + "Workbook\0".encode("utf-16-le"))
    assert inspect(old).kind is FileKind.XLS


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"%PDF-1.7\n", "Pindaian PDF tidak dapat dibaca, kirim berkas Excel"),
        ("a.pdf", b"%PDF-1.7\n", "Pindaian PDF"),
        ("a.xls", b"<html><p>Tidak ada data</p></html>", "tanpa tabel"),
        ("a.xlsx", b"\xef\xbb\xbf  <!DOCTYPE html><p>", "HTML"),
        ("a.xls", "<!-- ekspor --><html><p>kosong</p></html>".encode("utf-16"), "tanpa tabel"),
        ("a.csv", b"<table border=1>", "Ganti akhiran namanya menjadi .html"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "XML"),
        ("a.xlsx", b"MZ\x90\0\x03", "program Windows"),
        ("a.csv", b"\x7fELF\x02", "program Linux"),
        ("a.xlsx", b"nama,jumlah\nKolaka,1\n", ".csv"),
        ("a.xlsx", b"\0" * 5000, "biner"),
        ("a.csv", b"\0\x01\x02\x03" * 500, "biner"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "Foto"),
        ("a.parquet", b"a,b\n", "teks biasa"),
        ("a.py", b"print(1)\n", "teks biasa"),
        ("a.doc", OLE + "WordDocument\0".encode("utf-16-le"), "dokumen Word"),
    ],
)
def test_what_is_something_else_is_refused_with_its_name_and_what_to_do(tmp_path, name, content, said):
    assert said in refused(written(tmp_path / name, content), "B01")


def test_other_archives_are_refused_by_what_they_are(tmp_path, real):
    assert "dokumen Word" in refused(zipped(tmp_path / "a.xlsx", {"word/document.xml": "<w/>"}), "B01")
    assert "arsip zip" in refused(zipped(tmp_path / "b.xlsx", {"a.csv": "1"}), "B01")
    assert "biner" in refused(zipped(tmp_path / "c.xlsb", {"xl/workbook.bin": b"\0"}), "B01")
    text = zipped(tmp_path / "d.ods", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    assert "OpenDocument" in refused(text, "B01")
    assert "Ganti akhiran" in refused(written(tmp_path / "e.csv", real.read_bytes()), "B01")


def test_nothing_in_a_file_is_nothing_to_read(tmp_path):
    refused(written(tmp_path / "a.xlsx", b""), "B08")
    refused(written(tmp_path / "a.csv", b"\xef\xbb\xbf\n ,,;\n\n"), "B08")
    refused(xlsx(tmp_path / "b.xlsx", '<row r="1"><c r="A1" s="1"/></row>'), "B08")
    refused(zipped(tmp_path / "c.xlsx", {}), "B08")
    with pytest.raises(InputError, match="tidak ditemukan"):
        inspect(tmp_path / "tiada.xlsx")


def test_a_bomb_of_one_part_is_refused_by_its_ratio(tmp_path):
    refused(xlsx(tmp_path / "a.xlsx", **{"xl/media/a.bin": b"\0" * 30_000_000}), "B02")


def test_a_bomb_of_many_parts_is_refused_by_its_sum(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1_000_000)
    parts = {f"xl/media/{number}.bin": b"\0" * 90_000 for number in range(12)}
    refused(xlsx(tmp_path / "a.xlsx", **parts), "B02")


def test_a_part_that_swells_beyond_what_it_declares_is_stopped(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", **{"xl/sharedStrings.xml": "<a>" + " " * 5_000_000 + "</a>"})
    content = bytearray(path.read_bytes())
    declared = struct.pack("<L", 5_000_007)
    assert content.count(declared) == 2
    path.write_bytes(content.replace(declared, struct.pack("<L", 700)))
    assert "lebih besar daripada yang dinyatakannya" in refused(path, "B05")


def test_thousands_of_parts_are_refused_before_they_are_listed(tmp_path):
    refused(zipped(tmp_path / "a.xlsx", {f"xl/{number}": b"" for number in range(archives.MAX_PARTS + 1)}), "B02")


@pytest.mark.parametrize("start", [b"PK\x03\x04", OLE, b"", b"%PDF"])
def test_300_megabytes_under_xlsx_are_refused_at_once(tmp_path, start):
    path = written(tmp_path / "a.xlsx", start)
    os.truncate(path, 300_000_000)
    refused(path, "B02" if start[:2] in (b"PK", OLE[:2]) else "B01")


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"], ids=lambda part: part
)
@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_a_macro_is_refused_whatever_the_name(tmp_path, name, part):
    assert "makro" in refused(xlsx(tmp_path / name, **{part: b"\xcc\x61"}), "B03")


def test_a_macro_under_another_name_is_refused_too(tmp_path):
    types = '<Types><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    refused(xlsx(tmp_path / "a.xlsx", **{"[Content_Types].xml": types, "xl/a.bin": b""}), "B03")


def test_macros_of_other_workbooks_are_refused_too(tmp_path):
    row = f"<table:table-row>{ODS_CELL.format('')}</table:table-row>"
    refused(ods(tmp_path / "a.ods", row, **{"Basic/Standard/Module1.xml": "<a/>"}), "B03")
    refused(written(tmp_path / "a.xls", OLE + "Workbook\0_VBA_PROJECT_CUR\0".encode("utf-16-le")), "B03")


def test_an_xlsm_without_a_macro_is_read_with_a_warning(tmp_path):
    assert [warning.rule for warning in inspect(xlsx(tmp_path / "a.xlsm")).warnings] == ["B03"]


def test_passwords_are_named_for_what_they_are(tmp_path):
    names = "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le")
    for path in (tmp_path / "a.xlsx", tmp_path / "a.xls"):
        assert "kata sandi" in refused(written(path, OLE + names), "B04")
    bof = b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 12
    refused(written(tmp_path / "b.xls", OLE + "Workbook\0".encode("utf-16-le") + bof + b"\x2f\x00\x36\x00"), "B04")
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    refused(ods(tmp_path / "a.ods", f"<table:table-row>{ODS_CELL.format('')}</table:table-row>", **manifest), "B04")


def test_links_to_other_files_are_a_warning_and_the_stored_values_are_read(tmp_path):
    link = {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    assert [(warning.rule, warning.found) for warning in inspect(xlsx(tmp_path / "a.xlsx", **link)).warnings] == [
        ("B07", "tautan ke berkas lain")
    ]
    link = {"xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'}
    assert "DDE" in inspect(xlsx(tmp_path / "b.xlsx", **link)).warnings[0].found


@pytest.mark.parametrize("definition", ['<!DOCTYPE a [<!ENTITY b "c">]>', " " * 300_000 + "<!DOCTYPE a>"])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/_rels/styles.xml.rels"])
def test_a_part_with_entities_is_refused(tmp_path, definition, part):
    assert "DTD" in refused(xlsx(tmp_path / "a.xlsx", **{part: f'<?xml version="1.0"?>{definition}<a/>'}), "B05")


def test_entities_do_not_hide_in_another_encoding(tmp_path):
    hidden = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    refused(xlsx(tmp_path / "a.xlsx", **{"xl/sharedStrings.xml": hidden}), "B05")


@pytest.mark.parametrize("name", ["../a.xml", "xl/../../a.xml", "/etc/a.xml", "..\\a.xml", "C:\\a.xml"])
def test_a_part_that_leads_outside_is_refused(tmp_path, name):
    refused(xlsx(tmp_path / "a.xlsx", **{name: "<a/>"}), "B05")


def test_a_damaged_workbook_is_refused_wherever_the_damage_is(real, tmp_path):
    content = real.read_bytes()
    with zipfile.ZipFile(real) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    flipped = content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
    for number, broken in enumerate((content[: len(content) // 2], content[:-30], content[:4], flipped)):
        refused(written(tmp_path / f"{number}.xlsx", broken), "B05")
    refused(written(tmp_path / "a.parquet", b"PAR1" + b"\0" * 50), "B05")


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE, b"PAR1", b"\xff\xfe"]))
def test_no_bytes_whatever_end_in_anything_but_a_file_or_a_refusal(tmp_path_factory, content, start):
    folder = tmp_path_factory.getbasetemp()
    for suffix in (".xlsx", ".csv"):
        try:
            inspect(written(folder / f"apa{suffix}", start + content))
        except RefusedFile as error:
            assert error.rule


def test_a_million_empty_rows_are_refused_quickly_and_in_little_memory(tmp_path):
    rows = "".join(
        f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>' for number in range(2, 10**6)
    )
    path = xlsx(tmp_path / "a.xlsx", CELL + rows)
    tracemalloc.start()
    assert "baris kosong" in refused(path, "B09")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("far", ['r="1048576"><c r="A1048576"', 'r="600000"><c r="B600000"'])
def test_rows_left_out_count_as_empty_too(tmp_path, far):
    refused(xlsx(tmp_path / "a.xlsx", f"{CELL}<row {far}><v>1</v></c></row>"), "B09")


@pytest.mark.parametrize(
    "cell", ['<c r="XFD2000"><v>1</v></c>', '<c s="1" r="XFD2000" t="inlineStr"><is><t> r="A1"</t></is></c>']
)
def test_a_value_in_a_far_corner_is_refused_before_it_takes_all_memory(tmp_path, cell):
    assert "kolom 16384" in refused(xlsx(tmp_path / "a.xlsx", f'{CELL}<row r="2000">{cell}</row>'), "B09")


def test_a_sheet_under_another_name_or_beside_an_ods_is_measured_too(tmp_path):
    far = SHEET.format(f'{CELL}<row r="2000"><c r="XFD2000"><v>1</v></c></row>')
    refused(xlsx(tmp_path / "a.xlsx", **{"xl/sheet.dat": far}), "B09")
    beside = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.format("")}
    refused(xlsx(tmp_path / "b.xlsx", **beside, **{"xl/worksheets/sheet2.xml": far}), "B09")


def test_styled_cells_in_far_corners_hurt_nobody(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", f'{CELL}<row r="9"><c r="A9"><v>1</v></c><c r="XFD9" s="1"/></row>')
    assert inspect(path).kind is FileKind.XLSX


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576">'
        + ODS_CELL.format(' table:number-columns-repeated="9"'),
        "<table:table-row>" + ODS_CELL.format(' table:number-columns-repeated="16384"') + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row><table:table-row>'
        + ODS_CELL.format(""),
        '<table:table-row table:number-rows-repeated="900000"><table:table-cell/></table:table-row><table:table-row>'
        + ODS_CELL.format(""),
    ],
    ids=["repeated rows", "repeated columns", "empty rows"],
)
def test_an_ods_that_repeats_itself_beyond_reason_is_refused(tmp_path, rows):
    refused(ods(tmp_path / "a.ods", rows + "</table:table-row>"), "B09")


def test_every_grid_is_measured_as_the_library_reads_it(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number, (row, column) in enumerate([(0, 0), (4, 27), (2000, 3)]):
            book.add_worksheet(f"L{number}").write(row, column, "x")
    with archives.Archive(path) as archive:
        for number in range(3):
            grid = workbooks._xlsx_grid(path, archive.chunks(f"xl/worksheets/sheet{number + 1}.xml"))
            sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(f"L{number}")
            assert (grid.last_row, grid.last_column) == (sheet.end[0] + 1, sheet.end[1] + 1)


TABLE = "nama;jumlah;nilai\nKoperasi Sé;1;2,5\n'=cmd|' /C calc'!A0;2;3,5\n\"a;b\";3;4,5\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.encode("cp1252"), "cp1252"),
        ((TABLE * 40_000).encode(), "utf-8"),
        ((TABLE * 40_000).encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "cp1252", "large utf-8", "large cp1252"],
)
def test_the_encoding_of_a_csv_is_told_by_its_bytes(tmp_path, content, encoding):
    path = written(tmp_path / "a.csv", content)
    dialect = csv_dialect(path)
    assert (dialect.encoding, dialect.delimiter, dialect.quotechar) == (encoding, ";", '"')
    assert inspect(path).dialect == dialect
    assert path.read_bytes().decode(dialect.encoding).startswith("nama")


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("REKAP DATA, KEADAAN PER 31 DESEMBER\n\na;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ";"),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ("sep=|\na;b|c\n", "|"),
        ("satu\ndua\n", ","),
    ],
)
def test_the_delimiter_is_what_parts_the_lines_alike(tmp_path, content, delimiter):
    assert csv_dialect(written(tmp_path / "a.csv", content)).delimiter == delimiter


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_whatever_is_well_encoded_is_never_called_broken(tmp_path_factory, text, encoding):
    text = "a,b\n" + "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    path = written(tmp_path_factory.getbasetemp() / "baik.csv", text.encode(encoding))
    assert path.read_bytes().decode(csv_dialect(path).encoding).lstrip("\ufeff") == text.lstrip("\ufeff")


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_characters_cut_by_the_pieces_they_are_read_in_are_whole(tmp_path, monkeypatch, size):
    monkeypatch.setattr(delimited, "_CHUNK", size)
    assert csv_dialect(written(tmp_path / "a.csv", "a;é–😀\n1;é–😀\n")).encoding == "utf-8"


@pytest.mark.parametrize(
    ("stray", "line"),
    [(b"\xff\xfe", 3), (b"\x81", 3), (b"\x00", 3), (b"\x1b", 3), (b"\xc3(", 3), (b"\xe9", 3), (b"\xe2\x80", 3)],
)
def test_a_broken_encoding_is_refused_with_its_line(tmp_path, stray, line):
    content = "nama,kota\né,è\nkop".encode() + stray + b",Kendari\n"
    assert f"baris {line}" in refused(written(tmp_path / "a.csv", content), "B06")


def test_a_broken_byte_far_down_is_found_with_its_line(tmp_path):
    content = "é,1\n".encode() * 400_000 + b"\xff,1\n" + "é,1\n".encode() * 10
    assert "baris 400001 " in refused(written(tmp_path / "a.csv", content), "B06")


def test_half_a_utf_16_file_is_broken(tmp_path):
    refused(written(tmp_path / "a.csv", "a,b\n1,2\n".encode("utf-16")[:-1]), "B06")


@pytest.mark.parametrize("row", ["\n", "\r\n", ",,,\n", '"",""\n', ";;\r\n"])
def test_two_million_empty_rows_of_a_csv_are_refused_quickly(tmp_path, row):
    path = written(tmp_path / "a.csv", "a,b\n1,2\n" + row * 2_000_000 + "3,4\n")
    assert "baris kosong" in refused(path, "B09")


def test_a_line_of_a_megabyte_is_no_table(tmp_path):
    refused(written(tmp_path / "a.csv", "a,b\n" + "x" * 2_500_000 + "\n"), "B05")
    refused(written(tmp_path / "b.csv", "a,b\n" + "x" * (delimited.MAX_LINE_BYTES + 1) + "\n1,2\n"), "B05")


def test_formulas_and_markup_in_cells_are_only_text(tmp_path):
    path = written(tmp_path / "a.csv", "=cmd|' /C calc'!A0,<script>alert(1)</script>\n@SUM(1),+1\n")
    assert inspect(path).kind is FileKind.CSV


def test_control_characters_of_a_name_stay_out_of_the_message(tmp_path):
    path = written(tmp_path / "a\x1b[31m.csv", b"")
    with pytest.raises(RefusedFile) as caught:
        inspect(path)
    assert "\x1b" not in str(caught.value)


def test_a_refusal_travels_between_processes(tmp_path):
    with pytest.raises(RefusedFile) as caught:
        inspect(written(tmp_path / "a.csv", b""))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.rule, copy.found) == (str(caught.value), "B08", caught.value.found)
