"""Small marks: gaps stay gaps, far values sit at the edge, and no name can become markup."""

import math
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from kumkm.analysis.comparable import comparable
from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.indicators import INDICATORS
from kumkm.figures.marks import small_multiples, sparkline, strip
from kumkm.figures.theme import LIGHT, Style

STYLE = Style(LIGHT)
POVERTY = INDICATORS["poverty_rate"]
HOSTILE = """<script>alert("x")</script>' onload='&"""


class Tags(HTMLParser):
    """Tags, texts and attributes as a browser would read them; images are opened too."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self.attributes = [], [], []
        self.feed(str(html))  # Markup would escape the text it is joined with
        for name, value in list(self.attributes):
            if name == "src" and value.startswith("data:image/svg+xml,"):
                self.feed(unquote(value.partition(",")[2]))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def drawing(html):
    """The drawing in the text: an image of its own, or the lines of small multiples."""
    return unquote(re.findall(r'(?:src="|--k-lines:url\(&quot;)data:image/svg\+xml,(.*?)(?:"|&quot;)', html)[-1])


def pieces(html):
    """How many times the pen is put down in the last path of a drawing."""
    return re.findall(r"d='([^']*)'", drawing(html))[-1].count("M")


def places(html, kind=None):
    """Left positions in percent of the ticks of one kind (None: the plain ones)."""
    opening = f'<i class="{kind}"' if kind else "<i"
    return [float(place) for place in re.findall(rf'{opening} style="left:([\d.]+)%', html)]


def test_a_sparkline_is_one_stroke_and_a_dot_at_the_end():
    html = sparkline([1.0, 2.0, 3.0], STYLE)
    assert pieces(html) == 1
    assert drawing(html).count("<circle") == 1


@pytest.mark.parametrize("gap", [None, math.nan])
def test_a_gap_lifts_the_pen(gap):
    assert pieces(sparkline([1.0, 2.0, gap, 4.0, 5.0], STYLE)) == 2


def test_the_dot_sits_on_the_last_known_value():
    with_gap = re.search(r"<circle cx='([\d.]+)'", drawing(sparkline([1.0, 2.0, None], STYLE, width=96)))
    assert float(with_gap[1]) == 3 + (96 - 6) / 2


def test_higher_is_higher_on_the_screen():
    path = re.findall(r"[ML]([\d.]+) ([\d.]+)", drawing(sparkline([1.0, 9.0, 5.0], STYLE)))
    low, high, middle = (float(y) for _, y in path)
    assert high < middle < low


@pytest.mark.parametrize("values", [[], [None], [math.nan, None]])
def test_nothing_known_draws_nothing(values):
    assert sparkline(values, STYLE) == ""


def test_a_flat_or_lone_series_stays_inside_the_picture():
    for values in ([5.0, 5.0], [5.0]):
        assert "nan" not in drawing(sparkline(values, STYLE))
        assert re.search(r"cy='12'", drawing(sparkline(values, STYLE, height=24)))


def test_the_strip_shows_every_known_region_once(one_year):
    html = strip(
        comparable(one_year({"A": 1.0, "B": 2.0, "C": 3.0, "D": math.nan}), POVERTY), POVERTY, STYLE, highlighted=("B",)
    )
    assert len(places(html)) == 2
    assert len(places(html, "k-lit")) == 1
    assert "3 daerah" in html


def test_values_keep_their_order_from_left_to_right(one_year):
    html = strip(comparable(one_year({"A": 3.0, "B": 1.0, "C": 2.0}), POVERTY), POVERTY, STYLE)
    assert places(html) == [100.0, 0.0, 50.0]
    assert places(html, "k-median") == [50.0]


def test_a_far_value_sits_at_the_edge_and_an_arrow_says_so(one_year):
    # median 3, distances 2 1 0 1 97, their median 1: the strip runs from 1 to 3 + 4 × 1 = 7
    html = strip(comparable(one_year({"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "E": 100.0}), POVERTY), POVERTY, STYLE)
    assert places(html) == [0.0, 16.7, 33.3, 50.0, 100.0]
    assert "100,00 ›" in html
    assert "‹" not in html


def test_a_clipped_end_shows_a_break_in_the_axis_with_and_without_words(one_year):
    among = comparable(one_year({"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "E": 100.0}), POVERTY)
    for with_text in (True, False):
        html = strip(among, POVERTY, STYLE, with_text=with_text)
        assert "k-cut-high" in html
        assert "k-cut-low" not in html


def test_without_words_the_places_travel_as_whole_percents_and_both_ends_are_told(one_year):
    among = comparable(one_year({"A": 1.0, "B": 2.0, "C": 4.0, "D": 4.0}), POVERTY)
    html = strip(among, POVERTY, STYLE, highlighted=("D",), with_text=False)
    assert 'data-at="0 33 100"' in html
    assert places(html) == []
    assert len(places(html, "k-lit")) == 1
    assert "4 daerah: 1,00 sampai 4,00" in html


def test_both_ends_are_named_and_several_are_counted(one_year):
    names = {"A": "Kolaka", "B": "Muna", "C": "Buton", "D": "Konawe"}
    html = strip(comparable(one_year({"A": 1.0, "B": 2.0, "C": 3.0, "D": 3.0}, names), POVERTY), POVERTY, STYLE)
    assert "1,00<br>Kolaka" in html
    assert "3,00<br>2 daerah" in html


def test_without_spread_nothing_is_clipped(one_year):
    html = strip(comparable(one_year({"A": 1.0, "B": 1.0, "C": 1.0, "D": 9.0}), POVERTY), POVERTY, STYLE)
    assert places(html)[-1] == 100.0
    assert "›" not in html


def test_no_known_value_draws_no_strip(one_year):
    assert strip(comparable(one_year({"A": math.nan}), POVERTY), POVERTY, STYLE) == ""


def test_the_chosen_region_is_named_in_its_colour(one_year):
    html = strip(
        comparable(one_year({"A": 1.0, "B": 2.0}, {"A": "Kolaka"}), POVERTY), POVERTY, STYLE, highlighted=("A",)
    )
    assert "color:var(--k-accent)" in html
    assert "Kolaka 1,00" in html


@pytest.mark.parametrize("highlighted", [(), ("A",)])
def test_a_hostile_name_stays_text_in_the_strip(one_year, highlighted):
    read = Tags(
        strip(
            comparable(one_year({"A": 1.0, "B": 2.0}, {"A": HOSTILE}), POVERTY), POVERTY, STYLE, highlighted=highlighted
        )
    )
    assert set(read.tags) <= {"div", "i", "span", "br"}
    assert {name for name, _ in read.attributes} <= {"class", "style", "role", "aria-label", "title"}
    shown = "".join(read.texts) + "".join(value for name, value in read.attributes if name == "title")
    assert HOSTILE in shown


def test_a_hostile_label_stays_text_in_an_image():
    read = Tags(sparkline([1.0, 2.0], STYLE, label=HOSTILE))
    assert set(read.tags) == {"img", "svg", "path", "circle"}
    assert ("alt", HOSTILE) in read.attributes
    assert "onload" not in {name for name, _ in read.attributes}


def test_a_hostile_name_stays_text_in_small_multiples(panel_of):
    html = small_multiples(panel_of({"A": {2020: 1, 2021: 2}}), POVERTY, STYLE, names={"A": HOSTILE})
    read = Tags(html)
    assert set(read.tags) <= {"div", "figure", "figcaption", "b", "span", "i"}
    assert HOSTILE in read.texts


def test_small_multiples_draw_every_region_in_the_order_of_the_names(read, names):
    html = small_multiples(read("indicator_panel", indicator_id="poverty_rate"), POVERTY, STYLE, names=names)
    captions = re.findall(r"<b[^>]*>([^<]*)</b>", html)
    assert captions == list(names.values())


def test_small_multiples_lift_the_pen_at_a_gap_and_at_a_break(panel_of):
    panel = panel_of({"A": {2018: 1, 2019: 2, 2021: 3, 2022: 4, 2023: 5}, "B": dict.fromkeys(range(2018, 2024), 2)})
    breaks = Breaks([Break(None, 2022)])
    html = small_multiples(panel, POVERTY, STYLE, names={"A": "A"}, breaks=breaks)
    assert pieces(html) == 3  # 2018–2019, 2021, 2022–2023
    both = small_multiples(panel, POVERTY, STYLE, names={"A": "A", "B": "B"}, breaks=breaks)
    assert pieces(both) == 5  # and B's 2018–2021, 2022–2023


def test_each_small_multiple_shows_its_own_height_of_the_one_drawing(panel_of):
    panel = panel_of({code: {2020: low, 2021: low + 1} for low, code in enumerate("ABC")})
    html = small_multiples(panel, POVERTY, STYLE, names={code: code for code in "ABC"})
    assert "viewBox='0 0 1500 1680'" in drawing(html)
    assert re.findall(r"--k-at:([\d.]+)%", html) == ["0", "50", "100"]
    starts = [int(y) for y in re.findall(r"M20 (\d+)", drawing(html))]
    # 0, 1 and 2 of 0 to 3: a third of 500 tenths of a px higher each, in heights of 560
    assert starts == [530, 560 + 530 - 167, 1120 + 530 - 333]


def test_on_scales_of_their_own_every_line_fills_its_height_and_nothing_stands_behind(panel_of):
    panel = panel_of({"A": {2020: 1, 2021: 2}, "B": {2020: 100, 2021: 200}})
    common, free = (
        small_multiples(panel, POVERTY, STYLE, names={"A": "Kolaka", "B": "Muna"}, free=free) for free in (False, True)
    )
    # 1 and 2 of 1 to 200 lie at the bottom, 530 tenths of a px down; by themselves they reach from there to 30
    assert "M20 530l1460 -3" in drawing(common)
    assert "M20 530l1460 -500M20 1090l1460 -500" in drawing(free)
