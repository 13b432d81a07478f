"""How long a delivery may be that is read cell by cell; extracts of enterprises are streamed and have no such limit."""

from __future__ import annotations

import math
from pathlib import Path

from kumkm.errors import RefusedFile
from kumkm.ingest.refusals import refuse

# The longest real list has 23,000 rows, one per cooperative and year. One of 59,000 with every cell wrong takes 40 s.
MAX_ROWS = 30_000
MAX_CELLS = 4_000_000
MAX_COLUMNS = 2_000  # the widest real table has some 300: fields of all years for every region
MAX_LETTERS_OF_A_CELL = 32_767  # Excel holds no more
MAX_LETTERS = 100_000_000  # of all cells together


def check_extent(path: Path, rows: int, cells: int, columns: int = 0) -> None:
    """Raise RefusedFile (B09) where there is more than is read cell by cell."""
    if columns > MAX_COLUMNS:
        raise too_long(path, f"lebih dari {_figure(MAX_COLUMNS)} kolom ({_figure(columns)})")
    if rows > MAX_ROWS:
        raise too_long(path, f"lebih dari {_figure(MAX_ROWS)} baris ({_figure(rows)})")
    if cells > MAX_CELLS:
        raise too_long(path, f"lebih dari {_figure(MAX_CELLS)} sel ({_figure(cells)})")


def checked_cells(path: Path, rows: list[list[object]]) -> list[list[object]]:
    """The rows, with what is no number as the error it is; raises RefusedFile where a text is longer than cells are."""
    letters = 0
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                letters += len(cell)
                if len(cell) > MAX_LETTERS_OF_A_CELL:
                    raise long_cell(path, len(cell))
            elif isinstance(cell, float) and not math.isfinite(cell):
                row[place] = "#NUM!"
        if letters > MAX_LETTERS:
            raise too_long(path, f"teks lebih dari {_figure(MAX_LETTERS)} huruf")
    return rows


def long_cell(path: Path, letters: int | None = None) -> RefusedFile:
    length = "" if letters is None else f" ({_figure(letters)})"
    return refuse(
        path, "B09", f"satu sel lebih panjang dari {_figure(MAX_LETTERS_OF_A_CELL)} huruf{length}", "isian sel biasa",
        "Periksa sel itu; hapus atau pendekkan isinya, lalu kirim lagi.",
    )  # fmt: skip


def too_long(path: Path, found: str) -> RefusedFile:
    return refuse(
        path, "B09", found, f"paling banyak {_figure(MAX_ROWS)} baris dan {_figure(MAX_CELLS)} sel sekali kirim",
        "Pisahkan per tahun atau per kabupaten/kota, lalu kirim satu per satu. Hanya tarikan SIDT-KUMKM boleh lebih "
        "panjang; bila ini tarikan, periksa judul kolomnya.",
    )  # fmt: skip


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
