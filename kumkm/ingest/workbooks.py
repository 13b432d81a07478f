"""What an xlsx or ods says about itself, read from its parts as bytes: grid, macros, links, hidden rows, percent cells.

The grid is measured before a spreadsheet library sees the file: such libraries fill the rectangle up to the last cell,
so that two cells in far corners take all memory there is.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import product
from pathlib import Path
from posixpath import join, normpath

from kumkm.errors import RefusedFile
from kumkm.ingest.archives import Archive, damaged
from kumkm.ingest.limits import (
    MAX_CELLS,
    MAX_LETTERS,
    MAX_LETTERS_OF_A_CELL,
    check_extent,
    long_cell,
    too_long,
)
from kumkm.ingest.refusals import refuse

# A cleared sheet keeps formats to the last of its million rows; no table has this many gaps.
MAX_EMPTY_ROWS = 200_000
# A row of 16,384 cells takes some 2 MB.
_MAX_ROW_BYTES = 8_000_000
_MAX_LETTERS_OF_A_PART = 20_000_000
_OVERLAP = 24
_ROW = re.compile(rb"(<(?:[\w.-]+:)?row)[\s/>]")
_ROW_NUMBER = re.compile(rb'[^>]*?\br="(\d{1,9})"')
_CELL_COLUMN = re.compile(rb'<(?:[\w.-]+:)?c [^>]*?\br="([A-Z]{1,3})\d')
_END_OF_TEXT = re.compile(rb"</(?:[\w.-]+:)?si>")
_SHARED = re.compile(rb't="s"[^>]*>\s*<(?:[\w.-]+:)?v>(\d{1,9})<')
_MARKUP_OF_A_TEXT = 500_000  # of a text in many runs
_WRITTEN = re.compile(rb"<(?:[\w.-]+:)?c\s([^>]*?)(?:/>|>(?:<((?:[\w.-]+:)?f)(?:\s[^>]*)?>([^<]*)</)?)")
_COLUMN_OF = re.compile(rb'\br="([A-Z]{1,3})\d')
_STYLE_OF = re.compile(rb'\bs="(\d+)"')
_REPEATED_ROWS = re.compile(rb"[^>]*?number-rows-repeated=[\"'](\d+)[\"']")
_REPEATED_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")
_REPEATED_SPACES = re.compile(rb"text:c=[\"']\d{5,}[\"']")
_ERROR = re.compile(
    rb'<c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:<f\b[^<]*(?:</f>)?)?<v>(#[^<]{1,20})</v>'
)
_ERROR_LETTERS = 2_000  # longer formulas that end in an error go unnoticed where a chunk cuts them
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_ROW = b"<table:table-row"
_ODS_MACRO = re.compile(r"Basic/[^/]+/(?!script-l[bc]\.xml)[^/]+\.xml|Scripts/.+\.(?:py|js|bsh)", re.IGNORECASE)
_XLSX_MACRO = re.compile(r"(?:.*/)?vbaProject\.bin|xl/macrosheets/.+", re.IGNORECASE)
_EXTERNAL = re.compile(r"xl/(?:externalLinks/[^/]+\.xml|connections\.xml)", re.IGNORECASE)
_DOCTYPE = (b"<!DOCTYPE", b"<!ENTITY")
_DDE = (b"ddeLink", b"office:dde-source", b"table:dde-link")
_LOCKED, _MACRO_TYPE = b"encryption-data", b"ms-office.vbaProject"
_TELL_TALE = {"META-INF/manifest.xml": (_LOCKED,), "[Content_Types].xml": (_MACRO_TYPE,)}


@dataclass
class _Grid:
    """What a sheet's rows reach to; rows and columns counted from 1, filled rows hold at least one value."""

    rows: int = 0
    filled: int = 0
    last_row: int = 0
    last_column: int = 0

    @property
    def empty_rows(self) -> int:
        """Blank rows written out, or skipped above the last filled one."""
        return max(self.rows, self.last_row) - self.filled


@dataclass(frozen=True)
class Contents:
    """What the check of a workbook found worth saying."""

    external_links: bool
    dde: bool


def main_part(names: tuple[str, ...]) -> str | None:
    """The part that lists the sheets of an xlsx; None where the archive is none."""
    return next((name for name in names if name.lower() == "xl/workbook.xml"), None)


def is_ods(names: tuple[str, ...]) -> bool:
    return main_part(names) is None and "content.xml" in names and "mimetype" in names


