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


def deliver(tmp_path, *lines):
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    [delivery] = READER.read(opening.inspect(path), path.name)
    return delivery


NAMES = [f"Koperasi Uji {number}" for number in range(6)]


@pytest.mark.parametrize("column", ["Baru", "Bubar", "Tanggal Bubar", "Pindah", "Jumlah Koperasi"])
def test_a_column_more_makes_no_recap_of_a_list_of_names(tmp_path, column):
    rows = [f"{place};{name};Aktif;25;{1 if place == 3 else ''}" for place, name in enumerate(NAMES)]
    delivery = deliver(
        tmp_path, "DATA KOPERASI KABUPATEN KOLAKA TAHUN 2022;;;;", f"No;Nama Koperasi;Status;Anggota;{column}", *rows
    )
    assert (delivery.facts, [row["name"] for row in delivery.rows]) == ([], NAMES)


def test_a_list_needs_no_more_than_a_status_beside_its_names(tmp_path):
    rows = [f"{place};Kolaka;{name};Aktif" for place, name in enumerate(NAMES)]
    delivery = deliver(tmp_path, "DATA KOPERASI TAHUN 2022;;;", "No;Kabupaten/Kota;Nama Koperasi;Status", *rows)
    assert [row["status"] for row in delivery.rows] == ["Aktif"] * 6


def test_active_and_inactive_side_by_side_are_one_answer(tmp_path):
    rows = [f"{place};{name};{place % 2};{1 - place % 2}" for place, name in enumerate(NAMES)]
    title = "DATA KOPERASI KABUPATEN KOLAKA TAHUN 2022;;;"
    delivery = deliver(tmp_path, title, "No;Nama Koperasi;Aktif;Tidak Aktif", *rows)
    assert [row["status"] for row in delivery.rows] == ["Tidak Aktif", "Aktif"] * 3


def test_years_of_founding_are_not_the_years_of_a_list(tmp_path):
    rows = [f"{place};{name};{2000 + 3 * place};Aktif" for place, name in enumerate(NAMES)]
    title = "DATA KOPERASI KABUPATEN KOLAKA TAHUN 2022;;;"
    delivery = deliver(tmp_path, title, "No;Nama Koperasi;Tahun;Status", *rows)
    assert {row["book_year"] for row in delivery.rows} == {2022}
    assert [note.found for note in delivery.notes if note.field == "book_year"] == ["2000–2015"]


def test_columns_of_other_years_are_left_out_and_said(tmp_path):
    rows = [f"{place};{name};Aktif;1;2" for place, name in enumerate(NAMES)]
    heading = "No;Nama Koperasi;Status;Aset 2021 (Rp);Aset 2022 (Rp)"
    told = deliver(tmp_path, "DATA KOPERASI KABUPATEN KOLAKA TAHUN 2022;;;;", heading, *rows)
    assert {row["assets_idr"] for row in told.rows} == {2}
    assert [note.found for note in told.notes if note.note == "unread_columns"] == ["Aset 2021 (Rp)"]
    untold = deliver(tmp_path, "DATA KOPERASI KABUPATEN KOLAKA;;;;", heading, *rows)
    assert {row["book_year"] for row in untold.rows} == {None}


@pytest.mark.parametrize("remark", ["sudah bubar", "pindah ke Kolaka Timur", "KDKMP"])
def test_a_remark_that_would_change_who_counts_is_said(tmp_path, remark):
    rows = [f"{place};{name};Aktif;{remark if place < 2 else ''}" for place, name in enumerate(NAMES)]
    title = "DATA KOPERASI KABUPATEN KOLAKA TAHUN 2022;;;"
    delivery = deliver(tmp_path, title, "No;Nama Koperasi;Status;Keterangan", *rows)
    assert [note.found for note in delivery.notes if note.note == "limiting_note"] == [f"{remark} (2 baris)"]
