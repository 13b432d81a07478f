"""Growth by hand: the golden vectors of the dossier, and nothing compared across a break."""

import math

import pytest

from kumkm.analysis import growth
from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.view.growth import Span
from kumkm.narrative.gaps import break_words, breaks_by_heading, gap_words

TRILLION = 1e12
# Dossier §5: PDRB 4,0 / 5,0 / 6,0 → 4,4 / 5,1 / 6,3 triliun.
GOLDEN = {
    "A": {2020: 4.0 * TRILLION, 2021: 4.4 * TRILLION},
    "B": {2020: 5.0 * TRILLION, 2021: 5.1 * TRILLION},
    "C": {2020: 6.0 * TRILLION, 2021: 6.3 * TRILLION},
}


@pytest.fixture
def golden(panel_of):
    return panel_of(GOLDEN)


def by_region(frame, column):
    return dict(zip(frame["region_code"], frame[column], strict=True))


def test_contributions_are_each_gain_over_the_sum_of_all_before(golden):
    found = by_region(growth.contribution(golden, 2020, 2021), "contribution_pp")
    assert found["A"] == pytest.approx(100 * 0.4 / 15)  # 2,6667
    assert found["B"] == pytest.approx(100 * 0.1 / 15)  # 0,6667
    assert found["C"] == pytest.approx(100 * 0.3 / 15)  # 2,0000


def test_contributions_add_up_to_the_growth_of_the_sum(golden):
    total = growth.contribution(golden, 2020, 2021)["contribution_pp"].sum()
    assert total == pytest.approx(100 * (15.8 / 15 - 1))  # 5,3333


def test_growth_of_each_is_ten_two_and_five_percent(golden):
    found = by_region(growth.contribution(golden, 2020, 2021), "growth_pct")
    assert found == pytest.approx({"A": 10, "B": 2, "C": 5})


def test_the_largest_contribution_comes_first_and_ties_go_by_code(panel_of):
    panel = panel_of({"B": {0: 1, 1: 2}, "A": {0: 1, 1: 2}, "C": {0: 1, 1: 5}})
    assert growth.contribution(panel, 0, 1)["region_code"].tolist() == ["C", "A", "B"]


@pytest.mark.parametrize("before", [165_596_981, 7_766_085])
def test_published_national_changes_are_met_to_the_last_printed_digit(panel_of, before):
    after, printed = {165_596_981: (167_618_107, 1.2205), 7_766_085: (6_081_931, -21.6860)}[before]
    found = growth.contribution(panel_of({"00": {0: before, 1: after}}), 0, 1)
    assert found["contribution_pp"].item() == pytest.approx(printed, abs=0.00005)


def test_no_contribution_at_all_when_one_region_lacks_a_year(panel_of):
    panel = panel_of({"A": {0: 4, 1: 5}, "B": {0: 4}})
    found = growth.contribution(panel, 0, 1)
    assert found[["contribution_pp", "growth_pct"]].isna().all(axis=None)
    assert len(found) == 2


def test_no_contribution_at_all_when_one_region_crosses_a_break(golden):
    found = growth.contribution(golden, 2020, 2021, Breaks([Break("A", 2021)]))
    assert found[["contribution_pp", "growth_pct"]].isna().all(axis=None)


def test_average_growth_is_the_steady_rate_that_leads_from_first_to_last(panel_of):
    found = growth.cagr(panel_of({"A": {2020: 100, 2022: 121}, "B": {2020: 100, 2022: 100}}), 2020, 2022)
    assert by_region(found, "growth_pct") == pytest.approx({"A": 10, "B": 0})  # 100 · 1,1² = 121


def test_average_growth_over_one_year_is_that_years_growth(golden):
    assert by_region(growth.cagr(golden, 2020, 2021), "growth_pct") == pytest.approx({"A": 10, "B": 2, "C": 5})


@pytest.mark.parametrize("ends", [{2020: 0, 2021: 5}, {2020: -1, 2021: 5}, {2020: 5, 2021: -1}, {2021: 5}, {2020: 5}])
def test_average_growth_needs_a_positive_base(panel_of, ends):
    panel = panel_of({"A": ends, "B": {2020: 100, 2021: 110}})
    found = by_region(growth.cagr(panel, 2020, 2021), "growth_pct")
    assert found["A"] != found["A"]  # NaN
    assert found["B"] == pytest.approx(10)


