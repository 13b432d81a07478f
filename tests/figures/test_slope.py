"""Slopes: every region from its place to its place, labels in order and never on one another."""

from itertools import pairwise

import pytest

from kumkm.analysis.position import rank_movement
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.slope import apart, slope
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
INCOME = INDICATORS["grdp_per_capita"]
YEARS = (2018, 2023)
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia", "D": "Duruka"}


@pytest.fixture(scope="module")
def moves(panel_of):
    return rank_movement(
        panel_of({"A": {2018: 30e6, 2023: 90e6}, "B": {2018: 60e6, 2023: 70e6}, "C": {2018: 20e6, 2023: 20e6}}),
        INCOME,
        *YEARS,
    )


def runs(trace):
    return [tuple(trace.y[start : start + 2]) for start in range(0, len(trace.y), 3)]


def test_lines_run_from_rank_to_rank_the_first_on_top(moves):
    chart = slope(moves, STYLE, names=NAMES, years=YEARS, number=INCOME.number)
    assert runs(chart.data[0]) == [(2, 1), (1, 2), (3, 3)]
    assert chart.layout.yaxis.range[0] > chart.layout.yaxis.range[1]


def test_lines_run_from_value_to_value(moves):
    chart = slope(moves, STYLE, names=NAMES, years=YEARS, number=INCOME.number, by="value")
    assert runs(chart.data[0]) == [(30e6, 90e6), (60e6, 70e6), (20e6, 20e6)]
    low, high = chart.layout.yaxis.range
    assert low < 20e6 < 90e6 < high


def test_both_ends_say_rank_name_and_value(moves):
    chart = slope(moves, STYLE, names=NAMES, years=YEARS, number=INCOME.number, unit_text=INCOME.unit_text)
    said = [annotation.text for annotation in chart.layout.annotations]
    assert {"1  Andoolo  90,0", "2  Bungku  70,0", "60,0  Bungku  1", "30,0  Andoolo  2"} <= set(said)
    assert {"<b>2018</b>", "<b>2023</b>", "juta rupiah per orang"} <= set(said)
    assert "belum ada data: Duruka" in said


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape(moves, palette):
    chart = slope(moves, Style(palette), names=NAMES, years=YEARS, highlighted=("C", "A"))
    marks = {trace.name: (trace.line.color, trace.marker.symbol) for trace in chart.data if trace.name}
    assert marks == {"Cia-Cia": (palette.accent, SHAPES[0]), "Andoolo": (palette.compared[0], SHAPES[1])}
    assert chart.data[0].line.color == palette.faint
    assert chart.data[-1].name == "Cia-Cia"  # the chosen one lies on top


@pytest.mark.parametrize("by", ["rank", "value"])
@pytest.mark.parametrize("size", [13, 18])
def test_seventeen_labels_a_side_never_overlap(names, panel_of, by, size):
    values = {
        code: {2018: 20e6 + 1e5 * number**2, 2023: 30e6 + 4e5 * (number % 9)} for number, code in enumerate(names)
    }
    chart = slope(
        rank_movement(panel_of(values), INCOME, *YEARS), Style(LIGHT, size), names=names, years=YEARS, by=by, height=520
    )
    low, high = chart.layout.yaxis.range
    room = 520 - chart.layout.margin.t - chart.layout.margin.b
    for side in (0, 1):
        found = [item for item in chart.layout.annotations if item.x == side and item.yref != "paper"]
        assert len(found) == 17
        heights = sorted(abs(item.y - low) / abs(high - low) * room + item.yshift for item in found)
        assert all(upper - lower >= size for lower, upper in pairwise(heights))
        assert 0 < heights[0] < heights[-1] < room


def test_labels_that_crowd_stay_centred_and_within():
    assert apart([100, 100], [2, 1], 10, 500) == [-5, 5]
    assert apart([100, 130], [2, 1], 10, 500) == [0, 0]
    assert apart([0, 0, 0], [3, 2, 1], 10, 500) == [5, 15, 25]
    assert apart([500], [1], 10, 500) == [-5]


def test_a_click_asks_about_the_year_of_the_end(moves):
    chart = slope(moves, STYLE, names=NAMES, years=YEARS, indicator_id="grdp_per_capita")
    assert list(chart.data[0].customdata)[:3] == ["grdp_per_capita|A|2018", "grdp_per_capita|A|2023", None]
    assert list(chart.data[0].ids)[:3] == ["A", "A", "A"]


def test_without_any_region_it_can_still_be_drawn(moves):
    chart = slope(moves.iloc[:0], STYLE, names=NAMES, years=YEARS, by="value")
    assert "belum ada data: Andoolo, Bungku, Cia-Cia, Duruka" in [item.text for item in chart.layout.annotations]
    assert "NaN" not in chart.to_json()


def test_on_the_projector_no_text_is_small_and_the_wire_stays_light(names, panel_of):
    values = {code: {2018: 1e6 * number + 1234.5, 2023: 2e6 * number} for number, code in enumerate(names)}
    chart = slope(
        rank_movement(panel_of(values), INCOME, *YEARS),
        Style(LIGHT, 18),
        names=names,
        years=YEARS,
        by="value",
        highlighted=tuple(names)[:4],
        indicator_id="grdp_per_capita",
    )
    assert min(annotation.font.size for annotation in chart.layout.annotations) == 18
    assert len(chart.to_json().encode()) < 24_000
