"""A column of dates reads in one order, and a title line gives up its day and its year."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.ingest.dates import DateCell, as_of_date, month_number, read_dates, year_of_title, years_in

IDES = date(2024, 3, 15)
FULL = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"]
FULL += ["September", "Oktober", "November", "Desember"]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


def values(*cells):
    return [cell.value for cell in read_dates(cells)]


def notes(*cells):
    return [cell.note for cell in read_dates(cells)]


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-15",
        "2024/03/15",
        "2024-03-15T08:30:00",
        "2024-03-15 08:30:00.000+08:00",
        "15/03/2024",
        "15-03-24",
        "15.03.2024",
        "15 / 3 / 2024",
        "15/03/2024 08:30",
        "15/03/2024 08.30 WITA",
        "15 Maret 2024",
        "15 MARET 2024",
        "15 Mar 24",
        "15-Mar-24",
        "15 Mar. 2024",
        "Jumat, 15 Maret 2024",
        "13-15 Maret 2024",
        "March 15, 2024",
        "15\u00a0Maret\u00a02024",
        " '15 Maret 2024 ",
        "20240315",
        20240315,
        45366,
        45366.5,
        "45366",
        date(2024, 3, 15),
        datetime.datetime(2024, 3, 15, 23, 59),
        "1 Januari s.d. 15 Maret 2024",
        "01/01/2024 s/d 15/03/2024",
        "01-01-2024 sd 15-03-2024",
        "1 Januari 2024 sampai dengan 15 Maret 2024",
    ],
    ids=repr,
)
def test_every_form_of_a_date_is_that_date(cell):
    assert read_dates([cell]) == (DateCell(IDES),)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "-", "–", "nihil", "n/a", "Belum RAT", float("nan")])
def test_an_empty_cell_is_missing(cell):
    assert read_dates([cell]) == (DateCell(None, "missing"),)


@pytest.mark.parametrize(
    "cell",
    [
        "29/02/2023",
        "29 Februari 2023",
        "31/04/2024",
        "25/25/2024",
        "15 Marte 2024",
        "Maret 2024",
        "2024",
        2024,
        15000,
        70000,
        20241315,
        1e300,
        float("inf"),
        True,
        "abc",
        "15/03-2024",
        "15/03/1824",
        date(24, 3, 15),
        datetime.time(8),
        "518.08/96/BH/XIV.10/VIII/2008",
    ],
    ids=repr,
)
def test_what_is_no_date_of_the_calendar_is_said_to_be_none(cell):
    assert read_dates([cell]) == (DateCell(None, "not_a_date"),)


def test_the_29th_of_february_stands_in_a_leap_year():
    assert values("29/02/2024", "29 Feb 2000") == [date(2024, 2, 29), date(2000, 2, 29)]


def test_day_before_month_is_the_rule():
    assert values("03/04/2024", "25/03/2024") == [date(2024, 4, 3), date(2024, 3, 25)]


def test_a_column_that_proves_month_before_day_alone_reads_that_way():
    assert read_dates(["03/04/2024", "03/25/2024"]) == (DateCell(date(2024, 3, 4)), DateCell(date(2024, 3, 25)))


def test_a_column_that_proves_both_orders_leaves_open_what_could_be_either():
    assert read_dates(["25/03/2024", "26/03/2024", "03/27/2024", "03/04/2024", "05/05/2024"]) == (
        DateCell(date(2024, 3, 25)),
        DateCell(date(2024, 3, 26)),
        DateCell(date(2024, 3, 27), "other_order"),
        DateCell(None, "ambiguous_date"),
        DateCell(date(2024, 5, 5)),
    )


def test_on_a_draw_day_before_month_stays_the_rule():
    assert notes("25/03/2024", "03/25/2024") == [None, "other_order"]


def test_an_impossible_date_proves_no_order():
    assert read_dates(["29/02/2023", "03/04/2024"]) == (DateCell(None, "not_a_date"), DateCell(date(2024, 4, 3)))


def test_dates_of_other_forms_prove_nothing_about_figures():
    assert notes("2024-03-25", "15 Maret 2024", 45366, "03/04/2024") == [None] * 4


def test_a_short_year_is_of_this_century_up_to_39():
    assert values("12-07-25", "12-07-68", "12 Jul 98") == [date(2025, 7, 12), date(1968, 7, 12), date(1998, 7, 12)]


DAYS = st.dates(date(1950, 1, 1), date(2039, 12, 31))
WRITERS = {
    "iso": date.isoformat,
    "dd/mm/yyyy": lambda day: f"{day:%d/%m/%Y}",
    "d-m-yyyy": lambda day: f"{day.day}-{day.month}-{day.year}",
    "full": lambda day: f"{day.day} {FULL[day.month - 1]} {day.year}",
    "short": lambda day: f"{day.day:02} {SHORT[day.month - 1]} {day.year}",
    "typed": lambda day: day,
}


@pytest.mark.parametrize("form", WRITERS)
@given(days=st.lists(DAYS, max_size=20))
def test_a_column_of_one_form_reads_back_exactly(form, days):
    assert read_dates([WRITERS[form](day) for day in days]) == tuple(DateCell(day) for day in days)


@given(days=st.lists(DAYS, max_size=20))
def test_an_english_column_with_one_proof_reads_back_exactly(days):
    days.append(date(2024, 3, 25))
    if not any(day.day <= 12 < day.month for day in days):
        assert values(*[f"{day:%m/%d/%Y}" for day in days]) == days


@given(st.lists(st.one_of(st.text(max_size=15), st.text("0123456789/-. s.d", max_size=15), st.floats(), st.integers())))
def test_any_column_gives_one_cell_each_with_a_date_or_a_reason(cells):
    read = read_dates(cells)
    assert len(read) == len(cells)
    assert all(cell.value or cell.note for cell in read)


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (("Januari", "JAN", "jan."), 1),
        (("Pebruari", "Feb"), 2),
        (("Maret", " mar "), 3),
        (("Mei", "May"), 5),
        (("Agustus", "Agu", "Agt", "Ags", "Aug"), 8),
        (("Nopember", "Nov"), 11),
        (("Desember", "Des", "Dec"), 12),
    ],
)
def test_a_month_is_known_by_its_names(names, number):
    assert [month_number(name) for name in names] == [number] * len(names)


@pytest.mark.parametrize("text", ["IV", "TW I", "12", "", "Kolaka", "Maret 2024"])
def test_what_is_no_month_name_is_none(text):
    assert month_number(text) is None


def test_years_are_found_in_their_order():
    assert years_in("TAHUN 2019-2023, revisi 2019") == [2019, 2023, 2019]
    assert years_in("1989 2101 12023 20234 Rp 2.023 2023,5 Lembar2024") == [2024]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("REKAPITULASI DATA KOPERASI KEADAAN PER 31 DESEMBER 2023", date(2023, 12, 31)),
        ("Per 31 Des 2023", date(2023, 12, 31)),
        ("Keadaan s.d. 30 Juni 2022", date(2022, 6, 30)),
        ("PENYALURAN KUR S.D. AGUSTUS 2021", date(2021, 8, 31)),
        ("PENYALURAN KUR JANUARI S/D AGUSTUS 2021", date(2021, 8, 31)),
        ("Periode Januari - Agustus 2021", date(2021, 8, 31)),
        ("Periode per 1 Januari 2021 s.d. 31 Agustus 2021", date(2021, 8, 31)),
        ("Posisi 31/12/2023", date(2023, 12, 31)),
        ("per 31-12-2023", date(2023, 12, 31)),
        ("Keadaan bulan Februari 2024", date(2024, 2, 29)),
        ("Per: 31 Desember Tahun 2023", date(2023, 12, 31)),
        ("Keadaan per Triwulan III Tahun 2023", date(2023, 9, 30)),
        ("s.d. Semester I 2022", date(2022, 6, 30)),
    ],
)
def test_a_title_announces_its_day(title, day):
    assert as_of_date(title) == day
    assert year_of_title(title) == day.year


@pytest.mark.parametrize(
    "title",
    [
        "",
        "2023",
        "TAHUN 2023",
        "TAHUN BUKU 2023",
        "Jumlah koperasi per kabupaten/kota 2023",
        "Kendari, 15 Januari 2024",
        "Keadaan per 31 Februari 2023",
        "s.d. Semester III 2022",
        "Super 31 Desember 2023",
    ],
)
def test_a_title_without_an_announced_day_has_none(title):
    assert as_of_date(title) is None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("TAHUN BUKU 2022 KEADAAN PER 30 JUNI 2023", 2023),
        ("RAT TAHUN BUKU 2022 TAHUN 2023", 2022),
        ("RAT TB 2022 dilaporkan 2023", 2022),
        ("RAT T.B. 2022", 2022),
        ("DATA KOPERASI TAHUN 2021 (dicetak 2022)", 2021),
        ("USULAN TA 2025", 2025),
        ("USULAN TAHUN ANGGARAN 2025", 2025),
        ("Data Koperasi 2021", 2021),
        ("2021", 2021),
        ("Rekap 2021, revisi 2021", 2021),
        ("Sesuai Permenkop Nomor 9 Tahun 2018, Data Koperasi 2021", 2021),
        ("DATA TAHUN 2019-2023", None),
        ("DATA TAHUN 2019 S.D. 2023", None),
        ("DATA TAHUN 2019 s.d. TAHUN 2023", None),
        ("TAHUN 2019 DAN TAHUN 2020", None),
        ("2019, 2020", None),
        ("UU No. 25 Tahun 1992", None),
        ("DATA KOPERASI", None),
    ],
)
def test_a_title_gives_up_its_one_year(title, year):
    assert year_of_title(title) == year


@given(st.text(max_size=60))
def test_any_title_is_read_without_complaint(text):
    day = as_of_date(text)
    assert day is None or year_of_title(text) is None or isinstance(year_of_title(text), int)
