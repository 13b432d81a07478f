"""Workbooks as districts send them: every layout ends in the right numbers, or in a finding that names the cell."""

import random
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from kumkm.ingest import opening
from kumkm.warehouse.build import build
from kumkm.warehouse.deliveries import reader
from kumkm.warehouse.rehearsal import check

REGIONS = (
    "Kolaka", "Konawe", "Muna", "Buton", "Konsel", "BOMBANA", "Wakatobi", "Kab. Kolaka Utara", "Konut", "Butur",
    "Koltim", "Konawe Kep.", "Mubar", "Buteng", "Busel", "Kota Kendari", "Bau-Bau",
)  # fmt: skip
CODES = (
    "74.01", "74.02", "74.03", "74.04", "74.05", "74.06", "74.07", "74.08", "74.09", "74.10",
    "74.11", "74.12", "74.13", "74.14", "74.15", "74.71", "74.72",
)  # fmt: skip


def put(page, row, column, cell, day):
    """Write one cell: '' leaves it empty, a pair is a formula and its stored value."""
    if isinstance(cell, tuple):
        page.write_formula(row, column, cell[0], None, cell[1])
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell, day)
    elif cell != "":
        page.write(row, column, cell)


@pytest.fixture
def facts(project, tmp_path):
    """Write a workbook and read it: field → {(region, year): value}, or (region, year, month).

    Sheets are rows of cells, as `put` writes them.
    """

    def read(sheets, merges=(), *, by_month=False):
        path = tmp_path / "kiriman.xlsx"
        book = xlsxwriter.Workbook(path)
        book.calc_on_load = False  # as Excel, which has calculated what it stores
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    put(page, at, column, cell, day)
            for merged in merges:
                page.merge_range(*merged)
        book.close()
        [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
        found = {}
        for fact in delivery.facts:
            key = (fact.region_code, fact.year, fact.month) if by_month else (fact.region_code, fact.year)
            parts = found.setdefault(fact.field, {})
            if fact.subdistrict is None and fact.cooperative_type is None:
                parts[key] = fact.value
            else:
                parts[key] = (parts.get(key) or 0) + fact.value
        found["notes"] = [note for note in delivery.notes if note.note not in ("hidden_sheet", "hidden_row")]
        found["totals"] = delivery.totals
        found["understood"] = delivery.understood
        return found

    return read


def numbers(field):
    return {code: value for (code, _year), value in field.items()}


ACTIVE = [10 + 7 * place for place in range(17)]
INACTIVE = [3 + 5 * place for place in range(17)]


def test_three_heading_rows_unmerged_with_titles_column_numbers_total_and_signature(facts):
    head = [
        ["REKAPITULASI DATA KOPERASI"], ["DINAS KOPERASI DAN UMKM PROVINSI SULAWESI TENGGARA"],
        ["KEADAAN PER 31 DESEMBER 2022"], [],
        ["NO.", "KABUPATEN/KOTA", "KELEMBAGAAN", "", "", "ANGGOTA (ORG)", "", "", "KEUANGAN (Rp juta)", ""],
        ["", "", "Jumlah Koperasi (Unit)", "", "", "Lk", "Pr", "Jml", "Asset", "Valume Usaha"],
        ["", "", "Aktif", "Tdk Aktif", "Jml", "", "", "", "", ""],
        [f"({number})" for number in range(1, 11)],
    ]  # fmt: skip
    rows = [
        [place + 1, name, ACTIVE[place], INACTIVE[place], ACTIVE[place] + INACTIVE[place], "1.250", "950", "2.200",
         f"{place + 1}.234,5", "-"]
        for place, name in enumerate(REGIONS)
    ]  # fmt: skip
    total = [
        "",
        "JUMLAH",
        sum(ACTIVE),
        sum(INACTIVE),
        sum(ACTIVE) + sum(INACTIVE),
        "21.250",
        "16.150",
        "37.400",
        "",
        "",
    ]
    foot = [[], ["", "Kendari, 31 Januari 2023"], ["", "Kepala Dinas,"], [], ["", "NAMA CONTOH"], ["", "NIP. 19700101"]]
    found = facts({"Rekap": [*head, *rows, total, *foot]})
    assert numbers(found["cooperatives_active"]) == dict(zip(CODES, ACTIVE, strict=True))
    assert numbers(found["cooperatives_inactive"]) == dict(zip(CODES, INACTIVE, strict=True))
    assert set(found["members"].values()) == {2200.0}
    assert set(found["members_female"].values()) == {950.0}
    assert found["assets_idr"][("74.01", 2022)] == 1234.5e6
    assert {note.note for note in found["notes"]} == {"dash"}
    assert all(total.printed == total.summed for total in found["totals"])
    assert {year for _region, year in found["members"]} == {2022}


def test_districts_across_fields_down_with_groups_and_lettered_items(facts):
    rows = [
        ["DATA PERKEMBANGAN KOPERASI TAHUN 2021"], [],
        ["No", "Uraian", "Satuan", *REGIONS, "Jumlah"],
        ["1", "Koperasi"],
        ["", "a. Aktif", "Unit", *ACTIVE, sum(ACTIVE)],
        ["", "b. Tidak Aktif", "Unit", *INACTIVE, sum(INACTIVE)],
        ["2", "Anggota"],
        ["", "- Laki-laki", "Orang", *ACTIVE, sum(ACTIVE)],
        ["", "- Perempuan", "Orang", *INACTIVE, sum(INACTIVE)],
        ["3", "Volume Usaha (Rp 000)", "Rp 000", *ACTIVE, sum(ACTIVE)],
    ]  # fmt: skip
    found = facts({"Sheet1": rows})
    assert numbers(found["cooperatives_active"]) == dict(zip(CODES, ACTIVE, strict=True))
    assert numbers(found["members_female"]) == dict(zip(CODES, INACTIVE, strict=True))
    assert numbers(found["turnover_idr"]) == {code: 1e3 * value for code, value in zip(CODES, ACTIVE, strict=True)}
    assert {year for _region, year in found["members_male"]} == {2021}
    assert found["notes"] == []


def test_years_under_each_field_in_merged_headings(facts):
    rows = [
        ["Kab/Kota", "", "", "Koperasi Aktif", "", "", "Anggota", "", ""],
        ["", "", "", 2019, 2020, 2021, 2019, 2020, 2021],
        *([name, "", "", place, place + 1, place + 2, 10 * place, 20 * place, 30 * place]
          for place, name in enumerate(REGIONS, start=1)),
    ]  # fmt: skip
    found = facts({"Data": rows}, [(0, 0, 1, 2, "Kab/Kota"), (0, 3, 0, 5, "Koperasi Aktif"), (0, 6, 0, 8, "Anggota")])
    assert found["cooperatives_active"][("74.03", 2020)] == 4
    assert found["members"][("74.72", 2021)] == 510


def test_a_sheet_per_year_with_subdistricts_of_one_district(facts):
    def sheet(factor):
        return [
            ["REKAP KOPERASI KABUPATEN KONAWE SELATAN"], [],
            ["No", "Kecamatan", "Koperasi Aktif", "Koperasi Tidak Aktif", "Modal Sendiri (dalam jutaan rupiah)"],
            [1, "Contoh Satu", 4 * factor, 2, "1.250"],
            [2, "Contoh Dua", 5 * factor, 3, "750"],
            ["", "JUMLAH", 9 * factor, 5, "2.000"],
        ]  # fmt: skip

    found = facts({"2020": sheet(1), "TB 2021": sheet(2)})
    assert found["cooperatives_active"] == {("74.05", 2020): 9, ("74.05", 2021): 18}
    assert found["equity_idr"][("74.05", 2020)] == 2000e6
    assert {note.note for note in found["notes"]} == set()


def test_a_sheet_per_district_and_years_as_rows(facts):
    rows = [
        ["Tahun", "Koperasi", "Aktif", "RAT", "SHU (Rp)"],
        [2020, 100, 60, 20, "Rp. 1.250.000.000,-"],
        [2021, 110, 65, 25, "(1.250.000)"],
    ]
    found = facts({"Kolaka": rows, "Kota Baubau": rows})
    assert found["cooperatives_rat"] == {
        (code, year): value for code in ("74.01", "74.72") for year, value in ((2020, 20), (2021, 25))
    }
    assert found["surplus_idr"][("74.01", 2021)] == -1_250_000
    assert found["cooperatives_registered"][("74.72", 2020)] == 100


def test_a_district_cell_merged_over_its_years_is_filled_down(facts):
    rows = [["Kabupaten/Kota", "Tahun", "Jumlah Koperasi"]]
    for name in ("Muna", "Buton"):
        rows += [[name, 2020, 5], ["", 2021, 6], ["", 2022, 7]]
    found = facts({"Data": rows})
    assert found["cooperatives_registered"] == {
        (code, year): value for code in ("74.03", "74.04") for year, value in ((2020, 5), (2021, 6), (2022, 7))
    }


@pytest.mark.parametrize("merged", [(2, 1, 3, 1, 9000), (1, 1, 1, 2, 9000)], ids=["two regions", "two columns"])
def test_a_number_merged_over_several_regions_or_columns_is_nobodys(facts, merged):
    rows = [["Kabupaten/Kota", "Koperasi Aktif", "Koperasi Tidak Aktif"], ["Muna", 5, 6], ["Buton", 7, 8]]
    rows += [["Kolaka", 9, 10], ["Konawe", 9, 11]]
    for row in range(merged[0], merged[2] + 1):
        for column in range(merged[1], merged[3] + 1):
            rows[row][column] = ""
    found = facts({"DATA TAHUN 2023": rows}, [merged])
    assert [(note.note, note.row_number) for note in found["notes"]] == [("merged_value", merged[0] + 1)]


def test_the_field_may_stand_in_the_title_alone(facts):
    rows = [
        ["JUMLAH KOPERASI AKTIF MENURUT KABUPATEN/KOTA"], [],
        ["Kabupaten/Kota", 2020, 2021],
        *([name, place, 2 * place] for place, name in enumerate(REGIONS, start=1)),
        ["Sulawesi Tenggara", 153, 306],
    ]  # fmt: skip
    found = facts({"Tabel": rows})
    assert found["cooperatives_active"][("74.71", 2021)] == 32
    assert found["cooperatives_active"][("74", 2020)] == 153


def test_a_unit_row_under_the_headings_and_scales_in_cells(facts):
    rows = [
        ["Kabupaten/Kota", "Tahun", "Aset", "Koperasi"],
        ["", "", "(Rp)", "(Unit)"],
        ["Kolaka", 2022, "10,8 M", 5],
        ["Konawe", 2022, "500 jt", 6],
        ["Muna", 2022, 2_000_000_000, 7],
    ]
    found = facts({"Data": rows})
    assert numbers(found["assets_idr"]) == {"74.01": 10.8e9, "74.02": 5e8, "74.03": 2e9}


# -- what is wrong is named -------------------------------------------------------------------------------


@pytest.fixture
def rehearse(project, tmp_path):
    """Check a CSV given as lines; returns rule → findings."""

    def run(*lines, name="kiriman.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        found = {}
        for item in check([path], project).findings:
            found.setdefault(item.rule, []).append(item)
        return found

    return run


def test_a_clean_table_has_nothing_to_say(rehearse):
    rows = [f"{name};2023;{9 + place};{5 + place};4" for place, name in enumerate(REGIONS)]
    assert rehearse("Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif", *rows) == {}


def test_bps_codes_where_kemendagri_was_expected_are_named_cell_by_cell(rehearse):
    found = rehearse("Kode;Kabupaten/Kota;Tahun;Koperasi Aktif", "7404;Kolaka;2023;5", "7405;Konawe Selatan;2023;6")
    [wrong] = found["V02"]
    assert (wrong.row, wrong.column, wrong.severity) == (2, "Kode", "galat")
    assert "Buton" in wrong.message or "Buton" in (wrong.expected or "")


def test_a_wrong_prefix_and_an_unknown_name_are_not_guessed(rehearse):
    found = rehearse("Kab/Kota;Tahun;Koperasi Aktif", "Kab. Kendari;2023;5", "Buton Tenggara;2023;6", "Unaaha;2023;7")
    assert [item.row for item in found["V01"]] == [2, 3, 4]


def test_money_without_a_unit_is_asked_for(rehearse):
    found = rehearse("Kabupaten/Kota;Tahun;Aset", "Kolaka;2023;1250", "Muna;2023;1300")
    [wrong] = found["V07"]
    assert wrong.column == "Aset"


def test_a_wrong_total_names_its_cell_and_is_no_region(rehearse):
    found = rehearse("Kabupaten/Kota;Tahun;Koperasi Aktif", "Kolaka;2023;5", "Muna;2023;6", "JUMLAH;;12")
    assert set(found) == {"V36"}
    assert found["V36"][0].row == 4


def test_an_unreadable_layout_says_what_it_found(rehearse):
    [refused] = rehearse("apa;saja;isinya", "1;2;3")["B10"]
    assert refused.severity == "galat"


@pytest.mark.slow
def test_an_enterprise_extract_loses_what_is_personal_before_anything_is_written(copy, tmp_path):
    copy.raw.joinpath("sidt.csv").write_text(
        "id_data_badan_usaha,nik_pengusaha,nama_pengusaha,kontak_hp,tanggal_lahir,kab_usaha,skala_usaha,omzet_tahunan,nib\n"
        + "\n".join(
            f"u{number},7401015505900{number:03d},NAMA RAHASIA {number},0812345678{number:02d},1990-05-15,"
            f"Kolaka Utara,Mikro,{number}000000,9120001234{number:03d}"
            for number in range(10, 40)
        ),
        encoding="utf-8",
    )
    published = build(copy, datetime(2026, 1, 1, tzinfo=UTC))
    content = published.path.read_bytes()
    for planted in (b"7401015505900", b"NAMA RAHASIA", b"0812345678", b"9120001234"):
        assert planted not in content


# -- habits mixed -----------------------------------------------------------------------------------------


HEAD = ["No", "Kabupaten/Kota", "Koperasi Aktif", "Koperasi Tidak Aktif"]
YEAR = ["REKAPITULASI KOPERASI TAHUN 2023"]
ROWS = [[place + 1, name, ACTIVE[place], INACTIVE[place]] for place, name in enumerate(REGIONS)]


def is_right(found, year=2023):
    assert found["cooperatives_active"] == {
        (code, year): value for code, value in zip(CODES, ACTIVE, strict=True)
    } and found["cooperatives_inactive"] == {
        (code, year): value for code, value in zip(CODES, INACTIVE, strict=True)
    }  # fmt: skip


@pytest.mark.parametrize(
    "titles",
    [
        [["KABUPATEN", ":", "BUTON UTARA"], ["TAHUN", ":", 2023]],
        [["Provinsi", "Sulawesi Tenggara", "Kabupaten", "Buton Utara"], ["Keadaan per 31 Desember 2023"]],
        [["Kabupaten/Kota : Kab. Buton Utara"], ["Tahun Buku", "", "2023"]],
    ],
)
def test_titles_over_several_cells_say_where_and_when(facts, titles):
    found = facts({"Sheet1": [*titles, ["No", "Kecamatan", "Koperasi Aktif"], [1, "Contoh", 5], ["", "Jumlah", 5]]})
    assert found["cooperatives_active"] == {("74.10", 2023): 5}
    assert found["notes"] == []


def test_tables_side_by_side_keep_their_own_districts(facts):
    other = ROWS[::-1]
    rows = [
        [*left[:3], "", *([right[0], right[1], right[3]] if right else [])]
        for left, right in zip(ROWS, other, strict=True)
    ]
    is_right(facts({"S": [YEAR, [*HEAD[:3], "", "No", "Kabupaten/Kota", "Koperasi Tidak Aktif"], *rows]}))


def test_halves_side_by_side_with_titles_of_their_own(facts):
    rows = [["KOPERASI TAHUN 2022", "", "", "KOPERASI TAHUN 2023"], ["Kab/Kota", "Aktif", "", "Kab/Kota", "Aktif"]]
    rows += [[a[1], a[2], "", b[1], b[2] + 1] for a, b in zip(ROWS, ROWS[::-1], strict=True)]
    found = facts({"S": rows})["cooperatives_active"]
    assert found == {(code, 2022 + later): value + later for code, value in zip(CODES, ACTIVE, strict=True)
                     for later in (0, 1)}  # fmt: skip


def test_tables_one_below_the_other_have_their_own_titles(facts):
    rows = []
    for year in (2021, 2022):
        rows += [[f"Tabel {year - 2020}. Koperasi, {year}"], ["Kab/Kota", "Aktif", "Tidak Aktif"]]
        rows += [[name, active + year, inactive] for _, name, active, inactive in ROWS]
        rows += [["Jumlah", sum(ACTIVE) + 17 * year, sum(INACTIVE)], ["Sumber: Dinas, 31 Januari 2020"], []]
    found = facts({"S": rows})
    assert found["cooperatives_active"] == {
        (code, year): value + year for code, value in zip(CODES, ACTIVE, strict=True) for year in (2021, 2022)
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kolaka*)", "74.01"), ("1. Buton", "74.04"), ("Kab. Konawe Ut.", "74.09"), ("Kendari (Kota)", "74.71"),
        ("Bau-bau, Kota", "74.72"), ("Kab. Buton Utara (Butur)", "74.10"), ("Pemkab Muna Barat", "74.13"),
        ("Binaan Prov. Sultra", "74.00"), ("Konawe\nKepulauan ¹", "74.12"),
    ],
)  # fmt: skip
def test_names_with_numbers_marks_and_short_forms(facts, written, code):
    assert numbers(facts({"S": [YEAR, HEAD, [1, written, 5, 2]]})["cooperatives_active"]) == {code: 5}


