"""A column of written numbers reads back exactly what was written, and stays open only where it contradicts itself."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.ingest.numbers import Number, Quantity, read_column

COUNT, MONEY, RATE = Quantity.COUNT, Quantity.MONEY, Quantity.RATE
EVERY_QUANTITY = pytest.mark.parametrize("quantity", Quantity)


def read(quantity, *cells):
    return list(read_column(cells, quantity).numbers)


def values(quantity, *cells):
    return [number.value for number in read(quantity, *cells)]


def notes(quantity, *cells):
    return [number.note for number in read(quantity, *cells)]


# The dossier's §4 table, and what it says follows from it.
@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("1.234.567,89", 1234567.89, None),
        ("Rp. 4.000.000.000,-", 4_000_000_000, None),
        ("1,234,567.89", 1234567.89, None),
        ("(1.250.000)", -1_250_000, None),
        ("1.234", 1234, None),
        ("10,8 M", 10_800_000_000, "scaled"),
        ("10,8 Miliar", 10_800_000_000, "scaled"),
        ("12,5", 12.5, None),
        ("500 jt", 500_000_000, "scaled"),
        ("2,159 T", 2_159_000_000_000, "scaled"),
        ("50 rb", 50_000, "scaled"),
        ("-", None, "dash"),
        ("–", None, "dash"),
        ("—", None, "dash"),
        ("nihil", None, "nihil"),
        ("n/a", None, "not_available"),
        ("x", None, "not_available"),
        ("#REF!", None, "not_available"),
        ("", None, "missing"),
        ("0", 0, None),
        ("1.23457E+12", 1.23457e12, "precision_lost"),
        ("49,2%", 49.2, None),
        ("49.2\u00a0", 49.2, None),
        ("'1.234.567", 1_234_567, None),
    ],
)
def test_the_table_of_the_dossier(raw, value, note):
    assert read(MONEY, raw) == [Number(value, note)]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Rp4.000", 4000),
        ("Rp 4.000.000", 4_000_000),
        ("RP.4.000,-", 4000),
        ("Rp. 4.000.-", 4000),
        ("Rp 4.000,--", 4000),
        ("IDR 4,000.00", 4000),
        ("4000,-", 4000),
        ("(Rp 1.250.000,50)", -1_250_000.5),
        ("Rp (1.250.000)", -1_250_000),
        ("Rp -1.250.000", -1_250_000),
        ("-Rp1.250.000", -1_250_000),
        ("\u2212 12,5", -12.5),
        ("–12,5", -12.5),
        ("+3", 3),
        ("1 234 567", 1_234_567),
        ("1\u00a0234\u202f567,5", 1_234_567.5),
        ("  42 ", 42),
        ("’007", 7),
        ("1.234 orang", 1234),
        ("15 Unit", 15),
        ("747 koperasi", 747),
        ("2.958,87 km2", 2958.87),
        ("1234567.891", 1234567.891),
        ("0.492", 0.492),
        ("0,492", 0.492),
        (".5", 0.5),
        ("0,000", 0),
        ("1.000.000 rupiah", 1_000_000),
        ("49,2 %", 49.2),
    ],
)
def test_usual_clothing_of_a_number_is_taken_off(raw, value):
    assert read(MONEY, raw) == [Number(value)]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Rp 10,8 Milyar", 10.8e9),
        ("10,8 miliar rupiah", 10.8e9),
        ("10.8 M", 10.8e9),
        ("(1,5 jt)", -1.5e6),
        ("2 juta", 2e6),
        ("1,5rb", 1500),
        ("1 ribu", 1000),
        ("3 triliun", 3e12),
        ("239,84 M", 239_840_000_000),
    ],
)
@EVERY_QUANTITY
def test_a_cell_with_its_own_scale_word_is_in_base_units_and_says_so(quantity, raw, value):
    assert read(quantity, raw) == [Number(value, "scaled")]


@pytest.mark.parametrize(
    "raw",
    [
        "abc",
        "12 ayam",
        "31.12.2023",
        "1.23.456",
        "1.2345,6",
        "1,234.567.890",
        "12-13",
        "--5",
        "-(5)",
        "(5",
        "5)",
        "5,",
        "1e999",
        "1.2.3e4",
        "9" * 400,
        "١٢٣",
        "0x10",
        "1_000",
        "AHU-001248.AH.01.26.TAHUN 2024",
        "=1+1",
        "10 meter",
        True,
        False,
        datetime.date(2023, 12, 31),
        datetime.datetime(2023, 12, 31),
        datetime.time(1),
        datetime.timedelta(1),
        float("inf"),
        10**400,
        b"12",
        ["12"],
    ],
    ids=repr,
)
@EVERY_QUANTITY
def test_what_is_no_number_is_said_to_be_none(quantity, raw):
    assert read(quantity, raw) == [Number(None, "not_a_number")]


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (None, "missing"),
        ("   ", "missing"),
        ("\u00a0", "missing"),
        (float("nan"), "missing"),
        (Decimal("NaN"), "missing"),
        ("Rp -", "dash"),
        ("Rp. -", "dash"),
        ("NIHIL", "nihil"),
        ("N/A", "not_available"),
        ("#DIV/0!", "not_available"),
        ("X", "not_available"),
        ("…", "not_available"),
    ],
)
@EVERY_QUANTITY
def test_a_cell_without_a_number_keeps_the_way_it_was_empty(quantity, raw, note):
    assert read(quantity, raw) == [Number(None, note)]


def test_typed_cells_are_taken_as_they_are_and_prove_nothing_about_text():
    assert read(MONEY, 12.5, 7, Decimal("1.25"), 0) == [Number(12.5), Number(7), Number(1.25), Number(0)]
    assert values(MONEY, 12.5, 1234.567, "1.234") == [12.5, 1234.567, 1234]


def test_a_lost_nik_keeps_its_value_and_says_that_digits_are_lost():
    assert read(COUNT, "7,47101E+15") == [Number(7.47101e15, "precision_lost")]


def test_every_dot_before_exactly_three_digits_parts_thousands():
    reading = read_column(["1.234", "250.000", "17", None], MONEY)
    assert [number.value for number in reading.numbers] == [1234, 250_000, 17, None]
    assert [number.note for number in reading.numbers] == [None, None, None, "missing"]
    assert reading.convention == "dot_thousands"


@pytest.mark.parametrize("proof", ["1.234.567,89", "12,5", "1.234.567", "4.000,-", "1.234,0", "0,75"])
def test_indonesian_evidence_anywhere_reads_the_whole_column(proof):
    assert values(MONEY, "1.234", "1,234", proof)[:2] == [1234, 1.234]
    assert values(RATE, proof, "12.345", "12,345")[1:] == [12345, 12.345]
    assert read_column(["1.234", proof], MONEY).convention == "dot_thousands"


@pytest.mark.parametrize("proof", ["1,234,567.89", "12.5", "1,234,567", "0.75", "1,234.5"])
def test_english_evidence_anywhere_reads_the_whole_column(proof):
    assert values(MONEY, "1.234", "1,234", proof)[:2] == [1.234, 1234]
    assert values(RATE, proof, "12.345")[1:] == [12.345]
    assert read_column(["1.234", proof], MONEY).convention == "comma_thousands"


@pytest.mark.parametrize("neighbours", [[], ["12,5"], ["12.5"], ["1,234,567", "1.234.567"]])
def test_a_count_is_whole_so_its_single_group_is_thousands_whatever_the_column(neighbours):
    assert read(COUNT, "1.234", "1,234", *neighbours)[:2] == [Number(1234), Number(1234)]


def test_a_lone_group_of_a_rate_stays_open_for_the_dot_only():
    assert notes(RATE, "12.345", "7", 3.5) == ["ambiguous_number", None, None]
    assert read(RATE, "12,345") == [Number(12.345)]


def test_a_lone_dot_under_a_scale_word_stays_open_until_the_column_decides():
    assert notes(MONEY, "2.159 T") == ["ambiguous_number"]
    assert read(MONEY, "2.159 T", "12.5")[0] == Number(2.159e12, "scaled")
    assert read(MONEY, "1.234 jt", "12,5")[0] == Number(1.234e9, "scaled")


def test_a_column_that_proves_both_conventions_is_mixed_and_its_single_groups_stay_open():
    reading = read_column(["1.234.567", "12,5", "1.234", "1,234", "1,234,567.89", "17"], MONEY)
    assert reading.convention == "mixed"
    assert reading.numbers == (
        Number(1_234_567),
        Number(12.5),
        Number(None, "ambiguous_number"),
        Number(None, "ambiguous_number"),
        Number(1_234_567.89, "ambiguous_number"),
        Number(17),
    )


def test_on_a_draw_both_sides_are_marked():
    assert notes(MONEY, "1.234.567", "1,234,567") == ["ambiguous_number", "ambiguous_number"]


def test_single_groups_with_both_marks_and_no_evidence_keep_the_dot_and_leave_the_comma_open():
    reading = read_column(["1.234", "1,234"], MONEY)
    assert reading.numbers == (Number(1234), Number(None, "ambiguous_number"))
    assert reading.convention == "mixed"


def test_digits_alone_show_no_convention():
    assert read_column([1.5, "12", "-", None], MONEY).convention == "plain"


def indonesian(number, places):
    return f"{number:,.{places}f}".translate(str.maketrans(".,", ",."))


def english(number, places):
    return f"{number:,.{places}f}"


WHOLE = st.integers(-(10**14), 10**14)
CENTS = st.integers(-(10**14), 10**14).map(lambda cents: cents / 100)
WRITERS = {
    "Indonesian": lambda number, places: indonesian(number, places),
    "English": lambda number, places: english(number, places),
    "Rp": lambda number, places: ("-" if number < 0 else "") + "Rp " + indonesian(abs(number), places),
    "Rp.": lambda number, places: f"Rp. {indonesian(number, places)}" + ("" if places else ",-"),
    "parenthesised": lambda number, places: (
        f"({indonesian(-number, places)})" if number < 0 else indonesian(number, places)
    ),
    "apostrophe": lambda number, places: f"'{indonesian(number, places)}\u00a0",
}


@pytest.mark.parametrize("form", WRITERS)
@given(numbers=st.lists(CENTS, min_size=1, max_size=30))
def test_two_decimals_read_back_exactly_in_every_form(form, numbers):
    reading = read_column([WRITERS[form](number, 2) for number in numbers], MONEY)
    assert reading.numbers == tuple(Number(number) for number in numbers)
    assert reading.convention == ("comma_thousands" if form == "English" else "dot_thousands")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("quantity", [COUNT, MONEY])
@given(numbers=st.lists(WHOLE, min_size=1, max_size=30))
def test_whole_numbers_read_back_exactly_in_every_form(form, quantity, numbers):
    assert values(quantity, *[WRITERS[form](number, 0) for number in numbers]) == numbers


@pytest.mark.parametrize("write", [indonesian, english])
@EVERY_QUANTITY
@given(numbers=st.lists(st.tuples(WHOLE, st.integers(0, 2)), max_size=30), scaled=st.booleans())
def test_a_column_of_one_convention_with_a_decimal_in_it_is_never_ambiguous(write, quantity, numbers, scaled):
    cells = [write(number, places) for number, places in numbers] + [write(0.5, 1)]
    cells += [f"{write(10.8, 1)} M"] if scaled else []
    assert "ambiguous_number" not in notes(quantity, *cells)


@EVERY_QUANTITY
@given(cells=st.lists(st.one_of(st.text(max_size=12), st.text("0123456789.,-()Rp% M", max_size=12), st.floats())))
def test_any_column_reads_to_one_number_per_cell(quantity, cells):
    numbers = read_column(cells, quantity).numbers
    assert len(numbers) == len(cells)
    assert all(number.value is not None or number.note for number in numbers)


@given(
    cells=st.lists(st.sampled_from(["1.234", "1,234", "12,5", "12.5", "1.234.567", "7", "-"]), max_size=9),
    by=st.randoms(),
)
def test_the_order_of_the_cells_never_changes_how_they_read(cells, by):
    shuffled = by.sample(cells, len(cells))
    one = dict(zip(cells, read(MONEY, *cells), strict=True))
    assert dict(zip(shuffled, read(MONEY, *shuffled), strict=True)) == one
