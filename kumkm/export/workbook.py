"""The statistical workbook: a cover, notes, every indicator of a year, and one sheet per view.

Laid out as statistical offices publish tables: one table per sheet that begins in column A, its title and notes above
it, no merged or blank rows inside, a heading row that stays, links from the cover. Numbers are those of the reads to
the last digit, shown with the indicator's decimals. What is withheld is `r`; an empty cell is no data, not zero.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kumkm.domain.secrecy import EXPLAINED, SECRET
from kumkm.export.downloads import SIMULATED
from kumkm.export.tables import exact, neutral, number_format, plain

_TITLE_ROW, _NOTES_ROW, _FIRST_NOTE = 0, 1, 2
_NAME_WIDTH, _TEXT_WIDTH, _LINE = 22, 96, 15  # letters of columns of names and of text, points of a line
_A3, _A4, _MOST_ON_A4 = 8, 9, 190  # as Excel numbers papers; letters side by side
_WIDEST, _NARROWEST = 46.0, 9.0
_ACCENT, _GREY = "#2F6291", "#DEDBD3"


@dataclass(frozen=True)
class Bars:
    """A native chart beside a table: bars of one column, named by another; headings as written."""

    names: str
    values: str
    title: str


@dataclass(frozen=True)
class Sheet:
    """One table: `frame` has its headings as they are written, values in base units, None or NaN for no data.

    `decimals` of a column are one number, or one for each row; columns without are text, years or codes.
    """

    name: str
    title: str
    frame: pd.DataFrame
    notes: Sequence[str] = ()
    decimals: Mapping[str, int | Sequence[int]] = field(default_factory=dict)
    bars: Bars | None = None
    simulated: bool = False


@dataclass(frozen=True)
class Cover:
    """What the first sheet says: title, and facts as pairs of words (period, version, as-of, filters, sources)."""

    title: str
    facts: Sequence[tuple[str, str]]
    made_at: datetime


def workbook(cover: Cover, sheets: Sequence[Sheet]) -> bytes:
    """The workbook; the same cover and sheets are the same bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": cover.title, "created": cover.made_at.replace(tzinfo=None), "comments": ""})
        formats = _Formats(book)
        _cover(book.add_worksheet("Sampul"), cover, sheets, formats)
        _notes(book.add_worksheet("Catatan"), formats)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _table(page, sheet, formats)
            if sheet.bars is not None:
                _bars(book, page, sheet, sheet.bars)
    return buffer.getvalue()


