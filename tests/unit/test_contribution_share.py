"""Contributions add up to the growth of all; the share of that growth is told only where there is any."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import growth
from kumkm.domain.breaks import Break, Breaks

AMOUNTS = st.integers(0, 10**14).map(float)  # rupiah
ENDS = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20)


def panel_from(ends):
    rows = [(f"R{place:02}", year, pair[year]) for place, pair in enumerate(ends) for year in (0, 1)]
    return pd.DataFrame(rows, columns=["region_code", "year", "value"])


def test_the_golden_shares_of_growth_are_a_half_an_eighth_and_three_eighths(panel_of):
    panel = panel_of({"A": {0: 4.0, 1: 4.4}, "B": {0: 5.0, 1: 5.1}, "C": {0: 6.0, 1: 6.3}})
    found = growth.contribution(panel, 0, 1).set_index("region_code")
    assert found["contribution_pp"].to_dict() == pytest.approx({"A": 2.6667, "C": 2.0, "B": 0.6667}, abs=1e-4)
    assert found["contribution_pp"].sum() == pytest.approx(5.3333, abs=1e-4)
    assert found["share_pct"].to_dict() == pytest.approx({"A": 50, "C": 37.5, "B": 12.5})  # 0,4 : 0,3 : 0,1


def test_a_region_that_shrinks_takes_away_and_the_others_have_more_than_all(panel_of):
    found = growth.contribution(panel_of({"A": {0: 50, 1: 70}, "B": {0: 50, 1: 40}}), 0, 1).set_index("region_code")
    assert found["contribution_pp"].to_dict() == pytest.approx({"A": 20, "B": -10})
    assert found["share_pct"].to_dict() == pytest.approx({"A": 200, "B": -100})


def test_there_is_no_share_of_a_growth_of_nearly_nothing(panel_of):
    found = growth.contribution(panel_of({"A": {0: 50_000, 1: 50_010}, "B": {0: 50_000, 1: 49_994}}), 0, 1)
    assert found["contribution_pp"].sum() == pytest.approx(0.004)  # poin persen
    assert found["share_pct"].isna().all()
    assert found["contribution_pp"].notna().all()


def test_a_region_that_had_nothing_contributes_its_gain_but_has_no_growth_of_its_own(panel_of):
    found = growth.contribution(panel_of({"A": {0: 100, 1: 100}, "B": {0: 0, 1: 5}}), 0, 1).set_index("region_code")
    assert found.loc["B", "contribution_pp"] == pytest.approx(5)
    assert math.isnan(found.loc["B", "growth_pct"])


@pytest.mark.parametrize("before", [0, -10])
def test_growth_of_a_sum_that_is_nothing_or_a_loss_has_no_contributions(panel_of, before):
    found = growth.contribution(panel_of({"A": {0: before, 1: 5}, "B": {0: 0, 1: 5}}), 0, 1)
    assert found[["contribution_pp", "share_pct"]].isna().all(axis=None)


def test_a_contribution_over_more_years_is_of_the_whole_span(panel_of):
    panel = panel_of({"A": {0: 60, 1: 90, 2: 66}, "B": {0: 40, 1: 10, 2: 44}})
    assert growth.contribution(panel, 0, 2)["contribution_pp"].tolist() == pytest.approx([6, 4])


@given(ENDS)
def test_contributions_add_up_to_the_growth_of_the_sum(ends):
    before, after = math.fsum(pair[0] for pair in ends), math.fsum(pair[1] for pair in ends)
    found = growth.contribution(panel_from(ends), 0, 1)
    if before <= 0:
        assert found["contribution_pp"].isna().all()
        return
    whole = (after - before) / before * 100
    size = max(1.0, found["contribution_pp"].abs().sum())
    assert abs(math.fsum(found["contribution_pp"]) - whole) <= 1e-9 * size
    if found["share_pct"].notna().any():
        rest = abs(math.fsum(found["share_pct"]) - 100)
        assert rest <= 1e-9 * max(1.0, found["share_pct"].abs().sum())


@given(ENDS, st.floats(1e-3, 1e6))
def test_contributions_do_not_depend_on_the_unit(ends, factor):
    scaled = [(one * factor, other * factor) for one, other in ends]
    found = growth.contribution(panel_from(ends), 0, 1).set_index("region_code")["contribution_pp"]
    again = growth.contribution(panel_from(scaled), 0, 1).set_index("region_code")["contribution_pp"]
    size = max(1.0, found.abs().max()) if found.notna().all() else 1.0
    assert found.isna().equals(again.reindex(found.index).isna())
    assert ((found - again.reindex(found.index)).abs().fillna(0) <= 1e-9 * size).all()


@given(ENDS, st.integers(0, 19), st.sampled_from([0, 1]))
def test_one_missing_value_leaves_no_contribution_to_anyone(ends, place, year):
    panel = panel_from(ends)
    panel.loc[(panel["region_code"] == f"R{place % len(ends):02}") & (panel["year"] == year), "value"] = math.nan
    found = growth.contribution(panel, 0, 1)
    assert len(found) == len(ends)
    assert found[["contribution_pp", "growth_pct", "share_pct"]].isna().all(axis=None)


@given(ENDS)
def test_one_break_leaves_no_contribution_to_anyone(ends):
    found = growth.contribution(panel_from(ends), 0, 1, Breaks([Break("R00", 1)]))
    assert found[["contribution_pp", "growth_pct", "share_pct"]].isna().all(axis=None)
