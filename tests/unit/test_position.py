"""Where a region stands: similar means within one median absolute deviation, bounds included."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis.position import Verdict, median_absolute_deviation, peers, verdict


def test_the_deviation_is_the_median_distance_from_the_median():
    # median of 1 2 3 7 20 is 3; distances 2 1 0 4 17; their median is 2
    assert median_absolute_deviation(pd.Series([20, 1, 3, 7, 2])) == 2


def test_missing_values_do_not_take_part():
    assert median_absolute_deviation(pd.Series([20, 1, 3, 7, 2, None])) == 2
    assert math.isnan(median_absolute_deviation(pd.Series([], dtype=float)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12.1, Verdict.HIGHER),
        (12.0, Verdict.SIMILAR),
        (10.0, Verdict.SIMILAR),
        (8.0, Verdict.SIMILAR),
        (7.9, Verdict.LOWER),
    ],
)
def test_similar_reaches_to_one_deviation_and_includes_it(value, expected):
    assert verdict(value, median=10.0, mad=2.0) is expected


def test_without_spread_only_the_median_itself_is_similar():
    assert verdict(10.0, 10.0, 0.0) is Verdict.SIMILAR
    assert verdict(10.01, 10.0, 0.0) is Verdict.HIGHER


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=17))
def test_at_least_half_of_the_regions_are_similar_to_the_median(values):
    known = pd.Series(values, dtype=float)
    median, mad = float(known.median()), median_absolute_deviation(known)
    similar = [verdict(value, median, mad) is Verdict.SIMILAR for value in known]
    assert 2 * sum(similar) >= len(values)


FEATURES = pd.DataFrame({"density": [10, 11, 50, 90], "income": [1, 1, 5, 9]}, index=["A", "B", "C", "D"], dtype=float)


def test_the_nearest_in_all_features_come_first():
    assert peers(FEATURES, "A")["region_code"].tolist() == ["B", "C", "D"]
    assert peers(FEATURES, "A", count=1)["region_code"].tolist() == ["B"]


def test_no_region_is_its_own_peer():
    assert all(code not in peers(FEATURES, code, 9)["region_code"].tolist() for code in FEATURES.index)


def test_distance_is_the_same_both_ways_and_zero_for_a_twin():
    twins = FEATURES.rename(index={"B": "twin"})
    twins.loc["twin"] = twins.loc["A"]
    there = peers(twins, "A").set_index("region_code")["distance"]
    back = peers(twins, "D", 9).set_index("region_code")["distance"]
    assert there["twin"] == 0
    assert there["D"] == pytest.approx(back["A"])


def test_the_unit_of_a_feature_does_not_matter():
    in_thousands = FEATURES.assign(income=FEATURES["income"] * 1000)
    assert peers(in_thousands, "C")["distance"].tolist() == pytest.approx(peers(FEATURES, "C")["distance"].tolist())


def test_a_feature_with_a_gap_or_without_spread_is_left_out():
    more = FEATURES.assign(gap=[1.0, None, 3.0, 4.0], flat=7.0)
    assert peers(more, "A").equals(peers(FEATURES, "A"))


def test_ties_go_by_code():
    line = pd.DataFrame({"x": [0.0, 1.0, -1.0]}, index=["M", "Z", "A"])
    assert peers(line, "M")["region_code"].tolist() == ["A", "Z"]


def test_an_unknown_region_or_no_usable_feature_has_no_peers():
    assert peers(FEATURES, "X").empty
    assert peers(pd.DataFrame({"flat": [1.0, 1.0]}, index=["A", "B"]), "A").empty