class _Formats:
    """The few formats of a book, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "font_size": 15})
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.mark = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#16202A"})
        self.link = book.add_format({"font_color": _ACCENT, "underline": 1})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.secret = book.add_format({"align": "right"})
        self._numbers: dict[int, Format] = {}

    def number(self, decimals: int) -> Format:
        if decimals not in self._numbers:
            self._numbers[decimals] = self._book.add_format({"num_format": number_format(decimals)})
        return self._numbers[decimals]


def _cover(page: Worksheet, cover: Cover, sheets: Sequence[Sheet], formats: _Formats) -> None:
    page.write_string(0, 0, cover.title, formats.title)
    row = 1
    if any(sheet.simulated for sheet in sheets):
        page.write_string(row, 0, SIMULATED, formats.mark)
        page.write_string(row, 1, "Sebagian angka bukan data nyata; tabelnya menyebut yang mana.")
        row += 1
    for name, text in cover.facts:
        page.write_string(row, 0, name, formats.bold)
        page.write_string(row, 1, text, formats.wrapped)
        row += 1
    page.write_string(row + 1, 0, "Lembar", formats.heading)
    page.write_string(row + 1, 1, "Isi", formats.heading)
    listed = [("Catatan", "Cara membaca tabel"), *((sheet.name, sheet.title) for sheet in sheets)]
    for place, (name, title) in enumerate(listed, start=row + 2):
        page.write_url(place, 0, f"internal:'{name}'!A1", formats.link, string=name)
        page.write_string(place, 1, title)
    _names_and_texts(page)


def _notes(page: Worksheet, formats: _Formats) -> None:
    page.write_string(0, 0, "Cara membaca tabel", formats.title)
    meanings = (
        (SECRET, EXPLAINED),
        ("sel kosong", "Belum ada data. Sel kosong bukan nol."),
        (SIMULATED, "Angka dibuat untuk mencoba sistem, bukan data nyata."),
        ("angka", "Dalam satuan dasar (rupiah, jiwa, persen), lengkap sampai angka terakhir; tampilannya dibulatkan."),
        ("kode daerah", "Kode Kemendagri."),
    )
    for row, (name, text) in enumerate(meanings, start=1):
        page.write_string(row, 0, name, formats.bold)
        page.write_string(row, 1, text, formats.wrapped)
        page.set_row(row, _LINE * math.ceil(len(text) / _TEXT_WIDTH))  # not every program does that by itself
    _names_and_texts(page)


def _table(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    mark = f"{SIMULATED} · " if sheet.simulated else ""
    page.write_string(_TITLE_ROW, 0, f"{mark}{sheet.title}", formats.title)
    page.write_string(_NOTES_ROW, 0, "Lembar ini memuat satu tabel; arti r dan sel kosong pada lembar Catatan.")
    for row, note in enumerate(sheet.notes, start=_FIRST_NOTE):
        page.write_string(row, 0, note)
    head = _FIRST_NOTE + len(sheet.notes)
    widths: list[float] = []
    for column, name in enumerate(sheet.frame.columns):
        page.write_string(head, column, str(name), formats.heading)
        values = [plain(value) for value in sheet.frame[name]]
        given = sheet.decimals.get(str(name))
        decimals = [given] * len(values) if given is None or isinstance(given, int) else given
        for row, (value, count) in enumerate(zip(values, decimals, strict=True), start=head + 1):
            _cell(page, row, column, value, count, formats)
        widths.append(_width(str(name), values, decimals))
        page.set_column(column, column, widths[-1])
    page.freeze_panes(head + 1, 1)
    page.repeat_rows(head)
    _on_paper(page, sum(widths))


def _names_and_texts(page: Worksheet) -> None:
    """A column of names and one of texts."""
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_column(1, 1, _TEXT_WIDTH)
    _on_paper(page, _NAME_WIDTH + _TEXT_WIDTH)


def _on_paper(page: Worksheet, width: float) -> None:
    """One page wide, lying; what would be too small to read on A4 goes onto A3. `width` is in letters."""
    page.set_landscape()
    page.set_paper(_A4 if width <= _MOST_ON_A4 else _A3)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&RHalaman &P dari &N")


def _cell(page: Worksheet, row: int, column: int, value: Any, decimals: int | None, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, column, "ya" if value else "tidak")
    elif isinstance(value, str):
        page.write_string(row, column, neutral(value), formats.secret if value == SECRET else None)
    else:
        page.write_number(row, column, exact(value), None if decimals is None else formats.number(decimals))


def _width(name: str, values: Sequence[Any], decimals: Sequence[int | None]) -> float:
    """As wide as the longest cell as it is shown; a heading may break."""
    shown = [
        len(f"{value:,.{count}f}") if isinstance(value, (int, float)) and count is not None else len(str(value))
        for value, count in zip(values, decimals, strict=True)
        if value is not None
    ]
    return min(_WIDEST, max([_NARROWEST, len(name) / 1.6 + 2, *(length + 2 for length in shown)]))


def _bars(book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet, bars: Bars) -> None:
    """Bars of all rows in one series, the first row at the top, to the right of the table."""
    columns = [str(name) for name in sheet.frame.columns]
    first = _FIRST_NOTE + len(sheet.notes) + 1
    last = first + len(sheet.frame) - 1
    names, values = columns.index(bars.names), columns.index(bars.values)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": bars.title,
            "categories": [sheet.name, first, names, last, names],
            "values": [sheet.name, first, values, last, values],
            "fill": {"color": _ACCENT},
            "gap": 40,
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": bars.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": True, "line": {"color": _GREY}}})
    chart.set_size({"width": 640, "height": max(320, 26 * len(sheet.frame) + 80)})
    page.insert_chart(first - 1, len(columns) + 1, chart, {"description": bars.title})
