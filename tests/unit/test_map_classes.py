"""The classes a map is given: those of its year, and those of all years for as long as years play."""

import pandas as pd
import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.ui.parts import maps
from kumkm.ui.parts.region_map import MapClasses, RegionMapPayload, _data

POVERTY, GROWTH, MEMBERS = INDICATORS["poverty_rate"], INDICATORS["grdp_growth"], INDICATORS["cooperative_members"]


def test_edges_stand_in_base_units_with_the_text_of_the_scale():
    turnover = INDICATORS["turnover_per_member"]
    # In millions of rupiah: 1, 2, 30 and 31 part in two, between 2 and 30.
    found = maps.classes_of([1e6, 2e6, 30e6, 31e6], turnover)
    assert found.edges[0] == pytest.approx(1e6)
    assert found.edge_texts[0] == "1"
    assert found.edges[-1] == pytest.approx(31e6)


def test_a_value_far_out_is_told_to_the_map_as_an_open_class():
    found = maps.classes_of([5.0, 5.5, 6.1, 4.2, 4.8, 5.2, 22.52], GROWTH)
    assert found.high
    assert not found.low


def test_likeness_is_told_to_the_map():
    # 0.4 of about 11 is under 5 percent.
    assert maps.classes_of([11.0, 11.2, 11.4], POVERTY).alike


def test_a_count_has_no_classes_but_the_value_of_its_largest_circle():
    found = maps.classes_of([3.0, 40.0], MEMBERS)
    assert (list(found.edges), found.fit) == ([0.0, 40.0], None)


def test_a_year_is_classed_by_itself_and_all_years_together(monkeypatch):
    names = {"74.01": "Kolaka", "74.02": "Konawe", "74.03": "Muna", "74.04": "Buton"}
    monkeypatch.setattr(maps.cache, "names", lambda: names)
    rows = [(code, year, year % 2000 + place * 2.0) for year in (2020, 2023) for place, code in enumerate(names)]
    panel = pd.DataFrame(rows, columns=["region_code", "year", "value"])
    found = maps.map_values(panel, POVERTY, lambda year: False)
    # 2020: 20 … 26, 2023: 23 … 29, together 20 … 29.
    assert (found.pooled.edges[0], found.pooled.edges[-1]) == (20.0, 29.0)
    assert (found.classes[2020].edges[0], found.classes[2020].edges[-1]) == (20.0, 26.0)
    assert (found.classes[2023].edges[0], found.classes[2023].edges[-1]) == (23.0, 29.0)


def test_only_what_there_is_to_say_of_classes_travels():
    plain, said = MapClasses([0, 1], ["0", "1"]), MapClasses([0, 1, 2], ["0", "1", "2"], high=True, fit="Ketepatan 0,9")
    payload = RegionMapPayload(
        title="", unit="", kind="rate", years=[2023], year=2023, values={}, texts={}, names={}, abbreviations={},
        classes=said, pooled=plain,
    )  # fmt: skip
    sent = _data(payload, key="map")
    assert sent["pooled"] == {"edges": [0.0, 1.0], "texts": ["0", "1"]}
    assert sent["classes"] == {"edges": [0.0, 1.0, 2.0], "texts": ["0", "1", "2"], "high": True, "fit": "Ketepatan 0,9"}
    assert "province" not in sent
