"""The regions most alike: near in every standardised feature."""

import pandas as pd
import pytest

from kumkm.analysis.position import peers

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
