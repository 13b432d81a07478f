"""Need against proposals: both shares drawn, verdicts in words, the curve and the half, nothing for what is missing."""

import math

import pandas as pd
import pytest

from kumkm.analysis.need import Service
from kumkm.figures.concentration import concentration, share_at
from kumkm.figures.shares import shares
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style
from kumkm.figures.under_served import under_served

STYLE = Style(LIGHT)
UNDER, FAIR, OVER = (item.words for item in (Service.UNDER, Service.FAIR, Service.OVER))
NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia", "D": "Duruka", "E": "Ereke"}
SHARES = pd.DataFrame(
    {
        "region_code": ["A", "B", "C", "D", "X"],
        "need_share_pct": [50.0, 30.0, 20.0, 10.0, 1.0],
        "proposal_share_pct": [20.0, 30.0, 50.0, math.nan, 1.0],
        "service": [UNDER, FAIR, OVER, None, FAIR],
    }
)
CURVE = pd.DataFrame(
    {
        "region_name": ["Andoolo", "Bungku", "Cia-Cia"],
        "need_cum_pct": [40.0, 80.0, 100.0],
        "proposal_cum_pct": [10.0, 50.0, 100.0],
    }
)
OFTEN = pd.DataFrame({"region_code": ["A", "B", "C", "D"], "under_served_pct": [97.5, 0.0, 0.4, math.nan]})


def said(chart):
    return [annotation.text for annotation in chart.layout.annotations]


def sizes(chart):
    found = [annotation.font.size for annotation in chart.layout.annotations]
    found += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size]
    return found + [trace.textfont.size for trace in chart.data if trace.textfont and trace.textfont.size]


def test_both_shares_are_drawn_the_least_served_on_top():
    _, need, asked = shares(SHARES, STYLE, names=NAMES).data
    # 50/20 = 2,5 · 30/30 = 1 · 20/50 = 0,4
    assert list(need.x) == [20, 30, 50]
    assert list(asked.x) == [50, 30, 20]
    assert list(need.y) == list(asked.y) == [0, 1, 2]
    assert all(symbol.endswith("-open") for symbol in need.marker.symbol)
    assert not any(symbol.endswith("-open") for symbol in asked.marker.symbol)
    assert [text.strip() for text in asked.text] == ["50,0%", "30,0%", "20,0%"]


def test_verdicts_are_words_beside_the_ratio():
    words = said(shares(SHARES, STYLE, names=NAMES))
    assert {"0,40", "1,00", "2,50", f"<b>{UNDER}</b>", FAIR, OVER} <= set(words)


def test_who_has_no_share_is_named_and_not_drawn():
    chart = shares(SHARES, STYLE, names=NAMES)
    assert "belum ada data: Duruka, Ereke" in said(chart)
    assert "NaN" not in chart.to_json()


def test_no_need_has_no_ratio_but_a_verdict_and_no_proposals_are_a_zero():
    frame = SHARES.assign(
        need_share_pct=[50.0, 0.0, 50.0, 0.0, 1.0],
        proposal_share_pct=[0.0, 50.0, 50.0, 0.0, 1.0],
        service=[UNDER, OVER, FAIR, FAIR, FAIR],
    )
    chart = shares(frame, STYLE, names=NAMES)
    # B proposes without need (last), C is even, D has neither (even), A proposes nothing
    assert list(chart.layout.yaxis.ticktext) == ["Bungku", "Duruka", "Cia-Cia", "Andoolo"]
    assert list(chart.data[2].x) == [50, 0, 50, 0]
    words = said(chart)
    assert [words.count(text) for text in ("–", "1,00", "0,00", OVER, FAIR, f"<b>{UNDER}</b>")] == [2, 1, 1, 1, 2, 1]
    assert "belum ada data: Ereke" in words
    assert "NaN" not in chart.to_json()
    assert "Infinity" not in chart.to_json()


def test_the_outermost_mark_lies_within_the_axis():
    frame = SHARES.assign(need_share_pct=[100 / 7] * 5)
    chart = shares(frame, STYLE, names=NAMES)
    low, high = chart.layout.xaxis.range
    assert low == 0
    assert high > max(*chart.data[1].x, *chart.data[2].x)


def test_a_number_at_either_end_has_room_in_the_margin():
    chart = shares(SHARES, Style(LIGHT, 18), names=NAMES)
    room = chart.layout.yaxis.ticklabelstandoff
    assert room > 0.56 * 18 * len("50,0%")
    assert chart.layout.margin.l > room + 0.56 * 18 * len("Andoolo")
    assert min(item.xshift for item in chart.layout.annotations if item.text in ("0,40", "1,00", "2,50")) > room


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape(palette):
    chart = shares(SHARES, Style(palette), names=NAMES, highlighted=("B", "A"))
    _, need, asked = chart.data
    assert list(asked.marker.symbol)[1:] == list(SHAPES[:2])
    assert list(need.marker.symbol)[1:] == [f"{shape}-open" for shape in SHAPES[:2]]
    assert list(asked.marker.color)[1:] == [palette.accent, palette.compared[0]]
    assert palette.accent in chart.layout.yaxis.ticktext[1]


