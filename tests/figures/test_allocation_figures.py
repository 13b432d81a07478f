"""Amounts before and after, and the ceiling: drawn as in the frame, the rest hatched, those without a proposal said."""

import math

import pandas as pd
import pytest

from kumkm.figures.allocation import NOTHING, before_after, budget_bar
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia", "D": "Duruka", "E": "Ereke"}
FRAME = pd.DataFrame(
    {
        "region_code": ["A", "B", "C", "D"],
        "base_idr": [2e9, 0.0, 1e9, math.nan],
        "scenario_idr": [1.97e9, 5.4e9, 1e9, math.nan],
    }
)
PARTS = pd.DataFrame(
    {
        "menu_words": ["PLUT", "RPB", "PK2UMK", "Pendataan", "Pasar"],
        "amount_idr": [9e9, 15e9, 400e6, math.nan, 0.0],
    }
)


def said(chart):
    return [annotation.text for annotation in chart.layout.annotations]


def test_amounts_are_those_of_the_frame_the_largest_on_top():
    chart = before_after(FRAME, STYLE, names=NAMES)
    _, base, scenario = chart.data
    assert list(scenario.x) == pytest.approx([1, 1.97, 5.4])
    assert list(base.x) == pytest.approx([1, 2, 0])
    assert list(scenario.y) == [2, 3, 4]
    assert [text.strip() for text in scenario.text] == ["1,0", "2,0", "5,4"]
    assert "○ dasar    <b>●</b> skenario" in said(chart)


def test_changes_stand_at_the_right():
    # 5,4 − 0 · 1,97 − 2, too little for a decimal · 1 − 1
    assert {"+5,4", "0,0", "tetap"} <= set(said(before_after(FRAME, STYLE, names=NAMES)))


def test_no_line_runs_through_the_numbers_of_who_gets_little():
    assert before_after(FRAME, STYLE, names=NAMES).layout.xaxis.zeroline is False


def test_a_phone_has_room_for_the_amounts_and_for_what_is_said_of_who_has_none():
    margin = before_after(FRAME, STYLE, names=NAMES | {"A": "Konawe Kepulauan"}).layout.margin
    plot = 362 - margin.l - margin.r
    assert plot > 90
    assert 8 + 0.56 * 12 * len(NOTHING) <= plot + margin.r


def test_regions_without_an_eligible_proposal_are_said_last_and_all_are_named():
    chart = before_after(FRAME, STYLE, names=NAMES)
    assert list(chart.layout.yaxis.ticktext) == ["Ereke", "Duruka", "Cia-Cia", "Andoolo", "Bungku"]
    assert said(chart).count(NOTHING) == 2
    assert "NaN" not in chart.to_json()


def test_only_one_of_both_known_draws_that_one():
    chart = before_after(FRAME.assign(scenario_idr=[1.97e9, math.nan, 1e9, math.nan]), STYLE, names=NAMES)
    _, base, scenario = chart.data
    assert len(base.x) == 3
    assert len(scenario.x) == 2
    assert "–" in said(chart)
    assert "NaN" not in chart.to_json()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape(palette):
    chart = before_after(FRAME, Style(palette), names=NAMES, highlighted=("B", "A"))
    _, base, scenario = chart.data
    assert list(scenario.marker.symbol) == ["circle", SHAPES[1], SHAPES[0]]
    assert list(base.marker.symbol)[1:] == [f"{SHAPES[1]}-open", f"{SHAPES[0]}-open"]
    assert list(scenario.marker.color)[1:] == [palette.compared[0], palette.accent]
    assert palette.accent in chart.layout.yaxis.ticktext[-1]


def test_nobody_eligible_can_still_be_drawn():
    chart = before_after(FRAME.iloc[:0], STYLE, names=NAMES)
    assert said(chart).count(NOTHING) == 5
    assert all(math.isfinite(end) for end in chart.layout.xaxis.range)