@pytest.mark.parametrize("written", ["Kolaka Kota", "Buton (Muna)", "Wilayah Daratan", "Kab. Kendari Ut."])
def test_names_that_say_two_things_are_not_guessed(facts, written):
    [note] = facts({"S": [YEAR, HEAD, [1, written, 5, 2]]})["notes"]
    assert (note.note, note.row_number, note.column_letter) == ("unknown_region", 3, "B")


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Aset (Rp 1.000)", 1e3), ("Aset Juta Rupiah", 1e6), ("Aset (x Rp. 1.000,-)", 1e3), ("Aset (Milyar)", 1e9),
        ("Aset (dalam Rp1.000.000)", 1e6), ("Aset (Ribu Rp)", 1e3), ("Aset ('000)", 1e3),
    ],
)  # fmt: skip
def test_units_written_either_way_round(facts, heading, factor):
    found = facts({"S": [YEAR, ["Kab/Kota", heading, "Koperasi Aktif"], ["Kolaka", 1250, 5]]})
    assert found["assets_idr"] == {("74.01", 2023): 1250 * factor}


def test_a_row_of_units_without_brackets_is_no_data(facts):
    rows = [YEAR, ["Kab/Kota", "Koperasi", "Anggota", "Aset"], ["", "Unit", "Orang", "Rp. Juta"], ["Muna", 5, 90, 7]]
    found = facts({"S": rows})
    assert found["assets_idr"] == {("74.03", 2023): 7e6}
    assert found["notes"] == []


