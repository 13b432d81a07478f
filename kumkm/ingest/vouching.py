"""What a workbook does not vouch for: formulas nobody calculated, footnote marks raised above a text, its calendar.

A library that cannot calculate leaves a formula without a value, or with a dummy 0 and the order to calculate all when
the workbook is opened. A mark that is raised in print would otherwise run into its number: 125 and a raised 1 is no
1251.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from kumkm.ingest.archives import Archive, damaged
from kumkm.ingest.workbooks import column_number, main_part, ods_rows, sheet_parts, tree, xlsx_rows

Cell = tuple[int, int]  # row and column, from 0

_MAX_BYTES_OF_A_TEXT = 8_000_000
# An array formula over whole columns says nothing about cells that are not there.
_MAX_CELLS_OF_A_BLOCK = 1_000_000
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})\d+"')
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])([^>]*)>")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*([^<\s][^<]*)</")
_ARRAY = re.compile(rb'\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^>]*)?/>|<(?:[\w.-]+:)?si(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?si>", re.DOTALL)
_RUN = re.compile(rb"<(?:[\w.-]+:)?r(?:\s[^>]*)?>(.*?)</(?:[\w.-]+:)?r>", re.DOTALL)
_LETTERS = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)</")
_RAISED = b'"superscript"'
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_ODS_RAISED = re.compile(
    rb'<style:style\s(?=[^>]*family="text")[^>]*style:name="([^"]+)"[^>]*>\s*'
    rb'<style:text-properties\b[^>]*text-position="(?:super|[1-9]\d?%)'
)
_ODS_SPAN = re.compile(rb'<text:span\b[^>]*style-name="([^"]+)"[^>]*>([^<]*)</text:span>')
_OVERLAP = 600
_NULL_DATE = re.compile(rb'<table:null-date\b[^>]*date-value="1904-')


@dataclass
class Doubts:
    """What one sheet does not vouch for. `texts` are its texts without the marks raised above them, `notes` the marks.

    An error in a cell is no doubt: it is what the formula gave.
    """

    unvouched: set[Cell] = field(default_factory=set)
    texts: dict[Cell, str] = field(default_factory=dict)
    notes: dict[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Parted:
    """A text of several runs: what stands on the line, and what is raised above it."""

    text: str
    mark: str


def doubts_of_xlsx(path: Path) -> tuple[bool, dict[str, Doubts]]:
    """Whether its days count from 1904, and sheet name → doubts."""
    with Archive(path) as archive:
        main = main_part(archive.names)
        if main is None:
            return False, {}
        from_1904, dummy = _settings(archive, main)
        parted = _parted_texts(archive)
        doubts = {}
        for sheet, part in sheet_parts(archive):
            doubts[sheet] = Doubts()
            for number, row in xlsx_rows(path, archive.chunks(part)):
                _look_at(doubts[sheet], number - 1, row, parted, dummy=dummy)
        return from_1904, doubts


def _settings(archive: Archive, main: str) -> tuple[bool, bool]:
    """Days from 1904? All formulas to be calculated when the workbook is opened?"""
    from_1904 = dummy = False
    for element in tree(archive, main):
        if element.tag.endswith("}workbookPr"):
            from_1904 = element.get("date1904") in ("1", "true")
        if element.tag.endswith("}calcPr"):
            dummy = any(element.get(name) in ("1", "true") for name in ("fullCalcOnLoad", "forceFullCalc"))
    return from_1904, dummy


def _look_at(doubts: Doubts, row: int, content: bytes, parted: Mapping[int, _Parted], *, dummy: bool) -> None:
    formulas = _FORMULA.search(content) is not None
    if not (formulas or parted or _RAISED in content):
        return
    for column, attributes, inside in _cells(content):
        if formulas and (formula := _FORMULA.search(inside)) is not None:
            if b't="e"' not in attributes and (dummy or not _has_value(attributes, inside)):
                doubts.unvouched |= {(row, column), *_array(formula[1])}
        elif (text := _text_of(attributes, inside, parted)) is not None:
            doubts.texts[row, column] = text.text
            doubts.notes[row, column] = text.mark


def _cells(row: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Column from 0, attributes and content of each cell; cells that do not name their place follow each other."""
    column = -1
    cells = list(_CELL.finditer(row))
    for cell, after in zip(cells, [*(cell.start() for cell in cells[1:]), len(row)], strict=True):
        place = _PLACE.search(cell[1])
        column = column_number(place[1]) if place else column + 1
        yield column, cell[1], b"" if cell[1].endswith(b"/") else row[cell.end() : after]


def _has_value(attributes: bytes, inside: bytes) -> bool:
    """A text that a formula gave may be empty."""
    return b't="str"' in attributes or _VALUE.search(inside) is not None


