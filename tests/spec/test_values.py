"""What the warehouse says, checked by hand against `data/reference/figures.csv`."""

import pytest
from rounds import first

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.measures import MEASURES
from kumkm.domain.units import PRINTED

CHILDREN = ["74.11", "74.12", "74.13", "74.14", "74.15"]


def test_kendari_had_4_34_percent_poor_in_2020(value_of):
    assert value_of("poverty_rate", "74.71", 2020).value == 4.34


def test_growth_is_this_years_level_over_last_years(value_of):
    expected = (20418779.35 / 19415153.2 - 1) * 100  # Kolaka 2023 over 2022, juta rupiah
    assert value_of("grdp_growth", "74.01", 2023).value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("indicator_id", "region_code", "year", "expected"),
    [
        ("grdp_constant", "74.01", 2023, 20418779.35 * 1_000_000),  # juta rupiah
        ("grdp_constant", "74", 2023, 108152976.2 * 1_000_000),
        ("poor_population", "74", 2023, 321.53 * 1_000),  # ribu orang
        ("poor_population", "74.71", 2023, 19.24 * 1_000),
        ("population", "74.01", 2018, 233159),
        ("villages", "74.01", 2024, 135),
        ("area", "74.01", 2024, 2958.87),
    ],
)
def test_values_are_kept_in_base_units(value_of, indicator_id, region_code, year, expected):
    assert value_of(indicator_id, region_code, year).value == pytest.approx(expected, rel=1e-12)


def test_six_codes_that_collide_went_to_the_region_whose_name_is_printed(value_of):
    # BPS 7404 is Kolaka (20,4 triliun), 7401 is Buton (3,1 triliun); Kemendagri has them the other way round
    assert value_of("grdp_constant", "74.01", 2023).value == pytest.approx(20.41877935e12)
    assert value_of("grdp_constant", "74.04", 2023).value == pytest.approx(3.101735e12, rel=1e-6)


@pytest.mark.parametrize("indicator_id", first(INDICATORS, range(0, 999, 7)))
def test_a_year_always_has_all_seventeen_by_code_whatever_is_known(read, names, indicator_id):
    for year in (-1, 2013, 2022, 9999):
        frame = read("indicator_by_region", indicator_id=indicator_id, year=year)
        assert frame["region_code"].tolist() == list(names), year
        assert frame["region_name"].tolist() == list(names.values())


def test_the_base_of_a_ratio_is_what_it_divides_by_and_of_growth_what_it_grew_from(read, value_of):
    people = value_of("population", "74.01", 2023).value
    income = read("indicator_by_region", indicator_id="grdp_per_capita", year=2023).set_index("region_code")
    assert income.loc["74.01", "base"] == people
    growth = read("indicator_by_region", indicator_id="grdp_growth", year=2023).set_index("region_code")
    assert growth.loc["74.01", "base"] == value_of("grdp_constant", "74.01", 2022).value
    assert read("indicator_by_region", indicator_id="hdi", year=2021)["base"].isna().all()


def test_growth_the_province_prints_is_shown_where_its_levels_are_not_published(value_of):
    # Statistik Indonesia prints 5,40 and 5,79; until 2023 growth is computed from the levels
    assert [value_of("grdp_growth", "74", year).value for year in (2024, 2025)] == [5.4, 5.79]
    assert [value_of("grdp_growth", "74", year).basis for year in (2023, 2024)] == ["derived", "published"]
    assert value_of("grdp_growth", "74.01", 2024) is None


def test_a_year_nobody_published_says_so_and_has_no_zero(read):
    frame = read("indicator_by_region", indicator_id="hdi", year=1999)
    assert frame["value"].isna().all()
    assert set(frame["status"]) == {"missing"}
    assert set(frame["status_words"]) == {"belum ada data"}


def test_poverty_in_2022_is_a_gap_for_sixteen_and_known_for_kendari(read):
    frame = read("indicator_by_region", indicator_id="poverty_rate", year=2022).set_index("region_code")
    assert frame["value"].dropna().to_dict() == {"74.71": 4.57}
    assert frame["value"].isna().sum() == 16


def test_after_a_gap_there_is_no_change_except_where_there_was_no_gap(read):
    frame = read("indicator_by_region", indicator_id="poverty_rate", year=2023).set_index("region_code")
    assert frame["value"].notna().all()
    assert frame["change"].dropna().to_dict() == {"74.71": pytest.approx(4.59 - 4.57)}


def test_a_series_keeps_its_gap_years(read):
    series = read("indicator_series", indicator_id="poverty_rate", region_code="74.01").set_index("year")
    assert series.loc[2022, "status"] == "missing"
    assert series["value"].isna()[2022]
    assert list(series.index) == list(range(series.index.min(), series.index.max() + 1))


@pytest.mark.parametrize("indicator_id", ["poverty_rate", "grdp_constant", "population", "unemployment_rate", "hdi"])
def test_a_change_is_against_the_year_before_and_no_other(read, indicator_id):
    panel = read("indicator_panel", indicator_id=indicator_id)
    values = panel.set_index(["region_code", "year"])["value"]
    told = panel.dropna(subset=["change"])
    assert len(told) > 0
    for row in told.itertuples():
        assert row.change == pytest.approx(row.value - values[row.region_code, row.year - 1])


