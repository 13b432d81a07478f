"""Inequality over the years: a panel per index with gaps left open, and Theil's two parts that add up."""

import math

import pandas as pd
import pytest

from kumkm.domain.events import Event
from kumkm.figures.inequality import inequality_paths, theil_parts
from kumkm.figures.theme import DARK, LIGHT, Style

STYLE = Style(LIGHT)
WILLIAMSON = pd.DataFrame({"year": [2018, 2019, 2021], "value": [0.4819, 0.478, 0.4352]})
SIGMA = pd.DataFrame({"year": [2018, 2019, 2020, 2021], "value": [0.39, math.nan, 0.38, 0.386]})
PATHS = {"Indeks Williamson": WILLIAMSON, "Sigma": SIGMA}
THEIL = pd.DataFrame(
    {
        "year": [2018, 2019, 2020],
        "value": [0.1, math.nan, 0.08],
        "within": [0.075, math.nan, 0.05],
        "between": [0.025, math.nan, 0.03],
    }
)


def said(chart):
    return [annotation.text for annotation in chart.layout.annotations]


def test_each_index_has_a_panel_of_its_own_beside_the_others():
    chart = inequality_paths(PATHS, STYLE)
    assert [trace.xaxis for trace in chart.data] == ["x", "x2"]
    assert chart.layout.xaxis.domain[1] < chart.layout.xaxis2.domain[0]
    assert {"<b>Indeks Williamson</b>", "<b>Sigma</b>"} <= set(said(chart))


def test_values_are_drawn_as_they_are_and_gaps_stay_open():
    williamson, sigma = inequality_paths(PATHS, STYLE).data
    assert list(williamson.x) == [2018, 2019, 2020, 2021]
    assert list(williamson.y) == [0.4819, 0.478, None, 0.4352]
    assert list(sigma.y) == [0.39, None, 0.38, 0.386]
    assert not williamson.connectgaps


def test_first_and_last_value_are_written_and_the_scale_is_owned_up_to():
    chart = inequality_paths(PATHS, STYLE)
    assert {"<b>0,482</b>", "<b>0,435</b>", "<b>0,390</b>", "<b>0,386</b>"} <= set(said(chart))
    assert any("tidak mulai dari nol" in text for text in said(chart))
    low, high = chart.layout.yaxis.range
    assert 0 < low < 0.4352 < 0.4819 < high


def test_an_index_that_is_unknown_says_so():
    chart = inequality_paths({"Sigma": SIGMA.assign(value=math.nan)}, STYLE)
    assert "belum ada data" in said(chart)
    assert "NaN" not in chart.to_json()


def test_events_stand_above_every_panel():
    chart = inequality_paths(PATHS, STYLE, events=(Event(2020, "Pandemi", "Pembatasan kegiatan", ("economy",)),))
    marks = [annotation.xref for annotation in chart.layout.annotations if annotation.text == "Pandemi"]
    assert marks == ["x", "x2"]
    assert [shape.xref for shape in chart.layout.shapes] == ["x", "x2"]


def test_theil_is_the_sum_of_between_and_within():
    between, within = theil_parts(THEIL, STYLE).data
    assert list(between.x) == list(within.x) == [2018, 2020]
    assert [a + b for a, b in zip(between.y, within.y, strict=True)] == pytest.approx([0.1, 0.08])
    assert list(between.text) == ["25%", "38%"]


def test_theil_names_its_parts_its_totals_and_the_year_that_is_missing():
    chart = theil_parts(THEIL, STYLE, words=("antar", "dalam"))
    assert {"antar kelompok", "dalam kelompok", "<b>0,100</b>", "<b>0,080</b>"} <= set(said(chart))
    (missing,) = [annotation for annotation in chart.layout.annotations if annotation.text == "belum<br>ada data"]
    assert missing.x == 2019
    assert chart.layout.yaxis.range[0] == 0


def test_theil_without_any_year_can_still_be_drawn():
    chart = theil_parts(THEIL[THEIL["value"].isna()], STYLE)
    assert "NaN" not in chart.to_json()


@pytest.mark.parametrize(
    "draw", [lambda style: inequality_paths(PATHS, style), lambda style: theil_parts(THEIL, style)]
)
def test_on_the_projector_no_text_is_small_and_the_wire_stays_light(draw):
    chart = draw(Style(DARK, 18))
    sizes = [annotation.font.size for annotation in chart.layout.annotations]
    sizes += [chart.layout.xaxis.tickfont.size]
    assert min(sizes) == 18
    assert len(chart.to_json().encode()) < 9_000
