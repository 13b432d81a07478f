"""The table of location quotients: a row per region, numbers as they are, missing in words, names as text."""

import re
from html.parser import HTMLParser

import pandas as pd

from kumkm.analysis.specialisation import location_quotient
from kumkm.figures.matrix import quotient_table

NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia"}
FRAME = location_quotient(
    pd.DataFrame(
        {
            "region_code": ["A", "A", "B", "B"],
            "sector": ["primer", "tersier", "primer", "tersier"],
            "value": [60.0, 40.0, 15.0, 85.0],
        }
    )
)
HOSTILE = """<script>alert("x")</script>' onload='&"""


class Read(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self.attributes = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def row(html, name):
    return re.search(rf"<tr[^>]*><th[^>]*>{name}</th>(.*?)</tr>", html)[1]


def test_every_region_has_a_row_and_every_sector_a_column():
    read = Read(quotient_table(FRAME, names=NAMES, sectors={"primer": "Primer", "tersier": "Tersier"}))
    assert read.tags.count("tr") == 4
    assert read.texts[:3] == ["Daerah", "Primer", "Tersier"]
    assert [text for text in read.texts if text in NAMES.values()] == list(NAMES.values())


def test_cells_are_the_quotient_with_its_share_and_a_basis_sector_is_bold():
    html = quotient_table(FRAME, names=NAMES)
    # together 75 of 200 are primary: A has 0,60 / 0,375 = 1,60 and 0,40 / 0,625 = 0,64
    assert "<b>1,60</b><small>60,0%</small>" in row(html, "Andoolo")
    assert "<i>0,64</i><small>40,0%</small>" in row(html, "Andoolo")
    assert "<i>0,40</i><small>15,0%</small>" in row(html, "Bungku")


def test_the_tint_grows_with_the_ratio_to_one_on_either_side():
    html = quotient_table(FRAME, names=NAMES)
    assert re.findall(r'class="(k-lq-\w+)" style="--k-lq:([\d.]+)"', row(html, "Andoolo")) == [
        ("k-lq-up", "0.43"),
        ("k-lq-down", "0.41"),
    ]
    far = FRAME.assign(lq=[1.0, 9.0, 0.0, 1 / 3])
    tints = re.findall(r"--k-lq:([\d.]+)", quotient_table(far, names=NAMES))
    assert tints == ["0.00", "1.00", "1.00", "1.00"]


def test_missing_is_a_dash_in_a_cell_and_words_in_a_row():
    html = quotient_table(FRAME.assign(lq=[float("nan"), 1.2, 1.0, 1.0]), names=NAMES)
    assert '<td class="k-lq-none">–</td>' in row(html, "Andoolo")
    assert "belum ada data" in row(html, "Cia-Cia")
    assert "nan" not in html


def test_each_row_says_which_region_it_is_of_so_that_the_browser_can_mark_it():
    html = quotient_table(FRAME, names=NAMES)
    assert re.findall(r'<tr data-daerah="(\w+)"><th scope="row">([^<]+)', html) == list(NAMES.items())


def test_hostile_names_and_sectors_stay_text():
    html = quotient_table(FRAME, names={"A": HOSTILE}, sectors={"primer": HOSTILE})
    read = Read(html)
    assert set(read.tags) <= {"div", "table", "thead", "tbody", "tr", "th", "td", "b", "i", "small"}
    assert {name for name, _ in read.attributes} <= {"class", "scope", "style", "title", "colspan", "data-daerah"}
    assert read.texts.count(HOSTILE) == 2


def test_many_columns_are_a_wide_table():
    sectors = {str(number): f"Sektor {number}" for number in range(10)}
    assert 'class="k-lq k-lq-wide"' in quotient_table(FRAME, names=NAMES, sectors=sectors)
    assert 'class="k-lq"' in quotient_table(FRAME, names=NAMES)