def test_what_stands_under_another_heading_is_not_taken_for_the_whole(facts):
    rows = [
        YEAR,
        ["Kab/Kota", "Koperasi", "", "Koperasi Merah Putih", "Pertumbuhan"],
        ["", "Aktif", "Tidak Aktif", "Aktif", "Koperasi Aktif"],
        ["Kolaka", 10, 4, 99, 3],
    ]
    found = facts({"S": rows})
    assert found["cooperatives_active"] == {("74.01", 2023): 10}
    assert found["notes"] == []
    assert [(line.population, line.nature, line.read) for line in found["understood"][3:]] == [
        ("KDKMP", "realisasi", False),
        ("semua", "kenaikan", False),
    ]


def test_a_bare_total_right_of_its_parts_is_their_whole(facts):
    rows = [YEAR, ["Kab/Kota", "Aktif", "Tidak Aktif", "Jumlah"], ["Kolaka", 10, 4, 14]]
    assert facts({"S": rows})["cooperatives_registered"] == {("74.01", 2023): 14}


def test_one_district_with_its_items_below_each_other(facts):
    rows = [
        ["DATA KOPERASI KAB. BUTON UTARA TAHUN BUKU 2023"],
        ["No", "URAIAN", "SATUAN", "JUMLAH", "KET"],
        ["I", "KELEMBAGAAN"],
        ["1", "Jumlah Koperasi", "Unit", 42],
        ["", "a. Aktif", "Unit", 30],
        ["II", "ANGGOTA"],
        ["1", "Laki-laki", "Orang", 500],
        ["2", "Jumlah Anggota", "Orang", 900],
        ["3", "SHU", "Rp (000)", "(120.000)"],
    ]
    found = facts({"S": rows})
    at = ("74.10", 2023)
    assert {name: found[name] for name in found if name not in ("notes", "totals", "understood")} == {
        "cooperatives_registered": {at: 42}, "cooperatives_active": {at: 30}, "members_male": {at: 500},
        "members": {at: 900}, "surplus_idr": {at: -120e6},
    }  # fmt: skip


