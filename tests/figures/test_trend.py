"""The trend draws every area, leaves gaps open and never joins what may not be compared."""

import math

import pytest

from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.ranking import ranking
from kumkm.figures.theme import LIGHT, SHAPES, Style
from kumkm.figures.trend import trend

STYLE = Style(LIGHT)
POVERTY, HDI, GDP = INDICATORS["poverty_rate"], INDICATORS["hdi"], INDICATORS["grdp_constant"]
NAMES = {"74.01": "Kolaka", "74.71": "Kota Kendari"}


def runs(trace):
    """The unbroken pieces of a line, as lists of (x, y)."""
    pieces = [[]]
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None or y is None:
            pieces.append([])
        else:
            pieces[-1].append((x, y))
    return [piece for piece in pieces if piece]


def named(chart):
    return {trace.name: trace for trace in chart.data if trace.name}


def test_every_region_with_a_name_is_drawn_once(read, names):
    panel = read("indicator_panel", indicator_id="grdp_constant")
    chart = trend(panel, GDP, STYLE, names=names, highlighted=("74.71",))
    assert len(runs(chart.data[0])) == 16
    assert set(named(chart)) == {"Kota Kendari"}


def test_the_province_is_dashed_where_it_compares_and_absent_where_it_is_a_sum(read, names):
    share = trend(read("indicator_panel", indicator_id="poverty_rate"), POVERTY, STYLE, names=names)
    assert named(share)["Sultra"].line.dash == "dot"
    total = trend(read("indicator_panel", indicator_id="grdp_constant"), GDP, STYLE, names=names)
    assert "Sultra" not in named(total)


def test_the_chosen_have_colour_and_shape_and_their_name_at_the_end(panel_of):
    panel = panel_of({"74.01": {2020: 11.6, 2021: 12.0}, "74.71": {2020: 4.3, 2021: 4.9}})
    chart = trend(panel, POVERTY, STYLE, names=NAMES, highlighted=("74.71", "74.01"))
    marks = {name: (line.line.color, line.marker.symbol) for name, line in named(chart).items()}
    assert marks == {"Kota Kendari": (LIGHT.accent, SHAPES[0]), "Kolaka": (LIGHT.compared[0], SHAPES[1])}
    assert {annotation.text for annotation in chart.layout.annotations} == set(NAMES.values())


def test_a_year_without_data_is_a_gap_in_the_line(panel_of):
    panel = panel_of({"74.01": {2020: 11.0, 2021: 12.0, 2023: 13.0}, "74.71": {2020: 4, 2022: 5}})
    chart = trend(panel, POVERTY, STYLE, names=NAMES, highlighted=("74.01",))
    assert runs(named(chart)["Kolaka"]) == [[(2020, 11.0), (2021, 12.0)], [(2023, 13.0)]]
    assert named(chart)["Kolaka"].connectgaps is False
    lone = runs(chart.data[0])  # a lone year of the grey lines is a short dash round it
    assert [[value for _, value in run] for run in lone] == [[4.0, 4.0], [5.0, 5.0]]
    assert [round(sum(year for year, _ in run) / 2, 6) for run in lone] == [2020, 2022]


@pytest.mark.parametrize("highlighted", [(), ("74.01",)])
def test_no_line_crosses_a_break(panel_of, highlighted):
    panel = panel_of({"74.01": dict.fromkeys(range(2018, 2024), 70.0)})
    chart = trend(panel, HDI, STYLE, names=NAMES, highlighted=highlighted, breaks=Breaks([Break(None, 2022)]))
    trace = named(chart)["Kolaka"] if highlighted else chart.data[0]
    assert [[x for x, _ in piece] for piece in runs(trace)] == [[2018, 2019, 2020, 2021], [2022, 2023]]
    assert [shape.x0 for shape in chart.layout.shapes] == [2021.5]
    assert "deret baru" in [annotation.text for annotation in chart.layout.annotations]


