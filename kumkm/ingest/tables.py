"""Tables inside a sheet: where the heading is, how its levels belong together, which rows are data.

Title lines above, rows of column numbers, repeated headings, signature blocks and footnotes are told apart
from the data by what they look like, not by where they stand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from kumkm.domain.regions import Regions
from kumkm.ingest import headings
from kumkm.ingest.blocks import Column, Row, Splitter
from kumkm.ingest.dates import MONTH_NAMES
from kumkm.ingest.names import region_named
from kumkm.ingest.sheets import Sheet
from kumkm.ingest.sources import Field, Kind, Quantity, vocabulary

_FOOTER = re.compile(
    r"^(KETERANGAN|KET\b|CATATAN|SUMBER|MENGETAHUI|KEPALA (DINAS|BIDANG|BADAN)|NIP\b|DIBUAT|PLT\b|PLH\b|"
    r"PJ\b|A\.?N\.?\b|DISETUJUI|TEMBUSAN|PEMBINA|\*|\d?\)\s)"
)
_PLACE_AND_DATE = re.compile(r"^[A-Z .'-]+,\s*(\d{1,2}|\.{2,}|…)?\s*[A-Z]+\s+(19|20)\d\d$")
_COLUMN_NUMBER = re.compile(r"^\(?(\d{1,3})\)?(?:\s*=.*)?$")
_HYPHENED = re.compile(r"([^\W\d_]{2,})-[ \t]*\r?\n\s*([^\W\d_])")
_EMPTY = ("", None)
_FOOTERS = 12  # lines below a table that may be notes to it
_LOOKED_AT = 200  # rows that decide how wide the rows of data are
_KEYS = frozenset({Quantity.REGION, Quantity.LABEL, Quantity.YEAR, Quantity.MONTH})
_CORNER = "Kabupaten/Kota"
_OF_PLACES = frozenset({"KABUPATEN", "KOTA", "PROVINSI", "DAERAH", "WILAYAH", "NAMA"})


@dataclass(frozen=True)
class Table:
    """One table of a sheet. `titles` are the lines above it, `heading_row` the first row of its heading.

    `first_titles` are those above the first table of the sheet, which may speak for this one too; `footers` are the
    notes below it.
    """

    sheet: Sheet
    titles: tuple[str, ...]
    heading_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first_titles: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()


class Finder:
    """Finds the tables of sheets, knowing which words and regions occur in headings."""

    def __init__(self, kinds: tuple[Kind, ...], regions: Regions) -> None:
        words = kinds[0].words
        self._words = vocabulary(kinds) | words.groups | words.narrowing
        self._kinds = kinds
        self._is_region = _region_test(regions)
        self._blocks = Splitter(self._is_part_key)

    def tables(self, sheet: Sheet) -> list[Table]:
        """Every table of a sheet, top to bottom; [] where none is recognised."""
        rows = [Row(number, cells) for number, cells in enumerate(sheet.rows, start=1) if not _is_empty(cells)]
        tables: list[Table] = []
        position = since = 0
        while position < len(rows):
            if not self._starts_heading(rows, position, first=not tables):
                position += 1
                continue
            end = self._heading_end(rows, position)
            since, above = self._data_end(rows, end, rows[position:end]), rows[since:position]
            data = tuple(_data(rows[end:since], rows[position:end]))
            columns = _columns(sheet, [row.number - 1 for row in rows[position:end]], data)
            columns = self._with_regions(columns, data)
            parts = self._blocks.split(columns, data)
            for part in parts:
                titles = tuple(line for row in above if not _is_footer(row) and (line := _line(part.of(row, parts))))
                rows_of = tuple(row for whole in data if not _is_empty((row := part.only(whole)).cells))
                first = tables[0].titles if tables else ()
                remarks = [row for row in above if _is_footer(row)] if not tables else []
                notes = tuple(line for row in (*remarks, *rows[since : since + _FOOTERS]) if (line := _line(row)))
                tables.append(Table(sheet, titles, rows[position].number, part.columns, rows_of, first, notes))
            position = since
        return tables

    def knows(self, text: str) -> bool:
        """Whether a text may be a heading: it names a field, or a region, or says when."""
        return self._names_field(text) or self._role(text) in ("region", "year", "month", "number")

    def _starts_heading(self, rows: list[Row], position: int, *, first: bool) -> bool:
        cells = [cell for cell in rows[position].cells if cell not in _EMPTY]
        months = _are_months(cells)
        if len(cells) < 2 or any(
            (_is_typed_number(cell) and not (months and isinstance(cell, date))) or str(cell).lstrip().startswith(":")
            for cell in cells
        ):
            return False
        roles = [self._role(cell) for cell in cells]
        if _are_years(cells) and len(cells) == len([role for role in roles if role == "year"]):
            return self._heads_regions(rows, position)
        if _is_said_of_all(cells, roles) or (not first and _is_footer(rows[position])):
            return False
        known = sum(role != "text" for role in roles)
        if "number" in roles or known < 2 or known * 2 < len(cells):
            return False
        if len(cells) == 2:
            return roles == ["word", "word"] or (roles[0] == "word" and self._is_label(str(cells[0])))
        named = sum(self._names_field(cell) for cell in cells if isinstance(cell, str))
        if first and named == 1 and position + 1 < len(rows):  # "Keuangan" over "Aset": the lower level names the field
            named += sum(self._names_field(cell) for cell in rows[position + 1].cells if isinstance(cell, str) and cell)
        if first or (self._is_key(str(cells[0])) and (roles.count("region") > 2 or _are_years(cells[1:]))):
            return named + sum(role in ("region", "year", "month") for role in roles) >= 2
        return named >= 3

    def _with_regions(self, columns: tuple[Column, ...], data: tuple[Row, ...]) -> tuple[Column, ...]:
        """The columns, with one for regions under an empty corner."""
        first = columns[0].index if columns else 0
        named = [row for row in data if isinstance(row.at(first - 1), str) and self._is_region(str(row.at(first - 1)))]
        if first == 0 or 2 * len(named) <= len(data):
            return columns
        return (Column(first - 1, (_CORNER,)), *columns)

    def _heads_regions(self, rows: list[Row], position: int) -> bool:
        """Whether the rows below begin with regions, left of the first cell: years over an empty corner."""
        left = min(_filled(rows[position]))
        below = rows[position + 1 : position + 6]
        return left > 0 and sum(self._is_region(str(_first(row))) for row in below) * 2 > len(below) > 0

    def _role(self, cell: object) -> str:
        """word, year, month or region where a heading may hold it; number, or text otherwise."""
        if isinstance(cell, date):
            return "month" if cell.day == 1 else "year" if _ends_year(cell) else "number"
        if isinstance(cell, bool):
            return "number"
        if isinstance(cell, int | float):
            return "year" if float(cell).is_integer() and 1990 <= cell <= 2100 else "number"
        text = str(cell).strip()
        if re.fullmatch(r"(19|20)\d\d", text):
            return "year"
        if _looks_numeric(text):
            return "number"
        if self._is_region(text):
            return "region"
        read = headings.read(text)
        if read.words & self._words:
            return "word"
        return "month" if read.month and not read.words else "year" if read.year and not read.words else "text"

    def _fields(self, text: str) -> list[Field]:
        return [field for kind in self._kinds if (field := kind.field_of((text,))) is not None]

    def _is_label(self, text: str) -> bool:
        return any(field.quantity is Quantity.LABEL for field in self._fields(text))

    def _is_key(self, text: str) -> bool:
        """Whether the cells below a heading say of where, when or what each row is."""
        return any(field.quantity in _KEYS for field in self._fields(text))

    def _is_part_key(self, text: str) -> bool:
        """Whether the cells below a heading tell the rows of a recap apart."""
        return any(
            field.quantity in (Quantity.REGION, Quantity.LABEL) or field.id == "subdistrict"
            for field in self._fields(text)
        )

    def _names_field(self, text: str) -> bool:
        return any(kind.field_of((text,)) is not None for kind in self._kinds)

    def _heading_end(self, rows: list[Row], start: int) -> int:
        """The position after the last row of the heading."""
        end = start + 1
        while end < len(rows) and end - start < 5 and rows[end].number - rows[end - 1].number <= 2:
            if _is_column_numbers(rows[end]) and end + 1 < len(rows) and _is_units(rows[end + 1]):
                end += 2
                break
            if not (
                self._continues(rows[end - 1], rows[end])
                or _is_units(rows[end])
                or _stands_over_numbers(rows, start, end)
            ):
                break
            end += 1
        return end

    def _continues(self, above: Row, row: Row) -> bool:
        """Whether a row holds lower headings: known words, at least one under a heading that spans columns."""
        places = [index for index, cell in enumerate(row.cells) if cell not in _EMPTY]
        roles = [self._role(row.cells[index]) for index in places]
        if "number" in roles or not any(role in ("word", "year", "month", "region") for role in roles):
            return False
        if _is_column_numbers(row) or (roles[0] == "region" and roles.count("region") < 3):
            return False
        return any(above.at(index) in (*_EMPTY, above.at(index + 1)) for index in places)

    def _is_new_title(self, row: Row) -> bool:
        """Whether the line above a heading printed again says more than that the table goes on."""
        words = self._kinds[0].words
        if not _is_line(row) or _is_footer(row):
            return False
        read = headings.read(_line(row))
        return bool(read.years or read.part or read.words - words.titles - words.harmless - {"JUMLAH"})

    def _goes_on(self, rows: list[Row], start: int, widths: _Widths) -> bool:
        """Whether data follow a row that looks like a footer, before another heading."""
        for position in range(start, len(rows)):
            row = rows[position]
            if self._starts_heading(rows, position, first=False):
                return False
            if widths.is_data(row) and not _is_footer(row):
                return True
        return False

    def _data_end(self, rows: list[Row], start: int, heading: list[Row]) -> int:
        """The position after the last row of the data: before a footnote, a signature or another table's title."""
        widths = _Widths(rows[start : start + _LOOKED_AT])
        for position in range(start, len(rows)):
            row = rows[position]
            if _is_footer(row) and not widths.is_data(row):
                if not self._goes_on(rows, position + 1, widths):
                    return position
                continue
            anew = not _repeats(row, heading) or (position > start and self._is_new_title(rows[position - 1]))
            if position > start and self._starts_heading(rows, position, first=False) and anew:
                while position > start + 1 and _is_line(rows[position - 1]):
                    position -= 1
                return position
        return self._before_notes(rows, start)

    def _before_notes(self, rows: list[Row], start: int) -> int:
        """The position before lines of text that end a sheet, in whatever column they stand."""
        end = len(rows)
        while end > start + 1 and _is_line(rows[end - 1]):
            end -= 1
        return end