def check(archive: Archive) -> Contents:
    """Unpack every part once, and refuse macros, DTDs, locks, grids beyond reason and workbooks without a value."""
    ods = is_ods(archive.names)
    _check_macros(archive, ods)
    dde = False
    rows = cells = 0
    for name in archive.names:
        seen: set[bytes] = set()
        chunks = _watched(archive, name, seen)
        if name == "content.xml" or not ods:
            for grid in _ods_grids(archive.path, chunks) if ods else [_xlsx_grid(archive.path, chunks)]:
                _check_grid(archive.path, name, grid)
                rows, cells = rows + grid.filled, cells + grid.last_row * grid.last_column
                check_extent(archive.path, rows, cells, grid.last_column)
        for _ in chunks:
            pass
        dde |= not seen.isdisjoint(_DDE)
        if _LOCKED in seen:
            raise locked(archive.path)
        if _MACRO_TYPE in seen:
            raise with_macro(archive.path)
    if not ods:
        _check_shared_texts(archive, cells)
    if not rows:
        raise refuse(
            archive.path, "B08", "buku kerja tanpa satu pun nilai", "tabel dengan judul kolom dan isinya",
            "Periksa berkasnya, lalu kirim lagi.",
        )  # fmt: skip
    return Contents(any(map(_EXTERNAL.fullmatch, archive.names)), dde)