def test_a_break_of_one_region_cuts_that_region_only(panel_of):
    panel = panel_of({code: {2012: 1.0, 2013: 2.0} for code in NAMES})
    chart = trend(panel, HDI, STYLE, names=NAMES, highlighted=tuple(NAMES), breaks=Breaks([Break("74.01", 2013)]))
    assert [len(runs(named(chart)[name])) for name in ("Kolaka", "Kota Kendari")] == [2, 1]
    assert not chart.layout.shapes


def test_the_series_really_published_is_cut_where_the_warehouse_says(read, names):
    found = read("indicator_breaks", indicator_id="hdi")
    breaks = Breaks(Break(None, year) for year in found["first_year"])
    chart = trend(read("indicator_panel", indicator_id="hdi"), HDI, STYLE, names=names, breaks=breaks)
    pieces = runs(named(chart)["Sultra"])
    assert [piece[0][0] for piece in pieces] == [2015, 2022]
    assert pieces[0][-1] == (2021, 71.66)


def test_the_year_on_screen_is_marked(panel_of):
    panel = panel_of({"74.01": {2020: 11.0, 2021: 12.0}})
    chart = trend(panel, POVERTY, STYLE, names=NAMES, year=2021)
    assert [(shape.x0, shape.line.color) for shape in chart.layout.shapes] == [(2021, LIGHT.accent)]


def test_years_are_whole_and_within_the_axis(read, names):
    panel = read("indicator_panel", indicator_id="grdp_constant")
    axis = trend(panel, GDP, STYLE, names=names).layout.xaxis
    low, high = axis.range
    assert all(low <= year <= high and year == int(year) for year in axis.tickvals)
    assert max(axis.tickvals) == panel["year"].max()


def test_one_year_can_still_be_drawn(panel_of):
    chart = trend(panel_of({"74.01": {2021: 5.0}}), POVERTY, STYLE, names=NAMES, highlighted=("74.01",))
    low, high = chart.layout.xaxis.range
    assert low < 2021 < high


def test_a_full_page_of_figures_stays_small_on_the_wire(names, panel_of, one_year):
    years = range(2010, 2024)
    values = {
        code: {year: 1e12 * (position + 1) * 1.0537 ** (year - 2010) for year in years}
        for position, code in enumerate(names)
    }
    latest = one_year({code: series[2023] for code, series in values.items()}, names)
    assert all(math.isfinite(value) for value in latest["value"])
    chosen = ("74.71", "74.01", "74.02", "74.72")
    wire = [
        ranking(latest, GDP, STYLE).to_json(),
        trend(panel_of(values), GDP, STYLE, names=names, highlighted=chosen, year=2023).to_json(),
    ]
    assert sum(len(text.encode()) for text in wire) < 14_000


def test_the_outermost_of_the_grey_lines_are_named_at_their_ends(panel_of):
    panel = panel_of({"A": {2020: 1, 2021: 9}, "B": {2020: 5, 2021: 5}, "C": {2020: 9, 2021: 1}, "D": {2020: 7}})
    chart = trend(panel, POVERTY, STYLE, names={code: f"Daerah {code}" for code in "ABCD"}, highlighted=("B",))
    said = {note.text: (note.y, note.font.color) for note in chart.layout.annotations}
    assert said["Daerah A"] == (9, LIGHT.muted)
    assert said["Daerah C"] == (1, LIGHT.muted)
    assert said["Daerah B"] == (5, LIGHT.accent)
    assert "Daerah D" not in said  # its line ends before the others


def test_every_point_knows_whose_it_is(panel_of):
    panel = panel_of({"A": {2020: 1, 2021: 2}, "B": {2020: 3, 2021: 4}, "C": {2020: 5, 2021: 6}})
    grey, lit = trend(panel, POVERTY, STYLE, names={code: code for code in "ABC"}, highlighted=("C",)).data
    # said once at the first point of a line, what is empty is as the one before
    assert list(zip(grey.ids, grey.y, strict=True)) == [
        ("A", 1), ("", 2), ("", None), ("B", 3), ("", 4), ("", None)
    ]  # fmt: skip
    assert lit.uid == "C"
