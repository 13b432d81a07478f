"""The ranking shows every region: the known by length, the missing in words, the chosen in colour."""

import math

import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.figures.ranking import ranking
from kumkm.figures.theme import LIGHT, Style

STYLE = Style(LIGHT)
POVERTY, HDI, GDP = INDICATORS["poverty_rate"], INDICATORS["hdi"], INDICATORS["grdp_constant"]
GROWTH = INDICATORS["grdp_growth"]


@pytest.fixture
def poverty_2022(read):
    return read("indicator_by_region", indicator_id="poverty_rate", year=2022)


@pytest.fixture
def poverty_2023(read):
    return read("indicator_by_region", indicator_id="poverty_rate", year=2023)


def test_all_seventeen_are_shown_the_highest_on_top(poverty_2023):
    (trace,) = ranking(poverty_2023, POVERTY, STYLE).data
    assert len(trace.y) == 17
    assert list(trace.x) == sorted(trace.x)  # plotly draws from the bottom up
    assert trace.y[-1] == "Konawe Kepulauan"
    assert dict(zip(trace.y, trace.x, strict=True)) == dict(
        zip(poverty_2023["region_name"], poverty_2023["value"], strict=True)
    )


def test_the_missing_are_words_and_not_bars_of_zero(poverty_2022):
    chart = ranking(poverty_2022, POVERTY, STYLE)
    (trace,) = chart.data
    by_name = dict(zip(trace.y, trace.x, strict=True))
    assert by_name.pop("Kota Kendari") == 4.57
    assert len(by_name) == 16
    assert set(by_name.values()) == {None}
    said = [annotation.y for annotation in chart.layout.annotations if annotation.text == "belum ada data"]
    assert sorted(said) == sorted(by_name)


def test_a_true_zero_is_a_value_and_not_missing(one_year):
    chart = ranking(one_year({"A": 0.0, "B": 1.0, "C": math.nan}), POVERTY, STYLE)
    assert list(chart.data[0].text) == ["belum ada data", "0,00", "1,00"]
    assert [note.y for note in chart.layout.annotations if note.text == "belum ada data"] == ["C"]


def test_numbers_are_written_the_indonesian_way_in_the_indicators_scale(one_year):
    (trace,) = ranking(one_year({"A": 20.41877935e12}), GDP, STYLE).data
    assert trace.text == ("20,42",)
    assert trace.x == (20.419,)


def test_marks_say_which_region_they_are_of_and_that_the_browser_colours_the_chosen(poverty_2023):
    (trace,) = ranking(poverty_2023, POVERTY, STYLE).data
    assert set(trace.ids) == set(poverty_2023["region_code"])
    assert trace.meta == {"chosen": True}
    assert set(trace.marker.color) == {LIGHT.bar}


def test_an_index_is_a_dot(read):
    (trace,) = ranking(read("indicator_by_region", indicator_id="hdi", year=2021), HDI, STYLE).data
    assert trace.type == "scatter"
    assert len(trace.marker.symbol) == len(trace.ids)


def test_lengths_start_at_zero_and_shrinking_goes_the_other_way(one_year):
    chart = ranking(one_year({"A": -3.4, "B": 5.2}), GROWTH, STYLE)
    low, high = chart.layout.xaxis.range
    assert low <= -3.4 < 0 < 5.2 < high
    assert list(chart.data[0].marker.color) == [LIGHT.below, LIGHT.bar]
    positive = ranking(one_year({"A": 90.0, "B": 100.0}), POVERTY, STYLE)
    assert positive.layout.xaxis.range[0] == 0


def test_the_province_is_a_line_with_its_number_where_it_compares(poverty_2023):
    chart = ranking(poverty_2023, POVERTY, STYLE, province=11.43)
    assert [shape.x0 for shape in chart.layout.shapes] == [11.43]
    assert "Sultra 11,43" in [annotation.text for annotation in chart.layout.annotations]


def test_a_province_that_is_a_sum_is_not_drawn_among_its_parts(one_year):
    assert not ranking(one_year({"A": 1e12}), GDP, STYLE, province=1e14).layout.shapes


@pytest.mark.parametrize("values", [{"A": math.nan, "B": math.nan}, {"A": 4.0}, {"A": 4.0, "B": 4.0}])
def test_nothing_one_or_all_alike_can_still_be_drawn(one_year, values):
    chart = ranking(one_year(values), POVERTY, STYLE)
    low, high = chart.layout.xaxis.range
    assert math.isfinite(low)
    assert low < high
    assert "NaN" not in chart.to_json()


def test_the_frame_is_left_as_it_was(poverty_2022):
    before = poverty_2022.copy()
    ranking(poverty_2022, POVERTY, STYLE)
    assert poverty_2022.equals(before)


def test_a_share_of_two_bodies_does_not_lead_and_says_what_it_rests_on(one_year):
    frame = one_year({"A": 50.0, "B": 100.0, "C": 60.0}).assign(base=[40.0, 2.0, 30.0], least_base=10.0)
    bar = ranking(frame, INDICATORS["rat_share"], Style(LIGHT)).data[0]
    assert list(bar.y) == ["B", "A", "C"]  # from below
    assert list(bar.text) == ["(pembagi < 10) 100,0", "50,0", "60,0"]


def test_values_stand_right_aligned_in_a_column_clear_of_the_plot(poverty_2023):
    chart = ranking(poverty_2023, POVERTY, STYLE, province=11.43, subject=("poverty_rate", 2023))
    column = [note for note in chart.layout.annotations if note.xref == "paper" and note.x == 1]
    assert len(column) == 17
    assert {(note.xanchor, note.xshift) for note in column} == {("right", chart.layout.margin.r - 8)}
    kolaka = next(note for note in column if note.y == "Kolaka")
    assert (kolaka.name, kolaka.captureevents) == ("poverty_rate|74.01|2023", True)
    assert chart.data[0].textposition == "none"
    assert chart.layout.shapes[0].layer == "below"


def test_a_bar_knows_the_region_it_chooses(poverty_2022):
    bar = ranking(poverty_2022, POVERTY, STYLE).data[0]
    codes = dict(zip(poverty_2022["region_name"], poverty_2022["region_code"], strict=True))
    assert list(bar.ids) == [codes[name] for name in bar.y]
