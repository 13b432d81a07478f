"""Worksheets as plain values, so that they can be changed before they are written; and their writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

Cell = str | int | float | date | None

# The same bytes for the same seed: workbooks bear this date instead of today's.
WRITTEN_AT = datetime(2024, 7, 31, 8, 0, 0)
FORMATS = {
    "count": {"num_format": "#,##0"},
    "money": {"num_format": "#,##0"},
    "millions": {"num_format": "#,##0.000"},
    "percent": {"num_format": "0.0"},
    "date": {"num_format": "dd/mm/yyyy"},
    "text": {},
    "plain": {},
}


@dataclass(frozen=True)
class Column:
    """A column: its field, its heading from the top row down, and how it is written."""

    key: str
    path: tuple[str, ...]
    kind: str = "count"
    width: float = 11.0

    @property
    def heading(self) -> str:
        return " › ".join(self.path)


@dataclass
class Page:
    """One worksheet. Each row has a label of its own, a field's id, a year or a place, by which it is found.

    `merged` names the fields whose equal neighbours share one merged cell, filled in its first row only.
    """

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: list[list[Cell]]
    labels: list[str]
    numbered: bool = True
    footer: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_labels: set[str] = field(default_factory=set)

    @property
    def depth(self) -> int:
        """How many rows the heading takes."""
        return max(len(column.path) for column in self.columns)

    @property
    def first_row(self) -> int:
        """The first row of data, as Excel counts."""
        return len(self.titles) + 1 + self.depth + self.numbered + 1

    def position(self, key: str) -> int:
        return next(index for index, column in enumerate(self.columns) if column.key == key)

    def heading(self, key: str) -> str:
        return self.columns[self.position(key)].heading

    def row_of(self, label: str) -> int:
        """The row of a label, as Excel counts."""
        return self.first_row + self.labels.index(label)

    def letter(self, key: str) -> str:
        """The column's letter in Excel."""
        return str(xl_col_to_name(self.position(key)))

    def get(self, label: str, key: str) -> Cell:
        return self.rows[self.labels.index(label)][self.position(key)]

    def put(self, label: str, key: str, value: Cell) -> None:
        self.rows[self.labels.index(label)][self.position(key)] = value


def write(path: Path, pages: Sequence[Page]) -> Path:
    """Write the worksheets as one workbook."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "DATA SIMULASI", "created": WRITTEN_AT})
        formats = {kind: book.add_format(options) for kind, options in FORMATS.items()}
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for row, title in enumerate(page.titles):
                sheet.write_string(row, 0, title, bold)
            _write_heading(sheet, page, head)
            _write_rows(sheet, page, formats)
            for row, line in enumerate(page.footer, start=page.first_row + len(page.rows) - 1):
                sheet.write_string(row, 1, line)
            if page.hidden:
                sheet.hide()
    return path


def _write_heading(sheet: Any, page: Page, style: Any) -> None:
    """Merge equal neighbours across, and a short heading down to the row above the data."""
    top = len(page.titles) + 1
    for level in range(page.depth):
        paths = [column.path[: level + 1] if len(column.path) > level else () for column in page.columns]
        for path, run in groupby(range(len(paths)), key=lambda index, known=paths: known[index]):  # type: ignore[misc]
            columns = list(run)
            if not path:
                continue
            ends = all(len(page.columns[index].path) == level + 1 for index in columns)
            last = top + (page.depth - 1 if ends else level)
            _merge(sheet, (top + level, columns[0], last, columns[-1]), path[-1], style)
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width)
        if page.numbered:
            sheet.write_string(top + page.depth, index, f"({index + 1})", style)


def _merge(sheet: Any, area: tuple[int, int, int, int], value: str, style: Any) -> None:
    if area[:2] == area[2:]:
        sheet.write_string(*area[:2], value, style)
    else:
        sheet.merge_range(*area, value, style)


def _write_rows(sheet: Any, page: Page, formats: dict[str, Any]) -> None:
    kinds = [formats[column.kind] for column in page.columns]
    first = page.first_row - 1
    shared = {page.position(key) for key in page.merged}
    for row, values in enumerate(page.rows, start=first):
        for index, value in enumerate(values):
            if index not in shared:
                _write_cell(sheet, row, index, value, kinds[index])
        if page.labels[row - first] in page.hidden_labels:
            sheet.set_row(row, None, None, {"hidden": True})
    for index in shared:
        for value, run in groupby(range(len(page.rows)), key=lambda row, at=index: page.rows[row][at]):  # type: ignore[misc]
            rows = list(run)
            if value is not None:
                _merge(sheet, (first + rows[0], index, first + rows[-1], index), str(value), formats["text"])


def _write_cell(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif value is not None:
        sheet.write_number(row, column, value, style)
