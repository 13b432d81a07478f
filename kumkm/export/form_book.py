"""Writes an empty form as a workbook, or the headings of an extract as CSV.

It holds no formulas: a program that fills one in would leave them uncalculated, and such cells are not read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from kumkm.domain.menus import Menu
from kumkm.domain.proposals import Stage
from kumkm.domain.regions import Region, Regions
from kumkm.export.forms import MENUS, MONTHS, REGIONS, ROLES, STAGES, Column, Form, Rows, Sheet, Sort, find

HELP, LISTS = "Petunjuk", "Referensi"
_BLANK_ROWS = 300
_EARLIEST = date(1945, 1, 1)
_LATEST = date(2100, 12, 31)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_A4 = 9


def make(kind: str, regions: Regions, menus: Sequence[Menu], year: int) -> bytes:
    """The empty form of a kind for the data of one year: a workbook, or the headings of an extract as CSV."""
    form = find(kind)
    if form.extract:
        return _headings(form)
    local = regions.local_in_force(year)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": form.label})
        writer = _Writer(book, year, local, _lists(local, menus, year))
        writer.help(form)
        for sheet in form.sheets:
            writer.sheet(sheet)
        writer.lists({name for sheet in form.sheets for column in sheet.columns for name in column.choices})
    return buffer.getvalue()


def _headings(form: Form) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([column.heading for column in form.sheets[0].columns])
    return buffer.getvalue().encode()


def _lists(local: Sequence[Region], menus: Sequence[Menu], year: int) -> dict[str, list[str]]:
    """The lists that stand on a sheet of their own, by what stands for them in `choices`."""
    latest = max((last for menu in menus for last in menu.years if last <= year), default=year)
    return {
        REGIONS[0]: [region.name for region in local],
        STAGES[0]: [stage.words for stage in Stage],
        MENUS[0]: [menu.name for menu in menus if latest in menu.years],
        ROLES[0]: list(dict.fromkeys(stage.role for stage in Stage)),
    }


class _Writer:
    """Writes the sheets of one form."""

    def __init__(self, book: Any, year: int, local: Sequence[Region], lists: Mapping[str, Sequence[str]]) -> None:
        self._book = book
        self._year = year
        self._local = local
        self._lists = lists
        self._title = book.add_format({"bold": True, "font_size": 12})
        self._prose = book.add_format({"text_wrap": True, "valign": "top"})
        self._heading = book.add_format(
            {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "bg_color": "#EDF1F4",
            }
        )
        self._cells = {sort: book.add_format(_format(sort)) for sort in Sort}

    def help(self, form: Form) -> None:
        page = self._book.add_worksheet(HELP)
        page.set_column(0, 0, 100)
        page.hide_gridlines(2)
        page.write_string(0, 0, form.label, self._title)
        for row, line in enumerate(_help_lines(form, self._year), start=2):
            page.write_string(row, 0, line, self._prose)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)

    def sheet(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.titles):
            page.write_string(row, 0, line.format(year=self._year), self._title)
        top = len(sheet.titles) + 1
        page.set_row(top, 48)
        rows = list(self._rows(sheet))
        for index, column in enumerate(sheet.columns):
            page.write_string(top, index, column.heading, self._heading)
            page.set_column(index, index, column.width)
            rule = self._rule(column)
            if rule is not None:
                page.data_validation(top + 1, index, top + len(rows), index, rule)
        for row, cells in enumerate(rows, start=top + 1):
            for index, value in enumerate(cells):
                self._write(page, row, index, value, sheet.columns[index].sort)
        self._print(page, sheet, top, len(rows))

    def _rows(self, sheet: Sheet) -> Iterator[Sequence[str | int | None]]:
        """What is filled in beforehand, row by row."""
        if sheet.rows is Rows.BLANK:
            yield from ([None] * len(sheet.columns) for _ in range(_BLANK_ROWS))
            return
        months: Sequence[str | None] = MONTHS if sheet.rows is Rows.MONTHS else (None,)
        pairs = ((region, month) for region in self._local for month in months)
        for number, (region, month) in enumerate(pairs, start=1):
            known: dict[Sort, str | int | None] = {
                Sort.NUMBER: number, Sort.CODE: region.code, Sort.REGION: region.name, Sort.MONTH: month,
                Sort.YEAR: self._year,
            }  # fmt: skip
            yield [known.get(column.sort) for column in sheet.columns]

    def _write(self, page: Any, row: int, index: int, value: str | int | None, sort: Sort) -> None:
        if isinstance(value, str):
            page.write_string(row, index, value, self._cells[sort])
        elif value is not None:
            page.write_number(row, index, value, self._cells[sort])
        else:
            page.write_blank(row, index, None, self._cells[sort])

    def _rule(self, column: Column) -> dict[str, Any] | None:
        """What may be typed into a column; None where anything may."""
        if not column.choices:
            return _RULES.get(column.sort)
        listed = self._lists.get(column.choices[0])
        source = list(column.choices) if listed is None else self._place_of(column.choices[0])
        return {
            "validate": "list",
            "source": source,
            "error_title": "Tidak ada dalam daftar",
            "error_message": "Pilih salah satu dari daftar, atau kosongkan.",
        }

    def _place_of(self, name: str) -> str:
        first = 1
        for other, items in self._lists.items():
            if other == name:
                return f"={LISTS}!{xl_range_abs(first, 0, first + len(items) - 1, 0)}"
            first += len(items) + 2
        raise KeyError(name)

    def lists(self, used: set[str]) -> None:
        """The lists below each other in one column, so that nothing there looks like a table."""
        if not used & set(self._lists):
            return
        page = self._book.add_worksheet(LISTS)
        page.set_column(0, 0, 50)
        row = 0
        for name, items in self._lists.items():
            page.write_string(row, 0, name.capitalize(), self._title)
            for place, item in enumerate(items, start=row + 1):
                page.write_string(place, 0, item)
            row += len(items) + 2

    def _print(self, page: Any, sheet: Sheet, top: int, rows: int) -> None:
        keys = [index for index, column in enumerate(sheet.columns) if column.sort is Sort.REGION]
        page.freeze_panes(top + 1, keys[0] + 1 if keys and keys[0] < 3 else 2)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
        page.print_area(0, 0, top + rows, len(sheet.columns) - 1)
        page.set_footer("&L&A&RHalaman &P dari &N")


def _format(sort: Sort) -> dict[str, Any]:
    numbers = {
        Sort.COUNT: "#,##0", Sort.MONEY: "#,##0", Sort.RATE: "#,##0.00", Sort.PLACE: "0.000000", Sort.YEAR: "0",
        Sort.DATE: "dd/mm/yyyy",
    }  # fmt: skip
    given = sort in (Sort.CODE, Sort.MONTH, Sort.TEXT, Sort.REGION)
    return {"border": 1, "border_color": "#C9D1D6", "num_format": "@" if given else numbers.get(sort, "General")}


def _at_least(kind: str, minimum: float, words: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": ">=",
        "value": minimum,
        "error_title": "Isian tidak sesuai",
        "error_message": words,
    }


def _between(kind: str, first: Any, last: Any, words: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": first,
        "maximum": last,
        "error_title": "Isian tidak sesuai",
        "error_message": words,
    }


_RULES: Mapping[Sort, dict[str, Any]] = {
    Sort.COUNT: _at_least("integer", 0, "Isi bilangan bulat mulai dari 0, tanpa satuan. Kosongkan bila belum ada."),
    Sort.MONEY: _between("decimal", -1e15, 1e15, "Isi angka dalam rupiah penuh, tanpa 'Rp'. Kosongkan bila belum ada."),
    Sort.RATE: _at_least("decimal", 0, "Isi angka, tanpa satuan dan tanpa tanda persen. Kosongkan bila belum ada."),
    Sort.PLACE: _between("decimal", -180, 180, "Isi derajat desimal, misalnya -4,0123."),
    Sort.YEAR: _between("integer", _FIRST_YEAR, _LAST_YEAR, "Isi tahun dengan empat angka."),
    Sort.DATE: _between("date", _EARLIEST, _LATEST, "Isi tanggal, misalnya 31/03/2026. Kosongkan bila belum ada."),
}


def _help_lines(form: Form, year: int) -> Iterator[str]:
    """Half a page for whoever fills the form in."""
    names = " dan ".join(f"'{sheet.name}'" for sheet in form.sheets)
    titled = any("{year}" in line for sheet in form.sheets for line in sheet.titles)
    yield f"Pengirim: {form.sender}. Waktu: {form.when}."
    yield f"Isilah lembar {names}, lalu simpan sebagai .xlsx dan kirim. Lembar Petunjuk dan Referensi tidak dibaca."
    if titled:
        yield f"Formulir ini untuk tahun {year}. Untuk tahun lain, ganti tahunnya pada judul di atas tabel."
    yield from form.help
    yield (
        "Kosong berarti belum ada datanya. 0 berarti datanya ada dan nilainya nol. Tanda '-', 'nihil', dan 'N/A' "
        "dibaca sebagai kosong dan diberi catatan: tulis 0 bila memang nol, kosongkan bila belum ada."
    )
    yield (
        "Uang diisi dalam rupiah penuh, tanpa titik yang diketik sendiri, tanpa 'Rp'. Bila lebih mudah dalam juta, "
        "ganti (Rp) pada judul kolom itu menjadi (Rp juta), untuk seluruh kolom."
    )
    yield (
        "Setiap kata pada judul tabel, judul kolom, dan nama lembar dibaca. Kata yang tidak dikenal membuat kolomnya, "
        "atau tabelnya, tidak dibaca dan disebutkan. Jangan menambah kata pada judul; kolom yang tidak diperlukan "
        "boleh dihapus."
    )
    yield (
        "Satu baris satu daerah atau satu badan, tanpa baris jumlah di tengah, tanpa sel gabungan. Ketik angkanya; "
        "rumus hanya dibaca bila sudah dihitung dan tersimpan di Excel."
    )
    yield "Data pribadi tidak diminta: hapus kolomnya sebelum mengirim bila ada."
