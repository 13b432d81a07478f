"""A district's own workbook handed back: how it was understood first, then comments in the cells that findings name.

It is made at once and never stored.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, Protocol

import pandas as pd
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kumkm.errors import InputError
from kumkm.export.downloads import OFFICE
from kumkm.export.tables import neutral

UNDERSTOOD = "Cara dibaca"  # the reader leaves a sheet of this name alone
# A list of 23,000 cooperative-years unpacks to 16 MB, for which openpyxl takes 250 MB and some ten seconds.
_MAX_UNPACKED_BYTES = 40_000_000
_MAX_PER_CELL = 8
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_LAST_ROW = 1_048_576
_TOP = 4  # the heading of the table of understanding
_WIDTH, _LINE, _LETTERS_PER_LINE = 320, 18, 46


class Noted(Protocol):
    """What a comment needs of a finding; a warehouse Finding has it, and a row of the read `findings` too."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def row(self) -> int | None: ...
    @property
    def cell(self) -> str | None: ...


def can_annotate(content: bytes) -> bool:
    """Whether this is a workbook of the newer kind (.xlsx, .xlsm) of a reasonable size; nothing else takes comments."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            return "xl/workbook.xml" in archive.namelist() and unpacked <= _MAX_UNPACKED_BYTES
    except (zipfile.BadZipFile, ValueError):
        return False


def annotate(content: bytes, findings: Iterable[Noted], understood: pd.DataFrame | None = None) -> bytes:
    """Return the workbook as .xlsx with each finding as a comment at its cell.

    `understood`, a table as it is to be read by people, becomes the first sheet; one that came back from an earlier
    round is replaced.

    A finding without a cell goes to the first filled cell of its row, without a row to the first cell of its sheet,
    without a sheet to the first sheet. Values, formulas and formats stay; macros are left out, and what openpyxl does
    not know (shapes, charts) too. Raises InputError for whatever is no such workbook.
    """
    if not can_annotate(content):
        raise InputError(
            "Catatan hanya dapat ditulis ke dalam buku kerja Excel (.xlsx). "
            "Untuk berkas lain, unduh daftar temuan sebagai CSV atau XLSX."
        )
    try:
        book = load_workbook(io.BytesIO(content), keep_vba=False)
        if UNDERSTOOD in book.sheetnames and len(book.worksheets) > 1:
            del book[UNDERSTOOD]
        for cell, notes in _by_cell(book, findings).items():
            _comment(cell, notes)
        if understood is not None:
            _write_understood(book, understood)
        buffer = io.BytesIO()
        book.save(buffer)
    except Exception as error:  # openpyxl has no error of its own for a part it cannot read
        raise InputError(
            "Buku kerja ini tidak dapat diberi catatan: ada bagian yang tidak terbaca. "
            "Simpan ulang di Excel sebagai .xlsx, atau unduh daftar temuan."
        ) from error
    return buffer.getvalue()


def _write_understood(book: Any, understood: pd.DataFrame) -> None:
    page: Worksheet = book.create_sheet(UNDERSTOOD, 0)
    page["A1"] = "Cara berkas ini dibaca, kolom demi kolom; yang tidak dibaca lebih dahulu."
    page["A2"] = "Lembar ini boleh dihapus; bila berkas dikirim lagi, lembar ini diabaikan."
    page["A1"].font = Font(bold=True, size=13)
    for row, values in enumerate([understood.columns, *understood.itertuples(index=False)], start=_TOP):
        for column, value in enumerate(values, start=1):
            cell = page.cell(row, column, neutral(ILLEGAL_CHARACTERS_RE.sub("", str(value))))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == _TOP)
    for column, name in enumerate(understood.columns, start=1):
        longest = max([len(name), *(len(str(value)) for value in understood[name])])
        page.column_dimensions[get_column_letter(column)].width = min(46, longest + 2)
    page.freeze_panes = page.cell(_TOP + 1, 1)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is page
    book.active = 0


def _by_cell(book: Any, findings: Iterable[Noted]) -> dict[Cell, list[Noted]]:
    sheets: dict[str, Worksheet] = {sheet.title: sheet for sheet in book.worksheets}
    by_cell: dict[Cell, list[Noted]] = {}
    for finding in findings:
        sheet = sheets.get(finding.sheet or "", book.worksheets[0])
        known = finding.sheet in sheets
        cell = _cell(sheet, finding) if known else sheet["A1"]
        by_cell.setdefault(_visible(sheet, cell), []).append(finding)
    return by_cell


def _cell(sheet: Worksheet, finding: Noted) -> Any:
    if isinstance(finding.cell, str) and _CELL.fullmatch(finding.cell):
        return sheet[finding.cell]
    row = finding.row
    if row is None or row != row or not 1 <= row <= min(sheet.max_row, _LAST_ROW):
        return sheet["A1"]
    cells = sheet[int(row)]
    return next((cell for cell in cells if cell.value is not None), cells[0])


def _visible(sheet: Worksheet, cell: Any) -> Cell:
    """The cell itself, or the first one of the merged cells it lies in: only that one carries a comment."""
    if isinstance(cell, Cell):
        return cell
    within = next(merged for merged in sheet.merged_cells.ranges if cell.coordinate in merged)
    first: Cell = sheet.cell(within.min_row, within.min_col)
    return first


def _comment(cell: Cell, notes: list[Noted]) -> None:
    lines = [f"{note.rule} ({note.severity}): {note.message}" for note in notes[:_MAX_PER_CELL]]
    if len(notes) > _MAX_PER_CELL:
        lines.append(f"dan {len(notes) - _MAX_PER_CELL} catatan lagi pada sel ini.")
    if cell.comment is not None:
        lines.insert(0, str(cell.comment.text))
    text = ILLEGAL_CHARACTERS_RE.sub("", "\n".join(lines))[:30_000]
    height = _LINE * (1 + sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n")))
    cell.comment = Comment(text, OFFICE, width=_WIDTH, height=min(height, 600))
