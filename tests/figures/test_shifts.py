"""Shift-share bars: three parts in percent of the beginning, sorted by the competitive part, missing in words."""

import math

import pandas as pd
import pytest

from kumkm.figures.shifts import PARTS, shift_bars
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia", "D": "Duruka", "E": "Ereke"}
FRAME = pd.DataFrame(
    {
        "region_code": ["A", "B", "C", "D"],
        "before": [200.0, 100.0, 0.0, 50.0],
        "change": [30.0, 5.0, 4.0, math.nan],
        "provincial_growth": [20.0, 10.0, 0.0, math.nan],
        "industry_mix": [-4.0, 1.0, 0.0, math.nan],
        "competitive": [14.0, -6.0, 4.0, math.nan],
    }
)


def bars(chart):
    return {trace.name: trace for trace in chart.data if trace.type == "bar"}


def test_parts_are_percent_of_the_beginning_the_strongest_on_top():
    chart = shift_bars(FRAME, STYLE, names=NAMES)
    drawn = bars(chart)
    assert list(drawn["Daya saing daerah"].x) == pytest.approx([-6, 7])
    assert list(drawn["Bauran lapangan usaha"].x) == pytest.approx([1, -2])
    assert list(drawn["Pertumbuhan provinsi"].x) == pytest.approx([10, 10])
    assert list(chart.layout.yaxis.ticktext) == ["Bungku", "Andoolo"]
    assert chart.layout.barmode == "relative"


def test_the_part_that_sets_regions_apart_begins_at_zero():
    assert list(bars(shift_bars(FRAME, STYLE, names=NAMES))) == list(PARTS.values())
    assert next(iter(PARTS)) == "competitive"


def test_the_mark_stands_at_the_sum_of_the_parts():
    chart = shift_bars(FRAME, STYLE, names=NAMES, unit="usaha")
    mark = chart.data[-1]
    assert list(mark.x) == pytest.approx([5, 15])
    assert list(mark.x) == pytest.approx([sum(trace.x[row] for trace in bars(chart).values()) for row in (0, 1)])
    assert list(mark.hovertext) == [
        "Bungku<br>Perubahan seluruhnya: +5 usaha",
        "Andoolo<br>Perubahan seluruhnya: +30 usaha",
    ]


def test_numbers_stand_beside_the_bars():
    said = [annotation.text for annotation in shift_bars(FRAME, STYLE, names=NAMES).layout.annotations]
    assert {"−6,0%", "+7,0%", "+5,0%", "+15,0%", "daya saing", "seluruhnya"} <= set(said)


def test_nothing_to_begin_with_or_no_value_is_named_and_not_drawn():
    chart = shift_bars(FRAME, STYLE, names=NAMES)
    assert "belum ada data: Cia-Cia, Duruka, Ereke" in [annotation.text for annotation in chart.layout.annotations]
    assert "NaN" not in chart.to_json()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape(palette):
    chart = shift_bars(FRAME, Style(palette), names=NAMES, highlighted=("B", "A"))
    mark = chart.data[-1]
    assert list(mark.marker.symbol) == list(SHAPES[:2])
    assert list(mark.marker.color) == [palette.accent, palette.compared[0]]
    assert palette.accent in chart.layout.yaxis.ticktext[0]


def test_the_parts_differ_by_pattern_too():
    drawn = bars(shift_bars(FRAME, STYLE, names=NAMES))
    assert drawn["Bauran lapangan usaha"].marker.pattern.shape == "/"
    assert len({trace.marker.color for trace in drawn.values()}) == 3


def test_the_axis_holds_zero_and_every_bar():
    low, high = shift_bars(FRAME, STYLE, names=NAMES).layout.xaxis.range
    assert low < -6
    assert high > 17


def test_nobody_with_data_can_still_be_drawn():
    chart = shift_bars(FRAME[FRAME["region_code"] == "D"], STYLE, names=NAMES)
    assert math.isfinite(chart.layout.xaxis.range[0])
    assert "NaN" not in chart.to_json()


def test_on_the_projector_no_text_is_small_and_the_wire_stays_light(names):
    wide = pd.DataFrame({"region_code": list(names)}).assign(
        before=1234.0, change=180.5, provincial_growth=150.25, industry_mix=-12.125, competitive=42.375
    )
    chart = shift_bars(wide, Style(LIGHT, 18), names=names, highlighted=tuple(names)[:4])
    sizes = [annotation.font.size for annotation in chart.layout.annotations]
    sizes += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size]
    assert min(sizes) == 18
    assert len(chart.data[0].x) == 17
    assert len(chart.to_json().encode()) < 20_000
