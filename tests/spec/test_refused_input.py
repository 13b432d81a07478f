"""Reference data that break a rule are refused with file and row, and what was published stays."""

from datetime import UTC, datetime

import pytest
from rounds import some

from kumkm.errors import InputError
from kumkm.warehouse import connection
from kumkm.warehouse.build import build

pytestmark = pytest.mark.slow  # every case is delivered

LATER = datetime(2100, 1, 1, tzinfo=UTC)
FIRST_ROW = "kemendagri_regencies,74.01,Kolaka,area_km2,,2024,,2958.87,km2,tetap,\n"


def versions(settings):
    """The builds that lie there, with what each was made of, and the pointer."""
    return sorted(path.name for path in settings.warehouse.iterdir() if path.suffix)


@pytest.mark.parametrize(
    ("broken", "row", "said"),
    some(
        [
            (FIRST_ROW.replace("74.01", "74.1"), 2, "74.1"),
            (FIRST_ROW.replace("km2,tetap", "hektar,tetap"), 2, "hektar"),
            (FIRST_ROW.replace("area_km2", "luas"), 2, "luas"),
            (FIRST_ROW.replace("kemendagri_regencies", "entah"), 2, "entah"),
            (FIRST_ROW.replace("Kolaka", "Konawe"), 2, "Kode 74.01 adalah Kolaka tetapi nama tertulis Konawe"),
            (FIRST_ROW.replace("kemendagri_regencies,74.01", "bps_514_2021,7401"), 2, "Kode 7401 adalah Buton"),
            (FIRST_ROW + FIRST_ROW.replace("2958.87", "2959.87"), 3, "muncul 2 kali"),
        ],
        {0, 3, 6},
    ),
)
def test_a_broken_row_is_named_with_file_and_row_and_what_was_published_stays(copy, good, broken, row, said, edit):
    edit(copy, "figures.csv", FIRST_ROW, broken)
    with pytest.raises(InputError, match=rf"figures\.csv baris {row}: .*tidak berubah") as refused:
        build(copy, LATER)
    assert said in str(refused.value)
    assert connection.published(copy.warehouse) == good
    assert versions(copy) == ["current.json", good.path.name, good.path.with_suffix(".json").name]


@pytest.mark.parametrize("bad", ["abc", "", "2.958,87"])
def test_a_value_that_is_no_number_is_refused_and_what_was_published_stays(copy, good, bad, edit):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", bad if "," not in bad else f'"{bad}"'))
    with pytest.raises(InputError, match=r"figure.*tidak berubah"):
        build(copy, LATER)
    assert connection.published(copy.warehouse) == good
    assert versions(copy) == ["current.json", good.path.name, good.path.with_suffix(".json").name]


@pytest.mark.parametrize("broken", [("2958.87", "abc"), ("tetap", "pasti")])
def test_a_cell_of_the_wrong_type_is_named_with_file_and_row(copy, broken, edit):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace(*broken))
    with pytest.raises(InputError, match=r"figures\.csv baris 2"):
        build(copy, LATER)


def test_a_value_that_is_not_a_number_by_name_is_refused(copy, edit):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", "nan"))
    with pytest.raises(InputError):
        build(copy, LATER)


@pytest.mark.parametrize("broken", [(",1959,", ",abc,"), (",kabupaten,", ",kab,")])
def test_a_broken_region_is_an_input_error_too(copy, broken, edit):
    edit(copy, "regions.csv", *broken)
    with pytest.raises(InputError, match=r"regions\.csv"):
        build(copy, LATER)


@pytest.mark.parametrize("target", ["tidak_ada,74,2030,1,RPJMD", "hdi,74.99,2030,1,RPJMD"])
def test_a_target_for_an_unknown_indicator_or_region_is_refused(copy, target, edit):
    edit(copy, "targets.csv", "document\n", f"document\n{target}\n")
    with pytest.raises(InputError, match=r"targets\.csv baris 2: .*tidak dikenal"):
        build(copy, LATER)


EVENT = "pandemic,2020,3,,Pandemi,"


@pytest.mark.parametrize(
    ("old", "new", "row", "said"),
    [
        (EVENT, EVENT.replace("2020", "20"), 11, r"empat angka.*Ditemukan: 20\."),
        (EVENT, EVENT.replace(",3,", ",13,"), 11, r"Bulan harus angka 1 sampai 12.*Ditemukan: 13\."),
        (EVENT, EVENT.replace(",3,", ",Maret,"), 11, r"Bulan harus angka 1 sampai 12.*Ditemukan: Maret\."),
        (EVENT, EVENT.replace(",,", ",74.1,"), 11, r"Kode wilayah tidak dikenal.*Ditemukan: 74\.1\."),
        (EVENT, EVENT.replace(",,", ",7401,"), 11, r"Kode wilayah tidak dikenal.*Ditemukan: 7401\."),
        (EVENT, EVENT.replace("Pandemi", "Pandemi di seluruh dunia"), 11, r"paling panjang 22 huruf"),
        (EVENT, EVENT.replace("Pandemi", ""), 11, r"Label harus terisi.*Ditemukan: sel kosong\."),
        (EVENT, EVENT.replace("pandemic", "ods"), 7, r"event_id.*hanya muncul sekali.*Ditemukan: ods\."),
        (";financing,", ";kur,", 11, r"yang diharapkan .*cooperatives, .*Ditemukan: economy;.*;kur\."),
        (";financing,", ";,", 11, r"Pokok tidak dikenal"),
        (",economy,", ",,", 2, r"Pokok tidak dikenal.*Ditemukan: sel kosong\."),
        (",2026-11-28", ",28/11/2026", 2, r"tahun-bulan-hari.*Ditemukan: 28/11/2026\."),
        ("event_id,year", "event_id,tahun", 1, r"judul kolom 'event_id,tahun.*yang diharapkan 'event_id,year"),
    ],
)
def test_an_event_that_breaks_a_rule_is_named_with_row_found_and_expected(copy, old, new, row, said, edit):
    edit(copy, "peristiwa.csv", old, new)
    with pytest.raises(InputError, match=rf"peristiwa\.csv baris {row}: .*{said}"):
        build(copy, LATER)


SNIFFED = "read_csv sniffs: it skips what does not fit the rows below, heading included, and names no row"


@pytest.mark.parametrize(
    ("file", "old", "new", "row"),
    [
        ("targets.csv", "document\n", "document\nhdi,74,2030,80,RPJMD,lebih\n", 2),
        ("figures.csv", FIRST_ROW, FIRST_ROW.replace("\n", ",lebih\n"), 2),
    ],
)
def test_a_row_with_a_cell_too_many_is_named(copy, file, old, new, row, edit):
    edit(copy, file, old, new)
    with pytest.raises(InputError, match=rf"{file} baris {row}"):
        build(copy, LATER)


def test_a_line_above_the_heading_is_refused_rather_than_shifting_every_row_number(copy, edit):
    edit(copy, "figures.csv", "source_id,", "Angka terbitan\nsource_id,")
    with pytest.raises(InputError):
        build(copy, LATER)


def test_a_missing_file_is_named(copy):
    (copy.reference / "level_breaks.csv").unlink()
    with pytest.raises(InputError, match=r"data/reference/level_breaks\.csv tidak ditemukan"):
        build(copy, LATER)
    assert connection.published(copy.warehouse) is None
    assert versions(copy) == []
