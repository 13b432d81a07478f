"""Klassen: income and growth against the regions together; on a line counts as above it."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import typology
from kumkm.analysis.typology import KlassenClass, klassen, klassen_class
from kumkm.domain.breaks import Break, Breaks

CELL = st.tuples(st.integers(1, 10**13), st.integers(1, 10**13), st.integers(1, 10**6), st.integers(1, 10**6))


def panel(rows, first=2018, last=2019):
    """Regions from (output before, output after, population after[, population before])."""
    found = []
    for place, (before, after, people, *earlier) in enumerate(rows):
        code = f"{'ABCDEFGHIJKLMNOPQR'[place]}"
        found += [(code, first, before, earlier[0] if earlier else people), (code, last, after, people)]
    return pd.DataFrame(found, columns=["region_code", "year", "output", "population"]).astype(
        {"output": float, "population": float}
    )


GOLDEN = [(4.0e12, 4.4e12, 100_000), (5.0e12, 5.1e12, 200_000), (6.0e12, 6.3e12, 300_000)]


def test_golden_classes_of_three_regions():
    found = klassen(panel(GOLDEN), 2018, 2019).set_index("region_code")
    assert found["class_id"].to_dict() == {
        "A": "maju_tumbuh_cepat",
        "B": "relatif_tertinggal",
        "C": "relatif_tertinggal",
    }
    assert found["income"].tolist() == pytest.approx([44e6, 25.5e6, 21e6])
    assert found["growth_pct"].tolist() == pytest.approx([10, 2, 5])


def test_the_lines_are_those_of_the_regions_together_and_not_means_of_regions():
    found = klassen(panel(GOLDEN), 2018, 2019)
    assert found["income_line"].tolist() == pytest.approx([26_333_333.33] * 3)  # not 30,1667 juta
    assert found["growth_line"].tolist() == pytest.approx([5.3333] * 3, abs=1e-4)  # not 5,6667


def test_growth_over_more_years_is_the_average_a_year_for_regions_and_line():
    found = klassen(panel([(100, 144, 1), (100, 100, 1)], 2018, 2020), 2018, 2020)
    assert found["growth_pct"].tolist() == pytest.approx([20, 0])
    assert found["growth_line"].iloc[0] == pytest.approx((math.sqrt(244 / 200) - 1) * 100)


@pytest.mark.parametrize(
    ("income", "growth", "expected"),
    [
        (10, 5, KlassenClass.DEVELOPED_FAST),  # both on the line
        (10, 4.999, KlassenClass.DEVELOPED_SLOW),
        (9.999, 5, KlassenClass.DEVELOPING_FAST),
        (9.999, 4.999, KlassenClass.LAGGING),
    ],
)
def test_on_a_line_counts_as_above_it(income, growth, expected):
    assert klassen_class(income, growth, 10, 5) is expected


def test_a_region_alone_is_on_both_lines_and_so_developed_and_fast():
    assert klassen(panel([(100, 110, 7)]), 2018, 2019)["class_id"].tolist() == ["maju_tumbuh_cepat"]


def test_names_are_the_official_words_and_no_numbers_of_quadrants():
    assert [item.words for item in KlassenClass] == [
        "Daerah maju dan tumbuh cepat",
        "Daerah maju tapi tertekan",
        "Daerah berkembang cepat",
        "Daerah relatif tertinggal",
    ]


@pytest.mark.parametrize("place", range(4))
def test_what_lacks_a_number_has_no_class(place):
    numbers = [10.0, 5.0, 10.0, 5.0]
    numbers[place] = math.nan
    assert klassen_class(*numbers) is None


def test_one_region_without_a_year_leaves_no_line_and_no_class_to_anyone():
    for column, row in (("output", 0), ("output", 3), ("population", 3)):
        table = panel(GOLDEN)
        table.loc[row, column] = math.nan
        found = klassen(table, 2018, 2019)
        assert len(found) == 3
        assert found["class_id"].isna().all(), (column, row)
        assert found["class_name"].isna().all()


def test_population_of_the_first_year_is_not_needed():
    table = panel(GOLDEN)
    table.loc[table["year"] == 2018, "population"] = math.nan
    assert klassen(table, 2018, 2019)["class_id"].notna().all()


def test_a_region_without_people_has_no_income_rather_than_an_endless_one():
    found = klassen(panel([(1, 2, 0), (1, 2, 5)]), 2018, 2019)
    assert math.isnan(found["income"].iloc[0])
    assert found["class_id"].isna().all()


def test_a_break_of_one_region_leaves_no_growth_line_and_no_class_to_anyone():
    found = klassen(panel(GOLDEN), 2018, 2019, Breaks([Break("B", 2019)]))
    assert found["growth_pct"].isna().tolist() == [False, True, False]
    assert found["growth_line"].isna().all()
    assert found["class_id"].isna().all()


def test_points_of_another_kind_are_classified_by_given_lines():
    points = pd.DataFrame({"region_code": ["B", "A"], "income": [3.0, 1.0], "growth_pct": [1.0, math.nan]})
    found = typology.classified(points, income_line=2.0, growth_line=1.0)
    assert found["region_code"].tolist() == ["A", "B"]
    assert found["class_id"].isna().tolist() == [True, False]
    assert found["class_id"].iloc[1] == "maju_tumbuh_cepat"
    assert found["class_name"].iloc[1] == "Daerah maju dan tumbuh cepat"


@given(st.lists(CELL, min_size=1, max_size=18))
def test_someone_is_at_or_above_each_line_and_the_richest_is_developed(rows):
    found = klassen(panel(rows), 2018, 2019)
    assert found["class_id"].notna().all()
    slack = 1 + 1e-12
    assert found["income"].max() * slack >= found["income_line"].iloc[0]
    assert (100 + found["growth_pct"].max()) * slack >= 100 + found["growth_line"].iloc[0]
    for row in found.itertuples():
        expected = klassen_class(row.income, row.growth_pct, row.income_line, row.growth_line)
        assert row.class_id == expected.value
        assert row.class_name == expected.words


@given(CELL, st.integers(1, 18))
def test_regions_that_are_all_alike_are_all_on_the_lines(cell, count):
    found = klassen(panel([cell] * count), 2018, 2019)
    assert set(found["class_id"]) == {"maju_tumbuh_cepat"}


@given(st.lists(CELL, min_size=1, max_size=18), st.sampled_from([2.0, 4.0, 1024.0, 0.125]))
def test_classes_do_not_depend_on_the_unit(rows, factor):  # powers of two, so that ties stay ties
    scaled = panel(rows).assign(output=lambda table: table["output"] * factor)
    assert klassen(scaled, 2018, 2019)["class_id"].tolist() == klassen(panel(rows), 2018, 2019)["class_id"].tolist()


@given(st.lists(CELL, min_size=1, max_size=18), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_the_panel_is_left_as_it_was(rows, random):
    table = panel(rows)
    places = list(range(len(table)))
    random.shuffle(places)
    turned, kept = table.iloc[places].reset_index(drop=True), table.copy()
    pd.testing.assert_frame_equal(klassen(turned, 2018, 2019), klassen(table, 2018, 2019), check_exact=True)
    pd.testing.assert_frame_equal(table, kept, check_exact=True)
