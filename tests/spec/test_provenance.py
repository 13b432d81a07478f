"""Every value can be followed to the row of the file it was printed in."""

import re

import pytest
from openpyxl.utils import column_index_from_string

from kumkm.domain.indicators import INDICATORS, Formula
from kumkm.domain.measures import MEASURES
from kumkm.domain.units import PRINTED

AWAITED = {
    "kur_nonperforming",
    "established_entrepreneur_ratio",
    "early_entrepreneur_ratio",
    "informal_worker_share",
}
PUBLISHED = [
    key for key, item in INDICATORS.items() if MEASURES[item.numerator].subject == "macro" and key not in AWAITED
]

SUMMED_SHARE = "provenance.sql: the denominator of a share in 2025 is a summed province, its rows are not listed"


def test_every_figure_in_the_warehouse_is_the_row_it_says_it_is(serving, printed):
    figures = serving.cursor().execute(
        "SELECT row_number, file, measure_id, year, value, printed_value, printed_unit, source_id FROM core.figure"
    )
    rows = figures.fetchall()
    assert len(rows) == len(printed)
    for row_number, file, measure_id, year, value, printed_value, unit, source_id in rows:
        cells = printed[row_number]
        assert file == "figures.csv"
        assert (cells["measure_id"], int(cells["year"]), cells["source_id"]) == (measure_id, year, source_id)
        assert (cells["value"], cells["unit"]) == (printed_value, unit)
        assert value == pytest.approx(float(cells["value"]) * PRINTED[unit][1], rel=1e-12)


def test_every_published_measure_is_the_value_of_exactly_one_printed_row(serving):
    untraced = serving.cursor().execute(
        """
        SELECT measure_value.measure_id, measure_value.region_code, measure_value.year, count(figure.row_number)
        FROM mart.measure_value
        LEFT JOIN core.figure
            ON figure.measure_id = measure_value.measure_id AND figure.region_code = measure_value.region_code
            AND figure.year = measure_value.year AND figure.value = measure_value.value
            AND figure.source_id = measure_value.source_ids[1]
            AND figure.period IS NOT DISTINCT FROM measure_value.period
        WHERE measure_value.basis = 'published'
        GROUP BY ALL
        HAVING count(figure.row_number) != 1 OR len(any_value(measure_value.source_ids)) != 1
        """
    )
    assert untraced.fetchall() == []


@pytest.mark.parametrize(
    ("indicator_id", "region_code", "year", "used", "unused"),
    [
        ("poverty_rate", "74.71", 2020, ["4.34"], []),
        ("population", "74.01", 2021, ["238538"], ["238352"]),  # semester 2, then semester 1
        ("unemployment_rate", "74.01", 2019, ["3.69"], ["3.61"]),
        ("hdi", "74", 2021, ["71.66"], ["71.82"]),
        ("grdp_growth", "74.01", 2023, ["20418779.35", "19415153.2"], []),
        ("grdp_growth", "74.01", 2021, ["18964435.44", "18231969.9"], ["18999351"]),
        ("grdp_share", "74.01", 2023, ["176179902.02", "35684210.97"], []),
        ("population_density", "74.01", 2018, ["2958.87", "233159"], []),
    ],
)
def test_the_rows_used_are_the_ingredients_and_the_others_are_shown_unused(
    read, printed, indicator_id, region_code, year, used, unused
):
    frame = read("provenance", indicator_id=indicator_id, region_code=region_code, year=year)
    assert sorted(frame.loc[frame["used"], "printed_value"]) == sorted(used)
    assert sorted(frame.loc[~frame["used"], "printed_value"]) == sorted(unused)
    for row in frame.itertuples():
        assert printed[row.row_number]["value"] == row.printed_value
        assert printed[row.row_number]["measure_id"] == row.measure_id


@pytest.mark.parametrize("indicator_id", PUBLISHED)
def test_a_regional_value_has_as_many_used_rows_as_ingredients(read, indicator_id):
    ingredients = {Formula.MEASURE: 1, Formula.RATIO: 2, Formula.GROWTH: 2, Formula.SHARE: 2}
    panel = read("indicator_panel", indicator_id=indicator_id)
    year = panel.loc[panel["region_code"] == "74.09", "year"].max()
    if indicator_id == "grdp_share":
        year = 2023  # in 2025 the province is a sum, see the next test
    for region_code in ("74.01", "74.09", "74.71"):
        frame = read("provenance", indicator_id=indicator_id, region_code=region_code, year=int(year))
        assert frame["used"].sum() == ingredients[INDICATORS[indicator_id].formula]


