"""The quadrant: every region at its place in every year, both lines with their values, classes by fill and position."""

import math

import pandas as pd
import pytest

from kumkm.analysis.typology import KlassenClass, classified
from kumkm.domain import units
from kumkm.figures.quadrant import Plane, quadrant
from kumkm.figures.theme import DARK, LIGHT, SHAPES, Style

STYLE = Style(LIGHT)
YEARS = range(2018, 2024)
CHOSEN = ("74.02", "74.71")


def year_of(names, year, **changed):
    """Incomes from 15 to 63 million, growths from 1 to 5 percent, all a little higher each year."""
    codes = list(names)
    step = year - 2018
    income = {code: (15 + 3 * number + step) * 1e6 for number, code in enumerate(codes)}
    growth = {code: 1 + number % 5 + 0.1 * step for number, code in enumerate(codes)}
    growth |= changed
    points = pd.DataFrame(
        {
            "region_code": codes,
            "income": [income[code] for code in codes],
            "growth_pct": [growth[code] for code in codes],
        }
    )
    return classified(points, income_line=39.94e6, growth_line=3.157)


@pytest.fixture(scope="module")
def frames(names):
    return {year: year_of(names, year) for year in YEARS}


@pytest.fixture(scope="module")
def chart(frames, names):
    return quadrant(frames, STYLE, Plane(names, CHOSEN, indicator_id="grdp_growth"), year=2023)


def dots(traces):
    """Code → (x, y, symbol, colour) of the dots that answer."""
    found = {}
    for trace in traces:
        if trace.ids and trace.customdata is not None:
            codes = [asked.split("|")[1] for asked in trace.customdata]
            marks = zip(trace.x, trace.y, trace.marker.symbol, trace.marker.color, strict=True)
            found |= dict(zip(codes, marks, strict=True))
    return found


def texts(traces):
    return [text for trace in traces if trace.mode == "text" or trace.text for text in trace.text or ()]


def test_the_figure_opens_at_the_year_asked_for(chart):
    assert "2023" in texts(chart.data)
    assert chart.layout.sliders[0].active == 5
    assert [step.label for step in chart.layout.sliders[0].steps] == [str(year) for year in YEARS]


def test_dots_stand_where_the_frame_says(chart, frames):
    drawn = dots(chart.data)
    assert set(drawn) == set(frames[2023]["region_code"])
    for row in frames[2023].itertuples():
        x, y, _, _ = drawn[row.region_code]
        assert x == pytest.approx(math.log10(row.income / 1e6), abs=1e-4)
        assert y == pytest.approx(row.growth_pct, abs=1e-4)  # no region far from the others: a plain axis


def test_all_are_named_in_every_year(chart, names):
    for frame in chart.frames:
        said = [text.removeprefix("<b>").removesuffix("</b>") for text in texts(frame.data)]
        assert set(names.values()) <= set(said)


def test_frames_move_dots_lines_and_digits(chart, frames, names):
    assert [frame.name for frame in chart.frames] == [str(year) for year in YEARS]
    for frame in chart.frames:
        assert list(frame.traces) == list(range(len(frame.data)))
        assert frame.name in texts(frame.data)
        drawn = dots(frame.data)
        row = frames[int(frame.name)].set_index("region_code").loc["74.05"]
        assert drawn["74.05"][0] == pytest.approx(math.log10(row["income"] / 1e6), abs=1e-4)
        assert all(f"|{frame.name}" in asked for trace in frame.data for asked in trace.customdata or ())


def test_both_lines_are_drawn_and_say_their_value(chart):
    said = " ".join(texts(chart.data)).replace("<br>\u2002", " ")
    assert "batas Rp39,9 juta per orang" in said
    assert "batas pertumbuhan 3,16%" in said
    lines = [trace for trace in chart.data if trace.mode == "lines" and trace.line.dash == "dash"]
    assert lines[0].x[0] == lines[0].x[1] == pytest.approx(math.log10(39.94), abs=1e-4)
    assert lines[1].y[0] == lines[1].y[1] == pytest.approx(3.157, abs=1e-4)


