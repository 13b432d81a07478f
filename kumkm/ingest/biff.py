"""What an old Excel workbook (.xls, BIFF5 and BIFF8) says beside its values: percentages, hidden rows, its calendar.

The library that reads the values does not tell these. The workbook is one stream inside a compound file, whose sectors
are chained by a table; the stream is a row of records, each with a number and a length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kumkm.ingest.archives import damaged
from kumkm.ingest.vouching import Cell
from kumkm.ingest.workbooks import shows_percent

_STREAMS = ("Workbook", "Book")
_END_OF_CHAIN = 0xFFFFFFFA  # this and above are marks, not sectors
_BOF, _EOF = 0x809, 0x0A
_SHEET, _FORMAT, _STYLE, _CALENDAR, _CALCULATED = 0x85, 0x41E, 0xE0, 0x22, 0x1C1
_ROW, _NUMBER, _RK, _MANY_RK, _FORMULA = 0x208, 0x203, 0x27E, 0xBD, 0x06
_HIDDEN = 0x20
_DUMMIES = {bytes(8), b"\x03\0\0\0\0\0\xff\xff"}
_BUILT_IN_PERCENT = {9, 10}


@dataclass
class OldSheet:
    """Rows count from 1, cells from 0."""

    percent: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    unvouched: set[Cell] = field(default_factory=set)


@dataclass
class _Globals:
    """What the workbook says before its sheets; `styles` holds the number of the format of each style."""

    from_1904: bool = False
    calculated: bool = False
    percent: set[int] = field(default_factory=lambda: set(_BUILT_IN_PERCENT))
    styles: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def beside_values(path: Path) -> tuple[bool, list[OldSheet]]:
    """Whether its days count from 1904, and its sheets in their order; raises RefusedFile where it is damaged."""
    try:
        stream = _Compound(path.read_bytes()).stream(_STREAMS)
        book = _globals(stream)
        formulas: set[bytes] = set()
        sheets = [_sheet(stream, start, book, formulas) for start in book.starts]
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged(path, "buku kerja Excel lama rusak atau terpotong") from error
    # Excel notes that it calculated; a library that cannot leaves a dummy 0, or an empty text, in every formula.
    if book.calculated or formulas - _DUMMIES:
        for sheet in sheets:
            sheet.unvouched.clear()
    return book.from_1904, sheets


class _Compound:
    """The sectors of a compound file and how they are chained."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, self._small_shift = struct.unpack_from("<2H", content, 0x1E)
        self._size = 1 << min(shift, 16)
        self._first_folder, _, self._least, self._first_small = struct.unpack_from("<4I", content, 0x30)
        self._next = _numbers(b"".join(map(self._sector, self._table_sectors())))

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _table_sectors(self) -> list[int]:
        """Where the table of chains lies: 109 places in the header, the rest in sectors of their own."""
        count, following = struct.unpack_from("<I", self._content, 0x2C)[0], _at(self._content, 0x44)
        places = list(_numbers(self._content[0x4C:0x200]))
        while following < _END_OF_CHAIN and len(places) < min(count, len(self._content) // self._size):
            *more, following = _numbers(self._sector(following))
            places += more
        return [place for place in places[:count] if place < _END_OF_CHAIN]

    def _chained(self, first: int) -> bytes:
        return b"".join(map(self._sector, _chain(first, self._next)))

    def stream(self, names: Sequence[str]) -> bytes:
        """The first stream of one of these names; short ones lie in a stream of small sectors."""
        folder = self._chained(self._first_folder)
        entries = [folder[start : start + 128] for start in range(0, len(folder) - 127, 128)]
        wanted = [f"{name}\0".encode("utf-16-le") for name in names]
        entry = next((entry for name in wanted for entry in entries if entry.startswith(name)), b"")
        first, length = struct.unpack_from("<2I", entry, 116)
        if length >= self._least:
            return self._chained(first)[:length]
        small, size = self._chained(_at(entries[0], 116)), 1 << min(self._small_shift, 16)
        places = _chain(first, _numbers(self._chained(self._first_small)))
        return b"".join(small[place * size : (place + 1) * size] for place in places)[:length]


def _chain(first: int, following: Sequence[int]) -> Iterator[int]:
    """Sector after sector; raises IndexError where a chain bites its own tail."""
    seen = set()
    while first < _END_OF_CHAIN:
        if first in seen:
            raise IndexError(first)
        seen.add(first)
        yield first
        first = following[first]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _at(content: bytes, position: int) -> int:
    number: int = struct.unpack_from("<I", content, position)[0]
    return number


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record of one part, to its end; charts inside a sheet are parts of their own."""
    depth = 0
    while position + 4 <= len(stream):
        number, length = struct.unpack_from("<2H", stream, position)
        position += 4 + length
        depth += (number == _BOF) - (number == _EOF)
        if depth == 1:
            yield number, stream[position - length : position]
        elif depth < 1:
            return


def _globals(stream: bytes) -> _Globals:
    book = _Globals()
    for number, record in _records(stream, 0):
        if number == _SHEET:
            book.starts.append(_at(record, 0))
        elif number == _FORMAT and shows_percent(_code(record, stream)):
            book.percent.add(_short(record, 0))
        elif number == _STYLE:
            book.styles.append(_short(record, 2))
        elif number == _CALENDAR:
            book.from_1904 = _short(record, 0) == 1
        elif number == _CALCULATED:
            book.calculated = True
    return book


def _short(content: bytes, position: int) -> int:
    number: int = struct.unpack_from("<H", content, position)[0]
    return number


def _code(record: bytes, stream: bytes) -> str:
    """The written format; BIFF8 says whether its letters take one byte or two, BIFF5 takes one."""
    if _short(stream, 4) < 0x600:
        return record[3:].decode("latin-1")
    return record[5:].decode("utf-16-le" if record[4] & 1 else "latin-1")


def _sheet(stream: bytes, start: int, book: _Globals, formulas: set[bytes]) -> OldSheet:
    """One sheet; what its formulas store goes to `formulas`."""
    sheet = OldSheet()
    for number, record in _records(stream, start):
        if number == _ROW:
            if _short(record, 12) & _HIDDEN:
                sheet.hidden_rows.add(_short(record, 0) + 1)
        elif number in (_NUMBER, _RK, _FORMULA, _MANY_RK):
            row, column = struct.unpack_from("<2H", record)
            styles = [_short(record, at) for at in range(4, len(record) - 2, 6)] if number == _MANY_RK else None
            for place, style in enumerate(styles or [_short(record, 4)], start=column):
                if book.styles[style] in book.percent:
                    sheet.percent.add((row, place))
            if number == _FORMULA:
                sheet.unvouched.add((row, column))
                formulas.add(record[6:14])
    return sheet
