"""A list of many rows is told apart by its first ones: how often headings are parsed does not grow with its length."""

from datetime import date
from pathlib import Path

from kumkm.ingest import recognise
from kumkm.ingest.opening import FileKind, Opened
from kumkm.ingest.sheets import Sheet
from kumkm.warehouse.deliveries import reader


def test_the_rows_of_a_long_list_are_not_parsed_like_headings(project, monkeypatch):
    counted = []
    real = recognise.understand
    monkeypatch.setattr(recognise, "understand", lambda *args, **more: counted.append(1) or real(*args, **more))
    heading = ["Nama Koperasi", "Kabupaten/Kota", "Tahun Buku", "Jenis", "Status", "Kelompok", "Anggota", "Aset (Rp)"]

    def parsed(rows):
        counted.clear()
        body = [
            [f"Koperasi {row}", "Kolaka", 2023.0, "Jasa", "Aktif", f"Kelompok {row}", 25.0, 1e6] for row in range(rows)
        ]
        opened = Opened(Path("panjang.xlsx"), FileKind.XLSX, "1" * 64, 1, (), None)
        [delivery] = reader(project, date(2026, 1, 1)).read_sheets(
            opened, "panjang.xlsx", [Sheet("2023", [heading, *body])]
        )
        assert len(delivery.rows) == rows
        return len(counted)

    assert parsed(3000) == parsed(300)
