"""A writer of old Excel workbooks (BIFF8 in a compound file), as small as their readers allow."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", number, len(content)) + content


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def text(row: int, column: int, letters: str) -> bytes:
    return record(0x204, struct.pack("<4HB", row, column, 0, len(letters), 0) + letters.encode("latin-1"))


def small_numbers(row: int, column: int, values: Sequence[int], style: int = 0) -> bytes:
    """Whole numbers side by side in one record."""
    cells = b"".join(struct.pack("<HI", style, value << 2 | 2) for value in values)
    return record(0xBD, struct.pack("<2H", row, column) + cells + struct.pack("<H", column + len(values) - 1))


def formula(row: int, column: int, stored: float, style: int = 0) -> bytes:
    """1+1, with whatever a writer stored as its value."""
    value = struct.pack("<d", stored)
    return record(
        0x06, struct.pack("<3H", row, column, style) + value + struct.pack("<HIH", 0, 0, 7) + b"\x1e\1\0" * 2 + b"\3"
    )


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<8H", row, 0, 5, 255, 0, 0, 0x20, 0))


def stream(
    sheets: Mapping[str, Iterable[bytes]],
    formats: Sequence[int | str] = (),
    *,
    date1904: bool = False,
    calculated: bool = False,
) -> bytes:
    """Globals and sheets. Style 0 is General; style n > 0 shows `formats[n - 1]`, a built-in number or a code."""
    bof = struct.pack("<6H", 0x600, 5, 0, 0, 0, 0) + b"\0" * 4
    written = [record(0x809, bof), record(0x22, struct.pack("<H", date1904))]
    styles = [record(0xE0, struct.pack("<2H", 0, 0) + b"\0" * 16)]
    for place, code in enumerate(formats):
        known = code if isinstance(code, int) else 164 + place
        if known != code:
            letters = str(code)
            head = struct.pack("<2HB", known, len(letters), 0)
            written.append(record(0x41E, head + letters.encode("latin-1")))
        styles.append(record(0xE0, struct.pack("<2H", 0, known) + b"\0" * 16))
    written += styles
    if calculated:
        written.append(record(0x1C1, struct.pack("<2HI", 0x1C1, 0, 0)))
    names = [name.encode("latin-1") for name in sheets]
    at = sum(map(len, written)) + sum(12 + len(name) for name in names) + 4
    parts = []
    for name, cells in zip(names, sheets.values(), strict=True):
        written.append(record(0x85, struct.pack("<IHBB", at, 0, len(name), 0) + name))
        start = struct.pack("<6H", 0x600, 0x10, 0, 0, 0, 0) + b"\0" * 4
        parts.append(record(0x809, start) + b"".join(cells) + record(0x0A))
        at += len(parts[-1])
    return b"".join(written) + record(0x0A) + b"".join(parts)


def entry(name: str, kind: int, first: int, size: int, child: int = FREE) -> bytes:
    letters = f"{name}\0".encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB3I", len(letters), kind, 1, FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<3I", first, size, 0)


def compound(content: bytes) -> bytes:
    """A compound file of one stream, padded beyond the size from which streams lie in whole sectors."""
    content = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
    count = len(content) // SECTOR
    chain = [TABLE, END, *range(3, count + 2), END]
    assert len(chain) <= SECTOR // 4
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    folder = entry("Root Entry", 5, END, 0, 1) + entry("Workbook", 2, 2, len(content)) + b"\0" * 256
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<9I", 1, 1, 0, 4096, END, 0, END, 0, 0) + b"\xff" * 432
    return head + table + folder + content


def written(
    path: Path, sheets: Mapping[str, Iterable[bytes]], formats: Sequence[int | str] = (), **options: bool
) -> Path:
    path.write_bytes(compound(stream(sheets, formats, **options)))
    return path
