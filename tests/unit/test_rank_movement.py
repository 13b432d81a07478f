"""Ranks in two years among the regions that have both."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import position
from kumkm.domain.indicators import INDICATORS

HDI = INDICATORS["hdi"]  # written with two decimals

VALUES = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from([0, 1])),
    st.one_of(st.just(math.nan), st.integers(-5, 5).map(float)),
    min_size=1,
)


def panel(cells):
    return pd.DataFrame([(*key, value) for key, value in cells.items()], columns=["region_code", "year", "value"])


def test_places_up_are_positive_and_the_highest_is_first(panel_of):
    table = panel_of({"A": {0: 30, 1: 30}, "B": {0: 20, 1: 10}, "C": {0: 10, 1: 40}})
    found = position.rank_movement(table, HDI, 0, 1)
    assert found["region_code"].tolist() == ["C", "A", "B"]
    assert found["rank_before"].tolist() == [3, 1, 2]
    assert found["rank_after"].tolist() == [1, 2, 3]
    assert found["moved"].tolist() == [2, -1, -1]
    assert found["value_before"].tolist() == [10, 30, 20]


def test_ties_share_the_better_rank_and_the_next_one_is_left_out(panel_of):
    table = panel_of({"B": {0: 9, 1: 7}, "A": {0: 9, 1: 7}, "C": {0: 1, 1: 8}})
    found = position.rank_movement(table, HDI, 0, 1)
    assert found["region_code"].tolist() == ["C", "A", "B"]
    assert found["rank_before"].tolist() == [3, 1, 1]
    assert found["rank_after"].tolist() == [1, 2, 2]


def test_a_region_without_one_of_the_years_is_not_ranked_in_the_other(panel_of):
    table = panel_of({"A": {0: 3, 1: 3}, "B": {1: 99}, "C": {0: 1, 1: math.nan}, "D": {0: 2, 1: 4}})
    found = position.rank_movement(table, HDI, 0, 1)
    assert found["region_code"].tolist() == ["D", "A"]
    assert found["rank_after"].tolist() == [1, 2]
    assert found["ranked"].tolist() == [2, 2]


@pytest.mark.parametrize("cells", [{("A", 5): 1.0}, {("A", 0): 1.0}, {("A", 0): 1.0, ("A", 1): math.nan}])
def test_nobody_with_both_years_is_an_empty_answer(cells):
    found = position.rank_movement(panel(cells), HDI, 0, 1)
    assert found.empty
    assert "moved" in found


@given(VALUES)
def test_a_rank_is_one_more_than_the_number_of_higher_ones(cells):
    found = position.rank_movement(panel(cells), HDI, 0, 1)
    for row in found.itertuples():
        assert row.rank_before == 1 + (found["value_before"] > row.value_before).sum()
        assert row.rank_after == 1 + (found["value_after"] > row.value_after).sum()
        if math.isnan(row.moved):  # nobody can say: another stands at the same value in one of the years
            assert row.rank_before != row.rank_after
            assert max((found[name] == getattr(row, name)).sum() for name in ("value_before", "value_after")) > 1
        else:
            assert row.moved == row.rank_before - row.rank_after
        assert row.ranked == len(found)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_the_panel_is_left_as_it_was(cells, random):
    table = panel(cells)
    places = list(range(len(table)))
    random.shuffle(places)
    turned, kept = table.iloc[places].reset_index(drop=True), table.copy()
    pd.testing.assert_frame_equal(
        position.rank_movement(turned, HDI, 0, 1), position.rank_movement(table, HDI, 0, 1), check_exact=True
    )
    pd.testing.assert_frame_equal(table, kept, check_exact=True)


def test_what_is_written_alike_shares_a_place_and_hidden_decimals_move_nobody(panel_of):
    # 70.001 and 70.004 are both written 70,00
    table = panel_of({"A": {0: 70.001, 1: 70.004}, "B": {0: 70.004, 1: 70.001}, "C": {0: 71, 1: 71}})
    found = position.rank_movement(table, HDI, 0, 1).set_index("region_code")
    assert found.loc[["A", "B"], "rank_before"].tolist() == [2, 2]
    assert (found["moved"] == 0).all()


def test_a_protected_region_has_no_place_and_is_counted(panel_of):
    table = panel_of({"A": {0: 1, 1: 3}, "B": {0: 2, 1: 2}, "C": {0: math.nan, 1: 9}})
    table["status"] = ["suppressed" if math.isnan(value) else "reported" for value in table["value"]]
    found = position.rank_movement(table, HDI, 0, 1)
    assert found["region_code"].tolist() == ["A", "B"]
    assert set(found["left_out"]) == {1}


def test_who_stands_near_the_median_in_both_years_did_not_move(panel_of):
    # both years 1 9 10 11 20: median 10, distances 9 1 0 1 10, their median 1, a quarter of 10 is 2.5
    table = panel_of(
        {"A": {0: 20, 1: 20}, "B": {0: 11, 1: 9}, "C": {0: 10, 1: 10}, "D": {0: 9, 1: 11}, "E": {0: 1, 1: 1}}
    )
    table["similar_pct"] = 25.0
    found = position.rank_movement(table, HDI, 0, 1).set_index("region_code")
    assert found.loc["B", ["rank_before", "rank_after"]].tolist() == [2, 4]
    assert math.isnan(found.loc["B", "moved"])


def test_a_place_among_those_written_alike_is_no_move(panel_of):
    # 2.0373 and 2.0408 are both written 2,04 in the second year: A is one of the two on places 1 and 2.
    table = panel_of({"A": {0: 1.90, 1: 2.0373}, "B": {0: 1.95, 1: 2.0408}, "C": {0: 1.00, 1: 9.0}})
    found = position.rank_movement(table, HDI, 0, 1).set_index("region_code")
    assert found.loc["A", ["rank_before", "rank_after"]].tolist() == [2, 2]
    assert found.loc["C", "moved"] == 2
    table = panel_of({"A": {0: 1.90, 1: 2.0373}, "B": {0: 1.95, 1: 2.0408}})
    found = position.rank_movement(table, HDI, 0, 1).set_index("region_code")
    assert found.loc["A", ["rank_before", "rank_after"]].tolist() == [2, 1]
    assert math.isnan(found.loc["A", "moved"])