def test_the_bar_is_the_ceiling_the_largest_first_and_the_rest_hatched():
    chart = budget_bar(PARTS, STYLE, ceiling=40e9)
    (bar,) = chart.data
    assert list(bar.text) == ["RPB", "PLUT", "PK2UMK", "sisa"]
    assert list(bar.x) == pytest.approx([15e9, 9e9, 0.4e9, 15.6e9])
    assert list(bar.base) == pytest.approx([0, 15e9, 24e9, 24.4e9])
    assert list(bar.marker.pattern.shape) == ["", "", "", "/"]
    assert list(chart.layout.xaxis.range) == [0, 40e9]


def test_every_stretch_is_labelled_and_what_has_no_amount_is_named():
    words = said(budget_bar(PARTS, STYLE, ceiling=40e9))
    assert {"RPB Rp15,0 miliar", "PLUT Rp9,0 miliar", "PK2UMK Rp400 juta", "<b>sisa Rp15,6 miliar</b>"} <= set(words)
    assert "Terpakai <b>Rp24,4 miliar</b> dari pagu Rp40,0 miliar (61,0%)" in words
    assert "belum bernilai: Pendataan" in words
    assert not any("Pasar" in text for text in words)


def test_a_used_up_ceiling_has_no_rest_and_spending_above_it_is_said():
    full = budget_bar(PARTS, STYLE, ceiling=24.4e9)
    assert "sisa" not in full.data[0].text
    above = budget_bar(PARTS, STYLE, ceiling=20e9)
    assert list(above.layout.xaxis.range) == pytest.approx([0, 24.4e9])
    assert any("melebihi pagu Rp4,4 miliar" in text for text in said(above))


@pytest.mark.parametrize("size", [13, 18])
@pytest.mark.parametrize("width", [500, 1000])
def test_labels_neither_overlap_nor_are_crossed_nor_leave_the_figure(size, width):
    parts = pd.DataFrame(
        {"menu_words": [f"Menu nomor {number}" for number in range(9)], "amount_idr": [9e9 / 1.7**n for n in range(9)]}
    )
    chart = budget_bar(parts, Style(LIGHT, size), ceiling=21.5e9, width=width)
    margin = chart.layout.margin
    scale = (width - margin.l - margin.r) / chart.layout.xaxis.range[1]
    labels = [item for item in chart.layout.annotations if item.xref != "paper"]
    spans = [(item.x * scale, item.x * scale + 6 + 0.56 * size * len(item.text) * 0.9, item.y) for item in labels]
    for start, end, row in spans:
        assert end <= width - margin.l
        for other, _, deeper in spans:
            assert not (start < other < end and deeper <= row), "a label runs into or is crossed by another's pole"


def test_the_figure_grows_where_labels_need_room():
    parts = pd.DataFrame({"menu_words": [f"Menu {n}" for n in range(12)], "amount_idr": [1e6] * 12})
    chart = budget_bar(parts, STYLE, ceiling=1e9, height=120)
    assert chart.layout.height > 120
    assert budget_bar(PARTS, STYLE, ceiling=40e9, height=220).layout.height == 220


def test_nothing_spent_is_all_rest():
    chart = budget_bar(PARTS.iloc[:0], STYLE, ceiling=40e9)
    assert list(chart.data[0].text) == ["sisa"]


def test_on_the_projector_no_text_is_small_and_every_region_is_named(names):
    wide = pd.DataFrame({"region_code": list(names)}).assign(base_idr=1.2e9, scenario_idr=2.3e9)
    chart = before_after(wide, Style(LIGHT, 18), names=names, highlighted=tuple(names)[:4])
    sizes = [item.font.size for item in chart.layout.annotations]
    sizes += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size, chart.data[1].textfont.size]
    sizes += [item.font.size for item in budget_bar(PARTS, Style(LIGHT, 18), ceiling=40e9).layout.annotations]
    assert min(sizes) == 18
    assert all(name in " ".join(chart.layout.yaxis.ticktext) for name in names.values())
    assert len(chart.to_json().encode()) < 24_000