def test_regions_above_years_and_above_fields(facts):
    years = [["Uraian", "Konsel", "", "Butur", ""], ["", 2022, 2023, 2022, 2023], ["Koperasi Aktif", 1, 2, 3, 4],
             ["Koperasi Tidak Aktif", 5, 6, 7, 8]]  # fmt: skip
    expected = {("74.05", 2022): 1, ("74.05", 2023): 2, ("74.10", 2022): 3, ("74.10", 2023): 4}
    assert facts({"Data": years})["cooperatives_active"] == expected
    fields = [["Tahun", "Konsel", "", "Butur", ""], ["", "Aktif", "Tidak Aktif", "Aktif", "Tidak Aktif"],
              [2022, 1, 5, 3, 7], [2023, 2, 6, 4, 8]]  # fmt: skip
    assert facts({"Data": fields})["cooperatives_active"] == expected


def test_headings_printed_again_on_the_next_page(facts):
    head = [["No", "Kabupaten/Kota", "Koperasi", ""], ["", "", "Aktif", "Tidak Aktif"], ["(1)", "(2)", "(3)", "(4)"]]
    moved = ["", "Jumlah dipindahkan", sum(ACTIVE[:9]), sum(INACTIVE[:9])]
    last = ["", "JUMLAH TAHUN 2022", 7, 7]
    found = facts({"S": [YEAR, *head, *ROWS[:9], moved, [], ["Lanjutan"], *head, *ROWS[9:], last]})
    is_right(found)
    assert all(total.printed == total.summed for total in found["totals"])