def test_the_class_shows_by_fill_as_well_as_by_place(chart, frames):
    drawn = dots(chart.data)
    for row in frames[2023].itertuples():
        if row.region_code not in CHOSEN:
            above = row.income >= row.income_line
            assert drawn[row.region_code][2] == ("circle" if above else "circle-open")
    key = chart.data[-1]
    assert {text.strip("\u2009") for text in key.text} == {kind.words for kind in KlassenClass}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chosen_keep_colour_and_shape_and_have_a_trail(frames, names, palette):
    style = Style(palette)
    chart = quadrant(frames, style, Plane(names, CHOSEN, indicator_id="grdp_growth"), year=2020)
    drawn = dots(chart.data)
    assert [drawn[code][2:] for code in CHOSEN] == [
        (SHAPES[0], palette.accent),
        (SHAPES[1], palette.compared[0]),
    ]
    trails = {trace.name: trace for trace in chart.data if trace.name}
    assert set(trails) == {names[code] for code in CHOSEN}
    assert len(trails["Konawe"].x) == len(YEARS)
    others = {colour for code, (_, _, _, colour) in drawn.items() if code not in CHOSEN}
    assert others == {palette.bar}


def test_ranges_hold_every_year(chart, frames):
    low, high = chart.layout.xaxis.range
    incomes = [math.log10(value / 1e6) for frame in frames.values() for value in frame["income"]]
    assert low < min(incomes) < max(incomes) < high
    assert all(frame.layout.xaxis.range is None for frame in chart.frames)


def test_a_region_far_above_all_stretches_the_axis_and_the_title_says_so(names):
    far = {year: year_of(names, year, **{"74.02": 22.5}) for year in YEARS}
    chart = quadrant(far, STYLE, Plane(names, indicator_id="grdp_growth"), year=2023)
    titles = [annotation.text for annotation in chart.layout.annotations]
    assert "Pertumbuhan, persen setahun (skala melebar di sekitar 3%)" in titles
    assert "PDRB ADHK per orang, juta rupiah (skala logaritma)" in titles
    drawn = dots(chart.data)
    assert drawn["74.02"][1] == max(y for _, y, _, _ in drawn.values())
    ticks = dict(zip(chart.layout.yaxis.ticktext, chart.layout.yaxis.tickvals, strict=True))
    assert ticks["20"] < drawn["74.02"][1] <= chart.layout.yaxis.range[1]


def test_who_cannot_be_placed_is_named_and_not_drawn(frames, names):
    broken = frames[2023].copy()
    broken.loc[broken["region_code"] == "74.05", ["growth_pct", "class_id", "class_name"]] = [math.nan, None, None]
    chart = quadrant(frames | {2023: broken}, STYLE, Plane(names, indicator_id="grdp_growth"), year=2023)
    assert "74.05" not in dots(chart.data)
    assert f"belum ada data: {names['74.05']}" in texts(chart.data)
    assert "74.05" in dots(chart.frames[0].data)
    assert "NaN" not in chart.to_json()


def test_a_year_without_data_is_no_step_and_nothing_at_all_is_said(frames, names):
    empty = frames[2023].assign(income=math.nan, growth_pct=math.nan)
    chart = quadrant(frames | {2024: empty}, STYLE, Plane(names), year=2024)
    assert [frame.name for frame in chart.frames] == [str(year) for year in YEARS]
    assert "2023" in texts(chart.data)
    nothing = quadrant({2024: empty}, STYLE, Plane(names), year=2024)
    assert not nothing.data
    assert nothing.layout.annotations[0].text == "belum ada data"


def test_one_year_has_no_buttons(frames, names):
    chart = quadrant({2023: frames[2023]}, STYLE, Plane(names), year=2023)
    assert not chart.frames
    assert not chart.layout.sliders


def test_the_adaptation_to_cooperatives_has_words_of_its_own(frames, names):
    chart = quadrant(
        frames,
        STYLE,
        Plane(
            names,
            income_unit=units.RUPIAH,
            labels=("Volume usaha per anggota, juta rupiah", "Pertumbuhan koperasi yang sama, persen setahun"),
        ),
        year=2023,
    )
    said = " ".join(texts(chart.data))
    assert "batas Rp39,9 juta" in said
    assert "per orang" not in said
    assert not [trace for trace in chart.data if trace.customdata]


def test_on_the_projector_no_text_is_small(frames, names):
    chart = quadrant(frames, Style(LIGHT, 18), Plane(names, CHOSEN), year=2023)
    sizes = [annotation.font.size for annotation in chart.layout.annotations]
    for trace in chart.data:
        size = trace.textfont.size
        sizes += [] if size is None else list(size) if isinstance(size, tuple) else [size]
    sizes += [chart.layout.xaxis.tickfont.size, chart.layout.yaxis.tickfont.size]
    assert min(sizes) == 18


def test_six_years_stay_small_on_the_wire(chart):
    assert len(chart.to_json().encode()) < 60_000


def test_frames_are_left_as_they_were(frames, names):
    before = {year: frame.copy() for year, frame in frames.items()}
    quadrant(frames, STYLE, Plane(names, CHOSEN), year=2023)
    assert all(frame.equals(before[year]) for year, frame in frames.items())