def test_what_comes_to_nothing_shrinks_by_all_of_it_and_who_has_no_base_is_named(panel_of):
    panel = panel_of({"A": {2020: 5, 2021: 0}, "B": {2020: 0, 2021: 5}, "C": {2020: 5, 2021: -1}, "D": {2020: 5}})
    assert by_region(growth.cagr(panel, 2020, 2021), "growth_pct")["A"] == -100
    found = growth.baseless(panel, ["A", "B", "C", "D"], 2020, 2021)
    assert found.to_dict("records") == [
        {"region_code": "B", "year": 2020, "reason": "base"},
        {"region_code": "C", "year": 2020, "reason": "base"},
    ]


@pytest.mark.parametrize(("first", "last"), [(2021, 2021), (2021, 2020), (1990, 1991)])
def test_an_empty_or_unknown_span_has_no_growth(golden, first, last):
    found = growth.cagr(golden, first, last)
    assert found["region_code"].tolist() == ["A", "B", "C"]
    assert found["growth_pct"].isna().all()


def test_average_growth_stops_only_at_the_regions_own_break(golden):
    found = by_region(growth.cagr(golden, 2020, 2021, Breaks([Break("A", 2021)])), "growth_pct")
    assert found["A"] != found["A"]
    assert found["C"] == pytest.approx(5)


def test_a_break_at_the_first_year_is_already_behind(golden):
    found = by_region(growth.cagr(golden, 2020, 2021, Breaks([Break(None, 2020)])), "growth_pct")
    assert found["A"] == pytest.approx(10)


def test_the_index_is_100_in_the_base_year_and_keeps_proportions(panel_of):
    panel = panel_of({"A": {2019: 5, 2020: 10, 2021: 12}})
    found = growth.index_to(panel, 2020)
    assert found["value"].tolist() == [50, 100, 120]


def test_the_index_leaves_out_years_beyond_a_break_on_either_side(panel_of):
    panel = panel_of({"A": dict.fromkeys(range(2018, 2024), 10), "B": dict.fromkeys(range(2018, 2024), 10)})
    found = growth.index_to(panel, 2020, Breaks([Break("A", 2020), Break("A", 2022)]))
    assert found.loc[found["region_code"] == "A", "year"].tolist() == [2020, 2021]
    assert found.loc[found["region_code"] == "B", "year"].tolist() == list(range(2018, 2024))


@pytest.mark.parametrize("base", [{2021: 5}, {2020: 0, 2021: 5}, {2020: -1, 2021: 5}])
def test_a_region_without_a_positive_base_has_no_index(panel_of, base):
    assert growth.index_to(panel_of({"A": base}), 2020).empty


def test_a_missing_year_is_left_out_of_the_index_and_not_bridged(panel_of):
    panel = panel_of({"A": {2020: 10, 2021: float("nan"), 2022: 14}})
    found = growth.index_to(panel, 2020)
    assert found["year"].tolist() == [2020, 2022]
    assert found["value"].tolist() == pytest.approx([100, 140])


def test_the_order_of_the_rows_does_not_matter(golden):
    turned = golden.iloc[::-1].reset_index(drop=True)
    assert growth.contribution(turned, 2020, 2021).equals(growth.contribution(golden, 2020, 2021))
    assert growth.cagr(turned, 2020, 2021).equals(growth.cagr(golden, 2020, 2021))


def test_the_panel_given_is_left_as_it_was(golden):
    before = golden.copy()
    growth.index_to(golden, 2020)
    growth.contribution(golden, 2020, 2021)
    assert golden.equals(before)