def test_the_order_of_rows_and_columns_changes_nothing(facts):
    fields = list(zip(*[row[2:] for row in ROWS], strict=True))
    for seed in range(4):
        shuffled = random.Random(seed)
        order, columns = list(range(17)), [("Kop. Aktif", fields[0]), ("Tdk. Aktif", fields[1])]
        shuffled.shuffle(order)
        shuffled.shuffle(columns)
        rows = [[REGIONS[place], *(values[place] for _, values in columns)] for place in order]
        offset = [[""] * seed + row for row in ([*YEAR], ["Kab./Kota", *(name for name, _ in columns)], *rows)]
        is_right(facts({"S": [[]] * seed + offset}))


@pytest.mark.parametrize(
    "months",
    [
        ["Jan", "Feb"],
        ["Januari", "Pebruari"],
        [1, 2],
        ["Jan-23", "Feb-23"],
        [datetime(2023, 1, 1), datetime(2023, 2, 1)],
    ],
)
def test_months_in_every_form_and_merged_over_regions(facts, months):
    rows = [["PENYALURAN KUR 2023"], ["Bulan", "Kab/Kota", "Debitur"]]
    rows += [[month if name == "Kolaka" else "", name, 5] for month in months for name in ("Kolaka", "Muna")]
    found = facts({"S": rows}, by_month=True)
    assert found["kur_borrowers"] == {(code, 2023, month): 5 for code in ("74.01", "74.03") for month in (1, 2)}


