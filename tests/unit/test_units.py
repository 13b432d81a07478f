"""Numbers are written the Indonesian way, lose nothing but the digits asked away, and missing is a dash."""

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.units import MINUS, MISSING, PERCENT, RUPIAH, UNITS

FINITE = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
DECIMALS = st.integers(min_value=0, max_value=4)


def parsed(text):
    """Read an Indonesian number back."""
    return Decimal(text.replace(MINUS, "-").replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567.8, 1, "1.234.567,8"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (257733, 0, "257.733"),
        (-12.5, 1, "−12,5"),
        (0.392, 3, "0,392"),
        (4.3, 2, "4,30"),
    ],
)
def test_thousands_take_points_and_decimals_a_comma(value, decimals, written):
    assert units.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (2.675, 2, "2,68"), (1.005, 2, "1,01"), (-2.5, 0, "−3")],
)
def test_halves_are_rounded_away_from_zero_as_in_school(value, decimals, written):
    assert units.number(value, decimals) == written


@given(st.integers(min_value=0, max_value=10**12), st.booleans())
def test_half_a_unit_more_reads_as_the_next_unit(whole, negative):
    sign = -1 if negative else 1
    assert units.number(sign * (whole + 0.5)) == units.number(sign * (whole + 1))


@pytest.mark.parametrize("value", [-0.0, -0.004, 0.004])
@pytest.mark.parametrize("signed", [False, True])
def test_what_rounds_to_zero_carries_no_sign(value, signed):
    assert units.number(value, 2, signed=signed) == "0,00"


@pytest.mark.parametrize("missing", [None, math.nan])
def test_missing_is_a_dash_and_never_a_zero_or_a_unit(missing):
    assert units.number(missing) == MISSING
    assert units.number(missing, signed=True) == MISSING
    assert units.quantity(missing, RUPIAH, 1, units.TRILLIONS) == MISSING
    assert units.change(missing, PERCENT, 2) == MISSING
    assert units.change(missing, RUPIAH, 2) == MISSING
    assert units.percent(missing) == MISSING
    assert units.is_missing(missing)


def test_zero_is_not_missing():
    assert not units.is_missing(0.0)
    assert units.percent(0.0) == "0,0%"


@given(FINITE, DECIMALS)
def test_a_written_number_reads_back_to_within_half_its_last_digit(value, decimals):
    read_back = parsed(units.number(value, decimals))
    assert abs(read_back - Decimal(repr(value))) <= Decimal("0.5").scaleb(-decimals)


@given(FINITE, DECIMALS)
def test_a_written_number_has_groups_of_three_and_exactly_the_decimals_asked(value, decimals):
    comma = rf",\d{{{decimals}}}" if decimals else ""
    assert re.fullmatch(rf"{MINUS}?\d{{1,3}}(\.\d{{3}})*{comma}", units.number(value, decimals))


@given(FINITE, DECIMALS)
def test_a_signed_number_differs_only_by_a_plus(value, decimals):
    assert units.number(value, decimals, signed=True).removeprefix("+") == units.number(value, decimals)


@given(FINITE, FINITE, DECIMALS)
def test_writing_keeps_the_order_of_numbers(left, right, decimals):
    low, high = sorted((left, right))
    assert parsed(units.number(low, decimals)) <= parsed(units.number(high, decimals))


@pytest.mark.parametrize(
    ("value", "unit_id", "decimals", "scale", "written"),
    [
        (28_300_000_000_000, "idr", 1, units.TRILLIONS, "Rp28,3 triliun"),
        (4_000_000_000, "idr", 1, units.BILLIONS, "Rp4,0 miliar"),
        (390_000_000, "idr", 0, units.MILLIONS, "Rp390 juta"),
        (1_234_567, "idr", 0, units.ONES, "Rp1.234.567"),
        (-500, "idr", 0, units.ONES, "−Rp500"),
        (4.6, "percent", 1, units.ONES, "4,6%"),
        (257733, "persons", 0, units.ONES, "257.733 jiwa"),
        (87.1, "persons_per_km2", 1, units.ONES, "87,1 jiwa/km²"),
        (77_600_000, "idr_per_person", 1, units.MILLIONS, "Rp77,6 juta per orang"),
        (418_000, "idr_per_person_month", 0, units.ONES, "Rp418.000 per orang per bulan"),
        (135, "villages", 0, units.ONES, "135 desa/kelurahan"),
        (71.66, "index", 2, units.ONES, "71,66"),
        (71.1, "years", 1, units.ONES, "71,1 tahun"),
    ],
)
def test_a_quantity_carries_its_unit_in_words(value, unit_id, decimals, scale, written):
    assert units.quantity(value, UNITS[unit_id], decimals, scale) == written


