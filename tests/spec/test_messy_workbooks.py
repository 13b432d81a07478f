"""Workbooks as districts send them: every layout ends in the right numbers, or in a finding that names the cell."""

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


@pytest.fixture
def facts(project, tmp_path):
    """Write a workbook (sheet → rows, '' leaves a cell empty) and read it: field → {(region, year): value}."""

    def read(sheets, merges=()):
        path = tmp_path / "kiriman.xlsx"
        book = xlsxwriter.Workbook(path)
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        page.write(at, column, cell)
            for merged in merges:
                page.merge_range(*merged)
        book.close()
        [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
        found = {}
        for fact in delivery.facts:
            key = (fact.region_code, fact.year)
            parts = found.setdefault(fact.field, {})
            if fact.subdistrict is None and fact.cooperative_type is None:
                parts[key] = fact.value
            else:
                parts[key] = (parts.get(key) or 0) + fact.value
        found["notes"] = [note for note in delivery.notes if note.note not in ("hidden_sheet", "hidden_row")]
        found["totals"] = delivery.totals
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
