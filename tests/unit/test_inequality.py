"""Inequality between regions: the golden vector, evenness, units, groups, and years with a gap."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import inequality

ALL = (inequality.williamson, inequality.theil, inequality.gini_regions, inequality.sigma)
OUTPUTS = st.integers(0, 10**14)
PEOPLE = st.integers(1, 10**7)
TABLES = st.lists(st.tuples(OUTPUTS, PEOPLE), min_size=1, max_size=18).filter(lambda rows: any(x for x, _ in rows))


def panel(rows, year=2021):
    """Regions R00, R01, … from pairs of output and population."""
    return pd.DataFrame(
        [(f"R{place:02}", year, float(output), float(people)) for place, (output, people) in enumerate(rows)],
        columns=["region_code", "year", "output", "population"],
    )


def value(analysis, rows, *more):
    return analysis(panel(rows), *more)["value"].item()


# Dossier §5: 4,4 / 5,1 / 6,3 triliun over 100, 200 and 300 thousand people.
GOLDEN = [(4.4e12, 100_000), (5.1e12, 200_000), (6.3e12, 300_000)]


def test_golden_indices_of_three_regions():
    assert value(inequality.williamson, GOLDEN) == pytest.approx(0.309609, abs=1e-6)
    assert value(inequality.theil, GOLDEN) == pytest.approx(0.042341, abs=1e-6)
    assert value(inequality.gini_regions, GOLDEN) == pytest.approx(0.140295, abs=1e-6)


def test_golden_incomes_are_44_25_and_a_half_and_21_million():
    assert inequality.incomes(panel(GOLDEN))["value"].tolist() == pytest.approx([44e6, 25.5e6, 21e6])


def test_the_mean_income_is_of_persons_and_not_of_regions():
    mean = 15.8e12 / 600_000  # 26,3333 juta; the mean of the three would be 30,1667
    spread = (
        (44e6 - mean) ** 2 * 100_000 / 600_000
        + (25.5e6 - mean) ** 2 * 200_000 / 600_000
        + (21e6 - mean) ** 2 * 300_000 / 600_000
    )
    assert mean == pytest.approx(26_333_333, abs=1)
    assert value(inequality.williamson, GOLDEN) == pytest.approx(math.sqrt(spread) / mean)


def test_two_regions_of_as_many_people_with_one_and_three_by_hand():
    rows = [(10, 10), (30, 10)]  # incomes 1 and 3, mean 2
    assert value(inequality.williamson, rows) == pytest.approx(0.5)  # √(½·1 + ½·1) / 2
    assert value(inequality.theil, rows) == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))
    assert value(inequality.gini_regions, rows) == pytest.approx(0.25)  # 1 − ½·¼ − ½·(1 + ¼)
    assert value(inequality.sigma, rows) == pytest.approx(math.log(3) / 2)


def test_williamson_may_exceed_one_where_few_people_have_nearly_all():
    assert value(inequality.williamson, [(100, 1), (0, 99)]) == pytest.approx(math.sqrt(99))


def test_nothing_times_the_logarithm_of_nothing_is_nothing():
    assert value(inequality.theil, [(0, 50), (10, 50)]) == pytest.approx(math.log(2))
    found = inequality.theil(panel([(0, 50), (10, 50)]), {"R00": "empty", "R01": "full"})
    assert found[["within", "between"]].iloc[0].tolist() == pytest.approx([0, math.log(2)])


def test_a_spread_of_logarithms_needs_incomes_above_nothing():
    assert math.isnan(value(inequality.sigma, [(0, 50), (10, 50)]))


def test_between_is_what_is_left_when_every_group_is_even_within():
    rows = [(10, 10), (10, 10), (60, 20)]  # one group at income 1, the other at 3
    found = inequality.theil(panel(rows), {"R00": "poor", "R01": "poor", "R02": "rich"}).iloc[0]
    assert found["within"] == pytest.approx(0, abs=1e-15)
    assert found["between"] == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))


def test_within_is_all_when_the_groups_have_the_same_mean():
    rows = [(10, 10), (30, 10), (40, 20)]  # mean income 2 in both groups
    found = inequality.theil(panel(rows), {"R00": "spread", "R01": "spread", "R02": "even"}).iloc[0]
    assert found["between"] == pytest.approx(0, abs=1e-15)
    assert found["within"] == pytest.approx(0.5 * (0.25 * math.log(0.5) + 0.75 * math.log(1.5)))


def test_a_group_without_output_adds_its_share_of_people_to_the_between_part_only():
    rows = [(0, 10), (0, 10), (20, 20)]
    found = inequality.theil(panel(rows), {"R00": "empty", "R01": "empty", "R02": "full"}).iloc[0]
    assert found["within"] == 0
    assert found["between"] == pytest.approx(math.log(2))


@given(st.integers(1, 10**9), st.lists(PEOPLE, min_size=1, max_size=18))
def test_equal_incomes_are_perfectly_even(income, people):
    rows = [(income * persons, persons) for persons in people]
    for analysis in ALL:
        assert value(analysis, rows) == pytest.approx(0, abs=1e-7 if analysis is inequality.williamson else 1e-12)


@given(TABLES)
def test_no_index_is_negative_and_gini_stays_below_one(rows):
    assert value(inequality.williamson, rows) >= 0
    assert value(inequality.theil, rows) >= -1e-12
    assert -1e-12 <= value(inequality.gini_regions, rows) < 1


@given(TABLES, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_indices_do_not_depend_on_the_units_of_output_and_people(rows, of_output, of_people):
    scaled = [(output * of_output, people * of_people) for output, people in rows]
    for analysis in ALL:
        assert value(analysis, scaled) == pytest.approx(value(analysis, rows), rel=1e-9, abs=1e-9, nan_ok=True)


@given(TABLES)
def test_doubling_every_region_changes_no_index(rows):
    for analysis in ALL:
        assert value(analysis, rows * 2) == pytest.approx(value(analysis, rows), rel=1e-9, abs=1e-9, nan_ok=True)


@given(TABLES, st.lists(st.sampled_from("xyz"), min_size=18, max_size=18))
def test_theil_is_within_plus_between_for_any_grouping(rows, drawn):
    groups = {f"R{place:02}": group for place, group in enumerate(drawn)}
    found = inequality.theil(panel(rows), groups).iloc[0]
    all_output, all_people = sum(x for x, _ in rows), sum(f for _, f in rows)
    plain = math.fsum(x / all_output * math.log((x / all_output) / (f / all_people)) for x, f in rows if x > 0)
    assert found["value"] == pytest.approx(plain, rel=1e-9, abs=1e-12)
    assert found["value"] == found["within"] + found["between"]
    assert found["within"] >= -1e-12
    assert found["between"] >= -1e-12


@given(TABLES)
def test_without_groups_and_with_one_group_all_is_between_or_all_is_within(rows):
    alone, together = (
        inequality.theil(panel(rows)),
        inequality.theil(panel(rows), dict.fromkeys(panel(rows).region_code, "x")),
    )
    assert alone["within"].item() == 0
    assert together["between"].item() == pytest.approx(0, abs=1e-12)
    assert alone["value"].item() == pytest.approx(together["value"].item(), rel=1e-9, abs=1e-12)


@given(TABLES)
def test_the_gini_is_half_the_mean_distance_of_two_persons_over_the_mean(rows):
    people, output = sum(f for _, f in rows), sum(x for x, _ in rows)
    distance = math.fsum(f * g * abs(x / f - y / g) for x, f in rows for y, g in rows) / people**2
    assert value(inequality.gini_regions, rows) == pytest.approx(distance / (2 * output / people), rel=1e-9, abs=1e-9)


def test_a_year_in_which_one_region_lacks_either_part_has_no_index_and_says_how_many_there_were():
    rows = pd.concat([panel(GOLDEN, 2020), panel(GOLDEN, 2021), panel(GOLDEN, 2022)], ignore_index=True)
    rows.loc[1, "output"] = math.nan
    rows.loc[8, "population"] = math.nan
    for analysis in ALL:
        found = analysis(rows)
        assert found["year"].tolist() == [2020, 2021, 2022]
        assert found["value"].isna().tolist() == [True, False, True]
        assert found["regions"].tolist() == [2, 3, 2]
        assert set(found["reason"].drop(1)) == {"PDRB atau penduduk 1 daerah belum ada."}
        assert pd.isna(found["reason"][1])


def test_a_year_without_a_row_of_one_region_is_a_gap_too():
    rows = pd.concat([panel(GOLDEN, 2020), panel(GOLDEN, 2021).head(2)], ignore_index=True)
    for analysis in ALL:
        assert analysis(rows)["value"].isna().tolist() == [False, True]


@pytest.mark.parametrize("rows", [[(5, 0), (5, 10)], [(0, 10), (0, 10)]])
def test_a_region_without_people_or_no_output_at_all_gives_no_index(rows):
    for analysis in ALL:
        assert math.isnan(value(analysis, rows))


@pytest.mark.parametrize("rows", [[(-1, 10), (5, 10)], [(-1, 10), (100, 10), (7, 3)]])
def test_one_output_below_nothing_leaves_theil_gini_and_sigma_undefined_and_says_so(rows):
    for analysis in (inequality.theil, inequality.gini_regions):
        found = analysis(panel(rows)).iloc[0]
        assert math.isnan(found["value"])
        assert found["reason"] == "PDRB 1 daerah negatif; indeks ini tidak terdefinisi untuknya."
    found = inequality.theil(panel(rows), {"R00": "a", "R01": "a", "R02": "b"}).iloc[0]
    assert found[["value", "within", "between"]].isna().all()
    assert math.isnan(value(inequality.sigma, rows))


def test_williamson_stands_with_a_negative_output_as_long_as_the_mean_is_above_nothing():
    # Incomes −1 and 3, mean 1: √(½·4 + ½·4) ÷ 1 = 2.
    assert value(inequality.williamson, [(-10, 10), (30, 10)]) == pytest.approx(2)
    assert math.isnan(value(inequality.williamson, [(-10, 10), (10, 10)]))


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), PEOPLE), min_size=1, max_size=18))
def test_an_index_has_either_a_value_or_a_reason(rows):
    for analysis in ALL:
        found = analysis(panel(rows)).iloc[0]
        assert bool(pd.isna(found["reason"])) == math.isfinite(found["value"])


def test_a_spread_of_logarithms_says_that_one_output_is_nothing():
    assert inequality.sigma(panel([(0, 50), (10, 50)]))["reason"].item().startswith("PDRB 1 daerah nol atau negatif;")


def test_income_is_missing_where_output_or_people_are():
    rows = panel([(5, 10), (5, 0), (math.nan, 10), (5, math.nan)])
    assert inequality.incomes(rows)["value"].isna().tolist() == [False, True, True, True]


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_the_panel_is_left_as_it_was(rows, random):
    table = pd.concat([panel(rows, 2020), panel(rows[::-1], 2021)], ignore_index=True)
    places = list(range(len(table)))
    random.shuffle(places)
    turned, kept = table.iloc[places].reset_index(drop=True), table.copy()
    groups = {code: code[-1] for code in table["region_code"]}
    for analysis in (*ALL, inequality.incomes, lambda given: inequality.theil(given, groups)):
        pd.testing.assert_frame_equal(analysis(turned), analysis(table), check_exact=True)
    pd.testing.assert_frame_equal(table, kept, check_exact=True)
