"""Funnel and ageing: bars are the counts, what left the way stands below, limits and lateness are said."""

import math

import pandas as pd
import pytest

from kumkm.figures.pipeline import ageing, funnel
from kumkm.figures.theme import DARK, LIGHT, Style

STYLE = Style(LIGHT)
WAY = pd.DataFrame(
    {
        "stage_words": ["Draf", "Diajukan", "Ditolak", "Simoni"],
        "reached": [20.0, 18.0, 3.0, 9.0],
        "here": [2.0, 6.0, 3.0, 0.0],
        "amount_idr": [math.nan, 4.25e9, 480e6, math.nan],
        "aside": [False, False, True, False],
    }
)
AGES = pd.DataFrame(
    {
        "stage_words": ["Draf", "Diajukan", "Diinput", "Didiskusikan"],
        "days_median": [21.0, 34.0, 9.0, math.nan],
        "days_limit": [math.nan, 14.0, 30.0, 14.0],
        "overdue": [math.nan, 12.0, 0.0, math.nan],
    }
)


def said(chart):
    return [annotation.text for annotation in chart.layout.annotations]


def sizes(chart):
    found = [annotation.font.size for annotation in chart.layout.annotations]
    found += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size]
    return found + [trace.textfont.size for trace in chart.data if trace.textfont and trace.textfont.size]


def test_bars_are_the_counts_from_zero_with_those_here_as_the_darker_part():
    chart = funnel(WAY, STYLE)
    reached, here = chart.data
    assert list(reached.x) == [20, 18, 3, 9]
    assert list(here.x) == [2, 6, 3, 0]
    assert list(reached.y) == list(here.y)
    assert chart.layout.barmode == "overlay"
    assert chart.layout.xaxis.range[0] == 0
    assert list(reached.text) == ["20", "18", "3", "9"]


def test_stages_stand_in_their_order_and_those_aside_below_in_muted_colours():
    chart = funnel(WAY, STYLE)
    reached, here = chart.data
    assert list(reached.y) == [0, -1, -4, -2]
    assert list(chart.layout.yaxis.ticktext) == ["Draf", "Diajukan", "Ditolak", "Simoni"]
    assert reached.marker.color[2] != reached.marker.color[0] == reached.marker.color[3]
    assert here.marker.color[2] == LIGHT.muted
    assert "di luar jalur" in said(chart)
    assert "di luar jalur" not in said(funnel(WAY[~WAY["aside"]], STYLE))


def test_what_stands_at_a_stage_is_said_with_its_amount():
    assert {"kini 2 · –", "kini 6 · Rp4,3 miliar", "kini 3 · Rp480 juta", "kini 0"} <= set(said(funnel(WAY, STYLE)))


def test_a_count_that_is_not_known_is_not_drawn():
    chart = funnel(WAY.assign(reached=[20.0, math.nan, 3.0, 9.0], here=[2.0, math.nan, 3.0, 0.0]), STYLE)
    assert [len(trace.x) for trace in chart.data] == [3, 3]
    assert "kini –" in said(chart)
    assert "NaN" not in chart.to_json()


def test_dots_are_medians_and_ticks_limits():
    *_, limits, medians = ageing(AGES, STYLE).data
    assert list(medians.x) == [21, 34, 9]
    assert list(medians.y) == [0, -1, -2]
    assert list(limits.x) == [14, 30, 14]
    assert list(limits.y) == [-1, -2, -3]
    assert limits.marker.symbol == "line-ns"


def test_only_the_way_past_a_limit_is_strong():
    beyond = ageing(AGES, STYLE).data[1]
    assert list(beyond.x) == [14, 34, None]
    assert list(beyond.y) == [-1, -1, None]


def test_lateness_and_days_are_written():
    words = said(ageing(AGES, STYLE))
    # a head above each column of four: median, limit, how many are past it (12, 0; unknown twice)
    assert words[4::5] == ["hari", "batas", "lewat"]
    assert words[:4] == ["21", "34", "9", "–"]
    assert words[5:9] == ["–", "14", "30", "14"]
    assert words[10:14] == ["–", "<b>12</b>", "0", "–"]
    assert "NaN" not in ageing(AGES, STYLE).to_json()


def test_columns_and_stages_leave_room_for_the_days_at_half_a_projector():
    # 1280 px wide: half of it, less its margins, is 530 px
    margin = ageing(AGES.assign(stage_words="Terverifikasi provinsi"), Style(LIGHT, 18)).layout.margin
    assert 530 - margin.l - margin.r > 80


@pytest.mark.parametrize("draw", [lambda style: funnel(WAY, style), lambda style: ageing(AGES, style)])
def test_on_the_projector_no_text_is_small(draw):
    assert min(sizes(draw(Style(DARK, 18)))) == 18


@pytest.mark.parametrize(("draw", "frame"), [(funnel, WAY), (ageing, AGES)])
def test_no_stages_can_still_be_drawn(draw, frame):
    chart = draw(frame.iloc[:0], STYLE)
    assert math.isfinite(chart.layout.xaxis.range[1])
    assert "NaN" not in chart.to_json()