def test_a_ratio_over_people_of_another_half_is_not_compared_though_its_moments_are_whole_years_apart(panel_of):
    # Members are of the end of each year, the people they are divided by of December 2021 and of June 2022 and 2023.
    panel = panel_of({"A": {2021: 100.0, 2022: 110.0, 2023: 121.0}})
    panel = panel.assign(moment=[2022.0, 2023.0, 2024.0], period=["Semester 2", "Semester 1", "Semester 1"])
    assert growth.cagr(panel, 2021, 2023)["growth_pct"].isna().all()
    assert growth.difference(panel, 2021, 2023)["change"].isna().all()
    assert growth.contribution(panel, 2021, 2023)["contribution_pp"].isna().all()
    assert growth.year_on_year(panel)["change"].isna().tolist() == [True, True, False]
    assert growth.index_to(panel, 2021)["year"].tolist() == [2021]
    assert by_region(growth.cagr(panel, 2022, 2023), "growth_pct")["A"] == pytest.approx(10)
    found = growth.gaps(panel, ["A"], [2021, 2023])
    assert found[["region_code", "year", "reason"]].to_numpy().tolist() == [["A", 2023, "unlike"]]


def test_a_year_is_a_base_where_half_of_those_that_have_the_last_compare_with_it(panel_of):
    panel = panel_of({"A": {2021: 1.0, 2022: 1.0, 2023: 1.0}, "B": {2022: 1.0, 2023: 1.0}, "C": {2023: math.nan}})
    assert growth.bases(panel, 2023) == (2021, 2022)  # one of two in 2021
    assert growth.bases(panel, 2023, Breaks([Break("A", 2022)])) == (2022,)
    assert growth.bases(panel, 2023, Breaks([Break(None, 2023)])) == ()


def test_an_incomplete_year_is_no_break_in_the_series(panel_of):
    panel = panel_of({"A": {2023: 100.0, 2024: 70.0}, "B": {2023: 100.0, 2024: 70.0}})
    months = "tahun 2024 baru terisi bulan 1 sampai 8"
    breaks = Breaks(
        [Break("A", 2024, months, 2024), Break("B", 2024, "Metode berganti"), Break("A", 2025, months, 2024)]
    )
    found = growth.gaps(panel, ["A", "B"], [2023, 2024], breaks)
    assert found.to_numpy().tolist() == [["A", 2024, "partial"], ["B", 2024, "break"]]
    assert gap_words(found, {"A": "Muna", "B": "Buton", "C": "Konawe"}) == (
        "Putus deret 2024: Buton. Belum setahun penuh 2024: Muna."
    )


def test_each_reason_for_a_break_is_said_once_with_one_full_stop():
    months = "tahun 2024 baru terisi bulan 1 sampai 8"
    breaks = Breaks([Break("A", 2024, months, 2024), Break("B", 2024, f"{months}.", 2024), Break("C", 2024, "Lain")])
    assert break_words(breaks, ["A", "B"], Span(2023, 2024)) == "Tahun 2024 baru terisi bulan 1 sampai 8."
    assert breaks_by_heading(breaks, 2021, 2024) == {
        "Belum setahun penuh 2024": "Tahun 2024 baru terisi bulan 1 sampai 8.",
        "Putus deret 2024": "Lain.",
    }
    assert breaks_by_heading(breaks, 2024, 2025) == {}
    assert break_words(breaks, ["A"], Span(2021, 2023)) == ""


def test_time_is_reckoned_by_the_moments_of_the_values(panel_of):
    panel = panel_of({"A": {2018: 100.0, 2021: 110.0, 2022: 121.0, 2023: 121.0}})
    panel = panel.assign(moment=[2019.0, 2022.0, 2022.5, 2023.5])  # the second half, then the first
    assert by_region(growth.cagr(panel, 2018, 2022), "growth_pct")["A"] == pytest.approx((1.21 ** (1 / 3.5) - 1) * 100)
    assert growth.cagr(panel, 2021, 2022)["growth_pct"].isna().all()  # half a year is no year
    assert growth.difference(panel, 2018, 2022)["change"].isna().all()
    assert growth.contribution(panel, 2018, 2022)["contribution_pp"].isna().all()
    assert growth.difference(panel, 2022, 2023)["change"].tolist() == [0]
    yearly = growth.year_on_year(panel).set_index("year")["change"]
    assert yearly.isna().tolist() == [True, True, True, False]
    found = growth.gaps(panel, ["A"], [2018, 2022])
    assert found[["region_code", "year", "reason"]].to_numpy().tolist() == [["A", 2022, "period"]]
