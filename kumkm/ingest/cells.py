"""Columns of cells read as numbers, dates, years and yes/no, with a note wherever a cell is not what it should be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumkm.ingest import numbers
from kumkm.ingest.delivery import Note
from kumkm.ingest.sources import Quantity
from kumkm.ingest.tables import Table

_YES = re.compile(
    r"^(YA|Y|SUDAH|ADA|RAT|AKTIF|V|√|✓|✔|1|TRUE|MELAKSANAKAN|LENGKAP|KDKMP|KDMP|KKMP|TEPAT WAKTU|TERLAMBAT)\b"
    r"|^[√✓✔●•*]$",
    re.IGNORECASE,
)
_NO = re.compile(r"^(TIDAK|TDK|T|BELUM|BLM|TIDAK ADA|0|FALSE|-|–|X)(?!\w)", re.IGNORECASE)
# Stars, the letters of statisticians (revised, estimated, very provisional) and a number in a bracket set apart.
_FOOTNOTED = re.compile(r"(?<=\d)(?:\s*\(?\*+\)?|\s?[rex]\)?|\s+\(?\d{1,2}\))\s*$", re.IGNORECASE)
_FIRST_YEAR = 1990  # from here on a number says when: a year, or the serial of a day
_REPORTED = frozenset({"dash", "nihil", "not_available", "ambiguous_number", "not_a_number", "precision_lost"})
_EXPECTED = {
    "dash": "angka, 0 bila memang nol, atau kosong bila belum ada",
    "nihil": "0 bila memang nol, atau kosong bila belum ada",
    "not_available": "angka atau sel kosong",
    "ambiguous_number": "satu cara menulis ribuan dan desimal dalam satu kolom",
    "not_a_number": "angka",
    "precision_lost": "angka lengkap, bukan notasi ilmiah",
}


@dataclass(frozen=True)
class Measured:
    """One cell read as a number in base units; None where it holds none."""

    text: str
    value: float | None
    note: str | None


def as_text(cell: object) -> str:
    """A cell as one reads it: a whole float without its `.0`, a date in ISO form."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def shown(cell: object) -> str:
    """A cell as it is quoted: its text, at most 80 characters of it."""
    return as_text(cell)[:80]


def without_mark(cell: object) -> object:
    """A number without the mark of its footnote: `1.234*)`, `30 r`, `12,5 1)`."""
    return _FOOTNOTED.sub("", cell) if isinstance(cell, str) else cell


def _is_share(cell: object) -> bool:
    """A count or an amount written as a percentage is neither."""
    return isinstance(cell, str) and cell.rstrip().endswith("%")


def measure(cells: Sequence[object], quantity: Quantity, unit: float | None, percent: Sequence[bool]) -> list[Measured]:
    """Read one field's cells together; `unit` multiplies what carries no scale of its own, but for rates.

    A count in thousands is written like money: it may have decimals.
    """
    factor = unit if quantity is not Quantity.RATE and unit is not None else 1.0
    written = Quantity.MONEY if quantity is Quantity.COUNT and factor != 1.0 else quantity
    reading = numbers.read_column([without_mark(cell) for cell in cells], numbers.Quantity(written.value))
    measured = []
    for cell, number, is_percent in zip(cells, reading.numbers, percent, strict=True):
        value = number.value
        if value is not None and quantity is not Quantity.RATE and _is_share(cell):
            measured.append(Measured(shown(cell), None, "not_a_number"))
            continue
        if value is not None and number.note != "scaled":
            value *= 100.0 if is_percent and isinstance(cell, float | int) else factor
        measured.append(Measured(shown(cell), value, number.note))
    return measured


def reported(note: str | None) -> tuple[str, str] | None:
    """The note to report, with what was expected; None where a cell needs no words."""
    return (note, _EXPECTED[note]) if note in _REPORTED else None


def declares_unit(cells: Sequence[object]) -> bool:
    """Whether the cells themselves say their unit: every filled one has Rp, or a scale word."""
    texts = [str(cell) for cell in cells if cell not in ("", None)]
    return bool(texts) and all(
        isinstance(cell, str) and re.search(r"rp|[a-z]\s*$|^\s*[-–—]\s*$", cell, re.IGNORECASE)
        for cell in cells
        if cell not in ("", None)
    )


def yes_no(cell: object) -> bool | None:
    """`Ya`, `Sudah`, `√`, a year or a day are True, `Tidak`, `Belum`, `-` False, an empty cell or a count None."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) or cell >= _FIRST_YEAR else None
    text = str(cell).strip()
    if not text:
        return None
    if _NO.match(text):
        return False
    return True if _YES.match(text) or re.search(r"\d{4}", text) else None


def percent_flags(table: Table, rows: Sequence[int], column: int) -> list[bool]:
    """Which of the cells (row numbers as Excel counts) are formatted as percentages."""
    return [(row - 1, column) in table.sheet.percent for row in rows]


def note(
    table: Table,
    row: int,
    column: object,
    field: str | None,
    name: str,
    found: str,
    expected: str,
    region_code: str | None = None,
) -> Note:
    """A note at one cell of a table."""
    return Note(
        table.sheet.name,
        row,
        getattr(column, "letter", None),
        getattr(column, "heading", None),
        field,
        name,
        found,
        expected,
        region_code,
    )
