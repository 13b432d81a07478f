"""Notes stand above the plot, inside its years, apart from each other, and tell everything on hover."""

from itertools import combinations

import pytest

from kumkm.domain.events import Event, concerning
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.events import notes
from kumkm.figures.theme import DARK, LIGHT, Style, text_width
from kumkm.figures.trend import trend

STYLE, PROJECTOR = Style(LIGHT), Style(DARK, text_px=18)
YEARS = range(2011, 2024)
PLOT_PX = 560
GROWTH = INDICATORS["grdp_growth"]


def event(year, label="Pandemi", note="Kegiatan dibatasi."):
    return Event(year, label, note, ("economy",), month=3)


def crowd(years):
    return [event(year, f"Peristiwa besar {year}") for year in years]


def labels(found):
    return {mark["x"]: mark["text"] for mark in found.annotations if mark["text"].strip()}


def boxes(found, style):
    """Left, right, bottom and top of every label, in px from the plot's upper left corner."""
    scale = PLOT_PX / (YEARS[-1] - YEARS[0] + 0.6)
    for mark in found.annotations:
        if mark["text"].strip():
            stem, width = (mark["x"] - YEARS[0] + 0.3) * scale, text_width([mark["text"]], style.small_px)
            left = stem + mark["xshift"] - (width if mark["xanchor"] == "right" else 0)
            yield left, left + width, mark["yshift"], mark["yshift"] + style.small_px


def test_an_event_inside_the_years_is_a_hairline_and_a_label_with_its_note_on_hover():
    found = notes([event(2020, "PP 7/2021", "Batas <baru> berlaku.")], YEARS, STYLE)
    (line,), (mark,) = found.shapes, found.annotations
    assert (line["x0"], line["x1"], mark["x"]) == (2020, 2020, 2020)
    assert mark["text"] == "PP 7/2021"
    assert mark["hovertext"] == "<b>PP 7/2021</b> · Maret 2020<br>Batas &lt;baru&gt; berlaku."
    assert mark["font"] == {"color": LIGHT.muted, "size": STYLE.small_px}


@pytest.mark.parametrize("year", [2010, 2024])
def test_an_event_outside_the_years_is_not_drawn(year):
    found = notes([event(year)], YEARS, STYLE)
    assert (found.shapes, found.annotations, found.top) == ([], [], 0)


@pytest.mark.parametrize("year", [2011, 2023])
def test_the_first_and_the_last_year_count(year):
    assert labels(notes([event(year)], YEARS, STYLE)) == {year: "Pandemi"}


def test_events_of_one_year_share_a_mark_that_tells_all_of_them():
    found = notes([event(2020), event(2020, "Larangan", "Ekspor dihentikan.")], YEARS, STYLE)
    (mark,) = found.annotations
    assert mark["text"] == "Pandemi +1"
    assert mark["hovertext"].count("Maret 2020") == 2
    assert "Ekspor dihentikan." in mark["hovertext"]


@pytest.mark.parametrize("style", [STYLE, PROJECTOR], ids=["desk", "projector"])
@pytest.mark.parametrize("years", [[2023, 2022], [2013, 2014, 2017, 2020], list(YEARS)], ids=str)
def test_no_label_lies_over_another_or_leaves_the_figure(style, years):
    found = notes(crowd(years), YEARS, style, right=80, plot_px=PLOT_PX)
    placed = list(boxes(found, style))
    for one, other in combinations(placed, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
    assert all(left >= 0 and right <= PLOT_PX + 80 for left, right, _, _ in placed)
    assert all(bottom >= 0 and top <= found.top for _, _, bottom, top in placed)


@pytest.mark.parametrize("style", [STYLE, PROJECTOR], ids=["desk", "projector"])
def test_no_hairline_runs_through_a_label(style):
    found = notes(crowd(YEARS), YEARS, style, right=80, plot_px=PLOT_PX)
    scale = PLOT_PX / (YEARS[-1] - YEARS[0] + 0.6)
    for line in found.shapes:
        x = (line["x0"] - YEARS[0] + 0.3) * scale
        assert not any(left < x < right and bottom < line["y1"] for left, right, bottom, _ in boxes(found, style))


def test_where_there_is_no_room_the_less_important_loses_its_label_but_not_its_note():
    found = notes(crowd([2020, 2019, 2018, 2017, 2016]), YEARS, PROJECTOR)
    assert 2020 in labels(found)
    assert 2016 not in labels(found)
    assert {line["x0"] for line in found.shapes} == set(range(2016, 2021))
    assert all(mark["hovertext"] for mark in found.annotations)


def test_everything_stands_above_the_plot_and_answers_no_click():
    found = notes(crowd(YEARS), YEARS, STYLE)
    assert all(line["yref"] == "paper" and line["yanchor"] == 1 and line["y0"] >= 0 for line in found.shapes)
    assert all(mark["yref"] == "paper" and mark["y"] == 1 and mark["yanchor"] == "bottom" for mark in found.annotations)
    assert not any("customdata" in mark for mark in found.annotations)


def test_a_trend_makes_room_for_its_notes_and_is_as_before_without_events(panel_of):
    panel = panel_of({"74.01": {2019: 5.0, 2020: -1.0, 2021: 4.0}})
    names = {"74.01": "Kolaka"}
    bare = trend(panel, GROWTH, STYLE, names=names)
    noted = trend(panel, GROWTH, STYLE, names=names, events=[event(2020), event(2014)])
    assert [note.text for note in noted.layout.annotations] == ["Pandemi", "Kolaka"]
    assert [shape.x0 for shape in noted.layout.shapes] == [2020]
    assert noted.layout.margin.t > bare.layout.margin.t == 8
    assert noted.layout.height == bare.layout.height
    assert noted.data == bare.data


def test_the_real_events_of_konawe_stand_on_its_growth(read, names):
    rows = read("events").astype(object).where(lambda frame: frame.notna(), None)
    found = [
        Event(row.year, row.label, row.note, tuple(row.subjects.split(";")), region_code=row.region_code)
        for row in rows.itertuples()
    ]
    chart = trend(
        read("indicator_panel", indicator_id="grdp_growth"),
        GROWTH,
        STYLE,
        names=names,
        events=concerning(found, GROWTH.topic, ("74.02",)),
    )
    drawn = {note.x: note.text for note in chart.layout.annotations if note.hovertext}
    assert list(drawn) == [2013, 2014, 2017, 2020]
    assert drawn[2017] == "Smelter Konawe +1"
    assert drawn[2020] == "Pandemi +1"