@pytest.mark.parametrize(
    ("value", "unit_id", "decimals", "scale", "written"),
    [
        (-0.24, "percent", 2, units.ONES, "−0,24 poin persen"),
        (0.24, "percent", 2, units.ONES, "+0,24 poin persen"),
        (0.0, "percent", 2, units.ONES, "0,00 poin persen"),
        (0.21, "index", 2, units.ONES, "+0,21 poin"),
        (5_500_000_000_000, "idr", 1, units.TRILLIONS, "+Rp5,5 triliun"),
        (-4520, "persons", 0, units.ONES, "−4.520 jiwa"),
    ],
)
def test_a_change_is_signed_and_a_percentage_changes_in_percentage_points(value, unit_id, decimals, scale, written):
    assert units.change(value, UNITS[unit_id], decimals, scale) == written


@given(FINITE)
def test_a_change_of_a_percentage_is_never_written_with_a_percent_sign(value):
    assert "%" not in units.change(value, PERCENT, 2)


@pytest.mark.parametrize(
    ("value", "word"),
    [(999_999, ""), (1e6, "juta"), (999_999_999, "juta"), (1e9, "miliar"), (-2.8e13, "triliun"), (0, "")],
)
def test_the_scale_is_the_largest_that_fits(value, word):
    assert units.scale_for(value).word == word


@given(FINITE)
def test_a_scaled_value_has_at_most_six_digits_before_the_comma(value):
    scale = units.scale_for(value)
    assert abs(value) / scale.divisor < 1e6
    assert scale is units.ONES or abs(value) / scale.divisor >= 1


def test_every_printed_unit_leads_to_a_known_unit_with_a_positive_factor():
    assert all(unit_id in UNITS and factor > 0 for unit_id, factor in units.PRINTED.values())
    assert units.PRINTED["juta rupiah"] == ("idr", 1_000_000)
    assert units.PRINTED["ribu orang"] == ("persons", 1_000)


# Rounding, once for everything


def test_halves_are_rounded_away_from_zero():
    assert (units.rounded(11.265, 2), units.rounded(-0.5)) == (Decimal("11.27"), -1)


def test_what_binary_arithmetic_leaves_behind_does_not_turn_a_half():
    # 11.43 − 0.165 is 11.264999999999999 in binary numbers and 11.265 on paper, shown 11,27: 11.43 − 11.27 = 0.16
    assert INDICATORS["poverty_rate"].moved_text(11.43, 0.165) == "+0,16 poin persen"


@pytest.mark.parametrize(
    ("values", "decimals", "shown"),
    [
        # thirds of a hundred: 33.3 each makes 99.9, so the first takes the tenth that is left
        ([100 / 3] * 3, 1, ["33.4", "33.3", "33.3"]),
        # 1.04 + 1.04 + 1.04 = 3.12, shown 3.1; each shown 1.0 would make 3.0
        ([1.04, 1.04, 1.04], 1, ["1.1", "1.0", "1.0"]),
        # what is given up counts as a negative part: 5.05 − 0.94 = 4.11
        ([5.05, -0.94], 1, ["5.0", "-0.9"]),
        ([], 2, []),
    ],
)
def test_parts_as_shown_add_up_to_the_whole_as_shown(values, decimals, shown):
    assert units.apportioned(values, decimals) == [Decimal(text) for text in shown]


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 4)), max_size=12), st.integers(0, 2))
def test_no_part_is_shown_further_than_a_step_from_its_value(values, decimals):
    parts = units.apportioned(values, decimals)
    exact = [Decimal(repr(value)) for value in values]
    assert sum(parts) == sum(exact, Decimal(0)).quantize(units.step(decimals), rounding="ROUND_HALF_UP")
    assert all(abs(part - value) < units.step(decimals) for part, value in zip(parts, exact, strict=True))


def test_a_change_is_the_difference_of_the_numbers_beside_it():
    # 11.434 is shown 11,43 and 11.276 is shown 11,28: a reader subtracts 0,15, the exact 0.158 would say 0,16
    poverty = INDICATORS["poverty_rate"]
    assert poverty.apart_text(11.434, 11.276) == "+0,15 poin persen"
    assert poverty.moved_text(11.434, 0.158) == "+0,15 poin persen"
    assert poverty.moved_text(11.434, None) == units.MISSING


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (38_400_000, "Rp38,4 juta"),
        (-38_400_000, "−Rp38,4 juta"),
        (50_000_000, "Rp0,1 miliar"),  # halves are rounded away from zero
        (400, "Rp400,0"),
        (0, "Rp0,0 miliar"),
    ],
)
def test_an_amount_is_never_shown_as_nothing(value, shown):
    assert units.quantity(value, RUPIAH, 1, units.BILLIONS) == shown
