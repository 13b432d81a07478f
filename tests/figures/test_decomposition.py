"""Real growth against paper growth: the steps add up, both dots are where the frame says, secrets stay words."""

import math

import pandas as pd
import pytest

from kumkm.analysis.register import decompose
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.decomposition import SECRET, real_versus_paper, register_steps
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
TURNOVER = INDICATORS["cooperative_turnover"]
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia", "D": "Duruka"}


def parts(code, **values):
    return [{"region_code": code, "part": part, "value": value, "bodies": 5} for part, value in values.items()]


@pytest.fixture(scope="module")
def frame():
    """A grows by 10% in the same bodies but 30% on paper; B is merged; C is withheld."""
    return decompose(
        pd.DataFrame(
            [
                *parts("A", matched_before=100e9, matched_after=110e9, entered=15e9, left=2e9, coverage_gained=7e9),
                *parts("B", matched_before=50e9, matched_after=49e9, came=4e9, went=1e9),
                *parts("C", matched_before=math.nan, matched_after=math.nan),
            ]
        )
    )


def row_of(frame, code):
    return frame[frame["region_code"] == code].iloc[0]


def test_the_steps_start_at_zero_and_lead_from_one_value_to_the_other(frame):
    chart = register_steps(row_of(frame, "A"), STYLE, first=2022, last=2023, indicator=TURNOVER)
    (bar,) = chart.data
    assert list(bar.y) == pytest.approx([10, 15, -2, 7, 30])
    assert list(bar.base) == pytest.approx([0, 10, 25, 23, 0])
    assert list(bar.text) == ["+10,0", "+15,0", "−2,0", "+7,0", "+30,0"]
    assert list(chart.layout.xaxis.ticktext) == [
        "2022",
        "koperasi<br>yang sama",
        "baru<br>terdaftar",
        "keluar<br>daftar",
        "perubahan<br>pelaporan",
        "2023",
    ]
    said = [annotation.text for annotation in chart.layout.annotations]
    assert said == ["<b>Rp102,0 miliar</b>", "<b>Rp132,0 miliar</b>", "Perubahan sejak 2022, miliar rupiah"]


def test_what_may_not_be_told_apart_is_one_step(frame):
    (bar,) = register_steps(row_of(frame, "B"), STYLE, first=2022, last=2023, indicator=TURNOVER).data
    assert list(bar.y) == pytest.approx([-1, 3, 2])
    assert list(bar.hovertext) == ["koperasi yang sama", "masuk, keluar, dan cakupan", "perubahan seluruhnya"]


def test_only_growth_of_the_same_bodies_is_solid(frame):
    (bar,) = register_steps(row_of(frame, "A"), STYLE, first=2022, last=2023, indicator=TURNOVER).data
    assert list(bar.marker.pattern.shape) == ["", "/", "/", "/", ""]


def test_the_axis_holds_zero_and_every_step(frame):
    low, high = register_steps(row_of(frame, "B"), STYLE, first=2022, last=2023, indicator=TURNOVER).layout.yaxis.range
    assert low < -1 < 2 < high


def test_a_withheld_area_is_words(frame):
    chart = register_steps(row_of(frame, "C"), STYLE, first=2022, last=2023, indicator=TURNOVER)
    assert not chart.data
    assert [annotation.text for annotation in chart.layout.annotations] == [SECRET]


def test_dots_stand_at_both_growths_sorted_by_the_real_one(frame):
    _, hollow, full = real_versus_paper(frame, STYLE, names=NAMES).data
    assert list(full.x) == pytest.approx([-2, 10])
    assert list(hollow.x) == pytest.approx([100 * 2 / 51, 100 * 30 / 102], abs=1e-4)
    assert list(full.y) == list(hollow.y) == [1, 2]
    assert list(full.text) == ["−2,0%", "+10,0%"]
    assert set(hollow.marker.symbol) == {"circle-open"}


def test_numbers_stand_on_the_outer_sides(frame):
    _, hollow, full = real_versus_paper(frame, STYLE, names=NAMES).data
    assert set(full.textposition) == {"middle left"}
    assert set(hollow.textposition) == {"middle right"}


def test_the_withheld_are_words_and_the_absent_are_named(frame):
    chart = real_versus_paper(frame, STYLE, names=NAMES)
    assert list(chart.layout.yaxis.ticktext) == ["Cia-Cia", "Bungku", "Andoolo"]
    said = {annotation.text: annotation.y for annotation in chart.layout.annotations}
    assert said[SECRET] == 0
    assert "belum ada data: Duruka" in said
    assert {"menurut daftar", "koperasi yang sama"} <= set(said)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape_hollow_and_full(frame, palette):
    chart = real_versus_paper(frame, Style(palette), names=NAMES, highlighted=("B", "A"))
    _, hollow, full = chart.data
    assert list(full.marker.symbol) == [SHAPES[0], SHAPES[1]]
    assert list(hollow.marker.symbol) == [f"{SHAPES[0]}-open", f"{SHAPES[1]}-open"]
    assert list(full.marker.color) == [palette.accent, palette.compared[0]]
    assert palette.accent in chart.layout.yaxis.ticktext[1]


def test_a_click_asks_for_the_region_of_the_dot(frame):
    _, hollow, full = real_versus_paper(frame, STYLE, names=NAMES, subject=("turnover_growth", 2023)).data
    assert list(full.customdata) == list(hollow.customdata) == ["turnover_growth|B|2023", "turnover_growth|A|2023"]


def test_all_withheld_can_still_be_drawn(frame):
    secret = frame[frame["region_code"] == "C"]
    chart = real_versus_paper(secret, STYLE, names=NAMES)
    assert list(chart.layout.yaxis.ticktext) == ["Cia-Cia"]
    assert "NaN" not in chart.to_json()


def test_on_the_projector_no_text_is_small(frame):
    style = Style(LIGHT, 18)
    for chart in (
        real_versus_paper(frame, style, names=NAMES, highlighted=("A",)),
        register_steps(row_of(frame, "A"), style, first=2022, last=2023, indicator=TURNOVER),
    ):
        sizes = [annotation.font.size for annotation in chart.layout.annotations]
        sizes += [trace.textfont.size for trace in chart.data if trace.text]
        sizes += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size]
        assert min(sizes) == 18


def test_seventeen_regions_stay_small_on_the_wire(names):
    rows = [row for code in names for row in parts(code, matched_before=1e9, matched_after=1.0537e9, came=2e8)]
    chart = real_versus_paper(
        decompose(pd.DataFrame(rows)),
        STYLE,
        names=names,
        highlighted=tuple(names)[:4],
        subject=("turnover_growth", 2023),
    )
    assert len(chart.data[2].x) == 17
    assert len(chart.to_json().encode()) < 9_000
