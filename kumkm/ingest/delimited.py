"""CSV of strangers: encoding and delimiter, and refusal of what is broken. Streamed, whatever the size."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kumkm.errors import RefusedFile
from kumkm.ingest.limits import MAX_LETTERS_OF_A_CELL, check_extent, long_cell
from kumkm.ingest.refusals import refuse

# A row of the 46-column extract takes under 2 kB; a line of a megabyte is no table.
MAX_LINE_BYTES = 1 << 20
# No office leaves that many blank rows between records; a sheet that was cleared by hand does below them.
MAX_EMPTY_ROWS = 200_000
_CHUNK = MAX_LINE_BYTES
csv.field_size_limit(MAX_LETTERS_OF_A_CELL)
_SAMPLE_LINES = 200
_SAMPLE_LETTERS = 1 << 20
# A tie goes to the rarer mark: commas also stand in decimals, semicolons hardly ever in cells.
_DELIMITERS = "\t;|,"
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# All but tab, line feed, form feed, carriage return and Ctrl-Z, the old end of a file.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1a")
_EMPTY_ROW = re.compile(rb"\n[,;|\t\r \"]*+(?=\n)")
_FILLED = re.compile(rb"[^,;|\t\r\n \"\xef\xbb\xbf]")
# Undefined in cp1252, or letters that only appear there when UTF-8 was cut to pieces; no Indonesian text has them.
_NO_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d\xc2\xc3\xd0\xde\xf0\xfe\xff")
_BINARY_SHARE = 0.05
_FEWEST_MARKS_OF_A_ROW = 3
_EXPECTED = "teks CSV berkode UTF-8"
_SAVE_AGAIN = "Di Excel, pilih Simpan Sebagai > CSV UTF-8, lalu kirim lagi."


@dataclass(frozen=True)
class CsvDialect:
    """How to open and split a CSV. `encoding` is Python's name: `utf-8`, `utf-8-sig`, `utf-16` or `cp1252`."""

    encoding: str
    delimiter: str
    quotechar: str = '"'


def csv_dialect(path: Path) -> CsvDialect:
    """Encoding and delimiter, after one pass over the whole file. Raises RefusedFile (B01, B05, B06, B08, B09)."""
    with path.open("rb") as file:
        head = file.read(8192)
    _check_text(path, head)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
        _check_lines(path, _recoded(path))
    else:
        scan = _Bytes()
        _check_lines(path, _watched(path, scan))
        encoding = _encoding(path, head, scan)
    return CsvDialect(encoding, _delimiter(path, encoding))


@dataclass
class _Bytes:
    """What a pass over the bytes saw. `broken_line` is that of the first stray byte or control, counted from 1."""

    lines: int = 1
    valid: int = 0
    strays: int = 0
    implausible: bool = False
    control: bool = False
    broken_line: int = 0

    def see(self, piece: bytes, *, last: bool) -> bytes:
        """Take in a piece; return its end where a character may be cut."""
        kept = b"" if last else _cut_character(piece)
        piece = piece[: len(piece) - len(kept)]
        if len(piece.translate(None, _CONTROLS)) < len(piece):
            self.control = True
            self._mark(piece, min(position for code in _CONTROLS if (position := piece.find(code)) >= 0))
        if not piece.isascii():
            self._see_high(piece)
        self.lines += piece.count(b"\n")
        return kept

    def _see_high(self, piece: bytes) -> None:
        try:
            self.valid += len(piece) - len(piece.decode("utf-8"))
            return
        except UnicodeDecodeError as error:
            self._mark(piece, error.start)
        self.valid += len(_MULTIBYTE.findall(piece))
        strays = _HIGH.findall(_MULTIBYTE.sub(b"", piece))
        self.strays += len(strays)
        self.implausible |= not _NO_CP1252.isdisjoint(b"".join(strays))

    def _mark(self, piece: bytes, position: int) -> None:
        self.broken_line = self.broken_line or self.lines + piece.count(b"\n", 0, position)


def _cut_character(piece: bytes) -> bytes:
    """The last bytes of a piece that begin a character of UTF-8 whose rest is still to come."""
    for back in range(1, min(4, len(piece) + 1)):
        if piece[-back] >= 0xC0:
            length = 2 if piece[-back] < 0xE0 else 3 if piece[-back] < 0xF0 else 4
            return piece[-back:] if back < length else b""
        if piece[-back] < 0x80:
            break
    return b""


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _watched(path: Path, scan: _Bytes) -> Iterator[bytes]:
    kept = b""
    for chunk in _chunks(path):
        kept = scan.see(kept + chunk, last=False)
        yield chunk
    scan.see(kept, last=True)


