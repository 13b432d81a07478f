"""The scenario in bars: drivers add up to the total, assumptions look like assumptions, the target is a line."""

from itertools import pairwise

import pytest

from kumkm.analysis.outlook import outlook
from kumkm.domain import units
from kumkm.figures.outlook import outlook_bars
from kumkm.figures.theme import DARK, LIGHT, Style

STYLE = Style(LIGHT)
PATH = outlook({"primer": 50e12, "sekunder": 20e12, "tersier": 30e12}, {"primer": 10, "tersier": -10}, 2025, 2027)


def said(chart):
    return [annotation.text for annotation in chart.layout.annotations]


def test_bars_are_the_drivers_in_trillions_and_add_up():
    bars = [trace for trace in outlook_bars(PATH, STYLE).data if trace.type == "bar"]
    assert [bar.name for bar in bars] == ["primer", "sekunder", "tersier"]
    assert list(bars[0].y) == pytest.approx([50, 55, 60.5])
    assert [sum(bar.y[year] for bar in bars) for year in range(3)] == pytest.approx([100, 102, 104.8])


def test_the_year_published_is_solid_and_assumptions_are_hatched_and_called_so():
    chart = outlook_bars(PATH, STYLE)
    assert list(chart.data[0].marker.pattern.shape) == ["", "/", "/"]
    assert list(chart.layout.xaxis.ticktext) == ["2025", "2026<br>asumsi", "2027<br>asumsi"]


def test_totals_and_growth_stand_above_the_bars():
    chart = outlook_bars(PATH, STYLE)
    assert {"<b>100,0</b><br> ", "<b>102,0</b><br>+2,0%", "<b>104,8</b><br>+2,7%"} <= set(said(chart))
    assert "triliun rupiah" in said(chart)


def test_the_target_is_the_base_year_grown_each_year():
    chart = outlook_bars(PATH, STYLE, target_pct=7.0)
    line = chart.data[-1]
    assert list(line.y) == pytest.approx([100, 107, 114.49])
    assert "sasaran 7,0%" in said(chart)
    assert chart.layout.yaxis.range[0] == 0
    assert chart.layout.yaxis.range[1] > 114.49


def test_without_a_target_there_is_no_line():
    chart = outlook_bars(PATH, STYLE)
    assert {trace.type for trace in chart.data} == {"bar"}
    assert not [text for text in said(chart) if "sasaran" in text]


def test_names_of_drivers_and_target_keep_apart():
    chart = outlook_bars(PATH, Style(DARK, 18), target_pct=2.2, height=420)
    names = sorted(note.y for note in chart.layout.annotations if note.x == 1)
    assert len(names) == 4
    pixel = chart.layout.yaxis.range[1] / (420 - chart.layout.margin.t - chart.layout.margin.b)
    assert all((upper - lower) / pixel >= 18 for lower, upper in pairwise(names))


def test_a_small_region_is_written_in_billions():
    path = outlook({"primer": 50e9, "tersier": 50e9}, {}, 2025, 2026)
    chart = outlook_bars(path, STYLE, scale=units.BILLIONS, target_pct=0.0)
    assert "miliar rupiah" in said(chart)
    assert list(chart.data[0].y) == [50, 50]


def test_on_the_projector_no_text_is_small_and_the_wire_stays_light():
    chart = outlook_bars(PATH, Style(LIGHT, 18), target_pct=5.0)
    assert min(annotation.font.size for annotation in chart.layout.annotations) == 18
    assert chart.layout.xaxis.tickfont.size == 18
    assert len(chart.to_json().encode()) < 7_000