def _check_shared_texts(archive: Archive, cells: int) -> None:
    """Texts that many cells share stand once in the file, and once for each of them in memory."""
    part = next((name for name in archive.names if name.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return
    longest = since = 0
    rest = b""
    for chunk in archive.chunks(part):
        text = rest + chunk
        ends = [match.start() for match in _END_OF_TEXT.finditer(text)]
        for end in ends:
            longest = max(longest, since + end)
            since = -end
        since += len(text)
        rest = b""
    if longest > _MARKUP_OF_A_TEXT + MAX_LETTERS_OF_A_CELL * 4:
        raise long_cell(archive.path)
    if longest * cells <= 4 * MAX_LETTERS:
        return
    lengths = _lengths_of_texts(archive, part)
    letters = 0
    for _, sheet in sheet_parts(archive):
        for _, row in xlsx_rows(archive.path, archive.chunks(sheet)):
            letters += sum(lengths[int(place)] for place in _SHARED.findall(row) if int(place) < len(lengths))
            if letters > MAX_LETTERS:
                raise too_long(archive.path, "teks yang diulang di banyak sel melebihi seratus juta huruf")


def _lengths_of_texts(archive: Archive, part: str) -> list[int]:
    content = b"".join(archive.chunks(part))
    return [len(piece) for piece in _END_OF_TEXT.split(content)]


def _check_macros(archive: Archive, ods: bool) -> None:
    pattern = _ODS_MACRO if ods else _XLSX_MACRO
    if any(map(pattern.fullmatch, archive.names)):
        raise with_macro(archive.path)


def _watched(archive: Archive, name: str, seen: set[bytes]) -> Iterator[bytes]:
    """The chunks of a part; tell-tale words go to `seen`, a DTD or text hidden in UTF-16 is refused."""
    is_xml = name.lower().endswith((".xml", ".rels", ".vml")) and "/media/" not in name
    # An ods of LibreOffice carries DTDs in parts that nobody reads.
    forbidden = _DOCTYPE if is_xml and ("/" not in name or not is_ods(archive.names)) else ()
    watched = _TELL_TALE.get(name, _DDE) if is_xml else ()
    before = b""
    for chunk in archive.chunks(name):
        if is_xml and (b"\0" in chunk or (not before and chunk[:2] in (b"\xff\xfe", b"\xfe\xff"))):
            raise damaged(archive.path, f"bagian {name} tidak berkode UTF-8")
        text = before + chunk
        if any(word in text for word in forbidden):
            raise damaged(archive.path, f"bagian {name} memuat definisi DTD/ENTITY")
        seen.update(word for word in watched if word in text)
        before = chunk[-_OVERLAP:]
        yield chunk


def _rows_of(path: Path, chunks: Iterator[bytes], tag: bytes | None, end: bytes) -> Iterator[bytes]:
    """What follows each row's tag up to the next; `tag` is found out where it is None. Stops after `end`."""
    buffer = b""
    inside = False
    for chunk in chunks:
        buffer += chunk
        if tag is None:
            match = _ROW.search(buffer)
            tag = match[1] if match else None
        if tag is None:
            buffer = buffer[-64:]
            continue
        first, *rows = buffer.split(tag)
        if rows:
            yield from [first, *rows[:-1]] if inside else rows[:-1]
            inside, buffer = True, rows[-1]
        elif not inside:
            buffer = buffer[-64:]
        if inside and end in buffer:
            break
        if len(buffer) > _MAX_ROW_BYTES:
            raise _too_many(path, "satu baris lebih besar dari 8 MB")
    if inside:
        yield buffer


def xlsx_rows(path: Path, chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Number, counted from 1, and content of each row of a worksheet."""
    number = 0
    for row in _rows_of(path, chunks, None, b"sheetData>"):
        match = _ROW_NUMBER.match(row)
        number = int(match[1]) if match else number + 1
        yield number, row


def ods_rows(path: Path, chunks: Iterator[bytes]) -> Iterator[tuple[range, bytes, bool]]:
    """Numbers, from 0, and content of each row of an ods, and whether a table ends with it."""
    number = 0
    for row in _rows_of(path, chunks, _ODS_ROW, b"</office:spreadsheet>"):
        match = _REPEATED_ROWS.match(row)
        after = number + (int(match[1]) if match else 1)
        last = b"</table:table>" in row
        yield range(number, after), row, last
        number = 0 if last else after


def _xlsx_grid(path: Path, chunks: Iterator[bytes]) -> _Grid:
    grid = _Grid()
    for number, row in xlsx_rows(path, chunks):
        grid.rows += 1
        value = max(row.rfind(b"v>"), row.rfind(b"is>"))
        if value >= 0:
            grid.filled += 1
            grid.last_row = max(grid.last_row, number)
            grid.last_column = max(grid.last_column, _last_column(row, value))
        elif grid.rows - grid.filled > MAX_EMPTY_ROWS:
            break
    return grid


def _last_column(row: bytes, value: int) -> int:
    """The column of the last value; where cells do not name theirs, as many as there are cells."""
    start = max(row.rfind(b"<c ", 0, value), row.rfind(b":c ", 0, value))
    match = _CELL_COLUMN.match(row, row.rfind(b"<", 0, start + 1)) if start >= 0 else None
    if match is None:
        return row.count(b"<c ", 0, value) + row.count(b":c ", 0, value) + row.count(b"<c>", 0, value)
    return column_number(match[1]) + 1


def column_number(letters: bytes) -> int:
    """0 for `A`, 27 for `AB`."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1


def _ods_grids(path: Path, chunks: Iterator[bytes]) -> Iterator[_Grid]:
    """One grid per table; the empty rows that end every ods table are none."""
    grid = _Grid()
    for numbers, row, last in ods_rows(path, chunks):
        if _REPEATED_SPACES.search(row):
            raise long_cell(path)
        value = max(row.rfind(b"<text:p"), row.rfind(b"office:value"))
        if value >= 0:
            grid.filled += len(numbers)
            grid.last_row = numbers.stop
            grid.last_column = max(grid.last_column, _ods_columns(row[: row.find(b">", value)]))
        if last:
            yield grid
            grid = _Grid()
    yield grid


def _ods_columns(row: bytes) -> int:
    repeated = [int(count) for count in _REPEATED_COLUMNS.findall(row)]
    return row.count(b"table-cell ") + row.count(b"table-cell>") + sum(repeated) - len(repeated)


def _check_grid(path: Path, name: str, grid: _Grid) -> None:
    if grid.empty_rows > MAX_EMPTY_ROWS:
        raise _too_many(path, f"lebih dari {MAX_EMPTY_ROWS} baris kosong pada {name}")
    if grid.last_row * grid.last_column > MAX_CELLS:
        raise _too_many(path, f"{name} terisi sampai baris {grid.last_row} kolom {grid.last_column}")


def _too_many(path: Path, found: str) -> RefusedFile:
    return refuse(
        path, "B09", found, f"paling banyak {MAX_CELLS} sel, tanpa ratusan ribu baris kosong",
        "Hapus baris dan kolom kosong di luar tabel, atau pisahkan per tahun atau per kabupaten/kota.",
    )  # fmt: skip


def with_macro(path: Path) -> RefusedFile:
    """`B03`: code inside."""
    return refuse(
        path, "B03", "buku kerja berisi makro", "buku kerja tanpa makro",
        "Simpan ulang sebagai Buku Kerja Excel (.xlsx), lalu kirim lagi.",
    )  # fmt: skip


def locked(path: Path) -> RefusedFile:
    """`B04`: a password is needed to read it."""
    return refuse(
        path, "B04", "buku kerja terkunci kata sandi", "buku kerja tanpa kata sandi",
        "Hapus kata sandinya di Excel (Berkas > Info > Proteksi), lalu kirim lagi.",
    )  # fmt: skip


def hidden_rows(path: Path) -> dict[str, set[int]]:
    """Sheet name → hidden rows, counted from 1 as Excel does. Every sheet of an xlsx is in it; other kinds give {}."""
    with Archive(path) as archive:
        return {
            sheet: {int(number) for row in _tags(archive, part, rb"row\s[^>]*?\bhidden=\"(?:1|true)\"[^>]*")
                    for number in re.findall(rb'\br="(\d+)"', row)}
            for sheet, part in sheet_parts(archive)
        }  # fmt: skip


def percent_cells(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Sheet name → (row, column), from 0, of cells shown as a percentage; every sheet of an xlsx, {} for other kinds.

    Their typed values are fractions: 0.492 is shown as 49,2%.
    """
    with Archive(path) as archive:
        sheets = sheet_parts(archive)
        styles = "|".join(map(str, _percent_styles(archive))) if sheets else ""
        if not styles:
            return {sheet: set() for sheet, _ in sheets}
        pattern = rb"c\s[^>]*?\bs=\"(?:%b)\"[^>]*" % styles.encode()
        return {
            sheet: {(int(row) - 1, column_number(column)) for cell in _tags(archive, part, pattern)
                    for column, row in re.findall(rb'\br="([A-Z]{1,3})(\d+)"', cell)}
            for sheet, part in sheets
        }  # fmt: skip


def worded_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name → (row, column), from 0, of cells whose format writes a word of scale or a % behind them.

    What the office sees there is `42 juta`, though the cell holds 42. Sheets without any are left out.
    """
    with Archive(path) as archive:
        sheets = sheet_parts(archive)
        words = _worded_styles(archive) if sheets else {}
        if not words:
            return {}
        pattern = rb"c\s[^>]*?\bs=\"(?:%b)\"[^>]*" % "|".join(map(str, words)).encode()
        worded = {
            sheet: {
                (int(row) - 1, column_number(column)): words[int(style[1])]
                for cell in _tags(archive, part, pattern)
                if (style := re.search(rb'\bs="(\d+)"', cell))
                for column, row in re.findall(rb'\br="([A-Z]{1,3})(\d+)"', cell)
            }
            for sheet, part in sheets
        }
        return {sheet: cells for sheet, cells in worded.items() if cells}


def written_cells(path: Path) -> dict[str, tuple[dict[tuple[int, int], str], dict[tuple[int, int], str]]]:
    """Sheet name → number formats and formulas by (row, column), from 0; the general format is left out."""
    with Archive(path) as archive:
        sheets = sheet_parts(archive)
        codes = _format_codes(archive) if sheets else {}
        return {sheet: _written(archive, part, codes) for sheet, part in sheets}


def _written(
    archive: Archive, part: str, codes: dict[bytes, str]
) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], str]]:
    formats: dict[tuple[int, int], str] = {}
    formulas: dict[tuple[int, int], str] = {}
    for number, row in xlsx_rows(archive.path, archive.chunks(part)):
        for attributes, _, formula in _WRITTEN.findall(row):
            place = _COLUMN_OF.search(attributes)
            if place is None:
                continue
            at = (number - 1, column_number(place[1]))
            style = _STYLE_OF.search(attributes)
            if style is not None and style[1] in codes:
                formats[at] = codes[style[1]]
            if formula:
                formulas[at] = unescape(formula.decode(errors="replace"))
    return formats, formulas


def _format_codes(archive: Archive) -> dict[bytes, str]:
    """Number of a cell style → its number format, as written or as the number of a built-in one."""
    if "xl/styles.xml" not in archive.names:
        return {}
    own: dict[str, str] = {}
    codes: dict[bytes, str] = {}
    for element in tree(archive, "xl/styles.xml").iter():
        if element.tag.endswith("}numFmt"):
            own[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif element.tag.endswith("}cellXfs"):
            for number, style in enumerate(element):
                key = style.get("numFmtId", "0")
                if key != "0":
                    codes[str(number).encode()] = own.get(key, f"#{key}")
    return codes


def percent_cells_of_ods(path: Path) -> list[set[tuple[int, int]]]:
    """Per table of an ods, in their order, the (row, column), from 0, of cells that hold a percentage."""
    percent: list[set[tuple[int, int]]] = [set()]
    with Archive(path) as archive:
        for numbers, row, last in ods_rows(path, archive.chunks("content.xml")):
            if b'value-type="percentage"' in row:
                percent[-1].update(product(numbers, _percent_columns(row)))
            if last:
                percent.append(set())
    return percent


def _percent_columns(row: bytes) -> Iterator[int]:
    column = 0
    for cell in _ODS_CELL.findall(row):
        repeated = _REPEATED_COLUMNS.search(cell)
        after = column + (int(repeated[1]) if repeated else 1)
        if b'value-type="percentage"' in cell:
            yield from range(column, after)
        column = after


def error_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name → (row, column), from 0, of cells with an error, as `#REF!`; sheets without any are left out."""
    errors: dict[str, dict[tuple[int, int], str]] = {}
    with Archive(path) as archive:
        for sheet, part in sheet_parts(archive):
            rest = b""
            for chunk in archive.chunks(part):
                text = rest + chunk
                if b't="e"' in text:
                    for column, row, shown in _ERROR.findall(text):
                        errors.setdefault(sheet, {})[int(row) - 1, column_number(column)] = shown.decode()
                rest = text[-_ERROR_LETTERS:]
    return errors


def _tags(archive: Archive, part: str, pattern: bytes) -> Iterator[bytes]:
    """The tags of a part that match, whole, however the chunks cut them."""
    tag = re.compile(rb"<(?:[\w.-]+:)?" + pattern + rb">")
    rest = b""
    for chunk in archive.chunks(part):
        text = rest + chunk
        end = text.rfind(b">") + 1
        yield from tag.findall(text, 0, end)
        rest = text[end:]


def sheet_parts(archive: Archive) -> list[tuple[str, str]]:
    """(name, part) of each worksheet, in order; [] where the archive is not an xlsx."""
    main = main_part(archive.names)
    if main is None:
        return []
    links = f"{main[: main.rindex('/')]}/_rels/{main[main.rindex('/') + 1 :]}.rels"
    targets = {
        link.get("Id"): link.get("Target", "") for link in tree(archive, links) if "worksheet" in link.get("Type", "")
    }
    sheets = []
    for sheet in tree(archive, main).iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            part = normpath(join("/xl", targets.get(link, ""))).lstrip("/")
            if part in archive.names:
                sheets.append((sheet.get("name", ""), part))
    return sheets


def shows_percent(code: str) -> bool:
    """Whether a number format shows a fraction as a percentage; a quoted % is only a letter."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", code)


_SCALE_OR_SHARE = re.compile(
    r"(?:%|(?:ribu|rb|juta|jt|miliar|milyar|mlr|triliun|trilyun|trl|m|t)(?:an)?\.?)(?:\s*rupiah)?", re.IGNORECASE
)


def _worded_styles(archive: Archive) -> dict[int, str]:
    """Cell style → the word of scale or the % that its format writes behind a number."""
    if "xl/styles.xml" not in archive.names:
        return {}
    formats: dict[str, str] = {}
    words: dict[int, str] = {}
    for element in tree(archive, "xl/styles.xml").iter():
        if element.tag.endswith("}numFmt"):
            first = element.get("formatCode", "").split(";")[0]
            written = "".join(quoted or escaped for quoted, escaped in re.findall(r'"([^"]*)"|\\(.)', first)).strip()
            written = re.sub(r"^rp\.?\s*", "", written, flags=re.IGNORECASE)
            shortened = re.search(r"[0#?],+(?![0#?])", first)  # the format divides already: what is shown is a part
            if _SCALE_OR_SHARE.fullmatch(written) and not shortened:
                formats[element.get("numFmtId", "")] = written
        elif element.tag.endswith("}cellXfs"):
            numbers = enumerate(element)
            words = {number: formats[key] for number, style in numbers if (key := style.get("numFmtId", "")) in formats}
    return words


def _percent_styles(archive: Archive) -> list[int]:
    """The numbers of cell styles that show a percentage: built-in formats 9 and 10, or a written one with a bare %."""
    if "xl/styles.xml" not in archive.names:
        return []
    formats = {"9", "10"}
    numbers: list[int] = []
    for element in tree(archive, "xl/styles.xml").iter():
        if element.tag.endswith("}numFmt"):
            if shows_percent(element.get("formatCode", "")):
                formats.add(element.get("numFmtId", ""))
        elif element.tag.endswith("}cellXfs"):
            numbers = [number for number, style in enumerate(element) if style.get("numFmtId") in formats]
    return numbers


def tree(archive: Archive, part: str) -> ET.Element:
    """A small part as a tree; DTDs are refused here too, since these functions may be called by themselves."""
    if part not in archive.names:
        raise damaged(archive.path, f"bagian {part} tidak ada")
    text = b""
    for chunk in _watched(archive, part, set()):
        text += chunk
        if len(text) > _MAX_LETTERS_OF_A_PART:
            raise damaged(archive.path, f"bagian {part} terlalu besar")
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        raise damaged(archive.path, f"bagian {part} rusak") from error
