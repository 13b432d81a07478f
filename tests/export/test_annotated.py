"""A workbook handed back keeps what it had, carries each finding where it stands, and never a macro."""

import io
import zipfile
from dataclasses import dataclass

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from kumkm.errors import InputError
from kumkm.export.annotated import UNDERSTOOD, annotate, can_annotate


@dataclass(frozen=True)
class Finding:
    rule: str = "V18"
    severity: str = "galat"
    message: str = "Anggota 31, laki-laki + perempuan 30."
    sheet: str | None = "2023"
    row: int | None = 4
    cell: str | None = "D4"


def book_bytes(prepare=lambda book: None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2023"
    sheet.append(["REKAP KOPERASI KABUPATEN KOLAKA"])
    sheet.append(["Wilayah", "L", "P", "Anggota"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Kolaka", 10, 20, "=B3+C3"])
    sheet.append([None, 10, 20, 31])
    sheet["D4"].font = Font(bold=True)
    sheet["D4"].number_format = "#,##0"
    book.create_sheet("2022")["A1"] = "tahun lalu"
    prepare(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def returned(*findings, content=None):
    return openpyxl.load_workbook(io.BytesIO(annotate(content or book_bytes(), findings)))


def test_a_finding_is_a_comment_in_its_cell_with_rule_severity_and_message():
    text = returned(Finding())["2023"]["D4"].comment.text
    assert text == "V18 (galat): Anggota 31, laki-laki + perempuan 30."


def test_findings_of_one_cell_stand_below_each_other():
    text = returned(Finding(), Finding("V01", "info", "Pesan lain."))["2023"]["D4"].comment.text
    assert text.split("\n") == ["V18 (galat): Anggota 31, laki-laki + perempuan 30.", "V01 (info): Pesan lain."]


def test_very_many_findings_of_one_cell_are_counted():
    text = returned(*[Finding(message=f"pesan {number}") for number in range(20)])["2023"]["D4"].comment.text
    assert text.endswith("dan 12 catatan lagi pada sel ini.")


@pytest.mark.parametrize(
    ("finding", "sheet", "cell"),
    [
        (Finding(cell=None), "2023", "B4"),
        (Finding(cell=None, row=None), "2023", "A1"),
        (Finding(cell=None, row=9_999_999), "2023", "A1"),
        (Finding(cell="baris 4", row=4), "2023", "B4"),
        (Finding(cell="C1", row=1), "2023", "A1"),
        (Finding(cell="A1", row=1, sheet="2022"), "2022", "A1"),
        (Finding(sheet=None, row=None, cell=None), "2023", "A1"),
        (Finding(sheet="tidak ada"), "2023", "A1"),
    ],
    ids=["row", "sheet", "row beyond", "no cell", "merged", "other sheet", "file", "unknown sheet"],
)
def test_a_finding_without_a_cell_goes_to_the_nearest_place(finding, sheet, cell):
    assert returned(finding)[sheet][cell].comment.text.startswith("V18")


def test_values_formulas_formats_and_other_cells_stay():
    book = returned(Finding())
    sheet = book["2023"]
    assert book.sheetnames == ["2023", "2022"]
    assert [cell.value for cell in sheet[3]] == ["Kolaka", 10, 20, "=B3+C3"]
    assert (sheet["D4"].value, sheet["D4"].font.bold, sheet["D4"].number_format) == (31, True, "#,##0")
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["B3"].comment is None


def test_a_comment_that_was_there_is_kept():
    def prepare(book):
        book["2023"]["D4"].comment = Comment("Sudah dicek operator.", "Operator")

    text = returned(Finding(), content=book_bytes(prepare))["2023"]["D4"].comment.text
    assert text.startswith("Sudah dicek operator.\nV18")


def test_hidden_sheets_stay_hidden_and_are_annotated():
    def prepare(book):
        book["2022"].sheet_state = "hidden"

    book = returned(Finding(sheet="2022", cell="A1"), content=book_bytes(prepare))
    assert book["2022"].sheet_state == "hidden"
    assert book["2022"]["A1"].comment is not None


def test_macros_are_never_handed_back():
    source = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_bytes())) as plain, zipfile.ZipFile(source, "w") as spoilt:
        for item in plain.infolist():
            spoilt.writestr(item, plain.read(item))
        spoilt.writestr("xl/vbaProject.bin", b"macro")
    with zipfile.ZipFile(io.BytesIO(annotate(source.getvalue(), [Finding()]))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]


def test_control_characters_in_a_message_do_not_break_the_workbook():
    assert returned(Finding(message="a\x00b\x0bc"))["2023"]["D4"].comment.text == "V18 (galat): abc"


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_whatever_is_no_workbook_is_refused_in_words(content):
    assert not can_annotate(content)
    with pytest.raises(InputError, match="xlsx"):
        annotate(content, [Finding()])


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened():
    source = io.BytesIO()
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    assert not can_annotate(source.getvalue())


def test_a_workbook_with_a_broken_part_is_refused_in_words():
    source = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_bytes())) as plain, zipfile.ZipFile(source, "w") as spoilt:
        for item in plain.infolist():
            spoilt.writestr(item, b"<worksheet" if "sheet1" in item.filename else plain.read(item))
    with pytest.raises(InputError, match="tidak dapat diberi catatan"):
        annotate(source.getvalue(), [Finding()])


def test_without_findings_the_workbook_comes_back_without_comments():
    book = returned()
    assert all(cell.comment is None for sheet in book for row in sheet.iter_rows() for cell in row)


UNREAD = pd.DataFrame(
    {"Judul": ["Koperasi Zamrud", "=1+1"], "Dibaca": ["tidak dibaca: kata 'ZAMRUD' tidak dikenal", "dibaca"]}
)


def test_how_it_was_understood_stands_first_and_findings_stay_where_they_were():
    book = openpyxl.load_workbook(io.BytesIO(annotate(book_bytes(), [Finding()], UNREAD)))
    assert book.sheetnames == [UNDERSTOOD, "2023", "2022"]
    assert book.active.title == UNDERSTOOD
    rows = list(book[UNDERSTOOD].iter_rows(min_row=4, values_only=True))
    assert rows == [("Judul", "Dibaca"), ("Koperasi Zamrud", UNREAD["Dibaca"][0]), ("'=1+1", "dibaca")]
    assert book["2023"]["D4"].comment is not None


def test_a_finding_without_a_sheet_goes_to_the_first_sheet_of_the_district():
    book = openpyxl.load_workbook(io.BytesIO(annotate(book_bytes(), [Finding(sheet=None)], UNREAD)))
    assert book["2023"]["A1"].comment is not None


def test_handed_back_twice_it_says_it_once():
    once = annotate(book_bytes(), [], UNREAD)
    book = openpyxl.load_workbook(io.BytesIO(annotate(once, [], UNREAD.head(1))))
    assert book.sheetnames == [UNDERSTOOD, "2023", "2022"]
    assert book[UNDERSTOOD].max_row == 5
