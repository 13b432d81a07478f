"""What a workbook vouches for is read, what it does not is empty: formulas, raised marks, days, percentages."""

import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from old_excel import compound, formula, hidden_row, number, small_numbers, stream, text, written

from kumkm.errors import RefusedFile
from kumkm.ingest import opening, sheets
from kumkm.ingest.dates import read_dates
from kumkm.warehouse.deliveries import reader

NAMES = ["Kab/Kota", "Koperasi Aktif", "Koperasi Tidak Aktif", "Jumlah Koperasi"]


def only(path):
    [sheet] = sheets.read(opening.inspect(path))
    return sheet


def workbook(path, rows, **options):
    """Rows of cells; a pair is a formula and its stored value, a list the runs of a text, raised ones in a tuple."""
    with xlsxwriter.Workbook(path, options) as book:
        page, raised = book.add_worksheet("2023"), book.add_format({"font_script": 1})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    page.write_formula(at, column, cell[0], None, cell[1])
                elif isinstance(cell, list):
                    runs = [part for run in cell for part in ((raised, *run) if isinstance(run, tuple) else (run,))]
                    assert page.write_rich_string(at, column, *runs) == 0
                else:
                    page.write(at, column, cell)
    return path


def changed(path, part, *changes):
    """The workbook with texts of one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in changes:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def calculated(path):
    return changed(path, "xl/workbook.xml", (b' fullCalcOnLoad="1"', b""))


FORMULAS = [NAMES, ["Kolaka", 40, ("=10+10", 0), ("=B2+C2", 60)], ["Konawe", ("=1/0", "#DIV/0!"), 21, ("=B3", 0)]]


def test_formulas_of_a_workbook_that_is_still_to_be_calculated_are_no_numbers(tmp_path):
    sheet = only(workbook(tmp_path / "a.xlsx", FORMULAS))
    assert sheet.unvouched == {(1, 2), (1, 3), (2, 3)}
    assert sheet.rows == [NAMES, ["Kolaka", 40, "", ""], ["Konawe", "#DIV/0!", 21, ""]]


@pytest.mark.parametrize("mark", [b'forceFullCalc="1"', b'fullCalcOnLoad="true"'])
def test_either_mark_counts(tmp_path, mark):
    path = changed(workbook(tmp_path / "a.xlsx", FORMULAS), "xl/workbook.xml", (b'fullCalcOnLoad="1"', mark))
    assert len(only(path).unvouched) == 3


def test_the_mark_means_nothing_without_formulas(tmp_path):
    sheet = only(workbook(tmp_path / "a.xlsx", [NAMES, ["Kolaka", 40, 0, 40]]))
    assert (sheet.unvouched, sheet.rows[1]) == (frozenset(), ["Kolaka", 40, 0, 40])


def test_stored_values_of_a_calculated_workbook_are_read_zeros_included(tmp_path):
    sheet = only(calculated(workbook(tmp_path / "a.xlsx", FORMULAS)))
    assert (sheet.unvouched, sheet.rows[1]) == (frozenset(), ["Kolaka", 40, 0, 60])


@pytest.mark.parametrize("empty", [b"", b"<v></v>", b"<v/>"], ids=["none", "empty", "closed"])
def test_a_formula_without_a_stored_value_is_no_number_in_any_workbook(tmp_path, empty):
    path = calculated(workbook(tmp_path / "a.xlsx", FORMULAS))
    sheet = only(changed(path, "xl/worksheets/sheet1.xml", (b"<v>60</v>", empty)))
    assert (sheet.unvouched, sheet.rows[1]) == ({(1, 3)}, ["Kolaka", 40, 0, ""])


def test_a_formula_that_gave_an_empty_text_has_a_value(tmp_path):
    path = calculated(workbook(tmp_path / "a.xlsx", FORMULAS))
    given_text = (b'<c r="D2"><f>B2+C2</f><v>60</v>', b'<c r="D2" t="str"><f>B2+C2</f><v></v>')
    assert only(changed(path, "xl/worksheets/sheet1.xml", given_text)).unvouched == frozenset()


def test_every_cell_an_array_formula_fills_is_a_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("2023")
        page.write_row(0, 0, NAMES)
        page.write_array_formula("B2:B4", "{=C2:C4*2}", None, 0)
        page.write_column("C2", [1, 2, 3])
    sheet = only(path)
    assert sheet.unvouched == {(1, 1), (2, 1), (3, 1)}
    assert [row[1:3] for row in sheet.rows[1:]] == [["", 1], ["", 2], ["", 3]]


def test_an_area_as_large_as_a_sheet_takes_no_memory(tmp_path):
    path = workbook(tmp_path / "a.xlsx", FORMULAS)
    array = (b"<f>B2+C2</f>", b'<f t="array" ref="D2:XFD1048576">B2+C2</f>')
    assert len(only(changed(path, "xl/worksheets/sheet1.xml", array)).unvouched) == 3


def test_cells_that_do_not_name_their_place_follow_each_other(tmp_path):
    path = workbook(tmp_path / "a.xlsx", FORMULAS)
    names = [(b' r="%s%d"' % (letter, row), b"") for letter in (b"A", b"B", b"C", b"D") for row in (1, 2, 3)]
    assert only(changed(path, "xl/worksheets/sheet1.xml", *names)).unvouched == {(1, 2), (1, 3), (2, 3)}


RAISED = [
    ["Kab/Kota", ["Koperasi Aktif", ("1)",)], "Volume Usaha (Rp juta)"],
    [["Kabupaten Kolaka", ("2",)], ["125", ("1",)], ["1.234,5", ("*)",)]],
    [[("1",), " Angka <sementara> & lain"], 7, "1251"],
]


@pytest.mark.parametrize("inline", [False, True], ids=["shared", "inline"])
def test_raised_marks_leave_the_text_and_are_kept(tmp_path, inline):
    sheet = only(workbook(tmp_path / "a.xlsx", RAISED, constant_memory=inline))
    assert sheet.rows == [
        ["Kab/Kota", "Koperasi Aktif", "Volume Usaha (Rp juta)"],
        ["Kabupaten Kolaka", "125", "1.234,5"],
        [" Angka <sementara> & lain", 7, "1251"],
    ]
    assert sheet.notes == {(0, 1): "1)", (1, 0): "2", (1, 1): "1", (1, 2): "*)", (2, 0): "1"}


LETTERS = st.text("1234567890.,Rp ", min_size=1)


@given(LETTERS, LETTERS, st.lists(st.tuples(LETTERS, st.booleans()), max_size=4))
def test_what_is_raised_never_joins_a_number(tmp_path_factory, number, mark, rest):
    parts = [(number, False), (mark, True), *rest]
    cell = [(part,) if raised else part for part, raised in parts]
    path = workbook(tmp_path_factory.getbasetemp() / "raised.xlsx", [["Aktif"], [cell]])
    sheet = only(path)
    assert sheet.rows[1][0] == "".join(part for part, raised in parts if not raised)
    assert sheet.notes.get((1, 0), "") == "".join(part for part, raised in parts if raised).strip()


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>{}"
    '<table:table table:name="2023">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(path, *rows, settings=""):
    content = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(settings, content))
        archive.writestr("META-INF/manifest.xml", "<a/>")
    return path


def ods_text(inside):
    return f'<table:table-cell office:value-type="string"><text:p>{inside}</text:p></table:table-cell>'


def test_an_ods_is_held_to_the_same(tmp_path):
    stored = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell>"
    )
    bare = '<table:table-cell table:formula="of:=1+1" table:number-columns-repeated="2"/>'
    marked = ods_text('125<text:span text:style-name="T1">1</text:span>')
    other = ods_text('Kolaka <text:span text:style-name="T2">&amp; Muna</text:span>')
    calendar = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    sheet = only(ods(tmp_path / "a.ods", [marked, bare, stored], [other], settings=calendar))
    assert sheet.rows == [["125", "", "", 2], ["Kolaka & Muna", "", "", ""]]
    assert (sheet.unvouched, sheet.notes, sheet.date1904) == ({(0, 1), (0, 2)}, {(0, 0): "1"}, True)


DAYS = [date(2024, 2, 12), date(2023, 12, 31)]
LIST = ["Nama Koperasi", "NIK", "Kabupaten/Kota", "Tahun Buku", "Jenis", "Status", "Tanggal RAT"]
COOPERATIVE = ["Koperasi Contoh Maju", "7401000000001", "Kolaka", 2023, "Jasa", "Aktif"]


@pytest.mark.parametrize("date1904", [False, True])
def test_days_count_from_where_the_workbook_says(project, tmp_path, date1904):
    path = tmp_path / "a.xlsx"
    serials = [(day - date(1899, 12, 30)).days - 1462 * date1904 for day in DAYS]
    with xlsxwriter.Workbook(path, {"date_1904": date1904}) as book:
        page, shown = book.add_worksheet("Daftar"), book.add_format({"num_format": "dd-mm-yyyy"})
        page.write_row(0, 0, LIST)
        for row, day in enumerate(DAYS, start=1):
            page.write_row(row, 0, [*COOPERATIVE, serials[row - 1]])
            page.write_row(row + 2, 0, COOPERATIVE)
            page.write_datetime(row + 2, 6, datetime.combine(day, datetime.min.time()), shown)
    assert only(path).date1904 is date1904
    [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
    assert [row["rat_date"] for row in delivery.rows] == DAYS * 2


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_serial_and_its_text_are_the_same_day_in_either_calendar(day):
    serial = (day - date(1899, 12, 30)).days
    for date1904 in (False, True):
        typed = serial - 1462 * date1904
        assert [cell.value for cell in read_dates([typed, str(typed), day], date1904)] == [day, day, day]


OLD = {
    "A": [text(0, 0, "Kab/Kota"), number(1, 1, 0.1134, 1), small_numbers(2, 1, [1, 0], 2), number(3, 1, 11.5, 3)],
    "B": [text(0, 0, "Persen"), hidden_row(1), number(1, 0, 0.25, 4), number(2, 0, 4.0)],
}
FORMATS = ["0.00%", 9, '0.0" %"', 10]


def test_percentages_and_hidden_rows_of_an_old_workbook_are_told(tmp_path):
    first, second = sheets.read(opening.inspect(written(tmp_path / "a.xls", OLD, FORMATS)))
    assert first.percent == {(1, 1), (2, 1), (2, 2)}
    assert (second.percent, second.hidden_rows) == ({(1, 0)}, {2})
    assert [row[1] for row in first.rows[1:]] == [0.1134, 1, 11.5]


@pytest.mark.parametrize("date1904", [False, True])
def test_an_old_workbook_says_where_its_days_count_from(tmp_path, date1904):
    path = written(tmp_path / "a.xls", {"A": [number(0, 0, 43872.0)]}, date1904=date1904)
    assert only(path).date1904 is date1904


@pytest.mark.parametrize(
    ("stored", "calculated", "unvouched"),
    [([0.0, 0.0], False, 2), ([0.0, 0.0], True, 0), ([0.0, 60.0], False, 0)],
    ids=["all dummies", "Excel calculated", "something calculated"],
)
def test_dummies_of_an_old_workbook_are_no_numbers(tmp_path, stored, calculated, unvouched):
    cells = [text(0, 0, "Aktif"), *(formula(row, 0, value) for row, value in enumerate(stored, start=1))]
    sheet = only(written(tmp_path / "a.xls", {"A": cells}, calculated=calculated))
    assert len(sheet.unvouched) == unvouched
    assert sheet.rows == [["Aktif"], *([""] if unvouched else [value] for value in stored)]


@given(st.data())
def test_an_old_workbook_with_wrong_bytes_is_read_or_refused(tmp_path_factory, data):
    content = bytearray(compound(stream(OLD, FORMATS)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(8, 2600))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "rusak.xls"
    path.write_bytes(bytes(content[: data.draw(st.integers(600, len(content)))]))
    try:
        assert all(sheet.rows is not None for sheet in sheets.read(opening.inspect(path)))
    except RefusedFile as error:
        assert error.rule


@pytest.mark.parametrize(
    ("pattern", "heading", "expected"),
    [
        ('#,##0" juta"', "Volume Usaha (Rp)", 42e6),
        ('"Rp "#,##0\\ "juta"', "Volume Usaha (Rp)", 42e6),
        ('0"%"', "Koperasi Aktif", None),
        ("#,##0", "Koperasi Aktif", 42),
    ],
)
def test_a_word_of_scale_that_a_format_shows_is_part_of_the_number(project, tmp_path, pattern, heading, expected):
    path = tmp_path / "format.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("2023")
    page.write_row(0, 0, ["Kabupaten/Kota", heading])
    for row, name in enumerate(("Kolaka", "Muna"), start=1):
        page.write(row, 0, name)
        page.write(row, 1, 42, book.add_format({"num_format": pattern}))
    book.close()
    [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
    assert {fact.value for fact in delivery.facts} == {expected}
