"""Connected scatter: a path per region, a dot and a name at its last year, and nothing for a pair that is missing."""

import math

import pandas as pd
import pytest

from kumkm.analysis.association import paths
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.connected import connected_scatter
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
INCOME, POVERTY, HDI = INDICATORS["grdp_per_capita"], INDICATORS["poverty_rate"], INDICATORS["hdi"]
YEARS = range(2018, 2022)


@pytest.fixture(scope="module")
def points(names, panel_of):
    codes = [code for code in names if code != "74.05"]
    x = {code: {year: (18 + 7 * number + year - 2018) * 1e6 for year in YEARS} for number, code in enumerate(codes)}
    y = {code: {year: 16 - 0.7 * number - 0.2 * (year - 2018) for year in YEARS} for number, code in enumerate(codes)}
    y[codes[0]].pop(2021)  # its path ends in 2020
    return paths(panel_of(x), panel_of(y))


def draw(points, names, style=STYLE, **more):
    return connected_scatter(
        points, style, names=names, x_indicator=INCOME, y_indicator=POVERTY, **{"indicator_id": "poverty_rate"} | more
    )


def dots(chart):
    found = {}
    for trace in chart.data:
        if trace.customdata is not None:
            codes = [asked.split("|")[1] for asked in trace.customdata]
            marks = zip(trace.x, trace.y, trace.marker.symbol, trace.marker.color, strict=True)
            found |= dict(zip(codes, marks, strict=True))
    return found


def test_dots_are_the_last_year_of_each_region(points, names):
    drawn = dots(draw(points, names))
    assert len(drawn) == 16
    for code, rows in points.groupby("region_code"):
        last = rows.iloc[-1]
        assert drawn[code][0] == pytest.approx(last["x"] / 1e6)
        assert drawn[code][1] == pytest.approx(last["y"])


def test_a_click_asks_about_the_last_year_there_is(points, names):
    asked = {item for trace in draw(points, names).data for item in trace.customdata or ()}
    assert "poverty_rate|74.01|2020" in asked
    assert "poverty_rate|74.02|2021" in asked


def test_every_region_is_named_and_who_is_missing_too(points, names):
    said = [annotation.text for annotation in draw(points, names).layout.annotations]
    assert set(names.values()) - {names["74.05"]} <= set(said)
    assert f"belum ada data: {names['74.05']}" in said


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape_and_say_their_years(points, names, palette):
    chart = draw(points, names, Style(palette), highlighted=("74.71", "74.02"))
    drawn = dots(chart)
    assert [drawn[code][2:] for code in ("74.71", "74.02")] == [
        (SHAPES[0], palette.accent),
        (SHAPES[1], palette.compared[0]),
    ]
    years = [(note.text, note.font.color) for note in chart.layout.annotations if note.text.isdigit()]
    assert ("2018", palette.accent) in years
    assert ("2018", palette.compared[0]) in years
    lines = {trace.line.color: len(trace.x) for trace in chart.data if trace.mode == "lines"}
    assert lines[palette.accent] == lines[palette.compared[0]] == len(YEARS)


def test_axes_are_named_with_their_units_and_money_that_spreads_is_logarithmic(points, names):
    chart = draw(points, names)
    said = [annotation.text for annotation in chart.layout.annotations]
    assert "PDRB per kapita, juta rupiah per orang (skala logaritma)" in said
    assert "Penduduk miskin, persen" in said
    assert chart.layout.xaxis.type == "log"
    low, high = chart.layout.xaxis.range
    assert 10**low < points["x"].min() / 1e6 < points["x"].max() / 1e6 < 10**high
    assert chart.layout.yaxis.type is None


def test_names_stand_at_their_dots_on_a_logarithmic_axis_too(points, names):
    chart = draw(points, names)
    at = {note.text: (note.x, note.y) for note in chart.layout.annotations if note.text in names.values()}
    for code, (x, y, _, _) in dots(chart).items():
        assert at[names[code]] == pytest.approx((math.log10(x), y), abs=1e-4)


def test_one_region_one_year_and_none_at_all_can_be_drawn(points, names):
    for rows in (points.head(1), points.iloc[:0]):
        chart = connected_scatter(rows, STYLE, names=names, x_indicator=HDI, y_indicator=POVERTY)
        assert all(math.isfinite(end) for end in chart.layout.xaxis.range)
        assert "NaN" not in chart.to_json()


def test_on_the_projector_no_text_is_small_and_the_wire_stays_light(points, names):
    chart = draw(points, names, Style(LIGHT, 18), highlighted=tuple(names)[:4])
    assert min(annotation.font.size for annotation in chart.layout.annotations) == 18
    assert len(chart.to_json().encode()) < 24_000


def test_the_frame_is_left_as_it_was(points, names):
    before = points.copy()
    draw(points, names)
    pd.testing.assert_frame_equal(points, before)
