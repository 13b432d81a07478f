"""The province: published where it is published, summed where sums are honest, never averaged."""

import pytest


def test_a_published_province_stands_beside_the_sum_that_differs(read, value_of):
    assert value_of("poor_population", "74", 2023).value == 321530
    assert value_of("poor_population", "74", 2023).basis == "published"
    row = read("province_discrepancy", indicator_id="poor_population").set_index("year").loc[2023]
    assert (row.published, row.sum_of_regions, row.difference) == (321530, 321544, 14)
    assert row.difference_pct == pytest.approx(100 * 14 / 321530)


def test_the_discrepancy_of_the_economy_stays_below_one_percent_and_is_shown_every_year(read):
    frame = read("province_discrepancy", indicator_id="grdp_constant")
    assert frame["year"].tolist() == list(range(2010, 2024))
    assert frame["difference_pct"].abs().max() < 1
    assert (frame["difference"] != 0).any()


@pytest.mark.parametrize("indicator_id", ["poverty_rate", "hdi", "grdp_growth", "population"])
def test_there_is_no_discrepancy_of_what_cannot_be_summed_or_was_summed(read, indicator_id):
    assert read("province_discrepancy", indicator_id=indicator_id).empty


def test_population_of_the_province_is_the_sum_and_says_so(read, value_of):
    frame = read("indicator_by_region", indicator_id="population", year=2023)
    province = value_of("population", "74", 2023)
    assert province.value == frame["value"].sum() == 2726590
    assert province.basis == "sum_of_regions"


def test_income_per_head_of_the_province_is_a_ratio_of_totals_not_a_mean(read, value_of):
    province = value_of("grdp_per_capita", "74", 2023)
    people = read("indicator_by_region", indicator_id="population", year=2023)["value"].sum()
    assert province.value == pytest.approx(176179902.02e6 / people)
    mean = read("indicator_by_region", indicator_id="grdp_per_capita", year=2023)["value"].mean()
    assert province.value != pytest.approx(mean, rel=0.01)


def test_density_of_the_province_is_a_ratio_of_totals(read, value_of):
    people = read("indicator_by_region", indicator_id="population", year=2023)["value"].sum()
    area = read("indicator_by_region", indicator_id="area", year=2024)["value"].sum()
    assert value_of("population_density", "74", 2023).value == pytest.approx(people / area)


@pytest.mark.parametrize("indicator_id", ["gini", "hdi", "poverty_rate", "unemployment_rate", "poverty_line"])
def test_what_cannot_be_summed_is_published_for_the_province_or_absent(read, indicator_id):
    panel = read("indicator_panel", indicator_id=indicator_id)
    assert set(panel.loc[panel["region_code"] == "74", "basis"]) <= {"published"}


def test_the_province_has_no_poverty_line_because_none_was_found(value_of):
    assert value_of("poverty_line", "74", 2023) is None
    assert value_of("poverty_line", "74.01", 2023) is not None


def test_published_and_summed_provinces_are_never_compared(serving):
    crossed = serving.cursor().execute(
        """
        SELECT count(*) FROM mart.indicator_change
        INNER JOIN mart.indicator_value AS now USING (indicator_id, region_code, year)
        INNER JOIN mart.indicator_value AS before
            ON before.indicator_id = now.indicator_id AND before.region_code = now.region_code
            AND before.year = now.year - 1
        WHERE before.basis != now.basis
        """
    )
    assert crossed.fetchone() == (0,)
