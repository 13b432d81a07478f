"""Small maps of all years: one drawing, one colour for one thing."""

import re
from urllib.parse import unquote

import pandas as pd

from kumkm.figures.small_maps import small_maps
from kumkm.figures.theme import DARK, LIGHT, Style

SHAPES = {"a": "M0 0L9 0L9 9z", "b": "M9 9L20 9L20 20z", "c": "M0 20L9 20L9 30z"}


def drawn(table: pd.DataFrame, edges: list[float], style: Style) -> str:
    image = str(small_maps(table, edges, style, shapes=SHAPES, box=(20, 30), label="Contoh 2021–2022"))
    return unquote(re.search(r'src="data:image/svg\+xml,([^"]+)"', image)[1])


def colours(svg: str) -> list[dict[str, str]]:
    """Of each year, the colour of every region by its place among the shapes."""
    years = []
    for year in svg.split("<text")[1:]:
        groups = re.findall(r"<g fill='([^']+)'>(.*?)</g>", year)
        years.append({name: colour for colour, body in groups for name in re.findall(r"#(r\d+)", body)})
    return years


def test_every_region_is_drawn_once_a_year_in_the_colour_of_its_class():
    table = pd.DataFrame({2021: {"a": 1.0, "b": 15.0}, 2022: {"a": 15.0, "b": 25.0, "c": 1.0}})
    first, second = colours(drawn(table, [0.0, 10.0, 20.0, 30.0], Style(LIGHT)))
    low, middle, high = LIGHT.sequential[0], LIGHT.sequential[2], LIGHT.sequential[4]
    assert first == {"r0": low, "r1": middle, "r2": LIGHT.line}
    assert second == {"r0": middle, "r1": high, "r2": low}


def test_what_lies_below_zero_has_the_colour_of_falling():
    table = pd.DataFrame({2021: {"a": -2.0, "b": 2.0, "c": 0.0}})
    (found,) = colours(drawn(table, [-5.0, 0.0, 5.0], Style(DARK)))
    assert found["r0"] == DARK.below
    assert found["r1"] == found["r2"] == DARK.sequential[-1]


def test_shapes_are_sent_once_however_many_years():
    one = pd.DataFrame({2021: {"a": 1.0}})
    ten = pd.DataFrame({year: {"a": 1.0} for year in range(2011, 2021)})
    assert (
        drawn(ten, [0.0, 2.0], Style(LIGHT)).count("<path") == drawn(one, [0.0, 2.0], Style(LIGHT)).count("<path") == 3
    )
