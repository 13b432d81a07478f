"""When an indicator tells regions apart: beyond its last digit shown, and beyond what it moves by itself."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import spread
from kumkm.domain.indicators import INDICATORS
from kumkm.errors import UsageError

KUR, POVERTY, DISBURSED = INDICATORS["kur_achievement"], INDICATORS["poverty_rate"], INDICATORS["kur_disbursed"]
LIMITS = spread.Limits(steps=1, noise=1)
NEVER = pd.DataFrame({"year": [], "change": []})


def changes(**by_year):
    rows = [(int(year[1:]), change) for year, found in by_year.items() for change in found]
    return pd.DataFrame(rows, columns=["year", "change"])


def test_a_difference_in_the_third_decimal_of_what_is_shown_with_one_is_none():
    found = spread.alike(pd.Series([92.592, 92.593, 92.594]), NEVER, KUR, LIMITS)
    assert found == "Praktis sama di semua daerah (92,6%)."


def test_one_step_of_the_last_digit_may_be_rounding_and_two_are_a_difference():
    assert "(92,5% dan 92,6%)" in spread.alike(pd.Series([92.549, 92.551]), NEVER, KUR, LIMITS)
    assert spread.alike(pd.Series([92.449, 92.551]), NEVER, KUR, LIMITS) == ""  # 92,4 and 92,6


def test_money_is_compared_in_the_scale_it_is_shown_in():
    unit = DISBURSED.scale.divisor * 10**-DISBURSED.decimals
    assert spread.alike(pd.Series([100 * unit, 100.4 * unit]), NEVER, DISBURSED, LIMITS)
    assert spread.alike(pd.Series([100 * unit, 102 * unit]), NEVER, DISBURSED, LIMITS) == ""


def test_noise_is_what_regions_move_apart_from_all_the_others():
    # Median change 2021 is 1, deviations 0, 1, 1; 2022 it is −3, deviations 0, 2, 2: median of the six is 1.
    found = spread.noise(changes(y2021=[1.0, 0.0, 2.0], y2022=[-3.0, -5.0, -1.0]))
    assert found == pytest.approx(1.4826 * 1 / math.sqrt(2))


def test_a_year_in_which_all_move_alike_is_no_noise_and_one_region_that_moves_is_none_either():
    assert spread.noise(changes(y2021=[4.0] * 5)) == 0
    assert spread.noise(changes(y2021=[0.0, 0.0, 0.0, 0.0, 50.0])) == 0
    assert spread.noise(changes(y2021=[float("nan")])) == spread.noise(NEVER) == 0


def test_regions_no_further_apart_than_they_swing_are_alike_and_it_says_by_how_much():
    # Values 9, 10, 11: standard deviation √(2/3) = 0,82. Swings of ±1,5: 1,4826 · 1,5 ÷ √2 = 1,57; of ±0,5: 0,52.
    values = pd.Series([9.0, 10.0, 11.0])
    assert spread.alike(values, changes(y2022=[-1.5, 0.0, 1.5, -1.5, 1.5]), POVERTY, LIMITS) == (
        "Simpangan antardaerah (0,82) tidak melebihi goyangan tahunannya sendiri (1,57)."
    )
    assert spread.alike(values, changes(y2022=[-0.5, 0.0, 0.5, -0.5, 0.5]), POVERTY, LIMITS) == ""


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=18), st.integers(0, 10))
def test_a_wider_limit_never_makes_regions_differ_more(hundredths, steps):
    values = pd.Series(hundredths) / 100
    narrow, wide = (spread.alike(values, NEVER, POVERTY, spread.Limits(limit, 1)) for limit in (steps, steps + 1))
    assert wide or not narrow
    assert bool(narrow) == (max(hundredths) - min(hundredths) <= steps)  # shown with two decimals


def test_a_build_that_does_not_know_the_limits_says_what_to_do():
    known = pd.DataFrame({"parameter": ["same_steps", "same_noise"], "value": [1.0, 2.0]})
    assert spread.limits_of(lambda name: known) == spread.Limits(1, 2)
    with pytest.raises(UsageError, match=r"same_noise.*python -m kumkm build"):
        spread.limits_of(lambda name: known.head(1))
