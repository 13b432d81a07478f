"""The waterfall climbs from zero to the growth of all, one region at a time."""

import pandas as pd
import pytest

from kumkm.analysis import growth
from kumkm.figures.contribution import waterfall
from kumkm.figures.theme import LIGHT, Style

STYLE = Style(LIGHT)
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia"}
MIXED = pd.DataFrame({"region_code": ["C", "A", "B"], "contribution_pp": [2.0, 0.5, -0.7]}).assign(
    shown_pp=[2.0, 0.5, -0.7]
)


def bar_of(chart):
    (bar,) = chart.data
    return bar


def test_each_bar_starts_where_the_one_before_ended_and_the_last_is_the_sum():
    bar = bar_of(waterfall(MIXED, STYLE, names=NAMES))
    assert list(bar.y) == ["Cia-Cia", "Andoolo", "Bungku", "Jumlah"]
    assert list(bar.base) == pytest.approx([0, 2.0, 2.5, 0])
    assert list(bar.x) == pytest.approx([2.0, 0.5, -0.7, 1.8])


def test_bars_are_labelled_with_their_sign_in_percentage_points():
    bar = bar_of(waterfall(MIXED, STYLE, names=NAMES))
    assert list(bar.text) == ["+2,00", "+0,50", "−0,70", "+1,80"]
    assert "poin persen" in bar.hovertemplate


def test_the_golden_vectors_end_at_the_growth_of_the_sum(panel_of):
    panel = panel_of({"A": {0: 4.0, 1: 4.4}, "B": {0: 5.0, 1: 5.1}, "C": {0: 6.0, 1: 6.3}})
    bar = bar_of(waterfall(growth.contribution(panel, 0, 1), STYLE, names=NAMES))
    assert list(bar.y) == ["Andoolo", "Cia-Cia", "Bungku", "Jumlah"]
    # 2.667 + 2.000 + 0.667 = 5.333: rounded one by one they would make 5,34, so the last part gives way
    assert list(bar.text) == ["+2,67", "+2,00", "+0,66", "+5,33"]
    assert bar.x[-1] == pytest.approx(100 * (15.8 / 15 - 1), abs=0.001)


def test_the_chosen_are_coloured_and_shrinking_has_its_own_colour():
    bar = bar_of(waterfall(MIXED, STYLE, names=NAMES, highlighted=("A",)))
    assert list(bar.marker.color) == [LIGHT.bar, LIGHT.accent, LIGHT.below, LIGHT.ink]


def test_the_axis_holds_zero_and_every_bar():
    low, high = waterfall(MIXED, STYLE, names=NAMES).layout.xaxis.range
    assert low <= 0
    assert high > 2.5
    fallen = MIXED.assign(contribution_pp=[-1.0, -2.0, -3.0])
    low, high = waterfall(fallen, STYLE, names=NAMES).layout.xaxis.range
    assert low < -6
    assert high >= 0


def test_names_stand_level_from_the_top_down_and_numbers_in_a_column():
    chart = waterfall(MIXED, STYLE, names=NAMES, subject=("grdp_constant", 2023))
    assert chart.data[0].orientation == "h"
    top, bottom = chart.layout.yaxis.range[1], chart.layout.yaxis.range[0]
    assert top < bottom  # the first of the frame on top
    column = [(item.y, item.text, item.name) for item in chart.layout.annotations]
    assert column[0] == ("Cia-Cia", "+2,00", "grdp_constant|C|2023")
    assert column[-1] == ("Jumlah", "+1,80", "grdp_constant|74|2023")
    assert {item.xanchor for item in chart.layout.annotations} == {"right"}


def test_a_bar_chooses_its_region():
    assert list(bar_of(waterfall(MIXED, STYLE, names=NAMES)).ids) == ["C", "A", "B", "74"]