def test_months_across_are_of_the_number_that_the_title_names_in_most_words(facts):
    rows = [["PENYALURAN KREDIT USAHA RAKYAT (KUR) TAHUN 2023 (dalam jutaan Rupiah)"],
            ["Kabupaten/Kota", "Jan", "Feb", "Mar"], ["Kolaka", 1, 2, 3], ["Muna", 4, 5, 6]]  # fmt: skip
    assert facts({"S": rows}, by_month=True)["kur_disbursed_idr"][("74.03", 2023, 2)] == 5e6


@pytest.mark.slow
def test_a_title_about_something_else_is_not_taken_for_a_field(rehearse):
    for title, rule in (("JUMLAH KOPERASI BERPRESTASI", "B17"), ("DINAS KOPERASI - JUMLAH WIRAUSAHA", "B10")):
        assert set(rehearse(title, "Kabupaten/Kota;2022;2023", "Kolaka;1;2", "Muna;3;4")) == {rule}


def test_an_item_called_jumlah_is_no_total(rehearse):
    items = (("Jumlah Koperasi", 14), ("Koperasi Aktif", 10), ("Koperasi Tidak Aktif", 4))
    rows = [f"{name};2023;{item};{value}" for name in REGIONS for item, value in items]
    assert rehearse("Kabupaten/Kota;Tahun;Indikator;Nilai", *rows) == {}


