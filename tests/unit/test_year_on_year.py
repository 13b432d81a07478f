"""Growth against the year before, and what two years differ by: joined on the year, never across a gap or a break."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import growth
from kumkm.domain.breaks import Break, Breaks

VALUES = st.one_of(st.just(math.nan), st.floats(-1e12, 1e15, allow_nan=False, allow_infinity=False))
PANELS = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.integers(2018, 2024)), VALUES, min_size=1, max_size=21
).map(
    lambda found: pd.DataFrame(
        [(*key, value) for key, value in found.items()], columns=["region_code", "year", "value"]
    )
)


def at(frame, code, year):
    row = frame[(frame["region_code"] == code) & (frame["year"] == year)]
    return row.iloc[0]


def test_growth_is_the_change_over_the_value_of_the_year_before(panel_of):
    found = growth.year_on_year(panel_of({"A": {2020: 200, 2021: 250, 2022: 225}}))
    assert found["year"].tolist() == [2020, 2021, 2022]
    assert found["change"].tolist()[1:] == [50, -25]
    assert found["growth_pct"].tolist()[1:] == pytest.approx([25, -10])  # 50/200, −25/250
    assert math.isnan(at(found, "A", 2020)["growth_pct"])


def test_golden_growth_of_three_regions_is_ten_two_and_five_percent(panel_of):
    found = growth.year_on_year(
        panel_of({"A": {0: 4.0e12, 1: 4.4e12}, "B": {0: 5.0e12, 1: 5.1e12}, "C": {0: 6.0e12, 1: 6.3e12}})
    )
    assert found[found["year"] == 1]["growth_pct"].tolist() == pytest.approx([10, 2, 5])


@pytest.mark.parametrize(
    ("before", "after", "printed"), [(165_596_981, 167_618_107, 1.2205), (7_766_085, 6_081_931, -21.6860)]
)
def test_published_national_changes_are_met_to_the_last_printed_digit(panel_of, before, after, printed):
    found = growth.year_on_year(panel_of({"00": {2014: before, 2015: after}}))
    assert at(found, "00", 2015)["growth_pct"] == pytest.approx(printed, abs=5e-5)


def test_a_gap_year_is_not_bridged(panel_of):
    found = growth.year_on_year(panel_of({"A": {2020: 100, 2022: 200, 2023: 300}}))
    assert found["year"].tolist() == [2020, 2022, 2023]
    assert found["growth_pct"].isna().tolist() == [True, True, False]
    assert at(found, "A", 2023)["growth_pct"] == pytest.approx(50)


def test_a_missing_value_has_no_row_and_no_growth_after_it(panel_of):
    found = growth.year_on_year(panel_of({"A": {2020: 100, 2021: math.nan, 2022: 200}}))
    assert found["year"].tolist() == [2020, 2022]
    assert found[["change", "growth_pct"]].isna().all(axis=None)


def test_from_nothing_or_less_there_is_a_change_but_no_percentage(panel_of):
    found = growth.year_on_year(panel_of({"A": {2020: 0, 2021: 7}, "B": {2020: -4, 2021: 2}}))
    assert at(found, "A", 2021)["change"] == 7
    assert at(found, "B", 2021)["change"] == 6
    assert found["growth_pct"].isna().all()


def test_to_nothing_is_minus_a_hundred_percent(panel_of):
    assert at(growth.year_on_year(panel_of({"A": {2020: 4, 2021: 0}})), "A", 2021)["growth_pct"] == -100


def test_neither_change_nor_growth_across_a_break_of_the_region(panel_of):
    panel = panel_of({code: {2012: 100, 2013: 60, 2014: 66} for code in ("A", "B")})
    found = growth.year_on_year(panel, Breaks([Break("A", 2013)]))
    assert math.isnan(at(found, "A", 2013)["change"])
    assert math.isnan(at(found, "A", 2013)["growth_pct"])
    assert at(found, "A", 2014)["growth_pct"] == pytest.approx(10)
    assert at(found, "B", 2013)["growth_pct"] == pytest.approx(-40)


def test_a_break_everywhere_stops_every_region(panel_of):
    panel = panel_of({code: {2021: 70, 2022: 72} for code in ("A", "B")})
    assert growth.year_on_year(panel, Breaks([Break(None, 2022)]))["change"].isna().all()


def test_shares_are_compared_by_their_difference_in_their_own_points(panel_of):
    panel = panel_of({"A": {2018: 12.5, 2023: 11.0}, "B": {2018: 10.0}})
    found = growth.difference(panel, 2018, 2023).set_index("region_code")["change"]
    assert found["A"] == pytest.approx(-1.5)
    assert math.isnan(found["B"])


def test_no_difference_across_a_break_nor_backwards(panel_of):
    panel = panel_of({"A": {2018: 12.5, 2023: 11.0}})
    assert growth.difference(panel, 2018, 2023, Breaks([Break(None, 2020)]))["change"].isna().all()
    assert growth.difference(panel, 2023, 2018)["change"].isna().all()


def test_an_empty_panel_has_no_growth_of_any_kind(panel_of):
    nothing = panel_of({})
    assert growth.year_on_year(nothing).empty
    assert growth.cagr(nothing, 2018, 2023).empty
    assert growth.difference(nothing, 2018, 2023).empty
    assert growth.index_to(nothing, 2018).empty
    assert growth.contribution(nothing, 2018, 2023).empty


@given(PANELS)
def test_growth_holds_wherever_both_years_are_there_and_nowhere_else(panel):
    found = growth.year_on_year(panel)
    known = {(code, year): value for code, year, value in panel.itertuples(index=False) if not math.isnan(value)}
    assert list(found[["region_code", "year"]].itertuples(index=False, name=None)) == sorted(known)
    for code, year, change, percent in found.itertuples(index=False):
        before = known.get((code, year - 1))
        if before is None:
            assert math.isnan(change) and math.isnan(percent)
        else:
            assert change == known[code, year] - before
            assert math.isnan(percent) == (before <= 0)


@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_the_panel_is_left_as_it_was(panel, random):
    places = list(range(len(panel)))
    random.shuffle(places)
    turned = panel.iloc[places].reset_index(drop=True)
    kept = panel.copy()
    for analysis in (
        growth.year_on_year,
        lambda rows: growth.cagr(rows, 2018, 2022),
        lambda rows: growth.difference(rows, 2018, 2022),
        lambda rows: growth.index_to(rows, 2020),
        lambda rows: growth.contribution(rows, 2018, 2022),
    ):
        pd.testing.assert_frame_equal(analysis(turned), analysis(panel), check_exact=True)
    pd.testing.assert_frame_equal(panel, kept, check_exact=True)


@given(st.floats(0.01, 1e15), st.floats(-0.5, 1.0), st.integers(1, 10))
def test_growing_every_year_by_the_average_leads_from_the_first_to_the_last(start, rate, years):
    panel = pd.DataFrame(
        {"region_code": "A", "year": [2010, 2010 + years], "value": [start, start * (1 + rate) ** years]}
    )
    found = growth.cagr(panel, 2010, 2010 + years)["growth_pct"].item()
    assert found == pytest.approx(rate * 100, rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(0.01, 1e12), min_size=2, max_size=8), st.floats(1e-6, 1e6))
def test_index_and_growth_do_not_depend_on_the_unit(values, factor):
    panel = pd.DataFrame({"region_code": "A", "year": range(2010, 2010 + len(values)), "value": values})
    scaled = panel.assign(value=panel["value"] * factor)
    last = 2009 + len(values)
    for analysis in (lambda rows: growth.cagr(rows, 2010, last), lambda rows: growth.index_to(rows, 2010)):
        column = analysis(panel).columns[-1]
        assert analysis(scaled)[column].tolist() == pytest.approx(analysis(panel)[column].tolist(), rel=1e-9, abs=1e-9)


def test_every_gap_and_every_break_within_the_span_is_named(panel_of):
    panel = panel_of({"A": {2012: 1, 2023: 2}, "B": {2012: 1, 2023: math.nan}, "C": {2023: 5}})
    breaks = Breaks([Break("A", 2013), Break("A", 2012), Break("C", 2024)])
    found = growth.gaps(panel, ["A", "B", "C"], [2012, 2023], breaks)
    assert list(found.itertuples(index=False, name=None)) == [
        ("A", 2013, "break"),
        ("B", 2023, "missing"),
        ("C", 2012, "missing"),
    ]
    assert growth.gaps(panel, ["A"], [2012, 2023]).empty