def _stands_over_numbers(rows: list[Row], start: int, position: int) -> bool:
    """Whether a row without a name says something, in words, of the columns of numbers below it."""
    row, name = rows[position], _filled(rows[start])[0]
    filled = _filled(row)
    if min(filled) <= name and not all(row.at(index) in _EMPTY for index in range(name + 1)):
        return False
    if any(not isinstance(row.at(index), str) or _looks_numeric(str(row.at(index))) for index in filled):
        return False
    below = rows[position + 1 : position + 4]
    return all(any(_is_number_cell(under.at(index)) for under in below) for index in filled)


def _is_number_cell(cell: object) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(cell.strip()) and _looks_numeric(cell))


class _Widths:
    """How wide the rows of data are, so that a row that only begins like a footer is told from one."""

    def __init__(self, rows: list[Row]) -> None:
        filled = sorted(len(_filled(row)) for row in rows if len(_filled(row)) > 1)
        self._usual = filled[len(filled) // 2] if filled else 2
        columns = {index for row in rows for index in _filled(row)}
        self._numeric = {index for index in columns if _holds_numbers(rows, index)}

    def is_data(self, row: Row) -> bool:
        """Whether a row fills what the others fill: most columns, and no words where they hold numbers."""
        filled = _filled(row)
        wide = len(filled) >= max(2, math.ceil(0.6 * self._usual))
        return wide and all(
            index not in self._numeric or not isinstance(row.at(index), str) or _looks_numeric(str(row.at(index)))
            for index in filled
        )


def _filled(row: Row) -> list[int]:
    return [index for index, cell in enumerate(row.cells) if cell not in _EMPTY]


def _holds_numbers(rows: list[Row], index: int) -> bool:
    cells = [row.at(index) for row in rows if row.at(index) not in _EMPTY]
    return 2 * sum(not isinstance(cell, str) or _looks_numeric(cell) for cell in cells) > len(cells)


def _are_months(cells: list[object]) -> bool:
    """Whether the dates among the cells are months or years across: two or more first days of months, or last days of
    years, each after the one before it.
    """
    days = [cell for cell in cells if isinstance(cell, date)]
    alike = all(day.day == 1 for day in days) or all(map(_ends_year, days))
    return len(days) > 1 and alike and all(a < b for a, b in pairwise(days))


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _is_typed_number(cell: object) -> bool:
    """A number or a date that no heading holds: a year may stand in one."""
    if isinstance(cell, int | float):
        return not (float(cell).is_integer() and 1990 <= cell <= 2100)
    return isinstance(cell, date | datetime)


def _region_test(regions: Regions) -> Callable[[str], bool]:
    known: dict[str, bool] = {}

    def test(text: str) -> bool:
        if text not in known:
            known[text] = region_named(regions, text) is not None
        return known[text]

    return test


def _is_empty(cells: list[object]) -> bool:
    return all(cell in _EMPTY or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _looks_numeric(text: str) -> bool:
    """A number, a dash or a word for none: what a data cell holds and a heading does not."""
    stripped = re.sub(r"^'?\s*(rp\.?)?\s*", "", text.strip(), flags=re.IGNORECASE)
    return bool(
        re.fullmatch(
            r"\(?[-−+]?[\d.,\s]*\d[\d.,\s]*\)?(,-|%)?(\s*(jt|juta|rb|ribu|m|t|miliar|triliun))?", stripped, re.I
        )
        or re.fullmatch(r"[-–—]+|nihil|n/a|x|#[A-Z/0!?]+", text.strip(), re.IGNORECASE)
    )


def _is_column_numbers(row: Row) -> bool:
    """A row such as (1) (2) (3), or 1 2 3: three or more, rising from 1 or 2."""
    numbers: list[int] = []
    for cell in row.cells:
        if cell in _EMPTY:
            continue
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        if not (match := _COLUMN_NUMBER.match(text)) or (numbers and int(match[1]) != numbers[-1] + 1):
            return False
        numbers.append(int(match[1]))
    return len(numbers) >= 3 and numbers[0] <= 2


def _is_units(row: Row) -> bool:
    """A row that only says units under a heading: (Unit) (Orang) (Rp juta), or the same without brackets."""
    texts = [str(cell).strip() for cell in row.cells if cell not in _EMPTY]
    bracketed = sum(text.startswith("(") for text in texts)
    return (len(texts) > 1 or bracketed > 0) and all(_is_unit(text) for text in texts)


def _is_unit(text: str) -> bool:
    read = headings.read(text.replace("%", ""))
    spoken = re.search(r"[^\W\d_]|%", text) or headings.money_unit(text)
    return bool(spoken) and not read.words and not read.year and not read.month and not _looks_numeric(text)


def _is_footer(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell not in _EMPTY]
    text = str(cells[0]).strip().upper()
    if len(cells) > 3 or not (_FOOTER.match(text) or _PLACE_AND_DATE.match(text)):
        return False
    return sum(not isinstance(cell, str) or _looks_numeric(cell) for cell in cells) < 2


def _data(rows: list[Row], heading: list[Row]) -> Iterator[Row]:
    """The rows that are neither column numbers nor the heading printed again on the next page."""
    return (row for row in rows if not _is_column_numbers(row) and not _repeats(row, heading))


def _repeats(row: Row, heading: list[Row]) -> bool:
    first = _first(row)
    if not isinstance(first, str) or not any(first.strip() == str(_first(above)).strip() for above in heading):
        return False
    texts = _texts(row)
    return len(texts) >= 2 and any(texts == _texts(above) for above in heading)


def _first(row: Row) -> object:
    return next((cell for cell in row.cells if cell not in _EMPTY), "")


def _texts(row: Row) -> list[str]:
    return [str(cell).strip() for cell in row.cells if cell not in _EMPTY]


def _is_line(row: Row) -> bool:
    """One text by itself that is no total: the title of what follows."""
    cells = [cell for cell in row.cells if cell not in _EMPTY]
    return len(cells) == 1 and isinstance(cells[0], str) and len(cells[0].split()) > 1


def _line(row: Row) -> str:
    return re.sub(r"\s+", " ", " ".join(_written(cell) for cell in row.cells if cell not in _EMPTY)).strip()


def _written(cell: object) -> str:
    """A cell as it is read aloud: a year without its `.0`, a date with its day first."""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _is_said_of_all(cells: list[object], roles: list[str]) -> bool:
    """`Provinsi | Sulawesi Tenggara | Kabupaten | Kolaka`: a line that says of where the whole sheet is."""
    named = [place for place, role in enumerate(roles) if role == "region" and place]
    return 0 < len(named) <= 2 and all(headings.words_of(str(cells[place - 1])) <= _OF_PLACES for place in named)


def _are_years(cells: list[object]) -> bool:
    """Two or more years, each after the one before it."""
    texts = [_written(cell) for cell in cells]
    years = [int(text) for text in texts if re.fullmatch(r"(19|20)\d\d", text)]
    return len(years) > 1 and years == sorted(set(years))


def _columns(sheet: Sheet, heading_rows: list[int], data: tuple[Row, ...]) -> tuple[Column, ...]:
    """Columns with the levels of their headings; horizontal spans reach to the right, vertical ones down."""
    width = max((len(row.cells) for row in data), default=0)
    width = max([width, *(len(sheet.rows[row]) for row in heading_rows)])
    levels = [[_text(sheet.rows[row], column) for column in range(width)] for row in heading_rows]
    owner = _fill_merged(sheet, heading_rows, levels)
    _fill_spans(levels, owner)
    columns = []
    for index in range(width):
        path: list[str] = []
        for level in levels:
            if level[index] and (not path or path[-1] != level[index]):
                path.append(level[index])
        if path:
            columns.append(Column(index, tuple(path)))
    return tuple(columns)


def _text(row: list[object], column: int) -> str:
    if column >= len(row) or row[column] in _EMPTY:
        return ""
    cell = row[column]
    if isinstance(cell, date):
        return f"{MONTH_NAMES[cell.month - 1]} {cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", " ", _HYPHENED.sub(r"\1\2", str(cell))).strip()


def _fill_merged(sheet: Sheet, heading_rows: list[int], levels: list[list[str]]) -> set[tuple[int, int]]:
    """Write a merged heading into every cell it covers; returns the (level, column) that merging owns."""
    owned = set()
    for (top, left), (bottom, right) in sheet.merged:
        if top not in heading_rows:
            continue
        text = levels[heading_rows.index(top)][left] if left < len(levels[0]) else ""
        for level, row in enumerate(heading_rows):
            if top <= row <= bottom:
                for column in range(left, min(right + 1, len(levels[0]))):
                    levels[level][column] = text
                    owned.add((level, column))
    return owned


def _fill_spans(levels: list[list[str]], owned: set[tuple[int, int]]) -> None:
    """Where nothing is merged, an upper heading reaches right over columns that have only lower headings."""
    for level in range(len(levels) - 1):
        for column in range(1, len(levels[level])):
            below = any(lower[column] for lower in levels[level + 1 :])
            left_below = any(lower[column - 1] for lower in levels[level + 1 :])
            if not levels[level][column] and (level, column) not in owned and below and left_below:
                upper_empty = all(not above[column] for above in levels[:level])
                if upper_empty or level > 0:
                    levels[level][column] = levels[level][column - 1]