def _recoded(path: Path) -> Iterator[bytes]:
    """UTF-16 as UTF-8, so that lines are counted alike."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    lines = 1
    try:
        for chunk in _chunks(path):
            text = decoder.decode(chunk)
            lines += text.count("\n")
            yield text.encode("utf-8")
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise _broken(path, lines, "byte yang bukan UTF-16") from error


def _encoding(path: Path, head: bytes, scan: _Bytes) -> str:
    if scan.control:
        raise _broken(path, scan.broken_line, "karakter kendali (misalnya NUL)")
    with_mark = head.startswith(codecs.BOM_UTF8)
    if not scan.strays:
        return "utf-8-sig" if with_mark else "utf-8"
    if with_mark or scan.implausible or scan.valid >= scan.strays:
        raise _broken(path, scan.broken_line, "byte yang bukan UTF-8")
    return "cp1252"


def _check_lines(path: Path, chunks: Iterator[bytes]) -> None:
    """Walk all chunks: no line too long, not too many empty rows, and at least one that is not."""
    since = empty = 0
    filled = False
    before = b"\n"
    for chunk in chunks:
        chunk = chunk.replace(b"\r", b"\n") if b"\r" in chunk and b"\n" not in chunk else chunk
        first = chunk.find(b"\n")
        if since + (len(chunk) if first < 0 else first) > MAX_LINE_BYTES:
            raise refuse(path, "B05", "baris lebih panjang dari 1 MB", _EXPECTED, _SAVE_AGAIN)
        since = since + len(chunk) if first < 0 else len(chunk) - chunk.rfind(b"\n") - 1
        empty += len(_EMPTY_ROW.findall(before + chunk))
        before = b"\n" if chunk.endswith(b"\n") else b""
        if empty > MAX_EMPTY_ROWS:
            raise refuse(
                path, "B09", f"lebih dari {MAX_EMPTY_ROWS} baris kosong", "baris data tanpa baris kosong",
                "Hapus baris kosong di bawah tabel (pilih barisnya, Delete), simpan ulang, lalu kirim lagi.",
            )  # fmt: skip
        filled = filled or _FILLED.search(chunk) is not None
    if not filled:
        raise empty_file(path)


def records(path: Path, dialect: CsvDialect, limit: int | None = None) -> list[list[str]]:
    """The rows of a CSV, or its first ones; raises RefusedFile where it is too long or a quote has no partner."""
    if limit is None:
        _check_extent(path, dialect)
    with path.open(encoding=dialect.encoding, newline="") as file:
        lines = _Kept(file)
        reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quotechar)
        rows: list[list[str]] = []
        try:
            for record in islice(reader, limit):
                if lines.since > 1 or lines.has_lone_quote(dialect.quotechar):
                    _check_quotes(lines.taken, record, rows[-1] if rows else record, dialect)
                lines.taken.clear()
                rows.append(record)
        except csv.Error as error:
            if "field limit" in str(error) and lines.since == 1:
                raise long_cell(path) from error
            raise lone_quote(path, reader.line_num - len(lines.taken) + 1) from error
    return rows


class _Kept:
    """Lines of a file, with those kept that were taken since the last record."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken.append(line)
            yield line

    @property
    def since(self) -> int:
        return len(self.taken)

    def has_lone_quote(self, quote: str) -> bool:
        return sum(line.count(quote) for line in self.taken) % 2 == 1


def _check_quotes(lines: list[str], record: list[str], before: list[str], dialect: CsvDialect) -> None:
    """Raise csv.Error where a quote opens a cell that swallows the rows below it.

    Either nothing closes it, or the next stray quote does: then one cell holds the marks of a whole row.
    """
    mark = dialect.delimiter
    list(csv.reader(lines, delimiter=mark, quotechar=dialect.quotechar, strict=True))
    row = max(len(before) - 1, _FEWEST_MARKS_OF_A_ROW)
    if any("\n" in cell and cell.count(mark) >= row for cell in record):
        raise csv.Error


def lone_quote(path: Path, line: int) -> RefusedFile:
    """`B05`: a quote that opens and does not close."""
    return refuse(
        path, "B05", f"tanda petik tanpa pasangan pada baris {line}", "tanda petik berpasangan di sekeliling isian",
        "Hapus atau lengkapi tanda petik pada baris itu, simpan ulang, lalu kirim lagi.",
    )  # fmt: skip


def _check_extent(path: Path, dialect: CsvDialect) -> None:
    """Count line ends and delimiters as bytes, before anything is taken apart."""
    rows = cells = 0
    for chunk in _chunks(path):
        rows += max(chunk.count(b"\n"), chunk.count(b"\r"))
        cells += chunk.count(dialect.delimiter.encode())
    [first] = records(path, dialect, limit=1) or [[]]
    check_extent(path, rows, rows + cells, len(first))


def _delimiter(path: Path, encoding: str) -> str:
    """The mark that parts most of the first lines into the same number of cells, quotes respected."""
    lines = _first_lines(path, encoding)
    declared = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    if declared:
        return declared[1]
    alike = {mark: _alike(lines, mark) for mark in _DELIMITERS}
    most = max(alike.values())
    return next(mark for mark in _DELIMITERS if alike[mark] == most) if most else ","


def _first_lines(path: Path, encoding: str) -> list[str]:
    lines: list[str] = []
    letters = 0
    with path.open(encoding=encoding, newline="") as file:
        for line in file:
            if line.strip():
                lines.append(line)
                letters += len(line)
            if len(lines) == _SAMPLE_LINES or letters > _SAMPLE_LETTERS:
                break
    return lines


def _alike(lines: list[str], mark: str) -> int:
    """How many rows have the commonest number of cells, above one."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
    except csv.Error:
        return 0
    widths.pop(1, None)
    return max(widths.values(), default=0)


def _check_text(path: Path, head: bytes) -> None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head):
        raise refuse(path, "B01", "isi biner, bukan teks", _EXPECTED, _SAVE_AGAIN)


def _broken(path: Path, line: int, what: str) -> RefusedFile:
    return refuse(path, "B06", f"baris {line} memuat {what}", _EXPECTED, _SAVE_AGAIN)


def empty_file(path: Path) -> RefusedFile:
    """`B08`: nothing to read."""
    return refuse(
        path, "B08", "berkas kosong", "tabel dengan judul kolom dan isinya", "Periksa berkasnya, lalu kirim lagi."
    )