def test_examples_on_a_help_sheet_are_no_data(facts):
    found = facts({"Petunjuk": [YEAR, HEAD, [1, "Kolaka", 999, 9]], "Data": [YEAR, HEAD, *ROWS]})
    is_right(found)
    assert {note.note for note in found["notes"]} == {"unknown_table"}


def test_an_error_in_a_cell_is_named(facts):
    found = facts({"S": [YEAR, HEAD, [1, "Kolaka", ("=Sheet9!A1", "#REF!"), 5]]})
    assert [(note.note, note.row_number, note.column_letter) for note in found["notes"]] == [("not_available", 3, "C")]


def test_a_sheet_named_after_another_district_than_its_title_is_named(facts):
    found = facts(
        {
            "Konawe": [
                ["KABUPATEN KONAWE UTARA TAHUN 2023"],
                ["Kecamatan", "Koperasi Aktif"],
                ["Asera", 5],
                ["JUMLAH", 5],
            ]
        }
    )
    assert [note.note for note in found["notes"]] == ["region_conflict"]
    assert "Konawe Utara" in found["notes"][0].found


def test_a_list_takes_the_fuller_heading_and_keeps_a_name_like_a_total(project, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text(
        "Lembaga;Nama Koperasi;Kab/Kota;Tahun Buku;Jenis;Anggota\n"
        "Dinas Koperasi;KUD Contoh;Kolaka;2023;Konsumen;25\nDinas Koperasi;Koperasi Total Jaya;Muna;2023;Jasa;30\n"
        ";Total Makmur;Muna;2023;Jasa;40\n",
        encoding="utf-8",
    )
    [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
    assert [row["name"] for row in delivery.rows] == ["KUD Contoh", "Koperasi Total Jaya", "Total Makmur"]


def test_a_percentage_in_an_ods_is_read_as_it_is_shown(project, tmp_path):
    def cell(value, kind="string"):
        told = f'office:value-type="{kind}"' + ("" if kind == "string" else f' office:value="{value}"')
        return f"<table:table-cell {told}><text:p>{value}</text:p></table:table-cell>"

    rows = [[cell("Kab/Kota"), cell("Koperasi Aktif"), cell("% Aktif")]]
    rows += [[cell("Muna"), '<table:table-cell table:number-columns-repeated="1"/>', cell(0.492, "percentage")]]
    rows += [[cell("Buton"), cell(7, "float"), cell(0.5, "percentage")]]
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    path = tmp_path / "rekap.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="2023">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
    read = {(fact.region_code, fact.field): fact.value for fact in delivery.facts}
    assert read[("74.03", "active_pct")] == pytest.approx(49.2)
    assert read[("74.04", "active_pct")] == 50
    assert read[("74.04", "cooperatives_active")] == 7
