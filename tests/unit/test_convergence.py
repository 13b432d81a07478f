"""Did the poorer grow faster? A line through growth against the logarithm of initial income, as description."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import convergence
from kumkm.domain.breaks import Break, Breaks

E = math.e
SERIES = st.lists(st.tuples(st.floats(1e3, 1e9), st.floats(1e3, 1e9)), min_size=3, max_size=18)


def incomes(ends, first=2018, last=2020):
    rows = [
        (f"R{place:02}", year, pair[at]) for place, pair in enumerate(ends) for at, year in enumerate((first, last))
    ]
    return pd.DataFrame(rows, columns=["region_code", "year", "value"])


def points(rows):
    return pd.DataFrame(
        [(f"R{place:02}", math.nan, x, y) for place, (x, y) in enumerate(rows)],
        columns=["region_code", "initial_income", "ln_income", "growth_pct"],
    )


def test_points_are_initial_income_its_logarithm_and_average_growth_a_year():
    found = convergence.beta_points(incomes([(1.0, 1.21), (E, E)]), 2018, 2020)
    assert found["region_code"].tolist() == ["R00", "R01"]
    assert found["initial_income"].tolist() == pytest.approx([1, E])
    assert found["ln_income"].tolist() == pytest.approx([0, 1])
    assert found["growth_pct"].tolist() == pytest.approx([10, 0])  # 1,1² = 1,21


def test_a_line_through_three_points_on_it_is_that_line():
    line = convergence.beta(points([(0, 10), (1, 8), (2, 6)]))
    assert (line.slope, line.intercept, line.correlation, line.regions) == pytest.approx((-2, 10, -1, 3))
    assert line.per_doubling == pytest.approx(-2 * math.log(2))


def test_least_squares_by_hand():
    line = convergence.beta(points([(0, 0), (1, 3), (2, 0)]))  # symmetric about 1
    assert (line.slope, line.intercept, line.correlation) == pytest.approx((0, 1, 0))
    line = convergence.beta(points([(10, 3), (12, 7), (14, 11)]))
    assert (line.slope, line.intercept) == pytest.approx((2, -17))  # 3 = 2 · 10 − 17
    line = convergence.beta(points([(0, 1), (1, 1), (2, 4)]))
    assert line.slope == pytest.approx(1.5)  # Σ(x−1)(y−2) / Σ(x−1)² = 3/2
    assert line.intercept == pytest.approx(0.5)
    assert line.correlation == pytest.approx(3 / math.sqrt(2 * 6))


@pytest.mark.parametrize("rows", [[], [(0, 1), (1, 2)], [(3, 1), (3, 2), (3, 9)], [(0, 1), (1, 2), (2, math.nan)]])
def test_fewer_than_three_regions_or_no_spread_of_income_give_no_line(rows):
    line = convergence.beta(points(rows))
    assert math.isnan(line.slope) and math.isnan(line.intercept) and math.isnan(line.correlation)
    assert line.regions == sum(not math.isnan(y) for _, y in rows)


def test_the_same_growth_everywhere_is_a_level_line_without_correlation():
    line = convergence.beta(points([(0, 4), (1, 4), (2, 4)]))
    assert (line.slope, line.intercept) == (0, 4)
    assert math.isnan(line.correlation)


def test_a_region_that_lacks_a_year_or_crosses_a_break_is_no_point():
    table = incomes([(1, 2), (1, math.nan), (1, 2)])
    found = convergence.beta_points(table, 2018, 2020, Breaks([Break("R02", 2019)]))
    assert found["growth_pct"].isna().tolist() == [False, True, True]
    assert convergence.beta(found).regions == 1


def test_an_initial_income_of_nothing_has_no_logarithm_and_no_growth():
    found = convergence.beta_points(incomes([(0, 5), (1, 2)]), 2018, 2020)
    assert found[["ln_income", "growth_pct"]].isna().all(axis="columns").tolist() == [True, False]


@given(SERIES, st.floats(1e-3, 1e3))
def test_the_slope_does_not_depend_on_the_unit_of_income(ends, factor):
    line = convergence.beta(convergence.beta_points(incomes(ends), 2018, 2020))
    scaled = [(one * factor, other * factor) for one, other in ends]
    again = convergence.beta(convergence.beta_points(incomes(scaled), 2018, 2020))
    spread = max(x for x, _ in ends) / min(x for x, _ in ends)
    if spread > 1.01:
        assert again.slope == pytest.approx(line.slope, rel=1e-6, abs=1e-6)
        assert again.correlation == pytest.approx(line.correlation, rel=1e-6, abs=1e-6, nan_ok=True)


@given(SERIES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(ends, random):
    table = incomes(ends)
    places = list(range(len(table)))
    random.shuffle(places)
    turned = table.iloc[places].reset_index(drop=True)
    first, again = (convergence.beta_points(rows, 2018, 2020) for rows in (table, turned))
    pd.testing.assert_frame_equal(first, again, check_exact=True)
    assert repr(convergence.beta(first)) == repr(convergence.beta(again.iloc[::-1]))
