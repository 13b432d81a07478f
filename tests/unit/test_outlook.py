"""Outlook: arithmetic on rates the viewer gives, every year and driver by hand."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import outlook

LEVELS = {"primer": 100.0, "sekunder": 50.0, "tersier": 50.0}
AMOUNT = st.integers(1, 10**15).map(float)
RATE = st.integers(-50, 100).map(float)


def of(path, driver, column="value"):
    return path[path["driver"] == driver].sort_values("year")[column].tolist()


def test_each_driver_grows_at_its_own_rate_and_all_is_their_sum():
    path = outlook.outlook(LEVELS, {"primer": 10, "sekunder": -20}, 2025, 2027)
    assert of(path, "primer") == pytest.approx([100, 110, 121])
    assert of(path, "sekunder") == pytest.approx([50, 40, 32])
    assert of(path, "tersier") == [50, 50, 50]  # no rate is no growth
    assert of(path, "all") == pytest.approx([200, 200, 203])


def test_rows_come_by_year_with_drivers_as_given_and_the_sum_last():
    path = outlook.outlook(LEVELS, {}, 2025, 2026)
    assert path["year"].tolist() == [2025] * 4 + [2026] * 4
    assert path["driver"].tolist() == ["primer", "sekunder", "tersier", "all"] * 2


def test_growth_is_against_the_year_before_and_unknown_in_the_base_year():
    path = outlook.outlook(LEVELS, {"primer": 10, "sekunder": -20}, 2025, 2027)
    growth = of(path, "all", "growth_pct")
    assert math.isnan(growth[0])
    assert growth[1:] == pytest.approx([0, 1.5])


def test_shares_follow_the_faster_driver():
    path = outlook.outlook({"primer": 100.0, "tersier": 100.0}, {"primer": 100}, 2025, 2026)
    assert of(path, "primer", "share_pct") == pytest.approx([50, 200 / 3])
    assert of(path, "all", "share_pct") == [100, 100]


def test_growth_of_all_rises_towards_that_of_the_fastest_and_reaches_a_target_in_a_year_or_never():
    path = outlook.outlook({"slow": 100.0, "fast": 100.0}, {"fast": 10}, 2025, 2029)
    assert of(path, "all", "growth_pct")[1:3] == pytest.approx([5, 100 * 11 / 210])
    assert outlook.reaches(path, 5) == 2026
    assert outlook.reaches(path, 5.2) == 2027  # 5,238%
    assert outlook.reaches(path, 10) is None


def test_the_gap_to_a_target_is_in_the_unit_of_the_level_and_negative_when_short():
    path = outlook.outlook({"x": 100.0}, {"x": 10}, 2025, 2027)
    assert outlook.gap_to_target(path, 10) == pytest.approx(0)
    assert outlook.gap_to_target(path, 20) == pytest.approx(121 - 144)
    assert outlook.gap_to_target(path, 0) == pytest.approx(21)


def test_from_nothing_nothing_grows_and_shares_are_unknown():
    path = outlook.outlook({"x": 0.0}, {"x": 10}, 2025, 2026)
    assert of(path, "x") == [0, 0]
    assert path[["share_pct", "growth_pct"]].isna().all(axis=None)


def test_a_horizon_at_the_base_year_is_the_base_year():
    assert outlook.outlook(LEVELS, {}, 2025, 2025)["year"].unique().tolist() == [2025]


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.tuples(AMOUNT, RATE), min_size=1))
def test_drivers_add_up_and_growth_of_all_lies_between_the_slowest_and_the_fastest(drivers):
    levels, rates = ({key: pair[at] for key, pair in drivers.items()} for at in (0, 1))
    path = outlook.outlook(levels, rates, 2025)
    for _, rows in path.groupby("year"):
        parts = rows[rows["driver"] != "all"]
        assert rows.loc[rows["driver"] == "all", "value"].item() == pytest.approx(parts["value"].sum(), rel=1e-12)
        assert parts["share_pct"].sum() == pytest.approx(100)
    growth = [value for value in of(path, "all", "growth_pct") if not math.isnan(value)]
    assert all(min(rates.values()) - 1e-9 <= value <= max(rates.values()) + 1e-9 for value in growth)
    assert all(now >= then - 1e-9 for then, now in pairwise(growth))


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), AMOUNT, min_size=1), RATE)
def test_at_one_rate_for_all_the_gap_to_that_target_is_nothing(levels, rate):
    path = outlook.outlook(levels, dict.fromkeys(levels, rate), 2025)
    assert outlook.gap_to_target(path, rate) == pytest.approx(0, abs=1e-9 * of(path, "all")[-1])
    assert outlook.reaches(path, rate) == 2026