def test_the_change_in_percent_is_relative_to_the_year_before(value_of):
    row = value_of("population", "74.01", 2019)
    assert row.change == 237966 - 233159
    assert row.change_pct == pytest.approx((237966 / 233159 - 1) * 100)


@pytest.mark.parametrize("indicator_id", ["poverty_rate", "hdi", "gini", "active_cooperative_share"])
def test_a_percentage_or_an_index_has_no_change_in_percent(read, indicator_id):
    panel = read("indicator_panel", indicator_id=indicator_id)
    assert panel["change"].notna().any()
    assert panel["change_pct"].isna().all()


def test_the_second_semester_is_taken_where_both_exist_and_the_period_is_said(value_of):
    kolaka = value_of("population", "74.01", 2021)
    assert (kolaka.value, kolaka.period) == (238538, "Semester 2")  # Semester 1 printed 238352
    assert value_of("population", "74.01", 2022).period == "Semester 1"


def test_unemployment_as_published_goes_before_the_recomputed_panel(value_of):
    assert value_of("unemployment_rate", "74.01", 2018).value == 2.18  # recomputed: 2.19
    assert value_of("unemployment_rate", "74.01", 2019).value == 3.69  # recomputed: 3.61
    assert value_of("unemployment_rate", "74.01", 2015).value == 8.35  # recomputed only


def test_the_statistical_table_goes_before_an_earlier_vintage(value_of):
    assert value_of("grdp_constant", "74.01", 2021).value == pytest.approx(18964435.44e6)  # vintage: 18999351
    assert value_of("poor_population", "74.02", 2023).value == 33090  # the newspaper printed 33.39


def test_density_is_people_over_official_area_in_any_year(value_of):
    assert value_of("population_density", "74.01", 2018).value == pytest.approx(233159 / 2958.87)
    assert value_of("population_density", "74.01", 2023).value == pytest.approx(245885 / 2958.87)


def test_a_share_is_of_the_published_province_and_needs_not_add_up_to_100(read, value_of):
    assert value_of("grdp_share", "74.01", 2023).value == pytest.approx(100 * 35684210.97 / 176179902.02)
    total = read("indicator_by_region", indicator_id="grdp_share", year=2023)["value"].sum()
    assert total != pytest.approx(100, abs=1e-6)
    assert total == pytest.approx(100, abs=1)


@pytest.mark.parametrize(("year", "status"), [(2021, "tetap"), (2022, "sementara"), (2023, "sangat sementara")])
@pytest.mark.parametrize("indicator_id", ["grdp_constant", "grdp_current", "grdp_growth", "grdp_per_capita"])
@pytest.mark.parametrize("region_code", ["74", "74.01"])
def test_provisional_levels_and_what_is_derived_from_them_say_so(value_of, indicator_id, region_code, year, status):
    found = value_of(indicator_id, region_code, year)
    assert found.status_words == status
    assert found.status == ("reported" if status == "tetap" else "provisional")


def test_a_derived_value_is_as_provisional_as_its_most_provisional_ingredient(value_of):
    assert value_of("population", "74.01", 2023).status_words == "tetap"
    assert value_of("grdp_per_capita", "74.01", 2023).status_words == "sangat sementara"
    assert value_of("grdp_share", "74.01", 2022).status_words == "sementara"


@pytest.mark.parametrize("child", CHILDREN)
def test_a_zero_printed_before_a_region_existed_is_no_value(printed, regions, read, child):
    region = regions.by_code[child]
    zeros = [
        int(row["year"])
        for row in printed.values()
        if row["region_code_printed"] == region.bps_code
        and row["measure_id"] == "grdp_constant_idr"
        and float(row["value"]) == 0
    ]
    panel = read("indicator_panel", indicator_id="grdp_constant")
    assert zeros == list(range(2010, region.valid_from))
    assert panel.loc[panel["region_code"] == child, "year"].min() == region.valid_from


def test_no_level_anywhere_is_zero(read):
    for indicator_id in ("grdp_constant", "grdp_current", "population"):
        assert (read("indicator_panel", indicator_id=indicator_id)["value"] > 0).all()


def test_what_was_said_in_public_is_never_a_value(serving):
    subjects = {row[0] for row in serving.cursor().execute("SELECT subject_id FROM core.statement_subject").fetchall()}
    measures = serving.cursor().execute("SELECT DISTINCT measure_id FROM mart.measure_value").fetchall()
    assert subjects
    assert subjects.isdisjoint({row[0] for row in measures})
    assert {row[0] for row in measures} <= set(MEASURES)


def test_every_statement_names_who_said_it_and_where(read):
    frame = read("statements", region_code="74")
    assert len(frame) > 0
    assert (frame["speaker"].str.len() > 0).all()
    assert frame["reference"].notna().all()


def test_contradicting_statements_are_counted_not_resolved(read):
    frame = read("statements", region_code="74")
    said = frame[frame["qualifier"] != "target"]
    for (subject, year), rows in said.groupby(["subject_id", "year"]):
        assert (rows["versions"] == rows["value"].nunique()).all(), (subject, year)
    assert (said["versions"] > 1).any()


def test_every_printed_unit_on_file_is_converted(printed):
    assert {row["unit"] for row in printed.values()} <= set(PRINTED)
