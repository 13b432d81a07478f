"""Need and equity: the golden Hoover index, index and shares by hand, verdicts on the lines, curve, sensitivity."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import need
from kumkm.errors import UsageError

CODES = ["R1", "R2", "R3"]
# Poverty 10, 20, 30: standard scores −√1,5, 0, +√1,5. Activity 90, 60, 60: less is needier.
FEATURES = pd.DataFrame({"poverty": [10.0, 20.0, 30.0], "activity": [90.0, 60.0, 60.0]}, index=CODES)
NEEDIER = {"poverty": 1, "activity": -1, "gap": 1}
PEOPLE = {"R1": 100.0, "R2": 300.0, "R3": 200.0}
SCORES = need.standardised(FEATURES, NEEDIER)
TERMS = need.Terms(floor=0.25, under=0.75, over=1.25)
VALUES = st.lists(st.integers(0, 1000), min_size=3, max_size=17)


def shares(wanted, given):
    codes = [f"R{place:02}" for place in range(len(wanted))]
    return pd.DataFrame({"region_code": codes, "need_index": wanted, "share_need": wanted}), dict(
        zip(codes, given, strict=True)
    )


def table(wanted, given, **lines):
    return need.equity(*shares(wanted, given), replace(TERMS, **lines))


# Dossier §5: need .5/.3/.2, proposals .2/.3/.5.
GOLDEN = table([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])


def test_the_golden_hoover_index():
    assert need.hoover(GOLDEN) == pytest.approx(0.30, abs=1e-12)
    assert list(GOLDEN["ratio"]) == pytest.approx([0.4, 1.0, 2.5])
    assert list(GOLDEN["service_id"]) == ["kurang", "sebanding", "lebih"]


def test_a_region_on_the_line_is_fair_and_the_lines_are_parameters():
    assert list(table([0.2, 0.8], [0.15, 0.85])["service_id"]) == ["sebanding", "sebanding"]  # 0,75 exactly
    assert list(table([0.2, 0.8], [0.25, 0.75])["service_id"]) == ["sebanding", "sebanding"]  # 1,25 exactly
    assert list(table([0.2, 0.8], [0.149, 0.851])["service_id"]) == ["kurang", "sebanding"]
    assert list(table([0.2, 0.8], [0.15, 0.85], under=0.8, over=1.05)["service_id"]) == ["kurang", "lebih"]


def test_standard_scores_point_towards_need():
    assert list(SCORES["poverty"]) == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])
    # Mean 70, deviations 20, −10, −10, deviation √200; turned round.
    assert list(SCORES["activity"]) == pytest.approx([-math.sqrt(2), math.sqrt(0.5), math.sqrt(0.5)])


def test_the_index_runs_from_the_floor_to_the_neediest_and_shares_weigh_by_people():
    found = need.need(SCORES, {"poverty": 1, "activity": 1}, PEOPLE, TERMS)
    low, middle, high = -math.sqrt(1.5) - math.sqrt(2), math.sqrt(0.5), math.sqrt(1.5) + math.sqrt(0.5)
    index = [0.25, 0.25 + 0.75 * (middle - low) / (high - low), 1]
    assert list(found["need_index"]) == pytest.approx(index)
    weighed = [25, index[1] * 300, 200]
    assert list(found["share_need"]) == pytest.approx([part / sum(weighed) for part in weighed])


def test_only_the_proportions_of_weights_count_and_one_weight_is_that_indicator():
    one, tenfold = (need.need(SCORES, {"poverty": k, "activity": 3 * k}, PEOPLE, TERMS) for k in (1, 10))
    pd.testing.assert_frame_equal(one, tenfold)
    # 10, 20, 30 percent poor: the middle one is halfway between ¼ and 1.
    assert list(need.need(SCORES, {"poverty": 1}, PEOPLE, TERMS)["need_index"]) == pytest.approx([0.25, 0.625, 1])


def test_no_region_is_without_need_and_none_counts_more_than_one_over_the_floor_times_another():
    found = need.need(SCORES, {"poverty": 1}, dict.fromkeys(CODES, 100.0), TERMS)
    # Index ¼, ⅝, 1 of as many people: shares 2/15, 5/15, 8/15.
    assert list(found["share_need"]) == pytest.approx([2 / 15, 5 / 15, 8 / 15])
    ratios = need.equity(found, dict.fromkeys(CODES, 1.0), TERMS)["ratio"]
    assert ratios.max() / ratios.min() == pytest.approx(4)


@pytest.mark.parametrize("lines", [{"floor": 0}, {"floor": 1.1}, {"under": 1.5}, {"floor": float("nan")}])
def test_a_floor_of_nothing_and_lines_that_cross_are_refused(lines):
    with pytest.raises(UsageError, match="need_floor di atas 0"):
        replace(TERMS, **lines)


def test_an_indicator_with_a_gap_or_without_spread_is_left_out():
    wider = FEATURES.assign(gap=[1.0, float("nan"), 3.0], same=[5.0, 5.0, 5.0])
    assert list(need.standardised(wider, NEEDIER | {"same": 1}).columns) == ["activity", "poverty"]


def test_what_is_missing_makes_no_number():
    assert need.need(SCORES, {}, PEOPLE, TERMS)["need_index"].isna().all()
    nobody = need.need(SCORES, {"poverty": 1}, {"R1": 100.0}, TERMS)
    assert nobody["share_need"].isna().all() and nobody["need_index"].notna().all()
    unknown = need.equity(nobody, dict.fromkeys(CODES, 1.0), TERMS)
    assert unknown["service_id"].isna().all()
    assert math.isnan(need.hoover(unknown))
    nothing = table([0.5, 0.5], [0, 0])
    assert nothing["ratio"].isna().all() and nothing["service_id"].isna().all()


def test_without_need_whatever_is_given_is_over_and_nothing_is_fair():
    found = table([0.0, 0.0, 1.0], [0.0, 0.4, 0.6])
    assert list(found["service_id"]) == ["sebanding", "lebih", "kurang"]
    assert found["ratio"].isna().tolist() == [True, True, False]


def test_spearman_takes_ties_at_their_mean_rank():
    # Ranks of need 1, 2,5, 2,5, 4 and of what is given 1, 2, 3, 4: covariance 4,5 of √(4,5 · 5).
    found = table([0.1, 0.25, 0.25, 0.4], [0.1, 0.2, 0.3, 0.4])
    assert need.correlation(found) == pytest.approx(4.5 / math.sqrt(4.5 * 5))
    assert need.correlation(GOLDEN) == pytest.approx(-1)


def test_the_concentration_curve_cumulates_by_rising_need():
    curve = need.concentration(GOLDEN)
    assert curve["region_code"].tolist()[1:] == ["R02", "R01", "R00"]
    assert list(curve["regions"]) == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert list(curve["given"]) == pytest.approx([0, 0.5, 0.8, 1])
    assert list(curve["need"]) == pytest.approx([0, 0.2, 0.5, 1])


def test_a_region_without_proposals_has_a_share_of_nothing():
    assert list(need.equity(shares([0.5, 0.5], [0, 0])[0], {"R00": 7}, TERMS)["share_given"]) == [1, 0]


@given(VALUES, VALUES)
def test_hoover_is_between_nothing_and_one_and_the_order_of_rows_changes_nothing(left, right):
    size = min(len(left), len(right))
    wanted, given = left[:size], right[:size]
    if not sum(wanted) or not sum(given):
        return
    needs, amounts = shares([value / sum(wanted) for value in wanted], given)
    found = need.equity(needs, amounts, TERMS)
    assert -1e-12 <= need.hoover(found) <= 1 + 1e-12
    turned = need.equity(needs.iloc[::-1], amounts, TERMS)
    pd.testing.assert_frame_equal(found, turned)
    assert need.hoover(found) == need.hoover(turned.iloc[::-1])
    pd.testing.assert_frame_equal(need.concentration(found), need.concentration(turned.iloc[::-1]))


# ---- sensitivity ---------------------------------------------------------------------------------------------------


def test_with_one_indicator_every_weighting_is_the_same_one():
    found = need.sensitivity(SCORES[["poverty"]], PEOPLE, dict.fromkeys(CODES, 1.0), TERMS, samples=50)
    # Index ¼, ⅝, 1 of 100, 300, 200 people: 25, 187,5, 200 of 412,5 against a third each: 5,5, 11/15, 11/16.
    assert list(found["under_share"]) == [0, 1, 1]
    assert list(found["over_share"]) == [1, 0, 0]
    assert list(found["ratio_median"]) == pytest.approx([5.5, 11 / 15, 11 / 16])


def test_a_region_that_is_worst_by_every_indicator_and_gets_nothing_is_always_under_served():
    found = need.sensitivity(SCORES, PEOPLE, {"R1": 1.0, "R2": 1.0}, TERMS, samples=500)
    assert list(found["region_code"]) == CODES
    assert found["under_share"][2] == 1
    assert found[["under_share", "over_share"]].stack().between(0, 1).all()
    assert (found["need_low"] <= found["need_high"]).all()


def test_the_share_of_weightings_agrees_with_weightings_tried_one_by_one():
    given = {"R1": 2.0, "R2": 5.0, "R3": 4.0}
    found = need.sensitivity(SCORES, PEOPLE, given, TERMS, samples=200)
    weights = np.random.default_rng(need.SEED).dirichlet([1, 1], 200)
    tried = [
        need.equity(need.need(SCORES, dict(zip(SCORES.columns, row, strict=True)), PEOPLE, TERMS), given, TERMS)
        for row in weights
    ]
    tried = [rows["service_id"] for rows in tried]
    assert list(found["under_share"]) == pytest.approx(
        [sum(column == "kurang" for column in region) / 200 for region in zip(*tried, strict=True)]
    )


def test_sensitivity_is_the_same_every_time_and_knows_what_it_does_not_know():
    given = dict.fromkeys(CODES, 1.0)
    pd.testing.assert_frame_equal(
        need.sensitivity(SCORES, PEOPLE, given, TERMS, samples=100),
        need.sensitivity(SCORES, PEOPLE, given, TERMS, samples=100),
    )
    for unknown in (
        need.sensitivity(SCORES, {}, given, TERMS),
        need.sensitivity(SCORES[[]], PEOPLE, given, TERMS),
        need.sensitivity(SCORES, PEOPLE, {}, TERMS),
    ):
        assert unknown["under_share"].isna().all()
        assert list(unknown["region_code"]) == CODES


# ---- without one feature -------------------------------------------------------------------------------------------


def test_what_one_feature_alone_decides_is_found_by_leaving_it_out():
    # By poverty alone ¼, ⅝, 1 of as many people: 2/15, 5/15, 8/15. By activity alone ¼, 1, 1: 1/9, 4/9, 4/9.
    same, given = dict.fromkeys(CODES, 100.0), {"R1": 1.0, "R2": 2.2, "R3": 3.4}
    weights = {"activity": 1.0, "poverty": 1.0}
    found = need.without_each(SCORES, weights, same, given, TERMS).set_index(["indicator_id", "region_code"])
    assert list(found.loc["activity", "share_need"]) == pytest.approx([2 / 15, 5 / 15, 8 / 15])
    assert list(found.loc["poverty", "share_need"]) == pytest.approx([1 / 9, 4 / 9, 4 / 9])
    # R1 has 1/6,6 of the proposals: 1,136 times its need by poverty, 1,364 times by activity.
    assert list(found["ratio"].xs("R1", level="region_code")) == pytest.approx([15 / 13.2, 9 / 6.6])
    assert list(found["service_id"].xs("R1", level="region_code")) == ["sebanding", "lebih"]
    whole = need.equity(need.need(SCORES, weights, same, TERMS), given, TERMS).set_index("region_code")
    told = [found.loc[key, "service_id"] != whole.loc[key[1], "service_id"] for key in found.index]
    assert list(found["changed"]) == told
    assert found["changed"].any() and not found["changed"].all()


def test_with_one_feature_there_is_nothing_to_leave_out():
    assert need.without_each(SCORES, {"poverty": 1.0}, PEOPLE, dict.fromkeys(CODES, 1.0), TERMS).empty


def test_a_feature_without_weight_is_not_left_out_again():
    wider = SCORES.assign(work=[1.0, 0.0, -1.0])
    weights = {"poverty": 1.0, "activity": 1.0, "work": 0.0}
    found = need.without_each(wider, weights, PEOPLE, dict.fromkeys(CODES, 1.0), TERMS)
    assert list(found["indicator_id"].unique()) == ["activity", "poverty"]