@pytest.mark.parametrize(
    ("indicator_id", "region_code", "year", "rows"),
    [
        ("population", "74", 2023, 17),
        ("grdp_per_capita", "74", 2023, 1 + 17),
        pytest.param("grdp_share", "74.01", 2025, 17),
    ],
)
def test_a_summed_province_traces_to_the_rows_of_its_regions(read, indicator_id, region_code, year, rows):
    frame = read("provenance", indicator_id=indicator_id, region_code=region_code, year=year)
    assert frame["used"].sum() == rows


@pytest.mark.parametrize("indicator_id", [key for key in INDICATORS if key not in AWAITED])
def test_every_value_names_a_source_with_licence_and_publisher(read, indicator_id):
    frame = read("indicator_sources", indicator_id=indicator_id)
    panel = read("indicator_panel", indicator_id=indicator_id)
    assert len(frame) > 0
    assert frame[["publisher", "title", "reference", "licence"]].notna().all(axis=None)
    assert frame["last_year"].max() == panel["year"].max()
    assert frame["first_year"].min() == panel["year"].min()


def test_the_sources_count_every_printed_value(read, printed):
    assert read("sources")["printed_values"].sum() == len(printed)


COUNTED = [
    key
    for key, item in INDICATORS.items()
    if MEASURES[item.numerator].subject == "cooperatives"
    and item.formula is Formula.MEASURE
    and not item.unit.is_money
    and not key.startswith("kdkmp")
]


@pytest.mark.parametrize("indicator_id", COUNTED)
@pytest.mark.parametrize("region_code", ["74.01", "74"])
def test_the_rows_behind_a_counted_value_add_up_to_it(read, value_of, indicator_id, region_code):
    value = value_of(indicator_id, region_code, 2023).value
    rows = read("provenance_rows", indicator_id=indicator_id, region_code=region_code, year=2023, most=100_000)
    assert rows["value"].sum() == pytest.approx(value)
    assert set(rows["every"]) == {len(rows)}


def test_the_province_does_not_print_the_rows_of_a_region_whose_money_is_secret(read):
    regions = read("indicator_by_region", indicator_id="cooperative_equity", year=2023)
    secret = set(regions.loc[regions["status"] == "suppressed", "region_name"])
    assert secret
    rows = read("provenance_rows", indicator_id="cooperative_equity", region_code="74", year=2023, most=100_000)
    assert rows.loc[rows["region_name"].isin(secret), "value"].isna().all()


def test_a_row_behind_a_value_is_the_cell_it_says_it_is(read, project):
    from python_calamine import CalamineWorkbook

    rows = read("provenance_rows", indicator_id="cooperative_members", region_code="74.71", year=2023, most=5)
    assert len(rows) == 5
    book = CalamineWorkbook.from_path(project.sample / rows["file"].iloc[0])
    for row in rows.itertuples():
        cells = book.get_sheet_by_name(row.sheet).to_python(skip_empty_area=False)[row.row_number - 1]
        assert row.name in cells
        assert row.value in cells
        assert row.cell.endswith(str(row.row_number))


def test_what_one_cooperative_reports_in_money_is_never_given_away_but_where_it_stands_is(read, project):
    from python_calamine import CalamineWorkbook

    frame = read("indicator_by_region", indicator_id="cooperative_turnover", year=2023).set_index("region_code")
    rows = read("provenance_rows", indicator_id="cooperative_turnover", region_code="74.01", year=2023, most=50)
    together, single = rows.iloc[0], rows.iloc[1:]
    assert together["value"] == frame.loc["74.01", "value"]
    assert len(single) == together["every"] > 3
    assert single["value"].isna().all()
    book = CalamineWorkbook.from_path(project.sample / single["file"].iloc[0])
    added = 0.0
    for row in single.itertuples():
        cells = book.get_sheet_by_name(row.sheet).to_python(skip_empty_area=False)[row.row_number - 1]
        assert row.name in cells
        added += cells[column_index_from_string(re.sub(r"\d", "", row.cell)) - 1]
    assert added == together["value"]


def test_what_one_enterprise_reports_is_never_given_away(read):
    rows = read("provenance_rows", indicator_id="median_turnover", region_code="74.71", year=2022, most=5)
    assert len(rows) == 5
    assert rows["value"].isna().all()
    assert rows["every"].iloc[0] > 1000


def test_a_recap_cell_behind_a_value_is_shown_as_printed(read):
    rows = read("provenance", indicator_id="kur_disbursed", region_code="74.03", year=2021)
    assert len(rows) == 12
    assert set(rows["file"]) == {"kur-bulanan.xlsx"}
    assert rows["cell"].str.fullmatch(r"[A-Z]+\d+").all()
    assert rows["simulated"].all()
