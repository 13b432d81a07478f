"""How long a delivery may be that is read cell by cell; extracts of enterprises are streamed and have no such limit."""

from __future__ import annotations

from pathlib import Path

from kumkm.errors import RefusedFile
from kumkm.ingest.refusals import refuse

# The longest real list has 23,000 rows, one per cooperative and year. One of 99,000 rows of 13 cells takes some 630 MB.
MAX_ROWS = 60_000
MAX_CELLS = 4_000_000


def check_extent(path: Path, rows: int, cells: int) -> None:
    """Raise RefusedFile (B09) where there is more than is read cell by cell."""
    if rows > MAX_ROWS:
        raise too_long(path, f"lebih dari {_figure(MAX_ROWS)} baris ({_figure(rows)})")
    if cells > MAX_CELLS:
        raise too_long(path, f"lebih dari {_figure(MAX_CELLS)} sel ({_figure(cells)})")


def too_long(path: Path, found: str) -> RefusedFile:
    return refuse(
        path, "B09", found, f"paling banyak {_figure(MAX_ROWS)} baris dan {_figure(MAX_CELLS)} sel sekali kirim",
        "Pisahkan per tahun atau per kabupaten/kota, lalu kirim satu per satu. Hanya tarikan SIDT-KUMKM boleh lebih "
        "panjang; bila ini tarikan, periksa judul kolomnya.",
    )  # fmt: skip


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
