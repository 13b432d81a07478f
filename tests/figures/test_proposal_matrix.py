"""Proposals by region and menu: every region has a row, totals are those of the frame, unknown amounts are said."""

import math
import re

import pandas as pd
import pytest

from kumkm.figures.proposal_matrix import OTHER, proposal_matrix

NAMES = {"A": "Andoolo", "B": "Bungku", "C": "Cia-Cia"}
MENUS = {"plut": "PLUT", "rpb": "RPB"}
FRAME = pd.DataFrame(
    {
        "region_code": ["A", "A", "B", "B"],
        "menu_id": ["plut", "rpb", "plut", "rpb"],
        "proposals": [1, 4, 2, 1],
        "amount_idr": [5.4e9, 800e6, math.nan, 200e6],
    }
)
HOSTILE = """<script>alert("x")</script>' onload='&"""


def table(frame=FRAME, amount=False, **more):
    return proposal_matrix(frame, names=more.pop("names", NAMES), menus=more.pop("menus", MENUS), amount=amount, **more)


def row(html, name):
    """The texts of the cells of a row."""
    cells = re.search(rf"<tr[^>]*><th[^>]*>{name}</th>(.*?)</tr>", html)[1]
    return [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<td.*?</td>", cells)]


def test_a_cell_is_the_count_and_the_amount():
    assert row(table(), "Andoolo")[:2] == [["1", "5,4"], ["4", "0,8"]]


def test_every_region_has_a_row_and_no_proposals_are_a_dash():
    html = table()
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)<', html) == [*NAMES.values(), "Seluruhnya"]
    assert row(html, "Cia-Cia") == [["–"], ["–"], ["–"]]
    assert "Cia-Cia, PLUT: tidak ada usulan" in html


def test_totals_are_those_of_the_frame_and_say_where_amounts_are_not_known():
    html = table()
    assert row(html, "Andoolo")[-1] == ["5", "6,2"]
    assert row(html, "Bungku") == [["2", "tanpa", "nilai"], ["1", "0,2"], ["3", "≥", "0,2"]]
    assert row(html, "Seluruhnya") == [
        ["3", "≥", "5,4"],
        ["5", "1,0"],
        ["8", "≥", "6,4"],
    ]
    assert "sebagian belum bernilai" in html
    assert "nan" not in html.lower()


def test_what_no_name_or_menu_fits_is_not_lost():
    more = pd.DataFrame(
        {"region_code": ["Z", "A"], "menu_id": ["plut", None], "proposals": [2, 1], "amount_idr": [1e9, 2e9]}
    )
    html = table(pd.concat([FRAME, more], ignore_index=True))
    assert row(html, OTHER)[0] == ["2", "1,0"]
    assert row(html, "Andoolo")[2] == ["1", "2,0"]
    assert row(html, "Seluruhnya")[-1][0] == "11"
    assert OTHER not in table()


@pytest.mark.parametrize(("amount", "shades"), [(False, ["0.25", "1.00"]), (True, ["1.00", "0.15"])])
def test_the_shade_follows_the_count_or_the_amount(amount, shades):
    cells = re.search(r"Andoolo</th>(.*?)</tr>", table(amount=amount))[1]
    assert re.findall(r"--k-pm:([\d.]+)", cells) == shades


def test_an_unknown_amount_has_no_shade():
    cells = re.search(r"Bungku</th>(.*?)</tr>", table(amount=True))[1]
    assert re.findall(r"--k-pm:([\d.]+)", cells)[0] == "0.00"


def test_each_row_says_which_region_it_is_of_so_that_the_browser_can_mark_it():
    more = pd.DataFrame({"region_code": ["Z"], "menu_id": ["plut"], "proposals": [2], "amount_idr": [1e9]})
    html = table(pd.concat([FRAME, more], ignore_index=True))
    named = re.findall(r'<tr( data-daerah="\w+")?><th scope="row">([^<]+)', html)
    own = [(f' data-daerah="{code}"', name) for code, name in NAMES.items()]
    assert named == [*own, ("", OTHER), ("", "Seluruhnya")]


def test_amounts_are_in_the_scale_the_head_names_and_in_full_words_in_the_tip():
    html = table()
    assert "<small>usulan · Rp miliar</small>" in html
    assert 'title="Andoolo, RPB: 4 usulan, Rp800,0 juta"' in html
    tiny = table(FRAME.assign(amount_idr=2e6))  # 2 million are 0.002 billion, and not nothing
    assert row(tiny, "Andoolo")[0] == ["1", "&lt;0,1"]


def test_a_short_head_carries_its_full_name():
    html = table(called={"plut": "Pusat Layanan Usaha Terpadu"})
    assert '<th scope="col" title="Pusat Layanan Usaha Terpadu"><span>PLUT</span></th>' in html


def test_hostile_names_and_menus_stay_text():
    html = table(names={"A": HOSTILE}, menus={"plut": HOSTILE}, called={"plut": HOSTILE})
    assert "<script" not in html
    assert "onload='" not in html


def test_many_columns_are_a_wide_table_and_amounts_are_marked_so():
    many = {str(number): f"Menu {number}" for number in range(8)}
    assert 'class="k-pm k-pm-wide"' in table(menus=many)
    assert 'class="k-pm k-pm-idr"' in table(amount=True)


def test_nothing_proposed_at_all_is_all_dashes(names):
    html = table(FRAME.iloc[:0], names=names)
    assert html.count('<th scope="row">') == len(names) + 1
    assert html.count(">–<") == 3 * (len(names) + 1)
