"""Numbers as they were typed: what is written is read back to the last digit, and nothing is rounded on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain import exact
from kumkm.domain.rules import BILLION, Rules, in_billions, of_billions

NUMBERS = st.decimals(-(10**15), 10**15, places=12)


@given(NUMBERS)
def test_what_is_written_is_read_back_to_the_last_digit(number):
    assert exact.read(exact.written(number)) == number
    assert "E" not in exact.written(number).upper()


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_is_written_as_the_shortest_number_that_reads_back_as_it(number):
    assert float(exact.written(number)) == number


@given(NUMBERS)
def test_whole_is_exact_or_nothing(number):
    found = exact.whole(number, BILLION)
    places = -int(number.normalize().as_tuple().exponent)
    assert (found is None) == (places > 9)
    assert found is None or in_billions(found) == number


@given(st.integers(0, 10**15))
def test_every_rupiah_survives_miliar(rupiah):
    assert of_billions(exact.written(in_billions(rupiah))) == rupiah


@pytest.mark.parametrize(
    ("number", "text"), [(40.0, "40"), (0.1, "0.1"), (1e-7, "0.0000001"), (Decimal("1E+3"), "1000"), (100, "100")]
)
def test_no_exponent_and_no_zeros_at_the_end(number, text):
    assert exact.written(number) == text


@pytest.mark.parametrize(
    "text", ["", "dua", "nan", "inf", "-Infinity", "sNaN", "1e999999999", "1e-999999999", "9" * 41]
)
def test_what_is_no_number_anybody_types_is_none(text):
    assert exact.read(text) is None


@pytest.mark.parametrize(
    ("text", "rupiah"), [("12.3456789", 12_345_678_900), ("4e1", 40 * BILLION), (" 40 ", 40 * BILLION)]
)
def test_miliar_in_an_address_is_whole_rupiah(text, rupiah):
    assert of_billions(text) == rupiah
    assert of_billions("0.0000000005") is None


def test_rules_that_say_the_same_are_one_key_of_a_cache():
    one = Rules(40, floors={"a": 1, "b": 2}, menu_caps={"x": 3})
    other = Rules(40, floors={"b": 2, "a": 1}, menu_caps={"x": 3})
    assert one == other
    assert hash(one) == hash(other)
    assert one != Rules(40, floors={"a": 1, "b": 2}, menu_counts={"x": 3})
