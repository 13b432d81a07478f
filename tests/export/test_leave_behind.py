"""The leave-behind: one closed file whose data are those of the reads, and that no text in them can open."""

import json
import re

import pytest

from kumkm.domain import regions
from kumkm.errors import UsageError
from kumkm.export.contents import Contents
from kumkm.export.leave_behind import leave_behind
from kumkm.geo import outlines

HOSTILE = '</script><script>alert("x")</script>'


@pytest.fixture(scope="module")
def page(project):
    return (project.static / "leave" / "page.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def contents(ask, project):
    drawn = outlines.load(project, step=1.0, least=10)
    return Contents(ask, regions.load(project.reference), 2023, "74.03", drawn)


@pytest.fixture(scope="module")
def content(contents, page):
    return leave_behind(contents, page)


def data_of(content):
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', content.decode(), re.DOTALL)
    return json.loads(found[1])


def test_it_is_small_and_asks_the_network_for_nothing(content):
    assert len(content) < 2_000_000
    text = content.decode()
    assert not re.search(
        r"\b(?:src|href)=|url\(|@import|fetch\(|https?://(?!www\.w3\.org/)", text.split('<script id="data"')[0]
    )
    assert "default-src 'none'" in text


@pytest.mark.slow
def test_the_same_is_the_same_bytes(contents, content, page):
    assert leave_behind(contents, page) == content


def test_every_value_is_that_of_the_read_to_the_last_digit(content, read):
    told = data_of(content)
    assert len(told["indicators"]) > 60
    checked = 0
    for key, item in told["indicators"].items():
        panel = read("indicator_panel", indicator_id=key).set_index(["region_code", "year"])
        for code, row in item["rows"].items():
            for year, cell in zip(item["years"], row, strict=True):
                known = (code, year) in panel.index
                if cell is None:
                    assert not known or panel.loc[(code, year), "value"] != panel.loc[(code, year), "value"]
                elif cell[1] == "r":
                    assert panel.loc[(code, year), "status"] == "suppressed"
                    assert cell[0] is None
                else:
                    assert cell[0] == panel.loc[(code, year), "value"]
                    checked += 1
    assert checked > 3000


def test_what_is_withheld_is_a_mark_and_no_number(content, serving):
    protected = (
        serving.cursor()
        .execute("SELECT measure_id, region_code, year FROM mart.protected_cell WHERE measure_id = 'kur_disbursed_idr'")
        .fetchall()
    )
    item = data_of(content)["indicators"]["kur_disbursed"]
    for _, code, year in protected:
        if code in item["rows"] and year in item["years"]:
            assert item["rows"][code][item["years"].index(year)] == [None, "r"]


def test_every_region_has_a_shape_and_the_boundary_notice_is_there(content):
    told = data_of(content)
    assert len(told["regions"]) == 17
    assert all(shape.startswith("M") and shape.endswith("Z") for _, _, shape in told["regions"])
    assert "OpenStreetMap" in dict(told["notes"])["Peta"]
    assert told["region"] == "74.03"


@pytest.mark.slow
def test_a_hostile_title_stays_text(contents, page):
    def read(name, **params):
        found = contents.read(name, **params)
        return found.assign(title=HOSTILE) if name == "proposals" else found

    told = leave_behind(Contents(read, contents.regions, 2023, "74", contents.outlines), page)
    assert HOSTILE.encode() not in told
    assert data_of(told)["proposals"][0]["title"] == HOSTILE


def test_an_unknown_region_is_said(contents, page):
    with pytest.raises(UsageError, match=r"74\.99"):
        leave_behind(Contents(contents.read, contents.regions, 2023, "74.99", contents.outlines), page)
