"""Lists that answer one question over several columns, one of which each row ticks."""

from datetime import date

import openpyxl
import pytest

from kumkm.ingest import opening
from kumkm.settings import load
from kumkm.warehouse.deliveries import reader

READER = reader(load(), date(2026, 11, 1))


def read(tmp_path, rows, *, groups=(("D3", "E3"), ("F3", "G3"))):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2022"])
    sheet.append([])
    sheet.append(["No", "Nama Koperasi", "NIK Koperasi", "Status", None, "RAT", None, "Anggota"])
    sheet.append([None, None, None, "Aktif", "Tidak Aktif", "Sudah", "Belum", None])
    for first, last in groups:
        sheet.merge_cells(f"{first}:{last}")
    for row in rows:
        sheet.append(row)
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    [delivery] = READER.read(opening.inspect(path), path.name)
    return delivery


@pytest.mark.parametrize("tick", ["√", "v", "V", "x", "✓", 1, "1"])
def test_the_ticked_column_is_the_answer(tmp_path, tick):
    delivery = read(
        tmp_path,
        [
            [1, "KSP Maju", "7401000000001", tick, None, tick, None, 21],
            [2, "KUD Tani", "7401000000002", tick, None, None, tick, 22],
            [3, "Kopkar Jaya", "7401000000003", None, tick, None, None, 23],
        ],
    )
    assert [(row["name"], row["status"], row["rat_held"]) for row in delivery.rows] == [
        ("KSP Maju", "Aktif", True),
        ("KUD Tani", "Aktif", False),
        ("Kopkar Jaya", "Tidak Aktif", None),
    ]
    lines = {line.measure: line.column_letter for line in delivery.understood if line.read}
    assert (lines["status"], lines["rat_held"]) == ("D–E", "F–G")


def test_a_row_that_ticks_two_is_no_answer(tmp_path):
    delivery = read(
        tmp_path,
        [
            [1, "KSP Maju", "7401000000001", "√", "√", "√", None, 21],
            [2, "KUD Tani", "7401000000002", "√", None, "√", "√", 22],
            [3, "Kopkar Jaya", "7401000000003", None, "√", None, "√", 23],
            [4, "KSU Baru", "7401000000004", None, "√", None, "√", 24],
        ],
    )
    assert [row["status"] for row in delivery.rows] == ["dua kolom dicentang", "Aktif", "Tidak Aktif", "Tidak Aktif"]
    assert [row["rat_held"] for row in delivery.rows] == [True, None, False, False]


def test_columns_of_which_rows_tick_several_are_no_one_question(tmp_path):
    rows = [[number, f"KSP {number}", f"740100000000{number}", "√", "√", "√", None, 21] for number in (1, 2, 3)]
    delivery = read(tmp_path, rows)
    assert all(row.get("status") not in ("Aktif", "Tidak Aktif") for row in delivery.rows)


def test_cells_that_say_more_than_a_tick_stay_columns_of_their_own(tmp_path):
    delivery = read(
        tmp_path,
        [
            [1, "KSP Maju", "7401000000001", "√", None, 12, 3, 21],
            [2, "KUD Tani", "7401000000002", None, "√", 15, 4, 22],
        ],
    )
    assert [row["status"] for row in delivery.rows] == ["Aktif", "Tidak Aktif"]
    assert all(row.get("rat_held") is None for row in delivery.rows)