def _array(formula: bytes) -> Iterator[Cell]:
    """The cells an array formula fills, which hold a value of it but no formula of their own."""
    area = _ARRAY.search(formula)
    if area is None or b't="array"' not in formula:
        return
    rows = range(int(area[2]) - 1, int(area[4]))
    columns = range(column_number(area[1]), column_number(area[3]) + 1)
    yield from _every(rows, columns)


def _every(rows: range, columns: range) -> list[Cell]:
    """The cells of a block; none of one that reaches far beyond any table."""
    return list(product(rows, columns)) if len(rows) * len(columns) <= _MAX_CELLS_OF_A_BLOCK else []


def _text_of(attributes: bytes, inside: bytes, parted: Mapping[int, _Parted]) -> _Parted | None:
    if b't="s"' in attributes:
        value = _VALUE.search(inside)
        return parted.get(int(value[1])) if value and value[1].isdigit() else None
    return _parted(inside) if b't="inlineStr"' in attributes else None


def _parted_texts(archive: Archive) -> dict[int, _Parted]:
    """The shared texts, by number, in which something is raised."""
    part = "xl/sharedStrings.xml"
    if part not in archive.names or not any(_RAISED in chunk for chunk in _overlapping(archive.chunks(part))):
        return {}
    texts = {}
    for number, text in enumerate(_texts(archive, part)):
        if (parted := _parted(text)) is not None:
            texts[number] = parted
    return texts


def _overlapping(chunks: Iterator[bytes]) -> Iterator[bytes]:
    before = b""
    for chunk in chunks:
        yield before + chunk
        before = chunk[-_OVERLAP:]


def _texts(archive: Archive, part: str) -> Iterator[bytes]:
    rest = b""
    for chunk in archive.chunks(part):
        rest += chunk
        end = 0
        for text in _TEXT.finditer(rest):
            yield text[1] or b""
            end = text.end()
        rest = rest[end:]
        if len(rest) > _MAX_BYTES_OF_A_TEXT:
            raise damaged(archive.path, f"bagian {part} memuat teks yang terlalu panjang")


def _parted(text: bytes) -> _Parted | None:
    """None where nothing is raised."""
    if _RAISED not in text:
        return None
    runs = _RUN.findall(text)
    return _Parted(
        "".join(_letters(run) for run in runs if _RAISED not in run),
        "".join(_letters(run) for run in runs if _RAISED in run).strip(),
    )


def _letters(run: bytes) -> str:
    return _unescaped(b"".join(_LETTERS.findall(run)))


def _unescaped(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))


def doubts_of_ods(path: Path) -> tuple[bool, list[Doubts]]:
    """Whether its days count from 1904, and the doubts of each table in their order."""
    doubts = [Doubts()]
    with Archive(path) as archive:
        from_1904, raised = _ods_settings(archive)
        for numbers, row, last in ods_rows(path, archive.chunks("content.xml")):
            if b"table:formula=" in row or (raised and b"<text:span" in row):
                for columns, attributes, inside in _ods_cells(row):
                    _look_at_ods(doubts[-1], _every(numbers, columns), attributes, inside, raised)
            if last:
                doubts.append(Doubts())
    return from_1904, doubts


def _ods_settings(archive: Archive) -> tuple[bool, set[bytes]]:
    """Days from 1904? Which styles of letters are raised?"""
    from_1904, raised = False, set()
    for chunk in _overlapping(archive.chunks("content.xml")):
        from_1904 |= _NULL_DATE.search(chunk) is not None
        if b"text-position" in chunk:
            raised.update(_ODS_RAISED.findall(chunk))
    return from_1904, raised


def _ods_cells(row: bytes) -> Iterator[tuple[range, bytes, bytes]]:
    """Columns, attributes and content of each cell that is written once, however often it is repeated."""
    column = 0
    cells = list(_ODS_CELL.finditer(row))
    for cell, after in zip(cells, [*(cell.start() for cell in cells[1:]), len(row)], strict=True):
        repeated = _ODS_REPEATED.search(cell[1])
        columns = range(column, column + (int(repeated[1]) if repeated else 1))
        yield columns, cell[1], row[cell.end() : after]
        column = columns.stop


def _look_at_ods(doubts: Doubts, cells: list[Cell], attributes: bytes, inside: bytes, raised: set[bytes]) -> None:
    if b"table:formula=" in attributes:
        if b"value-type=" not in attributes:
            doubts.unvouched.update(cells)
        return
    marks = [letters for style, letters in _ODS_SPAN.findall(inside) if style in raised]
    if not marks:
        return
    plain = _ODS_SPAN.sub(lambda span: b"" if span[1] in raised else span[2], inside)
    lines = re.findall(rb"<text:p\b[^>]*>(.*?)</text:p>", plain, re.DOTALL)
    text = "\n".join(_unescaped(re.sub(rb"<[^>]*>", b" ", line)) for line in lines)
    doubts.texts |= dict.fromkeys(cells, text)
    doubts.notes |= dict.fromkeys(cells, _unescaped(b"".join(marks)).strip())