def test_the_curve_starts_at_nothing_and_stands_beside_the_diagonal():
    diagonal, curve = concentration(CURVE, STYLE).data
    assert list(diagonal.x) == list(diagonal.y) == [0, 100]
    assert list(curve.x) == [0, 40, 80, 100]
    assert list(curve.y) == [0, 10, 50, 100]


def test_the_ends_and_the_half_are_named():
    words = said(concentration(CURVE, STYLE, of="penduduk"))
    # half of the need lies a quarter of the way from 40 to 80: 10 + 40/4 = 20
    assert "separuh penduduk:<br><b>20% usulan</b>" in words
    assert {"Andoolo", "Cia-Cia", "merata", "bagian penduduk, dijumlahkan"} <= set(words)
    assert "Bungku" not in words


def test_a_straight_stretch_is_read_between_its_ends():
    assert share_at([0, 40, 80], [0, 10, 50], 20) == pytest.approx(5)
    assert share_at([0, 40, 80], [0, 10, 50], 90) == 50


def test_no_curve_says_so():
    chart = concentration(CURVE.assign(need_cum_pct=math.nan), STYLE)
    assert "belum ada data" in said(chart)
    assert "NaN" not in chart.to_json()


def test_a_row_without_a_name_is_an_origin():
    origin = pd.DataFrame({"region_name": [None], "need_cum_pct": [0.0], "proposal_cum_pct": [0.0]})
    chart = concentration(pd.concat([origin, CURVE], ignore_index=True), STYLE)
    assert list(chart.data[1].x) == [0, 40, 80, 100]


def test_words_stand_on_the_free_side_of_the_curve():
    over = pd.DataFrame({"region_name": ["A", "B"], "need_cum_pct": [0.0, 100.0], "proposal_cum_pct": [40.0, 100.0]})
    for curve, above in ((CURVE, False), (over, True)):
        words = {item.text: item for item in concentration(curve, STYLE).layout.annotations}
        first = words[curve["region_name"].iloc[0]]
        assert (first.x > first.y) is above
        assert words["merata"].xanchor == ("left" if above else "right")


def test_one_region_is_named_once():
    assert said(concentration(CURVE.iloc[2:], STYLE)).count("Cia-Cia") == 1


def test_bars_say_how_often_the_most_often_on_top():
    chart = under_served(OFTEN, STYLE, names=NAMES)
    bars = chart.data[0]
    assert list(bars.x) == [0, 0.4, 97.5]
    assert [text.strip() for text in bars.text] == ["0%", "&lt;1%", "98%"]
    assert list(chart.layout.yaxis.ticktext) == ["Bungku", "Cia-Cia", "Andoolo"]
    assert list(chart.layout.xaxis.range) == [0, 100]
    assert "belum ada data: Duruka, Ereke" in said(chart)
    assert "NaN" not in chart.to_json()


def test_the_half_is_a_line():
    chart = under_served(OFTEN, STYLE, names=NAMES)
    (line,) = chart.layout.shapes
    assert line.x0 == line.x1 == 50
    assert "separuh" in chart.layout.xaxis.ticktext[2]


def test_chosen_bars_have_their_colour_and_their_shape_at_the_end():
    bars, chosen = under_served(OFTEN, STYLE, names=NAMES, highlighted=("C", "A")).data
    assert [bars.marker.color[place] for place in (1, 2)] == [LIGHT.accent, LIGHT.compared[0]]
    assert list(chosen.x) == [0.4, 97.5]
    assert list(chosen.marker.symbol) == list(SHAPES[:2])


def test_on_the_projector_no_text_is_small_and_every_region_is_named(names):
    style = Style(DARK, 18)
    wide = pd.DataFrame({"region_code": list(names)}).assign(
        need_share_pct=5.9, proposal_share_pct=4.4, under_served_pct=61.0, service=UNDER
    )
    chosen = tuple(names)[:4]
    for chart in (
        shares(wide, style, names=names, highlighted=chosen),
        under_served(wide, style, names=names, highlighted=chosen),
    ):
        assert min(sizes(chart)) == 18
        ticks = " ".join(chart.layout.yaxis.ticktext)
        assert all(name in ticks for name in names.values())
        assert len(chart.to_json().encode()) < 24_000
    assert min(sizes(concentration(CURVE, style))) == 18


@pytest.mark.parametrize("draw", [shares, under_served])
def test_nobody_with_data_can_still_be_drawn(draw):
    frame = SHARES if draw is shares else OFTEN
    chart = draw(frame.iloc[:0], STYLE, names=NAMES)
    assert "belum ada data: Andoolo, Bungku, Cia-Cia, Duruka, Ereke" in said(chart)
    assert all(math.isfinite(end) for end in chart.layout.xaxis.range)
